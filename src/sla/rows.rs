//! What each event means to the metrics of one policy, as one table.
//!
//! ```text
//! Event ──▶ code (what happened × who × class of the new value) ──▶ row of the policy: one word of action bits per metric
//! ```
//!
//! The classes are the words of the policy that have occurred. One more of them is a few rows more at the end of the table, so that a
//! binding grows with its log.

use super::document::{CalendarChange, Reopen, TargetChange, UnknownStatus};
use super::policy_set::{ClockSpec, Metric, Policy, PolicySet, SLOTS};
use crate::ticket::pattern::{Matcher, StatusWord, WordTest, actor_index};
use crate::ticket::{ActorKind, Event, StatusCategory, What};

/// Action bits. Their order here is the order in which one event's actions take effect: levels, then start > resume > pause >
/// stop > reset > cancel.
pub(super) mod bit {
    pub(in super::super) const HOLD: u16 = 1;
    pub(in super::super) const FREE: u16 = 1 << 1;
    pub(in super::super) const ARM: u16 = 1 << 2;
    pub(in super::super) const DISARM: u16 = 1 << 3;
    pub(in super::super) const TARGET: u16 = 1 << 4;
    pub(in super::super) const CALENDAR: u16 = 1 << 5;
    pub(in super::super) const REOPEN: u16 = 1 << 6;
    pub(in super::super) const START: u16 = 1 << 7;
    pub(in super::super) const RESUME: u16 = 1 << 8;
    pub(in super::super) const PAUSE: u16 = 1 << 9;
    pub(in super::super) const STOP: u16 = 1 << 10;
    pub(in super::super) const RESET: u16 = 1 << 11;
    pub(in super::super) const CANCEL: u16 = 1 << 12;
    /// Beside STOP: it came from a status that means done, so a reopening may undo it.
    pub(in super::super) const DONE: u16 = 1 << 13;
    /// A status nobody declared.
    pub(in super::super) const UNKNOWN: u16 = 1 << 14;
}

/// The class of every word that nobody mentions.
pub(super) const OTHER: u16 = 0;
/// The class of the empty word.
pub(super) const EMPTY: u16 = 1;

/// The first code of each kind of event that carries no value, and of those that do.
const CREATED: usize = 0;
const REPLY: usize = 4;
const VALUES: usize = 12;

/// The rows of one class: one for each kind of event.
const KINDS: usize = What::ALL.len();

/// One policy's table, and what its metrics need.
#[derive(Debug, Clone)]
pub(super) struct BoundPolicy {
    pub(super) metrics: Vec<BoundMetric>,
    rows: Vec<u16>,
    /// From the class of a word in the set to that in this policy, and how many of the latter there are.
    local: Vec<u16>,
    classes: usize,
    pub(super) field_rules: Vec<FieldRule>,
    /// Some metric asks since when the policy is attached.
    pub(super) asks_attached: bool,
}

/// What one metric needs while events go by.
#[derive(Debug, Clone)]
pub(super) struct BoundMetric {
    pub(super) clock: u16,
    pub(super) targets: Vec<Option<i64>>,
    pub(super) default_target: Option<i64>,
    pub(super) armed: bool,
    pub(super) multi_cycle: bool,
    pub(super) reopen: Reopen,
    pub(super) on_target_change: TargetChange,
    pub(super) segmented: bool,
    pub(super) retroactive_start: bool,
    pub(super) retroactive_pause: bool,
}

impl BoundMetric {
    /// What is promised for a value of this class.
    pub(super) fn promise(&self, class: u16) -> Option<i64> {
        self.targets.get(usize::from(class)).copied().flatten()
    }
}

#[derive(Debug, Clone)]
pub(super) struct FieldRule {
    /// The field's number in the set.
    pub(super) field: usize,
    pub(super) metric: usize,
    test: FieldTest,
    pub(super) bits: u16,
}

/// A test of a field's new value: any, or (not) the word of this number.
#[derive(Debug, Clone, Copy)]
enum FieldTest {
    Any,
    Is(usize),
    Not(usize),
}

impl FieldRule {
    /// Whether a value of this class of the set passes; `class_of` gives the class of a word by its number. A word that never occurred
    /// has none, and so is nobody's value.
    pub(super) fn accepts(&self, class: u16, class_of: impl Fn(usize) -> Option<u16>) -> bool {
        match self.test {
            FieldTest::Any => true,
            FieldTest::Is(word) => class_of(word) == Some(class),
            FieldTest::Not(word) => class_of(word) != Some(class),
        }
    }
}

