//! A column map checked, and tied to the columns of one file.

use super::changes::{ChangeMap, ChangedField, MessageMap};
use super::columns::{Take, TimeColumn, Words};
use super::map::{LogForm, LogMap};
use super::stamp::Stamp;
use super::{MAX_RECORD_BYTES, MAX_SKIP_LINES, MOST_RECORD_BYTES};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventKind;
use crate::time::ZoneDb;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many column names an error message lists at most.
const LISTED_COLUMNS: usize = 60;

/// Created, resolved, closed, updated, first response, due: the moments of a ticket, in this order wherever they stand together.
pub(super) const MOMENTS: usize = 6;

/// Their names as maps have them.
pub(super) const MOMENT_NAMES: [&str; MOMENTS] =
    ["created_at", "resolved_at", "closed_at", "updated_at", "first_response_at", "due_at"];

/// The columns of the moments.
pub(super) fn moments(map: &LogMap) -> [Option<&TimeColumn>; MOMENTS] {
    [
        map.created_at.as_ref(),
        map.resolved_at.as_ref().map(|m| &m.column),
        map.closed_at.as_ref().map(|m| &m.column),
        map.updated_at.as_ref(),
        map.first_response_at.as_ref(),
        map.due_at.as_ref(),
    ]
}

/// Every column that the map names, each once.
pub(super) fn columns(map: &LogMap) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = BTreeSet::from([map.ticket.clone()]);
    let names = [&map.status, &map.priority, &map.group, &map.assignee].into_iter().flatten();
    all.extend(
        names.chain(&map.order_by).chain(&map.fields).chain(map.r#where.keys()).chain(map.where_not.keys()).cloned(),
    );
    all.extend(map.row_id.iter().flat_map(|id| id.0.iter().cloned()));
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

/// A map that holds by itself: how each instant is read.
pub(super) struct Checked {
    pub(super) at: Stamp,
    pub(super) moments: [Option<Stamp>; MOMENTS],
    pub(super) max_record_bytes: usize,
}

impl Checked {
    /// The zone whose clock timestamps are taken to show, where they name none.
    pub(super) fn assumed_zone(&self, map: &LogMap) -> Option<String> {
        let at = map.at.as_ref().map(|_| &self.at);
        at.into_iter().chain(self.moments.iter().flatten()).find_map(Stamp::assumed_zone)
    }
}

/// The columns of one instant: the first, and those that are joined to it.
#[derive(Debug, Clone)]
pub(super) struct TimePlace {
    pub(super) first: usize,
    pub(super) more: Vec<usize>,
}

/// Where each mapped column stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) ticket: usize,
    pub(super) at: Option<TimePlace>,
    pub(super) order_by: Vec<usize>,
    pub(super) moments: [Option<TimePlace>; MOMENTS],
    /// Which of the moments the map has.
    pub(super) mapped: Vec<usize>,
    /// Columns of names, each once, whatever reads it: place and name.
    pub(super) names: Vec<(usize, String)>,
    pub(super) status: Option<usize>,
    pub(super) priority: Option<usize>,
    pub(super) group: Option<usize>,
    pub(super) assignee: Option<usize>,
    pub(super) activity: Option<usize>,
    /// Name of the field and its place in `names`.
    pub(super) fields: Vec<(String, usize)>,
    /// Name of the attribute, its place in `names`, and the row that stands.
    pub(super) attributes: Vec<(String, usize, Take)>,
    /// Columns and their values, one of which a row must have.
    pub(super) wanted: Vec<(usize, Vec<String>)>,
    /// Columns and their values, none of which a row may have.
    pub(super) unwanted: Vec<(usize, Vec<String>)>,
    /// The columns by which a row is known.
    pub(super) row_id: Vec<usize>,
    pub(super) change: Option<ChangePlan>,
    pub(super) message: Option<MessagePlan>,
}

/// Where a change stands, and what each field is.
#[derive(Debug, Clone)]
pub(super) struct ChangePlan {
    pub(super) field: usize,
    pub(super) from: Option<usize>,
    pub(super) to: usize,
    pub(super) fields: HashMap<Vec<u8>, u32>,
    pub(super) targets: Vec<ChangedField>,
}

