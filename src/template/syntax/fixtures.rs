//! Project Fluent's own syntax fixtures: what the parser makes of each, entry by entry.

use super::parse;
use crate::template::{Bundle, BundleProblem};
use fluent_syntax::ast::{
    Attribute, CallArguments, Entry, Expression, InlineExpression as Inline, Pattern, PatternElement, VariantKey,
};
use std::fmt::Write;
use std::path::Path;

fn line(kind: &str, id: &str, value: Option<&Pattern<&str>>, attributes: &[Attribute<&str>], comment: bool) -> String {
    let mut out = format!("{kind} {id} {}", if value.is_some() { "value" } else { "no-value" });
    for attribute in attributes {
        write!(out, " .{}", attribute.id.name).unwrap();
    }
    out.push_str(if comment { " commented" } else { "" });
    if let Some(pattern) = value {
        write!(out, "\n= {}", text(pattern)).unwrap();
    }
    for attribute in attributes {
        write!(out, "\n.{} = {}", attribute.id.name, text(&attribute.value)).unwrap();
    }
    out
}

fn entry(entry: &Entry<&str>) -> String {
    match entry {
        Entry::Message(m) => line("message", m.id.name, m.value.as_ref(), &m.attributes, m.comment.is_some()),
        Entry::Term(t) => line("term", t.id.name, Some(&t.value), &t.attributes, t.comment.is_some()),
        Entry::Comment(_) => "comment".to_owned(),
        Entry::GroupComment(_) => "group-comment".to_owned(),
        Entry::ResourceComment(_) => "resource-comment".to_owned(),
        Entry::Junk { .. } => "junk".to_owned(),
    }
}

/// A pattern in one line: its text as JSON writes it, its placeables in braces.
fn text(pattern: &Pattern<&str>) -> String {
    let (mut parts, mut plain) = (Vec::new(), String::new());
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => plain.push_str(value),
            PatternElement::Placeable { expression: one } => {
                if !plain.is_empty() {
                    parts.push(serde_json::to_string(&std::mem::take(&mut plain)).unwrap());
                }
                parts.push(format!("{{ {} }}", expression(one)));
            }
        }
    }
    if !plain.is_empty() {
        parts.push(serde_json::to_string(&plain).unwrap());
    }
    parts.join(" ")
}

fn expression(one: &Expression<&str>) -> String {
    match one {
        Expression::Inline(one) => inline(one),
        Expression::Select { selector, variants } => {
            let mut out = format!("{} ->", inline(selector));
            for variant in variants {
                let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
                let star = if variant.default { "*" } else { "" };
                write!(out, " {star}[{key}] {}", text(&variant.value)).unwrap();
            }
            out
        }
    }
}

fn inline(one: &Inline<&str>) -> String {
    let name = |id: &str, attribute: Option<&str>| attribute.map_or_else(|| id.to_owned(), |a| format!("{id}.{a}"));
    match one {
        Inline::StringLiteral { value } => format!("\"{value}\""),
        Inline::NumberLiteral { value } => (*value).to_owned(),
        Inline::VariableReference { id } => format!("${}", id.name),
        Inline::MessageReference { id, attribute } => name(id.name, attribute.as_ref().map(|a| a.name)),
        Inline::TermReference { id, attribute, arguments } => {
            let called = arguments.as_ref().map_or_else(String::new, given);
            format!("-{}{called}", name(id.name, attribute.as_ref().map(|a| a.name)))
        }
        Inline::FunctionReference { id, arguments } => format!("{}{}", id.name, given(arguments)),
        Inline::Placeable { expression: one } => format!("{{ {} }}", expression(one)),
    }
}

fn given(arguments: &CallArguments<&str>) -> String {
    let named = arguments.named.iter().map(|n| format!("{}: {}", n.name.name, inline(&n.value)));
    let all: Vec<String> = arguments.positional.iter().map(inline).chain(named).collect();
    format!("({})", all.join(", "))
}

#[test]
fn every_fixture_is_read_as_project_fluent_reads_it() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fluent-syntax");
    let expected = std::fs::read_to_string(dir.join("expected.txt")).unwrap();
    let (mut files, mut entries, mut texts, mut differ) = (0, 0, 0, Vec::new());
    let mut lines = expected.lines().peekable();
    while let Some(name) = lines.next() {
        let mut want = Vec::new();
        while let Some(line) = lines.next_if(|l| l.starts_with("  ")) {
            match (line.strip_prefix("    "), want.last_mut()) {
                (Some(text), Some(entry)) => {
                    texts += 1;
                    *entry = format!("{entry}\n{text}");
                }
                _ => want.push(line.trim().to_owned()),
            }
        }
        let source = std::fs::read_to_string(dir.join(format!("{name}.ftl"))).unwrap();
        let parsed = parse(&source).unwrap();
        let got: Vec<String> = parsed.resource.body.iter().map(entry).collect();
        let junk = got.iter().filter(|e| *e == "junk").count();
        assert_eq!(parsed.errors.len(), junk, "{name}: each stretch of junk has its error, and nothing else has one");
        if got != want {
            differ.push(format!("{name}\n  got  {got:?}\n  want {want:?}"));
        }
        // A bundle takes what is usable and names the junk; the same fixture never fails it.
        let bundle = Bundle::from_ftl(&"en".parse().unwrap(), &source).unwrap();
        let reported = bundle.problems().iter().filter(|p| matches!(p, BundleProblem::Syntax { .. })).count();
        assert_eq!(reported, junk, "{name}");
        (files, entries) = (files + 1, entries + want.len());
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    let here =
        std::fs::read_dir(dir).unwrap().filter(|f| f.as_ref().unwrap().path().extension().is_some_and(|e| e == "ftl"));
    assert_eq!((files, here.count()), (35, 35), "every file that is there is read");
    assert_eq!((entries, texts), (395, 198));
}
