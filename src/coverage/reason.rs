//! Why nobody is on: the first thing whose absence would fill the hole.

use super::plan::{Crew, Plan, Trait, Wanted, item};
use super::precedence::{Item, Lens, Post, Source, offers, posts};
use super::skills::{able, by_name, joint, labels, tightest};
use super::state::depth;
use super::template::Standing;

/// One thing that is short in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Short {
    /// The place of the wish, or one past the last for needs that are only short together.
    pub(super) wish: usize,
    pub(super) have: u32,
    pub(super) need: u32,
    pub(super) why: Why,
    /// Whether enough would be on if what the reason names were not, or were put right.
    pub(super) cured: bool,
    /// Whether an AI agent is on that offers what is wanted.
    pub(super) ai: bool,
}

/// Why, as far as a state shows; where the clocks are to blame the gap as a whole says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Why {
    /// These people are away.
    Away(Vec<u32>),
    /// An override or a temporary schedule.
    Changed(Vec<Source>),
    /// These shifts are cancelled.
    Cancelled(Standing, Vec<u32>),
    /// It is the turn of nobody in these shifts.
    Empty(Vec<u32>),
    /// Somebody is on, without these.
    Missing(Vec<String>),
    /// Some are on, and not enough.
    Capacity,
    NoShift,
}

/// What is asked of a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ask {
    /// Somebody of these at every instant.
    Anybody(Wanted),
    /// What the requirements say.
    Requirements,
}

/// What is short in a state.
pub(super) fn shortages(plan: &Plan, items: &[Item], ask: Ask) -> Vec<Short> {
    let wishes: Vec<(usize, Wanted, u32)> = match ask {
        Ask::Anybody(wanted) => vec![(0, wanted, 1)],
        Ask::Requirements => needed(plan, items),
    };
    let (agents, on): (Vec<Post>, Vec<Post>) =
        posts(plan, items, Lens::AsItIs).into_iter().partition(|p| plan.is_ai(p.person));
    let mut found: Vec<Short> = Vec::new();
    for &(wish, wanted, need) in &wishes {
        let have = capacity(plan, &on, &wanted);
        if have < need {
            let (why, cured) = why(plan, items, &on, &wanted, have, need);
            let ai = agents.iter().any(|p| offers(plan, p, &wanted));
            found.push(Short { wish, have, need, why, cured, ai });
        }
    }
    if let Ask::Requirements = ask {
        found.extend(together(plan, &on, &wishes, &found));
    }
    found
}

/// The requirements that hold, those for the same as one.
fn needed(plan: &Plan, items: &[Item]) -> Vec<(usize, Wanted, u32)> {
    let mut found: Vec<(usize, Wanted, u32)> = Vec::new();
    for thing in items {
        let Item::Need(need) = thing else { continue };
        let Some(need) = item(&plan.needs, *need) else { continue };
        let Some(wanted) = item(&plan.wishes, need.wish) else { continue };
        let wish = usize::try_from(need.wish).unwrap_or(usize::MAX);
        match found.iter_mut().find(|f| f.0 == wish) {
            Some(known) => known.2 = known.2.max(need.min),
            None => found.push((wish, *wanted, need.min)),
        }
    }
    found.sort_by_key(|f| f.0);
    found
}

fn capacity(plan: &Plan, posts: &[Post], wanted: &Wanted) -> u32 {
    match wanted.is_anybody() {
        true => depth(plan, posts),
        false => depth(plan, &posts.iter().filter(|p| offers(plan, p, wanted)).copied().collect::<Vec<_>>()),
    }
}

/// Needs that each have enough on their own and not together.
fn together(plan: &Plan, on: &[Post], wishes: &[(usize, Wanted, u32)], alone: &[Short]) -> Option<Short> {
    let needs = joint(plan, wishes);
    if needs.len() < 2 {
        return None;
    }
    let (wanted, amounts): (Vec<Wanted>, Vec<u32>) = needs.iter().copied().unzip();
    let tight = tightest(&amounts, &able(plan, on.iter(), &wanted), by_name);
    let known = tight.set.count_ones() < 2
        || !alone.is_empty() && tight.unfilled <= alone.iter().map(|s| s.need - s.have).max()?;
    if tight.unfilled == 0 || known {
        return None;
    }
    let why = Why::Missing(labels(plan, &needs, tight.set));
    Some(Short { wish: plan.wishes.len(), have: tight.able, need: tight.needed, why, cured: true, ai: false })
}

