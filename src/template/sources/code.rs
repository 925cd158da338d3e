//! The codes of the checks: stable, each with a level that a deployment may set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Off,
    /// For the curious.
    Info,
    /// A person should look; the text is used.
    Warning,
    /// The text is not used: its set is not complete in that locale.
    Error,
}

impl Level {
    /// The stable word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }

    /// The level of a stable word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Level::Off, Level::Info, Level::Warning, Level::Error].into_iter().find(|l| l.name() == name)
    }
}

macro_rules! codes {
    ($($code:ident $level:ident $title:literal;)+) => {
        /// A check. The letter says its level unless a deployment sets another ([`LintConfig::levels`](crate::template::lint::LintConfig::levels)).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(rustdoc::broken_intra_doc_links)] // the variant `[missing]` in a title is no link
        #[non_exhaustive]
        pub enum Code { $(#[doc = $title] $code,)+ }

        impl Code {
            /// Every check, in order.
            pub const ALL: &[Code] = &[$(Code::$code),+];

            /// The stable code, such as `E05`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Code::$code => stringify!($code)),+ }
            }

            /// What it is about, in a few words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Code::$code => $title),+ }
            }

            /// The level unless set otherwise.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Code::$code => Level::$level),+ }
            }
        }
    };
}

codes! {
    E01 Error "the file does not parse here";
    E02 Error "a message or attribute of the reference is missing";
    E03 Error "a message or attribute that the reference does not have";
    E04 Error "an id, attribute or variant key stands twice";
    E05 Error "a reference to a message, term or attribute that is not there";
    E06 Error "messages that refer to each other in a circle, or too deep";
    E07 Error "a variable that the reference does not have";
    E08 Error "a variable of the reference is not used";
    E09 Error "a variable is used as another type than declared";
    E10 Error "an unknown function or option";
    E11 Error "a term's attribute is printed, or (a warning) a term is given an argument that it never uses";
    W12 Warning "a plural form that the language needs is missing";
    W13 Warning "a variant that can never be chosen";
    E14 Error "tags, links or Markdown of a form written in markup differ from the reference";
    E15 Error "a value inside a tag or address without URL()";
    E16 Error "the text message needs too many segments";
    W17 Warning "one character makes the text message twice as dear";
    W18 Warning "unbalanced direction marks";
    W19 Warning "letters of another script";
    W20 Warning "the text equals the reference";
    W21 Warning "the reference changed after the translation";
    W22 Warning "much longer or shorter than the reference";
    W23 Warning "an amount, date or number written out in the text";
    W24 Warning "the tone differs from the locale's";
    W25 Warning "the end mark or the order of values differs from the reference";
    W26 Warning "a variable is not documented, or a comment mark is not known";
    E27 Error "a value that the reference guards with DEFAULT() or [missing] is shown bare";
}

impl Code {
    /// The check of a stable code, in any letter case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
