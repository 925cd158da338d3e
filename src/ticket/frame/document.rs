//! [`FrameDoc`]: what the columns of a frame of events mean.

use crate::document::Document;
use crate::error::{Error, Result, join};
use crate::ticket::{ActorKind, StatusCategory, StatusMap, word_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most columns to group by.
pub const MAX_WORDS: usize = 64;
/// The most surveys of one frame.
pub const MAX_SURVEYS: usize = 64;

/// What the columns of a frame of events mean: one row an event. What is left out has its usual name and meaning.
///
/// ```
/// use sundesk::document::Document;
/// use sundesk::ticket::frame::FrameDoc;
/// let doc = FrameDoc::from_json(r#"{"ticket": "ticket_id", "words": ["channel"], "kinds": {"rated": {"as": "score", "into": "csat"}}}"#)?;
/// assert_eq!((doc.at.as_str(), doc.faulty_rows), ("at", sundesk::ticket::frame::FaultyRows::Refuse));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrameDoc {
    /// The column of the ticket that an event belongs to: numbers or texts; default `ticket`.
    pub ticket: String,
    /// The column of the instant, with its zone; default `at`.
    pub at: String,
    /// The column that says what happened: words, or numbers that stand for them; default `kind`.
    pub kind: String,
    /// The column that says of which kind the one is who did it; default `actor`, which may be absent.
    pub actor: Option<String>,
    /// The column that names the person; left out, people are not told apart.
    pub agent: Option<String>,
    /// The column with the answer to a survey; default `score`, which may be absent.
    pub score: Option<String>,
    /// Columns to group by; the last value of a ticket that is stated stands.
    pub words: Vec<String>,
    /// What the words of the kind's column mean, besides the usual ones.
    pub kinds: BTreeMap<String, KindDoc>,
    /// What the words of the actor's column mean, besides the usual ones.
    pub actors: BTreeMap<String, ActorKind>,
    /// What each status means, besides the usual ones.
    pub statuses: StatusMap,
    /// Kinds after which the ticket is in the hands of the desk: the time from each to the ticket's next event adds up to the number `handling`.
    pub handling: BTreeSet<String>,
    /// What becomes of rows without a ticket or an instant, outside the supported dates, or of a kind or an actor that nobody declared.
    pub faulty_rows: FaultyRows,
    /// What becomes of a row that repeats another one of its ticket: the same instant, kind, actor, person and score.
    pub duplicates: Duplicates,
    /// Which answer of a ticket counts when there are several.
    pub scores: KeptScore,
}

impl Default for FrameDoc {
    fn default() -> Self {
        Self {
            ticket: "ticket".to_owned(),
            at: "at".to_owned(),
            kind: "kind".to_owned(),
            actor: None,
            agent: None,
            score: None,
            words: Vec::new(),
            kinds: BTreeMap::new(),
            actors: BTreeMap::new(),
            statuses: StatusMap::default(),
            handling: BTreeSet::new(),
            faulty_rows: FaultyRows::default(),
            duplicates: Duplicates::default(),
            scores: KeptScore::default(),
        }
    }
}

impl Document for FrameDoc {
    const WHAT: &'static str = "frame document";
}

/// What an event of a kind is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "as", rename_all = "snake_case", deny_unknown_fields)]
pub enum KindDoc {
    /// The ticket came into being.
    Created {
        /// Who wrote it; left out, the actor of the row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<ActorKind>,
    },
    /// A message.
    Reply {
        /// Who wrote it; left out, the actor of the row.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<ActorKind>,
        /// `false` for an internal note (default `true`).
        #[serde(default = "yes")]
        public: bool,
    },
    /// The status changed.
    Status {
        /// The new status.
        to: String,
    },
    /// A survey was answered: the row's score.
    Score {
        /// The number of the ticket that the score becomes, such as `csat`.
        into: String,
    },
    /// Something that no figure is about.
    Nothing,
}

fn yes() -> bool {
    true
}

/// What becomes of rows that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FaultyRows {
    /// The first one is an error that names its row and column. The default.
    #[default]
    Refuse,
    /// They are left out and counted by reason.
    Count,
}

/// What becomes of rows that repeat another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Duplicates {
    /// They are left out and counted: the same event was delivered twice. The default.
    #[default]
    Drop,
    /// They are events of their own, and counted.
    Keep,
}

/// Which answer of a ticket counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeptScore {
    /// The last. The default.
    #[default]
    Last,
    /// The first.
    First,
}

/// The usual words for answers to surveys.
pub(crate) const USUAL_SURVEYS: [&str; 3] = ["csat", "nps", "ces"];

