//! Small logs in, events or clear errors out.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::io::{self, Read, Write};
use sundesk::ticket::import::{LogMap, MAX_RECORD_BYTES, from_path, from_reader};
use sundesk::ticket::{EventLog, What};
use sundesk::time::ZoneDb;
use sundesk::{Error, ErrorKind};

const MAP: &str = r#"{
  "ticket": "id", "at": "when", "order_by": ["seq"], "created_at": "opened", "resolved_at": "resolved",
  "status": "state", "priority": "prio", "group": "team", "assignee": "agent", "fields": ["topic"],
  "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}, "missing": ["?"],
  "statuses": {"open": "open", "wait": "pending", "done": "solved"},
  "attributes": ["prio", {"column": "topic", "name": "first topic", "take": "first"}]
}"#;
const HEADER: &str = "id,when,seq,opened,resolved,state,prio,team,agent,topic\n";

fn map() -> LogMap {
    LogMap::from_json(MAP).unwrap()
}

#[track_caller]
fn read(rows: &str) -> EventLog {
    from_reader(format!("{HEADER}{rows}").as_bytes(), &map(), &ZoneDb::bundled()).unwrap()
}

#[track_caller]
fn fails(text: impl AsRef<[u8]>) -> Error {
    from_reader(text.as_ref(), &map(), &ZoneDb::bundled()).unwrap_err()
}

fn told(log: &EventLog, ticket: usize) -> Vec<String> {
    let history = log.history(ticket).unwrap();
    let name = |s| history.names().name(s);
    let line = |e: &sundesk::ticket::Event| {
        let field = if e.what == What::Field { format!("{}=", name(e.field)) } else { String::new() };
        format!("{} {:?} {field}{}", e.instant().unwrap().format("%H:%M"), e.what, name(e.to)).trim_end().to_owned()
    };
    history.events().iter().map(line).collect()
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text).unwrap();
    out.finish().unwrap()
}

#[test]
fn changes_between_rows_become_events() {
    let log = read(
        "1,2024-06-03 09:10,0,2024-06-03 09:00,?,open,low,A,?,net\n\
         1,2024-06-03 09:20,1,2024-06-03 09:00,?,open,high,A,Ann,net\n\
         1,2024-06-03 09:30,2,2024-06-03 09:00,?,wait,high,B,?,\n\
         1,2024-06-03 09:40,3,2024-06-03 09:00,2024-06-03 09:40,done,high,B,Bob,mail\n",
    );
    let expected = [
        "09:00 Created",
        "09:00 Priority low",
        "09:00 Field topic=net",
        "09:10 Group A",
        "09:10 Status open",
        "09:20 Priority high",
        "09:20 Assignee Ann",
        "09:30 Field topic=",
        "09:30 Group B",
        "09:30 Assignee",
        "09:30 Status wait",
        "09:40 Field topic=mail",
        "09:40 Assignee Bob",
        "09:40 Status done",
    ];
    assert_eq!(told(&log, 0), expected);
    let attribute = |name: &str| log.names().name(log.attribute(name).unwrap()[0]).to_owned();
    assert_eq!((attribute("prio"), attribute("first topic")), ("high".into(), "net".into()));
    assert!(log.recorded(0).resolved.is_some());
    assert_eq!(log.quality().rows, 4);
}

#[test]
fn rows_are_sorted_by_instant_then_number_then_place() {
    let log = read(
        "1,2024-06-03 10:00,10,,,done,,,,\n\
         2,2024-06-03 08:00,1,,,open,,,,\n\
         1,2024-06-03 10:00,9,,,wait,,,,\n\
         1,2024-06-03 09:00,1,,,open,,,,\n\
         2,2024-06-03 08:00,1,,,wait,,,,\n",
    );
    assert_eq!(told(&log, 0), ["09:00 Created", "09:00 Status open", "10:00 Status wait", "10:00 Status done"]);
    assert_eq!(told(&log, 1), ["08:00 Created", "08:00 Status open", "08:00 Status wait"]);
    assert_eq!((log.quality().rows_out_of_order, log.quality().tickets_out_of_order), (2, 1));
    assert_eq!(log.id(1), Some("2"));
}

