//! `cargo xtask generate`: writes what is committed and made from the sources, and checks it for drift.

mod limits;
mod literals;
mod page;

use crate::Outcome;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use sundesk::desk::ask::{QUESTIONS, QuestionKind};
use sundesk::desk::{DOCUMENTS, DocumentKind, WORD_LISTS};
use sundesk::template::catalog::{Config, Source};
use sundesk::template::extract::{contracts, stamp};

/// One generated file: where it stands, and what it should hold.
struct Made {
    path: PathBuf,
    text: String,
}

/// Writes every generated file; with `--check`, says which differ instead (`Ok(false)`).
pub(crate) fn main(args: &[String]) -> Outcome<bool> {
    let ws = Workspace::locate()?;
    let stale = stale(&ws.root)?;
    if args.iter().any(|a| a == "--check") {
        stale.iter().for_each(|m| println!("{} is not what the sources give", m.path.display()));
        return Ok(stale.is_empty());
    }
    for made in stale {
        if let Some(folder) = made.path.parent() {
            std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        std::fs::write(&made.path, &made.text).map_err(|e| format!("{}: {e}", made.path.display()))?;
        println!("wrote {}", made.path.display());
    }
    Ok(true)
}

/// The generated files whose committed text differs.
fn stale(root: &Path) -> Outcome<Vec<Made>> {
    let mut made = stamps(&root.join("src/template/starter"))?;
    made.extend(schemas(root));
    made.push(Made { path: root.join("docs/limits.md"), text: limits::page(root)? });
    made.push(Made { path: root.join("bindings/python/python/sundesk/types.py"), text: literals::of(WORD_LISTS) });
    Ok(made.into_iter().filter(|m| std::fs::read_to_string(&m.path).ok().as_deref() != Some(&m.text)).collect())
}

/// The translations of the starter catalog, each message with the mark of the English text it was made from.
fn stamps(starter: &Path) -> Outcome<Vec<Made>> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()));
    let mut made = Vec::new();
    for reference in files(&starter.join("en"), "ftl")? {
        let name = reference.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let sources = [Source::new("en", &name, &read(&reference)?)];
        let contracts = contracts(&sources, &Config::reference("en")).map_err(|e| e.to_string())?;
        for language in files(starter, "")?.iter().filter(|dir| dir.is_dir() && !dir.ends_with("en")) {
            let path = language.join(&name);
            if path.exists() {
                let text = stamp(&read(&path)?, &contracts).map_err(|e| format!("{}: {e}", path.display()))?;
                made.push(Made { path, text });
            }
        }
    }
    Ok(made)
}

/// The JSON Schema of each kind of document and of each question, and the pages of all their fields.
fn schemas(root: &Path) -> Vec<Made> {
    // Once for whoever reads the repository and `make install`, once in the Python package, which is what the wheel carries.
    let file = |kind: &DocumentKind| {
        let text = format!("{:#}\n", kind.schema());
        let path = |dir: &str| root.join(dir).join(format!("{}.schema.json", kind.name));
        [path("docs/schema"), path("bindings/python/python/sundesk/schema")]
            .map(|path| Made { path, text: text.clone() })
    };
    let mut made: Vec<Made> = DOCUMENTS.iter().flat_map(file).collect();
    made.push(Made { path: root.join("docs/documents.md"), text: page::of(DOCUMENTS) });
    // The trial is there for tests only.
    let questions: Vec<QuestionKind> = QUESTIONS.iter().copied().filter(|kind| kind.name != "trial").collect();
    made.extend(questions.iter().map(|kind| Made {
        path: root.join(format!("docs/schema/ask/{}.schema.json", kind.name)),
        text: format!("{:#}\n", kind.schema()),
    }));
    made.push(Made { path: root.join("docs/questions.md"), text: page::questions(&questions) });
    made
}

/// What a directory holds, in the order of the names; with `ending`, the files of that kind.
fn files(dir: &Path, ending: &str) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut found: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    found.retain(|p| ending.is_empty() || p.extension().is_some_and(|e| e == ending));
    found.sort();
    Ok(found)
}
