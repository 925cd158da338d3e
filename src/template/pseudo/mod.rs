//! Pseudo-locales: the reference texts made strange on purpose, so that a developer sees what is not translatable.
//!
//! | tag | what it shows |
//! |---|---|
//! | `en-XA` | accented letters and 30–40 % more length inside `⟦ ⟧`: cut-off, hard-coded and glued-together text stands out |
//! | `ar-XB` | every word between right-to-left marks: a layout that cannot turn around stands out |
//!
//! Only text is changed: tags, comments, entities, addresses, Markdown targets and code, variables, functions and literals stay, so
//! that a pseudo text renders wherever the real one does.

mod ftl;

pub use ftl::{file, with_pseudo};

use serde::{Deserialize, Serialize};

/// Which pseudo-locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pseudo {
    /// `en-XA`: accents, longer, in brackets.
    #[serde(rename = "en-XA")]
    Accented,
    /// `ar-XB`: right-to-left.
    #[serde(rename = "ar-XB")]
    Bidi,
}

impl Pseudo {
    /// Both.
    pub const ALL: &[Pseudo] = &[Pseudo::Accented, Pseudo::Bidi];

    /// The locale tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Pseudo::Accented => "en-XA",
            Pseudo::Bidi => "ar-XB",
        }
    }

    /// The pseudo-locale of a tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|p| p.tag().eq_ignore_ascii_case(tag))
    }
}

/// The brackets of `en-XA`; not ASCII ones, which Fluent and Markdown give a meaning to.
pub(crate) const BRACKETS: (&str, &str) = ("⟦", "⟧");

/// One piece of text in its pseudo form, without brackets.
///
/// ```
/// use sundesk::template::pseudo::{Pseudo, text};
/// assert_eq!(text("<b>Hello</b>", Pseudo::Accented), "<b>Ĥéļļö·é</b>");
/// assert_eq!(text("Hi", Pseudo::Bidi), "\u{200f}\u{202e}Hi\u{202c}\u{200f}");
/// ```
#[must_use]
pub fn text(source: &str, pseudo: Pseudo) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    pieces(source).into_iter().for_each(|(fixed, piece)| change(fixed, piece, pseudo, &mut out));
    out
}

/// The same for texts with a mark between them: each is changed by itself, and what must not change is found over the marks.
fn marked_text(source: &str, mark: char, pseudo: Pseudo) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    for (fixed, piece) in pieces(source) {
        for part in piece.split_inclusive(mark) {
            change(fixed, part.trim_end_matches(mark), pseudo, &mut out);
            out.extend(part.ends_with(mark).then_some(mark));
        }
    }
    out
}

fn change(fixed: bool, piece: &str, pseudo: Pseudo, out: &mut String) {
    match (fixed, pseudo) {
        (true, _) => out.push_str(piece),
        (false, Pseudo::Accented) => accented(piece, out),
        (false, Pseudo::Bidi) => words(piece, out),
    }
}

/// How far a byte position reaches when a stretch that must not change starts there; 0 when none does.
fn fixed_stretch(rest: &str) -> usize {
    let until = |end: char| rest.find(end).map_or(0, |i| i + end.len_utf8());
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(0, |i| i + 3);
    }
    if let Some(code) = rest.strip_prefix('`') {
        return code.find('`').map_or(0, |i| i + 2);
    }
    if rest.starts_with('<') {
        return if rest
            .get(1..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'))
        {
            until('>')
        } else {
            0
        };
    }
    if rest.starts_with('&') {
        let end = until(';');
        let name = rest.get(1..end.saturating_sub(1)).unwrap_or(" ");
        return if end > 2 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') { end } else { 0 };
    }
    if rest.starts_with("](") {
        return until(')');
    }
    if ["https://", "http://", "mailto:", "tel:", "www."].iter().any(|s| rest.starts_with(s)) {
        return rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | ')' | '"')).unwrap_or(rest.len());
    }
    0
}

/// `source` as (must stay, text) pieces in order.
pub(crate) fn pieces(source: &str) -> Vec<(bool, &str)> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = source.get(at..).filter(|r| !r.is_empty()) {
        let fixed = fixed_stretch(rest);
        if fixed > 0 {
            out.extend(source.get(from..at).filter(|p| !p.is_empty()).map(|p| (false, p)));
            out.extend(source.get(at..at + fixed).map(|p| (true, p)));
            at += fixed;
            from = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out.extend(source.get(from..).filter(|p| !p.is_empty()).map(|p| (false, p)));
    out
}

/// Accents, and after the last word 35 % more length (at least one character when there is a letter).
fn accented(piece: &str, out: &mut String) {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let body = piece.trim_end();
    out.extend(body.chars().map(accent));
    if letters > 0 {
        let more = (piece.chars().count() * 35 + 50) / 100;
        out.extend("·éîöû".chars().cycle().take(more.max(1)));
    }
    out.push_str(piece.get(body.len()..).unwrap_or(""));
}

fn accent(c: char) -> char {
    const PLAIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const FANCY: &str = "ÅßÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
    PLAIN.chars().zip(FANCY.chars()).find(|(p, _)| *p == c).map_or(c, |(_, f)| f)
}

/// Turns words around; numbers stay, since `1. ` at the start of a line is no word.
fn words(piece: &str, out: &mut String) {
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let word = c.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != word).unwrap_or(rest.len());
        let (run, next) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let turned = run.contains(char::is_alphabetic);
        out.push_str(if turned { "\u{200f}\u{202e}" } else { "" });
        out.push_str(run);
        out.push_str(if turned { "\u{202c}\u{200f}" } else { "" });
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accented_text_is_thirty_to_forty_percent_longer() {
        for source in ["Your ticket was solved.", "Thank you for waiting, we are on it", "A rather short one"] {
            let long = text(source, Pseudo::Accented).chars().count() as f64;
            let ratio = long / source.chars().count() as f64;
            assert!((1.30..=1.40).contains(&ratio), "{source}: {ratio}");
        }
    }

    #[test]
    fn tags_entities_and_addresses_stay() {
        let source = "See <a href=\"https://x.example/a\">our page</a> &amp; [help](https://h.example) or https://y.example/z now";
        for pseudo in Pseudo::ALL.iter().copied() {
            let out = text(source, pseudo);
            for kept in
                ["<a href=\"https://x.example/a\">", "</a>", "&amp;", "](https://h.example)", "https://y.example/z"]
            {
                assert!(out.contains(kept), "{out}");
            }
            assert!(!out.contains("our page"));
        }
        assert_eq!(pieces("a < b & c"), [(false, "a < b & c")]);
    }
}
