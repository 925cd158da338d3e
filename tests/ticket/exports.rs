//! What real exports have: encodings, title lines, changes, messages, filters, stated moments, JSON lines.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use std::io::Write;
use sundesk::metrics::{Figures, ReportInput, ReportSpec, report};
use sundesk::ticket::import::{
    LogMap, MAX_RECORD_BYTES, MAX_SKIP_LINES, MOST_RECORD_BYTES, Words, from_path, from_reader, inspect,
};
use sundesk::ticket::{EventLog, Quality};
use sundesk::time::{ZoneDb, parse_instant};
use sundesk::{Error, ErrorKind};

const LIST: &str = "id,c,r\n7,2024-03-04 09:00,2024-03-04 10:00\n";

/// A list of id, c(reated), r(esolved) in UTC, with other words.
fn map(words: Value) -> LogMap {
    let mut map = json!({"ticket": "id", "created_at": "c", "resolved_at": "r", "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}});
    for (word, value) in words.as_object().unwrap() {
        map[word] = value.clone();
        if value.is_null() {
            map.as_object_mut().unwrap().remove(word);
        }
    }
    LogMap::from_json(&map.to_string()).unwrap()
}

fn try_read(bytes: impl AsRef<[u8]>, words: Value) -> Result<EventLog, Error> {
    from_reader(bytes.as_ref(), &map(words), &ZoneDb::bundled())
}

#[track_caller]
fn read(bytes: impl AsRef<[u8]>, words: Value) -> EventLog {
    try_read(bytes, words).unwrap()
}

#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, words: Value, line: u64, says: &str) {
    let e = try_read(bytes, words).unwrap_err();
    assert!(e.line() == line && e.to_string().contains(says), "{e}");
}

/// Each event as `day hour:minute type value by`, ticket after ticket.
fn told(log: &EventLog) -> Vec<String> {
    let one = |e: &sundesk::ticket::Event| {
        let by = if e.what.word() == "reply" { format!("{} {}", e.by.word(), e.public) } else { String::new() };
        let field = log.names().name(e.field);
        let text = format!(
            "{} {} {field} {} {by}",
            e.instant().unwrap().format("%-d %H:%M"),
            e.what.word(),
            log.names().name(e.to)
        );
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    log.events().iter().map(one).collect()
}

fn figures(log: &EventLog, now: &str) -> Figures {
    let zone = ZoneDb::bundled().zone("UTC").unwrap();
    let now = parse_instant(now).unwrap();
    report(ReportInput { log, now, zone: &zone, calendar: None, promise: None, labels: None }, &ReportSpec::default())
        .unwrap()
        .all
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text).unwrap();
    out.finish().unwrap()
}

#[test]
fn encodings_by_mark_and_by_name() {
    let text = "id,c,r,status\nÄ7,2024-03-04 09:00,,größer €\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (le, be) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    for (bytes, words) in [
        (text.as_bytes().to_vec(), json!({})),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), json!({"encoding": "windows-1252"})), // the mark says it
        ([b"\xff\xfe", &le[..]].concat(), json!({})),
        ([b"\xfe\xff", &be[..]].concat(), json!({})),
        (le.clone(), json!({"encoding": "utf-16le"})),
        (le, json!({"encoding": "UTF-16"})),
        (be, json!({"encoding": "utf-16be"})),
        (latin.to_vec(), json!({"encoding": "windows-1252"})),
        (gzip(&latin), json!({"encoding": "latin1"})),
    ] {
        let mut words = words;
        words["status"] = json!("status");
        let log = read(&bytes, words.clone());
        assert_eq!((log.id(0), log.names().get("größer €").is_some()), (Some("Ä7"), true), "{words}");
    }
    refused("i\0d\0,\0c\0", json!({}), 1, "UTF-16 without its mark");
    refused(&latin, json!({"status": "status"}), 2, "name of the file's `encoding`");
    refused(b"id,c,r\n\xff\n", json!({"encoding": "shift_jis"}), 2, "the text is not Shift_JIS");
    assert_eq!(try_read(LIST, json!({"encoding": "klingon"})).unwrap_err().path(), "encoding");
}

