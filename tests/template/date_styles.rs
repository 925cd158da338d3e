//! Dates and times where the skeletons of ICU4X 2.3 alone would show something else. Expected texts are those of Node 20.20.2
//! (CLDR 48.0), with U+202F as a plain space.
#![cfg(feature = "template-datetime")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::template::{DateTimeOptions, Formatter};
use sundesk::time::{ZoneDb, parse_instant};

/// Locale, options, text: Monday 9 March 2026, 02:05:09 in Berlin.
const DATES: &[(&str, &str, &str)] = &[
    ("pt-PT", r#"{"dateStyle":"full"}"#, "segunda-feira, 9 de março de 2026"),
    ("sk", r#"{"dateStyle":"full"}"#, "pondelok 9. marca 2026"),
    ("da", r#"{"dateStyle":"full"}"#, "mandag den 9. marts 2026"),
    ("en-AU", r#"{"dateStyle":"full"}"#, "Monday, 9 March 2026"),
    ("fr-CH", r#"{"dateStyle":"full"}"#, "lundi, 9 mars 2026"),
    ("zh-Hant", r#"{"dateStyle":"full"}"#, "2026年3月9日 星期一"),
    ("da", r#"{"dateStyle":"full","timeStyle":"short"}"#, "mandag den 9. marts 2026 kl. 02.05"),
    ("pt-PT", r#"{"dateStyle":"full","timeStyle":"short"}"#, "segunda-feira, 9 de março de 2026 às 02:05"),
    ("en-AU", r#"{"dateStyle":"full","calendar":"buddhist"}"#, "Monday, 9 March 2569 BE"),
    ("sr", r#"{"dateStyle":"long"}"#, "9. март 2026."),
    ("sr-Latn", r#"{"dateStyle":"full"}"#, "ponedeljak, 9. mart 2026."),
    ("sl", r#"{"dateStyle":"long","calendar":"gregory"}"#, "9. marec 2026"),
    ("lv", r#"{"dateStyle":"long"}"#, "2026. gada 9. marts"),
    ("ka", r#"{"dateStyle":"long"}"#, "9 მარტი, 2026"),
    ("kn", r#"{"dateStyle":"long"}"#, "ಮಾರ್ಚ್ 9, 2026"),
    ("be", r#"{"dateStyle":"long"}"#, "9 сакавіка 2026 г."),
    ("es", r#"{"timeStyle":"short"}"#, "2:05"),
    ("es-MX", r#"{"timeStyle":"short"}"#, "2:05 a.m."),
    ("es", r#"{"dateStyle":"medium","timeStyle":"short"}"#, "9 mar 2026, 2:05"),
    ("mk", r#"{"timeStyle":"medium"}"#, "02:05:09"),
    ("hy", r#"{"timeStyle":"short"}"#, "02:05"),
    ("kn", r#"{"timeStyle":"short"}"#, "02:05 AM"),
    ("my", r#"{"timeStyle":"short"}"#, "၂:၀၅"),
    ("si", r#"{"timeStyle":"short"}"#, "02.05"),
    ("lt", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"shortOffset"}"#, "02:05; GMT+1"),
    ("zh-Hans", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"shortOffset"}"#, "GMT+1 02:05"),
    ("is", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"shortOffset"}"#, "GMT+1 – 02:05"),
    ("uz", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"shortOffset"}"#, "02:05 (GMT+1)"),
    ("sq", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"longOffset"}"#, "2:05 p.d., GMT+01:00"),
    ("ml", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"longOffset"}"#, "ജിഎംടി+01:00 2:05 AM"),
    ("de", r#"{"hour":"numeric","minute":"2-digit","timeZoneName":"longOffset"}"#, "02:05 GMT+01:00"),
    ("en-US-u-hc-h24", r#"{"hour":"numeric","minute":"2-digit"}"#, "02:05"),
    ("en-US-u-hc-h23", r#"{"timeStyle":"short"}"#, "02:05"),
    ("de-u-hc-h12", r#"{"timeStyle":"short"}"#, "2:05 AM"),
];

#[test]
fn dates_times_and_zones_stand_as_cldr_has_them() {
    let zone = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
    let at = parse_instant("2026-03-09T01:05:09Z").unwrap();
    let mut wrong = Vec::new();
    for (locale, options, expected) in DATES {
        let options: DateTimeOptions = serde_json::from_str(options).unwrap();
        let got = Formatter::new(&locale.parse().unwrap()).instant(at, &zone, &options).unwrap();
        if got != *expected {
            wrong.push(format!("{locale}: {got:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In a text with a date the zone stands beside the time, wherever that is.
#[test]
fn the_zone_stays_beside_its_time() {
    let zone = ZoneDb::bundled().zone("Asia/Taipei").unwrap();
    let at = parse_instant("2026-03-09T06:05:00Z").unwrap();
    let options = r#"{"dateStyle": "long", "timeStyle": "short", "timeZoneName": "shortOffset"}"#;
    let options: DateTimeOptions = serde_json::from_str(options).unwrap();
    let text = |locale: &str| Formatter::new(&locale.parse().unwrap()).instant(at, &zone, &options).unwrap();
    assert_eq!(text("zh-Hans"), "2026年3月9日 GMT+8 14:05");
    assert_eq!(text("zh-Hant-u-hc-h23"), "2026年3月9日 14:05 [GMT+8]");
    assert_eq!(text("de"), "9. März 2026 um 14:05 GMT+8");
    assert_eq!(text("lt"), "2026 m. kovo 9 d. 14:05; GMT+8");
}
