//! Whether those on duty can serve all that is needed at once: matching, not counting.
//!
//! One agent serves one contact at a time. Five agents who can do both billing and tech serve five contacts, and not five billing and
//! three tech ones, although "five know billing, five know tech". By Hall's theorem the needs can be met exactly if every set of them has
//! enough agents who can serve any of it; the set that lacks most says what is missing.

use super::limits::MAX_NEEDED_TRAITS;
use super::plan::{Plan, Trait, TraitKind, item};
use super::precedence::Post;
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// How many contacts need each skill, each language and each channel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needed {
    /// By skill.
    pub skills: BTreeMap<String, u32>,
    /// By language.
    pub languages: BTreeMap<String, u32>,
    /// By channel.
    pub channels: BTreeMap<String, u32>,
}

/// Whether needs can be met at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SkillReport {
    /// Whether they can.
    pub feasible: bool,
    /// How many contacts at the least stay without an agent.
    pub unfilled: u32,
    /// The needs that lack most: of equally tight sets the smallest, then the first by name; none when all can be met.
    pub tightest: Vec<String>,
    /// How many can serve each need on its own.
    pub counts: BTreeMap<String, u32>,
    /// Whether each count alone would be enough: counting says yes where only matching sees the hole.
    pub enough_by_count: bool,
}

impl fmt::Display for SkillReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.feasible {
            true => writeln!(f, "all that is needed can be served at once")?,
            false => writeln!(f, "{} short of {} at once", self.tightest.join(", "), self.unfilled)?,
        }
        self.counts.iter().try_for_each(|(name, n)| writeln!(f, "  {name}: {n} can"))
    }
}

/// How tightly needs are met by those on duty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tightness {
    pub(super) unfilled: u32,
    /// Bits of needs.
    pub(super) set: u32,
    /// How many can serve any need of the set.
    pub(super) able: u32,
    /// What the set needs.
    pub(super) needed: u32,
}

/// The set of needs that lacks most. `able` holds, for each kind of agent, the needs it can serve as bits, and how many there are;
/// `before` says which of two sets comes first by name.
pub(super) fn tightest(needs: &[u32], able: &[(u32, u32)], before: impl Fn(u32, u32) -> bool) -> Tightness {
    let mut found = Tightness::default();
    for set in 1_u32..1 << needs.len() {
        let needed = needs
            .iter()
            .enumerate()
            .filter(|(i, _)| set >> i & 1 == 1)
            .fold(0_u32, |sum, (_, n)| sum.saturating_add(*n));
        let reached = able.iter().filter(|(can, _)| can & set != 0).fold(0_u32, |sum, (_, n)| sum.saturating_add(*n));
        let unfilled = needed.saturating_sub(reached);
        let better = unfilled > found.unfilled
            || unfilled == found.unfilled && unfilled > 0 && {
                let (size, least) = (set.count_ones(), found.set.count_ones());
                size < least || size == least && before(set, found.set)
            };
        if better {
            found = Tightness { unfilled, set, able: reached, needed };
        }
    }
    found
}

/// Those on duty by what of the needs they can serve: bits, and how many. A person counts once.
pub(super) fn able(plan: &Plan, posts: &[Post], needs: &[(TraitKind, u32)]) -> Vec<(u32, u32)> {
    let mut found: Vec<(Option<u32>, u32, u32)> = Vec::new();
    for post in posts {
        let bits =
            needs.iter().enumerate().filter(|(_, (kind, id))| plan.offers(post.person, post.shift(), *kind, *id));
        let bits = bits.fold(0_u32, |bits, (i, _)| bits | 1 << i);
        match found.iter_mut().find(|f| f.0.is_some() && f.0 == post.person) {
            Some(known) => known.1 |= bits,
            None => found.push((post.person, bits, post.capacity)),
        }
    }
    found.into_iter().map(|(_, bits, n)| (bits, n)).collect()
}

/// Judges needs by name at once.
pub(super) fn judge(plan: &Plan, posts: &[Post], needs: &[(TraitKind, &str, u32)]) -> Result<SkillReport> {
    if needs.len() > MAX_NEEDED_TRAITS {
        return Err(Error::limit(
            "need",
            needs.len(),
            format!("at most {MAX_NEEDED_TRAITS} skills, languages and channels at once"),
        ));
    }
    let label = |kind, name: &str| Trait { kind, name: name.to_owned() }.label();
    let mut named: Vec<(String, TraitKind, &str, u32)> =
        needs.iter().map(|n| (label(n.0, n.1), n.0, n.1, n.2)).collect();
    named.sort();
    let traits: Vec<(TraitKind, u32)> = named.iter().map(|n| (n.1, plan.trait_of(n.1, n.2))).collect();
    let amounts: Vec<u32> = named.iter().map(|n| n.3).collect();
    let able = able(plan, posts, &traits);
    // Needs stand by name, so the set whose lowest different need is lower comes first.
    let tight = tightest(&amounts, &able, |a, b| a != b && a & (1 << (a ^ b).trailing_zeros()) != 0);
    let count = |bit: usize| able.iter().filter(|a| a.0 >> bit & 1 == 1).map(|a| a.1).fold(0, u32::saturating_add);
    let counts: BTreeMap<String, u32> = named.iter().enumerate().map(|(i, n)| (n.0.clone(), count(i))).collect();
    Ok(SkillReport {
        feasible: tight.unfilled == 0,
        unfilled: tight.unfilled,
        tightest: (0..).zip(&named).filter(|(i, _)| tight.set >> i & 1 == 1).map(|(_, n)| n.0.clone()).collect(),
        enough_by_count: named.iter().all(|n| counts.get(&n.0).is_some_and(|have| *have >= n.3)),
        counts,
    })
}

/// The needs of requirements that ask for one trait each, of those that hold; the rest is judged on its own.
pub(super) fn joint(plan: &Plan, wishes: &[(u32, u32)]) -> Vec<(TraitKind, u32, u32)> {
    let single = |&(wish, min): &(u32, u32)| {
        let wanted = item(&plan.wishes, wish)?;
        let mut traits = wanted.traits();
        match (traits.next(), traits.next()) {
            (Some((kind, id)), None) => Some((kind, id, min)),
            _ => None,
        }
    };
    let mut needs: Vec<_> = wishes.iter().filter_map(single).collect();
    needs.sort_by_key(|n| item(&plan.traits, n.1).map(Trait::label));
    needs
}

/// The labels of the needs in a set.
pub(super) fn labels(plan: &Plan, needs: &[(TraitKind, u32, u32)], set: u32) -> Vec<String> {
    let chosen = (0..).zip(needs).filter(|(i, _): &(u32, _)| set >> i & 1 == 1);
    chosen.filter_map(|(_, n)| item(&plan.traits, n.1)).map(Trait::label).collect()
}
