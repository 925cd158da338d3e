//! Rollups by the quarter hour: any split and order gives the same bytes, any zone's period the figures of the tickets themselves; what is taken out was
//! never there.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use sundesk::ErrorKind;
use sundesk::desk::Library;
use sundesk::desk::ask::Question;
use sundesk::metrics::period::{PeriodRule, PeriodUnit};
use sundesk::metrics::{Accumulator, Columns, MAX_EXACT_VALUES, MetricSpec, PeriodOf, RowsDoc, TicketFacts, View};
use sundesk::time::{MINUTE, ZoneDb, format_instant, parse_instant};

fn specs() -> Vec<MetricSpec> {
    serde_json::from_value(
        json!(["volume", "resolution_time", "reopen_rate", "time_to_resolve", {"metric": "nps", "of": "nps"}]),
    )
    .unwrap()
}

/// A ticket: minutes after 2026-03-20, minutes to its resolution, its score, its team.
type Ticket = (i64, Option<i64>, Option<i64>, u8);

fn start() -> i64 {
    parse_instant("2026-03-20T00:00:00Z").unwrap()
}

fn rows(tickets: &[Ticket]) -> RowsDoc {
    let at = |minute: i64| format_instant(start() + minute * MINUTE);
    let facts = |t: &Ticket| json!({"created": at(t.0), "last_resolved": t.1.map(|after| at(t.0 + after))});
    serde_json::from_value(json!({
        "tickets": tickets.iter().map(facts).collect::<Vec<_>>(),
        "numbers": {"nps": tickets.iter().map(|t| json!(t.2)).collect::<Vec<_>>()},
        "words": {"team": tickets.iter().map(|t| format!("team {}", t.3)).collect::<Vec<_>>()},
    }))
    .unwrap()
}

fn counted(of: PeriodOf, tickets: &[Ticket]) -> Accumulator {
    let rows = rows(tickets).compile().unwrap();
    let mut acc = Accumulator::by_quarter_hour(&specs(), of).unwrap();
    acc.see(&rows.columns, rows.groups(&["team".to_owned()]).unwrap(), i64::MAX).unwrap();
    acc
}

fn tickets() -> impl Strategy<Value = Vec<Ticket>> {
    let one = (0_i64..20 * 1440, prop::option::of(0_i64..3 * 1440), prop::option::of(0_i64..12), 0_u8..3);
    prop::collection::vec(one, 0..50)
}

