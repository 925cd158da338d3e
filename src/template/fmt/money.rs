//! Amounts of money.

use super::super::ctx::Ctx;
use super::super::value::{CurrencyDisplay, MoneyConverted, NumberOptions, NumberStyle};
use super::money_shape::{self, Shape};
use super::number::{Affixes, split, to_icu};
use super::{Formatter, append, no_data};
use crate::money::Decimal;
use crate::money::{Currency, Money};
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use icu_experimental::dimension::currency::options::{CurrencyFormatterOptions, CurrencyUsage};
use icu_experimental::dimension::provider::currency::extended::CurrencyExtendedDataV1;
use icu_experimental::dimension::provider::currency::fractions::CurrencyFractionsV1;
use icu_experimental::dimension::provider::currency::patterns::CurrencyPatternsDataV1;
use icu_experimental::provider::Baked;
use icu_plurals::PluralRules;
use icu_provider::prelude::*;
use writeable::Writeable;

/// A locale, then the currencies whose symbol is their code: made by `xtask/cldr-tables.py`.
/// `VND~` is one whose narrow symbol is.
static CODES: &str = include_str!("currency_codes.txt");

/// What stands around an amount of one currency.
///
/// ICU4X's formatter takes no number of fraction digits and no other grouping, so it is asked once for `1` and `-1`; what it puts
/// around the digits is kept, and the digits are written by us: `5 €` without cents, `1.00 US dollars` as `1 US dollar`.
#[derive(Debug)]
pub(super) struct MoneyPattern {
    affixes: Affixes,
}

/// The plural forms of a currency's name.
#[derive(Debug)]
pub(super) struct MoneyName {
    name: DataPayload<CurrencyExtendedDataV1>,
    pattern: DataPayload<CurrencyPatternsDataV1>,
    rules: PluralRules,
}

/// Digits after the point that a currency has: 2 for the euro, 0 for the yen, 3 for the Kuwaiti dinar.
pub(super) fn fraction_digits(currency: Option<Currency>) -> u8 {
    let Some(code) = currency.and_then(icu_currency) else { return 2 };
    let fractions: Option<DataResponse<CurrencyFractionsV1>> = Baked.load(DataRequest::default()).ok();
    fractions.map_or(2, |data| data.payload.get().resolve(code).digits)
}

/// CLDR's `currencySpacing`: a no-break space between a letter and a digit (`R 5`, `CHF 5`).
fn spaced_before(mut before: String) -> String {
    if before.ends_with(char::is_alphabetic) {
        before.push('\u{a0}');
    }
    before
}

fn icu_currency(currency: Currency) -> Option<CurrencyType> {
    currency.as_str().to_ascii_lowercase().parse().ok()
}

impl Formatter {
    pub(super) fn write_money(&self, out: &mut String, amount: Decimal, options: &NumberOptions) -> Result<(), String> {
        let currency = options.currency.ok_or("has no currency")?;
        let visible = self.visible(amount, options)?;
        if options.currency_display == CurrencyDisplay::Name {
            return self.write_money_name(out, currency, visible, options);
        }
        let key = (currency, options.currency_display, options.accounting);
        let pattern = self.0.money.get(key, || self.money_pattern(currency, options))?;
        let affixes = &pattern.affixes;
        let (before, after) = if visible.is_negative() { &affixes.negative } else { &affixes.positive };
        out.push_str(before);
        self.write_money_digits(out, visible.abs(), options)?;
        out.push_str(after);
        Ok(())
    }

    fn write_money_digits(&self, out: &mut String, visible: Decimal, options: &NumberOptions) -> Result<(), String> {
        let start = out.len();
        let shape = self.shape();
        if shape.by_thousands(options.accounting) && options.grouping != Some(false) {
            self.write_digits(out, visible, &NumberOptions { grouping: Some(false), ..*options })?;
            let grouped = money_shape::by_thousands(out.get(start..).unwrap_or(""));
            out.truncate(start);
            out.push_str(&grouped);
            return Ok(());
        }
        self.write_digits(out, visible, options)?;
        shape.mend(out, start);
        Ok(())
    }

