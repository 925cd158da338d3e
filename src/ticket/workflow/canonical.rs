//! The one spelling of a document, so that a hash of it means its content.

use crate::hash::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The value without white space, the keys of every object in the order of their bytes.
pub(crate) fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write_value(value, &mut out);
    out
}

fn write_value(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_value(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                let _ = write!(out, "{}:", Value::from(key.as_str()));
                write_value(map.get(key).unwrap_or(&Value::Null), out);
            }
            out.push('}');
        }
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}

/// The SHA-256 of the parts, each ended by a byte that no UTF-8 text has, in 64 hexadecimal digits.
pub(crate) fn sha256_hex<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for (i, part) in parts.into_iter().enumerate() {
        if i > 0 {
            hash.update([0xff]);
        }
        hash.update(part);
    }
    hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_and_white_space_do_not_count() {
        let a: Value = serde_json::from_str(r#"{"b": [1, {"z": null, "a": "é\""}], "a": true}"#).unwrap();
        assert_eq!(canonical(&a), r#"{"a":true,"b":[1,{"a":"é\"","z":null}]}"#);
    }

    /// FIPS 180-2, appendix B.1.
    #[test]
    fn as_published() {
        let abc = sha256_hex([b"abc".as_slice()]);
        assert_eq!(abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(sha256_hex([b"a".as_slice(), b"b"]), sha256_hex([b"ab".as_slice()]));
    }
}
