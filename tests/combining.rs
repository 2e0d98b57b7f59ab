//! Groups combined and split, alone and as the shared comparator of several rows.
// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]
#![cfg(not(target_arch = "wasm32"))]

use core::num::NonZeroU32;
use effect_size::combine::{Events, Group, Rate, combine, split};
use effect_size::table::shared_control::SharedControl;
use effect_size::table::{BatchOptions, Row, Status};
use effect_size::{Batch, Field, NoticeCode, ProblemCode, batch};
use proptest::prelude::*;
use std::time::Instant;

fn parts(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap()
}

/// Relative to the larger of the numbers and `size`.
fn near(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(size)
}

fn summary(values: &[f64]) -> Group {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    Group { mean, sd: (squares / (n - 1.0)).sqrt(), n }
}

/// Dried weights of plants under a control and two treatments: Dobson 1983, table 7.1 (R's PlantGrowth).
#[test]
fn combined_summaries_are_the_summary_of_the_pooled_values() {
    let control = [4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14];
    let first = [4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69];
    let second = [6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26];
    let groups = [&control[..], &first, &second];
    let pooled = summary(&groups.concat());
    let combined = combine(&groups.map(summary)).unwrap();
    assert!(near(combined.mean, pooled.mean, 0.0) && near(combined.sd, pooled.sd, 0.0), "{combined:?} {pooled:?}");
    assert_eq!(combined.n, 30.0);
}

#[test]
fn counts_add_up() {
    let events = [(7.0, 50.0), (0.0, 12.0), (9.0, 48.0)].map(|(events, n)| Events { events, n });
    assert_eq!(combine(&events), Ok(Events { events: 16.0, n: 110.0 }));
    let rates = [(20.0, 54.5), (8.0, 53.25)].map(|(events, time)| Rate { events, time });
    assert_eq!(combine(&rates), Ok(Rate { events: 28.0, time: 107.75 }));
    let alone = Group { mean: 5.0, sd: 2.0, n: 1.0 };
    assert_eq!(combine(&[alone]), Ok(alone));
}

#[test]
fn groups_that_cannot_be_are_refused() {
    let code = |events, n| combine(&[Events { events, n }]).unwrap_err().code;
    assert_eq!(code(51.0, 50.0), ProblemCode::EventsAboveN);
    assert_eq!(code(-1.0, 50.0), ProblemCode::BelowZero);
    assert_eq!(code(0.0, -1.0), ProblemCode::BelowZero);
    assert_eq!(code(0.0, 0.0), ProblemCode::EmptyGroup);
    assert_eq!(code(f64::NAN, 5.0), ProblemCode::NotFinite);
    let code = |events, time| split(Rate { events, time }, parts(2)).unwrap_err().code;
    assert_eq!(code(1.0, 0.0), ProblemCode::TimeNotPositive);
    assert_eq!(code(-1.0, 1.0), ProblemCode::BelowZero);
    assert_eq!(combine::<Events>(&[]).unwrap_err().code, ProblemCode::MissingValue);
    let huge = Events { events: 0.0, n: 1.7e308 };
    assert_eq!(combine(&[huge, huge]).unwrap_err().code, ProblemCode::ResultNotFinite);
}

#[test]
fn a_split_control_keeps_its_mean_and_its_risk() {
    let means = split(Group { mean: 7.7, sd: 4.2, n: 75.0 }, parts(2)).unwrap();
    assert_eq!(means.arm, Group { mean: 7.7, sd: 4.2, n: 37.5 });
    let notice = &means.notices[0];
    assert_eq!((notice.code, notice.field), (NoticeCode::ControlSplit, Some(Field::N2)));
    assert_eq!(notice.params, [("parts", 2.0.into()), ("before", 75.0.into()), ("after", 37.5.into())]);
    let rate = split(Rate { events: 8.0, time: 53.0 }, parts(4)).unwrap();
    assert_eq!((rate.arm, rate.notices[0].field), (Rate { events: 2.0, time: 13.25 }, Some(Field::Time2)));
    let whole = split(Events { events: 8.0, n: 53.0 }, parts(1)).unwrap();
    assert_eq!((whole.arm, whole.notices.len()), (Events { events: 8.0, n: 53.0 }, 0));
}

