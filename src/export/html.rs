//! The results as an HTML table, for Word and for web pages: nothing but the table, styled by where it is put.

use super::Format;
use super::typed;
use crate::table::Batch;

/// The format.
pub const FORMAT: Format = Format { name: "html", write: |analysed| html(analysed.batch) };

/// The table with what was typed and the results as shown; its header names paste back.
///
/// Everything typed is escaped.
pub fn html(batch: &Batch) -> String {
    let mut out = String::from("<table>\n");
    for (i, line) in typed::shown(batch).iter().enumerate() {
        out.push_str(match i {
            0 => "<thead>\n<tr>",
            1 => "<tbody>\n<tr>",
            _ => "<tr>",
        });
        for (j, cell) in line.iter().enumerate() {
            let (open, close) = match (i, j) {
                (0, _) => ("<th scope=\"col\">", "</th>"),
                (_, 0) => ("<th scope=\"row\">", "</th>"),
                _ => ("<td>", "</td>"),
            };
            out.push_str(open);
            out.push_str(&escaped(cell));
            out.push_str(close);
        }
        out.push_str(if i == 0 { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }
    out.push_str(if batch.rows.is_empty() { "</table>\n" } else { "</tbody>\n</table>\n" });
    out
}

/// The text as it stands in HTML and XML, in an element or a quoted attribute; characters that XML has none of are left
/// out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {}
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
    fn typed_text_is_no_markup() {
        let text = "study\tevents1\tn1\tevents2\tn2\n<img src=x onerror=\"alert(1)\">&'\t19\t50\t7\t50";
        let written = html(&batch(text, &BatchOptions::default()));
        assert!(written.contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;&#39;"), "{written}");
        assert_eq!(written.matches("<th scope=\"row\">").count(), 1);
        assert!(written.contains("<td>3.76</td><td>1.41</td><td>10.05</td><td>0.008</td>"), "{written}");
    }

    #[test]
    fn a_table_without_rows_is_whole() {
        let written = html(&batch("", &BatchOptions::default()));
        assert!(written.starts_with("<table>") && written.ends_with("</thead>\n</table>\n"), "{written}");
    }
}
