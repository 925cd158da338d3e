//! The laws that hold whatever happens, seen on records and states alone.

use super::naive::{IDS, is_listed, limit_of};
use std::collections::{BTreeMap, BTreeSet};
use sundesk::metrics::TicketFacts;
use sundesk::ticket::fact::{Fact, LinkKind, Why};
use sundesk::ticket::lifecycle::{Board, TicketState};
use sundesk::ticket::workflow::Workflow;
use sundesk::ticket::{Record, StatusCategory, StatusMap, TicketHistory};

/// What the records have said so far.
#[derive(Debug, Default)]
pub(super) struct Laws {
    last: BTreeMap<String, (u64, i64)>,
    fired: BTreeSet<(String, i64, String, String)>,
    messages: BTreeMap<String, u32>,
    keys: BTreeSet<(String, u64)>,
    said: u32,
    reopened: BTreeMap<String, u32>,
    unmerged: BTreeMap<String, u32>,
    given: BTreeMap<String, i128>,
    records: Vec<Record>,
    histories: BTreeMap<String, TicketHistory>,
    touched: BTreeSet<String>,
    statuses: StatusMap,
}

impl Laws {
    /// Nothing yet.
    pub(super) fn new(workflow: &Workflow) -> Self {
        let statuses = workflow.doc().statuses.iter();
        let statuses = StatusMap(statuses.map(|(name, _)| (name.clone(), workflow.category(name).unwrap())).collect());
        Self { statuses, ..Self::default() }
    }

    /// How many records there are.
    pub(super) fn count(&self) -> usize {
        self.records.len()
    }

    /// A step begins.
    pub(super) fn begin(&mut self) {
        self.touched.clear();
    }

    /// One more record, and the board as it was before.
    pub(super) fn take(&mut self, before: &Board, record: &Record) {
        let (seq, last) = self.last.entry(record.stream.clone()).or_insert((0, i64::MIN));
        assert_eq!(record.seq, *seq + 1, "I1");
        assert!(record.at >= *last && record.recorded_at >= record.at, "time goes back: {record:?}");
        (*seq, *last) = (record.seq, record.at);
        let state = before.state(&record.stream);
        if record.actor.id == "timer" {
            let to = match &record.fact {
                Fact::StatusChanged { from, to, .. } => format!("{from} {to}"),
                _ => String::new(),
            };
            let key = (record.stream.clone(), record.at, record.fact.kind().to_owned(), to);
            assert!(self.fired.insert(key), "I10: twice: {record:?}");
            assert!(state.is_some_and(|s| s.merged_into.is_none()), "I10: while merged: {record:?}");
        }
        match &record.fact {
            Fact::StatusChanged { .. } => self.moved(state, record),
            Fact::MessageAdded { message } => {
                self.said += 1;
                if let Some(id) = &message.message_id {
                    let times = self.messages.entry(id.clone()).or_default();
                    *times += 1;
                    assert_eq!(*times, 1, "I11: {id}");
                }
            }
            Fact::NoteAdded { .. } => self.said += 1,
            Fact::GoodwillGranted { amount, request, .. } => {
                let amount = amount.0.to_integer().unwrap();
                assert!(amount <= i128::from(limit_of(&record.actor.id)), "I12: {record:?}");
                let sum = self.given.entry(record.stream.clone()).or_default();
                *sum += amount;
                assert!(request.is_some() || *sum <= 100, "I12: {record:?}");
            }
            _ => {}
        }
        if let (Some(key), Fact::MessageAdded { .. }) = (&record.key, &record.fact) {
            assert!(self.keys.insert((key.key.clone(), 0)), "I11: {key:?}");
        }
        self.figure(record);
        self.records.push(record.clone());
    }

    fn figure(&mut self, record: &Record) {
        if record.stream.is_empty() {
            return;
        }
        let events = record.events().unwrap();
        match self.histories.get_mut(&record.stream) {
            Some(history) => events.iter().for_each(|event| history.push(event).unwrap()),
            None => drop(self.histories.insert(record.stream.clone(), TicketHistory::new(&events).unwrap())),
        }
        self.touched.insert(record.stream.clone());
    }

