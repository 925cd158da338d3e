//! What the first bytes of a file say: packing, encoding, form, separator, header, first values.

use super::super::rows::trimmed;
use super::{ColumnSeen, MAX_INSPECT_BYTES, dates};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::import::columns::{TimeColumn, Words};
use crate::ticket::import::map::{LogForm, LogMap};
use crate::ticket::import::plan::moments;
use crate::ticket::import::prelude::separator;
use crate::ticket::import::stamp::Stamp;
use crate::ticket::import::table::is_footer;
use crate::ticket::import::{plan, source};
use crate::time::ZoneDb;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;

/// How many rows are looked at for the kinds of columns.
const ROWS: usize = 200;
/// How many values of a column are shown.
const VALUES: usize = 3;
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The bytes, and what they look like.
pub(in super::super) struct Look {
    pub(super) bytes: Vec<u8>,
    pub(in super::super) whole: bool,
    pub(in super::super) form: &'static str,
    pub(super) packed: Option<&'static str>,
    pub(super) encoding: &'static str,
    pub(super) encoding_guessed: bool,
    pub(super) delimiter: Option<char>,
    pub(super) skip_lines: u64,
    /// Whether a line `sep=;` says what separates the fields.
    pub(super) declared: bool,
    /// Lines of words below the rows, such as `Total: 5`.
    pub(super) footers: u64,
    pub(in super::super) columns: Vec<ColumnSeen>,
    /// The distinct values of each column among the first rows, with how often each stands there.
    pub(super) values: Vec<BTreeMap<String, u64>>,
    pub(super) rows: usize,
}

impl Look {
    /// Looks at `source`; what `map` declares is taken from it.
    pub(super) fn at(source: impl Read, map: Option<&LogMap>) -> Result<Self> {
        let mut bytes = Vec::new();
        source.take(MAX_INSPECT_BYTES + 1).read_to_end(&mut bytes).map_err(|e| source::read_error(&e))?;
        let whole = u64::try_from(bytes.len()).unwrap_or(u64::MAX) <= MAX_INSPECT_BYTES;
        Self::of(bytes, whole, map)
    }

    /// Looks at the first bytes of a file, or at all of them.
    pub(in super::super) fn of(bytes: Vec<u8>, whole: bool, map: Option<&LogMap>) -> Result<Self> {
        let packed = bytes.starts_with(&[0x1f, 0x8b]).then_some("gzip");
        let plain = LogMap { encoding: None, ..super::draft::blank() };
        let (text, encoding, guessed) = decoded(&bytes, map.unwrap_or(&plain))?;
        if text.trim().is_empty() {
            return Err(Error::new(ErrorKind::InvalidInput, "the log is empty: expected a header line and rows"));
        }
        let lines = map.map_or(text.trim_start().starts_with(['{', '[']), |map| map.form == LogForm::JsonLines);
        let mut look = Self {
            bytes: Vec::new(),
            whole,
            form: if lines { "json_lines" } else { "csv" },
            packed,
            encoding,
            encoding_guessed: guessed,
            delimiter: None,
            skip_lines: map.map_or(0, |map| map.skip_lines),
            declared: false,
            footers: 0,
            columns: Vec::new(),
            values: Vec::new(),
            rows: 0,
        };
        if lines {
            look.json(&text)
        } else {
            look.table(&text, map)
        }
        // What was cut in the middle of a line is read up to its last whole one.
        look.bytes = if whole { bytes } else { cut(&text) };
        if !whole {
            look.packed = None;
        }
        Ok(look)
    }

