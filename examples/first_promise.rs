//! The first program of the README: a promise, a ticket, and why the reply is due when it is.
#![allow(clippy::print_stdout)] // a program prints

use sundesk::calendar::{Calendar, Calendars};
use sundesk::sla::{PolicySet, explain};
use sundesk::ticket::{EventDoc, TicketHistory};
use sundesk::time::ZoneDb;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let zones = ZoneDb::bundled();
    let office = Calendar::from_json(
        r#"{"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]], "fri": [["09:00", "16:00"]]}}"#,
        &zones,
    )?;
    let promise =
        PolicySet::from_json(r#"{"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}"#, &zones)?;
    let events: Vec<EventDoc> =
        serde_json::from_str(r#"[{"at": "2026-06-05T14:30:00+02:00", "type": "created", "by": "requester"}]"#)?;
    let ticket = TicketHistory::new(&events)?;
    let now = "2026-06-05T15:00:00+02:00".parse()?; // the clock is yours
    let why = explain(&promise, &Calendars::new(office), ticket.view(), now, "first reply")?;
    print!("{}", why.text());
    Ok(())
}
