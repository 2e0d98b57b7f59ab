//! Confidence levels, interval methods, and intervals from a point and its standard error.

pub mod conditional;
pub mod newcombe;
pub mod root;
pub mod score;
pub mod unsolved;
pub mod wilson;

use crate::dist::{normal, student};
use crate::problem::{Problem, ProblemCode};
use serde::Serialize;
use unsolved::Unsolved;

/// How an interval is made. Each method brings the P value that belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// Point plus and minus Normal quantile times standard error, for means.
    Z,
    /// The same with Student's t for paired means, `n - 1` degrees of freedom.
    T,
    /// Student's t with Welch's degrees of freedom and separate variances.
    Welch,
    /// Student's t with a pooled variance.
    Pooled,
    /// Exact limits of a standardised mean difference from the noncentral t distribution.
    NoncentralT,
    /// Point plus and minus Normal quantile times standard error, for counts, on the analysis scale.
    Wald,
    /// Exact limits, conditional on the margins or on the sum of the events.
    Exact,
    /// The same with half the probability of the observed table.
    MidP,
    /// Score limits; with the factor N / (N - 1) for two-by-two tables (Miettinen and Nurminen).
    Score,
    /// Exact limits by the likelihood order of the tables.
    BaptistaPike,
    /// Score limits of a risk ratio without the factor N / (N - 1).
    Koopman,
    /// Hybrid of two Wilson intervals.
    Newcombe,
    /// Wald after one event and one non-event more in each group.
    AgrestiCaffo,
}

impl Interval {
    /// Every interval method.
    pub const ALL: &'static [Interval] = &[
        Interval::Z,
        Interval::T,
        Interval::Welch,
        Interval::Pooled,
        Interval::NoncentralT,
        Interval::Wald,
        Interval::Exact,
        Interval::MidP,
        Interval::Score,
        Interval::BaptistaPike,
        Interval::Koopman,
        Interval::Newcombe,
        Interval::AgrestiCaffo,
    ];

    /// The name used in options and results.
    ///
    /// Lower case, words joined by hyphens.
    ///
    /// ```
    /// use effect_size::Interval;
    /// assert_eq!(Interval::NoncentralT.name(), "noncentral-t");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Interval::Z => "z",
            Interval::T => "t",
            Interval::Welch => "welch",
            Interval::Pooled => "pooled",
            Interval::NoncentralT => "noncentral-t",
            Interval::Wald => "wald",
            Interval::Exact => "exact",
            Interval::MidP => "midp",
            Interval::Score => "score",
            Interval::BaptistaPike => "baptista-pike",
            Interval::Koopman => "koopman",
            Interval::Newcombe => "newcombe",
            Interval::AgrestiCaffo => "agresti-caffo",
        }
    }

    /// The method of that name.
    ///
    /// Exactly as [`Interval::name`] gives it; `None` for anything else.
    ///
    /// ```
    /// use effect_size::Interval;
    /// assert_eq!(Interval::from_name("midp"), Some(Interval::MidP));
    /// assert_eq!(Interval::from_name("Mid-P"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Interval> {
        Interval::ALL.iter().copied().find(|interval| interval.name() == name)
    }

    /// The paper the method comes from; `None` for the textbook interval of a point and its standard error.
    ///
    /// ```
    /// use effect_size::Interval;
    /// assert!(Interval::Koopman.reference().is_some_and(|paper| paper.contains("Biometrics 1984;40:513-7")));
    /// assert_eq!(Interval::Wald.reference(), None);
    /// ```
    pub fn reference(self) -> Option<&'static str> {
        match self {
            Interval::Z | Interval::T | Interval::Wald | Interval::Pooled => None,
            Interval::Welch => Some(
                "Welch BL. The generalization of 'Student's' problem when several different population variances are \
                 involved. Biometrika 1947;34:28-35.",
            ),
            Interval::NoncentralT => Some(
                "Steiger JH, Fouladi RT. Noncentrality interval estimation and the evaluation of statistical models. \
                 In: Harlow LL, Mulaik SA, Steiger JH, editors. What if there were no significance tests? Erlbaum 1997.",
            ),
            Interval::Exact => Some(
                "Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the \
                 binomial. Biometrika 1934;26:404-13; for odds ratios Cornfield J, Proc Third Berkeley Symp 1956;4:135-48.",
            ),
            Interval::MidP => {
                Some("Lancaster HO. Significance tests in discrete distributions. J Am Stat Assoc 1961;56:223-34.")
            }
            Interval::Score => {
                Some("Miettinen O, Nurminen M. Comparative analysis of two rates. Stat Med 1985;4:213-26.")
            }
            Interval::BaptistaPike => Some(
                "Baptista J, Pike MC. Algorithm AS 115: exact two-sided confidence limits for the odds ratio in a 2 x 2 \
                 table. Appl Stat 1977;26:214-20.",
            ),
            Interval::Koopman => Some(
                "Koopman PAR. Confidence intervals for the ratio of two binomial proportions. Biometrics 1984;40:513-7.",
            ),
            Interval::Newcombe => Some(
                "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of \
                 eleven methods. Stat Med 1998;17:873-90, method 10.",
            ),
            Interval::AgrestiCaffo => Some(
                "Agresti A, Caffo B. Simple and effective confidence intervals for proportions and differences of \
                 proportions result from adding two successes and two failures. Am Stat 2000;54:280-8.",
            ),
        }
    }
}

