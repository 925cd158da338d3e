//! How the mood of messages moves.

use super::interval::DEFAULT_CONFIDENCE;
use super::{Trend, TrendOf, finite, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn lambda() -> f64 {
    0.2
}

fn one() -> f64 {
    1.0
}

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// How the mood of messages moves, by channel: scores of the host from -1 to 1, smoothed, and their trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentimentOf {
    /// The scores, in any order; of a channel at most 2,000.
    pub scores: Vec<SentimentScore>,
    /// How much a new score of full weight counts against what was before (EWMA); default 0.2.
    #[serde(default = "lambda")]
    pub lambda: f64,
    /// Confidence of the slope's interval; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// A score of the host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentimentScore {
    /// When; any unit, the slope is per one of it. Scores of one instant count in their order.
    pub at: f64,
    /// From -1 to 1.
    pub score: f64,
    /// How sure the host is of it, above 0 and up to 1; default 1.
    #[serde(default = "one")]
    pub weight: f64,
    /// The channel; left out, none.
    #[serde(default)]
    pub channel: String,
}

/// How it moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Sentiment {
    /// By channel, in the order of their names.
    pub channels: Vec<SentimentTrend>,
    /// How much a new score counts.
    pub lambda: f64,
}

/// How it moves on a channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SentimentTrend {
    /// The channel.
    pub channel: String,
    /// Scores.
    pub n: u64,
    /// The mean by weight.
    pub mean: Option<f64>,
    /// The smoothed line at each score, in the order of time: it begins with the first score, then `z + λ w (score - z)`.
    pub ewma: Vec<f64>,
    /// Its last value: the mood now.
    pub now: Option<f64>,
    /// Kendall's tau and Theil and Sen's slope of the scores themselves, without weights.
    pub trend: Trend,
}

impl SentimentOf {
    /// Computes it.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a score not from -1 to 1, a weight or a `lambda` not above 0 and up to 1;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_TREND_POINTS`](super::MAX_TREND_POINTS) scores of a channel.
    pub fn compute(&self) -> Result<Sentiment> {
        let part = |value: f64, path: String| {
            let fits = value > 0.0 && value <= 1.0;
            if fits { Ok(()) } else { Err(Error::out_of_range(path, value, "above 0 and up to 1")) }
        };
        part(self.lambda, "lambda".to_owned())?;
        let mut channels: BTreeMap<&str, Vec<&SentimentScore>> = BTreeMap::new();
        for (i, score) in self.scores.iter().enumerate() {
            finite(score.at, &format!("scores[{i}].at"))?;
            part(score.weight, format!("scores[{i}].weight"))?;
            if !(-1.0..=1.0).contains(&score.score) {
                return Err(Error::out_of_range(format!("scores[{i}].score"), score.score, "from -1 to 1"));
            }
            channels.entry(&score.channel).or_default().push(score);
        }
        let channels = channels.into_iter().map(|(name, scores)| self.channel(name, scores)).collect::<Result<_>>()?;
        Ok(Sentiment { channels, lambda: self.lambda })
    }

    fn channel(&self, name: &str, mut scores: Vec<&SentimentScore>) -> Result<SentimentTrend> {
        scores.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut ewma: Vec<f64> = Vec::with_capacity(scores.len());
        for of in &scores {
            let before = ewma.last().copied().unwrap_or(of.score);
            ewma.push(before + self.lambda * of.weight * (of.score - before));
        }
        let weights: f64 = scores.iter().map(|of| of.weight).sum();
        let trend = TrendOf {
            y: scores.iter().map(|of| of.score).collect(),
            x: Some(scores.iter().map(|of| of.at).collect()),
            confidence: self.confidence,
        };
        Ok(SentimentTrend {
            channel: name.to_owned(),
            n: u64::try_from(scores.len()).unwrap_or(u64::MAX),
            mean: quotient(scores.iter().map(|of| of.weight * of.score).sum(), weights),
            now: ewma.last().copied(),
            ewma,
            trend: trend.compute().map_err(|e| e.at("scores"))?,
        })
    }
}
