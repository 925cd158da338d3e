//! What a promise takes of a log, and the log does not tell: then nothing can be said of it, rather than something wrong.

use super::policy_set::Metric;
use crate::ticket::pattern::Matcher;
use crate::ticket::{ActorKind, EventLog, HistoryPart as Part, What};

impl Metric {
    /// What the promise cannot be decided without and the log does not tell; `None` where it can be decided.
    ///
    /// A clock that ends with a reply or with the solution is not decided by the solution alone. Without the words that start its
    /// later cycles a clock of many cycles has too few of them.
    pub(super) fn untold_by(&self, log: &EventLog) -> Option<Part> {
        let ends = self.sets.stop.iter().chain(&self.sets.reset);
        let replies = ends.clone().any(|m| matches!(m, Matcher::Reply { .. }));
        let of_status = |m: &&Matcher| replies && matches!(m, Matcher::Status(_));
        let missing =
            |m: &Matcher| Some(self.part(m, log)).filter(|part| part.is_some_and(|p| !log.tells(p))).flatten();
        if let Some(part) = ends.filter(|m| !of_status(m)).find_map(missing) {
            return Some(part);
        }
        let first = self.sets.start.iter().find_map(missing);
        let all = self.sets.start.iter().all(|m| missing(m).is_some());
        first.filter(|_| all || self.multi_cycle)
    }

    /// Whether it is a promise of times in which the customer is waited for, and the log does not tell when that was.
    pub(super) fn without_pauses(&self, log: &EventLog) -> bool {
        let by_event = |m: &Matcher| self.part(m, log).is_some_and(|part| !log.tells(part));
        let ends_by_status = self.sets.stop.iter().all(|m| matches!(m, Matcher::Status(_)));
        (!log.tells(Part::StatusChanges) && (ends_by_status || !self.pause.is_empty()))
            || self.sets.pause.iter().any(by_event)
    }

    /// The part of a history that an event belongs to; `None` for what every log tells.
    fn part(&self, of: &Matcher, log: &EventLog) -> Option<Part> {
        match of {
            Matcher::Created(_) => None,
            Matcher::Reply { by, public } => {
                let requester = by.contains(ActorKind::Requester);
                // A list states the first response as the reply that it was.
                let first = log.is_list() && !self.multi_cycle && *public != Some(false) && !requester;
                Some(if requester {
                    Part::RequesterMessages
                } else if first {
                    Part::FirstResponse
                } else {
                    Part::Replies
                })
            }
            Matcher::Status(word) if word.is_done() => Some(Part::Resolution),
            Matcher::Status(_) => Some(Part::StatusChanges),
            Matcher::Value(What::Priority, _) => Some(Part::PriorityChanges),
            Matcher::Value(What::Group, _) => Some(Part::GroupChanges),
            Matcher::Value(What::Assignee, _) => Some(Part::AssigneeChanges),
            Matcher::Value(What::Custom, _) => Some(Part::CustomEvents),
            Matcher::Value(..) => None,
            Matcher::Field(..) => Some(Part::FieldChanges),
        }
    }
}
