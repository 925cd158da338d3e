//! Figures as text for people.

use super::words::{clean, count, interval, percent, span};
use crate::metrics::{
    BenchmarkAge, BenchmarkBeside, BenchmarkSide, Figure, FigureFlag, FigureInterval, GoalOutcome, Outcome, Pace,
    PaceOutcome, Unit, Withheld,
};
use crate::time::Instant;
use std::fmt;

/// The figures of a group, a line each, under its name.
pub(super) fn table(f: &mut fmt::Formatter<'_>, name: &str, figures: &[Figure]) -> fmt::Result {
    writeln!(f, "{}", if name.is_empty() { "all" } else { name })?;
    let mut last = "";
    for figure in figures {
        if figure.fingerprint != last {
            last = &figure.fingerprint;
            writeln!(f, "  {} ({})", figure.metric.replace('_', " "), figure.variant.replace('_', " "))?;
            let left: Vec<String> =
                figure.excluded.iter().map(|(why, n)| format!("{} {}", count(*n), why.replace('_', " "))).collect();
            if !left.is_empty() {
                writeln!(f, "    left out: {}", left.join(", "))?;
            }
            writeln!(f, "    made by: {}", made_by(figures.iter().filter(|f| f.fingerprint == figure.fingerprint)))?;
        }
        line(f, figure)?;
    }
    Ok(())
}

/// What the floor withholds, in words.
pub(super) fn withheld_text(withheld: &Withheld) -> String {
    let Withheld { floor, groups, tickets, figures, .. } = withheld;
    let some = |n: u64, one: &str, many: &str| format!("{} {}", count(n), if n == 1 { one } else { many });
    let groups = u64::try_from(groups.len()).unwrap_or(u64::MAX);
    format!(
        "{} with {} and {} of others withheld, for a floor of {}",
        some(groups, "group", "groups"),
        some(*tickets, "ticket", "tickets"),
        some(*figures, "metric", "metrics"),
        count(*floor)
    )
}

fn line(f: &mut fmt::Formatter<'_>, figure: &Figure) -> fmt::Result {
    if figure.flags.contains(&FigureFlag::Withheld) {
        return writeln!(f, "    {}: withheld", figure.statistic.replace('_', " "));
    }
    let value = shown(figure.value, figure.unit);
    write!(f, "    {}: {value}", figure.statistic.replace('_', " "))?;
    if let Some(FigureInterval { lo, hi, .. }) = figure.interval {
        match figure.unit {
            Unit::Share => write!(f, " ({})", interval(Some(lo), Some(hi)))?,
            unit => write!(f, " ({} to {})", shown(Some(lo), unit), shown(Some(hi), unit))?,
        }
    }
    if figure.unit != Unit::Count {
        write!(f, " of {}", count(figure.n))?;
    }
    figure.flags.iter().try_for_each(|flag| write!(f, ", {}", flag_word(*flag)))?;
    match &figure.goal {
        Some(goal) => writeln!(f, "; {}", goal_text(goal, figure.unit))?,
        None => writeln!(f)?,
    }
    figure.benchmarks.iter().try_for_each(|b| writeln!(f, "      {}", benchmark_text(b, figure.unit)))
}

/// How many digits of a fingerprint are told in text: enough to tell the definitions of a report apart; JSON, CSV and pages have all of them.
const SHORT: usize = 8;

/// By which methods the figures of a metric were made, and the beginning of the definition's fingerprint.
fn made_by<'f>(figures: impl Iterator<Item = &'f Figure>) -> String {
    let (mut told, mut print) = (Vec::new(), "");
    for figure in figures {
        print = figure.fingerprint.get(..SHORT).unwrap_or(&figure.fingerprint);
        let read = figure.method.map(|method| format!("percentiles by {method}"));
        let ends = figure.interval.map(|i| format!("intervals of {} by {}", percent(Some(i.confidence)), i.method));
        for way in [read, ends].into_iter().flatten().map(|way| way.replace('_', " ")) {
            if !told.contains(&way) {
                told.push(way);
            }
        }
    }
    told.push(format!("definition {print}"));
    told.join("; ")
}

