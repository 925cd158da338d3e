//! Explanations: pieces, reasons, pictures.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use super::tables::*;

#[track_caller]
pub(super) fn explained(p: &PolicySet, lines: &[&str], now: &str) -> Explanation {
    let e = explain_us(p, &office(), history(lines).view(), at(now), "m").unwrap();
    let sum: i64 = e.pieces.iter().map(|p| p.length()).sum();
    assert_eq!(sum, e.until.micros() - e.from.micros());
    e
}

#[test]
fn an_explanation_names_every_piece() {
    let p = metric(json!({"kind": "first_reply", "target": "4h", "pause_on": ["pending"]}));
    let lines = ["4 08:00 note", "4 16:00 created", "6 10:00 status pending", "6 11:00 status open", "6 14:00 agent"];
    let e = explained(&p, &lines, "6 15:00");
    let told: Vec<String> = e
        .pieces
        .iter()
        .map(|p| {
            format!(
                "{}{} {}",
                p.reason.code(),
                if p.name.is_empty() { "".into() } else { format!("({})", p.name) },
                p.length() / SECOND / 60
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "before_start 480",
            "open 60",
            "closed 420",
            "holiday(Founders' <Day>) 1440",
            "closed 540",
            "open 60",
            "paused(pending) 60",
            "open 60",
            "break 60",
            "open 60",
            "after_stop 60"
        ]
    );
    let counted: i64 = e.pieces.iter().filter(|p| p.counted).map(|p| p.length()).sum();
    assert_eq!(counted, e.report.elapsed);
    assert_eq!(
        e.text().lines().take(4).collect::<Vec<_>>(),
        [
            "m: met, 4h of 4h used",
            "2024-06-04 08:00 +00:00 to 2024-06-04 16:00 +00:00: 8h before the clock started",
            "2024-06-04 16:00 +00:00 to 2024-06-04 17:00 +00:00: 1h counted",
            "2024-06-04 17:00 +00:00 to 2024-06-05 00:00 +00:00: 7h not counted, outside business hours",
        ]
    );
    assert!(e.lines().iter().all(|l| MESSAGE_IDS.iter().any(|(id, _)| *id == l.id)));
}

#[test]
fn the_strip_is_xml_that_marks_the_breach() {
    let p = metric(json!({"kind": "first_reply", "target": "2h"}));
    let e = explained(&p, &["4 16:00 created"], "6 12:00");
    let svg = e.svg(StripSize::default());
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"40\""));
    assert!(svg.contains("<title>m: breached and still open, 2h over 2h, was due 2024-06-06 10:00 +00:00</title>"));
    assert!(svg.contains("Founders&#39; &lt;Day&gt;") && !svg.contains("<Day>"));
    assert!(svg.contains("<title>breached</title>") && !svg.contains("<text"));
    let (open, close) = (svg.matches('<').count(), svg.matches('>').count());
    assert_eq!(open, close);
    // Widths add up to the strip, to the hundredth of a pixel each.
    let widths: f64 = svg
        .split("<rect")
        .skip(1)
        .map(|r| r.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap())
        .sum();
    assert!((widths - 720.0).abs() < 0.1, "{widths}");
    let tiny = e.svg(StripSize { width: 0, height: 0 });
    assert!(tiny.contains("width=\"16\" height=\"8\""));
}

#[test]
fn every_piece_reason_has_its_message() {
    for reason in [
        PieceReason::Open,
        PieceReason::Closed,
        PieceReason::Holiday,
        PieceReason::Exception,
        PieceReason::Break,
        PieceReason::Excluded,
        PieceReason::Paused,
        PieceReason::PausedByEvent,
        PieceReason::Solved,
        PieceReason::BeforeStart,
        PieceReason::AfterStop,
        PieceReason::NoTarget,
    ] {
        let id = format!("sla-piece-{}", reason.code().replace('_', "-"));
        assert!(MESSAGE_IDS.iter().any(|(i, _)| *i == id), "{id}");
    }
    for state in ["inactive", "running", "paused", "met", "missed", "breached", "cancelled"] {
        assert!(MESSAGE_IDS.iter().any(|(i, _)| *i == format!("sla-verdict-{state}")), "{state}");
    }
}

#[test]
fn a_report_survives_json() {
    let p = metric(json!({"kind": "requester_wait", "target": "4h", "alerts": [{"percent": 75}]}));
    let report = whole(&p, &["3 15:00 created", "3 16:00:00.5 status pending"], "3 20:00");
    let text = serde_json::to_string(&report).unwrap();
    assert!(text.contains("\"elapsed_s\":3600.5"), "{text}");
    assert_eq!(serde_json::from_str::<SlaReport>(&text).unwrap(), report);
}

#[test]
fn an_explanation_has_at_most_100_000_pieces() {
    // 40 intervals a day: 80 pieces, the whole day covered.
    let hours: Vec<Value> = (0..40)
        .map(|i| json!([format!("{:02}:{:02}", i / 2, i % 2 * 30), format!("{:02}:{:02}", i / 2, i % 2 * 30 + 10)]))
        .collect();
    let week: serde_json::Map<String, Value> =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().map(|d| ((*d).to_owned(), json!(hours))).collect();
    let doc = json!({"timezone": "UTC", "weekly": week}).to_string();
    let calendars = Calendars::new(Calendar::from_json(&doc, &ZoneDb::bundled()).unwrap());
    let p = metric(json!({"kind": "total_resolution", "target": "1h"}));
    let h = history(&["3 00:00 created"]);
    let last = at("3 00:00") + 1250 * sundesk::time::DAY;
    assert_eq!(explain_us(&p, &calendars, h.view(), last, "m").unwrap().pieces.len(), sundesk::sla::MAX_EXPLAIN_PIECES);
    let e = explain_us(&p, &calendars, h.view(), last + 1, "m").unwrap_err();
    assert_eq!(e.kind(), ErrorKind::LimitExceeded);
}
