//! Everything that can be wrong with a workflow, all of it at once, each with its path.

use super::compile::category;
use super::delay::{DELAY_FORM, DelayDoc};
use super::document::{StatusDoc, WorkflowDoc};
use super::{MAX_RULES, MAX_STATUS_CHARS, MAX_STATUSES};
use crate::document::Problems;
use crate::error::Result;
use crate::money::Currency;
use crate::ticket::StatusCategory;
use std::collections::{BTreeMap, BTreeSet};

const CATEGORIES: &str = "one of new, open, pending, hold, solved, closed";

/// The faults of a document, in the order of its parts, as one error.
pub(super) fn check(doc: &WorkflowDoc) -> Result<()> {
    let mut c = Checker { doc, problems: Problems::default() };
    c.statuses();
    c.beginnings();
    c.moves();
    c.on();
    c.closed();
    c.clocks();
    c.others();
    c.loops();
    c.problems.finish(Some(())).map(|_| ())
}

struct Checker<'a> {
    doc: &'a WorkflowDoc,
    problems: Problems,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, code: &str, path: impl Into<String>, value: &str, expected: &str) {
        self.problems.fault(code, &path.into(), value, expected);
    }

    fn invalid(&mut self, path: impl Into<String>, value: &str, expected: &str) {
        self.fault("workflow_invalid", path, value, expected);
    }

    fn known(&mut self, path: impl Into<String>, name: &str) {
        if !self.doc.statuses.contains_key(name) {
            self.fault("workflow_unknown_status", path, name, "a status of the workflow");
        }
    }

    fn optional(&mut self, path: &str, name: Option<&'a String>) {
        if let Some(name) = name {
            self.known(path, name);
        }
    }

    /// A status, or `category:x`.
    fn word(&mut self, path: impl Into<String>, word: &str) {
        match word.strip_prefix("category:") {
            Some(c) if category(c).is_none() => self.fault("workflow_bad_category", path, c, CATEGORIES),
            Some(_) => {}
            None => self.known(path, word),
        }
    }

    fn categories(&mut self, path: &str, names: &[String]) {
        for (i, name) in names.iter().enumerate() {
            if category(name).is_none() {
                self.fault("workflow_bad_category", format!("{path}[{i}]"), name, CATEGORIES);
            }
        }
    }

    fn one_of(&mut self, path: &str, value: Option<&'a String>, words: &[&str]) {
        if let Some(value) = value.filter(|v| !words.contains(&v.as_str())) {
            self.invalid(path, value, &format!("one of {}", words.join(", ")));
        }
    }

    fn delay(&mut self, path: impl Into<String>, delay: &DelayDoc) {
        if delay.compile().is_none() {
            self.invalid(path, "", DELAY_FORM);
        }
    }

    fn category_of(&self, status: &str) -> Option<StatusCategory> {
        category(&self.doc.statuses.get(status)?.category)
    }

    fn statuses(&mut self) {
        let doc = self.doc;
        if doc.statuses.len() > MAX_STATUSES {
            let found = format!("{} statuses", doc.statuses.len());
            self.problems.limit("statuses", found, format!("at most {MAX_STATUSES}"));
        }
        for (name, status) in &doc.statuses {
            let path = format!("statuses.{name}");
            if !is_name(name) {
                self.fault("workflow_bad_status_name", &path, name, NAME_FORM);
            }
            if category(&status.category).is_none() {
                self.fault("workflow_bad_category", format!("{path}.category"), &status.category, CATEGORIES);
            }
            self.timer(&path, name, status);
            self.optional(&format!("{path}.reopen_to"), status.reopen_to.as_ref());
            for (i, reason) in status.comment_required_for.iter().enumerate() {
                if !status.reasons.is_empty() && !status.reasons.contains(reason) {
                    self.invalid(format!("{path}.comment_required_for[{i}]"), reason, "one of its reasons");
                }
            }
        }
        let mut seen = BTreeSet::new();
        for (i, name) in doc.status_list.iter().enumerate() {
            let path = format!("status_list[{i}]");
            if !seen.insert(name) {
                self.fault("workflow_duplicate_status", path, name, "each status once");
            } else {
                self.known(path, name);
            }
        }
        let has = |wanted: &[StatusCategory]| {
            doc.statuses.values().any(|s| category(&s.category).is_some_and(|c| wanted.contains(&c)))
        };
        if !has(&[StatusCategory::Open]) {
            self.fault("workflow_missing_category", "statuses", "", "a status of category open");
        }
        if !has(&[StatusCategory::Solved, StatusCategory::Closed]) {
            self.fault("workflow_missing_category", "statuses", "", "a status of category solved or closed");
        }
    }

    fn timer(&mut self, path: &str, name: &str, status: &'a StatusDoc) {
        self.one_of(&format!("{path}.timer"), status.timer.as_ref(), &["reminder", "action"]);
        match (status.timer.as_deref(), &status.next) {
            (Some("action"), None) => {
                self.fault("workflow_missing_next", path, name, "the status that follows, `next`");
            }
            (Some("action"), Some(next)) if next == name => {
                self.invalid(format!("{path}.next"), next, "another status than itself");
            }
            (_, next) => self.optional(&format!("{path}.next"), next.as_ref()),
        }
    }

    fn beginnings(&mut self) {
        let doc = self.doc;
        if doc.initial.is_empty() {
            self.fault("workflow_no_initial", "initial", "", "at least one status");
        }
        for (i, name) in doc.initial.iter().enumerate() {
            self.known(format!("initial[{i}]"), name);
        }
        if doc.statuses.contains_key(&doc.default) && !doc.initial.contains(&doc.default) {
            self.fault("workflow_bad_default", "default", &doc.default, "one of the statuses of `initial`");
        }
        self.standing("default", &doc.default, None);
        for (key, name) in &doc.defaults {
            let path = format!("defaults.{key}");
            match category(key) {
                None => self.fault("workflow_bad_category", path, key, CATEGORIES),
                Some(c) => self.standing(&path, name, Some(c)),
            }
        }
        for (key, name) in [
            ("blocked_contact", &doc.on_create.blocked_contact),
            ("bot", &doc.on_create.bot),
            ("proactive", &doc.on_create.proactive),
            ("triage", &doc.on_create.triage),
        ] {
            self.optional(&format!("on_create.{key}"), name.as_ref());
        }
    }

    /// A status that stands for others: known, in use, and of the category.
    fn standing(&mut self, path: &str, name: &str, wanted: Option<StatusCategory>) {
        self.known(path, name);
        let found = self.category_of(name);
        let retired = self.doc.statuses.get(name).is_some_and(|s| s.active == Some(false));
        if found.is_none() || retired || wanted.is_some_and(|c| found != Some(c)) {
            let of = wanted.map_or(String::new(), |c| format!(" of category {}", c.name()));
            self.fault("workflow_bad_default", path, name, &format!("an active status{of}"));
        }
    }

    fn moves(&mut self) {
        let doc = self.doc;
        for (from, targets) in &doc.transitions {
            if from != "*" {
                self.known(format!("transitions.{from}"), from);
            }
            for (i, to) in targets.iter().enumerate() {
                self.known(format!("transitions.{from}[{i}]"), to);
            }
        }
        for key in doc.rights.keys() {
            self.pair(format!("rights.{key}"), key);
        }
        for (i, key) in doc.requester_may.iter().enumerate() {
            self.pair(format!("requester_may[{i}]"), key);
        }
        for (from, to) in &doc.toggle {
            self.known(format!("toggle.{from}"), from);
            self.known(format!("toggle.{from}"), to);
        }
    }

    fn pair(&mut self, path: String, key: &str) {
        match key.split_once(" -> ") {
            Some((from, to)) => {
                for side in [from, to].into_iter().filter(|side| *side != "*") {
                    self.known(path.clone(), side);
                }
            }
            None => self.invalid(path, key, "two statuses such as `open -> solved`; `*` is any"),
        }
    }

    fn on(&mut self) {
        let doc = self.doc;
        for (event, table) in [
            ("assign", &doc.on.assign),
            ("agent_reply", &doc.on.agent_reply),
            ("customer_reply", &doc.on.customer_reply),
            ("customer_reply_bot", &doc.on.customer_reply_bot),
            ("plan_task", &doc.on.plan_task),
        ] {
            for (from, to) in table {
                let path = format!("on.{event}.{from}");
                self.word(path.clone(), from);
                match to.as_str() {
                    "@reopen_or_new" if doc.reopen_status.is_some() => {}
                    "@glpi" if doc.reopen_by_actor.len() == 3 => {}
                    "@reopen_or_new" => self.invalid(path, to, "a `reopen_status` beside it"),
                    "@glpi" => self.invalid(path, to, "`reopen_by_actor` with assigned, planned and unassigned"),
                    name => self.known(path, name),
                }
            }
        }
        for (key, name) in [
            ("approval_requested", &doc.on.approval_requested),
            ("approved", &doc.on.approved),
            ("denied", &doc.on.denied),
        ] {
            self.optional(&format!("on.{key}"), name.as_ref());
        }
        self.optional("reopen_status", doc.reopen_status.as_ref());
        for (key, name) in &doc.reopen_by_actor {
            if !["assigned", "planned", "unassigned"].contains(&key.as_str()) {
                self.invalid(format!("reopen_by_actor.{key}"), key, "assigned, planned or unassigned");
            }
            self.known(format!("reopen_by_actor.{key}"), name);
        }
    }

    fn closed(&mut self) {
        let doc = self.doc;
        let policies = ["reopen", "follow_up", "append_only", "refuse"];
        self.one_of("closed_reply", doc.closed_reply.as_ref(), &policies);
        self.one_of("reopen_owner", doc.reopen_owner.as_ref(), &["keep", "clear", "if_available"]);
        if let Some(w) = &doc.reopen_window {
            let fine = match (w.days, w.business_days, &w.calendar) {
                (Some(d), None, None) => d <= 36_525,
                (None, Some(d), Some(_)) => d <= 36_525,
                _ => false,
            };
            if !fine {
                self.invalid("reopen_window", "", "days, or business_days with a calendar; at most 36,525");
            }
        }
        for (i, name) in doc.immutable.iter().enumerate() {
            self.known(format!("immutable[{i}]"), name);
        }
        if doc.reopens_per_hour == Some(0) || doc.reopens_per_hour > Some(1_000) {
            self.invalid("reopens_per_hour", "", "a number from 1 to 1,000");
        }
        self.optional("duplicate_status", doc.duplicate_status.as_ref());
        if let Some(merge) = &doc.merge {
            self.known("merge.status", &merge.status);
            self.categories("merge.target_categories", merge.target_categories.as_deref().unwrap_or_default());
            self.categories("merge.source_categories", merge.source_categories.as_deref().unwrap_or_default());
        }
        for (other, map) in &doc.maps {
            for from in map.keys() {
                self.known(format!("maps.{other}.{from}"), from);
            }
        }
    }

    fn clocks(&mut self) {
        let doc = self.doc;
        if doc.auto.len() > MAX_RULES {
            self.problems.limit("auto", format!("{} rules", doc.auto.len()), format!("at most {MAX_RULES}"));
        }
        for (i, rule) in doc.auto.iter().enumerate() {
            let path = format!("auto[{i}]");
            self.word(format!("{path}.from"), &rule.from);
            match (&rule.to, &rule.emit) {
                (Some(to), None) => self.known(format!("{path}.to"), to),
                (None, Some(event)) if is_name(event) => {}
                _ => self.invalid(path.clone(), "", "either `to` or `emit`"),
            }
            self.delay(format!("{path}.after"), &rule.after);
            self.one_of(&format!("{path}.since"), rule.since.as_ref(), &["status_since", "last_activity"]);
            for (j, word) in rule.unless.iter().enumerate() {
                if word != "waiting" && word.strip_prefix("tag:").is_none_or(str::is_empty) {
                    self.invalid(format!("{path}.unless[{j}]"), word, "waiting, or tag: and a tag");
                }
            }
        }
        if let Some(owner) = &doc.owner_timeout {
            self.delay("owner_timeout.after", &owner.after);
            for (i, word) in owner.statuses.iter().enumerate() {
                self.word(format!("owner_timeout.statuses[{i}]"), word);
            }
        }
        for (channel, delay) in &doc.channel_windows {
            self.delay(format!("channel_windows.{channel}"), delay);
        }
    }

    fn others(&mut self) {
        let doc = self.doc;
        self.categories("approval_blocks", &doc.approval_blocks);
        if doc.max_tier == Some(0) {
            self.invalid("max_tier", "0", "1 or more");
        }
        for (currency, rule) in &doc.goodwill {
            let path = format!("goodwill.{currency}");
            if currency.parse::<Currency>().map(|c| c.to_string()).ok().as_ref() != Some(currency) {
                self.invalid(&path, currency, "a currency code such as EUR");
            }
            let budget = rule.ticket_budget.map(|b| ("ticket_budget".to_owned(), b));
            let limits = rule.limits.iter().map(|(role, limit)| (format!("limits.{role}"), *limit));
            for (key, amount) in limits.chain(budget) {
                if amount.0.is_negative() {
                    self.invalid(format!("{path}.{key}"), &amount.0.to_string(), "an amount of 0 or more");
                }
            }
        }
        if let Some(survey) = &doc.survey {
            self.delay("survey.after", &survey.after);
            self.one_of("survey.once_per", survey.once_per.as_ref(), &["solve", "ticket"]);
            if survey.detractor_max > Some(10) {
                self.invalid("survey.detractor_max", "", "a score from 0 to 10");
            }
        }
    }

    /// Rules without delay that lead back to where they began would run for ever at one instant.
    fn loops(&mut self) {
        let doc = self.doc;
        let mut edges: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let instant = |d: &DelayDoc| d.compile().is_some_and(|d| d.is_zero());
        for rule in doc.auto.iter().filter(|r| instant(&r.after)) {
            let Some(to) = &rule.to else { continue };
            for from in doc.statuses.keys().filter(|name| *name != to && self.means(&rule.from, name)) {
                edges.entry(from).or_default().push(to);
            }
        }
        for (i, rule) in doc.auto.iter().enumerate().filter(|(_, r)| instant(&r.after)) {
            let Some(to) = &rule.to else { continue };
            let reached = reachable(&edges, to);
            let back =
                doc.statuses.keys().any(|n| n != to && self.means(&rule.from, n) && reached.contains(n.as_str()));
            if back {
                let expected = "a delay on the way round, so that time passes";
                self.fault("workflow_timer_loop", format!("auto[{i}]"), &rule.from, expected);
            }
        }
    }

    fn means(&self, word: &str, name: &str) -> bool {
        match word.strip_prefix("category:") {
            Some(c) => category(c).is_some_and(|c| self.category_of(name) == Some(c)),
            None => word == name,
        }
    }
}

fn reachable<'a>(edges: &BTreeMap<&'a str, Vec<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(name) = next.pop() {
        if seen.insert(name) {
            next.extend(edges.get(name).into_iter().flatten());
        }
    }
    seen
}

const NAME_FORM: &str = "1 to 64 characters, none of them a control character, not `*`, not beginning with `@` or `category:`, \
                         without ` -> `, without spaces at the ends";

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=MAX_STATUS_CHARS).contains(&length)
        && name.trim() == name
        && !name.contains(" -> ")
        && !name.chars().any(char::is_control)
        && name != "*"
        && !name.starts_with('@')
        && !name.starts_with("category:")
}
