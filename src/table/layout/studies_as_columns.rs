//! Studies as columns, with a line for each quantity.

use super::{
    Hints, LaidOut, Layout, Origin, QuantityLines, Reason, SetAside, StudyLine, both, carried, set_aside, two_level,
};
use crate::problem::{Notice, NoticeCode};
use crate::table::grid::{Line, Lines};
use crate::table::header::{Says, says};
use std::sync::Arc;

/// More lines than such a table has quantities.
const MOST_LINES: usize = 200;
/// More columns than such a table has studies.
const MOST_STUDIES: usize = 1000;
/// Lines above the table that a title may take.
const MOST_TITLES: usize = 3;

/// The table turned on its side; `None` where its first column names no quantities.
pub fn lay_out(lines: &[Line]) -> Option<LaidOut> {
    let alone = |cells: Line| set_aside::single(cells) == cells.get(0);
    let start = lines.iter().take(MOST_TITLES + 1).position(|&cells| !alone(cells))?;
    let end = lines.iter().rposition(|&cells| !alone(cells))? + 1;
    let width = lines.iter().take(MOST_LINES).map(|cells| cells.len()).max().unwrap_or(0);
    if end - start > MOST_LINES || !(2..=MOST_STUDIES).contains(&width) {
        return None;
    }
    let mut aside: Vec<SetAside> = (0..start).map(|line| SetAside::new(line, lines[line], Reason::Title)).collect();
    // a label alone names the arm or the time of the quantities below it
    let mut group = "";
    let (mut kept, mut groups) = (Vec::new(), Vec::new());
    for (line, &cells) in lines.iter().enumerate().take(end).skip(start) {
        match set_aside::single(cells).filter(|_| alone(cells)) {
            Some(label) => {
                group = label;
                aside.push(SetAside::new(line, cells, Reason::Subtitle));
            }
            None => {
                kept.push(line);
                groups.push(group);
            }
        }
    }
    aside.extend((end..lines.len()).map(|line| SetAside::new(line, lines[line], Reason::Footnote)));
    let grouped = !group.is_empty();
    let mut turned = Lines::default();
    if grouped {
        groups.iter().for_each(|group| turned.push(group));
        turned.end_line();
    }
    let corner_lost = has_lost_corner(lines, &kept);
    for column in 0..width {
        for (i, &line) in kept.iter().enumerate() {
            let column = if corner_lost && i == 0 { column.checked_sub(1) } else { Some(column) };
            turned.push(column.and_then(|column| lines[line].get(column)).unwrap_or_default());
        }
        turned.end_line();
    }
    let turned: Vec<Line> = turned.iter().collect();
    let heading = two_level::find(&turned, None);
    if heading.quantities < 2 || heading.start > 0 {
        return None;
    }
    let mut notices = heading.notices;
    if corner_lost {
        let first = lines[kept[0]].get(0).unwrap_or_default();
        notices.push(Notice::new(NoticeCode::CornerLost).with("text", carried(first)));
    }
    let places = Arc::new(QuantityLines { lines: kept.iter().map(|&line| line as u32).collect(), corner_lost });
    let before = heading.end - usize::from(grouped);
    let studies = turned[heading.end..].iter().enumerate().filter(|(_, cells)| cells.width() > 0);
    let lines = studies.map(|(i, _)| StudyLine {
        number: i + 1,
        origin: Origin::Column((before + i) as u32, Arc::clone(&places)),
        above: None,
    });
    Some(LaidOut {
        layout: Layout::StudiesAsColumns,
        header_lines: before,
        heading: turned[..heading.end].iter().map(|cells| cells.to_vec()).collect(),
        headers: heading.headers,
        lines: lines.collect(),
        hints: Hints {
            names: heading.names,
            arms_told: heading.arm_names.is_some(),
            arm_names: both(heading.arm_names),
            lines: Some(kept),
            ..Hints::default()
        },
        set_aside: aside,
        notices,
    })
}

/// True where the first line has exactly one cell less than each other, and begins with no word for what stands below it:
/// the empty cell over the quantities' names is then what it has not.
fn has_lost_corner(lines: &[Line], kept: &[usize]) -> bool {
    let [first, others @ ..] = kept else { return false };
    let first = lines[*first];
    let name = first.get(0).unwrap_or_default();
    !others.is_empty()
        && others.iter().all(|&line| lines[line].len() == first.len() + 1)
        && !name.is_empty()
        && says(name) == Says::Nothing
}
