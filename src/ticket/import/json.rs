//! JSON: values one after another, a line each or laid out for people; each an object, a list of them, or a page that holds them; rows
//! may be the items of lists within.

use super::map::LogMap;
use super::node::{Node, TWICE};
use super::plan::{Checked, Plan, columns};
use super::rows::RowReader;
use super::values::Values;
use super::{Limits, OnFault, finish};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventLog;
use std::io::Read;

pub(super) fn read(
    text: impl Read,
    map: &LogMap,
    checked: &Checked,
    limits: Limits,
    on_fault: OnFault<'_>,
) -> Result<EventLog> {
    let columns: Vec<String> = columns(map).into_iter().collect();
    let plan = Plan::find(map, &csv::ByteRecord::from(columns.clone()))?;
    let mut rows = Rows::new(map, &columns);
    let mut reader = RowReader::new(map, &plan, checked);
    let mut values = Values::new(text, limits);
    while values.advance()? {
        let mut done = 0;
        loop {
            let line = values.line;
            let mut take = |record: &csv::ByteRecord, at: Place| {
                (reader.alone, reader.parent, reader.line) = (at.alone, at.parent, line);
                let Err(e) = limits.take(&mut reader, record) else { return Ok(()) };
                reader.each_fault(record, e, &mut |e| on_fault(e.in_file("", line)))
            };
            match rows.line(&values.bytes, &mut done, &mut take) {
                Ok(()) => break,
                Err(Fault::Stop(e)) => return Err(e),
                Err(Fault::Bad(e)) => {
                    reader.rows.faulty += 1;
                    on_fault(e.in_file("", line))?;
                    break;
                }
                Err(Fault::Unfinished) => match values.complete() {
                    Ok(()) => {}
                    Err(e) if e.kind() != ErrorKind::InvalidInput => return Err(e),
                    Err(e) => {
                        reader.rows.faulty += 1;
                        on_fault(e)?;
                        break;
                    }
                },
            }
        }
    }
    rows.check(map)?;
    let (absent, cut) = (rows.absent(map), rows.cut);
    let mut log = finish(map, &plan, checked, reader)?;
    (log.quality.absent_columns, log.quality.lists_cut) = (absent, cut);
    Ok(log)
}

/// What ends the reading of some values.
enum Fault {
    /// The last one goes on behind them.
    Unfinished,
    /// One is not as it should be.
    Bad(Error),
    /// Nothing more is to be read.
    Stop(Error),
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Whether it is no item of the innermost list.
    alone: bool,
    /// In lists within lists, which item of the list around the innermost one it stands in, counted from 1; else 0.
    parent: u32,
}

/// The rows of values, each as the fields of the columns.
struct Rows<'m> {
    /// The lists whose items are rows, outermost first, each from the one before.
    lists: Vec<&'m str>,
    columns: Vec<Column<'m>>,
    /// The keys of lists, and those of how many items they should have.
    totals: Vec<(Vec<&'m str>, Vec<&'m str>)>,
    record: csv::ByteRecord,
    /// Objects with a list that is cut.
    cut: u64,
    /// Whether any of the lists had an item.
    items: bool,
    /// The keys of pages under which their objects stand.
    pages: &'m [String],
    /// Items of the list around the innermost one so far.
    parents: u32,
}

/// A column: in how many of the lists it stands, and the keys from there to its value.
struct Column<'m> {
    name: &'m str,
    depth: usize,
    keys: Vec<&'m str>,
    /// Whether any row had its key.
    seen: bool,
}

