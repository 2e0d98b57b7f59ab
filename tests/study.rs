//! What papers print instead of what a measure needs, in a table: recovered and told, or kept as given with the reason.
#![cfg(not(target_arch = "wasm32"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

use effect_size::recover::Route;
use effect_size::table::{Batch, BatchOptions, Row, Status};
use effect_size::{Field, Interval, Measure, Medians, NoticeCode, Options, ProblemCode, batch};

fn read(text: &str) -> Batch {
    batch(text, &BatchOptions { worked: true, ..BatchOptions::default() })
}

fn sentence(row: &Row) -> String {
    row.display().map(|shown| shown.sentence).unwrap_or_default()
}

/// The numbers recovered in a row: `sd1 3.885 confidence-interval`.
fn recovered(row: &Row) -> Vec<String> {
    row.recovered()
        .iter()
        .map(|found| format!("{} {} {}", found.field.name(), found.text, found.route.name()))
        .collect()
}

fn reason(row: &Row) -> Option<ProblemCode> {
    row.as_given.as_ref().map(|given| given.reason)
}

fn told(row: &Row) -> Vec<NoticeCode> {
    row.notices.iter().map(|notice| notice.code).filter(|code| *code != NoticeCode::Recovered).collect()
}

#[test]
fn deviations_from_the_intervals_of_means() {
    let table = read("study,mean1,lower1,upper1,n1,mean2,lower2,upper2,n2\nDigenio 2009,5.9,5.0,6.8,74,7.7,6.8,8.7,76");
    let row = &table.rows[0];
    assert_eq!(sentence(row), "MD -1.80, 95% CI -3.09 to -0.51");
    assert_eq!(recovered(row), ["sd1 3.885 confidence-interval", "sd2 4.157 confidence-interval"]);
    assert_eq!(row.recovered()[0].substituted, "√74 × (6.8 − 5) / (2 × 1.993)");
    assert_eq!(row.recovered()[0].source, Some("Cochrane Handbook 6.5.2.2"));
    // what is printed stays what is printed
    assert_eq!(row.arms()[0], "mean 5.9 (CI 5.0 to 6.8), n 74");
    let working = &row.estimate.as_ref().expect("an estimate").working;
    assert_eq!((working[1].quantity, working[3].quantity), ("sd1", "sd2"));
    let table = read(
        "study;Mean (95% CI) treatment;n1;Mean (95% CI) control;n2\nDigenio;5.9 (5.0 to 6.8);74;7.7 (6.8 to 8.7);76",
    );
    assert_eq!(sentence(&table.rows[0]), "MD -1.80, 95% CI -3.09 to -0.51");
}

#[test]
fn a_printed_deviation_is_never_replaced() {
    let table = read("study,mean1,sd1,se1,n1,mean2,sd2,se2,n2\nA,5.2,1.1,9,40,4.8,1.3,9,38");
    assert!(table.rows[0].recovered().is_empty());
    assert_eq!(sentence(&table.rows[0]), "MD 0.40, 95% CI -0.14 to 0.94");
}

#[test]
fn medians_become_means_where_they_are_not_skewed() {
    let text =
        "study,median1,lq1,uq1,n1,median2,lq2,uq2,n2\nEven,12,8,15,40,10,7.0,13,42\nSkewed,12,11,30,40,10,9,28,42";
    let table = read(text);
    assert_eq!(recovered(&table.rows[0]).len(), 4);
    assert!(recovered(&table.rows[0])[0].starts_with("mean1 11.6"), "{:?}", recovered(&table.rows[0]));
    assert_eq!(reason(&table.rows[1]), Some(ProblemCode::Skewed));
    let options = Options { medians: Medians::AsGiven, ..Options::default() };
    let table = batch(text, &BatchOptions { options, ..BatchOptions::default() });
    assert_eq!(table.rows.iter().map(reason).collect::<Vec<_>>(), [Some(ProblemCode::MedianOnly); 2]);
    let table = read("study,median1,lq1,uq1,n1,median2,lq2,uq2,n2\nTypo,12,18,15,40,10,7.0,13,42");
    assert_eq!(table.rows[0].status, Status::Problem);
    assert_eq!(table.rows[0].problems[0].code, ProblemCode::NotSorted);
}

