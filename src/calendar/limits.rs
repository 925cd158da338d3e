//! What a calendar document may hold at most; also listed in `docs/limits.md`.

/// Entries of `holidays`.
pub const MAX_HOLIDAYS: usize = 10_000;
/// Days that all holiday ranges of a document span together.
pub const MAX_HOLIDAY_DAYS: usize = 200_000;
/// Dates in `exceptions`.
pub const MAX_EXCEPTIONS: usize = 10_000;
/// Dates and weekdays in `breaks`.
pub const MAX_BREAK_DAYS: usize = 10_000;
/// Intervals of one weekday, exception or day of breaks.
pub const MAX_INTERVALS_PER_DAY: usize = 48;
/// Characters of a calendar's name.
pub const MAX_NAME_CHARS: usize = 200;
/// Pieces that `without` takes out of a calendar, all calls together and joined ones counted once.
pub const MAX_WITHOUT: usize = 10_000;
/// Bytes of a document given as JSON text.
pub const MAX_DOCUMENT_BYTES: usize = crate::document::MAX_DOCUMENT_BYTES;
/// Parts of one union, intersection or difference.
pub const MAX_PARTS: usize = 64;
/// How deep unions, intersections and differences may be nested.
pub const MAX_NESTING: usize = 8;
