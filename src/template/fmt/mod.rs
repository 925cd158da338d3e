//! Everything that formats with ICU4X: numbers, money, plurals, dates, lists, relative time and units in one locale.
//!
//! ICU4X is held at 2.3 (CLDR 48.2.1); what it lacks is mended here and nowhere else, each patch beside its reason
//! (`docs/decisions/0071-icu4x-patches.md`).

pub(super) mod cache;
mod data;
mod date;
#[cfg(feature = "template-datetime")]
mod date_shape;
#[cfg(feature = "template-datetime")]
mod fields;
mod list;
mod money;
mod money_shape;
mod number;
mod options;
mod plural;
mod relative;
#[cfg(feature = "template-datetime")]
mod short_dates;
mod units;

pub use list::ListKind;
pub use number::PluralCategory;
pub(in crate::template) use options::Options;
pub(in crate::template) use plural::has_one_form;
pub use relative::{Numeric, TimeUnit, UnitWidth};
pub use units::Unit;

use super::locale::Locale;
use super::value::{CurrencyDisplay, DateStyle, DateTimeOptions};
use crate::money::Currency;
use cache::Slots;
use fixed_decimal::Decimal as IcuDecimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale::fallback::LocaleFallbacker;
use icu_plurals::PluralRules;
use std::fmt;
use std::sync::{Arc, OnceLock};
use writeable::Writeable;

/// How an instant without a function is shown: `9 Mar 2026, 14:05`.
pub(super) const BARE_INSTANT: DateTimeOptions = DateTimeOptions {
    zone: None,
    date_style: Some(DateStyle::Medium),
    time_style: Some(DateStyle::Short),
    weekday: None,
    era: None,
    year: None,
    month: None,
    day: None,
    hour: None,
    minute: None,
    second: None,
    time_zone_name: None,
    calendar: None,
};

/// How a date without a function is shown: `9 Mar 2026`.
pub(super) const BARE_DATE: DateTimeOptions = DateTimeOptions { time_style: None, ..BARE_INSTANT };

/// Numbers, plurals, money, lists, relative time and units (with feature `template-datetime` dates and times) as readers of one
/// locale write them. Immutable and shared without locks; cheap to clone.
///
/// A locale that CLDR does not know falls back as CLDR says: `de-XX` is `de`, `xx` is the root locale.
///
/// ```
/// use sundesk::template::{Formatter, NumberOptions};
/// let german = Formatter::new(&"de".parse()?);
/// assert_eq!(german.number("1234567.5".parse()?, &NumberOptions::default())?, "1.234.567,5");
/// assert_eq!(german.plural(1.into(), &NumberOptions::default()).as_str(), "one");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Formatter(Arc<Inner>);

struct Inner {
    locale: Locale,
    decimal: Option<DecimalFormatter>,
    ungrouped: OnceLock<Option<DecimalFormatter>>,
    cardinal: Option<PluralRules>,
    ordinal: OnceLock<Option<PluralRules>>,
    /// The rule of a language that is in CLDR but not in ICU4X's data.
    extra: Option<plural::ExtraRule>,
    /// Whether `0`–`999` are written with ASCII digits: the fast path.
    ascii_digits: bool,
    money: Slots<(Currency, CurrencyDisplay, bool), money::MoneyPattern, 16>,
    names: Slots<Currency, money::MoneyName, 8>,
    shape: OnceLock<money_shape::Shape>,
    percent: OnceLock<Option<number::Affixes>>,
    relative: Slots<relative::RelativeKey, icu_experimental::relativetime::RelativeTimeFormatter, 16>,
    units: Slots<(Unit, UnitWidth), units::UnitPattern, 16>,
    lists: Slots<(ListKind, UnitWidth), icu_list::ListFormatter, 6>,
    #[cfg(feature = "template-datetime")]
    dates: date::Dates,
}

impl Formatter {
    /// The formatter of a locale; `-u-nu`, `-u-hc` and `-u-ca` are kept.
    #[must_use]
    pub fn new(locale: &Locale) -> Self {
        let decimal = DecimalFormatter::try_new(locale.icu().into(), DecimalFormatterOptions::default()).ok();
        let ascii_digits =
            decimal.as_ref().is_some_and(|d| d.format(&IcuDecimal::from(907)).write_to_string() == "907");
        Self(Arc::new(Inner {
            cardinal: PluralRules::try_new_cardinal(plural::preferences(locale)).ok(),
            extra: plural::extra_rule(locale.language()),
            locale: locale.clone(),
            decimal,
            ungrouped: OnceLock::new(),
            ordinal: OnceLock::new(),
            ascii_digits,
            money: Slots::default(),
            names: Slots::default(),
            shape: OnceLock::new(),
            percent: OnceLock::new(),
            relative: Slots::default(),
            units: Slots::default(),
            lists: Slots::default(),
            #[cfg(feature = "template-datetime")]
            dates: date::Dates::default(),
        }))
    }

    /// The locale it was made for.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.0.locale
    }

    /// What a table of CLDR has for the locale or the nearest of its parents; the root locale is `und`.
    fn inherited<T>(&self, find: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut steps = LocaleFallbacker::new().for_config(Default::default()).fallback_for(self.0.locale.icu().into());
        loop {
            let tag = steps.get().to_string();
            match find(&tag) {
                None if !steps.get().is_unknown() => steps.step(),
                found => return found,
            };
        }
    }

    fn prefs(&self) -> DecimalFormatterPreferences {
        self.0.locale.icu().into()
    }

    /// The plain formatter, grouped as the locale does or not at all.
    fn decimal(&self, grouping: Option<bool>) -> Result<&DecimalFormatter, String> {
        let formatter = match grouping {
            Some(false) => self
                .0
                .ungrouped
                .get_or_init(|| DecimalFormatter::try_new(self.prefs(), GroupingStrategy::Never.into()).ok())
                .as_ref(),
            _ => self.0.decimal.as_ref(),
        };
        formatter.ok_or_else(|| no_data("numbers"))
    }
}

impl fmt::Debug for Formatter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Formatter").field(&self.0.locale).finish()
    }
}

/// What is wrong with the options of a date, whatever the date is; nothing without `template-datetime`, which cannot show one.
pub(super) fn check_date(options: &DateTimeOptions) -> Result<(), String> {
    #[cfg(feature = "template-datetime")]
    fields::check(options)?;
    let _ = options;
    Ok(())
}

/// What is said when ICU4X has no data, which its compiled data rules out for every locale.
fn no_data(what: &str) -> String {
    format!("there is no data for {what}")
}

/// Appends a piece of ICU4X output; writing to a `String` cannot fail.
fn append(out: &mut String, piece: &impl Writeable) {
    let _ = piece.write_to(out);
}
