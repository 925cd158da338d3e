//! What a desk knows of somebody, how long it keeps it, and what never enters.

use super::Desk;
use crate::document::{Document, Problems};
use crate::error::{Error, Result};
use crate::store::{Filter, MAX_PAGE, Stored, TicketQuery, TicketRow, speaks_of};
use crate::ticket::lifecycle::{Action, Command, RefusalCode, TicketView};
use crate::ticket::pattern::{ConditionDoc, Op, ValueDoc};
use crate::ticket::redact::redact;
use crate::ticket::workflow::{DELAY_FORM, Delay, DelayDoc};
use crate::time::{Instant, check_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The most rules of a retention document.
pub const MAX_RETENTION_RULES: usize = 100;

/// How long tickets and people are kept: an ordered list of rules, of which the first that means a ticket counts.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionDoc {
    /// The rules.
    pub rules: Vec<RetentionRule>,
}

impl Document for RetentionDoc {
    const WHAT: &'static str = "retention document";
}

/// One rule: which tickets, how long after what, and what then.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RetentionRule {
    /// What reports call it.
    pub name: String,
    /// Which tickets: all conditions hold, as in the inbox. Left out: every one.
    #[serde(default)]
    pub when: Vec<ConditionDoc>,
    /// How long they are kept.
    pub after: DelayDoc,
    /// After what (`closed`).
    #[serde(default)]
    pub since: RetainedSince,
    /// What happens then.
    pub then: Retained,
}

/// After what a time of retention runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetainedSince {
    /// The ticket was closed; one that is not is kept.
    #[default]
    Closed,
    /// The last message, note or move.
    LastActivity,
    /// The ticket was created.
    Created,
}

/// What happens to what is no longer kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retained {
    /// All that was written on the ticket is taken out of the file; its times, statuses and counts stay.
    Redact,
    /// The ticket goes out of the inbox, and what was written on it out of the file.
    Delete,
    /// Its requester is erased: the key is destroyed. Only once the time of all tickets of this person is over, by whichever rules that
    /// erase; reports name the rule whose time is over last.
    Erase,
}

/// A retention document that was checked.
#[derive(Debug, Clone)]
pub struct Retention {
    rules: Vec<(RetentionRule, Delay)>,
}

/// What retention means as of an instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RetentionReport {
    /// The instant.
    #[serde(serialize_with = "Instant::serialize_us")]
    pub as_of: i64,
    /// What is due, in the order of its time; in a report of what was done, what was done.
    pub due: Vec<RetentionItem>,
    /// What is due and held by a legal hold, or refused.
    pub held: Vec<RetentionItem>,
    /// When more is due, as things stand; ask again then, or any time.
    #[serde(serialize_with = "Instant::serialize_option")]
    pub next_change: Option<i64>,
}

/// A ticket, or a person, that is no longer kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RetentionItem {
    /// By which rule.
    pub rule: String,
    /// What happens.
    pub then: Retained,
    /// The tickets: one, or all of a person.
    pub tickets: Vec<String>,
    /// The person, of a rule that erases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Since when it is due.
    #[serde(serialize_with = "Instant::serialize_us")]
    pub due_at: i64,
    /// Why it was not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<&'static str>,
}

/// What a desk knows of somebody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubjectExport {
    /// Who.
    pub subject: String,
    /// The tickets whose records speak of this person.
    pub tickets: Vec<ExportedTicket>,
}

/// One ticket of an export.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportedTicket {
    /// As it stands; none of one that was deleted.
    pub ticket: Option<TicketView>,
    /// The records that speak of the person, or are the person's own doing, in order.
    pub records: Vec<Stored>,
}

impl Retention {
    /// A document that was parsed already.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) with every fault and its path; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded)
    /// past [`MAX_RETENTION_RULES`].
    pub fn compile(doc: RetentionDoc) -> Result<Self> {
        if doc.rules.len() > MAX_RETENTION_RULES {
            return Err(Error::limit("rules", doc.rules.len(), format!("at most {MAX_RETENTION_RULES} rules")));
        }
        let (mut problems, mut seen, mut rules) = (Problems::default(), BTreeSet::new(), Vec::new());
        for (i, rule) in doc.rules.into_iter().enumerate() {
            let path = format!("rules[{i}]");
            if rule.name.trim().is_empty() || !seen.insert(rule.name.clone()) {
                problems.fault("value_misfit", &format!("{path}.name"), &rule.name, "a name that no other rule has");
            }
            if let Err(e) = Filter(rule.when.clone()).check() {
                problems.fault("value_misfit", &format!("{path}.when"), e.value(), e.to_string());
            }
            match rule.after.compile().filter(|delay| delay.calendar().is_none()) {
                Some(delay) => rules.push((rule, delay)),
                None => problems.fault("value_misfit", &format!("{path}.after"), "", DELAY_FORM),
            }
        }
        problems.finish(Some(Self { rules })).map(|(made, _)| made)
    }

