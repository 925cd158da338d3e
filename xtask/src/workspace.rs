//! Where things are: the root of the repository and cargo's target directory.

use crate::Outcome;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The paths every task needs.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// The root of the repository.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever the environment or a config file put it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and `build.target-dir` are honoured.
    pub(crate) fn locate() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("xtask has no parent directory")?.to_owned();
        let out = cargo(&root)
            .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
            .output()
            .map_err(|e| format!("cargo metadata: {e}"))?;
        let value: serde_json::Value = serde_json::from_slice(&out.stdout)
            .map_err(|e| format!("cargo metadata: {e}\n{}", String::from_utf8_lossy(&out.stderr)))?;
        let target = value.get("target_directory").and_then(|t| t.as_str());
        let target = target.ok_or("cargo metadata names no target directory")?.into();
        Ok(Self { root, target })
    }

    /// A file the last `--profile test` or `dev` build left.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// A directory for what the tasks themselves write: logs and compiled C programs.
    pub(crate) fn scratch(&self, name: &str) -> Outcome<PathBuf> {
        let dir = self.target.join("xtask").join(name);
        std::fs::create_dir_all(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        Ok(dir)
    }
}

/// Cargo, run at the root. The one that started us, or the one on the path.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}
