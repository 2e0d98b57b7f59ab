//! The table that is handed over: what was typed, under the names that paste back, in one row a study.

use super::formula::disarmed;
use super::sentence;
use crate::field::{Field, Reported};
use crate::number;
use crate::problem::{NoticeCode, Param, ProblemCode};
use crate::recover::Route;
use crate::table::cell::Quantity;
use crate::table::{Batch, Cell, CellState, Row, Status};

/// The level of printed intervals that needs no mention, 95 %.
const USUAL_LEVEL: f64 = 0.95;

/// The headers of the typed columns: the names of the fields, and where the paper prints intervals of another level than
/// 95 %, those with it.
pub fn headers(batch: &Batch, fields: &[Field]) -> Vec<String> {
    let level = batch.printed_level.value();
    let said = |field: &Field| match field.name().strip_prefix("lower").or(field.name().strip_prefix("upper")) {
        Some(arm) if level != USUAL_LEVEL => {
            let end = &field.name()[..5];
            format!("{} CI {end} {arm}", sentence::level_text(level)).trim_end().to_owned()
        }
        _ => field.name().to_owned(),
    };
    fields.iter().map(said).collect()
}

/// The table for reading: what was typed, then the results rounded, disarmed for spreadsheets. It pastes back as the
/// unrounded one does.
pub fn shown(batch: &Batch) -> Vec<Vec<String>> {
    let fields = fields_in_use(batch);
    let given = batch.rows.iter().any(|row| row.as_given.is_some());
    let troubled = batch.rows.iter().any(|row| !row.problems.is_empty());
    let mut head = vec!["study".to_owned()];
    head.extend(headers(batch, &fields));
    head.extend(
        ["effect", "ci_lower", "ci_upper", "p_value", "interval_method", "confidence_level"].map(str::to_owned),
    );
    head.extend(given.then(|| "as_given".to_owned()));
    head.extend(troubled.then(|| "problems".to_owned()));
    let line = |row: &Row| {
        let mut cells = vec![row.study.clone()];
        let typed = Typed::of(row);
        cells.extend(fields.iter().map(|&field| typed.text(field)));
        match row.display().zip(row.estimate.as_ref()) {
            Some((display, estimate)) => {
                // a number needed to treat may run through infinity, between its ends
                let (lower, rest) = display.interval.split_once(" to ").unwrap_or((&display.interval, ""));
                let upper = rest.rsplit_once(" to ").map_or(rest, |(_, upper)| upper);
                cells.extend([display.effect.as_str(), lower, upper, &display.p].map(str::to_owned));
                cells.extend([estimate.interval.name().to_owned(), sentence::level_text(estimate.level)]);
            }
            None => cells.extend(vec![String::new(); 6]),
        }
        cells.extend(given.then(|| as_given_of(row)));
        cells.extend(troubled.then(|| problems_of(row)));
        cells.iter().map(|cell| disarmed(cell)).collect()
    };
    std::iter::once(head).chain(batch.rows.iter().map(line)).collect()
}

/// The quantities that were read from a row's cells.
pub fn reported(row: &Row) -> Reported {
    let mut reported = Reported::new();
    for quantity in &row.quantities() {
        reported.set(quantity.field, quantity.value);
    }
    reported
}

/// The fields that any row fills, in the order of the vocabulary, with the measure used. A column of quantities stays where
/// no row fills it: a value is then missing, not its column.
pub fn fields_in_use(batch: &Batch) -> Vec<Field> {
    let column = |field: Field| !field.is_text() && batch.columns.iter().any(|column| column.field == Some(field));
    let mut open: Vec<Field> = Field::ALL.iter().copied().filter(|&field| !column(field)).collect();
    for row in &batch.rows {
        let typed = Typed::of(row);
        open.retain(|&field| typed.text(field).is_empty());
    }
    Field::ALL.iter().copied().filter(|field| *field != Field::Study && !open.contains(field)).collect()
}

/// A row with what was typed into it.
pub struct Typed<'a> {
    row: &'a Row,
    cells: Vec<Cell>,
    quantities: Vec<Quantity>,
}

impl Typed<'_> {
    pub fn of(row: &Row) -> Typed<'_> {
        Typed { row, cells: row.cells(), quantities: row.quantities() }
    }

    pub fn text(&self, field: Field) -> String {
        let row = self.row;
        let cell = || self.cells.iter().find(|cell| cell.field == Some(field));
        let typed = || cell().map_or("", |cell| cell.text.as_str());
        let unknown = || row.problems.iter().any(|problem| problem.code == ProblemCode::UnknownMeasure);
        match field {
            Field::Measure if !unknown() => row.measure.unwrap_or("").to_owned(),
            // a subtitle of the table may tell it, or a line above
            Field::Outcome => row.outcome.as_deref().unwrap_or_default().to_owned(),
            _ if field.is_text() => typed().to_owned(),
            // a compound cell comes apart, so that nothing is left to be read into its bracket
            _ => match self.quantities.iter().find(|quantity| quantity.field == field) {
                Some(quantity) => number_text(quantity),
                // what is not reported is told from what was left empty, in the word that statistics software has for it
                None if cell().is_some_and(|cell| cell.state == CellState::Missing && !cell.text.is_empty()) => {
                    "NA".to_owned()
                }
                None => typed().to_owned(),
            },
        }
    }
}

/// The number as any table with a decimal point has it: as printed where that is so, `4.0`. A P value keeps its sign.
pub fn number_text(quantity: &Quantity) -> String {
    let Quantity { field, value, text } = quantity;
    let pointed = text.replace(',', ".");
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let plain = pointed.chars().all(is_plain) && number::parse(&pointed, number::Decimal::Point) == Some(*value);
    if plain || *field == Field::P { pointed } else { number::shortest(*value) }
}

/// The problems of a row by their codes, each with the header it is about.
pub fn problems_of(row: &Row) -> String {
    let mut out = String::new();
    for problem in &row.problems {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(problem.code.name());
        let about = problem.params.iter().find(|(name, _)| matches!(*name, "header" | "needed" | "headers"));
        if let Some((_, Param::Text(header))) = about {
            for part in [" (", header, ")"] {
                out.push_str(part);
            }
        }
    }
    out
}

/// Each number that the paper does not print, with its route: `sd1 = 3.885 (confidence-interval: √74 × ...; source)`.
pub fn recovered(row: &Row) -> String {
    let told = row.recovered().into_iter().map(|found| {
        let source = found.source.map(|source| format!("; {source}")).unwrap_or_default();
        // a change is no final value
        let of = if found.route == Route::Baseline { "change in " } else { "" };
        let name = found.field.name();
        format!("{of}{name} = {} ({}: {}{source})", found.text, found.route.name(), found.substituted)
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The notices of a row by their codes, each with the field it is about. What was recovered has a column of its own.
pub fn notices_of(row: &Row) -> String {
    let others = row.notices.iter().filter(|notice| notice.code != NoticeCode::Recovered);
    let told = others.map(|notice| match notice.field {
        Some(field) => format!("{} ({})", notice.code.name(), field.name()),
        None => notice.code.name().to_owned(),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What became of a row, in words.
pub fn status_of(row: &Row) -> &'static str {
    match row.status {
        Status::Estimated => "estimated",
        Status::AsGiven => "reported as given",
        Status::Problem => "problem",
    }
}

/// The row as given with the reason, or nothing.
pub fn as_given_of(row: &Row) -> String {
    let given = row.as_given.as_ref();
    given.map(|given| format!("{} ({})", given.text, given.reason.name())).unwrap_or_default()
}
