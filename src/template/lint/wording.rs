//! What a text says, as far as a machine can see it: W18–W23, W25.

use super::scripts::{belongs, known_script, script_of};
use super::{Code, Level, Sink, Subject};
use crate::template::sources::{Entry, Piece, Unit, Workspace, hash8};
use crate::template::syntax::Place as Pos;
use std::collections::BTreeSet;

/// End marks that mean the same, in the scripts that have their own.
const ENDS: [(char, &str); 4] = [('.', ".。।۔．։။។።᙮"), ('!', "!！¡՜"), ('?', "?？؟;;՞፧"), (':', ":：፡՝")];

/// Scripts written without spaces or with much fewer characters than Latin.
const DENSE: [&str; 5] = ["Hans", "Hant", "Jpan", "Kore", "Hani"];

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    direction_marks(s, sink);
    script(s, sink);
    source(s, sink);
    if s.entry.term {
        return;
    }
    written_out(s, sink);
    let Some((reference_entry, reference)) = s.reference else { return };
    let (here, there) = (s.unit.facts.words(), reference.facts.words());
    length(s, &here, &there, sink);
    if !s.is_pseudo() {
        ends(s, reference, sink);
    }
    let order = |unit: &Unit| -> Vec<String> {
        let pieces = unit.facts.pieces().into_iter();
        let holes = pieces.filter_map(|p| if let Piece::Hole { what, .. } = p { Some(what.clone()) } else { None });
        holes.filter(|w| w.starts_with('$')).collect()
    };
    let (a, b) = (order(s.unit), order(reference));
    let sorted = |v: &[String]| {
        let mut v = v.to_vec();
        v.sort();
        v
    };
    if a != b && sorted(&a) == sorted(&b) {
        let text = format!("the values stand in another order than in the reference ({})", reference_entry.name());
        sink.with(Code::W25, Level::Info, s, s.unit.pos, text);
    }
}

/// W20 and W21: against the text it is a translation of.
fn source(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let s = &Subject { reference: source_of(s.ws, s.locale, s.entry, s.unit), ..*s };
    if let Some(what) = equals_reference(s) {
        sink.at(Code::W20, s, s.unit.pos, format!("{what}; mark it `# @same` when that is meant"));
    }
    if let Some(hash) = stale(s) {
        let text = format!("translated from another text of the reference; its hash is now {hash}");
        sink.at(Code::W21, s, s.unit.pos, text);
    }
}

/// The text of the reference that a text is a translation of; also of terms, which no other check compares.
pub(crate) fn source_of<'a>(
    ws: &'a Workspace,
    locale: usize,
    entry: &Entry,
    unit: &Unit,
) -> Option<(&'a Entry, &'a Unit)> {
    let reference = ws.own(ws.reference, &entry.name()).filter(|_| locale != ws.reference)?;
    Some((reference, reference.unit(&unit.attribute)?))
}

/// What of a translation is the reference's own, without the `@same` mark: the text, a line of it or of a variant, or the words inside
/// `DEFAULT()`.
pub(crate) fn equals_reference(s: &Subject<'_>) -> Option<String> {
    let (_, reference) = s.reference?;
    let language = |locale: usize| s.ws.view(locale).map_or("", |v| v.language.as_str());
    let words = |text: &str| text.chars().any(char::is_alphabetic);
    if s.entry.notes.same || language(s.locale) == language(s.ws.reference) {
        return None;
    }
    let pieces = s.unit.facts.pieces();
    let own =
        || pieces.iter().filter_map(|p| if let Piece::Text(t, _) | Piece::Literal(t) = p { Some(t) } else { None });
    let said = if s.entry.term { own().any(|t| is_phrase(t)) } else { own().any(|t| words(t)) };
    if s.unit.canonical == reference.canonical && said {
        return Some("the text equals the reference".to_owned());
    }
    let lines = |unit: &'_ Unit| -> BTreeSet<String> {
        let lines = unit.facts.texts.iter().flat_map(|(_, text)| text.lines());
        lines.map(str::trim).filter(|line| is_phrase(line)).map(str::to_owned).collect()
    };
    if let Some(line) = lines(s.unit).intersection(&lines(reference)).next() {
        return Some(format!("{line:?} equals the reference"));
    }
    let theirs: BTreeSet<&str> = reference.facts.stand_ins.iter().map(String::as_str).collect();
    let same = s.unit.facts.stand_ins.iter().find(|w| words(w) && theirs.contains(w.as_str()))?;
    Some(format!("{same:?} inside DEFAULT() equals the reference"))
}

