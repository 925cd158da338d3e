//! Tickets that a host hands over as rows, without a log: facts, numbers, surveys, legs of calls.

use super::acc::{Attainment, AttainmentRule, Verdict};
use super::columns::{Columns, NO_NUMBER, NONE};
use super::facts::{Exclusion, TicketFacts};
use super::measure::CONTACTS;
use crate::error::{Error, Result};
use crate::ticket::frame::Encoder;
use crate::time::{check_instant, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most rows of one part.
pub const MAX_ROWS: usize = u32::MAX as usize / 2;

/// A number of a host: whole ones are counted, text is read as a whole number, everything else is counted as off the scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Given {
    /// A whole number.
    Whole(i64),
    /// A number that may have a fraction: 3.0 is 3.
    Real(f64),
    /// A whole number as text, for those past 2^53.
    Text(String),
}

impl Given {
    fn keep(&self) -> i64 {
        let whole = match self {
            Given::Whole(whole) => Some(*whole),
            Given::Text(text) => text.trim().parse().ok(),
            Given::Real(real) => whole(*real),
        };
        whole.filter(|v| *v > NO_NUMBER).unwrap_or(NO_NUMBER)
    }
}

/// The whole number that a real one is.
pub(crate) fn whole(real: f64) -> Option<i64> {
    const EDGE: f64 = 9_007_199_254_740_992.0; // 2^53: above, neighbours are no longer told apart
    #[allow(clippy::cast_possible_truncation)] // whole, and below 2^53
    (real.fract() == 0.0 && real.abs() <= EDGE).then_some(real as i64)
}

/// What text of a log's attribute says as a number: nothing, a whole number, or something else. `4` and `4.0` are 4.
pub(crate) fn number_of(text: &str) -> i64 {
    let text = text.trim();
    if text.is_empty() {
        return NONE;
    }
    let real = || text.parse::<f64>().ok().and_then(whole);
    text.parse().ok().or_else(real).filter(|v| *v > NO_NUMBER).unwrap_or(NO_NUMBER)
}

/// The whole number that text says, if it says one.
pub(crate) fn whole_number(text: &str) -> Option<i64> {
    Some(number_of(text)).filter(|number| *number > NO_NUMBER)
}

/// The facts of one ticket; what is left out did not happen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FactsDoc {
    /// When it came, RFC 3339, as are the other instants.
    pub created: Option<String>,
    /// The first public reply of a person, before the first resolution.
    pub first_response: Option<String>,
    /// The first resolution; left out, the last.
    pub first_resolved: Option<String>,
    /// The last resolution; left out, the first.
    pub last_resolved: Option<String>,
    /// The first time it came back.
    pub first_reopened: Option<String>,
    /// The closing.
    pub closed: Option<String>,
    /// Whether it is done; left out, when it was resolved.
    pub done: Option<bool>,
    /// How often it was resolved; left out, once if it was.
    pub resolutions: Option<u32>,
    /// How often it came back; left out, once if it did.
    pub reopens: Option<u32>,
    /// Public replies of people.
    pub replies: u32,
    /// Of these up to the first resolution; left out, all.
    pub replies_to_resolve: Option<u32>,
    /// Messages of the requester after the creation.
    pub requester_replies: u32,
    /// Different people who replied.
    pub people: u32,
}

impl FactsDoc {
    fn compile(&self) -> Result<TicketFacts> {
        let at = |text: &Option<String>, name: &str| {
            let read = |t: &str| parse_instant(t).and_then(check_instant).map_err(|e| e.at(name));
            text.as_deref().map(read).transpose()
        };
        let (first, last) = (at(&self.first_resolved, "first_resolved")?, at(&self.last_resolved, "last_resolved")?);
        let (first, last) = (first.or(last), last.or(first));
        let first_reopened = at(&self.first_reopened, "first_reopened")?;
        let closed = at(&self.closed, "closed")?;
        let created = at(&self.created, "created")?;
        let span = created.zip(last).map_or(0, |(from, to)| to.saturating_sub(from).max(0));
        Ok(TicketFacts {
            created,
            first_response: at(&self.first_response, "first_response")?,
            first_resolved: first,
            last_resolved: last,
            first_reopened,
            closed,
            closed_now: closed.is_some(),
            done: self.done.unwrap_or(last.is_some()),
            done_since: last,
            resolutions: self.resolutions.unwrap_or(u32::from(first.is_some())),
            reopens: self.reopens.unwrap_or(u32::from(first_reopened.is_some())),
            replies: self.replies,
            replies_to_resolve: self.replies_to_resolve.unwrap_or(self.replies),
            requester_replies: self.requester_replies,
            people: self.people,
            open_time: span,
            work_time: span,
            ..TicketFacts::default()
        })
    }
}

