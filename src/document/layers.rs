//! Documents that stand on others: a global playbook with five regional layers is one file and five small ones.

use super::origins::Node;
use super::{Compile, Document, MAX_DOCUMENT_BYTES, Problems, read_json, with_values};
use crate::error::{Error, Problem, Result};
use crate::spelling::nearest;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// How many documents one may stand on: its own, the one that extends, and so on.
pub const MAX_EXTENDS: usize = 8;

/// The field by which a document names the one it is laid over.
pub(super) const EXTENDS: &str = "extends";

/// Documents by name, each of which may extend another: `{"extends": "global", …}`.
///
/// A document that extends another is laid over it as [RFC 7396](https://www.rfc-editor.org/rfc/rfc7396) lays a patch over a
/// document: objects key by key, lists and all else replaced whole, `null` removes. What comes out is the
/// [effective document](Effective), and it alone is read and checked. A fault in it says where it stands there and which document
/// the value came from.
///
/// ```
/// use sundesk::{calendar::CalendarDoc, document::Layers, time::ZoneDb};
/// let mut layers = Layers::default();
/// layers.insert_json("global", r#"{"timezone": "UTC", "weekly": {"mon": ["09:00-17:00"], "sat": ["10:00-14:00"]},
///                                  "holidays": ["01-01"]}"#)?;
/// layers.insert_json("dach", r#"{"extends": "global", "timezone": "Europe/Vienna", "weekly": {"sat": null}}"#)?;
/// layers.insert_json("zürich", r#"{"extends": "dach", "weekly": {"mon": ["8h-17h"]}, "holidays": ["01-01", "08-01"]}"#)?;
///
/// let zurich = layers.effective("zürich")?;
/// assert_eq!(zurich.value(), &serde_json::json!(
///     {"timezone": "Europe/Vienna", "weekly": {"mon": ["8h-17h"]}, "holidays": ["01-01", "08-01"]}));
/// assert_eq!(zurich.document_of("timezone"), "dach");
///
/// let error = zurich.compile::<CalendarDoc>(&ZoneDb::bundled()).unwrap_err();
/// assert_eq!((error.path(), error.document()), ("weekly.mon[0]", "zürich"));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Layers {
    documents: BTreeMap<String, Map<String, Value>>,
}

impl Layers {
    /// Takes up a document under the name that others extend it by, in the place of one that had it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a value that is not an object and for an empty name.
    pub fn insert(&mut self, name: &str, document: Value) -> Result<()> {
        if name.is_empty() {
            return Err(Error::invalid("name", name, "the name of a document"));
        }
        let Value::Object(fields) = document else {
            return Err(Error::invalid("", kind_of(&document), "a document, which is an object").of_document(name));
        };
        self.documents.insert(name.to_owned(), fields);
        Ok(())
    }

    /// The same from JSON text.
    ///
    /// # Errors
    /// As [`insert`](Self::insert) and [`read_json`].
    pub fn insert_json(&mut self, name: &str, text: &str) -> Result<()> {
        self.insert(name, read_json(text, "document", MAX_DOCUMENT_BYTES).map_err(|e| e.of_document(name))?)
    }

    /// The names of the documents, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// The document of this name with all it stands on.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a name that is not there; a problem `extends_unknown` or
    /// `extends_circle` that names the document at fault; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past
    /// [`MAX_EXTENDS`].
    pub fn effective(&self, name: &str) -> Result<Effective> {
        let chain = self.chain(name)?;
        let mut whole = Map::new();
        let mut origins = Node::default();
        let mut remarks = Vec::new();
        for (i, (name, fields)) in chain.iter().enumerate() {
            let own = fields.iter().filter(|(field, _)| *field != EXTENDS);
            if i == 0 {
                whole = own.map(|(field, value)| (field.clone(), value.clone())).collect();
                continue;
            }
            let mut layer = Layer { number: i, name, remarks: &mut remarks };
            layer.lay(own, &mut whole, &mut origins, "");
        }
        let documents = chain.iter().map(|(name, _)| Arc::from(*name)).collect();
        Ok(Effective { value: Value::Object(whole), origins, documents, remarks })
    }

