//! The types that a message declares, held against the values that a program gives.
//!
//! `# $days (Int)` is a promise of the program: a number that comes as the text `"1"` would be shown, but chooses no plural; a date
//! where a moment is declared has no time of day.

use crate::template::sources::{Contract, Entry, VarType, Workspace};
use crate::template::{Arg, Args, FormatError, FormatErrorKind};
use crate::{Error, ErrorKind};
use std::collections::BTreeMap;

impl VarType {
    /// Whether a value may fill a variable that is declared so. [`Arg::Missing`] has no type: whether it may be missing is the
    /// text's to say. A decimal without a fraction is a whole number; text and markup stand for each other.
    ///
    /// ```
    /// use sundesk::template::{Arg, catalog::VarType};
    /// assert!(VarType::Int.accepts(&Arg::from(1)) && VarType::Decimal.accepts(&Arg::from(1)));
    /// assert!(!VarType::Int.accepts(&Arg::from("1")), "a text chooses no plural");
    /// assert!(!VarType::Text.accepts(&Arg::from(4711)), "a number would be read as 4,711");
    /// ```
    #[must_use]
    pub fn accepts(self, value: &Arg) -> bool {
        match (self, value) {
            (_, Arg::Missing) | (Self::Text, Arg::Markup(_)) | (Self::Markup, Arg::Str(_)) => true,
            (Self::Int, Arg::Decimal(number)) => number.to_integer().is_some(),
            (Self::Int, Arg::Number(number)) => number.value.to_integer().is_some(),
            _ => self.argument_type() == value.type_name(),
        }
    }

    /// What to give, as the end of "expected …".
    const fn wanted(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "a whole number",
            Self::Decimal => "a number",
            Self::Money => "money with its currency",
            Self::MoneyConverted => "money with its exchange",
            Self::Instant => "an instant",
            Self::Date => "a date without a time",
            Self::Duration => "a span of time",
            Self::Url => "an address as text",
            Self::List => "a list",
            Self::Markup => "markup or text",
        }
    }
}

/// The declared types of one message, and where the reference has it.
#[derive(Debug)]
pub(super) struct Types {
    kinds: Box<[(Box<str>, VarType)]>,
    file: Box<str>,
    line: u32,
}

/// A value of another type than is declared.
pub(super) struct Mistyped<'t> {
    name: &'t str,
    kind: VarType,
    value: &'t Arg,
    types: &'t Types,
}

impl Types {
    /// Of a message of the reference: what its texts use, and what its own comment declares for translations.
    pub(super) fn of(ws: &Workspace, entry: &Entry, contract: &Contract) -> Self {
        let used = contract.variables.iter().map(|(name, v)| (name, v.declared.kind));
        let noted = entry.notes.variables.iter().map(|(name, declared)| (name, declared.kind));
        let all: BTreeMap<&String, VarType> =
            noted.chain(used).filter_map(|(name, kind)| Some((name, kind?))).collect();
        Self {
            kinds: all.into_iter().map(|(name, kind)| (name.as_str().into(), kind)).collect(),
            file: ws.files.get(entry.file).map_or("", |f| f.file.as_str()).into(),
            line: entry.pos.line,
        }
    }

    /// The values that are not of the declared type, in the order of the names.
    pub(super) fn faults<'t>(&'t self, args: &'t Args) -> impl Iterator<Item = Mistyped<'t>> {
        self.kinds.iter().filter_map(|(name, kind)| {
            let value = args.get(name).filter(|value| !kind.accepts(value))?;
            Some(Mistyped { name, kind: *kind, value, types: self })
        })
    }
}

impl Mistyped<'_> {
    /// The error of a strict rendering.
    #[cold]
    pub(super) fn error(&self, message: &str) -> Error {
        let says = format!("is {}", given(self.value));
        let expected = format!("{} in {message}, where ${} is declared {}", self.words(), self.name, self.kind.name());
        let error = Error::expected(ErrorKind::InvalidInput, &says, self.name, shown(self.value), expected);
        error.in_file(self.types.file.to_string(), u64::from(self.types.line))
    }

    /// The entry beside a preview.
    #[cold]
    pub(super) fn entry(&self, message: &str, locale: &str) -> FormatError {
        FormatError {
            kind: FormatErrorKind::MistypedVariable,
            locale: locale.to_owned(),
            file: self.types.file.to_string(),
            line: self.types.line,
            column: 1,
            message: message.to_owned(),
            attribute: String::new(),
            name: format!("${}", self.name),
            detail: format!("is {}; declared {}: give {}", given(self.value), self.kind.name(), self.words()),
            cause: None,
        }
    }

    fn words(&self) -> String {
        let advice = match (self.kind, self.value.type_name()) {
            (VarType::Text, "number") => " (a number that is a name, such as a ticket's, is given as text)",
            (_, "string") => " (not as text)",
            _ => "",
        };
        format!("{}{advice}", self.kind.wanted())
    }
}

/// The type of a value in words.
fn given(value: &Arg) -> &'static str {
    match value {
        Arg::Str(_) => "text",
        Arg::Int(_) => "a whole number",
        Arg::Decimal(_) | Arg::Number(_) => "a number",
        Arg::Money(_) => "money",
        Arg::MoneyConverted(_) => "money with its exchange",
        Arg::Instant(_) | Arg::DateTime(_) => "an instant",
        Arg::Date(_) => "a date",
        Arg::Duration(_) => "a span of time",
        Arg::List(_) => "a list",
        Arg::Markup(_) => "markup",
        Arg::Missing => "missing",
    }
}

/// The value itself where it is short, else its type.
fn shown(value: &Arg) -> String {
    match value {
        Arg::Str(text) => text.text.to_string(),
        Arg::Markup(text) => text.to_string(),
        Arg::Int(number) => number.to_string(),
        Arg::Decimal(number) => number.to_string(),
        Arg::Number(number) => number.value.to_string(),
        Arg::Money(money) => money.to_string(),
        Arg::MoneyConverted(money) => money.original.to_string(),
        Arg::Date(date) => date.to_string(),
        other => other.type_name().to_owned(),
    }
}
