//! What one pattern holds, in the order of its text: the material of every check.

use super::notes::VarType;
use super::readings::{Choice, MAX_READINGS, Node, Piece, others, reading};
use crate::template::functions::{Builtin, builtin};
use crate::template::resolver::options::option_fault;
use crate::template::syntax::{LineIndex, Place as Pos};
use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// The CLDR plural categories.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How a variable is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// Printed: `{ $x }`.
    Shown,
    /// Decides between variants: `{ $x -> …`.
    Selector,
    /// Given to a function: `{ NUMBER($x) }`; the flag is true when the result decides between variants.
    Argument { function: String, selects: bool },
}

#[derive(Debug, Clone)]
pub(crate) struct VarUse {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// Its absence is provided for here: inside `DEFAULT()`, or by a variant `[missing]`.
    pub(crate) guarded: bool,
    pub(crate) pos: Pos,
}

impl VarUse {
    /// Shown with nothing to stand in for it.
    pub(crate) fn is_bare(&self) -> bool {
        let shown = match &self.role {
            Role::Shown => true,
            Role::Selector => false,
            Role::Argument { selects, .. } => !selects,
        };
        shown && !self.guarded
    }
}

/// All uses of one variable in one text, taken together.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Use {
    /// More than a selector.
    pub(crate) shown: bool,
    /// Somewhere its absence is provided for.
    pub(crate) guarded: bool,
    /// Somewhere it is shown with nothing to stand in for it.
    pub(crate) bare: bool,
    /// The type that a use asks for: `MONEY($x)` an amount, `[one]` a whole number.
    pub(crate) inferred: Option<VarType>,
}

impl Use {
    /// The uses of another text beside these.
    pub(crate) fn join(&mut self, other: &Use) {
        self.shown |= other.shown;
        self.guarded |= other.guarded;
        self.bare |= other.bare;
        self.inferred = self.inferred.or(other.inferred);
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Reference {
    pub(crate) term: bool,
    pub(crate) id: String,
    pub(crate) attribute: Option<String>,
    /// Names of the arguments a term is given, and how many it is given without a name.
    pub(crate) named: Vec<String>,
    pub(crate) positional: usize,
    pub(crate) pos: Pos,
}

/// A text that is referred to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    /// `id`, or `-id` for a term.
    pub(crate) name: String,
    pub(crate) attribute: String,
    pub(crate) term: bool,
}

impl Reference {
    fn target(&self) -> Target {
        let name = if self.term { format!("-{}", self.id) } else { self.id.clone() };
        Target { name, attribute: self.attribute.clone().unwrap_or_default(), term: self.term }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) options: Vec<(String, String)>,
    /// What is wrong with the values of its options.
    pub(crate) fault: Option<String>,
    pub(crate) positional: usize,
    pub(crate) pos: Pos,
}

/// A variant's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) number: bool,
    pub(crate) default: bool,
    pub(crate) pos: Pos,
}

#[derive(Debug, Clone)]
pub(crate) struct Select {
    /// The variable that decides, directly or through a function.
    pub(crate) variable: Option<String>,
    /// `type: "ordinal"` was asked for.
    pub(crate) ordinal: bool,
    /// Fraction digits are asked for, so that 1 may print as 1.0.
    pub(crate) fractions: bool,
    pub(crate) keys: Vec<Key>,
    pub(crate) pos: Pos,
}

/// The content of one pattern.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) vars: Vec<VarUse>,
    /// The same by name.
    pub(crate) uses: BTreeMap<String, Use>,
    pub(crate) refs: Vec<Reference>,
    /// The texts it refers to, each once.
    pub(crate) targets: BTreeSet<Target>,
    pub(crate) calls: Vec<Call>,
    pub(crate) selects: Vec<Select>,
    /// The words that stand in for a value that is not there: `{ DEFAULT($name, "there") }`.
    pub(crate) stand_ins: Vec<String>,
    /// Every text element of every variant.
    pub(crate) texts: Vec<(Pos, String)>,
    /// The text itself with its choices.
    pub(crate) nodes: Vec<Node>,
    /// Longest text over all variants in characters, holes not counted, and the holes on that path.
    pub(crate) longest: Longest,
    /// While a pattern is read: the variables whose absence has a variant of its own, around the place that is read.
    guards: Vec<String>,
    /// The same for the first value of `DEFAULT()`.
    defaulted: bool,
}

/// The longest path through the variants.
#[derive(Debug, Clone, Default)]
pub(crate) struct Longest {
    pub(crate) chars: usize,
    pub(crate) text: String,
    pub(crate) vars: Vec<String>,
}

impl Longest {
    fn add(&mut self, other: Longest) {
        self.chars += other.chars;
        self.text.push_str(&other.text);
        self.vars.extend(other.vars);
    }
}

impl Facts {
    pub(crate) fn of(pattern: &ast::Pattern<&str>, lines: &LineIndex<'_>) -> Self {
        let mut facts = Self::default();
        let mut nodes = Vec::new();
        facts.longest = facts.pattern(pattern, lines, &mut nodes);
        facts.nodes = nodes;
        facts.take_together();
        facts
    }