/// What became of a promise, as rows say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseWord {
    /// Kept in time.
    Met,
    /// Done too late.
    Breached,
    /// Not done, and past due: breached.
    OpenAfterDue,
    /// Not done, and not yet due: undecided.
    OpenBeforeDue,
    /// None applied.
    None,
}

impl From<PromiseWord> for Attainment {
    fn from(word: PromiseWord) -> Self {
        Attainment::from(match word {
            PromiseWord::Met => Verdict::Met,
            PromiseWord::Breached | PromiseWord::OpenAfterDue => Verdict::Late,
            PromiseWord::OpenBeforeDue => Verdict::Undecided,
            PromiseWord::None => Verdict::Excluded,
        })
    }
}

/// Which answer of a ticket counts when there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The last. The default.
    #[default]
    Last,
    /// The first.
    First,
    /// Each.
    All,
}

/// Answers to a survey, with how many were sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyDoc {
    /// The column that the answers become; default `csat`.
    #[serde(default = "csat")]
    pub into: String,
    /// Of each answer the ticket, the score, and a number that grows with time.
    pub answers: Vec<(String, Given, i64)>,
    /// Which counts when a ticket has several.
    #[serde(default)]
    pub keep: Keep,
    /// Surveys sent; left out, only those answered are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<u64>,
    /// Of these not delivered.
    #[serde(default)]
    pub bounced: u64,
}

fn csat() -> String {
    "csat".to_owned()
}

/// A leg of a contact: what one agent did of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegDoc {
    /// The contact.
    pub contact: String,
    /// The agent.
    pub agent: String,
    /// How long it took, in seconds.
    pub seconds: i64,
}

/// Some tickets as rows. All lists have one entry a row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RowsDoc {
    /// Their facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<FactsDoc>,
    /// Numbers by name; `null` for none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, Vec<Option<Given>>>,
    /// Words to group by, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Vec<String>>,
    /// How many tickets each row stands for; left out, one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<u64>,
    /// Why a row is left out; `null` where it is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Option<Exclusion>>,
    /// What became of the promise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PromiseWord>,
    /// A survey instead of the lists above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<SurveyDoc>,
    /// Legs instead of the lists above: columns `seconds` and `contacts`, words `agent` and `contact`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legs: Vec<LegDoc>,
}

/// Rows as columns, with the words to group by.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The columns.
    pub columns: Columns,
    /// Words by name.
    pub words: BTreeMap<String, WordColumn>,
}

/// A word of each row, as a number, with the words that the numbers are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordColumn {
    codes: Vec<u32>,
    names: Vec<String>,
}

impl WordColumn {
    /// The column of these numbers; one past the last name is the empty word.
    #[must_use]
    pub fn new(codes: Vec<u32>, names: Vec<String>) -> Self {
        Self { codes, names }
    }

    /// The word of a row; empty where it has none.
    #[must_use]
    pub fn word(&self, row: usize) -> &str {
        self.codes.get(row).map_or("", |code| self.name(*code))
    }

    fn name(&self, code: u32) -> &str {
        usize::try_from(code).ok().and_then(|place| self.names.get(place)).map_or("", String::as_str)
    }

    /// The numbers of the rows.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }
}

impl<'a, T: AsRef<str> + 'a> FromIterator<&'a T> for WordColumn {
    fn from_iter<I: IntoIterator<Item = &'a T>>(words: I) -> Self {
        let mut encoder = Encoder::default();
        let codes = words.into_iter().map(|word| u32::try_from(encoder.code(word.as_ref())).unwrap_or(u32::MAX));
        let codes = codes.collect();
        Self { codes, names: encoder.into_names().into_iter().map(str::to_owned).collect() }
    }
}

