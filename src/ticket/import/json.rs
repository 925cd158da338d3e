//! JSON lines: each line an object, or a list of them; rows may be the items of lists within.

use super::map::LogMap;
use super::plan::{Checked, Plan, columns};
use super::rows::RowReader;
use super::source::read_error;
use super::{Limits, OnFault, finish};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventLog;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};

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
    let mut text = BufReader::with_capacity(super::lines::BUFFER, text);
    let (mut line, mut number) = (Vec::new(), 0);
    loop {
        line.clear();
        number += 1;
        let most = u64::try_from(limits.record).unwrap_or(u64::MAX).saturating_add(1);
        let count =
            text.by_ref().take(most).read_until(b'\n', &mut line).map_err(|e| read_error(&e).in_file("", number))?;
        if count == 0 {
            break;
        }
        if line.len() > limits.record {
            return Err(limits.too_long().in_file("", number));
        }
        let fault = rows.line(&line, &mut |record, alone| {
            (reader.alone, reader.line) = (alone, number);
            limits.take(&mut reader, record)
        });
        match fault {
            // Each line of it would be a fault of its own.
            Err(e) if rows.laid_out => return Err(e.in_file("", number)),
            Err(e) => on_fault(e.in_file("", number))?,
            Ok(()) => {}
        }
    }
    rows.check(map)?;
    let (absent, cut) = (rows.absent(), rows.cut);
    let mut log = finish(map, &plan, checked, reader)?;
    (log.quality.absent_columns, log.quality.lists_cut) = (absent, cut);
    Ok(log)
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
    /// Whether the file begins with a value that goes on behind the end of its line.
    laid_out: bool,
    begun: bool,
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
            laid_out: false,
            begun: false,
        }
    }

    /// The values of a line: one, or several pages of an interface that were put one after another.
    fn line(&mut self, line: &[u8], take: Take<'_>) -> Result<()> {
        for value in serde_json::Deserializer::from_slice(line).into_iter::<Value>() {
            let value = value.map_err(|e| {
                self.laid_out = e.is_eof() && !self.begun;
                if self.laid_out {
                    return goes_on(line);
                }
                let front = String::from_utf8_lossy(line.get(..line.len().min(60)).unwrap_or_default()).into_owned();
                let expected =
                    "JSON objects (or lists of objects), each whole on its line; `jq -c .` lays a file out so";
                Error::new(
                    ErrorKind::InvalidInput,
                    format!("the line is no JSON ({e}): {front:?}; expected {expected}"),
                )
            })?;
            self.begun = true;
            self.each(&value, take)?;
        }
        Ok(())
    }

    fn each(&mut self, value: &Value, take: Take<'_>) -> Result<()> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.each(item, take)),
            Value::Object(_) => {
                let cut = self.totals.iter().any(|(list, total)| is_cut(value, list, total));
                self.cut += u64::from(cut);
                self.descend(&mut vec![value], take)
            }
            other => Err(Error::invalid("", short(other), "an object, or a list of objects, on each line")),
        }
    }

    /// Goes from the innermost value of `path` into the next list.
    fn descend(&mut self, path: &mut Vec<&Value>, take: Take<'_>) -> Result<()> {
        let Some(list) = path.len().checked_sub(1).and_then(|i| self.lists.get(i)).copied() else {
            self.items |= !self.lists.is_empty();
            self.fill(path);
            return take(&self.record, false);
        };
        match path.last().and_then(|value| value.get(list)) {
            // What has no items is a row of its own: a ticket to which nothing happened is a ticket.
            None | Some(Value::Null) => self.alone(path, take),
            Some(Value::Array(items)) if items.is_empty() => self.alone(path, take),
            Some(Value::Array(items)) => items.iter().try_for_each(|item| {
                path.push(item);
                let done = self.descend(path, take);
                path.pop();
                done
            }),
            // An object on the way to a list is passed through.
            Some(within @ Value::Object(_)) => {
                path.push(within);
                let done = self.descend(path, take);
                path.pop();
                done
            }
            Some(other) => Err(Error::invalid(list, short(other), "a list, as `rows` of the map says")),
        }
    }

    fn alone(&mut self, path: &[&Value], take: Take<'_>) -> Result<()> {
        self.fill(path);
        take(&self.record, true)
    }

    fn fill(&mut self, path: &[&Value]) {
        self.record.clear();
        for column in &mut self.columns {
            let mut text = String::new();
            let value = path.get(column.depth);
            column.seen |= value.is_some_and(|value| tell(value, &column.keys, &mut text));
            self.record.push_field(text.as_bytes());
        }
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

    fn absent(&self) -> Vec<String> {
        self.columns.iter().filter(|c| !c.seen).map(|c| c.name.to_owned()).collect()
    }
}

/// What takes a row; whether it stands alone, without items of the innermost list.
type Take<'t> = &'t mut dyn FnMut(&csv::ByteRecord, bool) -> Result<()>;

/// Writes the value under the keys as a field: those of a list with commas between them, an object as JSON. Whether there is any.
fn tell(value: &Value, keys: &[&str], out: &mut String) -> bool {
    match (value, keys.split_first()) {
        (Value::Array(items), _) => {
            let mut any = false;
            for item in items {
                let from = out.len();
                if from > 0 {
                    out.push_str(", ");
                }
                if tell(item, keys, out) { any = true } else { out.truncate(from) }
            }
            any || items.is_empty()
        }
        (_, Some((key, rest))) => value.get(key).is_some_and(|value| tell(value, rest, out)),
        (Value::Null, None) => true,
        (Value::String(text), None) => {
            out.push_str(text);
            true
        }
        (other, None) => {
            out.push_str(&other.to_string());
            true
        }
    }
}

/// Whether a list of an object has fewer items than the object says.
fn is_cut(object: &Value, list: &[&str], total: &[&str]) -> bool {
    let at = |keys: &[&str]| keys.iter().try_fold(object, |value, key| value.get(key));
    let items = at(list).and_then(Value::as_array).map_or(0, Vec::len);
    let total = at(total).and_then(Value::as_u64).unwrap_or(0);
    total > u64::try_from(items).unwrap_or(u64::MAX)
}

/// A file that was laid out for people.
fn goes_on(line: &[u8]) -> Error {
    let jq = if line.trim_ascii_start().starts_with(b"[") { "jq -c '.[]' FILE" } else { "jq -c . FILE" };
    let says = format!(
        "the JSON goes on behind the end of its line; expected an object (or a list of objects) whole on each line: `{jq}` lays a file out so"
    );
    Error::new(ErrorKind::InvalidInput, says)
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
