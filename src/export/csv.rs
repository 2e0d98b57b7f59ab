//! The results as CSV: what was typed, under the names that paste back, then what was computed, unrounded.

use super::Format;
use super::formula::disarmed;
use super::typed;
use crate::absolute::{Absolute, Comparator};
use crate::field::Field;
use crate::measure::Estimate;
use crate::number;
use crate::table::grid::{Separator, write};
use crate::table::{Batch, Row};

/// The format.
pub const FORMAT: Format = Format { name: "csv", write: |analysed| csv(analysed.batch) };

/// Columns after the typed ones.
const RESULTS: [&str; 11] = [
    "effect",
    "ci_lower",
    "ci_upper",
    "p_value",
    "interval_method",
    "confidence_level",
    "status",
    "as_given",
    "recovered",
    "notices",
    "problems",
];

/// Columns of absolute effects, which only a table has for which a comparator is assumed.
const ABSOLUTE: [&str; 5] = ["comparator_per_1000", "absolute_per_1000", "absolute_lower", "absolute_upper", "nnt"];

/// The table with its results as comma separated text; lines end with `\n`.
///
/// A text that a spreadsheet would run as a formula is written with an apostrophe before it.
pub fn csv(batch: &Batch) -> String {
    let fields = typed::fields_in_use(batch);
    let mut header = vec!["study".to_owned()];
    header.extend(typed::headers(batch, &fields));
    header.extend(RESULTS.map(str::to_owned));
    let absolute = batch.rows.iter().any(|row| row.absolute.is_some());
    if absolute {
        header.extend(ABSOLUTE.map(str::to_owned));
    }
    let lines = batch.rows.iter().map(|row| line(row, &fields, absolute));
    write(Separator::Comma, std::iter::once(header).chain(lines))
}

fn line(row: &Row, fields: &[Field], absolute: bool) -> Vec<String> {
    let mut cells = vec![disarmed(&row.study)];
    let typed = typed::Typed::of(row);
    cells.extend(fields.iter().map(|&field| disarmed(&typed.text(field))));
    let write = |number: fn(&Estimate) -> Option<f64>| {
        row.estimate.as_deref().and_then(number).map(number::shortest).unwrap_or_default()
    };
    cells.extend([
        write(|estimate| Some(estimate.point)),
        write(|estimate| Some(estimate.lower)),
        write(|estimate| Some(estimate.upper)),
        write(|estimate| estimate.p),
        row.estimate.as_ref().map(|estimate| estimate.interval.name().to_owned()).unwrap_or_default(),
        write(|estimate| Some(estimate.level)),
        typed::status_of(row).to_owned(),
        disarmed(&typed::as_given_of(row)),
        typed::recovered(row),
        typed::notices_of(row),
        typed::problems_of(row),
    ]);
    if absolute {
        cells.extend(row.absolute.as_deref().map_or_else(Default::default, absolute_of));
    }
    cells
}

/// The comparator and the difference per 1000, unrounded, and the number needed to treat as it is written.
fn absolute_of(absolute: &Absolute) -> [String; ABSOLUTE.len()] {
    let (Comparator::Risk(comparator) | Comparator::Rate(comparator)) = absolute.comparator;
    let difference = absolute.difference_per_1000;
    let [comparator, point, lower, upper] =
        [1000.0 * comparator, difference.point, difference.lower, difference.upper].map(number::shortest);
    [comparator, point, lower, upper, absolute.display.nnt.clone().unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{BatchOptions, batch};

    #[test]
    fn absolute_effects_stand_where_they_were_asked_for_and_paste_back() {
        let text = "study,events1,n1,events2,n2\nA,19,50,7,50\nB,0,9,0,8";
        let plain = BatchOptions::default();
        let options = BatchOptions { comparator_risk: Some(0.2), ..BatchOptions::default() };
        let without = csv(&batch(text, &plain));
        assert!(!without.contains("nnt") && !without.contains("per_1000"), "{without}");
        let with = csv(&batch(text, &options));
        let lines: Vec<&str> = with.lines().collect();
        assert!(lines[0].ends_with(",comparator_per_1000,absolute_per_1000,absolute_lower,absolute_upper,nnt"));
        assert!(lines[1].ends_with(",NNTH 4 (NNTH 2 to 17)"), "{with}");
        assert!(lines[2].ends_with(",,,,,"), "{with}");
        let again = batch(&with, &options);
        assert_eq!((again.rows.len(), again.notices.len()), (2, 0), "{:?}", again.notices);
        assert_eq!(csv(&again), with);
    }

    #[test]
    fn writes_what_pastes_back() {
        let options = BatchOptions::default();
        let table = batch("study\tevents1\tn1\tevents2\tn2\n=A, 2008\t19\t50\t7\t50\nB\t0\t9\t0\t8", &options);
        let text = csv(&table);
        let again = batch(&text, &options);
        assert_eq!(again.rows[0].estimate, table.rows[0].estimate);
        assert_eq!(again.rows[1].as_given, table.rows[1].as_given);
        assert!(text.contains("\"'=A, 2008\""), "{text}");
    }
}
