//! Figures as text for people.

use super::words::{count, interval, percent, span};
use crate::metrics::{Figure, FigureFlag, FigureInterval, GoalOutcome, Outcome, Unit};
use std::fmt;

/// The figures of a group, a line each, under its name.
pub(super) fn table(f: &mut fmt::Formatter<'_>, name: &str, figures: &[Figure]) -> fmt::Result {
    writeln!(f, "{}", if name.is_empty() { "all" } else { name })?;
    let mut last = "";
    for figure in figures {
        if figure.metric != last {
            last = figure.metric;
            writeln!(f, "  {} ({})", figure.metric.replace('_', " "), figure.variant.replace('_', " "))?;
            let left: Vec<String> =
                figure.excluded.iter().map(|(why, n)| format!("{} {}", count(*n), why.replace('_', " "))).collect();
            if !left.is_empty() {
                writeln!(f, "    left out: {}", left.join(", "))?;
            }
        }
        line(f, figure)?;
    }
    Ok(())
}

fn line(f: &mut fmt::Formatter<'_>, figure: &Figure) -> fmt::Result {
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
    let few = figure.flags.contains(&FigureFlag::LowN);
    write!(f, "{}", if few { ", few" } else { "" })?;
    match &figure.goal {
        Some(goal) => writeln!(f, "; {}", goal_text(goal, figure.unit)),
        None => writeln!(f),
    }
}

/// A goal in words: `goal at least 90.0 %: met`.
fn goal_text(goal: &GoalOutcome, unit: Unit) -> String {
    let (word, limit) = if goal.at_least.is_some() { ("least", goal.at_least) } else { ("most", goal.at_most) };
    let outcome = match goal.outcome {
        Outcome::Met => "met",
        Outcome::Missed => "missed",
        Outcome::Undecidable => "too few to say",
        Outcome::NoData => "no data",
    };
    format!("goal at {word} {}: {outcome}", shown(limit, unit))
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
