//! The one error type of the crate.
//!
//! ```text
//! Error = kind (stable number) + path (which field) + value (what it was) + expected (what would be right) + where (file, line)
//! ```
//!
//! A validation that found several faults is *one* [`Error`] that lists them all ([`Error::problems`]), so that a user mends
//! a document in one go.

mod cause;
mod kind;
mod problem;

pub use cause::Cause;
pub use kind::ErrorKind;
pub use problem::{Problem, Severity};

use std::fmt;

/// The result of a fallible call of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed: a stable [`ErrorKind`], a sentence, and, where they are known, the field, its value, what was expected
/// and the place in a file.
///
/// ```
/// use sundesk::{Error, ErrorKind};
/// let e = Error::invalid("timezone", "Mars/Base", "an IANA zone name such as Europe/Berlin");
/// assert_eq!(e.kind(), ErrorKind::InvalidInput);
/// assert_eq!(e.path(), "timezone");
/// assert_eq!(e.to_string(), "timezone: \"Mars/Base\" is not valid; expected an IANA zone name such as Europe/Berlin");
/// ```
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
#[error(transparent)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    message: String,
    path: String,
    document: String,
    value: String,
    expected: String,
    file: String,
    line: u64,
    problems: Vec<Problem>,
    cause: Option<Cause>,
}

impl std::error::Error for Inner {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(Cause::error)
    }
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}", self.file)?;
            f.write_str(if self.line > 0 { ":" } else { ": " })?;
        }
        if self.line > 0 {
            write!(f, "{}{}: ", if self.file.is_empty() { "line " } else { "" }, self.line)?;
        }
        write_place(f, &self.path, &self.document)?;
        f.write_str(&self.message)
    }
}

/// `weekly.mon[1]: `, and of documents that extend each other `weekly.mon[1] (of emea): `.
fn write_place(f: &mut fmt::Formatter<'_>, path: &str, document: &str) -> fmt::Result {
    match (path, document) {
        ("", "") => Ok(()),
        (path, "") => write!(f, "{path}: "),
        ("", document) => write!(f, "(of {document}): "),
        (path, document) => write!(f, "{path} (of {document}): "),
    }
}

