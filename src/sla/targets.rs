//! The promises of a metric, checked.

use super::compile::Compiler;
use super::document::MetricDoc;
use super::policy_set::Target;
use crate::ticket::normal;
use crate::ticket::pattern::slot_of;
use crate::time::{MINUTE, Span};
use std::collections::BTreeMap;

impl Compiler<'_> {
    pub(super) fn target(&mut self, doc: &MetricDoc, path: &str) -> Option<Target> {
        let given = [doc.target_s.is_some(), doc.target.is_some(), !doc.targets.is_empty(), doc.target_by.is_some()];
        match given.iter().filter(|g| **g).count() {
            1 => {}
            0 => {
                self.fault(
                    "sla_target_missing",
                    format!("{path}.target"),
                    "",
                    "target, target_s, targets or target_by",
                );
                return None;
            }
            _ => {
                self.fault(
                    "sla_target_twice",
                    format!("{path}.target"),
                    "",
                    "one of target, target_s, targets, target_by",
                );
                return None;
            }
        }
        if let Some(by) = &doc.target_by {
            let default = by.default.map(|s| self.amount(s, &format!("{path}.target_by.default")));
            let slot = Some(slot_of(&by.field, &mut self.fields));
            if default.is_none() {
                self.no_default(&format!("{path}.target_by"), &by.field);
            }
            return Some(Target {
                slot,
                values: self.amounts(&by.values, &format!("{path}.target_by.values")),
                default,
            });
        }
        if !doc.targets.is_empty() {
            let mut values = self.amounts(&doc.targets, &format!("{path}.targets"));
            let default = values.iter().position(|(word, _)| word == "default").map(|i| values.remove(i).1);
            if default.is_none() {
                self.no_default(&format!("{path}.targets"), "priority");
            }
            return Some(Target { slot: Some(1), values, default });
        }
        let default = match doc.target_s {
            Some(span) => self.positive(span, &format!("{path}.target_s")), // its name says the unit
            None => self.amount(doc.target?, &format!("{path}.target")),
        };
        Some(Target { slot: None, values: Vec::new(), default: Some(default) })
    }

    fn amounts(&mut self, spans: &BTreeMap<String, Span>, path: &str) -> Vec<(String, i64)> {
        self.distinct(spans.keys(), path);
        let mut values: Vec<(String, i64)> = Vec::with_capacity(spans.len());
        for (value, span) in spans {
            values.push((normal(value), self.amount(*span, &format!("{path}.{value}"))));
        }
        values.sort();
        values
    }

    /// A slip in a value's name would leave its tickets without a promise, and so would a value nobody thought of.
    fn no_default(&mut self, path: &str, field: &str) {
        let expected = "an entry default, unless tickets with other values are to have no promise";
        self.problems.warn("sla_target_no_default", path, field, expected);
    }

    fn amount(&mut self, span: Span, path: &str) -> i64 {
        if span.is_bare() && (1..MINUTE).contains(&span.micros()) {
            let expected = "an amount with its unit, such as \"30m\" or \"30s\": a bare number is seconds";
            self.problems.warn("sla_target_under_a_minute", path, span.seconds(), expected);
        }
        self.positive(span, path)
    }

    fn positive(&mut self, span: Span, path: &str) -> i64 {
        if span.micros() <= 0 {
            self.fault("sla_target_not_positive", path, span.seconds(), "more than 0 seconds");
        }
        span.micros()
    }
}
