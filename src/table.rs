//! A pasted table to rows, each estimated, reported as given, or with a problem that names the cell.

pub mod cell;
pub mod grid;
pub mod header;
#[cfg(feature = "complete")]
pub mod shared_control;
pub mod summary;

#[cfg(feature = "complete")]
use crate::absolute::{Absolute, Comparator, Event, absolute_effect};
use crate::export::sentence::{Shown, shown};
use crate::field::{Field, Reported};
use crate::forest::{self, Axis, Drawn, Mark};
use crate::interval::Level;
use crate::measure::{Calculation, Estimate, MEASURES, Measure, Options};
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::question;
use crate::study::{self, Answer, Printed, RecoveredNumber};
use cell::{Content, Quantity};
use grid::{Grid, Separator};
use header::{Rank, Reading};
use serde::Serialize;
#[cfg(feature = "complete")]
use shared_control::SharedControl;

/// How a table is to be read.
#[derive(Clone, Debug, Default)]
pub struct BatchOptions {
    /// The measure for every row whose numbers suit it; `None` leaves it to the `measure` column, then to the numbers.
    pub measure: Option<&'static Measure>,
    /// The choices for every row.
    pub options: Options,
    /// Columns (0 is the first) whose role the reader has set; `None` sets a column aside.
    pub columns: Vec<(usize, Option<Field>)>,
    /// What becomes of a comparator that several rows share.
    #[cfg(feature = "complete")]
    pub shared_control: SharedControl,
    /// The risk, 0 to 1, of people without the intervention, for absolute effects of OR, PETO, RR, RD and HR.
    #[cfg(feature = "complete")]
    pub comparator_risk: Option<f64>,
    /// Their rate, above 0 per unit of person-time, for absolute effects of IRR and IRD.
    #[cfg(feature = "complete")]
    pub comparator_rate: Option<f64>,
    /// Whether the event is wanted.
    #[cfg(feature = "complete")]
    pub event: Event,
}

#[cfg(feature = "complete")]
impl BatchOptions {
    /// What is assumed of the comparator.
    fn comparators(&self) -> impl Iterator<Item = Comparator> {
        let risk = self.comparator_risk.map(Comparator::Risk);
        risk.into_iter().chain(self.comparator_rate.map(Comparator::Rate))
    }

    /// The absolute effect of an estimate at what is assumed of the comparator, where the two go together.
    fn absolute(&self, estimate: &Estimate) -> Option<Absolute> {
        self.comparators().find_map(|comparator| absolute_effect(estimate, comparator, self.event).ok())
    }
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
    /// What the paper does not print and was recovered for the estimate.
    pub recovered: Vec<RecoveredNumber>,
    /// The estimate as shown.
    pub display: Option<Shown>,
    /// The mark in the forest plot.
    pub graphic: Option<Mark>,
    /// The estimate in absolute terms, where a comparator is assumed that suits the measure.
    #[cfg(feature = "complete")]
    pub absolute: Option<Absolute>,
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
    #[cfg_attr(not(feature = "complete"), expect(unused_mut))]
    let mut table = understood(text, wanted);
    // what cannot be assumed is told and not used
    #[cfg(feature = "complete")]
    table.problems.extend(wanted.comparators().filter_map(|comparator| comparator.value().err()));
    table
}

fn understood(text: &str, wanted: &BatchOptions) -> Batch {
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
    if grid.lines.is_empty() {
        table.problems.push(Problem::new(ProblemCode::EmptyText));
        return table;
    }
    let (mut headers, used) = find_headers(&grid.lines);
    // columns with nothing in them at the right
    let width = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    headers.truncate(grid.lines.iter().map(width).max().unwrap_or(0));
    if headers.len() > MOST_COLUMNS {
        let problem = Problem::new(ProblemCode::TooManyColumns);
        table.problems.push(problem.with("columns", headers.len() as f64).with("most", MOST_COLUMNS as f64));
        return table;
    }
    let (heading, lines) = grid.lines.split_at(used);
    let (readings, grouped) = read_columns(&headers, lines, wanted, &mut table);
    if quantities_in(&readings) == 0 {
        let not_separated = heading.iter().any(|cells| {
            let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            matches!(filled[..], [one] if quantities_named(&one.split(' ').map(str::to_owned).collect::<Vec<_>>()) > 1)
        });
        let code = if not_separated { ProblemCode::NotSeparated } else { ProblemCode::NoHeader };
        let text: String = headers.join(" | ").chars().take(LONGEST_QUOTE).collect();
        // two columns that claim one field are no unknown header
        if table.problems.is_empty() {
            table.problems.push(Problem::new(code).with("text", text.as_str()));
        }
        return table;
    }
    let columns = Columns::new(&headers, &readings, &grouped, table.decimal);
    #[cfg(feature = "complete")]
    let columns = Columns { sharers: columns.sharers(lines, wanted), ..columns };
    for (i, cells) in lines.iter().enumerate() {
        // a header repeated on each printed page
        if heading.contains(cells) {
            continue;
        }
        let row = columns.row(i + 1, cells, wanted);
        // the first row is a total of nothing
        if !table.rows.is_empty() && is_total(&row.study) {
            table.notices.push(Notice::new(NoticeCode::TotalRowSetAside).with("text", row.study.as_str()));
            continue;
        }
        table.rows.push(row);
    }
    if table.rows.is_empty() {
        table.problems.push(Problem::new(ProblemCode::NoRows));
    }
    question::ask(&mut table.rows, table.decimal);
    table.measure = one_measure(&table.rows);
    table.groups = plot(&mut table.rows);
    table
}

