//! Programs from the registry of crates: exactly the pinned versions, installed once, in a folder of their own.

use crate::process;
use crate::project;
use crate::rust_toolchain;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that cargo installs.
pub struct Tool<'v> {
    pub package: &'v str,
    /// The name of its folder, before the version.
    pub folder: &'v str,
    pub programs: &'v [&'v str],
    pub version: &'v str,
}

impl Tool<'_> {
    /// The folder with all its programs in the pinned version.
    pub fn find_or_install(&self, home: &Path, steps: &mut Steps) -> Outcome<PathBuf> {
        let own = home.join(format!("{}-{}", self.folder, self.version));
        let installed = own.join("bin");
        if self.is_in(&installed) {
            return Ok(installed);
        }
        let on_path = process::find_on_path(self.programs[0])
            .and_then(|program| program.parent().map(Path::to_path_buf))
            .filter(|folder| self.is_in(folder));
        if let Some(folder) = on_path {
            return Ok(folder);
        }
        let name = format!("install {} {} into {} (a few minutes, once)", self.package, self.version, own.display());
        steps.run(&name, || self.install(&own))?;
        if self.is_in(&installed) {
            Ok(installed)
        } else {
            Err(format!("{} was installed but does not say it is {}", self.package, self.version))
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        self.programs.iter().all(|program| {
            let path = folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
            process::ask(Command::new(path).arg("--version"))
                .is_some_and(|text| text.split_whitespace().nth(1) == Some(self.version))
        })
    }

    fn install(&self, own: &Path) -> Outcome {
        let version = format!("={}", self.version);
        let mut command = project::cargo(["install", "--locked", "--quiet", "--force"]);
        command
            .args(["--version", &version, self.package, "--root"])
            .arg(own)
            // A fully optimised build of these tools takes five times as long and saves nothing noticeable.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        process::run(&mut command)
    }
}

/// `EFFECT_SIZE_TOOLS`, or a folder beside cargo's own.
pub fn home() -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("EFFECT_SIZE_TOOLS").filter(|value| !value.is_empty()) {
        return std::path::absolute(&chosen)
            .map_err(|error| format!("EFFECT_SIZE_TOOLS is not a folder name: {error}"));
    }
    Ok(rust_toolchain::cargo_home()?.join("effect-size-tools"))
}
