//! Tickets as columns: one row a ticket, one vector a fact, so that a measure reads only what it is about.

use super::acc::{Attainment, AttainmentRule};
use super::facts::{Exclusion, ResolutionVariant, TicketFacts, resolution};
use super::report::PeriodOf;
use super::running::Running;
use crate::ticket::HistoryPart;
use std::collections::BTreeMap;

/// A cell without a value.
pub(crate) const NONE: i64 = i64::MIN;
/// A cell whose value is no whole number.
pub(crate) const NO_NUMBER: i64 = i64::MIN + 1;

/// How a fact is kept in its column.
trait Cell {
    type Kept: Copy + Default;
    fn keep(self) -> Self::Kept;
    fn read(kept: Self::Kept) -> Self;
}

impl Cell for Option<i64> {
    type Kept = i64;

    fn keep(self) -> i64 {
        self.unwrap_or(NONE)
    }

    fn read(kept: i64) -> Self {
        Some(kept).filter(|v| *v != NONE)
    }
}

macro_rules! plain {
    ($($kind:ty),+) => {$(
        impl Cell for $kind {
            type Kept = $kind;

            fn keep(self) -> $kind {
                self
            }

            fn read(kept: $kind) -> Self {
                kept
            }
        }
    )+};
}

plain!(i64, u32, bool);

macro_rules! columns {
    ($($name:ident: $kind:ty),+ $(,)?) => {
        /// The facts of many tickets, a vector each.
        #[derive(Debug, Clone, Default)]
        pub struct Columns {
            rows: usize,
            $($name: Vec<<$kind as Cell>::Kept>,)+
            /// How many tickets each row stands for; empty: one.
            weights: Vec<u64>,
            /// Which rows are left out, and why; empty: none.
            excluded: Vec<Option<Exclusion>>,
            /// Numbers of the host, by name.
            numbers: BTreeMap<String, Vec<i64>>,
            /// Business time of resolutions, by variant.
            business: BTreeMap<ResolutionVariant, Vec<i64>>,
            /// What became of the promise, by the way of counting it.
            verdicts: BTreeMap<AttainmentRule, Vec<Option<Attainment>>>,
            /// What is not told of the rows.
            untold: Vec<HistoryPart>,
            /// Reply times of all rows one after the other, and where those of each row end.
            waits: (Vec<i64>, Vec<usize>),
        }

        impl Columns {
            /// One more ticket, with its reply times.
            pub fn push(&mut self, facts: &TicketFacts, replies: &[i64]) {
                self.rows += 1;
                $(self.$name.push(facts.$name.keep());)+
                self.push_waits(replies);
            }

            /// More tickets as their events left them; reply times come by [`extend_waits`](Self::extend_waits).
            pub(crate) fn extend_running<'r>(&mut self, of: impl ExactSizeIterator<Item = &'r Running> + Clone) {
                self.rows += of.len();
                $(self.$name.extend(of.clone().map(|running| running.$name));)+
            }

            /// Forgets all rows, and keeps the room they had.
            pub(crate) fn clear(&mut self) {
                self.rows = 0;
                $(self.$name.clear();)+
                self.waits.0.clear();
                self.waits.1.clear();
                self.numbers.values_mut().for_each(Vec::clear);
            }

            /// Tickets without any facts: rows that have only numbers.
            pub(crate) fn blank(rows: usize) -> Self {
                let mut columns = Self { rows, ..Self::default() };
                $(columns.$name = vec![<$kind>::default().keep(); rows];)+
                columns
            }
        }

        impl Batch<'_> {
            /// All facts of a row; a measure reads the few that it is about.
            #[must_use]
            pub fn facts(&self, row: Row) -> TicketFacts {
                let mut facts = TicketFacts::default();
                $(facts.$name = self.$name(row);)+
                facts
            }

            $(
                #[doc = concat!("`", stringify!($name), "` of a row: see [`TicketFacts`].")]
                #[must_use]
                pub fn $name(&self, row: Row) -> $kind {
                    <$kind>::read(self.columns.$name.get(row.place()).copied().unwrap_or_else(|| <$kind>::default().keep()))
                }
            )+
        }
    };
}