    fn table(&mut self, text: &str, map: Option<&LogMap>) {
        let declared = separator(text.as_bytes().get(..7).unwrap_or_default());
        let body = declared.map_or(text, |(_, length)| text.get(length..).unwrap_or_default());
        if map.is_none() {
            self.skip_lines = title_lines(body);
        }
        let skip = usize::try_from(self.skip_lines).unwrap_or(usize::MAX);
        let start = body.split_inclusive('\n').take(skip).map(str::len).sum();
        let body = body.get(start..).unwrap_or_default();
        let own = map.and_then(|map| map.delimiter).or(declared.map(|(separator, _)| separator));
        let delimiter = own.unwrap_or_else(|| most_frequent(body));
        self.delimiter = Some(delimiter);
        self.declared = declared.is_some();
        let mut csv = csv::ReaderBuilder::new();
        let byte = u8::try_from(delimiter).unwrap_or(b',');
        let mut csv = csv.delimiter(byte).flexible(true).from_reader(body.as_bytes());
        let names: Vec<String> = csv.headers().map(|h| h.iter().map(str::to_owned).collect()).unwrap_or_default();
        let mut records = csv.records().map_while(Result::ok);
        let rows: Vec<csv::StringRecord> = records.by_ref().take(ROWS).collect();
        let cell = |row: &csv::StringRecord, place: usize| row.get(place).unwrap_or_default().to_owned();
        let columns =
            names.iter().enumerate().map(|(i, name)| (name.clone(), rows.iter().map(|r| cell(r, i)).collect()));
        self.fill(columns.collect(), rows.len());
        let fields = names.len();
        rows.iter().for_each(|row| self.further(row, fields));
        let mut doubted: Vec<(usize, Vec<(String, Stamp)>)> = self.doubted();
        records.for_each(|row| {
            self.further(&row, fields);
            for (place, forms) in &mut doubted {
                let text = row.get(*place).unwrap_or_default();
                let reads = |stamp: &Stamp| stamp.read(trimmed(text.as_bytes())).is_ok();
                if forms.len() > 1 && forms.iter().any(|(_, stamp)| reads(stamp)) {
                    forms.retain(|(_, stamp)| reads(stamp));
                }
            }
        });
        for (place, forms) in doubted {
            if let Some(column) = self.columns.get_mut(place) {
                column.dates = forms.into_iter().map(|(form, _)| form).collect();
            }
        }
    }

    /// Notes whether the next row is none.
    fn further(&mut self, row: &csv::StringRecord, fields: usize) {
        self.footers = if is_footer(row.as_byte_record().iter(), fields) { self.footers + 1 } else { 0 };
    }

    /// The columns whose first dates may be read in several ways: one further down may settle which.
    fn doubted(&self) -> Vec<(usize, Vec<(String, Stamp)>)> {
        let several = self.columns.iter().enumerate().filter(|(_, column)| column.dates.len() > 1);
        several
            .map(|(place, column)| (place, column.dates.iter().filter_map(|form| dates::stamp(form)).collect()))
            .collect()
    }

    fn json(&mut self, text: &str) {
        let mut columns: Vec<(String, Vec<String>)> = Vec::new();
        let mut rows = 0;
        for value in objects(text) {
            let items = if let Value::Array(items) = value { items } else { vec![value] };
            for item in items.iter().filter(|item| item.is_object()).take(ROWS) {
                rows += 1;
                flatten(item, &mut String::new(), 0, &mut columns);
            }
        }
        self.fill(columns, rows);
    }

