//! The media type of a file by its extension, as the site's hosts give it.

/// Every kind that the site has. TypeScript declarations are read by people; the registered type of `.ts` is a video's.
pub const KNOWN: [(&str, &[&str]); 16] = [
    ("text/html; charset=utf-8", &["html"]),
    ("text/javascript; charset=utf-8", &["js", "mjs"]),
    ("text/css; charset=utf-8", &["css"]),
    ("application/wasm", &["wasm"]),
    ("application/json", &["json", "map"]),
    ("application/manifest+json", &["webmanifest"]),
    ("image/svg+xml", &["svg"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("image/webp", &["webp"]),
    ("image/x-icon", &["ico"]),
    ("font/woff2", &["woff2"]),
    ("text/csv; charset=utf-8", &["csv"]),
    ("text/tab-separated-values; charset=utf-8", &["tsv"]),
    ("text/plain; charset=utf-8", &["txt", "ts"]),
    ("text/markdown; charset=utf-8", &["md"]),
];

/// Files of any other kind are bytes: the site also sends `nosniff`, so nothing is guessed from them.
pub const OTHERWISE: &str = "application/octet-stream";

pub fn of(extension: &str) -> &'static str {
    KNOWN.iter().find(|(_, extensions)| extensions.contains(&extension)).map_or(OTHERWISE, |(media_type, _)| media_type)
}