/// Whether words are more than a name: three or more, and not all with a capital (`Acme Support` is a name, `Kind regards, your support
/// team` is not).
fn is_phrase(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    words.len() >= 3 && words.iter().any(|w| w.starts_with(char::is_lowercase))
}

/// The present hash of the reference when the translation's `@src` mark names another.
pub(crate) fn stale(s: &Subject<'_>) -> Option<String> {
    let (reference_entry, reference) = s.reference?;
    let mark = |attribute: &str| s.entry.notes.src.get(attribute).map(String::as_str);
    if let Some(own) = mark(&s.unit.attribute).filter(|_| !s.unit.attribute.is_empty()) {
        let now = hash8(&reference.canonical);
        return (own != now).then_some(now);
    }
    let whole = mark("")?;
    let now = &reference_entry.hash;
    (whole != now).then(|| now.clone())
}

/// W18: embeddings and isolates that are opened and not closed within one text, or closed without being open.
fn direction_marks(s: &Subject<'_>, sink: &mut Sink<'_>) {
    for pieces in s.unit.facts.readings() {
        let Some(pos) = unbalanced(&pieces) else { continue };
        if !sink.has(Code::W18, s, pos) {
            let text = "a direction mark is opened and not closed, or closed and not opened".to_owned();
            sink.at(Code::W18, s, pos, text);
        }
    }
}

/// Where a text has a direction mark without its partner.
fn unbalanced(pieces: &[&Piece]) -> Option<Pos> {
    let mut open: Vec<(bool, Pos)> = Vec::new(); // whether an isolate, and where
    for piece in pieces {
        let Piece::Text(text, pos) = piece else { continue };
        for c in text.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((false, *pos)),
                '\u{2066}'..='\u{2068}' => open.push((true, *pos)),
                '\u{202c}' | '\u{2069}' if open.pop().is_none_or(|(isolate, _)| isolate != (c == '\u{2069}')) => {
                    return Some(*pos);
                }
                _ => {}
            }
        }
    }
    open.first().map(|(_, pos)| *pos)
}

/// W19: a word that mixes scripts, or a text in another script than the locale's.
fn script(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let wanted = s.ws.view(s.locale).map_or("", |v| v.script.as_str());
    for (pos, text) in &s.unit.facts.texts {
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let alike = |x: &&str| matches!(*x, "Latn" | "Grek" | "Cyrl");
            let mut scripts = word.chars().filter_map(script_of).filter(alike);
            let first = scripts.next();
            if scripts.any(|x| Some(x) != first) {
                sink.at(
                    Code::W19,
                    s,
                    *pos,
                    format!("the word {word:?} mixes letters that look alike from two scripts"),
                );
            }
        }
    }
    // A term is mostly a name, and names keep their letters.
    if s.entry.term || s.is_pseudo() {
        return;
    }
    let words = s.unit.facts.words();
    let outside_tags: String =
        crate::template::pseudo::pieces(&words).iter().filter(|(fixed, _)| !fixed).map(|(_, p)| *p).collect();
    let scripts: Vec<&str> = outside_tags.chars().filter_map(script_of).collect();
    let own = scripts.iter().filter(|x| belongs(x, wanted)).count();
    if scripts.len() >= 12 && own * 2 < scripts.len() && known_script(wanted) {
        let text = format!("most letters are not of the script {wanted} of this locale");
        sink.at(Code::W19, s, s.unit.pos, text);
    }
}

