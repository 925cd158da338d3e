//! How many.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::Figures;
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Tickets created by the as-of instant, of these done (solved or closed) and open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Volume {}

state! {
    /// Tickets.
    Tickets { tickets: u64, done: u64, excluded: LeftOut }
}

impl Metric for Volume {
    const NAME: &'static str = "volume";
    type State = Tickets;

    fn variant(&self) -> String {
        "tickets".to_owned()
    }

    fn see(&self, state: &mut Tickets, rows: &Batch<'_>) {
        let Tickets { tickets, done, excluded } = state;
        let mut unknown = 0;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.created(row) {
                None => unknown += weight,
                Some(_) => {
                    tickets.merge(&weight);
                    done.merge(&if rows.done(row) { weight } else { 0 });
                }
            },
        );
        excluded.add(Exclusion::Unknown, unknown);
    }

    fn figures(&self, state: &Tickets, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.count("tickets", state.tickets, state.tickets);
        out.count("done", state.done, state.tickets);
        out.count("open", state.tickets.saturating_sub(state.done), state.tickets);
        Ok(())
    }
}