impl RowsDoc {
    /// The rows as columns.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for lists of different lengths, what is no instant, more answers than surveys
    /// delivered; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_ROWS`].
    pub fn compile(&self) -> Result<Rows> {
        match (&self.survey, self.legs.as_slice()) {
            (None, []) => self.lists(),
            (Some(survey), []) => self.alone("survey")?.compile_survey(survey),
            (None, _) => self.alone("legs")?.compile_legs(),
            _ => Err(Error::invalid("legs", "a survey besides", "one of them")),
        }
    }

    fn alone(&self, what: &str) -> Result<&Self> {
        let empty =
            self.tickets.is_empty() && self.numbers.is_empty() && self.words.is_empty() && self.weights.is_empty();
        let empty = empty && self.excluded.is_empty() && self.promises.is_empty();
        if empty { Ok(self) } else { Err(Error::invalid(what, "lists besides", "no other list of rows")) }
    }

    fn lists(&self) -> Result<Rows> {
        let named = [
            ("tickets".to_owned(), self.tickets.len()),
            ("weights".to_owned(), self.weights.len()),
            ("excluded".to_owned(), self.excluded.len()),
            ("promises".to_owned(), self.promises.len()),
        ];
        let given = named.into_iter().filter(|(_, n)| *n > 0);
        let columns = self.numbers.iter().map(|(name, list)| (format!("numbers.{name}"), list.len()));
        let words = self.words.iter().map(|(name, list)| (format!("words.{name}"), list.len()));
        let all: Vec<(String, usize)> = given.chain(columns).chain(words).collect();
        let rows = all.first().map_or(0, |(_, n)| *n);
        check_rows(rows)?;
        if let Some((name, n)) = all.iter().find(|(_, n)| *n != rows) {
            return Err(Error::invalid(name.clone(), n, format!("{rows} entries, as the other lists have")));
        }
        let mut columns = if self.tickets.is_empty() { Columns::blank(rows) } else { Columns::default() };
        for (i, ticket) in self.tickets.iter().enumerate() {
            columns.push(&ticket.compile().map_err(|e| e.at(&format!("tickets[{i}]")))?, &[]);
        }
        for (name, list) in &self.numbers {
            columns.set_number(name, list.iter().map(|v| v.as_ref().map_or(NONE, Given::keep)).collect());
        }
        columns.set_weights(self.weights.clone());
        columns.set_excluded(self.excluded.clone());
        // A row says what became of its one promise, which is the same however promises are counted.
        for rule in [AttainmentRule::PerTicket, AttainmentRule::PerCycle] {
            columns.set_verdicts(rule, self.promises.iter().map(|p| Some(Attainment::from(*p))).collect());
        }
        let words = self.words.iter().map(|(name, words)| (name.clone(), words.iter().collect()));
        Ok(Rows { columns, words: words.collect() })
    }

    fn compile_survey(&self, survey: &SurveyDoc) -> Result<Rows> {
        let mut kept: Vec<(i64, usize, &str, i64)> = Vec::new();
        for (i, (ticket, score, at)) in survey.answers.iter().enumerate() {
            kept.push((*at, i, ticket, score.keep()));
        }
        kept.sort_unstable();
        if survey.keep == Keep::Last {
            kept.reverse();
        }
        let mut seen = BTreeSet::new();
        kept.retain(|(_, _, ticket, _)| survey.keep == Keep::All || seen.insert(*ticket));
        kept.sort_unstable_by_key(|k| k.1);
        let answered =
            u64::try_from(survey.answers.iter().map(|a| &a.0).collect::<BTreeSet<_>>().len()).unwrap_or(u64::MAX);
        let mut scores: Vec<i64> = kept.iter().map(|k| k.3).collect();
        let mut weights = vec![1; scores.len()];
        let mut excluded = vec![None; scores.len()];
        if let Some(sent) = survey.sent {
            let silent = sent.checked_sub(survey.bounced).and_then(|delivered| delivered.checked_sub(answered));
            let silent = silent.ok_or_else(|| {
                let told = format!("{sent} sent, {} not delivered, {answered} tickets answered", survey.bounced);
                Error::invalid("survey.sent", told, "at least as many sent as not delivered and answered")
            })?;
            for (why, n) in [(None, silent), (Some(Exclusion::Bounced), survey.bounced)] {
                scores.push(NONE);
                weights.push(n);
                excluded.push(why);
            }
        }
        let mut columns = Columns::blank(scores.len());
        columns.set_number(&survey.into, scores);
        columns.set_weights(weights);
        columns.set_excluded(excluded);
        Ok(Rows { columns, words: BTreeMap::new() })
    }

