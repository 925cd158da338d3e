//! A column map checked, and tied to the columns of one file.

use super::map::{LogMap, Take};
use super::stamp::Stamp;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::EventKind;
use crate::time::ZoneDb;
use std::collections::HashMap;

/// How many column names an error message lists at most.
const LISTED_COLUMNS: usize = 60;

/// Where each mapped column stands in the file.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) ticket: usize,
    pub(super) at: Option<usize>,
    pub(super) order_by: Vec<usize>,
    /// Created, resolved, closed, updated.
    pub(super) moments: [Option<usize>; 4],
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
}

/// Checks what can be told without a file.
pub(super) fn check(map: &LogMap, zones: &ZoneDb) -> Result<(Stamp, u8)> {
    let stamp = Stamp::compile(&map.time, zones)?;
    let delimiter =
        u8::try_from(map.delimiter).ok().filter(|d| d.is_ascii() && !b"\"\r\n".contains(d)).ok_or_else(|| {
            Error::invalid(
                "delimiter",
                map.delimiter,
                "one ASCII character other than a quote or a line end, such as , or ;",
            )
        })?;
    if map.at.is_none() && map.created_at.is_none() {
        return Err(Error::invalid(
            "at",
            "",
            "the column with the instant of a row, or created_at for a log with one row per ticket",
        ));
    }
    if map.at.is_some() && map.updated_at.is_some() {
        let expected = "no such column beside `at`: each row of such a log has its instant there";
        return Err(Error::invalid("updated_at", map.updated_at.as_deref().unwrap_or_default(), expected));
    }
    for (activity, events) in map.activity.iter().flat_map(|a| &a.events) {
        if events.iter().any(|e| matches!(e, EventKind::Created { .. })) {
            let path = format!("activity.events.{activity}");
            return Err(Error::invalid(
                path,
                "created",
                "any other event: a ticket is created by created_at, or else by its first row",
            ));
        }
    }
    let mut seen = HashMap::new();
    for (i, attribute) in map.attributes.iter().enumerate() {
        if let Some(first) = seen.insert(attribute.name.as_str(), i) {
            return Err(Error::invalid(
                format!("attributes[{i}]"),
                &attribute.name,
                format!("a name other than that of attributes[{first}]"),
            ));
        }
    }
    Ok((stamp, delimiter))
}

impl Plan {
    /// Finds the map's columns in a header line.
    pub(super) fn find(map: &LogMap, header: &csv::ByteRecord) -> Result<Self> {
        let mut columns = Header::read(header);
        let ticket = columns.find("ticket", &map.ticket)?;
        let at = columns.find_some("at", map.at.as_ref())?;
        let order_by = map.order_by.iter().enumerate().map(|(i, name)| columns.find(&format!("order_by[{i}]"), name));
        let order_by = order_by.collect::<Result<_>>()?;
        let mut moment = |path: &str, moment: &Option<super::map::Moment>| {
            moment.as_ref().map(|m| columns.find(path, m.column())).transpose()
        };
        let moments = [
            moment("created_at", &map.created_at)?,
            moment("resolved_at", &map.resolved_at)?,
            moment("closed_at", &map.closed_at)?,
            columns.find_some("updated_at", map.updated_at.as_ref())?,
        ];
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
        let names = columns.names;
        Ok(Self {
            ticket,
            at,
            order_by,
            moments,
            names,
            status,
            priority,
            group,
            assignee,
            activity,
            fields,
            attributes,
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

    fn find(&mut self, path: &str, column: &str) -> Result<usize> {
        match self.places.get(column) {
            Some((place, 1)) => Ok(*place),
            Some((_, times)) => {
                let says = format!("is the name of {times} columns");
                Err(Error::expected(ErrorKind::InvalidInput, &says, path, column, "a column whose name occurs once"))
            }
            None => Err(Error::not_found(path, column, format!("one of the file's columns: {}", self.listed))),
        }
    }

    fn find_some(&mut self, path: &str, column: Option<&String>) -> Result<Option<usize>> {
        column.map(|c| self.find(path, c)).transpose()
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
