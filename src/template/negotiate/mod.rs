//! Which of the locales at hand a reader gets.
//!
//! ```text
//! wished tag ─canonical─▶ iw → he, tl → fil, no → nb
//!   1 the same locale                     pt-BR
//!   2 the nearest CLDR parent             es-MX → es-419 → es        pt-AO → pt-PT → pt
//!   3 the same language and script        en → en-GB
//!   else the next wish, else the reference
//! ```
//! A script is never crossed silently: a reader of `zh-TW` never gets Simplified Chinese, one of `sr-Latn` never Cyrillic.
//! What follows `-u-` (digits, calendar, hour cycle) is kept for formatting; `-x-formal` and `-x-informal` are wishes for a tone.

mod accept;

pub use accept::{MAX_HEADER_BYTES, parse_accept_language};

use crate::template::Locale;
use crate::template::steps::step;
use crate::{Error, Result};
use icu_locale::fallback::LocaleFallbacker;
use icu_locale::{LanguageIdentifier, LocaleDirectionality, LocaleExpander};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Most wished locales that are looked at; the rest of a longer list is ignored.
pub const MAX_WISHES: usize = 32;

/// The direction of a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left: Arabic, Hebrew, Persian, Urdu, Central Kurdish, …
    Rtl,
}

/// How close the locale found is to the wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closeness {
    /// The same locale, perhaps by another name.
    Exact,
    /// A CLDR parent: `es-419` for `es-MX`.
    Parent,
    /// The same language and script in another region.
    Language,
}

/// A locale found for a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index among the locales at hand.
    pub index: usize,
    /// Which wish it answers, counted from 0.
    pub wish: usize,
    /// How close it is.
    pub closeness: Closeness,
}

/// A locale at hand in the form that is compared.
#[derive(Debug, Clone)]
struct Known {
    tag: String,
    key: Key,
    /// The region the language is most spoken in, with this script.
    likely: bool,
    private: Option<String>,
}

/// Language, script (always known), region and variants (as written).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    language: String,
    script: String,
    region: Option<String>,
    variants: String,
}

/// Finds locales for wishes among those at hand; made once per catalog.
///
/// ```
/// use sundesk::template::negotiate::Negotiator;
/// let n = Negotiator::new(["en", "es", "es-419", "he", "nb", "zh-Hans"])?;
/// let first = |wish: &str| n.find(&[wish]).first().map(|m| n.tag(m.index));
/// assert_eq!(first("es-MX"), Some("es-419"));
/// assert_eq!(first("iw"), Some("he"));
/// assert_eq!(first("no"), Some("nb"));
/// assert_eq!(first("zh-CN"), Some("zh-Hans"));
/// assert_eq!(first("zh-TW"), None);                 // never Simplified for Traditional
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Negotiator {
    known: Vec<Known>,
    /// By locale and tone.
    index: HashMap<(Key, Option<String>), usize>,
    /// The plain locale of a language and script that most readers of it have: the one of its likely region, else the first at hand.
    nearest: HashMap<(String, String), usize>,
}

