//! The engine under trial: a board, a second board that only folds its records, and in some lives a desk on a store.

use super::desk::Stored;
use super::kept::{Kept, forgotten};
use super::laws::Laws;
use super::naive::{Expect, IDS, Model, Ticket};
use super::op::{Op, Step};
use super::world::{World, at, people};
use proptest_state_machine::StateMachineTest;
use serde_json::json;
use std::sync::atomic::{AtomicU64, Ordering};
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::{Action, AgentReply, Board, Command, Create, CustomerReply, SetStatus};
use sundesk::time::HOUR;

/// What has been lived so far, by all lives.
#[derive(Debug, Default)]
pub struct Lives {
    /// Lives.
    pub lives: AtomicU64,
    /// Commands and changes.
    pub commands: AtomicU64,
    /// Of these refused.
    pub refused: AtomicU64,
    /// Timers that ran.
    pub timers: AtomicU64,
    /// Commands that a desk on a store was given too.
    pub stored: AtomicU64,
}

impl Lives {
    /// The one count there is.
    pub fn so_far() -> &'static Self {
        static LIVES: Lives = Lives {
            lives: AtomicU64::new(0),
            commands: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            timers: AtomicU64::new(0),
            stored: AtomicU64::new(0),
        };
        &LIVES
    }
}

fn count(of: &AtomicU64, n: usize) {
    of.fetch_add(n as u64, Ordering::Relaxed);
}

/// One life.
pub struct Machine {
    board: Board,
    /// Folds the records, and is told nothing else.
    folded: Board,
    laws: Laws,
    kept: Kept,
    stored: Option<Stored>,
    /// The last command that had a key, and how many there were.
    keyed: Option<Command>,
    keys: u32,
    texts: u32,
}

fn board(world: &World) -> Board {
    let mut board = Board::new("desk", world.calendars());
    board.set_people(people());
    board.add_workflow("support", world.workflow()).unwrap();
    board
}

impl StateMachineTest for Machine {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(model: &Model) -> Self {
        count(&Lives::so_far().lives, 1);
        Self {
            board: board(&model.world),
            folded: board(&model.world),
            laws: Laws::new(&model.world.workflow()),
            kept: Kept::new(),
            stored: model.stored.then(|| Stored::new(&model.world)),
            keyed: None,
            keys: 0,
            texts: 0,
        }
    }

    fn apply(mut this: Self, model: &Model, step: Step) -> Self {
        count(&Lives::so_far().commands, 1);
        this.laws.begin();
        match &step.op {
            Op::Change(_) => this.change(model),
            op => match this.command(model, op) {
                Some(command) => this.give(model, op, &command),
                None => this.tick(model),
            },
        }
        this.kept.check(this.laws.count());
        if let Some(stored) = &mut this.stored {
            forgotten(this.kept.gone(), stored.store());
        }
        this
    }

    fn check_invariants(this: &Self, model: &Model) {
        this.compare(model);
        this.laws.check(&this.board);
        assert_eq!(this.board.next_due(), this.folded.next_due());
        for state in this.board.tickets() {
            assert_eq!(Some(state), this.folded.state(&state.id), "I2");
        }
        if let Some(stored) = &this.stored {
            stored.check(&this.board);
        }
    }

    fn teardown(this: Self, _: Model) {
        this.laws.finish();
    }
}

impl Machine {
    fn fold(&mut self, records: &[Record]) {
        self.kept.take(records);
        for record in records {
            self.laws.take(&self.folded, record);
            self.folded.evolve(record).unwrap();
        }
    }

    fn tick(&mut self, model: &Model) {
        let now = at(model.now);
        let records = self.board.tick(now).unwrap();
        count(&Lives::so_far().timers, records.len());
        self.fold(&records);
        if let Some(stored) = &mut self.stored {
            stored.tick(now);
        }
    }

