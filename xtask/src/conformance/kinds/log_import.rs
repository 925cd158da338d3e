//! `log_import.json`: a CSV file and its column map; the events it becomes, the report over it, or the error that refuses it.
//!
//! A backend is asked with the bytes of the file, whatever form the case gives them in: `"csv": {"base64": …}`. It answers
//! `{"error": {"line", "text"}}` for a file or map that is refused, else `{"events": [...], "report": {...}}`: the events ticket by
//! ticket, each with the `ticket` it belongs to, and the metrics report as of `as_of` (the log's own default where the case has
//! none) with the attainment of the policy's one metric.
//!
//! The events are compared as documents write them: a creation and what the ticket is from that very instant on are one event, `created` with
//! `status`, `priority` and the like. A case that lists them one by one is read so too; one that names the creation alone says nothing of the rest.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, instant, micros, only, text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value, json};
use std::io::Write;

/// The kind.
pub(crate) struct LogImport;

const REPORT_KEYS: [&str; 11] = [
    "tickets",
    "done",
    "open",
    "as_of",
    "resolution",
    "first_response",
    "first_response_s",
    "excluded",
    "kept",
    "stated_due",
    "quality",
];

impl Kind for LogImport {
    fn name(&self) -> &'static str {
        "log_import"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("csv").is_some() && case.get("map").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        only(case, &["id", "csv", "map", "calendar", "policy", "as_of", "expected"], "case")?;
        bytes(case)?;
        case.get("map").ok_or("no `map`")?;
        if case.get("as_of").is_some() {
            instant(case, "as_of")?;
        }
        if let Some(policy) = case.get("policy") {
            metric_of(policy)?;
        }
        check_expected(case.get("expected").ok_or("no `expected`")?)
    }

    fn question(&self, case: &Value) -> Value {
        let mut question = case.clone();
        if let (Ok(bytes), Some(fields)) = (bytes(case), question.as_object_mut()) {
            fields.insert("csv".to_owned(), json!({ "base64": BASE64.encode(bytes) }));
            fields.remove("expected");
        }
        question
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let expected = case.get("expected").unwrap_or(&Value::Null);
        let wrong = match (answer, expected.get("error")) {
            (Err(fault), _) => Some(format!("error: {fault}")),
            (Ok(answer), Some(error)) => error_differs(answer, error),
            (Ok(answer), None) => match answer.get("error") {
                Some(error) => Some(format!("error: {error}")),
                None => answer_differs(answer, expected),
            },
        };
        wrong.map_or(Verdict::Right(None), |got| Verdict::Wrong { got, expected: expected.to_string() })
    }
}

/// The bytes of the file, decoded from the form that a question has.
pub(crate) fn question_bytes(question: &Value) -> Result<Vec<u8>, String> {
    let csv = question.get("csv").ok_or("no `csv`")?;
    BASE64.decode(text(csv, "base64")?).map_err(|e| format!("csv.base64: {e}"))
}

/// The name of the policy's one metric.
pub(crate) fn metric_of(policy: &Value) -> Result<&str, String> {
    let metrics = policy.get("metrics").and_then(Value::as_object).ok_or("policy: no object `metrics`")?;
    match metrics.keys().collect::<Vec<_>>().as_slice() {
        [one] => Ok(one),
        more => Err(format!("policy: one metric is judged, not {}", more.len())),
    }
}

