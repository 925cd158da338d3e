//! Writing: what a batch changes, and what goes with whom it spoke of.

use super::inbox::Inbox;
use super::{Data, Held, Item, MemoryStore, Timer, Used};
use crate::error::Result;
use crate::store::batch::{Append, Batch, Entry, Sending};
use crate::store::codec::{Codec, Kept, Keys};
use crate::store::judge::{Verdict, judge};
use crate::store::row::handles_of;
use crate::store::sealer::Task;
use crate::store::{chain, personal};
use crate::ticket::fact::Fact;
use crate::ticket::{Key, Record};
use std::collections::{BTreeMap, BTreeSet};

impl MemoryStore {
    pub(super) fn append_one(&mut self, batch: &Batch) -> Result<Append> {
        match judge(batch, self)? {
            Verdict::Answer(answer) => Ok(answer),
            Verdict::Write { numbers, versions, keys } => {
                let (first, last) = self.write(batch, &numbers, &keys)?;
                Ok(Append::Done { first, last, versions })
            }
        }
    }

    fn write(&mut self, batch: &Batch, numbers: &[u64], keys: &[&Key]) -> Result<(u64, u64)> {
        let before = u64::try_from(self.data.records.len()).unwrap_or(u64::MAX);
        let mut speaks: Vec<Vec<String>> = Vec::with_capacity(numbers.len());
        let mut requesters = BTreeMap::new();
        for Entry { record, about } in &batch.entries {
            let known = requesters.get(&record.stream).or_else(|| self.data.requesters.get(&record.stream));
            let requester = known.or_else(|| personal::requester_of(record)).cloned();
            speaks.push(personal::subjects(record, requester.as_deref(), about));
            if let Some(requester) = requester {
                requesters.insert(record.stream.clone(), requester);
            }
        }
        let records = || batch.entries.iter().map(|entry| &entry.record);
        let sealed: Vec<_> = records().zip(&speaks).filter(|(record, _)| Codec::is_personal(record)).collect();
        let Keys { of, mut nonces } =
            self.codec.keys(sealed.iter().flat_map(|(_, of)| of.iter()).collect(), sealed.len())?;
        let sealer = self.codec.sealer(of);
        let mut kept = Vec::with_capacity(numbers.len());
        let (mut hash, mut position) = (self.last_hash(), before);
        for ((record, &seq), of) in records().zip(numbers).zip(&speaks) {
            let (body, sealed) =
                sealer.encode(&Task { record, seq, of, nonce: nonces.for_record(record), place: 0 })?;
            position += 1;
            hash = chain::next(&hash, position, &record.stream, seq, &body, &sealed);
            kept.push(Kept { position, stream: record.stream.clone(), seq, body, sealed, hash });
        }
        // Nothing can fail from here on.
        self.data.requesters.extend(requesters);
        for kept in kept {
            self.data.streams.entry(kept.stream.clone()).or_default().push(self.data.records.len());
            self.data.records.push(kept);
        }
        let mut erased = Vec::new();
        for ((record, seq), subjects) in records().zip(numbers).zip(speaks) {
            self.noted(record, &subjects);
            match &record.fact {
                Fact::SubjectErased { subject, .. } => erased.push(subject.clone()),
                Fact::TicketDeleted => {
                    erased.push(personal::ticket_as_subject(&record.stream));
                    self.take_out(&record.stream, *seq, &[]);
                }
                Fact::Redacted { records, .. } => self.take_out(&record.stream, *seq, records),
                _ => {}
            }
        }
        let (first, at) = match records().next() {
            Some(record) => (before + 1, record.recorded_at),
            None => (before, batch.done.as_ref().map_or(i64::MIN, |(_, at)| *at)),
        };
        for Key { key, command } in keys {
            let bears = |record: &&Record| record.key.as_ref().is_some_and(|of| of.key == *key);
            let streams = records().filter(bears).map(|record| record.stream.clone()).collect();
            self.data.keys.insert(key.clone(), Used { command: command.clone(), streams, position: first, at });
        }
        self.marked(batch);
        erased.sort_unstable();
        erased.dedup();
        erased.iter().for_each(|subject| self.forget(subject));
        Ok((first, position))
    }

