//! From the syntax tree to text: a compact form of our own with references resolved once ([`ir`], [`compile`]), and the walk over
//! it for one rendering ([`scope`]).
//!
//! The walk keeps a stack of scopes (a term sees its own parameters only), compares numbers by value, picks plurals by the digits that
//! are shown, counts placeables and depth, and never recurses deeper than [`MAX_DEPTH`](super::limits::MAX_DEPTH).

mod builtin;
pub(super) mod compile;
pub(super) mod ir;
pub(super) mod scope;
