//! The worked cases of locale formats: `cases/i18n_format.json`, judged as its README says.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)] // a test reports by panicking

use serde_json::{Map, Value, json};
use sundesk::money::Decimal;
use sundesk::template::{DateTimeOptions, Formatter, ListKind, Locale, NumberOptions, Numeric, TimeUnit, UnitWidth};
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
            let unit = TimeUnit::from_name(input["unit"].as_str().unwrap()).unwrap();
            formatter.relative(decimal(&input["value"]), unit, numeric, width(&take(&mut options, "style")))
        }
        "unit" => {
            let (unit, width) =
                (take(&mut options, "unit").parse().unwrap(), width(&take(&mut options, "unitDisplay")));
            formatter.unit(decimal(input), unit, width, &number(options))
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

#[track_caller]
fn money(locale: &str, amount: &str, options: &str, expected: &str) {
    let options = format!(r#"{{"style": "currency", {options}}}"#);
    let options = NumberOptions::from_json(&serde_json::from_str(&options).unwrap()).unwrap();
    let formatter = Formatter::new(&locale.parse().unwrap());
    assert_eq!(formatter.number(amount.parse().unwrap(), &options).unwrap(), expected, "{locale} {amount}");
}

#[test]
fn what_icu4x_lacks_is_mended() {
    let no_cents = r#""minimumFractionDigits": 0, "maximumFractionDigits": 0"#;
    money("de", "5", &format!(r#""currency": "EUR", {no_cents}"#), "5\u{a0}€");
    money("de-AT", "1234567.5", r#""currency": "EUR""#, "€\u{a0}1.234.567,50");
    money("es-MX", "1234.5", r#""currency": "USD""#, "USD\u{a0}1,234.50");
    money("es-MX", "1234.5", r#""currency": "MXN""#, "$1,234.50");
    money("es-MX", "1234.5", r#""currency": "USD", "currencyDisplay": "narrowSymbol""#, "$1,234.50");
    money("en-US", "1", &format!(r#""currency": "USD", "currencyDisplay": "name", {no_cents}"#), "1 US dollar");
    money("en-US", "1", r#""currency": "USD", "currencyDisplay": "name""#, "1.00 US dollars");
    money("ja", "-1234.5", r#""currency": "JPY""#, "-￥1,235");
    // A currency that CLDR does not know is shown by its code.
    money("en-US", "1", r#""currency": "ZZZ""#, "ZZZ\u{a0}1.00");

    let percent = |locale: &str, number: &str| {
        let options = NumberOptions::from_json(&json!({"style": "percent", "maximumFractionDigits": 1})).unwrap();
        Formatter::new(&locale.parse().unwrap()).number(number.parse().unwrap(), &options).unwrap()
    };
    assert_eq!(percent("ar-EG", "0.125"), "١٢٫٥٪\u{61c}");
    assert_eq!(percent("ar-EG", "-0.125"), "\u{61c}-١٢٫٥٪\u{61c}");
    assert_eq!(percent("fa", "0.125"), "۱۲٫۵٪");
    assert_eq!(percent("fa", "-0.12"), "\u{200e}\u{2212}۱۲٪");
    assert_eq!(percent("en", "0.0005"), "0.1%"); // half away from zero
    assert_eq!(percent("en", "-0.0004"), "0%"); // no "-0%"
}

#[test]
fn every_locale_with_data_formats_everything() {
    let zone = ZoneDb::bundled().zone("Asia/Kathmandu").unwrap();
    let text = include_str!("../fixtures/plurals.json");
    let fixture: Value = serde_json::from_str(text).unwrap();
    let mut locales: Vec<String> = fixture["groups"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|g| g["languages"].as_array().unwrap().iter().map(|l| l.as_str().unwrap().to_owned()))
        .collect();
    locales.extend(["xx", "en-XA", "zz-ZZ", "de-x-formal", "ar-EG-u-nu-latn", "th-u-ca-gregory"].map(str::to_owned));
    let long = DateTimeOptions {
        date_style: Some(sundesk::template::DateStyle::Full),
        time_style: Some(sundesk::template::DateStyle::Short),
        time_zone_name: Some(sundesk::template::ZoneName::ShortOffset),
        ..DateTimeOptions::default()
    };
    for locale in &locales {
        let formatter = Formatter::new(&locale.parse().unwrap());
        let million: Decimal = "-1234567.891".parse().unwrap();
        let plain = NumberOptions::default();
        for currency in ["EUR", "USD", "JPY", "KWD", "ZZZ"] {
            for display in ["symbol", "narrowSymbol", "code"] {
                let options = json!({"style": "currency", "currency": currency, "currencyDisplay": display});
                let text = formatter.number(million, &NumberOptions::from_json(&options).unwrap());
                assert!(text.is_ok_and(|t| !t.is_empty()), "{locale} {currency} {display}");
            }
        }
        formatter.number(million, &NumberOptions::from_json(&json!({"style": "percent"})).unwrap()).unwrap();
        formatter.instant(1_790_000_000_000_000, &zone, &long).unwrap_or_else(|e| panic!("{locale}: {e}"));
        formatter.relative(3.into(), TimeUnit::Hour, Numeric::Auto, UnitWidth::Short).unwrap();
        formatter.unit(3.into(), "megabyte-per-second".parse().unwrap(), UnitWidth::Narrow, &plain).unwrap();
        formatter.list(&["a", "b", "c"], ListKind::Or, UnitWidth::Long).unwrap();
    }
}

/// `2026-03-09T08:05:07Z` in Berlin, field by field; the expected texts are those of Intl (Node 20, ICU 78).
#[test]
fn a_date_is_put_together_from_its_fields() {
    let table = [
        ("en-US", r#"{"month": "long", "day": "numeric"}"#, "March 9"),
        ("en-US", r#"{"month": "short", "day": "numeric", "year": "numeric"}"#, "Mar 9, 2026"),
        ("en-US", r#"{"weekday": "long", "month": "long", "day": "numeric"}"#, "Monday, March 9"),
        ("en-US", r#"{"month": "2-digit", "day": "2-digit", "year": "2-digit"}"#, "03/09/26"),
        ("en-US", r#"{"year": "numeric", "month": "long", "day": "numeric", "era": "short"}"#, "March 9, 2026 AD"),
        ("en-US", r#"{"hour": "numeric", "minute": "2-digit", "second": "2-digit"}"#, "9:05:07 AM"),
        (
            "en-US",
            r#"{"month": "long", "day": "numeric", "hour": "numeric", "minute": "2-digit"}"#,
            "March 9 at 9:05 AM",
        ),
        ("en-GB", r#"{"weekday": "short", "month": "short", "day": "numeric"}"#, "Mon 9 Mar"),
        ("de", r#"{"weekday": "long"}"#, "Montag"),
        ("de", r#"{"month": "long", "year": "numeric"}"#, "März 2026"),
        ("fr", r#"{"month": "long", "day": "numeric"}"#, "9 mars"),
        ("fi", r#"{"weekday": "long", "month": "long", "day": "numeric"}"#, "maanantai 9. maaliskuuta"),
        ("et", r#"{"month": "long", "day": "numeric"}"#, "9. märts"),
        ("el", r#"{"weekday": "long", "month": "long", "day": "numeric"}"#, "Δευτέρα 9 Μαρτίου"),
        ("vi", r#"{"month": "long", "day": "numeric", "year": "numeric"}"#, "9 tháng 3, 2026"),
        ("ja", r#"{"month": "long", "day": "numeric", "weekday": "long"}"#, "3月9日月曜日"),
        ("ar-EG", r#"{"month": "long", "day": "numeric"}"#, "٩ مارس"),
        ("hi", r#"{"weekday": "short"}"#, "सोम"),
        // Where the shortened form of a month is digits, its whole name; where an hour alone is digits, its minutes too.
        ("de", r#"{"month": "short", "day": "numeric"}"#, "9. März"),
        ("ja", r#"{"month": "short", "day": "numeric"}"#, "3月9日"),
        ("fr", r#"{"hour": "numeric"}"#, "09:05"),
        ("en-US", r#"{"hour": "numeric"}"#, "9\u{a0}AM"),
    ];
    let zone = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
    let at = parse_instant("2026-03-09T08:05:07Z").unwrap();
    for (locale, options, expected) in table {
        let options: DateTimeOptions = serde_json::from_str(options).unwrap();
        let text = Formatter::new(&locale.parse().unwrap()).instant(at, &zone, &options).unwrap();
        assert_eq!(text.replace('\u{a0}', " "), expected.replace('\u{a0}', " "), "{locale} {options:?}");
    }
}

#[test]
fn fields_of_a_date_that_make_no_date_are_refused() {
    let table = [
        (r#"{"weekday": "numeric"}"#, "weekday must be one of long, short, narrow"),
        (r#"{"day": "long"}"#, "day must be one of numeric, 2-digit"),
        (r#"{"year": "numeric", "day": "numeric"}"#, "year and day or weekday need month"),
        (r#"{"weekday": "long", "month": "long"}"#, "weekday and month need day"),
        (r#"{"era": "short", "month": "long"}"#, "era needs year"),
        (r#"{"hour": "numeric", "second": "numeric"}"#, "second needs hour and minute"),
        (r#"{"timeStyle": "short", "second": "numeric"}"#, "has timeStyle and second: choose one"),
        (r#"{"dateStyle": "short", "day": "numeric"}"#, "has dateStyle and fields of a date: choose one"),
        (r#"{"month": "long", "hour": "numeric"}"#, "cannot show these fields together"),
        (r#"{"weekday": "long", "timeStyle": "short"}"#, "has a weekday and a time"),
    ];
    let zone = ZoneDb::bundled().zone("UTC").unwrap();
    let english = Formatter::new(&"en".parse().unwrap());
    for (options, expected) in table {
        let options: DateTimeOptions = serde_json::from_str(options).unwrap();
        let said = english.instant(0, &zone, &options).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    }
    assert!(serde_json::from_str::<DateTimeOptions>(r#"{"month": "big"}"#).is_err());
}

#[cfg(feature = "template-zones")]
#[test]
fn zones_have_names() {
    let zone = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
    let options = |name| DateTimeOptions {
        time_style: Some(sundesk::template::DateStyle::Short),
        time_zone_name: Some(name),
        ..DateTimeOptions::default()
    };
    use sundesk::template::ZoneName;
    let english = Formatter::new(&"en-GB".parse().unwrap());
    let at = parse_instant("2026-07-01T10:00:00Z").unwrap();
    assert_eq!(english.instant(at, &zone, &options(ZoneName::Long)).unwrap(), "12:00 Central European Summer Time");
    assert_eq!(english.instant(at, &zone, &options(ZoneName::Short)).unwrap(), "12:00 CEST");
    assert_eq!(english.instant(at, &zone, &options(ZoneName::LongOffset)).unwrap(), "12:00 GMT+02:00");
}
