//! The rules of a text: which dates each one holds on, asked of the crate, and which times it opens or closes.

use super::holidays::PublicHolidays;
use super::wording::{Junction, junctions, stated_comments};
use super::{Error, NaiveDate, Problem, Result, left_out};
use crate::time::{IntervalSet, TimeSegment};
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours};
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, WeekDayRange};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};
use std::sync::Arc;

/// Seconds of a day on the wall clock.
pub(super) const DAY: i64 = 86_400;

/// How far a holiday may be moved: those of the neighbouring years are known.
const MAX_OFFSET: i16 = 365;

/// One rule with its times in seconds since midnight.
pub(super) struct Rule {
    dates: Dates,
    /// The dates of every week, of a rule that has no others.
    weekly: Option<Dates>,
    /// Up to 24:00 of the date it holds on.
    pub(super) today: IntervalSet,
    /// What is left of it on the morning after.
    pub(super) tail: IntervalSet,
    pub(super) opens: bool,
    /// Replaces the rules before it, and does not only add to them or take away.
    pub(super) replaces: bool,
    /// Names public holidays.
    names_holidays: bool,
    /// Closes whole public holidays and nothing else that depends on them.
    closes_holidays: bool,
    /// What a date costs.
    pub(super) selectors: usize,
}

/// The dates a rule holds on, by the evaluator of the crate: those on which all of these hold.
struct Dates(Vec<OpeningHours>);

impl Dates {
    fn contain(&self, date: NaiveDate) -> bool {
        self.0.iter().all(|one| !one.schedule_at(date).is_empty())
    }
}

/// Reads the rules of a text; what they cannot say to a calendar is left out.
pub(super) fn read(text: &str, holidays: &PublicHolidays, lost: &mut Vec<Problem>) -> Result<Vec<Rule>> {
    let parsed = opening_hours_syntax::parse(text)
        .map_err(|e| Error::invalid("", text, format!("opening_hours syntax ({})", first_line(&e.to_string()))))?;
    let joined = aligned(&parsed.rules, |r| is_mixed(&r.day_selector), junctions(text));
    let stated = aligned(&parsed.rules, |r| !r.comment.is_empty(), stated_comments(text));
    let mut rules = Vec::with_capacity(parsed.rules.len());
    for (i, ((rule, junction), is_stated)) in parsed.rules.iter().zip(joined).zip(stated).enumerate() {
        let is_stated = is_stated.unwrap_or(rule.comment.is_empty());
        let mut reader = Reader { path: format!("rules[{i}]"), rule, junction, is_stated, holidays, lost };
        rules.extend(reader.read());
    }
    Ok(rules)
}

/// What was found in the text, for the rules it must belong to; `None` for the others, and for all where the numbers differ.
fn aligned<T>(rules: &[RuleSequence], belongs: impl Fn(&RuleSequence) -> bool, found: Vec<T>) -> Vec<Option<T>> {
    let mut found =
        if rules.iter().filter(|r| belongs(r)).count() == found.len() { found } else { Vec::new() }.into_iter();
    rules.iter().map(|rule| if belongs(rule) { found.next() } else { None }).collect()
}

fn first_line(text: &str) -> &str {
    text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim()
}

impl Rule {
    pub(super) fn holds_on(&self, date: NaiveDate) -> bool {
        self.dates.contain(date)
    }

    /// Whether the rule holds on the weekday of this date in every week.
    pub(super) fn holds_weekly(&self, date: NaiveDate) -> bool {
        self.weekly.as_ref().is_some_and(|dates| dates.contain(date))
    }

    pub(super) fn is_weekly(&self) -> bool {
        self.weekly.is_some()
    }

    /// Whether anything about it depends on more than the weekday.
    pub(super) fn has_dates(&self) -> bool {
        self.weekly.is_none() || self.names_holidays
    }
}

/// Whether public holidays only ever close, so that they can stay holidays.
pub(super) fn only_close_holidays(rules: &[Rule]) -> bool {
    let mut named = rules.iter().filter(|r| r.names_holidays).peekable();
    named.peek().is_some() && named.all(|r| r.closes_holidays)
}

