//! Links between tickets, kept on both of them; those that say what hangs on what never lead round in a circle.

use super::command::{Asker, Command};
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::work::{Work, at_most};
use crate::error::Error;
use crate::ticket::fact::{Fact, Link, LinkKind};
use std::collections::BTreeSet;

/// The most links of a ticket.
pub const MAX_LINKS: usize = 1_000;

impl Work<'_> {
    pub(super) fn link(&mut self, command: &Command, asker: &Asker, kind: LinkKind, to: &str, add: bool) -> Step {
        if matches!(kind, LinkKind::MergedInto | LinkKind::MergedFrom) {
            return Err(Error::invalid("type", "a merge", "a link that is made by hand; use merge").into());
        }
        if add && command.ticket.as_deref() == Some(to) {
            return refuse(RefusalCode::LinkSelf);
        }
        let id = self.changeable(command, asker)?;
        if let Some(into) = self.state(to)?.merged_into.as_deref().filter(|_| add) {
            return Err(Refusal::new(RefusalCode::MergedImmutable).with("ticket", to).with("merged_into", into).into());
        }
        let link = Link { kind, to: to.to_owned() };
        let there = self.state(&id)?.links.contains(&link);
        let back = Link { kind: kind.inverse(), to: id.clone() };
        match (add, there) {
            (true, true) | (false, false) => Ok(()),
            (true, false) => {
                if kind.is_acyclic() && self.leads_to(to, &id, kind) {
                    return Err(Refusal::new(RefusalCode::LinkCycle).with("ticket", to).into());
                }
                at_most("links", self.state(&id)?.links.len() + 1, MAX_LINKS)?;
                at_most("links", self.state(to)?.links.len() + 1, MAX_LINKS)?;
                self.emit(&id, Fact::Linked { link });
                self.emit(to, Fact::Linked { link: back });
                Ok(())
            }
            (false, true) => {
                self.emit(&id, Fact::Unlinked { link });
                self.emit(to, Fact::Unlinked { link: back });
                Ok(())
            }
        }
    }

    /// Whether links of one kind lead from one ticket to another.
    pub(super) fn leads_to(&self, from: &str, to: &str, kind: LinkKind) -> bool {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(here) = next.pop() {
            if here == to {
                return true;
            }
            if seen.insert(here.clone()) {
                next.extend(self.get(&here).into_iter().flat_map(|s| s.linked(kind).map(str::to_owned)));
            }
        }
        false
    }
}
