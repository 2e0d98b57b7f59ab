//! From what papers print of a group to its mean and standard deviation: one file a route.
//!
//! Cochrane Handbook 6.5.2. Each result names its route and shows its working.

#[cfg(feature = "complete")]
pub mod baseline_risk;
#[cfg(feature = "complete")]
pub mod change_deviation;
#[cfg(feature = "complete")]
pub mod common_deviation;
pub mod confidence_interval;
#[cfg(feature = "complete")]
pub mod conversion;
#[cfg(feature = "complete")]
pub mod correlation;
#[cfg(feature = "complete")]
pub mod crossover;
#[cfg(feature = "complete")]
pub mod derived;
#[cfg(feature = "complete")]
pub mod design_effect;
#[cfg(feature = "complete")]
pub mod deviation;
#[cfg(feature = "complete")]
pub mod difference_interval;
pub mod five_numbers;
pub mod interquartile_range;
#[cfg(feature = "complete")]
pub mod log_odds_ratio;
#[cfg(feature = "complete")]
pub mod p_value;
#[cfg(feature = "complete")]
pub mod percentage;
#[cfg(feature = "complete")]
pub mod point_biserial;
#[cfg(feature = "complete")]
pub mod printed_number;
#[cfg(feature = "complete")]
pub mod quantity;
#[cfg(feature = "complete")]
pub mod ratio;
pub mod standard_error;
#[cfg(feature = "complete")]
pub mod standardized_difference;
#[cfg(feature = "complete")]
pub mod test_statistic;
#[cfg(feature = "complete")]
pub mod two_by_two;

use crate::explain::Step;
use crate::interval::Level;
use crate::problem::{Notice, Problem, ProblemCode};
use serde::{Serialize, Serializer};

/// What a paper prints of one group of `n` people, in the unit of the measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Summary {
    /// The mean and its standard error.
    StandardError {
        /// Mean.
        mean: f64,
        /// Standard error of the mean, not negative.
        se: f64,
    },
    /// The mean with its confidence interval.
    ConfidenceInterval {
        /// Mean; the middle of the interval where it is not printed.
        mean: Option<f64>,
        /// Lower limit.
        lower: f64,
        /// Upper limit.
        upper: f64,
        /// The level of the interval.
        level: Level,
    },
    /// The mean with the quartiles.
    Quartiles {
        /// Mean.
        mean: f64,
        /// Lower quartile.
        lower: f64,
        /// Upper quartile.
        upper: f64,
    },
    /// The median with the range, the quartiles, or both.
    FiveNumbers {
        /// Smallest and largest value.
        range: Option<(f64, f64)>,
        /// Lower and upper quartile.
        quartiles: Option<(f64, f64)>,
        /// Median.
        median: f64,
    },
}

/// A mean and a standard deviation that the paper does not print.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recovered {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// How they were found.
    pub route: Route,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

macro_rules! routes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// How a number that a paper does not print was found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Route {
            $($(#[$doc])* $variant,)*
        }

        impl Route {
            /// Every route, in the order of declaration.
            pub const ALL: &'static [Route] = &[$(Route::$variant,)*];

            /// The name used in results.
            ///
            /// Lower case.
            ///
            /// ```
            /// use effect_size::recover::Route;
            /// assert_eq!(Route::StandardError.name(), "standard-error");
            /// ```
            pub fn name(self) -> &'static str {
                match self { $(Route::$variant => $name,)* }
            }
        }
    };
}

