//! Debian's packages.

use crate::process;
use crate::steps::Outcome;
use std::process::Command;

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
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
