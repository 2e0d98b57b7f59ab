//! The builds, all in `www/pkg`: WebAssembly from the crate, and the page's modules in bundles.

use crate::node;
use crate::process;
use crate::project;
use crate::rust_toolchain;
use crate::steps::{Outcome, Steps};
use crate::wasm_tools::WasmTools;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The word for leaving the WebAssembly as it was built before.
pub const AS_BUILT: &str = "--as-built";

/// Installs what a build needs.
pub fn prepare(steps: &mut Steps) -> Outcome<WasmTools> {
    rust_toolchain::ensure_wasm_target(steps)?;
    node::ensure(steps)?;
    WasmTools::ensure(steps)
}

/// Builds `www/pkg`, the complete calculator and npm package, `www/pkg/first`, which the page loads first, and `www/pkg/page`,
/// the page's modules and styles as they are served.
pub fn build(steps: &mut Steps, tools: &WasmTools) -> Outcome {
    let complete = project::site().join("pkg");
    // In the complete build's folder, so that emptying that one leaves nothing old behind.
    let first = complete.join("first");
    steps.run("build www/pkg with wasm-pack", || {
        // wasm-pack leaves files of earlier builds lying there, which would be served and weighed.
        match std::fs::remove_dir_all(&complete) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(format!("www/pkg could not be emptied: {error}"));
            }
            _ => {}
        }
        process::run(&mut wasm_pack(tools, &complete)?)
    })?;
    steps.run("build www/pkg/first with wasm-pack", || {
        let mut smallest = wasm_pack(tools, &first)?;
        smallest.args(["--", "--no-default-features"]);
        // Every visit waits for this one: it is built for size, the complete one for speed.
        process::run(smallest.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"))
    })?;
    bundle(steps)
}

/// Bundles the page into `www/pkg/page`; the WebAssembly builds are used as they are.
pub fn bundle(steps: &mut Steps) -> Outcome {
    steps.run("bundle the page into www/pkg/page", || process::run(&mut bundler()))
}

/// Makes `effect-size.html` and `frame.html` in `target/one-file`, of what is built; gives the folder.
pub fn one_file(steps: &mut Steps) -> Outcome<PathBuf> {
    steps.run("make target/one-file/effect-size.html and frame.html", || {
        process::run(Command::new("node").arg("one-file.mjs").current_dir(project::page_tests()))
    })?;
    Ok(project::root().join("target").join("one-file"))
}

/// The script that bundles the page; with `--watch` it does so again after each change.
pub fn bundler() -> Command {
    let mut node = Command::new("node");
    node.arg("bundle.mjs").current_dir(project::page_tests());
    node
}

fn wasm_pack(tools: &WasmTools, output: &Path) -> Outcome<Command> {
    let mut wasm_pack = Command::new("wasm-pack");
    wasm_pack.current_dir(project::root()).args([
        "build",
        ".cargo/wasm",
        "--target=web",
        "--release",
        // The tools are pinned and on PATH: it shall neither fetch nor compile any.
        "--mode=no-install",
        // www/package.json is the npm package; a second one in www/pkg would hide it from Node, and a
        // .gitignore there would keep the files out of what npm packs.
        "--no-pack",
        "--no-gitignore",
        "--out-name=effect_size",
        "--out-dir",
    ]);
    wasm_pack.arg(output);
    wasm_pack.env("CARGO_ENCODED_RUSTFLAGS", rust_toolchain::without_paths_of_this_machine()?);
    tools.equip(&mut wasm_pack)?;
    Ok(wasm_pack)
}

/// [`prepare`], then [`build`].
pub fn prepare_and_build(steps: &mut Steps) -> Outcome<WasmTools> {
    let tools = prepare(steps)?;
    build(steps, &tools)?;
    Ok(tools)
}
