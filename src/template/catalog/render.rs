//! From a message id, values and a reader to the text that leaves.

use super::choose::{Chosen, Form, Job};
use super::delivery::{Delivery, Isolates, Reason, Rendered, Warning};
use super::{Catalog, FallbackMode};
use crate::spelling::nearest;
use crate::template::channel::Channel;
use crate::template::escape::{Format, Writer, is_plain};
use crate::template::negotiate::Direction;
use crate::template::{Arg, Args, Ctx, Formatted, Locale, PartKind};
use crate::{Error, ErrorKind, Result};
use std::borrow::Cow;
use std::error::Error as _;

impl Catalog {
    /// The text of a message for a reader.
    ///
    /// `id` is a message, or `message.attribute` for a form that is no channel's (`survey-csat.low`). The language is that of
    /// the conversation, else the first wish whose set is on, else the reference ([`FallbackMode`]). Strict: when a value
    /// is missing or wrong the reference is tried once, then the error is returned; nothing half-made leaves. A function of the
    /// program that fails ends it at once: its error is the [`source`](std::error::Error::source) of the one returned. A value of another
    /// type than the reference declares ([`VarType::accepts`](super::VarType::accepts)) is refused in every language, whatever the text does with it.
    ///
    /// # Errors
    /// [`ErrorKind::MissingText`] for an unknown message, variable or form; [`ErrorKind::InvalidInput`] for a value of the wrong
    /// type and for untrusted text in an automatic reply; [`ErrorKind::LimitExceeded`] past the limits of a text.
    pub fn render(&self, id: &str, args: &Args, delivery: &Delivery) -> Result<Rendered> {
        self.one(id, args, delivery, false)
    }

    /// Several forms of one message for one reader, in one language: the subject and the body of a mail, its HTML part, a text message.
    ///
    /// The answers are in the order of the channels. The language is decided once: the conversation's, else the first wish in which *every*
    /// form may be read, else the reference. When a form cannot be made with these values, all of them are made in the reference, never
    /// some. `delivery.channel` is not looked at.
    ///
    /// ```
    /// use sundesk::args;
    /// use sundesk::template::catalog::{Config, Delivery, Source};
    /// use sundesk::template::channel::Channel;
    /// use sundesk::template::{Arg, Templates};
    /// let en = "# $name (Text) who\nclosed = Hello { $name }, it is closed.\n    .subject = Ticket closed\n";
    /// let sv = "closed = Hej { $name }, det är stängt.\n    .subject = Ärendet stängt\n";
    /// let sources = [Source::new("en", "mail", en), Source::new("sv", "mail", sv)];
    /// let store = Templates::from_sources(&sources, &Config::reference("en"))?;
    /// let mail = [Channel::Subject, Channel::Body];
    /// let [subject, body] = &store.render_forms("closed", &mail, &args! { name: "Åsa" }, &Delivery::to(["sv"]))?[..] else { panic!() };
    /// assert_eq!((&*subject.text, &*body.text), ("Ärendet stängt", "Hej Åsa, det är stängt."));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`render`](Self::render): the error of the first form that fails. [`ErrorKind::InvalidInput`] for an `id` that names one form;
    /// [`ErrorKind::LimitExceeded`] for more channels than there are.
    pub fn render_forms(
        &self,
        id: &str,
        channels: &[Channel],
        args: &Args,
        delivery: &Delivery,
    ) -> Result<Vec<Rendered>> {
        if id.contains('.') {
            return Err(Error::invalid("id", id, "a message, whose forms are named by channels"));
        }
        if channels.len() > Channel::ALL.len() {
            return Err(Error::limit(
                "channels",
                channels.len(),
                format!("each of the {} channels once", Channel::ALL.len()),
            ));
        }
        let forms: Vec<Form<'_>> = channels.iter().map(|c| Form::Channel(*c)).collect();
        self.produce(id, &forms, args, delivery, false)
    }

    /// The same for the eyes of an editor, never for a customer: a value that is missing or wrong becomes a mark such as `{$name}`,
    /// and what went wrong is in the [`errors`](crate::template::Formatted::errors) of [`Rendered::parts`].
    ///
    /// ```
    /// use sundesk::template::catalog::{Config, Delivery, Source};
    /// use sundesk::template::{Args, Templates};
    /// let sources = [Source::new("en", "mail", "# $name (Text) who\nhello = Hello { $name }!\n")];
    /// let store = Templates::from_sources(&sources, &Config::reference("en"))?;
    /// let seen = store.preview("hello", &Args::new(), &Delivery::to(["en"]))?;
    /// assert_eq!(seen.text, "Hello {$name}!");
    /// assert_eq!((seen.parts.errors[0].line, seen.parts.errors[0].column), (2, 17));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::MissingText`] for an unknown message or form; a text past the limit of its length.
    pub fn preview(&self, id: &str, args: &Args, delivery: &Delivery) -> Result<Rendered> {
        self.one(id, args, delivery, true)
    }

