//! Pictures of answers: self-contained, whole as XML, for light, dark and paper. They are written to the build's own folder, to be looked at.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::ask::Question;
use sundesk::desk::{Library, ReviewDoc, review};
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_path};
use sundesk::time::ZoneDb;

fn servicenow() -> EventLog {
    let map = LogMap::preset("servicenow-uci").unwrap();
    from_path("tests/data/servicenow-incidents/incident_event_log.csv.gz", &map, &ZoneDb::bundled()).unwrap()
}

/// Elements opened and closed in turn, attributes in quotes, nothing from elsewhere.
#[track_caller]
fn whole(name: &str, picture: &str) {
    for word in ["<script", "href", "@import", "NaN", "inf", "url(http"] {
        assert!(!picture.contains(word), "{name} has {word}");
    }
    assert_eq!(
        picture.matches("http").count(),
        picture.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(),
        "{name}"
    );
    let mut open: Vec<&str> = Vec::new();
    for tag in picture.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        assert!(tag.matches('"').count().is_multiple_of(2), "{name}: {tag}");
        let word = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => assert_eq!(open.pop(), Some(word), "{name}"),
            (false, false) => open.push(word),
            (false, true) => {}
        }
    }
    assert!(open.is_empty(), "{name}: {open:?}");
    assert!(picture.contains("<title>") && picture.contains("<desc>"), "{name}");
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join(format!("{name}.svg")), picture).unwrap();
}

fn drawn(library: &Library, name: &str, question: Value) {
    let answer = library.ask(&Question::from_value(question).unwrap()).unwrap();
    whole(name, &answer.svg().unwrap());
}

#[test]
fn every_picture_of_figures_is_whole() {
    let library = Library::new(ZoneDb::bundled()).with_log("", servicenow());
    drawn(&library, "journeys", json!({"ask": "journeys"}));
    drawn(&library, "teams", json!({"ask": "journeys", "spec": {"over": ["group"], "steps": 9}}));
    drawn(&library, "arrivals", json!({"ask": "arrivals"}));
    drawn(&library, "forecast", json!({"ask": "forecast", "now": "2016-05-30T12:00:00Z", "spec": {"days": 28}}));
    let values = [12, 14, 11, 13, 15, 12, 40, 13, 12, 11, 10, 10, 11, 9, 10, 11, 10, 9];
    drawn(&library, "control", json!({"ask": "control_chart", "chart": "xmr", "values": values, "baseline": 6}));
    drawn(&library, "p", json!({"ask": "control_chart", "chart": "p", "k": [5, 6, 0, 30], "n": [50, 80, 0, 60]}));
    let durations: Vec<u32> = (0..200).map(|i| i * i % 997).collect();
    let done: Vec<bool> = (0..200).map(|i| i % 7 != 0).collect();
    drawn(&library, "survival", json!({"ask": "survival", "durations": durations, "done": done}));
    let counts: serde_json::Map<String, Value> =
        (1..30).map(|i| (format!("cause <{i}> & co"), json!(600 / i))).collect();
    drawn(&library, "pareto", json!({"ask": "pareto", "counts": counts}));
    let scores: Vec<u32> = (0..90).map(|i| [10, 9, 8, 3, 10, 7, 0, 9, 10][i % 9]).collect();
    let teams: Vec<String> = (0..90).map(|i| format!("team {}", i % 4)).collect();
    let rows = json!({"numbers": {"nps": scores}, "words": {"team": teams}});
    drawn(
        &library,
        "nps",
        json!({"ask": "measure", "metrics": ["nps"], "group_by": ["team"], "parts": [{"rows": rows}]}),
    );
}

/// Two customers came first in January, one of them again in February; the one of February did not come in March.
#[test]
fn cohorts_are_a_heat_map_with_a_title_for_each_cell() {
    let library = Library::new(ZoneDb::bundled());
    let contact = |customer: &str, day: &str| json!({"customer": customer, "at": format!("{day}T12:00:00Z")});
    let contacts = json!([
        contact("a", "2026-01-05"),
        contact("b", "2026-01-09"),
        contact("a", "2026-02-11"),
        contact("c", "2026-02-20")
    ]);
    let question = json!({"ask": "cohorts", "contacts": contacts, "now": "2026-04-01T00:00:00Z"});
    let picture = library.ask(&Question::from_value(question).unwrap()).unwrap().svg().unwrap();
    whole("cohorts", &picture);
    for told in [
        "<title>2026-01, 1 month later: 1 of 2 came, 50.0 % (",
        "<title>2026-01, 2 months later: 0 of 2 came, 0.0 % (",
        "<title>2026-02, 1 month later: 0 of 1 came, 0.0 % (",
        ">50 %</text>",
        ">2026-01: 2, few</text>",
        "prefers-color-scheme:dark",
    ] {
        assert!(picture.contains(told), "{told}: {picture}");
    }
    assert!(!picture.contains("2026-03"), "nobody came first in March");
    let nobody = json!({"ask": "cohorts", "contacts": [], "now": "2026-04-01T00:00:00Z"});
    drawn(&library, "no-cohorts", nobody);
}

#[test]
fn nothing_to_draw_is_an_empty_picture_or_none() {
    let library = Library::new(ZoneDb::bundled()).with_log("", EventLog::builder().finish());
    let now = "2026-06-01T00:00:00Z";
    drawn(&library, "no-journeys", json!({"ask": "journeys", "now": now}));
    drawn(&library, "no-arrivals", json!({"ask": "arrivals", "now": now}));
    drawn(&library, "no-pareto", json!({"ask": "pareto", "counts": {}}));
    drawn(&library, "no-survival", json!({"ask": "survival", "durations": [], "done": []}));
    drawn(&library, "one-survival", json!({"ask": "survival", "durations": [0], "done": [1]}));
    drawn(&library, "one-point", json!({"ask": "control_chart", "chart": "xmr", "values": [5]}));
    drawn(
        &library,
        "cusum",
        json!({"ask": "control_chart", "chart": "cusum", "values": [0.2, 1, -0.5, 2, 1.5, 2.5, 3]}),
    );
    let nobody = json!({"ask": "measure", "metrics": ["nps"], "parts": []});
    assert!(library.ask(&Question::from_value(nobody).unwrap()).unwrap().svg().is_err());
}

#[test]
fn the_page_of_a_review_has_its_pictures() {
    let told = review(&servicenow(), &ReviewDoc::servicenow_uci().unwrap(), &ZoneDb::bundled(), None).unwrap();
    let page = told.to_html();
    for heading in
        ["When they come", "Opened by week: what is out of the ordinary", "How long they take, open ones counted"]
    {
        assert!(page.contains(&format!("<h2>{heading}</h2>")), "{heading}");
    }
    assert!(page.matches("<svg").count() >= 5 && !page.contains("NaN"));
    // Markdown has the tables of the page, and one more in place of the volume's picture.
    let text = told.to_markdown();
    let tables = |mark: &str| text.matches(mark).count();
    assert_eq!(tables("| --- |\n"), page.matches("<table>").count() + 1);
    assert!(
        !text.contains('<') && !text.contains("When they come") && text.contains("\n| 2016-W10 | 2016-03-07 | "),
        "{text}"
    );
    for line in told.to_text().lines().filter(|line| line.trim_start().starts_with("Left out: ")) {
        assert!(text.contains(line.trim()) && page.contains(line.trim()), "{line}");
    }
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("review.html"), page).unwrap();
}
