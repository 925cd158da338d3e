//! Variables: E07, E08, E09, W26 and the `@must` rule.

use super::{Code, Sink, Subject, functions};
use crate::spelling::nearest;
use crate::template::catalog::facts::{Key, Role};
use crate::template::catalog::notes::VarType;
use crate::template::catalog::workspace::Workspace;
use crate::template::functions::builtin;
use std::collections::BTreeMap;

/// The CLDR plural categories.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Channels that carry the message itself; subjects and the like may be shorter.
const BODIES: [&str; 5] = ["", "html", "chat", "sms", "voice"];

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
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
    let Some((reference, reference_unit)) = s.reference else { return };
    let contract = contract(s.ws, s.ws.reference, reference.id.as_str());
    unknown(s, &contract, sink);
    // Messages that only this locale has, to build others from, are held to the contract of each that they are part of.
    s.ws.reach(s.locale, s.entry, s.unit, &mut |entry, unit| {
        let name = entry.name();
        let helper = s.ws.own(s.ws.reference, &name).is_none() && s.ws.own(s.locale, &name).is_some();
        if helper {
            unknown(&Subject { entry, unit, reference: None, ..*s }, &contract, sink);
        }
    });
    let here = s.ws.variables(s.locale, s.entry, s.unit);
    for (name, shown) in s.ws.variables(s.ws.reference, reference, reference_unit) {
        if shown && !here.contains_key(&name) {
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
        let hint = near.map_or_else(|| list(contract.keys()), |n| format!("did you mean ${n}?"));
        sink.at(Code::E07, s, v.pos, format!("${} is not a variable of the reference; {hint}", v.name));
    }
}

/// Every variable a message of a locale uses in any of its texts, with what is declared about it.
pub(crate) fn contract(ws: &Workspace, locale: usize, id: &str) -> BTreeMap<String, Option<VarType>> {
    let mut out = BTreeMap::new();
    let Some((entry, _)) = ws.find(locale, id) else { return out };
    for unit in &entry.units {
        ws.reach(locale, entry, unit, &mut |owner, reached| {
            for v in &reached.facts.vars {
                let kind = ws.declared(entry, &v.name).or_else(|| ws.declared(owner, &v.name)).and_then(|d| d.kind);
                let slot = out.entry(v.name.clone()).or_insert(kind);
                *slot = slot.or(kind);
            }
        });
    }
    for (name, declared) in &entry.notes.variables {
        out.entry(name.clone()).or_insert(declared.kind);
    }
    out
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
        if !here.contains_key(name) && !reported.contains_key(name) {
            sink.at(Code::E08, s, s.unit.pos, format!("every channel of this message must show ${name} (@must)"));
        }
    }
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.map(|n| format!("${n}")).collect();
    if names.is_empty() { "the reference has none".to_owned() } else { format!("expected one of {}", names.join(", ")) }
}