/// Where a message stands.
#[derive(Debug, Clone)]
pub(super) struct MessagePlan {
    pub(super) when: Vec<(usize, Vec<String>)>,
    pub(super) author: usize,
    pub(super) public: Option<usize>,
}

/// Checks what can be told without a file.
pub(super) fn check(map: &LogMap, zones: &ZoneDb) -> Result<Checked> {
    let stamp = |column: &TimeColumn, path: &str| {
        if column.columns.is_empty() {
            return Err(Error::invalid(path, "[]", "at least one column"));
        }
        Stamp::compile(&map.time, column.format.as_deref(), &format!("{path}.format"), zones)
    };
    let at = match &map.at {
        Some(column) if column.format.is_some() || column.columns.is_empty() => stamp(column, "at")?,
        _ => Stamp::compile(&map.time, None, "time.format", zones)?,
    };
    let mut stamps = [const { None }; MOMENTS];
    for ((out, column), path) in stamps.iter_mut().zip(moments(map)).zip(MOMENT_NAMES) {
        *out =
            column
                .map(|c| {
                    if c.format.is_none() && !c.columns.is_empty() {
                        Ok(at_of(map, &at, zones)?)
                    } else {
                        stamp(c, path)
                    }
                })
                .transpose()?;
    }
    super::recode::declared(map)?;
    check_delimiter(map)?;
    check_rows(map)?;
    check_events(map)?;
    super::optional::check(map, &columns(map))?;
    let max_record_bytes = map.max_record_bytes.unwrap_or(MAX_RECORD_BYTES);
    if max_record_bytes > MOST_RECORD_BYTES || max_record_bytes == 0 {
        let expected = format!("1 to {MOST_RECORD_BYTES} bytes");
        return Err(Error::limit("max_record_bytes", max_record_bytes, expected));
    }
    Ok(Checked { at, moments: stamps, max_record_bytes })
}

/// The stamp of a column without a format of its own.
fn at_of(map: &LogMap, at: &Stamp, zones: &ZoneDb) -> Result<Stamp> {
    match &map.at {
        Some(TimeColumn { format: Some(_), .. }) => Stamp::compile(&map.time, None, "time.format", zones),
        _ => Ok(at.clone()),
    }
}

pub(super) fn is_delimiter(c: char) -> bool {
    c.is_ascii() && !matches!(c, '"' | '\r' | '\n')
}

fn check_delimiter(map: &LogMap) -> Result<()> {
    match map.delimiter.filter(|c| !is_delimiter(*c)) {
        Some(other) => {
            let expected = "one ASCII character other than a quote or a line end, such as , or ;";
            Err(Error::invalid("delimiter", other, expected))
        }
        None => Ok(()),
    }
}

/// What the rows are.
fn check_rows(map: &LogMap) -> Result<()> {
    if map.at.is_none() && map.created_at.is_none() {
        let expected = "the column with the instant of a row, or created_at for a log with one row per ticket";
        return Err(Error::invalid("at", "", expected));
    }
    if let (Some(_), Some(updated)) = (&map.at, &map.updated_at) {
        let expected = "no such column beside `at`: each row of such a log has its instant there";
        return Err(Error::invalid("updated_at", updated.told(), expected));
    }
    for (path, there) in [("change", map.change.is_some()), ("message", map.message.is_some())] {
        if there && map.at.is_none() {
            return Err(Error::invalid(
                path,
                "",
                format!("`at` beside `{path}`: the column with the instant of a row"),
            ));
        }
    }
    let lines = map.form == LogForm::JsonLines;
    let csv_only = [
        ("delimiter", map.delimiter.is_some()),
        ("skip_lines", map.skip_lines > 0),
        ("ignore_short_rows", map.ignore_short_rows),
    ];
    if let Some((path, _)) = csv_only.iter().find(|(_, there)| *there && lines) {
        return Err(Error::invalid(*path, "", "no such word in a map of JSON lines"));
    }
    if let Some(pages) = map.pages.as_ref().filter(|_| !lines) {
        return Err(Error::invalid("pages", pages.0.join(", "), "no such word in a map of CSV: it has no pages"));
    }
    if let Some(list) = map.totals.keys().next().filter(|_| !lines) {
        return Err(Error::invalid("totals", list, "no such word in a map of CSV: it has no lists"));
    }
    if let Some(rows) = map.rows.as_deref().filter(|rows| !lines || rows.split('.').any(str::is_empty)) {
        let expected = "the keys of lists with points between them, in a map whose form is json_lines";
        return Err(Error::invalid("rows", rows, expected));
    }
    if map.skip_lines > MAX_SKIP_LINES {
        return Err(Error::limit("skip_lines", map.skip_lines, format!("at most {MAX_SKIP_LINES} lines")));
    }
    Ok(())
}

