//! How many quantities the headers of a table name.

use crate::table::header::{self, Reading};

/// How many columns of quantities there are.
#[inline(never)]
pub fn quantities_in(readings: &[Option<Reading>]) -> usize {
    readings.iter().flatten().filter(|reading| !reading.field.is_text()).count()
}

/// How many columns of quantities the headers name, whatever their cells hold.
pub fn quantities_named(headers: &[String]) -> usize {
    quantities_in(&header::read(headers, &|_| None).readings)
}
