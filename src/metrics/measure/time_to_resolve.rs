//! How long tickets take, those still open counted as far as they are known.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::facts::{Exclusion, ResolutionVariant};
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use crate::metrics::stats::Curve;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Time to resolve by Kaplan and Meier: tickets still open at the as-of instant count as long as they have been open. The median of resolved tickets
/// alone leaves out the slow ones; on one public log it is half the truth.
///
/// Figures: `median` and the percentiles asked for (the first time by which that share is resolved; blank where the curve does not come so far),
/// `resolved_only_median` beside them, `open`. From the creation to the last resolution, elapsed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeToResolve {}

state! {
    /// Resolved tickets by duration, open ones by the instant of their creation: the as-of instant is chosen when figures are read.
    Waits { resolved: Dist, open: Dist, excluded: LeftOut }
}

impl Metric for TimeToResolve {
    const NAME: &'static str = "time_to_resolve";
    type State = Waits;

    fn variant(&self) -> String {
        "kaplan_meier".to_owned()
    }

    fn see(&self, state: &mut Waits, rows: &Batch<'_>) {
        let Waits { resolved, open, excluded } = state;
        let mut out = LeftOut::default();
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                let Some(created) = rows.created(row) else { return out.add(Exclusion::Unknown, weight) };
                match rows.resolution(ResolutionVariant::LastResolution, row) {
                    Ok(time) => resolved.add(time, weight),
                    Err(Exclusion::Open) => open.add(created, weight),
                    Err(why) => out.add(why, weight),
                }
            },
        );
        excluded.merge(&out);
    }

    fn figures(&self, state: &Waits, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        let (resolved, open) = (state.resolved.n(), state.open.n());
        let n = resolved.saturating_add(open);
        let curve = out.view().as_of.map(|as_of| curve(state, as_of));
        let shares = out.view().percentiles.clone();
        let reached = |share: f64| curve.as_ref().and_then(|c| c.reached(1.0 - share));
        out.number("median", Unit::Seconds, reached(0.5), n);
        for share in shares {
            out.named(share.name(), Unit::Seconds, reached(share.value()), n);
        }
        let alone = state.resolved.percentile(crate::metrics::Share::HALF, out.view().percentile);
        out.fraction("resolved_only_median", Unit::Seconds, alone, SECOND, resolved);
        out.count("open", open, n);
        Ok(())
    }
}

fn curve(state: &Waits, as_of: i64) -> Curve {
    let mut at: BTreeMap<i64, (u64, u64)> = BTreeMap::new();
    for (time, n) in state.resolved.counted() {
        at.entry(time).or_default().0.merge(&n);
    }
    for (created, n) in state.open.counted() {
        at.entry(as_of.saturating_sub(created).max(0)).or_default().1.merge(&n);
    }
    #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
    let seconds = |us: i64| us as f64 / SECOND as f64;
    let rows: Vec<(f64, u64, u64)> = at.into_iter().map(|(us, (done, open))| (seconds(us), done, open)).collect();
    Curve::of_counts(&rows)
}
