//! What a careful statistician would ask about a table: each question with a table that raises it, and with tables so near
//! to it that it must not be raised.
#![cfg(not(target_arch = "wasm32"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use effect_size::problem::Param;
use effect_size::table::{Batch, BatchOptions};
use effect_size::{Field, Measure, Notice, NoticeCode, batch};

/// Every question.
const QUESTIONS: &[NoticeCode] = &[
    NoticeCode::SeTypedAsSd,
    NoticeCode::PercentageDisagrees,
    NoticeCode::SharesOfOneTotal,
    NoticeCode::NDiffers,
    NoticeCode::DirectionReversed,
    NoticeCode::TimeEqualsN,
    NoticeCode::EventsPerPerson,
    NoticeCode::SharedControl,
    NoticeCode::IntervalOffCentre,
    NoticeCode::PDisagrees,
    NoticeCode::IntervalDisagrees,
];

fn read(text: &str) -> Batch {
    let table = batch(text, &BatchOptions::default());
    assert_eq!(table.problems, [], "{text}");
    table
}

/// The questions of a table by the row's number, each filled into its sentence.
fn questions(table: &Batch) -> Vec<(usize, NoticeCode, String)> {
    let mut found = Vec::new();
    for row in &table.rows {
        let mut last = false;
        for notice in &row.notices {
            let is_question = QUESTIONS.contains(&notice.code);
            assert!(is_question || !last, "questions come last: {:?}", row.notices);
            last = is_question;
            if is_question {
                assert_eq!(notice.row, Some(row.row));
                found.push((row.row, notice.code, sentence(notice)));
            }
        }
    }
    found
}

fn asked(text: &str) -> Vec<(usize, NoticeCode)> {
    questions(&read(text)).into_iter().map(|(row, code, _)| (row, code)).collect()
}

