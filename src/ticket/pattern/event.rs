//! Which events a document means: `created`, `agent_reply`, `status:open`, `group:!tier1` …

use super::status::StatusWord;
use crate::ticket::{ActorKind, Statuses, What, normal};

/// One event pattern of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Matcher {
    /// The ticket was created by one of these.
    Created(ActorSet),
    /// A message by one of these; `public` as stated, or either.
    Reply { by: ActorSet, public: Option<bool> },
    /// A status was entered.
    Status(StatusWord),
    /// Priority, group, assignee, calendar, policy or custom event of this name.
    Value(What, WordTest),
    /// Another field changed.
    Field(String, WordTest),
}

/// A test of a normalised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WordTest {
    Any,
    Is(String),
    Not(String),
}

impl WordTest {
    pub(crate) fn accepts(&self, word: &str) -> bool {
        match self {
            WordTest::Any => true,
            WordTest::Is(w) => w == word,
            WordTest::Not(w) => w != word,
        }
    }

    /// The word it names, for the class table.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            WordTest::Any => None,
            WordTest::Is(w) | WordTest::Not(w) => Some(w),
        }
    }

    fn parse(arg: Option<&str>) -> Self {
        match arg {
            None => WordTest::Any,
            Some(a) => match a.trim().strip_prefix('!') {
                Some(rest) => WordTest::Not(normal(rest)),
                None => WordTest::Is(normal(a)),
            },
        }
    }
}

/// A set of actors, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ActorSet(u8);

impl ActorSet {
    pub(crate) const ALL: ActorSet = ActorSet(0b1111);

    pub(crate) const fn only(actor: ActorKind) -> Self {
        ActorSet(1 << actor_index(actor))
    }

    pub(crate) const fn contains(self, actor: ActorKind) -> bool {
        self.0 & (1 << actor_index(actor)) != 0
    }

    fn parse(arg: Option<&str>) -> Option<Self> {
        Some(match arg.map(normal).as_deref() {
            None => Self::ALL,
            Some("requester" | "customer" | "end_user") => Self::only(ActorKind::Requester),
            Some("agent") => Self::only(ActorKind::Human),
            Some("bot") => Self::only(ActorKind::Ai),
            Some("auto" | "system") => Self::only(ActorKind::Auto),
            Some("!agent") => ActorSet(Self::ALL.0 & !Self::only(ActorKind::Human).0),
            Some(_) => return None,
        })
    }
}

/// The place of an actor in the tables.
pub(crate) const fn actor_index(actor: ActorKind) -> usize {
    match actor {
        ActorKind::Requester => 0,
        ActorKind::Human => 1,
        ActorKind::Ai => 2,
        ActorKind::Auto => 3,
    }
}

/// What a fault says was expected.
pub(crate) const EVENT_FORMS: &str = "an event such as created, agent_reply, requester_reply, internal_note, status:open, \
     category:solved, priority:high, group:tier1, group:!tier1, assignee, unassigned, sla_attached, field:channel=chat or custom:approved, \
     or a status";

impl Matcher {
    /// Reads one pattern; `None` when it is none of [`EVENT_FORMS`].
    pub(crate) fn parse(text: &str, statuses: &Statuses) -> Option<Self> {
        let (head, arg) = match text.split_once(':') {
            Some((head, arg)) => (head, Some(arg)),
            None => (text, None),
        };
        let reply = |actor: ActorKind, public| Matcher::Reply { by: ActorSet::only(actor), public: Some(public) };
        let value = |what| Matcher::Value(what, WordTest::parse(arg));
        Some(match (normal(head).as_str(), arg) {
            ("created", _) => Matcher::Created(ActorSet::parse(arg)?),
            ("reply" | "public_reply", _) => Matcher::Reply { by: ActorSet::parse(arg)?, public: Some(true) },
            ("message", _) => Matcher::Reply { by: ActorSet::parse(arg)?, public: None },
            ("agent_reply", None) => reply(ActorKind::Human, true),
            ("requester_reply" | "customer_reply", None) => reply(ActorKind::Requester, true),
            ("bot_reply", None) => reply(ActorKind::Ai, true),
            ("auto_reply", None) => reply(ActorKind::Auto, true),
            ("internal_note", _) => Matcher::Reply { by: ActorSet::parse(arg)?, public: Some(false) },
            ("status" | "category", Some(_)) => Matcher::Status(StatusWord::parse(text, statuses)?),
            ("priority", _) => value(What::Priority),
            ("group", _) => value(What::Group),
            ("assignee", _) => value(What::Assignee),
            ("assigned", None) => Matcher::Value(What::Assignee, WordTest::Not(String::new())),
            ("unassigned", None) => Matcher::Value(What::Assignee, WordTest::Is(String::new())),
            ("calendar", _) => value(What::Calendar),
            ("sla_attached", _) => value(What::SlaAttached),
            ("custom" | "event", Some(_)) => value(What::Custom),
            ("field", Some(spec)) => match spec.split_once('=') {
                Some((name, to)) => Matcher::Field(normal(name), WordTest::parse(Some(to))),
                None => Matcher::Field(normal(spec), WordTest::Any),
            },
            (_, None) => Matcher::Status(StatusWord::parse(text, statuses)?),
            _ => return None,
        })
    }

    /// The words that need a place of their own in the class table.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Matcher::Status(StatusWord::Name(n)) => Some(n),
            Matcher::Value(_, test) | Matcher::Field(_, test) => test.word(),
            _ => None,
        }
    }
}
