//! What conversions are made from: each quantity with its name, its meaning and the values it can have.

use crate::design::{LARGEST_COUNT, LARGEST_VALUE};
use crate::field::Field;
use crate::problem::{Problem, ProblemCode};

/// A number that a conversion needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Its name, the [`Field`]'s where there is one.
    pub name: &'static str,
    /// What it is, with its unit.
    pub meaning: &'static str,
    /// The values it can have.
    pub range: Range,
    /// What it is where nobody says; `None` where it must be given.
    pub default: Option<f64>,
}

/// The values that a quantity can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Any number up to [`LARGEST_VALUE`] in size.
    Any,
    /// 0, or [`LARGEST_VALUE`]'s reciprocal up to [`LARGEST_VALUE`].
    NotNegative,
    /// [`LARGEST_VALUE`]'s reciprocal up to [`LARGEST_VALUE`].
    AboveZero,
    /// A number of people, from this one up to [`LARGEST_COUNT`].
    People(u8),
    /// A number of events up to [`LARGEST_COUNT`].
    Count,
    /// A P value, 0 to 1.
    P,
    /// A risk, 0 to 1.
    Risk,
    /// A correlation, -1 to 1.
    Correlation,
    /// Per cent, 0 to 100.
    Percent,
    /// A confidence level, 0.5 to 0.9999, or 50 to 99.99.
    Level,
    /// People in a cluster, 1 to [`LARGEST_COUNT`].
    ClusterSize,
    /// Digits after the decimal mark, 0 to 15.
    Decimals,
    /// 1 for yes, 0 for no.
    YesNo,
}

impl Range {
    /// The smallest and the largest value.
    ///
    /// ```
    /// use effect_size::recover::quantity::Range;
    /// assert_eq!(Range::Correlation.ends(), (-1.0, 1.0));
    /// ```
    pub fn ends(self) -> (f64, f64) {
        match self {
            Range::Any => (-LARGEST_VALUE, LARGEST_VALUE),
            Range::NotNegative => (0.0, LARGEST_VALUE),
            Range::AboveZero => (1.0 / LARGEST_VALUE, LARGEST_VALUE),
            Range::People(least) => (f64::from(least), LARGEST_COUNT),
            Range::Count => (0.0, LARGEST_COUNT),
            Range::P | Range::Risk | Range::YesNo => (0.0, 1.0),
            Range::Correlation => (-1.0, 1.0),
            Range::Percent => (0.0, 100.0),
            Range::Level => (0.5, 99.99),
            Range::ClusterSize => (1.0, LARGEST_COUNT),
            Range::Decimals => (0.0, 15.0),
        }
    }

    /// What is wrong with a finite number below the smallest value, or above the largest.
    fn refusal(self, value: f64) -> ProblemCode {
        let (least, _) = self.ends();
        match self {
            Range::P => ProblemCode::POutOfRange,
            Range::Risk => ProblemCode::RiskOutOfRange,
            Range::Correlation => ProblemCode::CorrelationOutOfRange,
            Range::Percent => ProblemCode::PercentOutOfRange,
            Range::Level => ProblemCode::LevelOutOfRange,
            Range::ClusterSize if value < least => ProblemCode::ClusterBelowOne,
            Range::AboveZero if value <= 0.0 => ProblemCode::RatioNotPositive,
            Range::AboveZero if value < least => ProblemCode::TooSmall,
            Range::People(_) if value == 0.0 => ProblemCode::EmptyGroup,
            Range::People(_) if value > 0.0 && value < least => ProblemCode::NTooSmall,
            _ if value < 0.0 && least >= 0.0 => ProblemCode::BelowZero,
            _ => ProblemCode::TooLarge,
        }
    }
}

impl Quantity {
    const fn new(name: &'static str, meaning: &'static str, range: Range) -> Quantity {
        Quantity { name, meaning, range, default: None }
    }

    const fn or(self, default: f64) -> Quantity {
        Quantity { default: Some(default), ..self }
    }