/// A question in the words of the page.
fn sentence(notice: &Notice) -> String {
    let text = include_str!("../www/text/en-more.json");
    let (_, notices) = text.split_once("\n  \"notices\": {").expect("the section");
    let (_, entry) = notices.split_once(&format!("\n    \"{}\": ", notice.code.name())).expect("a sentence");
    let rule = notice.params.iter().find(|(name, _)| *name == "rule");
    let entry = match rule {
        Some((_, Param::Text(rule))) => entry.split_once(&format!("\"{rule}\": ")).expect("a sentence of the rule").1,
        _ => entry,
    };
    let (filled, _) = entry.strip_prefix('"').and_then(|rest| rest.split_once('"')).expect("text");
    let mut filled = filled.to_owned();
    for (name, value) in &notice.params {
        let Param::Text(value) = value else { panic!("{notice:?}") };
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    assert!(!filled.contains(['{', '}']) && !filled.contains("NaN") && !filled.contains("  "), "{filled}");
    filled
}

#[track_caller]
fn asks(text: &str, expected: &[(usize, NoticeCode, &str)]) {
    let found = questions(&read(text));
    let found: Vec<_> = found.iter().map(|(row, code, said)| (*row, *code, said.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn asks_nothing(text: &str) {
    assert_eq!(questions(&read(text)), [], "{text}");
}

const MEANS: &str = "study,outcome,mean1,sd1,n1,mean2,sd2,n2\n";

#[test]
fn standard_errors_typed_as_standard_deviations() {
    use NoticeCode::SeTypedAsSd;
    // Digenio 2009 with the standard errors of its means
    asks(
        "study,mean1,sd1,n1,mean2,sd2,n2\nDigenio 2009,5.9,0.45,74,7.7,0.48,76",
        &[(
            1,
            SeTypedAsSd,
            "SDs of 0.45 and 0.48 look too small. If they are standard errors, the SDs are 3.87 and 4.18. Check which the \
             paper prints.",
        )],
    );
    asks_nothing("study,mean1,sd1,n1,mean2,sd2,n2\nDigenio 2009,5.9,3.9,74,7.7,4.2,76");
    // Hedges' g just above and just below 3
    let one = |mean: &str| format!("study,mean1,sd1,n1,mean2,sd2,n2\nA,{mean},1,40,0,1,40");
    assert_eq!(asked(&one("3.04")), [(1, SeTypedAsSd)]);
    asks_nothing(&one("3.02"));

    // far smaller than those of the same outcome, though g is 1.4
    let others = "B,Weight,6.2,4.1,60,7.1,4.4,58\nC,Weight,5.1,3.6,80,6.0,3.9,82\n";
    let table = |sd1: &str, sd2: &str| format!("{MEANS}A,Weight,5.9,{sd1},64,6.6,{sd2},64\n{others}");
    assert_eq!(asked(&table("0.5", "0.5")), [(1, SeTypedAsSd)]);
    // the largest that is below a third of both others, and the smallest within a factor of 2 as standard errors
    assert_eq!(asked(&table("1.2", "1.2")), []);
    assert_eq!(asked(&table("0.9", "0.9")), [(1, SeTypedAsSd)]);
    asks_nothing(&table("1.3", "1.3"));
    asks_nothing(&table("3.9", "3.9"));
    // one other row is no usual one, another outcome is another scale
    asks_nothing(&format!("{MEANS}A,Weight,5.9,0.5,64,6.6,0.5,64\nB,Weight,6.2,4.1,60,7.1,4.4,58"));
    asks_nothing(&table("0.5", "0.5").replace("C,Weight", "C,Height"));
    // as standard errors they would be as far off on the other side
    asks_nothing(&table("0.9", "0.9").replace(",64", ",1600"));
    // the means are smaller as well: another unit
    asks_nothing(&format!("{MEANS}A,Weight,0.59,0.5,64,0.66,0.5,64\n{others}"));
    // standard deviations that are not printed are the program's own
    asks_nothing(
        "study,outcome,mean1,se1,sd1,n1,mean2,se2,sd2,n2\nA,Weight,5.9,0.05,,64,6.0,0.05,,64\n\
         B,Weight,6.2,,4.1,60,7.1,,4.4,58\nC,Weight,5.1,,3.6,80,6.0,,3.9,82",
    );
    // without any outcome the table is one outcome, and among named ones a row without a name is none
    let unnamed = table("0.5", "0.5").replace("Weight", "");
    assert_eq!(asked(&unnamed), [(1, SeTypedAsSd)]);
    asks_nothing(&format!("{unnamed}D,Height,170,9,50,171,9,50"));
}

#[test]
fn percentages_that_are_not_events_of_n() {
    use NoticeCode::PercentageDisagrees;
    asks(
        "study,events1,n1,events2,n2\nA,12/50 (30%),,7/50 (14%),",
        &[(
            1,
            PercentageDisagrees,
            "12 of 50 is 24%, not the 30% printed, which is 15 of 50. Check the three numbers.",
        )],
    );
    let table = |first: &str| {
        let header = "Study\tTreatment, n (%)\tTreatment total\tControl, n (%)\tControl total";
        asked(&format!("{header}\nA\t{first}\t48\t7 (14.0)\t50"))
    };
    // 39.583...
    for printed in ["19 (40)", "19 (39.6)", "19 (39.58%)", "19 (39.583 %)"] {
        assert_eq!(table(printed), [], "{printed}");
    }
    for printed in ["19 (39)", "19 (39.5)", "19 (39.59%)", "19 (38)"] {
        assert_eq!(table(printed), [(1, PercentageDisagrees)], "{printed}");
    }
    // half-way may go up or down
    for printed in ["12", "13"] {
        asks_nothing(&format!("study,events1,n1,percent1,events2,n2\nA,5,40,{printed},7,40"));
    }
    // columns of their own, with a decimal comma
    let text = "study;events1;n1;percent1;events2;n2;percent2\nA;19;50;38,0;7;50;14,4%";
    let table = read(text);
    assert_eq!(asked(text), [(1, PercentageDisagrees)]);
    assert_eq!(table.rows[0].notices[0].field, Some(Field::Percent2));
    // events of rates are not of people, and a bracket without its sign may be anything
    asks_nothing("study,events1,n1,time1,percent1,events2,time2\nA,20,60,54,50,8,53");
    asks_nothing("study,events1,n1,events2,n2\nA,12/50 (30),,7/50,");
}

#[test]
fn shares_of_one_total_typed_as_groups() {
    use NoticeCode::SharesOfOneTotal;
    asks(
        "study,events1,n1,events2,n2\nStalberg 2008,18,22,4,22",
        &[(
            1,
            SharesOfOneTotal,
            "18 of 22 and 4 of 22 add up to 22: these may be shares of one total, not two groups of 22. Check the size of \
             each group.",
        )],
    );
    asks_nothing("study,events1,n1,events2,n2\nStalberg 2008,18,50,4,50");
    asks_nothing("study,events1,n1,events2,n2\nA,18,22,5,22");
    asks_nothing("study,events1,n1,events2,n2\nA,25,50,25,50");
    asks_nothing("study,events1,n1,events2,n2\nA,18,22,4,23");
    // the groups are of that size in another row, before it or after it
    let other = "study,outcome,events1,n1,events2,n2\nA,x,18,22,4,22\nA,y,9,22,3,22";
    asks_nothing(other);
    asks_nothing("study,outcome,events1,n1,events2,n2\nA,y,9,22,3,22\nA,x,18,22,4,22");
    assert_eq!(asked(&other.replace("\nA,y", "\nB,y")), [(1, SharesOfOneTotal)]);
    // rows without a label are not of one study
    assert_eq!(asked(&other.replace("\nA,", "\n,")), [(1, SharesOfOneTotal)]);
    // person-time makes rates of them
    asks_nothing("study,events1,n1,time1,events2,n2,time2\nA,18,22,40,4,22,41");
}

#[test]
fn groups_of_another_size_in_another_row_of_the_study() {
    use NoticeCode::NDiffers;
    let header = "study,outcome,events1,n1,events2,n2\n";
    asks(
        &format!("{header}Lin 2005,Communication,77,174,18,146\nLin 2005,Satisfaction,103,174,78,162"),
        &[(
            2,
            NDiffers,
            "Groups of 174 and 162 here, of 174 and 146 in row 1 of this study. Check whether people are missing.",
        )],
    );
    let table = read(&format!("{header}A,x,7,50,8,60\nA,y,9,50,12,59"));
    assert_eq!(table.rows[1].notices[0].field, Some(Field::N2));
    // told once: the third row has the size of the second, the fourth that of the first
    let rows = "A,x,7,50,8,60\nA,y,9,50,12,59\nA,z,8,50,12,59\nA,w,8,50,13,60";
    assert_eq!(asked(&format!("{header}{rows}")), [(2, NDiffers)]);
    asks_nothing(&format!("{header}A,x,7,50,8,60\nB,y,9,50,12,59"));
    asks_nothing(&format!("{header}A,x,7,50,8,60\nA,y,9,50,12,60"));
    // subgroups, or other arms, of one outcome; and rows whose outcomes are not named
    asks_nothing(&format!("{header}A,x,7,50,8,60\nA,x,9,40,12,59"));
    asks_nothing("study,events1,n1,events2,n2\nA,7,50,8,60\nA,9,40,12,59");
    // arms that come in pairs, outcome by outcome
    asks_nothing(&format!("{header}A,x,7,50,8,60\nA,x,9,40,12,59\nA,y,6,50,9,60\nA,y,8,40,11,59"));
    // a row that has a problem is asked nothing, and a size that is missing is no other size
    asks_nothing(&format!("{header}A,x,7,50,8,60\nA,y,99,40,12,59"));
    asks_nothing("study,outcome,mean1,sd1,n1,mean2,sd2,n2\nA,x,5,1,50,6,1,60\nA,y,5,,40,6,,");
}

#[test]
fn one_effect_that_points_the_other_way() {
    use NoticeCode::DirectionReversed;
    let header = "study,outcome,events1,n1,events2,n2\n";
    let others = "B,Death,5,50,15,50\nC,Death,6,50,14,49\nD,Death,7,52,12,50\n";
    asks(
        &format!("{header}{others}A,Death,19,50,7,48"),
        &[(
            4,
            DirectionReversed,
            "All other rows point the other way. If the groups or the sign are swapped, this is OR 0.28, 95% CI 0.10 to \
             0.75. Check which group is \
             which.",
        )],
    );
    // its interval holds no effect; an effect of nothing; a second row on its side; two others only; another outcome
    asks_nothing(&format!("{header}{others}A,Death,12,50,9,48"));
    asks_nothing(&format!("{header}{others}A,Death,19,50,7,48\nE,Death,9,50,9,50"));
    asks_nothing(&format!("{header}{others}A,Death,19,50,7,48\nE,Death,9,50,8,50"));
    asks_nothing(&format!("{header}C,Death,6,50,14,49\nD,Death,7,52,12,50\nA,Death,19,50,7,48"));
    asks_nothing(&format!("{header}{others}A,Recovery,19,50,7,48"));
    // differences, with the digits of the effect
    let table = read(&format!("{MEANS}A,x,7,1.1,50,5,1,50\nB,x,5,1,50,6,1,50\nC,x,4,1,51,6,1,50\nD,x,5,1,50,5.5,1,50"));
    let found = questions(&table);
    assert_eq!((found.len(), found[0].0, found[0].1), (1, 1, DirectionReversed));
    assert_eq!(table.rows[0].notices[0].params, [("meant", "MD -2.00, 95% CI -2.41 to -1.59".into())]);
    // another measure has another sign
    let difference = BatchOptions { measure: Measure::find("RD"), ..BatchOptions::default() };
    let table = batch(&format!("{header}{others}A,Death,19,50,7,48"), &difference);
    assert_eq!(table.rows[3].notices[0].params, [("meant", "RD -0.23, 95% CI -0.40 to -0.07".into())]);
    // without any outcome the table is one outcome
    let unnamed = format!("{header}{others}A,Death,19,50,7,48").replace("Death", "");
    assert_eq!(asked(&unnamed), [(4, DirectionReversed)]);
    asks_nothing(&format!("{unnamed}\nE,Recovery,9,50,8,50"));
}

#[test]
fn rates_of_people() {
    use NoticeCode::{EventsPerPerson, TimeEqualsN};
    let header = "study,events1,n1,time1,events2,n2,time2\n";
    asks(
        &format!("{header}Ross 2004,20,54,54,8,53,53"),
        &[(
            1,
            TimeEqualsN,
            "Person-time is the number of people: 1 unit of time each is assumed. Check the follow-up.",
        )],
    );
    asks_nothing(&format!("{header}Ross 2004,20,54,53.5,8,53,53"));
    asks_nothing("study,events1,time1,events2,time2\nRoss 2004,20,54,8,53");
    asks(
        &format!("{header}A,64,54,100,8,53,99"),
        &[(
            1,
            EventsPerPerson,
            "64 events among 54 people: where one person has several, this interval is too narrow. Check for the number of \
             people with an event.",
        )],
    );
    asks_nothing(&format!("{header}A,54,54,100,8,53,99"));
    let table = read(&format!("{header}A,20,54,100,80,53,99"));
    assert_eq!(table.rows[0].notices[0].field, Some(Field::Events2));
}

#[test]
fn a_control_group_that_counts_twice() {
    use NoticeCode::SharedControl;
    let header = "study,outcome,events1,n1,events2,n2\n";
    asks(
        &format!("{header}Moore 1998,Quit,12,50,8,60\nMoore 1998,Quit,15,52,8,60\nMoore 1998,Quit,9,51,8,60"),
        &[2, 3].map(|row| {
            let said = "Row 1 has the same comparator, so that it counts twice. Combine the interventions, or split the \
                        comparator.";
            (row, SharedControl, said)
        }),
    );
    // another outcome, another study, another comparator, the same row twice
    asks_nothing(&format!("{header}A,Quit,12,50,8,60\nA,Dead,15,50,8,60"));
    asks_nothing(&format!("{header}A,Quit,12,50,8,60\nB,Quit,15,52,8,60"));
    asks_nothing(&format!("{header}A,Quit,12,50,8,60\nA,Quit,15,52,9,60"));
    asks_nothing(&format!("{header}A,Quit,12,50,8,60\nA,Quit,12,50,8,60"));
    // nothing is estimated twice where nothing is estimated
    asks_nothing(&format!("{header}A,Quit,0,50,0,60\nA,Quit,0,52,0,60"));
    assert_eq!(asked(&format!("{MEANS}A,x,5,1,50,6,1.2,50\nA,x,5.5,1,48,6,1.2,50")), [(2, SharedControl)]);
    // a comparator that is split counts once
    let wanted = BatchOptions {
        shared_control: effect_size::table::shared_control::SharedControl::Split,
        ..BatchOptions::default()
    };
    let table = batch(&format!("{header}A,Quit,12,50,8,60\nA,Quit,15,52,8,60"), &wanted);
    assert_eq!(questions(&table), []);
}

#[test]
fn intervals_that_are_not_around_their_estimate() {
    use NoticeCode::IntervalOffCentre;
    let mean = |cell: &str| {
        let table = format!(
            "Study\tMean (95% CI) treatment\tn1\tMean (95% CI) control\tn2\nA\t{cell}\t74\t7.7 (6.8 to 8.7)\t76"
        );
        asked(&table)
    };
    assert_eq!(mean("5.9 (5.0 to 6.8)"), []);
    assert_eq!(mean("5.9 (5.0 to 6.9)"), []);
    assert_eq!(mean("5.9 (5.0 to 7.0)"), [(1, IntervalOffCentre)]);
    assert_eq!(mean("6.9 (5.0 to 6.8)"), [(1, IntervalOffCentre)]);
    assert_eq!(mean("5.90 (5.0 to 6.9)"), []);
    assert_eq!(mean("5.90 (5.00 to 6.90)"), [(1, IntervalOffCentre)]);

    // the interval of a difference whose sign is another
    let difference = |limits: &str| asked(&format!("study,mean1,n1,mean2,n2,lower,upper\nA,10,25,12,22,{limits}"));
    assert_eq!(difference("-3.9,-0.1"), []);
    assert_eq!(difference("0.1,3.9"), [(1, IntervalOffCentre)]);

    // Ross 2004: self-efficacy after 12 months, symptom stability
    asks(
        "study,measure,estimate,lower,upper\nRoss 2004,MD,6,-1,11\nRoss 2004,MD,17,4,29",
        &[(
            1,
            IntervalOffCentre,
            "6 is not in the middle of -1 to 11; that is 5.0. Check the three numbers; an exact or bootstrap interval can be \
             like this.",
        )],
    );
    let reported =
        |measure: &str, numbers: &str| asked(&format!("study,measure,estimate,lower,upper\nA,{measure},{numbers}"));
    // metafor, conv.wald; 11 % of the width off, and 9 %
    for numbers in ["0.23,0.18,0.31", "0.62,0.39,1.0", "1.50,0.98,2.8", "2.0,1.0,4.0"] {
        assert_eq!(reported("OR", numbers), [], "{numbers}");
    }
    for numbers in ["1.50,1.02,2.8", "2.0,1.0,3.0"] {
        assert_eq!(reported("HR", numbers), [(1, IntervalOffCentre)], "{numbers}");
    }
    // an effect outside its interval is a cell to check, not a question
    assert_eq!(reported("HR", "0.5,1.0,4.0"), []);
    // far off the middle, but no further than one digit goes
    assert_eq!(reported("OR", "0.1,0.05,0.3"), []);
    assert_eq!(reported("OR", "0.10,0.05,0.30"), [(1, IntervalOffCentre)]);
    // the middle of a ratio is that of its logarithm
    assert_eq!(reported("GIVR", "2.0,1.0,4.0"), []);
    assert_eq!(reported("GIV", "2.0,1.0,4.0"), [(1, IntervalOffCentre)]);
    // a difference of risks may have a score interval: Fagerland 2015, 7/34 v 1/34
    assert_eq!(reported("RD", "0.176,0.019,0.34"), []);
    assert_eq!(reported("RD", "0.60,0.17,0.81"), [(1, IntervalOffCentre)]);
    // without a measure nobody knows the scale
    assert_eq!(reported("", "6,-1,11"), []);
}

#[test]
fn p_values_that_are_not_those_of_the_numbers() {
    use NoticeCode::PDisagrees;
    let table = |numbers: &str, p: &str| format!("study,events1,n1,events2,n2,p\nA,{numbers},{p}");
    asks(
        &table("19,50,7,50", "P<.001"),
        &[(
            1,
            PDisagrees,
            "P <.001 is printed, and a chi-squared test of these numbers gives 0.0062. Check the numbers, and whether the \
             paper adjusted its analysis.",
        )],
    );
    for (numbers, p) in [
        ("19,50,7,50", "<.005"),
        ("19,50,7,50", ".006"),
        ("19,50,7,50", "0.012"), // Fisher's, 0.0115
        ("19,50,7,50", "0.01"),
        ("18,50,4,50", "<.02"),
        ("77,174,18,146", "<.001"),
        ("77,174,18,146", ".000"),
        ("77,174,18,146", ".001"),
        ("50,306,10,352", ".0001"),
        ("103,174,78,162", "P = .04"),
        ("10,50,12,50", "> .05"),
        ("10,50,12,50", "0.6"),
        ("3,8,1,9", ".29"), // Fisher's; Pearson's is .20
    ] {
        assert_eq!(asked(&table(numbers, p)), [], "{numbers} {p}");
    }
    for (numbers, p) in [
        ("19,50,7,50", "0.05"),
        ("19,50,7,50", "0.0006"),
        ("77,174,18,146", ".01"),
        ("77,174,18,146", "> .05"),
        ("10,50,12,50", "<.05"),
        ("10,50,12,50", ".01"),
    ] {
        assert_eq!(asked(&table(numbers, p)), [(1, PDisagrees)], "{numbers} {p}");
    }

    let means = |p: &str| asked(&format!("study,mean1,sd1,n1,mean2,sd2,n2,p\nA,146.4,18.5,100,140.4,16.8,100,{p}"));
    // t = 2.40 with 198 degrees of freedom
    for p in [".02", "0.017", "<.05", "0.03", ".01"] {
        assert_eq!(means(p), [], "{p}");
    }
    for p in [".2", "<.001", "0.0001", "NS"] {
        let expected: &[_] = if p == "NS" { &[] } else { &[(1, PDisagrees)] };
        assert_eq!(means(p), expected, "{p}");
    }
    // small groups: t = 3.0 with 8 degrees of freedom is 0.017, as z it would be 0.003
    let small = |p: &str| asked(&format!("study,mean1,sd1,n1,mean2,sd2,n2,p\nA,3,1.5811388,5,0,1.5811388,5,{p}"));
    assert_eq!((small("0.017"), small("0.003"), small("0.06")), (vec![], vec![], vec![(1, PDisagrees)]));

    let rates = |p: &str| asked(&format!("study,events1,time1,events2,time2,p\nRoss 2004,20,54,8,53,{p}"));
    for p in [".03", "<.05", "0.026"] {
        assert_eq!(rates(p), [], "{p}");
    }
    assert_eq!((rates("<.001"), rates(".3")), (vec![(1, PDisagrees)], vec![(1, PDisagrees)]));

    // deviations from each group's own interval, as Digenio 2009 prints them
    let digenio = |p: &str| {
        let arms = "study,mean1,lower1,upper1,n1,mean2,lower2,upper2,n2,p";
        asked(&format!("{arms}\nDigenio 2009,5.9,5.0,6.8,74,7.7,6.8,8.7,76,{p}"))
    };
    assert_eq!((digenio(".007"), digenio(".4")), (vec![], vec![(1, PDisagrees)]));
    // where the deviation comes from the P value itself, or the paper allowed for clusters, there is nothing to compare
    asks_nothing("study,mean1,n1,mean2,n2,p\nA,5.9,74,7.7,76,.4");
    asks_nothing("study,events1,n1,events2,n2,icc,cluster_size,p\nA,19,50,7,50,0.05,10,.2");

    // a ratio that the paper made is compared with its own interval, as far as the printed digits tell
    asks(
        "study,HR,95% CI,P\nA,0.75,0.60 to 0.94,0.40",
        &[(
            1,
            PDisagrees,
            "P 0.40 is printed, and the printed effect and its precision give 0.012. Check the numbers.",
        )],
    );
    let ratio = |printed: &str| asked(&format!("study,measure,estimate,lower,upper,p\nA,{printed}"));
    for printed in
        ["OR,1.5,1.1,2.05,.5", "OR,1.50,1.10,2.05,<.0001", "HR,0.75,0.60,1.04,<.001", "IRR,0.30,0.20,0.45,.02"]
    {
        assert_eq!(ratio(printed), [(1, PDisagrees)], "{printed}");
    }
    for printed in [
        "OR,1.5,1.1,2.05,.01",
        "HR,0.75,0.60,0.94,0.012",
        "HR,0.75,0.60,0.94,<.05",
        "HR,0.75,0.60,0.94,0.02",
        "HR,0.75,0.56,1.00,0.05",
        "HR,0.9,0.8,1.0,.01", // by their roundings the limits may be 0.75 and 0.95
        "HR,0.9,0.8,1.0,.3",
        "HR,1.00,0.80,1.25,.99",
        "HR,0.30,0.20,0.45,<.001",
        "HR,0.30,0.20,0.45,.0001",
        "RR,5,1,9,.001", // a limit of one digit tells next to nothing
        "MD,6,1,11,.5",  // its interval may be by t
    ] {
        assert_eq!(ratio(printed).iter().filter(|(_, code)| *code == PDisagrees).count(), 0, "{printed}");
    }
}

#[test]
fn the_one_beside_the_group_compared_with_is_no_effect() {
    let effect = |text: &str| {
        assert_eq!(asked(text), [], "{text}");
        let quantities = read(text).rows[0].quantities();
        quantities.iter().find(|quantity| quantity.field == Field::Estimate).map(|quantity| quantity.text.clone())
    };
    for one in ["1", "1.0", "1.00", "1 (reference)", "ref"] {
        for arms in [
            format!("E-mail;19;50;3.76 (1.41 to 10.05)\nUsual care;7;50;{one}"),
            format!("Usual care;7;50;{one}\nE-mail;19;50;3.76 (1.41 to 10.05)"),
            format!("E-mail;19;50;{one}\nUsual care;7;50;3.76 (1.41 to 10.05)"),
        ] {
            assert_eq!(effect(&format!("Group;Events;N;OR (95% CI)\n{arms}")).as_deref(), Some("3.76"), "{arms}");
        }
    }
    // beside nothing it is the effect
    let alone = effect("Group;Events;N;OR;Lower;Upper\nE-mail;10;50;1;0.37;2.67\nUsual care;10;50;;;");
    assert_eq!(alone.as_deref(), Some("1"));
}

#[test]
fn intervals_that_are_not_those_of_the_numbers() {
    use NoticeCode::IntervalDisagrees;
    let table = |numbers: &str, printed: &str| {
        asked(&format!("study,events1,n1,events2,n2,estimate,lower,upper\nA,{numbers},{printed}"))
    };
    asks(
        "study,events1,n1,events2,n2,estimate,lower,upper\nA,19,50,7,50,2.10,1.02,4.31",
        &[(
            1,
            IntervalDisagrees,
            "1.02 to 4.31 is printed, and these numbers give a 95% interval of 1.41 to 10.05. Check them, and whether the \
             paper adjusted its analysis or used another method.",
        )],
    );
    for (numbers, printed) in [
        ("19,50,7,50", "3.76,1.41,10.05"),
        ("19,50,7,50", "3.8,1.4,10"),
        ("19,50,7,50", ",1.41,10.05"),
        ("19,50,7,50", "3.71,1.30,11.8"),  // exact
        ("19,50,7,50", "2.71,1.25,5.88"),  // the risk ratio
        ("19,50,7,50", "0.24,0.07,0.40"),  // the risk difference, Newcombe
        ("19,50,7,50", "24,6.8,39.5"),     // in per cent
        ("7,34,1,34", "7.0,0.91,54"),      // Fagerland 2015, the risk ratio by Katz
        ("7,34,1,34", "0.176,0.019,0.34"), // and the risk difference by Newcombe
        ("9,10,3,10", "0.60,0.1705,0.8090"),
    ] {
        assert_eq!(table(numbers, printed), [], "{numbers} {printed}");
    }
    for printed in ["3.76,1.41,15.05", "1.41,3.76,10.05", "0.27,0.10,0.71", "3.76,1.41,1.05"] {
        assert_eq!(table("19,50,7,50", printed), [(1, IntervalDisagrees)], "{printed}");
    }
    let means = |printed: &str| {
        asked(&format!(
            "study,mean1,sd1,n1,mean2,sd2,n2,estimate,lower,upper\nA,146.4,18.5,100,140.4,16.8,100,{printed}"
        ))
    };
    assert_eq!((means("6.0,1.1,10.9"), means("6.0,2.9,9.1")), (vec![], vec![(1, IntervalDisagrees)]));
    let rates = |printed: &str| {
        asked(&format!("study,events1,time1,events2,time2,estimate,lower,upper\nA,17,100025,3,122268,{printed}"))
    };
    // OpenEpi: Wald, mid-P and Fisher
    for printed in ["6.927,2.03,23.64", "6.927,2.210,29.63", "6.927,2.004,36.89"] {
        assert_eq!(rates(printed), [], "{printed}");
    }
    assert_eq!(rates("3.2,1.1,9.4"), [(1, IntervalDisagrees)]);
}

#[test]
fn rows_as_papers_print_them_raise_no_question() {
    let table = read(include_str!("fixtures/clean-rows.csv"));
    assert!(table.rows.len() >= 30 && table.rows.iter().all(|row| row.estimate.is_some() && row.source.is_some()));
    assert_eq!(questions(&table), []);
}

#[test]
fn the_email_trials_are_questioned_where_the_papers_are() {
    let found: Vec<_> = questions(&read(include_str!("fixtures/email-trials.csv")));
    let found: Vec<_> = found.iter().map(|(row, code, _)| (*row, *code)).collect();
    assert_eq!(found, [(1, NoticeCode::PDisagrees), (4, NoticeCode::NDiffers)]);
    let found: Vec<_> = questions(&read(include_str!("../www/example/as-printed.csv")));
    let found: Vec<_> = found.iter().map(|(row, code, _)| (*row, *code)).collect();
    use NoticeCode::{NDiffers, PDisagrees, SharesOfOneTotal};
    assert_eq!(found, [(1, PDisagrees), (2, SharesOfOneTotal), (2, NDiffers)]);
}

#[test]
fn long_tables_take_no_longer_than_their_rows() {
    let rows = |count: usize| {
        let rows = (0..count).map(|i| format!("\nA,Death,{},50,{},50,{}.0,1.1,5.9,1.2", i % 40, 40 - i % 40, i % 7));
        format!("study,outcome,events1,n1,events2,n2,mean1,sd1,mean2,sd2{}", rows.collect::<String>())
    };
    // the quickest of a few runs: the machine may be busy with something else
    let taken = |text: &str| {
        let run = |_| {
            let start = std::time::Instant::now();
            read(text);
            start.elapsed()
        };
        (0..5).map(run).min().expect("a run")
    };
    let (short, long) = (taken(&rows(1_250)), taken(&rows(10_000)));
    assert!(long < short * 24, "{short:?} for 1,250 rows, {long:?} for 10,000");
}
