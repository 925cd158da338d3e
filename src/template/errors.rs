//! What can go wrong while a text is made, with the place in the source.

use crate::error::Cause;
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a placeable could not be filled in; the word is stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FormatErrorKind {
    /// `{ $name }` without such an argument, or with one that is [`Missing`](super::Arg::Missing) and not provided for.
    UnknownVariable,
    /// `{ message }` that the bundle does not have.
    UnknownMessage,
    /// `{ -term }` that the bundle does not have.
    UnknownTerm,
    /// `{ message.attribute }` or `{ -term.attribute }` that is not there.
    UnknownAttribute,
    /// A message that has attributes only was used for its value.
    NoValue,
    /// A function that is neither built in nor registered.
    UnknownFunction,
    /// A function refused its arguments: wrong type, unknown option, digits past the limit, no zone, no `now`.
    FunctionError,
    /// A message or term that refers to itself.
    Cyclic,
    /// More placeables than [`Limits::placeables`](super::Limits::placeables).
    TooManyPlaceables,
    /// A deeper chain of references and variants than [`MAX_DEPTH`](super::limits::MAX_DEPTH).
    TooDeep,
    /// A text longer than [`Limits::output_bytes`](super::Limits::output_bytes).
    OutputTooLong,
    /// An argument longer than [`Limits::argument_bytes`](super::Limits::argument_bytes).
    ArgumentTooLong,
    /// An exchange rate older than [`Ctx::max_rate_age_days`](super::Ctx::max_rate_age_days), or from the future.
    StaleRate,
    /// A converted amount without one of: original amount, `≈`, rate, date.
    IncompleteConversion,
    /// An argument of another type than the reference declares for the variable.
    MistypedVariable,
}

impl FormatErrorKind {
    /// The stable word, as in `unknown-variable`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownVariable => "unknown-variable",
            Self::UnknownMessage => "unknown-message",
            Self::UnknownTerm => "unknown-term",
            Self::UnknownAttribute => "unknown-attribute",
            Self::NoValue => "no-value",
            Self::UnknownFunction => "unknown-function",
            Self::FunctionError => "function-error",
            Self::Cyclic => "cyclic",
            Self::TooManyPlaceables => "too-many-placeables",
            Self::TooDeep => "too-deep",
            Self::OutputTooLong => "output-too-long",
            Self::ArgumentTooLong => "argument-too-long",
            Self::StaleRate => "stale-rate",
            Self::IncompleteConversion => "incomplete-conversion",
            Self::MistypedVariable => "mistyped-variable",
        }
    }

    /// Whether the error is a passed limit, after which nothing more is written.
    #[must_use]
    pub const fn is_limit(self) -> bool {
        matches!(self, Self::TooManyPlaceables | Self::TooDeep | Self::OutputTooLong)
    }
}

impl fmt::Display for FormatErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One failed placeable: what, where in which message, and which name it was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatError {
    /// What went wrong.
    pub kind: FormatErrorKind,
    /// The locale of the text.
    pub locale: String,
    /// The file of the message, as it was given when loading; empty for a string.
    pub file: String,
    /// Line in the file, counted from 1; 0 when there is no place.
    pub line: u32,
    /// Column in the line in characters, counted from 1; 0 when there is no place.
    pub column: u32,
    /// The message (or `-term`) in which it happened.
    pub message: String,
    /// The attribute of that message; empty for its value.
    pub attribute: String,
    /// The variable, function, message or term it is about, as it is written in the source: `$name`, `FOO()`, `-brand`.
    pub name: String,
    /// The rest of the story, in words.
    pub detail: String,
    /// What a function of the program answered instead of a value, kept whole; `None` for everything else.
    #[serde(skip)]
    pub cause: Option<Cause>,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            write!(f, "{}:", self.file)?;
        }
        write!(f, "{}:{}: {}", self.line, self.column, Story(self))
    }
}

/// What happened, without the place.
struct Story<'e>(&'e FormatError);

impl fmt::Display for Story<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(FormatError { kind, locale, message, attribute, name, detail, .. }) = self;
        write!(f, "[{locale}] {message}")?;
        if !attribute.is_empty() {
            write!(f, ".{attribute}")?;
        }
        write!(f, ": {kind}")?;
        if !name.is_empty() {
            write!(f, " {name}")?;
        }
        if !detail.is_empty() {
            write!(f, ": {detail}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FormatError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(Cause::error)
    }
}

impl From<Box<FormatError>> for Error {
    fn from(e: Box<FormatError>) -> Self {
        Error::from(*e)
    }
}

impl From<FormatError> for Error {
    fn from(e: FormatError) -> Self {
        let kind = match e.kind {
            FormatErrorKind::FunctionError
            | FormatErrorKind::StaleRate
            | FormatErrorKind::IncompleteConversion
            | FormatErrorKind::MistypedVariable
            | FormatErrorKind::Cyclic => ErrorKind::InvalidInput,
            FormatErrorKind::TooManyPlaceables
            | FormatErrorKind::TooDeep
            | FormatErrorKind::OutputTooLong
            | FormatErrorKind::ArgumentTooLong => ErrorKind::LimitExceeded,
            _ => ErrorKind::MissingText,
        };
        // File and line are parts of the error; only the column has to be said in words.
        let story = match e.line {
            0 => Story(&e).to_string(),
            _ => format!("column {}: {}", e.column, Story(&e)),
        };
        let error = Error::new(kind, story).in_file(e.file, u64::from(e.line));
        match e.cause {
            Some(cause) => error.caused_by(cause),
            None => error,
        }
    }
}
