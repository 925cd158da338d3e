//! Plural categories of every language against an independent reading of CLDR (Babel, `fixtures/plurals.py`).
#![cfg(feature = "template")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)] // a test reports by panicking

use serde_json::Value;
use std::collections::BTreeMap;
use sundesk::money::Decimal;
use sundesk::template::{Formatter, Locale, NumberOptions};

/// Languages whose rules differ between CLDR 47 (Babel 2.18) and CLDR 48.2 (ICU4X 2.3), each with the change.
const CHANGED: [(&str, &str); 4] = [
    ("cv", "48 has zero and one, 47 had no rule"),
    ("ie", "48 has one, 47 had no rule"),
    ("kok", "48 has cardinals and ordinals, 47 had no rule"),
    ("scn", "48 has the ordinal `many` for 80-89 and 800-899 too"),
];

/// Languages of Babel that are not in ICU4X's data and that we do not add (`fmt/plural.rs` adds the common shapes).
const NOT_CARRIED: [&str; 8] = ["gv", "ksh", "kw", "lag", "lld", "prg", "shi", "tzm"];

/// Languages without ICU4X data for which only the cardinals are added.
const CARDINALS_ONLY: [&str; 1] = ["bal"];

fn fixture() -> Value {
    serde_json::from_str(include_str!("../fixtures/plurals.json")).unwrap()
}

/// `x5o2` as `xxxxxoo`.
fn spread(squeezed: &str) -> Vec<char> {
    let mut out = Vec::new();
    let mut rest = squeezed.chars().peekable();
    while let Some(letter) = rest.next() {
        let mut count = String::new();
        while let Some(digit) = rest.next_if(char::is_ascii_digit) {
            count.push(digit);
        }
        out.extend(std::iter::repeat_n(letter, count.parse().unwrap_or(1)));
    }
    out
}

fn letter(word: &str) -> char {
    match word {
        "other" => 'x',
        word => word.chars().next().unwrap(),
    }
}

#[test]
fn every_language_counts_as_cldr_says() {
    let fixture = fixture();
    let integers: Vec<String> = (0..=1000)
        .map(|n| n.to_string())
        .chain(fixture["integers"].as_str().unwrap().split("then ").nth(1).unwrap().split(", ").map(str::to_owned))
        .collect();
    let fractions: Vec<String> =
        fixture["fractions"].as_array().unwrap().iter().map(|f| f.as_str().unwrap().to_owned()).collect();
    let (mut checked, mut languages) = (0, 0);
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for group in fixture["groups"].as_array().unwrap() {
        for language in group["languages"].as_array().unwrap() {
            let language = language.as_str().unwrap();
            if NOT_CARRIED.contains(&language) || CHANGED.iter().any(|(l, _)| *l == language) {
                continue;
            }
            languages += 1;
            let formatter = Formatter::new(&language.parse::<Locale>().unwrap());
            for (key, numbers, ordinal) in
                [("cardinal", &integers, false), ("fractions", &fractions, false), ("ordinal", &integers, true)]
            {
                if ordinal && CARDINALS_ONLY.contains(&language) {
                    continue;
                }
                let expected = spread(group[key].as_str().unwrap());
                assert_eq!(expected.len(), numbers.len(), "{language} {key}");
                for (number, expected) in numbers.iter().zip(expected) {
                    let number: Decimal = number.parse().unwrap();
                    let digits = Some(number.scale());
                    let options = NumberOptions {
                        ordinal,
                        minimum_fraction_digits: digits,
                        maximum_fraction_digits: digits,
                        ..NumberOptions::default()
                    };
                    let got = formatter.plural(number, &options).as_str();
                    checked += 1;
                    if letter(got) != expected {
                        wrong
                            .entry(format!("{language} {key}"))
                            .or_default()
                            .push(format!("{number}: {got} not {expected}"));
                    }
                }
            }
        }
    }
    println!("{checked} categories in {languages} languages");
    let told: Vec<String> = wrong
        .iter()
        .map(|(what, list)| format!("{what}: {} wrong, {:?}", list.len(), &list[..list.len().min(3)]))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(languages >= 300, "{languages}");
}
