//! The columns of a frame as plain slices: what Arrow, numpy and C arrays are, without a copy.

use crate::error::{Error, Result};

/// The highest number that is a word itself.
pub const MAX_NUMBERED_WORD: u32 = 65_535;

/// Whole numbers of any width, as a column has them; floats for scores.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // the names of the machine types
pub enum Ints<'a> {
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    U64(&'a [u64]),
    F32(&'a [f32]),
    F64(&'a [f64]),
}

macro_rules! each {
    ($self:expr, $slice:ident => $body:expr) => {
        match $self {
            Ints::I8($slice) => $body,
            Ints::I16($slice) => $body,
            Ints::I32($slice) => $body,
            Ints::I64($slice) => $body,
            Ints::U8($slice) => $body,
            Ints::U16($slice) => $body,
            Ints::U32($slice) => $body,
            Ints::U64($slice) => $body,
            Ints::F32($slice) => $body,
            Ints::F64($slice) => $body,
        }
    };
}

/// A cell as a whole number.
trait Whole: Copy {
    /// `None` for what is no whole number of 64 bits.
    fn whole(self) -> Option<i64>;

    /// The least and the greatest.
    fn range(all: &[Self]) -> Option<(i64, i64)> {
        ends(all.iter().filter_map(|v| v.whole()))
    }
}

fn ends(all: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    all.fold(None, |ends, v| Some(ends.map_or((v, v), |(least, most): (i64, i64)| (least.min(v), most.max(v)))))
}

macro_rules! wholes {
    ($($kind:ty),+) => {$(
        impl Whole for $kind {
            #[inline]
            fn whole(self) -> Option<i64> {
                Some(i64::from(self))
            }

            fn range(all: &[Self]) -> Option<(i64, i64)> {
                let seed = *all.first()?;
                let (least, most) = all.iter().fold((seed, seed), |(least, most), v| (least.min(*v), most.max(*v)));
                Some((i64::from(least), i64::from(most)))
            }
        }
    )+};
}
wholes!(i8, i16, i32, i64, u8, u16, u32);

impl Whole for u64 {
    #[inline]
    fn whole(self) -> Option<i64> {
        i64::try_from(self).ok()
    }
}

impl Whole for f64 {
    fn whole(self) -> Option<i64> {
        const EDGE: f64 = 9_007_199_254_740_992.0; // 2^53: above, neighbours are no longer told apart
        #[allow(clippy::cast_possible_truncation)] // whole, and below 2^53
        (self.fract() == 0.0 && self.abs() <= EDGE).then_some(self as i64)
    }
}

impl Whole for f32 {
    fn whole(self) -> Option<i64> {
        f64::from(self).whole()
    }
}

/// Which cells are there: a bit each, the lowest first, as Arrow has them; 1 = there.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Bits<'a> {
    /// Bits from `offset` on.
    #[must_use]
    pub fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset }
    }

    fn has(&self, row: usize) -> bool {
        let place = self.offset.saturating_add(row);
        self.bytes.get(place / 8).is_some_and(|byte| byte >> (place % 8) & 1 == 1)
    }
}

/// A column of whole numbers, some of which may be missing.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'a> {
    /// The numbers.
    pub values: Ints<'a>,
    /// Which of them are there; left out, all.
    pub valid: Option<Bits<'a>>,
}

/// What a cell of numbers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Cell {
    Missing,
    Whole(i64),
    Other,
}

impl<'a> From<Ints<'a>> for Numbers<'a> {
    fn from(values: Ints<'a>) -> Self {
        Self { values, valid: None }
    }
}

impl<'a> From<&'a [i64]> for Numbers<'a> {
    fn from(values: &'a [i64]) -> Self {
        Ints::I64(values).into()
    }
}

