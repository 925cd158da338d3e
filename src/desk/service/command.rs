//! A command, from the words of its sender to the disk.

use super::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Append, Batch, Entry, MAX_TAKEN};
use crate::ticket::lifecycle::{Action, Command, Decision, Refusal, Seen};
use crate::ticket::{Key, Record};
use crate::time::check_instant;
use serde::Serialize;
use std::collections::BTreeMap;

/// How often a decision is made anew because somebody else wrote to its tickets meanwhile.
const TRIES: usize = 100;

/// What became of a command.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Outcome {
    /// What came due before it, written whether it is refused or not.
    pub due: Vec<Record>,
    /// What it did; of one that is repeated what it did the first time.
    pub records: Vec<Record>,
    /// Why it did nothing.
    pub refusal: Option<Refusal>,
    /// Its key was used for the same command before: nothing was done again.
    pub repeated: bool,
    /// The versions of the tickets that were written to.
    pub versions: BTreeMap<String, u64>,
    /// The position of the last record that was written for it; 0 for none.
    pub position: u64,
    /// It was written, be it only that its key is used.
    #[serde(skip)]
    pub(super) written: bool,
}

/// What is about to be written.
pub(super) struct Draft {
    pub(super) batch: Batch,
}

impl Desk {
    /// Decides a command and keeps what it leads to: records, the next timer and the next promise of each ticket it touches, and its
    /// key, all in one batch. When this returns without a refusal, it is on the disk.
    ///
    /// Timers of its tickets that are due at or before its instant run first, each at its own time. Where somebody else writes to one of its
    /// tickets meanwhile, it is decided anew on what stands then.
    ///
    /// # Errors
    /// A fault of the call, as [`Board::decide`](crate::ticket::lifecycle::Board::decide) has them, with an instant before the last one of a
    /// ticket it touches; [`ErrorKind::Io`] when it could not be written: then nothing was, and the same command with its key may be given
    /// again.
    pub fn command(&mut self, command: &Command) -> Result<Outcome> {
        check_instant(command.at).map_err(|e| e.at("at"))?;
        let command = &*self.cleaned(command);
        self.make_room();
        let mut due = Vec::new();
        for _ in 0..TRIES {
            self.sync()?;
            due.append(&mut self.fire(command.at)?);
            let (mut outcome, draft) = self.decide(command)?;
            if let Some(draft) = draft {
                let records = draft.batch.entries.len();
                let Some((last, versions)) = self.write(draft)? else { continue };
                outcome.stands(last, versions, records);
            }
            if outcome.repeated {
                outcome.records = self.done_before(command)?;
            }
            outcome.due.splice(0..0, due);
            return Ok(outcome);
        }
        let says = "others write to the same tickets all the time; nothing was written, try again";
        Err(Error::new(ErrorKind::Io, says).at("ticket"))
    }

    /// Several commands with one sync of the disk, each decided on what those before it leave, each answered by itself, in their order. One
    /// that is a fault, or that could not be written, is answered with its error, and the others are done.
    ///
    /// # Errors
    /// When the store cannot be read. What was written by then stays: a command with a key may be given again.
    pub fn command_all(&mut self, commands: &[Command]) -> Result<Vec<Result<Outcome>>> {
        let mut answers: Vec<Option<Result<Outcome>>> = Vec::with_capacity(commands.len());
        let mut drafts: Vec<(usize, Draft)> = Vec::new();
        self.sync()?;
        let mut before = self.seen;
        for (i, command) in commands.iter().enumerate() {
            // What is due on the table is written by itself, and so is what another process may have a part in.
            let alone = command.key.as_ref().is_some_and(|key| drafts.iter().any(|(_, d)| d.has_key(key)));
            if alone || self.board.next_due().is_some_and(|due| due.at <= command.at) {
                self.flush(&mut answers, &mut drafts, commands)?;
                answers.push(Some(self.command(command)));
                before = self.seen;
                continue;
            }
            self.handled += 1;
            let clean = self.cleaned(command);
            let made = check_instant(clean.at).map_err(|e| e.at("at")).and_then(|_| self.decide_after(&clean, before));
            match made {
                Ok((outcome, Some(draft))) => {
                    before = before.saturating_add(u64::try_from(draft.batch.entries.len()).unwrap_or(u64::MAX));
                    drafts.push((i, draft));
                    answers.push(Some(Ok(outcome)));
                }
                Ok((outcome, None)) if outcome.repeated => answers.push(Some(self.command(command))),
                Ok((outcome, None)) => answers.push(Some(Ok(outcome))),
                Err(e) => answers.push(Some(Err(e))),
            }
        }
        self.flush(&mut answers, &mut drafts, commands)?;
        self.make_room();
        Ok(answers.into_iter().flatten().collect())
    }

