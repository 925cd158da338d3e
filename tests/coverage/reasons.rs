//! Why nobody is on, and what would help: tables of gaps in words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::coverage::{Filter, Roster};
use sundesk::time::{Instant, TimeSegment, ZoneDb, parse_instant};

/// The gaps of a range as `from-to have/need why; what helps`, in hours of UTC.
#[track_caller]
fn gaps(doc: &Value, from: &str, to: &str, filter: &Filter) -> Vec<String> {
    let roster = Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
    let range = TimeSegment::new(parse_instant(from).unwrap(), parse_instant(to).unwrap());
    let report = roster.gaps(range, filter).unwrap();
    let told = report.gaps.iter().map(|g| {
        let why: Vec<String> =
            g.reasons.iter().map(|r| format!("{}h {}", r.time.minutes.whole() / 60, r.reason)).collect();
        let hours = |at: Instant| at.utc().format("%d %H:%M").to_string();
        format!(
            "{}-{} {}/{} {}; {}",
            hours(g.time.from),
            hours(g.time.to),
            g.have,
            g.need,
            why.join(" + "),
            g.suggestion
        )
    });
    told.collect()
}

fn anybody() -> Filter {
    Filter::default()
}

fn ring() -> Value {
    json!({"shifts": [
        {"id": "mnl", "timezone": "Asia/Manila", "start": "06:00", "end": "14:00"},
        {"id": "ams", "timezone": "Europe/Amsterdam", "start": "07:00", "end": "15:00"},
        {"id": "lax", "timezone": "America/Los_Angeles", "start": "06:00", "end": "14:00"}]})
}

#[test]
fn a_change_of_clocks_is_blamed_all_summer_and_named() {
    for day in ["2026-03-08", "2026-03-30", "2026-07-15", "2026-10-31"] {
        let told = gaps(&ring(), &format!("{day}T12:00:00Z"), &format!("{day}T23:30:00Z"), &anybody());
        let date = &day[8..];
        assert_eq!(
            told,
            [format!(
                "{date} 21:00-{date} 22:00 0/1 1h the clocks of America/Los_Angeles changed on 2026-03-08; let lax end 1h later"
            )],
        );
    }
    assert!(gaps(&ring(), "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", &anybody()).is_empty());
}

#[test]
fn a_hole_that_moves_along_with_its_zone_is_no_seam() {
    let doc = json!({"shifts": [
        {"id": "a", "timezone": "Europe/Berlin", "start": "00:00", "end": "12:00"},
        {"id": "b", "timezone": "Europe/Berlin", "start": "13:00", "end": "24:00"}]});
    assert_eq!(
        gaps(&doc, "2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z", &anybody()),
        ["01 10:00-01 11:00 0/1 1h no shift; let b start 1h earlier"]
    );
}

#[test]
fn a_night_is_no_seam_either() {
    let doc = json!({"shifts": [{"id": "day", "timezone": "Europe/Berlin", "start": "09:00", "end": "17:00"}]});
    assert_eq!(
        gaps(&doc, "2026-07-01T12:00:00Z", "2026-07-02T12:00:00Z", &anybody()),
        ["01 15:00-02 07:00 0/1 16h no shift; plan somebody"]
    );
}

#[test]
fn who_is_away_and_what_is_cancelled() {
    let doc = json!({
        "calendars": {"de": {"timezone": "Europe/Berlin", "always_open": true, "holidays": ["2026-10-03"]}},
        "shifts": [{"id": "day", "timezone": "UTC", "start": "00:00", "end": "24:00", "people": ["ana"], "holidays": "de",
            "except_dates": ["2026-10-05"], "valid_to": "2026-10-06"}],
        "time_off": [{"person": "ana", "from": "2026-10-02T12:00:00Z", "to": "2026-10-03T06:00:00Z"}],
        "overrides": [{"remove": "ana", "from": "2026-10-04T06:00:00Z", "to": "2026-10-04T08:00:00Z"}]});
    assert_eq!(
        gaps(&doc, "2026-10-02T00:00:00Z", "2026-10-08T00:00:00Z", &anybody()),
        [
            "02 12:00-04 00:00 0/1 12h ana away + 24h holiday of day; find somebody for ana, and plan somebody from 2026-10-03 00:00 to 2026-10-04 00:00 UTC",
            "04 06:00-04 08:00 0/1 2h taken off by overrides[0]; look at overrides[0] again",
            "05 00:00-06 00:00 0/1 24h exception of day; staff day all the same",
            "07 00:00-08 00:00 0/1 24h day not valid; let day hold longer",
        ]
    );
}

#[test]
fn skills_that_nobody_has_and_skills_that_are_short_only_together() {
    let doc = json!({
        "people": {"ana": {"skills": ["billing", "tech"], "languages": ["en"]}, "ben": {"skills": ["billing"], "languages": ["en"]}},
        "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana", "ben"]}],
        "requirements": [
            {"id": "bills", "timezone": "UTC", "start": "08:00", "end": "16:00", "min": 2, "skill": "billing"},
            {"id": "techs", "timezone": "UTC", "start": "12:00", "end": "14:00", "min": 1, "skill": "tech"}]});
    assert_eq!(
        gaps(&doc, "2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z", &anybody()),
        ["01 12:00-01 14:00 2/3 2h nobody with billing, tech; put 1 more on with billing, tech"]
    );
    let portuguese = Filter { language: Some("pt".into()), ..Filter::default() };
    assert_eq!(
        gaps(&doc, "2026-10-01T08:00:00Z", "2026-10-01T16:00:00Z", &portuguese),
        ["01 08:00-01 16:00 0/1 8h nobody with language pt; put 1 more on with language pt"]
    );
}

