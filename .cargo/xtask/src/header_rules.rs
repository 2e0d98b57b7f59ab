//! `www/_headers`: the response headers of the site, in the format static hosts read.
//!
//! Only what the hosts agree on is accepted: a path (exact, or ending in `/*`), then indented `Name: value`
//! lines. All rules that match a path apply; a header that several of them name is joined with commas.

use crate::steps::Outcome;
use std::fmt::{self, Display, Formatter};

/// A header whose value depends on how long a path stays the same, which only a release knows.
const CACHE_CONTROL: &str = "Cache-Control";

/// The rules in the order of the file.
pub struct HeaderRules(Vec<Rule>);

struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

impl HeaderRules {
    /// Reads the file's text; a line that a host might read otherwise is an error.
    pub fn parse(text: &str) -> Outcome<Self> {
        let mut rules: Vec<Rule> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("_headers, line {}: {what}", index + 1);
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                let exact = content.strip_suffix("/*").unwrap_or(content);
                if !content.starts_with('/') || exact.contains(['*', ':']) {
                    return Err(wrong("a path is `/exact/path` or `/folder/*`"));
                }
                rules.push(Rule { path: content.to_owned(), headers: Vec::new() });
                continue;
            }
            let rule = rules.last_mut().ok_or_else(|| wrong("a header stands before the first path"))?;
            let (name, value) = content
                .split_once(':')
                .filter(|(name, value)| is_token(name) && !value.trim().is_empty())
                .ok_or_else(|| wrong("a header is `Name: value`"))?;
            rule.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Ok(Self(rules))
    }

    /// The headers of a path as it was requested.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let mut merged: Vec<(String, String)> = Vec::new();
        let matching = self.0.iter().filter(|rule| rule.matches(path));
        for (name, value) in matching.flat_map(|rule| &rule.headers) {
            match merged.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, known)) => *known = format!("{known}, {value}"),
                None => merged.push((name.clone(), value.clone())),
            }
        }
        merged
    }

    /// The names of all headers, as they are first written.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.0.iter().flat_map(|rule| &rule.headers) {
            if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        names
    }

    /// The paths of the rules that name a header.
    pub fn paths_with(&self, name: &str) -> Vec<&str> {
        let names_it = |rule: &&Rule| rule.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        self.0.iter().filter(names_it).map(|rule| rule.path.as_str()).collect()
    }

    /// The rules of a release: what holds for a path of the site holds for it in each of `copies` too (such as `/v1`), and how
    /// long browsers may keep a file is said once for each path of `caching`.
    pub fn of_release(&self, copies: &[String], caching: &[(String, &str)]) -> Self {
        let mut rules = Vec::new();
        for Rule { path, headers } in &self.0 {
            let headers: Vec<(String, String)> =
                headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case(CACHE_CONTROL)).cloned().collect();
            if headers.is_empty() {
                continue;
            }
            rules.push(Rule { path: path.clone(), headers: headers.clone() });
            if path != "/*" {
                rules
                    .extend(copies.iter().map(|copy| Rule { path: format!("{copy}{path}"), headers: headers.clone() }));
            }
        }
        rules.extend(caching.iter().map(|(path, value)| Rule {
            path: path.clone(),
            headers: vec![(CACHE_CONTROL.to_owned(), (*value).to_owned())],
        }));
        Self(rules)
    }
}

/// The text of a `_headers` file.
impl Display for HeaderRules {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        for Rule { path, headers } in &self.0 {
            writeln!(to, "{path}")?;
            for (name, value) in headers {
                writeln!(to, "  {name}: {value}")?;
            }
        }
        Ok(())
    }
}

impl Rule {
    fn matches(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(folder) => path.starts_with(folder),
            None => path == self.path,
        }
    }
}

fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::HeaderRules;

    fn of(text: &str, path: &str) -> Vec<(String, String)> {
        HeaderRules::parse(text).unwrap().of(path)
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn rules_apply_by_path_and_join() {
        let text = "# all\n/*\n  X-One: a: b\n/pkg/*\n  x-one: c\n\tX-Two: d\n/index.html\n  X-Three: e\n";
        assert_eq!(of(text, "/"), [pair("X-One", "a: b")]);
        assert_eq!(of(text, "/pkg/x.wasm"), [pair("X-One", "a: b, c"), pair("X-Two", "d")]);
        assert_eq!(of(text, "/index.html"), [pair("X-One", "a: b"), pair("X-Three", "e")]);
        assert_eq!(of("/a\n  X-A: b\n", "/ab"), []);
    }

    #[test]
    fn a_release_says_once_how_long_a_path_stays() {
        let site = HeaderRules::parse("/*\n  X-One: a\n  Cache-Control: no-cache\n/file\n  X-Two: b\n").unwrap();
        let caching = [("/".to_owned(), "no-cache"), ("/v1.0.0/*".to_owned(), "immutable")];
        let release = site.of_release(&["/v1.0.0".to_owned()], &caching);
        assert_eq!(release.of("/"), [pair("X-One", "a"), pair("Cache-Control", "no-cache")]);
        assert_eq!(
            release.of("/v1.0.0/file"),
            [pair("X-One", "a"), pair("X-Two", "b"), pair("Cache-Control", "immutable")]
        );
        assert_eq!(HeaderRules::parse(&release.to_string()).unwrap().of("/file"), release.of("/file"));
        assert_eq!(release.names(), ["X-One", "X-Two", "Cache-Control"]);
        assert_eq!(release.paths_with("x-two"), ["/file", "/v1.0.0/file"]);
    }

    #[test]
    fn what_hosts_read_differently_is_refused() {
        for text in [
            "  X-A: b\n",
            "/*\n  X-A\n",
            "/*\n  X A: b\n",
            "/*\n  ! X-A\n",
            "/*\n  X-A:\n",
            "/*.js\n  X-A: b\n",
            "/:page\n  X-A: b\n",
            "https://example.org/*\n  X-A: b\n",
        ] {
            let line = if text.starts_with("/*\n") { 2 } else { 1 };
            let message = HeaderRules::parse(text).err().unwrap();
            assert!(message.starts_with(&format!("_headers, line {line}:")), "{text}: {message}");
        }
    }
}
