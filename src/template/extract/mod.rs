//! The contract of a message: what a program must give it and what it offers; and the marks that tie translations to it.

pub use crate::template::sources::{Contract, Variable};

use crate::template::catalog::Config;
use crate::template::sources::{Code, FileModel, Level, Source, Workspace, contract, normalised};
use crate::{Error, ErrorKind, Result};
use std::collections::BTreeMap;

/// The contracts of every message of the reference, in the order of the ids, as [`Catalog::contracts`](crate::template::catalog::Catalog::contracts)
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
    if let Some(fault) = model.faults.iter().find(|f| f.code.level() == Level::Error) {
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
