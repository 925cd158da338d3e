//! The packet of a hand-off: what the side that leaves gives to the side that comes.

use crate::calendar::Calendars;
use crate::coverage::{Contact, Filter, Roster, RoutePolicy, RouteState, UnassignedReason};
use crate::error::{Error, Result};
use crate::sla::{MetricState, PolicySet, evaluate_us};
use crate::ticket::{Event, EventLog, What};
use crate::time::Instant;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// What a packet is made of.
#[derive(Debug, Clone, Copy)]
pub struct PacketOf<'a> {
    /// Who is on when.
    pub roster: &'a Roster,
    /// The tickets; an assignee is a person of the roster by the same name.
    pub log: &'a EventLog,
    /// What is promised.
    pub policies: &'a PolicySet,
    /// What the promises are counted on.
    pub calendars: &'a Calendars,
    /// Whose tickets; `None`, of those who go off duty at the instant.
    pub owners: Option<&'a [String]>,
    /// The attribute of the log that tells a ticket's language.
    pub language_attribute: Option<&'a str>,
    /// The attribute that tells the skill it needs.
    pub skill_attribute: Option<&'a str>,
}

/// One ticket of a packet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PacketItem {
    /// The ticket.
    pub ticket: String,
    /// Who has it.
    pub owner: String,
    /// Who takes it; `None` where nobody can, or where the owner keeps it.
    pub new_owner: Option<String>,
    /// Why nobody takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<UnassignedReason>,
    /// The owner is back on duty before its nearest clock is due: it need not be handed over.
    pub owner_back_in_time: bool,
    /// The promise that is due next: the next action.
    pub metric: Option<String>,
    /// Where its clock stands.
    pub state: Option<MetricState>,
    /// When it is due; `None` while it is paused or nothing is promised.
    pub due_at: Option<Instant>,
}

/// Open tickets of those who leave, by the nearest clock that is due.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Packet {
    /// When the hand-off is.
    pub at: Instant,
    /// Whose tickets they are.
    pub from: Vec<String>,
    /// The nearest due first; those without a running clock last.
    pub tickets: Vec<PacketItem>,
}

/// The packet of a hand-off at an instant: the open tickets of those who leave, those breached and due soonest first, each with its next promise
/// and with who takes it: somebody on duty then, with the language and skill it needs, the one with most capacity left.
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an attribute that the log does not have; else those of
/// [`evaluate_us`] and [`Roster::route`].
pub fn packet(of: &PacketOf<'_>, at: i64) -> Result<Packet> {
    let on = |at: i64| {
        of.roster.on_us(at, &Filter::default()).map(|on| on.into_iter().map(str::to_owned).collect::<Vec<_>>())
    };
    let (before, now) = (on(at - 1)?, on(at)?);
    let from: Vec<String> = match of.owners {
        Some(owners) => owners.to_vec(),
        None => before.into_iter().filter(|who| !now.contains(who)).collect(),
    };
    let open = open_tickets(of.log, at);
    // Who comes has what they have; who is not in the roster counts for nobody.
    let mut load: BTreeMap<String, u32> = BTreeMap::new();
    for (_, owner) in open.iter().filter(|(_, owner)| now.contains(owner)) {
        *load.entry(owner.clone()).or_insert(0) += 1;
    }
    let mut items = Vec::new();
    for (place, owner) in open.into_iter().filter(|(_, owner)| from.contains(owner)) {
        items.push((place, clock(of, place, owner, at)?));
    }
    items.sort_by(|(_, a), (_, b)| urgency(a).cmp(&urgency(b)).then_with(|| a.ticket.cmp(&b.ticket)));
    for (place, item) in &mut items {
        take(of, *place, item, at, &mut load)?;
    }
    Ok(Packet { at: Instant::new(at)?, from, tickets: items.into_iter().map(|(_, item)| item).collect() })
}

