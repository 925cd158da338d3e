//! Dates, times and zones (feature `template-datetime`; zone names with `template-zones`).

use super::super::ctx::Ctx;
use super::super::value::DateTimeOptions;
use super::Formatter;
use crate::time::{DAY, LocalTime, Zone};
use crate::{Error, Result};
use chrono::NaiveDate;

#[cfg(feature = "template-datetime")]
pub(super) use with_data::Dates;

impl Formatter {
    /// An instant as a wall clock of `zone` shows it.
    ///
    /// With neither a style nor a field set, the date in digits with the whole year. When a time is shown that the clock shows twice
    /// that day, its offset is written too.
    ///
    /// # Errors
    /// A calendar CLDR does not have; zone names without the feature `template-zones`; any call without `template-datetime`.
    pub fn instant(&self, at: i64, zone: &Zone, options: &DateTimeOptions) -> Result<String> {
        let mut out = String::new();
        let ctx = Ctx { zone: Some(zone.clone()), ..Ctx::default() };
        self.write_instant(&mut out, at, None, options, &ctx).map_err(|e| Error::invalid("datetime", at, e))?;
        Ok(out)
    }

    /// A date; the style of a time is ignored.
    ///
    /// # Errors
    /// As [`instant`](Self::instant).
    pub fn date(&self, date: NaiveDate, options: &DateTimeOptions) -> Result<String> {
        let mut out = String::new();
        self.write_date(&mut out, date, options, &Ctx::default()).map_err(|e| Error::invalid("date", date, e))?;
        Ok(out)
    }

    /// An instant with the options of its argument and of the template: zone and calendar are the argument's, styles the template's.
    pub(in crate::template) fn write_instant(
        &self,
        out: &mut String,
        at: i64,
        own: Option<&DateTimeOptions>,
        template: &DateTimeOptions,
        ctx: &Ctx,
    ) -> std::result::Result<(), String> {
        let own_zone = own.and_then(|o| o.zone.as_deref());
        let zone = ctx.zone_of(own_zone)?;
        let local = zone.to_local(at);
        let mut options = merged(own, template);
        let shows_time = options.time_style.is_some() || options.hour.is_some() || options.minute.is_some();
        if shows_time && options.time_zone_name.is_none() && matches!(zone.classify(local), LocalTime::Fold { .. }) {
            options.time_zone_name = Some(super::super::value::ZoneName::ShortOffset);
        }
        self.write_local(out, local, Some((at, &zone)), &options, ctx)
    }

    pub(in crate::template) fn write_date(
        &self,
        out: &mut String,
        date: NaiveDate,
        options: &DateTimeOptions,
        ctx: &Ctx,
    ) -> std::result::Result<(), String> {
        let day = i64::from(crate::time::civil::day_number(date));
        let options = DateTimeOptions {
            zone: None,
            time_style: None,
            hour: None,
            minute: None,
            second: None,
            time_zone_name: None,
            ..options.clone()
        };
        self.write_local(out, day.saturating_mul(DAY), None, &options, ctx)
    }

    #[cfg(not(feature = "template-datetime"))]
    fn write_local(
        &self,
        out: &mut String,
        local: i64,
        at: Option<(i64, &Zone)>,
        _options: &DateTimeOptions,
        _ctx: &Ctx,
    ) -> std::result::Result<(), String> {
        if at.is_some() {
            return Err("dates and times need the feature template-datetime".to_owned());
        }
        // A plain date can still be written without data, in the one form that every reader takes the same way.
        let date = day_of(local)?;
        out.push_str(&date.to_string());
        Ok(())
    }
}

/// The template's styles over the argument's own; zone and calendar are never the template's.
fn merged(own: Option<&DateTimeOptions>, template: &DateTimeOptions) -> DateTimeOptions {
    let Some(own) = own else { return template.clone() };
    // A style of the template takes the place of the argument's fields, and the other way round.
    let date_of = if template.shows_date() { template } else { own };
    let time_of = if template.shows_time() { template } else { own };
    DateTimeOptions {
        zone: own.zone.clone(),
        calendar: own.calendar.clone(),
        date_style: date_of.date_style,
        weekday: date_of.weekday,
        era: date_of.era,
        year: date_of.year,
        month: date_of.month,
        day: date_of.day,
        time_style: time_of.time_style,
        hour: time_of.hour,
        minute: time_of.minute,
        second: time_of.second,
        time_zone_name: template.time_zone_name.or(own.time_zone_name),
    }
}

