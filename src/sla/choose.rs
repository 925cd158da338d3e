//! Which policy holds for a ticket, since when, and why.

use super::bind::BoundPolicies;
use super::document::PolicyChange;
use super::policy_set::SLOTS;
use crate::ticket::{Event, Symbol, Vocabulary, What};
use serde::{Deserialize, Serialize};

/// The policy of a ticket as of `now`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    pub(super) policy: Option<usize>,
    /// Since when it is attached; `i64::MIN` = from the beginning.
    pub(super) attached: i64,
    /// Nothing before this instant counts (`from_change_fresh`).
    pub(super) floor: i64,
    by_hand: bool,
}

/// Why a policy was chosen, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Choice {
    /// The chosen policy; `None` when none matches.
    pub policy: Option<String>,
    /// One line for the chosen policy and for each one before it in the list.
    pub reasons: Vec<Reason>,
}

/// What one policy's conditions said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// The policy.
    pub policy: String,
    /// Its place in the list, counted from 1.
    pub position: usize,
    /// Whether it matched.
    pub matched: bool,
    /// `attached`, `no_conditions`, `all_hold` or `fails`.
    pub code: String,
    /// The condition that decided it, such as `tier is gold`; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// The ticket's value in that condition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
}

impl BoundPolicies {
    /// Whether every ticket gets the same policy without a look at its fields.
    fn simple(&self) -> bool {
        self.policies.len() == 1 && self.set.0.conditions.is_empty() && self.policies.iter().all(|p| !p.asks_attached)
    }

    pub(super) fn choose(&self, events: &[Event], now: i64, values: &mut Vec<Symbol>) -> Chosen {
        if self.simple() {
            return Chosen { policy: Some(0), attached: i64::MIN, floor: i64::MIN, by_hand: false };
        }
        let mode = self.set.0.doc.on_policy_change;
        let watch = mode != PolicyChange::RecomputeFromStart || self.policies.iter().any(|p| p.asks_attached);
        values.clear();
        values.resize(self.slots, Symbol::EMPTY);
        let mut walk = Walk { hand: None, seen: None, first: None, attached: i64::MIN, since: i64::MIN };
        let mut known = events.iter().take_while(|e| e.at <= now).peekable();
        while let Some(e) = known.next() {
            self.take(e, values, &mut walk);
            let instant_over = known.peek().is_none_or(|next| next.at > e.at);
            if watch && instant_over {
                walk.look(walk.hand.or_else(|| self.first_match(values)), e.at);
            }
        }
        let last = walk.hand.or_else(|| self.first_match(values));
        let policy = if mode == PolicyChange::Keep { walk.first.or(last) } else { last };
        let floor = if mode == PolicyChange::FromChangeFresh { walk.since } else { i64::MIN };
        Chosen {
            policy,
            attached: walk.attached.max(walk.since),
            floor,
            by_hand: walk.hand.is_some() && policy == walk.hand,
        }
    }

    fn take(&self, e: &Event, values: &mut [Symbol], walk: &mut Walk) {
        let slot = match e.what {
            What::Status | What::Priority | What::Group | What::Assignee | What::Calendar => e.what.slot(),
            // A field that is called like one of the first slots is none of them.
            What::Field => self.field(e.field).filter(|n| *n >= SLOTS.len()),
            What::SlaAttached => {
                walk.attached = e.at;
                walk.hand = self.attached(e.to).or(walk.hand);
                None
            }
            What::Created | What::Reply | What::Custom => None,
        };
        if let Some(value) = slot.and_then(|slot| values.get_mut(slot)) {
            *value = e.to;
        }
    }

    /// The reasons behind a choice, from the values it was made on.
    pub(super) fn reasons(&self, chosen: Chosen, values: &[Symbol], names: &Vocabulary) -> Choice {
        let compiled = &self.set.0.policies;
        let name = |i: usize| compiled.get(i).map(|p| p.name.clone());
        let mut reasons = Vec::new();
        for (i, policy) in compiled.iter().enumerate() {
            let mut reason = Reason {
                policy: policy.name.clone(),
                position: i + 1,
                matched: true,
                code: "no_conditions".to_owned(),
                condition: String::new(),
                value: String::new(),
            };
            if chosen.by_hand && chosen.policy == Some(i) {
                reason.code = "attached".to_owned();
                return Choice { policy: name(i), reasons: vec![reason] };
            }
            let value = |slot: usize| values.get(slot).map_or("", |v| names.name(*v));
            let fails = policy.when.iter().find(|c| !c.accepts(value(c.slot), &self.set.0.statuses));
            if let Some(c) = fails.or(policy.when.first()) {
                reason.matched = fails.is_none();
                reason.code = if fails.is_none() { "all_hold" } else { "fails" }.to_owned();
                reason.condition = c.text.clone();
                reason.value = value(c.slot).to_owned();
            }
            let matched = reason.matched;
            reasons.push(reason);
            if matched {
                break;
            }
        }
        Choice { policy: chosen.policy.and_then(name), reasons }
    }
}

/// The choice while events go by.
struct Walk {
    hand: Option<usize>,
    seen: Option<Option<usize>>,
    first: Option<usize>,
    /// The last `sla_attached`.
    attached: i64,
    /// When the choice last changed.
    since: i64,
}

impl Walk {
    fn look(&mut self, choice: Option<usize>, at: i64) {
        if self.seen.is_some_and(|seen| seen != choice) {
            self.since = at;
        }
        self.seen = Some(choice);
        self.first = self.first.or(choice);
    }
}