    /// One form: that of the delivery's channel, or the one that the id names.
    fn one(&self, id: &str, args: &Args, delivery: &Delivery, preview: bool) -> Result<Rendered> {
        let (name, form) = match id.split_once('.') {
            Some((name, attribute)) => (name, Form::Attribute(attribute)),
            None => (id, Form::Channel(delivery.channel)),
        };
        let made = self.produce(name, &[form], args, delivery, preview)?;
        made.into_iter().next().ok_or_else(|| Error::new(ErrorKind::Internal, "a form that was not made"))
    }

    fn produce(
        &self,
        name: &str,
        forms: &[Form<'_>],
        args: &Args,
        delivery: &Delivery,
        preview: bool,
    ) -> Result<Vec<Rendered>> {
        let message = self.messages.get(name).ok_or_else(|| self.unknown(name))?;
        let job = Job { name, forms, message, args, delivery, preview };
        if !preview {
            self.refuse_untrusted(&job)?;
            if let Some(mistyped) = message.types.faults(args).next() {
                return Err(mistyped.error(name));
            }
        }
        let mut warnings = Vec::new();
        let chosen = self.choose(&job, &mut warnings)?;
        let mut made = match self.render_all(&chosen, &job) {
            // What a function of the program failed at would fail again, or be hidden by a text that does not call it.
            Err(error) if error.source().is_some() => return Err(error),
            Err(error) if chosen.locale != self.reference && self.config.fallback != FallbackMode::None => {
                // Once more in the reference; when that fails too, the reader's own text says better what is wrong.
                let again = self.in_reference(&job, Reason::TextFailed).and_then(|c| self.render_all(&c, &job));
                let Ok(made) = again else { return Err(error) };
                warnings.push(Warning { code: "text_failed", text: format!("{}: {error}", self.tag(chosen.locale)) });
                made
            }
            other => other?,
        };
        for rendered in &mut made {
            if !warnings.is_empty() {
                let own = std::mem::replace(&mut rendered.warnings, warnings.clone());
                rendered.warnings.extend(own);
            }
            if preview {
                let faults = message.types.faults(args).map(|m| m.entry(name, self.tag(self.reference)));
                rendered.parts.errors.extend(faults);
            }
        }
        Ok(made)
    }

    /// Every form in one language, or the error of the first that fails.
    fn render_all(&self, chosen: &Chosen, job: &Job<'_>) -> Result<Vec<Rendered>> {
        job.forms.iter().map(|form| self.render_in(chosen, job, form)).collect()
    }

    fn unknown(&self, name: &str) -> Error {
        let expected = nearest(name, self.messages.keys()).map_or_else(
            || "a message of the catalog".to_owned(),
            |n| format!("a message of the catalog: did you mean {n}?"),
        );
        Error::expected(ErrorKind::MissingText, "is not a message", "id", name, expected)
    }

    /// Zendesk's lesson: an automatic reply that repeats what a forged sender wrote is a relay for spam.
    fn refuse_untrusted(&self, job: &Job<'_>) -> Result<()> {
        let automatic = job.delivery.auto_reply || self.sets.get(job.message.set).is_some_and(|s| s.auto_reply);
        if !automatic {
            return Ok(());
        }
        let variables = &job.message.contract.variables;
        let outside = |name: &str, value: &Arg| {
            // A text that only chooses between the template's own words is not repeated.
            let shown = variables.get(name).filter(|v| !v.selector_only);
            shown.is_some_and(|v| is_untrusted(value) || (v.declared.untrusted && *value != Arg::Missing))
        };
        let Some((variable, _)) = job.args.iter().find(|(n, v)| outside(n, v)) else { return Ok(()) };
        let text = "is sent automatically";
        let text = format!("{} {text}: ${variable} is text from outside and must not be repeated in it", job.name);
        Err(Error::new(ErrorKind::InvalidInput, text).at(variable))
    }

    fn render_in(&self, chosen: &Chosen, job: &Job<'_>, form: &Form<'_>) -> Result<Rendered> {
        let found = self.locales.get(chosen.locale).zip(self.select(chosen.locale, job, form));
        let Some((target, (attribute, text))) = found else {
            return Err(Error::new(ErrorKind::Internal, "a text that is not compiled"));
        };
        let (channels, delivery) = (&self.config.channels, job.delivery);
        let own = channels.written_in(attribute);
        let format = delivery.format.unwrap_or_else(|| match form {
            Form::Attribute(_) => own,
            Form::Channel(channel) => channels.shown_as(*channel),
        });
        let isolating = format.isolates()
            && match delivery.isolates {
                Isolates::Always => true,
                Isolates::Never => false,
                Isolates::Auto => target.direction == Direction::Rtl || job.args.iter().any(|(_, v)| holds_rtl(v)),
            };
        let ctx = context(delivery, isolating, chosen.reader.as_ref());
        let values_only = delivery.isolates == Isolates::Auto;
        let formatted = target.bundle.format_entry(text.entry, job.args, &ctx, format, job.preview, values_only);
        let formatted = formatted.map_err(Error::from)?;
        let text = write(&formatted, own, format, delivery.bdi);
        if text.len() > delivery.ctx.limits.output_bytes {
            let limit = format!("at most {} bytes", delivery.ctx.limits.output_bytes);
            return Err(Error::limit(job.name, format!("{} bytes after escaping", text.len()), limit));
        }
        let coverage = self.sets.get(job.message.set).and_then(|s| s.coverage.get(chosen.locale)).copied();
        Ok(Rendered {
            text,
            locale: target.locale.clone(),
            dir: target.direction,
            reason: chosen.reason,
            coverage: coverage.unwrap_or(0.0),
            warnings: self.channel_warning(attribute, form).into_iter().collect(),
            version: self.version,
            parts: formatted,
        })
    }

    /// Said when the channel had no form of its own.
    fn channel_warning(&self, attribute: &str, form: &Form<'_>) -> Option<Warning> {
        let Form::Channel(channel) = form else { return None };
        let first = match self.config.channels.tables.get(channel) {
            Some(table) => table.first().map_or("", String::as_str),
            None => channel.table().first().copied().unwrap_or(""),
        };
        if attribute == first {
            return None;
        }
        let used = if attribute.is_empty() { "the value" } else { attribute };
        Some(Warning { code: "channel_fell_back", text: format!("no form for {}: {used} was used", channel.name()) })
    }
}

/// The delivery's context with isolation as this text needs it, and the reader's locale for formatting.
fn context<'d>(delivery: &'d Delivery, isolating: bool, reader: Option<&Locale>) -> Cow<'d, Ctx> {
    let reader = reader.filter(|_| delivery.ctx.locale.is_none());
    let same_tone = delivery.tone.is_none() || delivery.ctx.tone.is_some();
    if reader.is_none() && delivery.ctx.isolating == isolating && same_tone {
        return Cow::Borrowed(&delivery.ctx);
    }
    let mut ctx = delivery.ctx.clone();
    ctx.isolating = isolating;
    ctx.locale = ctx.locale.or_else(|| reader.cloned());
    ctx.tone = ctx.tone.or_else(|| delivery.tone.clone().map(Cow::Owned));
    Cow::Owned(ctx)
}

