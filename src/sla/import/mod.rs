//! Promises that already stand in another product: read, carried over, and a list of what could not be.
//!
//! ```text
//! Zendesk /api/v2/slas/policies, Zammad /api/v1/slas ──import──▶ PolicyDoc + left_out ──compile──▶ PolicySet
//! ```
//!
//! No importer guesses. A condition that has no counterpart would make a policy hold for other tickets than it did, so that the whole policy is left
//! out then and named in [`ImportedPolicies::left_out`], as is each setting that does not change which tickets it is for. Jira gives no account of its
//! goals through a public interface: they are written by hand (`docs/logs.md`).
//!
//! Products name things by number. [`Names`] says what the numbers are called in the log; a number without a name stays as it is, under the name of the
//! product's field (`group_id`), so that it meets no name by accident, and is named in `left_out`.

mod zammad;
mod zendesk;

pub use zammad::zammad;
pub use zendesk::zendesk;

use super::document::{PolicyDoc, RuleDoc};
use crate::document::{read_list, read_value};
use crate::error::{Error, Problem, Result};
use crate::ticket::pattern::{ConditionDoc, Op, ValueDoc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest text an importer reads, in bytes (4 MiB).
pub const MAX_POLICY_IMPORT_BYTES: usize = 4 << 20;

/// What the numbers of a product are called: by field (`group_id`), by number. `{"group_id": {"7": "Billing"}, "calendar_id": {"1": "office"}}`.
pub type Names = BTreeMap<String, BTreeMap<String, String>>;

/// Policies that were read from another product's form.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ImportedPolicies {
    /// What could be carried over; not yet validated.
    pub policies: PolicyDoc,
    /// What could not, with its place in the source; empty when nothing was lost.
    pub left_out: Vec<Problem>,
}

/// Reads the policies of a product: `zendesk` or `zammad`.
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another word; else those of [`zendesk`] and [`zammad`].
pub fn import(form: &str, json: &str, names: &Names) -> Result<ImportedPolicies> {
    match form {
        "zendesk" => zendesk(json, names),
        "zammad" => zammad(json, names),
        "jira" => {
            let expected = "zendesk or zammad; Jira has no public form of its goals, see docs/logs.md";
            Err(Error::not_found("form", form, expected))
        }
        other => Err(Error::not_found("form", other, "zendesk or zammad")),
    }
}

fn left_out(path: impl Into<String>, value: impl std::fmt::Display, why: impl Into<String>) -> Problem {
    Problem::warning("import_left_out", path, value, why)
}

/// The entries of an answer: a list, an object that has the list under `list` or one entry under `one`, or one entry.
fn entries<T: DeserializeOwned>(json: &str, what: &str, list: &str, one: &str) -> Result<Vec<T>> {
    if json.trim_start().starts_with('[') {
        return read_list(json, what, MAX_POLICY_IMPORT_BYTES);
    }
    let mut answer: serde_json::Map<String, Value> =
        crate::document::read_document(json, what, MAX_POLICY_IMPORT_BYTES)?;
    match (answer.remove(list), answer.remove(one)) {
        (Some(Value::Array(all)), _) => {
            let each = all.into_iter().enumerate();
            each.map(|(i, entry)| read_value(entry, what).map_err(|e| e.at(&format!("{list}[{i}]")))).collect()
        }
        (Some(other), _) => Err(Error::invalid(list, other, "a list of policies")),
        (None, Some(entry)) => read_value(entry, what).map(|e| vec![e]).map_err(|e| e.at(one)),
        (None, None) => read_value(Value::Object(answer), what).map(|e| vec![e]),
    }
}

/// Values as conditions compare them; a name that is known in place of each number.
struct Translator<'a> {
    names: &'a Names,
}

impl Translator<'_> {
    /// The field and the values of a condition on `field`, whose values are numbers of things where it ends in `_id`. A number without a name keeps the
    /// field's own name for all of them.
    fn translate(
        &self,
        field: &str,
        values: Vec<String>,
        path: &str,
        lost: &mut Vec<Problem>,
    ) -> (String, Vec<String>) {
        let Some(plain) = plain_name(field) else { return (field.to_owned(), values) };
        let known = self.names.get(field);
        let named: Option<Vec<String>> = values.iter().map(|v| known.and_then(|k| k.get(v)).cloned()).collect();
        match named {
            Some(named) => (plain.to_owned(), named),
            None => {
                let why = format!(
                    "a name for each number in `names`; the condition asks the field {field}, which a log must have to meet it"
                );
                lost.push(left_out(path, format!("{field} {}", values.join(", ")), why));
                (field.to_owned(), values)
            }
        }
    }
}

impl Translator<'_> {
    /// The field of a condition that it has a value, or none. One that `names` does not say to be in the log would never have one: then `None`.
    fn translate_presence(&self, field: &str) -> Option<String> {
        match plain_name(field) {
            None => Some(field.to_owned()),
            Some(plain @ ("status" | "priority" | "group" | "assignee")) => Some(plain.to_owned()),
            Some(plain) => self.names.contains_key(field).then(|| plain.to_owned()),
        }
    }
}

/// What a log calls a field whose values are numbers; `None` for any other.
fn plain_name(field: &str) -> Option<&str> {
    let plain = field.strip_suffix("_id")?;
    Some(match plain {
        "state" => "status",
        "owner" => "assignee",
        other => other,
    })
}

/// One value or several, as text; `None` for what is no text, number or truth.
fn texts(value: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    };
    match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(text).collect(),
        one => text(one).map(|text| vec![text]),
    }
}

/// A condition that a field is, or is not, one of some values.
fn one_of(field: String, is: bool, values: Vec<String>) -> ConditionDoc {
    let mut values: Vec<ValueDoc> = values.into_iter().map(ValueDoc::Text).collect();
    let (op, value) = match (values.len(), is) {
        (1, true) => (Op::Is, values.pop()),
        (1, false) => (Op::IsNot, values.pop()),
        (_, true) => (Op::In, None),
        (_, false) => (Op::NotIn, None),
    };
    ConditionDoc { field, op, value, values }
}

/// Adds a policy under a name of its own: two of one name are told apart by a number.
fn push(policies: &mut Vec<RuleDoc>, mut rule: RuleDoc) {
    let taken = |name: &str, policies: &[RuleDoc]| policies.iter().any(|p| p.name == name);
    let (base, mut n) = (rule.name.clone(), 1);
    while taken(&rule.name, policies) {
        n += 1;
        rule.name = format!("{base} ({n})");
    }
    policies.push(rule);
}
