//! How every JSON document is read: one way, so that every fault names its field, its line and what was expected.
//!
//! A document is a JSON object. Read from text, it has a size limit and a depth limit, and each key stands once: JSON itself
//! leaves open which of two equal keys counts ([RFC 8259, section 4](https://www.rfc-editor.org/rfc/rfc8259#section-4)), and a
//! closed day must not open because someone else's reader takes the other one. Fields nobody knows are faults where the
//! document's own type says so; a list is never taken for an object, at any depth, as serde would, by the order of its fields.

mod compile;
mod fault;
mod forms;
mod layers;
mod origins;
mod parse;
mod problems;
mod reader;
mod remains;
mod schema;
mod shape;

pub use compile::Compile;
pub use forms::NameOr;
pub(crate) use forms::name_or_names;
#[cfg(feature = "import")]
pub(crate) use forms::{name_or_object, names_or_object};
pub use layers::{Effective, Layers, MAX_EXTENDS};
pub use problems::Problems;
pub(crate) use remains::{read_whole, read_whole_value, with_values};
pub(crate) use schema::written_as;
#[cfg(test)]
pub(crate) use shape::misfits;

use crate::error::{Error, ErrorKind, Problem, Result};
use fault::{Fault, in_json_words};
use parse::{Broken, End};
use reader::Reader;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// The longest document that is read from text, in bytes (4 MiB), where no smaller limit is stated.
pub const MAX_DOCUMENT_BYTES: usize = 4 << 20;
/// How deep lists and objects of a document read from text may stand in each other.
pub const MAX_DOCUMENT_DEPTH: usize = 100;

/// A document as people write it: one JSON object, read in one way, with a JSON Schema of its own.
///
/// ```
/// use sundesk::document::Document;
///
/// /// Who is told.
/// #[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
/// #[serde(deny_unknown_fields)]
/// struct NoticeDoc {
///     /// Their address.
///     to: String,
///     /// After so many minutes.
///     after: u32,
/// }
/// impl Document for NoticeDoc {
///     const WHAT: &'static str = "notice document";
/// }
/// let error = NoticeDoc::from_json(r#"{"to": 5, "aftr": 10}"#).unwrap_err();
/// let told: Vec<String> = error.problems().iter().map(|p| p.to_string()).collect();
/// assert_eq!(told, [
///     r#"aftr: field unknown: "aftr", expected after (did you mean this?)"#,
///     r#"to: value misfit: "5", expected text (Their address)"#,
///     "after: field missing, expected After so many minutes",
/// ]);
/// assert_eq!(NoticeDoc::schema()["properties"]["after"]["type"], "integer");
/// # assert_eq!(error.path(), "aftr");
/// ```
pub trait Document: DeserializeOwned + JsonSchema {
    /// What sentences call it, such as `policy document`.
    const WHAT: &'static str;
    /// The longest text it is read from, in bytes.
    const MAX_BYTES: usize = MAX_DOCUMENT_BYTES;

    /// Reads it from JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`] past [`MAX_BYTES`](Self::MAX_BYTES) or [`MAX_DOCUMENT_DEPTH`]; [`ErrorKind::InvalidInput`] for text
    /// that is not JSON, has a key twice, or does not fit: with the line of the first fault, and every fault of shape in
    /// [`problems`](Error::problems).
    fn from_json(text: &str) -> Result<Self> {
        from_text(text)
    }

    /// Reads it from a value that was parsed already, such as one that came from another language.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json), without lines.
    fn from_value(value: Value) -> Result<Self> {
        checked_value(&value, Self::WHAT, Self::schema)
    }

    /// Its JSON Schema (draft 2020-12), made of the same types and sentences as its documentation.
    #[must_use]
    fn schema() -> Value {
        schema::of::<Self>(Self::WHAT)
    }
}

/// [`Document::from_json`], where a document has no way of its own.
pub(crate) fn from_text<D: Document>(text: &str) -> Result<D> {
    let value = parsed(text, D::WHAT, D::MAX_BYTES)?;
    checked_value(&value, D::WHAT, D::schema).map_err(|error| in_its_line(error, text))
}

