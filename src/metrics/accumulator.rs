//! [`Accumulator`]: the metrics of many groups, counted in parts that merge.

use super::codec::{Bytes, Reader, corrupt, put, put_text};
use super::columns::Columns;
use super::figure::{Figure, View};
use super::spec::{Acc, MetricSpec, Need, foreign};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::fnv1a;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most metrics that are counted at once.
pub const MAX_METRICS: usize = 100;
/// The most groups.
pub const MAX_GROUPS: usize = 1 << 20;
/// The longest encoded accumulator that is read, in bytes.
pub const MAX_STATE_BYTES: usize = 1 << 30;

const MAGIC: &[u8] = b"SDMA";
const VERSION: u8 = 1;
/// Checksum at the end.
const SUM: usize = 8;

/// What a group is called: one name for each attribute it is grouped by.
pub type GroupKey = Vec<String>;

/// The figures of one group.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FiguresOfGroup {
    /// Its names, in the order of what is grouped by.
    pub key: GroupKey,
    /// Its figures, in the order of the metrics.
    pub figures: Vec<Figure>,
}

/// Counts metrics by group. Two that count the same merge in any order and have the same bytes for the same tickets, however they were split.
///
/// ```
/// use sundesk::metrics::{Accumulator, Columns, MetricSpec, TicketFacts, View};
/// let specs = [MetricSpec::from_json(r#"{"metric": "volume"}"#)?];
/// let mut columns = Columns::default();
/// let mut facts = TicketFacts::default();
/// facts.created = Some(0);
/// columns.push(&facts, &[]);
/// let mut all = Accumulator::new(&specs)?;
/// all.see(&columns, [(vec!["north".to_owned()], vec![0])], 0)?;
/// all.merge(&Accumulator::decode(&specs, &all.encode())?)?;
/// assert_eq!(all.figures(&View::default())?[0].figures[0].value, Some(2.0));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug)]
pub struct Accumulator {
    specs: Vec<MetricSpec>,
    groups: BTreeMap<GroupKey, Vec<Box<dyn Acc>>>,
}

impl Accumulator {
    /// One that saw nothing.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`] past [`MAX_METRICS`]; [`ErrorKind::InvalidInput`] for a metric that stands twice.
    pub fn new(specs: &[MetricSpec]) -> Result<Self> {
        if specs.len() > MAX_METRICS {
            return Err(Error::limit("metrics", specs.len(), format!("at most {MAX_METRICS} metrics")));
        }
        for (i, spec) in specs.iter().enumerate() {
            if specs.iter().take(i).any(|before| before == spec) {
                return Err(Error::invalid(format!("metrics[{i}]"), format!("{spec:?}"), "each metric once"));
            }
        }
        Ok(Self { specs: specs.to_vec(), groups: BTreeMap::new() })
    }

    /// The metrics it counts.
    #[must_use]
    pub fn specs(&self) -> &[MetricSpec] {
        &self.specs
    }

    /// Sees the tickets of groups: for each its key and the rows of the columns.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] for a column that a metric needs and the tickets do not have; [`ErrorKind::LimitExceeded`] past
    /// [`MAX_GROUPS`].
    pub fn see(
        &mut self,
        columns: &Columns,
        groups: impl IntoIterator<Item = (GroupKey, Vec<u32>)>,
        as_of: i64,
    ) -> Result<()> {
        self.check_needs(columns)?;
        for (key, rows) in groups {
            let batch = columns.batch(&rows, as_of);
            let specs = &self.specs;
            let accs = self.groups.entry(key).or_insert_with(|| specs.iter().map(MetricSpec::empty).collect());
            for (spec, acc) in specs.iter().zip(accs) {
                spec.measure().see(acc.as_mut(), &batch)?;
            }
        }
        self.check_groups()
    }

    pub(crate) fn check_needs(&self, columns: &Columns) -> Result<()> {
        for (i, spec) in self.specs.iter().enumerate() {
            for need in spec.measure().needs() {
                let (there, what) = match &need {
                    Need::Number(name) => (columns.has_number(name), format!("tickets with a number {name:?}")),
                    Need::Business(variant) => {
                        (columns.has_business(*variant), "a calendar of business hours".to_owned())
                    }
                    Need::Verdicts(rule) => {
                        (columns.has_verdicts(*rule), "a promise: policies and a metric of theirs".to_owned())
                    }
                    Need::ReplyTimes => continue,
                };
                if !there {
                    return Err(Error::not_found(format!("metrics[{i}]"), spec.measure().name(), what));
                }
            }
        }
        Ok(())
    }

    /// Takes in groups that were counted by these metrics.
    pub(crate) fn take(&mut self, groups: impl IntoIterator<Item = (GroupKey, Vec<Box<dyn Acc>>)>) -> Result<()> {
        for (key, theirs) in groups {
            match self.groups.get_mut(&key) {
                None => drop(self.groups.insert(key, theirs)),
                Some(mine) => {
                    mine.iter_mut().zip(&theirs).try_for_each(|(mine, theirs)| mine.merge(theirs.as_ref()))?
                }
            }
        }
        self.check_groups()
    }

    fn check_groups(&self) -> Result<()> {
        if self.groups.len() > MAX_GROUPS {
            return Err(Error::limit("group_by", self.groups.len(), format!("at most {MAX_GROUPS} groups")));
        }
        Ok(())
    }

