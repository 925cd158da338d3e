//! What happens on a board: commands are decided, records folded, timers run.

use super::{Board, Decision, Done, Due, MAX_TIMERS_PER_CALL, Place, Said};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::fact::{Fact, MessageDoc};
use crate::ticket::lifecycle::command::Command;
use crate::ticket::lifecycle::reads::Reads;
use crate::ticket::lifecycle::refusal::{Refusal, RefusalCode, Stop};
use crate::ticket::lifecycle::state::TicketState;
use crate::ticket::lifecycle::timers::{Timer, next_timer};
use crate::ticket::lifecycle::work::Work;
use crate::ticket::record::{Key, Record};
use crate::time::{check_instant, format_instant};
use std::collections::{BTreeMap, BTreeSet};

impl Board {
    /// What a command leads to. Nothing changes; the same board and command give the same records, byte for byte.
    ///
    /// Timers due at or before the command's instant run first, in due order, each at its own time.
    ///
    /// # Errors
    /// A fault of the call, not of the business: an instant before the last one, an id that is taken, a workflow that is not there, a
    /// limit. A refusal is no error: it stands in the decision.
    pub fn decide(&self, command: &Command) -> Result<Decision> {
        self.work(command, Reads::default()).map(|(decision, _)| decision)
    }

    /// Decides a command and folds what it leads to.
    ///
    /// # Errors
    /// As [`decide`](Self::decide); then nothing changed.
    pub fn command(&mut self, command: &Command) -> Result<Decision> {
        let (decision, done) = self.work(command, Reads::default())?;
        match done {
            Some(done) => self.commit(done, decision.due.iter().chain(&decision.records))?,
            None => decision.due.iter().try_for_each(|record| self.evolve(record))?,
        }
        if let (Some(key), None) = (&command.key, &decision.refusal) {
            self.keys.insert(key.clone(), command.fingerprint()?);
        }
        self.now = self.now.max(command.at);
        Ok(decision)
    }

    pub(super) fn work(&self, command: &Command, reads: Reads) -> Result<(Decision, Option<Done>)> {
        check_instant(command.at).map_err(|e| e.at("at"))?;
        if self.last.is_none() && command.at < self.now {
            let expected = format!("not before {}, the last instant the board has seen", format_instant(self.now));
            return Err(Error::invalid("at", command.when(), expected));
        }
        let mut work = Work::new(self, command.at, reads);
        if !self.run_due(&mut work, command.at, MAX_TIMERS_PER_CALL)? {
            let expected = format!("at most {MAX_TIMERS_PER_CALL} timers before a command; call tick first");
            return Err(Error::limit("at", command.when(), expected));
        }
        let before = work.records.len();
        work.at = command.at;
        let mut decision = Decision::default();
        if let Some(key) = &command.key {
            let own = command.fingerprint()?;
            match self.keys.get(key) {
                Some(of) if *of == own => decision.repeated = true,
                Some(_) => {
                    decision.refusal = Some(Refusal::new(RefusalCode::IdempotencyMismatch).with("key", key.as_str()))
                }
                None => work.key = Some(Key { key: key.clone(), command: own }),
            }
        }
        if decision.repeated || decision.refusal.is_some() {
            decision.due = work.records;
            return Ok((decision, None));
        }
        match work.run(command) {
            Ok(()) => {
                self.check_time(&work.records, command)?;
                let (mut records, done) = work.done();
                decision.records = if before == 0 { std::mem::take(&mut records) } else { records.split_off(before) };
                decision.due = records;
                Ok((decision, Some(done)))
            }
            Err(Stop::Refused(refusal)) => {
                work.records.truncate(before);
                (decision.due, decision.refusal) = (work.records, Some(refusal));
                Ok((decision, None))
            }
            Err(Stop::Fault(e)) => Err(e),
        }
    }