#[test]
fn oddities_are_counted_and_kept() {
    let log = read(
        "1,2024-06-03 08:50,0,2024-06-03 09:00,?,-100,?,?,?,?\n\
         1,2024-06-03 08:50,0,2024-06-03 09:00,?,-100,?,?,?,?\n\
         1,?,1,2024-06-03 09:00,?,open,?,?,?,?\n\
         1,2024-06-03 09:30,2,2024-06-03 09:00,?,done,?,?,?,?\n\
         2,2024-06-03 09:30,2,2024-06-03 09:00,2024-06-03 08:00,done,?,?,?,?\n",
    );
    assert_eq!(told(&log, 0), ["09:00 Created", "09:00 Status -100", "09:30 Status done"]);
    let q = log.quality();
    assert_eq!((q.rows, q.rows_without_time, q.rows_before_creation, q.duplicate_rows), (5, 1, 2, 1));
    assert_eq!((q.without_resolved_at, q.resolved_at_differs, q.resolved_before_creation), (1, 1, 1));
    assert_eq!(q.unknown_statuses.get("-100"), Some(&2));
}

#[test]
fn a_duplicate_repeats_a_row_in_every_column() {
    let row = |minute: u32, seq: u32, resolved: &str, state: &str| {
        format!("1,2024-06-03 09:{minute},{seq},2024-06-03 09:00,{resolved},{state},,,,\n")
    };
    for (other, repeats) in [
        (row(10, 0, "", "open"), 1),
        (row(11, 0, "", "open"), 0),
        (row(10, 1, "", "open"), 0),
        (row(10, 0, "2024-06-03 09:10", "open"), 0),
        (row(10, 0, "", "done"), 0),
    ] {
        let log = read(&(row(10, 0, "", "open") + &other));
        assert_eq!(log.quality().duplicate_rows, repeats, "{other}");
    }
}

#[test]
fn the_requester_creates_a_ticket_of_a_log_that_names_nobody() {
    let log = read("1,2024-06-03 09:10,0,,,open,,,,\n");
    let by: Vec<_> = log.events().iter().map(|e| e.by).collect();
    assert_eq!(by, [sundesk::ticket::ActorKind::Requester, sundesk::ticket::ActorKind::Auto]);
}

#[test]
fn a_log_with_one_row_per_ticket_needs_no_status_column() {
    let map = LogMap::from_json(
        r#"{"ticket": "key", "time": {"format": "%Y-%m-%d", "zone": "UTC"}, "created_at": "open",
            "resolved_at": {"column": "close", "status": "done"}, "statuses": {"done": "solved"}}"#,
    )
    .unwrap();
    let log =
        from_reader("key,open,close\na,2019-01-01,2019-01-03\nb,2019-01-02,\n".as_bytes(), &map, &ZoneDb::bundled())
            .unwrap();
    assert_eq!(log.len(), 2);
    assert_eq!(told(&log, 0), ["00:00 Created", "00:00 Status done"]);
    assert_eq!(told(&log, 1), ["00:00 Created"]);
}

#[test]
fn activities_become_the_events_the_map_says() {
    let map = LogMap::from_json(
        r#"{"ticket": "case", "at": "t", "time": {"format": "unix_s"}, "statuses": {"done": "solved"},
            "activity": {"column": "what", "events": {
                "mail out": [{"type": "reply", "by": "agent"}],
                "note": [],
                "finish": [{"type": "reply", "by": "agent"}, {"type": "status", "to": "done"}]}}}"#,
    )
    .unwrap();
    let log = from_reader(
        "case,t,what\nc,0,dance\nc,60,mail out\nc,120,note\nc,180,finish\n".as_bytes(),
        &map,
        &ZoneDb::bundled(),
    )
    .unwrap();
    let expected = ["00:00 Created", "00:00 Custom dance", "00:01 Reply", "00:03 Reply", "00:03 Status done"];
    assert_eq!(told(&log, 0), expected);
    assert_eq!(log.quality().unknown_activities.get("dance"), Some(&1));
}

