//! What fields meant before: a log repeats itself, so only a new field is parsed or looked up.

use crate::error::Result;

/// The last field of a column and what it meant.
#[derive(Debug, Clone, Default)]
pub(super) struct Last<T> {
    text: Vec<u8>,
    value: Option<T>,
}

impl<T: Copy> Last<T> {
    #[inline(always)] // nine fields in ten are those of the row before
    pub(super) fn get(&mut self, text: &[u8], read: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
        if let (Some(value), true) = (self.value, self.text == text) {
            return Ok(value);
        }
        let value = read(text)?;
        self.text.clear();
        self.text.extend_from_slice(text);
        self.value = Some(value);
        Ok(value)
    }
}

/// How many fields of a column are remembered. Names come back after a few others (states, groups, the agents of a shift), and
/// looking one up costs ten times as much as a comparison.
const REMEMBERED: usize = 32;

/// The last fields of a column of names, each under its length and last byte: where names are numbered, what tells them apart.
#[derive(Debug, Clone)]
pub(super) struct Recent<T>([Last<T>; REMEMBERED]);

impl<T: Copy + Default> Default for Recent<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Last::default()))
    }
}

impl<T: Copy> Recent<T> {
    #[inline(always)]
    pub(super) fn get(&mut self, text: &[u8], read: impl FnOnce(&[u8]) -> Result<T>) -> Result<T> {
        let mark = text.last().map_or(0, |last| usize::from(*last) ^ (text.len() << 3));
        match self.0.get_mut(mark % REMEMBERED) {
            Some(last) => last.get(text, read),
            None => read(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_again_once_another_has_taken_its_place() {
        let mut recent = Recent::<usize>::default();
        let mut reads = 0;
        let texts = ["a", "b", "a", "", "a1", "b1", "a1", "b1", ""];
        for text in texts {
            let got = recent.get(text.as_bytes(), |text| {
                reads += 1;
                Ok(text.len())
            });
            assert_eq!(got.ok(), Some(text.len()), "{text}");
        }
        // `a1` and `b1` stand in one place, so each of the four is read; of the others the three that were new.
        assert_eq!(reads, 7);
    }

    #[test]
    fn what_cannot_be_read_is_not_remembered() {
        let mut last = Last::<u8>::default();
        assert!(last.get(b"?", |_| Err(crate::Error::invalid("", "?", "a number"))).is_err());
        assert_eq!(last.get(b"?", |_| Ok(1)).ok(), Some(1));
        assert_eq!(last.get(b"?", |_| Ok(2)).ok(), Some(1));
    }
}
