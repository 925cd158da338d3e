//! Which keys a case may have. A key that nobody reads is a rule that nobody keeps.

use serde_json::Value;

/// Keys for readers of the file: remarks, and the figures of other products.
const READER_KEYS: [&str; 20] = [
    "title",
    "note",
    "doc",
    "purpose",
    "basis",
    "verified",
    "rule",
    "semantics",
    "source",
    "oracle",
    "peer_expected",
    "peer_defects",
    "grafana",
    "fluent_rs_0_16",
    "js",
    "other_versions",
    "icu4x",
    "special_codepoints",
    "sensitivity",
    "cldr_sensitive",
];

/// Every key of `value` must be one of `known` or a reader's key.
pub(crate) fn only(value: &Value, known: &[&str], at: &str) -> Result<(), String> {
    let Some(object) = value.as_object() else { return Err(format!("{at}: {value} is not an object")) };
    let stranger = object.keys().find(|k| {
        !known.contains(&k.as_str()) && !READER_KEYS.contains(&k.as_str()) && !k.starts_with("frappe_style_")
    });
    stranger.map_or(Ok(()), |k| Err(format!("{at}: unknown field {k:?}")))
}

/// Every key of `value` must be one of `known`; there are no remarks inside an input.
pub(crate) fn exactly(value: &Value, known: &[&str], at: &str) -> Result<(), String> {
    let Some(object) = value.as_object() else { return Err(format!("{at}: {value} is not an object")) };
    let stranger = object.keys().find(|k| !known.contains(&k.as_str()));
    stranger.map_or(Ok(()), |k| Err(format!("{at}: unknown field {k:?}")))
}

/// The text under `key`.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, String> {
    value.get(key).and_then(Value::as_str).ok_or_else(|| format!("`{key}` is missing or no text"))
}

/// The instant under `key`, written as RFC 3339, in microseconds since the Unix epoch.
pub(crate) fn instant(value: &Value, key: &str) -> Result<i64, String> {
    micros(text(value, key)?)
}

/// An RFC 3339 instant in microseconds since the Unix epoch.
pub(crate) fn micros(text: &str) -> Result<i64, String> {
    chrono::DateTime::parse_from_rfc3339(text).map(|t| t.timestamp_micros()).map_err(|e| format!("{text:?}: {e}"))
}

/// The texts under `key` of each entry of a list; none when there is no list.
pub(crate) fn texts<'a>(list: Option<&'a Value>, key: &str) -> Vec<&'a str> {
    let entries = list.and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(|e| if key.is_empty() { e.as_str() } else { e.get(key)?.as_str() }).collect()
}

/// A whole number of seconds under `key`, in microseconds.
pub(crate) fn seconds(value: &Value, key: &str) -> Result<i64, String> {
    let seconds =
        value.get(key).and_then(Value::as_i64).ok_or_else(|| format!("`{key}` is missing or no whole number"))?;
    seconds.checked_mul(1_000_000).ok_or_else(|| format!("`{key}` is too large"))
}

/// The two whole numbers under `key`.
pub(crate) fn pair(value: &Value, key: &str) -> Result<(i64, i64), String> {
    let list = value.get(key).and_then(Value::as_array).map(Vec::as_slice);
    let both = |list: &[Value]| if let [a, b] = list { a.as_i64().zip(b.as_i64()) } else { None };
    list.and_then(both).ok_or_else(|| format!("`{key}` is missing or no pair of whole numbers"))
}

/// Microseconds as the files write instants; anything else as JSON.
pub(crate) fn show_instant(us: i64) -> String {
    chrono::DateTime::from_timestamp_micros(us).map_or_else(|| us.to_string(), |t| t.to_rfc3339())
}
