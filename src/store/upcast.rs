//! Old forms of data, brought to today's when they are read. What is kept is never rewritten: the chain holds over it.

use crate::error::{Error, Result};
use crate::ticket::RECORD_SCHEMA;
use serde_json::Value;
use serde_json::value::RawValue;

/// From one schema of a kind's data to the next.
pub(crate) struct Upcaster {
    /// The kind.
    pub(crate) kind: &'static str,
    /// The schema it reads; it gives the next one.
    pub(crate) from: u32,
    /// What changes.
    pub(crate) change: fn(Value) -> Value,
}

/// All there are: one for each kind of each schema that was ever written and is not today's. `tests/golden` has a record of every one.
pub(crate) const UPCASTERS: &[Upcaster] = &[];

/// The data in today's form, with its schema. What a later release wrote is left alone.
pub(crate) fn upcast(all: &[Upcaster], kind: &str, schema: u32, data: Box<RawValue>) -> Result<(u32, Box<RawValue>)> {
    upcast_to(RECORD_SCHEMA, all, kind, schema, data)
}

fn upcast_to(
    today: u32,
    all: &[Upcaster],
    kind: &str,
    schema: u32,
    data: Box<RawValue>,
) -> Result<(u32, Box<RawValue>)> {
    if schema >= today {
        return Ok((schema, data));
    }
    let mut steps = (schema..today).filter_map(|from| all.iter().find(|u| u.kind == kind && u.from == from)).peekable();
    if steps.peek().is_none() {
        return Ok((today, data));
    }
    let value =
        steps.fold(serde_json::from_str(data.get()).map_err(Error::unreadable)?, |value, step| (step.change)(value));
    Ok((today, RawValue::from_string(value.to_string()).map_err(Error::unwritable)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(text: &str) -> Box<RawValue> {
        RawValue::from_string(text.to_owned()).unwrap()
    }

    /// Schema 1 called it `score` of 0–100, schema 2 has 0–10, schema 3 calls it `points`.
    #[test]
    fn data_passes_through_every_form_between_its_own_and_today_s() {
        let all = [
            Upcaster {
                kind: "answered",
                from: 1,
                change: |mut v| {
                    v["score"] = Value::from(v["score"].as_i64().unwrap_or(0) / 10);
                    v
                },
            },
            Upcaster { kind: "answered", from: 2, change: |v| serde_json::json!({"points": v["score"]}) },
        ];
        let to = |schema, text| upcast_to(3, &all, "answered", schema, raw(text)).unwrap();
        assert_eq!((to(1, r#"{"score":90}"#).0, to(1, r#"{"score":90}"#).1.get()), (3, r#"{"points":9}"#));
        assert_eq!(to(2, r#"{"score":9}"#).1.get(), r#"{"points":9}"#);
        assert_eq!(to(3, r#"{"points" : 9}"#).1.get(), r#"{"points" : 9}"#);
        assert_eq!((to(4, r#"{"new" : 9}"#).0, to(4, r#"{"new" : 9}"#).1.get()), (4, r#"{"new" : 9}"#));
        let (schema, other) = upcast_to(3, &all, "created", 1, raw(r#"{"of" : 1}"#)).unwrap();
        assert_eq!((schema, other.get()), (3, r#"{"of" : 1}"#));
    }
}
