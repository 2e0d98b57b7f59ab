//! Lines with pipes between their cells, as Markdown, psql and other terminals print tables.

use super::Filling;

/// True for a line that only rules: `|---|:--:|`, `-----+-----`, `+====+`.
fn is_rule(line: &str) -> bool {
    line.contains('-') | line.contains('=')
        && line.chars().all(|c| matches!(c, '-' | '=' | '+' | '|' | ':' | ' ' | '\t'))
        && line.contains(['|', '+'])
}

/// True for psql's last line, `(3 rows)`.
fn is_count_of_rows(line: &str) -> bool {
    let inside = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.and_then(|text| text.split_once(" row")).is_some_and(|(count, end)| {
        !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) && matches!(end, "" | "s")
    })
}

/// The places of the pipes of a line that are not written `\|`.
fn pipes(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    (0..bytes.len()).filter(move |&at| bytes[at] == b'|' && !is_escaped(&bytes[..at]))
}

/// True where a backslash stands before, which is not itself written `\\`.
fn is_escaped(before: &[u8]) -> bool {
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// The text without the backslashes that Markdown has before what would mean something there.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match rest.peek() {
            Some(&next @ ('|' | '\\' | '<')) if c == '\\' => {
                out.push(next);
                rest.next();
            }
            _ => out.push(c),
        }
    }
    out
}

/// True where pipes separate the cells: every line has them, all alike, or a ruling line is among the first.
pub fn separate(lines: &mut dyn Iterator<Item = &str>) -> bool {
    let (mut first, mut ruled, mut alike, mut count) = (None, false, true, 0);
    for line in lines.map(str::trim).filter(|line| !line.is_empty()).take(super::LOOKED_AT) {
        if is_rule(line) {
            ruled = true;
            continue;
        }
        let found = pipes(line).count();
        alike &= found > 0 && found == *first.get_or_insert(found);
        count += 1;
    }
    first.is_some_and(|found| found > 0) && (ruled || alike && count > 1)
}

/// The cells of each line, without the lines that only rule.
pub fn read(text: &str, into: &mut Filling) {
    let mut ruled = false;
    let lines = super::lines_of(text).map(str::trim).filter(|line| {
        let rule = is_rule(line);
        ruled |= rule;
        !(rule || ruled && is_count_of_rows(line))
    });
    for line in lines {
        cells(line, into);
        into.end_line();
    }
}

fn cells(line: &str, into: &mut Filling) {
    // outer pipes are no separators
    let line = match line.strip_prefix('|') {
        Some(rest) => rest.strip_suffix('|').filter(|inner| !is_escaped(inner.as_bytes())).unwrap_or(rest),
        None => line,
    };
    let mut from = 0;
    for at in pipes(line).chain([line.len()]) {
        into.cell(&unescaped(line[from..at].trim()));
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::grid::Grid;

    #[test]
    fn reads_tables_with_pipes() {
        let expected = [["Study", "events1", "n1"], ["A | B", "19", ""], ["C", "", "50"]];
        for text in [
            "| Study | events1 | n1 |\n|---|:--:|--:|\n| A \\| B | 19 | |\n| C | | 50 |",
            "Study | events1 | n1\n--- | --- | ---\nA \\| B | 19 | \nC | | 50",
            " Study  | events1 | n1 \n--------+---------+----\n A \\| B |      19 |   \n C      |         | 50\n(2 rows)\n",
            "+-----+----+\n| Study | events1 | n1 |\n+=====+===+\n| A \\| B | 19 | |\n| C | | 50 |\n+----+---+",
            "Study|events1|n1\nA \\| B|19|\nC||50",
        ] {
            assert!(separate(&mut text.lines()), "{text}");
            assert_eq!(Grid::read(text).lines.to_vec(), expected, "{text}");
        }
        for text in ["study,events1\nA|B,19\nC,7", "a,b\n1,2", "a|b", "", "-1 | 2"] {
            assert!(!separate(&mut text.lines()), "{text}");
        }
    }
}
