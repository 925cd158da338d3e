//! How far one name is from another, and the name that was probably meant.

/// Letters of a name that are looked at: what is longer is no misspelt name.
pub(crate) const LONGEST: usize = 64;

/// The name at most two edits away, the nearest first; none for a name that short.
pub(crate) fn nearest<T: AsRef<str> + Ord>(name: &str, names: impl IntoIterator<Item = T>) -> Option<T> {
    let length = name.chars().count();
    let near = names.into_iter().filter_map(|n| {
        let letters = n.as_ref().chars().count();
        let distance = if letters.abs_diff(length) > 2 { return None } else { distance(name, n.as_ref()) };
        (distance <= 2 && distance < letters).then_some((distance, n))
    });
    near.min().map(|(_, n)| n)
}

/// Letters to insert, remove or replace (Levenshtein), one row at a time; only the first 64 are looked at.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(LONGEST).enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (cell, y) in row.iter_mut().skip(1).zip(&b) {
            let up = *cell;
            left = (diagonal + usize::from(x != *y)).min(up + 1).min(left + 1);
            diagonal = up;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edit_distance_on_paper() {
        for (a, b, d) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("name", "name", 0),
            ("nmae", "name", 2),
            ("kitten", "sitting", 3),
            ("tõrge", "torge", 1),
        ] {
            assert_eq!(distance(a, b), d, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_name_or_none() {
        assert_eq!(nearest("tiket", ["ticket", "due"]), Some("ticket"));
        assert_eq!(nearest("x", ["ticket", "due"]), None);
        assert_eq!(nearest("ticket-close", ["ticket-closed", "ticket-solved"]), Some("ticket-closed"));
    }
}
