//! An nginx that serves a release as static hosts do: an example that a site can include, written from the same rules as its
//! `_headers`, so that the two never differ.

pub mod server;

use crate::header_rules::HeaderRules;
use crate::media_type;
use crate::steps::Outcome;
use std::fmt::Write;

/// What differs from one server to the next.
pub struct Place<'p> {
    /// As `listen` takes it: a port, or an address with one.
    pub listen: &'p str,
    /// The folder of the release.
    pub root: &'p str,
    /// Whether this nginx has the module that sends `.br` files.
    pub brotli: bool,
}

/// Files of the release that are about it, not part of it.
const NOT_SERVED: [&str; 2] = ["/_headers", "/nginx.conf"];

/// The configuration, to be included in nginx's `http` block.
pub fn example(rules: &HeaderRules, place: &Place) -> Outcome<String> {
    let mut maps = String::new();
    let mut headers = String::new();
    for name in rules.names() {
        let paths = rules.paths_with(name);
        if paths == ["/*"] {
            writeln!(headers, "    add_header {name} {} always;", quoted(rules.value(name, "/*").unwrap_or_default())?)
                .map_err(unwritten)?;
            continue;
        }
        let variable = format!("$effect_size_{}", name.to_ascii_lowercase().replace('-', "_"));
        writeln!(headers, "    add_header {name} {variable} always;").map_err(unwritten)?;
        maps += &map(rules, name, &variable, paths)?;
    }
    let types: String = media_type::KNOWN
        .iter()
        .map(|(media_type, extensions)| format!("        \"{media_type}\" {};\n", extensions.join(" ")))
        .collect();
    let hidden: String = NOT_SERVED.iter().map(|path| format!("    location = {path} {{ return 404; }}\n")).collect();
    let brotli = if place.brotli { "" } else { "# where nginx has its module: " };
    Ok(format!(
        "# A site of Effect Size, for nginx's http block: nginx includes what lies in conf.d or sites-enabled.
# A header without a value for a path is not sent with it.
{maps}
server {{
    listen {listen};
    root {root};
    index index.html;
    server_tokens off;
    absolute_redirect off;

    # Each file lies there compressed as well.
    gzip_static on;
    gzip_vary on;
    {brotli}brotli_static on;

{headers}
    default_type {otherwise};
    types {{
{types}    }}

{hidden}}}
",
        listen = place.listen,
        root = quoted(place.root)?,
        otherwise = media_type::OTHERWISE,
    ))
}

/// A header's value by path: the first match holds, so the longest folders come first.
fn map(rules: &HeaderRules, name: &str, variable: &str, mut paths: Vec<&str>) -> Outcome<String> {
    paths.sort_by_key(|path| (std::cmp::Reverse(path.len()), *path));
    paths.dedup();
    let mut map = format!("\nmap $uri {variable} {{\n");
    for path in paths {
        let pattern = match path.strip_suffix('*') {
            Some("/") => "default".to_owned(),
            Some(folder) => quoted(&format!("~^{}", folder.replace('.', r"\.")))?,
            None => quoted(path)?,
        };
        writeln!(map, "    {pattern} {};", quoted(rules.value(name, path).unwrap_or_default())?).map_err(unwritten)?;
    }
    Ok(map + "}\n")
}

fn quoted(text: &str) -> Outcome<String> {
    // There is no way to write it that nginx takes literally.
    if text.contains('$') {
        return Err(format!("nginx would take a part of `{text}` for a variable"));
    }
    Ok(format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\"")))
}

fn unwritten(error: std::fmt::Error) -> String {
    format!("nginx.conf could not be written: {error}")
}

#[cfg(test)]
mod tests {
    use super::{Place, example};
    use crate::header_rules::HeaderRules;

    fn of(rules: &str) -> Result<String, String> {
        let place = Place { listen: "80", root: "/srv/effect-size", brotli: false };
        example(&HeaderRules::parse(rules).unwrap(), &place)
    }

    #[test]
    fn a_header_of_all_paths_is_written_in_place() {
        let text = of("/*\n  X-One: a 'b' \"c\"\n").unwrap();
        assert!(text.contains("    add_header X-One \"a 'b' \\\"c\\\"\" always;\n"), "{text}");
        assert!(!text.contains("map "), "{text}");
    }

    #[test]
    fn a_header_of_some_paths_is_looked_up() {
        let text = of("/*\n  X-One: a\n/v1.0.0/*\n  X-One: b\n  X-Two: c\n/v1.0.0/file\n  X-Two: d\n").unwrap();
        let one = "map $uri $effect_size_x_one {\n    \"~^/v1\\\\.0\\\\.0/\" \"b\";\n    default \"a\";\n}";
        assert!(text.contains(one), "{text}");
        let two = "map $uri $effect_size_x_two {\n    \"/v1.0.0/file\" \"d\";\n    \"~^/v1\\\\.0\\\\.0/\" \"c\";\n}";
        assert!(text.contains(two), "{text}");
    }

    #[test]
    fn what_nginx_would_read_otherwise_is_refused() {
        assert!(of("/*\n  X-One: $host\n").is_err());
    }
}
