//! Words as small numbers: those that a document mentions, and who in it does.

use crate::hash::OwnKeys;
use std::collections::HashMap;

/// The words a document mentions, each with its number; made once, at compilation. Its parts are the policies of a set, say.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    ids: HashMap<String, u32, OwnKeys>,
    /// The words below this number are those of every part.
    shared: u32,
    /// The parts that mention each of the others.
    parts_of: Vec<Vec<u32>>,
    parts: u32,
}

impl Lexicon {
    /// The words all parts share (the statuses), and those of each part.
    pub(crate) fn new<'a, P: Iterator<Item = &'a str>>(
        statuses: impl Iterator<Item = &'a str>,
        parts: impl Iterator<Item = P>,
    ) -> Self {
        let mut lexicon = Self::default();
        statuses.for_each(|word| {
            lexicon.number(word);
        });
        lexicon.shared = number(lexicon.ids.len());
        for words in parts {
            let part = lexicon.parts;
            for word in words {
                let own = lexicon.number(word).checked_sub(lexicon.shared).and_then(place);
                let Some(own) = own else { continue };
                if lexicon.parts_of.len() <= own {
                    lexicon.parts_of.resize_with(own + 1, Vec::new);
                }
                if let Some(parts) = lexicon.parts_of.get_mut(own).filter(|p| p.last() != Some(&part)) {
                    parts.push(part);
                }
            }
            lexicon.parts = part.saturating_add(1);
        }
        lexicon
    }

    /// The number of a word, new or known.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = number(self.ids.len());
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The number of a normalised word.
    pub(crate) fn id(&self, word: &str) -> Option<usize> {
        self.ids.get(word).copied().and_then(place)
    }

    /// Every word with its number.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, usize)> {
        self.ids.iter().filter_map(|(word, id)| Some((word.as_str(), place(*id)?)))
    }

    /// The parts that mention a word.
    pub(crate) fn parts_of(&self, id: usize) -> impl Iterator<Item = usize> {
        let own = id.checked_sub(place(self.shared).unwrap_or(0));
        let all = if own.is_none() { 0..self.parts } else { 0..0 };
        let some = own.and_then(|i| self.parts_of.get(i)).map_or(&[][..], Vec::as_slice);
        all.chain(some.iter().copied()).filter_map(place)
    }
}

/// At most `MAX_WORDS`, which is checked.
fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn place(id: u32) -> Option<usize> {
    usize::try_from(id).ok()
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn each_word_knows_the_parts_that_mention_it() {
        let parts = [vec!["gold", "open", "gold"], vec!["silver", "gold"], vec![]];
        let lexicon = Lexicon::new(["open", "solved"].into_iter(), parts.into_iter().map(Vec::into_iter));
        let of = |word| lexicon.id(word).map(|id| lexicon.parts_of(id).collect::<Vec<_>>());
        assert_eq!(of("open"), Some(vec![0, 1, 2])); // a status is everybody's
        assert_eq!(of("gold"), Some(vec![0, 1]));
        assert_eq!(of("silver"), Some(vec![1]));
        assert_eq!(of("bronze"), None);
        assert_eq!((lexicon.len(), lexicon.words().count()), (4, 4));
    }
}
