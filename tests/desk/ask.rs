//! Questions to a library: every report of the crate through one call.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test says what it could not do by panicking

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::desk::ask::{QUESTIONS, Question, question_schema};
use sundesk::desk::{Answer, Library, ReviewDoc};
use sundesk::ticket::lifecycle::{Board, Command};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::ZoneDb;

/// A small desk: office hours in Berlin, a promise, a roster, three tickets.
fn desk() -> Library {
    let promise = |target: &str| json!({"metrics": {"frt": {"kind": "first_reply", "target": target}}});
    let event = |at: &str, kind: Value| {
        let mut event = json!({ "at": format!("2026-06-01T{at}:00Z") });
        event.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
        event
    };
    let created = |at: &str| event(at, json!({"type": "created", "by": "requester", "status": "open"}));
    let document = json!({
        "calendar": {"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"], "tue": ["09:00-17:00"]}},
        "policies": {"gold": promise("2h"), "silver": promise("30m")},
        "rosters": {"eu": {
            "people": {"ana": {}},
            "regions": [{"id": "de", "timezone": "Europe/Berlin", "share": 1, "hourly": vec![1; 24]}],
            "shifts": [{"id": "day", "timezone": "Europe/Berlin", "start": "09:00", "end": "17:00", "people": ["ana"]}]
        }},
        "logs": {"june": {
            "tickets": {
                "T-1": [created("08:00"), event("09:00", json!({"type": "reply", "by": "agent"}))],
                "T-2": [created("08:00"), event("12:00", json!({"type": "reply", "by": "agent"}))],
                "T-3": [created("11:30")]
            },
            "attributes": {"T-1": {"team": "red"}, "T-2": {"team": "blue"}, "T-3": {"team": "blue"}}
        }}
    });
    let mut board = Board::new("acme", sundesk::calendar::Calendars::without_default());
    board.add_workflow("support", Workflow::preset("zendesk").unwrap()).unwrap();
    let create =
        r#"{"do": "create", "ticket": "B-1", "by": "agent", "at": "2026-06-01T08:00:00Z", "assignee": "agent"}"#;
    board.command(&Command::from_json(create).unwrap()).unwrap();
    let library = Library::from_json(&document.to_string(), &ZoneDb::bundled()).unwrap();
    library.with_workflow("support", Workflow::preset("zendesk").unwrap()).with_board("", board)
}

#[track_caller]
fn ask(question: &Value) -> Answer {
    let asked = Question::from_json(&question.to_string()).unwrap_or_else(|e| panic!("{question}: {e}"));
    desk().ask(&asked).unwrap_or_else(|e| panic!("{question}: {e}"))
}

#[track_caller]
fn refused(question: &Value) -> sundesk::Error {
    Question::from_json(&question.to_string()).and_then(|q| desk().ask(&q)).unwrap_err()
}

