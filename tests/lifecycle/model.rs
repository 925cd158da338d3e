//! Random lives of tickets beside a second, naive model that knows no timer, no record and no index: it walks the clock hour by hour.
#![allow(clippy::unwrap_used, clippy::panic, clippy::unreachable, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use sundesk::calendar::{Calendar, Calendars};
use sundesk::ticket::lifecycle::{Board, Command};
use sundesk::ticket::workflow::Workflow;
use sundesk::ticket::{Record, fact::Fact, fact::LinkKind};
use sundesk::time::{HOUR, ZoneDb, format_instant, parse_instant};

const START: &str = "2026-03-02T09:00:00Z";
const IDS: [&str; 4] = ["A", "B", "C", "D"];
/// The days around the start that may be holidays: March 2026.
const DAYS: [u32; 5] = [3, 4, 5, 9, 10];

fn workflow() -> Workflow {
    Workflow::from_value(json!({
        "statuses": {"new": {"category": "new"}, "open": {"category": "open"}, "pending": {"category": "pending"},
            "snoozed": {"category": "hold", "timer": "action", "next": "open", "until_required": false},
            "solved": {"category": "solved"}, "closed": {"category": "closed"}},
        "initial": ["new", "open"], "default": "new",
        "defaults": {"new": "new", "open": "open", "pending": "pending", "hold": "snoozed", "solved": "solved", "closed": "closed"},
        "transitions": {"new": ["open", "pending", "snoozed", "solved"], "open": ["pending", "snoozed", "solved"],
            "pending": ["open", "snoozed", "solved"], "snoozed": ["open", "pending", "solved"], "solved": ["open", "closed"]},
        "rights": {"* -> closed": "close"}, "requester_may": ["* -> solved"],
        "on": {"assign": {"new": "open"}, "customer_reply": {"pending": "open", "snoozed": "open", "solved": "open"}},
        "closed_reply": "refuse", "solve_requires_assignee": true, "immutable": ["closed"], "reopens_per_hour": 1000,
        "auto": [{"from": "solved", "to": "closed", "after": {"business_days": 2, "calendar": "office"}},
            {"from": "pending", "to": "solved", "after": {"hours": 30}, "since": "last_activity", "unless": ["waiting"]}],
        "owner_timeout": {"after": {"hours": 50}, "statuses": ["new", "open"]},
        "merge": {"status": "closed"},
        "goodwill": {"EUR": {"limits": {"agent": 50, "lead": 200}, "ticket_budget": 100}}
    }))
    .unwrap()
}

fn office(holidays: &BTreeSet<u32>) -> Calendars {
    let hours: Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri"].map(|day| (day.to_owned(), json!(["09:00-17:00"]))).into_iter().collect();
    let holidays: Vec<String> = holidays.iter().map(|day| format!("2026-03-{day:02}")).collect();
    let doc = json!({"timezone": "UTC", "weekly": hours, "holidays": holidays});
    Calendars::without_default().with("office", Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap())
}

#[derive(Debug, Clone)]
enum Op {
    Create { assigned: bool },
    Status(&'static str, &'static str, i64),
    Assign(bool),
    CustomerReply,
    AgentReply,
    Note,
    Merge(usize),
    Goodwill(i64),
    Link(usize),
    Holiday(usize),
}

fn op() -> impl Strategy<Value = Op> {
    let status = prop::sample::select(vec!["new", "open", "pending", "snoozed", "solved", "closed"]);
    let who = prop::sample::select(vec!["agent", "agent", "lead", "admin", "customer"]);
    prop_oneof![
        3 => any::<bool>().prop_map(|assigned| Op::Create { assigned }),
        6 => (who, status, 0..60_i64).prop_map(|(w, s, h)| Op::Status(w, s, h)),
        2 => any::<bool>().prop_map(Op::Assign),
        4 => Just(Op::CustomerReply),
        2 => Just(Op::AgentReply),
        1 => Just(Op::Note),
        1 => (0..IDS.len()).prop_map(Op::Merge),
        1 => (1..120_i64).prop_map(Op::Goodwill),
        1 => (0..IDS.len()).prop_map(Op::Link),
        1 => (0..DAYS.len()).prop_map(Op::Holiday),
    ]
}

/// A ticket as the model sees it; hours since the start.
#[derive(Debug, Clone, PartialEq)]
struct Ticket {
    status: &'static str,
    since: i64,
    activity: i64,
    assigned: Option<i64>,
    until: Option<i64>,
    waiting: bool,
    let_go: i64,
    reopened: u32,
    messages: u32,
    merged: Option<usize>,
    solved: Option<i64>,
    closed: Option<i64>,
    given: i64,
}

#[derive(Default)]
struct Model {
    now: i64,
    tickets: BTreeMap<usize, Ticket>,
    order: Vec<usize>,
    holidays: BTreeSet<u32>,
}

