//! Text messages: E16, W17.

use super::{Code, Sink, Subject};
use crate::template::sms::{self, Encoding};
use crate::template::sources::VarType;
use std::collections::BTreeSet;

/// Languages whose alphabet GSM-7 holds: there a stray letter is worth a look too.
const GSM_LANGUAGES: [&str; 10] = ["en", "de", "nl", "it", "sv", "da", "nb", "no", "nn", "fi"];

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    if s.unit.attribute != "sms" || s.entry.term || s.is_pseudo() {
        return;
    }
    let text = template_text(s);
    let folded = sms::fold(&text);
    let count = sms::count(&folded);
    if let Some(c) = count.first_non_gsm {
        dear(s, &folded, c, sink);
    }
    let owner = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
    let values: u32 = s
        .unit
        .facts
        .longest
        .vars
        .iter()
        .map(|v| {
            let declared = s.ws.declared(owner, v);
            declared
                .and_then(|d| d.max)
                .unwrap_or_else(|| declared.and_then(|d| d.kind).unwrap_or(VarType::Text).typical_length())
        })
        .fold(0, u32::saturating_add);
    let segments = sms::segments_of(count.encoding, count.units.saturating_add(values));
    if segments > sink.config.sms_segments {
        let encoding = if count.encoding == Encoding::Gsm7 { "GSM-7" } else { "UCS-2" };
        let text = format!(
            "{} units of {encoding} text and up to {values} of values need {segments} segments; at most {} are wanted",
            count.units, sink.config.sms_segments
        );
        sink.at(Code::E16, s, s.unit.pos, text);
    }
}

/// The longest path through the variants with the terms it holds; messages and values are counted apart.
fn template_text(s: &Subject<'_>) -> String {
    let mut text = s.unit.facts.longest.text.clone();
    let mut seen: BTreeSet<(String, &str)> = BTreeSet::new();
    for r in &s.unit.facts.refs {
        let name = if r.term { format!("-{}", r.id) } else { r.id.clone() };
        let key = (name, r.attribute.as_deref().unwrap_or(""));
        // Every variant may name the same term, but only one variant is shown.
        if seen.contains(&key) {
            continue;
        }
        if let Some(unit) = s.ws.find(s.locale, &key.0).and_then(|(e, _)| e.unit(key.1)) {
            text.push_str(&unit.facts.longest.text);
        }
        seen.insert(key);
    }
    text
}

/// W17: without this character (or its like) the text would be GSM-7.
fn dear(s: &Subject<'_>, text: &str, first: char, sink: &mut Sink<'_>) {
    let outside: Vec<char> = text.chars().filter(|&c| sms::gsm_units(c).is_none()).collect();
    let language = s.ws.view(s.locale).map_or("", |v| v.language.as_str());
    let letters = outside.iter().filter(|c| c.is_alphabetic()).count();
    // A language that needs letters beyond GSM-7 pays for them anyway.
    if letters > 0 && !GSM_LANGUAGES.contains(&language) {
        return;
    }
    let text = format!(
        "{first:?} (U+{:04X}) is not in GSM-7: the message is sent as UCS-2, 70 units instead of 160",
        u32::from(first)
    );
    sink.at(Code::W17, s, s.unit.pos, text);
}