    fn fill(&mut self, columns: Vec<(String, Vec<String>)>, rows: usize) {
        let zones = ZoneDb::bundled();
        self.rows = rows;
        for (name, cells) in columns {
            let mut counts = BTreeMap::new();
            cells
                .iter()
                .filter(|c| !c.trim().is_empty())
                .for_each(|c| *counts.entry(c.trim().to_owned()).or_insert(0) += 1);
            let stated: Vec<&str> = counts.keys().map(String::as_str).filter(|v| *v != "?" && *v != "-").collect();
            let dates = dates::forms(&stated, &name, &zones);
            let mut values: Vec<String> = Vec::new();
            for cell in cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()) {
                if values.len() < VALUES && !values.iter().any(|v| v == cell) {
                    values.push(cell.chars().take(60).collect());
                }
            }
            self.columns.push(ColumnSeen { name, values, dates });
            self.values.push(counts);
        }
    }

    /// The preset whose columns the file has, all of those that it needs; of several one whose form of dates it has, then the one most of
    /// whose columns are there.
    pub(in super::super) fn preset(&self) -> Option<&'static str> {
        let fits = |name: &'static str| {
            let map = LogMap::preset(name).ok()?;
            // A page holds its objects under a key of its own.
            let pages = map.pages.iter().flat_map(|pages| &pages.0);
            let prefixes: Vec<String> =
                std::iter::once(String::new()).chain(pages.map(|page| format!("{page}."))).collect();
            let is = |c: &str, name: &str| prefixes.iter().any(|prefix| c.strip_prefix(prefix.as_str()) == Some(name));
            let has = |name: &String| self.columns.iter().any(|c| is(&c.name, name));
            let lines = map.form == LogForm::JsonLines;
            if lines != (self.form == "json_lines") {
                return None;
            }
            let columns = plan::columns(&map);
            let needed = if lines {
                signature(&map)
            } else {
                columns.iter().filter(|name| !map.optional.contains(name)).cloned().collect()
            };
            let dates = map.at.iter().chain(&map.created_at).all(|at| self.written_so(&map, &at.columns));
            let there = columns.iter().filter(|name| has(name)).count();
            needed.iter().all(has).then_some(((dates, there), name))
        };
        LogMap::preset_names().filter_map(fits).max_by_key(|(fit, _)| *fit).map(|(_, name)| name)
    }

    /// The preset of which the file lacks a column or two, and which they are.
    pub(in super::super) fn nearest(&self) -> Option<(&'static str, String)> {
        let lacks = |name: &'static str| {
            let map = LogMap::preset(name).ok()?;
            let columns = plan::columns(&map);
            let needed: Vec<&String> =
                columns.iter().filter(|name| map.is_csv() && !map.optional.contains(name)).collect();
            let has = |name: &&&String| self.columns.iter().any(|c| c.name == ***name);
            let missing: Vec<&str> = needed.iter().filter(|name| !has(name)).map(|name| name.as_str()).collect();
            let near = matches!(missing.len(), 1 | 2) && missing.len() * 2 < needed.len();
            near.then(|| (missing.len(), name, missing.join(" and no ")))
        };
        let (_, name, missing) = LogMap::preset_names().filter_map(lacks).min_by_key(|(n, ..)| *n)?;
        Some((name, missing))
    }

    /// Gives a preset's map the form of the file's times, where that is another and the values leave only one, and says so.
    ///
    /// # Errors
    /// `InvalidInput` where day and month may be swapped in all values.
    pub(in super::super) fn with_dates(&self, map: &mut LogMap, preset: &str) -> Result<Option<String>> {
        let odd = |at: &&TimeColumn| at.format.is_none() && !self.written_so(map, &at.columns);
        let Some(name) = map.at.iter().chain(&map.created_at).find(odd).and_then(|at| at.columns.first()) else {
            return Ok(None);
        };
        let Some(column) = self.columns.iter().find(|c| c.name == *name) else { return Ok(None) };
        // Of two readings the one that another column of instants settles.
        let own: Vec<&String> = moments(map).into_iter().flatten().flat_map(|c| &c.columns).collect();
        let settles = |c: &&ColumnSeen| {
            own.contains(&&c.name) && matches!(c.dates.as_slice(), [one] if column.dates.contains(one))
        };
        let settled = self.columns.iter().find(settles).and_then(|c| c.dates.first());
        let form = match (settled, column.dates.as_slice()) {
            (Some(form), _) | (None, [form]) => form.clone(),
            (None, []) => return Ok(None), // the rows say what is wrong
            (None, several) => {
                let expected = format!(
                    "the form of the times, written as `time.format` of a map: {}; day and month may be swapped in every value of {name:?}; `sundesk preset {preset} > map.json` prints the map to write it in",
                    several.join(" or ")
                );
                let value = column.values.first().map_or("", String::as_str);
                return Err(Error::invalid("time.format", value, expected));
            }
        };
        if form == map.time.format {
            return Ok(None);
        }
        let says = format!("{name:?} is read as {form}: its times are not of the preset's form {}.", map.time.format);
        map.time.format = form;
        Ok(Some(says))
    }

    /// Whether the first values of a column are of the map's form.
    fn written_so(&self, map: &LogMap, columns: &[String]) -> bool {
        let [column] = columns else { return true };
        let values = self.columns.iter().zip(&self.values).find(|(c, _)| c.name == *column).map(|(_, v)| v);
        let stamp = crate::ticket::import::stamp::Stamp::compile(&map.time, None, "", &ZoneDb::bundled());
        let missing = |value: &&String| !map.missing.contains(value);
        let Ok(stamp) = stamp else { return false };
        let first: Vec<&String> = values.into_iter().flat_map(BTreeMap::keys).filter(missing).take(20).collect();
        let right = first.iter().filter(|value| stamp.read(trimmed(value.as_bytes())).is_ok()).count();
        // One that is not is a fault of its row, not another form.
        right * 2 > first.len() || right == first.len()
    }

    /// Lays a preset's map under what the file is: its separator, the lines before its header, an encoding other than UTF-8. What was found out, a
    /// sentence each; the encoding is told when it is known.
    pub(in super::super) fn lay(&self, map: &mut LogMap) -> Vec<String> {
        let mut said = Vec::new();
        if !map.is_csv() || self.form != "csv" {
            return said;
        }
        map.encoding.get_or_insert_with(|| Words(vec!["utf-8".to_owned(), "windows-1252".to_owned()]));
        let headed = self.columns.iter().any(|column| column.name == map.ticket);
        if self.skip_lines > 0 && map.skip_lines == 0 && headed {
            map.skip_lines = self.skip_lines;
            said.push(match self.skip_lines {
                1 => "The line before the header is passed over.".to_owned(),
                lines => format!("The {lines} lines before the header are passed over."),
            });
        }
        if let Some(delimiter) = self.delimiter.filter(|d| *d != ',' && map.delimiter.is_none() && !self.declared) {
            map.delimiter = Some(delimiter);
            said.push(format!("The fields are separated by {delimiter:?}."));
        }
        said
    }
}

