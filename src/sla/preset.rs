//! The Zendesk metrics as settings of the one machine: data, no code of their own.

use super::document::{MetricDoc, MetricKind, Reopen};

/// What a preset puts into the machine's sets before the document's own lists replace them.
#[derive(Debug, Clone)]
pub(super) struct Preset {
    pub(super) start: Vec<String>,
    pub(super) stop: Vec<String>,
    pub(super) reset: Vec<String>,
    /// Events that allow and forbid a start (the clock of a group that does not hold the ticket must not start).
    pub(super) arm: Vec<String>,
    pub(super) disarm: Vec<String>,
    pub(super) armed: bool,
    pub(super) pause: Vec<String>,
    pub(super) multi_cycle: bool,
    pub(super) reopen: Reopen,
}

const SOLVED: [&str; 2] = ["category:solved", "category:closed"];
const UNSOLVED: [&str; 4] = ["category:new", "category:open", "category:pending", "category:hold"];

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

/// The settings behind a metric's kind and its three special fields (`group`, `after_first_reply`, `agent_created`).
pub(super) fn of(metric: &MetricDoc) -> Preset {
    let mut preset = Preset {
        start: list(&["created"]),
        stop: list(&SOLVED),
        reset: Vec::new(),
        arm: Vec::new(),
        disarm: Vec::new(),
        armed: true,
        pause: Vec::new(),
        multi_cycle: false,
        reopen: Reopen::Continue,
    };
    match metric.kind {
        MetricKind::FirstReply | MetricKind::NextReply => reply(metric, &mut preset),
        MetricKind::PeriodicUpdate | MetricKind::PausableUpdate => update(metric, &mut preset),
        MetricKind::RequesterWait => preset.pause = list(&["category:pending"]),
        MetricKind::AgentWork => preset.pause = list(&["category:pending", "category:hold"]),
        MetricKind::TotalResolution => {}
        MetricKind::Ownership => ownership(metric.group.as_deref(), &mut preset),
        MetricKind::Custom => {
            preset.start.clear();
            preset.stop.clear();
        }
    }
    preset
}

fn reply(metric: &MetricDoc, preset: &mut Preset) {
    let created = if metric.agent_created { "created" } else { "created:!agent" };
    preset.start = list(&[created, "requester_reply"]);
    preset.stop = list(&["agent_reply", "category:solved", "category:closed"]);
    preset.multi_cycle = metric.kind == MetricKind::NextReply;
    preset.reopen = Reopen::FirstOnly;
    if metric.after_first_reply {
        preset.armed = false;
        preset.arm = list(&["agent_reply"]);
    }
}

fn update(metric: &MetricDoc, preset: &mut Preset) {
    preset.start = list(&["agent_reply"]);
    preset.reset = list(&["agent_reply"]);
    preset.arm = list(&UNSOLVED);
    preset.disarm = list(&SOLVED);
    preset.multi_cycle = true;
    preset.reopen = Reopen::FirstOnly;
    if metric.kind == MetricKind::PausableUpdate {
        preset.pause = list(&["category:pending"]);
    }
}

fn ownership(group: Option<&str>, preset: &mut Preset) {
    preset.multi_cycle = true;
    preset.reopen = Reopen::Restart;
    preset.armed = false;
    match group {
        Some(group) => {
            let (is, other) = (format!("group:{group}"), format!("group:!{group}"));
            preset.start = vec![is.clone()];
            preset.arm = vec![is];
            preset.stop.push(other.clone());
            preset.disarm = vec![other];
        }
        None => {
            preset.start = list(&["group:!"]);
            preset.reset = list(&["group:!"]);
            preset.arm = list(&["group:!"]);
            preset.stop.push("group:".to_owned());
            preset.disarm = list(&["group:"]);
        }
    }
}
