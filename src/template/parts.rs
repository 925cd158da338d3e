//! A finished text and the parts it is made of, so that each part can be escaped for its channel.

use super::errors::FormatError;

/// Where a piece of a text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartKind {
    /// Text of the template: trusted, in the template's own format (it may hold markup).
    Text,
    /// A string literal of the template, such as `{ "{" }`: trusted, to be escaped as plain text.
    Literal,
    /// A text argument: to be escaped.
    Value,
    /// A text argument marked untrusted (typed by a customer): to be escaped, and refused where a set forbids such text.
    Untrusted,
    /// A formatted number, amount, date, list or unit: to be escaped.
    Formatted,
    /// The result of `URL(…)`: checked and percent-encoded; to be escaped for an attribute.
    Url,
    /// A `Markup` argument, made by code: not to be escaped.
    Markup,
    /// The first-strong isolate U+2068 before a placeable.
    IsolateStart,
    /// The pop-directional isolate U+2069 after a placeable.
    IsolateEnd,
    /// The mark of a placeable that failed, such as `{$name}` (previews only).
    Fallback,
}

/// One piece of a finished text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Where it came from.
    pub kind: PartKind,
    /// Its text, before escaping.
    pub text: &'a str,
}

/// A finished text: the plain string, its parts, and what went wrong (always empty for a strict rendering).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Formatted {
    /// The whole text, unescaped, isolates included.
    pub text: String,
    /// The errors, in the order of the text.
    pub errors: Vec<FormatError>,
    spans: Vec<(u32, PartKind)>,
}

impl Formatted {
    pub(crate) fn new(text: String, spans: Vec<(u32, PartKind)>, errors: Vec<FormatError>) -> Self {
        Self { text, errors, spans }
    }

    /// The parts in order; joined they are [`text`](Self::text). No part is empty.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut start = 0_usize;
        self.spans.iter().filter_map(move |(end, kind)| {
            let end = usize::try_from(*end).ok()?;
            let text = self.text.get(start..end)?;
            start = end;
            (!text.is_empty()).then_some(Part { kind: *kind, text })
        })
    }

    /// Whether a part came from a text argument marked untrusted.
    #[must_use]
    pub fn has_untrusted_text(&self) -> bool {
        self.spans.iter().any(|(_, kind)| *kind == PartKind::Untrusted)
    }
}
