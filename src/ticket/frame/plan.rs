//! A frame's document and its chunks, made into tables: what each row is, as a number.

use super::chunk::{Cell, EventChunk, MAX_NUMBERED_WORD, Tickets, Words};
use super::document::{FaultyRows, FrameDoc, KindDoc, MAX_SURVEYS, USUAL_SURVEYS};
use super::quality::FrameQuality;
use crate::error::{Error, Result};
use crate::ticket::{ActorKind, StatusCategory};
use crate::time::{MAX_INSTANT, MIN_INSTANT, format_instant};
use std::collections::HashMap;

/// The most rows of a frame.
pub const MAX_ROWS: u32 = u32::MAX;

/// A missing ticket or instant: outside everything that is counted.
pub(crate) const HOLE: i64 = i64::MIN;
/// Numbers of actors: none, the four kinds, one nobody declared.
const ACTORS: u32 = 8;
pub(super) const UNKNOWN_ACTOR: u32 = 5;

/// What a row does to its ticket; the top bit says that the desk has the ticket in its hands from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Act(pub(crate) u8);

impl Act {
    pub(crate) const NOTHING: u8 = 0;
    pub(crate) const CREATED: u8 = 1;
    pub(crate) const CREATED_BY_REQUESTER: u8 = 2;
    pub(crate) const REPLY_OF_REQUESTER: u8 = 3;
    pub(crate) const REPLY_OF_HUMAN: u8 = 4;
    /// A status without a category; those with one follow.
    pub(crate) const STATUS: u8 = 8;
    /// The first survey.
    pub(crate) const SCORE: u8 = 32;
    pub(crate) const FAULT: u8 = 127;
    const HANDLING: u8 = 128;

    #[inline]
    pub(crate) fn what(self) -> u8 {
        self.0 & 127
    }

    #[inline]
    pub(crate) fn is_handling(self) -> bool {
        self.0 & Self::HANDLING != 0
    }

    /// The category of the status with this number.
    pub(crate) fn category(what: u8) -> Option<StatusCategory> {
        let place = usize::from(what).checked_sub(usize::from(Self::STATUS) + 1)?;
        StatusCategory::ALL.get(place).copied()
    }
}

/// A kind of the frame.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    pub(crate) word: String,
    pub(crate) is: KindDoc,
}

/// What the numbers of one chunk are among those of all.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(super) kinds: Vec<u32>,
    pub(super) actors: Vec<u32>,
    pub(crate) agents: Vec<u32>,
    pub(crate) words: Vec<Vec<u32>>,
    pub(super) tickets: Option<Vec<i64>>,
}

/// Words of all chunks by number, and the numbers by word.
#[derive(Debug, Default)]
struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(known) = self.numbers.get(name) {
            return *known;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), next);
        self.names.push(name.to_owned());
        next
    }

    /// The numbers of the words of a chunk.
    fn map(&mut self, words: &Words<'_>) -> Vec<u32> {
        match &words.names {
            Some(names) => names.iter().map(|name| self.number(name)).collect(),
            None => numbered(words).map(|code| self.number(&code.to_string())).collect(),
        }
    }
}

/// The numbers that words without names use, up to the highest one.
fn numbered(words: &Words<'_>) -> std::ops::Range<u32> {
    let top = words.codes.range().and_then(|(_, most)| u32::try_from(most).ok());
    0..top.map_or(0, |top| top.min(MAX_NUMBERED_WORD) + 1)
}

/// The least number of a column of words; an error where the greatest stands for none.
fn least_of(name: &str, words: &Words<'_>) -> Result<i64> {
    let Some((least, top)) = words.codes.range() else { return Ok(0) };
    let numbered = usize::try_from(MAX_NUMBERED_WORD).unwrap_or(usize::MAX) + 1;
    let most = words.names.as_ref().map_or(numbered, Vec::len);
    if usize::try_from(top).is_ok_and(|top| top >= most) {
        let expected = format!("words numbered from 0 to below {most}");
        return Err(Error::invalid(name, format!("word {top}"), expected));
    }
    Ok(least)
}