impl Serialize for Route {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

routes! {
    /// A group's deviation from the standard error of its mean.
    StandardError = "standard-error",
    /// A group's deviation from the confidence interval of its mean, with Student's t.
    ConfidenceInterval = "confidence-interval",
    /// A group's deviation from the quartiles beside its mean, by 1.35.
    InterquartileRange = "interquartile-range",
    /// A group's mean and deviation from median and range: Luo 2018, Wan 2014.
    Range = "range",
    /// A group's mean and deviation from median and quartiles: Luo 2018, Wan 2014.
    Quartiles = "quartiles",
    /// A group's mean and deviation from median, quartiles and range: Luo 2018, Shi 2020.
    RangeAndQuartiles = "range-and-quartiles",
    /// The deviation that groups share, from the standard error of the difference of their means.
    DifferenceError = "difference-error",
    /// The deviation that groups share, from the confidence interval of the difference of their means.
    DifferenceInterval = "difference-interval",
    /// The deviation that groups share, from the t statistic of the difference of their means.
    DifferenceT = "difference-t",
    /// The deviation that groups share, from the F statistic of the difference of their means.
    DifferenceF = "difference-f",
    /// The deviation that groups share, from the P value of the difference of their means.
    DifferenceP = "difference-p",
    /// Events from their percentage.
    Percentage = "percentage",
    /// A group's change and its deviation from baseline and final values with their correlation.
    Baseline = "baseline",
    /// The comparison's standard error from that of the difference of its paired means.
    ReportedError = "reported-error",
    /// The comparison's standard error from its confidence interval.
    ReportedInterval = "reported-interval",
    /// The comparison's standard error from its t statistic.
    ReportedT = "reported-t",
    /// The comparison's standard error from its P value.
    ReportedP = "reported-p",
    /// The effective sample of a trial of clusters.
    Effective = "effective",
    /// A share of a comparator that several comparisons use.
    Split = "split",
    /// The events of both arms from an odds ratio, chi-squared or phi with the margins: Bonett 2007.
    Margins = "margins",
    /// A standardised mean difference from the t statistic.
    T = "t",
    /// A standardised mean difference from the point-biserial correlation.
    Correlation = "correlation",
    /// A standardised mean difference from the log odds ratio: Chinn 2000.
    LogOddsRatio = "log-odds-ratio",
    /// An odds ratio from the standardised mean difference: Chinn 2000.
    StandardizedDifference = "standardized-difference",
    /// The correlation of two measurements, from the standard error of their difference.
    ChangeError = "change-error",
    /// The correlation of two measurements, from the confidence interval of their difference.
    ChangeInterval = "change-interval",
    /// The correlation of two measurements, from the t statistic of their difference.
    ChangeT = "change-t",
    /// The correlation of two measurements, from the P value of their difference.
    ChangeP = "change-p",
}

/// Recovers the mean and the standard deviation of a group of `n` people.
///
/// # Errors
/// `not-finite`, `below-zero`, `n-too-small`; `limits-not-in-order` or `not-sorted`; `skewed` where the summary is too
/// skewed to be turned into a mean, and must be reported as given.
///
/// ```
/// use effect_size::{recover, Level, Summary};
/// // Digenio 2009: 5.9 (95% CI 5.0 to 6.8), 74 people
/// let printed = Summary::ConfidenceInterval { mean: Some(5.9), lower: 5.0, upper: 6.8, level: Level::default() };
/// let group = recover(&printed, 74.0)?;
/// assert_eq!(format!("{:.3}", group.sd), "3.885");
/// # Ok::<(), Vec<effect_size::Problem>>(())
/// ```
pub fn recover(summary: &Summary, n: f64) -> Result<Recovered, Vec<Problem>> {
    let numbers = match *summary {
        Summary::StandardError { mean, se } => vec![mean, se],
        Summary::ConfidenceInterval { mean, lower, upper, .. } => vec![mean.unwrap_or(lower), lower, upper],
        Summary::Quartiles { mean, lower, upper } => vec![mean, lower, upper],
        Summary::FiveNumbers { range, quartiles, median } => {
            let pairs = [range, quartiles].into_iter().flatten();
            pairs.flat_map(|(low, high)| [low, high]).chain([median]).collect()
        }
    };
    if numbers.iter().chain([&n]).any(|value| !value.is_finite()) {
        return Err(Problem::new(ProblemCode::NotFinite).into());
    }
    let recovered = match *summary {
        Summary::StandardError { mean, se } => standard_error::recover(mean, se, n),
        Summary::ConfidenceInterval { mean, lower, upper, level } => {
            confidence_interval::recover(mean, lower, upper, level, n)
        }
        Summary::Quartiles { .. } if n < 2.0 => Err(Problem::new(ProblemCode::NTooSmall)),
        Summary::Quartiles { mean, lower, upper } => {
            interquartile_range::recover(Some(mean), lower, upper, interquartile_range::Divisor::Handbook)
        }
        Summary::FiveNumbers { range, quartiles, median } => five_numbers::recover(range, quartiles, median, n),
    }?;
    if recovered.mean.is_finite() && recovered.sd.is_finite() {
        Ok(recovered)
    } else {
        Err(Problem::new(ProblemCode::ResultNotFinite).into())
    }
}
