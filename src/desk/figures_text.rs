//! Figures as text for people.

use super::words::{count, interval, percent, span};
use crate::metrics::{Figure, FigureFlag, FigureInterval, GoalOutcome, Outcome, Pace, PaceOutcome, Unit, Withheld};
use crate::time::Instant;
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
        Some(goal) => writeln!(f, "; {}", goal_text(goal, figure.unit)),
        None => writeln!(f),
    }
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
