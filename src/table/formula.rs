//! Texts that a spreadsheet would run as a formula: disarmed by an apostrophe where they go out, and as they were where they
//! come back.

use crate::number;

/// The text as a spreadsheet shows it rather than runs it, whatever separates its cells. Numbers keep their sign.
///
/// An apostrophe that stands before such a text already is written twice, so that [`restored`] finds it.
pub fn disarmed(text: &str) -> String {
    if [number::Decimal::Point, number::Decimal::Comma].iter().any(|&mark| number::parse(text, mark).is_some()) {
        return text.to_owned();
    }
    at_starts(text, |rest, out| {
        if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) {
            out.push('\'');
        }
        false
    })
}

/// What [`disarmed`] was given.
pub fn restored(text: &str) -> String {
    at_starts(text, |rest, _| rest.starts_with('\'') && rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']))
}

/// Goes through the text; wherever a cell may start, with some separator or other, `start` sees the rest, may add to what is
/// written, and tells whether the next character is left out.
fn at_starts(text: &str, start: impl Fn(&str, &mut String) -> bool) -> String {
    let (mut out, mut starts) = (String::new(), true);
    for (at, c) in text.char_indices() {
        let left_out = starts && c != ' ' && start(&text[at..], &mut out);
        // another separator than ours starts a cell as well
        starts = matches!(c, ';' | '\t' | '\r' | '\n') || starts && c == ' ';
        if !left_out {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(disarmed("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(disarmed("-1+2"), "'-1+2");
        assert_eq!(disarmed("-1.8"), "-1.8");
        assert_eq!(disarmed("x;=1+1"), "x;'=1+1");
        assert_eq!(disarmed("\t=1"), "\t'=1");
        assert_eq!(disarmed("O'Brien's"), "O'Brien's");
    }

    #[test]
    fn what_was_disarmed_comes_back() {
        for text in ["=A", "'=A", "''=A", "x; \t@y;'=1", " +", "-1.8", "'quoted'", "", "; ;=;'-"] {
            assert_eq!(restored(&disarmed(text)), text);
        }
    }
}
