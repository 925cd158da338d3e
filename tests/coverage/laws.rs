//! Laws of rosters against a twin that steps through the minutes and knows nothing of offsets but the wall clock itself.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use sundesk::coverage::{Filter, Fix, Needed, Roster, RosterDoc, Seam};
use sundesk::time::{DAY, MINUTE, TimeSegment, Zone, ZoneDb, civil, format_instant, parse_instant};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const PEOPLE: [&str; 4] = ["ana", "ben", "cho", "dia"];

/// Every zone of the database whose clocks change between 2015 and 2035.
fn changing_zones() -> Vec<String> {
    let db = ZoneDb::bundled();
    let years = TimeSegment::new(
        parse_instant("2015-01-01T00:00:00Z").unwrap(),
        parse_instant("2035-01-01T00:00:00Z").unwrap(),
    );
    let changes = |name: &&str| db.zone(name).unwrap().transitions(years).next().is_some();
    db.names().filter(changes).map(str::to_owned).collect()
}

/// A shift: zone, weekdays, start and length in quarters of an hour, whether its length is real time, crew.
type ShiftPlan = (prop::sample::Index, u8, u32, u32, bool, Option<Vec<usize>>, u32);

fn shift() -> impl Strategy<Value = ShiftPlan> {
    (
        any::<prop::sample::Index>(),
        1..128_u8,
        0..96_u32,
        1..=96_u32,
        any::<bool>(),
        prop::option::of(prop::collection::btree_set(0..4_usize, 1..3).prop_map(|s| s.into_iter().collect())),
        0..2_u32,
    )
}

fn clock(quarters: u32) -> String {
    format!("{:02}:{:02}", quarters / 4, quarters % 4 * 15)
}

fn shift_doc(i: usize, plan: &ShiftPlan, zones: &[String], layered: bool) -> Value {
    let (zone, days, start, length, elapsed, people, layer) = plan;
    let days: Vec<&str> = DAYS.iter().enumerate().filter(|(d, _)| days >> d & 1 == 1).map(|(_, d)| *d).collect();
    let mut doc = json!({"id": format!("s{i}"), "timezone": zone.get(zones), "days": days, "start": clock(*start)});
    match elapsed {
        true => doc["minutes"] = json!(length * 15),
        false => doc["end"] = json!(clock((start + length) % 96)),
    }
    if let Some(people) = people {
        doc["people"] = people.iter().map(|p| PEOPLE[*p]).collect();
    }
    if layered {
        doc["layer"] = json!(layer);
    }
    doc
}

fn compile(doc: &Value) -> Roster {
    let doc: RosterDoc = serde_json::from_value(doc.clone()).unwrap();
    Roster::compile(&doc, &ZoneDb::bundled()).unwrap()
}

/// The first minute at which a zone's wall clock shows a reading or a later one: what "first instant after a gap, earlier of a fold" is.
fn first_showing(zone: &Zone, reading: i64) -> i64 {
    let mut at = reading - 2 * DAY;
    at -= at.rem_euclid(MINUTE);
    while zone.to_local(at) < reading {
        at += MINUTE;
    }
    at
}

/// The occurrences of a shift around an instant, by the minutes.
fn occurrences_by_minutes(plan: &ShiftPlan, zone: &Zone, around: i64) -> Vec<TimeSegment> {
    let (_, days, start, length, elapsed, ..) = plan;
    let today = civil::day_of(zone.to_local(around));
    let mut found = Vec::new();
    for day in today - 4..=today + 4 {
        let weekday = civil::weekday(day).num_days_from_monday();
        if days >> weekday & 1 == 0 {
            continue;
        }
        let reading = civil::local_midnight(day) + i64::from(*start) * 15 * MINUTE;
        let begin = first_showing(zone, reading);
        let span = i64::from(*length) * 15 * MINUTE;
        let end = if *elapsed { begin + span } else { first_showing(zone, reading + span) };
        found.push(TimeSegment::new(begin, end));
    }
    found
}

fn zone_of<'a>(plan: &ShiftPlan, zones: &'a [String]) -> &'a str {
    plan.0.get(zones).as_str()
}

