//! A study's line to its row: its cells read, its measure chosen, its effect computed.

use super::batch::{AsGiven, Cell, CellState, Row, Source, Status};
use super::cell::{self, Content, Quantity};
use super::columns::{Roles, is_count};
use super::header::Reading;
#[cfg(feature = "complete")]
use super::header::{self, Spread};
use super::layout::{Reason, SetAside, Studies, StudyLine, carried};
#[cfg(feature = "complete")]
use super::revman;
#[cfg(feature = "complete")]
use super::shared_control::{self, SharedControl};
use super::{BatchOptions, summary};
use crate::field::{Field, Reported};
use crate::interval::Level;
use crate::measure::{Calculation, Measure};
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
#[cfg(feature = "complete")]
use crate::recover::printed_number::PrintedNumber;
#[cfg(feature = "complete")]
use crate::scale::Scale;
#[cfg(feature = "complete")]
use crate::study::RecoveredNumber;
use crate::study::{self, Answer, Printed};
use std::sync::Arc;

/// What a paper makes of its groups.
const COMPARISON: &[Field] = &[Field::Estimate, Field::Lower, Field::Upper, Field::P];
/// A row with as many cells to mend does not tell of more.
const MOST_UNREADABLE: usize = 12;
/// No more headers than this are named in a message.
const MOST_NAMED: usize = 6;

/// The studies of a table with all that is known of its columns: what a row is read from, as often as it is asked for.
#[derive(Debug)]
pub(super) struct Columns {
    studies: Studies,
    headers: Vec<String>,
    readings: Vec<Option<Reading>>,
    /// Columns in which a mark taken for grouping may be a decimal mark.
    doubtful: Vec<bool>,
    /// Fields that two columns claim, so that neither has them.
    #[cfg(feature = "complete")]
    claimed_twice: Vec<(Field, [usize; 2])>,
    decimal: Decimal,
    wanted: BatchOptions,
    /// Where each field stands.
    places: [Option<usize>; Field::ALL.len()],
    /// The measure that the columns are for, whatever a row fills.
    meant: Option<&'static Measure>,
    /// The level of the printed intervals.
    pub level: Level,
    /// The measure that the header over what the paper compared names.
    #[cfg(feature = "complete")]
    compared: Option<&'static str>,
    /// The size of each arm that its header names.
    #[cfg(feature = "complete")]
    sizes: [Option<Quantity>; 2],
    /// How many rows share the comparator of each line's, where it is to be split.
    sharers: Vec<f64>,
}

