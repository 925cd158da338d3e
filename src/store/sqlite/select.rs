//! Pages and counts. An index answers what it can; the filter itself judges every row that is shown.

use super::SqliteStore;
use super::inbox::{COLUMNS, row, state};
use super::read;
use crate::error::Result;
use crate::store::checks::check_hits;
use crate::store::query::{
    self, By, CATEGORIES, Column, Compiled, Facet, Filter, MAX_PAGE, MAX_SEARCH_HITS, Order, Place, TicketPage,
    TicketQuery, category_number,
};
use crate::store::row::Row;
use crate::store::words::{Phrase, phrases};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Ranges of an index that are merged, at most; more groups than that are walked through instead.
const MAX_RANGES: usize = 64;

fn column_name(column: Column) -> &'static str {
    match column {
        Column::Status => "status",
        Column::Category => "category",
        Column::Group => "grp",
        Column::Assignee => "assignee",
        Column::Priority => "priority",
        Column::Requester => "requester",
    }
}

fn value(column: Column, word: &str) -> Value {
    match column {
        Column::Category => {
            let number = CATEGORIES.iter().find(|c| c.name() == word).map(|c| category_number(*c));
            Value::Integer(number.unwrap_or(-1))
        }
        _ => Value::Text(word.to_owned()),
    }
}

/// One or none of a column's words, as SQL.
fn test(facet: &Facet, params: &mut Vec<Value>) -> String {
    let marks: Vec<String> = facet
        .words
        .iter()
        .map(|word| {
            params.push(value(facet.column, word));
            format!("?{}", params.len())
        })
        .collect();
    let not = if facet.not { "NOT " } else { "" };
    format!("{} {not}IN ({})", column_name(facet.column), marks.join(", "))
}

/// The ranges of an index that hold all the tickets a filter can mean: words of one column, categories.
struct Ranges {
    prefix: Option<(Column, Vec<String>)>,
    categories: Vec<i64>,
}

/// A word of the column, a category.
type Range<'r> = (Option<(Column, &'r str)>, i64);

impl Ranges {
    fn of(filter: &Compiled) -> Self {
        let positive =
            |column| filter.facets().find(|f| f.column == column && !f.not).map(|f| (column, f.words.clone()));
        let prefix =
            positive(Column::Requester).or_else(|| positive(Column::Assignee)).or_else(|| positive(Column::Group));
        let may = |name: &str| {
            let mut of = filter.facets().filter(|f| f.column == Column::Category);
            of.all(|f| f.words.iter().any(|w| w == name) != f.not)
        };
        let categories = CATEGORIES.iter().filter(|c| may(c.name())).map(|c| category_number(*c)).collect();
        Self { prefix, categories }
    }

    fn list(&self) -> Option<Vec<Range<'_>>> {
        let prefixes: Vec<Option<(Column, &str)>> = match &self.prefix {
            None => vec![None],
            Some((column, words)) => words.iter().map(|word| Some((*column, word.as_str()))).collect(),
        };
        let all = prefixes.len() * self.categories.len();
        let every = || self.categories.iter().flat_map(|c| prefixes.iter().map(move |p| (*p, *c))).collect();
        (all <= MAX_RANGES).then(every)
    }
}

fn order_column(order: Order) -> &'static str {
    match order {
        Order::Created => "id",
        Order::LastActivity => "last_activity",
        Order::Due => "due",
    }
}