#[test]
fn gzip_is_told_by_its_magic_and_members_are_joined() {
    let (head, tail) = ("1,2024-06-03 09:10,0,,,open,,,,\n", "1,2024-06-03 09:20,0,,,done,,,,\n");
    let plain = format!("{HEADER}{head}{tail}");
    let mut members = gzip(format!("{HEADER}{head}").as_bytes());
    members.extend(gzip(tail.as_bytes()));
    for bytes in
        [plain.clone().into_bytes(), gzip(plain.as_bytes()), members, [b"\xef\xbb\xbf", plain.as_bytes()].concat()]
    {
        assert_eq!(from_reader(bytes.as_slice(), &map(), &ZoneDb::bundled()).unwrap().events().len(), 3);
    }
}

#[test]
fn a_timestamp_that_is_no_time() {
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,\n1,2024-13-03 09:10,0,,,open,,,,\n"));
    assert_eq!((e.kind(), e.line(), e.path(), e.value()), (ErrorKind::InvalidInput, 3, "when", "2024-13-03 09:10"));
    assert_eq!(e.expectation(), "a time of the form %Y-%m-%d %H:%M");
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,soon,,open,,,,\n"));
    assert_eq!((e.line(), e.path(), e.value()), (2, "opened", "soon"));
    let e = fails(format!("{HEADER}1,1899-06-03 09:10,0,,,open,,,,\n"));
    assert_eq!((e.kind(), e.path()), (ErrorKind::OutOfRange, "when"));
}

#[test]
fn a_naive_timestamp_without_a_zone() {
    let mut naive = map();
    naive.time.zone = None;
    let e = from_reader(HEADER.as_bytes(), &naive, &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.path()), (ErrorKind::InvalidInput, "time.zone"));
}

#[test]
fn other_fields_that_hold_the_wrong_thing() {
    let e = fails(format!("{HEADER}?,2024-06-03 09:10,0,,,open,,,,\n"));
    assert_eq!((e.line(), e.path(), e.expectation()), (2, "id", "the id of a ticket"));
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,first,,,open,,,,\n"));
    assert_eq!((e.line(), e.path(), e.value(), e.expectation()), (2, "seq", "first", "a whole number"));
    let e = fails([HEADER.as_bytes(), b"1,2024-06-03 09:10,0,,,\xff,,,,\n"].concat());
    assert_eq!(
        (e.line(), e.path(), e.expectation()),
        (2, "state", "text in UTF-8, or the name of the file's `encoding` in the map, such as windows-1252")
    );
}

#[test]
fn a_missing_column_is_named_and_the_others_are_listed() {
    let e = fails("id,when,seq,opened,resolved,status,prio,team,agent,topic\n");
    assert_eq!((e.kind(), e.line(), e.path(), e.value()), (ErrorKind::NotFound, 1, "status", "state"));
    let listed = "one of the file's columns: id, when, seq, opened, resolved, status, prio, team, agent, topic";
    assert_eq!(e.expectation(), listed);
    let e = fails("id,when,seq,opened,resolved,state,state,prio,team,agent,topic\n");
    assert_eq!((e.path(), e.value()), ("status", "state"));
    assert!(e.to_string().contains("is the name of 2 columns"), "{e}");
}

#[test]
fn an_empty_log() {
    for text in ["", "\n", "\r\n\n"] {
        assert!(fails(text).to_string().contains("the log is empty: expected a header line and rows"));
    }
    assert!(fails(HEADER).to_string().contains("the log is empty: a header line, but no rows"));
    assert!(fails(gzip(b"")).to_string().contains("the log is empty"));
    assert!(fails(format!("{HEADER}1,?,0,,,open,,,,\n")).to_string().contains("no row of the log has a timestamp"));
}

#[test]
fn a_row_with_too_few_or_too_many_fields() {
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,\n1,2024-06-03 09:10\n"));
    assert_eq!(
        (e.line(), e.to_string().as_str()),
        (3, "line 3: \"2 fields\" is not valid; expected 10 fields as in the header line")
    );
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,,\n"));
    assert_eq!((e.line(), e.value()), (2, "11 fields"));
}