impl<'m> Rows<'m> {
    fn new(map: &'m LogMap, columns: &'m [String]) -> Self {
        let lists: Vec<&str> = map.rows.as_deref().map_or(Vec::new(), |rows| rows.split('.').collect());
        let column = |name: &'m String| {
            let keys: Vec<&str> = name.split('.').collect();
            let depth = lists.iter().zip(&keys).take_while(|(list, key)| list == key).count();
            // A column that is the list itself stands outside of it.
            let depth = depth.min(keys.len().saturating_sub(1));
            Column { name, depth, keys: keys.get(depth..).unwrap_or_default().to_vec(), seen: false }
        };
        let columns = columns.iter().map(column).collect();
        let keys = |path: &'m String| path.split('.').collect();
        let totals = map.totals.iter().map(|(list, total)| (keys(list), keys(total))).collect();
        Self {
            lists,
            columns,
            totals,
            record: csv::ByteRecord::new(),
            cut: 0,
            items: false,
            pages: map.pages.as_ref().map_or(&[], |words| &words.0),
            parents: 0,
        }
    }

    /// The values of a line but for the first `done`: one, or several pages of an interface that were put one after another.
    fn line(&mut self, line: &[u8], done: &mut usize, take: Take<'_>) -> Result<(), Fault> {
        for value in serde_json::Deserializer::from_slice(line).into_iter::<Node>().skip(*done) {
            let value =
                value.map_err(|e| if e.is_eof() { Fault::Unfinished } else { Fault::Bad(no_json(line, &e)) })?;
            *done += 1;
            self.each(&value, true, take)?;
        }
        Ok(())
    }

    fn each(&mut self, value: &Node, page: bool, take: Take<'_>) -> Result<(), Fault> {
        match value {
            Node::List(items) => items.iter().try_for_each(|item| self.each(item, page, take)),
            Node::Object(_) => {
                let listed = |key: &String| value.get(key).filter(|list| matches!(list, Node::List(_)));
                if let Some(list) = self.pages.iter().filter(|_| page).find_map(listed) {
                    return self.each(list, false, take);
                }
                let cut = self.totals.iter().any(|(list, total)| is_cut(value, list, total));
                self.cut += u64::from(cut);
                self.descend(&mut vec![value], take)
            }
            other => Err(bad("", other, "an object, or a list of objects, on each line")),
        }
    }

    /// Goes from the innermost value of `path` into the next list.
    fn descend(&mut self, path: &mut Vec<&Node>, take: Take<'_>) -> Result<(), Fault> {
        let Some(list) = path.len().checked_sub(1).and_then(|i| self.lists.get(i)).copied() else {
            self.items |= !self.lists.is_empty();
            return self.row(path, false, take);
        };
        self.parents = self.parents.saturating_add(u32::from(path.len() > 1 && path.len() == self.lists.len()));
        match path.last().and_then(|value| value.get(list)) {
            // What has no items is a row of its own: a ticket to which nothing happened is a ticket.
            None | Some(Node::Null) => self.row(path, true, take),
            Some(Node::List(items)) if items.is_empty() => self.row(path, true, take),
            Some(Node::List(items)) => items.iter().try_for_each(|item| {
                path.push(item);
                let done = self.descend(path, take);
                path.pop();
                done
            }),
            // An object on the way to a list is passed through.
            Some(within @ Node::Object(_)) => {
                path.push(within);
                let done = self.descend(path, take);
                path.pop();
                done
            }
            Some(other) => Err(bad(list, other, "a list, as `rows` of the map says")),
        }
    }

    fn row(&mut self, path: &[&Node], alone: bool, take: Take<'_>) -> Result<(), Fault> {
        self.record.clear();
        for column in &mut self.columns {
            let mut text = String::new();
            let told = path.get(column.depth).map_or(Ok(false), |value| tell(value, &column.keys, &mut text));
            let says = "a whole number of at most 64 bits, or the number in quotes: its digits cannot be kept";
            column.seen |= told.map_err(|value| bad(column.name, value, says))?;
            self.record.push_field(text.as_bytes());
        }
        take(&self.record, Place { alone, parent: self.parents }).map_err(Fault::Stop)
    }

    /// A log whose rows have neither ticket nor instant is read by the wrong map.
    fn check(&self, map: &LogMap) -> Result<()> {
        let at = map.at.as_ref().or(map.created_at.as_ref()).and_then(|at| at.columns.first());
        // Tickets to which nothing happened stand at their creation.
        let quiet = map.at.is_some() && map.rows.is_some() && !self.items;
        let created = map.created_at.as_ref().and_then(|at| at.columns.first());
        let at = match (quiet, created) {
            (true, Some(created)) => ("created_at", Some(created)),
            (true, None) => {
                let rows = map.rows.as_deref().unwrap_or_default();
                let expected = "lists with items, for that is where things happen: no line has any, and the map names no `created_at`";
                return Err(Error::not_found("rows", rows, expected));
            }
            (false, _) => (if map.at.is_some() { "at" } else { "created_at" }, at),
        };
        for (path, column) in [("ticket", Some(&map.ticket)), at] {
            let missing = column.filter(|name| self.columns.iter().any(|c| c.name == name.as_str() && !c.seen));
            if let Some(column) = missing {
                let rows = map.rows.as_deref().map_or(String::new(), |rows| format!(" within `rows` ({rows})"));
                let expected = format!("keys of the objects, with points between them{rows}: no line has these");
                return Err(Error::not_found(path, column, expected));
            }
        }
        Ok(())
    }

    /// Columns of the map that no object has; of those that only order rows and tell them apart nothing is lost.
    fn absent(&self, map: &LogMap) -> Vec<String> {
        let aside =
            |name: &str| map.order_by.iter().chain(map.row_id.iter().flat_map(|words| &words.0)).any(|own| own == name);
        self.columns.iter().filter(|c| !c.seen && !aside(c.name)).map(|c| c.name.to_owned()).collect()
    }
}

