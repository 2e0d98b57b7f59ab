//! Every layout that is known, tried in turn.

use super::{BatchOptions, LaidOut, Layout, Reason, SetAside};
use super::{arm_names, arm_per_row, both, proposal, set_aside, studies_as_columns, two_level, without_empty_columns};
use crate::field::Field;
use crate::table::grid::Line;
use crate::table::header::{self, Headers, Rank, Reading, Spread};

/// What a layout says of the columns that their headers do not.
#[derive(Default)]
pub struct Hints {
    /// What to read instead of the headers: those of two levels with their arm in short.
    pub names: Option<Vec<String>>,
    /// The fields of columns without headers.
    pub proposed: Option<Vec<Option<Field>>>,
    /// Columns whose field does not follow from their header.
    pub fields: Vec<(usize, Field)>,
    /// The layout tells which columns belong to which arm.
    pub arms_told: bool,
    /// Where an arm has a line: how many columns the text has. As many of the comparator's follow, then the study's name,
    /// which stands in the column given.
    pub arms: Option<(usize, usize)>,
    /// Where studies are columns: the line of each quantity.
    pub lines: Option<Vec<usize>>,
    /// The size of the arm that each header names.
    pub sizes: Vec<Option<String>>,
    /// What the arms are called.
    pub arm_names: [Option<String>; 2],
}

impl Hints {
    /// How the columns are read.
    pub fn read(&self, headers: &[String], compound: &dyn Fn(usize) -> Option<Field>) -> Headers {
        let mut read = match &self.proposed {
            Some(fields) => {
                let reading = |field: &Option<Field>| {
                    field.map(|field| Reading { field, spread: Spread::Unsaid, rank: Rank::Words })
                };
                let readings: Vec<_> = fields.iter().map(reading).collect();
                Headers { spreads: vec![Spread::Unsaid; readings.len()], readings, by_order: None, groups: Vec::new() }
            }
            None => header::read(self.names.as_deref().unwrap_or(headers), compound),
        };
        for &(column, field) in &self.fields {
            if let Some(reading) = read.readings.get_mut(column) {
                // a header that names the study speaks for itself
                let rank = if field == Field::Study { Rank::Words } else { Rank::Exact };
                *reading = Some(Reading { field, spread: read.spreads[column], rank });
            }
        }
        if self.arms_told {
            read.by_order = None;
        }
        read
    }

    /// The reader's choices for columns of the text, as choices for columns of the lines.
    pub fn set_by_reader(&self, wanted: &[(usize, Option<Field>)]) -> Vec<(usize, Option<Field>)> {
        let each = |&(place, field): &(usize, Option<Field>)| match (self.arms, &self.lines) {
            (Some((columns, _)), _) if place < columns => {
                let [one, two] = match field.and_then(|field| Some((field, field.arm()?))) {
                    Some((field, (0, other))) => [Some(field), Some(other)],
                    Some((field, (_, other))) => [Some(other), Some(field)],
                    None => [field; 2],
                };
                vec![(place, one), (place + columns, two)]
            }
            (_, Some(lines)) => vec![(lines.iter().position(|line| *line == place).unwrap_or(usize::MAX), field)],
            _ => vec![(place, field)],
        };
        wanted.iter().flat_map(each).collect()
    }

    /// The place of a column in the text as pasted; that of its line where studies are columns.
    pub fn place(&self, column: usize) -> usize {
        match (self.arms, &self.lines) {
            (Some((columns, study)), _) if column >= 2 * columns => study,
            (Some((columns, _)), _) => column % columns,
            (_, Some(lines)) => lines.get(column).copied().unwrap_or(column),
            _ => column,
        }
    }

    /// True for a column of the text that an earlier one stands for.
    pub fn repeats(&self, column: usize) -> bool {
        self.arms.is_some_and(|(columns, _)| column >= columns)
    }

    /// True where no header tells what the columns hold.
    pub fn is_proposal(&self) -> bool {
        self.proposed.is_some()
    }

