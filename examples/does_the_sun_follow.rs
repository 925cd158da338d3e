//! Does the sun follow? A ring of Manila, Amsterdam and Los Angeles that is perfect in January, looked at for a year.
#![allow(clippy::print_stdout)] // a program prints

use sundesk::coverage::{Filter, HumaneHours, Roster};
use sundesk::time::{TimeSegment, ZoneDb, parse_instant};

const RING: &str = r#"{"name": "24/7", "timezone": "UTC", "shifts": [
    {"id": "Manila", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00"},
    {"id": "Amsterdam", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
    {"id": "Los Angeles", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"}]}"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let roster = Roster::from_json(RING, &ZoneDb::bundled())?;
    let january = TimeSegment::new(parse_instant("2026-01-05T00:00:00Z")?, parse_instant("2026-01-12T00:00:00Z")?);
    let week = roster.cover(january, &Filter::default())?.report();
    println!("A week in January: {} gaps, {} overlaps.\n", week.gaps.len(), week.overlaps.len());

    let audit = roster.audit(2026)?;
    print!("{audit}");

    // The summer of Los Angeles, the winter of Amsterdam: what a customer meets on the first of 238 days.
    let march = TimeSegment::new(parse_instant("2026-03-08T00:00:00Z")?, parse_instant("2026-03-09T00:00:00Z")?);
    println!("\nThe day it opens:");
    print!("{}", roster.gaps(march, &Filter::default())?);

    // What both sides meet at, on the day the clocks change.
    println!("\nHand-offs of that day:");
    print!("{}", roster.handoffs(march, &[], 0, &HumaneHours::default())?);
    if let Some(path) = std::env::args().nth(1) {
        std::fs::write(&path, audit.svg())?;
        println!("\nThe picture of the year is in {path}.");
    }
    Ok(())
}
