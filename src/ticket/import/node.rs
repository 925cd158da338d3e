//! The values of a log in JSON: every number with its own digits, every key once.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A JSON value as a log is read from it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Null,
    Text(String),
    /// How a number, `true` or `false` is written.
    Plain(String),
    /// A number of which the reader of JSON keeps no digits: an id of it would be another ticket's.
    Vast,
    List(Vec<Node>),
    /// In the order of the text.
    Object(Vec<(String, Node)>),
}

/// What is said of a key that stands twice.
pub(super) const TWICE: &str = "the key stands twice in one object: ";

/// Up to here every whole number has a float of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Node {
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let Node::Object(fields) = self else { return None };
        fields.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// For a sentence.
    pub(super) fn told(&self) -> String {
        match self {
            Node::Null => "null".to_owned(),
            Node::Text(text) | Node::Plain(text) => text.chars().take(60).collect(),
            Node::Vast => "a number past 64 bits".to_owned(),
            Node::List(_) => "a list".to_owned(),
            Node::Object(_) => "an object".to_owned(),
        }
    }
}

/// As JSON, of an object within a field.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        match self {
            Node::Null => f.write_str("null"),
            Node::Text(text) => f.write_str(&quoted(text)),
            Node::Plain(text) => f.write_str(text),
            Node::Vast => f.write_str("?"),
            Node::List(items) => {
                f.write_str("[")?;
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Node::Object(fields) => {
                f.write_str("{")?;
                for (i, (name, value)) in fields.iter().enumerate() {
                    write!(f, "{}{}:{value}", if i > 0 { "," } else { "" }, quoted(name))?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
        Ok(Node::Plain(yes.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Plain(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        if number.abs() >= EXACT {
            return Ok(Node::Vast);
        }
        Ok(Node::Plain(serde_json::Number::from_f64(number).map_or_else(|| number.to_string(), |n| n.to_string())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut fields: Vec<(String, Node)> = Vec::new();
        while let Some(field) = entries.next_entry::<String, Node>()? {
            fields.push(field);
        }
        match twice(&fields) {
            Some(name) => Err(A::Error::custom(format!("{TWICE}{name:?}"))),
            None => Ok(Node::Object(fields)),
        }
    }
}

/// So many keys are compared each with each; more are sorted, so that no object keeps one waiting.
const FEW: usize = 32;

/// A key that stands twice.
fn twice(fields: &[(String, Node)]) -> Option<&str> {
    if fields.len() <= FEW {
        let again = |(i, name): &(usize, &str)| fields.iter().take(*i).any(|(known, _)| known == name);
        return fields.iter().map(|(name, _)| name.as_str()).enumerate().find(again).map(|(_, name)| name);
    }
    let mut names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).find(|pair| pair.first() == pair.last()).and_then(|pair| pair.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_and_keys_stand_once() {
        let read = |text: &str| serde_json::from_str::<Node>(text).map_err(|e| e.to_string());
        for (text, expected) in [
            ("18446744073709551615", Node::Plain("18446744073709551615".into())),
            ("18446744073709551616", Node::Vast),
            ("-9223372036854775808", Node::Plain("-9223372036854775808".into())),
            ("1.0", Node::Plain("1.0".into())),
            ("1e20", Node::Vast),
            ("\"7\"", Node::Text("7".into())),
            ("true", Node::Plain("true".into())),
            ("null", Node::Null),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
        assert!(read(r#"{"a": 1, "b": {"c": 1, "c": 2}}"#).unwrap_err().contains("stands twice in one object: \"c\""));
        let many = |last: usize| {
            let fields: Vec<String> = (0..200_000).chain([last]).map(|i| format!("\"k{i}\":1")).collect();
            read(&format!("{{{}}}", fields.join(",")))
        };
        assert!(many(200_000).is_ok() && many(77_777).unwrap_err().contains("\"k77777\""));
        assert_eq!(read(r#"[{"a":["x",1]}]"#).unwrap().to_string(), r#"[{"a":["x",1]}]"#);
    }
}
