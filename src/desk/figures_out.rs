//! Figures as rows for a spreadsheet, and as one page.

use super::figures_text::{benchmark_text, flag_word, goal_text, shown, withheld_text};
use super::review_csv::row;
use super::sheet::Sheet;
use super::words::{clean, count, percent};
use crate::metrics::{BenchmarkBeside, Figure, Pace, Unit, Withheld};
use crate::time::Instant;

/// What all figures of a report rest on.
#[derive(Debug, Clone, Default)]
pub(super) struct Basis<'r> {
    pub(super) as_of: Option<Instant>,
    pub(super) zone: &'r str,
    pub(super) from: &'r str,
    pub(super) before: &'r str,
    /// What the log does not tell.
    pub(super) caveats: &'r [String],
}

impl Basis<'_> {
    /// The as-of instant; blank where none was given.
    fn as_of(&self) -> String {
        self.as_of.map_or(String::new(), |at| at.to_string())
    }
}

/// The figures of a group: what it is grouped by, its names, its period.
#[derive(Debug, Clone)]
pub(super) struct Group<'r> {
    pub(super) by: &'r str,
    pub(super) name: &'r str,
    pub(super) period: &'r str,
    pub(super) figures: &'r [Figure],
}

/// How many columns a row has, and which one is that of the flags.
const COLUMNS: usize = 44;
const FLAGS: usize = 16;

/// A row a figure, with everything that it rests on. What has no data is blank. A group that is withheld has a row with that flag.
pub(super) fn csv<'r>(groups: impl IntoIterator<Item = Group<'r>>, withheld: &[(String, &Withheld)]) -> String {
    let mut out = String::new();
    row(
        &mut out,
        [
            "by",
            "group",
            "period",
            "metric",
            "variant",
            "statistic",
            "unit",
            "value",
            "exact",
            "n",
            "k",
            "lo",
            "hi",
            "confidence",
            "interval",
            "method",
            "flags",
            "excluded",
            "missing",
            "goal",
            "goal_budget_used",
            "pace",
            "pace_elapsed",
            "pace_burn_rate",
            "pace_burn_rate_lo",
            "pace_burn_rate_hi",
            "pace_budget_used",
            "pace_lost_at",
            "pace_lost_at_earliest",
            "pace_lost_at_latest",
            "benchmark",
            "benchmark_quartiles",
            "benchmark_n",
            "benchmark_scope",
            "benchmark_source",
            "benchmark_date",
            "benchmark_age",
            "benchmark_difference",
            "benchmark_side",
            "as_of",
            "zone",
            "from",
            "before",
            "fingerprint",
        ],
    );
    for group in groups {
        for f in group.figures {
            let number = |v: Option<f64>| v.map_or(String::new(), |v| v.to_string());
            let instant = |at: Option<Instant>| at.map_or(String::new(), |at| at.to_string());
            let ends = f.interval;
            let excluded: Vec<String> = f.excluded.iter().map(|(why, n)| format!("{why} {n}")).collect();
            let pace = f.goal.as_ref().and_then(|goal| goal.pace.as_ref());
            let paced = |of: fn(&Pace) -> Option<f64>| number(pace.and_then(of));
            let lost = |of: fn(&Pace) -> Option<Instant>| pace.and_then(of).map_or(String::new(), |at| at.to_string());
            let beside =
                |of: fn(&BenchmarkBeside) -> String| f.benchmarks.iter().map(of).collect::<Vec<_>>().join("; ");
            let flags: Vec<&str> = f.flags.iter().map(|flag| flag.name()).collect();
            row(
                &mut out,
                [
                    group.by,
                    group.name,
                    group.period,
                    f.metric,
                    &f.variant,
                    &f.statistic,
                    f.unit.name(),
                    &number(f.value),
                    &f.exact.map_or(String::new(), |e| e.to_string()),
                    &f.n.to_string(),
                    &f.k.map_or(String::new(), |k| k.to_string()),
                    &number(ends.map(|i| i.lo)),
                    &number(ends.map(|i| i.hi)),
                    &number(ends.map(|i| i.confidence)),
                    ends.map_or("", |i| i.method),
                    f.method.unwrap_or_default(),
                    &flags.join(" "),
                    &excluded.join("; "),
                    &f.missing.to_string(),
                    f.goal.as_ref().map_or("", |g| g.outcome.name()),
                    &number(f.goal.as_ref().and_then(|g| g.budget_used)),
                    pace.map_or("", |p| p.outcome.name()),
                    &paced(|p| Some(p.elapsed)),
                    &paced(|p| p.burn_rate),
                    &paced(|p| p.burn_rate_lo),
                    &paced(|p| p.burn_rate_hi),
                    &paced(|p| p.budget_used),
                    &lost(|p| p.lost_at),
                    &lost(|p| p.lost_at_earliest),
                    &lost(|p| p.lost_at_latest),
                    &beside(|b| b.value.to_string()),
                    &beside(|b| b.quartiles.map_or(String::new(), |q| q.map(|v| v.to_string()).join(" "))),
                    &beside(|b| b.n.map_or(String::new(), |n| n.to_string())),
                    &beside(|b| b.scope.clone()),
                    &beside(|b| b.source.clone()),
                    &beside(|b| b.date.clone()),
                    &beside(|b| b.age.name().to_owned()),
                    &beside(|b| b.difference.map_or(String::new(), |d| d.to_string())),
                    &beside(|b| b.side.name().to_owned()),
                    &instant(f.as_of),
                    f.zone.as_deref().unwrap_or_default(),
                    &instant(f.window.from),
                    &instant(f.window.before),
                    &f.fingerprint,
                ],
            );
        }
    }
    for (by, of) in withheld {
        for group in &of.groups {
            let name = group.join(", ");
            let cell = |column: usize| match column {
                0 => by.as_str(),
                1 => name.as_str(),
                FLAGS => "withheld",
                _ => "",
            };
            row(&mut out, std::array::from_fn::<&str, COLUMNS, _>(cell));
        }
    }
    out
}