/// The place and owner of every ticket that is open and has one.
fn open_tickets(log: &EventLog, at: i64) -> Vec<(usize, String)> {
    let statuses = log.statuses().bind(log.names());
    let open = |place: usize| {
        let events = log.events_as_of(place, at);
        let last = |what: What| events.iter().rev().find(|e: &&Event| e.what == what && e.at <= at).map(|e| e.to);
        let done = last(What::Status).is_some_and(|status| statuses.is_done(status));
        let owner = last(What::Assignee).map(|owner| log.names().name(owner).to_owned())?;
        (!done && !owner.is_empty()).then_some((place, owner))
    };
    (0..log.len()).filter_map(open).collect()
}

/// A ticket with the clock that is due next.
fn clock(of: &PacketOf<'_>, place: usize, owner: String, at: i64) -> Result<PacketItem> {
    let events = of.log.events_as_of(place, at);
    let report = evaluate_us(of.policies, of.calendars, of.log.history_of(place, &events), at)?;
    let running =
        |state: MetricState| matches!(state, MetricState::Running | MetricState::Breached | MetricState::Paused);
    let clocks = report.metrics.iter().filter(|(_, m)| running(m.state));
    let next = clocks.min_by_key(|(_, m)| (m.due_at.is_none(), m.due_at));
    let due_at = next.and_then(|(_, m)| m.due_at);
    let back = of.roster.plan_has(&owner).then(|| of.roster.next_shift_us(&owner, at)).transpose()?.flatten();
    Ok(PacketItem {
        ticket: of.log.id(place).unwrap_or_default().to_owned(),
        owner_back_in_time: due_at.zip(back).is_some_and(|(due, back)| back.time.from < due),
        owner,
        new_owner: None,
        reason: None,
        metric: next.map(|(name, _)| name.clone()),
        state: next.map(|(_, m)| m.state),
        due_at,
    })
}

fn urgency(item: &PacketItem) -> (bool, Option<Instant>) {
    (item.due_at.is_none(), item.due_at)
}

fn take(
    of: &PacketOf<'_>,
    place: usize,
    item: &mut PacketItem,
    at: i64,
    load: &mut BTreeMap<String, u32>,
) -> Result<()> {
    let told = |attribute: Option<&str>| -> Result<Option<String>> {
        let Some(name) = attribute else { return Ok(None) };
        let value = of.log.attribute(name)?.get(place).map(|v| of.log.names().name(*v).to_owned());
        Ok(value.filter(|v| !v.is_empty()))
    };
    let contact = Contact {
        language: told(of.language_attribute)?,
        skills: told(of.skill_attribute)?.into_iter().collect(),
        ..Contact::default()
    };
    let state = RouteState { load: load.clone(), ..RouteState::default() };
    let routed = of.roster.route(at, &contact, &RoutePolicy { people_only: true, ..RoutePolicy::default() }, &state)?;
    if let Some(person) = &routed.assigned {
        *load.entry(person.clone()).or_insert(0) += 1;
    }
    (item.new_owner, item.reason) = (routed.assigned, routed.reason);
    Ok(())
}

impl Packet {
    /// An error where nobody is named and nobody goes off duty: there is no hand-off.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound).
    pub fn or_nobody_leaves(self) -> Result<Self> {
        match self.from.is_empty() {
            true => Err(Error::not_found("at", self.at, "an instant at which somebody goes off duty, or `owners`")),
            false => Ok(self),
        }
    }
}

impl fmt::Display for Packet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "hand-off of {} at {} UTC: {} tickets",
            self.from.join(", "),
            self.at.minute(),
            self.tickets.len()
        )?;
        for t in &self.tickets {
            let due = match (&t.metric, t.due_at) {
                (Some(metric), Some(due)) => format!("{metric} due {}", due.minute()),
                (Some(metric), None) => format!("{metric} paused"),
                (None, _) => "nothing promised".to_owned(),
            };
            let who = match &t.new_owner {
                Some(person) => format!("{} -> {person}", t.owner),
                None => format!("{} -> nobody", t.owner),
            };
            let back = if t.owner_back_in_time { "  (owner back in time)" } else { "" };
            writeln!(f, "  {}  {who}  {due}{back}", t.ticket)?;
        }
        Ok(())
    }
}