fn done(status: &str) -> bool {
    status == "solved" || status == "closed"
}

impl Model {
    /// Hour 0 is Monday, 2 March, 09:00.
    fn open(&self, hour: i64) -> bool {
        let (day, time) = ((hour + 9).div_euclid(24), (hour + 9).rem_euclid(24));
        self.works(day) && (9..17).contains(&time)
    }

    fn works(&self, day: i64) -> bool {
        day.rem_euclid(7) < 5 && !self.holidays.contains(&u32::try_from(day + 2).unwrap())
    }

    /// The next working hour, then the same time of day on the second working day after it.
    fn closes(&self, since: i64) -> i64 {
        let mut hour = since;
        while !self.open(hour) {
            hour += 1;
        }
        for _ in 0..2 {
            hour += 24;
            while !self.works((hour + 9).div_euclid(24)) {
                hour += 24;
            }
        }
        hour
    }

    fn enter(&mut self, id: usize, status: &'static str, at: i64) {
        let t = self.tickets.get_mut(&id).unwrap();
        if t.status == status {
            return;
        }
        if done(t.status) && !done(status) {
            t.reopened += 1;
        }
        if !done(t.status) && done(status) {
            t.solved = Some(at);
        }
        if done(status) && t.waiting {
            (t.waiting, t.let_go) = (false, at);
        }
        t.closed = if status == "closed" { t.closed.or(Some(at)) } else { None };
        (t.status, t.since, t.activity, t.until) = (status, at, at, None);
    }

    /// Hour by hour, until nothing more happens at the hour.
    fn advance(&mut self, to: i64) {
        loop {
            let hour = self.now;
            while let Some((id, what)) = self.order.clone().into_iter().find_map(|id| Some((id, self.due(id, hour)?))) {
                match what {
                    Some(status) => self.enter(id, status, hour),
                    None => self.tickets.get_mut(&id).unwrap().assigned = None,
                }
            }
            if self.now >= to {
                return;
            }
            self.now += 1;
        }
    }

    fn due(&self, id: usize, hour: i64) -> Option<Option<&'static str>> {
        let t = &self.tickets[&id];
        if t.merged.is_some() {
            return None;
        }
        if t.status == "snoozed" && t.until.is_some_and(|until| until <= hour) {
            return Some(Some("open"));
        }
        if t.status == "solved" && self.closes(t.since) <= hour {
            return Some(Some("closed"));
        }
        if t.status == "pending" && !t.waiting && (t.activity + 30).max(t.let_go) <= hour {
            return Some(Some("solved"));
        }
        let owned = matches!(t.status, "new" | "open") && t.assigned.is_some_and(|a| (a + 50).max(t.since) <= hour);
        owned.then_some(None)
    }

    /// Whether the command is accepted.
    fn run(&mut self, id: usize, op: &Op) -> bool {
        let now = self.now;
        let Some(t) = self.tickets.get(&id).cloned() else { return false };
        match *op {
            Op::Create { .. } | Op::Holiday(_) => unreachable!(),
            Op::Status(who, to, hours) => {
                let listed: &[&str] = match t.status {
                    "new" => &["open", "pending", "snoozed", "solved"],
                    "open" => &["pending", "snoozed", "solved"],
                    "pending" => &["open", "snoozed", "solved"],
                    "snoozed" => &["open", "pending", "solved"],
                    "solved" => &["open", "closed"],
                    _ => &[],
                };
                let until = (to == "snoozed" && hours > 0).then_some(now + hours);
                if t.merged.is_some() || (t.status == "closed" && who != "admin") {
                    return false;
                }
                if t.status == to {
                    if until.is_some() {
                        self.tickets.get_mut(&id).unwrap().until = until;
                    }
                    return true;
                }
                let allowed = listed.contains(&to) || (who == "admin" && to != "new");
                let right = match who {
                    "customer" => to == "solved",
                    "agent" => to != "closed",
                    _ => true,
                };
                let somebody = t.assigned.is_some() || !(to == "solved" || (to == "closed" && !done(t.status)));
                if !allowed || !right || !somebody {
                    return false;
                }
                self.enter(id, to, now);
                self.tickets.get_mut(&id).unwrap().until = until;
                true
            }
            Op::Assign(to) => {
                if t.merged.is_some() || t.status == "closed" || (!to && t.status == "solved") {
                    return false;
                }
                let was = t.assigned.is_some();
                if to && !was {
                    self.tickets.get_mut(&id).unwrap().assigned = Some(now);
                    if t.status == "new" {
                        self.enter(id, "open", now);
                    }
                } else if !to {
                    self.tickets.get_mut(&id).unwrap().assigned = None;
                }
                true
            }
            Op::CustomerReply => {
                let mut end = id;
                while let Some(next) = self.tickets[&end].merged {
                    end = next;
                }
                let t = self.tickets.get_mut(&end).unwrap();
                if t.status == "closed" {
                    return false;
                }
                t.messages += 1;
                t.activity = now;
                if !t.waiting {
                    (t.waiting, t.let_go) = (true, now);
                }
                if matches!(t.status, "pending" | "snoozed" | "solved") {
                    self.enter(end, "open", now);
                }
                true
            }
            Op::AgentReply | Op::Note => {
                if t.merged.is_some() || t.status == "closed" {
                    return false;
                }
                let t = self.tickets.get_mut(&id).unwrap();
                t.messages += 1;
                t.activity = now;
                if matches!(op, Op::AgentReply) && t.waiting {
                    (t.waiting, t.let_go) = (false, now);
                }
                true
            }
            Op::Merge(into) => {
                let Some(target) = self.tickets.get(&into).cloned() else { return false };
                let closed = |t: &Ticket| t.status == "closed";
                if into == id || t.merged.is_some() || target.merged.is_some() || closed(&t) || closed(&target) {
                    return false;
                }
                self.tickets.get_mut(&into).unwrap().messages += t.messages;
                let source = self.tickets.get_mut(&id).unwrap();
                (source.messages, source.merged) = (0, Some(into));
                self.enter(id, "closed", now);
                true
            }
            Op::Goodwill(amount) => {
                if t.merged.is_some() || t.status == "closed" {
                    return false;
                }
                if amount <= 50 && t.given + amount <= 100 {
                    self.tickets.get_mut(&id).unwrap().given += amount;
                }
                true
            }
            Op::Link(to) => {
                to != id
                    && self.tickets.contains_key(&to)
                    && t.merged.is_none()
                    && t.status != "closed"
                    && self.tickets[&to].merged.is_none()
            }
        }
    }
}

