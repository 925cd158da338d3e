//! Which tickets an inbox shows, in which order, from where on.

use super::row::{Row, TicketRow};
use crate::document::read_document;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::pattern::{Condition, ConditionDoc, Op, ValueDoc, category_named};
use crate::ticket::{StatusCategory, StatusMap, Statuses, normal};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The most tickets of a page.
pub const MAX_PAGE: usize = 1_000;
/// The most conditions of a filter.
pub const MAX_CONDITIONS: usize = 64;
/// The most texts a search looks through; more is an error that asks for another word, and not a part of the answer.
pub const MAX_SEARCH_HITS: usize = 100_000;

/// In which order tickets are listed. Of two that stand equal, the one created first comes first (last, when descending).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// As they were created.
    #[default]
    Created,
    /// By the last message, note or move.
    LastActivity,
    /// By the instant their next promise is due; those without one after all others.
    Due,
}

impl Order {
    /// The word documents have for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Order::Created => "created",
            Order::LastActivity => "last_activity",
            Order::Due => "due",
        }
    }
}

/// What tickets are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the columns of a row
pub enum By {
    Status,
    StatusCategory,
    Group,
    Assignee,
    Priority,
}

/// Which tickets: every condition holds.
///
/// As JSON a list of conditions, as promises have them, or the short form, `{"group": "emea", "status": ["new", "open"], "assignee": null}`: is,
/// is one of, has none. Fields: `status`, `status_category`, `group`, `assignee`, `priority`, `requester`, `workflow`, `kind`, `channel`,
/// `subject`, `tags`, `waiting`, `merged`, or a named field. A list, such as the tags, *is* what one of its entries is.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct Filter(pub Vec<ConditionDoc>);

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        match Value::deserialize(d)? {
            Value::Null => Ok(Filter::default()),
            Value::Object(fields) => {
                fields.into_iter().map(|(field, value)| short(field, value)).collect::<Result<_, _>>()
            }
            list @ Value::Array(_) => serde_json::from_value(list).map(Filter),
            other => Err(de::Error::custom(format!("{other} is no filter: an object or a list of conditions"))),
        }
        .map_err(de::Error::custom)
    }
}

impl Filter {
    /// Whether every condition is one.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] with the place of the first that is not.
    pub fn check(&self) -> Result<()> {
        Compiled::new(self).map(drop)
    }
}

impl FromIterator<ConditionDoc> for Filter {
    fn from_iter<T: IntoIterator<Item = ConditionDoc>>(iter: T) -> Self {
        Filter(iter.into_iter().collect())
    }
}

fn short(field: String, value: Value) -> Result<ConditionDoc, serde_json::Error> {
    let doc = |op| ConditionDoc { field, op, value: None, values: Vec::new() };
    Ok(match value {
        Value::Null => doc(Op::Absent),
        Value::Array(_) => ConditionDoc { values: serde_json::from_value::<Vec<ValueDoc>>(value)?, ..doc(Op::In) },
        one => ConditionDoc { value: Some(serde_json::from_value(one)?), ..doc(Op::Is) },
    })
}

/// A page of an inbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketQuery {
    /// Which tickets.
    pub filter: Filter,
    /// Words that stand in the subject or in one message or note; `invoi*` for a beginning.
    pub search: Option<String>,
    /// In which order.
    pub order: Order,
    /// The other way round.
    pub descending: bool,
    /// Where the last page ended: its `next`.
    pub after: Option<String>,
    /// How many (50).
    pub limit: usize,
}

impl Default for TicketQuery {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            search: None,
            order: Order::default(),
            descending: false,
            after: None,
            limit: 50,
        }
    }
}

impl TicketQuery {
    /// Reads one: `{"filter": {"group": "emea"}, "order": "due", "limit": 50}`.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] for text that is none.
    pub fn from_json(text: &str) -> Result<Self> {
        read_document(text, "query", crate::document::MAX_DOCUMENT_BYTES)
    }
}

/// Tickets of one page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TicketPage {
    /// The tickets.
    pub tickets: Vec<TicketRow>,
    /// Where the next page begins; none after the last.
    pub next: Option<String>,
    /// The last record it has seen.
    pub position: u64,
}

/// A checked filter.
pub(crate) struct Compiled {
    tests: Vec<Test>,
    statuses: Statuses,
}

struct Test {
    condition: Condition,
    by: Slot,
    all: bool,
    facet: Option<Facet>,
}

enum Slot {
    Category,
    Field(String),
}

/// A condition that an index can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facet {
    pub(crate) column: Column,
    /// One of these, or none of these.
    pub(crate) words: Vec<String>,
    pub(crate) not: bool,
}

/// The columns with an index or a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Status,
    Category,
    Group,
    Assignee,
    Priority,
    Requester,
}

impl From<By> for Column {
    fn from(by: By) -> Self {
        match by {
            By::Status => Column::Status,
            By::StatusCategory => Column::Category,
            By::Group => Column::Group,
            By::Assignee => Column::Assignee,
            By::Priority => Column::Priority,
        }
    }
}

impl Compiled {
    pub(crate) fn new(filter: &Filter) -> Result<Self> {
        if filter.0.len() > MAX_CONDITIONS {
            let expected = format!("at most {MAX_CONDITIONS} conditions");
            return Err(Error::limit("filter", filter.0.len(), expected));
        }
        let tests = filter.0.iter().enumerate().map(|(i, doc)| test(doc, i)).collect::<Result<_>>()?;
        Ok(Self { tests, statuses: StatusMap::default().statuses() })
    }

    /// Whether every condition holds for a row.
    pub(crate) fn accepts(&self, row: &Row) -> bool {
        self.tests.iter().all(|test| test.accepts(row, &self.statuses))
    }

