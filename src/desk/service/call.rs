//! A desk by JSON alone: one object in, one out. So every language that can write text has a help desk.

use super::{Desk, Retention};
use crate::desk::ask::Question;
use crate::document::{Document, MAX_DOCUMENT_BYTES, read_json, read_value};
use crate::error::{Error, ErrorKind, Result};
use crate::store::{By, Filter, Head, Lease, TicketQuery};
use crate::ticket::EventLog;
use crate::ticket::lifecycle::{Command, ImportMap};
use crate::time::{ZoneDb, format_instant, parse_instant};
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Value, json};

/// What a host wants of a desk, as one JSON object: a command (an object with `do`), or something else by its word under `call`.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case", deny_unknown_fields)]
#[allow(missing_docs)] // docs/help-desk-in-an-afternoon.md has the table; each is the method of the desk with its name
#[non_exhaustive]
pub enum Call {
    /// A command, with the fields of [`Command`]. In JSON it is the object itself: `{"do": "create", ...}`.
    #[serde(skip)]
    Command(Box<Command>),
    /// Several commands with one sync of the disk.
    Commands {
        commands: Vec<Value>,
    },
    Tick {
        #[serde(deserialize_with = "instant")]
        now: i64,
    },
    NextDue {},
    Ticket {
        ticket: String,
    },
    Version {
        ticket: String,
    },
    Allowed {
        ticket: String,
        actor: String,
        #[serde(deserialize_with = "instant")]
        now: i64,
    },
    Sla {
        ticket: String,
        #[serde(deserialize_with = "instant")]
        now: i64,
    },
    Explain {
        ticket: String,
        metric: String,
        #[serde(deserialize_with = "instant")]
        now: i64,
    },
    Tickets(TicketQuery),
    Counts {
        by: By,
        #[serde(default)]
        filter: Filter,
    },
    History {
        ticket: String,
        #[serde(default)]
        after: u64,
    },
    Feed {
        #[serde(default)]
        after: u64,
        #[serde(default = "thousand")]
        limit: usize,
    },
    Cursor {
        consumer: String,
    },
    SetCursor {
        consumer: String,
        position: u64,
    },
    Outbox {
        worker: String,
        #[serde(deserialize_with = "instant")]
        now: i64,
        #[serde(deserialize_with = "instant")]
        until: i64,
        #[serde(default = "hundred")]
        limit: usize,
    },
    Sent {
        numbers: Vec<u64>,
    },
    /// What the desk knows of somebody.
    Export {
        subject: String,
    },
    /// What is due by rules of retention; nothing is changed.
    Retention {
        rules: Value,
        #[serde(deserialize_with = "instant")]
        now: i64,
    },
    /// Does it.
    Retain {
        rules: Value,
        #[serde(deserialize_with = "instant")]
        now: i64,
        by: String,
    },
    /// A foreign log becomes tickets.
    Import(Box<ImportCall>),
    Head {},
    Verify {
        #[serde(default)]
        since: Option<Head>,
    },
    RebuildInbox {},
    Backup {
        to: String,
    },
    /// A question to the library, which knows the desk's records as the log `desk`.
    Ask {
        question: Value,
    },
}

/// Which log is taken in, and how. The log is one of the library (`log`), or a file that is read by a column map (`map`) or a preset (`preset`).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)] // see Call
pub struct ImportCall {
    pub log: Option<String>,
    pub path: Option<String>,
    pub preset: Option<String>,
    pub map: Option<Value>,
    /// Under which workflow; the desk's own when left out.
    pub workflow: Option<String>,
    /// What its statuses are there: an import map, or `"servicenow"`.
    pub statuses: Option<Value>,
    pub now: String,
}

fn thousand() -> usize {
    1_000
}

fn hundred() -> usize {
    100
}

fn instant<'de, D: Deserializer<'de>>(d: D) -> std::result::Result<i64, D::Error> {
    parse_instant(&String::deserialize(d)?).map_err(de::Error::custom)
}

impl Call {
    /// A call of JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] with the field for what is none.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_value(read_json(text, "call", MAX_DOCUMENT_BYTES)?)
    }

    /// A call that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value) -> Result<Self> {
        match (value.get("do").is_some(), value.get("call").is_some()) {
            (true, false) => Command::from_value(value).map(Box::new).map(Call::Command),
            (false, true) => read_value(value, "call"),
            _ => {
                Err(Error::new(ErrorKind::InvalidInput, "an object with either `do`, a command, or `call`").at("call"))
            }
        }
    }
}