/// The bytes of the file in any of the forms that a case may have.
fn bytes(case: &Value) -> Result<Vec<u8>, String> {
    let csv = case.get("csv").ok_or("no `csv`")?;
    if let Some(text) = csv.as_str() {
        return Ok(text.as_bytes().to_vec());
    }
    let decode = |key: &str| BASE64.decode(text(csv, key)?).map_err(|e| format!("csv.{key}: {e}"));
    let keys: Vec<&str> =
        csv.as_object().ok_or("csv is neither text nor an object")?.keys().map(String::as_str).collect();
    match keys.as_slice() {
        ["base64"] => decode("base64"),
        ["utf16le"] => Ok("\u{feff}"
            .encode_utf16()
            .chain(text(csv, "utf16le")?.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect()),
        ["gzip_then", "text"] | ["text", "gzip_then"] => {
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            member.write_all(text(csv, "text")?.as_bytes()).map_err(|e| e.to_string())?;
            let mut out = member.finish().map_err(|e| e.to_string())?;
            out.extend(decode("gzip_then")?);
            Ok(out)
        }
        other => Err(format!("csv: unknown fields {other:?}")),
    }
}

fn check_expected(expected: &Value) -> Result<(), String> {
    exactly(expected, &["error", "events", "report"], "expected")?;
    if expected.as_object().is_none_or(|e| e.len() != 1) {
        return Err("expected: one of error, events and report".to_owned());
    }
    if let Some(error) = expected.get("error") {
        exactly(error, &["line", "says"], "expected.error")?;
    }
    for event in expected.get("events").and_then(Value::as_array).into_iter().flatten() {
        instant(event, "at")?;
    }
    let Some(report) = expected.get("report") else { return Ok(()) };
    exactly(report, &REPORT_KEYS, "expected.report")?;
    let parts: [(&str, &[&str]); 4] = [
        ("resolution", &["n", "median_s"]),
        ("first_response", &["n", "median_s"]),
        ("excluded", &["open", "not_closed", "no_instant", "before_creation"]),
        ("stated_due", &["kept", "broken", "undecided"]),
    ];
    for (key, known) in parts {
        report.get(key).map_or(Ok(()), |part| exactly(part, known, &format!("expected.report.{key}")))?;
    }
    Ok(())
}

fn error_differs(answer: &Value, expected: &Value) -> Option<String> {
    let Some(error) = answer.get("error") else { return Some("no error".to_owned()) };
    let line = expected.get("line").is_none_or(|line| error.get("line") == Some(line));
    let said = error.get("text").and_then(Value::as_str).unwrap_or("").to_lowercase();
    let says = expected.get("says").and_then(Value::as_str).is_none_or(|word| said.contains(&word.to_lowercase()));
    (!line || !says).then(|| error.to_string())
}

/// What differs from the expected events or report.
fn answer_differs(answer: &Value, expected: &Value) -> Option<String> {
    if let Some(want) = expected.get("events").and_then(Value::as_array) {
        let got = answer.get("events").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let (told, wanted) = (as_documents(got), as_documents(want));
        let same = told.len() == wanted.len() && told.iter().zip(&wanted).all(|(got, want)| has_fields(got, want));
        return (!same).then(|| format!("events {}", json!(got)));
    }
    let report = told(answer.get("report").unwrap_or(&Value::Null));
    let want = expected.get("report").and_then(Value::as_object);
    let wrong: Vec<String> =
        want.into_iter().flatten().filter_map(|(key, want)| part_differs(&report, key, want)).collect();
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

/// The events with each creation as a document writes it: what its ticket is at that very instant is part of it.
fn as_documents(events: &[Value]) -> Vec<Value> {
    let mut out: Vec<Value> = Vec::new();
    for event in events {
        let of = |key: &str| event.get(key).unwrap_or(&Value::Null);
        let part = of("type").as_str().filter(|kind| ["status", "priority", "group", "assignee"].contains(kind));
        let creation = out.last_mut().filter(|last| {
            last.get("type") == Some(&json!("created"))
                && last.get("ticket") == Some(of("ticket"))
                && last.get("at").is_some_and(|at| same(at, of("at")))
        });
        match (creation.and_then(Value::as_object_mut), part) {
            (Some(creation), Some(part)) if !creation.contains_key(part) => {
                creation.insert(part.to_owned(), of("to").clone());
            }
            (Some(creation), None) if of("type") == "field" => {
                creation.entry("fields").or_insert_with(|| json!({}))[of("name").as_str().unwrap_or_default()] =
                    of("to").clone();
            }
            _ => out.push(event.clone()),
        }
    }
    out
}

fn part_differs(report: &Map<String, Value>, key: &str, want: &Value) -> Option<String> {
    let got = report.get(key).unwrap_or(&Value::Null);
    let zero = json!(0);
    let same = match (key, want) {
        // A reason that is not there has no ticket.
        ("excluded" | "quality", Value::Object(want)) => {
            want.iter().all(|(reason, n)| same(got.get(reason).unwrap_or(&zero), n))
        }
        (_, Value::Object(_)) => has_fields(got, want),
        _ => same(got, want),
    };
    (!same).then(|| format!("{key} {got}"))
}

/// The report in the words of the file.
fn told(report: &Value) -> Map<String, Value> {
    let of = |pointer: &str| report.pointer(pointer).cloned().unwrap_or(Value::Null);
    let mut out = Map::new();
    for (key, pointer) in [
        ("tickets", "/all/tickets"),
        ("done", "/all/done"),
        ("open", "/all/open"),
        ("as_of", "/basis/as_of"),
        ("resolution", "/all/resolution"),
        ("first_response", "/all/first_response"),
        ("excluded", "/all/resolution_excluded"),
        ("stated_due", "/all/stated_due"),
        ("quality", "/quality"),
    ] {
        out.insert(key.to_owned(), of(pointer));
    }
    // The one ticket's own, which is no median of several.
    let one = of("/all/first_response/n") == json!(1);
    out.insert("first_response_s".to_owned(), if one { of("/all/first_response/median_s") } else { Value::Null });
    out.insert("kept".to_owned(), json!([of("/all/attainment/k"), of("/all/attainment/n")]));
    out
}

/// Whether `got` has each field of `want` with its value.
fn has_fields(got: &Value, want: &Value) -> bool {
    want.as_object().is_some_and(|want| want.iter().all(|(k, want)| got.get(k).is_some_and(|got| same(got, want))))
}

/// Equal as JSON, the same number, or two writings of the same instant.
fn same(got: &Value, want: &Value) -> bool {
    let instant = |v: &Value| v.as_str().and_then(|t| micros(t).ok());
    let number = |v: &Value| v.as_f64();
    got == want
        || (number(got).is_some() && number(got) == number(want))
        || (instant(got).is_some() && instant(got) == instant(want))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Value {
        json!({"id": "x", "csv": "id,c\n1,2024-01-01\n", "map": {"ticket": "id"}, "policy": {"metrics": {"m": {}}},
            "expected": {"report": {"tickets": 1, "excluded": {"open": 1}, "resolution": {"n": 0, "median_s": null}, "kept": [0, 1]}}})
    }

    fn answer() -> Value {
        json!({"events": [], "report": {"basis": {"as_of": "2024-01-01T00:00:00Z"}, "quality": {},
            "all": {"tickets": 1, "resolution": {"n": 0, "median_s": null}, "resolution_excluded": {"open": 1}, "attainment": {"k": 0, "n": 1}}}})
    }

    #[test]
    fn a_field_that_nobody_reads_is_a_failure() {
        assert_eq!(LogImport.check(&case()), Ok(()));
        for pointer in ["", "/expected", "/expected/report", "/expected/report/excluded", "/expected/report/resolution"]
        {
            let mut odd = case();
            odd.pointer_mut(pointer).unwrap()["colour"] = json!("red");
            assert!(LogImport.check(&odd).is_err(), "{pointer}");
        }
        for csv in [json!(7), json!({"base64": "!"}), json!({"latin1": "x"})] {
            let mut odd = case();
            odd["csv"] = csv;
            assert!(LogImport.check(&odd).is_err());
        }
    }

    #[test]
    fn every_expected_figure_counts() {
        assert_eq!(LogImport.judge(&case(), Ok(&answer())), Verdict::Right(None));
        for (pointer, value) in [
            ("/report/all/tickets", json!(2)),
            ("/report/all/resolution/n", json!(1)),
            ("/report/all/resolution_excluded/open", json!(2)),
            ("/report/all/attainment/k", json!(1)),
        ] {
            let mut odd = answer();
            *odd.pointer_mut(pointer).unwrap() = value;
            assert!(matches!(LogImport.judge(&case(), Ok(&odd)), Verdict::Wrong { .. }), "{pointer}");
        }
        assert!(matches!(
            LogImport.judge(&case(), Ok(&json!({"error": {"line": 1, "text": "no"}}))),
            Verdict::Wrong { .. }
        ));
        assert!(matches!(LogImport.judge(&case(), Err("no")), Verdict::Wrong { .. }));
    }

    #[test]
    fn events_are_all_of_them_in_order() {
        let mut case = case();
        case["expected"] = json!({"events": [{"at": "2024-01-01T00:00:00Z", "ticket": "1", "type": "created"}]});
        assert_eq!(LogImport.check(&case), Ok(()));
        let one = json!({"at": "2024-01-01T01:00:00+01:00", "ticket": "1", "type": "created", "by": "auto"});
        assert_eq!(LogImport.judge(&case, Ok(&json!({"events": [one]}))), Verdict::Right(None));
        assert!(matches!(LogImport.judge(&case, Ok(&json!({"events": [one, one]}))), Verdict::Wrong { .. }));
        assert!(matches!(LogImport.judge(&case, Ok(&json!({"events": []}))), Verdict::Wrong { .. }));
    }

    #[test]
    fn a_creation_is_one_document_however_it_is_listed() {
        let event = |at: &str, kind: &str, to: &str| json!({"at": at, "ticket": "1", "type": kind, "to": to});
        let (first, later) = ("2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z");
        let created = json!({"at": first, "ticket": "1", "type": "created"});
        let folded = [created.clone(), event(first, "status", "open"), event(later, "status", "done")];
        let document = json!({"at": first, "ticket": "1", "type": "created", "status": "open"});
        for want in
            [json!([folded[0], folded[1], folded[2]]), json!([document, folded[2]]), json!([created, folded[2]])]
        {
            let mut case = case();
            case["expected"] = json!({"events": want});
            assert_eq!(LogImport.judge(&case, Ok(&json!({"events": folded}))), Verdict::Right(None), "{want}");
        }
        let other = event(first, "status", "done");
        for want in [
            json!([created]),
            json!([created, folded[1]]),
            json!([folded[1], folded[2]]),
            json!([created, other, folded[2]]),
            json!([created, folded[1], event(first, "assignee", "ann"), folded[2]]),
        ] {
            let mut case = case();
            case["expected"] = json!({"events": want});
            assert!(matches!(LogImport.judge(&case, Ok(&json!({"events": folded}))), Verdict::Wrong { .. }), "{want}");
        }
    }

    #[test]
    fn an_error_has_its_line_and_its_word() {
        let mut case = case();
        case["expected"] = json!({"error": {"line": 3, "says": "quote"}});
        let said = |line: u64, text: &str| json!({"error": {"line": line, "text": text}});
        assert_eq!(LogImport.judge(&case, Ok(&said(3, "line 3: a Quote left open"))), Verdict::Right(None));
        for odd in [said(2, "quote"), said(3, "no"), answer()] {
            assert!(matches!(LogImport.judge(&case, Ok(&odd)), Verdict::Wrong { .. }));
        }
    }

    #[test]
    fn every_form_of_a_file_becomes_bytes() {
        for (csv, first) in [
            (json!("a"), &b"a"[..]),
            (json!({"base64": "/w=="}), &b"\xff"[..]),
            (json!({"utf16le": "a"}), &b"\xff\xfea\0"[..]),
            (json!({"gzip_then": "AAAA", "text": "a"}), &b"\x1f\x8b"[..]),
        ] {
            let mut case = case();
            case["csv"] = csv;
            let bytes = question_bytes(&LogImport.question(&case)).unwrap();
            assert!(bytes.starts_with(first), "{bytes:?}");
        }
    }
}
