//! The size of an arm in its header: `Drug (N=98)`, `Placebo, n = 50`.

use crate::table::grid::Line;

/// A header without the size that it names, and the size; `None` where it names none, or nothing else.
pub fn split(header: &str) -> Option<(String, String)> {
    parts(header).filter(|(name, _)| !name.is_empty())
}

/// What a header names beside a size, and the size.
fn parts(header: &str) -> Option<(String, String)> {
    let mut before = ' ';
    for (at, c) in header.char_indices() {
        let begins = matches!(c, 'n' | 'N') && !before.is_alphanumeric();
        before = c;
        let Some(rest) = header.get(at + 1..).filter(|_| begins) else { continue };
        let Some(number) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        let end = number.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(number.len());
        let (digits, after) = number.split_at(end);
        let digits = digits.trim_end_matches(',').replace(',', "");
        if digits.is_empty() || after.starts_with(|c: char| c == '.' || c.is_alphanumeric()) {
            continue;
        }
        let mut name = header[..at].trim_end_matches([' ', '(', '[', ',', ';', ':', '\n']).to_owned();
        let after = after.trim_start_matches([' ', ')', ']', ',', ';', ':', '\n']);
        if !after.is_empty() {
            name = format!("{name} {after}");
        }
        return Some((name.trim().to_owned(), digits));
    }
    None
}

/// The size that a header names.
pub fn size(header: &str) -> Option<String> {
    parts(header).map(|(_, size)| size)
}

/// True for a line of sizes and nothing else, `(N=98)`.
pub fn is_all(cells: Line) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty()).peekable();
    let is_one = |cell: &str| parts(cell).is_some_and(|(name, _)| name.is_empty());
    filled.peek().is_some() && filled.all(is_one)
}

/// A header without the size that it names.
pub fn without(header: &str) -> String {
    split(header).map_or_else(|| header.to_owned(), |(name, _)| name)
}

/// True for a count with its percentage, `19 (38%)`.
pub fn is_count_with_share(cell: &str) -> bool {
    let Some((count, share)) = cell.trim().split_once('(') else { return false };
    let count = count.trim();
    !count.is_empty()
        && count.bytes().all(|byte| byte.is_ascii_digit())
        && share.trim_end().strip_suffix(')').is_some_and(|share| share.trim_end().ends_with('%'))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn sizes_in_headers() {
        for (header, expected) in [
            ("Drug (N=98)", Some(("Drug", "98"))),
            ("Drug (n = 1,098)", Some(("Drug", "1098"))),
            ("Drug, n=50", Some(("Drug", "50"))),
            ("Drug [N = 98] n (%)", Some(("Drug n (%)", "98"))),
            ("Naproxen (N=7)", Some(("Naproxen", "7"))),
            ("N=98", None),
            ("Events (n/N)", None),
            ("mean (n=4.5)", None),
            ("n", None),
            ("", None),
        ] {
            let found = split(header);
            assert_eq!(found.as_ref().map(|(name, size)| (name.as_str(), size.as_str())), expected, "{header}");
        }
    }
}
