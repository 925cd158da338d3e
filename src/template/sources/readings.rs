//! The texts that one pattern can be: one for each variant, with every other choice at its default.

use crate::template::syntax::Place as Pos;

/// Most readings of one text whose markup is looked at; a text with more is E14.
pub const MAX_READINGS: usize = 256;

/// One element of the text as its reader meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words of the template.
    Text(String, Pos),
    /// A string or number literal.
    Literal(String),
    /// Something filled in: the variable or function that fills it, or the term or message it comes from.
    Hole { what: String, url: bool, reference: bool, pos: Pos },
}

/// A pattern: its pieces, and where the text depends on a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Piece(Piece),
    Choice(Choice),
}

/// The variants of one selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    variants: Vec<(bool, Vec<Node>)>,
    /// Readings that differ from the default somewhere in here.
    others: usize,
}

impl Choice {
    /// Of variants in their order, each with whether it is the default.
    pub(crate) fn new(variants: Vec<(bool, Vec<Node>)>) -> Self {
        let others = variants.iter().map(|(default, nodes)| usize::from(!default) + others(nodes)).sum();
        Self { variants, others }
    }
}

/// Readings beside the default one.
pub(crate) fn others(nodes: &[Node]) -> usize {
    let of = |node: &Node| if let Node::Choice(choice) = node { choice.others } else { 0 };
    nodes.iter().map(of).sum()
}

/// The reading of a number: 0 is the default everywhere, each other one takes one variant that is not.
pub(crate) fn reading(nodes: &[Node], number: usize) -> Vec<&Piece> {
    let mut out = Vec::new();
    read(nodes, number, &mut out);
    out
}

fn read<'n>(nodes: &'n [Node], mut number: usize, out: &mut Vec<&'n Piece>) {
    for node in nodes {
        match node {
            Node::Piece(piece) => out.push(piece),
            Node::Choice(choice) => {
                let inside = if number <= choice.others { number } else { 0 };
                read_choice(choice, inside, out);
                number = if inside > 0 { 0 } else { number.saturating_sub(choice.others) };
            }
        }
    }
}

fn read_choice<'n>(choice: &'n Choice, mut number: usize, out: &mut Vec<&'n Piece>) {
    for (default, nodes) in &choice.variants {
        let own = usize::from(!default);
        let all = own + others(nodes);
        let here = if number == 0 { *default } else { number <= all };
        if here {
            return read(nodes, number.saturating_sub(own), out);
        }
        number = if number == 0 { 0 } else { number - all };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Node {
        Node::Piece(Piece::Text(text.to_owned(), Pos::default()))
    }

    #[test]
    fn each_variant_is_read_once() {
        let inner = Node::Choice(Choice::new(vec![(false, vec![words("x")]), (true, vec![words("y")])]));
        let outer = Choice::new(vec![(false, vec![words("1"), inner.clone()]), (true, vec![words("n"), inner])]);
        let last = Choice::new(vec![(true, vec![words(".")]), (false, vec![words("!")])]);
        let nodes = [words("a"), Node::Choice(outer), Node::Choice(last)];
        let text = |n: usize| -> String {
            let text = |p: &&Piece| if let Piece::Text(t, _) = p { t.clone() } else { String::new() };
            reading(&nodes, n).iter().map(text).collect()
        };
        assert_eq!(others(&nodes), 4);
        assert_eq!((0..=4).map(text).collect::<Vec<_>>(), ["any.", "a1y.", "a1x.", "anx.", "any!"]);
    }
}