#[test]
fn the_limits_of_a_median_are_no_limits_of_a_mean() {
    let table = read("study,median1,lower1,upper1,n1,median2,lower2,upper2,n2\nA,12,8,15,40,10,7.0,13,42");
    assert_eq!(reason(&table.rows[0]), Some(ProblemCode::MedianOnly));
}

#[test]
fn what_cannot_be_recovered_names_its_cell() {
    let table =
        read("study,mean1,se1,n1,mean2,se2,n2\nA,5.2,-1,40,4.8,1.3,38\nB,5.2,1O,40,4.8,1.3,38\nC,5.2,,40,4.8,1.3,38");
    let problem = &table.rows[0].problems[0];
    assert_eq!((problem.code, problem.field), (ProblemCode::BelowZero, Some(Field::Se1)));
    let problem = &table.rows[1].problems[0];
    assert_eq!((problem.code, problem.field), (ProblemCode::UnreadableNumber, Some(Field::Se1)));
    assert_eq!(reason(&table.rows[2]), Some(ProblemCode::SdMissing));
}

#[test]
fn a_comparison_of_the_paper_is_computed_as_the_measure_it_is_said_to_be() {
    let table = read(
        "study,measure,estimate,lower,upper,p\nA,OR,1.5,1.1,2.0,\nB,RR,1.5,,,.04\nC,MD,-2.1,,,<.05\nD,MD,-2.1,,,>.05\nE,,,,,.03",
    );
    let rows = &table.rows;
    assert_eq!(sentence(&rows[0]), "OR 1.50, 95% CI 1.11 to 2.02");
    assert_eq!(told(&rows[0]), [NoticeCode::AsReported]);
    assert_eq!(rows[1].measure, Some("RR"));
    assert_eq!(told(&rows[2]), [NoticeCode::PIsBound, NoticeCode::AsReported]);
    assert_eq!(reason(&rows[3]), Some(ProblemCode::SeNotRecoverable));
    assert_eq!(rows[4].as_given.as_ref().map(|given| given.text.as_str()), Some("P = .03 as reported"));
    // the reader says what it is
    let wanted = BatchOptions { measure: Measure::find("OR"), ..BatchOptions::default() };
    let table = batch("study,estimate,lower,upper\nA,1.5,1.1,2.0", &wanted);
    assert_eq!(sentence(&table.rows[0]), "OR 1.50, 95% CI 1.11 to 2.02");
}

#[test]
fn deviations_from_what_is_printed_of_the_difference() {
    let groups = "study,mean1,n1,mean2,n2";
    for (printed, cell, route) in [
        ("se", "1.37", "difference-error"),
        ("t", "2.78", "difference-t"),
        ("f", "7.7284", "difference-f"),
        ("p", "0.008", "difference-p"),
    ] {
        let table = read(&format!("{groups},{printed}\nHandbook,13.8,25,10,22,{cell}"));
        let row = &table.rows[0];
        // Cochrane Handbook 6.5.2.3: 4.69 from SE 1.37
        let [first, second] = &row.recovered()[..] else { panic!("{printed}: {:?}", recovered(row)) };
        assert_eq!((first.field, second.field, first.route.name()), (Field::Sd1, Field::Sd2, route));
        assert!((first.value - 4.69).abs() < 0.02 && first.value == second.value, "{printed}: {}", first.value);
        assert!(sentence(row).starts_with("MD 3.80"), "{printed}");
    }
    let table = read("study,mean1,n1,mean2,n2,lower,upper\nA,13.8,25,10,22,1.04,6.56");
    assert_eq!(table.rows[0].recovered()[0].route, Route::DifferenceInterval);
    let table = read(&format!(
        "{groups},p,note\nA,13.8,25,10,22,<.01,\nB,13.8,25,10,22,>.05,\nC,10,25,10,22,.9,\nD,13.8,25,10,22,.008,kept as given: other unit"
    ));
    assert_eq!(told(&table.rows[0]), [NoticeCode::PIsBound]);
    let reasons: Vec<_> = table.rows[1..].iter().map(reason).collect();
    let se = Some(ProblemCode::SeNotRecoverable);
    assert_eq!(reasons, [se, se, Some(ProblemCode::SdMissing)]);
    // the ratio of deviations that are one and the same is no finding
    let wanted = BatchOptions { measure: Measure::find("VR"), ..BatchOptions::default() };
    let table = batch("study,mean1,n1,mean2,n2,p\nA,13.8,25,10,22,.008", &wanted);
    assert_eq!(reason(&table.rows[0]), Some(ProblemCode::SdMissing));
}

