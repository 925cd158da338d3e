//! From document to policy set: every fault at once, each with its path; afterwards nothing is checked again.

use super::document::{AlertDoc, CalendarRef, ClockKind, MetricDoc, MetricKind, Names, PolicyDoc};
use super::policy_set::{Alert, AlertRule, ClockSpec, Compiled, Metric, Policy, PolicySet, SLOTS, Sets, Target};
use super::preset;
use crate::calendar::Calendar;
use crate::error::{Error, Problem, Result};
use crate::ticket::pattern::{Condition, EVENT_FORMS, Lexicon, Matcher, StatusWord, slot_of};
use crate::ticket::{Statuses, normal};
use crate::time::{Span, ZoneDb};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most policies one document may hold.
pub const MAX_POLICIES: usize = 1000;
/// The most metrics one policy may hold.
pub const MAX_METRICS: usize = 64;
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
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_POLICIES`], [`MAX_METRICS`], [`MAX_ALERTS`] or [`MAX_WORDS`].
    pub fn compile(doc: &PolicyDoc, zones: &ZoneDb) -> Result<Self> {
        let mut c = Compiler {
            statuses: doc.statuses.statuses(),
            zones,
            problems: Vec::new(),
            fields: SLOTS.iter().map(|s| (*s).to_owned()).collect(),
            alerts: &doc.alerts,
            limit: None,
        };
        c.distinct(doc.statuses.0.keys(), "statuses");
        let policies = c.policies(doc);
        if let Some(over) = c.limit {
            return Err(over);
        }
        let (problems, statuses, fields) = (c.problems, c.statuses, c.fields);
        if let Some(error) = Error::from_problems(problems.clone()) {
            return Err(error);
        }
        let lexicon = Lexicon::new(statuses.words(), policies.iter().map(Policy::words));
        if lexicon.len() > MAX_WORDS {
            return Err(Error::limit("", lexicon.len(), "at most 65,000 different words in one document"));
        }
        let (doc, tzdb) = (doc.clone(), zones.release().to_owned());
        Ok(Self(Arc::new(Compiled { policies, statuses, doc, warnings: problems, fields, tzdb, lexicon })))
    }

    /// Reads and checks a document from JSON text.
    ///
    /// # Errors
    /// As [`PolicyDoc::from_json`] and [`compile`](Self::compile).
    pub fn from_json(text: &str, zones: &ZoneDb) -> Result<Self> {
        Self::compile(&PolicyDoc::from_json(text)?, zones)
    }
}

struct Compiler<'a> {
    statuses: Statuses,
    zones: &'a ZoneDb,
    problems: Vec<Problem>,
    fields: Vec<String>,
    alerts: &'a [AlertDoc],
    /// The first limit that was passed.
    limit: Option<Error>,
}

impl Compiler<'_> {
    fn fault(&mut self, code: &str, path: impl Into<String>, value: impl std::fmt::Display, expected: &str) {
        self.problems.push(Problem::error(code, path, value, expected));
    }

    fn over(&mut self, path: &str, value: usize, expected: &str) {
        self.limit.get_or_insert_with(|| Error::limit(path, value, expected));
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
                self.problems.push(Problem::warning("sla_policy_unreachable", path.clone(), &rule.name, text));
            }
            let mut when = Vec::new();
            for (k, c) in rule.when.iter().enumerate() {
                match Condition::compile(c, &mut self.fields) {
                    Ok(c) => when.push(c),
                    Err(p) => self.problems.push(Problem { path: format!("{path}.when[{k}].{}", p.path), ..p }),
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

    fn target(&mut self, doc: &MetricDoc, path: &str) -> Option<Target> {
        let given = [doc.target_s.is_some(), doc.target.is_some(), !doc.targets.is_empty(), doc.target_by.is_some()];
        match given.iter().filter(|g| **g).count() {
            1 => {}
            0 => {
                self.fault(
                    "sla_target_missing",
                    format!("{path}.target"),
                    "",
                    "target, target_s, targets or target_by",
                );
                return None;
            }
            _ => {
                self.fault(
                    "sla_target_twice",
                    format!("{path}.target"),
                    "",
                    "one of target, target_s, targets, target_by",
                );
                return None;
            }
        }
        if let Some(by) = &doc.target_by {
            let default = by.default.map(|s| self.amount(s, &format!("{path}.target_by.default")));
            let slot = Some(slot_of(&by.field, &mut self.fields));
            if default.is_none() {
                self.no_default(&format!("{path}.target_by"), &by.field);
            }
            return Some(Target {
                slot,
                values: self.amounts(&by.values, &format!("{path}.target_by.values")),
                default,
            });
        }
        if !doc.targets.is_empty() {
            let mut values = self.amounts(&doc.targets, &format!("{path}.targets"));
            let default = values.iter().position(|(word, _)| word == "default").map(|i| values.remove(i).1);
            if default.is_none() {
                self.no_default(&format!("{path}.targets"), "priority");
            }
            return Some(Target { slot: Some(1), values, default });
        }
        let (span, field) = if let Some(s) = doc.target_s { (s, "target_s") } else { (doc.target?, "target") };
        Some(Target { slot: None, values: Vec::new(), default: Some(self.amount(span, &format!("{path}.{field}"))) })
    }

    fn amounts(&mut self, spans: &BTreeMap<String, Span>, path: &str) -> Vec<(String, i64)> {
        self.distinct(spans.keys(), path);
        let mut values: Vec<(String, i64)> = Vec::with_capacity(spans.len());
        for (value, span) in spans {
            values.push((normal(value), self.amount(*span, &format!("{path}.{value}"))));
        }
        values.sort();
        values
    }

    /// A slip in a value's name would leave its tickets without a promise, and so would a value nobody thought of.
    fn no_default(&mut self, path: &str, field: &str) {
        let expected = "an entry default, unless tickets with other values are to have no promise";
        self.problems.push(Problem::warning("sla_target_no_default", path, field, expected));
    }

    /// Names that are read as the same one, such as `High` and `high`: only one of them could count.
    fn distinct<'n>(&mut self, names: impl Iterator<Item = &'n String>, path: &str) {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(normal(name)) {
                let expected = "a name that differs by more than case, spaces, - and _";
                self.fault("sla_name_twice", format!("{path}.{name}"), name, expected);
            }
        }
    }

    fn amount(&mut self, span: Span, path: &str) -> i64 {
        if span.micros() <= 0 {
            self.fault("sla_target_not_positive", path, span.seconds(), "more than 0 seconds");
        }
        span.micros()
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
            self.problems.push(Problem::error("calendar_invalid", e.path(), e.value(), expected));
        } else {
            self.problems.extend_from_slice(e.problems());
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

    fn alerts_of(&mut self, own: Option<&[AlertDoc]>, path: &str) -> Vec<Alert> {
        let (docs, base) = match own {
            Some(docs) => (docs, format!("{path}.alerts")),
            None => (self.alerts, "alerts".to_owned()),
        };
        if docs.len() > MAX_ALERTS {
            self.over(&base, docs.len(), "at most 32 alerts");
            return Vec::new();
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
        out
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
