//! The backend that calls the exported symbols of the built shared object, and nothing else of it.

use super::backend::Backend;
use crate::Outcome;
use crate::workspace::Workspace;
use serde_json::Value;
use std::path::Path;

/// The loaded shared object.
pub(crate) struct Library {
    _object: libloading::Library,
}

impl Library {
    /// Builds `libsundesk.so` and loads it by its path.
    pub(crate) fn load(ws: &Workspace, log: &Path) -> Outcome<Self> {
        crate::test::build_c(ws, log)?;
        let path = ws.built("libsundesk.so");
        // SAFETY: the object is the one just built from this tree; its initialisers are those of Rust's runtime.
        let object = unsafe { libloading::Library::new(&path) }.map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self { _object: object })
    }
}

impl Backend for Library {
    fn answer(&mut self, kind: &str, _case: &Value) -> Result<Value, String> {
        Err(format!("no way to ask for {kind} yet"))
    }
}