/// One range, in the order of the page.
fn statement(
    query: &TicketQuery,
    filter: &Compiled,
    after: Option<Place>,
    range: Option<Range<'_>>,
) -> (String, Vec<Value>) {
    let (mut sql, mut params) = (Vec::new(), Vec::new());
    let bind = |params: &mut Vec<Value>, value: Value| {
        params.push(value);
        format!("?{}", params.len())
    };
    if let Some((prefix, category)) = range {
        if let Some((column, word)) = prefix {
            let mark = bind(&mut params, value(column, word));
            sql.push(format!("{} = {mark}", column_name(column)));
        }
        let mark = bind(&mut params, Value::Integer(category));
        sql.push(format!("category = {mark}"));
    }
    let (column, way) = (order_column(query.order), if query.descending { "DESC" } else { "ASC" });
    if let Some(after) = after {
        let sign = if query.descending { "<" } else { ">" };
        let (value, id) = (bind(&mut params, Value::Integer(after.value)), bind(&mut params, Value::Integer(after.id)));
        sql.push(if column == "id" {
            format!("id {sign} {id}")
        } else {
            format!("({column}, id) {sign} ({value}, {id})")
        });
    }
    for facet in filter.facets() {
        sql.push(test(facet, &mut params));
    }
    let conditions = if sql.is_empty() { String::new() } else { format!(" WHERE {}", sql.join(" AND ")) };
    let order = if column == "id" { format!("id {way}") } else { format!("{column} {way}, id {way}") };
    (format!("SELECT {column}, {COLUMNS} FROM rows{conditions} ORDER BY {order}"), params)
}