fn at(hour: i64) -> String {
    format_instant(parse_instant(START).unwrap() + hour * HOUR)
}

fn command(id: usize, op: &Op, now: i64) -> Command {
    let mut fields = match op {
        Op::Create { assigned } => {
            json!({"do": "create", "requester": "customer", "assignee": assigned.then_some("agent")})
        }
        Op::Status(who, to, hours) => {
            let until = (*to == "snoozed" && *hours > 0).then(|| at(now + hours));
            json!({"do": "set_status", "by": who, "status": to, "until": until})
        }
        Op::Assign(true) => json!({"do": "assign", "assignee": "agent"}),
        Op::Assign(false) => json!({"do": "unassign"}),
        Op::CustomerReply => json!({"do": "customer_reply", "by": "customer"}),
        Op::AgentReply => json!({"do": "agent_reply"}),
        Op::Note => json!({"do": "note"}),
        Op::Merge(into) => json!({"do": "merge", "into": IDS[*into]}),
        Op::Goodwill(amount) => json!({"do": "goodwill", "amount": amount, "currency": "EUR"}),
        Op::Link(to) => json!({"do": "link", "type": "related", "to": IDS[*to]}),
        Op::Holiday(_) => unreachable!(),
    };
    let map = fields.as_object_mut().unwrap();
    map.insert("ticket".to_owned(), json!(IDS[id]));
    map.insert("at".to_owned(), json!(at(now)));
    map.entry("by").or_insert_with(|| json!("agent"));
    Command::from_value(fields).unwrap()
}

/// What both say of a ticket.
fn compare(board: &Board, model: &Model) -> Result<(), TestCaseError> {
    let hour = |us: Option<i64>| us.map(|us| (us - parse_instant(START).unwrap()) / HOUR);
    prop_assert_eq!(board.tickets().count(), model.tickets.len());
    for (id, t) in &model.tickets {
        let view = board.view(IDS[*id]).unwrap().unwrap();
        let state = board.state(IDS[*id]).unwrap();
        let told = (
            (view.status.as_str(), hour(view.status_since), hour(view.until), view.assignee.is_some(), view.waiting),
            (view.reopen_count, view.messages, view.merged_into.as_deref()),
            (hour(view.solved_at), hour(view.closed_at), hour(Some(state.last_activity))),
            view.goodwill.get("EUR").map_or(0, |a| a.0.to_integer().unwrap()),
        );
        let expected = (
            (t.status, Some(t.since), t.until, t.assigned.is_some(), t.waiting && !done(t.status)),
            (t.reopened, t.messages, t.merged.map(|m| IDS[m])),
            (t.solved, t.closed, Some(t.activity)),
            i128::from(t.given),
        );
        prop_assert_eq!(told, expected, "{}", IDS[*id]);
    }
    Ok(())
}

