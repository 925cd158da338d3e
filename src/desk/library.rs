//! [`Library`]: what questions are asked of.

use crate::calendar::{Calendar, CalendarDoc, Calendars};
use crate::coverage::{Roster, RosterDoc};
use crate::document::{Compile, Document, Problems, read_whole, read_whole_value};
use crate::error::{Error, Result};
use crate::sla::{PolicyDoc, PolicySet};
use crate::ticket::lifecycle::Board;
use crate::ticket::workflow::{Workflow, WorkflowDoc};
use crate::ticket::{EventLog, LogDoc, MAX_LOG_BYTES};
use crate::time::ZoneDb;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything a desk knows by name: zones, calendars, policies, rosters, workflows, logs, boards.
///
/// Questions name what they are about; a name may be left out where there is one thing of its kind. A library is built once and then
/// read: it is cheap to clone, save for its logs and boards, which are shared.
///
/// ```
/// use sundesk::desk::{Library, ask::Question};
/// let library = Library::from_json(r#"{
///     "calendar": {"timezone": "Europe/Berlin", "weekly": {"mon": ["09:00-17:00"]}},
///     "policies": {"gold": {"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}}}},
///     "logs": {"june": {"tickets": {"T-1": [{"at": "2026-06-01T09:00:00Z", "type": "created", "by": "requester"}]}}}
/// }"#, &sundesk::time::ZoneDb::bundled())?;
/// let question = r#"{"ask": "sla", "ticket": "T-1", "now": "2026-06-01T10:00:00Z"}"#;
/// let answer = library.ask(&Question::from_json(question)?)?;
/// assert_eq!(serde_json::to_value(&answer)?["metrics"]["first reply"]["remaining_s"], 3600);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Library {
    zones: ZoneDb,
    calendars: Calendars,
    policies: BTreeMap<String, Promises>,
    rosters: BTreeMap<String, Roster>,
    workflows: BTreeMap<String, Workflow>,
    logs: BTreeMap<String, Arc<EventLog>>,
    boards: BTreeMap<String, Arc<Board>>,
}

/// Policies with the calendars they are measured on: the library's, or their own.
#[derive(Debug, Clone)]
struct Promises {
    set: PolicySet,
    calendars: Option<Calendars>,
}

/// A library as one document: everything by name.
#[derive(Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields, default)]
pub struct LibraryDoc {
    /// The calendar of tickets that no policy or event gives another.
    calendar: Option<CalendarDoc>,
    /// Further calendars by name.
    calendars: BTreeMap<String, CalendarDoc>,
    /// Policies by name.
    policies: BTreeMap<String, PolicyDoc>,
    /// Rosters by name.
    rosters: BTreeMap<String, RosterDoc>,
    /// Workflows by name.
    workflows: BTreeMap<String, WorkflowDoc>,
    /// Logs by name.
    logs: BTreeMap<String, LogDoc>,
}

impl Document for LibraryDoc {
    const WHAT: &'static str = "library document";
    const MAX_BYTES: usize = MAX_LOG_BYTES;
}

impl Compile for LibraryDoc {
    type Out = ();
    type With<'a> = &'a ZoneDb;

    /// The faults of all but the logs, which are looked at when the rest is sound.
    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<()> {
        let own = self.calendar.iter().map(|doc| ("calendar".to_owned(), doc));
        let calendars = own.chain(self.calendars.iter().map(|(name, doc)| (format!("calendars.{name}"), doc)));
        checked(calendars, zones, problems);
        checked(self.policies.iter().map(|(name, doc)| (format!("policies.{name}"), doc)), zones, problems);
        checked(self.rosters.iter().map(|(name, doc)| (format!("rosters.{name}"), doc)), zones, problems);
        checked(self.workflows.iter().map(|(name, doc)| (format!("workflows.{name}"), doc)), (), problems);
        Some(())
    }
}