    /// The documents that make up the one of this name, the one that extends none first.
    fn chain(&self, name: &str) -> Result<Vec<(&str, &Map<String, Value>)>> {
        let (first, fields) =
            self.documents.get_key_value(name).ok_or_else(|| Error::not_found("name", name, self.meant(name)))?;
        let mut chain = vec![(first.as_str(), fields)];
        let (mut last, mut fields) = (first, fields);
        loop {
            let next = match fields.get(EXTENDS) {
                None | Some(Value::Null) => break,
                Some(Value::String(next)) => next,
                Some(other) => {
                    let problem = Problem::error("value_misfit", EXTENDS, kind_of(other), "the name of a document");
                    return Err(refused(problem, last));
                }
            };
            if let Some(start) = chain.iter().position(|(known, _)| known == next) {
                let round = chain.iter().skip(start).map(|(name, _)| *name).chain([next.as_str()]);
                let round = round.collect::<Vec<_>>().join(" > ");
                let expected = format!("documents that do not extend each other in a circle ({round})");
                return Err(refused(Problem::error("extends_circle", EXTENDS, next, expected), last));
            }
            let Some((name, found)) = self.documents.get_key_value(next) else {
                return Err(refused(Problem::error("extends_unknown", EXTENDS, next, self.meant(next)), last));
            };
            if chain.len() > MAX_EXTENDS {
                let expected = format!("a document that stands on at most {MAX_EXTENDS} others");
                return Err(Error::limit(EXTENDS, next, expected).of_document(last));
            }
            chain.push((name, found));
            (last, fields) = (name, found);
        }
        chain.reverse();
        Ok(chain)
    }

    /// What may have been meant by a name that is not there.
    fn meant(&self, name: &str) -> String {
        match (nearest(name, self.names()), self.documents.len()) {
            (Some(near), _) => format!("{near} (did you mean this?)"),
            (None, 0) => "a document that was given; none was".to_owned(),
            (None, 1..=20) => format!("one of {}", self.names().collect::<Vec<_>>().join(", ")),
            (None, many) => format!("one of the {many} documents that were given"),
        }
    }
}

/// A document with all it stands on, and of each value the document it came from. [`Display`](fmt::Display) prints it as JSON.
#[derive(Debug, Clone)]
pub struct Effective {
    value: Value,
    origins: Node,
    documents: Vec<Arc<str>>,
    remarks: Vec<Problem>,
}

impl Effective {
    /// The document as one: no `extends`, nothing that was removed.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The names of the documents it is made of, the one that extends none first, the one that was asked for last.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(AsRef::as_ref)
    }

    /// The document that the value at a path came from, such as `weekly.mon[1]`; of what is not there, the one that removed it, else
    /// the one that what it would stand in came from.
    #[must_use]
    pub fn document_of(&self, path: &str) -> &str {
        self.documents.get(self.origins.of(path)).map_or("", AsRef::as_ref)
    }

    /// What is odd about the layers: a `null` that removes nothing, since what was meant to go may stand under another spelling.
    #[must_use]
    pub fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// Reads it as a document of a kind.
    ///
    /// # Errors
    /// As [`Document::from_value`]; each problem names the document that the value came from.
    pub fn read<D: Document>(&self) -> Result<D> {
        D::from_value(self.value.clone()).map_err(|e| self.blame(e))
    }

    /// Reads and compiles it.
    ///
    /// # Errors
    /// As [`read`](Self::read), and the faults of its values, which name their documents too.
    pub fn compile<D: Compile>(&self, with: D::With<'_>) -> Result<D::Out> {
        let read = D::from_value(self.value.clone());
        let doc = read.map_err(|e| self.blame(with_values::<D>(e, &self.value, with)))?;
        let mut problems = Problems::default();
        let made = doc.compile(with, &mut problems);
        problems.finish(made).map(|(made, _)| made).map_err(|e| self.blame(e))
    }

    /// An error about this document, with the document that the value of each problem came from.
    #[must_use]
    pub fn blame(&self, error: Error) -> Error {
        error.of_documents(|path| self.document_of(path))
    }
}

impl fmt::Display for Effective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.value)
    }
}

/// One document that is laid over those before it.
struct Layer<'a> {
    number: usize,
    name: &'a str,
    remarks: &'a mut Vec<Problem>,
}

impl Layer<'_> {
    fn lay<'v>(
        &mut self,
        fields: impl Iterator<Item = (&'v String, &'v Value)>,
        below: &mut Map<String, Value>,
        origins: &mut Node,
        path: &str,
    ) {
        for (name, value) in fields {
            let inner = crate::error::join(path, name);
            match (value, below.get_mut(name)) {
                (Value::Null, _) => {
                    if below.remove(name).is_none() {
                        self.removes_nothing(inner);
                    }
                    origins.set(name, self.number);
                }
                (Value::Object(fields), Some(Value::Object(there))) => {
                    self.lay(fields.iter(), there, origins.inside(name), &inner);
                }
                (Value::Object(fields), _) => {
                    let mut made = Map::new();
                    let own = origins.set(name, self.number);
                    self.lay(fields.iter(), &mut made, own, &inner);
                    below.insert(name.clone(), Value::Object(made));
                }
                (value, _) => {
                    below.insert(name.clone(), value.clone());
                    origins.set(name, self.number);
                }
            }
        }
    }

    fn removes_nothing(&mut self, path: String) {
        let expected = "a field of the document it extends, in the spelling used there";
        self.remarks.push(Problem::warning("extends_removes_nothing", path, "null", expected).of_document(self.name));
    }
}

