//! The page of every field of every document, from the same schemas.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use sundesk::desk::DocumentKind;
use sundesk::desk::ask::QuestionKind;

const HEAD: &str = "\
# Every field of every document

Documents are JSON objects. An unknown field, a key that stands twice and a value of another kind are refused, all of them at once, each
with its path. The same in machine-readable form: [`schema/`](schema), one JSON Schema (draft 2020-12) a document; editors take
them with `\"$schema\"` in their settings, Python gives them by `sundesk.document_schema(name)`, C by `sundesk_document_schema`, the command line by
`sundesk schema NAME`.

A document may stand on another of its kind: see [documents that stand on others](layers.md).

";

const QUESTIONS_HEAD: &str = "\
# Every question, and its fields

A question is a JSON object: `ask` is its word, the rest are its fields. It is asked of a library, which holds calendars, policies, rosters, workflows,
logs and boards by name (the document [library](documents.md#library)); a name may be left out where there is one thing of its kind, and is
asked for where there are several. The answer is JSON for programs and text for people, for some questions a picture.

| from | how |
|---|---|
| Rust | `library.ask(&Question::from_json(text)?)`; with a report of a known type `library.answer(&GapsQuestion { .. })` |
| Python | `library.ask(\"gaps\", roster=\"eu\", from_=start, to=end)` |
| C | `sundesk_library_ask(library, json, SUNDESK_FORM_JSON, &text, &err)` |
| command line | `sundesk ask gaps --roster eu=roster.json from=2026-07-01T00:00:00Z to=2026-07-08T00:00:00Z` |

The same in machine-readable form: [`schema/ask/`](schema/ask), one JSON Schema a question; Python gives them by `sundesk.question_schema(name)`, C by
`sundesk_question_schema`, the command line lists the fields with `sundesk ask NAME --fields`.

";

/// The page of the documents as Markdown.
pub(super) fn of(kinds: &[DocumentKind]) -> String {
    whole(HEAD, kinds.iter().map(|kind| (kind.name, kind.about.to_owned(), kind.schema())).collect())
}

/// The page of the questions.
pub(super) fn questions(kinds: &[QuestionKind]) -> String {
    whole(QUESTIONS_HEAD, kinds.iter().map(|kind| (kind.name, kind.about(), kind.schema())).collect())
}

fn whole(head: &str, kinds: Vec<(&str, String, Value)>) -> String {
    let mut text = head.to_owned();
    for (name, about, _) in &kinds {
        let _ = writeln!(text, "- [{name}](#{name}): {about}");
    }
    let mut told = BTreeSet::new();
    for (name, about, schema) in &kinds {
        let _ = writeln!(text, "\n## {name}\n\n{about}\n");
        let mut page = Page { text: &mut text, defs: schema.get("$defs").and_then(Value::as_object), told: &mut told };
        page.body(schema);
        page.parts(schema);
    }
    text
}

struct Page<'a> {
    text: &'a mut String,
    defs: Option<&'a Map<String, Value>>,
    /// The parts that stand on the page already: documents share them.
    told: &'a mut BTreeSet<String>,
}

impl Page<'_> {
    /// The parts a schema leads to, each once, in the order they are met.
    fn parts(&mut self, schema: &Value) {
        let mut names = Vec::new();
        references(schema, &mut names);
        for name in names {
            let Some(part) = self.defs.and_then(|defs| defs.get(&name)) else { continue };
            if !self.told.insert(name.clone()) {
                continue;
            }
            let _ = writeln!(self.text, "\n### {name}\n");
            if let Some(about) = part.get("description").and_then(Value::as_str) {
                let _ = writeln!(self.text, "{about}\n");
            }
            self.body(part);
            let part = part.clone();
            self.parts(&part);
        }
    }

    fn body(&mut self, schema: &Value) {
        if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
            self.fields(fields, schema);
        }
        for form in ["oneOf", "anyOf"].iter().filter_map(|key| schema.get(*key)?.as_array()).flatten() {
            let about = form.get("description").and_then(Value::as_str).unwrap_or_default();
            let tag =
                form.get("properties").and_then(|p| p.get("type")).and_then(|t| t.get("const")).and_then(Value::as_str);
            let name = tag.map_or_else(|| kind(form), |tag| format!("`\"type\": \"{tag}\"`"));
            let _ = writeln!(self.text, "- {name}: {}", cell(about));
            if let Some(fields) = form.get("properties").and_then(Value::as_object) {
                let _ = writeln!(self.text);
                self.fields(fields, form);
                let _ = writeln!(self.text);
            }
        }
    }

    fn fields(&mut self, fields: &Map<String, Value>, schema: &Value) {
        let required = [schema.get("required"), schema.pointer("/then/required")];
        let required: Vec<&Value> = required.into_iter().flatten().filter_map(Value::as_array).flatten().collect();
        let _ = writeln!(self.text, "| field | value | meaning |\n|---|---|---|");
        for (name, field) in fields {
            let needed = required.iter().any(|n| *n == name);
            let about = field.get("description").and_then(Value::as_str).unwrap_or_default();
            let default = field.get("default").filter(|d| !d.is_null()).map(|d| format!(" Default `{d}`."));
            let mark = if needed { ", required" } else { "" };
            let _ = writeln!(
                self.text,
                "| `{name}` | {}{mark} | {}{} |",
                kind(field),
                cell(about),
                default.unwrap_or_default()
            );
        }
    }
}

/// The names of the parts that a schema refers to.
fn references(schema: &Value, names: &mut Vec<String>) {
    match schema {
        Value::Array(list) => list.iter().for_each(|s| references(s, names)),
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| *key != "$defs") {
                match value.as_str().and_then(|v| v.strip_prefix("#/$defs/")) {
                    Some(name) if key == "$ref" => names.push(name.to_owned()),
                    _ => references(value, names),
                }
            }
        }
        _ => {}
    }
}

/// What kind of value a schema takes, in a few words.
fn kind(schema: &Value) -> String {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    match text("$ref").map(|to| to.strip_prefix("#/$defs/")) {
        Some(Some(name)) => return format!("[{name}](#{})", name.to_lowercase()),
        Some(None) => return "the same document".to_owned(),
        None => {}
    }
    if let Some(word) = schema.get("const") {
        return format!("`{}`", bare(word));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words.iter().map(|w| format!("`{}`", bare(w))).collect::<Vec<_>>().join(" or ");
    }
    if let Some(forms) = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(*key)?.as_array()) {
        let forms: Vec<String> = forms.iter().filter(|f| f.get("type") != Some(&"null".into())).map(kind).collect();
        return forms.join(" or ");
    }
    let words = |name: &str| match name {
        "array" => format!("list of {}", schema.get("items").map_or_else(|| "values".to_owned(), kind)),
        "object" => match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => format!("object of {}", kind(values)),
            _ => "object".to_owned(),
        },
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        other => other.to_owned(),
    };
    match schema.get("type") {
        Some(Value::String(name)) => words(name),
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).filter(|n| *n != "null").map(words).collect::<Vec<_>>().join(" or ")
        }
        _ => "any value".to_owned(),
    }
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Text in a cell of a table.
fn cell(text: &str) -> String {
    text.split("\n\n").next().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}