impl Error {
    /// An error of `kind` with a whole sentence; add what is known with [`at`](Self::at), [`in_file`](Self::in_file).
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            path: String::new(),
            document: String::new(),
            value: String::new(),
            expected: String::new(),
            file: String::new(),
            line: 0,
            problems: Vec::new(),
            cause: None,
        }))
    }

    /// A field that holds `value` where `expected` was wanted ([`ErrorKind::InvalidInput`]).
    pub fn invalid(path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::expected(ErrorKind::InvalidInput, "is not valid", path, value, expected)
    }

    /// A value outside what is supported ([`ErrorKind::OutOfRange`]).
    pub fn out_of_range(path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::expected(ErrorKind::OutOfRange, "is out of range", path, value, expected)
    }

    /// A name that refers to nothing ([`ErrorKind::NotFound`]); `expected` lists what there is.
    pub fn not_found(path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::expected(ErrorKind::NotFound, "is not there", path, value, expected)
    }

    /// A limit of `docs/limits.md` that was passed ([`ErrorKind::LimitExceeded`]).
    pub fn limit(path: impl Into<String>, value: impl fmt::Display, expected: impl Into<String>) -> Self {
        Self::expected(ErrorKind::LimitExceeded, "is over the limit", path, value, expected)
    }

    /// The general form behind the shorthands: "`value` `says`; expected `expected`".
    pub fn expected(
        kind: ErrorKind,
        says: &str,
        path: impl Into<String>,
        value: impl fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        let (value, expected) = (shorten(&value.to_string()), expected.into());
        let mut error = Self::new(kind, format!("{value:?} {says}; expected {expected}"));
        error.0.path = path.into();
        error.0.value = value;
        error.0.expected = expected;
        error
    }

    /// All faults of a document as one error, or `None` when `problems` holds only warnings.
    ///
    /// The first fault gives path, value and expectation; the sentence says how many more there are.
    #[must_use]
    pub fn from_problems(problems: Vec<Problem>) -> Option<Self> {
        let faults = problems.iter().filter(|p| p.severity == Severity::Error).count();
        let first = problems.iter().find(|p| p.severity == Severity::Error)?.clone();
        let kind = if first.code == "zone_unknown" { ErrorKind::UnknownZone } else { ErrorKind::InvalidInput };
        let more = if faults > 1 { format!(" (and {} more)", faults - 1) } else { String::new() };
        let bare = Problem { path: String::new(), document: Box::default(), ..first.clone() };
        let mut error = Self::new(kind, format!("{bare}{more}"));
        error.0.path = first.path;
        error.0.document = first.document.into();
        error.0.value = first.value;
        error.0.expected = first.expected;
        error.0.problems = problems;
        Some(error)
    }

    /// A value of ours that cannot be written as JSON, which none should be.
    pub(crate) fn unwritable(e: serde_json::Error) -> Self {
        Self::new(ErrorKind::Internal, format!("a value cannot be written as JSON: {e}"))
    }

    /// What was kept as JSON and is none: it was changed, or is of another program.
    #[cfg(feature = "store")]
    pub(crate) fn unreadable(e: serde_json::Error) -> Self {
        Self::new(ErrorKind::InconsistentLog, format!("what is kept cannot be read: {e}"))
    }

    /// The same error of another field.
    #[must_use]
    pub(crate) fn moved_to(mut self, path: String) -> Self {
        self.0.path = path;
        self
    }

    /// The same error with what else is wrong with the document; the first fault stays the error's own.
    #[must_use]
    pub(crate) fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        self.0.problems = problems;
        self
    }

    /// The same error with `prefix` before its path (and before the paths of its problems): `calendars.eu` + `weekly.mon[1]`.
    #[must_use]
    pub fn at(mut self, prefix: &str) -> Self {
        self.0.path = join(prefix, &self.0.path);
        for problem in &mut self.0.problems {
            problem.path = join(prefix, &problem.path);
        }
        self
    }

    /// The same error of a ticket of a log: `tickets.T-1` before its path, if it does not stand there already.
    #[must_use]
    pub(crate) fn of_ticket(self, id: &str) -> Self {
        let own = format!("tickets.{id}");
        if self.path().starts_with(&own) { self } else { self.at(&own) }
    }

    /// The same error of a document that others extend or that extends others.
    #[must_use]
    pub(crate) fn of_document(self, document: &str) -> Self {
        self.of_documents(|_| document)
    }

    /// The same error with the document that the value of each path came from.
    #[must_use]
    pub(crate) fn of_documents<'d>(mut self, document_of: impl Fn(&str) -> &'d str) -> Self {
        self.0.document = document_of(&self.0.path).to_owned();
        for problem in &mut self.0.problems {
            problem.document = document_of(&problem.path).into();
        }
        self
    }

    /// The same error with the file it was found in and the line there (counted from 1; 0 = not known).
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>, line: u64) -> Self {
        self.0.file = file.into();
        self.0.line = line;
        self
    }

    /// The same error with the error behind it, which [`source`](std::error::Error::source) gives back.
    ///
    /// ```
    /// use std::error::Error as _;
    /// use sundesk::Cause;
    /// let behind = "x".parse::<u8>().unwrap_err();
    /// let error = sundesk::Error::invalid("ticket", "x", "a number").caused_by(Cause::new(behind.clone()));
    /// assert_eq!(error.source().and_then(|e| e.downcast_ref()), Some(&behind));
    /// ```
    #[must_use]
    pub fn caused_by(mut self, cause: Cause) -> Self {
        self.0.cause = Some(cause);
        self
    }

    /// The stable kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The field, such as `weekly.mon[1]`; empty when the fault is not in one field.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Of documents that extend each other, the one the value came from ([`Layers`](crate::document::Layers)); else empty.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.0.document
    }

    /// The offending value, shortened to 80 characters; empty where there is none.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.0.value
    }

    /// What would have been right; empty where it cannot be said.
    #[must_use]
    pub fn expectation(&self) -> &str {
        &self.0.expected
    }

    /// The file the fault was found in; empty when the input was not a file.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The line in the file, counted from 1; 0 when it is not known.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.0.line
    }

    /// All faults and remarks of a validation; empty when the error is not one of a document.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Self {
        Error::new(ErrorKind::Io, e.to_string())
    }
}

/// A path with the place it stands in before it.
pub(crate) fn join(prefix: &str, path: &str) -> String {
    match (prefix, path) {
        ("", p) => p.to_owned(),
        (p, "") => p.to_owned(),
        (a, b) if b.starts_with('[') => format!("{a}{b}"),
        (a, b) => format!("{a}.{b}"),
    }
}

/// The value as an error shows it: at most 80 characters, so that a hostile field cannot flood a log.
fn shorten(value: &str) -> String {
    match value.char_indices().nth(80) {
        None => value.to_owned(),
        Some((cut, _)) => format!("{}…", value.get(..cut).unwrap_or("")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_distinct_stable_numbers() {
        for (i, kind) in ErrorKind::ALL.iter().enumerate() {
            assert_eq!(kind.code(), i32::try_from(i).unwrap() + 1, "{kind:?}");
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn a_problem_list_becomes_one_error_that_names_the_first_fault_and_counts_the_rest() {
        let problems = vec![
            Problem::warning("hours_equal", "weekly.sun[0]", "09:00-09:00", "different start and end"),
            Problem::error("time_malformed", "weekly.mon[1]", "9h", "HH:MM or HH:MM:SS"),
            Problem::error("zone_unknown", "timezone", "Mars/Base", "an IANA zone name"),
        ];
        let e = Error::from_problems(problems).unwrap().at("calendars.eu").in_file("desk.json", 3);
        assert_eq!(e.path(), "calendars.eu.weekly.mon[1]");
        assert_eq!(
            e.to_string(),
            "desk.json:3: calendars.eu.weekly.mon[1]: time malformed: \"9h\", expected HH:MM or HH:MM:SS (and 1 more)"
        );
        assert_eq!(e.problems().len(), 3);
    }

    #[test]
    fn a_hostile_value_is_cut() {
        assert_eq!(Error::invalid("x", "é".repeat(10_000), "less").value().chars().count(), 81);
    }
}
