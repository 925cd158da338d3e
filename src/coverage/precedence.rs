//! Who is on when several things hold at once.
//!
//! ```text
//! time off removes  >  override  >  temporary schedule  >  highest layer with anybody  >  lower layers;  equal rank is on together
//! ```
//!
//! One function for the point view and the interval view: both only differ in how they find what holds.

use super::document::LayerMode;
use super::plan::{Change, Crew, Plan, TraitKind, Wanted, item};
use super::template::Standing;

/// One thing that holds for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// An occurrence of a shift by a group of its rotation (0 without one).
    Duty {
        shift: u32,
        group: u32,
    },
    /// An occurrence that something cancels.
    Ghost {
        shift: u32,
        group: u32,
        why: Standing,
    },
    Assignment(u32),
    Override(u32),
    Temporary(u32),
    TemporaryShift {
        schedule: u32,
        shift: u32,
    },
    Away(u32),
    Need(u32),
}

/// Where a place on duty comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Source {
    Shift(u32),
    Assignment(u32),
    Override(u32),
    Temporary(u32),
}

/// One place on duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) source: Source,
    /// Which of the things that hold it belongs to: two occurrences are two duties.
    pub(super) duty: usize,
    pub(super) person: Option<u32>,
    pub(super) capacity: u32,
    team: u32,
    layer: u32,
}

impl Post {
    pub(super) fn is_of(&self, team: u32) -> bool {
        self.team == team
    }

    pub(super) fn shift(&self) -> Option<u32> {
        match self.source {
            Source::Shift(shift) => Some(shift),
            _ => None,
        }
    }
}

/// How a state is looked at: as it is, or as it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lens {
    AsItIs,
    /// As if nobody were away.
    NobodyAway,
    /// As if there were no overrides and temporary schedules.
    NoChanges,
    /// As if this did not cancel shifts.
    Uncancelled(Standing),
    /// As if nothing of all this were.
    Undisturbed,
}

impl Lens {
    fn has_changes(self) -> bool {
        !matches!(self, Lens::NoChanges | Lens::Undisturbed)
    }
}

/// Who is on, by the order of precedence.
pub(super) fn posts(plan: &Plan, items: &[Item], lens: Lens) -> Vec<Post> {
    let mut posts = planned(plan, items, lens);
    let changes = lens.has_changes() && items.iter().any(|i| matches!(i, Item::Override(_)));
    if changes {
        change(plan, items, &mut posts);
    }
    if !matches!(lens, Lens::NobodyAway | Lens::Undisturbed) {
        let away = |person| {
            let is_it =
                |i: &Item| matches!(i, Item::Away(a) if item(&plan.time_off, *a).is_some_and(|a| a.person == person));
            items.iter().any(is_it)
        };
        posts.retain(|p| !p.person.is_some_and(away));
    }
    by_layer(plan, &mut posts);
    posts
}

/// The duties of shifts and assignments, or of the temporary schedules that replace them.
fn planned(plan: &Plan, items: &[Item], lens: Lens) -> Vec<Post> {
    let temporary: Vec<Option<u32>> = items
        .iter()
        .filter_map(|i| match i {
            Item::Temporary(t) if lens.has_changes() => item(&plan.temporary, *t).map(|t| t.team),
            _ => None,
        })
        .collect();
    let replaced = |team: u32| temporary.iter().any(|t| t.is_none_or(|t| t == team));
    let mut posts = Vec::with_capacity(items.len());
    for (duty, thing) in items.iter().enumerate() {
        match *thing {
            Item::Duty { shift, group } => occurrence(plan, duty, shift, group, replaced, &mut posts),
            Item::Ghost { shift, group, why } if lens == Lens::Uncancelled(why) || lens == Lens::Undisturbed => {
                occurrence(plan, duty, shift, group, replaced, &mut posts);
            }
            Item::Assignment(place) => {
                let Some(a) = item(&plan.assignments, place).filter(|a| !replaced(a.team)) else { continue };
                posts.push(named(plan, Source::Assignment(place), duty, a.person, a.team, a.layer));
            }
            Item::TemporaryShift { schedule, shift } if lens.has_changes() => {
                let Some(temporary) = item(&plan.temporary, schedule) else { continue };
                let Some(&(person, _)) = item(&temporary.shifts, shift) else { continue };
                let source = Source::Temporary(schedule);
                posts.push(named(plan, source, duty, person, temporary.team.unwrap_or(0), u32::MAX));
            }
            _ => {}
        }
    }
    posts
}

