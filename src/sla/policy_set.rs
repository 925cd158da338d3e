//! A checked policy document, in the form that evaluations read.

use super::document::{CalendarChange, PolicyDoc, Reopen, TargetChange};
use crate::calendar::Calendar;
use crate::error::Problem;
use crate::hash::OwnKeys;
use crate::ticket::Statuses;
use crate::ticket::pattern::{Condition, Lexicon, Matcher, StatusWord};
use std::collections::HashMap;
use std::sync::Arc;

/// A checked policy document: immutable, cheap to clone, shared between threads.
///
/// ```
/// use sundesk::{sla::PolicySet, time::ZoneDb};
/// let json = r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#;
/// let set = PolicySet::from_json(json, &ZoneDb::bundled())?;
/// assert_eq!(set.metric_names("default"), ["frt"]);
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct PolicySet(pub(super) Arc<Compiled>);

#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) policies: Arc<[Policy]>,
    pub(super) statuses: Statuses,
    pub(super) doc: Arc<PolicyDoc>,
    pub(super) warnings: Vec<Problem>,
    pub(super) fields: Vec<String>,
    pub(super) tzdb: String,
    pub(super) lexicon: Lexicon,
    /// Every field that conditions, targets and events name, by number: the slots first, then those of events alone.
    pub(super) field_numbers: HashMap<String, usize, OwnKeys>,
    /// The conditions of all policies, in order: the place of each in its policy, and its slot.
    pub(super) conditions: Vec<(usize, usize)>,
    /// Where each policy's conditions begin.
    first_condition: Vec<usize>,
    /// The conditions that accept nothing but listed words, by word.
    pub(super) named_by: HashMap<String, Vec<usize>, OwnKeys>,
    /// The other conditions, which are asked about each name: policy and condition.
    tests: Vec<(usize, usize)>,
    /// The policies that an event may attach, by name.
    pub(super) attachable: HashMap<String, usize, OwnKeys>,
}

impl Compiled {
    /// The checked parts, with what a binding looks up in them.
    pub(super) fn new(
        policies: Arc<[Policy]>,
        statuses: Statuses,
        doc: Arc<PolicyDoc>,
        warnings: Vec<Problem>,
        fields: Vec<String>,
        tzdb: String,
    ) -> Self {
        let lexicon = Lexicon::new(statuses.words(), policies.iter().map(Policy::words));
        let mut field_numbers: HashMap<String, usize, OwnKeys> = HashMap::default();
        let matchers = policies.iter().flat_map(|p| &p.metrics).flat_map(|m| m.sets.all());
        let of_events = matchers.filter_map(|m| if let Matcher::Field(name, _) = m { Some(name) } else { None });
        for field in fields.iter().chain(of_events) {
            let next = field_numbers.len();
            field_numbers.entry(field.clone()).or_insert(next);
        }
        let mut named_by: HashMap<String, Vec<usize>, OwnKeys> = HashMap::default();
        let (mut tests, mut conditions, mut first_condition) = (Vec::new(), Vec::new(), vec![0]);
        for (p, policy) in policies.iter().enumerate() {
            for (place, condition) in policy.when.iter().enumerate() {
                let number = conditions.len();
                conditions.push((place, condition.slot));
                match condition.accepted_words() {
                    Some(words) => words.iter().for_each(|w| named_by.entry(w.clone()).or_default().push(number)),
                    None => tests.push((p, number)),
                }
            }
            first_condition.push(conditions.len());
        }
        let written = |name: &str| doc.policies.iter().any(|p| p.name == name);
        let by_name = policies.iter().enumerate().filter(|(_, p)| written(&p.name));
        let attachable = by_name.map(|(i, p)| (p.name.clone(), i)).collect();
        Self {
            policies,
            statuses,
            doc,
            warnings,
            fields,
            tzdb,
            lexicon,
            field_numbers,
            conditions,
            first_condition,
            named_by,
            tests,
            attachable,
        }
    }

    /// The conditions of a policy, by number.
    pub(super) fn conditions_of(&self, policy: usize) -> std::ops::Range<usize> {
        let at = |p: usize| self.first_condition.get(p).copied().unwrap_or(0);
        at(policy)..at(policy + 1)
    }

