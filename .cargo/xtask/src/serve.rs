//! `cargo xtask serve`.

use crate::build;
use crate::node;
use crate::project;
use crate::server;
use crate::steps::{Outcome, Steps};
use std::process::Stdio;
use std::thread;

const DEFAULT_PORT: u16 = 8000;

/// Builds the site and serves it until it is stopped; with `--as-built` the WebAssembly is taken as it is.
pub fn serve(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let as_built = arguments.iter().any(|word| word == build::AS_BUILT);
    let others: Vec<String> = arguments.iter().filter(|word| *word != build::AS_BUILT).cloned().collect();
    let port = port(&others)?;
    if as_built {
        node::ensure(steps)?;
        build::bundle(steps)?;
    } else {
        build::prepare_and_build(steps)?;
    }
    let mut watcher = build::bundler();
    // It ends with us: its input is a pipe that closes then.
    let _watching = watcher
        .arg("--watch")
        .stdin(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`node` could not be started: {error}"))?;
    let listener = server::listen(port)?;
    let address = server::start(&project::site(), listener)?;
    if port != 0 && !address.ends_with(&format!(":{port}")) {
        println!("Port {port} is taken; the next free one is used.");
    }
    println!("\nOpen {address}/ in a browser. Ctrl+C stops the server.");
    println!(
        "A change in www/ is there when the page is reloaded; after one in src/: `cargo xtask build` in a second terminal."
    );
    loop {
        thread::park();
    }
}

fn port(arguments: &[String]) -> Outcome<u16> {
    let text = match arguments {
        [] => return Ok(DEFAULT_PORT),
        [name, value] if name == "--port" => value.as_str(),
        [word] if word.starts_with("--port=") => &word["--port=".len()..],
        _ => return Err("takes nothing but `--port N` and `--as-built`".into()),
    };
    text.parse().map_err(|_| format!("`{text}` is not a port (0 to 65535)"))
}

#[cfg(test)]
mod tests {
    use super::port;

    fn of(words: &[&str]) -> Option<u16> {
        port(&words.iter().map(ToString::to_string).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn the_port_is_optional_and_checked() {
        assert_eq!(of(&[]), Some(8000));
        assert_eq!(of(&["--port", "9000"]), Some(9000));
        assert_eq!(of(&["--port=0"]), Some(0));
        assert_eq!(of(&["--port"]), None);
        assert_eq!(of(&["--port", "70000"]), None);
        assert_eq!(of(&["9000"]), None);
    }
}
