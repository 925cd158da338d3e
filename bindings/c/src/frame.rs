//! Frames of events: arrays of the caller, one element an event.

use crate::call::Form;
use crate::prelude::*;
use sundesk_core::desk::FrameQuestion;
use sundesk_core::ticket::frame::{EventChunk, FrameDoc, Ints, Tickets, Ticks, Words, log_of_frame};

/// A column of words: for each row the number of its word in `names`, below 0 where it has none.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_words {
    /// One a row; NULL for a column that is not there.
    pub codes: *const i32,
    /// The words, NUL-terminated.
    pub names: *const *const c_char,
    /// How many words.
    pub count: usize,
}

/// Events as columns: `rows` elements in each array, which stay the caller's and are read where they lie.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_events {
    /// sizeof(sundesk_events).
    pub struct_size: u32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// How many rows.
    pub rows: usize,
    /// The ticket of each, by number, SUNDESK_NEVER where there is none; or NULL.
    pub tickets: *const i64,
    /// The ticket of each by name, where `tickets` is NULL.
    pub ticket_names: sundesk_words,
    /// When it happened, in microseconds, UTC; SUNDESK_NEVER where that is not known.
    pub at: *const i64,
    /// What happened.
    pub kinds: sundesk_words,
    /// Of which kind the one is who did it; may be not there.
    pub actors: sundesk_words,
    /// Who it was; may be not there.
    pub agents: sundesk_words,
    /// The answer to a survey, SUNDESK_NEVER for none; may be NULL.
    pub scores: *const i64,
    /// The columns to group by: those of `words` in the document, then those of `group_by` that are not among them.
    pub words: *const sundesk_words,
    /// How many of these.
    pub word_columns: usize,
}

/// Figures of events as columns, without a log: the text that `form` (a sundesk_form) asks for. `question` is a JSON object:
/// {"metrics": ["first_response", "csat"], "group_by": ["channel"], "events": {"kinds": {"rated": {"as": "score", "into": "csat"}}}}; its
/// fields are those of sundesk_document_schema("frame-question"). A row that cannot be counted is an error that names it, unless
/// "events" says {"faulty_rows": "count"}. Free the text with sundesk_string_free.
///
/// # Safety
/// `events` and what it points to are as its type says; `question` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be
/// written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_events_ask(
    events: *const sundesk_events,
    question: *const c_char,
    zones: *const sundesk_zonedb,
    form: i32,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (question: FrameQuestion, zones: ZoneDb, form: Form) {
        let question = question.ready();
        let chunk = chunk(events)?;
        form.of(&question.answer(&[chunk], &zones)?).map(Text)
    })
}

/// A log of events as columns. `document` says what their words mean, as "events" of sundesk_events_ask; NULL takes the usual meanings. Its
/// "words", and the answers to surveys, become attributes.
///
/// # Safety
/// `events` and what it points to are as its type says; `document` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or
/// may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_eventlog_from_events(
    events: *const sundesk_events,
    document: *const c_char,
    out: *mut *mut sundesk_eventlog,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (document: FrameDoc) {
        let (log, _) = log_of_frame(&document, &[chunk(events)?])?;
        ok(New(Arc::new(log)))
    })
}

documents! {
    FrameQuestion: |json| Ok(FrameQuestion::from_json(json.ok_or(Fault::Null("question"))?)?);
    FrameDoc: |json| Ok(json.map_or_else(|| Ok(FrameDoc::default()), FrameDoc::from_json)?);
}

/// The columns as the crate reads them.
///
/// # Safety
/// As the type of `events` says, for `'a`.
unsafe fn chunk<'a>(events: *const sundesk_events) -> Result<EventChunk<'a>, Fault> {
    // SAFETY: NULL or alive, by the contract.
    let events = unsafe { events.as_ref() }.ok_or(Fault::Null("events"))?;
    let size = usize::try_from(events.struct_size).unwrap_or(usize::MAX);
    if size < size_of::<sundesk_events>() {
        let wanted = format!("at least {}, sizeof(sundesk_events)", size_of::<sundesk_events>());
        return Err(Error::invalid("events.struct_size", size, wanted).into());
    }
    let rows = events.rows;
    // SAFETY: by the contract of the type.
    unsafe {
        let some = |of: &sundesk_words, name| {
            if of.codes.is_null() { Ok(None) } else { words(of, rows, name).map(Some) }
        };
        let numbers = |first: *const i64, name| slice(first, rows, name);
        Ok(EventChunk {
            tickets: if events.tickets.is_null() {
                Tickets::Words(words(&events.ticket_names, rows, "events.tickets")?)
            } else {
                Tickets::Numbers(numbers(events.tickets, "events.tickets")?.into())
            },
            at: numbers(events.at, "events.at")?.into(),
            ticks: Ticks::Micros,
            kinds: words(&events.kinds, rows, "events.kinds")?,
            actors: some(&events.actors, "events.actors")?,
            agents: some(&events.agents, "events.agents")?,
            scores: if events.scores.is_null() { None } else { Some(numbers(events.scores, "events.scores")?.into()) },
            words: slice(events.words, events.word_columns, "events.words")?
                .iter()
                .map(|of| words(of, rows, "events.words"))
                .collect::<Result<_, _>>()?,
        })
    }
}

/// # Safety
/// `of` points to `rows` numbers and its names, for `'a`.
unsafe fn words<'a>(of: &sundesk_words, rows: usize, name: &'static str) -> Result<Words<'a>, Fault> {
    // SAFETY: by the contract.
    unsafe {
        let names = slice(of.names, of.count, name)?.iter().map(|text| <&str>::read(*text, name));
        Ok(Words {
            codes: Ints::I32(slice(of.codes, rows, name)?).into(),
            names: Some(names.collect::<Result<_, _>>()?),
        })
    }
}
