//! Compiled messages: what a rendering walks.

use crate::money::Decimal;
use crate::template::errors::FormatErrorKind;
use crate::template::fmt::Options;
use crate::template::functions::Builtin;
use crate::template::syntax::Place;
use std::collections::{BTreeMap, HashMap};

/// One message value, attribute or term.
#[derive(Debug)]
pub(in crate::template) struct Entry {
    /// `id`, or `-id` for a term.
    pub id: Box<str>,
    /// The attribute; empty for the value.
    pub attribute: Box<str>,
    /// The file it stands in.
    pub file: u32,
    /// Where its id stands.
    pub place: Place,
    pub pattern: Pattern,
}

/// What the bundle knows of one id.
#[derive(Debug, Default)]
pub(in crate::template) struct Slots {
    pub value: Option<u32>,
    pub attributes: BTreeMap<Box<str>, u32>,
}

impl Slots {
    /// The entry of the value (`None`) or of an attribute.
    pub(in crate::template) fn get(&self, attribute: Option<&str>) -> Option<u32> {
        match attribute {
            None => self.value,
            Some(name) => self.attributes.get(name).copied(),
        }
    }
}

/// All entries of a bundle.
#[derive(Debug, Default)]
pub(in crate::template) struct Program {
    pub entries: Vec<Entry>,
    pub index: HashMap<Box<str>, Slots>,
    /// Ids of messages in the order of the sources.
    pub order: Vec<Box<str>>,
    pub files: Vec<Box<str>>,
}

#[derive(Debug, Default)]
pub(in crate::template) struct Pattern {
    pub elements: Box<[Element]>,
    /// A guess at the length of the text, for one allocation.
    pub hint: u32,
}

#[derive(Debug)]
pub(in crate::template) enum Element {
    Text(Box<str>),
    Placeable(Placeable),
}

#[derive(Debug)]
pub(in crate::template) struct Placeable {
    pub expression: Expr,
    pub place: Place,
}

#[derive(Debug)]
pub(in crate::template) enum Expr {
    Literal(Box<str>),
    Number(Decimal),
    Variable(Box<str>),
    Reference(Box<Reference>),
    Call(Box<Call>),
    Select(Box<Select>),
}

/// `{ message.attribute }` or `{ -term.attribute(name: "x") }`.
#[derive(Debug)]
pub(in crate::template) struct Reference {
    pub term: bool,
    pub name: Box<str>,
    pub attribute: Option<Box<str>>,
    pub parameters: Box<[(Box<str>, Constant)]>,
    pub target: Result<u32, FormatErrorKind>,
}

/// A literal as a named argument.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::template) enum Constant {
    Text(Box<str>),
    Number(Decimal),
}

/// `{ NUMBER($n, minimumFractionDigits: 2) }`.
#[derive(Debug)]
pub(in crate::template) struct Call {
    pub name: Box<str>,
    pub function: Function,
    pub positional: Box<[Expr]>,
    pub named: Box<[(Box<str>, Constant)]>,
    /// The named arguments of a built-in function, read when the bundle was compiled; `Err` says what is wrong with them.
    pub options: Result<Options, String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::template) enum Function {
    Builtin(Builtin),
    /// One of the registered functions, by its index.
    Registered(u32),
    Unknown,
}

#[derive(Debug)]
pub(in crate::template) struct Select {
    pub selector: Expr,
    pub place: Place,
    pub variants: Box<[Variant]>,
    pub default: usize,
    /// The variant `[missing]` of a variable: for a value that is absent, missing or blank.
    pub missing: Option<usize>,
}

#[derive(Debug)]
pub(in crate::template) struct Variant {
    pub key: Key,
    pub pattern: Pattern,
}

#[derive(Debug)]
pub(in crate::template) enum Key {
    Name(Box<str>),
    Number(Decimal),
}

impl Reference {
    /// As it is written: `message.attribute`, `-term`.
    pub(super) fn written(&self) -> String {
        match &self.attribute {
            Some(attribute) => format!("{}.{attribute}", self.name),
            None => self.name.to_string(),
        }
    }
}

impl Expr {
    /// As it is written, shortened: `$name`, `NUMBER()`, `-brand.gender`.
    pub(super) fn written(&self) -> String {
        match self {
            Expr::Literal(text) => format!("{text:?}"),
            Expr::Number(number) => number.to_string(),
            Expr::Variable(name) => format!("${name}"),
            Expr::Reference(reference) => reference.written(),
            Expr::Call(call) => format!("{}()", call.name),
            Expr::Select(_) => "???".to_owned(),
        }
    }
}
