//! Logs and their import. One program a module: each one more is linked anew.

mod exports;
mod found;
mod import;
mod laws;
mod limits;
mod lists;
mod real_logs;
