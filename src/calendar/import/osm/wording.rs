//! What a text says and its parsed form does not.
//!
//! The parser of the crate reads `PH,Mo` and `PH Mo` alike, as "or". The specification and opening_hours.js read a blank as
//! "both"; `SH Mo-Fr 10:00-18:00` read as "or" would open every weekday of the year. And it reads `open "ring the bell"` and
//! `"by appointment"` alike, of which only the first says that it is open.

/// What stands between holidays and weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Junction {
    Either,
    Both,
}

/// For each comment of a text, in order, whether a state such as `open` stands before it.
pub(super) fn stated_comments(text: &str) -> Vec<bool> {
    let states = ["open", "closed", "off", "unknown"];
    let is_stated = |before: &str| {
        let word = before.trim_end().rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
        states.contains(&word.to_ascii_lowercase().as_str())
    };
    let parts: Vec<&str> = text.split('"').collect();
    parts.chunks_exact(2).map(|pair| pair.first().is_some_and(|before| is_stated(before))).collect()
}

/// The junctions of a text in order, comments passed over.
pub(super) fn junctions(text: &str) -> Vec<Junction> {
    text.split('"').step_by(2).flat_map(in_part).collect()
}

fn in_part(part: &str) -> Vec<Junction> {
    let mut found = Vec::new();
    let (mut rest, mut previous) = (part, None);
    while let Some((word, after)) = next_word(rest) {
        rest = after;
        if word == Word::Month {
            rest = after_weekday_of_month(rest);
        }
        if let (Some((before, junction)), Word::Holiday | Word::Weekday) = (previous, word)
            && before != word
        {
            found.push(junction);
        }
        previous = match word {
            Word::Holiday | Word::Weekday => separator(&mut rest).map(|junction| (word, junction)),
            Word::Month | Word::Other => None,
        };
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Holiday,
    Weekday,
    Month,
    Other,
}

/// The next run of letters, or the next other character.
fn next_word(text: &str) -> Option<(Word, &str)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    if letters == 0 {
        return Some((Word::Other, text.strip_prefix(text.chars().next()?)?));
    }
    let (word, rest) = text.split_at_checked(letters)?;
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let kind = match word {
        "PH" | "SH" => Word::Holiday,
        _ if word.len() == 2 && is_weekday(word) => Word::Weekday,
        _ if months.contains(&word.to_ascii_lowercase().as_str()) => Word::Month,
        _ => Word::Other,
    };
    Some((kind, rest))
}

fn is_weekday(word: &str) -> bool {
    ["mo", "tu", "we", "th", "fr", "sa", "su"].contains(&word.to_ascii_lowercase().as_str())
}

/// `Oct Su[-1]` is a date, its weekday no weekday of a rule.
fn after_weekday_of_month(rest: &str) -> &str {
    let after = || {
        let (word, rest) = next_word(rest.strip_prefix(' ')?)?;
        rest.strip_prefix('[').filter(|_| word == Word::Weekday)?.split_once(']').map(|(_, after)| after)
    };
    after().unwrap_or(rest)
}

/// Exactly one comma or blank; a comma and a blank begin another rule. Before it weekdays may be counted and both be moved.
fn separator(rest: &mut &str) -> Option<Junction> {
    if let Some((_, after)) = rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
        *rest = after;
    }
    *rest = after_offset(rest);
    if let Some(after) = rest.strip_prefix(',').filter(|r| !r.starts_with(' ')) {
        *rest = after;
        return Some(Junction::Either);
    }
    *rest = rest.strip_prefix(' ')?;
    Some(Junction::Both)
}

/// What follows ` +1 day` or ` -2 days`, or the same when there is none.
fn after_offset(rest: &str) -> &str {
    let offset = || {
        let digits = rest.strip_prefix(" +").or_else(|| rest.strip_prefix(" -"))?;
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = unit.strip_prefix(" day").filter(|_| unit.len() < digits.len())?;
        Some(after.strip_prefix('s').unwrap_or(after))
    };
    offset().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::{Junction, Junction::*, junctions, stated_comments};

    #[test]
    fn a_blank_means_both_and_a_comma_either() {
        let table: &[(&str, &[Junction])] = &[
            ("PH Mo 10:00-12:00", &[Both]),
            ("PH,Mo 10:00-12:00", &[Either]),
            ("Mo-Fr,PH off", &[Either]),
            ("Mo-Fr PH off", &[Both]),
            ("PH -1 day,Su off; SH Mo-Fr 08:00-09:00", &[Either, Both]),
            ("Fr[-1] +2 days,PH off", &[Either]),
            ("PH,SH Sa 10:00-12:00", &[Both]),
            ("Mar Su[-1]-Oct Su[-1] PH Sa,Su 12:00-20:45", &[Both]),
            ("Oct Su[-1] PH off", &[]),
            ("Mo-Fr 10:00-12:00, PH off", &[]),
            ("Mo, PH off", &[]),
            ("Mo \"PH Mo\"; PH off", &[]),
            ("Sunrise-PH", &[]),
        ];
        for (text, want) in table {
            assert_eq!(junctions(text), *want, "{text}");
        }
    }

    #[test]
    fn only_a_word_before_a_comment_states() {
        assert_eq!(
            stated_comments(r#"Mo 10:00-12:00 "a"; Tu OPEN "b", We off "c" || "d""#),
            [false, true, true, false]
        );
        assert_eq!(stated_comments(r#""reopen": Mo 10:00-12:00"#), [false]);
        assert_eq!(stated_comments("Mo open"), [false; 0]);
    }
}
