//! A policy set tied to one vocabulary and its calendars: every question an event can raise is one table lookup.
//!
//! ```text
//! Event ──▶ code (what happened × who × class of the new value) ──▶ row of the policy: one word of action bits per metric
//! ```

use super::document::{CalendarChange, Reopen, TargetChange, UnknownCalendar, UnknownStatus};
use super::policy_set::{ClockSpec, Metric, Policy, PolicySet};
use crate::calendar::{Calendars, Clock};
use crate::error::Result;
use crate::ticket::pattern::{Bits, Matcher, OTHER, Occurring, StatusWord, WordTest, Words, actor_index};
use crate::ticket::{Actor, Event, StatusCategory, Symbol, Vocabulary, What};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// The first code of each kind of event that carries a value.
const CREATED: usize = 0;
const REPLY: usize = 4;
const VALUES: usize = 12;

/// No clock: the calendar has to come from an event, and none came.
pub(super) const NO_CLOCK: u16 = u16::MAX;

/// A [`PolicySet`] tied to a [`Vocabulary`] and to [`Calendars`]; made once per log, used for every ticket.
///
/// It is good for that vocabulary as it was; another one, or one that has grown, is refused ([`check_names`](Self::check_names)).
#[derive(Debug, Clone)]
pub struct BoundPolicies {
    /// The same for clones, and for nothing else.
    pub(super) identity: Arc<()>,
    pub(super) set: PolicySet,
    pub(super) policies: Vec<BoundPolicy>,
    pub(super) clocks: Vec<Clock>,
    pub(super) fields: Vec<(Symbol, usize)>,
    pub(super) slots: usize,
    pub(super) unknown_calendar: UnknownCalendar,
    pub(super) names_fingerprint: u64,
    /// The releases of the zone rules behind the calendars, in order.
    pub(super) tzdb: String,
    class_of: Vec<u16>,
    calendar_of: Vec<(Symbol, u16)>,
    attach_of: Vec<(Symbol, usize)>,
}

#[derive(Debug, Clone)]
pub(super) struct BoundPolicy {
    pub(super) metrics: Vec<BoundMetric>,
    pub(super) rows: Vec<u16>,
    /// From the class of a word in the set to that in this policy, and how many of the latter there are.
    local: Vec<u16>,
    classes: usize,
    pub(super) field_rules: Vec<FieldRule>,
    pub(super) when: Vec<(usize, Bits)>,
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
    pub(super) field: Symbol,
    pub(super) metric: usize,
    pub(super) test: ClassTest,
    pub(super) bits: u16,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum ClassTest {
    Any,
    Is(u16),
    Not(u16),
}

impl ClassTest {
    pub(super) fn accepts(self, class: u16) -> bool {
        match self {
            ClassTest::Any => true,
            ClassTest::Is(c) => c == class,
            ClassTest::Not(c) => c != class,
        }
    }
}

impl PolicySet {
    /// Ties the set to a vocabulary and calendars.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) with the metric's path when it names a calendar that is not among
    /// `calendars`, or needs a default calendar and there is none.
    pub fn bind(&self, names: &Vocabulary, calendars: &Calendars) -> Result<BoundPolicies> {
        let occurring = Occurring::new(&self.0.lexicon, names);
        let mut clocks = Clocks::new(calendars)?;
        let mut policies = Vec::new();
        for (i, policy) in self.0.policies.iter().enumerate() {
            policies.push(self.bind_policy(policy, &occurring.of_part(i), &mut clocks, &occurring)?);
        }
        let by_name = |wanted: &str| names.get(wanted);
        let calendar_of = clocks.named.iter().filter_map(|(n, c)| by_name(n).map(|s| (s, *c))).collect();
        let attach =
            self.0.policies.iter().enumerate().filter(|(_, p)| self.0.doc.policies.iter().any(|r| r.name == p.name));
        let attach_of = attach.filter_map(|(i, p)| by_name(&p.name).map(|s| (s, i))).collect();
        let named = self.0.fields.iter().enumerate().skip(super::policy_set::SLOTS.len());
        let fields = named.flat_map(|(slot, field)| occurring.symbols(field).iter().map(move |s| (*s, slot))).collect();
        Ok(BoundPolicies {
            identity: Arc::new(()),
            set: self.clone(),
            policies,
            tzdb: clocks.tzdb(&self.0.tzdb),
            clocks: clocks.list,
            fields,
            slots: self.0.fields.len(),
            unknown_calendar: self.0.doc.unknown_calendar,
            names_fingerprint: names.fingerprint(),
            class_of: occurring.classes(),
            calendar_of,
            attach_of,
        })
    }

