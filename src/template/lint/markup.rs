//! Tags, links, Markdown, and values inside them: E14, E15. Judged only in forms that are written in markup: `<support@desk.example>` in
//! a plain body is no tag. Addresses are looked at in every form.

use super::places::{Inside, Reader};
use super::{Code, Sink, Subject};
use crate::template::escape::Format;
use crate::template::sources::{MAX_READINGS, Piece, Role, Unit, VarType, others};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    if s.entry.term {
        return;
    }
    let written = sink.channels.written_in(&s.unit.attribute);
    let markup = matches!(written, Format::Html | Format::Markdown);
    if others(&s.unit.facts.nodes) >= MAX_READINGS {
        let code = if markup { Code::E14 } else { Code::E15 };
        let what = if markup { "markup" } else { "addresses" };
        sink.at(code, s, s.unit.pos, format!("more than {MAX_READINGS} variants: their {what} cannot be looked at"));
    }
    holes(s, written, sink);
    bare_urls(s, sink);
    if markup {
        shape(s, written, sink);
    }
}

/// E14: the structure of a text against itself and the reference.
fn shape(s: &Subject<'_>, written: Format, sink: &mut Sink<'_>) {
    let shapes =
        |unit: &Unit| unit.facts.readings().map(|pieces| marks(&structure(&pieces), written)).collect::<Vec<_>>();
    let there = s.reference.map(|(_, unit)| shapes(unit));
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for here in shapes(s.unit) {
        balanced(&here, &mut texts);
        // A variant may have the shape of any variant of the reference: a text for none may be without the link.
        if let Some(there) = there.as_ref().filter(|there| !there.contains(&here)) {
            differences(&here, there.first().unwrap_or(&Marks::new()), &mut texts);
        }
    }
    for text in texts {
        sink.at(Code::E14, s, s.unit.pos, text);
    }
}

type Marks = BTreeMap<String, usize>;

fn differences(here: &Marks, there: &Marks, texts: &mut BTreeSet<String>) {
    for (mark, n) in there {
        let got = here.get(mark).copied().unwrap_or(0);
        if got != *n {
            texts.insert(format!("{mark} stands {got} times, in the reference {n} times"));
        }
    }
    for (mark, n) in here.iter().filter(|(m, _)| !there.contains_key(*m)) {
        texts.insert(format!("{mark} stands {n} times, in the reference not at all"));
    }
}

/// One reading as far as it can be markup: literals are shown as they are, values are no part of the template.
fn structure(pieces: &[&Piece]) -> String {
    let text = |p: &&Piece| match p {
        Piece::Text(t, _) => t.clone(),
        Piece::Literal(_) => "x".to_owned(),
        Piece::Hole { what, .. } => format!("{{{what}}}"),
    };
    pieces.iter().map(text).collect()
}

/// What gives a text its structure, counted: `<b>`, `</b>`, `data-l10n-name="x"`; in Markdown also links, bold, code, headings, list items.
fn marks(text: &str, written: Format) -> Marks {
    let mut out = Marks::new();
    let mut add = |mark: String| *out.entry(mark).or_insert(0) += 1;
    for tag in tags(text, written) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        add(format!("<{}>", name.to_ascii_lowercase()));
        if let Some(name) = tag.split("data-l10n-name=").nth(1) {
            let name: String =
                name.trim_start_matches(['"', '\'']).chars().take_while(|c| !"\"'> ".contains(*c)).collect();
            add(format!("data-l10n-name={name}"));
        }
    }
    if written != Format::Markdown {
        return out;
    }
    for _ in text.matches("](") {
        add("a Markdown link".to_owned());
    }
    for _ in text.matches("**") {
        add("**".to_owned());
    }
    for _ in text.matches('`') {
        add("`".to_owned());
    }
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") {
            add("a heading".to_owned());
        }
        if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
            add("a list item".to_owned());
        }
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < line.len() && (digits.starts_with(". ") || digits.starts_with(") ")) {
            add("a numbered item".to_owned());
        }
    }
    out
}

/// The insides of the tags of a text: `a href="…"`, `/a`. `<https://desk.example>` and `<support@desk.example>` are links in Markdown.
fn tags(text: &str, written: Format) -> Vec<&str> {
    let link = |tag: &str| {
        let rest = tag.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+.-_".contains(c));
        written == Format::Markdown && rest.starts_with([':', '@'])
    };
    text.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && !link(tag))
        .collect()
}

/// Every opened tag is closed, except those HTML never closes.
fn balanced(marks: &Marks, texts: &mut BTreeSet<String>) {
    const VOID: [&str; 6] = ["<br>", "<br/>", "<img>", "<hr>", "<hr/>", "<wbr>"];
    for (mark, n) in marks.iter().filter(|(m, _)| m.starts_with('<') && !VOID.contains(&m.as_str())) {
        let partner = match mark.strip_prefix("</") {
            Some(name) => format!("<{name}"),
            None if mark.ends_with("/>") => continue,
            None => mark.replacen('<', "</", 1),
        };
        if marks.get(&partner).copied().unwrap_or(0) < *n {
            texts.insert(format!("{mark} stands without {partner}"));
        }
    }
}

/// E15: a value where a tag, an address or a Markdown link target is being written, or where no escaping helps.
fn holes(s: &Subject<'_>, written: Format, sink: &mut Sink<'_>) {
    for pieces in s.unit.facts.readings() {
        let mut reader = Reader::new(written);
        for piece in pieces {
            match piece {
                Piece::Text(t, _) | Piece::Literal(t) => reader.text(t),
                Piece::Hole { what, url, reference, pos } => {
                    let fits = |place: &Inside| *reference || (*url && place.takes_url());
                    let place = reader.inside().filter(|place| !fits(place));
                    if let Some(place) = place.filter(|_| !sink.has(Code::E15, s, *pos)) {
                        sink.at(Code::E15, s, *pos, format!("{what} stands inside {}", place.words()));
                    }
                    reader.value();
                }
            }
        }
    }
}

/// E15: a variable declared as an address, printed without `URL()`.
fn bare_urls(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let owner = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
    for v in s.unit.facts.vars.iter().filter(|v| v.role == Role::Shown) {
        if s.ws.declared(owner, &v.name).and_then(|d| d.kind) == Some(VarType::Url) {
            sink.at(Code::E15, s, v.pos, format!("${} is an address; write {{ URL(${}) }}", v.name, v.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_is_counted() {
        let text = "# Hi\n- <a data-l10n-name=\"docs\" href=\"x\">**one**</a>\n- [two](y) <support@desk.example>";
        let m = marks(text, Format::Markdown);
        for (mark, n) in [
            ("<a>", 1),
            ("</a>", 1),
            ("data-l10n-name=docs", 1),
            ("**", 2),
            ("a Markdown link", 1),
            ("a heading", 1),
            ("a list item", 2),
        ] {
            assert_eq!(m.get(mark), Some(&n), "{mark}");
        }
    }
}