/// The page of the figures: a table a group, then by which definitions they were made.
pub(super) fn sheet<'r>(
    title: &str,
    basis: &Basis<'_>,
    groups: impl IntoIterator<Item = Group<'r>>,
    withheld: &[(String, &Withheld)],
) -> Sheet {
    let mut sheet = Sheet::new(title);
    let as_of = basis.as_of();
    let told = [
        ("as of", as_of.as_str()),
        ("zone", basis.zone),
        ("created from", basis.from),
        ("created before", basis.before),
    ];
    let told: Vec<String> = told.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
    sheet.note(told.join(", "));
    let mut definitions: Vec<Vec<String>> = Vec::new();
    for group in groups {
        let names: Vec<&str> = [group.name, group.period].into_iter().filter(|n| !n.is_empty()).collect();
        let name = if names.is_empty() && group.by.is_empty() { "All".to_owned() } else { names.join(", ") };
        sheet.heading(if name.is_empty() { "(not stated)".to_owned() } else { clean(&name).into_owned() });
        figures_table(&mut sheet, group.figures);
        for f in group.figures {
            let told = definition(f);
            if !definitions.contains(&told) {
                definitions.push(told);
            }
        }
    }
    for (by, of) in withheld {
        let by = if by.is_empty() { String::new() } else { format!("By {}: ", clean(by)) };
        sheet.note(format!("{by}{}", withheld_text(of)));
    }
    if !basis.caveats.is_empty() {
        sheet.heading("What the log does not tell");
        sheet.list(basis.caveats.to_vec());
    }
    if !definitions.is_empty() {
        sheet.heading("How they were made");
        sheet.table(&["figure", "read by", "interval by", "confidence", "fingerprint"], definitions);
    }
    sheet
}

/// A row a figure; goals and benchmarks have a column where there are any.
pub(super) fn figures_table(sheet: &mut Sheet, figures: &[Figure]) {
    let goals = figures.iter().any(|f| f.goal.is_some());
    let benchmarks = figures.iter().any(|f| !f.benchmarks.is_empty());
    let shown = [true, true, true, true, true, goals, benchmarks];
    let head = ["figure", "value", "interval", "of", "left out", "goal", "benchmark"];
    let head: Vec<&str> = head.into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(name, _)| name).collect();
    let row = |f: &Figure| line(f).into_iter().zip(shown).filter(|(_, shown)| *shown).map(|(cell, _)| cell).collect();
    sheet.table(&head, figures.iter().map(row).collect());
}

fn name(f: &Figure) -> String {
    format!("{} ({}): {}", f.metric, f.variant, f.statistic).replace('_', " ")
}

fn line(f: &Figure) -> [String; 7] {
    let ends =
        f.interval.map_or(String::new(), |i| format!("{} to {}", shown(Some(i.lo), f.unit), shown(Some(i.hi), f.unit)));
    let flags: Vec<&str> = f.flags.iter().map(|flag| flag_word(*flag)).collect();
    let flags = if flags.is_empty() { String::new() } else { format!(" ({})", flags.join(", ")) };
    let of = if f.unit == Unit::Count { String::new() } else { count(f.n) };
    let left: Vec<String> =
        f.excluded.iter().map(|(why, n)| format!("{} {}", count(*n), why.replace('_', " "))).collect();
    let goal = f.goal.as_ref().map_or(String::new(), |goal| goal_text(goal, f.unit));
    let benchmarks: Vec<String> = f.benchmarks.iter().map(|b| benchmark_text(b, f.unit)).collect();
    [name(f), format!("{}{flags}", shown(f.value, f.unit)), ends, of, left.join(", "), goal, benchmarks.join("; ")]
}

/// By which method a figure was read, and by which definition.
fn definition(f: &Figure) -> Vec<String> {
    let plain = |word: &str| word.replace('_', " ");
    vec![
        name(f),
        f.method.map_or(String::new(), plain),
        f.interval.map_or(String::new(), |i| plain(i.method)),
        f.interval.map_or(String::new(), |i| percent(Some(i.confidence))),
        f.fingerprint.clone(),
    ]
}
