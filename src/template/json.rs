//! Values to and from JSON: plain strings, whole numbers, lists and null, or objects with a `type`.

use super::value::{
    Arg, CompactDisplay, CurrencyDisplay, DateTimeOptions, MoneyConverted, NumberOptions, NumberStyle, StyledInstant,
    StyledNumber, Text,
};
use crate::document::{object, object_if_any};
use crate::money::Decimal;
use crate::money::{Currency, Money};
use crate::time::{check_instant, parse_instant};
use crate::{Error, Result};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

/// A typed value as JSON writes it.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Typed {
    String {
        value: String,
        #[serde(default)]
        untrusted: bool,
    },
    #[serde(alias = "int", alias = "decimal")]
    Number {
        value: Value,
        #[serde(default, deserialize_with = "object_if_any")]
        options: Option<OptionsJson>,
    },
    Money {
        amount: Decimal,
        currency: Currency,
        #[serde(default, deserialize_with = "object_if_any")]
        options: Option<OptionsJson>,
    },
    MoneyConverted {
        #[serde(deserialize_with = "object")]
        original: Money,
        #[serde(deserialize_with = "object")]
        converted: Money,
        rate: Decimal,
        as_of: NaiveDate,
        source: String,
    },
    #[serde(alias = "instant")]
    Datetime {
        value: Value,
        #[serde(default, deserialize_with = "object_if_any")]
        options: Option<DateTimeOptions>,
    },
    Date {
        value: NaiveDate,
    },
    Duration {
        #[serde(default)]
        seconds: Option<i64>,
        #[serde(default)]
        micros: Option<i64>,
    },
    List {
        items: Vec<Value>,
    },
    Missing {},
}

/// The options of a number in the words of ECMA-402, which template authors and developers know.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct OptionsJson {
    style: NumberStyle,
    currency: Option<Currency>,
    currency_display: CurrencyDisplay,
    currency_sign: CurrencySign,
    minimum_integer_digits: Option<u8>,
    minimum_fraction_digits: Option<u8>,
    maximum_fraction_digits: Option<u8>,
    minimum_significant_digits: Option<u8>,
    maximum_significant_digits: Option<u8>,
    use_grouping: Option<bool>,
    compact_display: Option<CompactDisplay>,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum CurrencySign {
    #[default]
    Standard,
    Accounting,
}

impl From<OptionsJson> for NumberOptions {
    fn from(o: OptionsJson) -> Self {
        NumberOptions {
            style: o.style,
            currency: o.currency,
            currency_display: o.currency_display,
            accounting: o.currency_sign == CurrencySign::Accounting,
            minimum_integer_digits: o.minimum_integer_digits,
            minimum_fraction_digits: o.minimum_fraction_digits,
            maximum_fraction_digits: o.maximum_fraction_digits,
            minimum_significant_digits: o.minimum_significant_digits,
            maximum_significant_digits: o.maximum_significant_digits,
            grouping: o.use_grouping,
            ordinal: false,
            compact: o.compact_display,
        }
    }
}

impl NumberOptions {
    /// Reads the options of `Intl.NumberFormat` by their names there: `minimumFractionDigits`, `currency`, …
    ///
    /// # Errors
    /// An unknown option or a value of another type.
    pub fn from_json(json: &Value) -> Result<Self> {
        object::<OptionsJson, _>(json).map(Into::into).map_err(|e| Error::invalid("options", json, e.to_string()))
    }
}

impl Arg {
    /// Reads a value: a string, a whole number, `true`/`false` (as text, for selectors), a list, `null` (missing), or an object
    /// with `type` = `string` (`value`, `untrusted`), `number` (`value` as decimal text, `options`), `money` (`amount`,
    /// `currency`), `money_converted` (`original`, `converted`, `rate`, `as_of`, `source`), `datetime` (`value` as RFC 3339 text
    /// or microseconds, `options`), `date` (`value` as `YYYY-MM-DD`), `duration` (`seconds` or `micros`), `list` (`items`),
    /// `missing`. Markup cannot be written in JSON: only code makes it.
    ///
    /// # Errors
    /// A fraction as a bare JSON number (write it as decimal text), an unknown type or field, a value that does not parse.
    pub fn from_json(json: &Value) -> Result<Arg> {
        let arg = match json {
            Value::Null => Arg::Missing,
            Value::String(text) => Arg::from(text.as_str()),
            Value::Bool(flag) => Arg::from(if *flag { "true" } else { "false" }),
            Value::Number(_) => Arg::Int(whole(json)?),
            Value::Array(items) => list(items)?,
            Value::Object(_) => {
                let typed =
                    Typed::deserialize(json).map_err(|e| Error::invalid("", json, format!("a typed value ({e})")))?;
                from_typed(typed)?
            }
        };
        arg.check()?;
        Ok(arg)
    }