    /// What the desk lives by becomes what the model's does.
    fn change(&mut self, model: &Model) {
        self.tick(model);
        for board in [&mut self.board, &mut self.folded] {
            board.set_calendars(model.world.calendars()).unwrap();
            board.add_workflow("support", model.world.workflow()).unwrap();
        }
        if let Some(stored) = self.stored.take() {
            self.stored = Some(stored.change(&model.world, at(model.now)));
        }
        self.tick(model);
    }

    fn give(&mut self, model: &Model, op: &Op, command: &Command) {
        let cycle = matches!(op, Op::Link { id, kind, to, add: true } if self.laws.leads(&self.board, IDS[*to], IDS[*id], *kind));
        let foreseen = self.board.decide(command);
        let decision = self.board.command(command);
        let decision = match (foreseen, decision) {
            (Ok(foreseen), Ok(decision)) => {
                assert_eq!(foreseen.due, decision.due, "I3");
                assert_eq!(foreseen.records, decision.records, "I3");
                assert_eq!(foreseen.refusal, decision.refusal, "I3");
                decision
            }
            (Err(a), Err(b)) => {
                assert_eq!(a.to_string(), b.to_string(), "I3");
                assert_eq!(model.expect, Expect::Fault, "{op:?}: {b}");
                return self.tick(model);
            }
            (a, b) => unreachable!("{op:?}: {a:?}, {b:?}"),
        };
        let refused = decision.refusal.is_some();
        match model.expect {
            Expect::Accepted => assert!(!refused && !decision.repeated, "{op:?}: {:?}", decision.refusal),
            Expect::Refused => assert!(refused, "{op:?}: {:?}", decision.records),
            Expect::Repeated => assert!(decision.repeated && decision.records.is_empty(), "I11: {op:?}"),
            Expect::Unforeseen => assert!(!cycle || refused, "I9: {op:?}"),
            Expect::Nothing | Expect::Fault => unreachable!("{op:?}"),
        }
        assert!(!refused || decision.records.is_empty(), "I4");
        count(&Lives::so_far().refused, usize::from(refused));
        count(&Lives::so_far().timers, decision.due.len());
        self.fold(&decision.due);
        self.fold(&decision.records);
        if let Some(stored) = &mut self.stored {
            count(&Lives::so_far().stored, 1);
            stored.give(command, &decision);
        }
        if let Op::Erase { who } = op {
            self.kept.erased(*who);
        }
        if command.key.is_some() && !refused && !decision.repeated {
            self.keyed = Some(command.clone());
        }
    }