fn refused(problem: Problem, document: &str) -> Error {
    let mut problems = Problems::default();
    problems.take([problem]);
    problems.into_error().of_document(document)
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use serde_json::json;

    fn layers(documents: &[(&str, Value)]) -> Layers {
        let mut layers = Layers::default();
        for (name, document) in documents {
            layers.insert(name, document.clone()).unwrap();
        }
        layers
    }

    /// The examples of RFC 7396, appendix A, whose patch is an object.
    #[test]
    fn objects_are_laid_over_key_by_key_lists_and_scalars_replaced_and_null_removes() {
        for (base, layer, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
            (json!({"a": 1}), json!({"a": {"b": [null]}}), json!({"a": {"b": [null]}})),
        ] {
            let mut layer = layer;
            layer["extends"] = json!("base");
            let whole = layers(&[("base", base), ("top", layer)]).effective("top").unwrap();
            assert_eq!(whole.value(), &expected);
        }
    }

    #[test]
    fn each_value_names_the_document_it_came_from() {
        let whole = layers(&[
            ("global", json!({"zone": "UTC", "week": {"mon": [1, 2], "tue": [3]}, "dates": {"2026-01-01": 1}})),
            ("emea", json!({"extends": "global", "week": {"mon": [4]}, "dates": {"2026-01-01": {"a.b": 1}}})),
            ("es", json!({"extends": "emea", "week": {"tue": null}, "new": {"x": {"y": 1}}})),
        ]);
        let whole = whole.effective("es").unwrap();
        assert_eq!(whole.documents().collect::<Vec<_>>(), ["global", "emea", "es"]);
        for (path, document) in [
            ("zone", "global"),
            ("week", "global"),
            ("week.mon[0]", "emea"),
            ("week.tue", "es"), // it was removed there
            ("week.wed", "global"),
            ("dates.2026-01-01.a.b", "emea"),
            ("dates.2026-01-02", "global"),
            ("new.x.y", "es"),
            ("new.x.missing", "es"),
            ("missing", "global"),
            ("", "global"),
        ] {
            assert_eq!(whole.document_of(path), document, "{path}");
        }
    }

    #[test]
    fn a_null_that_removes_nothing_is_remarked() {
        let whole = layers(&[
            ("base", json!({"weekly": {"saturday": [1]}})),
            ("top", json!({"extends": "base", "weekly": {"sat": null}})),
        ]);
        let whole = whole.effective("top").unwrap();
        let [remark] = whole.remarks() else { panic!("{:?}", whole.remarks()) };
        assert_eq!((remark.path.as_str(), &*remark.document), ("weekly.sat", "top"));
    }

    #[test]
    fn a_document_stands_on_eight_others_and_no_more() {
        let mut chain = layers(&[("0", json!({"a": 1}))]);
        for i in 1..=MAX_EXTENDS + 1 {
            chain.insert(&i.to_string(), json!({"extends": (i - 1).to_string()})).unwrap();
        }
        assert_eq!(chain.effective("8").unwrap().value(), &json!({"a": 1}));
        let error = chain.effective("9").unwrap_err();
        assert_eq!((error.kind(), error.path(), error.document()), (ErrorKind::LimitExceeded, "extends", "1"));
    }

    #[test]
    fn circles_and_names_that_are_not_there_are_problems_of_the_document_that_has_them() {
        let broken = layers(&[
            ("a", json!({"extends": "b"})),
            ("b", json!({"extends": "c"})),
            ("c", json!({"extends": "b"})),
            ("self", json!({"extends": "self"})),
            ("typo", json!({"extends": "slef"})),
            ("list", json!({"extends": ["a"]})),
        ]);
        for (name, code, document, says) in [
            ("a", "extends_circle", "c", "(b > c > b)"),
            ("self", "extends_circle", "self", "(self > self)"),
            ("typo", "extends_unknown", "typo", "self (did you mean this?)"),
            ("list", "value_misfit", "list", "the name of a document"),
        ] {
            let error = broken.effective(name).unwrap_err();
            let [problem] = error.problems() else { panic!("{name}: {error:?}") };
            assert_eq!((problem.code.as_str(), problem.path.as_str()), (code, "extends"), "{name}");
            assert_eq!((&*problem.document, error.document()), (document, document), "{name}");
            assert!(error.to_string().contains(says), "{name}: {error}");
        }
        assert_eq!(broken.effective("nobody").unwrap_err().kind(), ErrorKind::NotFound);
        assert!(Layers::default().insert("x", json!([])).is_err() && Layers::default().insert("", json!({})).is_err());
    }

    #[test]
    fn a_document_read_alone_says_that_it_extends_another() {
        let text = r#"{"extends": "global", "weekly": {"mon": []}}"#;
        let error = crate::calendar::CalendarDoc::from_json(text).unwrap_err();
        assert_eq!((error.path(), error.value()), ("extends", "global"));
        assert!(error.to_string().contains("read together with the documents it extends"), "{error}");
    }
}
