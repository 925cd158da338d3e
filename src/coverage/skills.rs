//! Whether those on duty can serve all that is needed at once: matching, not counting.
//!
//! One agent serves one contact at a time. Five agents who can do both billing and tech serve five contacts, and not five billing and
//! three tech ones, although "five know billing, five know tech". By Hall's theorem the needs can be met exactly if every set of them has
//! enough agents who can serve any of it; the set that lacks most says what is missing.

use super::limits::MAX_NEEDED_TRAITS;
use super::plan::{Plan, Trait, TraitKind, Wanted};
use super::precedence::{Post, offers};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How many contacts need each skill, each language and each channel, and how many need several of these of one agent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needed {
    /// By skill.
    pub skills: BTreeMap<String, u32>,
    /// By language.
    pub languages: BTreeMap<String, u32>,
    /// By channel.
    pub channels: BTreeMap<String, u32>,
    /// Those that need a skill and a language of the same agent, such as billing in Portuguese.
    pub contacts: Vec<NeededContacts>,
}

/// So many contacts that need all of these of one agent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NeededContacts {
    /// This skill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// This language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// This channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// How many.
    pub count: u32,
}

impl NeededContacts {
    fn label(&self) -> String {
        let named = [
            (TraitKind::Skill, &self.skill),
            (TraitKind::Language, &self.language),
            (TraitKind::Channel, &self.channel),
        ];
        let label = |(kind, name): (_, &Option<String>)| Some(Trait { kind, name: name.clone()? }.label());
        named.into_iter().filter_map(label).collect::<Vec<_>>().join(AND)
    }

    fn wanted(&self, plan: &Plan) -> Wanted {
        let of = |kind, name: &Option<String>| name.as_ref().map(|n| plan.trait_of(kind, n));
        Wanted {
            skill: of(TraitKind::Skill, &self.skill),
            language: of(TraitKind::Language, &self.language),
            channel: of(TraitKind::Channel, &self.channel),
            team: None,
        }
    }
}

/// Between what one agent must have.
const AND: &str = " and ";

impl Needed {
    /// Each kind of contact once, with how many there are, by its label.
    fn kinds(&self) -> Result<BTreeMap<String, NeededContacts>> {
        let mut all = Vec::new();
        let one = NeededContacts::default;
        all.extend(self.skills.iter().map(|(name, n)| NeededContacts {
            skill: Some(name.clone()),
            count: *n,
            ..one()
        }));
        all.extend(self.languages.iter().map(|(name, n)| NeededContacts {
            language: Some(name.clone()),
            count: *n,
            ..one()
        }));
        all.extend(self.channels.iter().map(|(name, n)| NeededContacts {
            channel: Some(name.clone()),
            count: *n,
            ..one()
        }));
        for (i, contacts) in self.contacts.iter().enumerate() {
            if contacts.label().is_empty() {
                return Err(Error::invalid(format!("contacts[{i}]"), "", "a skill, a language or a channel"));
            }
            all.push(contacts.clone());
        }
        let mut kinds: BTreeMap<String, NeededContacts> = BTreeMap::new();
        for contacts in all {
            let known = kinds.entry(contacts.label()).or_insert(NeededContacts { count: 0, ..contacts.clone() });
            known.count = known.count.saturating_add(contacts.count);
        }
        if kinds.len() > MAX_NEEDED_TRAITS {
            return Err(Error::limit(
                "need",
                kinds.len(),
                format!("at most {MAX_NEEDED_TRAITS} kinds of contacts at once"),
            ));
        }
        Ok(kinds)
    }
}

