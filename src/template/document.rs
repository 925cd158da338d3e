//! Templates from documents: settings, readers and single values as JSON, for bindings and the command line.
//!
//! ```
//! use sundesk::template::document;
//! use sundesk::time::ZoneDb;
//! let zones = ZoneDb::bundled();
//! let text = document::format("de", "number", &"1234.5".into(), &serde_json::json!({"minimumFractionDigits": 2}), &zones)?;
//! assert_eq!(text, "1.234,50");
//! # Ok::<(), sundesk::Error>(())
//! ```

use super::catalog::{Delivery, Isolates};
use super::channel::Channel;
use super::json::instant;
use super::{
    Ctx, CurrencyDisplay, Formatter, HourCycle, Limits, ListKind, Locale, NumberOptions, Numeric, TimeUnit, UnitWidth,
};
use crate::document::read_object;
use crate::money::Decimal;
use crate::time::ZoneDb;
use crate::{Error, Result};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// [`Ctx`] as JSON; every field may be left out.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct CtxDoc {
    locale: Option<String>,
    zone: Option<String>,
    now: Option<Value>,
    isolating: Option<bool>,
    hour_cycle: Option<HourCycle>,
    calendar: Option<String>,
    currency_display: CurrencyDisplay,
    max_rate_age_days: Option<u32>,
    tone: Option<String>,
    limits: LimitsDoc,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct LimitsDoc {
    placeables: Option<u32>,
    output_bytes: Option<usize>,
    argument_bytes: Option<usize>,
}

/// [`Delivery`] as JSON; every field may be left out.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct DeliveryDoc {
    locales: Vec<String>,
    sticky: Option<String>,
    tone: Option<String>,
    channel: Channel,
    format: Option<super::escape::Format>,
    isolates: Isolates,
    bdi: bool,
    auto_reply: bool,
    ctx: CtxDoc,
}

/// Settings of values: `{"locale": "de-AT", "zone": "Europe/Vienna", "now": "2026-03-09T14:05:09Z", "isolating": false,
/// "hour_cycle": "h12", "calendar": "gregory", "currency_display": "symbol", "max_rate_age_days": 3, "tone": "formal",
/// "limits": {"placeables": 100, "output_bytes": 65536, "argument_bytes": 4096}}`. `now` may be microseconds since 1970.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for an unknown field or a value of the wrong form,
/// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone) for a zone that `zones` does not have.
pub fn ctx(document: &Value, zones: &ZoneDb) -> Result<Ctx> {
    read_object::<CtxDoc>(document, "context")?.ctx(zones)
}

/// A reader: `{"locales": ["vi", "en"], "sticky": "vi", "tone": "formal", "channel": "sms", "format": "plain", "isolates":
/// "auto", "bdi": false, "auto_reply": false, "ctx": {…}}`, `ctx` as in [`ctx`] but without `isolating`, which `isolates` decides.
///
/// # Errors
/// As [`ctx`].
pub fn delivery(document: &Value, zones: &ZoneDb) -> Result<Delivery> {
    let doc: DeliveryDoc = read_object(document, "delivery")?;
    if let Some(isolating) = doc.ctx.isolating {
        return Err(Error::invalid(
            "ctx.isolating",
            isolating,
            "isolates of the delivery, beside ctx: auto, always or never",
        ));
    }
    Ok(Delivery {
        locales: doc.locales,
        sticky: doc.sticky,
        tone: doc.tone,
        channel: doc.channel,
        format: doc.format,
        isolates: doc.isolates,
        bdi: doc.bdi,
        auto_reply: doc.auto_reply,
        ctx: doc.ctx.ctx(zones).map_err(|e| e.at("ctx"))?,
    })
}

