//! Personal data in free text, found by its form: addresses of e-mail, telephone numbers, card numbers, account numbers.
//!
//! What is found is what has the form and passes its check: a card number the digit of Luhn (ISO/IEC 7812-1, annex B), an account number the
//! remainder of ISO 13616 (mod 97). Names, postal addresses and what is written in words have no form and are not found: this keeps card
//! numbers out of a store, it does not make a text anonymous. Digits and signs are those of ASCII; what stands around them may be any script,
//! also without blanks between, and then the letters next to an address of e-mail go with it.
//!
//! ```
//! use sundesk::ticket::redact::{Personal, redact};
//! let text = "My card 4111 1111 1111 1111 was charged twice. mari@example.com, +49 30 901820";
//! let found = redact(text, Personal::ALL);
//! assert_eq!(found.text, "My card [card] was charged twice. [email], [phone]");
//! assert_eq!(redact("Order 4111 1111 1111 1112 of 2026-03-02", Personal::ALL).found.len(), 0); // no card ends so
//! ```

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Personal {
    /// An address of e-mail: `mari@example.com`.
    Email,
    /// A telephone number: international (`+49 30 901820`, `0049…`), or national with a leading 0, an area in brackets, or 3-3-4 digits.
    Phone,
    /// The number of a payment card: 12 to 19 digits that begin with 2 to 6 and pass the check of Luhn.
    Card,
    /// The number of a bank account: an IBAN that passes its check.
    Iban,
}

impl Personal {
    /// All of them.
    pub const ALL: &[Personal] = &[Personal::Email, Personal::Phone, Personal::Card, Personal::Iban];

    /// The word that stands in brackets where one was.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Personal::Email => "email",
            Personal::Phone => "phone",
            Personal::Card => "card",
            Personal::Iban => "iban",
        }
    }
}

/// A text without what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Redaction {
    /// The text, `[card]` where a card number was.
    pub text: String,
    /// How many of each were found.
    pub found: BTreeMap<Personal, u32>,
}

/// Takes personal data of some kinds out of a text. What remains holds none of them any more; the time is proportional to the text.
#[must_use]
pub fn redact(text: &str, kinds: &[Personal]) -> Redaction {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut found = BTreeMap::new();
    let (mut at, mut kept) = (0, 0);
    while at < bytes.len() {
        let hit = if begins(bytes, at) { hit(bytes, at, kinds) } else { None };
        match hit {
            Some((kind, end)) => {
                out.push_str(text.get(kept..at).unwrap_or_default());
                out.push('[');
                out.push_str(kind.name());
                out.push(']');
                *found.entry(kind).or_default() += 1;
                (at, kept) = (end, end);
            }
            None => at += 1,
        }
    }
    out.push_str(text.get(kept..).unwrap_or_default());
    Redaction { text: out, found }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// Whether a word or number may begin here: in the middle of one nothing does.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(0, |before| byte(bytes, before));
    let here = byte(bytes, at);
    // Japanese or Thai puts no blank before a number: only letters and digits of ASCII go on into it.
    let inside = before.is_ascii_alphanumeric();
    match here {
        b'+' | b'(' => !inside,
        0x80.. => !inside && before < 0x80,
        _ => here.is_ascii_alphanumeric() && !inside && !matches!(before, b'+' | b'_'),
    }
}

fn hit(bytes: &[u8], at: usize, kinds: &[Personal]) -> Option<(Personal, usize)> {
    let wanted = |kind| kinds.contains(&kind);
    let here = byte(bytes, at);
    let try_iban = wanted(Personal::Iban) && here.is_ascii_alphabetic();
    let found = try_iban.then(|| iban(bytes, at).map(|end| (Personal::Iban, end))).flatten();
    let found = found.or_else(|| {
        let starts = wanted(Personal::Email) && (here.is_ascii_alphanumeric() || here >= 0x80);
        starts.then(|| email(bytes, at).map(|end| (Personal::Email, end))).flatten()
    });
    if found.is_some() || here.is_ascii_alphabetic() || here >= 0x80 {
        return found;
    }
    let number = Number::read(bytes, at);
    let card = || wanted(Personal::Card).then(|| number.card().map(|end| (Personal::Card, end))).flatten();
    let phone = || wanted(Personal::Phone).then(|| number.phone().map(|end| (Personal::Phone, end))).flatten();
    card().or_else(phone)
}

/// The longest part of an address before its @ (RFC 5321, 4.5.3.1.1), and after it.
const LOCAL: usize = 64;
const DOMAIN: usize = 255;

