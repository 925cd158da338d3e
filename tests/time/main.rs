//! Zones, instants and their laws. One program a module: each one more is linked anew.

mod chrono_tz;
mod db;
mod laws;
mod tzif;
mod zones;
