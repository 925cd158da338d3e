//! Where junk ends, and what is junk.
//!
//! The grammar ends junk before the next line that begins with a letter, `-` or `#`. `fluent-syntax` 0.12 looks for that line from
//! where it gave up, so that an open `{` swallows the message of the next line. It also lets three things pass that the grammar does
//! not: an argument with a name and a value that is no literal, the escape `\{`, and a lone `*` in place of the default variant. And
//! it takes blanks at the end of a file for an entry.

use super::codes::Fault;
use super::offset_in;
use fluent_syntax::ast::{self, Entry, InlineExpression as Inline};
use fluent_syntax::parser;

enum Work<'s> {
    /// A piece of the source that is still to be read.
    Piece(&'s str),
    Read(Entry<&'s str>),
    Junk(&'s str, Fault),
}

/// The entries of a source, and one fault for each stretch of junk.
///
/// Every piece that is read again lies inside the junk of the piece before it, and a line `id =` ends whatever was open, so the
/// work stays in proportion to the source.
pub(super) fn read(source: &str) -> (Vec<Entry<&str>>, Vec<Fault>) {
    let (mut body, mut faults) = (Vec::new(), Vec::new());
    let mut work = vec![Work::Piece(source)];
    while let Some(next) = work.pop() {
        match next {
            Work::Piece(piece) => {
                let at = work.len();
                pieces(source, piece, &mut work);
                work.get_mut(at..).unwrap_or_default().reverse();
            }
            Work::Read(entry) => body.push(entry),
            Work::Junk(content, fault) => {
                body.push(Entry::Junk { content });
                faults.push(fault);
            }
        }
    }
    (body, faults)
}

/// Parses one piece and appends what it holds.
fn pieces<'s>(source: &'s str, piece: &'s str, work: &mut Vec<Work<'s>>) {
    let base = offset_in(source, piece);
    let (resource, errors) = match parser::parse(piece) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let starts: Vec<usize> = resource.body.iter().map(|entry| start_of(piece, entry)).collect();
    let mut errors = errors.iter();
    for (index, entry) in resource.body.into_iter().enumerate() {
        let until = starts.get(index + 1).copied().unwrap_or(piece.len());
        match (&entry, refused(source, &entry)) {
            (Entry::Junk { content }, _) => {
                let Some(error) = errors.next() else { continue }; // every stretch of junk has its error
                if content.bytes().all(|b| b == b' ') {
                    continue; // the grammar's blank block may end with the file instead of a line end
                }
                let (junk, rest) = content.split_at(end_of_junk(content));
                work.push(Work::Junk(junk, Fault::of_parser(error, piece, base, junk)));
                if !rest.is_empty() {
                    work.push(Work::Piece(rest));
                }
            }
            (_, Some(fault)) => {
                let from = starts.get(index).copied().unwrap_or(until);
                work.push(Work::Junk(piece.get(from..until).unwrap_or(""), fault));
            }
            (_, None) => work.push(Work::Read(entry)),
        }
    }
}

/// The length of the junk: up to the next line that may begin an entry.
fn end_of_junk(content: &str) -> usize {
    let begins =
        |at: &usize| content.as_bytes().get(*at).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'#'));
    content.match_indices('\n').map(|(at, _)| at + 1).find(begins).unwrap_or(content.len())
}

/// Where the first line of an entry begins in its piece.
fn start_of<'s>(piece: &'s str, entry: &Entry<&'s str>) -> usize {
    let comment = |comment: &ast::Comment<&'s str>| comment.content.first().copied();
    let slice = match entry {
        Entry::Message(m) => m.comment.as_ref().and_then(comment).unwrap_or(m.id.name),
        Entry::Term(t) => t.comment.as_ref().and_then(comment).unwrap_or(t.id.name),
        Entry::Comment(c) | Entry::GroupComment(c) | Entry::ResourceComment(c) => comment(c).unwrap_or(""),
        Entry::Junk { content } => content,
    };
    let at = offset_in(piece, slice);
    piece.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// What an entry holds that the parser lets pass and the grammar does not.
