//! The embeddable engine of a follow-the-sun service desk: business hours, SLA clocks, ticket logs, honest figures, and
//! texts in the customer's language, as pure functions that a help desk calls.
//!
//! When is the first reply to this ticket due, and when is it late?
//!
//! ```
//! use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::{EventDoc, TicketHistory}, time::ZoneDb};
//!
//! let zones = ZoneDb::bundled();
//! let berlin = Calendar::from_json(r#"{"timezone": "Europe/Berlin",
//!     "weekly": {"mon": ["09:00-17:00"], "fri": ["09:00-17:00"]}, "holidays": ["12-25"]}"#, &zones)?;
//! let promise = r#"{"metrics": {"first reply": {"kind": "first_reply", "target": "2h"}}}"#;
//! let policies = sla::PolicySet::from_json(promise, &zones)?;
//! let created: EventDoc = serde_json::from_str(
//!     r#"{"at": "2026-07-03T16:00:00+02:00", "type": "created", "by": "customer", "status": "new"}"#)?;
//! let ticket = TicketHistory::new(&[created])?;
//! let now = "2026-07-06T09:30:00+02:00".parse()?;
//! let report = sla::evaluate(&policies, &Calendars::new(berlin), ticket.view(), now)?;
//! let reply = &report.metrics["first reply"];
//! // One hour on Friday until 17:00, and one on Monday.
//! assert_eq!(reply.due_at, Some("2026-07-06T10:00:00+02:00".parse()?));
//! assert_eq!((reply.elapsed, reply.remaining), (5_400_000_000, Some(1_800_000_000))); // 90 and 30 minutes
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The nouns
//!
//! - A [`Calendar`](calendar::Calendar) is business hours in a time zone, compiled from a
//!   [`CalendarDoc`](calendar::CalendarDoc).
//! - A [`EventDoc`](ticket::EventDoc) is a fact about a ticket; a [`TicketHistory`](ticket::TicketHistory) are those of
//!   one ticket in order, an [`EventLog`](ticket::EventLog) those of many.
//! - A [`PolicySet`](sla::PolicySet) is what is promised to whom, compiled from a [`PolicyDoc`](sla::PolicyDoc); a report says
//!   for each of its metrics what is used up, what is left, when it is due, and why.
//! - A [`Roster`](coverage::Roster) is who works when: who is on, where nobody is, and which seams of a year the clocks tear open.
//! - A [`Workflow`](ticket::workflow::Workflow) says what a ticket may do; a [`Board`](ticket::lifecycle::Board) turns commands into
//!   records, or refuses them with a reason.
//! - A `Store` (`store`, feature `store` or `sqlite`) keeps records: whole batches, sealed texts, a feed, an inbox.
//! - [`metrics`] are the figures of a log, each with what it rests on; a review ([`desk`]) is what a manager reads.
//! - A message of a catalog (`template::Bundle`, feature `template`) becomes the text a customer reads, or is refused.
//!
//! # The rules that hold everywhere
//!
//! - *Pure.* An answer depends on its arguments alone: the time (`now`), the zone rules ([`ZoneDb`](time::ZoneDb)) and every
//!   document are arguments. The same input gives the same bytes on every machine and from Rust, C and Python.
//! - *Names.* A function on instants takes chrono's `DateTime<Utc>` and `TimeDelta`; its twin that ends in `_us` takes and
//!   gives `i64` microseconds since 1970, UTC: [`add`](calendar::Calendar::add) and [`add_us`](calendar::Calendar::add_us),
//!   [`evaluate`](sla::evaluate) and [`evaluate_us`](sla::evaluate_us). Columns, and the fields of plain records, hold
//!   microseconds; [`to_micros`](time::to_micros) and [`parse_instant`](time::parse_instant) make them. The instants of a report
//!   are [`Instant`](time::Instant)s, which give either ([`utc`](time::Instant::utc), [`micros`](time::Instant::micros)).
//! - *Half-open.* `[start, end)`: an opening is open, a closing is not.
//! - *Faults.* There is one [`Error`]: its [`kind`](Error::kind), the [`path`](Error::path) of the field, what was expected.
//!   A document's faults come all at once ([`Error::problems`]). What is valid and yet odd is a warning.
//! - *Limits* are constants, and stand in [limits](_documentation::limits).
//!
//! # What is not in it
//!
//! No network, no timers, no threads (but for the feature `parallel`), no clock: the host has those. Storage is at the edge (features
//! `store`, `sqlite`). No list of
//! public holidays, no exchange rates, no machine translation: the host supplies what is true in its world. No forecasts.
//!
//! # Cookbook
//!
//! Open time between two instants, and the instant after some open time:
//!
//! ```
//! use chrono::{DateTime, TimeDelta, Utc};
//! use sundesk::{calendar::Calendar, time::ZoneDb};
//! let cal = Calendar::from_json(r#"{"timezone": "Asia/Tokyo", "weekly": {"mon": ["09:00-18:00"], "tue": ["09:00-18:00"]},
//!     "breaks": {"mon": ["12:00-13:00"]}}"#, &ZoneDb::bundled())?;
//! let monday: DateTime<Utc> = "2026-07-06T11:00:00+09:00".parse()?;
//! let tuesday: DateTime<Utc> = "2026-07-07T10:00:00+09:00".parse()?;
//! assert_eq!(cal.elapsed(monday, tuesday)?, TimeDelta::hours(7)); // 11–12, 13–18, 9–10
//! assert_eq!(cal.add(monday, TimeDelta::hours(7))?, Some(tuesday));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Three offices as one desk that follows the sun:
//!
//! ```
//! use sundesk::{calendar::Calendar, time::{DAY, HOUR, ZoneDb, parse_instant}};
//! let office = |zone: &str| Calendar::from_json(
//!     &format!(r#"{{"timezone": "{zone}", "weekly": {{"wed": ["09:00-17:00"]}}}}"#), &ZoneDb::bundled());
//! let desk = office("Asia/Singapore")?.union(&office("Europe/Berlin")?)?.union(&office("America/New_York")?)?;
//! let wednesday = parse_instant("2026-07-01T00:00:00Z")?;
//! // Singapore 01–09, Berlin 07–15, New York 13–21 UTC
//! assert_eq!(desk.elapsed_us(wednesday, wednesday + DAY)?, 20 * HOUR);
//! # Ok::<(), sundesk::Error>(())
//! ```
//!
//! Everything that is wrong with a document, at once, and what is merely odd:
//!
//! ```
//! use sundesk::{calendar::Calendar, time::ZoneDb};
//! let zones = ZoneDb::bundled();
//! let wrong = r#"{"timezone": "Europe/Berln", "weekly": {"mon": ["9-17"]}, "holidays": ["2026-02-30"]}"#;
//! let error = Calendar::from_json(wrong, &zones).unwrap_err();
//! let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
//! assert_eq!(paths, ["timezone", "weekly.mon[0]", "holidays[0]"]);
//! let odd = r#"{"timezone": "UTC", "weekly": {"mon": ["22:00-06:00"]}, "breaks": {"mon": ["02:00-03:00"]}}"#;
//! assert_eq!(Calendar::from_json(odd, &zones)?.warnings()[0].code, "break_outside_hours");
//! # Ok::<(), sundesk::Error>(())
//! ```
//!
//! Why a clock stands where it stands, in words:
//!
//! ```
//! use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::{EventDoc, TicketHistory}, time::ZoneDb};
//! let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
//! let event: EventDoc = serde_json::from_str(r#"{"at": "2026-07-06T10:00:00Z", "type": "created", "by": "customer"}"#)?;
//! let (ticket, calendars) = (TicketHistory::new(&[event])?, Calendars::new(Calendar::always_open()));
//! let told = sla::explain(&set, &calendars, ticket.view(), "2026-07-06T10:40:00Z".parse()?, "frt")?;
//! assert_eq!((told.pieces.len(), told.pieces[0].counted, told.pieces[0].length()), (1, true, 2_400_000_000));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The figures of a log:
//!
//! ```
//! use sundesk::{metrics::{ReportInput, ReportSpec, report}, ticket::{EventLog, EventDoc}, time::{Zone, parse_instant}};
//! let mut log = EventLog::builder();
//! let ticket = log.ticket("T-1");
//! for event in [r#"{"at": "2026-07-06T10:00:00Z", "type": "created", "by": "customer", "status": "new"}"#,
//!               r#"{"at": "2026-07-06T10:30:00Z", "type": "reply", "by": "agent"}"#] {
//!     log.push(ticket, &serde_json::from_str::<EventDoc>(event)?)?;
//! }
//! let (log, zone, now) = (log.finish(), Zone::utc(), parse_instant("2026-07-07T00:00:00Z")?);
//! let input = ReportInput { log: &log, now, zone: &zone, calendar: None, promise: None, labels: None };
//! let figures = report(input, &ReportSpec::default())?.all;
//! assert_eq!((figures.tickets, figures.open, figures.without_first_response), (1, 1, 0));
//! assert!(figures.attainment.is_none()); // no promise was judged: no data, and not 0 %
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A text for a customer, or none at all (feature `template`):
//!
#![cfg_attr(feature = "template", doc = "```")]
#![cfg_attr(not(feature = "template"), doc = "```ignore")]
//! use sundesk::{args, template::{Bundle, Ctx}};
//! let english = Bundle::from_ftl(&"en".parse()?, "\
//! due = { $count ->
//!     [one] One reply is due.
//!    *[other] { $count } replies are due.
//! }
//! ")?;
//! let text = english.format("due", None, &args! { count: 1200 }, &Ctx::default())?.text;
//! assert_eq!(text, "1,200 replies are due.");
//! assert!(english.format("due", None, &args! {}, &Ctx::default()).is_err()); // never `{$count}`
//! # Ok::<(), sundesk::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `import` | yes | readers of event logs: CSV, plain or gzip |
//! | `store` | | where records are kept: the trait, a store in memory, the checks for adapters; sealed personal data |
//! | `sqlite` | | the embedded store: one SQLite file, compiled in |
//! | `osm` | | calendars from OpenStreetMap `opening_hours` text |
//! | `ical` | | holidays from iCalendar files |
//! | `parallel` | | bulk evaluation on several threads |
//! | `template` | | localised templates: Fluent messages, plurals, numbers, money, lists, relative time, units (about 1.2 MB of locale data) |
//! | `template-datetime` | | dates and times in templates, in the reader's calendar and zone (about 1.5 MB more) |
//! | `template-zones` | | zone names ("Central European Time") beside times (about 3 MB more) |
#![forbid(unsafe_code)]