impl CtxDoc {
    fn ctx(self, zones: &ZoneDb) -> Result<Ctx> {
        let now = self.now.map(|now| instant(&now).map_err(|e| e.at("now"))).transpose()?;
        let usual = Limits::default();
        Ok(Ctx {
            locale: self.locale.map(|l| l.parse::<Locale>()).transpose()?,
            zone: self.zone.map(|z| zones.zone(&z).map_err(|e| e.at("zone"))).transpose()?,
            zones: Some(zones.clone()),
            now,
            isolating: self.isolating.unwrap_or_default(),
            hour_cycle: self.hour_cycle,
            calendar: self.calendar.map(Into::into),
            currency_display: self.currency_display,
            max_rate_age_days: self.max_rate_age_days,
            tone: self.tone.map(Into::into),
            limits: Limits {
                placeables: self.limits.placeables.unwrap_or(usual.placeables),
                output_bytes: self.limits.output_bytes.unwrap_or(usual.output_bytes),
                argument_bytes: self.limits.argument_bytes.unwrap_or(usual.argument_bytes),
            },
        })
    }
}

/// A value in the form of a locale, with the options of `Intl` by their names there.
///
/// | kind | input | options besides those of numbers |
/// |---|---|---|
/// | `number`, `percent`, `currency`, `compact` | decimal as text | `currency`, `currencyDisplay`, `currencySign`, `compactDisplay`, `numberingSystem` |
/// | `plural` | list of decimals; answers with a list of categories | `type`: `cardinal`, `ordinal` |
/// | `datetime` | RFC 3339 instant (feature `template-datetime`) | `dateStyle`, `timeStyle`, `timeZone`, … |
/// | `date` | `YYYY-MM-DD` (feature `template-datetime`) | `dateStyle`, `calendar` |
/// | `duration` | microseconds, a whole number | `unitDisplay`: `long`, `short`, `narrow` |
/// | `list` | list of texts | `type`: `and` or `conjunction`, `or` or `disjunction`, `unit`; `style` |
/// | `relative` | `{"value", "unit"}` | `numeric`: `always`, `auto`; `style` |
/// | `unit` | decimal as text | `unit`: a name of [`Unit`](super::Unit); `unitDisplay` |
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for an unknown kind or option, an input of the wrong form, a locale
/// without data; [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone) for a zone that `zones` does not have.
pub fn format(locale: &str, kind: &str, input: &Value, options: &Value, zones: &ZoneDb) -> Result<Value> {
    let empty = Map::new();
    let options = match options {
        Value::Null => &empty,
        Value::Object(options) => options,
        other => return Err(Error::invalid("options", other, "an object")),
    };
    let mut options = Options(options.clone());
    let locale = match options.text("numberingSystem")? {
        Some(system) => format!("{locale}-u-nu-{system}"),
        None => locale.to_owned(),
    };
    let formatter = Formatter::new(&locale.parse::<Locale>()?);
    let text = match kind {
        "number" | "compact" => formatter.number(decimal(input)?, &options.number()?)?,
        "percent" | "currency" => {
            options.0.insert("style".to_owned(), json!(kind));
            formatter.number(decimal(input)?, &options.number()?)?
        }
        "plural" => return plural(&formatter, input, options),
        "datetime" => datetime(&formatter, input, options, zones)?,
        "date" => date(&formatter, input, options)?,
        "duration" => duration(&formatter, input, options)?,
        "list" => list(&formatter, input, options)?,
        "relative" => relative(&formatter, input, options)?,
        "unit" => {
            let unit = options.text("unit")?.unwrap_or_default().parse().map_err(|e: Error| e.at("options"))?;
            let width = options.width("unitDisplay")?;
            formatter.unit(decimal(input)?, unit, width, &options.number()?)?
        }
        other => {
            let kinds = "number, percent, currency, compact, plural, datetime, date, duration, list, relative or unit";
            return Err(Error::invalid("kind", other, kinds));
        }
    };
    Ok(text.into())
}

fn plural(formatter: &Formatter, input: &Value, mut options: Options) -> Result<Value> {
    let ordinal = |word: &str| match word {
        "cardinal" => Some(false),
        "ordinal" => Some(true),
        _ => None,
    };
    let ordinal = options.choice("type", ordinal, &["cardinal", "ordinal"])?;
    let options = NumberOptions { ordinal, ..options.number()? };
    let numbers = input.as_array().ok_or_else(|| Error::invalid("input", input, "a list of decimals"))?;
    let words = numbers.iter().map(|n| Ok(json!(formatter.plural(decimal(n)?, &options).as_str())));
    words.collect::<Result<Vec<_>>>().map(Value::from)
}

