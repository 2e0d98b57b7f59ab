//! A pasted table to rows, each estimated, reported as given, or with a problem that names the cell.

pub mod cell;
pub mod grid;
pub mod header;
pub mod summary;

use crate::export::sentence::{Shown, shown};
use crate::field::{Field, Reported};
use crate::forest::{self, Axis, Drawn, Mark};
use crate::measure::{Estimate, MEASURES, Measure, Options, Request, compute};
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use cell::{Content, Quantity};
use grid::{Grid, Separator};
use header::{Reading, Spread};
use serde::Serialize;

/// How a table is to be read.
#[derive(Clone, Debug, Default)]
pub struct BatchOptions {
    /// The measure for every row whose numbers suit it; `None` leaves it to the `measure` column, then to the numbers.
    pub measure: Option<&'static Measure>,
    /// The choices for every row.
    pub options: Options,
    /// Columns (0 is the first) whose role the reader has set; `None` sets a column aside.
    pub columns: Vec<(usize, Option<Field>)>,
}

/// A table as understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Batch {
    /// The one measure of all rows; `None` where a table mixes them.
    pub measure: Option<&'static str>,
    /// What separated the cells.
    pub separator: Separator,
    /// The decimal mark.
    pub decimal: Decimal,
    /// The confidence level as a proportion.
    pub level: f64,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order pasted.
    pub rows: Vec<Row>,
    /// Runs of neighbouring rows with one measure.
    pub groups: Vec<Group>,
    /// What is wrong with the table as a whole.
    pub problems: Vec<Problem>,
    /// What should be known about the table as a whole.
    pub notices: Vec<Notice>,
}

/// A column as understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its place, 0 for the first.
    pub index: usize,
    /// Its header as pasted.
    pub header: String,
    /// The field it holds; `None` where it is not used.
    pub field: Option<Field>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It has an estimate.
    Estimated,
    /// Its numbers are sound but have no estimate; they are reported as given.
    AsGiven,
    /// A cell needs attention.
    Problem,
}

/// A row that is reported as given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AsGiven {
    /// Both groups as the paper prints them.
    pub text: String,
    /// Why there is no estimate.
    pub reason: ProblemCode,
}

/// A row as understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its number, 1 for the first row under the header.
    pub row: usize,
    /// The study's label.
    pub study: String,
    /// The outcome's label.
    pub outcome: Option<String>,
    /// A note kept with the row.
    pub note: Option<String>,
    /// Where the numbers were printed.
    pub source: Option<String>,
    /// Id of the measure.
    pub measure: Option<&'static str>,
    /// What became of it.
    pub status: Status,
    /// Both groups in a few words, `19/50` or `mean 4.0, n 65`; empty where nothing was read.
    pub arms: [String; 2],
    /// The estimate.
    pub estimate: Option<Estimate>,
    /// The estimate as shown.
    pub display: Option<Shown>,
    /// The mark in the forest plot.
    pub graphic: Option<Mark>,
    /// The numbers as given.
    pub as_given: Option<AsGiven>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What should be known.
    pub notices: Vec<Notice>,
    /// The cells as typed.
    pub cells: Vec<Cell>,
    /// The quantities read from the cells.
    #[serde(skip)]
    pub quantities: Vec<Quantity>,
}

/// A cell as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its column.
    pub column: usize,
    /// The field of its column.
    pub field: Option<Field>,
    /// Its text.
    pub text: String,
}

/// Neighbouring rows with one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Id of the measure.
    pub measure: Option<&'static str>,
    /// The rows, as places in [`Batch::rows`].
    pub rows: Vec<usize>,
    /// The axis they share with every other row of the measure.
    pub axis: Option<Axis>,
}

