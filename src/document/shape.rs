//! The shape of a document held against its JSON Schema: every misfit at once, where serde stops at the first.
//!
//! Asked only when a document did not fit its type, so a good document costs nothing. It reads the part of JSON Schema 2020-12 that
//! schemars writes for the documents of this crate.

use super::layers::EXTENDS;
use crate::error::{Problem, join};
use crate::spelling::nearest;
use crate::time::parse_instant;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// The most misfits that are listed: a document of another kind is wrong everywhere.
const MAX_MISFITS: usize = 100;

/// Every place where `value` does not fit `schema`.
pub(crate) fn misfits(value: &Value, schema: &Value) -> Vec<Problem> {
    let mut check = Check { root: schema, found: Vec::new() };
    check.value(value, schema, "", 0);
    check.found.truncate(MAX_MISFITS);
    check.found
}

struct Check<'s> {
    root: &'s Value,
    found: Vec<Problem>,
}

/// References lead at most so deep without a step into the value.
const MAX_REFERENCES: usize = 32;

impl<'s> Check<'s> {
    fn value(&mut self, value: &Value, schema: &'s Value, path: &str, depth: usize) {
        let Value::Object(schema) = schema else { return };
        if depth > MAX_REFERENCES || self.found.len() >= MAX_MISFITS {
            return;
        }
        if let Some(named) = schema.get("$ref").and_then(Value::as_str).and_then(|name| self.named(name)) {
            self.value(value, named, path, depth + 1);
        }
        for all in list(schema, "allOf") {
            self.value(value, all, path, depth + 1);
        }
        for key in ["anyOf", "oneOf"] {
            if schema.contains_key(key) {
                self.one_of(value, list(schema, key), schema, path, depth + 1);
            }
        }
        if !fits_type(value, schema) {
            return self.misfit(value, path, &kind_expected(schema));
        }
        let words = list(schema, "enum");
        let other =
            schema.get("const").is_some_and(|only| only != value) || !words.is_empty() && !words.contains(value);
        if other {
            return self.misfit(value, path, &expected(schema));
        }
        match value {
            Value::Object(fields) => self.fields(fields, schema, path),
            Value::Array(items) => self.items(items, schema, path),
            Value::String(text) if !fits_format(text, schema) => self.misfit(value, path, &expected(schema)),
            Value::Number(number) => {
                let below = bound(schema, "minimum").is_some_and(|least| number.as_f64().is_some_and(|n| n < least));
                let above = bound(schema, "maximum").is_some_and(|most| number.as_f64().is_some_and(|n| n > most));
                if below || above {
                    self.misfit(value, path, &kind_expected(schema));
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, fields: &Map<String, Value>, schema: &'s Map<String, Value>, path: &str) {
        let known = schema.get("properties").and_then(Value::as_object);
        let other = schema.get("additionalProperties");
        for (name, value) in fields {
            let inner = join(path, name);
            match (known.and_then(|known| known.get(name)), other) {
                (Some(schema), _) => self.value(value, schema, &inner, 0),
                (None, Some(Value::Bool(false))) => {
                    let names = known.into_iter().flat_map(Map::keys).map(String::as_str).filter(|n| *n != EXTENDS);
                    let expected = match nearest(name.as_str(), names.clone()) {
                        Some(meant) => format!("{meant} (did you mean this?)"),
                        None => format!("one of {}", names.collect::<Vec<_>>().join(", ")),
                    };
                    self.found.push(Problem::error("field_unknown", inner, name, expected));
                }
                (None, Some(schema)) => self.value(value, schema, &inner, 0),
                (None, None) => {}
            }
        }
        // Those of a whole document stand in a branch, since one that extends another may leave them to it.
        let whole = schema.get("then").and_then(Value::as_object).map_or(&[][..], |then| list(then, "required"));
        let required = list(schema, "required").iter().chain(whole).filter_map(Value::as_str);
        for name in required.filter(|name| !fields.contains_key(*name)) {
            let meaning = known.and_then(|known| known.get(name)).and_then(Value::as_object).map(expected);
            self.found.push(Problem::error("field_missing", join(path, name), "", meaning.unwrap_or_default()));
        }
    }

    fn items(&mut self, items: &[Value], schema: &'s Map<String, Value>, path: &str) {
        let first = list(schema, "prefixItems");
        for (i, item) in items.iter().enumerate() {
            if let Some(schema) = first.get(i).or_else(|| schema.get("items")) {
                self.value(item, schema, &format!("{path}[{i}]"), 0);
            }
        }
    }

    /// One of several forms: where none fits, what is wrong with the form that was meant, if that can be told.
    fn one_of(&mut self, value: &Value, forms: &'s [Value], whole: &Map<String, Value>, path: &str, depth: usize) {
        let mut wrong: Vec<(&Value, Vec<Problem>)> = Vec::new();
        for form in forms {
            let mut check = Check { root: self.root, found: Vec::new() };
            check.value(value, form, path, depth);
            if check.found.is_empty() {
                return;
            }
            wrong.push((form, check.found));
        }
        let meant = |form: &&mut (&Value, Vec<Problem>)| self.is_meant(value, form.0, depth);
        let mut candidates: Vec<_> = wrong.iter_mut().filter(meant).collect();
        match candidates.as_mut_slice() {
            [only] => self.found.append(&mut only.1),
            [] if self.tag_is_wrong(value, forms, path, depth) => {}
            _ => {
                let expected = match (words(forms), whole.get("description").and_then(Value::as_str)) {
                    (Some(words), _) => format!("one of {}", words.join(", ")),
                    (None, Some(description)) => sentence(description),
                    (None, None) => {
                        let told = forms.iter().filter_map(Value::as_object).map(|form| self.told(form, 0));
                        told.collect::<Vec<_>>().join(", or ")
                    }
                };
                self.misfit(value, path, &expected);
            }
        }
    }

    /// Tells of an object whose forms differ by a tag that it lacks, or that is none of theirs.
    fn tag_is_wrong(&mut self, value: &Value, forms: &[Value], path: &str, depth: usize) -> bool {
        let Some(fields) = value.as_object() else { return false };
        let tag_of = |form: &Value| {
            let known = self.resolved(form, depth)?.get("properties")?.as_object()?;
            known.iter().find_map(|(name, schema)| Some((name.clone(), plain(schema.get("const")?))))
        };
        let Some(tags) = forms.iter().map(tag_of).collect::<Option<Vec<_>>>() else { return false };
        let Some((name, _)) = tags.first().filter(|(first, _)| tags.iter().all(|(name, _)| name == first)) else {
            return false;
        };
        let words = tags.iter().map(|(_, word)| word.as_str());
        let nearest = fields.get(name).and_then(Value::as_str).and_then(|told| nearest(told, words.clone()));
        let expected = match nearest {
            Some(meant) => format!("{meant} (did you mean this?)"),
            None => format!("one of {}", words.collect::<Vec<_>>().join(", ")),
        };
        match fields.get(name) {
            Some(told) => self.misfit(told, &join(path, name), &expected),
            None => self.found.push(Problem::error("field_missing", join(path, name), "", expected)),
        }
        true
    }

    /// Whether a form is the one the value was written in: of the same kind, and with the same tag where there are tags.
    fn is_meant(&self, value: &Value, form: &Value, depth: usize) -> bool {
        let Some(form) = self.resolved(form, depth) else { return false };
        if !fits_type(value, form) || !value.is_object() && form.contains_key("enum") {
            return false;
        }
        let (Some(fields), Some(known)) = (value.as_object(), form.get("properties").and_then(Value::as_object)) else {
            return !form.contains_key("const");
        };
        known.iter().all(|(name, schema)| match schema.get("const") {
            Some(tag) => fields.get(name) == Some(tag),
            None => true,
        })
    }

    fn resolved<'f>(&self, form: &'f Value, depth: usize) -> Option<&'f Map<String, Value>>
    where
        's: 'f,
    {
        let form = form.as_object()?;
        match form.get("$ref").and_then(Value::as_str).and_then(|name| self.named(name)) {
            Some(named) if depth < MAX_REFERENCES => self.resolved(named, depth + 1),
            _ => Some(form),
        }
    }

    fn told(&self, form: &Map<String, Value>, depth: usize) -> String {
        match form.get("$ref").and_then(Value::as_str).and_then(|name| self.named(name)).and_then(Value::as_object) {
            Some(named) if depth < MAX_REFERENCES && !form.contains_key("description") => self.told(named, depth + 1),
            _ => expected(form),
        }
    }

    fn named(&self, reference: &str) -> Option<&'s Value> {
        self.root.pointer(reference.strip_prefix('#')?)
    }

    fn misfit(&mut self, value: &Value, path: &str, expected: &str) {
        let shown = match value {
            Value::Object(_) => "an object".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.found.push(Problem::error("value_misfit", path, shown, expected));
    }
}

/// The words of forms that are words all of them.
fn words(forms: &[Value]) -> Option<Vec<String>> {
    let word = |form: &Value| match (form.get("const"), form.get("enum").and_then(Value::as_array)) {
        (Some(word), _) => Some(vec![plain(word)]),
        (None, Some(list)) => Some(list.iter().map(plain).collect()),
        (None, None) => None,
    };
    forms.iter().map(word).collect::<Option<Vec<_>>>().map(|lists| lists.concat())
}

fn list<'s>(schema: &'s Map<String, Value>, key: &str) -> &'s [Value] {
    schema.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn bound(schema: &Map<String, Value>, key: &str) -> Option<f64> {
    schema.get(key).and_then(Value::as_f64)
}

fn fits_type(value: &Value, schema: &Map<String, Value>) -> bool {
    let fits = |kind: &str| match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    match schema.get("type") {
        Some(Value::String(kind)) => fits(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(fits),
        _ => true,
    }
}

fn fits_format(text: &str, schema: &Map<String, Value>) -> bool {
    let instant = schema.get("format").and_then(Value::as_str) == Some("date-time");
    !instant || parse_instant(text).is_ok() || text.parse::<DateTime<Utc>>().is_ok()
}

/// What a schema asks for, in words: its allowed words, else what its description says, else its kind.
fn expected(schema: &Map<String, Value>) -> String {
    let words: Vec<String> = list(schema, "enum").iter().map(plain).collect();
    if !words.is_empty() {
        return format!("one of {}", words.join(", "));
    }
    if let Some(only) = schema.get("const") {
        return plain(only);
    }
    if let Some(description) = schema.get("description").and_then(Value::as_str) {
        return sentence(description);
    }
    match schema.get("type") {
        Some(Value::String(kind)) => kind_in_words(kind).to_owned(),
        Some(Value::Array(kinds)) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).map(kind_in_words).collect();
            kinds.join(" or ")
        }
        _ => "another value".to_owned(),
    }
}

