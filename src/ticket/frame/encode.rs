//! Texts as numbers: what a column of words is when it comes as text.

use std::collections::HashMap;

/// Gives each different text a number, from 0, in the order in which they come.
///
/// ```
/// use sundesk::ticket::frame::Encoder;
/// let mut encoder = Encoder::default();
/// let codes: Vec<i32> = ["b", "a", "b"].iter().map(|text| encoder.code(text)).collect();
/// assert_eq!((codes, encoder.names()), (vec![0, 1, 0], &["b", "a"][..]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Encoder<'a> {
    codes: HashMap<&'a str, i32>,
    names: Vec<&'a str>,
    /// The text before, which is often the same one.
    last: Option<(&'a str, i32)>,
}

impl<'a> Encoder<'a> {
    /// What stands for "not there".
    pub const MISSING: i32 = -1;

    /// The number of a text; [`MISSING`](Self::MISSING) past 2^31 of them.
    pub fn code(&mut self, text: &'a str) -> i32 {
        if let Some((_, code)) = self.last.filter(|(last, _)| *last == text) {
            return code;
        }
        let next = i32::try_from(self.names.len()).unwrap_or(Self::MISSING);
        let names = &mut self.names;
        let code = *self.codes.entry(text).or_insert_with(|| {
            names.push(text);
            next
        });
        self.last = Some((text, code));
        code
    }

    /// The texts by number.
    #[must_use]
    pub fn names(&self) -> &[&'a str] {
        &self.names
    }

    /// The texts by number.
    #[must_use]
    pub fn into_names(self) -> Vec<&'a str> {
        self.names
    }
}