/// Reads a value that was parsed already; its schema, which is made only when it does not fit, gives every fault of shape.
pub(crate) fn checked_value<T: DeserializeOwned>(value: &Value, what: &str, schema: impl Fn() -> Value) -> Result<T> {
    read_object(value, what).map_err(|error| with_misfits(error, value, what, &schema))
}

/// The JSON Schema of a type that is no document of its own.
pub(crate) fn schema_of<T: JsonSchema>(title: &str) -> Value {
    schema::plain_of::<T>(title)
}

/// Every fault of shape beside the one that ended the reading.
#[cold]
fn with_misfits(error: Error, value: &Value, what: &str, schema: &dyn Fn() -> Value) -> Error {
    if error.kind() != ErrorKind::InvalidInput {
        return error;
    }
    let schema = schema();
    let may_extend = schema.get("properties").is_some_and(|fields| fields.get(layers::EXTENDS).is_some());
    if let Some(Value::String(name)) = value.get(layers::EXTENDS).filter(|_| may_extend) {
        let expected = format!("a {} that is read together with the documents it extends (Layers)", what);
        return Error::invalid(layers::EXTENDS, name, expected);
    }
    let mut found = shape::misfits(value, &schema);
    let union = schema.get("oneOf").is_some();
    let inside = |p: &&Problem| match error.path() {
        "" => union,
        at => p.path.strip_prefix(at).is_some_and(|rest| rest.starts_with(['.', '['])),
    };
    // Of a union serde knows only where it stands; the schema knows which of its fields does not fit.
    let path = match found.iter().find(|p| p.path == error.path()).or_else(|| found.iter().find(inside)) {
        Some(same) => same.path.clone(),
        None => {
            found.insert(0, Problem::error("value_misfit", error.path(), error.value(), error.expectation()));
            error.path().to_owned()
        }
    };
    error.moved_to(path).with_problems(found)
}

/// Reads a document, which must be an object. `what` is what sentences call it, such as "calendar document".
///
/// ```
/// use sundesk::calendar::CalendarDoc;
/// use sundesk::document::{MAX_DOCUMENT_BYTES, read_document};
/// let twice = r#"{"timezone": "UTC", "exceptions": {"2026-01-01": [],
///     "2026-01-01": [["09:00", "10:00"]]}}"#;
/// let e = read_document::<CalendarDoc>(twice, "calendar document", MAX_DOCUMENT_BYTES).unwrap_err();
/// assert_eq!((e.path(), e.line()), ("exceptions.2026-01-01", 2));
/// assert!(e.to_string().contains("stands twice"));
/// ```
///
/// # Errors
/// [`ErrorKind::LimitExceeded`] past `max_bytes` or [`MAX_DOCUMENT_DEPTH`]; [`ErrorKind::InvalidInput`], with path and line,
/// for text that is not JSON, not an object, has a key twice or does not fit the type.
pub fn read_document<T: DeserializeOwned>(text: &str, what: &str, max_bytes: usize) -> Result<T> {
    let value = parsed(text, what, max_bytes)?;
    read_object(&value, what).map_err(|error| in_its_line(error, text))
}

/// Reads a list of documents or values, such as the events of a ticket, with the same checks.
///
/// # Errors
/// As [`read_document`].
pub fn read_list<T: DeserializeOwned>(text: &str, what: &str, max_bytes: usize) -> Result<Vec<T>> {
    let value = parsed(text, what, max_bytes)?;
    read_parsed(&value, what).map_err(|error| in_its_line(error, text))
}

/// [`read_list`] of items with a schema: every fault of shape at once, each with its own path.
pub(crate) fn checked_list<T: DeserializeOwned + JsonSchema>(text: &str, what: &str, most: usize) -> Result<Vec<T>> {
    let value = parsed(text, what, most)?;
    let read =
        read_parsed(&value, what).map_err(|error| with_misfits(error, &value, what, &|| schema_of::<Vec<T>>(what)));
    read.map_err(|error| in_its_line(error, text))
}

