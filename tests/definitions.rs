//! Limits verified by their own definitions, and the time large tables take.

// references may use the platform's functions; a comparison that is false for NaN is meant so
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::disallowed_methods, clippy::neg_cmp_op_on_partial_ord)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

use effect_size::dist::{noncentral_t, normal, student};
use effect_size::interval::conditional::{Mass, baptista_pike, odds_ratio as exact, rates};
use effect_size::interval::score::{self, Variance};
use effect_size::interval::unsolved::Unsolved;
use effect_size::interval::{newcombe, wilson};
use std::time::Instant;

/// A small generator of our own: the tests are the same on every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, n: u64) -> f64 {
        (self.next() % n) as f64
    }
    /// A count of any order of magnitude up to 10^most, often zero or small.
    fn count(&mut self, most: u32) -> f64 {
        let decade = self.next() % u64::from(most + 1);
        self.below(10u64.pow(decade as u32) + 1)
    }
}

const LEVELS: [f64; 6] = [0.5, 0.8, 0.9, 0.95, 0.99, 0.9999];

fn close(got: f64, want: f64, tol: f64, what: impl Fn() -> String) {
    assert!((got - want).abs() <= tol * want.abs(), "{}: {got:e} want {want:e}", what());
}

/// ln(n!) summed, for the definition only.
fn ln_choose(n: f64, k: f64) -> f64 {
    libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0)
}

/// P(X >= a), P(X = a), P(X <= a) of the noncentral hypergeometric distribution, by its definition.
fn brute(a: f64, b: f64, c: f64, d: f64, ln_psi: f64) -> (f64, f64, f64) {
    let (n1, n2, t) = (a + b, c + d, a + c);
    let (lo, hi) = ((t - n2).max(0.0) as i64, n1.min(t) as i64);
    let ln: Vec<f64> =
        (lo..=hi).map(|x| ln_choose(n1, x as f64) + ln_choose(n2, t - x as f64) + x as f64 * ln_psi).collect();
    let most = ln.iter().fold(f64::NEG_INFINITY, |m, x| m.max(*x));
    let (mut ge, mut own, mut le, mut all) = (0.0, 0.0, 0.0, 0.0);
    for (i, x) in ln.iter().enumerate() {
        let w = (x - most).exp();
        let k = (lo + i as i64) as f64;
        all += w;
        if k >= a {
            ge += w;
        }
        if k <= a {
            le += w;
        }
        if k == a {
            own = w;
        }
    }
    (ge / all, own / all, le / all)
}

/// P of Fisher's order at ln psi, by its definition; ties by a relative 1e-9.
fn brute_minlike(a: f64, b: f64, c: f64, d: f64, ln_psi: f64) -> f64 {
    let (n1, n2, t) = (a + b, c + d, a + c);
    let (lo, hi) = ((t - n2).max(0.0) as i64, n1.min(t) as i64);
    let ln = |x: f64| ln_choose(n1, x) + ln_choose(n2, t - x) + x * ln_psi;
    let own = ln(a);
    let (mut tail, mut all) = (0.0, 0.0);
    for x in lo..=hi {
        let l = ln(x as f64);
        let w = (l - own).exp();
        all += w;
        if l <= own + 1e-9 {
            tail += w;
        }
    }
    tail / all
}

#[test]
fn exact_limits_by_definition() {
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let (a, b, c, d) = (dice.count(2), dice.count(2), dice.count(2), dice.count(2));
        for level in LEVELS {
            let alpha = 1.0 - level;
            let id = || format!("{a} {b} {c} {d} at {level}");
            for mass in [Mass::Whole, Mass::Mid] {
                let Ok((lo, hi)) = exact::limits(a, b, c, d, 0.5 * alpha, mass) else {
                    assert!(a + b == 0.0 || c + d == 0.0 || a + c == 0.0 || b + d == 0.0, "{}", id());
                    continue;
                };
                let k = if mass == Mass::Mid { 0.5 } else { 0.0 };
                if lo > 0.0 {
                    let (ge, own, _) = brute(a, b, c, d, lo.ln());
                    close(ge - k * own, 0.5 * alpha, 1e-10, || format!("{} lower {mass:?}", id()));
                } else {
                    assert!(a == 0.0 || d == 0.0);
                }
                if hi < f64::INFINITY {
                    let (_, own, le) = brute(a, b, c, d, hi.ln());
                    close(le - k * own, 0.5 * alpha, 1e-10, || format!("{} upper {mass:?}", id()));
                } else {
                    assert!(b == 0.0 || c == 0.0);
                }
            }
        }
        if let Ok(p) = exact::p_values(a, b, c, d) {
            let (ge, own, le) = brute(a, b, c, d, 0.0);
            let id = || format!("{a} {b} {c} {d}");
            close(p.greater, ge, 1e-10, id);
            close(p.less, le, 1e-10, id);
            close(p.mid, (2.0 * (ge - 0.5 * own).min(le - 0.5 * own)).min(1.0), 1e-10, id);
            close(exact::p_by_likelihood(a, b, c, d).unwrap(), brute_minlike(a, b, c, d, 0.0).min(1.0), 1e-9, id);
        }
    }
}

