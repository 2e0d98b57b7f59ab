//! Pasted tables as reviewers paste them, and what they are told about them.
#![cfg(not(target_arch = "wasm32"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use effect_size::problem::{Message, Param};
use effect_size::table::{Batch, BatchOptions, CellState, Row, Status};
use effect_size::{Field, Measure, Medians, NoticeCode, Options, ProblemCode, batch};

fn read(text: &str) -> Batch {
    batch(text, &BatchOptions::default())
}

fn sentence(row: &Row) -> String {
    row.display().map(|shown| shown.sentence).unwrap_or_default()
}

fn codes(row: &Row) -> Vec<ProblemCode> {
    row.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn the_email_trials() {
    let table = read(include_str!("fixtures/email-trials.csv"));
    let sentences: Vec<String> = table.rows.iter().map(sentence).collect();
    assert_eq!(
        sentences,
        [
            "OR 3.76, 95% CI 1.41 to 10.05",
            "OR 6.47, 95% CI 2.00 to 20.92",
            "OR 5.64, 95% CI 3.17 to 10.05",
            "OR 1.56, 95% CI 1.01 to 2.41",
            "IRR 2.45, 95% CI 1.08 to 5.57",
            "MD -1.80, 95% CI -3.09 to -0.51",
            "",
            "",
        ]
    );
    let given: Vec<_> = table.rows.iter().filter_map(|row| row.as_given.as_ref()).collect();
    assert_eq!(given[0].text, "mean 46 v mean 9; P <.01 as reported");
    assert_eq!(given[1].text, "mean 4.0, n 65 v mean 1.1, n 67; P = .008 as reported");
    assert!(given.iter().all(|given| given.reason == ProblemCode::SdMissing));
    assert_eq!(table.measure, None);
    let groups: Vec<_> = table.groups.iter().map(|group| (group.measure, group.rows.len())).collect();
    assert_eq!(groups, [(Some("OR"), 4), (Some("IRR"), 1), (Some("MD"), 3)]);
    assert_eq!(table.rows[0].source.as_deref(), Some("Stalberg 2008, Arch Surg 143:164"));
}

#[test]
fn a_decimal_comma_and_compound_cells_under_group_names() {
    let table = read("Studie;E-Mail;Usual care\nMüller 2004;12/50;5/48\nTypo;1O/50;4/50\nLin 2005;77/174;18/146");
    assert_eq!(sentence(&table.rows[0]), "OR 2.72, 95% CI 0.88 to 8.41");
    assert_eq!(codes(&table.rows[1]), [ProblemCode::UnreadableNumber]);
    assert_eq!(sentence(&table.rows[2]), "OR 5.64, 95% CI 3.17 to 10.05");
    let table = read("study;Mean (SD) treatment;n treatment;Mean (SD) control;n control\nA;5,2 (1,1);40;4,8 ± 1,3;38");
    assert_eq!(sentence(&table.rows[0]), "MD 0.40, 95% CI -0.14 to 0.94");
    assert!(table.rows[0].notices.is_empty());
}

#[test]
fn a_bracket_whose_meaning_is_not_said_is_told() {
    let table = read("study\tmean1\tn1\tmean2\tn2\nA\t5.2 (1.1)\t40\t4.8 (1.3)\t38");
    let told: Vec<_> = table.rows[0].notices.iter().map(|notice| notice.code).collect();
    assert_eq!(told, [NoticeCode::BracketReadAsSd, NoticeCode::BracketReadAsSd]);
    // a standard error is no standard deviation, and is not taken for one
    let table = read("study\tMean (SE) treatment\tn1\tMean (SE) control\tn2\nA\t5.2 (1.1)\t40\t4.8 (1.3)\t38");
    let recovered = table.rows[0].recovered();
    let recovered: Vec<_> = recovered.iter().map(|found| (found.field, found.text.as_str())).collect();
    assert_eq!(recovered, [(Field::Sd1, "6.957"), (Field::Sd2, "8.014")]);
    assert_eq!(table.rows[0].arms()[0], "mean 5.2 (SE 1.1), n 40");
}

#[test]
fn names_of_other_software() {
    for header in [
        "author,ai,bi,ci,di",
        "studlab,event.e,n.e,event.c,n.c",
        "study_id,n_cases_exp,n_exp,n_cases_nexp,n_nexp",
        "Study,Experimental cases,Experimental N,Control cases,Control N",
        "Study,Events,Total,Events,Total",
    ] {
        let cells = if header.contains("bi") { "Stalberg 2008,19,31,7,43" } else { "Stalberg 2008,19,50,7,50" };
        let table = read(&format!("{header}\n{cells}"));
        assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05", "{header}");
        assert_eq!(table.rows[0].study, "Stalberg 2008", "{header}");
    }
}

#[test]
fn problems_name_the_cell_and_spare_the_other_rows() {
    let table = read(
        "study,events1,n1,events2,n2\nLetter O,1O,50,4,50\nToo many,60,50,4,50\nEmpty,,50,4,50\nNegative,-1,50,4,50\n\
         Label only,,,,\nFine,19,50,7,50\nLong,1,2,3,4,5",
    );
    let found: Vec<Vec<ProblemCode>> = table.rows.iter().map(codes).collect();
    use ProblemCode::*;
    assert_eq!(
        found,
        [
            vec![UnreadableNumber],
            vec![EventsAboveN],
            vec![MissingValue],
            vec![BelowZero],
            vec![RowWithoutNumbers],
            vec![],
            vec![TooManyCells],
        ]
    );
    let problem = &table.rows[0].problems[0];
    assert_eq!(problem.row, Some(1));
    assert!(problem.params.iter().any(|(name, value)| *name == "header" && *value == "events1".into()));
    assert!(problem.params.iter().any(|(name, value)| *name == "text" && *value == "1O".into()));
    assert_eq!(sentence(&table.rows[5]), "OR 3.76, 95% CI 1.41 to 10.05");
}

#[test]
fn a_percentage_of_something_else_is_no_percentage_of_events() {
    let header = "study,events1,n1,\"% female, treatment\",events2,n2,\"% female, control\"";
    let table = read(&format!("{header}\nStalberg 2008,19,50,62,7,50,58"));
    assert_eq!((&*sentence(&table.rows[0]), table.rows[0].notices.len()), ("OR 3.76, 95% CI 1.41 to 10.05", 0));
    let table = read("study,n treatment,\"% female, treatment\",n control,\"% female, control\"\nA,50,62,50,58");
    assert_eq!(table.rows[0].measure, None);
}

#[test]
fn a_missing_column_and_another_decimal_mark_are_told_apart_from_an_empty_cell() {
    let table = read("study,events1,n1,events2\nA,1,50,4");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::MissingColumn]);
    let table = read("study;mean1;sd1;n1;mean2;sd2;n2\nA;5,2;1,1;40;4,8;1,3;38\nB;5.2;1,1;40;4,8;1,3;38");
    assert_eq!(codes(&table.rows[1]), [ProblemCode::OtherDecimalMark]);
    let table =
        read("study;Mean (SD) treatment;n1;Mean (SD) control;n2\nA;5,2 (1,1);40;4,8 (1,3);38\nB;5.2 (1.1);40;NR;38");
    assert_eq!(codes(&table.rows[1]), [ProblemCode::OtherDecimalMark]);
}

/// The parameters of a message that are texts.
fn texts<Code>(message: &Message<Code>) -> Vec<(&str, &str)> {
    let texts = message.params.iter().filter_map(|(name, value)| match value {
        Param::Text(text) => Some((*name, &**text)),
        Param::Number(_) => None,
    });
    texts.collect()
}

#[test]
fn a_word_for_what_is_not_reported_is_told_from_an_empty_cell() {
    let table = |cell: &str| read(&format!("study\tevents1\tn1\tevents2\tn2\nA\t{cell}\t50\t7\t50"));
    for word in ["NR", "n/r", "NA", "not reported", "–", "n.s.", "k. A."] {
        let table = table(word);
        let row = &table.rows[0];
        let given = row.as_given.as_ref().map(|given| (given.text.as_str(), given.reason));
        assert_eq!((row.status, given), (Status::AsGiven, Some(("n 50 v 7/50", ProblemCode::NotReported))), "{word}");
        let [told] = &row.notices[..] else { panic!("{word}: {:?}", row.notices) };
        assert_eq!((told.code, told.row, told.field), (NoticeCode::TakenAsNotReported, Some(1), Some(Field::Events1)));
        assert_eq!(texts(told), [("text", word), ("header", "events1")]);
    }
    assert_eq!(codes(&table("").rows[0]), [ProblemCode::MissingValue]);
    assert_eq!(codes(&table("nor").rows[0]), [ProblemCode::UnreadableNumber]);
    // nothing that could be filled in helps
    let table = read("Study\tDrug n/N\tPlacebo n/N\nA\t12/50\t7/50\nB\tNR\t\nC\tNR\tn.r.\nD\t\tx");
    let found: Vec<_> = table.rows.iter().map(|row| (row.status, row.notices.len(), codes(row))).collect();
    let given = |told| (Status::AsGiven, told, vec![]);
    assert_eq!(found[1..3], [given(1), given(1)]);
    assert_eq!(found[3].0, Status::Problem);
    // the comparison of the paper, where there are no groups
    let table = read("Study\tOR\t95% CI\tP\nA\t1.5\t1.1 to 2.1\t0.01\nB\tNR\tNR\t0.03\nC\t\t\t0.03");
    let given = table.rows[1].as_given.as_ref().map(|given| (given.text.as_str(), given.reason));
    assert_eq!(given, Some(("P = 0.03 as reported", ProblemCode::NotReported)));
    let empty = &table.rows[2].problems;
    assert_eq!((codes(&table.rows[2]), texts(&empty[0])), (vec![ProblemCode::MissingValue], vec![("header", "OR")]));
    // what it would be recovered from
    let table = read("Study\tMedian 1\tIQR 1\tn 1\tMedian 2\tIQR 2\tn 2\nA\tNR\t2 to 9\t20\t6\t3 to 8\t20");
    let row = &table.rows[0];
    assert_eq!(
        (row.as_given.as_ref().map(|given| given.reason), row.notices.len()),
        (Some(ProblemCode::NotReported), 1)
    );
    // what is told goes with the table, and comes back
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\tNR\t50\t\t50\nB\t12\t50\t7\t50");
    let written = effect_size::export::csv::csv(&table);
    assert!(written.contains("A,OR,50,50,NA,,"), "{written}");
    assert_eq!(read(&written).rows[0].as_given, table.rows[0].as_given);
}

