//! What each fuzz target checks of any bytes. A target in `fuzz_targets/` calls one of these; `tests/fuzz_checks.rs` calls them all with
//! a fixed set of spoiled inputs, so that they run in every test.
//!
//! The rule behind all of them: an error or an answer that holds together, never a panic and never an endless walk. A check answers
//! whether the bytes could be read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a check reports by panicking

use serde_json::Value;
use std::sync::LazyLock;
use sundesk::calendar::import::{OsmOptions, biz, ics_holidays, jira, osm, working_hours, zendesk};
use sundesk::calendar::{Calendar, CalendarDoc};
use sundesk::desk::ReviewDoc;
use sundesk::document::{Document, MAX_DOCUMENT_BYTES, read_list};
use sundesk::metrics::frame::{FrameQuery, measure_frame};
use sundesk::metrics::period::{PeriodRule, PeriodUnit};
use sundesk::metrics::{Accumulator, FiguresOfGroup, MetricSpec, PeriodOf, TicketFacts, View};
use sundesk::money::Decimal;
use sundesk::sla::PolicySet;
use sundesk::template::catalog::{Config, Delivery, Source, check};
use sundesk::template::channel::Channel;
use sundesk::template::{Arg, Args, Bundle, Ctx, Templates, document, limits, negotiate, pseudo, syntax};
use sundesk::ticket::frame::{EventChunk, FrameDoc, Ints, Tickets, Ticks, Words, log_of_frame};
use sundesk::ticket::import::{LogMap, from_reader};
use sundesk::ticket::{EventDoc, EventLog, TicketHistory, What};
use sundesk::time::{DAY, IntervalSet, LocalTime, TimeSegment, Zone, ZoneDb};

static ZONES: LazyLock<ZoneDb> = LazyLock::new(ZoneDb::bundled);

/// The bytes from `at` on as text; `None` where they are not UTF-8.
fn text_from(data: &[u8], at: usize) -> Option<&str> {
    std::str::from_utf8(data.get(at..)?).ok()
}

