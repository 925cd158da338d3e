//! Figures, their cases and laws. One program a module: each one more is linked anew.

mod cases;
mod exclusions;
mod figures;
mod forecast;
mod frame;
mod journeys;
mod measures;
mod outcomes;
mod real_logs;
mod regressions;
mod report;
