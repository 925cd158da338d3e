//! Quotes as RFC 4180 has them: a field that begins with one ends with one. The CSV reader is lenient and would take the rest of the
//! file for one field, and its rows for nothing.

use crate::error::{Error, ErrorKind};
use memchr::{memchr, memchr_iter};
use std::fmt;
use std::io::{self, Read};

/// Passes a text on and refuses it where a quoted field is never closed, or goes on after its closing quote.
///
/// One search for quotes and one count of line ends a buffer; what stands between quotes is not looked at. A quote inside a field that
/// does not begin with one is a character like any other.
pub(super) struct Quotes<R> {
    inner: R,
    delimiter: u8,
    place: Place,
    /// The last byte of the buffer before.
    last: u8,
    /// The line of the next byte.
    line: u64,
    /// The line on which the quote now open was opened.
    opened: u64,
}

/// Where the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In no quoted field.
    Plain,
    /// In a quoted field.
    Quoted,
    /// After a quote in a quoted field: its end, or the first half of a quote that is doubled.
    AfterQuote,
}

impl<R: Read> Quotes<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        Self { inner, delimiter, place: Place::Plain, last: b'\n', line: 1, opened: 1 }
    }

    /// Follows the quotes of a buffer.
    fn follow(&mut self, text: &[u8]) -> Result<(), BadQuote> {
        // Where the quote now open stands in this buffer; its line is counted once, at the end or at a fault.
        let (mut at, mut opened) = (0, None);
        loop {
            let rest = text.get(at..).unwrap_or_default();
            match self.place {
                Place::Plain => {
                    let Some(quote) = memchr(b'"', rest).map(|i| at + i) else { break };
                    let before = quote.checked_sub(1).and_then(|i| text.get(i)).copied().unwrap_or(self.last);
                    if self.is_end(before) {
                        (self.place, opened) = (Place::Quoted, Some(quote));
                    }
                    at = quote + 1;
                }
                Place::Quoted => {
                    let Some(quote) = memchr(b'"', rest) else { break };
                    self.place = Place::AfterQuote;
                    at += quote + 1;
                }
                Place::AfterQuote => match rest.first() {
                    None => break,
                    Some(b'"') => {
                        self.place = Place::Quoted;
                        at += 1;
                    }
                    Some(byte) if self.is_end(*byte) => self.place = Place::Plain,
                    Some(_) => {
                        self.note_opened(text, opened);
                        return Err(BadQuote::TextAfter(self.opened));
                    }
                },
            }
        }
        if self.place != Place::Plain {
            self.note_opened(text, opened);
        }
        self.line += lines(text);
        self.last = text.last().copied().unwrap_or(self.last);
        Ok(())
    }

    /// What stands before a field and after it.
    fn is_end(&self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n' || byte == b'\r'
    }

    fn note_opened(&mut self, text: &[u8], opened: Option<usize>) {
        if let Some(before) = opened.and_then(|quote| text.get(..quote)) {
            self.opened = self.line + lines(before);
        }
    }
}

fn lines(text: &[u8]) -> u64 {
    u64::try_from(memchr_iter(b'\n', text).count()).unwrap_or(u64::MAX)
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        if count == 0 && !out.is_empty() && self.place == Place::Quoted {
            return Err(io::Error::new(io::ErrorKind::InvalidData, BadQuote::NeverClosed(self.opened)));
        }
        let text = out.get(..count).unwrap_or_default();
        self.follow(text).map_err(|e| io::Error::new(io::ErrorKind::InvalidData, e))?;
        Ok(count)
    }
}

/// A quoted field that is none, with the line on which its quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadQuote {
    NeverClosed(u64),
    TextAfter(u64),
}

impl BadQuote {
    /// The fault inside an error of the reader, if it is one.
    pub(super) fn of(e: &io::Error) -> Option<Error> {
        let fault = e.get_ref()?.downcast_ref::<BadQuote>()?;
        let (BadQuote::NeverClosed(line) | BadQuote::TextAfter(line)) = *fault;
        Some(Error::new(ErrorKind::InvalidInput, fault.to_string()).in_file("", line))
    }
}

impl fmt::Display for BadQuote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BadQuote::NeverClosed(_) => {
                "the quote that opens a field here is never closed: the file ends inside it; a quote inside a quoted field is written twice"
            }
            BadQuote::TextAfter(_) => {
                "the quoted field that begins here goes on after its closing quote: a separator or the end of the line must follow, \
                 and a quote inside a quoted field is written twice; or was a quote left open?"
            }
        })
    }
}

impl std::error::Error for BadQuote {}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::Drip;
    use super::*;

    fn follow(text: &str, piece: usize) -> Option<BadQuote> {
        let mut out = String::new();
        match Quotes::new(Drip(text.as_bytes(), piece), b';').read_to_string(&mut out) {
            Ok(_) => {
                assert_eq!(out, text);
                None
            }
            Err(e) => Some(*e.get_ref().unwrap().downcast_ref::<BadQuote>().unwrap()),
        }
    }

    #[test]
    fn quotes_are_followed_however_the_bytes_come() {
        use BadQuote::{NeverClosed, TextAfter};
        for (text, expected) in [
            ("", None),
            ("a;b\n", None),
            ("\"a\";\"b\"\n", None),
            ("\"a\"", None),
            ("\"\"", None),
            ("\"\"\"\"\n", None),
            ("\"a\"\"b\";c\n", None),
            ("\"two\nlines\";c\r\n\"d\"\r\n", None),
            ("5\" pipe;it\"\"s\n", None), // within a field that does not begin with one
            ("a; \"b\"\n", None),
            ("a;\"b\n", Some(NeverClosed(1))),
            ("a\nb;\"c\nd\ne\n", Some(NeverClosed(2))),
            ("a\n\n\"", Some(NeverClosed(3))),
            ("\"\"\"\n", Some(NeverClosed(1))),
            ("\"a\"b;c\n", Some(TextAfter(1))),
            ("x\n\"two\nlines\";\"a\" ;c\n", Some(TextAfter(3))),
            ("x\n\"oops\ny;\"b\"\n", Some(TextAfter(2))),
        ] {
            for piece in [1, 2, 3, 5, 100] {
                assert_eq!(follow(text, piece), expected, "{text:?} in pieces of {piece}");
            }
        }
    }
}
