//! How many quantities the headers of a table name.

use crate::table::header::{self, Reading};

/// How many columns of quantities there are.
#[inline(never)]
pub fn quantities_in(readings: &[Option<Reading>]) -> usize {
    readings.iter().flatten().filter(|reading| !reading.field.is_text()).count()
}

/// How many columns of quantities the headers name, whatever their cells hold.
pub fn quantities_named(headers: &[String]) -> usize {
    let read = header::read(headers, &|_| None);
    let named = quantities_in(&read.readings);
    // of more groups than are compared none may be read
    #[cfg(feature = "complete")]
    let named = named.max(read.groups.len());
    named
}
