//! What a file is found to be when it is read by a preset, and what is told of what does not fit.
#![cfg(feature = "import")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use serde_json::{Value, json};
use sundesk::ErrorKind;
use sundesk::ticket::EventLog;
use sundesk::ticket::import::{LogMap, ReadBy, from_reader, inspect, inspect_by, read_by};
use sundesk::time::{ZoneDb, format_instant};

const ROWS: &str =
    "Issue key;Status;Created;Resolved\nA-1;Open;12/Mar/24 3:05 PM;\nA-2;Done;13/Mar/24 3:05 PM;14/Mar/24 9:00 AM\n";

fn guessed(bytes: &[u8]) -> Result<EventLog, sundesk::Error> {
    read_by(bytes, &ReadBy::default(), &ZoneDb::bundled())
}

fn jira(bytes: &[u8]) -> Result<EventLog, sundesk::Error> {
    read_by(bytes, &ReadBy::preset("jira-list"), &ZoneDb::bundled())
}

fn found(log: &EventLog) -> Vec<&str> {
    log.quality().found.iter().map(String::as_str).collect()
}

#[test]
fn a_preset_is_laid_under_the_separator_the_title_and_the_encoding_of_the_file() {
    let title = format!("Report of March\n\n{ROWS}");
    let (latin, _, _) =
        encoding_rs::WINDOWS_1252.encode("Issue key;Status;Created;Resolved\nÄ-1;Öffnen;12/Mar/24 3:05 PM;\n");
    for read in [guessed, jira] {
        let log = read(ROWS.as_bytes()).unwrap();
        assert_eq!(
            (log.len(), log.preset(), found(&log)),
            (2, Some("jira-list"), vec!["The fields are separated by ';'."])
        );
        let log = read(title.as_bytes()).unwrap();
        assert_eq!((log.len(), found(&log)[0]), (2, "The 2 lines before the header are passed over."));
        let log = read(&latin).unwrap();
        assert_eq!((log.id(0), log.quality().assumed_encoding.as_deref()), (Some("Ä-1"), Some("windows-1252")));
    }
    // A text with many separators is no header, and the header before it no title.
    let wordy =
        "Issue key,Status,Created,Resolved,Summary\nA-1,Open,12/Mar/24 3:05 PM,,\"a,b,c,d,e,f,g,h,i,j,k,l,m,n\"\n";
    assert_eq!(guessed(wordy.as_bytes()).unwrap().len(), 1);
}

#[test]
fn words_below_the_rows_are_no_row_and_a_row_that_was_cut_is_one() {
    let footed = format!("{ROWS}Total: 2\nGenerated on Monday\n");
    let log = jira(footed.as_bytes()).unwrap();
    assert_eq!((log.len(), log.quality().rows_short), (2, 2));
    let e = jira(format!("{ROWS}A-3").as_bytes()).unwrap_err();
    assert!(e.line() == 4 && e.to_string().contains("`ignore_short_rows`"), "{e}");
    let e = jira(format!("{ROWS}Total: 2\nA-3;Open;12/Mar/24 3:05 PM;\n").as_bytes()).unwrap_err();
    assert_eq!(e.line(), 4); // a row follows
}

#[test]
fn a_draft_reads_the_file_that_it_was_drafted_from() {
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(
        "Bericht\n\nVorgangsnummer;Erstellt am;Gelöst am;Zustand;Priorität\n1;03.04.2024 10:00;14.04.2024 09:00;Done;hoch\n2;14.04.2024 10:00;;Offen;hoch\nSumme: 2 Vorgänge\n",
    );
    let seen = inspect(&latin[..], None, &ZoneDb::bundled()).unwrap();
    assert_eq!((seen.draft, seen.faults.len(), seen.tickets), (true, 0, 2), "{seen}");
    let map = LogMap::from_json(&serde_json::to_string(&seen.map).unwrap()).unwrap();
    let log = from_reader(&latin[..], &map, &ZoneDb::bundled()).unwrap();
    assert_eq!((log.len(), log.recorded(0).resolved.is_some()), (2, true));
}

