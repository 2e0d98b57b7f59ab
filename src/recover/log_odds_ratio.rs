//! The log odds ratio from a standardised mean difference, a correlation or t, and back.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::quantity::{D, LN_OR, N1, N2, R_GROUP, T, VARIANCE};
use super::standardized_difference::Effect;
use super::{point_biserial, standardized_difference};
use crate::explain::Step;
use crate::problem::Problem;
use crate::real;
use core::f64::consts::PI;

const CHINN: &str = "Chinn S. A simple method for converting an odds ratio to effect size for use in meta-analysis. Stat \
    Med 2000;19:3127-31.";
const HASSELBLAD: &str = "Hasselblad V, Hedges LV. Meta-analysis of screening and diagnostic tests. Psychol Bull \
    1995;117:167-78.";
const SANCHEZ: &str = "Sánchez-Meca J, Marín-Martínez F, Chacón-Moscoso S. Effect-size indices for dichotomized outcomes \
    in meta-analysis. Psychol Methods 2003;8:448-67.";
const LOGISTIC: &str = "The event is a cut through a measurement that is distributed logistically, with the same spread \
    in both groups.";
const NORMAL: &str = "The event is a cut through a measurement that is distributed Normally, with the same spread in \
    both groups.";
const LN_OR_WITH_VARIANCE: &[Output] = &[
    Output::new("lnor", "natural logarithm of the odds ratio"),
    Output::new("variance", "variance of the log odds ratio"),
];
const D_WITH_VARIANCE: &[Output] =
    &[Output::new("d", "standardised mean difference"), Output::new("variance", "its variance")];

/// The measurement behind an event, cut in two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Latent {
    /// Logistic: the log odds ratio is `pi / sqrt(3)`, 1.81, times d (Hasselblad and Hedges 1995; Chinn 2000).
    #[default]
    Logistic,
    /// Normal: it is 1.65 times d (Cox and Snell 1989).
    Normal,
}

/// The record of [`from_d`].
pub const FROM_D: Conversion = Conversion {
    id: "d-to-lnor",
    name: "Log odds ratio from a standardised mean difference",
    inputs: &[D, VARIANCE],
    outputs: LN_OR_WITH_VARIANCE,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::Effect(|x| from_d(Effect { point: x[0], variance: x[1] }, Latent::Logistic)),
};

/// The record of [`to_d`].
pub const TO_D: Conversion = Conversion {
    id: "lnor-to-d",
    name: "Standardised mean difference from a log odds ratio",
    inputs: &[LN_OR, VARIANCE],
    outputs: D_WITH_VARIANCE,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::Effect(|x| to_d(Effect { point: x[0], variance: x[1] }, Latent::Logistic)),
};

/// The record of [`from_d`] for a Normal measurement.
pub const FROM_D_COX: Conversion = Conversion {
    id: "d-to-lnor-cox",
    name: "Log odds ratio from a standardised mean difference, by 1.65",
    assumption: NORMAL,
    references: &[SANCHEZ],
    formula: Formula::Effect(|x| from_d(Effect { point: x[0], variance: x[1] }, Latent::Normal)),
    ..FROM_D
};

/// The record of [`to_d`] for a Normal measurement.
pub const TO_D_COX: Conversion = Conversion {
    id: "lnor-to-d-cox",
    name: "Standardised mean difference from a log odds ratio, by 1.65",
    assumption: NORMAL,
    references: &[SANCHEZ],
    formula: Formula::Effect(|x| to_d(Effect { point: x[0], variance: x[1] }, Latent::Normal)),
    ..TO_D
};

/// The record of [`from_r`].
pub const FROM_R: Conversion = Conversion {
    id: "r-to-lnor",
    name: "Log odds ratio from a point-biserial correlation",
    inputs: &[R_GROUP, N1, N2],
    outputs: LN_OR_WITH_VARIANCE,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::Effect(|x| from_r(x[0], x[1], x[2])),
};

/// The record of [`to_r`].
pub const TO_R: Conversion = Conversion {
    id: "lnor-to-r",
    name: "Point-biserial correlation from a log odds ratio",
    inputs: &[LN_OR, N1, N2],
    outputs: point_biserial::FROM_D.outputs,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::One(|x| to_r(x[0], x[1], x[2])),
};

/// The record of [`from_t`].
pub const FROM_T: Conversion = Conversion {
    id: "t-to-lnor",
    name: "Log odds ratio from the t statistic of two groups",
    inputs: &[T, N1, N2],
    outputs: LN_OR_WITH_VARIANCE,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::Effect(|x| from_t(x[0], x[1], x[2])),
};

/// The record of [`to_t`].
pub const TO_T: Conversion = Conversion {
    id: "lnor-to-t",
    name: "t statistic of two groups from a log odds ratio",
    inputs: &[LN_OR, N1, N2],
    outputs: standardized_difference::TO_T.outputs,
    assumption: LOGISTIC,
    references: &[CHINN, HASSELBLAD],
    formula: Formula::One(|x| to_t(x[0], x[1], x[2])),
};

