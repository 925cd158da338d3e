//! Money and compact numbers where ICU4X 2.3 alone would show something else. Expected texts are those of Node 20.20.2 (CLDR 48.0).
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use serde_json::json;
use sundesk::money::Money;
use sundesk::template::{Bundle, Ctx, Formatter, NumberOptions, Numeric, TimeUnit, UnitWidth, limits};

/// Locale, amount, currency, `currencyDisplay` if any, text.
const MONEY: &[(&str, &str, &str, &str, &str)] = &[
    ("it", "1", "USD", "", "1,00\u{a0}USD"),
    ("nb", "1", "USD", "", "1,00\u{a0}USD"),
    ("hu", "1", "EUR", "", "1,00\u{a0}EUR"),
    ("de-CH", "1", "EUR", "", "EUR\u{a0}1.00"),
    ("en-AU", "1", "USD", "", "USD\u{a0}1.00"),
    ("es-419", "1", "EUR", "", "EUR\u{a0}1.00"),
    ("es-MX", "1", "MXN", "", "$1.00"),
    ("fr", "1", "JPY", "", "1\u{a0}JPY"),
    ("fr-CA", "1", "USD", "", "1,00\u{a0}$\u{a0}US"),
    ("bg", "1", "VND", "narrowSymbol", "1\u{a0}VND"),
    ("sq", "1", "USD", "narrowSymbol", "1,00\u{a0}USD"),
    ("ar", "1", "KWD", "narrowSymbol", "\u{200f}1.000\u{a0}د.ك.\u{200f}"),
    ("en-ZA", "5", "CHF", "", "CHF\u{a0}5,00"),
    ("en-ZA", "5", "ZAR", "", "R\u{a0}5,00"),
    ("en-ZA", "-5", "USD", "code", "-USD\u{a0}5,00"),
    ("de-AT", "1234.5", "USD", "name", "1.234,50 US-Dollar"),
    ("mr", "1234567.5", "INR", "", "₹१,२३४,५६७.५०"),
    ("ml", "1234567.5", "INR", "", "₹1,234,567.50"),
    ("ml", "1234567.5", "INR", "name", "12,34,567.50 ഇന്ത്യൻ രൂപ"),
    ("en-IN", "1234567.5", "INR", "", "₹12,34,567.50"),
    ("sr-Latn", "3", "EUR", "name", "3,00 evra"),
];

/// Locale, number, `compactDisplay`, text.
const COMPACT: &[(&str, &str, &str, &str)] = &[
    ("en", "1550", "short", "1.6K"),
    ("en", "2.45", "short", "2.5"),
    ("en", "1250", "short", "1.3K"),
    ("en", "999499", "short", "999K"),
    ("en", "999950", "short", "1M"),
    ("en", "999999", "long", "1 million"),
    ("en", "-1500", "short", "-1.5K"),
    ("de", "999950", "long", "1 Million"),
    ("ar", "9999", "short", "10\u{a0}ألف"),
    ("es", "999950000", "short", "1000\u{a0}M"),
    ("km", "9999", "short", "10\u{a0}ពាន់"),
    ("hi", "99950", "short", "1\u{a0}लाख"),
    ("ja", "99995000", "short", "1億"),
    ("pl", "1550000", "long", "1,6 miliona"),
    ("fr", "0.0125", "short", "0,013"),
];

#[track_caller]
fn shows(locale: &str, number: &str, options: &serde_json::Value, expected: &str) {
    let options = NumberOptions::from_json(options).unwrap();
    let formatter = Formatter::new(&locale.parse().unwrap());
    assert_eq!(formatter.number(number.parse().unwrap(), &options).unwrap(), expected, "{locale} {number} {options:?}");
}

#[test]
fn symbols_spaces_and_groups_of_money_are_cldrs() {
    for (locale, amount, currency, display, expected) in MONEY {
        let mut options = json!({"style": "currency", "currency": currency});
        if !display.is_empty() {
            options["currencyDisplay"] = json!(display);
        }
        shows(locale, amount, &options, expected);
    }
    let accounting = json!({"style": "currency", "currency": "INR", "currencySign": "accounting"});
    shows("en-IN", "-1234567.5", &accounting, "(₹1,234,567.50)");
}

#[test]
fn compact_numbers_round_half_up_and_carry() {
    for (locale, number, display, expected) in COMPACT {
        shows(locale, number, &json!({"compactDisplay": display}), expected);
    }
}

/// Serbian counts the same in both scripts.
#[test]
fn plural_forms_do_not_depend_on_the_script() {
    for locale in ["sr", "sr-Latn", "sr-Latn-RS", "sr-Cyrl"] {
        let formatter = Formatter::new(&locale.parse().unwrap());
        let forms = [1, 2, 5, 21].map(|n| formatter.plural(n.into(), &NumberOptions::default()).as_str());
        assert_eq!(forms, ["one", "few", "other", "one"], "{locale}");
        assert_eq!(formatter.plural_categories(false).len(), 3, "{locale}");
    }
    let latin = Formatter::new(&"sr-Latn".parse().unwrap());
    let ago = latin.relative((-2).into(), TimeUnit::Second, Numeric::Always, UnitWidth::Long).unwrap();
    assert_eq!(ago, "pre 2 sekunde");
    shows("sr-Latn", "1234", &json!({"compactDisplay": "long"}), "1,2 hiljade");
}

#[test]
fn significant_digits_hold_for_money_too() {
    let bundle = Bundle::from_ftl(
        &"en".parse().unwrap(),
        "a = { MONEY($m, maximumSignificantDigits: 2) }\nb = { MONEY($m, minimumSignificantDigits: 8) }\n",
    )
    .unwrap();
    let args = sundesk::args! { m: Money::parse("1234.50", "EUR").unwrap() };
    let text = |id: &str| bundle.format(id, None, &args, &Ctx::default()).unwrap().text;
    assert_eq!((text("a").as_str(), text("b").as_str()), ("€1,200", "€1,234.5000"));
}

#[test]
fn no_more_digits_than_the_limit() {
    let formatter = Formatter::new(&"en".parse().unwrap());
    let ask = |option: &str, digits: u8| {
        let options = NumberOptions::from_json(&json!({ option: digits })).unwrap();
        formatter.number(1.into(), &options).map_err(|e| e.kind())
    };
    let zeros = |n: u8| "0".repeat(usize::from(n));
    let most = limits::MAX_DIGITS;
    assert_eq!(ask("minimumFractionDigits", most).unwrap(), format!("1.{}", zeros(most)));
    assert_eq!(ask("minimumSignificantDigits", most).unwrap(), format!("1.{}", zeros(most - 1)));
    assert_eq!(ask("minimumIntegerDigits", most).unwrap().replace(',', ""), format!("{}1", zeros(most - 1)));
    for option in [
        "minimumIntegerDigits",
        "minimumFractionDigits",
        "maximumFractionDigits",
        "minimumSignificantDigits",
        "maximumSignificantDigits",
    ] {
        assert!(ask(option, most).is_ok(), "{option}");
        assert_eq!(ask(option, most + 1), Err(sundesk::ErrorKind::InvalidInput), "{option}");
    }
}