#[test]
fn a_count_without_its_total_is_told_in_its_cell() {
    let table = read("Study\tDrug n/N\tPlacebo n/N\nA\t12 (24%)\t7/50\nB\t12\t7/50");
    for (row, cell) in table.rows.iter().zip(["12 (24%)", "12"]) {
        assert_eq!(codes(row), [ProblemCode::TotalMissing]);
        assert_eq!(texts(&row.problems[0]), [("needed", "n1"), ("text", cell), ("header", "Drug n/N")]);
    }
    // the size of each group in a line of the headers
    for text in [
        "Study\tDrug\tPlacebo\n\t(N=50)\t(N=50)\n\tn/N\tn/N",
        "Study\tDrug\tPlacebo\n\tN = 50\tN = 50\n\tn (%)\tn (%)",
        "Study\tDrug\tPlacebo\n\t(n=50)\t(n=50)",
        "Study\tDrug\tPlacebo\n\tn (%)\tn (%)\n\t(n=50)\t(n=50)",
    ] {
        let table = read(&format!("{text}\nA\t19 (38%)\t7 (14%)"));
        let rows: Vec<String> = table.rows.iter().map(sentence).collect();
        assert_eq!(rows, ["OR 3.76, 95% CI 1.41 to 10.05"], "{text}: {:?}", table.columns);
    }
    // no header and no cell speaks of a total
    let table = read("study,events1,events2,n2\nA,12,7,50");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::MissingColumn]);
    for (headers, cells) in [
        ("Drug n/N (N=50)\tPlacebo n/N (N=50)", "19 (38%)\t7 (14%)"),
        ("Drug n/total\tPlacebo n/total\tDrug N\tPlacebo N", "19 (38%)\t7 (14%)\t50\t50"),
        ("Drug events/total\tTotal\tPlacebo events/total\tTotal", "19 (38%)\t50\t7 (14%)\t50"),
        ("n/N drug\tn/N placebo\tN drug\tN placebo", "19 (38%)\t7 (14%)\t50\t50"),
    ] {
        let row = &read(&format!("Study\t{headers}\nA\t{cells}")).rows[0];
        assert_eq!((&*sentence(row), row.notices.len()), ("OR 3.76, 95% CI 1.41 to 10.05", 0), "{headers}");
        // the percentage is a check
        let row = &read(&format!("Study\t{headers}\nA\t{}", cells.replace("14%", "24%"))).rows[0];
        let told: Vec<NoticeCode> = row.notices.iter().map(|notice| notice.code).collect();
        assert_eq!(told, [NoticeCode::PercentageDisagrees], "{headers}");
    }
}

#[test]
fn a_column_that_was_set_aside_is_not_said_to_be_missing() {
    let table = read(
        "Study,Events drug,Deaths intervention,Events intervention,N intervention,Events control,N control\nA,1,12,12,50,7,50",
    );
    let [problem] = &table.rows[0].problems[..] else { panic!("{:?}", table.rows[0].problems) };
    assert_eq!((problem.code, problem.field), (ProblemCode::ColumnsSetAside, Some(Field::Events1)));
    let named = [("needed", "events1"), ("first", "Deaths intervention"), ("second", "Events intervention")];
    assert_eq!(texts(problem), named);
}

#[test]
fn crude_and_adjusted_effects_are_told_apart() {
    for (one, other, expected) in [
        ("OR crude (95% CI)", "OR adjusted (95% CI)", ProblemCode::CrudeAndAdjusted),
        ("Unadjusted HR [95% CI]", "aHR [95% CI]", ProblemCode::CrudeAndAdjusted),
        ("Odds ratio (95% CI)", "Adj. odds ratio (95% CI)", ProblemCode::CrudeAndAdjusted),
        ("Univariable HR", "Multivariable HR", ProblemCode::CrudeAndAdjusted),
        ("Adjusted OR (95% CI)", "aOR (95% CI)", ProblemCode::ColumnTwice),
        ("RR (95% CI)", "Risk ratio (95% CI)", ProblemCode::ColumnTwice),
    ] {
        let table = read(&format!("Study\t{one}\t{other}\nA\t1.5 (1.1 to 2.1)\t1.4 (1.0 to 1.9)"));
        let [problem] = &table.problems[..] else { panic!("{one}: {:?}", table.problems) };
        assert_eq!(problem.code, expected, "{one}");
        assert_eq!(texts(problem), [("header", other), ("other", one)]);
        assert_eq!(table.rows.len(), 0, "neither is taken");
    }
}

#[test]
fn more_than_two_groups_in_columns_are_said_to_be_too_many() {
    let cells = "12/50\t10/49\t7/48";
    for (text, named) in [
        ("Drug A n/N\tDrug B n/N\tPlacebo n/N\n_", "“Drug A n/N”, “Drug B n/N”, “Placebo n/N”"),
        ("Metformin\tSitagliptin\tPlacebo\n_", "“Metformin”, “Sitagliptin”, “Placebo”"),
        (
            "Low dose events\tLow dose n\tHigh dose events\tHigh dose n\tControl events\tControl n\nA\t12\t50\t10\t49\t7\t48",
            "“Low dose events”, “High dose events”, “Control events”",
        ),
        (
            "Intervention 1 n/N\tIntervention 2 n/N\tControl n/N\n_",
            "“Intervention 1 n/N”, “Intervention 2 n/N”, “Control n/N”",
        ),
        (
            "Treatment A\tTreatment B\tPlacebo\n\tn/N\tn/N\tn/N\n_",
            "“Treatment A n/N”, “Treatment B n/N”, “Placebo n/N”",
        ),
        (
            "Drug A\t\tDrug B\t\tPlacebo\t\n\tMean (SD)\tn\tMean (SD)\tn\tMean (SD)\tn\nA\t5 (1)\t50\t6 (1)\t49\t7 (1)\t48",
            "“Drug A Mean (SD)”, “Drug B Mean (SD)”, “Placebo Mean (SD)”",
        ),
        (
            "Drug A (n=50)\tDrug B (n=49)\tPlacebo (n=48)\nA\t12 (24%)\t10 (20%)\t7 (15%)",
            "“Drug A (n=50)”, “Drug B (n=49)”, “Placebo (n=48)”",
        ),
    ] {
        let table = read(&format!("Study\t{}", text.replace('_', &format!("A\t{cells}"))));
        let [problem] = &table.problems[..] else { panic!("{text}: {:?}", table.problems) };
        assert_eq!(
            (problem.code, texts(problem)),
            (ProblemCode::MoreThanTwoGroups, vec![("headers", named)]),
            "{text}"
        );
        assert_eq!((problem.params.contains(&("groups", 3.0.into())), table.rows.len()), (true, 0));
    }
    // the reader may say which two are compared
    let field = Field::from_name;
    let columns = vec![(1, field("events1")), (2, None)];
    let wanted = BatchOptions { columns, ..BatchOptions::default() };
    let table = batch(&format!("Study\tDrug A n/N\tDrug B n/N\tPlacebo n/N\nA\t{cells}"), &wanted);
    assert_eq!((table.problems.len(), table.rows[0].arms()), (0, ["12/50".to_owned(), "7/48".to_owned()]));
    // as the message says: a line for each
    let table = read("Study\tArm\tEvents\tTotal\nA\tDrug A\t12\t50\nA\tDrug B\t10\t49\nA\tPlacebo\t7\t48");
    assert_eq!(table.rows.iter().filter(|row| row.status == Status::Estimated).count(), 2);
    // further columns are no further groups
    for (headers, cells) in [
        (
            "Drug n/N\tPlacebo n/N\tSmokers, mean (SD)\tAge, mean (SD)\tIllness, mean (SD)",
            "19/50\t7/50\t5 (1)\t40 (9)\t3 (1)",
        ),
        ("Events treatment\tEvents placebo\tEvents in all\tN treatment\tN placebo\tN in all", "19\t7\t26\t50\t50\t100"),
    ] {
        let table = read(&format!("Study\t{headers}\nA\t{cells}"));
        assert_eq!((table.problems.len(), table.rows.len()), (0, 1), "{headers}: {:?}", table.problems);
    }
}

#[test]
fn rows_without_an_estimate_are_reported_as_given() {
    let table = read("study,events1,n1,events2,n2\nA,0,50,0,48\nB,50,50,48,48\nC,0,0,3,40");
    let given: Vec<_> = table.rows.iter().filter_map(|row| row.as_given.as_ref()).collect();
    let expected = [ProblemCode::DoubleZero, ProblemCode::AllEvents, ProblemCode::EmptyGroup];
    assert_eq!(given.iter().map(|given| given.reason).collect::<Vec<_>>(), expected);
    assert_eq!(given[0].text, "0/50 v 0/48");
    let medians = Options { medians: Medians::AsGiven, ..Options::default() };
    let wanted = BatchOptions { options: medians, ..BatchOptions::default() };
    let table = batch("study,median1,lq1,uq1,n1,median2,lq2,uq2,n2\nA,12,8,15,40,10,7.0,13,42", &wanted);
    let given = table.rows[0].as_given.as_ref().expect("as given");
    assert_eq!(given.text, "median 12 (IQR 8 to 15), n 40 v median 10 (IQR 7.0 to 13), n 42");
    assert_eq!(given.reason, ProblemCode::MedianOnly);
    let table = read("study,events1,estimate,lower,upper,p\nA,,1.50,1.1,2.0,p=.04");
    let given = table.rows[0].as_given.as_ref().expect("as given");
    assert_eq!(given.text, "1.50 (1.1 to 2.0) as reported; P =.04 as reported");
    assert_eq!(given.reason, ProblemCode::EstimateOnly);
}

#[test]
fn a_chosen_measure_goes_to_the_rows_it_suits() {
    let wanted = BatchOptions { measure: Measure::find("RR"), ..BatchOptions::default() };
    let table = batch(include_str!("fixtures/email-trials.csv"), &wanted);
    let measures: Vec<_> = table.rows.iter().map(|row| row.measure.unwrap_or("")).collect();
    assert_eq!(measures, ["RR", "RR", "RR", "RR", "IRR", "MD", "MD", "MD"]);
    assert_eq!(table.rows[4].notices[0].code, NoticeCode::MeasureNotForRow);
    let table =
        read("study,measure,events1,n1,events2,n2\nA,relative risk,19,50,7,50\nB,xyz,19,50,7,50\nC,MD,19,50,7,50");
    assert_eq!(table.rows[0].measure, Some("RR"));
    assert_eq!(codes(&table.rows[1]), [ProblemCode::UnknownMeasure]);
    assert_eq!((table.rows[2].measure, table.rows[2].notices[0].code), (Some("OR"), NoticeCode::MeasureNotForRow));
}

