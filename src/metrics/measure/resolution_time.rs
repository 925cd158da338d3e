//! Resolution time.

use crate::error::{Error, Result};
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::facts::{Exclusion, ResolutionVariant};
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// All of it. The default.
    #[default]
    Elapsed,
    /// The time in which the calendar is open.
    Business,
}

/// Resolution time, by one of five definitions; ART is its `mean`.
///
/// Every ticket has a time or one reason why not (`excluded`): `open`, `not_closed` (solved, where the figure ends at the closing), `no_instant` (done, but
/// the log does not say when), `before_creation`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolutionTime {
    /// Which span is meant; default `last_resolution`.
    #[serde(default)]
    pub variant: ResolutionVariant,
    /// Which time is counted; `business` takes a calendar, and a variant that is one span.
    #[serde(default)]
    pub clock: Clock,
}

state! {
    /// Resolutions.
    Resolutions { times: Dist, excluded: LeftOut }
}

impl Metric for ResolutionTime {
    const NAME: &'static str = "resolution_time";
    type State = Resolutions;

    fn check(&self) -> Result<()> {
        let parts = matches!(self.variant, ResolutionVariant::OpenTime | ResolutionVariant::WorkTime);
        if parts && self.clock == Clock::Business {
            return Err(Error::invalid("clock", "business", "`elapsed`: this variant leaves out parts of the span"));
        }
        Ok(())
    }

    fn variant(&self) -> String {
        let business = if self.clock == Clock::Business { "_in_business_hours" } else { "" };
        format!("{}{business}", self.variant.name())
    }

    fn needs(&self) -> Vec<Need> {
        match self.clock {
            Clock::Business => vec![Need::Business(self.variant)],
            Clock::Elapsed => Vec::new(),
        }
    }

    fn takes(&self) -> &'static [HistoryPart] {
        match self.variant {
            ResolutionVariant::LastResolution | ResolutionVariant::ToClosed => &[],
            _ => &[HistoryPart::StatusChanges],
        }
    }

    fn see(&self, state: &mut Resolutions, rows: &Batch<'_>) {
        let Resolutions { times, excluded } = state;
        let mut out = LeftOut::default();
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                if rows.created(row).is_none() {
                    return out.add(Exclusion::Unknown, weight);
                }
                let time = rows.resolution(self.variant, row);
                let counted = time.and_then(|time| match self.clock {
                    Clock::Elapsed => Ok(time),
                    Clock::Business => rows.business(self.variant, row).ok_or(Exclusion::NoInstant),
                });
                match counted {
                    Ok(time) => times.add(time, weight),
                    Err(why) => out.add(why, weight),
                }
            },
        );
        excluded.merge(&out);
    }

    fn figures(&self, state: &Resolutions, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.spread(Unit::Seconds, &state.times, SECOND)
    }
}
