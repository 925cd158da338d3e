//! What "before the creation" means, for every door that a log comes in by: rows of an export, the builder, JSON.
//!
//! ```text
//! given    08:00 open   09:00 done   10:00 created   11:00 reply
//! kept     10:00 created   10:00 open (dated 08:00)   10:00 done (dated 09:00)   11:00 reply
//! ```
//!
//! A history that does not begin with its creation breaks every clock, and a time that ends before it began would be the shortest of
//! all. So what is dated before the creation takes effect at it, in its order, and keeps its own date, by which figures leave it out.

use super::event::Event;
use super::kind::What;
use std::collections::BTreeMap;

/// When a ticket came into being; microseconds, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Creation(pub(super) i64);

impl Creation {
    /// Whether something of the ticket is dated before it.
    pub(super) fn is_after(self, dated: i64) -> bool {
        dated < self.0
    }

    /// When something of the ticket that is dated so takes effect.
    pub(super) fn effect_of(self, dated: i64) -> i64 {
        dated.max(self.0)
    }
}

/// The own dates of events that take effect at their ticket's creation, by their place in the log.
#[derive(Debug, Clone, Default)]
pub(super) struct Dated(BTreeMap<usize, i64>);

impl Dated {
    /// Keeps the date of the event at `place`.
    pub(super) fn keep(&mut self, place: usize, dated: i64) {
        self.0.insert(place, dated);
    }

    /// The own date of the event at `place`; `None` where that is the instant at which it takes effect.
    pub(super) fn of(&self, place: usize) -> Option<i64> {
        if self.0.is_empty() { None } else { self.0.get(&place).copied() }
    }

    /// Lets the sorted events of a ticket begin with its first creation; `given` is what each of them comes
    /// from, `first` the place of the first in the log. Gives that creation, or `None` where nothing is dated before it or there is none.
    pub(super) fn begin(&mut self, events: &mut [Event], given: &mut [u32], first: usize) -> Option<Creation> {
        let place = events.iter().position(|e| e.what == What::Created)?;
        let creation = Creation(events.get(place)?.at);
        let early = events.iter().take_while(|e| creation.is_after(e.at)).count();
        if early == 0 {
            return None;
        }
        events.get_mut(..=place)?.rotate_right(1);
        given.get_mut(..=place)?.rotate_right(1);
        for (i, event) in events.iter_mut().enumerate().skip(1).take(early) {
            self.keep(first + i, event.at);
            event.at = creation.effect_of(event.at);
        }
        Some(creation)
    }
}