/// Reads a table with a header and computes every row.
///
/// Rows go on whatever happens to their neighbours, and stay in the order pasted.
///
/// ```
/// use effect_size::{batch, table::BatchOptions};
/// let table = batch("study;events1;n1;events2;n2\nStalberg 2008;19;50;7;50", &BatchOptions::default());
/// assert_eq!(table.rows[0].display.as_ref().map(|shown| shown.effect.as_str()), Some("3.76"));
/// ```
pub fn batch(text: &str, wanted: &BatchOptions) -> Batch {
    let grid = Grid::read(text);
    let mut table = Batch {
        measure: None,
        separator: grid.separator,
        decimal: Decimal::Point,
        level: wanted.options.level.value(),
        columns: Vec::new(),
        rows: Vec::new(),
        groups: Vec::new(),
        problems: Vec::new(),
        notices: Vec::new(),
    };
    if grid.quote_not_closed {
        table.notices.push(Notice::new(NoticeCode::QuoteNotClosed));
    }
    let Some((headers, lines)) = grid.lines.split_first() else {
        table.problems.push(Problem::new(ProblemCode::EmptyText));
        return table;
    };
    let readings = read_columns(headers, lines, wanted, &mut table);
    if !readings.iter().flatten().any(|reading| !reading.field.is_text()) {
        table.problems.push(Problem::new(ProblemCode::NoHeader).with("text", headers.join(" | ").as_str()));
        return table;
    }
    let columns = Columns { headers, readings: &readings, decimal: table.decimal };
    table.rows = lines.iter().enumerate().map(|(i, cells)| columns.row(i + 1, cells, wanted)).collect();
    table.measure = one_measure(&table.rows);
    table.groups = plot(&mut table.rows);
    table
}

/// Decides the role of each column and the decimal mark, and says what is left out.
fn read_columns(
    headers: &[String],
    lines: &[Vec<String>],
    wanted: &BatchOptions,
    table: &mut Batch,
) -> Vec<Option<Reading>> {
    let cells_of = |column: usize| lines.iter().filter_map(move |cells| cells.get(column)).map(String::as_str);
    let compound = |column: usize| {
        let filled = || cells_of(column).filter(|text| !cell::is_missing(text));
        let decimal = number::decide_decimal(filled());
        let fields = || filled().map(|text| cell::compound_field(text, decimal));
        let field = fields().flatten().next()?;
        // most cells settle it; the odd one out is then a cell to check, not a column to ignore
        let alike = fields().filter(|other| *other == Some(field)).count();
        (2 * alike > filled().count()).then_some(field)
    };
    let header::Headers { mut readings, by_order } = header::read(headers, compound);
    for &(column, field) in &wanted.columns {
        if let Some(reading) = readings.get_mut(column) {
            *reading = field.map(|field| Reading { field, spread: Spread::Unsaid });
        }
    }
    let header_of = |column: usize| headers.get(column).map_or("", String::as_str);
    let place = |column: usize| (column + 1) as f64;
    let mut taken = [None; Field::ALL.len()];
    for column in 0..readings.len() {
        let Some(reading) = readings[column] else {
            continue;
        };
        let Some(first) = taken[reading.field as usize] else {
            taken[reading.field as usize] = Some(column);
            continue;
        };
        let problem = Problem::new(ProblemCode::ColumnTwice).about(reading.field).with("column", place(column));
        let problem = problem.with("otherColumn", place(first)).with("header", header_of(column));
        table.problems.push(problem.with("other", header_of(first)));
        readings[column] = None;
    }
    let told = |column: usize| wanted.columns.iter().any(|(set, _)| *set == column);
    if let Some((first, second)) = by_order.filter(|&(first, second)| !told(first) && !told(second)) {
        let notice = Notice::new(NoticeCode::ArmsByOrder);
        let notice = match header_of(first) == header_of(second) {
            true => notice.with("rule", "places").with("first", place(first)).with("second", place(second)),
            false => notice.with("rule", "names").with("first", header_of(first)).with("second", header_of(second)),
        };
        table.notices.push(notice);
    }
    let quantity_cells = (0..readings.len())
        .filter(|&column| readings[column].is_some_and(|reading| !reading.field.is_text()))
        .flat_map(cells_of);
    table.decimal = number::decide_decimal(quantity_cells);
    for (index, reading) in readings.iter().enumerate() {
        let header = header_of(index).to_owned();
        if reading.is_none() && !header.is_empty() {
            table.notices.push(Notice::new(NoticeCode::ColumnIgnored).with("header", header.as_str()));
        }
        table.columns.push(Column { index, header, field: reading.map(|reading| reading.field) });
    }
    readings
}