fn number(data: &[u8], at: usize) -> Option<i64> {
    Some(i64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// A TZif file: refused, or a zone that finds each instant again from its own wall clock.
pub(crate) fn tzif(data: &[u8]) -> bool {
    let Ok(zone) = Zone::from_tzif("Fuzz/Zone", data) else { return false };
    let all = TimeSegment { start: i64::MIN, end: i64::MAX };
    for t in zone.transitions(all).take(50) {
        assert_ne!(t.before, t.after);
        assert_eq!((zone.offset_at(t.at - 1), zone.offset_at(t.at)), (t.before, t.after));
        for us in [t.at - 1, t.at, t.at + 1] {
            match zone.classify(zone.to_local(us)) {
                LocalTime::Unique(found) => assert_eq!(found, us),
                LocalTime::Fold { earlier, later } => assert!(earlier < later && earlier <= us && us <= later),
                LocalTime::Gap { .. } => panic!("a reading that is shown is called a gap"),
            }
        }
    }
    true
}

/// Two lists of segments: the laws that tie the operations of the interval-set algebra together. The first byte says how many of
/// the pairs that follow are the first list's, and whether the ends are small numbers, which touch and overlap often.
pub(crate) fn interval(data: &[u8]) -> bool {
    let Some((head, rest)) = data.split_first() else { return false };
    let small = head & 1 == 1;
    let end = |n: i64| if small { n % 64 } else { n };
    let pairs: Vec<(i64, i64)> =
        rest.chunks_exact(16).filter_map(|pair| Some((end(number(pair, 0)?), end(number(pair, 8)?)))).collect();
    let (first, second) = pairs.split_at(usize::from(head >> 1).min(pairs.len()));
    let set = |pairs: &[(i64, i64)]| pairs.iter().copied().map(TimeSegment::from).collect::<IntervalSet>();
    let (a, b) = (set(first), set(second));
    for s in [&a, &b] {
        assert!(s.iter().all(|s| s.start < s.end));
        assert!(s.as_slice().windows(2).all(|w| w[0].end < w[1].start));
    }
    let all = TimeSegment { start: i64::MIN, end: i64::MAX };
    assert_eq!(a.union(&b), b.union(&a));
    assert_eq!(a.intersection(&b), a.difference(&a.difference(&b)));
    assert_eq!(a.union(&b).complement(all), a.complement(all).intersection(&b.complement(all)));
    assert_eq!(a.difference(&b).union(&a.intersection(&b)), a);
    assert_eq!(a.complement(all).complement(all), a);
    true
}

/// An instant, an amount and a calendar document: refused, or a calendar whose answers fit together.
pub(crate) fn calendar(data: &[u8]) -> bool {
    let (Some(at), Some(amount), Some(text)) = (number(data, 0), number(data, 8), text_from(data, 16)) else {
        return false;
    };
    let Ok(cal) = Calendar::from_json(text, &ZONES) else { return false };
    let at = at % (50_000 * DAY);
    if let Ok(Some(there)) = cal.add_us(at, amount) {
        assert_eq!(cal.elapsed_us(at, there), Ok(amount), "{text} {at} {amount}");
    }
    let window = TimeSegment::new(at, at + 20 * DAY);
    let open: i64 = cal.segments(window).map(TimeSegment::length).sum();
    assert_eq!(cal.elapsed_us(window.start, window.end).unwrap_or(open), open, "{text} {at}");
    let again = serde_json::to_string(cal.doc()).unwrap();
    assert_eq!(Calendar::from_json(&again, &ZONES).unwrap(), cal, "{text}");
    let _ = cal.warnings();
    true
}

/// Opening hours as another product writes them; the first byte chooses the product. What is read can be written as a document.
pub(crate) fn calendar_import(data: &[u8]) -> bool {
    let (Some(kind), Some(text)) = (data.first(), text_from(data, 1)) else { return false };
    let imported = match kind % 6 {
        0 => {
            let options =
                OsmOptions { timezone: "Europe/Berlin".to_owned(), public_holidays: vec![], years: 2026..=2028 };
            osm(text, &options)
        }
        1 => {
            let Ok(found) = ics_holidays(text, "Europe/Berlin", 2025..=2027, &ZONES) else { return false };
            let holidays = found.holidays;
            let doc = CalendarDoc { timezone: "Europe/Berlin".to_owned(), holidays, ..CalendarDoc::default() };
            let _ = Calendar::compile(&doc, &ZONES);
            return true;
        }
        2 => {
            let (schedule, holidays) = text.split_once('\n').unwrap_or((text, ""));
            zendesk(schedule, (!holidays.is_empty()).then_some(holidays))
        }
        3 => jira(text),
        4 => biz(text),
        _ => working_hours(text),
    };
    let Ok(imported) = imported else { return false };
    if let Ok(cal) = Calendar::compile(&imported.calendar, &ZONES) {
        let again = serde_json::to_string(cal.doc()).unwrap();
        assert_eq!(Calendar::from_json(&again, &ZONES).unwrap(), cal);
    }
    true
}

const MAP: &str = r#"{
  "ticket": "id", "at": "t", "order_by": ["seq"], "created_at": "c", "resolved_at": {"column": "r", "status": "done"},
  "status": "state", "priority": "p", "group": "g", "fields": ["f"], "missing": ["?"], "attributes": ["p"],
  "time": {"format": "%Y-%m-%d %H:%M:%S%.f", "zone": "Europe/Rome"},
  "statuses": {"open": "open", "wait": "pending", "done": "solved", "shut": "closed"},
  "activity": {"column": "a", "events": {"mail": [{"type": "reply", "by": "agent"}], "nothing": []}}
}"#;

static LOG_MAP: LazyLock<LogMap> = LazyLock::new(|| LogMap::from_json(MAP).unwrap());

/// An event log with and without its head line: an error, or a log whose histories begin with a creation and ascend.
pub(crate) fn log_import(data: &[u8]) -> bool {
    let headed = [b"id,t,seq,c,r,state,p,g,f,a\n", data].concat();
    for bytes in [data, headed.as_slice()] {
        let Ok(log) = from_reader(bytes, &LOG_MAP, &ZONES) else { continue };
        for (id, history) in log.tickets() {
            let events = history.events();
            assert_eq!(events.first().map(|e| e.what), Some(What::Created), "{id}");
            assert!(events.windows(2).all(|w| w[0].at <= w[1].at), "{id}");
        }
        assert_eq!(TicketFacts::of_log(&log, i64::MAX).len(), log.len());
    }
    true
}

/// Every other document that is read as JSON; the first byte chooses which. What was read and written again reads the same.
pub(crate) fn documents(data: &[u8]) -> bool {
    let (Some(kind), Some(text)) = (data.first(), text_from(data, 1)) else { return false };
    match kind % 6 {
        0 => {
            let Ok(set) = PolicySet::from_json(text, &ZONES) else { return false };
            let again = serde_json::to_string(set.doc()).unwrap();
            assert_eq!(PolicySet::from_json(&again, &ZONES).unwrap().fingerprint(), set.fingerprint());
            let _ = set.warnings();
        }
        1 => {
            let Ok(log) = EventLog::from_json(text) else { return false };
            assert_eq!(TicketFacts::of_log(&log, i64::MAX).len(), log.len());
        }
        2 => {
            let Ok(events) = read_list::<EventDoc>(text, "list of events", MAX_DOCUMENT_BYTES) else { return false };
            let _ = TicketHistory::new(&events);
        }
        3 => return LogMap::from_json(text).is_ok(),
        4 => return ReviewDoc::from_json(text).is_ok(),
        _ => {
            let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
            let read = document::delivery(&value, &ZONES).is_ok() | document::ctx(&value, &ZONES).is_ok();
            if let Ok(config) = serde_json::from_value::<Config>(value) {
                let _ = check(&[Source::new("en", "m", "a = A\n"), Source::new("et", "m", "a = B\n")], &config);
            } else {
                return read;
            }
        }
    }
    true
}

const REFERENCE: &str =
    "# $n (Text) name\na = ENGLISH { $n }\n    .sms = ENGLISH\nb = ENGLISH two { -t }\n-t = ENGLISH\n";

/// Any text as a translation beside a small reference: loading answers, and what is off never shows.
pub(crate) fn template_load(data: &[u8]) -> bool {
    let Some(text) = text_from(data, 0) else { return false };
    if let Ok(parsed) = syntax::parse(text) {
        let lines = text.split('\n').count();
        assert!(
            parsed.errors.iter().all(|e| e.place.line >= 1 && e.place.line as usize <= lines),
            "{:?}",
            parsed.errors
        );
    }
    let _ = pseudo::file(text, pseudo::Pseudo::Accented);
    let config = Config::reference("en");
    let sources = [Source::new("en", "m", REFERENCE), Source::new("et", "m", text)];
    let report = check(&sources, &config).expect("the reference is there");
    let Ok(store) = Templates::from_sources(&sources, &config) else {
        assert!(!report.loadable);
        return false;
    };
    let mut args = Args::new();
    args.set("n", "N");
    for id in ["a", "b"] {
        if let Ok(r) = store.render(id, &args, &Delivery::to(["et"])) {
            let on = store.coverage("m", "et").is_some_and(|s| s.on);
            assert!(on || r.locale.as_str() == "en");
        }
    }
    true
}

/// A number, a line as a value and the rest as the reference, by every channel: no output over the cap, no break in a header, and
/// no mark of a failed placeable.
pub(crate) fn template_render(data: &[u8]) -> bool {
    let (Some(n), Some(rest)) = (number(data, 0), text_from(data, 8)) else { return false };
    let (value, text) = rest.split_once('\n').unwrap_or((rest, ""));
    if let Ok(bundle) = Bundle::from_ftl(&"de".parse().unwrap(), text) {
        previewed(&bundle, value, n);
    }
    let Ok(store) = Templates::from_sources(&[Source::new("en", "m", text)], &Config::reference("en")) else {
        return false;
    };
    let catalog = store.catalog();
    for id in catalog.messages() {
        let Some(contract) = catalog.variables(id) else { continue };
        for as_text in [true, false] {
            let value = || if as_text { Arg::from(value.to_owned()) } else { Arg::from(n) };
            let args: Args = contract.variables.keys().map(|name| (name.clone(), value())).collect();
            for &channel in Channel::ALL {
                if let Ok(r) = store.render(id, &args, &Delivery::to(["en"]).channel(channel)) {
                    assert!(r.text.len() <= limits::MAX_OUTPUT_BYTES);
                    let header = matches!(channel, Channel::Subject | Channel::Preheader | Channel::Push);
                    assert!(!header || !r.text.contains(['\r', '\n']));
                }
            }
        }
    }
    true
}

/// Every message of a bundle, whole or with marks: the parts are the text, and the limits hold.
fn previewed(bundle: &Bundle, value: &str, n: i64) {
    let ctx = Ctx { isolating: true, now: Some(0), zone: ZONES.zone("Europe/Berlin").ok(), ..Ctx::default() };
    let mut args = Args::new();
    for name in ["x", "name", "a"] {
        args.set(name, value.to_owned());
    }
    for name in ["n", "count", "b"] {
        args.set(name, n);
    }
    args.set("d", Arg::Instant(n)).set("days", Arg::Duration(n));
    for id in bundle.messages() {
        let Some(preview) = bundle.preview(id, None, &args, &ctx) else { continue };
        assert_eq!(preview.parts().map(|p| p.text).collect::<String>(), preview.text);
        assert!(preview.text.len() <= limits::MAX_OUTPUT_BYTES);
        match bundle.format(id, None, &args, &ctx) {
            Ok(whole) => assert!(whole.errors.is_empty() && whole.text == preview.text),
            Err(error) => assert!(!error.name.is_empty() || error.kind.is_limit(), "{error}"),
        }
    }
}

/// Every way a value can be written, in messages of one placeable each.
const SHOWN: &str = "a = { $x }\nb = { NUMBER($x, minimumFractionDigits: 3) }\nc = { PERCENT($x) }\nd = { MONEY($x) }
e = { MONEY_CONVERTED($x) }\nf = { DATETIME($x, dateStyle: \"full\", timeStyle: \"long\") }\ng = { RELATIVE($x) }
h = { DURATION($x) }\ni = { LIST($x) }\nj = { UNIT($x, unit: \"hour\") }\nk = { DEFAULT($x, \"d\") }\nl = { URL($x) }
m = { $x ->\n    [0] zero\n    [missing] none\n    [one] one\n   *[other] other\n}
o = { NUMBER($x, type: \"ordinal\", compactDisplay: \"long\", maximumSignificantDigits: 3) }\n";

/// Values and wishes of readers; the first byte chooses: arguments as JSON, `Accept-Language`, a decimal, a value to be formatted.
pub(crate) fn template_values(data: &[u8]) -> bool {
    let (Some(kind), Some(text)) = (data.first(), text_from(data, 1)) else { return false };
    match kind % 4 {
        0 => arguments(text),
        1 => wishes(text),
        2 => decimal(text),
        _ => formatted(text),
    }
}

/// The locale first, then the arguments of one text as JSON.
fn arguments(text: &str) -> bool {
    let (locale, json) = text.split_once('\n').unwrap_or(("en", text));
    let Ok(json) = serde_json::from_str::<Value>(json) else { return false };
    let Ok(args) = Args::from_json(&json) else { return false };
    let again = serde_json::to_value(&args).unwrap();
    let again = Args::from_json(&again).unwrap_or_else(|e| panic!("{again} does not read back: {e}"));
    assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&args).unwrap());
    let Ok(locale) = locale.parse() else { return false };
    let bundle = Bundle::from_ftl(&locale, SHOWN).unwrap();
    let ctx =
        Ctx { zone: ZONES.zone("Asia/Kathmandu").ok(), zones: Some(ZONES.clone()), now: Some(0), ..Ctx::default() };
    for (_, arg) in args.iter().take(4) {
        let one: Args = [("x", arg.clone())].into_iter().collect();
        for id in bundle.messages() {
            if let Ok(shown) = bundle.format(id, None, &one, &ctx) {
                assert!(!shown.text.contains("{$"), "{}", shown.text);
            }
        }
    }
    true
}

fn wishes(text: &str) -> bool {
    let wishes = negotiate::parse_accept_language(text);
    let wishes: Vec<&str> = wishes.iter().map(String::as_str).chain([text]).collect();
    let tags = ["en", "de", "de-AT", "de-x-formal", "pt-BR", "pt", "zh-Hant", "zh", "sr-Latn", "sr", "nb", "ar"];
    let here = negotiate::Negotiator::new(tags).unwrap();
    let found = here.find(&wishes);
    assert!(found.len() <= tags.len());
    for wish in wishes {
        if let Ok(name) = negotiate::canonical(wish) {
            assert_eq!(negotiate::canonical(name.as_str()).unwrap(), name, "{wish}");
        }
        let _ = (negotiate::direction(wish), negotiate::language_and_script(wish));
    }
    true
}

fn decimal(text: &str) -> bool {
    let Ok(d) = text.trim().parse::<Decimal>() else { return false };
    assert_eq!(d.to_string().parse::<Decimal>().unwrap().to_string(), d.to_string());
    assert_eq!(d.trimmed(), d);
    for digits in [0, 1, 2, 20, 38, 255] {
        let (rounded, short) = (d.rounded(digits), d.rounded_significant(digits));
        assert!(rounded.scale() <= d.scale() && rounded.rounded(digits) == rounded);
        assert!(short.to_string().parse::<Decimal>().is_ok(), "{short} has more digits than a decimal");
        assert!(d.padded(digits).is_none_or(|p| p == d));
        let _ = d.shifted(digits);
    }
    true
}

/// The locale, the kind, the options and the input, a line each.
fn formatted(text: &str) -> bool {
    let mut lines = text.splitn(4, '\n');
    let mut line = || lines.next().unwrap_or("");
    let (locale, kind) = (line(), line());
    let options = serde_json::from_str(line()).unwrap_or(Value::Null);
    let input = serde_json::from_str(line()).unwrap_or(Value::Null);
    document::format(locale, kind, &input, &options, &ZONES).is_ok()
}

/// The metrics that the bytes of [`accumulator`] count: a share, a histogram, a distribution, verdicts.
pub(crate) fn accumulated_metrics() -> Vec<MetricSpec> {
    let one = |json: &str| MetricSpec::from_json(json).unwrap();
    [
        r#"{"metric": "nps"}"#,
        r#"{"metric": "amount", "of": "v"}"#,
        r#"{"metric": "reopen_rate"}"#,
        r#"{"metric": "sla_compliance"}"#,
        r#"{"metric": "stated_due"}"#,
    ]
    .map(one)
    .to_vec()
}

/// The body of an accumulator's bytes, whose checksum is added here: refused, or an accumulator that writes the same bytes, merges with itself and tells
/// figures without NaN.
pub(crate) fn accumulator(data: &[u8]) -> bool {
    let specs = accumulated_metrics();
    let sum = data
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let bytes = [data, &sum.to_le_bytes()].concat();
    let Ok(mut acc) = Accumulator::decode(&specs, &bytes) else { return false };
    assert_eq!(acc.encode(), bytes);
    let told = serde_json::to_string(&acc.figures(&View::default()).unwrap()).unwrap();
    assert!(!told.contains("NaN"));
    let same = Accumulator::decode(&specs, &bytes).unwrap();
    acc.merge(&same).unwrap();
    acc.figures(&View::default()).unwrap();
    // Once taken out it is what it was, and twice nothing; a distribution in buckets keeps what it has.
    let (before, whole) = (acc.encode(), acc.retract(&same).is_ok());
    assert_eq!(acc.encode(), if whole { bytes } else { before });
    if let (true, Some(of)) = (whole, acc.cells()) {
        let days = acc.by_period(PeriodRule::calendar(PeriodUnit::Day), &Zone::utc(), None, &View::default()).unwrap();
        let tickets = |groups: &[FiguresOfGroup]| groups.iter().map(|g| g.tickets).fold(0, u64::saturating_add);
        let all = tickets(&acc.figures(&View::default()).unwrap());
        assert_eq!(tickets(&days.groups).saturating_add(days.in_no_period), all);
        acc.retract(&same).unwrap();
        assert_eq!(acc.encode(), Accumulator::by_quarter_hour(&specs, of).unwrap().encode());
    }
    true
}

const FRAME_KINDS: [&str; 12] = [
    "created",
    "reply",
    "agent_reply",
    "customer_reply",
    "note",
    "assigned",
    "pending",
    "solved",
    "reopened",
    "csat",
    "nps",
    "odd",
];
const FRAME_ACTORS: [&str; 5] = ["customer", "agent", "bot", "system", "odd"];

/// The number of rows, rows of ten bytes (ticket, minutes, kind, actor, agent, score, channel), then the frame's
/// document: refused, or figures that are the same however the frame is cut and among however many threads its tickets are parted, and a log of
/// the same events.
pub(crate) fn frame(data: &[u8]) -> bool {
    const ROW: usize = 10;
    let Some((count, rest)) = data.split_first() else { return false };
    let Some((rows, text)) = rest.split_at_checked(usize::from(*count) * ROW) else { return false };
    let Some(doc) = text_from(text, 0).and_then(|text| FrameDoc::from_json(text).ok()) else { return false };
    let column = |place: usize| rows.chunks_exact(ROW).map(move |row| row[place]).collect::<Vec<u8>>();
    let minutes = |row: &[u8]| i64::from(i32::from_le_bytes([row[1], row[2], row[3], row[4]]));
    let at: Vec<i64> = rows.chunks_exact(ROW).map(|row| minutes(row) * 60).collect();
    // A code past the last name is a fault of the whole chunk: 255 stands for one, the others are made to fit.
    let codes = |place: usize, names: usize| -> Vec<u8> {
        let names = u8::try_from(names).unwrap();
        column(place).into_iter().map(|code| if code == 255 { code } else { code % names }).collect()
    };
    let [tickets, scores] = [0, 8].map(column);
    let (kinds, actors) = (codes(5, FRAME_KINDS.len()), codes(6, FRAME_ACTORS.len()));
    let (agents, channels) = (codes(7, 2), codes(9, 2));
    let names = |codes, names: &[&'static str]| Words { codes, names: Some(names.to_vec()) };
    let chunk = |from: usize, to: usize| EventChunk {
        tickets: Tickets::Numbers(Ints::U8(&tickets[from..to]).into()),
        at: at[from..to].into(),
        ticks: Ticks::Seconds,
        kinds: names(Ints::U8(&kinds[from..to]).into(), &FRAME_KINDS),
        actors: Some(names(Ints::U8(&actors[from..to]).into(), &FRAME_ACTORS)),
        agents: Some(names(Ints::U8(&agents[from..to]).into(), &["ann", "bob"])),
        scores: Some(Ints::U8(&scores[from..to]).into()),
        words: doc.words.iter().map(|_| names(Ints::U8(&channels[from..to]).into(), &["email", "chat"])).collect(),
    };
    let third = at.len().div_ceil(3).max(1);
    let (whole, cut) = (chunk(0, at.len()), (0..at.len()).step_by(third).map(|i| chunk(i, (i + third).min(at.len()))));
    let query = |threads, cells| FrameQuery {
        metrics: ["volume", "first_response", "reply_time", "reopen_rate", "csat"]
            .map(|m| MetricSpec::from_json(&format!(r#"{{"metric": "{m}"}}"#)).unwrap())
            .to_vec(),
        group_by: doc.words.iter().take(1).cloned().collect(),
        period: None,
        labels: None,
        cells,
        calendar: None,
        as_of: None,
        threads,
    };
    let one = measure_frame(&doc, std::slice::from_ref(&whole), &query(1, Some(PeriodOf::Created)));
    let many = measure_frame(&doc, &cut.collect::<Vec<_>>(), &query(3, Some(PeriodOf::Created)));
    let (one, many) = match (one, many) {
        (Ok(one), Ok(many)) => (one, many),
        (one, many) => {
            assert_eq!(one.map(|_| ()).map_err(|e| e.kind()), many.map(|_| ()).map_err(|e| e.kind()));
            return false;
        }
    };
    assert_eq!((one.accumulator.encode(), &one.quality), (many.accumulator.encode(), &many.quality));
    let told = serde_json::to_string(&one.figures(&View::default(), 1).unwrap()).unwrap();
    assert!(!told.contains("NaN"));
    let days = one.accumulator.by_period(PeriodRule::calendar(PeriodUnit::Day), &Zone::utc(), None, &View::default());
    assert!(days.is_ok());
    if let Ok((log, _)) = log_of_frame(&doc, &[whole]) {
        assert_eq!(TicketFacts::of_log(&log, i64::MAX).len(), log.len());
    }
    true
}
