//! What a review judges by and shows.

use crate::calendar::{Calendar, CalendarDoc};
use crate::coverage::{Roster, RosterDoc};
use crate::document::{Compile, Document, Problems, name_or_names, read_whole, read_whole_value};
use crate::error::{Error, Result};
use crate::metrics::Benchmark;
use crate::metrics::period::PeriodUnit;
use crate::sla::{PolicyDoc, PolicySet};
use crate::ticket::EventLog;
use crate::time::ZoneDb;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most breaches a review lists one by one.
pub const MAX_WORST: usize = 1_000;

/// What a review judges by and shows; a document like any other.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewDoc {
    /// What kind of log it is, for the headline; default none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What one ticket is called; default `ticket`.
    #[serde(default = "ticket")]
    pub one: String,
    /// What several are called; default `tickets`.
    #[serde(default = "tickets")]
    pub many: String,
    /// The business hours; left out, every hour counts and no times in business hours are shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarDoc>,
    /// The promises; left out, none is judged. What a status means, the log says: the policy need not say it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyDoc>,
    /// The metric of the policy that is reviewed; left out, its only one, or else `resolution`, or else the first by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// The attributes of the log to break figures down by: one, or a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    #[schemars(with = "NamesForm")]
    pub group_by: Vec<String>,
    /// Whose days and weeks are meant; left out, the zone of the calendar, else that of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// Over which periods the volume is told; left out, weeks, or for a log of more than 60 weeks months, of more than 60 months years. By `shift`, times and
    /// promises are told by shift as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PeriodUnit>,
    /// The roster whose shifts `by` means: a ticket belongs to the shift that is on when it is created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<RosterDoc>,
    /// Only tickets created at or after this instant (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_from: Option<String>,
    /// Only tickets created before this instant (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_before: Option<String>,
    /// The log's own verdict, to stand beside ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_sla: Option<StatedSla>,
    /// The log's own count of reopenings, to stand beside ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_reopens: Option<StatedReopens>,
    /// What others report of its figures, by the same definition and in the same unit, to stand beside them; no goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<Benchmark>,
    /// How many of the worst breaches are listed; default 10.
    #[serde(default = "ten")]
    pub worst: usize,
    /// Further assumptions that a reader should know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An attribute in which the log itself says whether the promise was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedSla {
    /// The attribute, such as `made_sla`.
    pub attribute: String,
    /// Its value when the promise was kept.
    pub value: String,
}

/// An attribute in which the log itself counts reopenings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedReopens {
    /// The attribute, such as `reopen_count`.
    pub attribute: String,
    /// Its value when there was none.
    pub none: String,
}

/// One name, or a list of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // the schema's form
enum NamesForm {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

fn one_or_more<'de, D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Vec<String>, D::Error> {
    name_or_names(from, "the name of an attribute, or a list of them")
}

fn ticket() -> String {
    "ticket".to_owned()
}

fn tickets() -> String {
    "tickets".to_owned()
}

fn ten() -> usize {
    10
}

impl Document for ReviewDoc {
    const WHAT: &'static str = "review document";
}

impl Compile for ReviewDoc {
    type Out = Compiled;
    type With<'a> = &'a ZoneDb;

    fn compile(&self, zones: &ZoneDb, problems: &mut Problems) -> Option<Self::Out> {
        if self.worst > MAX_WORST {
            problems.limit("worst", self.worst, format!("at most {MAX_WORST} breaches"));
        }
        let calendar = self.calendar.as_ref().map(|doc| problems.nest("calendar", |p| doc.compile(zones, p)));
        let policy = self.policy.as_ref().map(|doc| problems.nest("policy", |p| doc.compile(zones, p)));
        let roster = self.roster.as_ref().map(|doc| problems.nest("roster", |p| doc.compile(zones, p)));
        if let (Some(metric), None) = (&self.metric, &self.policy) {
            problems.take_error(&Error::invalid("metric", metric, "a `policy` beside it, whose metric it is"));
        }
        if self.by == Some(PeriodUnit::Shift) && self.roster.is_none() {
            problems.take_error(&Error::invalid("roster", "nothing", "a roster, whose shifts `by` means"));
        }
        // A part that was refused is no part that is left out.
        Some(Compiled {
            calendar: calendar.map_or(Some(None), |c| c.map(Some))?,
            policy: policy.map_or(Some(None), |p| p.map(Some))?,
            roster: roster.map_or(Some(None), |r| r.map(Some))?,
        })
    }
}