/// The columns of a table while its rows are read.
struct Columns<'a> {
    headers: &'a [String],
    readings: &'a [Option<Reading>],
    decimal: Decimal,
}

/// A row's cells, read but not computed.
#[derive(Default)]
struct ReadRow {
    labels: Vec<(Field, String)>,
    quantities: Vec<Quantity>,
    unreadable: Vec<Problem>,
    notices: Vec<Notice>,
    cells: Vec<Cell>,
}

impl ReadRow {
    fn label(&self, field: Field) -> Option<String> {
        self.labels.iter().find(|(f, text)| *f == field && !text.is_empty()).map(|(_, text)| text.clone())
    }

    /// Later cells give way to earlier ones, and companions in compound cells to a column of their own.
    fn take(&mut self, quantities: Vec<Quantity>, own: Field) {
        for quantity in quantities {
            match self.quantities.iter_mut().find(|known| known.field == quantity.field) {
                Some(known) if quantity.field == own => *known = quantity,
                Some(_) => {}
                None => self.quantities.push(quantity),
            }
        }
    }

    fn reported(&self) -> Reported {
        let mut reported = Reported::new();
        for quantity in &self.quantities {
            reported.set(quantity.field, quantity.value);
        }
        reported
    }

    /// What the row sets out to report, unreadable cells included: this is what tells the measure.
    fn attempted(&self) -> Reported {
        let mut reported = self.reported();
        for field in self.unreadable.iter().filter_map(|problem| problem.field) {
            reported.set(field, 0.0);
        }
        reported
    }
}

