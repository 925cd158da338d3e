//! Rosters, staffing, hand-offs of shifts, routing, escalation. One program a module: each one more is linked anew.

mod documents;
mod escalation;
mod imports;
mod laws;
mod limits;
mod origin;
mod plans;
mod reasons;
mod route;
mod staffing;
mod suggestions;
mod tiers;
