//! Complete or not at all: whether the texts of a set are used in a locale.
//!
//! ```text
//! unit     = one value or attribute of one message of the reference; attributes marked `@optional` count where they exist
//! done     = present, translated, not stale, without an error of the checks, and so are the messages and terms shown inside it, in
//!            the same locale
//! coverage = done / units                     of one set in one locale
//!            off ──coverage ≥ enable──▶ on    on ──coverage < disable──▶ off
//! ```
//! A customer never reads half English and half German: a set that is off is read in the reference language as a whole. The
//! previous state is an input, so that two thresholds (on at 70 %, off below 60 %) hold over a restart and no reader's
//! language flips with every new message. With the defaults (1 and 1) a set is on when it is complete.
//!
//! Who vouches for a translation is a second question (`@review`), and its answer is the deployment's: see [`RequireReview`].

use crate::template::lint::{Outcome, Subject, equals_reference, source_of, stale, unit_name};
use crate::template::sources::{Entry, Node, Review, Unit, Workspace};
use crate::template::steps::step;
use crate::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// When a set is switched on and off; fractions of its units, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// A set that is off goes on at this coverage.
    pub enable: f64,
    /// A set that is on goes off below this coverage; at most `enable`.
    pub disable: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { enable: 1.0, disable: 1.0 }
    }
}

/// What a deployment asks of the `@review` marks of translations. There is no silent default: until it is decided, texts that
/// say of themselves that no native speaker has read them are not shown to customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequireReview {
    /// Not decided yet: texts marked `machine-checked` stay off; unmarked ones (the deployment's own) are used.
    #[default]
    Undecided,
    /// Marks do not matter.
    Nothing,
    /// Every text must be marked `machine-checked` or `native`.
    MachineChecked,
    /// Every text must be marked `native`.
    Native,
}

impl RequireReview {
    /// Whether a text with this mark may be used.
    #[must_use]
    pub fn accepts(self, mark: Option<Review>) -> bool {
        match self {
            Self::Undecided => mark != Some(Review::MachineChecked),
            Self::Nothing => true,
            Self::MachineChecked => mark.is_some(),
            Self::Native => mark >= Some(Review::Native),
        }
    }
}

/// Settings of the gate.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GateConfig {
    /// The thresholds of every set that has none of its own.
    pub thresholds: Thresholds,
    /// Thresholds of single sets.
    pub sets: BTreeMap<String, Thresholds>,
    /// What is asked of the `@review` marks.
    pub require_review: RequireReview,
    /// The state the gate had before: the first input of the hysteresis. Empty at the first start.
    pub previous: GateState,
}

impl GateConfig {
    /// # Errors
    /// Thresholds outside 0–1, or `disable` above `enable`.
    pub(crate) fn check(&self) -> Result<()> {
        let all = self.sets.iter().map(|(n, t)| (format!("gate.sets.{n}"), t));
        for (path, t) in std::iter::once(("gate.thresholds".to_owned(), &self.thresholds)).chain(all) {
            if !(t.disable >= 0.0 && t.disable <= t.enable && t.enable <= 1.0) {
                let value = format!("enable {}, disable {}", t.enable, t.disable);
                return Err(Error::invalid(path, value, "0 <= disable <= enable <= 1"));
            }
        }
        Ok(())
    }
}

/// Which sets are on: locale → sets. What a host stores to keep the hysteresis over a restart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct GateState(pub BTreeMap<String, BTreeSet<String>>);

impl GateState {
    /// Whether a set was on.
    #[must_use]
    pub fn is_on(&self, set: &str, locale: &str) -> bool {
        self.0.get(locale).is_some_and(|sets| sets.contains(set))
    }
}

/// Why a unit is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// There is no such text.
    Missing,
    /// It equals the reference, without the `@same` mark.
    Equal,
    /// The reference changed after it was translated.
    Stale,
    /// The checks found an error in it or in what it refers to.
    Error,
}

impl Lack {
    /// Which of two reasons is said: an error before a text of another language before one that is out of date.
    const fn weight(self) -> u8 {
        match self {
            Lack::Stale => 0,
            Lack::Equal => 1,
            Lack::Missing => 2,
            Lack::Error => 3,
        }
    }

    /// The reason in plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Lack::Missing => "missing",
            Lack::Equal => "equals the reference",
            Lack::Stale => "out of date",
            Lack::Error => "has an error",
        }
    }
}

/// Why a set is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetReason {
    /// It is the reference.
    Reference,
    /// Every unit is done.
    Complete,
    /// Enough units are done by the thresholds.
    Enough,
    /// Not enough units are done.
    Incomplete,
    /// The texts are marked `machine-checked` and the deployment has not decided about such texts.
    ReviewUndecided,
    /// The marks are not what the deployment requires.
    ReviewMissing,
}

