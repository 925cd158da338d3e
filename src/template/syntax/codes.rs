//! The numbers and words of syntax errors: Fluent's own catalogue (`fluent.js/fluent-syntax/src/errors.ts`).

use super::{LineIndex, SyntaxError};
use fluent_syntax::parser::{self, ErrorKind as K, ParserError};

/// What is wrong with one stretch of junk, and where in the whole source.
pub(super) struct Fault {
    offset: usize,
    code: &'static str,
    message: String,
}

impl Fault {
    pub(super) fn new(offset: usize, code: &'static str, message: &str) -> Self {
        Self { offset, code, message: message.to_owned() }
    }

    /// The parser's error about a piece that begins at `base`; `junk` is the stretch it gave up.
    pub(super) fn of_parser(error: &ParserError, piece: &str, base: usize, junk: &str) -> Self {
        let start = error.slice.as_ref().map_or(0, |s| s.start);
        if let Some(fault) = broken_attribute(junk, base + start) {
            return fault;
        }
        if let Some(at) = tab(junk, error.pos.start.saturating_sub(start)) {
            let at_start = matches!(error.kind, K::ExpectedCharRange { .. }) && error.pos.start == start;
            let code = if at_start { "E0002" } else { catalogue(&error.kind) };
            return Self::new(base + start + at, code, "A tab is no blank in Fluent: indent with spaces");
        }
        let offset = base + error.pos.start;
        let before = piece.get(..error.pos.start).unwrap_or("").trim_end();
        match &error.kind {
            K::ExpectedCharRange { .. } if error.pos.start == start => {
                Self::new(offset, "E0002", "Expected the start of an entry: a name, a -term or a # comment")
            }
            K::ExpectedCharRange { range } if range.starts_with('\n') => {
                Self::new(offset, "E0003", "Expected the end of the line after ->")
            }
            K::MissingDefaultVariant if before.ends_with("->") => {
                Self::new(offset, "E0011", "Expected at least one variant after ->")
            }
            K::ExpectedInlineExpression if piece.as_bytes().get(error.pos.start) == Some(&b':') => {
                Self::new(offset, "E0009", "The name of an argument must be a simple identifier")
            }
            K::ExpectedInlineExpression if !before.ends_with(['{', '(', ',']) => {
                Self::new(offset, "E0003", "Expected , or )")
            }
            kind => Self { offset, code: catalogue(kind), message: kind.to_string() },
        }
    }

    /// The error with its place in the source.
    pub(super) fn at(self, lines: &LineIndex<'_>) -> SyntaxError {
        SyntaxError { place: lines.place(self.offset), code: self.code, message: self.message }
    }
}

/// A tab in place of blanks: where the parser stopped, or before the first line of a value that begins on a line of its own.
fn tab(junk: &str, stopped: usize) -> Option<usize> {
    let blank = |c: char| matches!(c, ' ' | '\n' | '\r');
    let after = |from: usize| {
        let rest = junk.get(from..)?;
        let at = from + rest.len() - rest.trim_start_matches(blank).len();
        junk.get(at..)?.starts_with('\t').then_some(at)
    };
    after(stopped).or_else(|| {
        after(junk.find('\n')?).filter(|_| junk.lines().next().is_some_and(|l| l.trim_end().ends_with('=')))
    })
}

/// Junk that begins like an attribute (` .name = …`): the parser ends the message above it and says only that no entry begins here.
fn broken_attribute(junk: &str, start: usize) -> Option<Fault> {
    let name = junk.trim_start_matches(' ').strip_prefix('.')?;
    let at = |rest: &str| start + junk.len() - rest.len();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(Fault::new(at(name), "E0004", "Expected a letter: attributes are named like messages"));
    }
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let rest = rest.trim_start_matches(' ');
    let Some(value) = rest.strip_prefix('=') else {
        return Some(Fault::new(at(rest), "E0003", "Expected = after the name of an attribute"));
    };
    // As the value of a message it says what is wrong with it; nothing, when the attribute stands where none can.
    let alone = format!("a={value}");
    let error = parser::parse(alone.as_str()).err().and_then(|(_, errors)| errors.into_iter().next())?;
    match error.kind {
        _ if error.slice.as_ref().is_none_or(|junk| junk.start > 0) => None,
        K::ExpectedMessageField { .. } => Some(Fault::new(at(value), "E0012", "Expected a value of the attribute")),
        kind => Some(Fault {
            offset: at(value) + error.pos.start.saturating_sub(2),
            code: catalogue(&kind),
            message: kind.to_string(),
        }),
    }
}

fn catalogue(kind: &K) -> &'static str {
    match kind {
        K::ExpectedToken(_) => "E0003",
        K::ExpectedCharRange { .. } => "E0004",
        K::ExpectedMessageField { .. } => "E0005",
        K::ExpectedTermField { .. } => "E0006",
        K::ForbiddenCallee => "E0008",
        K::MissingDefaultVariant => "E0010",
        K::MissingValue => "E0012",
        K::ExpectedLiteral => "E0014",
        K::MultipleDefaultVariants => "E0015",
        K::MessageReferenceAsSelector => "E0016",
        K::TermReferenceAsSelector => "E0017",
        K::MessageAttributeAsSelector => "E0018",
        K::TermAttributeAsPlaceable => "E0019",
        K::UnterminatedStringLiteral => "E0020",
        K::PositionalArgumentFollowsNamed => "E0021",
        K::DuplicatedNamedArgument(_) => "E0022",
        K::UnknownEscapeSequence(_) => "E0025",
        K::InvalidUnicodeEscapeSequence(_) => "E0026",
        K::UnbalancedClosingBrace => "E0027",
        K::ExpectedInlineExpression => "E0028",
        K::ExpectedSimpleExpressionAsSelector => "E0029",
    }
}
