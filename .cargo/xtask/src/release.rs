//! What a release asks for beforehand: that its bytes follow from its source, and that the three publications would pass.

use crate::dist;
use crate::node;
use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// `cargo xtask reproduce`: the release built here, and once more from a clone in another folder, is the same.
pub fn reproduce(steps: &mut Steps, arguments: &[String]) -> Outcome {
    crate::no_arguments(arguments)?;
    let changes = process::ask(Command::new("git").args(["status", "--porcelain"]).current_dir(project::root()));
    if changes.as_deref() != Some("") {
        return Err("a clone holds what is committed only: commit or put away what is changed first".into());
    }
    dist::dist(steps, &[])?;
    let here = dist::sums()?;
    let folder = std::env::temp_dir().join(format!("effect-size-{}", std::process::id()));
    let there = steps.run(&format!("build the release again in {}", folder.display()), || build_again(&folder));
    let _left = std::fs::remove_dir_all(&folder);
    compare(&here, &there?)
}

fn build_again(folder: &Path) -> Outcome<String> {
    process::run(Command::new("git").args(["clone", "--quiet", "--no-hardlinks"]).arg(project::root()).arg(folder))?;
    let mut cargo = project::cargo(["xtask", "dist"]);
    process::run(cargo.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target")))?;
    dist::sums_in(&folder.join("dist"))
}

fn compare(here: &str, there: &str) -> Outcome {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let differing: BTreeSet<String> = lines(here)
        .symmetric_difference(&lines(there))
        .filter_map(|line| line.split_once("  ").map(|(_, name)| name.to_owned()))
        .collect();
    if differing.is_empty() {
        println!("    {} files, all the same", here.lines().count());
        return Ok(());
    }
    Err(format!("built in another folder these files differ: {}", Vec::from_iter(differing).join(", ")))
}

/// `cargo xtask rehearse`: all that a release does, without publishing anything.
pub fn rehearse(steps: &mut Steps, arguments: &[String]) -> Outcome {
    dist::dist(steps, arguments)?;
    steps.run("the site: its files are those of its sums", || {
        process::run(Command::new("sha256sum").args(["--check", "--quiet", dist::SUMS]).current_dir(dist::folder()))
    })?;
    steps.run("the npm package", || {
        process::run(Command::new(node::NPM).args(["publish", "--dry-run"]).current_dir(project::site()))
    })?;
    steps.run("the crate", || {
        process::run(&mut project::cargo(["publish", "--dry-run", "--locked", "--package=effect-size"]))
    })
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn files_that_differ_are_named() {
        assert!(compare("1  a\n2  b\n", "1  a\n2  b\n").is_ok());
        assert!(compare("1  a\n2  b\n", "1  a\n3  b\n").unwrap_err().ends_with(": b"));
        assert!(compare("1  a\n", "1  a\n2  c\n").unwrap_err().ends_with(": c"));
    }
}