/// The same for a value of another kind, or beyond its bounds: those first, and what its description says behind them.
fn kind_expected(schema: &Map<String, Value>) -> String {
    let said = expected(schema);
    // Beyond it is the width of a type, which says nothing to a reader.
    let whole = |name: &str| bound(schema, name).filter(|limit| limit.abs() < 1e9);
    let within = match (whole("minimum"), whole("maximum")) {
        (Some(least), Some(most)) => format!(" from {least} to {most}"),
        (Some(least), None) => format!(" of at least {least}"),
        (None, Some(most)) => format!(" of at most {most}"),
        (None, None) => String::new(),
    };
    let kind = match schema.get("type") {
        Some(Value::String(kind)) => format!("{}{within}", kind_in_words(kind)),
        Some(Value::Array(kinds)) => {
            let words: Vec<String> = kinds
                .iter()
                .filter_map(Value::as_str)
                .map(|kind| match kind {
                    "integer" | "number" => format!("{}{within}", kind_in_words(kind)),
                    other => kind_in_words(other).to_owned(),
                })
                .collect();
            words.join(" or ")
        }
        _ => return said,
    };
    let described = schema.contains_key("description") && !schema.contains_key("enum") && !schema.contains_key("const");
    if described {
        format!("{kind} ({said})")
    } else if within.is_empty() {
        said
    } else {
        kind
    }
}

