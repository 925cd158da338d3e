//! No text holds two languages: every way in which the parts of a translation can stand, under every rule of the gate.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use sundesk::template::catalog::{Config, Delivery, FallbackMode, Reason, Source};
use sundesk::template::gate::{Lack, RequireReview, Thresholds};
use sundesk::template::{Args, Templates};

/// How one text of a translation stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Translated,
    Equal,
    Missing,
    Stale,
    /// Translated, and read by nobody.
    Unreviewed,
    /// With a direction override, which is an error.
    Faulty,
}

const STATES: [State; 6] =
    [State::Translated, State::Equal, State::Missing, State::Stale, State::Unreviewed, State::Faulty];

/// Four texts: one that shows a message of another set and a term, that message, the term, and one that shows nothing else.
const ENGLISH: [(&str, &str); 4] = [
    ("mail", "hello = english words first { closing }\n"),
    ("common", "closing = english words, yours { -sign }\n"),
    ("common", "-sign = the english words below\n"),
    ("mail", "alone = english words alone\n"),
];

const GERMAN: [&str; 4] = [
    "hello = deutsche Worte zuerst { closing }\n",
    "closing = deutsche Worte, Ihr { -sign }\n",
    "-sign = die deutschen Worte unten\n",
    "alone = deutsche Worte allein\n",
];

fn german(number: usize, state: State) -> String {
    let (text, review) = (GERMAN[number], "# @review native\n");
    match state {
        State::Translated => format!("{review}{text}"),
        State::Equal => format!("{review}{}", ENGLISH[number].1),
        State::Missing => String::new(),
        State::Stale => format!("{review}# @src 00000000\n{text}"),
        State::Unreviewed => text.to_owned(),
        State::Faulty => format!("{review}{}\n", text.trim_end().to_owned() + "\u{202e}"),
    }
}

fn sources(states: [State; 4]) -> Vec<Source> {
    let file = |locale: &str, set: &str, text: &dyn Fn(usize) -> String| {
        let text: String = (0..4).filter(|n| ENGLISH[*n].0 == set).map(text).collect();
        Source::new(locale, set, &text)
    };
    let english = |n: usize| ENGLISH[n].1.to_owned();
    let translated = |n: usize| german(n, states[n]);
    let mut all = Vec::new();
    for set in ["mail", "common"] {
        all.push(file("en", set, &english));
        all.push(file("de", set, &translated));
    }
    all
}

fn every_state() -> impl Iterator<Item = [State; 4]> {
    let four = STATES.iter().flat_map(|a| STATES.iter().flat_map(move |b| STATES.iter().map(move |c| [*a, *b, *c])));
    four.flat_map(|[a, b, c]| STATES.iter().map(move |d| [a, b, c, *d]))
}

#[test]
fn no_text_holds_two_languages() {
    let (mut in_german, mut in_english, mut refused) = (0, 0, 0);
    for fallback in [FallbackMode::Set, FallbackMode::Message, FallbackMode::None] {
        for enable in [1.0, 0.5] {
            for states in every_state() {
                let mut config = Config { fallback, ..Config::reference("en") }.require_review(RequireReview::Native);
                config.gate.thresholds = Thresholds { enable, disable: enable };
                let store = Templates::from_sources(&sources(states), &config).unwrap();
                for id in ["hello", "closing", "alone"] {
                    let Ok(text) = store.render(id, &Args::new(), &Delivery::to(["de"])) else {
                        refused += 1;
                        assert_eq!(fallback, FallbackMode::None, "{states:?} {id}: only this rule refuses a reader");
                        continue;
                    };
                    let german = text.locale.as_str() == "de";
                    let (wanted, other) = if german { ("deutsche", "english") } else { ("english", "deutsche") };
                    assert!(text.text.contains(wanted), "{states:?} {fallback:?} {id}: {}", text.text);
                    assert!(!text.text.contains(other), "{states:?} {fallback:?} {id}: {}", text.text);
                    if german { in_german += 1 } else { in_english += 1 }
                }
            }
        }
    }
    // The law is worth something only while each answer is common.
    assert!(in_german > 400 && in_english > 4_000 && refused > 1_000, "{in_german} {in_english} {refused}");
}

