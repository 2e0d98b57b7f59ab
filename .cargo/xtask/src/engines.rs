//! The browsers of three engines with their drivers, for the tests of what is embedded in other sites.

use crate::cargo_tool::{self, Tool};
use crate::debian;
use crate::process;
use crate::steps::{Outcome, Steps};
use std::path::PathBuf;
use std::process::Command;

const GECKODRIVER_VERSION: &str = "0.37.1";

/// A program that a test is told of in a variable.
struct Program {
    variable: &'static str,
    on_path: &'static [&'static str],
    /// What it does not start without.
    beside: Option<&'static str>,
    /// Debian's packages that bring it.
    packages: &'static [&'static str],
    /// Where there is no apt-get to do it.
    advice: &'static str,
}

const CHROMEDRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    on_path: &["chromedriver"],
    beside: None,
    packages: &["chromium-driver"],
    advice: "install chromedriver in the version of your Chromium",
};
const FIREFOX: Program = Program {
    variable: "FIREFOX",
    on_path: &["firefox-esr", "firefox"],
    beside: None,
    packages: &["firefox-esr"],
    advice: "install Firefox",
};
const WEBKIT: Program = Program {
    variable: "WEBKIT_DRIVER",
    on_path: &["WebKitWebDriver"],
    // It has no mode without a screen.
    beside: Some("xvfb-run"),
    packages: &["webkit2gtk-driver", "xvfb", "xauth"],
    advice: "install WebKitGTK with its driver, WebKitWebDriver, and xvfb-run",
};

/// What the tests are told, as variables.
pub struct Engines(Vec<(&'static str, PathBuf)>);

impl Engines {
    /// Finds the browsers and their drivers, and installs those that are missing where that is ours to do.
    pub fn ensure(steps: &mut Steps, chromium: PathBuf) -> Outcome<Self> {
        let mut found = vec![("CHROMIUM", chromium)];
        for program in [CHROMEDRIVER, FIREFOX] {
            found.push((program.variable, program.ensure(steps)?));
        }
        if cfg!(target_os = "linux") {
            found.push((WEBKIT.variable, WEBKIT.ensure(steps)?));
        } else {
            println!("    WebKitGTK is left out: there is none for this system");
        }
        found.push(("GECKODRIVER", geckodriver(steps)?));
        Ok(Self(found))
    }

    pub fn equip<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.envs(self.0.iter().map(|(variable, path)| (*variable, path)))
    }
}

impl Program {
    fn ensure(&self, steps: &mut Steps) -> Outcome<PathBuf> {
        if let Some(chosen) = std::env::var_os(self.variable).filter(|value| !value.is_empty()) {
            return Ok(chosen.into());
        }
        if let Some(found) = self.find() {
            return Ok(found);
        }
        if !debian::may_install() {
            return Err(format!("{}, or set {} to its path", self.advice, self.variable));
        }
        let name = format!("install {} with apt-get", self.packages.join(", "));
        steps.run(&name, || debian::install(self.packages))?;
        self.find().ok_or_else(|| format!("apt-get installed {}, but it is not found", self.packages[0]))
    }

    fn find(&self) -> Option<PathBuf> {
        self.beside.is_none_or(|program| process::find_on_path(program).is_some()).then_some(())?;
        self.on_path.iter().find_map(|program| process::find_on_path(program))
    }
}

/// Firefox's driver is a crate; Debian has no package of it.
fn geckodriver(steps: &mut Steps) -> Outcome<PathBuf> {
    let tool = Tool {
        package: "geckodriver",
        folder: "geckodriver",
        programs: &["geckodriver"],
        version: GECKODRIVER_VERSION,
    };
    let folder = tool.find_or_install(&cargo_tool::home()?, steps)?;
    Ok(folder.join(format!("geckodriver{}", std::env::consts::EXE_SUFFIX)))
}
