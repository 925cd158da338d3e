//! `coverage.json`: shifts, rotations, overrides and requirements, and what a roster of them answers.
//!
//! A case becomes questions to libraries of one roster, `{"asks": [{"library": {..}, "ask": {..}}]}`; an answer holds those of the library in order,
//! `{"answers": [{..}]}`. Judged are the keys that the case expects.

use super::Kind;
use super::coverage_judge::judge;
use crate::conformance::Verdict;
use crate::conformance::keys::{exactly, only, text};
use serde_json::{Map, Value, json};

/// The kind.
pub(crate) struct Coverage;

const SHIFT: [&str; 15] = [
    "id",
    "tz",
    "days",
    "start",
    "end",
    "duration_min",
    "people",
    "capacity",
    "skills",
    "languages",
    "channels",
    "team",
    "valid_from",
    "valid_to",
    "except_dates",
];
const REQUIREMENT: [&str; 9] = ["id", "tz", "days", "start", "end", "min", "skill", "language", "channel"];
const REGION: [&str; 7] = ["id", "tz", "share", "hourly", "day_factor", "language", "channel"];
const ROTATION: [&str; 13] = [
    "groups",
    "every",
    "unit",
    "start_local",
    "tz",
    "days",
    "start_date",
    "until_date",
    "horizon_days",
    "advance_unit",
    "advance_every",
    "shift_start",
    "week_start",
];
const FILTER: [&str; 4] = ["skill", "language", "channel", "team"];

/// The keys of each kind of case beside `id` and `kind`, and those it expects.
fn keys(kind: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match kind {
        "occurrences" => (&["shifts", "horizon", "policy", "policy_sensitive"], &["occurrences"]),
        "coverage" => (
            &["shifts", "horizon", "policy", "policy_sensitive"],
            &[
                "covered",
                "gaps",
                "overlaps",
                "covered_minutes",
                "gap_minutes",
                "overlap_minutes",
                "coverage_fraction",
                "max_depth",
                "min_depth",
                "depth",
            ],
        ),
        "filtered_coverage" => (
            &["shifts", "filter", "horizon", "policy", "policy_sensitive"],
            &["covered", "gaps", "covered_minutes", "gap_minutes"],
        ),
        "on_shift" | "next_change" => (&["shifts", "policy", "policy_sensitive"], &["queries"]),
        "time_off" => (&["shifts", "time_off", "horizon", "policy"], &["timeline", "gaps_caused_by_time_off"]),
        "requirement" => (
            &["shifts", "requirements", "horizon", "policy"],
            &["understaffed", "shortfall_person_minutes", "met_fraction"],
        ),
        "layers" => (&["assignments", "horizon"], &["timeline"]),
        "overrides" => (&["assignments", "overrides", "temporary_schedules", "horizon"], &["timeline"]),
        "rotation_handoffs" => (&["rotation", "window", "policy"], &["handoffs"]),
        "rotation_fairness" => (&["rotation"], &["calendar_day", "active_day"]),
        "rotation_participants" => (&["rotation"], &["by_date"]),
        "skill_matching" => {
            (&["agents", "need"], &["naive_counts", "naive_ok", "feasible", "unfilled", "tightest_skill_set"])
        }
        "seam_audit" => (
            &["shifts", "year", "policy"],
            &[
                "uncovered_minutes",
                "double_covered_minutes",
                "gap_count",
                "longest_gap_minutes",
                "first_gap",
                "last_gap",
                "seams",
                "transitions",
            ],
        ),
        "tzdb_sensitive" => (&["shifts", "local_date", "policy"], &["2025b", "2026e", "2026f"]),
        "demand_coverage" => {
            (&["shifts", "regions", "filter", "horizon"], &["share", "share_exact", "by_region", "by_region_exact"])
        }
        "handoff_plan" => (&["shifts", "min_overlap_minutes", "horizon"], &["handoffs", "violations"]),
        "min_shift_cover" => (
            &["need_per_slot", "slot_minutes", "shift_slots", "circular", "allowed_starts"],
            &["minimum_shifts", "lower_bound"],
        ),
        "ical_import" => (&["ics", "horizon"], &["wall", "rfc5545_exact", "wall_in_utc", "wall_in_asia_tokyo"]),
        "balance" => (&["events", "days"], &["hours", "balance", "overload_pct", "union_coverage_fraction"]),
        _ => return None,
    })
}

