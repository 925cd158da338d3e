//! What a value may look like when it reaches a reader: hostile characters out, the rest escaped for where it goes.
//!
//! A template's own text is trusted in the format it is written in; a *value* (a name, a subject line, a free text) never is.
//! Values are first [`clean`]ed, then escaped by [`Format`] as they are joined. Nothing is parsed a second time: `{ $secret }`
//! inside a name stays that text.
//!
//! Not here: sanitising of whole HTML documents. A value that holds tags is shown as text, not filtered.

mod clean;
mod link;
mod writer;

pub(crate) use clean::is_plain;
pub use clean::{clean, strip_isolates};
pub(crate) use link::link;
pub use writer::Writer;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How text is written so that its reader shows it literally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// As it stands.
    #[default]
    Plain,
    /// HTML text: `& < > " '` become references, and the line breaks of a value `<br>`, except inside a tag and in `<pre>`.
    Html,
    /// CommonMark with the usual extensions: punctuation that would start markup is preceded by a backslash.
    Markdown,
    /// One line for a mail header or a push title: line breaks and controls become spaces.
    Subject,
    /// A text message: typography is folded to what GSM-7 has ([`crate::template::sms::fold`]).
    Sms,
    /// Text to be spoken: no invisible marks.
    Voice,
    /// The content of a JSON string, safe inside a `<script>` element too.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: &[Format] =
        &[Self::Plain, Self::Html, Self::Markdown, Self::Subject, Self::Sms, Self::Voice, Self::Json];

    /// The stable word, as configuration and the command line write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Subject => "subject",
            Self::Sms => "sms",
            Self::Voice => "voice",
            Self::Json => "json",
        }
    }

    /// The format of a stable word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }

    /// Whether the invisible marks that isolate a right-to-left name inside a left-to-right sentence may be written.
    ///
    /// They are right in text that a screen lays out; in a text message they cost half its room, in a header and in speech
    /// they are noise, and in JSON the reader of the JSON decides.
    #[must_use]
    pub const fn isolates(self) -> bool {
        matches!(self, Self::Plain | Self::Html | Self::Markdown)
    }
}

/// `value`, cleaned and escaped for `format`, as it stands at the start of a line.
///
/// ```
/// use sundesk::template::escape::{Format, escape};
/// assert_eq!(escape("<b>Tom & \"Jo\"</b>", Format::Html), "&lt;b&gt;Tom &amp; &quot;Jo&quot;&lt;/b&gt;");
/// assert_eq!(escape("one\ntwo", Format::Html), "one<br>\ntwo");
/// assert_eq!(escape("# not *a* heading", Format::Markdown), "\\# not \\*a\\* heading");
/// assert_eq!(escape("Hello\r\nBcc: all@example.com", Format::Subject), "Hello Bcc: all@example.com");
/// ```
#[must_use]
pub fn escape(value: &str, format: Format) -> String {
    let mut writer = Writer::new(format, format);
    writer.value(value);
    writer.finish()
}
