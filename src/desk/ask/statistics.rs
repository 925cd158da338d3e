//! Calculations: questions that no library is needed for, only their numbers.

use super::{Ask, Library, Reply};
use crate::desk::chart;
use crate::desk::told::Told;
use crate::error::Result;
use crate::metrics::period::{Periods, PeriodsOf};
use crate::metrics::stats::{
    Agreement, AgreementOf, Backlog, BacklogOf, ChartOf, CompareNps, CompareShares, Comparison, Contingency,
    ContingencyOf, ControlChart, Intervals, IntervalsOf, LifetimeValue, LifetimeValueOf, LittlesLaw, LittlesLawOf,
    LogRank, LogRankOf, NpsComparison, Pareto, ParetoOf, Quantiles, QuantilesOf, Retention, RetentionOf, SampleSize,
    SampleSizeOf, Scorecard, ScorecardOf, SelfService, SelfServiceOf, Sentiment, SentimentOf, StandardiseOf,
    Standardised, Survival, SurvivalOf, Trend, TrendOf,
};
use std::fmt;

macro_rules! calculations {
    ($($word:literal: $of:ty => $answer:ty,)+) => {$(
        impl Ask for $of {
            const NAME: &'static str = $word;
            type Answer = Told<$answer>;

            fn answer(&self, _: &Library) -> Result<Told<$answer>> {
                self.compute().map(Told)
            }
        }
    )+};
}

calculations! {
    "agreement": AgreementOf => Agreement,
    "backlog": BacklogOf => Backlog,
    "compare_nps": CompareNps => NpsComparison,
    "compare_shares": CompareShares => Comparison,
    "contingency": ContingencyOf => Contingency,
    "interval": IntervalsOf => Intervals,
    "lifetime_value": LifetimeValueOf => LifetimeValue,
    "littles_law": LittlesLawOf => LittlesLaw,
    "log_rank": LogRankOf => LogRank,
    "percentiles": QuantilesOf => Quantiles,
    "retention": RetentionOf => Retention,
    "sample_size": SampleSizeOf => SampleSize,
    "scorecard": ScorecardOf => Scorecard,
    "self_service": SelfServiceOf => SelfService,
    "sentiment": SentimentOf => Sentiment,
    "standardise": StandardiseOf => Standardised,
    "trend": TrendOf => Trend,
}

macro_rules! drawn {
    ($($word:literal: $of:ty => $answer:ty, $draw:expr,)+) => {$(
        impl Ask for $of {
            const NAME: &'static str = $word;
            type Answer = $answer;

            fn answer(&self, _: &Library) -> Result<$answer> {
                self.compute()
            }
        }

        impl Reply for $answer {
            fn svg(&self) -> Option<String> {
                let draw: fn(&$answer) -> Option<String> = $draw;
                draw(self)
            }
        }

        impl fmt::Display for $answer {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Told(self).fmt(f)
            }
        }
    )+};
}

drawn! {
    "control_chart": ChartOf => ControlChart, |c| Some(chart::control(c, "Control chart", &[], chart::plain)),
    "pareto": ParetoOf => Pareto, |p| Some(chart::pareto(p, "Causes")),
    "survival": SurvivalOf => Survival, |s| Some(chart::survival(s, "Not done yet", None, chart::plain)),
}

impl Ask for PeriodsOf {
    const NAME: &'static str = "periods";
    type Answer = Told<Periods>;

    fn answer(&self, library: &Library) -> Result<Told<Periods>> {
        let zone = library.zones().zone(self.zone.as_deref().unwrap_or("UTC")).map_err(|e| e.at("zone"))?;
        self.compute(&zone).map(Told)
    }
}
