//! One rendering: the walk over a compiled message.

use super::ir::{Call, Constant, Element, Entry, Expr, Function, Key, Pattern, Program, Reference, Select};
use crate::Error;
use crate::error::Cause;
use crate::template::args::Args;
use crate::template::ctx::Ctx;
use crate::template::decimal::Decimal;
use crate::template::errors::{FormatError, FormatErrorKind};
use crate::template::fmt::Formatter;
use crate::template::functions::{FnCtx, Functions};
use crate::template::limits::MAX_DEPTH;
use crate::template::locale::Locale;
use crate::template::parts::{Formatted, PartKind};
use crate::template::syntax::Place;
use crate::template::value::{Arg, DateTimeOptions, Money, MoneyConverted, NumberOptions, NumberStyle};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Nothing more is written: the first error of a strict rendering, or a passed limit.
pub(super) struct Stop;

pub(super) type Step<T = ()> = Result<T, Stop>;

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

/// What a rendering needs of its bundle.
#[derive(Clone, Copy)]
pub(in crate::template) struct Source<'a> {
    pub program: &'a Program,
    pub functions: &'a Functions,
    pub locale: &'a Locale,
    /// Plurals of the text's language.
    pub plurals: &'a Formatter,
    /// Numbers and dates of the reader's locale.
    pub formatter: &'a Formatter,
}

pub(super) struct Scope<'a> {
    pub(super) source: Source<'a>,
    pub(super) args: &'a Args,
    pub(super) ctx: &'a Ctx,
    pub(super) out: String,
    spans: Vec<(u32, PartKind)>,
    errors: Vec<FormatError>,
    strict: bool,
    placeables: u32,
    /// The entries being written, outermost first; the length is the depth of references.
    stack: [u32; MAX_DEPTH],
    open: usize,
    depth: usize,
    /// The parameters of the term being written: all that it sees.
    parameters: Option<&'a [(Box<str>, Constant)]>,
    place: Place,
    /// Which parts of which converted amount were shown.
    pub(super) shown: Vec<(&'a MoneyConverted, u8, (u32, Place))>,
}

/// Renders an entry. Strict: the first error is the answer. Otherwise text with marks, and all errors.
pub(in crate::template) fn render<'a>(
    source: Source<'a>,
    entry: u32,
    args: &'a Args,
    ctx: &'a Ctx,
    strict: bool,
) -> Result<Formatted, Box<FormatError>> {
    let hint = source.program.entries.get(index(entry)).map_or(0, |e| index(e.pattern.hint)).min(4096);
    let mut scope = Scope {
        source,
        args,
        ctx,
        out: String::with_capacity(hint + 16),
        spans: Vec::with_capacity(16),
        errors: Vec::new(),
        strict,
        placeables: 0,
        stack: [0; MAX_DEPTH],
        open: 0,
        depth: 0,
        parameters: None,
        place: Place::default(),
        shown: Vec::new(),
    };
    let done = scope.write_entry(entry).and_then(|()| scope.check_converted());
    match (done, strict) {
        (Err(Stop), true) => {
            let error = scope.errors.pop().unwrap_or_else(|| scope.error(FormatErrorKind::NoValue, "", ""));
            Err(Box::new(error))
        }
        _ => Ok(Formatted::new(scope.out, scope.spans, scope.errors)),
    }
}

