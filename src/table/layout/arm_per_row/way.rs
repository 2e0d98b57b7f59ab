//! How the arms of a study are told: by a column, by headings, by the study's label, or by their order alone.

use super::columns::Columns;
use crate::number;
use crate::table::layout::arm_names;
use crate::table::layout::set_aside::after_year;
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
    pub fn of(columns: &Columns, sample: &[Vec<String>]) -> Option<Way> {
        match columns.arm {
            Some(arm) if arm != columns.study => return Some(Way::Column(arm)),
            Some(_) => return Some(Way::Headings),
            None => {}
        }
        let labels: Vec<&str> = sample
            .iter()
            .filter(|cells| columns.has_numbers(cells))
            .map(|cells| cells.get(columns.study).map_or("", String::as_str))
            .collect();
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
        let repeated = (1..labels.len()).filter(|&i| labels[i].is_empty() || labels[i] == labels[i - 1]).count();
        (3 * repeated >= labels.len() && repeated > 0 && !labels[0].is_empty()).then_some(Way::Order)
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
