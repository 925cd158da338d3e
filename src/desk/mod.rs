//! The facade, where tickets, calendars, promises, rosters and figures meet.
//!
//! ```text
//! Library (zones; calendars, policies, rosters, workflows, logs, boards by name) + Question ──ask──▶ Answer ──▶ text, JSON, picture
//! Desk (a library and a store) + Command ──▶ records in the store ──▶ timers, promises, inbox, figures
//! EventLog + ReviewDoc (calendar, policy, what to show) + now ──▶ Review ──▶ text for a manager, JSON for a program
//! ```

mod answer;
pub mod ask;
mod cause_rates;
mod chart;
mod demand;
mod documents;
mod feasible;
mod figures_out;
mod figures_text;
mod frame;
mod keepers;
mod library;
mod packet;
mod review;
mod review_charts;
mod review_csv;
mod review_doc;
mod review_page;
mod review_text;
#[cfg(feature = "store")]
mod service;
mod sheet;
mod shifts;
mod told;
mod word_lists;
mod words;
mod worst;

pub use answer::{Answer, Reply};
pub use demand::{MAX_MEASURED_REGIONS, MeasuredDemand, RegionOfLog, measure_demand};
pub use documents::{DOCUMENTS, DocumentKind, document_schema, effective_document};
pub use feasible::{FeasibilityReport, Infeasible, PromiseToStaff, feasibility};
pub use frame::{FrameQuestion, FrameReport};
pub use keepers::{Keeper, Keepers, KeptBy, MAX_STAFFED_PROMISES, StaffedPromise};
pub use library::{Library, LibraryDoc};
pub use packet::{Packet, PacketItem, PacketOf, packet};
pub use review::{Agreement, Review, ReviewGroup, review};
pub use review_doc::{MAX_WORST, ReviewDoc, StatedReopens, StatedSla};
#[cfg(feature = "store")]
pub use service::{
    Call, Desk, DeskDoc, ExportedTicket, ImportCall, ImportReport, MAX_LEASE, MAX_NAMED, MAX_RETENTION_RULES, Outcome,
    Retained, RetainedSince, Retention, RetentionDoc, RetentionItem, RetentionReport, RetentionRule, SubjectExport,
};
pub use shifts::{NO_SHIFT, shift_labels};
pub use told::Told;
pub use word_lists::{WORD_LISTS, WordList, word_list};
pub use worst::{Share as TimeShare, WorstBreach};