    fn take_together(&mut self) {
        self.targets = self.refs.iter().map(Reference::target).collect();
        let by_number = |s: &Select| {
            s.keys.iter().any(|k| k.number || (CATEGORIES.contains(&k.text.as_str()) && k.text != "other"))
        };
        let counted: BTreeMap<Pos, &str> = self
            .selects
            .iter()
            .filter(|s| by_number(s))
            .filter_map(|s| Some((s.pos, s.variable.as_deref()?)))
            .collect();
        for used in &self.vars {
            let counts = counted.get(&used.pos) == Some(&used.name.as_str());
            let inferred = if counts { Some(VarType::Int) } else { type_of_use(used) };
            let shown = used.role != Role::Selector;
            let one = Use { shown, guarded: used.guarded, bare: used.is_bare(), inferred };
            self.uses.entry(used.name.clone()).or_default().join(&one);
        }
    }

    fn used(&mut self, name: &str, role: Role, pos: Pos) {
        let guarded = self.defaulted || self.guards.iter().any(|g| g == name);
        self.vars.push(VarUse { name: name.to_owned(), role, guarded, pos });
    }

    /// The text that is read when every choice takes its default.
    pub(crate) fn pieces(&self) -> Vec<&Piece> {
        reading(&self.nodes, 0)
    }

    /// Every text that can be read, at most [`MAX_READINGS`] of them; the default one first.
    pub(crate) fn readings(&self) -> impl Iterator<Item = Vec<&Piece>> {
        (0..=others(&self.nodes)).take(MAX_READINGS).map(|n| reading(&self.nodes, n))
    }

