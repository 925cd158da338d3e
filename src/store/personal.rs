//! What of a record is about a person, and about whom.

use crate::ticket::fact::{Fact, MessageDoc};
use crate::ticket::{ActorKind, Record};
use serde::Serialize;
use serde_json::{Map, Value};

/// Whose key seals what is said on a ticket of which nobody asks: destroyed with the ticket. No id begins with this byte.
pub(crate) fn ticket_as_subject(stream: &str) -> String {
    format!("\u{1f}{stream}")
}

/// The words of `fields` that say where a ticket stands, and not who anybody is.
const STRUCTURAL: [&str; 4] = ["priority", "group", "assignee", "tags"];

/// The paths in the data of a fact that hold what people wrote. Total on purpose: a new kind does not compile before somebody has said
/// what of it is personal.
pub(crate) fn paths(fact: &Fact) -> &'static [&'static str] {
    match fact {
        Fact::Created { .. } => &["of.subject", "of.fields", "of.reply_token"],
        Fact::StatusChanged { .. } => &["comment", "fields"],
        Fact::ReasonChanged { .. } => &["comment"],
        Fact::MessageAdded { .. } => &["message.body", "message.message_id"],
        Fact::NoteAdded { .. } => &["body"],
        Fact::Transferred { .. } | Fact::Escalated { .. } => &["note"],
        Fact::FieldChanged { field, .. } if STRUCTURAL.contains(&field.as_str()) => &[],
        Fact::FieldChanged { .. } => &["old", "value"],
        Fact::ApprovalDecided { .. } | Fact::GoodwillDenied { .. } => &["reason"],
        Fact::Unknown { .. } => &[""],
        Fact::UntilSet { .. }
        | Fact::Assigned { .. }
        | Fact::Unassigned { .. }
        | Fact::TagsChanged { .. }
        | Fact::WatchersChanged { .. }
        | Fact::Muted { .. }
        | Fact::LegalHoldSet { .. }
        | Fact::BotHandoff
        | Fact::TaskPlanned
        | Fact::TaskDone
        | Fact::Linked { .. }
        | Fact::Unlinked { .. }
        | Fact::MergedInto { .. }
        | Fact::ReceivedMerge { .. }
        | Fact::Unmerged { .. }
        | Fact::GaveBack { .. }
        | Fact::Split { .. }
        | Fact::MarkedDuplicate { .. }
        | Fact::ApprovalRequested { .. }
        | Fact::GoodwillGranted { .. }
        | Fact::GoodwillApprovalRequested { .. }
        | Fact::SurveyRequested { .. }
        | Fact::SurveySuppressed { .. }
        | Fact::SurveyAnswered { .. }
        | Fact::DetractorFollowUp { .. }
        | Fact::ReminderDue { .. }
        | Fact::OwnerTimedOut { .. }
        | Fact::RuleEmitted { .. }
        | Fact::FollowUpRejected
        | Fact::ReopenLimited
        | Fact::SubjectErased { .. }
        | Fact::Redacted { .. }
        | Fact::Migrated { .. }
        | Fact::TicketDeleted
        | Fact::AgentAvailable { .. }
        | Fact::LeftGroup { .. } => &[],
    }
}

/// Whether a fact that could hold what people wrote holds nothing of it: most moves have no comment.
pub(crate) fn is_silent(fact: &Fact) -> bool {
    match fact {
        Fact::Created { of } => of.subject.is_none() && of.fields.is_empty() && of.reply_token.is_none(),
        Fact::StatusChanged { comment, fields, .. } => comment.is_none() && fields.is_empty(),
        Fact::MessageAdded { message } => message.body.is_none() && message.message_id.is_none(),
        Fact::ReasonChanged { comment: text, .. }
        | Fact::NoteAdded { body: text }
        | Fact::Transferred { note: text, .. }
        | Fact::Escalated { note: text, .. }
        | Fact::ApprovalDecided { reason: text, .. }
        | Fact::GoodwillDenied { reason: text } => text.is_none(),
        other => paths(other).is_empty(),
    }
}

/// What [`take`] leaves of a message, and what it takes: without a tree in between, since half of all records are messages.
pub(crate) fn split(message: &MessageDoc) -> (Left<'_>, Taken<'_>) {
    let MessageDoc { author, automated, body, channel, inbound, message_id, template } = message;
    let (automated, inbound, template) = (*automated, *inbound, *template);
    let left = MessageLeft { author, automated, channel: channel.as_deref(), inbound, template };
    (Left { message: left }, Taken { body: body.as_deref(), message_id: message_id.as_deref() })
}

/// See [`split`].
#[derive(Serialize)]
pub(crate) struct Left<'m> {
    message: MessageLeft<'m>,
}

#[derive(Serialize)]
struct MessageLeft<'m> {
    #[serde(skip_serializing_if = "str::is_empty")]
    author: &'m str,
    #[serde(skip_serializing_if = "is_false")]
    automated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'m str>,
    #[serde(skip_serializing_if = "is_false")]
    inbound: bool,
    #[serde(skip_serializing_if = "is_false")]
    template: bool,
}

fn is_false(word: &bool) -> bool {
    !word
}

/// See [`split`].
#[derive(Serialize)]
pub(crate) struct Taken<'m> {
    #[serde(rename = "message.body", skip_serializing_if = "Option::is_none")]
    body: Option<&'m str>,
    #[serde(rename = "message.message_id", skip_serializing_if = "Option::is_none")]
    message_id: Option<&'m str>,
}

