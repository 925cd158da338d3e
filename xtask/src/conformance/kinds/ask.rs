//! `ask.json`: any question to a library, and what its answer holds.
//!
//! `{"library": {..}, "ask": {"ask": "gaps", ..}, "expected": {"/gaps/0/minutes": 960}}`: each key of `expected` is a JSON pointer into the answer.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::only;
use serde_json::{Value, json};

/// The kind.
pub(crate) struct Ask;

impl Kind for Ask {
    fn name(&self) -> &'static str {
        "ask"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("library").is_some() && case.get("ask").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        only(case, &["id", "library", "ask", "expected"], "case")?;
        let expected = case.get("expected").and_then(Value::as_object).ok_or("no object `expected`")?;
        if expected.is_empty() || expected.keys().any(|k| !k.starts_with('/')) {
            return Err("`expected` names at least one place as a JSON pointer".to_owned());
        }
        Ok(())
    }

    fn question(&self, case: &Value) -> Value {
        json!({"asks": [{"library": case.get("library"), "ask": case.get("ask")}]})
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").cloned().unwrap_or(Value::Null);
        let answer = match answer {
            Ok(answer) => answer.pointer("/answers/0").unwrap_or(&Value::Null),
            Err(fault) => return Verdict::Wrong { got: format!("error: {fault}"), expected: expected.to_string() },
        };
        let wrong = expected.as_object().into_iter().flatten().find(|(at, want)| answer.pointer(at) != Some(want));
        match wrong {
            None => Verdict::Right(None),
            Some((at, want)) => Verdict::Wrong {
                got: format!("{at} {}", answer.pointer(at).unwrap_or(&Value::Null)),
                expected: format!("{at} {want}"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_counts() {
        let case =
            json!({"id": "x", "library": {}, "ask": {"ask": "on"}, "expected": {"/on/0": "ana", "/on/1": "ben"}});
        assert_eq!(Ask.check(&case), Ok(()));
        assert_eq!(Ask.judge(&case, Ok(&json!({"answers": [{"on": ["ana", "ben"]}]}))), Verdict::Right(None));
        assert!(matches!(Ask.judge(&case, Ok(&json!({"answers": [{"on": ["ana"]}]}))), Verdict::Wrong { .. }));
        assert!(Ask.check(&json!({"id": "x", "library": {}, "ask": {}, "expected": {}})).is_err());
    }
}
