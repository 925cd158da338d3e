//! Coverage in columns.

use crate::prelude::*;
use sundesk_core::coverage::{CoverColumns, Filter};

/// Who is on over a range, stretch by stretch. Immutable; threads may share it.
pub struct sundesk_cover(CoverColumns);
handle!(sundesk_cover(CoverColumns));

/// Who is on from `from` until `to`, of those whom `filter` lets through (as for sundesk_roster_on): stretches in order, without gaps, during each of
/// which nothing changes. They are read with sundesk_cover_columns and sundesk_cover_crew.
///
/// # Safety
/// `roster` is alive; `filter` is NULL or NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_new(
    roster: *const sundesk_roster,
    from: i64,
    to: i64,
    filter: *const c_char,
    out: *mut *mut sundesk_cover,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (roster: &Roster, from: At, to: At, filter: Filter)
        roster.cover(TimeSegment::new(from, to), &filter).map(|cover| New(cover.columns())))
}

/// Frees a cover. NULL is fine.
///
/// # Safety
/// `cover` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_free(cover: *mut sundesk_cover) {
    free!(cover)
}

/// How many stretches there are; 0 for NULL.
///
/// # Safety
/// `cover` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_len(cover: *const sundesk_cover) -> usize {
    // SAFETY: by the contract above.
    unsafe { cover.as_ref() }.map_or(0, |c| c.0.start.len())
}

/// Writes the columns, each of sundesk_cover_len elements: first instants and first instants after, in microseconds; `depth`, the sum of the
/// capacities of those who are on; `people`, how many people (and shifts that name nobody) are; `duties`, how many duties are, none of which is a
/// gap and two an overlap; `crews`, who is on, as a number for sundesk_cover_crew. A column that is NULL is left out. `len` other than
/// sundesk_cover_len is SUNDESK_INVALID_INPUT.
///
/// # Safety
/// `cover` is alive; each column is NULL or `len` elements of its own that may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_columns(
    cover: *const sundesk_cover,
    starts: *mut i64,
    ends: *mut i64,
    depth: *mut u32,
    people: *mut u32,
    duties: *mut u32,
    crews: *mut u32,
    len: usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (cover: &CoverColumns) {
        if len != cover.start.len() {
            return Err(Error::invalid("len", len, format!("the length of the cover, {}", cover.start.len())).into());
        }
        fill(starts, &cover.start, "starts")?;
        fill(ends, &cover.end, "ends")?;
        fill(depth, &cover.depth, "depth")?;
        fill(people, &cover.people, "people")?;
        fill(duties, &cover.duties, "duties")?;
        fill(crews, &cover.crew, "crews")
    })
}

/// Copies a column into an array of its length; NULL is left alone.
///
/// # Safety
/// `out` is NULL or points to as many elements as `from` has, which may be written to.
unsafe fn fill<T: Copy>(out: *mut T, from: &[T], name: &'static str) -> Result<(), Fault> {
    // SAFETY: by the contract above.
    let places = unsafe { slice_if(out, from.len(), name) }?;
    places.iter_mut().zip(from).for_each(|(place, value)| *place = *value);
    Ok(())
}

/// How many different sets of people are on at one time or another; 0 for NULL.
///
/// # Safety
/// `cover` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_crew_count(cover: *const sundesk_cover) -> usize {
    // SAFETY: by the contract above.
    unsafe { cover.as_ref() }.map_or(0, |c| c.0.crews.len())
}

/// The names of a set of people, and of shifts that name nobody, as a JSON list in order. Free the text with sundesk_string_free.
///
/// # Safety
/// `cover` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_cover_crew(
    cover: *const sundesk_cover,
    crew: usize,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (cover: &CoverColumns) {
        let expected = || format!("a number below {}", cover.crews.len());
        cover.crews.get(crew).map(Json).ok_or_else(|| Error::not_found("crew", crew, expected()))
    })
}
