//! The steps of one ticket.

use super::part::{Parts, State};
use crate::ticket::{ActorKind, BoundStatuses, Event, StatusCategory, Symbol, What};

/// A step of a ticket: where it was, and since when; `None` where that is not known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    pub(super) state: State,
    pub(super) since: Option<i64>,
}

/// The way of a ticket.
pub(super) struct Way {
    pub(super) stays: Vec<Stay>,
    /// Whether it is solved or closed.
    pub(super) done: bool,
    /// Whether it is, although the requester was waited for.
    pub(super) unanswered: bool,
    /// When something last happened to it.
    pub(super) last: i64,
}

/// The steps of a ticket up to `now`; `shown` says that its last event is the state that a list shows, not a change of its own instant.
pub(super) fn walk(parts: &Parts<'_>, ticket: usize, events: &[Event], shown: bool, now: i64) -> Way {
    let mut way = Way { stays: Vec::new(), done: false, unanswered: false, last: i64::MIN };
    let mut state = parts.start(ticket);
    let (mut at, mut changed, mut asked) = (None, [false; super::MAX_JOURNEY_PARTS], Asked::default());
    let count = events.iter().take_while(|e| e.at <= now).count();
    for (i, e) in events.iter().take(count).enumerate() {
        let is_shown = shown && i + 1 == events.len();
        let dated = (!is_shown).then_some(e.at);
        if at.is_some_and(|before| before != dated) {
            way.come(&state, at.flatten());
            changed = [false; super::MAX_JOURNEY_PARTS];
        }
        at = Some(dated);
        way.last = if is_shown { way.last } else { e.at };
        asked.see(e, &parts.statuses);
        let Some(part) = parts.set_by(e) else { continue };
        let (Some(value), Some(changed)) = (state.get_mut(part), changed.get_mut(part)) else { continue };
        if *value == e.to {
            continue;
        }
        if *changed {
            let before = std::mem::replace(value, e.to);
            let mut passed = state;
            if let Some(value) = passed.get_mut(part) {
                *value = before;
            }
            way.come(&passed, dated);
        } else {
            (*value, *changed) = (e.to, true);
        }
    }
    if let Some(at) = at {
        way.come(&state, at);
    }
    (way.done, way.unanswered) = (asked.done, asked.done && asked.unanswered);
    way
}

impl Way {
    fn come(&mut self, state: &State, since: Option<i64>) {
        if self.stays.last().is_none_or(|stay| stay.state != *state) {
            self.stays.push(Stay { state: *state, since });
        }
    }
}

/// Whether a ticket is done, and whether the requester was waited for when it came to be.
#[derive(Debug, Default)]
struct Asked {
    category: Option<StatusCategory>,
    answered: bool,
    done: bool,
    unanswered: bool,
}

impl Asked {
    fn see(&mut self, e: &Event, statuses: &BoundStatuses) {
        match e.what {
            What::Status => self.status(statuses, e.to),
            What::Reply => self.answered |= e.by == ActorKind::Requester && e.public,
            _ => {}
        }
    }

    fn status(&mut self, statuses: &BoundStatuses, to: Symbol) {
        let new = statuses.category(to);
        let done = new.is_some_and(StatusCategory::is_done);
        let waited = self.category == Some(StatusCategory::Pending);
        if done && !self.done {
            self.unanswered = waited && !self.answered;
        }
        if new == Some(StatusCategory::Pending) && !waited {
            self.answered = false;
        }
        (self.done, self.category) = (done, new);
    }
}