impl Kind for Coverage {
    fn name(&self) -> &'static str {
        "coverage"
    }

    fn recognises(&self, case: &Value) -> bool {
        case.get("kind").and_then(Value::as_str).is_some_and(|kind| keys(kind).is_some())
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let kind = text(case, "kind")?;
        let (inputs, expected) = keys(kind).ok_or_else(|| format!("unknown kind {kind:?}"))?;
        let known: Vec<&str> = ["id", "kind", "expect"].iter().chain(inputs).copied().collect();
        only(case, &known, "case")?;
        let expect = case.get("expect").ok_or("no `expect`")?;
        match kind {
            "tzdb_sensitive" => {}
            _ => exactly(expect, expected, "expect")?,
        }
        let parts: [(&str, &[&str]); 8] = [
            ("shifts", &SHIFT),
            ("requirements", &REQUIREMENT),
            ("regions", &REGION),
            ("events", &["users", "from", "to"]),
            ("assignments", &["user", "layer", "from", "to", "kind"]),
            ("overrides", &["add", "remove", "from", "to"]),
            ("temporary_schedules", &["from", "to", "shifts"]),
            ("time_off", &["person", "from_local", "to_local", "tz"]),
        ];
        for (name, keys) in parts {
            for (i, part) in list(case, name).iter().enumerate() {
                exactly(part, keys, &format!("{name}[{i}]"))?;
            }
        }
        for (name, keys) in [("horizon", &["from", "to"][..]), ("policy", &["gap", "fold"]), ("filter", &FILTER)] {
            case.get(name).map_or(Ok(()), |part| exactly(part, keys, name))?;
        }
        let rotation: Vec<&str> = ROTATION.iter().chain(&["shift_minutes"]).copied().collect();
        case.get("rotation").map_or(Ok(()), |part| exactly(part, &rotation, "rotation"))?;
        asks(case).map(|_| ())
    }

    fn way(&self) -> &'static str {
        "ask"
    }

    fn question(&self, case: &Value) -> Value {
        let library = |mut ask: Value| {
            let roster = ask.get_mut("roster").map(Value::take);
            json!({"library": {"rosters": {"r": roster}}, "ask": ask.get_mut("ask").map(Value::take)})
        };
        let asks: Vec<Value> = asks(case).unwrap_or_default().into_iter().map(library).collect();
        json!({ "asks": asks })
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        judge(case, answer)
    }
}

/// The list under a key; empty where there is none.
pub(super) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The questions that answer a case.
fn asks(case: &Value) -> Result<Vec<Value>, String> {
    let shifts = || roster(case, &["shifts", "time_off", "requirements"]);
    let over = |name: &str| {
        let mut ask = span(case, "horizon")?;
        ask.insert("ask".into(), name.into());
        Ok::<_, String>(ask)
    };
    let one = |roster: Value, ask: Map<String, Value>| json!({ "roster": roster, "ask": ask });
    Ok(match text(case, "kind")? {
        "occurrences" => vec![one(shifts(), over("occurrences")?)],
        "coverage" => vec![one(shifts(), over("timeline")?)],
        "filtered_coverage" => {
            let mut ask = over("timeline")?;
            ask.extend(case.get("filter").and_then(Value::as_object).cloned().unwrap_or_default());
            vec![one(shifts(), ask)]
        }
        kind @ ("on_shift" | "next_change") => {
            let name = if kind == "on_shift" { "on" } else { kind };
            let ask = |query: &Value| {
                let mut ask = query.as_object().cloned().unwrap_or_default();
                ask.remove("expect");
                ask.insert("ask".into(), name.into());
                one(shifts(), ask)
            };
            list(case.get("expect").ok_or("no `expect`")?, "queries").iter().map(ask).collect()
        }
        "time_off" => vec![one(shifts(), over("timeline")?), one(shifts(), over("gaps")?)],
        "requirement" => vec![one(shifts(), over("gaps")?)],
        "layers" | "overrides" => vec![one(fixed(case)?, over("timeline")?)],
        "rotation_handoffs" => vec![handoffs(case)?],
        "rotation_fairness" => fairness(case)?,
        "rotation_participants" => vec![participants(case)?],
        "skill_matching" => vec![skills(case)],
        "seam_audit" => vec![json!({ "roster": shifts(), "ask": {"ask": "audit", "year": case.get("year")} })],
        "demand_coverage" => {
            let mut ask = over("demand")?;
            ask.extend(case.get("filter").and_then(Value::as_object).cloned().unwrap_or_default());
            let mut roster = roster(case, &["shifts"]);
            set(&mut roster, "regions", regions(case));
            vec![one(roster, ask)]
        }
        "handoff_plan" => {
            let mut ask = over("handoffs")?;
            ask.extend(case.get("min_overlap_minutes").map(|m| ("min_overlap_minutes".to_owned(), m.clone())));
            vec![one(shifts(), ask)]
        }
        "min_shift_cover" => {
            let shape = json!({"slots": case.get("shift_slots"), "starts": case.get("allowed_starts")});
            let need = case.get("need_per_slot");
            let ask =
                json!({"ask": "suggest_cover", "need": need, "circular": case.get("circular"), "shapes": [shape]});
            vec![json!({"roster": {"shifts": []}, "ask": ask})]
        }
        "ical_import" => readings(case)?,
        "balance" => vec![balance(case)?],
        "tzdb_sensitive" => {
            let date = text(case, "local_date")?;
            let (from, to) = (around(date, -2)?, around(date, 3)?);
            vec![json!({ "roster": shifts(), "ask": {"ask": "occurrences", "from": from, "to": to} })]
        }
        other => return Err(format!("unknown kind {other:?}")),
    })
}