/// Whom a record speaks of: who wrote a message or note, the requester of the ticket for all that is said on it, and whom the host names.
pub(crate) fn subjects(record: &Record, requester: Option<&str>, about: &[String]) -> Vec<String> {
    let written_by = || (record.actor.kind != ActorKind::Auto).then(|| record.actor.id.clone());
    let requester = || requester.map(str::to_owned);
    let mut of: Vec<String> = match &record.fact {
        Fact::Created { of } => of.requester.iter().cloned().collect(),
        Fact::MessageAdded { message } if message.inbound => vec![message.author.clone()],
        Fact::MessageAdded { .. } | Fact::NoteAdded { .. } => written_by().into_iter().chain(requester()).collect(),
        _ => requester().into_iter().collect(),
    };
    of.extend(about.iter().cloned());
    of.retain(|subject| !subject.is_empty());
    of.sort_unstable();
    of.dedup();
    if of.is_empty() {
        of.push(ticket_as_subject(&record.stream));
    }
    of
}

/// People whose ids stand in a record, whether it says anything sealed of them or not: who asks, watches, or moved a ticket as a requester.
pub(crate) fn mentions(record: &Record) -> impl Iterator<Item = &String> {
    let watchers = match &record.fact {
        Fact::Created { of } => Some(&of.watchers),
        Fact::WatchersChanged { watchers } => Some(watchers),
        _ => None,
    };
    let doer = (record.actor.kind == ActorKind::Requester).then_some(&record.actor.id);
    watchers.into_iter().flatten().chain(doer).chain(requester_of(record)).filter(|id| !id.is_empty())
}

/// Whether a record speaks of somebody or is his doing; `requester` is who asks on the ticket, as the records so far say.
pub(crate) fn speaks_of(record: &Record, requester: &mut Option<String>, subject: &str) -> bool {
    if requester.is_none() {
        *requester = requester_of(record).cloned();
    }
    let sealed =
        !paths(&record.fact).is_empty() && subjects(record, requester.as_deref(), &[]).iter().any(|s| s == subject);
    let done = record.actor.id == subject || record.actor.on_behalf_of.as_deref() == Some(subject);
    sealed || done || mentions(record).any(|id| id == subject)
}

/// Who asks, as a record says it first.
pub(crate) fn requester_of(record: &Record) -> Option<&String> {
    match &record.fact {
        Fact::Created { of } => of.requester.as_ref(),
        Fact::MessageAdded { message } if message.inbound => Some(&message.author),
        _ => None,
    }
}

/// Takes what is personal out of the data, by path. Of fields, the host's `plain` ones stay.
pub(crate) fn take(data: &mut Value, paths: &[&str], plain: &[String]) -> Map<String, Value> {
    let mut taken = Map::new();
    for path in paths {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
        let Some(inside) = inside(data, parent) else { continue };
        let found = match inside.get_mut(name) {
            Some(Value::Object(fields)) if name == "fields" => {
                let stays = |word: &String| plain.contains(word) || STRUCTURAL.contains(&word.as_str());
                let (kept, gone): (Map<_, _>, Map<_, _>) =
                    std::mem::take(fields).into_iter().partition(|(k, _)| stays(k));
                if kept.is_empty() {
                    inside.remove(name);
                } else {
                    inside.insert(name.to_owned(), Value::Object(kept));
                }
                (!gone.is_empty()).then_some(Value::Object(gone))
            }
            _ => inside.remove(name),
        };
        if let Some(value) = found {
            taken.insert((*path).to_owned(), value);
        }
    }
    taken
}

/// Puts it back.
pub(crate) fn put_back(data: &mut Value, taken: Map<String, Value>) {
    for (path, value) in taken {
        let (parent, name) = path.rsplit_once('.').unwrap_or(("", &path));
        let Some(inside) = inside(data, parent) else { continue };
        match (inside.get_mut(name), value) {
            (Some(Value::Object(kept)), Value::Object(gone)) => kept.extend(gone),
            (_, value) => {
                inside.insert(name.to_owned(), value);
            }
        }
    }
}

fn inside<'v>(data: &'v mut Value, parent: &str) -> Option<&'v mut Map<String, Value>> {
    let place = if parent.is_empty() { Some(data) } else { data.get_mut(parent) };
    place.and_then(Value::as_object_mut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A message is taken apart to the byte as every other fact is.
    #[test]
    fn a_message_is_split_as_by_its_paths() {
        let parts = json!({"author": "c-1", "automated": true, "body": "Größe \"L\"\n", "channel": "email", "inbound": true,
            "message_id": "<1@x>", "template": true});
        let parts: Vec<(&String, &Value)> = parts.as_object().unwrap().iter().collect();
        for chosen in 0..1_u32 << parts.len() {
            let some = parts.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).map(|(_, part)| *part);
            let message: Map<String, Value> = some.map(|(name, part)| (name.clone(), part.clone())).collect();
            let message: MessageDoc = serde_json::from_value(message.into()).unwrap();
            let (left, taken) = split(&message);
            let split = (serde_json::to_string(&left).unwrap(), serde_json::to_string(&taken).unwrap());
            let fact = Fact::MessageAdded { message: Box::new(message) };
            let mut data = serde_json::to_value(fact.data()).unwrap();
            let gone = take(&mut data, paths(&fact), &[]);
            assert_eq!(is_silent(&fact), gone.is_empty());
            if !is_silent(&fact) {
                assert_eq!(split, (data.to_string(), serde_json::to_string(&gone).unwrap()));
            }
        }
    }
}
