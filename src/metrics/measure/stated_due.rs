//! Due times that a log states itself.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::due::StatedDue as Verdicts;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::Figures;
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Due times that the log itself states: kept over kept and broken. A ticket ends with its last resolution, or else its closing; one done without an
/// instant after its due time is broken, as nothing proves it kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedDue {}

state! {
    /// What became of them.
    DueTimes { verdicts: Verdicts, excluded: LeftOut }
}

impl Metric for StatedDue {
    const NAME: &'static str = "stated_due";
    type State = DueTimes;

    fn variant(&self) -> String {
        "of_the_log".to_owned()
    }

    fn see(&self, state: &mut DueTimes, rows: &Batch<'_>) {
        let DueTimes { verdicts, excluded } = state;
        let mut unknown = 0;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.created(row) {
                Some(_) => verdicts.add(&rows.facts(row), rows.as_of(), weight),
                None => unknown += weight,
            },
        );
        excluded.add(Exclusion::Unknown, unknown);
    }

    fn figures(&self, state: &DueTimes, out: &mut Figures<'_>) -> Result<()> {
        let Verdicts { kept, broken, undecided, no_instant, without_due } = state.verdicts;
        let decided = kept.saturating_add(broken);
        out.without(&state.excluded, without_due);
        out.share("rate", kept, decided)?;
        out.count("broken", broken, decided);
        out.count("undecided", undecided, decided);
        out.count("no_instant", no_instant, decided);
        Ok(())
    }
}