impl BoundPolicy {
    /// The table of a policy while no word has occurred: the row of any other word, and that of the empty one.
    pub(super) fn new(set: &PolicySet, p: &Policy, clocks: &[u16]) -> Self {
        let bound = |(metric, clock): (&Metric, &u16)| BoundMetric {
            clock: *clock,
            targets: Vec::new(),
            default_target: metric.target.default,
            armed: metric.armed,
            multi_cycle: metric.multi_cycle,
            reopen: metric.reopen,
            on_target_change: metric.on_target_change,
            segmented: metric.on_calendar_change == CalendarChange::Segmented,
            retroactive_start: metric.retroactive_start,
            retroactive_pause: metric.retroactive_pause,
        };
        let metrics = p.metrics.iter().zip(clocks).map(bound).collect();
        let field_rules =
            p.metrics.iter().enumerate().flat_map(|(m, metric)| rules_of_fields(set, metric, m)).collect();
        let asks_attached = p.metrics.iter().any(|m| !m.retroactive_start || !m.retroactive_pause);
        let rows = vec![0; VALUES * p.metrics.len()];
        let mut this = Self { metrics, rows, local: Vec::new(), classes: 0, field_rules, asks_attached };
        this.events(p);
        this.add(set, p, OTHER, "");
        this.add(set, p, EMPTY, "");
        this
    }

    /// Gives a word of the set its class in this policy, and the class its rows.
    pub(super) fn add(&mut self, set: &PolicySet, p: &Policy, class: u16, word: &str) {
        let (global, own) = (usize::from(class), self.classes);
        if self.local.len() <= global {
            self.local.resize(global + 1, OTHER);
        }
        if let Some(local) = self.local.get_mut(global) {
            *local = u16::try_from(own).unwrap_or(OTHER); // at most MAX_WORDS
        }
        self.classes += 1;
        self.rows.resize((VALUES + self.classes * KINDS) * p.metrics.len(), 0);
        for (m, metric) in p.metrics.iter().enumerate() {
            if let Some(bound) = self.metrics.get_mut(m) {
                let named = metric.target.value(word).filter(|_| class != OTHER);
                bound.targets.push(named.or(metric.target.default));
            }
            self.values(metric, m, own, word);
            self.status(set, metric, m, own, word);
            self.changes(metric, m, own);
        }
    }

    /// The class in this policy of a class of the set.
    #[inline]
    fn class(&self, class: u16) -> u16 {
        self.local.get(usize::from(class)).copied().unwrap_or(OTHER)
    }

    /// What an event of this kind means, one word of bits per metric, and the class of its value here. A field event has no row.
    #[inline]
    pub(super) fn row(&self, e: &Event, class: u16) -> (Option<&[u16]>, u16) {
        let own = self.class(class);
        let code = match e.what {
            What::Created => CREATED + actor_index(e.by),
            What::Reply => REPLY + actor_index(e.by) * 2 + usize::from(e.public),
            What::Field => return (None, own),
            What::Status
            | What::Priority
            | What::Group
            | What::Assignee
            | What::Calendar
            | What::SlaAttached
            | What::Custom => VALUES + usize::from(own) * KINDS + e.what.place(),
        };
        let width = self.metrics.len();
        (Some(self.rows.get(code * width..(code + 1) * width).unwrap_or(&[])), own)
    }

    fn set(&mut self, code: usize, m: usize, bits: u16) {
        let width = self.metrics.len();
        if let Some(cell) = self.rows.get_mut(code * width + m) {
            *cell |= bits;
        }
    }

    fn set_value(&mut self, what: What, class: usize, m: usize, bits: u16) {
        self.set(VALUES + class * KINDS + what.place(), m, bits);
    }

    /// The rows of events without a value.
    fn events(&mut self, p: &Policy) {
        for (m, metric) in p.metrics.iter().enumerate() {
            for (matcher, bits) in actions(metric) {
                match matcher {
                    Matcher::Created(by) => {
                        for actor in ACTORS.into_iter().filter(|a| by.contains(*a)) {
                            self.set(CREATED + actor_index(actor), m, bits);
                        }
                    }
                    Matcher::Reply { by, public } => {
                        for actor in ACTORS.into_iter().filter(|a| by.contains(*a)) {
                            for is_public in [false, true].into_iter().filter(|p| public.is_none_or(|want| want == *p))
                            {
                                self.set(REPLY + actor_index(actor) * 2 + usize::from(is_public), m, bits);
                            }
                        }
                    }
                    Matcher::Value(..) | Matcher::Status(_) | Matcher::Field(..) => {}
                }
            }
        }
    }

