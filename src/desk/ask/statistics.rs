//! Calculations: questions that no library is needed for, only their numbers.

use super::{Ask, Library};
use crate::desk::told::Told;
use crate::error::Result;
use crate::metrics::period::{Periods, PeriodsOf};
use crate::metrics::stats::{
    Agreement, AgreementOf, Backlog, BacklogOf, ChartOf, CompareNps, CompareShares, Comparison, ControlChart,
    Intervals, IntervalsOf, LifetimeValue, LifetimeValueOf, LittlesLaw, LittlesLawOf, LogRank, LogRankOf,
    NpsComparison, Pareto, ParetoOf, Quantiles, QuantilesOf, Retention, RetentionOf, SampleSize, SampleSizeOf,
    Scorecard, ScorecardOf, SelfService, SelfServiceOf, StandardiseOf, Standardised, Survival, SurvivalOf, Trend,
    TrendOf,
};

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
    "control_chart": ChartOf => ControlChart,
    "interval": IntervalsOf => Intervals,
    "lifetime_value": LifetimeValueOf => LifetimeValue,
    "littles_law": LittlesLawOf => LittlesLaw,
    "log_rank": LogRankOf => LogRank,
    "pareto": ParetoOf => Pareto,
    "percentiles": QuantilesOf => Quantiles,
    "retention": RetentionOf => Retention,
    "sample_size": SampleSizeOf => SampleSize,
    "scorecard": ScorecardOf => Scorecard,
    "self_service": SelfServiceOf => SelfService,
    "standardise": StandardiseOf => Standardised,
    "survival": SurvivalOf => Survival,
    "trend": TrendOf => Trend,
}

impl Ask for PeriodsOf {
    const NAME: &'static str = "periods";
    type Answer = Told<Periods>;

    fn answer(&self, library: &Library) -> Result<Told<Periods>> {
        let zone = library.zones().zone(self.zone.as_deref().unwrap_or("UTC")).map_err(|e| e.at("zone"))?;
        self.compute(&zone).map(Told)
    }
}