    /// Folds one record, such as a store kept it. Records of a ticket come in the order of their numbers.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`] for a record out of order, or of a ticket that is not on the board.
    pub fn evolve(&mut self, record: &Record) -> Result<()> {
        let id = record.stream.as_str();
        let wrong = |says: String| Err(Error::new(ErrorKind::InconsistentLog, says).at("seq"));
        match &record.fact {
            Fact::AgentAvailable { .. } | Fact::LeftGroup { .. } => {
                if record.seq != self.desk_version + 1 {
                    return wrong(format!(
                        "record {} of the desk does not follow on {}",
                        record.seq, self.desk_version
                    ));
                }
                self.desk_version += 1;
                self.people.evolve(&record.fact);
            }
            Fact::Created { of } => {
                if self.tickets.contains_key(id) || record.seq != 1 {
                    return wrong(format!("ticket {id} began before"));
                }
                self.seat(id, TicketState::begin(id, self.created, of, record.at));
                self.created += 1;
            }
            fact => {
                let Some(Place { state, .. }) = self.tickets.get_mut(id).map(|place| &mut **place) else {
                    return wrong(format!("record {} of the ticket {id}, which has not begun", record.seq));
                };
                if record.seq != state.version + 1 {
                    return wrong(format!("record {} of ticket {id} does not follow on {}", record.seq, state.version));
                }
                state.evolve(fact, record.at, &record.actor);
            }
        }
        self.noted(record);
        self.reindex(id)
    }

