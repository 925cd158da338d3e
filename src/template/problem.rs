//! What is wrong with a source of a bundle.

use super::syntax::{Place, SyntaxError};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// What is wrong with a source of a [`Bundle`](super::Bundle); the rest of it is usable.
///
/// As JSON an object of seven fields, all always there: `kind` (`syntax`, `duplicate`), `code`, `file`, `line`, `column`, `id` and
/// `text`, which says it in words. `code` is empty for a duplicate, `id` for a syntax error.
///
/// ```
/// use sundesk::template::Bundle;
/// let bundle = Bundle::from_ftl(&"en".parse()?, "hello = Hi!\nhello = Hello!\n")?;
/// let json = serde_json::to_value(bundle.problems())?;
/// assert_eq!(json[0]["kind"], "duplicate");
/// assert_eq!(json[0]["line"], 2);
/// assert_eq!(json[0]["text"], "hello is there already; the first one is used");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleProblem {
    /// A stretch that is not Fluent.
    Syntax {
        /// The file, as it was named.
        file: String,
        /// Place, code and words.
        error: SyntaxError,
    },
    /// An id that is already there; the first one stays.
    Duplicate {
        /// The file, as it was named.
        file: String,
        /// Where the second one stands.
        place: Place,
        /// The id, `-` first for a term; `id.attribute` for an attribute.
        id: String,
    },
}

impl Serialize for BundleProblem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (kind, code, file, place, id, text) = match self {
            Self::Syntax { file, error } => ("syntax", error.code, file, error.place, "", error.message.clone()),
            Self::Duplicate { file, place, id } => {
                ("duplicate", "", file, *place, id.as_str(), format!("{id} is there already; the first one is used"))
            }
        };
        let mut object = serializer.serialize_struct("BundleProblem", 7)?;
        object.serialize_field("kind", kind)?;
        object.serialize_field("code", code)?;
        object.serialize_field("file", file)?;
        object.serialize_field("line", &place.line)?;
        object.serialize_field("column", &place.column)?;
        object.serialize_field("id", id)?;
        object.serialize_field("text", &text)?;
        object.end()
    }
}
