//! What the text before a value leaves open: a tag, a link, an address, or a place where no escaping helps.

use crate::template::escape::Format;

/// The construct that a value would stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    Tag,
    Link,
    Address,
    Script,
    Style,
    Comment,
}

impl Inside {
    /// Whether a whole address may stand there.
    pub(super) fn takes_url(self) -> bool {
        matches!(self, Inside::Tag | Inside::Link)
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Inside::Tag => "a tag; write { URL(…) }",
            Inside::Link => "a link; write { URL(…) }",
            Inside::Address => "an address; give the whole address as one value and write { URL(…) }",
            Inside::Script => "<script>, where nothing is escaped",
            Inside::Style => "<style>, where nothing is escaped",
            Inside::Comment => "a comment, which nobody reads",
        }
    }
}

/// Elements and comments whose content is no text: how they start and end, in small letters.
const RAW: [(&str, &str, Inside); 3] =
    [("<script", "</script", Inside::Script), ("<style", "</style", Inside::Style), ("<!--", "-->", Inside::Comment)];

const SCHEMES: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "www."];

/// Reads a text from left to right, each character once: addresses in every format, tags and links only where there are such.
#[derive(Debug)]
pub(super) struct Reader {
    written: Format,
    before: String,
    raw: Option<usize>,
    tag: bool,
    link: bool,
    address: bool,
}

impl Reader {
    /// A reader of a text that is written in a format.
    pub(super) fn new(written: Format) -> Self {
        Self { written, before: String::new(), raw: None, tag: false, link: false, address: false }
    }

    pub(super) fn text(&mut self, text: &str) {
        text.chars().for_each(|c| self.next(c.to_ascii_lowercase()));
    }

    /// A value stands here.
    pub(super) fn value(&mut self) {
        self.before.push('x');
    }

    /// What a value here would stand in.
    pub(super) fn inside(&self) -> Option<Inside> {
        let raw = self.raw.and_then(|i| RAW.get(i)).map(|(.., place)| *place);
        let open = [(self.address, Inside::Address), (self.tag, Inside::Tag), (self.link, Inside::Link)];
        raw.or_else(|| open.into_iter().find(|(open, _)| *open).map(|(_, place)| place))
    }

    fn next(&mut self, c: char) {
        let markup = matches!(self.written, Format::Html | Format::Markdown);
        let starts_tag = markup && self.before.ends_with('<') && (c.is_ascii_alphabetic() || c == '/');
        self.before.push(c);
        self.raw = match self.raw {
            _ if !markup => None,
            Some(i) => Some(i).filter(|&i| RAW.get(i).is_some_and(|(_, end, _)| !self.before.ends_with(end))),
            None => RAW.iter().position(|(start, ..)| self.before.ends_with(start)),
        };
        self.tag = (self.tag || starts_tag) && c != '>' && c != '<';
        let starts_link = self.written == Format::Markdown && self.before.ends_with("](");
        self.link = (self.link || starts_link) && c != ')';
        let ends_word = c.is_whitespace() || "<>\"'()".contains(c);
        self.address = !ends_word && (self.address || SCHEMES.iter().any(|s| self.before.ends_with(s)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_before_a_value() {
        let plain = Format::Plain;
        for (text, place) in [("see <a href=\"", None), ("[here](", None), ("<script>x", None), ("<!-- a", None)] {
            let mut reader = Reader::new(plain);
            reader.text(text);
            assert_eq!(reader.inside(), place, "a plain text has no markup: {text}");
        }
        for (text, place) in [
            ("see <a href=\"", Some(Inside::Tag)),
            ("see <a href=\"x\">", None),
            ("a < b", None),
            ("see https://x.example/t/", Some(Inside::Address)),
            ("see https://x.example/ ", None),
            ("<a href=\"https://x.example/", Some(Inside::Address)),
            ("<a href=\"https://x.example/\">", None),
            ("[here](", Some(Inside::Link)),
            ("[here](https://x", Some(Inside::Address)),
            ("[here](x) ", None),
            ("<SCRIPT>x", Some(Inside::Script)),
            ("<script>x</script>", None),
            ("<style> b > c", Some(Inside::Style)),
            ("<!-- a -- ", Some(Inside::Comment)),
            ("<!-- a --> b", None),
        ] {
            let mut reader = Reader::new(Format::Markdown);
            reader.text(text);
            assert_eq!(reader.inside(), place, "{text}");
        }
    }
}