    /// Takes over what work leaves behind, and folds those of its records that it has not.
    pub(in crate::ticket::lifecycle) fn commit<'r>(
        &mut self,
        done: Done,
        records: impl Iterator<Item = &'r Record>,
    ) -> Result<()> {
        let Done { mut touched, people } = done;
        let mut unfolded = false;
        for (id, state) in &mut touched {
            match state.take() {
                Some(state) => {
                    self.created = self.created.max(state.order + 1);
                    self.seat(id, *state);
                }
                None => unfolded = true,
            }
        }
        if let Some(people) = people {
            self.people = people;
        }
        for record in records {
            if record.stream.is_empty() {
                self.desk_version = self.desk_version.max(record.seq);
            }
            if unfolded && let Some(place) = self.tickets.get_mut(&record.stream) {
                place.state.catch_up(record);
            }
            self.noted(record);
        }
        touched.iter().try_for_each(|(id, _)| self.reindex(id))
    }

    /// What a record means beside its ticket: keys, ids of messages, tokens, the thread.
    pub(super) fn noted(&mut self, record: &Record) {
        let id = &record.stream;
        self.now = self.now.max(record.recorded_at);
        if let Some(last) = &mut self.last {
            let last = last.entry(id.clone()).or_insert(i64::MIN);
            *last = record.at.max(*last);
        }
        // Without its hash it was read from a store, which is asked for the key itself.
        if let Some(key) = record.key.as_ref().filter(|key| !key.command.is_empty()) {
            self.keys.insert(key.key.clone(), key.command.clone());
        }
        match &record.fact {
            Fact::MessageAdded { message } => {
                if let Some(message_id) = &message.message_id {
                    self.message_ids.insert(message_id.clone(), id.clone());
                }
            }
            Fact::Created { of } => {
                if let Some(token) = &of.reply_token {
                    self.tokens.insert(token.clone(), id.clone());
                }
            }
            Fact::TicketDeleted => {
                self.unseat(id);
                self.tokens.retain(|_, ticket| ticket != id);
                self.gone.insert(id.clone());
            }
            _ => {}
        }
        if let Fact::SubjectErased { subject, .. } = &record.fact {
            self.forget(id, subject);
        }
        if Place::is_told_of(&record.fact)
            && let Some(place) = self.tickets.get_mut(id)
        {
            place.tell(record);
        }
    }

    /// No mail finds a ticket by what somebody who was erased wrote: the store has let it go, and a board that is read anew never had it.
    fn forget(&mut self, id: &str, subject: &str) {
        let Some(place) = self.tickets.get(id) else { return };
        for said in place.thread.iter().filter(|said| said.author == *subject) {
            said.message_id.iter().for_each(|message| drop(self.message_ids.remove(message)));
        }
        if place.state.requester.as_deref().is_none_or(|requester| requester == "erased" || requester == subject) {
            self.tokens.retain(|_, ticket| ticket != id);
        }
    }

    /// What comes due next, over all tickets.
    #[must_use]
    pub fn next_due(&self) -> Option<Due> {
        let (_, _, ticket) = self.due.first()?;
        let (at, timer) = self.due_of(ticket)?;
        Some(Due { at, ticket: ticket.clone(), timer: timer.clone() })
    }

    pub(in crate::ticket::lifecycle) fn due_of(&self, id: &str) -> Option<(i64, &Timer)> {
        self.tickets.get(id)?.due.as_ref().map(|(at, timer)| (*at, timer))
    }

    /// Lets everything take effect that came due at or before `now`, in due order, each at its own time, and folds it. At most
    /// [`MAX_TIMERS_PER_CALL`]: while [`next_due`](Self::next_due) is not after `now`, call again.
    ///
    /// # Errors
    /// When `now` is before the last instant the board has seen.
    pub fn tick(&mut self, now: i64) -> Result<Vec<Record>> {
        check_instant(now).map_err(|e| e.at("now"))?;
        if now < self.now {
            let expected = format!("not before {}, the last instant the board has seen", format_instant(self.now));
            return Err(Error::invalid("now", format_instant(now), expected));
        }
        let mut work = Work::new(self, now, Reads::default());
        let caught_up = self.run_due(&mut work, now, MAX_TIMERS_PER_CALL)?;
        let last = work.at;
        let (records, done) = work.done();
        self.commit(done, records.iter())?;
        self.now = if caught_up { now } else { self.now.max(last.min(now)) };
        Ok(records)
    }

    /// Runs what is due into `work`; `false` when there is more than one call may do.
    pub(in crate::ticket::lifecycle) fn run_due(&self, work: &mut Work<'_>, now: i64, most: usize) -> Result<bool> {
        let mut waiting = self.due.iter().take_while(|(at, _, _)| *at <= now).peekable();
        let mut own: BTreeSet<(i64, u64, String)> = BTreeSet::new();
        let mut own_timer: BTreeMap<String, (i64, u64, Timer)> = BTreeMap::new();
        // A new calendar may put a promise into the past; time does not go back for it.
        let mut clock = self.floors();
        for _ in 0..most {
            while waiting.peek().is_some_and(|(_, _, id)| work.touched.contains_key(id)) {
                waiting.next();
            }
            let first = match (waiting.peek(), own.first()) {
                (Some(a), Some(b)) => {
                    if **a < *b {
                        (*a).clone()
                    } else {
                        b.clone()
                    }
                }
                (Some(a), None) => (*a).clone(),
                (None, Some(b)) => b.clone(),
                (None, None) => return Ok(true),
            };
            let (at, _, id) = first;
            if at > now {
                return Ok(true);
            }
            let timer = own_timer.get(&id).map(|(_, _, timer)| timer).or_else(|| self.due_of(&id).map(|(_, t)| t));
            let Some(timer) = timer.cloned() else { return Ok(true) };
            let takes_effect = clock.not_before(&id, at);
            if takes_effect > now {
                // Its ticket was written to after `now`, by a clock that goes ahead of this one: it waits.
                match own_timer.remove(&id) {
                    Some((at, order, _)) => drop(own.remove(&(at, order, id))),
                    None => drop(waiting.next()),
                }
                continue;
            }
            let before = work.records.len();
            match work.fire(&id, takes_effect, &timer) {
                Ok(()) => {}
                Err(Stop::Fault(e)) => return Err(e),
                Err(Stop::Refused(refusal)) => {
                    return Err(Error::new(ErrorKind::Internal, format!("a timer was refused: {refusal}")).at(&id));
                }
            }
            let written: BTreeSet<String> = work.records.iter().skip(before).map(|r| r.stream.clone()).collect();
            for id in written {
                clock.passed(&id, work.at);
                if let Some((at, order, _)) = own_timer.remove(&id) {
                    own.remove(&(at, order, id.clone()));
                }
                let Some(state) = work.get(&id) else { continue };
                if let Some((at, timer)) = next_timer(state, self.workflow_of(state)?, &self.calendars)? {
                    own.insert((at, state.order, id.clone()));
                    own_timer.insert(id, (at, state.order, timer));
                }
            }
        }
        Ok(own.first().is_none_or(|(at, _, _)| *at > now) && waiting.all(|(_, _, id)| work.touched.contains_key(id)))
    }
}

