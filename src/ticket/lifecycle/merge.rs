//! Merging by reference: the target shows what the source has, and gives it back whole when the merge is undone.

use super::command::{Asker, Command, Create};
use super::links::MAX_LINKS;
use super::moves::Going;
use super::refusal::{Refusal, RefusalCode, Step, refuse};
use super::work::{Work, at_most};
use crate::error::Error;
use crate::ticket::StatusCategory;
use crate::ticket::fact::{Adopted, Beginning, Counts, Fact, Link, LinkKind, TicketKind, Why};
use std::collections::BTreeSet;

impl Work<'_> {
    pub(super) fn merge(&mut self, command: &Command, asker: &Asker, into: &str) -> Step {
        let id = match command.ticket.as_deref() {
            Some(id) if id == into => {
                return refuse(RefusalCode::SelfMerge);
            }
            _ => self.target(command)?,
        };
        self.mergeable(&id, into, asker)?;
        let workflow = self.workflow(&id)?;
        let Some(rule) = &workflow.doc().merge else { return refuse(RefusalCode::NotMergeable) };
        let (own, others) = self.parts(&id, into)?;
        let (links, gained) = (own.links.clone(), own.gained.clone());
        let parts: Vec<Adopted> = std::iter::once(own).chain(others).collect();
        let (target, source) = (self.state(into)?, self.state(&id)?);
        at_most("links", target.links.len() + links.len() + 1, MAX_LINKS)?;
        let guest = source.requester.clone().filter(|r| target.requester.as_ref() != Some(r));
        let mut parts = parts;
        if let Some(own) = parts.first_mut() {
            own.participants = source.participants.iter().cloned().chain(guest).collect();
            own.participants.retain(|p| target.requester.as_ref() != Some(p) && !target.participants.contains(p));
        }
        self.emit(&id, Fact::MergedInto { into: into.to_owned(), clear_assignee: rule.clear_assignee });
        self.emit(into, Fact::ReceivedMerge { parts });
        for link in links {
            self.relink(&link, &id, into, gained.contains(&link));
        }
        self.enter(&id, &rule.status.clone(), Going::by(Why::Merge))
    }

    fn mergeable(&self, id: &str, into: &str, asker: &Asker) -> Step {
        let (source, target) = (self.state(id)?, self.state(into)?);
        if let Some(into) = &source.merged_into {
            return Err(Refusal::new(RefusalCode::AlreadyMerged).with("merged_into", into.as_str()).into());
        }
        if let Some(into) = &target.merged_into {
            return Err(Refusal::new(RefusalCode::MergeIntoMerged).with("merged_into", into.as_str()).into());
        }
        self.may_modify(id, asker)?;
        self.may_modify(into, asker)?;
        if source.kind == TicketKind::Task || target.kind == TicketKind::Task {
            return refuse(RefusalCode::NotMergeable);
        }
        let (ours, theirs) = (self.workflow(id)?, self.workflow(into)?);
        let fits = |list: Option<&Vec<String>>, category: StatusCategory| match list {
            Some(names) => names.iter().any(|n| n == category.name()),
            None => category != StatusCategory::Closed,
        };
        let of_target = theirs.doc().merge.as_ref().and_then(|m| m.target_categories.as_ref());
        let of_source = ours.doc().merge.as_ref().and_then(|m| m.source_categories.as_ref());
        for (list, state) in [(of_target, target), (of_source, source)] {
            if !fits(list, state.category) {
                let refusal = Refusal::new(RefusalCode::MergeStatus).with("ticket", state.id.as_str());
                return Err(refusal.with("status", state.status.as_str()).into());
            }
        }
        Ok(())
    }

    /// What a source gives to its target: its own part, and the parts it received itself.
    fn parts(&self, id: &str, into: &str) -> Step<(Adopted, Vec<Adopted>)> {
        let (source, target) = (self.state(id)?, self.state(into)?);
        let without = |all: &BTreeSet<String>, received: fn(&Adopted) -> &BTreeSet<String>| -> BTreeSet<String> {
            all.iter()
                .filter(|name| !source.adopted.iter().any(|part| received(part).contains(*name)))
                .cloned()
                .collect()
        };
        let own_watchers = without(&source.watchers, |part| &part.watchers);
        let own_participants = without(&source.participants, |part| &part.participants);
        let mut time = source.time.clone();
        for part in &source.adopted {
            for (name, amount) in &part.time {
                if let Some(sum) = time.get_mut(name) {
                    *sum = sum.saturating_sub(*amount);
                }
            }
        }
        let merge_link = |l: &&Link| !matches!(l.kind, LinkKind::MergedInto | LinkKind::MergedFrom);
        let links: BTreeSet<Link> = source.links.iter().filter(merge_link).cloned().collect();
        let new = |l: &&Link| {
            let round = l.kind.is_acyclic() && self.leads_to(&l.to, into, l.kind);
            l.to != into && !target.links.contains(*l) && !round
        };
        let gained: BTreeSet<Link> = links.iter().filter(new).cloned().collect();
        let own = Adopted {
            source: id.to_owned(),
            counts: source.counts.clone(),
            watchers: own_watchers.difference(&target.watchers).cloned().collect(),
            own_watchers,
            participants: source.participants.clone(),
            own_participants,
            time,
            links,
            gained: gained.clone(),
        };
        let others = source.adopted.iter().map(|part| {
            let mut part = part.clone();
            part.watchers.retain(|w| !target.watchers.contains(w));
            part.participants.retain(|p| !target.participants.contains(p));
            part.gained.retain(|l| gained.contains(l));
            part
        });
        Ok((own, others.collect()))
    }

    /// A link of the source becomes the target's; one to the target itself, or one that is there, goes.
    fn relink(&mut self, link: &Link, from: &str, into: &str, gained: bool) {
        let back = |id: &str| Link { kind: link.kind.inverse(), to: id.to_owned() };
        self.emit(&link.to, Fact::Unlinked { link: back(from) });
        if gained {
            self.emit(into, Fact::Linked { link: link.clone() });
            self.emit(&link.to, Fact::Linked { link: back(into) });
        }
    }

    pub(super) fn unmerge(&mut self, command: &Command, asker: &Asker) -> Step {
        let id = self.target(command)?;
        let state = self.state(&id)?;
        let (Some(into), Some(before)) = (state.merged_into.clone(), state.before_merge.clone()) else {
            return Err(Refusal::new(RefusalCode::NotFound).with("merged_into", serde_json::Value::Null).into());
        };
        self.may_modify(&id, asker)?;
        let holder = self.end_of_chain(&id);
        if holder == id {
            return Err(Error::new(crate::error::ErrorKind::InconsistentLog, "the merges lead round in a circle")
                .at("ticket")
                .into());
        }
        self.may_modify(&holder, asker)?;
        // What came through this ticket goes back with it: the tickets whose chain of merges passes it.
        let parts: Vec<Adopted> =
            self.state(&holder)?.adopted.iter().filter(|p| self.passes(&p.source, &id)).cloned().collect();
        let (own, others): (Vec<Adopted>, Vec<Adopted>) = parts.into_iter().partition(|p| p.source == id);
        let parts: Vec<Adopted> = own.into_iter().chain(others).collect();
        for part in &parts {
            self.emit(&holder, Fact::GaveBack { to: part.source.clone() });
        }
        if into != holder {
            self.emit(&into, Fact::Unlinked { link: Link { kind: LinkKind::MergedFrom, to: id.clone() } });
        }
        let links = parts.first().map(|p| p.links.clone()).unwrap_or_default();
        let gained: BTreeSet<Link> = parts.iter().flat_map(|p| p.gained.iter().cloned()).collect();
        for link in
            gained.into_iter().filter(|l| self.get(&holder).is_some_and(|s| s.links.contains(l))).collect::<Vec<_>>()
        {
            let back = Link { kind: link.kind.inverse(), to: holder.clone() };
            self.emit(&link.to.clone(), Fact::Unlinked { link: back });
            self.emit(&holder, Fact::Unlinked { link });
        }
        self.emit(&id, Fact::Unmerged { from: holder, parts });
        for link in links {
            if self.get(&link.to).is_some_and(|s| s.merged_into.is_none()) {
                let back = Link { kind: link.kind.inverse(), to: id.clone() };
                let other = link.to.clone();
                self.emit(&id, Fact::Linked { link });
                self.emit(&other, Fact::Linked { link: back });
            }
        }
        let going = Going { reason: before.reason, until: before.until, ..Going::by(Why::Unmerge) };
        self.enter(&id, &before.status, going)
    }

    /// Whether the chain of merges from one ticket leads through another.
    pub(super) fn passes(&self, from: &str, through: &str) -> bool {
        let (mut seen, mut here) = (BTreeSet::new(), Some(from));
        while let Some(id) = here.filter(|id| seen.insert((*id).to_owned())) {
            if id == through {
                return true;
            }
            here = self.get(id).and_then(|s| s.merged_into.as_deref());
        }
        false
    }

    pub(super) fn split(
        &mut self,
        command: &Command,
        asker: &Asker,
        new: &str,
        messages: &[u32],
        subject: Option<&String>,
    ) -> Step {
        let id = self.changeable(command, asker)?;
        self.new_id(new, "as")?;
        let said = self.board.thread(&id);
        let mut counts = Counts::default();
        let mut numbers: BTreeSet<u32> = BTreeSet::new();
        for (i, number) in messages.iter().enumerate() {
            let place = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1));
            let message = place.and_then(|p| said.get(p)).filter(|m| !m.moved && numbers.insert(*number));
            let Some(message) = message else {
                let expected = format!("the number of one of its {} messages, each once", said.len());
                return Err(Error::invalid(format!("messages[{i}]"), number, expected).into());
            };
            counts.count(&message.author, message.public, message.channel.as_ref());
        }
        if numbers.is_empty() {
            return Err(Error::invalid("messages", "", "at least one message").into());
        }
        let state = self.state(&id)?;
        let (name, workflow) = self.board.workflow_for(Some(&state.workflow))?;
        let create = Create { workflow: Some(name.clone()), ..Create::default() };
        let status = create.status.unwrap_or_else(|| workflow.doc().default.clone());
        let beginning = Beginning {
            workflow: name,
            workflow_version: workflow.version().to_owned(),
            category: workflow.category(&status),
            status,
            requester: state.requester.clone(),
            subject: subject.cloned().or_else(|| state.subject.clone()),
            priority: state.priority.clone(),
            group: state.group.clone(),
            channel: state.channel.clone(),
            split_from: Some(id.clone()),
            waiting: true,
            counts: counts.clone(),
            ..Beginning::default()
        };
        self.emit(&id, Fact::Split { into: new.to_owned(), messages: numbers.into_iter().collect(), counts });
        self.emit(new, Fact::Created { of: Box::new(beginning) });
        Ok(())
    }

    pub(super) fn mark_duplicate(&mut self, command: &Command, asker: &Asker, of: &str) -> Step {
        if command.ticket.as_deref() == Some(of) {
            return refuse(RefusalCode::SelfMerge);
        }
        let id = self.changeable(command, asker)?;
        self.state(of)?;
        let Some(to) = self.workflow(&id)?.doc().duplicate_status.clone() else {
            return Err(Refusal::new(RefusalCode::UnknownStatus).with("status", "duplicate_status").into());
        };
        if self.state(&id)?.duplicate_of.as_deref() != Some(of) {
            self.emit(&id, Fact::MarkedDuplicate { of: of.to_owned() });
        }
        self.enter(&id, &to, Going::by(Why::Duplicate))
    }
}
