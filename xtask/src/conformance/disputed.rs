//! `disputed.json`: cases whose expected value is believed wrong, each with a reason, a proof and the answer that is right.

use super::Verdict;
use crate::Outcome;
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

/// The file beside the cases.
pub(crate) const FILE: &str = "disputed.json";

/// The entries of the file; none when there is no file.
#[derive(Debug, Default)]
pub(crate) struct Disputed(Vec<Value>);

impl Disputed {
    /// Reads `disputed.json` of `dir`: `{"disputed": [{"id", "reason", "proof", "answer"}]}`, every field required.
    pub(crate) fn read(dir: &Path) -> Outcome<Self> {
        let Ok(text) = std::fs::read_to_string(dir.join(FILE)) else { return Ok(Self::default()) };
        let file: Value = serde_json::from_str(&text).map_err(|e| format!("{FILE}: {e}"))?;
        let entries =
            file.get("disputed").and_then(Value::as_array).ok_or_else(|| format!("{FILE}: no list `disputed`"))?;
        for (i, entry) in entries.iter().enumerate() {
            super::keys::exactly(entry, &["id", "reason", "proof", "answer"], &format!("{FILE} [{i}]"))?;
            for key in ["id", "reason", "proof"] {
                let text = super::keys::text(entry, key).map_err(|e| format!("{FILE} [{i}]: {e}"))?;
                if text.is_empty() {
                    return Err(format!("{FILE} [{i}]: `{key}` is empty"));
                }
            }
        }
        Ok(Self(entries.clone()))
    }

    /// A wrong answer is excused only when it is the very answer that the file proves.
    pub(crate) fn weigh(&self, id: &str, answer: &Value, verdict: Verdict, report: &mut String) -> Verdict {
        let Some(entry) = self.0.iter().find(|e| e.get("id").and_then(Value::as_str) == Some(id)) else {
            return verdict;
        };
        let reason = entry.get("reason").and_then(Value::as_str).unwrap_or("");
        let Verdict::Wrong { .. } = verdict else {
            let _ = writeln!(report, "  {id}: listed as disputed, but the answer is the expected one");
            return verdict;
        };
        if entry.get("answer") == Some(answer) {
            return Verdict::Right(Some(format!("disputed: {reason}")));
        }
        verdict
    }
}