#[test]
fn a_reported_comparison_is_computed_only_as_what_it_is() {
    let table = read("study,measure,estimate,lower,upper\nX,HR,0.75,0.6,0.94\nY,OR,1.5,1.1,2.0\nZ,,1.5,1.1,2.0");
    assert_eq!(sentence(&table.rows[0]), "HR 0.75, 95% CI 0.60 to 0.94");
    assert_eq!(sentence(&table.rows[1]), "OR 1.50, 95% CI 1.11 to 2.02");
    let told: Vec<_> = table.rows[1].notices.iter().map(|notice| notice.code).collect();
    assert_eq!(told, [NoticeCode::Recovered, NoticeCode::AsReported]);
    let given = table.rows[2].as_given.as_ref().expect("as given");
    assert_eq!((given.reason, given.text.as_str()), (ProblemCode::EstimateOnly, "1.5 (1.1 to 2.0) as reported"));
}

#[test]
fn an_unreadable_compound_cell_is_one_problem() {
    let table = read("study,events1,n1,events2,n2\nA,1O/50,,7,50\nB,1O,,7,50");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::UnreadableNumber]);
}

#[test]
fn a_table_without_known_names_says_so() {
    let table = read("Stalberg 2008,yes,no\nLin 2005,no,yes");
    assert_eq!(table.problems[0].code, ProblemCode::NoHeader);
    assert!(table.rows.is_empty());
    // where the cells tell something, it is a proposal
    let table = read("Stalberg 2008,19,50,7,50\nLin 2005,77,174,18,146");
    assert_eq!(
        (table.problems.len(), table.proposed, &*sentence(&table.rows[0])),
        (0, true, "OR 3.76, 95% CI 1.41 to 10.05")
    );
    assert_eq!(read("  \n ").problems[0].code, ProblemCode::EmptyText);
}

#[test]
fn a_role_set_by_the_reader_wins() {
    let columns = vec![(1, effect_size::Field::from_name("events1")), (5, None)];
    let wanted = BatchOptions { columns, ..BatchOptions::default() };
    let table = batch("study,responses,n1,events2,n2,events1\nA,19,50,7,50,99", &wanted);
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
}

fn told(table: &Batch) -> Vec<NoticeCode> {
    table.notices.iter().map(|notice| notice.code).collect()
}

#[test]
fn names_tell_the_arms_and_what_they_do_not_tell_is_said() {
    use NoticeCode::ArmsByOrder;
    for (first, second, arms, notice) in [
        ("Treatment", "No treatment", ["19/50", "7/50"], false),
        ("No treatment", "Treatment", ["7/50", "19/50"], false),
        ("Intervention", "No intervention", ["19/50", "7/50"], false),
        ("Untreated", "Treated", ["7/50", "19/50"], false),
        ("Control", "Intervention", ["7/50", "19/50"], false),
        ("Active", "Active control", ["19/50", "7/50"], true),
        ("Active control", "Active", ["7/50", "19/50"], true),
        ("Drug A + placebo", "Placebo", ["19/50", "7/50"], true),
        ("Placebo", "Drug A + placebo", ["7/50", "19/50"], true),
        ("Reminder vs usual care", "Usual care", ["19/50", "7/50"], true),
        ("Vitamin C", "Placebo", ["19/50", "7/50"], true),
        ("Hepatitis C", "Hepatitis E", ["19/50", "7/50"], true),
        ("E-Mail", "Usual care", ["19/50", "7/50"], true),
        ("Usual care", "E-Mail", ["7/50", "19/50"], true),
    ] {
        let table = read(&format!("Study\t{first}\t{second}\nA\t19/50\t7/50"));
        assert_eq!(table.rows[0].arms(), arms, "{first} | {second}");
        assert_eq!(told(&table).contains(&ArmsByOrder), notice, "{first} | {second}");
        let table = read(&format!("Study\t{first} n/N\t{second} n/N\nA\t19/50\t7/50"));
        if !notice {
            assert_eq!(table.rows[0].arms(), arms, "{first} n/N | {second} n/N");
        }
    }
    let table = read("Study,Events c,Total c,Events e,Total e\nA,7,50,19,50");
    assert_eq!(table.rows[0].arms(), ["19/50", "7/50"]);
    let table = read("Study,Total no. treated,Events treated,Total no. untreated,Events untreated\nA,50,19,50,7");
    assert_eq!(table.rows[0].arms(), ["19/50", "7/50"]);
    let table = read("Study,Mean +/- SD control,n control,Mean +/- SD treatment,n treatment\nA,1 ± 1,9,2 ± 1,9");
    assert_eq!(table.rows[0].arms(), ["mean 2 (SD 1), n 9", "mean 1 (SD 1), n 9"]);
}

#[test]
fn a_column_without_an_arm_is_the_other_arm_of_its_role() {
    let table = read("Study,Vitamin C events,Vitamin C total,Placebo events,Placebo total\nA,19,50,7,50");
    assert_eq!(table.rows[0].arms(), ["19/50", "7/50"]);
    assert_eq!(told(&table), [NoticeCode::ArmsByOrder]);
    let notice = &table.notices[0];
    assert!(notice.params.contains(&("first", "Vitamin C events".into())), "{notice:?}");
    let table = read("Study,Events,Total,Events,Total\nA,19,50,7,50");
    assert!(table.notices[0].params.contains(&("second", 4.0.into())));
    // a difference between the groups is no group
    let table = read("Study,Mean control,SD control,Mean difference\nA,1,2,3");
    assert_eq!(table.columns[3].field, Some(Field::Estimate));
}

#[test]
fn two_columns_of_one_meaning_are_told_by_their_places() {
    let table = read("study,events1,n1,events2,n2,n1\nA,19,50,7,50,50");
    let problem = &table.problems[0];
    assert_eq!(problem.code, ProblemCode::ColumnTwice);
    assert!(problem.params.contains(&("column", 6.0.into())) && problem.params.contains(&("otherColumn", 3.0.into())));
}

#[test]
fn a_semicolon_speaks_for_a_decimal_comma_where_no_cell_does() {
    let cells = "A;5,250;1,125;50;4,125;1,250;50";
    let table = read(&format!("study;mean1;sd1;n1;mean2;sd2;n2\n{cells}"));
    assert_eq!(table.rows[0].arms()[0], "mean 5,250 (SD 1,125), n 50");
    assert_eq!(table.rows[0].estimate.as_ref().map(|estimate| estimate.point), Some(1.125));
    assert_eq!(told(&table), []);
    // with tabs nothing speaks, and that is said
    let table = read(&format!("study;mean1;sd1;n1;mean2;sd2;n2\n{cells}").replace(';', "\t"));
    assert_eq!(table.rows[0].estimate.as_ref().map(|estimate| estimate.point), Some(1125.0));
    assert_eq!(told(&table), [NoticeCode::DecimalUndecided]);
    let params = [("text", "5,250".into()), ("reading", "5250".into())];
    assert_eq!(table.notices[0].params, params);
    // one cell that speaks is enough, and a count has no decimals
    let table = read("study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nA\t5,250\t1,12\t50\t4,125\t1,250\t50");
    assert_eq!((table.rows[0].estimate.as_ref().map(|e| e.point), told(&table)), (Some(1.125), vec![]));
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\t19\t1,250\t7\t1,300");
    assert_eq!((table.rows[0].arms()[0].as_str(), told(&table)), ("19/1,250", vec![]));
}

#[test]
fn a_lone_grouping_among_decimals_is_told() {
    let header = "study;mean1;sd1;n1;mean2;sd2;n2";
    let row_codes = |table: &Batch| -> Vec<NoticeCode> { table.rows[0].notices.iter().map(|n| n.code).collect() };
    let table = read(&format!("{header}\nA;5.250;1,1;1.040;4,8;1,3;38\nB;5,2;1,1;40;4,8;1,3;38"));
    // means so far apart are asked about as well
    assert_eq!(row_codes(&table), [NoticeCode::GroupingBelieved, NoticeCode::SeTypedAsSd]);
    assert!(table.rows[0].notices[0].params.contains(&("value", "5250".into())));
    // columns in the thousands are what they are
    let table = read(&format!("{header}\nA;5.250;811,5;40;4.800;911,5;38\nB;5.100;811,5;40;4.700;911,5;38"));
    assert_eq!(row_codes(&table), []);
    let table = read("study,events1,time1,events2,time2,p\nA,19,\"1,250\",7,\"1,300\",0.04");
    assert_eq!(row_codes(&table), []);
}

#[test]
fn stray_quotes_do_not_swallow_rows() {
    let rows = "study\tevents1\tn1\tevents2\tn2\n\"Hope 2001\t19\t50\t7\t50\nLin\t77\t174\t18\t146\n";
    for last in
        ["\"Faith 2003\t20\t50\t7\t50", "Faith \"x\" 2003\t20\t50\t7\t50\n\"Y\t1\t9\t2\t9", "Faith\"\t20\t50\t7\t50"]
    {
        let table = read(&format!("{rows}{last}"));
        assert!(table.rows.len() > 2, "{last}");
        assert!(table.rows.iter().all(|row| row.status == Status::Estimated), "{last}");
        assert_eq!(told(&table), [NoticeCode::QuoteNotClosed]);
    }
    // a cell of several lines is one cell, and a quoted word is no cell
    let table = read("study,events1,n1,events2,n2\n\"Hope, A,\n2001, B, C\",19,50,7,50\n\"Faith\" 2003,20,50,7,50");
    assert_eq!((table.rows.len(), told(&table)), (2, vec![]));
}

#[test]
fn lines_above_and_among_the_rows_that_are_no_studies() {
    let body = "study\tevents1\tn1\tevents2\tn2\nA\t19\t50\t7\t50";
    for above in ["Table 2. Events, by arm\n", "Table 2. Total\t\t\t\t\n\n(all trials)\t\t\t\t\n"] {
        let table = read(&format!("{above}{body}"));
        assert_eq!((table.rows.len(), &*sentence(&table.rows[0])), (1, "OR 3.76, 95% CI 1.41 to 10.05"), "{above}");
    }
    let table = read(&format!("sep=;\r\n{body}").replace('\t', ";"));
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    let table = read(&format!("{body}\n{body}\nTotal (95% CI)\t38\t100\t14\t100"));
    let rows: Vec<_> = table.rows.iter().map(|row| (row.row, row.study.as_str())).collect();
    assert_eq!(rows, [(1, "A"), (3, "A")]);
    assert_eq!(told(&table), [NoticeCode::TotalRowSetAside]);
    for study in ["Total Knee 2008", "Pool 2004", "Overall health 1999", "95"] {
        let table = read(&format!("{body}\n{study}\t38\t100\t14\t100"));
        assert_eq!(table.rows.len(), 2, "{study}");
    }
    let table = read("study\tevents1\tn1\tevents2\tn2\n");
    assert_eq!((table.problems[0].code, table.rows.len()), (ProblemCode::NoRows, 0));
}