#[test]
fn baptista_and_pike_is_the_hull() {
    // above the upper limit P is at most alpha everywhere, and just below it P is above alpha somewhere
    let mut dice = Dice(11);
    for round in 0..460 {
        let most = if round < 400 { 2 } else { 3 };
        let (a, b, c, d) = (dice.count(most), dice.count(most), dice.count(most), dice.count(most));
        for level in [0.5, 0.9, 0.95, 0.9999] {
            let alpha = 1.0 - level;
            let Ok((lo, hi)) = baptista_pike::limits(a, b, c, d, alpha, Mass::Whole) else { continue };
            let id = format!("{a} {b} {c} {d} at {level}: {lo} {hi}");
            if hi < f64::INFINITY {
                let eta = hi.ln();
                let inside = (0..40).map(|k| brute_minlike(a, b, c, d, eta - 1e-9 * f64::from(k))).fold(0.0, f64::max);
                assert!(inside >= alpha * (1.0 - 1e-6), "{id}: inside {inside}");
                for k in 1..400 {
                    let p = brute_minlike(a, b, c, d, eta + 1e-7 + 0.00002 * f64::from(k * k));
                    assert!(p <= alpha * (1.0 + 1e-9), "{id}: P {p} at {k}");
                }
            }
            if lo > 0.0 {
                let eta = lo.ln();
                for k in 1..400 {
                    let p = brute_minlike(a, b, c, d, eta - 1e-7 - 0.00002 * f64::from(k * k));
                    assert!(p <= alpha * (1.0 + 1e-9), "{id}: P {p} at {k}");
                }
            }
        }
    }
}

/// The score statistic by its definition: the constrained fit by bisection of the likelihood equation.
fn z_ratio(a: f64, b: f64, c: f64, d: f64, phi: f64) -> f64 {
    let (n1, n2) = (a + b, c + d);
    let (mut lo, mut hi) = (0.0, 1f64.min(1.0 / phi));
    for _ in 0..200 {
        let p2 = 0.5 * (lo + hi);
        let p1 = phi * p2;
        if (a + c) / p2 - b * phi / (1.0 - p1) - d / (1.0 - p2) > 0.0 { lo = p2 } else { hi = p2 }
    }
    let p2 = lo;
    let p1 = phi * p2;
    (a / n1 - phi * c / n2) / (p1 * (1.0 - p1) / n1 + phi * phi * p2 * (1.0 - p2) / n2).sqrt()
}

