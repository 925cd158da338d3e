//! Data flows one way: no folder of `src` uses one that uses it.
//!
//! Folders are judged beside their siblings: the modules of the crate among themselves, and the folders of a module among themselves.
//! Tests inside of files may use what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// For each folder that holds others: which of them each of them uses.
type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The first circle there is, as the folders in their order, such as `template: lint -> catalog -> lint`.
fn circle(src: &Path) -> std::io::Result<Option<String>> {
    let mut uses = Uses::new();
    read(src, &mut Vec::new(), &mut uses)?;
    Ok(uses.iter().find_map(|(parent, graph)| {
        let walk = graph.keys().find_map(|start| back(graph, start, start, &mut BTreeSet::new()))?;
        Some(format!("{parent}: {}", walk.join(" -> ")))
    }))
}

/// Notes what the files below `dir` use; `place` is the module path of `dir`.
fn read(dir: &Path, place: &mut Vec<String>, uses: &mut Uses) -> std::io::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(dir)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for path in entries.iter().map(std::fs::DirEntry::path) {
        let Some(name) = path.file_stem().and_then(|n| n.to_str()).map(str::to_owned) else { continue };
        let is_module = !matches!(name.as_str(), "mod" | "lib");
        place.extend(is_module.then_some(name));
        if path.is_dir() {
            read(&path, place, uses)?;
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path)?;
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            paths(code).for_each(|used| note(place, &used, uses));
        }
        place.truncate(place.len() - usize::from(is_module));
    }
    Ok(())
}

/// The paths that a file uses, from the root of the crate: `ticket::pattern::Matcher`. Braces are opened one level deep.
fn paths(code: &str) -> impl Iterator<Item = Vec<String>> {
    let uses = code.split('\n').filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let found: Vec<String> =
        uses.split("use crate::").skip(1).map(|rest| rest.split(';').next().unwrap_or("").to_owned()).collect();
    found.into_iter().flat_map(|path| {
        let (head, list) = path.split_once('{').map_or((path.as_str(), None), |(head, list)| (head, Some(list)));
        let first: Vec<String> = head.split("::").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
        match list {
            None => vec![first],
            Some(list) => list
                .split(',')
                .map(|item| {
                    let rest = item.trim().split("::").map(|s| s.trim_matches(['}', ' ', '\n']).to_owned());
                    first.iter().cloned().chain(rest).collect()
                })
                .collect(),
        }
    })
}

/// The first place where the two paths part is where one folder uses its sibling.
fn note(from: &[String], to: &[String], uses: &mut Uses) {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    if let (Some(user), Some(used)) = (from.get(common), to.get(common))
        && used.starts_with(char::is_lowercase)
    {
        let parents: Vec<&str> = from.iter().take(common).map(String::as_str).collect();
        let parent = if parents.is_empty() { "src".to_owned() } else { parents.join("/") };
        uses.entry(parent).or_default().entry(user.clone()).or_default().insert(used.clone());
    }
}

/// A walk from `at` back to `start`.
fn back(
    graph: &BTreeMap<String, BTreeSet<String>>,
    start: &str,
    at: &str,
    seen: &mut BTreeSet<String>,
) -> Option<Vec<String>> {
    for next in graph.get(at).into_iter().flatten() {
        if next == start {
            return Some(vec![at.to_owned(), start.to_owned()]);
        }
        if graph.contains_key(next)
            && seen.insert(next.clone())
            && let Some(walk) = back(graph, start, next, seen)
        {
            return Some([vec![at.to_owned()], walk].concat());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_folder_uses_one_that_uses_it() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
        assert_eq!(circle(&src).unwrap(), None);
    }

    #[test]
    fn a_circle_is_found_and_named() {
        let mut uses = Uses::new();
        let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
        for (from, to) in [("a::x", "b::Y"), ("b", "c::z::Q"), ("c::z", "a::x::P")] {
            note(&path(from), &path(to), &mut uses);
        }
        assert_eq!(back(&uses["src"], "a", "a", &mut BTreeSet::new()).unwrap(), ["a", "b", "c", "a"]);
        let code = "use crate::error::{Error, Result};\n// use crate::desk;\nuse crate::time::{self, local::Clock};\n";
        let found: Vec<String> = paths(code).map(|p| p.join("::")).collect();
        assert_eq!(found, ["error::Error", "error::Result", "time::self", "time::local::Clock"]);
    }
}