/// A benchmark in words: `benchmark 85.0 % (B2B software, n 1,200; Some Report, 2025-06-30): below it by 6.2 %`.
pub(super) fn benchmark_text(b: &BenchmarkBeside, unit: Unit) -> String {
    let n = b.n.map_or(String::new(), |n| format!(", n {}", count(n)));
    let quartiles = b.quartiles.map_or(String::new(), |[low, _, high]| {
        format!(", half of them from {} to {}", shown(Some(low), unit), shown(Some(high), unit))
    });
    let apart = shown(b.difference.map(f64::abs), unit);
    let apart = if unit == Unit::Share { apart.replace(" %", " points") } else { apart };
    let side = match b.side {
        BenchmarkSide::Above => format!("above it by {apart}"),
        BenchmarkSide::Below => format!("below it by {apart}"),
        BenchmarkSide::Equal => "equal to it".to_owned(),
        BenchmarkSide::NotToldApart => "not told apart at this n".to_owned(),
        BenchmarkSide::NoData => "no figure to compare".to_owned(),
    };
    let quarter = b.quarter.map_or(String::new(), |q| {
        let word = ["lowest", "second", "third", "highest"].get(usize::from(q.saturating_sub(1))).copied();
        format!(", in the {} quarter", word.unwrap_or_default())
    });
    let age = match (b.age, b.age_days) {
        (BenchmarkAge::Old, Some(days)) => format!("; old: {} days", count(days.unsigned_abs())),
        (BenchmarkAge::Later, _) => "; of a day after the as-of".to_owned(),
        _ => String::new(),
    };
    let value = shown(Some(b.value), unit);
    let (scope, source) = (words(&b.scope), words(&b.source));
    format!("benchmark {value} ({scope}{n}{quartiles}; {source}, {}){age}: {side}{quarter}", b.date)
}

/// A sentence of the host, as it is shown.
fn words(text: &str) -> String {
    text.split(' ').map(|word| clean(word)).collect::<Vec<_>>().join(" ")
}

/// A reason for care, in a word.
pub(super) fn flag_word(flag: FigureFlag) -> &'static str {
    match flag {
        FigureFlag::LowN => "few",
        FigureFlag::Approximate => "approximate",
        FigureFlag::Withheld => "withheld",
        FigureFlag::NotKnown => "not known from this log",
    }
}

/// A goal in words: `goal at least 90.0 %: met`.
pub(super) fn goal_text(goal: &GoalOutcome, unit: Unit) -> String {
    let (word, limit) = if goal.at_least.is_some() { ("least", goal.at_least) } else { ("most", goal.at_most) };
    let outcome = match goal.outcome {
        Outcome::Met => "met",
        Outcome::Missed => "missed",
        Outcome::Undecidable => "too few to say",
        Outcome::NoData => "no data",
    };
    let from = goal.from.as_deref().map_or(String::new(), |day| format!(" from {day}"));
    let pace = goal.pace.as_ref().map_or(String::new(), pace_text);
    format!("goal at {word} {}{from}: {outcome}{pace}", shown(limit, unit))
}

/// The pace in words: `; 50 % of the period's budget used, lost on 2026-04-21 at this rate`.
fn pace_text(pace: &Pace) -> String {
    let day = |at: &Instant| at.utc().date_naive().to_string();
    let used = pace.budget_used.map_or("the period allows no misses".to_owned(), |used| {
        format!("{} of the period's budget used in {} of its time", percent(Some(used)), percent(Some(pace.elapsed)))
    });
    let lost = match (&pace.lost_at, &pace.lost_at_earliest, pace.outcome) {
        (_, None, _) => ", kept at this rate".to_owned(),
        (Some(at), Some(early), PaceOutcome::Lost) => {
            format!(", lost on {} at this rate ({} at the earliest)", day(at), day(early))
        }
        (Some(at), Some(early), _) => {
            format!(", lost on {} at this rate ({} at the earliest), too few to be sure", day(at), day(early))
        }
        (None, Some(early), _) => {
            format!(", kept at this rate, lost on {} at the earliest, too few to be sure", day(early))
        }
    };
    format!("; {used}{}", if pace.budget_used.is_some() { lost } else { String::new() })
}

/// A value in its unit.
pub(super) fn shown(value: Option<f64>, unit: Unit) -> String {
    match (value, unit) {
        (None, _) => "-".to_owned(),
        (value, Unit::Seconds) => span(value),
        (value, Unit::Share) => percent(value),
        (Some(v), Unit::Points) => format!("{v:.1}"),
        (Some(v), Unit::Score) => format!("{v:.2}"),
        (Some(v), _) => format!("{v}"),
    }
}
