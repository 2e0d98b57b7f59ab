//! Why a number could not be given.

/// Why a quantile or a confidence limit has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// An argument lies outside the function's range, or the data say nothing about the quantity.
    OutOfRange,
    /// The sum would need more terms than allowed.
    TooLarge,
    /// An iteration reached its step limit.
    NoConvergence,
}
