//! What a log does not tell of its tickets. A figure that takes it has no value: a 0 that nobody counted looks like a good one.

use super::EventLog;
use serde::Serialize;
use std::collections::BTreeSet;

/// A part of the histories of tickets that a log may not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HistoryPart {
    /// When a ticket came into being: without it, it begins with its first row.
    Creation,
    /// When it was first answered.
    FirstResponse,
    /// Every public reply of the desk.
    Replies,
    /// Every message of the requester.
    RequesterMessages,
    /// When it was resolved.
    Resolution,
    /// Every change of status: pauses and reopenings.
    StatusChanges,
    /// Every change of priority.
    PriorityChanges,
    /// Every change of group.
    GroupChanges,
    /// Every change of assignee.
    AssigneeChanges,
    /// Changes of other fields.
    FieldChanges,
    /// Events of the desk's own names.
    CustomEvents,
}

impl HistoryPart {
    /// As sentences call it: `the map gives no …`.
    pub(crate) fn words(self) -> &'static str {
        match self {
            HistoryPart::Creation => "creation",
            HistoryPart::FirstResponse => "first response",
            HistoryPart::Replies => "replies of agents",
            HistoryPart::RequesterMessages => "messages of requesters",
            HistoryPart::Resolution => "resolution",
            HistoryPart::StatusChanges => "changes of status",
            HistoryPart::PriorityChanges => "changes of priority",
            HistoryPart::GroupChanges => "changes of group",
            HistoryPart::AssigneeChanges => "changes of assignee",
            HistoryPart::FieldChanges => "changes of fields",
            HistoryPart::CustomEvents => "events of its own names",
        }
    }
}

/// What a log does not tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Untold {
    parts: BTreeSet<HistoryPart>,
    /// It has messages, and nobody said which authors are of the desk.
    no_agent: bool,
}

impl Untold {
    /// The parts that do not hold.
    #[cfg(feature = "import")]
    pub(crate) fn but(told: &[(HistoryPart, bool)], no_agent: bool) -> Self {
        Self { parts: told.iter().filter(|(_, told)| !told).map(|(part, _)| *part).collect(), no_agent }
    }
}

impl EventLog {
    /// Whether the log tells a part of its tickets' histories. Of an imported log its column map decides, not what happens to stand in
    /// it: a list of one row a ticket has no reopenings in it, which does not mean that there were none. Events that a host hands
    /// over are taken to be all there are.
    ///
    /// ```
    /// use sundesk::ticket::{HistoryPart, import::{LogMap, from_reader}};
    /// let map = LogMap::from_json(r#"{"ticket": "id", "created_at": "opened", "resolved_at": "done", "time": {"format": "unix_s"}}"#)?;
    /// let log = from_reader("id,opened,done\n1,60,120\n".as_bytes(), &map, &sundesk::time::ZoneDb::bundled())?;
    /// assert!(log.tells(HistoryPart::Resolution) && !log.tells(HistoryPart::StatusChanges) && !log.tells(HistoryPart::FirstResponse));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn tells(&self, part: HistoryPart) -> bool {
        !self.untold.parts.contains(&part)
    }

    /// The parts that it does not tell.
    pub fn untold(&self) -> impl Iterator<Item = HistoryPart> + '_ {
        self.untold.parts.iter().copied()
    }

    /// Why it does not tell a part, as the end of a sentence.
    pub(crate) fn why_untold(&self, part: HistoryPart) -> String {
        let replies = matches!(part, HistoryPart::FirstResponse | HistoryPart::Replies);
        if replies && self.untold.no_agent {
            "its map names no author of messages as an agent".to_owned()
        } else if self.is_list() && !replies && part != HistoryPart::Resolution {
            "it has one row a ticket".to_owned()
        } else {
            format!("its map gives no {}", part.words())
        }
    }
}
