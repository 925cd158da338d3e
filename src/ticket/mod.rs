//! Ticket events, the fold of one ticket's history, and logs of many tickets.
//!
//! | noun | what it is |
//! |---|---|
//! | [`EventDoc`], [`Event`] | one fact, as a document writes it and as the engine folds it |
//! | [`History`], [`TicketHistory`] | the facts of one ticket in order |
//! | [`EventLog`] | the histories of many tickets, with attributes to group by |
//! | [`StatusCategory`], [`StatusMap`] | what the desk's own status names mean |
//! | `import` (feature `import`) | readers of CSV logs, by a column map that is data |
//!
//! What it does not do: it never rewrites history. What a log got wrong is counted in [`Quality`], not repaired in silence.

mod actor;
mod creation;
mod document;
mod event;
pub mod fact;
pub mod frame;
mod history;
#[cfg(feature = "import")]
pub mod import;
mod kind;
pub mod lifecycle;
mod log;
mod odd;
mod order;
pub mod pattern;
mod project;
mod quality;
mod record;
pub mod redact;
mod status;
pub(crate) mod untold;
mod vocabulary;
pub mod workflow;

pub use actor::{Actor, ActorKind, By};
pub(crate) use document::LogDoc;
pub use document::MAX_LOG_BYTES;
pub use event::{Event, EventDoc, EventKind};
pub(crate) use history::Given;
pub use history::{History, TicketHistory};
pub use kind::What;
pub(crate) use log::Marks;
pub use log::{EventLog, EventLogBuilder, Recorded};
pub use order::{MAX_TICKETS, TicketOrder, by_ticket};
pub use quality::{AheadTicket, FarAhead, FarBehind, Quality};
pub use record::{Key, RECORD_SCHEMA, Record};
pub use status::{BoundStatuses, DEFAULT_STATUSES, StatusCategory, StatusMap};
pub(crate) use status::{Statuses, normal, word_of};
pub use untold::HistoryPart;
pub use vocabulary::{Symbol, Vocabulary, Who};
