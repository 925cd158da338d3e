//! Plain numbers, percent, compact numbers and plurals.

use super::super::limits::MAX_DIGITS;
use super::super::value::{CompactDisplay, NumberOptions, NumberStyle};
use super::data::Data;
use super::{Formatter, append, no_data};
use crate::money::Decimal;
use crate::{Error, Result};
use fixed_decimal::Decimal as IcuDecimal;
use icu_decimal::CompactDecimalFormatter;
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_plurals::{PluralOperands, PluralRules};
use writeable::Writeable;

/// The plural category of a number in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PluralCategory {
    /// `zero`.
    Zero,
    /// `one`.
    One,
    /// `two`.
    Two,
    /// `few`.
    Few,
    /// `many`.
    Many,
    /// `other`: every language has it.
    Other,
}

impl PluralCategory {
    /// The word, as a variant's key writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl From<icu_plurals::PluralCategory> for PluralCategory {
    fn from(category: icu_plurals::PluralCategory) -> Self {
        use icu_plurals::PluralCategory as C;
        match category {
            C::Zero => Self::Zero,
            C::One => Self::One,
            C::Two => Self::Two,
            C::Few => Self::Few,
            C::Many => Self::Many,
            C::Other => Self::Other,
        }
    }
}

/// What stands before and after the digits.
#[derive(Debug, Clone)]
pub(super) struct Affixes {
    pub positive: (String, String),
    pub negative: (String, String),
}

impl Formatter {
    /// A number, a percentage or an amount of money, by its options.
    ///
    /// # Errors
    /// Contradicting or excessive digits; [`NumberStyle::Currency`] without a currency.
    pub fn number(&self, number: Decimal, options: &NumberOptions) -> Result<String> {
        let mut out = String::new();
        self.write_number(&mut out, number, options).map_err(|e| Error::invalid("number", number, e))?;
        Ok(out)
    }

    /// The plural category of a number as its options show it: `1.0` is not `one` in English.
    ///
    /// ```
    /// use sundesk::template::{Formatter, NumberOptions};
    /// let english = Formatter::new(&"en".parse()?);
    /// let ordinal = NumberOptions { ordinal: true, ..NumberOptions::default() };
    /// assert_eq!(english.plural(22.into(), &ordinal).as_str(), "two"); // 22nd
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn plural(&self, number: Decimal, options: &NumberOptions) -> PluralCategory {
        self.plural_of_visible(self.visible(number, options).unwrap_or(number), options.ordinal)
    }

    /// The category of a number that is shown with exactly these digits.
    pub(in crate::template) fn plural_of_visible(&self, visible: Decimal, ordinal: bool) -> PluralCategory {
        let rules = if ordinal {
            let make = || PluralRules::try_new_ordinal(super::plural::preferences(&self.0.locale)).ok();
            self.0.ordinal.get_or_init(make).as_ref()
        } else {
            self.0.cardinal.as_ref()
        };
        if let Some(category) = self.0.extra.filter(|_| !ordinal).map(|rule| rule.category(visible)) {
            return category;
        }
        let Some(rules) = rules else { return PluralCategory::Other };
        rules.category_for(operands(visible)).into()
    }

    /// The categories that some number has in this language.
    #[must_use]
    pub fn plural_categories(&self, ordinal: bool) -> Vec<PluralCategory> {
        if let Some(rule) = self.0.extra.filter(|_| !ordinal) {
            return rule.categories().to_vec();
        }
        let made = PluralRules::try_new_ordinal(super::plural::preferences(&self.0.locale)).ok();
        let rules = if ordinal { made.as_ref() } else { self.0.cardinal.as_ref() };
        rules.map_or_else(|| vec![PluralCategory::Other], |rules| rules.categories().map(Into::into).collect())
    }

    /// Writes 0–999 in ASCII digits when that is what the locale does; otherwise writes nothing.
    pub(in crate::template) fn write_small(&self, out: &mut String, number: i128) -> bool {
        let Ok(n) = u16::try_from(number) else { return false };
        if n > 999 || !self.0.ascii_digits {
            return false;
        }
        let digit = |n: u16| char::from(b'0' + u8::try_from(n % 10).unwrap_or(0));
        if n >= 100 {
            out.push(digit(n / 100));
        }
        if n >= 10 {
            out.push(digit(n / 10));
        }
        out.push(digit(n));
        true
    }