    fn bind_policy(
        &self,
        p: &Policy,
        words: &Words,
        clocks: &mut Clocks,
        names: &Occurring<'_>,
    ) -> Result<BoundPolicy> {
        let width = p.metrics.len();
        let mut rows = vec![0_u16; (VALUES + VALUE_KINDS.len() * words.list.len()) * width];
        let (mut metrics, mut field_rules) = (Vec::new(), Vec::new());
        for (m, metric) in p.metrics.iter().enumerate() {
            metrics.push(bind_metric(metric, words, clocks)?);
            let mut fill = Fill { set: self, metric, m, width, words, rows: &mut rows };
            fill.events();
            fill.statuses();
            fill.changes();
            field_rules.extend(rules_of_fields(self, metric, m, words, names));
        }
        let when = p.when.iter().map(|c| (c.slot, c.bind(names, &self.0.statuses))).collect();
        let asks_attached = p.metrics.iter().any(|m| !m.retroactive_start || !m.retroactive_pause);
        let (local, classes) = (words.local.clone(), words.list.len());
        Ok(BoundPolicy { metrics, rows, local, classes, field_rules, when, asks_attached })
    }
}

fn bind_metric(metric: &Metric, words: &Words, clocks: &mut Clocks) -> Result<BoundMetric> {
    let default_target = metric.target.default;
    let named = |class: usize, word: &str| metric.target.value(word).filter(|_| class > usize::from(OTHER));
    let targets = words.list.iter().enumerate().map(|(class, word)| named(class, word).or(default_target)).collect();
    Ok(BoundMetric {
        clock: clocks.of(metric)?,
        targets,
        default_target,
        armed: metric.armed,
        multi_cycle: metric.multi_cycle,
        reopen: metric.reopen,
        on_target_change: metric.on_target_change,
        segmented: metric.on_calendar_change == CalendarChange::Segmented,
        retroactive_start: metric.retroactive_start,
        retroactive_pause: metric.retroactive_pause,
    })
}

/// The clocks of a binding: elapsed time first, then the default calendar, the named ones, the inline ones.
struct Clocks {
    list: Vec<Clock>,
    default: Option<u16>,
    named: BTreeMap<String, u16>,
    calendars: Calendars,
}

impl Clocks {
    fn new(calendars: &Calendars) -> Result<Self> {
        let mut clocks =
            Self { list: vec![Clock::Elapsed], default: None, named: BTreeMap::new(), calendars: calendars.clone() };
        if let Some(default) = &calendars.default {
            clocks.default = Some(clocks.push(Clock::Business(default.clone()))?);
        }
        for (name, calendar) in &calendars.named {
            let index = clocks.push(Clock::Business(calendar.clone()))?;
            clocks.named.insert(name.clone(), index);
        }
        Ok(clocks)
    }

    fn push(&mut self, clock: Clock) -> Result<u16> {
        let index = u16::try_from(self.list.len()).ok().filter(|i| *i < NO_CLOCK);
        let index =
            index.ok_or_else(|| crate::Error::limit("calendars", self.list.len(), "at most 65,000 calendars"))?;
        self.list.push(clock);
        Ok(index)
    }

