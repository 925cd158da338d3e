//! All files of a catalog, side by side: what the checks and the gate look at.

use super::code::Code;
use super::facts::Target;
use super::model::{Entry, FileModel, Unit};
use super::notes::Declared;
use super::references::MAX_REFERENCED_TEXTS;
use super::source::Source;
use crate::template::negotiate::{self, Negotiator};
use crate::template::steps::step;
use crate::{Error, Result};
use std::collections::{BTreeSet, HashMap};

/// Most locales that lie over one locale: regions and tones of a language.
pub const MAX_OVERLAYS: usize = 64;

/// Most texts of a catalog: those of the reference times the locales.
pub const MAX_TEXTS: usize = 1_000_000;

/// Where an entry stands: file and position in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    pub(crate) file: usize,
    pub(crate) entry: usize,
}

/// One locale.
#[derive(Debug, Clone)]
pub(crate) struct LocaleView {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) script: String,
    /// Locales this one lies over, nearest first; empty for a locale of its own.
    pub(crate) under: Vec<usize>,
    /// Its own entries (not those of the locales below) by `id` or `-id`.
    pub(crate) own: HashMap<String, At>,
    /// The same in the order of the files.
    pub(crate) order: Vec<At>,
    /// The first file, and the first of each set.
    file: Option<usize>,
    file_of_set: HashMap<String, usize>,
}

/// A text: its entry, and where in it.
pub(crate) type Node = (At, usize);

/// Every file read, every locale indexed.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    pub(crate) files: Vec<FileModel>,
    pub(crate) locales: Vec<LocaleView>,
    pub(crate) reference: usize,
    /// Second ids, found while indexing: (the second one, the first one).
    pub(crate) twice: Vec<(At, At)>,
}

impl Workspace {
    pub(crate) fn read(sources: &[Source], reference: &str) -> Result<Self> {
        let mut files = Vec::with_capacity(sources.len());
        for (i, s) in sources.iter().enumerate() {
            files.push(FileModel::read(&s.locale, &s.file, &s.set, i, &s.text));
        }
        let tags: BTreeSet<&str> = sources.iter().map(|s| s.locale.as_str()).collect();
        let tags: Vec<&str> = tags.into_iter().collect();
        let negotiator = Negotiator::new(tags.iter().copied())?;
        let missing = || Error::not_found("reference", reference, "a locale that the sources have");
        let wanted = negotiate::present(reference)?;
        let reference = tags.binary_search(&wanted.as_str()).map_err(|_| missing())?;
        let locales = tags.iter().enumerate().map(|(i, tag)| {
            let (language, script) = negotiate::language_and_script(tag).unwrap_or_default();
            LocaleView {
                name: (*tag).to_owned(),
                language,
                script,
                under: negotiator.under(i),
                own: HashMap::new(),
                order: Vec::new(),
                file: None,
                file_of_set: HashMap::new(),
            }
        });
        let mut workspace = Self { files, locales: locales.collect(), reference, twice: Vec::new() };
        workspace.index();
        workspace.refuse_too_many()?;
        Ok(workspace)
    }

    fn index(&mut self) {
        let by_name: HashMap<String, usize> =
            self.locales.iter().enumerate().map(|(i, l)| (l.name.clone(), i)).collect();
        for (f, file) in self.files.iter_mut().enumerate() {
            step();
            let locale = by_name.get(&file.locale).copied().unwrap_or(self.reference);
            file.locale_index = locale;
            let Some(view) = self.locales.get_mut(locale) else { continue };
            view.file.get_or_insert(f);
            view.file_of_set.entry(file.set.clone()).or_insert(f);
            for (e, entry) in file.entries.iter().enumerate() {
                let at = At { file: f, entry: e };
                step();
                match view.own.get(&entry.name()) {
                    Some(&first) => self.twice.push((at, first)),
                    None => {
                        view.own.insert(entry.name(), at);
                        view.order.push(at);
                    }
                }
            }
        }
    }

    /// The limits on products, which small files could drive up.
    fn refuse_too_many(&self) -> Result<()> {
        let mut over = vec![0_usize; self.locales.len()];
        for &below in self.locales.iter().flat_map(|l| &l.under) {
            if let Some(n) = over.get_mut(below) {
                *n += 1;
            }
        }
        if let Some((view, n)) = self.locales.iter().zip(over).find(|(_, n)| *n > MAX_OVERLAYS) {
            let says = format!("{n} locales over {}", view.name);
            return Err(Error::limit(
                "templates",
                says,
                format!("at most {MAX_OVERLAYS} regions and tones of one locale"),
            ));
        }
        let texts = self.reference_entries().map(|e| e.units.len()).sum::<usize>().saturating_mul(self.locales.len());
        if texts > MAX_TEXTS {
            let expected = format!("at most {MAX_TEXTS} texts, those of the reference times the locales");
            return Err(Error::limit("templates", texts, expected));
        }
        Ok(())
    }

    pub(crate) fn entry(&self, at: At) -> Option<&Entry> {
        self.files.get(at.file)?.entries.get(at.entry)
    }

