//! A comparator that several rows of one study share: used whole by each, or split among them.

use super::ReadRow;
use crate::combine::{control_split, divided};
use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::number;
use crate::problem::Notice;
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

/// What a split divides; means and risks stand.
const DIVIDED: &[(Field, &str)] = &[
    (Field::Events2, "events2 / k"),
    (Field::NonEvents2, "nonevents2 / k"),
    (Field::N2, "n2 / k"),
    (Field::Time2, "time2 / k"),
];

/// What tells a comparator: study, outcome, measure and its numbers, in one text. `None` where the row names no study, or
/// does not say how large its comparator is.
pub(super) fn comparator(read: &ReadRow, measure: Option<&'static str>) -> Option<String> {
    const BETWEEN: char = '\0';
    let mut key = number::lower(&read.label(Field::Study)?);
    let reported = read.reported();
    size(&reported)?;
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

/// The row's numbers with its share of the comparator, unrounded, with the divisions as steps and a notice.
pub(super) fn share(reported: &Reported, parts: f64) -> (Reported, Vec<Step>, Vec<Notice>) {
    let (shared, steps) = divided(reported, DIVIDED, ("k", parts), "Cochrane Handbook 23.3.4");
    let notice = size(reported).map(|(field, before)| control_split(field, parts, before));
    (shared, steps, notice.into_iter().collect())
}

/// How large the comparator is: its people, or its person-time.
fn size(reported: &Reported) -> Option<(Field, f64)> {
    let counted = || Some(reported.get(Field::Events2)? + reported.get(Field::NonEvents2)?);
    let time = reported.get(Field::Time2).map(|time| (Field::Time2, time));
    time.or_else(|| reported.get(Field::N2).or_else(counted).map(|n| (Field::N2, n)))
}