impl Negotiator {
    /// The locales at hand, in the order in which ties are decided.
    ///
    /// # Errors
    /// A tag that is not a BCP 47 locale; two tags of one locale, such as `iw` and `he`.
    pub fn new<'a>(tags: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut made = Self { known: Vec::new(), index: HashMap::new(), nearest: HashMap::new() };
        for tag in tags {
            let new = Known::new(tag)?;
            let number = made.known.len();
            step();
            if let Some(old) = made.index.insert((new.key.clone(), new.private.clone()), number) {
                let old = made.tag(old);
                return Err(Error::invalid("locale", tag, format!("one name for one locale: {old} is the same")));
            }
            if new.private.is_none() {
                let likely = |at: &usize| made.known.get(*at).is_some_and(|k| k.likely);
                let slot = made.nearest.entry((new.key.language.clone(), new.key.script.clone())).or_insert(number);
                if new.likely && *slot != number && !likely(slot) {
                    *slot = number;
                }
            }
            made.known.push(new);
        }
        Ok(made)
    }

    fn position(&self, key: &Key, private: Option<&str>) -> Option<usize> {
        step();
        self.index.get(&(key.clone(), private.map(str::to_owned))).copied()
    }

    /// The tag of a locale at hand.
    #[must_use]
    pub fn tag(&self, index: usize) -> &str {
        self.known.get(index).map_or("", |k| k.tag.as_str())
    }

    /// The locales for these wishes, best first, each once; empty when none fits. A wish that is not a locale is passed over.
    ///
    /// For one wish: the closest locale, then its parents in the same language and script. An overlay for a tone
    /// (`de-x-formal`) comes only where the wish asks for that tone, and then before the locale it lies over.
    #[must_use]
    pub fn find(&self, wishes: &[&str]) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        for (wish, tag) in wishes.iter().take(MAX_WISHES).enumerate() {
            let Ok(wanted) = Known::new(tag) else { continue };
            if wanted.key.language == "und" {
                continue;
            }
            for key in wanted.key.stand_ins() {
                if self.find_one(&key, wanted.private.as_deref(), wish, &mut out) {
                    break;
                }
            }
        }
        out
    }

    /// Whether anything in this language and script was found.
    fn find_one(&self, wanted: &Key, tone: Option<&str>, wish: usize, out: &mut Vec<Match>) -> bool {
        let parents = wanted.parents();
        let before = out.len();
        let mut found = self.take(&parents, tone, wish, None, out);
        if !found {
            let best = self.nearest.get(&(wanted.language.clone(), wanted.script.clone()));
            if let Some(other) = best.and_then(|&at| self.known.get(at)) {
                found = self.take(&other.key.parents(), tone, wish, Some(Closeness::Language), out);
            }
        }
        found || out.len() > before
    }

    /// Takes what there is of `keys`: the overlays of the tone from near to far, then the plain locales from near to far.
    fn take(
        &self,
        keys: &[Key],
        tone: Option<&str>,
        wish: usize,
        as_: Option<Closeness>,
        out: &mut Vec<Match>,
    ) -> bool {
        let mut found = false;
        let tones = tone.map(Some).into_iter().chain(std::iter::once(None));
        for private in tones {
            for (i, key) in keys.iter().enumerate() {
                let Some(index) = self.position(key, private) else { continue };
                let closeness = as_.unwrap_or(if i == 0 { Closeness::Exact } else { Closeness::Parent });
                found = true;
                if !out.iter().any(|o| o.index == index) {
                    out.push(Match { index, wish, closeness });
                }
            }
        }
        found
    }

    /// The locales at hand that lie under this one, nearest first: `de-AT-x-formal` lies over `de-x-formal`, `de-AT` and `de`.
    ///
    /// Only within one language and script; a locale with neither region nor tone lies over nothing.
    #[must_use]
    pub fn under(&self, index: usize) -> Vec<usize> {
        let Some(top) = self.known.get(index) else { return Vec::new() };
        let parents = top.key.parents();
        let at =
            |private: Option<&str>| parents.iter().filter_map(|key| self.position(key, private)).collect::<Vec<_>>();
        let mut out = if top.private.is_some() { at(top.private.as_deref()) } else { Vec::new() };
        out.extend(at(None));
        out.retain(|&i| i != index);
        out
    }
}

impl Known {
    fn new(tag: &str) -> Result<Self> {
        let locale = canonical(tag)?;
        let icu = locale.icu();
        let private: Vec<&str> = icu.extensions.private.iter().map(|s| s.as_str()).collect();
        let private = (!private.is_empty()).then(|| private.join("-"));
        let key = Key::of(&icu.id);
        let mut bare = icu.id.clone();
        bare.region = None;
        let expander = LocaleExpander::new_extended();
        expander.maximize(&mut bare);
        let usual_region = key.region.is_none() || bare.region.map(|r| r.to_string()) == key.region;
        let likely = usual_region && key.variants.is_empty();
        Ok(Self { tag: tag.to_owned(), key, likely, private })
    }
}

impl Key {
    fn of(id: &LanguageIdentifier) -> Self {
        let mut full = id.clone();
        if !id.language.is_unknown() {
            LocaleExpander::new_extended().maximize(&mut full);
        }
        Self {
            language: full.language.to_string(),
            script: full.script.map_or_else(String::new, |s| s.to_string()),
            region: id.region.map(|r| r.to_string()),
            variants: id.variants.iter().map(|v| v.as_str()).collect::<Vec<_>>().join("-"),
        }
    }