/// Reads any JSON value, such as the argument of a text, with the same checks.
///
/// ```
/// use sundesk::document::{MAX_DOCUMENT_BYTES, read_json};
/// assert_eq!(read_json("[1, 2]", "value", MAX_DOCUMENT_BYTES)?[1], 2);
/// let e = read_json(r#"{"due": 1, "due": 2}"#, "value", MAX_DOCUMENT_BYTES).unwrap_err();
/// assert_eq!(e.to_string(), "line 1: due: not a valid value: its key stands twice");
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// As [`read_document`], save that it need not be an object.
pub fn read_json(text: &str, what: &str, max_bytes: usize) -> Result<Value> {
    parsed(text, what, max_bytes)
}

/// Reads a document that was parsed already, such as one that came from another language: its keys are unique and it has no
/// lines, the rest is as in [`read_document`].
///
/// # Errors
/// [`ErrorKind::InvalidInput`] with the path, for a value that is not an object or does not fit the type.
pub fn read_value<T: DeserializeOwned>(value: Value, what: &str) -> Result<T> {
    read_object(&value, what)
}

/// [`read_value`] of a value that is only lent.
pub(crate) fn read_object<'v, T: Deserialize<'v>>(value: &'v Value, what: &str) -> Result<T> {
    match value {
        Value::Object(_) => read_parsed(value, what),
        other => Err(misfit(&Fault::unlike(other, &"an object"), what)),
    }
}

/// Reads a list of documents or values that was parsed already.
///
/// # Errors
/// As [`read_value`], save that it must be a list.
pub fn read_values<T: DeserializeOwned>(value: Value, what: &str) -> Result<Vec<T>> {
    read_parsed(&value, what)
}

/// Reads an object from its text and not from the value of it: for what keeps parts as they were written or in their order, and for what is
/// so long that its value would not find room beside it. A fault has a line and no path.
pub(crate) fn read_text<T: DeserializeOwned>(text: &str, what: &str, max_bytes: usize) -> Result<T> {
    within(text, what, max_bytes)?;
    parse::check(text, MAX_DOCUMENT_DEPTH).map_err(|broken| unparsed(broken, what))?;
    if !text.trim_start().starts_with('{') {
        return read_document(text, what, max_bytes);
    }
    serde_json::from_str(text).map_err(|e| unread(&e, what))
}

fn read_parsed<'v, T: Deserialize<'v>>(value: &'v Value, what: &str) -> Result<T> {
    T::deserialize(Reader::new(value)).map_err(|fault| misfit(&fault, what))
}

/// The value of a text within its limits.
fn parsed(text: &str, what: &str, max_bytes: usize) -> Result<Value> {
    within(text, what, max_bytes)?;
    parse::parse(text, MAX_DOCUMENT_DEPTH).map_err(|broken| unparsed(broken, what))
}

fn within(text: &str, what: &str, max_bytes: usize) -> Result<()> {
    match text.len() > max_bytes {
        true => {
            Err(Error::limit("", format!("{} bytes", text.len()), format!("a {what} of at most {max_bytes} bytes")))
        }
        false => Ok(()),
    }
}

fn unparsed(Broken { end, path, cause }: Broken, what: &str) -> Error {
    match end {
        End::Depth => Error::limit("", "a document nested deeper", format!("at most {MAX_DOCUMENT_DEPTH} levels"))
            .at(&path)
            .in_file("", whole(cause.line())),
        End::Text => unread(&cause, what).at(&path),
    }
}

fn in_its_line(error: Error, text: &str) -> Error {
    let line = parse::line_of(text, error.path(), MAX_DOCUMENT_DEPTH);
    error.in_file("", line)
}

fn misfit(fault: &Fault, what: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("not a valid {what}: {}", fault.says())).at(&fault.path())
}