#[test]
fn columns_of_other_languages_are_known() {
    for header in [
        "Ticketnummer,Erstellt am,Gelöst am,Status,Priorität,Bearbeiter",
        "Numéro du ticket,Créé le,Résolu le,Statut,Priorité,Assigné à",
        "Número de ticket,Fecha de creación,Fecha de resolución,Estado,Prioridad,Asignado a",
        "Numero ticket,Data creazione,Data risoluzione,Stato,Priorità,Assegnato a",
        "Case Number,Created Date,Resolved Date,State,Severity,Owner",
    ] {
        let text = format!("{header}\n7,2024-03-04 09:00,2024-03-04 10:00,x,y,z\n");
        let map = inspect(text.as_bytes(), None, &ZoneDb::bundled()).unwrap().map;
        let names: Vec<&str> = header.split(',').collect();
        let created = map.created_at.map(|c| c.columns.concat()).unwrap_or_default();
        let resolved = map.resolved_at.map(|m| m.column.columns.concat()).unwrap_or_default();
        let told = [map.ticket, created, resolved, map.status.unwrap(), map.priority.unwrap(), map.assignee.unwrap()];
        assert_eq!(told.to_vec(), names, "{header}");
    }
    // A word that nobody explained does not undo a resolution that the log states.
    let text = "Numéro,Créé le,Résolu le,Statut\n1,2024-03-04 09:00,2024-03-04 10:00,Livré\n2,2024-03-04 09:00,2024-03-04 10:00,Terminé\n3,2024-03-05 09:00,,En cours\n";
    let seen = inspect(text.as_bytes(), None, &ZoneDb::bundled()).unwrap();
    assert_eq!(serde_json::to_value(&seen.map.statuses).unwrap(), json!({"En cours": "open", "Terminé": "solved"}));
    let log = from_reader(text.as_bytes(), &seen.map, &ZoneDb::bundled()).unwrap();
    let done =
        sundesk::metrics::TicketFacts::of_log(&log, log.as_of().unwrap()).iter().map(|f| f.done).collect::<Vec<_>>();
    assert_eq!(done, [true, true, false]);
}

#[test]
fn one_bad_date_among_good_ones_is_told_with_its_line() {
    let rows: String = (1..=9).map(|d| format!("{d},0{d}.04.2024 10:00,Open\n")).collect();
    let text = format!(
        "id,created,status\n{rows}10,31.02.2024 10:00,Open\n11,2024-04-11 10:00,Open\n12,13.04.2024 10:00,Open\n"
    );
    let seen = inspect(text.as_bytes(), None, &ZoneDb::bundled()).unwrap();
    assert_eq!((seen.map.time.format.as_str(), seen.tickets), ("%d.%m.%Y %H:%M", 10));
    assert_eq!(seen.faults.iter().map(|f| f.line).collect::<Vec<_>>(), [11, 12]);
    assert!(seen.faults[1].says.contains("it is of the form %Y-%m-%d %H:%M"), "{}", seen.faults[1].says);
}

#[test]
fn another_form_of_dates_is_found_with_the_name_of_a_preset_too() {
    let list = |date: &str| format!("Issue key,Status,Created,Resolved\nA-1,Open,{date},\nA-2,Open,{date},\n");
    let log = jira(list("2024-03-25 09:05").as_bytes()).unwrap();
    assert!(found(&log)[0].contains("\"Created\" is read as %Y-%m-%d %H:%M"), "{:?}", found(&log));
    let e = jira(list("03/04/24 9:05 AM").as_bytes()).unwrap_err();
    assert!(e.path() == "time.format" && e.to_string().contains("`sundesk preset jira-list > map.json`"), "{e}");
    // The day is settled by one row far down.
    let many = format!("{}{}", list("03/04/24 9:05 AM"), "A-3,Open,04/05/24 9:05 AM,\n".repeat(500));
    assert_eq!(jira(many.as_bytes()).unwrap_err().path(), "time.format");
    let settled = format!("{many}A-4,Open,05/25/24 9:05 AM,\n");
    let log = jira(settled.as_bytes()).unwrap();
    assert!(found(&log)[0].contains("%m/%d/%y %I:%M %p"), "{:?}", found(&log));
}

