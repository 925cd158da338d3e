//! Overrides that take each other's person away.
//!
//! Two of one time that both replace Ana find one Ana: the first puts somebody in her place, the second has nobody left to replace, and whoever was to come
//! by it is not on. Both are meant, so it is told. So it is where an override with `only` has taken everybody off.

use super::compile::Draft;
use super::plan::{Change, Override, item};
use std::collections::BTreeMap;

/// As many are told; a list of a thousand says no more.
const MOST_TOLD: usize = 100;
/// As many pairs are looked at, however many overrides there are of one person at one time.
const MOST_PAIRS: usize = 1_000_000;

impl Draft<'_> {
    pub(super) fn lost_overrides(&mut self) {
        let all = &self.plan.overrides;
        let mut by_person: BTreeMap<u32, Vec<(usize, &Override)>> = BTreeMap::new();
        let mut everybody: Vec<(usize, &Override)> = Vec::new();
        for (place, over) in all.iter().enumerate() {
            match over.change {
                Change::Remove(gone) | Change::Replace { remove: gone, .. } => {
                    by_person.entry(gone).or_default().push((place, over));
                }
                Change::Only(_) => everybody.push((place, over)),
                Change::Add(_) => {}
            }
        }
        let mut pairs = 0;
        let mut found: Vec<(usize, usize)> = Vec::new();
        for list in by_person.values_mut() {
            list.sort_by_key(|(_, over)| over.during.start);
            for (i, one) in list.iter().enumerate() {
                let meeting = list.iter().skip(i + 1).take_while(|(_, o)| o.during.start < one.1.during.end);
                for other in meeting.chain(&everybody) {
                    pairs += 1;
                    let (early, late) = in_order(one, other);
                    if found.len() < MOST_TOLD && pairs < MOST_PAIRS && takes(early, late) && !is_back(all, early, late)
                    {
                        found.push((early.0, late.0));
                    }
                }
                if pairs >= MOST_PAIRS || found.len() >= MOST_TOLD {
                    return self.tell(&found);
                }
            }
        }
        self.tell(&found);
    }

    fn tell(&mut self, found: &[(usize, usize)]) {
        for (first, second) in found {
            let Some(Change::Replace { remove, add }) = self.plan.overrides.get(*second).map(|o| &o.change) else {
                continue;
            };
            let name = |person: u32| item(&self.plan.people, person).map_or_else(String::new, |p| p.id.clone());
            let (gone, lost) = (name(*remove), name(*add));
            let expected = format!(
                "another time than overrides[{first}], which takes {gone} off already: {lost} replaces nobody meanwhile"
            );
            self.problems.warn("override_lost", &format!("overrides[{second}]"), lost, expected);
        }
    }
}

/// What is done first: `only`, then the order of the document.
fn in_order<'o>(
    one: &'o (usize, &'o Override),
    other: &'o (usize, &'o Override),
) -> (&'o (usize, &'o Override), &'o (usize, &'o Override)) {
    let rank = |o: &(usize, &Override)| (!matches!(o.1.change, Change::Only(_)), o.0);
    if rank(one) < rank(other) { (one, other) } else { (other, one) }
}

/// Whether an override leaves nobody for a later one to replace.
fn takes(early: &(usize, &Override), late: &(usize, &Override)) -> bool {
    let together = !early.1.during.intersection(late.1.during).is_empty();
    let within = early.1.team.is_none() || early.1.team == late.1.team;
    together && within && matches!(late.1.change, Change::Replace { .. })
}

/// Whether one between the two puts the person back in somebody else's place.
fn is_back(all: &[Override], early: &(usize, &Override), late: &(usize, &Override)) -> bool {
    let Change::Replace { remove: gone, .. } = late.1.change else { return false };
    let between = all.iter().take(late.0).skip(early.0 + 1);
    between
        .filter(|o| !o.during.intersection(late.1.during).is_empty())
        .any(|o| matches!(o.change, Change::Replace { add, .. } if add == gone))
}