struct Reader<'a> {
    path: String,
    rule: &'a RuleSequence,
    /// What joins holidays and weekdays in a rule that has both.
    junction: Option<Junction>,
    /// Whether a comment of the rule stands beside a state.
    is_stated: bool,
    holidays: &'a PublicHolidays,
    lost: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn lose(&mut self, why: &str) {
        self.lost.push(left_out(self.path.clone(), self.rule, why));
    }

    fn read(&mut self) -> Option<Rule> {
        let days = &self.rule.day_selector;
        if self.rule.operator == RuleOperator::Fallback {
            self.lose("no fallback rule (||)");
            return None;
        }
        if is_mixed(days) && self.junction.is_none() {
            self.lose("holidays and weekdays joined by a comma (either) or a blank (both)");
            return None;
        }
        let needs_both = self.junction == Some(Junction::Both);
        let (Some(dates), Some(weekly)) = (self.dates(needs_both), self.weekly(needs_both)) else {
            self.lose("dates that can be evaluated");
            return None;
        };
        if days.weekday.iter().any(|w| is_holiday(w, HolidayKind::School)) {
            self.lose("no school holidays: none are known");
        }
        let opens = self.opens();
        let times = self.times();
        let names_holidays = days.weekday.iter().any(|w| is_holiday(w, HolidayKind::Public));
        let whole_day = times.as_slice() == [TimeSegment { start: 0, end: DAY }];
        let closes = self.rule.kind == RuleKind::Closed && whole_day && !needs_both && !has_date_selectors(days);
        let adds = self.rule.operator == RuleOperator::Additional;
        Some(Rule {
            dates,
            weekly,
            tail: shifted(&times.clip(TimeSegment { start: DAY, end: 2 * DAY }), -DAY),
            today: times.clip(TimeSegment { start: 0, end: DAY }),
            opens,
            replaces: !adds && self.rule.kind != RuleKind::Closed,
            names_holidays,
            closes_holidays: closes && !days.weekday.iter().any(is_moved_holiday),
            selectors: selectors(self.rule),
        })
    }

    /// A comment without a state says that it depends, which is no open time.
    fn opens(&mut self) -> bool {
        match self.rule.kind {
            RuleKind::Unknown => self.lose("open or off, not unknown; it counts as closed"),
            RuleKind::Open if !self.is_stated => {
                self.lose(
                    "a state beside the comment, such as open \"ring the bell\"; without one it counts as closed",
                );
            }
            kind => return kind == RuleKind::Open,
        }
        false
    }

    fn times(&mut self) -> IntervalSet {
        let spans = &self.rule.time_selector.spans;
        let fixed: Vec<TimeSegment> = spans.iter().filter_map(segment).collect();
        if fixed.len() < spans.len() || spans.iter().any(|s| s.open_end) {
            self.lose("fixed times with an end; the others count as closed");
        }
        IntervalSet::from_segments(fixed)
    }

    /// Years, dates, weeks and weekdays must each hold, and so must holidays and weekdays joined by a blank.
    fn dates(&self, needs_both: bool) -> Option<Dates> {
        let days = &self.rule.day_selector;
        if days.weekday.iter().any(|w| matches!(w, WeekDayRange::Holiday { offset, .. } if offset.abs() > MAX_OFFSET)) {
            return None;
        }
        let only = DaySelector::default;
        let (first, second) = days.weekday.iter().cloned().partition(|w| !needs_both || is_any_holiday(w));
        let parts = [
            DaySelector { year: days.year.clone(), ..only() },
            DaySelector { monthday: days.monthday.clone(), ..only() },
            DaySelector { week: days.week.clone(), ..only() },
            DaySelector { weekday: first, ..only() },
            DaySelector { weekday: second, ..only() },
        ];
        let named = parts.iter().filter(|part| !part.is_empty());
        named.map(|part| self.evaluator(part)).collect::<Option<Vec<_>>>().map(Dates)
    }

    /// `Some(None)` for a rule that holds on nothing in every week.
    fn weekly(&self, needs_both: bool) -> Option<Option<Dates>> {
        let days = &self.rule.day_selector;
        if has_date_selectors(days) || needs_both {
            return Some(None);
        }
        if days.is_empty() {
            return Some(Some(Dates(Vec::new())));
        }
        let weekday: Vec<WeekDayRange> = days.weekday.iter().filter(|w| is_every_week(w)).cloned().collect();
        if weekday.is_empty() {
            return Some(None);
        }
        self.evaluator(&DaySelector { weekday, ..DaySelector::default() }).map(|one| Some(Dates(vec![one])))
    }

    /// Evaluates these days alone. They are written and read again, since the crate evaluates only what it has read: a
    /// difference would be a wrong date, so it is looked for.
    fn evaluator(&self, days: &DaySelector) -> Option<OpeningHours> {
        let parsed: OpeningHours = written(days).parse().ok()?;
        let expression = parsed.get_expression();
        let [rule] = expression.rules.as_slice() else { return None };
        let same = rule.day_selector == *days && rule.kind == RuleKind::Open;
        let known = ContextHolidays::new(self.holidays.calendar.clone(), Arc::new(CompactCalendar::default()));
        same.then(|| parsed.with_context(Context::default().with_holidays(known)))
    }
}

