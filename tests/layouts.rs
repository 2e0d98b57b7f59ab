//! Tables as they lie on the page: an arm a line, headers of two levels, studies as columns, titles and totals between.
#![cfg(not(target_arch = "wasm32"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use effect_size::table::grid::Grid;
use effect_size::table::layout::{Layout, Reason};
use effect_size::table::{Batch, BatchOptions, Status};
use effect_size::{Field, NoticeCode, ProblemCode, batch};

/// A table with `|` between its cells, read as if it were pasted with tabs.
fn read(text: &str) -> Batch {
    read_as(text, &BatchOptions::default())
}

fn read_as(text: &str, wanted: &BatchOptions) -> Batch {
    let text = pasted(text);
    let table = batch(&text, wanted);
    every_cell_is_where_it_says(&text, &table);
    table
}

fn pasted(text: &str) -> String {
    text.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>().join("\t") + "\n").collect()
}

/// Nothing is dropped in silence: each line is a header, a row's or set aside, and each cell has the text of its place.
fn every_cell_is_where_it_says(text: &str, table: &Batch) {
    let grid = Grid::read(text);
    for cell in table.rows.iter().flat_map(|row| row.cells()) {
        let found = grid.lines.get(cell.line).and_then(|line| line.get(cell.column)).unwrap_or_default();
        assert_eq!(found, cell.text, "{cell:?}");
    }
    if table.layout == Layout::StudiesAsColumns || table.rows.is_empty() {
        return;
    }
    for line in table.header_lines..grid.lines.len() {
        let in_a_row = table.rows.iter().any(|row| row.cells().iter().any(|cell| cell.line == line));
        let aside = table.set_aside.iter().any(|aside| aside.line == line);
        assert!(in_a_row != aside, "line {line} {:?}: {in_a_row} {aside}", grid.lines.get(line));
    }
}

/// Study and sentence of each row.
fn shown(table: &Batch) -> Vec<String> {
    let sentence = |row: &effect_size::table::Row| match (&row.display(), &row.as_given) {
        (Some(shown), _) => shown.sentence.clone(),
        (_, Some(given)) => format!("as given: {}", given.text),
        _ => row.problems.iter().map(|problem| problem.code.name()).collect::<Vec<_>>().join(", "),
    };
    table.rows.iter().map(|row| format!("{}: {}", row.study, sentence(row))).collect()
}

fn told(table: &Batch) -> Vec<NoticeCode> {
    table.notices.iter().map(|notice| notice.code).collect()
}

fn aside(table: &Batch) -> Vec<(usize, Reason)> {
    table.set_aside.iter().map(|aside| (aside.line, aside.reason)).collect()
}

fn arms(table: &Batch) -> [&str; 2] {
    table.arms.each_ref().map(|name| name.as_deref().unwrap_or("-"))
}

const EMAIL: [&str; 2] = ["Stalberg 2008: OR 3.76, 95% CI 1.41 to 10.05", "Lin 2005: OR 5.64, 95% CI 3.17 to 10.05"];

#[test]
fn an_arm_a_line() {
    for text in [
        "Study|Arm|Events|N\nStalberg 2008|E-mail|19|50\nStalberg 2008|Usual care|7|50\nLin 2005|E-mail|77|174\nLin 2005|Usual care|18|146",
        // the comparator first, the study once
        "Study|Group|Events|Total\nStalberg 2008|Usual care|7|50\n|E-mail|19|50\nLin 2005|Usual care|18|146\n|E-mail|77|174",
        // one study with the comparator first, the other with it last
        "Study|Treatment|n/N\nStalberg 2008|Usual care|7/50\n|E-mail|19/50\nLin 2005|E-mail|77/174\n|Usual care|18/146",
        // compound cells that say by themselves what they are
        "Study|Arm|Result\nStalberg 2008|E-mail|19/50\n|Usual care|7/50\nLin 2005|E-mail|77/174\n|Usual care|18/146",
        // the header does not say that it is an arm
        "Trial||Events|N\nStalberg 2008|E-mail|19|50\n|Usual care|7|50\nLin 2005|E-mail|77|174\n|Usual care|18|146",
        // all of one arm, then all of the other
        "Study|Arm|Events|N\nStalberg 2008|E-mail|19|50\nLin 2005|E-mail|77|174\nStalberg 2008|Usual care|7|50\nLin 2005|Usual care|18|146",
        // the numbers before the names
        "Events|N|Arm|Study\n19|50|E-mail|Stalberg 2008\n7|50|Usual care|Stalberg 2008\n77|174|E-mail|Lin 2005\n18|146|Usual care|Lin 2005",
        // percentages beside the counts
        "Study|Arm|N|Events, n (%)\nStalberg 2008|E-mail|50|19 (38%)\n|Usual care|50|7 (14%)\nLin 2005|E-mail|174|77 (44.3%)\n|Usual care|146|18 (12.3%)",
    ] {
        let table = read(text);
        if text.starts_with("Events") {
            assert_eq!(table.layout, Layout::ArmPerRow, "{text}");
        }
        assert_eq!(shown(&table), EMAIL, "{text}\n{table:#?}");
        assert_eq!((table.layout, arms(&table)), (Layout::ArmPerRow, ["E-mail", "Usual care"]), "{text}");
        assert_eq!((told(&table), aside(&table)), (vec![], vec![]), "{text}");
    }
}