/// The parts of a review document, ready to be used.
#[derive(Debug)]
pub struct Compiled {
    pub(super) calendar: Option<Calendar>,
    pub(super) policy: Option<PolicySet>,
    pub(super) roster: Option<Roster>,
}

impl Default for ReviewDoc {
    /// The review of any log: no calendar, no promise, all tickets together.
    fn default() -> Self {
        Self {
            title: String::new(),
            one: ticket(),
            many: tickets(),
            calendar: None,
            policy: None,
            metric: None,
            group_by: Vec::new(),
            zone: None,
            by: None,
            roster: None,
            created_from: None,
            created_before: None,
            stated_sla: None,
            stated_reopens: None,
            benchmarks: Vec::new(),
            worst: ten(),
            notes: Vec::new(),
        }
    }
}

impl ReviewDoc {
    /// A review document from its JSON text.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with the line and path of the first fault; otherwise as [`Document::from_json`].
    pub fn from_json(text: &str) -> Result<Self> {
        Document::from_json(text)
    }

    /// The same with the faults of the calendar and the policy in the same round, where the document does not fit.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_json_checked(text: &str, zones: &ZoneDb) -> Result<Self> {
        read_whole(text, zones)
    }

    /// The same of a value that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value_checked(value: Value, zones: &ZoneDb) -> Result<Self> {
        read_whole_value(value, zones)
    }

    /// The review of the public ServiceNow incident log, as the column map `servicenow-uci` reads it.
    ///
    /// # Errors
    /// None in a released crate: the document is tested.
    pub fn servicenow_uci() -> Result<Self> {
        Self::preset("servicenow-uci")
    }

    /// A review document that comes with the library, with other fields laid over it: another `calendar`, a window. Another `policy` has metrics of its own.
    ///
    /// # Errors
    /// As [`preset`](Self::preset) and [`from_value_checked`](Self::from_value_checked).
    pub fn over_preset(name: &str, over: Value, zones: &ZoneDb) -> Result<Self> {
        let mut whole = serde_json::to_value(Self::preset(name)?).map_err(Error::unwritable)?;
        let (Value::Object(fields), Value::Object(over)) = (&mut whole, &over) else {
            return Self::from_value_checked(over, zones); // a fault, and told as one
        };
        if over.contains_key("policy") {
            fields.remove("metric");
        }
        fields.extend(over.clone());
        Self::from_value_checked(whole, zones)
    }

    /// A review document that comes with the library: `servicenow-uci`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for any other name.
    pub fn preset(name: &str) -> Result<Self> {
        match name {
            "servicenow-uci" => Self::from_json(include_str!("servicenow.json")),
            other => Err(Error::not_found("preset", other, "servicenow-uci")),
        }
    }

    /// The name of the review document that comes with the preset by which a log was read; `None` where there is none.
    ///
    /// ```
    /// use sundesk::{desk::ReviewDoc, ticket::EventLog};
    /// assert_eq!(ReviewDoc::preset_of(&EventLog::from_json(r#"{"tickets": {}}"#)?), None);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn preset_of(log: &EventLog) -> Option<&'static str> {
        log.preset().filter(|name| Self::preset(name).is_ok())
    }

    /// The metric that is judged: the named one, the only one, `resolution`, or the first by name.
    pub(super) fn metric<'d>(&'d self, set: &'d PolicySet) -> Option<&'d str> {
        let metrics = || set.doc().policies.iter().flat_map(|p| &p.metrics).chain(&set.doc().metrics);
        let names = || metrics().map(|(name, _)| name.as_str());
        self.metric.as_deref().or_else(|| names().find(|name| *name == "resolution")).or_else(|| names().min())
    }
}