/// The first values of a text: a line each, laid out over many, or the items of a list that goes on.
fn objects(text: &str) -> Vec<Value> {
    let whole: Vec<Value> =
        serde_json::Deserializer::from_str(text).into_iter::<Value>().take(ROWS).map_while(Result::ok).collect();
    if !whole.is_empty() {
        return whole;
    }
    // The list is longer than what was looked at.
    let mut items = Vec::new();
    let _ = serde::Deserializer::deserialize_seq(&mut serde_json::Deserializer::from_str(text), Items(&mut items));
    if !items.is_empty() {
        return items;
    }
    let each = |line| serde_json::Deserializer::from_str(line).into_iter::<Value>().map_while(Result::ok);
    text.lines().flat_map(each).take(ROWS).collect()
}

/// Takes the items of a list, as far as there are any.
struct Items<'v>(&'v mut Vec<Value>);

impl<'de> serde::de::Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> std::result::Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            self.0.push(item);
            if self.0.len() == ROWS {
                break;
            }
        }
        Ok(())
    }
}

/// The columns by which a preset of JSON lines is known: its objects may lack any other.
fn signature(map: &LogMap) -> Vec<String> {
    let at = map.at.iter().chain(&map.created_at).flat_map(|at| at.columns.iter().cloned());
    std::iter::once(map.ticket.clone())
        .chain(at)
        .chain(map.change.iter().map(|c| c.field.clone()))
        .chain(map.status.clone())
        .collect()
}

