//! How the arms of a study are told: by a column, by headings, by the study's label, or by their order alone.

use super::columns::Columns;
use crate::number;
use crate::table::grid::Line;
use crate::table::layout::arm_names;
use crate::table::layout::set_aside::{after_year, is_value};
use std::collections::BTreeMap;

/// How the arms of a study are told.
pub enum Way {
    /// A column names the arm, another the study.
    Column(usize),
    /// The study's name stands alone above its arms.
    Headings,
    /// The study's label names the arm: "Smith 2010 - placebo".
    Label,
    /// By their order alone.
    Order,
}

impl Way {
    /// The way of a table; `None` where nothing tells the arms.
    ///
    /// `forced` where the reader has said that there is an arm a line.
    pub fn of(columns: &Columns, sample: &[Line], forced: bool) -> Option<Way> {
        match columns.arm {
            Some(arm) if arm != columns.study => return Some(Way::Column(arm)),
            Some(_) => return Some(Way::Headings),
            None => {}
        }
        let rows: Vec<Line> = sample.iter().copied().filter(|&cells| columns.has_numbers(cells)).collect();
        let text = |row: usize, column: usize| rows[row].get(column).unwrap_or_default();
        let labels: Vec<&str> = (0..rows.len()).map(|row| text(row, columns.study)).collect();
        let mut studies: BTreeMap<String, (usize, bool)> = BTreeMap::new();
        for label in &labels {
            if let Some((study, arm)) = parts(label) {
                let known = studies.entry(number::lower(study)).or_default();
                known.0 += 1;
                known.1 |= arm_names::control_score(arm) > 0;
            }
        }
        let paired: usize =
            studies.values().filter(|(arms, control)| *arms > 1 && *control).map(|(arms, _)| arms).sum();
        if 2 * paired > labels.len() {
            return Some(Way::Label);
        }
        let repeats = |row: usize| labels[row].is_empty() || labels[row] == labels[row - 1];
        let repeated = || (1..labels.len()).filter(|&row| repeats(row));
        // what differs within a study and is no number may be a time or an outcome
        let differs = |row: usize| {
            let other = |column: &usize| *column != columns.study && !columns.quantities.contains(column);
            (0..columns.count).filter(other).any(|column| {
                let (above, here) = (text(row - 1, column), text(row, column));
                above != here && ![above, here].iter().any(|cell| cell.is_empty() || is_value(cell))
            })
        };
        if !forced && columns.outcome.is_none() && repeated().any(differs) {
            return None;
        }
        let count = repeated().count();
        (3 * count >= labels.len() && count > 0 && !labels[0].is_empty()).then_some(Way::Order)
    }
}

/// The study and the arm of a label that names both.
pub fn parts(label: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 8] = [' ', ',', ':', ';', '-', '–', '—', '/'];
    let cut = |at: usize, skip: usize| {
        let study = label.get(..at)?.trim_end_matches(MARKS);
        let arm = label.get(at + skip..)?.trim_matches(MARKS);
        let arm = arm.strip_suffix(')').filter(|arm| !arm.contains('(')).unwrap_or(arm).trim_start_matches('(');
        (!study.is_empty() && arm.contains(|c: char| c.is_alphabetic())).then_some((study, arm))
    };
    let spaced =
        [" - ", " – ", " — ", " / ", ": ", "; "].iter().filter_map(|mark| Some((label.rfind(mark)?, mark.len()))).max();
    spaced
        .and_then(|(at, skip)| cut(at, skip))
        .or_else(|| label.strip_suffix(')').and_then(|_| label.rfind(" (")).and_then(|at| cut(at, 2)))
        .or_else(|| after_year(label).and_then(|at| cut(at, 0)))
        .or_else(|| label.rfind(", ").and_then(|at| cut(at, 2)))
}