#[test]
fn events_from_percentages() {
    let table = read(
        "study,percent1,n1,percent2,n2\nOne,24%,50,14,50\nSeveral,24%,174,12.3%,146\nNone,25%,50,14%,50\nNo n,24%,,14%,50",
    );
    assert_eq!(recovered(&table.rows[0]), ["events1 12 percentage", "events2 7 percentage"]);
    assert!(told(&table.rows[0]).is_empty());
    assert_eq!(table.rows[0].arms()[0], "24% of 50");
    assert_eq!(told(&table.rows[1]), [NoticeCode::SeveralCountsFit]);
    let several = table.rows[1].notices.iter().find(|notice| notice.code == NoticeCode::SeveralCountsFit);
    assert_eq!(several.and_then(|notice| notice.field), Some(Field::Percent1));
    assert_eq!(told(&table.rows[2]), [NoticeCode::NoCountFits]);
    let problem = &table.rows[3].problems[0];
    assert_eq!((problem.code, problem.field), (ProblemCode::MissingValue, Some(Field::N1)));
    let table = read("study;percent1;n1;percent2;n2\nA;24,0 %;50;14,0 %;50");
    assert_eq!(recovered(&table.rows[0]), ["events1 12 percentage", "events2 7 percentage"]);
    // a percentage beside means is of something else
    let table = read("study,mean1,sd1,n1,percent1,mean2,sd2,n2,percent2\nA,5.2,1.1,40,50,4.8,1.3,38,51");
    assert_eq!(table.rows[0].measure, Some("MD"));
}

#[test]
fn trials_of_clusters_have_their_effective_sample() {
    let table = read(
        "study,events1,n1,events2,n2,icc,cluster_size\nHandbook 23.1.5,63,330,84,295,0.02,29.8\nPlain,63,330,84,295,,",
    );
    let row = &table.rows[0];
    assert_eq!(told(row), [NoticeCode::ClustersAllowedFor]);
    let [cluster, plain] = [0, 1].map(|i| table.rows[i].estimate.as_ref().expect("an estimate"));
    assert!((cluster.point / plain.point - 1.0).abs() < 1e-12);
    let ratio = cluster.analysis.variance.expect("a variance") / plain.analysis.variance.expect("a variance");
    assert!((ratio - 1.576).abs() < 1e-12, "{ratio}");
    assert_eq!(cluster.working[0].quantity, "design effect");
    // a deviation comes from the standard error and all the people
    let table = read("study,mean1,se1,n1,mean2,se2,n2,icc,cluster_size\nA,5.9,0.5,64,7.7,0.5,64,0.05,21");
    assert_eq!(
        recovered(&table.rows[0]),
        ["sd1 4.000 standard-error", "sd2 4.000 standard-error", "n1 32 effective", "n2 32 effective"]
    );
    let se = table.rows[0].estimate.as_ref().and_then(|estimate| estimate.analysis.se).expect("an error");
    assert!((se - 1.0).abs() < 1e-12, "{se}"); // sqrt(2 * 16 / 64 * 2)
    let table = read("study,events1,n1,events2,n2,icc,cluster_size\nA,63,330,84,295,0.02,\nB,63,330,84,295,1.2,30");
    assert_eq!(table.rows[0].problems[0].field, Some(Field::ClusterSize));
    assert_eq!(table.rows[1].problems[0].code, ProblemCode::CorrelationOutOfRange);
}

