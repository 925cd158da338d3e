//! Who takes a contact now: on duty, able, free; and if nobody, when somebody will be there.

use super::balance::by_person;
use super::cover::Cover;
use super::filter::Filter;
use super::plan::{TraitKind, item};
use super::precedence::{Lens, Post, posts};
use super::roster::{Roster, holding};
use crate::error::{Error, Result};
use crate::time::{DAY, Instant, IntervalSet, MAX_INSTANT, MINUTE, TimeSegment, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A contact that wants somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Skills it cannot do without.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Skills it does without once it has waited for `relax_after_minutes`, the most important first: the last one is given up first, then the one
    /// before it, and no more of them than it takes for somebody to be free.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub optional_skills: Vec<String>,
    /// The language it needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The channel it comes by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The team it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Who had it before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Since when it waits, RFC 3339; left out, since now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<String>,
}

/// How somebody is chosen among those who can take a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RoutePolicy {
    /// In which order they are asked.
    pub order: RouteOrder,
    /// Whether the owner comes first where the owner can take it.
    pub sticky_owner: bool,
    /// How long they must still be on duty, in minutes: the expected handle time.
    pub handle_minutes: u32,
    /// After how many minutes of waiting optional skills may be given up; 0: at once.
    pub relax_after_minutes: u32,
    /// Whether only people may take it: the question of an AI agent that hands over.
    pub people_only: bool,
}

/// In which order those who can take a contact are asked. What is equal goes to whoever was assigned longest ago, then by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RouteOrder {
    /// Who can take most contacts more.
    #[default]
    HighestSpare,
    /// Who has the greatest share of their capacity free: one free of two comes before two free of ten.
    HighestSparePercent,
    /// Who was assigned longest ago.
    LeastRecentlyAssigned,
    /// In the order of names, after whoever was assigned last.
    RoundRobin,
}

/// What everybody has to do: the host keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RouteState {
    /// How many contacts each has; who is not named has none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub load: BTreeMap<String, u32>,
    /// When each was assigned one last, RFC 3339.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub last_assigned: BTreeMap<String, String>,
}

/// Who takes a contact, or why nobody does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Routing {
    /// When it was asked.
    pub at: Instant,
    /// Who takes it; `None` where nobody does. Never somebody off duty.
    pub assigned: Option<String>,
    /// Why nobody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<UnassignedReason>,
    /// The first instant at which somebody comes on duty who can take it, has capacity left and stays until it would be done; `None` where somebody
    /// takes it now, or nobody comes within 30 days.
    pub next_candidate_at: Option<Instant>,
    /// When the contact does without its optional skills, where that would help sooner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxes_at: Option<Instant>,
    /// Optional skills that were given up, in the order of the contact.
    pub relaxed: Vec<String>,
    /// What the customer can be told.
    pub tell: Tell,
    /// All who could take it, best first.
    pub candidates: Vec<String>,
}

/// Why nobody takes a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnassignedReason {
    /// Nobody is on duty.
    NobodyOn,
    /// Nobody on duty has the skills, language, channel and team.
    NobodyAble,
    /// Whoever is able goes off duty before it would be done: waiting for them is of no use.
    ShiftEnds,
    /// Somebody who is able and stays long enough has as much as they can take.
    AllBusy,
}

/// What a customer can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tell {
    /// Somebody takes it now.
    Now,
    /// Those who are able are on duty and busy: it waits its turn.
    Waiting,
    /// Somebody comes at `next_candidate_at`.
    Later,
    /// Nobody comes within 30 days.
    Unavailable,
}

/// How far ahead somebody is looked for.
const AHEAD: i64 = 30 * DAY;

impl Roster {
    /// Who takes a contact at an instant. Pure: the same question has the same answer.
    ///
    /// Those on duty who have every required skill, the language, channel and team, who are on duty until the contact is done and have capacity
    /// left, in the order of the policy. A person's `capacity` is how many contacts they take at once; an AI agent is a person of `kind` `ai`, whose
    /// capacity is that of its pool.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a person or team that is not in the roster,
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a text that is no instant; else as [`on`](Self::on).
    pub fn route(&self, at: i64, contact: &Contact, policy: &RoutePolicy, state: &RouteState) -> Result<Routing> {
        let router = Router::new(self, at, contact, policy, state)?;
        Ok(router.route())
    }
}

struct Router<'r> {
    roster: &'r Roster,
    at: i64,
    contact: &'r Contact,
    policy: &'r RoutePolicy,
    load: BTreeMap<u32, u32>,
    last: BTreeMap<u32, i64>,
    owner: Option<u32>,
    relaxes_at: i64,
    /// How long it takes.
    handling: i64,
    team: Option<u32>,
    /// When each person is on duty, from now until the contact is done.
    duty: Vec<IntervalSet>,
}

