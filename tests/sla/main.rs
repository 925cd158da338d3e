//! Clocks of promises. One program a module: each one more is linked anew.

mod bulk;
mod cases;
mod choosing;
mod due;
mod explaining;
mod import;
mod laws;
mod levels;
mod live;
mod refusals;
mod regressions;
mod tables;
