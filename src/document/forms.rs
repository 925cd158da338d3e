//! Values that may be written in two forms: a name or an object, a name or a list of names. One reader for each, so that every document
//! says alike what it takes.

use serde::Serialize;
use serde::de::value::MapAccessDeserializer;
#[cfg(feature = "import")]
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A document by its name, or written in place.
///
/// ```
/// use sundesk::{calendar::CalendarDoc, document::NameOr};
/// let named: NameOr<CalendarDoc> = serde_json::from_str(r#""office""#)?;
/// assert!(matches!(named, NameOr::Name(name) if name == "office"));
/// let inline: NameOr<CalendarDoc> = serde_json::from_str(r#"{"timezone": "UTC"}"#)?;
/// assert!(matches!(inline, NameOr::Inline(doc) if doc.timezone == "UTC"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum NameOr<T> {
    /// The name of one that is handed over beside the document.
    Name(String),
    /// One of this place alone.
    Inline(Box<T>),
}

impl<'de, T: super::Document> Deserialize<'de> for NameOr<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let what = format!("the name of a {0}, or a {0}", T::WHAT);
        name_or_object(from, &what, NameOr::Name, |doc| NameOr::Inline(Box::new(doc)))
    }
}

impl<T: super::Document> schemars::JsonSchema for NameOr<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}Ref", T::schema_name().trim_end_matches("Doc")).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let inline = generator.subschema_for::<T>();
        schemars::json_schema!({
            "description": format!("The name of a {0}, or a {0} written here.", T::WHAT),
            "anyOf": [{"type": "string", "description": format!("The name of a {}.", T::WHAT)}, inline]
        })
    }
}

/// Reads a name, or an object of the form `F`.
pub(crate) fn name_or_object<'de, D: Deserializer<'de>, F: Deserialize<'de>, T>(
    from: D,
    what: &str,
    named: impl FnOnce(String) -> T,
    object: impl FnOnce(F) -> T,
) -> Result<T, D::Error> {
    struct Form<'w, F, N, O> {
        what: &'w str,
        named: N,
        object: O,
        form: PhantomData<F>,
    }

    impl<'de, T, F: Deserialize<'de>, N: FnOnce(String) -> T, O: FnOnce(F) -> T> Visitor<'de> for Form<'_, F, N, O> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
            Ok((self.named)(name.to_owned()))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            F::deserialize(MapAccessDeserializer::new(map)).map(self.object)
        }
    }

    from.deserialize_any(Form { what, named, object, form: PhantomData })
}

/// Reads a name, a list of names, or an object.
#[cfg(feature = "import")]
pub(crate) fn names_or_object<'de, D: Deserializer<'de>, F: Deserialize<'de>, T>(
    from: D,
    what: &str,
    named: impl FnOnce(Vec<String>) -> T,
    object: impl FnOnce(F) -> T,
) -> Result<T, D::Error> {
    struct Form<'w, F, N, O> {
        what: &'w str,
        named: N,
        object: O,
        form: PhantomData<F>,
    }

    impl<'de, T, F: Deserialize<'de>, N: FnOnce(Vec<String>) -> T, O: FnOnce(F) -> T> Visitor<'de> for Form<'_, F, N, O> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
            Ok((self.named)(vec![name.to_owned()]))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(list)).map(self.named)
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            F::deserialize(MapAccessDeserializer::new(map)).map(self.object)
        }
    }

    from.deserialize_any(Form { what, named, object, form: PhantomData })
}

/// Reads a name, or a list of names.
pub(crate) fn name_or_names<'de, D: Deserializer<'de>>(from: D, what: &str) -> Result<Vec<String>, D::Error> {
    struct Form<'w>(&'w str);

    impl<'de> Visitor<'de> for Form<'_> {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: Error>(self, name: &str) -> Result<Vec<String>, E> {
            Ok(vec![name.to_owned()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
            let mut names = Vec::new();
            while let Some(name) = list.next_element()? {
                names.push(name);
            }
            Ok(names)
        }
    }

    from.deserialize_any(Form(what))
}
