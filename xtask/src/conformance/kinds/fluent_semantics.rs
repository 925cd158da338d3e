//! `fluent_semantics.json`: a message, arguments and a locale become a text and kinds of errors.
//!
//! An answer is `{"text": "…" or null, "errors": [kind…], "junk": [code…], "duplicates": N}`.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, only, text, texts};
use serde_json::{Value, json};

/// The kind.
pub(crate) struct FluentSemantics;

/// What a text may not be longer than where only its bound is checked.
const BOUND: usize = 65_536;

impl Kind for FluentSemantics {
    fn name(&self) -> &'static str {
        "fluent_semantics"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("ftl").is_some() && case.get("message").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let known = [
            "id",
            "locale",
            "ftl",
            "message",
            "attribute",
            "args",
            "use_isolating",
            "transform",
            "expected",
            "expected_errors",
            "accept",
            "prefer",
            "quirk",
            "check",
            "syntax_junk",
            "resource_errors",
        ];
        only(case, &known, "case")?;
        for key in ["locale", "ftl", "message"] {
            text(case, key)?;
        }
        if !case.get("use_isolating").is_some_and(Value::is_boolean) {
            return Err("`use_isolating` is missing or no truth value".to_owned());
        }
        if case.get("transform").is_some_and(|t| t != "upper") {
            return Err("unknown transform; upper is known".to_owned());
        }
        for error in case.get("expected_errors").and_then(Value::as_array).ok_or("no list `expected_errors`")? {
            exactly(error, &["kind", "name", "js", "detail"], "expected_errors")?;
        }
        Ok(())
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").unwrap_or(&Value::Null);
        match answer {
            Err(fault) => Verdict::Wrong { got: format!("error: {fault}"), expected: expected.to_string() },
            Ok(answer) => judged(case, answer),
        }
    }
}

fn judged(case: &Value, answer: &Value) -> Verdict {
    let wrong = |got: &Value, want: Value| Verdict::Wrong { got: got.to_string(), expected: want.to_string() };
    let part = |key: &str| answer.get(key).unwrap_or(&Value::Null);
    let kinds = texts(case.get("expected_errors"), "kind");
    if *part("errors") != json!(kinds) {
        return wrong(part("errors"), json!(kinds));
    }
    let junk = texts(case.get("syntax_junk"), "");
    if case.get("syntax_junk").is_some() && *part("junk") != json!(junk) {
        return wrong(part("junk"), json!(junk));
    }
    let doubled = case.get("resource_errors").and_then(Value::as_array).map_or(0, Vec::len);
    if case.get("quirk").is_none() && *part("duplicates") != json!(doubled) {
        return wrong(part("duplicates"), json!(doubled));
    }
    let got = part("text");
    if case.get("check").is_some() {
        let bounded = got.as_str().is_some_and(|t| t.len() <= BOUND);
        return if bounded { Verdict::Right(None) } else { wrong(got, json!("a text within the bound")) };
    }
    let expected = case.get("expected").unwrap_or(&Value::Null);
    let accepted = case.get("accept").and_then(Value::as_array).is_some_and(|list| list.contains(got));
    match (got == expected, accepted) {
        (true, _) => Verdict::Right(None),
        (false, true) => Verdict::Right(Some(format!("{got} is an accepted reading"))),
        (false, false) => wrong(got, expected.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_errors_and_junk_all_count() {
        let case = json!({"id": "x", "locale": "en", "ftl": "m = { $x }", "message": "m", "args": {}, "use_isolating": false,
            "expected": "{$x}", "expected_errors": [{"kind": "unknown-variable", "js": "…"}]});
        assert_eq!(FluentSemantics.check(&case), Ok(()));
        let good = json!({"text": "{$x}", "errors": ["unknown-variable"], "junk": [], "duplicates": 0});
        assert_eq!(FluentSemantics.judge(&case, Ok(&good)), Verdict::Right(None));
        for (key, value) in [("text", json!("x")), ("errors", json!([])), ("duplicates", json!(1))] {
            let mut odd = good.clone();
            odd[key] = value;
            assert!(matches!(FluentSemantics.judge(&case, Ok(&odd)), Verdict::Wrong { .. }), "{key}");
        }
        let mut odd = case.clone();
        odd["transform"] = json!("lower");
        assert!(FluentSemantics.check(&odd).is_err());
        odd["transform"] = json!("upper");
        odd["colour"] = json!("red");
        assert!(FluentSemantics.check(&odd).is_err());
    }
}
