//! What a ticket may do and what it may not, as tables.
//!
//! A step reads `who: what ticket field=value …`; `who@2026-03-05T09:00:00Z: …` says when (else when the step before was). A value is JSON
//! where it can be read as that, else text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use sundesk::ErrorKind;
use sundesk::calendar::{Calendar, Calendars};
use sundesk::ticket::Record;
use sundesk::ticket::lifecycle::{Board, Command, Decision, People, RefusalCode};
use sundesk::ticket::workflow::Workflow;
use sundesk::time::{ZoneDb, format_instant, parse_instant};

const START: &str = "2026-03-02T09:00:00Z";

/// A desk with everything on: the preset `zendesk`, and what the cases call `core`.
fn core() -> Value {
    let mut doc: Value = serde_json::to_value(Workflow::preset("zendesk").unwrap().doc()).unwrap();
    let more = json!({
        "merge": {"status": "closed", "target_categories": ["new", "open", "pending", "hold"]},
        "statuses": {"snoozed": {"category": "hold", "timer": "action", "next": "open"},
                     "reminded": {"category": "pending", "timer": "reminder"},
                     "retired": {"category": "pending", "active": false},
                     "waiting": {"category": "hold", "needs_reason": true, "comment_required_for": ["vendor"]},
                     "duplicate": {"category": "closed"}},
        "transitions": {"open": ["pending", "hold", "solved", "snoozed", "reminded", "waiting", "retired", "closed"],
                        "new": ["open", "pending", "hold", "solved", "snoozed", "retired"]},
        "auto": [{"from": "solved", "to": "closed", "after": {"business_days": 3, "calendar": "office"}}],
        "approval_blocks": ["solved"], "children_block_solve": true, "tasks_block_close": true, "handoff_note_required": true,
        "max_tier": 2, "duplicate_status": "duplicate",
        "goodwill": {"EUR": {"limits": {"agent": 50, "lead": "200.00"}, "ticket_budget": 100}},
        "survey": {"after": {"hours": 0}, "detractor_max": 6}
    });
    lay_over(&mut doc, &more);
    doc
}

fn lay_over(doc: &mut Value, over: &Value) {
    match (doc, over) {
        (Value::Object(doc), Value::Object(over)) => {
            over.iter().for_each(|(key, value)| lay_over(doc.entry(key.clone()).or_insert(Value::Null), value));
        }
        (doc, over) => *doc = over.clone(),
    }
}

fn office(holidays: &[&str]) -> Calendars {
    let hours: Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri"].map(|day| (day.to_owned(), json!(["09:00-17:00"]))).into_iter().collect();
    let doc = json!({"timezone": "UTC", "weekly": hours, "holidays": holidays});
    let office = Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
    Calendars::without_default().with("office", office)
}

struct Desk {
    board: Board,
    now: String,
    records: Vec<Record>,
}

impl Desk {
    fn new(workflow: Value) -> Self {
        let mut board = Board::new("acme", office(&[]));
        board.add_workflow("support", Workflow::from_value(workflow).unwrap()).unwrap();
        board.add_workflow("other", Workflow::preset("linear").unwrap()).unwrap();
        let people: People = serde_json::from_value(json!({
            "actors": {"agent": {}, "lead": {"role": "lead"}, "admin": {"role": "admin"}, "boss": {"role": "lead"},
                       "customer": {"role": "requester"}, "ann": {}, "bob": {}, "system": {"role": "system"}},
            "groups": {"tier1": ["ann", "bob"], "tier2": ["lead"]}
        }))
        .unwrap();
        board.set_people(people);
        Self { board, now: START.to_owned(), records: Vec::new() }
    }

    fn command(&mut self, step: &str) -> Command {
        let (who, what) = step.split_once(": ").unwrap_or_else(|| panic!("{step:?} names nobody"));
        let (who, at) = who.split_once('@').unwrap_or((who, ""));
        if !at.is_empty() {
            self.now = at.to_owned();
        }
        let mut words = split(what).into_iter();
        let mut map =
            Map::from_iter([("do".to_owned(), json!(words.next().unwrap())), ("at".to_owned(), json!(self.now))]);
        if !who.is_empty() {
            map.insert("by".to_owned(), json!(who));
        }
        for word in words {
            match word.split_once('=') {
                Some((key, value)) => {
                    let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
                    map.insert(key.to_owned(), value);
                }
                None => {
                    map.insert("ticket".to_owned(), json!(word));
                }
            }
        }
        Command::from_value(Value::Object(map)).unwrap_or_else(|e| panic!("{step}: {e}"))
    }

