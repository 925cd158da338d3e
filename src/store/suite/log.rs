//! The log: order, numbers, wholeness, keys, what is kept byte for byte.

use super::make::{START, created, moved, note, record, said, written};
use super::{Check, Verdict, fails, holds, ok, same};
use crate::ErrorKind;
use crate::store::batch::{Append, Batch, Entry, Expected, MAX_BATCH, MAX_TAKEN};
use crate::store::chain::Head;
use crate::store::contract::Store;
use crate::store::judge::MAX_STREAM_BYTES;
use crate::ticket::{Key, Record};
use std::collections::BTreeMap;

pub(super) const CHECKS: &[Check] = &[
    ("positions and numbers have no gaps, and the feed gives all of it in order", order),
    ("a record without number or id gets both", numbered),
    ("a batch is written whole or not at all", whole),
    ("a version that is expected is kept, and a conflict tells what happened since", versions),
    ("several batches are judged one after the other, and one that is none stops all", group),
    ("a command that is repeated has one effect", repeated),
    ("an unknown kind, and a known one of a later release, come back byte for byte", unknown),
    ("what is written is read again as it was", lossless),
    ("an earlier head is found again, and another one is not", heads),
    ("an export has every record, one a line", export),
    ("limits are refused at their edge", limits),
    ("ids that are none are refused, and nothing is written", bad_ids),
];

fn order(store: &mut dyn Store) -> Verdict {
    for i in 0..25 {
        let stream = format!("T-{}", i % 5);
        let next = if i < 5 { created(&stream, "c-1", "A")? } else { note(&stream, "ann", "n")? };
        written(store, vec![next])?;
    }
    let mut all = Vec::new();
    let mut after = 0;
    loop {
        let page = ok("feed", store.feed(after, 7))?;
        let Some(last) = page.last() else { break };
        after = last.position;
        all.extend(page);
    }
    same("positions", all.iter().map(|s| s.position).collect(), (1..=25).collect::<Vec<u64>>())?;
    let loaded = ok("load", store.load("T-3", 0))?;
    same("numbers", loaded.iter().map(|s| s.record.seq).collect(), (1..=5).collect::<Vec<u64>>())?;
    let fed = all.iter().filter(|s| s.record.stream == "T-3").cloned().collect::<Vec<_>>();
    same("a stream and its part of the feed", loaded, fed)?;
    same("load after 3", ok("load", store.load("T-3", 3))?.len(), 2)?;
    same("version", (ok("version", store.version("T-3"))?, ok("version", store.version("none"))?), (5, 0))?;
    same("nothing after the end", ok("feed", store.feed(25, 7))?.len() + ok("load", store.load("T-3", 9))?.len(), 0)
}

fn numbered(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?, note("T-1", "ann", "b")?])?;
    let ids: Vec<String> = ok("load", store.load("T-1", 0))?.into_iter().map(|s| s.record.id).collect();
    // sha256("acme" FF "T-1" FF "1"), its first 128 bits, and of "2".
    let own = |seq| crate::ticket::lifecycle::record_id("acme", "T-1", seq);
    same("ids", ids, vec![own(1), own(2)])?;
    let mut named = note("T-1", "ann", "c")?;
    named.id = "00112233445566778899aabbccddeeff".to_owned();
    named.seq = 3;
    written(store, vec![named.clone()])?;
    same("an id of the host", ok("load", store.load("T-1", 2))?.first().map(|s| s.record.id.clone()), Some(named.id))
}

fn whole(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?])?;
    let mut second = note("T-1", "ann", "late")?;
    second.seq = 1; // taken
    let batch = Batch::of(&[created("T-2", "c-2", "B")?, second]);
    let answer = ok("append", store.append(&batch))?;
    holds("a conflict", matches!(&answer, Append::Conflict { stream, version: 1, .. } if stream == "T-1"))?;
    same("nothing of it is there", (ok("version", store.version("T-2"))?, ok("head", store.head())?.position), (0, 1))?;
    let mut gap = note("T-1", "ann", "early")?;
    gap.seq = 3;
    let answer = ok("append", store.append(&Batch::of(&[gap])))?;
    holds("a gap is a conflict", matches!(&answer, Append::Conflict { version: 1, since, .. } if since.is_empty()))
}

