//! When an answer to a case of `coverage.json` is right.

use super::coverage::{list, set};
use crate::conformance::Verdict;
use crate::conformance::keys::{micros, text};
use serde_json::{Map, Value, json};

pub(super) fn judge(case: &Value, answer: Result<&Value, &str>) -> Verdict {
    let expected = case.get("expect").cloned().unwrap_or_default();
    let wrong = |got: String| Verdict::Wrong { got, expected: expected.to_string() };
    let answers = match answer {
        Ok(answer) => list(answer, "answers"),
        Err(fault) => return wrong(format!("error: {fault}")),
    };
    match found(case, answers) {
        Err(fault) => wrong(format!("unreadable: {fault}")),
        Ok(Found::Release(got, known)) => match known {
            Some(release) => Verdict::Right(Some(format!("by the zone rules {release}"))),
            None => wrong(got.to_string()),
        },
        Ok(Found::Same(got)) => match difference(&somebody(&got), &somebody(&expected), "") {
            None => Verdict::Right(None),
            Some((path, got, expected)) => {
                Verdict::Wrong { got: format!("{path} {got}"), expected: format!("{path} {expected}") }
            }
        },
    }
}

/// The same with the pieces of its timeline on which somebody is: cases differ in whether they list the others, which are what is left.
fn somebody(value: &Value) -> Value {
    let mut value = value.clone();
    if let Some(pieces) = value.get_mut("timeline").and_then(Value::as_array_mut) {
        pieces.retain(|p| !list(p, "on").is_empty());
    }
    value
}

enum Found {
    /// In the form of `expect`.
    Same(Value),
    /// By zone rules; the release whose expectation it is.
    Release(Value, Option<String>),
}

/// The answers in the form in which the case expects them.
fn found(case: &Value, answers: &[Value]) -> Result<Found, String> {
    let first = answers.first().ok_or("no answer")?;
    let part = |key: &str| first.get(key).cloned().unwrap_or_default();
    Ok(Found::Same(match text(case, "kind")? {
        "coverage" | "filtered_coverage" => {
            let mut report = first.clone();
            set(&mut report, "depth", part("segments"));
            report
        }
        "layers" | "overrides" => json!({ "timeline": part("segments") }),
        "time_off" => {
            let gaps = answers.get(1).ok_or("no second answer")?;
            json!({ "timeline": part("segments"), "gaps_caused_by_time_off": by_reason(gaps, "time_off")? })
        }
        "on_shift" => json!({ "queries": answers.iter().map(|a| json!({"expect": a.get("on")})).collect::<Vec<_>>() }),
        "next_change" => {
            json!({ "queries": answers.iter().map(|a| json!({"expect": a.get("change")})).collect::<Vec<_>>() })
        }
        "requirement" => {
            let mut report = first.clone();
            set(&mut report, "understaffed", part("gaps"));
            report
        }
        "rotation_handoffs" => {
            json!({ "handoffs": list(first, "turns").iter().map(|t| t.get("at")).collect::<Vec<_>>() })
        }
        "rotation_fairness" => {
            json!({ "calendar_day": counts(first), "active_day": counts(answers.get(1).ok_or("no second answer")?) })
        }
        "rotation_participants" => {
            let dates = list(first, "occurrences")
                .iter()
                .map(|o| Ok((text(o, "local_date")?.to_owned(), json!(list(o, "people")))));
            json!({ "by_date": dates.collect::<Result<Map<String, Value>, String>>()? })
        }
        "skill_matching" => json!({
            "naive_counts": part("counts"), "naive_ok": part("enough_by_count"), "feasible": part("feasible"),
            "unfilled": part("unfilled"), "tightest_skill_set": part("tightest"),
        }),
        "seam_audit" => audit(first),
        "ical_import" => {
            let names = case.get("expect").and_then(Value::as_object).into_iter().flat_map(Map::keys).cloned();
            let times = |answer: &Value| {
                let duties = answer.pointer("/roster/assignments").cloned().unwrap_or_default();
                duties.as_array().into_iter().flatten().map(|d| json!([d.get("from"), d.get("to")])).collect::<Value>()
            };
            Value::Object(names.zip(answers.iter().map(times)).collect())
        }
        "min_shift_cover" => json!({"minimum_shifts": part("total"), "lower_bound": part("lower_bound")}),
        "tzdb_sensitive" => return release(case, first),
        _ => first.clone(),
    }))
}

