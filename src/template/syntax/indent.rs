//! The indentation of multi-line patterns, as the grammar has it.
//!
//! The spaces that every line of a pattern has in common are not text. `fluent-syntax` 0.12 leaves out lines that begin with a
//! placeable when it looks for them, and keeps spaces on blank lines. Both change what a customer reads; here every line is cut again
//! out of the source.

use super::offset_in;
use fluent_syntax::ast;

/// A line of a pattern: the element it begins with, where it begins in the source, and its spaces.
struct Line {
    element: usize,
    start: usize,
    indent: usize,
    blank: bool,
}

/// Cuts every pattern of an entry again.
pub(super) fn mend<'s>(source: &'s str, entry: &mut ast::Entry<&'s str>) {
    let (value, attributes, id) = match entry {
        ast::Entry::Message(m) => (m.value.as_mut(), &mut m.attributes, m.id.name),
        ast::Entry::Term(t) => (Some(&mut t.value), &mut t.attributes, t.id.name),
        _ => return,
    };
    if let Some(value) = value {
        pattern(source, value, id);
    }
    for attribute in attributes {
        pattern(source, &mut attribute.value, attribute.id.name);
    }
}

/// One pattern, which stands after `key`: an id, or the key of a variant.
fn pattern<'s>(source: &'s str, pattern: &mut ast::Pattern<&'s str>, key: &str) {
    for element in &mut pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            nested(source, expression);
        }
    }
    if pattern.elements.len() < 2 {
        return;
    }
    let lines = lines(source, &pattern.elements, first_line(source, key));
    let Some(common) = lines.iter().filter(|l| !l.blank).map(|l| l.indent).min() else { return };
    let mut lines = lines.into_iter().peekable();
    let old = std::mem::take(&mut pattern.elements);
    for (index, element) in old.into_iter().enumerate() {
        match (lines.next_if(|l| l.element == index), element) {
            (Some(line), ast::PatternElement::TextElement { value }) => {
                let end = offset_in(source, value) + value.len();
                let start = if line.blank { end.saturating_sub(1) } else { line.start + common };
                push(&mut pattern.elements, source.get(start..end));
            }
            (Some(line), placeable) => {
                push(&mut pattern.elements, source.get(line.start + common..line.start + line.indent));
                pattern.elements.push(placeable);
            }
            (None, element) => pattern.elements.push(element),
        }
    }
}

fn push<'s>(elements: &mut Vec<ast::PatternElement<&'s str>>, text: Option<&'s str>) {
    if let Some(value) = text.filter(|t| !t.is_empty()) {
        elements.push(ast::PatternElement::TextElement { value });
    }
}

/// The lines of a pattern after the one it begins on; `first` is where the first of its own lines begins, if it begins on one.
fn lines(source: &str, elements: &[ast::PatternElement<&str>], first: Option<usize>) -> Vec<Line> {
    let (mut lines, mut begun) = (Vec::new(), first);
    for (element, part) in elements.iter().enumerate() {
        let text = match part {
            ast::PatternElement::TextElement { value } => Some(*value),
            ast::PatternElement::Placeable { .. } => None,
        };
        if let Some(start) = begun {
            let indent = spaces(source, start);
            let blank = text.is_some_and(|t| t.trim_start_matches(' ') == "\n");
            lines.push(Line { element, start, indent, blank });
        }
        begun = text.filter(|t| t.ends_with('\n')).map(|t| offset_in(source, t) + t.len());
    }
    lines
}

/// Where the first line of a pattern begins that does not begin on the line of its `key`.
fn first_line(source: &str, key: &str) -> Option<usize> {
    let after = offset_in(source, key) + key.len();
    let sign = source.get(after..)?.find(['=', ']'])?;
    let mut start = line_end(source, after + sign + 1)?;
    while let Some(next) = line_end(source, start) {
        start = next;
    }
    Some(start)
}

/// Where the next line begins, if only spaces stand between here and there.
fn line_end(source: &str, from: usize) -> Option<usize> {
    let at = from + spaces(source, from);
    match source.as_bytes().get(at..)? {
        [b'\n', ..] => Some(at + 1),
        [b'\r', b'\n', ..] => Some(at + 2),
        _ => None,
    }
}

fn spaces(source: &str, from: usize) -> usize {
    source.as_bytes().get(from..).map_or(0, |rest| rest.iter().take_while(|b| **b == b' ').count())
}

fn nested<'s>(source: &'s str, expression: &mut ast::Expression<&'s str>) {
    match expression {
        ast::Expression::Inline(one) => inline(source, one),
        ast::Expression::Select { selector, variants } => {
            inline(source, selector);
            for variant in variants {
                let key = match &variant.key {
                    ast::VariantKey::Identifier { name } => *name,
                    ast::VariantKey::NumberLiteral { value } => *value,
                };
                pattern(source, &mut variant.value, key);
            }
        }
    }
}

fn inline<'s>(source: &'s str, one: &mut ast::InlineExpression<&'s str>) {
    let arguments = match one {
        ast::InlineExpression::Placeable { expression } => return nested(source, expression),
        ast::InlineExpression::FunctionReference { arguments, .. } => Some(arguments),
        ast::InlineExpression::TermReference { arguments, .. } => arguments.as_mut(),
        _ => None,
    };
    for argument in arguments.into_iter().flat_map(|a| &mut a.positional) {
        inline(source, argument);
    }
}