#[test]
fn arms_in_the_study_label_and_studies_as_headings() {
    for text in [
        "Study|Events|N\nStalberg 2008 - e-mail|19|50\nStalberg 2008 - control|7|50\nLin 2005 - e-mail|77|174\nLin 2005 - control|18|146",
        "Study|Events|N\nStalberg 2008 (e-mail)|19|50\nStalberg 2008 (control)|7|50\nLin 2005 (e-mail)|77|174\nLin 2005 (control)|18|146",
        "Study|Events|N\nStalberg 2008: control|7|50\nStalberg 2008: e-mail|19|50\nLin 2005: control|18|146\nLin 2005: e-mail|77|174",
        "Study|Events|N\nStalberg 2008 e-mail|19|50\nStalberg 2008 control|7|50\nLin 2005 e-mail|77|174\nLin 2005 control|18|146",
        // the study's name alone above its arms
        "Study|Events|N\nStalberg 2008||\ne-mail|19|50\ncontrol|7|50\nLin 2005||\ncontrol|18|146\ne-mail|77|174",
        "Study|Arm|Events|N\nStalberg 2008|||\n|e-mail|19|50\n|control|7|50\nLin 2005|||\n|e-mail|77|174\n|control|18|146",
    ] {
        let table = read(text);
        let arms = |row: usize| table.rows[row].arms().clone();
        assert_eq!(shown(&table), EMAIL, "{text}\n{table:#?}");
        assert_eq!(arms(0), ["19/50", "7/50"], "{text}");
        assert_eq!((table.layout, told(&table)), (Layout::ArmPerRow, vec![]), "{text}");
    }
}

#[test]
fn the_comparator_is_known_by_its_words() {
    for (control, other) in [
        ("Placebo", "Metformin"),
        ("Control group", "Exercise group"),
        ("Usual care", "Usual care + reminder"),
        ("Placebo", "Metformin plus placebo"),
        ("Standard care (n = 50)", "App (n = 50)"),
        ("Sham acupuncture", "Acupuncture"),
        ("No treatment", "Treatment"),
        ("Waiting list", "CBT"),
        ("Wait-list control", "CBT"),
        ("TAU", "TAU and phone calls"),
        ("Kontrollgruppe", "Interventionsgruppe"),
        ("Warteliste", "Therapie"),
        ("Übliche Versorgung", "E-Mail"),
        ("Keine Behandlung", "Behandlung"),
        ("Soins habituels", "Rappel"),
        ("Témoins", "Rappel"),
        ("Liste d’attente", "TCC"),
        ("Tratamiento habitual", "Recordatorio"),
        ("Lista de espera", "TCC"),
        ("Sin tratamiento", "Ejercicio"),
        ("Cuidados usuais", "Lembrete"),
        ("Sem tratamento", "Exercício"),
        ("Cure abituali", "Promemoria"),
        ("Lista d'attesa", "TCC"),
        ("Gebruikelijke zorg", "Herinnering"),
        ("Wachtlijst", "CGT"),
        ("Unexposed", "Exposed"),
        ("Comparator", "Intervention"),
    ] {
        for (first, second, events) in [(control, other, [7, 19]), (other, control, [19, 7])] {
            let table = read(&format!(
                "Study|Group|Events|N\nStalberg 2008|{first}|{}|50\nStalberg 2008|{second}|{}|50",
                events[0], events[1]
            ));
            assert_eq!(shown(&table), EMAIL[..1], "{first} | {second}");
            assert_eq!(table.notices, [], "{first} | {second}");
        }
    }
}

#[test]
fn arms_that_no_word_tells_are_taken_in_their_order_and_that_is_said() {
    let text = "Study|Arm|Events|N\nA|Aspirin|19|50\nA|Warfarin|7|50\nB|Warfarin|18|146\nB|Aspirin|77|174";
    let table = read(text);
    // what was the comparator once is so in every study
    assert_eq!(table.rows[1].arms(), ["77/174", "18/146"]);
    assert_eq!(told(&table), [NoticeCode::ArmsByOrder]);
    let params = &table.notices[0].params;
    assert!(params.contains(&("first", "Aspirin".into())) && params.contains(&("second", "Warfarin".into())));
    // no names at all
    let table = read("Study|Mean|SD|N\nA|5.2|1.1|40\n|4.8|1.3|38\nB|6|1.2|30\n|5.1|1.4|33");
    assert_eq!(shown(&table)[0], "A: MD 0.40, 95% CI -0.14 to 0.94");
    assert_eq!(told(&table), [NoticeCode::ArmsByOrder]);
    assert_eq!(table.notices[0].params, [("rule", "lines".into())]);
    // other names in each study: said at each row
    let table = read("Study|Arm|Events|N\nA|Aspirin|19|50\nA|Warfarin|7|50\nB|Yoga|18|146\nB|Pilates|77|174");
    let at_rows = |row: usize| table.rows[row].notices.iter().filter(|n| n.code == NoticeCode::ArmsByOrder).count();
    assert_eq!((told(&table), at_rows(0), at_rows(1)), (vec![], 1, 1));
}

#[test]
fn three_arms_are_each_compared_with_the_one_comparator() {
    let table = read(
        "Study|Arm|Mean|SD|N\nA 2010|Low dose|5.2|1.1|40\n|High dose|6|1.2|41\n|Placebo|4.8|1.3|38\nB 2011|Low dose|5|1|40\n|Placebo|4|1|40",
    );
    assert_eq!(
        shown(&table),
        [
            "A 2010: MD 0.40, 95% CI -0.14 to 0.94",
            "A 2010: MD 1.20, 95% CI 0.65 to 1.75",
            "B 2011: MD 1.00, 95% CI 0.56 to 1.44"
        ]
    );
    let notice = table.rows[1].notices.iter().find(|notice| notice.code == NoticeCode::ArmsAgainstOne).unwrap();
    assert!(notice.params.contains(&("first", "High dose".into())) && notice.params.contains(&("arms", 3.0.into())));
    assert!(table.rows[0].notices.iter().any(|notice| notice.code == NoticeCode::ArmsAgainstOne));
    assert!(!table.rows[2].notices.iter().any(|notice| notice.code == NoticeCode::ArmsAgainstOne));
    // one comparator for two rows is asked about, as it is in any table
    assert!(table.rows[1].notices.iter().any(|notice| notice.code == NoticeCode::SharedControl));
    assert_eq!(arms(&table), ["-", "Placebo"]);
}