impl<'a> Numbers<'a> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        each!(self.values, slice => slice.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Each number; nothing where there is none, or what is there is no whole number.
    pub fn whole(&self) -> impl Iterator<Item = Option<i64>> {
        (0..self.len()).map(|row| match self.cell(row) {
            Cell::Whole(whole) => Some(whole),
            Cell::Missing | Cell::Other => None,
        })
    }

    /// The least and the greatest.
    #[must_use]
    pub fn range(&self) -> Option<(i64, i64)> {
        if self.valid.is_none() {
            return each!(self.values, slice => Whole::range(slice));
        }
        ends(self.whole().flatten())
    }

    #[inline]
    pub(crate) fn cell(&self, row: usize) -> Cell {
        if self.valid.is_some_and(|bits| !bits.has(row)) {
            return Cell::Missing;
        }
        each!(self.values, slice => match slice.get(row).map(|v| v.whole()) {
            Some(Some(whole)) => Cell::Whole(whole),
            Some(None) => Cell::Other,
            None => Cell::Missing,
        })
    }

    /// The rows as they are, where they are whole numbers of 64 bits and none is missing.
    pub(crate) fn plain(&self) -> Option<&'a [i64]> {
        match (self.values, self.valid) {
            (Ints::I64(slice), None) => Some(slice),
            _ => None,
        }
    }

    /// Writes rows from `from` on, as many as `out` has room for; `hole` where there is none or what is there is no whole number.
    pub(crate) fn read(&self, from: usize, hole: i64, out: &mut [i64]) {
        each!(self.values, slice => {
            let rest = slice.get(from..).unwrap_or_default();
            out.iter_mut().zip(rest).for_each(|(to, value)| *to = value.whole().unwrap_or(hole));
        });
        if let Some(bits) = self.valid {
            out.iter_mut().enumerate().filter(|(i, _)| !bits.has(from + i)).for_each(|(_, to)| *to = hole);
        }
    }

    /// Appends what `map` says of the numbers in rows; `none` where there is none, or the map says nothing.
    pub(crate) fn look_up_at(&self, rows: impl Iterator<Item = u32>, map: &[u32], none: u32, out: &mut Vec<u32>) {
        let of = |code: Option<i64>| {
            code.and_then(|code| usize::try_from(code).ok()).and_then(|place| map.get(place)).copied().unwrap_or(none)
        };
        let place = |row: u32| usize::try_from(row).unwrap_or(usize::MAX);
        if self.valid.is_some() {
            return out.extend(rows.map(|row| match self.cell(place(row)) {
                Cell::Whole(code) => of(Some(code)),
                Cell::Missing | Cell::Other => none,
            }));
        }
        each!(self.values, slice => out.extend(rows.map(|row| of(slice.get(place(row)).and_then(|v| v.whole())))));
    }

    /// Adds to `out`, from row `from` on, what `map` says of each number from 0 on: `missing` where there is none or a negative one, `beyond`
    /// where the map says nothing.
    pub(crate) fn look_up(&self, from: usize, map: &[u32], (missing, beyond): (u32, u32), out: &mut [u32]) {
        if let (Ints::U8(slice), None) = (self.values, self.valid) {
            let table = every_byte(map, (beyond, beyond));
            return small(slice.get(from..).unwrap_or_default().iter().copied(), &table, out);
        }
        if let (Ints::I8(slice), None) = (self.values, self.valid) {
            let table = every_byte(map, (missing, beyond));
            let codes = slice.get(from..).unwrap_or_default().iter().map(|v| u8::from_ne_bytes(v.to_ne_bytes()));
            return small(codes, &table, out);
        }
        for (i, to) in out.iter_mut().enumerate() {
            *to += match self.cell(from + i) {
                Cell::Whole(code @ 0..) => {
                    usize::try_from(code).ok().and_then(|place| map.get(place)).copied().unwrap_or(beyond)
                }
                Cell::Missing | Cell::Whole(_) => missing,
                Cell::Other => beyond,
            };
        }
    }
}

/// What a map says of every byte there is; the upper half are negative numbers where bytes are signed.
fn every_byte(map: &[u32], (negative, beyond): (u32, u32)) -> [u32; 256] {
    let mut table = [beyond; 256];
    table.iter_mut().skip(128).for_each(|to| *to = negative);
    table.iter_mut().zip(map).for_each(|(to, from)| *to = *from);
    table
}