/// The pieces of gaps with a reason, those that touch as one.
fn by_reason(gaps: &Value, reason: &str) -> Result<Value, String> {
    let mut found: Vec<(i64, i64)> = Vec::new();
    for piece in list(gaps, "gaps").iter().flat_map(|gap| list(gap, "reasons")) {
        if text(piece, "reason")? != reason {
            continue;
        }
        let (from, to) = (micros(text(piece, "from")?)?, micros(text(piece, "to")?)?);
        match found.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => found.push((from, to)),
        }
    }
    let shown = crate::conformance::keys::show_instant;
    let list = found
        .iter()
        .map(|(from, to)| json!({"from": shown(*from), "to": shown(*to), "minutes": (to - from) / 60_000_000}));
    Ok(list.collect())
}

fn counts(load: &Value) -> Value {
    let people = load.get("people").and_then(Value::as_object).into_iter().flatten();
    Value::Object(people.map(|(id, load)| (id.clone(), load.get("occurrences").cloned().unwrap_or_default())).collect())
}

fn audit(answer: &Value) -> Value {
    let mut report = answer.clone();
    for gap in ["first_gap", "last_gap"] {
        let one = answer.get(gap).filter(|g| !g.is_null()).cloned();
        set(&mut report, gap, one.into_iter().collect());
    }
    let changes = list(answer, "transitions").iter().map(|change| {
        let mut change = change.clone();
        let zone = change.get("timezone").cloned().unwrap_or_default();
        set(&mut change, "tz", zone);
        change
    });
    set(&mut report, "transitions", changes.collect());
    report
}

/// What a date looks like depends on the release of the zone rules: right is what the case expects of the answer's own release, and, of a
/// release that the case does not name, what it expects of one it names.
fn release(case: &Value, answer: &Value) -> Result<Found, String> {
    let (date, own) = (text(case, "local_date")?, text(answer, "tzdb")?);
    let occurrences =
        list(answer, "occurrences").iter().filter(|o| o.get("local_date").and_then(Value::as_str) == Some(date));
    let got: Value = occurrences.map(|o| json!([o.get("from"), o.get("to")])).collect();
    let expected = case.get("expect").and_then(Value::as_object).ok_or("no `expect`")?;
    let same = |want: &Value| difference(&got, want, "").is_none();
    let known = match expected.get(own) {
        Some(want) => same(want).then(|| own.to_owned()),
        None => expected
            .iter()
            .find(|(_, want)| same(want))
            .map(|(release, _)| format!("{own}, which are here those of {release}")),
    };
    Ok(Found::Release(got, known))
}

/// The first place where an answer differs from what is expected; keys that nobody expects do not count.
fn difference(got: &Value, expected: &Value, path: &str) -> Option<(String, Value, Value)> {
    let differs = || Some((path.to_owned(), got.clone(), expected.clone()));
    match (got, expected) {
        (Value::Object(got), Value::Object(wanted)) => {
            // A table of names has exactly the names that are expected.
            let table = matches!(
                path,
                ".hours"
                    | ".overload_pct"
                    | ".by_region"
                    | ".by_date"
                    | ".calendar_day"
                    | ".active_day"
                    | ".naive_counts"
            );
            if table && got.len() != wanted.len() {
                return differs();
            }
            let step = |(key, want): (&String, &Value)| {
                // The input of a query is no answer.
                let input = path.starts_with(".queries[") && path.ends_with(']') && key != "expect";
                if input {
                    None
                } else {
                    difference(got.get(key).unwrap_or(&Value::Null), want, &format!("{path}.{key}"))
                }
            };
            wanted.iter().find_map(step)
        }
        (Value::Array(got), Value::Array(wanted)) => {
            let first = got.iter().zip(wanted).enumerate();
            let mut first = first.filter_map(|(i, (g, w))| difference(g, w, &format!("{path}[{i}]")));
            first.next().or_else(|| if got.len() == wanted.len() { None } else { differs() })
        }
        (Value::Number(a), Value::Number(b)) => match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) if (a - b).abs() <= 1e-9 => None,
            _ => differs(),
        },
        (Value::String(a), Value::String(b)) if micros(a).is_ok() && micros(a) == micros(b) => None,
        (got, expected) if got == expected => None,
        _ => differs(),
    }
}
