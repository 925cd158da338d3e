//! The starter catalog says everything the crate can say, in each of its languages.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::panic)] // a test may fail loudly

use std::collections::BTreeSet;
use std::path::Path;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{MESSAGE_IDS, PolicySet, explain};
use sundesk::template::catalog::{Config, Delivery, check};
use sundesk::template::extract::{contracts, stamp};
use sundesk::template::gate::RequireReview;
use sundesk::template::lint::Code;
use sundesk::template::{Args, Bundle, Templates, starter};
use sundesk::ticket::lifecycle::RefusalCode;
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::ZoneDb;
use sundesk::{Problem, problem_codes};

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
    let problems = problem_codes().map(|code| Problem::error(code, "", "", "").message_id());
    let refusals = RefusalCode::ALL.iter().map(|code| code.message_id());
    let ids: Vec<String> = MESSAGE_IDS.iter().map(|(id, _)| (*id).to_owned()).chain(problems).chain(refusals).collect();
    for locale in LOCALES {
        for id in &ids {
            let rendered = store.render(id, &args, &Delivery::to([locale])).unwrap();
            assert_eq!(rendered.locale.to_string(), locale, "{id}");
            assert!(!rendered.text.contains(['{', '}', '$']), "{locale} {id}: {}", rendered.text);
        }
    }
}

