//! The record every conversion is, and the one way from its inputs to its outputs.
//!
//! A conversion is a record and a function in a file of `recover/`, a line in [`CONVERSIONS`] and fixtures.

use super::derived::Derived;
use super::quantity::Quantity;
use super::standardized_difference::Effect;
use super::{
    baseline_risk, change_deviation, common_deviation, correlation, crossover, design_effect, deviation,
    difference_interval, log_odds_ratio, p_value, percentage, point_biserial, ratio, standardized_difference,
    test_statistic, two_by_two,
};
use crate::explain::Step;
use crate::problem::{Notice, Problem, as_map};
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
    &two_by_two::FROM_OR,
    &two_by_two::FROM_CHI_SQUARED,
    &two_by_two::FROM_PHI,
    &standardized_difference::FROM_T,
    &standardized_difference::TO_T,
    &standardized_difference::TO_G,
    &point_biserial::TO_D,
    &point_biserial::FROM_D,
    &point_biserial::TO_D_OF_EQUAL_GROUPS,
    &point_biserial::FROM_D_OF_EQUAL_GROUPS,
    &point_biserial::TO_T,
    &point_biserial::FROM_T,
    &log_odds_ratio::FROM_D,
    &log_odds_ratio::TO_D,
    &log_odds_ratio::FROM_D_COX,
    &log_odds_ratio::TO_D_COX,
    &log_odds_ratio::FROM_R,
    &log_odds_ratio::TO_R,
    &log_odds_ratio::FROM_T,
    &log_odds_ratio::TO_T,
    &ratio::FROM_INTERVAL,
    &ratio::FROM_P,
    &ratio::HAZARD_RATIO,
    &baseline_risk::OR_TO_RR,
    &baseline_risk::RR_TO_OR,
    &baseline_risk::OR_TO_RD,
    &baseline_risk::RR_TO_RD,
    &design_effect::EQUAL_SIZES,
    &design_effect::UNEQUAL_SIZES,
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
    pub formula: Formula,
}

/// The inputs of a conversion in their order, then zeros.
pub type Inputs = [f64; MOST_INPUTS];

const MOST_INPUTS: usize = 6;

/// Fails to compile where a conversion has more inputs.
const _: () = {
    let mut at = 0;
    while at < CONVERSIONS.len() {
        assert!(CONVERSIONS[at].inputs.len() <= MOST_INPUTS);
        at += 1;
    }
};

/// The outputs of a conversion from inputs that are within their ranges.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// One number.
    One(fn(&Inputs) -> Result<Derived, Problem>),
    /// An effect and its variance.
    Effect(fn(&Inputs) -> Result<Derived<Effect>, Problem>),
    /// Several numbers, in their order.
    Several(fn(&Inputs) -> Result<Derived<Vec<f64>>, Problem>),
}

/// A number that a conversion gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// Its name.
    pub name: &'static str,
    /// What it is, with its unit.
    pub meaning: &'static str,
}

/// What a conversion found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Converted {
    /// The outputs by name, unrounded. One that does not apply is left out.
    #[serde(serialize_with = "as_map")]
    pub values: Vec<(&'static str, f64)>,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
    /// What was taken for granted.
    pub assumption: &'static str,
    /// The papers the formulas come from.
    pub references: &'static [&'static str],
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

    /// The outputs from the inputs by name; what is not given takes its default, and names it does not have are passed
    /// over.
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
        let (mut inputs, mut problems) = ([0.0; MOST_INPUTS], Vec::new());
        for (place, input) in inputs.iter_mut().zip(self.inputs) {
            let value = given.iter().find(|(name, _)| *name == input.name).map(|(_, value)| *value).or(input.default);
            match value.ok_or_else(|| input.missing()).and_then(|value| input.check(value).map(|()| value)) {
                Ok(value) => *place = value,
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let Derived { value, working, notices } = match self.formula {
            Formula::One(formula) => formula(&inputs)?.map(|value| vec![value]),
            Formula::Effect(formula) => formula(&inputs)?.map(|Effect { point, variance }| vec![point, variance]),
            Formula::Several(formula) => formula(&inputs)?,
        };
        let values = self.outputs.iter().map(|output| output.name).zip(value).collect();
        Ok(Converted { values, working, notices, assumption: self.assumption, references: self.references })
    }

    /// The first input that is out of its range.
    #[inline(never)]
    pub(super) fn check(&self, inputs: &[f64]) -> Result<(), Problem> {
        self.inputs.iter().zip(inputs).try_for_each(|(input, value)| input.check(*value))
    }
}

impl Output {
    pub(super) const fn new(name: &'static str, meaning: &'static str) -> Output {
        Output { name, meaning }
    }
}
