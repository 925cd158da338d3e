//! The functions a template may call, and how to add one.

use super::ctx::Ctx;
use super::escape::Format;
use super::fmt::Formatter;
use super::locale::Locale;
use super::value::Arg;
use crate::{Error, Result};
use std::fmt;
use std::sync::Arc;

/// A built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Builtin {
    /// `NUMBER($n, …)`: digits, grouping, `type: "ordinal"`, `compactDisplay`.
    Number,
    /// `PERCENT($n, …)`: 0.05 is 5 %.
    Percent,
    /// `MONEY($m, …)`: an amount in its own currency.
    Money,
    /// `MONEY_CONVERTED($m)` or `MONEY_CONVERTED($m, part: "rate")`.
    MoneyConverted,
    /// `DATETIME($t, dateStyle: "long", timeStyle: "short")`.
    Datetime,
    /// `RELATIVE($t)`: "in 3 hours".
    Relative,
    /// `DURATION($d)`: "2 hours, 5 minutes".
    Duration,
    /// `LIST($items, type: "or")`.
    List,
    /// `UNIT($n, unit: "hour")`.
    Unit,
    /// `DEFAULT($x, "there")`: the second value when the first is missing or blank.
    Default,
    /// `URL($link)`: checked and percent-encoded.
    Url,
}

/// What a built-in function takes: for lints and editors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// The function.
    pub function: Builtin,
    /// Its name in templates.
    pub name: &'static str,
    /// How many positional arguments it takes.
    pub positional: usize,
    /// Types of its first argument ([`Arg::type_name`]); empty for any.
    pub types: &'static [&'static str],
    /// The named options a template may set.
    pub options: &'static [&'static str],
}

const DIGITS: [&str; 6] = [
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "useGrouping",
];

/// Every built-in function.
pub const BUILTINS: &[Signature] = &[
    Signature {
        function: Builtin::Number,
        name: "NUMBER",
        positional: 1,
        types: &["number", "money"],
        options: &[DIGITS[0], DIGITS[1], DIGITS[2], DIGITS[3], DIGITS[4], DIGITS[5], "type", "compactDisplay"],
    },
    Signature { function: Builtin::Percent, name: "PERCENT", positional: 1, types: &["number"], options: &DIGITS },
    Signature { function: Builtin::Money, name: "MONEY", positional: 1, types: &["money"], options: &DIGITS },
    Signature {
        function: Builtin::MoneyConverted,
        name: "MONEY_CONVERTED",
        positional: 1,
        types: &["money_converted"],
        options: &["part"],
    },
    Signature {
        function: Builtin::Datetime,
        name: "DATETIME",
        positional: 1,
        types: &["datetime", "date"],
        options: &[
            "dateStyle",
            "timeStyle",
            "weekday",
            "era",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "timeZoneName",
        ],
    },
    Signature {
        function: Builtin::Relative,
        name: "RELATIVE",
        positional: 1,
        types: &["datetime", "date"],
        options: &["numeric", "style", "unit"],
    },
    Signature {
        function: Builtin::Duration,
        name: "DURATION",
        positional: 1,
        types: &["duration"],
        options: &["style", "largest", "maximumUnits"],
    },
    Signature { function: Builtin::List, name: "LIST", positional: 1, types: &["list"], options: &["type", "style"] },
    Signature {
        function: Builtin::Unit,
        name: "UNIT",
        positional: 1,
        types: &["number"],
        options: &[DIGITS[0], DIGITS[1], DIGITS[2], DIGITS[3], DIGITS[4], DIGITS[5], "unit", "unitDisplay"],
    },
    Signature { function: Builtin::Default, name: "DEFAULT", positional: 2, types: &[], options: &[] },
    Signature { function: Builtin::Url, name: "URL", positional: 1, types: &["string"], options: &[] },
];

/// Options that only the developer sets ([`Ctx`], typed arguments): a template that names one is not an error, the option is ignored,
/// as Fluent's own implementations do.
pub const DEVELOPER_OPTIONS: &[&str] = &[
    "timeZone",
    "calendar",
    "hourCycle",
    "hour12",
    "numberingSystem",
    "currency",
    "currencyDisplay",
    "currencySign",
    "style",
];

/// The signature of a built-in function by its name in templates.
#[must_use]
pub fn builtin(name: &str) -> Option<&'static Signature> {
    BUILTINS.iter().find(|signature| signature.name == name)
}

/// What a registered function may look at besides its arguments.
#[derive(Debug, Clone, Copy)]
pub struct FnCtx<'a> {
    /// The locale of the text.
    pub locale: &'a Locale,
    /// The reader's settings.
    pub ctx: &'a Ctx,
    /// Numbers, dates and lists in the reader's locale.
    pub formatter: &'a Formatter,
    /// How the text is written for its channel, and so what [`Arg::Markup`] has to be in; `None` for a text of a
    /// [`Bundle`](super::Bundle), which is written for none.
    pub format: Option<Format>,
}

