//! The working of a result, as data: each formula, the same with the numbers put in, and its value.

use crate::number;
use serde::Serialize;

/// One line of the working.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What is computed, e.g. `ln OR`.
    pub quantity: &'static str,
    /// The formula, e.g. `ln(a × d / (b × c))`.
    pub formula: &'static str,
    /// The formula with the numbers put in, e.g. `ln(19 × 43 / (31 × 7))`.
    pub substituted: String,
    /// Its value, unrounded.
    pub value: f64,
}

impl Step {
    /// A step; every name in the formula that `numbers` lists is replaced by its number.
    ///
    /// ```
    /// use effect_size::explain::Step;
    /// let step = Step::new("MD", "mean1 − mean2", &[("mean1", 5.9), ("mean2", -7.7)], 13.6);
    /// assert_eq!(step.substituted, "5.9 − (-7.7)");
    /// ```
    pub fn new(quantity: &'static str, formula: &'static str, numbers: &[(&str, f64)], value: f64) -> Step {
        Step { quantity, formula, substituted: substitute(formula, numbers), value }
    }
}

fn substitute(formula: &str, numbers: &[(&str, f64)]) -> String {
    let mut out = String::with_capacity(formula.len() + 16);
    let mut name = String::new();
    for c in formula.chars().chain(Some(' ')) {
        if c.is_ascii_alphanumeric() || c == '_' {
            name.push(c);
            continue;
        }
        match numbers.iter().find(|(known, _)| *known == name) {
            Some((_, value)) if *value < 0.0 => {
                out.push('(');
                out.push_str(&number::shortest(*value));
                out.push(')');
            }
            Some((_, value)) => out.push_str(&number::shortest(*value)),
            None => out.push_str(&name),
        }
        name.clear();
        out.push(c);
    }
    out.pop();
    out
}
