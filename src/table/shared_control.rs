//! A comparator that several rows of one study share: used whole by each, or split among them.

use super::row::ReadRow;
use crate::field::Field;
use crate::number;
use crate::study::comparator_size;
use std::collections::BTreeMap;

/// What becomes of a comparator that several rows share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SharedControl {
    /// Each row uses all of it.
    #[default]
    Whole,
    /// Each row uses its share: Cochrane Handbook 23.3.4.
    Split,
}

impl SharedControl {
    /// The choice of that name.
    ///
    /// `whole` or `split`; `None` for anything else.
    ///
    /// ```
    /// use effect_size::table::shared_control::SharedControl;
    /// assert_eq!(SharedControl::from_name("split"), Some(SharedControl::Split));
    /// ```
    pub fn from_name(name: &str) -> Option<SharedControl> {
        match name {
            "whole" => Some(SharedControl::Whole),
            "split" => Some(SharedControl::Split),
            _ => None,
        }
    }
}

/// What a study says of its comparator.
const COMPARATOR: &[Field] = &[
    Field::Mean2,
    Field::Sd2,
    Field::N2,
    Field::Se2,
    Field::Lower2,
    Field::Upper2,
    Field::Median2,
    Field::Lq2,
    Field::Uq2,
    Field::Min2,
    Field::Max2,
    Field::Events2,
    Field::NonEvents2,
    Field::Percent2,
    Field::Time2,
    Field::PreMean2,
    Field::PreSd2,
];

/// What tells a comparator: study, outcome, measure and its numbers, in one text. `None` where the row names no study, or
/// does not say how large its comparator is.
pub(super) fn comparator(read: &ReadRow, measure: Option<&'static str>) -> Option<String> {
    const BETWEEN: char = '\0';
    let mut key = number::lower(&read.label(Field::Study)?);
    let reported = read.reported();
    comparator_size(&reported)?;
    for part in [read.label(Field::Outcome).as_deref(), measure] {
        key.push(BETWEEN);
        key.push_str(part.unwrap_or_default());
    }
    for &field in COMPARATOR {
        key.push(BETWEEN);
        if let Some(value) = reported.get(field) {
            key.push_str(&number::shortest(value));
        }
    }
    Some(key)
}

/// How many rows share the comparator of each row, 1 where a row has it alone.
pub(super) fn sharers(comparators: &[Option<String>]) -> Vec<f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for comparator in comparators.iter().flatten() {
        *counts.entry(comparator).or_insert(0.0) += 1.0;
    }
    let count = |comparator: &Option<String>| counts.get(comparator.as_deref()?).copied();
    comparators.iter().map(|comparator| count(comparator).unwrap_or(1.0)).collect()
}
