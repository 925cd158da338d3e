//! Open tickets while they live: one binding for all, ids, what is refused, who is due.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // tests

use serde_json::json;
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{Binding, LiveId, LiveTickets, MetricState, PolicyDoc, PolicySet};
use sundesk::ticket::{EventDoc, TicketHistory, Vocabulary};
use sundesk::time::{ZoneDb, parse_instant};

fn binding(doc: serde_json::Value) -> Binding {
    let set = PolicySet::compile(&PolicyDoc::from_value(doc).unwrap(), &ZoneDb::bundled()).unwrap();
    Binding::new(&set, &Calendars::new(Calendar::always_open())).unwrap()
}

/// First reply within an hour; `late` is what the policy does about late events.
fn first_reply(late: &str) -> Binding {
    binding(json!({"out_of_order": late, "unknown_status": "error",
        "metrics": {"frt": {"kind": "first_reply", "target": "1h", "alerts": [{"percent": 50}]}}}))
}

/// `10:00 created`, `10:20 reply ann`, `10:30 assignee bob`, on 3 June 2024.
#[track_caller]
fn event(text: &str) -> EventDoc {
    let parts: Vec<&str> = text.split(' ').collect();
    let mut doc = json!({"at": format!("2024-06-03T{}:00Z", parts[0]), "type": parts[1]});
    match parts[1] {
        "created" => doc["by"] = "customer".into(),
        "reply" => doc["by"] = "agent".into(),
        _ => doc["to"] = parts[2].into(),
    }
    serde_json::from_value(doc).unwrap()
}

fn at(time: &str) -> i64 {
    parse_instant(&format!("2024-06-03T{time}:00Z")).unwrap()
}

#[track_caller]
fn insert(live: &mut LiveTickets, events: &[&str]) -> LiveId {
    let events: Vec<EventDoc> = events.iter().map(|e| event(e)).collect();
    live.insert(TicketHistory::new(&events).unwrap().view()).unwrap()
}

#[test]
fn a_new_name_on_one_ticket_made_all_others_start_anew() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let ids: Vec<LiveId> = (0..2_000).map(|_| insert(&mut live, &["10:00 created"])).collect();
    let before: Vec<_> = ids.iter().map(|id| live.report_us(*id, at("10:10")).unwrap()).collect();
    for (i, id) in ids.iter().enumerate().step_by(500) {
        live.push(*id, &event(&format!("10:05 assignee agent-{i}"))).unwrap();
    }
    assert_eq!(live.names().len(), 1 + 4);
    for (id, before) in ids.iter().zip(&before) {
        assert_eq!(&live.report_us(*id, at("10:10")).unwrap(), before);
    }
}

#[test]
fn a_ticket_that_is_gone_is_not_another() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let first = insert(&mut live, &["10:00 created"]);
    live.remove(first).unwrap();
    let second = insert(&mut live, &["11:00 created"]);
    assert_ne!(first, second);
    assert_eq!((live.len(), live.ids().collect::<Vec<_>>()), (1, vec![second]));
    for gone in [first, LiveId::from_bits(0), LiveId::from_bits(u64::MAX)] {
        assert_eq!(live.report_us(gone, at("11:10")).unwrap_err().kind(), ErrorKind::NotFound);
        assert_eq!(live.push(gone, &event("11:05 reply")).unwrap_err().path(), "id");
        assert_eq!(live.remove(gone).unwrap_err().kind(), ErrorKind::NotFound);
        assert!(live.history(gone).is_err());
    }
    assert_eq!(LiveId::from_bits(second.to_bits()), second);
    assert_eq!(live.due(at("12:00"), 9).unwrap(), [second]);
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut live = LiveTickets::new(&first_reply("error"));
    let id = insert(&mut live, &["10:00 created", "10:30 status open"]);
    let before = live.report_us(id, at("11:00")).unwrap();
    assert_eq!(live.push(id, &event("10:20 reply")).unwrap_err().kind(), ErrorKind::InconsistentLog);
    let mut far = event("10:40 reply");
    far.at = "2201-01-01T00:00:00Z".parse().unwrap();
    assert_eq!(live.push(id, &far).unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(live.report_us(id, at("11:00")).unwrap(), before);
    assert_eq!(live.history(id).unwrap().events().len(), 2);
    assert_eq!(live.due(i64::MAX, 1).unwrap_err().path(), "now");
    assert_eq!(live.next_wake(i64::MIN).unwrap_err().kind(), ErrorKind::OutOfRange);
}

#[test]
fn a_late_event_is_put_in_its_place() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let id = insert(&mut live, &["10:00 created"]);
    assert_eq!(live.report_us(id, at("12:00")).unwrap().metrics["frt"].state, MetricState::Breached);
    live.push(id, &event("10:59 reply")).unwrap();
    assert_eq!(live.report_us(id, at("12:00")).unwrap().metrics["frt"].state, MetricState::Met);
}

