//! The contract of a message: what a program must give it and what it offers; and the marks that tie translations to it.

use crate::template::catalog::model::{Entry, FileModel, hash8};
use crate::template::catalog::workspace::Workspace;
use crate::template::catalog::{Config, Declared, Source, VarType, normalised};
use crate::template::lint::Code;
use crate::{Error, ErrorKind, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A variable of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// What its comment declares; all empty when there is none.
    #[serde(flatten)]
    pub declared: Declared,
    /// The type that its use tells, where none is declared: `MONEY($x)` takes an amount, `[one]` a whole number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred: Option<VarType>,
    /// The texts it is used in: attributes, the empty name for the value.
    pub used_in: Vec<String>,
    /// It only chooses between variants and is never shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub selector_only: bool,
    /// A variant `[missing]` or `DEFAULT()` provides for its absence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_missing: bool,
}

/// What a message of the reference needs and offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// The id.
    pub id: String,
    /// The set.
    pub set: String,
    /// The texts it has: attributes, the empty name for the value.
    pub texts: Vec<String>,
    /// Texts that a translation may leave out (`@optional`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub optional: Vec<String>,
    /// Variables that every channel must show (`@must`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// Its variables, with those of the messages it refers to.
    pub variables: BTreeMap<String, Variable>,
    /// Hash of all its texts: what a translation carries as `# @src`.
    pub hash: String,
    /// Hash of each text: what a translation may carry as `# @src .attribute`.
    pub hashes: BTreeMap<String, String>,
}

/// The contract of an entry of the reference.
pub(crate) fn contract(ws: &Workspace, entry: &Entry) -> Contract {
    let mut variables: BTreeMap<String, Variable> = BTreeMap::new();
    for unit in &entry.units {
        ws.reach(ws.reference, entry, unit, &mut |owner, reached| {
            for (name, used) in &reached.facts.uses {
                let declared = ws.declared(entry, name).or_else(|| ws.declared(owner, name)).cloned();
                let variable = variables.entry(name.clone()).or_insert_with(|| Variable {
                    declared: declared.unwrap_or_else(Declared::none),
                    inferred: None,
                    used_in: Vec::new(),
                    selector_only: true,
                    may_be_missing: false,
                });
                variable.selector_only &= !used.shown;
                variable.may_be_missing |= used.guarded;
                if variable.declared.kind.is_none() {
                    variable.inferred = variable.inferred.or(used.inferred);
                }
                if variable.used_in.last() != Some(&unit.attribute) {
                    variable.used_in.push(unit.attribute.clone());
                }
            }
        });
    }
    Contract {
        id: entry.id.clone(),
        set: entry.set.clone(),
        texts: entry.units.iter().map(|u| u.attribute.clone()).collect(),
        optional: entry.notes.optional.iter().cloned().collect(),
        must: entry.notes.must.clone(),
        variables,
        hash: entry.hash.clone(),
        hashes: entry.units.iter().map(|u| (u.attribute.clone(), hash8(&u.canonical))).collect(),
    }
}

/// The contracts of every message of the reference, in the order of the ids, as [`Catalog::contracts`](super::catalog::Catalog::contracts)
/// gives them.
///
/// # Errors
/// As [`check`](crate::template::catalog::check); [`ErrorKind::InvalidInput`] with file and line when the reference does not parse: a
/// program must not be built against half a list.
pub fn contracts(sources: &[Source], config: &Config) -> Result<Vec<Contract>> {
    let ws = Workspace::read(&normalised(sources)?, &config.reference)?;
    let of_reference = ws.files.iter().filter(|f| ws.view(ws.reference).is_some_and(|v| v.name == f.locale));
    let junk = |f: &FileModel| f.faults.iter().find(|fault| fault.code == Code::E01).cloned();
    if let Some((file, fault)) = of_reference.filter_map(|f| Some((f, junk(f)?))).next() {
        let text = format!("column {}: {}", fault.pos.column, fault.text);
        return Err(Error::new(ErrorKind::InvalidInput, text).in_file(file.file.clone(), u64::from(fault.pos.line)));
    }
    let mut contracts: Vec<Contract> = ws.reference_entries().filter(|e| !e.term).map(|e| contract(&ws, e)).collect();
    contracts.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(contracts)
}

/// A translation with `# @src` marks that say: translated from the reference as it is now. Marks that are there are renewed;
/// messages the reference does not have stay as they are. Only comment lines change.
///
/// # Errors
/// [`ErrorKind::InvalidInput`] when the translation does not parse.
///
/// ```
/// use sundesk::template::catalog::{Config, Source};
/// use sundesk::template::extract::{contracts, stamp};
/// let reference = contracts(&[Source::new("en", "mail", "hello = Hello!\n")], &Config::reference("en"))?;
/// let stamped = stamp("# A greeting.\nhello = Tere!\n", &reference)?;
/// assert_eq!(stamped, format!("# A greeting.\n# @src {}\nhello = Tere!\n", reference[0].hash));
/// assert_eq!(stamp(&stamped, &reference)?, stamped);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn stamp(translation: &str, reference: &[Contract]) -> Result<String> {
    // A byte order mark is no part of the text; it stays where it is.
    let model = FileModel::read("und", "", "", 0, translation.trim_start_matches('\u{feff}'));
    if let Some(fault) = model.faults.iter().find(|f| f.code.level() == crate::template::lint::Level::Error) {
        return Err(Error::new(ErrorKind::InvalidInput, fault.text.clone()).in_file("", u64::from(fault.pos.line)));
    }
    let hashes: BTreeMap<&str, &str> = reference.iter().map(|c| (c.id.as_str(), c.hash.as_str())).collect();
    let mut marks: BTreeMap<u32, &str> = BTreeMap::new();
    for entry in model.entries.iter().filter(|e| !e.term) {
        marks.extend(hashes.get(entry.id.as_str()).map(|hash| (entry.pos.line, *hash)));
    }
    let mut out: Vec<String> = Vec::new();
    for (number, line) in (1_u32..).zip(translation.split('\n')) {
        if let Some(hash) = marks.get(&number) {
            // The whole-message mark of the comment block above, if there is one, makes room for the new one.
            let block = out.iter().rev().take_while(|l| l.starts_with('#')).count();
            let from = out.len() - block;
            let old = out.iter().skip(from).position(|l| {
                let words: Vec<&str> = l.trim_start_matches('#').split_whitespace().collect();
                matches!(words.as_slice(), ["@src", hash] if !hash.starts_with('.'))
            });
            let mark = format!("# @src {hash}");
            match old.and_then(|i| out.get_mut(from + i)) {
                Some(slot) => *slot = mark,
                None => out.push(mark),
            }
        }
        out.push(line.to_owned());
    }
    Ok(out.join("\n"))
}
