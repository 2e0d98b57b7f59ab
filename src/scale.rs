//! The scale on which a measure is analysed: where "no effect" lies, and how its numbers are shown.

use crate::real;
use serde::Serialize;

/// Analysis scale of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Differences: shown as analysed; 0 is no effect.
    Identity,
    /// Ratios: analysed as natural logarithms, shown as ratios; 1 is no effect.
    Log,
    /// Numbers needed to treat: analysed as risk differences, shown as their reciprocals; infinity is no effect.
    Reciprocal,
}

impl Scale {
    /// Its name in results.
    ///
    /// Lower case, as it is serialised.
    ///
    /// ```
    /// use effect_size::scale::Scale;
    /// assert_eq!(Scale::Log.name(), "log");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Scale::Identity => "identity",
            Scale::Log => "log",
            Scale::Reciprocal => "reciprocal",
        }
    }

    /// The displayed value that means "no effect".
    ///
    /// ```
    /// use effect_size::scale::Scale;
    /// assert_eq!([Scale::Identity, Scale::Log, Scale::Reciprocal].map(Scale::null), [0.0, 1.0, f64::INFINITY]);
    /// ```
    pub fn null(self) -> f64 {
        match self {
            Scale::Identity => 0.0,
            Scale::Log => 1.0,
            Scale::Reciprocal => f64::INFINITY,
        }
    }

    /// From the analysis scale to the displayed scale. `-inf` becomes 0 on a ratio scale.
    ///
    /// Any number; a ratio is never below 0.
    ///
    /// ```
    /// use effect_size::scale::Scale;
    /// assert_eq!(Scale::Log.display(f64::NEG_INFINITY), 0.0);
    /// assert_eq!(Scale::Reciprocal.display(0.25), 4.0);
    /// ```
    pub fn display(self, analysed: f64) -> f64 {
        match self {
            Scale::Identity => analysed,
            Scale::Log => real::exp(analysed),
            Scale::Reciprocal => 1.0 / analysed,
        }
    }

    /// From the displayed scale to the analysis scale. 0 becomes `-inf` on a ratio scale.
    ///
    /// Any number; NaN for a ratio below 0.
    ///
    /// ```
    /// use effect_size::scale::Scale;
    /// assert_eq!(Scale::Log.analyse(1.0), 0.0);
    /// assert_eq!(Scale::Reciprocal.analyse(4.0), 0.25);
    /// ```
    pub fn analyse(self, displayed: f64) -> f64 {
        match self {
            Scale::Identity => displayed,
            Scale::Log => real::ln(displayed),
            Scale::Reciprocal => 1.0 / displayed,
        }
    }
}
