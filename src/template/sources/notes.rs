//! What comments say to the machine: declared variables and `@` marks.
//!
//! ```text
//! # $amount (Money) refund due           declares a variable and its type, for translators and for the checks
//! # $name (Text, max 40, untrusted) ...  at most 40 characters; typed by a customer
//! # @optional sms voice                  these attributes need no translation
//! # @must $ticket $due                   every channel of the message shows these
//! # @same                                equal to the reference on purpose ("OK", "SMS")
//! # @src 5f3a90c1                        hash of the reference text this was translated from (whole message)
//! # @src .sms 77e0aa12                   the same for one attribute
//! # @set billing                         the messages that follow belong to this set
//! # @review machine-checked              or `native`: who vouches for the file (or for one message)
//! # @auto-reply                          the set is sent automatically: no untrusted text in it
//! ```
//! In a comment of its own (or `##`, `###`) a variable or mark holds for the file from there on; above a message it holds for it.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who vouches for a translation, from the `@review` mark. Ordered: `native` is more than `machine-checked`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
    /// Written or checked by a machine; no native speaker has read it yet.
    MachineChecked,
    /// A native speaker has read it.
    Native,
    /// The original that the others are translated from.
    Reference,
}

/// The declared type of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum VarType {
    /// Any text.
    Text,
    /// A whole number.
    Int,
    /// An exact number with a fraction.
    Decimal,
    /// An amount with its currency.
    Money,
    /// An amount with its exchange: original, converted, rate, date.
    MoneyConverted,
    /// A moment, shown in the reader's zone.
    Instant,
    /// A civil date.
    Date,
    /// A span of time.
    Duration,
    /// An address, shown through `URL()`.
    Url,
    /// Several values.
    List,
    /// Markup made by code, not escaped.
    Markup,
}

impl VarType {
    /// The type of a word in `# $x (Word)`, in any letter case; `None` for a word that is none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "text" | "str" | "string" => Self::Text,
            "int" | "integer" | "count" => Self::Int,
            "decimal" | "number" | "percent" => Self::Decimal,
            "money" => Self::Money,
            "moneyconverted" | "money_converted" => Self::MoneyConverted,
            "instant" | "datetime" | "time" => Self::Instant,
            "date" => Self::Date,
            "duration" => Self::Duration,
            "url" => Self::Url,
            "list" => Self::List,
            "markup" => Self::Markup,
            _ => return None,
        })
    }

    /// The word as documentation writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Int => "Int",
            Self::Decimal => "Decimal",
            Self::Money => "Money",
            Self::MoneyConverted => "MoneyConverted",
            Self::Instant => "Instant",
            Self::Date => "Date",
            Self::Duration => "Duration",
            Self::Url => "Url",
            Self::List => "List",
            Self::Markup => "Markup",
        }
    }

    /// The type of the [`Arg`](crate::template::Arg) that fills it, in the words of [`Arg::type_name`](crate::template::Arg::type_name).
    #[must_use]
    pub const fn argument_type(self) -> &'static str {
        match self {
            Self::Text | Self::Url => "string",
            Self::Int | Self::Decimal => "number",
            Self::Money => "money",
            Self::MoneyConverted => "money_converted",
            Self::Instant => "datetime",
            Self::Date => "date",
            Self::Duration => "duration",
            Self::List => "list",
            Self::Markup => "markup",
        }
    }

    /// Whether plural rules apply to it.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Decimal)
    }

    /// Characters assumed for it where a worst case is wanted and no `max` is declared.
    #[must_use]
    pub const fn typical_length(self) -> u32 {
        match self {
            Self::Text | Self::Markup => 30,
            Self::Int => 6,
            Self::Decimal => 10,
            Self::Money => 14,
            Self::MoneyConverted => 60,
            Self::Instant => 24,
            Self::Date => 16,
            Self::Duration => 20,
            Self::Url => 40,
            Self::List => 40,
        }
    }
}

/// A declared variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// Its type; `None` when the word in brackets is not a type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<VarType>,
    /// Most characters it will have, when declared with `max`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// Declared `untrusted`: typed by a customer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untrusted: bool,
    /// What it is, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

impl Declared {
    /// Nothing is declared.
    pub(crate) const fn none() -> Self {
        Self { kind: None, max: None, untrusted: false, about: String::new() }
    }
}

/// Everything one comment says to the machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    pub(crate) variables: BTreeMap<String, Declared>,
    pub(crate) optional: BTreeSet<String>,
    pub(crate) must: Vec<String>,
    pub(crate) same: bool,
    /// Attribute, or empty for the whole message, to hash.
    pub(crate) src: BTreeMap<String, String>,
    pub(crate) set: Option<String>,
    pub(crate) review: Option<Review>,
    pub(crate) auto_reply: bool,
    /// Marks that no rule knows, by the line of the comment: a misspelt mark would silently do nothing.
    pub(crate) unknown: Vec<(usize, String)>,
}

