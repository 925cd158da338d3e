//! The lines of an iCalendar file, taken apart by `ical-rs`, and the components they stand in.
//!
//! The components are put together here and not by the crate, whose parser calls itself for each level: a file of 130,000
//! `BEGIN` lines would be the end of the stack.

use super::{Refused, shortened};
use crate::error::{Error, Result};
use ical::tree::line::IcalLine;
use ical::value::IcalValue;
use ical::version::IcalVersion;

/// How deep components may stand in each other; an alarm in an event in a calendar is 3.
pub(super) const MAX_DEPTH: usize = 16;

/// A component with its property lines.
pub(super) struct Component<'a> {
    /// In capitals, such as `VEVENT`.
    pub(super) name: String,
    /// Where it begins, counted from 1.
    pub(super) line: u64,
    props: Vec<IcalLine<'a>>,
    pub(super) children: Vec<Component<'a>>,
}

/// What a file holds.
pub(super) struct File<'a> {
    pub(super) calendars: Vec<Component<'a>>,
    /// Lines and components that belong to no calendar, with their number.
    pub(super) stray: Vec<(u64, String)>,
}

/// Reads a whole file.
pub(super) fn read(text: &str) -> Result<File<'_>> {
    let mut file = File { calendars: Vec::new(), stray: Vec::new() };
    let mut open: Vec<Component<'_>> = Vec::new();
    let (mut rest, mut number) = (text.as_bytes(), 1);
    while let Some(blank) = rest.iter().position(|b| !b.is_ascii_whitespace()) {
        let (skipped, here) = rest.split_at_checked(blank).unwrap_or_default();
        number += newlines(skipped);
        let (taken, tail) = match IcalLine::take(here) {
            Ok((line, tail)) => (Some(line), tail),
            Err(_) => (None, IcalLine::take_physical(here).1),
        };
        let content = here.get(..here.len() - tail.len()).unwrap_or_default();
        match taken {
            Some(line) => place(line, number, &mut open, &mut file)?,
            None => file.stray.push((number, shortened(&String::from_utf8_lossy(content)))),
        }
        number += newlines(content);
        rest = tail;
    }
    if let Some(unclosed) = open.last() {
        return Err(unfinished(unclosed, number, "the end of the file"));
    }
    if file.calendars.is_empty() {
        return Err(Error::invalid("", text.lines().next().unwrap_or(""), "an iCalendar file (RFC 5545)"));
    }
    Ok(file)
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|b| u64::from(*b == b'\n')).sum()
}

fn unfinished(component: &Component<'_>, number: u64, found: &str) -> Error {
    let expected = format!("END:{}, for the component that begins in line {}", component.name, component.line);
    Error::invalid("", found, expected).in_file("", number)
}

fn place<'a>(line: IcalLine<'a>, number: u64, open: &mut Vec<Component<'a>>, file: &mut File<'a>) -> Result<()> {
    // A byte order mark stands before the first line, and in a file put together from several before each of them.
    let name = line.name.get().trim_start_matches('\u{feff}').trim().to_ascii_uppercase();
    match name.as_str() {
        "BEGIN" if open.len() == MAX_DEPTH => {
            let expected = format!("components nested at most {MAX_DEPTH} deep");
            Err(Error::limit("", line.raw_value_str(), expected).in_file("", number))
        }
        "BEGIN" => {
            let name = line.raw_value_str().trim().to_ascii_uppercase();
            open.push(Component { name, line: number, props: Vec::new(), children: Vec::new() });
            Ok(())
        }
        "END" => {
            let ended = line.raw_value_str().trim().to_ascii_uppercase();
            match open.pop() {
                Some(done) if done.name == ended => {
                    close(done, open, file);
                    Ok(())
                }
                Some(other) => Err(unfinished(&other, number, &format!("END:{ended}"))),
                None => {
                    file.stray.push((number, format!("END:{ended}")));
                    Ok(())
                }
            }
        }
        _ => {
            match open.last_mut() {
                Some(component) => component.props.push(line),
                None => file.stray.push((number, shortened(&name))),
            }
            Ok(())
        }
    }
}

fn close<'a>(done: Component<'a>, open: &mut [Component<'a>], file: &mut File<'a>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if done.name == "VCALENDAR" => file.calendars.push(done),
        None => file.stray.push((done.line, format!("BEGIN:{}", done.name))),
    }
}

impl<'a> Component<'a> {
    /// All lines of a property.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s IcalLine<'a>> {
        self.props.iter().filter(move |line| line.name.get().trim().eq_ignore_ascii_case(name))
    }

    /// The one line of a property; two of them contradict each other.
    pub(super) fn one<'s>(&'s self, name: &'static str) -> Result<Option<&'s IcalLine<'a>>, Refused> {
        let mut lines = self.all(name);
        let (first, second) = (lines.next(), lines.next());
        match second {
            Some(second) => Err((format!("{name}:{}", shortened(&second.raw_value_str())), "one such property")),
            None => Ok(first),
        }
    }

    /// The value of a property as it stands, without blanks around it.
    pub(super) fn raw(&self, name: &str) -> String {
        let found = self.props.iter().find(|line| line.name.get().trim().eq_ignore_ascii_case(name));
        found.map_or(String::new(), |line| line.raw_value_str().trim().to_owned())
    }

    /// The text of a property, its escapes resolved.
    pub(super) fn text(&self, name: &str) -> String {
        let found = self.props.iter().find(|line| line.name.get().trim().eq_ignore_ascii_case(name));
        found.map_or(String::new(), |line| match line.decode(IcalVersion::V2_0).value {
            IcalValue::Text(text) => text.0.trim().to_owned(),
            _ => line.raw_value_str().trim().to_owned(),
        })
    }
}

/// The first value of a parameter of a line, without quotes.
pub(super) fn parameter(line: &IcalLine<'_>, name: &str) -> Option<String> {
    let found = line.params.iter().find(|p| p.name.get().trim().eq_ignore_ascii_case(name))?;
    Some(found.values.first()?.get().trim().trim_matches('"').to_owned())
}