/// A roster of the parts of a case that have the same form in both.
fn roster(case: &Value, parts: &[&str]) -> Value {
    let mut roster = Map::new();
    for part in parts {
        roster.extend(case.get(*part).map(|list| ((*part).to_owned(), list.clone())));
    }
    roster.extend(case.get("policy").map(|policy| ("resolution".to_owned(), policy.clone())));
    roster.insert("timezone".into(), "UTC".into());
    Value::Object(roster)
}

/// An instant as RFC 3339 asks, which wants seconds.
fn instant(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.len() == 6 => match time.strip_suffix('Z') {
            Some(minute) => format!("{date}T{minute}:00Z"),
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

fn span(case: &Value, key: &str) -> Result<Map<String, Value>, String> {
    let of = case.get(key).ok_or_else(|| format!("no `{key}`"))?;
    let mut span = Map::new();
    for end in ["from", "to"] {
        span.insert(end.to_owned(), instant(text(of, end)?).into());
    }
    Ok(span)
}

/// A roster of duties at fixed instants.
fn fixed(case: &Value) -> Result<Value, String> {
    let spanned = |entry: &Value| -> Result<Map<String, Value>, String> {
        let mut made = entry.as_object().cloned().unwrap_or_default();
        for end in ["from", "to"] {
            made.insert(end.to_owned(), instant(text(entry, end)?).into());
        }
        Ok(made)
    };
    let (mut assignments, mut overrides, mut temporary) = (Vec::new(), Vec::new(), Vec::new());
    for entry in list(case, "assignments") {
        let mut made = spanned(entry)?;
        match made.remove("kind").as_ref().and_then(Value::as_str) {
            None | Some("shift") => assignments.push(Value::Object(made)),
            Some("override") => {
                overrides.push(json!({"only": [text(entry, "user")?], "from": made.get("from"), "to": made.get("to")}));
            }
            Some(other) => return Err(format!("unknown kind of assignment {other:?}")),
        }
    }
    for entry in list(case, "overrides") {
        overrides.push(Value::Object(spanned(entry)?));
    }
    for entry in list(case, "temporary_schedules") {
        let mut made = spanned(entry)?;
        let shifts =
            list(entry, "shifts").iter().map(|s| spanned(s).map(Value::Object)).collect::<Result<Vec<_>, _>>()?;
        made.insert("shifts".into(), shifts.into());
        temporary.push(Value::Object(made));
    }
    Ok(json!({"assignments": assignments, "overrides": overrides, "temporary": temporary}))
}

fn handoffs(case: &Value) -> Result<Value, String> {
    let of = case.get("rotation").ok_or("no `rotation`")?;
    let rotation = json!({
        "groups": [["A"], ["B"]], "start": of.get("start_local"), "timezone": of.get("tz"),
        "turn": {"every": of.get("every"), "unit": of.get("unit")},
    });
    let mut ask = span(case, "window")?;
    ask.extend([("ask".to_owned(), "turns".into()), ("rotation".to_owned(), "r".into())]);
    let mut roster = roster(case, &[]);
    set(&mut roster, "rotations", json!({ "r": rotation }));
    Ok(json!({ "roster": roster, "ask": ask }))
}

/// The same duty by turns of calendar days and by turns of active days.
fn fairness(case: &Value) -> Result<Vec<Value>, String> {
    let of = case.get("rotation").ok_or("no `rotation`")?;
    let (start, zone) = (text(of, "start_date")?, text(of, "tz")?);
    let days = of.get("horizon_days").and_then(Value::as_i64).ok_or("no `horizon_days`")?;
    let (from, to) = (midnight(start, 0, zone)?, midnight(start, days, zone)?);
    let ask = |unit: &str| {
        let rotation =
            json!({"groups": of.get("groups"), "start": start, "timezone": zone, "turn": {"every": 1, "unit": unit}});
        let shift = json!({"id": "duty", "timezone": zone, "days": of.get("days"), "start": "00:00", "end": "24:00", "rotation": "r"});
        let roster = json!({"rotations": {"r": rotation}, "shifts": [shift]});
        json!({"roster": roster, "ask": {"ask": "load", "from": from, "to": to}})
    };
    Ok(vec![ask("day"), ask("active_day")])
}

fn participants(case: &Value) -> Result<Value, String> {
    let of = case.get("rotation").ok_or("no `rotation`")?;
    let (start, until) = (text(of, "start_date")?, text(of, "until_date")?);
    let (unit, every) = (text(of, "advance_unit")?, of.get("advance_every").ok_or("no `advance_every`")?);
    let mut rotation = json!({
        "groups": of.get("groups"), "start": start, "timezone": of.get("tz"), "turn": {"every": every, "unit": unit},
    });
    if unit != "active_day" {
        set(&mut rotation, "align", "calendar".into());
        set(&mut rotation, "active", json!({"interval": every, "unit": unit}));
    }
    if let Some(week_start) = of.get("week_start") {
        set(&mut rotation, "week_start", week_start.clone());
    }
    let shift = json!({
        "id": "duty", "timezone": of.get("tz"), "days": of.get("days"), "start": of.get("shift_start"),
        "minutes": of.get("shift_minutes"), "rotation": "r", "valid_from": start, "valid_to": day(until, -1)?,
    });
    let roster = json!({"rotations": {"r": rotation}, "shifts": [shift]});
    Ok(json!({"roster": roster, "ask": {"ask": "occurrences", "from": around(start, -2)?, "to": around(until, 2)?}}))
}

/// Regions with the factors of weekdays as a list.
fn regions(case: &Value) -> Value {
    let list = list(case, "regions").iter().map(|region| {
        let mut region = region.clone();
        if let Some(factors) = region.get("day_factor").cloned() {
            let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
            set(&mut region, "day_factor", days.iter().map(|d| factors.get(*d).cloned().unwrap_or(json!(1))).collect());
        }
        region
    });
    list.collect()
}

/// The readings of an iCalendar file that the case expects, in the order of their names.
fn readings(case: &Value) -> Result<Vec<Value>, String> {
    let expected = case.get("expect").and_then(Value::as_object).ok_or("no `expect`")?;
    let one = |name: &String| {
        let (length, zone) = match name.as_str() {
            "wall" => ("wall", None),
            "rfc5545_exact" => ("exact", None),
            "wall_in_utc" => ("wall", Some("UTC")),
            "wall_in_asia_tokyo" => ("wall", Some("Asia/Tokyo")),
            other => return Err(format!("unknown reading {other:?}")),
        };
        let mut options = span(case, "horizon")?;
        options.insert("length".to_owned(), length.into());
        options.extend(zone.map(|zone| ("timezone".to_owned(), zone.into())));
        options.extend([("ask".to_owned(), "import_roster".into()), ("form".to_owned(), "ics".into())]);
        options.insert("text".to_owned(), text(case, "ics")?.into());
        Ok(json!({"roster": {"shifts": []}, "ask": options}))
    };
    expected.keys().map(one).collect()
}

/// A roster of events, over so many days from the midnight before the first.
fn balance(case: &Value) -> Result<Value, String> {
    let (mut assignments, mut first) = (Vec::new(), None::<String>);
    for event in list(case, "events") {
        let (from, to) = (instant(text(event, "from")?), instant(text(event, "to")?));
        for user in list(event, "users") {
            assignments.push(json!({"person": user, "from": from, "to": to}));
        }
        first = Some(first.map_or(from.clone(), |first| first.min(from)));
    }
    let date = first.as_deref().and_then(|f| f.split_once('T')).ok_or("no events")?.0.to_owned();
    let days = case.get("days").and_then(Value::as_i64).ok_or("no `days`")?;
    let ask = json!({"ask": "balance", "from": around(&date, 0)?, "to": around(&date, days)?});
    Ok(json!({"roster": {"assignments": assignments, "timezone": "UTC"}, "ask": ask}))
}

/// A roster of agents who are all on.
fn skills(case: &Value) -> Value {
    let (mut people, mut assignments) = (Map::new(), Vec::new());
    for (id, skills) in case.get("agents").and_then(Value::as_object).into_iter().flatten() {
        people.insert(id.clone(), json!({ "skills": skills }));
        assignments.push(json!({"person": id, "from": "2026-01-01T00:00:00Z", "to": "2026-01-02T00:00:00Z"}));
    }
    let ask = json!({"ask": "skills", "at": "2026-01-01T12:00:00Z", "need": case.get("need")});
    json!({"roster": {"people": people, "assignments": assignments}, "ask": ask})
}

/// A date so many days later.
fn day(date: &str, days: i64) -> Result<String, String> {
    let parsed: chrono::NaiveDate = date.parse().map_err(|e| format!("{date:?}: {e}"))?;
    Ok((parsed + chrono::TimeDelta::days(days)).to_string())
}

/// Midnight UTC so many days later.
fn around(date: &str, days: i64) -> Result<String, String> {
    day(date, days).map(|d| format!("{d}T00:00:00Z"))
}

/// Midnight of a zone so many days later.
fn midnight(date: &str, days: i64, zone: &str) -> Result<String, String> {
    use sundesk::time::{Resolution, ZoneDb, civil, format_instant};
    let zone = ZoneDb::bundled().zone(zone).map_err(|e| e.to_string())?;
    let date = civil::parse_date(&day(date, days)?).map_err(|e| e.to_string())?;
    Ok(format_instant(zone.resolve(civil::local_midnight(civil::day_number(date)), Resolution::default())))
}

/// Gives an object a field; anything else has none.
pub(super) fn set(of: &mut Value, field: &str, value: Value) {
    if let Some(fields) = of.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Value {
        json!({
            "id": "x", "kind": "next_change", "shifts": [{"id": "day", "tz": "UTC", "start": "09:00", "end": "17:00"}],
            "expect": {"queries": [{"at": "2026-05-06T06:30:00Z", "expect": {"at": "2026-05-06T09:00:00Z", "on": ["day"]}}]}
        })
    }

    #[test]
    fn a_case_is_asked_and_judged() {
        let case = case();
        assert_eq!(Coverage.check(&case), Ok(()));
        let asks = Coverage.question(&case);
        assert_eq!(asks["asks"][0]["ask"], json!({"ask": "next_change", "at": "2026-05-06T06:30:00Z"}));
        let answer = |at: &str| json!({"answers": [{"change": {"at": at, "on": ["day"], "leaving": []}}]});
        assert_eq!(Coverage.judge(&case, Ok(&answer("2026-05-06T11:00:00+02:00"))), Verdict::Right(None));
        assert!(matches!(Coverage.judge(&case, Ok(&answer("2026-05-06T10:00:00Z"))), Verdict::Wrong { .. }));
        assert!(matches!(Coverage.judge(&case, Err("no")), Verdict::Wrong { .. }));
    }

    #[test]
    fn what_nobody_reads_is_a_failure() {
        for (path, value) in
            [("/kind", json!("weather")), ("/shifts/0", json!({"id": "a", "colour": 1})), ("/expect", json!({"x": 1}))]
        {
            let mut case = case();
            *case.pointer_mut(path).unwrap() = value;
            assert!(Coverage.check(&case).is_err(), "{path}");
        }
    }

    #[test]
    fn an_instant_without_seconds_is_read() {
        assert_eq!(instant("2018-01-01T08:00Z"), "2018-01-01T08:00:00Z");
        assert_eq!(instant("2018-01-01T08:00:00Z"), "2018-01-01T08:00:00Z");
    }
}