/// For each question one that the small desk can answer.
fn examples() -> Vec<Value> {
    let review: Value = serde_json::to_value(ReviewDoc::servicenow_uci().unwrap()).unwrap();
    let mut review = json!({"title": "June", "calendar": review["calendar"], "group_by": "team", "metric": "frt"});
    review["policy"] = json!({"metrics": {"frt": {"kind": "first_reply", "target": "2h"}}});
    let week = |ask: &str| json!({"ask": ask, "from": "2026-06-01T00:00:00Z", "to": "2026-06-08T00:00:00Z"});
    let with = |mut question: Value, fields: Value| {
        question.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        question
    };
    let steps = json!({"steps": [{"person": "ana", "wait_minutes": 5}]});
    let ticket = json!({"policies": "gold", "ticket": "T-1", "now": "2026-06-01T12:00:00Z"});
    vec![
        json!({"ask": "agreement", "table": [[20, 5], [10, 15]]}),
        json!({"ask": "allowed", "ticket": "B-1", "actor": "agent", "now": "2026-06-01T09:00:00Z"}),
        json!({"ask": "arrivals"}),
        json!({"ask": "audit", "year": 2026}),
        json!({"ask": "backlog", "tickets": [[1, 5], [2, null]], "at": [0, 2, 5]}),
        week("balance"),
        json!({"ask": "calendar"}),
        json!({"ask": "compare_nps", "a": {"promoters": 3, "passives": 1, "detractors": 1}, "b": {"promoters": 1, "passives": 1, "detractors": 3}}),
        json!({"ask": "compare_shares", "a": {"k": 3, "n": 10}, "b": {"k": 7, "n": 10}}),
        json!({"ask": "control_chart", "chart": "xmr", "values": [5.0, 7.0, 6.0]}),
        week("demand"),
        with(json!({"ask": "explain", "metric": "frt"}), ticket.clone()),
        json!({"ask": "facts", "ticket": "T-1"}),
        with(week("feasibility"), json!({"promises": [{"name": "reply", "target": "4h"}]})),
        json!({"ask": "forecast", "now": "2026-06-22T12:00:00Z", "spec": {"by": ["team"]}}),
        week("gaps"),
        week("handoffs"),
        week("heat_map"),
        week("hours"),
        with(week("ics"), json!({"stamp": "2026-05-01T00:00:00Z"})),
        json!({"ask": "import_policies", "form": "zammad", "text": "[]"}),
        json!({"ask": "import_roster", "form": "opsgenie", "text": "{\"rotations\": []}"}),
        json!({"ask": "inspect", "text": "id,created\n7,2026-06-01 10:00\n"}),
        json!({"ask": "interval", "k": 7, "n": 10}),
        json!({"ask": "journeys", "spec": {"over": ["status", "team"]}}),
        json!({"ask": "lifetime_value", "order_value": 80, "orders_per_year": 4, "margin": 0.25, "lifetime_years": 3}),
        json!({"ask": "littles_law", "arrivals": 50, "mean_time": 3.2}),
        week("load"),
        json!({"ask": "measure_demand", "regions": [{"id": "de", "timezone": "Europe/Berlin"}]}),
        json!({"ask": "log"}),
        json!({"ask": "log_rank", "a": [1, 2], "a_done": [1, 0], "b": [3, 4], "b_done": [true, true]}),
        json!({"ask": "measure", "metrics": ["nps"], "parts": [{"rows": {"numbers": {"nps": [10, 9, 3, null]}}}]}),
        json!({"ask": "metrics", "policies": "gold", "metric": "frt", "calendar": "", "spec": {"group_by": ["team"]}}),
        json!({"ask": "next_change", "at": "2026-06-01T00:00:00Z"}),
        json!({"ask": "next_shift", "person": "ana", "at": "2026-06-01T00:00:00Z"}),
        json!({"ask": "next_step", "policy": steps, "log": {"id": "x", "started_at": "2026-06-01T08:00:00Z"}, "now": "2026-06-01T08:00:00Z"}),
        week("occurrences"),
        json!({"ask": "on", "at": "2026-06-01T08:00:00Z"}),
        json!({"ask": "outcomes", "outcomes": {"T-1": true, "T-2": false, "T-9": true}, "strata": ["team"]}),
        json!({"ask": "packet", "policies": "gold", "owners": ["ana"], "at": "2026-06-01T15:00:00Z"}),
        json!({"ask": "page", "year": 2026}),
        json!({"ask": "preset", "name": "jira-list"}),
        json!({"ask": "detractors", "of": "team", "log": "june"}),
        json!({"ask": "cohorts", "customer": "team", "log": "june"}),
        json!({"ask": "contingency", "table": [[30, 70], [45, 55]]}),
        json!({"ask": "root_causes", "cause": "team", "log": "june"}),
        json!({"ask": "sentiment", "scores": [{"at": 1, "score": 0.5}]}),
        json!({"ask": "pareto", "counts": {"billing": 12, "login": 9}}),
        json!({"ask": "percentiles", "values": [1, 2, 3]}),
        json!({"ask": "periods", "at": "2026-06-01T08:00:00Z", "zone": "Asia/Tokyo"}),
        with(week("reach"), json!({"policy": steps})),
        json!({"ask": "redact", "text": "card 4111 1111 1111 1111"}),
        json!({"ask": "retention", "start": 10, "new": 2, "end": 9}),
        json!({"ask": "review", "document": review, "now": "2026-06-01T12:00:00Z"}),
        week("roster_calendar"),
        json!({"ask": "route", "at": "2026-06-01T08:00:00Z"}),
        json!({"ask": "sample_size", "half_width": 0.05}),
        json!({"ask": "scorecard", "scores": {"empathy": 4}, "weights": {"empathy": 1}, "scale": [1, 5]}),
        json!({"ask": "self_service", "self_solved": 340, "tickets": 660}),
        json!({"ask": "skills", "at": "2026-06-01T08:00:00Z"}),
        with(json!({"ask": "sla"}), ticket),
        with(week("staffing"), json!({"contacts": 700, "aht_s": 300, "goal": {"target_s": 20, "service_level": 0.8}})),
        json!({"ask": "standardise", "groups": {"a": [[8, 10]], "b": [[5, 10]]}}),
        json!({"ask": "suggest_cover", "need": [1, 1, 1], "circular": true, "shapes": [{"slots": 1}]}),
        json!({"ask": "suggest_patterns", "week": {"from": "2026-06-01T00:00:00Z", "need": vec![1; 21], "shift_slots": 1, "rounds": 10}}),
        with(week("suggest_rotation"), json!({"fair": {"shifts": ["day"]}})),
        json!({"ask": "survival", "durations": [1, 2, 3], "done": [1, 1, 0]}),
        json!({"ask": "tickets"}),
        week("timeline"),
        json!({"ask": "trend", "y": [1, 2, 4, 3]}),
        json!({"ask": "what_if", "before": "gold", "after": "silver", "group": "team", "now": "2026-06-01T12:30:00Z"}),
        json!({"ask": "workflow"}),
    ]
}

