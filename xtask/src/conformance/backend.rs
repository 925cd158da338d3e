//! The three ways to ask: the crate itself, the installed Python package, the exported C symbols.

use crate::Outcome;
use crate::workspace::Workspace;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Answers a case with a JSON value; an error of the library comes back as `Err` with its text.
pub(crate) trait Backend {
    /// The answer to `case`, a case of a file of `kind`.
    fn answer(&mut self, kind: &str, case: &Value) -> Result<Value, String>;
}

/// The backend of that name, with what it needs built.
pub(crate) fn open(ws: &Workspace, via: &str, log: &Path) -> Outcome<Box<dyn Backend>> {
    match via {
        "rust" => Ok(Box::new(super::rust::Direct::new())),
        "python" => Ok(Box::new(Python::start(ws, log)?)),
        "c" => Ok(Box::new(super::c::Library::load(ws, log)?)),
        other => Err(format!("--via {other:?} is not known; expected rust, python or c")),
    }
}

/// A Python process with the package imported: one JSON line in, one out.
///
/// In: `{"kind": …, "case": …}`. Out: `{"answer": …}` or `{"error": "…"}`.
struct Python {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
}

impl Python {
    fn start(ws: &Workspace, log: &Path) -> Outcome<Self> {
        let python = crate::python::installed(ws, crate::python::QUICK, log)?;
        let script = ws.root.join("bindings/python/tests/conformance_runner.py");
        // Started in the target directory: the package must be the installed one, never the sources beside us.
        let mut child = Command::new(python)
            .arg(script)
            .current_dir(&ws.target)
            .env("PYTHONIOENCODING", "utf-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("python: {e}"))?;
        let (to, from) = (child.stdin.take(), child.stdout.take().ok_or("python has no output")?);
        Ok(Self { child, to, from: BufReader::new(from) })
    }
}

impl Backend for Python {
    fn answer(&mut self, kind: &str, case: &Value) -> Result<Value, String> {
        let to = self.to.as_mut().ok_or("python has no input")?;
        writeln!(to, "{}", json!({ "kind": kind, "case": case }))
            .and_then(|()| to.flush())
            .map_err(|e| format!("python: {e}"))?;
        let mut line = String::new();
        self.from.read_line(&mut line).map_err(|e| format!("python: {e}"))?;
        let reply: Value = serde_json::from_str(&line).map_err(|e| format!("python answered {line:?}: {e}"))?;
        match (reply.get("answer"), reply.get("error")) {
            (Some(answer), _) => Ok(answer.clone()),
            (None, Some(error)) => Err(error.as_str().map_or_else(|| error.to_string(), str::to_owned)),
            (None, None) => Err(format!("python answered {line:?}")),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        drop(self.to.take());
        let _ = self.child.wait();
    }
}