proptest! {
    #[test]
    fn the_order_of_groups_does_not_matter(
        groups in proptest::collection::vec((-1e3..1e3f64, 0.0..1e3f64, 1.0..1e6f64), 3..8),
        turn in 1usize..7,
    ) {
        let groups: Vec<Group> = groups.into_iter().map(|(mean, sd, n)| Group { mean, sd, n: n.floor() }).collect();
        let mut others = groups.clone();
        others.rotate_left(turn % groups.len());
        let mut backwards = groups.clone();
        backwards.reverse();
        let first = combine(&groups).unwrap();
        let size = groups.iter().map(|group| group.mean.abs()).fold(0.0, f64::max);
        for order in [others, backwards] {
            let again = combine(&order).unwrap();
            prop_assert!(near(first.mean, again.mean, size), "{first:?} {again:?}");
            prop_assert!(near(first.sd, again.sd, 0.0), "{first:?} {again:?}");
            prop_assert_eq!(first.n, again.n);
        }
    }

    /// The parts of a group make the group again; with a mean, all but its standard deviation.
    #[test]
    fn parts_combine_to_the_whole(events in 0.0..1e6f64, n in 1e6..1e9f64, count in 1u32..12) {
        let whole = Events { events, n };
        let again = combine(&vec![split(whole, parts(count)).unwrap().arm; count as usize]).unwrap();
        prop_assert!(near(again.events, events, 0.0) && near(again.n, n, 0.0));
        let means = Group { mean: events, sd: 3.0, n };
        let again = combine(&vec![split(means, parts(count)).unwrap().arm; count as usize]).unwrap();
        prop_assert!(near(again.mean, events, 0.0) && near(again.n, n, 0.0));
    }
}

fn read(text: &str, shared_control: SharedControl) -> Batch {
    batch(text, &BatchOptions { shared_control, ..BatchOptions::default() })
}

fn split_notice(row: &Row) -> Option<&effect_size::Notice> {
    row.notices.iter().find(|notice| notice.code == NoticeCode::ControlSplit)
}

const SHARED: &str = "study\toutcome\tevents1\tn1\tevents2\tn2\n\
    Smith 2008\tdeath\t19\t50\t7\t50\n\
    smith 2008\tdeath\t12\t48\t7\t50\n\
    Smith 2008\tstroke\t3\t48\t7\t50\n\
    Jones 2010\tdeath\t12\t48\t7\t50\n\
    Smith 2008\tdeath\t9\t44\t8\t50\n";

#[test]
fn rows_with_one_comparator_share_it() {
    let table = read(SHARED, SharedControl::Split);
    let whole = read(SHARED, SharedControl::Whole);
    let parts: Vec<_> = table.rows.iter().map(|row| split_notice(row).is_some()).collect();
    assert_eq!(parts, [true, true, false, false, false]);
    for (i, row) in table.rows.iter().enumerate() {
        assert_eq!(row.status, Status::Estimated);
        if i > 1 {
            assert_eq!((&row.estimate, &row.notices), (&whole.rows[i].estimate, &whole.rows[i].notices));
        }
    }
    let row = &table.rows[0];
    assert_eq!(
        split_notice(row).unwrap().params,
        [("parts", 2.0.into()), ("before", 50.0.into()), ("after", 25.0.into())]
    );
    assert_eq!(split_notice(row).unwrap().row, Some(1));
    // a half of 7 is no count to check
    let codes: Vec<_> = row.notices.iter().map(|notice| notice.code.name()).collect();
    assert_eq!(codes, ["recovered", "recovered", "control-split"]);
    let (estimate, before) = (row.estimate.as_ref().unwrap(), whole.rows[0].estimate.as_ref().unwrap());
    assert!(near(estimate.point, before.point, 0.0));
    let variance = 1.0 / 19.0 + 1.0 / 31.0 + 1.0 / 3.5 + 1.0 / 21.5;
    assert!(near(estimate.analysis.variance.unwrap(), variance, 0.0));
    assert_eq!(estimate.n, Some(75.0));
    let wanted = BatchOptions { shared_control: SharedControl::Split, worked: true, ..BatchOptions::default() };
    let worked = batch(SHARED, &wanted).rows.remove(0).estimate.unwrap();
    let steps: Vec<_> = worked.working.iter().map(|step| step.substituted.as_str()).take(2).collect();
    assert_eq!(steps, ["7 / 2", "50 / 2"]);
    // what was typed stays
    assert_eq!(row.arms()[1], "7/50");
}

