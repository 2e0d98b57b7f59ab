//! Finding a Chromium for the page's tests, or installing one where that is ours to do.

use crate::debian;
use crate::process;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
use std::process::Command;

const ON_PATH: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const MACOS: [&str; 3] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const WINDOWS: [&str; 3] = [
    r"Chromium\Application\chrome.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
];

/// The browser to test with.
pub fn ensure(steps: &mut Steps) -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        let chosen = PathBuf::from(chosen);
        return if works(&chosen) {
            Ok(chosen)
        } else {
            Err(format!("CHROMIUM names {}, which does not run as a browser", chosen.display()))
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if !debian::may_install() {
        return Err("no Chromium or Chrome was found; install one, or set CHROMIUM to its path".into());
    }
    steps.run("install Chromium with apt-get", || debian::install(&["chromium", "fonts-liberation"]))?;
    find().ok_or_else(|| "apt-get installed Chromium, but it does not run".into())
}

fn find() -> Option<PathBuf> {
    let on_path = ON_PATH.into_iter().filter_map(process::find_on_path);
    let macos = MACOS.into_iter().map(PathBuf::from);
    let windows = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
        .into_iter()
        .filter_map(std::env::var_os)
        .flat_map(|base| WINDOWS.map(|program| Path::new(&base).join(program)));
    on_path.chain(macos).chain(windows).find(|path| works(path))
}

/// Whether the program answers: some systems have a `chromium-browser` that only says where to get one.
fn works(path: &Path) -> bool {
    if cfg!(windows) {
        // There `--version` opens a window.
        return path.is_file();
    }
    process::ask(Command::new(path).arg("--version")).is_some()
}
