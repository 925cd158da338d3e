//! Shift coverage: expansion, gaps, audits and staffing beside the libraries one would use, and beside fixed bars where none has it.

use crate::timing::{Line, median};
use serde_json::{Value, json};
use sundesk::coverage::staffing::{Goal, Workload, erlang_c_required};
use sundesk::coverage::suggest::{CoverNeed, PatternNeed, Shape, suggest_cover, suggest_patterns};
use sundesk::coverage::{Filter, Roster};
use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};

const RUNS: usize = 15;
const ZONES: [&str; 4] = ["Europe/Amsterdam", "America/Chicago", "Asia/Manila", "Australia/Hobart"];
const DAYS: [&[&str]; 4] =
    [&["mo", "tu", "we", "th", "fr"], &["sa", "su"], &["mo", "we", "fr"], &["tu", "th", "fr", "sa"]];
const WORDS: [(&str, &str); 7] =
    [("mo", "mon"), ("tu", "tue"), ("we", "wed"), ("th", "thu"), ("fr", "fri"), ("sa", "sat"), ("su", "sun")];

/// Twenty shifts of four hours; in weekly rules of RFC 5545 they say the same.
fn parts(i: usize) -> (&'static str, &'static [&'static str], usize) {
    (ZONES[i % 4], DAYS[i / 4 % 4], 6 + i % 5 * 3)
}

fn shifts(count: usize) -> Value {
    let shift = |i: usize| {
        let (zone, days, hour) = parts(i);
        let days: Vec<&str> = WORDS.iter().filter(|(short, _)| days.contains(short)).map(|(_, day)| *day).collect();
        json!({"id": format!("shift {i:03}"), "timezone": zone, "days": days, "start": format!("{hour:02}:00"),
            "end": format!("{:02}:00", hour + 4)})
    };
    json!({ "shifts": (0..count).map(shift).collect::<Vec<_>>() })
}

fn roster(doc: &Value, zones: &ZoneDb) -> Roster {
    Roster::from_json(&doc.to_string(), zones).expect("a roster")
}

fn at(text: &str) -> i64 {
    parse_instant(text).expect("an instant")
}

fn line(what: &str, ours: f64, peer: &str, theirs: f64, most: f64) -> Line {
    Line { what: what.to_owned(), ours, unit: "ns", peer: peer.to_owned(), theirs, bar: Some(most) }
}

pub fn lines(python: Option<&Value>) -> Vec<Line> {
    let zones = ZoneDb::bundled();
    let mut lines = Vec::new();
    expansion(&mut lines, &zones, python);
    rosters(&mut lines, &zones);
    staffing(&mut lines, &zones, python);
    lines
}

/// The starts of the same shifts by the crate `rrule`, in seconds.
fn by_rule(rules: &[rrule::RRuleSet]) -> Vec<i64> {
    rules.iter().flat_map(|rule| rule.into_iter().map(|start| start.timestamp())).collect()
}

fn expansion(lines: &mut Vec<Line>, zones: &ZoneDb, python: Option<&Value>) {
    let twenty = roster(&shifts(20), zones);
    let year = TimeSegment::new(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let rules: Vec<rrule::RRuleSet> = (0..20)
        .map(|i| {
            let (zone, days, hour) = parts(i);
            let days = days.join(",").to_uppercase();
            let text = format!(
                "DTSTART;TZID={zone}:20251229T{hour:02}0000\nRRULE:FREQ=WEEKLY;BYDAY={days};UNTIL=20270103T000000Z"
            );
            text.parse().expect("a rule")
        })
        .collect();
    let inside = |s: &i64| year.contains(*s * 1_000_000);
    let mut theirs: Vec<i64> = by_rule(&rules).into_iter().filter(inside).collect();
    let found = twenty.occurrences(year, &[]).expect("occurrences");
    let mut ours: Vec<i64> = found.occurrences.iter().map(|o| o.time.from.utc().timestamp()).filter(inside).collect();
    theirs.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, theirs, "both expand to the same shifts");
    let count = twenty.count_occurrences(year).expect("a count");
    let each = median(RUNS, count, || twenty.count_occurrences(year).expect("a count"));
    let rule = median(RUNS, theirs.len(), || by_rule(&rules));
    let what = "20 shifts over a year, each occurrence";
    lines.push(line(what, each, "the bar", 25.0, 1.0));
    lines.push(line(what, each, "rrule 0.14", rule, 0.2));
    let anybody = Filter::default();
    let pieces = twenty.cover(year, &anybody).expect("a cover").segments().count();
    let whole = median(RUNS, pieces, || twenty.gaps(year, &anybody).expect("gaps"));
    if let Some(p) = python {
        let of = |name: &str| p[name].as_f64().unwrap_or(f64::NAN);
        lines.push(line(what, each, "python-dateutil", of("dateutil"), 0.01));
        lines.push(line(
            "gaps with reasons, expansion included, a piece",
            whole,
            "portion, expanded",
            of("portion"),
            0.1,
        ));
    }
}

fn rosters(lines: &mut Vec<Line>, zones: &ZoneDb) {
    let year = TimeSegment::new(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let ring = roster(
        &json!({"shifts": [
            {"id": "mnl", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00"},
            {"id": "ams", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
            {"id": "lax", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"}]}),
        zones,
    );
    assert_eq!(ring.audit(2026).expect("an audit").days_with_gaps, 238);
    let many = roster(&shifts(200), zones);
    let anybody = Filter::default();
    let audit = median(RUNS, 1, || ring.audit(2026).expect("an audit"));
    let gaps = median(RUNS, 1, || many.gaps(year, &anybody).expect("gaps"));
    let instants: Vec<i64> = (0..8_000).map(|i| year.start + i * HOUR + 12_345).collect();
    let on = median(RUNS, instants.len(), || {
        instants.iter().map(|at| ring.on_us(*at, &anybody).expect("an answer").len()).sum::<usize>()
    });
    lines.push(line("year audit of three shifts", audit, "the bar", 60_000.0, 1.0));
    lines.push(line("1,000 schedules of three shifts audited", audit * 1e3, "the bar", 1.5e9, 1.0));
    lines.push(line("200 shifts over a year, gaps with reasons", gaps, "the bar", 8e6, 1.0));
    lines.push(line("who is on at an instant, three shifts", on, "the bar", 150.0, 1.0));
}

fn staffing(lines: &mut Vec<Line>, zones: &ZoneDb, python: Option<&Value>) {
    let calls = Workload { arrivals: 6_000.0, interval_s: 1_800.0, aht_s: 300.0 };
    let goal = Goal::new(0.8, 20.0);
    let required = median(RUNS, 100, || {
        (0..100).map(|_| erlang_c_required(std::hint::black_box(&calls), &goal).expect("agents").agents).sum::<u32>()
    });
    let what = "required agents at 1,000 erlangs";
    lines.push(line(what, required, "the bar", 1_000.0, 1.0));
    for (name, most) in [("pyworkforce", 0.01), ("call-center-tools", 0.1)] {
        if let Some(theirs) = python.and_then(|p| p[name].as_f64()) {
            lines.push(line(what, required, name, theirs, most));
        }
    }
    let need: Vec<u32> = (0..168_u32).map(|h| 2 + (h % 24) / 4 * u32::from(h % 24 < 20)).collect();
    let shapes = vec![Shape { slots: 8, cost: 1, starts: None }];
    let cover = CoverNeed { need: need.clone(), circular: true, shapes, seed: 0, rounds: None };
    let exact = median(RUNS, 1, || suggest_cover(&cover).expect("a cover"));
    lines.push(line("exact cover of 168 slots", exact, "the bar", 1e6, 1.0));
    let patterns = PatternNeed {
        from: "2026-01-05T00:00:00Z".to_owned(),
        need,
        shift_slots: 8,
        days_on: 5,
        rest_minutes: 660,
        sites: Vec::new(),
        inhumane_cost: 1,
        seed: 1,
        rounds: None,
    };
    let nobody = roster(&json!({"shifts": []}), zones);
    let found = suggest_patterns(&patterns, &nobody).expect("patterns");
    let weekly = median(5, 1, || suggest_patterns(&patterns, &nobody).expect("patterns"));
    lines.push(line("weekly patterns of 168 slots", weekly, "the bar", 3e8, 1.0));
    let (agents, least) = (found.agents as f64, found.lower_bound as f64);
    lines
        .push(Line { unit: "agents", ..line("their agents", agents, "the least possible, and one", least + 1.0, 1.0) });
}
