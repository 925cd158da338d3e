//! The contract of a message: what a program must give it and what it offers.

use super::model::{Entry, hash8};
use super::notes::{Declared, VarType};
use super::workspace::Workspace;
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
