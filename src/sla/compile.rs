//! From document to policy set: every fault at once, each with its path; afterwards nothing is checked again.

use super::document::{AlertDoc, CalendarRef, ClockKind, MetricDoc, MetricKind, Names, PolicyDoc};
use super::policy_set::{Alert, AlertRule, ClockSpec, Compiled, Metric, Policy, PolicySet, SLOTS, Sets};
use super::preset;
use crate::calendar::Calendar;
use crate::document::{Problems, read_whole, read_whole_value};
use crate::error::{Error, Result};
use crate::ticket::pattern::{Condition, EVENT_FORMS, Matcher, StatusWord};
use crate::ticket::{StatusCategory, Statuses, normal};
use crate::time::ZoneDb;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most policies one document may hold.
pub const MAX_POLICIES: usize = 1000;
/// The most metrics one policy may hold.
pub const MAX_METRICS: usize = 64;
/// The most metrics all policies of one document may hold together: a checked metric is far larger than a written one.
pub const MAX_DOCUMENT_METRICS: usize = 10_000;
/// The most alerts one metric may hold.
pub const MAX_ALERTS: usize = 32;

/// The most words one document may mention: statuses, values of targets, groups and fields of events. Written alike they count once.
pub const MAX_WORDS: usize = 65_000;

impl PolicySet {
    /// Checks a document. Calendars written inside it are compiled with the zone rules of `zones`; calendars it names are
    /// looked up at evaluation.
    ///
    /// # Errors
    /// One error that lists all faults with their paths: a target that is missing, zero or negative; a metric that never starts or
    /// can never stop; an unknown status, event, field or condition; a calendar that is wrong.
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_POLICIES`], [`MAX_METRICS`], [`MAX_DOCUMENT_METRICS`],
    /// [`MAX_ALERTS`] or [`MAX_WORDS`].
    pub fn compile(doc: &PolicyDoc, zones: &ZoneDb) -> Result<Self> {
        Self::compile_owned(doc.clone(), zones)
    }

    fn compile_owned(doc: PolicyDoc, zones: &ZoneDb) -> Result<Self> {
        let mut c = Compiler {
            statuses: doc.statuses.statuses(),
            zones,
            problems: Problems::default(),
            fields: SLOTS.iter().map(|s| (*s).to_owned()).collect(),
            alerts: &doc.alerts,
            shared_alerts: None,
            metrics: 0,
        };
        c.distinct(doc.statuses.0.keys(), "statuses");
        let policies = c.policies(&doc);
        let (statuses, fields) = (c.statuses, c.fields);
        let (policies, warnings) = c.problems.finish(Some(policies))?;
        let set = Compiled::new(policies.into(), statuses, Arc::new(doc), warnings, fields, zones.release().to_owned());
        if set.lexicon.len() > MAX_WORDS {
            return Err(Error::limit("", set.lexicon.len(), "at most 65,000 different words in one document"));
        }
        Ok(Self(Arc::new(set)))
    }

    /// Reads and checks a document from JSON text.
    ///
    /// # Errors
    /// As [`PolicyDoc::from_json`] and [`compile`](Self::compile): faults of shape and of values in one round.
    pub fn from_json(text: &str, zones: &ZoneDb) -> Result<Self> {
        Self::compile_owned(read_whole(text, zones)?, zones)
    }

    /// Reads and checks a document that was parsed already, such as one that came from another language.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json), without lines.
    pub fn from_value(value: Value, zones: &ZoneDb) -> Result<Self> {
        Self::compile_owned(read_whole_value(value, zones)?, zones)
    }
}

/// What a fault says was expected.
const PAUSE_AT_END: &str = "a status that does not end this clock; leave it out, as the time from there to a reopening does not count \
     anyway (reopen), or give a stop_on without it";

pub(super) struct Compiler<'a> {
    pub(super) statuses: Statuses,
    zones: &'a ZoneDb,
    pub(super) problems: Problems,
    pub(super) fields: Vec<String>,
    alerts: &'a [AlertDoc],
    /// The document's alerts, once a metric has none of its own.
    shared_alerts: Option<Arc<[Alert]>>,
    /// How many there are so far.
    metrics: usize,
}

impl Compiler<'_> {
    pub(super) fn fault(&mut self, code: &str, path: impl Into<String>, value: impl std::fmt::Display, expected: &str) {
        self.problems.fault(code, &path.into(), value, expected);
    }

    fn over(&mut self, path: &str, value: usize, expected: &str) {
        self.problems.limit(path, value, expected);
    }

    fn policies(&mut self, doc: &PolicyDoc) -> Vec<Policy> {
        if doc.policies.len() > MAX_POLICIES {
            self.over("policies", doc.policies.len(), "at most 1,000 policies");
            return Vec::new();
        }
        let mut out: Vec<Policy> = Vec::new();
        for (i, rule) in doc.policies.iter().enumerate() {
            let path = format!("policies[{i}]");
            if out.iter().any(|p| p.name == rule.name) {
                self.fault("sla_policy_twice", format!("{path}.name"), &rule.name, "a name of its own");
            }
            if out.iter().any(|p| p.when.is_empty()) {
                let text = "a policy before it without conditions always matches first";
                self.problems.warn("sla_policy_unreachable", &path, &rule.name, text);
            }
            let mut when = Vec::new();
            for (k, c) in rule.when.iter().enumerate() {
                match Condition::compile(c, &mut self.fields) {
                    Ok(c) => when.push(c),
                    Err(p) => self.problems.nest(format!("{path}.when[{k}]"), |problems| problems.take([p])),
                }
            }
            let metrics = self.metrics(&rule.metrics, &format!("{path}.metrics"));
            out.push(Policy { name: rule.name.clone(), when, metrics });
        }
        if !doc.metrics.is_empty() || out.is_empty() {
            let name = doc.name.clone().unwrap_or_else(|| "default".to_owned());
            if let Some(i) = out.iter().position(|p| p.name == name) {
                self.fault(
                    "sla_policy_twice",
                    format!("policies[{i}].name"),
                    &name,
                    "a name other than the default policy's",
                );
            }
            let metrics = self.metrics(&doc.metrics, "metrics");
            out.push(Policy { name, when: Vec::new(), metrics });
        }
        out
    }

    fn metrics(&mut self, docs: &BTreeMap<String, MetricDoc>, path: &str) -> Vec<Metric> {
        if docs.is_empty() {
            self.fault("sla_metrics_missing", path, "", "at least one metric");
        }
        if docs.len() > MAX_METRICS {
            self.over(path, docs.len(), "at most 64 metrics in one policy");
            return Vec::new();
        }
        self.metrics += docs.len();
        if self.metrics > MAX_DOCUMENT_METRICS {
            self.over(path, self.metrics, "at most 10,000 metrics in one document");
            return Vec::new();
        }
        docs.iter().filter_map(|(name, doc)| self.metric(name, doc, format!("{path}.{name}"))).collect()
    }

    fn metric(&mut self, name: &str, doc: &MetricDoc, path: String) -> Option<Metric> {
        self.special_fields(doc, &path);
        let preset = preset::of(doc);
        let target = self.target(doc, &path);
        let clock = self.clock(doc, &path);
        let sets = Sets {
            start: self.events(doc.start_on.as_ref(), &preset.start, &path, "start_on"),
            stop: self.events(doc.stop_on.as_ref(), &preset.stop, &path, "stop_on"),
            reset: self.events(doc.reset_on.as_ref(), &preset.reset, &path, "reset_on"),
            cancel: self.events(doc.cancel_on.as_ref(), &[], &path, "cancel_on"),
            pause: self.events(doc.pause_event.as_ref(), &[], &path, "pause_event"),
            resume: self.events(doc.resume_event.as_ref(), &[], &path, "resume_event"),
            arm: self.events(None, &preset.arm, &path, "arm"),
            disarm: self.events(None, &preset.disarm, &path, "disarm"),
        };
        if sets.start.is_empty() {
            self.fault("sla_never_starts", format!("{path}.start_on"), "", "at least one event that starts the clock");
        }
        if sets.stop.is_empty() && sets.cancel.is_empty() {
            self.fault("sla_never_stops", format!("{path}.stop_on"), "", "at least one event that stops or cancels it");
        }
        if !sets.pause.is_empty() && sets.resume.is_empty() {
            self.fault(
                "sla_never_resumes",
                format!("{path}.resume_event"),
                "",
                "at least one event that ends the pause",
            );
        }
        let pause = self.statuses_of(doc.pause_on.as_ref(), &preset.pause, &path);
        self.pauses_where_it_ends(doc, &sets.stop, &pause, &path);
        let alerts = self.alerts_of(doc.alerts.as_deref(), &path);
        Some(Metric {
            name: name.to_owned(),
            clock: clock?,
            target: target?,
            sets,
            pause,
            // A start set of the policy's own is meant as it stands: the preset's guard applies to the preset's events.
            armed: preset.armed || (doc.start_on.is_some() && doc.kind == MetricKind::Ownership),
            multi_cycle: doc.multi_cycle.unwrap_or(preset.multi_cycle),
            reopen: doc.reopen.unwrap_or(preset.reopen),
            on_target_change: doc.on_target_change,
            on_calendar_change: doc.on_calendar_change,
            retroactive_start: doc.retroactive_start,
            retroactive_pause: doc.retroactive_pause,
            alerts,
            path,
        })
    }

    fn special_fields(&mut self, doc: &MetricDoc, path: &str) {
        let replies = matches!(doc.kind, MetricKind::FirstReply | MetricKind::NextReply);
        if doc.group.is_some() && doc.kind != MetricKind::Ownership {
            self.fault("sla_field_unused", format!("{path}.group"), "", "no group, or kind ownership");
        }
        if doc.after_first_reply && doc.kind != MetricKind::NextReply {
            self.fault("sla_field_unused", format!("{path}.after_first_reply"), "true", "kind next_reply");
        }
        if doc.agent_created && !replies {
            self.fault("sla_field_unused", format!("{path}.agent_created"), "true", "kind first_reply or next_reply");
        }
    }

    /// Names that are read as the same one, such as `High` and `high`: only one of them could count.
    pub(super) fn distinct<'n>(&mut self, names: impl Iterator<Item = &'n String>, path: &str) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(normal(name)) {
                let expected = "a name that differs by more than case, spaces, - and _";
                self.fault("sla_name_twice", format!("{path}.{name}"), name, expected);
            }
        }
    }

    fn clock(&mut self, doc: &MetricDoc, path: &str) -> Option<ClockSpec> {
        match (doc.clock, &doc.calendar) {
            (Some(ClockKind::Elapsed), Some(_)) => {
                self.fault("sla_clock_contradicts", format!("{path}.clock"), "elapsed", "business, or no calendar");
                None
            }
            (Some(ClockKind::Elapsed), None) => Some(ClockSpec::Elapsed),
            (_, None) => Some(ClockSpec::Ticket),
            (_, Some(CalendarRef::Name(name))) => Some(ClockSpec::Named(name.clone())),
            (_, Some(CalendarRef::Inline(inline))) => match Calendar::compile(inline, self.zones) {
                Ok(calendar) => Some(ClockSpec::Inline(calendar)),
                Err(e) => {
                    self.calendar_faults(e.at(&format!("{path}.calendar")));
                    None
                }
            },
        }
    }

    fn calendar_faults(&mut self, e: Error) {
        if e.problems().is_empty() {
            let expected = if e.expectation().is_empty() { e.to_string() } else { e.expectation().to_owned() };
            self.problems.fault("calendar_invalid", e.path(), e.value(), expected);
        } else {
            self.problems.take(e.problems().to_vec());
        }
    }

    fn events(&mut self, own: Option<&Names>, preset: &[String], path: &str, field: &str) -> Vec<Matcher> {
        let words: &[String] = own.map_or(preset, |names| &names.0);
        let mut out = Vec::new();
        for (i, word) in words.iter().enumerate() {
            match Matcher::parse(word, &self.statuses) {
                Some(m) => out.push(m),
                None => self.fault("sla_event_unknown", format!("{path}.{field}[{i}]"), word, EVENT_FORMS),
            }
        }
        out
    }

    fn statuses_of(&mut self, own: Option<&Names>, preset: &[String], path: &str) -> Vec<StatusWord> {
        let words: &[String] = own.map_or(preset, |names| &names.0);
        let mut out = Vec::new();
        for (i, word) in words.iter().enumerate() {
            match StatusWord::parse(word, &self.statuses) {
                Some(w) => out.push(w),
                None => {
                    let expected = "a category, a common status, or one declared under statuses";
                    self.fault("sla_status_unknown", format!("{path}.pause_on[{i}]"), word, expected);
                }
            }
        }
        out
    }

    /// A clock cannot both end and stand still at a status that means done. Where the end is a reply the preset's own end there gives
    /// way; where the end is the solution, or the document's own word, nothing would be left to judge.
    fn pauses_where_it_ends(&mut self, doc: &MetricDoc, stop: &[Matcher], pause: &[StatusWord], path: &str) {
        use MetricKind::{FirstReply, NextReply, PausableUpdate, PeriodicUpdate};
        if doc.stop_on.is_none() && matches!(doc.kind, FirstReply | NextReply | PeriodicUpdate | PausableUpdate) {
            return;
        }
        let ends = |word: &str| {
            let category = self.statuses.category(word).filter(|c| c.is_done());
            let stops = stop.iter().any(|m| matches!(m, Matcher::Status(w) if w.covers(word, category)));
            category.filter(|_| stops)
        };
        let done: Vec<(&str, StatusCategory)> = self.statuses.words().filter_map(|w| Some((w, ends(w)?))).collect();
        let both = |w: &StatusWord| done.iter().any(|(word, category)| w.covers(word, Some(*category)));
        let faults: Vec<usize> = pause.iter().enumerate().filter(|(_, w)| both(w)).map(|(i, _)| i).collect();
        for i in faults {
            let word = doc.pause_on.as_ref().and_then(|names| names.0.get(i)).map_or("", String::as_str);
            self.fault("sla_pause_at_end", format!("{path}.pause_on[{i}]"), word, PAUSE_AT_END);
        }
    }

    fn alerts_of(&mut self, own: Option<&[AlertDoc]>, path: &str) -> Arc<[Alert]> {
        if let Some(docs) = own {
            return self.alert_list(docs, &format!("{path}.alerts"));
        }
        if let Some(shared) = &self.shared_alerts {
            return Arc::clone(shared);
        }
        let shared = self.alert_list(self.alerts, "alerts");
        self.shared_alerts = Some(Arc::clone(&shared));
        shared
    }

    fn alert_list(&mut self, docs: &[AlertDoc], base: &str) -> Arc<[Alert]> {
        if docs.len() > MAX_ALERTS {
            self.over(base, docs.len(), "at most 32 alerts");
            return Arc::default();
        }
        let mut out: Vec<Alert> = Vec::new();
        for (i, doc) in docs.iter().enumerate() {
            let path = format!("{base}[{i}]");
            let Some(alert) = self.alert(doc, &path) else { continue };
            if out.iter().any(|a| a.name == alert.name) {
                self.fault("sla_alert_twice", path, &alert.name, "a name of its own");
            }
            out.push(alert);
        }
        out.into()
    }

    fn alert(&mut self, doc: &AlertDoc, path: &str) -> Option<Alert> {
        let (rule, name) = match (doc.percent, doc.offset) {
            (Some(p @ 1..=1000), None) if doc.clock.is_none() => (AlertRule::Percent(p), format!("percent-{p}")),
            (Some(p), None) => {
                self.fault("sla_alert_invalid", format!("{path}.percent"), p, "1 to 1000, without a clock");
                return None;
            }
            (None, Some(offset)) => {
                let wall = doc.clock == Some(ClockKind::Elapsed);
                let rule = if wall { AlertRule::WallOffset } else { AlertRule::Offset }(offset.micros());
                (rule, format!("{}offset-{}s", if wall { "elapsed-" } else { "" }, offset.seconds()))
            }
            _ => {
                self.fault("sla_alert_invalid", path, "", "percent or offset, not both");
                return None;
            }
        };
        Some(Alert { name: doc.name.clone().unwrap_or(name), rule })
    }
}
