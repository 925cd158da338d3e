//! Customer satisfaction.

use super::survey::{Answers, Scale};
use crate::error::{Error, Result};
use crate::metrics::columns::Batch;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::spec::{Metric, Need};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Customer satisfaction: of valid answers, those with one of the best scores.
///
/// Figures: `rate` (satisfied over valid answers), `mean`, `normalised_mean`, `net` (satisfied less the worst scores, in points) and, for each
/// end, how many. Tickets without an answer are `missing`, answers off the scale are `excluded`; neither is in the denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Csat {
    /// The attribute or column that has the score; default `csat`.
    #[serde(default = "csat")]
    pub of: String,
    /// The scores offered; default 1 to 5.
    #[serde(default = "five")]
    pub scale: Scale,
    /// The first score that counts as satisfied (the last, where less is better); left out, the best of 2 or 3 scores, the best two of 4 to 7, the best
    /// three of more.
    #[serde(default)]
    pub satisfied_from: Option<i64>,
    /// The last score that counts as dissatisfied, for `net`; left out, as many scores as count as satisfied.
    #[serde(default)]
    pub dissatisfied_to: Option<i64>,
}

fn csat() -> String {
    "csat".to_owned()
}

fn five() -> Scale {
    Scale::new(1, 5)
}

impl Csat {
    /// The limits on an upright scale: satisfied from the first, dissatisfied up to the second.
    fn limits(&self) -> (i64, i64) {
        let top = self.scale.usual_top().saturating_sub(1);
        let satisfied = self.satisfied_from.map_or(self.scale.max.saturating_sub(top), |s| self.scale.upright(s));
        let mirrored = self.scale.min.saturating_add(self.scale.max).saturating_sub(satisfied);
        (satisfied, self.dissatisfied_to.map_or(mirrored, |s| self.scale.upright(s)))
    }
}

impl Metric for Csat {
    const NAME: &'static str = "csat";
    type State = Answers;

    fn check(&self) -> Result<()> {
        self.scale.check()?;
        for (name, score) in [("satisfied_from", self.satisfied_from), ("dissatisfied_to", self.dissatisfied_to)] {
            if let Some(score) = score.filter(|s| !self.scale.holds(*s)) {
                let expected = format!("a score of the scale, {} to {}", self.scale.min, self.scale.max);
                return Err(Error::invalid(name, score, expected));
            }
        }
        let (satisfied, dissatisfied) = self.limits();
        if dissatisfied < satisfied {
            return Ok(());
        }
        // In the words of the document: scores as they were given, of the field that was.
        let (good, bad) = (self.scale.upright(satisfied), self.scale.upright(dissatisfied));
        Err(match (self.satisfied_from, self.dissatisfied_to) {
            (None, Some(bad)) => Error::invalid(
                "dissatisfied_to",
                bad,
                format!("a worse score than {good}, the first that counts as satisfied"),
            ),
            _ => Error::invalid(
                "satisfied_from",
                good,
                format!("a better score than {bad}, the last that counts as dissatisfied"),
            ),
        })
    }

    fn variant(&self) -> String {
        format!("top_from_{}_of_{}", self.scale.upright(self.limits().0), self.scale.name())
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Number(self.of.clone())]
    }

    fn see(&self, state: &mut Answers, rows: &Batch<'_>) {
        state.see(rows, &self.of, self.scale);
    }

    fn figures(&self, state: &Answers, out: &mut Figures<'_>) -> Result<()> {
        let (satisfied, dissatisfied) = self.limits();
        let n = state.n();
        let good = state.count(|s| self.scale.upright(s) >= satisfied);
        let bad = state.count(|s| self.scale.upright(s) <= dissatisfied);
        out.without(&state.excluded, state.missing);
        out.share("rate", good, n)?;
        state.means(self.scale, out);
        let net = Fraction::new(100 * (i128::from(good) - i128::from(bad)), i128::from(n));
        out.fraction("net", Unit::Points, net, 1, n);
        out.count("dissatisfied", bad, n);
        Ok(())
    }
}
