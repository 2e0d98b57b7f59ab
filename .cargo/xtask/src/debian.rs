//! Debian's packages.

use crate::process;
use crate::steps::{Outcome, Steps};
use std::path::PathBuf;
use std::process::Command;

/// The program on PATH, from the packages where it is missing.
pub fn ensure(steps: &mut Steps, program: &str, packages: &[&str]) -> Outcome<PathBuf> {
    if let Some(found) = process::find_on_path(program) {
        return Ok(found);
    }
    if !may_install() {
        return Err(format!("`{program}` was not found; install it first"));
    }
    steps.run(&format!("install {} with apt-get", packages.join(" and ")), || install(packages))?;
    process::find_on_path(program).ok_or_else(|| format!("apt-get installed no `{program}`"))
}

/// Only on a machine that is ours alone, such as a container: as root, with apt-get.
pub fn may_install() -> bool {
    process::find_on_path("apt-get").is_some() && process::ask(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// The packages, with what they cannot do without.
pub fn install(packages: &[&str]) -> Outcome {
    process::run(apt_get().args(["update", "-q"]))?;
    process::run(apt_get().args(["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // A server that is installed is not started.
    command.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    command
}