    /// The key itself, then languages whose readers take it: Norwegian is written as `no`, `nb` and `nn`, and readers of Cantonese
    /// read written Chinese in their script.
    fn stand_ins(&self) -> Vec<Key> {
        let others: &[&str] = match self.language.as_str() {
            "no" => &["nb"],
            "nb" => &["no"],
            "nn" => &["nb", "no"],
            "yue" => &["zh"],
            _ => &[],
        };
        let with = |language: &&str| Key { language: (*language).to_owned(), ..self.clone() };
        std::iter::once(self.clone()).chain(others.iter().map(with)).collect()
    }

    fn without_variants(&self) -> Key {
        Key { variants: String::new(), ..self.clone() }
    }

    /// Itself and its CLDR parents, as long as language and script stay.
    fn parents(&self) -> Vec<Key> {
        let mut out = vec![self.clone()];
        if !self.variants.is_empty() {
            out.push(self.without_variants());
        }
        // A parent of CLDR that the walk below does not know, since it leaves the script of `zh-MO` unsaid.
        if (self.language.as_str(), self.script.as_str(), self.region.as_deref()) == ("zh", "Hant", Some("MO")) {
            out.push(Key { region: Some("HK".to_owned()), ..self.without_variants() });
        }
        let tag = match &self.region {
            Some(region) => format!("{}-{}-{region}", self.language, self.script),
            None => format!("{}-{}", self.language, self.script),
        };
        let Ok(locale) = icu_locale::Locale::try_from_str(&tag) else { return out };
        let mut steps = LocaleFallbacker::new().for_config(Default::default()).fallback_for((&locale).into());
        // The longest chain of CLDR has five steps; the bound only guards against surprises in the data.
        for _ in 0..16 {
            let id = steps.get().into_locale().id;
            let key = Key::of(&id);
            if id.language.is_unknown() || key.language != self.language || key.script != self.script {
                break;
            }
            if !out.contains(&key) {
                out.push(key);
            }
            steps.step();
        }
        out
    }
}

/// A locale by its present name: `iw` is `he`, `tl` is `fil`, `no` is `nb`, `sh` is `sr-Latn`. Extensions are kept.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is not a BCP 47 locale.
///
/// ```
/// use sundesk::template::negotiate::canonical;
/// assert_eq!(canonical("iw-IL")?.as_str(), "he-IL");
/// assert_eq!(canonical("no")?.as_str(), "nb");
/// assert_eq!(canonical("de-at-u-hc-h12")?.as_str(), "de-AT-u-hc-h12");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn canonical(tag: &str) -> Result<Locale> {
    let locale = present(tag)?;
    if locale.language() != "no" {
        return Ok(locale);
    }
    let mut icu = locale.icu().clone();
    icu.id.language = icu_locale::subtags::language!("nb");
    Ok(Locale::from_icu(icu))
}

/// A locale as it is usually written, under the name it has: `pt_br` is `pt-BR`, `iw` stays.
pub(crate) fn normal(tag: &str) -> Result<Locale> {
    Locale::as_written(&tag.trim().replace('_', "-"))
}

/// A locale as it is usually written, by its present name: `pt_br` is `pt-BR`, `iw` is `he`; `no`, which is no old name, stays.
pub(crate) fn present(tag: &str) -> Result<Locale> {
    tag.trim().replace('_', "-").parse()
}

/// The direction in which a locale is written; left to right for a tag that is not a locale.
///
/// ```
/// use sundesk::template::negotiate::{Direction, direction};
/// assert_eq!(direction("ar-EG"), Direction::Rtl);
/// assert_eq!(direction("ckb"), Direction::Rtl);
/// assert_eq!(direction("uz-Arab"), Direction::Rtl);
/// assert_eq!(direction("ja"), Direction::Ltr);
/// ```
#[must_use]
pub fn direction(tag: &str) -> Direction {
    let rtl = canonical(tag).is_ok_and(|l| LocaleDirectionality::new_extended().is_right_to_left(&l.icu().id));
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// Language and script (always known) of a tag, such as `("zh", "Hant")` for `zh-TW`.
#[must_use]
pub fn language_and_script(tag: &str) -> Option<(String, String)> {
    let key = Key::of(&canonical(tag).ok()?.icu().id);
    Some((key.language, key.script))
}
