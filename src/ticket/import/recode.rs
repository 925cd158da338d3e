//! Text of other encodings as UTF-8.

use super::map::LogMap;
use crate::error::{Error, ErrorKind, Result};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::fmt;
use std::io::{self, Read};

const BUFFER: usize = 64 * 1024;

/// What a map says of the encoding of a text without a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Declared {
    One(&'static Encoding),
    /// UTF-8, or else this one.
    Utf8Or(&'static Encoding),
}

/// The encoding that the map declares; UTF-8 without a declaration.
pub(super) fn declared(map: &LogMap) -> Result<Declared> {
    let named = |label: &str, path: &str| {
        let known = Encoding::for_label_no_replacement(label.as_bytes());
        let expected = "the name of an encoding, such as utf-8, utf-16, utf-16be or windows-1252";
        known.ok_or_else(|| Error::not_found(path, label, expected))
    };
    match map.encoding.as_ref().map(|names| names.0.as_slice()) {
        None => Ok(Declared::One(UTF_8)),
        Some([label]) => named(label, "encoding").map(Declared::One),
        Some([first, other]) if named(first, "encoding[0]")? == UTF_8 => {
            let other = named(other, "encoding[1]")?;
            if other.is_ascii_compatible() && other != UTF_8 {
                return Ok(Declared::Utf8Or(other));
            }
            let expected = "another encoding than utf-8 whose first letters are ASCII, such as windows-1252";
            Err(Error::invalid("encoding[1]", other.name(), expected))
        }
        Some(names) => {
            let expected = "one name, or a list of two: utf-8, and what the text is where it is no UTF-8";
            Err(Error::invalid("encoding", format!("{names:?}"), expected))
        }
    }
}

/// The same for a text that begins so: UTF-16 without its mark is not read as anything else.
pub(super) fn encoding_of(map: &LogMap, start: &[u8]) -> Result<Declared> {
    let told = declared(map)?;
    let one = map.encoding.as_ref().is_some_and(|names| names.0.len() == 1);
    if !one && start.contains(&0) {
        let says = "the text holds zero bytes: it is UTF-16 without its mark, or no text; name its `encoding`, such as utf-16le";
        return Err(Error::new(ErrorKind::InvalidInput, says).in_file("", 1));
    }
    Ok(told)
}

/// A text recoded to UTF-8. Bytes that its encoding does not have are an error with their line, never a replacement.
pub(super) struct Recoded<R> {
    inner: R,
    decoder: Decoder,
    /// What was read, and how much of it was decoded.
    raw: Vec<u8>,
    done: usize,
    /// What was decoded, and how much of it was handed out.
    text: Vec<u8>,
    given: usize,
    ended: bool,
    line: u64,
}

impl<R: Read> Recoded<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self::from_line(inner, encoding, 1)
    }

    /// The rest of a text, from the line that was reached.
    pub(super) fn from_line(inner: R, encoding: &'static Encoding, line: u64) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: Vec::new(),
            done: 0,
            text: Vec::new(),
            given: 0,
            ended: false,
            line,
        }
    }

    /// Decodes the next piece; an empty one is the end.
    fn refill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() {
            if self.done >= self.raw.len() {
                if self.ended {
                    return Ok(());
                }
                self.raw.resize(BUFFER, 0);
                let count = self.inner.read(&mut self.raw)?;
                self.raw.truncate(count);
                (self.done, self.ended) = (0, count == 0);
            }
            self.text.resize(BUFFER, 0);
            let raw = self.raw.get(self.done..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.ended);
            self.done += read;
            self.text.truncate(written);
            self.line += u64::try_from(memchr::memchr_iter(b'\n', &self.text).count()).unwrap_or(0);
            if let DecoderResult::Malformed(..) = result {
                let bad = BadText { line: self.line, encoding: self.decoder.encoding().name() };
                return Err(io::Error::new(io::ErrorKind::InvalidData, bad));
            }
            if self.ended && written == 0 {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.text.len() {
            self.refill()?;
        }
        let left = self.text.get(self.given..).unwrap_or_default();
        let count = left.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), left.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

/// Bytes that the encoding does not have.
#[derive(Debug)]
pub(super) struct BadText {
    pub(super) line: u64,
    encoding: &'static str,
}

impl fmt::Display for BadText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the text is not {}: name the `encoding` of the file, such as windows-1252", self.encoding)
    }
}

impl std::error::Error for BadText {}
