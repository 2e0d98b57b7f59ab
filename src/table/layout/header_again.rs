//! Headers that come again between the rows, where they may stand in another order: the rows below are read by that.

use super::set_aside::first_filled;
use super::two_level::joined;
use crate::table::grid::Line;

/// Headers of more columns are only known as they are.
const MOST_COLUMNS: usize = 100;

/// Where each column of the headers stands under those that these lines begin with; `None` where they are no headers.
pub fn order(levels: &[Vec<String>], lines: &[Line]) -> Option<Vec<u32>> {
    let again = lines.get(..levels.len())?;
    let first = first_filled(*again.first()?)?;
    let widest = again.iter().map(|cells| cells.len()).max()?;
    // most lines are told by their first cell
    if widest > MOST_COLUMNS || !levels[0].iter().any(|name| name.eq_ignore_ascii_case(first)) {
        return None;
    }
    let mut names = joined(levels);
    let mut found: Vec<Option<String>> =
        joined(&again.iter().map(|cells| cells.to_vec()).collect::<Vec<_>>()).into_iter().map(Some).collect();
    let width = names.len().max(found.len());
    names.resize(width, String::new());
    found.resize(width, Some(String::new()));
    let mut place = |name: &String| {
        let is_it = |other: &Option<String>| other.as_ref().is_some_and(|other| other.eq_ignore_ascii_case(name));
        let at = found.iter().position(is_it)?;
        found[at] = None;
        Some(at as u32)
    };
    names.iter().map(&mut place).collect()
}
