//! Tickets merged, undone, split.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

#[test]
fn a_merge_is_undone_whole() {
    let mut desk = Desk::new(core());
    for step in [
        r#"agent: create A watchers=["w1","w2"] requester=carl assignee=ann time={"worked":7}"#,
        r#"agent: create B watchers=["w2"] requester=dora time={"worked":11}"#,
        "agent: create C",
        "agent: link A type=related to=C",
        "carl: customer_reply A channel=email message_id=m1",
        "agent: agent_reply A",
        "dora: customer_reply B channel=chat",
    ] {
        desk.does(step);
    }
    let before = desk.sees("A", "");
    desk.does("agent: merge A into=B");
    desk.shows("B", "messages", json!(3)).shows("A", "messages", json!(0)).shows(
        "B",
        "channels",
        json!(["chat", "email"]),
    );
    desk.shows("B", "time.worked", json!(18)).shows("B", "watchers", json!(["w1", "w2"])).shows(
        "B",
        "participants",
        json!(["carl"]),
    );
    desk.shows("C", "links", json!([{"type": "related", "to": "B"}]));
    // A later reply goes to the end of the chain, and stays there.
    desk.does("carl: customer_reply A message_id=m2").shows("B", "messages", json!(4));
    desk.does("agent: unmerge A");
    desk.shows("A", "messages", json!(2)).shows("B", "messages", json!(2)).shows("B", "time.worked", json!(11));
    desk.shows("C", "links", json!([{"type": "related", "to": "A"}])).shows("B", "watchers", json!(["w2"]));
    let mut after = desk.sees("A", "");
    for part in ["version", "status_since", "next_due", "solved", "solved_at", "closed_at"] {
        after[part] = before[part].clone();
    }
    assert_eq!(after, before);
}

#[test]
fn chains_of_merges_come_apart_where_they_are_cut() {
    let mut desk = Desk::new(core());
    for step in [
        "agent: create A",
        "agent: create B",
        "agent: create C",
        ": customer_reply A",
        ": customer_reply B",
        ": customer_reply B",
        "agent: merge A into=B",
        "agent: merge B into=C",
    ] {
        desk.does(step);
    }
    desk.shows("C", "messages", json!(3)).does(": customer_reply A").shows("C", "messages", json!(4));
    desk.does("agent: unmerge B").shows("B", "messages", json!(3)).shows("C", "messages", json!(1));
    desk.does("agent: unmerge A").shows("A", "messages", json!(1)).shows("B", "messages", json!(2));
}

#[test]
fn links_of_a_merge_go_both_ways_in_the_middle_of_a_chain() {
    let mut desk = Desk::new(core());
    for step in
        ["agent: create A", "agent: create B", "agent: create C", "agent: merge A into=B", "agent: merge B into=C"]
    {
        desk.does(step);
    }
    let from_a = json!({"type": "merged_from", "to": "A"});
    desk.shows("B", "links", json!([{"type": "merged_into", "to": "C"}, from_a]));
    desk.does("agent: unmerge A").shows("A", "links", json!([])).shows(
        "B",
        "links",
        json!([{"type": "merged_into", "to": "C"}]),
    );
}

#[test]
fn a_split_takes_its_messages_along() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T")
        .does(": customer_reply T channel=email")
        .does("agent: note T")
        .does(": customer_reply T");
    desk.does("agent: split T as=U messages=[2,3]");
    desk.shows("T", "messages", json!(1)).shows("U", "messages", json!(2)).shows("U", "split_from", json!("T"));
    let again = desk.command("agent: split T as=V messages=[2]");
    assert_eq!(desk.board.decide(&again).unwrap_err().path(), "messages[0]");
}

#[test]
fn a_reply_to_a_message_that_was_split_off_went_to_the_old_ticket() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T")
        .does(": customer_reply T channel=email message_id=m1")
        .does(": customer_reply T channel=email message_id=m2");
    desk.does("agent: split T as=U messages=[2]");
    desk.does(": customer_reply in_reply_to=[\"m2\"] message_id=m3").does(": customer_reply in_reply_to=[\"m1\"]");
    desk.shows("T", "messages", json!(2)).shows("U", "messages", json!(2));
    // Its answers are the new ticket's, which may be split in turn.
    desk.does("agent: split U as=V messages=[1]").does(": customer_reply in_reply_to=[\"m3\"]");
    desk.shows("U", "messages", json!(1)).shows("V", "messages", json!(2));
}
