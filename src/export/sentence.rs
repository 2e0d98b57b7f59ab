//! An estimate as a reader sees it: rounded numbers, and the sentence for the paper.

use crate::measure::Estimate;
use crate::number;
use crate::scale::Scale;
use serde::Serialize;

/// The numbers of an estimate, rounded for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The effect, e.g. `3.76`.
    pub effect: String,
    /// The interval, e.g. `1.41 to 10.05`.
    pub interval: String,
    /// The P value, e.g. `0.008`; empty where the method has none.
    pub p: String,
    /// The sentence, e.g. `OR 3.76, 95% CI 1.41 to 10.05`.
    pub sentence: String,
}

/// Rounds an estimate for reading.
///
/// Ratios get two decimals (two significant digits below 0.1). A difference and its ends share their decimals: two, or
/// as many as show half the width of a narrow interval (below 0.05) with two significant digits.
pub fn shown(estimate: &Estimate) -> Shown {
    let Estimate { point, lower, upper, p, measure, level, .. } = estimate;
    shown_from(measure, estimate.analysis.scale, *level, [*point, *lower, *upper], *p)
}

/// The same from the numbers alone: point, lower and upper limit on the displayed scale.
pub fn shown_from(measure: &str, scale: Scale, level: f64, numbers: [f64; 3], p: Option<f64>) -> Shown {
    let [point, lower, upper] = numbers;
    let effect = rounding(scale, lower, upper)(point);
    let interval = between(scale, point, lower, upper);
    let sentence = [measure, " ", &effect, ", ", &level_text(level), " CI ", &interval].concat();
    Shown { effect, interval, p: p.map(number::p_value).unwrap_or_default(), sentence }
}

/// The sentence of an estimate: `OR 3.76, 95% CI 1.41 to 10.05`.
pub fn sentence(estimate: &Estimate) -> String {
    shown(estimate).sentence
}

fn rounding(scale: Scale, lower: f64, upper: f64) -> impl Fn(f64) -> String {
    let half = (upper - lower) / 2.0;
    let decimals = if half < 0.05 { number::decimals_for(half).max(2) } else { 2 };
    move |value| match scale {
        Scale::Log => number::ratio(value),
        Scale::Identity => number::difference(value, decimals),
        Scale::Reciprocal => number::rounded_up(value),
    }
}

/// The ends of an interval in words; one of a number needed to treat may run through infinity.
fn between(scale: Scale, point: f64, lower: f64, upper: f64) -> String {
    let write = rounding(scale, lower, upper);
    if scale == Scale::Reciprocal && !(lower <= point && point <= upper) {
        return [&write(lower), " to infinity to ", &write(upper)].concat();
    }
    [&write(lower), " to ", &write(upper)].concat()
}

/// A level as a percentage with as many digits as it has: `95%`, `99.9%`.
pub fn level_text(level: f64) -> String {
    let text = number::fixed(level * 100.0, 8);
    [text.trim_end_matches('0').trim_end_matches('.'), "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_sentence() {
        let of = |measure, scale, level, numbers| shown_from(measure, scale, level, numbers, None).sentence;
        let ratio = of("OR", Scale::Log, 0.95, [3.7649, 1.4106, 10.0488]);
        assert_eq!(ratio, "OR 3.76, 95% CI 1.41 to 10.05");
        let tiny = of("RD", Scale::Identity, 0.999, [0.00123, -0.0005, 0.00296]);
        assert_eq!(tiny, "RD 0.0012, 99.9% CI -0.0005 to 0.0030");
        let open = of("OR", Scale::Log, 0.9, [2.0, 0.0, f64::INFINITY]);
        assert_eq!(open, "OR 2.00, 90% CI 0.00 to infinity");
    }

    #[test]
    fn writes_levels_with_their_digits() {
        assert_eq!(level_text(0.95), "95%");
        assert_eq!(level_text(0.9999), "99.99%");
        assert_eq!(level_text(0.5), "50%");
    }
}
