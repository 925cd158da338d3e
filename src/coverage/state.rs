//! Who is on, as answers say it: names, shifts, depth.

use super::plan::{Plan, Wanted, item};
use super::precedence::{Item, Lens, Post, offers, posts};

/// Who is on at one time, of those who are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct State {
    /// Places of shifts, ordered by id.
    pub(super) shifts: Vec<u32>,
    /// People, and shifts without names, ordered by name.
    pub(super) who: Vec<Who>,
    /// The sum of the capacities of people; a person counts once.
    pub(super) depth: u32,
    /// How many occurrences with people, or without names, are on.
    pub(super) duties: usize,
    /// Whether an AI agent is on: a tier of its own, which no figure above counts.
    pub(super) ai: bool,
}

/// A person, or a shift that names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Who {
    Person(u32),
    Shift(u32),
}

impl Who {
    fn rank(self, plan: &Plan) -> Option<u32> {
        match self {
            Who::Person(person) => item(&plan.people, person).map(|p| p.rank),
            Who::Shift(shift) => item(&plan.shifts, shift).map(|s| s.rank),
        }
    }

    pub(super) fn name(self, plan: &Plan) -> &str {
        match self {
            Who::Person(person) => item(&plan.people, person).map_or("", |p| &p.id),
            Who::Shift(shift) => item(&plan.shifts, shift).map_or("", |s| &s.id),
        }
    }
}

/// The names of those who are on, in order.
pub(super) fn names<'p>(plan: &'p Plan, posts: &[Post]) -> Vec<&'p str> {
    let who = |p: &Post| p.person.map(Who::Person).or(p.shift().map(Who::Shift));
    if let [one] = posts {
        return who(one).map(|who| who.name(plan)).into_iter().collect();
    }
    let mut found: Vec<Who> = posts.iter().filter_map(who).collect();
    found.sort_unstable_by_key(|who| who.rank(plan));
    found.dedup();
    found.into_iter().map(|who| who.name(plan)).collect()
}

impl State {
    /// What things mean for a question.
    pub(super) fn of(plan: &Plan, items: &[Item], wanted: &Wanted) -> Self {
        let mut posts = posts(plan, items, Lens::AsItIs);
        if !wanted.is_anybody() {
            posts.retain(|p| offers(plan, p, wanted));
        }
        Self::of_posts(plan, &posts)
    }

    pub(super) fn of_posts(plan: &Plan, posts: &[Post]) -> Self {
        let mut state = Self { depth: depth(plan, posts), ..Self::default() };
        let mut last = None;
        for post in posts {
            if plan.is_ai(post.person) {
                state.ai = true;
            } else {
                state.duties += usize::from(last != Some(post.duty));
                last = Some(post.duty);
            }
            state.shifts.extend(post.shift());
            state.who.extend(match (post.person, post.shift()) {
                (Some(person), _) => Some(Who::Person(person)),
                (None, shift) => shift.map(Who::Shift),
            });
        }
        state.shifts.sort_unstable_by_key(|shift| item(&plan.shifts, *shift).map(|s| s.rank));
        state.shifts.dedup();
        state.who.sort_unstable_by_key(|who| who.rank(plan));
        state.who.dedup();
        state
    }

    pub(super) fn shift_ids<'p>(&self, plan: &'p Plan) -> Vec<&'p str> {
        self.shifts.iter().filter_map(|s| item(&plan.shifts, *s)).map(|s| s.id.as_str()).collect()
    }

    pub(super) fn names<'p>(&self, plan: &'p Plan) -> Vec<&'p str> {
        self.who.iter().map(|w| w.name(plan)).collect()
    }
}

/// The sum of the capacities of people, each once.
pub(super) fn depth(plan: &Plan, posts: &[Post]) -> u32 {
    let mut sum = 0_u32;
    for (i, post) in posts.iter().enumerate() {
        let counted = post.person.is_some() && posts.iter().take(i).any(|p| p.person == post.person);
        if !counted && !plan.is_ai(post.person) {
            sum = sum.saturating_add(post.capacity);
        }
    }
    sum
}
