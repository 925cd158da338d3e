//! A foreign log taken into the store: what happened is kept, what the workflow would not have allowed is flagged and counted.

use super::Desk;
use super::command::Draft;
use crate::error::{Error, Result};
use crate::store::Append;
use crate::ticket::lifecycle::{ImportMap, Imported, Seen};
use crate::ticket::{EventDoc, EventLog, Record};
use crate::time::check_instant;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many tickets are written with one sync of the disk.
const TOGETHER: usize = 250;
/// How many tickets a report names that could not be taken in; the others are counted.
pub const MAX_NAMED: usize = 1_000;

/// What became of a foreign log. Moves and flags are counted over all tickets that the desk has as the log has them, whether they were taken in
/// now or before: the report of a second run differs from the first in `imported` and `present` alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportReport {
    /// Tickets of the log.
    pub tickets: u64,
    /// Taken in now.
    pub imported: u64,
    /// There before, with all that the log says.
    pub present: u64,
    /// There before with something else: nothing was written.
    pub differ: u64,
    /// Not taken in, for their history is none.
    pub refused: u64,
    /// Records, each of which says what one event of the log became.
    pub records: u64,
    /// Changes of status.
    pub moves: u64,
    /// Moves and beginnings that the workflow does not have. They were kept, and carry the reason.
    pub flagged: u64,
    /// Those by reason: `transition_not_allowed`, `not_initial`, `unknown_status`.
    pub reasons: BTreeMap<String, u64>,
    /// Those by kind: `New -> Closed`; a beginning as `-> In Progress`.
    pub flags: BTreeMap<String, u64>,
    /// Events that mean nothing to a ticket's life, by their kind.
    pub left_out: BTreeMap<String, u64>,
    /// Why tickets were not taken in, by id: at most [`MAX_NAMED`].
    pub why: BTreeMap<String, String>,
}

impl ImportReport {
    fn take(&mut self, of: &Imported) {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        self.records += count(of.records.len());
        self.moves += count(of.records.iter().filter(|r| r.fact.kind() == "status_changed").count());
        self.flagged += count(of.flags.len());
        for flag in &of.flags {
            *self.reasons.entry(flag.reason.clone()).or_default() += 1;
            let kind = flag.from.as_ref().map_or(format!("-> {}", flag.to), |from| format!("{from} -> {}", flag.to));
            *self.flags.entry(kind).or_default() += 1;
        }
        for (kind, n) in &of.left_out {
            *self.left_out.entry(kind.clone()).or_default() += u64::from(*n);
        }
    }

    fn passed(&mut self, ticket: &str, why: &str) {
        if self.why.len() < MAX_NAMED {
            self.why.insert(ticket.to_owned(), why.to_owned());
        }
    }
}

/// What is to be done with a ticket of the log.
enum Found {
    New(Imported, Draft),
    Present(Imported),
    Differs,
}

impl Desk {
    /// Takes in every ticket of a foreign log under a workflow (the desk's own when none is named), as
    /// [`Board::import`](crate::ticket::lifecycle::Board::import) does: moves and known statuses are judged, illegal ones kept and flagged. Timers
    /// run, and promises are measured, from where each history ends.
    ///
    /// It may be done again, after a crash or with the same log: a ticket that is there with all that the log says is left as it is, and so is
    /// one that is there with something else, which is counted apart (`differ`). Tickets are written a few hundred at a time.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a workflow that is not there;
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for `now` before an event of the log; what the store says. What was written
    /// by then stays.
    pub fn import(
        &mut self,
        log: &EventLog,
        workflow: Option<&str>,
        map: &ImportMap,
        now: i64,
    ) -> Result<ImportReport> {
        check_instant(now).map_err(|e| e.at("now"))?;
        if let Some((_, last)) = log.span().filter(|(_, last)| *last > now) {
            let last = crate::time::format_instant(last);
            return Err(Error::invalid(
                "now",
                crate::time::format_instant(now),
                format!("not before {last}, the last event"),
            ));
        }
        self.board.named_workflow(workflow)?;
        let mut report =
            ImportReport { tickets: u64::try_from(log.len()).unwrap_or(u64::MAX), ..ImportReport::default() };
        let mut histories = log.tickets().peekable();
        while histories.peek().is_some() {
            let mut some: Vec<(&str, Vec<EventDoc>)> = Vec::with_capacity(TOGETHER);
            for (id, history) in histories.by_ref().take(TOGETHER) {
                let events = history.events().iter().map(|event| event.unfold(history.names()));
                some.push((id, events.collect::<Result<_>>().map_err(|e| e.at(&format!("tickets.{id}")))?));
            }
            self.import_some(some, workflow, map, now, &mut report)?;
            self.make_room();
        }
        Ok(report)
    }

    /// Writes what is new of some tickets; those that somebody else wrote meanwhile are looked at again.
    fn import_some(
        &mut self,
        mut some: Vec<(&str, Vec<EventDoc>)>,
        workflow: Option<&str>,
        map: &ImportMap,
        now: i64,
        report: &mut ImportReport,
    ) -> Result<()> {
        while !some.is_empty() {
            self.sync()?;
            let mut before = self.seen;
            let (mut new, mut batches) = (Vec::new(), Vec::new());
            for (id, events) in some {
                match self.found(id, &events, workflow, map, now, before) {
                    Ok(Found::New(imported, draft)) => {
                        before = before.saturating_add(u64::try_from(draft.batch.entries.len()).unwrap_or(u64::MAX));
                        batches.push(draft.batch);
                        new.push((id, events, imported));
                    }
                    Ok(Found::Present(imported)) => {
                        report.present += 1;
                        report.take(&imported);
                    }
                    Ok(Found::Differs) => {
                        report.differ += 1;
                        report.passed(id, "it is there already, with something else than the log says");
                    }
                    Err(e) if e.kind() == crate::ErrorKind::Io => return Err(e),
                    Err(e) => {
                        report.refused += 1;
                        report.passed(id, &e.to_string());
                    }
                }
            }
            let written = match self.store.append_all(&batches) {
                Ok(written) => written,
                Err(e) => {
                    batches.iter().for_each(|batch| self.forget_batch(batch));
                    return Err(e);
                }
            };
            some = Vec::new();
            for ((id, events, imported), answer) in new.into_iter().zip(written) {
                if let Append::Done { first, last, .. } = answer {
                    self.wrote(first, last);
                    report.imported += 1;
                    report.take(&imported);
                } else {
                    self.forget(id);
                    some.push((id, events));
                }
            }
        }
        Ok(())
    }

    fn found(
        &mut self,
        id: &str,
        events: &[EventDoc],
        workflow: Option<&str>,
        map: &ImportMap,
        now: i64,
        before: u64,
    ) -> Result<Found> {
        let stored = self.store.load(id, 0)?;
        if let Some(first) = stored.first() {
            // What it would be if it were not there, to tell whether it is the same.
            self.forget(id);
            let own = self.board.would_import(workflow, id, events, map, first.record.recorded_at.max(now))?;
            let same = |(there, new): (&crate::store::Stored, &Record)| {
                let there = Record { recorded_at: new.recorded_at, ..there.record.clone() };
                there == *new
            };
            let all = stored.len() >= own.records.len() && stored.iter().zip(&own.records).all(same);
            return Ok(if all { Found::Present(own) } else { Found::Differs });
        }
        self.bring_ticket(id)?;
        let imported = self.board.would_import(workflow, id, events, map, now)?;
        let seen = Seen { tickets: [id.to_owned()].into(), ..Seen::default() };
        let draft = self.draft(&imported.records, &seen, before)?;
        Ok(Found::New(imported, draft))
    }
}
