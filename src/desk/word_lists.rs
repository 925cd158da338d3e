//! Every closed list of words that callers give or get, by name: states, kinds, channels, and the names there are.
//!
//! What a language makes of it (the `Literal` types of Python, a page, a completion) is made from here, and here it is made from the types
//! themselves, so that a new variant is a new word everywhere.

use super::ask::QUESTIONS;
use super::documents::DOCUMENTS;
use crate::calendar::Boundary;
use crate::coverage::PersonKind;
use crate::error::{ErrorKind, Severity};
use crate::metrics::stats::IntervalMethod;
use crate::metrics::{AttainmentRule, METRICS, PercentileMethod};
use crate::sla::{MetricKind, MetricState, PieceReason};
use crate::ticket::lifecycle::RefusalCode;
use crate::ticket::workflow::PRESETS;
use crate::ticket::{ActorKind, StatusCategory, What};
use crate::time::{Fold, Gap};
use serde::de::value::Error as Caught;
use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde::forward_to_deserialize_any;

/// A closed list of words.
#[derive(Debug, Clone, Copy)]
pub struct WordList {
    /// The name of the list, such as `MetricState`.
    pub name: &'static str,
    /// What the words say, in one sentence.
    pub about: &'static str,
    words: fn() -> Vec<&'static str>,
}

impl WordList {
    /// The words, in the order of the table they come from.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        (self.words)()
    }
}

/// The words of a list.
///
/// ```
/// use sundesk::desk::word_list;
/// assert_eq!(word_list("Severity"), ["error", "warning"]);
/// assert!(word_list("MetricState").contains(&"breached"));
/// assert!(word_list("Nonsense").is_empty());
/// ```
#[must_use]
pub fn word_list(name: &str) -> Vec<&'static str> {
    WORD_LISTS.iter().find(|list| list.name == name).map(WordList::words).unwrap_or_default()
}

const fn list(name: &'static str, about: &'static str, words: fn() -> Vec<&'static str>) -> WordList {
    WordList { name, about, words }
}