/// The codes that the source makes problems with: the word in quotes after each call that makes one.
fn codes_in_source(dir: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in_source(&path, codes);
            continue;
        }
        if path.extension().is_none_or(|e| e != "rs") || path.ends_with("error/mod.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for call in ["Problem::error(", "Problem::warning(", ".fault(", ".warn(", "Err(("] {
            for (_, rest) in text.match_indices(call).map(|(at, _)| text.split_at(at + call.len())) {
                if let Some(quoted) = rest.trim_start().strip_prefix('"') {
                    codes.extend(quoted.split('"').next().map(str::to_owned));
                }
            }
        }
    }
}

/// A code that is made up where it is used would reach a customer's screen as its bare name; one that nothing uses is a text that
/// eleven people translate in vain.
#[test]
fn every_code_in_the_source_is_registered_and_the_other_way_round() {
    let mut codes = BTreeSet::new();
    codes_in_source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    codes.retain(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    let registered: BTreeSet<String> = problem_codes().map(str::to_owned).collect();
    let unknown: Vec<_> = codes.difference(&registered).collect();
    assert!(unknown.is_empty(), "in no PROBLEM_CODES: {unknown:?}");
    let unused: Vec<_> = registered.difference(&codes).collect();
    assert!(unused.is_empty(), "nothing makes these, or the calls that do have another name now: {unused:?}");
}

/// Not the ids alone: the values that a real explanation carries are those its texts ask for.
#[test]
fn the_lines_of_an_explanation_are_said_in_every_language() {
    let zones = ZoneDb::bundled();
    let office = r#"{"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"], "wed": ["09:00-17:00"]},
        "holidays": [{"date": "2026-05-25", "name": "Whit Monday"}, "2026-06-01"]}"#;
    let promise = r#"{"metrics": {"resolution": {"kind": "requester_wait", "target": "8h"}}}"#;
    let events = r#"[{"at": "2026-05-20T14:00:00+02:00", "type": "created", "by": "requester", "status": "open"},
        {"at": "2026-05-26T10:00:00+02:00", "type": "status", "to": "pending"},
        {"at": "2026-05-26T15:00:00+02:00", "type": "status", "to": "open"},
        {"at": "2026-06-02T12:00:00+02:00", "type": "status", "to": "solved"}]"#;
    let calendars = Calendars::new(Calendar::from_json(office, &zones).unwrap());
    let promise = PolicySet::from_json(promise, &zones).unwrap();
    let events: Vec<EventDoc> = serde_json::from_str(events).unwrap();
    let ticket = TicketHistory::new(&events).unwrap();
    let store = store();
    let mut said = BTreeSet::new();
    // While it waits, runs, pauses, is late and is done.
    for now in [
        "2026-05-20T13:00:00+02:00",
        "2026-05-20T15:00:00+02:00",
        "2026-05-26T11:00:00+02:00",
        "2026-06-02T11:00:00+02:00",
    ]
    .into_iter()
    .chain(["2026-06-03T12:00:00+02:00"])
    {
        let why = explain(&promise, &calendars, ticket.view(), now.parse().unwrap(), "resolution").unwrap();
        for (line, locale) in why.lines().iter().flat_map(|line| LOCALES.iter().map(move |l| (line, *l))) {
            let mut args = Args::new();
            for (name, value) in &line.args {
                args.set(name.clone(), value.clone());
            }
            let text = store.render(&line.id, &args, &Delivery::to([locale])).unwrap().text;
            assert!(text.trim() == text && !text.contains("：）"), "{locale} {}: {text:?}", line.id);
            if locale == "en" {
                assert_eq!(text, line.text);
            }
            said.insert(line.id.clone());
        }
    }
    assert!(said.len() >= 8, "{said:?}");
}

#[test]
fn the_english_texts_of_explanations_are_those_the_explanation_itself_speaks() {
    let (store, args) = (store(), args());
    for (id, english) in MESSAGE_IDS {
        let rendered = store.render(id, &args, &Delivery::to(["en"])).unwrap();
        let expected = args.iter().fold((*english).to_owned(), |text, (name, _)| {
            text.replace(&format!("{{ ${name} }}"), &format!("<{name}>"))
        });
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

#[test]
fn a_desk_finds_every_text_of_its_first_day() {
    let reference = contracts(&starter::sources(), &Config::reference("en")).unwrap();
    for (set, id, forms) in [
        ("auto", "ticket-received", "subject sms"),
        ("ticket", "ticket-first-reply", "subject sms"),
        ("ticket", "ticket-waiting-for-you", "subject sms"),
        ("ticket", "ticket-solved", "subject sms"),
        ("ticket", "ticket-closed", "subject sms"),
        ("ticket", "ticket-reopened", "subject sms"),
        ("ticket", "ticket-delayed", "subject sms"),
        ("ticket", "ticket-apology", "subject sms"),
        ("survey", "survey-csat", "low high"),
        ("survey", "survey-nps", "low high"),
        ("survey", "survey-ces", "low high"),
        ("survey", "survey-why", ""),
        ("survey", "survey-thanks", ""),
        ("staff", "staff-sla-warning", "subject"),
        ("staff", "staff-sla-breach", "subject"),
        ("staff", "staff-handoff", "subject"),
    ] {
        let found = reference.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("{id} is gone"));
        let wanted: Vec<&str> = std::iter::once("").chain(forms.split_whitespace()).collect();
        assert_eq!(
            (found.set.as_str(), found.texts.iter().map(String::as_str).collect::<Vec<_>>()),
            (set, wanted),
            "{id}"
        );
    }
}

/// The customer's texts whose address differs; what an overlay leaves out speaks to nobody, or as its base does.
#[test]
fn overlays_hold_the_texts_whose_address_differs() {
    let sources = starter::sources();
    let ids = |locale: &str| -> BTreeSet<String> {
        let files = sources
            .iter()
            .filter(|s| s.locale == locale && ["auto", "common", "survey", "ticket"].contains(&s.set.as_str()));
        files
            .flat_map(|s| {
                Bundle::from_ftl(&"en".parse().unwrap(), &s.text)
                    .unwrap()
                    .messages()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    for (overlay, left_out) in [
        ("de-x-informal", ""),
        (
            "de-x-formal",
            "survey-csat survey-nps survey-ces survey-why survey-thanks ticket-first-reply ticket-waiting-for-you ticket-closed ticket-reopened",
        ),
        ("ja-x-formal", "greeting survey-csat survey-nps survey-ces survey-why survey-thanks"),
        ("ja-x-informal", "survey-nps survey-ces survey-why"),
    ] {
        let wanted: BTreeSet<String> = left_out.split_whitespace().map(str::to_owned).collect();
        let missing: BTreeSet<String> = ids("en").difference(&ids(overlay)).cloned().collect();
        assert_eq!(missing, wanted, "{overlay}");
    }
}

#[test]
fn every_file_says_who_has_read_it() {
    for source in starter::sources() {
        let mark = if source.locale == "en" { "### @review reference" } else { "### @review machine-checked" };
        let told =
            source.locale == "en" || source.text.contains("### Machine-checked, not yet reviewed by a native speaker.");
        assert!(source.text.lines().any(|l| l == mark) && told, "{}", source.file);
        assert!(!source.text.contains("@review native"), "{}", source.file);
    }
}
