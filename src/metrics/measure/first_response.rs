//! Time to the first response.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::spec::Metric;
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// First response time: from the creation to the first public reply of a person of the desk, elapsed.
///
/// Replies of bots and internal notes do not count, nor one after the first resolution. Tickets without one are `missing`, told apart as `waiting`
/// (open) and `resolved_without_response`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstResponse {}

state! {
    /// First responses.
    Responses { times: Dist, waiting: u64, silent: u64, excluded: LeftOut }
}

impl Metric for FirstResponse {
    const NAME: &'static str = "first_response";
    type State = Responses;

    fn variant(&self) -> String {
        "public_reply_of_a_person".to_owned()
    }

    fn takes(&self) -> &'static [HistoryPart] {
        &[HistoryPart::FirstResponse]
    }

    fn see(&self, state: &mut Responses, rows: &Batch<'_>) {
        let Responses { times, waiting, silent, excluded } = state;
        let (mut before, mut unknown) = (0, 0);
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match (rows.created(row), rows.first_response(row)) {
                (Some(created), Some(reply)) if reply >= created => times.add(reply - created, weight),
                (Some(_), Some(_)) => before += weight,
                (Some(_), None) if rows.done(row) => silent.merge(&weight),
                (Some(_), None) => waiting.merge(&weight),
                (None, _) => unknown += weight,
            },
        );
        excluded.add(Exclusion::BeforeCreation, before);
        excluded.add(Exclusion::Unknown, unknown);
    }

    fn figures(&self, state: &Responses, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, state.waiting.saturating_add(state.silent));
        out.spread(Unit::Seconds, &state.times, SECOND)?;
        out.count("waiting", state.waiting, state.times.n());
        out.count("resolved_without_response", state.silent, state.times.n());
        Ok(())
    }
}
