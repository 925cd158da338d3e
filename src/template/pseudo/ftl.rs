//! A whole Fluent file in its pseudo form.

use super::{BRACKETS, Pseudo, text};
use crate::template::syntax;
use crate::{Error, ErrorKind, Result};
use fluent_syntax::{ast, parser, serializer};

/// `source` with every text changed and everything else (comments, ids, variables, functions, literals) as it was.
///
/// Terms are changed but not bracketed: they stand inside other texts.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] with the line when `source` does not parse; [`ErrorKind::LimitExceeded`] past the limits of a
/// template file.
///
/// ```
/// use sundesk::template::pseudo::{Pseudo, file};
/// let out = file("hello = Hello, { $name }!\n", Pseudo::Accented)?;
/// assert_eq!(out, "hello = ⟦Ĥéļļö,·é { $name }!⟧\n");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn file(source: &str, pseudo: Pseudo) -> Result<String> {
    if let Some(fault) = syntax::parse(source)?.errors.first() {
        return Err(Error::new(ErrorKind::InvalidInput, fault.message.clone()).in_file("", u64::from(fault.place.line)));
    }
    // Parsed a second time into owned text, which can be changed.
    let (Ok(mut resource) | Err((mut resource, _))) = parser::parse(source.to_owned());
    for entry in &mut resource.body {
        match entry {
            ast::Entry::Message(m) => {
                for p in m.value.iter_mut().chain(m.attributes.iter_mut().map(|a| &mut a.value)) {
                    pattern(p, pseudo);
                    bracket(p, pseudo);
                }
            }
            // A term's attributes select grammar (`.gender`); they are not shown.
            ast::Entry::Term(t) => pattern(&mut t.value, pseudo),
            _ => {}
        }
    }
    Ok(serializer::serialize(&resource))
}

fn pattern(p: &mut ast::Pattern<String>, pseudo: Pseudo) {
    for element in &mut p.elements {
        match element {
            ast::PatternElement::TextElement { value } => *value = text(value, pseudo),
            ast::PatternElement::Placeable { expression } => expr(expression, pseudo),
        }
    }
}

fn expr(expression: &mut ast::Expression<String>, pseudo: Pseudo) {
    match expression {
        ast::Expression::Select { variants, .. } => variants.iter_mut().for_each(|v| pattern(&mut v.value, pseudo)),
        ast::Expression::Inline(ast::InlineExpression::Placeable { expression }) => expr(expression, pseudo),
        ast::Expression::Inline(_) => {}
    }
}

fn bracket(p: &mut ast::Pattern<String>, pseudo: Pseudo) {
    if pseudo == Pseudo::Accented {
        p.elements.insert(0, ast::PatternElement::TextElement { value: BRACKETS.0.to_owned() });
        p.elements.push(ast::PatternElement::TextElement { value: BRACKETS.1.to_owned() });
    }
}