    fn values(&mut self, metric: &Metric, m: usize, class: usize, word: &str) {
        for (matcher, bits) in actions(metric) {
            match matcher {
                Matcher::Value(what, test) if accepts_class(test, class, word) => {
                    self.set_value(*what, class, m, bits);
                }
                Matcher::Created(_)
                | Matcher::Reply { .. }
                | Matcher::Value(..)
                | Matcher::Status(_)
                | Matcher::Field(..) => {}
            }
        }
    }

    fn status(&mut self, set: &PolicySet, metric: &Metric, m: usize, class: usize, word: &str) {
        let known = if class == 0 { None } else { set.0.statuses.category(word) };
        let category = match (known, set.0.doc.unknown_status) {
            (Some(c), _) => c,
            (None, UnknownStatus::Open) => StatusCategory::Open,
            (None, UnknownStatus::Ignore) => return,
            (None, UnknownStatus::Error) => return self.set_value(What::Status, class, m, bit::UNKNOWN),
        };
        let covers = |w: &StatusWord| w.covers(word, Some(category));
        let mut bits = 0;
        for (matcher, action) in actions(metric) {
            if let Matcher::Status(w) = matcher {
                bits |= if covers(w) { action } else { 0 };
            }
        }
        if !metric.pause.is_empty() {
            let held = metric.pause.iter().any(covers);
            bits |= if held { bit::HOLD } else { bit::FREE };
            if held && category.is_done() {
                bits &= !(bit::STOP | bit::DISARM); // it stands still there, and so does not end
            }
        }
        if bits & bit::STOP != 0 && category.is_done() {
            bits |= bit::DONE;
        }
        if metric.reopen != Reopen::FirstOnly && !category.is_done() {
            bits |= bit::REOPEN;
        }
        self.set_value(What::Status, class, m, bits);
    }

    /// Changes of target and calendar.
    fn changes(&mut self, metric: &Metric, m: usize, class: usize) {
        let sets = |what: &&What| what.slot().is_some() && what.slot() == metric.target.slot;
        if let Some(what) = What::ALL.iter().find(sets) {
            self.set_value(*what, class, m, bit::TARGET);
        }
        if matches!(metric.clock, ClockSpec::Ticket) {
            self.set_value(What::Calendar, class, m, bit::CALENDAR);
        }
    }
}

/// Class 0 stands for every word that no policy mentions: it is not any word that is asked for.
fn accepts_class(test: &WordTest, class: usize, word: &str) -> bool {
    match test {
        WordTest::Any => true,
        WordTest::Is(_) => class != 0 && test.accepts(word),
        WordTest::Not(_) => class == 0 || test.accepts(word),
    }
}

const ACTORS: [ActorKind; 4] = [ActorKind::Requester, ActorKind::Human, ActorKind::Ai, ActorKind::Auto];

fn actions(metric: &Metric) -> impl Iterator<Item = (&Matcher, u16)> {
    let s = &metric.sets;
    [
        (&s.start, bit::START),
        (&s.resume, bit::RESUME),
        (&s.pause, bit::PAUSE),
        (&s.stop, bit::STOP),
        (&s.reset, bit::RESET),
        (&s.cancel, bit::CANCEL),
        (&s.arm, bit::ARM),
        (&s.disarm, bit::DISARM),
    ]
    .into_iter()
    .flat_map(|(list, bits)| list.iter().map(move |m| (m, bits)))
}

/// What changes of further fields do to a metric.
fn rules_of_fields(set: &PolicySet, metric: &Metric, m: usize) -> Vec<FieldRule> {
    let mut rules = Vec::new();
    let mut rule = |field: &str, test: FieldTest, bits: u16| {
        rules.extend(set.0.field_number(field).map(|field| FieldRule { field, metric: m, test, bits }));
    };
    let word = |w: &str| set.0.lexicon.id(w);
    for (matcher, bits) in actions(metric) {
        let Matcher::Field(field, test) = matcher else { continue };
        match test {
            WordTest::Any => rule(field, FieldTest::Any, bits),
            WordTest::Is(w) => word(w).into_iter().for_each(|w| rule(field, FieldTest::Is(w), bits)),
            WordTest::Not(w) => rule(field, word(w).map_or(FieldTest::Any, FieldTest::Not), bits),
        }
    }
    let slot = metric.target.slot.filter(|s| *s >= SLOTS.len());
    if let Some(field) = slot.and_then(|s| set.0.fields.get(s)) {
        rule(field, FieldTest::Any, bit::TARGET);
    }
    rules
}