    pub(in crate::template) fn write_number(
        &self,
        out: &mut String,
        number: Decimal,
        options: &NumberOptions,
    ) -> std::result::Result<(), String> {
        if let Some(display) = options.compact {
            return self.write_compact(out, number, display);
        }
        match options.style {
            NumberStyle::Decimal => {
                let visible = self.visible(number, options)?;
                self.write_digits(out, visible, options)
            }
            NumberStyle::Percent => self.write_percent(out, number, options),
            NumberStyle::Currency => self.write_money(out, number, options),
        }
    }

    /// The digits of a number that is rounded and padded already.
    pub(super) fn write_digits(
        &self,
        out: &mut String,
        visible: Decimal,
        options: &NumberOptions,
    ) -> std::result::Result<(), String> {
        let mut icu = to_icu(visible);
        if let Some(digits) = options.minimum_integer_digits {
            icu.absolute.pad_start(i16::from(digits));
        }
        append(out, &self.decimal(options.grouping)?.format(&icu));
        Ok(())
    }

    /// The number as it is shown: rounded half away from zero, padded with zeros.
    pub(super) fn visible(&self, number: Decimal, options: &NumberOptions) -> std::result::Result<Decimal, String> {
        check_digits(options)?;
        let (number, least, most) = match options.style {
            NumberStyle::Decimal => (number, 0, 3),
            NumberStyle::Percent => (number.shifted(2).ok_or("has too many digits for percent")?, 0, 0),
            NumberStyle::Currency => {
                let digits = super::money::fraction_digits(options.currency);
                (number, digits, digits)
            }
        };
        if options.minimum_significant_digits.is_some() || options.maximum_significant_digits.is_some() {
            return significant(number, options);
        }
        let (least, most) = match (options.minimum_fraction_digits, options.maximum_fraction_digits) {
            (None, None) => (least, most),
            (Some(min), None) => (min, most.max(min)),
            (None, Some(max)) => (least.min(max), max),
            (Some(min), Some(max)) if min <= max => (min, max),
            (Some(min), Some(max)) => {
                return Err(format!("at least {min} and at most {max} fraction digits contradict"));
            }
        };
        let rounded = number.rounded(most);
        pad(if rounded.scale() > least { trimmed_to(rounded, least) } else { rounded }, least)
    }

    fn write_percent(
        &self,
        out: &mut String,
        number: Decimal,
        options: &NumberOptions,
    ) -> std::result::Result<(), String> {
        let visible = self.visible(number, options)?;
        self.write_percentage(out, visible, options)
    }

    /// Digits with the percent sign: 5 is 5 %.
    pub(super) fn write_percentage(
        &self,
        out: &mut String,
        visible: Decimal,
        options: &NumberOptions,
    ) -> std::result::Result<(), String> {
        let affixes =
            self.0.percent.get_or_init(|| self.percent_affixes()).as_ref().ok_or_else(|| no_data("percent"))?;
        let (before, after) = if visible.is_negative() { &affixes.negative } else { &affixes.positive };
        out.push_str(before);
        self.write_digits(out, visible.abs(), options)?;
        out.push_str(after);
        Ok(())
    }

    /// What the locale puts around a percentage, read off ICU4X's own text of 1 % and -1 %.
    fn percent_affixes(&self) -> Option<Affixes> {
        let formatter = PercentFormatter::try_new(self.0.locale.icu().into(), Default::default()).ok()?;
        let one = self.0.decimal.as_ref()?.format(&IcuDecimal::from(1)).write_to_string().into_owned();
        let positive = formatter.format(&IcuDecimal::from(1)).write_to_string().into_owned();
        let negative = formatter.format(&IcuDecimal::from(-1)).write_to_string().into_owned();
        let mut affixes = Affixes { positive: split(&positive, &one)?, negative: split(&negative, &one)? };
        // ICU4X 2.3 takes the Latin percent and minus signs beside Arabic digits; CLDR has U+066A, with U+061C after it in Arabic.
        let sign = match one.as_str() {
            "١" if self.0.locale.language() == "ar" => "\u{66a}\u{61c}",
            "١" | "۱" => "\u{66a}",
            _ => return Some(affixes),
        };
        let (before, after) = &mut affixes.positive;
        for affix in [before, after] {
            *affix = affix.replace("\u{200e}%\u{200e}", sign).replace('%', sign);
        }
        let minus = self.0.decimal.as_ref()?.format(&IcuDecimal::from(-1)).write_to_string().into_owned();
        let (before, after) = split(&minus, &one)?;
        affixes.negative = (before + &affixes.positive.0, affixes.positive.1.clone() + &after);
        Some(affixes)
    }

