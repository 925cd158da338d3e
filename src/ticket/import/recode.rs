//! Text of other encodings as UTF-8.

use super::map::LogMap;
use crate::error::{Error, ErrorKind, Result};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use std::fmt;
use std::io::{self, Read};

const BUFFER: usize = 64 * 1024;

/// The encoding that the map declares; UTF-8 without a declaration, unless the first bytes show that this cannot be.
pub(super) fn encoding_of(map: &LogMap, start: &[u8]) -> Result<&'static Encoding> {
    let Some(label) = map.encoding.as_deref() else {
        if start.contains(&0) {
            let says = "the text holds zero bytes: it is UTF-16 without its mark, or no text; name its `encoding`, such as utf-16le";
            return Err(Error::new(ErrorKind::InvalidInput, says).in_file("", 1));
        }
        return Ok(UTF_8);
    };
    let known = Encoding::for_label_no_replacement(label.as_bytes());
    let expected = "the name of an encoding, such as utf-8, utf-16, utf-16be or windows-1252";
    known.ok_or_else(|| Error::not_found("encoding", label, expected))
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
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: Vec::new(),
            done: 0,
            text: Vec::new(),
            given: 0,
            ended: false,
            line: 1,
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
