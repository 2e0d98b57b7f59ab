//! The columns of a table with an arm a line: a quantity each, the study, and what tells its arms.

use super::{LOOKED_AT, names_of};
use crate::field::Field;
use crate::number::Decimal;
use crate::table::grid::Line;
use crate::table::header::{Says, says};
use crate::table::layout::arm_names;
use crate::table::layout::set_aside::is_value;
use crate::table::layout::two_level::Heading;
use crate::table::{BatchOptions, cell};

/// More columns than such a table has.
const MOST_COLUMNS: usize = 100;

/// What the columns of such a table are.
pub struct Columns {
    /// How many there are.
    pub count: usize,
    /// Those with a quantity of an arm.
    pub quantities: Vec<usize>,
    pub study: usize,
    /// The name of the arm, where it has a column of its own, or the study's where studies are headings.
    pub arm: Option<usize>,
    pub outcome: Option<usize>,
}

impl Columns {
    /// True for a line with anything in a column of quantities.
    pub fn has_numbers(&self, cells: Line) -> bool {
        self.quantities.iter().any(|&column| cells.get(column).is_some_and(|cell| !cell.is_empty()))
    }

    /// True for a line with numbers in most columns of quantities.
    pub fn has_most_numbers(&self, cells: Line) -> bool {
        let filled = self.quantities.iter().filter(|&&column| cells.get(column).is_some_and(is_value));
        2 * filled.count() > self.quantities.len()
    }
}

/// The columns; `None` where the headers are not those of an arm a line.
pub fn columns(heading: &Heading, body: &[Line], wanted: &BatchOptions, forced: bool) -> Option<Columns> {
    let names = names_of(heading);
    let sample = &body[..body.len().min(LOOKED_AT)];
    let count = sample.iter().map(|cells| cells.len()).max().unwrap_or(0).max(names.len());
    if count > MOST_COLUMNS {
        return None;
    }
    let (mut quantities, mut seen, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let (mut study, mut arm, mut outcome) = (None, None, None);
    for column in 0..count {
        let said = match wanted.columns.iter().find(|(place, _)| *place == column) {
            Some((_, Some(field))) if field.is_text() => Says::Label(*field),
            Some((_, Some(field))) => field
                .arm()
                .map_or(Says::Comparison(*field), |(arm, other)| Says::Armless(if arm == 0 { *field } else { other })),
            Some((_, None)) => continue,
            None => names.get(column).map_or(Says::Nothing, |name| says(name)),
        };
        match said {
            Says::OfArm(_) if forced => {}
            Says::OfArm(_) => return None,
            // a quantity that stands twice is one of each arm
            Says::Armless(field) if seen.contains(&field) => return None,
            Says::Armless(field) => {
                seen.push(field);
                quantities.push(column);
            }
            Says::Label(Field::Study) => study = study.or(Some(column)),
            Says::Label(Field::Arm) => arm = arm.or(Some(column)),
            Says::Label(Field::Outcome) => outcome = outcome.or(Some(column)),
            Says::Label(_) | Says::Comparison(_) => {}
            Says::Nothing => labels.push(column),
        }
    }
    use Field::*;
    let mut tells = seen.iter().any(|field| matches!(field, Events1 | NonEvents1 | Percent1 | Mean1 | Median1));
    let cells =
        |column: usize| sample.iter().filter_map(move |cells| cells.get(column)).filter(|cell| !cell.is_empty());
    if !tells {
        // `12/50` says by itself what it is
        let compound = |column: &usize| {
            let read = |cell: &&str| {
                [Decimal::Point, Decimal::Comma]
                    .into_iter()
                    .any(|decimal| cell::compound_field(cell, decimal).is_some())
            };
            2 * cells(*column).filter(read).count() > cells(*column).count()
        };
        let mut found = labels.iter().copied().filter(compound);
        if let (Some(column), None) = (found.next(), found.next()) {
            quantities.push(column);
            labels.retain(|label| *label != column);
            tells = true;
        }
    }
    if !tells {
        return None;
    }
    let named = |column: &usize| names.get(*column).is_some_and(|name| arm_names::names_arms(name));
    let arm = arm.or_else(|| labels.iter().copied().find(named)).or_else(|| {
        // a column of words in which comparators are named
        let controls = |column: &usize| {
            let (mut all, mut control) = (0, 0);
            for cell in cells(*column).filter(|cell| !is_value(cell)) {
                all += 1;
                control += usize::from(arm_names::control_score(cell) == 2);
            }
            all > 0 && 4 * control >= all
        };
        let candidates = labels.iter().copied().chain(study);
        candidates.into_iter().find(controls)
    });
    let other = labels.iter().copied().find(|column| Some(*column) != arm);
    // the names of the studies stand before the quantities
    let before = |column: &usize| quantities.iter().all(|quantity| column < quantity);
    let study = study.or(other.filter(before)).or(arm)?;
    Some(Columns { count, quantities, study, arm, outcome })
}
