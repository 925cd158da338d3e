//! Columns in: the same facts as a log of the same events, however rows lie, are cut into chunks, or parted among threads.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use sundesk::document::Document;
use sundesk::metrics::frame::{FrameQuery, facts_of_frame, measure_frame};
use sundesk::metrics::{MetricSpec, Row, TicketFacts, View};
use sundesk::ticket::frame::{
    EventChunk, FrameDoc, Ints, MAX_NUMBERED_WORD, MAX_SURVEYS, MAX_WORDS, Numbers, Tickets, Ticks, Words, log_of_frame,
};

const KINDS: [&str; 12] = [
    "created",
    "assigned",
    "agent_reply",
    "customer_reply",
    "pending",
    "solved",
    "reopened",
    "closed",
    "csat",
    "reply",
    "note",
    "hold",
];
const ACTORS: [&str; 4] = ["customer", "agent", "bot", "system"];
const AGENTS: [&str; 3] = ["ann", "bob", "cho"];
const CHANNELS: [&str; 3] = ["email", "web", "chat"];

/// A frame as plain columns.
#[derive(Debug, Clone, Default)]
struct Frame {
    tickets: Vec<i64>,
    at: Vec<i64>,
    kinds: Vec<u8>,
    actors: Vec<u8>,
    agents: Vec<i32>,
    scores: Vec<i64>,
    channels: Vec<i8>,
}

impl Frame {
    #[track_caller]
    fn of(rows: &[(i64, i64, &str)]) -> Self {
        let mut frame = Self::default();
        for (ticket, at, kind) in rows {
            let kind = KINDS.iter().position(|k| k == kind).unwrap();
            frame.push((*ticket, *at * 60_000_000, u8::try_from(kind).unwrap(), 1, 0, 4, 0));
        }
        frame
    }

    fn push(&mut self, (ticket, at, kind, actor, agent, score, channel): (i64, i64, u8, u8, i32, i64, i8)) {
        self.tickets.push(ticket);
        self.at.push(at);
        self.kinds.push(kind);
        self.actors.push(actor);
        self.agents.push(agent);
        self.scores.push(score);
        self.channels.push(channel);
    }

    /// Rows `from..to` as a chunk, with names in an order of its own.
    fn chunk(&self, from: usize, to: usize) -> EventChunk<'_> {
        let words = |codes, names: &[&'static str]| Words { codes, names: Some(names.to_vec()) };
        EventChunk {
            tickets: Tickets::Numbers(self.tickets[from..to].into()),
            at: self.at[from..to].into(),
            ticks: Ticks::Micros,
            kinds: words(Ints::U8(&self.kinds[from..to]).into(), &KINDS),
            actors: Some(words(Ints::U8(&self.actors[from..to]).into(), &ACTORS)),
            agents: Some(words(Ints::I32(&self.agents[from..to]).into(), &AGENTS)),
            scores: Some(self.scores[from..to].into()),
            words: vec![words(Ints::I8(&self.channels[from..to]).into(), &CHANNELS)],
        }
    }

    fn cut(&self, cuts: usize) -> Vec<EventChunk<'_>> {
        let size = self.at.len().div_ceil(cuts.max(1)).max(1);
        (0..self.at.len()).step_by(size).map(|from| self.chunk(from, (from + size).min(self.at.len()))).collect()
    }
}

