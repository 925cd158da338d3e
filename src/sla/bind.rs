//! A policy set tied to one vocabulary and its calendars: every question an event can raise is one table lookup.
//!
//! ```text
//! PolicySet + Calendars ──▶ tables (rows.rs) and clocks: shared by all bindings made from one
//! names of a log        ──▶ what each name is to the tables: grows with the names (learn)
//! ```

use super::clocks::Clocks;
use super::document::UnknownCalendar;
use super::policy_set::PolicySet;
use super::rows::{BoundPolicy, EMPTY, OTHER};
use crate::calendar::{Calendars, Clock};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::pattern::Bits;
use crate::ticket::{Symbol, Vocabulary, word_of};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A [`PolicySet`] tied to a [`Vocabulary`] and to [`Calendars`]; made once per log, used for every ticket.
///
/// It is good for that vocabulary as it was; another one, or one that has grown, is refused ([`check_names`](Self::check_names)) until
/// the binding has learned the new names ([`learn`](Self::learn)).
#[derive(Debug, Clone)]
pub struct BoundPolicies {
    /// The same for clones and for what they learn, and for nothing else.
    pub(super) identity: Arc<()>,
    pub(super) set: PolicySet,
    pub(super) policies: Arc<Vec<Arc<BoundPolicy>>>,
    pub(super) clocks: Arc<[Clock]>,
    /// The releases of the zone rules behind the calendars, in order.
    pub(super) tzdb: Arc<str>,
    calendars: Arc<BTreeMap<String, u16>>,
    classes: Arc<Classes>,
    pub(super) slots: usize,
    pub(super) unknown_calendar: UnknownCalendar,
    names: Names,
}

/// The classes of the set's words that have occurred.
#[derive(Debug, Clone)]
struct Classes {
    /// By the word's number; [`OTHER`] until it occurs.
    of_word: Vec<u16>,
    next: u16,
}

/// What each name of the vocabulary is to the tables.
#[derive(Debug, Clone, Default)]
struct Names {
    class_of: Vec<u16>,
    /// The names that pass each condition of the set.
    when: Vec<Bits>,
    fields: Vec<(Symbol, usize)>,
    calendar_of: Vec<(Symbol, u16)>,
    attach_of: Vec<(Symbol, usize)>,
    /// How many names there were after each lesson, and their fingerprint.
    lessons: Vec<(usize, u64)>,
}

impl PolicySet {
    /// Ties the set to a vocabulary and calendars.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] with the metric's path when it names a calendar that is not among `calendars`, or needs a default calendar
    /// and there is none.
    pub fn bind(&self, names: &Vocabulary, calendars: &Calendars) -> Result<BoundPolicies> {
        let mut clocks = Clocks::new(calendars)?;
        let mut policies = Vec::with_capacity(self.0.policies.len());
        for policy in self.0.policies.iter() {
            let own = policy.metrics.iter().map(|m| clocks.of(m)).collect::<Result<Vec<u16>>>()?;
            policies.push(Arc::new(BoundPolicy::new(self, policy, &own)));
        }
        let mut of_word = vec![OTHER; self.0.lexicon.len()];
        if let Some(class) = self.0.lexicon.id("").and_then(|id| of_word.get_mut(id)) {
            *class = EMPTY;
        }
        let mut bound = BoundPolicies {
            identity: Arc::new(()),
            set: self.clone(),
            policies: Arc::new(policies),
            tzdb: clocks.tzdb(&self.0.tzdb).into(),
            clocks: clocks.list.into(),
            calendars: Arc::new(clocks.named),
            classes: Arc::new(Classes { of_word, next: EMPTY + 1 }),
            slots: self.0.fields.len(),
            unknown_calendar: self.0.doc.unknown_calendar,
            names: Names::none(self),
        };
        bound.learn(names)?;
        Ok(bound)
    }
}

impl Names {
    fn none(set: &PolicySet) -> Self {
        Self { when: vec![Bits::default(); set.0.conditions.len()], ..Self::default() }
    }
}

