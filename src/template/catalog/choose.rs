//! Which locale, and which text of the message.

use super::delivery::{Delivery, Reason, Warning};
use super::wishes::Wish;
use super::{Catalog, FallbackMode, Message, Text};
use crate::template::channel::Channel;
use crate::template::gate::Standing;
use crate::template::negotiate::{MAX_WISHES, Match, canonical, present};
use crate::template::{Args, Locale};
use crate::{Error, ErrorKind, Result};

/// Forms that an error names at most.
const LISTED: usize = 16;

/// A form of a message.
#[derive(Clone, Copy)]
pub(super) enum Form<'j> {
    /// That of a channel, by its table.
    Channel(Channel),
    /// An attribute by name.
    Attribute(&'j str),
}

/// One rendering: what is asked for.
#[derive(Clone, Copy)]
pub(super) struct Job<'j> {
    pub(super) name: &'j str,
    /// The forms that are asked for together: they come in one language.
    pub(super) forms: &'j [Form<'j>],
    pub(super) message: &'j Message,
    pub(super) args: &'j Args,
    pub(super) delivery: &'j Delivery,
    /// For an editor: marks where something went wrong, instead of an error.
    pub(super) preview: bool,
}

/// A locale that has every form.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) locale: usize,
    pub(super) reason: Reason,
    /// The reader's own locale for numbers and dates, where it says more than that of the text.
    pub(super) reader: Option<Locale>,
}

impl Catalog {
    /// The conversation's locale, else the first wish that can be served, else the reference.
    pub(super) fn choose(&self, job: &Job<'_>, warnings: &mut Vec<Warning>) -> Result<Chosen> {
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

    /// The reference, which must have every form.
    pub(super) fn in_reference(&self, job: &Job<'_>, reason: Reason) -> Result<Chosen> {
        let Some(lacking) = job.forms.iter().find(|form| self.select(self.reference, job, form).is_none()) else {
            let reader = self.reader(job.delivery, self.reference);
            return Ok(Chosen { locale: self.reference, reason, reader });
        };
        let what = match lacking {
            Form::Attribute(attribute) => attribute,
            Form::Channel(channel) => channel.name(),
        };
        let names = job.message.attributes.iter().map(|a| if a.is_empty() { "a value" } else { a });
        let expected = format!("one of {}", names.take(LISTED).collect::<Vec<_>>().join(", "));
        Err(Error::expected(ErrorKind::MissingText, "has no text", job.name, what, expected))
    }

    fn first_usable(&self, job: &Job<'_>, wish: &str, reason: Reason) -> Option<Chosen> {
        self.with_wish(wish, job.delivery.tone.as_deref(), |w| {
            let usable = |m: &Match| self.usable(m.index, job).then_some(m.index);
            let locale = w.chain.iter().find_map(usable)?;
            Some(Chosen { locale, reason, reader: self.formats_of(w, locale) })
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
        let of = |locale: Locale| self.config.tones.get(locale.language()).map(String::as_str);
        present(wish).ok().and_then(of).or_else(|| canonical(wish).ok().and_then(of))
    }

    /// What one wish comes to: looked up for a tag at hand, remembered for any other.
    fn with_wish<R>(&self, wish: &str, tone: Option<&str>, answer: impl FnOnce(&Wish) -> R) -> R {
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

    /// Whether the forms of a message may be read in a locale: its set is on, and their texts have no error.
    fn usable(&self, locale: usize, job: &Job<'_>) -> bool {
        let on = self.sets.get(job.message.set).and_then(|s| s.on.get(locale)).copied().unwrap_or(false);
        if !on && self.config.fallback != FallbackMode::Message {
            return false;
        }
        let readable =
            |text: Text| text.standing == Some(Standing::Done) || (on && text.standing == Some(Standing::Stale));
        job.forms.iter().all(|form| self.select(locale, job, form).is_some_and(|(_, text)| readable(text)))
    }

    /// The first text of the channel's table that the message has in this locale; the reference says which there are.
    pub(super) fn select<'c>(&self, locale: usize, job: &Job<'c>, form: &Form<'_>) -> Option<(&'c str, Text)> {
        let (message, texts) = (job.message, job.message.texts.get(locale)?);
        let pick = |wanted: &str| {
            let at = message.attributes.binary_search_by(|a| a.as_str().cmp(wanted)).ok()?;
            Some((message.attributes.get(at)?.as_str(), (*texts.get(at)?)?))
        };
        match form {
            Form::Attribute(attribute) => pick(attribute),
            Form::Channel(channel) => match self.config.channels.tables.get(channel) {
                Some(table) => table.iter().find_map(|a| pick(a)),
                None => channel.table().iter().find_map(|a| pick(a)),
            },
        }
    }
}
