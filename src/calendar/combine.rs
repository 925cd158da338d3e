//! Calendar algebra: union, intersection and difference of calendars, each in its own zone.

use super::build::combined;
use super::compiled::{Calendar, Source, Written};
use super::doc::CalendarDoc;
use super::index::WeekPieces;
use super::limits::{MAX_NESTING, MAX_PARTS};
use crate::document::{Compile, Problems};
use crate::error::{Error, Problem, Result};
use crate::time::{ZoneDb, pieces};
use std::sync::Arc;

/// How calendars are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Combination {
    Union,
    Intersection,
    Difference,
}

/// The result has an index of its own and costs the same as any calendar. It keeps the reasons of its parts.
///
/// Calendars can be folded one by one: `a.union(&b)?.union(&c)?` is the union of the three parts, not one inside another, and
/// so on for the other two, up to [`MAX_PARTS`] parts. A combination with a name of its own stays one part.
impl Calendar {
    /// Open when this calendar or `other` is, as in a follow-the-sun desk: three offices, three zones, one calendar.
    ///
    /// ```
    /// use sundesk::calendar::Calendar;
    /// use sundesk::time::{TimeSegment, ZoneDb, parse_instant};
    /// let office = |zone: &str| Calendar::from_json(
    ///     &format!(r#"{{"timezone": "{zone}", "weekly": {{"wed": ["09:00-17:00"]}}}}"#), &ZoneDb::bundled());
    /// let desk = office("Europe/Berlin")?.union(&office("America/New_York")?)?;
    /// let day = TimeSegment::new(parse_instant("2026-07-01T00:00:00Z")?, parse_instant("2026-07-02T00:00:00Z")?);
    /// // Berlin 07:00–15:00 UTC, New York 13:00–21:00 UTC: one piece of 14 hours
    /// assert_eq!(desk.open_set(day).total(), 14 * 3_600_000_000);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) when the result would be nested deeper, or have more
    /// parts, than [`limits`](super::limits) allow.
    pub fn union(&self, other: &Calendar) -> Result<Calendar> {
        Self::union_of(&[self, other])
    }

    /// Open when this calendar and `other` are.
    ///
    /// # Errors
    /// As [`union`](Self::union).
    pub fn intersection(&self, other: &Calendar) -> Result<Calendar> {
        Self::intersection_of(&[self, other])
    }

    /// Open when this calendar is and `other` is not.
    ///
    /// # Errors
    /// As [`union`](Self::union).
    pub fn difference(&self, other: &Calendar) -> Result<Calendar> {
        combine(Combination::Difference, &[self, other])
    }

    /// Open when any of `parts` is.
    ///
    /// # Errors
    /// As [`union`](Self::union); [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) without parts.
    pub fn union_of(parts: &[&Calendar]) -> Result<Calendar> {
        combine(Combination::Union, parts)
    }

    /// Open when all of `parts` are.
    ///
    /// # Errors
    /// As [`union_of`](Self::union_of).
    pub fn intersection_of(parts: &[&Calendar]) -> Result<Calendar> {
        combine(Combination::Intersection, parts)
    }
}

fn combine(how: Combination, parts: &[&Calendar]) -> Result<Calendar> {
    let mut flat = Flat { how, docs: Vec::new(), sources: Vec::new(), timezone: String::new() };
    for part in parts {
        flat.add(part.doc(), &part.0.source);
    }
    let Flat { docs, sources, timezone, .. } = flat;
    let mut doc = CalendarDoc { timezone, ..CalendarDoc::default() };
    match how {
        Combination::Union => doc.union = docs,
        Combination::Intersection => doc.intersection = docs,
        Combination::Difference => doc.difference = docs,
    }
    within_limits(&doc)?;
    assemble(how, parts, sources, doc, None)
}

/// The parts of a combination, in which a part that is the same combination and has no name stands for its own parts: so
/// `a.union(&b)?.union(&c)?` is the union of three. What has a name stays one part.
struct Flat {
    how: Combination,
    docs: Vec<CalendarDoc>,
    sources: Vec<Arc<Source>>,
    /// The zone that the first part counts its days in, where that is told apart from its own parts.
    timezone: String,
}

impl Flat {
    fn add(&mut self, doc: &CalendarDoc, source: &Arc<Source>) {
        let is_first = self.docs.is_empty();
        // Of a difference only what is taken from can be: a − (b − c) is not a − b − c.
        match &**source {
            Source::Combined(how, parts)
                if *how == self.how && doc.name.is_empty() && (is_first || *how != Combination::Difference) =>
            {
                if is_first && self.timezone.is_empty() {
                    self.timezone.clone_from(&doc.timezone);
                }
                for (doc, part) in how.parts_of(doc).iter().zip(parts) {
                    self.add(doc, part);
                }
            }
            _ => {
                self.docs.push(doc.clone());
                self.sources.push(Arc::clone(source));
            }
        }
    }
}

