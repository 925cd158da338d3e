//! Reading `.ftl` source: limits first, then the Fluent parser with comments kept, then places as line and column.
//!
//! What the parser reads otherwise than the grammar is put right after it: where junk ends and what is junk (`recover`), and the
//! indentation of lines (`indent`). `codes` are the numbers of the errors.

mod codes;
#[cfg(test)]
mod fixtures;
mod indent;
mod recover;

use super::limits::{MAX_NESTING, MAX_SOURCE_BYTES};
use crate::{Error, ErrorKind, Result};
use fluent_syntax::ast;

/// Deepest nesting that the estimate before parsing lets through. The estimate never says less than the truth and may say more
/// (a brace inside a string literal), and the parser, which recurses, stands well over a thousand levels.
const MAX_ESTIMATED_NESTING: usize = 4 * MAX_NESTING;

/// A place in a source: line and column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Line, from 1; 0 when there is no place.
    pub line: u32,
    /// Column in characters, from 1; 0 when there is no place.
    pub column: u32,
}

/// A stretch of source that is not Fluent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where the parser stopped.
    pub place: Place,
    /// The code of the Fluent error catalogue, such as `E0010`; empty where the catalogue has none.
    pub code: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

/// A parsed source and what of it could not be read.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The syntax tree, with comments and junk.
    pub(crate) resource: ast::Resource<&'s str>,
    /// Stretches that are not Fluent; the entries around them are usable.
    pub errors: Vec<SyntaxError>,
}

/// The starts of the lines of a source, to turn byte offsets into places.
#[derive(Debug)]
pub struct LineIndex<'s> {
    source: &'s str,
    starts: Vec<usize>,
    /// How many characters begin before each block of [`BLOCK`] bytes: a file may be one line of 1 MiB.
    before: Vec<usize>,
}

/// Bytes that are counted one by one for a column, at most.
const BLOCK: usize = 256;

impl<'s> LineIndex<'s> {
    /// Reads the line starts once.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut count = 0;
        let blocks = source.as_bytes().chunks(BLOCK).map(begun);
        let before = std::iter::once(0).chain(blocks.map(|here| {
            count += here;
            count
        }));
        Self { source, starts, before: before.collect() }
    }

    /// The place of a byte offset.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters(offset).saturating_sub(self.characters(start));
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place { line: small(line), column: small(column + 1) }
    }

    /// How many characters begin before a byte offset.
    fn characters(&self, offset: usize) -> usize {
        let offset = offset.min(self.source.len());
        let block = offset / BLOCK;
        let rest = self.source.as_bytes().get(block * BLOCK..offset).unwrap_or(&[]);
        self.before.get(block).map_or(0, |before| before + begun(rest))
    }

    /// The place of a slice of this source; no place for a text from elsewhere.
    #[must_use]
    pub fn place_of(&self, slice: &str) -> Place {
        match (slice.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize) {
            Some(offset) if offset <= self.source.len() => self.place(offset),
            _ => Place::default(),
        }
    }
}

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Parses a source with its comments. Stretches that are not Fluent are junk with an error each; the rest is usable.
///
/// # Errors
/// [`ErrorKind::LimitExceeded`] for a source over 1 MiB or nested deeper than 64 levels: found
/// before the parser runs, which would otherwise exhaust the stack.
pub fn parse(source: &str) -> Result<Parsed<'_>> {
    check_size_and_nesting(source)?;
    let (mut body, faults) = recover::read(source);
    body.iter_mut().for_each(|entry| indent::mend(source, entry));
    let lines = LineIndex::new(source);
    let errors = faults.into_iter().map(|fault| fault.at(&lines)).collect();
    Ok(Parsed { resource: ast::Resource { body }, errors })
}

/// Where a slice of a source begins in it; 0 for a text from elsewhere.
fn offset_in(source: &str, slice: &str) -> usize {
    let offset = (slice.as_ptr() as usize).checked_sub(source.as_ptr() as usize);
    offset.filter(|o| *o <= source.len()).unwrap_or(0)
}

/// Refuses what the recursive parser must not see.
///
/// The estimate of the depth is an upper bound: every `{` counts, and every `(` while a brace is open; a closer does not count when
/// quotes stand before and after it on its line, since it may be text of a string literal. A line `id =` at the margin starts
/// again from zero: no placeable can contain one, so the parser is at the top level when it has passed it.
fn check_size_and_nesting(source: &str) -> Result<()> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(Error::limit(
            "source",
            format!("{} bytes", source.len()),
            format!("at most {MAX_SOURCE_BYTES} bytes"),
        ));
    }
    let (mut braces, mut parens) = (0_usize, 0_usize);
    for (index, line) in source.split('\n').enumerate() {
        if starts_entry(line) {
            (braces, parens) = (0, 0);
        }
        let (first_quote, last_quote) = (line.find('"'), line.rfind('"'));
        for (at, byte) in line.bytes().enumerate() {
            let in_literal = first_quote.is_some_and(|q| q < at) && last_quote.is_some_and(|q| q > at);
            match byte {
                b'{' => braces += 1,
                b'(' if braces > 0 => parens += 1,
                b'}' if !in_literal => braces = braces.saturating_sub(1),
                b')' if !in_literal => parens = parens.saturating_sub(1),
                _ => {}
            }
            if braces + parens > MAX_ESTIMATED_NESTING {
                return Err(too_deep(index, at));
            }
        }
        if braces == 0 {
            parens = 0;
        }
    }
    Ok(())
}

fn too_deep(line: usize, column: usize) -> Error {
    let message = format!("column {}: nested deeper than {MAX_NESTING} levels", column + 1);
    Error::new(ErrorKind::LimitExceeded, message).in_file("", u64::try_from(line + 1).unwrap_or(0))
}

/// Whether a line is `identifier =` or `-identifier =` at the margin.
fn starts_entry(line: &str) -> bool {
    let line = line.strip_prefix('-').unwrap_or(line);
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        && line
            .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            .trim_start_matches(' ')
            .starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_also_in_long_lines() {
        for source in
            ["", "a", "é\nß = x\n", &"ü".repeat(BLOCK), &format!("{}\n{}", "aé".repeat(400), "漢".repeat(300))]
        {
            let lines = LineIndex::new(source);
            for at in (0..=source.len()).filter(|at| source.is_char_boundary(*at)) {
                let before = source.get(..at).unwrap();
                let start = before.rfind('\n').map_or(0, |n| n + 1);
                let line = before.matches('\n').count() + 1;
                let column = before.get(start..).unwrap().chars().count() + 1;
                let expected = Place { line: u32::try_from(line).unwrap(), column: u32::try_from(column).unwrap() };
                assert_eq!(lines.place(at), expected, "{at}");
            }
        }
    }
}
