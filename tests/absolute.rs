//! Absolute effects: how they are written, what is told, and laws for any effect and comparator.
// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]
#![cfg(not(target_arch = "wasm32"))]

use effect_size::absolute::{Absolute, Comparator, Event, Span, absolute_effect_of};
use effect_size::table::BatchOptions;
use effect_size::{Batch, Measure, NoticeCode, Problem, ProblemCode, batch};
use proptest::prelude::*;

fn effect(measure: &str, [point, lower, upper]: [f64; 3], at: Comparator, event: Event) -> Result<Absolute, Problem> {
    absolute_effect_of(Measure::find(measure).unwrap(), Span { point, lower, upper }, at, event)
}

fn at_risk(measure: &str, values: [f64; 3], risk: f64) -> Absolute {
    effect(measure, values, Comparator::Risk(risk), Event::Harm).unwrap()
}

fn at_rate(measure: &str, values: [f64; 3], rate: f64) -> Absolute {
    effect(measure, values, Comparator::Rate(rate), Event::Harm).unwrap()
}

fn told(absolute: &Absolute) -> Vec<NoticeCode> {
    absolute.notices.iter().map(|notice| notice.code).collect()
}

#[test]
fn risks_are_written_in_whole_people_where_that_says_something() {
    let written = |values, risk| {
        let shown = at_risk("RR", values, risk).display;
        (shown.corresponding, shown.difference)
    };
    let texts = |corresponding: &str, difference: &str| (corresponding.to_owned(), difference.to_owned());
    let ordinary = texts("234 per 1000", "94 more per 1000 (12 more to 210 more)");
    assert_eq!(written([1.67, 1.086, 2.5], 0.14), ordinary);
    assert_eq!(written([0.8, 0.6, 1.1], 0.14), texts("112 per 1000", "28 fewer per 1000 (56 fewer to 14 more)"));
    // half a person is one
    assert_eq!(written([1.5, 1.4, 1.6], 0.001), texts("2 per 1000", "1 more per 1000 (0 more to 1 more)"));
    assert_eq!(written([1.4, 0.9, 2.0], 0.001), texts("1.40 per 1000", "0.40 more per 1000 (0.10 fewer to 1.00 more)"));
    assert_eq!(written([1.0, 0.5, 2.0], 0.14), texts("140 per 1000", "0 more per 1000 (70 fewer to 140 more)"));
}

#[test]
fn rates_are_written_with_two_digits_of_their_difference() {
    let written = |values, rate| at_rate("IRR", values, rate).display;
    let shown = written([1.2, 0.95, 1.5], 0.0121);
    assert_eq!(shown.corresponding, "14.5 per 1000 person-time units");
    assert_eq!(shown.difference, "2.4 more per 1000 person-time units (0.6 fewer to 6.1 more)");
    assert_eq!(shown.nnt, None);
    assert_eq!(written([1.0, 0.5, 2.0], 0.0012).corresponding, "1.2 per 1000 person-time units");
    let endless = written([2.0, 1.5, f64::INFINITY], 0.012);
    assert_eq!(endless.difference, "12 more per 1000 person-time units (6 more to infinity more)");
}

#[test]
fn numbers_needed_to_treat_are_rounded_up_and_named() {
    let written = |values, event| effect("RD", values, Comparator::Risk(0.5), event).unwrap().display.nnt.unwrap();
    for (values, harm, benefit) in [
        ([0.094, 0.012, 0.21], "NNTH 11 (NNTH 5 to 84)", "NNTB 11 (NNTB 5 to 84)"),
        ([-0.094, -0.21, -0.012], "NNTB 11 (NNTB 5 to 84)", "NNTH 11 (NNTH 5 to 84)"),
        ([-0.1, -0.25, 0.05], "NNTB 10 (NNTH 20 to infinity to NNTB 4)", "NNTH 10 (NNTH 4 to infinity to NNTB 20)"),
        ([0.1, 0.0, 0.25], "NNTH 10 (NNTH 4 to infinity)", "NNTB 10 (NNTB 4 to infinity)"),
        ([-0.1, -0.25, 0.0], "NNTB 10 (NNTB 4 to infinity)", "NNTH 10 (NNTH 4 to infinity)"),
        ([0.0, -0.05, 0.25], "infinity (NNTH 4 to infinity to NNTB 20)", "infinity (NNTH 20 to infinity to NNTB 4)"),
        ([0.0, 0.0, 0.0], "infinity (infinity)", "infinity (infinity)"),
        // dust does not make one more: 0.25 - 0.2 is not quite 0.05
        ([0.25 - 0.2, 0.25 - 0.2, 0.5], "NNTH 20 (NNTH 2 to 20)", "NNTB 20 (NNTB 2 to 20)"),
    ] {
        assert_eq!(written(values, Event::Harm), harm);
        assert_eq!(written(values, Event::Benefit), benefit);
    }
}

