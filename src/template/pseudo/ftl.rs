//! A whole Fluent file in its pseudo form.

use super::{BRACKETS, Pseudo, marked_text};
use crate::template::negotiate::present;
use crate::template::sources::{Source, normalised};
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

/// The sources with a pseudo-locale added: the reference's files in strange letters.
///
/// # Errors
/// A file of the reference that does not parse.
pub fn with_pseudo(sources: &[Source], reference: &str, pseudo: Pseudo) -> Result<Vec<Source>> {
    let sources = normalised(sources)?;
    let reference = present(reference)?;
    let mut out: Vec<Source> = sources.iter().filter(|s| s.locale != pseudo.tag()).cloned().collect();
    for source in sources.iter().filter(|s| s.locale == reference.as_str()) {
        let text = file(&source.text, pseudo).map_err(|e| {
            let line = e.line();
            e.in_file(source.file.clone(), line)
        })?;
        out.push(Source::new(pseudo.tag(), &source.set, &text));
    }
    Ok(out)
}

/// Changes the texts of a pattern as one text, so that a tag or link with a value inside stays whole.
fn pattern(p: &mut ast::Pattern<String>, pseudo: Pseudo) {
    let texts: Vec<&str> = p.elements.iter().map(text_of).collect();
    // A noncharacter stands between the elements; one that the texts themselves do not hold.
    let Some(mark) = ('\u{fdd0}'..='\u{fdef}').find(|mark| !texts.iter().any(|t| t.contains(*mark))) else { return };
    let changed = marked_text(&texts.join(mark.encode_utf8(&mut [0; 4])), mark, pseudo);
    for (element, new) in p.elements.iter_mut().zip(changed.split(mark)) {
        match element {
            ast::PatternElement::TextElement { value } => *value = new.to_owned(),
            ast::PatternElement::Placeable { expression } => expr(expression, pseudo),
        }
    }
}

fn text_of(element: &ast::PatternElement<String>) -> &str {
    match element {
        ast::PatternElement::TextElement { value } => value,
        ast::PatternElement::Placeable { .. } => "",
    }
}

fn expr(expression: &mut ast::Expression<String>, pseudo: Pseudo) {
    match expression {
        ast::Expression::Select { variants, .. } => variants.iter_mut().for_each(|v| pattern(&mut v.value, pseudo)),
        ast::Expression::Inline(ast::InlineExpression::Placeable { expression }) => expr(expression, pseudo),
        ast::Expression::Inline(_) => {}
    }
}

/// Puts the brackets around a text, behind the mark that makes its first line a heading, a quote or a list item.
fn bracket(p: &mut ast::Pattern<String>, pseudo: Pseudo) {
    if pseudo != Pseudo::Accented {
        return;
    }
    match p.elements.first_mut() {
        Some(ast::PatternElement::TextElement { value }) => value.insert_str(block_mark(value), BRACKETS.0),
        _ => p.elements.insert(0, ast::PatternElement::TextElement { value: BRACKETS.0.to_owned() }),
    }
    p.elements.push(ast::PatternElement::TextElement { value: BRACKETS.1.to_owned() });
}

/// How far the Markdown mark of a block reaches at the start of a text: `# `, `> `, `- `, `1. `.
fn block_mark(text: &str) -> usize {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = match digits.len() < text.len() {
        true => digits.strip_prefix(['.', ')']),
        false => Some(text.trim_start_matches(['#', '>', '-', '*', '+'])).filter(|rest| rest.len() < text.len()),
    };
    behind.and_then(|rest| rest.strip_prefix(' ')).map_or(0, |rest| text.len() - rest.len())
}