#[test]
fn gzip_cut_short_or_damaged() {
    let rows: String = (0..5000).map(|i| format!("{i},2024-06-03 09:10,{i},,,open,,,,\n")).collect();
    let whole = gzip(format!("{HEADER}{rows}").as_bytes());
    for cut in [3, 11, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
        let e = fails(&whole[..cut]);
        assert_eq!(e.kind(), ErrorKind::Io, "{cut}");
        assert!(e.to_string().contains("the gzip stream ends too early: the file was cut short"), "{cut}: {e}");
    }
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    assert!(from_reader(damaged.as_slice(), &map(), &ZoneDb::bundled()).is_err()); // of the stream, or of what it then says
}

/// An endless line, and a count of what was taken from it.
struct Endless<'a>(&'a mut u64, u8);

impl Read for Endless<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        out.fill(self.1);
        *self.0 += out.len() as u64;
        Ok(out.len())
    }
}

#[test]
fn an_endless_line_is_refused_after_a_megabyte() {
    for byte in [b'x', b'"', b',', b'\n'] {
        let mut taken = 0;
        let e =
            from_reader(HEADER.as_bytes().chain(Endless(&mut taken, byte)), &map(), &ZoneDb::bundled()).unwrap_err();
        assert_eq!((e.kind(), e.line()), (ErrorKind::LimitExceeded, 2), "{byte}");
        assert!(taken < 2 * MAX_RECORD_BYTES as u64, "took {taken} bytes");
    }
    let mut taken = 0;
    assert_eq!(
        from_reader(Endless(&mut taken, b'x'), &map(), &ZoneDb::bundled()).unwrap_err().kind(),
        ErrorKind::LimitExceeded
    );
    assert!(taken < 2 * MAX_RECORD_BYTES as u64);
}

#[test]
fn a_record_of_exactly_the_limit_is_read() {
    let row = |bytes: usize| {
        let frame = "1,2024-06-03 09:10,0,,,open,,,,\n";
        format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,{}\n{frame}", "x".repeat(bytes - frame.len()))
    };
    assert_eq!(
        from_reader(row(MAX_RECORD_BYTES - 1).as_bytes(), &map(), &ZoneDb::bundled()).unwrap().quality().rows,
        2
    );
    assert_eq!(from_reader(row(MAX_RECORD_BYTES).as_bytes(), &map(), &ZoneDb::bundled()).unwrap().quality().rows, 2);
    let e = fails(row(MAX_RECORD_BYTES + 1));
    assert_eq!((e.kind(), e.line()), (ErrorKind::LimitExceeded, 2));
}

#[test]
fn a_file_is_named_in_its_errors() {
    let e = from_path("tests/data/nowhere.csv", &map(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.file()), (ErrorKind::Io, "tests/data/nowhere.csv"));
    let e = from_path("Cargo.toml", &map(), &ZoneDb::bundled()).unwrap_err();
    assert!(e.to_string().starts_with("Cargo.toml:1: ticket: \"id\" is not there"), "{e}");
}

#[test]
fn a_source_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let e = from_reader(HEADER.as_bytes().chain(Broken), &map(), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.kind(), e.to_string().contains("the disk is gone")), (ErrorKind::Io, true));
}