/// Why, and whether that is all there is to it.
fn why(plan: &Plan, items: &[Item], on: &[Post], wanted: &Wanted, have: u32, need: u32) -> (Why, bool) {
    let lenses = lenses(items);
    let seen: Vec<(Lens, Vec<Post>)> = lenses.into_iter().map(|lens| (lens, posts(plan, items, lens))).collect();
    let reaches = |least: u32| seen.iter().find(|(_, p)| capacity(plan, p, wanted) >= least);
    let counts = |p: &Post| !plan.is_ai(p.person) && offers(plan, p, wanted);
    if let Some((lens, would)) = reaches(need) {
        return (blamed(items, *lens, on, would, counts), true);
    }
    if let Some((lens, would)) = reaches(have + 1) {
        return (blamed(items, *lens, on, would, counts), false);
    }
    // Two things in the way at once: the outer one is named, a cancelled shift before the people who would be away from it.
    let undisturbed = if seen.len() > 1 { posts(plan, items, Lens::Undisturbed) } else { Vec::new() };
    if let Some((outer, _)) = seen.last().filter(|_| capacity(plan, &undisturbed, wanted) > have) {
        return (blamed(items, *outer, on, &undisturbed, counts), false);
    }
    let empty = empty_turns(plan, items, wanted);
    if !empty.is_empty() {
        let cured = u32::try_from(empty.len()).is_ok_and(|turns| have.saturating_add(turns) >= need);
        return (Why::Empty(empty), cured);
    }
    if have > 0 {
        return (Why::Capacity, true);
    }
    if !on.is_empty() && !wanted.is_anybody() {
        let missing = wanted.traits().map(|(_, id)| item(&plan.traits, id).map(Trait::label));
        return (Why::Missing(missing.flatten().collect()), true);
    }
    (Why::NoShift, false)
}

/// Whether something is still short in a state.
pub(super) fn is_short(plan: &Plan, items: &[Item], ask: Ask, wish: usize) -> bool {
    shortages(plan, items, ask).iter().any(|short| short.wish == wish)
}

/// The shifts on whose turn nobody is: whoever gets it may be able to do what is wanted.
fn empty_turns(plan: &Plan, items: &[Item], wanted: &Wanted) -> Vec<u32> {
    let is_empty = |shift: u32, group: u32| {
        let of = item(&plan.shifts, shift).filter(|s| wanted.team.is_none_or(|team| team == s.team))?;
        let Crew::Rotation(rotation) = of.crew else { return None };
        item(&item(&plan.rotations, rotation)?.groups, group).map(|people| people.is_empty())
    };
    let found = items.iter().filter_map(|thing| match *thing {
        Item::Duty { shift, group } => is_empty(shift, group)?.then_some(shift),
        _ => None,
    });
    found.collect()
}

/// The lenses that can show anything else than what is.
fn lenses(items: &[Item]) -> Vec<Lens> {
    let mut found = Vec::new();
    let mut add = |lens| {
        if !found.contains(&lens) {
            found.push(lens);
        }
    };
    for thing in items {
        match thing {
            Item::Away(_) => add(Lens::NobodyAway),
            Item::Override(_) | Item::Temporary(_) => add(Lens::NoChanges),
            Item::Ghost { why, .. } => add(Lens::Uncancelled(*why)),
            _ => {}
        }
    }
    found.sort_by_key(|lens| match lens {
        Lens::AsItIs | Lens::NobodyAway => 0,
        Lens::NoChanges => 1,
        Lens::Uncancelled(Standing::Holiday) => 2,
        Lens::Uncancelled(Standing::Exception) => 3,
        Lens::Uncancelled(_) | Lens::Undisturbed => 4,
    });
    found
}

fn blamed(items: &[Item], lens: Lens, on: &[Post], would: &[Post], counts: impl Fn(&Post) -> bool) -> Why {
    let fills = |p: &&Post| counts(p) && !on.iter().any(|o| (o.source, o.person) == (p.source, p.person));
    let more = would.iter().filter(fills);
    match lens {
        Lens::NobodyAway => {
            let mut people: Vec<u32> = more.filter_map(|p| p.person).collect();
            people.sort_unstable();
            people.dedup();
            Why::Away(people)
        }
        Lens::Uncancelled(standing) => {
            let mut shifts: Vec<u32> = more.filter_map(Post::shift).collect();
            shifts.sort_unstable();
            shifts.dedup();
            Why::Cancelled(standing, shifts)
        }
        Lens::NoChanges | Lens::AsItIs | Lens::Undisturbed => Why::Changed(
            items
                .iter()
                .filter_map(|i| match i {
                    Item::Override(o) => Some(Source::Override(*o)),
                    Item::Temporary(t) => Some(Source::Temporary(*t)),
                    _ => None,
                })
                .collect(),
        ),
    }
}
