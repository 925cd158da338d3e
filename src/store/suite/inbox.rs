//! The inbox: conditions, order, pages, counts, words; and everything beside the plain store in memory.

use super::make::{START, created, moved, note, record, record_at, said, written};
use super::{Check, Verdict, fails, holds, ok, same};
use crate::ErrorKind;
use crate::store::batch::{Batch, TimerMark};
use crate::store::contract::Store;
use crate::store::memory::MemoryStore;
use crate::store::query::{By, Filter, MAX_CONDITIONS, MAX_PAGE, Order, TicketQuery};
use crate::store::vault::{MemoryVault, OsNonces};
use crate::ticket::Record;
use crate::time::MINUTE;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const CHECKS: &[Check] = &[
    ("a filter means what it means everywhere", filters),
    ("pages follow on each other while tickets come and go", pages),
    ("tickets are listed by what is due next, those without a promise last", due),
    ("words are found in subjects and texts, and the old subject no more", search),
    ("counts are those of the rows", counts),
    ("a query that is none is refused", refused),
    ("random tickets are listed, counted and found as the plain store does it", twin),
];

fn query(value: Value) -> Result<TicketQuery, String> {
    ok("a query", TicketQuery::from_json(&value.to_string()))
}

fn ids(store: &mut dyn Store, value: Value) -> Result<Vec<String>, String> {
    Ok(ok("tickets", store.tickets(&query(value)?))?.tickets.into_iter().map(|t| t.id).collect())
}

