//! Neighbouring rows with one measure, drawn on one axis.

use super::batch::{Group, Row};
use crate::forest::{self, Axis, Drawn};
use crate::measure::{MEASURES, Measure};

/// The measure that all rows with a measure share.
pub(super) fn one_measure(rows: &[Row]) -> Option<&'static str> {
    let mut measures = rows.iter().filter_map(|row| row.measure);
    let first = measures.next()?;
    measures.all(|measure| measure == first).then_some(first)
}

/// Draws each measure's rows on one axis, and groups neighbours with one measure.
pub(super) fn plot(rows: &mut [Row]) -> Vec<Group> {
    let mut axes: Vec<(&'static str, Axis)> = Vec::new();
    for &&Measure { id, scale, .. } in MEASURES {
        let estimated = |row: &Row| row.measure == Some(id) && row.estimate.is_some();
        let drawn: Vec<Drawn> = rows
            .iter()
            .filter(|row| estimated(row))
            .filter_map(|row| row.estimate.as_ref())
            .map(|estimate| {
                let analysis = estimate.analysis;
                // an exact interval without a standard error is as precise as it is wide
                let se = analysis.se.unwrap_or((analysis.upper - analysis.lower) / 4.0);
                Drawn { point: analysis.point, se, lower: analysis.lower, upper: analysis.upper }
            })
            .collect();
        if let Some((axis, marks)) = forest::plot(scale, &drawn) {
            for (row, mark) in rows.iter_mut().filter(|row| estimated(row)).zip(marks) {
                row.graphic = Some(mark);
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
