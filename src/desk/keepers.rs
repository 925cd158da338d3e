//! Who can keep which promise of a policy set.

use super::feasible::PromiseToStaff;
use crate::coverage::Filter;
use crate::error::{Error, Problem, Result};
use crate::sla::PolicyPromise;
use crate::ticket::normal;
use crate::ticket::pattern::{ConditionDoc, Op, ValueDoc};
use crate::time::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most promises that one question may come to.
pub const MAX_STAFFED_PROMISES: usize = 1_000;

/// What of a roster the values of a ticket's field name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keeper {
    /// Those with the skill of that name.
    Skill,
    /// Those with the language.
    Language,
    /// Those on the channel.
    Channel,
    /// The team.
    Team,
}

/// Who keeps the promises of a policy, or one of its metrics.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeptBy {
    /// Of this policy; left out, of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// This metric; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    /// Kept only by those with this skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Only by those with this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Only by those on this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Only by those of this team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

/// Who keeps what: by the names of policies and metrics, and by the fields that conditions and targets go by.
///
/// A promise is kept by whom the first entry of `kept_by` that fits it says; for the rest by whom its own field values say through `by_field`; else by
/// anybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keepers {
    /// By policy and metric.
    pub kept_by: Vec<KeptBy>,
    /// By field: what its values name.
    pub by_field: BTreeMap<String, Keeper>,
}

/// A promise of a policy set and who can keep it.
#[derive(Debug, Clone)]
pub struct StaffedPromise {
    /// The policy, the metric, and what tickets it is for, such as `vip: first reply, priority urgent, language es`.
    pub name: String,
    /// Where it stands in the policy set.
    pub promise: PolicyPromise,
    /// Who can keep it.
    pub filter: Filter,
}

impl StaffedPromise {
    /// In the form of a question about the roster.
    #[must_use]
    pub fn to_staff(&self) -> PromiseToStaff<'_> {
        PromiseToStaff {
            name: &self.name,
            target: self.promise.target,
            calendar: self.promise.calendar.as_ref(),
            filter: self.filter.clone(),
        }
    }
}

impl Keepers {
    /// Each promise once for each of those who can keep it: a policy for tickets in Spanish or Portuguese is two promises. `notes` gets the
    /// conditions that name a field of `by_field` and yet nobody, such as `is_not`: anybody may keep those promises.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an entry of `kept_by` that fits no promise and a field of `by_field` that neither a
    /// condition nor a target goes by; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_STAFFED_PROMISES`].
    pub fn staff(&self, promises: Vec<PolicyPromise>, notes: &mut Vec<Problem>) -> Result<Vec<StaffedPromise>> {
        self.check(&promises)?;
        let mut found = Vec::new();
        for promise in promises {
            for (said, by_field) in self.ways(&promise, notes)? {
                let filter = self.filter(&promise, by_field);
                found.push(StaffedPromise { name: name_of(&promise, &said), promise: promise.clone(), filter });
                if found.len() > MAX_STAFFED_PROMISES {
                    let expected = format!("at most {MAX_STAFFED_PROMISES} promises, each for each who can keep it");
                    return Err(Error::limit("by_field", found.len(), expected));
                }
            }
        }
        Ok(found)
    }

    fn check(&self, promises: &[PolicyPromise]) -> Result<()> {
        for (i, entry) in self.kept_by.iter().enumerate() {
            if !promises.iter().any(|p| entry.fits(p)) {
                let wanted = [&entry.policy, &entry.metric].into_iter().flatten().cloned().collect::<Vec<_>>();
                let there: Vec<String> = promises.iter().map(|p| format!("{} {}", p.policy, p.metric)).collect();
                let expected = format!("a policy and a metric among {}", distinct(there).join(", "));
                return Err(Error::not_found(format!("kept_by[{i}]"), wanted.join(" "), expected));
            }
        }
        for field in self.by_field.keys() {
            let goes_by = |p: &PolicyPromise| {
                p.field.as_ref().is_some_and(|f| same(f, field)) || p.when.iter().any(|c| same(&c.field, field))
            };
            if !promises.iter().any(goes_by) {
                let expected = "a field that a condition or a target of the policies goes by";
                return Err(Error::not_found(format!("by_field.{field}"), field, expected));
            }
        }
        Ok(())
    }

