//! The zone names nearest to one that is not there.

use crate::spelling::{LONGEST, distance};

/// How many names are offered.
const OFFERED: usize = 3;

/// The nearest of `names`, best first: those whose last part is the wanted word ("berlin" -> Europe/Berlin), then those that
/// differ by a few letters.
pub(super) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = wanted.trim().to_ascii_lowercase().replace(' ', "_");
    if wanted.is_empty() || wanted.len() > LONGEST {
        return Vec::new();
    }
    let tolerated = 1 + wanted.len() / 5;
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let lower = name.to_ascii_lowercase();
            let last = lower.rsplit('/').next().unwrap_or(&lower);
            let same_city = last == wanted || wanted.rsplit('/').next() == Some(last);
            let distance = if same_city { 0 } else { distance(&wanted, &lower) };
            (distance <= tolerated).then_some((distance, name))
        })
        .collect();
    found.sort_unstable();
    found.truncate(OFFERED);
    found.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_and_cities_are_offered_best_first() {
        let names = || ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Calcutta", "UTC"].into_iter();
        assert_eq!(nearest("Europe/Berln", names()), ["Europe/Berlin"]);
        assert_eq!(nearest("new york", names()), ["America/New_York"]);
        assert_eq!(nearest("Africa/Kolkata", names()), ["Asia/Kolkata"]);
        assert_eq!(nearest("Mars/Base", names()), [""; 0]);
        assert_eq!(nearest("", names()), [""; 0]);
        assert_eq!(nearest(&"x".repeat(100_000), names()), [""; 0]);
    }
}
