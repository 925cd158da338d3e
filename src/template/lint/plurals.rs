//! Plural variants: W12, W13, and E04 for keys that stand twice.
//!
//! Which forms a language needs is asked of the plural rules themselves, by sample numbers: whole numbers 0–200, 1000 and 10^6,
//! and the usual fractions where the variable may have one.

use super::{Code, Level, Sink, Subject};
use crate::money::Decimal;
use crate::template::Formatter;
use crate::template::fmt::has_one_form;
use crate::template::sources::{CATEGORIES, Key, Select, VarType};
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

impl Reach {
    /// Every number leads to `other`, and nobody says that the language is so.
    fn is_unknown(&self, s: &Subject<'_>) -> bool {
        let mut all = self.small.keys().chain(&self.large).chain(&self.fractions);
        let one = all.all(|category| *category == "other");
        one && s.ws.view(s.locale).is_some_and(|v| !has_one_form(&v.language))
    }
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
        if by_category && kind.is_none_or(VarType::is_number) && !s.is_pseudo() {
            let locale = s.ws.view(s.locale).map_or("", |v| v.name.as_str());
            let reach = categories.of(locale, select.ordinal).clone();
            if !select.ordinal && reach.is_unknown(s) {
                let language = s.ws.view(s.locale).map_or("", |v| v.language.as_str());
                let text =
                    format!("no plural rules are known for {language}: the default variant is shown for every number");
                sink.with(Code::W13, Level::Info, s, select.pos, text);
                continue;
            }
            let fractions = select.fractions || (kind == Some(VarType::Decimal) && !select.ordinal);
            wanted(s, select, &reach, fractions, sink);
            unreachable(s, select, &reach, kind != Some(VarType::Int), sink);
        }
    }
}

fn twice(s: &Subject<'_>, select: &Select, sink: &mut Sink<'_>) {
    let mut seen = BTreeSet::new();
    for key in select.keys.iter().filter(|k| !seen.insert((k.number, plain_number(k)))) {
        sink.at(Code::E04, s, key.pos, format!("the variant [{}] stands twice", key.text));
    }
}

/// The key without zeros that say nothing: `1.0` is 1.
fn plain_number(key: &Key) -> &str {
    match key.number && key.text.contains('.') {
        true => key.text.trim_end_matches('0').trim_end_matches('.'),
        false => &key.text,
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

fn unreachable(s: &Subject<'_>, select: &Select, reach: &Reach, fractions: bool, sink: &mut Sink<'_>) {
    for (i, key) in select.keys.iter().enumerate().filter(|(_, k)| !k.default) {
        let earlier = select.keys.get(..i).unwrap_or(&[]);
        let Some(text) = never_chosen(key, earlier, reach, fractions) else { continue };
        // The next release of CLDR has a form for 0 and 1 in Vietnamese (CLDR-14273).
        let soon = key.text == "one" && s.ws.view(s.locale).is_some_and(|v| v.language == "vi");
        let level = if soon { Level::Info } else { sink.config.level(Code::W13) };
        sink.with(Code::W13, level, s, key.pos, text);
    }
}

/// Why no number chooses a variant; the first variant that fits is taken.
fn never_chosen(key: &Key, earlier: &[Key], reach: &Reach, fractions: bool) -> Option<String> {
    if key.number {
        let n: u32 = plain_number(key).parse().ok()?;
        let (category, _) = reach.small.iter().find(|(_, numbers)| numbers.contains(&n))?;
        let taken = earlier.iter().any(|k| !k.number && k.text == *category);
        return taken.then(|| format!("[{category}] before it takes {n} already"));
    }
    let name = key.text.as_str();
    if !CATEGORIES.contains(&name) {
        return (name != "missing").then(|| format!("[{name}] is no plural form; a number never chooses it"));
    }
    let beyond = reach.large.contains(name) || (fractions && reach.fractions.contains(name));
    let Some(numbers) = reach.small.get(name) else {
        return (!beyond && !reach.fractions.contains(name))
            .then(|| format!("no number chooses [{name}] in this language"));
    };
    let exact: BTreeSet<u32> =
        earlier.iter().filter(|k| k.number).filter_map(|k| plain_number(k).parse().ok()).collect();
    let taken = !beyond && numbers.iter().all(|n| exact.contains(n));
    taken.then(|| format!("the numbers before it are all that choose [{name}]"))
}
