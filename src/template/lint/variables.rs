//! Variables: E07, E08, E09, W26, E27 and the `@must` rule.

use super::{Code, Sink, Subject, functions};
use crate::spelling::nearest;
use crate::template::functions::builtin;
use crate::template::sources::{CATEGORIES, Entry, Key, Role, Use, VarType, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Channels that carry the message itself; subjects and the like may be shorter.
const BODIES: [&str; 5] = ["", "html", "chat", "sms", "voice"];

/// Names that a finding lists at most.
const LISTED: usize = 8;

/// What a message of the reference is given.
pub(crate) struct Given<'w> {
    /// Every variable of any of its texts, with the declared type.
    contract: BTreeMap<String, Option<VarType>>,
    /// Those that its texts are always made without: their absence is provided for wherever they are shown.
    may_lack: BTreeSet<&'w str>,
}

impl<'w> Given<'w> {
    pub(crate) fn of(ws: &'w Workspace, entry: &'w Entry) -> Self {
        let mut contract = BTreeMap::new();
        let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
        for unit in &entry.units {
            ws.reach(ws.reference, entry, unit, &mut |owner, reached| {
                for (name, used) in &reached.facts.uses {
                    let kind = ws.declared(entry, name).or_else(|| ws.declared(owner, name)).and_then(|d| d.kind);
                    let slot = contract.entry(name.clone()).or_insert(kind);
                    *slot = slot.or(kind);
                    uses.entry(name).or_default().join(used);
                }
            });
        }
        for (name, declared) in &entry.notes.variables {
            contract.entry(name.clone()).or_insert(declared.kind);
        }
        Self { contract, may_lack: guarded(&uses) }
    }
}

/// The variables whose absence is provided for wherever they are shown.
fn guarded<'w>(uses: &BTreeMap<&'w str, Use>) -> BTreeSet<&'w str> {
    uses.iter().filter(|(_, used)| used.guarded && !used.bare).map(|(name, _)| *name).collect()
}

pub(crate) fn unit(s: &Subject<'_>, given: Option<&Given<'_>>, sink: &mut Sink<'_>) {
    types(s, sink);
    must(s, sink);
    if s.entry.term {
        return;
    }
    if s.is_reference() {
        for v in &s.unit.facts.vars {
            let known = s.ws.declared(s.entry, &v.name).is_some() || v.name == "tone";
            if !known {
                sink.at(
                    Code::W26,
                    s,
                    v.pos,
                    format!("${} is not documented; write `# ${} (Type) what it is`", v.name, v.name),
                );
            }
        }
        return;
    }
    let (Some((reference, reference_unit)), Some(given)) = (s.reference, given) else { return };
    let there = s.ws.variables(s.ws.reference, reference, reference_unit);
    let mut may_lack = guarded(&there);
    may_lack.extend(&given.may_lack);
    unknown(s, &given.contract, sink);
    bare(s, &may_lack, sink);
    // Messages that only this locale has, to build others from, are held to the contract of each that they are part of.
    s.ws.reach(s.locale, s.entry, s.unit, &mut |entry, unit| {
        let name = entry.name();
        let helper = s.ws.own(s.ws.reference, &name).is_none() && s.ws.own(s.locale, &name).is_some();
        if helper {
            let s = Subject { entry, unit, reference: None, ..*s };
            unknown(&s, &given.contract, sink);
            bare(&s, &may_lack, sink);
        }
    });
    let here = s.ws.variables(s.locale, s.entry, s.unit);
    for (name, used) in there {
        if used.shown && !here.contains_key(name) {
            sink.at(Code::E08, s, s.unit.pos, format!("${name} of the reference is not used"));
        }
    }
}

