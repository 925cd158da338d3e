//! Plural rules of languages that CLDR has and ICU4X's compiled data has not.
//!
//! The shapes that cover most of them; a language with a rule of its own (Manx, Cornish, Tachelhit and a few more) has the category
//! `other` only. The names of the rules are the conditions of `supplemental/plurals.xml`, CLDR 48.

use super::super::locale::Locale;
use super::number::PluralCategory;
use crate::money::Decimal;
use icu_plurals::PluralRulesPreferences;

/// What plural rules are asked for: the language whatever its script. ICU4X 2.3 finds no rules for `sr-Latn`, CLDR has those of `sr`.
pub(super) fn preferences(locale: &Locale) -> PluralRulesPreferences {
    let mut id = locale.icu().clone();
    id.id.script = None;
    (&id).into()
}

/// A rule that several languages share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExtraRule {
    /// one: n = 1.
    One,
    /// one: n = 0..1.
    ZeroOne,
    /// one: i = 1 and v = 0.
    WholeOne,
    /// one: i = 0,1.
    IntegerZeroOne,
    /// one: n = 1; two: n = 2.
    OneTwo,
}

const LANGUAGES: [(ExtraRule, &[&str]); 5] = [
    (
        ExtraRule::One,
        &[
            "an", "asa", "bal", "bem", "bez", "ce", "cgg", "ckb", "dv", "fur", "gsw", "haw", "jgo", "jmc", "kaj",
            "kcg", "kkj", "kl", "ksb", "lg", "mas", "mgo", "nd", "nnh", "nr", "ny", "nyn", "os", "pap", "rof", "rwk",
            "saq", "sdh", "seh", "sn", "ss", "ssy", "teo", "tig", "ts", "ve", "vo", "vun", "wae", "xog",
        ],
    ),
    (ExtraRule::ZeroOne, &["ln", "mg", "wa"]),
    (ExtraRule::WholeOne, &["io", "yi"]),
    (ExtraRule::IntegerZeroOne, &["ff", "kab"]),
    (ExtraRule::OneTwo, &["iu", "naq", "se", "sma", "smj", "smn", "sms"]),
];

/// Languages that have one form for every number, by CLDR 48.2. ICU4X's data leaves them out, as it does languages it knows nothing about.
const ONE_FORM: &str =
    "bm bo dz hnj id ig ii ja jbo jv jw kde kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo yo yue zh";

/// Whether a language without plural forms is known to have none.
pub(in crate::template) fn has_one_form(language: &str) -> bool {
    ONE_FORM.split(' ').any(|l| l == language)
}

/// The rule of a language that ICU4X lacks.
pub(super) fn extra_rule(language: &str) -> Option<ExtraRule> {
    LANGUAGES.iter().find(|(_, languages)| languages.contains(&language)).map(|(rule, _)| *rule)
}

impl ExtraRule {
    /// The category of a number with the digits it is shown with.
    pub(super) fn category(self, visible: Decimal) -> PluralCategory {
        let n = visible.abs();
        let whole = n.to_integer();
        let one = match self {
            Self::One | Self::OneTwo => whole == Some(1),
            Self::ZeroOne => matches!(whole, Some(0 | 1)),
            Self::WholeOne => n.scale() == 0 && whole == Some(1),
            Self::IntegerZeroOne => n < Decimal::from(2_i64),
        };
        match (one, self) {
            (true, _) => PluralCategory::One,
            (false, Self::OneTwo) if whole == Some(2) => PluralCategory::Two,
            _ => PluralCategory::Other,
        }
    }

    /// The categories the rule has.
    pub(super) fn categories(self) -> &'static [PluralCategory] {
        match self {
            Self::OneTwo => &[PluralCategory::One, PluralCategory::Two, PluralCategory::Other],
            _ => &[PluralCategory::One, PluralCategory::Other],
        }
    }
}
