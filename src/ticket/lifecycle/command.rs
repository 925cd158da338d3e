//! What somebody wants of a ticket.

use super::people::Person;
use crate::document::{MAX_DOCUMENT_BYTES, read_json, read_value};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::fact::{ApprovalOrder, LinkKind, TicketKind};
use crate::ticket::workflow::{Amount, canonical, sha256_hex};
use crate::time::{format_instant, parse_instant};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The longest text of a message or note, in bytes.
pub const MAX_BODY_BYTES: usize = 1 << 20;
/// The longest id, name or short text of a command, in bytes.
pub const MAX_WORD_BYTES: usize = 1_024;

/// A command: who wants what of which ticket, when. In JSON all stands in one object:
/// `{"do": "set_status", "ticket": "T-1", "by": "ann", "at": "2026-03-02T09:00:00Z", "status": "solved"}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// Who; a message, a score of the customer needs none and is the requester's.
    pub by: Option<String>,
    /// For whom.
    pub on_behalf_of: Option<String>,
    /// The ticket; none for what concerns the whole desk, and for a reply that finds its ticket by itself.
    pub ticket: Option<String>,
    /// The version of the ticket the sender has seen.
    pub expect_version: Option<u64>,
    /// An idempotency key: the same command under it has one effect.
    pub key: Option<String>,
    /// What.
    pub action: Action,
}

/// Whatever a field may be left out as.
type Text = Option<String>;

/// What a command does. The fields are those of JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)] // docs/lifecycle.md has the table
#[non_exhaustive]
pub enum Action {
    /// A new ticket.
    Create(Box<Create>),
    /// To a status, or to the one that stands for a category.
    SetStatus(Box<SetStatus>),
    /// To the status the workflow's `toggle` names.
    Toggle {
        #[serde(default, deserialize_with = "instant", skip_serializing_if = "Option::is_none")]
        until: Option<i64>,
    },
    SetField {
        field: String,
        #[serde(default)]
        value: Value,
    },
    Assign {
        #[serde(default)]
        assignee: Text,
        #[serde(default)]
        group: Text,
    },
    Unassign {},
    Transfer {
        #[serde(default)]
        group: Text,
        #[serde(default)]
        workflow: Text,
        #[serde(default)]
        note: Text,
    },
    Escalate {
        #[serde(default)]
        group: Text,
        #[serde(default)]
        note: Text,
    },
    CustomerReply(Box<CustomerReply>),
    AgentReply(Box<AgentReply>),
    Note {
        #[serde(default)]
        body: Text,
    },
    Mute {
        #[serde(default = "yes")]
        value: bool,
    },
    Handoff {},
    PlanTask {},
    CompleteTask {},
    Watch {
        watcher: String,
    },
    Unwatch {
        watcher: String,
    },
    Link {
        #[serde(rename = "type")]
        kind: LinkKind,
        to: String,
    },
    Unlink {
        #[serde(rename = "type")]
        kind: LinkKind,
        to: String,
    },
    Merge {
        into: String,
    },
    Unmerge {},
    Split {
        #[serde(rename = "as")]
        new: String,
        messages: Vec<u32>,
        #[serde(default)]
        subject: Text,
    },
    MarkDuplicate {
        of: String,
    },
    RequestApproval {
        approvers: Vec<String>,
        #[serde(default)]
        order: ApprovalOrder,
    },
    Approve {
        #[serde(default)]
        reason: Text,
    },
    Deny {
        #[serde(default)]
        reason: Text,
    },
    Goodwill {
        amount: Amount,
        currency: String,
    },
    ApproveGoodwill {},
    DenyGoodwill {
        #[serde(default)]
        reason: Text,
    },
    Score {
        score: Value,
    },
    LegalHold {
        #[serde(default = "yes")]
        value: bool,
    },
    Erase {
        subject: String,
    },
    Redact {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        messages: Option<Vec<u32>>,
    },
    Delete {},
    Migrate {
        #[serde(default)]
        map: BTreeMap<String, String>,
    },
    SetAvailable {
        agent: String,
        #[serde(default = "yes")]
        value: bool,
    },
    RemoveFromGroup {
        group: String,
        agent: String,
    },
}

fn yes() -> bool {
    true
}

