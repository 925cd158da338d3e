//! The faults and remarks of one document, gathered while it is checked: all of them, each with its path.

use crate::error::{Error, ErrorKind, Problem, Result, Severity, join};
use std::fmt::Display;

/// What is wrong or odd about a document, gathered so that a person mends it in one go.
///
/// Paths are relative to where the check stands; [`nest`](Self::nest) goes one step further in.
///
/// ```
/// use sundesk::document::Problems;
/// let mut problems = Problems::default();
/// problems.nest("weekly", |p| {
///     p.nest("mon[1]", |p| p.fault("time_malformed", "", "9h", "HH:MM"));
///     p.warn("hours_overlap", "tue", "", "hours that do not overlap");
/// });
/// let error = problems.finish(Some(())).unwrap_err();
/// let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
/// assert_eq!(paths, ["weekly.mon[1]", "weekly.tue"]);
/// assert_eq!(error.to_string(), "weekly.mon[1]: time malformed: \"9h\", expected HH:MM");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    prefix: String,
    over: Option<Error>,
}

impl Problems {
    /// A fault: the document cannot be used. `path` is relative to here and may be empty.
    pub fn fault(&mut self, code: &str, path: &str, value: impl Display, expected: impl Into<String>) {
        self.list.push(Problem::error(code, join(&self.prefix, path), value, expected));
    }

    /// A remark: the document is used as it stands, and a person should look.
    pub fn warn(&mut self, code: &str, path: &str, value: impl Display, expected: impl Into<String>) {
        self.list.push(Problem::warning(code, join(&self.prefix, path), value, expected));
    }

    /// A stated limit was passed. It outranks every fault: what comes after the limit was not looked at.
    pub fn limit(&mut self, path: &str, value: impl Display, expected: impl Into<String>) {
        let path = join(&self.prefix, path);
        self.over.get_or_insert_with(|| Error::limit(path, value, expected));
    }

    /// Does `check` one step further in: `nest("policies[2]", …)`, `nest("when", …)`.
    pub fn nest<T>(&mut self, step: impl Display, check: impl FnOnce(&mut Self) -> T) -> T {
        let here = self.prefix.len();
        self.prefix = join(&self.prefix, &step.to_string());
        let done = check(self);
        self.prefix.truncate(here);
        done
    }

    /// Takes over what an error or a check of its own found, under the path of here.
    pub fn take(&mut self, found: impl IntoIterator<Item = Problem>) {
        let prefix = &self.prefix;
        self.list.extend(found.into_iter().map(|p| Problem { path: join(prefix, &p.path), ..p }));
    }

    /// The answer of a check that stands alone; its faults and the limit it passed become those of here.
    pub fn caught<T>(&mut self, checked: Result<T>) -> Option<T> {
        checked.map_err(|error| self.take_error(&error)).ok()
    }

    /// Takes over an error, under the path of here: its problems, or itself as one; a limit stays a limit.
    pub fn take_error(&mut self, error: &Error) {
        if error.kind() == ErrorKind::LimitExceeded {
            let over = error.clone().at(&self.prefix);
            self.over.get_or_insert(over);
        } else if error.problems().is_empty() {
            let expected = match error.expectation() {
                "" => error.to_string(),
                expected => expected.to_owned(),
            };
            self.fault("value_misfit", error.path(), error.value(), expected);
        } else {
            self.take(error.problems().to_vec());
        }
    }

    /// Whether there is a fault so far, or a limit was passed.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.over.is_some() || self.list.iter().any(|p| p.severity == Severity::Error)
    }

    /// The answer with the remarks, or one error that lists every fault.
    ///
    /// # Errors
    /// The limit that was passed; else all faults as one error, remarks among them.
    pub fn finish<T>(self, answer: Option<T>) -> Result<(T, Vec<Problem>)> {
        let faulty = self.is_faulty();
        match answer.filter(|_| !faulty) {
            Some(answer) => Ok((answer, self.list)),
            None => Err(self.into_error()),
        }
    }

    /// All faults as one error.
    pub(super) fn into_error(self) -> Error {
        self.over
            .or_else(|| Error::from_problems(self.list))
            .unwrap_or_else(|| Error::new(ErrorKind::Internal, "a check found no fault and gave no answer"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_in_and_come_back() {
        let mut problems = Problems::default();
        problems.nest("policies[0]", |p| {
            p.nest("when", |p| p.nest("[2]", |p| p.fault("sla_condition_invalid", "value", "", "one value")));
            p.take([Problem::error("sla_name_twice", "name", "a", "a name of its own")]);
        });
        problems.fault("sla_metrics_missing", "metrics", "", "at least one metric");
        let error = problems.finish(Some(())).unwrap_err();
        let paths: Vec<&str> = error.problems().iter().map(|p| p.path.as_str()).collect();
        assert_eq!(paths, ["policies[0].when[2].value", "policies[0].name", "metrics"]);
    }

    #[test]
    fn remarks_alone_let_a_document_through_and_a_limit_outranks_faults() {
        let mut odd = Problems::default();
        odd.warn("hours_overlap", "weekly.mon", "", "hours that do not overlap");
        assert!(!odd.is_faulty());
        assert_eq!(odd.finish(Some(7)).unwrap().1.len(), 1);
        let mut over = Problems::default();
        over.fault("sla_metrics_missing", "metrics", "", "at least one metric");
        over.nest("a", |p| p.limit("b", 3, "at most 2"));
        let error = over.finish(Some(())).unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::LimitExceeded, "a.b"));
    }
}