impl Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
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
    ///
    /// ```
    /// use effect_size::Level;
    /// assert_eq!(Level::new(90.0)?.value(), 0.9);
    /// assert!(Level::new(100.0).is_err());
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn new(level: f64) -> Result<Level, Problem> {
        let value = if level > 1.0 { level / 100.0 } else { level };
        if !(0.5..=0.9999).contains(&value) {
            return Err(Problem::new(ProblemCode::LevelOutOfRange).with("value", level));
        }
        Ok(Level::of(value))
    }

    fn of(value: f64) -> Level {
        Level { value, z: normal::upper_quantile((1.0 - value) / 2.0) }
    }

    /// The level as a proportion.
    ///
    /// 0.5 to 0.9999.
    ///
    /// ```
    /// use effect_size::Level;
    /// assert_eq!(Level::default().value(), 0.95);
    /// ```
    pub fn value(self) -> f64 {
        self.value
    }

    /// The Normal quantile that leaves [`Level::tail`] above it.
    ///
    /// 0.6745 at a level of 0.5, 3.8906 at 0.9999.
    ///
    /// ```
    /// use effect_size::Level;
    /// assert_eq!(format!("{:.6}", Level::default().z()), "1.959964");
    /// ```
    pub fn z(self) -> f64 {
        self.z
    }

    /// The probability outside the interval, `1 - level`.
    ///
    /// 0.0001 to 0.5.
    ///
    /// ```
    /// use effect_size::Level;
    /// assert_eq!(format!("{:.12}", Level::default().alpha()), "0.050000000000");
    /// ```
    pub fn alpha(self) -> f64 {
        1.0 - self.value
    }

    /// Half of [`Level::alpha`].
    ///
    /// 0.00005 to 0.25.
    ///
    /// ```
    /// use effect_size::Level;
    /// assert_eq!(format!("{:.12}", Level::default().tail()), "0.025000000000");
    /// ```
    pub fn tail(self) -> f64 {
        self.alpha() / 2.0
    }
}

impl Default for Level {
    /// 95 %.
    fn default() -> Self {
        Level::of(0.95)
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
    /// Student's t.
    T,
}

impl StatisticKind {
    /// Its name in results: `z` or `t`.
    pub fn name(self) -> &'static str {
        match self {
            StatisticKind::Z => "z",
            StatisticKind::T => "t",
        }
    }
}

impl Statistic {
    /// A standard Normal statistic.
    ///
    /// Any value, in standard errors.
    ///
    /// ```
    /// use effect_size::interval::Statistic;
    /// assert_eq!(Statistic::z(1.96).df, None);
    /// ```
    pub fn z(value: f64) -> Statistic {
        Statistic { kind: StatisticKind::Z, value, df: None }
    }

    /// Student's t with its degrees of freedom.
    ///
    /// Any value, in standard errors; `df` above 0.
    ///
    /// ```
    /// use effect_size::interval::Statistic;
    /// assert_eq!(Statistic::t(2.228, 10.0).df, Some(10.0));
    /// ```
    pub fn t(value: f64, df: f64) -> Statistic {
        Statistic { kind: StatisticKind::T, value, df: Some(df) }
    }

    /// Its two-sided P value.
    ///
    /// 0 to 1; NaN where `df` is below [`student::LEAST_DF`].
    ///
    /// ```
    /// use effect_size::interval::Statistic;
    /// assert_eq!(format!("{:.4}", Statistic::z(1.96).p()), "0.0500");
    /// assert_eq!(format!("{:.4}", Statistic::t(1.96, 10.0).p()), "0.0784");
    /// ```
    pub fn p(self) -> f64 {
        match self.df {
            // no default interval needs Student's t, so that the first build goes without
            Some(df) if cfg!(feature = "complete") => student::two_sided(self.value, df),
            _ => normal::two_sided(self.value),
        }
    }
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
///
/// `point` and `se` are in the unit of the analysis scale: of the logarithm for a ratio.
///
/// ```
/// use effect_size::Level;
/// use effect_size::interval::around;
/// // Digenio 2009: a mean difference of -1.8 kg
/// let ends = around(-1.8, 0.656767179, Level::default());
/// assert_eq!(format!("{:.4} {:.4}", ends.lower, ends.upper), "-3.0872 -0.5128");
/// ```
pub fn around(point: f64, se: f64, level: Level) -> Ends {
    with_half_width(point, level.z() * se, Statistic::z(point / se))
}

/// The same with Student's t.
///
/// `df` degrees of freedom, from [`student::LEAST_DF`] up; fewer have no quantile.
///
/// # Errors
/// `no-convergence` where the quantile cannot be found.
///
/// ```
/// use effect_size::Level;
/// use effect_size::interval::around_t;
/// // Altman 2000: 16 paired differences with mean 6.6 and standard deviation 5.97
/// let ends = around_t(6.6, 5.97 / 4.0, 15.0, Level::default())?;
/// assert_eq!(format!("{:.1} {:.1}", ends.lower, ends.upper), "3.4 9.8");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn around_t(point: f64, se: f64, df: f64, level: Level) -> Result<Ends, Problem> {
    let critical = student::critical(level.alpha(), df)?;
    Ok(with_half_width(point, critical * se, Statistic::t(point / se, df)))
}

fn with_half_width(point: f64, half: f64, statistic: Statistic) -> Ends {
    Ends { lower: point - half, upper: point + half, statistic: Some(statistic), p: Some(statistic.p()) }
}

impl From<Unsolved> for Problem {
    fn from(unsolved: Unsolved) -> Problem {
        Problem::new(match unsolved {
            Unsolved::TooLarge => ProblemCode::TooLargeForExact,
            Unsolved::NoConvergence | Unsolved::OutOfRange => ProblemCode::NoConvergence,
        })
    }
}