    /// The conditions that a normalised word passes, those by listed words apart.
    pub(super) fn tested(&self, word: &str) -> impl Iterator<Item = usize> {
        let test = |(p, number): &(usize, usize)| self.policies.get(*p)?.when.get(self.conditions.get(*number)?.0);
        let passes = move |of: &&(usize, usize)| test(of).is_some_and(|c| c.accepts_word(word, &self.statuses));
        self.tests.iter().filter(passes).map(|(_, number)| *number)
    }

    /// The number of a field by its normalised name.
    pub(super) fn field_number(&self, field: &str) -> Option<usize> {
        self.field_numbers.get(field).copied()
    }
}

#[derive(Debug)]
pub(super) struct Policy {
    pub(super) name: String,
    pub(super) when: Vec<Condition>,
    pub(super) metrics: Vec<Metric>,
}

impl Policy {
    /// The words that its events and targets mention.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.metrics.iter().flat_map(|metric| {
            let events = metric.sets.all().filter_map(Matcher::words);
            events.chain(metric.target.values.iter().map(|(word, _)| word.as_str()))
        })
    }
}

#[derive(Debug)]
pub(super) struct Metric {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) clock: ClockSpec,
    pub(super) target: Target,
    pub(super) sets: Sets,
    pub(super) pause: Vec<StatusWord>,
    pub(super) armed: bool,
    pub(super) multi_cycle: bool,
    pub(super) reopen: Reopen,
    pub(super) on_target_change: TargetChange,
    pub(super) on_calendar_change: CalendarChange,
    pub(super) retroactive_start: bool,
    pub(super) retroactive_pause: bool,
    pub(super) alerts: Arc<[Alert]>,
}

/// The event sets of one metric.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pub(super) start: Vec<Matcher>,
    pub(super) stop: Vec<Matcher>,
    pub(super) reset: Vec<Matcher>,
    pub(super) cancel: Vec<Matcher>,
    pub(super) pause: Vec<Matcher>,
    pub(super) resume: Vec<Matcher>,
    pub(super) arm: Vec<Matcher>,
    pub(super) disarm: Vec<Matcher>,
}

impl Sets {
    pub(super) fn all(&self) -> impl Iterator<Item = &Matcher> {
        [&self.start, &self.stop, &self.reset, &self.cancel, &self.pause, &self.resume, &self.arm, &self.disarm]
            .into_iter()
            .flatten()
    }
}

#[derive(Debug)]
pub(super) enum ClockSpec {
    Elapsed,
    /// The ticket's calendar, which events may switch.
    Ticket,
    Named(String),
    Inline(Calendar),
}

#[derive(Debug)]
pub(super) struct Target {
    pub(super) slot: Option<usize>,
    /// In the order of the words.
    pub(super) values: Vec<(String, i64)>,
    pub(super) default: Option<i64>,
}

impl Target {
    /// The amount that stands beside a normalised word.
    pub(super) fn value(&self, word: &str) -> Option<i64> {
        let found = self.values.binary_search_by(|(w, _)| w.as_str().cmp(word)).ok()?;
        self.values.get(found).map(|(_, amount)| *amount)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Alert {
    pub(super) name: String,
    pub(super) rule: AlertRule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AlertRule {
    Percent(u32),
    Offset(i64),
    WallOffset(i64),
}

/// The attribute slots every evaluation keeps; named fields follow.
pub(super) const SLOTS: [&str; 5] = ["status", "priority", "group", "assignee", "calendar"];

impl PolicySet {
    /// Remarks about the document, such as a policy that can never be chosen.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.0.warnings
    }

    /// The document it was made from.
    #[must_use]
    pub fn doc(&self) -> &PolicyDoc {
        &self.0.doc
    }

    /// A number that stays the same as long as the document does, also across runs and machines: keep it beside a result to know
    /// which promise it was judged by.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let text = serde_json::to_string(&*self.0.doc).unwrap_or_default();
        crate::hash::fnv1a(text.bytes())
    }

    /// The names of the policies, in order; the default policy is last.
    pub fn policy_names(&self) -> impl Iterator<Item = &str> {
        self.0.policies.iter().map(|p| p.name.as_str())
    }

    /// The metrics of a policy in report order; empty for an unknown policy.
    #[must_use]
    pub fn metric_names(&self, policy: &str) -> Vec<&str> {
        let found = self.0.policies.iter().find(|p| p.name == policy);
        found.map(|p| p.metrics.iter().map(|m| m.name.as_str()).collect()).unwrap_or_default()
    }
}