#[test]
fn what_ends_at_a_limit_is_told() {
    use NoticeCode::{AbsoluteCapped, ThroughInfinity};
    assert_eq!(told(&at_risk("RR", [4.0, 2.0, 4.9], 0.2)), []);
    assert_eq!(told(&at_risk("RR", [4.0, 2.0, 5.0], 0.2)), []);
    assert_eq!(told(&at_risk("RR", [4.0, 2.0, 5.1], 0.2)), [AbsoluteCapped]);
    assert_eq!(told(&at_risk("RR", [4.0, 0.5, 9.0], 0.2)), [AbsoluteCapped, ThroughInfinity]);
    assert_eq!(told(&at_risk("RD", [-0.1, -0.2, -0.05], 0.2)), []);
    assert_eq!(told(&at_risk("RD", [-0.1, -0.3, -0.05], 0.2)), [AbsoluteCapped]);
    assert_eq!(told(&at_risk("OR", [1e300, 1e299, f64::INFINITY], 0.2)), []);
    assert_eq!(told(&at_rate("IRD", [-0.1, -0.3, -0.05], 0.2)), [AbsoluteCapped]);
    assert_eq!(told(&at_rate("IRR", [0.0, 0.0, 9e9], 0.2)), []);
    let capped = at_risk("RR", [4.0, 2.0, 9.0], 0.2);
    assert_eq!(capped.corresponding, Span { point: 0.8, lower: 0.4, upper: 1.0 });
    assert_eq!(capped.display.difference, "600 more per 1000 (200 more to 800 more)");
}

#[test]
fn what_cannot_be_is_refused() {
    let code = |measure, values, at| effect(measure, values, at, Event::Harm).unwrap_err().code;
    let ordinary = [2.0, 1.0, 4.0];
    for risk in [-0.1, 1.1, 20.0, f64::NAN, f64::INFINITY] {
        assert_eq!(code("OR", ordinary, Comparator::Risk(risk)), ProblemCode::RiskOutOfRange);
    }
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(code("IRR", ordinary, Comparator::Rate(rate)), ProblemCode::RateNotPositive);
    }
    for measure in ["MD", "SMD", "AS", "NNT", "GIV", "GIVR", "IRR", "IRD"] {
        assert_eq!(code(measure, ordinary, Comparator::Risk(0.2)), ProblemCode::NoAbsoluteEffect, "{measure}");
    }
    for measure in ["OR", "RR", "RD", "PETO", "HR"] {
        assert_eq!(code(measure, ordinary, Comparator::Rate(0.2)), ProblemCode::NoAbsoluteEffect, "{measure}");
    }
    assert_eq!(code("RR", [-1.0, 0.5, 2.0], Comparator::Risk(0.2)), ProblemCode::RatioNotPositive);
    assert_eq!(code("RD", [0.1, f64::NEG_INFINITY, 0.2], Comparator::Risk(0.2)), ProblemCode::NotFinite);
    assert_eq!(code("RR", [1.0, f64::NAN, 2.0], Comparator::Risk(0.2)), ProblemCode::NotFinite);
    assert_eq!(code("IRR", [1e200, 1.0, 1e200], Comparator::Rate(1e200)), ProblemCode::ResultNotFinite);
}

#[test]
fn the_working_gives_the_numbers() {
    let absolute = at_risk("OR", [0.73, 0.62, 0.86], 0.3);
    let steps: Vec<(&str, &str)> =
        absolute.working.iter().map(|step| (step.quantity, step.substituted.as_str())).collect();
    assert_eq!(steps[0], ("corresponding", "0.73 × 0.3 / (1 − 0.3 + 0.73 × 0.3)"));
    assert_eq!(steps[1], ("its lower limit", "0.62 × 0.3 / (1 − 0.3 + 0.62 × 0.3)"));
    assert_eq!(absolute.working[0].value, absolute.corresponding.point);
    assert_eq!((steps[3].0, absolute.working[3].value), ("difference per 1000", absolute.difference_per_1000.point));
    assert_eq!(steps[4].0, "NNT");
    assert!((absolute.working[4].value - absolute.nnt.unwrap().point).abs() < 1e-9);
    assert_eq!(at_rate("IRD", [0.1, 0.05, 0.2], 0.3).working.len(), 4);
}

/// Measures that go with a risk.
fn any_measure() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["OR", "PETO", "RR", "HR", "RD"])
}

