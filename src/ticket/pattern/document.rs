//! A condition as documents write it.

use schemars::JsonSchema;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One condition on a field of the ticket, judged on its values as of `now`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConditionDoc {
    /// `status`, `status_category`, `priority`, `group`, `assignee`, `calendar`, or any field set by a `field` or `created` event.
    pub field: String,
    /// How it is compared (default `is`).
    #[serde(default)]
    pub op: Op,
    /// The value of `is`, `is_not`, `less`, `greater`, `contains`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<ValueDoc>,
    /// The values of `in` and `not_in`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueDoc>,
}

/// A value as documents write it: text, number or truth. Compared as text; `less` and `greater` compare numbers.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueDoc {
    /// `true`, `false`.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

impl<'de> Deserialize<'de> for ValueDoc {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = ValueDoc;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a whole number, `true` or `false`")
            }
            fn visit_bool<E: de::Error>(self, v: bool) -> Result<ValueDoc, E> {
                Ok(ValueDoc::Flag(v))
            }
            fn visit_i64<E: de::Error>(self, v: i64) -> Result<ValueDoc, E> {
                Ok(ValueDoc::Integer(v))
            }
            fn visit_u64<E: de::Error>(self, v: u64) -> Result<ValueDoc, E> {
                let fits = i64::try_from(v);
                fits.map(ValueDoc::Integer).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(v), &self))
            }
            fn visit_str<E: de::Error>(self, v: &str) -> Result<ValueDoc, E> {
                Ok(ValueDoc::Text(v.to_owned()))
            }
        }
        d.deserialize_any(V)
    }
}

impl fmt::Display for ValueDoc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValueDoc::Flag(b) => write!(f, "{b}"),
            ValueDoc::Integer(n) => write!(f, "{n}"),
            ValueDoc::Text(t) => f.write_str(t),
        }
    }
}

/// How a condition compares. Names are compared without regard to case, with `-` and spaces read as `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Op {
    /// Equal.
    #[default]
    Is,
    /// Not equal; an empty field is not equal to any value.
    IsNot,
    /// One of `values`.
    In,
    /// None of `values`.
    NotIn,
    /// A number below `value`; a field that is no number does not match. `low < normal < high < urgent` are ordered too.
    Less,
    /// A number above `value`.
    Greater,
    /// The text holds `value`.
    Contains,
    /// The field has a value.
    Present,
    /// The field has none.
    Absent,
}
