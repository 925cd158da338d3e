//! What is open, and since when.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Backlog: tickets that are neither solved nor closed, and their age at the as-of instant.
///
/// Figures: `open`, and of the ages `median`, the percentiles asked for, `mean`, `min` and `max`, from the creation on, elapsed. Done tickets are in no
/// figure and not counted as left out. Without an as-of instant there are no ages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backlog {}

state! {
    /// Open tickets by the instant of their creation: the as-of instant is chosen when figures are read.
    Open { created: Dist, excluded: LeftOut }
}

impl Metric for Backlog {
    const NAME: &'static str = "backlog";
    type State = Open;

    fn variant(&self) -> String {
        "age_from_creation".to_owned()
    }

    fn see(&self, state: &mut Open, rows: &Batch<'_>) {
        let Open { created, excluded } = state;
        let mut unknown = 0_u64;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.created(row) {
                None => unknown.merge(&weight),
                Some(_) if rows.done(row) => {}
                Some(at) => created.add(at, weight),
            },
        );
        excluded.add(Exclusion::Unknown, unknown);
    }

    fn figures(&self, state: &Open, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.count("open", state.created.n(), state.created.n());
        let mut ages = Dist::default();
        if let Some(as_of) = out.view().as_of {
            // Oldest last, so that ages come in order.
            let counted = state.created.counted();
            counted.iter().rev().for_each(|(created, n)| ages.add(as_of.saturating_sub(*created).max(0), *n));
        }
        out.spread(Unit::Seconds, &ages, SECOND)
    }
}
