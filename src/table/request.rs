//! The comparison behind a row of a table, to be computed by other intervals, rules and conventions.

use super::{Batch, BatchOptions};
use crate::field::Reported;
use crate::measure::{Measure, Request};
use crate::problem::ProblemCode;
use crate::study::{self, Printed};

impl Batch {
    /// What the row of that number (1 is the first under the header) was computed from, printed or recovered, with the
    /// choices for its measure.
    ///
    /// `None` where the row has no measure, a cell to check, or a note that wants it kept as given.
    ///
    /// ```
    /// use effect_size::{Field, batch, table::BatchOptions};
    /// let wanted = BatchOptions::default();
    /// let table = batch("study;percent1;n1;percent2;n2\nStalberg 2008;38;50;14;50", &wanted);
    /// let request = table.request(1, &wanted).unwrap();
    /// assert_eq!((request.measure.id, request.data.get(Field::Events1)), ("OR", Some(19.0)));
    /// ```
    pub fn request(&self, number: usize, wanted: &BatchOptions) -> Option<Request> {
        let row = self.rows.iter().find(|row| row.row == number)?;
        let measure = Measure::find(row.measure?)?;
        let as_asked = row.as_given.as_ref().is_some_and(|given| given.reason == ProblemCode::AsAsked);
        if !row.problems.is_empty() || as_asked {
            return None;
        }
        let quantities = row.quantities();
        let mut data = Reported::new();
        for quantity in &quantities {
            data.set(quantity.field, quantity.value);
        }
        let printed = Printed {
            data,
            texts: quantities.iter().map(|quantity| (quantity.field, quantity.text.as_str())).collect(),
            decimal: self.decimal,
            as_given: false,
            level: row.printed_level(),
            sharers: row.sharers(),
        };
        study::request(measure, &printed, &wanted.options_for(measure)).ok()
    }
}
