//! `i18n_format.json`: single values in the form of many locales.
//!
//! An answer is the text; for `plural` the list of categories.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, only, text};
use serde_json::{Value, json};

/// The kind.
pub(crate) struct I18nFormat;

/// The options of each kind of case.
const OPTIONS: [(&str, &[&str]); 9] = [
    (
        "number",
        &[
            "minimumFractionDigits",
            "maximumFractionDigits",
            "minimumSignificantDigits",
            "maximumSignificantDigits",
            "minimumIntegerDigits",
            "useGrouping",
            "numberingSystem",
        ],
    ),
    ("percent", &["minimumFractionDigits", "maximumFractionDigits"]),
    ("currency", &["currency", "currencyDisplay", "currencySign", "minimumFractionDigits", "maximumFractionDigits"]),
    ("plural", &["type", "minimumFractionDigits", "maximumFractionDigits"]),
    (
        "datetime",
        &[
            "timeZone",
            "dateStyle",
            "timeStyle",
            "weekday",
            "era",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "timeZoneName",
            "calendar",
        ],
    ),
    ("list", &["type", "style"]),
    ("relative", &["numeric", "style"]),
    (
        "unit",
        &[
            "unit",
            "unitDisplay",
            "minimumFractionDigits",
            "maximumFractionDigits",
            "minimumSignificantDigits",
            "maximumSignificantDigits",
            "useGrouping",
            "numberingSystem",
        ],
    ),
    ("compact", &["compactDisplay"]),
];

impl Kind for I18nFormat {
    fn name(&self) -> &'static str {
        "i18n_format"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("kind").is_some() && case.get("locale").is_some() && case.get("options").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let known =
            ["id", "kind", "locale", "input", "options", "expected", "expected_normalised", "contested", "accept"];
        only(case, &known, "case")?;
        text(case, "locale")?;
        let kind = text(case, "kind")?;
        let found = OPTIONS.iter().find(|(k, _)| *k == kind);
        let (_, options) = found.ok_or_else(|| format!("unknown kind {kind:?}"))?;
        exactly(case.get("options").ok_or("no `options`")?, options, "options")?;
        if kind == "relative" {
            exactly(case.get("input").ok_or("no `input`")?, &["value", "unit"], "input")?;
        }
        Ok(())
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").unwrap_or(&Value::Null);
        let wrong = |got: String| Verdict::Wrong { got, expected: expected.to_string() };
        let got = match answer {
            Ok(got) if got == expected => return Verdict::Right(None),
            Ok(got) => got,
            Err(fault) => return wrong(format!("error: {fault}")),
        };
        if case.get("accept").and_then(Value::as_array).is_some_and(|list| list.contains(got)) {
            return Verdict::Right(Some(format!("{got} is accepted in a contested case")));
        }
        let normal = case.get("expected_normalised").unwrap_or(expected);
        if case.get("contested").is_none() && folded(got) == folded(normal) {
            return Verdict::Right(None);
        }
        wrong(got.to_string())
    }
}

/// No-break spaces become a space, bidi marks go, U+2212 becomes `-`, U+2019 becomes `'`.
fn folded(value: &Value) -> Value {
    let Some(text) = value.as_str() else { return value.clone() };
    let kept = text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}'));
    let folded: String = kept
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' => ' ',
            '\u{2212}' => '-',
            '\u{2019}' => '\'',
            c => c,
        })
        .collect();
    json!(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_helps_only_where_nothing_is_contested() {
        let mut case = json!({"id": "x", "kind": "number", "locale": "fr", "input": "1234", "options": {},
            "expected": "1\u{202f}234", "expected_normalised": "1 234"});
        assert_eq!(I18nFormat.check(&case), Ok(()));
        assert_eq!(I18nFormat.judge(&case, Ok(&json!("1\u{a0}234"))), Verdict::Right(None));
        assert!(matches!(I18nFormat.judge(&case, Ok(&json!("1234"))), Verdict::Wrong { .. }));
        case["contested"] = json!("two readings");
        assert!(matches!(I18nFormat.judge(&case, Ok(&json!("1\u{a0}234"))), Verdict::Wrong { .. }));
        case["accept"] = json!(["1\u{a0}234"]);
        assert!(matches!(I18nFormat.judge(&case, Ok(&json!("1\u{a0}234"))), Verdict::Right(Some(_))));
        case["options"] = json!({"colour": "red"});
        assert!(I18nFormat.check(&case).is_err());
    }
}