/// `sources` are those of `parts`, or of the parts that `parts` are made of.
fn assemble(
    how: Combination,
    parts: &[&Calendar],
    sources: Vec<Arc<Source>>,
    doc: CalendarDoc,
    zone: Option<crate::time::Zone>,
) -> Result<Calendar> {
    let Some(first) = parts.first() else {
        return Err(Error::invalid("", 0, "at least one calendar"));
    };
    let zone = zone.unwrap_or_else(|| first.zone().clone());
    let indexes: Vec<_> = parts.iter().map(|p| &p.0.index).collect();
    let index = combined(&indexes, |weeks| how.of(weeks));
    Ok(Calendar::assemble(index, Arc::new(Source::Combined(how, sources)), Written::new(doc), zone))
}

pub(super) fn is_combination(doc: &CalendarDoc) -> bool {
    Combination::of_doc(doc).is_some()
}

/// Compiles a document that combines others; the problems of all parts are reported together.
pub(super) fn compile(doc: &CalendarDoc, zones: &ZoneDb) -> Result<Calendar> {
    within_limits(doc)?;
    let given = [
        (Combination::Union, "union", &doc.union),
        (Combination::Intersection, "intersection", &doc.intersection),
        (Combination::Difference, "difference", &doc.difference),
    ];
    let mut problems = Problems::default();
    problems.take(own_fields(doc));
    let mut given = given.into_iter().filter(|g| !g.2.is_empty());
    let Some((how, word, docs)) = given.next() else {
        return Err(Error::invalid("", "", "`union`, `intersection` or `difference`"));
    };
    for (_, other, _) in given {
        let expected = "one of `union`, `intersection` and `difference`; nest them to use several";
        problems.fault("combinations_mixed", other, word, expected);
    }
    let mut parts = Vec::with_capacity(docs.len());
    for (i, part) in docs.iter().enumerate() {
        parts.extend(problems.nest(format!("{word}[{i}]"), |p| part.compile(zones, p)));
    }
    let zone = match doc.timezone.as_str() {
        "" => None,
        name => zones.zone(name).map_err(|e| problems.fault("zone_unknown", "timezone", name, e.expectation())).ok(),
    };
    let (parts, _) = problems.finish(Some(parts))?;
    let sources = parts.iter().map(|p| Arc::clone(&p.0.source)).collect();
    assemble(how, &parts.iter().collect::<Vec<_>>(), sources, doc.clone(), zone)
}

/// Fields that mean nothing beside a combination.
fn own_fields(doc: &CalendarDoc) -> Vec<Problem> {
    let plain = CalendarDoc {
        name: doc.name.clone(),
        timezone: doc.timezone.clone(),
        union: doc.union.clone(),
        intersection: doc.intersection.clone(),
        difference: doc.difference.clone(),
        ..CalendarDoc::default()
    };
    if *doc == plain {
        return Vec::new();
    }
    let expected = "only `name` and `timezone` beside a combination; hours belong into its parts";
    vec![Problem::error("combination_with_hours", "", "", expected)]
}

fn within_limits(doc: &CalendarDoc) -> Result<()> {
    let (parts, depth) = extent(doc, MAX_NESTING + 1);
    if depth > MAX_NESTING {
        return Err(Error::limit("", depth, format!("combinations nested at most {MAX_NESTING} deep")));
    }
    if parts > MAX_PARTS {
        return Err(Error::limit("", parts, format!("at most {MAX_PARTS} calendars in a combination")));
    }
    Ok(())
}

/// How many calendars with hours there are, and how deep; does not look deeper than `left`.
fn extent(doc: &CalendarDoc, left: usize) -> (usize, usize) {
    let parts = doc.union.iter().chain(&doc.intersection).chain(&doc.difference);
    if left == 0 || !is_combination(doc) {
        return (1, 0);
    }
    parts.map(|p| extent(p, left - 1)).fold((0, 0), |sum, part| (sum.0 + part.0, sum.1.max(part.1 + 1)))
}

impl Combination {
    /// How a document combines others.
    pub(super) fn of_doc(doc: &CalendarDoc) -> Option<Self> {
        let given =
            [(Self::Union, &doc.union), (Self::Intersection, &doc.intersection), (Self::Difference, &doc.difference)];
        given.into_iter().find(|(_, parts)| !parts.is_empty()).map(|(how, _)| how)
    }

    /// The documents it is made of.
    fn parts_of(self, doc: &CalendarDoc) -> &[CalendarDoc] {
        match self {
            Combination::Union => &doc.union,
            Combination::Intersection => &doc.intersection,
            Combination::Difference => &doc.difference,
        }
    }

    /// The open pieces of a week, out of those of the parts.
    fn of(self, weeks: &[WeekPieces]) -> WeekPieces {
        let join = match self {
            Combination::Union => pieces::union,
            Combination::Intersection => pieces::intersection,
            Combination::Difference => pieces::difference,
        };
        let Some((first, others)) = weeks.split_first() else { return WeekPieces::new() };
        others.iter().fold(first.clone(), |open, other| join(&open, other))
    }

    /// Whether it is open when its parts are as told.
    pub(super) fn holds(self, mut parts: impl Iterator<Item = bool>) -> bool {
        match self {
            Combination::Union => parts.any(|open| open),
            Combination::Intersection => parts.all(|open| open),
            Combination::Difference => parts.next() == Some(true) && !parts.any(|open| open),
        }
    }
}