fn versions(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?, note("T-1", "ann", "b")?, note("T-1", "ann", "c")?])?;
    let expecting = |stream: &str, expected, record: Record| Batch {
        expect: BTreeMap::from([(stream.to_owned(), expected)]),
        ..Batch::of(&[record])
    };
    for (stream, expected, done) in [
        ("T-1", Expected::NoStream, false),
        ("T-1", Expected::Exact(2), false),
        ("T-1", Expected::Exact(4), false),
        ("T-2", Expected::Exact(1), false),
        ("T-1", Expected::Exact(3), true),
        ("T-1", Expected::Any, true),
    ] {
        let answer = ok("append", store.append(&expecting(stream, expected, note(stream, "ann", "d")?)))?;
        same(&format!("{stream} {expected:?}"), answer.is_done(), done)?;
    }
    let answer = ok("append", store.append(&expecting("T-1", Expected::Exact(2), note("T-1", "ann", "e")?)))?;
    match answer {
        Append::Conflict { version: 5, since, .. } => {
            same("what happened since", since.iter().map(|s| s.record.seq).collect(), vec![3_u64, 4, 5])?;
        }
        other => return Err(format!("no conflict: {other:?}")),
    }
    let new = expecting("T-3", Expected::NoStream, created("T-3", "c-3", "C")?);
    same("a new stream", ok("append", store.append(&new))?.is_done(), true)?;
    // A batch may watch a stream that it does not write.
    let watching = expecting("T-3", Expected::Exact(9), note("T-1", "ann", "f")?);
    same("a stream that is watched", ok("append", store.append(&watching))?.is_done(), false)
}

fn group(store: &mut dyn Store) -> Verdict {
    let mut late = note("T-1", "ann", "late")?;
    late.seq = 1;
    let batches =
        [Batch::of(&[created("T-1", "c-1", "A")?]), Batch::of(&[late]), Batch::of(&[note("T-1", "ann", "b")?])];
    let answers = ok("append_all", store.append_all(&batches))?;
    same("which were written", answers.iter().map(Append::is_done).collect(), vec![true, false, true])?;
    match answers.last() {
        Some(Append::Done { first: 2, last: 2, versions }) if versions.get("T-1") == Some(&2) => {}
        other => return Err(format!("the last answer: {other:?}")),
    }
    let mut bad = note("T-1", "ann", "c")?;
    bad.at = i64::MAX;
    let batches = [Batch::of(&[note("T-1", "ann", "c")?]), Batch::of(&[bad])];
    fails("an instant that is none", store.append_all(&batches), ErrorKind::OutOfRange)?;
    same("nothing was written", ok("head", store.head())?.position, 2)?;
    same(
        "a batch of nothing",
        ok("append", store.append(&Batch::default()))?,
        Append::Done { first: 2, last: 2, versions: BTreeMap::new() },
    )?;
    same("no batches", ok("append_all", store.append_all(&[]))?.len(), 0)
}

fn repeated(store: &mut dyn Store) -> Verdict {
    let with = |mut record: Record, key: &str, command: &str| {
        record.key = Some(Key { key: key.to_owned(), command: command.to_owned() });
        record
    };
    written(store, vec![created("T-0", "c-0", "Z")?])?;
    let batch =
        Batch::of(&[with(created("T-1", "c-1", "A")?, "k", "x"), with(moved(START, "T-1", "new", "open")?, "k", "x")]);
    same("the first time", ok("append", store.append(&batch))?.is_done(), true)?;
    let again = ok("append", store.append(&batch))?;
    same("again", again, Append::Repeated { key: "k".to_owned(), position: 2 })?;
    let other = ok("append", store.append(&Batch::of(&[with(created("T-2", "c-1", "B")?, "k", "y")])))?;
    same("another command", other, Append::KeyTaken { key: "k".to_owned(), position: 2 })?;
    same("one effect", ok("head", store.head())?.position, 3)?;
    same("the key", ok("key", store.key_used("k"))?, Some(("x".to_owned(), 2)))?;
    // A batch that was not written does not bind its key.
    let mut late = with(note("T-1", "ann", "n")?, "late", "z");
    late.seq = 1;
    same("a conflict", ok("append", store.append(&Batch::of(&[late])))?.is_done(), false)?;
    same("its key", ok("key", store.key_used("late"))?, None)?;
    // A command that did nothing has done so once and for all.
    let nothing = |command: &str| {
        let key = Key { key: "nothing".to_owned(), command: command.to_owned() };
        Batch { done: Some((key, START)), ..Batch::default() }
    };
    same("nothing, under a key", ok("append", store.append(&nothing("x")))?.is_done(), true)?;
    let again = ok("append", store.append(&nothing("x")))?;
    same("nothing, again", again, Append::Repeated { key: "nothing".to_owned(), position: 3 })?;
    let other = ok("append", store.append(&nothing("y")))?;
    same("nothing, by another", other, Append::KeyTaken { key: "nothing".to_owned(), position: 3 })?;
    same("keys that stay", ok("forget", store.forget_keys(START))?, 0)?;
    same("keys forgotten", ok("forget", store.forget_keys(START + 1))?, 2)?;
    same("the key is free", ok("key", store.key_used("k"))?, None)
}