    fn shape(&self) -> Shape {
        *self.0.shape.get_or_init(|| money_shape::of(&self.0.locale))
    }

    fn money_pattern(&self, currency: Currency, options: &NumberOptions) -> Result<MoneyPattern, String> {
        let code = icu_currency(currency).ok_or_else(|| format!("{currency} is not a currency"))?;
        let prefs = self.0.locale.icu().into();
        let usage: CurrencyFormatterOptions =
            if options.accounting { CurrencyUsage::Accounting } else { CurrencyUsage::Standard }.into();
        let make = |display: CurrencyDisplay| match display {
            CurrencyDisplay::NarrowSymbol => CurrencyFormatter::try_new_symbol_narrow(prefs, code, usage),
            CurrencyDisplay::Code | CurrencyDisplay::Name => CurrencyFormatter::try_new_code(prefs, code, usage),
            CurrencyDisplay::Symbol => CurrencyFormatter::try_new_symbol(prefs, code, usage),
        };
        let one = Decimal::from(1_i64).padded(fraction_digits(Some(currency))).unwrap_or(Decimal::from(1_i64));
        let mut digits = String::new();
        append(&mut digits, &self.decimal(None)?.format(&to_icu(one)));
        let affixes = |display: CurrencyDisplay| {
            let formatter = make(display).map_err(|_| no_data("money"))?;
            let around = |value: Decimal| {
                let text = formatter.format_fixed_decimal(&to_icu(value)).write_to_string().into_owned();
                let (before, after) =
                    split(&text, &digits).ok_or_else(|| format!("{text:?} does not hold {digits:?}"))?;
                Ok::<_, String>((spaced_before(before), after))
            };
            Ok::<_, String>(Affixes { positive: around(one)?, negative: around(one.negated())? })
        };
        let affixes = match self.display(currency, options.currency_display) {
            CurrencyDisplay::NarrowSymbol => {
                let narrow = affixes(CurrencyDisplay::NarrowSymbol)?;
                // A currency without a narrow symbol has its usual one; ICU4X 2.3 takes the code.
                if narrow.positive.0.contains(currency.as_str()) || narrow.positive.1.contains(currency.as_str()) {
                    affixes(self.display(currency, CurrencyDisplay::Symbol))?
                } else {
                    narrow
                }
            }
            display => affixes(display)?,
        };
        Ok(MoneyPattern { affixes })
    }

    /// Where CLDR's symbol is the code itself (`1,00 USD` in Italian), ICU4X's data has none and finds a parent's (`US$`).
    fn display(&self, currency: Currency, wanted: CurrencyDisplay) -> CurrencyDisplay {
        let narrow = match wanted {
            CurrencyDisplay::Symbol => None,
            CurrencyDisplay::NarrowSymbol => Some("~"),
            CurrencyDisplay::Code | CurrencyDisplay::Name => return wanted,
        };
        let is_code = self.inherited(|tag| {
            let listed = CODES.lines().find_map(|line| line.strip_prefix(tag)?.strip_prefix(' '))?;
            let mut symbols = listed.split(' ').filter_map(|code| code.strip_prefix(currency.as_str()));
            Some(symbols.any(|rest| rest == narrow.unwrap_or("")))
        });
        if is_code == Some(true) { CurrencyDisplay::Code } else { wanted }
    }

    fn write_money_name(
        &self,
        out: &mut String,
        currency: Currency,
        visible: Decimal,
        options: &NumberOptions,
    ) -> Result<(), String> {
        let name = self.0.names.get(currency, || self.money_name(currency))?;
        let icu = to_icu(visible);
        let mut digits = String::new();
        self.write_digits(&mut digits, visible, options)?;
        self.shape().mend(&mut digits, 0);
        let operands = (&icu).into();
        let word = name.name.get().get(operands, &name.rules);
        append(out, &name.pattern.get().get(operands, &name.rules).interpolate((digits.as_str(), word)));
        Ok(())
    }