    fn compile_legs(&self) -> Result<Rows> {
        let mut columns = Columns::blank(self.legs.len());
        let mut seen = BTreeSet::new();
        let first = self.legs.iter().map(|leg| i64::from(seen.insert(leg.contact.as_str()))).collect();
        columns.set_number(CONTACTS, first);
        columns.set_number("seconds", self.legs.iter().map(|leg| leg.seconds).collect());
        let words = [
            ("agent".to_owned(), self.legs.iter().map(|leg| &leg.agent).collect()),
            ("contact".to_owned(), self.legs.iter().map(|leg| &leg.contact).collect()),
        ];
        Ok(Rows { columns, words: BTreeMap::from(words) })
    }
}

impl Rows {
    /// The rows of each group, by the values of the words named.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for words that the rows do not have.
    pub fn groups(&self, by: &[String]) -> Result<BTreeMap<Vec<String>, Vec<u32>>> {
        let words = |name: &String| {
            let there = || self.words.keys().cloned().collect::<Vec<_>>().join(", ");
            self.words.get(name).ok_or_else(|| Error::not_found("group_by", name, format!("one of {}", there())))
        };
        let columns = by.iter().map(words).collect::<Result<Vec<_>>>()?;
        if columns.is_empty() {
            let all = (0..self.columns.len()).zip(0_u32..).map(|(_, row)| row).collect();
            return Ok(BTreeMap::from([(Vec::new(), all)]));
        }
        let numbered = numbered(&columns, self.columns.len());
        let mut groups: BTreeMap<Vec<String>, Vec<u32>> = BTreeMap::new();
        for (key, rows) in numbered {
            let names = columns.iter().zip(&key).map(|(words, code)| words.name(*code).to_owned()).collect();
            groups.entry(names).or_default().extend(rows);
        }
        Ok(groups)
    }
}

/// Rows by the numbers of their words: a name is written once a group.
fn numbered(columns: &[&WordColumn], rows: usize) -> Vec<(Vec<u32>, Vec<u32>)> {
    /// As many combinations as have a table.
    const WIDEST: usize = 1 << 16;
    let widths = columns.iter().map(|words| words.names.len() + 1);
    let width = widths.clone().fold(1_usize, usize::saturating_mul);
    let key = |row: usize| columns.iter().map(move |words| words.codes.get(row).copied().unwrap_or(u32::MAX));
    let mut out: Vec<(Vec<u32>, Vec<u32>)> = Vec::new();
    if width <= WIDEST {
        let mut groups = vec![None; width];
        for (row, place) in (0..rows).zip(0_u32..) {
            let code = |at: usize, (words, width): (&&WordColumn, usize)| {
                let code = words.codes.get(row).and_then(|code| usize::try_from(*code).ok()).unwrap_or(width);
                at * width + code.min(width - 1)
            };
            let at = columns.iter().zip(widths.clone()).fold(0, code);
            let Some(group) = groups.get_mut(at) else { continue };
            let group = *group.get_or_insert_with(|| {
                out.push((key(row).collect(), Vec::new()));
                out.len() - 1
            });
            out.get_mut(group).into_iter().for_each(|(_, rows)| rows.push(place));
        }
        return out;
    }
    let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
    for (row, place) in (0..rows).zip(0_u32..) {
        let group = *known.entry(key(row).collect()).or_insert_with(|| {
            out.push((key(row).collect(), Vec::new()));
            out.len() - 1
        });
        out.get_mut(group).into_iter().for_each(|(_, rows)| rows.push(place));
    }
    out
}

fn check_rows(rows: usize) -> Result<()> {
    if rows > MAX_ROWS {
        return Err(Error::limit("tickets", rows, format!("at most {MAX_ROWS} rows")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two billion rows are 60 gigabytes as a document.
    #[test]
    fn rows_up_to_the_limit() {
        assert!(check_rows(MAX_ROWS).is_ok());
        assert!(check_rows(MAX_ROWS + 1).is_err_and(|e| e.kind() == crate::error::ErrorKind::LimitExceeded));
    }
}
