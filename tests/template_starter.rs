//! The starter catalog says everything the crate can say, in each of its languages.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use sundesk::sla::MESSAGE_IDS;
use sundesk::template::catalog::{Config, Delivery};
use sundesk::template::gate::RequireReview;
use sundesk::template::{Args, Templates, starter};
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
