//! Localised templates: a message id, arguments and a locale become the text a customer reads.
//!
//! ```text
//! source (.ftl) ──parse, check──▶ Bundle (one locale, immutable, Send + Sync)
//!                                    │ message id + Args + Ctx (zone, now, isolates: set by the developer, never by a template)
//!                                    ▼
//!                                Formatted: text, parts (for escaping by channel), errors
//! ```
//!
//! The nouns: [`Bundle`] holds the messages of one locale; [`Args`] are the values of one reply; [`Ctx`] is how
//! values are shown; [`Formatted`] is the text with its parts. The syntax is Project Fluent's; numbers, plurals, money,
//! dates, lists, relative time and units follow CLDR through ICU4X. Amounts are exact decimals, never floating point.
//!
//! `fmt`, `locale` and `negotiate` are the only modules that know ICU4X (the latter two just `icu_locale`, whose tag is inside [`Locale`]);
//! everything else asks them.
//!
//! What it does not do: it reads no clock (relative time needs [`Ctx::now`]), knows no exchange rates (they come with their date in
//! [`MoneyConverted`]) and never parses a value as a template.

mod args;
mod bundle;
pub mod catalog;
pub mod channel;
mod ctx;
pub mod document;
mod errors;
pub mod escape;
pub mod extract;
mod fmt;
mod functions;
pub mod gate;
mod json;
pub mod limits;
pub mod lint;
mod locale;
pub mod negotiate;
mod parts;
mod problem;
pub mod pseudo;
pub mod reload;
mod resolver;
pub mod sms;
mod sources;
pub mod starter;
mod steps;
pub mod syntax;
mod templates;
mod value;

pub use args::Args;
pub use bundle::{Bundle, BundleBuilder};
pub use ctx::{Ctx, HourCycle, Limits};
pub use errors::{FormatError, FormatErrorKind};
pub use fmt::{Formatter, ListKind, Numeric, PluralCategory, TimeUnit, Unit, UnitWidth};
pub use functions::{BUILTINS, Builtin, DEVELOPER_OPTIONS, FnCtx, Functions, Signature, builtin};
pub use locale::Locale;
pub use parts::{Formatted, Part, PartKind};
pub use problem::BundleProblem;
pub use templates::Templates;
pub use value::{
    Arg, CompactDisplay, CurrencyDisplay, DateStyle, DateTimeOptions, FieldForm, MoneyConverted, NumberOptions,
    NumberStyle, StyledInstant, StyledNumber, Text, ZoneName,
};

/// The codes of this module's [`Problem`](crate::Problem)s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] = &["template_check"];
