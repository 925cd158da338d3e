//! What the texts of a catalog refer to: which are shown inside which, how deep, and whether in a circle. Each text is followed once.

use super::facts::Use;
use super::model::{Entry, Unit};
use super::workspace::{At, Node, Workspace};
use crate::template::steps::step;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Deepest chain of references from one message; deeper ones are [`Code::E06`](crate::template::lint::Code::E06).
pub const MAX_REFERENCE_DEPTH: usize = 32;

/// Most texts that one text is made of, all its references followed, itself included; more are [`Code::E06`](crate::template::lint::Code::E06).
pub const MAX_REFERENCED_TEXTS: usize = 256;

/// Most variables of the texts that one text is made of, counted in each of them; more are [`Code::E06`](crate::template::lint::Code::E06).
pub const MAX_REFERENCED_VARIABLES: usize = 512;

/// What is known of the references of a text while they are followed.
enum Chain {
    /// It is on the way that is followed now, at this place.
    Open(usize),
    /// The longest chain from it.
    Depth(usize),
    /// It leads into this circle; `None` for one longer than a chain may be.
    Circle(Option<Rc<[Node]>>),
}

impl Workspace {
    /// A text and every one that is shown inside it, each once, at most one more than [`MAX_REFERENCED_TEXTS`]; with or without those of
    /// terms.
    fn inside(&self, locale: usize, start: Node, terms: bool) -> Vec<Node> {
        let (mut seen, mut open, mut out) = (BTreeSet::from([start]), vec![start], Vec::new());
        while let Some(node) = open.pop() {
            step();
            out.push(node);
            let Some((_, unit)) = self.text(node) else { continue };
            for (next, term) in self.referred(locale, unit) {
                if seen.len() > MAX_REFERENCED_TEXTS {
                    break;
                }
                if (terms || !term) && seen.insert(next) {
                    open.push(next);
                }
            }
        }
        out
    }

    /// A text of a locale and every one that is shown inside it, terms included.
    pub(crate) fn shown(&self, locale: usize, name: &str, attribute: &str) -> Vec<(Node, &Entry, &Unit)> {
        let Some((start, _)) = self.locate(locale, name, attribute) else { return Vec::new() };
        let of = |node| self.text(node).map(|(entry, unit)| (node, entry, unit));
        self.inside(locale, start, true).into_iter().filter_map(of).collect()
    }

