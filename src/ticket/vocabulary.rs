//! The names of a log, each stored once and known by a small number.

use super::actor::{Actor, ActorKind};
use crate::hash;
use indexmap::IndexSet;

/// A name as a small number, valid for the [`Vocabulary`] that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Symbol(pub(crate) u32);

impl Symbol {
    /// The empty name: nobody, no group, cleared.
    pub const EMPTY: Symbol = Symbol(0);

    /// Its number: the place of its name among the names of its vocabulary, from 0.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// An actor as a small number, valid for the [`Vocabulary`] that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Who(u32);

impl Who {
    /// Nobody is named: no more is known than the kind.
    pub const UNKNOWN: Who = Who(0);
}

/// The names of one log or desk, each stored once: statuses, priorities, groups, agents, field names and values.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    names: IndexSet<Box<str>>,
    /// The fingerprint of the first names, for each number of them from 0.
    fingerprints: Vec<u64>,
    /// Who did something: the id, and on whose behalf. They are no part of the fingerprint: clocks do not look at them.
    actors: IndexSet<(Symbol, Symbol)>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let mut v = Self { names: IndexSet::new(), fingerprints: vec![hash::EMPTY], actors: IndexSet::new() };
        v.intern("");
        v
    }
}

impl Vocabulary {
    /// The symbol of `name`, new or known. At most `u32::MAX` names; past that the empty symbol is given.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if let Some(known) = self.get(name) {
            return known;
        }
        let Ok(next) = u32::try_from(self.names.len()) else { return Symbol::EMPTY };
        self.names.insert(name.into());
        // The names in order, each ended by a byte that no UTF-8 text has.
        self.fingerprints.push(hash::fnv1a_after(self.fingerprint(), name.bytes().chain([0xff])));
        Symbol(next)
    }

    /// The number of an actor, new or known.
    pub fn intern_actor(&mut self, actor: &Actor) -> Who {
        if actor.is_nameless() {
            return Who::UNKNOWN;
        }
        let parts = (self.intern(&actor.id), self.intern(actor.on_behalf_of.as_deref().unwrap_or_default()));
        let (place, _) = self.actors.insert_full(parts);
        place.checked_add(1).and_then(|n| u32::try_from(n).ok()).map_or(Who::UNKNOWN, Who)
    }

    /// Who did something, of a kind.
    ///
    /// ```
    /// use sundesk::ticket::{Actor, ActorKind, Vocabulary};
    /// let ann = Actor { kind: ActorKind::Human, id: "ann".into(), on_behalf_of: Some("bob".into()) };
    /// let mut names = Vocabulary::default();
    /// let who = names.intern_actor(&ann);
    /// assert_eq!(names.actor(ActorKind::Human, who), ann);
    /// ```
    #[must_use]
    pub fn actor(&self, kind: ActorKind, who: Who) -> Actor {
        let place = who.0.checked_sub(1).and_then(|n| usize::try_from(n).ok());
        let Some((id, behalf)) = place.and_then(|n| self.actors.get_index(n)) else { return kind.into() };
        let on_behalf_of = (*behalf != Symbol::EMPTY).then(|| self.name(*behalf).to_owned());
        Actor { kind, id: self.name(*id).to_owned(), on_behalf_of }
    }

    /// The symbol of `name`, if it is known.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Symbol> {
        self.names.get_index_of(name).and_then(|number| u32::try_from(number).ok()).map(Symbol)
    }

    /// The name behind a symbol; empty for a symbol of another vocabulary.
    #[must_use]
    pub fn name(&self, symbol: Symbol) -> &str {
        usize::try_from(symbol.0).ok().and_then(|i| self.names.get_index(i)).map_or("", |n| n)
    }

    /// A number made of the names and their order: two vocabularies with the same one give the same symbols. Whatever was worked out
    /// for one vocabulary is refused with another ([`ErrorKind::Incompatible`](crate::ErrorKind::Incompatible)).
    ///
    /// ```
    /// use sundesk::ticket::Vocabulary;
    /// let (mut a, mut b) = (Vocabulary::default(), Vocabulary::default());
    /// a.intern("open");
    /// assert_ne!(a.fingerprint(), b.fingerprint());
    /// b.intern("open");
    /// assert_eq!(a.fingerprint(), b.fingerprint());
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprints.last().copied().unwrap_or(hash::EMPTY)
    }

    /// The fingerprint that it had with its first `len` names; `None` when it has fewer. A vocabulary that has only grown keeps it, so
    /// that what was worked out for its first names can be extended by the new ones.
    ///
    /// ```
    /// use sundesk::ticket::Vocabulary;
    /// let mut names = Vocabulary::default();
    /// let before = (names.len(), names.fingerprint());
    /// names.intern("open");
    /// assert_eq!(names.fingerprint_of_first(before.0), Some(before.1));
    /// assert_eq!(names.fingerprint_of_first(9), None);
    /// ```
    #[must_use]
    pub fn fingerprint_of_first(&self, len: usize) -> Option<u64> {
        self.fingerprints.get(len).copied()
    }

    /// Every symbol, in the order of the names.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + use<> {
        let len = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        (0..len).map(Symbol)
    }

    /// How many names there are; symbols are `0..len`.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never true: the empty name is always known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
