//! Business hours: from plain data to exact answers about open time.
//!
//! ```text
//! CalendarDoc ──compile──▶ Calendar ──▶ elapsed, add, is_open, next_open, next_close …      (two look-ups each)
//!  (plain data)            (immutable)  segments, pieces with reasons, business days
//!                              └──union, intersection, difference──▶ Calendar
//! ```
//!
//! The nouns: a [`CalendarDoc`] is what people write; [`Hours`], [`Holiday`], [`DateException`] are its parts; a [`Calendar`]
//! answers; a [`Piece`] of the time line has one [`Reason`].
//!
//! The rules, in one place:
//! - Hours belong to the date they start on. The open time of a date is its exception's hours or else its weekday's; less
//!   holidays, less breaks; all intervals half-open, overlapping ones joined, touching ones one.
//! - A holiday closes 00:00–24:00 (or its `hours`) of its date on the wall clock, the tail of the night before included
//!   ([`HolidayCut`]). An exception keeps its own hours on a holiday, and nothing else.
//! - Elapsed time is real time: 00:00–24:00 is 23 or 25 hours on change days. A time the clock skips is the first instant
//!   after the gap, a time it shows twice the first one ([`Resolution`](crate::time::Resolution)).
//! - `add(t, n)` is the earliest instant with `elapsed == n`, so it lands on a closing ([`Boundary`]), a subtraction on an
//!   opening, and 0 changes nothing. `elapsed(t, add(t, n)) == n` whenever there is an answer.
//! - What never happens is `None`. Nothing loops, nothing falls back to the wall clock.
//!
//! It does not know tickets, targets or pauses (see [`sla`](crate::sla)), nor which days are public holidays: the host says.

mod batch;
mod build;
mod check;
mod civil;
mod combine;
mod compiled;
mod days;
mod doc;
mod edges;
mod hash;
pub mod import;
mod index;
pub mod limits;
mod origin;
mod pieces;
mod removed;
mod rules;
mod set;
mod tables;
mod warn;
mod without;

pub use batch::{BatchStats, MISSING};
pub use compiled::{Boundary, Calendar};
pub use days::DayMode;
pub use doc::{CalendarDoc, DateException, Holiday, HolidayCut, Hours, WEEKDAYS, Weekly};
pub use edges::Segments;
pub use origin::{Origin, StaffedBy};
pub use pieces::{Piece, Pieces, Reason};
pub use set::Calendars;
pub(crate) use set::Clock;

/// The codes of this module's [`Problem`](crate::Problem)s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] = &[
    "always_open_with_hours",
    "break_outside_hours",
    "calendar_invalid",
    "combination_with_hours",
    "combinations_mixed",
    "date_malformed",
    "date_out_of_range",
    "day_malformed",
    "holiday_malformed",
    "holiday_on_closed_day",
    "holidays_run_out",
    "hours_equal",
    "hours_in_dst_gap",
    "hours_malformed",
    "hours_overlap",
    "hours_too_long",
    "import_left_out",
    "never_open",
    "range_reversed",
    "staffed_by_with_hours",
    "staffing_unknown",
    "time_malformed",
    "zone_missing",
    "zone_unknown",
];
