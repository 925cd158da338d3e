//! Workflows, commands and the events they make. One program a module: each one more is linked anew.

mod import;
mod limits;
mod merging;
mod refusals;
mod regressions;
mod tables;
