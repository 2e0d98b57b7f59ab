//! What would be accepted in a cell, as examples in the table's own decimal style.

use crate::field::Field;
use crate::number::Decimal;
use crate::table::header::{Reading, Spread};

/// Examples of what a column takes: `“12”, “12/50”, “12 (24%)”`.
pub fn examples(reading: Reading, decimal: Decimal) -> String {
    use Field::*;
    let examples: &[&str] = match (reading.field, reading.spread) {
        (Events1 | Events2, _) => &["12", "12/50", "12 (24%)"],
        (N1 | N2 | N | NonEvents1 | NonEvents2 | TotalEvents, _) => &["50", "n = 50"],
        (Mean1 | Mean2, Spread::Se) => &["5.2", "5.2 (0.2)", "5.2 (SE 0.2)"],
        (Mean1 | Mean2, Spread::Ci | Spread::Iqr | Spread::Range) => &["5.2", "5.2 (4.0 to 6.4)", "5.2 [4.0; 6.4]"],
        (Mean1 | Mean2, _) => &["5.2", "5.2 (1.1)", "5.2 ± 1.1", "5.2 (SE 0.2)", "5.2 (95% CI 4.0 to 6.4)"],
        (Median1 | Median2, _) => &["12", "12 (IQR 8 to 15)", "12 (range 3 to 40)"],
        (Percent1 | Percent2, _) => &["24", "24%", "24% (12/50)"],
        (P, _) => &["0.04", "<0.001"],
        (Estimate, _) => &["0.75", "0.75 (95% CI 0.60 to 0.94)", "0.75 (SE 0.12)"],
        (Lower | Lower1 | Lower2 | Lq1 | Lq2 | Min1 | Min2, _) => &["4.0", "4.0 to 6.4", "4.0; 6.4"],
        (Time1 | Time2, _) => &["1234", "1234.5"],
        _ => &["12", "0.35"],
    };
    let quoted: Vec<String> = examples.iter().map(|example| format!("“{example}”")).collect();
    let text = quoted.join(", ");
    if decimal == Decimal::Comma { with_comma(&text) } else { text }
}

/// The points between digits as commas.
fn with_comma(text: &str) -> String {
    text.replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cell::{self, Content};
    use crate::table::header::Rank;

    #[test]
    fn what_is_given_as_an_example_is_read() {
        for &field in Field::ALL.iter().filter(|field| !field.is_text()) {
            for spread in [Spread::Unsaid, Spread::Sd, Spread::Se, Spread::Ci, Spread::Iqr] {
                for decimal in [Decimal::Point, Decimal::Comma] {
                    let reading = Reading { field, spread, rank: Rank::Words };
                    for example in examples(reading, decimal).split("”, “") {
                        let example = example.trim_matches(['“', '”']);
                        let level = Default::default();
                        let mut found = Vec::new();
                        let content = match cell::read(example, reading, decimal, &mut found) {
                            Content::Unreadable | Content::NoSpread => {
                                cell::printed::read(example, reading, level, decimal, &mut found)
                            }
                            content => content,
                        };
                        assert!(!found.is_empty(), "{field:?} {spread:?} {decimal:?} {example}: {content:?}");
                    }
                }
            }
        }
    }
}
