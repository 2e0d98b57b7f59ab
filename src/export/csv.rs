//! The results as CSV: what was typed, under the names that paste back, then what was computed, unrounded.

use crate::absolute::{Absolute, Comparator};
use crate::field::Field;
use crate::measure::Estimate;
use crate::number;
use crate::problem::{NoticeCode, Param, ProblemCode};
use crate::recover::Route;
use crate::table::cell::{self, Quantity};
use crate::table::grid::{Separator, write};
use crate::table::{Batch, Row, Status};

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
    let fields = fields_in_use(batch);
    let mut header = vec!["study".to_owned()];
    header.extend(fields.iter().map(|field| field.name().to_owned()));
    header.extend(RESULTS.map(str::to_owned));
    let absolute = batch.rows.iter().any(|row| row.absolute.is_some());
    if absolute {
        header.extend(ABSOLUTE.map(str::to_owned));
    }
    let lines = batch.rows.iter().map(|row| line(row, &fields, absolute));
    write(Separator::Comma, std::iter::once(header).chain(lines))
}

/// The fields that any row fills, in the order of the vocabulary, with the measure used.
fn fields_in_use(batch: &Batch) -> Vec<Field> {
    let typed = |field: Field| batch.rows.iter().any(|row| !text_of(row, field).is_empty());
    Field::ALL.iter().copied().filter(|&field| field != Field::Study && typed(field)).collect()
}

fn text_of(row: &Row, field: Field) -> String {
    let typed = || row.cells.iter().find(|cell| cell.field == Some(field)).map_or("", |cell| cell.text.as_str());
    let unknown = || row.problems.iter().any(|problem| problem.code == ProblemCode::UnknownMeasure);
    match field {
        Field::Measure if !unknown() => row.measure.unwrap_or("").to_owned(),
        _ if field.is_text() => typed().to_owned(),
        // a compound cell comes apart, so that nothing is left to be read into its bracket
        _ => match row.quantities.iter().find(|quantity| quantity.field == field) {
            Some(quantity) => number_text(quantity),
            None if cell::is_missing(typed()) => String::new(),
            None => typed().to_owned(),
        },
    }
}

/// The number as any table with a decimal point has it: as printed where that is so, `4.0`. A P value keeps its sign.
fn number_text(quantity: &Quantity) -> String {
    let Quantity { field, value, text } = quantity;
    let pointed = text.replace(',', ".");
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let plain = pointed.chars().all(is_plain) && number::parse(&pointed, number::Decimal::Point) == Some(*value);
    if plain || *field == Field::P { pointed } else { number::shortest(*value) }
}

/// The problems of a row by their codes, each with the header it is about.
fn problems_of(row: &Row) -> String {
    let mut out = String::new();
    for problem in &row.problems {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(problem.code.name());
        let about = problem.params.iter().find(|(name, _)| matches!(*name, "header" | "needed" | "headers"));
        if let Some((_, Param::Text(header))) = about {
            for part in [" (", header.as_str(), ")"] {
                out.push_str(part);
            }
        }
    }
    out
}

/// Each number that the paper does not print, with its route: `sd1 = 3.885 (confidence-interval: √74 × ...; source)`.
fn recovered(row: &Row) -> String {
    let told = row.recovered.iter().map(|found| {
        let source = found.source.map(|source| format!("; {source}")).unwrap_or_default();
        // a change is no final value
        let of = if found.route == Route::Baseline { "change in " } else { "" };
        let name = found.field.name();
        format!("{of}{name} = {} ({}: {}{source})", found.text, found.route.name(), found.substituted)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The notices of a row by their codes, each with the field it is about. What was recovered has a column of its own.
fn notices_of(row: &Row) -> String {
    let others = row.notices.iter().filter(|notice| notice.code != NoticeCode::Recovered);
    let told = others.map(|notice| match notice.field {
        Some(field) => format!("{} ({})", notice.code.name(), field.name()),
        None => notice.code.name().to_owned(),
    });
    told.collect::<Vec<_>>().join("; ")
}

fn line(row: &Row, fields: &[Field], absolute: bool) -> Vec<String> {
    let mut cells = vec![harmless(&row.study)];
    cells.extend(fields.iter().map(|&field| harmless(&text_of(row, field))));
    let write = |number: fn(&Estimate) -> Option<f64>| {
        row.estimate.as_ref().and_then(number).map(number::shortest).unwrap_or_default()
    };
    cells.extend([
        write(|estimate| Some(estimate.point)),
        write(|estimate| Some(estimate.lower)),
        write(|estimate| Some(estimate.upper)),
        write(|estimate| estimate.p),
        row.estimate.as_ref().map(|estimate| estimate.interval.name().to_owned()).unwrap_or_default(),
        write(|estimate| Some(estimate.level)),
        match row.status {
            Status::Estimated => "estimated".to_owned(),
            Status::AsGiven => "reported as given".to_owned(),
            Status::Problem => "problem".to_owned(),
        },
        row.as_given
            .as_ref()
            .map(|given| harmless(&format!("{} ({})", given.text, given.reason.name())))
            .unwrap_or_default(),
        recovered(row),
        notices_of(row),
        problems_of(row),
    ]);
    if absolute {
        cells.extend(row.absolute.as_ref().map_or_else(Default::default, absolute_of));
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

/// The text as a spreadsheet shows it rather than runs it, whatever separates its cells. Numbers keep their sign.
fn harmless(text: &str) -> String {
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
    use crate::table::{BatchOptions, batch};

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("-1+2"), "'-1+2");
        assert_eq!(harmless("-1.8"), "-1.8");
        assert_eq!(harmless("x;=1+1"), "x;'=1+1");
        assert_eq!(harmless("x; \t@y;'=1"), "x; \t'@y;'=1");
        assert_eq!(harmless("\t=1"), "\t'=1");
    }

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
