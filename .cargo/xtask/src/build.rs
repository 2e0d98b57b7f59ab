//! The WebAssembly builds: `www/pkg` from the crate.

use crate::node;
use crate::process;
use crate::project;
use crate::rust_toolchain;
use crate::steps::{Outcome, Steps};
use crate::wasm_tools::WasmTools;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Installs what a build needs.
pub fn prepare(steps: &mut Steps) -> Outcome<WasmTools> {
    rust_toolchain::ensure_wasm_target(steps)?;
    node::ensure(steps)?;
    WasmTools::ensure(steps)
}

/// Builds `www/pkg`, the complete calculator and npm package, and `www/pkg/first`, which the page loads first.
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
        process::run(smallest.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z"))?;
        let glue = first.join("effect_size.js");
        let full = std::fs::read_to_string(&glue).map_err(|error| format!("{}: {error}", glue.display()))?;
        std::fs::write(&glue, without_comments(&full)).map_err(|error| format!("{}: {error}", glue.display()))
    })
}

/// A generated script without its documentation, which stands in the `.d.ts` beside it, and without indentation.
fn without_comments(script: &str) -> String {
    let mut in_comment = false;
    let mut bare = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() {
            bare.push_str(line);
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    bare
}

fn wasm_pack(tools: &WasmTools, output: &Path) -> Outcome<Command> {
    let mut wasm_pack = Command::new("wasm-pack");
    wasm_pack.current_dir(project::root()).args([
        "build",
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
    tools.equip(&mut wasm_pack)?;
    Ok(wasm_pack)
}

/// [`prepare`], then [`build`].
pub fn prepare_and_build(steps: &mut Steps) -> Outcome<WasmTools> {
    let tools = prepare(steps)?;
    build(steps, &tools)?;
    Ok(tools)
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn generated_scripts_lose_comments_and_indentation_only() {
        let script =
            "/* @types */\n\n/**\n * Adds `a` and `b`.\n */\nexport function f(a, b) {\n    return a /* c */ + b;\n}\n";
        assert_eq!(without_comments(script), "export function f(a, b) {\nreturn a /* c */ + b;\n}\n");
    }
}