/// A row's cells, read but not computed.
#[derive(Default)]
pub(super) struct ReadRow<'a> {
    labels: Vec<(Field, &'a str)>,
    pub quantities: Vec<Quantity>,
    unreadable: Vec<Problem>,
    /// Columns whose cells say that a number is not reported.
    not_reported: Vec<(Field, usize, &'a str)>,
    notices: Vec<Notice>,
}

impl ReadRow<'_> {
    #[inline(never)]
    pub fn label(&self, field: Field) -> Option<String> {
        let (_, text) = self.labels.iter().find(|(f, text)| *f == field && !text.is_empty())?;
        Some(cell::label(text))
    }

    /// Later cells give way to earlier ones, and companions in compound cells to a column of their own.
    fn take(&mut self, quantities: &mut Vec<Quantity>, own: Field) {
        for quantity in quantities.drain(..) {
            let known = self.quantities.iter_mut().find(|known| known.field == quantity.field);
            #[cfg(feature = "complete")]
            if let Some(known) = &known
                && matches!(quantity.field, Field::N1 | Field::N2)
                && known.value != quantity.value
            {
                let (in_cell, own_column) =
                    if quantity.field == own { (&known.text, &quantity.text) } else { (&quantity.text, &known.text) };
                let notice = Notice::new(NoticeCode::NInCellDiffers).about(quantity.field);
                self.notices.push(notice.with("text", in_cell.as_str()).with("n", own_column.as_str()));
            }
            match known {
                Some(known) if quantity.field == own => *known = quantity,
                Some(_) => {}
                None => self.quantities.push(quantity),
            }
        }
    }

    pub fn reported(&self) -> Reported {
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

impl Columns {
    pub fn new(
        studies: Studies,
        headers: Vec<String>,
        roles: Roles,
        decimal: Decimal,
        wanted: BatchOptions,
    ) -> Columns {
        let Roles { readings, doubtful, .. } = roles;
        let mut places = [None; Field::ALL.len()];
        let mut known = Reported::new();
        for (column, reading) in readings.iter().enumerate() {
            if let Some(Reading { field, .. }) = *reading {
                places[field as usize] = Some(column);
                known.set(field, 0.0);
            }
        }
        Columns {
            decimal,
            places,
            meant: Measure::suited_to(&known),
            level: Level::default(),
            #[cfg(feature = "complete")]
            compared: places[Field::Estimate as usize]
                .and_then(|column| header::comparison::named(&headers[column])?.measure),
            studies,
            headers,
            readings,
            doubtful,
            #[cfg(feature = "complete")]
            claimed_twice: roles.claimed_twice,
            wanted,
            #[cfg(feature = "complete")]
            sizes: [None, None],
            sharers: Vec::new(),
        }
    }

    /// The same with the level of the printed intervals: the headers', or the first that a cell names.
    #[cfg(feature = "complete")]
    pub fn levelled(mut self) -> Columns {
        let quantities = |line: &'_ StudyLine| {
            let cells = self.studies.cells(line).zip(&self.readings);
            cells
                .filter(|(_, reading)| reading.is_some_and(|reading| !reading.field.is_text()))
                .find_map(|(text, _)| cell::printed::level_named(text))
        };
        let named = || self.studies.lines.iter().find_map(quantities);
        self.level = header::level(&self.headers).or_else(named).unwrap_or_default();
        self
    }

    /// The same with the sizes of the arms that the headers name: where no column has them, and all headers agree.
    #[cfg(feature = "complete")]
    pub fn sized(mut self, sizes: &[Option<String>]) -> Columns {
        for (place, field) in [Field::N1, Field::N2].into_iter().enumerate() {
            if self.places[field as usize].is_some() {
                continue;
            }
            let of_arm = |reading: &Option<Reading>| {
                reading.and_then(|reading| reading.field.arm()).is_some_and(|(arm, _)| arm == place)
            };
            let told = sizes.iter().zip(&self.readings).filter(|(_, reading)| of_arm(reading));
            let mut told = told.filter_map(|(size, _)| size.as_ref());
            let Some(text) = told.next() else { continue };
            let value = number::parse(text, Decimal::Point).filter(|_| told.all(|other| other == text));
            self.sizes[place] = value.map(|value| Quantity { field, value, text: text.clone() });
        }
        if self.sizes.iter().any(Option::is_some) {
            let mut known = Reported::new();
            for reading in self.readings.iter().flatten() {
                known.set(reading.field, 0.0);
            }
            for size in self.sizes.iter().flatten() {
                known.set(size.field, 0.0);
            }
            self.meant = Measure::suited_to(&known);
        }
        self
    }

    /// The sizes of the arms of which the row reports something.
    #[cfg(feature = "complete")]
    fn add_sizes(&self, quantities: &mut Vec<Quantity>) {
        for (place, size) in self.sizes.iter().enumerate() {
            let Some(size) = size else { continue };
            let of_arm = |quantity: &Quantity| quantity.field.arm().is_some_and(|(arm, _)| arm == place);
            if quantities.iter().any(of_arm) && !quantities.iter().any(|quantity| quantity.field == size.field) {
                quantities.push(size.clone());
            }
        }
    }

    /// As much of a column's header as a message quotes.
    #[inline(never)]
    fn header(&self, column: usize) -> &str {
        self.headers.get(column).map_or("", |header| carried(header))
    }

    /// What the cells of a line hold.
    #[inline(never)]
    pub fn read_line(&self, place: usize) -> ReadRow<'_> {
        self.studies.lines.get(place).map_or_else(ReadRow::default, |line| self.read(line))
    }

    /// The cells of a line, each with what became of it; `known` are its quantities, where they were kept.
    #[inline(never)]
    pub fn cells(&self, place: usize, known: Option<&[Quantity]>) -> Vec<Cell> {
        let Some(line) = self.studies.lines.get(place) else { return Vec::new() };
        let (mut read, mut found) = (ReadRow::default(), Vec::new());
        let cells = self.studies.cells(line).zip(&self.readings).enumerate();
        let mut cell = |column: usize, text, reading: Option<Reading>| {
            let field = reading.map(|reading| reading.field);
            let origin = line.origin.of(column)?;
            // a number alone under its own header needs not be read again
            let alone = |one: &&Quantity| Some(one.field) == field && one.text == text;
            let one = known.and_then(|known| known.iter().find(alone)).map(core::slice::from_ref);
            let state = match one {
                _ if !cfg!(feature = "complete") => CellState::Unused,
                Some(_) => CellState::Read,
                None => self.state(column, text, reading, &mut found, &mut read),
            };
            let cell = Cell::new(origin, field, text, state, one.unwrap_or(&found));
            found.clear();
            Some(cell)
        };
        cells.filter_map(|(column, (text, reading))| cell(column, text, *reading)).collect()
    }

    /// What became of a cell, with the quantities that it holds.
    fn state<'a>(
        &self,
        column: usize,
        text: &'a str,
        reading: Option<Reading>,
        found: &mut Vec<Quantity>,
        read: &mut ReadRow<'a>,
    ) -> CellState {
        match reading {
            None => CellState::Unused,
            Some(Reading { field, .. }) if field.is_text() => {
                read.labels.push((field, text));
                if text.is_empty() { CellState::Missing } else { CellState::Label }
            }
            Some(reading) => self.quantities(column, text, reading, found, read),
        }
    }

    /// The line of a place, as it is told of.
    pub fn set_aside(&self, place: usize, reason: Reason) -> SetAside {
        let line = self.studies.lines.get(place).map_or(0, |line| line.origin.line());
        SetAside::new(line, self.studies.text.get(line).unwrap_or_default(), reason)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.studies.lines.len()
    }

    /// The numbers of a line's study that the paper does not print, for a measure.
    #[cfg(feature = "complete")]
    pub fn recovered(&self, place: usize, measure: &'static Measure) -> Vec<RecoveredNumber> {
        let read = self.read_line(place);
        study::recovered(measure, &self.printed(place, &read), &self.wanted.options_for(measure))
    }

    /// The row of a line, with its quantities.
    pub fn row(columns: &Arc<Columns>, place: usize) -> (Row, Vec<Quantity>) {
        columns.row_of(Source::new(columns, place))
    }

    fn row_of(&self, source: Source) -> (Row, Vec<Quantity>) {
        let (place, wanted) = (source.place(), &self.wanted);
        let line = &self.studies.lines[place];
        let number = line.number;
        let read = self.read(line);
        let (measure, mut problems, notices) = choose_measure(&read, wanted);
        // numbers of people alone do not tell the measure; the columns that the row leaves empty do
        let partly = !read.quantities.is_empty() && !read.attempted().has_any(COMPARISON);
        let measure = measure.or(self.meant.filter(|_| partly));
        let extra = self.studies.cells(line).skip(self.headers.len()).any(|cell| !cell.is_empty());
        if extra {
            let cells = self.studies.width(line);
            let problem = Problem::new(ProblemCode::TooManyCells).with("cells", cells as f64);
            problems.push(problem.with("columns", self.headers.len() as f64));
        }
        let mut row = Row {
            row: number,
            study: read.label(Field::Study).unwrap_or_default(),
            outcome: read.label(Field::Outcome).map(String::into_boxed_str),
            note: read.label(Field::Note).map(String::into_boxed_str),
            source: read.label(Field::Source).map(String::into_boxed_str),
            measure: measure.map(|measure| measure.id),
            status: Status::Problem,
            estimate: None,
            recovers: false,
            graphic: None,
            #[cfg(feature = "complete")]
            absolute: None,
            as_given: None,
            problems: Vec::new(),
            notices: Vec::new(),
            source_line: source,
            kept: None,
        };
        let (notices_of_arms, problems_of_arms) = self.studies.told(line);
        problems.extend(problems_of_arms);
        match self.compute(place, &read, measure, problems) {
            Ok(Answer { mut estimate, recovered }) => {
                row.status = Status::Estimated;
                row.recovers = !recovered.is_empty();
                #[cfg(feature = "complete")]
                {
                    row.absolute = wanted.absolute(&estimate).map(Box::new);
                }
                row.notices = core::mem::take(&mut estimate.notices);
                row.estimate = Some(Box::new(estimate));
            }
            Err(problems) => match problems.iter().find(|problem| problem.code.is_not_estimable()) {
                Some(reason) if problems.iter().all(|problem| problem.code.is_not_estimable()) => {
                    row.status = Status::AsGiven;
                    row.as_given = Some(Box::new(AsGiven {
                        text: summary::as_given(&read.quantities, read.label(Field::P)),
                        reason: reason.code,
                    }));
                    #[cfg(feature = "complete")]
                    row.notices.extend(self.told_of(&read, measure));
                    #[cfg(feature = "complete")]
                    for problem in problems.into_iter().filter(|problem| problem.code == ProblemCode::NotReported) {
                        let Problem { field, row: place, params, .. } = problem;
                        row.notices.push(Notice { code: NoticeCode::TakenAsNotReported, field, row: place, params });
                    }
                }
                _ => row.problems = problems,
            },
        }
        row.notices.extend(notices);
        row.notices.extend(read.notices);
        row.notices.extend(notices_of_arms);
        self.name_the_columns(line, &mut row.problems);
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
        (row, read.quantities)
    }

    #[inline(never)]
    fn read<'a>(&'a self, line: &'a StudyLine) -> ReadRow<'a> {
        let (mut read, mut found) = (ReadRow::default(), Vec::new());
        if let Some(above) = &line.above {
            let above = [(Field::Study, &above.study), (Field::Outcome, &above.outcome)];
            read.labels.extend(above.into_iter().filter_map(|(field, label)| Some((field, &**label.as_ref()?))));
        }
        for (column, (text, reading)) in self.studies.cells(line).zip(&self.readings).enumerate() {
            // an arm that is missing has no cells
            if line.origin.of(column).is_none() {
                continue;
            }
            #[cfg(feature = "complete")]
            if self.is_reference(line, column, text, *reading) {
                continue;
            }
            self.state(column, text, *reading, &mut found, &mut read);
            if let Some(reading) = reading {
                read.take(&mut found, reading.field);
            }
        }
        #[cfg(feature = "complete")]
        {
            revman::from_log_scale(&self.headers, |cell| self.studies.cell(line, cell), &mut read.quantities);
            self.outside_interval(&mut read);
            self.add_sizes(&mut read.quantities);
            self.compared_by_header(&mut read);
        }
        read
    }

    /// True for the `1` that stands beside an arm because the effect beside the other is against it.
    #[cfg(feature = "complete")]
    #[inline(never)]
    fn is_reference(&self, line: &StudyLine, column: usize, text: &str, reading: Option<Reading>) -> bool {
        let is_one = |text: &str| number::parse(text, self.decimal) == Some(1.0);
        let is_effect = reading.is_some_and(|reading| reading.field == Field::Estimate);
        let beside = line.origin.of_other_arm(column).filter(|_| is_effect && is_one(text));
        beside.is_some_and(|other| {
            let other = self.studies.cell(line, other);
            !cell::is_missing(other) && !is_one(other)
        })
    }

    /// An effect that is not within its own interval, as far as the printed digits tell, is a cell to mend.
    #[cfg(feature = "complete")]
    fn outside_interval(&self, read: &mut ReadRow) {
        let find = |field| read.quantities.iter().find(|quantity| quantity.field == field);
        let [Some(estimate), Some(lower), Some(upper)] = [Field::Estimate, Field::Lower, Field::Upper].map(find) else {
            return;
        };
        // an effect that is still a logarithm is not on the scale of its limits
        let analysed = |column: usize| self.readings[column].is_some_and(|read| read.spread == Spread::Analysis);
        if self.places[Field::Estimate as usize].is_some_and(analysed) {
            return;
        }
        let half = |quantity: &Quantity| {
            PrintedNumber::read(&quantity.text, self.decimal).map_or(0.0, |printed| printed.half_unit())
        };
        // a logarithm that was turned back has its last digits off
        let room = 1e-6 * estimate.value.abs();
        let below = estimate.value + half(estimate) + room < lower.value - half(lower);
        let above = estimate.value - half(estimate) - room > upper.value + half(upper);
        // limits in the wrong order are a problem of their own
        if lower.value < upper.value && (below || above) {
            let problem = Problem::new(ProblemCode::EstimateOutsideInterval).about(Field::Estimate);
            let problem = problem.with("estimate", estimate.text.as_str());
            let problem = problem.with("lower", lower.text.as_str()).with("upper", upper.text.as_str());
            read.unreadable.push(problem);
        }
    }

    /// What the header over a comparison says of it: its measure, and that it is a logarithm.
    #[cfg(feature = "complete")]
    fn compared_by_header(&self, read: &mut ReadRow) {
        let Some(column) = self.places[Field::Estimate as usize] else { return };
        let of_groups = || Measure::suited_to(&read.attempted()).is_some();
        if let Some(id) = self.compared.filter(|_| read.label(Field::Measure).is_none() && !of_groups()) {
            read.labels.push((Field::Measure, id));
        }
        let analysed = self.readings[column].is_some_and(|reading| reading.spread == Spread::Analysis);
        let ratio = || {
            let measure = read.label(Field::Measure).and_then(|text| Measure::named(&text));
            measure.is_some_and(|measure| measure.scale == Scale::Log)
        };
        if analysed && ratio() {
            for quantity in read.quantities.iter_mut().filter(|quantity| quantity.field == Field::Estimate) {
                quantity.value = crate::real::exp(quantity.value);
                quantity.text = number::brief(quantity.value);
            }
        }
    }

    /// The quantities of a cell, and what has to be said of it.
    fn quantities<'a>(
        &self,
        column: usize,
        text: &'a str,
        reading: Reading,
        found: &mut Vec<Quantity>,
        read: &mut ReadRow<'a>,
    ) -> CellState {
        let header = self.header(column);
        let notice = |code| Notice::new(code).about(reading.field);
        let problem = |code| Problem::new(code).about(reading.field).with("text", text).with("header", header);
        match self.content(text, reading, self.decimal, found) {
            Content::Missing => {
                if !text.is_empty() {
                    read.not_reported.push((reading.field, column, text));
                }
                return CellState::Missing;
            }
            Content::Quantities => {}
            Content::AssumedSd => read.notices.push(notice(NoticeCode::BracketReadAsSd).with("header", header)),
            Content::Text => {
                if cfg!(feature = "complete") && cell::is_no_p(text) {
                    read.notices.push(notice(NoticeCode::PNotRead).with("text", text));
                }
                read.labels.push((reading.field, text));
                return CellState::Label;
            }
            #[cfg(feature = "complete")]
            Content::Disagrees => {
                let notice = notice(NoticeCode::CellDisagreesWithHeader).with("text", text);
                read.notices.push(notice.with("header", header));
            }
            #[cfg(feature = "complete")]
            Content::WidthOnly => {
                read.notices.push(notice(NoticeCode::WidthOnly).with("text", text).with("header", header));
            }
            #[cfg(feature = "complete")]
            Content::AssumedCi => read.notices.push(notice(NoticeCode::BracketReadAsCi).with("header", header)),
            #[cfg(feature = "complete")]
            Content::Unsaid => read.unreadable.push(problem(match is_count(reading.field) {
                true => ProblemCode::BracketOfCount,
                false => ProblemCode::BracketUnsaid,
            })),
            #[cfg(feature = "complete")]
            Content::OtherLevel => {
                let level = number::brief(self.level.value() * 100.0);
                read.unreadable.push(problem(ProblemCode::OtherLevel).with("level", level.as_str()));
            }
            Content::NoSpread => read.unreadable.push(problem(ProblemCode::BracketNoSd)),
            // enough to mend
            Content::Unreadable if read.unreadable.len() >= MOST_UNREADABLE => {}
            Content::Unreadable => {
                let elsewhere = self.content(text, reading, self.decimal.other(), &mut Vec::new());
                read.unreadable.push(match elsewhere {
                    #[cfg(feature = "complete")]
                    Content::Unreadable => problem(ProblemCode::UnreadableNumber)
                        .with("accepted", cell::accepted::examples(reading, self.decimal).as_str()),
                    #[cfg(not(feature = "complete"))]
                    Content::Unreadable => problem(ProblemCode::UnreadableNumber),
                    _ => problem(ProblemCode::OtherDecimalMark).with("mark", self.decimal.mark_text()),
                });
            }
        }
        self.doubt(column, found, &mut read.notices);
        #[cfg(feature = "complete")]
        as_the_field_has_it(reading, found);
        if found.is_empty() { CellState::Unread } else { CellState::Read }
    }

    /// What a cell holds: one of the usual notations, or, in the complete build, any that papers print.
    fn content(&self, text: &str, reading: Reading, decimal: Decimal, found: &mut Vec<Quantity>) -> Content {
        match cell::read(text, reading, decimal, found) {
            #[cfg(feature = "complete")]
            usual @ (Content::Unreadable | Content::NoSpread) => {
                match cell::printed::read(text, reading, self.level, decimal, found) {
                    Content::Unreadable => usual,
                    printed => printed,
                }
            }
            content => content,
        }
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
    fn no_measure(&self, line: &StudyLine, read: &ReadRow) -> Problem {
        if read.attempted().has_any(COMPARISON) || read.label(Field::P).is_some() {
            return Problem::new(ProblemCode::EstimateOnly);
        }
        let cells = self.studies.cells(line).zip(&self.readings).zip(&self.headers);
        let numbers = cells.filter(|((text, reading), _)| {
            reading.is_none_or(|reading| !reading.field.is_text()) && text.bytes().any(|b| b.is_ascii_digit())
        });
        let headers: Vec<&str> = numbers.take(MOST_NAMED).map(|(_, header)| carried(header)).collect();
        // the columns of another row's measure were left empty
        if headers.is_empty() || self.meant.is_some() {
            #[cfg(feature = "complete")]
            if let Some(said) = read.not_reported.first() {
                return self.not_reported(said);
            }
            return Problem::new(ProblemCode::RowWithoutNumbers);
        }
        Problem::new(ProblemCode::NoKnownColumn).with("headers", headers.join(", ").as_str())
    }

    fn compute(
        &self,
        place: usize,
        read: &ReadRow,
        measure: Option<&'static Measure>,
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
                problems.push(self.no_measure(&self.studies.lines[place], read));
            }
            return Err(problems);
        };
        let (printed, wanted) = (self.printed(place, read), &self.wanted);
        let computed = study::compute_in(wanted.detail(), measure, &printed, &wanted.options_for(measure));
        if printed.as_given {
            // a problem of the numbers says more than the note
            let own = computed.err().into_iter().flatten().find(|problem| problem.code.is_not_estimable());
            return Err(own.unwrap_or_else(|| Problem::new(ProblemCode::AsAsked)).into());
        }
        match computed {
            Ok(answer) if problems.is_empty() => Ok(answer),
            Ok(_) => Err(problems),
            Err(found) => {
                let found = self.as_the_cells_say(measure, read, found);
                // what was to be recovered from may stand in a cell that cannot be read
                let recovering = |code: ProblemCode| {
                    code.is_not_estimable() || cfg!(feature = "complete") && code == ProblemCode::MissingValue
                };
                if found.iter().any(|problem| recovering(problem.code)) {
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

    /// What is missing, where a cell says that it is not reported: the bare code.
    #[cfg(not(feature = "complete"))]
    fn as_the_cells_say(&self, _: &Measure, read: &ReadRow, mut found: Vec<Problem>) -> Vec<Problem> {
        for problem in found.iter_mut().filter(|problem| problem.code == ProblemCode::MissingValue) {
            if read.not_reported.iter().any(|(field, ..)| Some(*field) == problem.field) {
                problem.code = ProblemCode::NotReported;
            }
        }
        found
    }

    /// What is missing, where a cell says that it is not reported.
    #[cfg(feature = "complete")]
    fn as_the_cells_say(&self, measure: &Measure, read: &ReadRow, mut found: Vec<Problem>) -> Vec<Problem> {
        let missing = |problem: &Problem| problem.code == ProblemCode::MissingValue;
        let has_no_column = |field: &Field| self.places[*field as usize].is_none();
        // where the paper's comparison has a column and the groups have none, it is what is missing
        if !has_no_column(&Field::Estimate)
            && measure.fields().iter().all(has_no_column)
            && found.iter().all(missing)
            && !read.attempted().has_any(&[Field::Estimate])
        {
            found = Problem::new(ProblemCode::MissingValue).about(Field::Estimate).into();
        }
        // a mean without a column would be had from the medians of its arm
        let arm = |field: Field| field.arm().map(|(arm, _)| arm);
        let said = |problem: &Problem| {
            let about = problem.field?;
            let of_arm = |field: Field| has_no_column(&about) && arm(field).is_some() && arm(field) == arm(about);
            let said = read.not_reported.iter();
            said.clone().find(|(field, ..)| *field == about).or_else(|| said.clone().find(|(field, ..)| of_arm(*field)))
        };
        let (mut told, mut others) = (Vec::new(), Vec::new());
        for problem in found {
            match said(&problem).filter(|_| missing(&problem)) {
                Some(said) => told.push(self.not_reported(said)),
                None => others.push(problem),
            }
        }
        told.dedup();
        // no cell to be filled in helps where another number is not to be had
        others.retain(|problem| told.is_empty() || !missing(problem));
        told.extend(others);
        told
    }

    /// A number that the paper does not report, by the word in its cell.
    #[cfg(feature = "complete")]
    fn not_reported(&self, &(field, column, text): &(Field, usize, &str)) -> Problem {
        let problem = Problem::new(ProblemCode::NotReported).about(field);
        problem.with("text", carried(text)).with("header", self.header(column))
    }

    /// The same, knowing how many rows share each row's comparator, where it is not to be used whole.
    #[cfg(feature = "complete")]
    pub fn sharing(mut self) -> Columns {
        if self.wanted.shared_control == SharedControl::Whole {
            return self;
        }
        let lines = &self.studies.lines;
        let comparators: Vec<_> = lines
            .iter()
            .map(|line| {
                let read = self.read(line);
                let (measure, ..) = choose_measure(&read, &self.wanted);
                shared_control::comparator(&read, measure.map(|measure| measure.id))
            })
            .collect();
        self.sharers = shared_control::sharers(&comparators);
        self
    }

    /// What the paper prints of a row's study.
    fn printed<'r>(&self, place: usize, read: &'r ReadRow) -> Printed<'r> {
        let texts = read.quantities.iter().map(|quantity| (quantity.field, quantity.text.as_str())).collect();
        Printed {
            data: read.reported(),
            texts,
            decimal: self.decimal,
            as_given: read.wants_as_given(),
            level: self.level,
            sharers: self.sharers_of(place),
        }
    }

    /// Among how many comparisons the comparator of a line is split.
    pub fn sharers_of(&self, place: usize) -> f64 {
        self.sharers.get(place).copied().unwrap_or(1.0)
    }

    /// What was found on the way to an estimate that there is none of.
    #[cfg(feature = "complete")]
    fn told_of(&self, read: &ReadRow, measure: Option<&'static Measure>) -> Vec<Notice> {
        let Some(measure) = measure.filter(|_| !read.wants_as_given()) else { return Vec::new() };
        let printed = self.printed(0, read);
        let told = study::complete(measure, &printed, &self.wanted.options).notices;
        told.into_iter().filter(|notice| notice.code != NoticeCode::Recovered).collect()
    }

    /// The events of an arm, where its size is to be read from the same cell: a header says so, `n/N`, or the cell has more
    /// than their number, `12 (24%)`.
    #[cfg(feature = "complete")]
    fn count_without_total<'a>(&'a self, line: &'a StudyLine, size: Field) -> Option<(usize, &'a str)> {
        let events = match size {
            Field::N1 => Field::Events1,
            Field::N2 => Field::Events2,
            _ => return None,
        };
        let column = self.places[events as usize]?;
        let text = self.studies.cell(line, column);
        (self.headers[column].contains('/') || text.contains('(')).then_some((column, text))
    }

    /// Tells a column that was set aside, and a total that should be in a cell, from a column that is not there.
    #[cfg(feature = "complete")]
    fn say_why_no_column(&self, line: &StudyLine, field: Field, problem: &mut Problem) {
        if let Some((_, [first, second])) = self.claimed_twice.iter().find(|(twice, _)| *twice == field) {
            problem.code = ProblemCode::ColumnsSetAside;
            problem.add("first", self.header(*first).into());
            problem.add("second", self.header(*second).into());
        } else if let Some((column, text)) = self.count_without_total(line, field) {
            problem.code = ProblemCode::TotalMissing;
            problem.add("text", carried(text).into());
            problem.add("header", self.header(column).into());
        }
    }

    /// Gives problems about a field the header that a reader sees, or says why the table has no such column.
    fn name_the_columns(
        &self,
        #[cfg_attr(not(feature = "complete"), expect(unused_variables))] line: &StudyLine,
        problems: &mut Vec<Problem>,
    ) {
        for problem in problems.iter_mut() {
            let named = problem.params.iter().any(|(name, _)| *name == "header");
            let Some(field) = problem.field.filter(|_| !named) else { continue };
            match self.places[field as usize] {
                Some(column) => problem.add("header", self.header(column).into()),
                None if problem.code == ProblemCode::MissingValue => {
                    problem.code = ProblemCode::MissingColumn;
                    problem.add("needed", field.name().into());
                    #[cfg(feature = "complete")]
                    self.say_why_no_column(line, field, problem);
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

/// Variances and proportions as the standard errors and percentages that their fields hold.
#[cfg(feature = "complete")]
fn as_the_field_has_it(reading: Reading, found: &mut [Quantity]) {
    for quantity in found.iter_mut().filter(|quantity| quantity.field == reading.field && quantity.value > 0.0) {
        quantity.value = match reading.spread {
            Spread::Variance => crate::real::sqrt(quantity.value),
            Spread::Proportion if !quantity.text.contains('%') => quantity.value * 100.0,
            _ => continue,
        };
        quantity.text = number::brief(quantity.value);
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
