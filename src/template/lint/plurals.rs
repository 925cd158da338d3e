//! Plural variants: W12, W13, and E04 for keys that stand twice.
//!
//! Which forms a language needs is asked of the plural rules themselves, by sample numbers: whole numbers 0–200, 1000 and 10^6,
//! and the usual fractions where the variable may have one.

use super::variables::CATEGORIES;
use super::{Code, Level, Sink, Subject};
use crate::template::catalog::facts::Select;
use crate::template::catalog::notes::VarType;
use crate::template::{Decimal, Formatter};
use std::collections::{BTreeMap, BTreeSet};

/// The categories of a locale with the whole numbers that lead there.
#[derive(Debug, Default)]
pub(crate) struct Categories {
    known: BTreeMap<(String, bool), Reach>,
}

/// Where numbers lead.
#[derive(Debug, Default, Clone)]
struct Reach {
    /// Category → whole numbers 0–200 that lead there (a few of them).
    small: BTreeMap<&'static str, BTreeSet<u32>>,
    /// Categories of 1000 and 10^6.
    large: BTreeSet<&'static str>,
    /// Categories of fractions.
    fractions: BTreeSet<&'static str>,
}

const FRACTIONS: [&str; 10] = ["0.0", "0.1", "0.5", "1.0", "1.1", "1.5", "2.0", "2.5", "5.0", "10.5"];

impl Categories {
    fn of(&mut self, locale: &str, ordinal: bool) -> &Reach {
        self.known.entry((locale.to_owned(), ordinal)).or_insert_with(|| reach(locale, ordinal))
    }
}

fn reach(locale: &str, ordinal: bool) -> Reach {
    let mut out = Reach::default();
    let Ok(locale) = crate::template::negotiate::canonical(locale) else { return out };
    let formatter = Formatter::new(&locale);
    let category = |n: Decimal| formatter.plural_of_visible(n, ordinal).as_str();
    for n in 0..=200_u32 {
        out.small.entry(category(i64::from(n).into())).or_default().insert(n);
    }
    for n in [1000_i64, 1_000_000] {
        out.large.insert(category(n.into()));
    }
    out.fractions.extend(FRACTIONS.iter().filter_map(|text| text.parse().ok()).map(category));
    out
}

pub(crate) fn unit(s: &Subject<'_>, categories: &mut Categories, sink: &mut Sink<'_>) {
    for select in &s.unit.facts.selects {
        twice(s, select, sink);
        let owner = s.ws.own(s.ws.reference, &s.entry.name()).unwrap_or(s.entry);
        let kind = select.variable.as_deref().and_then(|v| s.ws.declared(owner, v)).and_then(|d| d.kind);
        let plural = |k: &str| CATEGORIES.contains(&k) && k != "other";
        let by_category = select.keys.iter().any(|k| !k.number && plural(&k.text));
        if by_category && kind.is_none_or(VarType::is_number) {
            let locale = s.ws.view(s.locale).map_or("", |v| v.name.as_str());
            let reach = categories.of(locale, select.ordinal).clone();
            let fractions = select.fractions || (kind == Some(VarType::Decimal) && !select.ordinal);
            wanted(s, select, &reach, fractions, sink);
            unreachable(s, select, &reach, sink);
        }
    }
}

fn twice(s: &Subject<'_>, select: &Select, sink: &mut Sink<'_>) {
    let mut seen = BTreeSet::new();
    for key in select.keys.iter().filter(|k| !seen.insert((k.number, k.text.as_str()))) {
        sink.at(Code::E04, s, key.pos, format!("the variant [{}] stands twice", key.text));
    }
}

fn wanted(s: &Subject<'_>, select: &Select, reach: &Reach, fractions: bool, sink: &mut Sink<'_>) {
    let has = |c: &str| select.keys.iter().any(|k| !k.number && k.text == c);
    let exact: BTreeSet<u32> = select.keys.iter().filter(|k| k.number).filter_map(|k| k.text.parse().ok()).collect();
    for category in CATEGORIES.iter().filter(|c| !has(c)) {
        let example = reach.small.get(category).and_then(|ns| ns.difference(&exact).next());
        let (level, example) = match example {
            Some(n) => (sink.config.level(Code::W12), format!("{n}")),
            None if fractions && reach.fractions.contains(category) => {
                (sink.config.level(Code::W12), "a fraction".to_owned())
            }
            // French, Spanish, Italian and Portuguese have a form for whole millions only.
            None if reach.large.contains(category) => (Level::Info, "1000000".to_owned()),
            None => continue,
        };
        sink.with(
            Code::W12,
            level,
            s,
            select.pos,
            format!("the language needs [{category}], for {example} for instance"),
        );
    }
}

fn unreachable(s: &Subject<'_>, select: &Select, reach: &Reach, sink: &mut Sink<'_>) {
    for key in select.keys.iter().filter(|k| !k.number && !k.default) {
        let category = CATEGORIES.contains(&key.text.as_str());
        let reached = reach.small.contains_key(key.text.as_str())
            || reach.large.contains(key.text.as_str())
            || reach.fractions.contains(key.text.as_str());
        if category && !reached {
            sink.at(Code::W13, s, key.pos, format!("no number chooses [{}] in this language", key.text));
        } else if !category && key.text != "missing" {
            sink.at(Code::W13, s, key.pos, format!("[{}] is no plural form; a number never chooses it", key.text));
        }
    }
}