/// E07: what the reference does not give.
fn unknown(s: &Subject<'_>, contract: &BTreeMap<String, Option<VarType>>, sink: &mut Sink<'_>) {
    for v in s.unit.facts.vars.iter().filter(|v| !contract.contains_key(&v.name) && v.name != "tone") {
        if sink.has(Code::E07, s, v.pos) {
            continue;
        }
        let near = nearest(&v.name, contract.keys().take(64));
        let hint = near.map_or_else(|| list(contract), |n| format!("did you mean ${n}?"));
        sink.at(Code::E07, s, v.pos, format!("${} is not a variable of the reference; {hint}", v.name));
    }
}

/// E27: a value that may be missing, by the reference's own words, and has nothing here to stand in for it. For such a reader the text fails
/// or has a hole, and one form of a message is in another language than the next.
fn bare(s: &Subject<'_>, may_lack: &BTreeSet<&str>, sink: &mut Sink<'_>) {
    for v in s.unit.facts.vars.iter().filter(|v| v.is_bare() && may_lack.contains(v.name.as_str())) {
        if !sink.has(Code::E27, s, v.pos) {
            let text = format!(
                "${0} is shown bare; the reference guards it: write DEFAULT(${0}, \"…\") or a variant [missing]",
                v.name
            );
            sink.at(Code::E27, s, v.pos, text);
        }
    }
}

/// E09, by the types that the reference declares.
fn types(s: &Subject<'_>, sink: &mut Sink<'_>) {
    if s.entry.term {
        return;
    }
    let declared = |name: &str| {
        let owner = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
        s.ws.declared(owner, name).and_then(|d| d.kind)
    };
    for v in &s.unit.facts.vars {
        let Some(kind) = declared(&v.name) else { continue };
        let Role::Argument { function, .. } = &v.role else { continue };
        let Some(f) = builtin(function) else { continue };
        if !functions::takes(f, kind) {
            let text =
                format!("{function}() takes {}, but ${} is declared {}", f.types.join(" or "), v.name, kind.name());
            sink.at(Code::E09, s, v.pos, text);
        }
    }
    for select in &s.unit.facts.selects {
        let Some((name, kind)) = select.variable.as_deref().and_then(|n| Some((n, declared(n)?))) else { continue };
        // `[missing]` asks only whether the value is there, which any type can answer.
        let asks_missing = |k: &Key| k.text == "missing" || (k.text == "other" && k.default);
        if select.keys.iter().all(asks_missing) {
            continue;
        }
        let numeric = |k: &&Key| k.number || (CATEGORIES.contains(&k.text.as_str()) && k.text != "other");
        let wrong = match kind {
            VarType::Int | VarType::Decimal => None,
            VarType::Text | VarType::Url => {
                select.keys.iter().find(numeric).map(|k| format!("[{}] needs a number", k.text))
            }
            _ => Some("only numbers and texts choose between variants".to_owned()),
        };
        if let Some(why) = wrong {
            sink.at(Code::E09, s, select.pos, format!("${name} is declared {}: {why}", kind.name()));
        }
    }
}

/// `# @must $ticket $due`: every body of the message carries these.
fn must(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let reference = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
    if reference.notes.must.is_empty() || !BODIES.contains(&s.unit.attribute.as_str()) || s.entry.term {
        return;
    }
    let here = s.ws.variables(s.locale, s.entry, s.unit);
    // What the reference's own text shows is reported as E08 above; here only what the mark adds.
    let reported = s.reference.map(|(e, u)| s.ws.variables(s.ws.reference, e, u)).unwrap_or_default();
    for name in &reference.notes.must {
        if !here.contains_key(name.as_str()) && !reported.contains_key(name.as_str()) {
            sink.at(Code::E08, s, s.unit.pos, format!("every channel of this message must show ${name} (@must)"));
        }
    }
}

fn list(contract: &BTreeMap<String, Option<VarType>>) -> String {
    let names: Vec<String> = contract.keys().take(LISTED).map(|n| format!("${n}")).collect();
    let more = contract.len().saturating_sub(LISTED);
    match (names.is_empty(), more) {
        (true, _) => "the reference has none".to_owned(),
        (_, 0) => format!("expected one of {}", names.join(", ")),
        _ => format!("expected one of {} and {more} more", names.join(", ")),
    }
}