    /// A document of JSON text.
    ///
    /// # Errors
    /// As [`compile`](Self::compile), and what is not of its form.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::compile(RetentionDoc::from_json(text)?)
    }

    /// A document of a value.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value) -> Result<Self> {
        Self::compile(RetentionDoc::from_value(value)?)
    }
}

/// A ticket that a rule means, and when its time is over.
struct Meant {
    row: TicketRow,
    rule: usize,
    due_at: Option<i64>,
}

impl Desk {
    /// What is due by rules of retention at `now`; nothing is changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn retention(&mut self, rules: &Retention, now: i64) -> Result<RetentionReport> {
        check_instant(now).map_err(|e| e.at("now"))?;
        let meant = self.meant(rules)?;
        let held = self.held_by_merge()?;
        let mut report = RetentionReport { as_of: now, due: Vec::new(), held: Vec::new(), next_change: None };
        let mut people: BTreeMap<String, Vec<Meant>> = BTreeMap::new();
        for ticket in meant {
            let Some((rule, _)) = rules.rules.get(ticket.rule) else { continue };
            match (rule.then, &ticket.row.requester) {
                (Retained::Erase, Some(subject)) if subject != "erased" => {
                    people.entry(subject.clone()).or_default().push(ticket);
                }
                (Retained::Erase, _) => {}
                _ => report.take(rule, &[ticket], None, &held),
            }
        }
        for (subject, theirs) in people {
            let last = theirs.iter().max_by_key(|ticket| ticket.due_at).and_then(|last| rules.rules.get(last.rule));
            let Some((rule, _)) = last else { continue };
            // Tickets that no rule of erasing means keep the person.
            let only = ConditionDoc {
                field: "requester".into(),
                op: Op::Is,
                value: Some(ValueDoc::Text(subject.clone())),
                values: Vec::new(),
            };
            let all = self.rows(Filter(vec![only]))?;
            // A filter takes no heed of case, a person does.
            if all.iter().filter(|row| row.requester.as_ref() == Some(&subject)).count() == theirs.len() {
                report.take(rule, &theirs, Some(subject), &BTreeSet::new());
            }
        }
        report.due.sort_by(|a, b| (a.due_at, &a.tickets).cmp(&(b.due_at, &b.tickets)));
        report.held.sort_by(|a, b| (a.due_at, &a.tickets).cmp(&(b.due_at, &b.tickets)));
        Ok(report)
    }

    /// Does what is due by rules of retention at `now`, as `by`, who must be an admin: what was done, and what was not and why.
    ///
    /// # Errors
    /// When the store cannot be read or written; what was done until then is done.
    pub fn retain(&mut self, rules: &Retention, now: i64, by: &str) -> Result<RetentionReport> {
        let mut report = self.retention(rules, now)?;
        let mut done = Vec::new();
        // A person's last ticket may go now, and the person with it.
        while !report.due.is_empty() {
            let before = done.len();
            self.retain_due(&mut report, now, by, &mut done)?;
            if done.len() == before {
                break;
            }
            let refused = std::mem::take(&mut report.held);
            let is_new = |item: &RetentionItem| {
                !refused.iter().any(|other| (&other.tickets, other.then) == (&item.tickets, item.then))
            };
            report = self.retention(rules, now)?;
            report.due.retain(is_new);
            report.held.retain(is_new);
            report.held.extend(refused);
        }
        report.due = done;
        Ok(report)
    }

    fn retain_due(
        &mut self,
        report: &mut RetentionReport,
        now: i64,
        by: &str,
        done: &mut Vec<RetentionItem>,
    ) -> Result<()> {
        for mut item in std::mem::take(&mut report.due) {
            let action = match (item.then, &item.subject) {
                (Retained::Erase, Some(subject)) => Action::Erase { subject: subject.clone() },
                (Retained::Delete, _) => Action::Delete {},
                _ => Action::Redact { messages: None },
            };
            let ticket = item.tickets.first().cloned().filter(|_| item.subject.is_none());
            let (on_behalf_of, expect_version, key) = (None, None, None);
            let command =
                Command { at: now, by: Some(by.to_owned()), on_behalf_of, ticket, expect_version, key, action };
            item.refused = self.command(&command)?.refusal.map(|refusal| refusal.code.name());
            if item.refused.is_some() { report.held.push(item) } else { done.push(item) }
        }
        Ok(())
    }

    fn meant(&mut self, rules: &Retention) -> Result<Vec<Meant>> {
        let mut meant: BTreeMap<String, Meant> = BTreeMap::new();
        for (place, (rule, delay)) in rules.rules.iter().enumerate() {
            for row in self.rows(Filter(rule.when.clone()))? {
                // What was merged goes with the ticket that shows it, by the rule that means that one.
                let part = row.merged_into.is_some() && rule.then != Retained::Erase;
                if part || meant.contains_key(&row.id) {
                    continue;
                }
                let since = match rule.since {
                    _ if rule.then == Retained::Redact && row.redacted => None,
                    RetainedSince::Closed => row.closed_at,
                    RetainedSince::LastActivity => Some(row.last_activity),
                    RetainedSince::Created => Some(row.created_at),
                };
                let due_at = match since {
                    Some(since) => delay.after(since, self.board.calendars())?,
                    None => None,
                };
                meant.insert(row.id.clone(), Meant { row, rule: place, due_at });
            }
        }
        Ok(meant.into_values().collect())
    }

    /// The tickets that show one which a legal hold keeps.
    fn held_by_merge(&mut self) -> Result<BTreeSet<String>> {
        let merged = ConditionDoc {
            field: "merged".into(),
            op: Op::Is,
            value: Some(ValueDoc::Text("true".to_owned())),
            values: Vec::new(),
        };
        let mut shown = BTreeSet::new();
        for row in self.rows(Filter(vec![merged]))?.into_iter().filter(|row| row.legal_hold) {
            let mut into = row.merged_into;
            while let Some(id) = into.filter(|id| shown.insert(id.clone())) {
                into = self.ticket(&id)?.and_then(|ticket| ticket.merged_into);
            }
        }
        Ok(shown)
    }

    fn rows(&mut self, filter: Filter) -> Result<Vec<TicketRow>> {
        let mut query = TicketQuery { filter, limit: MAX_PAGE, ..TicketQuery::default() };
        let mut rows = Vec::new();
        loop {
            let page = self.store.tickets(&query)?;
            rows.extend(page.tickets);
            query.after = page.next;
            if query.after.is_none() {
                return Ok(rows);
            }
        }
    }

    /// All that the desk knows of somebody: the tickets whose records speak of this person, with those records. What is erased is not in it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn export_subject(&mut self, subject: &str) -> Result<SubjectExport> {
        self.sync()?;
        let mut tickets = Vec::new();
        for id in self.store.streams_of(subject)? {
            let mut requester: Option<String> = None;
            let mut records = self.store.load(&id, 0)?;
            records.retain(|stored| speaks_of(&stored.record, &mut requester, subject));
            tickets.push(ExportedTicket { ticket: self.ticket(&id)?, records });
        }
        Ok(SubjectExport { subject: subject.to_owned(), tickets })
    }

    /// The command without what the desk never takes in.
    pub(super) fn cleaned<'c>(&self, command: &'c Command) -> Cow<'c, Command> {
        if self.redact.is_empty() {
            return Cow::Borrowed(command);
        }
        let clean = |text: &mut Option<String>| {
            if let Some(text) = text {
                *text = redact(text, &self.redact).text;
            }
        };
        let within = |value: &mut Value| {
            if let Value::String(text) = value {
                *text = redact(text, &self.redact).text;
            }
        };
        let mut command = command.clone();
        match &mut command.action {
            Action::Create(create) => {
                [&mut create.subject, &mut create.comment, &mut create.reason].into_iter().for_each(clean);
                create.fields.values_mut().for_each(within);
            }
            Action::SetStatus(to) => {
                [&mut to.comment, &mut to.reason].into_iter().for_each(clean);
                to.fields.values_mut().for_each(within);
            }
            Action::Approve { reason } | Action::Deny { reason } | Action::DenyGoodwill { reason } => clean(reason),
            Action::CustomerReply(reply) => clean(&mut reply.body),
            Action::AgentReply(reply) => clean(&mut reply.body),
            Action::Note { body } => clean(body),
            Action::Transfer { note, .. } | Action::Escalate { note, .. } => clean(note),
            Action::Split { subject, .. } => clean(subject),
            Action::SetField { value, .. } => within(value),
            _ => {}
        }
        Cow::Owned(command)
    }
}

impl RetentionReport {
    /// One item more, if its time is over; else the time when it will be.
    fn take(&mut self, rule: &RetentionRule, tickets: &[Meant], subject: Option<String>, held: &BTreeSet<String>) {
        let last = tickets.iter().map(|ticket| ticket.due_at).try_fold(i64::MIN, |last, due| Some(last.max(due?)));
        let Some(due_at) = last else { return };
        if due_at > self.as_of {
            self.next_change = Some(self.next_change.map_or(due_at, |next| next.min(due_at)));
            return;
        }
        let held = tickets.iter().any(|ticket| ticket.row.legal_hold || held.contains(&ticket.row.id));
        let refused = held.then(|| RefusalCode::ErasureBlocked.name());
        let ids = tickets.iter().map(|ticket| ticket.row.id.clone()).collect();
        let item = RetentionItem { rule: rule.name.clone(), then: rule.then, tickets: ids, subject, due_at, refused };
        if held { self.held.push(item) } else { self.due.push(item) }
    }
}
