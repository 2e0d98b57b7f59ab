//! The commands that look at the built page in a browser: screenshots, timings, Lighthouse.

use crate::build;
use crate::cargo_tool;
use crate::chromium;
use crate::node;
use crate::process;
use crate::project;
use crate::server;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
use std::process::Command;

const LIGHTHOUSE_VERSION: &str = "12.8.2";

/// Pictures of the page's main states, into `target/screenshots`.
pub fn screenshots(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let browser = prepare(steps, arguments)?;
    steps.run("screenshots", || run("screenshots.mjs", &browser, &[]))
}

/// How long what people wait for takes, against the budgets.
pub fn timings(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let browser = prepare(steps, arguments)?;
    steps.run("timings", || run("page-timings.mjs", &browser, &[]))
}

/// What Lighthouse says of the page on a phone.
pub fn lighthouse(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let browser = prepare(steps, arguments)?;
    let program = ensure_lighthouse(steps)?;
    steps.run("lighthouse", || run("lighthouse.mjs", &browser, &[("LIGHTHOUSE", &program), ("CHROME_PATH", &browser)]))
}

/// Builds the page, or only its bundle where the WebAssembly is to stay as it is, and finds the browser.
fn prepare(steps: &mut Steps, arguments: &[String]) -> Outcome<PathBuf> {
    match arguments {
        [] => build::prepare_and_build(steps).map(drop)?,
        [word] if word == build::AS_BUILT => {
            node::ensure(steps)?;
            build::bundle(steps)?;
        }
        _ => return Err(format!("takes nothing but `{}`", build::AS_BUILT)),
    }
    chromium::ensure(steps)
}

/// A script of `tests/page`, with a server of the site of its own.
fn run(script: &str, browser: &Path, more: &[(&str, &Path)]) -> Outcome {
    let origin = server::start(&project::site(), server::listen(0)?)?;
    let mut node = Command::new("node");
    node.arg(script).current_dir(project::page_tests()).env("EFFECT_SIZE_ORIGIN", origin).env("CHROMIUM", browser);
    node.envs(more.iter().copied());
    process::run(&mut node)
}

/// Lighthouse is large, and only this command needs it: it is installed apart, once.
fn ensure_lighthouse(steps: &mut Steps) -> Outcome<PathBuf> {
    let folder = cargo_tool::home()?.join(format!("lighthouse-{LIGHTHOUSE_VERSION}"));
    let program = folder.join("node_modules").join("lighthouse").join("cli").join("index.js");
    if !program.is_file() {
        std::fs::create_dir_all(&folder).map_err(|error| format!("{} could not be made: {error}", folder.display()))?;
        steps.run(&format!("install lighthouse {LIGHTHOUSE_VERSION} into {}", folder.display()), || {
            let package = format!("lighthouse@{LIGHTHOUSE_VERSION}");
            let arguments = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"];
            process::run(Command::new(node::NPM).args(arguments).arg(&folder).arg(package))
        })?;
    }
    Ok(program)
}
