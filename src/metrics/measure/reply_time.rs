//! How long customers wait for a reply.

use crate::error::Result;
use crate::metrics::columns::Batch;
use crate::metrics::dist::Dist;
use crate::metrics::figure::{Figures, Unit, View};
use crate::metrics::fraction::Fraction;
use crate::metrics::percentile::Share;
use crate::metrics::spec::{Metric, Need};
use crate::metrics::state::{LeftOut, State, state};
use crate::ticket::HistoryPart;
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Reply time: each wait from the earliest message of the requester without an answer to the first public reply of a person of the desk, elapsed. A
/// ticket has as many as there were waits.
///
/// The longest wait of a ticket is told besides (`median_of_longest`, and the percentiles asked for); the longest of all is `max`.
///
/// A wait that the solving of the ticket ended is `unanswered`, one that still runs is `waiting`; neither has a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyTime {}

state! {
    /// Waits.
    Waits { times: Dist, longest: Dist, replies: u64, waiting: u64, unanswered: u64, excluded: LeftOut }
}

impl Metric for ReplyTime {
    const NAME: &'static str = "reply_time";
    type State = Waits;

    fn variant(&self) -> String {
        "each_wait".to_owned()
    }

    fn needs(&self) -> Vec<Need> {
        vec![Need::ReplyTimes]
    }

    fn takes(&self) -> &'static [HistoryPart] {
        &[HistoryPart::Replies, HistoryPart::RequesterMessages]
    }

    fn see(&self, state: &mut Waits, rows: &Batch<'_>) {
        let Waits { times, longest, replies, waiting, unanswered, excluded } = state;
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| {
                let waits = rows.reply_times(row);
                waits.iter().for_each(|t| times.add(*t, weight));
                waits.iter().max().into_iter().for_each(|t| longest.add(*t, weight));
                replies.merge(&u64::from(rows.replies(row)).saturating_mul(weight));
                waiting.merge(&if rows.waiting_since(row).is_some() { weight } else { 0 });
                unanswered.merge(&u64::from(rows.unanswered(row)).saturating_mul(weight));
            },
        );
    }

    fn figures(&self, state: &Waits, out: &mut Figures<'_>) -> Result<()> {
        out.without(&state.excluded, 0);
        out.spread(Unit::Seconds, &state.times, SECOND)?;
        let longest = |share: Share, view: &View| state.longest.percentile(share, view.percentile);
        let n = state.longest.n();
        out.fraction("median_of_longest", Unit::Seconds, longest(Share::HALF, out.view()), SECOND, n);
        for share in out.view().percentiles.clone().into_iter().filter(|share| *share != Share::HALF) {
            let value = longest(share, out.view()).and_then(|us| us.divided_by(SECOND)).map(Fraction::to_f64);
            out.named(format!("{}_of_longest", share.name()), Unit::Seconds, value, n);
        }
        out.count("waiting", state.waiting, state.times.n());
        out.count("unanswered", state.unanswered, state.times.n());
        out.count("public_replies", state.replies, state.times.n());
        Ok(())
    }
}