#[cfg(feature = "template-datetime")]
fn datetime(formatter: &Formatter, input: &Value, mut options: Options, zones: &ZoneDb) -> Result<String> {
    let zone = options.text("timeZone")?.ok_or_else(|| Error::invalid("options.timeZone", "", "an IANA zone name"))?;
    let zone = zones.zone(&zone).map_err(|e| e.at("options.timeZone"))?;
    let at = crate::time::parse_instant(input.as_str().unwrap_or("")).map_err(|e| e.at("input"))?;
    formatter.instant(
        at,
        &zone,
        &read_object(&Value::Object(options.0), "set of options").map_err(|e| e.at("options"))?,
    )
}

#[cfg(not(feature = "template-datetime"))]
fn datetime(_: &Formatter, _: &Value, _: Options, _: &ZoneDb) -> Result<String> {
    Err(Error::invalid("kind", "datetime", "a build with the feature template-datetime"))
}

#[cfg(feature = "template-datetime")]
fn date(formatter: &Formatter, input: &Value, options: Options) -> Result<String> {
    let day =
        chrono::NaiveDate::deserialize(input).map_err(|_| Error::invalid("input", input, "a date as YYYY-MM-DD"))?;
    if let Some(zone) = options.0.get("timeZone") {
        return Err(Error::invalid("options.timeZone", zone, "no zone: a date is the same everywhere"));
    }
    formatter.date(day, &read_object(&Value::Object(options.0), "set of options").map_err(|e| e.at("options"))?)
}

#[cfg(not(feature = "template-datetime"))]
fn date(_: &Formatter, _: &Value, _: Options) -> Result<String> {
    Err(Error::invalid("kind", "date", "a build with the feature template-datetime"))
}

fn duration(formatter: &Formatter, input: &Value, mut options: Options) -> Result<String> {
    let us = input.as_i64().ok_or_else(|| Error::invalid("input", input, "microseconds as a whole number"))?;
    let width = options.width("unitDisplay")?;
    options.done()?;
    formatter.duration(us, width)
}

fn list(formatter: &Formatter, input: &Value, mut options: Options) -> Result<String> {
    let kind =
        options.choice("type", ListKind::from_name, &ListKind::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())?;
    let width = options.width("style")?;
    options.done()?;
    let items: Option<Vec<&str>> = input.as_array().and_then(|items| items.iter().map(Value::as_str).collect());
    formatter.list(&items.ok_or_else(|| Error::invalid("input", input, "a list of texts"))?, kind, width)
}

fn relative(formatter: &Formatter, input: &Value, mut options: Options) -> Result<String> {
    let numeric =
        options.choice("numeric", Numeric::from_name, &Numeric::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())?;
    let width = options.width("style")?;
    options.done()?;
    let mut parts = Options(input.as_object().cloned().unwrap_or_default());
    let unit = parts.time_unit().map_err(|e| e.at("input"))?;
    let value = decimal(&parts.0.remove("value").unwrap_or(Value::Null))?;
    parts.done()?;
    formatter.relative(value, unit, numeric, width)
}

fn decimal(value: &Value) -> Result<Decimal> {
    let text = value.as_str().ok_or_else(|| Error::invalid("input", value, "a decimal as text, such as \"12.50\""))?;
    text.parse().map_err(|e: Error| e.at("input"))
}

/// Options that are taken out one by one; what is left at the end is unknown.
struct Options(Map<String, Value>);

