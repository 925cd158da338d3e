//! What stands before the header: Excel's line `sep=;`, and the title lines that the map counts.

use super::map::LogMap;
use super::plan::is_delimiter;
use super::source::{head, read_error};
use crate::error::{Error, ErrorKind, Result};
use std::io::{Cursor, Read};

/// How much is read at a time in search of a line end.
const PIECE: u64 = 4096;

/// The text from the header on, with an empty line for each that was passed over, so that lines keep their numbers; and what separates
/// the fields.
pub(super) fn pass<R: Read>(mut source: R, map: &LogMap, max_line: usize) -> Result<(impl Read, u8)> {
    let mut start = head(&mut source, 7).map_err(|e| read_error(&e))?;
    let mut lines = 0;
    let declared = separator(&start);
    if let Some((_, length)) = declared {
        start.drain(..length);
        lines += 1;
    }
    for _ in 0..map.skip_lines {
        let mut searched = 0;
        let end = loop {
            if let Some(end) = memchr::memchr(b'\n', start.get(searched..).unwrap_or_default()) {
                break searched + end;
            }
            searched = start.len();
            if searched > max_line {
                let says = format!("a line before the header is longer than the limit of {max_line} bytes");
                return Err(Error::new(ErrorKind::LimitExceeded, says).in_file("", lines + 1));
            }
            let more = head(&mut source, PIECE).map_err(|e| read_error(&e))?;
            if more.is_empty() {
                let says = format!("the log ends before its header: the map passes over {} lines", map.skip_lines);
                return Err(Error::new(ErrorKind::InvalidInput, says).in_file("", lines + 1));
            }
            start.extend(more);
        };
        start.drain(..=end);
        lines += 1;
    }
    let delimiter = match (map.delimiter, declared.map(|(separator, _)| separator)) {
        (Some(own), Some(file)) if own != file => {
            let expected = format!("{file:?}, as the file's first line says, or no `delimiter`");
            return Err(Error::invalid("delimiter", own, expected).in_file("", 1));
        }
        (own, file) => own.or(file).unwrap_or(','),
    };
    let passed = Cursor::new(vec![b'\n'; usize::try_from(lines).unwrap_or(0)]);
    Ok((passed.chain(Cursor::new(start)).chain(source), u8::try_from(delimiter).unwrap_or(b',')))
}

/// What a first line such as `sep=;` declares, and the length of that line.
pub(super) fn separator(start: &[u8]) -> Option<(char, usize)> {
    let (word, rest) = start.split_at_checked(4)?;
    let (separator, end) = rest.split_first()?;
    let length = match end {
        [b'\r', b'\n', ..] => 7,
        [b'\n', ..] => 6,
        _ => return None,
    };
    let separator = char::from(*separator);
    (word.eq_ignore_ascii_case(b"sep=") && is_delimiter(separator)).then_some((separator, length))
}
