//! The built-in functions.

use super::evaluate::{Value, money_options};
use super::ir::{Call, Expr};
use super::scope::{Scope, Step};
use crate::template::errors::FormatErrorKind;
use crate::template::escape::link;
use crate::template::fmt::Options;
use crate::template::functions::Builtin;
use crate::template::limits::MAX_LIST_ITEMS;
use crate::template::parts::PartKind;
use crate::template::value::{Arg, DateTimeOptions, MoneyConverted, NumberOptions, NumberStyle};
use std::borrow::Cow;

const ORIGINAL: u8 = 1;
const CONVERTED: u8 = 2;
const RATE: u8 = 4;
const DATE: u8 = 8;

impl<'a> Scope<'a> {
    pub(super) fn call_builtin(
        &mut self,
        function: Builtin,
        call: &'a Call,
        options: &'a Options,
    ) -> Step<Option<Value<'a>>> {
        let Some(first) = call.positional.first() else { return self.refuse(call, "needs an argument") };
        if function == Builtin::Default && self.is_absent(first) {
            return match call.positional.get(1) {
                Some(second) => self.evaluate(second),
                None => self.refuse(call, "needs two arguments"),
            };
        }
        let value = match self.evaluate(first)? {
            None => return Ok(None),
            Some(Value::Missing) => return Ok(Some(Value::Missing)),
            Some(value) => value,
        };
        match (function, value) {
            (Builtin::Default, value) => Ok(Some(value)),
            (Builtin::Number, Value::Number(n, o)) => Ok(Some(Value::Number(n, patched(o, &options.number)))),
            (Builtin::Percent, Value::Number(n, o)) if o.style != NumberStyle::Currency => {
                let o = NumberOptions { style: NumberStyle::Percent, ..patched(o, &options.number) };
                Ok(Some(Value::Number(n, o)))
            }
            (Builtin::Money, Value::Number(n, o)) if o.style == NumberStyle::Currency => {
                Ok(Some(Value::Number(n, patched(o, &options.number))))
            }
            (Builtin::MoneyConverted, Value::Converted(money)) => self.converted(call, money, options.part.as_deref()),
            (Builtin::List, Value::List(items)) => self.list(call, &items, options),
            (Builtin::Url, Value::Text(text, kind)) => self.url(call, &text, kind),
            (function, value) => self.formatted(function, call, &value, options),
        }
    }

    /// Dates, spans and units: written aside, as one formatted piece.
    fn formatted(
        &mut self,
        function: Builtin,
        call: &Call,
        value: &Value<'a>,
        options: &Options,
    ) -> Step<Option<Value<'a>>> {
        let (formatter, ctx) = (self.source.formatter, self.ctx);
        let mut text = String::new();
        let done = match (function, value) {
            (Builtin::Datetime, Value::Instant(at, own)) => {
                formatter.write_instant(&mut text, *at, *own, &options.datetime, ctx)
            }
            (Builtin::Datetime, Value::Date(date)) => formatter.write_date(&mut text, *date, &options.datetime, ctx),
            (Builtin::Relative, Value::Instant(at, _)) => {
                formatter.write_relative_instant(&mut text, *at, options, ctx)
            }
            (Builtin::Relative, Value::Date(date)) => formatter.write_relative_date(&mut text, *date, options, ctx),
            (Builtin::Duration, Value::Duration(us)) => formatter.write_duration(&mut text, *us, options),
            (Builtin::Unit, Value::Number(n, o)) if o.style != NumberStyle::Currency => {
                match options.measure {
                    Some(unit) => {
                        formatter.write_unit(&mut text, *n, unit, options.width, &patched(*o, &options.number))
                    }
                    None => Err("needs unit".to_owned()), // refused when it was compiled
                }
            }
            _ => Err(format!("cannot take {}", kind_of(value))),
        };
        match done {
            Ok(()) => Ok(Some(Value::Text(Cow::Owned(text), PartKind::Formatted))),
            Err(detail) => self.refuse(call, &detail),
        }
    }

    /// Whether an expression has nothing to show: an absent, missing or blank argument, also inside a function.
    pub(super) fn is_absent(&self, expression: &Expr) -> bool {
        match expression {
            // A term sees its parameters only, which are literals.
            Expr::Variable(name) if self.parameters.is_some_and(|p| p.iter().any(|(n, _)| n == name)) => false,
            Expr::Variable(name) => match self.argument(name) {
                None => **name != *"tone" || self.ctx.tone.is_none(),
                Some(Arg::Missing) => true,
                Some(Arg::Str(text)) => text.text.trim().is_empty(),
                Some(Arg::List(items)) => items.is_empty(),
                Some(_) => false,
            },
            Expr::Call(call) => call.positional.iter().any(|e| self.is_absent(e)),
            _ => false,
        }
    }

    /// Writes a value that has no function around it.
    pub(super) fn write_value(&mut self, value: &Value<'a>) -> Result<PartKind, String> {
        let (formatter, ctx) = (self.source.formatter, self.ctx);
        match value {
            Value::Text(text, kind) => {
                self.out.push_str(text);
                return Ok(*kind);
            }
            Value::Number(number, options) => formatter.write_number(&mut self.out, *number, options)?,
            Value::Instant(at, Some(own)) => {
                formatter.write_instant(&mut self.out, *at, Some(own), &DateTimeOptions::default(), ctx)?;
            }
            Value::Instant(at, None) => {
                // An instant shown bare must not hide its time: a due date without an hour misleads.
                formatter.write_instant(&mut self.out, *at, None, &crate::template::fmt::BARE_INSTANT, ctx)?;
            }
            Value::Date(date) => formatter.write_date(&mut self.out, *date, &crate::template::fmt::BARE_DATE, ctx)?,
            Value::Duration(us) => formatter.write_duration(&mut self.out, *us, &Options::default())?,
            Value::List(items) => {
                let (text, kind) = self.list_text(items, &Options::default())?;
                self.out.push_str(&text);
                return Ok(kind);
            }
            Value::Converted(money) => {
                let text = self.converted_text(money, None)?;
                self.out.push_str(&text);
            }
            Value::Missing => return Err("is missing".to_owned()),
        }
        Ok(PartKind::Formatted)
    }

    // ---- lists --------------------------------------------------------------------------------------------------------------

    fn list(&mut self, call: &Call, items: &[Arg], options: &Options) -> Step<Option<Value<'a>>> {
        match self.list_text(items, options) {
            Ok((text, kind)) => Ok(Some(Value::Text(Cow::Owned(text), kind))),
            Err(detail) => self.refuse(call, &detail),
        }
    }

    fn list_text(&mut self, items: &[Arg], options: &Options) -> Result<(String, PartKind), String> {
        if items.len() > MAX_LIST_ITEMS {
            return Err(format!("has {} items, at most {MAX_LIST_ITEMS}", items.len()));
        }
        let mut kind = PartKind::Value;
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let mut text = String::new();
            match item {
                Arg::Str(t) => {
                    if t.text.len() > self.ctx.limits.argument_bytes {
                        return Err(format!("an item of {} bytes", t.text.len()));
                    }
                    if t.untrusted {
                        kind = PartKind::Untrusted;
                    }
                    text.push_str(&t.text);
                }
                Arg::Int(n) => self.source.formatter.write_number(&mut text, (*n).into(), &NumberOptions::default())?,
                Arg::Decimal(d) => self.source.formatter.write_number(&mut text, *d, &NumberOptions::default())?,
                Arg::Number(n) => self.source.formatter.write_number(&mut text, n.value, &n.options)?,
                Arg::Money(m) => {
                    self.source.formatter.write_number(&mut text, m.amount, &money_options(m, self.ctx))?
                }
                Arg::Instant(at) => {
                    let bare = &crate::template::fmt::BARE_INSTANT;
                    self.source.formatter.write_instant(&mut text, *at, None, bare, self.ctx)?;
                }
                Arg::Date(date) => {
                    self.source.formatter.write_date(&mut text, *date, &crate::template::fmt::BARE_DATE, self.ctx)?;
                }
                Arg::Duration(us) => self.source.formatter.write_duration(&mut text, *us, &Options::default())?,
                other => return Err(format!("a list cannot hold a {}", other.type_name())),
            }
            texts.push(text);
        }
        let mut out = String::new();
        self.source.formatter.write_list(&mut out, &texts, options.list, options.width)?;
        Ok((out, kind))
    }

    // ---- converted amounts --------------------------------------------------------------------------------------------------

    fn converted(&mut self, call: &Call, money: &'a MoneyConverted, part: Option<&str>) -> Step<Option<Value<'a>>> {
        if let Some(detail) = self.stale(money) {
            self.report(FormatErrorKind::StaleRate, &format!("{}()", call.name), &detail)?;
            return Ok(None);
        }
        match self.converted_text(money, part) {
            Ok(text) => Ok(Some(Value::Text(Cow::Owned(text), PartKind::Formatted))),
            Err(detail) => self.refuse(call, &detail),
        }
    }

    /// Why a rate must not be shown: older than allowed, or of a day after tomorrow.
    fn stale(&self, money: &MoneyConverted) -> Option<String> {
        let (limit, now) = (self.ctx.max_rate_age_days?, self.ctx.now?);
        let today = now.div_euclid(crate::time::DAY);
        let day = i64::from(crate::time::civil::day_number(money.as_of));
        let age = today - day;
        if age > i64::from(limit) {
            return Some(format!("the rate is {age} days old, at most {limit}"));
        }
        (age < -1).then(|| "the rate is of a day to come".to_owned())
    }

    /// The whole note, or one of its parts; what was shown is remembered for [`check_converted`](Self::check_converted).
    fn converted_text(&mut self, money: &'a MoneyConverted, part: Option<&str>) -> Result<String, String> {
        if let Some(detail) = self.stale(money) {
            return Err(detail);
        }
        let (formatter, ctx) = (self.source.formatter, self.ctx);
        let mut text = String::new();
        let shown = match part {
            None => {
                formatter.write_conversion(&mut text, money, ctx)?;
                ORIGINAL | CONVERTED | RATE | DATE
            }
            Some("original") => {
                formatter.write_number(&mut text, money.original.amount, &money_options(&money.original, ctx))?;
                ORIGINAL
            }
            Some("converted") => {
                formatter.write_approximate(&mut text, &money.converted, ctx)?;
                CONVERTED
            }
            Some("rate") => {
                formatter.write_rate(&mut text, money, ctx)?;
                RATE
            }
            Some("date") => {
                formatter.write_date(&mut text, money.as_of, &crate::template::fmt::BARE_DATE, ctx)?;
                DATE
            }
            Some(_) => {
                text.push_str(&money.source);
                0
            }
        };
        match self.shown.iter_mut().find(|(m, ..)| std::ptr::eq(*m, money)) {
            Some(entry) => entry.1 |= shown,
            None => self.shown.push((money, shown, self.place())),
        }
        Ok(text)
    }

    /// A converted amount is shown whole or not at all: original, `≈` amount, rate and date.
    pub(super) fn check_converted(&mut self) -> Step {
        let all = [(ORIGINAL, "original"), (CONVERTED, "converted"), (RATE, "rate"), (DATE, "date")];
        let missing: Vec<&str> = self
            .shown
            .iter()
            .flat_map(|(_, shown, _)| all.iter().filter(move |(bit, _)| shown & bit == 0).map(|(_, name)| *name))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        if let Some((.., place)) = self.shown.first() {
            self.at(*place);
        }
        self.report(
            FormatErrorKind::IncompleteConversion,
            "MONEY_CONVERTED()",
            &format!("not shown: {}", missing.join(", ")),
        )
    }

    // ---- links --------------------------------------------------------------------------------------------------------------

    fn url(&mut self, call: &Call, text: &str, kind: PartKind) -> Step<Option<Value<'a>>> {
        match link(text) {
            Ok(link) => {
                let kind = if kind == PartKind::Untrusted { kind } else { PartKind::Url };
                Ok(Some(Value::Text(Cow::Owned(link), kind)))
            }
            Err(detail) => self.refuse(call, detail),
        }
    }
}