columns! {
    created: Option<i64>,
    first_response: Option<i64>,
    first_resolved: Option<i64>,
    last_resolved: Option<i64>,
    closed: Option<i64>,
    due: Option<i64>,
    closed_now: bool,
    done: bool,
    done_since: Option<i64>,
    reopens: u32,
    resolutions: u32,
    replies: u32,
    replies_to_resolve: u32,
    requester_replies: u32,
    people: u32,
    first_reopened: Option<i64>,
    waiting_since: Option<i64>,
    unanswered: u32,
    open_time: i64,
    work_time: i64,
}

/// A row of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row(u32);

impl Row {
    fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Some rows of the columns: the tickets of one group.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'c> {
    columns: &'c Columns,
    rows: &'c [u32],
    as_of: i64,
    /// Whether what the measure takes is not told of any row.
    untold: bool,
}

/// What a number of the host says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// Nothing.
    Missing,
    /// A whole number.
    Whole(i64),
    /// Something else.
    Unreadable,
}

impl Columns {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    fn push_waits(&mut self, replies: &[i64]) {
        if !replies.is_empty() || !self.waits.1.is_empty() {
            self.waits.1.resize(self.rows - 1, self.waits.0.len());
            self.waits.0.extend_from_slice(replies);
            self.waits.1.push(self.waits.0.len());
        }
    }

    /// The reply times of a row, after those of the rows before it.
    pub(crate) fn extend_waits(&mut self, row: usize, waits: impl Iterator<Item = i64>) {
        self.waits.1.resize(row, self.waits.0.len());
        self.waits.0.extend(waits);
        self.waits.1.push(self.waits.0.len());
    }

    /// The instant that puts a row into a period; `None` where it has not happened.
    pub(crate) fn instant(&self, of: PeriodOf, row: u32) -> Option<i64> {
        let place = Row(row).place();
        let at = |column: &[i64]| column.get(place).copied().filter(|at| *at != NONE);
        match of {
            PeriodOf::Created => at(&self.created),
            PeriodOf::Answered => at(&self.first_response),
            PeriodOf::Resolved => at(&self.last_resolved).filter(|_| self.done.get(place).copied().unwrap_or(false)),
            PeriodOf::Closed => at(&self.closed),
        }
    }

    /// How many tickets some rows stand for, those left out included.
    pub(crate) fn tickets(&self, rows: &[u32]) -> u64 {
        if self.weights.is_empty() {
            return u64::try_from(rows.len()).unwrap_or(u64::MAX);
        }
        let weight = |row: &u32| self.weights.get(Row(*row).place()).copied().unwrap_or(1);
        rows.iter().map(weight).fold(0, u64::saturating_add)
    }

    /// The rows given, as of an instant.
    #[must_use]
    pub fn batch<'c>(&'c self, rows: &'c [u32], as_of: i64) -> Batch<'c> {
        Batch { columns: self, rows, as_of, untold: false }
    }

    pub(crate) fn set_untold(&mut self, untold: Vec<HistoryPart>) {
        self.untold = untold;
    }

    /// Whether what a measure takes is not told of any row.
    pub(crate) fn is_untold(&self, takes: &[HistoryPart]) -> bool {
        takes.iter().any(|part| self.untold.contains(part))
    }

    pub(crate) fn set_weights(&mut self, weights: Vec<u64>) {
        self.weights = weights;
    }

    pub(crate) fn set_excluded(&mut self, excluded: Vec<Option<Exclusion>>) {
        self.excluded = excluded;
    }

    pub(crate) fn set_number(&mut self, name: &str, values: Vec<i64>) {
        self.numbers.insert(name.to_owned(), values);
    }

    /// More of a number, in the room that it had.
    pub(crate) fn extend_number(&mut self, name: &str, values: impl Iterator<Item = i64>) {
        if let Some(column) = self.numbers.get_mut(name) {
            return column.extend(values);
        }
        self.numbers.insert(name.to_owned(), values.collect());
    }

    pub(crate) fn set_business(&mut self, variant: ResolutionVariant, spans: Vec<i64>) {
        self.business.insert(variant, spans);
    }

