//! Node, the packages in `tests/page` (wasm-opt, the browser driver, axe, the type checker) and those in `tests/package` (what
//! the npm package is tried with).

use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::path::Path;
use std::process::Command;

const OLDEST_MAJOR: u32 = 20;
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Checks Node's version and installs the packages that build and test the page.
pub fn ensure(steps: &mut Steps) -> Outcome {
    let version = process::ask(Command::new("node").arg("--version"))
        .ok_or_else(|| format!("`node` was not found; install Node.js {OLDEST_MAJOR} or later (it brings npm)"))?;
    if major(&version).is_none_or(|major| major < OLDEST_MAJOR) {
        return Err(format!("Node.js {OLDEST_MAJOR} or later is needed, this is {version}"));
    }
    install(steps, &project::page_tests())
}

/// Installs the bundlers and checkers that the npm package is tried with.
pub fn ensure_package_tests(steps: &mut Steps) -> Outcome {
    install(steps, &project::package_tests())
}

/// Installs the locked packages of a folder when they are not those installed.
fn install(steps: &mut Steps, folder: &Path) -> Outcome {
    let unreadable = |error| format!("{}: package-lock.json could not be read: {error}", folder.display());
    let lock = std::fs::read(folder.join("package-lock.json")).map_err(unreadable)?;
    // A copy of the lock file as it was installed: times say nothing after a fresh checkout.
    let installed = folder.join("node_modules").join(".installed-package-lock.json");
    if std::fs::read(&installed).is_ok_and(|previous| previous == lock) {
        return Ok(());
    }
    steps.run(&format!("install the Node packages of {}", folder.display()), || {
        process::run(Command::new(NPM).args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
        std::fs::write(&installed, &lock)
            .map_err(|error| format!("node_modules could not be marked as installed: {error}"))
    })
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
    }
}