/// The level of the printed intervals, by the headers; the first build's tables have none.
fn printed_level(#[cfg_attr(not(feature = "complete"), expect(unused_variables))] headers: &[String]) -> Level {
    #[cfg(feature = "complete")]
    return header::level(headers);
    #[cfg(not(feature = "complete"))]
    return Level::default();
}

/// More of a header than this is not quoted.
const LONGEST_QUOTE: usize = 200;
/// More columns than a reviewer's table has.
const MOST_COLUMNS: usize = 1000;
/// Lines above the header that a title may take.
const MOST_TITLES: usize = 3;

#[inline(never)]
fn quantities_in(readings: &[Option<Reading>]) -> usize {
    readings.iter().flatten().filter(|reading| !reading.field.is_text()).count()
}

/// How many columns of quantities the headers name, whatever their cells hold.
fn quantities_named(headers: &[String]) -> usize {
    quantities_in(&header::read(headers, &|_| None).readings)
}

/// The headers, and how many lines they and a title above them take.
///
/// Where the first line only names the groups ("Intervention", "", "Control", ""), its names go before those of the
/// second.
fn find_headers(lines: &[Vec<String>]) -> (Vec<String>, usize) {
    let is_title = |cells: &Vec<String>| cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
    let start = lines.iter().take(MOST_TITLES + 1).position(|cells| !is_title(cells)).unwrap_or(0);
    let first = &lines[start];
    let numbered = |cells: &Vec<String>| cells.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    let second = lines.get(start + 1).filter(|second| !numbered(second));
    if let Some(second) = second.filter(|second| quantities_named(first) == 0 && quantities_named(second) > 1) {
        let mut group = "";
        let joined: Vec<String> = (0..first.len().max(second.len()))
            .map(|column| {
                let at = |line: &'_ [String]| line.get(column).cloned().unwrap_or_default();
                group = first.get(column).filter(|name| !name.is_empty()).map_or(group, String::as_str);
                match at(second) {
                    name if name.is_empty() => at(first),
                    name if group.is_empty() || group == name => name,
                    name => format!("{group} {name}"),
                }
            })
            .collect();
        // a title of several cells names no groups
        let headers = if quantities_named(&joined) > 1 { joined } else { second.clone() };
        return (headers, start + 2);
    }
    (first.clone(), start + 1)
}

/// True for the label of a row that sums up the rows above it: "Total (95% CI)", "Pooled effect".
fn is_total(study: &str) -> bool {
    const TOTALS: &[&str] = &["total", "totals", "subtotal", "overall", "pooled"];
    const BESIDE: &[&str] = &[
        "sub", "95", "ci", "effect", "effects", "estimate", "result", "events", "studies", "all", "random", "fixed",
        "model",
    ];
    let lower = number::lower(study);
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c.is_ascii()).filter(|word| !word.is_empty());
    let mut total = false;
    words.all(|word| {
        total |= header::among(TOTALS, word);
        header::among(TOTALS, word) || header::among(BESIDE, word)
    }) && total
}

/// True for counts, which have no decimals.
#[inline(never)]
fn is_count(field: Field) -> bool {
    use Field::*;
    matches!(field, Events1 | Events2 | N1 | N2 | NonEvents1 | NonEvents2 | N)
}