    /// The same with another meaning.
    pub(crate) const fn meaning(self, meaning: &'static str) -> Quantity {
        Quantity { meaning, ..self }
    }

    /// The problem of a quantity that is not given.
    pub(super) fn missing(&self) -> Problem {
        self.problem(ProblemCode::MissingValue)
    }

    /// A problem of this quantity.
    pub(super) fn problem(&self, code: ProblemCode) -> Problem {
        Problem { field: Field::from_name(self.name), ..Problem::new(code) }.with("input", self.name)
    }

    /// What is wrong with a value, if anything: its parameters are `input` (the quantity's name), `value` and `limit`.
    ///
    /// # Errors
    /// `not-finite`, or what the range says: `below-zero`, `too-large`, `p-out-of-range` and their like.
    ///
    /// ```
    /// use effect_size::recover::quantity;
    /// assert!(quantity::P.check(0.05).is_ok());
    /// assert_eq!(quantity::P.check(5.0).unwrap_err().code.name(), "p-out-of-range");
    /// ```
    pub fn check(&self, value: f64) -> Result<(), Problem> {
        if !value.is_finite() {
            return Err(self.problem(ProblemCode::NotFinite));
        }
        let (least, most) = self.range.ends();
        let smallest = 1.0 / LARGEST_VALUE;
        let (code, limit) = match () {
            () if value < least => (self.range.refusal(value), least),
            () if value > most => (self.range.refusal(value), most),
            () if self.range == Range::NotNegative && value > 0.0 && value < smallest => {
                (ProblemCode::TooSmall, smallest)
            }
            () if self.range == Range::Decimals && value.fract() != 0.0 => (ProblemCode::NotWhole, most),
            () => return Ok(()),
        };
        // the size of a negative number is what is too large
        let (value, limit) = if code == ProblemCode::TooLarge { (value.abs(), limit.abs()) } else { (value, limit) };
        Err(self.problem(code).with("value", value).with("limit", limit))
    }
}

/// A mean difference or another effect, as the paper prints it.
pub const ESTIMATE: Quantity = Quantity::new("estimate", "effect as printed, in its own unit", Range::Any);
/// A mean difference.
pub const DIFFERENCE: Quantity = ESTIMATE.meaning("mean difference, in the unit of the measurement");
/// A ratio.
pub const RATIO: Quantity = Quantity::new("estimate", "ratio as printed, above 0", Range::AboveZero);
/// The standard error of a mean.
pub const SE: Quantity = Quantity::new("se", "standard error, in the unit of the measurement", Range::NotNegative);
/// A lower confidence limit.
pub const LOWER: Quantity = Quantity::new("lower", "lower confidence limit", Range::Any);
/// An upper confidence limit.
pub const UPPER: Quantity = Quantity::new("upper", "upper confidence limit", Range::Any);
/// The lower confidence limit of a ratio.
pub const RATIO_LOWER: Quantity = Quantity::new("lower", "lower confidence limit, above 0", Range::AboveZero);
/// The upper confidence limit of a ratio.
pub const RATIO_UPPER: Quantity = Quantity::new("upper", "upper confidence limit, above 0", Range::AboveZero);
/// A lower quartile.
pub const LQ: Quantity = Quantity::new("lq", "lower quartile, in the unit of the measurement", Range::Any);
/// An upper quartile.
pub const UQ: Quantity = Quantity::new("uq", "upper quartile, in the unit of the measurement", Range::Any);
/// The level of an interval.
pub const LEVEL: Quantity =
    Quantity::new("level", "confidence level of the interval, 0.95 or 95", Range::Level).or(0.95);
/// A two-sided P value.
pub const P: Quantity = Quantity::new("p", "two-sided P value", Range::P);
/// Whether a P value is a bound.
pub const P_IS_BOUND: Quantity =
    Quantity::new("p_is_bound", "1 where the paper prints that P is below this number, else 0", Range::YesNo).or(0.0);