fn z_difference(a: f64, b: f64, c: f64, d: f64, delta: f64) -> f64 {
    let (n1, n2) = (a + b, c + d);
    let (mut lo, mut hi) = ((-delta).max(0.0), (1.0 - delta).min(1.0));
    for _ in 0..200 {
        let p2 = 0.5 * (lo + hi);
        let p1 = p2 + delta;
        let slope =
            |x: f64, y: f64, p: f64| (if x > 0.0 { x / p } else { 0.0 }) - if y > 0.0 { y / (1.0 - p) } else { 0.0 };
        if slope(a, b, p1) + slope(c, d, p2) > 0.0 { lo = p2 } else { hi = p2 }
    }
    let p2 = 0.5 * (lo + hi);
    let p1 = p2 + delta;
    (a / n1 - c / n2 - delta) / (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt()
}

#[test]
fn score_limits_by_definition() {
    let mut dice = Dice(3);
    for _ in 0..4000 {
        let (a, b, c, d) = (dice.count(3), dice.count(3), dice.count(3), dice.count(3));
        if a + b == 0.0 || c + d == 0.0 {
            continue;
        }
        for level in LEVELS {
            let z = normal::critical(1.0 - level);
            let id = || format!("{a} {b} {c} {d} at {level}");
            if let Ok((lo, hi)) = score::risk_ratio::limits(a, b, c, d, z, Variance::Plain) {
                // where all have the event the fit lies on the edge, and the definition here loses its digits
                if lo > 0.0 && b > 0.0 && d > 0.0 {
                    close(z_ratio(a, b, c, d, lo), z, 1e-7, || format!("RR lower {}", id()));
                }
                if hi < f64::INFINITY && b > 0.0 && d > 0.0 {
                    close(z_ratio(a, b, c, d, hi), -z, 1e-7, || format!("RR upper {}", id()));
                }
                assert!((lo == 0.0) == (a == 0.0) && (hi == f64::INFINITY) == (c == 0.0), "{}", id());
                let (l, h) = score::risk_ratio::limits(c, d, a, b, z, Variance::Plain).unwrap();
                close(l * hi.min(1e300), if hi.is_finite() { 1.0 } else { 0.0 }, 1e-12, || format!("RR swap {}", id()));
                assert!(lo == 0.0 && h == f64::INFINITY || (lo * h - 1.0).abs() < 1e-12);
            }
            let (lo, hi) = score::risk_difference::limits(a, b, c, d, z, Variance::Plain).unwrap();
            assert!((-1.0..=1.0).contains(&lo) && lo <= hi && hi <= 1.0, "{}", id());
            let mut cells = [a, b, c, d];
            cells.sort_by(f64::total_cmp);
            if cells[0] > 0.0 {
                close(z_difference(a, b, c, d, lo), z, 1e-6, || format!("RD lower {} {lo}", id()));
                close(z_difference(a, b, c, d, hi), -z, 1e-6, || format!("RD upper {} {hi}", id()));
            }
            if let Ok((lo, hi)) = score::odds_ratio::limits(a, b, c, d, z, Variance::Plain) {
                assert!(
                    lo <= hi && (lo == 0.0) == (a * d == 0.0) && (hi == f64::INFINITY) == (b * c == 0.0),
                    "{}",
                    id()
                );
                let (l, h) = score::odds_ratio::limits(b, a, d, c, z, Variance::Plain).unwrap();
                assert!(lo * h == 1.0 || lo == 0.0 && h == f64::INFINITY || (lo * h - 1.0).abs() < 1e-12);
                assert!(l <= h);
            }
            let (nlo, nhi) = newcombe::hybrid_score(a, b, c, d, z);
            assert!((-1.0..=1.0).contains(&nlo) && nlo <= nhi && nhi <= 1.0);
        }
    }
}

#[test]
fn rates_by_definition() {
    // binomial tails summed term by term
    let mut dice = Dice(5);
    for _ in 0..2000 {
        let (x1, x2) = (dice.count(2), dice.count(2));
        let (t1, t2) = (1.0 + dice.below(1000), 1.0 + dice.below(1000));
        if x1 + x2 == 0.0 {
            assert_eq!(rates::ratio_limits(x1, t1, x2, t2, 0.025, Mass::Whole), Err(Unsolved::OutOfRange));
            continue;
        }
        let n = x1 + x2;
        let term = |k: f64, ln_odds: f64| (ln_choose(n, k) + k * ln_odds - n * ln_odds.exp().ln_1p()).exp();
        for level in LEVELS {
            let q = 0.5 * (1.0 - level);
            for (mass, k) in [(Mass::Whole, 0.0), (Mass::Mid, 0.5)] {
                let (lo, hi) = rates::ratio_limits(x1, t1, x2, t2, q, mass).unwrap();
                if lo > 0.0 {
                    let o = (lo * t1 / t2).ln();
                    let p: f64 = (x1 as u64..=n as u64).map(|i| term(i as f64, o)).sum::<f64>() - k * term(x1, o);
                    close(p, q, 1e-9, || format!("{x1} {x2} {level} {mass:?} lower"));
                }
                if hi < f64::INFINITY {
                    let o = (hi * t1 / t2).ln();
                    let p: f64 = (0..=x1 as u64).map(|i| term(i as f64, o)).sum::<f64>() - k * term(x1, o);
                    close(p, q, 1e-9, || format!("{x1} {x2} {level} {mass:?} upper"));
                }
                let (lo, hi) = rates::single_limits(x1, t1, q, mass).unwrap();
                let poisson = |k: f64, m: f64| (k * m.ln() - m - libm::lgamma(k + 1.0)).exp();
                if x1 > 0.0 {
                    let p: f64 = 1.0
                        - (0..x1 as u64).map(|i| poisson(i as f64, lo * t1)).sum::<f64>()
                        - k * poisson(x1, lo * t1);
                    assert!((p - q).abs() < 1e-12, "{x1} {level} {mass:?} single lower");
                }
                let p: f64 =
                    (0..=x1 as u64).map(|i| poisson(i as f64, hi * t1)).sum::<f64>() - k * poisson(x1, hi * t1);
                close(p, q, 1e-9, || format!("{x1} {level} {mass:?} single upper"));
            }
        }
    }
}

#[test]
fn quantiles_invert_tails() {
    for level in LEVELS {
        let q = 0.5 * (1.0 - level);
        for df in [0.5, 0.8, 1.0, 2.0, 7.5, 30.0, 1e3, 1e6, 1e9, 1e12, 1e15, f64::INFINITY] {
            let t = student::upper_quantile(q, df).unwrap();
            close(student::upper(t, df), q, 3e-14, || format!("t {df} {level}"));
            let t = student::upper_quantile(1.0 - q, df).unwrap();
            assert!(t < 0.0);
        }
        for m in [1.0, 2.0, 5.0, 58.0, 1e4, 1e9, 1e15] {
            for t in [-1e6, -30.0, -1.0, 0.0, 0.5, 4.0, 100.0, 1e8] {
                let (lo, hi) = noncentral_t::limits(t, m, q).unwrap();
                close(noncentral_t::upper_tail(t, m, lo).0, q, 1e-7, || format!("nct {t} {m} {level} lower"));
                let (below, _) = noncentral_t::upper_tail(-t, m, -hi);
                close(below, q, 1e-7, || format!("nct {t} {m} {level} upper"));
                assert!(lo < hi);
            }
        }
    }
}

#[test]
fn nothing_panics_and_nothing_hangs() {
    let odd = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        -1.0,
        -0.0,
        0.0,
        5e-324,
        1e-300,
        0.5,
        1.0,
        2.5,
        37.0,
        1e8,
        1e15,
        1e16,
        1e200,
        f64::MAX,
    ];
    let start = Instant::now();
    let mut n = 0u64;
    let mut dice = Dice(99);
    for _ in 0..100_000 {
        let mut pick = || odd[(dice.next() % odd.len() as u64) as usize];
        let (a, b, c, d, e) = (pick(), pick(), pick(), pick(), pick());
        for mass in [Mass::Whole, Mass::Mid] {
            let _ = rates::ratio_limits(a, b, c, d, e, mass);
            let _ = rates::single_limits(a, b, e, mass);
        }
        for v in [Variance::Plain, Variance::MiettinenNurminen] {
            let _ = score::odds_ratio::limits(a, b, c, d, e, v);
            let _ = score::risk_ratio::limits(a, b, c, d, e, v);
            let _ = score::risk_difference::limits(a, b, c, d, e, v);
            let _ = score::null_z(a, b, c, d, v);
        }
        let _ = score::rate_difference::limits(a, b, c, d, e);
        let _ = rates::ratio_p_values(a, b, c, d);
        let _ = rates::ratio_score_limits(a, b, c, d, e);
        let _ = rates::ratio_score_p(a, b, c, d);
        let _ = newcombe::hybrid_score(a, b, c, d, e);
        let _ = newcombe::agresti_caffo(a, b, c, d, e);
        let _ = wilson::odds_limits(a, b, e);
        let _ =
            (normal::two_sided(a), normal::upper_quantile(b), student::two_sided(a, b), student::upper_quantile(e, b));
        let _ = noncentral_t::limits(a, b, e);
        let _ = effect_size::hedges::j(a);
        n += 1;
    }
    println!("{n} odd calls in {:?}", start.elapsed());
    for a in odd {
        for b in odd {
            for c in odd {
                for d in odd {
                    let cells = [a, b, c, d];
                    // the large sums have a test of their own
                    if cells.iter().any(|x| *x >= 1e15 && *x < 1e16) || cells.iter().filter(|x| **x == 1e8).count() > 1
                    {
                        continue;
                    }
                    let _ = exact::limits(a, b, c, d, 0.025, Mass::Whole);
                    let _ = exact::maximum_likelihood(a, b, c, d);
                    let _ = exact::p_values(a, b, c, d);
                    let _ = exact::p_by_likelihood(a, b, c, d);
                    let _ = baptista_pike::limits(a, b, c, d, 0.05, Mass::Mid);
                }
            }
        }
    }
    println!("with exact ones {:?}", start.elapsed());
}

