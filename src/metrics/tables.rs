//! The tables of a report: tickets by the values of attributes, by period, or both.

use super::accumulator::Accumulator;
use super::columns::Columns;
use super::facts::TicketFacts;
use super::measured::Measured;
use super::period::PeriodRule;
use super::report::{Breakdown, GroupFigures, PeriodOf, ReportSpec};
use super::summary::summary;
use crate::error::Result;
use crate::ticket::{EventLog, Symbol};
use crate::time::{Zone, civil};
use std::collections::HashMap;

/// The tickets of a group: its names, its period, its rows.
pub(super) type Members = (Vec<String>, Option<String>, Vec<u32>);

/// The tickets of a report, ready to be put into groups.
pub(super) struct Tables<'a> {
    pub(super) log: &'a EventLog,
    pub(super) facts: &'a [TicketFacts],
    pub(super) columns: &'a Columns,
    pub(super) shown: &'a [u32],
    pub(super) zone: &'a Zone,
    pub(super) spec: &'a ReportSpec,
    pub(super) now: i64,
    pub(super) measured: &'a Measured,
}

impl Tables<'_> {
    /// The figures of some groups.
    pub(super) fn section(&self, groups: Vec<Members>) -> Result<Vec<GroupFigures>> {
        let mut out = Vec::with_capacity(groups.len());
        for (key, period, rows) in groups {
            let mut acc = Accumulator::new(&self.measured.all)?;
            acc.see(self.columns, [(Vec::new(), rows)], self.now)?;
            let figures = acc.figures(&self.measured.view)?.pop().map(|g| g.figures).unwrap_or_default();
            let mut figures = summary(&figures, self.measured, self.spec)?;
            figures.figures.retain(|f| Measured::asked(self.spec, f));
            out.push(GroupFigures { group: key.join(", "), key, period, figures });
        }
        Ok(out)
    }

    pub(super) fn breakdown(&self, by: &[String], period: Option<PeriodRule>) -> Result<Breakdown> {
        let attribute = |name: &String| self.log.attribute(name).map_err(|e| e.at("group_by"));
        let columns = by.iter().map(attribute).collect::<Result<Vec<_>>>()?;
        let mut in_no_period = 0;
        // Symbols and places instead of names: a name is written once a group.
        let mut groups: HashMap<(Vec<Symbol>, Option<i32>), Vec<u32>> = HashMap::new();
        for row in self.shown {
            let ticket = usize::try_from(*row).unwrap_or(usize::MAX);
            let place = match period.map(|rule| self.place(rule, ticket)).transpose()? {
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
        let label = |(key, place, rows): (Vec<String>, Option<i32>, Vec<u32>)| {
            let label = period.zip(place).map(|(rule, place)| rule.period(place)).transpose()?.map(|p| p.label);
            Ok((key, label, rows))
        };
        let members = named.into_iter().map(label).collect::<Result<Vec<Members>>>()?;
        Ok(Breakdown { by: by.join(", "), period, groups: self.section(members)?, in_no_period })
    }

    /// The place of the period that a ticket is in.
    fn place(&self, rule: PeriodRule, ticket: usize) -> Result<Option<i32>> {
        let Some(facts) = self.facts.get(ticket) else { return Ok(None) };
        let at = match self.spec.period_of {
            PeriodOf::Created => facts.created,
            PeriodOf::Answered => facts.first_response,
            PeriodOf::Resolved => facts.last_resolved.filter(|_| facts.done),
            PeriodOf::Closed => facts.closed,
        };
        at.map(|at| rule.place(civil::day_of(self.zone.to_local(at)))).transpose()
    }
}
