//! The pages for developers: the document of settings is complete and holds the defaults, the table of types says what is read.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use std::path::Path;
use sundesk::template::Arg;
use sundesk::template::catalog::{Config, VarType};

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap()
}

fn document(page: &str) -> Value {
    let (_, rest) = page.split_once("```json\n").unwrap();
    serde_json::from_str(rest.split_once("```").unwrap().0).unwrap()
}

/// The dotted names of a document's keys; what is a value of its own, such as thresholds, has none inside.
fn keys(document: &Value, path: &str, out: &mut Vec<String>) {
    let nested = document.as_object().filter(|o| ["", "gate.", "lint.", "channels."].contains(&path) && !o.is_empty());
    for (key, value) in nested.into_iter().flatten() {
        let section = path.is_empty() && ["gate", "lint", "channels"].contains(&key.as_str());
        match section {
            true => keys(value, &format!("{key}."), out),
            false => out.push(format!("{path}{key}")),
        }
    }
}

#[test]
fn the_document_holds_every_setting_at_its_default() {
    let said = document(&page("template-settings.md"));
    let defaults = Config::reference("en");
    assert_eq!(said, serde_json::to_value(&defaults).unwrap());
    assert_eq!(serde_json::from_value::<Config>(said).unwrap(), defaults);
    assert_eq!(serde_json::from_value::<Config>(json!({"reference": "en"})).unwrap(), defaults);
}

#[test]
fn every_setting_has_a_line_whose_example_is_read() {
    let (page, mut names) = (page("template-settings.md"), Vec::new());
    keys(&document(&page), "", &mut names);
    assert!(names.len() > 14, "{names:?}");
    for name in names {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("{name} is not explained"));
        let example = row.trim_end_matches(" |").rsplit_once(" | `").unwrap().1.trim_end_matches('`');
        let example: Value = serde_json::from_str(example).unwrap_or_else(|e| panic!("{row}: {e}"));
        let mut config = serde_json::to_value(Config::reference("en")).unwrap();
        *config.pointer_mut(&format!("/{}", name.replace('.', "/"))).unwrap() = example.clone();
        let read: Config = serde_json::from_value(config).unwrap_or_else(|e| panic!("{row}: {e}"));
        let written = serde_json::to_value(read).unwrap();
        assert_eq!(written.pointer(&format!("/{}", name.replace('.', "/"))), Some(&example), "{name}");
    }
}

#[test]
fn every_type_of_a_variable_has_a_line_whose_json_is_read() {
    let page = page("templates.md");
    let (_, table) = page.split_once("| word | Rust |").unwrap();
    let mut words = Vec::new();
    for row in table.lines().skip(2).take_while(|line| !line.is_empty()) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(|c| c.trim().trim_matches('`')).collect();
        let (word, json) = (cells[0], cells[3]);
        let kind = VarType::from_word(word).unwrap_or_else(|| panic!("{row}"));
        assert_eq!(kind.name(), word);
        words.push(word);
        if kind != VarType::Markup {
            let value = Arg::from_json(&serde_json::from_str(json).unwrap_or_else(|e| panic!("{json}: {e}"))).unwrap();
            assert_eq!(value.type_name(), kind.argument_type(), "{word}");
        }
    }
    let all = "Text Int Decimal Money MoneyConverted Instant Date Duration Url List Markup";
    assert_eq!(words.join(" "), all);
}
