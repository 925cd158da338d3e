//! Questions that make lists of tickets and causes, on logs that can be checked on paper.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::time::ZoneDb;

fn ask(document: &Value, question: &Value) -> Result<(Value, String), sundesk::Error> {
    let library = Library::from_json(&document.to_string(), &ZoneDb::bundled())?;
    let answer = library.ask(&Question::from_json(&question.to_string())?)?;
    Ok((serde_json::to_value(&answer).unwrap(), answer.to_string()))
}

/// A ticket: when it came, was solved, was reopened, got a late reply of a person; its attributes.
type Ticket<'t> = (&'t str, [&'t str; 4], Value);

fn log(tickets: &[Ticket<'_>]) -> Value {
    let at = |day_hour: &str| format!("2026-03-{day_hour}:00:00Z");
    let (mut events, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
    for (id, [created, solved, reopened, reply], of) in tickets {
        let mut list = vec![json!({"at": at(created), "type": "created", "by": "requester", "status": "open"})];
        for (when, event) in [
            (solved, json!({"type": "status", "to": "solved"})),
            (reopened, json!({"type": "status", "to": "open"})),
            (reply, json!({"type": "reply", "by": "agent"})),
        ] {
            if !when.is_empty() {
                let mut event = event;
                event["at"] = json!(at(when));
                list.push(event);
            }
        }
        events.insert((*id).to_owned(), json!(list));
        attributes.insert((*id).to_owned(), of.clone());
    }
    json!({"logs": {"log": {"tickets": events, "attributes": attributes, "statuses": {"solved": "solved", "open": "open"}}}})
}

#[test]
fn detractors_are_listed_with_what_became_of_them() {
    let nps = |score: &str| json!({ "nps": score });
    // Solved and asked on the 2nd at 12:00; a day to answer.
    let document = log(&[
        ("happy", ["02T09", "02T12", "", ""], nps("9")),
        ("passive", ["02T09", "02T12", "", ""], nps("7")),
        ("in time", ["02T09", "02T12", "", "03T12"], nps("6")),
        ("late", ["02T09", "02T12", "", "03T13"], nps("0")),
        ("overdue", ["02T09", "02T12", "", ""], nps("3")),
        ("before", ["02T09", "02T13", "", "02T10"], nps("3")), // the reply came before the score
        ("waiting", ["03T09", "03T12", "", ""], nps("5")),
        ("silent", ["02T09", "02T12", "", ""], nps("")),
        ("odd", ["02T09", "02T12", "", ""], nps("11")),
        ("open", ["02T09", "", "", ""], nps("2")),
    ]);
    let question = json!({"ask": "detractors", "now": "2026-03-04T00:00:00Z"});
    let (told, text) = ask(&document, &question).unwrap();
    let list: Vec<String> = told["detractors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| format!("{} {} {}", d["ticket"].as_str().unwrap(), d["score"], d["state"].as_str().unwrap()))
        .collect();
    assert_eq!(
        list,
        ["overdue 3 overdue", "before 3 overdue", "waiting 5 waiting", "late 0 late", "in time 6 in_time"]
    );
    assert_eq!((&told["scores"], &told["off_scale"], &told["without_instant"]), (&json!(8), &json!(1), &json!(1)));
    assert_eq!((&told["in_time"]["k"], &told["in_time"]["n"]), (&json!(1), &json!(4)));
    assert_eq!(told["detractors"][0]["due_at"], "2026-03-03T12:00:00Z");
    assert!(text.starts_with("as of 2026-03-04T00:00:00Z: 5 to follow up of 8 scores\n"), "{text}");
    assert!(text.contains("left out: 1 off the scale\nleft out: 1 of an unknown instant\n"), "{text}");
    // As of an hour after the scores nobody is late yet, and later scores are not known.
    let (told, _) = ask(&document, &json!({"ask": "detractors", "now": "2026-03-02T13:00:00Z"})).unwrap();
    assert!(told["detractors"].as_array().unwrap().iter().all(|d| d["state"] == "waiting"), "{told}");
    assert_eq!(told["in_time"]["rate"], Value::Null);
}

#[test]
fn the_instant_of_a_score_may_be_an_attribute() {
    let of = |score: &str, at: &str| json!({ "rating": score, "rated": at });
    let document = log(&[
        ("A", ["02T09", "02T12", "", "02T15"], of("1", "2026-03-02T14:00:00+01:00")),
        ("B", ["02T09", "02T12", "", ""], of("2", "yesterday")),
        ("C", ["02T09", "02T12", "", ""], of("1", "2026-03-09T00:00:00Z")),
    ]);
    let question = json!({"ask": "detractors", "of": "rating", "up_to": 2, "min": 1, "max": 5, "answered_at": "rated", "within_s": 7200, "now": "2026-03-04T00:00:00Z"});
    let (told, _) = ask(&document, &question).unwrap();
    assert_eq!(
        told["detractors"],
        json!([{"ticket": "A", "score": 1, "answered_at": "2026-03-02T13:00:00Z", "due_at": "2026-03-02T15:00:00Z",
        "followed_up_at": "2026-03-02T15:00:00Z", "state": "in_time"}])
    );
    assert_eq!((&told["without_instant"], &told["later"]), (&json!(1), &json!(1)));
    for (field, value) in
        [("of", json!("mood")), ("answered_at", json!("mood")), ("within_s", json!(-1)), ("up_to", json!(9))]
    {
        let mut question = question.clone();
        question[field] = value;
        assert_eq!(ask(&document, &question).unwrap_err().path(), field);
    }
}

#[test]
fn causes_come_in_order_with_how_often_they_come_back() {
    let of = |cause: &str, region: &str| json!({ "cause": cause, "region": region });
    let document = log(&[
        ("1", ["02T00", "02T12", "03T00", ""], of("login", "eu")),
        ("2", ["02T10", "02T12", "", ""], of("login", "us")),
        ("3", ["03T06", "", "", ""], of("login", "eu")),
        ("4", ["02T00", "02T12", "", ""], of("billing", "eu")),
        ("5", ["04T00", "04T12", "", ""], of("billing", "eu")),
        ("6", ["02T00", "", "", ""], of("api", "eu")),
        ("7", ["02T00", "", "", ""], of("", "eu")),
        ("8", ["09T00", "", "", ""], of("api", "eu")), // after the as-of instant
    ]);
    let question = json!({"ask": "root_causes", "cause": "cause", "by": "region", "now": "2026-03-05T00:00:00Z"});
    let (told, text) = ask(&document, &question).unwrap();
    assert_eq!(
        (&told["n"], &told["without_cause"], &told["vital_few"]),
        (&json!(6), &json!(1), &json!(["login", "billing"]))
    );
    let login = &told["causes"][0];
    // Ten hours, then twenty: fifteen on average, ten by the nearest rank.
    assert_eq!((&login["recurrence_mean_s"], &login["recurrence_median_s"]), (&json!(54_000.0), &json!(36_000.0)));
    assert_eq!((&login["count"], &login["share"], &login["by"]), (&json!(3), &json!(0.5), &json!({"eu": 2, "us": 1})));
    assert_eq!((&login["reopened"]["k"], &login["reopened"]["n"]), (&json!(1), &json!(2)));
    let api = &told["causes"][2];
    assert_eq!(
        (&api["count"], &api["recurrence_mean_s"], &api["reopened"]["rate"]),
        (&json!(1), &Value::Null, &Value::Null)
    );
    assert!(text.contains("  -- so far 83.3 % --\n  api: 1 (16.7 %), the next after - (median), reopened -"), "{text}");
    assert_eq!(
        (&login["breached"], &told["breached_by"], &told["breached_test"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    // Came back or not, of those resolved: 1 of 2, 0 of 2, none of api. The one may be of either cause: both tables are as probable.
    assert_eq!(told["reopened_test"]["method"], "exact");
    assert!((told["reopened_test"]["p"].as_f64().unwrap() - 1.0).abs() < 1e-12);
    let e = ask(&document, &json!({"ask": "root_causes", "cause": "colour"})).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::NotFound, "cause"));
}

/// Of 100, 100, 200 and 100 orders 1, 2, 2 and 15 tickets of one cause came: 20 of 500, 0.04. On the last day three standard deviations of 0.04 per 100 orders
/// are 0.06: 0.15 is above 0.10. By the first three days, 5 of 400, the limit of the last is 0.0125 and three times the root of 0.0125 / 100.
#[test]
fn a_cause_that_came_more_often_than_its_noise_says_so() {
    let mut tickets = vec![("0".to_owned(), "02T08".to_owned(), "login")];
    for (day, n) in [("03", 1), ("04", 2), ("05", 2), ("06", 15), ("07", 3)] {
        let more = (0..n).map(|i| (format!("{day}-{i}"), format!("{day}T{:02}", i + 1), "login"));
        tickets.extend(more.chain([(format!("{day}-a"), format!("{day}T00"), "api")]));
    }
    let rows: Vec<_> = tickets
        .iter()
        .map(|(id, at, cause)| (id.as_str(), [at.as_str(), "", "", ""], json!({ "cause": cause })))
        .collect();
    let document = log(&rows);
    let exposure = json!({"2026-03-03": 100, "2026-03-04": 100, "2026-03-05": 200, "2026-03-06": 100, "2026-03-02": 9});
    let question =
        |rates: Value| json!({"ask": "root_causes", "cause": "cause", "now": "2026-03-07T12:00:00Z", "rates": rates});
    let near =
        |told: &Value, expected: f64| assert!((told.as_f64().unwrap() - expected).abs() < 1e-12, "{told} {expected}");
    let days = json!({"unit": "day"});
    let (told, text) = ask(&document, &question(json!({"period": days, "exposure": exposure}))).unwrap();
    assert_eq!(told["periods"], json!(["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]));
    let login = &told["causes"][0]["rates"];
    assert_eq!((&login["chart"], &login["outside"]), (&json!("u"), &json!([3])));
    near(&login["centre"], 0.04);
    near(&login["points"][3], 0.15);
    near(&login["upper"][3], 0.10);
    near(&login["upper"][2], 0.04 + 3.0 * (0.04_f64 / 200.0).sqrt());
    assert!(text.contains("a rate of 0.0400 over 4 periods: 2026-03-06 above"), "{text}");
    let (told, _) = ask(&document, &question(json!({"period": days, "exposure": exposure, "baseline": 3}))).unwrap();
    near(&told["causes"][0]["rates"]["centre"], 0.0125);
    near(&told["causes"][0]["rates"]["upper"][3], 0.0125 + 3.0 * 0.000_125_f64.sqrt());
    // Without exposure all days are alike; the calm cause is within its limits.
    let (told, text) = ask(&document, &question(json!({"period": days}))).unwrap();
    near(&told["causes"][0]["rates"]["centre"], 5.0);
    near(&told["causes"][1]["rates"]["centre"], 1.0);
    assert!(text.contains("a rate of 1.0000 over 4 periods: none beyond its limits"), "{text}");
    assert!(ask(&document, &json!({"ask": "root_causes", "cause": "cause"})).unwrap().0.get("periods").is_none());
    // In Tokyo the day of the as-of instant is the same, in Los Angeles too; the first ticket's is the one before.
    let (told, _) = ask(&document, &question(json!({"period": days, "zone": "America/Los_Angeles"}))).unwrap();
    assert_eq!(told["periods"][0], "2026-03-03");
    for (rates, path) in [
        (json!({"period": {"unit": "week"}}), "rates.period"),
        (json!({"period": {"unit": "shift"}}), "rates.period.unit"),
        (json!({"period": {"unit": "month", "year_starts": 13}}), "rates.period.year_starts"),
        (json!({"period": days, "exposure": {"2026-03-03": 100}}), "rates.exposure.2026-03-04"),
        (json!({"period": days, "exposure": {"2026-03-03": 0}}), "rates.exposure.2026-03-03"),
        (json!({"period": days, "baseline": 5}), "rates.baseline"),
        (json!({"period": days, "zone": "Mars"}), "rates.zone"),
    ] {
        assert_eq!(ask(&document, &question(rates.clone())).unwrap_err().path(), path, "{rates}");
    }
}

/// Ana came in January, February and April, Ben in January and March, Cleo in February and on the last of March in UTC, which is April in Berlin.
#[test]
fn customers_come_back_by_the_month_of_their_first_contact() {
    let contacts = [
        ("ana", "01-05T09"),
        ("ana", "01-20T09"),
        ("ana", "02-01T09"),
        ("ana", "04-01T09"),
        ("ben", "01-31T09"),
        ("ben", "03-10T09"),
        ("cleo", "02-14T09"),
        ("cleo", "03-31T23"),
        ("", "02-02T09"),
        ("dan", "05-09T09"),
    ];
    let contacts: Vec<Value> =
        contacts.iter().map(|(who, at)| json!({"customer": who, "at": format!("2026-{at}:00:00Z")})).collect();
    let question = |zone: &str, floor: u64| json!({"ask": "cohorts", "contacts": contacts, "zone": zone, "now": "2026-05-02T00:00:00Z", "floor": floor});
    let empty = json!({});
    let (told, text) = ask(&empty, &question("UTC", 0)).unwrap();
    let came = |told: &Value, cohort: usize| -> Vec<(u64, u64)> {
        let cells = told["cohorts"][cohort]["came"].as_array().unwrap();
        cells.iter().map(|c| (c["k"].as_u64().unwrap(), c["n"].as_u64().unwrap())).collect()
    };
    assert_eq!((&told["customers"], &told["without_customer"], &told["later"]), (&json!(3), &json!(1), &json!(1)));
    assert_eq!((&told["cohorts"][0]["month"], &told["cohorts"][0]["customers"]), (&json!("2026-01"), &json!(2)));
    // May is not over, so January has three months after it, February two.
    assert_eq!((came(&told, 0), came(&told, 1)), (vec![(1, 2), (1, 2), (1, 2)], vec![(1, 1), (0, 1)]));
    // Wilson's interval of one of two is 9.5 to 90.5 %.
    let lo = told["cohorts"][0]["came"][0]["lo"].as_f64().unwrap();
    assert!((lo - 0.094_531_205_734_230_6).abs() < 1e-12, "{lo}");
    assert!(text.contains("  2026-01: 2, few: 50.0 %, 50.0 %, 50.0 %\n"), "{text}");
    let (berlin, _) = ask(&empty, &question("Europe/Berlin", 0)).unwrap();
    assert_eq!(came(&berlin, 1), [(0, 1), (1, 1)]);
    // One who stays away alone, or comes alone, is not told; nor is a cohort of one, nor the one beside it that would tell of it.
    let (few, text) = ask(&empty, &question("UTC", 2)).unwrap();
    assert_eq!((&few["cohorts"], &few["withheld"]["groups"]), (&json!([]), &json!([["2026-01"], ["2026-02"]])));
    assert!(text.contains("2 cohorts with 3 customers withheld, for a floor of 2"), "{text}");
    assert_eq!(ask(&empty, &question("UTC", 4)).unwrap_err().path(), "floor");
    // The same of a log.
    let of = |who: &str| json!({ "customer": who });
    let document = log(&[
        ("1", ["02T00", "", "", ""], of("ana")),
        ("2", ["03T00", "", "", ""], of("ana")),
        ("3", ["04T00", "", "", ""], of("")),
    ]);
    let (told, _) =
        ask(&document, &json!({"ask": "cohorts", "customer": "customer", "now": "2026-05-05T00:00:00Z"})).unwrap();
    assert_eq!((&told["customers"], &told["without_customer"], came(&told, 0)), (&json!(1), &json!(1), vec![(0, 1)]));
    for (field, value, path) in [
        ("customer", json!("name"), "customer"),
        ("months", json!(0), "months"),
        ("contacts", json!([]), "contacts"),
        ("zone", json!("Mars"), "zone"),
    ] {
        let mut question = json!({"ask": "cohorts", "customer": "customer"});
        question[field] = value;
        assert_eq!(ask(&document, &question).unwrap_err().path(), path);
    }
}

/// Twelve tickets of the mail and twelve of the phone, promised a reply within an hour: ten and two are answered after two hours.
#[test]
fn causes_differ_in_broken_promises() {
    let (mut tickets, mut attributes) = (serde_json::Map::new(), serde_json::Map::new());
    for (cause, late) in [("mail", 10), ("phone", 2)] {
        for i in 0..13 {
            let reply = format!("2026-03-02T{:02}:30:00Z", if i < late { 10 } else { 8 });
            let mut events = vec![json!({"at": "2026-03-02T08:00:00Z", "type": "created", "by": "requester"})];
            if i < 12 {
                events.push(json!({"at": reply, "type": "reply", "by": "agent"}));
            } // the last one still waits, and is late by the as-of instant
            let id = format!("{cause}-{i}");
            tickets.insert(id.clone(), json!(events));
            attributes.insert(id, json!({"cause": cause, "region": if i % 2 == 0 { "eu" } else { "us" }}));
        }
    }
    let document = json!({
        "logs": {"": {"tickets": tickets, "attributes": attributes}},
        "policies": {"": {"metrics": {"first": {"kind": "first_reply", "target": "1h", "clock": "elapsed"}}}},
    });
    let question = json!({"ask": "root_causes", "cause": "cause", "by": "region", "metric": "first", "now": "2026-03-02T08:45:00Z"});
    let (early, _) = ask(&document, &question).unwrap();
    // By then only those answered within half an hour are decided: two of the mail, ten of the phone.
    assert_eq!((&early["causes"][0]["breached"]["k"], &early["causes"][0]["breached"]["n"]), (&json!(0), &json!(2)));
    let mut question = question;
    question["now"] = json!("2026-03-02T12:00:00Z");
    let (told, text) = ask(&document, &question).unwrap();
    let shares: Vec<_> =
        told["causes"].as_array().unwrap().iter().map(|c| (&c["breached"]["k"], &c["breached"]["n"])).collect();
    assert_eq!(shares, [(&json!(11), &json!(13)), (&json!(3), &json!(13))]);
    let test = &told["breached_test"];
    // 26 (11 x 10 - 2 x 3)^2 / (13 x 13 x 14 x 12)
    let near = |found: &Value, expected: f64| assert!((found.as_f64().unwrap() - expected).abs() < 1e-12, "{found}");
    near(&test["chi2"], 26.0 * 104.0 * 104.0 / (13.0 * 13.0 * 14.0 * 12.0));
    assert_eq!(
        (&test["method"], &test["degrees"], &told["breached_by"]),
        (&json!("chi_squared"), &json!(1), &json!("promise"))
    );
    near(&test["cramers_v"], (104.0 * 104.0 / (13.0_f64 * 13.0 * 14.0 * 12.0)).sqrt());
    assert_eq!(told["by_test"]["chi2"], 0.0); // seven and six of each
    assert!(
        text.contains("promise broken 84.6 % (57.8-95.7 %)")
            && text.contains("causes differ in broken promises: p = 0.0016 (chi-squared)"),
        "{text}"
    );
    question["metric"] = json!("second");
    assert_eq!(ask(&document, &question).unwrap_err().path(), "metric");
    question["metric"] = Value::Null;
    question["policies"] = json!("");
    assert_eq!(ask(&document, &question).unwrap_err().path(), "metric");
}

#[test]
fn the_mood_of_a_channel_is_smoothed_by_weight() {
    let score = |at: i32, score: f64, weight: f64, channel: &str| json!({"at": at, "score": score, "weight": weight, "channel": channel});
    let scores = [
        score(2, -1.0, 0.5, "chat"),
        score(0, 1.0, 1.0, "chat"),
        score(1, 0.0, 1.0, "chat"),
        score(0, 0.5, 1.0, "email"),
    ];
    let (told, _) = ask(&json!({}), &json!({"ask": "sentiment", "lambda": 0.5, "scores": scores})).unwrap();
    let chat = &told["channels"][0];
    // 1, then half way to 0, then a quarter of the way to -1.
    assert_eq!((&chat["ewma"], &chat["now"]), (&json!([1.0, 0.5, 0.125]), &json!(0.125)));
    assert_eq!(
        (&chat["mean"], &chat["trend"]["tau"], &chat["trend"]["slope"]),
        (&json!(0.2), &json!(-1.0), &json!(-1.0))
    );
    assert_eq!((&told["channels"][1]["n"], &told["channels"][1]["trend"]["tau"]), (&json!(1), &Value::Null));
    for (bad, path) in [
        (score(0, 1.5, 1.0, ""), "scores[0].score"),
        (score(0, 1.0, 0.0, ""), "scores[0].weight"),
        (score(0, 1.0, 1.1, ""), "scores[0].weight"),
    ] {
        assert_eq!(ask(&json!({}), &json!({"ask": "sentiment", "scores": [bad]})).unwrap_err().path(), path);
    }
    assert_eq!(ask(&json!({}), &json!({"ask": "sentiment", "scores": [], "lambda": 0})).unwrap_err().path(), "lambda");
}

/// The age is told as of any instant after counting; nothing open is no age.
#[test]
fn a_backlog_has_an_age() {
    let day = |d: u32| format!("2026-03-{d:02}T00:00:00Z");
    let tickets = json!([{"created": day(1)}, {"created": day(7)}, {"created": day(4)}, {"created": day(2), "last_resolved": day(3)}]);
    let question = json!({"ask": "measure", "metrics": ["backlog"], "parts": [{"rows": {"tickets": tickets}}], "now": day(10), "with_state": true});
    let value = |told: &Value, statistic: &str| {
        told["groups"][0]["figures"].as_array().unwrap().iter().find(|f| f["statistic"] == statistic).unwrap()["value"]
            .clone()
    };
    let (told, _) = ask(&json!({}), &question).unwrap();
    let days = |n: f64| json!(n * 86_400.0);
    assert_eq!(
        ["open", "median", "mean", "max"].map(|s| value(&told, s)),
        [json!(3.0), days(6.0), days(6.0), days(9.0)]
    );
    let later = json!({"ask": "measure", "metrics": ["backlog"], "parts": [{"state": told["state"]}], "now": day(11)});
    assert_eq!(value(&ask(&json!({}), &later).unwrap().0, "median"), days(7.0));
}