#[test]
fn each_change_is_told_once_and_many_in_parts() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let (a, b) = (insert(&mut live, &["10:00 created"]), insert(&mut live, &["10:10 created"]));
    assert_eq!(live.next_wake(at("10:15")).unwrap(), Some(at("10:30"))); // the alert of the first
    assert_eq!(live.due(at("10:29"), 9).unwrap(), []);
    assert_eq!(live.due(at("10:50"), 1).unwrap(), [a]);
    assert_eq!(live.next_wake(at("10:50")).unwrap(), Some(at("10:50"))); // the second waits
    assert_eq!(live.due(at("10:50"), 1).unwrap(), [b]);
    assert_eq!(live.due(at("10:50"), 1).unwrap(), []);
    // Nobody looked at either; the next change is foreseen all the same.
    assert_eq!(live.next_wake(at("10:51")).unwrap(), Some(at("11:00") + 1));
    // An event, and what has changed by time alone since: the host may have slept over it.
    live.push(a, &event("10:52 assignee bob")).unwrap();
    assert_eq!(live.due(at("11:30"), 9).unwrap(), [a, b]);
    live.push(a, &event("11:31 reply")).unwrap();
    assert_eq!(live.next_wake(at("11:32")).unwrap(), None);
}

#[test]
fn a_ticket_that_cannot_be_judged_kept_the_host_awake() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let (bad, good) = (insert(&mut live, &["10:00 created"]), insert(&mut live, &["10:00 created"]));
    live.push(bad, &event("10:05 status frozen")).unwrap();
    assert_eq!(live.due(at("10:06"), 9).unwrap(), [bad]);
    assert_eq!(live.report_us(bad, at("10:06")).unwrap_err().kind(), ErrorKind::InvalidInput);
    // Told once; the other ticket is not held up.
    assert_eq!(live.next_wake(at("10:07")).unwrap(), Some(at("10:30")));
    assert_eq!(live.due(at("10:30"), 9).unwrap(), [good]);
    live.push(bad, &event("10:31 assignee bob")).unwrap();
    assert_eq!(live.due(at("10:32"), 9).unwrap(), [bad]);
}

#[test]
fn other_policies_judge_anew() {
    let mut live = LiveTickets::new(&first_reply("sort"));
    let id = insert(&mut live, &["10:00 created", "10:01 assignee bob"]);
    assert_eq!(live.report_us(id, at("12:00")).unwrap().metrics["frt"].state, MetricState::Breached);
    live.set_binding(&binding(json!({"metrics": {"frt": {"kind": "first_reply", "target": "8h"}}})));
    assert_eq!(live.report_us(id, at("12:00")).unwrap().metrics["frt"].state, MetricState::Running);
    assert_eq!(live.due(at("12:00"), 9).unwrap(), []);
    assert_eq!(live.next_wake(at("12:00")).unwrap(), Some(at("18:00") + 1));
}

#[test]
fn only_names_that_come_after_its_own_are_learned() {
    let set = first_reply("sort");
    let (mut names, mut other) = (Vocabulary::default(), Vocabulary::default());
    names.intern("ann");
    let mut bound = set.bind(&names);
    other.intern("bob");
    other.intern("ann");
    assert_eq!(bound.learn(&other).unwrap_err().kind(), ErrorKind::Incompatible);
    assert_eq!(bound.learn(&Vocabulary::default()).unwrap_err().path(), "names");
    names.intern("bob");
    bound.learn(&names).unwrap();
    bound.learn(&names).unwrap(); // nothing new
    assert_eq!(bound.names_len(), 3);
}

#[test]
fn two_clones_that_learned_different_names_are_two_bindings() {
    let held = first_reply("sort");
    let mut names = Vocabulary::default();
    let mut bound = held.bind(&names);
    let mut live = sundesk::sla::LiveTicket::new();
    live.report_us(&bound, &names, at("10:00")).unwrap();
    let (mut left, mut right) = (names.clone(), names.clone());
    left.intern("ann");
    right.intern("bob");
    let mut twin = bound.clone();
    twin.learn(&left).unwrap();
    live.report_us(&twin, &left, at("10:00")).unwrap(); // it has learned what the ticket's binding had not
    bound.learn(&right).unwrap();
    assert_eq!(live.report_us(&bound, &right, at("10:00")).unwrap_err().path(), "bound");
    names = left;
    names.intern("cat");
    twin.learn(&names).unwrap();
    assert!(live.report_us(&twin, &names, at("10:00")).is_ok());
}