/// A frame ready to be read.
#[derive(Debug)]
pub(crate) struct Plan<'p, 'a> {
    pub(crate) doc: &'p FrameDoc,
    pub(crate) chunks: &'p [EventChunk<'a>],
    pub(crate) tables: Vec<Tables>,
    /// Where the rows of each chunk begin among all, and the end.
    pub(crate) starts: Vec<usize>,
    /// The kinds, from number 1 on.
    pub(crate) kinds: Vec<Bound>,
    acts: Vec<Act>,
    /// The numbers that scores become.
    pub(crate) surveys: Vec<String>,
    /// The words of each column to group by.
    pub(crate) words: Vec<Vec<String>>,
    /// Which of them have rows without a word.
    pub(crate) holes: Vec<bool>,
    pub(crate) agents: Vec<String>,
    /// The names of tickets that have any.
    pub(crate) tickets: Option<Vec<String>>,
}

impl<'p, 'a> Plan<'p, 'a> {
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for columns of different lengths, tickets by number in one chunk and by name in
    /// another, a kind that needs a column which is not there.
    pub(crate) fn new(doc: &'p FrameDoc, chunks: &'p [EventChunk<'a>]) -> Result<Self> {
        doc.check()?;
        let mut starts = vec![0];
        for (i, chunk) in chunks.iter().enumerate() {
            chunk.check(doc).map_err(|e| if chunks.len() > 1 { e.at(&format!("chunks[{i}]")) } else { e })?;
            let rows = starts.last().copied().unwrap_or(0_usize).saturating_add(chunk.len());
            starts.push(rows);
        }
        let rows = starts.last().copied().unwrap_or(0);
        check_rows(rows)?;
        let mut plan = Self {
            doc,
            chunks,
            tables: Vec::new(),
            starts,
            kinds: Vec::new(),
            acts: vec![Act(Act::FAULT); 8],
            surveys: Vec::new(),
            words: Vec::new(),
            holes: vec![false; doc.words.len()],
            agents: Vec::new(),
            tickets: None,
        };
        plan.known_surveys()?;
        plan.bind()?;
        Ok(plan)
    }

    pub(crate) fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn bind(&mut self) -> Result<()> {
        let mut words: Vec<Names> = self.doc.words.iter().map(|_| Names::default()).collect();
        let (mut agents, mut tickets, mut kinds) = (Names::default(), Names::default(), HashMap::new());
        let named = |chunk: &EventChunk<'_>| matches!(chunk.tickets, Tickets::Words(_));
        let by_name = self.chunks.iter().any(named);
        for chunk in self.chunks {
            self.check_words(chunk)?;
            let tables = Tables {
                kinds: self.bind_kinds(&mut kinds, chunk)?,
                actors: chunk.actors.as_ref().map(|actors| self.bind_actors(actors)).unwrap_or_default(),
                agents: chunk.agents.as_ref().map(|column| agents.map(column)).unwrap_or_default(),
                words: chunk.words.iter().zip(&mut words).map(|(column, names)| names.map(column)).collect(),
                tickets: match &chunk.tickets {
                    Tickets::Words(column) => Some(tickets.map(column).into_iter().map(i64::from).collect()),
                    Tickets::Numbers(_) if by_name => {
                        let expected = "tickets by name in every chunk, or by number in every chunk";
                        return Err(Error::invalid(&self.doc.ticket, "both", expected));
                    }
                    Tickets::Numbers(_) => None,
                },
            };
            self.tables.push(tables);
        }
        self.words = words.into_iter().map(|names| names.names).collect();
        self.agents = agents.names;
        self.tickets = by_name.then_some(tickets.names);
        Ok(())
    }

    /// Words that are numbers themselves must be small ones, and words with names have one for each number.
    fn check_words(&mut self, chunk: &EventChunk<'_>) -> Result<()> {
        for (i, (name, words)) in self.doc.words.iter().zip(&chunk.words).enumerate() {
            let least = least_of(name, words)?;
            let hole = words.codes.valid.is_some() || least < 0;
            self.holes.get_mut(i).into_iter().for_each(|holes| *holes |= hole);
        }
        let agents = self.doc.agent.as_ref().zip(chunk.agents.as_ref());
        agents.map_or(Ok(()), |(name, words)| least_of(name, words).map(drop))
    }

    /// The numbers of a chunk's kinds, eight apart: an actor's is added.
    fn bind_kinds(&mut self, known: &mut HashMap<String, u32>, chunk: &EventChunk<'_>) -> Result<Vec<u32>> {
        let names: Vec<String> = match &chunk.kinds.names {
            Some(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            None => numbered(&chunk.kinds).map(|code| code.to_string()).collect(),
        };
        let mut map = Vec::with_capacity(names.len());
        for word in names {
            let number = match known.get(&word) {
                Some(number) => *number,
                None => {
                    let number = self.bind_kind(&word, chunk)?;
                    known.insert(word, number);
                    number
                }
            };
            map.push(number * ACTORS);
        }
        Ok(map)
    }

    /// The number of a kind; 0 for one that nobody declared.
    fn bind_kind(&mut self, word: &str, chunk: &EventChunk<'_>) -> Result<u32> {
        let Some(is) = self.doc.kind_of(word) else { return Ok(0) };
        let missing = |column: &str, what: &str| {
            let told = format!("kind {word:?}, which needs {what}");
            Err(Error::invalid(format!("kinds.{word}"), told, format!("a column `{column}`")))
        };
        match &is {
            KindDoc::Reply { by: None, .. } if chunk.actors.is_none() => {
                return missing(self.doc.actor.as_deref().unwrap_or("actor"), "to know who wrote it");
            }
            KindDoc::Score { .. } if chunk.scores.is_none() => {
                return missing(self.doc.score.as_deref().unwrap_or("score"), "the answer");
            }
            _ => {}
        }
        let survey = match &is {
            KindDoc::Score { into } => self.survey(into)?,
            _ => 0,
        };
        let handling = if self.doc.is_handling(word) { Act::HANDLING } else { 0 };
        for actor in 0..ACTORS {
            let act = self.act(&is, actor, survey);
            self.acts.push(Act(if act == Act::FAULT { act } else { act | handling }));
        }
        self.kinds.push(Bound { word: word.to_owned(), is });
        Ok(u32::try_from(self.kinds.len()).unwrap_or(0))
    }

    /// Surveys that are known without an answer, so that a day without one has figures like any other.
    fn known_surveys(&mut self) -> Result<()> {
        let declared = self.doc.kinds.values().filter_map(|kind| match kind {
            KindDoc::Score { into } => Some(into.as_str()),
            _ => None,
        });
        let usual = self.chunks.is_empty() || self.chunks.iter().any(|chunk| chunk.scores.is_some());
        let all: Vec<&str> = declared.chain(USUAL_SURVEYS.into_iter().filter(|_| usual)).collect();
        all.into_iter().try_for_each(|name| self.survey(name).map(drop))
    }

    fn survey(&mut self, into: &str) -> Result<u8> {
        let place = self.surveys.iter().position(|name| name == into).unwrap_or_else(|| {
            self.surveys.push(into.to_owned());
            self.surveys.len() - 1
        });
        if place >= MAX_SURVEYS {
            return Err(Error::limit("kinds", place + 1, format!("at most {MAX_SURVEYS} surveys")));
        }
        Ok(u8::try_from(place).unwrap_or(0))
    }

    fn act(&self, is: &KindDoc, actor: u32, survey: u8) -> u8 {
        let of = |by: &Option<ActorKind>| by.or_else(|| actor_of(actor));
        if actor == UNKNOWN_ACTOR {
            return Act::FAULT;
        }
        match is {
            KindDoc::Created { by } if of(by) == Some(ActorKind::Requester) => Act::CREATED_BY_REQUESTER,
            KindDoc::Created { .. } => Act::CREATED,
            KindDoc::Reply { by, public } => match of(by) {
                None => Act::FAULT,
                _ if !public => Act::NOTHING,
                Some(ActorKind::Requester) => Act::REPLY_OF_REQUESTER,
                Some(ActorKind::Human) => Act::REPLY_OF_HUMAN,
                Some(ActorKind::Ai | ActorKind::Auto) => Act::NOTHING,
            },
            KindDoc::Status { to } => {
                let place = |c: StatusCategory| StatusCategory::ALL.iter().position(|known| *known == c);
                let place = self.doc.category_of(to).and_then(place).and_then(|p| u8::try_from(p + 1).ok());
                Act::STATUS + place.unwrap_or(0)
            }
            KindDoc::Score { .. } => Act::SCORE + survey,
            KindDoc::Nothing => Act::NOTHING,
        }
    }

    fn bind_actors(&self, actors: &Words<'_>) -> Vec<u32> {
        let number = |word: &str| self.doc.actor_of(word).map_or(UNKNOWN_ACTOR, number_of);
        match &actors.names {
            Some(names) => names.iter().map(|name| number(name)).collect(),
            None => numbered(actors).map(|code| number(&code.to_string())).collect(),
        }
    }

    /// What the row with a number of kind and actor does.
    #[inline]
    pub(crate) fn act_of(&self, what: u32) -> Act {
        usize::try_from(what).ok().and_then(|place| self.acts.get(place)).copied().unwrap_or(Act(Act::FAULT))
    }

    /// The kind and the actor behind a number.
    pub(crate) fn parts(&self, what: u32) -> (Option<&Bound>, Option<ActorKind>) {
        let kind = usize::try_from(what / ACTORS).ok().and_then(|place| place.checked_sub(1));
        (kind.and_then(|place| self.kinds.get(place)), actor_of(what % ACTORS))
    }

    /// Refuses or counts a row that cannot be counted.
    pub(crate) fn fault(&self, at: (usize, usize), read: (i64, i64, u32), quality: &mut FrameQuality) -> Result<()> {
        let ((chunk, row), (ticket, instant, what)) = (at, read);
        let told = self.starts.get(chunk).copied().unwrap_or(0) + row;
        let named = |name: &Option<String>, usual: &str| name.clone().unwrap_or_else(|| usual.to_owned());
        let text = |words: Option<&Words<'_>>| words.map_or(String::new(), |w| text_of(w, row));
        let of = self.chunks.get(chunk);
        let (kind, unknown) = (what / ACTORS, what % ACTORS == UNKNOWN_ACTOR);
        let dates = format!("an instant from {} to {}", format_instant(MIN_INSTANT), format_instant(MAX_INSTANT));
        let (column, why, value, expected) = if ticket == HOLE {
            (self.doc.ticket.clone(), "without_ticket", "nothing".to_owned(), "a ticket".to_owned())
        } else if instant == HOLE {
            (self.doc.at.clone(), "without_time", "nothing".to_owned(), dates)
        } else if !(MIN_INSTANT..=MAX_INSTANT).contains(&instant) {
            (self.doc.at.clone(), "outside_dates", format!("{instant} microseconds"), dates)
        } else if kind == 0 {
            let word = text(of.map(|c| &c.kinds));
            let why = if word.is_empty() { "without_kind" } else { "unknown_kind" };
            (self.doc.kind.clone(), why, word, "a kind of `kinds`, or a usual one".to_owned())
        } else {
            let word = text(of.and_then(|c| c.actors.as_ref()));
            let why = if unknown { "unknown_actor" } else { "without_actor" };
            (named(&self.doc.actor, "actor"), why, word, "who did it: a word of `actors`, or a usual one".to_owned())
        };
        if self.doc.faulty_rows == FaultyRows::Refuse {
            let value = if value.is_empty() { "nothing".to_owned() } else { value };
            return Err(Error::invalid(format!("{column}[{told}]"), value, expected));
        }
        *quality.left_out.entry(why).or_default() += 1;
        match why {
            "unknown_kind" => *quality.unknown_kinds.entry(value).or_default() += 1,
            "unknown_actor" => *quality.unknown_actors.entry(value).or_default() += 1,
            _ => {}
        }
        Ok(())
    }
}

fn number_of(kind: ActorKind) -> u32 {
    match kind {
        ActorKind::Requester => 1,
        ActorKind::Human => 2,
        ActorKind::Ai => 3,
        ActorKind::Auto => 4,
    }
}

fn actor_of(number: u32) -> Option<ActorKind> {
    [ActorKind::Requester, ActorKind::Human, ActorKind::Ai, ActorKind::Auto]
        .into_iter()
        .find(|kind| number_of(*kind) == number)
}

/// What stands in a row of words.
fn text_of(words: &Words<'_>, row: usize) -> String {
    match (words.codes.cell(row), &words.names) {
        (Cell::Missing | Cell::Whole(..0), _) => String::new(),
        (Cell::Whole(code), Some(names)) => {
            let name = usize::try_from(code).ok().and_then(|place| names.get(place));
            name.map_or_else(|| format!("word {code} of {}", names.len()), |name| (*name).to_owned())
        }
        (Cell::Whole(code), None) => code.to_string(),
        (Cell::Other, _) => "no whole number".to_owned(),
    }
}

fn check_rows(rows: usize) -> Result<()> {
    match u32::try_from(rows) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::limit("rows", rows, format!("at most {MAX_ROWS} rows"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four billion rows are read for minutes.
    #[test]
    fn rows_up_to_the_limit() {
        assert!(usize::try_from(MAX_ROWS).is_ok_and(|most| check_rows(most).is_ok()));
        // A machine of 32 bits cannot hold more.
        if let Ok(more) = usize::try_from(u64::from(MAX_ROWS) + 1) {
            assert!(check_rows(more).is_err_and(|e| e.kind() == crate::error::ErrorKind::LimitExceeded));
        }
    }
}
