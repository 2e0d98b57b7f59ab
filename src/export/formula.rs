//! Texts that a spreadsheet would run as a formula, disarmed by an apostrophe, which goes again when they are read back.

use crate::number;

/// The text as a spreadsheet shows it rather than runs it, whatever separates its cells. Numbers keep their sign.
pub fn disarmed(text: &str) -> String {
    if [number::Decimal::Point, number::Decimal::Comma].iter().any(|&mark| number::parse(text, mark).is_some()) {
        return text.to_owned();
    }
    let (mut out, mut starts) = (String::new(), true);
    for c in text.chars() {
        if starts && matches!(c, '=' | '+' | '-' | '@') {
            out.push('\'');
        }
        // another separator than ours starts a cell as well
        starts = matches!(c, ';' | '\t' | '\r' | '\n') || starts && c == ' ';
        out.push(c);
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
        assert_eq!(disarmed("x; \t@y;'=1"), "x; \t'@y;'=1");
        assert_eq!(disarmed("\t=1"), "\t'=1");
    }
}
