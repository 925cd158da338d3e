//! Line ends made alike, and a guard that keeps a hostile record out of memory.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};
use std::rc::Rc;

/// Size of the buffer the CSV reader fills at a time.
pub(super) const BUFFER: usize = 256 * 1024;

/// Makes every line end a line feed, the last one included, so that the line of a record can be told from the line after it.
///
/// A carriage return is dropped where a line feed follows it; elsewhere it stays (CSV takes it for a line end too).
pub(super) struct LineEnds<R> {
    inner: R,
    /// The last byte was a carriage return and has not been handed out yet.
    held: bool,
    last: u8,
    ended: bool,
}

impl<R: Read> LineEnds<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, held: false, last: b'\n', ended: false }
    }

    /// Fills the front of `out` and gives how much of it; 0 only when nothing came.
    fn fill(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let from = usize::from(self.held);
        let count = self.inner.read(out.get_mut(from..).unwrap_or_default())?;
        let end = from + count;
        if let (true, Some(first)) = (self.held, out.first_mut()) {
            *first = b'\r';
        }
        self.held = false;
        if count == 0 {
            return Ok(end);
        }
        let text = out.get_mut(..end).unwrap_or_default();
        let kept = if memchr::memchr(b'\r', text).is_some() { drop_returns(text) } else { end };
        self.held = kept.checked_sub(1).and_then(|i| text.get(i)) == Some(&b'\r');
        Ok(kept - usize::from(self.held))
    }
}

/// Moves `text` together without the carriage returns before line feeds; gives its new length.
fn drop_returns(text: &mut [u8]) -> usize {
    let mut kept = 0;
    for i in 0..text.len() {
        let pair = (text.get(i).copied(), text.get(i + 1).copied());
        if pair == (Some(b'\r'), Some(b'\n')) {
            continue;
        }
        if let (Some(byte), Some(slot)) = (pair.0, text.get_mut(kept)) {
            *slot = byte;
            kept += 1;
        }
    }
    kept
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() || self.ended {
            return Ok(0);
        }
        if self.held && out.len() < 2 {
            self.held = false;
            out.fill(b'\r');
            return Ok(1);
        }
        let mut count = self.fill(out)?;
        while count == 0 && self.held {
            count = self.fill(out)?;
        }
        if count == 0 {
            self.ended = true;
            let Some(first) = out.first_mut().filter(|_| self.last != b'\n') else { return Ok(0) };
            *first = b'\n';
            return Ok(1);
        }
        self.last = out.get(count - 1).copied().unwrap_or(b'\n');
        Ok(count)
    }
}

/// Hands out at most `allowance` bytes between two [`Allowance::renew`]s, so that one record cannot fill the memory.
pub(super) struct Guard<R> {
    inner: R,
    allowance: Allowance,
}

/// The bytes a [`Guard`] may still hand out.
#[derive(Clone)]
pub(super) struct Allowance(Rc<Cell<usize>>);

impl Allowance {
    /// Starts a new record: what the CSV reader has read ahead (up to [`BUFFER`]) does not count against it.
    pub(super) fn renew(&self, record: usize) {
        self.0.set(record.saturating_add(BUFFER));
    }
}

impl<R: Read> Guard<R> {
    pub(super) fn new(inner: R, record: usize) -> (Self, Allowance) {
        let allowance = Allowance(Rc::new(Cell::new(0)));
        allowance.renew(record);
        (Self { inner, allowance: allowance.clone() }, allowance)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.0.get();
        let room = out.len().min(left);
        if room == 0 && !out.is_empty() {
            return Err(io::Error::other(TooLong));
        }
        let count = self.inner.read(out.get_mut(..room).unwrap_or_default())?;
        self.allowance.0.set(left.saturating_sub(count));
        Ok(count)
    }
}

/// The guard's allowance is used up.
#[derive(Debug)]
pub(super) struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record is too long")
    }
}

impl std::error::Error for TooLong {}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Gives the text in pieces of the given length.
    pub(in crate::ticket::import) struct Drip<'a>(
        pub(in crate::ticket::import) &'a [u8],
        pub(in crate::ticket::import) usize,
    );

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(out.len()).min(self.0.len());
            let (now, later) = self.0.split_at(count);
            out[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    #[test]
    fn line_ends_are_line_feeds_however_the_bytes_come() {
        for (text, expected) in [
            ("", ""),
            ("a", "a\n"),
            ("a\n", "a\n"),
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\r\nb", "a\nb\n"),
            ("a\rb\r", "a\rb\r\n"),
            ("\r\r\n\n", "\r\n\n"),
            ("\r", "\r\n"),
            ("\r\n", "\n"),
        ] {
            for piece in 1..5 {
                let mut out = String::new();
                LineEnds::new(Drip(text.as_bytes(), piece)).read_to_string(&mut out).unwrap();
                assert_eq!(out, expected, "{text:?} in pieces of {piece}");
            }
        }
    }
}
