//! What a step is made of: which events of a ticket change it, and what it is called.

use super::{JourneySpec, MAX_JOURNEY_PARTS};
use crate::error::{Error, Result};
use crate::ticket::{BoundStatuses, Event, EventLog, Symbol, What};

/// The values of a step, one of each part; the empty symbol for none.
pub(super) type State = [Symbol; MAX_JOURNEY_PARTS];

/// One thing that journeys are looked over.
enum Part<'a> {
    /// What events of a kind set.
    Kind(What),
    /// What events of this field set.
    Field(Symbol),
    /// An attribute, which a ticket has from its beginning on.
    Attribute(&'a [Symbol]),
}

/// The parts of a step, and which tickets are meant.
pub(super) struct Parts<'a> {
    log: &'a EventLog,
    parts: Vec<Part<'a>>,
    /// Columns with the value wanted of each; `None` for a value that no ticket has.
    only: Vec<(&'a [Symbol], Option<Symbol>)>,
    pub(super) statuses: BoundStatuses,
}

impl<'a> Parts<'a> {
    pub(super) fn of(log: &'a EventLog, spec: &JourneySpec) -> Result<Self> {
        let over = &spec.over;
        if over.is_empty() {
            return Err(Error::invalid("over", "nothing", "`status`, `group`, or a field or attribute of the log"));
        }
        if over.len() > MAX_JOURNEY_PARTS {
            return Err(Error::limit("over", over.len(), format!("at most {MAX_JOURNEY_PARTS} at once")));
        }
        let part = |(i, name): (usize, &String)| {
            if over.iter().take(i).any(|before| before == name) {
                return Err(Error::invalid(format!("over[{i}]"), name, "each one once"));
            }
            Part::of(log, name).map_err(|e| e.at(&format!("over[{i}]")))
        };
        let parts = over.iter().enumerate().map(part).collect::<Result<Vec<_>>>()?;
        let column = |(name, value): (&String, &String)| {
            let column = log.attribute(name).map_err(|e| e.moved_to(format!("only.{name}")))?;
            Ok((column, log.names().get(value)))
        };
        let only = spec.only.iter().map(column).collect::<Result<Vec<_>>>()?;
        Ok(Self { log, parts, only, statuses: log.bound_statuses() })
    }

    /// Whether a ticket has the attributes asked for.
    pub(super) fn wants(&self, ticket: usize) -> bool {
        self.only.iter().all(|(column, value)| value.is_some() && column.get(ticket).copied() == *value)
    }

    /// What holds before the first event.
    pub(super) fn start(&self, ticket: usize) -> State {
        let mut state = [Symbol::EMPTY; MAX_JOURNEY_PARTS];
        for (value, part) in state.iter_mut().zip(&self.parts) {
            if let Part::Attribute(column) = part {
                *value = column.get(ticket).copied().unwrap_or(Symbol::EMPTY);
            }
        }
        state
    }

    /// Which part an event sets.
    pub(super) fn set_by(&self, event: &Event) -> Option<usize> {
        self.parts.iter().position(|part| match part {
            Part::Kind(what) => event.what == *what,
            Part::Field(field) => event.what == What::Field && event.field == *field,
            Part::Attribute(_) => false,
        })
    }

    /// The name of a step.
    pub(super) fn name(&self, state: &State) -> String {
        let word = |symbol: &Symbol| match self.log.names().name(*symbol) {
            "" => "-",
            word => word,
        };
        state.iter().take(self.parts.len()).map(word).collect::<Vec<_>>().join(" · ")
    }
}

impl<'a> Part<'a> {
    fn of(log: &'a EventLog, name: &str) -> Result<Self> {
        let kinds = [What::Status, What::Priority, What::Group, What::Assignee];
        if let Some(kind) = kinds.into_iter().find(|kind| kind.word() == name) {
            return Ok(Part::Kind(kind));
        }
        let field = log.names().get(name);
        let is_field = |field: &Symbol| log.events().iter().any(|e| e.what == What::Field && e.field == *field);
        if let Some(field) = field.filter(is_field) {
            return Ok(Part::Field(field));
        }
        log.attribute(name).map(Part::Attribute).map_err(|_| {
            let known: Vec<&str> = log.attributes().collect();
            let expected = "`status`, `priority`, `group`, `assignee`, a field that events of the log set, or one of its attributes";
            Error::not_found("", name, format!("{expected}: {}", known.join(", ")))
        })
    }
}