    /// The words of the default reading only.
    pub(crate) fn words(&self) -> String {
        self.pieces()
            .into_iter()
            .filter_map(|p| if let Piece::Text(t, _) = p { Some(t.as_str()) } else { None })
            .collect()
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&str>, lines: &LineIndex<'_>, out: &mut Vec<Node>) -> Longest {
        let mut longest = Longest::default();
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => {
                    let pos = lines.place_of(value);
                    self.texts.push((pos, (*value).to_owned()));
                    out.push(Node::Piece(Piece::Text((*value).to_owned(), pos)));
                    longest.add(Longest { chars: value.chars().count(), text: (*value).to_owned(), vars: Vec::new() });
                }
                ast::PatternElement::Placeable { expression } => longest.add(self.expression(expression, lines, out)),
            }
        }
        longest
    }

    fn expression(
        &mut self,
        expression: &ast::Expression<&str>,
        lines: &LineIndex<'_>,
        out: &mut Vec<Node>,
    ) -> Longest {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline, lines, out, None),
            ast::Expression::Select { selector, variants } => {
                let before = (self.vars.len(), self.calls.len());
                self.inline(selector, lines, &mut Vec::new(), Some(()));
                let pos = variants.first().map_or(Pos::default(), |v| lines.place_of(key_text(&v.key)));
                let call = self.calls.get(before.1..).and_then(<[Call]>::last);
                let option =
                    |name: &str| call.and_then(|c| c.options.iter().find(|o| o.0 == name)).map(|o| o.1.as_str());
                self.selects.push(Select {
                    variable: self.vars.get(before.0).map(|v| v.name.clone()),
                    ordinal: option("type") == Some("ordinal"),
                    fractions: option("minimumFractionDigits").is_some_and(|d| d != "0"),
                    keys: variants
                        .iter()
                        .map(|v| Key {
                            text: key_text(&v.key).to_owned(),
                            number: matches!(v.key, ast::VariantKey::NumberLiteral { .. }),
                            default: v.default,
                            pos: lines.place_of(key_text(&v.key)),
                        })
                        .collect(),
                    pos: self.vars.get(before.0).map_or(pos, |v| v.pos),
                });
                let guard = match selector {
                    ast::InlineExpression::VariableReference { id } if variants.iter().any(is_missing) => Some(id.name),
                    _ => None,
                };
                if let Some(selector) = guard.and_then(|_| self.vars.get_mut(before.0)) {
                    selector.guarded = true;
                }
                let mut best = Longest::default();
                let mut read = Vec::with_capacity(variants.len());
                for variant in variants {
                    let mut nodes = Vec::new();
                    let outside = self.guards.len();
                    self.guards.extend(guard.filter(|_| !is_missing(variant)).map(str::to_owned));
                    let path = self.pattern(&variant.value, lines, &mut nodes);
                    self.guards.truncate(outside);
                    read.push((variant.default, nodes));
                    if path.chars >= best.chars {
                        best = path;
                    }
                }
                out.push(Node::Choice(Choice::new(read)));
                best
            }
        }
    }

    fn inline(
        &mut self,
        inline: &ast::InlineExpression<&str>,
        lines: &LineIndex<'_>,
        out: &mut Vec<Node>,
        selector: Option<()>,
    ) -> Longest {
        use ast::InlineExpression as I;
        let mut longest = Longest::default();
        match inline {
            I::StringLiteral { value } | I::NumberLiteral { value } => {
                out.push(Node::Piece(Piece::Literal((*value).to_owned())));
                longest.chars = value.chars().count();
                longest.text = (*value).to_owned();
            }
            I::VariableReference { id } => {
                let role = if selector.is_some() { Role::Selector } else { Role::Shown };
                let pos = lines.place_of(id.name);
                self.used(id.name, role, pos);
                out.push(hole(format!("${}", id.name), false, false, pos));
                longest.vars.push(id.name.to_owned());
            }
            I::FunctionReference { id, arguments } => {
                let pos = lines.place_of(id.name);
                self.arguments(id.name, arguments, lines, selector.is_some());
                self.calls.push(Call {
                    name: id.name.to_owned(),
                    options: arguments.named.iter().map(|n| (n.name.name.to_owned(), literal(&n.value))).collect(),
                    fault: option_fault(id.name, &arguments.named),
                    positional: arguments.positional.len(),
                    pos,
                });
                if let ("DEFAULT", Some(I::StringLiteral { value })) = (id.name, arguments.positional.get(1)) {
                    self.stand_ins.push((*value).to_owned());
                }
                out.push(hole(format!("{}()", id.name), id.name == "URL", false, pos));
                if let Some(I::VariableReference { id }) = arguments.positional.first() {
                    longest.vars.push(id.name.to_owned());
                }
            }
            I::MessageReference { id, attribute } => {
                let pos = lines.place_of(id.name);
                self.refs.push(Reference {
                    term: false,
                    id: id.name.to_owned(),
                    attribute: attribute.as_ref().map(|a| a.name.to_owned()),
                    named: Vec::new(),
                    positional: 0,
                    pos,
                });
                out.push(hole(id.name.to_owned(), false, true, pos));
            }
            I::TermReference { id, attribute, arguments } => {
                let pos = lines.place_of(id.name);
                if let Some(arguments) = arguments {
                    self.arguments("", arguments, lines, selector.is_some());
                }
                self.refs.push(Reference {
                    term: true,
                    id: id.name.to_owned(),
                    attribute: attribute.as_ref().map(|a| a.name.to_owned()),
                    named: arguments
                        .as_ref()
                        .map_or_else(Vec::new, |a| a.named.iter().map(|n| n.name.name.to_owned()).collect()),
                    positional: arguments.as_ref().map_or(0, |a| a.positional.len()),
                    pos,
                });
                out.push(hole(format!("-{}", id.name), false, true, pos));
            }
            I::Placeable { expression } => longest = self.expression(expression, lines, out),
        }
        longest
    }

    fn arguments(
        &mut self,
        function: &str,
        arguments: &ast::CallArguments<&str>,
        lines: &LineIndex<'_>,
        selects: bool,
    ) {
        let outside = self.defaulted;
        for (i, argument) in arguments.positional.iter().chain(arguments.named.iter().map(|n| &n.value)).enumerate() {
            self.defaulted = outside || (function == "DEFAULT" && i == 0);
            if let ast::InlineExpression::VariableReference { id } = argument {
                let role = Role::Argument { function: function.to_owned(), selects };
                self.used(id.name, role, lines.place_of(id.name));
            } else {
                self.inline(argument, lines, &mut Vec::new(), selects.then_some(()));
            }
        }
        self.defaulted = outside;
    }
}

fn is_missing(variant: &ast::Variant<&str>) -> bool {
    variant.key == ast::VariantKey::Identifier { name: "missing" }
}

/// The type that a function asks for; a value that is only shown may be of any.
fn type_of_use(used: &VarUse) -> Option<VarType> {
    let Role::Argument { function, .. } = &used.role else { return None };
    Some(match builtin(function)?.function {
        Builtin::Number | Builtin::Percent | Builtin::Unit => VarType::Decimal,
        Builtin::Money => VarType::Money,
        Builtin::MoneyConverted => VarType::MoneyConverted,
        Builtin::Datetime | Builtin::Relative => VarType::Instant,
        Builtin::Duration => VarType::Duration,
        Builtin::List => VarType::List,
        Builtin::Url => VarType::Url,
        Builtin::Default => return None,
    })
}

fn hole(what: String, url: bool, reference: bool, pos: Pos) -> Node {
    Node::Piece(Piece::Hole { what, url, reference, pos })
}

fn key_text<'s>(key: &ast::VariantKey<&'s str>) -> &'s str {
    match key {
        ast::VariantKey::Identifier { name } => name,
        ast::VariantKey::NumberLiteral { value } => value,
    }
}

fn literal(value: &ast::InlineExpression<&str>) -> String {
    match value {
        ast::InlineExpression::StringLiteral { value } | ast::InlineExpression::NumberLiteral { value } => {
            (*value).to_owned()
        }
        _ => String::new(),
    }
}