fn occurrence(plan: &Plan, duty: usize, shift: u32, group: u32, replaced: impl Fn(u32) -> bool, posts: &mut Vec<Post>) {
    let Some(of) = item(&plan.shifts, shift).filter(|s| !replaced(s.team)) else { return };
    let source = Source::Shift(shift);
    let people = match &of.crew {
        Crew::Unnamed(capacity) => {
            posts.push(Post { source, duty, person: None, capacity: *capacity, team: of.team, layer: of.layer });
            return;
        }
        Crew::People(people) => Some(people),
        Crew::Rotation(rotation) => item(&plan.rotations, *rotation).and_then(|r| item(&r.groups, group)),
    };
    let people = people.into_iter().flatten();
    posts.extend(people.map(|&person| named(plan, source, duty, person, of.team, of.layer)));
}

fn named(plan: &Plan, source: Source, duty: usize, person: u32, team: u32, layer: u32) -> Post {
    let capacity = item(&plan.people, person).map_or(1, |p| p.capacity);
    Post { source, duty, person: Some(person), capacity, team, layer }
}

/// Overrides: `only` first, then removals and replacements in the order of the document, then those who come on top.
fn change(plan: &Plan, items: &[Item], posts: &mut Vec<Post>) {
    let overrides = || {
        items.iter().enumerate().filter_map(|(duty, i)| match *i {
            Item::Override(place) => item(&plan.overrides, place).map(|o| (duty, place, o)),
            _ => None,
        })
    };
    for (_, _, over) in overrides().filter(|o| matches!(o.2.change, Change::Only(_))) {
        posts.retain(|p| over.team.is_some_and(|t| t != p.team));
    }
    let mut added = Vec::new();
    for (duty, place, over) in overrides() {
        let within = |p: &Post| over.team.is_none_or(|t| t == p.team);
        let team = over.team.unwrap_or(0);
        let on_top = |person| named(plan, Source::Override(place), duty, person, team, u32::MAX);
        match &over.change {
            Change::Only(people) => added.extend(people.iter().map(|&person| on_top(person))),
            Change::Add(person) => added.push(on_top(*person)),
            Change::Remove(person) => posts.retain(|p| !(p.person == Some(*person) && within(p))),
            Change::Replace { remove, add } => {
                let capacity = item(&plan.people, *add).map_or(1, |p| p.capacity);
                for post in posts.iter_mut().filter(|p| p.person == Some(*remove) && within(p)) {
                    (post.person, post.capacity) = (Some(*add), capacity);
                }
            }
        }
    }
    posts.extend(added);
}

/// The highest layer with anybody hides those below, team by team; what was put on top by hand neither hides nor is hidden.
fn by_layer(plan: &Plan, posts: &mut Vec<Post>) {
    if posts.iter().all(|p| p.layer == 0 || p.layer == u32::MAX) {
        return;
    }
    let highest: Vec<(u32, u32)> = posts.iter().filter(|p| p.layer != u32::MAX).map(|p| (p.team, p.layer)).collect();
    posts.retain(|p| {
        let hides = item(&plan.teams, p.team).is_none_or(|t| t.layers == LayerMode::HighestWins);
        let hidden = |&(team, layer): &(u32, u32)| team == p.team && layer > p.layer;
        !(hides && highest.iter().any(hidden))
    });
}

/// Whether a post offers what is wanted.
pub(super) fn offers(plan: &Plan, post: &Post, wanted: &Wanted) -> bool {
    wanted.team.is_none_or(|team| team == post.team)
        && wanted.traits().all(|(kind, id): (TraitKind, u32)| plan.offers(post.person, post.shift(), kind, id))
}
