//! A question that no binding knows of is asked from Rust, C, Python and the command line.

use super::Context;
use crate::Outcome;
use crate::process::{Tally, run};
use serde_json::json;
use std::process::Command;

/// The trial question through each door; its answer says how many zones there are, and what was added.
pub(super) fn trial(context: &Context) -> Outcome<Tally> {
    let (ws, log) = (&context.ws, context.log());
    let ask = json!({"asks": [{"library": {}, "ask": {"ask": "trial", "plus": 2}}]});
    let expected = sundesk::time::ZoneDb::bundled().names().count() + 2;
    let mut tally = Tally::default();
    for via in ["rust", "c", "python"] {
        let answer = crate::conformance::answer(ws, via, &ask, log)?;
        tally.count(answer == json!({"answers": [{"count": expected}]}));
    }
    let python = crate::python::installed(ws, crate::python::QUICK, log)?;
    let said =
        run(Command::new(python).args(["-m", "sundesk", "ask", "trial", "plus=2"]).current_dir(&ws.target), log)?;
    tally.count(said.ok && said.said.contains(&format!("{expected} in all")));
    Ok(tally)
}