#[test]
fn group_names_above_the_header_go_into_it() {
    let table = read("\tControl\t\tIntervention\t\nTrial\tEvents\tTotal\tEvents\tTotal\nA\t7\t50\t19\t50");
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    assert_eq!((table.columns[4].header.as_str(), told(&table)), ("Intervention Total", vec![]));
    let table = read("Study\tE-mail\t\tLetter\t\nStudy\tMean (SD)\tn\tMean (SD)\tn\nA\t7 (1)\t50\t9 (1)\t50");
    assert_eq!(table.rows[0].arms()[1], "mean 9 (SD 1), n 50");
    assert_eq!((table.columns[0].header.as_str(), told(&table)), ("Study", vec![NoticeCode::ArmsByOrder]));
    // a first row that is a total is no header
    let table = read("Study\tE-mail\tUsual care\nTotal\t19/50\t7/50\nA\t19/50\t7/50");
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn cells_as_papers_print_them() {
    let table = read("Study\tTreatment\tControl\nA\t19/50 (38%)\t7*/50 (14.0)\nB\t77/174 (44.3)†\t18/146");
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    assert_eq!(sentence(&table.rows[1]), "OR 5.64, 95% CI 3.17 to 10.05");
    let table =
        read("Study\tTreatment, n (%)\tTreatment total\tControl, n (%)\tControl total\nA\t19 (38.0)\t50\t7† (14)\t50");
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\t19 (38.0)\t50\t7a\t50");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::BracketOfCount, ProblemCode::UnreadableNumber]);
}

#[test]
fn what_is_not_separated_or_not_known_is_told() {
    let table = read("study events1 n1 events2 n2\nA 19 50 7 50");
    assert_eq!(table.problems[0].code, ProblemCode::NotSeparated);
    let table = read("study events1 n1 mean1\nA 1,5 2 3,5 x");
    assert_eq!(table.problems[0].code, ProblemCode::NotSeparated);
    let table = read("colours of the trees\nA 19 50 7 50");
    assert_eq!(table.problems[0].code, ProblemCode::NoHeader);
    let table = read("study,n1,yes,n2,yes too\nA,50,19,50,7\nB,,,,");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::NoKnownColumn]);
    assert_eq!(table.rows[0].problems[0].params, [("headers", "n1, yes, n2, yes too".into())]);
    assert_eq!(codes(&table.rows[1]), [ProblemCode::RowWithoutNumbers]);
    let table = read("study,events1,n1,events2,n2\nA,,50,,50\nB,,x,,");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::MissingValue, ProblemCode::MissingValue]);
    assert_eq!(codes(&table.rows[1])[0], ProblemCode::UnreadableNumber);
    assert!(!codes(&table.rows[1]).contains(&ProblemCode::RowWithoutNumbers));
}

#[test]
fn the_csv_pastes_back() {
    use effect_size::export::csv::csv;
    let tables = [
        "study;mean1;sd1;n1;mean2;sd2;n2;p\nA;1.005,250;1,125;1.250;4,0;1,25;50;<,001\nB;1O;?;5,2;1;NR;7;x",
        "study\tevents1\tn1\tevents2\tn2\tnote\nA\t19*\t1,250\t7\t50\t1,25; 2,5\nB\t1O\t50\t7\t50\t",
        "study\testimate\tlower\tupper\tevents1\tn1\tevents2\tn2\nA\t1.50\t1.1\t2\t\t\t\t\nB\t1\t1\t1\t9\t20\t5\t20",
        "study\tmeasure\tevents1\tn1\tevents2\tn2\nA\txyz\t9\t20\t5\t20\nB\tRR\t0\t20\t0\t20",
        include_str!("fixtures/email-trials.csv"),
    ];
    for text in tables {
        let table = read(text);
        let written = csv(&table);
        let again = read(&written);
        assert_eq!(again.problems, table.problems, "{written}");
        assert_eq!(told(&again), [], "{written}");
        assert_eq!(again.rows.len(), table.rows.len());
        for (one, two) in table.rows.iter().zip(&again.rows) {
            assert_eq!(one.estimate, two.estimate, "{written}");
            assert_eq!(codes(one), codes(two), "{written}");
            assert_eq!(one.status, two.status);
            let values = |row: &Row| row.quantities().iter().map(|q| (q.field, q.value)).collect::<Vec<_>>();
            for value in values(one) {
                assert!(values(two).contains(&value), "{value:?}: {written}");
            }
        }
        assert_eq!(csv(&again), written);
    }
    let written = csv(&read(tables[0]));
    assert!(written.contains("\nA,MD,1005.25,1.125,1250,4.0,"), "{written}");
    assert!(written.contains(",<.001,") && written.contains("1O,"), "{written}");
    assert!(written.contains("unreadable-number (mean1)"), "{written}");
    // a column called effect is the reported one where it is not ours
    let table = read("study,effect,lower,upper\nA,1.50,1.1,2.0");
    assert_eq!(table.columns[1].field.map(effect_size::Field::name), Some("estimate"));
}

#[test]
fn odd_shapes_take_no_longer_than_their_size() {
    let tall = format!("{}\n{}", "n\t".repeat(12_500), "1\n".repeat(25_000));
    let shapes = [
        "n ".repeat(125_000),
        "n\t".repeat(25_000),
        "x\t".repeat(25_000) + &"n\t".repeat(25_000),
        "\"".repeat(62_500),
        "\"a\"\n".repeat(50_000),
        "\" ".repeat(125_000),
        format!("study\tevents1\n{}", "\"a\n".repeat(62_500)),
        format!("{}\n{}", "x\t".repeat(25_000), "1\n".repeat(25_000)),
        tall,
    ];
    for (i, shape) in shapes.iter().enumerate() {
        let start = std::time::Instant::now();
        let table = read(shape);
        effect_size::export::csv::csv(&table);
        let taken = start.elapsed().as_millis();
        assert!(taken < 20_000, "shape {i}: {taken} ms");
    }
}

/// The fields of the columns after the study, `-` for one that is not used.
fn fields(table: &Batch) -> String {
    let names: Vec<&str> =
        table.columns.iter().skip(1).map(|c| c.field.map_or("-", effect_size::Field::name)).collect();
    names.join(" ")
}

#[test]
fn headers_as_papers_print_them() {
    for (headers, expected) in [
        // a weaker claim gives way, and equal ones are set aside
        ("N screened|N randomised|events1|n1|events2|n2", "- - events1 n1 events2 n2"),
        ("Mean age (treatment)|Mean age (control)|mean1|sd1|n1|mean2|sd2|n2", "- - mean1 sd1 n1 mean2 sd2 n2"),
        ("Baseline mean intervention|Final mean intervention|N intervention", "- - n1"),
        ("p|events1|n1|events2|n2|p-value", "p events1 n1 events2 n2 -"),
        // outcomes that did not happen
        ("No events treatment|N treatment|No events control|N control", "nonevents1 n1 nonevents2 n2"),
        ("No. events treatment|No. total treatment|No of events control|Number control", "events1 n1 events2 -"),
        ("Non-responders treatment|Non-event control|Event-free control", "nonevents1 - -"),
        ("Number without event treatment|Nonevents control", "nonevents1 nonevents2"),
        ("Event (T)|No event (T)|Event (C)|No event (C)", "events1 nonevents1 events2 nonevents2"),
        ("Event|No event|n1", "- - n1"),
        ("No serious events treatment|N treatment", "- n1"),
        // arms
        ("Events at year 1 control|N control|Events at year 1 intervention|N intervention", "events2 n2 events1 n1"),
        ("2-year events, intervention|Type 1 diabetes, n control", "events1 n2"),
        ("Hepatitis C events treatment|Hepatitis C events placebo", "events1 events2"),
        ("Events treatment 1|N treatment 1|Events treatment 2|N treatment 2", "events1 n1 events2 n2"),
        ("Group 2 mean|Group 2 SD|Group 1 mean|Group 1 SD", "mean2 sd2 mean1 sd1"),
        ("n 2|n 1", "n2 n1"),
        ("N C|N T|mean.c|mean.t|events_c|events_t", "n2 n1 mean2 mean1 events2 events1"),
        ("Unexposed cases|Unexposed total|Exposed cases|Exposed total", "events2 n2 events1 n1"),
        ("TAU events|TAU n|CBT events|CBT n", "events2 n2 events1 n1"),
        ("Treatment as usual events|CBT events", "events2 events1"),
        ("CG mean|IG mean|Cont. n|Int. n", "mean2 mean1 n2 n1"),
        ("Mean (SD) C|n C|Mean (SD) T|n T", "mean2 n2 mean1 n1"),
        ("Standard error, standard care|Standard error of the mean, treatment", "se2 se1"),
        // what only sounds like a quantity
        ("Follow-up time treatment|Events treatment|n1", "- events1 n1"),
        ("Patient-years treatment|Person-time control|time1", "- time2 time1"),
        ("Event rate treatment|Time to event control|Events per patient treatment|n1", "- - - n1"),
        ("Upper respiratory infection T|Lower back pain control|n1", "- - n1"),
        ("Lower limb events treatment|Upper CI mean control|Lower|n1", "events1 upper2 lower n1"),
        ("% events T|n T", "percent1 n1"),
        // what stands twice
        ("Events|N|Events|N", "events1 n1 events2 n2"),
        ("n|Mean|SD|n|Mean|SD", "n1 mean1 sd1 n2 mean2 sd2"),
        ("Mean (SD)|N|Mean (SD)|N", "mean1 n1 mean2 n2"),
        ("Mean|SE|n|Mean|SE|n", "mean1 se1 n1 mean2 se2 n2"),
        ("Placebo events|n|Aspirin events|n", "events2 n2 events1 n1"),
        ("Events control|n|Events treatment|n", "events2 n2 events1 n1"),
        ("Aspirin events|n|Placebo events|n", "events1 n1 events2 n2"),
        ("Mean control|Mean treatment|SD treatment|SD control|n|n", "mean2 mean1 sd1 sd2 - -"),
        ("estimate|se|n", "estimate se n"),
        ("No. of patients|Mean|No. of patients|Mean", "n1 mean1 n2 mean2"),
        ("Patients with event, intervention|Patients, intervention", "events1 n1"),
    ] {
        let headers = format!("Study|{headers}").replace('|', "\t");
        let cells = "A".to_owned() + &"\t5".repeat(headers.matches('\t').count());
        let table = read(&format!("{headers}\n{cells}"));
        assert_eq!(fields(&table), expected, "{headers}");
    }
    let table = read("Study\tPlacebo\tn\tDrug\tn\nA\t5.2 (1)\t50\t5.9 (1)\t60");
    assert_eq!(table.rows[0].arms(), ["mean 5.9 (SD 1), n 60", "mean 5.2 (SD 1), n 50"]);
    // non-events and the size of a group give its events
    let table = read("Study,No events treatment,N treatment,No events control,N control\nA,31,50,43,50");
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
}

