//! The settings of a catalog.

use crate::Result;
use crate::document::Document;
use crate::template::Functions;
use crate::template::channel::ChannelConfig;
use crate::template::gate::{GateConfig, RequireReview};
use crate::template::lint::LintConfig;
use crate::template::negotiate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What happens when the set a message belongs to is not on in the reader's locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FallbackMode {
    /// The reference language, for the whole set.
    #[default]
    Set,
    /// The reader's language for the messages that are done, the reference for the others: sets may be mixed, one text never is.
    Message,
    /// An error.
    None,
}

/// Settings of a catalog.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The locale the others are translated from, and the language of last resort.
    pub reference: String,
    /// The gate: thresholds, review marks, previous state.
    #[serde(default)]
    pub gate: GateConfig,
    /// The checks.
    #[serde(default)]
    pub lint: LintConfig,
    /// What happens when a set is off.
    #[serde(default)]
    pub fallback: FallbackMode,
    /// Formats and tables of the channels.
    #[serde(default)]
    pub channels: ChannelConfig,
    /// The tone of a language when the delivery asks for none: `{"de": "formal"}` takes the overlay `de-x-formal`.
    #[serde(default)]
    pub tones: BTreeMap<String, String>,
    /// Sets that are sent automatically, beside those marked `@auto-reply`: no untrusted text in them.
    #[serde(default)]
    pub auto_reply_sets: BTreeSet<String>,
    /// Functions of the program that templates may call beside the built-in ones. Code, so no part of a settings document.
    #[serde(skip)]
    pub functions: Functions,
}

impl Document for Config {
    const WHAT: &'static str = "configuration";
}

impl Config {
    /// The default settings with this reference locale.
    #[must_use]
    pub fn reference(locale: &str) -> Self {
        Self {
            reference: locale.to_owned(),
            gate: GateConfig::default(),
            lint: LintConfig::default(),
            fallback: FallbackMode::default(),
            channels: ChannelConfig::default(),
            tones: BTreeMap::new(),
            auto_reply_sets: BTreeSet::new(),
            functions: Functions::default(),
        }
    }

    /// The same with every locale by its present name, as the sources are: `iw` is `he`.
    ///
    /// # Errors
    /// A locale that is none, in the reference, the tones or the state of the gate.
    pub(crate) fn canonical(&self) -> Result<Self> {
        let mut config = self.clone();
        config.reference = present("reference", &self.reference)?;
        config.tones = renamed("tones", &self.tones)?;
        config.lint.tones = renamed("lint.tones", &self.lint.tones)?;
        config.gate.previous.0 = renamed("gate.previous", &self.gate.previous.0)?;
        Ok(config)
    }

    /// The same with a decision about `@review` marks.
    #[must_use]
    pub fn require_review(mut self, rule: RequireReview) -> Self {
        self.gate.require_review = rule;
        self
    }

    /// The same with another rule for sets that are off.
    #[must_use]
    pub fn fallback(mut self, mode: FallbackMode) -> Self {
        self.fallback = mode;
        self
    }

    /// The same with functions of the program: the checks know their names, options and number of values, every rendering can
    /// call them, and a reload keeps them.
    ///
    /// ```
    /// use sundesk::args;
    /// use sundesk::template::catalog::{Config, Delivery, Source};
    /// use sundesk::template::{Arg, Functions, Templates};
    /// let mut functions = Functions::default();
    /// functions.register("TICKET_LINK", 1, &[], |_, values, _| match values {
    ///     [Arg::Int(n)] => Ok(Arg::from(format!("https://desk.example/t/{n}"))),
    ///     _ => Err(sundesk::Error::invalid("TICKET_LINK", "value", "a whole number")),
    /// })?;
    /// let sources = [Source::new("en", "mail", "# $ticket (Int) its number\nsee = See { TICKET_LINK($ticket) }.\n")];
    /// let store = Templates::from_sources(&sources, &Config::reference("en").functions(&functions))?;
    /// let text = store.render("see", &args! { ticket: 4711 }, &Delivery::to(["en"]))?.text;
    /// assert_eq!(text, "See https://desk.example/t/4711.");
    /// assert!(Templates::from_sources(&sources, &Config::reference("en")).is_err()); // E10: not known
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    #[must_use]
    pub fn functions(mut self, functions: &Functions) -> Self {
        self.functions = functions.clone();
        self
    }
}

fn present(path: &str, locale: &str) -> Result<String> {
    negotiate::present(locale).map(|l| l.to_string()).map_err(|e| e.at(path))
}

/// A map by locale, under their present names.
fn renamed<T: Clone>(path: &str, map: &BTreeMap<String, T>) -> Result<BTreeMap<String, T>> {
    map.iter().map(|(locale, value)| Ok((present(path, locale)?, value.clone()))).collect()
}