    /// The zone rules that measure; those of the set where no calendar needs any.
    fn tzdb(&self, own: &str) -> String {
        let release = |c: &Clock| match c {
            Clock::Business(calendar) => Some(calendar.tzdb_release().to_owned()).filter(|r| !r.is_empty()),
            Clock::Elapsed => None,
        };
        let releases: BTreeSet<String> = self.list.iter().filter_map(release).collect();
        if releases.is_empty() { own.to_owned() } else { Vec::from_iter(releases).join(", ") }
    }

    fn of(&mut self, metric: &Metric) -> Result<u16> {
        let path = format!("{}.calendar", metric.path);
        match &metric.clock {
            ClockSpec::Elapsed => Ok(0),
            ClockSpec::Ticket => self.default.ok_or_else(|| {
                crate::Error::not_found(path, "", "a default calendar, a calendar in the metric, or the elapsed clock")
            }),
            ClockSpec::Named(name) => {
                self.calendars.require(name, &path)?;
                Ok(self.named.get(name).copied().unwrap_or(NO_CLOCK))
            }
            ClockSpec::Inline(calendar) => self.push(Clock::Business(calendar.clone())),
        }
    }
}

/// The kinds of event that carry a value, in table order.
const VALUE_KINDS: [What; 7] =
    [What::Status, What::Priority, What::Group, What::Assignee, What::Calendar, What::SlaAttached, What::Custom];

fn kind_index(what: What) -> usize {
    VALUE_KINDS.iter().position(|w| *w == what).unwrap_or(0)
}

struct Fill<'a> {
    set: &'a PolicySet,
    metric: &'a Metric,
    m: usize,
    width: usize,
    words: &'a Words,
    rows: &'a mut [u16],
}

