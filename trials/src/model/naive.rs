//! The second model: it knows no record, no index and no calendar engine. Time is in whole hours since the start; everything that follows
//! from the clock is found by walking it.

use super::op::{Op, Step};
use super::world::{RULES, Rules, World};
use std::collections::{BTreeMap, BTreeSet};

/// The tickets there may be.
pub const IDS: [&str; 4] = ["A", "B", "C", "D"];

/// A ticket as the model sees it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the words of tickets
pub struct Ticket {
    pub status: &'static str,
    pub since: i64,
    pub activity: i64,
    pub assigned: Option<i64>,
    pub until: Option<i64>,
    pub waiting: bool,
    pub let_go: i64,
    pub reopened: u32,
    /// Written on it, wherever they are shown.
    pub own: u32,
    pub merged: Option<usize>,
    pub before: Option<(&'static str, Option<i64>)>,
    pub solved: Option<i64>,
    pub closed: Option<i64>,
    pub given: i64,
    pub asked: Vec<(&'static str, i64)>,
    pub rules: usize,
    /// Its customer is known to it.
    pub known: bool,
}

/// What a command is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// It was no command.
    Nothing,
    /// Done, be it by doing nothing.
    Accepted,
    /// Refused.
    Refused,
    /// A fault of the call.
    Fault,
    /// Done before.
    Repeated,
    /// Not foreseen by this model: links, which the laws judge by what they see.
    Unforeseen,
}

/// All tickets, and the clock.
#[derive(Debug, Clone)]
pub struct Model {
    /// Whether a desk on a store lives the same life.
    pub stored: bool,
    /// The hour.
    pub now: i64,
    /// What they live by.
    pub world: World,
    /// By their place in [`IDS`].
    pub tickets: BTreeMap<usize, Ticket>,
    order: Vec<usize>,
    messages: BTreeSet<u8>,
    /// The last command with a key that was accepted.
    pub keyed: Option<Op>,
    /// Whether somebody was forgotten.
    pub erased: BTreeSet<usize>,
    /// How the last step is answered.
    pub expect: Expect,
}

fn done(status: &str) -> bool {
    status == "solved" || status == "closed"
}

fn listed(from: &str) -> &'static [&'static str] {
    match from {
        "new" => &["open", "pending", "snoozed", "solved"],
        "open" => &["pending", "snoozed", "solved"],
        "pending" => &["open", "snoozed", "solved"],
        "snoozed" => &["open", "pending", "solved"],
        "solved" => &["open", "closed"],
        _ => &[],
    }
}

/// Whether the workflow has a move.
pub fn is_listed(from: &str, to: &str) -> bool {
    listed(from).contains(&to)
}

impl Model {
    /// Nothing yet.
    pub fn new(stored: bool) -> Self {
        Self {
            stored,
            now: 0,
            world: World::default(),
            tickets: BTreeMap::new(),
            order: Vec::new(),
            messages: BTreeSet::new(),
            keyed: None,
            erased: BTreeSet::new(),
            expect: Expect::Nothing,
        }
    }

    /// What happens, and what it leads to.
    pub fn step(&mut self, step: &Step) {
        self.advance(self.now + step.gap);
        self.expect = match &step.op {
            Op::Change(change) => {
                self.world.change(*change);
                self.advance(self.now);
                Expect::Nothing
            }
            Op::Create { id, assigned } => self.create(*id, *assigned),
            Op::Again { other } => match (self.keyed.is_some(), other) {
                (false, _) => Expect::Nothing,
                (true, false) => Expect::Repeated,
                (true, true) => Expect::Refused,
            },
            Op::Erase { who } => {
                self.erased.insert(*who);
                if let Some(t) = self.tickets.get_mut(who) {
                    t.known = false;
                }
                Expect::Accepted
            }
            Op::Link { .. } => Expect::Unforeseen,
            op => match self.run(op) {
                true => Expect::Accepted,
                false => Expect::Refused,
            },
        };
        if let (Op::CustomerReply { key: true, .. }, Expect::Accepted) = (&step.op, self.expect) {
            self.keyed = Some(step.op.clone());
        }
    }