impl Desk {
    /// Does what a call says; the answer is what the method of its name gives, instants as RFC 3339 texts.
    ///
    /// # Errors
    /// Those of that method. A refusal is none: it stands in the answer.
    pub fn call(&mut self, call: &Call) -> Result<Value> {
        let at = |instant: Option<i64>| Ok(json!(instant.map(format_instant)));
        match call {
            Call::Command(command) => told(&self.command(command)?),
            Call::Commands { commands } => self.commands(commands),
            Call::Tick { now } => told(&self.tick(*now)?),
            Call::NextDue {} => at(self.next_due()?),
            Call::Ticket { ticket } => told(&self.ticket(ticket)?),
            Call::Version { ticket } => told(&self.version(ticket)?),
            Call::Allowed { ticket, actor, now } => told(&self.allowed(ticket, actor, *now)?),
            Call::Sla { ticket, now } => told(&self.sla(ticket, *now)?),
            Call::Explain { ticket, metric, now } => told(&self.explain(ticket, *now, metric)?),
            Call::Tickets(query) => told(&self.tickets(query)?),
            Call::Counts { by, filter } => told(&self.counts(filter, *by)?),
            Call::History { ticket, after } => told(&self.store().load(ticket, *after)?),
            Call::Feed { after, limit } => told(&self.store().feed(*after, *limit)?),
            Call::Cursor { consumer } => told(&self.store().cursor(consumer)?),
            Call::SetCursor { consumer, position } => told(&self.store_mut().set_cursor(consumer, *position)?),
            Call::Outbox { worker, now, until, limit } => {
                let lease = Lease { worker, now: *now, until: *until };
                told(&self.store_mut().outbox(lease, *limit)?)
            }
            Call::Sent { numbers } => told(&self.store_mut().sent(numbers)?),
            Call::Export { subject } => told(&self.export_subject(subject)?),
            Call::Retention { rules, now } => told(&self.retention(&retention(rules)?, *now)?),
            Call::Retain { rules, now, by } => told(&self.retain(&retention(rules)?, *now, by)?),
            Call::Import(import) => self.import_call(import),
            Call::Head {} => told(&self.store().head()?),
            Call::Verify { since } => told(&self.verify(since.as_ref())?),
            Call::RebuildInbox {} => told(&self.rebuild_inbox()?),
            Call::Backup { to } => told(&self.store().backup(std::path::Path::new(to))?),
            Call::Ask { question } => told(&self.ask(&Question::from_value(question.clone())?)?),
        }
    }

    fn import_call(&mut self, import: &ImportCall) -> Result<Value> {
        let now = parse_instant(&import.now).map_err(|e| e.at("now"))?;
        let statuses = match &import.statuses {
            None => ImportMap::default(),
            Some(Value::String(name)) if name == "servicenow" => ImportMap::servicenow()?,
            Some(Value::String(name)) => {
                return Err(Error::not_found("statuses", name, "an import map, or servicenow"));
            }
            Some(map) => ImportMap::from_value(map.clone()).map_err(|e| e.at("statuses"))?,
        };
        let (library, read_now);
        let log = match (&import.log, &import.path) {
            (log, None) => {
                library = self.library().clone(); // its logs are shared
                library.log(log.as_deref())?
            }
            (None, Some(path)) => {
                read_now = read(path, import, self.library().zones())?;
                &read_now
            }
            _ => {
                return Err(
                    Error::new(ErrorKind::InvalidInput, "either `log`, one of the library, or `path`").at("log")
                );
            }
        };
        told(&self.import(log, import.workflow.as_deref(), &statuses, now)?)
    }

    /// The same as text.
    ///
    /// # Errors
    /// As [`call`](Self::call), and for text that is no call.
    pub fn call_json(&mut self, text: &str) -> Result<String> {
        Ok(self.call(&Call::from_json(text)?)?.to_string())
    }

    fn commands(&mut self, commands: &[Value]) -> Result<Value> {
        let read = |(i, value): (usize, &Value)| {
            Command::from_value(value.clone()).map_err(|e| e.at(&format!("commands[{i}]")))
        };
        let read: Vec<Result<Command>> = commands.iter().enumerate().map(read).collect();
        let sound: Vec<Command> = read.iter().filter_map(|command| command.as_ref().ok().cloned()).collect();
        let mut answers = self.command_all(&sound)?.into_iter();
        // One that cannot be read is answered in its place, as if each had come alone.
        let answer = |command: Result<Command>| match command.and_then(|_| answers.next().transpose()) {
            Ok(outcome) => told(&outcome),
            Err(e) => Ok(json!({"error": fault(&e)})),
        };
        read.into_iter().map(answer).collect()
    }

    /// A line of a program that speaks in lines: `{"done": …}`, or `{"error": {"kind", "path", "message"}}`. An `id` in the call comes back in
    /// the answer. It never fails: what it cannot read is an answer too.
    pub fn line(&mut self, line: &str) -> String {
        let mut id = None;
        let done = read_json(line, "call", MAX_DOCUMENT_BYTES).and_then(|mut value: Value| {
            id = value.as_object_mut().and_then(|call| call.remove("id"));
            self.call(&Call::from_value(value)?)
        });
        let mut answer = match done {
            Ok(done) => json!({"done": done}),
            Err(e) => json!({"error": fault(&e)}),
        };
        if let (Some(id), Some(answer)) = (id, answer.as_object_mut()) {
            answer.insert("id".to_owned(), id);
        }
        answer.to_string()
    }
}

#[cfg(feature = "import")]
fn read(path: &str, import: &ImportCall, zones: &ZoneDb) -> Result<EventLog> {
    use crate::ticket::import::{LogMap, from_path};
    let map = match (&import.preset, &import.map) {
        (Some(preset), None) => LogMap::preset(preset).map_err(|e| e.at("preset"))?,
        (None, Some(map)) => LogMap::from_json(&map.to_string()).map_err(|e| e.at("map"))?,
        _ => {
            return Err(
                Error::new(ErrorKind::InvalidInput, "either `preset` or `map`, by which the file is read").at("map")
            );
        }
    };
    from_path(path, &map, zones)
}

#[cfg(not(feature = "import"))]
fn read(path: &str, _: &ImportCall, _: &ZoneDb) -> Result<EventLog> {
    Err(Error::not_found("path", path, "a log of the library: this build reads no files of logs"))
}

fn retention(rules: &Value) -> Result<Retention> {
    Retention::from_value(rules.clone()).map_err(|e| e.at("rules"))
}

fn fault(e: &Error) -> Value {
    json!({"kind": e.kind().name(), "path": e.path(), "message": e.to_string()})
}

fn told(answer: &impl Serialize) -> Result<Value> {
    serde_json::to_value(answer).map_err(Error::unwritable)
}
