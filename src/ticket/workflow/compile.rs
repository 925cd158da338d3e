//! A workflow ready for use.

use super::check::check;
use super::delay::Delay;
use super::document::{Amount, GoodwillDoc, WorkflowDoc};
use super::{PRESETS, canonical, sha256_hex};
use crate::document::{read_whole, read_whole_value};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::StatusCategory;
use serde_json::Value;
use std::collections::BTreeMap;

/// A checked workflow. It never changes: what two tickets with the same [`version`](Self::version) may do is the same.
///
/// ```
/// use sundesk::ticket::workflow::Workflow;
/// let wrong = r#"{"statuses": {"new": {"category": "new"}, "done": {"category": "finished"}}, "initial": ["new"], "default": "new"}"#;
/// let e = Workflow::from_json(wrong).unwrap_err();
/// let paths: Vec<&str> = e.problems().iter().map(|p| p.path.as_str()).collect();
/// assert_eq!(paths, ["statuses.done.category", "statuses", "statuses"]); // and none is open, none solved or closed
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Workflow {
    doc: WorkflowDoc,
    version: String,
    pub(crate) statuses: BTreeMap<String, Status>,
    pub(crate) auto: Vec<AutoRule>,
    pub(crate) owner_timeout: Option<OwnerTimeout>,
    pub(crate) reopen_window: Option<Window>,
    pub(crate) survey_after: Option<Delay>,
    pub(crate) channel_windows: BTreeMap<String, Delay>,
    calendars: Vec<String>,
}

/// What a status means to the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) category: StatusCategory,
    pub(crate) timer: Option<TimerKind>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TimerKind {
    Reminder,
    /// With the status that follows.
    Action(String),
}

#[derive(Debug, Clone)]
pub(crate) struct AutoRule {
    pub(crate) from: String,
    pub(crate) effect: Effect,
    pub(crate) after: Delay,
    pub(crate) since: Since,
    pub(crate) unless: Vec<Guard>,
}

#[derive(Debug, Clone)]
pub(crate) enum Effect {
    Move(String),
    Emit(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    Status,
    Activity,
}

#[derive(Debug, Clone)]
pub(crate) enum Guard {
    Waiting,
    Tag(String),
}

#[derive(Debug, Clone)]
pub(crate) struct OwnerTimeout {
    pub(crate) after: Delay,
    pub(crate) statuses: Vec<String>,
    pub(crate) strict: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum Window {
    /// Fewer whole 24-hour days than this.
    Days(i64),
    /// Not later than this.
    Business(Delay),
}

impl Workflow {
    /// A workflow from its JSON text.
    ///
    /// # Errors
    /// As [`compile`](Self::compile), and what a document that is not of its form gives: faults of shape and of values in one round.
    pub fn from_json(text: &str) -> Result<Self> {
        Self::compile(read_whole(text, ())?)
    }

    /// A workflow from a document that was parsed already.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn from_value(value: Value) -> Result<Self> {
        Self::compile(read_whole_value(value, ())?)
    }

    /// One of the [`PRESETS`], by name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] for another name.
    pub fn preset(name: &str) -> Result<Self> {
        match PRESETS.iter().find(|(preset, _)| *preset == name) {
            Some((_, text)) => Self::from_json(text),
            None => {
                let names: Vec<&str> = PRESETS.iter().map(|(preset, _)| *preset).collect();
                Err(Error::not_found("preset", name, names.join(", ")))
            }
        }
    }

    /// Checks a document and makes it ready.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`] with every fault in [`problems`](Error::problems), each with its path;
    /// [`ErrorKind::LimitExceeded`] for too many statuses or rules.
    pub fn compile(doc: WorkflowDoc) -> Result<Self> {
        check(&doc)?;
        let version = sha256_hex([canonical(&serde_json::to_value(&doc).map_err(Error::unwritable)?).as_bytes()]);
        let statuses = doc.statuses.iter().map(|(name, s)| {
            let category = category(&s.category).ok_or_else(|| unchecked("category"))?;
            let timer = match (s.timer.as_deref(), &s.next) {
                (Some("reminder"), _) => Some(TimerKind::Reminder),
                (Some("action"), Some(next)) => Some(TimerKind::Action(next.clone())),
                _ => None,
            };
            Ok((name.clone(), Status { category, timer }))
        });
        let statuses = statuses.collect::<Result<_>>()?;
        let auto = doc.auto.iter().map(|rule| {
            let effect = match (&rule.to, &rule.emit) {
                (Some(to), _) => Effect::Move(to.clone()),
                (None, emit) => Effect::Emit(emit.clone().unwrap_or_default()),
            };
            let guard = |word: &String| word.strip_prefix("tag:").map_or(Guard::Waiting, |t| Guard::Tag(t.to_owned()));
            Ok(AutoRule {
                from: rule.from.clone(),
                effect,
                after: rule.after.compile().ok_or_else(|| unchecked("after"))?,
                since: if rule.since.as_deref() == Some("last_activity") { Since::Activity } else { Since::Status },
                unless: rule.unless.iter().map(guard).collect(),
            })
        });
        let auto: Vec<AutoRule> = auto.collect::<Result<_>>()?;
        let owner_timeout = doc.owner_timeout.as_ref().and_then(|o| {
            Some(OwnerTimeout { after: o.after.compile()?, statuses: o.statuses.clone(), strict: o.strict })
        });
        let reopen_window = doc.reopen_window.as_ref().and_then(|w| match (w.days, w.business_days, &w.calendar) {
            (Some(days), _, _) => Some(Window::Days(i64::from(days))),
            (None, Some(n), Some(calendar)) => Some(Window::Business(Delay::BusinessDays(n, calendar.clone()))),
            _ => None,
        });
        let survey_after = doc.survey.as_ref().and_then(|s| s.after.compile());
        let mut channel_windows = BTreeMap::from([("whatsapp".to_owned(), Delay::Elapsed(crate::time::DAY))]);
        channel_windows.extend(doc.channel_windows.iter().filter_map(|(c, d)| Some((c.clone(), d.compile()?))));
        let mut calendars: Vec<String> = [owner_timeout.as_ref().map(|o| &o.after), survey_after.as_ref()]
            .into_iter()
            .flatten()
            .chain(auto.iter().map(|rule| &rule.after))
            .chain(channel_windows.values())
            .filter_map(|delay| delay.calendar().map(str::to_owned))
            .chain(doc.reminder_calendar.clone())
            .chain(doc.reopen_window.as_ref().and_then(|w| w.calendar.clone()))
            .collect();
        calendars.sort_unstable();
        calendars.dedup();
        Ok(Self {
            doc,
            version,
            statuses,
            auto,
            owner_timeout,
            reopen_window,
            survey_after,
            channel_windows,
            calendars,
        })
    }