impl SetReason {
    /// The reason in plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            SetReason::Reference => "the reference",
            SetReason::Complete => "complete",
            SetReason::Enough => "enough by the thresholds",
            SetReason::Incomplete => "incomplete",
            SetReason::ReviewUndecided => "machine-checked; decide gate.require_review",
            SetReason::ReviewMissing => "not reviewed as required",
        }
    }
}

/// A set in a locale: how much is done, and whether it is used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetStatus {
    /// The set.
    pub set: String,
    /// The locale.
    pub locale: String,
    /// Units of the reference.
    pub units: u32,
    /// Units done.
    pub done: u32,
    /// `done / units`; 1 for a set without units.
    pub coverage: f64,
    /// Whether the set is used in this locale.
    pub on: bool,
    /// Why it is, or is not.
    pub reason: SetReason,
    /// The weakest `@review` mark of its texts; `None` when some text has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The units that are not done, by name, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub open: BTreeMap<String, Lack>,
}

impl fmt::Display for SetStatus {
    /// `de ticket: off, 41 of 42 units (incomplete): ticket-solved.sms missing`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: {}, {} of {} units",
            self.locale,
            self.set,
            if self.on { "on" } else { "off" },
            self.done,
            self.units
        )?;
        write!(f, " ({})", self.reason.words())?;
        for (i, (unit, lack)) in self.open.iter().enumerate().take(8) {
            write!(f, "{} {unit} {}", if i == 0 { ":" } else { "," }, lack.words())?;
        }
        if self.open.len() > 8 {
            write!(f, ", and {} more", self.open.len() - 8)?;
        }
        Ok(())
    }
}

/// How a text that may be read at all stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Done, and reviewed as the deployment requires.
    Done,
    /// Out of date or not reviewed: read only where the thresholds leave its set on.
    Stale,
}

/// Message → attribute → standing, of the texts that may be read. One that equals the reference is none: it is not of this language.
pub(crate) type Standings = HashMap<String, HashMap<String, Standing>>;

/// The verdict over a whole catalog.
pub(crate) struct Verdict {
    pub(crate) sets: Vec<SetStatus>,
    /// By locale.
    pub(crate) standings: Vec<Standings>,
}

/// Judges every set in every locale.
pub(crate) fn judge(ws: &Workspace, outcome: &Outcome, config: &GateConfig) -> Verdict {
    let mut verdict = Verdict { sets: Vec::new(), standings: vec![Standings::new(); ws.locales.len()] };
    let sets = sets(ws);
    for (locale, standings) in verdict.standings.iter_mut().enumerate() {
        // What is lacking of a text is found once, however many messages show it.
        let mut known = HashMap::new();
        for (set, messages) in &sets {
            verdict.sets.push(judge_set(ws, outcome, config, locale, (set, messages), (standings, &mut known)));
        }
    }
    verdict
}

/// The sets of the reference in their order, each with its messages: the order of [`Verdict::sets`] within a locale.
pub(crate) fn sets(ws: &Workspace) -> Vec<(&str, Vec<&Entry>)> {
    let mut sets: Vec<(&str, Vec<&Entry>)> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for entry in ws.reference_entries().filter(|e| !e.term) {
        step();
        let number = *numbers.entry(&entry.set).or_insert(sets.len());
        match sets.get_mut(number) {
            Some((_, messages)) => messages.push(entry),
            None => sets.push((&entry.set, vec![entry])),
        }
    }
    sets
}

fn judge_set(
    ws: &Workspace,
    outcome: &Outcome,
    config: &GateConfig,
    locale: usize,
    (set, messages): (&str, &[&Entry]),
    (standings, known): (&mut Standings, &mut HashMap<Node, Option<Lack>>),
) -> SetStatus {
    let (mut units, mut done, mut open) = (0_u32, 0_u32, BTreeMap::new());
    let mut marks: Vec<Option<Review>> = Vec::new();
    for reference in messages {
        for unit in &reference.units {
            step();
            let lack = lack(ws, outcome, locale, (reference, &unit.attribute), known);
            if lack == Some(Lack::Missing) && reference.notes.optional.contains(&unit.attribute) {
                continue;
            }
            units = units.saturating_add(1);
            let mark = weakest_mark(ws, locale, &reference.id, &unit.attribute);
            marks.extend(mark);
            let reviewed = mark.is_some_and(|m| config.require_review.accepts(m));
            let standing = match lack {
                None if reviewed => Some(Standing::Done),
                None | Some(Lack::Stale) => Some(Standing::Stale),
                Some(Lack::Missing | Lack::Equal | Lack::Error) => None,
            };
            let texts = standings.entry(reference.id.clone()).or_default();
            texts.extend(standing.map(|s| (unit.attribute.clone(), s)));
            match lack {
                None => {
                    done = done.saturating_add(1);
                }
                Some(lack) => {
                    open.insert(unit_name(reference, &unit.attribute), lack);
                }
            }
        }
    }
    let coverage = if units == 0 { 1.0 } else { f64::from(done) / f64::from(units) };
    let name = ws.view(locale).map_or("", |v| v.name.as_str());
    let is_reference = locale == ws.reference;
    let (on, reason) = if is_reference {
        (true, SetReason::Reference)
    } else {
        decide(config, set, config.previous.is_on(set, name), coverage, &marks)
    };
    let review = marks.iter().copied().min().flatten();
    SetStatus { set: set.to_owned(), locale: name.to_owned(), units, done, coverage, on, reason, review, open }
}