fn desk(store: &mut dyn Store) -> Verdict {
    let ticket = |id: &str, requester: &str, more: Value| -> Result<Record, String> {
        let mut of = json!({"workflow": "w", "workflow_version": "1", "status": "new", "category": "new", "requester": requester});
        if let (Some(of), Some(more)) = (of.as_object_mut(), more.as_object()) {
            of.extend(more.clone());
        }
        record(id, requester, "created", &json!({ "of": of }).to_string())
    };
    written(
        store,
        vec![
            ticket("T-1", "c-1", json!({"group": "EMEA", "priority": "high", "tags": ["vip", "refund"]}))?,
            ticket(
                "T-2",
                "c-2",
                json!({"group": "apac", "priority": "low", "fields": {"Product": "tent", "seats": 4}}),
            )?,
            ticket("T-3", "c-1", json!({"group": "emea", "channel": "chat", "tags": ["news"]}))?,
            ticket("T-4", "c-3", json!({}))?,
            record("T-3", "ann", "assigned", r#"{"assignee":"ann"}"#)?,
            moved(START, "T-1", "new", "open")?,
            record(
                "T-2",
                "ann",
                "status_changed",
                r#"{"from":"new","from_category":"new","to":"Waiting for parts","to_category":"hold"}"#,
            )?,
        ],
    )
    .map(|_| ())
}

fn filters(store: &mut dyn Store) -> Verdict {
    desk(store)?;
    for (filter, expected) in [
        (json!({}), "1234"),
        (json!({"group": "emea"}), "13"),
        (json!({"group": ["emea", "apac"]}), "123"),
        (json!({"group": null}), "4"),
        (json!({"group": "emea", "requester": "c-1", "status": "open"}), "1"),
        (json!({"status": "waiting-for-parts"}), "2"),
        (json!({"status_category": "hold"}), "2"),
        (json!({"category": ["new", "hold"]}), "234"),
        (json!({"status_category": "nonsense"}), ""),
        (json!({"assignee": null}), "124"),
        (json!({"tags": "vip"}), "1"),
        (json!({"tags": null}), "24"),
        (json!({"product": "Tent"}), "2"),
        (json!({"seats": 4}), "2"),
        (json!({"waiting": false, "merged": false}), "1234"),
        (json!([{"field": "group", "op": "is_not", "value": "emea"}]), "24"),
        (json!([{"field": "status_category", "op": "not_in", "values": ["new", "solved"]}]), "12"),
        (json!([{"field": "status_category", "op": "is_not", "value": "new"}]), "12"),
        (json!([{"field": "priority", "op": "greater", "value": "normal"}]), "1"),
        (json!([{"field": "priority", "op": "less", "value": "normal"}]), "2"),
        (json!([{"field": "tags", "op": "is_not", "value": "vip"}]), "234"),
        (json!([{"field": "tags", "op": "contains", "value": "new"}]), "3"),
        (json!([{"field": "assignee", "op": "present"}]), "3"),
        (json!([{"field": "seats", "op": "greater", "value": 3}, {"field": "seats", "op": "less", "value": 5}]), "2"),
        (json!([{"field": "status", "op": "contains", "value": "parts"}]), "2"),
    ] {
        let found = ids(store, json!({ "filter": filter }))?;
        let expected: Vec<String> = expected.chars().map(|n| format!("T-{n}")).collect();
        same(&filter.to_string(), found, expected)?;
    }
    Ok(())
}

fn pages(store: &mut dyn Store) -> Verdict {
    for i in 0..20 {
        written(store, vec![created(&format!("T-{i:02}"), "c-1", "A")?])?;
    }
    for (order, descending) in
        [("created", false), ("created", true), ("last_activity", false), ("last_activity", true)]
    {
        let mut seen = Vec::new();
        let mut after = Value::Null;
        for page in 0.. {
            let asked = query(json!({"order": order, "descending": descending, "after": after, "limit": 6}))?;
            let got = ok("tickets", store.tickets(&asked))?;
            seen.extend(got.tickets.into_iter().map(|t| t.id));
            let Some(next) = got.next else { break };
            after = Value::from(next);
            // One is worked on, one is new: neither is to push another out of the pages or into them twice.
            written(
                store,
                vec![note("T-00", "ann", "n")?, created(&format!("N-{order}-{descending}-{page}"), "c-1", "A")?],
            )?;
        }
        let old = seen.iter().filter(|id| id.starts_with("T-") && *id != "T-00").count();
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        same(&format!("{order} {descending}: each once"), (old, once.len()), (19, seen.len()))?;
    }
    same(
        "no more than there is",
        ids(store, json!({"after": format!("created.asc.{}.{}", i64::MAX, i64::MAX)}))?,
        vec![],
    )?;
    same(
        "the whole",
        ids(store, json!({"limit": MAX_PAGE, "filter": {"group": "emea"}}))?.len(),
        ids(store, json!({"limit": MAX_PAGE}))?.len(),
    )
}

fn due(store: &mut dyn Store) -> Verdict {
    let clock = |n: u32, minutes: Option<i64>| TimerMark {
        stream: format!("T-{n}"),
        at: minutes.map(|m| START + m * MINUTE),
        what: "first reply".to_owned(),
    };
    // One clock is known before its ticket.
    ok("clock", store.append(&Batch { clocks: vec![clock(4, Some(5))], ..Batch::default() }))?;
    for i in 1..=4 {
        written(store, vec![created(&format!("T-{i}"), "c-1", "A")?])?;
    }
    ok("tickets", store.tickets(&TicketQuery::default()))?;
    let clocks = vec![clock(1, Some(30)), clock(3, Some(5))];
    ok("clocks", store.append(&Batch { clocks, ..Batch::default() }))?;
    same("by due", ids(store, json!({"order": "due"}))?, ["T-3", "T-4", "T-1", "T-2"].map(String::from).to_vec())?;
    let page = ok("tickets", store.tickets(&query(json!({"order": "due", "limit": 1}))?))?;
    let shown = page.tickets.first().map(|t| (t.due_at, t.due.clone()));
    same("which", shown, Some((Some(START + 5 * MINUTE), Some("first reply".to_owned()))))?;
    let next = ids(store, json!({"order": "due", "after": page.next}))?;
    same("the page after it", next, ["T-4", "T-1", "T-2"].map(String::from).to_vec())?;
    ok("clocks", store.append(&Batch { clocks: vec![clock(3, None)], ..Batch::default() }))?;
    same(
        "done",
        ids(store, json!({"order": "due", "descending": true}))?,
        ["T-3", "T-2", "T-1", "T-4"].map(String::from).to_vec(),
    )
}

fn search(store: &mut dyn Store) -> Verdict {
    written(
        store,
        vec![
            created("T-1", "c-1", "Défaut de livraison")?,
            said("T-1", "c-1", "The Wi-Fi router arrived broken.")?,
            note("T-1", "ann", "offer a refund")?,
            created("T-2", "c-2", "返品について")?,
            said("T-2", "c-2", "商品を返品したい。 \"quotes\" AND (brackets) NEAR -x*")?,
            record(
                "T-1",
                "ann",
                "field_changed",
                r#"{"field":"subject","old":"Défaut de livraison","value":"Router"}"#,
            )?,
        ],
    )?;
    for (words, expected) in [
        ("router", "1"),
        ("ROUTER", "1"),
        ("broken router", "1"),
        ("wi-fi", "1"),
        ("fi-wi", ""),
        ("refund router", ""), // not in one text
        ("defaut", ""),        // the subject is another now
        ("返品", "2"),
        ("品返", ""),
        ("rou*", "1"),
        ("rou", ""),
        ("\"quotes\" AND (brackets)", "2"),
        ("near -x*", "2"),
        ("OR", ""),
        ("!!!", "12"),
        ("", "12"),
    ] {
        let expected: Vec<String> = expected.chars().map(|n| format!("T-{n}")).collect();
        same(words, ids(store, json!({"search": words}))?, expected)?;
    }
    same("and a filter", ids(store, json!({"search": "返品", "filter": {"requester": "c-1"}}))?, vec![])
}

fn counts(store: &mut dyn Store) -> Verdict {
    desk(store)?;
    let of = |pairs: &[(&str, u64)]| pairs.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect::<BTreeMap<_, _>>();
    let filter = |value: Value| serde_json::from_value::<Filter>(value).map_err(|e| e.to_string());
    for (given, by, expected) in [
        (json!({}), By::Group, of(&[("", 1), ("apac", 1), ("emea", 2)])),
        (json!({}), By::StatusCategory, of(&[("hold", 1), ("new", 2), ("open", 1)])),
        (json!({}), By::Status, of(&[("new", 2), ("open", 1), ("waiting_for_parts", 1)])),
        (json!({"category": "new"}), By::Group, of(&[("", 1), ("emea", 1)])),
        (json!({"tags": "vip"}), By::Group, of(&[("emea", 1)])),
        (json!({"requester": "c-1"}), By::Assignee, of(&[("", 1), ("ann", 1)])),
        (json!({"group": "nowhere"}), By::Priority, of(&[])),
    ] {
        same(&format!("{given} by {by:?}"), ok("counts", store.counts(&filter(given.clone())?, by))?, expected)?;
    }
    written(store, vec![moved(START, "T-1", "open", "solved")?, record("T-4", "admin", "ticket_deleted", "{}")?])?;
    let now = ok("counts", store.counts(&Filter::default(), By::StatusCategory))?;
    same("after a move and a deletion", now, of(&[("hold", 1), ("new", 1), ("solved", 1)]))
}

fn refused(store: &mut dyn Store) -> Verdict {
    desk(store)?;
    let filter = |value: Value| -> Result<TicketQuery, String> { query(json!({ "filter": value })) };
    for bad in [
        json!([{"field": "group", "op": "is"}]),
        json!([{"field": "", "op": "present"}]),
        json!([{"field": "n", "op": "less", "value": "x"}]),
    ] {
        fails(&bad.to_string(), store.tickets(&filter(bad.clone())?), ErrorKind::InvalidInput)?;
    }
    let many = |n: usize| Value::from(vec![json!({"field": "group", "op": "present"}); n]);
    same("conditions", store.tickets(&filter(many(MAX_CONDITIONS))?).is_ok(), true)?;
    fails("one more", store.tickets(&filter(many(MAX_CONDITIONS + 1))?), ErrorKind::LimitExceeded)?;
    for (after, order) in
        [("x", "created"), ("due.asc.1.1", "created"), ("created.desc.1.1", "created"), ("created.asc.1", "created")]
    {
        fails(after, store.tickets(&query(json!({"after": after, "order": order}))?), ErrorKind::InvalidInput)?;
    }
    for (limit, taken) in [(0, false), (1, true), (MAX_PAGE, true), (MAX_PAGE + 1, false)] {
        same(
            &format!("a page of {limit}"),
            store.tickets(&TicketQuery { limit, ..TicketQuery::default() }).is_ok(),
            taken,
        )?;
    }
    Ok(())
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let n = u64::try_from(words.len()).unwrap_or(1);
        let place = usize::try_from(self.roll(n)).unwrap_or(0);
        words.get(place).copied().unwrap_or_default()
    }
}

