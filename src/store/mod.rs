//! Where records are kept: a trait, two stores, and one suite of checks for every store there is.
//!
//! ```text
//!              ┌─ check: keys, versions ─ seal ─ chain ─┐            ┌─▶ load, feed (by position, without gaps)
//! Batch ──append                                        ├─▶ records ─┼─▶ inbox: one row a ticket, counts, full text
//!              └─ timers, clocks, outbox ───────────────┘            └─▶ verify, export
//! ```
//!
//! | noun | what it is |
//! |---|---|
//! | [`Batch`] | records, timers, things to send: written together or not at all |
//! | [`Stored`] | a record with its position and its hash |
//! | [`KeyVault`] | where the host keeps one key for each person; destroying it erases the person |
//! | [`TicketQuery`] | which tickets of the inbox, in which order |
//! | [`MemoryStore`] | everything in memory: for tests and small hosts |
//! | [`SqliteStore`] | one SQLite file (feature `sqlite`): the default for production |
//! | [`suite`] | what every store must do, as checks that an adapter of your own can run |
//!
//! What it does not do: it decides nothing ([`Board`](crate::ticket::lifecycle::Board) does), reads no clock, sends nothing.
//! What is promised, and how it is shown: `docs/store.md`.
//!
//! ```
//! use sundesk::calendar::Calendars;
//! use sundesk::store::{Batch, MemoryStore, Store, TicketQuery};
//! use sundesk::ticket::{lifecycle::{Board, Command}, workflow::Workflow};
//! let mut board = Board::new("acme", Calendars::without_default());
//! board.add_workflow("support", Workflow::preset("zendesk")?)?;
//! let mut store = MemoryStore::new("acme");
//! let created = board.command(&Command::from_json(r#"{"do": "create", "ticket": "T-1", "by": "agent", "requester": "c-17",
//!     "subject": "Broken parcel", "group": "emea", "at": "2026-03-02T09:00:00Z"}"#)?)?;
//! assert!(store.append(&Batch::of(&created.records))?.is_done());
//! let page = store.tickets(&TicketQuery::from_json(r#"{"filter": {"group": "emea"}, "search": "parcel"}"#)?)?;
//! assert_eq!(page.tickets[0].subject.as_deref(), Some("Broken parcel"));
//! # Ok::<(), sundesk::Error>(())
//! ```

mod batch;
mod chain;
mod checks;
mod codec;
mod contract;
mod document;
mod judge;
mod memory;
mod personal;
mod query;
mod row;
mod sealer;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod suite;
mod upcast;
mod vault;
mod words;

pub use batch::{
    Append, Batch, Claim, Entry, Expected, Handle, Kept, Lease, MAX_ABOUT, MAX_BATCH, MAX_RECORD_BYTES, MAX_TAKEN,
    OutboxItem, Sending, Snapshot, Stored, TimerMark, Verified,
};
pub use chain::Head;
pub use contract::Store;
pub use document::{MAX_BATCH_BYTES, StoreDoc};
pub use judge::MAX_STREAM_BYTES;
pub use memory::MemoryStore;
pub(crate) use personal::speaks_of;
pub use query::{By, Filter, MAX_CONDITIONS, MAX_PAGE, MAX_SEARCH_HITS, Order, TicketPage, TicketQuery};
pub use row::TicketRow;
#[cfg(feature = "sqlite")]
pub use sqlite::{APPLICATION_ID, MAX_BUSY, SCHEMA_VERSION, SqliteStore, SqliteVault, StoreOptions};
pub use vault::{Held, KeyId, KeyVault, MemoryVault, Nonces, OsNonces, SubjectKey};
