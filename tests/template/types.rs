//! The types that a reference declares hold for the values of a program.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::money::{Decimal, Money};
use sundesk::template::catalog::{Config, Delivery, Source, VarType};
use sundesk::template::{
    Arg, Args, DateTimeOptions, FormatErrorKind, MoneyConverted, NumberOptions, StyledInstant, StyledNumber, Templates,
};
use sundesk::{ErrorKind, args};

fn store(english: &str) -> Templates {
    let german = english.replace("Hello", "Hallo").replace(" questions", " Fragen");
    let sources = [Source::new("en", "mail", english), Source::new("de", "mail", &german)];
    let config = Config::reference("en");
    Templates::from_sources(&sources, &config).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn styled(text: &str) -> Arg {
    StyledNumber { value: decimal(text), options: NumberOptions::default() }.into()
}

/// One value of every kind, with the types it may fill.
fn values() -> Vec<(Arg, &'static [VarType])> {
    use VarType as T;
    let money = Money::parse("12.50", "EUR").unwrap();
    let day = "2026-09-10".parse().unwrap();
    let converted =
        MoneyConverted { original: money, converted: money, rate: decimal("1"), as_of: day, source: String::new() };
    vec![
        (Arg::from("1"), &[T::Text, T::Url, T::Markup]),
        (Arg::untrusted("1"), &[T::Text, T::Url, T::Markup]),
        (Arg::markup("<b>1</b>"), &[T::Text, T::Markup]),
        (Arg::Int(1), &[T::Int, T::Decimal]),
        (decimal("2.0").into(), &[T::Int, T::Decimal]),
        (decimal("2.5").into(), &[T::Decimal]),
        (styled("3"), &[T::Int, T::Decimal]),
        (styled("0.05"), &[T::Decimal]),
        (money.into(), &[T::Money]),
        (converted.into(), &[T::MoneyConverted]),
        (Arg::Instant(0), &[T::Instant]),
        (StyledInstant { at: 0, options: DateTimeOptions::default() }.into(), &[T::Instant]),
        (Arg::Date(day), &[T::Date]),
        (Arg::Duration(1), &[T::Duration]),
        (Arg::List(vec![Arg::Int(1)]), &[T::List]),
    ]
}

const TYPES: [VarType; 11] = [
    VarType::Text,
    VarType::Int,
    VarType::Decimal,
    VarType::Money,
    VarType::MoneyConverted,
    VarType::Instant,
    VarType::Date,
    VarType::Duration,
    VarType::Url,
    VarType::List,
    VarType::Markup,
];

#[test]
fn every_type_takes_its_values_and_refuses_the_others() {
    for kind in TYPES {
        // In the title the variable stands; the text that is rendered has no use for it, so only its type can be refused.
        let shown = if kind == VarType::Url { "URL($x)" } else { "$x" };
        let source = format!("# $x ({}) a value\nhello = Hello!\n    .title = {{ {shown} }}\n", kind.name());
        let texts = store(&source);
        for (value, fits) in values() {
            let args: Args = [("x", value.clone())].into_iter().collect();
            let done = texts.render("hello", &args, &Delivery::to(["de"]));
            assert_eq!(done.is_ok(), fits.contains(&kind), "{value:?} for {}", kind.name());
            if let Err(error) = done {
                assert_eq!((error.kind(), error.path(), error.line()), (ErrorKind::InvalidInput, "x", 2));
                assert!(error.expectation().contains(kind.name()), "{error}");
            }
        }
        for args in [Args::new(), args! { x: Arg::Missing }] {
            texts.render("hello", &args, &Delivery::to(["de"])).unwrap();
        }
    }
}

const QUESTIONS: &str =
    "# $n (Int) how many\nhello = { $n ->\n    [one] Hello, one\n   *[other] Hello, { $n }\n} questions.\n";

#[test]
fn a_number_as_text_is_an_error_with_its_name_and_place() {
    let texts = store(QUESTIONS);
    let error = texts.render("hello", &args! { n: "1" }, &Delivery::to(["en"])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "en/mail.ftl:2: n: \"1\" is text; expected a whole number (not as text) in hello, where $n is declared Int"
    );
    let texts = store("# $ticket (Text) its number\nhello = Hello { $ticket }\n");
    let error = texts.render("hello", &args! { ticket: 4711 }, &Delivery::to(["en"])).unwrap_err();
    assert!(error.to_string().contains("such as a ticket's, is given as text"), "{error}");
}

#[test]
fn a_preview_shows_the_text_and_says_what_is_mistyped() {
    let texts = store(QUESTIONS);
    let seen = texts.preview("hello", &args! { n: "1" }, &Delivery::to(["en"])).unwrap();
    assert_eq!(seen.text, "Hello, 1 questions.");
    let said = &seen.parts.errors;
    assert_eq!((said.len(), said[0].kind, said[0].line), (1, FormatErrorKind::MistypedVariable, 2));
    assert_eq!(
        said[0].to_string(),
        "en/mail.ftl:2:1: [en] hello: mistyped-variable $n: is text; declared Int: give a whole number (not as text)"
    );
}

#[test]
fn what_is_not_declared_is_not_checked() {
    let texts = store("# $a (Text) one\nhello = Hello { $a } { $b }\n");
    texts.render("hello", &args! { a: "x", b: "1", c: 5 }, &Delivery::to(["en"])).unwrap();
}
