//! A source file as the checks see it: entries, their units, notes and places. Owned, so that it can outlive the source.

use super::code::{Code, Level};
use super::facts::Facts;
use super::notes::{Notes, Review};
use crate::template::steps::step;
use crate::template::syntax::{self, LineIndex, Place as Pos};
use fluent_syntax::{ast, serializer};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// One text of one message: its value (`attribute` is empty) or an attribute.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) attribute: String,
    pub(crate) facts: Facts,
    pub(crate) pos: Pos,
    /// The pattern in canonical form; what hashes and "equal to the reference" compare.
    pub(crate) canonical: String,
}

/// A message or term.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) term: bool,
    pub(crate) pos: Pos,
    pub(crate) notes: Notes,
    pub(crate) units: Vec<Unit>,
    /// The units in the order of their names.
    by_name: Vec<usize>,
    pub(crate) set: String,
    pub(crate) review: Option<Review>,
    pub(crate) file: usize,
    /// Hash of the value and all attributes, in the order of their names.
    pub(crate) hash: String,
    /// The names of the variables of all its units.
    variables: BTreeSet<String>,
}

impl Entry {
    /// `id`, or `-id` for a term.
    pub(crate) fn name(&self) -> String {
        if self.term { format!("-{}", self.id) } else { self.id.clone() }
    }

    pub(crate) fn unit(&self, attribute: &str) -> Option<&Unit> {
        self.units.get(self.position(attribute)?)
    }

    /// Where in its entry a unit stands.
    pub(crate) fn position(&self, attribute: &str) -> Option<usize> {
        let name = |i: &usize| {
            step();
            self.units.get(*i).map_or(Ordering::Less, |u| u.attribute.as_str().cmp(attribute))
        };
        self.by_name.binary_search_by(name).ok().and_then(|at| self.by_name.get(at).copied())
    }

    /// Whether a text of it uses a variable.
    pub(crate) fn uses(&self, variable: &str) -> bool {
        self.variables.contains(variable)
    }
}

/// The units in the order of their names, and the hash over them.
fn ordered(units: &[Unit]) -> (Vec<usize>, String) {
    let mut all: Vec<(usize, &Unit)> = units.iter().enumerate().collect();
    all.sort_by(|a, b| a.1.attribute.cmp(&b.1.attribute));
    let text: String = all.iter().map(|(_, u)| format!("{}\u{1f}{}\u{1e}", u.attribute, u.canonical)).collect();
    (all.into_iter().map(|(i, _)| i).collect(), hash8(&text))
}

/// A fault found while reading one file.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) code: Code,
    /// A level other than the code's own.
    pub(crate) level: Option<Level>,
    pub(crate) pos: Pos,
    pub(crate) message: String,
    pub(crate) text: String,
}

/// One file.
#[derive(Debug, Clone)]
pub(crate) struct FileModel {
    pub(crate) locale: String,
    /// The number of that locale, once the workspace has all of them.
    pub(crate) locale_index: usize,
    pub(crate) file: String,
    pub(crate) set: String,
    pub(crate) entries: Vec<Entry>,
    pub(crate) faults: Vec<Fault>,
    /// Notes of comments that stand alone, which hold for the whole file.
    pub(crate) notes: Notes,
    /// Sets of this file that are sent automatically.
    pub(crate) auto_reply: Vec<String>,
}

impl FileModel {
    /// Reads one source. Never fails: what is wrong is in `faults`.
    pub(crate) fn read(locale: &str, file: &str, set: &str, index: usize, source: &str) -> Self {
        let mut model = Self {
            locale: locale.to_owned(),
            locale_index: 0,
            file: file.to_owned(),
            set: set.to_owned(),
            entries: Vec::new(),
            faults: Vec::new(),
            notes: Notes::default(),
            auto_reply: Vec::new(),
        };
        let lines = LineIndex::new(source);
        let parsed = match syntax::parse(source) {
            Ok(parsed) => parsed,
            Err(refused) => {
                let line = u32::try_from(refused.line()).unwrap_or(0);
                model.fault(Code::E01, Pos { line, column: u32::from(line > 0) }, "", refused.to_string());
                return model;
            }
        };
        for e in parsed.errors {
            // Fluent's E0019: a term's attribute where a text stands.
            let code = if e.code == "E0019" { Code::E11 } else { Code::E01 };
            model.fault(code, e.place, "", e.message);
        }
        let resource = parsed.resource;
        let mut set = set.to_owned();
        for entry in &resource.body {
            match entry {
                ast::Entry::Message(m) => {
                    let units = m.value.iter().map(|v| ("", m.id.name, v));
                    let units = units.chain(m.attributes.iter().map(|a| (a.id.name, a.id.name, &a.value)));
                    model.entry(&lines, (m.id.name, false), m.comment.as_ref(), units, &set, index);
                }
                ast::Entry::Term(t) => {
                    let units = std::iter::once(("", t.id.name, &t.value));
                    let units = units.chain(t.attributes.iter().map(|a| (a.id.name, a.id.name, &a.value)));
                    model.entry(&lines, (t.id.name, true), t.comment.as_ref(), units, &set, index);
                }
                ast::Entry::Comment(c) | ast::Entry::GroupComment(c) | ast::Entry::ResourceComment(c) => {
                    let notes = Notes::parse(&c.content);
                    if let Some(named) = &notes.set {
                        set.clone_from(named);
                    }
                    if notes.auto_reply {
                        model.auto_reply.push(set.clone());
                    }
                    model.unknown_marks(&notes, c, &lines, "");
                    model.notes.review = notes.review.or(model.notes.review);
                    model.notes.variables.extend(notes.variables);
                }
                ast::Entry::Junk { .. } => {}
            }
        }
        model.overrides(source, &lines);
        model
    }

