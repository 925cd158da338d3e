//! Who did it: a kind that clocks and figures see, an id, and on whose behalf.

use schemars::JsonSchema;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Whether a person, a machine or nobody in particular did something. Replies of an [`Ai`](ActorKind::Ai) or an
/// [`Auto`](ActorKind::Auto)-responder answer nobody unless a policy says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The asker.
    Requester,
    /// A person of the desk.
    Human,
    /// An AI agent.
    Ai,
    /// A rule, a timer, an import, the system: its id says which.
    #[default]
    Auto,
}

impl ActorKind {
    /// The word of documents and events.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            ActorKind::Requester => "requester",
            ActorKind::Human => "agent",
            ActorKind::Ai => "bot",
            ActorKind::Auto => "auto",
        }
    }
}

/// Who did it, and on whose behalf.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Of which kind.
    pub kind: ActorKind,
    /// The host's own id.
    pub id: String,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
}

impl Actor {
    /// Whether no more is known than the kind.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.id.is_empty() && self.on_behalf_of.is_none()
    }

    /// Whether it is nobody in particular: what a document need not say.
    pub(crate) fn is_nobody(&self) -> bool {
        *self == Self::default()
    }
}

impl From<ActorKind> for Actor {
    fn from(kind: ActorKind) -> Self {
        Self { kind, ..Self::default() }
    }
}

/// The words of logs for a kind of actor.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActorWord {
    /// The asker (case files and peers also say `customer`, `end_user`).
    #[serde(alias = "customer", alias = "end_user")]
    #[schemars(extend("x-aliases" = ["customer", "end_user"]))]
    Requester,
    /// A person of the service desk.
    #[serde(alias = "human")]
    #[schemars(extend("x-aliases" = ["human"]))]
    Agent,
    /// A conversational bot, an AI agent.
    #[serde(alias = "ai")]
    #[schemars(extend("x-aliases" = ["ai"]))]
    Bot,
    /// An automatic message: acknowledgement, out-of-office, rule, timer.
    #[serde(alias = "system")]
    #[schemars(extend("x-aliases" = ["system"]))]
    Auto,
}

impl From<ActorWord> for ActorKind {
    fn from(word: ActorWord) -> Self {
        match word {
            ActorWord::Requester => ActorKind::Requester,
            ActorWord::Agent => ActorKind::Human,
            ActorWord::Bot => ActorKind::Ai,
            ActorWord::Auto => ActorKind::Auto,
        }
    }
}

impl From<ActorKind> for ActorWord {
    fn from(kind: ActorKind) -> Self {
        match kind {
            ActorKind::Requester => ActorWord::Requester,
            ActorKind::Human => ActorWord::Agent,
            ActorKind::Ai => ActorWord::Bot,
            ActorKind::Auto => ActorWord::Auto,
        }
    }
}

/// An actor as an event writes it: a word where no more is known than the kind, else an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct By(#[serde(with = "by")] pub Actor);

/// A kind of actor by its word alone.
#[cfg(feature = "import")]
pub(crate) mod word {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(kind: &ActorKind, s: S) -> Result<S::Ok, S::Error> {
        ActorWord::from(*kind).serialize(s)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<ActorKind, D::Error> {
        ActorWord::deserialize(d).map(ActorKind::from)
    }
}

/// `by` of an event: a word where no more is known than the kind, else an object.
pub(crate) mod by {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(actor: &Actor, s: S) -> Result<S::Ok, S::Error> {
        if actor.is_nameless() { ActorWord::from(actor.kind).serialize(s) } else { actor.serialize(s) }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Actor, D::Error> {
        struct By;
        impl<'de> Visitor<'de> for By {
            type Value = Actor;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("requester, agent, bot or auto, or an object of kind, id and on_behalf_of")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<Actor, E> {
                ActorWord::deserialize(StrDeserializer::new(word)).map(|word| ActorKind::from(word).into())
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Actor, A::Error> {
                Actor::deserialize(MapAccessDeserializer::new(map))
            }
        }
        d.deserialize_any(By)
    }

    /// Its schema.
    pub(crate) struct Schema;

    impl JsonSchema for Schema {
        fn schema_name() -> Cow<'static, str> {
            "By".into()
        }

        fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
            let (word, actor) = (generator.subschema_for::<ActorWord>(), generator.subschema_for::<Actor>());
            schemars::json_schema!({
                "description": "Who did it: a word where no more is known than the kind, else an object.",
                "anyOf": [word, actor],
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Serialize, Deserialize)]
    struct One {
        #[serde(with = "by")]
        by: Actor,
    }

    #[test]
    fn a_word_or_an_object() {
        for (written, kind, again) in [
            (r#"{"by":"customer"}"#, ActorKind::Requester, r#"{"by":"requester"}"#),
            (r#"{"by":"human"}"#, ActorKind::Human, r#"{"by":"agent"}"#),
            (r#"{"by":"bot"}"#, ActorKind::Ai, r#"{"by":"bot"}"#),
            (r#"{"by":"system"}"#, ActorKind::Auto, r#"{"by":"auto"}"#),
            (r#"{"by":{"kind":"human","id":"ann"}}"#, ActorKind::Human, r#"{"by":{"kind":"human","id":"ann"}}"#),
            (
                r#"{"by":{"kind":"ai","id":"m1","on_behalf_of":"ann"}}"#,
                ActorKind::Ai,
                r#"{"by":{"kind":"ai","id":"m1","on_behalf_of":"ann"}}"#,
            ),
        ] {
            let read: One = serde_json::from_str(written).unwrap();
            assert_eq!(read.by.kind, kind, "{written}");
            assert_eq!(serde_json::to_string(&read).unwrap(), again);
        }
        for wrong in [
            r#"{"by":"agnet"}"#,
            r#"{"by":7}"#,
            r#"{"by":{"kind":"human"}}"#,
            r#"{"by":{"kind":"human","id":"a","for":"b"}}"#,
        ] {
            assert!(serde_json::from_str::<One>(wrong).is_err(), "{wrong}");
        }
    }
}
