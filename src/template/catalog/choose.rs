//! Which locale, and which text of the message.

use super::delivery::{Delivery, Reason, Warning};
use super::wishes::Wish;
use super::{Catalog, FallbackMode, Message, Text};
use crate::template::gate::Standing;
use crate::template::negotiate::{MAX_WISHES, Match};
use crate::template::{Args, Locale};
use crate::{Error, ErrorKind, Result};

/// One rendering: what is asked for.
#[derive(Clone, Copy)]
pub(super) struct Job<'j> {
    pub(super) name: &'j str,
    /// A form asked for by name instead of a channel.
    pub(super) attribute: Option<&'j str>,
    pub(super) message: &'j Message,
    pub(super) args: &'j Args,
    pub(super) delivery: &'j Delivery,
    /// For an editor: marks where something went wrong, instead of an error.
    pub(super) preview: bool,
}

/// A locale, and the text of the message in it.
#[derive(Clone)]
pub(super) struct Chosen<'c> {
    pub(super) locale: usize,
    /// The number of the text in the locale's bundle.
    pub(super) entry: u32,
    pub(super) attribute: &'c str,
    pub(super) reason: Reason,
    /// The reader's own locale for numbers and dates, where it says more than that of the text.
    pub(super) reader: Option<Locale>,
}

impl Catalog {
    /// The conversation's locale, else the first wish that can be served, else the reference.
    pub(super) fn choose<'c>(&'c self, job: &Job<'c>, warnings: &mut Vec<Warning>) -> Result<Chosen<'c>> {
        let delivery = job.delivery;
        if let Some(sticky) = &delivery.sticky {
            if let Some(mut chosen) = self.first_usable(job, sticky, Reason::Sticky) {
                chosen.reader = self.reader(delivery, chosen.locale).or(chosen.reader);
                self.tone_warning(chosen.locale, job, warnings);
                return Ok(chosen);
            }
            let text = format!("the conversation's locale {sticky} cannot be used for this text");
            warnings.push(Warning { code: "sticky_unavailable", text });
        }
        let wishes = delivery.locales.iter().take(MAX_WISHES);
        for (i, wish) in wishes.clone().enumerate() {
            let reason = if i == 0 { Reason::Wished } else { Reason::NextWish };
            if let Some(chosen) = self.first_usable(job, wish, reason) {
                self.tone_warning(chosen.locale, job, warnings);
                return Ok(chosen);
            }
            if wish != "*" && self.with_wish(wish, delivery.tone.as_deref(), |w| w.locale.is_none()) {
                let text =
                    format!("{wish:?} is no locale such as de-AT; a header of wishes is read by parse_accept_language");
                warnings.push(Warning { code: "locale_unreadable", text });
            }
        }
        if self.config.fallback == FallbackMode::None {
            let (wishes, expected) = (delivery.locales.join(", "), "a locale whose set is on");
            return Err(
                Error::expected(ErrorKind::MissingText, "cannot be read", "locale", wishes, expected).at(job.name)
            );
        }
        let at_hand = wishes.clone().any(|w| self.with_wish(w, delivery.tone.as_deref(), |w| !w.chain.is_empty()));
        self.in_reference(job, if at_hand { Reason::SetOff } else { Reason::NoWishAvailable })
    }

    /// The text of the reference.
    pub(super) fn in_reference<'c>(&'c self, job: &Job<'c>, reason: Reason) -> Result<Chosen<'c>> {
        if let Some((attribute, text)) = self.select(self.reference, job) {
            let reader = self.reader(job.delivery, self.reference);
            return Ok(Chosen { locale: self.reference, entry: text.entry, attribute, reason, reader });
        }
        let what = job.attribute.unwrap_or(job.delivery.channel.name());
        let names = job.message.attributes.iter().map(|a| if a.is_empty() { "a value" } else { a });
        let expected = format!("one of {}", names.collect::<Vec<_>>().join(", "));
        Err(Error::expected(ErrorKind::MissingText, "has no text", job.name, what, expected))
    }

    fn first_usable<'c>(&'c self, job: &Job<'c>, wish: &str, reason: Reason) -> Option<Chosen<'c>> {
        self.with_wish(wish, job.delivery.tone.as_deref(), |w| {
            let usable = |locale| self.usable(locale, job).map(|found| (locale, found));
            let (locale, (attribute, text)) = w.chain.iter().find_map(|m| usable(m.index))?;
            Some(Chosen { locale, entry: text.entry, attribute, reason, reader: self.formats_of(w, locale) })
        })
    }