/// What they mean.
fn check_events(map: &LogMap) -> Result<()> {
    for (activity, events) in map.activity.iter().flat_map(|a| &a.events) {
        if events.iter().any(|e| matches!(e, EventKind::Created { .. })) {
            let path = format!("activity.events.{activity}");
            let expected = "any other event: a ticket is created by created_at, or else by its first row";
            return Err(Error::invalid(path, "created", expected));
        }
    }
    for (name, target) in map.change.iter().flat_map(|c| &c.fields) {
        let twice = match target {
            ChangedField::Status => map.status.is_some(),
            ChangedField::Priority => map.priority.is_some(),
            ChangedField::Group => map.group.is_some(),
            ChangedField::Assignee => map.assignee.is_some(),
            ChangedField::Field(field) => map.fields.contains(field),
        };
        if twice {
            let expected = "a part of the ticket that no column of its own gives";
            return Err(Error::invalid(format!("change.fields.{name}"), target.word(), expected));
        }
    }
    let mut seen = HashMap::new();
    for (i, attribute) in map.attributes.iter().enumerate() {
        if let Some(first) = seen.insert(attribute.name.as_str(), i) {
            let expected = format!("a name other than that of attributes[{first}]");
            return Err(Error::invalid(format!("attributes[{i}]"), &attribute.name, expected));
        }
    }
    Ok(())
}