/// The usual words for who did something. `user` is none: an agent in one product, a customer in the next.
const ACTORS: &[(&str, ActorKind)] = &[
    ("requester", ActorKind::Requester),
    ("customer", ActorKind::Requester),
    ("end_user", ActorKind::Requester),
    ("contact", ActorKind::Requester),
    ("agent", ActorKind::Human),
    ("human", ActorKind::Human),
    ("staff", ActorKind::Human),
    ("admin", ActorKind::Human),
    ("bot", ActorKind::Ai),
    ("ai", ActorKind::Ai),
    ("auto", ActorKind::Auto),
    ("system", ActorKind::Auto),
    ("automation", ActorKind::Auto),
    ("trigger", ActorKind::Auto),
];

/// The usual words for events that are no statuses. `comment` is none: public in one product, internal in the next.
fn usual(word: &str) -> Option<KindDoc> {
    let reply = |by: Option<ActorKind>, public| Some(KindDoc::Reply { by, public });
    match word {
        "created" => Some(KindDoc::Created { by: None }),
        "reply" | "public_reply" | "message" => reply(None, true),
        "agent_reply" | "staff_reply" => reply(Some(ActorKind::Human), true),
        "customer_reply" | "requester_reply" => reply(Some(ActorKind::Requester), true),
        "bot_reply" => reply(Some(ActorKind::Ai), true),
        "note" | "internal_note" | "private_note" => reply(None, false),
        "assigned" | "assignee" | "unassigned" | "priority" | "group" | "tagged" => Some(KindDoc::Nothing),
        survey if USUAL_SURVEYS.contains(&survey) => Some(KindDoc::Score { into: survey.to_owned() }),
        _ => None,
    }
}

impl FrameDoc {
    /// Whether its parts fit together.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a column that stands twice to group by, and for a word of which another
    /// spelling means something else;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_WORDS`].
    pub fn check(&self) -> Result<()> {
        if self.words.len() > MAX_WORDS {
            return Err(Error::limit("words", self.words.len(), format!("at most {MAX_WORDS} columns")));
        }
        for (i, name) in self.words.iter().enumerate() {
            if self.words.iter().take(i).any(|before| before == name) {
                return Err(Error::invalid(format!("words[{i}]"), name, "each column once"));
            }
        }
        one_meaning("kinds", &self.kinds)?;
        one_meaning("actors", &self.actors)
    }

    /// What a word of the kind's column means.
    pub(crate) fn kind_of(&self, word: &str) -> Option<KindDoc> {
        let plain = word_of(word);
        let own = self.kinds.get(word).or_else(|| self.kinds.iter().find(|(k, _)| word_of(k) == plain).map(|(_, v)| v));
        own.cloned().or_else(|| usual(&plain)).or_else(|| {
            let status = self.category_of(word).is_some();
            status.then(|| KindDoc::Status { to: word.to_owned() })
        })
    }

    /// What a word of the actor's column means.
    pub(crate) fn actor_of(&self, word: &str) -> Option<ActorKind> {
        let plain = word_of(word);
        let own = self.actors.iter().find(|(k, _)| word_of(k) == plain).map(|(_, v)| *v);
        own.or_else(|| ACTORS.iter().find(|(name, _)| *name == plain).map(|(_, kind)| *kind))
    }

    /// The category of a status word.
    pub(crate) fn category_of(&self, word: &str) -> Option<StatusCategory> {
        self.statuses.category(word)
    }

    /// Whether the desk has the ticket in its hands after an event of this kind.
    pub(crate) fn is_handling(&self, word: &str) -> bool {
        self.handling.contains(word) || {
            let plain = word_of(word);
            self.handling.iter().any(|k| word_of(k) == plain)
        }
    }
}

/// Words are compared without case: of two that are the same so, a third spelling could be either.
fn one_meaning<T: PartialEq>(field: &str, words: &BTreeMap<String, T>) -> Result<()> {
    let mut seen: BTreeMap<String, &T> = BTreeMap::new();
    for (word, meaning) in words {
        if seen.insert(word_of(word).into_owned(), meaning).is_some_and(|before| before != meaning) {
            return Err(Error::invalid(join(field, word), word, "one meaning for all spellings of a word"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_have_one_meaning() {
        let check = |json: &str| FrameDoc::from_json(json).and_then(|doc| doc.check());
        assert!(
            check(r#"{"kinds": {"Memo": {"as": "nothing"}, "memo": {"as": "nothing"}}, "actors": {"user": "human"}}"#)
                .is_ok()
        );
        let e = check(r#"{"kinds": {"Memo": {"as": "nothing"}, "memo": {"as": "reply"}}}"#).err();
        assert_eq!(e.map(|e| e.path().to_owned()).as_deref(), Some("kinds.memo"));
        let e = check(r#"{"actors": {"User": "human", "user": "requester"}}"#).err();
        assert_eq!(e.map(|e| e.path().to_owned()).as_deref(), Some("actors.user"));
    }

    #[test]
    fn words_of_two_meanings_are_to_be_declared() {
        let usual = FrameDoc::default();
        assert_eq!((usual.kind_of("comment"), usual.actor_of("user")), (None, None));
        assert_eq!(usual.actor_of("End_User"), Some(ActorKind::Requester));
    }
}
