//! Goals: whether a figure meets one, misses it, or is over too few tickets to say.

use super::figure::{Figure, Unit, View};
use super::pace::{Pace, pace};
use super::spec::MetricSpec;
use crate::error::{Error, Result};
use crate::time::civil::parse_date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most goals of a report.
pub const MAX_GOALS: usize = 1_000;

/// What a figure should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The metric, such as `sla_compliance`.
    pub metric: String,
    /// Which of its definitions; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The statistic, such as `rate` or `median`.
    pub statistic: String,
    /// At least so much, in the figure's unit: shares from 0 to 1, times in seconds. Either this or `at_most`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// At most so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// The first day, `2026-04-01`, that it holds for: figures of periods that begin before it have the goal that held before; left out, it always
    /// held. Figures without a period are held against the goal of the as-of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// What became of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The whole interval is on the good side.
    Met,
    /// The whole interval is on the other.
    Missed,
    /// The interval holds the goal, or there is none: at this n it cannot be told.
    Undecidable,
    /// There is no figure.
    NoData,
}

impl Outcome {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::Missed => "missed",
            Outcome::Undecidable => "undecidable",
            Outcome::NoData => "no_data",
        }
    }
}

/// A goal beside a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GoalOutcome {
    /// At least so much; `null` for a goal of the other kind.
    pub at_least: Option<f64>,
    /// At most so much.
    pub at_most: Option<f64>,
    /// What became of it, with the figure's interval; a count has none and is what it is.
    pub outcome: Outcome,
    /// Whether the figure itself, without its interval, is on the good side; `null` without a figure.
    pub by_value: Option<bool>,
    /// Of a share that should be high: misses over the misses that the goal allows at this n. Above 1 it is missed. `null` where none are allowed.
    pub budget_used: Option<f64>,
    /// The first day that it holds for; `null` for a goal that always held.
    pub from: Option<String>,
    /// How fast the budget of a period that is not over is used up; `null` for other figures and goals.
    pub pace: Option<Pace>,
}

/// Whether every goal and every benchmark is about a figure that there will be, benchmarks in its unit.
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) with the path `goals[i].metric`, `.variant` or `.statistic`, or that of `benchmarks[i]`; it lists those
/// there are. [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a benchmark in another unit.
pub(crate) fn check_view(view: &View, specs: &[MetricSpec]) -> Result<()> {
    if view.goals.is_empty() && view.benchmarks.is_empty() {
        return Ok(());
    }
    let mut made = Vec::new();
    for spec in specs {
        made.extend(spec.measure().figures(spec.empty().as_ref(), view)?);
    }
    for (i, goal) in view.goals.iter().enumerate() {
        if goal.from.is_some() && view.days.first.is_none() {
            let expected = "`now` as well, to know which goals hold";
            return Err(Error::invalid(format!("goals[{i}].from"), goal.from.as_deref().unwrap_or_default(), expected));
        }
        find(&made, [Some(&goal.metric), goal.variant.as_ref(), Some(&goal.statistic)])
            .map_err(|e| e.at(&format!("goals[{i}]")))?;
    }
    for (i, benchmark) in view.benchmarks.iter().enumerate() {
        let at = |e: Error| e.at(&format!("benchmarks[{i}]"));
        let found = find(&made, [&benchmark.metric, &benchmark.variant, &benchmark.statistic].map(Some)).map_err(at)?;
        if let Some(figure) = found.iter().find(|figure| figure.unit != benchmark.unit) {
            let expected = format!("{}, what that figure is in", figure.unit.name());
            return Err(at(Error::invalid("unit", benchmark.unit.name(), expected)));
        }
    }
    Ok(())
}

/// The figures of that metric, variant and statistic.
fn find<'f>(made: &'f [Figure], wanted: [Option<&String>; 3]) -> Result<Vec<&'f Figure>> {
    let mut left: Vec<&Figure> = made.iter().collect();
    for (field, wanted) in ["metric", "variant", "statistic"].into_iter().zip(wanted) {
        let Some(wanted) = wanted else { continue };
        let of = |f: &Figure| match field {
            "metric" => f.metric.to_owned(),
            "variant" => f.variant.clone(),
            _ => f.statistic.to_string(),
        };
        let there: BTreeSet<String> = left.iter().map(|f| of(f)).collect();
        left.retain(|f| of(f) == *wanted);
        if left.is_empty() {
            let there = there.into_iter().collect::<Vec<_>>().join(", ");
            return Err(Error::not_found(field, wanted, format!("one of the figures asked for: {there}")));
        }
    }
    Ok(left)
}

impl Goal {
    /// Whether it is one.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for none or both of the limits, or what is no number.
    pub fn check(&self) -> Result<()> {
        match (self.at_least, self.at_most) {
            (Some(limit), None) | (None, Some(limit)) if limit.is_finite() => Ok(()),
            _ => Err(Error::invalid("at_least", "none or both", "either `at_least` or `at_most`, a number")),
        }?;
        self.from.as_deref().map_or(Ok(()), |day| parse_date(day).map(drop).map_err(|e| e.at("from")))
    }

    /// The goal that holds for a figure.
    pub(super) fn that_holds<'g>(view: &'g View, figure: &Figure) -> Option<&'g Self> {
        let from = |goal: &Self| goal.from.as_deref().and_then(|day| parse_date(day).ok());
        let holds = |goal: &&Self| goal.is_of(figure) && from(goal).is_none_or(|day| view.days.first >= Some(day));
        // The last of equal maxima is taken: from the end it is the first.
        view.goals.iter().rev().filter(holds).max_by_key(|goal| from(goal))
    }

    pub(super) fn is_of(&self, figure: &Figure) -> bool {
        self.metric == figure.metric
            && self.statistic == figure.statistic
            && self.variant.as_ref().is_none_or(|v| *v == figure.variant)
    }

    pub(super) fn judge(&self, figure: &Figure, view: &View) -> GoalOutcome {
        let good = |v: f64| self.at_least.is_none_or(|least| v >= least) && self.at_most.is_none_or(|most| v <= most);
        let outcome = match (figure.value, figure.interval) {
            (None, _) => Outcome::NoData,
            (Some(_), Some(i)) if good(i.lo) && good(i.hi) => Outcome::Met,
            (Some(_), Some(i)) if !good(i.lo) && !good(i.hi) => Outcome::Missed,
            (Some(v), None) if figure.unit == Unit::Count => {
                if good(v) {
                    Outcome::Met
                } else {
                    Outcome::Missed
                }
            }
            _ => Outcome::Undecidable,
        };
        let budget = |(k, least): (u64, f64)| {
            let number = super::stats::number;
            let allowed = (1.0 - least) * number(figure.n);
            (allowed > 0.0).then(|| number(figure.n.saturating_sub(k)) / allowed)
        };
        GoalOutcome {
            at_least: self.at_least,
            at_most: self.at_most,
            outcome,
            by_value: figure.value.map(good),
            budget_used: figure.k.zip(self.at_least).filter(|_| figure.unit == Unit::Share).and_then(budget),
            from: self.from.clone(),
            pace: pace(self, figure, view),
        }
    }
}
