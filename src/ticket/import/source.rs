//! Bytes in: gzip by its magic number, and a guard that keeps a hostile record out of memory.

use crate::error::{Error, ErrorKind};
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::fmt;
use std::io::{self, Chain, Cursor, Read};
use std::rc::Rc;

/// Size of the buffer the CSV reader fills at a time.
pub(super) const BUFFER: usize = 256 * 1024;

/// A source that may be gzip: told by its first two bytes, `1f 8b`, never by a file name.
pub(super) enum Source<R: Read> {
    Plain(Chain<Cursor<Vec<u8>>, R>),
    Gzip(Box<MultiGzDecoder<Chain<Cursor<Vec<u8>>, R>>>),
}

/// The text of `source`, unpacked if it is gzip, without a byte order mark.
pub(super) fn open<R: Read>(mut source: R) -> io::Result<impl Read> {
    let magic = head(&mut source, 2)?;
    let gzip = magic == [0x1f, 0x8b];
    let whole = Cursor::new(magic).chain(source);
    let mut text = if gzip { Source::Gzip(Box::new(MultiGzDecoder::new(whole))) } else { Source::Plain(whole) };
    let mut start = head(&mut text, 3)?;
    if start == *b"\xef\xbb\xbf" {
        start.clear();
    }
    Ok(Cursor::new(start).chain(text))
}

fn head(source: &mut impl Read, bytes: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.by_ref().take(bytes).read_to_end(&mut head)?;
    Ok(head)
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::Plain(inner) => inner.read(out),
            Source::Gzip(inner) => inner.read(out).map_err(|e| io::Error::new(e.kind(), Damaged(e))),
        }
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

/// A fault inside a gzip stream.
#[derive(Debug)]
struct Damaged(io::Error);

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record is too long")
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for TooLong {}
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
    Error::new(ErrorKind::Io, format!("cannot be read: {e}"))
}