#[test]
fn of_two_equal_claims_neither_is_estimated() {
    let table = read("study,events1,n1,events2,n2,n1\nA,19,50,7,50,500");
    assert_eq!((fields(&table).as_str(), table.rows[0].status), ("events1 - events2 n2 -", Status::Problem));
    let table = read("Study,Mean pre treatment,Mean post treatment\nA,1,2");
    assert_eq!(table.problems.iter().map(|p| p.code).collect::<Vec<_>>(), [ProblemCode::ColumnTwice]);
    // a second label takes nothing away
    let table = read("Author,Trial,events1,n1,events2,n2\nA,B,19,50,7,50");
    assert_eq!((fields(&table).as_str(), table.rows[0].study.as_str()), ("- events1 n1 events2 n2", "A"));
}

#[test]
fn the_reader_wins_over_the_names_and_keeps_what_they_say_of_brackets() {
    let field = effect_size::Field::from_name;
    let columns = vec![(1, field("mean1")), (2, field("mean2")), (9, field("n1"))];
    let wanted = BatchOptions { columns, ..BatchOptions::default() };
    let table = batch("Study\tX (SE)\tY (SE)\tmean1\tn1\tn2\nA\t5 (1)\t6 (1)\t99\t40\t40", &wanted);
    assert_eq!(fields(&table), "mean1 mean2 - n1 n2");
    assert_eq!(table.rows[0].arms()[0], "mean 5 (SE 1), n 40");
    let problem = &table.problems[0];
    assert_eq!((problem.code, &problem.params[0]), (ProblemCode::NoSuchColumn, &("column", 10.0.into())));
}

#[test]
fn a_bracket_is_a_standard_deviation_only_where_the_header_allows_it() {
    for (header, cell, expected) in [
        ("Mean (95% CI)", "5.2 (4.8 to 5.6)", "mean 5.2 (CI 4.8 to 5.6), n 9"),
        ("Mean (95% CI)", "5.2 (4.8, 5.6)", "mean 5.2 (CI 4.8 to 5.6), n 9"),
        ("Mean (95% CI)", "5.2 (0.4)", ""),
        ("Mean (range)", "5.2 (1.1)", ""),
        ("Mean (IQR)", "5.2 ± 1.1", ""),
        ("Mean (variance)", "5.2 (1.1)", ""),
        ("Mean (n)", "5.2 (11)", ""),
        ("Mean (n)", "5.2", "mean 5.2, n 9"),
        ("Mean (SD)", "5.2 (1.1)", "mean 5.2 (SD 1.1), n 9"),
        ("Mean score", "5.2 (1.1)", "mean 5.2 (SD 1.1), n 9"),
    ] {
        let table = read(&format!("Study\t{header} treatment\tn1\tmean2\tn2\nA\t{cell}\t9\t5 (1)\t9"));
        let row = &table.rows[0];
        let expected = if expected.is_empty() { "n 9" } else { expected };
        assert_eq!(row.arms()[0], expected, "{header}");
        assert_eq!(codes(row).contains(&ProblemCode::BracketNoSd), expected == "n 9", "{header}");
    }
}

#[test]
fn a_count_with_decimals_is_told() {
    // two marks that fit each other as little as a decimal count
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\t1,100\t12.345\t1,200\t12,345");
    assert!(table.rows[0].estimate.is_none() || !table.rows[0].notices.is_empty(), "{:?}", table.rows[0]);
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\t1\t12.345\t2\t50");
    assert_eq!(table.rows[0].quantities().iter().find(|q| q.text == "12.345").map(|q| q.value), Some(12345.0));
}

#[test]
fn wide_tables_are_refused_and_empty_columns_dropped() {
    let table = read(&format!("study\tevents1\tn1\tevents2\tn2{}\n{}", "\t".repeat(2000), "A\t1\n".repeat(2000)));
    assert_eq!((table.columns.len(), table.rows.len()), (5, 2000));
    assert!(table.rows.iter().all(|row| row.cells().len() <= 5));
    let wide = |columns: usize| read(&format!("n1\t{}x\nA", "x\t".repeat(columns - 2)));
    let problem = &wide(1001).problems[0];
    assert_eq!((problem.code, &problem.params[0]), (ProblemCode::TooManyColumns, &("columns", 1001.0.into())));
    assert_eq!(wide(1000).problems, []);
    // a column without a name may still hold something
    let table = read("study\tevents1\tn1\tevents2\tn2\t\nA\t19\t50\t7\t50\tx");
    assert_eq!((table.columns.len(), table.rows[0].status), (6, Status::Estimated));
    let header = "long ".repeat(500);
    let table = read(&format!("{header},b\n1,2"));
    assert!(table.problems[0].params.iter().all(|(_, text)| *text == header[..200].into()), "{:?}", table.problems);
}

#[test]
fn a_p_value_that_is_no_number_is_text() {
    for (p, value, given) in [
        ("P <= .05", None, "P <= .05"),
        ("p<.001", Some(0.001), "P <.001"),
        ("0.04", Some(0.04), "P = 0.04"),
        ("NS", None, "P NS"),
        ("n.s.", None, "P n.s."),
        ("0.04*", None, "P = 0.04*"),
        ("ns 0.2", None, "P ns 0.2"),
        ("-0.5", None, "P = -0.5"),
        ("12", None, "P = 12"),
    ] {
        let table = read(&format!("study\tmean1\tn1\tmean2\tn2\tp\tnote\nA\t1\t9\t2\t9\t{p}\tas given"));
        let row = &table.rows[0];
        let read = row.quantities().iter().find(|q| q.field.name() == "p").map(|q| q.value);
        assert_eq!(read, value, "{p}");
        let text = row.as_given.as_ref().map_or("", |given| given.text.as_str());
        assert_eq!(text, format!("mean 1, n 9 v mean 2, n 9; {given} as reported"));
        assert!(effect_size::export::csv::csv(&table).contains(p), "{p}");
    }
}

/// What stands between `"<section>": {` and the brace that closes it, in the first text and in what comes with the complete
/// calculator.
fn section(name: &str) -> String {
    let texts = [include_str!("../www/text/en.json"), include_str!("../www/text/en-more.json")];
    let parts = texts.map(|text| {
        let start = text.find(&format!("\n  \"{name}\": {{")).unwrap_or(text.len());
        let rest = &text[start..];
        &rest[..rest.find("\n  }").unwrap_or(rest.len())]
    });
    parts.concat()
}

#[test]
fn every_code_has_a_sentence() {
    for code in ProblemCode::ALL {
        let place = if code.is_not_estimable() { "reasons" } else { "problems" };
        assert!(section(place).contains(&format!("\n    \"{}\":", code.name())), "{place}: {}", code.name());
    }
    for code in NoticeCode::ALL {
        assert!(section("notices").contains(&format!("\n    \"{}\":", code.name())), "notices: {}", code.name());
    }
    for measure in effect_size::MEASURES {
        assert!(section("measures").contains(&format!("\n    \"{}\":", measure.id)), "{}", measure.id);
    }
}

#[test]
fn every_question_of_the_page_is_a_notice() {
    let script = include_str!("../www/question.js");
    let list = script.split("new Set([").nth(1).and_then(|rest| rest.split("])").next()).expect("the list");
    let codes: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(codes.len() > 10, "{codes:?}");
    for code in codes {
        assert!(NoticeCode::ALL.iter().any(|known| known.name() == code), "{code}");
    }
}

#[test]
fn every_cell_knows_its_place_in_the_text_as_pasted() {
    let text = "Table 1. Reminders\n\nStudy\tevents1\tn1\tevents2\tn2\nA\t19\t50\t7\t50\n\nStudy\tevents1\tn1\tevents2\tn2\nB\t77\t174\t18\t146\nTotal\t96\t224\t25\t196\n";
    let grid = effect_size::table::grid::Grid::read(text);
    let table = read(text);
    assert_eq!(table.rows.len(), 2);
    for cell in table.rows.iter().flat_map(|row| row.cells()) {
        assert_eq!(grid.lines.cell(cell.line, cell.column), cell.text);
    }
    let lines: Vec<usize> = table.rows.iter().map(|row| row.cells()[0].line).collect();
    assert_eq!(lines, [2, 4]);
    assert_eq!((table.header_lines, table.layout.name(), table.proposed), (2, "study-per-row", false));
    // neither a header nor a study: named with its line
    let aside: Vec<_> = table.set_aside.iter().map(|aside| (aside.line, aside.text.as_str(), aside.reason)).collect();
    use effect_size::table::layout::Reason;
    assert_eq!(
        aside,
        [
            (0, "Table 1. Reminders", Reason::Title),
            (3, "Study | events1 | n1 | events2 | n2", Reason::RepeatedHeader),
            (5, "Total | 96 | 224 | 25 | 196", Reason::Total),
        ]
    );
}

#[test]
fn a_decimal_mark_that_nothing_tells_can_be_told() {
    use effect_size::number::Decimal;
    let text = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nA\t5,250\t1,125\t50\t4,125\t1,250\t50";
    let choice = read(text).decimal_choice.expect("a choice");
    assert_eq!((choice.text.as_str(), choice.point.as_str(), choice.comma.as_str()), ("5,250", "5250", "5,25"));
    for (decimal, point) in [(Decimal::Comma, 1.125), (Decimal::Point, 1125.0)] {
        let table = batch(text, &BatchOptions { decimal: Some(decimal), ..BatchOptions::default() });
        assert_eq!(table.rows[0].estimate.as_ref().map(|estimate| estimate.point), Some(point));
        // answered, and still to be changed
        assert_eq!((told(&table), table.decimal_choice.is_some()), (vec![], true));
    }
    let plain = "study\tmean1\tsd1\tn1\tmean2\tsd2\tn2\nA\t5.2\t1.1\t50\t4.1\t1.2\t50";
    assert_eq!(read(plain).decimal_choice, None);
}

#[test]
fn pipes_and_gaps_separate_cells() {
    for text in [
        "| Study | Events 1 | n1 | Events 2 | n2 |\n|---|:-:|--:|--:|--:|\n| Stalberg 2008 | 19 | 50 | 7 | 50 |",
        " Study         | events1 | n1 | events2 | n2 \n---------------+---------+----+---------+----\n Stalberg 2008 |      19 | 50 |       7 | 50\n(1 row)",
        "Study  Events  Total  Events  Total\nStalberg 2008  19  50  7  50",
        "                   Experimental       Control\nStudy or Subgroup  Events  Total  Events  Total\nStalberg 2008          19     50       7     50",
    ] {
        let table = read(text);
        assert_eq!(table.rows.len(), 1, "{text}");
        assert_eq!(
            (&*sentence(&table.rows[0]), table.rows[0].study.as_str()),
            ("OR 3.76, 95% CI 1.41 to 10.05", "Stalberg 2008")
        );
    }
    // a cell that is empty stays in its column
    let table = read(
        "Study       events1  n1  events2  n2\nHope 2001       19  50        7  50\nFaith 2003          50        7  50",
    );
    assert_eq!(codes(&table.rows[1]), [ProblemCode::MissingValue]);
    assert_eq!(table.rows[1].arms(), ["n 50", "7/50"]);
}

