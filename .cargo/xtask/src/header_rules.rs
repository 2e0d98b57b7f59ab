//! `www/_headers`: the response headers of the site, in the format static hosts read.
//!
//! Only what the hosts agree on is accepted: a path (exact, or ending in `/*`), then indented `Name: value`
//! lines. Of several rules that name a header for a path, the narrowest says its value. Static hosts would join the
//! values instead, so what they get is written by [`HeaderRules::for_hosts`], where no two rules say the same.

use crate::steps::Outcome;
use std::cmp::Reverse;
use std::fmt::{self, Display, Formatter};

/// The rules in the order of the file.
pub struct HeaderRules(Vec<Rule>);

#[derive(Clone)]
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
        self.names()
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), self.value(name, path)?.to_owned())))
            .collect()
    }

    /// What the narrowest of the rules for a path says of a header.
    pub fn value(&self, name: &str, path: &str) -> Option<&str> {
        let matching = self.0.iter().filter(|rule| rule.matches(path) && rule.header(name).is_some());
        // A folder's path is longer than that of the folder around it by more than the star.
        matching.min_by_key(|rule| (rule.path.ends_with('*'), Reverse(rule.path.len())))?.header(name)
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
        self.0.iter().filter(|rule| rule.header(name).is_some()).map(|rule| rule.path.as_str()).collect()
    }

    /// With what holds for a path of the site also for it in each of `copies`, such as `/v1`.
    pub fn with_copies(&self, copies: &[String]) -> Self {
        let mut rules = self.0.clone();
        for Rule { path, headers } in self.0.iter().filter(|rule| rule.path != "/*") {
            rules.extend(copies.iter().map(|copy| Rule { path: format!("{copy}{path}"), headers: headers.clone() }));
        }
        Self(rules)
    }

    /// With one rule more.
    pub fn with(mut self, path: String, name: &str, value: &str) -> Self {
        self.0.push(Rule { path, headers: vec![(name.to_owned(), value.to_owned())] });
        self
    }

    /// The same for hosts that join the values of all rules: what a narrower rule says otherwise than `/*` does is said for each
    /// of the site's `paths` alone.
    pub fn for_hosts(&self, paths: &[String]) -> Self {
        let (alone, once): (Vec<&str>, Vec<&str>) = self.names().into_iter().partition(|name| {
            let named = self.paths_with(name);
            named.contains(&"/*") && named.len() > 1
        });
        let keep = |rule: &Rule| {
            let headers =
                rule.headers.iter().filter(|(name, _)| once.iter().any(|other| other.eq_ignore_ascii_case(name)));
            Rule { path: rule.path.clone(), headers: headers.cloned().collect() }
        };
        let mut rules: Vec<Rule> = self.0.iter().map(keep).filter(|rule| !rule.headers.is_empty()).collect();
        rules.extend(paths.iter().map(|path| {
            let value = |name: &&str| Some(((*name).to_owned(), self.value(name, path)?.to_owned()));
            Rule { path: path.clone(), headers: alone.iter().filter_map(value).collect() }
        }));
        Self(rules)
    }

    /// As a host that joins them gives the values.
    pub fn joined(&self, path: &str) -> Vec<(String, String)> {
        let mut merged: Vec<(String, String)> = Vec::new();
        for (name, value) in self.0.iter().filter(|rule| rule.matches(path)).flat_map(|rule| &rule.headers) {
            match merged.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
                Some((_, known)) => *known = format!("{known}, {value}"),
                None => merged.push((name.clone(), value.clone())),
            }
        }
        merged
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

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
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
    fn the_narrowest_rule_says_a_header() {
        let text = "# all\n/*\n  X-One: a: b\n/pkg/*\n  x-one: c\n\tX-Two: d\n/pkg/file\n  X-One: e\n/index.html\n  X-Three: f\n";
        assert_eq!(of(text, "/"), [pair("X-One", "a: b")]);
        assert_eq!(of(text, "/pkg/x.wasm"), [pair("X-One", "c"), pair("X-Two", "d")]);
        assert_eq!(of(text, "/pkg/file"), [pair("X-One", "e"), pair("X-Two", "d")]);
        assert_eq!(of(text, "/index.html"), [pair("X-One", "a: b"), pair("X-Three", "f")]);
        assert_eq!(of("/a\n  X-A: b\n", "/ab"), []);
    }

    #[test]
    fn hosts_that_join_give_the_same() {
        let site = HeaderRules::parse("/*\n  X-One: a\n  X-Two: b\n/file\n  X-Two: c\n  X-Three: d\n").unwrap();
        let release = site.with_copies(&["/v1.0.0".to_owned()]).with("/v1.0.0/*".to_owned(), "X-One", "e");
        assert_eq!(release.of("/v1.0.0/file"), [pair("X-One", "e"), pair("X-Two", "c"), pair("X-Three", "d")]);
        let paths = ["/", "/file", "/v1.0.0/*"].map(str::to_owned);
        let hosts = HeaderRules::parse(&release.for_hosts(&paths).to_string()).unwrap();
        for path in ["/", "/file", "/v1.0.0/other"] {
            let (mut one, mut other) = (hosts.joined(path), release.of(path));
            one.sort();
            other.sort();
            assert_eq!(one, other, "{path}");
        }
        // What such a host cannot be told: a path within a folder whose header it is told.
        assert_ne!(hosts.joined("/v1.0.0/file"), release.of("/v1.0.0/file"));
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
