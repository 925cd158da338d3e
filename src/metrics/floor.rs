//! The k-anonymity floor: figures over fewer tickets than it are withheld, and so are others from which they could be had by subtraction.

use super::accumulator::{FiguresOfGroup, Shown};
use super::benchmark::BenchmarkBeside;
use super::figure::{Figure, FigureFlag};
use super::report::{Breakdown, Figures, GroupFigures, ReportSpec};
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Groups whose figures are withheld: those of fewer tickets than the floor, and the smallest others without which these could be had by subtraction.
/// Which of the two a group is, is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Withheld {
    /// The floor: the fewest tickets of which figures are told.
    pub floor: u64,
    /// What the groups are called, in their order.
    pub groups: Vec<Vec<String>>,
    /// Tickets in all of them together.
    pub tickets: u64,
    /// Metrics that are withheld in groups that are shown, because they are over fewer values than the floor, or as above: how many, over all groups.
    pub figures: u64,
}

/// What periods are called among the dimensions of tables.
const PERIOD: &str = "";

/// A table whose cells may be withheld: keys by dimension, and how many each is over.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// What each part of a key is of.
    pub(super) dimensions: Vec<String>,
    pub(super) keys: Vec<Vec<String>>,
    pub(super) n: Vec<u64>,
    pub(super) withheld: Vec<bool>,
}

impl Cells {
    pub(super) fn new(dimensions: Vec<String>, keys: Vec<Vec<String>>, n: Vec<u64>) -> Self {
        let withheld = vec![false; n.len()];
        Self { dimensions, keys, n, withheld }
    }

    fn n_of(&self, cell: usize) -> u64 {
        self.n.get(cell).copied().unwrap_or(0)
    }

    fn is_withheld(&self, cell: usize) -> bool {
        self.withheld.get(cell).copied().unwrap_or(false)
    }

    /// Withholds a cell; whether it was not before.
    fn hide(&mut self, cell: usize) -> bool {
        self.withheld.get_mut(cell).is_some_and(|withheld| !std::mem::replace(withheld, true))
    }

    /// The cells that add up to a margin: those that differ in one dimension only, by the rest of their key.
    fn lines(&self, dimension: usize) -> BTreeMap<Vec<String>, Vec<usize>> {
        let mut lines: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (cell, key) in self.keys.iter().enumerate() {
            let rest = key.iter().enumerate().filter(|(i, _)| *i != dimension).map(|(_, name)| name.clone());
            lines.entry(rest.collect()).or_default().push(cell);
        }
        lines
    }

    /// Withholds more of a line until what is withheld is at least two cells and together not below the floor; whether that could be done, and whether
    /// anything was withheld for it.
    fn protect(&mut self, line: &[usize], floor: u64) -> (bool, bool) {
        let mut changed = false;
        loop {
            let hidden = || line.iter().copied().filter(|cell| self.is_withheld(*cell) && self.n_of(*cell) > 0);
            let (cells, n) = (hidden().count(), hidden().map(|cell| self.n_of(cell)).fold(0, u64::saturating_add));
            if cells == 0 || (cells > 1 && n >= floor) {
                return (true, changed);
            }
            let shown = line.iter().copied().filter(|cell| !self.is_withheld(*cell) && self.n_of(*cell) > 0);
            let Some(next) = shown.min_by_key(|cell| self.n_of(*cell)) else { return (false, changed) };
            changed |= self.hide(next);
        }
    }
}

/// Withholds what the floor asks for in tables of the same tickets: cells below it; in every line of cells that adds up to a margin at least two, which are
/// together not below it; a margin that a line gives away; the parts of what is withheld as a whole. Whether the total of all stays safe.
pub(super) fn withhold(tables: &mut [Cells], floor: u64) -> bool {
    for table in tables.iter_mut() {
        let few: Vec<usize> = (0..table.n.len()).filter(|cell| (1..floor).contains(&table.n_of(*cell))).collect();
        for cell in few {
            table.hide(cell);
        }
    }
    let mut safe = true;
    loop {
        let mut changed = false;
        let mut margins: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for table in tables.iter_mut() {
            for dimension in 0..table.dimensions.len() {
                for (rest, line) in table.lines(dimension) {
                    let (protected, more) = table.protect(&line, floor);
                    changed |= more;
                    if !protected {
                        let others = table.dimensions.iter().enumerate().filter(|(i, _)| *i != dimension);
                        margins.push((others.map(|(_, name)| name.clone()).collect(), rest));
                    }
                }
            }
        }
        for (dimensions, key) in margins {
            safe &= !dimensions.is_empty();
            for table in tables.iter_mut().filter(|table| table.dimensions == dimensions) {
                let cell = table.keys.iter().position(|of| *of == key);
                changed |= cell.is_some_and(|cell| table.hide(cell));
            }
        }
        changed |= hide_parts(tables);
        if !changed {
            return safe;
        }
    }
}

