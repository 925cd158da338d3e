//! Conditions on a ticket's fields, checked and bound to a vocabulary.

use super::document::{ConditionDoc, Op};
use super::status::category_named;
use crate::error::Problem;
use crate::ticket::{StatusCategory, Statuses, normal};

/// One compiled condition.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) slot: usize,
    /// The value is a status of which the *category* is compared.
    by_category: bool,
    test: Test,
    /// How explanations print it: `tier is gold`.
    pub(crate) text: String,
}

#[derive(Debug, Clone)]
enum Test {
    /// In order, each once.
    In(Vec<String>),
    /// As `In`.
    NotIn(Vec<String>),
    Less(i64),
    Greater(i64),
    Contains(String),
    Present,
    Absent,
}

impl Condition {
    /// Checks one condition; the fault's path is the field inside it.
    pub(crate) fn compile(doc: &ConditionDoc, fields: &mut Vec<String>) -> Result<Self, Problem> {
        let name = normal(&doc.field);
        if name.is_empty() {
            return Err(Problem::error("sla_field_unknown", "field", "", "the name of a ticket field"));
        }
        let by_category = matches!(name.as_str(), "status_category" | "category_of_status");
        let slot = slot_of(if by_category { "status" } else { &name }, fields);
        let test = test(doc)?;
        let listed: Vec<String> = doc.value.iter().chain(&doc.values).map(ToString::to_string).collect();
        let op = serde_json::to_value(doc.op).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        let text = format!("{} {} {}", doc.field, op.replace('_', " "), listed.join(", ")).trim_end().to_owned();
        Ok(Self { slot, by_category, test, text })
    }

    /// Whether a value (a name as the log writes it; empty = none) passes.
    pub(crate) fn accepts(&self, value: &str, statuses: &Statuses) -> bool {
        self.accepts_word(&normal(value), statuses)
    }

    /// [`accepts`](Self::accepts) for a normalised value.
    pub(crate) fn accepts_word(&self, word: &str, statuses: &Statuses) -> bool {
        if !self.by_category {
            return self.test.accepts(word);
        }
        let category = statuses.category(word);
        match &self.test {
            Test::In(words) => words.iter().any(|w| category.is_some() && category_named(w) == category),
            Test::NotIn(words) => !words.iter().any(|w| category.is_some() && category_named(w) == category),
            other => other.accepts(category.map_or("", category_word)),
        }
    }

    /// The words it accepts, where it accepts no others: a look-up by word then needs no look at the condition.
    pub(crate) fn accepted_words(&self) -> Option<&[String]> {
        match &self.test {
            Test::In(words) if !self.by_category => Some(words),
            _ => None,
        }
    }
}

/// One bit per symbol, as long as the last one set needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    pub(crate) fn set(&mut self, symbol: crate::ticket::Symbol) {
        let Ok(i) = usize::try_from(symbol.number()) else { return };
        if self.0.len() <= i / 64 {
            self.0.resize(i / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(i / 64) {
            *word |= 1 << (i % 64);
        }
    }

    pub(crate) fn contains(&self, symbol: crate::ticket::Symbol) -> bool {
        let i = usize::try_from(symbol.number()).unwrap_or(usize::MAX);
        self.0.get(i / 64).is_some_and(|w| w >> (i % 64) & 1 == 1)
    }
}

fn category_word(category: StatusCategory) -> &'static str {
    match category {
        StatusCategory::New => "new",
        StatusCategory::Open => "open",
        StatusCategory::Pending => "pending",
        StatusCategory::Hold => "hold",
        StatusCategory::Solved => "solved",
        StatusCategory::Closed => "closed",
    }
}

impl Test {
    fn accepts(&self, word: &str) -> bool {
        match self {
            Test::In(words) => listed(words, word),
            Test::NotIn(words) => !listed(words, word),
            Test::Less(n) => rank(word).is_some_and(|r| r < *n),
            Test::Greater(n) => rank(word).is_some_and(|r| r > *n),
            Test::Contains(part) => word.contains(part.as_str()),
            Test::Present => !word.is_empty(),
            Test::Absent => word.is_empty(),
        }
    }
}

fn listed(words: &[String], word: &str) -> bool {
    words.binary_search_by(|w| w.as_str().cmp(word)).is_ok()
}

/// A value in order: a whole number (also at the head, as in `3 - Moderate`), or one of the four priorities.
fn rank(word: &str) -> Option<i64> {
    match word {
        "low" => return Some(1),
        "normal" | "medium" => return Some(2),
        "high" => return Some(3),
        "urgent" | "critical" => return Some(4),
        _ => {}
    }
    let end = word.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit()).map_or(word.len(), |(i, _)| i);
    word.get(..end)?.parse().ok()
}

fn test(doc: &ConditionDoc) -> Result<Test, Problem> {
    let one = |expected: &str| match (&doc.value, doc.values.is_empty()) {
        (Some(v), true) => Ok(normal(&v.to_string())),
        _ => Err(Problem::error("sla_condition_invalid", "value", "", expected)),
    };
    let number = || {
        let word = one("one number or priority in value")?;
        rank(&word)
            .ok_or_else(|| Problem::error("sla_condition_invalid", "value", &word, "a whole number or a priority"))
    };
    let many = || match (&doc.value, doc.values.is_empty()) {
        (None, false) => {
            let words: std::collections::BTreeSet<String> = doc.values.iter().map(|v| normal(&v.to_string())).collect();
            Ok(words.into_iter().collect())
        }
        _ => Err(Problem::error("sla_condition_invalid", "values", "", "a list in values, and no value")),
    };
    Ok(match doc.op {
        Op::Is => Test::In(vec![one("one value in value")?]),
        Op::IsNot => Test::NotIn(vec![one("one value in value")?]),
        Op::In => Test::In(many()?),
        Op::NotIn => Test::NotIn(many()?),
        Op::Less => Test::Less(number()?),
        Op::Greater => Test::Greater(number()?),
        Op::Contains => Test::Contains(one("one text in value")?),
        Op::Present | Op::Absent if doc.value.is_some() || !doc.values.is_empty() => {
            return Err(Problem::error("sla_condition_invalid", "value", "", "no value with present or absent"));
        }
        Op::Present => Test::Present,
        Op::Absent => Test::Absent,
    })
}

/// The slot of a field, a new one when nobody asked for it before.
pub(crate) fn slot_of(field: &str, fields: &mut Vec<String>) -> usize {
    let field = normal(field);
    fields.iter().position(|f| *f == field).unwrap_or_else(|| {
        fields.push(field);
        fields.len() - 1
    })
}