#[test]
fn every_route_has_words() {
    let texts = include_str!("../www/text/en-more.json");
    let (_, routes) = texts.split_once("\"routes\": {").expect("the section");
    let (routes, _) = routes.split_once('}').expect("its end");
    for route in Route::ALL {
        assert!(routes.contains(&format!("\"{}\": \"", route.name())), "{}", route.name());
    }
}

#[test]
fn a_mean_with_quartiles_has_its_deviation() {
    let table = read("study,mean1,lq1,uq1,n1,mean2,sd2,n2\nA,11.7,8.3,15.05,40,10,5.1,42");
    assert_eq!(recovered(&table.rows[0]), ["sd1 5.000 interquartile-range"]);
    // with a median the test for skewness can be made
    let table =
        read("study,mean1,median1,lq1,uq1,n1,mean2,sd2,n2\nA,14,12,11,30,40,10,5.1,42\nB,11.7,12,8,15,40,10,5.1,42");
    assert_eq!(reason(&table.rows[0]), Some(ProblemCode::Skewed));
    assert_eq!(table.rows[1].recovered().len(), 1);
    assert_eq!(
        (table.rows[1].recovered()[0].field, table.rows[1].recovered()[0].route),
        (Field::Sd1, Route::Quartiles)
    );
}

#[test]
fn changes_from_baseline_need_their_correlation() {
    let header = "study,pre_mean1,pre_sd1,mean1,sd1,n1,pre_mean2,pre_sd2,mean2,sd2,n2,r";
    let table = read(&format!("{header}\nA,50,10,44,11,40,51,9,49,10,38,0.6\nB,50,10,44,11,40,51,9,49,10,38,"));
    let row = &table.rows[0];
    assert_eq!(
        recovered(row),
        ["mean1 -6.000 baseline", "sd1 9.434 baseline", "mean2 -2.000 baseline", "sd2 8.544 baseline"]
    );
    assert!(sentence(row).starts_with("MD -4.00"), "{}", sentence(row));
    assert_eq!(row.arms()[0], "mean 44 (SD 11), n 40");
    let row = &table.rows[1];
    assert!(sentence(row).starts_with("MD -5.00") && row.recovered().is_empty());
    assert_eq!(told(row), [NoticeCode::BaselineNotUsed]);
    let table = read(&format!("{header}\nA,50,10,44,11,40,51,9,49,10,38,1.6"));
    assert_eq!(table.rows[0].problems[0].field, Some(Field::R));
}

#[test]
fn the_correlation_of_a_crossover_comes_from_its_difference() {
    // sd_diff = sqrt(25 + 16 - 2 * 0.5 * 20) = sqrt(21), se = sqrt(21 / 30)
    for (columns, cells, route) in [
        ("se", "0.8366600265340756", "change-error"),
        ("t", "2.390457218668787", "change-t"),
        ("lower,upper", "0.28886120,3.71113880", "change-interval"),
        ("p", "0.0235386", "change-p"),
    ] {
        let table = read(&format!("study,mean1,sd1,mean2,sd2,n,{columns}\nA,12,5,10,4,30,{cells}"));
        let row = &table.rows[0];
        let [r] = &row.recovered()[..] else { panic!("{columns}: {:?} {:?}", recovered(row), row.problems) };
        assert_eq!((r.field, r.route.name(), row.measure), (Field::R, route, Some("MC")));
        assert!((r.value - 0.5).abs() < 1e-4, "{columns}: {}", r.value);
    }
    let table = read("study,mean1,sd1,mean2,sd2,n,se\nA,12,5,10,4,30,9");
    assert_eq!(
        (table.rows[0].problems[0].code, table.rows[0].problems[0].field),
        (ProblemCode::NotOfThese, Some(Field::Se))
    );
}