    /// What the arms are called, by the layout or by the headers of their columns.
    pub fn arm_names(&self, headers: &[String], readings: &[Option<Reading>]) -> [Option<String>; 2] {
        match &self.arm_names {
            [None, None] if self.arms.is_none() => {
                arm_names::of_headers(self.names.as_deref().unwrap_or(headers), readings)
            }
            names => names.clone(),
        }
    }
}

/// Finds the headers and the studies of a table.
pub fn lay_out(lines: &[Line], wanted: &BatchOptions) -> LaidOut {
    let mut laid_out = found(lines, wanted);
    laid_out.set_aside.sort_by_key(|aside| aside.line);
    laid_out
}

fn found(lines: &[Line], wanted: &BatchOptions) -> LaidOut {
    let heading = two_level::find(lines, wanted.header_lines);
    let is_wanted = |layout| wanted.layout == Some(layout);
    let is_open = |layout| wanted.layout.is_none_or(|wanted| wanted == layout);
    if is_open(Layout::ArmPerRow)
        && let Some(laid_out) = arm_per_row::lay_out(&heading, lines, wanted)
    {
        return laid_out;
    }
    let unknown = heading.quantities < 2 && wanted.header_lines.is_none();
    if (is_wanted(Layout::StudiesAsColumns) || unknown && wanted.layout.is_none())
        && let Some(laid_out) = studies_as_columns::lay_out(lines)
    {
        return laid_out;
    }
    let proposed = match wanted.header_lines {
        // a first line of names is a header, if one that is not known
        None if heading.quantities == 0
            && lines.get(heading.start).is_some_and(|&cells| set_aside::has_numbers(cells)) =>
        {
            proposal::propose(&lines[heading.start..])
        }
        Some(0) => Some(proposal::propose(lines).unwrap_or_default()),
        _ => None,
    };
    match proposed {
        Some(mut fields) => {
            let width = lines.iter().map(|cells| cells.len()).max().unwrap_or(0);
            fields.resize(width, None);
            let end = if wanted.header_lines.is_some() { 0 } else { heading.start };
            let headers = without_empty_columns(vec![String::new(); width], lines);
            fields.truncate(headers.len());
            let heading = two_level::Heading { start: end, end, headers, ..two_level::Heading::default() };
            let mut laid_out = study_per_row(heading, lines);
            laid_out.header_lines = 0;
            laid_out.hints.proposed = Some(fields);
            laid_out
        }
        None => study_per_row(heading, lines),
    }
}

fn study_per_row(heading: two_level::Heading, lines: &[Line]) -> LaidOut {
    let two_level::Heading { start, end, headers, names, mut notices, arm_names, sizes, .. } = heading;
    let headers = without_empty_columns(headers, lines);
    let (above, body) = lines.split_at(end.min(lines.len()));
    let heading: Vec<Vec<String>> = above.iter().map(|cells| cells.to_vec()).collect();
    let mut aside: Vec<SetAside> =
        above.iter().take(start).enumerate().map(|(line, &cells)| SetAside::new(line, cells, Reason::Title)).collect();
    let labelled = |field| headers.iter().position(|header| header::says(header) == header::Says::Label(field));
    let labels = set_aside::Labels { study: labelled(Field::Study).unwrap_or(0), outcome: labelled(Field::Outcome) };
    let sifted = set_aside::sift(&heading, start, body, &labels);
    aside.extend(sifted.set_aside);
    notices.extend(sifted.notices);
    let names = names.map(|mut names| {
        names.truncate(headers.len());
        names
    });
    LaidOut {
        layout: Layout::StudyPerRow,
        header_lines: end,
        heading,
        headers,
        hints: Hints { names, arms_told: arm_names.is_some(), arm_names: both(arm_names), sizes, ..Hints::default() },
        lines: sifted.lines,
        set_aside: aside,
        notices,
    }
}
