//! How a document is read: part by part out of the value that its text parses to, each fault with the path to where it is.
//!
//! A reader of our own, because every type of a document is compiled anew for each reader that it is read by. serde_json's of text and of
//! values, `serde_path_to_error` around each, and a guard that takes no list for a structure around that, are five: half the time of a
//! newcomer's first build. This one is all of them.

use super::fault::{Fault, Step, unexpected};
use serde::de::{self, DeserializeSeed, Deserializer, Unexpected, Visitor};
use serde_json::{Number, Value};

/// A value of a document, to be read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'v>(&'v Value);

impl<'v> Reader<'v> {
    pub(super) fn new(value: &'v Value) -> Self {
        Self(value)
    }

    fn number<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Number(number) => visit_number(number, visitor),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }

    fn text<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }

    fn list<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Array(items) => visit_items(items, visitor),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }

    /// serde lets a list stand for a structure, as its fields in their order; here it does not.
    fn object<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields { left: fields.iter(), at: None }),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }
}

fn visit_number<'v, V: Visitor<'v>>(number: &Number, visitor: V) -> Result<V::Value, Fault> {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(n), ..) => visitor.visit_u64(n),
        (_, Some(n), _) => visitor.visit_i64(n),
        (.., Some(x)) => visitor.visit_f64(x),
        _ => Err(de::Error::invalid_type(unexpected(number), &visitor)),
    }
}

fn visit_items<'v, V: Visitor<'v>>(items: &'v [Value], visitor: V) -> Result<V::Value, Fault> {
    let mut list = Items { left: items.iter(), read: 0 };
    let value = visitor.visit_seq(&mut list)?;
    match list.left.len() {
        0 => Ok(value),
        _ => Err(de::Error::invalid_length(items.len(), &"fewer elements in sequence")),
    }
}

/// Each kind of type is read as one form of JSON, so that only that form's code is compiled for it.
macro_rules! read_as {
    ($($form:ident: $($of:ident)*;)*) => {
        $($(fn $of<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$form(visitor)
        })*)*
    };
}

impl<'v> Deserializer<'v> for Reader<'v> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visit_items(items, visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    read_as! {
        number: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
            deserialize_u64 deserialize_f32 deserialize_f64 deserialize_i128 deserialize_u128;
        text: deserialize_char deserialize_str deserialize_string deserialize_identifier;
        list: deserialize_seq;
        object: deserialize_map;
        deserialize_any: deserialize_bytes deserialize_byte_buf;
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Bool(value) => visitor.visit_bool(*value),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            other => Err(Fault::unlike(other, &visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'v>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Variant { name, content: None }),
            Value::Object(fields) => match (fields.iter().next(), fields.len()) {
                (Some((name, content)), 1) => visitor.visit_enum(Variant { name, content: Some(content) }),
                _ => Err(de::Error::invalid_value(Unexpected::Map, &"map with a single key")),
            },
            other => Err(Fault::unlike(other, &"string or map")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

/// The items of a list that are still to be read.
struct Items<'v> {
    left: std::slice::Iter<'v, Value>,
    read: usize,
}

impl<'v> de::SeqAccess<'v> for &mut Items<'v> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.left.next() else { return Ok(None) };
        let at = self.read;
        self.read = at.saturating_add(1);
        seed.deserialize(Reader(item)).map(Some).map_err(|fault| fault.inside(Step::Index(at)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// The fields of an object that are still to be read.
struct Fields<'v> {
    left: serde_json::map::Iter<'v>,
    /// The field whose key was read.
    at: Option<(&'v str, &'v Value)>,
}

impl<'v> de::MapAccess<'v> for Fields<'v> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.at = Some((key, value));
        seed.deserialize(Key(key)).map(Some).map_err(|fault| fault.inside(Step::Key(key.clone())))
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((key, value)) = self.at.take() else { return Err(de::Error::custom("a value before its key")) };
        seed.deserialize(Reader(value)).map_err(|fault| fault.inside(Step::Key(key.to_owned())))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left.len())
    }
}

/// The key of a field, which may stand for a number or a truth value.
struct Key<'v>(&'v str);

macro_rules! parsed_key {
    ($($method:ident: $visit:ident $of:ty),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.parse::<$of>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_borrowed_str(self.0),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.0)
    }

    parsed_key! {
        deserialize_bool: visit_bool bool,
        deserialize_i8: visit_i64 i64, deserialize_i16: visit_i64 i64, deserialize_i32: visit_i64 i64, deserialize_i64: visit_i64 i64,
        deserialize_u8: visit_u64 u64, deserialize_u16: visit_u64 u64, deserialize_u32: visit_u64 u64, deserialize_u64: visit_u64 u64,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(Variant { name: self.0, content: None })
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A variant by its name alone, or with what it holds.
struct Variant<'v> {
    name: &'v str,
    content: Option<&'v Value>,
}

