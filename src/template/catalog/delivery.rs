//! Who reads a text and how it reaches him, and what comes back.

use crate::template::channel::Channel;
use crate::template::escape::Format;
use crate::template::negotiate::Direction;
use crate::template::{Ctx, Formatted, Locale};
use serde::{Deserialize, Serialize};
use std::fmt;

/// When values are wrapped in marks that isolate their direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Isolates {
    /// Around values, in text from right to left and wherever a value holds right-to-left letters; only in formats that may carry
    /// them. Not around messages, terms and variants: their direction is the text's, and a paragraph that is nothing but an isolate
    /// has no direction of its own.
    #[default]
    Auto,
    /// Always, in formats that may carry them; around messages, terms and variants too, as Fluent's own implementations do.
    Always,
    /// Never.
    Never,
}

impl Isolates {
    /// Every choice.
    pub const ALL: &[Self] = &[Self::Auto, Self::Always, Self::Never];

    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The choice of a stable word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|i| i.name() == name)
    }
}

/// Who reads a text and how it reaches him.
///
/// ```
/// use sundesk::template::channel::Channel;
/// use sundesk::template::catalog::Delivery;
/// let d = Delivery::to(["vi", "en"]).channel(Channel::Sms).sticky(Some("vi"));
/// assert_eq!(d.locales, ["vi", "en"]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// The locales the reader wishes, best first.
    pub locales: Vec<String>,
    /// The locale the conversation already has ([`Rendered::locale`] of the last text, stored with the ticket): it comes first.
    pub sticky: Option<String>,
    /// The tone, such as `formal`: takes the overlay `de-x-formal` where there is one.
    pub tone: Option<String>,
    /// The way out.
    pub channel: Channel,
    /// Another format than the channel's.
    pub format: Option<Format>,
    /// When values are isolated.
    pub isolates: Isolates,
    /// `<bdi>` instead of the invisible marks, in HTML.
    pub bdi: bool,
    /// Sent without a person looking at it: no untrusted text, whatever the set.
    pub auto_reply: bool,
    /// How values are shown: zone, present, hour cycle, limits.
    pub ctx: Ctx,
}

impl Delivery {
    /// To a reader with these wishes, by mail body.
    pub fn to<S: Into<String>>(locales: impl IntoIterator<Item = S>) -> Self {
        Self { locales: locales.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// By another channel.
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// In another format than the channel's.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// In the language the conversation has.
    #[must_use]
    pub fn sticky(mut self, locale: Option<&str>) -> Self {
        self.sticky = locale.map(str::to_owned);
        self
    }

    /// In a tone.
    #[must_use]
    pub fn tone(mut self, tone: &str) -> Self {
        self.tone = Some(tone.to_owned());
        self
    }

    /// With these settings of values.
    #[must_use]
    pub fn ctx(mut self, ctx: Ctx) -> Self {
        self.ctx = ctx;
        self
    }
}

/// Why a text is in the language it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The conversation has this language.
    Sticky,
    /// The first wish, as it is or by a nearer name of the same language.
    Wished,
    /// A later wish: the earlier ones are not at hand, or not complete.
    NextWish,
    /// The reference, because no wish is at hand.
    NoWishAvailable,
    /// The reference, because the set is not complete in the wished languages.
    SetOff,
    /// The reference, because the wished language's text failed with these values.
    TextFailed,
}

/// Something about a finished text that a person should know; the code is stable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// `channel_fell_back`, `tone_unavailable`, `sticky_unavailable`, `locale_unreadable`, `text_failed`.
    pub code: &'static str,
    /// The story in words.
    pub text: String,
}

/// A finished text.
#[derive(Debug, Clone, Serialize)]
pub struct Rendered {
    /// The text, escaped for its format.
    pub text: String,
    /// The locale of the text: store it with the ticket and pass it back as [`Delivery::sticky`].
    pub locale: Locale,
    /// Its direction.
    pub dir: Direction,
    /// Why this locale.
    pub reason: Reason,
    /// How much of the set is done in this locale, 0 to 1.
    pub coverage: f64,
    /// What a person should know; usually empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// The version of the catalog, so that a sent text can be traced.
    pub version: Version,
    /// The parts before escaping: text of the template, values, isolates.
    #[serde(skip)]
    pub parts: Formatted,
}

/// The version of a catalog: sixteen hexadecimal digits, the same on every machine for the same texts and settings.
///
/// Copied rather than shared: threads that render from one catalog do not wait for each other to count its users.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version([u8; 16]);

impl Version {
    /// Of a number that stands for the texts.
    pub(super) fn new(number: u64) -> Self {
        let digit = |place: u32| u8::try_from((number >> (60 - 4 * place)) & 0xf).unwrap_or(0);
        let mut digits = [0; 16];
        for (place, to) in (0..).zip(&mut digits) {
            *to = b"0123456789abcdef".get(usize::from(digit(place))).copied().unwrap_or(b'0');
        }
        Self(digits)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl std::ops::Deref for Version {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Version({self})")
    }
}

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
