//! From a message id, values and a reader to the text that leaves.

use super::{Catalog, FallbackMode, Message};
use crate::template::channel::Channel;
use crate::template::escape::{Format, Writer};
use crate::template::negotiate::{Direction, Match};
use crate::template::{Arg, Args, Ctx, Formatted, Locale, PartKind};
use crate::{Error, ErrorKind, Result};
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// When values are wrapped in marks that isolate their direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Isolates {
    /// In text from right to left, and wherever a value holds right-to-left letters; only in formats that may carry them.
    #[default]
    Auto,
    /// Always, in formats that may carry them.
    Always,
    /// Never.
    Never,
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
    /// `channel_fell_back`, `tone_unavailable`, `sticky_unavailable`, `text_failed`.
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
    #[serde(serialize_with = "as_text")]
    pub version: Arc<str>,
    /// The parts before escaping: text of the template, values, isolates.
    #[serde(skip)]
    pub parts: Formatted,
}

fn as_text<S: serde::Serializer>(text: &Arc<str>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// The text of a message that fits a channel, in one locale.
struct Chosen<'c> {
    /// Whose bundle holds it: the locale itself or one it lies over.
    layer: usize,
    attribute: &'c str,
}

impl Catalog {
    /// The text of a message for a reader.
    ///
    /// `id` is a message, or `message.attribute` for a form that is no channel's (`survey-csat.low`). The language is that of
    /// the conversation, else the first wish whose set is on, else the reference ([`FallbackMode`]). Strict: when a value
    /// is missing or wrong the reference is tried once, then the error is returned; nothing half-made leaves.
    ///
    /// # Errors
    /// [`ErrorKind::MissingText`] for an unknown message, variable or form; [`ErrorKind::InvalidInput`] for a value of the wrong
    /// type and for untrusted text in an automatic reply; [`ErrorKind::LimitExceeded`] past the limits of a text.
    pub fn render(&self, id: &str, args: &Args, delivery: &Delivery) -> Result<Rendered> {
        let (name, attribute) = match id.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute)),
            None => (id, None),
        };
        let message = self.messages.get(name).ok_or_else(|| self.unknown(name))?;
        self.refuse_untrusted(name, message, args, delivery)?;
        let mut warnings = Vec::new();
        let (locale, reason) = self.choose_locale(name, message, attribute, delivery, &mut warnings)?;
        let first = self.render_in(locale, reason, name, message, attribute, args, delivery);
        let (result, reason) = match first {
            Err(error) if locale != self.reference && self.config.fallback != FallbackMode::None => {
                let text = format!("{}: {error}", self.tag(locale));
                match self.render_in(self.reference, Reason::TextFailed, name, message, attribute, args, delivery) {
                    Ok(rendered) => {
                        warnings.push(Warning { code: "text_failed", text });
                        (rendered, Reason::TextFailed)
                    }
                    Err(_) => return Err(error),
                }
            }
            other => (other?, reason),
        };
        let mut rendered = result;
        rendered.reason = reason;
        if !warnings.is_empty() {
            warnings.append(&mut rendered.warnings);
            rendered.warnings = warnings;
        }
        Ok(rendered)
    }

    pub(super) fn tag(&self, locale: usize) -> &str {
        self.locales.get(locale).map_or("", |l| l.locale.as_str())
    }

    fn unknown(&self, name: &str) -> Error {
        let near = self.messages.keys().filter(|k| k.contains(name) || name.contains(k.as_str())).min();
        let expected =
            near.map_or_else(|| "a message of the catalog".to_owned(), |n| format!("{n}, or another message"));
        Error::expected(ErrorKind::MissingText, "is not a message", "id", name, expected)
    }

    /// Zendesk's lesson: an automatic reply that repeats what a forged sender wrote is a relay for spam.
    fn refuse_untrusted(&self, name: &str, message: &Message, args: &Args, delivery: &Delivery) -> Result<()> {
        let automatic = delivery.auto_reply || self.sets.get(message.set).is_some_and(|s| s.auto_reply);
        if !automatic {
            return Ok(());
        }
        let declared = |name: &str| message.contract.variables.get(name).is_some_and(|v| v.declared.untrusted);
        let used = |name: &str| message.contract.variables.contains_key(name);
        match args.iter().find(|(n, v)| used(n) && (is_untrusted(v) || (declared(n) && **v != Arg::Missing))) {
            None => Ok(()),
            Some((n, _)) => Err(Error::new(
                ErrorKind::InvalidInput,
                format!("{name} is sent automatically: ${n} is text from outside and must not be repeated in it"),
            )
            .at(n)),
        }
    }

    fn choose_locale(
        &self,
        name: &str,
        message: &Message,
        attribute: Option<&str>,
        delivery: &Delivery,
        warnings: &mut Vec<Warning>,
    ) -> Result<(usize, Reason)> {
        let tone = delivery.tone.as_deref();
        if let Some(sticky) = &delivery.sticky {
            let chain = self.chain(std::slice::from_ref(sticky), tone);
            if let Some(m) = chain.iter().find(|m| self.usable(m.index, name, message, attribute, delivery.channel)) {
                self.tone_warning(m.index, tone, warnings);
                return Ok((m.index, Reason::Sticky));
            }
            let text = format!("the conversation's locale {sticky} cannot be used for this text");
            warnings.push(Warning { code: "sticky_unavailable", text });
        }
        let chain = self.chain(&delivery.locales, tone);
        if let Some(m) = chain.iter().find(|m| self.usable(m.index, name, message, attribute, delivery.channel)) {
            self.tone_warning(m.index, tone, warnings);
            return Ok((m.index, if m.wish == 0 { Reason::Wished } else { Reason::NextWish }));
        }
        if self.config.fallback == FallbackMode::None {
            let wishes = delivery.locales.join(", ");
            return Err(Error::expected(
                ErrorKind::MissingText,
                "cannot be read",
                "locale",
                wishes,
                "a locale whose set is on",
            )
            .at(name));
        }
        Ok((self.reference, if chain.is_empty() { Reason::NoWishAvailable } else { Reason::SetOff }))
    }

    fn tone_warning(&self, locale: usize, tone: Option<&str>, warnings: &mut Vec<Warning>) {
        let Some(tone) = tone else { return };
        let tag = self.tag(locale);
        if tag.split_once("-x-").is_none_or(|(_, t)| t != tone) {
            warnings.push(Warning { code: "tone_unavailable", text: format!("{tag} has no texts in the tone {tone}") });
        }
    }

    /// The locales for these wishes, best first.
    fn chain(&self, wishes: &[String], tone: Option<&str>) -> Cow<'_, [Match]> {
        let by_language = |tag: &str| self.config.tones.get(tag.split('-').next().unwrap_or(tag)).map(String::as_str);
        if let [only] = wishes {
            let tone = tone.or_else(|| by_language(only));
            let known = self.chains.get(only.as_str()).and_then(|v| v.iter().find(|(t, _)| t.as_deref() == tone));
            if let Some((_, chain)) = known {
                return Cow::Borrowed(chain);
            }
        }
        let wishes: Vec<&str> = wishes.iter().map(String::as_str).collect();
        Cow::Owned(self.negotiate(&wishes, tone).to_vec())
    }

    /// Negotiation with the tone put into each wish that names none.
    pub(super) fn negotiate(&self, wishes: &[&str], tone: Option<&str>) -> Arc<[Match]> {
        let toned: Vec<String> = wishes
            .iter()
            .map(|w| {
                let default = || self.config.tones.get(w.split('-').next().unwrap_or(w)).map(String::as_str);
                match tone.or_else(default) {
                    Some(tone) if !w.contains("-x-") => format!("{w}-x-{tone}"),
                    _ => (*w).to_owned(),
                }
            })
            .collect();
        self.negotiator.find(&toned.iter().map(String::as_str).collect::<Vec<_>>()).into()
    }

    /// Whether a message may be read in a locale.
    fn usable(&self, locale: usize, name: &str, message: &Message, attribute: Option<&str>, channel: Channel) -> bool {
        let Some(set) = self.sets.get(message.set) else { return false };
        if set.on.get(locale).copied().unwrap_or(false) {
            return true;
        }
        self.config.fallback == FallbackMode::Message
            && self
                .select(locale, name, message, attribute, channel)
                .is_some_and(|c| self.done.contains(&(locale, name.to_owned(), c.attribute.to_owned())))
    }

    /// The first text of the channel's table that the message has in this locale; the reference says which there are.
    fn select<'c>(
        &'c self,
        locale: usize,
        name: &str,
        message: &'c Message,
        attribute: Option<&str>,
        channel: Channel,
    ) -> Option<Chosen<'c>> {
        let own = self.locales.get(locale)?;
        let has = |attribute: &str| {
            let key = (!attribute.is_empty()).then_some(attribute);
            let layers = std::iter::once(locale).chain(own.under.iter().copied());
            layers
                .filter_map(|l| self.locales.get(l).map(|c| (l, c)))
                .find(|(_, c)| c.bundle.has(name, key))
                .map(|(l, _)| l)
        };
        let pick = |wanted: &str| {
            let attribute = message.attributes.iter().find(|a| *a == wanted)?;
            has(attribute).map(|layer| Chosen { layer, attribute })
        };
        if let Some(attribute) = attribute {
            return pick(attribute);
        }
        match self.config.channels.tables.get(&channel) {
            Some(table) => table.iter().find_map(|a| pick(a)),
            None => channel.table().iter().find_map(|a| pick(a)),
        }
    }

    #[allow(clippy::too_many_arguments)] // one call site; the pieces of one rendering
    fn render_in(
        &self,
        locale: usize,
        reason: Reason,
        name: &str,
        message: &Message,
        attribute: Option<&str>,
        args: &Args,
        delivery: &Delivery,
    ) -> Result<Rendered> {
        let chosen = self.select(locale, name, message, attribute, delivery.channel).ok_or_else(|| {
            let what = attribute.unwrap_or(delivery.channel.name());
            let expected =
                message.attributes.iter().map(|a| if a.is_empty() { "a value" } else { a }).collect::<Vec<_>>();
            Error::expected(
                ErrorKind::MissingText,
                "has no text",
                name,
                what,
                format!("one of {}", expected.join(", ")),
            )
        })?;
        let (Some(target), Some(layer)) = (self.locales.get(locale), self.locales.get(chosen.layer)) else {
            return Err(Error::new(ErrorKind::Internal, "a locale that is not compiled"));
        };
        let channels = &self.config.channels;
        let own = channels.written_in(chosen.attribute);
        let format = delivery.format.unwrap_or_else(|| match attribute {
            Some(_) => own,
            None => channels.shown_as(delivery.channel),
        });
        let isolating = format.isolates()
            && match delivery.isolates {
                Isolates::Always => true,
                Isolates::Never => false,
                Isolates::Auto => target.direction == Direction::Rtl || args.iter().any(|(_, v)| holds_rtl(v)),
            };
        let ctx = self.context(delivery, isolating);
        let key = (!chosen.attribute.is_empty()).then_some(chosen.attribute);
        let formatted = layer.bundle.format(name, key, args, &ctx).map_err(Error::from)?;
        let text = write(&formatted, own, format, delivery.bdi);
        if text.len() > delivery.ctx.limits.output_bytes {
            let limit = format!("at most {} bytes", delivery.ctx.limits.output_bytes);
            return Err(Error::limit(name, format!("{} bytes after escaping", text.len()), limit));
        }
        let mut warnings = Vec::new();
        let first = channels.tables.get(&delivery.channel).map_or_else(
            || delivery.channel.table().first().copied().unwrap_or(""),
            |t| t.first().map_or("", String::as_str),
        );
        if attribute.is_none() && chosen.attribute != first {
            let (wanted, used) =
                (delivery.channel.name(), if chosen.attribute.is_empty() { "the value" } else { chosen.attribute });
            warnings
                .push(Warning { code: "channel_fell_back", text: format!("no form for {wanted}: {used} was used") });
        }
        let coverage = self.sets.get(message.set).and_then(|s| s.coverage.get(locale)).copied().unwrap_or(0.0);
        Ok(Rendered {
            text,
            locale: target.locale.clone(),
            dir: target.direction,
            reason,
            coverage,
            warnings,
            version: self.version.clone(),
            parts: formatted,
        })
    }

    /// The delivery's context with isolation as this text needs it, and the first wish's locale for formatting.
    fn context<'d>(&self, delivery: &'d Delivery, isolating: bool) -> Cow<'d, Ctx> {
        // A wish that is a locale at hand formats as the text itself does.
        let wish =
            delivery.locales.first().filter(|w| delivery.ctx.locale.is_none() && !self.chains.contains_key(w.as_str()));
        let wish = wish.and_then(|w| crate::template::negotiate::canonical(w).ok());
        if wish.is_none()
            && delivery.ctx.isolating == isolating
            && (delivery.tone.is_none() || delivery.ctx.tone.is_some())
        {
            return Cow::Borrowed(&delivery.ctx);
        }
        let mut ctx = delivery.ctx.clone();
        ctx.isolating = isolating;
        ctx.locale = ctx.locale.or(wish);
        ctx.tone = ctx.tone.or_else(|| delivery.tone.clone().map(Cow::Owned));
        Cow::Owned(ctx)
    }
}

/// Joins the parts, each escaped for where it goes.
fn write(formatted: &Formatted, own: Format, format: Format, bdi: bool) -> String {
    let mut writer = Writer::new(own, format);
    for part in formatted.parts() {
        match part.kind {
            PartKind::Text => writer.text(part.text),
            PartKind::Literal => writer.literal(part.text),
            PartKind::Markup => writer.markup(part.text),
            PartKind::IsolateStart => writer.open_isolate(bdi),
            PartKind::IsolateEnd => writer.close_isolate(bdi),
            _ => writer.value(part.text),
        }
    }
    writer.finish()
}

fn is_untrusted(value: &Arg) -> bool {
    match value {
        Arg::Str(text) => text.untrusted,
        Arg::List(items) => items.iter().any(is_untrusted),
        _ => false,
    }
}

/// Whether a value holds letters that run from right to left.
fn holds_rtl(value: &Arg) -> bool {
    match value {
        Arg::Str(text) => rtl(&text.text),
        Arg::Markup(text) => rtl(text),
        Arg::List(items) => items.iter().any(holds_rtl),
        _ => false,
    }
}

fn rtl(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
        })
}