/// The body of a registered function: context, positional values, named options (only declared ones).
pub(crate) type FunctionBody = dyn Fn(&FnCtx<'_>, &[Arg], &[(&str, Arg)]) -> Result<Arg> + Send + Sync;

/// A function added by the developer.
#[derive(Clone)]
pub(crate) struct Registered {
    name: String,
    positional: usize,
    options: Vec<String>,
    body: Arc<FunctionBody>,
}

/// The functions added by the developer; cheap to clone.
///
/// Equal when the declarations are equal and the bodies the very same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Functions(Arc<Vec<Registered>>);

impl PartialEq for Registered {
    fn eq(&self, other: &Self) -> bool {
        let declared = |f: &Self| (f.name.clone(), f.positional, f.options.clone());
        declared(self) == declared(other) && std::ptr::addr_eq(Arc::as_ptr(&self.body), Arc::as_ptr(&other.body))
    }
}

impl Functions {
    /// Adds a function: `name` in capitals, the number of its positional arguments, the named options a template may set.
    ///
    /// The values are those of the reader's text: numbers exact, a converted or styled one with its options, an absent one as
    /// [`Arg::Missing`]. The result is a value like an argument: text is escaped for its channel, only [`Arg::Markup`] is not.
    ///
    /// An error ends the rendering at once; the reference is not tried, because a fault of the program would hide behind it. The error
    /// is kept as the [`source`](std::error::Error::source) of the error that [`render`] gives.
    ///
    /// A function may be called from every thread that renders, several times for one text, and by [`preview`]; it should answer
    /// the same values with the same result, and must not block for long.
    ///
    /// [`render`]: super::Templates::render
    /// [`preview`]: super::Templates::preview
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a name that is no Fluent function name, is built in or taken,
    /// and for an option that no template can write or that stands twice.
    ///
    /// ```
    /// use sundesk::template::{Arg, Functions};
    /// let mut functions = Functions::default();
    /// functions.register("TICKET", 1, &[], |_, values, _| match values {
    ///     [Arg::Int(n)] => Ok(Arg::from(format!("#{n}"))),
    ///     _ => Err(sundesk::Error::invalid("TICKET", "value", "a whole number")),
    /// })?;
    /// assert!(functions.register("NUMBER", 1, &[], |_, _, _| Ok(Arg::Missing)).is_err());
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    pub fn register(
        &mut self,
        name: &str,
        positional: usize,
        options: &[&str],
        body: impl Fn(&FnCtx<'_>, &[Arg], &[(&str, Arg)]) -> Result<Arg> + Send + Sync + 'static,
    ) -> Result<&mut Self> {
        let well_formed = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c == '-');
        if !well_formed {
            return Err(Error::invalid("function", name, "a name in capitals such as TICKET_LINK"));
        }
        if builtin(name).is_some() || self.find(name).is_some() {
            return Err(Error::invalid("function", name, "a name that is not taken"));
        }
        for (i, option) in options.iter().enumerate() {
            let letters = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
            if !option.starts_with(|c: char| c.is_ascii_alphabetic()) || !option.chars().all(letters) {
                return Err(Error::invalid("option", option, "a name such as style").at(name));
            }
            if options.iter().take(i).any(|o| o == option) {
                return Err(Error::invalid("option", option, "each option once").at(name));
            }
        }
        Arc::make_mut(&mut self.0).push(Registered {
            name: name.to_owned(),
            positional,
            options: options.iter().map(|o| (*o).to_owned()).collect(),
            body: Arc::new(body),
        });
        Ok(self)
    }

    /// The index of a function by its name.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.0.iter().position(|f| f.name == name).and_then(|i| u32::try_from(i).ok())
    }

    /// A function by its index.
    pub(super) fn get(&self, index: u32) -> Option<&Registered> {
        self.0.get(usize::try_from(index).ok()?)
    }

    /// What the checks and the version of a catalog see of a function.
    pub(super) fn declared(&self, name: &str) -> Option<(usize, &[String])> {
        self.iter().find(|(n, ..)| *n == name).map(|(_, positional, options)| (positional, options))
    }

    /// Every declaration in one line, in the order of registration; empty without functions.
    pub(super) fn signatures(&self) -> String {
        self.iter().map(|(name, positional, options)| format!("{name}/{positional} {}\n", options.join(" "))).collect()
    }

    /// The names, the number of positional arguments and the options of the added functions: for lints.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize, &[String])> {
        self.0.iter().map(|f| (f.name.as_str(), f.positional, f.options.as_slice()))
    }
}

impl Registered {
    /// Checks a call against the declaration.
    pub(super) fn check(&self, values: &[Arg], named: &[(&str, Arg)]) -> Result<()> {
        if values.len() != self.positional {
            return Err(Error::invalid(&self.name, values.len(), format!("{} positional arguments", self.positional)));
        }
        if let Some((name, _)) = named.iter().find(|(name, _)| !self.options.iter().any(|o| o == name)) {
            return Err(Error::invalid(&self.name, name, format!("an option of {:?}", self.options)));
        }
        Ok(())
    }

    /// Makes a call; what it returns passes the checks of an argument.
    pub(super) fn call(&self, ctx: &FnCtx<'_>, values: &[Arg], named: &[(&str, Arg)]) -> Result<Arg> {
        let made = (self.body)(ctx, values, named)?;
        made.check()?;
        Ok(made)
    }
}

impl fmt::Debug for Registered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registered").field("name", &self.name).field("options", &self.options).finish_non_exhaustive()
    }
}
