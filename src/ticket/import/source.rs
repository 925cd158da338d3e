//! Bytes in, text out: what a file is told by its first bytes, never by its name. Gzip is unpacked, text of other encodings recoded,
//! and what is no text at all is called by its name.

use super::either::{Either, Found};
use super::map::LogMap;
use super::recode::{BadText, Declared, Recoded, encoding_of};
use crate::error::{Error, ErrorKind, Result};
use flate2::bufread::GzDecoder;
use std::fmt;
use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

/// How many bytes tell what a file is.
const MAGIC: u64 = 8;

/// Bytes that were looked at, and the rest.
type Whole<R> = Chain<Cursor<Vec<u8>>, R>;

/// The text of `source` in UTF-8 without a byte order mark, unpacked if it is gzip; and, once it is read, the encoding that it turned
/// out to have.
///
/// # Errors
/// `InvalidInput` for a file that is no text, or an encoding that is not known; `Io` for a source that fails.
pub(super) fn open<R: Read>(mut source: R, map: &LogMap) -> Result<(impl Read, Found)> {
    let magic = head(&mut source, MAGIC).map_err(|e| read_error(&e))?;
    let gzip = magic.starts_with(&[0x1f, 0x8b]);
    refuse(&magic)?;
    let whole = Cursor::new(magic).chain(source);
    let mut bytes = if gzip { Source::Gzip(Gzip::new(whole)) } else { Source::Plain(whole) };
    let mut start = head(&mut bytes, MAGIC).map_err(|e| read_error(&e))?;
    refuse(&start)?;
    let encoding = match encoding_rs::Encoding::for_bom(&start) {
        Some((encoding, mark)) => {
            start.drain(..mark);
            Declared::One(encoding)
        }
        None => encoding_of(map, &start)?,
    };
    let bytes = Cursor::new(start).chain(bytes);
    let found = Found::default();
    let text = match encoding {
        Declared::One(encoding) if encoding == encoding_rs::UTF_8 => Text::Plain(bytes),
        Declared::One(encoding) => Text::Recoded(Box::new(Recoded::new(bytes, encoding))),
        Declared::Utf8Or(other) => Text::Either(Box::new(Either::new(bytes, other, found.clone()))),
    };
    Ok((text, found))
}

/// The first bytes of the text, unpacked, its mark still there.
pub(super) fn unpacked_head(bytes: &[u8]) -> Vec<u8> {
    let whole = Cursor::new(Vec::new()).chain(bytes);
    let mut source =
        if bytes.starts_with(&[0x1f, 0x8b]) { Source::Gzip(Gzip::new(whole)) } else { Source::Plain(whole) };
    head(&mut source, MAGIC).unwrap_or_default()
}

pub(super) fn head(source: &mut impl Read, bytes: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.by_ref().take(bytes).read_to_end(&mut head)?;
    Ok(head)
}

/// Files that are handed over by mistake: the first bytes, and what to do.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it (`zstd -d`), or pack it with gzip"),
    (b"\xfd7zXZ\0", "an xz archive: unpack it (`xz -d`), or pack it with gzip"),
    (b"BZh", "a bzip2 archive: unpack it (`bzip2 -d`), or pack it with gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (xls): save the sheet as CSV in UTF-8 and hand that over"),
    (b"%PDF", "a PDF document: export the tickets as CSV"),
    (b"<html", PAGE),
    (b"<HTML", PAGE),
    (b"<!DOC", PAGE),
    (b"<!doc", PAGE),
    (b"<?xml", PAGE),
    (b"<table", PAGE),
];
const ZIP: &str = "a zip archive, such as an Excel workbook (xlsx): save the sheet as CSV in UTF-8, or unpack the archive, and hand that over";
const PAGE: &str = "a page of HTML or XML (some \"Excel\" exports are one): export the tickets as CSV";

fn refuse(start: &[u8]) -> Result<()> {
    let Some((_, what)) = NO_TEXT.iter().find(|(magic, _)| start.starts_with(magic)) else { return Ok(()) };
    let says = format!("the file is {what}; expected a log in CSV or JSON lines, plain or gzip");
    Err(Error::new(ErrorKind::InvalidInput, says).in_file("", 1))
}

/// A source as it is, or gzip.
enum Source<R: Read> {
    Plain(Whole<R>),
    Gzip(Gzip<Whole<R>>),
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Plain(inner) => inner.read(out),
            Source::Gzip(inner) => inner.read(out).map_err(|e| io::Error::new(e.kind(), Damaged(e))),
        }
    }
}

/// A text as it is, or recoded.
enum Text<R: Read> {
    Plain(R),
    Recoded(Box<Recoded<R>>),
    Either(Box<Either<R>>),
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Text::Plain(inner) => inner.read(out),
            Text::Recoded(inner) => inner.read(out),
            Text::Either(inner) => inner.read(out),
        }
    }
}

/// The members of a gzip file one after another, and nothing for the zeros that tapes and block devices pad with.
enum Gzip<R> {
    Member(Box<GzDecoder<BufReader<R>>>),
    Ended,
}

impl<R: Read> Gzip<R> {
    fn new(source: R) -> Self {
        Gzip::Member(Box::new(GzDecoder::new(BufReader::with_capacity(64 * 1024, source))))
    }

    /// The next member behind the last one, if there is one.
    fn next(mut source: BufReader<R>) -> io::Result<Self> {
        let mut padding = false;
        loop {
            let front = source.fill_buf()?;
            let zeros = front.iter().take_while(|b| **b == 0).count();
            match front.get(zeros) {
                None if zeros == 0 => return Ok(Gzip::Ended),
                None => {}
                Some(0x1f) if !padding && zeros == 0 => return Ok(Gzip::Member(Box::new(GzDecoder::new(source)))),
                Some(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, "it goes on after its end")),
            }
            padding = true;
            source.consume(zeros);
        }
    }
}

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let Gzip::Member(member) = self else { return Ok(0) };
            let count = member.read(out)?;
            if count > 0 || out.is_empty() {
                return Ok(count);
            }
            if let Gzip::Member(member) = std::mem::replace(self, Gzip::Ended) {
                *self = Self::next(member.into_inner())?;
            }
        }
    }
}

/// A fault inside a gzip stream.
#[derive(Debug)]
struct Damaged(io::Error);

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Damaged {}

/// What a failed read means to the reader of the message.
pub(super) fn read_error(e: &io::Error) -> Error {
    let inner = e.get_ref();
    if inner.is_some_and(|i| i.is::<Damaged>()) {
        let says = match e.kind() {
            io::ErrorKind::UnexpectedEof => "the gzip stream ends too early: the file was cut short".to_owned(),
            _ => format!("the gzip stream is damaged: {e}"),
        };
        return Error::new(ErrorKind::Io, says);
    }
    if let Some(bad) = inner.and_then(|i| i.downcast_ref::<BadText>()) {
        return Error::new(ErrorKind::InvalidInput, bad.to_string()).in_file("", bad.line);
    }
    Error::new(ErrorKind::Io, format!("cannot be read: {e}"))
}
