//! Rosters: who is on, where the sun does not follow.

use crate::call::handle;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Fault, Out, free, get, guard};
use crate::text::{read, read_optional};
use crate::zone::{database, sundesk_zonedb};
use std::ffi::c_char;
use sundesk_core::Error;
use sundesk_core::coverage::{Filter, Roster};
use sundesk_core::desk::ask::Question;
use sundesk_core::desk::{Answer, Library};
use sundesk_core::time::ZoneDb;

/// Who works when, compiled: teams, people, shifts, rotations, overrides, time off and requirements.
pub struct sundesk_roster(pub(crate) Roster);
handle!(sundesk_roster(Roster));

/// The roster of a JSON document:
/// {"shifts": [{"id": "apac", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00", "days": ["mon", "tue"]}],
///  "people": {"ana": {"skills": ["billing"], "languages": ["pt"]}}, "rotations": {}, "overrides": [], "time_off": [],
///  "requirements": [{"id": "base", "timezone": "UTC", "start": "00:00", "end": "24:00", "min": 1}]}.
/// All faults come back in one error (sundesk_error_json, `problems`).
///
/// # Safety
/// `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_new(
    json: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_roster,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (json, out) = (read(json, "json")?, Out::new(out, "out")?);
            out.give(sundesk_roster(Roster::from_json(json, &database(zones))?));
            Ok(())
        })
    }
}

/// Frees a roster. NULL is fine.
///
/// # Safety
/// `roster` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_free(roster: *mut sundesk_roster) {
    // SAFETY: by the contract above.
    unsafe { free(roster) }
}

/// Who is on at an instant, as a JSON list of names: people, and shifts that name nobody. `filter` is a JSON object of `skill`, `language`,
/// `channel` and `team`, such as {"language": "pt"}, or NULL for everybody. Free the text with sundesk_string_free.
///
/// # Safety
/// `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_on(
    roster: *const sundesk_roster,
    at: i64,
    filter: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (roster, out) = (get(roster, "roster")?, Out::new(out, "out")?);
            let on = roster.0.on_us(at, &filter_of(read_optional(filter, "filter")?)?)?;
            out.text(&serde_json::to_string(&on)?);
            Ok(())
        })
    }
}

/// The first instant after `at` at which it changes who is on; SUNDESK_NEVER when nothing changes within 800 days. `filter` is as for
/// sundesk_roster_on. Who joins and who leaves: {"ask": "next_change"} of sundesk_roster_ask.
///
/// # Safety
/// `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_next_change(
    roster: *const sundesk_roster,
    at: i64,
    filter: *const c_char,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (roster, out) = (get(roster, "roster")?, Out::new(out, "out")?);
            let change = roster.0.next_change_us(at, &filter_of(read_optional(filter, "filter")?)?)?;
            out.put(change.map_or(i64::MIN, |c| c.at.timestamp_micros()));
            Ok(())
        })
    }
}

/// When a person comes on duty next after `at`, overrides and time off considered, and until when; both SUNDESK_NEVER when there is
/// no duty within 800 days.
///
/// # Safety
/// `roster` is alive; `person` is NUL-terminated; `start` and `end` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_next_shift(
    roster: *const sundesk_roster,
    person: *const c_char,
    at: i64,
    start: *mut i64,
    end: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (roster, person) = (get(roster, "roster")?, read(person, "person")?);
            let (start, end) = (Out::new(start, "start")?, Out::new(end, "end")?);
            let stint = roster.0.next_shift_us(person, at)?;
            start.put(stint.as_ref().map_or(i64::MIN, |s| s.time.from.timestamp_micros()));
            end.put(stint.as_ref().map_or(i64::MIN, |s| s.time.to.timestamp_micros()));
            Ok(())
        })
    }
}

/// Answers a question, a JSON object whose `ask` says what is asked: {"ask": "audit", "year": 2026}; {"ask": "gaps", "from": ..., "to": ...};
/// "timeline", "occurrences", "heat_map", "load", "skills", "turns", "on", "next_change", "next_shift". `form` is SUNDESK_FORM_JSON,
/// SUNDESK_FORM_TEXT, or, for "audit" and "heat_map", SUNDESK_FORM_SVG. Free the text with sundesk_string_free.
///
/// # Safety
/// `roster` is alive; `question` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_ask(
    roster: *const sundesk_roster,
    question: *const c_char,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (roster, out) = (get(roster, "roster")?, Out::new(out, "out")?);
            let question = Question::from_json(read(question, "question")?).map_err(|e| e.at("question"))?;
            let library = Library::new(ZoneDb::bundled()).with_roster("", roster.0.clone());
            out.text(&written(&library.ask(&question)?, form)?);
            Ok(())
        })
    }
}

pub(crate) fn written(answer: &Answer, form: i32) -> Result<String, Fault> {
    match form {
        0 => Ok(answer.to_json()?),
        1 => Ok(answer.to_string()),
        2 => Ok(answer.svg()?),
        other => Err(Error::invalid("form", other, "SUNDESK_FORM_JSON, SUNDESK_FORM_TEXT or SUNDESK_FORM_SVG").into()),
    }
}

fn filter_of(json: Option<&str>) -> Result<Filter, Fault> {
    Ok(json.map_or_else(|| Ok(Filter::default()), Filter::from_json).map_err(|e| e.at("filter"))?)
}
