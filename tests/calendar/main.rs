//! Calendars: documents, laws, imports, tables. One program a module: each one more is linked anew.

mod algebra;
mod business_days;
mod cases;
mod documents;
mod ical;
mod import;
mod laws;
mod osm;
mod smoke;
mod tables;
mod without;
