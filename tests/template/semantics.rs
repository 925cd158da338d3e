//! The worked cases of Fluent's semantics and grammar: `cases/fluent_semantics.json` and `cases/fluent_grammar.json`, judged as their
//! README says.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)] // a test reports by panicking

use serde_json::Value;
use sundesk::template::{Args, Bundle, BundleProblem, Ctx};
use sundesk::time::ZoneDb;

fn cases(file: &str) -> Vec<Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["cases"].as_array().unwrap().clone()
}

struct Got {
    text: Option<String>,
    errors: Vec<String>,
    junk: Vec<String>,
    duplicates: usize,
}

fn answer(case: &Value) -> Got {
    let locale = case["locale"].as_str().unwrap().parse().unwrap();
    let upper = |text: &str| text.to_uppercase();
    let mut builder = Bundle::builder(&locale);
    match case.get("transform").and_then(Value::as_str) {
        None => {}
        Some("upper") => {
            builder.transform(&upper);
        }
        Some(other) => panic!("unknown transform {other}"),
    }
    builder.add("", case["ftl"].as_str().unwrap()).unwrap();
    let bundle = builder.build();
    let ctx =
        Ctx { isolating: case["use_isolating"].as_bool().unwrap(), zones: Some(ZoneDb::bundled()), ..Ctx::default() };
    let args = Args::from_json(&case["args"]).unwrap();
    let preview =
        bundle.preview(case["message"].as_str().unwrap(), case.get("attribute").and_then(Value::as_str), &args, &ctx);
    let mut got = Got { text: None, errors: Vec::new(), junk: Vec::new(), duplicates: 0 };
    if let Some(preview) = preview {
        assert_eq!(preview.parts().map(|p| p.text).collect::<String>(), preview.text, "{}", case["id"]);
        got.errors = preview.errors.iter().map(|e| e.kind.name().to_owned()).collect();
        got.text = Some(preview.text);
    }
    for problem in bundle.problems() {
        match problem {
            BundleProblem::Syntax { error, .. } => got.junk.push(error.code.to_owned()),
            BundleProblem::Duplicate { .. } => got.duplicates += 1,
        }
    }
    got
}

fn judge(case: &Value) -> Result<(), String> {
    let got = answer(case);
    let expected: Vec<&str> =
        case["expected_errors"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    if got.errors != expected {
        return Err(format!("errors {:?}, expected {expected:?}", got.errors));
    }
    if let Some(junk) = case.get("syntax_junk").filter(|junk| **junk != serde_json::json!(got.junk)) {
        return Err(format!("junk {:?}, expected {junk}", got.junk));
    }
    if got.duplicates != case.get("resource_errors").map_or(0, |e| e.as_array().unwrap().len())
        && case.get("quirk").is_none()
    {
        return Err(format!("{} duplicates", got.duplicates));
    }
    if case.get("check").is_some() {
        return if got.text.is_some_and(|t| t.len() < 65_536) { Ok(()) } else { Err("no bounded text".to_owned()) };
    }
    let text = serde_json::json!(got.text);
    let accepted = case.get("accept").and_then(Value::as_array).is_some_and(|list| list.contains(&text));
    if text == case["expected"] || accepted { Ok(()) } else { Err(format!("{text}, expected {}", case["expected"])) }
}

#[test]
fn every_worked_case_comes_out_as_expected() {
    for (file, count) in [("fluent_semantics.json", 88), ("fluent_grammar.json", 831)] {
        let cases = cases(file);
        let failures: Vec<String> =
            cases.iter().filter_map(|case| judge(case).err().map(|e| format!("{}: {e}", case["id"]))).collect();
        assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), cases.len(), failures.join("\n"));
        assert_eq!(cases.len(), count, "{file}");
    }
}

#[test]
fn where_implementations_differ_ours_is_the_preferred_reading() {
    for case in cases("fluent_semantics.json").iter().filter(|case| case.get("prefer").is_some()) {
        assert_eq!(serde_json::json!(answer(case).text), case["prefer"], "{}", case["id"]);
    }
}
