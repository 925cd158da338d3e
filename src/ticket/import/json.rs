//! JSON lines: each line an object, or a list of them; rows may be the items of lists within.

use super::map::LogMap;
use super::plan::{Checked, Plan, moments};
use super::rows::RowReader;
use super::source::read_error;
use super::{Limits, OnFault, finish};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventLog;
use serde_json::Value;
use std::collections::BTreeSet;
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
        let fault = match value(&line) {
            Ok(None) => continue,
            Ok(Some(value)) => rows.each(&value, &mut |record| limits.take(&mut reader, record)),
            Err(e) => Err(e),
        };
        if let Err(e) = fault {
            on_fault(e.in_file("", number))?;
        }
    }
    rows.check(map)?;
    let absent = rows.absent();
    let mut log = finish(map, &plan, checked, reader)?;
    log.quality.absent_columns = absent;
    Ok(log)
}

/// The value of a line; none of a blank one.
fn value(line: &[u8]) -> Result<Option<Value>> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    let expected = "one JSON object (or list of objects) on each line; `jq -c .` lays a file out so";
    serde_json::from_slice(line).map(Some).map_err(|e| {
        let front: String = String::from_utf8_lossy(line.get(..line.len().min(60)).unwrap_or_default()).trim().into();
        let says = format!("the line is no JSON ({e}): {front:?}; expected {expected}");
        Error::new(ErrorKind::InvalidInput, says)
    })
}

/// Every column that the map names, each once.
fn columns(map: &LogMap) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = BTreeSet::from([map.ticket.clone()]);
    let names = [&map.status, &map.priority, &map.group, &map.assignee].into_iter().flatten();
    all.extend(names.chain(&map.order_by).chain(&map.fields).chain(map.r#where.keys()).cloned());
    all.extend(map.at.iter().chain(moments(map).into_iter().flatten()).flat_map(|c| c.columns.iter().cloned()));
    all.extend(map.activity.iter().map(|a| a.column.clone()));
    all.extend(map.attributes.iter().map(|a| a.column.clone()));
    if let Some(change) = &map.change {
        all.extend([change.field.clone(), change.to.clone()]);
        all.extend(change.from.clone());
    }
    if let Some(message) = &map.message {
        all.insert(message.author.column.clone());
        all.extend(message.when.keys().cloned());
        all.extend(message.public.iter().map(|p| p.column.clone()));
    }
    all
}

/// The rows of values, each as the fields of the columns.
struct Rows<'m> {
    /// The lists whose items are rows, outermost first, each from the one before.
    lists: Vec<&'m str>,
    columns: Vec<Column<'m>>,
    record: csv::ByteRecord,
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
        Self { lists, columns, record: csv::ByteRecord::new() }
    }

    fn each(&mut self, value: &Value, take: &mut dyn FnMut(&csv::ByteRecord) -> Result<()>) -> Result<()> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.each(item, take)),
            Value::Object(_) => self.descend(&mut vec![value], take),
            other => Err(Error::invalid("", short(other), "an object, or a list of objects, on each line")),
        }
    }

    /// Goes from the innermost value of `path` into the next list.
    fn descend<'v>(
        &mut self,
        path: &mut Vec<&'v Value>,
        take: &mut dyn FnMut(&csv::ByteRecord) -> Result<()>,
    ) -> Result<()> {
        let Some(list) = path.len().checked_sub(1).and_then(|i| self.lists.get(i)).copied() else {
            self.fill(path)?;
            return take(&self.record);
        };
        match path.last().and_then(|value| value.get(list)) {
            None | Some(Value::Null) => Ok(()),
            Some(Value::Array(items)) => items.iter().try_for_each(|item| {
                path.push(item);
                let done = self.descend(path, take);
                path.pop();
                done
            }),
            Some(other) => Err(Error::invalid(list, short(other), "a list, as `rows` of the map says")),
        }
    }

    fn fill(&mut self, path: &[&Value]) -> Result<()> {
        self.record.clear();
        for column in &mut self.columns {
            let mut value = path.get(column.depth).copied();
            for key in &column.keys {
                value = value.and_then(|value| value.get(key));
            }
            column.seen |= value.is_some();
            let text = value.map_or(Ok(String::new()), |value| text(value, column.name))?;
            self.record.push_field(text.as_bytes());
        }
        Ok(())
    }

    /// A log whose rows have neither ticket nor instant is read by the wrong map.
    fn check(&self, map: &LogMap) -> Result<()> {
        let at = map.at.as_ref().or(map.created_at.as_ref()).and_then(|at| at.columns.first());
        let needed = [("ticket", Some(&map.ticket)), (if map.at.is_some() { "at" } else { "created_at" }, at)];
        for (path, column) in needed {
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

/// A value as a field: the items of a list have commas between them.
fn text(value: &Value, column: &str) -> Result<String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(|item| text(item, column)).collect::<Result<_>>()?;
            Ok(texts.join(", "))
        }
        Value::Object(fields) => {
            let keys: Vec<String> = fields.keys().take(20).map(|key| format!("{column}.{key}")).collect();
            Err(Error::invalid(column, "{…}", format!("a text or a number, such as {}", keys.join(", "))))
        }
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}
