//! A log as one JSON document: what other programs hand over when they have no CSV file.

use super::event::EventDoc;
use super::log::EventLog;
use super::status::StatusMap;
use crate::document::{Document, from_text, read_text};
use crate::error::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// The longest log that is read as one JSON document, in bytes (64 MiB). Longer ones come by [`EventLog::builder`] or as CSV.
pub const MAX_LOG_BYTES: usize = 64 << 20;

/// A log of many tickets.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogDoc {
    /// The events of each ticket by its id.
    #[serde(deserialize_with = "in_order")]
    #[schemars(with = "BTreeMap<String, Vec<EventDoc>>")]
    tickets: Vec<(String, Vec<EventDoc>)>,
    /// Which category each status name belongs to.
    #[serde(default)]
    statuses: StatusMap,
    /// Values to group by, by ticket and name.
    #[serde(default)]
    attributes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Document for LogDoc {
    const WHAT: &'static str = "log document";
    const MAX_BYTES: usize = MAX_LOG_BYTES;

    /// From the text, because a value has its keys in another order; one that does not fit is read again for its path.
    fn from_json(text: &str) -> Result<Self> {
        read_text(text, Self::WHAT, Self::MAX_BYTES).or_else(|error| from_text::<Self>(text).and(Err(error)))
    }
}

impl EventLog {
    /// A log from a JSON document: `tickets` holds the events of each ticket by its id, `statuses` says which category each status
    /// name belongs to, `attributes` gives tickets values to group by. The last two may be left out.
    ///
    /// Tickets keep the order of the document; those that only `attributes` names follow, without events.
    ///
    /// ```
    /// use sundesk::ticket::EventLog;
    /// let log = EventLog::from_json(r#"{
    ///     "tickets": {"T-1": [
    ///         {"at": "2024-06-03T09:00:00Z", "type": "created", "by": "customer", "status": "open"},
    ///         {"at": "2024-06-03T10:00:00Z", "type": "status", "to": "done"}
    ///     ]},
    ///     "statuses": {"done": "solved"},
    ///     "attributes": {"T-1": {"region": "EMEA"}}
    /// }"#)?;
    /// assert_eq!((log.len(), log.events().len()), (1, 3)); // created, its status, done
    /// assert_eq!(log.attributes().collect::<Vec<_>>(), ["region"]);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_LOG_BYTES`];
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with path and line for what is not such a document;
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) with the path `tickets.T-1[0].at` outside 1900–2200.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_doc(LogDoc::from_json(text)?)
    }

    /// The log of a document.
    pub(crate) fn from_doc(doc: LogDoc) -> Result<Self> {
        let mut log = Self::builder();
        for (id, events) in &doc.tickets {
            let ticket = log.ticket(id);
            for (i, event) in events.iter().enumerate() {
                log.push(ticket, event).map_err(|e| e.at(&format!("tickets.{id}[{i}]")))?;
            }
        }
        for (id, values) in &doc.attributes {
            let ticket = log.ticket(id);
            values.iter().for_each(|(name, value)| log.set(ticket, name, value));
        }
        Ok(log.statuses(doc.statuses).finish())
    }
}

/// An object as a list, so that tickets keep their order.
fn in_order<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, Vec<EventDoc>)>, D::Error> {
    struct Tickets;

    impl<'de> Visitor<'de> for Tickets {
        type Value = Vec<(String, Vec<EventDoc>)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of ticket ids and lists of events")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut tickets = Vec::new();
            while let Some(entry) = map.next_entry()? {
                tickets.push(entry);
            }
            Ok(tickets)
        }
    }

    from.deserialize_map(Tickets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn refused(text: &str) -> (ErrorKind, String, u64) {
        let e = EventLog::from_json(text).unwrap_err();
        (e.kind(), e.path().to_owned(), e.line())
    }

    #[test]
    fn tickets_keep_the_order_of_the_document() {
        let log = EventLog::from_json(r#"{"tickets": {"b": [], "a": []}, "attributes": {"0": {"x": "1"}}}"#).unwrap();
        assert_eq!(log.tickets().map(|(id, _)| id).collect::<Vec<_>>(), ["b", "a", "0"]);
        assert_eq!(log.names().name(log.attribute("x").unwrap()[2]), "1");
    }

    #[test]
    fn faults_name_ticket_event_and_line() {
        use ErrorKind::{InvalidInput, OutOfRange};
        let one = |event: &str| format!("{{\"tickets\":\n{{\"T-1\": [{event}]}}}}");
        assert_eq!(refused(&one(r#"{"at": "now", "type": "created"}"#)), (InvalidInput, "tickets.T-1[0].at".into(), 2));
        let far = r#"{"at": "2300-01-01T00:00:00Z", "type": "created", "by": "customer"}"#;
        assert_eq!(refused(&one(far)).1, "tickets.T-1[0].at");
        assert_eq!(refused(&one(far)).0, OutOfRange);
        assert_eq!(refused(r#"{"tickets": []}"#), (InvalidInput, "tickets".into(), 1));
        assert_eq!(refused(r#"{"tickets": {"a": [], "a": []}}"#), (InvalidInput, "tickets.a".into(), 1));
        assert_eq!(refused(r#"{"tickets": {}, "status": {}}"#).0, InvalidInput);
        assert_eq!(refused("{}"), (InvalidInput, String::new(), 1));
    }

    #[test]
    fn the_limit_is_the_length_of_the_text() {
        let mut text = "{\"tickets\":{}}".to_owned();
        text.push_str(&" ".repeat(MAX_LOG_BYTES - text.len()));
        assert!(EventLog::from_json(&text).unwrap().is_empty());
        text.push(' ');
        assert_eq!(refused(&text).0, ErrorKind::LimitExceeded);
    }
}
