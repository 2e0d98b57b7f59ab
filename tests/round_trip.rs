//! What is exported pastes back to the same rows, for any table of rows. The HTML export is read by a browser, so that its
//! round trip stands among the page's tests.
#![cfg(all(not(target_arch = "wasm32"), feature = "complete"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use effect_size::export;
use effect_size::table::grid::{Grid, Separator, write};
use effect_size::table::{Batch, BatchOptions, Row};
use effect_size::{Field, batch};
use proptest::prelude::*;

/// The columns of each design, as a reviewer fills them.
const DESIGNS: &[&[Field]] = {
    use Field::*;
    &[
        &[Events1, N1, Events2, N2],
        &[Mean1, Sd1, N1, Mean2, Sd2, N2],
        &[Events1, Time1, Events2, Time2],
        &[Mean1, Se1, N1, Mean2, Se2, N2],
        &[Mean1, Lower1, Upper1, N1, Mean2, Lower2, Upper2, N2],
        &[Median1, Lq1, Uq1, N1, Median2, Lq2, Uq2, N2],
        &[Percent1, N1, Percent2, N2],
        &[Estimate, Lower, Upper, Measure],
        &[Oe, V],
        &[Mean1, N1, Mean2, N2, P],
    ]
};

/// A number as a paper prints it, and now and then what stands in its place.
fn cell(field: Field) -> BoxedStrategy<String> {
    use Field::*;
    let whole = (0u32..400).prop_map(|number| number.to_string());
    let decimal = (-500i32..5000, 0usize..4).prop_map(|(number, places)| {
        let digits = format!("{:0width$}", number.abs(), width = places + 1);
        let (before, after) = digits.split_at(digits.len() - places);
        format!("{}{before}{}{after}", if number < 0 { "-" } else { "" }, if places > 0 { "." } else { "" })
    });
    let odd = proptest::sample::select(vec!["", "NR", "n.r.", "–", "1O", "about 5", "1,204", "\u{2212}0.3"]);
    let odd = odd.prop_map(str::to_owned);
    match field {
        Measure => {
            proptest::sample::select(vec!["OR", "RR", "HR", "MD", "GIV", "", "XYZ"]).prop_map(str::to_owned).boxed()
        }
        P => proptest::sample::select(vec!["0.04", "<0.001", "p = .04", "NS", ""]).prop_map(str::to_owned).boxed(),
        Events1 | Events2 | N1 | N2 => prop_oneof![12 => whole, 1 => odd].boxed(),
        _ => prop_oneof![12 => decimal, 1 => odd].boxed(),
    }
}

/// A study's name: letters of any script, and what other software takes for a separator, a quotation or a formula.
fn name() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Adams",
        "1999",
        "Müller",
        "O'Neill",
        "de la Cruz",
        "\u{97D3}",
        "a;b",
        "a, b",
        "\"BRO\"",
        "=SUM",
        "@x",
        "a|b",
        "(2)",
        "<b>",
        "&amp;",
        "10%",
        "*",
        "_",
        "~",
        "`",
        "\\",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 1..4).prop_map(|words| words.join(" "))
}

fn table() -> impl Strategy<Value = String> {
    proptest::sample::select(DESIGNS).prop_flat_map(|fields| {
        let cells: Vec<BoxedStrategy<String>> = fields.iter().map(|&field| cell(field)).collect();
        let outcome = proptest::sample::select(vec!["", "death", "pain, VAS"]);
        proptest::collection::vec((name(), outcome, cells), 1..6).prop_map(move |rows| {
            let mut header = vec!["study".to_owned(), "outcome".to_owned()];
            header.extend(fields.iter().map(|field| field.name().to_owned()));
            let lines = rows.into_iter().enumerate().map(|(i, (name, outcome, cells))| {
                let mut line = vec![format!("{name} {i}"), outcome.to_owned()];
                line.extend(cells);
                line
            });
            write(Separator::Tab, std::iter::once(header).chain(lines))
        })
    })
}

/// What a row is, to the last bit of its numbers.
fn what_it_is(row: &Row) -> impl PartialEq + std::fmt::Debug + use<> {
    let numbers = row
        .estimate
        .as_ref()
        .map(|estimate| [estimate.point, estimate.lower, estimate.upper, estimate.p.unwrap_or(-1.0)].map(f64::to_bits));
    let codes: Vec<_> = row.problems.iter().map(|problem| (problem.code, problem.field)).collect();
    // thousands are grouped or not
    let given = row.as_given.as_ref().map(|given| (given.text.replace(',', ""), given.reason));
    (row.study.clone(), row.outcome.clone(), row.measure, row.status, numbers, given, codes)
}

fn same_rows(first: &Batch, again: &Batch, text: &str) -> Result<(), TestCaseError> {
    let all = |table: &Batch| table.rows.iter().map(what_it_is).collect::<Vec<_>>();
    prop_assert_eq!(all(first), all(again), "{}", text);
    Ok(())
}

/// The same rows, with numbers that a format writes as they are computed and not as they are printed.
fn nearly_same_rows(first: &[&Row], again: &Batch, text: &str) -> Result<(), TestCaseError> {
    let name = |row: &Row| (row.study.clone(), row.outcome.clone(), row.measure, row.status);
    let names = |rows: &mut dyn Iterator<Item = &Row>| rows.map(name).collect::<Vec<_>>();
    prop_assert_eq!(names(&mut first.iter().copied()), names(&mut again.rows.iter()), "{}", text);
    for (one, other) in first.iter().zip(&again.rows) {
        let Some((one, other)) = one.estimate.as_ref().zip(other.estimate.as_ref()) else { continue };
        for (a, b) in [(one.point, other.point), (one.lower, other.lower), (one.upper, other.upper)] {
            prop_assert!(a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()), "{} and {} in {}", a, b, text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn csv_pastes_back(text in table()) {
        let first = batch(&text, &BatchOptions::default());
        let exported = export::csv::csv(&first);
        same_rows(&first, &batch(&exported, &BatchOptions::default()), &exported)?;
    }

    #[test]
    fn markdown_pastes_back(text in table()) {
        let first = batch(&text, &BatchOptions::default());
        let exported = export::markdown::markdown(&first);
        same_rows(&first, &batch(&exported, &BatchOptions::default()), &exported)?;
    }

    #[test]
    fn revman_pastes_back(text in table()) {
        let first = batch(&text, &BatchOptions::default());
        let exported = export::revman::revman(&first);
        // RevMan has no place for rows without an estimate, nor for what it has no type of
        let taken = Grid::read(&exported).lines.len() - 1;
        prop_assume!(taken > 0);
        let again = batch(&exported, &BatchOptions::default());
        let rows: Vec<&Row> =
            first.rows.iter().filter(|row| again.rows.iter().any(|back| back.study == row.study)).collect();
        prop_assert_eq!(rows.len(), taken, "{}", &exported);
        nearly_same_rows(&rows, &again, &exported)?;
    }
}