fn email(bytes: &[u8], at: usize) -> Option<usize> {
    let local = |c: u8| c.is_ascii_alphanumeric() || c >= 0x80 || b"._%+-'".contains(&c);
    let sign = (at..at + LOCAL + 1).find(|i| !local(byte(bytes, *i)))?;
    if byte(bytes, sign) != b'@' {
        return None;
    }
    let domain = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'.' || c >= 0x80;
    let mut end = (sign + 1..sign + 1 + DOMAIN).find(|i| !domain(byte(bytes, *i)))?;
    while end > sign && !(byte(bytes, end - 1).is_ascii_alphanumeric() || byte(bytes, end - 1) >= 0x80) {
        end -= 1; // the full stop of a sentence
    }
    let name = bytes.get(sign + 1..end)?;
    let dot = name.iter().rposition(|c| *c == b'.')?;
    (dot > 0 && name.len() - dot > 2).then_some(end)
}

/// ISO 13616: two letters, two digits, up to 30 letters and digits, in groups of four or in one.
fn iban(bytes: &[u8], at: usize) -> Option<usize> {
    let (mut read, mut end, mut i): (Vec<u8>, Option<usize>, usize) = (Vec::with_capacity(34), None, at);
    while read.len() < 35 {
        let c = byte(bytes, i);
        let fits = match read.len() {
            0 | 1 => c.is_ascii_uppercase(),
            2 | 3 => c.is_ascii_digit(),
            _ => c.is_ascii_digit() || c.is_ascii_uppercase(),
        };
        if fits {
            read.push(c);
            i += 1;
            continue;
        }
        let ends = !c.is_ascii_alphanumeric();
        if ends && (15..=34).contains(&read.len()) && mod_97(&read) == 1 {
            end = Some(i);
        }
        if c != b' ' || !read.len().is_multiple_of(4) || read.is_empty() {
            break;
        }
        i += 1;
    }
    end
}

fn mod_97(iban: &[u8]) -> u32 {
    let moved = iban.iter().skip(4).chain(iban.iter().take(4));
    moved.fold(0, |rest, c| match c {
        b'0'..=b'9' => (rest * 10 + u32::from(c - b'0')) % 97,
        _ => (rest * 100 + u32::from(c.to_ascii_uppercase().wrapping_sub(b'A')) + 10) % 97,
    })
}

/// Digits with what people write between them, as far as it may be one number.
struct Number {
    digits: Vec<u8>,
    /// After so many digits it may end there: at a separator, or at its end.
    ends: Vec<(usize, usize)>,
    plus: bool,
    bracket: bool,
    /// Something other than spaces and hyphens stood between the digits so far.
    dotted: Option<usize>,
    /// The lengths of its groups.
    groups: Vec<usize>,
}

/// A card has at most 19 digits; with a few more it is surely none.
const MOST_DIGITS: usize = 24;

impl Number {
    fn read(bytes: &[u8], at: usize) -> Self {
        let mut number = Self {
            digits: Vec::new(),
            ends: Vec::new(),
            plus: false,
            bracket: false,
            dotted: None,
            groups: Vec::new(),
        };
        let mut i = at;
        number.plus = byte(bytes, i) == b'+';
        i += usize::from(number.plus);
        let mut group = 0;
        while number.digits.len() < MOST_DIGITS {
            let c = byte(bytes, i);
            if c.is_ascii_digit() {
                number.digits.push(c - b'0');
                group += 1;
                i += 1;
                continue;
            }
            let word = c.is_ascii_alphabetic() || c == b'_';
            if group > 0 {
                number.groups.push(group);
                if !word {
                    number.ends.push((number.digits.len(), i));
                }
                group = 0;
            }
            // One separator, one with a bracket, or one between blanks: `030 123`, `(030) 123`, `+49 (0)30 / 123`.
            let next = byte(bytes, i + 1);
            let step = match (c, next) {
                (b'(', d) if d.is_ascii_digit() => 1,
                (b')', d) if d.is_ascii_digit() => 1,
                (b')' | b' ', b' ' | b'(' | b'-') if byte(bytes, i + 2).is_ascii_digit() => 2,
                (b' ', b'/' | b'-') if byte(bytes, i + 2) == b' ' && byte(bytes, i + 3).is_ascii_digit() => 3,
                (b' ' | b'-' | b'.' | b'/', d) if d.is_ascii_digit() => 1,
                _ => break,
            };
            number.bracket |= c == b'(' && number.digits.is_empty();
            if !matches!((c, step), (b' ' | b'-', 1)) && !number.digits.is_empty() && number.dotted.is_none() {
                number.dotted = Some(number.digits.len());
            }
            i += step;
        }
        number
    }

    fn card(&self) -> Option<usize> {
        let fits = |(n, _): &&(usize, usize)| {
            let plain = self.dotted.is_none_or(|dotted| dotted >= *n);
            let digits = self.digits.get(..*n).unwrap_or_default();
            plain && (12..=19).contains(n) && digits.first().is_some_and(|d| (2..=6).contains(d)) && luhn(digits)
        };
        if self.plus || self.bracket {
            return None;
        }
        self.ends.iter().rev().find(fits).map(|(_, end)| *end)
    }

