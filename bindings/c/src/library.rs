//! Questions: whatever can be reported, asked of a library that holds documents, logs and boards by name.

use crate::prelude::*;
use sundesk_core::desk::ask::{QUESTIONS, question_schema};

/// Everything a desk knows by name: calendars, policies, rosters, workflows, logs, boards.
pub struct sundesk_library(Library);
handle!(sundesk_library(Library));

/// A library, from a JSON document or NULL for an empty one: {"calendar": {..}, "calendars": {"night": {..}}, "policies": {"gold": {..}},
/// "rosters": {"eu": {..}}, "workflows": {..}, "logs": {..}}, each thing as in its own `_new`. All faults come back in one error, each with
/// its path ("rosters.eu.shifts[2].start").
///
/// # Safety
/// `json` is NULL or NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_new(
    json: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_library,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (json: Option<&str>, zones: ZoneDb) match json {
        Some(json) => Library::from_json(json, &zones).map(New),
        None => Ok(New(Library::new(zones))),
    })
}

/// Frees a library. NULL is fine.
///
/// # Safety
/// `library` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_free(library: *mut sundesk_library) {
    free!(library)
}

/// Puts a calendar into a library; under the name "" it is that of tickets that no policy or event gives another. One of the same name
/// is replaced.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `calendar` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_calendar(
    library: *mut sundesk_library,
    name: *const c_char,
    calendar: *const sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, calendar: &Calendar) ok(*library = library.clone().with_calendar(name, calendar.clone())))
}

/// Puts policies into a library. `calendars` are those they are measured on, NULL for the library's own.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `policies` is alive; `calendars` is NULL or alive; `err` is NULL
/// or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_policies(
    library: *mut sundesk_library,
    name: *const c_char,
    policies: *const sundesk_policies,
    calendars: *const sundesk_calendars,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, policies: &PolicySet, calendars: Option<&Calendars>)
        ok(*library = library.clone().with_policies(name, policies.clone(), calendars.cloned())))
}

/// Puts a roster into a library.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `roster` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_roster(
    library: *mut sundesk_library,
    name: *const c_char,
    roster: *const sundesk_roster,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, roster: &Roster) ok(*library = library.clone().with_roster(name, roster.clone())))
}

/// Puts a workflow into a library.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `workflow` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_workflow(
    library: *mut sundesk_library,
    name: *const c_char,
    workflow: *const sundesk_workflow,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, workflow: &Workflow) ok(*library = library.clone().with_workflow(name, workflow.clone())))
}

/// Puts a log into a library, which shares it.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `log` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_log(
    library: *mut sundesk_library,
    name: *const c_char,
    log: *const sundesk_eventlog,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, log: &Arc<EventLog>) ok(*library = library.clone().with_log(name, log.clone())))
}

/// Puts a board into a library, as it stands now.
///
/// # Safety
/// `library` is alive and used by nobody else; `name` is NUL-terminated; `board` is alive; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_put_board(
    library: *mut sundesk_library,
    name: *const c_char,
    board: *const sundesk_board,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (library: &mut Library, name: &str, board: &Board) ok(*library = library.clone().with_board(name, board.clone())))
}

/// Answers a question, a JSON object whose `ask` says what is asked: {"ask": "gaps", "roster": "eu", "from": .., "to": ..}. A name may be left
/// out where there is one thing of its kind. `form` is SUNDESK_FORM_JSON, SUNDESK_FORM_TEXT, or for questions with a picture
/// SUNDESK_FORM_SVG. Which questions there are: sundesk_questions. Free the text with sundesk_string_free.
///
/// # Safety
/// `library` is alive; `question` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_library_ask(
    library: *const sundesk_library,
    question: *const c_char,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (library: &Library, question: Question, form: Form) form.of(&library.ask(&question)?).map(Text))
}

/// The words of the questions there are, as a JSON list. Free the text with sundesk_string_free.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_questions(out: *mut *mut c_char, err: *mut *mut sundesk_error) -> sundesk_status {
    call!(err, out, () ok(Json(QUESTIONS.iter().map(|kind| kind.name).collect::<Vec<_>>())))
}

/// The JSON Schema (draft 2020-12) of the question with this word: its fields, what they mean, which are required. SUNDESK_NOT_FOUND for
/// another word. Free the text with sundesk_string_free.
///
/// # Safety
/// `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_question_schema(
    name: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (name: &str) question_schema(name).map(Text))
}

documents! {
    Question: |json| Ok(Question::from_json(json.ok_or(Fault::Null("question"))?)?);
}
