//! The values of a text of JSON, one after another: a line each, or laid out for people over many lines.

use super::Limits;
use super::source::read_error;
use crate::error::{Error, ErrorKind, Result};
use std::io::{BufRead, BufReader, Read};

/// Lines that hold whole values.
pub(super) struct Values<R> {
    text: BufReader<R>,
    most: usize,
    limits: Limits,
    /// The lines at hand, and on which the first of them stands.
    pub(super) bytes: Vec<u8>,
    pub(super) line: u64,
    /// The last line that was read.
    reached: u64,
    /// A line that was read and belongs to the next value.
    next: Vec<u8>,
}

/// Where a value stands after some of its bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    open: i64,
    quoted: bool,
    escaped: bool,
}

impl Depth {
    fn follow(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (self.quoted, byte) {
                _ if self.escaped => self.escaped = false,
                (true, b'\\') => self.escaped = true,
                (_, b'"') => self.quoted = !self.quoted,
                (false, b'{' | b'[') => self.open += 1,
                (false, b'}' | b']') => self.open -= 1,
                _ => {}
            }
        }
    }

    /// Whether the value goes on.
    fn goes_on(self) -> bool {
        self.open > 0 || self.quoted
    }
}

impl<R: Read> Values<R> {
    pub(super) fn new(text: R, limits: Limits) -> Self {
        let text = BufReader::with_capacity(super::lines::BUFFER, text);
        Self { text, most: limits.record, limits, bytes: Vec::new(), line: 0, reached: 0, next: Vec::new() }
    }

    /// The next line, which most often holds whole values; `false` at the end.
    ///
    /// # Errors
    /// With the line: of a source that fails, and past the limit of a record.
    pub(super) fn advance(&mut self) -> Result<bool> {
        self.bytes.clear();
        if !self.next.is_empty() {
            std::mem::swap(&mut self.bytes, &mut self.next);
            self.line = self.reached;
            return Ok(true);
        }
        self.line = self.reached + 1;
        self.read()
    }

    /// Reads on to the end of the value that its line did not end: a file that was laid out for people.
    ///
    /// # Errors
    /// As [`advance`](Self::advance), and of a value that is never closed, or whose line was cut.
    pub(super) fn complete(&mut self) -> Result<()> {
        let mut depth = Depth::default();
        depth.follow(&self.bytes);
        while depth.goes_on() {
            let from = self.bytes.len();
            if !self.read()? {
                return Err(cut(&self.bytes).in_file("", self.line));
            }
            let more = self.bytes.get(from..).unwrap_or_default();
            // An object that begins where a line begins, below one that does not end with its own line: that one was cut.
            if self.bytes.starts_with(b"{") && more.starts_with(b"{") {
                self.next = self.bytes.split_off(from);
                return Err(cut(&self.bytes).in_file("", self.line));
            }
            depth.follow(more);
        }
        Ok(())
    }

    /// Appends a line.
    fn read(&mut self) -> Result<bool> {
        let from = self.bytes.len();
        let room = u64::try_from(self.most.saturating_sub(from)).unwrap_or(u64::MAX).saturating_add(1);
        let count = self.text.by_ref().take(room).read_until(b'\n', &mut self.bytes);
        let count = count.map_err(|e| read_error(&e).in_file("", self.reached + 1))?;
        self.reached += u64::from(count > 0);
        if self.bytes.len() > self.most {
            return Err(self.limits.too_long().in_file("", self.line));
        }
        Ok(count > 0)
    }
}

fn cut(bytes: &[u8]) -> Error {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(60)).unwrap_or_default()).trim_end().to_owned();
    let says = format!("the line is no JSON: what begins here is never closed: {head:?}; was the file cut?");
    Error::new(ErrorKind::InvalidInput, says)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut values = Values::new(text.as_bytes(), Limits { record: 100, rows: 10, footer: false });
        let mut told = Vec::new();
        loop {
            match values.advance().and_then(|more| values.complete().map(|()| more)) {
                Ok(true) => {
                    told.push(format!("{}: {}", values.line, String::from_utf8_lossy(&values.bytes).trim_end()))
                }
                Ok(false) => return told,
                Err(e) if told.len() > 20 => panic!("{e}"),
                Err(e) => told.push(format!("{}: fault", e.line())),
            }
        }
    }

    #[test]
    fn a_value_ends_where_its_brackets_do() {
        for (text, expected) in [
            ("{\"a\":1}\n{\"b\":2}\n", vec!["1: {\"a\":1}", "2: {\"b\":2}"]),
            ("[\n {\"a\": \"}\"},\n {\"b\": \"\\\"{\"}\n]\n", vec!["1: [\n {\"a\": \"}\"},\n {\"b\": \"\\\"{\"}\n]"]),
            ("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n", vec!["1: {\n \"a\": 1\n}", "4: {\n \"b\": 2\n}"]),
            ("[\n{\"a\":1},\n{\"b\":2}\n]", vec!["1: [\n{\"a\":1},\n{\"b\":2}\n]"]),
            ("{\"a\":\n{\"b\":2}\n", vec!["1: fault", "2: {\"b\":2}"]), // a line that was cut
            ("{\"b\":2}\n{\"a\": [", vec!["1: {\"b\":2}", "2: fault"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