/// Withholds the parts of every withheld cell: they add up to it.
fn hide_parts(tables: &mut [Cells]) -> bool {
    let mut changed = false;
    for i in 0..tables.len() {
        let Some(whole) = tables.get(i) else { continue };
        let cells = whole.keys.iter().zip(&whole.withheld).filter(|(_, withheld)| **withheld);
        let hidden: BTreeSet<Vec<String>> = cells.map(|(key, _)| key.clone()).collect();
        let dimensions = whole.dimensions.clone();
        for table in tables.iter_mut().filter(|t| t.dimensions.len() > dimensions.len()) {
            let place = |name: &String| table.dimensions.iter().position(|own| own == name);
            let Some(places) = dimensions.iter().map(place).collect::<Option<Vec<usize>>>() else { continue };
            let part =
                |key: &Vec<String>| places.iter().filter_map(|place| key.get(*place).cloned()).collect::<Vec<_>>();
            let parts: Vec<usize> = table
                .keys
                .iter()
                .enumerate()
                .filter(|(_, key)| hidden.contains(&part(key)))
                .map(|(cell, _)| cell)
                .collect();
            changed |= parts.into_iter().fold(false, |any, cell| table.hide(cell) | any);
        }
    }
    changed
}

/// All tickets together are fewer than the floor, or one group alone would tell of a smaller one.
pub(super) fn check_total(n: u64, safe: bool, floor: u64) -> Result<()> {
    if (1..floor).contains(&n) || !safe {
        let expected = "at most as many as there are tickets: with fewer in all, nothing can be told";
        return Err(Error::invalid("floor", floor, expected));
    }
    Ok(())
}

/// How many values a metric is over where it is over the fewest; 0 without data.
fn least_n<'f>(figures: impl Iterator<Item = &'f Figure>) -> u64 {
    figures.map(|f| f.n).filter(|n| *n > 0).min().unwrap_or(0)
}

/// Withholds metrics of the groups of some tables, each metric by itself. How many were, by table.
fn withhold_figures(tables: &mut [(Cells, Vec<&mut Vec<Figure>>)], floor: u64) -> Vec<u64> {
    let all = || tables.iter().flat_map(|(_, groups)| groups.iter().flat_map(|figures| figures.iter()));
    let metrics: BTreeSet<String> = all().map(|f| f.fingerprint.clone()).collect();
    let mut counts = vec![0; tables.len()];
    for metric in metrics {
        let mut cells: Vec<Cells> = tables
            .iter()
            .map(|(cells, groups)| {
                let n = groups.iter().map(|figures| least_n(figures.iter().filter(|f| f.fingerprint == metric)));
                Cells { n: n.collect(), ..cells.clone() }
            })
            .collect();
        withhold(&mut cells, floor);
        for (((whole, groups), of), count) in tables.iter_mut().zip(&cells).zip(&mut counts) {
            for (cell, figures) in groups.iter_mut().enumerate() {
                if of.is_withheld(cell) && !whole.is_withheld(cell) && of.n_of(cell) > 0 {
                    *count += 1;
                    figures.iter_mut().filter(|f| f.fingerprint == metric).for_each(blank);
                }
            }
        }
    }
    counts
}

fn blank(figure: &mut Figure) {
    (figure.value, figure.exact, figure.k, figure.interval, figure.goal) = (None, None, None, None, None);
    (figure.n, figure.missing) = (0, 0);
    figure.excluded.clear();
    figure.benchmarks.iter_mut().for_each(BenchmarkBeside::forget);
    figure.flags = vec![FigureFlag::Withheld];
}

