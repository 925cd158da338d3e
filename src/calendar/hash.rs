//! A fast, fixed hasher for the small keys of a compilation: no random state, so a compilation is the same every time.

use std::hash::{BuildHasherDefault, Hasher};

/// For `HashMap`s whose keys we make ourselves.
pub(super) type Fast = BuildHasherDefault<Mix>;

/// Multiply and rotate, as the compiler's own tables do.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mix(u64);

impl Mix {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        // Keys are whole words: a copy of eight bytes at a time through a call took a twentieth of a compilation.
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let word = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.add(word);
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_i64(&mut self, word: i64) {
        self.add(word.cast_unsigned());
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
}