    fn phone(&self) -> Option<usize> {
        let international = self.plus || self.digits.starts_with(&[0, 0]);
        let national = self.bracket || (self.digits.first() == Some(&0) && self.groups.len() > 1) || self.zero_led();
        let least = if international { 8 } else { 7 };
        if international || national {
            let most = if self.digits.starts_with(&[0, 0]) { 17 } else { 15 };
            return self.ends.iter().rev().find(|(n, _)| (least..=most).contains(n)).map(|(_, end)| *end);
        }
        // 555-123-4567
        matches!(self.groups.as_slice(), [3, 3, 4, ..])
            .then(|| self.ends.iter().find(|(n, _)| *n == 10))
            .flatten()
            .map(|(_, end)| *end)
    }

    /// A national number in one piece: 0 and 8 to 14 digits more.
    fn zero_led(&self) -> bool {
        self.digits.first() == Some(&0) && self.groups.first().is_some_and(|n| (9..=15).contains(n))
    }
}

/// ISO/IEC 7812-1, annex B: each second digit from the right doubled, their digits summed, a multiple of ten.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| u32::from(*d) * if i % 2 == 1 { 2 } else { 1 })
        .map(|d| if d > 9 { d - 9 } else { d })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let found = redact(text, Personal::ALL);
        assert_eq!(found.text, expected);
        assert_eq!(redact(&found.text, Personal::ALL).found.len(), 0, "{expected}");
    }

    #[test]
    fn what_has_the_form_goes_and_what_has_not_stays() {
        reads("write to mari.tamm+x@mail.example.co.uk.", "write to [email].");
        reads("<a@b.example>, 'c_d@e-f.io'", "<[email]>, '[email]'");
        reads("jürgen@müller.de", "[email]");
        reads("@home a@b a@b.c", "@home a@b a@b.c");
        // Numbers that card schemes publish for tests.
        for card in
            ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6304000000000000", "2223003122003222"]
        {
            reads(&format!("card {card}."), "card [card].");
        }
        reads("4111 1111 1111 1111 12/28 123", "[card] 12/28 123");
        reads("order 4111111111111112, id 9999999999999995", "order 4111111111111112, id 9999999999999995");
        // Scripts without blanks, and names that are not of ASCII.
        reads("カード4111111111111111です", "カード[card]です");
        reads("電話は03-1234-5678まで", "電話は[phone]まで");
        reads("口座DE89370400440532013000へ", "口座[iban]へ");
        reads("écris à jörg@example.com, ok", "écris à [email], ok");
        let long = "この件についてのご連絡はすべてこちらのアドレスへお願いいたします";
        reads(&format!("{long}mari@example.com。"), &format!("{long}[email]"));
        // Examples of the ISO 13616 registry.
        for iban in [
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "NO93 8601 1117 947",
            "MT84MALT011000012345MTLCAST001S",
        ] {
            reads(&format!("to {iban}, please"), "to [iban], please");
        }
        reads("GB28NWBK60161331926819", "GB28NWBK60161331926819");
        // No account number, and part of it has the form of another: one number too many goes rather than one too few.
        reads("DE88 3704 0044 0532 0130 00", "DE88 3704 [phone]");
        for phone in [
            "+49 30 901820",
            "+49 (0)30 / 901820",
            "0049 30 901820",
            "030 901820",
            "(030) 901820",
            "+1-555-123-4567",
            "555-123-4567",
            "(555) 123-4567",
            "03012345678",
        ] {
            reads(&format!("call {phone} now"), "call [phone] now");
        }
        reads(
            "on 2026-03-02 at 10:30, 12.5 kg, 1,000 items, no. 4711",
            "on 2026-03-02 at 10:30, 12.5 kg, 1,000 items, no. 4711",
        );
        reads("T-1234567 v1.2.3 192.168.0.1 #0815", "T-1234567 v1.2.3 192.168.0.1 #0815");
        reads("", "");
    }

    #[test]
    fn only_what_is_asked_for_goes() {
        let text = "a@b.example 4111111111111111";
        assert_eq!(redact(text, &[Personal::Card]).text, "a@b.example [card]");
        assert_eq!(redact(text, &[]).text, text);
    }

    #[test]
    fn hostile_texts_take_no_longer_than_their_length() {
        for piece in ["1 ", "(", "a.", "+", "A1", "DE89 ", "4111 ", "é@", "a@"] {
            let text = piece.repeat(20_000);
            let once = redact(&text, Personal::ALL);
            assert!(once.text.len() <= text.len() * 4, "{piece}");
        }
    }
}
