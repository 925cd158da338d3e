//! Every headline figure beside what one would use instead, in one run: `cargo xtask bench`.
//!
//! Machines differ and are shared, so only ratios count. Python peers run when a Python with numpy is named:
//! `sundesk-peers PYTHON`.

mod calendar;
mod coverage;
mod inputs;
mod template;
mod timing;
mod whole;

use std::path::Path;
use std::process::Command;

fn main() {
    let python = std::env::args().nth(1).and_then(|python| python_peers(&python));
    let mut lines = calendar::lines(python.as_ref().map(|p| &p["calendar"]));
    lines.extend(whole::lines());
    lines.extend(coverage::lines(python.as_ref().map(|p| &p["coverage"])));
    lines.extend(template::lines(python.as_ref().map(|p| &p["templates"])));
    if !timing::print(&lines) {
        println!("\nat least one bar is missed");
        std::process::exit(1);
    }
    println!("\nall bars hold");
}

/// Writes the inputs, runs the Python peers on them, and reads their figures.
fn python_peers(python: &str) -> Option<serde_json::Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/inputs");
    std::fs::create_dir_all(&folder).ok()?;
    let inputs = inputs::Inputs::random(100_000);
    for (name, column) in [("starts", &inputs.starts), ("ends", &inputs.ends), ("hours", &inputs.hours)] {
        let bytes: Vec<u8> = column.iter().flat_map(|v| v.to_le_bytes()).collect();
        std::fs::write(folder.join(format!("{name}.i64")), bytes).ok()?;
    }
    std::fs::write(folder.join("holidays.txt"), inputs::holidays(2020..=2029).join("\n")).ok()?;
    std::fs::copy(root.join("reply.en.ftl"), folder.join("reply.ftl")).ok()?;
    let out = Command::new(python).arg(root.join("python_peers.py")).arg(&folder).output().ok()?;
    eprint!("{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).ok()
}