#[test]
fn a_required_headcount_is_short_by_what_is_missing() {
    let doc = json!({
        "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "capacity": 2}],
        "requirements": [{"id": "peak", "timezone": "UTC", "start": "10:00", "end": "12:00", "min": 3, "days": ["thu"]}]});
    assert_eq!(
        gaps(&doc, "2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z", &anybody()),
        ["01 10:00-01 12:00 2/3 2h not enough people; put 1 more on"]
    );
}

#[test]
fn the_audit_of_the_ring_closes_it_with_one_edit() {
    let zones = ZoneDb::bundled();
    let audit = Roster::from_json(&ring().to_string(), &zones).unwrap().audit(2026).unwrap();
    assert_eq!((audit.gap_count, audit.days_with_gaps, audit.uncovered_minutes.whole()), (238, 238, 14_280));
    let fixes: Vec<Option<String>> = audit.seams.iter().map(|s| s.fix.as_ref().map(ToString::to_string)).collect();
    assert_eq!(fixes, [None, None, Some("lax ends 1h later, at 15:00".to_owned())]);
    let mut mended = ring();
    mended["shifts"][2]["end"] = json!("15:00");
    let audit = Roster::from_json(&mended.to_string(), &zones).unwrap().audit(2026).unwrap();
    assert_eq!((audit.gap_count, audit.uncovered_minutes.whole()), (0, 0));
    assert!(audit.seams.iter().all(|s| s.fix.is_none()));
}

#[test]
fn a_date_that_a_zone_skips_is_listed() {
    let doc = json!({"shifts": [
        {"id": "apw", "timezone": "Pacific/Apia", "start": "09:00", "end": "17:00"},
        {"id": "gap", "timezone": "Europe/Berlin", "start": "02:15", "end": "02:45"}]});
    let audit = Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap().audit(2011).unwrap();
    let told: Vec<String> = audit.dropped.iter().map(|d| format!("{} {} {:?}", d.shift, d.date, d.reason)).collect();
    assert_eq!(told, ["apw 2011-12-30 DateSkipped", "gap 2011-03-27 NoTime"]);
}

#[test]
fn pictures_are_whole_documents_without_anything_from_elsewhere() {
    let roster = Roster::from_json(&ring().to_string(), &ZoneDb::bundled()).unwrap();
    let range = TimeSegment::new(
        parse_instant("2026-07-01T00:00:00Z").unwrap(),
        parse_instant("2026-07-08T00:00:00Z").unwrap(),
    );
    let map = roster.heat_map(range, Some("Asia/Manila"), 30, &anybody()).unwrap();
    let cells: Vec<usize> = map.rows.iter().map(|r| r.cells.len()).collect();
    assert_eq!(cells, [48; 7]);
    // 21:00 to 22:00 UTC is 05:00 to 06:00 in Manila.
    let empty: Vec<usize> = (0..48).filter(|c| map.rows[2].cells[*c].covered_minutes.whole() == 0).collect();
    assert_eq!(empty, [10, 11]);
    assert!(map.rows.iter().flat_map(|r| &r.cells).all(|c| c.minutes.whole() == 30));
    for svg in [map.svg(), roster.audit(2026).unwrap().svg()] {
        assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"));
        assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("<title>"));
        for outside in ["<script", "href", "url(http", "@import", "<image"] {
            assert!(!svg.contains(outside), "{outside}");
        }
    }
}

#[test]
fn the_next_shift_of_a_person_respects_what_was_changed() {
    let doc = json!({
        "shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "16:00", "people": ["ana"]}],
        "overrides": [{"remove": "ana", "add": "ben", "from": "2026-10-02T00:00:00Z", "to": "2026-10-03T00:00:00Z"}],
        "time_off": [{"person": "ana", "from": "2026-10-03T00:00:00Z", "to": "2026-10-04T12:00:00Z"}]});
    let roster = Roster::from_json(&doc.to_string(), &ZoneDb::bundled()).unwrap();
    let next = |person: &str, at: &str| {
        let stint = roster.next_shift(person, at.parse().unwrap()).unwrap();
        let hours = |at: Instant| at.utc().format("%d %H:%M").to_string();
        stint.map(|s| (hours(s.time.from), hours(s.time.to)))
    };
    assert_eq!(next("ana", "2026-10-01T10:00:00Z"), Some(("04 12:00".into(), "04 16:00".into())));
    assert_eq!(next("ben", "2026-10-01T10:00:00Z"), Some(("02 08:00".into(), "02 16:00".into())));
    assert_eq!(next("ben", "2026-10-02T08:00:00Z"), None);
}
