//! Average handle time.

use crate::error::{Error, Result};
use crate::metrics::columns::{Batch, Number};
use crate::metrics::dist::Dist;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is counted as handled once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandledPer {
    /// Each leg: a contact passed on to a second agent counts twice (the agent's view). The default.
    #[default]
    Leg,
    /// Each contact, whatever the number of its legs (the customer's view).
    Contact,
}

/// Average handle time: the sum of the parts over what was handled, pooled; never the mean of means.
///
/// A row is a leg, or a total of several where `handled` says of how many. Parts are whole seconds; one that a row has not counts as none, and a row
/// with no part at all is left out as `unknown`. Figures: `mean` (AHT), `mean_talk` (the first part
/// alone), `total`, `median` of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandleTime {
    /// The columns that make up the time, in seconds; default `talk`, `hold`, `wrap`. The first is what callers talk.
    #[serde(default = "parts")]
    pub parts: Vec<String>,
    /// The column that says how many a row stands for; left out, one.
    #[serde(default)]
    pub handled: Option<String>,
    /// What is counted as handled; default `leg`. `contact` takes the column `contacts`, which is 1 for a contact's first leg and 0 for others.
    #[serde(default)]
    pub per: HandledPer,
}

fn parts() -> Vec<String> {
    ["talk", "hold", "wrap"].map(str::to_owned).to_vec()
}

/// The column of first legs.
pub(crate) const CONTACTS: &str = "contacts";

state! {
    /// Legs.
    Legs { rows: Dist, seconds: i128, talk: i128, handled: u64, excluded: LeftOut }
}

impl Metric for HandleTime {
    const NAME: &'static str = "handle_time";
    type State = Legs;

    fn check(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        if self.parts.is_empty() || !self.parts.iter().all(|part| seen.insert(part)) {
            return Err(Error::invalid("parts", self.parts.join(", "), "at least one column, each once"));
        }
        match (self.per, &self.handled) {
            (HandledPer::Contact, Some(handled)) => {
                let expected = "nothing beside `per`: `contact`, which counts by the column `contacts`";
                Err(Error::invalid("handled", handled, expected))
            }
            _ => Ok(()),
        }
    }

    fn variant(&self) -> String {
        let per = match self.per {
            HandledPer::Leg => "per_leg",
            HandledPer::Contact => "per_contact",
        };
        format!("{}_{per}", self.parts.join("_"))
    }

    fn needs(&self) -> Vec<Need> {
        let contacts = (self.per == HandledPer::Contact).then(|| CONTACTS.to_owned());
        self.parts.iter().chain(&self.handled).cloned().chain(contacts).map(Need::Number).collect()
    }

    fn see(&self, state: &mut Legs, rows: &Batch<'_>) {
        let parts: Vec<Option<&[i64]>> = self.parts.iter().map(|name| rows.column(name)).collect();
        let handled = match self.per {
            HandledPer::Contact => Some(CONTACTS),
            HandledPer::Leg => self.handled.as_deref(),
        };
        let column = handled.and_then(|name| rows.column(name));
        let Legs { rows: each, seconds, talk, handled: all, excluded } = state;
        let mut out = LeftOut::default();
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                if parts.iter().all(|column| rows.number(*column, row) == Number::Missing) {
                    return out.add(Exclusion::Unknown, weight);
                }
                let part = |column: &Option<&[i64]>| match rows.number(*column, row) {
                    Number::Whole(seconds @ 0..) => Some(i128::from(seconds)),
                    Number::Missing => Some(0),
                    _ => None,
                };
                let told: Option<Vec<i128>> = parts.iter().map(part).collect();
                let count = match (handled, rows.number(column, row)) {
                    (None, _) => Some(1),
                    (Some(_), Number::Whole(n)) => u64::try_from(n).ok(),
                    _ => None,
                };
                let Some((told, count)) = told.zip(count) else { return out.add(Exclusion::OffScale, weight) };
                let sum: i128 = told.iter().sum();
                seconds.merge(&(sum * i128::from(weight)));
                talk.merge(&(told.first().copied().unwrap_or(0) * i128::from(weight)));
                all.merge(&count.saturating_mul(weight));
                each.add(i64::try_from(sum).unwrap_or(i64::MAX), weight);
            },
        );
        excluded.merge(&out);
    }

    fn figures(&self, state: &Legs, out: &mut Figures<'_>) -> Result<()> {
        let n = state.handled;
        let mean = |sum: i128| Fraction::new(sum, i128::from(n));
        out.without(&state.excluded, 0);
        out.fraction("mean", Unit::Seconds, mean(state.seconds), 1, n);
        out.fraction("mean_talk", Unit::Seconds, mean(state.talk), 1, n);
        let total = Some(state.seconds).filter(|_| n > 0).and_then(|s| Fraction::new(s, 1));
        out.fraction("total", Unit::Seconds, total, 1, n);
        let median = state.rows.percentile(crate::metrics::Share::HALF, out.view().percentile);
        out.fraction("median", Unit::Seconds, median, 1, state.rows.n());
        Ok(())
    }
}