#[test]
fn outcomes_and_time_points_keep_their_arms_apart() {
    let table = read(
        "Study|Outcome|Arm|Events|N\nA|Death|Drug|1|50\nA|Death|Placebo|3|50\nA|Stroke|Drug|19|50\nA|Stroke|Placebo|7|50",
    );
    let outcomes: Vec<_> = table.rows.iter().map(|row| (row.outcome.as_deref(), row.arms().clone())).collect();
    assert_eq!(
        outcomes,
        [
            (Some("Death"), ["1/50".to_owned(), "3/50".to_owned()]),
            (Some("Stroke"), ["19/50".to_owned(), "7/50".to_owned()])
        ]
    );
    // an arm that comes again begins another comparison
    let table = read("Study|Arm|Events|N\nA|Drug|1|50\n|Placebo|3|50\n|Drug|19|50\n|Placebo|7|50");
    assert_eq!(table.rows[1].arms(), ["19/50", "7/50"]);
}

#[test]
fn one_bad_cell_spoils_one_row_of_arms() {
    let table = read(
        "Study|Arm|Events|N\nA|Drug|1O|50\nA|Placebo|3|50\nStalberg 2008|Drug|19|50\nStalberg 2008|Placebo|7|50\nLone|Drug|3|40\nLong|Drug|3|40\nLong|Placebo|3|40|x",
    );
    let codes: Vec<Vec<ProblemCode>> =
        table.rows.iter().map(|row| row.problems.iter().map(|problem| problem.code).collect()).collect();
    use ProblemCode::*;
    assert_eq!(codes[..2], [vec![UnreadableNumber], vec![]]);
    assert!(codes[2].contains(&OtherArmMissing), "{:?}", codes[2]);
    assert_eq!(shown(&table)[1], EMAIL[0]);
    let problem = &table.rows[0].problems[0];
    assert_eq!((problem.row, problem.field), (Some(1), Some(Field::Events1)));
    assert!(problem.params.contains(&("text", "1O".into())) && problem.params.contains(&("header", "Events".into())));
    // the cell to mend is found by its place
    let cell = table.rows[0].cells().into_iter().find(|cell| cell.field == Some(Field::Events1)).unwrap();
    assert_eq!((cell.line, cell.column, cell.text.as_str()), (1, 2, "1O"));
}

#[test]
fn what_stands_between_the_arms_is_set_aside() {
    use Reason::*;
    let table = read(
        "Table 2. Reminders\nStudy|Arm|Events|N\nAttendance|||\nStalberg 2008|E-mail|19|50\n|Usual care|7|50\nStudy|Arm|Events|N\n\
         Lin 2005|E-mail|77|174\n|Usual care|18|146\nTotal|E-mail|96|224\n|Usual care|25|196\n\
         Heterogeneity: I² = 0%|||\n* intention to treat|||",
    );
    assert_eq!(shown(&table), EMAIL);
    let expected =
        [(0, Title), (2, Subtitle), (5, RepeatedHeader), (8, Total), (9, Total), (10, Statistics), (11, Footnote)];
    assert_eq!(aside(&table), expected);
    assert!(table.rows.iter().all(|row| row.outcome.as_deref() == Some("Attendance")));
    assert_eq!(told(&table), [NoticeCode::SubtitleAsOutcome, NoticeCode::TotalRowSetAside]);
    let table =
        read("Study|Events|N\nStalberg 2008||\ne-mail|19|50\ncontrol|7|50\nTotal||\ne-mail|19|50\ncontrol|7|50");
    assert_eq!((shown(&table), aside(&table)), (vec![EMAIL[0].to_owned()], vec![(4, Total), (5, Total), (6, Total)]));
}

#[test]
fn what_is_no_arm_a_line_stays_as_it_was() {
    // one-armed studies have nothing to be paired with
    let table = read("Study|Events|N\nA|19|50\nB|7|50\nC|8|60");
    assert_eq!((table.layout, table.rows.len()), (Layout::StudyPerRow, 3));
    // a study a row, with a column that is called group
    let table =
        read("Study|Group|events1|n1|events2|n2\nStalberg 2008|Adults|19|50|7|50\nLin 2005|Adults|77|174|18|146");
    assert_eq!((table.layout, shown(&table)), (Layout::StudyPerRow, EMAIL.map(str::to_owned).to_vec()));
    // what differs within a study may be a time, and is no arm
    let table =
        read("Study|When|Mean|SD|N\nA|Before|5.2|1.1|40\nA|After|4.8|1.3|38\nB|Before|6|1.2|30\nB|After|5.1|1.4|33");
    assert_eq!((table.layout, table.rows.len()), (Layout::StudyPerRow, 4));
    // unless the reader says so
    let wanted = BatchOptions { layout: Some(Layout::StudyPerRow), ..BatchOptions::default() };
    let table = read_as("Study|Arm|Events|N\nA|Drug|1|50\nA|Placebo|3|50", &wanted);
    assert_eq!((table.layout, table.rows.len()), (Layout::StudyPerRow, 2));
}

