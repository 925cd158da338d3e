//! The committed headers are the ones the sources give, and they name exactly what the shared object exports.
//!
//! `UPDATE_HEADER=1 cargo test -p sundesk-capi --test header` writes them anew.

#![allow(clippy::unwrap_used, clippy::string_slice)] // a test says what it could not do by panicking
#![allow(clippy::disallowed_methods)] // UPDATE_HEADER comes from the environment

use cbindgen::{Builder, Config};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn config() -> Config {
    Config::from_file(here().join("cbindgen.toml")).unwrap()
}

fn generate(config: Config) -> String {
    let bindings = Builder::new().with_crate(here()).with_config(config).generate().unwrap();
    let mut bytes = Vec::new();
    bindings.write(&mut bytes);
    // A section that rustdoc wants reads as a contract in C.
    String::from_utf8(bytes).unwrap().replace(" * # Safety\n", " * Contract:\n")
}

/// The chapters of the header: what each is about, and the files of `src` whose types and calls it holds. A type stands in a chapter not
/// later than those that use it.
const CHAPTERS: &[(&str, &[&str])] = &[
    ("Errors, versions, texts and instants", &["error", "version", "text", "instant"]),
    ("Time zones", &["zone", "transition"]),
    ("Calendars: business hours", &["calendar", "days", "batch", "import"]),
    ("Logs: many tickets", &["log", "log_columns", "frame"]),
    ("Promises", &["sla", "clock", "binding", "live", "due", "bulk"]),
    ("Figures and reviews", &["metrics", "review"]),
    ("Rosters: who works when, and how many are needed", &["roster", "cover", "staffing"]),
    ("The life of tickets", &["workflow", "board"]),
    ("Stores: where records are kept", &["store"]),
    ("Questions: every report through one call", &["library"]),
    ("Desks: a library and a store", &["desk"]),
    ("Documents and their layers", &["documents", "layers"]),
    (
        "Texts in the reader's language (not in a library built with `make FEATURES=`)",
        &["template", "functions", "bundle", "delivery", "check", "translation"],
    ),
];

fn header() -> String {
    let text = generate(config());
    let (open, close) = ("#ifdef __cplusplus\nextern \"C\" {\n#endif // __cplusplus\n", "#ifdef __cplusplus\n}");
    let types = text.find("/**\n * What a call came to.").unwrap();
    let (calls, end) = (text.find(open).unwrap(), text.rfind(close).unwrap());
    let declared = format!("\n\n{}\n\n{}", &text[types..calls].trim(), text[calls + open.len()..end].trim());
    let items: Vec<&str> = declared.split("\n\n/**").map(str::trim_end).filter(|item| !item.is_empty()).collect();
    let mut out = format!("{}{open}", &text[..types]);
    let mut left = items.len();
    for (title, files) in CHAPTERS {
        let named: Vec<BTreeSet<String>> = files.iter().map(|file| names_of(file)).collect();
        out.push_str(&format!("\n/* {} */\n/* {title} */\n/* {} */\n", "=".repeat(100), "=".repeat(100)));
        for item in &items {
            if named.iter().any(|names| names.contains(&name_of(item))) {
                out.push_str(&format!("\n/**{item}\n"));
                left -= 1;
            }
        }
    }
    assert_eq!(left, 0, "an item of the header is in no chapter");
    out.push('\n');
    out.push_str(&text[end..]);
    out
}

/// What an item of the header declares: the name before the parentheses of a call, or at the end of a type.
fn name_of(item: &str) -> String {
    let code = item.rsplit("*/").next().unwrap_or(item).trim();
    let word = |text: &str| {
        text.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).find(|w| !w.is_empty()).unwrap_or_default().to_owned()
    };
    if code.starts_with("typedef") {
        return match code.split_once("(*") {
            Some((_, name)) => name.split(')').next().unwrap_or_default().to_owned(),
            None => word(code),
        };
    }
    word(code.split('(').next().unwrap_or_default())
}

