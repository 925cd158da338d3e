//! The documents that people write, each with its JSON Schema, a page of its fields and a check.

use crate::calendar::CalendarDoc;
use crate::coverage::RosterDoc;
use crate::document::{Compile, Document, Effective, Layers};
use crate::error::{Error, Result};
use crate::metrics::ReportSpec;
use crate::sla::PolicyDoc;
use crate::ticket::frame::FrameDoc;
use crate::ticket::lifecycle::ImportMap;
use crate::ticket::workflow::WorkflowDoc;
use crate::ticket::{EventDoc, LogDoc};
use crate::time::ZoneDb;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

/// A kind of document: what it is called, and its JSON Schema.
#[derive(Debug, Clone, Copy)]
pub struct DocumentKind {
    /// The name of its schema, such as `policies`.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    schema: fn() -> Value,
    check: fn(&Effective, &ZoneDb) -> Result<()>,
}

impl DocumentKind {
    /// Its JSON Schema (draft 2020-12), as `docs/schema` has it.
    #[must_use]
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// Checks a document of this kind, with all it stands on, as its own reader and compiler do.
    ///
    /// # Errors
    /// Theirs; each problem names the document that the value came from.
    pub fn check(&self, document: &Effective, zones: &ZoneDb) -> Result<()> {
        (self.check)(document, zones)
    }
}

/// Reads a document, of a kind that has nothing more to check.
fn read<D: Document>(document: &Effective, _: &ZoneDb) -> Result<()> {
    document.read::<D>().map(drop)
}

/// Reads and compiles it.
fn compile<D: for<'z> Compile<With<'z> = &'z ZoneDb>>(document: &Effective, zones: &ZoneDb) -> Result<()> {
    document.compile::<D>(zones).map(drop)
}

/// The document of a name with all it stands on, checked as one of a kind where that is named.
///
/// ```
/// use sundesk::{desk::effective_document, document::Layers, time::ZoneDb};
/// let mut layers = Layers::default();
/// layers.insert_json("global", r#"{"metrics": {"frt": {"kind": "first_reply", "target": "4h"}}}"#)?;
/// layers.insert_json("emea", r#"{"extends": "global", "metrics": {"frt": {"target": "-2h"}}}"#)?;
/// let zones = ZoneDb::bundled();
/// assert_eq!(effective_document(&layers, "emea", None, &zones)?.value()["metrics"]["frt"]["kind"], "first_reply");
/// let error = effective_document(&layers, "emea", Some("policies"), &zones).unwrap_err();
/// assert_eq!((error.path(), error.document()), ("metrics.frt.target", "emea"));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// Those of [`Layers::effective`] and [`DocumentKind::check`]; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another kind.
pub fn effective_document(layers: &Layers, name: &str, kind: Option<&str>, zones: &ZoneDb) -> Result<Effective> {
    let kind = kind.map(|kind| document_kind("kind", kind)).transpose()?;
    let whole = layers.effective(name)?;
    kind.map_or(Ok(()), |kind| kind.check(&whole, zones))?;
    Ok(whole)
}

fn document_kind(argument: &str, name: &str) -> Result<&'static DocumentKind> {
    DOCUMENTS.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let names: Vec<&str> = DOCUMENTS.iter().map(|kind| kind.name).collect();
        Error::not_found(argument, name, format!("one of {}", names.join(", ")))
    })
}

