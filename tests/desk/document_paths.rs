//! One fault of a document has one path, whichever door the document comes in by.

#![cfg(all(feature = "import", feature = "template"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::Value;
use sundesk::calendar::Calendar;
use sundesk::coverage::Roster;
use sundesk::desk::ask::Question;
use sundesk::desk::{Library, ReviewDoc, effective_document, review};
use sundesk::document::{Document, Layers};
use sundesk::sla::PolicySet;
use sundesk::template::catalog::Config;
use sundesk::ticket::EventLog;
use sundesk::ticket::import::LogMap;
use sundesk::ticket::workflow::Workflow;
use sundesk::time::ZoneDb;
use sundesk::{Error, Result};

const TABLE: &str = include_str!("../fixtures/document_faults.txt");

/// What it is called, the name it gives the document, and how the document gets in by it.
type Door = (&'static str, &'static str, Box<dyn Fn(&str) -> Result<()>>);

fn door(name: &'static str, of: &'static str, go: impl Fn(&str) -> Result<()> + 'static) -> Door {
    (name, of, Box::new(go))
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn log() -> EventLog {
    let events = r#"{"tickets": {"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "requester"}]}}"#;
    EventLog::from_json(events).unwrap()
}

/// A library with the document at a place in it.
fn library(place: &'static str) -> impl Fn(&str) -> Result<()> {
    move |text| Library::from_json(&within(place, text), &ZoneDb::bundled()).map(drop)
}

/// A question with the document at a place in it.
fn question(name: &'static str, place: &'static str) -> impl Fn(&str) -> Result<()> {
    move |text| {
        let mut whole = value(&within(place, text));
        whole["ask"] = name.into();
        Library::new(ZoneDb::bundled()).with_log("l", log()).ask(&Question::from_value(whole)?).map(drop)
    }
}

/// A review by a document that has this one at a place in it.
fn reviewed(place: &'static str) -> impl Fn(&str) -> Result<()> {
    move |text| {
        let text = if place.is_empty() { text.to_owned() } else { within(place, text) };
        let doc = ReviewDoc::from_json_checked(&text, &ZoneDb::bundled())?;
        review(&log(), &doc, &ZoneDb::bundled(), None).map(drop)
    }
}

/// `{"a": {"b": …}}` for the place `a.b`.
fn within(place: &str, text: &str) -> String {
    place.rsplit('.').fold(text.to_owned(), |inner, name| format!("{{\"{name}\": {inner}}}"))
}

fn layers(kind: &'static str) -> impl Fn(&str) -> Result<()> {
    move |text| {
        let mut layers = Layers::default();
        layers.insert_json("d", text)?;
        effective_document(&layers, "d", Some(kind), &ZoneDb::bundled()).map(drop)
    }
}

fn doors(kind: &str) -> Vec<Door> {
    let zones = ZoneDb::bundled;
    match kind {
        "calendar" => vec![
            door("text", "", move |d| Calendar::from_json(d, &zones()).map(drop)),
            door("value", "", move |d| Calendar::from_value(value(d), &zones()).map(drop)),
            door("layers", "", layers("calendar")),
            door("library", "calendar.", library("calendar")),
            door("library by name", "calendars.c.", library("calendars.c")),
            door("review", "calendar.", reviewed("calendar")),
            door("question", "document.calendar.", question("review", "document.calendar")),
        ],
        "policies" => vec![
            door("text", "", move |d| PolicySet::from_json(d, &zones()).map(drop)),
            door("value", "", move |d| PolicySet::from_value(value(d), &zones()).map(drop)),
            door("layers", "", layers("policies")),
            door("library", "policies.p.", library("policies.p")),
            door("review", "policy.", reviewed("policy")),
            door("question", "document.policy.", question("review", "document.policy")),
        ],
        "roster" => vec![
            door("text", "", move |d| Roster::from_json(d, &zones()).map(drop)),
            door("value", "", move |d| Roster::from_value(value(d), &zones()).map(drop)),
            door("layers", "", layers("roster")),
            door("library", "rosters.r.", library("rosters.r")),
        ],
        "workflow" => vec![
            door("text", "", |d| Workflow::from_json(d).map(drop)),
            door("value", "", |d| Workflow::from_value(value(d)).map(drop)),
            door("layers", "", layers("workflow")),
            door("library", "workflows.w.", library("workflows.w")),
        ],
        "column-map" => vec![
            door("text", "", |d| LogMap::from_json(d).map(drop)),
            door("value", "", |d| <LogMap as Document>::from_value(value(d)).map(drop)),
            door("layers", "", layers("column-map")),
        ],
        "review" => vec![
            door("review", "", reviewed("")),
            door("layers", "", layers("review")),
            door("question", "document.", question("review", "document")),
        ],
        "template-settings" => vec![
            door("text", "", |d| <Config as Document>::from_json(d).map(drop)),
            door("value", "", |d| <Config as Document>::from_value(value(d)).map(drop)),
            door("layers", "", layers("template-settings")),
        ],
        other => panic!("no door for {other}"),
    }
}

/// The paths of all faults, sorted.
fn paths(error: &Error) -> Vec<String> {
    let mut paths: Vec<String> = error.problems().iter().map(|p| p.path.clone()).collect();
    if paths.is_empty() {
        paths.push(error.path().to_owned());
    }
    paths.sort();
    paths
}

#[test]
fn one_fault_has_one_path_from_every_door() {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for row in TABLE.lines().filter(|l| !l.starts_with('#')) {
        let (kind, rest) = row.split_once(" | ").unwrap();
        let (document, expected) = rest.rsplit_once(" | ").unwrap();
        for (name, of, go) in doors(kind) {
            let expected: Vec<String> = expected.split(' ').map(|path| format!("{of}{path}")).collect();
            let told = go(document).map_err(|e| (paths(&e), e.path().to_owned()));
            // A question is read before what stands in it is judged.
            let all = |found: &Vec<String>| match name {
                "question" => !found.is_empty() && found.iter().all(|path| expected.contains(path)),
                _ => *found == expected,
            };
            if !matches!(&told, Err((found, first)) if all(found) && found.contains(first)) {
                wrong.push(format!("{kind} by {name}: {document}\n    {expected:?}: {told:?}"));
            }
        }
        rows += 1;
    }
    assert!(wrong.is_empty(), "{} of {rows}\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows > 24);
}
