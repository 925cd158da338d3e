//! Commands, as Python gives them.

use crate::args::{Read, Reads};
use crate::bridge::Given;
use crate::convert::Instant;
use crate::errors::raise;
use pyo3::prelude::*;
use sundesk_core::ticket::lifecycle::Command;

/// A command as it came: a mapping or JSON text, of which the instant may stand beside it.
pub(crate) struct Bare(Given);

impl<'a, 'py> Reads<'a, 'py> for Bare {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = Given::HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        <Given as Reads>::read(value).map(Self)
    }
}

impl Bare {
    /// The command, given at an instant unless it has one of its own.
    pub(crate) fn at(self, at: Option<Instant>) -> PyResult<Command> {
        let made = match at {
            Some(at) => self.0.read(|t| Command::from_json_at(t, at.0), |v| Command::from_value_at(v, at.0)),
            None => self.0.read(Command::from_json, Command::from_value),
        };
        made.map_err(|e| raise(e.at("command")))
    }
}
