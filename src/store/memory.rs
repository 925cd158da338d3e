//! Everything in memory: for tests, for hosts that keep their records elsewhere, and as the plain twin of the others.

use super::batch::{
    Append, Batch, Claim, Handle, Kept as Document, Lease, MAX_TAKEN, Sending, Snapshot, Stored, Verified,
};
use super::chain::{self, Head, NOTHING, broken, still_there};
use super::codec::{Codec, Kept};
use super::contract::Store;
use super::judge::{Ledger, Verdict, at_most, judge};
use super::personal;
use super::query::{self, By, Compiled, Filter, MAX_PAGE, MAX_SEARCH_HITS, Place, TicketPage, TicketQuery};
use super::row::{Found, Row, fold, found};
use super::vault::{KeyVault, MemoryVault, Nonces, OsNonces};
use super::words::{phrases, words};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::fact::Fact;
use crate::ticket::{Key, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A store in memory. It seals as the others do.
pub struct MemoryStore {
    codec: Codec,
    data: Data,
}

#[derive(Clone, Default)]
struct Data {
    records: Vec<Kept>,
    streams: BTreeMap<String, Vec<usize>>,
    keys: BTreeMap<String, Used>,
    handles: BTreeMap<(Handle, String), (String, String)>,
    subjects: BTreeMap<String, BTreeSet<String>>,
    requesters: BTreeMap<String, String>,
    /// Whose key is to be destroyed.
    erasing: BTreeSet<String>,
    timers: BTreeMap<String, Timer>,
    clocks: BTreeMap<String, (i64, String)>,
    outbox: BTreeMap<u64, Item>,
    sent: u64,
    cursors: BTreeMap<String, u64>,
    snapshots: BTreeMap<String, Snapshot>,
    documents: BTreeMap<String, Document>,
    inbox: Inbox,
}

#[derive(Clone)]
struct Used {
    command: String,
    position: u64,
    at: i64,
}

#[derive(Clone, Default)]
struct Held {
    until: i64,
}

#[derive(Clone)]
struct Timer {
    at: i64,
    what: String,
    held: Held,
}

#[derive(Clone)]
struct Item {
    sending: Sending,
    held: Held,
}

/// The reading side, caught up to a position.
#[derive(Clone, Default)]
struct Inbox {
    upto: usize,
    rows: BTreeMap<String, Row>,
    /// Its subject and its texts, by ticket.
    subjects: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, Vec<Vec<String>>>,
}

impl MemoryStore {
    /// An empty store of a desk, with keys in memory.
    #[must_use]
    pub fn new(tenant: &str) -> Self {
        Self::with(tenant, Arc::new(MemoryVault::new()), Box::new(OsNonces), Vec::new())
    }

    /// One with keys and nonces of the host. `plain_fields` are named fields that say nothing of a person: they are not sealed and outlive
    /// an erasure.
    #[must_use]
    pub fn with(tenant: &str, vault: Arc<dyn KeyVault>, nonces: Box<dyn Nonces>, plain_fields: Vec<String>) -> Self {
        Self { codec: Codec::new(tenant, vault, nonces, plain_fields), data: Data::default() }
    }

    fn last_hash(&self) -> [u8; 32] {
        self.data.records.last().map_or(NOTHING, |kept| kept.hash)
    }

    fn append_one(&mut self, batch: &Batch) -> Result<Append> {
        match judge(batch, self)? {
            Verdict::Answer(answer) => Ok(answer),
            Verdict::Write { records, versions, keys } => {
                let (first, last) = self.write(batch, &records, &keys)?;
                Ok(Append::Done { first, last, versions })
            }
        }
    }

    fn write(&mut self, batch: &Batch, records: &[Record], keys: &[Key]) -> Result<(u64, u64)> {
        let before = u64::try_from(self.data.records.len()).unwrap_or(u64::MAX);
        let mut speaks: Vec<Vec<String>> = Vec::with_capacity(records.len());
        let mut requesters = BTreeMap::new();
        for (record, entry) in records.iter().zip(&batch.entries) {
            let known = requesters.get(&record.stream).or_else(|| self.data.requesters.get(&record.stream));
            let requester = known.map(String::as_str).or_else(|| personal::requester_of(record)).map(str::to_owned);
            speaks.push(personal::subjects(record, requester.as_deref(), &entry.about));
            if let Some(requester) = requester {
                requesters.insert(record.stream.clone(), requester);
            }
        }
        let sealed = records.iter().zip(&speaks).filter(|(record, _)| Codec::is_personal(record));
        let own = self.codec.keys(sealed.flat_map(|(_, of)| of.iter().cloned()).collect())?;
        let mut kept = Vec::with_capacity(records.len());
        let (mut hash, mut position) = (self.last_hash(), before);
        for (record, subjects) in records.iter().zip(&speaks) {
            let (body, sealed) = self.codec.encode(record, subjects, &own)?;
            position += 1;
            hash = chain::next(&hash, position, &record.stream, record.seq, &body, &sealed);
            kept.push(Kept { position, stream: record.stream.clone(), seq: record.seq, body, sealed, hash });
        }
        // Nothing can fail from here on.
        self.data.requesters.extend(requesters);
        for kept in kept {
            self.data.streams.entry(kept.stream.clone()).or_default().push(self.data.records.len());
            self.data.records.push(kept);
        }
        let mut erased = Vec::new();
        for (record, subjects) in records.iter().zip(speaks) {
            self.noted(record, &subjects);
            match &record.fact {
                Fact::SubjectErased { subject, .. } => erased.push(subject.clone()),
                Fact::TicketDeleted => {
                    erased.push(personal::ticket_as_subject(&record.stream));
                    self.take_out(&record.stream, record.seq, &[]);
                }
                Fact::Redacted { records, .. } => self.take_out(&record.stream, record.seq, records),
                _ => {}
            }
        }
        for Key { key, command } in keys {
            let at = records.first().map_or(i64::MIN, |r| r.recorded_at);
            self.data.keys.insert(key.clone(), Used { command: command.clone(), position: before + 1, at });
        }
        self.marked(batch);
        erased.sort_unstable();
        erased.dedup();
        erased.iter().for_each(|subject| self.forget(subject));
        Ok((if records.is_empty() { before } else { before + 1 }, position))
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
        data.snapshots.retain(|at, _| !at.is_empty() && at != stream);
        data.inbox = Inbox::default();
    }

    /// Destroys the keys that are to be. One that could not be is tried again before anything else is done.
    fn finish_erasures(&mut self) -> Result<()> {
        while let Some(subject) = self.data.erasing.first().cloned() {
            self.codec.vault.destroy(&subject)?;
            self.data.erasing.remove(&subject);
        }
        Ok(())
    }

    fn decoded(&self, indexes: impl Iterator<Item = usize>) -> Result<Vec<Stored>> {
        indexes.filter_map(|i| self.data.records.get(i)).map(|kept| self.codec.decode(kept)).collect()
    }

    fn catch_up(&mut self) -> Result<()> {
        self.finish_erasures()?;
        while let Some(kept) = self.data.records.get(self.data.inbox.upto) {
            let stored = self.codec.decode(kept)?;
            self.data.inbox.take(&stored);
            self.data.inbox.upto += 1;
        }
        Ok(())
    }

    /// The rows that a query means, in its order, with their clocks.
    fn selected(&self, query: &TicketQuery) -> Result<Vec<Row>> {
        let filter = Compiled::new(&query.filter)?;
        let after = Place::after(query)?;
        let wanted = query.search.as_deref().map(phrases).unwrap_or_default();
        if !wanted.is_empty() {
            let all = self.data.inbox.subjects.values().chain(self.data.inbox.texts.values().flatten());
            let hits = all.filter(|text| wanted.iter().all(|phrase| phrase.is_in(text))).count();
            check_hits(hits)?;
        }
        let found = |row: &&Row| {
            let says = |text: &Vec<String>| wanted.iter().all(|phrase| phrase.is_in(text));
            let texts = self.data.inbox.texts.get(&row.state.id).into_iter().flatten();
            wanted.is_empty() || texts.chain(self.data.inbox.subjects.get(&row.state.id)).any(says)
        };
        let meant = self.data.inbox.rows.values().filter(|row| filter.accepts(row)).filter(found);
        let mut rows: Vec<Row> = meant.cloned().collect();
        rows.iter_mut().for_each(|row| row.clock = self.data.clocks.get(&row.state.id).cloned());
        let beyond = |row: &Row, after| Place::of(row, query.order).compare(after, query.descending).is_gt();
        rows.retain(|row| after.is_none_or(|after| beyond(row, after)));
        rows.sort_by(|a, b| Place::of(a, query.order).compare(Place::of(b, query.order), query.descending));
        Ok(rows)
    }
}

/// Too many to look through.
pub(crate) fn check_hits(hits: usize) -> Result<()> {
    if hits > MAX_SEARCH_HITS {
        let expected = format!("words that stand in at most {MAX_SEARCH_HITS} texts; add one");
        return Err(Error::limit("search", format!("{hits} texts"), expected));
    }
    Ok(())
}

/// The ids by which later messages find the ticket.
pub(crate) fn handles_of(record: &Record) -> impl Iterator<Item = (Handle, &str)> {
    let (token, message) = match &record.fact {
        Fact::Created { of } => (of.reply_token.as_deref(), None),
        Fact::MessageAdded { message } => (None, message.message_id.as_deref()),
        _ => (None, None),
    };
    token.map(|t| (Handle::Token, t)).into_iter().chain(message.map(|m| (Handle::Message, m)))
}

impl Inbox {
    fn take(&mut self, stored: &Stored) {
        let (record, stream) = (&stored.record, &stored.record.stream);
        if stream.is_empty() {
            return;
        }
        let state = self.rows.remove(stream).map(|row| (row.id, row.state));
        let id = state.as_ref().map_or(i64::try_from(stored.position).unwrap_or(i64::MAX), |(id, _)| *id);
        match fold(state.map(|(_, state)| state), record, stored.position) {
            Some(state) => {
                self.rows.insert(stream.clone(), Row { id, state, clock: None });
            }
            None => {
                self.subjects.remove(stream);
                self.texts.remove(stream);
                return;
            }
        }
        match found(record) {
            Some(Found::Subject(text)) => {
                self.subjects.insert(stream.clone(), words(text));
            }
            Some(Found::Text(text)) => self.texts.entry(stream.clone()).or_default().push(words(text)),
            None => {}
        }
    }
}

impl Ledger for MemoryStore {
    fn tenant(&self) -> &str {
        &self.codec.tenant
    }

    fn version(&self, stream: &str) -> Result<u64> {
        Store::version(self, stream)
    }

    fn after(&self, stream: &str, version: u64) -> Result<Vec<Stored>> {
        self.load(stream, version)
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        Store::key_used(self, key)
    }
}

impl Store for MemoryStore {
    fn tenant(&self) -> &str {
        &self.codec.tenant
    }

    fn append_all(&mut self, batches: &[Batch]) -> Result<Vec<Append>> {
        batches.iter().try_for_each(super::judge::check)?;
        self.finish_erasures()?;
        // Several are written all or none: what a later one may fail at is seen only when those before it stand.
        let before = (batches.len() > 1).then(|| self.data.clone());
        match batches.iter().map(|batch| self.append_one(batch)).collect() {
            Ok(answers) => self.finish_erasures().map(|()| answers),
            Err(error) => {
                if let Some(before) = before {
                    self.data = before;
                }
                Err(error)
            }
        }
    }

    fn version(&self, stream: &str) -> Result<u64> {
        Ok(self.data.streams.get(stream).map_or(0, |of| u64::try_from(of.len()).unwrap_or(u64::MAX)))
    }

    fn load(&self, stream: &str, after: u64) -> Result<Vec<Stored>> {
        let skip = usize::try_from(after).unwrap_or(usize::MAX);
        self.decoded(self.data.streams.get(stream).into_iter().flatten().skip(skip).copied())
    }

    fn feed(&self, after: u64, limit: usize) -> Result<Vec<Stored>> {
        let first = usize::try_from(after).unwrap_or(usize::MAX);
        let limit = at_most("limit", limit, MAX_TAKEN)?;
        self.decoded((first..self.data.records.len()).take(limit))
    }

    fn head(&self) -> Result<Head> {
        Ok(Head::new(u64::try_from(self.data.records.len()).unwrap_or(u64::MAX), &self.last_hash()))
    }

    fn cursor(&self, consumer: &str) -> Result<u64> {
        Ok(self.data.cursors.get(consumer).copied().unwrap_or(0))
    }

    fn set_cursor(&mut self, consumer: &str, position: u64) -> Result<()> {
        self.data.cursors.insert(consumer.to_owned(), position);
        Ok(())
    }

    fn snapshot(&self, stream: &str, form: &str) -> Result<Option<Snapshot>> {
        Ok(self.data.snapshots.get(stream).filter(|s| s.form == form).cloned())
    }

    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        check_snapshot(snapshot, Store::version(self, &snapshot.stream)?)?;
        self.data.snapshots.insert(snapshot.stream.clone(), snapshot.clone());
        Ok(())
    }

    fn due(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Claim>> {
        let limit = check_lease(lease, limit)?;
        let free = |t: &Timer| t.at <= lease.now && t.held.until <= lease.now;
        let mut due: Vec<(i64, String)> =
            self.data.timers.iter().filter(|(_, t)| free(t)).map(|(stream, t)| (t.at, stream.clone())).collect();
        due.sort_unstable();
        due.truncate(limit);
        let claim = |(at, stream): (i64, String)| {
            let timer = self.data.timers.get_mut(&stream)?;
            timer.held.until = lease.until;
            Some(Claim { what: timer.what.clone(), at, stream })
        };
        Ok(due.into_iter().filter_map(claim).collect())
    }

    fn next_due(&self) -> Result<Option<i64>> {
        Ok(self.data.timers.values().map(|t| t.at).min())
    }

    fn timers(&self) -> Result<Vec<Claim>> {
        let claim = |(stream, timer): (&String, &Timer)| Claim {
            stream: stream.clone(),
            at: timer.at,
            what: timer.what.clone(),
        };
        Ok(self.data.timers.iter().map(claim).collect())
    }

    fn outbox(&mut self, lease: Lease<'_>, limit: usize) -> Result<Vec<Sending>> {
        let limit = check_lease(lease, limit)?;
        let free = self.data.outbox.values_mut().filter(|item| item.held.until <= lease.now).take(limit);
        Ok(free
            .map(|item| {
                item.held.until = lease.until;
                item.sending.clone()
            })
            .collect())
    }

    fn sent(&mut self, numbers: &[u64]) -> Result<()> {
        numbers.iter().for_each(|number| {
            self.data.outbox.remove(number);
        });
        Ok(())
    }

    fn key_used(&self, key: &str) -> Result<Option<(String, u64)>> {
        Ok(self.data.keys.get(key).map(|used| (used.command.clone(), used.position)))
    }

    fn forget_keys(&mut self, before: i64) -> Result<u64> {
        let all = self.data.keys.len();
        self.data.keys.retain(|_, used| used.at >= before);
        Ok(u64::try_from(all - self.data.keys.len()).unwrap_or(0))
    }

    fn find(&self, handle: Handle, word: &str) -> Result<Option<String>> {
        Ok(self.data.handles.get(&(handle, word.to_owned())).map(|(stream, _)| stream.clone()))
    }

    fn streams_of(&self, subject: &str) -> Result<Vec<String>> {
        Ok(self.data.subjects.get(subject).into_iter().flatten().cloned().collect())
    }

    fn keep(&mut self, document: &Document) -> Result<()> {
        check_document(self.data.documents.get(&document.version), document)?;
        self.data.documents.insert(document.version.clone(), document.clone());
        Ok(())
    }

    fn kept(&self, version: &str) -> Result<Option<Document>> {
        Ok(self.data.documents.get(version).cloned())
    }

    fn tickets(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        at_most("limit", query.limit, MAX_PAGE)?;
        self.catch_up()?;
        let rows = self.selected(query)?;
        Ok(query::page(rows, query, u64::try_from(self.data.inbox.upto).unwrap_or(u64::MAX)))
    }

    fn counts(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        self.catch_up()?;
        let rows = self.selected(&TicketQuery { filter: filter.clone(), ..TicketQuery::default() })?;
        Ok(query::count(rows.iter(), by))
    }

    fn rebuild_inbox(&mut self) -> Result<()> {
        self.data.inbox = Inbox::default();
        self.catch_up()
    }

    fn verify(&mut self, since: Option<&Head>) -> Result<Verified> {
        let (mut hash, mut numbers, mut taken) = (NOTHING, BTreeMap::<&str, u64>::new(), chain::Taken::default());
        for (kept, position) in self.data.records.iter().zip(1..) {
            let seq = numbers.entry(&kept.stream).or_default();
            *seq += 1;
            hash = chain::next(&hash, position, &kept.stream, *seq, &kept.body, &kept.sealed);
            if hash != kept.hash || kept.position != position || kept.seq != *seq {
                return Err(broken(position, "is not as it was written"));
            }
            self.codec.decode(kept)?;
            taken.pass(kept, |kept| self.codec.decode(kept))?;
        }
        taken.accounted_for()?;
        if let Some(since) = since.filter(|since| since.position > 0) {
            let place = usize::try_from(since.position - 1).unwrap_or(usize::MAX);
            still_there(since, self.data.records.get(place).map(|kept| &kept.hash))?;
        }
        self.catch_up()?;
        let records = u64::try_from(self.data.records.len()).unwrap_or(u64::MAX);
        let tickets = u64::try_from(self.data.inbox.rows.len()).unwrap_or(u64::MAX);
        Ok(Verified { records, tickets, head: Head::new(records, &hash) })
    }
}

/// Whether a snapshot can be of this stream.
pub(crate) fn check_snapshot(snapshot: &Snapshot, version: u64) -> Result<()> {
    if snapshot.version > version {
        let expected = format!("at most {version}, the version of the stream {:?}", snapshot.stream);
        return Err(Error::invalid("version", snapshot.version, expected));
    }
    Ok(())
}

/// Whether a lease can be given.
pub(crate) fn check_lease(lease: Lease<'_>, limit: usize) -> Result<usize> {
    if lease.until < lease.now {
        return Err(Error::expected(
            ErrorKind::OutOfRange,
            "is out of range",
            "until",
            lease.until,
            format!("not before {}, when the lease begins", lease.now),
        ));
    }
    at_most("limit", limit, MAX_TAKEN)
}

/// Whether a document may stand under its version.
pub(crate) fn check_document(there: Option<&Document>, document: &Document) -> Result<()> {
    match there {
        Some(there) if there != document => {
            Err(Error::invalid("version", &document.version, "the document that was kept under this version"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_hits_too_much_asks_for_another_word() {
        assert!(check_hits(MAX_SEARCH_HITS).is_ok());
        assert_eq!(check_hits(MAX_SEARCH_HITS + 1).unwrap_err().kind(), crate::ErrorKind::LimitExceeded);
    }
}
