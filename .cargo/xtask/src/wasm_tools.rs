//! wasm-pack and the wasm-bindgen CLI: exactly the pinned versions, installed once, in a folder of their own.

use crate::cargo_tool::{self, Tool};
use crate::project;
use crate::steps::{Outcome, Steps};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

const WASM_PACK_VERSION: &str = "0.15.1";

/// The folders that hold the programs a WebAssembly build calls.
pub struct WasmTools {
    folders: Vec<PathBuf>,
    cache: PathBuf,
}

impl WasmTools {
    /// Finds the pinned tools and installs those that are missing.
    pub fn ensure(steps: &mut Steps) -> Outcome<Self> {
        let home = cargo_tool::home()?;
        // The CLI and the crate must be the same version, so the lock file decides for both.
        let bindgen = Tool {
            package: "wasm-bindgen-cli",
            folder: "wasm-bindgen",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: &project::locked_version("wasm-bindgen")?,
        };
        let pack =
            Tool { package: "wasm-pack", folder: "wasm-pack", programs: &["wasm-pack"], version: WASM_PACK_VERSION };
        let folders = vec![bindgen.find_or_install(&home, steps)?, pack.find_or_install(&home, steps)?];
        // wasm-pack stops when its cache folder does not exist.
        let cache = home.join("wasm-pack-cache");
        std::fs::create_dir_all(&cache).map_err(|error| format!("{} could not be made: {error}", cache.display()))?;
        Ok(Self { folders, cache })
    }

    /// Puts the tools, and the npm programs (wasm-opt), in front of what the program finds on PATH.
    pub fn equip<'c>(&self, command: &'c mut Command) -> Outcome<&'c mut Command> {
        let npm = project::page_tests().join("node_modules").join(".bin");
        let own = self.folders.iter().cloned().chain([npm]);
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path: OsString = std::env::join_paths(own.chain(std::env::split_paths(&inherited)))
            .map_err(|error| format!("PATH could not be set: {error}"))?;
        Ok(command.env("PATH", path).env("WASM_PACK_CACHE", &self.cache))
    }
}
