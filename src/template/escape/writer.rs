//! Joins trusted text and foreign values into one output of a given format.

use super::{Format, clean};
use crate::template::sms;
use crate::text::markdown;

/// Writes the pieces of one text: [`text`](Self::text) for the template's own words, [`value`](Self::value) for what came from
/// outside, [`markup`](Self::markup) for what the program vouches for.
///
/// `own` is the format the template's text was written in. When it is the output's format its text passes as it stands; when
/// it is not (a plain body used where HTML was asked for) the text is escaped like a value. Line breaks of what is escaped for HTML
/// become `<br>`: those of such a text, of a literal and of a value.
///
/// ```
/// use sundesk::template::escape::{Format, Writer};
/// let mut w = Writer::new(Format::Plain, Format::Html);
/// w.text("Dear ");
/// w.value("<Tom>");
/// w.text(",\nthank you & goodbye");
/// w.value("\none\ntwo");
/// assert_eq!(w.finish(), "Dear &lt;Tom&gt;,<br>\nthank you &amp; goodbye<br>\none<br>\ntwo");
/// ```
#[derive(Debug, Clone)]
pub struct Writer {
    own: Format,
    format: Format,
    out: String,
    /// Whether a line break is one as it stands, without `<br>`: inside a tag or `<pre>`.
    bare_lines: bool,
}

impl Writer {
    /// A writer of text in `format` whose template is written in `own`.
    #[must_use]
    pub fn new(own: Format, format: Format) -> Self {
        Self::with_capacity(own, format, 0)
    }

    /// The same with room for a text of so many bytes before escaping.
    pub(crate) fn with_capacity(own: Format, format: Format, bytes: usize) -> Self {
        Self { own, format, out: String::with_capacity(bytes), bare_lines: false }
    }

    /// Whether what follows stands where HTML has no `<br>`, or needs none.
    pub(crate) fn bare_lines(&mut self, bare: bool) {
        self.bare_lines = bare;
    }

    /// Bytes written so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The template's own words.
    pub fn text(&mut self, text: &str) {
        let structured = matches!(self.format, Format::Html | Format::Markdown | Format::Json);
        match self.format {
            _ if structured && self.own != self.format => self.escaped(text),
            Format::Subject => self.one_line(text),
            Format::Sms => self.out.push_str(&sms::fold(text)),
            _ => self.out.push_str(text),
        }
    }

    /// A literal of the template (`{ "{" }`): the author's own characters, to be shown as they are.
    pub fn literal(&mut self, literal: &str) {
        self.escaped(literal);
    }

    /// A value from outside: cleaned, then escaped.
    pub fn value(&mut self, value: &str) {
        let before = self.out.len();
        self.escaped(&clean(value));
        if self.format == Format::Markdown {
            // With the template's own space or line end behind it, a space at the end could make a hard break.
            let end = self.out.trim_end_matches(' ').len();
            self.out.truncate(end.max(before));
        }
    }

    /// A value the program vouches for: passes as it stands, except that a header stays one line and a JSON string whole.
    pub fn markup(&mut self, markup: &str) {
        match self.format {
            Format::Subject => self.one_line(markup),
            Format::Json => self.escaped(markup),
            _ => self.out.push_str(markup),
        }
    }

    /// The marks around a value that isolate its direction: `<bdi>` or U+2068 in HTML, U+2068 in other laid-out text, else none.
    pub fn open_isolate(&mut self, bdi: bool) {
        self.isolate(bdi, "<bdi>", '\u{2068}');
    }

    /// The end of [`open_isolate`](Self::open_isolate).
    pub fn close_isolate(&mut self, bdi: bool) {
        self.isolate(bdi, "</bdi>", '\u{2069}');
    }

    fn isolate(&mut self, bdi: bool, tag: &str, mark: char) {
        if bdi && self.format == Format::Html {
            self.out.push_str(tag);
        } else if self.format.isolates() {
            self.out.push(mark);
        }
    }

