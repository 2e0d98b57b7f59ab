//! `cargo xtask test`: every check there is, in order, up to the first that fails.

use crate::build;
use crate::chromium;
use crate::deny;
use crate::dist;
use crate::engines::Engines;
use crate::load::Load;
use crate::node;
use crate::process;
use crate::project;
use crate::rust_toolchain::{self, WASM};
use crate::server;
use crate::sizes;
use crate::steps::{Outcome, Steps};
use crate::wasm_tools::WasmTools;
use std::path::{Path, PathBuf};
use std::process::Command;

const SECONDS_OF_LOAD: u32 = 3;

/// Runs all checks.
pub fn verify(steps: &mut Steps) -> Outcome {
    // What is missing comes first: better to learn of it now than after ten minutes.
    rust_toolchain::ensure_lints(steps)?;
    let tools = build::prepare(steps)?;
    node::ensure_package_tests(steps)?;
    let chromium = chromium::ensure(steps)?;
    let engines = Engines::ensure(steps, chromium)?;
    let load = Load::ensure(steps)?;
    let deny = deny::ensure(steps)?;

    steps.run("formatting", || process::run(&mut project::cargo(["fmt", "--all", "--check"])))?;
    steps.run("clippy", || {
        let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        process::run(&mut project::cargo(arguments))
    })?;
    steps.run("clippy for the browser", || {
        let arguments = ["clippy", "--lib", "--target", WASM, "--", "-D", "warnings"];
        process::run(&mut project::cargo(arguments))
    })?;
    steps.run("clippy for the page's first build", || {
        let arguments = ["clippy", "--lib", "--target", WASM, "--no-default-features", "--", "-D", "warnings"];
        process::run(&mut project::cargo(arguments))
    })?;
    steps.run("dependencies", || deny::check(&deny))?;
    steps.run("Rust tests", || process::run(&mut project::cargo(["test", "--workspace"])))?;
    steps.run("Rust tests of the page's first build", || {
        process::run(&mut project::cargo(["test", "--no-default-features", "--lib"]))
    })?;
    steps.run("documentation", || {
        let mut doc = project::cargo(["doc", "--workspace", "--no-deps"]);
        process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    build::build(steps, &tools)?;
    steps.run("conformance tests in WebAssembly", || conformance(&tools))?;
    let origin = server::start(&project::site(), server::listen(0)?)?;
    let one_files = build::one_file(steps)?;
    let world = Tested { origin, one_files, engines };
    steps.run("page tests", || node_tests(&project::page_tests(), &world))?;
    steps.run("npm package", || node_tests(&project::package_tests(), &world))?;
    steps.run("sizes", sizes::check)?;
    dist::make_twice(steps)?;
    load.run(steps, SECONDS_OF_LOAD)
}

/// The conformance tests as WebAssembly, in Node.
fn conformance(tools: &WasmTools) -> Outcome {
    let mut cargo = project::cargo(["test", "--target", WASM, "--test", "conformance"]);
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_ONLY_NODE", "1");
    let mut passed = 0;
    process::run_watching(tools.equip(&mut cargo)?, |line| passed += tests_passed(line))?;
    // The runner is content with a file in which it finds no test.
    if passed == 0 {
        return Err("no conformance test ran in WebAssembly".into());
    }
    Ok(())
}

/// The count in a line such as `test result: ok. 12 passed; 0 failed; ...`.
fn tests_passed(line: &str) -> u32 {
    line.strip_prefix("test result: ok. ")
        .and_then(|rest| rest.split_once(" passed"))
        .and_then(|(count, _)| count.parse().ok())
        .unwrap_or(0)
}

/// What the tests in Node are about, and with what they look at it.
struct Tested {
    origin: String,
    one_files: PathBuf,
    engines: Engines,
}

/// The `*.test.mjs` of a folder, against a server of our own.
fn node_tests(folder: &Path, tested: &Tested) -> Outcome {
    let files = test_files(folder)?;
    if files.is_empty() {
        return Err(format!("there is no {}/*.test.mjs", folder.display()));
    }
    println!("    {}", tested.origin);
    process::run(
        tested
            .engines
            .equip(&mut Command::new("node"))
            // No single test takes minutes; one that waits for ever shall not hold the others up.
            .args(["--test", "--test-reporter=spec", "--test-timeout=180000"])
            .args(files)
            .current_dir(folder)
            .env("EFFECT_SIZE_ORIGIN", &tested.origin)
            .env("EFFECT_SIZE_ONE_FILES", &tested.one_files),
    )
}

fn test_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable = |error| format!("{} could not be read: {error}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            files.push(PathBuf::from(name));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::tests_passed;

    #[test]
    fn passed_tests_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 filtered out";
        assert_eq!(tests_passed(line), 12);
        assert_eq!(tests_passed("test result: ok. 0 passed; 0 failed"), 0);
        assert_eq!(tests_passed("no tests to run!"), 0);
    }
}
