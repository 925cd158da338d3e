//! A checked roster: ids are places in lists, times are seconds of a day, zones are compiled.

use super::document::{LayerMode, RosterDoc};
use super::rotation::Rotation;
use super::template::Template;
use crate::calendar::Calendar;
use crate::error::Problem;
use crate::time::{Resolution, TimeSegment, Zone, ZoneDb};

/// What a [`Roster`](super::Roster) knows.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) doc: RosterDoc,
    pub(super) resolution: Resolution,
    /// The release of the zone database.
    pub(super) release: String,
    /// The database itself: a question may name a zone in which none of the roster's people lives.
    pub(super) db: Option<ZoneDb>,
    /// What is odd and still can be used.
    pub(super) warnings: Vec<Problem>,
    pub(super) zones: Vec<Zone>,
    /// The first one is that of duties without a team.
    pub(super) teams: Vec<Team>,
    pub(super) people: Vec<Person>,
    pub(super) traits: Vec<Trait>,
    pub(super) rotations: Vec<Rotation>,
    pub(super) shifts: Vec<Shift>,
    pub(super) needs: Vec<Need>,
    /// The groups of requirements for the same: what they ask for.
    pub(super) wishes: Vec<Wanted>,
    pub(super) assignments: Vec<Assignment>,
    pub(super) overrides: Vec<Override>,
    pub(super) temporary: Vec<Temporary>,
    pub(super) time_off: Vec<Away>,
    pub(super) regions: Vec<Region>,
    /// By name.
    pub(super) calendars: Vec<(String, Calendar)>,
}

/// Where customers ask, in whole numbers: figures are scaled, since only their proportions count.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) zone: u32,
    /// In billionths.
    pub(super) share: i128,
    /// Of each local hour, without common factor.
    pub(super) hourly: Vec<i128>,
    /// Of each weekday, Monday first, without common factor.
    pub(super) daily: Vec<i128>,
}

/// What a duty offers or a question asks for: a skill, a language, a channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Trait {
    pub(super) kind: TraitKind,
    pub(super) name: String,
}

/// See [`Trait`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum TraitKind {
    Skill,
    Language,
    Channel,
}

impl Trait {
    /// As answers name it: a skill by its name, the others with what they are.
    pub(super) fn label(&self) -> String {
        match self.kind {
            TraitKind::Skill => self.name.clone(),
            TraitKind::Language => format!("language {}", self.name),
            TraitKind::Channel => format!("channel {}", self.name),
        }
    }
}

/// Places in `Plan::traits`, in order, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Offer {
    pub(super) skills: Box<[u32]>,
    pub(super) languages: Box<[u32]>,
    pub(super) channels: Box<[u32]>,
}

impl Offer {
    fn of(&self, kind: TraitKind) -> &[u32] {
        match kind {
            TraitKind::Skill => &self.skills,
            TraitKind::Language => &self.languages,
            TraitKind::Channel => &self.channels,
        }
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Team {
    pub(super) name: String,
    pub(super) layers: LayerMode,
}

#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: String,
    /// Its place among all ids of people and shifts, by name.
    pub(super) rank: u32,
    pub(super) offer: Offer,
    pub(super) capacity: u32,
    /// Where the person lives: else the roster's zone.
    pub(super) zone: Option<u32>,
    /// When the person works otherwise: what is a weekend or a holiday.
    pub(super) calendar: Option<Calendar>,
    /// An AI agent: capacity is that of its pool.
    pub(super) is_ai: bool,
}

#[derive(Debug)]
pub(super) struct Shift {
    pub(super) id: String,
    /// Its place among all ids of people and shifts, by name.
    pub(super) rank: u32,
    pub(super) team: u32,
    pub(super) layer: u32,
    pub(super) template: Template,
    pub(super) crew: Crew,
    pub(super) offer: Offer,
}

/// Who works a shift.
#[derive(Debug)]
pub(super) enum Crew {
    /// So many people without names.
    Unnamed(u32),
    People(Box<[u32]>),
    Rotation(u32),
}

#[derive(Debug)]
pub(super) struct Need {
    pub(super) template: Template,
    pub(super) min: u32,
    /// Its place in `Plan::wishes`.
    pub(super) wish: u32,
}

#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) person: u32,
    pub(super) team: u32,
    pub(super) layer: u32,
    pub(super) during: TimeSegment,
}