impl<'r> Router<'r> {
    fn new(
        roster: &'r Roster,
        at: i64,
        contact: &'r Contact,
        policy: &'r RoutePolicy,
        state: &RouteState,
    ) -> Result<Self> {
        crate::time::check_instant(at)?;
        let plan = roster.plan();
        let person = |field: String, id: &str| {
            plan.person(id).ok_or_else(|| Error::not_found(field, id, "the id of a person of the roster"))
        };
        let load = state
            .load
            .iter()
            .map(|(id, n)| Ok((person(format!("state.load.{id}"), id)?, *n)))
            .collect::<Result<_>>()?;
        let mut last = BTreeMap::new();
        for (id, text) in &state.last_assigned {
            let path = format!("state.last_assigned.{id}");
            last.insert(person(path.clone(), id)?, parse_instant(text).map_err(|e| e.at(&path))?);
        }
        let owner = contact.owner.as_deref().map(|id| person("contact.owner".to_owned(), id)).transpose()?;
        let since = contact
            .waiting_since
            .as_deref()
            .map_or(Ok(at), |t| parse_instant(t).map_err(|e| e.at("contact.waiting_since")))?;
        let team =
            Filter { team: contact.team.clone(), ..Filter::default() }.compile(plan).map_err(|e| e.at("contact"))?.team;
        let relaxes_at = since.saturating_add(i64::from(policy.relax_after_minutes) * MINUTE);
        let handling = i64::from(policy.handle_minutes) * MINUTE;
        let now = at.saturating_add(handling.max(1)).min(MAX_INSTANT);
        let duty = roster.duties(TimeSegment::new(at, now))?;
        Ok(Self { roster, at, contact, policy, load, last, owner, relaxes_at, handling, team, duty })
    }

    fn posts(&self, at: i64) -> Vec<Post> {
        posts(self.roster.plan(), &holding(self.roster.plan(), at), Lens::AsItIs)
    }

    /// The people on duty at an instant who are able, each once, with so many of the optional skills.
    fn able(&self, at: i64, optional: usize) -> BTreeSet<u32> {
        let plan = self.roster.plan();
        let contact = self.contact;
        let skills =
            contact.skills.iter().chain(contact.optional_skills.iter().take(optional)).map(|s| (TraitKind::Skill, s));
        let others = [(TraitKind::Language, &contact.language), (TraitKind::Channel, &contact.channel)];
        let wanted: Vec<(TraitKind, u32)> = skills
            .chain(others.into_iter().filter_map(|(kind, name)| Some((kind, name.as_ref()?))))
            .map(|(kind, name)| (kind, plan.trait_of(kind, name)))
            .collect();
        let fits = |post: &Post| {
            let person = post.person?;
            let kind = item(&plan.people, person)?.is_ai;
            let team = self.team.is_none_or(|team| post.is_of(team));
            let able = wanted.iter().all(|(kind, id)| plan.offers(Some(person), post.shift(), *kind, *id));
            (able && team && !(kind && self.policy.people_only)).then_some(person)
        };
        self.posts(at).iter().filter_map(fits).collect()
    }

    fn capacity(&self, person: u32) -> u32 {
        item(&self.roster.plan().people, person).map_or(1, |p| p.capacity)
    }

    fn spare(&self, person: u32) -> u32 {
        self.capacity(person).saturating_sub(self.load.get(&person).copied().unwrap_or(0))
    }

    /// Whether somebody who is on duty at an instant stays so until the contact is done.
    fn stays(&self, person: u32, at: i64, duty: &[IntervalSet]) -> bool {
        let done = at.saturating_add(self.handling).min(MAX_INSTANT);
        item(duty, person).and_then(|duty| duty.segment_at(at)).is_some_and(|on| on.end >= done)
    }

    /// Whether somebody of these takes it at an instant.
    fn takes(&self, able: &BTreeSet<u32>, at: i64, duty: &[IntervalSet]) -> bool {
        able.iter().any(|p| self.spare(*p) > 0 && self.stays(*p, at, duty))
    }

    fn order(&self, a: u32, b: u32) -> Ordering {
        let rank = |p: u32| item(&self.roster.plan().people, p).map_or(u32::MAX, |p| p.rank);
        let since = |p: u32| self.last.get(&p).copied().unwrap_or(i64::MIN);
        let spare = |p: u32| u64::from(self.spare(p));
        let by_policy = match self.policy.order {
            RouteOrder::HighestSpare => spare(b).cmp(&spare(a)),
            // Shares as products of whole numbers.
            RouteOrder::HighestSparePercent => {
                (spare(b) * u64::from(self.capacity(a))).cmp(&(spare(a) * u64::from(self.capacity(b))))
            }
            RouteOrder::LeastRecentlyAssigned => Ordering::Equal,
            RouteOrder::RoundRobin => {
                let latest =
                    self.last.iter().max_by_key(|(p, at)| (**at, rank(**p))).map_or(u32::MAX, |(p, _)| rank(*p));
                let after = |p: u32| rank(p) <= latest && latest != u32::MAX;
                return after(a).cmp(&after(b)).then_with(|| rank(a).cmp(&rank(b)));
            }
        };
        by_policy.then_with(|| since(a).cmp(&since(b))).then_with(|| rank(a).cmp(&rank(b)))
    }

