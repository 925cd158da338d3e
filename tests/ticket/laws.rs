//! What must hold for any log: the order of its lines does not matter where it is not the order of events.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use std::collections::BTreeMap;
use sundesk::metrics::TicketFacts;
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::time::ZoneDb;

const MAP: &str = r#"{
  "ticket": "id", "at": "t", "order_by": ["seq"], "status": "state", "group": "team", "time": {"format": "unix_s"},
  "statuses": {"open": "open", "wait": "pending", "done": "solved", "closed": "closed"}, "attributes": ["team"]
}"#;

type Row = (u8, i32, u16, &'static str, &'static str);

fn read(rows: &[Row]) -> EventLog {
    let lines: String =
        rows.iter().map(|(id, t, seq, state, team)| format!("{id},{t},{seq},{state},{team}\n")).collect();
    let text = format!("id,t,seq,state,team\n{lines}");
    from_reader(text.as_bytes(), &LogMap::from_json(MAP).unwrap(), &ZoneDb::bundled()).unwrap()
}

type Told = BTreeMap<String, (TicketFacts, String, Vec<String>)>;

fn told(log: &EventLog) -> Told {
    let facts = TicketFacts::of_log(log, i64::MAX);
    let team = log.attribute("team").unwrap();
    let one = |(i, (id, history)): (usize, (&str, sundesk::ticket::History<'_>))| {
        let name = |s| log.names().name(s).to_owned();
        let events = history.events().iter().map(|e| format!("{} {:?} {}", e.at, e.what, name(e.to))).collect();
        (id.to_owned(), (facts[i], name(team[i]), events))
    };
    log.tickets().enumerate().map(one).collect()
}

/// The log written as documents, event by event, and read again.
fn written_and_read(log: &EventLog) -> EventLog {
    let mut again = EventLog::builder();
    for (i, (id, history)) in log.tickets().enumerate() {
        let place = again.ticket(id);
        for event in history.events() {
            let text = serde_json::to_string(&event.unfold(log.names()).unwrap()).unwrap();
            again.push(place, &serde_json::from_str(&text).unwrap()).unwrap();
        }
        again.set(place, "team", log.names().name(log.attribute("team").unwrap()[i]));
    }
    again.statuses(log.statuses().clone()).finish()
}

/// Rows whose sequence numbers order them wholly.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        0_u8..4,
        0_i32..5,
        prop::sample::select(vec!["open", "wait", "done", "closed", "odd", ""]),
        prop::sample::select(vec!["A", "B", ""]),
    );
    prop::collection::vec(row, 1..40).prop_map(|rows| {
        rows.into_iter().zip(0..).map(|((id, t, state, team), seq)| (id, t * 3600, seq, state, team)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn shuffled_lines_tell_the_same_histories((rows, shuffled) in rows().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))) {
        prop_assert_eq!(told(&read(&rows)), told(&read(&shuffled)));
    }

    #[test]
    fn a_log_split_by_ticket_tells_the_same(rows in rows()) {
        let whole = told(&read(&rows));
        for id in 0_u8..4 {
            let own: Vec<Row> = rows.iter().filter(|r| r.0 == id).copied().collect();
            if !own.is_empty() {
                let key = id.to_string();
                let alone = told(&read(&own));
                prop_assert_eq!(alone.get(&key), whole.get(&key));
            }
        }
    }

    #[test]
    fn an_unfolded_history_tells_the_same(rows in rows()) {
        let log = read(&rows);
        prop_assert_eq!(told(&written_and_read(&log)), told(&log));
    }

    #[test]
    fn facts_make_sense(rows in rows(), now in 0_i64..6) {
        let log = read(&rows);
        for f in TicketFacts::of_log(&log, now * 3_600_000_000) {
            prop_assert!(f.created.is_none_or(|c| c <= now * 3_600_000_000));
            prop_assert!(f.first_resolved <= f.last_resolved && f.reopens <= f.resolutions);
            prop_assert!(f.created.is_none() || (f.work_time <= f.open_time && f.open_time >= 0 && f.work_time >= 0));
            prop_assert_eq!(f.first_resolved.is_some(), f.resolutions > 0);
            if f.done {
                let span = f.last_resolved.unwrap() - f.created.unwrap();
                prop_assert!(f.open_time <= span && (f.reopens > 0 || f.open_time == span));
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = from_reader(bytes.as_slice(), &LogMap::from_json(MAP).unwrap(), &ZoneDb::bundled());
        let headed = [b"id,t,seq,state,team\n".as_slice(), &bytes].concat();
        let _ = from_reader(headed.as_slice(), &LogMap::from_json(MAP).unwrap(), &ZoneDb::bundled());
        let _ = from_reader([b"\x1f\x8b".as_slice(), &bytes].concat().as_slice(), &LogMap::preset("servicenow-uci").unwrap(), &ZoneDb::bundled());
    }
}
