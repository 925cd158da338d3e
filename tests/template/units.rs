//! Units of measure: `UNIT()` and `Formatter::unit`. Expected texts are those of Node 20.20.2 (`Intl.NumberFormat`, CLDR 48.0).
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::json;
use sundesk::template::{Args, Bundle, Ctx, Formatter, NumberOptions, Unit, UnitWidth, document};
use sundesk::time::ZoneDb;

/// Locale, width, amount, unit, text.
const UNITS: &[(&str, &str, &str, &str, &str)] = &[
    ("en", "long", "1", "kilometer", "1 kilometer"),
    ("en", "long", "1.5", "kilometer", "1.5 kilometers"),
    ("en", "short", "12.5", "megabyte-per-second", "12.5 MB/s"),
    ("en", "narrow", "20", "celsius", "20°C"),
    ("en", "long", "1", "foot", "1 foot"),
    ("en", "short", "3", "acre", "3 ac"),
    ("en", "long", "2", "mile-scandinavian", "2 miles-scandinavian"),
    ("en", "long", "4", "stone", "4 stones"),
    ("en", "short", "0.5", "petabyte", "0.5 PB"),
    ("en", "long", "1", "percent", "1 percent"),
    ("en", "short", "12", "percent", "12%"),
    ("en", "long", "90", "degree", "90 degrees"),
    ("en", "long", "60", "mile-per-hour", "60 miles per hour"),
    ("en", "short", "30", "mile-per-gallon", "30 mpg"),
    ("en-GB", "short", "30", "mile-per-gallon", "30 mpg US"),
    ("en-GB", "long", "8", "fluid-ounce", "8 US fluid ounces"),
    ("en-CA", "long", "5", "liter", "5 litres"),
    ("de", "long", "2", "kilometer-per-hour", "2 Kilometer pro Stunde"),
    ("de", "short", "1234.5", "megabyte", "1.234,5 MB"),
    ("de", "long", "1", "gigabyte-per-day", "1\u{a0}Gigabyte pro Tag"),
    ("de-AT", "short", "1234.5", "kilogram", "1\u{a0}234,5 kg"),
    ("de-CH", "short", "1234.5", "kilogram", "1'234.5 kg"),
    ("fr", "long", "1.5", "hour", "1,5\u{a0}heure"),
    ("fr", "long", "2", "hour", "2\u{a0}heures"),
    ("fr", "narrow", "3", "day", "3j"),
    ("fr-CA", "short", "2", "gigabyte", "2\u{a0}Go"),
    ("es", "long", "1000", "meter-per-second", "1000 metros por segundo"),
    ("es", "long", "10000", "meter-per-second", "10.000 metros por segundo"),
    ("pt", "long", "1", "week", "1 semana"),
    ("pt-PT", "short", "5", "kilobyte", "5 kB"),
    ("it", "long", "8", "gallon", "8 galloni"),
    ("pl", "long", "1", "minute", "1 minuta"),
    ("pl", "long", "2", "minute", "2 minuty"),
    ("pl", "long", "5", "minute", "5 minut"),
    ("pl", "long", "22", "minute", "22 minuty"),
    ("pl", "long", "1.5", "minute", "1,5 minuty"),
    ("ru", "long", "21", "megabyte", "21 мегабайт"),
    ("ru", "long", "3", "byte", "3 байта"),
    ("ru", "long", "11", "gram", "11 грамм"),
    ("cs", "long", "2.5", "liter", "2,5 litru"),
    ("sl", "long", "2", "hectare", "2 hektara"),
    ("sl", "long", "101", "inch", "101 palec"),
    ("lt", "long", "21", "ounce", "21 uncija"),
    ("lv", "long", "0", "pound", "0 mārciņu"),
    ("et", "long", "3", "kilometer-per-hour", "3 kilomeetrit tunnis"),
    ("ro", "long", "20", "second", "20 de secunde"),
    ("sr-Latn", "long", "3", "kilogram", "3 kilograma"),
    ("sr", "long", "3", "kilogram", "3 килограма"),
    ("ar", "long", "1", "hour", "ساعة"),
    ("ar", "long", "2", "hour", "ساعتان"),
    ("ar", "long", "3", "kilometer", "3 كيلومترات"),
    ("ar", "long", "11", "day", "11 يومًا"),
    ("ar-EG", "long", "3", "kilometer", "٣ كيلومترات"),
    ("ar-EG", "short", "12", "megabyte-per-second", "١٢ م.ب/ث"),
    ("fa", "long", "5", "celsius", "۵ درجهٔ سلسیوس"),
    ("fa", "short", "-5", "celsius", "\u{200e}\u{2212}۵°C"),
    ("he", "long", "1", "day", "1 יום"),
    ("he", "long", "2", "day", "יומיים"),
    ("he", "short", "7", "kilometer-per-hour", "7 קמ״ש"),
    ("hi", "long", "1234567", "meter", "12,34,567 मीटर"),
    ("bn", "long", "15", "minute", "১৫ মিনিট"),
    ("ja", "long", "15", "minute", "15 分"),
    ("ja", "short", "3", "kilobit-per-second", "3 kb/秒"),
    ("ko", "long", "3", "kilometer-per-hour", "시속 3킬로미터"),
    ("zh-Hans", "short", "20", "celsius", "20°C"),
    ("zh-Hant", "long", "20", "fahrenheit", "華氏 20 度"),
    ("zh-TW", "short", "3", "terabyte", "3 TB"),
    ("vi", "long", "2", "week", "2 tuần"),
    ("th", "short", "100", "kilometer", "100 กม."),
    ("id", "long", "7", "day", "7 hari"),
    ("tr", "short", "50", "percent", "%50"),
    ("sw", "long", "2", "hour", "saa 2"),
    ("cy", "long", "3", "day", "3 diwrnod"),
    ("ga", "long", "7", "day", "7 lá"),
    ("is", "long", "21", "kilometer", "21 kílómetri"),
    ("uk", "short", "1.5", "liter-per-kilometer", "1,5 л/км"),
    ("el", "long", "1", "yard", "1 γιάρδα"),
    ("hu", "short", "3", "pound", "3 lb"),
    ("sv", "long", "3", "mile-scandinavian", "3 mil"),
    ("nb", "short", "12", "percent", "12\u{a0}%"),
    ("da", "long", "1", "bit", "1 bit"),
    ("fi", "long", "3", "kilogram", "3 kilogrammaa"),
    ("nl", "long", "2", "microsecond", "2 microseconden"),
    ("en", "short", "3", "kilogram-per-liter", "3 kg/L"),
    ("de", "long", "3", "kilogram-per-liter", "3 Kilogramm pro Liter"),
    ("fr", "long", "3", "byte-per-second", "3\u{a0}octets par seconde"),
    ("fr", "long", "3", "second-per-kilometer", "3\u{a0}secondes par kilomètre"),
    ("ja", "long", "3", "byte-per-second", "3 バイト/秒"),
    ("ru", "long", "3", "hour-per-day", "3 часа в день"),
    ("es", "short", "2", "gram-per-milliliter", "2 g/ml"),
    ("ar", "long", "3", "acre-per-hour", "3 فدان في الساعة"),
    ("pl", "long", "3", "second-per-megabyte", "3 sekundy na megabajt"),
];