/// What serde_json says of a text.
fn unread(e: &serde_json::Error, what: &str) -> Error {
    let sentence = e.to_string();
    let place = format!(" at line {} column {}", e.line(), e.column());
    let sentence = sentence.strip_suffix(&place).unwrap_or(&sentence);
    // In text that is not JSON the path says little; the column says where.
    let column = if e.is_data() { String::new() } else { format!(" (column {})", e.column()) };
    let says = format!("not a valid {what}: {}{column}", in_json_words(sentence));
    Error::new(ErrorKind::InvalidInput, says).in_file("", whole(e.line()))
}

fn whole(line: usize) -> u64 {
    u64::try_from(line).unwrap_or(0)
}

/// For `#[serde(deserialize_with = "crate::document::object")]`: takes an object and nothing else. Needed inside of enums with a `tag`,
/// whose fields serde reads from a copy, and where a type is read without this module.
pub(crate) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
    }

    from.deserialize_map(Object(PhantomData))
}

/// The same for a field that may be left out or `null`.
#[cfg(feature = "template")]
pub(crate) fn object_if_any<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    /// serde would take a list as well, as the fields in their order.
    struct Strict<T>(T);

    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Strict<T> {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            object(from).map(Strict)
        }
    }

    Ok(Option::<Strict<T>>::deserialize(from)?.map(|strict| strict.0))
}