    /// Writes what was decided; what somebody else was faster with is decided anew, with all after it.
    fn flush(
        &mut self,
        answers: &mut [Option<Result<Outcome>>],
        drafts: &mut Vec<(usize, Draft)>,
        commands: &[Command],
    ) -> Result<()> {
        let drafts = std::mem::take(drafts);
        let Some(first) = drafts.first().map(|(i, _)| *i) else { return Ok(()) };
        let (places, drafts): (Vec<usize>, Vec<Draft>) = drafts.into_iter().unzip();
        let batches: Vec<Batch> = drafts.into_iter().map(|draft| draft.batch).collect();
        let written = self.store.append_all(&batches);
        let all_done = written.as_ref().is_ok_and(|w| w.iter().all(Append::is_done));
        if !all_done {
            batches.iter().for_each(|batch| self.forget_batch(batch));
            self.take_people()?;
        }
        let written = match written {
            Ok(written) => written,
            Err(e) => {
                for place in &places {
                    answers.get_mut(*place).into_iter().for_each(|slot| *slot = Some(Err(e.clone())));
                }
                return self.decide_again(answers, first, &places, commands);
            }
        };
        let mut again = false;
        for ((place, answer), batch) in places.iter().zip(written).zip(&batches) {
            let slot = answers.get_mut(*place);
            match (answer, slot) {
                (Append::Done { first, last, versions }, Some(Some(Ok(outcome)))) => {
                    outcome.stands(last, versions, batch.entries.len());
                    self.wrote(first, last);
                }
                (_, Some(slot)) => (*slot, again) = (None, true),
                _ => {}
            }
        }
        if again { self.decide_again(answers, first, &[], commands) } else { Ok(()) }
    }

    /// Refusals and faults after the first command of a batch stood on what was not written after all: they are decided anew, but for those
    /// that have their answer.
    fn decide_again(
        &mut self,
        answers: &mut [Option<Result<Outcome>>],
        first: usize,
        answered: &[usize],
        commands: &[Command],
    ) -> Result<()> {
        for (i, slot) in answers.iter_mut().enumerate().skip(first).filter(|(i, _)| !answered.contains(i)) {
            let stands = slot.as_ref().is_some_and(|a| a.as_ref().is_ok_and(|o| o.written));
            if let (false, Some(command)) = (stands, commands.get(i)) {
                *slot = Some(self.command(command));
            }
        }
        Ok(())
    }

    fn decide(&mut self, command: &Command) -> Result<(Outcome, Option<Draft>)> {
        let before = self.seen;
        self.decide_after(command, before)
    }