/// How many random tickets are made.
const TICKETS: u64 = 300;
const STATUSES: [&str; 6] = ["new", "open", "pending", "hold", "solved", "closed"];
const WORDS: [&str; 8] = ["router", "refund", "parcel", "late", "broken", "返品", "Größe", "tent"];

fn random_step(dice: &mut Dice, i: u64, at: i64) -> Result<Record, String> {
    let stream = format!("T-{}", dice.roll(i / 2 + 1));
    let by = dice.word(&["ann", "bob", "c-1", "c-2"]);
    let text = format!("{} {} {}", dice.word(&WORDS), dice.word(&WORDS), dice.word(&WORDS));
    Ok(match dice.roll(8) {
        0 => {
            let status = dice.word(&STATUSES);
            let data = json!({"from": "new", "to": status, "to_category": status});
            record_at(at, &stream, "ann", "status_changed", &data.to_string())?
        }
        1 => record_at(at, &stream, "ann", "assigned", &json!({"assignee": dice.word(&["ann", "bob", "Cy Lee"]), "group": dice.word(&["emea", "apac"])}).to_string())?,
        2 => record_at(at, &stream, "ann", "field_changed", &json!({"field": dice.word(&["priority", "subject", "product"]), "value": dice.word(&["high", "low", "router"])}).to_string())?,
        3 => record_at(at, &stream, "ann", "tags_changed", &json!({"tags": [dice.word(&["vip", "x"])]}).to_string())?,
        4 => note(&stream, by, &text)?,
        _ => said(&stream, by, &text)?,
    })
}

