//! The messages of one locale, compiled and immutable.

use super::args::Args;
use super::ctx::Ctx;
use super::errors::{FormatError, FormatErrorKind};
use super::escape::Format;
use super::fmt::Formatter;
use super::fmt::cache::{Held, Slots};
use super::functions::Functions;
use super::locale::Locale;
use super::negotiate::language_and_script;
use super::parts::Formatted;
use super::problem::BundleProblem;
use super::resolver::compile::{Compiler, link};
use super::resolver::ir::{Entry, Program};
use super::resolver::scope::{Source, render};
use super::syntax::{LineIndex, Place, parse};
use crate::Result;
use fluent_syntax::ast;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

/// The messages of one locale: compiled once, immutable, shared between threads without locks, cheap to clone.
///
/// ```
/// use sundesk::args;
/// use sundesk::template::{Bundle, Ctx};
/// let bundle = Bundle::from_ftl(&"en".parse()?, "\
/// open = Hi { $name }, you have { $count ->
///     [one] one open ticket
///    *[other] { $count } open tickets
/// }.
/// ")?;
/// let text = bundle.format("open", None, &args! { name: "Ana", count: 12345 }, &Ctx::default())?.text;
/// assert_eq!(text, "Hi Ana, you have 12,345 open tickets.");
///
/// // A customer never sees `{$name}`: a missing argument is an error, with its place.
/// let error = bundle.format("open", None, &args! { count: 1 }, &Ctx::default()).unwrap_err();
/// assert_eq!(error.to_string(), "1:13: [en] open: unknown-variable $name: no such argument");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Bundle(Arc<Inner>);

struct Inner {
    locale: Locale,
    program: Program,
    functions: Functions,
    formatter: Formatter,
    /// Formatters of readers' locales of the same language (`de-AT` for `de`), made when they are first asked for.
    readers: Slots<Locale, Formatter, 16>,
    problems: Vec<BundleProblem>,
}

/// Collects the sources of a [`Bundle`].
pub struct BundleBuilder<'t> {
    locale: Locale,
    formatter: Formatter,
    functions: Functions,
    transform: Option<&'t dyn Fn(&str) -> String>,
    program: Program,
    problems: Vec<BundleProblem>,
}

impl<'t> BundleBuilder<'t> {
    /// Adds a source; an id that is already there stays and is a [`BundleProblem::Duplicate`].
    ///
    /// # Errors
    /// Over 1 MiB, or nested too deep.
    pub fn add(&mut self, file: &str, source: &str) -> Result<&mut Self> {
        self.add_source(file, source, false)
    }