/// Checks documents of one kind, each under its path.
fn checked<'d, D: Compile + 'd>(
    docs: impl Iterator<Item = (String, &'d D)>,
    with: D::With<'_>,
    problems: &mut Problems,
) {
    for (path, doc) in docs {
        problems.nest(path, |p| drop(doc.compile(with, p)));
    }
}

impl Library {
    /// An empty library. `zones` are the zones that questions name.
    #[must_use]
    pub fn new(zones: ZoneDb) -> Self {
        Self {
            zones,
            calendars: Calendars::without_default(),
            policies: BTreeMap::new(),
            rosters: BTreeMap::new(),
            workflows: BTreeMap::new(),
            logs: BTreeMap::new(),
            boards: BTreeMap::new(),
        }
    }

    /// A library from a JSON document.
    ///
    /// # Errors
    /// One error that lists every fault of every document with its path (`rosters.eu.shifts[2].start`).
    pub fn from_json(text: &str, zones: &ZoneDb) -> Result<Self> {
        Self::compile(read_whole::<LibraryDoc>(text, zones)?, zones)
    }

    /// A library of a value that was parsed already; it has no lines, the rest is as in [`from_json`](Self::from_json).
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value, zones: &ZoneDb) -> Result<Self> {
        Self::compile(read_whole_value::<LibraryDoc>(value, zones)?, zones)
    }

    /// Compiles a library document.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn compile(doc: LibraryDoc, zones: &ZoneDb) -> Result<Self> {
        let mut problems = Problems::default();
        let mut library = Self::new(zones.clone());
        if let Some(calendar) = &doc.calendar {
            let compiled = compiled(&mut problems, "calendar", Calendar::compile(calendar, zones))?;
            library.calendars = compiled.map_or_else(Calendars::without_default, Calendars::new);
        }
        for (name, made) in shelf(&mut problems, "calendars", doc.calendars, |d| Calendar::compile(&d, zones))? {
            library.calendars.insert(name, made);
        }
        let policies = shelf(&mut problems, "policies", doc.policies, |d| PolicySet::compile(&d, zones))?;
        library.policies = policies.into_iter().map(|(n, set)| (n, Promises { set, calendars: None })).collect();
        library.rosters = shelf(&mut problems, "rosters", doc.rosters, |d| Roster::compile(&d, zones))?;
        library.workflows = shelf(&mut problems, "workflows", doc.workflows, Workflow::compile)?;
        library.logs = shelf(&mut problems, "logs", doc.logs, |d| EventLog::from_doc(d).map(Arc::new))?;
        problems.finish(Some(library)).map(|(library, _)| library)
    }

    /// Puts a calendar in; an empty name makes it the one of tickets that no policy or event gives another.
    #[must_use]
    pub fn with_calendar(mut self, name: &str, calendar: Calendar) -> Self {
        match name {
            "" => self.calendars = self.calendars.with_default(calendar),
            name => drop(self.calendars.insert(name, calendar)),
        }
        self
    }

    /// Puts policies in. `calendars` are those they are measured on; `None` takes the library's.
    #[must_use]
    pub fn with_policies(mut self, name: &str, set: PolicySet, calendars: Option<Calendars>) -> Self {
        self.policies.insert(name.to_owned(), Promises { set, calendars });
        self
    }

    /// Puts a roster in.
    #[must_use]
    pub fn with_roster(mut self, name: &str, roster: Roster) -> Self {
        self.rosters.insert(name.to_owned(), roster);
        self
    }

    /// Puts a workflow in.
    #[must_use]
    pub fn with_workflow(mut self, name: &str, workflow: Workflow) -> Self {
        self.workflows.insert(name.to_owned(), workflow);
        self
    }

    /// Puts a log in.
    #[must_use]
    pub fn with_log(mut self, name: &str, log: impl Into<Arc<EventLog>>) -> Self {
        self.logs.insert(name.to_owned(), log.into());
        self
    }

    /// Puts a board in, as it stands now.
    #[must_use]
    pub fn with_board(mut self, name: &str, board: impl Into<Arc<Board>>) -> Self {
        self.boards.insert(name.to_owned(), board.into());
        self
    }

    /// The zones that questions name.
    #[must_use]
    pub fn zones(&self) -> &ZoneDb {
        &self.zones
    }

    /// The library's calendars.
    #[must_use]
    pub fn calendars(&self) -> &Calendars {
        &self.calendars
    }

    /// The calendar of that name; without one the default, or the only one there is.
    ///
    /// # Errors
    /// As [`roster`](Self::roster).
    pub fn calendar(&self, name: Option<&str>) -> Result<&Calendar> {
        match (name, self.calendars.default_calendar()) {
            (None, Some(default)) => Ok(default),
            _ => pick("calendar", &self.calendars.named, name),
        }
    }

    /// The policies of that name, or the only ones, with the calendars they are measured on. `field` is the question's, for errors.
    ///
    /// # Errors
    /// As [`roster`](Self::roster).
    pub fn policies(&self, field: &str, name: Option<&str>) -> Result<(&PolicySet, &Calendars)> {
        let found = pick(field, &self.policies, name)?;
        Ok((&found.set, found.calendars.as_ref().unwrap_or(&self.calendars)))
    }

    /// The roster of that name, or the only one.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a name that is not there, or when there is none at all;
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) without a name when there are several.
    pub fn roster(&self, name: Option<&str>) -> Result<&Roster> {
        self.roster_of("roster", name)
    }

    /// The same; `field` is the question's, for errors.
    pub(crate) fn roster_of(&self, field: &str, name: Option<&str>) -> Result<&Roster> {
        pick(field, &self.rosters, name)
    }

    /// The workflow of that name, or the only one.
    ///
    /// # Errors
    /// As [`roster`](Self::roster).
    pub fn workflow(&self, name: Option<&str>) -> Result<&Workflow> {
        pick("workflow", &self.workflows, name)
    }

    /// The workflows by name.
    pub fn workflows(&self) -> impl ExactSizeIterator<Item = (&str, &Workflow)> {
        self.workflows.iter().map(|(name, workflow)| (name.as_str(), workflow))
    }

    /// Whether there are policies.
    #[must_use]
    pub fn has_policies(&self) -> bool {
        !self.policies.is_empty()
    }

    /// The log of that name, or the only one.
    ///
    /// # Errors
    /// As [`roster`](Self::roster).
    pub fn log(&self, name: Option<&str>) -> Result<&EventLog> {
        pick("log", &self.logs, name).map(AsRef::as_ref)
    }

    /// The board of that name, or the only one.
    ///
    /// # Errors
    /// As [`roster`](Self::roster).
    pub fn board(&self, name: Option<&str>) -> Result<&Board> {
        pick("board", &self.boards, name).map(AsRef::as_ref)
    }
}