#[derive(Debug)]
pub(super) struct Override {
    pub(super) during: TimeSegment,
    /// All teams where it is `None`.
    pub(super) team: Option<u32>,
    pub(super) change: Change,
}

#[derive(Debug)]
pub(super) enum Change {
    Add(u32),
    Remove(u32),
    Replace { remove: u32, add: u32 },
    Only(Box<[u32]>),
}

#[derive(Debug)]
pub(super) struct Temporary {
    pub(super) during: TimeSegment,
    pub(super) team: Option<u32>,
    pub(super) shifts: Vec<(u32, TimeSegment)>,
}

#[derive(Debug)]
pub(super) struct Away {
    pub(super) person: u32,
    pub(super) during: TimeSegment,
}

/// What somebody must offer, as places in `Plan::traits`; nobody offers [`UNKNOWN`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wanted {
    pub(super) skill: Option<u32>,
    pub(super) language: Option<u32>,
    pub(super) channel: Option<u32>,
    pub(super) team: Option<u32>,
}

/// A name that the roster does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

impl Wanted {
    pub(super) fn is_anybody(&self) -> bool {
        *self == Self::default()
    }

    /// What it asks for, the team apart.
    pub(super) fn traits(&self) -> impl Iterator<Item = (TraitKind, u32)> {
        let all =
            [(TraitKind::Skill, self.skill), (TraitKind::Language, self.language), (TraitKind::Channel, self.channel)];
        all.into_iter().filter_map(|(kind, id)| Some((kind, id?)))
    }

    /// Whether it asks for all that another asks for, and for more.
    pub(super) fn asks_more_than(&self, other: &Wanted) -> bool {
        self.traits().count() > other.traits().count() && other.traits().all(|one| self.traits().any(|own| own == one))
    }
}

impl Plan {
    /// Whether this is an AI agent: a tier of cover of its own.
    pub(super) fn is_ai(&self, person: Option<u32>) -> bool {
        person.and_then(|p| item(&self.people, p)).is_some_and(|p| p.is_ai)
    }

    /// Whether somebody of these offers has a trait: a person's own list counts where there is one, else the shift's.
    pub(super) fn offers(&self, person: Option<u32>, shift: Option<u32>, kind: TraitKind, wanted: u32) -> bool {
        let own = person.and_then(|p| item(&self.people, p)).map_or(&[][..], |p| p.offer.of(kind));
        let list = match own {
            [] => shift.and_then(|s| item(&self.shifts, s)).map_or(&[][..], |s| s.offer.of(kind)),
            own => own,
        };
        list.contains(&wanted)
    }

    /// The labels of what is wanted.
    pub(super) fn labels(&self, wanted: &Wanted) -> Vec<String> {
        wanted.traits().filter_map(|(_, id)| item(&self.traits, id)).map(Trait::label).collect()
    }

    pub(super) fn person(&self, id: &str) -> Option<u32> {
        self.people.iter().position(|p| p.id == id).map(place)
    }

    /// The place of a trait; [`UNKNOWN`] when nobody in the roster has it.
    pub(super) fn trait_of(&self, kind: TraitKind, name: &str) -> u32 {
        self.traits.iter().position(|t| t.kind == kind && t.name == name).map_or(UNKNOWN, place)
    }

    /// Puts the ids of people and shifts in order, so that answers are sorted without comparing texts.
    pub(super) fn rank(&mut self) {
        let people = self.people.iter_mut().map(|p| (p.id.as_str(), &mut p.rank));
        let shifts = self.shifts.iter_mut().map(|s| (s.id.as_str(), &mut s.rank));
        let mut all: Vec<(&str, &mut u32)> = people.chain(shifts).collect();
        all.sort_by_key(|(id, _)| *id);
        (0..).zip(all).for_each(|(rank, (_, place))| *place = rank);
    }

    pub(super) fn zone(&self, zone: u32) -> Option<&Zone> {
        item(&self.zones, zone)
    }
}

/// The element at a place.
pub(super) fn item<T>(list: &[T], place: u32) -> Option<&T> {
    list.get(usize::try_from(place).ok()?)
}

/// A place in a list; no list of a roster is that long (see [`limits`](super::limits)).
pub(super) fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
