//! Calls of functions: the built-in ones are in [`builtin`](super::builtin), those of the program here.

use super::evaluate::{Value, money_options};
use super::ir::{Call, Constant, Expr, Function};
use super::scope::{Scope, Source, Step};
use crate::Error;
use crate::error::Cause;
use crate::money::Decimal;
use crate::money::Money;
use crate::template::errors::FormatErrorKind;
use crate::template::functions::FnCtx;
use crate::template::parts::PartKind;
use crate::template::value::{Arg, NumberOptions, NumberStyle, StyledNumber};
use std::borrow::Cow;

impl<'a> Scope<'a> {
    pub(super) fn call(&mut self, call: &'a Call) -> Step<Option<Value<'a>>> {
        match (&call.function, &call.options) {
            (Function::Unknown, _) => {
                self.report(FormatErrorKind::UnknownFunction, &format!("{}()", call.name), "")?;
                Ok(None)
            }
            (_, Err(detail)) => self.refuse(call, detail),
            (Function::Builtin(builtin), Ok(options)) => self.call_builtin(*builtin, call, options),
            (Function::Registered(function), _) => self.call_registered(*function, call),
        }
    }

    /// A function that refuses its arguments.
    #[cold]
    pub(super) fn refuse(&mut self, call: &Call, detail: &str) -> Step<Option<Value<'a>>> {
        self.report(FormatErrorKind::FunctionError, &format!("{}()", call.name), detail)?;
        Ok(None)
    }

    fn call_registered(&mut self, function: u32, call: &'a Call) -> Step<Option<Value<'a>>> {
        let Some(registered) = self.source.functions.get(function) else {
            return self.refuse(call, "is not registered");
        };
        let mut values = Vec::with_capacity(call.positional.len());
        for expression in &call.positional {
            // A number that is written in the template is that number, as it is for an option.
            if let Expr::Number(number) = expression {
                values.push(plain(*number));
                continue;
            }
            match self.evaluate(expression)? {
                Some(value) => values.push(to_arg(value)),
                None => return Ok(None),
            }
        }
        let named: Vec<(&str, Arg)> = call.named.iter().map(|(name, value)| (name.as_ref(), constant(value))).collect();
        let Source { locale, formatter, format, .. } = self.source;
        let context = FnCtx { locale, ctx: self.ctx, formatter, format };
        if let Err(error) = registered.check(&values, &named) {
            return self.refuse(call, &error.to_string());
        }
        match registered.call(&context, &values, &named) {
            Err(error) => self.failed(call, error),
            Ok(arg) => self.owned_value(call, arg),
        }
    }

    /// A function of the program that answered with an error, which is kept.
    #[cold]
    fn failed(&mut self, call: &Call, error: Error) -> Step<Option<Value<'a>>> {
        let done = self.refuse(call, &error.to_string());
        if let Some(last) = self.errors.last_mut() {
            last.cause = Some(Cause::new(error));
        }
        done
    }

    /// The value a registered function made.
    fn owned_value(&mut self, call: &Call, arg: Arg) -> Step<Option<Value<'a>>> {
        Ok(Some(match arg {
            Arg::Str(t) => Value::Text(t.text, if t.untrusted { PartKind::Untrusted } else { PartKind::Value }),
            Arg::Markup(t) => Value::Text(t, PartKind::Markup),
            Arg::Int(n) => Value::Number(Decimal::from(n), NumberOptions::default()),
            Arg::Decimal(d) => Value::Number(d, NumberOptions::default()),
            Arg::Number(n) => Value::Number(n.value, n.options),
            Arg::Money(m) => Value::Number(m.amount, money_options(&m, self.ctx)),
            Arg::Instant(at) => Value::Instant(at, None),
            Arg::Date(date) => Value::Date(date),
            Arg::Duration(us) => Value::Duration(us),
            Arg::List(items) => Value::List(Cow::Owned(items)),
            Arg::Missing => Value::Missing,
            other => return self.refuse(call, &format!("must not return a {}", other.type_name())),
        }))
    }
}

fn constant(value: &Constant) -> Arg {
    match value {
        Constant::Text(text) => Arg::from(text.as_ref()),
        Constant::Number(number) => plain(*number),
    }
}

/// A number as arguments hold it: whole, or an exact decimal.
fn plain(number: Decimal) -> Arg {
    if number.scale() == 0 { Arg::Int(number.mantissa()) } else { Arg::Decimal(number) }
}

fn to_arg(value: Value<'_>) -> Arg {
    match value {
        Value::Text(text, PartKind::Untrusted) => Arg::untrusted(text.into_owned()),
        Value::Text(text, PartKind::Markup) => Arg::markup(text.into_owned()),
        Value::Text(text, _) => Arg::from(text.into_owned()),
        Value::Number(number, NumberOptions { style: NumberStyle::Currency, currency: Some(currency), .. }) => {
            Arg::Money(Money { amount: number, currency })
        }
        Value::Number(number, options) if options == NumberOptions::default() => plain(number),
        Value::Number(value, options) => Arg::Number(Box::new(StyledNumber { value, options })),
        Value::Instant(at, _) => Arg::Instant(at),
        Value::Date(date) => Arg::Date(date),
        Value::Duration(us) => Arg::Duration(us),
        Value::List(items) => Arg::List(items.into_owned()),
        Value::Converted(money) => Arg::MoneyConverted(Box::new(money.clone())),
        Value::Missing => Arg::Missing,
    }
}
