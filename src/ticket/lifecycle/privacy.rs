//! Forgetting: a subject out of every ticket, or a ticket out of the desk.

use super::command::{Asker, Command};
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::TicketState;
use super::work::Work;
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, Link};
use std::collections::BTreeSet;

impl Work<'_> {
    /// All of it or nothing: a legal hold on one ticket of the subject keeps every one.
    pub(super) fn erase(&mut self, asker: &Asker, subject: &str) -> Step {
        Self::admin(asker)?;
        let now = self.board.states().filter_map(|state| self.get(&state.id));
        let of = now.filter(|state| speaks_of(state, subject));
        let mut theirs: Vec<(u64, String)> = of.map(|state| (state.order, state.id.clone())).collect();
        theirs.sort_unstable();
        let held: Vec<String> = theirs
            .iter()
            .filter(|(_, id)| self.get(id).is_some_and(|s| s.legal_hold))
            .map(|(_, id)| id.clone())
            .collect();
        if !held.is_empty() {
            return Err(Refusal::new(RefusalCode::ErasureBlocked).with("tickets", held).into());
        }
        for (_, id) in theirs {
            let shown = self.state(&id)?.shown();
            let messages = shown.authors.get(subject).copied().unwrap_or(0);
            self.emit(&id, Fact::SubjectErased { subject: subject.to_owned(), messages });
        }
        Ok(())
    }

    /// Some of its messages and notes, by their numbers, or all that was ever written on it. The numbers stay: what is left keeps its own.
    ///
    /// All is all that the ticket shows: what was merged into it too. One that was merged takes this command, since its messages have their numbers
    /// there.
    pub(super) fn redact(&mut self, command: &Command, asker: &Asker, messages: Option<&Vec<u32>>) -> Step {
        let id = self.target(command)?;
        if !(asker.person.is_admin() || messages.is_some() && asker.person.may("redact")) {
            return refuse(RefusalCode::Forbidden);
        }
        self.not_held(&id)?;
        match messages {
            Some(numbers) => self.redact_some(&id, numbers),
            None => {
                let parts = self.parts_of(&id)?;
                parts.iter().chain([&id]).try_for_each(|id| self.redact_all(id))
            }
        }
    }

    fn redact_all(&mut self, id: &str) -> Step {
        let state = self.state(id)?;
        if state.redacted != state.version {
            let messages = state.counts.total.saturating_sub(state.counts.redacted);
            self.emit(id, Fact::Redacted { records: Vec::new(), messages });
        }
        Ok(())
    }

    fn redact_some(&mut self, id: &str, numbers: &[u32]) -> Step {
        if numbers.is_empty() {
            return Err(Error::invalid("messages", "[]", "at least one number; left out, all that was written").into());
        }
        let said = self.board.thread(id);
        let mut records: Vec<u64> = Vec::with_capacity(numbers.len());
        for (i, number) in numbers.iter().enumerate() {
            let place = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1));
            let Some(message) = place.and_then(|place| said.get(place)) else {
                let expected = format!(
                    "the number of one of its {} messages; those of a ticket that was merged into it have theirs there",
                    said.len()
                );
                return Err(Error::invalid(format!("messages[{i}]"), number, expected).into());
            };
            if !message.blank && !records.contains(&message.seq) {
                records.push(message.seq);
            }
        }
        if !records.is_empty() {
            records.sort_unstable();
            let messages = u32::try_from(records.len()).unwrap_or(u32::MAX);
            self.emit(id, Fact::Redacted { records, messages });
        }
        Ok(())
    }

    /// The tickets whose messages this one shows besides its own.
    fn parts_of(&self, id: &str) -> Step<Vec<String>> {
        let sources = self.state(id)?.adopted.iter().map(|part| part.source.clone());
        Ok(sources.filter(|source| self.get(source).is_some()).collect())
    }

    /// A legal hold keeps what the ticket shows and what shows the ticket: all on its chain of merges, before it and behind it.
    fn not_held(&self, id: &str) -> Step {
        let holder = self.end_of_chain(id);
        let mut all = self.parts_of(&holder)?;
        all.retain(|part| self.passes(part, id) || self.passes(id, part));
        all.extend([id.to_owned(), holder]);
        let held: BTreeSet<String> = all.into_iter().filter(|id| self.get(id).is_some_and(|s| s.legal_hold)).collect();
        if held.is_empty() {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::ErasureBlocked).with("tickets", held.into_iter().collect::<Vec<_>>()).into())
    }

    pub(super) fn delete(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.target(command)?;
        let state = self.state(&id)?;
        let own = state.requester.as_ref() == Some(&asker.id);
        let untouched = state.category == StatusCategory::New && state.shown().total == 0;
        let granted = asker.person.is_requester() && self.workflow(&id)?.doc().requester_may_delete_new;
        if !(asker.person.is_admin() || granted && own && untouched) {
            return refuse(RefusalCode::Forbidden);
        }
        if let Some(into) = &state.merged_into {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("merged_into", into.as_str()).into());
        }
        self.not_held(&id)?;
        // What was merged into it is a part of it: alone it would take replies that nobody sees.
        let parts = self.parts_of(&id)?;
        parts.iter().chain([&id]).try_for_each(|id| self.remove(id))
    }

    fn remove(&mut self, id: &str) -> Step {
        let links: Vec<Link> = self.state(id)?.links.iter().cloned().collect();
        for link in links {
            self.emit(&link.to, Fact::Unlinked { link: Link { kind: link.kind.inverse(), to: id.to_owned() } });
        }
        self.emit(id, Fact::TicketDeleted);
        Ok(())
    }
}

fn speaks_of(state: &TicketState, subject: &str) -> bool {
    state.requester.as_deref() == Some(subject)
        || state.participants.contains(subject)
        || state.watchers.contains(subject)
        || state.last_reopened_by.as_deref() == Some(subject)
        || state.counts.authors.contains_key(subject)
        || state.adopted.iter().any(|p| {
            p.counts.authors.contains_key(subject)
                || p.own_watchers.contains(subject)
                || p.own_participants.contains(subject)
        })
}
