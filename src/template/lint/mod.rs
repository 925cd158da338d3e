//! The checks every catalog passes through when it is loaded: stable codes, file, line and column, settable levels.
//!
//! A finding of level [`Level::Error`] takes its text out of use: the set it belongs to is not complete in that locale, and the
//! [gate](crate::template::gate) keeps the reference language. Findings that break a file or the reference refuse the load.
//!
//! Not here: spelling, style, the quality of a translation. A clean report says that nothing is broken, not that it reads well.

mod finding;
mod functions;
mod markup;
mod places;
mod plurals;
mod scripts;
mod structure;
mod texting;
mod tone;
mod variables;
mod wording;

pub use crate::template::sources::{Code, Level};
pub use finding::Finding;
pub(crate) use wording::{equals_reference, source_of, stale};

use crate::template::channel::ChannelConfig;
use crate::template::functions::Functions;
use crate::template::pseudo::Pseudo;
use crate::template::sources::{Entry, Unit, Workspace};
use crate::template::syntax::Place;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Settings of the checks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LintConfig {
    /// Levels that differ from those of the codes.
    #[schemars(with = "BTreeMap<String, Level>")]
    pub levels: BTreeMap<Code, Level>,
    /// Most segments a text message may need in its worst case (3 by default).
    pub sms_segments: u32,
    /// Longest and shortest translation of a text of 20 characters or more, as a multiple of the reference (3 and 1/3); languages
    /// written without spaces may be a third of that.
    pub length_ratio: f64,
    /// The tone of a locale: `formal` or `informal`; overlays name theirs in their tag.
    pub tones: BTreeMap<String, String>,
    /// Names of functions that the program will register: for checks where its code is not at hand, such as CI. Where it is,
    /// [`Config::functions`](crate::template::catalog::Config::functions) says more: options and numbers of values.
    pub functions: Vec<String>,
}

impl Default for LintConfig {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            sms_segments: 3,
            length_ratio: 3.0,
            tones: BTreeMap::new(),
            functions: Vec::new(),
        }
    }
}

impl LintConfig {
    /// The level of a check under these settings.
    #[must_use]
    pub fn level(&self, code: Code) -> Level {
        self.levels.get(&code).copied().unwrap_or(code.level())
    }
}

/// What the checks produced: findings, and the texts that must not be used.
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Finding>,
    /// (locale, `id` or `-id`, attribute) with an error; an attribute of `*` stands for the whole entry.
    pub(crate) failed: BTreeSet<(usize, String, String)>,
    /// A file is broken or the reference has an error: the catalog cannot be used.
    pub(crate) refused: Option<String>,
}

/// Where findings go.
pub(crate) struct Sink<'c> {
    pub(crate) config: &'c LintConfig,
    pub(crate) channels: &'c ChannelConfig,
    pub(crate) functions: &'c Functions,
    pub(crate) outcome: Outcome,
    /// Check, file and place of every finding so far.
    seen: BTreeSet<(Code, usize, Place)>,
}

/// A unit under examination, with the unit of the reference it translates.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'w> {
    pub(crate) ws: &'w Workspace,
    pub(crate) locale: usize,
    pub(crate) entry: &'w Entry,
    pub(crate) unit: &'w Unit,
    pub(crate) reference: Option<(&'w Entry, &'w Unit)>,
}

impl Subject<'_> {
    pub(crate) fn is_reference(&self) -> bool {
        self.locale == self.ws.reference
    }

    /// A pseudo-locale has the letters and forms of the reference, whatever its tag says.
    pub(crate) fn is_pseudo(&self) -> bool {
        self.ws.view(self.locale).is_some_and(|v| Pseudo::from_tag(&v.name).is_some())
    }
}