    fn moved(&mut self, before: Option<&TicketState>, record: &Record) {
        let Fact::StatusChanged { from, from_category, to, to_category, why, .. } = &record.fact else { return };
        assert_eq!(before.map(|s| &s.status), Some(from), "I5");
        let admin = record.actor.id == "admin";
        let made = match why {
            Why::Command => admin || is_listed(from, to),
            Why::Event | Why::Reply => to == "open",
            Why::Until => from == "snoozed" && to == "open",
            Why::Auto => matches!((from.as_str(), to.as_str()), ("solved", "closed") | ("pending", "solved")),
            Why::Merge => to == "closed",
            Why::Unmerge => from == "closed",
            _ => false,
        };
        assert!(made, "I5: {record:?}");
        assert!(to != "new" || *why == Why::Unmerge, "I6: {record:?}");
        let done = |category: &Option<StatusCategory>| category.is_some_and(StatusCategory::is_done);
        if done(from_category) && !done(to_category) && *why != Why::Unmerge {
            *self.reopened.entry(record.stream.clone()).or_default() += 1;
        }
        if done(from_category) && !done(to_category) && *why == Why::Unmerge {
            *self.unmerged.entry(record.stream.clone()).or_default() += 1;
        }
    }

    /// What holds of the states.
    pub(super) fn check(&self, board: &Board) {
        let mut shown = 0;
        for state in board.tickets() {
            assert_eq!(self.last.get(&state.id).map(|(seq, _)| *seq), Some(state.version), "I1");
            assert_eq!(board.current("support").unwrap().category(&state.status), Some(state.category), "I5");
            assert_eq!(state.closed_at.is_some(), state.status == "closed", "I7");
            assert!(state.closed_at.is_none() || state.solved_at <= state.closed_at, "I7");
            assert_eq!(self.reopened.get(&state.id).copied().unwrap_or(0), state.reopen_count, "I7");
            shown += state.shown().total;
            let (mut seen, mut here) = (BTreeSet::new(), Some(state));
            while let Some(at) = here {
                assert!(seen.insert(&at.id), "I8");
                here = at.merged_into.as_ref().map(|into| board.state(into).unwrap());
            }
            for link in &state.links {
                let other = board.state(&link.to).unwrap();
                assert!(other.links.iter().any(|l| l.kind == link.kind.inverse() && l.to == state.id), "I9");
            }
            for kind in [LinkKind::Child, LinkKind::DependsOn, LinkKind::Incident] {
                let round = state.linked(kind).any(|to| self.leads(board, to, &state.id, kind));
                assert!(!round, "I9: {} by {kind:?}", state.id);
            }
        }
        assert_eq!(self.said, shown, "I8");
        self.figures(board);
    }

    /// Whether links lead from one ticket to another; those that merely say that two have to do with each other lead nowhere.
    pub(super) fn leads(&self, board: &Board, from: &str, to: &str, kind: LinkKind) -> bool {
        let mut reached: BTreeSet<&str> = BTreeSet::from([from]);
        for _ in IDS {
            let next: Vec<&str> =
                reached.iter().filter_map(|id| board.state(id)).flat_map(|s| s.linked(kind)).collect();
            reached.extend(next);
        }
        kind != LinkKind::Related && reached.contains(to)
    }

    /// I14: what the events of the tickets say that were written to is what their states say.
    fn figures(&self, board: &Board) {
        for id in &self.touched {
            let (history, state) = (self.histories[id].view(), board.state(id).unwrap());
            let facts = TicketFacts::of(history, &self.statuses.bind(history.names()), self.last[id].1);
            let told = (facts.created, facts.closed_now, facts.done, facts.closed);
            let held = (Some(state.created_at), state.status == "closed", state.category.is_done(), state.closed_at);
            assert_eq!(told, held, "I14: {id}");
            let unmerged = self.unmerged.get(id).copied().unwrap_or(0);
            assert_eq!(facts.reopens, state.reopen_count + unmerged, "I14: {id}");
        }
    }

    /// At the end of a life: the records through their text.
    pub(super) fn finish(&self) {
        if !self.records.len().is_multiple_of(8) {
            return; // reading JSON takes longer than all else
        }
        for record in &self.records {
            let again = Record::from_json(&record.to_json().unwrap()).unwrap();
            assert_eq!(again, *record);
        }
    }
}
