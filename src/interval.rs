//! Confidence levels, and intervals from a point and its standard error.

use crate::dist;
use crate::problem::{Problem, ProblemCode};
use serde::Serialize;

/// How an interval is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interval {
    /// Point plus and minus Normal quantile times standard error, for differences of means.
    Z,
    /// The same for counts and proportions (Wald), on the analysis scale.
    Wald,
}

impl Interval {
    /// Every interval method.
    pub const ALL: &'static [Interval] = &[Interval::Z, Interval::Wald];

    /// The name used in options and results.
    pub fn name(self) -> &'static str {
        match self {
            Interval::Z => "z",
            Interval::Wald => "wald",
        }
    }

    /// The method of that name.
    pub fn from_name(name: &str) -> Option<Interval> {
        Interval::ALL.iter().copied().find(|interval| interval.name() == name)
    }
}

/// A two-sided confidence level, 0.5 to 0.9999, with its Normal quantile.
///
/// ```
/// use effect_size::Level;
/// assert_eq!(Level::new(95.0).unwrap(), Level::new(0.95).unwrap());
/// assert!(Level::new(0.3).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    value: f64,
    z: f64,
}

impl Level {
    /// From a proportion (0.5 to 0.9999) or a percentage (50 to 99.99).
    ///
    /// # Errors
    /// [`ProblemCode::LevelOutOfRange`] for anything else.
    pub fn new(level: f64) -> Result<Level, Problem> {
        let value = if level > 1.0 { level / 100.0 } else { level };
        if !(0.5..=0.9999).contains(&value) {
            return Err(Problem::new(ProblemCode::LevelOutOfRange).with("value", level));
        }
        Ok(Level { value, z: dist::normal_upper_quantile((1.0 - value) / 2.0) })
    }

    /// The level as a proportion.
    pub fn value(self) -> f64 {
        self.value
    }

    /// The Normal quantile that leaves `(1 - level) / 2` above it.
    pub fn z(self) -> f64 {
        self.z
    }
}

impl Default for Level {
    /// 95 %.
    fn default() -> Self {
        Level { value: 0.95, z: dist::normal_upper_quantile((1.0 - 0.95) / 2.0) }
    }
}

/// The statistic behind a P value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Statistic {
    /// `z` or `t`.
    pub kind: StatisticKind,
    /// Its value.
    pub value: f64,
    /// Degrees of freedom of a `t`.
    pub df: Option<f64>,
}

/// The distribution a statistic is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatisticKind {
    /// Standard Normal.
    Z,
}

/// The ends of an interval on the analysis scale, with the test that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ends {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
    /// The test statistic, where the method has one.
    pub statistic: Option<Statistic>,
    /// Two-sided P value of "no effect".
    pub p: Option<f64>,
}

/// The Normal-theory interval of a point with a positive standard error, and its test against 0.
pub fn normal(point: f64, se: f64, level: Level) -> Ends {
    let z = point / se;
    Ends {
        lower: point - level.z() * se,
        upper: point + level.z() * se,
        statistic: Some(Statistic { kind: StatisticKind::Z, value: z, df: None }),
        p: Some(dist::normal_two_sided(z)),
    }
}