/// The text, the name of its encoding, and whether that is a guess.
fn decoded(bytes: &[u8], map: &LogMap) -> Result<(String, &'static str, bool)> {
    let mut text = Vec::new();
    let (mut open, found) = source::open(bytes, map)?;
    let read = open.read_to_end(&mut text).map_err(|e| source::read_error(&e));
    if let Err(e) = read
        && text.is_empty()
    {
        return Err(e);
    }
    if let (Some(found), Ok(text)) = (found.get(), std::str::from_utf8(&text)) {
        return Ok((text.to_owned(), found, true));
    }
    let head = source::unpacked_head(bytes);
    let marked = encoding_rs::Encoding::for_bom(&head).map(|(encoding, _)| encoding.name());
    match (marked, &map.encoding, String::from_utf8(text)) {
        (Some(mark), _, Ok(text)) => Ok((text, mark, false)),
        (None, declared, Ok(text)) => {
            let label = declared.iter().flat_map(|names| &names.0).next();
            let known = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
            Ok((text, known.map_or("UTF-8", |e| e.name()), false))
        }
        (_, _, Err(e)) if e.utf8_error().error_len().is_none() => {
            let valid = e.utf8_error().valid_up_to();
            let mut bytes = e.into_bytes();
            bytes.truncate(valid);
            Ok((String::from_utf8(bytes).unwrap_or_default(), "UTF-8", false))
        }
        (_, _, Err(e)) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(e.as_bytes());
            Ok((text.into_owned(), "windows-1252", true))
        }
    }
}

fn cut(text: &str) -> Vec<u8> {
    let end = text.rfind('\n').map_or(text.len(), |i| i + 1);
    text.get(..end).unwrap_or_default().as_bytes().to_vec()
}

/// Lines of a title before the header: those with fewer separators than most lines have, at the head of the file.
fn title_lines(text: &str) -> u64 {
    let delimiter = most_frequent(text);
    let counts: Vec<usize> = text.lines().take(30).map(|line| outside(line, delimiter)).collect();
    // As many as the most lines have: the texts of a field may hold any number.
    let times = |wanted: &&usize| (counts.iter().filter(|n| *n == *wanted).count(), **wanted);
    let usual = counts.iter().filter(|n| **n > 0).max_by_key(times).copied().unwrap_or(0);
    if usual == 0 {
        return 0;
    }
    let before = counts.iter().take_while(|count| **count * 2 < usual).count();
    u64::try_from(before).unwrap_or(0)
}

/// How often a separator stands outside of quotes.
fn outside(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    let apart = |c: &char| {
        quoted ^= *c == '"';
        !quoted && *c == delimiter
    };
    line.chars().filter(apart).count()
}

/// The separator that stands most often, and on most lines, outside of quotes.
fn most_frequent(text: &str) -> char {
    let head: Vec<&str> = text.lines().take(30).collect();
    let score = |delimiter: &char| {
        let counts = head.iter().map(|line| outside(line, *delimiter));
        (counts.clone().filter(|n| *n > 0).count(), counts.sum::<usize>())
    };
    DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(',')
}

/// The values of an object under the keys that lead to them; of a list of objects those of the first few.
fn flatten(value: &Value, path: &mut String, depth: usize, out: &mut Vec<(String, Vec<String>)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(value, path, depth + 1, out);
                path.truncate(length);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) && depth < 8 => {
            items.iter().take(20).for_each(|item| flatten(item, path, depth + 1, out));
        }
        value => {
            let text = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                Value::Array(items) => items
                    .iter()
                    .map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned))
                    .collect::<Vec<_>>()
                    .join(", "),
                other => other.to_string(),
            };
            match out.iter().position(|(name, _)| name == path) {
                Some(place) => out
                    .get_mut(place)
                    .filter(|(_, v)| v.len() < 2_000)
                    .into_iter()
                    .for_each(|(_, v)| v.push(text.clone())),
                None if out.len() < 500 => out.push((path.clone(), vec![text])),
                None => {}
            }
        }
    }
}