/// A preset's encoding is a default: a list of incidents in UTF-8 without a mark became `ZoÃ«` in silence.
#[test]
fn a_preset_reads_utf8_and_windows_1252_alike() {
    let text = "number,opened_at,resolved_at,state,assigned_to\nINC1,2024-03-04 09:00:00,,New,Zoë – nö\n";
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let map = LogMap::preset("servicenow").unwrap();
    let zones = ZoneDb::bundled();
    for (bytes, told) in [
        (text.as_bytes().to_vec(), None),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), None),
        (utf16, None),
        (latin.to_vec(), Some("windows-1252")),
        (gzip(&latin), Some("windows-1252")),
    ] {
        let log = from_reader(&bytes[..], &map, &zones).unwrap();
        assert!(log.names().get("Zoë – nö").is_some(), "{told:?}");
        assert_eq!(log.quality().assumed_encoding.as_deref(), told);
        for own in [None, Some(&map)] {
            let seen = inspect(&bytes[..], own, &zones).unwrap();
            assert_eq!(
                (seen.preset, seen.encoding_guessed, seen.faults.len()),
                (Some("servicenow"), told.is_some(), 0)
            );
            assert!(told.is_none_or(|told| seen.encoding == told), "{}", seen.encoding);
            assert!(seen.to_string().contains("was read as windows-1252") == told.is_some(), "{seen}");
        }
    }
    // What begins as UTF-8 has to go on so; what the map says for certain is obeyed.
    let both = [text.as_bytes(), b"INC2,2024-03-04 09:00:00,,New,Zo\xeb\n"].concat();
    let e = from_reader(&both[..], &map, &zones).unwrap_err();
    assert_eq!((e.line(), e.path()), (3, "assigned_to"));
    let certain = LogMap { encoding: Some(Words(vec!["windows-1252".into()])), ..map.clone() };
    assert!(from_reader(text.as_bytes(), &certain, &zones).unwrap().names().get("ZoÃ« â€“ nÃ¶").is_some());
    for (names, path) in [
        (json!([]), "encoding"),
        (json!(["windows-1252", "utf-8"]), "encoding"),
        (json!(["utf-8", "utf-8"]), "encoding[1]"),
        (json!(["utf-8", "utf-16le"]), "encoding[1]"),
        (json!(["utf-8", "klingon"]), "encoding[1]"),
        (json!(["utf-8", "windows-1252", "latin2"]), "encoding"),
    ] {
        assert_eq!(try_read(LIST, json!({"encoding": names})).unwrap_err().path(), path, "{names}");
    }
    refused("i\0d\0,\0c\0", json!({"encoding": ["utf-8", "windows-1252"]}), 1, "UTF-16 without its mark");
}

/// A first part of a long file is text in UTF-8 when it is read: it was decoded twice.
#[test]
fn the_first_part_of_a_long_file_is_decoded_once() {
    let long = "x".repeat(60_000);
    let rows: String = (0..300).map(|i| format!("T{i},2024-03-04 09:00:00,,New,Zoë,{long}\n")).collect();
    let text = format!("number,opened_at,resolved_at,state,assigned_to,text\n{rows}");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let map = LogMap { encoding: Some(Words(vec!["windows-1252".into()])), ..LogMap::preset("servicenow").unwrap() };
    let seen = inspect(&latin[..], Some(&map), &ZoneDb::bundled()).unwrap();
    assert!(!seen.whole && seen.faults.is_empty());
    assert!(seen.first[0].events.iter().any(|line| line.contains("Zoë")), "{:?}", seen.first[0].events);
}

/// A typing error in one year made the whole review one of 2042, and nothing said so.
#[test]
fn one_instant_far_after_all_others_is_told_with_ticket_and_line() {
    let rows = "id,c,r\n1,2024-03-04 09:00,2024-03-04 10:00\n2,2042-03-04 09:00,\n3,2024-03-05 09:00,\n";
    let log = read(rows, json!({}));
    let far = log.quality().far_ahead.as_ref().unwrap();
    let told: Vec<_> = far.tickets.iter().map(|t| (t.ticket.as_str(), t.line, t.at.to_string())).collect();
    assert_eq!(told, [("2", 3, "2042-03-04T09:00:00Z".to_owned())]);
    assert_eq!(far.others_until.to_string(), "2024-03-05T09:00:00Z");
    let seen = inspect(rows.as_bytes(), Some(&map(json!({}))), &ZoneDb::bundled()).unwrap().to_string();
    let says =
        "Far after everything else, which ends 2024-03-05 09:00 UTC, lies what 2 (line 3, 2042-03-04 09:00 UTC) states";
    assert!(seen.contains(says), "{seen}");
    // A due time is a plan, and may lie where it likes.
    let due = "id,c,d\n1,2024-03-04 09:00,2042-01-01 00:00\n2,2024-03-04 09:00,\n3,2024-03-05 09:00,\n";
    assert_eq!(read(due, json!({"resolved_at": null, "due_at": "d"})).quality().far_ahead, None);
    assert_eq!(read(LIST, json!({})).quality().far_ahead, None);
}

