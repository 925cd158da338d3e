//! Promises kept.

use crate::error::Result;
use crate::metrics::acc::{Attainment, AttainmentRule};
use crate::metrics::columns::Batch;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::Figures;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// SLA compliance: met over met and breached. A ticket open past its due instant is breached; one open before it is `undecided`, in neither side; one
/// without a promise is `no_promise`, one of which the log does not tell what the promise takes `unknown`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlaCompliance {
    /// Whether a ticket counts once or once a cycle; default `per_ticket`.
    #[serde(default)]
    pub rule: AttainmentRule,
}

state! {
    /// Verdicts.
    Verdicts { kept: Attainment, excluded: LeftOut }
}

impl Metric for SlaCompliance {
    const NAME: &'static str = "sla_compliance";
    type State = Verdicts;

    fn variant(&self) -> String {
        match self.rule {
            AttainmentRule::PerTicket => "per_ticket".to_owned(),
            AttainmentRule::PerCycle => "per_cycle".to_owned(),
        }
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::Verdicts(self.rule)]
    }

    fn see(&self, state: &mut Verdicts, rows: &Batch<'_>) {
        let Verdicts { kept, excluded } = state;
        let mut unknown = 0;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.verdict(self.rule, row) {
                Some(verdict) => State::merge(kept, &verdict.times(weight)),
                None => unknown += weight,
            },
        );
        excluded.add(Exclusion::Unknown, unknown);
    }

    fn figures(&self, state: &Verdicts, out: &mut Figures<'_>) -> Result<()> {
        let [met, late, undecided, without] = state.kept.counts();
        let mut excluded = state.excluded;
        excluded.add(Exclusion::NoPromise, without);
        out.without(&excluded, 0);
        let decided = met.saturating_add(late);
        out.share("rate", met, decided)?;
        out.count("breached", late, decided);
        out.count("undecided", undecided, decided);
        Ok(())
    }
}
