//! The k-anonymity floor: what is over fewer tickets is withheld, and what would give it away; both are counted and said.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::time::ZoneDb;

/// So many tickets of each team, created in weeks 2 and 3 of 2026, of which so many have a rating.
const TEAMS: [(&str, [usize; 2], usize); 4] =
    [("east", [20, 20], 3), ("north", [12, 10], 12), ("south", [1, 2], 2), ("west", [4, 5], 9)];

fn library() -> Library {
    let (mut tickets, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
    for (team, weeks, rated) in TEAMS {
        for i in 0..weeks[0] + weeks[1] {
            let at = if i < weeks[0] { "2026-01-06T10:00:00Z" } else { "2026-01-13T10:00:00Z" };
            let id = format!("{team}{i}");
            tickets.insert(id.clone(), json!([{"at": at, "type": "created", "by": "requester"}]));
            let mut of = json!({ "team": team });
            if i < rated {
                of["csat"] = json!("5");
            }
            attributes.insert(id, of);
        }
    }
    Library::from_json(
        &json!({"logs": {"log": {"tickets": tickets, "attributes": attributes}}}).to_string(),
        &ZoneDb::bundled(),
    )
    .unwrap()
}

fn report(floor: u64, by: Value, period: Value) -> (Value, sundesk::desk::Answer) {
    let question = json!({"ask": "metrics", "now": "2026-02-01T00:00:00Z",
        "spec": {"floor": floor, "group_by": by, "period": period, "metrics": ["csat"]}});
    let answer = library().ask(&Question::from_json(&question.to_string()).unwrap()).unwrap();
    (serde_json::to_value(&answer).unwrap(), answer)
}

fn shown(table: &Value) -> Vec<String> {
    let name = |g: &Value| {
        format!("{} {}", g["group"].as_str().unwrap(), g["period"].as_str().unwrap_or("")).trim().to_owned()
    };
    table["groups"].as_array().unwrap().iter().map(name).collect()
}

#[test]
fn a_group_below_the_floor_takes_the_smallest_other_with_it() {
    let (told, answer) = report(5, json!(["team"]), Value::Null);
    assert_eq!(shown(&told["groups"][0]), ["east", "north"]);
    // South has 3; without west, which has 9, it would be all less the others.
    assert_eq!(
        told["groups"][0]["withheld"],
        json!({"floor": 5, "groups": [["south"], ["west"]], "tickets": 12, "figures": 1})
    );
    assert_eq!(told["all"]["tickets"], 74);
    // East has 40 tickets and 3 ratings: its ratings are withheld. With those of south and west they are 14: north's give nothing away.
    let groups = told["groups"][0]["groups"].as_array().unwrap();
    for figure in groups[0]["figures"].as_array().unwrap() {
        assert_eq!((&figure["value"], &figure["k"], &figure["interval"]), (&Value::Null, &Value::Null, &Value::Null));
        assert_eq!((&figure["n"], &figure["flags"]), (&json!(0), &json!(["withheld"])));
    }
    assert_eq!((&groups[1]["figures"][0]["n"], &groups[1]["figures"][0]["value"]), (&json!(12), &json!(1.0)));
    let text = answer.to_string();
    assert!(
        text.contains("by team: 2 groups with 12 tickets and 1 metric of others withheld, for a floor of 5"),
        "{text}"
    );
    assert!(text.contains("    rate: withheld"), "{text}");
    assert!(answer.csv().unwrap().contains("team,south,,,,,,,,,,,,,,,withheld,"), "{}", answer.csv().unwrap());
    assert!(answer.html().unwrap().contains("By team: 2 groups with 12 tickets"));
}

#[test]
fn without_a_floor_all_is_told() {
    for floor in [0, 1] {
        let (told, _) = report(floor, json!(["team"]), Value::Null);
        assert_eq!(shown(&told["groups"][0]), ["east", "north", "south", "west"]);
        assert_eq!(told["groups"][0]["withheld"], Value::Null);
    }
    let (told, _) = report(3, json!(["team"]), Value::Null);
    assert_eq!(shown(&told["groups"][0]), ["east", "north", "south", "west"]); // at the floor itself
}

/// What a table of teams withholds, one of teams by week does not tell in parts, and no hidden cell is alone in its team or week.
#[test]
fn a_finer_table_gives_no_group_away() {
    let (told, _) = report(5, json!(["team"]), json!({"unit": "week"}));
    assert_eq!(shown(&told["groups"][0]), ["east", "north"]);
    assert_eq!(shown(&told["groups"][1]), ["2026-W02", "2026-W03"]);
    assert_eq!(shown(&told["groups"][2]), ["east 2026-W02", "east 2026-W03", "north 2026-W02", "north 2026-W03"]);
    assert_eq!(told["groups"][2]["withheld"]["tickets"], 12);
    // With a floor of 11 north's ten of week 3 are too few, so its week 2 goes as well, and then north as a whole would be east's rest.
    let (told, _) = report(11, json!(["team"]), json!({"unit": "week"}));
    for table in [0, 2] {
        for group in told["groups"][table]["groups"].as_array().unwrap() {
            assert!(group["tickets"].as_u64().unwrap() >= 11, "{group}");
        }
    }
    assert!(!shown(&told["groups"][2]).contains(&"north 2026-W02".to_owned()));
}

#[test]
fn fewer_tickets_than_the_floor_in_all_are_no_report() {
    let question = json!({"ask": "metrics", "now": "2026-02-01T00:00:00Z", "spec": {"floor": 75}});
    let e = library().ask(&Question::from_json(&question.to_string()).unwrap()).unwrap_err();
    assert_eq!((e.path(), e.value()), ("floor", "75"));
    assert!(!e.to_string().contains("74"), "{e}"); // it does not say how many there are
}

#[test]
fn rows_and_periods_of_a_rollup_have_the_floor_too() {
    let words: Vec<&str> = ["a"; 8].into_iter().chain(["b"; 2]).chain(["c"; 6]).collect();
    let tickets = vec![json!({"created": "2026-01-06T10:00:00Z"}); 16];
    let rows = json!({"tickets": tickets, "words": {"team": words}});
    let ask = |more: Value| {
        let mut question =
            json!({"ask": "measure", "metrics": ["volume"], "parts": [{"rows": rows}], "group_by": ["team"]});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::to_value(
            Library::new(ZoneDb::bundled()).ask(&Question::from_json(&question.to_string()).unwrap()).unwrap(),
        )
        .unwrap()
    };
    let told = ask(json!({"view": {"floor": 5}}));
    assert_eq!((&told["groups"][0]["key"], told["groups"].as_array().unwrap().len()), (&json!(["a"]), 1));
    assert_eq!(told["withheld"], json!({"floor": 5, "groups": [["b"], ["c"]], "tickets": 8, "figures": 0}));
    let told = ask(json!({"view": {"floor": 5}, "period": {"unit": "day"}}));
    assert_eq!(told["withheld"]["groups"], json!([["b", "2026-01-06"], ["c", "2026-01-06"]]));
    assert_eq!(ask(json!({}))["withheld"], Value::Null);
}
