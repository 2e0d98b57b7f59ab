//! Texts and numbers as R reads them, whatever the locale it runs in.

use crate::number;

/// A string in quotes: letters beyond ASCII by their code, so that no encoding can spoil them.
pub fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            ' '..='~' => out.push(c),
            c if (c as u32) < 0x1_0000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    out.push('"');
    out
}

/// A comment of one line.
pub fn comment(text: &str) -> String {
    let line: String =
        text.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect();
    format!("# {line}\n")
}

/// A number with all its digits; `NA` where there is none.
pub fn number(value: Option<f64>) -> String {
    match value {
        None => "NA".to_owned(),
        Some(value) if value.is_infinite() => if value > 0.0 { "Inf" } else { "-Inf" }.to_owned(),
        Some(value) => number::shortest(value),
    }
}

/// A vector, broken into lines that a person can read.
pub fn vector(elements: &[String]) -> String {
    let mut out = String::from("c(");
    let mut width = 0;
    for (i, element) in elements.iter().enumerate() {
        if i > 0 {
            out.push(',');
            if width + element.len() > 90 {
                out.push_str("\n    ");
                width = 0;
            } else {
                out.push(' ');
            }
        }
        width += element.len() + 2;
        out.push_str(element);
    }
    out.push(')');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_ends_a_string_or_a_comment() {
        assert_eq!(string("a\"); q(\"\\"), "\"a\\\"); q(\\\"\\\\\"");
        assert_eq!(string("Müller\n😀"), "\"M\\u00fcller \\U0001f600\"");
        assert_eq!(comment("a\nq()\r b"), "# a q()  b\n");
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!([Some(0.1 + 0.2), Some(f64::NEG_INFINITY), None].map(number), ["0.30000000000000004", "-Inf", "NA"]);
    }
}
