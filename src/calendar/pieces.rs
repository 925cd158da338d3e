//! The time line with reasons: why each piece of it counts or does not.

use super::combine::Combination;
use super::compiled::{Calendar, Source};
use super::doc::HolidayCut;
use super::rules::{DAY_SECONDS, Named, Rules, Span, month_day, to_owner_end};
use crate::time::pieces::take_out;
use crate::time::timeline::{self, Join, join};
use crate::time::{DAY, MAX_INSTANT, MIN_INSTANT, TimeSegment, Timeline};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::sync::Arc;

/// Why a piece of time is open or not.
///
/// Serialised as `{"reason": "holiday", "name": "Christmas Day"}`; `name` is left out where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Open: it counts.
    Open,
    /// Outside the hours.
    Closed,
    /// Closed part of a holiday, with its name (may be empty).
    Holiday(Arc<str>),
    /// Closed on a date whose exception replaces the regular hours, with its name (may be empty).
    Exception(Arc<str>),
    /// A break in what is otherwise open.
    Break,
    /// Open in the first calendar of a difference, and taken away by another one or by
    /// [`without`](Calendar::without).
    Excluded,
}

impl Reason {
    /// The stable word: `open`, `closed`, `holiday`, `exception`, `break`, `excluded`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Reason::Open => "open",
            Reason::Closed => "closed",
            Reason::Holiday(_) => "holiday",
            Reason::Exception(_) => "exception",
            Reason::Break => "break",
            Reason::Excluded => "excluded",
        }
    }

    /// The name of the holiday or exception; empty for the others.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Reason::Holiday(name) | Reason::Exception(name) => name,
            _ => "",
        }
    }

    /// Whether time with this reason counts.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Reason::Open
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let named = !self.name().is_empty();
        let mut fields = to.serialize_struct("Reason", 1 + usize::from(named))?;
        fields.serialize_field("reason", self.code())?;
        if named {
            fields.serialize_field("name", self.name())?;
        }
        fields.end()
    }
}

/// A piece of the time line, `[start, end)` in microseconds since 1970 UTC, with the one reason that holds all through it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Piece {
    /// Its first instant.
    pub start: i64,
    /// The first instant after it.
    pub end: i64,
    /// Why it is open or not.
    #[serde(flatten)]
    pub reason: Reason,
}

impl Calendar {
    /// All of `range`, piece by piece: in order, without gaps, neighbours differ in their reason, lengths add up exactly. What
    /// lies outside the supported dates is left out.
    ///
    /// A reason is looked for in this order: open, break, holiday, exception, closed. A holiday covers the whole of its closed
    /// part of the wall-clock day, an exception 00:00–24:00 of its date. In a union the first part with a reason other than
    /// `closed` gives it, in an intersection the first such part that is not open.
    ///
    /// ```
    /// use sundesk::calendar::Calendar;
    /// use sundesk::time::{TimeSegment, ZoneDb, parse_instant};
    /// let cal = Calendar::from_json(r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]},
    ///     "holidays": [{"date": "2026-07-07", "name": "Founders' Day"}]}"#, &ZoneDb::bundled())?;
    /// let range = TimeSegment::new(parse_instant("2026-07-06T12:00:00Z")?, parse_instant("2026-07-08T00:00:00Z")?);
    /// let told: Vec<String> = cal.pieces(range)
    ///     .map(|p| format!("{} {} h {}", p.reason.code(), (p.end - p.start) / 3_600_000_000, p.reason.name()))
    ///     .collect();
    /// assert_eq!(told, ["open 5 h ", "closed 7 h ", "holiday 24 h Founders' Day"]);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    pub fn pieces(&self, range: TimeSegment) -> Pieces<'_> {
        let range = range.intersection(TimeSegment::new(MIN_INSTANT, MAX_INSTANT));
        let first = Timeline::new(range.start).into_iter();
        Pieces(join(Weeks { source: &self.0.source, at: range.start, end: range.end, week: first }))
    }
}

/// The pieces of a range; see [`Calendar::pieces`].
#[derive(Clone)]
pub struct Pieces<'a>(Join<Weeks<'a>>);

impl std::fmt::Debug for Pieces<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").finish_non_exhaustive()
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let (piece, reason) = self.0.next()?;
        Some(Piece { start: piece.start, end: piece.end, reason })
    }
}

/// Seven days at a time, so that three hundred years are never held at once.
#[derive(Clone)]
struct Weeks<'a> {
    source: &'a Source,
    at: i64,
    end: i64,
    week: timeline::IntoIter<Reason>,
}

impl Iterator for Weeks<'_> {
    type Item = (TimeSegment, Reason);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.week.next() {
                return Some(piece);
            }
            if self.at >= self.end {
                return None;
            }
            let window = TimeSegment::new(self.at, self.end.min(self.at + 7 * DAY));
            self.week = pieces_in(self.source, window).into_iter();
            self.at = window.end;
        }
    }
}

