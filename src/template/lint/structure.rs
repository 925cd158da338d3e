//! Files, ids and references: E01–E06, E10, E11, W26 for marks.

use super::{Code, Level, Sink, Subject, unit_name};
use crate::template::functions::{BUILTINS, DEVELOPER_OPTIONS, builtin};
use crate::template::sources::{Call, Facts, LocaleView, Reference, Workspace};
use crate::template::syntax::Place;
use std::collections::BTreeSet;

/// What reading the files already found.
pub(crate) fn files(ws: &Workspace, sink: &mut Sink<'_>) {
    for (f, file) in ws.files.iter().enumerate() {
        let locale = file.locale_index;
        for fault in &file.faults {
            let level = match fault.level {
                Some(level) => sink.config.levels.get(&fault.code).copied().unwrap_or(level),
                None => sink.config.level(fault.code),
            };
            if level == Level::Error && !fault.message.is_empty() {
                let name = fault.message.split('.').next().unwrap_or("").to_owned();
                sink.outcome.failed.insert((locale, name, "*".to_owned()));
            }
            sink.push(
                fault.code,
                level,
                ws,
                (locale, f),
                &file.set,
                fault.pos,
                fault.message.clone(),
                fault.text.clone(),
            );
        }
    }
}

/// What needs the whole catalog: second ids, circles, missing and obsolete messages.
pub(crate) fn whole(ws: &Workspace, sink: &mut Sink<'_>) {
    for &(second, first) in &ws.twice {
        let (Some(entry), Some(other)) = (ws.entry(second), ws.entry(first)) else { continue };
        let locale = ws.files.get(second.file).map(|f| f.locale_index);
        let there = ws.files.get(other.file).map_or("", |f| f.file.as_str());
        let text = format!("{} stands already at {there}:{}", entry.name(), other.pos.line);
        sink.entry(Code::E04, ws, locale.unwrap_or(ws.reference), entry, text);
    }
    for (locale, at, text) in ws.circles() {
        if let Some(entry) = ws.entry(at) {
            sink.entry(Code::E06, ws, locale, entry, text);
        }
    }
    for locale in (0..ws.locales.len()).filter(|l| *l != ws.reference) {
        missing(ws, locale, sink);
        obsolete(ws, locale, sink);
        inherited(ws, locale, sink);
    }
}

/// E05, at a term of an overlay that lacks a form which the texts below the overlay ask for.
fn inherited(ws: &Workspace, locale: usize, sink: &mut Sink<'_>) {
    let Some(view) = ws.view(locale) else { return };
    let mut lacking: BTreeSet<(&str, &str)> = BTreeSet::new();
    for below in view.under.iter().filter_map(|&l| ws.view(l)) {
        for entry in below.order.iter().filter_map(|&at| ws.entry(at)) {
            let refs = entry.units.iter().flat_map(|u| &u.facts.refs).filter(|r| r.term);
            lacking.extend(refs.filter_map(|r| Some((r.id.as_str(), r.attribute.as_deref()?))));
        }
    }
    for (id, attribute) in lacking {
        let own = ws.own(locale, &format!("-{id}")).filter(|term| term.unit(attribute).is_none());
        if let Some(term) = own {
            let text = format!("-{id} has no attribute .{attribute}, which texts of {} ask for", under_names(ws, view));
            sink.entry(Code::E05, ws, locale, term, text);
        }
    }
}

fn under_names(ws: &Workspace, view: &LocaleView) -> String {
    let names: Vec<&str> = view.under.iter().filter_map(|&l| ws.view(l)).map(|v| v.name.as_str()).collect();
    names.join(", ")
}

/// E02, for a locale of its own: an overlay is sparse on purpose.
fn missing(ws: &Workspace, locale: usize, sink: &mut Sink<'_>) {
    if ws.view(locale).is_none_or(|v| !v.under.is_empty()) {
        return;
    }
    let level = sink.config.level(Code::E02);
    for reference in ws.reference_entries().filter(|e| !e.term) {
        let own = ws.own(locale, &reference.id);
        for unit in &reference.units {
            if own.is_some_and(|e| e.unit(&unit.attribute).is_some())
                || reference.notes.optional.contains(&unit.attribute)
            {
                continue;
            }
            // The place is where the text would stand: beside its message, else in the file of the same set.
            let here = own.map(|e| e.file).or_else(|| ws.file_of_set(locale, &reference.set));
            let place = own.map_or_else(Place::default, |e| e.pos);
            let name = unit_name(reference, &unit.attribute);
            let text = format!("{name} of the reference is missing");
            sink.push(Code::E02, level, ws, (locale, here.unwrap_or(usize::MAX)), &reference.set, place, name, text);
        }
    }
}

