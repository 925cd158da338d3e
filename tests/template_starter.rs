//! The starter catalog says everything the crate can say, in each of its languages.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::sla::MESSAGE_IDS;
use sundesk::template::catalog::{Config, Delivery, check};
use sundesk::template::extract::{contracts, stamp};
use sundesk::template::gate::RequireReview;
use sundesk::template::lint::Code;
use sundesk::template::{Args, Bundle, Templates, starter};
use sundesk::{PROBLEM_CODES, Problem};

const LOCALES: [&str; 12] = ["en", "vi", "et", "el", "de", "fr", "es", "pt-BR", "ja", "zh-Hans", "ar", "hi"];

fn store() -> Templates {
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    Templates::from_sources(&starter::sources(), &config).unwrap()
}

/// Every value that an id may ask for, as text.
fn args() -> Args {
    let mut args = Args::new();
    for name in ["from", "to", "length", "name", "metric", "elapsed", "target", "over", "due", "path", "value"] {
        args.set(name, format!("<{name}>"));
    }
    args
}

#[test]
fn every_id_that_a_result_carries_has_its_text_in_every_language() {
    let (store, args) = (store(), args());
    let problems = PROBLEM_CODES.iter().map(|code| Problem::error(code, "", "", "").message_id());
    let ids: Vec<String> = MESSAGE_IDS.iter().map(|(id, _)| (*id).to_owned()).chain(problems).collect();
    for locale in LOCALES {
        for id in &ids {
            let rendered = store.render(id, &args, &Delivery::to([locale])).unwrap();
            assert_eq!(rendered.locale.to_string(), locale, "{id}");
            assert!(!rendered.text.contains(['{', '}', '$']), "{locale} {id}: {}", rendered.text);
        }
    }
}

#[test]
fn the_english_texts_of_explanations_are_those_the_explanation_itself_speaks() {
    let (store, args) = (store(), args());
    for (id, english) in MESSAGE_IDS {
        let rendered = store.render(id, &args, &Delivery::to(["en"])).unwrap();
        let expected = args
            .iter()
            .fold(english.to_owned(), |text, (name, _)| text.replace(&format!("{{ ${name} }}"), &format!("<{name}>")));
        assert_eq!(rendered.text.replace(['\u{2068}', '\u{2069}'], ""), expected, "{id}");
    }
}

/// Each translation says which English text it was made from, so that a change of the English is seen from the first day.
#[test]
fn every_translation_is_stamped_and_fresh() {
    let reference = contracts(&starter::sources(), &Config::reference("en")).unwrap();
    for source in starter::sources() {
        if source.locale == "en" {
            assert!(!source.text.contains("@src"), "the reference is translated from nothing");
            continue;
        }
        let stamped = stamp(&source.text, &reference).unwrap();
        assert_eq!(*source.text, *stamped, "{}: translate what changed, then renew the mark", source.file);
        let bundle = Bundle::from_ftl(&source.locale.parse().unwrap(), &source.text).unwrap();
        let translated = bundle.messages().filter(|id| reference.iter().any(|c| c.id == *id)).count();
        assert_eq!(source.text.matches("# @src ").count(), translated, "{}", source.file);
    }
}

#[test]
fn a_changed_english_text_switches_the_translations_off_overlays_too() {
    let mut sources = starter::sources();
    for source in sources.iter_mut().filter(|s| s.locale == "en" && s.set == "ticket") {
        let old = source.text.to_string();
        source.text = old.replace("You will hear from me again by", "I will write again by").into();
        assert!(old != *source.text, "the sentence this test changes is gone");
    }
    let config = Config::reference("en").require_review(RequireReview::MachineChecked);
    let report = check(&sources, &config).unwrap();
    let stale: Vec<&str> = report.findings.iter().filter(|f| f.code == Code::W21).map(|f| f.locale.as_str()).collect();
    for locale in LOCALES.iter().filter(|l| **l != "en").chain(&["de-x-informal"]) {
        assert!(stale.contains(locale), "{locale}: {stale:?}");
        assert!(report.sets.iter().any(|s| s.locale == *locale && s.set == "ticket" && !s.on), "{locale}");
    }
    assert!(report.sets.iter().all(|s| s.on || s.set == "ticket"));
}
