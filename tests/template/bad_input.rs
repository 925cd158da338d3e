//! Bad input, row by row: an error with its place and code, and the old catalog goes on.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::ErrorKind as K;
use sundesk::args;
use sundesk::template::catalog::{Config, Delivery, Source};
use sundesk::template::channel::Channel;
use sundesk::template::{Args, Templates, document};
use sundesk::time::ZoneDb;

const GOOD: &str = "\
# $name (Text) who
# $n (Int) how many
# $due (Instant) when
hello = Hello { $name }
    .subject = For { $name }
count = { NUMBER($n) } { $n ->
    [one] ticket
   *[other] tickets
}
due = By { RELATIVE($due) }
";

fn one(text: &str) -> [Source; 1] {
    [Source::new("en", "m", text)]
}

/// A file that must not replace the one in use: what the refusal names, as `file:line:column: code` and words.
#[test]
fn a_broken_file_never_replaces_a_good_one() {
    let deep = format!("a = {}x{}\n", "{".repeat(3_000), "}".repeat(3_000));
    let chain = format!("{}m40 = end\n", (0..40).fold(String::new(), |s, i| format!("{s}m{i} = {{ m{} }}\n", i + 1)));
    let huge = format!("a = {}\n", "{ 1 }".repeat(300_000));
    let rows: [(&str, &str, &str); 11] = [
        ("junk", "hello = Hi\n\nwhat is { this\n", "en/m.ftl:3:6: E01"),
        ("circle", "a = { b }\nb = { a }\n", "E06 b → a → b is a circle"),
        ("circle in a term", "-t = { -t }\na = { -t }\n", "E06"),
        ("3,000 levels", &deep, "E01"),
        ("a long chain", &chain, "E06 references go deeper than 32"),
        ("1.5 MB of placeables", &huge, "E01"),
        ("no such message", "a = { nothing }\n", "en/m.ftl:1:7: E05"),
        ("no such function", "a = { SHELL(\"rm\") }\n", "en/m.ftl:1:7: E10"),
        ("no default variant", "# $n (Int) n\na = { $n ->\n    [one] x\n }\n", "E01"),
        ("bidi override", "a = x\u{202e}y\n", "en/m.ftl:1:6: "),
        ("twice", "a = A\na = B\n", "en/m.ftl:2:1: E04"),
    ];
    let store = Templates::from_sources(&one(GOOD), &Config::reference("en")).unwrap();
    let before = store.catalog().version().to_owned();
    for (what, text, says) in rows {
        let reload = store.reload(&one(text));
        let refused = &reload.report.refused;
        assert!(!reload.swapped && reload.version == before, "{what}");
        assert!(refused.starts_with("en/m.ftl:") && refused.contains(says), "{what}: {refused}");
        let text = store.render("hello", &args! { name: "Ana" }, &Delivery::to(["en"])).unwrap().text;
        assert_eq!(text, "Hello Ana", "{what}: the old catalog goes on");
    }
}

/// Values that must not become a text: the kind of error and what it names.
#[test]
fn a_bad_value_is_an_error_and_no_text() {
    let million = "9".repeat(1_000_000);
    let rows: [(&str, &str, Args, K, &[&str]); 8] = [
        ("missing", "hello", args! {}, K::MissingText, &["en/m.ftl:4:", "$name"]),
        ("missing, by form", "hello.subject", args! {}, K::MissingText, &["en/m.ftl:5:", "$name"]),
        ("text for a number", "count", args! { n: "many" }, K::InvalidInput, &["en/m.ftl:6:", "NUMBER"]),
        ("a million digits", "count", args! { n: million.as_str() }, K::LimitExceeded, &["en/m.ftl:6:"]),
        ("1 MB of name", "hello", args! { name: "x".repeat(1 << 20) }, K::LimitExceeded, &["en/m.ftl:4:", "$name"]),
        ("number for a time", "due", args! { due: 5 }, K::InvalidInput, &["en/m.ftl:10:", "RELATIVE"]),
        ("no such message", "helo", args! {}, K::MissingText, &["helo"]),
        ("no such form", "hello.html", args! { name: "A" }, K::MissingText, &["hello", "html"]),
    ];
    let store = Templates::from_sources(&one(GOOD), &Config::reference("en")).unwrap();
    for (what, id, args, kind, says) in rows {
        let error = store.render(id, &args, &Delivery::to(["en"])).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.kind(), kind, "{what}: {text}");
        assert!(says.iter().all(|s| text.contains(s)) && text.len() < 1_000, "{what}: {text:.500}");
    }
}

/// 100 million digits asked for by a template: refused without making them.
#[test]
fn digits_by_the_million_are_refused() {
    let source = "# $n (Int) n\na = { NUMBER($n, minimumFractionDigits: 100000000) }\n";
    let refused = match Templates::from_sources(&one(source), &Config::reference("en")) {
        Err(error) => error,
        Ok(store) => store.render("a", &args! { n: 1 }, &Delivery::to(["en"])).unwrap_err(),
    };
    assert!(refused.to_string().contains("en/m.ftl:2:") && refused.to_string().contains("from 0 to 20"), "{refused}");
}

/// Readers that cannot be: an unknown locale gets the reference and is told so; a delivery that is wrong names its field.
#[test]
fn an_unknown_locale_or_zone_is_said() {
    let store = Templates::from_sources(&one(GOOD), &Config::reference("en")).unwrap();
    let args = args! { name: "Ana" };
    for wish in ["xx", "not a locale!", "", "\u{202e}", &"a".repeat(10_000)] {
        let r = store.render("hello", &args, &Delivery::to([wish])).unwrap();
        assert_eq!((r.text.as_str(), r.reason), ("Hello Ana", sundesk::template::catalog::Reason::NoWishAvailable));
    }
    let zones = ZoneDb::bundled();
    for (document, path) in [
        (serde_json::json!({"ctx": {"zone": "Europe/Atlantis"}}), "zone"),
        (serde_json::json!({"ctx": {"locale": "not a locale"}}), "locale"),
        (serde_json::json!({"channel": "pigeon"}), "channel"),
    ] {
        let error = document::delivery(&document, &zones).unwrap_err();
        assert!(error.to_string().contains(path), "{error}");
    }
}

/// Values that try to get out of their place.
#[test]
fn a_hostile_value_stays_a_value() {
    let store = Templates::from_sources(&one(GOOD), &Config::reference("en")).unwrap();
    let rows = [
        (Channel::Subject, "hello", "Ana\r\nBcc: all@example.com", "For Ana Bcc: all@example.com"),
        (Channel::Html, "hello", "<script>", "Hello &lt;script&gt;"),
        (Channel::Body, "hello", "evil\u{202e}gpj.exe", "Hello \u{2068}evilgpj.exe\u{2069}"),
        (Channel::Body, "hello", "{ $secret }", "Hello { $secret }"),
    ];
    for (channel, id, name, expected) in rows {
        let r = store.render(id, &args! { name: name }, &Delivery::to(["en"]).channel(channel)).unwrap();
        assert_eq!(r.text, expected);
    }
}