#[test]
fn a_role_set_by_the_reader_holds_for_both_arms() {
    let columns = vec![(2, Some(Field::Events1)), (3, Some(Field::N2))];
    let wanted = BatchOptions { columns, ..BatchOptions::default() };
    let text = "Study|Arm|Yes|Everybody\nStalberg 2008|E-mail|19|50\n|Usual care|7|50\nLin 2005|E-mail|77|174\n|Usual care|18|146";
    let table = read_as(text, &wanted);
    assert_eq!(shown(&table), EMAIL);
    let columns: Vec<_> = table.columns.iter().map(|column| (column.index, column.field)).collect();
    assert_eq!(
        columns,
        [(0, Some(Field::Study)), (1, Some(Field::Arm)), (2, Some(Field::Events1)), (3, Some(Field::N1))]
    );
}

#[test]
fn revmans_two_levels() {
    let text = "Study or Subgroup|Experimental|||Control||||Mean Difference|Mean Difference\n\
                |Mean|SD|Total|Mean|SD|Total|Weight|IV, Random, 95% CI|IV, Random, 95% CI\n\
                1.1.1 Short term|||||||||\n\
                Carroll 2010|5.2|1.1|40|4.8|1.3|38|60.0%|0.40 [-0.14, 0.94]|\n\
                Grant 1981|6|1.2|30|5.1|1.4|33|40.0%|0.90 [0.26, 1.54]|\n\
                Subtotal (95% CI)|||70|||71|100.0%|0.61 [0.12, 1.10]|\n\
                Heterogeneity: Tau² = 0.03; Chi² = 1.37, df = 1 (P = 0.24); I² = 27%|||||||||\n\
                Test for overall effect: Z = 2.45 (P = 0.01)|||||||||\n\
                1.1.2 Long term|||||||||\n\
                Peck 1987|5|1|40|4|1|40|100.0%|1.00 [0.56, 1.44]|\n\
                Subtotal (95% CI)|||40|||40|100.0%|1.00 [0.56, 1.44]|\n\
                Heterogeneity: Not applicable|||||||||\n\
                Total (95% CI)|||110|||111|100.0%|0.75 [0.41, 1.08]|\n\
                Test for subgroup differences: Chi² = 1.33, df = 1 (P = 0.25), I² = 24.9%|||||||||";
    let table = read(text);
    assert_eq!(
        shown(&table),
        [
            "Carroll 2010: MD 0.40, 95% CI -0.14 to 0.94",
            "Grant 1981: MD 0.90, 95% CI 0.26 to 1.54",
            "Peck 1987: MD 1.00, 95% CI 0.56 to 1.44"
        ]
    );
    let outcomes: Vec<_> = table.rows.iter().map(|row| row.outcome.as_deref().unwrap_or("")).collect();
    assert_eq!(outcomes, ["1.1.1 Short term", "1.1.1 Short term", "1.1.2 Long term"]);
    use Reason::{Statistics, Subtitle, Total};
    assert_eq!(
        aside(&table),
        [
            (2, Subtitle),
            (5, Total),
            (6, Statistics),
            (7, Statistics),
            (8, Subtitle),
            (10, Total),
            (11, Statistics),
            (12, Total),
            (13, Statistics)
        ]
    );
    assert_eq!((table.header_lines, arms(&table)), (2, ["Experimental", "Control"]));
    assert_eq!(told(&table).iter().filter(|code| **code == NoticeCode::SubtitleAsOutcome).count(), 2);
    assert!(!told(&table).contains(&NoticeCode::ArmsByOrder));
}

#[test]
fn two_equal_sets_of_headers_tell_the_arms_whatever_their_names() {
    for (text, by_order) in [
        ("Study|E-mail||Usual care|\n|Events|Total|Events|Total", false),
        ("Study|Usual care||E-mail|\n|Events|Total|Events|Total", false),
        ("|E-mail||Usual care|\nStudy|Events|Total|Events|Total", false),
        ("Study|E-mail|E-mail|Usual care|Usual care\nStudy|Events|N|Events|N", false),
        ("Study|E-mail||Letter|\n|Events|Total|Events|Total", true),
        (
            "Study|A personal e-mail with a photograph of the doctor||A letter by post in a plain envelope|\n|Events|Total|Events|Total",
            true,
        ),
        // three lines
        ("|Attended the appointment||||\n|E-mail||Usual care|\nStudy|Events|Total|Events|Total", false),
        // the arms below their quantities
        ("Study|Events||Total|\n|E-mail|Usual care|E-mail|Usual care", false),
    ] {
        let swapped = text.starts_with("Study|Usual");
        let below = text.starts_with("Study|Events||Total");
        let cells = match (swapped, below) {
            (true, _) => "Stalberg 2008|7|50|19|50\nLin 2005|18|146|77|174",
            (_, true) => "Stalberg 2008|19|7|50|50\nLin 2005|77|18|174|146",
            _ => "Stalberg 2008|19|50|7|50\nLin 2005|77|174|18|146",
        };
        let table = read(&format!("{text}\n{cells}"));
        assert_eq!(shown(&table), EMAIL, "{text}\n{table:#?}");
        assert_eq!(told(&table), if by_order { vec![NoticeCode::ArmsByOrder] } else { vec![] }, "{text}");
        let first =
            if text.contains("personal") { "A personal e-mail with a photograph of the doctor" } else { "E-mail" };
        assert_eq!(table.arms[0].as_deref(), Some(first), "{text}");
    }
}

