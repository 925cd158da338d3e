//! A schedule of PagerDuty, as its REST API gives it (`GET /schedules/{id}`).

use super::ImportedRoster;
use super::layer::{Layer, left_out};
use super::people::{Names, User};
use crate::coverage::document::{OverrideDoc, RosterDoc, TeamDoc};
use crate::document::{MAX_DOCUMENT_BYTES, read_json};
use crate::error::{Error, Result};
use crate::time::civil::TimeOfDay;
use crate::time::{SECOND, ZoneDb, parse_instant};
use serde_json::Value;

/// Reads a schedule of PagerDuty: `{"schedule": {"time_zone", "schedule_layers": [{"start", "end", "rotation_virtual_start",
/// "rotation_turn_length_seconds", "users", "restrictions"}], "overrides_subschedule"}}`, or the schedule alone.
///
/// Each layer becomes a rotation with shifts, cut where turns change hands, and a station of the ring. The list is read as `GET` gives it, the layer that wins first; a
/// body written for `PUT` has them the other way round and nothing in it says so. The highest with anybody hides those below. Turns change at
/// the same time of day all year; PagerDuty counts seconds. Overrides become `only` in their time. Left out, and named: turns that are neither
/// whole days nor hours that divide a day, restrictions that cannot be read (and the layer, where none can). A user without a name or id keeps the turn, which nobody has then, and is
/// named. Users of one name are told apart by their ids.
///
/// Source: <https://developer.pagerduty.com/api-reference/>, "Get a schedule".
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no such schedule,
/// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone).
pub fn pagerduty(text: &str, zones: &ZoneDb) -> Result<ImportedRoster> {
    let file = read_json(text, "PagerDuty schedule", MAX_DOCUMENT_BYTES)?;
    let schedule = file.get("schedule").unwrap_or(&file);
    let layers = schedule.get("schedule_layers").and_then(Value::as_array);
    let layers =
        layers.ok_or_else(|| Error::invalid("schedule_layers", "", "a schedule of PagerDuty with its layers"))?;
    let zone_name = schedule.get("time_zone").and_then(Value::as_str).unwrap_or("UTC");
    let zone = zones.zone(zone_name).map_err(|e| e.at("time_zone"))?;
    let name = schedule.get("name").or_else(|| schedule.get("summary")).and_then(Value::as_str).unwrap_or_default();
    let mut roster = RosterDoc { name: name.to_owned(), timezone: Some(zone_name.to_owned()), ..RosterDoc::default() };
    roster.teams.insert(team().to_owned(), TeamDoc::default());
    let overrides = schedule.pointer("/overrides_subschedule/rendered_schedule_entries").and_then(Value::as_array);
    let overrides = || overrides.into_iter().flatten();
    let of_override = |entry: &Value| entry.get("user").and_then(user);
    let names = Names::of(layers.iter().flat_map(users).filter_map(user).chain(overrides().filter_map(of_override)));
    let mut lost = Vec::new();
    for (i, of) in layers.iter().enumerate() {
        let path = format!("schedule_layers[{i}]");
        let at = |key: &str| {
            of.get(key)
                .and_then(Value::as_str)
                .map(parse_instant)
                .transpose()
                .map_err(|e| e.at(&format!("{path}.{key}")))
        };
        let from = at("start")?;
        let turns_from = at("rotation_virtual_start")?.or(from);
        let expected = || Error::invalid(format!("{path}.start"), "", "when the layer starts");
        let (turns_from, from) = (turns_from.ok_or_else(expected)?, from.or(turns_from).ok_or_else(expected)?);
        let mut windows = Vec::new();
        for (k, restriction) in of.get("restrictions").and_then(Value::as_array).into_iter().flatten().enumerate() {
            match window(restriction) {
                Some(found) => windows.extend(found),
                None => lost.push(left_out(
                    &format!("{path}.restrictions[{k}]"),
                    restriction,
                    "a daily or weekly restriction",
                )),
            }
        }
        let restricted = of.get("restrictions").and_then(Value::as_array).is_some_and(|list| !list.is_empty());
        if restricted && windows.is_empty() {
            continue; // without its restrictions it would cover hours that it does not
        }
        let turns = users(of).enumerate().map(|(k, one)| {
            let who = user(one).map(|user| names.name(&user));
            if who.is_none() {
                let expected = "a user with a summary, name or id: nobody has the turn";
                lost.push(left_out(&format!("{path}.users[{k}]"), one, expected));
            }
            who
        });
        let people = turns.collect();
        let layer = Layer {
            id: id(of, i),
            zone: zone.clone(),
            turns_from,
            turn: of.get("rotation_turn_length_seconds").and_then(Value::as_i64).unwrap_or(0),
            people,
            from,
            to: at("end")?,
            windows,
            rank: u32::try_from(layers.len() - 1 - i).unwrap_or(0),
            team: Some(team().to_owned()),
        };
        layer.add(&path, &mut roster, &mut lost);
    }
    for (i, entry) in overrides().enumerate() {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        match (text("start"), text("end"), of_override(entry)) {
            (Some(from), Some(to), Some(person)) => {
                roster.overrides.push(OverrideDoc {
                    from,
                    to,
                    team: Some(team().to_owned()),
                    only: vec![names.name(&person)],
                    ..OverrideDoc::default()
                });
            }
            _ => lost.push(left_out(
                &format!("overrides_subschedule.rendered_schedule_entries[{i}]"),
                entry,
                "start, end and user",
            )),
        }
    }
    Ok(ImportedRoster { roster, left_out: lost })
}

/// One team, so that layers hide each other.
const fn team() -> &'static str {
    "on call"
}

fn id(of: &Value, i: usize) -> String {
    let name = of.get("name").or_else(|| of.get("summary")).or_else(|| of.get("id")).and_then(Value::as_str);
    name.filter(|n| !n.trim().is_empty())
        .map_or_else(|| format!("layer {}", i + 1), |n| format!("{} ({})", n.trim(), i + 1))
}

fn users(layer: &Value) -> impl Iterator<Item = &Value> {
    layer.get("users").and_then(Value::as_array).into_iter().flatten()
}

/// The user of an entry; those of a layer may stand without the `user` around them.
fn user(entry: &Value) -> Option<User> {
    User::of(entry.get("user").unwrap_or(entry), &["summary", "name"])
}

/// The windows of a restriction in seconds of the week.
fn window(of: &Value) -> Option<Vec<(i64, i64)>> {
    let text = of.get("start_time_of_day")?.as_str()?.trim_end_matches('Z');
    let start = text.parse::<TimeOfDay>().ok()?.micros() / SECOND;
    let length = of.get("duration_seconds")?.as_i64().filter(|s| *s > 0)?;
    match of.get("type")?.as_str()? {
        "daily_restriction" if length <= 86_400 => {
            Some((0..7).map(|day| (day * 86_400 + start, day * 86_400 + start + length)).collect())
        }
        "weekly_restriction" if length <= 7 * 86_400 => {
            let day = of.get("start_day_of_week")?.as_i64().filter(|d| (1..=7).contains(d))? - 1;
            Some(vec![(day * 86_400 + start, day * 86_400 + start + length)])
        }
        _ => None,
    }
}
