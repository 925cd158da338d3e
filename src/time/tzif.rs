//! The TZif reader (RFC 9636, versions 1 to 4): bytes to a list of transitions and a footer rule.
//!
//! ```text
//! header 44 bytes | data block, 32-bit times | header | data block, 64-bit times | \n rule \n
//! '------------ version 1 ends here ---------'  '----------- versions 2, 3 and 4 ----------'
//! ```
//!
//! Nothing is trusted: each count is checked against the bytes that are there before anything is allocated. Abbreviations and
//! the standard/universal indicators are checked for their place and not kept. Files that count leap seconds (the `right/`
//! tree) are refused, because instants here are POSIX ones.

use super::posix::PosixTz;
use crate::error::{Error, Result};

/// The longest TZif file that is read, in bytes. The longest one of the 2026 database has 3.6 thousand.
pub const MAX_TZIF_BYTES: usize = 65_536;
/// The most transitions a TZif file may list. The most of any zone in the 2026 database are 236.
pub const MAX_TZIF_TRANSITIONS: usize = 4_096;
/// The longest footer rule that is read, in bytes.
pub const MAX_TZIF_FOOTER_BYTES: usize = 256;
/// Offsets lie strictly between −25 h and +26 h, the range RFC 9636 asks of interoperable files.
pub const MIN_UTC_OFFSET: i32 = -89_999;
/// See [`MIN_UTC_OFFSET`].
pub const MAX_UTC_OFFSET: i32 = 93_599;

const HEADER_BYTES: usize = 44;

/// What a TZif file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tzif {
    /// The offset before the first transition, seconds east.
    pub(super) initial: i32,
    /// Seconds since 1970 and the offset from then on, strictly ascending.
    pub(super) transitions: Vec<(i64, i32)>,
    /// How it goes on from the last transition; without it the last offset stays.
    pub(super) rule: Option<PosixTz>,
}

impl Tzif {
    /// Reads a whole file.
    ///
    /// # Errors
    /// `InvalidInput` naming the part of the file that is wrong; `LimitExceeded` past the limits above.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_TZIF_BYTES {
            return Err(Error::limit("tzif", bytes.len(), format!("at most {MAX_TZIF_BYTES} bytes")));
        }
        let mut input = Input { rest: bytes };
        let first = Header::parse(&mut input)?;
        if first.version == 1 {
            return first.block(&mut input, 4);
        }
        input.take("data block", first.block_bytes(4))?;
        let second = Header::parse(&mut input)?;
        let mut found = second.block(&mut input, 8)?;
        found.rule = footer(input.rest)?;
        Ok(found)
    }
}

struct Header {
    version: u8,
    utc_indicators: usize,
    standard_indicators: usize,
    leap_seconds: usize,
    transitions: usize,
    types: usize,
    name_bytes: usize,
}

impl Header {
    fn parse(input: &mut Input<'_>) -> Result<Self> {
        let mut header = Input { rest: input.take("header", HEADER_BYTES)? };
        if header.take("header", 4)? != b"TZif" {
            return Err(fault("header.magic", "something else", "a file that begins with TZif"));
        }
        let version = match header.take("header", 16)?.first() {
            Some(0) => 1,
            Some(v @ b'2'..=b'4') => v - b'0',
            v => return Err(fault("header.version", v.copied().unwrap_or(0), "version 1 (a zero byte) or 2, 3, 4")),
        };
        let mut count = || header.count();
        let header = Self {
            version,
            utc_indicators: count()?,
            standard_indicators: count()?,
            leap_seconds: count()?,
            transitions: count()?,
            types: count()?,
            name_bytes: count()?,
        };
        header.check()
    }

    fn check(self) -> Result<Self> {
        if !(1..=256).contains(&self.types) {
            return Err(fault("header.typecnt", self.types, "1 to 256 local time types"));
        }
        if self.name_bytes == 0 {
            return Err(fault("header.charcnt", 0, "at least one byte of abbreviations"));
        }
        for (field, n) in [("header.isutcnt", self.utc_indicators), ("header.isstdcnt", self.standard_indicators)] {
            if n != 0 && n != self.types {
                return Err(fault(field, n, format!("0 or the number of types, {}", self.types)));
            }
        }
        Ok(self)
    }

    /// How long the data block is. Counts are 32-bit, so the sum cannot overflow 64 bits; on a narrower machine it saturates
    /// and is then longer than any input.
    fn block_bytes(&self, time_bytes: usize) -> usize {
        [
            self.transitions.saturating_mul(time_bytes + 1),
            self.types.saturating_mul(6),
            self.name_bytes,
            self.leap_seconds.saturating_mul(time_bytes + 4),
            self.standard_indicators,
            self.utc_indicators,
        ]
        .into_iter()
        .fold(0, usize::saturating_add)
    }