#[test]
fn one_line_of_headers_names_the_arms_too() {
    for (headers, expected) in [
        ("Study|E-mail events|E-mail n|Usual care events|Usual care n", ["E-mail", "Usual care"]),
        ("Study|Events, e-mail|n, e-mail|Events, usual care|n, usual care", ["e-mail", "usual care"]),
        ("Study|Events (e-mail)|n (e-mail)|Events (usual care)|n (usual care)", ["e-mail", "usual care"]),
        ("Study|events1|n1|events2|n2", ["-", "-"]),
        ("Study|Events|Total|Events|Total", ["-", "-"]),
        ("Study|Events T|n T|Events C|n C", ["-", "-"]),
    ] {
        let table = read(&format!("{headers}\nStalberg 2008|19|50|7|50"));
        assert_eq!(shown(&table), EMAIL[..1], "{headers}");
        assert_eq!(arms(&table), expected, "{headers}");
    }
    let table = read("Study|E-mail|Usual care\nStalberg 2008|19/50|7/50");
    assert_eq!(arms(&table), ["E-mail", "Usual care"]);
}

#[test]
fn studies_as_columns() {
    for text in [
        "|Stalberg 2008|Lin 2005\nEvents, e-mail|19|77\nn, e-mail|50|174\nEvents, usual care|7|18\nn, usual care|50|146",
        "Study|Stalberg 2008|Lin 2005\nE-mail||\nEvents|19|77\nTotal|50|174\nUsual care||\nEvents|7|18\nTotal|50|146",
        "||Stalberg 2008|Lin 2005\nE-mail|Events|19|77\n|Total|50|174\nUsual care|Events|7|18\n|Total|50|146",
        "Table 2. Attendance\n|Stalberg 2008|Lin 2005\nE-mail, n/N|19/50|77/174\nUsual care, n/N|7/50|18/146\n* intention to treat||",
    ] {
        let table = read(text);
        assert_eq!(shown(&table), EMAIL, "{text}\n{table:#?}");
        assert_eq!(table.layout, Layout::StudiesAsColumns, "{text}");
    }
    let table = read("|A|Stalberg 2008\nevents1|1O|19\nn1|50|50\nevents2|7|7\nn2|50|50");
    assert_eq!(shown(&table), ["A: unreadable-number", EMAIL[0]]);
    let cell = table.rows[0].cells().into_iter().find(|cell| cell.text == "1O").unwrap();
    assert_eq!((cell.line, cell.column), (1, 1));
    // a role is set by the line
    let columns = vec![(1, Some(Field::Events1))];
    let wanted = BatchOptions { columns, ..BatchOptions::default() };
    let table = read_as("|Stalberg 2008\nYes|19\nn1|50\nevents2|7\nn2|50", &wanted);
    assert_eq!(
        (shown(&table), table.columns[1].index),
        (EMAIL[..1].to_vec().iter().map(|s| s.to_string()).collect(), 1)
    );
}

#[test]
fn studies_as_columns_whose_corner_was_lost() {
    let quantities = "Events, e-mail|19|77\nn, e-mail|50|174\nEvents, usual care|7|18\nn, usual care|50|146";
    let table = read(&format!("Stalberg 2008|Lin 2005\n{quantities}"));
    assert_eq!(shown(&table), EMAIL, "{table:#?}");
    let notice = table.notices.iter().find(|notice| notice.code == NoticeCode::CornerLost).unwrap();
    assert_eq!(notice.params, [("text", "Stalberg 2008".into())]);
    // typing goes to where each cell stands
    let cells = table.rows[1].cells();
    let place = |text: &str| cells.iter().find(|cell| cell.text == text).map(|cell| (cell.line, cell.column));
    assert_eq!((place("Lin 2005"), place("77")), (Some((0, 1)), Some((1, 2))));
    let table = read("A|Stalberg 2008|C\nevents1|12|19|3\nn1|50|50|50\nevents2|7|7|7\nn2|50|50|50");
    assert_eq!(table.rows.iter().map(|row| &*row.study).collect::<Vec<_>>(), ["A", "Stalberg 2008", "C"]);
    // a line of names that is short at its end, and one that is not short
    for text in ["Study|Stalberg 2008", "Study|Stalberg 2008|", "|Stalberg 2008|Lin 2005"] {
        let table = read(&format!("{text}\n{quantities}"));
        assert_eq!(table.rows[0].study, "Stalberg 2008", "{text}");
        assert!(!told(&table).contains(&NoticeCode::CornerLost), "{text}");
    }
}

