//! Several groups into one, and one into parts: Cochrane Handbook 6.5.2.10, table 6.5.a, and 23.3.4.

use crate::explain::Step;
use crate::field::{Field, Reported};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;
use core::num::NonZeroU32;
use serde::Serialize;

/// A group that can be put together with others of its kind, and parted.
pub trait Arm: Copy {
    /// The field that tells how large a comparator of this kind is.
    const SIZE: Field;

    /// Refuses numbers that no group can have.
    ///
    /// # Errors
    /// The first problem: see [`combine`].
    ///
    /// ```
    /// use effect_size::combine::{Arm, Events};
    /// assert!(Events { events: 51.0, n: 50.0 }.check().is_err());
    /// ```
    fn check(&self) -> Result<(), Problem>;

    /// This group and another as one.
    ///
    /// ```
    /// use effect_size::combine::{Arm, Events};
    /// let both = Events { events: 7.0, n: 50.0 }.with(Events { events: 9.0, n: 48.0 });
    /// assert_eq!(both, Events { events: 16.0, n: 98.0 });
    /// ```
    #[must_use]
    fn with(self, other: Self) -> Self;

    /// One of so many equal parts, unrounded.
    ///
    /// ```
    /// use effect_size::combine::{Arm, Events};
    /// assert_eq!(Events { events: 7.0, n: 50.0 }.part(2.0), Events { events: 3.5, n: 25.0 });
    /// ```
    #[must_use]
    fn part(self, parts: f64) -> Self;

    /// People, or person-time where people are not counted.
    ///
    /// ```
    /// use effect_size::combine::{Arm, Rate};
    /// assert_eq!(Rate { events: 8.0, time: 53.0 }.size(), 53.0);
    /// ```
    fn size(&self) -> f64;
}

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

/// A group's events and people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Events {
    /// People with the event, at most all.
    pub events: f64,
    /// People, above zero.
    pub n: f64,
}

/// A group's events and person-time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Events.
    pub events: f64,
    /// Person-time, above zero, in the unit of the groups it is combined with.
    pub time: f64,
}

impl Arm for Group {
    const SIZE: Field = Field::N2;

    fn check(&self) -> Result<(), Problem> {
        finite(&[self.mean, self.sd, self.n])?;
        not_below_zero(Field::Sd1, self.sd)?;
        if self.n < 1.0 { Err(Problem::new(ProblemCode::NTooSmall)) } else { Ok(()) }
    }

    fn with(self, other: Self) -> Self {
        let (a, b) = (self, other);
        let n = a.n + b.n;
        let gap = b.mean - a.mean;
        // Handbook, table 6.5.a
        let squares = (a.n - 1.0) * a.sd * a.sd + (b.n - 1.0) * b.sd * b.sd + a.n / n * b.n * gap * gap;
        Group { mean: a.mean + gap * (b.n / n), sd: real::sqrt(squares / (n - 1.0)), n }
    }

    fn part(self, parts: f64) -> Self {
        Group { n: self.n / parts, ..self }
    }

    fn size(&self) -> f64 {
        self.n
    }
}

impl Arm for Events {
    const SIZE: Field = Field::N2;

    fn check(&self) -> Result<(), Problem> {
        finite(&[self.events, self.n])?;
        not_below_zero(Field::Events1, self.events)?;
        not_below_zero(Field::N1, self.n)?;
        if self.events > self.n {
            let problem = Problem::new(ProblemCode::EventsAboveN).about(Field::Events1);
            return Err(problem.with("events", self.events).with("n", self.n));
        }
        if self.n == 0.0 { Err(Problem::new(ProblemCode::EmptyGroup).about(Field::N1)) } else { Ok(()) }
    }

    fn with(self, other: Self) -> Self {
        Events { events: self.events + other.events, n: self.n + other.n }
    }

    fn part(self, parts: f64) -> Self {
        Events { events: self.events / parts, n: self.n / parts }
    }

    fn size(&self) -> f64 {
        self.n
    }
}

impl Arm for Rate {
    const SIZE: Field = Field::Time2;

