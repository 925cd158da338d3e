//! The documents that people write, each with its JSON Schema and a page of its fields.

use crate::calendar::CalendarDoc;
use crate::document::Document;
use crate::metrics::ReportSpec;
use crate::sla::PolicyDoc;
use crate::ticket::{LogDoc, TicketEvent};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

/// A kind of document: what it is called, and its JSON Schema.
#[derive(Debug, Clone, Copy)]
pub struct DocumentKind {
    /// The name of its schema, such as `policies`.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    schema: fn() -> Value,
}

impl DocumentKind {
    /// Its JSON Schema (draft 2020-12), as `docs/schema` has it.
    #[must_use]
    pub fn schema(&self) -> Value {
        (self.schema)()
    }
}

/// The events of one ticket, in any order.
#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
struct Events(#[allow(dead_code)] Vec<TicketEvent>);

impl Document for Events {
    const WHAT: &'static str = "list of events";
}

/// Every kind of document, in the order of the pages.
///
/// ```
/// use sundesk::desk::DOCUMENTS;
/// let policies = DOCUMENTS.iter().find(|d| d.name == "policies").unwrap();
/// assert_eq!(policies.schema()["properties"]["metrics"]["type"], "object");
/// ```
pub const DOCUMENTS: &[DocumentKind] = &[
    DocumentKind { name: "calendar", about: "Business hours: when open time passes.", schema: CalendarDoc::schema },
    DocumentKind {
        name: "policies",
        about: "Promises: what is to happen by when, for whom.",
        schema: PolicyDoc::schema,
    },
    DocumentKind { name: "events", about: "The events of one ticket.", schema: Events::schema },
    DocumentKind { name: "log", about: "The events of many tickets.", schema: LogDoc::schema },
    #[cfg(feature = "import")]
    DocumentKind {
        name: "column-map",
        about: "Which column of a CSV log means what.",
        schema: crate::ticket::import::LogMap::schema,
    },
    DocumentKind { name: "report", about: "What figures of a log are made, and how.", schema: ReportSpec::schema },
    DocumentKind {
        name: "review",
        about: "What a service review judges by and shows.",
        schema: super::ReviewDoc::schema,
    },
    #[cfg(feature = "template")]
    DocumentKind {
        name: "template-settings",
        about: "How a catalog of texts is checked and shown.",
        schema: crate::template::catalog::Config::schema,
    },
];