#[test]
fn titles_totals_and_footnotes_are_set_aside_and_said() {
    let text = "Table 3. Effects of reminders\n\
                Study|events1|n1|events2|n2\n\
                Attendance||||\n\
                Stalberg 2008|19|50|7|50\n\
                Study|events1|n1|events2|n2\n\
                Lin 2005*|77|174|18|146\n\
                Subtotal|96|224|25|196\n\
                Cancellation||||\n\
                Junod 1999|30|100|22|98\n\
                Total|126|324|47|294\n\
                * adjusted for age and sex||||\n\
                n1 = people with a reminder||||";
    let table = read(text);
    use Reason::*;
    assert_eq!(
        aside(&table),
        [
            (0, Title),
            (2, Subtitle),
            (4, RepeatedHeader),
            (6, Total),
            (7, Subtitle),
            (9, Total),
            (10, Footnote),
            (11, Footnote)
        ]
    );
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.study.as_str(), row.outcome.as_deref().unwrap_or(""))).collect();
    assert_eq!(rows, [("Stalberg 2008", "Attendance"), ("Lin 2005*", "Attendance"), ("Junod 1999", "Cancellation")]);
    assert!(table.rows.iter().all(|row| row.status == Status::Estimated));
    let notice = table.notices.iter().find(|notice| notice.code == NoticeCode::SubtitleAsOutcome).unwrap();
    assert_eq!(notice.params, [("text", "Attendance".into())]);
    // with a column of outcomes the subtitle is none, and is listed all the same
    let table = read("Study|outcome|events1|n1|events2|n2\nAdults|||||\nStalberg 2008|Visits|19|50|7|50");
    assert_eq!((table.rows[0].outcome.as_deref(), aside(&table)), (Some("Visits"), vec![(1, Subtitle)]));
    // an outcome goes out with its row
    let csv = effect_size::export::csv::csv(&read("Study|events1|n1|events2|n2\nAttendance||||\nA|19|50|7|50"));
    assert!(csv.starts_with("study,outcome,") && csv.contains("\nA,Attendance,"), "{csv}");
}

#[test]
fn headers_that_come_again_in_another_order_hold_for_the_rows_below_them() {
    let rows = "Stalberg 2008|19|50|7|50\n{}\nLin 2005|18|146|77|174";
    for (headers, again) in [
        (
            "Study|E-mail events|E-mail N|Usual care events|Usual care N",
            "Study|Usual care events|Usual care N|E-mail events|E-mail N",
        ),
        ("study|events1|n1|events2|n2", "Study|events2|n2|events1|n1"),
        (
            "|E-mail||Usual care|\nStudy|Events|Total|Events|Total",
            "|Usual care||E-mail|\nStudy|Events|Total|Events|Total",
        ),
    ] {
        let text = format!("{headers}\n{}", rows.replace("{}", again));
        let table = read(&text);
        assert_eq!(shown(&table), EMAIL, "{text}\n{table:#?}");
        assert!(table.set_aside.iter().all(|aside| aside.reason == Reason::RepeatedHeader), "{text}");
        // what is typed goes to where the cell stands
        let cells = table.rows[1].cells();
        let cell = cells.iter().find(|cell| cell.text == "77").unwrap();
        assert_eq!((cell.column, cell.field), (3, Some(Field::Events1)), "{text}");
    }
    // and in the first order again
    let table = read(
        "study|events1|n1|events2|n2\nstudy|events2|n2|events1|n1\nA|7|50|19|50\nstudy|events1|n1|events2|n2\nB|19|50|7|50\nC|19",
    );
    let numbers = "OR 3.76, 95% CI 1.41 to 10.05";
    assert_eq!(shown(&table)[..2], [format!("A: {numbers}"), format!("B: {numbers}")]);
    assert_eq!(table.rows.len(), 3);
}

#[test]
fn a_merged_study_name_holds_for_the_outcomes_below_it() {
    let head = "Study|Outcome|E-mail events|E-mail N|Usual care events|Usual care N";
    let table = read(&format!(
        "{head}\nStalberg 2008|Death|19|50|7|50\n|Stroke|5|50|4|50\n{head}\n|Falls|6|50|4|50\nLin 2005|Death|77|174|18|146\n|Stroke|7|174|8|146"
    ));
    let studies = |table: &Batch| table.rows.iter().map(|row| row.study.clone()).collect::<Vec<_>>();
    assert_eq!(studies(&table), ["Stalberg 2008", "Stalberg 2008", "Stalberg 2008", "Lin 2005", "Lin 2005"]);
    let notices: Vec<_> = table.notices.iter().filter(|notice| notice.code == NoticeCode::StudyCarriedDown).collect();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert_eq!(notices[0].params, [("text", "Stalberg 2008".into())]);
    // behind the outcome, too
    let table = read("Outcome|Study|events1|n1|events2|n2\nDeath|A|19|50|7|50\nStroke||5|50|4|50");
    assert_eq!(studies(&table), ["A", "A"]);
    // below nothing, without an outcome of its own, or where no column tells the outcomes, a row has no study
    for text in [
        "study|outcome|events1|n1|events2|n2\n|Death|19|50|7|50\nB|Death|5|50|4|50",
        "study|outcome|events1|n1|events2|n2\nA|Death|19|50|7|50\n||5|50|4|50",
        "study|events1|n1|events2|n2\nA|19|50|7|50\n|5|50|4|50",
    ] {
        let table = read(text);
        assert!(studies(&table).contains(&String::new()), "{text}");
        assert!(!told(&table).contains(&NoticeCode::StudyCarriedDown), "{text}");
    }
}

#[test]
fn what_may_be_a_study_is_one() {
    // a label without numbers among the rows, or with a year, is a study that has none
    let table = read("Study|events1|n1|events2|n2\nA|19|50|7|50\nB||||\nC|19|50|7|50");
    assert_eq!(shown(&table)[1], "B: row-without-numbers");
    let table = read("Study|events1|n1|events2|n2\nSmith 2010||||\nC|19|50|7|50\nJones||||");
    assert_eq!((table.rows.len(), aside(&table)), (3, vec![]));
    // a name that only begins as a total does
    let table =
        read("Study|events1|n1|events2|n2\nA|19|50|7|50\nTotal Knee Group 2012|19|50|7|50\nOverall 2015|1|50|7|50");
    assert_eq!(table.rows.len(), 3);
}