/// The date of a local wall clock.
fn day_of(local: i64) -> std::result::Result<NaiveDate, String> {
    let day = i32::try_from(local.div_euclid(DAY)).map_err(|_| "is out of range")?;
    crate::time::civil::date(day).map_err(|e| e.to_string())
}

#[cfg(feature = "template-datetime")]
mod with_data {
    use super::super::super::ctx::{Ctx, HourCycle};
    use super::super::super::value::{DateTimeOptions, ZoneName};
    use super::super::cache::Slots;
    use super::super::date_shape;
    use super::super::fields::Key;
    use super::super::{Formatter, append, no_data};
    use crate::time::{DAY, SECOND, Zone};
    use icu_calendar::{Date, Iso};
    use icu_datetime::fieldsets::builder::DateFields;
    use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
    use icu_datetime::fieldsets::zone::{LocalizedOffsetLong, LocalizedOffsetShort};
    use icu_datetime::options::Length;
    use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
    use icu_locale::extensions::unicode::{Value, key, value};
    use icu_locale::preferences::extensions::unicode::keywords::CalendarAlgorithm;
    use icu_time::zone::UtcOffset;
    use icu_time::{DateTime, Time};
    use std::sync::OnceLock;

    /// Formatters of dates, times and offsets made so far.
    #[derive(Default)]
    pub(in super::super) struct Dates {
        made: Slots<Key, DateTimeFormatter<CompositeDateTimeFieldSet>, 12>,
        short_offset: OnceLock<Option<NoCalendarFormatter<LocalizedOffsetShort>>>,
        long_offset: OnceLock<Option<NoCalendarFormatter<LocalizedOffsetLong>>>,
        short_pattern: OnceLock<Option<&'static str>>,
    }

    impl Formatter {
        pub(super) fn write_local(
            &self,
            out: &mut String,
            local: i64,
            at: Option<(i64, &Zone)>,
            options: &DateTimeOptions,
            ctx: &Ctx,
        ) -> Result<(), String> {
            let key = Key::new(options, ctx)?;
            let formatter = self.0.dates.made.get(key.clone(), || self.date_formatter(&key))?;
            let text = self.mended(formatter.format(&civil(local)?).to_string(), local, &key)?;
            let (Some(name), Some((at, zone))) = (options.time_zone_name, at) else {
                out.push_str(&text);
                return Ok(());
            };
            let mut zone_text = String::new();
            self.write_zone(&mut zone_text, at, zone, name)?;
            out.push_str(&self.with_zone(&text, &zone_text, local, &key)?);
            Ok(())
        }

        fn date_formatter(&self, key: &Key) -> Result<DateTimeFormatter<CompositeDateTimeFieldSet>, String> {
            let mut key = key.clone();
            if let Some(probe) = key.month_alone().filter(|_| key.length == Length::Medium)
                && !self.shows_letters(&probe)?
            {
                key = key.with_month_name();
            }
            if let Some(probe) = key.hour_alone()
                && !self.shows_letters(&probe)?
            {
                key = key.with_minutes();
            }
            self.plain_date_formatter(&key)
        }

        /// Whether a text of these fields has words in it, not only digits.
        fn shows_letters(&self, key: &Key) -> Result<bool, String> {
            let any_morning = civil(9 * crate::time::HOUR)?;
            let text = self.plain_date_formatter(key)?.format(&any_morning).to_string();
            Ok(text.chars().any(char::is_alphabetic))
        }

        fn plain_date_formatter(&self, key: &Key) -> Result<DateTimeFormatter<CompositeDateTimeFieldSet>, String> {
            DateTimeFormatter::try_new(self.date_prefs(key)?, key.field_set()?).map_err(|_| no_data("dates"))
        }

        fn date_prefs(&self, key: &Key) -> Result<DateTimeFormatterPreferences, String> {
            use icu_locale::preferences::extensions::unicode::keywords::HourCycle as Cycle;
            let mut prefs = DateTimeFormatterPreferences::from(self.0.locale.icu());
            match key.hour_cycle {
                Some(HourCycle::H12) => prefs.hour_cycle = Some(Cycle::H12),
                Some(HourCycle::H23) => prefs.hour_cycle = Some(Cycle::H23),
                // ICU4X has no clock of 1 to 24; the one of 0 to 23 is nearer than the locale's.
                None if self.0.locale.icu().extensions.unicode.keywords.get(&key!("hc")) == Some(&value!("h24")) => {
                    prefs.hour_cycle = Some(Cycle::H23);
                }
                None => {}
            }
            if let Some(calendar) = &key.calendar {
                let unknown = || format!("{calendar:?} is not a calendar of CLDR");
                let value: Value = calendar.parse().map_err(|_| unknown())?;
                prefs.calendar_algorithm = Some(CalendarAlgorithm::try_from(&value).map_err(|_| unknown())?);
            }
            Ok(prefs)
        }

