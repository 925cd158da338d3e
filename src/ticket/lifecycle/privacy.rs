//! Forgetting: a subject out of every ticket, or a ticket out of the desk.

use super::command::{Asker, Command};
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::state::TicketState;
use super::work::Work;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Fact, Link};

impl Work<'_> {
    /// All of it or nothing: a legal hold on one ticket of the subject keeps every one.
    pub(super) fn erase(&mut self, asker: &Asker, subject: &str) -> Step {
        Self::admin(asker)?;
        let mut theirs: Vec<(u64, String)> = self
            .board
            .tickets
            .iter()
            .filter(|(id, _)| self.get(id).is_some_and(|s| speaks_of(s, subject)))
            .filter_map(|(id, _)| Some((self.get(id)?.order, id.clone())))
            .collect();
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