impl Plan {
    /// Finds the map's columns in a header line.
    pub(super) fn find(map: &LogMap, header: &csv::ByteRecord) -> Result<Self> {
        let mut columns = Header::read(header);
        let ticket = columns.find("ticket", &map.ticket)?;
        let at = columns.find_time("at", map.at.as_ref())?;
        let order_by = map.order_by.iter().enumerate().map(|(i, name)| columns.find(&format!("order_by[{i}]"), name));
        let order_by = order_by.collect::<Result<_>>()?;
        let mut places = [const { None }; MOMENTS];
        for ((out, column), path) in places.iter_mut().zip(moments(map)).zip(MOMENT_NAMES) {
            *out = columns.find_time(path, column)?;
        }
        let status = columns.name_some("status", map.status.as_ref())?;
        let priority = columns.name_some("priority", map.priority.as_ref())?;
        let group = columns.name_some("group", map.group.as_ref())?;
        let assignee = columns.name_some("assignee", map.assignee.as_ref())?;
        let activity = columns.name_some("activity.column", map.activity.as_ref().map(|a| &a.column))?;
        let mut fields = Vec::new();
        for (i, field) in map.fields.iter().enumerate() {
            fields.push((field.clone(), columns.name(&format!("fields[{i}]"), field)?));
        }
        let mut attributes = Vec::new();
        for (i, a) in map.attributes.iter().enumerate() {
            attributes.push((a.name.clone(), columns.name(&format!("attributes[{i}]"), &a.column)?, a.take));
        }
        let wanted = columns.find_values("where", &map.r#where)?;
        let unwanted = columns.find_values("where_not", &map.where_not)?;
        let row_id = map.row_id.iter().flat_map(|id| &id.0).map(|name| columns.find("row_id", name));
        let row_id = row_id.collect::<Result<_>>()?;
        let change = map.change.as_ref().map(|change| ChangePlan::find(change, &columns)).transpose()?;
        let message = map.message.as_ref().map(|message| MessagePlan::find(message, &columns)).transpose()?;
        let names = columns.names;
        Ok(Self {
            ticket,
            at,
            order_by,
            mapped: (0..).zip(&places).filter(|(_, place)| place.is_some()).map(|(i, _)| i).collect(),
            moments: places,
            names,
            status,
            priority,
            group,
            assignee,
            activity,
            fields,
            attributes,
            wanted,
            unwanted,
            row_id,
            change,
            message,
        })
    }
}

impl ChangePlan {
    fn find(change: &ChangeMap, columns: &Header) -> Result<Self> {
        let mut targets = Vec::new();
        let mut fields = HashMap::new();
        for (place, (name, target)) in (0..).zip(&change.fields) {
            fields.insert(name.trim().as_bytes().to_vec(), place);
            targets.push(target.clone());
        }
        Ok(Self {
            field: columns.find("change.field", &change.field)?,
            from: change.from.as_ref().map(|from| columns.find("change.from", from)).transpose()?,
            to: columns.find("change.to", &change.to)?,
            fields,
            targets,
        })
    }
}

impl MessagePlan {
    fn find(message: &MessageMap, columns: &Header) -> Result<Self> {
        Ok(Self {
            when: columns.find_values("message.when", &message.when)?,
            author: columns.find("message.author.column", &message.author.column)?,
            public: message
                .public
                .as_ref()
                .map(|public| columns.find("message.public.column", &public.column))
                .transpose()?,
        })
    }
}

/// The columns of a file by name, and those of names that were asked for so far.
struct Header {
    listed: String,
    places: HashMap<String, (usize, usize)>,
    names: Vec<(usize, String)>,
}

impl Header {
    fn read(header: &csv::ByteRecord) -> Self {
        let texts: Vec<String> = header.iter().map(|f| String::from_utf8_lossy(f).into_owned()).collect();
        let mut listed = texts.iter().take(LISTED_COLUMNS).cloned().collect::<Vec<_>>().join(", ");
        if texts.len() > LISTED_COLUMNS {
            listed.push_str(&format!(" and {} more", texts.len() - LISTED_COLUMNS));
        }
        let mut places = HashMap::new();
        for (i, text) in texts.into_iter().enumerate() {
            places.entry(text).or_insert((i, 0)).1 += 1;
        }
        Self { listed, places, names: Vec::new() }
    }

    fn find(&self, path: &str, column: &str) -> Result<usize> {
        match self.places.get(column) {
            Some((place, 1)) => Ok(*place),
            Some((_, times)) => {
                let says = format!("is the name of {times} columns");
                Err(Error::expected(ErrorKind::InvalidInput, &says, path, column, "a column whose name occurs once"))
            }
            None => Err(Error::not_found(path, column, format!("one of the file's columns: {}", self.listed))),
        }
    }

    fn find_time(&self, path: &str, column: Option<&TimeColumn>) -> Result<Option<TimePlace>> {
        let Some((first, more)) = column.and_then(|c| c.columns.split_first()) else { return Ok(None) };
        let more = more.iter().map(|column| self.find(path, column)).collect::<Result<_>>()?;
        Ok(Some(TimePlace { first: self.find(path, first)?, more }))
    }

    fn find_values(&self, path: &str, of: &BTreeMap<String, Words>) -> Result<Vec<(usize, Vec<String>)>> {
        let find = |(column, words): (&String, &Words)| {
            if words.0.is_empty() {
                return Err(Error::invalid(format!("{path}.{column}"), "[]", "at least one value of the column"));
            }
            let words = words.0.iter().map(|word| word.trim().to_owned()).collect();
            Ok((self.find(&format!("{path}.{column}"), column)?, words))
        };
        of.iter().map(find).collect()
    }

    /// A column of names: its place among those that are read.
    fn name(&mut self, path: &str, column: &str) -> Result<usize> {
        let place = self.find(path, column)?;
        if let Some(known) = self.names.iter().position(|(p, _)| *p == place) {
            return Ok(known);
        }
        self.names.push((place, column.to_owned()));
        Ok(self.names.len() - 1)
    }

    fn name_some(&mut self, path: &str, column: Option<&String>) -> Result<Option<usize>> {
        column.map(|c| self.name(path, c)).transpose()
    }
}