    fn block(&self, input: &mut Input<'_>, time_bytes: usize) -> Result<Tzif> {
        let mut block = Input { rest: input.take("data block", self.block_bytes(time_bytes))? };
        if self.transitions > MAX_TZIF_TRANSITIONS {
            return Err(Error::limit(
                "tzif.header.timecnt",
                self.transitions,
                format!("at most {MAX_TZIF_TRANSITIONS} transitions"),
            ));
        }
        if self.leap_seconds > 0 {
            return Err(fault(
                "header.leapcnt",
                self.leap_seconds,
                "a zone file without leap seconds (not one of the `right` tree)",
            ));
        }
        let times = block.take("transition times", self.transitions.saturating_mul(time_bytes))?;
        let indices = block.take("transition types", self.transitions)?;
        let types = block.take("local time types", self.types.saturating_mul(6))?;
        let names = block.take("abbreviations", self.name_bytes)?;
        let offsets = offsets(types, names)?;
        Ok(Tzif {
            initial: offsets.first().copied().unwrap_or(0),
            transitions: transitions(times, time_bytes, indices, &offsets)?,
            rule: None,
        })
    }
}

/// The offset of each local time type.
fn offsets(types: &[u8], names: &[u8]) -> Result<Vec<i32>> {
    let read = |(i, record): (usize, &[u8])| {
        let &[a, b, c, d, summer, name] = record else { return Err(fault("types", record.len(), "6 bytes a type")) };
        let offset = i32::from_be_bytes([a, b, c, d]);
        if !(MIN_UTC_OFFSET..=MAX_UTC_OFFSET).contains(&offset) {
            return Err(fault(&format!("types[{i}].utoff"), offset, "seconds between -25 h and +26 h"));
        }
        if summer > 1 {
            return Err(fault(&format!("types[{i}].isdst"), summer, "0 or 1"));
        }
        match names.get(usize::from(name)..) {
            Some(rest) if rest.contains(&0) => Ok(offset),
            _ => Err(fault(
                &format!("types[{i}].desigidx"),
                name,
                "the place of an abbreviation that ends in a zero byte",
            )),
        }
    };
    types.chunks(6).enumerate().map(read).collect()
}

fn transitions(times: &[u8], time_bytes: usize, indices: &[u8], offsets: &[i32]) -> Result<Vec<(i64, i32)>> {
    let mut found: Vec<(i64, i32)> = Vec::with_capacity(indices.len());
    for (i, (time, index)) in times.chunks(time_bytes).zip(indices).enumerate() {
        let at = big_endian(time);
        if found.last().is_some_and(|last| last.0 >= at) {
            return Err(fault(&format!("times[{i}]"), at, "a time after the one before it"));
        }
        let Some(offset) = offsets.get(usize::from(*index)) else {
            return Err(fault(
                &format!("indices[{i}]"),
                index,
                format!("the number of a type, below {}", offsets.len()),
            ));
        };
        found.push((at, *offset));
    }
    Ok(found)
}

/// A signed big-endian number of at most 8 bytes.
fn big_endian(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|b| *b >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(sign, |value, b| (value << 8) | i64::from(*b))
}

/// `\n rule \n`; an empty rule says that the last offset stays.
fn footer(bytes: &[u8]) -> Result<Option<PosixTz>> {
    let [b'\n', rest @ ..] = bytes else {
        return Err(fault("footer", format!("{} bytes", bytes.len()), "a line feed after the 64-bit data block"));
    };
    let Some(end) = rest.iter().position(|b| *b == b'\n') else {
        return Err(fault("footer", format!("{} bytes", bytes.len()), "a line feed at the end of the rule"));
    };
    if end > MAX_TZIF_FOOTER_BYTES {
        return Err(Error::limit("tzif.footer", end, format!("at most {MAX_TZIF_FOOTER_BYTES} bytes")));
    }
    match rest.get(..end).map(std::str::from_utf8) {
        Some(Ok("")) => Ok(None),
        Some(Ok(rule)) if rule.is_ascii() => PosixTz::parse(rule).map(Some).map_err(|e| e.at("tzif")),
        _ => Err(fault("footer", "not ASCII", "an ASCII rule such as CET-1CEST,M3.5.0,M10.5.0/3")),
    }
}

fn fault(field: &str, value: impl std::fmt::Display, expected: impl Into<String>) -> Error {
    Error::invalid(format!("tzif.{field}"), value, expected)
}

struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn take(&mut self, part: &str, n: usize) -> Result<&'a [u8]> {
        let Some((head, rest)) = self.rest.split_at_checked(n) else {
            let have = self.rest.len();
            return Err(fault(
                part,
                format!("{have} bytes left"),
                format!("{n} bytes of {part}; the file is cut short"),
            ));
        };
        self.rest = rest;
        Ok(head)
    }

    fn count(&mut self) -> Result<usize> {
        let bytes = self.take("header", 4)?;
        let n = bytes.iter().fold(0_u32, |n, b| (n << 8) | u32::from(*b));
        usize::try_from(n).map_err(|_| fault("header", n, "a count this machine can hold"))
    }
}
