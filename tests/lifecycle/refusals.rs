//! What is refused: every code, faults of a call and of a workflow, sizes at their edge.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

/// Code, what happened before, what is refused.
pub(super) const REFUSALS: &[(&str, &[&str], &str)] = &[
    (
        "already_decided",
        &["agent: create T", r#"agent: request_approval T approvers=["boss","lead"]"#, "boss: approve T"],
        "boss: approve T",
    ),
    (
        "already_merged",
        &["agent: create T", "agent: create U", "agent: create V", "agent: merge T into=U"],
        "agent: merge T into=V",
    ),
    (
        "approval_pending",
        &["agent: create T assignee=agent", r#"agent: request_approval T approvers=["boss"]"#],
        "agent: set_status T status=solved",
    ),
    ("assignee_required", &["agent: create T"], "agent: set_status T status=solved"),
    ("closed_immutable", &["agent: create T assignee=agent", "lead: set_status T status=closed"], "agent: note T"),
    (
        "comment_required",
        &["agent: create T", "agent: set_status T status=open"],
        "agent: set_status T status=waiting reason=vendor",
    ),
    ("currency_mismatch", &["agent: create T"], "agent: goodwill T amount=5 currency=USD"),
    ("erasure_blocked", &["agent: create T requester=dora legal_hold=true"], "admin: erase subject=dora"),
    ("field_required", &["agent: create T"], "agent: escalate T"),
    (
        "forbidden",
        &["agent: create T assignee=agent", "agent: set_status T status=solved"],
        "agent: set_status T status=closed",
    ),
    ("idempotency_mismatch", &["agent: create T", "agent: note T key=k"], "agent: mute T key=k"),
    ("invalid_amount", &["agent: create T"], "agent: goodwill T amount=0 currency=EUR"),
    (
        "invalid_score",
        &["agent: create T assignee=agent", "agent: set_status T status=solved"],
        "customer: score T score=11",
    ),
    ("limit_exceeded", &["agent: create T", "agent: goodwill T amount=201 currency=EUR"], "lead: approve_goodwill T"),
    (
        "link_cycle",
        &["agent: create T", "agent: create U", "agent: link T type=child to=U"],
        "agent: link T type=parent to=U",
    ),
    ("link_self", &["agent: create T"], "agent: link T type=related to=T"),
    ("max_tier", &["agent: create T", "agent: escalate T note=n"], "agent: escalate T note=n"),
    (
        "merge_into_merged",
        &["agent: create T", "agent: create U", "agent: create V", "agent: merge U into=V"],
        "agent: merge T into=U",
    ),
    (
        "merge_status",
        &["agent: create T", "agent: create U assignee=agent", "agent: set_status U status=solved"],
        "agent: merge T into=U",
    ),
    ("merged_immutable", &["agent: create T", "agent: create U", "agent: merge T into=U"], "agent: note T"),
    ("message_window_closed", &["agent: create T channel=whatsapp"], "agent: agent_reply T"),
    ("no_status_map", &["agent: create T"], "agent: transfer T workflow=other note=n"),
    ("no_survey", &["agent: create T"], "customer: score T score=3"),
    ("not_found", &[], "agent: note T"),
    ("not_in_group", &["agent: create T"], "agent: assign T assignee=lead group=tier1"),
    ("not_mergeable", &["agent: create T kind=task", "agent: create U"], "agent: merge T into=U"),
    (
        "not_your_turn",
        &["agent: create T", r#"agent: request_approval T approvers=["boss","lead"] order=sequential"#],
        "lead: approve T",
    ),
    (
        "open_children",
        &["agent: create T assignee=agent", "agent: create U", "agent: link T type=child to=U"],
        "agent: set_status T status=solved",
    ),
    ("open_tasks", &["agent: create T assignee=agent status=open open_tasks=1"], "lead: set_status T status=closed"),
    ("priority_required", &["agent: create T priority=high"], "agent: set_field T field=priority value=null"),
    ("reason_required", &["agent: create T", "agent: set_status T status=open"], "agent: set_status T status=waiting"),
    ("self_approval", &["agent: create T", r#"lead: request_approval T approvers=["lead"]"#], "lead: approve T"),
    ("self_merge", &["agent: create T"], "agent: merge T into=T"),
    ("status_inactive", &["agent: create T"], "agent: set_status T status=retired"),
    ("transition_not_allowed", &["agent: create T assignee=agent"], "agent: set_status T status=new"),
    ("unknown_agent", &["agent: create T"], "agent: assign T assignee=zoe"),
    ("unknown_status", &["agent: create T"], "agent: set_status T status=frozen"),
    ("until_in_past", &["agent: create T"], "agent: set_status T status=snoozed until=2026-03-02T09:00:00Z"),
    ("until_required", &["agent: create T"], "agent: set_status T status=snoozed"),
    (
        "version_conflict",
        &["agent: create T", "agent: assign T assignee=ann"],
        "agent: set_status T status=pending expect_version=1",
    ),
];

#[test]
fn every_code_refuses_and_writes_nothing() {
    for (code, before, step) in REFUSALS {
        let mut desk = Desk::new(core());
        for step in *before {
            desk.does(step);
        }
        desk.refuses(step, code);
    }
    let tried: BTreeSet<&str> = REFUSALS.iter().map(|(code, _, _)| *code).collect();
    assert_eq!(tried, RefusalCode::ALL.iter().map(|c| c.name()).collect());
}

#[test]
fn a_refusal_carries_the_data_behind_it_and_the_id_of_its_text() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does("agent: assign T assignee=ann");
    let refusal = desk.decide("agent: mute T expect_version=1").refusal.unwrap();
    assert_eq!(refusal.message_id(), "refusal-version-conflict");
    assert_eq!(Value::Object(refusal.data), json!({"ticket": "T", "expected": 1, "version": 3}));
}

#[test]
fn faults_of_a_call_are_errors_and_change_nothing() {
    let mut desk = Desk::new(core());
    desk.does("agent@2026-03-03T09:00:00Z: create T");
    for (step, path) in [
        ("agent@2026-03-03T08:59:59Z: note T", "at"),
        ("agent@2026-03-03T09:00:00Z: create T", "ticket"),
        ("agent: create U workflow=nobody", "workflow"),
        ("agent: set_status T", "status"),
        ("agent: set_status T status=pending until=2026-03-09T00:00:00Z", "until"),
        ("agent: request_approval T approvers=[]", "approvers"),
        ("agent: set_field T field=status value=open", "field"),
        (": note T", "by"),
    ] {
        let command = desk.command(step);
        let before = desk.board.to_json().unwrap();
        assert_eq!(desk.board.command(&command).unwrap_err().path(), path, "{step}");
        assert_eq!(desk.board.to_json().unwrap(), before);
    }
    for (json, path) in [
        (r#"{"do": "note", "by": "a", "ticket": "T"}"#, "at"),
        (r#"{"do": "note", "at": "2026-03-03T09:00:00", "ticket": "T"}"#, "at"),
        (r#"{"do": "note", "at": "2026-03-03T09:00:00Z", "ticket": "T\u0007"}"#, "ticket"),
        (r#"{"do": "note", "at": "2026-03-03T09:00:00Z", "ticket": 7}"#, "ticket"),
    ] {
        assert_eq!(Command::from_json(json).unwrap_err().path(), path, "{json}");
    }
    let unknown = Command::from_json(r#"{"do": "note", "at": "2026-03-03T09:00:00Z", "ticket": "T", "bodi": "x"}"#);
    assert!(unknown.unwrap_err().to_string().contains("bodi"));
}

#[test]
fn sizes_hold_at_their_edges() {
    let note = |n: usize| json!({"do": "note", "by": "agent", "at": START, "ticket": "T", "body": "x".repeat(n)});
    assert!(Command::from_value(note(MAX_BODY_BYTES)).is_ok());
    assert_eq!(Command::from_value(note(MAX_BODY_BYTES + 1)).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let tags = |n: usize| json!((0..n).map(|i| format!("t{i}")).collect::<Vec<_>>());
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does(&format!("agent: set_field T field=tags value={}", tags(MAX_TAGS)));
    let over = desk.command(&format!("agent: set_field T field=tags value={}", tags(MAX_TAGS + 1)));
    assert_eq!(desk.board.decide(&over).unwrap_err().kind(), ErrorKind::LimitExceeded);
    for i in 0..MAX_FIELDS {
        desk.does(&format!("agent: set_field T field=f{i} value=x"));
    }
    let over = desk.command(&format!("agent: set_field T field=f{MAX_FIELDS} value=x"));
    assert_eq!(desk.board.decide(&over).unwrap_err().kind(), ErrorKind::LimitExceeded);
    desk.does("agent: set_field T field=f255 value=y");
    let mut statuses = core();
    for i in statuses["statuses"].as_object().unwrap().len()..MAX_STATUSES {
        statuses["statuses"][format!("s{i}")] = json!({"category": "open"});
    }
    assert!(Workflow::from_value(statuses.clone()).is_ok());
    statuses["statuses"]["one more"] = json!({"category": "open"});
    assert_eq!(Workflow::from_value(statuses).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

#[test]
fn a_kind_of_a_later_release_is_kept_and_blocks_what_might_need_it() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T");
    let later = r#"{"id":"0f","stream":"T","seq":2,"at":"2026-03-02T09:00:00Z","recorded_at":"2026-03-02T09:00:00Z","actor":{"kind":"human","id":"ann"},"workflow":"support","schema":2,"kind":"teleported","data":{"to" :  1.50}}"#;
    desk.board.evolve(&Record::from_json(later).unwrap()).unwrap();
    assert_eq!(Record::from_json(later).unwrap().to_json().unwrap(), later);
    desk.does("agent: note T");
    let command = desk.command("agent: assign T assignee=ann");
    assert_eq!(desk.board.decide(&command).unwrap_err().kind(), ErrorKind::Incompatible);
}

#[test]
fn presets_are_valid_and_each_has_its_picture() {
    for (name, _) in sundesk::ticket::workflow::PRESETS {
        let workflow = Workflow::preset(name).unwrap();
        let picture = workflow.to_svg();
        assert!(picture.starts_with("<svg") && picture.ends_with("</svg>"), "{name}");
        for status in workflow.doc().statuses.keys() {
            assert!(picture.contains(&format!("<title>{status}</title>")), "{name}: {status}");
        }
        let again = Workflow::from_json(&serde_json::to_string_pretty(workflow.doc()).unwrap()).unwrap();
        assert_eq!(again.version(), workflow.version(), "{name}");
    }
    assert!(Workflow::preset("remedy").unwrap_err().to_string().contains("zendesk"));
}

#[test]
fn every_fault_of_a_workflow_is_told_with_its_path() {
    let doc = json!({
        "statuses": {"new": {"category": "new"}, "open": {"category": "opened"}, "wait": {"category": "pending", "timer": "action"},
                     " x": {"category": "closed"}},
        "initial": [], "default": "new", "transitions": {"new": ["open", "gone"]}, "rights": {"new": "r"},
        "auto": [{"from": "new", "after": {"days": 1, "hours": 1}}], "closed_reply": "maybe",
        "goodwill": {"currency": "EURO", "limits": {"agent": -1}}
    });
    let e = Workflow::from_value(doc).unwrap_err();
    let told: Vec<String> =
        e.problems().iter().map(|p| format!("{} {}", p.path, p.code.trim_start_matches("workflow_"))).collect();
    let expected = [
        "statuses. x bad_status_name",
        "statuses.open.category bad_category",
        "statuses.wait missing_next",
        "statuses missing_category",
        "initial no_initial",
        "default bad_default",
        "transitions.new[1] unknown_status",
        "rights.new invalid",
        "closed_reply invalid",
        "auto[0] invalid",
        "auto[0].after invalid",
        "goodwill.EURO invalid",
        "goodwill.EURO.limits.agent invalid",
    ];
    assert_eq!(told, expected);
}

/// The workflows of the case file, letter for letter.
#[test]
fn presets_are_the_workflows_they_are_named_after() {
    let cases: serde_json::Value = serde_json::from_str(include_str!("../cases/lifecycle.json")).unwrap();
    for name in ["zendesk", "jsm", "servicenow", "zammad", "chatwoot"] {
        let (_, preset) = sundesk::ticket::workflow::PRESETS.iter().find(|(preset, _)| *preset == name).unwrap();
        let preset: serde_json::Value = serde_json::from_str(preset).unwrap();
        assert_eq!(preset, cases["workflows"][name], "{name}");
    }
}
