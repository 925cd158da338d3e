//! The one checksum of the crate.

/// 64-bit FNV-1a: the same number on every machine, spread well enough to notice a change. Not for security.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>
pub(crate) fn fnv1a(bytes: impl IntoIterator<Item = u8>) -> u64 {
    fnv1a_after(EMPTY, bytes)
}

/// The checksum of nothing.
pub(crate) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The checksum of a text whose first part has the checksum `before`, and of which `bytes` are the rest.
pub(crate) fn fnv1a_after(before: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(before, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Bytes as hexadecimal digits. By digits, not by the formatter, which took a quarter of a command: each record has an id of them.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    text.extend(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)));
    text
}

/// Tables whose keys are the developer's own: ids of messages, tags of the locales at hand, words of a policy. Several times as fast as
/// the hash of the standard library, and not for keys from outside, which could be made to collide.
pub(crate) type OwnKeys = rustc_hash::FxBuildHasher;

#[cfg(test)]
mod tests {
    use super::{fnv1a, fnv1a_after, hex};

    /// The test vectors of the authors' `test_fnv.c`.
    #[test]
    fn as_published() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8_u64)]
        {
            assert_eq!(fnv1a(text.bytes()), hash, "{text}");
            let (first, rest) = text.split_at(text.len() / 2);
            assert_eq!(fnv1a_after(fnv1a(first.bytes()), rest.bytes()), hash, "{text}");
        }
    }

    #[test]
    fn every_byte_is_two_digits() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa0, 0xff, 0x7e]), "000fa0ff7e");
        assert_eq!(hex(&[]), "");
    }
}
