//! The review as rows for a spreadsheet.

use super::review::Review;
use super::review_text::{odd_lines, tables};
use crate::metrics::{BenchmarkBeside, Figure};
use std::fmt::Write as _;

impl Review {
    /// The figures as CSV (RFC 4180), a row for each figure of each group: `section,by,group,figure,value`. Times are in seconds, shares
    /// from 0 to 1; a figure without data is blank, and so is one that takes what the log does not tell. The section `review` has
    /// the as-of, zone and window, `benchmark` the figures that stand beside those of others with a row for each thing said of them, `odd` what was odd in the log, `rests_on` what the figures assume, a line each. A text that a sheet would take for a formula begins with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut out = String::from("section,by,group,figure,value\n");
        let basis = &self.report.basis;
        let mut about = |figure: &str, value: &str| row(&mut out, ["review", "", "", figure, value]);
        about("title", &self.title);
        about("as_of", &basis.as_of.to_string());
        about("zone", &basis.zone);
        about("created_from", basis.created_from.as_deref().unwrap_or_default());
        about("created_before", basis.created_before.as_deref().unwrap_or_default());
        let by = self.volume.by.name();
        for p in &self.volume.periods {
            let backlog = p.open_at_end.map(|n| ("backlog", n));
            for (figure, n) in [("opened", p.created), ("resolved", p.resolved)].into_iter().chain(backlog) {
                row(&mut out, ["volume", by, &p.period, figure, &n.to_string()]);
            }
        }
        for (i, table) in tables(self).iter().enumerate() {
            let by = table.by.unwrap_or_default();
            for (name, f, group) in table.rows.iter().filter(|(.., group)| group.is_some() || i == 0) {
                let (by, name) = if group.is_some() { (by, name.as_ref()) } else { ("", "all") };
                let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
                let mut figure = |section: &str, figure: &str, value: String| {
                    row(&mut out, [section, by, name, figure, &value]);
                };
                figure("tickets", "n", f.tickets.to_string());
                figure("tickets", "done", f.done.to_string());
                figure("tickets", "open", f.open.to_string());
                for (section, times) in [("first_response", &f.first_response), ("resolution", &f.resolution)] {
                    figure(section, "n", times.n.to_string());
                    figure(section, "median_s", number(times.median_s));
                    figure(section, "p90_s", number(times.p90_s));
                    figure(section, "mean_s", number(times.mean_s));
                }
                if let Some(times) = &f.resolution_business {
                    figure("resolution_business", "median_s", number(times.median_s));
                    figure("resolution_business", "p90_s", number(times.p90_s));
                }
                if let Some(a) = &f.attainment {
                    figure("kept", "k", a.share.k.to_string());
                    figure("kept", "n", a.share.n.to_string());
                    figure("kept", "rate", number(a.share.rate));
                    figure("kept", "lo", number(a.share.lo));
                    figure("kept", "hi", number(a.share.hi));
                    figure("kept", "undecided", a.undecided.to_string());
                    figure("kept", "unknown", a.unknown.to_string());
                }
                if let Some(due) = &f.stated_due {
                    figure("stated_due", "kept", due.kept.to_string());
                    figure("stated_due", "broken", due.broken.to_string());
                    figure("stated_due", "undecided", due.undecided.to_string());
                }
                let told = f.reopened_excluded.is_empty();
                figure("reopened", "k", if told { f.reopened.k.to_string() } else { String::new() });
                figure("reopened", "n", if told { f.reopened.n.to_string() } else { String::new() });
                for (own, b) in f.figures.iter().flat_map(|own| own.benchmarks.iter().map(move |b| (own, b))) {
                    benchmark(&mut figure, own, b);
                }
            }
        }
        let odd = odd_lines(self);
        for (section, lines) in
            [("odd", odd.iter().collect::<Vec<_>>()), ("rests_on", self.assumptions.iter().collect())]
        {
            for (number, line) in (1..).zip(lines) {
                row(&mut out, [section, "", "", &format!("{number}"), line]);
            }
        }
        out
    }
}

/// A figure and what others report of it, a row for each thing said.
fn benchmark(figure: &mut impl FnMut(&str, &str, String), own: &Figure, b: &BenchmarkBeside) {
    let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
    let name = format!("{} ({}) {}", own.metric, own.variant, own.statistic);
    for (what, told) in [
        ("value", number(own.value)),
        ("unit", own.unit.name().to_owned()),
        ("benchmark", b.value.to_string()),
        ("benchmark_scope", b.scope.clone()),
        ("benchmark_source", b.source.clone()),
        ("benchmark_date", b.date.clone()),
        ("benchmark_age", b.age.name().to_owned()),
        ("benchmark_difference", number(b.difference)),
        ("benchmark_side", b.side.name().to_owned()),
    ] {
        figure("benchmark", &format!("{name}: {what}"), told);
    }
}

/// A row of CSV. A text that a spreadsheet would take for a formula begins with an apostrophe.
pub(super) fn row<const N: usize>(out: &mut String, cells: [&str; N]) {
    let cell = |text: &str| {
        let risky =
            text.starts_with(['=', '+', '@', '\t', '\r']) || (text.starts_with('-') && text.parse::<f64>().is_err());
        let text = if risky { format!("'{text}") } else { text.to_owned() };
        if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    let _ = writeln!(out, "{}", cells.join(","));
}
