//! The limits of templates; those of one rendering are settings too: [`Limits`](super::Limits).

/// Largest source of one resource, in bytes (1 MiB).
pub const MAX_SOURCE_BYTES: usize = 1 << 20;
/// Deepest nesting of braces and call parentheses in a message.
pub const MAX_NESTING: usize = 64;
/// Deepest chain of messages, terms and variants while one text is made.
pub const MAX_DEPTH: usize = 64;
/// Placeables filled in for one text, unless [`Limits::placeables`](super::Limits::placeables) says otherwise.
pub const MAX_PLACEABLES: u32 = 100;
/// Bytes of one finished text (64 KiB), unless [`Limits::output_bytes`](super::Limits::output_bytes) says otherwise.
pub const MAX_OUTPUT_BYTES: usize = 64 * 1024;
/// Bytes of one argument (4 KiB), unless [`Limits::argument_bytes`](super::Limits::argument_bytes) says otherwise.
pub const MAX_ARGUMENT_BYTES: usize = 4 * 1024;
/// Most digits a template may ask for with `minimumFractionDigits` and its kin; larger numbers are an error.
pub const MAX_DIGITS: u8 = 20;
/// Most arguments of one rendering.
pub const MAX_ARGS: usize = 256;
/// Most items of a list argument.
pub const MAX_LIST_ITEMS: usize = 256;
/// How deep functions of a Python or C program may stand inside each other: one that renders a text which calls a function. Their
/// frames lie on the native stack, which must not run out.
pub const MAX_FUNCTION_DEPTH: usize = 16;