/// Joins the parts, each escaped for where it goes. Inside a tag and as the target of a Markdown link nothing is isolated: the marks
/// would become part of the address.
fn write(formatted: &Formatted, own: Format, format: Format, bdi: bool) -> String {
    // A plain text whose every character is harmless is written as it was put together.
    if format == Format::Plain && is_plain(&formatted.text) {
        return formatted.text.clone();
    }
    let mut writer = Writer::with_capacity(own, format, formatted.text.len() + formatted.text.len() / 8);
    let (mut place, mut preformatted, mut bare) = (Place::Text, false, 0_u32);
    for part in formatted.parts() {
        match part.kind {
            PartKind::Text => {
                if own == format {
                    place = place.after(part.text, own);
                    preformatted = keeps_lines(part.text, own).unwrap_or(preformatted);
                    writer.bare_lines(place != Place::Text || preformatted);
                }
                writer.text(part.text);
            }
            PartKind::Literal => writer.literal(part.text),
            PartKind::Markup => writer.markup(part.text),
            PartKind::IsolateStart if place != Place::Text || bare > 0 => bare += 1,
            PartKind::IsolateEnd if bare > 0 => bare -= 1,
            PartKind::IsolateStart => writer.open_isolate(bdi),
            PartKind::IsolateEnd => writer.close_isolate(bdi),
            // A bracket in the target of a Markdown link would be its end.
            _ if format == Format::Markdown && place == Place::Tag => {
                writer.value(&part.text.replace('(', "%28").replace(')', "%29"));
            }
            _ => writer.value(part.text),
        }
    }
    writer.finish()
}

/// Whether a text of HTML ends inside an element that shows line breaks as they are; `None` when it opens and closes none.
fn keeps_lines(text: &str, format: Format) -> Option<bool> {
    const ELEMENTS: [&str; 2] = ["pre", "textarea"];
    let html = (format == Format::Html).then(|| text.to_ascii_lowercase())?;
    let tags = html.rmatch_indices('<').filter_map(|(at, _)| html.get(at + 1..));
    tags.filter_map(|tag| {
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        name.get(..end).filter(|name| ELEMENTS.contains(name)).map(|_| !tag.starts_with('/'))
    })
    .next()
}

/// Where in the markup of a template a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// Inside `<…>`, or the target of a link.
    Tag,
    /// Inside a quoted attribute.
    Quoted(char),
}

impl Place {
    /// The place after some text of the template.
    fn after(self, text: &str, format: Format) -> Self {
        match format {
            Format::Html => text.chars().fold(self, |place, c| match (place, c) {
                (Place::Text, '<') => Place::Tag,
                (Place::Tag, '>') => Place::Text,
                (Place::Tag, '"' | '\'') => Place::Quoted(c),
                (Place::Quoted(quote), c) if c == quote => Place::Tag,
                _ => place,
            }),
            Format::Markdown if text.ends_with("](") || text.ends_with("](<") => Place::Tag,
            _ => Place::Text,
        }
    }
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
