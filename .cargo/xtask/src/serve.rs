//! `cargo xtask serve`.

use crate::build;
use crate::project;
use crate::server;
use crate::steps::{Outcome, Steps};
use std::thread;

const DEFAULT_PORT: u16 = 8000;

/// Builds the site and serves it until it is stopped.
pub fn serve(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let port = port(arguments)?;
    build::prepare_and_build(steps)?;
    let listener = server::listen(port)?;
    let address = server::start(&project::site(), listener)?;
    if port != 0 && !address.ends_with(&format!(":{port}")) {
        println!("Port {port} is taken; the next free one is used.");
    }
    println!("\nOpen {address}/ in a browser. Ctrl+C stops the server.");
    println!("After a change in src/: `cargo xtask build` in a second terminal, then reload the page.");
    loop {
        thread::park();
    }
}

fn port(arguments: &[String]) -> Outcome<u16> {
    let text = match arguments {
        [] => return Ok(DEFAULT_PORT),
        [name, value] if name == "--port" => value.as_str(),
        [word] if word.starts_with("--port=") => &word["--port=".len()..],
        _ => return Err("takes nothing but `--port N`".into()),
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
