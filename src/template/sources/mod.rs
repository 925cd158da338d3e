//! The files of a catalog, read and modelled: what the checks, the gate and the catalog look at.
//!
//! ```text
//! source ─▶ parse ─▶ model: entries and units, each with notes (comments), facts and readings (pattern)
//!                      └─▶ workspace: every file and locale, indexed ─▶ references, contracts
//! ```
//! A wing of [`catalog`](super::catalog), which gives its public types their path, apart so that checks and gate can stand on it.

mod code;
mod contract;
mod facts;
mod model;
mod notes;
mod readings;
mod references;
mod source;
mod workspace;

pub use code::{Code, Level};
pub use contract::{Contract, Variable};
pub use notes::{Declared, Review, VarType};
pub use readings::MAX_READINGS;
pub use references::{MAX_REFERENCE_DEPTH, MAX_REFERENCED_TEXTS, MAX_REFERENCED_VARIABLES};
pub use source::{MAX_DIR_DEPTH, MAX_FILES, Source, read_dir};
pub use workspace::{MAX_OVERLAYS, MAX_TEXTS};

pub(crate) use contract::contract;
pub(crate) use facts::{CATEGORIES, Call, Facts, Key, Reference, Role, Select, Use};
pub(crate) use model::{Entry, FileModel, Unit, hash8};
pub(crate) use readings::{Piece, others};
pub(crate) use source::{files, normalised};
pub(crate) use workspace::{LocaleView, Node, Workspace};