    fn fault(&mut self, code: Code, pos: Pos, message: &str, text: String) {
        self.faults.push(Fault { code, level: None, pos, message: message.to_owned(), text });
    }

    /// Characters that turn text around without a partner in sight, also as an escape: no template needs them, wherever they stand.
    fn overrides(&mut self, source: &str, lines: &LineIndex<'_>) {
        if self.locale.eq_ignore_ascii_case("ar-XB") {
            return;
        }
        const FORMS: [&str; 4] = ["\u{202d}", "\u{202e}", "\\u202", "\\U00202"];
        for (at, form) in FORMS.iter().flat_map(|form| source.match_indices(form)) {
            let code = match form.chars().next() {
                Some('\\') => {
                    source.get(at + form.len()..).and_then(|rest| rest.chars().next()).and_then(|c| c.to_digit(16))
                }
                c => c.map(|c| u32::from(c) & 0xf),
            };
            let Some(code @ (0xd | 0xe)) = code else { continue };
            let text = format!("the direction override U+{:04X} is not allowed", 0x2020 + code);
            let pos = lines.place(at);
            // The text it stands in is not to be used.
            let after = self.entries.partition_point(|e| e.pos.line <= pos.line);
            let entry = after.checked_sub(1).and_then(|last| self.entries.get(last));
            let message = entry.map(Entry::name).unwrap_or_default();
            self.faults.push(Fault { code: Code::W18, level: Some(Level::Error), pos, message, text });
        }
    }

    fn unknown_marks(&mut self, notes: &Notes, comment: &ast::Comment<&str>, lines: &LineIndex<'_>, message: &str) {
        for (line, mark) in &notes.unknown {
            let pos = comment.content.get(*line).map_or(Pos::default(), |l| lines.place_of(l));
            self.fault(Code::W26, pos, message, format!("the comment mark {mark:?} is not known"));
        }
    }

    fn entry<'a>(
        &mut self,
        lines: &LineIndex<'_>,
        (id, term): (&'a str, bool),
        comment: Option<&ast::Comment<&'a str>>,
        units: impl Iterator<Item = (&'a str, &'a str, &'a ast::Pattern<&'a str>)>,
        set: &str,
        file: usize,
    ) {
        let notes = comment.map(|c| Notes::parse(&c.content)).unwrap_or_default();
        let pos = lines.place_of(id);
        let name = if term { format!("-{id}") } else { id.to_owned() };
        if let Some(comment) = comment {
            self.unknown_marks(&notes, comment, lines, &name);
        }
        let (mut kept, mut names): (Vec<Unit>, BTreeSet<&str>) = (Vec::new(), BTreeSet::new());
        for (attribute, place, pattern) in units {
            let pos = lines.place_of(place);
            step();
            if !names.insert(attribute) {
                self.fault(
                    Code::E04,
                    pos,
                    &format!("{name}.{attribute}"),
                    format!("the attribute .{attribute} stands twice"),
                );
                continue;
            }
            let facts = Facts::of(pattern, lines);
            kept.push(Unit { attribute: attribute.to_owned(), facts, pos, canonical: canonical(pattern) });
        }
        let (by_name, hash) = ordered(&kept);
        let variables = kept.iter().flat_map(|u| u.facts.uses.keys().cloned()).collect();
        self.entries.push(Entry {
            by_name,
            hash,
            variables,
            id: id.to_owned(),
            term,
            pos,
            set: notes.set.clone().unwrap_or_else(|| set.to_owned()),
            review: notes.review,
            notes,
            units: kept,
            file,
        });
    }
}

/// The pattern as the serialiser writes it: the same for every way of laying it out.
fn canonical(pattern: &ast::Pattern<&str>) -> String {
    let message = ast::Message {
        id: ast::Identifier { name: "m" },
        value: Some(pattern.clone()),
        attributes: Vec::new(),
        comment: None,
    };
    serializer::serialize(&ast::Resource { body: vec![ast::Entry::Message(message)] })
}

/// Eight hexadecimal digits of a text: 64-bit FNV-1a folded to 32 bits. Not for security, only to notice a change.
pub(crate) fn hash8(text: &str) -> String {
    let hash = crate::hash::fnv1a(text.bytes());
    format!("{:08x}", (hash ^ (hash >> 32)) & 0xffff_ffff)
}
