//! The options of built-in functions, read once, when a bundle is compiled.

use super::compile::constants;
use super::ir::Constant;
use crate::template::fmt::{self, ListKind, Numeric, Options, TimeUnit, UnitWidth};
use crate::template::functions::{Builtin, DEVELOPER_OPTIONS, builtin};
use crate::template::limits::MAX_DIGITS;
use crate::template::value::{CompactDisplay, DateStyle, FieldForm, ZoneName};
use fluent_syntax::ast;

/// Reads the options of a built-in function once, when the bundle is compiled.
pub(super) fn options(function: Builtin, allowed: &[&str], named: &[(Box<str>, Constant)]) -> Result<Options, String> {
    let mut out = Options::default();
    for (name, value) in named {
        if allowed.contains(&name.as_ref()) {
            set_option(&mut out, function, name, value)?;
        } else if !DEVELOPER_OPTIONS.contains(&name.as_ref()) {
            return Err(format!("has no option {name:?}; it has {}", allowed.join(", ")));
        }
    }
    match function {
        Builtin::Datetime => fmt::check_date(&out.datetime)?,
        Builtin::Unit if out.measure.is_none() => return Err("needs unit, such as unit: \"hour\"".to_owned()),
        _ => {}
    }
    Ok(out)
}

/// What is wrong with the values of the options a built-in function has, so that a check says it before a reader waits for the text.
pub(in crate::template) fn option_fault(name: &str, named: &[ast::NamedArgument<&str>]) -> Option<String> {
    let signature = builtin(name)?;
    let known: Vec<_> =
        constants(named).into_iter().filter(|(name, _)| signature.options.contains(&name.as_ref())).collect();
    options(signature.function, signature.options, &known).err()
}

fn set_option(out: &mut Options, function: Builtin, name: &str, value: &Constant) -> Result<(), String> {
    let number = &mut out.number;
    match name {
        "minimumIntegerDigits" => number.minimum_integer_digits = Some(digits(name, value, 1)?),
        "minimumFractionDigits" => number.minimum_fraction_digits = Some(digits(name, value, 0)?),
        "maximumFractionDigits" => number.maximum_fraction_digits = Some(digits(name, value, 0)?),
        "minimumSignificantDigits" => number.minimum_significant_digits = Some(digits(name, value, 1)?),
        "maximumSignificantDigits" => number.maximum_significant_digits = Some(digits(name, value, 1)?),
        "useGrouping" => {
            number.grouping = match value {
                Constant::Number(n) => Some(!n.is_zero()),
                Constant::Text(_) => Some(word(name, value, GROUPINGS)? != "false"),
            };
        }
        "type" if function == Builtin::Number => {
            number.ordinal = word(name, value, &["cardinal", "ordinal"])? == "ordinal";
        }
        "type" => {
            out.list =
                named(name, value, ListKind::from_name, &ListKind::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())?
        }
        "compactDisplay" => {
            let long = word(name, value, &["short", "long"])? == "long";
            number.compact = Some(if long { CompactDisplay::Long } else { CompactDisplay::Short });
        }
        "style" | "unitDisplay" => {
            out.width =
                named(name, value, UnitWidth::from_name, &UnitWidth::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())?;
        }
        "numeric" => {
            out.numeric =
                named(name, value, Numeric::from_name, &Numeric::ALL.iter().map(|n| n.name()).collect::<Vec<_>>())?;
        }
        "unit" if function == Builtin::Unit => {
            let unit = text(name, value)?;
            out.measure = Some(unit.parse().map_err(|e: crate::Error| e.to_string())?);
        }
        "unit" | "largest" => {
            let unit = TimeUnit::from_name(text(name, value)?).filter(|unit| unit.has_one_length());
            out.unit = Some(unit.ok_or_else(|| format!("{name} must be second, minute, hour, day or week"))?);
        }
        "part" => out.part = Some(word(name, value, &["original", "converted", "rate", "date", "source"])?.into()),
        "maximumUnits" => out.maximum_units = Some(digits(name, value, 1)?),
        _ => set_date_option(out, name, value)?,
    }
    Ok(())
}