/// The codes of this module's [`Problem`]s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] =
    &["extends_circle", "extends_removes_nothing", "extends_unknown", "field_missing", "field_unknown", "value_misfit"];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Lists = BTreeMap<String, Vec<u32>>;

    fn lists(text: &str) -> Result<Lists> {
        read_document(text, "table of lists", 64)
    }

    #[test]
    fn every_fault_names_path_line_and_what_was_expected() {
        assert_eq!(lists(r#"{"a": [1, 2]}"#).unwrap()["a"], [1, 2]);
        for (text, path, line, says) in [
            ("[]", "", 1, "not a valid table of lists: invalid type: a list, expected an object"),
            ("", "", 1, "EOF while parsing a value (column 0)"),
            ("{} {}", "", 1, "trailing characters (column 4)"),
            ("{\"a\": [1],\n \"b\": 5}", "b", 2, "invalid type: integer `5`, expected a list"),
            (
                "{\"a\": [1,\n \"x\"]}",
                "a[1]",
                2,
                "invalid type: string \"x\", expected a whole number from 0 to 4294967295",
            ),
            ("{\"a\": [],\n\"b\": [],\n \"a\": [1]}", "a", 3, "its key stands twice"),
        ] {
            let e = lists(text).unwrap_err();
            assert_eq!((e.kind(), e.path(), e.line()), (ErrorKind::InvalidInput, path, line), "{text}: {e}");
            assert!(e.to_string().contains(says), "{e}");
        }
    }

    /// Every way a structure can stand in a document.
    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Tree {
        leaf: Option<u8>,
        plain: Option<Box<Tree>>,
        listed: Vec<Tree>,
        named: BTreeMap<String, Tree>,
        wrapped: Option<Wrapped>,
        shape: Option<Shape>,
        pair: (u8, u8),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Wrapped(Box<Tree>);

    #[derive(Debug, PartialEq, Deserialize)]
    enum Shape {
        Round,
        Of(Box<Tree>),
        Sized { width: u8 },
        Between(u8, u8),
    }

    #[test]
    fn a_list_stands_for_no_structure_however_it_is_nested() {
        let read = |text: &str| read_document::<Tree>(text, "tree", MAX_DOCUMENT_BYTES);
        for (text, path) in [
            (r#"{"plain": [1]}"#, "plain"),
            (r#"{"plain": {"plain": []}}"#, "plain.plain"),
            (r#"{"listed": [{}, [1]]}"#, "listed[1]"),
            (r#"{"named": {"a": [1]}}"#, "named.a"),
            (r#"{"wrapped": [1]}"#, "wrapped"),
            (r#"{"shape": {"Of": [1]}}"#, "shape.Of"),
            (r#"{"shape": {"Sized": [1]}}"#, "shape.Sized"),
        ] {
            let e = read(text).unwrap_err();
            assert_eq!((e.path(), e.line()), (path, 1), "{e}");
            assert!(e.to_string().contains("invalid type: a list, expected"), "{e}");
            let parsed = read_value::<Tree>(serde_json::from_str(text).unwrap(), "tree").unwrap_err();
            assert_eq!(parsed.path(), path);
        }
    }

    #[test]
    fn lists_stand_where_lists_belong() {
        let text = r#"{"leaf": 1, "plain": null, "listed": [{"leaf": 2}], "named": {"a": {}}, "wrapped": {"leaf": 3}, "pair": [4, 5],
                       "shape": {"Between": [6, 7]}}"#;
        let tree: Tree = read_document(text, "tree", MAX_DOCUMENT_BYTES).unwrap();
        assert_eq!((tree.leaf, tree.listed[0].leaf, tree.pair), (Some(1), Some(2), (4, 5)));
        assert_eq!(tree.wrapped.unwrap().0.leaf, Some(3));
        assert_eq!(tree.shape, Some(Shape::Between(6, 7)));
        for (text, shape) in [
            (r#"{"shape": "Round"}"#, Shape::Round),
            (r#"{"shape": {"Sized": {"width": 8}}}"#, Shape::Sized { width: 8 }),
        ] {
            assert_eq!(read_document::<Tree>(text, "tree", MAX_DOCUMENT_BYTES).unwrap().shape, Some(shape));
        }
        let inner: Tree = read_document(r#"{"shape": {"Of": {"leaf": 9}}}"#, "tree", MAX_DOCUMENT_BYTES).unwrap();
        assert!(matches!(inner.shape, Some(Shape::Of(of)) if of.leaf == Some(9)));
    }

    #[test]
    fn the_limits_hold_at_their_edges() {
        let bytes = |n: usize| format!("{{{}}}", " ".repeat(n - 2));
        assert!(lists(&bytes(64)).is_ok());
        assert_eq!(lists(&bytes(65)).unwrap_err().kind(), ErrorKind::LimitExceeded);
        let deep = |n: usize| {
            let text = format!("{{\"a\":{}{}}}", "[".repeat(n - 1), "]".repeat(n - 1));
            read_document::<BTreeMap<String, Value>>(&text, "tree", MAX_DOCUMENT_BYTES)
        };
        assert!(deep(MAX_DOCUMENT_DEPTH).is_ok());
        let e = deep(MAX_DOCUMENT_DEPTH + 1).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::LimitExceeded);
        assert!(e.path().starts_with("a[0][0]"), "{e}");
        assert_eq!(deep(1_000_000).unwrap_err().kind(), ErrorKind::LimitExceeded);
    }

    #[test]
    fn any_value_is_held_to_the_same_form() {
        assert_eq!(read_json("1.5", "value", 64).unwrap(), 1.5);
        assert_eq!(read_json(r#"[{"a": null}]"#, "value", 64).unwrap(), serde_json::json!([{"a": null}]));
        let e = read_json("[{\"a\": 1,\n\"a\": 2}]", "value", 64).unwrap_err();
        assert_eq!((e.path(), e.line()), ("[0].a", 2));
        assert_eq!(read_json(&" ".repeat(65), "value", 64).unwrap_err().kind(), ErrorKind::LimitExceeded);
        assert_eq!(read_values::<u8>(serde_json::json!([1, 2]), "list of numbers").unwrap(), [1, 2]);
        assert_eq!(read_values::<u8>(serde_json::json!([1, "x"]), "list of numbers").unwrap_err().path(), "[1]");
    }

    #[test]
    fn values_that_were_parsed_elsewhere_are_held_to_the_same_form() {
        let e = read_value::<Lists>(serde_json::json!({"a": [1, true]}), "table of lists").unwrap_err();
        assert_eq!((e.path(), e.line()), ("a[1]", 0));
        assert_eq!(
            e.to_string(),
            "a[1]: not a valid table of lists: invalid type: boolean `true`, expected a whole number from 0 to 4294967295"
        );
        assert!(read_value::<Lists>(serde_json::json!([]), "table of lists").is_err());
    }
}