#[test]
fn a_text_that_needs_many_buffers_is_recoded_whole() {
    let rows: String = (0..20_000).map(|i| format!("T{i},2024-03-04 09:00,2024-03-04 10:00\n")).collect();
    let text = format!("id,c,r\n{rows}");
    let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let log = read(bytes, json!({}));
    assert_eq!((log.len(), log.id(19_999)), (20_000, Some("T19999")));
}

#[test]
fn files_handed_over_by_mistake_are_called_by_their_name() {
    for (bytes, word) in [
        (&b"PK\x03\x04\x14\0"[..], "xlsx"),
        (b"PK\x05\x06", "zip"),
        (b"\x28\xb5\x2f\xfd\x04", "zstd"),
        (b"\xfd7zXZ\0\0", "xz"),
        (b"BZh91AY", "bzip2"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "HTML"),
    ] {
        refused(bytes, json!({}), 1, word);
        refused(gzip(bytes), json!({}), 1, word);
    }
}

#[test]
fn gzip_may_be_padded_with_zeros_and_with_nothing_else() {
    let member = gzip(LIST.as_bytes());
    assert_eq!(read([&member[..], &[0; 5_000]].concat(), json!({})).len(), 1);
    let more = gzip(b"8,2024-03-04 09:00,\n");
    assert_eq!(read([&member[..], &more, &[0; 3]].concat(), json!({})).len(), 2);
    for rest in [&b"x"[..], b"\0\0x", &[&[0; 9], &more[..]].concat()] {
        assert_eq!(try_read([&member[..], rest].concat(), json!({})).unwrap_err().kind(), ErrorKind::Io);
    }
}

#[test]
fn lines_before_the_header_and_below_the_rows() {
    let titled = format!("Tickets of \"March\n\n{LIST}Total: 1\n");
    let words = json!({"skip_lines": 2, "ignore_short_rows": true});
    let log = read(&titled, words.clone());
    assert_eq!((log.len(), log.quality().rows_short, log.quality().rows), (1, 1, 1));
    refused(titled.replace("2024-03-04 09", "yesterday 09"), words.clone(), 4, "yesterday");
    refused(&titled, json!({"skip_lines": 2}), 5, "1 field");
    refused("one\n", words, 2, "ends before its header");
    for (skip, fine) in [(MAX_SKIP_LINES, true), (MAX_SKIP_LINES + 1, false)] {
        let text = "\n".repeat(usize::try_from(skip).unwrap()) + LIST;
        assert_eq!(try_read(text, json!({"skip_lines": skip})).is_ok(), fine, "{skip}");
    }
}

#[test]
fn the_line_sep_declares_the_separator() {
    let text = LIST.replace(',', ";");
    for (line, words, fine) in [
        ("sep=;\n", json!({}), true),
        ("SEP=;\r\n", json!({}), true),
        ("sep=;\n", json!({"delimiter": ";"}), true),
        ("", json!({"delimiter": ";"}), true),
        ("sep=;\n", json!({"delimiter": ","}), false),
        ("", json!({}), false),
    ] {
        assert_eq!(try_read(format!("{line}{text}"), words.clone()).is_ok(), fine, "{line}{words}");
    }
    refused(format!("sep=;\n{}", text.replace("2024-03-04 10", "x")), json!({}), 3, "x:00");
}

