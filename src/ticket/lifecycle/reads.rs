//! What a decision has looked at. A desk whose tickets lie in a store puts on the table what a decision looked for and did not find, and
//! decides again; and it knows which versions the decision stands on.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What was looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Tickets, there or not.
    pub(crate) tickets: BTreeSet<String>,
    /// Ids of messages.
    pub(crate) messages: BTreeSet<String>,
    /// Tokens that replies carry.
    pub(crate) tokens: BTreeSet<String>,
}

/// Notes what is looked at; nothing, unless somebody wants to know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reads(Option<Rc<RefCell<Seen>>>);

impl Reads {
    /// One that notes.
    #[cfg(feature = "store")]
    pub(crate) fn noted() -> Self {
        Self(Some(Rc::default()))
    }

    pub(super) fn ticket(&self, id: &str) {
        self.note(|seen| &mut seen.tickets, id);
    }

    pub(super) fn message(&self, id: &str) {
        self.note(|seen| &mut seen.messages, id);
    }

    pub(super) fn token(&self, token: &str) {
        self.note(|seen| &mut seen.tokens, token);
    }

    fn note(&self, of: impl FnOnce(&mut Seen) -> &mut BTreeSet<String>, word: &str) {
        let Some(seen) = &self.0 else { return };
        // Nothing else holds it: each of these calls ends before the next.
        let Ok(mut seen) = seen.try_borrow_mut() else { return };
        let words = of(&mut seen);
        if !words.contains(word) {
            words.insert(word.to_owned());
        }
    }

    /// All of it.
    #[cfg(feature = "store")]
    pub(crate) fn seen(&self) -> Seen {
        self.0.as_ref().and_then(|seen| seen.try_borrow().ok().map(|seen| seen.clone())).unwrap_or_default()
    }
}