/// A new ticket.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Create {
    /// The workflow; the board's first when left out.
    pub workflow: Text,
    /// One of the workflow's `initial`; else its default.
    pub status: Text,
    /// Why it is in that status.
    pub reason: Text,
    /// A comment on that.
    pub comment: Text,
    /// Until when.
    #[serde(deserialize_with = "instant")]
    pub until: Option<i64>,
    /// The group it goes to.
    pub group: Text,
    /// Whose it is.
    pub assignee: Text,
    /// Who asks.
    pub requester: Text,
    /// What about.
    pub subject: Text,
    /// How urgent.
    pub priority: Text,
    /// Tags.
    pub tags: Vec<String>,
    /// Named fields.
    pub fields: BTreeMap<String, Value>,
    /// A ticket, a problem or a task.
    pub kind: TicketKind,
    /// The channel it came on.
    pub channel: Text,
    /// A bot answers first.
    pub bot: bool,
    /// The contact is blocked.
    pub contact_blocked: bool,
    /// `proactive`, `integration`, `other_team`, or a word of the host.
    pub origin: Text,
    /// Tasks that wait from the start.
    pub open_tasks: u32,
    /// Sums of time.
    pub time: BTreeMap<String, i64>,
    /// Who watches it.
    pub watchers: Vec<String>,
    /// It must not be erased.
    pub legal_hold: bool,
    /// The token that replies to it will carry.
    pub reply_token: Text,
}

/// A move.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SetStatus {
    /// To this status.
    pub status: Text,
    /// Or to the one that stands for this category.
    pub category: Text,
    /// Fields filled in with it.
    pub fields: BTreeMap<String, Value>,
    /// Why.
    pub reason: Text,
    /// More on that.
    pub comment: Text,
    /// Until when.
    #[serde(deserialize_with = "instant")]
    pub until: Option<i64>,
}

/// A message of the customer.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerReply {
    /// The channel; that of the last message when left out.
    pub channel: Text,
    /// The channel's own id: a second message with it is ignored.
    pub message_id: Text,
    /// Ids of messages it answers; they find the ticket when the command names none.
    pub in_reply_to: Vec<String>,
    /// The token in the address it was sent to; it finds the ticket when the command names none.
    pub reply_token: Text,
    /// An automatic answer: stored, nothing else.
    pub auto_reply: bool,
    /// Header fields, from which an automatic answer is told (RFC 3834).
    pub headers: BTreeMap<String, String>,
    /// Stored, and moves nothing.
    pub no_autoopen: bool,
    /// The id of the follow-up ticket, should it become one.
    pub follow_up_as: Text,
    /// The text.
    pub body: Text,
}

/// A public reply of the desk.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AgentReply {
    /// The channel; that of the last message when left out.
    pub channel: Text,
    /// The channel's own id.
    pub message_id: Text,
    /// Sent by a rule: it answers nobody.
    pub automated: bool,
    /// A template of the channel: it passes a closed window.
    pub template: bool,
    /// The text.
    pub body: Text,
}

fn instant<'de, D: serde::Deserializer<'de>>(d: D) -> std::result::Result<Option<i64>, D::Error> {
    let text = Option::<String>::deserialize(d)?;
    text.map(|t| parse_instant(&t)).transpose().map_err(serde::de::Error::custom)
}

impl Command {
    /// A command of JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] with the field for what is no command, [`ErrorKind::LimitExceeded`] past a size.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_value(read_json(text, "command", MAX_DOCUMENT_BYTES)?)
    }

    /// The same, given at an instant: its own where it has one.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_json_at(text: &str, now: i64) -> Result<Self> {
        Self::from_value_at(read_json(text, "command", MAX_DOCUMENT_BYTES)?, now)
    }

    /// The same of a value that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value_at(mut value: Value, now: i64) -> Result<Self> {
        if let Value::Object(map) = &mut value {
            map.entry("at").or_insert_with(|| format_instant(now).into());
        }
        Self::from_value(value)
    }

    /// A command of a value that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value) -> Result<Self> {
        let Value::Object(mut map) = value else {
            return Err(Error::new(ErrorKind::InvalidInput, "not a valid command: expected an object"));
        };
        check_texts(&map)?;
        check_ids(&map)?;
        let at = text(&mut map, "at")?.ok_or_else(|| Error::invalid("at", "", "the instant of the command"))?;
        let at = parse_instant(&at).map_err(|e| e.at("at"))?;
        let (by, on_behalf_of) = (text(&mut map, "by")?, text(&mut map, "on_behalf_of")?);
        let (ticket, key) = (text(&mut map, "ticket")?, text(&mut map, "key")?);
        let expect_version = match map.remove("expect_version") {
            None | Some(Value::Null) => None,
            Some(v) => Some(v.as_u64().ok_or_else(|| Error::invalid("expect_version", v, "the number of a version"))?),
        };
        let action = read_value(Value::Object(map), "command")?;
        Ok(Self { at, by, on_behalf_of, ticket, expect_version, key, action })
    }

    /// The SHA-256 of the command, its instant and key apart.
    pub(crate) fn fingerprint(&self) -> Result<String> {
        let action = canonical(&serde_json::to_value(&self.action).map_err(Error::unwritable)?);
        let version = self.expect_version.map(|v| v.to_string());
        let parts = [&self.by, &self.on_behalf_of, &self.ticket, &version, &Some(action)];
        let text = |part: &&Option<String>| part.as_deref().map_or(String::from("-"), |t| format!("+{t}"));
        let texts: Vec<String> = parts.iter().map(text).collect();
        Ok(sha256_hex(texts.iter().map(String::as_bytes)))
    }

    /// Whether it reads no version: messages, notes, tags and watchers are put after whatever happened meanwhile.
    pub(crate) fn commutes(&self) -> bool {
        match &self.action {
            Action::CustomerReply(_)
            | Action::AgentReply(_)
            | Action::Note { .. }
            | Action::Watch { .. }
            | Action::Unwatch { .. } => true,
            Action::SetField { field, .. } => field == "tags",
            _ => false,
        }
    }

    /// As a text for messages about it.
    pub(crate) fn when(&self) -> String {
        format_instant(self.at)
    }
}