#[test]
fn tables_from_their_margins() {
    let table = read(
        "study,measure,estimate,chi2,phi,n1,n2,total_events\nA,OR,3.76,,,50,50,26\nB,,,,0.27,50,50,26\nC,,3.76,7.48,,50,50,26\nD,,,7.48,,50,50,26\nE,RR,,,-0.27,50,50,26\nF,,,,0.27,50,50,\nG,,,40,0.9,50,50,26",
    );
    for row in &table.rows[..3] {
        assert_eq!(recovered(row), ["events1 19 margins", "events2 7 margins"], "{} {:?}", row.study, row.problems);
        assert_eq!(sentence(row), "OR 3.76, 95% CI 1.41 to 10.05");
    }
    assert_eq!(reason(&table.rows[3]), Some(ProblemCode::DirectionUnknown));
    assert_eq!(recovered(&table.rows[4]), ["events1 7 margins", "events2 19 margins"]);
    assert_eq!(table.rows[4].measure, Some("RR"));
    let problem = &table.rows[5].problems[0];
    assert_eq!((problem.code, problem.field), (ProblemCode::MissingValue, Some(Field::TotalEvents)));
    assert_eq!(table.rows[6].problems[0].code, ProblemCode::NoSuchTable);
}

#[test]
fn effects_of_another_kind_are_turned_into_the_one_asked_for() {
    let table = read("study,measure,t,r,n1,n2\nC23,SMD,2.12,,95,99\nB,SMD,,0.3,50,50");
    // published: d 0.3045, g 0.3033, variance 0.0209
    assert_eq!(recovered(&table.rows[0]), ["estimate 0.3033 t", "se 0.1444 t"]);
    assert!(sentence(&table.rows[0]).starts_with("SMD 0.30"), "{}", sentence(&table.rows[0]));
    assert!(!told(&table.rows[0]).contains(&NoticeCode::AsReported));
    assert_eq!(table.rows[1].recovered()[0].route, Route::Correlation);
    let table = read(
        "study,measure,events1,n1,events2,n2,mean1,sd1,mean2,sd2\nA,SMD,19,50,7,50,,,,\nB,OR,,40,,38,5.2,1.1,4.8,1.3\nC,MD,19,50,7,50,,,,",
    );
    let estimate = table.rows[0].estimate.as_ref().expect("an estimate");
    let ln_or = (19.0f64 * 43.0 / (31.0 * 7.0)).ln();
    assert!((estimate.point - ln_or * 3f64.sqrt() / std::f64::consts::PI).abs() < 1e-12);
    assert_eq!((estimate.measure, table.rows[0].measure), ("SMD", Some("SMD")));
    assert_eq!(table.rows[1].recovered()[0].route, Route::StandardizedDifference);
    assert!(sentence(&table.rows[1]).starts_with("OR 1.8"), "{}", sentence(&table.rows[1]));
    assert_eq!((table.rows[2].measure, table.rows[2].notices[0].code), (Some("OR"), NoticeCode::MeasureNotForRow));
}

#[test]
fn a_row_is_kept_as_given_where_its_note_asks() {
    let table = read(
        "study,measure,events1,n1,percent1,events2,n2,percent2,estimate,lower,upper,note\nA,,19,50,,7,50,,,,,as given\nB,,,100,24,,100,12,,,,as given\nC,HR,,,,,,,0.75,0.6,0.94,as given",
    );
    let given: Vec<_> =
        table.rows.iter().map(|row| row.as_given.as_ref().map_or("", |given| given.text.as_str())).collect();
    assert_eq!(given, ["19/50 v 7/50", "24% of 100 v 12% of 100", "0.75 (0.6 to 0.94) as reported"]);
    assert!(
        table.rows.iter().all(|row| reason(row) == Some(ProblemCode::AsAsked)),
        "{:?}",
        table.rows.iter().map(reason).collect::<Vec<_>>()
    );
}

#[test]
fn the_level_of_printed_intervals_is_the_header_s() {
    for (level, sd) in [("90", "2.630"), ("95", "2.180"), ("99", "1.609")] {
        let header = format!("study\tMean ({level}% CI) drug\tn drug\tMean ({level}% CI) placebo\tn placebo");
        let table = read(&format!("{header}\nA\t5.9 (5.0 to 6.8)\t25\t4.1 (3.2 to 5.0)\t22"));
        assert_eq!(table.rows[0].recovered()[0].text, sd, "{level}");
    }
}