/// What takes a row.
type Take<'t> = &'t mut dyn FnMut(&csv::ByteRecord, Place) -> Result<()>;

/// Writes the value under the keys as a field: those of a list with commas between them, an object as JSON. Whether there is any.
///
/// # Errors
/// The value whose digits are not known.
fn tell<'n>(value: &'n Node, keys: &[&str], out: &mut String) -> std::result::Result<bool, &'n Node> {
    match (value, keys.split_first()) {
        (Node::List(items), _) => {
            let mut any = false;
            for item in items {
                let from = out.len();
                if from > 0 {
                    out.push_str(", ");
                }
                if tell(item, keys, out)? { any = true } else { out.truncate(from) }
            }
            Ok(any || items.is_empty())
        }
        (_, Some((key, rest))) => value.get(key).map_or(Ok(false), |value| tell(value, rest, out)),
        (Node::Null, None) => Ok(true),
        (Node::Text(text) | Node::Plain(text), None) => {
            out.push_str(text);
            Ok(true)
        }
        (Node::Vast, None) => Err(value),
        (object, None) => {
            out.push_str(&object.to_string());
            Ok(true)
        }
    }
}

/// Whether a list of an object has fewer items than the object says.
fn is_cut(object: &Node, list: &[&str], total: &[&str]) -> bool {
    let at = |keys: &[&str]| keys.iter().try_fold(object, |value, key| value.get(key));
    let items = match at(list) {
        Some(Node::List(items)) => items.len(),
        _ => 0,
    };
    let total: u64 = match at(total) {
        Some(Node::Text(text) | Node::Plain(text)) => text.parse().unwrap_or(0),
        _ => 0,
    };
    total > u64::try_from(items).unwrap_or(u64::MAX)
}

fn bad(path: &str, value: &Node, expected: &str) -> Fault {
    Fault::Bad(Error::invalid(path, value.told(), expected))
}

fn no_json(line: &[u8], e: &serde_json::Error) -> Error {
    let told = e.to_string();
    let front = String::from_utf8_lossy(line.get(..line.len().min(60)).unwrap_or_default()).into_owned();
    let says = match told.split_once(TWICE) {
        Some((_, key)) => {
            let key = key.split(" at line").next().unwrap_or_default();
            format!("the key {key} stands twice in one object: of two values nobody knows which is meant")
        }
        None => {
            format!("the line is no JSON ({told}): {front:?}; expected objects, lists of them, or pages that hold them")
        }
    };
    Error::new(ErrorKind::InvalidInput, says)
}
