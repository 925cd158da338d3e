//! Limits of rosters and of the questions asked of them.

/// The most shifts of a roster, requirements and assignments counted on their own.
pub const MAX_SHIFTS: usize = 5_000;
/// The most people of a roster.
pub const MAX_PEOPLE: usize = 20_000;
/// The most overrides, temporary schedules, assignments or times off of a roster, each.
pub const MAX_ENTRIES: usize = 50_000;
/// The most groups of a rotation, and people of a group or shift.
pub const MAX_GROUPS: usize = 1_000;
/// The most skills, languages and channels of a roster together, and the most of one list.
pub const MAX_TRAITS: usize = 1_000;
/// The longest id or name, in characters.
pub const MAX_ID_CHARS: usize = 200;
/// The most shift occurrences one question may work out: shifts and requirements times the days asked about.
pub const MAX_OCCURRENCES: u64 = 1_000_000;
/// The most things (occurrences, overrides, times off) that the different states of one question may hold together: 80 MB.
pub const MAX_KEPT_THINGS: usize = 20_000_000;
/// The longest one occurrence may last, in minutes: 48 hours.
pub const MAX_SHIFT_MINUTES: u32 = 2_880;
/// The greatest capacity of a shift or person, and the greatest headcount of a requirement.
pub const MAX_CAPACITY: u32 = 100_000;
/// The most kinds of contacts (combinations of skill, language and channel) that may be needed at one time: all their subsets are looked at.
pub const MAX_NEEDED_TRAITS: usize = 16;
/// How far ahead `next_change` and `next_shift` look, in days.
pub const MAX_LOOK_AHEAD_DAYS: i64 = 800;
/// The longest turn, counted in its unit.
pub const MAX_TURN: u32 = 10_000;
/// The longest shift that the audit proposes by moving a start or an end, in minutes: 12 hours.
pub const MAX_PROPOSED_MINUTES: i64 = 720;
/// The most occurrences that one answer lists.
pub const MAX_LISTED_OCCURRENCES: usize = 200_000;
/// The most turns that one answer lists.
pub const MAX_TURNS: usize = 100_000;
/// The longest rest that rules of burden may ask for, in minutes: 14 days.
pub const MAX_REST_MINUTES: u32 = 20_160;
