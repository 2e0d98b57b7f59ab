//! A static server for this computer only, with the headers of the deployed site.

use crate::connection::{self, Reply, Request};
use crate::file_tree::{self, Found};
use crate::header_rules::HeaderRules;
use crate::media_type;
use crate::steps::Outcome;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// How many ports after a taken one are tried.
const PORTS_TRIED: u16 = 50;

/// A listener on `port` of 127.0.0.1 or, if it is taken, on the next free one; 0 is any free one.
pub fn listen(port: u16) -> Outcome<TcpListener> {
    let last = port.saturating_add(if port == 0 { 0 } else { PORTS_TRIED });
    (port..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| format!("no free port was found from {port} to {last}"))
}

/// Answers requests on threads of its own until the process ends; gives the site's address.
pub fn start(site: &Path, listener: TcpListener) -> Outcome<String> {
    let address = listener.local_addr().map_err(|error| format!("the server has no address: {error}"))?;
    let site = Arc::new(Site::read(site)?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            thread::spawn(move || {
                // A visitor who leaves in the middle is no concern of ours.
                let _gone = connection::converse(&stream, |request| site.answer(request));
            });
        }
    });
    Ok(format!("http://{address}"))
}

struct Site {
    folder: PathBuf,
    rules: HeaderRules,
}

impl Site {
    fn read(folder: &Path) -> Outcome<Self> {
        let missing = |error| format!("{} could not be read: {error}", folder.display());
        let folder = folder.canonicalize().map_err(missing)?;
        let text = std::fs::read_to_string(folder.join("_headers"))
            .map_err(|error| format!("www/_headers could not be read: {error}"))?;
        let rules = HeaderRules::parse(&text)?;
        Ok(Self { folder, rules })
    }

    fn answer(&self, request: &Request) -> Reply {
        let mut reply = match request.method.as_str() {
            "GET" | "HEAD" => self.look_up(&request.path),
            _ => words("405 Method Not Allowed", "Only GET and HEAD are answered here.").with("Allow", "GET, HEAD"),
        };
        reply.headers.extend(self.rules.of(&request.path));
        reply
    }

    fn look_up(&self, path: &str) -> Reply {
        match file_tree::find(&self.folder, path) {
            Found::File(file) => content(&file),
            Found::NeedsSlash => {
                words("301 Moved Permanently", "It is a folder.").with("Location", &format!("{path}/"))
            }
            Found::Nothing => words("404 Not Found", "There is no such file here."),
            Found::Refused => words("400 Bad Request", "That is not a path of this site."),
        }
    }
}

fn content(file: &Path) -> Reply {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    match std::fs::read(file) {
        Ok(body) => {
            Reply { status: "200 OK", headers: Vec::new(), body }.with("Content-Type", media_type::of(&extension))
        }
        Err(_) => words("404 Not Found", "The file could not be read."),
    }
}

fn words(status: &'static str, words: &str) -> Reply {
    Reply { status, headers: Vec::new(), body: format!("{words}\n").into_bytes() }
        .with("Content-Type", media_type::of("txt"))
}

impl Reply {
    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}