    fn tone_warning(&self, locale: usize, job: &Job<'_>, warnings: &mut Vec<Warning>) {
        let Some(tone) = &job.delivery.tone else { return };
        let tag = self.tag(locale);
        if tag.split_once("-x-").is_none_or(|(_, t)| t != tone) && self.config.lint.tones.get(tag) != Some(tone) {
            warnings.push(Warning { code: "tone_unavailable", text: format!("{tag} has no texts in the tone {tone}") });
        }
    }

    pub(super) fn tag(&self, locale: usize) -> &str {
        self.locales.get(locale).map_or("", |l| l.locale.as_str())
    }

    /// The tone that a wish gets when the delivery asks for none.
    fn tone_of<'t>(&'t self, wish: &str, tone: Option<&'t str>) -> Option<&'t str> {
        if tone.is_some() || self.config.tones.is_empty() {
            return tone;
        }
        self.config.tones.get(wish.split('-').next().unwrap_or(wish)).map(String::as_str)
    }

    /// What one wish comes to: looked up for a tag at hand, remembered for any other.
    fn with_wish<R>(&self, wish: &str, tone: Option<&str>, answer: impl FnOnce(&Wish) -> R) -> R {
        let tone = self.tone_of(wish, tone);
        let known = self.known_wishes.get(wish).and_then(|v| v.iter().find(|(t, _)| t.as_deref() == tone));
        match known {
            Some((_, wish)) => answer(wish),
            None => self.wishes.with(wish, tone, || self.negotiate(wish, tone), answer),
        }
    }

    /// The first wish that is of the language and script of a locale at hand, for its numbers and dates.
    fn reader(&self, delivery: &Delivery, locale: usize) -> Option<Locale> {
        let kin = |m: &Match| self.locales.get(m.index).map(|l| l.kin) == self.locales.get(locale).map(|l| l.kin);
        delivery.locales.iter().take(MAX_WISHES).find_map(|wish| {
            self.with_wish(wish, delivery.tone.as_deref(), |w| {
                w.chain.iter().any(kin).then(|| self.formats_of(w, locale))
            })
        })?
    }

    /// The wish's own locale, unless the text's says the same.
    fn formats_of(&self, wish: &Wish, locale: usize) -> Option<Locale> {
        let text = self.locales.get(locale)?;
        wish.locale.as_ref().filter(|_| wish.formats != text.formats).cloned()
    }

    /// Negotiation with the tone put into a wish that names none.
    pub(super) fn negotiate(&self, wish: &str, tone: Option<&str>) -> Vec<Match> {
        match self.tone_of(wish, tone) {
            Some(tone) if !wish.contains("-x-") => {
                let found = self.negotiator.find(&[&format!("{wish}-x-{tone}")]);
                // A tone that makes no tag ("", "conversational") must not cost the reader his language.
                if found.is_empty() { self.negotiator.find(&[wish]) } else { found }
            }
            _ => self.negotiator.find(&[wish]),
        }
    }

    /// The text of a message that may be read in a locale: its set is on, and the text has no error.
    fn usable<'c>(&'c self, locale: usize, job: &Job<'c>) -> Option<(&'c str, Text)> {
        let on = self.sets.get(job.message.set)?.on.get(locale).copied().unwrap_or(false);
        if !on && self.config.fallback != FallbackMode::Message {
            return None;
        }
        let (attribute, text) = self.select(locale, job)?;
        let readable = text.standing == Some(Standing::Done) || (on && text.standing == Some(Standing::Stale));
        readable.then_some((attribute, text))
    }

    /// The first text of the channel's table that the message has in this locale; the reference says which there are.
    fn select<'c>(&'c self, locale: usize, job: &Job<'c>) -> Option<(&'c str, Text)> {
        let texts = job.message.texts.get(locale)?;
        let pick = |wanted: &str| {
            let mut all = job.message.attributes.iter().zip(texts);
            all.find(|(a, _)| *a == wanted).and_then(|(a, text)| Some((a.as_str(), (*text)?)))
        };
        if let Some(attribute) = job.attribute {
            return pick(attribute);
        }
        match self.config.channels.tables.get(&job.delivery.channel) {
            Some(table) => table.iter().find_map(|a| pick(a)),
            None => job.delivery.channel.table().iter().find_map(|a| pick(a)),
        }
    }
}