#[test]
fn only_the_rows_that_the_map_asks_for_count() {
    let rows = "id,c,r,kind,team\n1,2024-03-04 09:00,,Bug, A \n2,nonsense,,Task,A\n3,2024-03-04 09:00,,Incident,B\n";
    let log = read(rows, json!({"where": {"kind": ["Bug", "Incident"], "team": "A"}}));
    assert_eq!((log.len(), log.id(0), log.quality().rows_filtered, log.quality().rows), (1, Some("1"), 2, 1));
    refused(rows, json!({"where": {"kind": "Epic"}}), 0, "every row of the log is left out by `where` or `where_not`");
    assert_eq!(try_read(rows, json!({"where": {"colour": "red"}})).unwrap_err().path(), "where.colour");
    assert_eq!(try_read(rows, json!({"where": {"kind": []}})).unwrap_err().path(), "where.kind");
}

#[test]
fn columns_of_their_own_form_and_columns_that_are_joined() {
    let rows = "id,day,hour,r\n1,12.03.2024,08:00,45363.75\n2,13.03.2024, 9:30 ,\n";
    let words = json!({"created_at": {"column": ["day", "hour"], "format": "%d.%m.%Y %H:%M"}, "resolved_at": {"column": "r", "format": "excel"}});
    assert_eq!(told(&read(rows, words.clone())), ["12 08:00 created", "12 18:00 status solved", "13 09:30 created"]);
    let e = try_read(rows.replace("08:00", ""), words.clone()).unwrap_err();
    assert_eq!((e.line(), e.path(), e.value()), (2, "day + hour", "12.03.2024"));
    for (word, bad) in [("created_at", json!({"column": "day", "format": "%Q"})), ("created_at", json!([]))] {
        let mut words = words.clone();
        words[word] = bad;
        assert!(try_read(rows, words).unwrap_err().path().starts_with(word));
    }
}

#[test]
fn each_row_of_a_changelog_is_one_event_and_holes_are_counted() {
    let words = json!({"at": "t", "created_at": null, "resolved_at": null, "statuses": {"Done": "solved"},
        "change": {"field": "f", "from": "a", "to": "b", "fields": {"status": "status", "Team": "group", "Kind": "field:type"}}});
    let rows = "id,t,f,a,b\nA,2024-03-04 09:00,status,Open,Work\nA,2024-03-04 09:01,Summary,x,y\nA,2024-03-04 09:02,Team,,net\n\
        A,2024-03-04 09:03,Kind,Bug,Task\nA,2024-03-04 09:04,Team,net,\nA,2024-03-04 09:05,status,Review,Done\n";
    let log = read(rows, words.clone());
    let expected =
        ["4 09:00 status Work", "4 09:02 group net", "4 09:03 field type Task", "4 09:04 group", "4 09:05 status Done"];
    assert_eq!(told(&log), expected);
    assert_eq!((log.quality().changes_out_of_step, log.quality().rows), (1, 6)); // Work, then from Review
    assert_eq!(log.quality().unlisted_fields, [("Summary".to_owned(), 1)].into());
    let mut twice = words.clone();
    twice["status"] = json!("f");
    assert_eq!(try_read(rows, twice).unwrap_err().path(), "change.fields.status");
    let mut list = words;
    list["at"] = Value::Null;
    list["created_at"] = json!("t");
    assert_eq!(try_read(rows, list).unwrap_err().path(), "change");
}

#[test]
fn messages_have_authors_and_readers() {
    let words = json!({"at": "t", "created_at": null, "resolved_at": null, "status": "s",
        "message": {"when": {"k": ["mail", "note"]}, "author": {"column": "w", "means": {"Ann": "agent", "Kim": "customer"}},
            "public": {"column": "k", "true": "mail"}}});
    let rows = "id,t,k,w,s\nA,2024-03-04 09:00,mail,Kim,New\nA,2024-03-04 09:10,note,Ann,New\nA,2024-03-04 09:20,mail,Bob,New\n\
        A,2024-03-04 09:30,mail,Ann,Done\nA,2024-03-04 09:40,move,Ann,Done\n";
    let log = read(rows, words.clone());
    let expected = [
        "4 09:00 created",
        "4 09:00 reply requester true",
        "4 09:00 status New",
        "4 09:10 reply agent false",
        "4 09:20 reply auto true",
        "4 09:30 reply agent true",
        "4 09:30 status Done",
    ];
    assert_eq!(told(&log), expected);
    assert_eq!(log.quality().unknown_authors.get("Bob"), Some(&1));
    assert_eq!(figures(&log, "2024-03-05T00:00:00Z").first_response.median_s, Some(1_800.0));
    let mut open = words;
    open["message"]["author"]["means"]["*"] = json!("agent");
    let log = read(rows, open);
    assert!(log.quality().unknown_authors.is_empty());
    assert_eq!(figures(&log, "2024-03-05T00:00:00Z").first_response.median_s, Some(1_200.0));
}