/// `ln OR = d pi / sqrt(3)`, or 1.65 d; its variance is that of d times the square of the factor.
///
/// `d` in pooled standard deviations with its variance.
///
/// # Errors
/// `not-finite`, `below-zero`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::log_odds_ratio::{self, Latent};
/// use effect_size::recover::standardized_difference::Effect;
/// let ln_or = log_odds_ratio::from_d(Effect { point: 0.5, variance: 0.04 }, Latent::Logistic)?.value;
/// assert_eq!(format!("{:.4} {:.4}", ln_or.point, ln_or.variance), "0.9069 0.1316");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_d(d: Effect, latent: Latent) -> Result<Derived<Effect>, Problem> {
    FROM_D.check(&[d.point, d.variance])?;
    let factor = latent.factor();
    let found = Effect { point: d.point * factor, variance: d.variance * (factor * factor) };
    let numbers = [("d", d.point), ("v", d.variance)];
    let (point, variance, source) = match latent {
        Latent::Logistic => ("d × π / √3", "v × π² / 3", "Chinn 2000"),
        Latent::Normal => ("d × 1.65", "v × 1.65²", "Cox & Snell 1989"),
    };
    let steps = vec![
        Step::new("ln OR", point, &numbers, found.point).by(source),
        Step::new("variance", variance, &numbers, found.variance).by(source),
    ];
    Derived::by(found, steps)
}

/// `d = ln OR sqrt(3) / pi`, or `ln OR / 1.65`; its variance is that of the log odds ratio over the square of the factor.
///
/// The log odds ratio with its variance.
///
/// # Errors
/// As [`from_d`].
///
/// ```
/// use effect_size::recover::log_odds_ratio::{self, Latent};
/// use effect_size::recover::standardized_difference::Effect;
/// let d = log_odds_ratio::to_d(Effect { point: -1.45, variance: 0.04 }, Latent::Logistic)?.value;
/// assert_eq!(format!("{:.4}", d.point), "-0.7994");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_d(ln_or: Effect, latent: Latent) -> Result<Derived<Effect>, Problem> {
    TO_D.check(&[ln_or.point, ln_or.variance])?;
    let factor = latent.factor();
    let found = Effect { point: ln_or.point / factor, variance: ln_or.variance / (factor * factor) };
    let numbers = [("lnOR", ln_or.point), ("v", ln_or.variance)];
    let (point, variance, source) = match latent {
        Latent::Logistic => ("lnOR × √3 / π", "v × 3 / π²", "Chinn 2000"),
        Latent::Normal => ("lnOR / 1.65", "v / 1.65²", "Cox & Snell 1989"),
    };
    let steps = vec![
        Step::new("d", point, &numbers, found.point).by(source),
        Step::new("variance", variance, &numbers, found.variance).by(source),
    ];
    Derived::by(found, steps)
}

/// The log odds ratio from a point-biserial correlation, through d.
///
/// `r` above -1 and below 1, `n1` and `n2` people.
///
/// # Errors
/// As [`point_biserial::to_d`].
///
/// ```
/// use effect_size::recover::log_odds_ratio;
/// let ln_or = log_odds_ratio::from_r(0.5, 50.0, 50.0)?.value;
/// assert_eq!(format!("{:.4}", ln_or.point), "2.0733");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_r(r: f64, n1: f64, n2: f64) -> Result<Derived<Effect>, Problem> {
    point_biserial::to_d(r, n1, n2)?.then(|d| from_d(d, Latent::Logistic))
}

/// The point-biserial correlation from a log odds ratio, through d.
///
/// `n1` and `n2` people.
///
/// # Errors
/// As [`point_biserial::from_d`].
///
/// ```
/// use effect_size::recover::log_odds_ratio;
/// assert_eq!(format!("{:.4}", log_odds_ratio::to_r(2.0733, 50.0, 50.0)?.value), "0.5000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_r(ln_or: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    TO_R.check(&[ln_or, n1, n2])?;
    point(ln_or)?.then(|d| point_biserial::from_d(d, n1, n2))
}

/// The log odds ratio from the t statistic of two groups, through d.
///
/// `t` of either sign, `n1` and `n2` people.
///
/// # Errors
/// As [`standardized_difference::from_t`].
///
/// ```
/// use effect_size::recover::log_odds_ratio;
/// let ln_or = log_odds_ratio::from_t(2.5, 50.0, 50.0)?.value;
/// assert_eq!(format!("{:.4}", ln_or.point), "0.9069");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_t(t: f64, n1: f64, n2: f64) -> Result<Derived<Effect>, Problem> {
    standardized_difference::from_t(t, n1, n2)?.then(|d| from_d(d, Latent::Logistic))
}

/// The t statistic of two groups from a log odds ratio, through d.
///
/// `n1` and `n2` people.
///
/// # Errors
/// As [`standardized_difference::to_t`].
///
/// ```
/// use effect_size::recover::log_odds_ratio;
/// assert_eq!(format!("{:.4}", log_odds_ratio::to_t(0.9069, 50.0, 50.0)?.value), "2.5000");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn to_t(ln_or: f64, n1: f64, n2: f64) -> Result<Derived, Problem> {
    TO_T.check(&[ln_or, n1, n2])?;
    point(ln_or)?.then(|d| standardized_difference::to_t(d, n1, n2))
}

impl Latent {
    /// The log odds ratio of one standard deviation.
    fn factor(self) -> f64 {
        match self {
            Latent::Logistic => PI / real::sqrt(3.0),
            Latent::Normal => 1.65,
        }
    }
}

/// The standardised mean difference of a log odds ratio whose variance is not known.
fn point(ln_or: f64) -> Result<Derived, Problem> {
    let d = ln_or / Latent::Logistic.factor();
    Derived::by(d, vec![Step::new("d", "lnOR × √3 / π", &[("lnOR", ln_or)], d).by("Chinn 2000")])
}
