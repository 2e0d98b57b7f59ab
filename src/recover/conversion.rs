//! The record every conversion is, and the one way from its inputs to its outputs.
//!
//! A conversion is a record and a function in a file of `recover/`, a line in [`CONVERSIONS`] and fixtures.

use super::derived::Derived;
use super::quantity::Quantity;
use super::{
    change_deviation, common_deviation, correlation, crossover, deviation, difference_interval, p_value, percentage,
    test_statistic,
};
use crate::explain::Step;
use crate::problem::{Notice, Problem};
use serde::Serialize;

/// Every conversion, those with a common purpose together.
pub const CONVERSIONS: &[&Conversion] = &[
    &deviation::FROM_SE,
    &deviation::FROM_INTERVAL,
    &deviation::FROM_INTERVAL_BY_Z,
    &deviation::FROM_QUARTILES,
    &deviation::FROM_QUARTILES_EXACTLY,
    &difference_interval::BY_Z,
    &difference_interval::BY_T,
    &test_statistic::FROM_T,
    &test_statistic::FROM_F,
    &p_value::TO_T,
    &p_value::TO_SE,
    &p_value::TO_SE_BY_Z,
    &p_value::TO_SD,
    &common_deviation::RECORD,
    &percentage::RECORD,
    &change_deviation::FROM_CORRELATION,
    &change_deviation::FROM_P,
    &correlation::RECORD,
    &crossover::SE,
    &crossover::STANDARDIZED_SE,
    &crossover::MATCHED,
];

/// The section of the Cochrane Handbook from which standard errors of mean differences come.
pub(super) const HANDBOOK_DIFFERENCES: &str = "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews \
    of Interventions, version 6.4, section 6.5.2.3.";

/// Everything the program knows of a conversion.
#[derive(Debug)]
pub struct Conversion {
    /// Its id, words joined by hyphens.
    pub id: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// What it is made from.
    pub inputs: &'static [Quantity],
    /// What it gives.
    pub outputs: &'static [Output],
    /// What it takes for granted.
    pub assumption: &'static str,
    /// The papers its formulas come from.
    pub references: &'static [&'static str],
    /// How it is computed.
    pub function: Formula,
}

/// The outputs, in their order, from inputs that are within their ranges, in theirs.
pub type Formula = fn(&[f64]) -> Result<Derived<Vec<f64>>, Problem>;

/// A number that a conversion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// Its name.
    pub name: &'static str,
    /// What it is, with its unit.
    pub meaning: &'static str,
}

/// What a conversion found.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// The outputs by name. One that does not apply is left out.
    pub values: Vec<(&'static str, f64)>,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

impl Conversion {
    /// The conversion of that id.
    ///
    /// Exactly as the record gives it; `None` for anything else.
    ///
    /// ```
    /// use effect_size::Conversion;
    /// assert_eq!(Conversion::find("t-to-se").map(|conversion| conversion.inputs.len()), Some(2));
    /// assert!(Conversion::find("t to SE").is_none());
    /// ```
    pub fn find(id: &str) -> Option<&'static Conversion> {
        CONVERSIONS.iter().copied().find(|conversion| conversion.id == id)
    }

    /// The outputs from the inputs by name; what is not given takes its default.
    ///
    /// # Errors
    /// `missing-value` and every input out of its range, all at once; else what the formula cannot do.
    ///
    /// ```
    /// use effect_size::Conversion;
    /// let conversion = Conversion::find("t-to-se").unwrap();
    /// let found = conversion.convert(&[("estimate", 3.8), ("t", 2.0)]).unwrap();
    /// assert_eq!(found.values, [("se", 1.9)]);
    /// ```
    pub fn convert(&self, given: &[(&str, f64)]) -> Result<Converted, Vec<Problem>> {
        let (mut inputs, mut problems) = (Vec::new(), Vec::new());
        for input in self.inputs {
            let value = given.iter().find(|(name, _)| *name == input.name).map(|(_, value)| *value).or(input.default);
            match value.ok_or_else(|| input.missing()).and_then(|value| input.check(value).map(|()| value)) {
                Ok(value) => inputs.push(value),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let Derived { value, working, notices } = (self.function)(&inputs)?;
        let values = self.outputs.iter().map(|output| output.name).zip(value).collect();
        Ok(Converted { values, working, notices })
    }

    /// The first input that is out of its range.
    pub(super) fn check(&self, inputs: &[f64]) -> Result<(), Problem> {
        self.inputs.iter().zip(inputs).try_for_each(|(input, value)| input.check(*value))
    }
}

impl Output {
    pub(super) const fn new(name: &'static str, meaning: &'static str) -> Output {
        Output { name, meaning }
    }
}
