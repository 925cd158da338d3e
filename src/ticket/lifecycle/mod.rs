//! The life of a ticket: commands in, records out, and where it stands after each.
//!
//! ```text
//!                      ┌──────────── Board: states, people, workflows, calendars ────────────┐
//! Command ──decide──▶ Decision { due, records | refusal } ──(your store)──▶ evolve ──▶ TicketState ──▶ TicketView
//!                      └── next_due ──▶ (your alarm clock) ──▶ tick(now) ──▶ records ────────┘
//! ```
//!
//! - A [`Command`] says who wants what of which ticket, when.
//! - A [`Decision`] is what it leads to: [`Record`](super::Record)s, or a [`Refusal`] with a stable code. A refusal writes nothing.
//! - A [`TicketState`] is the fold of a ticket's records.
//! - [`allowed`](Board::allowed) says what somebody could do now, and what is still missing.
//!
//! What it does not do: it keeps nothing, reads no clock, sends nothing. The host writes the records down, calls
//! [`tick`](Board::tick) when [`next_due`](Board::next_due) is there, and sends what the records say.

mod allowed;
mod approval;
mod assignment;
mod board;
mod command;
mod create;
mod decide;
mod evolve;
mod fields;
mod import;
mod links;
mod merge;
mod messages;
mod moves;
mod people;
mod privacy;
mod reads;
mod refusal;
mod snapshot;
mod state;
mod timers;
mod touched;
mod view;
mod work;

pub use allowed::Possible;
pub use approval::MAX_APPROVERS;
pub use board::{Board, Decision, Due, MAX_TIMERS_PER_CALL};
pub use command::{Action, AgentReply, Command, Create, CustomerReply, MAX_BODY_BYTES, MAX_WORD_BYTES, SetStatus};
pub use fields::{MAX_FIELDS, MAX_TAGS, MAX_WATCHERS};
pub use import::{Flag, ForeignStatus, ImportMap, Imported};
pub use links::MAX_LINKS;
pub use messages::REOPENS_PER_HOUR;
pub use people::{People, Person};
#[cfg(feature = "store")]
pub(crate) use reads::{Reads, Seen};
pub use refusal::{Refusal, RefusalCode};
pub use snapshot::MAX_BOARD_BYTES;
pub use state::{Approval, BeforeMerge, PendingGoodwill, Survey, TicketState};
pub use timers::Timer;
pub use view::TicketView;
#[cfg(feature = "store")]
pub(crate) use work::record_id;
pub use work::{MAX_AUTOMATIC_DEPTH, MAX_TICKET_ID_BYTES};
