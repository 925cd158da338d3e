//! The closed lists of words as `Literal` types of Python: `sundesk/types.py`.

use std::fmt::Write;
use sundesk::desk::WordList;

/// The longest line that one list may fill.
const WIDTH: usize = 120;

/// The module of all lists.
pub(super) fn of(lists: &[WordList]) -> String {
    let mut out = String::from(HEAD);
    let names: Vec<&str> = lists.iter().map(|list| list.name).collect();
    let _ = writeln!(out, "\n__all__ = [");
    for name in &names {
        let _ = writeln!(out, "    \"{name}\",");
    }
    out.push_str("]\n");
    for list in lists {
        let _ =
            write!(out, "\n{} = {}\n\"\"\"{}\"\"\"\n", list.name, literal(&list.words(), list.name.len()), list.about);
    }
    out
}

fn literal(words: &[&str], name: usize) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let line = format!("Literal[{}]", quoted.join(", "));
    if name + " = ".len() + line.len() <= WIDTH {
        return line;
    }
    format!("Literal[\n    {},\n]", quoted.join(",\n    "))
}

const HEAD: &str = r#""""The closed lists of words that sundesk takes and gives, as types.

>>> from typing import get_args
>>> from sundesk.types import Gap
>>> get_args(Gap)
('transition', 'compatible')

Made by `cargo xtask generate` from the tables of the library; a word more there is a word more here.
"""

from typing import Literal
"#;