    fn noted(&mut self, record: &Record, subjects: &[String]) {
        let stream = &record.stream;
        if Codec::is_personal(record) {
            for subject in subjects {
                self.data.subjects.entry(subject.clone()).or_default().insert(stream.clone());
            }
        }
        for subject in personal::mentions(record) {
            self.data.subjects.entry(subject.clone()).or_default().insert(stream.clone());
        }
        for (handle, word) in handles_of(record) {
            let by = subjects.first().cloned().unwrap_or_default();
            self.data.handles.entry((handle, word.to_owned())).or_insert_with(|| (stream.clone(), by));
        }
        if matches!(record.fact, Fact::TicketDeleted) {
            self.data.forget_commands(|at| at == stream);
            self.data.timers.remove(stream);
            self.data.clocks.remove(stream);
            self.data.snapshots.remove(stream);
            self.data.handles.retain(|_, (of, _)| of != stream);
        }
    }

    fn marked(&mut self, batch: &Batch) {
        for mark in &batch.timers {
            match mark.at {
                Some(at) => {
                    let timer = Timer { at, what: mark.what.clone(), held: Held::default() };
                    self.data.timers.insert(mark.stream.clone(), timer);
                }
                None => {
                    self.data.timers.remove(&mark.stream);
                }
            }
        }
        for mark in &batch.clocks {
            match mark.at {
                Some(at) => {
                    self.data.clocks.insert(mark.stream.clone(), (at, mark.what.clone()));
                }
                None => {
                    self.data.clocks.remove(&mark.stream);
                }
            }
        }
        for item in &batch.outbox {
            self.data.sent += 1;
            let sending = Sending { number: self.data.sent, item: item.clone() };
            self.data.outbox.insert(self.data.sent, Item { sending, held: Held::default() });
        }
    }

    /// All that is left of somebody outside the sealed bytes goes; their key is to be destroyed.
    fn forget(&mut self, subject: &str) {
        let data = &mut self.data;
        let streams = data.subjects.remove(subject).unwrap_or_default();
        let asked: BTreeSet<String> =
            data.requesters.iter().filter(|(_, by)| *by == subject).map(|(stream, _)| stream.clone()).collect();
        data.requesters.retain(|_, by| by != subject);
        data.forget_commands(|at| streams.contains(at) || asked.contains(at));
        data.erasing.extend(asked.iter().map(|stream| personal::ticket_as_subject(stream)));
        data.erasing.insert(subject.to_owned());
        data.snapshots.retain(|stream, _| !stream.is_empty() && !streams.contains(stream));
        data.outbox.retain(|_, item| item.sending.item.subject.as_deref() != Some(subject));
        data.handles.retain(|_, (stream, by)| by != subject && !asked.contains(stream));
        data.inbox = Inbox::default();
    }

    /// What a ticket's records said goes, in these or in all before one. Those of the first form stay: none is written here.
    fn take_out(&mut self, stream: &str, before: u64, of: &[u64]) {
        let data = &mut self.data;
        let mut words: Vec<String> = Vec::new();
        for place in data.streams.get(stream).into_iter().flatten() {
            let Some(kept) = data.records.get_mut(*place) else { continue };
            if kept.seq >= before || !(of.is_empty() || of.contains(&kept.seq)) {
                continue;
            }
            if let Ok(stored) = self.codec.decode(kept) {
                words.extend(handles_of(&stored.record).map(|(_, word)| word.to_owned()));
            }
            if let Some(left) = chain::taken_out(&kept.sealed) {
                kept.sealed = left;
            }
        }
        data.handles.retain(|(_, word), (at, _)| at != stream || !words.contains(word));
        data.forget_commands(|at| at == stream);
        data.snapshots.retain(|at, _| !at.is_empty() && at != stream);
        data.inbox = Inbox::default();
    }

    /// Destroys the keys that are to be. One that could not be is tried again before anything else is done.
    pub(super) fn finish_erasures(&mut self) -> Result<()> {
        while let Some(subject) = self.data.erasing.first().cloned() {
            self.codec.vault.destroy(&subject)?;
            self.data.erasing.remove(&subject);
        }
        Ok(())
    }
}

impl Data {
    /// The hashes of commands go, of tickets and of those that did nothing, which may have spoken of anybody. Their keys stay used.
    fn forget_commands(&mut self, is_of: impl Fn(&String) -> bool) {
        let of = self.keys.values_mut().filter(|used| used.streams.is_empty() || used.streams.iter().any(&is_of));
        of.for_each(|used| used.command.clear());
    }
}
