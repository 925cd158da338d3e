//! Patterns over tickets: which events, statuses and fields a document means. Promises, workflows and inbox queries share them.
//!
//! | noun | what it is | written |
//! |---|---|---|
//! | [`ConditionDoc`] | a test of a field's value | `{"field": "tier", "op": "in", "values": ["gold", "silver"]}` |
//! | an event pattern | which events are meant | `agent_reply`, `group:!tier1`, `field:channel=chat` |
//! | a status word | a category, or one status | `pending`, `status:waiting_for_parts`, `category:hold` |
//!
//! Words are compared without regard to case, with `-` and spaces read as `_`.

mod condition;
mod document;
mod event;
mod lexicon;
mod status;

pub(crate) use condition::{Bits, Condition, slot_of};
pub use document::{ConditionDoc, Op, ValueDoc};
pub(crate) use event::{EVENT_FORMS, Matcher, WordTest, actor_index};
pub(crate) use lexicon::Lexicon;
pub(crate) use status::StatusWord;
#[cfg(feature = "store")]
pub(crate) use status::category_named;
