//! The summary of a report: the figures that everyone asks for, read off those of the metrics.

use super::acc::{AttainmentFigures, DurationFigures, ShareFigures};
use super::due::StatedDue;
use super::facts::Exclusion;
use super::figure::Figure;
use super::measured::Measured;
use super::report::{Figures, ReportSpec};
use super::spec::MetricSpec;
use crate::error::Result;
use std::collections::BTreeMap;

/// The figures of one metric.
struct Of<'f>(Vec<&'f Figure>);

impl<'f> Of<'f> {
    fn new(figures: &'f [Figure], spec: &MetricSpec) -> Self {
        let fingerprint = spec.fingerprint().to_string();
        Self(figures.iter().filter(|f| f.fingerprint == fingerprint).collect())
    }

    fn figure(&self, statistic: &str) -> Option<&'f Figure> {
        self.0.iter().copied().find(|f| f.statistic == statistic)
    }

    fn value(&self, statistic: &str) -> Option<f64> {
        self.figure(statistic).and_then(|f| f.value)
    }

    fn count(&self, statistic: &str) -> u64 {
        self.figure(statistic).and_then(|f| f.k).unwrap_or(0)
    }

    /// What was left out for the metric's own reasons, not because the report leaves it out of everything.
    fn excluded(&self, own: bool) -> BTreeMap<&'static str, u64> {
        let all = self.0.first().map(|f| f.excluded.clone()).unwrap_or_default();
        all.into_iter().filter(|(why, _)| Exclusion::is_of_metric(why) == own).collect()
    }

    fn times(&self, spec: &ReportSpec) -> DurationFigures {
        let mean = self.figure("mean");
        DurationFigures {
            n: mean.map_or(0, |f| f.n),
            median_s: self.value("median"),
            p90_s: self.value("p90"),
            mean_s: mean.and_then(|f| f.value),
            mean_s_exact: mean.and_then(|f| f.exact),
            min_s: self.value("min"),
            max_s: self.value("max"),
            percentile_method: spec.percentile,
        }
    }

    fn share(&self, spec: &ReportSpec) -> Result<ShareFigures> {
        let rate = self.figure("rate");
        ShareFigures::new(rate.and_then(|f| f.k).unwrap_or(0), rate.map_or(0, |f| f.n), spec.confidence)
    }
}

/// The summary of one set of tickets.
pub(super) fn summary(figures: &[Figure], measured: &Measured, spec: &ReportSpec) -> Result<Figures> {
    let of = |metric: &MetricSpec| Of::new(figures, metric);
    let (volume, first, resolution) = (of(&measured.volume), of(&measured.first_response), of(&measured.resolution));
    let attainment = |kept: Of<'_>| {
        let mut excluded = kept.excluded(true);
        let unknown = excluded.remove(Exclusion::Unknown.name()).unwrap_or(0);
        Ok::<_, crate::Error>(AttainmentFigures {
            share: kept.share(spec)?,
            late: kept.count("breached"),
            undecided: kept.count("undecided"),
            excluded: excluded.values().sum(),
            unknown,
        })
    };
    Ok(Figures {
        tickets: volume.count("tickets"),
        done: volume.count("done"),
        open: volume.count("open"),
        first_response: first.times(spec),
        first_response_excluded: first.excluded(true),
        without_first_response: first.count("waiting") + first.count("resolved_without_response"),
        resolution: resolution.times(spec),
        resolution_business: measured.business.as_ref().map(|b| of(b).times(spec)),
        resolution_excluded: resolution.excluded(true),
        reopened: of(&measured.reopened).share(spec)?,
        reopened_excluded: of(&measured.reopened).excluded(true),
        attainment: measured.kept.as_ref().map(of).map(attainment).transpose()?,
        stated_due: measured.due.as_ref().map(of).map(|due| StatedDue {
            kept: due.count("rate"),
            broken: due.count("broken"),
            undecided: due.count("undecided"),
            no_instant: due.count("no_instant"),
            without_due: due.0.first().map_or(0, |f| f.missing),
        }),
        figures: figures.to_vec(),
        excluded: volume.excluded(false),
    })
}
