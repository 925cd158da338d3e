//! Numbers, spans and hours as a reader wants them. Plain ASCII, the same bytes everywhere.

use crate::calendar::{CalendarDoc, Hours};
use crate::metrics::journey::JourneyEnds;
pub(super) use crate::text::count;
use std::borrow::Cow;

/// Characters of a name of the log that a text shows.
const MAX_SHOWN_CHARS: usize = 200;

/// A name of the log as a text may show it.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    crate::text::clean(text, MAX_SHOWN_CHARS)
}

/// A share of 0 to 1 in percent: `63.4 %`; a dash where there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |s| format!("{:.1} %", s * 100.0))
}

/// How tickets ended, in words.
pub(super) fn ends(of: &JourneyEnds, silent_days: u32) -> String {
    let [done, unanswered, silent, running] = [of.done, of.unanswered, of.silent, of.running].map(count);
    format!(
        "{done} done, {unanswered} done without the answer they waited for, {silent} silent for more than {silent_days} days, {running} running"
    )
}

/// An interval of shares: `62.8-64.0 %`; a dash where there is none.
pub(super) fn interval(lo: Option<f64>, hi: Option<f64>) -> String {
    lo.zip(hi).map_or_else(|| "-".to_owned(), |(lo, hi)| format!("{:.1}-{:.1} %", lo * 100.0, hi * 100.0))
}

/// Elapsed time: `45 s`, `75 min`, `22.1 h`, `15.9 d` (days of 24 hours); a dash where there is none.
pub(super) fn span(seconds: Option<f64>) -> String {
    match seconds {
        None => "-".to_owned(),
        Some(s) if s.abs() < 120.0 => format!("{s:.0} s"),
        Some(s) if s.abs() < 7_200.0 => format!("{:.0} min", s / 60.0),
        Some(s) if s.abs() < 172_800.0 => format!("{:.1} h", s / 3_600.0),
        Some(s) => format!("{:.1} d", s / 86_400.0),
    }
}

/// Counted hours, never days: a day of business has as many hours as its calendar says. `1,254.5 h`.
pub(super) fn hours(seconds: Option<f64>) -> String {
    let Some(s) = seconds else { return "-".to_owned() };
    let text = format!("{:.1}", s / 3_600.0);
    let (whole, tenths) = text.split_once('.').unwrap_or((&text, "0"));
    match whole.parse::<u64>() {
        Ok(whole) => format!("{}.{tenths} h", count(whole)),
        Err(_) => format!("{text} h"),
    }
}

/// The same of whole seconds.
pub(super) fn whole_hours(seconds: i64) -> String {
    // Far below 2^53: the supported dates span 3 * 10^9 seconds.
    #[allow(clippy::cast_precision_loss)]
    hours(Some(seconds as f64))
}

/// A target in hours, without tenths where there are none: `20 h`.
pub(super) fn brief_hours(seconds: i64) -> String {
    whole_hours(seconds).replace(".0 h", " h")
}

/// The hours of a calendar in a line: `Mon-Fri 08:00-18:00, UTC, no holidays`.
pub(super) fn describe_hours(doc: &CalendarDoc) -> String {
    let parts =
        [(&doc.union, "any of"), (&doc.intersection, "all of"), (&doc.difference, "the first and none of the rest of")];
    if let Some((parts, how)) = parts.iter().find(|(parts, _)| !parts.is_empty()) {
        let told: Vec<String> = parts.iter().map(|p| format!("({})", describe_hours(p))).collect();
        return format!("open when {how} {}", told.join(", "));
    }
    if let Some(whom) = &doc.staffed_by {
        return whom.to_string();
    }
    let zone = if doc.timezone.is_empty() { "UTC" } else { &doc.timezone };
    let week = if doc.always_open { "always".to_owned() } else { describe_week(doc) };
    let holidays = match doc.holidays.len() {
        0 => "no holidays".to_owned(),
        1 => "1 holiday".to_owned(),
        n => format!("{n} holidays"),
    };
    format!("{week}, {zone}, {holidays}")
}

fn describe_week(doc: &CalendarDoc) -> String {
    const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let days = doc.weekly.days();
    let mut out: Vec<(String, String, &[Hours])> = Vec::new();
    let mut previous: Option<&[Hours]> = None;
    for (name, hours) in NAMES.iter().zip(days) {
        match out.last_mut() {
            Some((_, last, _)) if previous == Some(hours) => *last = (*name).to_owned(),
            _ => out.push(((*name).to_owned(), (*name).to_owned(), hours)),
        }
        previous = Some(hours);
    }
    let open = out.iter().filter(|(_, _, hours)| !hours.is_empty());
    let told: Vec<String> = open
        .map(|(first, last, hours)| {
            let days = if first == last { first.clone() } else { format!("{first}-{last}") };
            let times: Vec<String> = hours.iter().map(|h| format!("{}-{}", h.start, h.end)).collect();
            format!("{days} {}", times.join(" and "))
        })
        .collect();
    if told.is_empty() { "never open".to_owned() } else { told.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut() {
        let (most, over) = ("x".repeat(MAX_SHOWN_CHARS), "x".repeat(MAX_SHOWN_CHARS + 1));
        assert_eq!(clean(&most), most);
        assert!(clean(&over).ends_with("...") && clean(&over).len() <= MAX_SHOWN_CHARS + 3);
    }

    #[test]
    fn numbers_for_readers() {
        assert_eq!(
            (count(0), count(999), count(1_000), count(1_234_567)),
            ("0".into(), "999".into(), "1,000".into(), "1,234,567".into())
        );
        assert_eq!((percent(Some(0.6342)), percent(None)), ("63.4 %".into(), "-".into()));
        assert_eq!(interval(Some(0.1), Some(1.0)), "10.0-100.0 %");
        let spans = [0.0, 119.0, 120.0, 7_199.0, 7_200.0, 172_799.0, 1_373_580.0].map(|s| span(Some(s)));
        assert_eq!(spans, ["0 s", "119 s", "2 min", "120 min", "2.0 h", "48.0 h", "15.9 d"]);
        assert_eq!((hours(Some(4_516_200.0)), whole_hours(1_800)), ("1,254.5 h".into(), "0.5 h".into()));
    }

    #[test]
    fn a_calendar_in_a_line() {
        let read = |json: &str| describe_hours(&serde_json::from_str(json).unwrap());
        let week = r#"{"timezone": "Europe/Rome", "weekly": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "tue": [["09:00", "13:00"], ["14:00", "18:00"]],
            "thu": [["09:00", "12:00"]]}, "holidays": ["12-25"]}"#;
        assert_eq!(read(week), "Mon-Tue 09:00-13:00 and 14:00-18:00; Thu 09:00-12:00, Europe/Rome, 1 holiday");
        assert_eq!(read(r#"{"timezone": "UTC", "always_open": true}"#), "always, UTC, no holidays");
        assert_eq!(read(r#"{"timezone": "UTC"}"#), "never open, UTC, no holidays");
    }
}
