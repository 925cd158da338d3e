//! Dates and times where the skeletons of ICU4X 2.3 differ from the patterns of CLDR: what a style of a locale is put together from.

use super::super::locale::Locale;
use super::short_dates;

/// `dateStyle: "full"` of some locales, from the weekday `{0}` and the long date `{1}`. ICU4X takes a pattern of the fields, which in Slovak
/// and European Portuguese has no name of the month (`pondelok 9. 3. 2026`).
pub(super) fn full_date(locale: &Locale) -> Option<&'static str> {
    Some(match (locale.language(), locale.region(), locale.script()) {
        ("pt", Some("PT"), _) | ("en", Some("AU"), _) | ("fr" | "it", Some("CH"), _) | ("mr", ..) => "{0}, {1}",
        ("sk", ..) => "{0} {1}",
        ("da", ..) => "{0} den {1}",
        ("zh", _, Some("Hant")) | ("zh", Some("TW" | "MO"), _) => "{1} {0}",
        _ => return None,
    })
}

/// The pattern of `dateStyle: "short"` in a locale, quotes left out; only where it is not that of the CLDR parent.
pub(super) fn short_date(tag: &str) -> Option<&'static str> {
    short_dates::PATTERNS.iter().find(|(_, tags)| tags.split(' ').any(|t| t == tag)).map(|(pattern, _)| *pattern)
}

/// A pattern of digits as runs of one letter or sign.
pub(super) fn runs(pattern: &str) -> Vec<(char, usize)> {
    let mut out: Vec<(char, usize)> = Vec::new();
    for c in pattern.chars() {
        match out.last_mut() {
            Some((last, n)) if *last == c => *n += 1,
            _ => out.push((c, 1)),
        }
    }
    out
}

/// A time `{0}` with its zone `{1}`, where that is not `{0} {1}`: CLDR's `Hmv` and `hmv`, which ICU4X does not carry.
pub(super) fn with_zone(locale: &Locale, twelve_hours: bool) -> &'static str {
    match (locale.language(), locale.region(), locale.script()) {
        ("lt", ..) => "{0}; {1}",
        ("sq", ..) => "{0}, {1}",
        ("bs" | "mn" | "uz", ..) => "{0} ({1})",
        ("zh", _, Some("Hant")) | ("zh", Some("TW" | "HK" | "MO"), _) => "{0} [{1}]",
        ("zh", ..) if twelve_hours => "{1}{0}",
        ("zh" | "ml" | "my" | "si", ..) => "{1} {0}",
        ("is", ..) if !twelve_hours => "{1} – {0}",
        _ => "{0} {1}",
    }
}

/// The hour with as many digits as CLDR's times have; ICU4X pads some and leaves others.
pub(super) fn hour_digits(locale: &Locale, text: &str) -> Option<String> {
    let (before, after) = text.split_once(':')?;
    let digits = before.chars().rev().take_while(|c| c.is_numeric()).count();
    let hour = before.len() - before.chars().rev().take(digits).map(char::len_utf8).sum::<usize>();
    let (head, hour) = before.split_at_checked(hour)?;
    match (locale.language(), digits) {
        ("es" | "lo" | "my", 2) => {
            let one = hour.strip_prefix(['0', '၀'])?;
            Some(format!("{head}{one}:{after}"))
        }
        ("hy" | "kn" | "mk", 1) => Some(format!("{head}0{hour}:{after}")),
        ("si", _) => Some(text.replace(':', ".")),
        _ => None,
    }
}

/// Small words and signs of long dates; `whole` when year, month and day are there.
pub(super) fn long_date(locale: &Locale, text: &str, whole: bool) -> Option<String> {
    match locale.language() {
        // No zero before the day.
        "sl" | "sr" => Some(match text.strip_prefix('0') {
            Some(rest) => rest.to_owned(),
            None => text.replacen(" 0", " ", 1),
        }),
        "lv" => Some(text.replace(". g. ", ". gada ")),
        _ if !whole => None,
        "ka" => Some(text.replacen(". ", ", ", 1)),
        "kn" if !text.contains(", ") => Some(text.replacen(',', ", ", 1)),
        "be" => Some(format!("{text} г.")),
        _ => None,
    }
}

/// A pattern with its two places filled.
pub(super) fn fill(pattern: &str, first: &str, second: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + first.len() + second.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str(if after.starts_with('0') { first } else { second });
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_on_paper() {
        let digits = |locale: &str, text: &str| hour_digits(&locale.parse().unwrap(), text);
        assert_eq!(digits("es", "9 mar 2026, 01:05").as_deref(), Some("9 mar 2026, 1:05"));
        assert_eq!(digits("es", "11:05"), None);
        assert_eq!(digits("mk", "во 1:05:00").as_deref(), Some("во 01:05:00"));
        assert_eq!(digits("my", "၀၁:၀၅").as_deref(), Some("၁:၀၅"));
        assert_eq!(digits("de", "01:05"), None);
        assert_eq!(fill("{1} [{0}]", "a", "b"), "b [a]");
    }
}