pub mod calendar;
pub mod coverage;
pub mod desk;
pub mod document;
mod error;
mod hash;
pub mod metrics;
pub mod money;
pub mod sla;
mod spelling;
#[cfg(feature = "store")]
pub mod store;
mod svg;
#[cfg(feature = "template")]
pub mod template;
mod text;
pub mod ticket;
pub mod time;

pub use error::{Cause, Error, ErrorKind, Problem, Result, Severity};

/// Every code that a [`Problem`] may carry; each stands in the `PROBLEM_CODES` of its module.
///
/// ```
/// assert!(sundesk::problem_codes().any(|code| code == "time_malformed"));
/// ```
pub fn problem_codes() -> impl Iterator<Item = &'static str> {
    let modules: [&[&str]; 5] = [
        document::PROBLEM_CODES,
        calendar::PROBLEM_CODES,
        coverage::PROBLEM_CODES,
        sla::PROBLEM_CODES,
        ticket::workflow::PROBLEM_CODES,
    ];
    #[cfg(feature = "template")]
    let modules = modules.into_iter().chain([template::PROBLEM_CODES]);
    modules.into_iter().flatten().copied()
}

/// The pages of `docs/`, here so that they can be read beside the functions and so that their examples are tested.
pub mod _documentation {
    #[doc = include_str!("../docs/architecture.md")]
    pub mod architecture {}
    #[doc = include_str!("../docs/choosing-semantics.md")]
    pub mod choosing_semantics {}
    #[doc = include_str!("../docs/why-did-this-breach.md")]
    pub mod why_did_this_breach {}
    #[doc = include_str!("../docs/does-the-sun-follow.md")]
    pub mod does_the_sun_follow {}
    #[doc = include_str!("../docs/semantics.md")]
    pub mod semantics {}
    #[doc = include_str!("../docs/lifecycle.md")]
    pub mod lifecycle {}
    #[doc = include_str!("../docs/layers.md")]
    pub mod layers {}
    #[doc = include_str!("../docs/limits.md")]
    pub mod limits {}
    #[doc = include_str!("../docs/store.md")]
    pub mod store {}
    #[cfg(feature = "template")]
    #[doc = include_str!("../docs/templates.md")]
    pub mod templates {}
    #[cfg(feature = "template")]
    #[doc = include_str!("../docs/template-settings.md")]
    pub mod template_settings {}
    #[cfg(feature = "template")]
    #[doc = include_str!("../docs/translators.md")]
    pub mod translators {}
    #[cfg(feature = "template-datetime")]
    #[doc = include_str!("../docs/template-functions.md")]
    pub mod template_functions {}
    #[doc = include_str!("../docs/python-guide.md")]
    pub mod python_guide {}
}
