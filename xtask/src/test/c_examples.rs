//! The programs of `bindings/c/examples`: run where their language is on the machine, and compared with the text their README prints.

use super::Context;
use super::c::{build, command};
use super::examples::blocks;
use crate::Outcome;
use crate::process::{Tally, run};
use std::path::{Path, PathBuf};
use std::process::Command;

const HERE: &str = "bindings/c/examples";

const PROBE_OF_NODE: &[&str] = &["node", "-e", "require('koffi')"];

/// A language: its program, and what says whether the machine has it with all that the program needs.
struct Language {
    name: &'static str,
    program: &'static str,
    /// Ends with status 0 when the program can run.
    probe: &'static [&'static str],
    /// What starts the program, whose path follows.
    start: &'static [&'static str],
    needs: &'static str,
}

const LANGUAGES: [Language; 6] = [
    Language {
        name: "PHP",
        program: "desk.php",
        probe: &["php", "-r", "exit(extension_loaded('ffi') ? 0 : 1);"],
        start: &["php"],
        needs: "php with the FFI extension",
    },
    Language {
        name: "Ruby",
        program: "desk.rb",
        probe: &["ruby", "-e", "require 'fiddle/import'; require 'json'"],
        start: &["ruby", "-w"],
        needs: "ruby with fiddle",
    },
    Language {
        name: "Perl",
        program: "desk.pl",
        probe: &["perl", "-MFFI::Platypus=2.00", "-MFFI::Platypus::Record", "-MJSON::PP", "-e", "1"],
        start: &["perl"],
        needs: "perl with FFI::Platypus 2",
    },
    Language {
        name: "Go",
        program: "desk.go",
        probe: &["go", "build", "runtime/cgo"],
        start: &["go", "run"],
        needs: "go with cgo, and a C compiler",
    },
    Language {
        name: "Node",
        program: "desk.mjs",
        probe: PROBE_OF_NODE,
        start: &["node"],
        needs: "node and npm, and koffi from the registry",
    },
    Language { name: "LuaJIT", program: "desk.lua", probe: &["luajit", "-v"], start: &["luajit"], needs: "luajit" },
];

/// Every program whose language is there; the others are named. One check is always there: the README lists the programs.
pub(super) fn run_all(context: &Context) -> Outcome<Tally> {
    let (ws, log) = (&context.ws, context.log());
    build(ws, log)?;
    let readme = ws.root.join(HERE).join("README.md");
    let page = std::fs::read_to_string(&readme).map_err(|e| format!("{}: {e}", readme.display()))?;
    let text = blocks(&page).into_iter().find(|(language, ..)| language == "text");
    let (_, _, expected) = text.ok_or("the README of the examples shows no output")?;
    let mut tally = Tally::default();
    tally.count(LANGUAGES.iter().all(|l| page.contains(&format!("{HERE}/{}", l.program))));
    for language in &LANGUAGES {
        let folder = if language.name == "Node" { with_koffi(context)? } else { ws.root.join(HERE) };
        if !there(&mut prepared(context, language.probe, &folder)) {
            println!("  skipped {}: it needs {}", language.name, language.needs);
            continue;
        }
        let done = run(prepared(context, language.start, &ws.root).arg(folder.join(language.program)), log)?;
        let said = done.said.split_once('\n').map_or("", |(_, rest)| rest);
        tally.count(done.ok && said == expected);
    }
    Ok(tally)
}

/// A command that finds the library and its header, and asks no network.
fn prepared(context: &Context, words: &[&str], folder: &Path) -> Command {
    let ws = &context.ws;
    let mut prepared = command(ws, Path::new(words.first().unwrap_or(&"false")));
    prepared
        .args(words.get(1..).unwrap_or_default())
        .current_dir(folder)
        .env("CGO_CFLAGS", format!("-I{}", ws.root.join("include").display()))
        .env("CGO_LDFLAGS", format!("-L{}", ws.target.join("debug").display()))
        .envs([("GOPROXY", "off"), ("GOTOOLCHAIN", "local")]);
    prepared
}

fn there(command: &mut Command) -> bool {
    command.output().is_ok_and(|o| o.status.success())
}

/// A folder with the program for Node and its one package. Without npm or a network the package stays away, and the probe says so.
fn with_koffi(context: &Context) -> Outcome<PathBuf> {
    let folder = context.ws.scratch("c-examples")?;
    let from = context.ws.root.join(HERE);
    let copy = |name: &str| -> Outcome<()> {
        std::fs::copy(from.join(name), folder.join(name)).map(drop).map_err(|e| format!("{name}: {e}"))
    };
    std::fs::create_dir_all(folder.join("desk")).map_err(|e| format!("{}: {e}", folder.display()))?;
    for name in ["desk.mjs", "package.json", "desk/calendar.json", "desk/policies.json", "desk/ticket.json"] {
        copy(name)?;
    }
    if !there(&mut prepared(context, PROBE_OF_NODE, &folder)) {
        let quick = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=15000"];
        // Its failure is the probe's to report.
        let _ = run(Command::new("npm").arg("install").args(quick).current_dir(&folder), context.log());
    }
    Ok(folder)
}