    /// The whole text. A header is trimmed and cannot be read as an encoded word.
    #[must_use]
    pub fn finish(self) -> String {
        match self.format {
            Format::Subject => self.out.trim().replace("=?", "= ?"),
            _ => self.out,
        }
    }

    fn escaped(&mut self, value: &str) {
        match self.format {
            Format::Plain => self.out.push_str(value),
            Format::Html if self.bare_lines => html(value, &mut self.out),
            Format::Html => {
                for (i, line) in value.split('\n').enumerate() {
                    if i > 0 {
                        self.out.push_str("<br>\n");
                    }
                    html(line, &mut self.out);
                }
            }
            Format::Markdown => markdown(value, &mut self.out),
            Format::Subject => self.one_line(value),
            Format::Sms => self.out.push_str(&sms::fold(value)),
            Format::Voice => self.out.push_str(&super::strip_isolates(value)),
            Format::Json => json(value, &mut self.out),
        }
    }

    /// Text for one header line: every run of controls, line breaks and spaces becomes one space; no invisible marks.
    fn one_line(&mut self, text: &str) {
        for c in super::strip_isolates(&clean(text)).chars() {
            if c.is_control() || c == ' ' {
                if !self.out.is_empty() && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
            } else {
                self.out.push(c);
            }
        }
    }
}

fn html(value: &str, out: &mut String) {
    let mut from = 0;
    for (at, byte) in value.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(value.get(from..at).unwrap_or(""));
        out.push_str(escaped);
        from = at + 1;
    }
    out.push_str(value.get(from..).unwrap_or(""));
}

/// The content of a JSON string; `< > &` and the line separators too, so that it cannot end a `<script>` element.
fn json(value: &str, out: &mut String) {
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::escape;
    use super::*;

    #[test]
    fn markdown_escapes_blocks_only_where_a_line_starts() {
        assert_eq!(
            escape("1. one\n2) two\n- x - y\n    code", Format::Markdown),
            "1\\. one\n2\\) two\n\\- x - y\ncode"
        );
        let mut w = Writer::new(Format::Markdown, Format::Markdown);
        w.text("- ");
        w.value("# a");
        w.text(" and ");
        w.value("# b 3. c");
        assert_eq!(w.finish(), "- \\# a and # b 3. c");
        assert_eq!(escape("https://evil.example [x](y) ![i] <u> &lt;", Format::Markdown).matches('\\').count(), 9);
    }

    #[test]
    fn a_header_is_one_trimmed_line_whatever_went_in() {
        let mut w = Writer::new(Format::Plain, Format::Subject);
        w.text("Re:\n ");
        w.value("\u{2068}hi\u{2069}\r\nBcc: x@y\u{2028}=?utf-8?q?z?=\u{7}\t!");
        w.markup("\r\n<b>");
        assert_eq!(w.finish(), "Re: hi Bcc: x@y = ?utf-8?q?z?= ! <b>");
    }

    #[test]
    fn json_content_reads_back() {
        let nasty = "a\"b\\c\nd</script>\u{1}é";
        let text = format!("\"{}\"", escape(nasty, Format::Json));
        assert!(!text.contains("</script"));
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "a\"b\\c\nd</script>é");
    }

    #[test]
    fn isolates_follow_the_format() {
        for (format, bdi, want) in [
            (Format::Plain, false, "\u{2068}x\u{2069}"),
            (Format::Html, true, "<bdi>x</bdi>"),
            (Format::Html, false, "\u{2068}x\u{2069}"),
            (Format::Sms, true, "x"),
            (Format::Subject, false, "x"),
            (Format::Voice, false, "x"),
        ] {
            let mut w = Writer::new(format, format);
            w.open_isolate(bdi);
            w.value("x");
            w.close_isolate(bdi);
            assert_eq!(w.finish(), want, "{format:?}");
        }
    }
}
