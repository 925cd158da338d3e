//! The desk: its service, reviews, questions, privacy. One program a module: each one more is linked anew.

mod ask;
mod document_paths;
mod failing;
mod handoff;
mod import;
mod limits;
mod mend;
mod paths;
mod pictures;
mod privacy;
mod review;
mod service;
mod untold;
mod zones;