/// One look-up a row, without a branch.
fn small(codes: impl Iterator<Item = u8>, table: &[u32; 256], out: &mut [u32]) {
    for (to, code) in out.iter_mut().zip(codes) {
        #[allow(clippy::indexing_slicing)] // a table of every byte
        {
            *to += table[usize::from(code)];
        }
    }
}

/// Ticks of a column of instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ticks {
    /// Seconds.
    Seconds,
    /// Thousandths.
    Millis,
    /// Millionths: what the library itself counts in.
    Micros,
    /// Thousandths of these; what is left of one is dropped, towards the past.
    Nanos,
}

impl Ticks {
    /// The instant in microseconds; one that does not fit is beyond every supported date.
    #[inline]
    pub(crate) fn micros(self, ticks: i64) -> i64 {
        match self {
            Ticks::Micros => ticks,
            Ticks::Seconds => ticks.saturating_mul(1_000_000),
            Ticks::Millis => ticks.saturating_mul(1_000),
            Ticks::Nanos => ticks.div_euclid(1_000),
        }
    }
}

/// A column of words: numbers that stand for them, from 0 on, and the words.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    /// Which word each row has.
    pub codes: Numbers<'a>,
    /// The words; `None` where the number itself is the word, from 0 to 65,535.
    pub names: Option<Vec<&'a str>>,
}

/// The column of tickets.
#[derive(Debug, Clone)]
pub enum Tickets<'a> {
    /// By number.
    Numbers(Numbers<'a>),
    /// By name.
    Words(Words<'a>),
}

/// Some rows of a frame. All columns have as many.
#[derive(Debug, Clone)]
pub struct EventChunk<'a> {
    /// The ticket.
    pub tickets: Tickets<'a>,
    /// The instant, in UTC.
    pub at: Numbers<'a>,
    /// What `at` counts.
    pub ticks: Ticks,
    /// What happened.
    pub kinds: Words<'a>,
    /// Of which kind the one is who did it.
    pub actors: Option<Words<'a>>,
    /// Who it was.
    pub agents: Option<Words<'a>>,
    /// The answer to a survey.
    pub scores: Option<Numbers<'a>>,
    /// The columns to group by, in the order of [`FrameDoc::words`](super::FrameDoc::words).
    pub words: Vec<Words<'a>>,
}

impl EventChunk<'_> {
    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the tickets, where they are as the library has them.
    pub(crate) fn plain_tickets(&self) -> Option<&[i64]> {
        match &self.tickets {
            Tickets::Numbers(numbers) => numbers.plain(),
            Tickets::Words(_) => None,
        }
    }

    /// Whether the columns are those of `doc` and have as many rows each.
    pub(crate) fn check(&self, doc: &super::FrameDoc) -> Result<()> {
        let tickets = match &self.tickets {
            Tickets::Numbers(numbers) => numbers.len(),
            Tickets::Words(words) => words.codes.len(),
        };
        let of = |words: &Words<'_>| words.codes.len();
        let name = |given: &Option<String>, usual: &str| given.clone().unwrap_or_else(|| usual.to_owned());
        let mut all = vec![(doc.ticket.clone(), tickets), (doc.kind.clone(), of(&self.kinds))];
        all.extend(self.actors.as_ref().map(|a| (name(&doc.actor, "actor"), of(a))));
        all.extend(self.agents.as_ref().map(|a| (name(&doc.agent, "agent"), of(a))));
        all.extend(self.scores.as_ref().map(|s| (name(&doc.score, "score"), s.len())));
        all.extend(doc.words.iter().cloned().zip(self.words.iter().map(of)));
        if self.words.len() != doc.words.len() {
            let expected = format!("{}, the columns to group by", doc.words.len());
            return Err(Error::invalid("words", self.words.len(), expected));
        }
        match all.into_iter().find(|(_, rows)| *rows != self.len()) {
            Some((name, rows)) => Err(Error::invalid(name, rows, format!("{} rows, as `{}` has", self.len(), doc.at))),
            None => Ok(()),
        }
    }
}
