//! [`Question`]: any of the questions there are, read from JSON by its word.

use crate::desk::answer::{Answer, Reply};
use crate::desk::ask::QUESTIONS;
use crate::desk::library::Library;
use crate::document::{self, MAX_DOCUMENT_BYTES, read_json};
use crate::error::{Error, Result};
use crate::spelling::nearest;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt;
use std::sync::Arc;

/// A question: its fields, and how a library answers it. The first sentence of the type's documentation is what lists say of it.
pub trait Ask: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// The word under `ask`.
    const NAME: &'static str;
    /// What comes back.
    type Answer: Reply;

    /// Answers it.
    ///
    /// # Errors
    /// Those of the method the question is about, with the path of the field; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a
    /// name that the library does not have.
    fn answer(&self, library: &Library) -> Result<Self::Answer>;
}

/// Any question, as a program hands it over: a JSON object whose `ask` says which.
///
/// ```
/// use sundesk::desk::{Library, ask::Question};
/// use sundesk::{coverage::Roster, time::ZoneDb};
/// let roster = Roster::from_json(r#"{"shifts": [{"id": "day", "timezone": "Asia/Tokyo", "start": "09:00", "end": "17:00"}]}"#,
///     &ZoneDb::bundled())?;
/// let library = Library::new(ZoneDb::bundled()).with_roster("eu", roster);
/// let answer = library.ask(&Question::from_json(r#"{"ask": "on", "at": "2026-07-01T00:00:00Z"}"#)?)?;
/// assert_eq!(serde_json::to_value(&answer)?["on"], serde_json::json!(["day"]));
/// assert_eq!(answer.to_string(), "2026-07-01 00:00 UTC: day\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Question {
    name: &'static str,
    asked: Arc<dyn Asked>,
}

/// A question whose type is forgotten.
trait Asked: Send + Sync {
    fn answer(&self, library: &Library) -> Result<Answer>;
}

impl<Q: Ask> Asked for Q {
    fn answer(&self, library: &Library) -> Result<Answer> {
        Ask::answer(self, library).map(|reply| Answer::new(Q::NAME, reply))
    }
}

impl Question {
    /// A question of a known type.
    pub fn new<Q: Ask>(question: Q) -> Self {
        Self { name: Q::NAME, asked: Arc::new(question) }
    }

    /// A question from JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_DOCUMENT_BYTES`];
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no question, every fault of shape in
    /// [`problems`](Error::problems).
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_value(read_json(text, "question", MAX_DOCUMENT_BYTES)?)
    }

    /// A question that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value) -> Result<Self> {
        let Value::Object(mut fields) = value else {
            return Err(Error::invalid("", value, "a question: an object with `ask` and the fields of the question"));
        };
        let word = fields.remove("ask");
        let Some(Value::String(word)) = word else {
            let value = word.map_or_else(|| "nothing".to_owned(), |w| w.to_string());
            return Err(Error::invalid("ask", value, format!("one of {}", names())));
        };
        let kind = QUESTIONS.iter().find(|kind| kind.name == word).ok_or_else(|| unknown("ask", &word))?;
        (kind.read)(fields)
    }

    /// The word under `ask`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question").field("ask", &self.name).finish_non_exhaustive()
    }
}

impl Library {
    /// Answers a question.
    ///
    /// # Errors
    /// As [`Ask::answer`].
    pub fn ask(&self, question: &Question) -> Result<Answer> {
        question.asked.answer(self)
    }

    /// Answers a question of a known type with a report of a known type.
    ///
    /// # Errors
    /// As [`Ask::answer`].
    pub fn answer<Q: Ask>(&self, question: &Q) -> Result<Q::Answer> {
        question.answer(self)
    }
}

/// A kind of question: its word, what it is about, and its JSON Schema.
#[derive(Clone, Copy)]
pub struct QuestionKind {
    /// The word under `ask`.
    pub name: &'static str,
    schema: fn() -> Value,
    read: fn(Map<String, Value>) -> Result<Question>,
}

impl QuestionKind {
    /// The kind of questions of type `Q`.
    #[must_use]
    pub const fn of<Q: Ask>() -> Self {
        Self { name: Q::NAME, schema: schema::<Q>, read: read::<Q> }
    }

    /// Its JSON Schema (draft 2020-12), `ask` among its properties.
    #[must_use]
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// What it is about, in one sentence.
    #[must_use]
    pub fn about(&self) -> String {
        let schema = (self.schema)();
        let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        text.split("\n\n").next().unwrap_or_default().replace('\n', " ")
    }
}

impl fmt::Debug for QuestionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QuestionKind").field("name", &self.name).finish_non_exhaustive()
    }
}

fn read<Q: Ask>(fields: Map<String, Value>) -> Result<Question> {
    let what = format!("question `{}`", Q::NAME);
    document::checked_value::<Q>(&Value::Object(fields), &what, || document::schema_of::<Q>(&what)).map(Question::new)
}

/// The schema of the fields, and the word.
fn schema<Q: Ask>() -> Value {
    with_word(document::schema_of::<Q>(&format!("question `{}`", Q::NAME)), Q::NAME)
}

fn with_word(mut schema: Value, name: &str) -> Value {
    let Some(parts) = schema.as_object_mut() else { return schema };
    if let Some(fields) = parts.entry("properties").or_insert_with(|| json!({})).as_object_mut() {
        fields.insert("ask".to_owned(), json!({"const": name, "description": "Which question it is."}));
    }
    if let Some(required) = parts.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        required.insert(0, "ask".into());
    }
    schema
}

/// The JSON Schema of the question with this word.
///
/// ```
/// let schema = sundesk::desk::ask::question_schema("gaps")?;
/// assert_eq!(schema["properties"]["ask"]["const"], "gaps");
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another word; it lists those there are.
pub fn question_schema(name: &str) -> Result<Value> {
    let found = QUESTIONS.iter().find(|kind| kind.name == name).map(QuestionKind::schema);
    found.ok_or_else(|| Error::not_found("name", name, format!("one of {}", names())))
}

fn names() -> String {
    QUESTIONS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
}

fn unknown(path: &str, word: &str) -> Error {
    let near = nearest(word, QUESTIONS.iter().map(|kind| kind.name));
    let hint = near.map_or_else(String::new, |near| format!(" (did you mean {near}?)"));
    Error::invalid(path, word, format!("one of {}{hint}", names()))
}
