//! The numbers of a distribution at the ranks that are asked: of many numbers a few are put in their place, the others stay unsorted.

use super::fraction::Fraction;
use super::percentile::{PercentileMethod, Share};

/// A percentile that will be asked, and how it is read.
pub(crate) type Asked = (Share, PercentileMethod);

/// The numbers of a distribution by rank.
#[derive(Debug)]
pub(crate) struct Ranks {
    n: u64,
    exact: bool,
    known: Known,
}

#[derive(Debug)]
enum Known {
    /// In order, each with how many come up to it.
    All(Vec<(i64, u64)>),
    /// The ranks that were asked, in order, from 0, each with its number.
    Asked(Vec<(usize, i64)>),
}

impl Ranks {
    /// Of numbers in order, each with how often it came.
    pub(super) fn counted(n: u64, exact: bool, values: impl Iterator<Item = (i64, u64)>) -> Self {
        let mut upto = 0_u64;
        let counted = values.map(|(value, n)| {
            upto = upto.saturating_add(n);
            (value, upto)
        });
        Self { n, exact, known: Known::All(counted.collect()) }
    }

    /// Of single numbers in any order; only what is `asked` can be read.
    pub(super) fn of(mut values: Vec<i64>, asked: &[Asked]) -> Self {
        let n = i128::try_from(values.len()).unwrap_or(i128::MAX);
        let places = asked.iter().filter_map(|(share, method)| method.place(n, *share));
        let mut ranks: Vec<usize> = places
            .flat_map(|place| [place.low, place.high])
            .filter_map(|rank| usize::try_from(rank - 1).ok())
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        select(&mut values, 0, &ranks);
        let known = ranks.iter().filter_map(|rank| Some((*rank, *values.get(*rank)?))).collect();
        Self { n: u64::try_from(values.len()).unwrap_or(u64::MAX), exact: true, known: Known::Asked(known) }
    }

    /// Whether every number is known exactly.
    pub(crate) fn is_exact(&self) -> bool {
        self.exact
    }

    pub(crate) fn percentile(&self, share: Share, method: PercentileMethod) -> Option<Fraction> {
        let place = method.place(i128::from(self.n), share)?;
        place.between(self.at(place.low)?, self.at(place.high)?)
    }

    fn at(&self, rank: i128) -> Option<i64> {
        match &self.known {
            Known::All(counted) => {
                let rank = u64::try_from(rank).ok()?;
                counted.get(counted.partition_point(|c| c.1 < rank)).map(|c| c.0)
            }
            Known::Asked(known) => {
                let rank = usize::try_from(rank - 1).ok()?;
                let place = known.binary_search_by_key(&rank, |known| known.0).ok()?;
                known.get(place).map(|known| known.1)
            }
        }
    }
}

/// Puts the numbers of these ranks, which ascend and count from `first`, where sorting would put them.
fn select(values: &mut [i64], first: usize, ranks: &[usize]) {
    /// So few are sorted faster than parted.
    const FEW: usize = 64;
    if values.len() <= FEW {
        return values.sort_unstable();
    }
    let half = ranks.len() / 2;
    let Some(rank) = ranks.get(half) else { return };
    let place = rank - first;
    if place >= values.len() {
        return;
    }
    let (below, _, above) = values.select_nth_unstable(place);
    select(below, first, ranks.get(..half).unwrap_or_default());
    select(above, rank + 1, ranks.get(half + 1..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_stands_where_sorting_puts_it_and_nothing_else_is_told() {
        let values: Vec<i64> = (0..5_000_i64).map(|i| (i * 7_919) % 4_999).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable();
        let shares = [0.0, 0.5, 1.0, 50.0, 90.0, 95.0, 99.0, 99.9, 100.0].map(|p| Share::nearest(p / 100.0));
        for method in [PercentileMethod::NearestRank, PercentileMethod::AveragedNearestRank] {
            let asked: Vec<Asked> = shares.iter().map(|share| (*share, method)).collect();
            let ranks = Ranks::of(values.clone(), &asked);
            for share in shares {
                let told = crate::metrics::percentile(&sorted, share, method);
                assert_eq!(ranks.percentile(share, method), told, "{share:?} {method:?}");
            }
            assert_eq!(ranks.percentile(Share::nearest(0.123), method), None);
        }
    }
}