#[test]
fn totals_in_other_languages() {
    for total in ["Gesamt", "Zwischensumme", "Sous-total", "Total général", "Totale", "Subtotaal", "Totales"] {
        let table = read(&format!("Study|events1|n1|events2|n2\nA|19|50|7|50\n{total}|19|50|7|50"));
        assert_eq!(aside(&table), [(2, Reason::Total)], "{total}");
    }
}

#[test]
fn a_table_without_headers_is_guessed_at_and_says_so() {
    for (text, expected) in [
        ("Stalberg 2008|19|50|7|50\nLin 2005|77|174|18|146", EMAIL[0]),
        ("Stalberg 2008|50|19|50|7\nLin 2005|174|77|146|18", EMAIL[0]),
        ("Stalberg 2008|19/50|7/50\nLin 2005|77/174|18/146", EMAIL[0]),
        ("Stalberg 2008|19 (38%)|50|7 (14%)|50\nLin 2005|77 (44%)|174|18 (12%)|146", EMAIL[0]),
        ("Stalberg|2008|19|50|7|50\nLin|2005|77|174|18|146", "Stalberg: OR 3.76, 95% CI 1.41 to 10.05"),
        ("1|19|50|7|50\n2|77|174|18|146", "1: OR 3.76, 95% CI 1.41 to 10.05"),
        ("A|5.2|1.1|40|4.8|1.3|38\nB|6|1.2|30|5.1|1.4|33", "A: MD 0.40, 95% CI -0.14 to 0.94"),
        ("A|40|5.2|1.1|38|4.8|1.3\nB|30|6|1.2|33|5.1|1.4", "A: MD 0.40, 95% CI -0.14 to 0.94"),
        ("A|5,2|1,1|40|4,8|1,3|38\nB|6|1,2|30|5,1|1,4|33", "A: MD 0.40, 95% CI -0.14 to 0.94"),
        ("A|5.2 (1.1)|40|4.8 (1.3)|38\nB|6 (1.2)|30|5.1 (1.4)|33", "A: MD 0.40, 95% CI -0.14 to 0.94"),
        ("A|40|5.2 ± 1.1|38|4.8 ± 1.3\nB|30|6 ± 1.2|33|5.1 ± 1.4", "A: MD 0.40, 95% CI -0.14 to 0.94"),
    ] {
        let table = read(text);
        assert_eq!(shown(&table).first().map(String::as_str), Some(expected), "{text}\n{table:#?}");
        assert_eq!((table.rows.len(), table.header_lines, table.proposed), (2, 0, true), "{text}");
        assert!(told(&table).contains(&NoticeCode::ColumnsProposed), "{text}");
    }
    // confirmed, or set right
    let text = "Stalberg 2008|19|50|7|50\nLin 2005|77|174|18|146";
    let columns: Vec<_> = read(text).columns.iter().map(|column| (column.index, column.field)).collect();
    let table = read_as(text, &BatchOptions { columns, ..BatchOptions::default() });
    assert_eq!((table.proposed, told(&table), shown(&table)[0].as_str()), (false, vec![], EMAIL[0]));
    // one bad cell, one row
    let table = read("Stalberg 2008|19|50|7|50\nTypo|1O|50|7|50\nLin 2005|77|174|18|146\nMore|60|50|1|50");
    assert_eq!(shown(&table)[1..], ["Typo: unreadable-number", EMAIL[1], "More: events-above-n"]);
    // nothing to go by
    for text in ["red|green\nblue|yellow", "A|1.5|2.5\nB|2|3", "colour|shape\nA|1"] {
        let table = read(text);
        assert_eq!((table.problems[0].code, table.proposed), (ProblemCode::NoHeader, false), "{text}");
    }
}

#[test]
fn the_reader_can_say_how_many_lines_are_headers() {
    let text = "Stalberg 2008|19|50|7|50\nLin 2005|77|174|18|146";
    let with = |header_lines| BatchOptions { header_lines: Some(header_lines), ..BatchOptions::default() };
    let table = read_as(text, &with(1));
    assert_eq!((table.header_lines, table.proposed, table.rows.len()), (1, false, 0));
    assert_eq!(read_as(text, &with(0)).rows.len(), 2);
    // a header that names nothing known, taken for what it is
    let table = read_as("Etude|Oui|Tous|Oui|Tous\nStalberg 2008|19|50|7|50\nLin 2005|77|174|18|146", &with(0));
    assert_eq!(table.rows.len(), 3);
    let table = read_as("About\nStudy|events1|n1|events2|n2\nStalberg 2008|19|50|7|50", &with(2));
    assert_eq!((shown(&table), aside(&table)), (vec![EMAIL[0].to_owned()], vec![(0, Reason::Title)]));
}

#[test]
fn what_sums_up_the_arms_of_a_study_is_no_arm() {
    for total in
        ["Total", "All", "All patients", "Overall", "Both groups", "Gesamt", "Tous les patients", "Todos", "Totale"]
    {
        let table = read(&format!(
            "Study|Arm|Events|N\nStalberg 2008|E-mail|19|50\n|Usual care|7|50\n|{total}|26|100\n\
             Lin 2005|E-mail|77|174\n|Usual care|18|146\n|{total}|95|320"
        ));
        assert_eq!(shown(&table), EMAIL, "{total}");
        assert_eq!(aside(&table), [(3, Reason::Total), (6, Reason::Total)], "{total}");
        assert_eq!(told(&table), [NoticeCode::TotalRowSetAside], "{total}");
    }
    // beside one other arm it is the only one to compare with
    let table = read("Study|Arm|Events|N\nA|E-mail|19|50\nA|All|7|50\nB|E-mail|19|50\nB|Usual care|7|50");
    assert_eq!((table.rows.len(), aside(&table)), (2, vec![]));
}