        /// The zone beside the time, also when a date stands around both.
        fn with_zone(&self, text: &str, zone: &str, local: i64, key: &Key) -> Result<String, String> {
            let locale = &self.0.locale;
            if !key.has_time() {
                return Ok(format!("{text} {zone}"));
            }
            let bare = key.clone().without_date();
            let time = if key.date.is_none() {
                text.to_owned()
            } else {
                self.mended(self.text_of(&bare, local)?, local, &bare)?
            };
            let pattern = date_shape::with_zone(locale, time.chars().any(char::is_alphabetic));
            Ok(match text.rfind(&time).and_then(|at| text.split_at_checked(at)) {
                Some((before, rest)) => {
                    let after = rest.get(time.len()..).unwrap_or("");
                    format!("{before}{}{after}", date_shape::fill(pattern, &time, zone))
                }
                None => format!("{text} {zone}"),
            })
        }

        /// The text as CLDR has it where ICU4X 2.3 differs.
        fn mended(&self, text: String, local: i64, key: &Key) -> Result<String, String> {
            let locale = &self.0.locale;
            let mut text = text;
            if key.date.is_some() && key.length == Length::Long && !key.has_names_asked_for() {
                let date = key.clone().without_time();
                let theirs = self.text_of(&date, local)?;
                let ours = self.long_date(&date, local, &theirs)?;
                text = text.replacen(&theirs, &ours, 1);
            }
            if let Some(pattern) = self.short_pattern(key)? {
                let theirs = self.text_of(&key.clone().without_time(), local)?;
                text = text.replacen(&theirs, &self.short_date(pattern, local)?, 1);
            }
            // CLDR 42 put U+202F before `AM`; browsers print a plain space, since the other broke parsers of old mail clients.
            let text = if text.contains('\u{202f}') { text.replace('\u{202f}', " ") } else { text };
            Ok(if key.has_time() { date_shape::hour_digits(locale, &text).unwrap_or(text) } else { text })
        }

        /// A long date, or a full one put together from its weekday and the long date.
        fn long_date(&self, key: &Key, local: i64, theirs: &str) -> Result<String, String> {
            let locale = &self.0.locale;
            let full = (key.date == Some(DateFields::YMDE)).then(|| date_shape::full_date(locale)).flatten();
            let text = match full {
                None => theirs.to_owned(),
                Some(pattern) => {
                    let (weekday, day) = (key.clone().weekday(), key.clone().day());
                    date_shape::fill(pattern, &self.text_of(&weekday, local)?, &self.text_of(&day, local)?)
                }
            };
            let whole = matches!(key.date, Some(DateFields::YMD | DateFields::YMDE));
            let gregorian = key.calendar.as_deref().is_none_or(|calendar| calendar == "gregory");
            let mended = gregorian.then(|| date_shape::long_date(locale, &text, whole)).flatten();
            Ok(mended.unwrap_or(text))
        }

        /// The pattern of `dateStyle: "short"` in the Gregorian calendar.
        fn short_pattern(&self, key: &Key) -> Result<Option<&'static str>, String> {
            if !key.is_short_style() || !self.is_gregorian(key)? {
                return Ok(None);
            }
            Ok(*self.0.dates.short_pattern.get_or_init(|| self.inherited(date_shape::short_date)))
        }

        /// Whether a date is shown in the Gregorian calendar: by what is asked for, else by the locale.
        fn is_gregorian(&self, key: &Key) -> Result<bool, String> {
            if let Some(calendar) = &key.calendar {
                return Ok(calendar == "gregory");
            }
            let formatter = self.0.dates.made.get(key.clone(), || self.date_formatter(key))?;
            Ok(formatter.calendar().kind() == icu_calendar::AnyCalendarKind::Gregorian)
        }

