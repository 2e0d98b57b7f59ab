//! Running other programs: their output passes through, their failure becomes one line.

use crate::steps::Outcome;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Runs a program to its end. It gets no input: nothing here may wait for somebody to type.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.stdin(Stdio::null()).status().map_err(|error| not_started(command, &error))?;
    succeeded(command, status)
}

/// As [`run`], and hands every line of standard output to `see` after printing it.
pub fn run_watching(command: &mut Command, mut see: impl FnMut(&str)) -> Outcome {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| format!("{}: {error}", name(command)))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
    }
    let status = child.wait().map_err(|error| format!("{}: {error}", name(command)))?;
    succeeded(command, status)
}

/// What a program prints, or `None` when it is missing or fails: for asking, not for doing.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The first program of that name on PATH.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

fn succeeded(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", in_words(command))) }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        format!("`{}` was not found; install it first", name(command))
    } else {
        format!("`{}` could not be started: {error}", name(command))
    }
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_stem().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

fn in_words(command: &Command) -> String {
    command.get_args().fold(name(command), |words, argument| words + " " + &argument.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let message = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(message.starts_with("`no-such-program-here` was not found"));
        assert_eq!(find_on_path("no-such-program-here"), None);
        assert_eq!(ask(&mut Command::new("no-such-program-here")), None);
    }

    #[test]
    fn a_failing_program_is_quoted() {
        let message = run(Command::new("cargo").args(["no-such-subcommand", "-q"]).stderr(Stdio::null())).unwrap_err();
        assert!(message.starts_with("`cargo no-such-subcommand -q` ended with"));
    }

    #[test]
    fn every_line_is_seen() {
        let mut lines = Vec::new();
        run_watching(Command::new("cargo").arg("--version"), |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        assert!(lines[0].starts_with("cargo "));
    }
}
