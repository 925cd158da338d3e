//! The name that was probably meant.

/// The name at most two edits away, the nearest first; none for a name that short.
pub(in crate::template) fn nearest<T: AsRef<str> + Ord>(name: &str, names: impl IntoIterator<Item = T>) -> Option<T> {
    let near = names.into_iter().map(|n| (distance(name, n.as_ref()), n));
    near.filter(|(d, n)| *d <= 2 && *d < n.as_ref().chars().count()).min().map(|(_, n)| n)
}

/// Letters to insert, remove or replace; only the first 64 are looked at.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cb, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let here = (diagonal + usize::from(ca != *cb)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = here;
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edit_distance_on_paper() {
        assert_eq!(distance("name", "name"), 0);
        assert_eq!(distance("nmae", "name"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(nearest("tiket", ["ticket", "due"]), Some("ticket"));
        assert_eq!(nearest("x", ["ticket", "due"]), None);
    }
}