fn index(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl<'a> Scope<'a> {
    // ---- output -------------------------------------------------------------------------------------------------------------

    /// Appends text of one kind.
    pub(super) fn push(&mut self, kind: PartKind, text: &str) -> Step {
        self.out.push_str(text);
        self.close(kind)
    }

    /// Marks what was appended to `out` since the last part as a part of `kind`.
    pub(super) fn close(&mut self, kind: PartKind) -> Step {
        let end = self.out.len();
        if end > self.ctx.limits.output_bytes {
            self.cut(self.ctx.limits.output_bytes);
            return self.report(FormatErrorKind::OutputTooLong, "", "");
        }
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        match self.spans.last_mut() {
            Some(last) if last.1 == kind => last.0 = end,
            _ => self.spans.push((end, kind)),
        }
        Ok(())
    }

    fn cut(&mut self, bytes: usize) {
        let mut at = bytes.min(self.out.len());
        while !self.out.is_char_boundary(at) {
            at -= 1;
        }
        self.out.truncate(at);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.spans.retain(|(end, _)| *end <= at);
        if self.spans.last().is_none_or(|(end, _)| *end < at) {
            self.spans.push((at, PartKind::Text));
        }
    }

    // ---- errors -------------------------------------------------------------------------------------------------------------

    fn error(&self, kind: FormatErrorKind, name: &str, detail: &str) -> FormatError {
        let entry: Option<&Entry> = self
            .open
            .checked_sub(1)
            .and_then(|top| self.stack.get(top))
            .and_then(|entry| self.source.program.entries.get(index(*entry)));
        let file = entry.and_then(|e| self.source.program.files.get(index(e.file)));
        FormatError {
            kind,
            locale: self.source.locale.as_str().to_owned(),
            file: file.map_or_else(String::new, |f| f.to_string()),
            line: self.place.line,
            column: self.place.column,
            message: entry.map_or_else(String::new, |e| e.id.to_string()),
            attribute: entry.map_or_else(String::new, |e| e.attribute.to_string()),
            name: name.to_owned(),
            detail: detail.to_owned(),
            cause: None,
        }
    }

    /// Where the walk is: the entry and the place in it.
    pub(super) fn place(&self) -> (u32, Place) {
        let entry = self.open.checked_sub(1).and_then(|top| self.stack.get(top));
        (entry.copied().unwrap_or(u32::MAX), self.place)
    }

    /// Puts errors that are found at the end where they belong.
    pub(super) fn at(&mut self, (entry, place): (u32, Place)) {
        if let Some(first) = self.stack.first_mut() {
            *first = entry;
        }
        self.open = 1;
        self.place = place;
    }

    /// Records an error; goes on only in a preview, and never past a limit.
    #[cold]
    pub(super) fn report(&mut self, kind: FormatErrorKind, name: &str, detail: &str) -> Step {
        let error = self.error(kind, name, detail);
        self.errors.push(error);
        if self.strict || kind.is_limit() { Err(Stop) } else { Ok(()) }
    }

    /// Writes the mark of a failed placeable.
    fn mark(&mut self, name: &str) -> Step {
        let mark = format!("{{{name}}}");
        self.push(PartKind::Fallback, &mark)
    }

    // ---- patterns -----------------------------------------------------------------------------------------------------------

    /// Writes an entry in a new frame of the stack of entries.
    fn write_entry(&mut self, entry: u32) -> Step {
        let program = self.source.program;
        let (Some(slot), Some(found)) = (self.stack.get_mut(self.open), program.entries.get(index(entry))) else {
            return self.report(FormatErrorKind::TooDeep, "", "");
        };
        *slot = entry;
        self.open += 1;
        let place = std::mem::replace(&mut self.place, found.place);
        let done = self.write_pattern(&found.pattern);
        if done.is_ok() {
            self.open -= 1;
            self.place = place;
        }
        done
    }

    fn write_pattern(&mut self, pattern: &'a Pattern) -> Step {
        if self.depth >= MAX_DEPTH {
            return self.report(FormatErrorKind::TooDeep, "", "");
        }
        self.depth += 1;
        let isolate = self.ctx.isolating && pattern.elements.len() > 1;
        for element in &pattern.elements {
            match element {
                Element::Text(text) => self.push(PartKind::Text, text)?,
                Element::Placeable(placeable) => {
                    self.placeables += 1;
                    self.place = placeable.place;
                    if self.placeables > self.ctx.limits.placeables {
                        return self.report(FormatErrorKind::TooManyPlaceables, "", "");
                    }
                    let isolate = isolate && !matches!(placeable.expression, Expr::Literal(_));
                    if isolate {
                        self.push(PartKind::IsolateStart, "\u{2068}")?;
                    }
                    self.write_expression(&placeable.expression)?;
                    if isolate {
                        self.push(PartKind::IsolateEnd, "\u{2069}")?;
                    }
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn write_expression(&mut self, expression: &'a Expr) -> Step {
        match expression {
            Expr::Literal(text) => self.push(PartKind::Literal, text),
            Expr::Reference(reference) => self.write_reference(reference),
            Expr::Select(select) => {
                let pattern = self.choose(select)?;
                self.write_pattern(pattern)
            }
            // The two most frequent values, without a detour.
            Expr::Variable(name) => match self.argument(name) {
                Some(Arg::Str(text)) if text.text.len() <= self.ctx.limits.argument_bytes => {
                    self.push(if text.untrusted { PartKind::Untrusted } else { PartKind::Value }, &text.text)
                }
                Some(Arg::Int(n)) if self.source.formatter.write_small(&mut self.out, *n) => {
                    self.close(PartKind::Formatted)
                }
                _ => self.write_evaluated(expression),
            },
            Expr::Number(_) | Expr::Call(_) => self.write_evaluated(expression),
        }
    }

    fn write_evaluated(&mut self, expression: &'a Expr) -> Step {
        match self.evaluate(expression)? {
            None => self.mark(&source_of(expression)),
            Some(Value::Missing) => {
                let name = source_of(expression);
                self.report(FormatErrorKind::UnknownVariable, &name, "the argument is missing")?;
                self.mark(&name)
            }
            Some(value) => {
                let start = self.out.len();
                match self.write_value(&value) {
                    Ok(kind) => self.close(kind),
                    Err(detail) => {
                        self.out.truncate(start);
                        let name = source_of(expression);
                        self.report(FormatErrorKind::FunctionError, &name, &detail)?;
                        self.mark(&name)
                    }
                }
            }
        }
    }

    fn write_reference(&mut self, reference: &'a Reference) -> Step {
        let Some(target) = self.target(reference)? else {
            return self.mark(&reference_name(reference));
        };
        let parameters = self.parameters;
        if reference.term {
            self.parameters = Some(&reference.parameters);
        }
        let done = self.write_entry(target);
        self.parameters = parameters;
        done
    }

    /// The entry of a reference; `None` after a reported error.
    fn target(&mut self, reference: &Reference) -> Step<Option<u32>> {
        let kind = match reference.target {
            Err(kind) => kind,
            Ok(target) if self.stack.get(..self.open).is_some_and(|open| open.contains(&target)) => {
                FormatErrorKind::Cyclic
            }
            Ok(target) => return Ok(Some(target)),
        };
        self.report(kind, &reference_name(reference), "")?;
        Ok(None)
    }

    // ---- values -------------------------------------------------------------------------------------------------------------

    /// The argument of a name as this scope sees it; a term sees its parameters only.
    fn argument(&self, name: &str) -> Option<&'a Arg> {
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
        let done = write(self);
        let text = std::mem::replace(&mut self.out, out);
        let parts = std::mem::replace(&mut self.spans, spans);
        done?;
        let untrusted = parts.iter().any(|(_, kind)| *kind == PartKind::Untrusted);
        Ok(Value::Text(Cow::Owned(text), if untrusted { PartKind::Untrusted } else { PartKind::Literal }))
    }

    fn call(&mut self, call: &'a Call) -> Step<Option<Value<'a>>> {
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
        let context = FnCtx { locale: self.source.locale, ctx: self.ctx, formatter: self.source.formatter };
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

    // ---- selection ----------------------------------------------------------------------------------------------------------

    fn choose(&mut self, select: &'a Select) -> Step<&'a Pattern> {
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
                    let name = source_of(&select.selector);
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

    fn matching(&self, select: &'a Select, value: &Value<'a>) -> Result<Option<&'a super::ir::Variant>, &'static str> {
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
        Value::Number(value, options) => Arg::Number(Box::new(crate::template::value::StyledNumber { value, options })),
        Value::Instant(at, _) => Arg::Instant(at),
        Value::Date(date) => Arg::Date(date),
        Value::Duration(us) => Arg::Duration(us),
        Value::List(items) => Arg::List(items.into_owned()),
        Value::Converted(money) => Arg::MoneyConverted(Box::new(money.clone())),
        Value::Missing => Arg::Missing,
    }
}

fn reference_name(reference: &Reference) -> String {
    match &reference.attribute {
        Some(attribute) => format!("{}.{attribute}", reference.name),
        None => reference.name.to_string(),
    }
}

/// An expression as it is written, shortened: `$name`, `NUMBER($n)`, `-brand.gender`.
fn source_of(expression: &Expr) -> String {
    match expression {
        Expr::Literal(text) => format!("{text:?}"),
        Expr::Number(number) => number.to_string(),
        Expr::Variable(name) => format!("${name}"),
        Expr::Reference(reference) => reference_name(reference),
        Expr::Call(call) => format!("{}()", call.name),
        Expr::Select(_) => "???".to_owned(),
    }
}