#[test]
fn maps_that_contradict_themselves() {
    let with = |from: &str, to: &str| {
        LogMap::from_json(&MAP.replace(from, to))
            .and_then(|m| from_reader(HEADER.as_bytes(), &m, &ZoneDb::bundled()).map(|_| ()))
    };
    for (from, to, path) in [
        (r#""ticket": "id""#, r#""ticket": "id", "delimiter": "é""#, "delimiter"),
        (r#""attributes": ["prio","#, r#""attributes": ["prio", "prio","#, "attributes[1]"),
        (r#"%Y-%m-%d %H:%M"#, "%Y", "time.format"),
        (
            r#""ticket": "id""#,
            r#""ticket": "id", "activity": {"column": "state", "events": {"x": [{"type": "created"}]}}"#,
            "activity.events.x",
        ),
    ] {
        let e = with(from, to).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::InvalidInput, path), "{e}");
    }
    assert!(with(r#""ticket""#, r#""tickets""#).unwrap_err().to_string().contains("unknown field `tickets`"));
    let e =
        from_reader("".as_bytes(), &LogMap { at: None, created_at: None, ..map() }, &ZoneDb::bundled()).unwrap_err();
    assert_eq!(e.path(), "at");
}

#[test]
fn maps_survive_a_round_trip_through_json() {
    for map in [map(), LogMap::preset("servicenow-uci").unwrap(), LogMap::preset("italian-helpdesk").unwrap()] {
        let text = serde_json::to_string(&map).unwrap();
        assert_eq!(LogMap::from_json(&text).unwrap(), map);
    }
}
#[test]
fn line_numbers_hold_for_every_line_end_and_past_blank_lines() {
    for (text, line) in [
        ("A\nB\nX\n", 4),
        ("A\r\nB\r\nX\r\n", 4),
        ("A\r\nB\r\nX", 4),
        ("A\n\n\nX\n", 5),
        ("\n\nX", 4),
        ("\r\n\r\nX", 4),
    ] {
        let row = |c: char| match c {
            'A' | 'B' => "1,2024-06-03 09:10,0,,,open,,,,".to_owned(),
            'X' => "1,never,0,,,open,,,,".to_owned(),
            other => other.to_string(),
        };
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let text = HEADER.trim_end().to_owned() + end + &text.chars().map(row).collect::<String>();
        let e = fails(&text);
        assert_eq!((e.line(), e.path()), (line, "when"), "{text:?}");
    }
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,\"two\nlines\"\n1,never,0,,,open,,,,\n"));
    assert_eq!(e.line(), 4);
}

#[test]
fn ids_are_trimmed_and_a_blank_one_is_an_error_with_its_line() {
    let row = |id: &str, minute: u32| format!("{id},2024-06-03 09:{minute},0,,,open,,,,\n");
    let rows: String =
        ["7", "7 ", " 7", "\t7", "\u{a0}7\u{a0}", "\"7 \""].iter().zip(10..).map(|(id, m)| row(id, m)).collect();
    let log = read(&rows);
    assert_eq!((log.len(), log.id(0), log.quality().rows), (1, Some("7"), 6));
    let log = read(&format!("{}{}", row("a b", 10), row("ab", 11)));
    assert_eq!((log.id(0), log.id(1)), (Some("a b"), Some("ab"))); // what stands inside is the id's own
    for blank in ["", " ", "\t", "\u{a0}", "\" \"", " ?"] {
        let e = fails(format!("{HEADER}{}{}", row("7", 10), row(blank, 11)));
        assert_eq!((e.kind(), e.line(), e.path()), (ErrorKind::InvalidInput, 3, "id"), "{blank:?}");
    }
}

#[test]
fn a_quote_left_open_swallowed_the_rows_behind_it() {
    let row = |id: u32, topic: &str| format!("{id},2024-06-03 09:10,0,,,open,,,,{topic}\n");
    // To the end of the file.
    let e = fails(format!("{HEADER}{}{}{}", row(1, ""), row(2, "\"oops"), row(3, "")));
    assert_eq!((e.kind(), e.line()), (ErrorKind::InvalidInput, 3));
    assert!(e.to_string().contains("the quote that opens a field here is never closed"), "{e}");
    // To the next quote, wherever that is.
    let e = fails(format!("{HEADER}{}{}{}", row(1, "\"oops"), row(2, ""), row(3, "\"fine\"")));
    assert_eq!((e.kind(), e.line()), (ErrorKind::InvalidInput, 2));
    assert!(e.to_string().contains("goes on after its closing quote"), "{e}");
    // Within a record of several lines, the line of the quote and not of the record.
    let e = fails(format!("{HEADER}1,2024-06-03 09:10,0,,,\"open\nagain\",,,,\"oops\n"));
    assert_eq!(e.line(), 3);
    // In the header line, packed, and with another separator.
    assert_eq!(fails(HEADER.replace("topic", "\"topic")).line(), 1);
    assert_eq!(fails(gzip(format!("{HEADER}{}", row(2, "\"oops")).as_bytes())).line(), 2);
    let map = LogMap { delimiter: Some(';'), ..map() };
    let text = format!("{HEADER}{}", row(2, "\"oops")).replace(',', ";");
    assert_eq!(from_reader(text.as_bytes(), &map, &ZoneDb::bundled()).unwrap_err().line(), 2);
}

#[test]
fn text_after_a_closing_quote_is_refused_and_a_doubled_quote_is_one() {
    let row = |topic: &str| format!("{HEADER}1,2024-06-03 09:10,0,,,open,,,,{topic}\n");
    for bad in ["\"a\"b", "\"a\" ", "\"\"a", "\"a\"\"\"b"] {
        let e = fails(row(bad));
        assert_eq!((e.kind(), e.line(), e.to_string().contains("quote")), (ErrorKind::InvalidInput, 2, true), "{bad}");
    }
    for (text, topic) in
        [("\"a\"\"b\"", "a\"b"), ("\"\"\"\"", "\""), ("5\" pipe", "5\" pipe"), ("\"a,\nb\"", "a,\nb"), ("\"\"", "")]
    {
        let log = read(row(text).strip_prefix(HEADER).unwrap());
        assert_eq!(log.names().name(log.attribute("first topic").unwrap()[0]), topic, "{text}");
    }
}

#[test]
fn readings_that_a_clock_shows_twice_or_never_are_counted() {
    let mut rome = map();
    rome.time.zone = Some("Europe/Rome".into());
    let text = format!(
        "{HEADER}1,2024-03-31 02:30,0,,,open,,,,\n1,2024-03-31 02:30,1,,,done,,,,\n1,2024-03-31 03:30,2,,,done,,,,\n\
         2,2024-10-27 04:30,0,2024-10-27 02:30,2024-10-27 02:45,done,,,,\n3,2024-10-27 01:59,0,,,open,,,,\n"
    );
    let log = from_reader(text.as_bytes(), &rome, &ZoneDb::bundled()).unwrap();
    assert_eq!((log.quality().rows_in_gap, log.quality().rows_in_fold), (2, 1));
    let utc = from_reader(text.as_bytes(), &map(), &ZoneDb::bundled()).unwrap();
    assert_eq!((utc.quality().rows_in_gap, utc.quality().rows_in_fold), (0, 0));
}

#[test]
fn tickets_whose_creation_is_told_in_two_ways_are_counted() {
    let log = read(
        "1,2024-06-03 09:10,0,2024-06-03 09:00,,open,,,,\n\
         1,2024-06-03 09:20,1,2024-06-03 08:00,,open,,,,\n\
         2,2024-06-03 09:10,0,2024-06-03 09:00,,open,,,,\n\
         2,2024-06-03 09:20,1,,,open,,,,\n\
         3,2024-06-03 09:10,0,2024-06-03 09:00,,open,,,,\n\
         3,2024-06-03 09:20,1,2024-06-03 09:00,,open,,,,\n",
    );
    // The last row is believed; where it is blank, the first row's instant.
    assert_eq!(log.quality().created_at_changes, 2);
    assert_eq!(
        [0, 1, 2].map(|ticket| told(&log, ticket)[0].clone()),
        ["08:00 Created", "09:10 Created", "09:00 Created"]
    );
}

#[test]
fn a_blank_activity_is_no_event_and_an_unknown_one_keeps_its_name() {
    let map = r#"{"ticket": "id", "at": "when", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"},
        "activity": {"column": "what", "events": {"call": [{"type": "reply", "by": "agent"}]}}}"#;
    let rows =
        "id,when,what\n1,2024-06-03 09:00,\n1,2024-06-03 09:10,call\n1,2024-06-03 09:20,\n1,2024-06-03 09:30,fax\n";
    let log = from_reader(rows.as_bytes(), &LogMap::from_json(map).unwrap(), &ZoneDb::bundled()).unwrap();
    assert_eq!(told(&log, 0), ["09:00 Created", "09:10 Reply", "09:30 Custom fax"]);
    assert_eq!(log.quality().unknown_activities.iter().collect::<Vec<_>>(), [(&"fax".to_owned(), &1)]);
}
