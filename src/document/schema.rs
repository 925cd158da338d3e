//! From a type to the JSON Schema that its readers are given: schemars' own, with other spellings and without marks of rustdoc.

use super::layers::EXTENDS;
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

/// A type that documents write in the form of another: its schema is that form's.
macro_rules! written_as {
    ($type:ty, $form:ty) => {
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                <$form as schemars::JsonSchema>::schema_name()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$form as schemars::JsonSchema>::json_schema(generator)
            }
        }
    };
}
pub(crate) use written_as;

/// The schema of a document that sentences call `title`, which may extend another.
pub(super) fn of<T: JsonSchema>(title: &str) -> Value {
    extending(plain_of::<T>(title))
}

fn extending(mut schema: Value) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        may_extend(fields);
    }
    schema
}

/// The schema of what is no document of its own and extends none.
pub(super) fn plain_of<T: JsonSchema>(title: &str) -> Value {
    titled(schemars::schema_for!(T).to_value(), title)
}

fn titled(mut schema: Value, title: &str) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("title".to_owned(), title.into());
    }
    tidy(&mut schema);
    schema
}

/// What `extends` means, as schemas and the page of fields say it.
const EXTENDS_MEANS: &str = "The name of a document of the same kind that this one is laid over: objects key by key, lists and all else replaced, `null` \
     removes. Read together with the documents it extends; nothing is then required here.";

/// Every document that is an object may extend another; what is required is so of the effective document.
fn may_extend(fields: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = fields.get_mut("properties") else { return };
    properties.insert(EXTENDS.to_owned(), json!({"type": "string", "description": EXTENDS_MEANS}));
    if let Some(required) = fields.remove("required") {
        fields.insert("if".to_owned(), json!({"not": {"required": [EXTENDS]}}));
        fields.insert("then".to_owned(), json!({"required": required}));
    }
}

fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(list) => list.iter_mut().for_each(tidy),
        Value::Object(fields) => {
            fields.values_mut().for_each(tidy);
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = plain(description);
            }
            spell_words(fields);
            if let Some(Value::Object(properties)) = fields.get_mut("properties") {
                spell_fields(properties);
            }
        }
        _ => {}
    }
}

/// The key under which a type notes its other spellings, since schemars does not see serde's `alias`.
const ALIASES: &str = "x-aliases";

/// A word with other spellings is one of several words.
fn spell_words(fields: &mut Map<String, Value>) {
    if !fields.contains_key("const") {
        return;
    }
    if let (Some(Value::Array(others)), Some(word)) = (fields.remove(ALIASES), fields.get("const").cloned()) {
        fields.remove("const");
        fields.insert("enum".to_owned(), [vec![word], others].concat().into());
    }
}

/// A field with other spellings stands once under each.
fn spell_fields(properties: &mut Map<String, Value>) {
    let spelled = properties.iter_mut().filter_map(|(name, property)| {
        let Value::Array(others) = property.as_object_mut()?.remove(ALIASES)? else { return None };
        let mut same = property.clone();
        same.as_object_mut()?.insert("description".to_owned(), format!("The same as `{name}`.").into());
        Some((others, same))
    });
    for (others, same) in spelled.collect::<Vec<_>>() {
        let names = others.iter().filter_map(Value::as_str).map(str::to_owned);
        properties.extend(names.map(|name| (name, same.clone())));
    }
}

/// A description as people read it outside of rustdoc: no examples in Rust, no links between items.
fn plain(description: &str) -> String {
    let text = description.split("```").next().unwrap_or_default().trim();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((name, after)) = link.split_once("`]") else { break };
        out.push_str(before);
        out.push('`');
        out.push_str(name);
        out.push('`');
        rest = match after.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => after,
            None => after,
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_lose_links_and_examples() {
        let rustdoc = "See [`a`](super::a) and [`b`], or [this](x).\n\nMore.\n\n```\nlet a = 1;\n```";
        assert_eq!(plain(rustdoc), "See `a` and `b`, or [this](x).\n\nMore.");
    }

    #[test]
    fn what_is_required_is_not_required_of_a_document_that_extends_another() {
        let schema = json!({"properties": {"a": {}}, "required": ["a"]});
        let Value::Object(mut schema) = schema else { panic!() };
        may_extend(&mut schema);
        assert_eq!(schema.get("then"), Some(&json!({"required": ["a"]})));
        assert!(!schema.contains_key("required") && schema["properties"]["extends"]["type"] == "string");
    }

    #[test]
    fn other_spellings_are_part_of_the_schema() {
        let mut schema = json!({"properties": {
            "mon": {"type": "array", "x-aliases": ["monday"]},
            "by": {"oneOf": [{"const": "requester", "x-aliases": ["customer"]}, {"const": "agent"}]}
        }});
        tidy(&mut schema);
        assert_eq!(schema["properties"]["monday"]["description"], "The same as `mon`.");
        assert_eq!(schema["properties"]["by"]["oneOf"][0], json!({"enum": ["requester", "customer"]}));
    }
}
