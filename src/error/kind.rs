//! The kinds of errors, with their stable numbers and words.

use serde::{Deserialize, Serialize};

/// What went wrong, as a stable number and word; the number is the status code of the C interface and is never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[repr(i32)]
pub enum ErrorKind {
    /// A field holds something that is not of its form, or fields contradict each other.
    InvalidInput = 1,
    /// An instant, date or amount outside what is supported (dates: 1900–2200).
    OutOfRange = 2,
    /// A time-zone name that the zone database in use does not know.
    UnknownZone = 3,
    /// An event log that contradicts itself and cannot be read as one history.
    InconsistentLog = 4,
    /// A message, attribute, argument or locale that is not there.
    MissingText = 5,
    /// A stated limit (`docs/limits.md`) was passed.
    LimitExceeded = 6,
    /// A name that refers to nothing: a policy, calendar, metric, column.
    NotFound = 7,
    /// A file or stream could not be read.
    Io = 8,
    /// Two states, documents or fingerprints that do not belong together.
    Incompatible = 9,
    /// A fault of this crate; please report it.
    Internal = 10,
}

impl ErrorKind {
    /// Every kind, in the order of its number.
    pub const ALL: &[ErrorKind] = &[
        ErrorKind::InvalidInput,
        ErrorKind::OutOfRange,
        ErrorKind::UnknownZone,
        ErrorKind::InconsistentLog,
        ErrorKind::MissingText,
        ErrorKind::LimitExceeded,
        ErrorKind::NotFound,
        ErrorKind::Io,
        ErrorKind::Incompatible,
        ErrorKind::Internal,
    ];

    /// The stable number, as the C interface returns it.
    #[must_use]
    pub const fn code(self) -> i32 {
        self as i32
    }

    /// The stable word, as reports and Python's `SundeskError.kind` carry it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::InvalidInput => "invalid_input",
            ErrorKind::OutOfRange => "out_of_range",
            ErrorKind::UnknownZone => "unknown_zone",
            ErrorKind::InconsistentLog => "inconsistent_log",
            ErrorKind::MissingText => "missing_text",
            ErrorKind::LimitExceeded => "limit_exceeded",
            ErrorKind::NotFound => "not_found",
            ErrorKind::Io => "io",
            ErrorKind::Incompatible => "incompatible",
            ErrorKind::Internal => "internal",
        }
    }
}
