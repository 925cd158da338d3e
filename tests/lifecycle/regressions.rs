//! What once went wrong, each named after it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

/// What a step is refused with as an error: the place in the command.
#[track_caller]
fn faulty(desk: &mut Desk, step: &str) -> String {
    let command = desk.command(step);
    let e = desk.board.decide(&command).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::InvalidInput, "{e}");
    e.path().to_owned()
}

fn merged() -> Desk {
    let mut desk = Desk::new(core());
    for step in [
        "agent: create A requester=carl",
        "agent: create B requester=carl",
        "carl: customer_reply A body=one message_id=m1",
        "carl: customer_reply B body=two",
        "agent: merge A into=B",
    ] {
        desk.does(step);
    }
    desk
}

#[test]
fn a_legal_hold_did_not_keep_what_the_ticket_showed_after_a_merge() {
    let mut desk = merged();
    desk.does("admin: legal_hold B");
    for step in ["admin: redact A", "admin: redact A messages=[1]", "admin: redact B", "admin: delete B"] {
        desk.refuses(step, "erasure_blocked");
    }
    desk.does("admin: legal_hold B value=false").does("admin: legal_hold A");
    desk.refuses("admin: redact B", "erasure_blocked").refuses("admin: delete B", "erasure_blocked");
    // In the middle of a chain too; what is merged beside it is not meant.
    desk.does("admin: legal_hold A value=false")
        .does("agent: create C requester=carl")
        .does("agent: create D requester=carl");
    desk.does("admin: legal_hold B")
        .does("agent: merge B into=C")
        .does("carl: customer_reply D body=x")
        .does("agent: merge D into=C");
    desk.refuses("admin: redact A messages=[1]", "erasure_blocked").refuses("admin: redact C", "erasure_blocked");
    desk.does("admin: redact D messages=[1]");
}

#[test]
fn what_was_merged_into_a_deleted_ticket_took_replies_that_nobody_saw() {
    let mut desk = merged();
    desk.refuses("admin: delete A", "merged_immutable").does("admin: delete B");
    desk.refuses("carl: customer_reply A", "not_found")
        .refuses("carl: customer_reply in_reply_to=[\"m1\"]", "not_found");
}

#[test]
fn to_redact_a_whole_ticket_left_what_was_merged_into_it() {
    let mut desk = merged();
    desk.does("admin: redact B").shows("A", "redacted", json!(true)).shows("B", "redacted", json!(true));
}

#[test]
fn an_empty_selection_took_everything_out() {
    let mut desk = merged();
    assert_eq!(faulty(&mut desk, "admin: redact B messages=[]"), "messages");
    desk.shows("B", "redacted", json!(false));
}

#[test]
fn an_empty_id_was_the_id_of_another_message() {
    let read = |more: &str| {
        let text =
            format!(r#"{{"at": "2026-03-02T10:00:00Z", "ticket": "T", "do": "customer_reply", "body": "x", {more}}}"#);
        Command::from_json(&text).map(drop).map_err(|e| e.path().to_owned())
    };
    for name in ["by", "on_behalf_of", "key", "message_id", "reply_token", "follow_up_as"] {
        assert_eq!(read(&format!(r#""{name}": """#)), Err(name.to_owned()));
        assert_eq!(read(&format!(r#""{name}": "x""#)), Ok(()));
    }
    assert_eq!(read(r#""in_reply_to": ["<a@x>", " "]"#), Err("in_reply_to[1]".to_owned()));
}

#[test]
fn an_agent_s_reply_with_the_id_of_a_message_was_lost() {
    let mut desk = merged();
    assert_eq!(faulty(&mut desk, "agent: agent_reply B body=hello message_id=m1"), "message_id");
    // Mail that comes in twice is taken once, as ever.
    desk.does("carl: customer_reply B message_id=m1").shows("B", "messages", json!(2));
}

#[test]
fn two_tickets_had_one_reply_token() {
    let mut desk = Desk::new(core());
    desk.does("agent: create A requester=carl reply_token=t-1");
    assert_eq!(faulty(&mut desk, "agent: create B requester=dora reply_token=t-1"), "reply_token");
    desk.does("admin: delete A").does("agent: create B requester=dora reply_token=t-1");
}

#[test]
fn a_requester_held_a_ticket_and_a_new_one_had_a_version() {
    let mut desk = Desk::new(core());
    desk.refuses("customer: create A legal_hold=true", "forbidden").does("agent: create A legal_hold=true");
    desk.refuses("agent: create B expect_version=5", "version_conflict").does("agent: create B expect_version=0");
}

#[test]
fn an_approval_waited_for_ever_for_somebody_who_may_not_give_it() {
    let mut desk = Desk::new(core());
    desk.does("agent: create A");
    desk.does(r#"agent: request_approval A approvers=["agent","gone"]"#).refuses("agent: approve A", "self_approval");
    // An admin ends it; he does not grant it.
    desk.refuses("admin: approve A", "forbidden").refuses("admin: deny A", "reason_required");
    desk.refuses("boss: deny A reason=late", "forbidden").does("admin: deny A reason=late");
    desk.shows("A", "approval", json!("denied")).does(r#"agent: request_approval A approvers=["lead"]"#);
}

#[test]
fn the_keyword_of_auto_submitted_may_be_followed_by_a_comment() {
    let mut desk = Desk::new(core());
    desk.does("agent: create A requester=carl assignee=agent").does("agent: set_status A status=solved");
    desk.does(r#"carl: customer_reply A headers={"Auto-Submitted":"no(person)"}"#).shows("A", "status", json!("open"));
    desk.does("agent: set_status A status=solved");
    desk.does(r#"carl: customer_reply A headers={"Auto-Submitted":"auto-replied(x)"}"#).shows(
        "A",
        "status",
        json!("solved"),
    );
}

#[test]
fn a_person_s_mail_was_known_by_its_id_after_the_erasure() {
    let mut desk = Desk::new(core());
    desk.does("agent: create A requester=carl reply_token=t-1").does("carl: customer_reply A message_id=m1");
    desk.does("admin: erase subject=carl");
    desk.refuses(r#"carl: customer_reply in_reply_to=["m1"]"#, "not_found")
        .refuses("carl: customer_reply reply_token=t-1", "not_found");
}