/// Whether needs can be met at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SkillReport {
    /// Whether people can.
    pub feasible: bool,
    /// How many contacts at the least stay without a person.
    pub unfilled: u32,
    /// How many stay without anybody where AI agents serve what they can.
    pub unfilled_with_ai: u32,
    /// The needs that lack most: of equally tight sets the smallest, then the first by name; none when all can be met.
    pub tightest: Vec<String>,
    /// How many people can serve each need on its own.
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
        if self.unfilled_with_ai < self.unfilled {
            writeln!(f, "with AI agents {} of these stay unserved", self.unfilled_with_ai)?;
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

/// Those on duty by what of the needs they can serve: bits, and how many. A person counts once; whoever serves a need has all of it.
pub(super) fn able<'p>(plan: &Plan, posts: impl Iterator<Item = &'p Post>, needs: &[Wanted]) -> Vec<(u32, u32)> {
    let mut found: Vec<(Option<u32>, u32, u32)> = Vec::new();
    for post in posts {
        let bits = needs.iter().enumerate().filter(|(_, wanted)| offers(plan, post, wanted));
        let bits = bits.fold(0_u32, |bits, (i, _)| bits | 1 << i);
        match found.iter_mut().find(|f| f.0.is_some() && f.0 == post.person) {
            Some(known) => known.1 |= bits,
            None => found.push((post.person, bits, post.capacity)),
        }
    }
    let mut classes: Vec<(u32, u32)> = Vec::new();
    for (_, bits, n) in found {
        match classes.iter_mut().find(|class| class.0 == bits) {
            Some(class) => class.1 = class.1.saturating_add(n),
            None => classes.push((bits, n)),
        }
    }
    classes
}

/// Needs stand by name, so the set whose lowest different need is lower comes first.
pub(super) fn by_name(a: u32, b: u32) -> bool {
    a != b && a & (1 << (a ^ b).trailing_zeros()) != 0
}

/// Judges needs by name at once: by people, and with AI agents beside them.
pub(super) fn judge(plan: &Plan, posts: &[Post], needed: &Needed) -> Result<SkillReport> {
    let kinds = needed.kinds()?;
    let wanted: Vec<Wanted> = kinds.values().map(|kind| kind.wanted(plan)).collect();
    let amounts: Vec<u32> = kinds.values().map(|kind| kind.count).collect();
    let people = able(plan, posts.iter().filter(|p| !plan.is_ai(p.person)), &wanted);
    let tight = tightest(&amounts, &people, by_name);
    let count = |bit: usize| people.iter().filter(|a| a.0 >> bit & 1 == 1).map(|a| a.1).fold(0, u32::saturating_add);
    let counts: BTreeMap<String, u32> = kinds.keys().enumerate().map(|(i, label)| (label.clone(), count(i))).collect();
    Ok(SkillReport {
        feasible: tight.unfilled == 0,
        unfilled: tight.unfilled,
        unfilled_with_ai: tightest(&amounts, &able(plan, posts.iter(), &wanted), by_name).unfilled,
        tightest: (0..)
            .zip(kinds.keys())
            .filter(|(i, _)| tight.set >> i & 1 == 1)
            .map(|(_, label)| label.clone())
            .collect(),
        enough_by_count: kinds.iter().all(|(label, kind)| counts.get(label).is_some_and(|have| *have >= kind.count)),
        counts,
    })
}

/// The requirements that hold and ask for something, as needs of different agents, by name. Whoever meets one of them counts toward those that ask for
/// less of the same, too: of two for billing, one in Portuguese, one more is needed who need not speak it.
pub(super) fn joint(plan: &Plan, wishes: &[(usize, Wanted, u32)]) -> Vec<(Wanted, u32)> {
    let mut needs: Vec<(Wanted, u32)> =
        wishes.iter().filter(|w| w.1.traits().next().is_some()).map(|w| (w.1, w.2)).collect();
    needs.sort_by_key(|n| std::cmp::Reverse(n.0.traits().count()));
    let mut net: Vec<(Wanted, u32)> = Vec::with_capacity(needs.len());
    for (wanted, min) in needs {
        let within: u32 = net.iter().filter(|n| n.0.asks_more_than(&wanted)).map(|n| n.1).fold(0, u32::saturating_add);
        net.push((wanted, min.saturating_sub(within)));
    }
    net.sort_by_key(|n| label(plan, &n.0));
    net
}

fn label(plan: &Plan, wanted: &Wanted) -> String {
    plan.labels(wanted).join(AND)
}

/// The labels of the needs in a set.
pub(super) fn labels(plan: &Plan, needs: &[(Wanted, u32)], set: u32) -> Vec<String> {
    let chosen = (0..).zip(needs).filter(|(i, _): &(u32, _)| set >> i & 1 == 1);
    chosen.map(|(_, n)| label(plan, &n.0)).collect()
}