#[test]
fn a_year_far_ahead_is_no_as_of_and_one_far_behind_is_told() {
    let list = |year: &str| {
        let row = |d: u32| format!("A-{d},Done,2026-03-{d:02} 09:00,2026-03-{d:02} 10:00\n");
        let rows: String = (1..=8).map(row).collect();
        format!("Issue key,Status,Created,Resolved\n{rows}X-1,Done,2026-03-02 09:00,{year}-03-02 09:00\n")
    };
    let log = guessed(list("2206").as_bytes()).unwrap_err(); // past the supported dates
    assert_eq!(log.kind(), ErrorKind::OutOfRange);
    let log = guessed(list("2062").as_bytes()).unwrap();
    assert_eq!(format_instant(log.as_of().unwrap()), "2026-03-08T10:00:00Z");
    let told = log.quality().told("tickets").join("\n");
    assert!(
        told.contains("lies what X-1 (line 10, 2062-03-02 09:00 UTC) states")
            && told.contains("it is the end of the others"),
        "{told}"
    );
    let log = guessed(list("1926").as_bytes()).unwrap();
    assert_eq!(format_instant(log.as_of().unwrap()), "2026-03-08T10:00:00Z");
    let told = log.quality().told("tickets").join("\n");
    assert!(
        told.contains("Far before everything else") && told.contains("X-1 (line 10, 1926-03-02 09:00 UTC)"),
        "{told}"
    );
}

fn changes(histories: &str) -> EventLog {
    let issue = format!(
        r#"{{"key":"A-1","fields":{{"created":"2024-03-11T09:00:00.000+0000"}},"changelog":{{"histories":[{histories}]}}}}"#
    );
    from_reader(issue.as_bytes(), &LogMap::preset("jira-changelog").unwrap(), &ZoneDb::bundled()).unwrap()
}

fn statuses(log: &EventLog) -> Vec<&str> {
    log.events().iter().filter(|e| e.what.word() == "status").map(|e| log.names().name(e.to)).collect()
}

