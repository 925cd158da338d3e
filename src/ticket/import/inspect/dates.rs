//! How a column's instants are written: which of the forms of real exports reads all of its first values.

use super::super::rows::trimmed;
use crate::ticket::import::stamp::{Stamp, TimeMap};
use crate::time::{Resolution, ZoneDb};

/// Forms of dates in real exports. Where two read the same values and are of one kind with day and month swapped, both are named.
pub(in super::super) const FORMS: &[&str] = &[
    "rfc3339",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S%.f %z",
    "%Y-%m-%d %H:%M:%S UTC",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%d/%b/%y %I:%M %p",
    "%d/%b/%y %H:%M",
    "%d/%b/%Y %H:%M",
    "%d-%b-%Y %H:%M:%S",
    "%d-%b-%Y %H:%M",
    "%d-%b-%Y %I:%M %p",
    "%d-%b-%y %H:%M",
    "%d/%b/%Y %I:%M %p",
    "%d %b %Y %I:%M %p",
    "%d %b %Y %H:%M",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y",
    "%a, %d %b %Y %H:%M:%S %z",
    "%Y/%m/%d %H:%M:%S%.f",
    "%Y/%m/%d",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
    "%d/%m/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%d/%m/%Y %I:%M %p",
    "%m/%d/%Y",
    "%d/%m/%y %H:%M",
    "%m/%d/%y %H:%M",
    "%d/%m/%y %I:%M %p",
    "%m/%d/%y %I:%M %p",
    "%d.%m.%y %H:%M",
    "%Y/%m/%d %H:%M",
    "%d-%m-%Y %H:%M:%S",
    "%m-%d-%Y %H:%M:%S",
    "%d-%m-%Y %H:%M",
    "%m-%d-%Y %H:%M",
    "%d-%m-%Y",
    "%m-%d-%Y",
];

/// How many values a form is tried on at first.
const SAMPLE: usize = 16;

/// Numbers that may be instants: seconds and milliseconds since 1970 from 2001 to 2100, days of a sheet from 1990 to 2100.
const NUMBERS: &[(&str, i64, i64)] =
    &[("unix_s", 978_307_200, 4_102_444_800), ("unix_ms", 978_307_200_000, 4_102_444_800_000)];

/// A form as it reads.
pub(super) fn stamp(form: &str) -> Option<(String, Stamp)> {
    let map = TimeMap { format: form.to_owned(), zone: Some("UTC".into()), resolution: Resolution::default() };
    Stamp::compile(&map, None, "", &ZoneDb::bundled()).ok().map(|stamp| (form.to_owned(), stamp))
}

/// The forms that read the most values, more than half of them: one that they do not read is a fault of its row. None for a column that holds no
/// instants.
pub(super) fn forms(values: &[&str], name: &str, zones: &ZoneDb) -> Vec<String> {
    if values.is_empty() {
        return Vec::new();
    }
    let numbers: Option<Vec<f64>> = values.iter().map(|v| v.trim().replace(',', ".").parse().ok()).collect();
    if let Some(numbers) = numbers {
        return of_numbers(&numbers, name);
    }
    let reads = |form: &&'static str| {
        let map = TimeMap { format: (*form).to_owned(), zone: Some("UTC".into()), resolution: Resolution::default() };
        let stamp = Stamp::compile(&map, None, "", zones).ok()?;
        let read = |value: &&&str| stamp.read(trimmed(value.as_bytes())).is_ok();
        // Most forms read none: a few values tell.
        values.iter().take(SAMPLE).find(read)?;
        let right = values.iter().filter(read).count();
        (right == values.len() || right * 2 > values.len()).then_some((right, *form))
    };
    let found: Vec<(usize, &str)> = FORMS.iter().filter_map(reads).collect();
    let most = found.iter().map(|(right, _)| *right).max().unwrap_or(0);
    let all: Vec<&str> = found.iter().filter(|(right, _)| *right == most).map(|(_, form)| *form).collect();
    // A form with an offset says more than one without; of those without, only swaps of day and month are two readings.
    let Some(first) = all.first() else { return Vec::new() };
    let swapped = |form: &&&str| **form == *first || is_swap(first, form);
    all.iter().filter(swapped).map(|form| (*form).to_owned()).collect()
}

fn is_swap(a: &str, b: &str) -> bool {
    a.replace("%d", "%?").replace("%m", "%d").replace("%?", "%m") == b
}

/// A column of numbers holds instants where its name says so: ids are numbers too.
fn of_numbers(numbers: &[f64], name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = [
        "date", "time", "created", "updated", "opened", "resolved", "closed", "solved", "due", "_at", "datum", "stamp",
    ];
    if !words.iter().any(|word| name.contains(word)) {
        return Vec::new();
    }
    #[allow(clippy::cast_precision_loss)] // small bounds
    let within = |from: i64, to: i64| numbers.iter().all(|n| *n >= from as f64 && *n <= to as f64);
    let unix = NUMBERS.iter().filter(|(_, from, to)| within(*from, *to)).map(|(form, ..)| (*form).to_owned());
    unix.chain(within(32_874, 73_050).then(|| "excel".to_owned())).collect()
}
