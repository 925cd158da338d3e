//! The event store. One program a module: each one more is linked anew.

mod beside;
mod golden;
mod groups;
mod locks;
mod sqlite;
mod suite;
