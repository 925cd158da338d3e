//! How many of those who were asked answered a survey.

use crate::error::Result;
use crate::metrics::acc::Tally;
use crate::metrics::columns::{Batch, Number};
use crate::metrics::figure::Figures;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Response rate of a survey: answered over delivered. An answer off the scale is an answer; a survey that was not offered or bounced was not delivered
/// and is `excluded`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseRate {
    /// The attribute or column that has the answer; default `csat`.
    #[serde(default = "csat")]
    pub of: String,
}

fn csat() -> String {
    "csat".to_owned()
}

state! {
    /// Answers among those delivered.
    Delivered { answered: Tally, excluded: LeftOut }
}

impl Metric for ResponseRate {
    const NAME: &'static str = "response_rate";
    type State = Delivered;

    fn variant(&self) -> String {
        "answered_of_delivered".to_owned()
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Number(self.of.clone())]
    }

    fn see(&self, state: &mut Delivered, rows: &Batch<'_>) {
        let column = rows.column(&self.of);
        let Delivered { answered, excluded } = state;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                let hit = rows.number(column, row) != Number::Missing;
                answered.merge(&Tally { k: if hit { weight } else { 0 }, n: weight });
            },
        );
    }

    fn figures(&self, state: &Delivered, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, state.answered.n - state.answered.k);
        out.share("rate", state.answered.k, state.answered.n)
    }
}