/// The gate itself: coverage against the threshold that the previous state chooses, then the marks.
fn decide(config: &GateConfig, set: &str, was_on: bool, coverage: f64, marks: &[Option<Review>]) -> (bool, SetReason) {
    let t = config.sets.get(set).unwrap_or(&config.thresholds);
    let wanted = if was_on { t.disable } else { t.enable };
    // Coverage is a fraction of two small whole numbers; the margin is far below one unit and only absorbs 0.7 not being 7/10.
    if coverage + 1e-9 < wanted {
        return (false, SetReason::Incomplete);
    }
    if marks.iter().any(|m| !config.require_review.accepts(*m)) {
        let undecided = config.require_review == RequireReview::Undecided;
        return (false, if undecided { SetReason::ReviewUndecided } else { SetReason::ReviewMissing });
    }
    (true, if coverage >= 1.0 { SetReason::Complete } else { SetReason::Enough })
}

/// The weakest mark of a text and of the messages shown inside it; `None` when the text is not there. Terms are names and ask for none.
fn weakest_mark(ws: &Workspace, locale: usize, id: &str, attribute: &str) -> Option<Option<Review>> {
    ws.find_unit(locale, id, attribute)?;
    let texts = ws.shown(locale, id, attribute);
    texts.iter().filter(|(_, e, _)| !e.term).map(|(_, e, _)| mark_of(ws, e)).min()
}

/// The mark of a message: its own, else its file's.
fn mark_of(ws: &Workspace, entry: &Entry) -> Option<Review> {
    entry.review.or_else(|| ws.files.get(entry.file)?.notes.review)
}

/// What is lacking of a text, or of a message or term that is shown inside it: the worst of all.
fn lack(
    ws: &Workspace,
    outcome: &Outcome,
    locale: usize,
    (reference, attribute): (&Entry, &str),
    known: &mut HashMap<Node, Option<Lack>>,
) -> Option<Lack> {
    if ws.find_unit(locale, &reference.id, attribute).is_none() {
        return Some(Lack::Missing);
    }
    let mut worst = None;
    for (node, entry, unit) in ws.shown(locale, &reference.name(), attribute) {
        let found = *known.entry(node).or_insert_with(|| lack_of_one(ws, outcome, locale, entry, unit));
        worst = worst.into_iter().chain(found).max_by_key(|lack| lack.weight());
    }
    worst
}

/// What is lacking of one text, whatever it refers to; what is not there cannot be shown, which is an error of what refers to it.
fn lack_of_one(ws: &Workspace, outcome: &Outcome, locale: usize, entry: &Entry, unit: &Unit) -> Option<Lack> {
    let owner = ws.files.get(entry.file).map_or(locale, |f| f.locale_index);
    let bad = |a: &str| outcome.failed.contains(&(owner, entry.name(), a.to_owned()));
    if bad("*") || bad(&unit.attribute) || !ws.has_all_of(locale, unit) {
        return Some(Lack::Error);
    }
    let s = Subject { ws, locale: owner, entry, unit, reference: source_of(ws, owner, entry, unit) };
    if equals_reference(&s).is_some() {
        return Some(Lack::Equal);
    }
    stale(&s).map(|_| Lack::Stale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thresholds_hold_the_state_between_them() {
        let config = GateConfig { thresholds: Thresholds { enable: 0.7, disable: 0.6 }, ..GateConfig::default() };
        let on = |was_on: bool, coverage: f64| decide(&config, "s", was_on, coverage, &[]).0;
        assert!(!on(false, 0.69) && on(false, 0.7), "on at 70 %");
        assert!(on(true, 0.65) && on(true, 0.6) && !on(true, 0.59), "off below 60 %");
        assert!(config.check().is_ok());
        let wrong = GateConfig { thresholds: Thresholds { enable: 0.6, disable: 0.7 }, ..GateConfig::default() };
        assert!(wrong.check().is_err());
    }

    #[test]
    fn a_deployment_decides_about_reviews() {
        use Review::{MachineChecked, Native, Reference};
        for (rule, accepted) in [
            (RequireReview::Undecided, [true, false, true, true]),
            (RequireReview::Nothing, [true, true, true, true]),
            (RequireReview::MachineChecked, [false, true, true, true]),
            (RequireReview::Native, [false, false, true, true]),
        ] {
            let marks = [None, Some(MachineChecked), Some(Native), Some(Reference)];
            assert_eq!(marks.map(|m| rule.accepts(m)), accepted, "{rule:?}");
        }
    }
}