/// What a file of the sources declares.
fn names_of(file: &str) -> BTreeSet<String> {
    let source = std::fs::read_to_string(here().join(format!("src/{file}.rs"))).unwrap();
    let kinds = ["extern \"C\" fn ", "pub struct ", "pub enum ", "pub type "];
    let after = kinds.iter().flat_map(|kind| source.split(kind).skip(1));
    after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

/// The same declarations for parsers that know no preprocessor: PHP's `FFI::cdef`, LuaJIT's `ffi.cdef`.
fn ffi_header() -> String {
    let mut config = config();
    config.include_guard = None;
    config.sys_includes.clear();
    config.cpp_compat = false;
    config.documentation = false;
    config.header = None;
    config.after_includes = None;
    let text = generate(config);
    let mut out = String::from(
        "/* sundesk.h without the preprocessor, for FFI parsers. Generated; do not edit. SUNDESK_NEVER is INT64_MIN. */\n",
    );
    out.push_str(&numbers(&text));
    let lines = text.lines().filter(|l| !l.starts_with('#')).map(str::trim_end);
    let mut blank = false;
    for line in lines {
        if !(line.is_empty() && blank) {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out
}

/// The macros that are numbers, as an enum: a script can then hold the header against the library it loaded.
fn numbers(text: &str) -> String {
    let macros = text.lines().filter_map(|l| l.strip_prefix("#define ")?.split_once(' '));
    let constants = macros.filter(|(_, value)| value.parse::<i32>().is_ok());
    let members: String = constants.map(|(name, value)| format!("  {name} = {value},\n")).collect();
    format!("\nenum {{\n{members}}};\n")
}

#[track_caller]
fn compare(name: &str, made: &str) {
    let path = here().join("../../include").join(name);
    if std::env::var_os("UPDATE_HEADER").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let line = committed.lines().zip(made.lines()).position(|(a, b)| a != b).map_or(0, |i| i + 1);
    assert!(committed == made, "{name} differs from what the sources give (line {line}); run with UPDATE_HEADER=1");
}

#[test]
fn the_c_header_is_current() {
    compare("sundesk.h", &header());
}

#[test]
fn the_ffi_header_is_current_and_free_of_the_preprocessor() {
    let made = ffi_header();
    compare("sundesk.ffi.h", &made);
    assert!(!made.lines().any(|l| l.trim_start().starts_with('#')));
}

/// The functions a header declares.
fn declared(header: &str) -> BTreeSet<String> {
    let words = header.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '('));
    let calls = words.filter_map(|w| w.split_once('(').map(|(name, _)| name));
    calls.filter(|name| name.starts_with("sundesk_")).map(str::to_owned).collect()
}

#[test]
fn the_shared_object_exports_exactly_what_the_header_declares() {
    let object = shared_object();
    let nm = Command::new("nm").args(["-D", "--defined-only", "--format=posix"]).arg(&object).output().unwrap();
    assert!(nm.status.success(), "{}", String::from_utf8_lossy(&nm.stderr));
    let listed = String::from_utf8(nm.stdout).unwrap();
    let exported: BTreeSet<String> = listed.lines().filter_map(|l| l.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(exported, declared(&ffi_header()));
}

#[test]
fn the_guide_names_every_function_and_no_other() {
    let guide = std::fs::read_to_string(here().join("../../docs/c-guide.md")).unwrap();
    let table = guide.split("## What there is").nth(1).unwrap().split("\n\n").nth(1).unwrap();
    let names: Vec<&str> = table.split('`').filter(|w| w.starts_with("sundesk_")).collect();
    let functions = declared(&ffi_header());
    let covers = |name: &str, function: &str| match name.strip_suffix('*') {
        Some(prefix) => function.starts_with(prefix),
        None => function == name,
    };
    for function in &functions {
        assert!(names.iter().any(|name| covers(name, function)), "the table of docs/c-guide.md lacks {function}");
    }
    for name in names {
        assert!(functions.iter().any(|function| covers(name, function)), "docs/c-guide.md names {name}");
    }
}

#[test]
fn comments_name_only_what_is_there() {
    let text = header();
    let names = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words.filter(|w| w.starts_with("sundesk_")).map(str::to_owned).collect()
    };
    let there = names(&ffi_header());
    let unknown: Vec<String> = names(&text).difference(&there).cloned().collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// The library of this tree. `cargo test` does not build a library that no test links, so it is built here.
fn shared_object() -> PathBuf {
    let build = ["build", "--quiet", "-p", "sundesk-capi", "--profile", "test"];
    assert!(Command::new(env!("CARGO")).args(build).current_dir(here()).status().unwrap().success());
    let test = std::env::current_exe().unwrap();
    let object = test.with_file_name("libsundesk.so");
    assert!(object.exists(), "{} is not built", object.display());
    object
}

#[test]
fn the_version_macros_are_the_version_of_the_package() {
    let text = header();
    let macro_of = |name: &str| {
        let line = text.lines().find(|l| l.starts_with(&format!("#define SUNDESK_VERSION_{name} "))).unwrap();
        line.rsplit(' ').next().unwrap().to_owned()
    };
    let version = ["MAJOR", "MINOR", "PATCH"].map(macro_of).join(".");
    assert_eq!(version, env!("CARGO_PKG_VERSION"));
}