/// E03: messages the reference does not have, unless another message of the locale is built from them.
fn obsolete(ws: &Workspace, locale: usize, sink: &mut Sink<'_>) {
    let Some(view) = ws.view(locale) else { return };
    let entries = || view.order.iter().filter_map(|&at| ws.entry(at));
    let refs = entries().flat_map(|e| &e.units).flat_map(|u| &u.facts.refs).filter(|r| !r.term);
    let building_blocks: BTreeSet<&str> = refs.map(|r| r.id.as_str()).collect();
    for entry in entries().filter(|e| !e.term) {
        match ws.own(ws.reference, &entry.id) {
            None if building_blocks.contains(entry.id.as_str()) => {}
            None => sink.entry(Code::E03, ws, locale, entry, format!("the reference has no message {}", entry.id)),
            Some(reference) => {
                for unit in entry.units.iter().filter(|u| reference.unit(&u.attribute).is_none()) {
                    let s = Subject { ws, locale, entry, unit, reference: None };
                    let text = format!("the reference has no {}", unit_name(entry, &unit.attribute));
                    sink.at(Code::E03, &s, unit.pos, text);
                }
            }
        }
    }
}

/// References, functions and term arguments of one text.
pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    references(s, &s.unit.facts, sink);
    for call in &s.unit.facts.calls {
        function(s, call, sink);
    }
}

/// E10: a function nobody knows, an option it does not have or cannot have so, too many or too few values.
fn function(s: &Subject<'_>, call: &Call, sink: &mut Sink<'_>) {
    let registered = sink.functions;
    let (positional, options): (usize, Vec<&str>) = match (builtin(&call.name), registered.declared(&call.name)) {
        (Some(f), _) => (f.positional, f.options.to_vec()),
        (None, Some((positional, options))) => (positional, options.iter().map(String::as_str).collect()),
        (None, None) if sink.config.functions.contains(&call.name) => return,
        (None, None) => {
            let known = BUILTINS.iter().map(|f| f.name).chain(registered.iter().map(|(name, ..)| name));
            let known = known.collect::<Vec<_>>().join(", ");
            let text = format!("the function {}() is not known; expected one of {known}", call.name);
            return sink.at(Code::E10, s, call.pos, text);
        }
    };
    for (option, _) in call.options.iter().filter(|(o, _)| !options.contains(&o.as_str())) {
        if builtin(&call.name).is_some() && DEVELOPER_OPTIONS.contains(&option.as_str()) {
            let text = format!("{}(): {option} is set by the developer; here it does nothing", call.name);
            sink.with(Code::E10, Level::Warning, s, call.pos, text);
            continue;
        }
        let known = if options.is_empty() { "none".to_owned() } else { options.join(", ") };
        let text = format!("{}() has no option {option}; expected one of {known}", call.name);
        sink.at(Code::E10, s, call.pos, text);
    }
    if let Some(fault) = &call.fault {
        sink.at(Code::E10, s, call.pos, format!("{}(): {fault}", call.name));
    }
    if call.positional != positional {
        let text = format!("{}() takes {positional} values, not {}", call.name, call.positional);
        sink.at(Code::E10, s, call.pos, text);
    }
}

/// Findings of one reference at most.
const LISTED: usize = 8;

/// E07: what a term shows and is not given here. It sees nothing else; a selector of it may go without and takes its default.
fn given(s: &Subject<'_>, r: &Reference, name: &str, sink: &mut Sink<'_>) {
    let attribute = r.attribute.as_deref().unwrap_or("");
    let Some((_, unit, _)) = s.ws.find_unit(s.locale, name, attribute) else { return };
    let lacking = unit.facts.uses.iter().filter(|(_, used)| used.bare).map(|(variable, _)| variable);
    for variable in lacking.filter(|v| !r.named.contains(v)).take(LISTED) {
        sink.at(Code::E07, s, r.pos, format!("{name} shows ${variable}, which it is not given here"));
    }
}

fn references(s: &Subject<'_>, facts: &Facts, sink: &mut Sink<'_>) {
    for r in &facts.refs {
        let name = if r.term { format!("-{}", r.id) } else { r.id.clone() };
        let Some((target, _)) = s.ws.find(s.locale, &name) else {
            sink.at(Code::E05, s, r.pos, format!("{name} is not there in this locale"));
            continue;
        };
        let attribute = r.attribute.as_deref().unwrap_or("");
        if s.ws.find_unit(s.locale, &name, attribute).is_none() {
            let what = if attribute.is_empty() { "value".to_owned() } else { format!("attribute .{attribute}") };
            sink.at(Code::E05, s, r.pos, format!("{name} has no {what}"));
        }
        if r.term {
            given(s, r, &name, sink);
            for argument in &r.named {
                if !target.uses(argument) {
                    let text = format!("{name} never uses its argument {argument}");
                    sink.with(Code::E11, Level::Warning, s, r.pos, text);
                }
            }
            if r.positional > 0 {
                let text = format!("{name} takes arguments by name only");
                sink.with(Code::E11, Level::Warning, s, r.pos, text);
            }
        }
    }
}
