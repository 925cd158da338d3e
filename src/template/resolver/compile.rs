//! From the syntax tree to the compiled form.

use super::ir::{
    Call, Constant, Element, Entry, Expr, Function, Key, Pattern, Placeable, Program, Reference, Select, Variant,
};
use super::options::options;
use crate::template::errors::FormatErrorKind;
use crate::template::fmt::Options;
use crate::template::functions::{Functions, builtin};
use crate::template::syntax::{LineIndex, Place};
use fluent_syntax::ast;
use fluent_syntax::unicode::unescape_unicode_to_string;

/// Compiles the patterns of one source.
pub(in crate::template) struct Compiler<'c, 's> {
    pub lines: LineIndex<'s>,
    pub functions: &'c Functions,
    pub transform: Option<&'c dyn Fn(&str) -> String>,
}

impl Compiler<'_, '_> {
    /// One pattern.
    pub(in crate::template) fn pattern(&self, pattern: &ast::Pattern<&str>) -> Pattern {
        let mut elements: Vec<Element> = Vec::with_capacity(pattern.elements.len());
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => match self.transform {
                    Some(transform) => text.push_str(&transform(value)),
                    None => text.push_str(value),
                },
                ast::PatternElement::Placeable { expression } => {
                    flush(&mut text, &mut elements);
                    let place = self.place_of(expression);
                    elements.push(Element::Placeable(Placeable { expression: self.expression(expression), place }));
                }
            }
        }
        flush(&mut text, &mut elements);
        let hint = elements.iter().map(element_hint).fold(0, u32::saturating_add);
        Pattern { elements: elements.into(), hint }
    }

    fn expression(&self, expression: &ast::Expression<&str>) -> Expr {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => Expr::Select(Box::new(Select {
                place: self.place_of_inline(selector),
                selector: self.inline(selector),
                default: variants.iter().position(|v| v.default).unwrap_or(0),
                missing: matches!(selector, ast::InlineExpression::VariableReference { .. })
                    .then(|| variants.iter().position(|v| v.key == ast::VariantKey::Identifier { name: "missing" }))
                    .flatten(),
                variants: variants.iter().map(|v| self.variant(v)).collect(),
            })),
        }
    }

    fn variant(&self, variant: &ast::Variant<&str>) -> Variant {
        let key = match &variant.key {
            ast::VariantKey::Identifier { name } => Key::Name((*name).into()),
            ast::VariantKey::NumberLiteral { value } => match value.parse() {
                Ok(number) => Key::Number(number),
                Err(_) => Key::Name((*value).into()),
            },
        };
        Variant { key, pattern: self.pattern(&variant.value) }
    }

    fn inline(&self, inline: &ast::InlineExpression<&str>) -> Expr {
        match inline {
            ast::InlineExpression::StringLiteral { value } => Expr::Literal(unescape_unicode_to_string(value).into()),
            ast::InlineExpression::NumberLiteral { value } => number(value),
            ast::InlineExpression::VariableReference { id } => Expr::Variable(id.name.into()),
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            ast::InlineExpression::MessageReference { id, attribute } => Expr::Reference(Box::new(Reference {
                term: false,
                name: id.name.into(),
                attribute: attribute.as_ref().map(|a| a.name.into()),
                parameters: Box::default(),
                target: Err(FormatErrorKind::UnknownMessage),
            })),
            ast::InlineExpression::TermReference { id, attribute, arguments } => Expr::Reference(Box::new(Reference {
                term: true,
                name: format!("-{}", id.name).into(),
                attribute: attribute.as_ref().map(|a| a.name.into()),
                parameters: arguments.as_ref().map(|a| constants(&a.named)).unwrap_or_default(),
                target: Err(FormatErrorKind::UnknownTerm),
            })),
            ast::InlineExpression::FunctionReference { id, arguments } => {
                Expr::Call(Box::new(self.call(id.name, arguments)))
            }
        }
    }

    fn call(&self, name: &str, arguments: &ast::CallArguments<&str>) -> Call {
        let named = constants(&arguments.named);
        let function = match (builtin(name), self.functions.find(name)) {
            (Some(signature), _) => Function::Builtin(signature.function),
            (None, Some(index)) => Function::Registered(index),
            (None, None) => Function::Unknown,
        };
        let options = match builtin(name) {
            Some(signature) if arguments.positional.len() != signature.positional => {
                Err(format!("takes {} argument(s), not {}", signature.positional, arguments.positional.len()))
            }
            Some(signature) => options(signature.function, signature.options, &named),
            None => Ok(Options::default()),
        };
        let positional = arguments.positional.iter().map(|p| self.inline(p)).collect();
        Call { name: name.into(), function, positional, named, options }
    }

    fn place_of(&self, expression: &ast::Expression<&str>) -> Place {
        match expression {
            ast::Expression::Inline(inline) => self.place_of_inline(inline),
            ast::Expression::Select { selector, .. } => self.place_of_inline(selector),
        }
    }

    fn place_of_inline(&self, inline: &ast::InlineExpression<&str>) -> Place {
        match inline {
            ast::InlineExpression::StringLiteral { value } | ast::InlineExpression::NumberLiteral { value } => {
                self.lines.place_of(value)
            }
            ast::InlineExpression::FunctionReference { id, .. }
            | ast::InlineExpression::MessageReference { id, .. } => self.lines.place_of(id.name),
            // The `-` or `$` before the name belongs to it.
            ast::InlineExpression::TermReference { id, .. } | ast::InlineExpression::VariableReference { id } => {
                let place = self.lines.place_of(id.name);
                Place { column: place.column.saturating_sub(1), ..place }
            }
            ast::InlineExpression::Placeable { expression } => self.place_of(expression),
        }
    }
}

