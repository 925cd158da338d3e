//! Net promoter score.

use super::survey::{Answers, Scale};
use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::figure::{FigureInterval, Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::stats::{NpsCounts, number, t_quantile, two_sided_z};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Net promoter score: of answers from 0 to 10, those of 9 and 10 less those from 0 to 6, in points from -100 to 100.
///
/// Figures: `nps` with the adjusted Wald interval (three quarters of an answer more at either end, three more in all: best of those compared by
/// Rocks 2016; cut at the ends of the scale), `promoters`, `passives`, `detractors`, and for whoever needs them `nps_adjusted`, `standard_error`,
/// `margin_adjusted_wald`, `margin_wald`, `margin_trinomial_t`. Nothing is rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nps {
    /// The attribute or column that has the score; default `nps`.
    #[serde(default = "nps")]
    pub of: String,
}

fn nps() -> String {
    "nps".to_owned()
}

const SCALE: Scale = Scale::new(0, 10);

impl Metric for Nps {
    const NAME: &'static str = "nps";
    type State = Answers;

    fn variant(&self) -> String {
        "0_to_10".to_owned()
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Number(self.of.clone())]
    }

    fn see(&self, state: &mut Answers, rows: &Batch<'_>) {
        state.see(rows, &self.of, SCALE);
    }

    fn figures(&self, state: &Answers, out: &mut Figures<'_>) -> Result<()> {
        let counts = NpsCounts {
            promoters: state.count(|s| s >= 9),
            passives: state.count(|s| (7..9).contains(&s)),
            detractors: state.count(|s| s < 7),
        };
        let (n, confidence) = (state.n(), out.view().confidence);
        let z = two_sided_z(confidence)?;
        out.without(&state.excluded, state.missing);
        let exact = Fraction::new(100 * (i128::from(counts.promoters) - i128::from(counts.detractors)), i128::from(n));
        let adjusted = adjusted(&counts);
        let margin = adjusted.map(|(_, error)| z * error);
        let interval = adjusted.zip(margin).map(|((score, _), margin)| FigureInterval {
            lo: (score - margin).max(-100.0),
            hi: (score + margin).min(100.0),
            confidence,
            method: "adjusted_wald",
        });
        out.ranged("nps", Unit::Points, exact.map(Fraction::to_f64), n, interval);
        for (name, k) in
            [("promoters", counts.promoters), ("passives", counts.passives), ("detractors", counts.detractors)]
        {
            out.share(name, k, n)?;
        }
        let error =
            |answers: u64| Some(100.0 * (counts.variance()? / number(answers)).sqrt()).filter(|e| e.is_finite());
        let t = n.checked_sub(1).filter(|d| *d > 0).map(|d| t_quantile(d, confidence)).transpose()?;
        let trinomial = t.zip(n.checked_sub(1).and_then(error)).map(|(t, e)| t * e);
        for (name, value) in [
            ("nps_adjusted", adjusted.map(|(score, _)| score)),
            ("standard_error", error(n)),
            ("margin_adjusted_wald", margin),
            ("margin_wald", error(n).map(|e| z * e)),
            ("margin_trinomial_t", trinomial),
        ] {
            out.number(name, Unit::Points, value, n);
        }
        Ok(())
    }
}

/// Score and standard error after adding three quarters of an answer at either end and three in all.
fn adjusted(counts: &NpsCounts) -> Option<(f64, f64)> {
    let n = Some(counts.n()).filter(|n| *n > 0).map(number)? + 3.0;
    let (p, d) = ((number(counts.promoters) + 0.75) / n, (number(counts.detractors) + 0.75) / n);
    Some((100.0 * (p - d), 100.0 * ((p + d - (p - d) * (p - d)) / n).sqrt()))
}