/// W22: much longer or shorter than the reference, in texts of some length.
fn length(s: &Subject<'_>, here: &str, there: &str, sink: &mut Sink<'_>) {
    let count = |t: &str| u32::try_from(t.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(u32::MAX);
    let (a, b) = (f64::from(count(here)), f64::from(count(there)));
    if b < 20.0 {
        return;
    }
    let script = |locale: usize| s.ws.view(locale).map_or("", |v| v.script.as_str());
    let (here, there) = (DENSE.contains(&script(s.locale)), DENSE.contains(&script(s.ws.reference)));
    let limit = sink.config.length_ratio;
    let longest = if there && !here { limit * 3.0 } else { limit };
    let shortest = if here && !there { limit * 3.0 } else { limit };
    if a > b * longest || a * shortest < b {
        let text = format!("{a} characters, the reference has {b}");
        sink.at(Code::W22, s, s.unit.pos, text);
    }
}

/// W23: an amount, a date, a time, a percentage or a large or broken number written out.
fn written_out(s: &Subject<'_>, sink: &mut Sink<'_>) {
    for (pos, text) in &s.unit.facts.texts {
        for (fixed, piece) in crate::template::pseudo::pieces(text) {
            if let Some(what) = (!fixed).then(|| hard_number(piece)).flatten() {
                sink.at(
                    Code::W23,
                    s,
                    *pos,
                    format!("{what:?} is written out; give it as a value, so that each locale writes it its way"),
                );
            }
        }
    }
}

fn hard_number(text: &str) -> Option<String> {
    const MONEY: &str = "$€£¥₹₫₩₽₺₴₪฿₦";
    const WORDS: [&str; 27] = [
        "EUR", "USD", "GBP", "JPY", "CHF", "CNY", "INR", "BRL", "VND", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RUB",
        "TRY", "AUD", "CAD", "MXN", "KRW", "zł", "kr", "Kč", "Ft", "lei", "руб",
    ];
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let token: String = chars.iter().skip(at).take_while(|c| c.is_ascii_digit() || ".,:/-".contains(**c)).collect();
        let length = token.chars().count();
        let token = token.trim_end_matches(['.', ',', ':', '-', '/']);
        let before = chars.iter().take(at).rev().find(|c| !c.is_whitespace()).copied().unwrap_or(' ');
        let after =
            chars.iter().skip(at + length).find(|c| !c.is_whitespace() && **c != '\u{a0}').copied().unwrap_or(' ');
        let word: String = chars
            .iter()
            .skip(at + length)
            .skip_while(|c| c.is_whitespace())
            .take_while(|c| c.is_alphabetic())
            .take(8)
            .collect();
        let money = MONEY.contains(before) || MONEY.contains(after) || WORDS.contains(&word.as_str());
        let touches_word = chars.get(at.wrapping_sub(1)).is_some_and(|c| c.is_alphabetic());
        let digits = token.chars().filter(char::is_ascii_digit).count();
        let broken = token.contains(['.', ',', ':']) || token.matches(['-', '/']).count() >= 2;
        // A token such as "24/7", "1-5" or "B2B" is a word; 1,000 and 12:30 and 2026-03-09 are not.
        if !touches_word && (money || after == '%' || broken || digits >= 5) {
            return Some(token.to_owned());
        }
        at += length;
    }
    None
}

/// W25: the reference ends in a mark and the translation in none of its likes.
fn ends(s: &Subject<'_>, reference: &Unit, sink: &mut Sink<'_>) {
    let last = |unit: &Unit| match unit.facts.pieces().last() {
        Some(Piece::Text(t, _) | Piece::Literal(t)) => t.trim_end().chars().last(),
        _ => None,
    };
    let (Some(want), got) = (last(reference), last(s.unit)) else { return };
    let Some((mark, likes)) = ENDS.iter().find(|(mark, _)| *mark == want) else { return };
    // Thai and Lao end a sentence with a space, Japanese a question with か。; a text that ends in a value has its end there.
    let script = s.ws.view(s.locale).map_or("", |v| v.script.as_str());
    let question = script == "Jpan" && *mark == '?' && got == Some('。');
    if got.is_some_and(|c| !likes.contains(c)) && !question && !matches!(script, "Thai" | "Laoo") {
        sink.at(Code::W25, s, s.unit.pos, format!("the reference ends with {mark:?}, this text does not"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_locale_writes_its_own_way() {
        for (text, found) in [
            ("costs 5 €", Some("5")),
            ("costs $5", Some("5")),
            ("save 20 %", Some("20")),
            ("on 2026-03-09.", Some("2026-03-09")),
            ("at 12:30", Some("12:30")),
            ("over 1,000 people", Some("1,000")),
            ("open 24/7", None),
            ("from 1 to 5", None),
            ("B2B, Web 2.", None),
            ("no digits", None),
        ] {
            assert_eq!(hard_number(text).as_deref(), found, "{text}");
        }
    }
}
