//! [`Answer`]: what comes back from a question, whatever it was.

use crate::error::{Error, Result};
use erased_serde::Serialize as Erased;
use serde::{Serialize, Serializer};
use std::fmt;

/// What a report is to be the answer to a question: JSON for programs, text for people, and perhaps a picture.
pub trait Reply: Serialize + fmt::Display + Send + Sync + 'static {
    /// The zone its instants are shown in, by name; `None` for UTC.
    fn zone(&self) -> Option<&str> {
        None
    }

    /// A self-contained SVG picture, where there is one.
    fn svg(&self) -> Option<String> {
        None
    }

    /// A self-contained HTML page, where there is one.
    fn html(&self) -> Option<String> {
        None
    }

    /// The page in Markdown, where there is one.
    fn markdown(&self) -> Option<String> {
        None
    }

    /// Its figures as CSV, where there are such.
    fn csv(&self) -> Option<String> {
        None
    }
}

/// The answer to a question: JSON by serde, text by `Display`, for some questions a picture.
pub struct Answer {
    name: &'static str,
    told: Box<dyn Told>,
}

/// A reply whose type is forgotten.
trait Told: Erased + fmt::Display + Send + Sync {
    fn place(&self) -> Option<&str>;
    fn picture(&self) -> Option<String>;
    fn page(&self) -> Option<String>;
    fn plain_page(&self) -> Option<String>;
    fn rows(&self) -> Option<String>;
}

impl<R: Reply> Told for R {
    fn place(&self) -> Option<&str> {
        self.zone()
    }

    fn picture(&self) -> Option<String> {
        self.svg()
    }

    fn page(&self) -> Option<String> {
        self.html()
    }

    fn plain_page(&self) -> Option<String> {
        self.markdown()
    }

    fn rows(&self) -> Option<String> {
        self.csv()
    }
}

impl Answer {
    /// A report as the answer to the question with the word `name`.
    pub(super) fn new(name: &'static str, reply: impl Reply) -> Self {
        Self { name, told: Box::new(reply) }
    }

    /// The word of the question.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The zone in which a reader is shown its instants: that of the calendar or of the figures; `UTC` where it has none of its own.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.told.place().unwrap_or("UTC")
    }

    /// The answer as a self-contained SVG picture.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an answer that has none.
    pub fn svg(&self) -> Result<String> {
        let expected = || format!("json or text: an answer to `{}` has no picture", self.name);
        self.told.picture().ok_or_else(|| Error::not_found("form", "svg", expected()))
    }

    /// The answer as a self-contained HTML page.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an answer that has none.
    pub fn html(&self) -> Result<String> {
        let expected = || format!("json or text: an answer to `{}` has no page", self.name);
        self.told.page().ok_or_else(|| Error::not_found("form", "html", expected()))
    }

    /// The answer as Markdown, with tables: what its HTML page says, without the pictures.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an answer that has none.
    pub fn markdown(&self) -> Result<String> {
        let expected = || format!("json or text: an answer to `{}` has no page", self.name);
        self.told.plain_page().ok_or_else(|| Error::not_found("form", "markdown", expected()))
    }

    /// The figures of the answer as CSV.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an answer that has none.
    pub fn csv(&self) -> Result<String> {
        let expected = || format!("json or text: an answer to `{}` has no rows", self.name);
        self.told.rows().ok_or_else(|| Error::not_found("form", "csv", expected()))
    }

    /// The answer as JSON text on one line.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`](crate::ErrorKind::Internal) for a report that cannot be written, which would be a fault of this crate.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::unwritable)
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        erased_serde::serialize(&*self.told, to)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told.fmt(f)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("ask", &self.name).finish_non_exhaustive()
    }
}

/// Equal when their JSON is.
impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && matches!((self.to_json(), other.to_json()), (Ok(a), Ok(b)) if a == b)
    }
}