/// The groups of one table that a floor lets through, and what it withholds; 0 is no floor.
pub(super) fn withhold_groups(mut groups: Vec<FiguresOfGroup>, floor: u64) -> Result<Shown> {
    if floor < 2 {
        return Ok(Shown { groups, withheld: None, in_no_period: 0 });
    }
    let width = groups.iter().map(|g| g.key.len()).max().unwrap_or(0);
    let dimensions = (0..width).map(|i| i.to_string()).collect();
    let n: Vec<u64> = groups.iter().map(|g| g.tickets).collect();
    let total = n.iter().copied().fold(0, u64::saturating_add);
    let mut tables = [Cells::new(dimensions, groups.iter().map(|g| g.key.clone()).collect(), n)];
    let safe = withhold(&mut tables, floor);
    check_total(total, safe, floor)?;
    let [cells] = tables;
    let mut tables = [(cells, groups.iter_mut().map(|g| &mut g.figures).collect::<Vec<_>>())];
    let figures = withhold_figures(&mut tables, floor).into_iter().sum();
    let [(cells, _)] = tables;
    let withheld = Withheld::of(&cells, floor, figures);
    let mut place = 0..;
    groups.retain(|_| place.next().is_some_and(|cell| !cells.is_withheld(cell)));
    Ok(Shown { groups, withheld, in_no_period: 0 })
}

/// The same for the tables of a report, which tell of the same tickets: a group withheld in one is not told in parts by another.
pub(super) fn withhold_tables(spec: &ReportSpec, all: &mut Figures, tables: &mut [Breakdown]) -> Result<()> {
    let floor = spec.floor;
    if floor < 2 {
        return Ok(());
    }
    let mut cells: Vec<Cells> = tables.iter().map(cells_of).collect();
    let safe = withhold(&mut cells, floor);
    check_total(tickets(all), safe, floor)?;
    let groups = tables.iter_mut().map(|t| t.groups.iter_mut().map(|g| &mut g.figures.figures).collect::<Vec<_>>());
    let mut whole = vec![(Cells::new(Vec::new(), vec![Vec::new()], vec![tickets(all)]), vec![&mut all.figures])];
    whole.extend(cells.into_iter().zip(groups));
    let figures = withhold_figures(&mut whole, floor);
    let cells: Vec<Cells> = whole.into_iter().skip(1).map(|(cells, _)| cells).collect();
    for ((table, cells), figures) in tables.iter_mut().zip(cells).zip(figures.into_iter().skip(1)) {
        table.withheld = Withheld::of(&cells, floor, figures);
        let mut place = 0..;
        table.groups.retain(|_| place.next().is_some_and(|cell| !cells.is_withheld(cell)));
    }
    Ok(())
}

/// Which of some groups, which add up to a total that is told, a floor withholds; 0 is no floor.
///
/// # Errors
/// As [`check_total`].
pub(crate) fn withhold_line(of: &str, groups: Vec<(String, u64)>, floor: u64) -> Result<(Vec<bool>, Option<Withheld>)> {
    if floor < 2 {
        return Ok((vec![false; groups.len()], None));
    }
    let total = groups.iter().fold(0_u64, |sum, (_, n)| sum.saturating_add(*n));
    let (keys, n) = groups.into_iter().map(|(name, n)| (vec![name], n)).unzip();
    let mut tables = [Cells::new(vec![of.to_owned()], keys, n)];
    let safe = withhold(&mut tables, floor);
    check_total(total, safe, floor)?;
    let [cells] = tables;
    let withheld = Withheld::of(&cells, floor, 0);
    Ok((cells.withheld, withheld))
}

fn tickets(of: &Figures) -> u64 {
    of.excluded.values().fold(of.tickets, |sum, n| sum.saturating_add(*n))
}

fn cells_of(table: &Breakdown) -> Cells {
    let mut dimensions: Vec<String> = table.names.clone();
    dimensions.extend(table.period.map(|_| PERIOD.to_owned()));
    let key = |g: &GroupFigures| g.key.iter().cloned().chain(g.period.clone()).collect();
    let n = table.groups.iter().map(|g| tickets(&g.figures)).collect();
    Cells::new(dimensions, table.groups.iter().map(key).collect(), n)
}