    /// The ways in which the field values of a promise name people: what to say of each, and whom.
    fn ways(&self, promise: &PolicyPromise, notes: &mut Vec<Problem>) -> Result<Vec<(Vec<String>, Filter)>> {
        let mut ways = vec![(Vec::new(), Filter::default())];
        for (field, keeper) in &self.by_field {
            let Some(values) = values_of(promise, field, notes) else { continue };
            let mut next = Vec::new();
            for (said, filter) in ways {
                for value in &values {
                    let mut way: (Vec<String>, Filter) = (said.clone(), filter.clone());
                    way.0.push(format!("{field} {value}"));
                    if let Some(other) = keeper.of(&mut way.1).replace(value.clone()).filter(|other| other != value) {
                        let expected = format!("one field for {keeper:?}; another says {other}");
                        return Err(Error::invalid(format!("by_field.{field}"), value, expected));
                    }
                    next.push(way);
                }
                if next.len() > MAX_STAFFED_PROMISES {
                    let expected = format!("at most {MAX_STAFFED_PROMISES} promises, each for each who can keep it");
                    return Err(Error::limit("by_field", next.len(), expected));
                }
            }
            ways = next;
        }
        Ok(ways)
    }

    fn filter(&self, promise: &PolicyPromise, by_field: Filter) -> Filter {
        let Some(entry) = self.kept_by.iter().find(|entry| entry.fits(promise)) else { return by_field };
        let of = |own: &Option<String>, other: Option<String>| own.clone().or(other);
        Filter {
            skill: of(&entry.skill, by_field.skill),
            language: of(&entry.language, by_field.language),
            channel: of(&entry.channel, by_field.channel),
            team: of(&entry.team, by_field.team),
        }
    }
}

impl KeptBy {
    fn fits(&self, promise: &PolicyPromise) -> bool {
        self.policy.as_ref().is_none_or(|name| *name == promise.policy)
            && self.metric.as_ref().is_none_or(|name| *name == promise.metric)
    }
}

impl Keeper {
    fn of(self, filter: &mut Filter) -> &mut Option<String> {
        match self {
            Keeper::Skill => &mut filter.skill,
            Keeper::Language => &mut filter.language,
            Keeper::Channel => &mut filter.channel,
            Keeper::Team => &mut filter.team,
        }
    }
}

/// The values that a field has for the tickets of a promise; `None` where it may have any.
fn values_of(promise: &PolicyPromise, field: &str, notes: &mut Vec<Problem>) -> Option<Vec<String>> {
    if promise.field.as_ref().is_some_and(|f| same(f, field)) {
        return promise.value.clone().map(|value| vec![value]);
    }
    let mut found: Option<Vec<String>> = None;
    for condition in promise.when.iter().filter(|c| same(&c.field, field)) {
        match listed(condition) {
            // Two lists hold together: what is in both.
            Some(values) => {
                found = Some(found.map_or(values.clone(), |f| f.into_iter().filter(|v| values.contains(v)).collect()))
            }
            None => {
                let path = format!("{}.when", promise.policy);
                let expected = "`is` or `in`, to know who keeps it; as it stands anybody may";
                let note = Problem::warning("keeper_unknown", path, field, expected);
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
    }
    found
}

fn listed(condition: &ConditionDoc) -> Option<Vec<String>> {
    let text = |value: &ValueDoc| match value {
        ValueDoc::Flag(flag) => flag.to_string(),
        ValueDoc::Integer(n) => n.to_string(),
        ValueDoc::Text(text) => text.clone(),
    };
    match condition.op {
        Op::Is => condition.value.as_ref().map(|value| vec![text(value)]),
        Op::In => Some(condition.values.iter().map(text).collect()),
        _ => None,
    }
}

fn name_of(promise: &PolicyPromise, said: &[String]) -> String {
    let target = Span::from_seconds(promise.target / crate::time::SECOND).map_or_else(String::new, |s| s.to_string());
    let mut name = format!("{}: {} in {target}", promise.policy, promise.metric);
    match (&promise.field, &promise.value) {
        (Some(field), Some(value)) => name.push_str(&format!(", {field} {value}")),
        (Some(field), None) => name.push_str(&format!(", any other {field}")),
        (None, _) => {}
    }
    let own = promise.field.as_ref().zip(promise.value.as_ref()).map(|(field, value)| format!("{field} {value}"));
    said.iter().filter(|s| own.as_ref() != Some(s)).for_each(|s| name.push_str(&format!(", {s}")));
    name
}

fn same(a: &str, b: &str) -> bool {
    normal(a) == normal(b)
}

fn distinct(mut names: Vec<String>) -> Vec<String> {
    names.dedup();
    names
}