fn set_date_option(out: &mut Options, name: &str, value: &Constant) -> Result<(), String> {
    let style = |value| {
        Ok::<_, String>(match word(name, value, &["full", "long", "medium", "short"])? {
            "full" => DateStyle::Full,
            "long" => DateStyle::Long,
            "medium" => DateStyle::Medium,
            _ => DateStyle::Short,
        })
    };
    let date = &mut out.datetime;
    match name {
        "dateStyle" => date.date_style = Some(style(value)?),
        "timeStyle" => date.time_style = Some(style(value)?),
        "weekday" => date.weekday = Some(form(name, value, NAMES)?),
        "era" => date.era = Some(form(name, value, NAMES)?),
        "year" => date.year = Some(form(name, value, DIGITS)?),
        "month" => date.month = Some(form(name, value, &FORMS)?),
        "day" => date.day = Some(form(name, value, DIGITS)?),
        "hour" => date.hour = Some(form(name, value, DIGITS)?),
        "minute" => date.minute = Some(form(name, value, DIGITS)?),
        "second" => date.second = Some(form(name, value, DIGITS)?),
        "timeZoneName" => {
            date.time_zone_name = Some(match word(name, value, &["shortOffset", "longOffset", "short", "long"])? {
                "shortOffset" => ZoneName::ShortOffset,
                "longOffset" => ZoneName::LongOffset,
                "short" => ZoneName::Short,
                _ => ZoneName::Long,
            });
        }
        _ => return Err(format!("has no option {name:?}")),
    }
    Ok(())
}

/// Whether digits are grouped, in the words of `Intl`: `false`, and four for as the locale does.
const GROUPINGS: &[&str] = &["true", "false", "always", "auto", "min2"];

/// How a field of a date may be written.
const FORMS: [(&str, FieldForm); 5] = [
    ("numeric", FieldForm::Numeric),
    ("2-digit", FieldForm::TwoDigit),
    ("long", FieldForm::Long),
    ("short", FieldForm::Short),
    ("narrow", FieldForm::Narrow),
];
const DIGITS: &[(&str, FieldForm)] = FORMS.split_at(2).0;
const NAMES: &[(&str, FieldForm)] = FORMS.split_at(2).1;

fn form(name: &str, value: &Constant, forms: &[(&str, FieldForm)]) -> Result<FieldForm, String> {
    let words: Vec<&str> = forms.iter().map(|(word, _)| *word).collect();
    let given = word(name, value, &words)?;
    forms.iter().find(|(word, _)| *word == given).map(|(_, form)| *form).ok_or_else(|| format!("{name} is unknown"))
}

fn digits(name: &str, value: &Constant, least: u8) -> Result<u8, String> {
    let number = match value {
        Constant::Number(n) => n.to_integer(),
        Constant::Text(_) => None,
    };
    number
        .and_then(|n| u8::try_from(n).ok())
        .filter(|n| (least..=MAX_DIGITS).contains(n))
        .ok_or_else(|| format!("{name} must be a number from {least} to {MAX_DIGITS}"))
}

fn text<'v>(name: &str, value: &'v Constant) -> Result<&'v str, String> {
    match value {
        Constant::Text(text) => Ok(text),
        Constant::Number(_) => Err(format!("{name} must be a string")),
    }
}

/// What a word stands for; the names are said when it is none.
fn named<T>(name: &str, value: &Constant, read: fn(&str) -> Option<T>, names: &[&str]) -> Result<T, String> {
    read(text(name, value)?).ok_or_else(|| format!("{name} must be one of {}", names.join(", ")))
}

fn word<'v>(name: &str, value: &'v Constant, words: &[&str]) -> Result<&'v str, String> {
    let value = text(name, value)?;
    if words.contains(&value) { Ok(value) } else { Err(format!("{name} must be one of {}", words.join(", "))) }
}