    pub(crate) fn view(&self, locale: usize) -> Option<&LocaleView> {
        self.locales.get(locale)
    }

    /// The reference's entries in order, with the locale's own left out.
    pub(crate) fn reference_entries(&self) -> impl Iterator<Item = &Entry> {
        self.locales.get(self.reference).into_iter().flat_map(|v| v.order.iter()).filter_map(|&at| self.entry(at))
    }

    /// The entry of a name in a locale itself.
    pub(crate) fn own(&self, locale: usize, name: &str) -> Option<&Entry> {
        self.view(locale)?.own.get(name).and_then(|&at| self.entry(at))
    }

    /// The entry of a name in a locale or the ones it lies over, and where it was found.
    pub(crate) fn find(&self, locale: usize, name: &str) -> Option<(&Entry, usize)> {
        let under = self.view(locale).map_or(&[][..], |v| v.under.as_slice());
        std::iter::once(locale).chain(under.iter().copied()).find_map(|l| self.own(l, name).map(|e| (e, l)))
    }

    /// A text in a locale or the ones it lies over, and where it was found. A message takes what it has not from the locale below;
    /// a term comes whole, as one word with its forms.
    pub(crate) fn find_unit(&self, locale: usize, name: &str, attribute: &str) -> Option<(&Entry, &Unit, usize)> {
        let ((at, unit), owner) = self.locate(locale, name, attribute)?;
        let entry = self.entry(at)?;
        Some((entry, entry.units.get(unit)?, owner))
    }

    pub(super) fn locate(&self, locale: usize, name: &str, attribute: &str) -> Option<(Node, usize)> {
        let under = self.view(locale).map_or(&[][..], |v| v.under.as_slice());
        let mut entries = std::iter::once(locale).chain(under.iter().copied());
        let with = |l: usize| {
            step();
            let at = *self.view(l)?.own.get(name)?;
            let entry = self.entry(at)?;
            let unit = entry.position(attribute);
            (unit.is_some() || entry.term).then_some((at, unit, l))
        };
        let (at, unit, owner) = entries.find_map(with)?;
        Some(((at, unit?), owner))
    }

    /// The texts that a text refers to, each once, and whether it is a term's.
    pub(super) fn referred(&self, locale: usize, unit: &Unit) -> impl Iterator<Item = (Node, bool)> {
        let found = move |t: &Target| Some((self.locate(locale, &t.name, &t.attribute)?.0, t.term));
        unit.facts.targets.iter().filter_map(found)
    }

    /// Whether all that a text refers to is there.
    pub(crate) fn has_all_of(&self, locale: usize, unit: &Unit) -> bool {
        let targets = &unit.facts.targets;
        targets.len() <= MAX_REFERENCED_TEXTS
            && targets.iter().all(|t| self.locate(locale, &t.name, &t.attribute).is_some())
    }

    pub(super) fn text(&self, (at, unit): Node) -> Option<(&Entry, &Unit)> {
        let entry = self.entry(at)?;
        Some((entry, entry.units.get(unit)?))
    }

    /// What a comment says about a variable of a reference message: above the message, else in its file, else anywhere.
    pub(crate) fn declared<'w>(&'w self, entry: &'w Entry, variable: &str) -> Option<&'w Declared> {
        entry.notes.variables.get(variable).or_else(|| self.files.get(entry.file)?.notes.variables.get(variable))
    }

    /// The file of a locale that holds most of a set: the one of its name.
    pub(crate) fn file_of_set(&self, locale: usize, set: &str) -> Option<usize> {
        let view = self.view(locale)?;
        view.file_of_set.get(set).copied().or(view.file)
    }

    /// Whether a fault makes the whole catalog unusable: a file that is broken, not merely incomplete.
    pub(crate) fn breaks(code: Code) -> bool {
        matches!(code, Code::E01 | Code::E04 | Code::E06)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Products that small files could drive up, at the last size that is read and the first that is not.
    #[test]
    fn limits_on_locales_and_texts() {
        let overlays = |n: usize| {
            let tones = (0..n).map(|i| Source::new(&format!("en-x-t{i}"), "m", "a = y\n"));
            let sources: Vec<Source> = std::iter::once(Source::new("en", "m", "a = x\n")).chain(tones).collect();
            Workspace::read(&sources, "en")
        };
        assert!(overlays(MAX_OVERLAYS).is_ok());
        let error = overlays(MAX_OVERLAYS + 1).map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::LimitExceeded, "{error}");
        // One locale is the reference itself.
        let locales = 20_u8;
        let texts = |n: usize| {
            let text: String = (0..n).map(|i| format!("m{i}=x\n")).collect();
            let others = (0..locales - 1).map(|i| Source::new(&format!("qa{}", char::from(b'a' + i)), "m", "a = y\n"));
            let sources: Vec<Source> = std::iter::once(Source::new("en", "m", &text)).chain(others).collect();
            Workspace::read(&sources, "en")
        };
        let most = MAX_TEXTS / usize::from(locales);
        assert!(texts(most).is_ok());
        assert_eq!(texts(most + 1).map(|_| ()).unwrap_err().kind(), crate::ErrorKind::LimitExceeded);
    }
}
