//! The ways a message goes out, and which text of it each takes.
//!
//! One message is one thought: its value is the body, its attributes are the other forms. A channel that a message has no form
//! for takes the next one of its table, in the same language always.
//!
//! | channel | takes, in this order | written as |
//! |---|---|---|
//! | `body` | value | plain (or Markdown, by configuration) |
//! | `html` | `.html`, value | HTML |
//! | `subject` | `.subject` | one line |
//! | `preheader` | `.preheader`, `.subject` | one line |
//! | `chat` | `.chat`, value | plain (or Markdown, by configuration) |
//! | `sms` | `.sms`, value | text message |
//! | `voice` | `.voice`, value | spoken text |
//! | `push` | `.push`, `.sms`, `.subject` | one line |

use super::escape::Format;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Channel {
    /// The body of a mail or a message in the portal.
    #[default]
    Body,
    /// The HTML part of a mail.
    Html,
    /// The subject line of a mail.
    Subject,
    /// The line that mail programs show beside the subject.
    Preheader,
    /// A chat.
    Chat,
    /// A text message.
    Sms,
    /// A voice assistant or call.
    Voice,
    /// A notification of an app.
    Push,
}

impl Channel {
    /// Every channel.
    pub const ALL: &[Channel] = &[
        Channel::Body,
        Channel::Html,
        Channel::Subject,
        Channel::Preheader,
        Channel::Chat,
        Channel::Sms,
        Channel::Voice,
        Channel::Push,
    ];

    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Channel::Body => "body",
            Channel::Html => "html",
            Channel::Subject => "subject",
            Channel::Preheader => "preheader",
            Channel::Chat => "chat",
            Channel::Sms => "sms",
            Channel::Voice => "voice",
            Channel::Push => "push",
        }
    }

    /// The channel of a stable word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }

    /// The texts it takes, best first; the empty name is the value.
    #[must_use]
    pub const fn table(self) -> &'static [&'static str] {
        match self {
            Channel::Body => &[""],
            Channel::Html => &["html", ""],
            Channel::Subject => &["subject"],
            Channel::Preheader => &["preheader", "subject"],
            Channel::Chat => &["chat", ""],
            Channel::Sms => &["sms", ""],
            Channel::Voice => &["voice", ""],
            Channel::Push => &["push", "sms", "subject"],
        }
    }
}

/// Settings of the channels of one deployment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelConfig {
    /// What values (bodies) are written in: `plain` or `markdown`.
    pub body: Format,
    /// What `.chat` attributes are written in, and chats shown as: `plain` or `markdown`.
    pub chat: Format,
    /// Tables that differ from [`Channel::table`]; the empty name is the value.
    pub tables: BTreeMap<Channel, Vec<String>>,
}

impl ChannelConfig {
    /// The format a text of this attribute is written in.
    #[must_use]
    pub fn written_in(&self, attribute: &str) -> Format {
        match attribute {
            "" => self.body,
            "html" => Format::Html,
            "subject" | "preheader" | "push" => Format::Subject,
            "chat" => self.chat,
            "sms" => Format::Sms,
            "voice" => Format::Voice,
            _ => Format::Plain,
        }
    }

    /// The format a channel shows.
    #[must_use]
    pub fn shown_as(&self, channel: Channel) -> Format {
        match channel {
            Channel::Body => self.body,
            Channel::Html => Format::Html,
            Channel::Subject | Channel::Preheader | Channel::Push => Format::Subject,
            Channel::Chat => self.chat,
            Channel::Sms => Format::Sms,
            Channel::Voice => Format::Voice,
        }
    }
}