fn refused(source: &str, entry: &Entry<&str>) -> Option<Fault> {
    match entry {
        Entry::Message(m) => {
            let value = m.value.as_ref().and_then(|p| in_pattern(source, p));
            value.or_else(|| m.attributes.iter().find_map(|a| in_pattern(source, &a.value)))
        }
        Entry::Term(t) => {
            in_pattern(source, &t.value).or_else(|| t.attributes.iter().find_map(|a| in_pattern(source, &a.value)))
        }
        _ => None,
    }
}

fn in_pattern(source: &str, pattern: &ast::Pattern<&str>) -> Option<Fault> {
    pattern.elements.iter().find_map(|element| match element {
        ast::PatternElement::Placeable { expression } => in_expression(source, expression),
        ast::PatternElement::TextElement { .. } => None,
    })
}

fn in_expression(source: &str, expression: &ast::Expression<&str>) -> Option<Fault> {
    match expression {
        ast::Expression::Inline(one) => in_inline(source, one),
        ast::Expression::Select { selector, variants } => in_inline(source, selector)
            .or_else(|| variants.iter().find_map(|variant| in_pattern(source, &variant.value)))
            .or_else(|| without_default(source, selector, variants)),
    }
}

/// Variants without a default: the parser takes a `*` for one that has no `[key]` behind it.
fn without_default(source: &str, selector: &Inline<&str>, variants: &[ast::Variant<&str>]) -> Option<Fault> {
    if variants.iter().any(|variant| variant.default) {
        return None;
    }
    let last = match variants.last().map(|variant| &variant.key) {
        Some(ast::VariantKey::Identifier { name }) => name,
        Some(ast::VariantKey::NumberLiteral { value }) => value,
        None => {
            return Some(Fault::new(
                start_of_inline(source, selector),
                "E0011",
                "Expected at least one variant after ->",
            ));
        }
    };
    let from = offset_in(source, last);
    let rest = source.get(from..).unwrap_or("");
    let lone = |at: &usize| rest.get(at + 1..).is_some_and(|after| after.trim_start_matches(' ').starts_with('}'));
    let star = rest.match_indices('*').map(|(at, _)| at).find(lone).unwrap_or(0);
    Some(Fault::new(from + star, "E0010", "Expected one of the variants to be the default: *[key]"))
}

/// Where a selector stands.
fn start_of_inline(source: &str, one: &Inline<&str>) -> usize {
    match one {
        Inline::StringLiteral { value } | Inline::NumberLiteral { value } => offset_in(source, value),
        Inline::FunctionReference { id, .. }
        | Inline::MessageReference { id, .. }
        | Inline::TermReference { id, .. }
        | Inline::VariableReference { id } => offset_in(source, id.name),
        Inline::Placeable { .. } => 0, // the grammar has none as a selector
    }
}

fn in_inline(source: &str, one: &Inline<&str>) -> Option<Fault> {
    match one {
        Inline::StringLiteral { value } => {
            let at = escaped_brace(value)?;
            Some(Fault::new(offset_in(source, value) + at, "E0025", r"Unknown escape sequence: \{"))
        }
        Inline::Placeable { expression } => in_expression(source, expression),
        Inline::FunctionReference { arguments, .. } => in_arguments(source, arguments),
        Inline::TermReference { arguments: Some(arguments), .. } => in_arguments(source, arguments),
        _ => None,
    }
}

fn in_arguments(source: &str, arguments: &ast::CallArguments<&str>) -> Option<Fault> {
    let positional = arguments.positional.iter().find_map(|argument| in_inline(source, argument));
    positional.or_else(|| {
        arguments.named.iter().find_map(|argument| match &argument.value {
            value @ Inline::StringLiteral { .. } => in_inline(source, value),
            Inline::NumberLiteral { .. } => None,
            _ => {
                let at = offset_in(source, argument.name.name) + argument.name.name.len();
                Some(Fault::new(at, "E0014", "Expected a string or number literal as the value of an argument"))
            }
        })
    })
}

/// Where `\{` stands in the raw text of a string literal.
fn escaped_brace(value: &str) -> Option<usize> {
    let mut bytes = value.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && bytes.next().is_some_and(|(_, escaped)| escaped == b'{') {
            return Some(at);
        }
    }
    None
}