fn text(map: &mut Map<String, Value>, name: &str) -> Result<Option<String>> {
    match map.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(Error::invalid(name, other, "a text")),
    }
}

/// What tells one thing from another is never empty: two mails without a `Message-ID` are no repetition.
fn check_ids(map: &Map<String, Value>) -> Result<()> {
    let expected = "a text that is not empty; left out where there is none";
    for name in ["by", "on_behalf_of", "key", "message_id", "reply_token", "follow_up_as"] {
        if map.get(name).and_then(Value::as_str).is_some_and(|text| text.trim().is_empty()) {
            return Err(Error::invalid(name, "", expected));
        }
    }
    let mut answered = map.get("in_reply_to").and_then(Value::as_array).into_iter().flatten();
    match answered.position(|id| id.as_str().is_some_and(|text| text.trim().is_empty())) {
        Some(i) => Err(Error::invalid(format!("in_reply_to[{i}]"), "", expected)),
        None => Ok(()),
    }
}

/// No control characters anywhere, and nothing longer than it may be.
fn check_texts(map: &Map<String, Value>) -> Result<()> {
    for (name, value) in map {
        let body = name == "body" || name == "note" || name == "comment";
        check_value(name, value, if body { MAX_BODY_BYTES } else { MAX_WORD_BYTES }, body)?;
    }
    Ok(())
}

fn check_value(path: &str, value: &Value, most: usize, body: bool) -> Result<()> {
    match value {
        Value::String(text) if text.len() > most => {
            Err(Error::limit(path, format!("{} bytes", text.len()), format!("at most {most} bytes")))
        }
        Value::String(text) => {
            let bad = |c: &char| c.is_control() && !(body && matches!(c, '\n' | '\r' | '\t'));
            match text.chars().find(bad) {
                Some(c) => {
                    let found = format!("the control character U+{:04X}", u32::from(c));
                    Err(Error::invalid(path, found, "text without control characters"))
                }
                None => Ok(()),
            }
        }
        Value::Array(items) if items.len() > MAX_WORD_BYTES => {
            Err(Error::limit(path, format!("{} entries", items.len()), format!("at most {MAX_WORD_BYTES}")))
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(i, item)| check_value(&format!("{path}[{i}]"), item, most, body))
        }
        Value::Object(map) if map.len() > 256 => {
            Err(Error::limit(path, format!("{} entries", map.len()), "at most 256"))
        }
        Value::Object(map) => map.iter().try_for_each(|(k, v)| check_value(&format!("{path}.{k}"), v, most, body)),
        _ => Ok(()),
    }
}

impl CustomerReply {
    /// Whether a machine wrote it, by the flag or by its header fields.
    ///
    /// RFC 3834, section 5: `Auto-Submitted` other than `no`; and what is usual beside it: `X-Auto-Response-Suppress`,
    /// `Precedence: bulk | junk | list | auto_reply`, `List-Id` and its kin, an empty `Return-Path`.
    pub(crate) fn is_automatic(&self) -> bool {
        self.auto_reply
            || self.headers.iter().any(|(name, value)| {
                let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
                match name.as_str() {
                    // Comments and parameters may follow the keyword.
                    "auto-submitted" => value.split([';', '(']).next().map(str::trim) != Some("no"),
                    "x-auto-response-suppress" => value != "none" && !value.is_empty(),
                    "precedence" => matches!(value.as_str(), "bulk" | "junk" | "list" | "auto_reply"),
                    "return-path" => value.is_empty() || value == "<>",
                    name => name.starts_with("list-"),
                }
            })
    }
}

/// Who a command comes from, once looked up.
#[derive(Debug, Clone)]
pub(crate) struct Asker<'b> {
    pub(crate) id: String,
    pub(crate) person: Cow<'b, Person>,
}
