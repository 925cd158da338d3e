//! Any whole number a ticket has.

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

/// How a number is rounded before it is counted, as some products do; exact figures round nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rounding {
    /// Up to whole so many: `{"up": 86400}` turns seconds into begun days.
    Up(i64),
    /// Down to whole so many: `{"down": 3600}` turns seconds into full hours.
    Down(i64),
}

/// A whole number of each ticket: its spread, sum, sum of squares and sample variance, all exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The attribute or column that has it.
    pub of: String,
    /// What it is in; default `amount`.
    #[serde(default = "amount")]
    pub unit: Unit,
    /// How it is rounded before it is counted; left out, not at all.
    #[serde(default)]
    pub rounding: Option<Rounding>,
}

fn amount() -> Unit {
    Unit::Amount
}

state! {
    /// Numbers.
    Amounts { values: Dist, missing: u64, excluded: LeftOut }
}

impl Amount {
    fn rounded(&self, value: i64) -> i64 {
        match self.rounding {
            None => value,
            Some(Rounding::Down(unit)) => value.div_euclid(unit.max(1)),
            Some(Rounding::Up(unit)) => {
                let unit = unit.max(1);
                value.div_euclid(unit) + i64::from(value.rem_euclid(unit) > 0)
            }
        }
    }
}

impl Metric for Amount {
    const NAME: &'static str = "amount";
    type State = Amounts;

    fn check(&self) -> Result<()> {
        match self.rounding {
            Some(Rounding::Up(unit) | Rounding::Down(unit)) if unit <= 0 => {
                Err(Error::invalid("rounding", unit, "a whole number above 0"))
            }
            _ => Ok(()),
        }
    }

    fn variant(&self) -> String {
        match self.rounding {
            None => self.of.clone(),
            Some(Rounding::Up(unit)) => format!("{}_up_to_{unit}", self.of),
            Some(Rounding::Down(unit)) => format!("{}_down_to_{unit}", self.of),
        }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Number(self.of.clone())]
    }

    fn see(&self, state: &mut Amounts, rows: &Batch<'_>) {
        let column = rows.column(&self.of);
        let Amounts { values, missing, excluded } = state;
        let mut off = 0;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.number(column, row) {
                Number::Missing => missing.merge(&weight),
                Number::Unreadable => off += weight,
                Number::Whole(value) => values.add(self.rounded(value), weight),
            },
        );
        excluded.add(Exclusion::OffScale, off);
    }

    fn figures(&self, state: &Amounts, out: &mut Figures<'_>) -> Result<()> {
        let n = state.values.n();
        out.without(&state.excluded, state.missing);
        out.spread(self.unit, &state.values, 1)?;
        let sum = Fraction::new(state.values.sum(), 1).filter(|_| n > 0);
        out.fraction("sum", self.unit, sum, 1, n);
        let variance = state.values.variance();
        out.exact("variance", self.unit, variance.map(|v| v.0), variance.and_then(|v| v.1), n);
        out.exact("sum_of_squares", self.unit, state.values.squares_f64(), state.values.squares_exact(), n);
        Ok(())
    }
}
