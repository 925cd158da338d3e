//! What a policy set promises, one by one: for questions that need no ticket.

use super::PolicySet;
use super::document::MetricDoc;
use super::policy_set::{ClockSpec, Metric, Policy};
use crate::calendar::{Calendar, Calendars};
use crate::error::{Error, Result};
use crate::ticket::pattern::ConditionDoc;

/// One promise of a policy set: so much time, on a calendar, for the tickets that its policy is chosen for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PolicyPromise {
    /// The policy.
    pub policy: String,
    /// The metric.
    pub metric: String,
    /// The field by which the time allowed differs, such as `priority`; `None` where it does not.
    pub field: Option<String>,
    /// The value of that field, as written; `None` for all others.
    pub value: Option<String>,
    /// The time allowed, in microseconds.
    pub target: i64,
    /// The calendar it is counted on; `None`, in real time. A metric without a calendar of its own is counted on the default one, though events may
    /// switch a ticket to another.
    pub calendar: Option<Calendar>,
    /// The conditions of the policy; empty for the default policy.
    pub when: Vec<ConditionDoc>,
}

impl PolicySet {
    /// Every promise, policy by policy in their order, each metric with one for each value of the field its time allowed goes by.
    ///
    /// ```
    /// use sundesk::{calendar::Calendars, sla::PolicySet, time::ZoneDb};
    /// let set = PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "clock": "elapsed",
    ///     "targets": {"urgent": "15m", "default": "4h"}}}}"#, &ZoneDb::bundled())?;
    /// let told: Vec<_> = set.promises(&Calendars::without_default())?.into_iter().map(|p| (p.value, p.target / 60_000_000)).collect();
    /// assert_eq!(told, [(Some("urgent".to_owned()), 15), (None, 240)]);
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`bind`](Self::bind), for a calendar that is not there.
    pub fn promises(&self, calendars: &Calendars) -> Result<Vec<PolicyPromise>> {
        let doc = self.doc();
        let listed = doc.policies.iter().map(|rule| (&rule.metrics, rule.when.as_slice()));
        let sources: Vec<_> = listed.chain([(&doc.metrics, &[][..])]).collect();
        let mut found = Vec::new();
        for (policy, (metrics, when)) in self.0.policies.iter().zip(sources) {
            for metric in &policy.metrics {
                let Some(written) = metrics.get(&metric.name) else { continue };
                let calendar = calendar_of(metric, calendars)?;
                found.extend(cases(written).into_iter().map(|case| promise(policy, metric, case, &calendar, when)));
            }
        }
        Ok(found)
    }
}

/// The field, its value, the time allowed.
type Case = (Option<String>, Option<String>, i64);

fn cases(metric: &MetricDoc) -> Vec<Case> {
    let amount = metric.target.or(metric.target_s);
    let (field, values, default) = match &metric.target_by {
        Some(by) => (by.field.as_str(), &by.values, by.default),
        None => ("priority", &metric.targets, metric.targets.get("default").copied()),
    };
    if let Some(amount) = amount {
        return vec![(None, None, amount.micros())];
    }
    let is_value = |word: &str| metric.target_by.is_some() || word != "default";
    let each = values.iter().filter(|(word, _)| is_value(word));
    let mut found: Vec<Case> =
        each.map(|(word, span)| (Some(field.to_owned()), Some(word.clone()), span.micros())).collect();
    found.extend(default.map(|span| (Some(field.to_owned()), None, span.micros())));
    found
}

fn promise(
    policy: &Policy,
    metric: &Metric,
    (field, value, target): Case,
    calendar: &Option<Calendar>,
    when: &[ConditionDoc],
) -> PolicyPromise {
    let (policy, metric) = (policy.name.clone(), metric.name.clone());
    PolicyPromise { policy, metric, field, value, target, calendar: calendar.clone(), when: when.to_vec() }
}

fn calendar_of(metric: &Metric, calendars: &Calendars) -> Result<Option<Calendar>> {
    let path = || format!("{}.calendar", metric.path);
    match &metric.clock {
        ClockSpec::Elapsed => Ok(None),
        ClockSpec::Inline(calendar) => Ok(Some(calendar.clone())),
        ClockSpec::Named(name) => {
            calendars.require(name, &path())?;
            Ok(calendars.named.get(name).cloned())
        }
        ClockSpec::Ticket => {
            let expected = "a default calendar, a calendar in the metric, or the elapsed clock";
            let default = calendars.default_calendar().cloned();
            default.map(Some).ok_or_else(|| Error::not_found(path(), "", expected))
        }
    }
}
