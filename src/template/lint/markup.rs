//! Tags, links, Markdown, and values inside them: E14, E15.

use super::{Code, Sink, Subject};
use crate::template::catalog::facts::Piece;
use crate::template::catalog::notes::VarType;
use std::collections::BTreeMap;

pub(crate) fn unit(s: &Subject<'_>, sink: &mut Sink<'_>) {
    if s.entry.term {
        return;
    }
    holes(s, sink);
    bare_urls(s, sink);
    let here = marks(&s.unit.facts.plain());
    balanced(s, &here, sink);
    if let Some((_, reference)) = s.reference {
        let there = marks(&reference.facts.plain());
        for (mark, n) in &there {
            let got = here.get(mark).copied().unwrap_or(0);
            if got != *n {
                sink.at(Code::E14, s, s.unit.pos, format!("{mark} stands {got} times, in the reference {n} times"));
            }
        }
        for (mark, n) in here.iter().filter(|(m, _)| !there.contains_key(*m)) {
            sink.at(Code::E14, s, s.unit.pos, format!("{mark} stands {n} times, in the reference not at all"));
        }
    }
}

/// What gives a text its structure, counted: `<b>`, `</b>`, `data-l10n-name="x"`, links, bold, code, headings, list items.
fn marks(text: &str) -> BTreeMap<String, usize> {
    let mut out: BTreeMap<String, usize> = BTreeMap::new();
    let mut add = |mark: String| *out.entry(mark).or_insert(0) += 1;
    for tag in tags(text) {
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        add(format!("<{}>", name.to_ascii_lowercase()));
        if let Some(name) = tag.split("data-l10n-name=").nth(1) {
            let name: String =
                name.trim_start_matches(['"', '\'']).chars().take_while(|c| !"\"'> ".contains(*c)).collect();
            add(format!("data-l10n-name={name}"));
        }
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
    }
    out
}

/// The insides of the tags of a text: `a href="…"`, `/a`.
fn tags(text: &str) -> Vec<&str> {
    text.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
        .filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
        .collect()
}

/// Every opened tag is closed, except those HTML never closes.
fn balanced(s: &Subject<'_>, marks: &BTreeMap<String, usize>, sink: &mut Sink<'_>) {
    const VOID: [&str; 6] = ["<br>", "<br/>", "<img>", "<hr>", "<hr/>", "<wbr>"];
    for (mark, n) in marks.iter().filter(|(m, _)| m.starts_with('<') && !VOID.contains(&m.as_str())) {
        let partner = match mark.strip_prefix("</") {
            Some(name) => format!("<{name}"),
            None if mark.ends_with("/>") => continue,
            None => mark.replacen('<', "</", 1),
        };
        if marks.get(&partner).copied().unwrap_or(0) < *n {
            sink.at(Code::E14, s, s.unit.pos, format!("{mark} stands without {partner}"));
        }
    }
}

/// E15: a value where a tag, an address or a Markdown link target is being written.
fn holes(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let mut before = String::new();
    for piece in &s.unit.facts.pieces {
        match piece {
            Piece::Text(t) | Piece::Literal(t) => before.push_str(t),
            Piece::Hole { what, url, reference, pos } => {
                if let Some(place) = inside(&before).filter(|_| !url && !reference) {
                    let text = format!("{what} stands inside {place}; write {{ URL(…) }}");
                    sink.at(Code::E15, s, *pos, text);
                }
                before.push('x');
            }
        }
    }
}

/// The construct that the text before a value leaves open.
fn inside(before: &str) -> Option<&'static str> {
    let opens = |tag: &str| !tag.contains('>') && tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    if before.rsplit_once('<').is_some_and(|(_, tag)| opens(tag)) {
        return Some("a tag");
    }
    if before.rsplit_once("](").is_some_and(|(_, target)| !target.contains(')')) {
        return Some("a link");
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || "<>\"'(".contains(c)).next().unwrap_or("");
    ["https://", "http://", "mailto:", "tel:", "www."]
        .iter()
        .any(|scheme| word.contains(scheme))
        .then_some("an address")
}

/// E15: a variable declared as an address, printed without `URL()`.
fn bare_urls(s: &Subject<'_>, sink: &mut Sink<'_>) {
    let owner = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
    for v in s.unit.facts.vars.iter().filter(|v| v.role == crate::template::catalog::facts::Role::Shown) {
        if s.ws.declared(owner, &v.name).and_then(|d| d.kind) == Some(VarType::Url) {
            sink.at(Code::E15, s, v.pos, format!("${} is an address; write {{ URL(${}) }}", v.name, v.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_before_a_value() {
        assert_eq!(inside("see <a href=\""), Some("a tag"));
        assert_eq!(inside("see <a href=\"x\">"), None);
        assert_eq!(inside("a < b"), None);
        assert_eq!(inside("see https://x.example/t/"), Some("an address"));
        assert_eq!(inside("see https://x.example/ "), None);
        assert_eq!(inside("[here]("), Some("a link"));
        assert_eq!(inside("[here](x) "), None);
    }

    #[test]
    fn structure_is_counted() {
        let m = marks("# Hi\n- <a data-l10n-name=\"docs\" href=\"x\">**one**</a>\n- [two](y)");
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
