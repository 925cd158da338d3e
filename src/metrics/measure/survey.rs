//! What surveys share: a declared scale, and answers counted by their score.

use crate::error::{Error, Result};
use crate::metrics::columns::{Batch, Number};
use crate::metrics::facts::Exclusion;
use crate::metrics::figure::{Figures, Unit};
use crate::metrics::fraction::Fraction;
use crate::metrics::state::{Histogram, LeftOut, State, state};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The widest scale.
const MAX_SCORES: i64 = 1_001;

/// Which end of a scale is the good one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better. The default.
    #[default]
    HigherIsBetter,
    /// Less is better.
    LowerIsBetter,
}

/// The scores a survey offers: whole numbers from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The least.
    pub min: i64,
    /// The greatest.
    pub max: i64,
    /// Which end is good; default `higher_is_better`.
    #[serde(default)]
    pub direction: Direction,
}

impl Scale {
    pub(super) const fn new(min: i64, max: i64) -> Self {
        Self { min, max, direction: Direction::HigherIsBetter }
    }

    pub(super) fn check(&self) -> Result<()> {
        let points = self.points().filter(|n| (2..=MAX_SCORES).contains(n));
        let expected = || format!("from 2 to {MAX_SCORES} whole scores");
        points.map(drop).ok_or_else(|| Error::invalid("scale", format!("{} to {}", self.min, self.max), expected()))
    }

    /// How many scores it has.
    fn points(&self) -> Option<i64> {
        self.max.checked_sub(self.min)?.checked_add(1)
    }

    /// How many of its best scores are usually called satisfied: 1 of 2 or 3, 2 of 4 to 7, 3 of 8 or more.
    pub(super) fn usual_top(&self) -> i64 {
        match self.points().unwrap_or(0) {
            ..=3 => 1,
            4..=7 => 2,
            _ => 3,
        }
    }

    /// A score as if more were better.
    pub(super) fn upright(&self, score: i64) -> i64 {
        match self.direction {
            Direction::HigherIsBetter => score,
            Direction::LowerIsBetter => self.min.saturating_add(self.max).saturating_sub(score),
        }
    }

    pub(super) fn holds(&self, score: i64) -> bool {
        (self.min..=self.max).contains(&score)
    }

    pub(super) fn name(&self) -> String {
        let turned = if self.direction == Direction::LowerIsBetter { "_lower_is_better" } else { "" };
        format!("{}_to_{}{turned}", self.min, self.max)
    }
}

state! {
    /// Answers by score.
    Answers {
        scores: Histogram,
        missing: u64,
        excluded: LeftOut,
    }
}

impl Answers {
    pub(super) fn see(&mut self, rows: &Batch<'_>, of: &str, scale: Scale) {
        let column = rows.column(of);
        let Answers { scores, missing, excluded } = self;
        let mut off = 0;
        // The first scores of a scale without a look into a tree.
        let mut low = [0_u64; 16];
        rows.each(
            |why, weight| excluded.add(why, weight),
            |row, weight| match rows.number(column, row) {
                Number::Missing => missing.merge(&weight),
                Number::Whole(score) if scale.holds(score) => {
                    let place = usize::try_from(score.saturating_sub(scale.min)).ok();
                    match place.and_then(|place| low.get_mut(place)) {
                        Some(n) => n.merge(&weight),
                        None => scores.entry(score).or_default().merge(&weight),
                    }
                }
                Number::Whole(_) | Number::Unreadable => off += weight,
            },
        );
        for (score, n) in (scale.min..).zip(low).filter(|(_, n)| *n > 0) {
            scores.entry(score).or_default().merge(&n);
        }
        excluded.add(Exclusion::OffScale, off);
    }

    pub(super) fn n(&self) -> u64 {
        self.scores.values().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// How many answers have a score that `is`.
    pub(super) fn count(&self, is: impl Fn(i64) -> bool) -> u64 {
        let those = self.scores.iter().filter(|(score, _)| is(**score));
        those.fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// The mean of the scores, read as `read` says.
    pub(super) fn mean(&self, read: impl Fn(i64) -> i64) -> Option<Fraction> {
        let each = self.scores.iter().map(|(score, n)| i128::from(read(*score)) * i128::from(*n));
        let sum = each.fold(0_i128, i128::saturating_add);
        Fraction::new(sum, i128::from(self.n()))
    }

    /// The mean, as it is and from 0 to 1.
    pub(super) fn means(&self, scale: Scale, out: &mut Figures<'_>) {
        let n = self.n();
        out.fraction("mean", Unit::Score, self.mean(|s| s), 1, n);
        let width = scale.max.saturating_sub(scale.min);
        let normalised = self.mean(|s| scale.upright(s).saturating_sub(scale.min));
        out.fraction("normalised_mean", Unit::Share, normalised, width, n);
    }
}