impl Columns<'_> {
    fn row(&self, number: usize, cells: &[String], wanted: &BatchOptions) -> Row {
        let read = self.read(cells);
        let (measure, mut problems, notices) = choose_measure(&read, wanted);
        let extra = cells.iter().skip(self.headers.len()).any(|cell| !cell.is_empty());
        if extra {
            let problem = Problem::new(ProblemCode::TooManyCells).with("cells", cells.len() as f64);
            problems.push(problem.with("columns", self.headers.len() as f64));
        }
        let mut row = Row {
            row: number,
            study: read.label(Field::Study).unwrap_or_default(),
            outcome: read.label(Field::Outcome),
            note: read.label(Field::Note),
            source: read.label(Field::Source),
            measure: measure.map(|measure| measure.id),
            status: Status::Problem,
            arms: summary::arms(&read.quantities),
            estimate: None,
            display: None,
            graphic: None,
            as_given: None,
            problems: Vec::new(),
            notices: Vec::new(),
            cells: Vec::new(),
            quantities: Vec::new(),
        };
        match self.compute(&read, measure, wanted, problems) {
            Ok(mut estimate) => {
                row.status = Status::Estimated;
                row.display = Some(shown(&estimate));
                row.notices = core::mem::take(&mut estimate.notices);
                row.estimate = Some(estimate);
            }
            Err(problems) => match problems.iter().find(|problem| problem.code.is_not_estimable()) {
                Some(reason) if problems.iter().all(|problem| problem.code.is_not_estimable()) => {
                    row.status = Status::AsGiven;
                    row.as_given = Some(AsGiven { text: summary::as_given(&read.quantities), reason: reason.code });
                }
                _ => row.problems = problems,
            },
        }
        row.notices.extend(notices);
        row.notices.extend(read.notices);
        row.cells = read.cells;
        row.quantities = read.quantities;
        self.name_the_columns(&mut row.problems);
        for problem in &mut row.problems {
            problem.row = Some(number);
        }
        for notice in &mut row.notices {
            notice.row = Some(number);
        }
        row
    }

    fn read(&self, cells: &[String]) -> ReadRow {
        let mut read = ReadRow::default();
        for (column, reading) in self.readings.iter().enumerate() {
            let text = cells.get(column).map_or("", String::as_str);
            read.cells.push(Cell { column, field: reading.map(|reading| reading.field), text: text.to_owned() });
            let Some(reading) = *reading else { continue };
            if reading.field.is_text() {
                read.labels.push((reading.field, text.to_owned()));
                continue;
            }
            match cell::read(text, reading, self.decimal) {
                Content::Missing => {}
                Content::Quantities(quantities) => read.take(quantities, reading.field),
                Content::AssumedSd(quantities) => {
                    let notice = Notice::new(NoticeCode::BracketReadAsSd).about(reading.field);
                    read.notices.push(notice.with("header", self.headers[column].as_str()));
                    read.take(quantities, reading.field);
                }
                Content::Unreadable => {
                    let elsewhere = cell::read(text, reading, self.decimal.other());
                    let problem = match elsewhere {
                        Content::Unreadable => Problem::new(ProblemCode::UnreadableNumber),
                        _ => Problem::new(ProblemCode::OtherDecimalMark).with("mark", self.decimal.mark_text()),
                    };
                    let problem = problem.about(reading.field).with("text", text);
                    read.unreadable.push(problem.with("header", self.headers[column].as_str()));
                }
            }
        }
        read
    }

    fn compute(
        &self,
        read: &ReadRow,
        measure: Option<&'static Measure>,
        wanted: &BatchOptions,
        mut problems: Vec<Problem>,
    ) -> Result<Estimate, Vec<Problem>> {
        let attempted = read.attempted();
        let needed = |field: Field| {
            let also = [Field::NonEvents1, Field::NonEvents2];
            measure.is_none_or(|measure| measure.fields().contains(&field) || also.contains(&field))
        };
        // an unreadable P value or quartile is no obstacle to an estimate that does not use it
        problems.extend(read.unreadable.iter().filter(|problem| problem.field.is_some_and(needed)).cloned());
        let Some(measure) = measure else {
            let comparison = [Field::Estimate, Field::Lower, Field::Upper, Field::P];
            problems.push(Problem::new(match attempted.has_any(&comparison) {
                true => ProblemCode::EstimateOnly,
                false => ProblemCode::RowWithoutNumbers,
            }));
            return Err(problems);
        };
        let request = Request { measure, data: read.reported(), options: wanted.options };
        match compute(&request) {
            Ok(estimate) if problems.is_empty() => Ok(estimate),
            Ok(_) => Err(problems),
            Err(found) => {
                // what is unreadable is not missing as well
                let known: Vec<Field> = problems.iter().filter_map(|problem| problem.field).collect();
                problems.extend(found.into_iter().filter(|p| p.field.is_none_or(|field| !known.contains(&field))));
                Err(problems)
            }
        }
    }

    /// Gives problems about a field the header that a reader sees, or says that the table has no such column.
    fn name_the_columns(&self, problems: &mut Vec<Problem>) {
        for problem in problems.iter_mut() {
            let named = problem.params.iter().any(|(name, _)| *name == "header");
            let Some(field) = problem.field.filter(|_| !named) else { continue };
            match self.readings.iter().position(|reading| reading.is_some_and(|reading| reading.field == field)) {
                Some(column) => problem.params.push(("header", self.headers[column].as_str().into())),
                None if problem.code == ProblemCode::MissingValue => {
                    problem.code = ProblemCode::MissingColumn;
                    problem.params.push(("needed", field.name().into()));
                }
                None => {}
            }
        }
        // what a broken compound cell would have filled has no column of its own, and is not missing as well
        let no_column = |problem: &Problem| problem.code == ProblemCode::MissingColumn;
        if !problems.iter().all(no_column) {
            problems.retain(|problem| !no_column(problem));
        }
    }
}

