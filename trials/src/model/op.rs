//! What may happen in a life.

use super::naive::{IDS, Model};
use super::world::{Change, DAYS, RULES};
use proptest::prelude::*;
use sundesk::ticket::fact::LinkKind;

/// What somebody does, so many hours after what was before.
#[derive(Debug, Clone)]
pub struct Step {
    /// Hours.
    pub gap: i64,
    /// What.
    pub op: Op,
}

/// What somebody does with a ticket, or with what the desk lives by.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // the words of commands
pub enum Op {
    Create {
        id: usize,
        assigned: bool,
    },
    Status {
        id: usize,
        who: &'static str,
        to: &'static str,
        hours: i64,
    },
    Assign {
        id: usize,
        to: bool,
    },
    CustomerReply {
        id: usize,
        message: Option<u8>,
        key: bool,
    },
    AgentReply {
        id: usize,
    },
    Note {
        id: usize,
    },
    Merge {
        id: usize,
        into: usize,
    },
    Unmerge {
        id: usize,
    },
    Goodwill {
        id: usize,
        who: &'static str,
        amount: i64,
    },
    DecideGoodwill {
        id: usize,
        who: &'static str,
        grant: bool,
    },
    Link {
        id: usize,
        kind: LinkKind,
        to: usize,
        add: bool,
    },
    Migrate {
        id: usize,
    },
    /// A customer is forgotten.
    Erase {
        who: usize,
    },
    /// The last command with a key is sent once more, or another one under its key.
    Again {
        other: bool,
    },
    Change(Change),
}

/// Any of them; one that cannot be is refused, which the model foresees.
pub fn step(model: &Model) -> BoxedStrategy<Step> {
    let nobody = model.tickets.is_empty();
    let gap = prop_oneof![3 => 0..4_i64, 1 => 4..90_i64];
    let op = if nobody { create().boxed() } else { op().boxed() };
    (gap, op).prop_map(|(gap, op)| Step { gap, op }).boxed()
}

fn create() -> impl Strategy<Value = Op> {
    (0..IDS.len(), any::<bool>()).prop_map(|(id, assigned)| Op::Create { id, assigned })
}

fn op() -> impl Strategy<Value = Op> {
    let id = || 0..IDS.len();
    let status = prop::sample::select(vec!["new", "open", "pending", "snoozed", "solved", "closed"]);
    let who = prop::sample::select(vec!["agent", "agent", "lead", "admin", "customer"]);
    let staff = || prop::sample::select(vec!["agent", "lead"]);
    let kind = prop::sample::select(vec![LinkKind::Related, LinkKind::Child, LinkKind::DependsOn, LinkKind::Incident]);
    let message = prop::option::of(0..6_u8);
    let change = prop_oneof![
        2 => (0..DAYS.len()).prop_map(Change::Holiday),
        1 => (0..2_usize).prop_map(Change::Hours),
        2 => (0..3_usize).prop_map(Change::Zone),
        1 => (0..RULES.len()).prop_map(Change::Rules),
    ];
    prop_oneof![
        3 => create(),
        6 => (id(), who, status, 0..60_i64).prop_map(|(id, who, to, hours)| Op::Status { id, who, to, hours }),
        2 => (id(), any::<bool>()).prop_map(|(id, to)| Op::Assign { id, to }),
        4 => (id(), message, any::<bool>()).prop_map(|(id, message, key)| Op::CustomerReply { id, message, key }),
        2 => id().prop_map(|id| Op::AgentReply { id }),
        1 => id().prop_map(|id| Op::Note { id }),
        1 => (id(), id()).prop_map(|(id, into)| Op::Merge { id, into }),
        1 => id().prop_map(|id| Op::Unmerge { id }),
        1 => (id(), staff(), 1..240_i64).prop_map(|(id, who, amount)| Op::Goodwill { id, who, amount }),
        1 => (id(), staff(), any::<bool>()).prop_map(|(id, who, grant)| Op::DecideGoodwill { id, who, grant }),
        2 => (id(), kind, id(), prop::bool::weighted(0.8)).prop_map(|(id, kind, to, add)| Op::Link { id, kind, to, add }),
        1 => id().prop_map(|id| Op::Migrate { id }),
        1 => id().prop_map(|who| Op::Erase { who }),
        1 => prop::bool::weighted(0.3).prop_map(|other| Op::Again { other }),
        3 => change.prop_map(Op::Change),
    ]
}