fn pieces_in(source: &Source, window: TimeSegment) -> Timeline<Reason> {
    match source {
        Source::Rules(rules) => Layers::of(rules, window).pieces(window),
        Source::Without(base, pieces) => {
            let (base, pieces) = (pieces_in(base, window), pieces.clip(window));
            let own = pieces.iter().flat_map(|piece| [piece.start, piece.end]);
            let edges: Vec<i64> = base.iter().map(|(piece, _)| piece.start).chain(own).collect();
            Timeline::cover(window, edges, |at| match base.at(at).unwrap_or(&Reason::Closed) {
                Reason::Open if pieces.contains(at) => Reason::Excluded,
                reason => reason.clone(),
            })
        }
        Source::Combined(how, parts) => {
            let parts: Vec<Timeline<Reason>> = parts.iter().map(|p| pieces_in(p, window)).collect();
            let edges: Vec<i64> = parts.iter().flat_map(|p| p.iter().map(|(piece, _)| piece.start)).collect();
            Timeline::cover(window, edges, |at| {
                let reasons = parts.iter().map(|pieces| pieces.at(at).unwrap_or(&Reason::Closed));
                combined(*how, &reasons.collect::<Vec<_>>())
            })
        }
    }
}

fn combined(how: Combination, reasons: &[&Reason]) -> Reason {
    if how.holds(reasons.iter().map(|r| r.is_open())) {
        return Reason::Open;
    }
    let closed = match how {
        Combination::Difference => match reasons.first() {
            Some(Reason::Open) => return Reason::Excluded,
            first => return first.map_or(Reason::Closed, |r| (*r).clone()),
        },
        _ => reasons.iter().filter(|r| !r.is_open()),
    };
    closed.into_iter().find(|r| ***r != Reason::Closed).map_or(Reason::Closed, |r| (**r).clone())
}

/// What lies over a window, each with its reason.
struct Layers {
    open: Vec<TimeSegment>,
    otherwise_open: Vec<TimeSegment>,
    holidays: Vec<(TimeSegment, Arc<str>)>,
    exceptions: Vec<(TimeSegment, Arc<str>)>,
}

impl Layers {
    fn of(rules: &Rules, window: TimeSegment) -> Self {
        let clock = rules.clock(window);
        let (mut open, mut holidays, mut exceptions) = (Vec::new(), Vec::new(), Vec::new());
        rules.before_breaks(window, clock, &mut open);
        let otherwise_open = open.clone();
        rules.take_breaks(window, clock, &mut open);
        for day in rules.days(window) {
            let Some(kind) = rules.kind_of(day) else { continue };
            if kind.hours.is_some() {
                let name = rules.exception_names.get(&day).cloned().unwrap_or_default();
                exceptions.push((clock.closed(day, (0, DAY_SECONDS)), name));
            }
            for (span, name) in names_of(rules, day, &kind.closed) {
                holidays.push((clock.closed(day, span), Arc::clone(&name)));
                if rules.cut == HolidayCut::OwnerDate && span.1 >= DAY_SECONDS {
                    // Its own hours after midnight are closed for the same reason.
                    let night = rules.base(day, Some(kind)).iter().filter(|s| s.1 > DAY_SECONDS);
                    let night = night.map(|s| (s.0.max(to_owner_end(span).0).max(DAY_SECONDS), s.1));
                    holidays.extend(night.map(|s| (clock.closed(day, s), Arc::clone(&name))));
                }
            }
        }
        Self { open, otherwise_open, holidays, exceptions }
    }

    fn pieces(&self, window: TimeSegment) -> Timeline<Reason> {
        let plain = self.open.iter().chain(&self.otherwise_open);
        let named = self.holidays.iter().chain(&self.exceptions).map(|(s, _)| s);
        let edges = plain.chain(named).flat_map(|s| [s.start, s.end]);
        Timeline::cover(window, edges, |at| self.reason(at))
    }

    fn reason(&self, at: i64) -> Reason {
        let inside = |layer: &[TimeSegment]| layer.iter().any(|s| s.contains(at));
        let named =
            |layer: &[(TimeSegment, Arc<str>)]| layer.iter().find(|(s, _)| s.contains(at)).map(|(_, n)| Arc::clone(n));
        if inside(&self.open) {
            return Reason::Open;
        }
        if inside(&self.otherwise_open) {
            return Reason::Break;
        }
        match (named(&self.holidays), named(&self.exceptions)) {
            (Some(name), _) => Reason::Holiday(name),
            (None, Some(name)) => Reason::Exception(name),
            (None, None) => Reason::Closed,
        }
    }
}

/// The closed spans of a date with their names: named ones first as given, then what is left without a name.
fn names_of(rules: &Rules, day: i32, closed: &[Span]) -> Vec<(Span, Arc<str>)> {
    let dated = rules.holiday_names.get(&day).map_or(&[][..], Vec::as_slice);
    let yearly = month_day(day).and_then(|key| rules.yearly_names.get(&key)).map_or(&[][..], Vec::as_slice);
    let mut left = closed.to_vec();
    let mut named = Vec::new();
    for Named { span, name } in dated.iter().chain(yearly) {
        named.push((*span, Arc::clone(name)));
        take_out(&mut left, 0, *span);
    }
    named.extend(left.into_iter().map(|span| (span, Arc::default())));
    named
}