        /// A short date by its pattern. A year that two digits could be taken for is written out, as ICU4X does it: 1926 is not 2026.
        fn short_date(&self, pattern: &str, local: i64) -> Result<String, String> {
            use chrono::Datelike;
            let date = super::day_of(local)?;
            let whole = self.digits(i64::from(date.year()), 1)?;
            let century = !(1950..2050).contains(&date.year());
            let mut out = String::new();
            for (field, n) in date_shape::runs(pattern) {
                match (field, n) {
                    ('d', n) => out.push_str(&self.digits(i64::from(date.day()), n)?),
                    ('M', n) => out.push_str(&self.digits(i64::from(date.month()), n)?),
                    ('y', 2) if !century => out.push_str(&self.digits(i64::from(date.year().rem_euclid(100)), 2)?),
                    ('y', _) => out.push_str(&whole),
                    (c, n) => out.extend(std::iter::repeat_n(c, n)),
                }
            }
            Ok(out)
        }

        /// A whole number in the digits of the locale, with zeros in front up to so many.
        fn digits(&self, number: i64, least: usize) -> Result<String, String> {
            let mut decimal = fixed_decimal::Decimal::from(number);
            decimal.pad_start(i16::try_from(least).unwrap_or(1));
            let mut out = String::new();
            append(&mut out, &self.decimal(Some(false))?.format(&decimal));
            Ok(out)
        }

        fn text_of(&self, key: &Key, local: i64) -> Result<String, String> {
            let formatter = self.0.dates.made.get(key.clone(), || self.date_formatter(key))?;
            Ok(formatter.format(&civil(local)?).to_string())
        }

        fn write_zone(&self, out: &mut String, at: i64, zone: &Zone, name: ZoneName) -> Result<(), String> {
            let offset = UtcOffset::try_from_seconds(zone.offset_at(at)).map_err(|_| no_data("this offset"))?;
            let prefs = DateTimeFormatterPreferences::from(self.0.locale.icu());
            match name {
                ZoneName::ShortOffset => {
                    let make = || NoCalendarFormatter::try_new(prefs, LocalizedOffsetShort).ok();
                    let formatter =
                        self.0.dates.short_offset.get_or_init(make).as_ref().ok_or_else(|| no_data("offsets"))?;
                    append(out, &formatter.format(&offset));
                }
                ZoneName::LongOffset => {
                    let make = || NoCalendarFormatter::try_new(prefs, LocalizedOffsetLong).ok();
                    let formatter =
                        self.0.dates.long_offset.get_or_init(make).as_ref().ok_or_else(|| no_data("offsets"))?;
                    append(out, &formatter.format(&offset));
                }
                ZoneName::Short | ZoneName::Long => self.write_zone_name(out, at, zone, name)?,
            }
            Ok(())
        }

        #[cfg(not(feature = "template-zones"))]
        #[allow(clippy::unused_self)] // the same form with and without the feature
        fn write_zone_name(&self, _: &mut String, _: i64, _: &Zone, _: ZoneName) -> Result<(), String> {
            Err("names of zones need the feature template-zones".to_owned())
        }

        #[cfg(feature = "template-zones")]
        fn write_zone_name(&self, out: &mut String, at: i64, zone: &Zone, name: ZoneName) -> Result<(), String> {
            use icu_datetime::fieldsets::zone::{SpecificLong, SpecificShort};
            use icu_time::zone::TimeZone;
            let offset = UtcOffset::try_from_seconds(zone.offset_at(at)).map_err(|_| no_data("this offset"))?;
            let prefs = DateTimeFormatterPreferences::from(self.0.locale.icu());
            let info =
                TimeZone::from_iana_id(zone.name()).with_offset(Some(offset)).at_date_time(civil(zone.to_local(at))?);
            if name == ZoneName::Long {
                let formatter = NoCalendarFormatter::try_new(prefs, SpecificLong).map_err(|_| no_data("zone names"))?;
                append(out, &formatter.format(&info));
            } else {
                let formatter =
                    NoCalendarFormatter::try_new(prefs, SpecificShort).map_err(|_| no_data("zone names"))?;
                append(out, &formatter.format(&info));
            }
            Ok(())
        }
    }

    /// A local wall clock as ICU4X takes it.
    fn civil(local: i64) -> Result<DateTime<Iso>, String> {
        let out_of_range = || "is out of range".to_owned();
        let date = super::day_of(local)?;
        let part = |n: u32| u8::try_from(n).map_err(|_| out_of_range());
        use chrono::Datelike;
        let date =
            Date::try_new_iso(date.year(), part(date.month())?, part(date.day())?).map_err(|_| out_of_range())?;
        let second = u32::try_from(local.rem_euclid(DAY) / SECOND).map_err(|_| out_of_range())?;
        let time = Time::try_new(part(second / 3600)?, part(second / 60 % 60)?, part(second % 60)?, 0);
        Ok(DateTime { date, time: time.map_err(|_| out_of_range())? })
    }
}
