//! One rendering: the walk over a compiled message.

use super::evaluate::Value;
use super::ir::{Constant, Element, Entry, Expr, Pattern, Program, Reference};
use crate::template::args::Args;
use crate::template::ctx::Ctx;
use crate::template::errors::{FormatError, FormatErrorKind};
use crate::template::escape::Format;
use crate::template::fmt::Formatter;
use crate::template::functions::Functions;
use crate::template::limits::MAX_DEPTH;
use crate::template::locale::Locale;
use crate::template::parts::{Formatted, PartKind};
use crate::template::syntax::Place;
use crate::template::value::{Arg, MoneyConverted};

/// Nothing more is written: the first error of a strict rendering, or a passed limit.
pub(super) struct Stop;

pub(super) type Step<T = ()> = Result<T, Stop>;

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
    /// How the text will be written; for functions of the program.
    pub format: Option<Format>,
    /// Whether isolates stand around values alone, not around messages, terms and variants as well, whose direction is the text's.
    pub values_only: bool,
}

pub(super) struct Scope<'a> {
    pub(super) source: Source<'a>,
    pub(super) args: &'a Args,
    pub(super) ctx: &'a Ctx,
    pub(super) out: String,
    pub(super) spans: Vec<(u32, PartKind)>,
    pub(super) errors: Vec<FormatError>,
    strict: bool,
    placeables: u32,
    /// The entries being written, outermost first; the length is the depth of references.
    stack: [u32; MAX_DEPTH],
    open: usize,
    depth: usize,
    /// The parameters of the term being written: all that it sees.
    pub(super) parameters: Option<&'a [(Box<str>, Constant)]>,
    pub(super) place: Place,
    /// Whether the pattern being written stands without isolates in a larger one: even a value that is all of it meets other text.
    pub(super) embedded: bool,
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
        embedded: false,
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

pub(super) fn index(n: u32) -> usize {
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

    pub(super) fn write_pattern(&mut self, pattern: &'a Pattern) -> Step {
        if self.depth >= MAX_DEPTH {
            return self.report(FormatErrorKind::TooDeep, "", "");
        }
        self.depth += 1;
        let isolate = self.ctx.isolating && (pattern.elements.len() > 1 || self.embedded);
        for element in &pattern.elements {
            match element {
                Element::Text(text) => self.push(PartKind::Text, text)?,
                Element::Placeable(placeable) => {
                    self.placeables += 1;
                    self.place = placeable.place;
                    if self.placeables > self.ctx.limits.placeables {
                        return self.report(FormatErrorKind::TooManyPlaceables, "", "");
                    }
                    let own =
                        matches!(placeable.expression, Expr::Reference(_) | Expr::Select(_)) && self.source.values_only;
                    let embedded = std::mem::replace(&mut self.embedded, isolate && own);
                    let isolate = isolate && !own && !matches!(placeable.expression, Expr::Literal(_));
                    if isolate {
                        self.push(PartKind::IsolateStart, "\u{2068}")?;
                    }
                    self.write_expression(&placeable.expression)?;
                    if isolate {
                        self.push(PartKind::IsolateEnd, "\u{2069}")?;
                    }
                    self.embedded = embedded;
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
            None => self.mark(&self.fallback(expression)),
            Some(Value::Missing) => self.write_missing(expression),
            Some(value) => {
                let start = self.out.len();
                match self.write_value(&value) {
                    Ok(kind) => self.close(kind),
                    Err(detail) => {
                        self.out.truncate(start);
                        let name = expression.written();
                        self.report(FormatErrorKind::FunctionError, &name, &detail)?;
                        self.mark(&name)
                    }
                }
            }
        }
    }

    /// A value that is known to be absent. Fluent lets the parameter of a term be left out without an error, and a preview shows it so;
    /// but a mark is nothing that may leave.
    #[cold]
    fn write_missing(&mut self, expression: &'a Expr) -> Step {
        let name = self.fallback(expression);
        match self.parameters {
            None => self.report(FormatErrorKind::UnknownVariable, &name, "the argument is missing")?,
            Some(_) if self.strict => {
                self.report(FormatErrorKind::UnknownVariable, &name, "the term is used without this parameter")?;
            }
            Some(_) => {}
        }
        self.mark(&name)
    }

    pub(super) fn write_reference(&mut self, reference: &'a Reference) -> Step {
        let Some(target) = self.target(reference)? else {
            return self.mark(&reference.written());
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
    pub(super) fn target(&mut self, reference: &Reference) -> Step<Option<u32>> {
        let kind = match reference.target {
            Err(kind) => kind,
            Ok(target) if self.stack.get(..self.open).is_some_and(|open| open.contains(&target)) => {
                FormatErrorKind::Cyclic
            }
            Ok(target) => return Ok(Some(target)),
        };
        self.report(kind, &reference.written(), "")?;
        Ok(None)
    }
}
