//! The parts of the Rust toolchain that a fresh machine may lack.

use crate::process;
use crate::steps::{Outcome, Steps};
use std::path::Path;
use std::process::Command;

/// The target triple of the browser build.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the WebAssembly standard library if it is missing.
pub fn ensure_wasm_target(steps: &mut Steps) -> Outcome {
    let sysroot = process::ask(Command::new("rustc").args(["--print", "sysroot"]))
        .ok_or("`rustc` was not found; install Rust with rustup first")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    // Asked for by name: rustup may be set not to fetch by itself what rust-toolchain files list.
    add(steps, "target", WASM)
}

/// Adds rustfmt and clippy if they are missing (a minimal toolchain has neither).
pub fn ensure_lints(steps: &mut Steps) -> Outcome {
    for (program, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::ask(Command::new("cargo").args([program, "--version"])).is_none() {
            add(steps, "component", component)?;
        }
    }
    Ok(())
}

fn add(steps: &mut Steps, kind: &str, name: &str) -> Outcome {
    steps.run(&format!("add the Rust {kind} {name}"), || process::run(Command::new("rustup").args([kind, "add", name])))
}