    #[track_caller]
    fn decide(&mut self, step: &str) -> Decision {
        let command = self.command(step);
        let foreseen = self.board.decide(&command).unwrap_or_else(|e| panic!("{step}: {e}"));
        let done = self.board.command(&command).unwrap();
        assert_eq!(serde_json::to_string(&foreseen).unwrap(), serde_json::to_string(&done).unwrap(), "{step}");
        self.records.extend(done.due.iter().chain(&done.records).cloned());
        done
    }

    #[track_caller]
    fn does(&mut self, step: &str) -> &mut Self {
        let refusal = self.decide(step).refusal;
        assert!(refusal.is_none(), "{step}: {}", refusal.unwrap());
        self
    }

    #[track_caller]
    fn refuses(&mut self, step: &str, code: &str) -> &mut Self {
        let before = self.board.to_json().unwrap();
        let decision = self.decide(step);
        assert_eq!(decision.refusal.map(|r| r.code.name()), Some(code), "{step}");
        assert!(decision.records.is_empty());
        if decision.due.is_empty() {
            let now = |text: &str| text.rsplit_once("\"now\":").unwrap().0.to_owned();
            assert_eq!(now(&before), now(&self.board.to_json().unwrap()), "{step}: a refusal writes nothing");
        }
        self
    }

    #[track_caller]
    fn tick(&mut self, to: &str) -> &mut Self {
        self.now = to.to_owned();
        let records = self.board.tick(parse_instant(to).unwrap()).unwrap();
        self.records.extend(records);
        self
    }

    fn sees(&self, ticket: &str, field: &str) -> Value {
        let view = serde_json::to_value(self.board.view(ticket).unwrap().unwrap()).unwrap();
        let path = if field.is_empty() { String::new() } else { format!("/{}", field.replace('.', "/")) };
        view.pointer(&path).cloned().unwrap_or(Value::Null)
    }

    #[track_caller]
    fn shows(&mut self, ticket: &str, field: &str, value: Value) -> &mut Self {
        assert_eq!(self.sees(ticket, field), value, "{ticket}.{field}");
        self
    }

    fn count(&self, ticket: &str, kind: &str) -> usize {
        self.records.iter().filter(|r| r.stream == ticket && r.fact.kind() == kind).count()
    }

    /// The records alone give the same board.
    fn replay(&self) -> Board {
        let mut other = Desk::new(self.document()).board;
        self.records
            .iter()
            .for_each(|record| other.evolve(&Record::from_json(&record.to_json().unwrap()).unwrap()).unwrap());
        other
    }

    fn document(&self) -> Value {
        serde_json::to_value(self.board.current("support").unwrap().doc()).unwrap()
    }
}

/// Words, with white space inside of JSON kept.
fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut depth, mut quoted) = (Vec::new(), String::new(), 0, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if c == ' ' && depth == 0 && !quoted { words.push(std::mem::take(&mut word)) } else { word.push(c) }
    }
    words.push(word);
    words.retain(|w| !w.is_empty());
    words
}

/// Code, what happened before, what is refused.
const REFUSALS: &[(&str, &[&str], &str)] = &[
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
fn solved_closes_after_three_business_days_and_a_new_holiday_moves_the_promise() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T assignee=agent").does("agent: set_status T status=solved");
    desk.shows("T", "next_due", json!("2026-03-02T09:00:00Z")); // the survey
    desk.tick("2026-03-02T09:00:00Z").shows("T", "next_due", json!("2026-03-05T09:00:00Z"));
    desk.board.set_calendars(office(&["2026-03-04"])).unwrap();
    desk.shows("T", "next_due", json!("2026-03-06T09:00:00Z"));
    desk.tick("2026-03-06T08:59:59Z").shows("T", "status", json!("solved"));
    desk.tick("2026-03-09T12:00:00Z").shows("T", "closed_at", json!("2026-03-06T09:00:00Z")); // late, at its own time
    assert_eq!(
        desk.records.last().map(|r| (format_instant(r.at), format_instant(r.recorded_at))).unwrap().1,
        "2026-03-09T12:00:00Z"
    );
}

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