/// Decides the role of each column and the decimal mark, and says what is left out. The second of what it returns tells
/// the columns in which a mark taken for grouping may be a decimal mark.
fn read_columns(
    headers: &[String],
    lines: &[Vec<String>],
    wanted: &BatchOptions,
    table: &mut Batch,
) -> (Vec<Option<Reading>>, Vec<bool>) {
    let semicolons = table.separator == Separator::Semicolon;
    let compound = |column: usize| {
        let cells = lines.iter().filter_map(|cells| cells.get(column));
        let filled: Vec<&str> = cells.map(String::as_str).filter(|text| !cell::is_missing(text)).collect();
        let decimal = number::decide_decimal(&mut filled.iter().map(|&text| (text, false)), semicolons).decimal;
        let fields = || filled.iter().map(|text| cell::compound_field(text, decimal));
        let field = fields().flatten().next()?;
        // most cells settle it; the odd one out is then a cell to check, not a column to ignore
        let alike = fields().filter(|other| *other == Some(field)).count();
        (2 * alike > filled.len()).then_some(field)
    };
    let header::Headers { mut readings, spreads, by_order } = header::read(headers, &compound);
    let header_of = |column: usize| headers.get(column).map_or("", String::as_str);
    let place = |column: usize| (column + 1) as f64;
    for &(column, field) in &wanted.columns {
        match readings.get_mut(column) {
            Some(reading) => {
                *reading = field.map(|field| Reading { field, spread: spreads[column], rank: Rank::Reader });
            }
            None => {
                let problem = Problem::new(ProblemCode::NoSuchColumn).with("column", place(column));
                table.problems.push(problem.with("columns", headers.len() as f64));
            }
        }
    }
    // the strongest claim to a field, and the first column with it
    let mut taken: [Option<(Rank, usize)>; Field::ALL.len()] = [None; Field::ALL.len()];
    for (column, reading) in readings.iter().enumerate() {
        if let Some(Reading { field, rank, .. }) = *reading
            && taken[field as usize].is_none_or(|(known, _)| known < rank)
        {
            taken[field as usize] = Some((rank, column));
        }
    }
    for column in 0..readings.len() {
        let Some(Reading { field, rank, .. }) = readings[column] else { continue };
        let Some((strongest, first)) = taken[field as usize].filter(|&(_, first)| first != column) else { continue };
        readings[column] = None;
        if rank == strongest {
            let problem = Problem::new(ProblemCode::ColumnTwice).about(field).with("column", place(column));
            let problem = problem.with("otherColumn", place(first)).with("header", header_of(column));
            table.problems.push(problem.with("other", header_of(first)));
            // which of two numbers is meant would be a toss
            if !field.is_text() {
                readings[first] = None;
            }
        }
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
    // row by row: a long header over short lines is no reason to look for cells that are not there
    let quantity_cells = || {
        lines.iter().flat_map(|cells| cells.iter().zip(&readings).enumerate()).filter_map(
            |(column, (text, reading))| {
                let field = reading.as_ref()?.field;
                (!field.is_text()).then_some((column, field, text.as_str()))
            },
        )
    };
    let decided =
        number::decide_decimal(&mut quantity_cells().map(|(_, field, text)| (text, is_count(field))), semicolons);
    table.decimal = decided.decimal;
    if let Some(text) = decided.undecided {
        let value = |decimal| number::parse(text, decimal).map(number::shortest).unwrap_or_default();
        let notice = Notice::new(NoticeCode::DecimalUndecided).with("text", text);
        let other = match table.decimal {
            Decimal::Point => value(Decimal::Comma).replace('.', ","),
            Decimal::Comma => value(Decimal::Point),
        };
        table.notices.push(notice.with("reading", value(table.decimal).as_str()).with("other", other.as_str()));
    }
    let (mut decimals, mut grouped) = (vec![false; readings.len()], vec![0; readings.len()]);
    let mut any_decimals = false;
    for (column, field, text) in quantity_cells().filter(|(_, field, _)| !is_count(*field)) {
        if !text.contains(['.', ',']) {
            continue;
        }
        for number in number::numbers_in(text) {
            if number::may_be_decimal(number, table.decimal) {
                grouped[column] += 1;
                // person-years run into the thousands
                grouped[column] += usize::from(matches!(field, Field::Time1 | Field::Time2));
            } else if number.contains(table.decimal.mark()) {
                (decimals[column], any_decimals) = (true, true);
            }
        }
    }
    let doubtful = decimals.iter().zip(grouped).map(|(&decimals, grouped)| decimals || any_decimals && grouped == 1);
    let doubtful = doubtful.collect();
    for (index, reading) in readings.iter().enumerate() {
        let header = header_of(index).to_owned();
        if reading.is_none() && !header.is_empty() && !header::among(header::RESULTS, &header) {
            table.notices.push(Notice::new(NoticeCode::ColumnIgnored).with("header", header.as_str()));
        }
        table.columns.push(Column { index, header, field: reading.map(|reading| reading.field) });
    }
    (readings, doubtful)
}

/// What a paper makes of its groups.
const COMPARISON: &[Field] = &[Field::Estimate, Field::Lower, Field::Upper, Field::P];
/// No more headers than this are named in a message.
const MOST_NAMED: usize = 6;

/// The columns of a table while its rows are read.
struct Columns<'a> {
    headers: &'a [String],
    readings: &'a [Option<Reading>],
    /// Columns in which a mark taken for grouping may be a decimal mark.
    doubtful: &'a [bool],
    decimal: Decimal,
    /// Where each field stands.
    places: [Option<usize>; Field::ALL.len()],
    /// The measure that the columns are for, whatever a row fills.
    meant: Option<&'static Measure>,
    /// The level of the printed intervals.
    level: Level,
    /// How many rows share each row's comparator, where it is to be split.
    sharers: Vec<f64>,
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
    #[inline(never)]
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

    /// True if the row's note says that the reviewer wants it as given.
    fn wants_as_given(&self) -> bool {
        let wants = |note: String| cell::split_at(&number::lower(&note), "as given").is_some();
        cfg!(feature = "complete") && self.label(Field::Note).is_some_and(wants)
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

impl<'a> Columns<'a> {
    fn new(
        headers: &'a [String],
        readings: &'a [Option<Reading>],
        doubtful: &'a [bool],
        decimal: Decimal,
    ) -> Columns<'a> {
        let mut places = [None; Field::ALL.len()];
        let mut known = Reported::new();
        for (column, reading) in readings.iter().enumerate() {
            if let Some(Reading { field, .. }) = *reading {
                places[field as usize] = Some(column);
                known.set(field, 0.0);
            }
        }
        Columns {
            headers,
            readings,
            doubtful,
            decimal,
            places,
            meant: Measure::suited_to(&known),
            level: printed_level(headers),
            sharers: Vec::new(),
        }
    }

    fn row(&self, number: usize, cells: &[String], wanted: &BatchOptions) -> Row {
        let read = self.read(cells);
        let (measure, mut problems, notices) = choose_measure(&read, wanted);
        // numbers of people alone do not tell the measure; the columns that the row leaves empty do
        let partly = !read.quantities.is_empty() && !read.attempted().has_any(COMPARISON);
        let measure = measure.or(self.meant.filter(|_| partly));
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
            recovered: Vec::new(),
            display: None,
            graphic: None,
            #[cfg(feature = "complete")]
            absolute: None,
            as_given: None,
            problems: Vec::new(),
            notices: Vec::new(),
            cells: Vec::new(),
            quantities: Vec::new(),
        };
        match self.compute(number, &read, measure, wanted, problems) {
            Ok(Answer { mut estimate, recovered }) => {
                row.status = Status::Estimated;
                row.recovered = recovered;
                row.display = Some(shown(&estimate));
                #[cfg(feature = "complete")]
                {
                    row.absolute = wanted.absolute(&estimate);
                }
                row.notices = core::mem::take(&mut estimate.notices);
                row.estimate = Some(estimate);
            }
            Err(problems) => match problems.iter().find(|problem| problem.code.is_not_estimable()) {
                Some(reason) if problems.iter().all(|problem| problem.code.is_not_estimable()) => {
                    row.status = Status::AsGiven;
                    row.as_given = Some(AsGiven {
                        text: summary::as_given(&read.quantities, read.label(Field::P)),
                        reason: reason.code,
                    });
                    #[cfg(feature = "complete")]
                    row.notices.extend(self.told_of(&read, measure, wanted));
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
        #[cfg(feature = "complete")]
        for notice in row.absolute.iter_mut().flat_map(|absolute| &mut absolute.notices) {
            notice.row = Some(number);
        }
        row
    }

    fn read(&self, cells: &[String]) -> ReadRow {
        let mut read = ReadRow::default();
        for (column, (text, reading)) in cells.iter().zip(self.readings).enumerate() {
            read.cells.push(Cell { column, field: reading.map(|reading| reading.field), text: text.clone() });
            let Some(reading) = *reading else { continue };
            if reading.field.is_text() {
                read.labels.push((reading.field, text.clone()));
                continue;
            }
            match cell::read(text, reading, self.decimal) {
                Content::Missing => {}
                Content::Quantities(quantities) => {
                    self.doubt(column, &quantities, &mut read.notices);
                    read.take(quantities, reading.field);
                }
                Content::AssumedSd(quantities) => {
                    let notice = Notice::new(NoticeCode::BracketReadAsSd).about(reading.field);
                    read.notices.push(notice.with("header", self.headers[column].as_str()));
                    self.doubt(column, &quantities, &mut read.notices);
                    read.take(quantities, reading.field);
                }
                Content::Text => {
                    if cfg!(feature = "complete") && cell::is_no_p(text) {
                        let notice = Notice::new(NoticeCode::PNotRead).about(reading.field);
                        read.notices.push(notice.with("text", text.as_str()));
                    }
                    read.labels.push((reading.field, text.clone()));
                }
                Content::NoSpread => {
                    let problem = Problem::new(ProblemCode::BracketNoSd).about(reading.field);
                    let problem = problem.with("text", text.as_str());
                    read.unreadable.push(problem.with("header", self.headers[column].as_str()));
                }
                Content::Unreadable => {
                    let elsewhere = cell::read(text, reading, self.decimal.other());
                    let problem = match elsewhere {
                        Content::Unreadable => Problem::new(ProblemCode::UnreadableNumber),
                        _ => Problem::new(ProblemCode::OtherDecimalMark).with("mark", self.decimal.mark_text()),
                    };
                    let problem = problem.about(reading.field).with("text", text.as_str());
                    read.unreadable.push(problem.with("header", self.headers[column].as_str()));
                }
            }
        }
        read
    }

    /// Tells of a mark taken for grouping where the cells around it have decimals.
    fn doubt(&self, column: usize, quantities: &[Quantity], notices: &mut Vec<Notice>) {
        for quantity in quantities {
            if self.doubtful[column]
                && !is_count(quantity.field)
                && number::may_be_decimal(&quantity.text, self.decimal)
            {
                let notice = Notice::new(NoticeCode::GroupingBelieved).about(quantity.field);
                let notice = notice.with("text", quantity.text.as_str());
                notices.push(notice.with("value", number::shortest(quantity.value).as_str()));
            }
        }
    }

    /// Why a row has no measure.
    fn no_measure(&self, read: &ReadRow) -> Problem {
        if read.attempted().has_any(COMPARISON) || read.label(Field::P).is_some() {
            return Problem::new(ProblemCode::EstimateOnly);
        }
        let is_number = |cell: &&Cell| {
            cell.field.is_none_or(|field| !field.is_text()) && cell.text.bytes().any(|b| b.is_ascii_digit())
        };
        let numbers = read.cells.iter().filter(is_number).take(MOST_NAMED);
        let headers: Vec<&str> = numbers.map(|cell| self.headers[cell.column].as_str()).collect();
        // the columns of another row's measure were left empty
        if headers.is_empty() || self.meant.is_some() {
            return Problem::new(ProblemCode::RowWithoutNumbers);
        }
        Problem::new(ProblemCode::NoKnownColumn).with("headers", headers.join(", ").as_str())
    }

    fn compute(
        &self,
        number: usize,
        read: &ReadRow,
        measure: Option<&'static Measure>,
        wanted: &BatchOptions,
        mut problems: Vec<Problem>,
    ) -> Result<Answer, Vec<Problem>> {
        let needed = |field: Field| {
            let also = [Field::NonEvents1, Field::NonEvents2];
            measure.is_none_or(|measure| measure.fields().contains(&field) || also.contains(&field))
        };
        // an unreadable P value or quartile is no obstacle to an estimate that does not use it
        problems.extend(read.unreadable.iter().filter(|problem| problem.field.is_some_and(needed)).cloned());
        // a measure of groups, asked for a row that reports none of them: what the paper compared is kept as reported
        let attempted = read.attempted();
        let compared = |measure: &&'static Measure| {
            study::reaches(measure, &attempted) || attempted.get(Field::Estimate).is_none()
        };
        let compared = |measure: &&'static Measure| compared(measure) && !lacks_precision(measure, &attempted);
        let Some(measure) = measure.filter(compared) else {
            if problems.is_empty() {
                problems.push(self.no_measure(read));
            }
            return Err(problems);
        };
        let printed = self.printed(number, read);
        let computed = study::compute(measure, &printed, &wanted.options);
        if printed.as_given {
            // a problem of the numbers says more than the note
            let own = computed.err().into_iter().flatten().find(|problem| problem.code.is_not_estimable());
            return Err(own.unwrap_or_else(|| Problem::new(ProblemCode::AsAsked)).into());
        }
        match computed {
            Ok(answer) if problems.is_empty() => Ok(answer),
            Ok(_) => Err(problems),
            Err(found) => {
                // what was to be recovered from may stand in a cell that cannot be read
                if found.iter().any(|problem| problem.code.is_not_estimable()) {
                    problems
                        .extend(read.unreadable.iter().filter(|problem| !problem.field.is_some_and(needed)).cloned());
                }
                // what is unreadable is not missing as well
                let mut known: Vec<Field> = problems.iter().filter_map(|problem| problem.field).collect();
                // nor is the group size of an unreadable `1O/50`
                for (events, n) in [(Field::Events1, Field::N1), (Field::Events2, Field::N2)] {
                    if known.contains(&events) {
                        known.push(n);
                    }
                }
                problems.extend(found.into_iter().filter(|p| p.field.is_none_or(|field| !known.contains(&field))));
                // a cell to mend comes before what its lack leaves
                if cfg!(feature = "complete") && problems.iter().any(|problem| !problem.code.is_not_estimable()) {
                    problems.retain(|problem| !problem.code.is_not_estimable());
                }
                Err(problems)
            }
        }
    }

    /// How many rows share each row's comparator; nothing where it is used whole.
    #[cfg(feature = "complete")]
    fn sharers(&self, lines: &[Vec<String>], wanted: &BatchOptions) -> Vec<f64> {
        if wanted.shared_control == SharedControl::Whole {
            return Vec::new();
        }
        let comparators: Vec<_> = lines
            .iter()
            .map(|cells| {
                let read = self.read(cells);
                let (measure, ..) = choose_measure(&read, wanted);
                shared_control::comparator(&read, measure.map(|measure| measure.id))
            })
            .collect();
        shared_control::sharers(&comparators)
    }

    /// What the paper prints of a row's study.
    fn printed<'r>(&self, number: usize, read: &'r ReadRow) -> Printed<'r> {
        let texts = read.quantities.iter().map(|quantity| (quantity.field, quantity.text.as_str())).collect();
        Printed {
            data: read.reported(),
            texts,
            decimal: self.decimal,
            as_given: read.wants_as_given(),
            level: self.level,
            sharers: number.checked_sub(1).and_then(|place| self.sharers.get(place)).copied().unwrap_or(1.0),
        }
    }

    /// What was found on the way to an estimate that there is none of.
    #[cfg(feature = "complete")]
    fn told_of(&self, read: &ReadRow, measure: Option<&'static Measure>, wanted: &BatchOptions) -> Vec<Notice> {
        let Some(measure) = measure.filter(|_| !read.wants_as_given()) else { return Vec::new() };
        let printed = self.printed(0, read);
        let told = study::complete(measure, &printed, &wanted.options).notices;
        told.into_iter().filter(|notice| notice.code != NoticeCode::Recovered).collect()
    }

    /// Gives problems about a field the header that a reader sees, or says that the table has no such column.
    fn name_the_columns(&self, problems: &mut Vec<Problem>) {
        for problem in problems.iter_mut() {
            let named = problem.params.iter().any(|(name, _)| *name == "header");
            let Some(field) = problem.field.filter(|_| !named) else { continue };
            match self.places[field as usize] {
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

/// True if all that a row has of a comparison of the paper is the effect without its precision, or the reverse.
fn lacks_precision(measure: &Measure, data: &Reported) -> bool {
    use Field::{Estimate, Lower, Oe, P, Se, T, Upper, V};
    let reported = matches!(
        measure.calculation,
        Calculation::Hazard(_) | Calculation::Comparison(_) | Calculation::ComparedRatio(_)
    );
    // one limit alone is a cell to mend
    cfg!(feature = "complete")
        && reported
        && !data.has_any(&[Oe, V])
        && !(data.get(Estimate).is_some() && data.has_any(&[Se, Lower, Upper, T, P]))
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
        // whether a comparison the paper made is a ratio or a difference, the reader has said
        let reported = read.label(Field::Measure).is_none() && attempted.get(Field::Estimate).is_some();
        if reported && study::reaches(chosen, &attempted) {
            return (Some(chosen), Vec::new(), Vec::new());
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
        Some(measure) if suited.is_none() || study::reaches(measure, attempted) => {
            (Some(measure), Vec::new(), Vec::new())
        }
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