/// Whatever is wrong with a part, the text that shows it is not done, and says why.
#[test]
fn a_text_is_as_good_as_what_it_shows() {
    let table = [
        (State::Equal, 1, Lack::Equal),
        (State::Equal, 2, Lack::Equal),
        (State::Stale, 1, Lack::Stale),
        (State::Stale, 2, Lack::Stale),
        (State::Missing, 1, Lack::Error),
        (State::Missing, 2, Lack::Error),
        (State::Faulty, 1, Lack::Error),
        (State::Faulty, 2, Lack::Error),
    ];
    for (state, part, why) in table {
        let mut states = [State::Translated; 4];
        states[part] = state;
        let config = Config::reference("en").require_review(RequireReview::Native);
        let store = Templates::from_sources(&sources(states), &config).unwrap();
        let mail = store.coverage("mail", "de").unwrap();
        assert!(!mail.on && mail.open["hello"] == why && !mail.open.contains_key("alone"), "{state:?} {part}: {mail}");
        let read = store.render("hello", &Args::new(), &Delivery::to(["de"])).unwrap();
        assert_eq!((read.locale.as_str(), read.reason), ("en", Reason::SetOff), "{state:?} {part}");
    }
    // A review that is asked for is asked of the messages shown, too; a term is a name.
    for (part, on) in [(1, false), (2, true)] {
        let mut states = [State::Translated; 4];
        states[part] = State::Unreviewed;
        let config = Config::reference("en").require_review(RequireReview::Native);
        let store = Templates::from_sources(&sources(states), &config).unwrap();
        assert_eq!(store.coverage("mail", "de").unwrap().on, on);
    }
}

/// A name may be the same in every language; a phrase that is says so.
#[test]
fn terms_are_names_or_translated() {
    let on = |de: &str, term: &str| {
        let sources = [
            Source::new("en", "m", &format!("-t = {term}\na = english {{ -t }}\n")),
            Source::new("de", "m", &format!("{de}-t = {term}\na = deutsch {{ -t }}\n")),
        ];
        Templates::from_sources(&sources, &Config::reference("en")).unwrap().coverage("m", "de").unwrap().on
    };
    assert!(on("", "Acme") && on("", "Acme Customer Support") && on("", "iPhone"));
    assert!(!on("", "Kind regards, your support team"));
    assert!(on("# @same\n", "Bank of America"));
}

/// A variant or a line that was left in the language of the reference.
#[test]
fn a_line_left_in_the_reference_is_not_translated() {
    let on = |en: &str, de: &str| {
        let sources = [Source::new("en", "m", en), Source::new("de", "m", de)];
        Templates::from_sources(&sources, &Config::reference("en")).unwrap().coverage("m", "de").unwrap().on
    };
    let days = |one: &str, other: &str| format!("a = {{ $n ->\n    [one] {one}\n   *[other] {other}\n }}\n");
    let en = days("one day is left", "{ $n } days are left");
    assert!(!on(&en, &days("one day is left", "noch { $n } Tage")));
    assert!(on(&en, &days("noch ein Tag", "noch { $n } Tage")));
    let en = "a =\n    Hello { $n },\n\n    we have your request.\n\n    Acme Customer Support\n";
    assert!(!on(en, "a =\n    Guten Tag { $n },\n\n    we have your request.\n\n    Acme Customer Support\n"));
    assert!(
        on(en, "a =\n    Guten Tag { $n },\n\n    Ihre Anfrage ist da.\n\n    Acme Customer Support\n"),
        "a name stays"
    );
    let same = "# @same\na =\n    Guten Tag { $n },\n\n    we have your request.\n\n    Acme Customer Support\n";
    assert!(on(en, same));
}

/// An override of the direction takes its text out of use, however it is written.
#[test]
fn a_direction_override_takes_its_text_out_of_use() {
    for form in ["\u{202e}", "\u{202d}", "{ \"\\u202E\" }", "{ \"\\u202d\" }", "{ \"\\U00202E\" }"] {
        let sources = [
            Source::new("en", "m", "a = english\nb = english too\n"),
            Source::new("de", "m", &format!("a = deutsch {form}\nb = auch deutsch\n")),
        ];
        let store = Templates::from_sources(&sources, &Config::reference("en")).unwrap();
        let set = store.coverage("m", "de").unwrap();
        assert_eq!((set.on, set.open.get("a"), set.open.get("b")), (false, Some(&Lack::Error), None), "{form:?}");
        let reference = [Source::new("en", "m", &format!("a = english {form}\n"))];
        assert!(Templates::from_sources(&reference, &Config::reference("en")).is_err(), "{form:?}");
    }
}