impl BoundPolicies {
    /// Learns the names that its vocabulary has got since the binding, in time proportional to their number: what was folded stays good.
    ///
    /// ```
    /// use sundesk::{calendar::{Calendar, Calendars}, sla::PolicySet, ticket::Vocabulary, time::ZoneDb};
    /// let set = PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
    /// let mut names = Vocabulary::default();
    /// let mut bound = set.bind(&names, &Calendars::new(Calendar::always_open()))?;
    /// names.intern("a new agent");
    /// assert!(bound.check_names(&names).is_err());
    /// bound.learn(&names)?;
    /// assert!(bound.check_names(&names).is_ok());
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] when the vocabulary does not begin with the names it was bound to.
    pub fn learn(&mut self, names: &Vocabulary) -> Result<()> {
        let had = self.names_len();
        if names.fingerprint_of_first(had) != Some(self.fingerprint()) && had > 0 {
            let expected = format!("a vocabulary that begins with the {had} names of the binding");
            return Err(Error::expected(
                ErrorKind::Incompatible,
                "are not those it has",
                "names",
                names.len(),
                expected,
            ));
        }
        for symbol in names.symbols().skip(had) {
            self.learn_name(symbol, names.name(symbol));
        }
        if names.len() > had {
            self.names.lessons.push((names.len(), names.fingerprint()));
        }
        Ok(())
    }

    /// The same policies and calendars for another vocabulary: the tables are shared, only the names are looked at.
    ///
    /// ```
    /// use sundesk::{calendar::{Calendar, Calendars}, sla::PolicySet, ticket::Vocabulary, time::ZoneDb};
    /// let set = PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
    /// let bound = set.bind(&Vocabulary::default(), &Calendars::new(Calendar::always_open()))?;
    /// let mut other = Vocabulary::default();
    /// other.intern("open");
    /// assert!(bound.with_names(&other).check_names(&other).is_ok());
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn with_names(&self, names: &Vocabulary) -> Self {
        let mut other = Self { identity: Arc::new(()), names: Names::none(&self.set), ..self.shared() };
        other.names.class_of.reserve(names.len());
        for symbol in names.symbols() {
            other.learn_name(symbol, names.name(symbol));
        }
        other.names.lessons.push((names.len(), names.fingerprint()));
        other
    }

    /// Without the names.
    fn shared(&self) -> Self {
        Self {
            identity: Arc::clone(&self.identity),
            set: self.set.clone(),
            policies: Arc::clone(&self.policies),
            clocks: Arc::clone(&self.clocks),
            tzdb: Arc::clone(&self.tzdb),
            calendars: Arc::clone(&self.calendars),
            classes: Arc::clone(&self.classes),
            slots: self.slots,
            unknown_calendar: self.unknown_calendar,
            names: Names::default(),
        }
    }

    /// Gives each word of the set its place in the tables, as if it had occurred, unless there are more than `most`: bindings made from
    /// this one then share all of them.
    pub(super) fn widen(&mut self, most: usize) {
        let set = self.set.clone();
        if set.0.lexicon.len() <= most {
            set.0.lexicon.words().for_each(|(word, id)| {
                self.class_of_word(id, word);
            });
        }
    }

    fn learn_name(&mut self, symbol: Symbol, name: &str) {
        let word = word_of(name);
        let class = match self.set.0.lexicon.id(&word) {
            _ if word.is_empty() => EMPTY,
            Some(id) => self.class_of_word(id, &word),
            None => OTHER,
        };
        let known = &mut self.names;
        known.class_of.push(class);
        let set = &self.set.0;
        let named = set.named_by.get(&*word).into_iter().flatten().copied();
        for condition in named.chain(set.tested(&word)) {
            if let Some(bits) = known.when.get_mut(condition) {
                bits.set(symbol);
            }
        }
        known.fields.extend(set.field_number(&word).map(|field| (symbol, field)));
        known.calendar_of.extend(self.calendars.get(name).map(|clock| (symbol, *clock)));
        known.attach_of.extend(set.attachable.get(name).map(|policy| (symbol, *policy)));
    }

    /// The class of a word that occurs.
    fn class_of_word(&mut self, id: usize, word: &str) -> u16 {
        match self.classes.of_word.get(id) {
            Some(&OTHER) => {}
            Some(class) => return *class,
            None => return OTHER,
        }
        let classes = Arc::make_mut(&mut self.classes);
        let class = classes.next; // at most MAX_WORDS
        classes.next = class.saturating_add(1);
        if let Some(slot) = classes.of_word.get_mut(id) {
            *slot = class;
        }
        let policies = Arc::make_mut(&mut self.policies);
        for part in self.set.0.lexicon.parts_of(id) {
            if let (Some(bound), Some(policy)) = (policies.get_mut(part), self.set.0.policies.get(part)) {
                Arc::make_mut(bound).add(&self.set, policy, class, word);
            }
        }
        class
    }

    /// How many names the vocabulary had at the binding, or when it last learned.
    #[must_use]
    pub fn names_len(&self) -> usize {
        self.names.class_of.len()
    }

    /// The fingerprint of these names.
    pub(super) fn fingerprint(&self) -> u64 {
        self.names.lessons.last().map_or(0, |(_, fingerprint)| *fingerprint)
    }

    /// Whether these were its names before it learned more.
    pub(super) fn had(&self, len: usize, fingerprint: u64) -> bool {
        self.names.lessons.contains(&(len, fingerprint))
    }

    /// The policy set it was made from.
    #[must_use]
    pub fn set(&self) -> &PolicySet {
        &self.set
    }

    /// The class of a name in the set.
    #[inline]
    pub(super) fn class(&self, symbol: Symbol) -> u16 {
        let class = usize::try_from(symbol.number()).ok().and_then(|i| self.names.class_of.get(i));
        class.copied().unwrap_or(OTHER)
    }

    /// The class of a word of the set; `None` when it has not occurred.
    pub(super) fn class_if_seen(&self, word: usize) -> Option<u16> {
        self.classes.of_word.get(word).copied().filter(|class| *class != OTHER)
    }

    /// The first policy all of whose conditions hold for these values.
    pub(super) fn first_match(&self, values: &[Symbol]) -> Option<usize> {
        let set = &self.set.0;
        (0..set.policies.len()).find(|p| {
            let range = set.conditions_of(*p);
            let slots = set.conditions.get(range.clone()).unwrap_or(&[]);
            let bits = self.names.when.get(range).unwrap_or(&[]);
            slots.iter().zip(bits).all(|((_, slot), bits)| values.get(*slot).is_some_and(|v| bits.contains(*v)))
        })
    }

    /// The number of a field in the set.
    pub(super) fn field(&self, name: Symbol) -> Option<usize> {
        self.names.fields.iter().find(|(s, _)| *s == name).map(|(_, field)| *field)
    }

    /// The calendar an event names.
    pub(super) fn calendar(&self, name: Symbol) -> Option<u16> {
        self.names.calendar_of.iter().find(|(s, _)| *s == name).map(|(_, c)| *c)
    }

    /// The policy an event attaches by hand.
    pub(super) fn attached(&self, name: Symbol) -> Option<usize> {
        self.names.attach_of.iter().find(|(s, _)| *s == name).map(|(_, p)| *p)
    }
}
