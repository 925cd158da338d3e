//! Ticket events and their fold.

mod event;
mod history;

pub use event::{Actor, Event, EventKind, Symbol, TicketEvent, Vocabulary, What};
pub use history::{History, TicketHistory};