impl<'v> Variant<'v> {
    fn read<T>(self, read: impl FnOnce(Reader<'v>) -> Result<T, Fault>) -> Result<T, Fault> {
        let content = Reader(self.content.unwrap_or(&Value::Null));
        read(content).map_err(|fault| fault.inside(Step::Key(self.name.to_owned())))
    }
}

impl<'v> de::EnumAccess<'v> for Variant<'v> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        Ok((seed.deserialize(Key(self.name))?, self))
    }
}

impl<'v> de::VariantAccess<'v> for Variant<'v> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content {
            None => Ok(()),
            Some(_) => self.read(de::Deserialize::deserialize),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Fault> {
        self.read(|content| seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.read(|content| content.list(visitor))
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.read(|content| content.object(visitor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::json;
    use std::collections::BTreeMap;

    /// Every form that serde reads.
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Form {
        Unit,
        Bool(bool),
        Small(u8),
        Signed(i64),
        Real(f64),
        Letter(char),
        Text(String),
        Nothing(()),
        Maybe(Option<u8>),
        Pair(u8, String),
        Tuple((u8, u8)),
        Listed(Vec<Option<u8>>),
        Numbered(BTreeMap<u32, u8>),
        Below(BTreeMap<i8, u8>),
        Asked(BTreeMap<bool, u8>),
        By(BTreeMap<Word, u8>),
        Any(Value),
        Fields { a: u8, b: Option<String> },
        Nested(Box<Form>),
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        Up,
        Down,
    }

    #[test]
    fn it_reads_what_serde_json_reads_and_refuses_what_it_refuses() {
        let values = [
            json!(null),
            json!(true),
            json!(0),
            json!(255),
            json!(256),
            json!(-1),
            json!(i64::MIN),
            json!(u64::MAX),
            json!(1.0),
            json!(1.5),
            json!("x"),
            json!("xy"),
            json!("7"),
            json!([]),
            json!([1]),
            json!([1, "x"]),
            json!([1, 2]),
            json!([1, 2, 3]),
            json!([null, 1]),
            json!({}),
            json!({"1": 2}),
            json!({"-1": 2}),
            json!({"true": 2}),
            json!({"up": 1, "down": 2}),
            json!({"a": 1}),
            json!({"a": 1, "b": "x"}),
            json!({"a": 1, "b": null, "c": 3}),
            json!({"unit": null}),
            json!("unit"),
            json!({"small": 300}),
        ];
        let names = [
            "unit", "bool", "small", "signed", "real", "letter", "text", "nothing", "maybe", "pair", "tuple", "listed",
            "numbered", "below", "asked", "by", "any", "fields", "nested", "unknown",
        ];
        let (mut read, mut refused) = (0, 0);
        for value in &values {
            let wrapped = names.iter().map(|name| json!({*name: value}));
            for form in wrapped.chain([value.clone(), json!({"unit": 1, "bool": true})]) {
                let ours = Form::deserialize(Reader::new(&form)).map_err(|fault| fault.to_string());
                let theirs = serde_json::from_value::<Form>(form.clone()).map_err(|e| e.to_string());
                // A list stands for no structure here, and an object may not be read as one either way.
                let list_for_fields = form.get("fields").is_some_and(Value::is_array);
                let same = match (&ours, &theirs) {
                    (Ok(ours), Ok(theirs)) => ours == theirs,
                    (Err(_), Err(_)) => true,
                    _ => list_for_fields && ours.is_err(),
                };
                assert!(same, "{form}: {ours:?}, {theirs:?}");
                if ours.is_ok() { read += 1 } else { refused += 1 }
            }
        }
        assert!(read > 60 && refused > 400, "{read} {refused}");
    }

    #[test]
    fn the_path_leads_through_fields_items_and_variants() {
        let read = |value: Value| Form::deserialize(Reader::new(&value)).unwrap_err().path();
        assert_eq!(read(json!({"listed": [1, null, "x"]})), "listed[2]");
        assert_eq!(read(json!({"nested": {"fields": {"a": -1}}})), "nested.fields.a");
        assert_eq!(read(json!({"numbered": {"x": 1}})), "numbered.x");
        assert_eq!(read(json!(5)), "");
    }
}