/// RFC 3834, section 5, and what is usual beside it.
#[test]
fn automatic_answers_are_told_by_their_header_fields() {
    for (headers, automatic) in [
        (r#"{"Auto-Submitted":"auto-replied"}"#, true),
        (r#"{"Auto-Submitted":"auto-generated; x=1"}"#, true),
        (r#"{"auto-submitted":"no"}"#, false),
        (r#"{"X-Auto-Response-Suppress":"All"}"#, true),
        (r#"{"Precedence":"bulk"}"#, true),
        (r#"{"Precedence":"first-class"}"#, false),
        (r#"{"List-Id":"<l.example>"}"#, true),
        (r#"{"Return-Path":"<>"}"#, true),
        (r#"{"Return-Path":"<a@b.example>"}"#, false),
    ] {
        let mut desk = Desk::new(core());
        desk.does("agent: create T").does("agent: set_status T status=pending");
        desk.does(&format!(": customer_reply T headers={headers}"));
        desk.shows("T", "status", json!(if automatic { "pending" } else { "open" }));
    }
}

#[test]
fn four_reopenings_an_hour_and_no_more() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T assignee=agent");
    for _ in 0..4 {
        desk.does("agent: set_status T status=solved").does(": customer_reply T").shows("T", "status", json!("open"));
    }
    desk.does("agent: set_status T status=solved").does(": customer_reply T");
    desk.shows("T", "status", json!("solved")).shows("T", "messages", json!(5));
    assert_eq!(desk.count("T", "reopen_limited"), 1);
    desk.does("@2026-03-02T10:00:00Z: customer_reply T").shows("T", "status", json!("open"));
}

#[test]
fn problems_solve_their_incidents_thirty_two_deep() {
    for (depth, fine) in [(32, true), (33, false)] {
        let mut desk = Desk::new(core());
        for i in 0..=depth {
            desk.does(&format!("agent: create P{i} assignee=agent"));
        }
        for i in 0..depth {
            desk.does(&format!("agent: link P{i} type=incident to=P{}", i + 1));
        }
        let command = desk.command("agent: set_status P0 status=solved");
        match desk.board.decide(&command) {
            Ok(decision) => assert!(fine && decision.records.len() == depth + 1),
            Err(e) => assert!(!fine && e.kind() == ErrorKind::LimitExceeded, "{e}"),
        }
    }
}

#[test]
fn a_message_finds_its_ticket_and_is_taken_once() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T reply_token=abc channel=chat")
        .does("agent: agent_reply T channel=email message_id=<1@desk>");
    desk.does(r#"customer: customer_reply in_reply_to=["<x>","<1@desk>"] channel=email message_id=<2@c>"#);
    desk.does("customer: customer_reply reply_token=abc channel=whatsapp message_id=<3@c>");
    desk.does("customer: customer_reply T message_id=<3@c>");
    desk.shows("T", "messages", json!(3)).shows("T", "channels", json!(["email", "whatsapp"]));
    desk.refuses(r#"customer: customer_reply in_reply_to=["<nobody>"]"#, "not_found");
}

#[test]
fn what_is_missing_is_said_before_a_button_is_pressed() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T")
        .does("agent: set_status T status=open")
        .does("agent: create K")
        .does("agent: link T type=child to=K");
    let now = parse_instant(START).unwrap();
    let told = |desk: &Desk, who: &str| -> Vec<String> {
        let possible = desk.board.allowed("T", who, now).unwrap();
        possible
            .iter()
            .map(|p| {
                let missing: Vec<&str> = p.missing.iter().map(|r| r.code.name()).collect();
                format!("{} {}", p.to, missing.join(" ")).trim().to_owned()
            })
            .collect()
    };
    let agent = [
        "pending",
        "hold",
        "solved assignee_required open_children",
        "snoozed until_required",
        "reminded until_required",
        "waiting reason_required",
    ];
    assert_eq!(told(&desk, "agent"), agent);
    assert_eq!(told(&desk, "lead").last().unwrap(), "closed assignee_required open_children");
    assert_eq!(told(&desk, "customer"), ["solved assignee_required open_children"]);
    assert_eq!(told(&desk, "stranger"), ["solved assignee_required open_children"]); // nobody is the requester yet
}

#[test]
fn a_reminder_comes_once_for_each_time_that_was_set() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does("agent: set_status T status=open");
    desk.does("agent: set_status T status=reminded until=2026-03-03T10:00:00Z").tick("2026-03-05T10:00:00Z");
    assert_eq!(desk.count("T", "reminder_due"), 1);
    desk.does("agent: set_status T status=reminded until=2026-03-06T10:00:00Z").tick("2026-03-09T10:00:00Z");
    assert_eq!(desk.count("T", "reminder_due"), 2);
    desk.shows("T", "status", json!("reminded"));
}

#[test]
fn a_new_version_of_a_workflow_leaves_tickets_alone_until_they_migrate() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does("agent: set_status T status=hold");
    let mut doc = Workflow::preset("zendesk").unwrap().doc().clone();
    doc.statuses.remove("hold");
    doc.transitions.remove("hold");
    doc.transitions.values_mut().for_each(|to| to.retain(|s| s != "hold"));
    doc.initial.retain(|s| s != "hold");
    doc.defaults.remove("hold");
    doc.on.customer_reply.remove("hold");
    desk.board.add_workflow("support", Workflow::compile(doc).unwrap()).unwrap();
    desk.does("agent: set_status T status=open").does("agent: set_status T status=hold"); // as before
    desk.refuses("agent: migrate T", "no_status_map");
    desk.does(r#"agent: migrate T map={"hold":"pending"}"#).shows("T", "status", json!("pending"));
    desk.refuses("agent: set_status T status=snoozed until=2026-05-01T00:00:00Z", "unknown_status");
}

#[test]
fn records_alone_rebuild_the_board_and_a_snapshot_is_the_same() {
    let mut desk = Desk::new(core());
    for (_, before, step) in REFUSALS.iter().filter(|(code, _, _)| *code != "not_found") {
        let renamed = |step: &str| step.replace("\"<", "\"").to_owned();
        for step in before.iter().map(|s| renamed(s)) {
            let prefix = format!("{}", desk.records.len());
            let _ = prefix;
            let command = desk.command(&step);
            let Ok(decision) = desk.board.command(&command) else { continue };
            desk.records.extend(decision.due.into_iter().chain(decision.records));
        }
        let _ = step;
    }
    let again = desk.replay();
    assert_eq!(again.tickets().collect::<Vec<_>>(), desk.board.tickets().collect::<Vec<_>>());
    let text = desk.board.to_json().unwrap();
    let read = Board::from_json(&text, office(&[])).unwrap();
    assert_eq!(read.to_json().unwrap(), text);
    assert_eq!(read.next_due(), desk.board.next_due());
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
    assert!(Command::from_value(note(1 << 20)).is_ok());
    assert_eq!(Command::from_value(note((1 << 20) + 1)).unwrap_err().kind(), ErrorKind::LimitExceeded);
    let tags = |n: usize| json!((0..n).map(|i| format!("t{i}")).collect::<Vec<_>>());
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does(&format!("agent: set_field T field=tags value={}", tags(100)));
    let over = desk.command(&format!("agent: set_field T field=tags value={}", tags(101)));
    assert_eq!(desk.board.decide(&over).unwrap_err().kind(), ErrorKind::LimitExceeded);
    for i in 0..256 {
        desk.does(&format!("agent: set_field T field=f{i} value=x"));
    }
    let over = desk.command("agent: set_field T field=f256 value=x");
    assert_eq!(desk.board.decide(&over).unwrap_err().kind(), ErrorKind::LimitExceeded);
    desk.does("agent: set_field T field=f255 value=y");
    let mut statuses = core();
    for i in statuses["statuses"].as_object().unwrap().len()..300 {
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