#[test]
fn stated_first_responses_and_due_times() {
    let words = json!({"closed_at": "x", "first_response_at": "f", "due_at": "d", "status": "s"});
    let rows = "id,c,f,r,x,d,s\n\
        kept,2024-03-04 09:00,2024-03-04 09:30,2024-03-04 12:00,,2024-03-04 12:00,\n\
        late,2024-03-04 09:00,2024-03-04 13:00,2024-03-04 12:01,,2024-03-04 12:00,\n\
        closed,2024-03-04 09:00,,,2024-03-04 11:00,2024-03-04 12:00,\n\
        open,2024-03-04 09:00,,,,2024-03-09 12:00,Open\n\
        over,2024-03-04 09:00,,,,2024-03-05 12:00,Open\n\
        somewhen,2024-03-04 09:00,,,,2024-03-05 12:00,Done\n\
        early,2024-03-04 09:00,,,,2024-03-09 12:00,Done\n\
        none,2024-03-04 09:00,,2024-03-04 12:00,,,\n";
    let log = read(rows, words);
    let all = figures(&log, "2024-03-06T00:00:00Z");
    let due = all.stated_due.unwrap();
    assert_eq!((due.kept, due.broken, due.undecided, due.no_instant, due.without_due), (3, 3, 1, 1, 1));
    assert_eq!((all.first_response.n, all.first_response.median_s, all.without_first_response), (2, Some(1_800.0), 6));
    assert_eq!(log.quality().first_response_after_resolution, 1);
    // A plan is nothing that happened: the as-of is the last instant that is stated otherwise.
    assert_eq!(log.as_of(), Some(parse_instant("2024-03-04T13:00:00Z").unwrap()));
    assert_eq!(told(&log)[..3], ["4 09:00 created", "4 09:30 reply agent true", "4 12:00 status solved"]);
    assert!(figures(&read(LIST, json!({})), "2024-03-06T00:00:00Z").stated_due.is_none());
}

#[test]
fn the_limit_of_a_record_can_be_raised() {
    let row = |bytes: usize| format!("id,c,r,note\n7,2024-03-04 09:00,,{}\n", "x".repeat(bytes));
    refused(row(MAX_RECORD_BYTES), json!({}), 2, "limit of 1 MiB");
    assert_eq!(read(row(9 << 20), json!({"max_record_bytes": 10 << 20})).len(), 1);
    refused(row(10 << 20), json!({"max_record_bytes": 10 << 20}), 2, "limit of 10 MiB");
    for (bytes, fine) in [(MOST_RECORD_BYTES, true), (MOST_RECORD_BYTES + 1, false), (0, false)] {
        assert_eq!(try_read(LIST, json!({"max_record_bytes": bytes})).is_ok(), fine, "{bytes}");
    }
}

#[test]
fn optional_columns_may_be_lacking_and_are_named() {
    let log = read(LIST, json!({"priority": "prio", "due_at": "d", "attributes": ["prio"], "optional": ["prio", "d"]}));
    assert_eq!((log.len(), log.attributes().count(), log.records_due()), (1, 0, false));
    assert_eq!(log.quality().absent_columns, ["d", "prio"]);
    assert_eq!(try_read(LIST, json!({"optional": ["c"]})).unwrap_err().path(), "optional[0]");
    assert_eq!(try_read(LIST, json!({"optional": ["nobody"]})).unwrap_err().path(), "optional[0]");
}