impl Place {
    /// Whether a fact says something of the thread.
    fn is_told_of(fact: &Fact) -> bool {
        matches!(
            fact,
            Fact::MessageAdded { .. }
                | Fact::NoteAdded { .. }
                | Fact::Split { .. }
                | Fact::SubjectErased { .. }
                | Fact::Redacted { .. }
        )
    }

    /// What a record says of the thread.
    fn tell(&mut self, record: &Record) {
        let mut say = |author: &str, message: Option<&MessageDoc>| {
            self.thread.push(Said {
                author: author.to_owned(),
                public: message.is_some(),
                channel: message.and_then(|m| m.channel.clone()),
                moved: false,
                into: None,
                seq: record.seq,
                blank: false,
                message_id: message.and_then(|m| m.message_id.clone()),
            });
        };
        match &record.fact {
            Fact::MessageAdded { message } => say(&message.author, Some(message)),
            Fact::NoteAdded { .. } => say(&record.actor.id, None),
            Fact::Split { messages, into, .. } => {
                for said in messages.iter().filter_map(|n| usize::try_from(*n).ok()?.checked_sub(1)) {
                    if let Some(said) = self.thread.get_mut(said) {
                        (said.moved, said.into) = (true, Some(into.clone()));
                    }
                }
            }
            Fact::SubjectErased { subject, .. } => {
                for said in self.thread.iter_mut().filter(|said| said.author == *subject) {
                    (said.author, said.message_id) = ("erased".to_owned(), None);
                }
            }
            Fact::Redacted { records, .. } => {
                let meant = |said: &&mut Said| records.is_empty() || records.contains(&said.seq);
                self.thread.iter_mut().filter(meant).for_each(|said| said.blank = true);
            }
            _ => {}
        }
    }
}

/// What time may not go back behind.
struct Floors<'b> {
    clock: i64,
    /// Of a board with a part of the tickets: for each ticket by itself.
    each: Option<&'b BTreeMap<String, i64>>,
    own: BTreeMap<String, i64>,
}

impl Floors<'_> {
    /// When something that is due at an instant takes effect.
    fn not_before(&mut self, id: &str, at: i64) -> i64 {
        match self.each {
            None => {
                self.clock = self.clock.max(at);
                self.clock
            }
            Some(each) => self.own.get(id).or_else(|| each.get(id)).map_or(at, |last| at.max(*last)),
        }
    }

    fn passed(&mut self, id: &str, at: i64) {
        if self.each.is_some() {
            self.own.insert(id.to_owned(), at);
        }
    }
}

impl Board {
    fn floors(&self) -> Floors<'_> {
        Floors { clock: self.now, each: self.last.as_ref(), own: BTreeMap::new() }
    }

    /// Of a board with a part of the tickets: no record before the last one of its ticket.
    fn check_time(&self, records: &[Record], command: &Command) -> Result<()> {
        let Some(last) = &self.last else { return Ok(()) };
        let before = |record: &&Record| last.get(&record.stream).is_some_and(|last| command.at < *last);
        match records.iter().find(before).and_then(|record| Some((record, last.get(&record.stream)?))) {
            Some((record, last)) => {
                let expected = format!("not before {}, the last of ticket {}", format_instant(*last), record.stream);
                Err(Error::invalid("at", command.when(), expected))
            }
            None => Ok(()),
        }
    }
}