fn flush(text: &mut String, elements: &mut Vec<Element>) {
    if !text.is_empty() {
        elements.push(Element::Text(std::mem::take(text).into()));
    }
}

fn element_hint(element: &Element) -> u32 {
    match element {
        Element::Text(text) => u32::try_from(text.len()).unwrap_or(u32::MAX),
        Element::Placeable(Placeable { expression: Expr::Select(select), .. }) => {
            select.variants.iter().map(|v| v.pattern.hint).max().unwrap_or(0)
        }
        Element::Placeable(_) => 20,
    }
}

fn number(value: &str) -> Expr {
    // A literal of more than 38 digits cannot be a number here; it is shown as it is written.
    value.parse().map_or_else(|_| Expr::Literal(value.into()), Expr::Number)
}

pub(super) fn constants(named: &[ast::NamedArgument<&str>]) -> Box<[(Box<str>, Constant)]> {
    named
        .iter()
        .filter_map(|argument| {
            let value = match &argument.value {
                ast::InlineExpression::StringLiteral { value } => {
                    Constant::Text(unescape_unicode_to_string(value).into())
                }
                ast::InlineExpression::NumberLiteral { value } => match number(value) {
                    Expr::Number(number) => Constant::Number(number),
                    _ => Constant::Text((*value).into()),
                },
                _ => return None, // the parser lets literals only pass
            };
            Some((argument.name.name.into(), value))
        })
        .collect()
}

/// Points every reference at its entry, once all sources are in.
pub(in crate::template) fn link(program: &mut Program) {
    let mut entries = std::mem::take(&mut program.entries);
    for entry in &mut entries {
        link_pattern(&mut entry.pattern, program);
    }
    program.entries = entries;
}

fn link_pattern(pattern: &mut Pattern, program: &Program) {
    for element in &mut pattern.elements {
        if let Element::Placeable(placeable) = element {
            link_expression(&mut placeable.expression, program);
        }
    }
}

fn link_expression(expression: &mut Expr, program: &Program) {
    match expression {
        Expr::Reference(reference) => reference.target = target(reference, program),
        Expr::Call(call) => call.positional.iter_mut().for_each(|e| link_expression(e, program)),
        Expr::Select(select) => {
            link_expression(&mut select.selector, program);
            select.variants.iter_mut().for_each(|v| link_pattern(&mut v.pattern, program));
        }
        Expr::Literal(_) | Expr::Number(_) | Expr::Variable(_) => {}
    }
}

fn target(reference: &Reference, program: &Program) -> Result<u32, FormatErrorKind> {
    let unknown = if reference.term { FormatErrorKind::UnknownTerm } else { FormatErrorKind::UnknownMessage };
    let slots = program.index.get(&reference.name).ok_or(unknown)?;
    let missing = match reference.attribute {
        Some(_) => FormatErrorKind::UnknownAttribute,
        None => FormatErrorKind::NoValue,
    };
    slots.get(reference.attribute.as_deref()).ok_or(missing)
}

impl Program {
    /// Adds an entry; `false` when there is one already, which stays.
    pub(in crate::template) fn add(&mut self, entry: Entry) -> bool {
        let Ok(index) = u32::try_from(self.entries.len()) else { return false };
        let slots = self.index.entry(entry.id.clone()).or_default();
        let taken = match &*entry.attribute {
            "" => slots.value.is_some(),
            name => slots.attributes.contains_key(name),
        };
        if taken {
            return false;
        }
        match &*entry.attribute {
            "" => slots.value = Some(index),
            name => {
                slots.attributes.insert(name.into(), index);
            }
        }
        self.entries.push(entry);
        true
    }
}