impl Notes {
    pub(crate) fn parse(lines: &[&str]) -> Self {
        let mut notes = Self::default();
        for (number, line) in lines.iter().enumerate() {
            let line = line.trim();
            let mut unknown = Vec::new();
            if let Some(mark) = line.strip_prefix('@') {
                notes.mark(mark, &mut unknown);
            } else if let Some(rest) = line.strip_prefix('$') {
                notes.declare(rest, &mut unknown);
            }
            notes.unknown.extend(unknown.into_iter().map(|mark| (number, mark)));
        }
        notes
    }

    fn mark(&mut self, mark: &str, unknown: &mut Vec<String>) {
        let mut words = mark.split_whitespace();
        let name = words.next().unwrap_or("");
        let mut rest = words.map(|w| w.trim_matches(','));
        match name {
            "optional" => self.optional.extend(rest.map(|w| w.trim_start_matches('.').to_owned())),
            "must" => self.must.extend(rest.map(|w| w.trim_start_matches('$').to_owned())),
            "same" => self.same = true,
            "auto-reply" => self.auto_reply = true,
            "set" => self.set = rest.next().map(str::to_owned),
            "review" => {
                self.review = match rest.next() {
                    Some("native") => Some(Review::Native),
                    Some("reference") => Some(Review::Reference),
                    Some("machine-checked") => Some(Review::MachineChecked),
                    other => {
                        unknown.push(format!("@review {}", other.unwrap_or("")));
                        None
                    }
                }
            }
            "src" => match (rest.next(), rest.next()) {
                (Some(attribute), Some(hash)) => {
                    self.source(attribute.trim_start_matches('.'), hash);
                }
                (Some(hash), None) => self.source("", hash),
                _ => unknown.push("@src".to_owned()),
            },
            other => unknown.push(format!("@{other}")),
        }
    }

    /// The first mark of a text holds.
    fn source(&mut self, attribute: &str, hash: &str) {
        self.src.entry(attribute.to_owned()).or_insert_with(|| hash.to_owned());
    }

    /// `amount (Money, max 12, untrusted) refund due`
    fn declare(&mut self, rest: &str, unknown: &mut Vec<String>) {
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        let (name, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if name.is_empty() {
            return;
        }
        let rest = rest.trim_start();
        let bracket = rest.strip_prefix('(').and_then(|r| r.split_once(')'));
        let (inside, about) = bracket.unwrap_or(("", rest));
        let mut declared = Declared::none();
        for (i, part) in inside.split(',').map(str::trim).enumerate() {
            match part.split_once(' ') {
                _ if i == 0 => declared.kind = VarType::from_word(part),
                Some(("max", n)) => declared.max = n.trim().parse().ok(),
                _ if part == "untrusted" => declared.untrusted = true,
                _ => unknown.push(format!("${name} ({part})")),
            }
        }
        declared.about = about.trim_start_matches([' ', '-', ':', '—', '–']).trim().to_owned();
        if declared.kind.is_none() && !inside.is_empty() {
            unknown.push(format!("${name} ({inside})"));
        }
        self.variables.insert(name.to_owned(), declared);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_declare_variables_and_marks() {
        let n = Notes::parse(&[
            "Shown after a refund.",
            "$amount (Money) refund due",
            "$name (Text, max 40, untrusted) - the customer",
            "$odd (Banana)",
            "@optional sms, .voice",
            "@must $ticket $due",
            "@src 5f3a90c1",
            "@src .sms 77e0aa12",
            "@review native",
            "@smae",
        ]);
        assert_eq!(n.variables["amount"].kind, Some(VarType::Money));
        assert_eq!(n.variables["amount"].about, "refund due");
        let name = &n.variables["name"];
        assert_eq!((name.max, name.untrusted, name.about.as_str()), (Some(40), true, "the customer"));
        assert_eq!(n.optional.iter().collect::<Vec<_>>(), ["sms", "voice"]);
        assert_eq!(n.must, ["ticket", "due"]);
        assert_eq!(n.src, [("", "5f3a90c1"), ("sms", "77e0aa12")].map(|(a, h)| (a.to_owned(), h.to_owned())).into());
        assert_eq!(n.review, Some(Review::Native));
        assert_eq!(n.unknown, [(3, "$odd (Banana)".to_owned()), (9, "@smae".to_owned())]);
        assert!(Review::Native > Review::MachineChecked);
    }
}
