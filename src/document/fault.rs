//! Why a value of a document does not fit, and where it stands.

use super::in_json_words;
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
