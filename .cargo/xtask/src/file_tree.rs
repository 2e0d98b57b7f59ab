//! From the path of a request to a file of the site, and never to one outside of it.

use crate::steps::Outcome;
use std::path::{Path, PathBuf};

/// What a request's path stands for.
#[derive(Debug, PartialEq)]
pub enum Found {
    File(PathBuf),
    /// A folder with a page, asked for without its final slash: relative links in it need the slash.
    NeedsSlash,
    Nothing,
    /// A path that tries to leave the site or is no path at all.
    Refused,
}

/// What lies in the folder and is about the site, not part of it.
const NOT_SERVED: [&str; 4] = ["_headers", "_redirects", "nginx.conf", "node_modules"];

/// Looks a path up below `site`, which must be a canonical path. `path` is percent-encoded, without query.
pub fn find(site: &Path, path: &str) -> Found {
    let Some(segments) = segments(path) else {
        return Found::Refused;
    };
    // Not part of the site, though it may lie in its folder.
    if segments.iter().any(|segment| segment.starts_with('.') || NOT_SERVED.contains(&segment.as_str())) {
        return Found::Nothing;
    }
    let mut file = segments.iter().fold(site.to_path_buf(), |folder, segment| folder.join(segment));
    if file.is_dir() {
        file.push("index.html");
        if file.is_file() && !path.ends_with('/') {
            return Found::NeedsSlash;
        }
    } else if path.ends_with('/') {
        return Found::Nothing;
    }
    // A link in the site's folder must not lead out of it either.
    match file.canonicalize() {
        Ok(real) if real.starts_with(site) && real.is_file() => Found::File(real),
        _ => Found::Nothing,
    }
}

/// The path of each file that is served from a folder, sorted; that of an `index.html` is also its folder's.
pub fn paths(folder: &Path) -> Outcome<Vec<String>> {
    let mut paths = Vec::new();
    let mut waiting = vec![String::from("/")];
    while let Some(prefix) = waiting.pop() {
        let unreadable = |error| format!("{prefix} could not be read: {error}");
        for entry in std::fs::read_dir(folder.join(&prefix[1..])).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                waiting.push(path + "/");
            } else if matches!(find(folder, &path), Found::File(_)) {
                if path == format!("{prefix}index.html") {
                    paths.push(prefix.clone());
                }
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}

/// The decoded names between the slashes, or `None` for a path that is not plainly downwards.
fn segments(path: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    for encoded in path.strip_prefix('/')?.split('/') {
        let segment = decode(encoded)?;
        let upwards = segment == "..";
        // Each would be a separator, a drive or the end of a name to some system.
        let ambiguous = segment.contains(['/', '\\', ':', '\0']);
        if upwards || ambiguous {
            return None;
        }
        if !segment.is_empty() && segment != "." {
            segments.push(segment);
        }
    }
    Some(segments)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The crate's own folder has a file, a folder, and files above it.
    fn here() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap()
    }

    #[test]
    fn files_are_found_by_their_decoded_names() {
        let file = Found::File(here().join("src").join("main.rs"));
        assert_eq!(find(&here(), "/src/main.rs"), file);
        assert_eq!(find(&here(), "/src/m%61in.rs"), file);
        assert_eq!(find(&here(), "//src/./main.rs"), file);
    }

    #[test]
    fn folders_are_not_listed() {
        assert_eq!(find(&here(), "/src/"), Found::Nothing);
        assert_eq!(find(&here(), "/src"), Found::Nothing);
        assert_eq!(find(&here(), "/src/main.rs/"), Found::Nothing);
        assert_eq!(find(&here(), "/missing"), Found::Nothing);
    }

    #[test]
    fn leaving_the_site_is_refused() {
        for path in [
            "/../config.toml",
            "/%2e%2e/config.toml",
            "/%2E./config.toml",
            "/src/../../config.toml",
            "/..%2fconfig.toml",
            "/..%5cconfig.toml",
            "/src%00",
            "/c%3a/x",
            "/%zz",
            "/%2",
            "/%ff",
            "src/main.rs",
            "",
        ] {
            assert_eq!(find(&here(), path), Found::Refused, "{path}");
        }
    }

    #[test]
    fn paths_are_those_of_files() {
        let paths = paths(&here()).unwrap();
        assert_eq!(paths.iter().find(|path| path.starts_with("/src/nginx")).map(String::as_str), Some("/src/nginx.rs"));
        assert!(paths.iter().all(|path| matches!(find(&here(), path), Found::File(_))));
    }

    #[test]
    fn what_is_not_the_site_is_hidden() {
        let root = here().ancestors().nth(2).unwrap().to_path_buf();
        for path in ["/.cargo/config.toml", "/%2ecargo/config.toml", "/_headers", "/www/_headers"] {
            assert_eq!(find(&root, path), Found::Nothing, "{path}");
        }
    }
}
