//! Which of several documents each value of one came from.

use std::collections::BTreeMap;

/// The document of a value, by its place in the chain, and of those of its fields that came from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    document: usize,
    fields: BTreeMap<String, Node>,
}

impl Node {
    /// Notes that a field came from a document, with all that is in it.
    pub(super) fn set(&mut self, field: &str, document: usize) -> &mut Node {
        let node = self.inside(field);
        *node = Node { document, fields: BTreeMap::new() };
        node
    }

    /// The node of a field that stays.
    pub(super) fn inside(&mut self, field: &str) -> &mut Node {
        let document = self.document;
        self.fields.entry(field.to_owned()).or_insert_with(|| Node { document, fields: BTreeMap::new() })
    }

    /// The document of the value at a path. Names may hold dots and brackets, so the longest field that fits is taken.
    pub(super) fn of(&self, path: &str) -> usize {
        let rest = path.strip_prefix('.').unwrap_or(path);
        let inside = self.fields.iter().filter_map(|(field, node)| {
            let rest = rest.strip_prefix(field.as_str())?;
            (rest.is_empty() || rest.starts_with(['.', '['])).then_some((field.len(), node, rest))
        });
        inside.max_by_key(|(length, ..)| *length).map_or(self.document, |(_, node, rest)| node.of(rest))
    }
}