const ZONES: [&str; 7] = [
    "UTC",
    "Asia/Tokyo",
    "Pacific/Auckland",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "Australia/Lord_Howe",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_split_and_order_gives_the_same_bytes(all in tickets(), ways in 1_usize..65, seed in any::<usize>()) {
        let whole = counted(PeriodOf::Created, &all);
        let mut parts: Vec<Vec<Ticket>> = vec![Vec::new(); ways];
        all.iter().enumerate().for_each(|(i, t)| parts[(i * 31 + seed % 97) % ways].push(*t));
        parts.rotate_left(seed % ways);
        let mut merged = Accumulator::by_quarter_hour(&specs(), PeriodOf::Created).unwrap();
        for part in &parts {
            let bytes = counted(PeriodOf::Created, part).encode();
            let back = Accumulator::decode(&specs(), &bytes).unwrap();
            prop_assert_eq!(back.cells(), Some(PeriodOf::Created));
            prop_assert_eq!(back.encode(), bytes);
            merged.merge(&back).unwrap();
        }
        prop_assert_eq!(merged.encode(), whole.encode());
    }

    /// The naive twin looks each ticket up on the wall clock.
    #[test]
    fn any_period_of_any_zone_has_the_figures_of_its_tickets(all in tickets(), zone in 0..ZONES.len(), unit in 0..4_usize, resolved in any::<bool>()) {
        let zone = ZoneDb::bundled().zone(ZONES[zone]).unwrap();
        let rule = PeriodRule::calendar([PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Quarter][unit]);
        let of = if resolved { PeriodOf::Resolved } else { PeriodOf::Created };
        let told = counted(of, &all).by_period(rule, &zone, None, &View::default()).unwrap();
        let mut groups: BTreeMap<Vec<String>, Vec<Ticket>> = BTreeMap::new();
        for ticket in &all {
            let minute = if resolved { ticket.1.map(|after| ticket.0 + after) } else { Some(ticket.0) };
            let Some(minute) = minute else { continue };
            let label = rule.of(start() + minute * MINUTE, &zone).unwrap().label;
            groups.entry(vec![format!("team {}", ticket.3), label]).or_default().push(*ticket);
        }
        let unresolved = all.iter().filter(|t| t.1.is_none()).count() as u64;
        prop_assert_eq!(told.in_no_period, if resolved { unresolved } else { 0 });
        prop_assert_eq!(told.groups.iter().map(|g| g.key.clone()).collect::<Vec<_>>(), groups.keys().cloned().collect::<Vec<_>>());
        for group in &told.groups {
            let tickets = &groups[&group.key];
            let rows = rows(tickets).compile().unwrap();
            let mut alone = Accumulator::new(&specs()).unwrap();
            alone.see(&rows.columns, [(Vec::new(), (0..u32::try_from(tickets.len()).unwrap()).collect())], i64::MAX).unwrap();
            let alone = alone.figures(&View::default()).unwrap().remove(0);
            // They are those of the tickets alone, and say which days they are of.
            let (mut figures, mut alone) = (group.figures.clone(), alone.figures);
            for figure in &mut figures {
                let window = std::mem::take(&mut figure.window);
                let label = |at: Option<sundesk::time::Instant>, off: i64| rule.of(at.unwrap().micros() + off, &zone).unwrap().label;
                prop_assert_eq!(label(window.from, 0), group.key[1].as_str());
                prop_assert_eq!(label(window.before, -1), group.key[1].as_str());
                prop_assert_ne!(label(window.before, 0), group.key[1].as_str());
                prop_assert_ne!(label(window.from, -1), group.key[1].as_str());
            }
            alone.iter_mut().for_each(|figure| figure.window = sundesk::metrics::Window::default());
            prop_assert_eq!((group.tickets, figures), (tickets.len() as u64, alone));
        }
    }

    #[test]
    fn what_is_taken_out_was_never_there(kept in tickets(), gone in tickets()) {
        let both: Vec<Ticket> = kept.iter().chain(&gone).copied().collect();
        let mut acc = counted(PeriodOf::Created, &both);
        acc.retract(&counted(PeriodOf::Created, &gone)).unwrap();
        prop_assert_eq!(acc.encode(), counted(PeriodOf::Created, &kept).encode());
        // More than there is cannot be taken out, and what fails changes nothing.
        let before = acc.encode();
        let more: Vec<Ticket> = kept.iter().chain(&[(0, None, Some(10), 0)]).copied().collect();
        prop_assert!(acc.retract(&counted(PeriodOf::Created, &more)).is_err());
        prop_assert_eq!(acc.encode(), before);
    }
}

#[test]
fn a_distribution_in_buckets_can_lose_nothing() {
    let specs: Vec<MetricSpec> = serde_json::from_value(json!([{"metric": "amount", "of": "v"}])).unwrap();
    let seen = |n: usize| {
        let rows: RowsDoc = serde_json::from_value(json!({"numbers": {"v": (0..n).collect::<Vec<_>>()}})).unwrap();
        let rows = rows.compile().unwrap();
        let mut acc = Accumulator::new(&specs).unwrap();
        acc.see(&rows.columns, [(Vec::new(), (0..u32::try_from(n).unwrap()).collect())], 0).unwrap();
        acc
    };
    let (mut exact, mut more, one) = (seen(MAX_EXACT_VALUES), seen(MAX_EXACT_VALUES + 1), seen(1));
    exact.retract(&one).unwrap();
    let e = more.retract(&one).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Incompatible);
    assert!(e.to_string().contains("count it again"), "{e}");
}

