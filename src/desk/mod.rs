//! The facade, where tickets, calendars, promises and figures meet. Today: the service review.
//!
//! ```text
//! EventLog + ReviewDoc (calendar, policy, what to show) + now ──▶ Review ──▶ text for a manager, JSON for a program
//! ```

mod documents;
mod review;
mod review_text;
mod words;
mod worst;

pub use documents::{DOCUMENTS, DocumentKind, document_schema, effective_document};
pub use review::{Agreement, MAX_WORST, Review, ReviewDoc, ReviewGroup, StatedReopens, StatedSla, review};
pub use worst::{Share as TimeShare, WorstBreach};
