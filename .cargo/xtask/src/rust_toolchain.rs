//! The parts of the Rust toolchain that a fresh machine may lack.

use crate::process;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
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

/// Flags for rustc, as `CARGO_ENCODED_RUSTFLAGS` takes them: messages of a panic name a dependency's file from the name of
/// its package on, wherever Cargo keeps it. So the same source gives the same bytes on every machine, and fewer of them.
pub fn without_paths_of_this_machine() -> Outcome<String> {
    let sources = cargo_home()?.join("registry").join("src");
    let mut folders: Vec<String> = match std::fs::read_dir(&sources) {
        Ok(entries) => entries.flatten().map(|entry| entry.path().display().to_string()).collect(),
        // Another way of having the dependencies, such as vendoring: there is nothing to be renamed.
        Err(_) => Vec::new(),
    };
    folders.sort();
    let flags: Vec<String> =
        folders.iter().map(|folder| format!("--remap-path-prefix={folder}{}=", std::path::MAIN_SEPARATOR)).collect();
    Ok(flags.join("\x1f"))
}

/// Where Cargo keeps what it has fetched.
pub fn cargo_home() -> Outcome<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .ok_or_else(|| "no home folder was found; set CARGO_HOME".into())
}

fn add(steps: &mut Steps, kind: &str, name: &str) -> Outcome {
    steps.run(&format!("add the Rust {kind} {name}"), || process::run(Command::new("rustup").args([kind, "add", name])))
}
