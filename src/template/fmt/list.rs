//! Lists of words.

use super::{Formatter, UnitWidth, append, no_data};
use crate::{Error, Result};
use icu_list::ListFormatter;
use icu_list::options::{ListFormatterOptions, ListLength};

/// How the items of a list belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ListKind {
    /// `a, b and c`.
    #[default]
    And,
    /// `a, b or c`.
    Or,
    /// `2 hours, 5 minutes`.
    Unit,
}

impl ListKind {
    /// Every kind.
    pub const ALL: &[Self] = &[Self::And, Self::Or, Self::Unit];

    /// The word templates write.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
            Self::Unit => "unit",
        }
    }

    /// The kind of a word: `and`, `or`, `unit`, or in the words of `Intl.ListFormat` `conjunction` and `disjunction`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "conjunction" => Some(Self::And),
            "disjunction" => Some(Self::Or),
            _ => Self::ALL.iter().copied().find(|k| k.name() == name),
        }
    }
}

impl Formatter {
    /// Joins words as the locale does.
    ///
    /// # Errors
    /// None for the locales of the compiled data.
    pub fn list(&self, items: &[impl AsRef<str>], kind: ListKind, width: UnitWidth) -> Result<String> {
        let mut out = String::new();
        self.write_list(&mut out, items, kind, width).map_err(|e| Error::invalid("list", kind.name(), e))?;
        Ok(out)
    }

    /// The same, to the end of `out`.
    pub(in crate::template) fn write_list(
        &self,
        out: &mut String,
        items: &[impl AsRef<str>],
        kind: ListKind,
        width: UnitWidth,
    ) -> std::result::Result<(), String> {
        let formatter = self.0.lists.get((kind, width), || {
            let prefs = self.0.locale.icu().into();
            let length = match width {
                UnitWidth::Long => ListLength::Wide,
                UnitWidth::Short => ListLength::Short,
                UnitWidth::Narrow => ListLength::Narrow,
            };
            let options = ListFormatterOptions::default().with_length(length);
            match kind {
                ListKind::And => ListFormatter::try_new_and(prefs, options),
                ListKind::Or => ListFormatter::try_new_or(prefs, options),
                ListKind::Unit => ListFormatter::try_new_unit(prefs, options),
            }
            .map_err(|_| no_data("lists"))
        })?;
        let start = out.len();
        append(out, &formatter.format(items.iter().map(AsRef::as_ref)));
        if self.0.locale.language() == "he" {
            // Before a word that is not Hebrew, ICU and the Academy write the plain hyphen after the vav; ICU4X 2.3 writes U+2011.
            let mended = out.get(start..).unwrap_or("").replace("ו\u{2011}", "ו-");
            out.truncate(start);
            out.push_str(&mended);
        }
        Ok(())
    }
}
