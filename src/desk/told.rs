//! [`Told`]: any report as text for people, a line a field, where no better text was written.

use super::answer::Reply;
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// A report whose text is its fields, one a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Told<T>(pub T);

impl<T: Serialize + Send + Sync + 'static> Reply for Told<T> {}

impl<T: Serialize> fmt::Display for Told<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(f, "", &serde_json::to_value(&self.0).map_err(|_| fmt::Error)?)
    }
}

/// `name: value`, the names of what is nested with dots; lists of plain values on one line.
fn lines(f: &mut fmt::Formatter<'_>, name: &str, value: &Value) -> fmt::Result {
    let inner = |step: &str| if name.is_empty() { step.to_owned() } else { format!("{name}.{step}") };
    match value {
        Value::Object(fields) => fields.iter().try_for_each(|(step, value)| lines(f, &inner(step), value)),
        Value::Array(list) if list.iter().any(|v| v.is_object() || v.is_array()) => {
            list.iter().enumerate().try_for_each(|(i, value)| lines(f, &format!("{name}[{i}]"), value))
        }
        Value::Array(list) if list.is_empty() => Ok(()),
        Value::Array(list) => {
            let told: Vec<String> = list.iter().map(plain).collect();
            writeln!(f, "{}: {}", name.replace('_', " "), told.join(", "))
        }
        plainly => writeln!(f, "{}: {}", name.replace('_', " "), plain(plainly)),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
