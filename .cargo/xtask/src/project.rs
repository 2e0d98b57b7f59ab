//! Where the parts of the project are.

use crate::steps::Outcome;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the root `Cargo.toml`.
///
/// Cargo names this package's folder when it runs it; the compiled-in one is for running the program by hand.
pub fn root() -> PathBuf {
    let package =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.ancestors().nth(2).map_or(package.clone(), Path::to_path_buf)
}

/// The static site, which is also the npm package.
pub fn site() -> PathBuf {
    root().join("www")
}

/// The tests of the page, with the Node packages that build and test it.
pub fn page_tests() -> PathBuf {
    root().join("tests").join("page")
}

/// The tests of the npm package, with the bundlers and checkers that it is tried with.
pub fn package_tests() -> PathBuf {
    root().join("tests").join("package")
}

/// `cargo` as it runs us, in the project's folder.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// The version of a package in `Cargo.lock`.
pub fn locked_version(package: &str) -> Outcome<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock could not be read: {error}"))?;
    version_in_lock(&lock, package).ok_or_else(|| format!("Cargo.lock holds no package `{package}`"))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_product_and_the_tool() {
        assert!(root().join("Cargo.toml").is_file());
        assert!(root().join(".cargo/xtask/Cargo.toml").is_file());
    }

    #[test]
    fn a_locked_version_is_that_of_the_exact_name() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.1\"\n";
        assert_eq!(version_in_lock(lock, "a").as_deref(), Some("1.0.1"));
        assert_eq!(version_in_lock(lock, "b"), None);
    }
}
