//! What a log does not tell, as sentences beside the figures.

use crate::sla::Promise;
use crate::ticket::{EventLog, HistoryPart as Part};

/// What the figures of a log cannot say, or say with a proviso, a sentence each.
pub(crate) fn caveats(log: &EventLog, promise: Option<&Promise<'_>>) -> Vec<String> {
    let mut out = Vec::new();
    if !log.tells(Part::Creation) {
        out.push("The map gives no instant of creation: a ticket begins with its first row.".to_owned());
    }
    let mut note = |part: Part, says: &str| {
        if !log.tells(part) {
            out.push(format!("{says} not known from this log: {}.", log.why_untold(part)));
        }
    };
    note(Part::FirstResponse, "First responses are");
    note(Part::Resolution, "Resolution times are");
    note(Part::StatusChanges, "Pauses and reopenings are");
    if let Some(promise) = promise {
        let name = crate::text::clean(promise.metric, 60);
        match promise.untold_by(log) {
            Some(part) => {
                out.push(format!("The promise \"{name}\" cannot be decided from this log: {}.", log.why_untold(part)));
            }
            None if promise.without_pauses(log) => {
                out.push(format!("This log has no pauses: time waiting for the customer counts in \"{name}\"."));
            }
            None => {}
        }
    }
    out
}
