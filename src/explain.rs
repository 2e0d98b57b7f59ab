//! The working of a result, as data: each formula, the same with the numbers put in, and its value.

use crate::interval::{Interval, Level};
use crate::measure::Findings;
use crate::number;
use crate::real;
use serde::Serialize;

/// One line of the working.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// What is computed, e.g. `ln OR`.
    pub quantity: &'static str,
    /// The formula, e.g. `ln(a × d / (b × c))`.
    pub formula: &'static str,
    /// The formula with the numbers put in, e.g. `ln(19 × 43 / (31 × 7))`; long ones with six significant digits.
    pub substituted: String,
    /// Its value, unrounded.
    pub value: f64,
    /// Which published variant it is, with author and year, where there are several.
    pub source: Option<&'static str>,
}

impl Step {
    /// A step; every name in the formula that `numbers` lists is replaced by its number.
    ///
    /// ```
    /// use effect_size::explain::Step;
    /// let step = Step::new("MD", "mean1 − mean2", &[("mean1", 5.9), ("mean2", -7.7)], 13.6);
    /// assert_eq!(step.substituted, "5.9 − (-7.7)");
    /// ```
    #[inline(always)] // so that the first build sees that it needs neither the formulas nor their numbers
    pub fn new(quantity: &'static str, formula: &'static str, numbers: &[(&str, f64)], value: f64) -> Step {
        if !cfg!(feature = "complete") {
            return Step { quantity: "", formula: "", substituted: String::new(), value: 0.0, source: None };
        }
        Step { quantity, formula, substituted: substitute(formula, numbers), value, source: None }
    }

    /// The same with its source.
    ///
    /// ```
    /// use effect_size::explain::Step;
    /// let step = Step::new("SD", "SE × √n", &[("SE", 0.142), ("n", 58.0)], 1.0814).by("Cochrane Handbook 6.5.2.2");
    /// assert_eq!(step.source, Some("Cochrane Handbook 6.5.2.2"));
    /// ```
    #[must_use]
    pub fn by(mut self, source: &'static str) -> Step {
        self.source = Some(source);
        self
    }
}

/// Adds the steps from a point to its interval.
pub(crate) fn interval_steps(steps: &mut Vec<Step>, interval: Interval, found: &Findings, level: Level) {
    let (lower, upper) = (found.ends.lower, found.ends.upper);
    let (shown_lower, shown_upper) = found.shown_ends;
    let se = found.variance.map_or(0.0, real::sqrt);
    let df = found.ends.statistic.and_then(|statistic| statistic.df).unwrap_or(0.0);
    // a limit's own equation, as it is solved; the limits themselves are on the displayed scale
    let by_equation = |lower: &'static str, upper: &'static str, source: &'static str| {
        let tail = [("tail", level.tail()), ("alpha", level.alpha()), ("z", level.z())];
        let steps = [("lower", lower, shown_lower), ("upper", upper, shown_upper)];
        steps.map(|(quantity, formula, value)| Step::new(quantity, formula, &tail, value).by(source)).to_vec()
    };
    steps.extend(match interval {
        Interval::Z | Interval::Wald => {
            let numbers = [("point", found.point), ("z", level.z()), ("se", se)];
            vec![
                Step::new("lower", "point − z × se", &numbers, lower),
                Step::new("upper", "point + z × se", &numbers, upper),
            ]
        }
        Interval::T | Interval::Welch | Interval::Pooled => {
            let numbers = [("point", found.point), ("t", (upper - lower) / (2.0 * se)), ("se", se), ("df", df)];
            vec![
                Step::new("t", "t quantile with df degrees of freedom", &numbers, (upper - lower) / (2.0 * se)),
                Step::new("lower", "point − t × se", &numbers, lower),
                Step::new("upper", "point + t × se", &numbers, upper),
            ]
        }
        Interval::NoncentralT => by_equation(
            "J × δ / √(n1 × n2 / N) where P(T ≥ t | δ) = tail",
            "J × δ / √(n1 × n2 / N) where P(T ≤ t | δ) = tail",
            "Steiger & Fouladi 1997",
        ),
        Interval::Exact => by_equation("θ where P(X ≥ x | θ) = tail", "θ where P(X ≤ x | θ) = tail", "Cornfield 1956"),
        Interval::MidP => by_equation(
            "θ where P(X > x | θ) + P(X = x | θ) / 2 = tail",
            "θ where P(X < x | θ) + P(X = x | θ) / 2 = tail",
            "Lancaster 1961",
        ),
        Interval::BaptistaPike => by_equation(
            "smallest θ where the tables no more likely than this one hold more than alpha",
            "largest θ where the tables no more likely than this one hold more than alpha",
            "Baptista & Pike 1977",
        ),
        Interval::Score => by_equation("θ where score(θ) = z", "θ where score(θ) = −z", "Miettinen & Nurminen 1985"),
        Interval::Koopman => by_equation("θ where score(θ) = z", "θ where score(θ) = −z", "Koopman 1984"),
        Interval::Newcombe => by_equation(
            "RD − √((p1 − l1)² + (u2 − p2)²) with Wilson limits l and u",
            "RD + √((u1 − p1)² + (p2 − l2)²) with Wilson limits l and u",
            "Newcombe 1998, method 10",
        ),
        Interval::AgrestiCaffo => by_equation(
            "RD − z × se with one event and one non-event more in each group",
            "RD + z × se with one event and one non-event more in each group",
            "Agresti & Caffo 2000",
        ),
    });
}

fn substitute(formula: &str, numbers: &[(&str, f64)]) -> String {
    let mut out = String::with_capacity(formula.len() + 16);
    let mut name = String::new();
    for c in formula.chars().chain(Some(' ')) {
        if c.is_ascii_alphanumeric() || c == '_' || ('α'..='ω').contains(&c) {
            name.push(c);
            continue;
        }
        match numbers.iter().find(|(known, _)| *known == name) {
            Some((_, value)) if *value < 0.0 => {
                out.push('(');
                out.push_str(&number::brief(*value));
                out.push(')');
            }
            Some((_, value)) => out.push_str(&number::brief(*value)),
            None => out.push_str(&name),
        }
        name.clear();
        out.push(c);
    }
    out.pop();
    out
}
