//! Text messages: how many segments a text costs, and why.
//!
//! ```text
//! GSM-7 (3GPP TS 23.038)   one message 160 units, joined messages 153 units each; ^ { } [ ] ~ \ | € count two
//! UCS-2                    one message  70 units, joined messages  67 units each; an emoji counts two
//! ```
//! One character outside GSM-7 turns the whole text into UCS-2 and more than halves what fits. The usual culprits are not
//! letters but typography: a no-break space inside `1.234,50 €`, a curly apostrophe, a true minus sign. [`fold`] writes those
//! in plain form. A two-unit character is never cut in half by a segment border, as handsets and gateways do it.
//!
//! Not here: sending, national language shift tables, transliteration of letters.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Units of one GSM-7 message that stands alone.
pub const GSM_SINGLE: u32 = 160;
/// Units of each GSM-7 message that is joined with others.
pub const GSM_JOINED: u32 = 153;
/// Units of one UCS-2 message that stands alone.
pub const UCS2_SINGLE: u32 = 70;
/// Units of each UCS-2 message that is joined with others.
pub const UCS2_JOINED: u32 = 67;

/// The default alphabet of 3GPP TS 23.038 (the escape to the extension table is not a character of a text).
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The extension table of 3GPP TS 23.038: each character counts two units.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How a text travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Seven bits per character, 160 to a message.
    Gsm7,
    /// Sixteen bits per unit, 70 to a message.
    Ucs2,
}

/// What a text costs as a text message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsCount {
    /// How the text travels.
    pub encoding: Encoding,
    /// Units used (two for an extension character, a surrogate pair).
    pub units: u32,
    /// Messages sent and paid for; 0 for an empty text.
    pub segments: u32,
    /// The first character that forbids GSM-7; `None` when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_non_gsm: Option<char>,
}

/// Units of `c` in GSM-7, `None` when the alphabet does not have it.
#[must_use]
pub fn gsm_units(c: char) -> Option<u32> {
    if c.is_ascii_alphanumeric() || c == ' ' || BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

/// Counts the segments of `text` as it stands (fold it first with [`fold`] when that is what will be sent).
///
/// ```
/// use sundesk::template::sms::{Encoding, count};
/// let short = count("Refund of 5 EUR is on its way");
/// assert_eq!((short.encoding, short.units, short.segments), (Encoding::Gsm7, 29, 1));
/// let euro = count("5 €");                       // the euro sign is in the extension table
/// assert_eq!((euro.encoding, euro.units), (Encoding::Gsm7, 4));
/// let greek = count("Το αίτημά σας λύθηκε");     // most Greek letters are not in GSM-7
/// assert_eq!((greek.encoding, greek.units, greek.first_non_gsm), (Encoding::Ucs2, 20, Some('Τ')));
/// ```
#[must_use]
pub fn count(text: &str) -> SmsCount {
    let first_non_gsm = text.chars().find(|&c| gsm_units(c).is_none());
    let (encoding, single, joined) = match first_non_gsm {
        None => (Encoding::Gsm7, GSM_SINGLE, GSM_JOINED),
        Some(_) => (Encoding::Ucs2, UCS2_SINGLE, UCS2_JOINED),
    };
    let width = |c: char| match encoding {
        Encoding::Gsm7 => gsm_units(c).unwrap_or(1),
        Encoding::Ucs2 => u32::from(c > '\u{ffff}') + 1,
    };
    let (mut units, mut segments, mut room) = (0u32, 0u32, 0u32);
    for c in text.chars() {
        let w = width(c);
        units = units.saturating_add(w);
        if w > room {
            segments = segments.saturating_add(1);
            room = joined;
        }
        room -= w;
    }
    if units > 0 && units <= single {
        segments = 1;
    }
    SmsCount { encoding, units, segments, first_non_gsm }
}

/// Messages that `units` units cost in the worst case, when no text is at hand but its length is known.
#[must_use]
pub fn segments_of(encoding: Encoding, units: u32) -> u32 {
    let (single, joined) = match encoding {
        Encoding::Gsm7 => (GSM_SINGLE, GSM_JOINED),
        Encoding::Ucs2 => (UCS2_SINGLE, UCS2_JOINED),
    };
    if units <= single { u32::from(units > 0) } else { units.div_ceil(joined) }
}

/// The text with typography in plain form: tabs, no-break and thin spaces become a space, the true minus, the dashes and bullets
/// `-`, curly and pointed quotes straight ones, the ellipsis three dots; soft hyphens, zero-width spaces, bidi marks and isolates
/// are dropped. Letters are never touched.
///
/// ```
/// use sundesk::template::sms::{count, fold, Encoding};
/// let price = "1.234,50\u{a0}€";
/// assert_eq!(count(price).encoding, Encoding::Ucs2);
/// assert_eq!(fold(price), "1.234,50 €");
/// assert_eq!(count(&fold(price)).encoding, Encoding::Gsm7);
/// ```
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| folded(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match folded(c) {
            Some(plain) => out.push_str(plain),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The plain form of a typographic character; `None` for a character that stays.
fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => " ",
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{2022}' => "-",
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' | '\u{2039}' | '\u{203a}' => "'",
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => "\"",
        '\u{2026}' => "...",
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => "",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_its_size() {
        assert_eq!(BASIC.chars().count(), 127, "128 codes less the escape");
        assert_eq!(EXTENSION.chars().count(), 10);
    }

    #[track_caller]
    fn is(text: &str, encoding: Encoding, units: u32, segments: u32) {
        let c = count(text);
        assert_eq!((c.encoding, c.units, c.segments), (encoding, units, segments), "{text:.20}");
    }

    #[test]
    fn segments_change_exactly_at_the_borders() {
        is("", Encoding::Gsm7, 0, 0);
        is(&"a".repeat(160), Encoding::Gsm7, 160, 1);
        is(&"a".repeat(161), Encoding::Gsm7, 161, 2);
        is(&"a".repeat(306), Encoding::Gsm7, 306, 2);
        is(&"a".repeat(307), Encoding::Gsm7, 307, 3);
        is(&"é".repeat(160), Encoding::Gsm7, 160, 1);
        is(&"ê".repeat(70), Encoding::Ucs2, 70, 1);
        is(&"ê".repeat(71), Encoding::Ucs2, 71, 2);
        is(&"ê".repeat(134), Encoding::Ucs2, 134, 2);
        is(&"ê".repeat(135), Encoding::Ucs2, 135, 3);
    }

    #[test]
    fn a_pair_is_never_cut_by_a_segment_border() {
        is(&"€".repeat(80), Encoding::Gsm7, 160, 1);
        // 153 units hold 76 pairs: 77 pairs would fit 154 units but need 2 messages, and 153 pairs need 3.
        is(&"€".repeat(152), Encoding::Gsm7, 304, 2);
        is(&"€".repeat(153), Encoding::Gsm7, 306, 3);
        is(&"😀".repeat(35), Encoding::Ucs2, 70, 1);
        is(&"😀".repeat(66), Encoding::Ucs2, 132, 2);
        is(&"😀".repeat(67), Encoding::Ucs2, 134, 3);
    }

    #[test]
    fn isolates_and_typography_leave_gsm_and_folding_brings_them_back() {
        for text in ["Hi \u{2068}Ana\u{2069}", "1.234,50\u{202f}€", "\u{2212}5", "it’s “done”…"] {
            assert_eq!(count(text).encoding, Encoding::Ucs2);
            assert_eq!(count(&fold(text)).encoding, Encoding::Gsm7, "{text}");
        }
        assert_eq!(fold("năm"), "năm");
    }
}