/// All of them, in the order of their names.
pub const WORD_LISTS: &[WordList] = &[
    list("ActorKind", "Who did something: a person, a machine or nobody in particular.", of::<ActorKind>),
    list("AttainmentRule", "Which cycles of a metric make up what became of its promise.", of::<AttainmentRule>),
    list("Boundary", "Where an addition lands that uses up its amount exactly at a closing.", of::<Boundary>),
    #[cfg(feature = "template")]
    list("Channel", "Where a text is read.", of::<crate::template::channel::Channel>),
    #[cfg(feature = "store")]
    list("CountBy", "What tickets are counted by.", of::<crate::store::By>),
    list("DayMode", "When on its day an answer in business days lies; or a time of day.", || {
        vec!["keep_time", "end_of_day"]
    }),
    #[cfg(feature = "template")]
    list("Direction", "Which way a text runs.", of::<crate::template::negotiate::Direction>),
    list("DocumentKind", "The documents that people write.", || DOCUMENTS.iter().map(|kind| kind.name).collect()),
    list("ErrorKind", "What kind of error it is.", of::<ErrorKind>),
    list("EventKind", "What happened to a ticket.", || What::ALL.iter().map(|what| what.word()).collect()),
    list("Fold", "Which instant a reading means that the clock shows twice.", of::<Fold>),
    list("Gap", "Which instant a reading means that the clock never shows.", of::<Gap>),
    #[cfg(feature = "store")]
    list("HandleKind", "What an external id leads to a ticket by.", of::<crate::store::Handle>),
    #[cfg(feature = "template")]
    list("HourCycle", "Whether hours are counted to 12 or to 23.", of::<crate::template::HourCycle>),
    list("IntervalMethod", "How an interval of a share is worked out.", of::<IntervalMethod>),
    #[cfg(feature = "template")]
    list("Isolates", "Whether values stand in marks of direction.", of::<crate::template::catalog::Isolates>),
    #[cfg(feature = "template")]
    list("LintLevel", "How bad a finding about texts is.", of::<crate::template::lint::Level>),
    #[cfg(feature = "template")]
    list("ListKind", "How words are joined.", || {
        crate::template::ListKind::ALL.iter().map(|kind| kind.name()).collect()
    }),
    list("LocalKind", "Whether the clock shows a reading once, never or twice.", || vec!["unique", "gap", "fold"]),
    #[cfg(feature = "import")]
    list("LogPreset", "The column maps there are.", || crate::ticket::import::LogMap::preset_names().collect()),
    list("MetricKind", "What a metric of a promise measures.", of::<MetricKind>),
    list("MetricName", "The metrics that a report can be asked for.", || {
        METRICS.iter().map(|kind| kind.name).collect()
    }),
    list("MetricState", "Where a metric of a promise stands.", of::<MetricState>),
    list("PercentileMethod", "How a percentile is worked out.", of::<PercentileMethod>),
    list("PersonKind", "Who works: a human or an AI agent.", of::<PersonKind>),
    list("PieceReason", "Why a piece of time counts or not.", of::<PieceReason>),
    #[cfg(feature = "template")]
    list("PseudoLocale", "The pseudo-locales there are.", of::<crate::template::pseudo::Pseudo>),
    list("QuestionKind", "The questions there are.", questions),
    list("RefusalCode", "Why a command was refused.", of::<RefusalCode>),
    list("Severity", "How bad a problem is.", of::<Severity>),
    list("StatusCategory", "What a status means.", of::<StatusCategory>),
    #[cfg(feature = "template")]
    list("TextFormat", "What a text is written in.", of::<crate::template::escape::Format>),
    #[cfg(feature = "store")]
    list("TicketOrder", "In which order tickets are listed.", of::<crate::store::Order>),
    #[cfg(feature = "template")]
    list("TimeUnit", "The units of a distance in time.", || {
        crate::template::TimeUnit::ALL.iter().map(|unit| unit.name()).collect()
    }),
    #[cfg(feature = "template")]
    list("UnitWidth", "How long a unit is written.", || {
        crate::template::UnitWidth::ALL.iter().map(|width| width.name()).collect()
    }),
    list("WorkflowPreset", "The workflows there are.", || PRESETS.iter().map(|(name, _)| *name).collect()),
];

/// The trial is there for tests only, and no word of a release.
fn questions() -> Vec<&'static str> {
    QUESTIONS.iter().map(|kind| kind.name).filter(|name| *name != "trial").collect()
}

/// The words of an enum, as what reads it from documents knows them.
fn of<T: DeserializeOwned>() -> Vec<&'static str> {
    let mut words: &'static [&'static str] = &[];
    // It is asked for one of its words, is told that there is none to be had, and has said by then which they are.
    let _ = T::deserialize(Listing(&mut words));
    words.to_vec()
}

struct Listing<'w>(&'w mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Listing<'_> {
    type Error = Caught;

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Caught> {
        *self.0 = variants;
        Err(Caught::custom("the words are known"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Caught> {
        Err(Caught::custom("no list of words"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_words_and_stands_in_order() {
        assert!(WORD_LISTS.iter().all(|list| !list.words().is_empty()), "{WORD_LISTS:?}");
        assert!(WORD_LISTS.is_sorted_by_key(|list| list.name));
    }

    #[test]
    fn a_list_has_what_its_type_is_written_as() {
        let states = word_list("MetricState");
        for state in [MetricState::Inactive, MetricState::Missed, MetricState::Cancelled] {
            assert!(states.contains(&state.name()));
        }
        assert_eq!(word_list("Gap"), ["transition", "compatible"]);
        assert_eq!(
            word_list("StatusCategory"),
            StatusCategory::ALL.iter().map(|category| category.name()).collect::<Vec<_>>()
        );
        assert_eq!(word_list("ErrorKind"), ErrorKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>());
    }
}