impl Sink<'_> {
    /// A finding at a place of an entry's file.
    pub(crate) fn at(&mut self, code: Code, s: &Subject<'_>, place: Place, text: String) {
        self.with(code, self.config.level(code), s, place, text);
    }

    /// The same with a level of its own, unless the configuration sets one.
    pub(crate) fn with(&mut self, code: Code, level: Level, s: &Subject<'_>, place: Place, text: String) {
        let level = self.config.levels.get(&code).copied().unwrap_or(level);
        if level == Level::Error {
            self.outcome.failed.insert((s.locale, s.entry.name(), s.unit.attribute.clone()));
        }
        self.push(
            code,
            level,
            s.ws,
            (s.locale, s.entry.file),
            &s.entry.set,
            place,
            unit_name(s.entry, &s.unit.attribute),
            text,
        );
    }

    /// Whether this check has found something at this place already.
    pub(crate) fn has(&self, code: Code, s: &Subject<'_>, place: Place) -> bool {
        self.seen.contains(&(code, s.entry.file, place))
    }

    /// A finding about an entry as a whole.
    pub(crate) fn entry(&mut self, code: Code, ws: &Workspace, locale: usize, entry: &Entry, text: String) {
        let level = self.config.level(code);
        if level == Level::Error {
            self.outcome.failed.insert((locale, entry.name(), "*".to_owned()));
        }
        self.push(code, level, ws, (locale, entry.file), &entry.set, entry.pos, entry.name(), text);
    }

    #[allow(clippy::too_many_arguments)] // the fields of one finding, in one place
    pub(crate) fn push(
        &mut self,
        code: Code,
        level: Level,
        ws: &Workspace,
        (locale, file): (usize, usize),
        set: &str,
        place: Place,
        message: String,
        text: String,
    ) {
        self.seen.insert((code, file, place));
        if level == Level::Off {
            return;
        }
        let file_name = ws.files.get(file).map_or("", |f| f.file.as_str());
        let locale_name = ws.view(locale).map_or("", |v| v.name.as_str());
        let breaks = Workspace::breaks(code) || locale == ws.reference;
        if level == Level::Error && breaks && self.outcome.refused.is_none() {
            self.outcome.refused = Some(format!("{file_name}:{}:{}: {code} {text}", place.line, place.column));
        }
        self.outcome.findings.push(Finding {
            code,
            level,
            locale: locale_name.to_owned(),
            set: set.to_owned(),
            file: file_name.to_owned(),
            line: place.line,
            column: place.column,
            message,
            text,
        });
    }
}

/// `ticket-solved.sms`, or `ticket-solved` for a value.
pub(crate) fn unit_name(entry: &Entry, attribute: &str) -> String {
    if attribute.is_empty() { entry.name() } else { format!("{}.{attribute}", entry.name()) }
}

/// Runs every check.
pub(crate) fn run(ws: &Workspace, config: &LintConfig, channels: &ChannelConfig, functions: &Functions) -> Outcome {
    let outcome = Outcome { findings: Vec::new(), failed: BTreeSet::new(), refused: None };
    let mut sink = Sink { config, channels, functions, outcome, seen: BTreeSet::new() };
    structure::files(ws, &mut sink);
    structure::whole(ws, &mut sink);
    let mut plurals = plurals::Categories::default();
    for (locale, view) in ws.locales.iter().enumerate() {
        for entry in view.order.iter().filter_map(|&at| ws.entry(at)) {
            let reference = ws.own(ws.reference, &entry.name()).filter(|_| locale != ws.reference && !entry.term);
            let given = reference.map(|r| variables::Given::of(ws, r));
            for unit in &entry.units {
                let reference = reference.and_then(|r| Some((r, r.unit(&unit.attribute)?)));
                let s = Subject { ws, locale, entry, unit, reference };
                structure::unit(&s, &mut sink);
                variables::unit(&s, given.as_ref(), &mut sink);
                plurals::unit(&s, &mut plurals, &mut sink);
                markup::unit(&s, &mut sink);
                texting::unit(&s, &mut sink);
                wording::unit(&s, &mut sink);
                tone::unit(&s, &mut sink);
            }
        }
    }
    let mut outcome = sink.outcome;
    outcome.findings.sort_by(|a, b| {
        (&a.locale, &a.file, a.line, a.column, a.code, &a.message)
            .cmp(&(&b.locale, &b.file, b.line, b.column, b.code, &b.message))
    });
    outcome
}