    fn money_name(&self, currency: Currency) -> Result<MoneyName, String> {
        let missing = |_| format!("{currency} has no name here");
        let locale = CurrencyPatternsDataV1::make_locale(self.prefs().locale_preferences);
        let attributes = DataMarkerAttributes::try_from_str(currency.as_str()).map_err(|_| no_data("money"))?;
        let id = DataIdentifierBorrowed::for_marker_attributes_and_locale(attributes, &locale);
        let name: DataResponse<CurrencyExtendedDataV1> =
            Baked.load(DataRequest { id, ..DataRequest::default() }).map_err(missing)?;
        let own = DataRequest { id: DataIdentifierBorrowed::for_locale(&locale), ..DataRequest::default() };
        let pattern: DataResponse<CurrencyPatternsDataV1> =
            Baked.load(own).or_else(|_| Baked.load(DataRequest::default())).map_err(|_| no_data("money"))?;
        let rules = PluralRules::try_new_cardinal(super::plural::preferences(&self.0.locale))
            .map_err(|_| no_data("plurals"))?;
        Ok(MoneyName { name: name.payload, pattern: pattern.payload, rules })
    }

    // ---- converted amounts --------------------------------------------------------------------------------------------------

    /// `12.50 € (≈ $13.56; 1 EUR = 1.0846 USD, 20 Nov 2026, ECB)`: the whole note, in no language but with the locale's formats.
    pub(in crate::template) fn write_conversion(
        &self,
        out: &mut String,
        money: &MoneyConverted,
        ctx: &Ctx,
    ) -> Result<(), String> {
        self.write_money(out, money.original.amount, &options_of(&money.original, ctx))?;
        out.push_str(" (");
        self.write_approximate(out, &money.converted, ctx)?;
        out.push_str("; ");
        self.write_rate(out, money, ctx)?;
        out.push_str(", ");
        self.write_date(out, money.as_of, &super::BARE_DATE, ctx)?;
        if !money.source.is_empty() {
            out.push_str(", ");
            out.push_str(&money.source);
        }
        out.push(')');
        Ok(())
    }

    /// `≈ $13.56`.
    pub(in crate::template) fn write_approximate(
        &self,
        out: &mut String,
        money: &Money,
        ctx: &Ctx,
    ) -> Result<(), String> {
        out.push_str("≈\u{a0}");
        self.write_money(out, money.amount, &options_of(money, ctx))
    }

    /// `1 EUR = 1.0846 USD`: all digits of the rate that was given, at least four significant ones.
    pub(in crate::template) fn write_rate(
        &self,
        out: &mut String,
        money: &MoneyConverted,
        ctx: &Ctx,
    ) -> Result<(), String> {
        let _ = ctx;
        if money.rate.is_zero() || money.rate.is_negative() {
            return Err(format!("the rate {} is not above zero", money.rate));
        }
        let one = NumberOptions {
            style: NumberStyle::Currency,
            currency_display: CurrencyDisplay::Code,
            currency: Some(money.original.currency),
            minimum_fraction_digits: Some(0),
            maximum_fraction_digits: Some(0),
            ..NumberOptions::default()
        };
        let rate = NumberOptions {
            currency: Some(money.converted.currency),
            minimum_fraction_digits: None,
            maximum_fraction_digits: None,
            minimum_significant_digits: Some(4),
            maximum_significant_digits: Some(10),
            ..one
        };
        self.write_money(out, Decimal::from(1_i64), &one)?;
        out.push_str(" = ");
        self.write_money(out, money.rate, &rate)
    }
}

fn options_of(money: &Money, ctx: &Ctx) -> NumberOptions {
    NumberOptions {
        style: NumberStyle::Currency,
        currency: Some(money.currency),
        currency_display: ctx.currency_display,
        ..NumberOptions::default()
    }
}
