//! All files of a catalog, side by side: what the checks and the gate look at.

use super::model::{Entry, FileModel, Unit};
use super::notes::Declared;
use super::source::Source;
use crate::template::lint::Code;
use crate::template::negotiate::{self, Negotiator};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Deepest chain of references from one message; deeper ones are [`Code::E06`].
pub const MAX_REFERENCE_DEPTH: usize = 32;

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
}

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
        let wanted = negotiate::normal(reference)?;
        let reference = tags.iter().position(|t| *t == wanted.as_str()).ok_or_else(missing)?;
        let locales = tags.iter().enumerate().map(|(i, tag)| {
            let (language, script) = negotiate::language_and_script(tag).unwrap_or_default();
            let under = negotiator.under(i);
            LocaleView { name: (*tag).to_owned(), language, script, under, own: HashMap::new(), order: Vec::new() }
        });
        let mut workspace = Self { files, locales: locales.collect(), reference, twice: Vec::new() };
        workspace.index();
        Ok(workspace)
    }

    fn index(&mut self) {
        for (f, file) in self.files.iter().enumerate() {
            let Some(view) = self.locales.iter_mut().find(|l| l.name == file.locale) else { continue };
            for (e, entry) in file.entries.iter().enumerate() {
                let at = At { file: f, entry: e };
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
        let under = self.view(locale).map_or(&[][..], |v| v.under.as_slice());
        let mut entries = std::iter::once(locale).chain(under.iter().copied());
        let with = |l: usize| {
            let entry = self.own(l, name)?;
            let unit = entry.unit(attribute);
            (unit.is_some() || entry.term).then_some((entry, unit, l))
        };
        let (entry, unit, owner) = entries.find_map(with)?;
        Some((entry, unit?, owner))
    }

    /// What a comment says about a variable of a reference message: above the message, else in its file, else anywhere.
    pub(crate) fn declared<'w>(&'w self, entry: &'w Entry, variable: &str) -> Option<&'w Declared> {
        entry.notes.variables.get(variable).or_else(|| self.files.get(entry.file)?.notes.variables.get(variable))
    }

    /// Calls `visit` with every text a unit is made of: its own, then those of the messages it refers to (not terms: they see
    /// only the arguments they are given).
    pub(crate) fn reach<'w>(
        &'w self,
        locale: usize,
        entry: &'w Entry,
        unit: &'w Unit,
        visit: &mut dyn FnMut(&'w Entry, &'w Unit),
    ) {
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let mut open: Vec<(&Entry, &Unit)> = vec![(entry, unit)];
        while let Some((entry, unit)) = open.pop() {
            if !seen.insert((entry.name(), unit.attribute.clone())) {
                continue;
            }
            visit(entry, unit);
            for r in unit.facts.refs.iter().filter(|r| !r.term) {
                let next = self.find_unit(locale, &r.id, r.attribute.as_deref().unwrap_or(""));
                open.extend(next.map(|(e, u, _)| (e, u)));
            }
        }
    }

    /// The variables a unit uses, with those of the messages it refers to; true when one is more than a selector.
    pub(crate) fn variables(&self, locale: usize, entry: &Entry, unit: &Unit) -> BTreeMap<String, bool> {
        let mut out = BTreeMap::new();
        self.reach(locale, entry, unit, &mut |_, unit| {
            for v in &unit.facts.vars {
                let shown = v.role != super::facts::Role::Selector;
                *out.entry(v.name.clone()).or_insert(false) |= shown;
            }
        });
        out
    }

    /// Circles and chains that are too deep, each reported once where it starts: (locale, entry, words).
    pub(crate) fn circles(&self) -> Vec<(usize, At, String)> {
        let mut out = Vec::new();
        for (locale, view) in self.locales.iter().enumerate() {
            let mut depth: HashMap<String, usize> = HashMap::new();
            for &at in &view.order {
                let Some(entry) = self.entry(at) else { continue };
                if let Err(text) = self.depth(locale, &entry.name(), &mut depth) {
                    out.push((locale, at, text));
                }
            }
        }
        out
    }

    /// The longest chain of references from a name, without recursion: a walk with its own stack.
    fn depth(&self, locale: usize, name: &str, known: &mut HashMap<String, usize>) -> std::result::Result<(), String> {
        let mut path: Vec<(String, Vec<String>, usize)> = vec![(name.to_owned(), self.names_from(locale, name), 0)];
        while let Some((current, next, deepest)) = path.last_mut() {
            let Some(child) = next.pop() else {
                let (current, deepest) = (current.clone(), *deepest);
                known.insert(current, deepest);
                path.pop();
                if deepest > MAX_REFERENCE_DEPTH {
                    return Err(format!("references go deeper than {MAX_REFERENCE_DEPTH}"));
                }
                if let Some(parent) = path.last_mut() {
                    parent.2 = parent.2.max(deepest + 1);
                }
                continue;
            };
            if let Some(&d) = known.get(&child) {
                *deepest = (*deepest).max(d + 1);
                continue;
            }
            if path.iter().any(|p| p.0 == child) {
                let circle = path.iter().map(|p| p.0.as_str()).skip_while(|n| *n != child).chain([child.as_str()]);
                let circle: Vec<&str> = circle.map(|n| n.trim_end_matches('.')).collect();
                return Err(format!("{} is a circle", circle.join(" → ")));
            }
            if path.len() > MAX_REFERENCE_DEPTH {
                return Err(format!("references go deeper than {MAX_REFERENCE_DEPTH}"));
            }
            path.push((child.clone(), self.names_from(locale, &child), 0));
        }
        Ok(())
    }

    /// `id.attribute` names would separate a message's attributes; Fluent's circles are by pattern, ours by entry and attribute.
    fn names_from(&self, locale: usize, node: &str) -> Vec<String> {
        let (name, attribute) = node.split_once('.').map_or((node, None), |(n, a)| (n, Some(a)));
        // A bare name that was referred to means its value; a bare name at the start means the whole entry.
        let units: Vec<&Unit> = match attribute {
            Some(attribute) => self.find_unit(locale, name, attribute).map(|(_, u, _)| u).into_iter().collect(),
            None => self.find(locale, name).map(|(e, _)| e.units.iter().collect()).unwrap_or_default(),
        };
        units
            .into_iter()
            .flat_map(|u| u.facts.refs.iter())
            .map(|r| {
                let id = if r.term { format!("-{}", r.id) } else { r.id.clone() };
                format!("{id}.{}", r.attribute.as_deref().unwrap_or(""))
            })
            .collect()
    }

    /// The file of a locale that holds most of a set: the one of its name.
    pub(crate) fn file_of_set(&self, locale: usize, set: &str) -> Option<usize> {
        let name = &self.view(locale)?.name;
        let of_locale = |f: &&FileModel| f.locale == *name;
        let named = self.files.iter().position(|f| of_locale(&f) && f.set == set);
        named.or_else(|| self.files.iter().position(|f| of_locale(&f)))
    }

    /// Whether a fault makes the whole catalog unusable: a file that is broken, not merely incomplete.
    pub(crate) fn breaks(code: Code) -> bool {
        matches!(code, Code::E01 | Code::E04 | Code::E06)
    }
}
