//! Clocks of promises. One program a module: each one more is linked anew.

mod bulk;
mod cases;
mod laws;
mod levels;
mod live;
mod regressions;
mod tables;
