//! A schedule of Opsgenie, as its API gives it (`GET /v2/schedules/{id}?expand=rotation`).

use super::ImportedRoster;
use super::layer::{Layer, left_out};
use super::people::{Names, User};
use crate::coverage::document::{LayerMode, RosterDoc, TeamDoc};
use crate::document::{MAX_DOCUMENT_BYTES, read_json};
use crate::error::{Error, Result};
use crate::time::{ZoneDb, parse_instant};
use serde_json::Value;

/// Reads a schedule of Opsgenie with its rotations: `{"data": {"name", "timezone", "rotations": [{"name", "startDate", "endDate", "type",
/// "length", "participants", "timeRestriction"}]}}`, or what stands under `data`.
///
/// Each rotation becomes one here with shifts, cut where turns change hands, and a station of the ring; all rotations are on together. Turns change at
/// the same time of day all year. A participant who is no user (`none`, a team, an escalation) keeps the turn, which nobody has then, and is named. Left
/// out, and named: turns of hours that do not divide a day, restrictions that cannot be read. Users of one name are told apart by their ids.
///
/// Source: <https://docs.opsgenie.com/docs/schedule-api>; the product ends in 2027.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no such schedule,
/// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone).
pub fn opsgenie(text: &str, zones: &ZoneDb) -> Result<ImportedRoster> {
    let file = read_json(text, "Opsgenie schedule", MAX_DOCUMENT_BYTES)?;
    let schedule = file.get("data").unwrap_or(&file);
    let rotations = schedule.get("rotations").and_then(Value::as_array);
    let rotations =
        rotations.ok_or_else(|| Error::invalid("rotations", "", "a schedule of Opsgenie with its rotations"))?;
    let zone_name = schedule.get("timezone").and_then(Value::as_str).unwrap_or("UTC");
    let zone = zones.zone(zone_name).map_err(|e| e.at("timezone"))?;
    let name = schedule.get("name").and_then(Value::as_str).unwrap_or_default();
    let mut roster = RosterDoc { name: name.to_owned(), timezone: Some(zone_name.to_owned()), ..RosterDoc::default() };
    roster.teams.insert("on call".to_owned(), TeamDoc { layers: LayerMode::Union, ..TeamDoc::default() });
    let mut lost = Vec::new();
    let names = Names::of(rotations.iter().flat_map(participants).filter_map(user));
    for (i, of) in rotations.iter().enumerate() {
        let path = format!("rotations[{i}]");
        let at = |key: &str| {
            of.get(key)
                .and_then(Value::as_str)
                .map(parse_instant)
                .transpose()
                .map_err(|e| e.at(&format!("{path}.{key}")))
        };
        let from = at("startDate")?
            .ok_or_else(|| Error::invalid(format!("{path}.startDate"), "", "when the rotation starts"))?;
        let length = of.get("length").and_then(Value::as_i64).unwrap_or(1);
        let unit = match of.get("type").and_then(Value::as_str) {
            Some("hourly") => 3_600,
            Some("daily") => 86_400,
            Some("weekly") => 604_800,
            other => {
                lost.push(left_out(&path, other.unwrap_or_default(), "a rotation of type hourly, daily or weekly"));
                continue;
            }
        };
        let turns = participants(of).enumerate().map(|(k, one)| {
            let who = user(one).map(|user| names.name(&user));
            if who.is_none() {
                lost.push(left_out(&format!("{path}.participants[{k}]"), one, "a user: nobody has the turn"));
            }
            who
        });
        let people = turns.collect();
        let windows = match of.get("timeRestriction").filter(|r| !r.is_null()) {
            None => Vec::new(),
            Some(restriction) => match windows(restriction) {
                Some(found) => found,
                None => {
                    lost.push(left_out(
                        &format!("{path}.timeRestriction"),
                        restriction,
                        "time-of-day or weekday-and-time-of-day",
                    ));
                    continue;
                }
            },
        };
        let id = of.get("name").and_then(Value::as_str).filter(|n| !n.trim().is_empty());
        let id = id.map_or_else(|| format!("rotation {}", i + 1), |n| format!("{} ({})", n.trim(), i + 1));
        let turn = length.saturating_mul(unit);
        let layer = Layer {
            id,
            zone: zone.clone(),
            turns_from: from,
            turn,
            people,
            from,
            to: at("endDate")?,
            windows,
            rank: 0,
            team: Some("on call".to_owned()),
        };
        layer.add(&path, &mut roster, &mut lost);
    }
    Ok(ImportedRoster { roster, left_out: lost })
}

fn participants(rotation: &Value) -> impl Iterator<Item = &Value> {
    rotation.get("participants").and_then(Value::as_array).into_iter().flatten()
}

fn user(participant: &Value) -> Option<User> {
    let is_user = participant.get("type").and_then(Value::as_str) == Some("user");
    is_user.then(|| User::of(participant, &["username", "name"])).flatten()
}

/// The windows of a restriction in seconds of the week.
fn windows(of: &Value) -> Option<Vec<(i64, i64)>> {
    let time = |of: &Value, hour: &str, minute: &str| {
        let (hours, minutes) = (of.get(hour)?.as_i64()?, of.get(minute).and_then(Value::as_i64).unwrap_or(0));
        ((0..=24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 3_600 + minutes * 60)
    };
    match of.get("type")?.as_str()? {
        "time-of-day" => {
            let one = of.get("restriction")?;
            let (start, mut end) = (time(one, "startHour", "startMin")?, time(one, "endHour", "endMin")?);
            end += if end <= start { 86_400 } else { 0 };
            Some((0..7).map(|day| (day * 86_400 + start, day * 86_400 + end)).collect())
        }
        "weekday-and-time-of-day" => {
            let one = |one: &Value| {
                let day = |key: &str| {
                    let name = one.get(key)?.as_str()?.to_ascii_lowercase();
                    let place = crate::calendar::WEEKDAYS.iter().position(|d| name.starts_with(d))?;
                    i64::try_from(place).ok()
                };
                let start = day("startDay")? * 86_400 + time(one, "startHour", "startMin")?;
                let end = day("endDay")? * 86_400 + time(one, "endHour", "endMin")?;
                Some((start, if end <= start { end + 7 * 86_400 } else { end }))
            };
            of.get("restrictions")?.as_array()?.iter().map(one).collect()
        }
        _ => None,
    }
}
