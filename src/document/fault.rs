//! Why a value of a document does not fit, and where it stands.

use serde::de::{self, Expected, Unexpected};
use serde_json::{Number, Value};
use std::fmt::{self, Display};

/// Why a value does not fit, and where.
#[derive(Debug)]
pub(super) struct Fault(Box<(Vec<Step>, String)>);

/// A step of a path, from the inside outwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Fault {
    /// The steps from the root to the value.
    pub(super) fn steps(&self) -> impl ExactSizeIterator<Item = &Step> {
        self.0.0.iter().rev()
    }

    /// The path as errors write it: `exceptions.2026-01-01[0]`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.extend([".", key]),
                Step::Index(at) => path.push_str(&format!("[{at}]")),
            }
        }
        path
    }

    /// What does not fit.
    pub(super) fn says(&self) -> String {
        in_json_words(&self.0.1)
    }

    #[cold]
    pub(super) fn inside(mut self, step: Step) -> Self {
        self.0.0.push(step);
        self
    }

    #[cold]
    pub(super) fn unlike(value: &Value, expected: &dyn Expected) -> Self {
        let found = match value {
            Value::Null => return de::Error::custom(format_args!("invalid type: null, expected {expected}")),
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => unexpected(number),
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        de::Error::invalid_type(found, expected)
    }
}

pub(super) fn unexpected(number: &Number) -> Unexpected<'static> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(n), ..) => Unexpected::Unsigned(n),
        (_, Some(n), _) => Unexpected::Signed(n),
        (.., Some(x)) => Unexpected::Float(x),
        _ => Unexpected::Other("number"),
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.1)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    #[cold]
    fn custom<T: Display>(says: T) -> Self {
        Self(Box::new((Vec::new(), says.to_string())))
    }
}

/// serde's words for kinds of values, as JSON calls them.
pub(super) fn in_json_words(sentence: &str) -> String {
    let words = [
        ("invalid type: map,", "invalid type: an object,"),
        ("invalid type: sequence,", "invalid type: a list,"),
        ("expected a map", "expected an object"),
        ("expected a sequence", "expected a list"),
    ];
    let known = |text: String, (serde, json): &(&str, &str)| text.replacen(serde, json, 1);
    let sentence = in_words_of_json(sentence);
    match sentence.split_once(", expected struct ") {
        Some((found, _)) => {
            format!("{}, expected an object", words.iter().fold(format!("{found},"), known).trim_end_matches(','))
        }
        None => words.iter().fold(sentence.clone(), known),
    }
}

/// The names of Rust's numbers, which serde ends its sentences with, as what they hold.
fn in_words_of_json(sentence: &str) -> String {
    let numbers = [
        ("u8", "a whole number from 0 to 255"),
        ("u16", "a whole number from 0 to 65535"),
        ("u32", "a whole number from 0 to 4294967295"),
        ("u64", "a whole number of at least 0"),
        ("usize", "a whole number of at least 0"),
        ("i32", "a whole number"),
        ("i64", "a whole number"),
        ("f64", "a number"),
    ];
    let ends = |(name, holds): (&str, &str)| {
        Some(format!("{}, expected {holds}", sentence.strip_suffix(name)?.strip_suffix(", expected ")?))
    };
    numbers.into_iter().find_map(ends).unwrap_or_else(|| sentence.to_owned())
}
