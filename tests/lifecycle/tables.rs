//! What a ticket may do and what it may not, as tables.
//!
//! A step reads `who: what ticket field=value …`; `who@2026-03-05T09:00:00Z: …` says when (else when the step before was). A value is JSON
//! where it can be read as that, else text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // a test may fail loudly

use super::refusals::REFUSALS;
pub(super) use serde_json::{Map, Value, json};
pub(super) use std::collections::BTreeSet;
pub(super) use sundesk::ErrorKind;
pub(super) use sundesk::calendar::{Calendar, Calendars};
pub(super) use sundesk::ticket::Record;
pub(super) use sundesk::ticket::lifecycle::{
    Board, Command, Decision, MAX_AUTOMATIC_DEPTH, MAX_BODY_BYTES, MAX_FIELDS, MAX_TAGS, People, REOPENS_PER_HOUR,
    RefusalCode,
};
pub(super) use sundesk::ticket::workflow::{MAX_STATUSES, Workflow};
pub(super) use sundesk::time::{ZoneDb, format_instant, parse_instant};

pub(super) const START: &str = "2026-03-02T09:00:00Z";

/// A desk with everything on: the preset `zendesk`, and what the cases call `core`.
pub(super) fn core() -> Value {
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

pub(super) fn lay_over(doc: &mut Value, over: &Value) {
    match (doc, over) {
        (Value::Object(doc), Value::Object(over)) => {
            over.iter().for_each(|(key, value)| lay_over(doc.entry(key.clone()).or_insert(Value::Null), value));
        }
        (doc, over) => *doc = over.clone(),
    }
}

pub(super) fn office(holidays: &[&str]) -> Calendars {
    let hours: Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri"].map(|day| (day.to_owned(), json!(["09:00-17:00"]))).into_iter().collect();
    let doc = json!({"timezone": "UTC", "weekly": hours, "holidays": holidays});
    let office = Calendar::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
    Calendars::without_default().with("office", office)
}

pub(super) struct Desk {
    pub(super) board: Board,
    pub(super) now: String,
    pub(super) records: Vec<Record>,
}

impl Desk {
    pub(super) fn new(workflow: Value) -> Self {
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

    pub(super) fn command(&mut self, step: &str) -> Command {
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
    pub(super) fn decide(&mut self, step: &str) -> Decision {
        let command = self.command(step);
        let foreseen = self.board.decide(&command).unwrap_or_else(|e| panic!("{step}: {e}"));
        let done = self.board.command(&command).unwrap();
        assert_eq!(serde_json::to_string(&foreseen).unwrap(), serde_json::to_string(&done).unwrap(), "{step}");
        self.records.extend(done.due.iter().chain(&done.records).cloned());
        done
    }

    #[track_caller]
    pub(super) fn does(&mut self, step: &str) -> &mut Self {
        let refusal = self.decide(step).refusal;
        assert!(refusal.is_none(), "{step}: {}", refusal.unwrap());
        self
    }

    #[track_caller]
    pub(super) fn refuses(&mut self, step: &str, code: &str) -> &mut Self {
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
    pub(super) fn tick(&mut self, to: &str) -> &mut Self {
        self.now = to.to_owned();
        let records = self.board.tick(parse_instant(to).unwrap()).unwrap();
        self.records.extend(records);
        self
    }

    pub(super) fn sees(&self, ticket: &str, field: &str) -> Value {
        let view = serde_json::to_value(self.board.view(ticket).unwrap().unwrap()).unwrap();
        let path = if field.is_empty() { String::new() } else { format!("/{}", field.replace('.', "/")) };
        view.pointer(&path).cloned().unwrap_or(Value::Null)
    }

    #[track_caller]
    pub(super) fn shows(&mut self, ticket: &str, field: &str, value: Value) -> &mut Self {
        assert_eq!(self.sees(ticket, field), value, "{ticket}.{field}");
        self
    }

    pub(super) fn count(&self, ticket: &str, kind: &str) -> usize {
        self.records.iter().filter(|r| r.stream == ticket && r.fact.kind() == kind).count()
    }

    /// The records alone give the same board.
    pub(super) fn replay(&self) -> Board {
        let mut other = Desk::new(self.document()).board;
        self.records
            .iter()
            .for_each(|record| other.evolve(&Record::from_json(&record.to_json().unwrap()).unwrap()).unwrap());
        other
    }

    pub(super) fn document(&self) -> Value {
        serde_json::to_value(self.board.current("support").unwrap().doc()).unwrap()
    }
}

/// Words, with white space inside of JSON kept.
pub(super) fn split(text: &str) -> Vec<String> {
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
    for _ in 0..REOPENS_PER_HOUR {
        desk.does("agent: set_status T status=solved").does(": customer_reply T").shows("T", "status", json!("open"));
    }
    desk.does("agent: set_status T status=solved").does(": customer_reply T");
    desk.shows("T", "status", json!("solved")).shows("T", "messages", json!(5));
    assert_eq!(desk.count("T", "reopen_limited"), 1);
    desk.does("@2026-03-02T10:00:00Z: customer_reply T").shows("T", "status", json!("open"));
}

#[test]
fn problems_solve_their_incidents_thirty_two_deep() {
    for (depth, fine) in [(MAX_AUTOMATIC_DEPTH, true), (MAX_AUTOMATIC_DEPTH + 1, false)] {
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
fn buttons_were_offered_that_a_timer_had_taken_away() {
    let mut desk = Desk::new(core());
    desk.does("agent: create T").does("agent: set_status T status=open");
    desk.does("agent: set_status T status=snoozed until=2026-03-02T12:00:00Z");
    let start = parse_instant("2026-03-02T11:00:00Z").unwrap();
    let moves = |at: i64| -> Vec<String> {
        desk.board.allowed("T", "agent", at).unwrap().into_iter().map(|possible| possible.to).collect()
    };
    assert!(moves(start).is_empty(), "it leaves by its timer alone");
    // At noon it is open by itself, whether a tick has run or not.
    assert_eq!(moves(start + 3_600_000_000), ["pending", "hold", "solved", "snoozed", "reminded", "waiting"]);
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
