//! Locale identifiers.

use crate::{Error, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A BCP 47 locale such as `pt-BR`, `zh-Hant`, `ar-EG-u-nu-latn` or the overlay `de-x-formal`, in its normal letter case.
///
/// Old names become the present ones wherever a locale is read: `iw` is `he`, `in` is `id`, `tl` is `fil`, `sh` is `sr-Latn`. Cheap to clone.
///
/// ```
/// use sundesk::template::Locale;
/// let locale: Locale = "PT-br".parse()?;
/// assert_eq!(locale.as_str(), "pt-BR");
/// assert_eq!(locale.language(), "pt");
/// assert_eq!("iw-il".parse::<Locale>()?.as_str(), "he-IL");
/// assert!("not a locale".parse::<Locale>().is_err());
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Clone)]
pub struct Locale(Arc<Inner>);

struct Inner {
    text: String,
    icu: icu_locale::Locale,
}

impl Locale {
    /// The identifier in its normal form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The language subtag, such as `pt`; `und` when there is none.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.icu.id.language.as_str()
    }

    /// The script subtag as it is written, such as `Hant`.
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0.icu.id.script.as_ref().map(|s| s.as_str())
    }

    /// The region subtag as it is written, such as `BR`.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.0.icu.id.region.as_ref().map(|s| s.as_str())
    }

    /// The value of ICU4X behind it: for negotiation and formatting inside the crate.
    pub(crate) fn icu(&self) -> &icu_locale::Locale {
        &self.0.icu
    }

    /// A locale under the name it has.
    pub(crate) fn as_written(text: &str) -> Result<Self> {
        let bad = || Error::invalid("locale", text, "a BCP 47 locale such as pt-BR");
        if text.len() > 128 {
            return Err(bad());
        }
        icu_locale::Locale::try_from_str(text).map(Self::from_icu).map_err(|_| bad())
    }

    /// From a value of ICU4X.
    pub(crate) fn from_icu(icu: icu_locale::Locale) -> Self {
        Self(Arc::new(Inner { text: icu.to_string(), icu }))
    }
}

impl FromStr for Locale {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not a BCP 47 locale.
    fn from_str(text: &str) -> Result<Self> {
        let written = Self::as_written(text)?;
        let mut icu = written.icu().clone();
        match icu_locale::LocaleCanonicalizer::new_extended().canonicalize(&mut icu) {
            icu_locale::TransformResult::Modified => Ok(Self::from_icu(icu)),
            icu_locale::TransformResult::Unmodified => Ok(written),
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.as_str())
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Locale {}

impl PartialOrd for Locale {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Locale {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Locale {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Serialize for Locale {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
