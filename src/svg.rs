//! The few strokes every picture is made of: self-contained SVG, without fonts to load, scripts, styles from elsewhere or links.
//!
//! Lengths are whole hundredths of a pixel, so that the same input gives the same bytes on every machine.

use std::fmt::{Display, Write as _};

/// How a page around pictures looks: light and dark as the reader's machine says, black on white on paper. What is wider than a phone scrolls in its own
/// place, so that the letters of a picture stay readable.
pub(crate) const PAGE_STYLE: &str = ":root{color-scheme:light dark}\
    body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}\
    svg{max-width:100%;height:auto}.wide,pre{overflow-x:auto}table{border-collapse:collapse;margin:.5rem 0 1.5rem}\
    th,td{padding:.2rem .8rem;text-align:right;border-bottom:1px solid #8888}th:first-child,td:first-child{text-align:left}\
    h2{break-after:avoid}table,svg{break-inside:avoid}.note{opacity:.75}\
    @media(max-width:45rem){.wide svg{max-width:none;width:45rem}table{display:block;overflow-x:auto}}\
    @media print{:root{color-scheme:light}body{max-width:none;margin:0;color:#000;background:#fff}pre{white-space:pre-wrap}}";

/// A picture being drawn; [`finish`](Picture::finish) closes it.
#[derive(Debug, Clone)]
pub(crate) struct Picture(String);

impl Picture {
    /// A picture of so many pixels, with what screen readers and tooltips say of it.
    pub(crate) fn new(width: i64, height: i64, title: &str, description: &str) -> Self {
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">"
        );
        let _ = write!(text, "<title>{}</title><desc>{}</desc>", escape(title), escape(description));
        Self(text)
    }

    /// A filled rectangle.
    pub(crate) fn rect(&mut self, at: (i64, i64), size: (i64, i64), fill: impl Display, title: &str) {
        let ((x, y), (width, height)) = (at, size);
        self.add(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"><title>{}</title></rect>",
            hundredths(x),
            hundredths(y),
            hundredths(width),
            hundredths(height),
            escape(title)
        ));
    }

    /// A line across the picture from top to bottom, such as an instant.
    pub(crate) fn upright(&mut self, x: i64, height: i64, stroke: &str, width: &str, title: &str) {
        let x = hundredths(x);
        self.add(format_args!(
            "<line x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\" stroke=\"{stroke}\" stroke-width=\"{width}\"><title>{}</title></line>",
            escape(title)
        ));
    }

    /// Anything else; texts in it must have gone through [`escape`].
    pub(crate) fn add(&mut self, markup: impl Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{markup}");
    }

    /// The document.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

/// A number of hundredths as SVG writes lengths: `12.05`, `-0.50`.
pub(crate) fn hundredths(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", n.unsigned_abs() / 100, n.unsigned_abs() % 100)
}

/// Text inside an XML element or attribute; characters XML does not allow become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_their_sign_and_both_places() {
        assert_eq!([0, 5, 1205, -50, -120].map(hundredths), ["0.00", "0.05", "12.05", "-0.50", "-1.20"]);
    }

    #[test]
    fn no_text_ends_an_element_or_an_attribute() {
        assert_eq!(escape("<a href='x'>&\"\u{1}\n"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;\u{fffd} ");
    }
}