    /// The conditions that an index can answer.
    pub(crate) fn facets(&self) -> impl Iterator<Item = &Facet> {
        self.tests.iter().filter_map(|t| t.facet.as_ref())
    }

    /// Whether an index answers all of it.
    pub(crate) fn is_facets(&self) -> bool {
        self.tests.iter().all(|t| t.facet.is_some())
    }
}

impl Test {
    fn accepts(&self, row: &Row, statuses: &Statuses) -> bool {
        let words = match &self.by {
            Slot::Category => vec![row.state.category.name().to_owned()],
            Slot::Field(field) => row.words(field),
        };
        match words.as_slice() {
            [] => self.condition.accepts("", statuses),
            some if self.all => some.iter().all(|word| self.condition.accepts(word, statuses)),
            some => some.iter().any(|word| self.condition.accepts(word, statuses)),
        }
    }
}

fn test(doc: &ConditionDoc, i: usize) -> Result<Test> {
    let fault = |p: crate::Problem| {
        Error::new(ErrorKind::InvalidInput, Problem0(&p).to_string()).at(&format!("filter[{i}].{}", p.path))
    };
    let named = normal(&doc.field);
    let name = if named == "category" { "status_category".to_owned() } else { named };
    let doc = ConditionDoc { field: name.clone(), ..doc.clone() };
    let condition = Condition::compile(&doc, &mut Vec::new()).map_err(fault)?;
    let is_category = matches!(name.as_str(), "status_category" | "category_of_status");
    let by = if is_category { Slot::Category } else { Slot::Field(name.clone()) };
    Ok(Test { condition, by, all: matches!(doc.op, Op::IsNot | Op::NotIn), facet: facet(&name, &doc) })
}

/// A problem without its path, which the error has.
struct Problem0<'p>(&'p crate::Problem);

impl std::fmt::Display for Problem0<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bare = crate::Problem { path: String::new(), ..self.0.clone() };
        bare.fmt(f)
    }
}

fn facet(name: &str, doc: &ConditionDoc) -> Option<Facet> {
    let column = match name {
        "status" => Column::Status,
        "status_category" | "category_of_status" => Column::Category,
        "group" => Column::Group,
        "assignee" => Column::Assignee,
        "priority" => Column::Priority,
        "requester" => Column::Requester,
        _ => return None,
    };
    let not = match doc.op {
        Op::Is | Op::In | Op::Absent => false,
        Op::IsNot | Op::NotIn | Op::Present => true,
        _ => return None,
    };
    let given = doc.value.iter().chain(&doc.values).map(|v| normal(&v.to_string()));
    let mut words: Vec<String> = match column {
        Column::Category => given.filter_map(|w| category_named(&w)).map(|c| c.name().to_owned()).collect(),
        _ => given.collect(),
    };
    if matches!(doc.op, Op::Absent | Op::Present) {
        if column == Column::Category {
            return None; // every ticket has one
        }
        words.push(String::new());
    }
    words.sort_unstable();
    words.dedup();
    Some(Facet { column, words, not })
}

/// The number of a category in a column.
pub(crate) fn category_number(category: StatusCategory) -> i64 {
    CATEGORIES.iter().position(|c| *c == category).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// The categories by their numbers.
pub(crate) const CATEGORIES: [StatusCategory; 6] = [
    StatusCategory::New,
    StatusCategory::Open,
    StatusCategory::Pending,
    StatusCategory::Hold,
    StatusCategory::Solved,
    StatusCategory::Closed,
];

/// The place of a ticket in an order: its value, then when it was created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) value: i64,
    pub(crate) id: i64,
}

impl Place {
    pub(crate) fn of(row: &Row, order: Order) -> Self {
        let value = match order {
            Order::Created => row.id,
            Order::LastActivity => row.state.last_activity,
            Order::Due => row.due_value(),
        };
        Self { value, id: row.id }
    }

    pub(crate) fn compare(self, other: Self, descending: bool) -> Ordering {
        if descending { other.cmp(&self) } else { self.cmp(&other) }
    }

    /// As the host sees it between two pages.
    pub(crate) fn token(self, query: &TicketQuery) -> String {
        let way = if query.descending { "desc" } else { "asc" };
        format!("{}.{way}.{}.{}", query.order.name(), self.value, self.id)
    }

    /// Where a page begins.
    pub(crate) fn after(query: &TicketQuery) -> Result<Option<Self>> {
        let Some(token) = &query.after else { return Ok(None) };
        let way = if query.descending { "desc" } else { "asc" };
        let read = || {
            let (order, rest) = token.split_once('.')?;
            let (direction, rest) = rest.split_once('.')?;
            let (value, id) = rest.split_once('.')?;
            let fits = order == query.order.name() && direction == way;
            fits.then_some(Place { value: value.parse().ok()?, id: id.parse().ok()? })
        };
        let expected = format!("the `next` of a page in the order {}, {way}", query.order.name());
        read().map(Some).ok_or_else(|| Error::invalid("after", token, expected))
    }
}

/// The page of sorted rows, one more than asked for if there are more.
pub(crate) fn page(mut rows: Vec<Row>, query: &TicketQuery, position: u64) -> TicketPage {
    let more = rows.len() > query.limit;
    rows.truncate(query.limit);
    let next = rows.last().filter(|_| more).map(|row| Place::of(row, query.order).token(query));
    TicketPage { tickets: rows.into_iter().map(TicketRow::from).collect(), next, position }
}

/// Counts by what rows have.
pub(crate) fn count<'r>(rows: impl Iterator<Item = &'r Row>, by: By) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.column(by.into())).or_default() += 1;
    }
    counts
}