    /// Adds a source underneath (a base language under a region or tone): only terms, and values and attributes of messages, that
    /// are not there yet are taken. A term comes whole: it is one word with its forms.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_under(&mut self, file: &str, source: &str) -> Result<&mut Self> {
        self.add_source(file, source, true)
    }

    /// The functions that the sources added from now on may call besides the built-in ones. Set once, before the first source.
    pub fn functions(&mut self, functions: &Functions) -> &mut Self {
        self.functions = functions.clone();
        self
    }

    /// Passes each text element of the sources added from now on (never variables or literals) through a function.
    pub fn transform(&mut self, transform: &'t dyn Fn(&str) -> String) -> &mut Self {
        self.transform = Some(transform);
        self
    }

    /// Uses a formatter that was made before for the same locale, instead of making one.
    pub fn formatter(&mut self, formatter: &Formatter) -> &mut Self {
        self.formatter = formatter.clone();
        self
    }

    /// The finished bundle.
    #[must_use]
    pub fn build(mut self) -> Bundle {
        link(&mut self.program);
        Bundle(Arc::new(Inner {
            readers: Slots::default(),
            formatter: self.formatter,
            locale: self.locale,
            program: self.program,
            functions: self.functions,
            problems: self.problems,
        }))
    }

    fn add_source(&mut self, file: &str, source: &str, under: bool) -> Result<&mut Self> {
        let parsed = parse(source).map_err(|e| {
            let line = e.line();
            e.in_file(file, line)
        })?;
        let syntax = |error| BundleProblem::Syntax { file: file.to_owned(), error };
        self.problems.extend(parsed.errors.into_iter().map(syntax));
        let file_index = u32::try_from(self.program.files.len()).unwrap_or(u32::MAX);
        self.program.files.push(file.into());
        let functions = self.functions.clone();
        let compiler = Compiler { lines: LineIndex::new(source), functions: &functions, transform: self.transform };
        for entry in &parsed.resource.body {
            let (id, value, attributes) = match entry {
                ast::Entry::Message(m) => (m.id.name.to_owned(), m.value.as_ref(), &m.attributes),
                ast::Entry::Term(t) => (format!("-{}", t.id.name), Some(&t.value), &t.attributes),
                _ => continue,
            };
            let place = compiler.lines.place_of(entry_name(entry));
            match self.program.index.contains_key(id.as_str()) {
                // A term is one word with its forms; a message takes what it has not from the sources below.
                true if under && id.starts_with('-') => continue,
                true if !under => {
                    self.problems.push(BundleProblem::Duplicate { file: file.to_owned(), place, id });
                    continue;
                }
                false if !id.starts_with('-') => self.program.order.push(id.as_str().into()),
                _ => {}
            }
            let twice = self.add_entry(&compiler, file_index, &id, place, value, attributes);
            if !under {
                let duplicate = |(place, id)| BundleProblem::Duplicate { file: file.to_owned(), place, id };
                self.problems.extend(twice.into_iter().map(duplicate));
            }
        }
        Ok(self)
    }

    /// Adds the texts of a message or term that are not there yet; the answer is those that are.
    fn add_entry(
        &mut self,
        compiler: &Compiler<'_, '_>,
        file: u32,
        id: &str,
        place: Place,
        value: Option<&ast::Pattern<&str>>,
        attributes: &[ast::Attribute<&str>],
    ) -> Vec<(Place, String)> {
        self.program.index.entry(id.into()).or_default();
        let mut twice = Vec::new();
        let entry = |attribute: &str, place, pattern| Entry {
            id: id.into(),
            attribute: attribute.into(),
            file,
            place,
            pattern: compiler.pattern(pattern),
        };
        if let Some(pattern) = value {
            self.program.add(entry("", place, pattern));
        }
        for attribute in attributes {
            let place = compiler.lines.place_of(attribute.id.name);
            if !self.program.add(entry(attribute.id.name, place, &attribute.value)) {
                twice.push((place, format!("{id}.{}", attribute.id.name)));
            }
        }
        twice
    }
}

fn entry_name<'s>(entry: &ast::Entry<&'s str>) -> &'s str {
    match entry {
        ast::Entry::Message(m) => m.id.name,
        ast::Entry::Term(t) => t.id.name,
        _ => "",
    }
}

impl fmt::Debug for BundleBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BundleBuilder").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages = self.0.program.order.len();
        f.debug_struct("Bundle").field("locale", &self.0.locale).field("messages", &messages).finish_non_exhaustive()
    }
}

impl Bundle {
    /// Starts a bundle.
    #[must_use]
    pub fn builder<'t>(locale: &Locale) -> BundleBuilder<'t> {
        BundleBuilder {
            locale: locale.clone(),
            formatter: Formatter::new(locale),
            functions: Functions::default(),
            transform: None,
            program: Program::default(),
            problems: Vec::new(),
        }
    }

    /// A bundle of one source. Junk does not fail it: see [`problems`](Self::problems).
    ///
    /// # Errors
    /// Over 1 MiB, or nested too deep.
    pub fn from_ftl(locale: &Locale, source: &str) -> Result<Self> {
        let mut builder = Self::builder(locale);
        builder.add("", source)?;
        Ok(builder.build())
    }

