//! A pasted table to rows, each estimated, reported as given, or with a problem that names the cell.

mod batch;
pub mod cell;
mod columns;
pub mod grid;
mod groups;
pub mod header;
pub mod layout;
#[cfg(feature = "complete")]
mod request;
#[cfg(feature = "complete")]
mod revman;
mod row;
#[cfg(feature = "complete")]
pub mod shared_control;
pub mod summary;

#[cfg(feature = "complete")]
use crate::absolute::{Absolute, Comparator, Event, absolute_effect};
use crate::field::Field;
#[cfg(feature = "complete")]
use crate::interval::{Interval, Level};
#[cfg(feature = "complete")]
use crate::measure::Estimate;
use crate::measure::{Detail, Measure, Options};
use crate::number::Decimal;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode, Room};
use crate::question;
pub use batch::{AsGiven, Batch, Cell, CellState, Column, DecimalChoice, Group, Row, Status};
use grid::{Grid, Line, Most};
use layout::headers::{quantities_in, quantities_named};
use layout::{Layout, Reason, Studies};
use row::Columns;
#[cfg(feature = "complete")]
use shared_control::SharedControl;
use std::sync::Arc;

/// How a table is to be read.
#[derive(Clone, Debug, Default)]
pub struct BatchOptions {
    /// The measure for every row whose numbers suit it; `None` leaves it to the `measure` column, then to the numbers.
    pub measure: Option<&'static Measure>,
    /// The choices for every row.
    pub options: Options,
    /// The interval methods of some measures, which go before that of the options.
    #[cfg(feature = "complete")]
    pub intervals: Vec<(&'static Measure, Interval)>,
    /// Columns (0 is the first) whose role the reader has set; `None` sets a column aside.
    pub columns: Vec<(usize, Option<Field>)>,
    /// The decimal mark; `None` leaves it to the cells.
    pub decimal: Option<Decimal>,
    /// How the studies lie; `None` leaves it to the table.
    pub layout: Option<Layout>,
    /// How many lines are headers, with a title above them, 0 for none; `None` leaves it to the table.
    pub header_lines: Option<usize>,
    /// Whether each estimate comes with its working, which takes longer than the estimates themselves.
    #[cfg(feature = "complete")]
    pub worked: bool,
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

impl BatchOptions {
    /// The choices for the rows of a measure.
    fn options_for(
        &self,
        #[cfg_attr(not(feature = "complete"), expect(unused_variables))] measure: &Measure,
    ) -> Options {
        #[cfg(feature = "complete")]
        if let Some((_, interval)) = self.intervals.iter().find(|(known, _)| known.id == measure.id) {
            return Options { interval: Some(*interval), ..self.options };
        }
        self.options
    }

    /// How much is told of each estimate.
    pub(super) fn detail(&self) -> Detail {
        #[cfg(feature = "complete")]
        if self.worked {
            return Detail::Worked;
        }
        Detail::Numbers
    }
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

/// Reads a table with a header and computes every row.
///
/// Rows go on whatever happens to their neighbours, and stay in the order pasted.
///
/// ```
/// use effect_size::{batch, table::BatchOptions};
/// let table = batch("study;events1;n1;events2;n2\nStalberg 2008;19;50;7;50", &BatchOptions::default());
/// assert_eq!(table.rows[0].display().map(|shown| shown.effect), Some("3.76".to_owned()));
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
    let Grid { separator, lines, quote_not_closed, left_out, too_wide } =
        Grid::read_most(text, Most { lines: MOST_LINES, columns: MOST_COLUMNS, cells: MOST_CELLS });
    let mut table = Batch {
        measure: None,
        separator,
        decimal: Decimal::Point,
        decimal_choice: None,
        layout: Layout::default(),
        header_lines: 0,
        proposed: false,
        arms: [None, None],
        set_aside: Vec::new(),
        level: wanted.options.level.value(),
        #[cfg(feature = "complete")]
        printed_level: Level::default(),
        columns: Vec::new(),
        rows: Vec::new(),
        groups: Vec::new(),
        problems: Vec::new(),
        notices: Vec::new(),
    };
    if quote_not_closed {
        table.notices.push(Notice::new(NoticeCode::QuoteNotClosed));
    }
    if lines.is_empty() {
        table.problems.push(Problem::new(ProblemCode::EmptyText));
        return table;
    }
    if let Some(columns) = too_wide {
        let problem = Problem::new(ProblemCode::TooManyColumns).with("columns", columns as f64);
        table.problems.push(problem.with("most", MOST_COLUMNS as f64));
        return table;
    }
    if left_out > 0 {
        let problem = Problem::new(ProblemCode::TooManyLines).with("lines", (lines.len() + left_out) as f64);
        table.problems.push(problem.with("read", lines.len() as f64).with("leftOut", left_out as f64));
    }
    let studies: Vec<Line> = lines.iter().collect();
    let layout::LaidOut { layout, header_lines, heading, headers, hints, lines: found, set_aside, notices } =
        layout::lay_out(&studies, wanted);
    drop(studies);
    let studies = Studies { text: lines, lines: found };
    (table.layout, table.header_lines, table.set_aside) = (layout, header_lines, set_aside);
    table.notices.extend(notices);
    let roles = columns::read_columns(&headers, &hints, &studies, wanted, &mut table);
    let readings = &roles.readings;
    if quantities_in(readings) == 0 {
        let not_separated = heading.iter().any(|cells| {
            let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            matches!(filled[..], [one] if quantities_named(&words_of(one)) > 1)
        });
        let code = if not_separated { ProblemCode::NotSeparated } else { ProblemCode::NoHeader };
        let text: String = headers.join(" | ").chars().take(LONGEST_QUOTE).collect();
        // two columns that claim one field are no unknown header
        if table.problems.is_empty() {
            table.problems.push(Problem::new(code).with("text", text.as_str()));
        }
        return table;
    }
    table.arms = hints.arm_names(&headers, readings);
    if hints.is_proposal() && wanted.columns.is_empty() {
        table.proposed = true;
        table.notices.push(Notice::new(NoticeCode::ColumnsProposed));
    }
    let columns = Columns::new(studies, headers, roles, table.decimal, wanted.clone());
    #[cfg(feature = "complete")]
    let columns = columns.levelled().sized(&hints.sizes).sharing();
    #[cfg(feature = "complete")]
    {
        table.printed_level = columns.level;
    }
    let columns = Arc::new(columns);
    table.rows.reserve_exact(columns.count());
    let mut spreads = Vec::with_capacity(columns.count());
    // a shorter text leaves room for more
    let times = MEGABYTE / text.len().clamp(1, MEGABYTE);
    let (mut room, mut to_keep) =
        (Room::for_messages(MOST_TOLD.saturating_mul(times)), MOST_KEPT.saturating_mul(times));
    for place in 0..columns.count() {
        let (mut row, quantities) = Columns::row(&columns, place);
        room.keep(&mut row.problems, 0);
        room.keep(&mut row.notices, 0);
        // the first row is a total of nothing
        if !table.rows.is_empty() && layout::is_total(&row.study) {
            table.notices.push(Notice::new(NoticeCode::TotalRowSetAside).with("text", row.study.as_str()));
            let aside = columns.set_aside(place, Reason::Total);
            let before = table.set_aside.iter().rposition(|other| other.line < aside.line);
            table.set_aside.insert(before.map_or(0, |place| place + 1), aside);
            continue;
        }
        spreads.push(question::Spread::of(&quantities));
        // to be read again takes longer
        if let Some(rest) = to_keep.checked_sub(quantities.len()) {
            to_keep = rest;
            row.kept = Some(quantities.into_boxed_slice());
        }
        table.rows.push(row);
    }
    if table.rows.is_empty() {
        table.problems.push(Problem::new(ProblemCode::NoRows));
    }
    question::ask_within(&mut table.rows, &spreads, table.decimal, &mut room);
    if room.full && cfg!(feature = "complete") {
        table.notices.push(Notice::new(NoticeCode::MessagesLeftOut));
    }
    table.measure = groups::one_measure(&table.rows);
    table.groups = groups::plot(&mut table.rows);
    table
}

/// The words of a header, as many as a table can have columns.
fn words_of(header: &str) -> Vec<String> {
    header.split(' ').take(MOST_COLUMNS).map(str::to_owned).collect()
}

/// More of a header than this is not quoted.
const LONGEST_QUOTE: usize = 200;
/// More columns than a reviewer's table has.
const MOST_COLUMNS: usize = 1000;
/// More lines than a review has studies, ten thousand with their headers and titles: more are not read, so that no text
/// takes long or much memory.
const MOST_LINES: usize = 10_100;
/// The cells of so many lines with twenty columns.
const MOST_CELLS: usize = 202_000;
/// So many quantities in a text of a megabyte are kept with their rows.
const MOST_KEPT: usize = 15_000;
/// Beyond as many messages in a text of a megabyte, a row tells the first of its own.
const MOST_TOLD: usize = 10_000;
const MEGABYTE: usize = 1_000_000;
