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

pub mod design;
pub mod dist;
pub mod explain;
pub mod export;
pub mod field;
pub mod forest;
pub mod interval;
pub mod measure;
pub mod number;
pub mod problem;
mod real;
pub mod scale;
pub mod table;
pub mod zero_cells;

#[cfg(target_arch = "wasm32")]
mod clipboard;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use design::{Design, TwoByTwo, TwoMeans, TwoRates};
pub use export::sentence::sentence;
pub use field::{Field, Reported};
pub use interval::{Interval, Level};
pub use measure::{
    Convention, Estimate, MEASURES, Measure, Options, Request, compute, incidence_rate_difference,
    incidence_rate_ratio, mean_difference, odds_ratio, peto_odds_ratio, risk_difference, risk_ratio,
};
pub use problem::{Notice, NoticeCode, Problem, ProblemCode};
pub use table::{Batch, batch};
pub use zero_cells::ZeroCells;

/// The README's Rust, compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
