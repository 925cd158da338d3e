//! What an expression stands for, and which variant a value selects.

use super::ir::{Constant, Element, Entry, Expr, Function, Key, Pattern, Reference, Select, Variant};
use super::scope::{Scope, Step, Stop, index};
use crate::money::Decimal;
use crate::money::Money;
use crate::template::ctx::Ctx;
use crate::template::errors::FormatErrorKind;
use crate::template::parts::PartKind;
use crate::template::value::{Arg, DateTimeOptions, MoneyConverted, NumberOptions, NumberStyle};
use chrono::NaiveDate;
use std::borrow::Cow;

/// A value on its way to the text, to a selector or to a function.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>, PartKind),
    Number(Decimal, NumberOptions),
    Instant(i64, Option<&'a DateTimeOptions>),
    Date(NaiveDate),
    Duration(i64),
    List(Cow<'a, [Arg]>),
    Converted(&'a MoneyConverted),
    Missing,
}

impl<'a> Scope<'a> {
    /// The argument of a name as this scope sees it; a term sees its parameters only.
    pub(super) fn argument(&self, name: &str) -> Option<&'a Arg> {
        if self.parameters.is_none() { self.args.get(name) } else { None }
    }

    /// A value, or `None` after a reported error.
    pub(super) fn evaluate(&mut self, expression: &'a Expr) -> Step<Option<Value<'a>>> {
        match expression {
            Expr::Literal(text) => Ok(Some(Value::Text(Cow::Borrowed(text), PartKind::Literal))),
            Expr::Number(number) => Ok(Some(literal_number(*number))),
            Expr::Variable(name) => self.variable(name),
            Expr::Reference(reference) => self.reference_as_text(reference),
            Expr::Call(call) => self.call(call),
            Expr::Select(select) => {
                let pattern = self.choose(select)?;
                self.aside(|scope| scope.write_pattern(pattern)).map(Some)
            }
        }
    }

    fn variable(&mut self, name: &'a str) -> Step<Option<Value<'a>>> {
        if let Some(parameters) = self.parameters {
            return match parameters.iter().find(|(n, _)| **n == *name) {
                Some((_, Constant::Text(text))) => Ok(Some(Value::Text(Cow::Borrowed(text), PartKind::Literal))),
                Some((_, Constant::Number(number))) => Ok(Some(literal_number(*number))),
                // A term's parameter may be left out: its selector takes the default.
                None => Ok(Some(Value::Missing)),
            };
        }
        match (self.args.get(name), &self.ctx.tone) {
            (Some(arg), _) => self.arg_value(name, arg),
            (None, Some(tone)) if name == "tone" => Ok(Some(Value::Text(Cow::Borrowed(tone), PartKind::Value))),
            (None, _) => {
                self.report(FormatErrorKind::UnknownVariable, &format!("${name}"), "no such argument")?;
                Ok(None)
            }
        }
    }

    fn arg_value(&mut self, name: &str, arg: &'a Arg) -> Step<Option<Value<'a>>> {
        let limit = self.ctx.limits.argument_bytes;
        let text = |text: &'a str, kind| Value::Text(Cow::Borrowed(text), kind);
        Ok(Some(match arg {
            Arg::Str(t) if t.text.len() > limit => return self.too_long(name, t.text.len()),
            Arg::Markup(t) if t.len() > limit => return self.too_long(name, t.len()),
            Arg::Str(t) => text(&t.text, if t.untrusted { PartKind::Untrusted } else { PartKind::Value }),
            Arg::Markup(t) => text(t, PartKind::Markup),
            Arg::Int(n) => Value::Number(Decimal::from(*n), NumberOptions::default()),
            Arg::Decimal(d) => Value::Number(*d, NumberOptions::default()),
            Arg::Number(n) => Value::Number(n.value, n.options),
            Arg::Money(m) => Value::Number(m.amount, money_options(m, self.ctx)),
            Arg::MoneyConverted(m) => Value::Converted(m),
            Arg::Instant(at) => Value::Instant(*at, None),
            Arg::DateTime(t) => Value::Instant(t.at, Some(&t.options)),
            Arg::Date(date) => Value::Date(*date),
            Arg::Duration(us) => Value::Duration(*us),
            Arg::List(items) => Value::List(Cow::Borrowed(items)),
            Arg::Missing => Value::Missing,
        }))
    }

    #[cold]
    fn too_long(&mut self, name: &str, bytes: usize) -> Step<Option<Value<'a>>> {
        let detail = format!("{bytes} bytes, at most {}", self.ctx.limits.argument_bytes);
        self.report(FormatErrorKind::ArgumentTooLong, &format!("${name}"), &detail)?;
        Ok(None)
    }

    fn reference_as_text(&mut self, reference: &'a Reference) -> Step<Option<Value<'a>>> {
        let Some(target) = self.target(reference)? else { return Ok(None) };
        // The usual case, a term's attribute such as `feminine`, is one piece of text.
        if let Some(Entry { pattern, .. }) = self.source.program.entries.get(index(target))
            && let [Element::Text(text)] = &*pattern.elements
        {
            return Ok(Some(Value::Text(Cow::Borrowed(text), PartKind::Literal)));
        }
        self.aside(|scope| scope.write_reference(reference)).map(Some)
    }

    /// Writes to a text of its own.
    fn aside(&mut self, write: impl FnOnce(&mut Self) -> Step) -> Step<Value<'a>> {
        let (out, spans) = (std::mem::take(&mut self.out), std::mem::take(&mut self.spans));
        let embedded = std::mem::take(&mut self.embedded);
        let done = write(self);
        self.embedded = embedded;
        let text = std::mem::replace(&mut self.out, out);
        let parts = std::mem::replace(&mut self.spans, spans);
        done?;
        let untrusted = parts.iter().any(|(_, kind)| *kind == PartKind::Untrusted);
        Ok(Value::Text(Cow::Owned(text), if untrusted { PartKind::Untrusted } else { PartKind::Literal }))
    }

    /// What stands in a preview for an expression without a value: `$name`, and `NUMBER($name)` where it is the argument that is not there.
    pub(super) fn fallback(&self, expression: &Expr) -> String {
        match expression {
            Expr::Call(call) if matches!(call.function, Function::Builtin(_)) && call.options.is_ok() => {
                let absent = call.positional.first().filter(|first| self.is_nowhere(first));
                absent.map_or_else(|| expression.written(), |first| format!("{}({})", call.name, self.fallback(first)))
            }
            _ => expression.written(),
        }
    }

    /// Whether an expression names something that is not there.
    fn is_nowhere(&self, expression: &Expr) -> bool {
        match (expression, self.parameters) {
            (Expr::Variable(name), Some(parameters)) => parameters.iter().all(|(n, _)| n != name),
            (Expr::Variable(name), None) => matches!(self.args.get(name), None | Some(Arg::Missing)),
            (Expr::Reference(reference), _) => reference.target.is_err(),
            (Expr::Call(call), _) => {
                call.function == Function::Unknown || call.positional.first().is_some_and(|e| self.is_nowhere(e))
            }
            _ => false,
        }
    }

    // ---- selection ----------------------------------------------------------------------------------------------------------

    pub(super) fn choose(&mut self, select: &'a Select) -> Step<&'a Pattern> {
        self.place = select.place;
        if let Some(missing) = select.missing.and_then(|index| select.variants.get(index))
            && self.parameters.is_none()
            && self.is_absent(&select.selector)
        {
            return Ok(&missing.pattern);
        }
        let found = match self.evaluate(&select.selector)? {
            None => None,
            Some(value) => match self.matching(select, &value) {
                Ok(found) => found,
                Err(detail) => {
                    let name = select.selector.written();
                    self.report(FormatErrorKind::FunctionError, &name, detail)?;
                    None
                }
            },
        };
        let variant = found.or_else(|| select.variants.get(select.default));
        match variant {
            Some(variant) => Ok(&variant.pattern),
            None => Err(Stop), // the parser lets no select without a default pass
        }
    }

    fn matching(&self, select: &'a Select, value: &Value<'a>) -> Result<Option<&'a Variant>, &'static str> {
        let named =
            |wanted: &str| select.variants.iter().find(|v| matches!(&v.key, Key::Name(name) if **name == *wanted));
        match value {
            Value::Text(text, _) => Ok(named(text)),
            Value::Number(number, options) => {
                let mut category = None;
                Ok(select.variants.iter().find(|variant| match &variant.key {
                    Key::Number(key) => key == number,
                    Key::Name(name) => {
                        **name
                            == **category.get_or_insert_with(|| self.source.plurals.plural(*number, options).as_str())
                    }
                }))
            }
            Value::Missing => match named("missing") {
                None if self.parameters.is_none() => Err("the argument is missing and there is no [missing] variant"),
                found => Ok(found),
            },
            Value::Instant(..) | Value::Date(_) | Value::Duration(_) => Err("a time cannot select a variant"),
            Value::List(_) => Err("a list cannot select a variant"),
            Value::Converted(_) => Err("a converted amount cannot select a variant"),
        }
    }
}

/// A number literal shows the digits it is written with.
fn literal_number(number: Decimal) -> Value<'static> {
    let digits = Some(number.scale());
    let options =
        NumberOptions { minimum_fraction_digits: digits, maximum_fraction_digits: digits, ..NumberOptions::default() };
    Value::Number(number, options)
}

pub(super) fn money_options(money: &Money, ctx: &Ctx) -> NumberOptions {
    NumberOptions {
        style: NumberStyle::Currency,
        currency: Some(money.currency),
        currency_display: ctx.currency_display,
        ..NumberOptions::default()
    }
}