/// Options of the template over those of the developer: digits and grouping are the template's, style and currency never.
fn patched(own: NumberOptions, template: &NumberOptions) -> NumberOptions {
    let mut out = NumberOptions {
        minimum_integer_digits: template.minimum_integer_digits.or(own.minimum_integer_digits),
        minimum_fraction_digits: template.minimum_fraction_digits.or(own.minimum_fraction_digits),
        maximum_fraction_digits: template.maximum_fraction_digits.or(own.maximum_fraction_digits),
        minimum_significant_digits: template.minimum_significant_digits.or(own.minimum_significant_digits),
        maximum_significant_digits: template.maximum_significant_digits.or(own.maximum_significant_digits),
        grouping: template.grouping.or(own.grouping),
        ordinal: template.ordinal || own.ordinal,
        compact: template.compact.or(own.compact),
        ..own
    };
    // The template's word on one end of a range moves the other end along.
    if let (Some(least), Some(most)) = (out.minimum_fraction_digits, out.maximum_fraction_digits)
        && least > most
    {
        match (template.minimum_fraction_digits, template.maximum_fraction_digits) {
            (Some(_), Some(_)) => {} // the template contradicts itself: an error when the number is shown
            (Some(_), None) => out.maximum_fraction_digits = Some(least),
            (None, _) => out.minimum_fraction_digits = Some(most),
        }
    }
    out
}

fn kind_of(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(_, PartKind::Markup) => "markup",
        Value::Text(..) => "a text",
        Value::Number(_, NumberOptions { style: NumberStyle::Currency, .. }) => "an amount of money",
        Value::Number(..) => "a number",
        Value::Instant(..) => "an instant",
        Value::Date(_) => "a date",
        Value::Duration(_) => "a span of time",
        Value::List(_) => "a list",
        Value::Converted(_) => "a converted amount",
        Value::Missing => "a missing argument",
    }
}