/// The events of one ticket, in any order.
#[derive(Deserialize, JsonSchema)]
#[serde(transparent)]
struct Events(#[allow(dead_code)] Vec<EventDoc>);

impl Document for Events {
    const WHAT: &'static str = "list of events";
}

/// The JSON Schema of the kind of document with this name.
///
/// ```
/// let schema = sundesk::desk::document_schema("calendar")?;
/// assert_eq!(schema["title"], "calendar document");
/// assert!(sundesk::desk::document_schema("kalender").is_err());
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for another name; it lists those there are.
pub fn document_schema(name: &str) -> Result<Value> {
    document_kind("name", name).map(DocumentKind::schema)
}

/// Every kind of document, in the order of the pages.
///
/// ```
/// use sundesk::desk::DOCUMENTS;
/// let policies = DOCUMENTS.iter().find(|d| d.name == "policies").unwrap();
/// assert_eq!(policies.schema()["properties"]["metrics"]["type"], "object");
/// ```
pub const DOCUMENTS: &[DocumentKind] = &[
    DocumentKind {
        name: "library",
        about: "Everything a desk knows, by name: what questions are asked of.",
        schema: super::LibraryDoc::schema,
        check: compile::<super::LibraryDoc>,
    },
    #[cfg(feature = "store")]
    DocumentKind {
        name: "desk",
        about: "How a help desk is opened: whose it is, by which workflow and promises, who is there.",
        schema: super::DeskDoc::schema,
        check: read::<super::DeskDoc>,
    },
    #[cfg(feature = "store")]
    DocumentKind {
        name: "retention",
        about: "How long tickets and people are kept.",
        schema: super::RetentionDoc::schema,
        check: |document, _| super::Retention::compile(document.read::<super::RetentionDoc>()?).map(drop),
    },
    DocumentKind {
        name: "calendar",
        about: "Business hours: when open time passes.",
        schema: CalendarDoc::schema,
        check: compile::<CalendarDoc>,
    },
    DocumentKind {
        name: "policies",
        about: "Promises: what is to happen by when, for whom.",
        schema: PolicyDoc::schema,
        check: compile::<PolicyDoc>,
    },
    DocumentKind {
        name: "roster",
        about: "Who works when, and how many are needed.",
        schema: RosterDoc::schema,
        check: compile::<RosterDoc>,
    },
    DocumentKind {
        name: "workflow",
        about: "What a ticket may do: statuses, moves, rights, what time does.",
        schema: WorkflowDoc::schema,
        check: |document, _| document.compile::<WorkflowDoc>(()).map(drop),
    },
    DocumentKind {
        name: "import-map",
        about: "What the statuses of a foreign log are under a workflow.",
        schema: ImportMap::schema,
        check: read::<ImportMap>,
    },
    DocumentKind { name: "events", about: "The events of one ticket.", schema: Events::schema, check: read::<Events> },
    DocumentKind { name: "log", about: "The events of many tickets.", schema: LogDoc::schema, check: read::<LogDoc> },
    #[cfg(feature = "import")]
    DocumentKind {
        name: "column-map",
        about: "Which column of a CSV log means what.",
        schema: crate::ticket::import::LogMap::schema,
        check: read::<crate::ticket::import::LogMap>,
    },
    DocumentKind {
        name: "frame",
        about: "What the columns of a frame of events mean.",
        schema: FrameDoc::schema,
        check: |document, _| document.read::<FrameDoc>()?.check(),
    },
    DocumentKind {
        name: "frame-question",
        about: "What is measured of a frame of events.",
        schema: super::FrameQuestion::schema,
        check: read::<super::FrameQuestion>,
    },
    DocumentKind {
        name: "report",
        about: "What figures of a log are made, and how.",
        schema: ReportSpec::schema,
        check: read::<ReportSpec>,
    },
    DocumentKind {
        name: "review",
        about: "What a service review judges by and shows.",
        schema: super::ReviewDoc::schema,
        check: compile::<super::ReviewDoc>,
    },
    #[cfg(feature = "template")]
    DocumentKind {
        name: "template-settings",
        about: "How a catalog of texts is checked and shown.",
        schema: crate::template::catalog::Config::schema,
        check: read::<crate::template::catalog::Config>,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::misfits;
    use serde_json::json;

    #[track_caller]
    fn fits(name: &str, document: Value) {
        let found = misfits(&document, &document_schema(name).unwrap());
        assert!(found.is_empty(), "{name}: {found:?}\n{document:#}");
    }

    #[test]
    fn the_schema_takes_every_form_that_the_reader_takes() {
        let calendar = json!({
            "timezone": "Europe/Berlin",
            "weekly": {"mon": [["09:00", "12:00"], "13:00-17:30"], "friday": []},
            "holidays": ["12-26", {"from": "2026-12-28", "to": "2026-12-31", "name": "Closed", "partial": ["12:00", "24:00"]}],
            "exceptions": {"2026-03-28": {"hours": [], "name": "stocktaking"}, "2026-03-29": ["10:00-12:00"]},
            "breaks": {"mon": [["15:00", "15:15"]]},
            "resolution": {"gap": "compatible"}
        });
        fits("calendar", calendar.clone());
        fits("calendar", json!({"union": [calendar], "holidays": {"2026-01-01": "New Year"}}));
        let policies = json!({
            "policies": [{"name": "vip", "when": [{"field": "tier", "op": "in", "values": ["gold", 7, true]}],
                "metrics": {"frt": {"kind": "first_response", "clock": "calendar", "targets": {"urgent": "15m", "default": 3600}}}}],
            "metrics": {"frt": {"kind": "next_reply", "target": "4h", "pause_on": "pending", "stop_on": ["agent_reply"],
                "calendar": {"timezone": "UTC"}, "alerts": [{"percent": 75}, {"offset": "-30m"}]}},
            "statuses": {"Done": "solved"}
        });
        fits("policies", policies.clone());
        fits(
            "events",
            json!([
                {"at": "2026-06-05T14:30:00+02:00", "type": "created", "by": "customer", "fields": {"tier": "gold"}},
                {"at": "2026-06-05T14:31:00Z", "type": "reply", "by": "agent", "public": false},
                {"at": "2026-06-05T14:32:00Z", "type": "field", "name": "channel", "to": "chat"}
            ]),
        );
        fits(
            "roster",
            json!({"zone": "UTC", "shifts": [{"id": "a", "tz": "UTC", "start": "09:00", "duration_min": 60, "layer": 1}],
            "calendars": {"de": {"timezone": "Europe/Berlin", "holidays": ["12-25"]}},
            "rotations": {"r": {"groups": ["ana", ["ben", "cho"]], "start_local": "2026-01-05T09:00", "turn": {"every": 2, "unit": "active_day"}}},
            "time_off": [{"person": "ana", "from_local": "2026-01-01T00:00", "to_local": "2026-01-02T00:00"}]}),
        );
        fits(
            "log",
            json!({"tickets": {"T-1": [{"at": "2026-06-05T14:32:00Z", "type": "custom", "name": "x"}]}, "attributes": {}}),
        );
        fits("report", json!({"group_by": ["priority"], "confidence": 0.9}));
        fits(
            "review",
            json!({"title": "A", "calendar": {"timezone": "UTC"}, "policy": policies, "metric": "frt", "group_by": "tier"}),
        );
    }

    #[test]
    fn a_fault_of_a_union_is_told_where_it_stands() {
        let text = r#"{"tickets": {"T-1": [{"at": "2026-06-05T14:32:00Z", "type": "reply", "by": "agnet"}], "T-2": [{"type": "statsu"}]}}"#;
        let error = crate::ticket::EventLog::from_json(text).unwrap_err();
        assert_eq!(error.path(), "tickets.T-1[0].by");
        let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["tickets.T-1[0].by", "tickets.T-2[0].type"]);
    }

    #[test]
    fn every_misfit_of_a_policy_comes_at_once() {
        let text = r#"{"metrics": {"frt": {"kind": "first_replay", "tarjet": "1h"}}, "statuses": {"a": "pendign"}}"#;
        let error = PolicyDoc::from_json(text).unwrap_err();
        let told: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:#?}");
        assert!(told[0].starts_with(
            "metrics.frt.kind: value misfit: \"first_replay\", expected one of first_reply, first_response"
        ));
        assert!(told[1].contains("expected target (did you mean this?)") && told[2].starts_with("statuses.a"));
    }
}
