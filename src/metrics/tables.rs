//! The tables of a report: tickets by the values of attributes, by period, or both.

use super::accumulator::Accumulator;
use super::columns::Columns;
use super::facts::TicketFacts;
use super::figure::{Days, Figure, View};
use super::labels::{Cut, Labels};
use super::measured::Measured;
use super::period::PeriodRule;
use super::report::{Breakdown, GroupFigures, PeriodOf, ReportSpec};
use super::summary::summary;
use crate::error::Result;
use crate::ticket::{EventLog, Symbol};
use crate::time::Zone;
use std::collections::HashMap;

/// The tickets of a group.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Its names.
    pub(super) key: Vec<String>,
    /// Its period.
    pub(super) period: Option<String>,
    /// The days of it.
    pub(super) days: Days,
    /// The rows.
    pub(super) rows: Vec<u32>,
}

/// The tickets of a report, ready to be put into groups.
pub(super) struct Tables<'a> {
    pub(super) log: &'a EventLog,
    pub(super) facts: &'a [TicketFacts],
    pub(super) columns: &'a Columns,
    pub(super) shown: &'a [u32],
    pub(super) zone: &'a Zone,
    pub(super) labels: Option<&'a Labels>,
    pub(super) spec: &'a ReportSpec,
    pub(super) now: i64,
    /// Of tickets in no period.
    pub(super) days: Days,
    pub(super) measured: &'a Measured,
}

impl Tables<'_> {
    /// The figures of some groups.
    pub(super) fn section(&self, groups: Vec<Members>) -> Result<Vec<GroupFigures>> {
        let mut out = Vec::with_capacity(groups.len());
        for Members { key, period, days, rows } in groups {
            let mut acc = Accumulator::new(&self.measured.all)?;
            acc.see(self.columns, [(Vec::new(), rows)], self.now)?;
            // The floor is a matter of whole tables: it comes after.
            let view = View { days, floor: 0, ..self.measured.view.clone() };
            let figures = acc.figures(&view)?.pop().map(|g| g.figures).unwrap_or_default();
            let figures = self.known(figures, &view);
            let mut figures = summary(&figures, self.measured, self.spec)?;
            figures.figures.retain(|f| Measured::asked(self.spec, f));
            out.push(GroupFigures { group: key.join(", "), key, period, figures });
        }
        Ok(out)
    }

    /// The figures, those without a value that take what the log does not tell.
    fn known(&self, figures: Vec<Figure>, view: &View) -> Vec<Figure> {
        let untold = self.measured.all.iter().filter(|spec| self.columns.is_untold(spec.measure().takes()));
        let untold: Vec<String> = untold.map(|spec| spec.fingerprint().to_string()).collect();
        if untold.is_empty() {
            return figures;
        }
        let known = |f: Figure| if untold.contains(&f.fingerprint) { f.not_known(view) } else { f };
        figures.into_iter().map(known).collect()
    }

    pub(super) fn breakdown(&self, by: &[String], period: Option<PeriodRule>) -> Result<Breakdown> {
        let attribute = |name: &String| self.log.attribute(name).map_err(|e| e.at("group_by"));
        let columns = by.iter().map(attribute).collect::<Result<Vec<_>>>()?;
        let cut = period.map(|rule| Cut::new(rule, self.zone, self.labels)).transpose().map_err(|e| e.at("period"))?;
        let mut in_no_period = 0;
        // Symbols and places instead of names: a name is written once a group.
        let mut groups: HashMap<(Vec<Symbol>, Option<i32>), Vec<u32>> = HashMap::new();
        for row in self.shown {
            let ticket = usize::try_from(*row).unwrap_or(usize::MAX);
            let place = match cut.map(|cut| self.place(cut, ticket)).transpose()? {
                Some(None) => {
                    in_no_period += 1;
                    continue;
                }
                place => place.flatten(),
            };
            let key = columns.iter().map(|c| c.get(ticket).copied().unwrap_or_default()).collect();
            groups.entry((key, place)).or_default().push(*row);
        }
        let mut named: Vec<(Vec<String>, Option<i32>, Vec<u32>)> = groups
            .into_iter()
            .map(|((key, place), rows)| {
                (key.into_iter().map(|s| self.log.names().name(s).to_owned()).collect(), place, rows)
            })
            .collect();
        named.sort();
        let members = |(key, place, rows): (Vec<String>, Option<i32>, Vec<u32>)| {
            let of = cut.zip(place);
            let period = of.map(|(cut, place)| cut.label(place)).transpose()?;
            let mut days = of.map_or(Ok(self.days), |(cut, place)| cut.days(place, self.days))?;
            if self.spec.period_of == PeriodOf::Created {
                days.window = days.window.within(self.days.window);
            }
            Ok(Members { key, period, days, rows })
        };
        let members = named.into_iter().map(members).collect::<Result<Vec<Members>>>()?;
        Ok(Breakdown {
            by: by.join(", "),
            names: by.to_vec(),
            period,
            groups: self.section(members)?,
            in_no_period,
            withheld: None,
        })
    }

    /// The place of the period that a ticket is in.
    fn place(&self, cut: Cut<'_>, ticket: usize) -> Result<Option<i32>> {
        let at = self.facts.get(ticket).and_then(|facts| self.spec.period_of.instant(facts));
        at.map(|at| cut.place(at)).transpose()
    }
}
