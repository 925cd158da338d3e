//! Rosters: who is on, where the sun does not follow.

use crate::prelude::*;
use sundesk_core::coverage::Filter;

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
    call!(err, out, (json: &str, zones: ZoneDb) Roster::from_json(json, &zones).map(New))
}

/// Frees a roster. NULL is fine.
///
/// # Safety
/// `roster` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_free(roster: *mut sundesk_roster) {
    free!(roster)
}

/// The remarks of the roster's validation as a JSON list: overrides that leave each other nobody to replace. Free the text with sundesk_string_free.
///
/// # Safety
/// `roster` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_warnings(
    roster: *const sundesk_roster,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (roster: &Roster) ok(Json(roster.warnings())))
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
    call!(err, out, (roster: &Roster, at: At, filter: Filter) roster.on_us(at, &filter).map(Json))
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
    call!(err, out, (roster: &Roster, at: At, filter: Filter)
        ok(roster.next_change_us(at, &filter)?.map(|c| c.at.micros())))
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
    call!(err, (roster: &Roster, person: &str, at: At, start: Out<i64>, end: Out<i64>) {
        let stint = roster.next_shift_us(person, at)?;
        let (from, to) = stint.map(|s| (s.time.from.micros(), s.time.to.micros())).unzip();
        from.give(start)?;
        to.give(end)
    })
}

/// The calendar that is open while somebody is on whom the filter lets through, from `from` until `to`; outside of that, where nothing was looked
/// at, it is closed. What it was made of: sundesk_calendar_origin. `filter` is as for sundesk_roster_on.
///
/// # Safety
/// `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_roster_calendar(
    roster: *const sundesk_roster,
    from: i64,
    to: i64,
    filter: *const c_char,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (roster: &Roster, from: At, to: At, filter: Filter)
        roster.calendar(TimeSegment::new(from, to), &filter, &ZoneDb::bundled()).map(New))
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
    call!(err, out, (roster: &Roster, question: Question, form: Form) {
        let library = Library::new(ZoneDb::bundled()).with_roster("", roster.clone());
        form.of(&library.ask(&question)?).map(Text)
    })
}

documents! {
    Filter: |json| Ok(json.map_or_else(|| Ok(Filter::default()), Filter::from_json)?);
}
