//! The bytes of an accumulator.

use super::{Accumulator, Counted, GroupKey, MAX_STATE_BYTES, cell_start};
use crate::error::{Error, ErrorKind, Result};
use crate::hash::fnv1a;
use crate::metrics::codec::{Bytes, Reader, corrupt, put, put_text};
use crate::metrics::report::PeriodOf;
use crate::metrics::spec::{Fingerprint, MetricSpec, at_end, foreign};

const MAGIC: &[u8] = b"SDMA";
const VERSION: u8 = 2;
/// Checksum at the end.
const SUM: usize = 8;

impl Accumulator {
    /// Its bytes: the same for the same tickets.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Bytes::from(MAGIC);
        out.push(VERSION);
        out.push(cells_code(self.cells));
        put(&mut out, u128::try_from(self.specs.len()).unwrap_or(0));
        self.specs.iter().for_each(|spec| out.extend_from_slice(&spec.fingerprint().0));
        put(&mut out, u128::try_from(self.groups.len()).unwrap_or(0));
        for (key, counted) in &self.groups {
            put(&mut out, u128::try_from(key.len()).unwrap_or(0));
            key.iter().for_each(|name| put_text(&mut out, name));
            counted.encode(&mut out);
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
        let code = from.take(1)?.first().copied().unwrap_or(0);
        let cells =
            [None, Some(PeriodOf::Created), Some(PeriodOf::Answered), Some(PeriodOf::Resolved), Some(PeriodOf::Closed)];
        all.cells =
            *cells.get(usize::from(code)).ok_or_else(|| corrupt("they are by an instant that there is none of"))?;
        if from.entries(16)? != specs.len() {
            return Err(Error::new(ErrorKind::Incompatible, "incompatible accumulator: of another number of metrics"));
        }
        for spec in specs {
            let theirs = from.take(16)?;
            if theirs != spec.fingerprint().0 {
                let mut found = [0; 16];
                found.iter_mut().zip(theirs).for_each(|(to, from)| *to = *from);
                return Err(foreign(spec.fingerprint(), Fingerprint(found)));
            }
        }
        for _ in 0..from.entries(1)? {
            let mut key = GroupKey::new();
            for _ in 0..from.entries(1)? {
                key.push(from.text()?);
            }
            if all.cells.is_some() {
                check_cell(key.last())?;
            }
            let tickets = from.count()?;
            let accs = specs.iter().map(|spec| spec.decode(&mut from)).collect::<Result<Vec<_>>>()?;
            if all.groups.last_key_value().is_some_and(|(last, _)| *last >= key) {
                return Err(corrupt("groups are out of order"));
            }
            all.groups.insert(key, Counted { tickets, accs });
        }
        at_end(&from)?;
        all.check_groups()?;
        Ok(all)
    }
}

/// How the instant that cells go by is written.
fn cells_code(cells: Option<PeriodOf>) -> u8 {
    match cells {
        None => 0,
        Some(PeriodOf::Created) => 1,
        Some(PeriodOf::Answered) => 2,
        Some(PeriodOf::Resolved) => 3,
        Some(PeriodOf::Closed) => 4,
    }
}

fn check_cell(cell: Option<&String>) -> Result<()> {
    match cell.map(String::as_str) {
        None => Err(corrupt("a group is in no quarter hour")),
        Some("") => Ok(()),
        Some(cell) => cell_start(cell).map(drop),
    }
}