#[test]
fn every_question_is_answered_as_json_and_as_text() {
    let mut asked: Vec<String> = Vec::new();
    for question in examples() {
        let answer = ask(&question);
        assert_eq!(answer.name(), question["ask"]);
        assert!(answer.to_json().unwrap().starts_with(['{', '[']), "{question}");
        assert!(answer.to_string().ends_with('\n'), "{question}: {answer}");
        asked.push(answer.name().to_owned());
    }
    // One needs a rotation; the trial is there for another test.
    let others = ["turns", "trial"];
    let missing = QUESTIONS.iter().map(|k| k.name).filter(|n| !others.contains(n) && !asked.iter().any(|a| a == n));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn the_figures_are_those_of_paper() {
    let json = |question: Value| serde_json::to_value(ask(&question)).unwrap();
    // Created at 10:00 in Berlin; answered after one hour, after four hours, not yet.
    let now = "2026-06-01T12:30:00Z";
    let kept = json(json!({"ask": "metrics", "policies": "gold", "metric": "frt", "now": now}));
    assert_eq!(kept["all"]["attainment"]["k"], 1);
    assert_eq!((&kept["all"]["attainment"]["late"], &kept["all"]["attainment"]["undecided"]), (&json!(1), &json!(1)));
    let rows = json(json!({"ask": "what_if", "before": "gold", "after": "silver", "now": now}));
    assert_eq!(
        (&rows[0]["before"]["late"], &rows[0]["after"]["late"], &rows[0]["worse"]),
        (&json!(1), &json!(3), &json!(2))
    );
    let hours = json(json!({"ask": "hours", "from": "2026-06-01T00:00:00Z", "to": "2026-06-08T00:00:00Z"}));
    assert_eq!(hours["open_minutes"], 16 * 60);
    assert_eq!(hours["pieces"][1]["local_from"], "2026-06-01T09:00+02:00");
    let moves = json(json!({"ask": "allowed", "ticket": "B-1", "actor": "agent", "now": "2026-06-01T09:00:00Z"}));
    assert!(moves["moves"].as_array().unwrap().iter().any(|m| m["to"] == "pending"), "{moves}");
}

#[test]
fn what_cannot_be_answered_names_the_field() {
    for (question, kind, path) in [
        (json!({"ask": "gasp"}), ErrorKind::InvalidInput, "ask"),
        (json!({"roster": "eu"}), ErrorKind::InvalidInput, "ask"),
        (json!({"ask": "on", "at": "2026-06-01T08:00:00Z", "roster": "us"}), ErrorKind::NotFound, "roster"),
        (json!({"ask": "on", "at": "yesterday"}), ErrorKind::InvalidInput, "at"),
        (json!({"ask": "on", "att": "2026-06-01T08:00:00Z"}), ErrorKind::InvalidInput, "att"),
        // Two sets of policies, and the question does not say which.
        (json!({"ask": "sla", "ticket": "T-1"}), ErrorKind::InvalidInput, "policies"),
        (json!({"ask": "sla", "policies": "gold"}), ErrorKind::InvalidInput, "ticket"),
        (json!({"ask": "sla", "policies": "gold", "ticket": "T-9"}), ErrorKind::NotFound, "ticket"),
        (json!({"ask": "sla", "policies": "gold", "events": []}), ErrorKind::InvalidInput, "now"),
        (json!({"ask": "metrics", "policies": "gold"}), ErrorKind::InvalidInput, "metric"),
        (json!({"ask": "metrics", "policies": "gold", "metric": "x"}), ErrorKind::NotFound, "metric"),
        (json!({"ask": "metrics", "zone": "Mars/Base"}), ErrorKind::UnknownZone, "zone"),
        (json!({"ask": "review", "preset": "servicenow-uci", "document": {}}), ErrorKind::InvalidInput, "document"),
        (json!({"ask": "inspect", "text": ""}), ErrorKind::InvalidInput, ""),
        (json!({"ask": "preset", "name": "x"}), ErrorKind::NotFound, "name"),
    ] {
        let error = refused(&question);
        assert_eq!((error.kind(), error.path()), (kind, path), "{question}: {error}");
    }
    assert!(refused(&json!({"ask": "gasp"})).to_string().contains("did you mean gaps"));
    let both = Question::from_json(r#"{"ask": "gaps", "form": "x", "too": 5}"#).unwrap_err();
    assert!(both.problems().len() >= 3, "{:?}", both.problems());
}

#[test]
fn a_library_document_lists_every_fault_with_its_path() {
    let error = Library::from_json(
        r#"{"calendars": {"a": {"timezone": "Mars/Base"}}, "rosters": {"eu": {"shifts": [{"id": "d", "timezone": "UTC", "start": "9", "end": "17:00"}]}}}"#,
        &ZoneDb::bundled(),
    )
    .unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
    assert_eq!(paths, ["calendars.a.timezone", "rosters.eu.shifts[0].start"]);
}

#[test]
fn every_question_has_a_schema_that_says_what_it_is_about() {
    for kind in QUESTIONS {
        let schema = question_schema(kind.name).unwrap();
        assert_eq!(schema["properties"]["ask"]["const"], kind.name);
        assert!(schema["required"].as_array().unwrap().contains(&json!("ask")), "{}", kind.name);
        assert!(kind.about().ends_with('.'), "{}: {}", kind.name, kind.about());
        for (field, described) in schema["properties"].as_object().unwrap() {
            assert!(described["description"].is_string(), "{}.{field} is not described", kind.name);
        }
    }
    assert_eq!(question_schema("x").unwrap_err().kind(), ErrorKind::NotFound);
}

/// A file that nobody lists would be a question that nobody can ask.
#[test]
fn every_file_of_a_question_is_in_the_list() {
    let mut names: Vec<&str> = QUESTIONS.iter().map(|kind| kind.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    names.extend(["mod", "parts", "question", "statistics", "trial"]);
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/desk/ask")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(names.contains(&stem), "{stem}.rs is not in QUESTIONS");
    }
}
