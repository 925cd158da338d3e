//! Forgetting: a subject out of every ticket, or a ticket out of the desk.

use super::command::{Asker, Command};
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::TicketState;
use super::work::Work;
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, Link};

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
    pub(super) fn redact(&mut self, command: &Command, asker: &Asker, messages: &[u32]) -> Step {
        let id = self.target(command)?;
        if !(asker.person.is_admin() || !messages.is_empty() && asker.person.may("redact")) {
            return refuse(RefusalCode::Forbidden);
        }
        let state = self.state(&id)?;
        if state.legal_hold {
            return Err(Refusal::new(RefusalCode::ErasureBlocked).with("tickets", vec![id]).into());
        }
        let left = state.counts.total.saturating_sub(state.counts.redacted);
        let (records, blank) = if messages.is_empty() {
            if state.redacted == state.version {
                return Ok(()); // nothing was written since
            }
            (Vec::new(), left)
        } else {
            let said = self.board.thread(&id);
            let mut records: Vec<u64> = Vec::with_capacity(messages.len());
            for (i, number) in messages.iter().enumerate() {
                let place = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1));
                let Some(message) = place.and_then(|place| said.get(place)) else {
                    let expected = format!("the number of one of its {} messages", said.len());
                    return Err(Error::invalid(format!("messages[{i}]"), number, expected).into());
                };
                if !message.blank && !records.contains(&message.seq) {
                    records.push(message.seq);
                }
            }
            if records.is_empty() {
                return Ok(());
            }
            records.sort_unstable();
            let blank = u32::try_from(records.len()).unwrap_or(u32::MAX);
            (records, blank)
        };
        self.emit(&id, Fact::Redacted { records, messages: blank });
        Ok(())
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
        if state.legal_hold {
            return Err(Refusal::new(RefusalCode::ErasureBlocked).with("tickets", vec![id]).into());
        }
        let links: Vec<Link> = state.links.iter().cloned().collect();
        for link in links {
            self.emit(&link.to, Fact::Unlinked { link: Link { kind: link.kind.inverse(), to: id.clone() } });
        }
        self.emit(&id, Fact::TicketDeleted);
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
