//! The worked cases of locale formats: `cases/i18n_format.json`, judged as its README says.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)] // a test reports by panicking

use serde_json::{Map, Value, json};
use sundesk::template::{
    DateTimeOptions, Decimal, Formatter, ListKind, Locale, NumberOptions, Numeric, TimeUnit, UnitWidth,
};
use sundesk::time::{ZoneDb, parse_instant};

fn formatter(locale: &str, options: &mut Map<String, Value>) -> Formatter {
    let locale = match options.remove("numberingSystem") {
        Some(system) => format!("{locale}-u-nu-{}", system.as_str().unwrap()),
        None => locale.to_owned(),
    };
    Formatter::new(&locale.parse::<Locale>().unwrap())
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

fn take(options: &mut Map<String, Value>, key: &str) -> String {
    options.remove(key).and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn width(name: &str) -> UnitWidth {
    match name {
        "long" => UnitWidth::Long,
        "short" => UnitWidth::Short,
        "narrow" => UnitWidth::Narrow,
        other => panic!("unknown width {other}"),
    }
}

fn answer(case: &Value) -> Value {
    let mut options = case["options"].as_object().unwrap().clone();
    let formatter = formatter(case["locale"].as_str().unwrap(), &mut options);
    let input = &case["input"];
    let text = match case["kind"].as_str().unwrap() {
        "number" => formatter.number(decimal(input), &number(options)),
        "percent" | "currency" | "compact" => {
            let style = case["kind"].as_str().unwrap();
            if style != "compact" {
                options.insert("style".to_owned(), json!(style));
            }
            formatter.number(decimal(input), &number(options))
        }
        "plural" => {
            let ordinal = take(&mut options, "type") == "ordinal";
            let options = NumberOptions { ordinal, ..number(options) };
            let words = input.as_array().unwrap().iter().map(|n| formatter.plural(decimal(n), &options).as_str());
            return json!(words.collect::<Vec<_>>());
        }
        "datetime" => {
            let zone = ZoneDb::bundled().zone(&take(&mut options, "timeZone")).unwrap();
            let options: DateTimeOptions = serde_json::from_value(Value::Object(options)).unwrap();
            formatter.instant(parse_instant(input.as_str().unwrap()).unwrap(), &zone, &options)
        }
        "list" => {
            let kind = match take(&mut options, "type").as_str() {
                "conjunction" => ListKind::And,
                "disjunction" => ListKind::Or,
                "unit" => ListKind::Unit,
                other => panic!("unknown list type {other}"),
            };
            let items: Vec<&str> = input.as_array().unwrap().iter().map(|i| i.as_str().unwrap()).collect();
            formatter.list(&items, kind, width(&take(&mut options, "style")))
        }
        "relative" => {
            let numeric = if take(&mut options, "numeric") == "auto" { Numeric::Auto } else { Numeric::Always };
            let unit = TimeUnit::parse(input["unit"].as_str().unwrap()).unwrap();
            formatter.relative(decimal(&input["value"]), unit, numeric, width(&take(&mut options, "style")))
        }
        "unit" => {
            let unit = TimeUnit::parse(&take(&mut options, "unit")).unwrap();
            formatter.unit(decimal(input), unit, width(&take(&mut options, "unitDisplay")))
        }
        other => panic!("unknown kind {other}"),
    };
    json!(text.unwrap_or_else(|e| panic!("{}: {e}", case["id"])))
}

fn number(options: Map<String, Value>) -> NumberOptions {
    NumberOptions::from_json(&Value::Object(options)).unwrap()
}

/// No-break spaces to space, bidi marks dropped, U+2212 to `-`, U+2019 to `'`.
fn folded(value: &Value) -> Value {
    let Some(text) = value.as_str() else { return value.clone() };
    let kept = text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}'));
    json!(
        kept.map(|c| match c {
            '\u{a0}' | '\u{202f}' => ' ',
            '\u{2212}' => '-',
            '\u{2019}' => '\'',
            c => c,
        })
        .collect::<String>()
    )
}

enum Verdict {
    Exact,
    Normalised,
    Contested,
    Wrong(String),
}

fn judge(case: &Value) -> Verdict {
    let got = answer(case);
    if got == case["expected"] {
        return Verdict::Exact;
    }
    if case.get("accept").and_then(Value::as_array).is_some_and(|list| list.contains(&got)) {
        return Verdict::Contested;
    }
    let normal = case.get("expected_normalised").unwrap_or(&case["expected"]);
    if case.get("contested").is_none() && folded(&got) == folded(normal) {
        return Verdict::Normalised;
    }
    Verdict::Wrong(format!("{}: {got}, expected {}", case["id"], case["expected"]))
}

/// Cases that come out otherwise, each with its reason.
const DISPUTED: [(&str, &str); 0] = [];

#[test]
fn every_worked_case_comes_out_as_expected() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/i18n_format.json")).unwrap();
    let cases = serde_json::from_str::<Value>(&text).unwrap()["cases"].as_array().unwrap().clone();
    let (mut exact, mut normalised, mut contested, mut wrong) = (0, 0, 0, Vec::new());
    for case in &cases {
        match judge(case) {
            Verdict::Exact => exact += 1,
            Verdict::Normalised => normalised += 1,
            Verdict::Contested => contested += 1,
            Verdict::Wrong(_) if DISPUTED.iter().any(|(id, _)| *id == case["id"].as_str().unwrap()) => {}
            Verdict::Wrong(text) => wrong.push(text),
        }
    }
    println!("{exact} exact, {normalised} after folding, {contested} contested and accepted, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{} of {} failed:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
