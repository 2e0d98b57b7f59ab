//! Studies as columns, with a line for each quantity.

use super::{Hints, LaidOut, Layout, Origin, Reason, SetAside, StudyLine, Told, both, set_aside, two_level};
use std::rc::Rc;

/// More lines than such a table has quantities.
const MOST_LINES: usize = 200;
/// More columns than such a table has studies.
const MOST_STUDIES: usize = 1000;
/// Lines above the table that a title may take.
const MOST_TITLES: usize = 3;

/// The table turned on its side; `None` where its first column names no quantities.
pub fn lay_out(lines: &[Vec<String>]) -> Option<LaidOut> {
    let alone = |cells: &Vec<String>| set_aside::single(cells) == cells.first();
    let start = lines.iter().take(MOST_TITLES + 1).position(|cells| !alone(cells))?;
    let end = lines.iter().rposition(|cells| !alone(cells))? + 1;
    let width = lines.iter().take(MOST_LINES).map(Vec::len).max().unwrap_or(0);
    if end - start > MOST_LINES || !(2..=MOST_STUDIES).contains(&width) {
        return None;
    }
    let mut aside: Vec<SetAside> = (0..start).map(|line| SetAside::new(line, &lines[line], Reason::Title)).collect();
    // a label alone names the arm or the time of the quantities below it
    let mut group = "";
    let (mut kept, mut groups) = (Vec::new(), Vec::new());
    for (line, cells) in lines.iter().enumerate().take(end).skip(start) {
        match set_aside::single(cells).filter(|_| alone(cells)) {
            Some(label) => {
                group = label;
                aside.push(SetAside::new(line, cells, Reason::Subtitle));
            }
            None => {
                kept.push(line);
                groups.push(group.to_owned());
            }
        }
    }
    aside.extend((end..lines.len()).map(|line| SetAside::new(line, &lines[line], Reason::Footnote)));
    let grouped = !group.is_empty();
    let mut turned: Vec<Vec<String>> = if grouped { vec![groups] } else { Vec::new() };
    for column in 0..width {
        turned.push(kept.iter().map(|&line| lines[line].get(column).cloned().unwrap_or_default()).collect());
    }
    let heading = two_level::find(&turned, None);
    if heading.quantities < 2 || heading.start > 0 {
        return None;
    }
    let places: Rc<[usize]> = kept.as_slice().into();
    let mut rest = turned;
    let studies = rest.split_off(heading.end);
    let before = heading.end - usize::from(grouped);
    let filled = |cells: &Vec<String>| cells.iter().any(|cell| !cell.is_empty());
    let lines = studies.into_iter().enumerate().filter(|(_, cells)| filled(cells)).map(|(i, cells)| StudyLine {
        number: i + 1,
        cells,
        origin: Origin::Column(before + i, Rc::clone(&places)),
        told: Told::default(),
    });
    Some(LaidOut {
        layout: Layout::StudiesAsColumns,
        header_lines: before,
        heading: rest,
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
        notices: heading.notices,
    })
}