/// The first sentence of a description, without its full stop and marks of code.
fn sentence(description: &str) -> String {
    let line = description.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let first = line.split_inclusive(". ").next().unwrap_or_default();
    first.trim().trim_end_matches('.').replace(['`', '[', ']'], "")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn kind_in_words(kind: &str) -> &str {
    match kind {
        "null" => "null",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "text",
        "array" => "a list",
        "object" => "an object",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn schema() -> Value {
        json!({
            "type": "object",
            "properties": {
                "name": {"type": "string"},
                "when": {"type": "string", "format": "date-time"},
                "op": {"$ref": "#/$defs/Op"},
                "size": {"type": ["integer", "null"], "minimum": 1, "maximum": 9},
                "steps": {"type": "array", "items": {"$ref": "#/$defs/Step"}},
                "named": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Who"}}
            },
            "required": ["name"],
            "additionalProperties": false,
            "$defs": {
                "Op": {"type": "string", "enum": ["is", "in"]},
                "Step": {"oneOf": [
                    {"type": "object", "properties": {"do": {"const": "wait"}, "for": {"type": "string"}}, "required": ["do", "for"]},
                    {"type": "object", "properties": {"do": {"const": "tell"}, "whom": {"type": "string"}}, "required": ["do", "whom"]}
                ]},
                "Who": {"description": "A name, or a person. More.", "anyOf": [{"type": "string"}, {"type": "object", "required": ["id"]}]}
            }
        })
    }

    #[track_caller]
    fn check(value: Value, expected: &[(&str, &str, &str)]) {
        let found = misfits(&value, &schema());
        let told: Vec<(&str, &str, &str)> =
            found.iter().map(|p| (p.code.as_str(), p.path.as_str(), p.expected.as_str())).collect();
        assert_eq!(told, expected, "{value}");
    }

    #[test]
    fn every_misfit_is_told_with_its_path_and_what_was_expected() {
        check(
            json!({"name": "a", "op": "in", "size": null, "steps": [{"do": "wait", "for": "1h"}], "when": "2024-06-03T10:00:00Z", "named": {"x": "y"}}),
            &[],
        );
        check(
            json!({"nme": 1, "op": "of", "size": 12, "steps": [{"do": "wait", "whom": "x"}, 3, {"do": "sing"}, {}], "when": "noon", "named": {"x": 4, "y": {}}}),
            &[
                ("value_misfit", "named.x", "A name, or a person"),
                ("field_missing", "named.y.id", ""),
                ("field_unknown", "nme", "name (did you mean this?)"),
                ("value_misfit", "op", "one of is, in"),
                ("value_misfit", "size", "a whole number from 1 to 9 or null"),
                ("field_missing", "steps[0].for", "text"),
                ("value_misfit", "steps[1]", "an object, or an object"),
                ("value_misfit", "steps[2].do", "one of wait, tell"),
                ("field_missing", "steps[3].do", "one of wait, tell"),
                ("value_misfit", "when", "text"),
                ("field_missing", "name", "text"),
            ],
        );
        check(json!([]), &[("value_misfit", "", "an object")]);
    }

    #[test]
    fn a_document_of_another_kind_does_not_flood() {
        let fields: Map<String, Value> = (0..1000).map(|i| (format!("f{i}"), Value::Null)).collect();
        assert_eq!(misfits(&Value::Object(fields), &schema()).len(), MAX_MISFITS);
    }
}
