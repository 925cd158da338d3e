//! A ticket while its events pass: the one rule of what each does, whatever form the events came in.

use super::columns::NONE;
use super::facts::TicketFacts;
use crate::ticket::StatusCategory;

/// What is known of a ticket so far; its fields are those of [`TicketFacts`], [`NONE`] for what has not happened.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Running {
    pub(crate) created: i64,
    pub(crate) first_response: i64,
    pub(crate) first_resolved: i64,
    pub(crate) last_resolved: i64,
    pub(crate) closed: i64,
    pub(crate) due: i64,
    pub(crate) done_since: i64,
    pub(crate) first_reopened: i64,
    pub(crate) waiting_since: i64,
    pub(crate) open_time: i64,
    pub(crate) work_time: i64,
    /// Up to when open and work time are counted, the part since the last resolution included.
    since: i64,
    open: i64,
    work: i64,
    pub(crate) reopens: u32,
    pub(crate) resolutions: u32,
    pub(crate) replies: u32,
    pub(crate) replies_to_resolve: u32,
    pub(crate) requester_replies: u32,
    pub(crate) people: u32,
    pub(crate) unanswered: u32,
    pub(crate) done: bool,
    pub(crate) closed_now: bool,
    category: Option<StatusCategory>,
}

impl Default for Running {
    fn default() -> Self {
        Self {
            created: NONE,
            first_response: NONE,
            first_resolved: NONE,
            last_resolved: NONE,
            closed: NONE,
            due: NONE,
            done_since: NONE,
            first_reopened: NONE,
            waiting_since: NONE,
            open_time: 0,
            work_time: 0,
            since: 0,
            open: 0,
            work: 0,
            reopens: 0,
            resolutions: 0,
            replies: 0,
            replies_to_resolve: 0,
            requester_replies: 0,
            people: 0,
            unanswered: 0,
            done: false,
            closed_now: false,
            category: None,
        }
    }
}

/// The first of two that is there.
fn first(a: i64, b: i64) -> i64 {
    if a == NONE { b } else { a }
}

impl Running {
    /// It came into being, or a history without a creation began.
    pub(crate) fn begin(&mut self, at: i64) {
        self.created = at;
        self.since = at;
    }

    /// Its creation; a second one changes nothing.
    pub(crate) fn created(&mut self, at: i64, by_requester: bool) {
        if self.created == NONE {
            self.begin(at);
            self.waiting_since = if by_requester { at } else { NONE };
        }
    }

    /// A message of the requester after the creation.
    pub(crate) fn requester_reply(&mut self, at: i64) {
        self.requester_replies += 1;
        self.waiting_since = first(self.waiting_since, at);
    }

    /// A public reply of a person; `dated` is when it happened by its own account: before `at` where that is before the creation. Gives the wait that it
    /// ends.
    pub(crate) fn human_reply(&mut self, at: i64, dated: i64, new_person: bool) -> Option<i64> {
        self.replies += 1;
        self.replies_to_resolve += u32::from(self.first_resolved == NONE);
        self.people += u32::from(new_person);
        if self.first_response == NONE && (self.first_resolved == NONE || dated <= self.first_resolved) {
            self.first_response = dated;
        }
        let since = std::mem::replace(&mut self.waiting_since, NONE);
        (since != NONE).then(|| at - since)
    }

    /// The ticket stands so at `at`; when it came there is not known.
    pub(crate) fn shown(&mut self, at: i64, category: StatusCategory) {
        if category.is_done() {
            self.resolutions = self.resolutions.max(1);
            self.done_since = first(self.done_since, at);
            self.closed_now |= category == StatusCategory::Closed;
        } else {
            self.reopens += u32::from(self.done);
            (self.done_since, self.closed, self.closed_now) = (NONE, NONE, false);
        }
        self.done = category.is_done();
    }

    /// The status changed to one of a category, or of none that is known.
    pub(crate) fn status(&mut self, at: i64, dated: i64, new: Option<StatusCategory>) {
        if self.created != NONE {
            self.spend(at);
        }
        let (was, is) = (self.done, new.is_some_and(StatusCategory::is_done));
        if is && !was {
            self.first_resolved = first(self.first_resolved, dated);
            self.last_resolved = dated;
            self.done_since = at;
            (self.open_time, self.work_time) = (self.open, self.work);
            self.unanswered += u32::from(self.waiting_since != NONE);
            self.waiting_since = NONE;
        }
        if new == Some(StatusCategory::Solved) || (is && !was) {
            self.resolutions += 1;
        }
        if was && !is {
            self.reopens += 1;
            self.first_reopened = first(self.first_reopened, at);
        }
        self.closed = match new {
            Some(StatusCategory::Closed) if self.category != new => dated,
            Some(StatusCategory::Closed) => self.closed,
            _ => NONE,
        };
        self.closed_now = new == Some(StatusCategory::Closed);
        self.done = is;
        if !is {
            self.done_since = NONE;
        }
        self.category = new;
    }

    fn spend(&mut self, at: i64) {
        let span = at - self.since;
        self.since = at;
        if !self.done {
            self.open += span;
            let waits = matches!(self.category, Some(StatusCategory::Pending | StatusCategory::Hold));
            self.work += if waits { 0 } else { span };
        }
    }

    /// What it has come to.
    pub(crate) fn facts(&self) -> TicketFacts {
        let at = |kept: i64| (kept != NONE).then_some(kept);
        TicketFacts {
            created: at(self.created),
            first_response: at(self.first_response),
            first_resolved: at(self.first_resolved),
            last_resolved: at(self.last_resolved),
            closed: at(self.closed),
            due: at(self.due),
            closed_now: self.closed_now,
            done: self.done,
            done_since: at(self.done_since),
            reopens: self.reopens,
            resolutions: self.resolutions,
            replies: self.replies,
            replies_to_resolve: self.replies_to_resolve,
            requester_replies: self.requester_replies,
            people: self.people,
            first_reopened: at(self.first_reopened),
            waiting_since: at(self.waiting_since),
            unanswered: self.unanswered,
            open_time: self.open_time,
            work_time: self.work_time,
        }
    }
}