impl Options {
    fn text(&mut self, key: &str) -> Result<Option<String>> {
        match self.0.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(Error::invalid(format!("options.{key}"), other, "a text")),
        }
    }

    /// What a word stands for; the default when nothing is said.
    fn choice<T: Default>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>, names: &[&str]) -> Result<T> {
        let Some(said) = self.text(key)? else { return Ok(T::default()) };
        read(&said).ok_or_else(|| Error::invalid(format!("options.{key}"), said, names.join(" or ")))
    }

    fn width(&mut self, key: &str) -> Result<UnitWidth> {
        self.choice(key, UnitWidth::from_name, &UnitWidth::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())
    }

    fn time_unit(&mut self) -> Result<TimeUnit> {
        let name = self.text("unit")?.unwrap_or_default();
        let names = || TimeUnit::ALL.iter().map(|u| u.name()).collect::<Vec<_>>().join(", ");
        TimeUnit::from_name(&name).ok_or_else(|| Error::invalid("unit", &name, names()))
    }

    fn number(self) -> Result<NumberOptions> {
        NumberOptions::from_json(&Value::Object(self.0)).map_err(|e| e.at("options"))
    }

    fn done(self) -> Result<()> {
        self.0.keys().next().map_or(Ok(()), |k| Err(Error::invalid(format!("options.{k}"), k, "a known option")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_read_whole_or_refused_with_the_field() {
        let zones = ZoneDb::bundled();
        let said = json!({"locales": ["vi"], "channel": "sms", "ctx": {"zone": "Asia/Ho_Chi_Minh", "now": 0}});
        let d = delivery(&said, &zones).unwrap();
        assert_eq!((d.channel, d.ctx.now, d.ctx.zone.unwrap().name()), (Channel::Sms, Some(0), "Asia/Ho_Chi_Minh"));
        for (wrong, path) in [
            (json!({"colour": 1}), "colour"),
            (json!({"ctx": {"zone": "Mars/Base"}}), "ctx.zone"),
            (json!({"ctx": {"hour_cycle": "h25"}}), "ctx.hour_cycle"),
            (json!({"ctx": {"now": "yesterday"}}), "ctx.now"),
            (json!({"ctx": {"locale": "not a locale"}}), "ctx.locale"),
            (json!({"channel": "smoke"}), "channel"),
            (json!({"isolates": "maybe"}), "isolates"),
            (json!({"ctx": {"isolating": true}}), "ctx.isolating"),
            (json!({"ctx": {"now": "2026-03-09T14:05:09"}}), "ctx.now"),
            (json!({"ctx": {"now": 1.5}}), "ctx.now"),
        ] {
            assert_eq!(delivery(&wrong, &zones).unwrap_err().path(), path, "{wrong}");
        }
    }

    #[test]
    fn unknown_kinds_and_options_are_refused() {
        let zones = ZoneDb::bundled();
        let ask = |kind: &str, input: Value, options: Value| format("en", kind, &input, &options, &zones);
        for (word, text) in
            [("disjunction", "a or b"), ("or", "a or b"), ("conjunction", "a and b"), ("and", "a and b")]
        {
            assert_eq!(ask("list", json!(["a", "b"]), json!({"type": word})).unwrap(), text, "{word}");
        }
        assert_eq!(ask("list", json!(["a"]), json!({"type": "xor"})).unwrap_err().path(), "options.type");
        assert_eq!(ask("plural", json!(["1", "2"]), json!({"type": "ordinal"})).unwrap(), json!(["one", "two"]));
        assert_eq!(ask("date", json!("2026-03-05"), json!({"dateStyle": "long"})).unwrap(), "March 5, 2026");
        assert_eq!(ask("duration", json!(5_400_000_000_i64), json!({})).unwrap(), "1 hour, 30 minutes");
        assert_eq!(ask("duration", json!(5_400_000_000_i64), json!({"unitDisplay": "short"})).unwrap(), "1 hr, 30 min");
        for (kind, input, options, path) in [
            ("date", json!("5.3.2026"), json!({}), "input"),
            ("date", json!("2026-03-05"), json!({"timeZone": "UTC"}), "options.timeZone"),
            ("date", json!("2026-03-05"), json!({"colour": 1}), "options.colour"),
            ("duration", json!("90"), json!({}), "input"),
            ("duration", json!(90), json!({"colour": "red"}), "options.colour"),
        ] {
            assert_eq!(ask(kind, input, options).unwrap_err().path(), path, "{kind}");
        }
        assert!(ask("roman", json!("1"), json!({})).is_err());
        assert!(ask("list", json!(["a"]), json!({"colour": "red"})).is_err());
        assert!(ask("number", json!(1.5), json!({})).is_err());
        assert!(ask("number", json!("1"), json!({"colour": "red"})).is_err());
        assert!(ask("relative", json!({"value": "1", "unit": "eon"}), json!({})).is_err());
    }
}