    fn check(&self) -> Result<(), Problem> {
        finite(&[self.events, self.time])?;
        not_below_zero(Field::Events1, self.events)?;
        if self.time <= 0.0 {
            return Err(Problem::new(ProblemCode::TimeNotPositive).about(Field::Time1).with("value", self.time));
        }
        Ok(())
    }

    fn with(self, other: Self) -> Self {
        Rate { events: self.events + other.events, time: self.time + other.time }
    }

    fn part(self, parts: f64) -> Self {
        Rate { events: self.events / parts, time: self.time / parts }
    }

    fn size(&self) -> f64 {
        self.time
    }
}

fn finite(values: &[f64]) -> Result<(), Problem> {
    if values.iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Problem::new(ProblemCode::NotFinite)) }
}

fn not_below_zero(field: Field, value: f64) -> Result<(), Problem> {
    if value < 0.0 { Err(Problem::new(ProblemCode::BelowZero).about(field).with("value", value)) } else { Ok(()) }
}

/// The group that several make together, as if each person's value had been known.
///
/// Means: Handbook table 6.5.a. Events, people and person-time add up.
///
/// # Errors
/// `not-finite`, `below-zero`, `missing-value` without groups; `n-too-small` for a group with a mean of fewer than one;
/// `events-above-n`, `empty-group`; `time-not-positive`; `result-not-finite`.
///
/// ```
/// use effect_size::combine::{combine, Group};
/// let arms = [Group { mean: 10.0, sd: 2.0, n: 30.0 }, Group { mean: 12.0, sd: 3.0, n: 20.0 }];
/// let both = combine(&arms)?;
/// assert_eq!((both.mean, both.n), (10.8, 50.0));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn combine<A: Arm>(arms: &[A]) -> Result<A, Problem> {
    arms.iter().try_for_each(Arm::check)?;
    let all = arms.iter().copied().reduce(Arm::with).ok_or_else(|| Problem::new(ProblemCode::MissingValue))?;
    all.check().map_err(|_| Problem::new(ProblemCode::ResultNotFinite))?;
    Ok(all)
}

/// A part of a group, with what the reader should know.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part<A> {
    /// The part.
    #[serde(flatten)]
    pub arm: A,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

/// A comparator that several interventions share, split among them so that nobody counts twice: Cochrane Handbook 23.3.4.
///
/// Events, people and person-time are divided by `parts`, unrounded; mean and standard deviation stand. The comparisons
/// remain correlated, which the split does not allow for: a notice says so.
///
/// # Errors
/// As [`combine`].
///
/// ```
/// use core::num::NonZeroU32;
/// use effect_size::combine::{Events, split};
/// let control = split(Events { events: 7.0, n: 50.0 }, NonZeroU32::new(2).unwrap())?;
/// assert_eq!(control.arm, Events { events: 3.5, n: 25.0 });
/// assert_eq!(control.notices[0].code.name(), "control-split");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn split<A: Arm>(arm: A, parts: NonZeroU32) -> Result<Part<A>, Problem> {
    arm.check()?;
    let count = f64::from(parts.get());
    let part = arm.part(count);
    let notices = if count > 1.0 { vec![control_split(A::SIZE, count, arm.size())] } else { Vec::new() };
    Ok(Part { arm: part, notices })
}

/// Tells that a comparator was split.
pub(crate) fn control_split(size: Field, parts: f64, before: f64) -> Notice {
    let notice = Notice::new(NoticeCode::ControlSplit).about(size);
    notice.with("parts", parts).with("before", before).with("after", before / parts)
}

/// The fields of the list divided by a named number, with the division of each as a step. Of events, non-events and
/// people that add up, the non-events go: divided, the three would no longer do so to the last digit.
pub(crate) fn divided(
    reported: &Reported,
    fields: &[(Field, &'static str)],
    (name, by): (&'static str, f64),
    source: &'static str,
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
            let numbers = [(field.name(), whole), (name, by)];
            steps.push(Step::new(field.name(), formula, &numbers, whole / by).by(source));
            parts.set(field, whole / by);
        }
    }
    (parts, steps)
}