fn doc(more: &str) -> FrameDoc {
    FrameDoc::from_json(&format!(r#"{{"words": ["channel"], "agent": "agent"{more}}}"#)).unwrap()
}

/// What each ticket comes to, with its reply times, its answer and its channel.
type Told = Vec<(String, TicketFacts, Vec<i64>, String, String)>;

fn of_frame(doc: &FrameDoc, chunks: &[EventChunk<'_>]) -> (Told, sundesk::ticket::frame::FrameQuality) {
    let facts = facts_of_frame(doc, chunks, None).unwrap();
    let rows: Vec<u32> = (0..u32::try_from(facts.tickets.len()).unwrap()).collect();
    let batch = facts.rows.columns.batch(&rows, i64::MAX);
    let mut told = Vec::new();
    let mut place = 0;
    batch.each(
        |_, _| {},
        |row: Row, _| {
            let score = format!("{:?}", batch.number(batch.column("csat"), row));
            let channel = facts.rows.words["channel"].word(place).to_owned();
            told.push((
                facts.tickets[place].clone(),
                batch.facts(row),
                batch.reply_times(row).to_vec(),
                score,
                channel,
            ));
            place += 1;
        },
    );
    told.sort_by(|a, b| a.0.cmp(&b.0));
    (told, facts.quality)
}

fn of_log(doc: &FrameDoc, chunks: &[EventChunk<'_>]) -> (Told, sundesk::ticket::frame::FrameQuality) {
    let (log, quality) = log_of_frame(doc, chunks).unwrap();
    let library = sundesk::desk::Library::new(sundesk::time::ZoneDb::bundled()).with_log("", log.clone());
    let question =
        sundesk::desk::ask::Question::from_json(r#"{"ask": "facts", "now": "2199-01-01T00:00:00Z"}"#).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&library.ask(&question).unwrap().to_json().unwrap()).unwrap();
    let facts = TicketFacts::of_log(&log, i64::MAX / 4);
    let mut told: Told = (0..log.len())
        .map(|i| {
            let waits = answer["tickets"][i]["reply_times_s"].as_array().unwrap();
            #[allow(clippy::cast_possible_truncation)] // whole seconds
            let waits = waits.iter().map(|w| (w.as_f64().unwrap() * 1e6).round() as i64).collect();
            let of = |name: &str| log.attribute(name).ok().map_or("", |c| log.names().name(c[i]));
            let score = match of("csat") {
                "" => "Missing".to_owned(),
                whole => format!("Whole({whole})"),
            };
            (log.id(i).unwrap().to_owned(), facts[i], waits, score, of("channel").to_owned())
        })
        .collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    (told, quality)
}

fn frames() -> impl Strategy<Value = Frame> {
    let row = (0..6_i64, 0..40_i64, 0..12_u8, 0..4_u8, -1..3_i32, 1..6_i64, -1..3_i8);
    (proptest::collection::vec(row, 0..60), 0..3_u8).prop_map(|(mut rows, lie)| {
        match lie {
            0 => rows.sort_by_key(|r| r.1),
            1 => rows.sort_by_key(|r| (r.0, r.1)),
            _ => {}
        }
        let mut frame = Frame::default();
        rows.into_iter().for_each(|(t, at, k, a, g, s, c)| frame.push((t * 1_000, at * 60_000_000, k, a, g, s, c)));
        frame
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_comes_to_what_its_log_does(frame in frames(), cuts in 1..5_usize, keep in any::<bool>()) {
        let doc = doc(if keep { r#", "duplicates": "keep""# } else { "" });
        let (mine, quality) = of_frame(&doc, &frame.cut(cuts));
        let (log, of_log) = of_log(&doc, &frame.cut(1));
        prop_assert_eq!(&mine, &log);
        prop_assert_eq!(quality, of_log);
    }

    #[test]
    fn threads_and_chunks_change_nothing(frame in frames(), cuts in 1..5_usize, threads in 1..7_usize) {
        let doc = doc(r#", "handling": ["assigned", "customer_reply"]"#);
        let specs = ["volume", "first_response", "reply_time", "first_contact", "csat", r#"{"metric": "amount", "of": "handling"}"#];
        let metrics = specs.map(|s| serde_json::from_str::<MetricSpec>(&if s.starts_with('{') { s.to_owned() } else { format!("{s:?}") }).unwrap());
        let query = |threads| FrameQuery {
            metrics: metrics.to_vec(),
            group_by: vec!["channel".to_owned()],
            period: None,
            labels: None,
            cells: None,
            calendar: None,
            as_of: None,
            threads,
        };
        let one = measure_frame(&doc, &frame.cut(1), &query(1)).unwrap();
        let many = measure_frame(&doc, &frame.cut(cuts), &query(threads)).unwrap();
        prop_assert_eq!(one.accumulator.encode(), many.accumulator.encode());
        prop_assert_eq!(&one.quality, &many.quality);
        let view = View::default();
        prop_assert_eq!(one.figures(&view, 1).unwrap(), many.figures(&view, 4).unwrap());
    }
}

#[test]
fn a_late_event_takes_its_place_and_a_repeated_one_is_dropped() {
    let frame = Frame::of(&[
        (1, 0, "created"),
        (2, 1, "created"),
        (1, 90, "solved"),
        (1, 30, "agent_reply"),
        (1, 90, "solved"),
        (2, 9, "agent_reply"),
        (2, 9, "agent_reply"),
    ]);
    let (told, quality) = of_frame(&doc(""), &frame.cut(1));
    assert_eq!((told[0].1.first_response, told[0].1.resolutions), (Some(30 * 60_000_000), 1));
    assert_eq!((told[1].1.replies, quality.duplicate_rows, quality.rows_out_of_order), (1, 2, 1));
    let (kept, quality) = of_frame(&doc(r#", "duplicates": "keep""#), &frame.cut(1));
    assert_eq!((kept[1].1.replies, quality.duplicate_rows), (2, 2));
}

#[test]
fn what_is_dated_before_the_creation_takes_effect_at_it() {
    let frame = Frame::of(&[(1, 5, "agent_reply"), (1, 10, "created"), (1, 20, "solved"), (3, 7, "solved")]);
    let (told, quality) = of_frame(&doc(""), &frame.cut(1));
    assert_eq!((told[0].1.created, told[0].1.first_response), (Some(600_000_000), Some(300_000_000)));
    assert_eq!((quality.rows_before_creation, quality.without_creation, told[1].1.created), (1, 1, Some(420_000_000)));
}

#[track_caller]
fn refused(frame: &Frame, doc: &FrameDoc) -> String {
    let error = facts_of_frame(doc, &frame.cut(2), None).unwrap_err().to_string();
    assert_eq!(log_of_frame(doc, &frame.cut(2)).unwrap_err().to_string(), error);
    error
}

#[test]
fn a_row_that_cannot_be_counted_is_named_or_counted() {
    let plain = Frame::of(&[(1, 0, "created"), (1, 1, "reply"), (1, 2, "solved"), (2, 3, "created")]);
    let counted = doc(r#", "faulty_rows": "count""#);
    let check = |frame: &Frame, why: &'static str, told: &str| {
        let error = refused(frame, &doc(""));
        assert!(error.contains(told), "{error}");
        assert_eq!(of_frame(&counted, &frame.cut(1)).1.left_out[why], 1);
        assert_eq!(of_log(&counted, &frame.cut(1)).1.left_out[why], 1);
    };
    let mut without_time = plain.clone();
    without_time.at[2] = i64::MIN;
    check(&without_time, "without_time", "at[2]");
    let mut far = plain.clone();
    far.at[3] = i64::MAX;
    check(&far, "outside_dates", "at[3]");
    let mut unknown = plain.clone();
    unknown.kinds[2] = 99;
    check(&unknown, "unknown_kind", "kind[2]");
    let mut stranger = plain.clone();
    stranger.actors[1] = 77;
    check(&stranger, "unknown_actor", "actor[1]");
    let mut lost = plain;
    lost.tickets[0] = i64::MIN;
    check(&lost, "without_ticket", "ticket[0]");
}

#[test]
fn unknown_words_are_counted_by_name() {
    let frame = Frame::of(&[(1, 0, "created"), (1, 1, "solved")]);
    let mut chunk = frame.chunk(0, 2);
    chunk.kinds.names = Some(vec!["created", "-", "-", "-", "-", "warped"]);
    let error = facts_of_frame(&doc(""), &[chunk.clone()], None).unwrap_err().to_string();
    assert!(error.contains("kind[1]") && error.contains("warped"), "{error}");
    let quality = facts_of_frame(&doc(r#", "faulty_rows": "count""#), &[chunk], None).unwrap().quality;
    assert_eq!(quality.unknown_kinds.get("warped"), Some(&1));
}

#[test]
fn a_kind_that_needs_a_column_says_so() {
    let frame = Frame::of(&[(1, 0, "created"), (1, 1, "reply")]);
    let mut chunk = frame.chunk(0, 2);
    chunk.actors = None;
    let error = facts_of_frame(&doc(""), &[chunk], None).unwrap_err().to_string();
    assert!(error.contains("kinds.reply") && error.contains("actor"), "{error}");
    let mut short = frame.chunk(0, 2);
    short.scores = Some(Numbers::from(&frame.scores[..1]));
    let error = facts_of_frame(&doc(""), &[short], None).unwrap_err().to_string();
    assert!(error.contains("score"), "{error}");
}

#[test]
fn what_comes_after_the_as_of_is_not_known() {
    let frame = Frame::of(&[(1, 0, "created"), (1, 10, "solved"), (2, 20, "created")]);
    let facts = facts_of_frame(&doc(""), &frame.cut(1), Some(9 * 60_000_000)).unwrap();
    assert_eq!((facts.tickets.len(), facts.quality.rows_after_as_of), (1, 2));
}

#[test]
fn numbers_far_apart_and_tickets_by_name_are_found_too() {
    let frame = Frame::of(&[
        (1, 0, "created"),
        (i64::MAX, 1, "created"),
        (-5, 2, "created"),
        (1, 3, "solved"),
        (-5, 4, "solved"),
    ]);
    let (told, _) = of_frame(&doc(""), &frame.cut(1));
    let done: Vec<(&str, bool)> = told.iter().map(|t| (t.0.as_str(), t.1.done)).collect();
    assert_eq!(done, [("-5", true), ("1", true), ("9223372036854775807", false)]);
    let codes = [0_i32, 1, 0];
    let mut chunk = frame.chunk(0, 3);
    chunk.kinds.codes = Ints::U8(&[0, 0, 5]).into();
    chunk.tickets = Tickets::Words(Words { codes: Ints::I32(&codes).into(), names: Some(vec!["T-1", "T-2"]) });
    let (told, _) = of_frame(&doc(""), &[chunk]);
    assert_eq!((told[0].0.as_str(), told[0].1.done, told[1].0.as_str()), ("T-1", true, "T-2"));
}

#[test]
fn limits_hold_at_their_edge() {
    let frame = Frame::of(&[(1, 0, "created")]);
    let with = |words: usize| {
        let mut doc = FrameDoc { words: (0..words).map(|i| i.to_string()).collect(), ..FrameDoc::default() };
        doc.agent = None;
        let mut chunk = frame.chunk(0, 1);
        chunk.words = (0..words).map(|_| chunk.words[0].clone()).collect();
        facts_of_frame(&doc, &[chunk], None).map(drop).map_err(|e| e.path().to_owned())
    };
    assert_eq!((with(MAX_WORDS), with(MAX_WORDS + 1)), (Ok(()), Err("words".to_owned())));
    let surveys = |more: usize| {
        let kinds =
            (0..more).map(|i| format!(r#""k{i}": {{"as": "score", "into": "s{i}"}}"#)).collect::<Vec<_>>().join(", ");
        let doc = doc(&format!(r#", "kinds": {{{kinds}}}"#));
        facts_of_frame(&doc, &frame.cut(1), None).map(drop).map_err(|e| e.path().to_owned())
    };
    let most = MAX_SURVEYS - 3; // csat, nps and ces are known besides
    assert_eq!((surveys(most), surveys(most + 1)), (Ok(()), Err("kinds".to_owned())));
    let numbered = |number: u32| {
        let mut chunk = frame.chunk(0, 1);
        let codes = [number];
        chunk.words[0] = Words { codes: Ints::U32(&codes).into(), names: None };
        let told = facts_of_frame(&doc(""), &[chunk], None);
        told.map(|facts| facts.rows.words["channel"].word(0).to_owned()).map_err(|e| e.path().to_owned())
    };
    assert_eq!(
        (numbered(MAX_NUMBERED_WORD), numbered(MAX_NUMBERED_WORD + 1)),
        (Ok("65535".to_owned()), Err("channel".to_owned()))
    );
}