    fn write_compact(
        &self,
        out: &mut String,
        number: Decimal,
        display: CompactDisplay,
    ) -> std::result::Result<(), String> {
        let prefs = self.0.locale.icu().into();
        let formatter = match display {
            CompactDisplay::Short => CompactDecimalFormatter::try_new_short_unstable(&Data, prefs, Default::default()),
            CompactDisplay::Long => CompactDecimalFormatter::try_new_long_unstable(&Data, prefs, Default::default()),
        };
        let formatter = formatter.map_err(|_| no_data("compact numbers"))?;
        append(out, &formatter.format(&to_icu(rounded_for(&formatter, number))));
        Ok(())
    }
}

/// The digits that a compact number keeps, rounded half away from zero: none after the point from two digits before it, else two in all.
/// ICU4X 2.3 rounds half to even, and takes the pattern of the number before rounding (`9999` in Arabic as 10 of the small thousands).
fn rounded_for(formatter: &CompactDecimalFormatter, number: Decimal) -> Decimal {
    let number = number.trimmed();
    let digits = i64::from(number.significant_digits());
    let magnitude = match number.whole_digits() {
        0 => digits - i64::from(number.scale()) - 1,
        whole => i64::from(whole) - 1,
    };
    let exponent = i16::try_from(magnitude).map_or(0, |m| formatter.compact_exponent_for_magnitude(m));
    let kept = (magnitude - i64::from(exponent) + 1).max(2);
    u8::try_from(kept).map_or(number, |kept| number.rounded_significant(kept))
}

/// The text before and after `inner`.
pub(super) fn split(text: &str, inner: &str) -> Option<(String, String)> {
    text.split_once(inner).map(|(before, after)| (before.to_owned(), after.to_owned()))
}

/// No option asks for more than [`MAX_DIGITS`] digits.
fn check_digits(options: &NumberOptions) -> std::result::Result<(), String> {
    let asked = [
        options.minimum_integer_digits,
        options.minimum_fraction_digits,
        options.maximum_fraction_digits,
        options.minimum_significant_digits,
        options.maximum_significant_digits,
    ];
    match asked.into_iter().flatten().find(|digits| *digits > MAX_DIGITS) {
        Some(digits) => Err(format!("asks for {digits} digits: at most {MAX_DIGITS}")),
        None => Ok(()),
    }
}

fn significant(number: Decimal, options: &NumberOptions) -> std::result::Result<Decimal, String> {
    let least = options.minimum_significant_digits.unwrap_or(1).max(1);
    let most = options.maximum_significant_digits.unwrap_or(MAX_DIGITS).max(1);
    if least > most {
        return Err(format!("at least {least} and at most {most} significant digits contradict"));
    }
    let rounded = number.rounded_significant(most).trimmed();
    // Digits that count: all from the first one that is not zero. `0` itself has one.
    let have = match rounded.whole_digits() {
        0 if rounded.is_zero() => 1,
        0 => rounded.significant_digits(),
        whole => whole + u32::from(rounded.scale()),
    };
    match u32::from(least).checked_sub(have) {
        Some(more) if more > 0 => pad(rounded, rounded.scale().saturating_add(u8::try_from(more).unwrap_or(20))),
        _ => Ok(rounded),
    }
}

fn pad(number: Decimal, digits: u8) -> std::result::Result<Decimal, String> {
    number.padded(digits).ok_or_else(|| "has more than 38 digits".to_owned())
}

/// Without zeros at the end, but with at least `digits` digits after the point.
fn trimmed_to(number: Decimal, digits: u8) -> Decimal {
    let trimmed = number.trimmed();
    trimmed.padded(digits).unwrap_or(trimmed)
}

/// The value of ICU4X, with the zeros at its end.
pub(super) fn to_icu(number: Decimal) -> IcuDecimal {
    let scale = i16::from(number.scale());
    let mut icu = IcuDecimal::from(number.mantissa());
    icu.absolute.multiply_pow10(-scale);
    icu.absolute.trim_start();
    icu.absolute.pad_end(-scale);
    icu
}

fn operands(visible: Decimal) -> PluralOperands {
    match (visible.scale(), u64::try_from(visible.mantissa().unsigned_abs())) {
        (0, Ok(n)) => PluralOperands::from(n),
        _ => PluralOperands::from(&to_icu(visible)),
    }
}
