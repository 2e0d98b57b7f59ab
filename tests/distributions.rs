//! The distributions against 50-digit references (tests/references/distributions.py), and their inverses against the
//! same rows read backwards.

// references may use the platform's functions; a comparison that is false for NaN is meant so
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::disallowed_methods, clippy::neg_cmp_op_on_partial_ord)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use effect_size::dist::{Side, beta, gamma, noncentral_t, normal, student};
use effect_size::hedges;
use std::collections::BTreeMap;

/// Relative error allowed, a row of the function at a time; `1 + |ln value|` times the first, as every rounding of an
/// exponent costs.
const TOLERANCE: [(&str, f64); 18] = [
    ("normal_p", 1e-16),
    ("normal_q", 1e-15),
    ("hedges_j", 3e-15),
    ("hedges_1mj", 3e-14),
    ("hedges_ub", 1e-13),
    ("t_p", 2e-14),
    ("t_q", 2e-14),
    ("normal_two_sided_q", 1e-15),
    ("t_two_sided_q", 2e-14),
    ("gamma_lower", 2e-15),
    ("gamma_upper", 1e-14),
    ("gamma_lower_q", 2e-15),
    ("gamma_upper_q", 1e-14),
    ("beta_lower", 2e-15),
    ("beta_upper", 2e-15),
    ("beta_lower_q", 5e-15),
    ("beta_upper_q", 5e-15),
    ("nct_upper", 3e-13),
];

#[test]
fn references() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/distributions.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let mut worst: BTreeMap<&str, (f64, f64, String, usize)> = BTreeMap::new();
    let mut compare = |name: &'static str, got: f64, want: f64, weight: f64, row: &str| {
        let err = ((got - want) / want).abs();
        let entry = worst.entry(name).or_default();
        entry.3 += 1;
        if !(err / weight <= entry.0) {
            entry.0 = err / weight;
            entry.2 = row.to_string();
        }
        if !(err <= entry.1) {
            entry.1 = err;
        }
    };
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let x = |i: usize| cells[i].parse::<f64>().unwrap();
        let want = x(5);
        let exponent = 1.0 + want.abs().ln().abs();
        match cells[0] {
            "normal_p" => compare("normal_p", normal::two_sided(x(1)), want, exponent, row),
            "normal_q" => compare("normal_q", normal::upper_quantile(x(1)), want, 1.0, row),
            "hedges_j" => compare("hedges_j", hedges::j(x(1)).unwrap(), want, 1.0, row),
            "hedges_1mj" => compare("hedges_1mj", hedges::one_minus_j(x(1)).unwrap(), want, 1.0, row),
            "hedges_ub" => compare("hedges_ub", hedges::unbiased_factor(x(1)).unwrap(), want, 1.0, row),
            "t_p" => {
                compare("t_p", student::two_sided(x(1), x(2)), want, exponent, row);
                // above one half the rounding of the probability itself is all that is left
                if want < 0.9 {
                    let q = student::upper_quantile(0.5 * want, x(2)).unwrap_or(f64::NAN);
                    compare("t_q", q, x(1), 1.0 + x(1).ln().abs(), row);
                }
            }
            "normal_two_sided_q" => {
                compare("normal_two_sided_q", normal::two_sided_quantile(x(1)), want, 1.0, row);
            }
            "t_two_sided_q" => {
                let q = student::two_sided_quantile(x(1), x(2)).unwrap_or(f64::NAN);
                compare("t_two_sided_q", q, want, exponent, row);
            }
            "gamma_lower" => {
                compare("gamma_lower", gamma::tails(x(1), x(2)).lower, want, exponent, row);
                let q = gamma::quantile(x(1), want, Side::Lower).unwrap_or(f64::NAN);
                compare("gamma_lower_q", q, x(2), 1.0 + x(2).ln().abs(), row);
            }
            "gamma_upper" => {
                compare("gamma_upper", gamma::tails(x(1), x(2)).upper, want, exponent, row);
                let q = gamma::quantile(x(1), want, Side::Upper).unwrap_or(f64::NAN);
                compare("gamma_upper_q", q, x(2), 1.0 + x(2).ln().abs(), row);
            }
            "beta_lower" => {
                compare("beta_lower", beta::tails(x(1), x(2), x(3), x(4)).lower, want, exponent, row);
                let q = beta::odds_quantile(x(1), x(2), want, Side::Lower).unwrap_or(f64::NAN);
                compare("beta_lower_q", q, x(3) / x(4), 1.0, row);
            }
            "beta_upper" => {
                compare("beta_upper", beta::tails(x(1), x(2), x(3), x(4)).upper, want, exponent, row);
                let q = beta::odds_quantile(x(1), x(2), want, Side::Upper).unwrap_or(f64::NAN);
                compare("beta_upper_q", q, x(3) / x(4), 1.0, row);
            }
            "nct_upper" => {
                let got = noncentral_t::upper_tail(x(1), x(2), x(3)).0;
                // the tail and its complement hold the same digits
                compare("nct_upper", got, want, 1.0 / want.min(1.0), row);
            }
            other => panic!("no function {other}"),
        }
    }
    let mut bad = 0;
    for (name, tolerance) in TOLERANCE {
        let (scaled, plain, row, n) = worst.get(name).cloned().unwrap_or_default();
        println!(
            "{name:14} {n:4} rows, worst relative error {plain:.1e}, by exponent {scaled:.1e} of {tolerance:.0e} at {row}"
        );
        if !(scaled <= tolerance) || n == 0 {
            bad += 1;
        }
    }
    assert_eq!(bad, 0);
}