proptest! {
    /// Whatever the effect: a risk stays a risk, its limits stay in order, the difference is what lies between it and the
    /// comparator, and the numbers needed are its reciprocals.
    #[test]
    fn risks_stay_risks(
        measure in any_measure(),
        risk in prop_oneof![0.0..=1.0f64, Just(0.0), Just(1.0), 0.0..1e-9f64],
        mut ends in proptest::array::uniform3(prop_oneof![0.0..5.0f64, Just(0.0), Just(1.0), 0.0..1e12f64]),
        benefit in any::<bool>(),
    ) {
        ends.sort_by(f64::total_cmp);
        if measure == "RD" {
            ends = ends.map(|end| end % 2.0 - 1.0);
            ends.sort_by(f64::total_cmp);
        }
        let [lower, point, upper] = ends;
        let event = if benefit { Event::Benefit } else { Event::Harm };
        let found = effect(measure, [point, lower, upper], Comparator::Risk(risk), event).unwrap();
        let Span { point, lower, upper } = found.corresponding;
        prop_assert!(0.0 <= lower && lower <= point && point <= upper && upper <= 1.0, "{found:?}");
        let difference = found.difference_per_1000;
        for (corresponding, more) in [(lower, difference.lower), (point, difference.point), (upper, difference.upper)] {
            prop_assert!((1000.0 * (corresponding - risk) - more).abs() < 1e-10, "{found:?}");
        }
        let nnt = found.nnt.unwrap();
        let gain = if benefit { difference.point } else { -difference.point };
        if gain == 0.0 {
            prop_assert_eq!(nnt.point, f64::INFINITY);
        } else {
            prop_assert!((nnt.point * gain / 1000.0 - 1.0).abs() < 1e-12);
        }
        let endless = difference.lower <= 0.0 && difference.upper >= 0.0;
        prop_assert_eq!(nnt.lower < 0.0 && nnt.upper > 0.0, endless);
        prop_assert_eq!(told(&found).contains(&NoticeCode::ThroughInfinity), endless);
        // benefit and harm change places
        let other = if benefit { Event::Harm } else { Event::Benefit };
        let turned = effect(measure, ends_of(ends), Comparator::Risk(risk), other).unwrap().nnt.unwrap();
        prop_assert_eq!((turned.lower, turned.upper), (-nnt.upper, -nnt.lower));
    }

    /// No effect is no difference, at any risk and rate.
    #[test]
    fn no_effect_is_no_difference(measure in any_measure(), risk in 0.0..=1.0f64, rate in 1e-9..1e9f64) {
        let none = if measure == "RD" { 0.0 } else { 1.0 };
        let found = at_risk(measure, [none; 3], risk);
        prop_assert_eq!(found.difference_per_1000.point, 0.0);
        prop_assert!((found.corresponding.point - risk).abs() < 1e-15);
        prop_assert_eq!(at_rate("IRR", [1.0; 3], rate).difference_per_1000.point, 0.0);
    }
}

fn ends_of([lower, point, upper]: [f64; 3]) -> [f64; 3] {
    [point, lower, upper]
}

const MIXED: &str = "study\tevents1\tn1\ttime1\tevents2\tn2\ttime2\tmean1\tsd1\tmean2\tsd2\n\
    A\t19\t50\t\t7\t50\t\t\t\t\t\n\
    B\t20\t\t54\t8\t\t53\t\t\t\t\n\
    C\t\t50\t\t\t50\t\t4\t1\t5\t1\n\
    D\t0\t9\t\t0\t8\t\t\t\t\t\n\
    E\tx\t9\t\t0\t8\t\t\t\t\t\n";

fn read(risk: Option<f64>, rate: Option<f64>) -> Batch {
    let options = BatchOptions { comparator_risk: risk, comparator_rate: rate, ..BatchOptions::default() };
    batch(MIXED, &options)
}

#[test]
fn rows_have_the_absolute_effect_that_suits_their_measure() {
    let has = |table: &Batch| -> Vec<bool> { table.rows.iter().map(|row| row.absolute.is_some()).collect() };
    assert_eq!(has(&read(None, None)), [false; 5]);
    assert_eq!(has(&read(Some(0.2), None)), [true, false, false, false, false]);
    assert_eq!(has(&read(None, Some(0.2))), [false, true, false, false, false]);
    let both = read(Some(0.2), Some(0.1));
    assert_eq!(has(&both), [true, true, false, false, false]);
    let rate = both.rows[1].absolute.as_ref().unwrap();
    assert_eq!((rate.comparator, rate.measure), (Comparator::Rate(0.1), "IRR"));
    let telling = read(Some(0.9), None);
    assert!(telling.rows[0].absolute.as_ref().unwrap().notices.iter().all(|notice| notice.row == Some(1)));
}

#[test]
fn a_comparator_that_cannot_be_is_told_and_not_used() {
    let table = read(Some(20.0), Some(0.0));
    let codes: Vec<_> = table.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [ProblemCode::RiskOutOfRange, ProblemCode::RateNotPositive]);
    assert!(table.rows.iter().all(|row| row.absolute.is_none()));
    assert_eq!(table.rows, read(None, None).rows);
    // beside what is wrong with the text
    let options = BatchOptions { comparator_risk: Some(20.0), ..BatchOptions::default() };
    let codes: Vec<_> = batch("a,b\nc,d", &options).problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [ProblemCode::NoHeader, ProblemCode::RiskOutOfRange]);
}
