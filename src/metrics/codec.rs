//! Bytes of accumulators: whole numbers as varints, read back with bounds.

use crate::error::{Error, ErrorKind, Result};

/// What is written so far.
pub(crate) type Bytes = Vec<u8>;

/// Seven bits a byte, the last without the high bit.
pub(crate) fn put(out: &mut Bytes, mut value: u128) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// A signed number, small ones short whatever their sign.
pub(crate) fn put_signed(out: &mut Bytes, value: i128) {
    put(out, (value.unsigned_abs() << 1).wrapping_sub(u128::from(value < 0)));
}

/// A text with its length.
pub(crate) fn put_text(out: &mut Bytes, text: &str) {
    put(out, u128::try_from(text.len()).unwrap_or(0));
    out.extend_from_slice(text.as_bytes());
}

/// Bytes that are read.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
}

/// These bytes are no accumulator.
pub(crate) fn corrupt(what: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("the accumulator's bytes are not whole: {what}"))
}

impl<'b> Reader<'b> {
    pub(crate) fn new(rest: &'b [u8]) -> Self {
        Self { rest }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn take(&mut self, n: usize) -> Result<&'b [u8]> {
        let (head, rest) = self.rest.split_at_checked(n).ok_or_else(|| corrupt("they end early"))?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn wide(&mut self) -> Result<u128> {
        let mut value = 0_u128;
        for shift in (0..128).step_by(7) {
            let byte = self.take(1)?.first().copied().unwrap_or(0);
            let bits = u128::from(byte & 0x7f);
            if shift > 121 && bits >> (128 - shift) != 0 {
                return Err(corrupt("a number is too large"));
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                // One form a number: what is read and written again is the same bytes.
                let longer = byte == 0 && shift > 0;
                return if longer { Err(corrupt("a number has a longer form than it needs")) } else { Ok(value) };
            }
        }
        Err(corrupt("a number is too large"))
    }

    pub(crate) fn count(&mut self) -> Result<u64> {
        u64::try_from(self.wide()?).map_err(|_| corrupt("a count is too large"))
    }

    pub(crate) fn signed(&mut self) -> Result<i128> {
        let value = self.wide()?;
        let half = i128::try_from(value >> 1).map_err(|_| corrupt("a number is too large"))?;
        Ok(if value & 1 == 0 { half } else { -half - 1 })
    }

    pub(crate) fn value(&mut self) -> Result<i64> {
        i64::try_from(self.signed()?).map_err(|_| corrupt("a value is too large"))
    }

    /// How many entries follow, each of at least `least` bytes: never more than there are bytes for.
    pub(crate) fn entries(&mut self, least: usize) -> Result<usize> {
        let n = usize::try_from(self.wide()?).map_err(|_| corrupt("a list is too long"))?;
        if n.checked_mul(least.max(1)).is_none_or(|bytes| bytes > self.rest.len()) {
            return Err(corrupt("a list is longer than the bytes"));
        }
        Ok(n)
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        let n = self.entries(1)?;
        String::from_utf8(self.take(n)?.to_vec()).map_err(|_| corrupt("a name is no UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for value in [0, 1, -1, 63, -64, 64, i128::from(i64::MAX), i128::from(i64::MIN), i128::MAX / 2, i128::MIN / 2] {
            let mut out = Bytes::new();
            put_signed(&mut out, value);
            let mut reader = Reader::new(&out);
            assert_eq!(reader.signed().unwrap(), value);
            assert!(reader.is_empty());
        }
        assert!(Reader::new(&[0x80, 0x00]).wide().is_err());
        assert!(Reader::new(&[0xff; 20]).wide().is_err());
        assert!(Reader::new(&[5, 0, 0]).entries(1).is_err());
    }
}
