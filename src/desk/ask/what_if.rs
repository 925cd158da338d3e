//! The same log under two sets of policies.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::error::Result;
use crate::sla::{Outcome, Variant, WhatIfRow, what_if};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The same log under two sets of policies: per metric and group the verdicts before and after, and who would do better or worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhatIfQuestion {
    /// The policies as they are.
    pub before: String,
    /// The policies as they might be.
    pub after: String,
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// An attribute of the log to break the rows down by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// What differs between two sets of policies, in order of metric and group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct WhatIf(pub Vec<WhatIfRow>);

impl Ask for WhatIfQuestion {
    const NAME: &'static str = "what_if";
    type Answer = WhatIf;

    fn answer(&self, library: &Library) -> Result<WhatIf> {
        let log = library.log(self.log.as_deref())?;
        let variant = |field, name: &String| {
            let (policies, calendars) = library.policies(field, Some(name))?;
            Ok::<_, crate::Error>(Variant { policies, calendars })
        };
        let (before, after) = (variant("before", &self.before)?, variant("after", &self.after)?);
        what_if(log, before, after, as_of(log, self.now.as_deref())?, self.group.as_deref()).map(WhatIf)
    }
}

impl Reply for WhatIf {}

impl fmt::Display for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let late = |o: &Outcome| format!("{} of {} late", o.late, o.verdicts);
        self.0.iter().try_for_each(|row| {
            let group = if row.group.is_empty() { String::new() } else { format!(" ({})", row.group) };
            let (before, after) = (late(&row.before), late(&row.after));
            let untold = match row.untold {
                0 => String::new(),
                n => format!("; {n} cannot be decided from this log"),
            };
            let (better, worse) = (row.better, row.worse);
            writeln!(f, "{}{group}: {before}, then {after}; {better} better, {worse} worse{untold}", row.metric)
        })
    }
}
