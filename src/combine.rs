//! Several groups into one: Cochrane Handbook 6.5.2.10, table 6.5.a.

use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::problem::{Problem, ProblemCode};
use crate::real;
use serde::Serialize;

/// A group's mean, standard deviation and size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Group {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, not negative.
    pub sd: f64,
    /// People, at least one.
    pub n: f64,
}

/// The group that several make together, as if each person's value had been known.
///
/// # Errors
/// `not-finite`, `below-zero`, `n-too-small` for a group of fewer than one, `missing-value` without groups.
///
/// ```
/// use effect_size::combine::{combine, Group};
/// let arms = [Group { mean: 10.0, sd: 2.0, n: 30.0 }, Group { mean: 12.0, sd: 3.0, n: 20.0 }];
/// let both = combine(&arms)?;
/// assert_eq!((both.mean, both.n), (10.8, 50.0));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn combine(groups: &[Group]) -> Result<Group, Problem> {
    for group in groups {
        if [group.mean, group.sd, group.n].iter().any(|value| !value.is_finite()) {
            return Err(Problem::new(ProblemCode::NotFinite));
        }
        if group.sd < 0.0 {
            return Err(Problem::new(ProblemCode::BelowZero).about(Field::Sd1).with("value", group.sd));
        }
        if group.n < 1.0 {
            return Err(Problem::new(ProblemCode::NTooSmall));
        }
    }
    let (first, rest) = groups.split_first().ok_or_else(|| Problem::new(ProblemCode::MissingValue))?;
    let all = rest.iter().fold(*first, |a, b| {
        let n = a.n + b.n;
        let gap = b.mean - a.mean;
        let squares = (a.n - 1.0) * a.sd * a.sd + (b.n - 1.0) * b.sd * b.sd + a.n / n * b.n * gap * gap;
        Group { mean: a.mean + gap * (b.n / n), sd: real::sqrt(squares / (n - 1.0)), n }
    });
    if all.mean.is_finite() && all.sd.is_finite() { Ok(all) } else { Err(Problem::new(ProblemCode::ResultNotFinite)) }
}

/// The fields of the list divided by a named number, with the division of each as a step. Of events, non-events and
/// people that add up, the non-events go: divided, the three would no longer do so to the last digit.
pub(crate) fn divided(
    reported: &Reported,
    fields: &[(Field, &'static str)],
    (name, by): (&'static str, f64),
) -> (Reported, Vec<Step>) {
    let mut parts = reported.clone();
    for (n, events, nonevents) in
        [(Field::N1, Field::Events1, Field::NonEvents1), (Field::N2, Field::Events2, Field::NonEvents2)]
    {
        let sum = reported.get(events).zip(reported.get(nonevents)).map(|(with, without)| with + without);
        if sum.is_some() && sum == reported.get(n) {
            parts.clear(nonevents);
        }
    }
    let mut steps = Vec::new();
    for &(field, formula) in fields {
        if let Some(whole) = parts.get(field) {
            steps.push(Step::new(field.name(), formula, &[(field.name(), whole), (name, by)], whole / by));
            parts.set(field, whole / by);
        }
    }
    (parts, steps)
}
