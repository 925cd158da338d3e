//! One module per kind of case file: which keys it may have, and when an answer is right.

mod ask;
mod business_time;
mod calendar_import;
mod coverage;
mod coverage_judge;
mod erlang;
mod fluent_semantics;
mod i18n_format;
mod lifecycle;
pub(super) mod log_import;
mod metrics;
mod sla_scenarios;

use super::Verdict;
use serde_json::Value;

/// A kind of case file.
pub(crate) trait Kind {
    /// The stem of the file this kind comes in.
    fn name(&self) -> &'static str;
    /// Its name toward a backend. Cases that are questions to libraries, `{"asks": [{"library": {..}, "ask": {..}}]}`, are asked as `ask`
    /// and need no code in any backend.
    fn way(&self) -> &'static str {
        self.name()
    }
    /// Whether a file of another name holds this kind, by its first case.
    fn recognises(&self, case: &Value) -> bool;
    /// Every key known, every operation known, every value of its form.
    fn check(&self, case: &Value) -> Result<(), String>;
    /// Takes what the file says for all of its cases into one of them.
    fn adopt(&self, _file: &Value, _case: &mut Value) {}
    /// What a backend is asked: the case, with what the kind itself adds to the input.
    fn question(&self, case: &Value) -> Value {
        case.clone()
    }
    /// The one judgement, of an answer or of the library's refusal.
    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict;
}

/// The kinds, one line each (git merges this list line by line).
const KINDS: &[&dyn Kind] = &[
    &ask::Ask,
    &business_time::BusinessTime,
    &calendar_import::CalendarImport,
    &coverage::Coverage,
    &erlang::Erlang,
    &fluent_semantics::FluentSemantics,
    &i18n_format::I18nFormat,
    &lifecycle::Lifecycle,
    &log_import::LogImport,
    &metrics::Metrics,
    &sla_scenarios::SlaScenarios,
];

/// The kind a file of that stem and first case is of.
pub(crate) fn find(stem: &str, first: Option<&Value>) -> Option<&'static dyn Kind> {
    let by_name = KINDS.iter().copied().find(|k| stem == k.name());
    by_name.or_else(|| first.and_then(|case| KINDS.iter().copied().find(|k| k.recognises(case))))
}
