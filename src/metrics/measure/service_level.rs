//! The service level of a contact centre.

use crate::error::{Error, Result};
use crate::metrics::columns::{Batch, Number};
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Service level: calls answered within a threshold over calls offered, over calls answered, and over calls offered without short abandons; they differ by
/// tens of points, so all three are told. Besides `abandon_rate` and `mean_answer` (ASA).
///
/// An answer at the very threshold is within it. An abandon before `short_s` seconds is short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceLevel {
    /// Within how many seconds.
    pub threshold_s: i64,
    /// An abandon before so many seconds is short; default 5.
    #[serde(default = "five")]
    pub short_s: i64,
    /// The column with the seconds a caller waited; default `wait`.
    #[serde(default = "wait")]
    pub wait: String,
    /// The column with 1 for answered and 0 for abandoned; default `answered`.
    #[serde(default = "answered")]
    pub answered: String,
}

fn five() -> i64 {
    5
}

fn wait() -> String {
    "wait".to_owned()
}

fn answered() -> String {
    "answered".to_owned()
}

state! {
    /// Calls.
    Calls { within: u64, answered: u64, abandoned: u64, short: u64, waited: i128, excluded: LeftOut }
}

impl Metric for ServiceLevel {
    const NAME: &'static str = "service_level";
    type State = Calls;

    fn check(&self) -> Result<()> {
        for (name, seconds) in [("threshold_s", self.threshold_s), ("short_s", self.short_s)] {
            if !(0..=86_400).contains(&seconds) {
                return Err(Error::out_of_range(name, seconds, "from 0 seconds to a day"));
            }
        }
        Ok(())
    }

    fn variant(&self) -> String {
        format!("within_{}_seconds", self.threshold_s)
    }

    fn needs(&self) -> Vec<Need> {
        [&self.wait, &self.answered].map(|name| Need::Number(name.clone())).to_vec()
    }

    fn see(&self, state: &mut Calls, rows: &Batch<'_>) {
        let (wait, done) = (rows.column(&self.wait), rows.column(&self.answered));
        let Calls { within, answered, abandoned, short, waited, excluded } = state;
        let mut off = 0;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match (rows.number(wait, row), rows.number(done, row)) {
                (Number::Whole(seconds @ 0..), Number::Whole(1)) => {
                    answered.merge(&weight);
                    within.merge(&if seconds <= self.threshold_s { weight } else { 0 });
                    waited.merge(&(i128::from(seconds) * i128::from(weight)));
                }
                (Number::Whole(seconds @ 0..), Number::Whole(0)) => {
                    abandoned.merge(&weight);
                    short.merge(&if seconds < self.short_s { weight } else { 0 });
                }
                _ => off += weight,
            },
        );
        excluded.add(Exclusion::OffScale, off);
    }

    fn figures(&self, state: &Calls, out: &mut Figures<'_>) -> Result<()> {
        let offered = state.answered.saturating_add(state.abandoned);
        out.without(&state.excluded, 0);
        out.share("of_offered", state.within, offered)?;
        out.share("of_answered", state.within, state.answered)?;
        out.share("without_short_abandons", state.within, offered.saturating_sub(state.short))?;
        out.share("abandon_rate", state.abandoned, offered)?;
        let mean = Fraction::new(state.waited, i128::from(state.answered));
        out.fraction("mean_answer", Unit::Seconds, mean, 1, state.answered);
        Ok(())
    }
}
