//! The promises of the tickets on the table: their records as events, folded by [`LiveTickets`].

use super::DeskDoc;
use crate::desk::Library;
use crate::error::{Error, Result};
use crate::sla::{Binding, Explanation, LiveId, LiveTickets, SlaReport};
use crate::store::{Store, TimerMark};
use crate::ticket::workflow::Workflow;
use crate::ticket::{EventDoc, Record, StatusMap, TicketHistory, normal};
use std::collections::{BTreeMap, HashMap};

/// What stands in the inbox for a ticket that cannot be judged: its report says why.
const UNJUDGED: &str = "cannot be judged";

pub(super) struct Clocks {
    binding: Binding,
    live: LiveTickets,
    /// Its tickets, and the last instant of each.
    ids: HashMap<String, (LiveId, i64)>,
}

/// What the statuses of some workflows mean.
///
/// # Errors
/// Where one means two things: a clock would stand still under the one and run under the other.
pub(super) fn meanings(workflows: &[(String, Workflow)]) -> Result<StatusMap> {
    let mut seen = BTreeMap::new();
    let mut map = StatusMap::default();
    for (of, workflow) in workflows {
        for (name, status) in workflow.statuses.iter() {
            let (other, category) = seen.entry(normal(name)).or_insert_with(|| (of.clone(), status.category));
            if *category != status.category {
                let path = format!("workflows.{of}.statuses.{name}.category");
                let expected = format!("{}, as in the workflow {other}: a status means one thing", category.name());
                return Err(Error::invalid(path, status.category.name(), expected));
            }
            map.0.insert(name.clone(), status.category);
        }
    }
    Ok(map)
}

impl Clocks {
    /// Those of the library's policies; `None` where it has none.
    pub(super) fn new(library: &Library, doc: &DeskDoc, workflows: &[(String, Workflow)]) -> Result<Option<Self>> {
        if doc.policies.is_none() && !library.has_policies() {
            return Ok(None);
        }
        let (set, calendars) = library.policies("policies", doc.policies.as_deref())?;
        let binding = Binding::new(&set.under_statuses(&meanings(workflows)?)?, calendars)?;
        let live = LiveTickets::new(&binding);
        Ok(Some(Self { binding, live, ids: HashMap::new() }))
    }

    /// What of the library the instants of promises hang on.
    pub(super) fn fingerprint(&self) -> u64 {
        self.binding.set().fingerprint()
    }

    pub(super) fn clear(&mut self, ticket: &str) {
        if let Some((id, _)) = self.ids.remove(ticket) {
            // It is there: the id is ours.
            let _ = self.live.remove(id);
        }
    }

    pub(super) fn clear_all(&mut self) {
        self.ids.clear();
        self.live = LiveTickets::new(&self.binding);
    }

    /// Folds the records of a ticket.
    pub(super) fn lay<'r>(&mut self, ticket: &str, records: impl Iterator<Item = &'r Record>) -> Result<()> {
        self.clear(ticket);
        let mut events: Vec<EventDoc> = Vec::new();
        for record in records {
            events.append(&mut record.events()?);
        }
        let Some(last) = events.iter().map(|e| e.at.timestamp_micros()).max() else { return Ok(()) };
        let id = self.live.insert(TicketHistory::new(&events)?.view())?;
        self.ids.insert(ticket.to_owned(), (id, last));
        Ok(())
    }

    /// Folds one more.
    pub(super) fn follow(&mut self, record: &Record) -> Result<()> {
        let Some((id, last)) = self.ids.get_mut(&record.stream) else {
            return self.lay(&record.stream, std::iter::once(record));
        };
        *last = record.at.max(*last);
        record.events()?.iter().try_for_each(|event| self.live.push(*id, event))
    }

    fn id(&mut self, store: &dyn Store, ticket: &str) -> Result<Option<(LiveId, i64)>> {
        if !self.ids.contains_key(ticket) {
            let records = store.load(ticket, 0)?;
            self.lay(ticket, records.iter().map(|stored| &stored.record))?;
        }
        Ok(self.ids.get(ticket).copied())
    }

    /// Which promise of a ticket on the table is due next, as of its last event: by time alone that does not change.
    pub(super) fn mark(&mut self, ticket: &str) -> TimerMark {
        let none = TimerMark { stream: ticket.to_owned(), at: None, what: String::new() };
        let Some((id, last)) = self.ids.get(ticket).copied() else { return none };
        let Ok(report) = self.live.report_us(id, last) else {
            return TimerMark { at: Some(last), what: UNJUDGED.to_owned(), ..none };
        };
        let open = report.metrics.iter().filter(|(_, m)| m.state.is_open());
        let due = open.filter_map(|(name, m)| Some((m.due_at?.micros(), name))).min();
        due.map_or(none.clone(), |(at, name)| TimerMark { at: Some(at), what: name.clone(), ..none })
    }

    pub(super) fn report(&mut self, store: &dyn Store, ticket: &str, now: i64) -> Result<SlaReport> {
        let (id, _) = self.id(store, ticket)?.ok_or_else(|| not_there(ticket))?;
        self.live.report_us(id, now)
    }

    pub(super) fn explain(&mut self, store: &dyn Store, ticket: &str, now: i64, metric: &str) -> Result<Explanation> {
        let (id, _) = self.id(store, ticket)?.ok_or_else(|| not_there(ticket))?;
        self.live.explain_us(id, now, metric)
    }
}

fn not_there(ticket: &str) -> Error {
    Error::not_found("ticket", ticket, "a ticket of the desk")
}
