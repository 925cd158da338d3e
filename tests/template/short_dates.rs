//! `dateStyle: "short"` in every locale, against the patterns of the CLDR release in use (`tests/data/cldr_short_dates.txt`).
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::template::{DateTimeOptions, Formatter, NumberOptions};
use sundesk::time::{ZoneDb, parse_instant};

const PATTERNS: &str = include_str!("../data/cldr_short_dates.txt");

/// Locales whose readers have another calendar: the patterns are of the Gregorian one.
const CALENDAR: &str = r#"{"dateStyle": "short", "calendar": "gregory"}"#;

/// The pattern filled for 9 March 2026, by hand.
fn filled(pattern: &str, formatter: &Formatter) -> String {
    let number = |text: &str| {
        let one = |c: char| formatter.number(c.to_string().parse().unwrap(), &NumberOptions::default()).unwrap();
        text.chars().map(one).collect::<String>()
    };
    let pattern = pattern.replace("\\u200f", "\u{200f}").replace("\\u202f", " ").replace('\'', "");
    let pattern = pattern.replace("dd", &number("09")).replace('d', &number("9")).replace("MM", &number("03"));
    let pattern = pattern.replace('M', &number("3")).replace("yy", &number("26"));
    pattern.replace('y', &number("2026"))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = PATTERNS.lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).flat_map(|(pattern, tags)| tags.split(' ').map(move |tag| (tag, pattern)))
}

#[test]
fn a_short_date_is_the_pattern_of_cldr() {
    let at = parse_instant("2026-03-09T12:00:00Z").unwrap();
    let zone = ZoneDb::bundled().zone("UTC").unwrap();
    let options: DateTimeOptions = serde_json::from_str(CALENDAR).unwrap();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (tag, pattern) in rows() {
        let formatter = Formatter::new(&tag.parse().unwrap());
        let got = formatter.instant(at, &zone, &options).unwrap();
        all += 1;
        if got != filled(pattern, &formatter) {
            wrong.push(format!("{tag}\t{pattern}\t{got}"));
        }
    }
    assert!(all > 700, "the patterns were read");
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a customer of the starter catalog reads, and the locales whose day and month were the other way round.
#[test]
fn short_dates_on_paper() {
    let at = parse_instant("2026-03-09T12:00:00Z").unwrap();
    let zone = ZoneDb::bundled().zone("UTC").unwrap();
    let options: DateTimeOptions = serde_json::from_str(r#"{"dateStyle": "short"}"#).unwrap();
    let both: DateTimeOptions = serde_json::from_str(r#"{"dateStyle": "short", "timeStyle": "short"}"#).unwrap();
    for (tag, date, with_time) in [
        ("ar", "9\u{200f}/3\u{200f}/2026", "9\u{200f}/3\u{200f}/2026، 12:00 م"),
        ("de", "09.03.26", "09.03.26, 12:00"),
        ("el", "9/3/26", "9/3/26, 12:00 μ.μ."),
        ("en", "3/9/26", "3/9/26, 12:00 PM"),
        ("es", "9/3/26", "9/3/26, 12:00"),
        ("et", "09.03.26", "09.03.26, 12:00"),
        ("fr", "09/03/2026", "09/03/2026 12:00"),
        ("hi", "9/3/26", "9/3/26, 12:00 pm"),
        ("ja", "2026/03/09", "2026/03/09 12:00"),
        ("pt-BR", "09/03/2026", "09/03/2026, 12:00"),
        ("vi", "9/3/26", "12:00 9/3/26"),
        ("zh-Hans", "2026/3/9", "2026/3/9 12:00"),
        ("mt", "09/03/2026", "09/03/2026 12:00"),
        ("ky", "9/3/26", "9/3/26 12:00"),
        ("en-CA", "2026-03-09", "2026-03-09, 12:00 p.m."),
        ("zu", "3/9/26", "3/9/26 12:00"),
        ("zu-ZA", "3/9/26", "3/9/26 12:00"),
    ] {
        let formatter = Formatter::new(&tag.parse().unwrap());
        assert_eq!(formatter.instant(at, &zone, &options).unwrap(), date, "{tag}");
        assert_eq!(formatter.instant(at, &zone, &both).unwrap(), with_time, "{tag}");
    }
    let long_ago = parse_instant("1926-03-09T12:00:00Z").unwrap();
    let mt = Formatter::new(&"ky".parse().unwrap());
    assert_eq!(mt.instant(long_ago, &zone, &options).unwrap(), "9/3/1926", "no reader takes it for this century");
}
