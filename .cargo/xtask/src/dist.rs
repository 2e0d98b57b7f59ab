//! `cargo xtask dist`: what is released, in `dist/`, the same bytes from the same source.

use crate::build;
use crate::file_tree;
use crate::header_rules::HeaderRules;
use crate::nginx::{self, Place};
use crate::node;
use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What stands under the number of its version is never changed: a browser need not ask again for a year.
const UNCHANGING: &str = "public, max-age=31536000, immutable";

/// The page as one file is there to be kept: opened from the site, the site's policy would refuse what is inside it.
const ONE_FILE: &str = "/effect-size.html\n  Content-Disposition: attachment\n";

/// A site that includes the example changes these two.
const EXAMPLE: Place = Place { listen: "80", root: "/srv/effect-size", brotli: false };

/// The file of sums, as `tests/page/dist.mjs` writes it.
pub const SUMS: &str = "SHA256SUMS";

/// Builds and makes `dist/`; the versions of an earlier release stay in it.
pub fn dist(steps: &mut Steps, arguments: &[String]) -> Outcome {
    let (as_built, earlier) = understood(arguments)?;
    if as_built {
        node::ensure(steps)?;
        build::bundle(steps)?;
    } else {
        build::prepare_and_build(steps)?;
    }
    make(steps, earlier.as_deref())
}

/// Makes `dist/` of what is built.
pub fn make(steps: &mut Steps, earlier: Option<&Path>) -> Outcome {
    steps.run("make dist", || {
        let mut gather = script("gather");
        if let Some(earlier) = earlier {
            let absolute = std::path::absolute(earlier).map_err(|error| format!("{}: {error}", earlier.display()))?;
            gather.arg(absolute);
        }
        process::run(&mut gather)?;
        let rules = rules()?;
        write("_headers", &rules_for_hosts(&rules)?.to_string())?;
        write("nginx.conf", &nginx::example(&rules, &EXAMPLE)?)?;
        process::run(&mut script("finish"))
    })
}

/// Makes `dist/` twice of one build: the second time must change nothing.
pub fn make_twice(steps: &mut Steps) -> Outcome {
    make(steps, None)?;
    let first = sums()?;
    make(steps, None)?;
    if sums()? == first { Ok(()) } else { Err("made again of the same build, dist has other bytes".into()) }
}

/// The folder of the release.
pub fn folder() -> PathBuf {
    project::root().join("dist")
}

/// The sum of each file, with its name.
pub fn sums() -> Outcome<String> {
    sums_in(&folder())
}

/// As [`sums`], of a release in another folder.
pub fn sums_in(folder: &Path) -> Outcome<String> {
    let file = folder.join(SUMS);
    std::fs::read_to_string(&file).map_err(|error| format!("{} could not be read: {error}", file.display()))
}

/// The headers of `dist/` as it lies there: those of the site, and for how long a path stays the same.
pub fn rules() -> Outcome<HeaderRules> {
    let file = project::site().join("_headers");
    let text = std::fs::read_to_string(&file).map_err(|error| format!("www/_headers could not be read: {error}"))?;
    let site = HeaderRules::parse(&format!("{text}\n{ONE_FILE}"))?;
    let names: Vec<String> = entries()?.into_iter().map(|(name, _)| name).collect();
    let copies: Vec<(&str, usize)> =
        names.iter().filter_map(|name| Some((name.as_str(), parts_of_version(name)?))).collect();
    let frames = names.iter().filter_map(|name| {
        Some((name.as_str(), parts_of_version(name.strip_prefix("frame-")?.strip_suffix(".html")?)?))
    });
    let mut rules = site.with_copies(&copies.iter().map(|(name, _)| format!("/{name}")).collect::<Vec<_>>());
    for (name, parts) in frames {
        rules = rules.with(format!("/{name}"), "Content-Security-Policy", &policy_within(name)?);
        if parts == 3 {
            rules = rules.with(format!("/{name}"), "Cache-Control", UNCHANGING);
        }
    }
    for (name, _) in copies.iter().filter(|(_, parts)| *parts == 3) {
        rules = rules.with(format!("/{name}/*"), "Cache-Control", UNCHANGING);
    }
    Ok(rules)
}

/// The policy that a page in one file has for itself: it names the hashes of what is inside.
fn policy_within(name: &str) -> Outcome<String> {
    let html = std::fs::read_to_string(folder().join(name))
        .map_err(|error| format!("dist/{name} could not be read: {error}"))?;
    let policy =
        html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").and_then(|(_, rest)| rest.split_once('"'));
    policy.map(|(policy, _)| policy.to_owned()).ok_or_else(|| format!("dist/{name} has no policy"))
}

/// The rules as static hosts read them, which give each file what the rules say.
fn rules_for_hosts(rules: &HeaderRules) -> Outcome<HeaderRules> {
    let mut paths = vec!["/".to_owned()];
    paths.extend(
        entries()?
            .into_iter()
            .map(|(name, is_folder)| if is_folder { format!("/{name}/*") } else { format!("/{name}") }),
    );
    let hosts = rules.for_hosts(&paths);
    for path in file_tree::paths(&folder())? {
        let (mut said, mut meant) = (hosts.joined(&path), rules.of(&path));
        said.sort();
        meant.sort();
        if said != meant {
            return Err(format!("static hosts would send other headers with {path}: {said:?} instead of {meant:?}"));
        }
    }
    Ok(hosts)
}

/// The names in `dist/`, sorted, and whether each is a folder's.
fn entries() -> Outcome<Vec<(String, bool)>> {
    let unreadable = |error| format!("dist could not be read: {error}");
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder()).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        entries.push((entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()));
    }
    entries.sort();
    Ok(entries)
}

/// How many numbers a version has: 3 in `v1.2.3`, 1 in `v1`.
fn parts_of_version(text: &str) -> Option<usize> {
    let parts: Vec<&str> = text.strip_prefix('v')?.split('.').collect();
    parts.iter().all(|part| part.parse::<u32>().is_ok()).then_some(parts.len())
}

fn write(name: &str, text: &str) -> Outcome {
    std::fs::write(folder().join(name), text).map_err(|error| format!("dist/{name} could not be written: {error}"))
}

fn script(word: &str) -> Command {
    let mut node = Command::new("node");
    node.args(["dist.mjs", word]).current_dir(project::page_tests());
    node
}

fn understood(arguments: &[String]) -> Outcome<(bool, Option<PathBuf>)> {
    let mut as_built = false;
    let mut earlier = None;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            build::AS_BUILT => as_built = true,
            "--earlier" => earlier = Some(PathBuf::from(words.next().ok_or("`--earlier` needs a folder")?)),
            _ => return Err(format!("takes nothing but `{}` and `--earlier FOLDER`", build::AS_BUILT)),
        }
    }
    Ok((as_built, earlier))
}

#[cfg(test)]
mod tests {
    use super::{parts_of_version, understood};
    use std::path::PathBuf;

    #[test]
    fn versions_are_told_from_names() {
        assert_eq!(parts_of_version("v0.1.0"), Some(3));
        assert_eq!(parts_of_version("v1"), Some(1));
        assert_eq!(parts_of_version("view"), None);
        assert_eq!(parts_of_version("v1.x.0"), None);
    }

    #[test]
    fn words_are_understood_in_any_order() {
        let of = |words: &[&str]| understood(&words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(of(&[]), Ok((false, None)));
        assert_eq!(of(&["--earlier", "a", "--as-built"]), Ok((true, Some(PathBuf::from("a")))));
        assert!(of(&["--earlier"]).is_err());
        assert!(of(&["--other"]).is_err());
    }
}
