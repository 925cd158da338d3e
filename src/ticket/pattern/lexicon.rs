//! Words as small numbers: of all that a document mentions, those that a vocabulary has.
//!
//! Tables are made of the words that occur, per part of the document (a policy of a set), so that they grow with the log and the part
//! at hand and not with all that a document lists: a policy with 60,000 customers costs one ticket as little as one with six.

use crate::ticket::{Symbol, Vocabulary, normal};
use std::collections::HashMap;

/// What every word that nobody mentions is to a part.
pub(crate) const OTHER: u16 = 0;
/// The class of the empty word.
const EMPTY: u16 = 1;

/// The words a document mentions, each with its number; made once, at compilation.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    ids: HashMap<String, u32>,
    statuses: Vec<u32>,
    parts: Vec<Vec<u32>>,
}

impl Lexicon {
    /// The words all parts share (the statuses), and those of each part.
    pub(crate) fn new<'a, P: Iterator<Item = &'a str>>(
        statuses: impl Iterator<Item = &'a str>,
        parts: impl Iterator<Item = P>,
    ) -> Self {
        let mut lexicon = Self::default();
        lexicon.statuses = statuses.map(|w| lexicon.id(w)).collect();
        for part in parts {
            let mut words: Vec<u32> = part.map(|w| lexicon.id(w)).collect();
            words.extend(&lexicon.statuses);
            words.sort_unstable();
            words.dedup();
            lexicon.parts.push(words);
        }
        lexicon
    }

    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// A vocabulary as a document sees it.
pub(crate) struct Occurring<'a> {
    lexicon: &'a Lexicon,
    /// The normalised names, by symbol.
    pub(crate) names: Vec<String>,
    by_word: HashMap<String, Vec<Symbol>>,
    /// The class of each word of the lexicon; [`OTHER`] for one the vocabulary does not have.
    class_of_id: Vec<u16>,
    /// The words that occur, by class.
    words: Vec<String>,
}

impl<'a> Occurring<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, vocabulary: &Vocabulary) -> Self {
        let mut this = Self {
            lexicon,
            names: Vec::with_capacity(vocabulary.len()),
            by_word: HashMap::new(),
            class_of_id: vec![OTHER; lexicon.len()],
            words: vec![String::new(); 2],
        };
        let empty = lexicon.ids.get("").and_then(|id| place(*id));
        if let Some(class) = empty.and_then(|id| this.class_of_id.get_mut(id)) {
            *class = EMPTY;
        }
        for symbol in vocabulary.symbols() {
            let word = normal(vocabulary.name(symbol));
            let id = lexicon.ids.get(&word).and_then(|id| place(*id));
            if let Some(class) = id.and_then(|id| this.class_of_id.get_mut(id)).filter(|c| **c == OTHER) {
                *class = u16::try_from(this.words.len()).unwrap_or(OTHER); // at most MAX_WORDS
                this.words.push(word.clone());
            }
            this.by_word.entry(word.clone()).or_default().push(symbol);
            this.names.push(word);
        }
        this
    }

    /// The symbols whose name reads as this normalised word.
    pub(crate) fn symbols(&self, word: &str) -> &[Symbol] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The class of each symbol.
    pub(crate) fn classes(&self) -> Vec<u16> {
        let class = |name: &String| match self.lexicon.ids.get(name).and_then(|id| place(*id)) {
            _ if name.is_empty() => EMPTY,
            Some(id) => self.class_of_id.get(id).copied().unwrap_or(OTHER),
            None => OTHER,
        };
        self.names.iter().map(class).collect()
    }

    /// The words of one part that occur.
    pub(crate) fn of_part(&self, part: usize) -> Words {
        let mut words = Words { list: vec![String::new(); 2], local: vec![OTHER; self.words.len()] };
        if let Some(class) = words.local.get_mut(usize::from(EMPTY)) {
            *class = EMPTY;
        }
        let ids = self.lexicon.parts.get(part).map_or(&[][..], Vec::as_slice);
        let classes = ids.iter().filter_map(|id| self.class_of_id.get(place(*id)?)).copied();
        for class in classes.filter(|c| *c > EMPTY) {
            let (word, next) = (self.words.get(usize::from(class)), u16::try_from(words.list.len()).unwrap_or(OTHER));
            if let (Some(word), Some(local)) = (word, words.local.get_mut(usize::from(class))) {
                *local = next;
                words.list.push(word.clone());
            }
        }
        words
    }
}

fn place(id: u32) -> Option<usize> {
    usize::try_from(id).ok()
}

/// The words of one part that occur, each with its class in that part; class 0 is any other word, class 1 the empty one.
pub(crate) struct Words {
    pub(crate) list: Vec<String>,
    /// From the class of a word in the document to that in the part.
    pub(crate) local: Vec<u16>,
}

impl Words {
    /// The class of a word; `None` when the vocabulary does not have it.
    pub(crate) fn class(&self, word: &str) -> Option<u16> {
        let place = self.list.iter().skip(1).position(|w| w == word)?;
        u16::try_from(place + 1).ok()
    }
}
