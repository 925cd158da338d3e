//! The same life on a store: what is sealed, chained and claimed there.

use super::naive::IDS;
use super::world::{World, people};
use serde_json::json;
use sundesk::desk::{Desk, DeskDoc, Library};
use sundesk::sla::PolicySet;
use sundesk::store::{Head, Store, TicketQuery};
use sundesk::ticket::lifecycle::{Board, Command, Decision};

/// A desk on a store in memory.
pub(super) struct Stored {
    desk: Desk,
    head: Head,
}

fn library(world: &World) -> Library {
    let target = if world.rules == 0 { "4h" } else { "6h" };
    let policies = json!({"metrics": {"first reply": {"kind": "first_reply", "target": target}}});
    let office = world.document();
    let library = json!({"calendar": office, "calendars": {"office": office}});
    let policies = PolicySet::from_json(&policies.to_string(), &world.zones()).unwrap();
    Library::from_json(&library.to_string(), &world.zones())
        .unwrap()
        .with_workflow("support", world.workflow())
        .with_policies("gold", policies, None)
}

fn doc() -> DeskDoc {
    DeskDoc { people: Some(people()), ..DeskDoc::default() }
}

impl Stored {
    pub(super) fn new(world: &World) -> Self {
        let desk = Desk::memory(library(world), &doc()).unwrap();
        let head = desk.store().head().unwrap();
        Self { desk, head }
    }

    /// A new process opens the store with another library.
    pub(super) fn change(self, world: &World, now: i64) -> Self {
        let desk = Desk::new(library(world), self.desk.into_store(), &doc()).unwrap();
        let mut changed = Self { desk, ..self };
        changed.promises(now);
        changed
    }

    /// The inbox has the promise that is due next, as a report on all of a ticket's records says it.
    fn promises(&mut self, now: i64) {
        for row in self.desk.tickets(&TicketQuery::default()).unwrap().tickets {
            let report = self.desk.sla(&row.id, now).unwrap();
            let open = report.metrics.values().filter(|metric| metric.state.is_open());
            let due = open.filter_map(|metric| Some(metric.due_at?.micros())).min();
            assert_eq!(row.due_at, due, "the promise of {}", row.id);
        }
    }

    pub(super) fn store(&mut self) -> &mut dyn Store {
        self.desk.store_mut()
    }

    pub(super) fn tick(&mut self, now: i64) {
        self.desk.tick(now).unwrap();
    }

    /// The desk is given what the board was given, and says the same.
    pub(super) fn give(&mut self, command: &Command, decision: &Decision) {
        self.desk.tick(command.at).unwrap();
        let outcome = self.desk.command(command).unwrap();
        assert_eq!(outcome.refusal.as_ref().map(|r| r.code), decision.refusal.as_ref().map(|r| r.code));
        assert_eq!(outcome.repeated, decision.repeated);
        if !outcome.repeated {
            assert_eq!(outcome.records, decision.records);
        }
        let verified = self.desk.store_mut().verify(Some(&self.head)).unwrap(); // I1: the chain, and what it was before
        self.head = verified.head;
        self.promises(command.at);
    }

    /// It has the timers that the board has.
    pub(super) fn check(&self, board: &Board) {
        assert_eq!(self.desk.next_due().unwrap(), board.next_due().map(|due| due.at), "the next timer of the store");
        for id in IDS {
            assert_eq!(self.desk.version(id).unwrap(), board.state(id).map_or(0, |s| s.version), "I1: {id}");
        }
    }
}