#[test]
fn changes_of_one_instant_keep_their_order_in_a_changelog_that_is_newest_first() {
    let one = |id: &str, minute: u32, to: &[&str]| {
        let items: Vec<String> =
            to.iter().map(|to| format!(r#"{{"field":"status","fromString":"x","toString":"{to}"}}"#)).collect();
        format!(r#"{{{id}"created":"2024-03-11T10:{minute:02}:00.000+0000","items":[{}]}}"#, items.join(","))
    };
    let expected = ["Open", "In Progress", "In Review", "Done"];
    // By the ids of the histories, whatever the order.
    let newest = [
        one(r#""id":"12","#, 5, &["In Review", "Done"]),
        one(r#""id":"11","#, 5, &["In Progress"]),
        one(r#""id":"10","#, 0, &["Open"]),
    ];
    assert_eq!(statuses(&changes(&newest.join(","))), expected);
    let oldest: Vec<String> = newest.iter().rev().cloned().collect();
    assert_eq!(statuses(&changes(&oldest.join(","))), expected);
    // Without ids by the order of all others, and it is counted; the items of one change keep theirs.
    let newest = [one("", 5, &["In Review", "Done"]), one("", 5, &["In Progress"]), one("", 0, &["Open"])];
    let log = changes(&newest.join(","));
    assert_eq!((statuses(&log), log.quality().rows_turned), (expected.to_vec(), 3));
    let oldest: Vec<String> = newest.iter().rev().cloned().collect();
    let log = changes(&oldest.join(","));
    assert_eq!((statuses(&log), log.quality().rows_turned), (expected.to_vec(), 0));
}

#[test]
fn a_resolution_without_a_history_is_counted_and_told() {
    let issue = r#"{"key":"A-1","fields":{"created":"2024-03-11T09:00:00.000+0000","resolutiondate":"2024-03-12T09:00:00.000+0000"},"changelog":{"histories":[]}}"#;
    let log = from_reader(issue.as_bytes(), &LogMap::preset("jira-changelog").unwrap(), &ZoneDb::bundled()).unwrap();
    assert_eq!(log.quality().resolved_without_change, 1);
    let told = log.quality().told("tickets").join("\n");
    assert!(
        told.contains("1 tickets state a resolution that their history does not have, and count as open"),
        "{told}"
    );
}

#[test]
fn a_key_that_stands_twice_and_a_number_without_its_digits_are_refused_with_their_line() {
    let map = |ticket: &str| {
        let map = json!({"form": "json_lines", "ticket": ticket, "created_at": "c", "time": {"format": "rfc3339"}});
        LogMap::from_json(&map.to_string()).unwrap()
    };
    let read = |text: &str| from_reader(text.as_bytes(), &map("id"), &ZoneDb::bundled());
    let good = "{\"id\": 12345678901234567890, \"c\": \"2024-03-04T09:00:00Z\", \"x\": 1e300}\n";
    assert_eq!(read(good).unwrap().id(0), Some("12345678901234567890")); // 64 bits, and nobody reads `x`
    let e = read(&format!("{good}{{\"id\": 7, \"c\": \"2024-03-04T09:00:00Z\", \"id\": 8}}\n")).unwrap_err();
    assert!(e.line() == 2 && e.to_string().contains("the key \"id\" stands twice"), "{e}");
    let e = read(&format!("{good}{{\"id\": 123456789012345678901, \"c\": \"2024-03-04T09:00:00Z\"}}\n")).unwrap_err();
    assert!(e.line() == 2 && e.path() == "id" && e.to_string().contains("in quotes"), "{e}");
}

#[test]
fn a_page_of_audits_that_was_fetched_twice_counts_once() {
    let text = std::fs::read_to_string("tests/fixtures/logs/zendesk-audits.jsonl").unwrap();
    let map = LogMap::preset("zendesk-audits").unwrap();
    let read = |text: &str| from_reader(text.as_bytes(), &map, &ZoneDb::bundled()).unwrap();
    let (once, twice) = (read(&text), read(&format!("{text}{text}")));
    let events = |log: &EventLog| log.events().iter().map(|e| (e.at, e.what.word())).collect::<Vec<_>>();
    assert_eq!(events(&once), events(&twice));
    assert_eq!((once.quality().rows_repeated, twice.quality().rows_repeated), (0, once.quality().rows));
}

#[test]
fn all_faults_of_a_row_are_told_and_a_log_of_faults_is_not_empty() {
    let text = "Issue key,Status,Created,Updated,Resolved\nA-1,Open,12/Mar/24 3:05 PM,,\n,Done,yesterday,soon,never\n";
    let seen = inspect(text.as_bytes(), None, &ZoneDb::bundled()).unwrap();
    let told: Vec<(u64, &str)> = seen.faults.iter().map(|f| (f.line, f.value.as_str())).collect();
    assert_eq!(told, [(3, "yesterday"), (3, "never"), (3, "soon"), (3, "")]);
    let all = "Issue key,Status,Created,Resolved\nA-1,Open,12/Mar/24 3:05 PM,no\nA-2,Done,13/Mar/24 3:05 PM,x\n";
    let seen = inspect_by(all.as_bytes(), &ReadBy::preset("jira-list"), &ZoneDb::bundled()).unwrap();
    let says: Vec<&str> = seen.faults.iter().map(|f| f.says.as_str()).collect();
    assert!(says.len() == 3 && says[2].contains("no row of the log can be read"), "{says:?}");
}

#[test]
fn all_but_some_rows_count() {
    let ticket =
        |number: u32, state: &str| json!({"number": number, "state": state, "created_at": "2024-03-04T09:00:00Z"});
    let page: Vec<Value> =
        ["new", "waiting for parts", "merged", "removed"].iter().zip(1..).map(|(s, n)| ticket(n, s)).collect();
    let map = LogMap::preset("zammad").unwrap();
    let log = from_reader(json!(page).to_string().as_bytes(), &map, &ZoneDb::bundled()).unwrap();
    assert_eq!((log.len(), log.quality().rows_filtered), (2, 2));
    assert_eq!(log.quality().unknown_statuses["waiting for parts"], 1); // told, and not left out
}

#[test]
fn what_is_no_preset_says_the_next_step() {
    let e = guessed(b"a,b\n1,2\n").unwrap_err();
    assert!(e.line() == 1 && e.to_string().contains("`sundesk inspect FILE --draft`"), "{e}");
    let e = guessed(b"Issue key,Status,Created\nA-1,Open,12/Mar/24 3:05 PM\n").unwrap_err();
    assert!(e.to_string().contains("jira-list would fit, but there is no column Resolved"), "{e}");
    let e = guessed(b"{\"key\": \"A-1\", \n").unwrap_err();
    assert!(e.to_string().contains("never closed"), "{e}");
    for cut in [&[0x1f, 0x8b][..], &[0x1f, 0x8b, 8, 0], &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0]] {
        let e = guessed(cut).unwrap_err();
        assert!(e.kind() == ErrorKind::Io && e.to_string().contains("cut short"), "{cut:?} {e}");
    }
    assert_eq!(
        ReadBy::from_json(r#"{"preset": "jira-list", "zone": "Europe/Berlin"}"#).unwrap(),
        ReadBy::preset("jira-list").zone("Europe/Berlin")
    );
    assert_eq!(ReadBy::from_json(r#"{"preset": 7}"#).unwrap_err().path(), "preset");
}