    pub(crate) fn set_verdicts(&mut self, rule: AttainmentRule, verdicts: Vec<Option<Attainment>>) {
        self.verdicts.insert(rule, verdicts);
    }

    pub(crate) fn has_number(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    pub(crate) fn has_business(&self, variant: ResolutionVariant) -> bool {
        self.business.contains_key(&variant)
    }

    pub(crate) fn has_verdicts(&self, rule: AttainmentRule) -> bool {
        self.verdicts.get(&rule).is_some_and(|all| !all.is_empty()) || self.rows == 0
    }
}

impl<'c> Batch<'c> {
    /// The same of which a measure sees that nothing is known.
    pub(crate) fn of_measure(self, takes: &[HistoryPart]) -> Self {
        Self { untold: self.columns.is_untold(takes), ..self }
    }

    /// The resolution time of a row, or why there is none: as [`TicketFacts::resolution`].
    ///
    /// # Errors
    /// The first [`Exclusion`] that holds.
    pub fn resolution(&self, variant: ResolutionVariant, row: Row) -> Result<i64, Exclusion> {
        let spent = match variant {
            ResolutionVariant::OpenTime => Some(self.open_time(row)),
            ResolutionVariant::WorkTime => Some(self.work_time(row)),
            _ => None,
        };
        let end = match variant {
            ResolutionVariant::FirstResolution => self.first_resolved(row),
            ResolutionVariant::ToClosed => self.closed(row),
            _ => self.last_resolved(row).filter(|_| self.done(row)),
        };
        resolution(self.created(row).zip(end), spent, variant, || (self.done(row), self.closed_now(row)))
    }

    /// Each row that is not left out, with how many tickets it stands for; those left out go to `out`.
    pub fn each(&self, mut out: impl FnMut(Exclusion, u64), mut row: impl FnMut(Row, u64)) {
        let plain = self.columns.weights.is_empty() && self.columns.excluded.is_empty() && !self.untold;
        if plain {
            return self.rows.iter().for_each(|r| row(Row(*r), 1));
        }
        for place in self.rows.iter().map(|r| Row(*r)) {
            let weight = self.columns.weights.get(place.place()).copied().unwrap_or(1);
            if weight == 0 {
                continue; // a row that stands for nobody leaves no trace
            }
            match self.columns.excluded.get(place.place()).copied().flatten() {
                Some(why) => out(why, weight),
                None if self.untold => out(Exclusion::Unknown, weight),
                None => row(place, weight),
            }
        }
    }

    /// The as-of instant.
    #[must_use]
    pub fn as_of(&self) -> i64 {
        self.as_of
    }

    /// A number of the host, from the column that [`column`](Self::column) found.
    #[must_use]
    pub fn number(&self, column: Option<&'c [i64]>, row: Row) -> Number {
        match column.and_then(|c| c.get(row.place())).copied().unwrap_or(NONE) {
            NONE => Number::Missing,
            NO_NUMBER => Number::Unreadable,
            whole => Number::Whole(whole),
        }
    }

    /// The column of that name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'c [i64]> {
        self.columns.numbers.get(name).map(Vec::as_slice)
    }

    /// Business time of a resolution, where there is one.
    #[must_use]
    pub fn business(&self, variant: ResolutionVariant, row: Row) -> Option<i64> {
        let spans = self.columns.business.get(&variant)?;
        spans.get(row.place()).copied().filter(|v| *v != NONE)
    }

    /// What became of the promise of a row; `None` where that is not known.
    #[must_use]
    pub fn verdict(&self, rule: AttainmentRule, row: Row) -> Option<Attainment> {
        self.columns
            .verdicts
            .get(&rule)
            .and_then(|all| all.get(row.place()))
            .copied()
            .unwrap_or(Some(Attainment::default()))
    }

    /// The reply times of a row.
    #[must_use]
    pub fn reply_times(&self, row: Row) -> &'c [i64] {
        let (times, ends) = &self.columns.waits;
        let Some(end) = ends.get(row.place()) else { return &[] }; // past the last row that has any
        let start = row.place().checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
        times.get(start..*end).unwrap_or_default()
    }
}