#[test]
fn lines_of_json() {
    let words = json!({"form": "json_lines", "status": "state.name", "attributes": ["tags", "n"], "statuses": {"done": "solved"}});
    let rows = r#"{"id": 7, "c": "2024-03-04 09:00", "r": null, "state": {"name": "new"}, "tags": ["a", "b"], "n": 1.5}

[{"id": "8", "c": "2024-03-04 09:00", "r": "2024-03-04 10:00"}, {"id": 9, "c": "2024-03-04 09:00"}]{"id": 10, "c": "2024-03-04 09:00"}
"#;
    let log = read(rows, words.clone());
    assert_eq!((log.len(), log.id(0), log.id(3)), (4, Some("7"), Some("10")));
    assert_eq!(log.names().name(log.attribute("tags").unwrap()[0]), "a, b");
    assert_eq!(log.quality().absent_columns, Vec::<String>::new());
    refused("{\"id\": 7, \"c\": \"2024-03-04 09:00\"}\n{\"id\": 8, \n", words.clone(), 2, "no JSON");
    refused("7\n", words.clone(), 1, "an object");
    refused("{\"id\": 7, \"c\": \"yesterday\"}\n", words.clone(), 1, "yesterday");
    refused("{\"key\": 7, \"c\": \"2024-03-04 09:00\"}\n", words.clone(), 1, "the id of a ticket");
    refused(format!("{{\"id\": \"{}\"}}\n", "x".repeat(MAX_RECORD_BYTES)), words.clone(), 1, "limit of 1 MiB");
    for word in [
        json!({"delimiter": ";"}),
        json!({"skip_lines": 1}),
        json!({"ignore_short_rows": true}),
        json!({"rows": "a..b"}),
    ] {
        let mut bad = words.clone();
        word.as_object().unwrap().iter().for_each(|(word, value)| bad[word] = value.clone());
        assert_eq!(&try_read(rows, bad).unwrap_err().path(), word.as_object().unwrap().keys().next().unwrap());
    }
}

#[test]
fn rows_within_lists_and_what_has_none() {
    let words = json!({"form": "json_lines", "rows": "log.items", "resolved_at": null, "at": "log.t", "created_at": "made",
        "change": {"field": "log.items.f", "to": "log.items.to", "fields": {"status": "status"}}});
    let rows = r#"{"id": 1, "made": "2024-03-04 09:00", "log": [{"t": "2024-03-04 10:00", "items": [{"f": "status", "to": "A"}, {"f": "x", "to": {"y": 1}}]}, {"t": "2024-03-04 11:00", "items": [{"f": "status", "to": "B"}]}]}
{"id": 2, "made": "2024-03-05 09:00", "log": []}
"#;
    assert_eq!(
        told(&read(rows, words.clone())),
        ["4 09:00 created", "4 10:00 status A", "4 11:00 status B", "5 09:00 created"]
    );
    refused(r#"{"id": 1, "log": 7}"#, words, 1, "a list, as `rows` of the map says");
}

#[test]
fn a_fault_of_the_map_is_none_of_the_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), LIST).unwrap();
    let e = from_path(file.path(), &map(json!({"time": {"format": "%Q"}})), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.file(), e.path()), ("", "time.format"));
    let e = from_path(file.path(), &map(json!({"ticket": "nr"})), &ZoneDb::bundled()).unwrap_err();
    assert_eq!((e.file().is_empty(), e.line()), (false, 1));
}