fn twin(store: &mut dyn Store) -> Verdict {
    let (vault, nonces) = (Arc::new(MemoryVault::new()), Box::new(OsNonces));
    let mut plain = MemoryStore::with(store.tenant(), vault, nonces, vec!["product".to_owned()]);
    let mut dice = Dice(0x5eed);
    for i in 0..TICKETS {
        let at = START + i64::try_from(dice.roll(1_000)).unwrap_or(0) * MINUTE;
        let mut first = created(&format!("T-{i}"), &format!("c-{}", dice.roll(40)), dice.word(&WORDS))?;
        first.at = at;
        let mut entries = vec![first];
        for _ in 0..dice.roll(3) {
            entries.push(random_step(&mut dice, i, at)?);
        }
        let mut batch = Batch::of(&entries);
        if dice.roll(2) == 0 {
            let at = Some(START + i64::try_from(dice.roll(50)).unwrap_or(0) * MINUTE);
            batch.clocks.push(TimerMark { stream: format!("T-{}", dice.roll(i + 1)), at, what: "reply".to_owned() });
        }
        same(
            "both write it",
            (ok("append", store.append(&batch))?.is_done(), ok("append", plain.append(&batch))?.is_done()),
            (true, true),
        )?;
        if i % 100 == 99 {
            compare(store, &mut plain, &mut dice)?;
        }
        if i % 75 == 74 {
            let erased = json!({"subject": format!("c-{}", dice.roll(40)), "messages": 0});
            let batch = Batch::of(&[record("T-0", "admin", "subject_erased", &erased.to_string())?]);
            ok("append", store.append(&batch))?;
            ok("append", plain.append(&batch))?;
        }
    }
    let verified = ok("verify", store.verify(None))?;
    holds("tickets stand", verified.tickets == TICKETS)
}

fn compare(store: &mut dyn Store, plain: &mut MemoryStore, dice: &mut Dice) -> Verdict {
    for _ in 0..12 {
        let filter = match dice.roll(7) {
            0 => {
                json!({"category": [dice.word(&STATUSES), dice.word(&STATUSES)], "group": dice.word(&["emea", "apac", "none"])})
            }
            1 => json!({"assignee": dice.word(&["ann", "bob", "cy_lee"])}),
            2 => json!({"requester": "c-7", "category": dice.word(&STATUSES)}),
            3 => {
                json!([{"field": "status_category", "op": "not_in", "values": ["closed", "solved"]}, {"field": "assignee", "op": "absent"}])
            }
            4 => json!({"tags": "vip", "priority": dice.word(&["high", "low"])}),
            5 => json!([{"field": "priority", "op": "less", "value": "high"}]),
            _ => json!({}),
        };
        let search = if dice.roll(3) == 0 { Value::from(dice.word(&WORDS)) } else { Value::Null };
        let order =
            [Order::Created, Order::LastActivity, Order::Due].get(usize::try_from(dice.roll(3)).unwrap_or(0)).copied();
        let mut asked = query(
            json!({"filter": filter, "search": search, "order": order, "descending": dice.roll(2) == 0, "limit": 17}),
        )?;
        let what = format!("{filter} {search} {order:?} {}", asked.descending);
        for _ in 0..3 {
            let (got, expected) = (ok(&what, store.tickets(&asked))?, ok(&what, plain.tickets(&asked))?);
            same(&what, &got, &expected)?;
            if got.next.is_none() {
                break;
            }
            asked.after = got.next;
        }
        for by in [By::Group, By::StatusCategory, By::Priority] {
            let (got, expected) = (store.counts(&asked.filter, by), plain.counts(&asked.filter, by));
            same(&what, ok(&what, got)?, ok(&what, expected)?)?;
        }
    }
    Ok(())
}