#[test]
fn each_cell_says_how_it_was_read() {
    let table = read("Study\tTreatment n/N\tControl n/N\tYear\tp\nA\t19/50 (38%)\t7 of 5O\t2001\tNR");
    let cells = table.rows[0].cells();
    let cells: Vec<(CellState, Vec<(Field, &str)>)> =
        cells.iter().map(|cell| (cell.state, cell.quantities().collect())).collect();
    let expected = [
        (CellState::Label, vec![]),
        (CellState::Read, vec![(Field::Events1, "19"), (Field::N1, "50"), (Field::Percent1, "38")]),
        (CellState::Unread, vec![]),
        (CellState::Unused, vec![]),
        (CellState::Missing, vec![]),
    ];
    assert_eq!(cells, expected);
    let table = read("study,events1,n1\nA,19*,50");
    let cells = table.rows[0].cells();
    let read: Vec<_> = cells[1..].iter().flat_map(|cell| cell.quantities()).collect();
    assert_eq!(read, [(Field::Events1, "19"), (Field::N1, "50")]);
}

/// The quantities of the cell under a header, after what was told or why nothing was read.
fn cell_under(header: &str, text: &str, decimal: &str) -> String {
    let other = if decimal == "," { "5,25" } else { "5.25" };
    let n1 = if header == "N" { "x" } else { "n1" };
    let columns = format!("Study\t{header} treatment\tmean2\tsd2\t{n1}\tn2");
    let beside = format!("{other}\t{other}\t50\t50");
    let table = read(&format!("{columns}\nA\t{text}\t{beside}\nB\tNR\t{beside}"));
    let row = &table.rows[0];
    let cells = row.cells();
    let cell = &cells[1];
    let read: Vec<String> = cell.quantities().map(|(field, text)| format!("{} {text}", field.name())).collect();
    let problem = row.problems.iter().find(|p| p.params.contains(&("text", text.into()))).map(|p| p.code.name());
    let told = row.notices.iter().map(|notice| notice.code.name()).find(|code| {
        ["bracket-read-as-sd", "bracket-read-as-ci", "cell-disagrees-with-header", "width-only"].contains(code)
    });
    let prefix = problem.or(told).map(|code| format!("{code}: ")).unwrap_or_default();
    format!("{prefix}{}", read.join(", ")).trim().trim_end_matches(':').to_owned()
}