    /// Decides a command and folds it; what is to be written, if anything is.
    fn decide_after(&mut self, command: &Command, before: u64) -> Result<(Outcome, Option<Draft>)> {
        if let Some(key) = &command.key
            && let Some((of, _)) = self.store.key_used(key)?
        {
            self.board.key_used(key, &of);
        }
        if let Action::Erase { subject } = &command.action {
            for ticket in self.store.streams_of(subject)? {
                self.bring_ticket(&ticket)?;
            }
        }
        let (decision, seen) = self.answered(|board, reads| board.decide_noted(command, reads))?;
        let Decision { due, records, refusal, repeated } = decision;
        let outcome = Outcome { due, records, refusal, repeated, ..Outcome::default() };
        let all: Vec<Record> = outcome.due.iter().chain(&outcome.records).cloned().collect();
        // A command that does nothing has done so: its key is used, else it would take effect when it is sent again.
        let nothing = outcome.records.is_empty() && outcome.refusal.is_none() && !outcome.repeated;
        let done = match &command.key {
            Some(key) if nothing => Some((Key { key: key.clone(), command: command.fingerprint()? }, command.at)),
            _ => None,
        };
        if all.is_empty() && done.is_none() {
            return Ok((outcome, None));
        }
        let mut draft = self.draft(&all, &seen, before)?;
        draft.batch.done = done;
        Ok((outcome, Some(draft)))
    }

    /// Folds records and puts them into a batch, with the timers and promises that follow from them.
    pub(super) fn draft(&mut self, records: &[Record], seen: &Seen, before: u64) -> Result<Draft> {
        let expect = self.expected(seen);
        let folded = self.fold(records, before);
        let touched = match folded {
            Ok(touched) => touched,
            Err(e) => {
                self.forget_batch(&Batch::of(records));
                return Err(e);
            }
        };
        let (timers, clocks) = self.marks(touched.iter());
        let entries = records.iter().cloned().map(Entry::from).collect();
        Ok(Draft { batch: Batch { entries, expect, timers, clocks, ..Batch::default() } })
    }

    /// Writes a batch: the position of its last record, and the versions. `None` when somebody else was faster: then the table forgets what
    /// it folded.
    pub(super) fn write(&mut self, draft: Draft) -> Result<Option<(u64, BTreeMap<String, u64>)>> {
        let written = self.store.append(&draft.batch);
        if let Ok(Append::Done { first, last, versions }) = written {
            self.wrote(first, last);
            return Ok(Some((last, versions)));
        }
        self.forget_batch(&draft.batch);
        if draft.batch.entries.iter().any(|entry| entry.record.stream.is_empty()) {
            self.take_people()?;
        }
        if let Append::Conflict { stream, .. } = written? {
            self.forget(&stream);
        }
        Ok(None)
    }

    /// Our own records are known; between them and the last ones known there may be others.
    pub(super) fn wrote(&mut self, first: u64, last: u64) {
        if first == self.seen.saturating_add(1) {
            self.seen = last;
        }
    }

    /// What the command with this key did the first time.
    fn done_before(&self, command: &Command) -> Result<Vec<Record>> {
        let Some(key) = &command.key else { return Ok(Vec::new()) };
        let Some((_, position)) = self.store.key_used(key)? else { return Ok(Vec::new()) };
        let of = |record: &Record| record.key.as_ref().is_some_and(|own| own.key == *key);
        let feed = self.store.feed(position.saturating_sub(1), MAX_TAKEN)?;
        let records = feed.into_iter().map(|stored| stored.record).skip_while(|record| !of(record));
        let mut records: Vec<Record> = records.take_while(of).collect();
        // As it was answered the first time: the log keeps no hash of a command, and this is the same one.
        let hash = command.fingerprint()?;
        records.iter_mut().filter_map(|record| record.key.as_mut()).for_each(|key| key.command.clone_from(&hash));
        Ok(records)
    }
}

impl Draft {
    fn has_key(&self, key: &str) -> bool {
        let done = self.batch.done.iter().map(|(own, _)| own);
        self.batch.entries.iter().filter_map(|entry| entry.record.key.as_ref()).chain(done).any(|own| own.key == key)
    }
}

impl Outcome {
    /// It is on the disk, with so many records of which this is the last.
    fn stands(&mut self, last: u64, versions: BTreeMap<String, u64>, records: usize) {
        self.position = if records > 0 { last } else { 0 };
        (self.versions, self.written) = (versions, true);
    }
}