#[test]
fn a_study_with_the_name_of_a_statistic_stays() {
    let table = read(
        "Study|Events|N|Events|N\nHeterogeneity Study|19|50|7|50\nLin 2005|77|174|18|146\nHeterogeneity: I2 = 20%|3.2|||",
    );
    assert_eq!(shown(&table)[0], EMAIL[0].replace("Stalberg 2008", "Heterogeneity Study"));
    assert_eq!((table.rows.len(), aside(&table)), (2, vec![(3, Reason::Statistics)]));
    let table = read("Study|Arm|Events|N\nTest per Protocol|E-mail|19|50\nTest per Protocol|Usual care|7|50");
    assert_eq!((table.rows.len(), aside(&table)), (1, vec![]));
}

#[test]
fn the_size_of_an_arm_in_its_header() {
    for text in [
        "Study|Drug (N=50)||Placebo (n = 50)|\n|n|%|n|%\nStalberg 2008|19|38|7|14",
        "Study|Drug (N=50)||Placebo (N=50)|\n|No.|%|No.|%\nStalberg 2008|19|38|7|14",
        "Study|Drug (N=50)|Placebo (N=50)\n|n (%)|n (%)\nStalberg 2008|19 (38)|7 (14)",
        "Study|Drug (n=50)|Placebo (n=50)\nStalberg 2008|19 (38%)|7 (14%)",
    ] {
        let table = read(text);
        assert_eq!(shown(&table)[0], EMAIL[0], "{text}");
        assert_eq!(table.arms.clone().map(Option::unwrap_or_default), ["Drug", "Placebo"], "{text}");
        assert_eq!(table.rows[0].arms(), ["19/50", "7/50"], "{text}");
    }
    let table = read("Study|Drug (N=50)||Placebo (N=48)|\n|Mean|SD|Mean|SD\nA|5.9|3.9|7.7|3.9");
    assert_eq!(table.rows[0].arms().clone().map(|arm| arm.ends_with("50") || arm.ends_with("48")), [true; 2]);
    // without it there are events and percentages, and no sizes
    let table = read("Study|Drug||Placebo|\n|n|%|n|%\nA|19|38|7|14");
    let fields: Vec<_> = table.columns[1..].iter().filter_map(|column| column.field).collect();
    assert_eq!(fields, [Field::Events1, Field::Percent1, Field::Events2, Field::Percent2]);
    assert!(table.rows[0].estimate.is_none());
    // a column of its own goes before
    let table = read("Study|Drug (N=98)||Placebo (N=97)|\n|Events|Total|Events|Total\nStalberg 2008|19|50|7|50");
    assert_eq!(shown(&table), EMAIL[..1]);
    // and a group that has a number and a name over its quantities is what its name says
    let table = read("Study|Group 1 (placebo)||Group 2 (drug)|\n|Events|N|Events|N\nStalberg 2008|7|50|19|50");
    assert_eq!(shown(&table), EMAIL[..1]);
}

#[test]
fn odd_tables_take_no_longer_than_their_size() {
    let size = 100_000;
    let shapes = [
        format!("study\tarm\tevents\tn\n{}", "a\tb\t1\t2\n".repeat(size / 8)),
        format!("study\tarm\tevents\tn\n{}", (0..size / 12).map(|i| format!("a\tb{i}\t1\t2\n")).collect::<String>()),
        format!(
            "study\tarm\tevents\tn\n{}",
            (0..size / 14).map(|i| format!("s{i}\tx{i}\t1\t2\n\ty\t1\t2\n")).collect::<String>()
        ),
        format!(
            "study\tarm\tevents\tn\n{}",
            (0..size / 20).map(|i| format!("s{i}\t\t\t\ns\tx\t1\t2\nTotal\tx\t1\t2\n")).collect::<String>()
        ),
        format!("study\tevents\tn\n{}", "a\n".repeat(size / 2)),
        format!("study\tevents\tn\n{}\t1\t2\n{}\t1\t2", "x - ".repeat(size / 8), "x - ".repeat(size / 8)),
        format!("study\tarm\tevents\tn\na\t{}\t1\t2\na\tplacebo\t1\t2", "placebo x ".repeat(size / 10)),
        format!("study\tarm\tevents\tn{}\n{}", "\tz".repeat(90), "a\tb\t1\n".repeat(size / 6)),
        format!("study\tevents1\tn1\tevents2\tn2\nA\t1\t2\t1\t2\n{}", "* b\n".repeat(size / 4)),
        format!("study\tevents1\tn1\tevents2\tn2\n{}", "Sub\nA\t1\t2\t1\t2\nTotal\t1\t2\n".repeat(size / 28)),
        "study\tevents1\tn1\tevents2\tn2\n".repeat(size / 28),
        format!("{}\n{}", (0..size / 8).map(|i| format!("g{i}\t")).collect::<String>(), "n\t".repeat(size / 4)),
        format!("{}\n{}", (0..900).map(|i| format!("g{i}\t")).collect::<String>(), "n\t".repeat(900)),
        "1\n".repeat(size / 2),
        "a\t1\t2\t3\t4\n".repeat(size / 10),
        format!("events1\t{}\nn1\t{}", "1\t".repeat(900), "2\t".repeat(900)),
    ];
    for (i, shape) in shapes.iter().enumerate() {
        let start = std::time::Instant::now();
        batch(shape, &BatchOptions::default());
        let taken = start.elapsed().as_millis();
        println!("shape {i}: {taken} ms");
        assert!(taken < 20_000, "shape {i}: {taken} ms");
    }
}
