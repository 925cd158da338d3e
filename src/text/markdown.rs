//! CommonMark and its usual extensions: what a value must not become.

/// Appends `value` so that it is shown as it is: punctuation that opens markup anywhere is escaped, and what opens a block where
/// a line starts. Spaces at the ends of its lines go: two of them would be a hard break, four at the front a code block.
pub(crate) fn markdown(value: &str, out: &mut String) {
    for (i, line) in value.split('\n').enumerate() {
        if i > 0 {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            out.push('\n');
        }
        markdown_line(line, out);
    }
}

fn markdown_line(line: &str, out: &mut String) {
    let mut start = LineStart::of(out);
    let line = if start == LineStart::Block { line.trim_start_matches([' ', '\t']) } else { line };
    for (k, c) in line.char_indices() {
        let block = match start {
            LineStart::Block => matches!(c, '#' | '-' | '+' | '=' | ':'),
            LineStart::Number => matches!(c, '.' | ')'),
            LineStart::Numbered | LineStart::Inside => false,
        };
        let url = c == ':' && line.get(k..).is_some_and(|rest| rest.starts_with("://"));
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | '@');
        if block || url || anywhere || (c == '.' && after_www(out)) {
            out.push('\\');
        }
        out.push(c);
        start = if c.is_ascii_digit() && matches!(start, LineStart::Block | LineStart::Number) {
            LineStart::Number
        } else {
            LineStart::Inside
        };
    }
}

/// What stands before a character on its line.
#[derive(Clone, Copy, PartialEq)]
enum LineStart {
    /// Nothing but spaces and the marks of quotes, lists and isolates.
    Block,
    /// The same and a number, which a dot or bracket would make a list item.
    Number,
    /// A number with its dot.
    Numbered,
    /// Words.
    Inside,
}

impl LineStart {
    fn of(out: &str) -> Self {
        let line = out.rsplit('\n').next().unwrap_or("");
        line.chars().fold(Self::Block, |state, c| match (state, c) {
            (state, '\u{2066}'..='\u{2069}') => state,
            (Self::Block, ' ' | '\t' | '>' | '-' | '*' | '+') | (Self::Numbered, ' ' | '\t') => Self::Block,
            (Self::Block | Self::Number, '0'..='9') => Self::Number,
            (Self::Number, '.' | ')') => Self::Numbered,
            _ => Self::Inside,
        })
    }
}

/// Whether a dot here would complete the `www.` that programs turn into a link.
fn after_www(out: &str) -> bool {
    let Some((before, www)) = out.len().checked_sub(3).and_then(|at| out.split_at_checked(at)) else { return false };
    www.eq_ignore_ascii_case("www") && !before.ends_with(char::is_alphanumeric)
}