/// The measure of a row: the reader's choice where it suits the numbers, else the row's own wish, else the default.
fn choose_measure(read: &ReadRow, wanted: &BatchOptions) -> (Option<&'static Measure>, Vec<Problem>, Vec<Notice>) {
    let attempted = read.attempted();
    let suited = Measure::suited_to(&attempted);
    if let Some(chosen) = wanted.measure {
        if chosen.suits(&attempted) {
            return (Some(chosen), Vec::new(), Vec::new());
        }
        if suited.is_some() {
            let (own, problems, mut notices) = own_measure(read, &attempted, suited);
            notices.push(Notice::new(NoticeCode::MeasureNotForRow).with("chosen", chosen.id));
            return (own, problems, notices);
        }
    }
    own_measure(read, &attempted, suited)
}

fn own_measure(
    read: &ReadRow,
    attempted: &Reported,
    suited: Option<&'static Measure>,
) -> (Option<&'static Measure>, Vec<Problem>, Vec<Notice>) {
    let Some(text) = read.label(Field::Measure) else {
        return (suited, Vec::new(), Vec::new());
    };
    match Measure::named(&text) {
        Some(measure) if suited.is_none() || measure.suits(attempted) => (Some(measure), Vec::new(), Vec::new()),
        Some(measure) => {
            (suited, Vec::new(), vec![Notice::new(NoticeCode::MeasureNotForRow).with("chosen", measure.id)])
        }
        None => {
            let problem = Problem::new(ProblemCode::UnknownMeasure).about(Field::Measure);
            (suited, vec![problem.with("text", text.as_str())], Vec::new())
        }
    }
}

/// The measure that all rows with a measure share.
fn one_measure(rows: &[Row]) -> Option<&'static str> {
    let mut measures = rows.iter().filter_map(|row| row.measure);
    let first = measures.next()?;
    measures.all(|measure| measure == first).then_some(first)
}

/// Draws each measure's rows on one axis, and groups neighbours with one measure.
fn plot(rows: &mut [Row]) -> Vec<Group> {
    let mut axes: Vec<(&'static str, Axis)> = Vec::new();
    for &&Measure { id, scale, .. } in MEASURES {
        let estimated: Vec<usize> =
            (0..rows.len()).filter(|&i| rows[i].measure == Some(id) && rows[i].estimate.is_some()).collect();
        let drawn: Vec<Drawn> = estimated
            .iter()
            .filter_map(|&i| rows[i].estimate.as_ref())
            .map(|estimate| {
                let analysis = estimate.analysis;
                // an exact interval without a standard error is as precise as it is wide
                let se = analysis.se.unwrap_or((analysis.upper - analysis.lower) / 4.0);
                Drawn { point: analysis.point, se, lower: analysis.lower, upper: analysis.upper }
            })
            .collect();
        if let Some((axis, marks)) = forest::plot(scale, &drawn) {
            for (&i, mark) in estimated.iter().zip(marks) {
                rows[i].graphic = Some(mark);
            }
            axes.push((id, axis));
        }
    }
    let axis_of =
        |measure: Option<&str>| axes.iter().find(|(id, _)| Some(*id) == measure).map(|(_, axis)| axis.clone());
    let mut groups: Vec<Group> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        match groups.last_mut() {
            // a row without a measure of its own stays with its neighbours
            Some(group) if group.measure == row.measure || row.measure.is_none() => group.rows.push(i),
            _ => groups.push(Group { measure: row.measure, rows: vec![i], axis: axis_of(row.measure) }),
        }
    }
    groups
}
