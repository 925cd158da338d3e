//! What to schedule: the fewest shifts for a need, weekly patterns with rest and humane hours, a fair rotation.
//!
//! ```text
//! need per slot ──one length──────▶ exact: difference constraints, and a search for the least total
//!               ──several, a day──▶ exact: a flow of least cost
//!               ──several, circular, or weekly patterns──▶ seeded search, with a bound below and what is unmet
//! occurrences   ──people──────────▶ fair rotation: least burdened first, with skills, time off and rest
//! ```

mod cover;
mod flow;
mod pattern;
mod rotation;
mod search;

pub use cover::{CoverNeed, CoverPlan, Shape, ShiftCount, SlotShort, suggest_cover};
pub use pattern::{PatternCount, PatternNeed, PatternPlan, Site, suggest_patterns};
pub use rotation::{FairRules, ProposedDuty, RotationPlan, UnfilledDuty};

/// The most slots of a need: a week of five minutes.
pub const MAX_SLOTS: usize = 2_016;
/// The most shapes of shifts, and sites, of one suggestion.
pub const MAX_SHAPES: usize = 100;
/// The most people needed in one slot.
pub const MAX_NEED: u32 = 10_000;
/// The most steps of a search.
pub const MAX_ROUNDS: u32 = 1_000_000;
/// The most occurrences a fair rotation deals out.
pub const MAX_DEALT: usize = 50_000;
