//! From the syntax tree to text: a compact form of our own with references resolved once ([`ir`], [`compile`], [`options`]), and the walk
//! over it for one rendering: patterns and errors ([`scope`]), values and selection (`evaluate`), functions (`call`, `builtin`).
//!
//! The walk keeps a stack of scopes (a term sees its own parameters only), compares numbers by value, picks plurals by the digits that
//! are shown, counts placeables and depth, and never recurses deeper than [`MAX_DEPTH`](super::limits::MAX_DEPTH).

mod builtin;
mod call;
pub(super) mod compile;
mod evaluate;
pub(super) mod ir;
pub(super) mod options;
pub(super) mod scope;
