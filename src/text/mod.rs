//! Texts of others, shown.

mod markdown;

pub(crate) use markdown::markdown;

use std::borrow::Cow;

/// A text of somebody else as a line may show it: what would drive a terminal, break the line or turn its direction is written out, and
/// past `most` letters it is cut.
pub(crate) fn clean(text: &str, most: usize) -> Cow<'_, str> {
    let safe = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    };
    if text.len() <= most && text.chars().all(safe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for c in text.chars().take(most) {
        if safe(c) { out.push(c) } else { out.extend(c.escape_default()) }
    }
    if text.chars().nth(most).is_some() {
        out.push_str("...");
    }
    Cow::Owned(out)
}

/// A count with its thousands apart: `24,918`.
pub(crate) fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_log_are_shown_and_not_obeyed() {
        assert_eq!(clean("Größe 1 – hoch", 200), "Größe 1 – hoch");
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{202e}d\u{9b}", 200), "a\\u{1b}[2Jb\\nc\\u{202e}d\\u{9b}");
        assert_eq!(clean(&"x".repeat(1_000), 200).len(), 203);
    }
}
