//! What a log can tell by its column map.

use super::changes::ChangedField;
use super::map::LogMap;
use crate::ticket::HistoryPart as Part;
use crate::ticket::untold::Untold;
use crate::ticket::{ActorKind, EventKind};

/// What a log that is read by this map does not tell; the map is the one without columns that the file lacks.
pub(super) fn untold(map: &LogMap) -> Untold {
    let history = map.at.is_some();
    let activity = |is: fn(&EventKind) -> bool| map.activity.iter().flat_map(|a| a.events.values()).flatten().any(is);
    let changed = |of: ChangedField| map.change.iter().flat_map(|c| c.fields.values()).any(|field| *field == of);
    let author = |by: ActorKind| map.message.iter().flat_map(|m| m.author.means.values()).any(|a| a.0 == by);
    let replies = history && (author(ActorKind::Human) || activity(is_agent_reply));
    let statuses = history
        && (map.status.is_some()
            || changed(ChangedField::Status)
            || activity(|e| matches!(e, EventKind::Status { .. })));
    let fields = !map.fields.is_empty()
        || map.change.iter().flat_map(|c| c.fields.values()).any(|field| matches!(field, ChangedField::Field(_)));
    let own = |column: &Option<String>, of: ChangedField| history && (column.is_some() || changed(of));
    let told = [
        (Part::Creation, map.created_at.is_some()),
        (Part::FirstResponse, map.first_response_at.is_some() || replies),
        (Part::Replies, replies),
        (Part::RequesterMessages, history && (author(ActorKind::Requester) || activity(is_requester_reply))),
        (Part::Resolution, statuses || map.resolved_at.is_some() || map.closed_at.is_some()),
        (Part::StatusChanges, statuses),
        (Part::PriorityChanges, own(&map.priority, ChangedField::Priority)),
        (
            Part::GroupChanges,
            own(&map.group, ChangedField::Group) || activity(|e| matches!(e, EventKind::Group { .. })),
        ),
        (
            Part::AssigneeChanges,
            own(&map.assignee, ChangedField::Assignee) || activity(|e| matches!(e, EventKind::Assignee { .. })),
        ),
        (Part::FieldChanges, history && (fields || activity(|e| matches!(e, EventKind::Field { .. })))),
        (Part::CustomEvents, map.activity.is_some()),
    ];
    Untold::but(&told, map.message.is_some() && !replies)
}

fn is_agent_reply(event: &EventKind) -> bool {
    matches!(event, EventKind::Reply { by, public: true } if by.kind == ActorKind::Human)
}

fn is_requester_reply(event: &EventKind) -> bool {
    matches!(event, EventKind::Reply { by, .. } if by.kind == ActorKind::Requester)
}