#[test]
fn the_comparator_is_used_whole_unless_asked() {
    let table = batch(SHARED, &BatchOptions::default());
    assert_eq!(table, read(SHARED, SharedControl::Whole));
    assert!(table.rows.iter().all(|row| split_notice(row).is_none()));
}

#[test]
fn means_and_rates_share_their_people_and_their_time() {
    let text =
        "study,mean1,sd1,n1,mean2,sd2,n2\nA,5.9,3.9,74,7.7,4.2,75\nA,6.4,3.7,70,7.7,4.2,75\nA,6.0,3.6,71,7.7,4.2,75";
    let table = read(text, SharedControl::Split);
    let variance = table.rows[2].estimate.as_ref().unwrap().analysis.variance.unwrap();
    assert!(near(variance, 3.6 * 3.6 / 71.0 + 4.2 * 4.2 / 25.0, 0.0));
    let text = "study,events1,time1,events2,time2\nA,20,54,8,53\nA,17,55,8,53";
    let table = read(text, SharedControl::Split);
    let row = &table.rows[1];
    assert!(near(row.estimate.as_ref().unwrap().analysis.variance.unwrap(), 1.0 / 17.0 + 1.0 / 4.0, 0.0));
    let notice = split_notice(row).unwrap();
    assert_eq!((notice.field, &notice.params[1]), (Some(Field::Time2), &("before", 53.0.into())));
    // of events and non-events
    let text = "study,events1,nonevents1,events2,nonevents2\nA,19,31,7,43\nA,12,36,7,43";
    let table = read(text, SharedControl::Split);
    assert_eq!(table.rows[0].estimate.as_ref().unwrap().n, Some(75.0));
    assert_eq!(split_notice(&table.rows[0]).unwrap().params[1], ("before", 50.0.into()));
}

#[test]
fn what_is_no_shared_comparator_is_not_split() {
    // no study, another measure of the same comparison, a comparison the paper made
    for text in [
        "study,events1,n1,events2,n2\n,19,50,7,50\n,12,48,7,50",
        "study,measure,events1,n1,events2,n2\nA,OR,19,50,7,50\nA,RR,19,50,7,50",
        "study,measure,estimate,lower,upper\nA,GIVR,0.8,0.6,1.1\nA,GIVR,0.9,0.7,1.2",
    ] {
        assert_eq!(read(text, SharedControl::Split), read(text, SharedControl::Whole), "{text}");
    }
}

#[test]
fn a_row_with_a_problem_still_has_its_share() {
    let text = "study,events1,n1,events2,n2\nA,19,50,7,50\nA,1O,48,7,50";
    let table = read(text, SharedControl::Split);
    assert_eq!(split_notice(&table.rows[0]).unwrap().params[0], ("parts", 2.0.into()));
    assert_eq!((table.rows[1].status, split_notice(&table.rows[1])), (Status::Problem, None));
    assert_eq!(table.rows[1].problems, read(text, SharedControl::Whole).rows[1].problems);
}

#[test]
fn many_rows_are_split_in_the_time_they_take_to_read() {
    let rows: String = (0..10_000).map(|i| format!("Study {},{},50,7,50\n", i / 2, i % 50)).collect();
    let text = format!("study,events1,n1,events2,n2\n{rows}");
    let start = Instant::now();
    let table = read(&text, SharedControl::Split);
    assert!(start.elapsed().as_millis() < 2500, "{:?}", start.elapsed());
    assert_eq!(table.rows.iter().filter(|row| split_notice(row).is_some()).count(), 10_000);
}
