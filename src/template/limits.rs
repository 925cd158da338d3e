//! The limits of templates, as constants and as settings of one rendering.

/// Largest source of one resource, in bytes (1 MiB).
pub const MAX_SOURCE_BYTES: usize = 1 << 20;
/// Deepest nesting of braces and call parentheses in a message.
pub const MAX_NESTING: usize = 64;
/// Deepest chain of messages, terms and variants while one text is made.
pub const MAX_DEPTH: usize = 64;
/// Placeables filled in for one text, unless [`Limits::placeables`] says otherwise.
pub const MAX_PLACEABLES: u32 = 100;
/// Bytes of one finished text (64 KiB), unless [`Limits::output_bytes`] says otherwise.
pub const MAX_OUTPUT_BYTES: usize = 64 * 1024;
/// Bytes of one argument (4 KiB), unless [`Limits::argument_bytes`] says otherwise.
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

/// What one rendering may use; the defaults are the constants of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Placeables filled in, counting each time one is reached.
    pub placeables: u32,
    /// Bytes of the finished text, isolates included.
    pub output_bytes: usize,
    /// Bytes of one text argument.
    pub argument_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { placeables: MAX_PLACEABLES, output_bytes: MAX_OUTPUT_BYTES, argument_bytes: MAX_ARGUMENT_BYTES }
    }
}
