//! Where the texts come from: directories, strings, embedded files.

use crate::template::limits::MAX_SOURCE_BYTES;
use crate::template::negotiate::{normal, present};
use crate::{Error, ErrorKind, Result};
use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most files of one catalog: of a directory, or sources given to the program.
pub const MAX_FILES: usize = 10_000;

/// Deepest directory below that of a locale; the files of deeper ones are refused.
pub const MAX_DIR_DEPTH: usize = 8;

/// One file of messages: which locale and set it holds, how it is named in reports, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The locale, such as `pt-BR` or the overlay `de-x-formal`.
    pub locale: String,
    /// The set, such as `ticket`; a `# @set` mark inside the file can name another.
    pub set: String,
    /// How reports name the file.
    pub file: String,
    /// The Fluent text.
    pub text: Arc<str>,
}

impl Source {
    /// A source from a string; reports name it `locale/set.ftl`.
    #[must_use]
    pub fn new(locale: &str, set: &str, text: &str) -> Self {
        Self { locale: locale.to_owned(), set: set.to_owned(), file: format!("{locale}/{set}.ftl"), text: text.into() }
    }
}

/// The sources as everything behind the loaders sees them: locales by their present name and usual spelling (`pt_br` is `pt-BR`, `iw` is
/// `he`), texts without a byte order mark and with line feeds only, so that the same text has the same hash whichever editor saved it.
///
/// # Errors
/// A locale tag that is none, two names of one locale (`iw` and `he`), more than [`MAX_FILES`] sources.
pub(crate) fn normalised(sources: &[Source]) -> Result<Vec<Source>> {
    if sources.len() > MAX_FILES {
        return Err(Error::limit("templates", sources.len(), format!("at most {MAX_FILES} files")));
    }
    let mut names: HashMap<String, String> = HashMap::new();
    let mut one = |s: &Source| {
        let written = normal(&s.locale).map_err(|e| e.in_file(&s.file, 0))?;
        let locale = present(written.as_str())?;
        let first = names.entry(locale.to_string()).or_insert_with(|| written.to_string());
        if first != written.as_str() {
            let expected = format!("one name for one locale: {first} is the same");
            return Err(Error::invalid("locale", &s.locale, expected).in_file(&s.file, 0));
        }
        let plain = s.text.trim_start_matches('\u{feff}');
        let text = match plain.contains('\r') {
            true => plain.replace("\r\n", "\n").into(),
            false if plain.len() < s.text.len() => plain.into(),
            false => Arc::clone(&s.text),
        };
        Ok(Source { locale: locale.to_string(), text, ..s.clone() })
    };
    sources.iter().map(&mut one).collect()
}

/// Reads `<dir>/<locale>/<set>.ftl`: the loader edge, the only place here that touches files. Directories below a locale are read too, at
/// most [`MAX_DIR_DEPTH`] deep; the set is the name of the file.
///
/// Files and directories whose name starts with a dot, and files that do not end in `.ftl` (in any letter case), are passed over: what
/// editors leave beside a file is none. Links are followed, but not to directories below a locale. The order is that of the names, so that a report is the same on every machine.
///
/// # Errors
/// [`ErrorKind::Io`] for what cannot be read, [`ErrorKind::InvalidInput`] for a file that is not UTF-8 or a directory whose
/// name is no locale, [`ErrorKind::NotFound`] when there is no file at all, [`ErrorKind::LimitExceeded`] past [`MAX_FILES`] and
/// for a file over [`MAX_SOURCE_BYTES`], of which no more than that is read.
pub fn read_dir(dir: &Path) -> Result<Vec<Source>> {
    let files = files(dir)?;
    if files.is_empty() {
        let expected = "a directory with <locale>/<set>.ftl files";
        return Err(Error::expected(ErrorKind::NotFound, "holds no texts", "templates", dir.display(), expected));
    }
    files.iter().map(|(locale, file)| read_file(file, locale)).collect()
}

/// The files of a directory with their locales: what is loaded, and what is watched.
pub(crate) fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    for locale_dir in sorted(dir)?.into_iter().filter(|d| d.is_dir()) {
        let locale = name_of(&locale_dir);
        crate::template::negotiate::canonical(&locale).map_err(|e| e.in_file(locale_dir.display().to_string(), 0))?;
        files_below(&locale_dir, &locale, 0, &mut out)?;
    }
    Ok(out)
}

fn files_below(dir: &Path, locale: &str, depth: usize, out: &mut Vec<(String, PathBuf)>) -> Result<()> {
    let is_text = |f: &Path| f.extension().is_some_and(|e| e.eq_ignore_ascii_case("ftl"));
    for path in sorted(dir)? {
        if path.is_dir() && path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            if depth >= MAX_DIR_DEPTH {
                let error = Error::limit("templates", depth + 1, format!("directories at most {MAX_DIR_DEPTH} deep"));
                return Err(error.in_file(path.display().to_string(), 0));
            }
            files_below(&path, locale, depth + 1, out)?;
        } else if is_text(&path) {
            if out.len() >= MAX_FILES {
                return Err(Error::limit("templates", out.len(), format!("at most {MAX_FILES} files")));
            }
            out.push((locale.to_owned(), path));
        }
    }
    Ok(())
}

fn read_file(file: &Path, locale: &str) -> Result<Source> {
    let io = |e: std::io::Error| Error::from(e).in_file(file.display().to_string(), 0);
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_SOURCE_BYTES).unwrap_or(u64::MAX);
    std::fs::File::open(file).map_err(io)?.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() > MAX_SOURCE_BYTES {
        let error = Error::limit("source", "a larger file", format!("at most {MAX_SOURCE_BYTES} bytes"));
        return Err(error.in_file(file.display().to_string(), 0));
    }
    let text = String::from_utf8(bytes).map_err(|e| {
        let good = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or(&[]);
        let line = good.split(|b| *b == b'\n').count();
        Error::new(ErrorKind::InvalidInput, "the file is not UTF-8")
            .in_file(file.display().to_string(), u64::try_from(line).unwrap_or(0))
    })?;
    let set = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Source { locale: locale.to_owned(), set, file: file.display().to_string(), text: text.into() })
}

fn sorted(dir: &Path) -> Result<Vec<PathBuf>> {
    let io = |e: std::io::Error| Error::from(e).in_file(dir.display().to_string(), 0);
    let mut paths = std::fs::read_dir(dir)
        .map_err(io)?
        .map(|entry| entry.map(|e| e.path()).map_err(io))
        .collect::<Result<Vec<PathBuf>>>()?;
    paths.retain(|p| !name_of(p).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