fn unknown(store: &mut dyn Store) -> Verdict {
    let data = "{\"to\" : 1.50, \"z\":[1 ,2],\"a\":\"\\u00e9 é\"}";
    let mut later = note("T-1", "ann", "later")?;
    later.schema = 99;
    let later = later.to_json().and_then(|text| Record::from_json(&text.replace("\"later\"", "{\"new\" : \"form\"}")));
    let later = ok("a record of a later release", later)?;
    let first = record("T-1", "ann", "teleported", data)?;
    written(store, vec![created("T-1", "c-1", "A")?, first.clone(), later.clone()])?;
    let texts = |store: &dyn Store| -> Result<Vec<String>, String> {
        let loaded = ok("load", store.load("T-1", 1))?;
        loaded.iter().map(|s| ok("json", s.record.to_json())).collect()
    };
    let found = texts(store)?;
    let data_of = |text: &str| text.split_once("\"data\":").map(|(_, data)| data.to_owned()).unwrap_or_default();
    let expected = format!("{data}}}");
    same("its data", found.first().map(|t| data_of(t)), Some(expected))?;
    same("of a later schema", found.get(1).map(|t| data_of(t)), Some(data_of(&ok("json", later.to_json())?)))?;
    same("no more than there is", found.len(), 2)?;
    ok("verify", store.verify(None)).map(|_| ())
}

fn lossless(store: &mut dyn Store) -> Verdict {
    let body = format!("\u{1f600} \"quoted\" \u{7} tab\t{}", "x".repeat(1 << 20));
    let mut all = vec![
        created("T-1", "c-1", "Größe — 大")?,
        said("T-1", "c-1", &body)?,
        said("T-1", "ann", "Dear c-1")?,
        moved(START + 1, "T-1", "new", "open")?,
        record("T-1", "ann", "field_changed", r#"{"field":"iban","old":"EE47 1000","value":{"deep":[1,null,"x"]}}"#)?,
        record(
            "T-1",
            "ann",
            "status_changed",
            r#"{"from":"open","to":"solved","comment":"done","fields":{"priority":"high","city":"Tartu"}}"#,
        )?,
        record("", "ann", "agent_available", r#"{"agent":"ann","value":true}"#)?,
    ];
    written(store, all.clone())?;
    for (record, seq) in all.iter_mut().zip([1, 2, 3, 4, 5, 6, 1]) {
        record.seq = seq;
        record.id = crate::ticket::lifecycle::record_id("acme", &record.stream, seq);
    }
    let found: Vec<Record> = ok("feed", store.feed(0, 100))?.into_iter().map(|s| s.record).collect();
    same("how many", found.len(), all.len())?;
    for (found, expected) in found.iter().zip(&all) {
        holds(&format!("{} is as it was", expected.fact.kind()), found == expected)?;
    }
    Ok(())
}

fn heads(store: &mut dyn Store) -> Verdict {
    same("of nothing", ok("head", store.head())?, Head::new(0, &[0; 32]))?;
    written(store, vec![created("T-1", "c-1", "A")?])?;
    let early = ok("head", store.head())?;
    written(store, vec![note("T-1", "ann", "b")?])?;
    let verified = ok("verify", store.verify(Some(&early)))?;
    same("records and tickets", (verified.records, verified.tickets), (2, 1))?;
    same("the head", verified.head, ok("head", store.head())?)?;
    let other = Head { hash: early.hash.replace(|c: char| c.is_ascii_digit(), "f"), ..early.clone() };
    fails("another history", store.verify(Some(&other)), ErrorKind::InconsistentLog)?;
    let beyond = Head { position: 3, ..early };
    fails("records that are gone", store.verify(Some(&beyond)), ErrorKind::InconsistentLog)
}

fn export(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?, note("T-1", "ann", "b")?, note("T-1", "ann", "c")?])?;
    let mut out = Vec::new();
    same("the end", ok("export", store.export(1, &mut out))?, 3)?;
    let text = String::from_utf8(out).map_err(|e| e.to_string())?;
    let kinds: Vec<Option<u64>> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?.pointer("/record/seq")?.as_u64())
        .collect();
    same("its lines", kinds, vec![Some(2), Some(3)])
}