#[test]
fn the_error_of_a_reported_comparison_is_shown_as_recovered() {
    let table = read(
        "study,measure,estimate,lower,upper,p,n,n1,n2\nA,HR,0.75,0.6,0.94,,,,\nB,MC,2.1,,,.017,20,,\nC,MD,-2,-3.9,-0.1,,,12,11",
    );
    assert_eq!(recovered(&table.rows[0]), ["se 0.1145 reported-interval"]);
    // the paired t test with 19 degrees of freedom, and the t interval with 21
    assert_eq!(recovered(&table.rows[1]), ["se 0.8028 reported-p"]);
    assert_eq!(recovered(&table.rows[2]), ["se 0.9136 reported-interval"]);
    // what is incomplete is kept, or names its cell
    let table = read(
        "study,measure,estimate,lower,upper,p\nA,HR,0.75,,,\nB,HR,,0.6,0.94,\nC,HR,,,,.04\nD,HR,0.75,0.6,,\nE,HR,0.75,,,1.4",
    );
    let kept: Vec<_> = table.rows.iter().map(reason).collect();
    let only = Some(ProblemCode::EstimateOnly);
    assert_eq!(kept, [only, only, only, None, only]);
    assert_eq!(table.rows[3].problems[0].field, Some(Field::Upper));
    assert_eq!(told(&table.rows[4]), [NoticeCode::PNotRead]);
    // a difference of pairs without their deviations
    let table = read("study,mean1,mean2,n,se\nA,10,8,20,0.8");
    assert_eq!(sentence(&table.rows[0]), "MC 2.00, 95% CI 0.43 to 3.57");
}

#[test]
fn a_row_is_computed_again_from_what_it_was_computed_from() {
    let text = "study,percent1,n1,percent2,n2,mean1,lower1,upper1,mean2,lower2,upper2,estimate,lower,upper,measure\n\
                A,38,50,14,50,,,,,,,,,,\n\
                Digenio 2009,,74,,76,5.9,5.0,6.8,7.7,6.8,8.7,,,,MD\n\
                Reported,,,,,,,,,,,1.5,1.1,2.0,OR\n\
                Nothing,0,50,0,50,,,,,,,,,,\n\
                Slip,138,50,14,50,,,,,,,,,,";
    let wanted = BatchOptions::default();
    let table = batch(text, &wanted);
    for number in 1..=3 {
        let row = &table.rows[number - 1];
        let request = table.request(number, &wanted).unwrap();
        let again = effect_size::compute(&request).unwrap();
        let estimate = row.estimate.as_ref().unwrap();
        assert_eq!(
            (again.point, again.lower, again.upper),
            (estimate.point, estimate.lower, estimate.upper),
            "{}",
            row.study
        );
    }
    assert_eq!(
        table.request(2, &wanted).unwrap().data.get(Field::Sd1).map(|sd| format!("{sd:.3}")).as_deref(),
        Some("3.885")
    );
    assert_eq!(table.request(3, &wanted).unwrap().measure.id, "GIVR");
    // one that is kept as given can be computed by another rule
    let none = table.request(4, &wanted).unwrap();
    assert!(effect_size::zero_rules(&none).iter().any(|other| other.estimate.is_some()));
    assert!(table.request(5, &wanted).is_none());
    assert!(table.request(6, &wanted).is_none());
}

#[test]
fn measures_have_intervals_of_their_own() {
    let text = "study,events1,n1,events2,n2,mean1,sd1,mean2,sd2,measure\n\
                A,19,50,7,50,,,,,\nB,19,50,7,50,,,,,RR\nC,,40,,38,5.2,1.1,4.8,1.3,";
    let of = |id| Measure::find(id).unwrap();
    let wanted = BatchOptions {
        intervals: vec![(of("OR"), Interval::Exact), (of("MD"), Interval::Welch)],
        options: Options { interval: Some(Interval::Score), ..Options::default() },
        ..BatchOptions::default()
    };
    let table = batch(text, &wanted);
    let used: Vec<_> = table.rows.iter().map(|row| row.estimate.as_ref().unwrap().interval.name()).collect();
    assert_eq!(used, ["exact", "score", "welch"]);
    assert!(table.rows.iter().all(|row| !told(row).contains(&NoticeCode::IntervalNotForMeasure)));
}