/// The first rows that pass, over all ranges: each gives its next row only when it is its turn.
fn first_rows(conn: &Connection, query: &TicketQuery, filter: &Compiled, most: usize) -> rusqlite::Result<Vec<Row>> {
    let after = Place::after(query).map_err(|_| rusqlite::Error::InvalidQuery)?;
    let ranges = Ranges::of(filter);
    let ranges: Vec<Option<_>> = ranges.list().map_or(vec![None], |list| list.into_iter().map(Some).collect());
    let mut statements = Vec::with_capacity(ranges.len());
    for range in ranges {
        let (sql, params) = statement(query, filter, after, range);
        statements.push((conn.prepare_cached(&sql)?, params));
    }
    let mut cursors = Vec::with_capacity(statements.len());
    for (statement, params) in &mut statements {
        cursors.push(statement.query(params_from_iter(params.iter()))?);
    }
    let mut heads: Vec<Option<Head>> = Vec::with_capacity(cursors.len());
    for cursor in &mut cursors {
        heads.push(cursor.next()?.map(Head::of).transpose()?);
    }
    let mut rows = Vec::new();
    while rows.len() < most {
        let there = heads.iter().enumerate().filter_map(|(i, head)| head.as_ref().map(|head| (i, head.place)));
        let Some((first, _)) = there.min_by(|a, b| a.1.compare(b.1, query.descending)) else { break };
        let (Some(cursor), Some(head)) = (cursors.get_mut(first), heads.get_mut(first)) else { break };
        let next = cursor.next()?.map(Head::of).transpose()?;
        if let Some(head) = std::mem::replace(head, next) {
            let row = head.row()?;
            if filter.accepts(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// The next row of a range, not yet taken apart.
struct Head {
    place: Place,
    clock: Option<(i64, String)>,
    state: String,
}

impl Head {
    fn of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let (due, name): (i64, Option<String>) = (row.get(2)?, row.get(3)?);
        let place = Place { value: row.get(0)?, id: row.get(1)? };
        Ok(Self { place, clock: name.map(|name| (due, name)), state: row.get(4)? })
    }

    fn row(self) -> rusqlite::Result<Row> {
        Ok(Row { id: self.place.id, state: state(&self.state)?, clock: self.clock })
    }
}

/// The rows whose words are found, in the order of the page.
fn found_rows(
    conn: &Connection,
    query: &TicketQuery,
    filter: &Compiled,
    tickets: &BTreeSet<i64>,
) -> rusqlite::Result<Vec<Row>> {
    let after = Place::after(query).map_err(|_| rusqlite::Error::InvalidQuery)?;
    let mut rows = Vec::new();
    let mut sql = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM rows WHERE id = ?1"))?;
    for id in tickets {
        let found = sql.query_row([id], row)?;
        let place = Place::of(&found, query.order);
        if after.is_none_or(|after| place.compare(after, query.descending).is_gt()) && filter.accepts(&found) {
            rows.push(found);
        }
    }
    rows.sort_by(|a, b| Place::of(a, query.order).compare(Place::of(b, query.order), query.descending));
    Ok(rows)
}

/// A search as FTS5 writes it: `"wi fi" AND "invoi" *`. The words have no quotation marks left in them.
fn expression(phrases: &[Phrase]) -> String {
    let one = |phrase: &Phrase| format!("\"{}\"{}", phrase.words.join(" "), if phrase.begun { " *" } else { "" });
    phrases.iter().map(one).collect::<Vec<_>>().join(" AND ")
}

impl SqliteStore {
    pub(super) fn page(&mut self, query: &TicketQuery) -> Result<TicketPage> {
        crate::store::checks::at_most("limit", query.limit, MAX_PAGE)?;
        let filter = Compiled::new(&query.filter)?;
        Place::after(query)?;
        let position = self.catch_up()?;
        let wanted = query.search.as_deref().map(phrases).unwrap_or_default();
        let rows = if wanted.is_empty() {
            first_rows(&self.conn, query, &filter, query.limit + 1)
        } else {
            let tickets = self.search(&wanted)?;
            found_rows(&self.conn, query, &filter, &tickets)
        };
        Ok(query::page(rows.map_err(|e| self.fault(e))?, query, position))
    }

    /// The tickets in whose subject or in one of whose texts all of it stands.
    fn search(&self, wanted: &[Phrase]) -> Result<BTreeSet<i64>> {
        let sql = "SELECT t.ticket FROM texts JOIN text_of AS t ON t.id = texts.rowid WHERE texts MATCH ?1 LIMIT ?2";
        let hits: Vec<i64> =
            read::all(&self.conn, sql, (expression(wanted), read::size(MAX_SEARCH_HITS + 1)), |row| row.get(0))
                .map_err(|e| self.fault(e))?;
        check_hits(hits.len())?;
        Ok(hits.into_iter().collect())
    }

    pub(super) fn count(&mut self, filter: &Filter, by: By) -> Result<BTreeMap<String, u64>> {
        let filter = Compiled::new(filter)?;
        self.catch_up()?;
        let kept = |f: &Facet| f.column != Column::Requester;
        let counted = if filter.is_facets() && filter.facets().all(kept) {
            counted(&self.conn, &filter, by)
        } else {
            let all = TicketQuery::default();
            first_rows(&self.conn, &all, &filter, usize::MAX).map(|rows| query::count(rows.iter(), by))
        };
        counted.map_err(|e| self.fault(e))
    }
}

/// Counts that are kept with the rows.
fn counted(conn: &Connection, filter: &Compiled, by: By) -> rusqlite::Result<BTreeMap<String, u64>> {
    let (column, mut params) = (column_name(by.into()), Vec::new());
    let tests: Vec<String> = filter.facets().map(|facet| test(facet, &mut params)).collect();
    let tests = if tests.is_empty() { String::new() } else { format!(" WHERE {}", tests.join(" AND ")) };
    let sql = format!("SELECT {column}, sum(n) FROM tally{tests} GROUP BY {column}");
    let mut statement = conn.prepare_cached(&sql)?;
    let of = |row: &rusqlite::Row<'_>| {
        let word = match row.get::<_, Value>(0)? {
            Value::Integer(n) => {
                let category = usize::try_from(n).ok().and_then(|n| CATEGORIES.get(n));
                category.map_or_else(String::new, |c| c.name().to_owned())
            }
            Value::Text(word) => word,
            _ => String::new(),
        };
        Ok((word, read::unsigned(row, 1)?))
    };
    let all = statement.query_map(params_from_iter(params.iter()), of)?;
    all.filter(|pair| !matches!(pair, Ok((_, 0)))).collect()
}
