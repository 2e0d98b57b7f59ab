//! The project's own commands, run as `cargo xtask COMMAND`.

mod browser_tools;
mod build;
mod cargo_tool;
mod chromium;
mod connection;
mod debian;
mod deny;
mod dist;
mod engines;
mod file_tree;
mod header_rules;
mod load;
mod media_type;
mod nginx;
mod node;
mod process;
mod project;
mod release;
mod rust_toolchain;
mod serve;
mod server;
mod sizes;
mod steps;
mod verify;
mod wasm_tools;

use std::process::ExitCode;
use steps::{Outcome, Steps};

/// One word after `cargo xtask`.
struct Command {
    name: &'static str,
    usage: &'static str,
    does: &'static str,
    run: fn(&mut Steps, &[String]) -> Outcome,
}

const COMMANDS: [Command; 14] = [
    Command {
        name: "serve",
        usage: "serve [--port N] [--as-built]",
        does: "install what is missing, build, and serve www/ on this computer; --as-built leaves the WebAssembly as it is",
        run: serve::serve,
    },
    Command {
        name: "build",
        usage: "build",
        does: "install what is missing and build www/pkg: the WebAssembly, twice, and the page's bundle",
        run: |steps, arguments| {
            no_arguments(arguments)?;
            build::prepare_and_build(steps).map(drop)
        },
    },
    Command {
        name: "bundle",
        usage: "bundle",
        does: "build www/pkg/page only: the page's modules and styles",
        run: |steps, arguments| {
            no_arguments(arguments)?;
            node::ensure(steps)?;
            build::bundle(steps)
        },
    },
    Command {
        name: "test",
        usage: "test",
        does: "every check, in order, up to the first that fails",
        run: |steps, arguments| {
            no_arguments(arguments)?;
            verify::verify(steps)
        },
    },
    Command {
        name: "one-file",
        usage: "one-file",
        does: "build, and put all of it into target/one-file/effect-size.html, which opens from disk, and frame.html for frames",
        run: |steps, arguments| {
            no_arguments(arguments)?;
            build::prepare_and_build(steps)?;
            build::one_file(steps).map(drop)
        },
    },
    Command {
        name: "dist",
        usage: "dist [--as-built] [--earlier DIST]",
        does: "build, and make dist/, what is released; with the last release's, its versions stay",
        run: dist::dist,
    },
    Command {
        name: "reproduce",
        usage: "reproduce",
        does: "the release built here and from a clone in another folder: the same bytes",
        run: release::reproduce,
    },
    Command {
        name: "rehearse",
        usage: "rehearse [--as-built]",
        does: "all that a release publishes, without publishing it: the site, the npm package, the crate",
        run: release::rehearse,
    },
    Command {
        name: "load",
        usage: "load [--seconds N]",
        does: "dist/ from nginx: the headers of each file, what a first visit transfers, no request lost under load",
        run: load::load,
    },
    Command {
        name: "deny",
        usage: "deny [--advisories]",
        does: "licences, versions, build scripts and sources of the Rust dependencies; with the word, known weaknesses",
        run: deny::run,
    },
    Command {
        name: "sizes",
        usage: "sizes",
        does: "what a first visit loads, against the budgets",
        run: |_, arguments| {
            no_arguments(arguments)?;
            sizes::check()
        },
    },
    Command {
        name: "timings",
        usage: "timings [--as-built]",
        does: "how long first result, keystroke, paste and columns take in the browser, against the budgets",
        run: browser_tools::timings,
    },
    Command {
        name: "screenshots",
        usage: "screenshots [--as-built]",
        does: "pictures of the page's main states, wide and narrow, light and dark, into target/screenshots",
        run: browser_tools::screenshots,
    },
    Command {
        name: "lighthouse",
        usage: "lighthouse [--as-built]",
        does: "Lighthouse's scores on a phone; installs Lighthouse on first use",
        run: browser_tools::lighthouse,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((word, rest)) = arguments.split_first() else {
        print_commands();
        return ExitCode::FAILURE;
    };
    if ["help", "--help", "-h"].contains(&word.as_str()) {
        print_commands();
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == word) else {
        eprintln!("xtask: there is no command `{word}`.");
        print_commands();
        return ExitCode::FAILURE;
    };
    let mut steps = Steps::begin();
    match (command.run)(&mut steps, rest) {
        Ok(()) => {
            steps.print_summary();
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("xtask {word}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn no_arguments(arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(extra) => Err(format!("takes no arguments, but was given `{extra}`")),
    }
}

fn print_commands() {
    println!("cargo xtask COMMAND, where COMMAND is one of");
    for command in &COMMANDS {
        println!("  {:<35} {}", command.usage, command.does);
    }
}