/// As the crate writes them, but for the sign of `PH +1 day`, which it drops.
fn written(days: &DaySelector) -> String {
    if days.weekday.is_empty() {
        return days.to_string();
    }
    let one = |range: &WeekDayRange| match range {
        WeekDayRange::Holiday { kind, offset } if *offset != 0 => format!("{kind} {offset:+} days"),
        _ => range.to_string(),
    };
    days.weekday.iter().map(one).collect::<Vec<_>>().join(",")
}

fn segment(span: &TimeSpan) -> Option<TimeSegment> {
    let (Time::Fixed(start), Time::Fixed(end)) = (span.range.start, span.range.end) else { return None };
    // `18:00+` is read as 18:00-24:00 with an open end, but nothing after 18:00 is known to be open.
    let made_up = span.open_end && span.to_string().ends_with(&format!("{start}+"));
    if span.repeats.is_some() || made_up {
        return None;
    }
    let seconds = |t: opening_hours_syntax::ExtendedTime| i64::from(t.hour()) * 3_600 + i64::from(t.minute()) * 60;
    let (start, end) = (seconds(start), seconds(end));
    Some(TimeSegment { start, end: if end <= start { end + DAY } else { end } })
}

/// Everything later (or, for a negative shift, earlier).
pub(super) fn shifted(times: &IntervalSet, by: i64) -> IntervalSet {
    IntervalSet::from_segments(times.iter().map(|s| TimeSegment { start: s.start + by, end: s.end + by }))
}

fn selectors(rule: &RuleSequence) -> usize {
    let days = &rule.day_selector;
    let dates = days.year.len() + days.monthday.len() + days.week.len() + days.weekday.len();
    dates + rule.time_selector.spans.len()
}

fn has_date_selectors(days: &DaySelector) -> bool {
    !days.year.is_empty() || !days.monthday.is_empty() || !days.week.is_empty()
}

fn is_any_holiday(range: &WeekDayRange) -> bool {
    matches!(range, WeekDayRange::Holiday { .. })
}

fn is_holiday(range: &WeekDayRange, wanted: HolidayKind) -> bool {
    matches!(range, WeekDayRange::Holiday { kind, .. } if *kind == wanted)
}

fn is_moved_holiday(range: &WeekDayRange) -> bool {
    matches!(range, WeekDayRange::Holiday { offset, .. } if *offset != 0)
}

fn is_mixed(days: &DaySelector) -> bool {
    days.weekday.iter().any(is_any_holiday) && !days.weekday.iter().all(is_any_holiday)
}

fn is_every_week(range: &WeekDayRange) -> bool {
    match range {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && !nth_from_start.contains(&false) && !nth_from_end.contains(&false)
        }
        WeekDayRange::Holiday { .. } => false,
    }
}