#[test]
fn large_tables_in_time() {
    for n in [1e4, 1e6, 1e8, 1e10, 1e12, 1e13, 1e14] {
        for (p1, p2) in [(0.5f64, 0.5f64), (0.31, 0.3), (0.5, 0.1), (0.9, 0.001)] {
            let (a, c) = ((n * p1).floor(), (n * p2).floor());
            let (b, d) = (n - a, n - c);
            let mut line = format!("n {n:e} per arm, {p1} {p2}:");
            let mut time = |what: &str, f: &dyn Fn() -> String| {
                let start = Instant::now();
                let got = f();
                let took = start.elapsed();
                line += &format!(" {what} {:.1?} {got};", took);
                took.as_secs_f64()
            };
            let mut most: f64 = 0.0;
            most = most.max(time("exact", &|| format!("{:?}", exact::limits(a, b, c, d, 0.025, Mass::Whole).err())));
            most = most.max(time("midp", &|| format!("{:?}", exact::limits(a, b, c, d, 0.025, Mass::Mid).err())));
            most = most.max(time("cmle", &|| format!("{:?}", exact::maximum_likelihood(a, b, c, d).err())));
            most = most.max(time("p", &|| format!("{:?}", exact::p_values(a, b, c, d).err())));
            most = most.max(time("minlike", &|| format!("{:?}", exact::p_by_likelihood(a, b, c, d).err())));
            most =
                most.max(time("bp", &|| format!("{:?}", baptista_pike::limits(a, b, c, d, 0.05, Mass::Whole).err())));
            println!("{line}");
            assert!(most < 5.0);
        }
    }
    for n in [1e2, 1e5, 1e8, 1e12, 1e15] {
        let start = Instant::now();
        for k in 0..100 {
            let x = (n * (0.3 + 0.001 * f64::from(k))).floor();
            rates::ratio_limits(x, 2.0, n - x, 3.0, 0.025, Mass::Whole).unwrap();
            rates::ratio_limits(x, 2.0, n - x, 3.0, 0.025, Mass::Mid).unwrap();
            rates::single_limits(x, 2.0, 0.025, Mass::Mid).unwrap();
        }
        println!("rates of {n:e} events: {:?} a row of five limits", start.elapsed() / 100);
    }
    for m in [2.0, 20.0, 58.0, 1e4, 1e15] {
        let start = Instant::now();
        for k in 0..100 {
            noncentral_t::limits(0.1 * f64::from(k), m, 0.025).unwrap();
        }
        println!("noncentral t on {m:e} df: {:?} a row", start.elapsed() / 100);
    }
    let start = Instant::now();
    let mut sum = 0.0;
    for k in 0..10_000u32 {
        let x = f64::from(k % 97 + 1);
        sum += score::risk_difference::limits(x, 100.0, 30.0, 120.0, 1.96, Variance::MiettinenNurminen).unwrap().0;
        sum += score::risk_ratio::limits(x, 100.0, 30.0, 120.0, 1.96, Variance::MiettinenNurminen).unwrap().0;
        sum += score::odds_ratio::limits(x, 100.0, 30.0, 120.0, 1.96, Variance::MiettinenNurminen).unwrap().0;
    }
    println!("10,000 rows of RD, RR and OR score limits: {:?} ({sum})", start.elapsed());
}