#[test]
fn every_preset_is_a_map_that_holds() {
    for name in LogMap::preset_names() {
        let map = LogMap::preset(name).unwrap();
        assert!(!map.name.is_empty(), "{name}");
        // Checked before anything is read; then the columns are missing.
        let e = from_reader("nothing,of\nthe,kind\n".as_bytes(), &map, &ZoneDb::bundled()).unwrap_err();
        assert!(e.line() == 1, "{name}: {e}");
    }
    assert!(LogMap::preset_names().is_sorted());
    assert_eq!(LogMap::preset("none").unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_first_look() {
    let zones = ZoneDb::bundled();
    let text = "Report of March\n\nTicket;Opened;Solved;State;Group\n1;03.04.2024 10:00;04.04.2024 09:00;Done;A\n2;14.04.2024 10:00;;Odd;B\n3;x;;Open;B\n4;y;;Open\n";
    let seen = inspect(text.as_bytes(), None, &zones).unwrap();
    assert_eq!((seen.form, seen.encoding.as_str(), seen.delimiter, seen.skip_lines), ("csv", "UTF-8", Some(';'), 2));
    assert_eq!((seen.preset, seen.draft, seen.map.ticket.as_str()), (None, true, "Ticket"));
    assert_eq!((seen.map.group.as_deref(), seen.map.status.as_deref()), (Some("Group"), Some("State")));
    let clean = text.lines().take(5).map(|l| format!("{l}\n")).collect::<String>();
    let seen = inspect(clean.as_bytes(), None, &zones).unwrap();
    assert_eq!((seen.map.time.format.as_str(), seen.faults.len(), seen.tickets), ("%d.%m.%Y %H:%M", 0, 2));
    assert!(seen.questions.iter().any(|q| q.contains("Odd")) && seen.questions.iter().any(|q| q.contains("time.zone")));
    // The draft reads the whole file, and every fault is told.
    let tried = inspect(text.as_bytes(), Some(&seen.map), &zones).unwrap();
    assert_eq!(tried.faults.iter().map(|f| f.line).collect::<Vec<_>>(), [6, 7]);
    assert_eq!((tried.tickets, tried.first[0].id.as_str()), (2, "1"));
    // What may be read in two ways is asked.
    let swapped = "id,created\n1,03/04/2024 10:00\n2,05/04/2024 10:00\n";
    let seen = inspect(swapped.as_bytes(), None, &zones).unwrap();
    assert_eq!(seen.columns[1].dates, ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]);
    assert!(seen.questions.iter().any(|q| q.contains("swapped")));
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode("id,created,status\n1,2024-03-04 10:00,größer\n");
    let seen = inspect(&latin[..], None, &zones).unwrap();
    assert_eq!((seen.encoding.as_str(), seen.encoding_guessed, seen.faults.len()), ("windows-1252", true, 0));
    assert!(inspect(&b""[..], None, &zones).is_err());
    let read = |quality: &Option<Quality>| quality.as_ref().unwrap().rows;
    assert_eq!(read(&seen.quality), 1);
}

#[test]
fn of_a_ticket_that_is_listed_twice_the_row_that_was_updated_last_tells() {
    let (open, done) =
        ("7,2024-03-04 09:00,,2024-03-04 09:30\n", "7,2024-03-04 09:00,2024-03-04 10:00,2024-03-04 10:00\n");
    for rows in [format!("{open}{done}"), format!("{done}{open}")] {
        let log = read(format!("id,c,r,u\n{rows}"), json!({"updated_at": "u"}));
        let told = figures(&log, "2024-03-05T00:00:00Z");
        assert_eq!((told.tickets, told.done, log.quality().listed_again), (1, 1, 1), "{rows}");
    }
    // Nothing says which row is newer: the last of the file stands, and it is counted.
    let log = read(format!("id,c,r,u\n{done}{open}"), json!({}));
    assert_eq!((figures(&log, "2024-03-05T00:00:00Z").done, log.quality().listed_again), (0, 1));
    assert_eq!(read(LIST, json!({})).quality().listed_again, 0);
}

const CHANGELOG: &str = r#"{"key":"A-1","fields":{"created":"2024-03-11T09:05:00.000+0100"},"changelog":{"total":3,"histories":[{"created":"2024-03-11T09:20:00.000+0100","items":[{"field":"status","fromString":"Open","toString":"Done"}]}]}}"#;

/// Jira answers the first hundred changes of an issue and says how many there are: the rest was missing in silence.
#[test]
fn a_changelog_that_was_cut_is_counted() {
    let map = LogMap::preset("jira-changelog").unwrap();
    let whole = CHANGELOG.replace("\"total\":3", "\"total\":1").replace("A-1", "A-2");
    let unsaid = CHANGELOG.replace("\"total\":3,", "").replace("A-1", "A-3");
    let log = from_reader(format!("{CHANGELOG}\n{whole}\n{unsaid}\n").as_bytes(), &map, &ZoneDb::bundled()).unwrap();
    assert_eq!((log.len(), log.quality().lists_cut), (3, 1));
    assert!(
        log.quality()
            .told("tickets")
            .iter()
            .any(|line| line.starts_with("1 tickets have a list that the export has cut"))
    );
    assert_eq!(try_read(LIST, json!({"totals": {"a": "b"}})).unwrap_err().path(), "totals");
}

/// A page of issues to which nothing has happened yet was refused: "at … is not there".
#[test]
fn a_changelog_without_any_change_is_a_log_of_created_tickets() {
    let quiet =
        r#"{"key":"A-1","fields":{"created":"2024-03-11T09:05:00.000+0100"},"changelog":{"total":0,"histories":[]}}"#;
    let bare = r#"{"key":"A-2","fields":{"created":"2024-03-11T09:06:00.000+0100"}}"#;
    let map = LogMap::preset("jira-changelog").unwrap();
    let log = from_reader(format!("{quiet}\n{bare}\n").as_bytes(), &map, &ZoneDb::bundled()).unwrap();
    assert_eq!(told(&log), ["11 08:05 created", "11 08:06 created"]);
    // Changes without their instant are the wrong map still; and without a creation there is nothing to stand at.
    let odd = CHANGELOG.replace("{\"created\":\"2024-03-11T09:20:00.000+0100\",", "{");
    assert_eq!(from_reader(odd.as_bytes(), &map, &ZoneDb::bundled()).unwrap_err().path(), "at");
    let none = LogMap { created_at: None, ..map };
    let e = from_reader(quiet.as_bytes(), &none, &ZoneDb::bundled()).unwrap_err();
    assert!(e.path() == "rows" && e.to_string().contains("the map names no `created_at`"), "{e}");
}

/// An answer laid out for people was refused, and so was a page of issues, with the advice to use another program.
#[test]
fn json_is_read_however_it_is_laid_out_and_by_the_page() {
    let pretty = |text: &str| serde_json::to_string_pretty(&serde_json::from_str::<Value>(text).unwrap()).unwrap();
    let map = LogMap::preset("jira-changelog").unwrap();
    let expected = told(&from_reader(CHANGELOG.as_bytes(), &map, &ZoneDb::bundled()).unwrap());
    let page = format!("{{\"startAt\": 0, \"issues\": [{CHANGELOG}]}}");
    for text in [format!("[{CHANGELOG}]"), CHANGELOG.to_owned(), page.clone(), format!("[{page}]")] {
        for text in [pretty(&text), text] {
            let seen = inspect(text.as_bytes(), None, &ZoneDb::bundled()).unwrap();
            assert_eq!((seen.preset, seen.tickets, seen.faults.len()), (Some("jira-changelog"), 1, 0), "{text}");
            assert_eq!(told(&from_reader(text.as_bytes(), &map, &ZoneDb::bundled()).unwrap()), expected, "{text}");
        }
    }
}

/// A site with another setting of dates was "no preset".
#[test]
fn a_preset_is_told_by_columns_and_the_form_of_dates_by_values() {
    let zones = ZoneDb::bundled();
    let list = |dates: [&str; 2]| {
        format!("Issue key,Status,Created,Resolved\nA-1,Open,{},\nA-2,Done,{},{}\n", dates[0], dates[1], dates[1])
    };
    for (dates, form) in [
        (["12/Mar/24 3:05 PM", "13/Mar/24 3:05 PM"], None),
        (["03/13/24 9:05 AM", "04/01/24 9:05 AM"], Some("%m/%d/%y %I:%M %p")),
        (["03-Apr-2024 09:05", "04-Apr-2024 09:05"], Some("%d-%b-%Y %H:%M")),
        (["2024-04-03 09:05", "2024-04-04 09:05"], Some("%Y-%m-%d %H:%M")),
    ] {
        let seen = inspect(list(dates).as_bytes(), None, &zones).unwrap();
        assert_eq!(
            (seen.preset, seen.draft, seen.tickets, seen.faults.len()),
            (Some("jira-list"), false, 2, 0),
            "{dates:?}"
        );
        assert_eq!(seen.map.time.format, form.unwrap_or("%d/%b/%y %I:%M %p"));
        assert_eq!(seen.questions.len(), usize::from(form.is_some()));
    }
    // The third of April, or the fourth of March? Nothing in the file tells.
    let seen = inspect(list(["03/04/24 9:05 AM", "05/04/24 9:05 AM"]).as_bytes(), None, &zones).unwrap();
    assert_eq!((seen.preset, seen.tickets, seen.faults.len()), (Some("jira-list"), 0, 1));
    let fault = &seen.faults[0];
    assert_eq!((fault.column.as_str(), fault.value.as_str()), ("time.format", "03/04/24 9:05 AM"));
    assert!(fault.says.contains("%d/%m/%y %I:%M %p or %m/%d/%y %I:%M %p"), "{}", fault.says);
}