fn limits(store: &mut dyn Store) -> Verdict {
    written(store, vec![created("T-1", "c-1", "A")?])?;
    for (limit, taken) in [(0, false), (1, true), (MAX_TAKEN, true), (MAX_TAKEN + 1, false)] {
        same(&format!("feed of {limit}"), store.feed(0, limit).is_ok(), taken)?;
    }
    let named = |n: usize| Ok::<_, String>(Batch::of(&[created(&"s".repeat(n), "c-1", "A")?]));
    same("a long name", ok("append", store.append(&named(MAX_STREAM_BYTES)?))?.is_done(), true)?;
    fails("one letter more", store.append(&named(MAX_STREAM_BYTES + 1)?), ErrorKind::InvalidInput)?;
    let many = |n: usize| -> Result<Batch, String> {
        let entry = Entry::from(note("T-1", "ann", "n")?);
        Ok(Batch { entries: vec![entry; n], ..Batch::default() })
    };
    fails("a batch too long", store.append(&many(MAX_BATCH + 1)?), ErrorKind::LimitExceeded)?;
    same("the longest", ok("append", store.append(&many(MAX_BATCH)?))?.is_done(), true)?;
    let most = crate::store::MAX_RECORD_BYTES;
    let long = |sealed: usize| -> Result<Batch, String> {
        let mut note = note("T-1", "ann", "n")?;
        let body = "x".repeat(sealed - r#"{"body":""}"#.len());
        note.fact = crate::ticket::fact::Fact::NoteAdded { body: Some(body) };
        Ok(Batch::of(&[note]))
    };
    same("the longest record", ok("append", store.append(&long(most)?))?.is_done(), true)?;
    fails("a record too long", store.append(&long(most + 1)?), ErrorKind::LimitExceeded)?;
    let about = |n: usize| -> Result<Batch, String> {
        let people = (0..n).map(|i| format!("p-{i}")).collect();
        Ok(Batch { entries: vec![Entry { record: note("T-1", "ann", "n")?, about: people }], ..Batch::default() })
    };
    same("sixteen people", ok("append", store.append(&about(crate::store::MAX_ABOUT)?))?.is_done(), true)?;
    fails("seventeen", store.append(&about(crate::store::MAX_ABOUT + 1)?), ErrorKind::LimitExceeded)
}

fn bad_ids(store: &mut dyn Store) -> Verdict {
    let mut id = created("T-1", "c-1", "A")?;
    id.id = "0xFF".to_owned();
    fails("an id", store.append(&Batch::of(&[id])), ErrorKind::InvalidInput)?;
    let long = created(&"t".repeat(129), "c-1", "A")?;
    fails("a stream of 129 bytes", store.append(&Batch::of(&[long])), ErrorKind::InvalidInput)?;
    let control = created("T\u{1f}1", "c-1", "A")?;
    fails("a stream with a control character", store.append(&Batch::of(&[control])), ErrorKind::InvalidInput)?;
    let about = Entry { record: created("T-1", "c-1", "A")?, about: vec![String::new()] };
    let batch = Batch { entries: vec![about], ..Batch::default() };
    fails("nobody", store.append(&batch), ErrorKind::InvalidInput)?;
    same("nothing was written", ok("head", store.head())?.position, 0)?;
    same(
        "128 bytes",
        ok("append", store.append(&Batch::of(&[created(&"t".repeat(128), "c-1", "A")?])))?.is_done(),
        true,
    )
}