/// A t statistic.
pub const T: Quantity = Quantity::new("t", "t statistic", Range::Any);
/// An F statistic of two groups.
pub const F: Quantity = Quantity::new("f", "F statistic with 1 numerator degree of freedom", Range::NotNegative);
/// People in one group.
pub const N: Quantity = Quantity::new("n", "people, or pairs", Range::People(2));
/// People in arm 1.
pub const N1: Quantity = Quantity::new("n1", "people in arm 1", Range::People(1));
/// People in arm 2.
pub const N2: Quantity = Quantity::new("n2", "people in arm 2", Range::People(1));
/// A percentage.
pub const PERCENT: Quantity = Quantity::new("percent", "percentage with the event, 0 to 100", Range::Percent);
/// The digits a number is printed with.
pub const DECIMALS: Quantity =
    Quantity::new("decimals", "digits printed after the decimal mark, where more than the number has", Range::Decimals)
        .or(0.0);
/// The standard deviation of the first of two measurements.
pub const SD1: Quantity =
    Quantity::new("sd1", "standard deviation of the one measurement, in its unit", Range::NotNegative);
/// The standard deviation of the second of two measurements.
pub const SD2: Quantity =
    Quantity::new("sd2", "standard deviation of the other measurement, in its unit", Range::NotNegative);
/// The standard deviation of changes or paired differences.
pub const SD_DIFF: Quantity = Quantity::new(
    "sd_diff",
    "standard deviation of the changes or paired differences, in the unit of the measurement",
    Range::NotNegative,
);
/// The correlation of two measurements.
pub const R: Quantity = Quantity::new("r", "correlation of the two measurements, -1 to 1", Range::Correlation);
/// A standardised mean difference.
pub const G: Quantity = Quantity::new("g", "standardised mean difference, in standard deviations", Range::Any);
/// An odds ratio.
pub const OR: Quantity = Quantity::new("or", "odds ratio", Range::AboveZero);
/// A chi-squared statistic.
pub const CHI_SQUARED: Quantity =
    Quantity::new("chi2", "chi-squared statistic with 1 degree of freedom", Range::NotNegative);
/// A phi coefficient.
pub const PHI: Quantity =
    Quantity::new("phi", "phi coefficient, above 0 where arm 1 has the higher risk", Range::Correlation);
/// Which arm has the higher risk.
pub const DIRECTION: Quantity =
    Quantity::new("direction", "above 0 where arm 1 has the higher risk, below 0 where arm 2 has it", Range::Any);
/// People with the event in both arms together.
pub const TOTAL_EVENTS: Quantity =
    Quantity::new("total_events", "people with the event in both arms together", Range::Count);
/// A standardised mean difference without a correction for small samples.
pub const D: Quantity = Quantity::new("d", "standardised mean difference, in pooled standard deviations", Range::Any);
/// The variance of an effect.
pub const VARIANCE: Quantity = Quantity::new("variance", "variance of the effect", Range::NotNegative);
/// The correlation of a measurement with belonging to arm 1.
pub const R_GROUP: Quantity = R.meaning("point-biserial correlation, above 0 where arm 1 has the higher mean, -1 to 1");
/// A log odds ratio.
pub const LN_OR: Quantity = Quantity::new("lnor", "natural logarithm of the odds ratio", Range::Any);
/// A risk ratio.
pub const RR: Quantity = Quantity::new("rr", "risk ratio", Range::AboveZero);
/// The risk without the intervention.
pub const BASELINE_RISK: Quantity =
    Quantity::new("baseline_risk", "risk without the intervention, 0 to 1", Range::Risk);
/// The mean size of a cluster.
pub const CLUSTER_SIZE: Quantity =
    Quantity::new("cluster_size", "mean number of people in a cluster", Range::ClusterSize);
/// The intracluster correlation.
pub const ICC: Quantity = Quantity::new("icc", "intracluster correlation; below 0 counts as 0", Range::Correlation);
/// How much cluster sizes differ.
pub const CV: Quantity = Quantity::new(
    "cv",
    "coefficient of variation of the cluster sizes: standard deviation over mean",
    Range::NotNegative,
);
