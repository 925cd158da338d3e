//! What a log does not tell has no figure: a 0 that nobody counted is the worst answer there is.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::ask::Question;
use sundesk::desk::{Library, Review, ReviewDoc, review};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::ticket::{EventLog, HistoryPart};
use sundesk::time::ZoneDb;

const HOUR: &str = r#"{"policy": {"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}}"#;

fn log(map: &Value, text: &str) -> EventLog {
    let map = LogMap::from_json(&map.to_string()).unwrap();
    from_reader(text.as_bytes(), &map, &ZoneDb::bundled()).unwrap()
}

fn of(log: &EventLog, doc: &str) -> Review {
    review(log, &ReviewDoc::from_json(doc).unwrap(), &ZoneDb::bundled(), None).unwrap()
}

/// A list as a help desk exports it: opened, resolved, and where it stands now.
fn list(more: &Value) -> EventLog {
    let mut map = json!({"ticket": "id", "created_at": "opened", "resolved_at": "resolved", "status": "state",
        "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}, "statuses": {"Open": "open", "Done": "solved"}});
    map.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    log(
        &map,
        "id,opened,answered,resolved,state,back\n\
        A,2024-06-03 09:00,2024-06-03 09:30,2024-06-03 12:00,Done,0\n\
        B,2024-06-03 09:00,2024-06-03 11:00,2024-06-03 12:30,Done,2\n\
        C,2024-06-03 09:00,,,Open,0\n",
    )
}

#[test]
fn a_first_reply_promise_on_a_list_without_replies_is_undecided_not_broken() {
    let r = of(&list(&json!({})), HOUR);
    let kept = r.report.all.attainment.clone().unwrap();
    assert_eq!((kept.share.k, kept.share.n, kept.late, kept.undecided, kept.unknown), (0, 0, 0, 0, 3));
    assert!(r.worst.is_empty());
    let text = r.to_text();
    for told in [
        "  all                  not known from this log",
        "Undecided: 3 tickets of which this log does not tell enough, see below.",
        "The promise \"frt\" cannot be decided from this log: its map gives no first response.",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    assert!(!text.contains("No promise was broken") && !text.contains("worst breaches"), "{text}");
    for page in [r.to_html(), r.to_markdown(), r.to_csv()] {
        assert!(page.contains("cannot be decided from this log"), "{page}");
        assert!(!page.contains("No promise was broken"), "{page}");
    }
    assert!(r.to_csv().contains("kept,,all,unknown,3\n"));
}

#[test]
fn a_first_reply_promise_is_judged_by_the_first_response_that_a_list_states() {
    let r = of(&list(&json!({"first_response_at": "answered"})), HOUR);
    let kept = r.report.all.attainment.unwrap();
    assert_eq!((kept.share.k, kept.share.n, kept.unknown), (1, 3, 0)); // A in 30 min; B in 2 h; C is open past due
    assert_eq!((r.report.all.first_response.n, r.report.all.without_first_response), (2, 1));
}

#[test]
fn a_promise_of_later_replies_takes_all_of_them() {
    let doc = |kind: &str| format!(r#"{{"policy": {{"metrics": {{"m": {{"kind": "{kind}", "target": "1h"}}}}}}}}"#);
    let with = list(&json!({"first_response_at": "answered", "group": "state"}));
    for (kind, undecided) in [
        ("first_reply", 0),
        ("next_reply", 3),
        ("periodic_update", 3),
        ("pausable_update", 3),
        ("ownership", 3),
        ("requester_wait", 0),
        ("agent_work", 0),
        ("total_resolution", 0),
    ] {
        assert_eq!(of(&with, &doc(kind)).report.all.attainment.unwrap().unknown, undecided, "{kind}");
    }
}

#[test]
fn a_resolution_promise_without_pauses_says_that_waiting_counts() {
    let doc = r#"{"policy": {"metrics": {"fix": {"kind": "requester_wait", "target": "3h", "clock": "elapsed"}}}}"#;
    let r = of(&list(&json!({})), doc);
    let kept = r.report.all.attainment.clone().unwrap();
    assert_eq!((kept.share.k, kept.share.n, kept.unknown), (1, 3, 0)); // A in 3 h, B in 3 h 30, C still open
    let says = "This log has no pauses: time waiting for the customer counts in \"fix\".";
    let json = serde_json::to_string(&r).unwrap().replace("\\\"", "\"");
    let csv = r.to_csv().replace("\"\"", "\"");
    for page in [r.to_text(), r.to_html().replace("&quot;", "\""), r.to_markdown(), json, csv] {
        assert!(page.contains(says), "{page}");
    }
}

#[test]
fn reopenings_of_a_list_are_not_known_unless_it_counts_them_itself() {
    let r = of(&list(&json!({})), "{}");
    assert_eq!((r.report.all.reopened.n, r.report.all.reopened.rate), (0, None));
    assert_eq!(r.report.all.reopened_excluded.get("unknown"), Some(&3));
    assert!(r.to_text().contains("\nReopened: not known from this log\n"));
    assert!(r.to_csv().contains("reopened,,all,k,\n"));
    let counted = list(&json!({"attributes": ["back"]}));
    let r = of(&counted, r#"{"stated_reopens": {"attribute": "back", "none": "0"}}"#);
    assert!(r.to_text().contains("Reopened: not known from this log\n  the log's own back says 1."), "{}", r.to_text());
}

#[test]
fn a_history_of_statuses_tells_pauses_and_reopenings() {
    let map = json!({"ticket": "id", "at": "t", "status": "state", "time": {"format": "unix_s"}, "statuses": {"open": "open", "done": "solved"}});
    let history = log(&map, "id,t,state\nA,60,open\nA,120,done\nA,180,open\n");
    let r = of(&history, HOUR);
    assert_eq!((r.report.all.reopened.k, r.report.all.reopened.n), (1, 1));
    assert_eq!(r.report.all.attainment.unwrap().unknown, 1); // no replies in it
    let told: Vec<_> =
        [HistoryPart::StatusChanges, HistoryPart::Resolution, HistoryPart::Replies, HistoryPart::Creation]
            .map(|part| history.tells(part))
            .to_vec();
    assert_eq!(told, [true, true, false, false]);
}

#[test]
fn messages_tell_of_replies_by_the_authors_that_the_map_names() {
    let map = |means: Value| {
        json!({"ticket": "id", "at": "t", "time": {"format": "unix_s"},
            "message": {"author": {"column": "who", "means": means}}})
    };
    let rows = "id,t,who\nA,60,7\nA,120,8\n";
    for (means, known) in [
        (json!({"-1": "auto"}), false),
        (json!({"7": "requester"}), false),
        (json!({"8": "agent"}), true),
        (json!({"*": "agent"}), true),
    ] {
        let log = log(&map(means.clone()), rows);
        assert_eq!(log.tells(HistoryPart::Replies), known, "{means}");
        assert_eq!(of(&log, HOUR).report.all.attainment.unwrap().unknown, u64::from(!known), "{means}");
    }
}

#[test]
fn asked_for_by_name_a_figure_of_what_is_not_told_has_no_value() {
    let library = Library::new(ZoneDb::bundled()).with_log("list", list(&json!({})));
    let metrics = json!([{"metric": "first_contact"}, {"metric": "reopen_rate"}, {"metric": "reply_time"}, {"metric": "pending_time"},
        {"metric": "first_contact", "variant": "one_touch"}, {"metric": "resolution_time", "variant": "work_time"},
        {"metric": "resolution_time"}, {"metric": "volume"}]);
    let question = json!({"ask": "metrics", "spec": {"metrics": metrics}}).to_string();
    let answer = library.ask(&Question::from_json(&question).unwrap()).unwrap();
    let made: Value = serde_json::from_str(&answer.to_json().unwrap()).unwrap();
    let figures = made["all"]["figures"].as_array().unwrap();
    for f in figures {
        let known = f["metric"] == "volume" || (f["metric"] == "resolution_time" && f["variant"] == "last_resolution");
        assert_eq!(f["value"].is_null(), !known, "{f}");
        assert_eq!(f["flags"].as_array().unwrap().contains(&json!("not_known")), !known, "{f}");
        if !known {
            assert_eq!((&f["n"], &f["excluded"]["unknown"]), (&json!(0), &json!(3)), "{f}");
        }
    }
    let text = answer.to_string();
    assert!(
        text.contains("reopened: not known from this log") && text.contains("first response: not known from this log"),
        "{text}"
    );
    assert!(text.contains("Pauses and reopenings are not known from this log: it has one row a ticket."), "{text}");
}

#[test]
fn facts_and_causes_do_not_count_what_is_not_told() {
    let library = Library::new(ZoneDb::bundled()).with_log("list", list(&json!({"attributes": ["state"]})));
    let made = |question: &str| -> Value {
        let answer = library.ask(&Question::from_json(question).unwrap()).unwrap();
        serde_json::from_str(&answer.to_json().unwrap()).unwrap()
    };
    let facts = made(r#"{"ask": "facts", "ticket": "A"}"#);
    for name in ["reopens", "replies", "requester_replies", "waiting_since"] {
        assert!(facts["tickets"][0][name].is_null(), "{name}: {facts}");
    }
    let causes = made(r#"{"ask": "root_causes", "cause": "state"}"#);
    assert_eq!(
        (&causes["causes"][0]["reopened"]["n"], &causes["causes"][0]["reopened"]["rate"]),
        (&json!(0), &Value::Null)
    );
    assert!(causes["caveats"].to_string().contains("reopenings"), "{causes}");
}

#[test]
fn what_if_compares_no_verdicts_that_nobody_knows() {
    let policies =
        |target: &str| json!({"metrics": {"frt": {"kind": "first_reply", "target": target, "clock": "elapsed"}}});
    let shelves = json!({"policies": {"now": policies("1h"), "then": policies("4h")}}).to_string();
    let rows = |log: EventLog| -> Value {
        let library = Library::from_json(&shelves, &ZoneDb::bundled()).unwrap().with_log("list", log);
        let asked = Question::from_json(r#"{"ask": "what_if", "before": "now", "after": "then"}"#).unwrap();
        serde_json::from_str(&library.ask(&asked).unwrap().to_json().unwrap()).unwrap()
    };
    let row = &rows(list(&json!({})))[0];
    assert_eq!(
        (&row["tickets"], &row["untold"], &row["before"]["verdicts"], &row["better"]),
        (&json!(3), &json!(3), &json!(0), &json!(0))
    );
    let row = &rows(list(&json!({"first_response_at": "answered"})))[0];
    assert_eq!((row.get("untold"), &row["before"]["verdicts"], &row["better"]), (None, &json!(3), &json!(2)));
}
