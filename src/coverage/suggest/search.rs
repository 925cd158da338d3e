//! Ruin and recreate: takes some choices back at random, fills greedily, keeps what costs no more. Seeded: the same seed finds the same answer.

/// Something that can be chosen any number of times: the slots it covers, each once.
pub(super) struct Column {
    pub(super) slots: Vec<usize>,
    pub(super) cost: u64,
    pub(super) label: (usize, usize),
}

/// A search for the cheapest choice that covers a need.
pub(super) struct Search<'a> {
    pub(super) need: &'a [u32],
    pub(super) columns: &'a [Column],
    pub(super) seed: u64,
    pub(super) rounds: u32,
}

/// Numbers that look like chance (splitmix64, <https://prng.di.unimi.it/splitmix64.c>).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }
}

/// What is chosen so far.
#[derive(Clone)]
struct Choice {
    /// Each choice once, by column.
    chosen: Vec<usize>,
    /// Need less what covers it, slot by slot; negative where there are more than needed.
    left: Vec<i64>,
    cost: u64,
}

impl Search<'_> {
    /// How often each column is chosen, and the cost.
    pub(super) fn run(&self) -> (Vec<u32>, u64) {
        let mut chance = Chance(self.seed);
        let mut now = Choice { chosen: Vec::new(), left: self.need.iter().map(|n| i64::from(*n)).collect(), cost: 0 };
        self.fill(&mut now, &mut chance, false);
        self.trim(&mut now);
        let mut best = now.clone();
        for _ in 0..self.rounds {
            if best.chosen.is_empty() {
                break;
            }
            let mut next = now.clone();
            let take = 1 + chance.below(next.chosen.len().min(12));
            // Half of the time neighbours go together: what overlaps can be put together anew.
            let around = chance.below(next.chosen.len());
            let near = chance.next().is_multiple_of(2);
            for _ in 0..take.min(next.chosen.len()) {
                let place = if near { around.min(next.chosen.len() - 1) } else { chance.below(next.chosen.len()) };
                self.take_back(&mut next, place);
            }
            self.fill(&mut next, &mut chance, true);
            self.trim(&mut next);
            if next.cost <= now.cost {
                now = next;
                if now.cost < best.cost {
                    best = now.clone();
                }
            }
        }
        let mut counts = vec![0; self.columns.len()];
        for column in &best.chosen {
            if let Some(count) = counts.get_mut(*column) {
                *count += 1;
            }
        }
        (counts, best.cost)
    }

    fn change(&self, choice: &mut Choice, column: usize, by: i64) {
        for slot in self.columns.get(column).into_iter().flat_map(|c| &c.slots) {
            if let Some(left) = choice.left.get_mut(*slot) {
                *left -= by;
            }
        }
    }

    fn take_back(&self, choice: &mut Choice, place: usize) {
        let column = choice.chosen.remove(place);
        choice.cost -= self.columns.get(column).map_or(0, |c| c.cost);
        self.change(choice, column, -1);
    }

    /// Adds the column that covers most of what is missing for its cost until nothing is. Ties go to the first, or by chance.
    fn fill(&self, choice: &mut Choice, chance: &mut Chance, by_chance: bool) {
        while choice.left.iter().any(|l| *l > 0) {
            let (mut best, mut ties) = (None::<(usize, u64, u64, u64)>, 0_usize);
            for (i, column) in self.columns.iter().enumerate() {
                let (mut gain, mut waste) = (0_u64, 0_u64);
                for slot in &column.slots {
                    match choice.left.get(*slot) {
                        Some(l) if *l > 0 => gain += 1,
                        _ => waste += 1,
                    }
                }
                if gain == 0 {
                    continue;
                }
                // gain/cost as a cross product, then the least waste.
                let better = match &best {
                    None => std::cmp::Ordering::Greater,
                    Some((_, g, c, w)) => (gain * c).cmp(&(g * column.cost)).then_with(|| u64::cmp(w, &waste)),
                };
                match better {
                    std::cmp::Ordering::Greater => (best, ties) = (Some((i, gain, column.cost, waste)), 1),
                    std::cmp::Ordering::Equal if by_chance => {
                        ties += 1;
                        if chance.below(ties) == 0 {
                            best = Some((i, gain, column.cost, waste));
                        }
                    }
                    _ => {}
                }
            }
            let Some((column, _, cost, _)) = best else { break };
            let at = choice.chosen.partition_point(|c| *c < column);
            choice.chosen.insert(at, column);
            choice.cost += cost;
            self.change(choice, column, 1);
        }
    }

    /// Takes back what nobody needs.
    fn trim(&self, choice: &mut Choice) {
        let mut place = 0;
        while let Some(column) = choice.chosen.get(place).and_then(|c| self.columns.get(*c)) {
            let needless = column.slots.iter().all(|s| choice.left.get(*s).is_some_and(|l| *l < 0));
            if needless { self.take_back(choice, place) } else { place += 1 }
        }
    }
}
