//! What the checks and the gate say about a catalog, as data and as text.

use crate::template::gate::SetStatus;
use crate::template::lint::{Finding, Level};
use crate::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

/// Everything the checks say about a catalog: findings and, per set and locale, what the gate decided.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The findings by locale, file, line and column.
    pub findings: Vec<Finding>,
    /// Each set in each locale: how much is done, whether it is used, and why not.
    pub sets: Vec<SetStatus>,
    /// Whether the catalog can be loaded: no file is broken, and the reference has no error.
    pub loadable: bool,
    /// Why it cannot be loaded, in one sentence; empty when it can.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused: String,
}

/// A [`Report`] with what a command prints and answers. As JSON the fields of the report and two more, `text` and `exit_code`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BuildReport<'a> {
    /// What the checks say.
    #[serde(flatten)]
    pub report: &'a Report,
    /// [`Report::to_text`].
    pub text: String,
    /// [`Report::exit_code`].
    pub exit_code: i32,
}

impl Report {
    /// How many findings have this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|f| f.level == level).count()
    }

    /// The status for a command line: 0 when nothing reaches `fail_on`, 1 when something does, 2 when the catalog cannot be loaded.
    #[must_use]
    pub fn exit_code(&self, fail_on: Level) -> i32 {
        let failing = fail_on > Level::Off && self.findings.iter().any(|f| f.level >= fail_on);
        if !self.loadable { 2 } else { i32::from(failing) }
    }

    /// One line per finding, then one per set that is not used, then the sums.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            out.push_str(&format!("{finding}\n"));
        }
        for set in self.sets.iter().filter(|s| !s.on) {
            out.push_str(&format!("{set}\n"));
        }
        let (errors, warnings) = (self.count(Level::Error), self.count(Level::Warning));
        let on = self.sets.iter().filter(|s| s.on).count();
        let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
        out.push_str(&format!("{errors}, {warnings}; {on} of {} in use\n", counted(self.sets.len(), "set")));
        if !self.loadable {
            out.push_str(&format!("not loaded: {}\n", self.refused));
        }
        out
    }

    /// The report as a build prints it, with its lines for people and the status of the command.
    ///
    /// ```
    /// use sundesk::template::catalog::{Config, Source, check};
    /// use sundesk::template::lint::Level;
    /// let report = check(&[Source::new("en", "mail", "hello = Hello!\n")], &Config::reference("en"))?;
    /// let json = serde_json::to_value(report.for_build(Level::Error))?;
    /// assert_eq!(json["exit_code"], 0);
    /// assert_eq!(json["text"], "0 errors, 0 warnings; 1 of 1 set in use\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn for_build(&self, fail_on: Level) -> BuildReport<'_> {
        BuildReport { report: self, text: self.to_text(), exit_code: self.exit_code(fail_on) }
    }

    /// The report as an error, for a load that was refused: first the finding that refused it, then the others.
    #[must_use]
    pub fn to_error(&self) -> Option<Error> {
        if self.loadable {
            return None;
        }
        let refuses =
            |f: &Finding| self.refused.starts_with(&format!("{}:{}:{}: {} ", f.file, f.line, f.column, f.code));
        let mut errors: Vec<&Finding> = self.findings.iter().filter(|f| f.level == Level::Error).collect();
        errors.sort_by_key(|f| !refuses(f));
        let Some(first) = errors.first() else {
            return Some(Error::new(ErrorKind::InvalidInput, self.refused.clone()));
        };
        let more = if errors.len() > 1 { format!(" (and {} more)", errors.len() - 1) } else { String::new() };
        let column = if first.column > 0 { format!("column {}: ", first.column) } else { String::new() };
        let error = Error::new(ErrorKind::InvalidInput, format!("{column}{} {}{more}", first.code, first.text));
        let error = error.at(&first.message).in_file(first.file.clone(), u64::from(first.line));
        Some(error.with_problems(errors.iter().map(|f| f.to_problem()).collect()))
    }

    /// The report as the refusal of a load.
    pub(crate) fn refuse(&self) -> Error {
        self.to_error().unwrap_or_else(|| Error::new(ErrorKind::Internal, "a loadable catalog was refused"))
    }
}

/// `1 error`, `2 errors`.
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
