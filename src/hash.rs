//! The one checksum of the crate.

/// 64-bit FNV-1a: the same number on every machine, spread well enough to notice a change. Not for security.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>
pub(crate) fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Tables whose keys are the developer's own: ids of messages, tags of the locales at hand. Four times as fast as the hash of the
/// standard library, and not for keys from outside, which could be made to collide.
#[cfg(feature = "template")]
pub(crate) type OwnKeys = std::hash::BuildHasherDefault<OwnKeyHasher>;

/// The multiplication hash of Firefox and rustc, eight bytes at a time.
///
/// Source: <https://nnethercote.github.io/2021/12/08/a-brutally-effective-hash-function-in-rust.html>
#[cfg(feature = "template")]
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct OwnKeyHasher(u64);

#[cfg(feature = "template")]
impl std::hash::Hasher for OwnKeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(chunk).for_each(|(to, from)| *to = *from);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The multiplications above mix upwards only; a table takes its place from the low bits and a mark from the high ones.
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[cfg(feature = "template")]
    #[test]
    fn keys_spread_over_a_table() {
        use std::hash::BuildHasher;
        let hash = |text: &str| super::OwnKeys::default().hash_one(text);
        let places: std::collections::BTreeSet<u64> =
            (0..1024).map(|i| hash(&format!("ticket-solved-{i}")) % 4096).collect();
        // 1024 balls in 4096 places at random: 906 places are taken on average, 871 to 940 in all but one of 10,000 throws.
        assert!(places.len() > 850, "{}", places.len());
        assert_ne!(hash("ab"), hash("ba"));
    }

    /// The test vectors of the authors' `test_fnv.c`.
    #[test]
    fn as_published() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8_u64)]
        {
            assert_eq!(fnv1a(text.bytes()), hash, "{text}");
        }
    }
}
