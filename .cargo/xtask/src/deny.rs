//! `cargo xtask deny`: what may come into the builds, by `.cargo/deny.toml`.

use crate::cargo_tool::{self, Tool};
use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "0.20.2";

/// `cargo xtask deny`.
pub fn run(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let program = ensure(steps)?;
    match arguments {
        [] => check(&program),
        [word] if word == "--advisories" => check_advisories(&program),
        _ => Err("takes nothing but `--advisories`".into()),
    }
}

/// Finds the pinned cargo-deny or installs it.
pub fn ensure(steps: &mut Steps) -> Outcome<PathBuf> {
    let tool = Tool { package: "cargo-deny", folder: "cargo-deny", programs: &["cargo-deny"], version: VERSION };
    let folder = tool.find_or_install(&cargo_tool::home()?, steps)?;
    Ok(folder.join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX)))
}

/// Licences, versions, build scripts and sources of all dependencies, from what is on this machine.
pub fn check(program: &Path) -> Outcome {
    process::run(&mut deny(program, &["check", "licenses", "bans", "sources"]))
}

/// Known weaknesses of the dependencies, from a list that is fetched.
fn check_advisories(program: &Path) -> Outcome {
    process::run(&mut deny(program, &["check", "advisories"]))
}

fn deny(program: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(["--workspace", "--locked"]).args(arguments).current_dir(project::root());
    command
}
