//! Characters that a value from outside never needs and an attacker does.

use std::borrow::Cow;

/// The value without controls, bidi overrides, unpaired isolates, zero-width and tag characters.
///
/// | removed | why |
/// |---|---|
/// | C0 and C1 controls except line feed and tab; noncharacters | terminals, headers, logs |
/// | U+202A–202E embeddings and overrides | `gpj.exe` shown as `exe.jpg` |
/// | U+2066–2069 isolates without a partner | turn the rest of the text around |
/// | U+200B, 2060–2064, 206A–206F, FEFF, 00AD, 180E, FFF9–FFFB | invisible: defeat filters and searches |
/// | U+E0000–E007F tags | invisible text inside visible text |
///
/// CR LF, CR, U+0085, U+2028 and U+2029 become a line feed. U+200C and U+200D stay between two characters beyond ASCII: Persian
/// and Hindi spelling and joined emoji need them. U+200D also stays at the end of a word after an Arabic letter or an Indic
/// virama, where it decides the shape of the letter (Malayalam `ന്‍`). Elsewhere they go.
///
/// ```
/// use sundesk::template::escape::clean;
/// assert_eq!(clean("invoice\u{202e}gpj.exe\u{0}"), "invoicegpj.exe");
/// assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
/// assert_eq!(clean("pay\u{200d}pal"), "paypal");
/// ```
#[must_use]
pub fn clean(value: &str) -> Cow<'_, str> {
    if is_plain(value) || !value.chars().any(suspicious) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut open: Vec<usize> = Vec::new(); // byte positions in `out` of isolates that wait for their end
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{2066}'..='\u{2068}' => {
                open.push(out.len());
                out.push(c);
            }
            '\u{2069}' => {
                if open.pop().is_some() {
                    out.push(c);
                }
            }
            '\u{200c}' | '\u{200d}' => {
                let before = out.chars().next_back().filter(|b| joinable(*b));
                let shapes = c == '\u{200d}' && before.is_some_and(shaped_by_joiner);
                if shapes || (before.is_some() && chars.peek().copied().is_some_and(joinable)) {
                    out.push(c);
                }
            }
            c if removed(c) => {}
            c => out.push(c),
        }
    }
    for at in open.into_iter().rev() {
        out.remove(at);
    }
    Cow::Owned(out)
}

/// Whether a text is letters, digits and signs of ASCII in lines: nothing that [`clean`] would touch.
pub(crate) fn is_plain(text: &str) -> bool {
    // Without a way out of the loop the compiler looks at many bytes at once.
    text.bytes().fold(true, |plain, b| plain & (matches!(b, 0x20..=0x7e) | (b == b'\n')))
}

/// The text without isolate marks (U+2066–2069) and directional marks (U+200E, 200F, 061C).
#[must_use]
pub fn strip_isolates(text: &str) -> Cow<'_, str> {
    let mark = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    if text.contains(mark) { Cow::Owned(text.replace(mark, "")) } else { Cow::Borrowed(text) }
}

fn joinable(c: char) -> bool {
    !c.is_ascii() && !suspicious(c)
}

/// Letters that a joiner behind them gives another shape: Arabic ones, and consonants killed by an Indic virama.
fn shaped_by_joiner(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6fa}'..='\u{6fc}'
        | '\u{94d}' | '\u{9cd}' | '\u{a4d}' | '\u{acd}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}' | '\u{dca}')
}

/// Whether `c` may be changed by [`clean`]; a quick test that most values fail at once.
fn suspicious(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{200c}' | '\u{200d}')
        || removed(c)
}

fn removed(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_isolates_stay_and_lone_ones_go() {
        assert_eq!(clean("a\u{2068}b\u{2069}c"), "a\u{2068}b\u{2069}c");
        assert_eq!(clean("a\u{2068}b"), "ab");
        assert_eq!(clean("a\u{2069}b\u{2067}c\u{2066}d\u{2069}"), "abc\u{2066}d\u{2069}");
    }

    #[test]
    fn line_ends_become_one_line_feed_and_controls_go() {
        assert_eq!(clean("a\r\nb\rc\u{85}d\u{2028}e\u{7}\u{9b}f\tg"), "a\nb\nc\nd\nef\tg");
        assert_eq!(clean("flag \u{1f3f4}\u{e0067}\u{e007f}!"), "flag \u{1f3f4}!");
        assert!(matches!(clean("plain Ünïcode"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_family_of_emoji_stays_together() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        assert_eq!(clean(family), family);
    }
}
