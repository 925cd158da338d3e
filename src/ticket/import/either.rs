//! Text that is UTF-8, or else of another encoding: its first letter outside ASCII tells.

use super::recode::Recoded;
use encoding_rs::Encoding;
use std::cell::Cell;
use std::io::{self, Chain, Cursor, Read};
use std::rc::Rc;

const BUFFER: usize = 64 * 1024;

/// The encoding that a text turned out to have; nothing where it was declared, or is UTF-8.
pub(super) type Found = Rc<Cell<Option<&'static str>>>;

type Rest<R> = Chain<Cursor<Vec<u8>>, R>;

/// A text whose encoding is told by its first letter outside ASCII: the bytes of one letter of UTF-8 are hardly ever letters of
/// another encoding, and a text that begins as UTF-8 has to go on so.
pub(super) struct Either<R: Read> {
    state: State<R>,
    other: &'static Encoding,
    found: Found,
}

enum State<R: Read> {
    /// Nothing but ASCII so far: the source, and the line that was reached.
    Open(R, u64),
    Utf8(Rest<R>),
    Other(Box<Recoded<Rest<R>>>),
    /// The source failed, or a decision is on its way.
    Gone,
}

impl<R: Read> Either<R> {
    pub(super) fn new(inner: R, other: &'static Encoding, found: Found) -> Self {
        Self { state: State::Open(inner, 1), other, found }
    }

    /// Reads on to the first letter outside ASCII, and gives the ASCII before it.
    fn ascii(&mut self, mut inner: R, line: u64, out: &mut [u8]) -> io::Result<usize> {
        let mut piece = vec![0; out.len().min(BUFFER)];
        let count = inner.read(&mut piece)?;
        piece.truncate(count);
        let ascii = piece.iter().position(|b| !b.is_ascii()).unwrap_or(count);
        let mut rest = piece.split_off(ascii);
        if let Some(to) = out.get_mut(..ascii) {
            to.copy_from_slice(&piece);
        }
        let line = line + u64::try_from(memchr::memchr_iter(b'\n', &piece).count()).unwrap_or(0);
        self.state = if rest.is_empty() {
            State::Open(inner, line)
        } else {
            // A letter of UTF-8 has four bytes at most.
            let missing = u64::try_from(4_usize.saturating_sub(rest.len())).unwrap_or(0);
            inner.by_ref().take(missing).read_to_end(&mut rest)?;
            let utf8 = begins_as_utf8(&rest);
            let rest = Cursor::new(rest).chain(inner);
            if utf8 {
                State::Utf8(rest)
            } else {
                self.found.set(Some(self.other.name()));
                State::Other(Box::new(Recoded::from_line(rest, self.other, line)))
            }
        };
        Ok(ascii)
    }
}

/// Whether the first letter is one of UTF-8.
fn begins_as_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(e) => e.valid_up_to() > 0,
    }
}

impl<R: Read> Read for Either<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.state {
                State::Utf8(text) => return text.read(out),
                State::Other(text) => return text.read(out),
                State::Gone => return Ok(0),
                State::Open(..) => {}
            }
            let State::Open(inner, line) = std::mem::replace(&mut self.state, State::Gone) else { return Ok(0) };
            let count = self.ascii(inner, line, out)?;
            if count > 0 || out.is_empty() || matches!(self.state, State::Open(..)) {
                return Ok(count);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::import::lines::tests::Drip;

    #[test]
    fn the_first_letter_outside_ascii_tells_however_the_bytes_come() {
        for (text, expected, found) in [
            (&b"id,x\n1,plain\n"[..], "id,x\n1,plain\n", None),
            ("id\nZoë 😀 é".as_bytes(), "id\nZoë 😀 é", None),
            ("é".as_bytes(), "é", None),
            (b"Zo\xeb; 10 \x80\n", "Zoë; 10 €\n", Some("windows-1252")),
            (b"\xe9", "é", Some("windows-1252")),
            (b"caf\xc3", "cafÃ", Some("windows-1252")),
            (b"", "", None),
        ] {
            for piece in 1..6 {
                let told = Found::default();
                let mut out = String::new();
                let mut either = Either::new(Drip(text, piece), encoding_rs::WINDOWS_1252, told.clone());
                either.read_to_string(&mut out).unwrap();
                assert_eq!((out.as_str(), told.get()), (expected, found), "{text:?} in pieces of {piece}");
            }
        }
    }
}