impl Fill<'_> {
    fn set(&mut self, code: usize, bits: u16) {
        if let Some(cell) = self.rows.get_mut(code * self.width + self.m) {
            *cell |= bits;
        }
    }

    fn value_code(&self, what: What, class: usize) -> usize {
        VALUES + kind_index(what) * self.words.list.len() + class
    }

    fn events(&mut self) {
        let (metric, words) = (self.metric, self.words);
        for (matcher, bits) in actions(metric) {
            match matcher {
                Matcher::Created(by) => {
                    for actor in ACTORS.into_iter().filter(|a| by.contains(*a)) {
                        self.set(CREATED + actor_index(actor), bits);
                    }
                }
                Matcher::Reply { by, public } => {
                    for actor in ACTORS.into_iter().filter(|a| by.contains(*a)) {
                        for is_public in [false, true].into_iter().filter(|p| public.is_none_or(|want| want == *p)) {
                            self.set(REPLY + actor_index(actor) * 2 + usize::from(is_public), bits);
                        }
                    }
                }
                Matcher::Value(what, test) => {
                    for (class, word) in words.list.iter().enumerate() {
                        if accepts_class(test, class, word) {
                            self.set(self.value_code(*what, class), bits);
                        }
                    }
                }
                Matcher::Status(_) | Matcher::Field(..) => {}
            }
        }
    }

    fn statuses(&mut self) {
        let (set, metric, words) = (self.set, self.metric, self.words);
        let statuses = &set.0.statuses;
        for (class, word) in words.list.iter().enumerate() {
            let code = self.value_code(What::Status, class);
            let known = if class == 0 { None } else { statuses.category(word) };
            let category = match (known, set.0.doc.unknown_status) {
                (Some(c), _) => c,
                (None, UnknownStatus::Open) => StatusCategory::Open,
                (None, UnknownStatus::Ignore) => continue,
                (None, UnknownStatus::Error) => {
                    self.set(code, bit::UNKNOWN);
                    continue;
                }
            };
            let name = if class == 0 { "" } else { word.as_str() };
            let covers = |w: &StatusWord| w.covers(name, Some(category));
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
            self.set(code, bits);
        }
    }

    /// Changes of target and calendar.
    fn changes(&mut self) {
        let what = match self.metric.target.slot {
            Some(0) => Some(What::Status),
            Some(1) => Some(What::Priority),
            Some(2) => Some(What::Group),
            Some(3) => Some(What::Assignee),
            Some(4) => Some(What::Calendar),
            _ => None,
        };
        for class in 0..self.words.list.len() {
            if let Some(what) = what {
                self.set(self.value_code(what, class), bit::TARGET);
            }
            if matches!(self.metric.clock, ClockSpec::Ticket) {
                self.set(self.value_code(What::Calendar, class), bit::CALENDAR);
            }
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

const ACTORS: [Actor; 4] = [Actor::Requester, Actor::Agent, Actor::Bot, Actor::Auto];

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

/// What changes of further fields do to a metric. A word the vocabulary does not have is never the new value.
fn rules_of_fields(set: &PolicySet, metric: &Metric, m: usize, words: &Words, names: &Occurring<'_>) -> Vec<FieldRule> {
    let mut rules = Vec::new();
    let mut rule = |field: &str, test: ClassTest, bits: u16| {
        rules.extend(names.symbols(field).iter().map(|s| FieldRule { field: *s, metric: m, test, bits }));
    };
    for (matcher, bits) in actions(metric) {
        let Matcher::Field(field, test) = matcher else { continue };
        match test {
            WordTest::Any => rule(field, ClassTest::Any, bits),
            WordTest::Is(w) => words.class(w).into_iter().for_each(|c| rule(field, ClassTest::Is(c), bits)),
            WordTest::Not(w) => rule(field, words.class(w).map_or(ClassTest::Any, ClassTest::Not), bits),
        }
    }
    let slot = metric.target.slot.filter(|s| *s >= super::policy_set::SLOTS.len());
    if let Some(field) = slot.and_then(|s| set.0.fields.get(s)) {
        rule(field, ClassTest::Any, bit::TARGET);
    }
    rules
}

impl BoundPolicies {
    /// How many names the vocabulary had at the binding.
    #[must_use]
    pub fn names_len(&self) -> usize {
        self.class_of.len()
    }

    /// The policy set it was made from.
    #[must_use]
    pub fn set(&self) -> &PolicySet {
        &self.set
    }

    #[inline]
    fn class(&self, policy: &BoundPolicy, symbol: Symbol) -> u16 {
        let class = usize::try_from(symbol.number()).ok().and_then(|i| self.class_of.get(i));
        class.and_then(|c| policy.local.get(usize::from(*c))).copied().unwrap_or(OTHER)
    }

    /// The row number of an event, and the class of its value; field events have no row.
    #[inline]
    pub(super) fn code(&self, policy: &BoundPolicy, e: &Event) -> (Option<usize>, u16) {
        let kind = match e.what {
            What::Created => return (Some(CREATED + actor_index(e.by)), 0),
            What::Reply => return (Some(REPLY + actor_index(e.by) * 2 + usize::from(e.public)), 0),
            What::Status => 0,
            What::Priority => 1,
            What::Group => 2,
            What::Assignee => 3,
            What::Calendar => 4,
            What::SlaAttached => 5,
            What::Custom => 6,
            What::Field => return (None, self.class(policy, e.to)),
        };
        let class = self.class(policy, e.to);
        (Some(VALUES + kind * policy.classes + usize::from(class)), class)
    }

    /// The calendar an event names.
    pub(super) fn calendar(&self, name: Symbol) -> Option<u16> {
        self.calendar_of.iter().find(|(s, _)| *s == name).map(|(_, c)| *c)
    }

    /// The policy an event attaches by hand.
    pub(super) fn attached(&self, name: Symbol) -> Option<usize> {
        self.attach_of.iter().find(|(s, _)| *s == name).map(|(_, p)| *p)
    }
}