/// A change of the clocks in the zone of the first shift.
fn change_of(zones: &[String], plan: &ShiftPlan, which: prop::sample::Index) -> i64 {
    let zone = ZoneDb::bundled().zone(zone_of(plan, zones)).unwrap();
    let years = TimeSegment::new(
        parse_instant("2015-01-01T00:00:00Z").unwrap(),
        parse_instant("2035-01-01T00:00:00Z").unwrap(),
    );
    let changes: Vec<i64> = zone.transitions(years).map(|t| t.at).collect();
    *which.get(&changes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// The point view and the interval view are the minutes one by one, on each side of a change of the clocks.
    #[test]
    fn both_views_are_the_minutes_of_change_days(plans in prop::collection::vec(shift(), 1..5), which in any::<prop::sample::Index>(),
            away in prop::option::of((0..4_usize, -30..20_i64, 1..30_i64))) {
        let zones = changing_zones();
        let change = change_of(&zones, &plans[0], which);
        let shifts: Vec<Value> = plans.iter().enumerate().map(|(i, p)| shift_doc(i, p, &zones, false)).collect();
        let mut doc = json!({"shifts": shifts});
        let off = away.map(|(p, from, hours)| (PEOPLE[p], TimeSegment::new(change + from * 60 * MINUTE, change + (from + hours) * 60 * MINUTE)));
        if let Some((person, time)) = off {
            doc["time_off"] = json!([{"person": person, "from": format_instant(time.start), "to": format_instant(time.end)}]);
        }
        let roster = compile(&doc);
        let db = ZoneDb::bundled();
        let by_minutes: Vec<Vec<TimeSegment>> =
            plans.iter().map(|p| occurrences_by_minutes(p, &db.zone(zone_of(p, &zones)).unwrap(), change)).collect();
        let range = TimeSegment::new(change - 26 * 60 * MINUTE, change + 26 * 60 * MINUTE);
        let cover = roster.cover(range, &Filter::default()).unwrap();
        for at in (range.start..range.end).step_by(60_000_000) {
            let mut expected = BTreeSet::new();
            for (i, (plan, times)) in plans.iter().zip(&by_minutes).enumerate() {
                if !times.iter().any(|t| t.contains(at)) {
                    continue;
                }
                match &plan.5 {
                    None => { expected.insert(format!("s{i}")); }
                    Some(people) => expected.extend(people.iter().map(|p| PEOPLE[*p].to_owned())
                        .filter(|p| !off.is_some_and(|(name, time)| name == p && time.contains(at)))),
                }
            }
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            prop_assert_eq!(&roster.on_us(at, &Filter::default()).unwrap(), &expected, "the point at {}", format_instant(at));
            prop_assert_eq!(&cover.on_us(at).unwrap(), &expected, "the interval at {}", format_instant(at));
        }
    }

    /// Whatever a roster holds, both views are the same.
    #[test]
    fn both_views_agree_with_layers_overrides_rotations_and_temporary_schedules(
            plans in prop::collection::vec(shift(), 1..5), which in any::<prop::sample::Index>(),
            spans in prop::collection::vec((0..6_u8, 0..4_usize, 0..4_usize, -40..30_i64, 1..30_i64), 0..6),
            turn in (1..3_u32, 0..6_usize), union in any::<bool>()) {
        let zones = changing_zones();
        let change = change_of(&zones, &plans[0], which);
        let mut shifts: Vec<Value> = plans.iter().enumerate().map(|(i, p)| shift_doc(i, p, &zones, true)).collect();
        let unit = ["hour", "day", "week", "month", "active_day", "occurrence"][turn.1];
        shifts[0].as_object_mut().unwrap().remove("people");
        shifts[0]["rotation"] = json!("r");
        let zone = shifts[0]["timezone"].clone();
        shifts.iter_mut().for_each(|s| s["team"] = json!("t"));
        let start = &format_instant(change - 9 * DAY)[..10];
        let mut doc = json!({"shifts": shifts, "teams": {"t": {"layers": if union { "union" } else { "highest_wins" }}},
            "rotations": {"r": {"groups": ["ana", ["ben", "cho"], "dia"], "start": start, "timezone": zone, "turn": {"every": turn.0, "unit": unit}}}});
        let (mut overrides, mut temporary, mut off, mut fixed) = (vec![], vec![], vec![], vec![]);
        for (kind, a, b, from, hours) in spans {
            let (from, to) = (format_instant(change + from * 60 * MINUTE), format_instant(change + (from + hours) * 60 * MINUTE));
            let (a, b) = (PEOPLE[a], PEOPLE[b]);
            match kind {
                0 => overrides.push(json!({"add": a, "from": from, "to": to})),
                1 => overrides.push(json!({"remove": a, "from": from, "to": to})),
                2 => overrides.push(json!({"remove": a, "add": b, "from": from, "to": to})),
                3 => overrides.push(json!({"only": [a], "from": from, "to": to})),
                4 => temporary.push(json!({"from": from, "to": to, "shifts": [{"person": a, "from": from, "to": to}]})),
                _ => {
                    off.push(json!({"person": a, "from": from, "to": to}));
                    fixed.push(json!({"person": b, "from": from, "to": to, "team": "t", "layer": 1}));
                }
            }
        }
        doc["overrides"] = overrides.into();
        doc["temporary"] = temporary.into();
        doc["time_off"] = off.into();
        doc["assignments"] = fixed.into();
        let roster = compile(&doc);
        let range = TimeSegment::new(change - 30 * 60 * MINUTE, change + 30 * 60 * MINUTE);
        let cover = roster.cover(range, &Filter::default()).unwrap();
        for at in (range.start..range.end).step_by(300_000_000) {
            prop_assert_eq!(cover.on_us(at).unwrap(), roster.on_us(at, &Filter::default()).unwrap(), "{}", format_instant(at));
        }
        // What changes next is where the line changes next.
        let here = change - 29 * 60 * MINUTE;
        let next = roster.next_change_us(here, &Filter::default()).unwrap();
        let names = |at: i64| cover.on_us(at).unwrap();
        let minutes = (here..range.end).step_by(60_000_000).find(|at| names(*at) != names(here));
        if let Some(minutes) = minutes {
            prop_assert_eq!(next.map(|c| c.at.micros()), Some(minutes));
        }
        // A line cut in two is the line.
        let middle = change - change.rem_euclid(MINUTE);
        let halves = [TimeSegment::new(range.start, middle), TimeSegment::new(middle, range.end)];
        let halves: i64 = halves.iter().map(|h| roster.cover(*h, &Filter::default()).unwrap().report().covered_minutes.0).sum();
        prop_assert_eq!(cover.report().covered_minutes.0, halves);
    }

    /// The reasons of a gap, one after the other, are the gap; the gaps are the uncovered time.
    #[test]
    fn reasons_add_up_to_gaps(plans in prop::collection::vec(shift(), 1..4), which in any::<prop::sample::Index>(),
            away in (0..4_usize, -30..20_i64, 1..60_i64)) {
        let zones = changing_zones();
        let change = change_of(&zones, &plans[0], which);
        let mut shifts: Vec<Value> = plans.iter().enumerate().map(|(i, p)| shift_doc(i, p, &zones, false)).collect();
        shifts[0]["valid_to"] = json!(&format_instant(change + DAY)[..10]);
        let off = json!([{"person": PEOPLE[away.0], "from": format_instant(change + away.1 * 60 * MINUTE),
            "to": format_instant(change + (away.1 + away.2) * 60 * MINUTE)}]);
        let roster = compile(&json!({"shifts": shifts, "time_off": off}));
        let range = TimeSegment::new(change - 5 * DAY, change + 5 * DAY);
        let report = roster.gaps(range, &Filter::default()).unwrap();
        let cover = roster.cover(range, &Filter::default()).unwrap().report();
        prop_assert_eq!(report.gaps.iter().map(|g| (g.time.from, g.time.to)).collect::<Vec<_>>(),
            cover.gaps.iter().map(|g| (g.from, g.to)).collect::<Vec<_>>());
        for gap in &report.gaps {
            let mut at = gap.time.from;
            for piece in &gap.reasons {
                prop_assert_eq!(piece.time.from, at);
                at = piece.time.to;
            }
            prop_assert_eq!(at, gap.time.to);
        }
        prop_assert_eq!(report.gap_minutes, cover.gap_minutes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A proposed edit, made in the document, leaves its seam without a minute at which nobody is on, all year.
    #[test]
    fn proposed_edits_close_their_seams(zones in prop::array::uniform3(any::<prop::sample::Index>()), start in 0..96_u32,
            year in 2016..2034_i32, short in prop::array::uniform3(0..3_u32)) {
        let names = changing_zones();
        let db = ZoneDb::bundled();
        let winter = parse_instant(&format!("{year}-01-10T00:00:00Z")).unwrap();
        // Three shifts that follow each other in January, give or take half an hour.
        let shifts: Vec<Value> = zones.iter().zip(short).enumerate().map(|(i, (zone, short))| {
            let zone = zone.get(&names);
            let offset = db.zone(zone).unwrap().offset_at(winter) / 900;
            let local = (i64::from(start) + 32 * i64::try_from(i).unwrap() + i64::from(offset)).rem_euclid(96);
            let local = u32::try_from(local).unwrap();
            json!({"id": format!("s{i}"), "timezone": zone, "start": clock(local), "end": clock((local + 32 - short) % 96)})
        }).collect();
        let mut doc = json!({ "shifts": shifts });
        let audit = compile(&doc).audit(year).unwrap();
        for (i, seam) in audit.seams.iter().enumerate() {
            let open = |seam: &Seam| seam.regimes.iter().map(|r| r.uncovered_minutes.0).sum::<i64>();
            let worst = open(seam);
            let before = doc.clone();
            match &seam.fix {
                None => { prop_assert_eq!(worst, 0); continue; }
                Some(Fix::EndLater { becomes, .. }) => doc["shifts"][i]["end"] = json!(becomes),
                Some(Fix::StartEarlier { becomes, .. }) => doc["shifts"][(i + 1) % 3]["start"] = json!(becomes),
                Some(_) => continue,
            }
            let after = compile(&doc).audit(year).unwrap();
            let left = open(&after.seams[i]);
            prop_assert!(worst > 0 && left == 0, "{} left of {} by {:?}", left, worst, seam.fix);
            doc = before;
        }
    }

    /// Hall's theorem agrees with trying out who serves what.
    #[test]
    fn matching_agrees_with_trying_out(agents in prop::collection::vec(0..8_u8, 0..6), need in prop::array::uniform3(0..4_u32)) {
        const SKILLS: [&str; 3] = ["billing", "sales", "tech"];
        let mut people = serde_json::Map::new();
        let mut duties = Vec::new();
        for (i, can) in agents.iter().enumerate() {
            let skills: Vec<&str> = SKILLS.iter().enumerate().filter(|(s, _)| can >> s & 1 == 1).map(|(_, s)| *s).collect();
            people.insert(format!("a{i}"), json!({ "skills": skills }));
            duties.push(json!({"person": format!("a{i}"), "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}));
        }
        let roster = compile(&json!({"people": people, "assignments": duties}));
        let needed = Needed { skills: SKILLS.iter().zip(need).map(|(s, n)| ((*s).to_owned(), n)).collect(), ..Needed::default() };
        let answer = serde_json::to_value(roster.skills_us(parse_instant("2026-01-01T12:00:00Z").unwrap(), &needed).unwrap()).unwrap();
        let most = best(&agents, need);
        prop_assert_eq!(&answer["unfilled"], &json!(need.iter().sum::<u32>() - most));
        prop_assert_eq!(answer["feasible"].as_bool().unwrap(), most == need.iter().sum::<u32>());
    }
}

/// The most contacts that agents can serve, each trying every need that is left.
fn best(agents: &[u8], need: [u32; 3]) -> u32 {
    let Some((can, others)) = agents.split_first() else { return 0 };
    let mut most = best(others, need);
    for skill in 0..3 {
        if can >> skill & 1 == 1 && need[skill] > 0 {
            let mut left = need;
            left[skill] -= 1;
            most = most.max(1 + best(others, left));
        }
    }
    most
}
