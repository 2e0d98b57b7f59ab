//! Trials of clusters: what a design effect does to the numbers, and what it leaves alone.
// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]
#![cfg(not(target_arch = "wasm32"))]

use effect_size::Field::*;
use effect_size::cluster::{design_effect, effective};
use effect_size::scale::Scale;
use effect_size::{Field, Measure, NoticeCode, Options, Problem, ProblemCode, Reported, Request, compute};
use proptest::prelude::*;

fn reported<const N: usize>(fields: [Field; N], values: [f64; N]) -> Reported {
    fields.into_iter().zip(values).fold(Reported::new(), |data, (field, value)| data.with(field, value))
}

fn clusters(data: &Reported, size: f64, icc: f64) -> Reported {
    data.clone().with(ClusterSize, size).with(Icc, icc)
}

fn estimate(measure: &str, data: &Reported) -> effect_size::Estimate {
    let measure = Measure::find(measure).unwrap();
    compute(&Request { measure, data: data.clone(), options: Options::default() }).unwrap()
}

fn codes(problems: &[Problem]) -> Vec<(ProblemCode, Option<Field>)> {
    problems.iter().map(|problem| (problem.code, problem.field)).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

/// The points of these stand, and their variances grow by the design effect.
#[test]
fn the_point_stands_and_the_variance_grows_by_the_design_effect() {
    let means = reported([Mean1, Sd1, N1, Mean2, Sd2, N2], [5.9, 3.9, 74.0, 7.7, 4.2, 76.0]);
    let counts = reported([Events1, N1, Events2, N2], [63.0, 330.0, 84.0, 295.0]);
    let rates = reported([Events1, Time1, Events2, Time2], [20.0, 54.0, 8.0, 53.0]);
    let paired = reported([Mean1, Sd1, Mean2, Sd2, N, R], [6.5, 2.2, 7.0, 2.4, 40.0, 0.6]);
    let hazard = reported([Oe, V], [-1.8, 14.5]);
    let (size, icc) = (29.8, 0.02);
    let factor = design_effect(size, icc, 0.0).unwrap().design_effect;
    let all = [
        ("MD", &means),
        ("OR", &counts),
        ("RR", &counts),
        ("RD", &counts),
        ("IRR", &rates),
        ("IRD", &rates),
        ("MC", &paired),
        ("HR", &hazard),
        ("GIV", &reported([Estimate, Se], [-1.8, 0.6])),
        ("GIV", &reported([Estimate, Lower, Upper], [-1.8, -3.1, -0.4])),
        ("GIV", &reported([Estimate, T], [-1.8, 2.4])),
        ("GIV", &reported([Estimate, P], [-1.8, 0.03])),
        ("GIVR", &reported([Estimate, Se], [0.8, 0.1])),
        ("GIVR", &reported([Estimate, Lower, Upper], [0.8, 0.62, 1.1])),
        ("GIVR", &reported([Estimate, T], [0.8, -2.2])),
        ("GIVR", &reported([Estimate, P], [0.8, 1e-9])),
        ("HR", &reported([Estimate, Lower, Upper], [0.8, 0.62, 1.1])),
    ];
    for (measure, data) in all {
        let scale = Measure::find(measure).unwrap().scale;
        let (individuals, working, notices) = effective(&clusters(data, size, icc), 0.0, scale).unwrap();
        let (before, after) = (estimate(measure, data), estimate(measure, &individuals));
        assert!(near(before.analysis.point, after.analysis.point), "{measure} {data:?}");
        let (before, after) = (before.analysis.variance.unwrap(), after.analysis.variance.unwrap());
        assert!((after / before - factor).abs() < 1e-10, "{measure} {data:?}: {}", after / before);
        assert!(working.len() > 1 && working.iter().all(|step| step.value.is_finite()), "{measure}");
        assert_eq!(notices.iter().map(|notice| notice.code).collect::<Vec<_>>(), [NoticeCode::ClustersAllowedFor]);
        assert!(notices[0].params.contains(&("designEffect", "1.58".into())));
    }
}

#[test]
fn means_and_their_standard_deviations_stand() {
    let means = reported([Mean1, Sd1, N1, Mean2, Sd2, N2], [5.9, 3.9, 74.0, 7.7, 4.2, 76.0]);
    let (individuals, ..) = effective(&clusters(&means, 21.0, 0.05), 0.0, Scale::Identity).unwrap();
    for field in [Mean1, Sd1, Mean2, Sd2, Icc, ClusterSize] {
        assert_eq!(individuals.get(field), clusters(&means, 21.0, 0.05).get(field), "{field:?}");
    }
    assert_eq!((individuals.get(N1), individuals.get(N2)), (Some(37.0), Some(38.0)));
}

#[test]
fn without_clusters_nothing_changes() {
    let counts = reported([Events1, N1, Events2, N2], [63.0, 330.0, 84.0, 295.0]);
    assert_eq!(effective(&counts, 0.0, Scale::Log), Ok((counts.clone(), Vec::new(), Vec::new())));
}

#[test]
fn one_of_icc_and_size_alone_is_a_problem() {
    let counts = reported([Events1, N1, Events2, N2], [63.0, 330.0, 84.0, 295.0]);
    let missing = |data: Reported| codes(&effective(&data, 0.0, Scale::Log).unwrap_err());
    assert_eq!(missing(counts.clone().with(Icc, 0.02)), [(ProblemCode::MissingValue, Some(ClusterSize))]);
    assert_eq!(missing(counts.with(ClusterSize, 20.0)), [(ProblemCode::MissingValue, Some(Icc))]);
}

#[test]
fn what_cannot_be_is_refused_all_at_once() {
    let refused = |size, icc, cv| codes(&design_effect(size, icc, cv).unwrap_err());
    assert_eq!(
        refused(0.5, 1.2, -0.1),
        [
            (ProblemCode::ClusterBelowOne, Some(ClusterSize)),
            (ProblemCode::CorrelationOutOfRange, Some(Icc)),
            (ProblemCode::BelowZero, None),
        ]
    );
    assert_eq!(refused(f64::NAN, 0.1, 0.0), [(ProblemCode::NotFinite, Some(ClusterSize))]);
    assert_eq!(refused(1e16, 0.1, 0.0), [(ProblemCode::TooLarge, Some(ClusterSize))]);
    assert_eq!(refused(10.0, 0.1, 1e200), [(ProblemCode::ResultNotFinite, None)]);
    assert!(design_effect(1.0, 1.0, 0.0).is_ok_and(|found| found.design_effect == 1.0));
}

#[test]
fn an_icc_below_zero_is_told_and_not_used() {
    let found = design_effect(20.0, -0.01, 0.4).unwrap();
    assert_eq!(found.design_effect, 1.0);
    assert_eq!(found.notices[0].code, NoticeCode::IccBelowZero);
    assert!(design_effect(20.0, 0.0, 0.4).unwrap().notices.is_empty());
}

#[test]
fn events_non_events_and_people_still_add_up() {
    let three = [Events1, NonEvents1, N1, Events2, NonEvents2, N2];
    let counts = reported(three, [63.0, 267.0, 330.0, 84.0, 211.0, 295.0]);
    for icc in [0.01, 0.02, 0.03, 0.05, 0.07] {
        let (individuals, ..) = effective(&clusters(&counts, 29.8, icc), 0.0, Scale::Log).unwrap();
        assert!(near(estimate("OR", &individuals).point, 63.0 * 211.0 / (267.0 * 84.0)));
    }
    // three numbers that do not add up are not made to
    let (individuals, ..) = effective(&clusters(&counts, 29.8, 0.02).with(N1, 331.0), 0.0, Scale::Log).unwrap();
    let measure = Measure::find("OR").unwrap();
    let problems = compute(&Request { measure, data: individuals, options: Options::default() }).unwrap_err();
    assert_eq!(problems[0].code, ProblemCode::CountsDoNotAddUp);
}

#[test]
fn a_ratio_that_is_none_is_left_to_be_refused_as_typed() {
    let data = clusters(&reported([Estimate, Lower, Upper], [0.8, -0.2, 1.1]), 20.0, 0.1);
    let (individuals, ..) = effective(&data, 0.0, Scale::Log).unwrap();
    assert_eq!(individuals.get(Lower), Some(-0.2));
}

proptest! {
    /// Larger clusters, more alike or more unequal, never tell more.
    #[test]
    fn the_design_effect_grows(size in 1.0..1e6f64, icc in 0.0..1.0f64, cv in 0.0..5.0f64, more in 1.0..3.0f64) {
        let found = |size, icc, cv| design_effect(size, icc, cv).unwrap().design_effect;
        let base = found(size, icc, cv);
        prop_assert!(base >= 1.0);
        prop_assert!(found(size * more, icc, cv) >= base);
        prop_assert!(found(size, (icc * more).min(1.0), cv) >= base);
        prop_assert!(found(size, icc, cv * more) >= base);
    }
}