    fn route(&self) -> Routing {
        let optional = self.contact.optional_skills.len();
        let relaxed = self.at >= self.relaxes_at && optional > 0;
        let free = |able: &BTreeSet<u32>| -> Vec<u32> {
            able.iter().copied().filter(|p| self.spare(*p) > 0 && self.stays(*p, self.at, &self.duty)).collect()
        };
        let (mut kept, mut able) = (optional, self.able(self.at, optional));
        let mut candidates = free(&able);
        while candidates.is_empty() && relaxed && kept > 0 {
            kept -= 1;
            able = self.able(self.at, kept);
            candidates = free(&able);
        }
        let given_up = if candidates.is_empty() { optional } else { kept };
        let without = self.contact.optional_skills.iter().skip(given_up).cloned().collect();
        candidates.sort_by(|a, b| self.order(*a, *b));
        let sticky = self.owner.filter(|_| self.policy.sticky_owner);
        if let Some(place) = sticky.and_then(|owner| candidates.iter().position(|c| *c == owner)) {
            let owner = candidates.remove(place);
            candidates.insert(0, owner);
        }
        let reason = candidates.is_empty().then(|| {
            match (able.is_empty(), self.posts(self.at).iter().any(|p| p.person.is_some())) {
                (true, true) => UnassignedReason::NobodyAble,
                (true, false) => UnassignedReason::NobodyOn,
                (false, _) if able.iter().any(|p| self.stays(*p, self.at, &self.duty)) => UnassignedReason::AllBusy,
                (false, _) => UnassignedReason::ShiftEnds,
            }
        });
        let ahead = reason.and_then(|_| self.ahead());
        let next = ahead.as_ref().and_then(|(cover, duty)| self.next(cover, duty, kept));
        // Waiting for the relaxation may be shorter than for somebody with every skill.
        let sooner = |(cover, duty): &(Cover, Vec<IntervalSet>)| {
            let at = self.relaxes_at;
            let helps = cover.range().contains(at) && self.takes(&self.able(at, 0), at, duty);
            helps && next.is_none_or(|next| at < next)
        };
        let relaxes = !relaxed && optional > 0 && ahead.as_ref().is_some_and(sooner);
        let name = |p: u32| item(&self.roster.plan().people, p).map_or_else(String::new, |p| p.id.clone());
        let candidates: Vec<String> = candidates.into_iter().map(name).collect();
        let tell = match (reason, next) {
            (None, _) => Tell::Now,
            (Some(UnassignedReason::AllBusy), _) => Tell::Waiting,
            (Some(_), Some(_)) => Tell::Later,
            (Some(_), None) if relaxes => Tell::Later,
            (Some(_), None) => Tell::Unavailable,
        };
        Routing {
            at: Instant::of(self.at),
            assigned: candidates.first().cloned(),
            reason,
            next_candidate_at: next.map(Instant::of),
            relaxes_at: relaxes.then(|| Instant::of(self.relaxes_at)),
            relaxed: without,
            tell,
            candidates,
        }
    }

    /// Who is on in the time in which somebody is looked for, and until a contact that begins at its end is done.
    fn ahead(&self) -> Option<(Cover, Vec<IntervalSet>)> {
        let end = self.at.saturating_add(AHEAD).saturating_add(self.handling).min(MAX_INSTANT);
        let cover = self.roster.cover(TimeSegment::new(self.at, end), &Filter::default()).ok()?;
        let duty = by_person(self.roster.plan(), &cover);
        Some((cover, duty))
    }

    /// When somebody comes on duty who takes it, with so many of the optional skills.
    fn next(&self, cover: &Cover, duty: &[IntervalSet], optional: usize) -> Option<i64> {
        let starts = cover.pieces().map(|(time, _)| time.start).filter(|start| *start > self.at);
        let mut near = starts.take_while(|start| *start < self.at.saturating_add(AHEAD));
        near.find(|start| self.takes(&self.able(*start, optional), *start, duty))
    }
}

impl fmt::Display for Routing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.assigned, self.reason) {
            (Some(person), _) => {
                let without = if self.relaxed.is_empty() {
                    String::new()
                } else {
                    format!(" (without {})", self.relaxed.join(", "))
                };
                writeln!(f, "{} UTC: {person} takes it{without}", self.at.minute())
            }
            (None, reason) => {
                let why = match reason {
                    Some(UnassignedReason::NobodyOn) | None => "nobody is on duty",
                    Some(UnassignedReason::NobodyAble) => "nobody on duty can do it",
                    Some(UnassignedReason::ShiftEnds) => "those who can go off duty before it would be done",
                    Some(UnassignedReason::AllBusy) => "all who can are busy",
                };
                let next = self.next_candidate_at.or(self.relaxes_at);
                let next =
                    next.map_or("nobody comes within 30 days".to_owned(), |at| format!("next at {} UTC", at.minute()));
                writeln!(f, "{} UTC: unassigned, {why}; {next}", self.at.minute())
            }
        }
    }
}
