//! Whose hours a report about a log means where nobody names them: those of the log's own clock.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::calendar::Calendar;
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::ZoneDb;

/// Three weeks of one ticket a day at 00:30 on the wall clock of Tokyo, which is the day before in UTC.
fn library(zone: &str) -> Library {
    let map = json!({"ticket": "id", "created_at": "t", "time": {"format": "%Y-%m-%d %H:%M", "zone": zone}});
    let rows: Vec<String> = (1..=21).map(|day| format!("{day},2024-06-{day:02} 00:30")).collect();
    let text = format!("id,t\n{}\n", rows.join("\n"));
    let zones = ZoneDb::bundled();
    let log = from_reader(text.as_bytes(), &LogMap::from_json(&map.to_string()).unwrap(), &zones).unwrap();
    let office = r#"{"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"]}}"#;
    let calendar = Calendar::from_json(office, &zones).unwrap();
    Library::new(zones).with_log("log", log).with_calendar("office", calendar)
}

#[track_caller]
fn asked(question: Value) -> (String, Value) {
    let answer = library("Asia/Tokyo").ask(&Question::from_json(&question.to_string()).unwrap()).unwrap();
    (answer.zone().to_owned(), serde_json::to_value(&answer).unwrap())
}

/// They took UTC in silence, whatever clock the log shows, while the review took the log's.
#[test]
fn arrivals_forecasts_and_figures_take_the_zone_of_the_log_as_the_review_does() {
    for ask in ["review", "arrivals", "forecast", "metrics"] {
        assert_eq!(asked(json!({"ask": ask})).0, "Asia/Tokyo", "{ask}");
    }
    // The first of June 2024 is a Saturday: three of each weekday, all between midnight and one.
    let (_, told) = asked(json!({"ask": "arrivals"}));
    assert_eq!((&told["zone"], &told["days"][0]["tickets"][0]), (&json!("Asia/Tokyo"), &json!(3)));
    let (zone, told) = asked(json!({"ask": "arrivals", "zone": "UTC"}));
    assert_eq!((zone.as_str(), &told["days"][0]["tickets"][15]), ("UTC", &json!(3)));
}

#[test]
fn a_zone_that_is_named_and_the_calendars_stand_before_the_logs() {
    for ask in ["forecast", "metrics"] {
        assert_eq!(asked(json!({"ask": ask, "calendar": "office"})).0, "Europe/Berlin", "{ask}");
        assert_eq!(asked(json!({"ask": ask, "calendar": "office", "zone": "UTC"})).0, "UTC", "{ask}");
    }
    let question = Question::from_json(r#"{"ask": "arrivals", "zone": "Mars/Base"}"#).unwrap();
    assert_eq!(library("UTC").ask(&question).unwrap_err().path(), "zone");
}