/// The thing of that name; without a name the only one.
fn pick<'a, T>(field: &str, shelf: &'a BTreeMap<String, T>, name: Option<&str>) -> Result<&'a T> {
    let there = || match shelf.len() {
        0 => format!("a name; the library holds none that could be `{field}`"),
        _ => format!("one of {}", shelf.keys().cloned().collect::<Vec<_>>().join(", ")),
    };
    match name {
        Some(name) => shelf.get(name).ok_or_else(|| Error::not_found(field, name, there())),
        None if shelf.len() > 1 => Err(Error::invalid(field, "nothing", there())),
        None => shelf.values().next().ok_or_else(|| Error::not_found(field, "nothing", there())),
    }
}

/// A compiled document; its faults go to the others. What is no fault of a field, such as a limit, ends it at once.
fn compiled<T>(problems: &mut Problems, path: &str, made: Result<T>) -> Result<Option<T>> {
    match made {
        Ok(made) => Ok(Some(made)),
        Err(e) if e.problems().is_empty() => Err(e.at(path)),
        Err(e) => {
            problems.nest(path, |p| p.take(e.problems().iter().cloned()));
            Ok(None)
        }
    }
}

fn shelf<D, T>(
    problems: &mut Problems,
    kind: &str,
    docs: BTreeMap<String, D>,
    compile: impl Fn(D) -> Result<T>,
) -> Result<BTreeMap<String, T>> {
    let mut made = BTreeMap::new();
    for (name, doc) in docs {
        if let Some(one) = compiled(problems, &format!("{kind}.{name}"), compile(doc))? {
            made.insert(name, one);
        }
    }
    Ok(made)
}