    /// The locale of the texts.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.0.locale
    }

    /// Numbers, dates and lists in the bundle's locale.
    #[must_use]
    pub fn formatter(&self) -> &Formatter {
        &self.0.formatter
    }

    /// Junk and duplicates of the sources.
    #[must_use]
    pub fn problems(&self) -> &[BundleProblem] {
        &self.0.problems
    }

    /// The ids of the messages (not terms), in the order of the sources.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.0.program.order.iter().map(AsRef::as_ref)
    }

    /// Whether there is a message with this value (`None`) or attribute.
    #[must_use]
    pub fn has(&self, message: &str, attribute: Option<&str>) -> bool {
        self.find(message, attribute).is_ok()
    }

    /// The text of a message or attribute, strictly: the first thing that goes wrong is the answer, and nothing half-made leaves.
    ///
    /// # Errors
    /// [`FormatError`] with kind, place and name; an unknown message or attribute too.
    pub fn format(
        &self,
        message: &str,
        attribute: Option<&str>,
        args: &Args,
        ctx: &Ctx,
    ) -> Result<Formatted, Box<FormatError>> {
        let entry = self.find(message, attribute).map_err(|kind| self.absent(kind, message, attribute))?;
        render(self.source(&self.formatter_for(ctx), None), entry, args, ctx, true)
    }

    /// The text with marks such as `{$name}` where something went wrong, and the errors: for editors and previews, never for
    /// customers. `None` when there is no such message or attribute.
    #[must_use]
    pub fn preview(&self, message: &str, attribute: Option<&str>, args: &Args, ctx: &Ctx) -> Option<Formatted> {
        let entry = self.find(message, attribute).ok()?;
        render(self.source(&self.formatter_for(ctx), None), entry, args, ctx, false).ok()
    }

    /// The number of a text, by which a catalog asks for it without looking its name up again.
    pub(crate) fn entry(&self, message: &str, attribute: &str) -> Option<u32> {
        self.find(message, (!attribute.is_empty()).then_some(attribute)).ok()
    }

    /// The text of a number that [`entry`](Self::entry) gave, which will be written in `format`; in a preview with marks instead of
    /// an error; with `values_only` the isolates of [`Ctx::isolating`] around values alone.
    pub(crate) fn format_entry(
        &self,
        entry: u32,
        args: &Args,
        ctx: &Ctx,
        format: Format,
        preview: bool,
        values_only: bool,
    ) -> Result<Formatted, Box<FormatError>> {
        let formatter = self.formatter_for(ctx);
        let source = Source { values_only, ..self.source(&formatter, Some(format)) };
        render(source, entry, args, ctx, !preview)
    }

    fn find(&self, message: &str, attribute: Option<&str>) -> Result<u32, FormatErrorKind> {
        let slots = match self.0.program.index.get(message) {
            Some(slots) if !message.starts_with('-') => slots,
            _ => return Err(FormatErrorKind::UnknownMessage),
        };
        let missing = if attribute.is_some() { FormatErrorKind::UnknownAttribute } else { FormatErrorKind::NoValue };
        slots.get(attribute).ok_or(missing)
    }

    #[cold]
    fn absent(&self, kind: FormatErrorKind, message: &str, attribute: Option<&str>) -> Box<FormatError> {
        Box::new(FormatError {
            kind,
            locale: self.0.locale.as_str().to_owned(),
            file: String::new(),
            line: 0,
            column: 0,
            message: message.to_owned(),
            attribute: attribute.unwrap_or("").to_owned(),
            name: String::new(),
            detail: String::new(),
            cause: None,
        })
    }

    fn source<'a>(&'a self, formatter: &'a Formatter, format: Option<Format>) -> Source<'a> {
        let inner = &*self.0;
        Source {
            program: &inner.program,
            functions: &inner.functions,
            locale: &inner.locale,
            plurals: &inner.formatter,
            formatter,
            format,
            values_only: false,
        }
    }

    /// Numbers and dates of the reader's locale, if it is one of the text's language.
    fn formatter_for(&self, ctx: &Ctx) -> Held<'_, Formatter> {
        let inner = &*self.0;
        match &ctx.locale {
            Some(locale) if *locale != inner.locale && locale.language() == inner.locale.language() => {
                let made = inner.readers.get(locale.clone(), || {
                    // Words in numbers and dates are of the script of the text: no traditional characters for `zh-TW` here.
                    let [script, own] = [locale, &inner.locale].map(|l| language_and_script(l.as_str()));
                    Ok::<_, Infallible>(if script == own { Formatter::new(locale) } else { inner.formatter.clone() })
                });
                made.unwrap_or(Held::Shared(&inner.formatter))
            }
            _ => Held::Shared(&inner.formatter),
        }
    }
}
