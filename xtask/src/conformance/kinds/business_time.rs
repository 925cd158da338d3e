//! `business_time.json`: calendar arithmetic.
//!
//! An answer is microseconds (an instant, or open time for `elapsed`), `true`/`false` for `is_open`, or `null` for never.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, instant, micros, only, seconds, show_instant, text};
use serde_json::Value;

/// The kind.
pub(crate) struct BusinessTime;

const CALENDAR_KEYS: [&str; 5] = ["timezone", "weekly", "exceptions", "holidays", "breaks"];

/// Alternatives of peers that an option of ours reproduces: how the question of a tie begins, and the option.
const OPTIONS: [(&str, &str); 4] = [
    ("boundary:", "Boundary::NextOpen"),
    ("zero:", "Boundary::NextOpen"),
    ("dst-endpoint:", "Resolution { gap, fold }"),
    ("overnight-holiday:", "holiday_cut: owner_date"),
];

impl Kind for BusinessTime {
    fn name(&self) -> &'static str {
        "business_time"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("op").is_some() && case.get("calendar").is_some() && case.get("start").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let amount: &[&str] = match text(case, "op")? {
            "elapsed" => &["end"],
            "add" | "subtract" => &["seconds"],
            "is_open" | "next_open" | "next_close" | "prev_open" | "next_opening" | "prev_opening" => &[],
            other => return Err(format!("unknown op {other:?}")),
        };
        let known = ["id", "calendar", "op", "start", "expected", "tie"];
        only(case, &[&known, amount].concat(), "case")?;
        let calendar = case.get("calendar").ok_or("no `calendar`")?;
        exactly(calendar, &CALENDAR_KEYS, "calendar")?;
        instant(case, "start")?;
        if amount == ["end"] {
            instant(case, "end")?;
        }
        if amount == ["seconds"] {
            seconds(case, "seconds")?;
        }
        wanted(case, case.get("expected").ok_or("no `expected`")?).map(|_| ())
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").and_then(|e| wanted(case, e).ok()).unwrap_or(Value::Null);
        let shown = |v: &Value| match (is_elapsed(case), v.as_i64()) {
            (true, Some(us)) => format!("{} s", us / 1_000_000),
            (false, Some(us)) => show_instant(us),
            _ => v.to_string(),
        };
        let got = match answer {
            Ok(got) if *got == expected => return Verdict::Right(None),
            Ok(got) => got,
            Err(fault) => return Verdict::Wrong { got: format!("error: {fault}"), expected: shown(&expected) },
        };
        option_for(case, got).map_or_else(
            || Verdict::Wrong { got: shown(got), expected: shown(&expected) },
            |option| Verdict::Right(Some(format!("by the option {option}"))),
        )
    }
}

/// The option that makes a listed alternative ours, where there is one.
fn option_for(case: &Value, got: &Value) -> Option<&'static str> {
    let tie = case.get("tie")?;
    let question = tie.get("question")?.as_str()?;
    let listed = tie.get("alternatives")?.as_array()?.iter().filter_map(|a| a.get("value"));
    let mut listed = listed.filter_map(|v| wanted(case, v).ok());
    let option = OPTIONS.iter().find(|(start, _)| question.starts_with(start)).map(|(_, option)| *option)?;
    listed.any(|v| v == *got).then_some(option)
}

/// A value of the file in the form of an answer.
fn wanted(case: &Value, value: &Value) -> Result<Value, String> {
    match value {
        Value::String(at) => micros(at).map(Value::from),
        Value::Number(n) if is_elapsed(case) => {
            let us = n.as_i64().and_then(|s| s.checked_mul(1_000_000));
            us.map(Value::from).ok_or_else(|| format!("{n} is no whole number of seconds"))
        }
        Value::Bool(_) | Value::Null => Ok(value.clone()),
        other => Err(format!("an expected value {other} is of no known form")),
    }
}

fn is_elapsed(case: &Value) -> bool {
    case.get("op").and_then(Value::as_str) == Some("elapsed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn case() -> Value {
        json!({"id": "x", "op": "add", "calendar": {"timezone": "UTC", "weekly": {}}, "start": "2024-01-01T00:00:00Z",
            "seconds": 60, "expected": "2024-01-01T00:01:00Z", "note": "a remark", "tie": {
                "question": "boundary: ends at closing", "alternatives": [{"value": "2024-01-02T09:00:00Z", "who": ["biz"]}]}})
    }

    #[test]
    fn a_field_that_nobody_reads_is_a_failure() {
        assert_eq!(BusinessTime.check(&case()), Ok(()));
        for (key, value) in [("end", json!("2024-01-01T00:00:00Z")), ("colour", json!(1)), ("op", json!("multiply"))] {
            let mut odd = case();
            odd[key] = value;
            assert!(BusinessTime.check(&odd).is_err(), "{key}");
        }
        let mut odd = case();
        odd["calendar"]["lunch"] = json!([]);
        assert!(BusinessTime.check(&odd).is_err());
    }

    #[test]
    fn only_the_expected_value_or_a_documented_option_is_right() {
        let at = |t: &str| Value::from(micros(t).unwrap());
        assert_eq!(BusinessTime.judge(&case(), Ok(&at("2024-01-01T00:01:00Z"))), Verdict::Right(None));
        assert!(matches!(BusinessTime.judge(&case(), Ok(&at("2024-01-02T09:00:00Z"))), Verdict::Right(Some(_))));
        assert!(matches!(BusinessTime.judge(&case(), Ok(&at("2024-01-03T09:00:00Z"))), Verdict::Wrong { .. }));
        assert!(matches!(BusinessTime.judge(&case(), Ok(&Value::Null)), Verdict::Wrong { .. }));
        assert!(matches!(BusinessTime.judge(&case(), Err("boom")), Verdict::Wrong { .. }));
    }
}