fn width(name: &str) -> UnitWidth {
    match name {
        "long" => UnitWidth::Long,
        "short" => UnitWidth::Short,
        _ => UnitWidth::Narrow,
    }
}

#[test]
fn amounts_as_readers_write_them() {
    let mut wrong = Vec::new();
    for (locale, wide, amount, unit, expected) in UNITS {
        let formatter = Formatter::new(&locale.parse().unwrap());
        let (amount, unit): (_, Unit) = (amount.parse().unwrap(), unit.parse().unwrap());
        let got = formatter.unit(amount, unit, width(wide), &NumberOptions::default()).unwrap();
        if got != *expected {
            wrong.push(format!("{locale} {wide} {amount} {unit}: {got:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A form follows the digits that are shown, not the number.
#[test]
fn the_digits_shown_decide_the_form() {
    let ask = |locale: &str, amount: &str, digits: serde_json::Value| {
        let options = NumberOptions::from_json(&digits).unwrap();
        let formatter = Formatter::new(&locale.parse().unwrap());
        formatter.unit(amount.parse().unwrap(), "hour".parse().unwrap(), UnitWidth::Long, &options).unwrap()
    };
    assert_eq!(ask("en", "1", json!({})), "1 hour");
    assert_eq!(ask("en", "1", json!({"minimumFractionDigits": 1})), "1.0 hours");
    assert_eq!(ask("en", "1.04", json!({"maximumFractionDigits": 1})), "1 hour");
    assert_eq!(ask("en", "1.23456", json!({})), "1.235 hours");
    assert_eq!(ask("pl", "5", json!({"minimumFractionDigits": 1})), "5,0 godziny");
    assert_eq!(ask("en", "12345", json!({"useGrouping": false})), "12345 hours");
}

/// Every unit per every unit, in every width, has a text in every locale of the list; a root locale and a made-up one too.
#[test]
fn every_pair_of_units_has_a_text() {
    for locale in ["en", "de", "ar", "ru", "ja", "sr-Latn", "und", "xx", "de-AT", "zh-Hant-HK", "pa-Arab", "nb", "ckb"]
    {
        let formatter = Formatter::new(&locale.parse().unwrap());
        for of in Unit::NAMES {
            for per in Unit::NAMES {
                for wide in [UnitWidth::Long, UnitWidth::Short, UnitWidth::Narrow] {
                    let unit = format!("{of}-per-{per}").parse().unwrap();
                    let text = formatter.unit(3.into(), unit, wide, &NumberOptions::default()).unwrap();
                    assert!(!text.contains(['{', '}', '|', '\n']) && !text.is_empty(), "{locale} {unit}: {text:?}");
                }
            }
        }
    }
}

fn shown(template: &str) -> Result<String, String> {
    let locale = "en".parse().unwrap();
    let mut builder = Bundle::builder(&locale);
    builder.add("units.ftl", &format!("text = {template}\n")).unwrap();
    let args = Args::from_json(&json!({"n": 3, "word": "x"})).unwrap();
    builder.build().format("text", None, &args, &Ctx::default()).map(|f| f.text).map_err(|e| e.to_string())
}

#[test]
fn templates_name_the_unit() {
    assert_eq!(shown(r#"{ UNIT($n, unit: "gigabyte") }"#).unwrap(), "3 gigabytes");
    assert_eq!(shown(r#"{ UNIT($n, unit: "gigabyte", unitDisplay: "short") }"#).unwrap(), "3 GB");
    let speed = r#"{ UNIT($n, unit: "megabit-per-second", unitDisplay: "narrow", minimumFractionDigits: 1) }"#;
    assert_eq!(shown(speed).unwrap(), "3.0Mb/s");
    let significant = r#"{ UNIT($n, unit: "hour", minimumSignificantDigits: 3) }"#;
    assert_eq!(shown(significant).unwrap(), "3.00 hours");
    for (template, says) in [
        (r#"{ UNIT($n, unit: "kilometre") }"#, "did you mean kilometer?"),
        (r#"{ UNIT($n, unit: "furlong") }"#, "\"furlong\""),
        (r#"{ UNIT($n) }"#, "needs unit"),
        (r#"{ UNIT($n, unit: "hour", unitDisplay: "tiny") }"#, "unitDisplay must be one of long, short, narrow"),
        (r#"{ UNIT($word, unit: "hour") }"#, "a text"),
    ] {
        let said = shown(template).unwrap_err();
        assert!(said.contains(says) && said.contains("UNIT()"), "{template}: {said}");
    }
}

#[test]
fn documents_name_the_unit() {
    let zones = ZoneDb::bundled();
    let ask = |options| document::format("de", "unit", &json!("2.5"), &options, &zones);
    assert_eq!(ask(json!({"unit": "kilometer-per-hour", "unitDisplay": "short"})).unwrap(), "2,5 km/h");
    assert_eq!(ask(json!({"unit": "liter", "maximumFractionDigits": 0})).unwrap(), "3 Liter");
    let refused = ask(json!({"unit": "litre"})).unwrap_err();
    assert_eq!((refused.path(), refused.value()), ("options.unit", "litre"));
    assert!(refused.to_string().contains("did you mean liter?"), "{refused}");
    assert_eq!(ask(json!({"unit": "liter", "unitDisplay": "tiny"})).unwrap_err().path(), "options.unitDisplay");
}
