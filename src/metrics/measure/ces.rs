//! Customer effort.

use super::survey::{Answers, Scale};
use crate::error::{Error, Result};
use crate::metrics::columns::Batch;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::spec::{Metric, Need};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Customer effort score. The scale and its direction must be said: one histogram gives 4.08, 46 % and -13 in three published variants.
///
/// Figures: `mean` (as asked), `mean_ease` (as if more were easier), `easy` (the share of easy answers: the best three of seven, two of five),
/// `net` (the best two of seven less the worst three, in points; of other scales the easy ones less as many at the other end).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ces {
    /// The attribute or column that has the score; default `ces`.
    #[serde(default = "ces")]
    pub of: String,
    /// The scores offered; `direction` says which end is the easy one.
    pub scale: Scale,
    /// How many of the easiest scores count as easy; left out, 3 of 7 and 2 of 5, else as for satisfaction.
    #[serde(default)]
    pub easy: Option<i64>,
}

fn ces() -> String {
    "ces".to_owned()
}

impl Ces {
    fn easy_scores(&self) -> i64 {
        let seven = self.scale.max.saturating_sub(self.scale.min) == 6;
        self.easy.unwrap_or(if seven { 3 } else { self.scale.usual_top() })
    }

    /// How many scores at each end the net takes: easy, hard.
    fn net_scores(&self) -> (i64, i64) {
        let seven = self.scale.max.saturating_sub(self.scale.min) == 6;
        if seven { (2, 3) } else { (self.easy_scores(), self.easy_scores()) }
    }
}

impl Metric for Ces {
    const NAME: &'static str = "ces";
    type State = Answers;

    fn check(&self) -> Result<()> {
        self.scale.check()?;
        let points = self.scale.max.saturating_sub(self.scale.min);
        match self.easy.filter(|n| !(1..=points).contains(n)) {
            Some(n) => Err(Error::invalid("easy", n, format!("from 1 to {points} of the scores"))),
            None => Ok(()),
        }
    }

    fn variant(&self) -> String {
        format!("easy_{}_of_{}", self.easy_scores(), self.scale.name())
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Number(self.of.clone())]
    }

    fn see(&self, state: &mut Answers, rows: &Batch<'_>) {
        state.see(rows, &self.of, self.scale);
    }

    fn figures(&self, state: &Answers, out: &mut Figures<'_>) -> Result<()> {
        let (n, scale) = (state.n(), self.scale);
        let best = |scores: i64| state.count(|s| scale.upright(s) > scale.max.saturating_sub(scores));
        let worst = |scores: i64| state.count(|s| scale.upright(s) < scale.min.saturating_add(scores));
        out.without(&state.excluded, state.missing);
        out.share("easy", best(self.easy_scores()), n)?;
        out.fraction("mean", Unit::Score, state.mean(|s| s), 1, n);
        out.fraction("mean_ease", Unit::Score, state.mean(|s| scale.upright(s)), 1, n);
        let (easy, hard) = self.net_scores();
        let net = 100 * (i128::from(best(easy)) - i128::from(worst(hard)));
        out.fraction("net", Unit::Points, Fraction::new(net, i128::from(n)), 1, n);
        Ok(())
    }
}
