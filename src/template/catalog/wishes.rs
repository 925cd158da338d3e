//! What wishes came to, kept: most readers of a desk send one of a few dozen tags.

use crate::template::Locale;
use crate::template::negotiate::{Match, canonical};
use std::hash::{BuildHasher, RandomState};
use std::sync::OnceLock;

/// Wishes that one catalog remembers. Past it a wish is worked out each time, which is slower and right.
pub const MAX_REMEMBERED_WISHES: usize = 512;

/// Longest tag that is remembered; longer ones are worked out each time.
const MAX_TAG_BYTES: usize = 64;

/// Places that are looked at for one wish.
const PROBES: usize = 8;

/// What one wish comes to.
#[derive(Debug)]
pub(super) struct Wish {
    /// The locales for it, best first.
    pub(super) chain: Vec<Match>,
    /// Its own locale, for numbers and dates; `None` for a text that is no locale.
    pub(super) locale: Option<Locale>,
    /// The tag of that locale without a tone.
    pub(super) formats: String,
}

impl Wish {
    /// Of a tag and the locales that were found for it.
    pub(super) fn new(tag: &str, chain: Vec<Match>) -> Self {
        let locale = canonical(tag).ok();
        let formats = locale.as_ref().map_or("", |l| without_tone(l.as_str())).to_owned();
        Self { chain, locale, formats }
    }
}

/// The part of a tag that decides how numbers and dates look.
pub(super) fn without_tone(tag: &str) -> &str {
    tag.split_once("-x-").map_or(tag, |(tag, _)| tag)
}

#[derive(Debug)]
struct Slot {
    tag: String,
    tone: Option<String>,
    wish: Wish,
}

/// A table that is filled once per wish and read without locks.
#[derive(Debug)]
pub(super) struct Wishes {
    slots: Box<[OnceLock<Slot>]>,
    /// Tags come from outside: keys that nobody knows keep chosen ones from all meeting in the same places. Which place a wish
    /// has changes how fast it is answered, never the answer.
    hasher: RandomState,
}

impl Default for Wishes {
    fn default() -> Self {
        let slots = std::iter::repeat_with(OnceLock::new).take(MAX_REMEMBERED_WISHES).collect();
        Self { slots, hasher: RandomState::new() }
    }
}

impl Wishes {
    /// Answers with what the wish comes to, from memory where it is there.
    pub(super) fn with<R>(
        &self,
        tag: &str,
        tone: Option<&str>,
        negotiate: impl Fn() -> Vec<Match>,
        answer: impl FnOnce(&Wish) -> R,
    ) -> R {
        let make = || Wish::new(tag, negotiate());
        if tag.len() > MAX_TAG_BYTES || tone.is_some_and(|t| t.len() > MAX_TAG_BYTES) {
            return answer(&make());
        }
        let start = usize::try_from(self.hasher.hash_one((tag, tone)) % (MAX_REMEMBERED_WISHES as u64)).unwrap_or(0);
        let probes = self.slots.iter().cycle().skip(start).take(PROBES);
        for slot in probes {
            let new = || Slot { tag: tag.to_owned(), tone: tone.map(str::to_owned), wish: make() };
            let held = slot.get_or_init(new);
            if held.tag == tag && held.tone.as_deref() == tone {
                return answer(&held.wish);
            }
        }
        answer(&make())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_wish_is_worked_out_once_and_a_full_table_still_answers() {
        let wishes = Wishes::default();
        let made = Cell::new(0_u32);
        let ask = |tag: &str, tone: Option<&str>| {
            let negotiate = || {
                made.set(made.get() + 1);
                Vec::new()
            };
            wishes.with(tag, tone, negotiate, |w| w.locale.as_ref().map(ToString::to_string))
        };
        assert_eq!(ask("de-at", None).as_deref(), Some("de-AT"));
        assert_eq!(ask("de-at", None).as_deref(), Some("de-AT"));
        assert_eq!(made.get(), 1);
        ask("de-at", Some("formal"));
        assert_eq!(made.get(), 2, "another tone is another wish");
        let long = format!("de-x-{}", "a".repeat(MAX_TAG_BYTES));
        ask(&long, None);
        ask(&long, None);
        assert_eq!(made.get(), 4, "a long tag is not kept");
        for i in 0..=u32::try_from(2 * MAX_REMEMBERED_WISHES).unwrap() {
            assert_eq!(ask(&format!("nonsense{i}"), None), None);
        }
        assert_eq!(ask("fr-ca", None).as_deref(), Some("fr-CA"), "a full table answers too");
    }
}