#[test]
fn what_was_kept_otherwise_is_refused() {
    let (created, resolved) = (counted(PeriodOf::Created, &[(0, Some(5), None, 0)]), counted(PeriodOf::Resolved, &[]));
    let mut plain = Accumulator::new(&specs()).unwrap();
    for e in [
        plain.merge(&created).unwrap_err(),
        plain.retract(&created).unwrap_err(),
        Accumulator::by_quarter_hour(&specs(), PeriodOf::Closed).unwrap().merge(&resolved).unwrap_err(),
        plain
            .by_period(
                PeriodRule::calendar(PeriodUnit::Day),
                &ZoneDb::bundled().zone("UTC").unwrap(),
                None,
                &View::default(),
            )
            .unwrap_err(),
    ] {
        assert_eq!(e.kind(), ErrorKind::Incompatible, "{e}");
        assert!(e.to_string().contains("quarter hour"), "{e}");
    }
    // Until 1972 Monrovia was 44 minutes and 30 seconds behind: its days began within a quarter hour of UTC.
    let mut columns = Columns::default();
    let mut facts = TicketFacts::default();
    facts.created = Some(parse_instant("1971-05-02T00:31:00Z").unwrap());
    columns.push(&facts, &[]);
    let specs: Vec<MetricSpec> = serde_json::from_value(json!(["volume"])).unwrap();
    let mut old = Accumulator::by_quarter_hour(&specs, PeriodOf::Created).unwrap();
    old.see(&columns, [(Vec::new(), vec![0])], 0).unwrap();
    let zone = ZoneDb::bundled().zone("Africa/Monrovia").unwrap();
    let e = old.by_period(PeriodRule::calendar(PeriodUnit::Day), &zone, None, &View::default()).unwrap_err();
    assert!(e.to_string().contains("1971-05-02T00:30:00Z"), "{e}");
}

fn ask(question: &Value) -> Result<Value, sundesk::Error> {
    let rosters = json!({"rosters": {"desk": {"timezone": "Europe/Berlin", "shifts": [
        {"id": "early", "start": "06:00", "end": "14:00"}, {"id": "late", "start": "14:00", "end": "22:00"}]},
        "odd": {"timezone": "UTC", "shifts": [{"id": "odd", "start": "06:10", "end": "14:10"}]}}});
    let library = Library::from_json(&rosters.to_string(), &ZoneDb::bundled()).unwrap();
    Ok(serde_json::to_value(library.ask(&Question::from_json(&question.to_string())?)?).unwrap())
}

#[test]
fn a_state_by_quarter_hours_is_read_by_day_and_by_shift() {
    let rows =
        |created: &[&str]| json!({"tickets": created.iter().map(|at| json!({"created": at})).collect::<Vec<_>>()});
    let monday = json!({"rows": rows(&["2026-03-30T04:00:00Z", "2026-03-30T12:00:00Z", "2026-03-30T22:30:00Z"])});
    let kept = ask(
        &json!({"ask": "measure", "metrics": ["volume"], "parts": [monday], "quarter_hours": true, "with_state": true}),
    )
    .unwrap();
    assert_eq!(kept["group_by"], json!(["quarter hour"]));
    assert_eq!(kept["groups"][1]["key"], json!(["2026-03-30T12:00:00Z"]));
    let state = json!({"state": kept["state"]});
    let told = |more: Value| -> Vec<String> {
        let mut question = json!({"ask": "measure", "metrics": ["volume"], "parts": [state]});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = ask(&question).unwrap();
        answer["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| format!("{} {}", g["key"][0].as_str().unwrap(), g["tickets"]))
            .collect()
    };
    let day = json!({"unit": "day"});
    assert_eq!(told(json!({"period": day})), ["2026-03-30 3"]);
    assert_eq!(told(json!({"period": day, "zone": "Europe/Berlin"})), ["2026-03-30 2", "2026-03-31 1"]);
    assert_eq!(told(json!({"period": {"unit": "shift"}, "roster": "desk"})), ["(no shift) 1", "early 1", "late 1"]);
    // A ticket that is to be forgotten.
    let gone = json!({"rows": rows(&["2026-03-30T12:00:00Z"]), "retract": true});
    assert_eq!(told(json!({"period": day, "parts": [state, gone]})), ["2026-03-30 2"]);
    for (more, says) in [
        (json!({"period": {"unit": "shift"}}), "roster"),
        (
            json!({"parts": [{"rows": rows(&["2026-03-30T06:05:00Z"])}], "period": {"unit": "shift"}, "roster": "odd"}),
            "2026-03-30T06:00:00Z",
        ),
        (json!({"period": day, "quarter_hours": false, "parts": []}), "quarter hour"),
        (json!({"parts": [state, gone, gone]}), "quarter hour"),
        (json!({"period": day, "parts": [state, gone, gone]}), "parts[2]"),
    ] {
        let mut question = json!({"ask": "measure", "metrics": ["volume"], "parts": [state]});
        question.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let e = ask(&question).unwrap_err();
        assert!(e.to_string().contains(says), "{more}: {e}");
    }
}