    /// The document.
    #[must_use]
    pub fn doc(&self) -> &WorkflowDoc {
        &self.doc
    }

    /// The SHA-256 of the canonical document in 64 hexadecimal digits: keys in order, no white space, what is as if left out left out.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The calendars that must be there for its rules.
    #[must_use]
    pub fn calendars(&self) -> &[String] {
        &self.calendars
    }

    /// The category of a status; `None` for a status it does not have.
    #[must_use]
    pub fn category(&self, status: &str) -> Option<StatusCategory> {
        self.statuses.get(status).map(|s| s.category)
    }

    /// The statuses a move may lead to from `from`, in the order of the document, whoever makes it.
    #[must_use]
    pub fn moves(&self, from: &str) -> Vec<&str> {
        let own = self.doc.transitions.get(from).into_iter().flatten();
        let wild = self.doc.transitions.get("*").into_iter().flatten();
        let wild = wild.filter(|_| self.category(from) != Some(StatusCategory::Closed));
        let mut found: Vec<&str> = Vec::new();
        for to in own.chain(wild).map(String::as_str).filter(|to| *to != from) {
            if !found.contains(&to) {
                found.push(to);
            }
        }
        found
    }

    /// Whether a move from `from` may lead to `to`, whoever makes it: whether it is one of [`moves`](Self::moves).
    pub(crate) fn has_move(&self, from: &str, to: &str) -> bool {
        let listed = |from: &str| self.doc.transitions.get(from).is_some_and(|all| all.iter().any(|t| t == to));
        from != to && (listed(from) || self.category(from) != Some(StatusCategory::Closed) && listed("*"))
    }

    /// Whether `word`, a status or `category:x`, means the status `name`.
    pub(crate) fn means(&self, word: &str, name: &str) -> bool {
        match word.strip_prefix("category:") {
            Some(c) => category(c).is_some_and(|c| self.category(name) == Some(c)),
            None => word == name,
        }
    }

    /// What a table of `on` says of a status: the status itself before its category.
    pub(crate) fn target<'a>(&self, table: &'a BTreeMap<String, String>, status: &str) -> Option<&'a str> {
        let by_category = || table.iter().find(|(word, _)| word.starts_with("category:") && self.means(word, status));
        table.get(status).or_else(|| by_category().map(|(_, to)| to)).map(String::as_str)
    }

    /// The status that stands for a category.
    pub(crate) fn standing_for(&self, category: StatusCategory) -> Option<&str> {
        self.doc.defaults.get(category.name()).map(String::as_str)
    }

    /// The right a move needs.
    pub(crate) fn right(&self, from: &str, to: &str) -> &str {
        let pairs = [(from, to), ("*", to), (from, "*"), ("*", "*")];
        let is = |key: &str, (from, to): (&str, &str)| {
            key.strip_prefix(from).and_then(|rest| rest.strip_prefix(" -> ")).is_some_and(|rest| rest == to)
        };
        let of = |pair| self.doc.rights.iter().find(|(key, _)| is(key, pair));
        pairs.into_iter().find_map(of).map_or("modify", |(_, right)| right.as_str())
    }

    /// Whether a requester may make a move.
    pub(crate) fn requester_may(&self, from: &str, to: &str) -> bool {
        let fits = |side: &str, name: &str| side == "*" || side == name;
        let listed = |word: &String| word.split_once(" -> ").is_some_and(|(a, b)| fits(a, from) && fits(b, to));
        self.doc.requester_may.iter().any(listed)
    }

    /// The rule for a currency.
    pub(crate) fn goodwill(&self, currency: &str) -> Option<&GoodwillDoc> {
        self.doc.goodwill.get(currency)
    }

    /// The most a role may grant at once.
    pub(crate) fn limit(rule: &GoodwillDoc, role: &str) -> Option<Amount> {
        rule.limits.get(role).copied()
    }

    /// States and moves as a self-contained SVG picture.
    #[must_use]
    pub fn to_svg(&self) -> String {
        super::picture::draw(self)
    }
}

/// [`check`] lets nothing else through.
fn unchecked(key: &str) -> Error {
    Error::new(ErrorKind::Internal, format!("a checked workflow has no {key}"))
}

/// The category of a word.
pub(crate) fn category(word: &str) -> Option<StatusCategory> {
    StatusCategory::ALL.iter().copied().find(|c| c.name() == word)
}
