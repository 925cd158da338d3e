//! How often resolved tickets come back.

use crate::error::Result;
use crate::metrics::acc::Tally;
use crate::metrics::columns::Batch;
use crate::metrics::figure::Figures;
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Reopen rate: tickets reopened at least once over tickets resolved at least once. `reopenings` counts each time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenRate {}

state! {
    /// Reopened tickets.
    Reopened { reopened: Tally, reopenings: u64, unresolved: u64, excluded: LeftOut }
}

impl Metric for ReopenRate {
    const NAME: &'static str = "reopen_rate";
    type State = Reopened;

    fn variant(&self) -> String {
        "tickets_of_resolved".to_owned()
    }

    fn takes(&self) -> &'static [HistoryPart] {
        &[HistoryPart::StatusChanges]
    }

    fn see(&self, state: &mut Reopened, rows: &Batch<'_>) {
        let Reopened { reopened, reopenings, unresolved, excluded } = state;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                if rows.resolutions(row) == 0 {
                    return unresolved.merge(&weight);
                }
                let times = rows.reopens(row);
                reopened.merge(&Tally { k: if times > 0 { weight } else { 0 }, n: weight });
                reopenings.merge(&u64::from(times).saturating_mul(weight));
            },
        );
    }

    fn figures(&self, state: &Reopened, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, state.unresolved);
        out.share("rate", state.reopened.k, state.reopened.n)?;
        out.count("reopenings", state.reopenings, state.reopened.n);
        Ok(())
    }
}
