//! Exact limits and P values, conditional on the margins.
//!
//! The family is the noncentral hypergeometric distribution of a two-by-two table given its margins, and the binomial
//! distribution of the first of two Poisson counts given their sum.

pub mod baptista_pike;
pub mod odds_ratio;
pub mod rates;

mod table;

/// How much of the observed outcome's own probability belongs to its tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mass {
    /// All of it: the exact test.
    Whole,
    /// Half of it: H. O. Lancaster, Significance tests in discrete distributions, J. Am. Stat. Assoc. 56 (1961) 223-234.
    Mid,
}

impl Mass {
    fn share(self) -> f64 {
        match self {
            Mass::Whole => 1.0,
            Mass::Mid => 0.5,
        }
    }
}

/// P values of an exact test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PValues {
    /// P(X <= observed).
    pub less: f64,
    /// P(X >= observed).
    pub greater: f64,
    /// Twice the smaller of the two, at most 1: agrees with the central limits.
    pub central: f64,
    /// Twice the smaller mid-P tail: agrees with the mid-P limits.
    pub mid: f64,
}

impl PValues {
    /// From the smaller exact tail without the observed outcome, the outcome's own probability, and the tail's side.
    fn from_tail(beyond: f64, own: f64, less: bool) -> PValues {
        let near = (beyond + own).min(1.0);
        let far = 1.0 - beyond;
        let middle = beyond + 0.5 * own;
        PValues {
            less: if less { near } else { far },
            greater: if less { far } else { near },
            central: (2.0 * near.min(far)).min(1.0),
            mid: (2.0 * middle.min(1.0 - middle)).min(1.0),
        }
    }
}
