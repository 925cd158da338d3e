//! The `Accept-Language` header.

use super::MAX_WISHES;

/// Longest header that is read, in bytes; the rest of a longer one is ignored.
pub const MAX_HEADER_BYTES: usize = 4096;

/// The tags of an `Accept-Language` header (RFC 9110, 12.5.4) by falling quality, equal ones in their order.
///
/// `q=0` and `*` are left out; a piece that does not parse is passed over; at most [`MAX_WISHES`] are returned.
///
/// ```
/// use sundesk::template::negotiate::parse_accept_language;
/// assert_eq!(parse_accept_language("en;q=0.1, de-AT, de;q=0.9, fr;q=0, *;q=0.5"), ["de-AT", "de", "en"]);
/// ```
#[must_use]
pub fn parse_accept_language(header: &str) -> Vec<String> {
    let header = match header.char_indices().map(|(i, _)| i).find(|&i| i >= MAX_HEADER_BYTES) {
        Some(cut) => header.get(..cut).unwrap_or(""),
        None => header,
    };
    let mut wishes: Vec<(u16, &str)> = header.split(',').filter_map(piece).collect();
    wishes.sort_by_key(|wish| std::cmp::Reverse(wish.0));
    wishes.into_iter().take(MAX_WISHES).map(|(_, tag)| tag.to_owned()).collect()
}

/// One `tag;q=0.8`: quality in thousandths and tag.
fn piece(piece: &str) -> Option<(u16, &str)> {
    let mut parts = piece.split(';').map(str::trim);
    let tag = parts.next().filter(|t| !t.is_empty() && *t != "*")?;
    if !tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return None;
    }
    let mut quality = 1000;
    for parameter in parts {
        let Some((name, value)) = parameter.split_once('=') else { continue };
        if name.trim().eq_ignore_ascii_case("q") {
            quality = thousandths(value.trim())?;
        }
    }
    (quality > 0).then_some((quality, tag))
}

/// `1`, `0.8`, `0.333` in thousandths; `None` for anything else.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1" | "") || fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction = format!("{fraction:0<3}").parse::<u16>().ok()?;
    let value = if whole == "1" { 1000 + fraction } else { fraction };
    (value <= 1000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_decides_and_order_breaks_ties() {
        assert_eq!(parse_accept_language("da, en-GB;q=0.8, en;q=0.7"), ["da", "en-GB", "en"]);
        assert_eq!(parse_accept_language("a;q=0.5,b;q=0.5,c"), ["c", "a", "b"]);
        assert_eq!(parse_accept_language("de;q=2, fr;q=abc, <x>, ;q=1, it ; q=0.25"), ["it"]);
        assert!(parse_accept_language("").is_empty());
    }

    #[test]
    fn what_begins_past_the_limit_is_not_read() {
        let tag_from = |place: usize| parse_accept_language(&format!("{}de", ",".repeat(place)));
        assert_eq!(tag_from(MAX_HEADER_BYTES - 2), ["de"]);
        assert_eq!(tag_from(MAX_HEADER_BYTES), Vec::<String>::new());
    }

    #[test]
    fn a_flood_is_cut() {
        assert_eq!(parse_accept_language(&"de,".repeat(100)).len(), MAX_WISHES);
        assert!(parse_accept_language(&"x".repeat(10_000)).len() <= 1);
        assert_eq!(parse_accept_language(&format!("{},de", "é".repeat(3000))), Vec::<String>::new());
    }
}