#[test]
fn cells_in_every_notation() {
    let mut wrong = Vec::new();
    for (header, text, expected) in [
        // counts
        ("Events", "12/50", "events1 12, n1 50"),
        ("Events", "12 of 50", "events1 12, n1 50"),
        ("Events", "12 out of 50", "events1 12, n1 50"),
        ("Events", "12 (24%)", "events1 12, percent1 24"),
        ("Events", "12 [24%]", "events1 12, percent1 24"),
        ("Events", "24% (12/50)", "percent1 24, events1 12, n1 50"),
        ("Events", "24 % [12 of 50]", "percent1 24, events1 12, n1 50"),
        ("Events", "12/50 (24%)", "events1 12, n1 50, percent1 24"),
        ("Events", "12/50 [24.0%]", "events1 12, n1 50, percent1 24.0"),
        ("Events", "n = 12 (24%)", "events1 12, percent1 24"),
        ("Events", "12 (24%), n = 50", "events1 12, percent1 24, n1 50"),
        ("Events", "12 events", "events1 12"),
        ("Events", "12 (24)", "bracket-of-count"),
        ("Events, n/N", "12 (24)", "bracket-of-count"),
        ("Events, n/N", "12 (24%)", "events1 12, percent1 24"),
        ("n/total", "12/50", "events1 12, n1 50"),
        ("Events (%)", "12 (24)", "events1 12, percent1 24"),
        ("n/N (%)", "12/50 (24)", "events1 12, n1 50, percent1 24"),
        ("Events", "24%", "cell-disagrees-with-header: percent1 24"),
        ("Events", "１２／５０", "events1 12, n1 50"),
        ("N", "n = 50", "n1 50"),
        ("N", "N=50", "n1 50"),
        ("N", "50 patients", "n1 50"),
        ("N", "12 (24%)", "unreadable-number"),
        ("N", "1 234", "n1 1 234"),
        ("N", "1,234", "n1 1,234"),
        ("N", "1\u{2009}234", "n1 1 234"),
        ("N", "1\u{A0}234", "n1 1 234"),
        ("N", "50ᵃ", "n1 50"),
        // means
        ("Mean (SD)", "5.2 (1.1)", "mean1 5.2, sd1 1.1"),
        ("Mean (SD)", "5.2 ± 1.1", "mean1 5.2, sd1 1.1"),
        ("Mean (SD)", "5.2\u{202F}±\u{202F}1.1", "mean1 5.2, sd1 1.1"),
        ("Mean (SD)", "5.2 [1.1]", "mean1 5.2, sd1 1.1"),
        ("Mean", "5.2 (SD 1.1)", "mean1 5.2, sd1 1.1"),
        ("Mean", "5.2 (s.d. = 1.1)", "mean1 5.2, sd1 1.1"),
        ("Mean", "5.2 ± 1.1 (SD)", "mean1 5.2, sd1 1.1"),
        ("Mean", "5.2 (SE 0.2)", "mean1 5.2, se1 0.2"),
        ("Mean", "5.2 (SEM: 0.2)", "mean1 5.2, se1 0.2"),
        ("Mean", "5.2 (1.1)", "bracket-read-as-sd: mean1 5.2, sd1 1.1"),
        ("Mean (SE)", "5.2 (0.2)", "mean1 5.2, se1 0.2"),
        ("Mean (SD)", "5.2 (SE 0.2)", "cell-disagrees-with-header: mean1 5.2, se1 0.2"),
        ("Mean (SD)", "5.2 (4.0 to 6.4)", "bracket-unsaid"),
        ("Mean", "5.2 (4.0 to 6.4)", "bracket-unsaid"),
        ("Mean", "5.2 [4.0; 6.4]", "bracket-unsaid"),
        ("Mean", "5.2 (95% CI 4.0 to 6.4)", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean", "5.2 (4.0 to 6.4, 95% CI)", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean", "5.2 (CI95%: 4.0–6.4)", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean", "5.2, 95% CI 4.0 to 6.4", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean", "5.2 95% CI 4.0-6.4", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "5.2 (90% CI 4.0 to 6.4)", "other-level"),
        ("Mean (95% CI)", "5.2 [4.0; 6.4]", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "5.2 [4.0, 6.4]", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "5.2 [4.0,6.4]", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "5.2 (4.0-6.4)", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "5.2 (4.0–6.4)", "mean1 5.2, lower1 4.0, upper1 6.4"),
        ("Mean (95% CI)", "−1.2 (−4.0–−0.5)", "mean1 -1.2, lower1 -4.0, upper1 -0.5"),
        ("Mean (95% CI)", "−1.2 (−4.0 to 0.5)", "mean1 -1.2, lower1 -4.0, upper1 0.5"),
        ("Mean (95% CI)", "-1.2 (-4.0, -0.5)", "mean1 -1.2, lower1 -4.0, upper1 -0.5"),
        ("Mean (95% CI)", "-1.2 (-4.0 - -0.5)", "mean1 -1.2, lower1 -4.0, upper1 -0.5"),
        // a dash or a sign, who knows
        ("Mean (95% CI)", "-1.2 (-4.0 -0.5)", "bracket-no-sd"),
        ("Mean (SD)", "5.2 (1.1), n=50", "mean1 5.2, sd1 1.1, n1 50"),
        ("Mean (SD)", "5.2 (1.1) (n = 50)", "mean1 5.2, sd1 1.1, n1 50"),
        ("Mean (SD)", "5.2 (1.1); n 50", "mean1 5.2, sd1 1.1, n1 50"),
        ("Mean", "mean 5.2, SD 1.1, n = 50", "mean1 5.2, sd1 1.1, n1 50"),
        ("Mean (SD)", "−0.3 (1.1)", "mean1 -0.3, sd1 1.1"),
        ("Mean (IQR)", "5.2 (4.0 to 6.4)", "mean1 5.2, lq1 4.0, uq1 6.4"),
        ("Mean (SD)", "5.2 (1.1)ᵃ", "mean1 5.2, sd1 1.1"),
        ("Mean", "5.2 (1.1 kg)", "bracket-read-as-sd: mean1 5.2, sd1 1.1"),
        ("Mean (SD)", "about 5", "unreadable-number"),
        ("Mean (SD)", "5.2 (1.1) (0.2)", "unreadable-number"),
        ("Mean (SD)", "5.2 - 1.1", "unreadable-number"),
        ("Mean (SD)", "12/50", "unreadable-number"),
        // medians
        ("Median (IQR)", "12 (8–15)", "median1 12, lq1 8, uq1 15"),
        ("Median (IQR)", "12 [8, 15]", "median1 12, lq1 8, uq1 15"),
        ("Median [Q1; Q3]", "12 [8; 15]", "median1 12, lq1 8, uq1 15"),
        ("Median (IQR)", "median 12 (8–15)", "median1 12, lq1 8, uq1 15"),
        ("Median", "12 (IQR 8 to 15)", "median1 12, lq1 8, uq1 15"),
        ("Median", "12 [IQR 8-15]", "median1 12, lq1 8, uq1 15"),
        ("Median", "12 (interquartile range 8-15)", "median1 12, lq1 8, uq1 15"),
        ("Median", "12 (Q1–Q3: 8–15)", "median1 12, lq1 8, uq1 15"),
        ("Median", "12 (range 3 to 40)", "median1 12, min1 3, max1 40"),
        ("Median (IQR)", "12 (range 3 to 40)", "cell-disagrees-with-header: median1 12, min1 3, max1 40"),
        ("Median (range)", "12 (3-40)", "median1 12, min1 3, max1 40"),
        ("Median (min, max)", "12 (3, 40)", "median1 12, min1 3, max1 40"),
        ("Median (IQR)", "12 (8)", "width-only: median1 12"),
        ("Median", "12 (IQR 8)", "width-only: median1 12"),
        ("Median", "12 (8–15)", "bracket-unsaid"),
        ("Median", "12 (8)", "bracket-unsaid"),
        ("Median (IQR or range)", "12 (8)", "bracket-unsaid"),
        ("Median", "12 (IQR 8 to 15; range 3 to 40)", "median1 12, lq1 8, uq1 15, min1 3, max1 40"),
        ("Mean (SD)", "median 12 (IQR 8–15)", "cell-disagrees-with-header: median1 12, lq1 8, uq1 15"),
        ("Mean (SD)", "median 12 (8–15)", "bracket-unsaid"),
        // spreads alone
        ("SD", "(1.1)", "sd1 1.1"),
        ("SD", "±1.1", "sd1 1.1"),
        ("SD", "SE 0.2", "cell-disagrees-with-header: se1 0.2"),
        ("%", "24% (12/50)", "percent1 24, events1 12, n1 50"),
        ("95% CI", "4.0 to 6.4", "lower1 4.0, upper1 6.4"),
        ("95% CI", "[4.0; 6.4]", "lower1 4.0, upper1 6.4"),
        ("IQR", "8–15", "lq1 8, uq1 15"),
        ("Range", "(3, 40)", "min1 3, max1 40"),
        // nothing reported
        ("N", "NR", ""),
        ("N", "NA", ""),
        ("N", "n.r.", ""),
        ("N", "–", ""),
        ("N", "not stated", ""),
    ] {
        let found = cell_under(header, text, ".");
        if found != expected {
            wrong.push(format!("{header}: {text}: {found}, not {expected}"));
        }
    }
    for (header, text, expected) in [
        ("Mean (SD)", "5,2 (1,1)", "mean1 5,2, sd1 1,1"),
        ("Mean (95% CI)", "5,2 [4,0; 6,4]", "mean1 5,2, lower1 4,0, upper1 6,4"),
        ("Mean (95% CI)", "5,2 (4,0-6,4)", "mean1 5,2, lower1 4,0, upper1 6,4"),
        ("Mean (95% CI)", "5,2 (4,0, 6,4)", "mean1 5,2, lower1 4,0, upper1 6,4"),
        ("Mean", "5,2 (95%-KI 4,0 bis 6,4)", "mean1 5,2, lower1 4,0, upper1 6,4"),
        ("Mean", "5,2 (IC 95 %: 4,0 à 6,4)", "mean1 5,2, lower1 4,0, upper1 6,4"),
        ("Mean", "5,2 (DE 1,1)", "mean1 5,2, sd1 1,1"),
        ("Mean", "1.234,5 (DP 1,1)", "mean1 1.234,5, sd1 1,1"),
        ("Events", "12 von 50 (24,0 %)", "events1 12, n1 50, percent1 24,0"),
        ("Events", "12 de 50", "events1 12, n1 50"),
        ("Mean (SD)", "5.2 (1.1)", "other-decimal-mark"),
    ] {
        let found = cell_under(header, text, ",");
        if found != expected {
            wrong.push(format!("{header}: {text}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cells_that_say_what_they_hold_need_no_header() {
    let table = read("Study\tTreatment\tControl\nA\t24% (12/50)\t10% (5/50)\nB\t38% (19/50)\t14% (7/50)");
    assert_eq!(sentence(&table.rows[1]), "OR 3.76, 95% CI 1.41 to 10.05");
    let table = read(
        "Study\tTreatment\tControl\nA\t5.2 (SD 1.1), n = 40\t4.8 (SD 1.3), n = 38\nB\t5.1 (SD 1.1), n = 40\t4.8 (SD 1.3), n = 38",
    );
    assert_eq!(sentence(&table.rows[0]), "MD 0.40, 95% CI -0.14 to 0.94");
}

#[test]
fn effects_with_their_precision_in_one_cell() {
    for (header, cell, expected) in [
        ("HR (95% CI)", "0.75 (0.60 to 0.94)", "HR 0.75, 95% CI 0.60 to 0.94"),
        ("OR [95% CI]", "1.50 [1.12; 2.01]", "OR 1.50, 95% CI 1.12 to 2.01"),
        ("MD (SE)", "-1.20 (0.30)", "MD -1.20, 95% CI -1.79 to -0.61"),
        ("Mean difference (95% CI)", "−1.2 (−2.0, −0.4)", "MD -1.20, 95% CI -2.00 to -0.40"),
        ("Adjusted odds ratio (95% CI)", "1.50 (1.12–2.01), p = 0.006", "OR 1.50, 95% CI 1.12 to 2.01"),
    ] {
        let table = read(&format!("Study\t{header}\nA\t{cell}"));
        assert_eq!(sentence(&table.rows[0]), expected, "{header}: {:?}", table.rows[0]);
    }
    let table = read("Study\tHR\t95% CI\tp\nA\t0.75\t0.60-0.94\t0.01");
    assert_eq!(sentence(&table.rows[0]), "HR 0.75, 95% CI 0.60 to 0.94");
    // two numbers beside an effect can only be its interval, and that is said
    let table = read("Study\tHR\nA\t0.75 (0.60-0.94)");
    assert_eq!(sentence(&table.rows[0]), "HR 0.75, 95% CI 0.60 to 0.94");
    assert!(table.rows[0].notices.iter().any(|notice| notice.code == NoticeCode::BracketReadAsCi));
    let table = read("Study\tHR\nA\t0.75 (0.60)");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::BracketUnsaid]);
}

#[test]
fn headers_in_six_languages() {
    for (headers, expected) in [
        // German
        (
            "Studie|Ereignisse Intervention|Gesamt Intervention|Ereignisse Kontrolle|Gesamt Kontrolle",
            "study events1 n1 events2 n2",
        ),
        (
            "Autor|Mittelwert Interventionsgruppe|SD Interventionsgruppe|n Interventionsgruppe|Mittelwert Kontrollgruppe|SD Kontrollgruppe|n Kontrollgruppe",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        (
            "Studie|Kontrolle: Mittelwert (Standardabweichung)|Kontrolle: Anzahl Patienten|Behandlung: Mittelwert (Standardabweichung)|Behandlung: Anzahl Patienten|p-Wert",
            "study mean2 n2 mean1 n1 p",
        ),
        ("Studie|Keine Ereignisse Verum|Ereignisse Verum|Personenjahre Verum", "study nonevents1 events1 time1"),
        (
            "Studie|Endpunkt|Quelle|Ereignisse|Fallzahl|Ereignisse|Fallzahl",
            "study outcome source events1 n1 events2 n2",
        ),
        // French
        (
            "Étude|Événements intervention|Effectif intervention|Événements témoin|Effectif témoin",
            "study events1 n1 events2 n2",
        ),
        (
            "Étude|Moyenne (écart-type) traitement|n traitement|Moyenne (écart-type) groupe contrôle|n groupe contrôle",
            "study mean1 n1 mean2 n2",
        ),
        (
            "Auteur|Moyenne témoin|ET témoin|Nombre de patients témoin|Moyenne traités|ET traités|Nombre de patients traités",
            "study mean2 sd2 n2 mean1 sd1 n1",
        ),
        // Spanish
        ("Estudio|Eventos tratamiento|Total tratamiento|Eventos control|Total control", "study events1 n1 events2 n2"),
        (
            "Estudio|Media intervención|Desviación estándar intervención|n intervención|Media control|DE control|n control",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        (
            "Estudio|Media (DE) grupo control|N.º de pacientes grupo control|Media (DE) grupo tratamiento|N.º de pacientes grupo tratamiento",
            "study mean2 n2 mean1 n1",
        ),
        // Portuguese
        ("Estudo|Eventos intervenção|Total intervenção|Eventos controle|Total controle", "study events1 n1 events2 n2"),
        (
            "Estudo|Média intervenção|Desvio padrão intervenção|n intervenção|Média controlo|DP controlo|n controlo",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        // Italian
        (
            "Studio|Eventi trattamento|Totale trattamento|Eventi controllo|Totale controllo",
            "study events1 n1 events2 n2",
        ),
        (
            "Studio|Media trattamento|Deviazione standard trattamento|n trattamento|Media controllo|DS controllo|n controllo",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        // Dutch
        (
            "Studie|Gebeurtenissen interventie|Totaal interventie|Gebeurtenissen controle|Totaal controle",
            "study events1 n1 events2 n2",
        ),
        (
            "Studie|Gemiddelde interventie|Standaarddeviatie interventie|n interventie|Gemiddelde controlegroep|SD controlegroep|n controlegroep",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        // units and notes
        ("Study|Age, mean (SD), years, intervention|Age, mean (SD), years, control", "study mean1 mean2"),
        (
            "Study|Pain score (0-100), mean ± SD, intervention|n|Pain score (0-100), mean ± SD, control|n",
            "study mean1 n1 mean2 n2",
        ),
        ("Study|Mean (SD), kg|N|Mean (SD), kg|N", "study mean1 n1 mean2 n2"),
        ("Study|Mean (s.d.) treatment|Mean (s.d.) control", "study mean1 mean2"),
        // English words that are others elsewhere
        (
            "Study|Events, social media|Total, social media|Events, control|Total, control",
            "study events1 n1 events2 n2",
        ),
        ("Study|Mean (SEM) treatment|n treatment|Mean (SEM) control|n control", "study mean1 n1 mean2 n2"),
    ] {
        let headers = headers.replace('|', "\t");
        let cells = "A".to_owned() + &"\t5".repeat(headers.matches('\t').count());
        let table = read(&format!("{headers}\n{cells}"));
        let first = table.columns[0].field.map_or("-", Field::name);
        assert_eq!(format!("{first} {}", fields(&table)), expected, "{headers}");
    }
    // what a bracket means is told in any of them
    for header in ["Mittelwert (SD)", "Moyenne (écart-type)", "Moyenne (ET)", "Média (DP)", "Gemiddelde (SD)"] {
        let table = read(&format!("{header}\tn\t{header}\tn\n5 (1)\t9\t6 (1)\t9"));
        assert!(
            table.rows.iter().all(|row| row.notices.iter().all(|n| n.code != NoticeCode::BracketReadAsSd)),
            "{header}"
        );
    }
}

#[test]
fn every_name_of_other_software() {
    for (names, expected) in [
        // metafor
        ("ai bi ci di n1i n2i", "events1 nonevents1 events2 nonevents2 n1 n2"),
        ("x1i x2i t1i t2i", "events1 events2 time1 time2"),
        ("m1i m2i sd1i sd2i n1i n2i", "mean1 mean2 sd1 sd2 n1 n2"),
        ("yi vi", "estimate se"),
        ("yi sei", "estimate se"),
        // meta
        ("event.e n.e event.c n.c", "events1 n1 events2 n2"),
        ("n.e mean.e sd.e n.c mean.c sd.c", "n1 mean1 sd1 n2 mean2 sd2"),
        ("event.e time.e event.c time.c", "events1 time1 events2 time2"),
        ("TE seTE lower upper", "estimate se lower upper"),
        ("studlab O.E V", "study oe v"),
        // metaConvert
        ("study_id n_exp n_nexp mean_exp mean_nexp mean_sd_exp mean_sd_nexp", "study n1 n2 mean1 mean2 sd1 sd2"),
        (
            "mean_se_exp mean_se_nexp mean_ci_lo_exp mean_ci_up_exp mean_ci_lo_nexp mean_ci_up_nexp",
            "se1 se2 lower1 upper1 lower2 upper2",
        ),
        ("n_cases_exp n_cases_nexp n_controls_exp n_controls_nexp", "events1 events2 nonevents1 nonevents2"),
        ("prop_cases_exp prop_cases_nexp n_exp n_nexp", "percent1 percent2 n1 n2"),
        ("n_cases_exp time_exp n_cases_nexp time_nexp", "events1 time1 events2 time2"),
        ("md md_se md_ci_lo md_ci_up", "estimate se lower upper"),
        ("or or_ci_lo or_ci_up", "estimate lower upper"),
        ("rr rr_ci_lo rr_ci_up", "estimate lower upper"),
        ("q1_exp med_exp q3_exp min_exp max_exp", "lq1 median1 uq1 min1 max1"),
        ("q1_nexp med_nexp q3_nexp min_nexp max_nexp", "lq2 median2 uq2 min2 max2"),
        ("student_t anova_f chisq phi", "t f chi2 phi"),
        // there is no field for these two: they are set aside, and that is said
        ("n_exp n_nexp reverse_means baseline_risk", "n1 n2 - -"),
        // RevMan
        (
            "Analysis_group Analysis_number Subgroup Study Experimental_cases Experimental_N Control_cases Control_N",
            "- - - study events1 n1 events2 n2",
        ),
        (
            "Study Experimental_mean Experimental_SD Experimental_N Control_mean Control_SD Control_N",
            "study mean1 sd1 n1 mean2 sd2 n2",
        ),
        ("Study O-E Variance", "study oe v"),
        ("Study GIV_Mean GIV_SE Mean CI_start CI_end Effect_measure", "study estimate se - lower upper measure"),
    ] {
        // a name is one cell: `_` stands for the space in RevMan's
        let capital = names.starts_with(|c: char| c.is_ascii_uppercase()) && !names.starts_with("TE");
        let header = names.replace(' ', "\t");
        let header = if capital { header.replace('_', " ") } else { header };
        let wanted = BatchOptions::default();
        let table = batch(&format!("author x\t{header}\nA{}", "\t1".repeat(header.matches('\t').count() + 1)), &wanted);
        assert_eq!(fields(&table), expected, "{names}");
    }
    // variances, proportions and effects on the scale of the analysis are what they are
    let table = read("study\tyi\tvi\nA\t0.5\t0.04");
    assert_eq!(table.rows[0].quantities().iter().map(|q| q.value).collect::<Vec<_>>(), [0.5, 0.2]);
    let table = read("study\tmeasure\tyi\tsei\nA\tOR\t0.4055\t0.15");
    assert!(sentence(&table.rows[0]).starts_with("OR 1.50, 95% CI 1.12 to 2.01"), "{:?}", table.rows[0].display());
    let table = read("study\tprop_cases_exp\tn_exp\tprop_cases_nexp\tn_nexp\nA\t0.38\t50\t0.14\t50");
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    // a header of one's own is no count of metafor's
    let table = read("Study\tHR\tCI\nA\t0.75\t0.60 to 0.94");
    assert_eq!(sentence(&table.rows[0]), "HR 0.75, 95% CI 0.60 to 0.94");
}

#[test]
fn a_level_that_only_cells_name_is_used() {
    let table = read(
        "Study\tMean control\tn control\tMean treatment\tn treatment\nA\t5.2 (90% CI 4.0 to 6.4)\t40\t6.2 (90% CI 5.0 to 7.4)\t40",
    );
    let sd = table.rows[0].recovered().iter().find(|found| found.field == Field::Sd2).map(|found| found.value);
    // 2.4 / (2 x 1.684875) x sqrt 40
    assert!(sd.is_some_and(|sd| (sd - 4.5044).abs() < 1e-3), "{sd:?}");
}

#[test]
fn what_would_be_accepted_is_said_in_the_table_s_own_style() {
    for (text, expected) in [
        ("study,events1,n1,events2,n2\nA,1O,50,4,50", "“12”, “12/50”, “12 (24%)”"),
        ("study;mean1;sd1;n1;mean2;sd2;n2\nA;5,2;x;40;4,8;1,3;38", "“12”, “0,35”"),
    ] {
        let table = read(text);
        let accepted = table.rows[0].problems[0].params.iter().find(|(name, _)| *name == "accepted");
        assert_eq!(accepted.map(|(_, value)| value.clone()), Some(expected.into()));
    }
}

#[cfg(feature = "complete")]
#[test]
fn a_number_of_people_in_a_cell_and_another_beside_it() {
    let told = |text: &str| {
        let table = read(text);
        let notices = table.rows[0].notices.iter().filter(|notice| notice.code == NoticeCode::NInCellDiffers);
        notices.map(|notice| (notice.field, notice.params.clone())).collect::<Vec<_>>()
    };
    let differs = |field, text: &str, n: &str| vec![(Some(field), vec![("text", text.into()), ("n", n.into())])];
    let events = "study\tevents1\tn1\tevents2\tn2\n";
    assert_eq!(told(&format!("{events}A\t19/50\t52\t7\t50")), differs(Field::N1, "50", "52"));
    assert_eq!(told(&format!("{events}A\t19/50\t50\t7/50\t50")), []);
    assert_eq!(told("study\tn1\tevents1\tn2\tevents2\nA\t50\t19\t51\t7/50"), differs(Field::N2, "50", "51"));
    let means = "study\tmean1\tn1\tmean2\tn2\nA\t5.9 (SD 3.9), n = 50\t48\t7.7 (SD 3.9)\t50";
    assert_eq!(told(means), differs(Field::N1, "50", "48"));
}

#[cfg(feature = "complete")]
#[test]
fn an_effect_outside_its_own_interval_is_to_be_checked() {
    let table =
        read("Study\tHR (95% CI)\nA\t0.95 (1.10-1.40)\nB\t1.2 (1.10-1.40)\nC\t1.1 (1.14-1.40)\nD\t1.50 (1.10-1.40)");
    let found: Vec<_> = table.rows.iter().map(codes).collect();
    let outside = vec![ProblemCode::EstimateOutsideInterval];
    assert_eq!(found, [outside.clone(), vec![], vec![], outside]);
    let params = [("estimate", "0.95".into()), ("lower", "1.10".into()), ("upper", "1.40".into())];
    assert_eq!(table.rows[0].problems[0].params[..3], params);
    assert!(table.rows[0].estimate.is_none());
}

#[cfg(feature = "complete")]
#[test]
fn intervals_named_in_other_languages() {
    for header in [
        "HR (95%-KI)",
        "HR [95%-Konfidenzintervall]",
        "HR (IC à 95 %)",
        "HR (IC 95 %)",
        "HR (IC95%)",
        "HR (IC 95%)",
        "HR (IC del 95%)",
        "HR (95%-BI)",
    ] {
        let table = read(&format!("Study\t{header}\nA\t0.75 (0.60-0.94)"));
        assert_eq!(sentence(&table.rows[0]), "HR 0.75, 95% CI 0.60 to 0.94", "{header}");
        assert_eq!(
            table.rows[0].notices.iter().filter(|n| n.code == NoticeCode::BracketReadAsCi).count(),
            0,
            "{header}"
        );
    }
}

#[cfg(feature = "complete")]
#[test]
fn levels_named_in_other_languages() {
    for header in ["HR (90%-KI)", "HR (IC à 90 %)", "HR (IC90%)"] {
        let table = read(&format!("Study\t{header}\nA\t0.75 (0.60-0.94)"));
        assert!((table.printed_level.value() - 0.9).abs() < 1e-9, "{header}");
    }
}

#[test]
fn two_numbers_on_two_lines_of_a_cell_are_not_one() {
    let table = read("study\tevents1\tn1\tevents2\tn2\nA\t\"19\n118\"\t500\t7\t50\nB\t19\t50\t7\t50");
    assert_eq!(codes(&table.rows[0]), [ProblemCode::UnreadableNumber]);
    assert_eq!(table.rows.len(), 2);
}

#[cfg(feature = "complete")]
#[test]
fn the_name_of_a_group_wins_over_its_number() {
    let header = "Study\tGroup 1 (placebo) events\tGroup 1 n\tGroup 2 (drug) events\tGroup 2 n";
    let table = read(&format!("{header}\nStalberg 2008\t7\t50\t19\t50"));
    assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05");
    let fields: Vec<_> = table.columns[1..].iter().filter_map(|column| column.field).collect();
    assert_eq!(fields, [Field::Events2, Field::N2, Field::Events1, Field::N1]);
    // names that say that the numbers are right, or nothing, leave them
    for header in [
        "Group 1 (drug) events\tGroup 1 n\tGroup 2 (placebo) events\tGroup 2 n",
        "Group 1 events\tGroup 1 n\tGroup 2 events\tGroup 2 n",
    ] {
        let table = read(&format!("Study\t{header}\nStalberg 2008\t19\t50\t7\t50"));
        assert_eq!(sentence(&table.rows[0]), "OR 3.76, 95% CI 1.41 to 10.05", "{header}");
    }
}

/// What is beyond is left out, and said so; ten thousand studies are read whole.
#[test]
fn more_lines_than_a_review_has_are_left_out_and_told() {
    let rows = |count: usize| format!("study\tevents1\tn1\tevents2\tn2\n{}", "A\t1\t20\t2\t20\n".repeat(count));
    let table = read(&rows(10_000));
    assert_eq!((table.rows.len(), table.problems.len()), (10_000, 0));
    let table = read(&rows(10_150));
    let told = &table.problems[0];
    assert_eq!((table.rows.len(), told.code), (10_099, ProblemCode::TooManyLines));
    assert_eq!(told.params, [("lines", 10_151.0.into()), ("read", 10_100.0.into()), ("leftOut", 51.0.into())]);
    // twenty columns of ten thousand studies, whatever empty columns stand beside them
    let wide = format!("study\tevents1\tn1\tevents2\tn2{}\n", "\tx".repeat(15));
    let text = format!("{wide}{}", format!("A\t1\t20\t2\t20{}{}\n", "\t1".repeat(15), "\t".repeat(50)).repeat(10_000));
    let table = read(&text);
    assert_eq!((table.rows.len(), table.problems.len()), (10_000, 0));
}
