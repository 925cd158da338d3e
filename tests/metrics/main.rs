//! Figures, their cases and laws. One program a module: each one more is linked anew.

mod benchmarks;
mod cases;
mod exclusions;
mod figures;
mod floors;
mod forecast;
mod frame;
mod goals;
mod journeys;
mod measures;
mod outcomes;
mod questions;
mod real_logs;
mod regressions;
mod report;
mod rollups;
mod shifts;
