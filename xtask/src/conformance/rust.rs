//! The backend that calls the crate.

use super::backend::Backend;
use super::keys::{instant, seconds, text};
use serde_json::Value;
use sundesk::calendar::Calendar;
use sundesk::time::ZoneDb;

/// Straight calls of `sundesk`.
pub(crate) struct Direct {
    zones: ZoneDb,
}

impl Direct {
    /// With the bundled zone database.
    pub(crate) fn new() -> Self {
        Self { zones: ZoneDb::bundled() }
    }
}

impl Backend for Direct {
    fn answer(&mut self, kind: &str, case: &Value) -> Result<Value, String> {
        match kind {
            "business_time" => business_time(&self.zones, case),
            other => Err(format!("no way to ask for {other} yet")),
        }
    }
}

fn business_time(zones: &ZoneDb, case: &Value) -> Result<Value, String> {
    let document = case.get("calendar").ok_or("no `calendar`")?.to_string();
    let calendar = Calendar::from_json(&document, zones).map_err(said)?;
    let start = instant(case, "start")?;
    let found = match text(case, "op")? {
        "elapsed" => calendar.elapsed_us(start, instant(case, "end")?).map(Some),
        "add" => calendar.add_us(start, seconds(case, "seconds")?),
        "subtract" => calendar.add_us(start, -seconds(case, "seconds")?),
        "is_open" => return calendar.is_open_us(start).map(Value::from).map_err(said),
        "next_open" => calendar.next_open_us(start),
        "next_close" => calendar.next_close_us(start),
        "prev_open" => calendar.prev_open_us(start),
        "next_opening" => calendar.next_opening_us(start),
        "prev_opening" => calendar.prev_opening_us(start),
        other => return Err(format!("unknown op {other:?}")),
    };
    found.map(|us| us.map_or(Value::Null, Value::from)).map_err(said)
}

fn said(e: sundesk::Error) -> String {
    e.to_string()
}