    fn create(&mut self, id: usize, assigned: bool) -> Expect {
        if self.tickets.contains_key(&id) {
            return Expect::Fault;
        }
        let now = self.now;
        let new = Ticket {
            status: "new",
            since: now,
            activity: now,
            assigned: assigned.then_some(now),
            until: None,
            waiting: true,
            let_go: now,
            reopened: 0,
            own: 0,
            merged: None,
            before: None,
            solved: None,
            closed: None,
            given: 0,
            asked: Vec::new(),
            rules: self.world.rules,
            known: true,
        };
        self.tickets.insert(id, new);
        self.order.push(id);
        if assigned {
            self.enter(id, "open");
        }
        Expect::Accepted
    }

    fn ticket(&mut self, id: usize) -> &mut Ticket {
        self.tickets.get_mut(&id).unwrap()
    }

    fn enter(&mut self, id: usize, status: &'static str) {
        let at = self.now;
        let t = self.ticket(id);
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

    /// What is due is done, the first thing first, until nothing more is before the hour.
    fn advance(&mut self, to: i64) {
        loop {
            let all = self.order.iter().enumerate();
            let due = all.filter_map(|(place, id)| self.due(*id).map(|(at, what)| (at, place, *id, what))).min();
            let Some((at, _, id, what)) = due.filter(|(at, ..)| *at <= to) else { break };
            self.now = self.now.max(at);
            match what {
                Some(status) => self.enter(id, status),
                None => self.ticket(id).assigned = None,
            }
        }
        self.now = to;
    }

    /// When the clock alone does something to a ticket, and what: another status, or its owner gone.
    pub fn due(&self, id: usize) -> Option<(i64, Option<&'static str>)> {
        let t = &self.tickets[&id];
        if t.merged.is_some() {
            return None;
        }
        let Rules { close_days, idle_hours, owner_hours, owner_business } = RULES[t.rules];
        match t.status {
            "snoozed" => t.until.map(|until| (until, Some("open"))),
            "solved" => Some((self.world.business_days(t.since, close_days), Some("closed"))),
            "pending" if !t.waiting => Some(((t.activity + i64::from(idle_hours)).max(t.let_go), Some("solved"))),
            "new" | "open" => {
                let since = t.assigned?;
                let due = match owner_business {
                    true => self.world.business_hours(since, owner_hours),
                    false => since + i64::from(owner_hours),
                };
                Some((due.max(t.since), None))
            }
            _ => None,
        }
    }

    /// The ticket that a reply to this one reaches.
    pub fn end(&self, id: usize) -> usize {
        let mut end = id;
        while let Some(next) = self.tickets[&end].merged {
            end = next;
        }
        end
    }

    /// How many messages a ticket shows.
    pub fn shown(&self, id: usize) -> u32 {
        if self.tickets[&id].merged.is_some() {
            return 0;
        }
        self.tickets.iter().filter(|(other, _)| self.end(**other) == id).map(|(_, t)| t.own).sum()
    }

    /// Whether the command is accepted.
    fn run(&mut self, op: &Op) -> bool {
        let now = self.now;
        match *op {
            Op::Status { id, who, to, hours } => self.set_status(id, who, to, hours),
            Op::Assign { id, to } => {
                let Some(t) = self.open_to_all(id) else { return false };
                if !to && t.status == "solved" {
                    return false;
                }
                match (to, t.assigned.is_some()) {
                    (true, false) => {
                        t.assigned = Some(now);
                        if t.status == "new" {
                            self.enter(id, "open");
                        }
                    }
                    (true, true) => {}
                    (false, _) => t.assigned = None,
                }
                true
            }
            Op::CustomerReply { id, message, .. } => self.customer_reply(id, message),
            Op::AgentReply { id } | Op::Note { id } => {
                let Some(t) = self.open_to_all(id) else { return false };
                t.own += 1;
                t.activity = now;
                if matches!(op, Op::AgentReply { .. }) && t.waiting {
                    (t.waiting, t.let_go) = (false, now);
                }
                true
            }
            Op::Merge { id, into } => {
                let free = |t: &Ticket| t.merged.is_none() && t.status != "closed";
                let both = [id, into].iter().all(|id| self.tickets.get(id).is_some_and(free));
                if id == into || !both {
                    return false;
                }
                let source = self.ticket(id);
                (source.merged, source.before) = (Some(into), Some((source.status, source.until)));
                self.enter(id, "closed");
                true
            }
            Op::Unmerge { id } => {
                let Some(t) = self.tickets.get_mut(&id).filter(|t| t.merged.is_some()) else { return false };
                let (status, until) = t.before.take().unwrap();
                let reopened = t.reopened;
                t.merged = None;
                self.enter(id, status);
                let t = self.ticket(id);
                (t.until, t.reopened) = (until, reopened); // what a merge closed was not reopened
                true
            }
            Op::Goodwill { id, who, amount } => {
                let limit = limit_of(who);
                let Some(t) = self.open_to_all(id) else { return false };
                if amount <= limit && t.given + amount <= 100 {
                    t.given += amount;
                } else {
                    t.asked.push((who, amount));
                }
                true
            }
            Op::DecideGoodwill { id, who, grant } => {
                let limit = limit_of(who);
                let Some(t) = self.open_to_all(id) else { return false };
                let Some((by, amount)) = t.asked.first().copied() else { return false };
                if by == who || (grant && amount > limit) {
                    return false;
                }
                t.asked.remove(0);
                t.given += if grant { amount } else { 0 };
                true
            }
            Op::Migrate { id } => {
                let rules = self.world.rules;
                let Some(t) = self.tickets.get_mut(&id).filter(|t| t.merged.is_none()) else { return false };
                t.rules = rules;
                true
            }
            _ => false,
        }
    }

    /// One that takes commands of anybody at the desk.
    fn open_to_all(&mut self, id: usize) -> Option<&mut Ticket> {
        self.tickets.get_mut(&id).filter(|t| t.merged.is_none() && t.status != "closed")
    }

    fn set_status(&mut self, id: usize, who: &str, to: &'static str, hours: i64) -> bool {
        let until = (to == "snoozed" && hours > 0).then_some(self.now + hours);
        let Some(t) = self.tickets.get_mut(&id) else { return false };
        if t.merged.is_some() || (t.status == "closed" && who != "admin") {
            return false;
        }
        if t.status == to {
            t.until = until.or(t.until);
            return true;
        }
        let allowed = is_listed(t.status, to) || (who == "admin" && to != "new");
        let right = match who {
            "customer" => to == "solved" && t.known,
            "agent" => to != "closed",
            _ => true,
        };
        let somebody = t.assigned.is_some() || !(to == "solved" || (to == "closed" && !done(t.status)));
        if !allowed || !right || !somebody {
            return false;
        }
        self.enter(id, to);
        self.ticket(id).until = until;
        true
    }

    fn customer_reply(&mut self, id: usize, message: Option<u8>) -> bool {
        if !self.tickets.contains_key(&id) {
            return false;
        }
        let (end, now) = (self.end(id), self.now);
        // Who forgets somebody forgets the ids of their messages: then no reply here carries one.
        let message = message.filter(|_| self.erased.is_empty());
        if message.is_some_and(|m| self.messages.contains(&m)) {
            return true;
        }
        let t = self.ticket(end);
        if t.status == "closed" {
            return false;
        }
        t.own += 1;
        t.activity = now;
        t.known |= end == id;
        if !t.waiting {
            (t.waiting, t.let_go) = (true, now);
        }
        if matches!(t.status, "pending" | "snoozed" | "solved") {
            self.enter(end, "open");
        }
        self.messages.extend(message);
        true
    }
}

/// What somebody may give away without asking.
pub fn limit_of(who: &str) -> i64 {
    match who {
        "agent" => 50,
        "lead" => 200,
        _ => 0,
    }
}
