//! The rows of a table on their way to JavaScript.
//!
//! Handed over a property at a time, they would take several times as long as their statistics. So their numbers go as
//! one array, their texts as one text, and `www/rows.js` takes both apart again in the order in which they are put
//! together here. What few rows have goes as JSON.

use crate::field::Field;
use crate::interval::Statistic;
use crate::json;
use crate::measure::{Analysis, Estimate, References};
use crate::problem::{Notice, Problem};
use crate::study::RecoveredNumber;
use crate::table::{AsGiven, Batch, Cell, Row};
use js_sys::{Array, Float64Array};
use serde::{Serialize, Serializer};

/// The table without its rows as JSON; the numbers of the rows, and their texts; and both once more of their cells, which
/// few rows are asked for.
pub fn packed(mut batch: Batch) -> Array {
    let rows = core::mem::take(&mut batch.rows);
    let mut packed = Packed::default();
    for row in &rows {
        packed.row(row);
    }
    let Packed { pieces, names, references } = packed;
    let out = Array::of1(&json::text(&Head { batch: &batch, names, references, told: AllTold(&rows) }).into());
    for Piece { numbers, texts, .. } in pieces {
        out.push(&Float64Array::from(&numbers[..]));
        out.push(&texts.into());
    }
    out
}

/// What is not in the arrays and the texts.
#[derive(Serialize)]
struct Head<'a> {
    batch: &'a Batch,
    names: Vec<&'static str>,
    references: Vec<References>,
    told: AllTold<'a>,
}

/// What is told of the rows, written row by row.
struct AllTold<'a>(&'a [Row]);

impl Serialize for AllTold<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().enumerate().filter_map(|(place, row)| Told::of(place, row)))
    }
}

/// What few rows have.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Told<'a> {
    place: usize,
    recovered: Vec<RecoveredNumber>,
    #[cfg(feature = "complete")]
    absolute: Option<&'a crate::absolute::Absolute>,
    as_given: Option<&'a AsGiven>,
    problems: &'a [Problem],
    notices: &'a [Notice],
}

impl<'a> Told<'a> {
    fn of(place: usize, row: &'a Row) -> Option<Told<'a>> {
        let Row { as_given, problems, notices, .. } = row;
        let nothing = !row.recovers && as_given.is_none() && problems.is_empty() && notices.is_empty();
        #[cfg(feature = "complete")]
        let nothing = nothing && row.absolute.is_none();
        (!nothing).then_some(Told {
            place,
            recovered: row.recovered(),
            #[cfg(feature = "complete")]
            absolute: row.absolute.as_deref(),
            as_given: as_given.as_deref(),
            problems,
            notices,
        })
    }
}

/// A number that may not be there: no number that is there is not a number.
fn known(number: Option<f64>) -> f64 {
    number.unwrap_or(f64::NAN)
}

/// Numbers in the order in which they are wanted, and the texts whose lengths are among them.
#[derive(Default)]
struct Piece {
    numbers: Vec<f64>,
    texts: String,
    /// The length of the texts, as JavaScript counts it.
    length: usize,
}

impl Piece {
    fn number(&mut self, number: f64) {
        self.numbers.push(number);
    }

    fn text(&mut self, text: &str) {
        let length = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.length += length;
        self.number(length as f64);
        self.texts.push_str(text);
    }
}

const ROWS: usize = 0;
const CELLS: usize = 1;

#[derive(Default)]
struct Packed {
    pieces: [Piece; 2],
    /// Names that many rows share, each once; a row has its place, from 1, or 0 for none.
    names: Vec<&'static str>,
    references: Vec<References>,
}

impl Packed {
    fn row(&mut self, row: &Row) {
        self.numbers([row.row as f64]);
        self.pieces[ROWS].text(&row.study);
        for label in [row.outcome.as_deref(), row.note.as_deref(), row.source.as_deref()] {
            match label {
                Some(label) => self.pieces[ROWS].text(label),
                None => self.numbers([-1.0]),
            }
        }
        self.name(ROWS, row.measure);
        self.name(ROWS, Some(row.status.name()));
        for arm in &row.arms() {
            self.pieces[ROWS].text(arm);
        }
        let cells = &self.pieces[CELLS];
        self.numbers([cells.numbers.len() as f64, cells.length as f64]);
        self.cells(&row.cells());
        let (Some(estimate), Some(display)) = (&row.estimate, row.display()) else { return self.numbers([0.0]) };
        self.numbers([1.0]);
        self.estimate(estimate);
        for text in [&display.effect, &display.interval, &display.p, &display.sentence] {
            self.pieces[ROWS].text(text);
        }
        let Some(mark) = row.graphic else { return self.numbers([0.0]) };
        let flags = [mark.clipped_lower, mark.clipped_upper, mark.point_outside].map(|flag| f64::from(u8::from(flag)));
        self.numbers([1.0, mark.point, mark.lower, mark.upper, flags[0], flags[1], flags[2], mark.size]);
    }

    fn cells(&mut self, cells: &[Cell]) {
        self.pieces[CELLS].number(cells.len() as f64);
        for cell in cells {
            self.pieces[CELLS].number(cell.line as f64);
            self.pieces[CELLS].number(cell.column as f64);
            self.name(CELLS, cell.field.map(Field::name));
            self.pieces[CELLS].text(&cell.text);
            #[cfg(not(feature = "complete"))]
            self.name(CELLS, None);
            #[cfg(feature = "complete")]
            {
                self.name(CELLS, Some(cell.state.name()));
                // most cells are one number, whose text stands there already
                let whole = |(field, text): (Field, &str)| Some(field) == cell.field && text == cell.text;
                if cell.quantities().count() == 1 && cell.quantities().all(whole) {
                    self.pieces[CELLS].number(-1.0);
                    continue;
                }
                self.pieces[CELLS].number(cell.quantities().count() as f64);
                for (field, text) in cell.quantities() {
                    self.name(CELLS, Some(field.name()));
                    self.pieces[CELLS].text(text);
                }
            }
        }
    }

    fn estimate(&mut self, estimate: &Estimate) {
        let Analysis { scale, point, se, variance, lower, upper } = estimate.analysis;
        self.name(ROWS, Some(estimate.measure));
        self.name(ROWS, Some(estimate.interval.name()));
        self.numbers([estimate.level]);
        self.name(ROWS, Some(estimate.convention.name()));
        self.numbers([estimate.point, estimate.lower, estimate.upper]);
        self.name(ROWS, Some(scale.name()));
        self.numbers([point, known(se), known(variance), lower, upper]);
        self.name(ROWS, estimate.statistic.map(|statistic| statistic.kind.name()));
        if let Some(Statistic { value, df, .. }) = estimate.statistic {
            self.numbers([value, known(df)]);
        }
        let references = estimate.references;
        let place = self.references.iter().position(|known| *known == references).unwrap_or(self.references.len());
        if place == self.references.len() {
            self.references.push(references);
        }
        self.numbers([known(estimate.p), known(estimate.n), place as f64]);
    }

    /// Numbers of a row.
    fn numbers<const COUNT: usize>(&mut self, numbers: [f64; COUNT]) {
        self.pieces[ROWS].numbers.extend(numbers);
    }

    fn name(&mut self, piece: usize, name: Option<&'static str>) {
        let place = match name {
            Some(name) => match self.names.iter().position(|known| *known == name) {
                Some(place) => place + 1,
                None => {
                    self.names.push(name);
                    self.names.len()
                }
            },
            None => 0,
        };
        self.pieces[piece].number(place as f64);
    }
}
