//! Which locale, and which text of the message.

use super::delivery::{Delivery, Reason, Warning};
use super::{Catalog, FallbackMode, Message};
use crate::template::negotiate::Match;
use crate::template::{Args, Locale};
use crate::{Error, ErrorKind, Result};
use std::sync::Arc;

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
#[derive(Clone, Copy)]
pub(super) struct Chosen<'c> {
    pub(super) locale: usize,
    /// Whose bundle holds it: the locale itself or one it lies over.
    pub(super) layer: usize,
    pub(super) attribute: &'c str,
    pub(super) reason: Reason,
}

impl Catalog {
    /// The conversation's locale, else the first wish that can be served, else the reference.
    pub(super) fn choose<'c>(&'c self, job: &Job<'c>, warnings: &mut Vec<Warning>) -> Result<Chosen<'c>> {
        let delivery = job.delivery;
        if let Some(sticky) = &delivery.sticky {
            if let Some(chosen) = self.first_usable(job, sticky, Reason::Sticky) {
                self.tone_warning(chosen.locale, job, warnings);
                return Ok(chosen);
            }
            let text = format!("the conversation's locale {sticky} cannot be used for this text");
            warnings.push(Warning { code: "sticky_unavailable", text });
        }
        let wishes = delivery.locales.iter().take(crate::template::negotiate::MAX_WISHES);
        for (i, wish) in wishes.clone().enumerate() {
            let reason = if i == 0 { Reason::Wished } else { Reason::NextWish };
            if let Some(chosen) = self.first_usable(job, wish, reason) {
                self.tone_warning(chosen.locale, job, warnings);
                return Ok(chosen);
            }
        }
        if self.config.fallback == FallbackMode::None {
            let (wishes, expected) = (delivery.locales.join(", "), "a locale whose set is on");
            return Err(
                Error::expected(ErrorKind::MissingText, "cannot be read", "locale", wishes, expected).at(job.name)
            );
        }
        let at_hand = wishes.clone().any(|w| self.with_chain(w, delivery.tone.as_deref(), |c| !c.is_empty()));
        self.in_reference(job, if at_hand { Reason::SetOff } else { Reason::NoWishAvailable })
    }

    /// The text of the reference.
    pub(super) fn in_reference<'c>(&'c self, job: &Job<'c>, reason: Reason) -> Result<Chosen<'c>> {
        self.select(self.reference, job, reason).ok_or_else(|| {
            let what = job.attribute.unwrap_or(job.delivery.channel.name());
            let names = job.message.attributes.iter().map(|a| if a.is_empty() { "a value" } else { a });
            let expected = format!("one of {}", names.collect::<Vec<_>>().join(", "));
            Error::expected(ErrorKind::MissingText, "has no text", job.name, what, expected)
        })
    }

    fn first_usable<'c>(&'c self, job: &Job<'c>, wish: &str, reason: Reason) -> Option<Chosen<'c>> {
        let first = |chain: &[Match]| chain.iter().find_map(|m| self.usable(m.index, job, reason));
        self.with_chain(wish, job.delivery.tone.as_deref(), first)
    }

    fn tone_warning(&self, locale: usize, job: &Job<'_>, warnings: &mut Vec<Warning>) {
        let Some(tone) = &job.delivery.tone else { return };
        let tag = self.tag(locale);
        if tag.split_once("-x-").is_none_or(|(_, t)| t != tone) {
            warnings.push(Warning { code: "tone_unavailable", text: format!("{tag} has no texts in the tone {tone}") });
        }
    }

    pub(super) fn tag(&self, locale: usize) -> &str {
        self.locales.get(locale).map_or("", |l| l.locale.as_str())
    }

    /// The tone that a wish gets when the delivery asks for none.
    fn tone_of<'t>(&'t self, wish: &str, tone: Option<&'t str>) -> Option<&'t str> {
        tone.or_else(|| self.config.tones.get(wish.split('-').next().unwrap_or(wish)).map(String::as_str))
    }

    /// The locales for one wish, best first: looked up for a tag at hand, remembered for any other.
    fn with_chain<R>(&self, wish: &str, tone: Option<&str>, answer: impl FnOnce(&[Match]) -> R) -> R {
        let tone = self.tone_of(wish, tone);
        let known = self.chains.get(wish).and_then(|v| v.iter().find(|(t, _)| t.as_deref() == tone));
        match known {
            Some((_, chain)) => answer(chain),
            None => self.wishes.with(wish, tone, || self.negotiate(wish, tone).to_vec(), |w| answer(&w.chain)),
        }
    }

    /// The locale of a wish, for numbers and dates; `None` for a tag at hand, which formats as the text itself does.
    pub(super) fn reader(&self, wish: &str, tone: Option<&str>) -> Option<Locale> {
        if self.chains.contains_key(wish) {
            return None;
        }
        let tone = self.tone_of(wish, tone);
        self.wishes.with(wish, tone, || self.negotiate(wish, tone).to_vec(), |w| w.locale.clone())
    }

    /// Negotiation with the tone put into a wish that names none.
    pub(super) fn negotiate(&self, wish: &str, tone: Option<&str>) -> Arc<[Match]> {
        match self.tone_of(wish, tone) {
            Some(tone) if !wish.contains("-x-") => self.negotiator.find(&[&format!("{wish}-x-{tone}")]).into(),
            _ => self.negotiator.find(&[wish]).into(),
        }
    }

    /// The text of a message that may be read in a locale: its set is on, and the text has no error.
    fn usable<'c>(&'c self, locale: usize, job: &Job<'c>, reason: Reason) -> Option<Chosen<'c>> {
        let on = self.sets.get(job.message.set)?.on.get(locale).copied().unwrap_or(false);
        if !on && self.config.fallback != FallbackMode::Message {
            return None;
        }
        let chosen = self.select(locale, job, reason)?;
        let texts = self.locales.get(locale)?.units.get(job.name)?;
        let done = texts.iter().find(|(a, _)| a == chosen.attribute).map(|(_, done)| *done)?;
        (on || done).then_some(chosen)
    }

    /// The first text of the channel's table that the message has in this locale; the reference says which there are.
    fn select<'c>(&'c self, locale: usize, job: &Job<'c>, reason: Reason) -> Option<Chosen<'c>> {
        let under = &self.locales.get(locale)?.under;
        let pick = |wanted: &str| {
            let attribute = job.message.attributes.iter().find(|a| *a == wanted)?;
            let key = (!attribute.is_empty()).then_some(attribute.as_str());
            let has = |l: &usize| self.locales.get(*l).is_some_and(|c| c.bundle.has(job.name, key));
            let layer = std::iter::once(locale).chain(under.iter().copied()).find(has)?;
            Some(Chosen { locale, layer, attribute, reason })
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
