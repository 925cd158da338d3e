//! Project Fluent's own syntax fixtures: what the parser makes of each, entry by entry.
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used)] // a test may fail loudly

use fluent_syntax::ast::{Attribute, Entry};
use std::fmt::Write;
use std::path::Path;
use sundesk::template::syntax::parse;
use sundesk::template::{Bundle, BundleProblem};

fn line(kind: &str, id: &str, value: bool, attributes: &[Attribute<&str>], comment: bool) -> String {
    let mut out = format!("{kind} {id} {}", if value { "value" } else { "no-value" });
    for attribute in attributes {
        write!(out, " .{}", attribute.id.name).unwrap();
    }
    if comment { out + " commented" } else { out }
}

fn entry(entry: &Entry<&str>) -> String {
    match entry {
        Entry::Message(m) => line("message", m.id.name, m.value.is_some(), &m.attributes, m.comment.is_some()),
        Entry::Term(t) => line("term", t.id.name, true, &t.attributes, t.comment.is_some()),
        Entry::Comment(_) => "comment".to_owned(),
        Entry::GroupComment(_) => "group-comment".to_owned(),
        Entry::ResourceComment(_) => "resource-comment".to_owned(),
        Entry::Junk { .. } => "junk".to_owned(),
    }
}

#[test]
fn every_fixture_is_read_as_project_fluent_reads_it() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fluent-syntax");
    let expected = std::fs::read_to_string(dir.join("expected.txt")).unwrap();
    let (mut files, mut entries, mut differ) = (0, 0, Vec::new());
    let mut lines = expected.lines().peekable();
    while let Some(name) = lines.next() {
        let mut want = Vec::new();
        while let Some(line) = lines.next_if(|l| l.starts_with("  ")) {
            want.push(line.trim().to_owned());
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
    assert_eq!((files, entries), (35, 395));
}
