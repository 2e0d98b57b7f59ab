//! `cargo xtask load`: `dist/` served by nginx as its example says. Each file comes with its headers, a first visit stays in its
//! budget, and under load no request is lost.

use crate::debian;
use crate::dist;
use crate::file_tree;
use crate::header_rules::HeaderRules;
use crate::media_type;
use crate::nginx::server::Nginx;
use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

const SECONDS: u32 = 10;
/// As many as browsers that begin a visit within the same moment.
const CONNECTIONS: u32 = 64;

/// What the load needs, installed where it was missing.
pub struct Load {
    nginx: Nginx,
    wrk: PathBuf,
}

/// `cargo xtask load`, for `dist/` as it lies there.
pub fn load(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let seconds = match arguments {
        [] => SECONDS,
        [name, value] if name == "--seconds" => {
            value.parse().map_err(|_| format!("`{value}` is no number of seconds"))?
        }
        _ => return Err("takes nothing but `--seconds N`".into()),
    };
    Load::ensure(steps)?.run(steps, seconds)
}

impl Load {
    pub fn ensure(steps: &mut Steps) -> Outcome<Self> {
        let nginx = Nginx::ensure(steps)?;
        Ok(Self { nginx, wrk: debian::ensure(steps, "wrk", &["wrk"])? })
    }

    /// Serves, asks for each file once and then for all of them for some seconds.
    pub fn run(&self, steps: &mut Steps, seconds: u32) -> Outcome {
        let folder = dist::folder();
        if !folder.join(dist::SUMS).is_file() {
            return Err("there is no dist: make it first, with `cargo xtask dist`".into());
        }
        let rules = dist::rules()?;
        let server = self.nginx.start(&rules, &folder)?;
        let paths = file_tree::paths(&folder)?;
        steps.run("each file of dist from nginx with its headers", || check(server.address, &rules, &paths))?;
        steps.run("a first visit from nginx", || {
            println!(
                "    {}",
                if self.nginx.sends_brotli() {
                    "with brotli"
                } else {
                    "with gzip: this nginx has no module for brotli"
                }
            );
            let mut node = Command::new("node");
            node.arg("transfer.mjs").arg(format!("http://{}", server.address));
            process::run(node.current_dir(project::page_tests()))
        })?;
        steps.run(&format!("{CONNECTIONS} connections for {seconds} s"), || self.press(server.address, &paths, seconds))
    }

    /// All paths over and over, on many connections at once.
    fn press(&self, address: SocketAddr, paths: &[String], seconds: u32) -> Outcome {
        let script = project::root().join("target").join("nginx").join("load.lua");
        let list: String = paths.iter().map(|path| format!("  {path:?},\n")).collect();
        std::fs::write(&script, format!("local paths = {{\n{list}}}\n{LUA}"))
            .map_err(|error| format!("load.lua could not be written: {error}"))?;
        let mut wrk = Command::new(&self.wrk);
        wrk.args([
            "--threads=2",
            &format!("--connections={CONNECTIONS}"),
            &format!("--duration={seconds}s"),
            "--script",
        ]);
        let mut counts = None;
        process::run_watching(wrk.arg(&script).arg(format!("http://{address}/")), |line| {
            counts = line.strip_prefix(COUNTS).map(str::to_owned).or(counts.take());
        })?;
        judge(&counts.ok_or("wrk did not say what it counted")?)
    }
}

const COUNTS: &str = "answered, then lost in connecting, reading, writing and waiting, then refused: ";
const LUA: &str = r#"
local next = 0
request = function()
  next = next % #paths + 1
  return wrk.format("GET", paths[next], { ["Accept-Encoding"] = "br, gzip" })
end
done = function(summary)
  local e = summary.errors
  print("answered, then lost in connecting, reading, writing and waiting, then refused: "
    .. table.concat({ summary.requests, e.connect, e.read, e.write, e.timeout, e.status }, " "))
end
"#;

fn judge(counts: &str) -> Outcome {
    let numbers: Vec<&str> = counts.split_whitespace().collect();
    match numbers.split_first() {
        Some((&"0", _)) | None => Err("nothing was answered".into()),
        Some((_, lost)) if lost.iter().all(|count| *count == "0") => Ok(()),
        Some(_) => Err(format!("requests were lost: {counts}")),
    }
}

/// Each path's answer has the headers of its rules, and no others of theirs; so has what is missing, and what is not served.
fn check(address: SocketAddr, rules: &HeaderRules, paths: &[String]) -> Outcome {
    let gone = ["/missing", "/_headers", "/nginx.conf", "/v0/../_headers"].map(|path| (path, 404));
    let all = paths.iter().map(|path| (path.as_str(), 200)).chain(gone);
    let mut wrong = Vec::new();
    for (path, status) in all {
        let answer = ask(address, path)?;
        if answer.status != status {
            wrong.push(format!("{path}: status {}, not {status}", answer.status));
            continue;
        }
        let plain = if path == "/v0/../_headers" { "/_headers" } else { path };
        let expected = rules.of(plain);
        for name in rules.names() {
            let said: Vec<&str> = answer.values(name);
            let rule: Vec<&str> = expected
                .iter()
                .filter(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
                .collect();
            if said != rule {
                wrong.push(format!("{path}: {name} is {said:?}, not {rule:?}"));
            }
        }
        let extension =
            Path::new(if path.ends_with('/') { "index.html" } else { path }).extension().unwrap_or_default();
        let media_type = media_type::of(&extension.to_string_lossy());
        if status == 200 && answer.values("Content-Type") != [media_type] {
            wrong.push(format!("{path}: {:?}, not {media_type}", answer.values("Content-Type")));
        }
    }
    println!("    {} paths", paths.len());
    if wrong.is_empty() { Ok(()) } else { Err(format!("{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"))) }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
}

impl Answer {
    fn values(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }
}

fn ask(address: SocketAddr, path: &str) -> Outcome<Answer> {
    let failed = |error: std::io::Error| format!("{path}: {error}");
    let mut stream = TcpStream::connect(address).map_err(failed)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").map_err(failed)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(failed)?;
    let mut headers = [httparse::EMPTY_HEADER; 50];
    let mut head = httparse::Response::new(&mut headers);
    head.parse(&bytes).map_err(|error| format!("{path}: {error}"))?;
    Ok(Answer {
        status: head.code.unwrap_or_default(),
        headers: head
            .headers
            .iter()
            .map(|header| (header.name.to_owned(), String::from_utf8_lossy(header.value).into_owned()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{COUNTS, LUA, judge};

    #[test]
    fn one_lost_request_is_enough() {
        assert!(judge("1000 0 0 0 0 0").is_ok());
        assert!(judge("1000 0 1 0 0 0").is_err());
        assert!(judge("1000 0 0 0 0 1").is_err());
        assert!(judge("0 0 0 0 0 0").is_err());
        assert!(judge("").is_err());
        assert!(LUA.contains(COUNTS));
    }
}
