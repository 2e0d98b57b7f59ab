//! The results as a Markdown table with pipes, as GitHub, Pandoc and notebooks take it.

use super::Format;
use super::typed;
use crate::table::Batch;

/// The format.
pub const FORMAT: Format = Format { name: "markdown", write: |analysed| markdown(analysed.batch) };

/// The table with what was typed and the results as shown; its header names paste back.
pub fn markdown(batch: &Batch) -> String {
    let mut out = String::new();
    for (i, line) in typed::shown(batch).iter().enumerate() {
        for cell in line {
            out.push_str("| ");
            out.push_str(&escaped(cell));
            out.push(' ');
        }
        out.push_str("|\n");
        if i == 0 {
            out.push_str(&"| --- ".repeat(line.len()));
            out.push_str("|\n");
        }
    }
    out
}

/// The text as it stands in a cell: a pipe would end the cell, a backslash escape, an angle bracket open a tag, a line
/// break end the table.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '<' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{BatchOptions, batch};

    #[test]
    fn a_cell_stays_a_cell() {
        let text = "study\tevents1\tn1\tevents2\tn2\n\"A|B\n<b>\\\"\t19\t50\t7\t50";
        let written = markdown(&batch(text, &BatchOptions::default()));
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(
            lines[2].starts_with("| A\\|B \\<b>\\\\ | 19 | 50 | 7 | 50 | OR | 3.76 |")
                || lines[2].starts_with("| A\\|B \\<b>\\\\ |"),
            "{written}"
        );
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(lines.iter().all(|line| cells(line) == cells(lines[0])), "{written}");
    }
}