    /// Calls `visit` with every text a unit is made of: its own, then those of the messages it refers to (not terms: they see
    /// only the arguments they are given).
    pub(crate) fn reach<'w>(
        &'w self,
        locale: usize,
        entry: &'w Entry,
        unit: &'w Unit,
        visit: &mut dyn FnMut(&'w Entry, &'w Unit),
    ) {
        visit(entry, unit);
        if unit.facts.targets.iter().all(|t| t.term) {
            return;
        }
        let Some((start, _)) = self.locate(locale, &entry.name(), &unit.attribute) else { return };
        let mut variables = unit.facts.uses.len();
        for (entry, unit) in self.inside(locale, start, false).into_iter().skip(1).filter_map(|node| self.text(node)) {
            variables += unit.facts.uses.len();
            if variables > MAX_REFERENCED_VARIABLES {
                return; // which is E06
            }
            visit(entry, unit);
        }
    }

    /// The variables a unit uses, with those of the messages it refers to.
    pub(crate) fn variables<'w>(&'w self, locale: usize, entry: &'w Entry, unit: &'w Unit) -> BTreeMap<&'w str, Use> {
        let mut out: BTreeMap<&str, Use> = BTreeMap::new();
        self.reach(locale, entry, unit, &mut |_, unit| {
            for (name, used) in &unit.facts.uses {
                step();
                out.entry(name).or_default().join(used);
            }
        });
        out
    }

    /// Circles, and messages that are too deep or made of too much, each reported once where it starts: (locale, entry, words).
    pub(crate) fn circles(&self) -> Vec<(usize, At, String)> {
        let mut out = Vec::new();
        for (locale, view) in self.locales.iter().enumerate() {
            let mut known: HashMap<Node, Chain> = HashMap::new();
            for &at in &view.order {
                let Some(entry) = self.entry(at) else { continue };
                for unit in 0..entry.units.len() {
                    self.follow(locale, (at, unit), &mut known);
                }
                if let Some(text) = self.chain_fault(at, entry, &known).or_else(|| self.too_wide(locale, at, entry)) {
                    out.push((locale, at, text));
                }
            }
        }
        out
    }

    fn chain_fault(&self, at: At, entry: &Entry, known: &HashMap<Node, Chain>) -> Option<String> {
        let deep = || format!("references go deeper than {MAX_REFERENCE_DEPTH}");
        (0..entry.units.len()).find_map(|unit| match known.get(&(at, unit))? {
            Chain::Open(_) => None,
            Chain::Depth(depth) => (*depth > MAX_REFERENCE_DEPTH).then(deep),
            Chain::Circle(None) => Some(deep()),
            Chain::Circle(Some(nodes)) => {
                // From what the entry refers to, round to the same.
                let start = nodes.iter().position(|n| *n == (at, unit)).map_or(0, |own| (own + 1) % nodes.len().max(1));
                let round = nodes.iter().cycle().skip(start).take(nodes.len() + 1);
                let names: Vec<String> = round.filter_map(|n| self.text(*n)).map(|(e, u)| written(e, u)).collect();
                Some(format!("{} is a circle", names.join(" → ")))
            }
        })
    }

    fn too_wide(&self, locale: usize, at: At, entry: &Entry) -> Option<String> {
        (0..entry.units.len()).find_map(|unit| {
            let nodes = self.inside(locale, (at, unit), true);
            if nodes.len() > MAX_REFERENCED_TEXTS {
                return Some(format!("a text is made of more than {MAX_REFERENCED_TEXTS} texts"));
            }
            let variables: usize = nodes.iter().filter_map(|n| self.text(*n)).map(|(_, u)| u.facts.uses.len()).sum();
            let text = || format!("more than {MAX_REFERENCED_VARIABLES} variables in the texts that a text is made of");
            (variables > MAX_REFERENCED_VARIABLES).then(text)
        })
    }

    /// The longest chain of references from a text, each text once and without recursion: a walk with its own stack.
    fn follow(&self, locale: usize, start: Node, known: &mut HashMap<Node, Chain>) {
        struct Frame {
            node: Node,
            next: Vec<Node>,
            deepest: usize,
            circle: Option<Option<Rc<[Node]>>>,
        }
        if known.contains_key(&start) {
            return;
        }
        let frame = |node: Node| Frame {
            node,
            next: self.text(node).map(|(_, u)| self.referred(locale, u).map(|(n, _)| n).collect()).unwrap_or_default(),
            deepest: 0,
            circle: None,
        };
        known.insert(start, Chain::Open(0));
        let mut path = vec![frame(start)];
        while let Some(last) = path.last_mut() {
            step();
            let Some(&child) = last.next.last() else {
                let done = match last.circle.take() {
                    Some(circle) => Chain::Circle(circle),
                    None => Chain::Depth(last.deepest),
                };
                known.insert(last.node, done);
                path.pop();
                continue;
            };
            let (deepest, circle) = match known.get(&child) {
                Some(Chain::Depth(depth)) => (depth + 1, None),
                Some(Chain::Circle(circle)) => (0, Some(circle.clone())),
                Some(Chain::Open(from)) => {
                    let short = path.len() - from <= MAX_REFERENCE_DEPTH;
                    (0, Some(short.then(|| path.iter().skip(*from).map(|f| f.node).collect())))
                }
                None => {
                    known.insert(child, Chain::Open(path.len()));
                    path.push(frame(child));
                    continue;
                }
            };
            if let Some(last) = path.last_mut() {
                last.next.pop();
                last.deepest = last.deepest.max(deepest);
                last.circle = last.circle.take().or(circle);
            }
        }
    }
}

/// `ticket-solved.sms`, or `ticket-solved` for a value.
fn written(entry: &Entry, unit: &Unit) -> String {
    if unit.attribute.is_empty() { entry.name() } else { format!("{}.{}", entry.name(), unit.attribute) }
}