/// The laws that need no second model.
fn invariants(board: &Board, records: &[Record]) -> Result<(), TestCaseError> {
    for state in board.tickets() {
        let own: Vec<&Record> = records.iter().filter(|r| r.stream == state.id).collect();
        prop_assert!(own.iter().zip(1..).all(|(r, n)| r.seq == n) && own.len() as u64 == state.version); // I1
        prop_assert!(own.windows(2).all(|pair| pair[0].at <= pair[1].at));
        prop_assert!(board.current("support").unwrap().category(&state.status) == Some(state.category)); // I5
        let again_new = own.iter().any(|r| matches!(&r.fact, Fact::StatusChanged { to, .. } if to == "new"));
        prop_assert!(!again_new); // I6
        prop_assert_eq!(state.closed_at.is_some(), state.status == "closed"); // I7
        prop_assert!(state.closed_at.is_none() || state.solved_at <= state.closed_at);
        for link in &state.links {
            let other = board.state(&link.to).unwrap(); // I9
            prop_assert!(other.links.iter().any(|l| l.kind == link.kind.inverse() && l.to == state.id));
        }
        let mut seen = BTreeSet::new();
        let mut here = Some(state.id.clone());
        while let Some(id) = here {
            prop_assert!(seen.insert(id.clone())); // I8
            here = board.state(&id).unwrap().merged_into.clone();
        }
        let fired: Vec<(i64, &str)> =
            own.iter().filter(|r| r.actor.id == "timer").map(|r| (r.at, r.fact.kind())).collect();
        prop_assert!(fired.windows(2).all(|pair| pair[0] != pair[1] || pair[0].1 == "status_changed")); // I10
        prop_assert!(state.links.iter().filter(|l| l.kind == LinkKind::MergedInto).count() <= 1);
    }
    // I8: every message belongs to exactly one visible ticket.
    let stored =
        records.iter().filter(|r| matches!(r.fact, Fact::MessageAdded { .. } | Fact::NoteAdded { .. })).count();
    let shown: u32 = board.tickets().map(|t| t.shown().total).sum();
    prop_assert_eq!(stored, shown as usize);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_and_the_naive_model_agree(steps in prop::collection::vec((0..IDS.len(), op(), prop_oneof![3 => 0..4_i64, 1 => 4..90_i64]), 1..24)) {
        let mut model = Model::default();
        let mut board = Board::new("acme", office(&model.holidays));
        board.add_workflow("support", workflow()).unwrap();
        let mut records: Vec<Record> = Vec::new();
        for (id, op, gap) in steps {
            model.advance(model.now + gap);
            let now = model.now;
            if let Op::Holiday(day) = op {
                records.extend(board.tick(parse_instant(&at(now)).unwrap()).unwrap());
                if !model.holidays.remove(&DAYS[day]) {
                    model.holidays.insert(DAYS[day]);
                }
                board.set_calendars(office(&model.holidays)).unwrap();
                model.advance(now);
                records.extend(board.tick(parse_instant(&at(now)).unwrap()).unwrap());
            } else if let Op::Create { assigned } = op {
                if model.tickets.contains_key(&id) {
                    continue;
                }
                model.tickets.insert(id, Ticket { status: "new", since: now, activity: now, assigned: assigned.then_some(now), until: None,
                    waiting: true, let_go: now, reopened: 0, messages: 0, merged: None, solved: None, closed: None, given: 0 });
                model.order.push(id);
                if assigned {
                    model.enter(id, "open", now);
                }
                let decision = board.command(&command(id, &op, now)).unwrap();
                prop_assert!(decision.refusal.is_none());
                records.extend(decision.due.into_iter().chain(decision.records));
            } else {
                let accepted = model.run(id, &op);
                let command = command(id, &op, now);
                let foreseen = serde_json::to_string(&board.decide(&command).unwrap()).unwrap();
                let decision = board.command(&command).unwrap();
                prop_assert_eq!(&foreseen, &serde_json::to_string(&decision).unwrap()); // I3
                prop_assert_eq!(decision.refusal.is_none(), accepted, "{:?}: {:?}", op, decision.refusal);
                prop_assert!(accepted || decision.records.is_empty()); // I4
                records.extend(decision.due.into_iter().chain(decision.records));
            }
            compare(&board, &model)?;
        }
        invariants(&board, &records)?;
        // I2: the records alone, through their text, give the same states.
        let mut again = Board::new("acme", office(&model.holidays));
        again.add_workflow("support", workflow()).unwrap();
        for record in &records {
            again.evolve(&Record::from_json(&record.to_json().unwrap()).unwrap()).unwrap();
        }
        prop_assert_eq!(again.tickets().collect::<Vec<_>>(), board.tickets().collect::<Vec<_>>());
        prop_assert_eq!(again.next_due(), board.next_due());
    }
}