impl Withheld {
    /// What is withheld of a table; nothing where that is nothing.
    pub(super) fn of(cells: &Cells, floor: u64, figures: u64) -> Option<Self> {
        let hidden = || (0..cells.keys.len()).filter(|cell| cells.is_withheld(*cell));
        let groups: Vec<Vec<String>> = hidden().filter_map(|cell| cells.keys.get(cell).cloned()).collect();
        let tickets = hidden().map(|cell| cells.n_of(cell)).fold(0, u64::saturating_add);
        (figures > 0 || !groups.is_empty()).then_some(Self { floor, groups, tickets, figures })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(dimensions: &[&str], cells: &[(&[&str], u64)]) -> Cells {
        let text = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let keys = cells.iter().map(|(key, _)| text(key)).collect();
        Cells::new(text(dimensions), keys, cells.iter().map(|(_, n)| *n).collect())
    }

    fn hidden(cells: &Cells) -> Vec<String> {
        let of = cells.keys.iter().zip(&cells.withheld).filter(|(_, withheld)| **withheld);
        of.map(|(key, _)| key.join("/")).collect()
    }

    #[test]
    fn one_hidden_group_beside_a_total_hides_the_smallest_other() {
        for (cells, expected) in [
            (vec![("a", 9), ("b", 2), ("c", 7)], vec!["b", "c"]),
            (vec![("a", 9), ("b", 2), ("c", 7), ("d", 4)], vec!["b", "d"]), // 6 together, not below 5
            (vec![("a", 9), ("b", 1), ("c", 7), ("d", 1)], vec!["b", "c", "d"]), // 2 together are still too few
            (vec![("a", 9), ("c", 7)], vec![]),
            (vec![("a", 9), ("b", 0), ("c", 7)], vec![]), // nobody is nobody's secret
            (vec![("a", 9), ("b", 5)], vec![]),
        ] {
            let cells: Vec<(&[&str], u64)> = cells.iter().map(|(name, n)| (std::slice::from_ref(name), *n)).collect();
            let mut tables = [table(&["team"], &cells)];
            assert!(withhold(&mut tables, 5));
            assert_eq!(hidden(&tables[0]), expected, "{cells:?}");
        }
        let mut alone = [table(&["team"], &[(&["a"], 3)])];
        assert!(!withhold(&mut alone, 5)); // it is the total
    }

    /// No line of a table that is shown gives a hidden cell away by subtraction from its margin.
    #[test]
    fn no_hidden_cell_of_two_dimensions_is_alone_in_its_row_or_column() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed % below
        };
        for round in 0..300 {
            let (mut keys, mut n) = (Vec::new(), Vec::new());
            for team in 0..2 + next(5) {
                for week in 0..2 + next(4) {
                    keys.push(vec![format!("t{team}"), format!("w{week}")]);
                    n.push(next(30));
                }
            }
            let margin = |place: usize| {
                let mut sums: BTreeMap<Vec<String>, u64> = BTreeMap::new();
                keys.iter().zip(&n).for_each(|(key, n)| *sums.entry(vec![key[place].clone()]).or_default() += n);
                sums
            };
            let both = vec!["team".to_owned(), "week".to_owned()];
            let mut tables = vec![Cells::new(both, keys.clone(), n.clone())];
            for (place, name) in [(0, "team"), (1, "week")] {
                let (keys, n) = margin(place).into_iter().unzip();
                tables.push(Cells::new(vec![name.to_owned()], keys, n));
            }
            if !withhold(&mut tables, 6) {
                continue;
            }
            for (dimension, table) in [(1, &tables[1]), (0, &tables[2])] {
                for (rest, line) in tables[0].lines(dimension) {
                    let shown = table.keys.iter().zip(&table.withheld).any(|(key, withheld)| *key == rest && !withheld);
                    let mut of = line.iter().filter(|cell| tables[0].is_withheld(**cell) && tables[0].n_of(**cell) > 0);
                    let sum: u64 = of.clone().map(|cell| tables[0].n_of(*cell)).sum();
                    let safe = of.next().is_none() || (of.next().is_some() && sum >= 6);
                    assert!(!shown || safe, "round {round}: {rest:?}");
                }
            }
            for table in &tables {
                assert!((0..table.n.len()).all(|cell| table.is_withheld(cell) || !(1..6).contains(&table.n_of(cell))));
            }
        }
    }
}
