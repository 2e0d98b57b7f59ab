//! Effect sizes with confidence intervals for systematic reviews, from the group summaries that trials report.
//!
//! ```
//! use effect_size::{odds_ratio, Options, TwoByTwo};
//!
//! let table = TwoByTwo::new(19.0, 50.0, 7.0, 50.0)?;
//! let estimate = odds_ratio::estimate(&table, &Options::default()).map_err(|problem| vec![problem])?;
//! assert_eq!(effect_size::sentence(&estimate), "OR 3.76, 95% CI 1.41 to 10.05");
//! # Ok::<(), Vec<effect_size::Problem>>(())
//! ```
//!
//! Three doors lead in: a measure's own function ([`odds_ratio::estimate`] and its siblings) takes a validated design;
//! [`compute`] takes any measure and the fields of a row; [`batch`] reads a pasted table. Nothing panics on any input,
//! and nothing is rounded before it is shown.

#[cfg(feature = "complete")]
pub mod absolute;
#[cfg(feature = "complete")]
pub mod cluster;
#[cfg(feature = "complete")]
pub mod combine;
pub mod design;
pub mod dist;
pub mod explain;
pub mod export;
pub mod field;
pub mod forest;
pub mod hedges;
pub mod interval;
pub mod measure;
pub mod number;
pub mod problem;
pub mod question;
mod real;
pub mod recover;
pub mod scale;
pub mod study;
pub mod table;
pub mod zero_cells;

#[cfg(target_arch = "wasm32")]
mod clipboard;
#[cfg(any(target_arch = "wasm32", feature = "complete", test))]
mod json;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use design::{ComparedRatio, Comparison, Design, Hazard, Paired, Precision, TwoByTwo, TwoMeans, TwoRates};
pub use export::sentence::sentence;
pub use field::{Field, Reported};
pub use interval::{Interval, Level};
pub use measure::{
    Convention, Estimate, MEASURES, Measure, Medians, Options, Request, arcsine_difference,
    coefficient_of_variation_ratio, compute, compute_columns, generic_inverse_variance, glass_delta, hazard_ratio,
    incidence_rate_difference, incidence_rate_ratio, mean_change, mean_difference, number_needed_to_treat, odds_ratio,
    peto_odds_ratio, ratio_of_mean_change, ratio_of_means, risk_difference, risk_ratio, standardized_mean_change,
    standardized_mean_change_raw, standardized_mean_difference, standardized_mean_difference_heteroscedastic,
    variability_ratio, zero_rules,
};
pub use problem::{Notice, NoticeCode, Problem, ProblemCode};
#[cfg(feature = "complete")]
pub use recover::conversion::{CONVERSIONS, Conversion};
pub use recover::{Recovered, Summary, recover};
pub use table::{Batch, batch};
pub use zero_cells::ZeroCells;

/// The README's Rust, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