    /// The JSON that [`from_json`](Self::from_json) reads back; markup is written as a string.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Arg::Str(t) if t.untrusted => json!({"type": "string", "value": t.text, "untrusted": true}),
            Arg::Str(Text { text, .. }) | Arg::Markup(text) => json!(text),
            Arg::Int(n) => {
                i64::try_from(*n).map_or_else(|_| json!({"type": "number", "value": n.to_string()}), |n| json!(n))
            }
            Arg::Decimal(d) => json!({"type": "number", "value": d}),
            Arg::Number(n) => json!({"type": "number", "value": n.value, "options": number_options(&n.options)}),
            Arg::Money(m) => json!({"type": "money", "amount": m.amount, "currency": m.currency}),
            Arg::MoneyConverted(m) => {
                json!({"type": "money_converted", "original": m.original, "converted": m.converted,
                "rate": m.rate, "as_of": m.as_of, "source": m.source})
            }
            Arg::Instant(at) => json!({"type": "datetime", "value": at}),
            Arg::DateTime(t) => json!({"type": "datetime", "value": t.at, "options": t.options}),
            Arg::Date(date) => json!({"type": "date", "value": date}),
            Arg::Duration(us) => json!({"type": "duration", "micros": us}),
            Arg::List(items) => json!({"type": "list", "items": items.iter().map(Arg::to_json).collect::<Vec<_>>()}),
            Arg::Missing => Value::Null,
        }
    }
}

fn number_options(o: &NumberOptions) -> Value {
    let mut out = json!({"style": o.style, "currencyDisplay": o.currency_display});
    let mut put = |key: &str, value: Value| {
        if let (Some(map), false) = (out.as_object_mut(), value.is_null()) {
            map.insert(key.to_owned(), value);
        }
    };
    put("currency", json!(o.currency));
    put("currencySign", if o.accounting { json!("accounting") } else { Value::Null });
    put("minimumIntegerDigits", json!(o.minimum_integer_digits));
    put("minimumFractionDigits", json!(o.minimum_fraction_digits));
    put("maximumFractionDigits", json!(o.maximum_fraction_digits));
    put("minimumSignificantDigits", json!(o.minimum_significant_digits));
    put("maximumSignificantDigits", json!(o.maximum_significant_digits));
    put("useGrouping", json!(o.grouping));
    put("compactDisplay", json!(o.compact));
    out
}

fn whole(json: &Value) -> Result<i128> {
    json.as_i64()
        .map(i128::from)
        .or_else(|| json.as_u64().map(i128::from))
        .ok_or_else(|| Error::invalid("", json, r#"a whole number, or {"type": "number", "value": "1.5"}"#))
}

fn list(items: &[Value]) -> Result<Arg> {
    items.iter().map(Arg::from_json).collect::<Result<_>>().map(Arg::List)
}

fn decimal(value: &Value) -> Result<Decimal> {
    match value {
        Value::String(text) => text.parse(),
        number => whole(number).map(Decimal::from),
    }
}

/// An instant: RFC 3339 text with its offset, or microseconds since 1970-01-01T00:00Z.
pub(super) fn instant(value: &Value) -> Result<i64> {
    match (value.as_str(), value.as_i64()) {
        (Some(text), _) => parse_instant(text),
        (None, Some(micros)) => check_instant(micros),
        (None, None) => {
            Err(Error::invalid("", value, "an instant such as 2026-03-09T14:05:09Z, or microseconds since 1970"))
        }
    }
}

fn from_typed(typed: Typed) -> Result<Arg> {
    let at = |value: &Value| instant(value).map_err(|e| e.at("value"));
    Ok(match typed {
        Typed::String { value, untrusted } => Arg::Str(Text { text: value.into(), untrusted }),
        Typed::Number { value, options: None } => {
            let value = decimal(&value)?;
            if value.scale() == 0 { Arg::Int(value.mantissa()) } else { Arg::Decimal(value) }
        }
        Typed::Number { value, options: Some(options) } => {
            let options = NumberOptions::from(options);
            if options.style == NumberStyle::Currency && options.currency.is_none() {
                return Err(Error::invalid("options.currency", "", "a currency for the style currency"));
            }
            Arg::Number(Box::new(StyledNumber { value: decimal(&value)?, options }))
        }
        Typed::Money { amount, currency, options: None } => Arg::Money(Money { amount, currency }),
        Typed::Money { amount, currency, options: Some(options) } => {
            let options = NumberOptions { style: NumberStyle::Currency, currency: Some(currency), ..options.into() };
            Arg::Number(Box::new(StyledNumber { value: amount, options }))
        }
        Typed::MoneyConverted { original, converted, rate, as_of, source } => {
            Arg::MoneyConverted(Box::new(MoneyConverted { original, converted, rate, as_of, source }))
        }
        Typed::Datetime { value, options: None } => Arg::Instant(at(&value)?),
        Typed::Datetime { value, options: Some(options) } => {
            Arg::DateTime(Box::new(StyledInstant { at: at(&value)?, options }))
        }
        Typed::Date { value } => Arg::Date(value),
        Typed::Duration { seconds: Some(s), micros: None } => {
            let micros = s.checked_mul(1_000_000);
            Arg::Duration(micros.ok_or_else(|| Error::invalid("seconds", s, "at most 9223372036854 seconds"))?)
        }
        Typed::Duration { seconds: None, micros: Some(us) } => Arg::Duration(us),
        Typed::Duration { .. } => return Err(Error::invalid("duration", "", "either seconds or micros")),
        Typed::List { items } => list(&items)?,
        Typed::Missing {} => Arg::Missing,
    })
}
