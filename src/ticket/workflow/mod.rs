//! Workflows: what a ticket may do, as data that is checked when it is read.
//!
//! ```text
//! WorkflowDoc (JSON) ──compile: every fault with its path──▶ Workflow (immutable, named by its content) ──▶ lifecycle
//! ```
//!
//! A [`WorkflowDoc`] says which statuses there are and which of the six categories each is in, who may move a ticket where, what must be
//! filled in first, and what moves by itself. Its [`version`](Workflow::version) is the SHA-256 of its canonical form: a ticket keeps
//! the version it lives under. [`PRESETS`] are workflows as common help desks have them.
//!
//! What it does not do: it holds no code. A document cannot call anything, look at a clock or at another ticket's fields.

mod canonical;
mod check;
mod compile;
mod delay;
mod document;
mod picture;
mod presets;

pub(crate) use canonical::{canonical, sha256_hex};
pub use compile::Workflow;
pub(crate) use compile::{Effect, Guard, Since, TimerKind, Window, category};
pub use delay::DelayDoc;
pub(crate) use delay::business;
#[cfg(feature = "store")]
pub(crate) use delay::{DELAY_FORM, Delay};
pub use document::{
    Amount, AutoDoc, GoodwillDoc, MergeDoc, OnCreateDoc, OnDoc, OwnerTimeoutDoc, ReopenWindowDoc, StatusDoc, SurveyDoc,
    WorkflowDoc,
};
pub use presets::PRESETS;

/// The longest workflow document, in bytes.
pub const MAX_WORKFLOW_BYTES: usize = 1 << 20;
/// The most statuses of a workflow.
pub const MAX_STATUSES: usize = 300;
/// The most automatic rules of a workflow.
pub const MAX_RULES: usize = 1_000;
/// The longest name of a status, in characters.
pub const MAX_STATUS_CHARS: usize = 64;

/// The codes of this module's [`Problem`](crate::Problem)s. None is ever renamed or reused; each has its text in the starter catalog of
/// `template` under [`Problem::message_id`](crate::Problem::message_id).
pub const PROBLEM_CODES: &[&str] = &[
    "workflow_bad_category",
    "workflow_bad_default",
    "workflow_bad_status_name",
    "workflow_duplicate_status",
    "workflow_invalid",
    "workflow_missing_category",
    "workflow_missing_next",
    "workflow_no_initial",
    "workflow_timer_loop",
    "workflow_unknown_status",
];
