//! How long tickets waited for somebody else.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::facts::{Exclusion, ResolutionVariant};
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Time pending or on hold up to the last resolution, elapsed; tickets that never were have 0. Of tickets with a resolution time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PendingTime {}

state! {
    /// Waits of done tickets.
    Pending { times: Dist, excluded: LeftOut }
}

impl Metric for PendingTime {
    const NAME: &'static str = "pending_time";
    type State = Pending;

    fn variant(&self) -> String {
        "to_last_resolution".to_owned()
    }

    fn takes(&self) -> &'static [HistoryPart] {
        &[HistoryPart::StatusChanges]
    }

    fn see(&self, state: &mut Pending, rows: &Batch<'_>) {
        let Pending { times, excluded } = state;
        let mut out = LeftOut::default();
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                let known = rows.created(row).ok_or(Exclusion::Unknown);
                match known.and_then(|_| rows.resolution(ResolutionVariant::OpenTime, row)) {
                    Ok(open) => times.add(open.saturating_sub(rows.work_time(row)), weight),
                    Err(why) => out.add(why, weight),
                }
            },
        );
        excluded.merge(&out);
    }

    fn figures(&self, state: &Pending, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.spread(Unit::Seconds, &state.times, SECOND)
    }
}