    /// Takes in what another one saw.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for one of other metrics; [`ErrorKind::LimitExceeded`] past [`MAX_GROUPS`].
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let mut pairs = self.specs.iter().zip(&other.specs);
        if let Some((mine, theirs)) = pairs.find(|(mine, theirs)| mine != theirs) {
            return Err(foreign(mine.fingerprint(), theirs.fingerprint()));
        }
        if self.specs.len() != other.specs.len() {
            let told = format!("incompatible accumulators: of {} and {} metrics", self.specs.len(), other.specs.len());
            return Err(Error::new(ErrorKind::Incompatible, told));
        }
        for (key, theirs) in &other.groups {
            let specs = &self.specs;
            let mine = self.groups.entry(key.clone()).or_insert_with(|| specs.iter().map(MetricSpec::empty).collect());
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                mine.merge(theirs.as_ref())?;
            }
        }
        self.check_groups()
    }

    /// Its bytes: the same for the same tickets.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Bytes::from(MAGIC);
        out.push(VERSION);
        put(&mut out, u128::try_from(self.specs.len()).unwrap_or(0));
        self.specs.iter().for_each(|spec| out.extend_from_slice(&spec.fingerprint().0));
        put(&mut out, u128::try_from(self.groups.len()).unwrap_or(0));
        for (key, accs) in &self.groups {
            put(&mut out, u128::try_from(key.len()).unwrap_or(0));
            key.iter().for_each(|name| put_text(&mut out, name));
            accs.iter().for_each(|acc| acc.encode(&mut out));
        }
        let sum = fnv1a(out.iter().copied());
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// One from its bytes, which must be of these metrics in this order.
    ///
    /// # Errors
    /// [`ErrorKind::Incompatible`] for bytes of other metrics or another version; [`ErrorKind::InvalidInput`] for bytes that are cut, changed or no
    /// accumulator; [`ErrorKind::LimitExceeded`] past [`MAX_STATE_BYTES`]. Never more memory than some times the length of the bytes.
    pub fn decode(specs: &[MetricSpec], bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_STATE_BYTES {
            return Err(Error::limit("state", bytes.len(), format!("at most {MAX_STATE_BYTES} bytes")));
        }
        let mut all = Self::new(specs)?;
        let cut = bytes.len().checked_sub(SUM).ok_or_else(|| corrupt("they end early"))?;
        let (body, sum) = bytes.split_at_checked(cut).ok_or_else(|| corrupt("they end early"))?;
        let mut from = Reader::new(body);
        if from.take(MAGIC.len())? != MAGIC {
            return Err(corrupt("they do not begin as an accumulator"));
        }
        let version = from.take(1)?.first().copied().unwrap_or(0);
        if version != VERSION {
            let told = format!("incompatible accumulator: of version {version}; this release reads {VERSION}");
            return Err(Error::new(ErrorKind::Incompatible, told));
        }
        if fnv1a(body.iter().copied()).to_le_bytes() != sum {
            return Err(corrupt("their checksum is another one"));
        }
        if from.entries(16)? != specs.len() {
            return Err(Error::new(ErrorKind::Incompatible, "incompatible accumulator: of another number of metrics"));
        }
        for spec in specs {
            let theirs = from.take(16)?;
            if theirs != spec.fingerprint().0 {
                let mut found = [0; 16];
                found.iter_mut().zip(theirs).for_each(|(to, from)| *to = *from);
                return Err(foreign(spec.fingerprint(), super::spec::Fingerprint(found)));
            }
        }
        for _ in 0..from.entries(1)? {
            let mut key = GroupKey::new();
            for _ in 0..from.entries(1)? {
                key.push(from.text()?);
            }
            let accs = specs.iter().map(|spec| spec.decode(&mut from)).collect::<Result<Vec<_>>>()?;
            if all.groups.last_key_value().is_some_and(|(last, _)| *last >= key) {
                return Err(corrupt("groups are out of order"));
            }
            all.groups.insert(key, accs);
        }
        super::spec::at_end(&from)?;
        all.check_groups()?;
        Ok(all)
    }

    /// The figures of every group, in the order of their keys.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] for a confidence of the view not between 0 and 1.
    pub fn figures(&self, view: &View) -> Result<Vec<FiguresOfGroup>> {
        let of = |(key, accs): (&GroupKey, &Vec<Box<dyn Acc>>)| {
            Ok(FiguresOfGroup { key: key.clone(), figures: self.read(accs, view)? })
        };
        self.groups.iter().map(of).collect()
    }

    /// The same on several threads, with the feature `parallel`.
    pub(crate) fn figures_on(&self, view: &View, threads: usize) -> Result<Vec<FiguresOfGroup>> {
        #[cfg(feature = "parallel")]
        if threads > 1 {
            use rayon::prelude::*;
            let all: Vec<(&GroupKey, &Vec<Box<dyn Acc>>)> = self.groups.iter().collect();
            let of = |(key, accs): &(&GroupKey, &Vec<Box<dyn Acc>>)| {
                Ok(FiguresOfGroup { key: (*key).clone(), figures: self.read(accs, view)? })
            };
            let done: Vec<Result<FiguresOfGroup>> = all.par_iter().map(of).collect();
            return done.into_iter().collect();
        }
        let _ = threads;
        self.figures(view)
    }

    fn read(&self, accs: &[Box<dyn Acc>], view: &View) -> Result<Vec<Figure>> {
        let mut out = Vec::new();
        for (spec, acc) in self.specs.iter().zip(accs) {
            out.extend(spec.measure().figures(acc.as_ref(), view)?);
        }
        Ok(out)
    }
}