    /// The command; none for an attempt to repeat what never was.
    fn command(&mut self, model: &Model, op: &Op) -> Option<Command> {
        let mut key = None;
        self.texts += 1;
        let text = |who: usize| Some(format!("said{}by{who}", self.texts));
        let (ticket, by, action) = match *op {
            Op::Again { other } => {
                let mut again = self.keyed.clone().filter(|_| model.keyed.is_some())?;
                again.at = at(model.now);
                if other {
                    again.action = Action::Note { body: None };
                }
                return Some(again);
            }
            Op::Create { id, assigned } => {
                let create = Create {
                    requester: Some(format!("c-{id}")),
                    assignee: assigned.then(|| "agent".to_owned()),
                    subject: text(id),
                    ..Create::default()
                };
                (Some(id), "agent".to_owned(), Action::Create(Box::new(create)))
            }
            Op::Status { id, who, to, hours } => {
                let until = (to == "snoozed" && hours > 0).then_some(at(model.now + hours));
                let by = if who == "customer" { format!("c-{id}") } else { who.to_owned() };
                let set = SetStatus { status: Some(to.to_owned()), until, ..SetStatus::default() };
                (Some(id), by, Action::SetStatus(Box::new(set)))
            }
            Op::Assign { id, to: true } => {
                (Some(id), "agent".into(), Action::Assign { assignee: Some("agent".into()), group: None })
            }
            Op::Assign { id, to: false } => (Some(id), "agent".into(), Action::Unassign {}),
            Op::CustomerReply { id, message, key: with } => {
                if with {
                    self.keys += 1;
                    key = Some(format!("key {}", self.keys));
                }
                let body = text(id);
                body.iter().for_each(|body| self.kept.said(id, body));
                let message_id = message.filter(|_| model.erased.is_empty()).map(|m| format!("<{m}@x>"));
                let reply = CustomerReply { message_id, body, ..CustomerReply::default() };
                (Some(id), format!("c-{id}"), Action::CustomerReply(Box::new(reply)))
            }
            Op::AgentReply { id } => {
                let reply = AgentReply { body: Some("We look into it.".to_owned()), ..AgentReply::default() };
                (Some(id), "agent".into(), Action::AgentReply(Box::new(reply)))
            }
            Op::Note { id } => (Some(id), "agent".into(), Action::Note { body: Some("See there.".to_owned()) }),
            Op::Merge { id, into } => (Some(id), "agent".into(), Action::Merge { into: IDS[into].to_owned() }),
            Op::Unmerge { id } => (Some(id), "agent".into(), Action::Unmerge {}),
            Op::Goodwill { id, who, amount } => {
                let amount = serde_json::from_value(json!(amount)).unwrap();
                (Some(id), who.into(), Action::Goodwill { amount, currency: "EUR".into() })
            }
            Op::DecideGoodwill { id, who, grant: true } => (Some(id), who.into(), Action::ApproveGoodwill {}),
            Op::DecideGoodwill { id, who, grant: false } => {
                (Some(id), who.into(), Action::DenyGoodwill { reason: None })
            }
            Op::Link { id, kind, to, add: true } => {
                (Some(id), "agent".into(), Action::Link { kind, to: IDS[to].into() })
            }
            Op::Link { id, kind, to, add: false } => {
                (Some(id), "agent".into(), Action::Unlink { kind, to: IDS[to].into() })
            }
            Op::Migrate { id } => (Some(id), "agent".into(), Action::Migrate { map: Default::default() }),
            Op::Erase { who } => (None, "admin".into(), Action::Erase { subject: format!("c-{who}") }),
            Op::Change(_) => return None,
        };
        let ticket = ticket.map(|id: usize| IDS[id].to_owned());
        Some(Command { at: at(model.now), by: Some(by), on_behalf_of: None, ticket, expect_version: None, key, action })
    }

    /// What both say of each ticket.
    fn compare(&self, model: &Model) {
        assert_eq!(self.board.tickets().count(), model.tickets.len());
        let hour = |us: i64| {
            assert_eq!((us - at(0)) % HOUR, 0);
            (us - at(0)) / HOUR
        };
        for (id, t) in &model.tickets {
            let state = self.board.state(IDS[*id]).unwrap();
            let told = Ticket {
                status: t.status,
                since: hour(state.status_since),
                activity: hour(state.last_activity),
                assigned: state.assignee.as_ref().and(t.assigned),
                until: state.until.map(hour),
                waiting: state.waits(),
                reopened: state.reopen_count,
                merged: state.merged_into.as_ref().and_then(|m| IDS.iter().position(|id| id == m)),
                solved: state.solved_at.map(hour),
                closed: state.closed_at.map(hour),
                ..t.clone()
            };
            assert_eq!(state.status, t.status, "{} {t:?}", IDS[*id]);
            let wanted = Ticket { waiting: t.waiting && !matches!(t.status, "solved" | "closed"), ..t.clone() };
            assert_eq!(told, wanted, "{}", IDS[*id]);
            assert_eq!(state.assignee.is_some(), t.assigned.is_some(), "{}", IDS[*id]);
            assert_eq!(state.shown().total, model.shown(*id), "{}", IDS[*id]);
            let given = state.goodwill.get("EUR").map_or(0, |a| a.0.to_integer().unwrap());
            assert_eq!((given, state.goodwill_pending.len()), (i128::from(t.given), t.asked.len()), "{}", IDS[*id]);
        }
        let due = model.tickets.keys().filter_map(|id| model.due(*id)).map(|(due, _)| due).min();
        assert_eq!(self.board.next_due().map(|due| hour(due.at)), due, "the next timer");
    }
}
