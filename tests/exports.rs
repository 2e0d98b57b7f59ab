//! What is handed over: every format is whole, and what can be read back gives the same rows.

#![cfg(feature = "complete")]

use effect_size::export::{Analysed, FORMATS, Format};
use effect_size::table::{Batch, BatchOptions, Row, Status};
use effect_size::{Convention, Interval, Level, Measure, Options, ZeroCells, batch};
use std::process::Command;

const EMAIL: &str = include_str!("../www/example/email-trials.csv");
const PRINTED: &str = include_str!("../www/example/as-printed.csv");

/// A row for each measure, some with zero cells, recovered numbers and reported comparisons.
const EVERY: &str = "\
study,outcome,measure,events1,n1,events2,n2,time1,time2,mean1,sd1,mean2,sd2,n,r,oe,v,estimate,lower,upper,se,note
\"Müller \"\"x\"\" 2001\",death,OR,19,50,7,50,,,,,,,,,,,,,,,
Zero,death,OR,0,50,7,48,,,,,,,,,,,,,,,
RR a,death,RR,19,50,7,50,,,,,,,,,,,,,,,
RR zero,death,RR,3,20,0,21,,,,,,,,,,,,,,,
RD a,death,RD,19,50,7,50,,,,,,,,,,,,,,,
RD zero,death,RD,0,20,5,21,,,,,,,,,,,,,,,
Peto,death,PETO,1,500,5,500,,,,,,,,,,,,,,,
Peto zero,death,PETO,0,500,5,500,,,,,,,,,,,,,,,
NNT,death,NNT,19,50,7,50,,,,,,,,,,,,,,,
NNT through,death,NNT,9,50,7,50,,,,,,,,,,,,,,,
AS,death,AS,19,50,0,50,,,,,,,,,,,,,,,
IRR,visits,IRR,20,,8,,54,53,,,,,,,,,,,,,
IRR zero,visits,IRR,0,,8,,54,53,,,,,,,,,,,,,
IRD,visits,IRD,20,,8,,54.5,53,,,,,,,,,,,,,
MD,weight,MD,,74,,76,,,5.9,3.88,7.7,4.16,,,,,,,,,
SMD,weight,SMD,,74,,76,,,5.9,3.88,7.7,4.16,,,,,,,,,
SMD1,weight,SMD1,,12,,11,,,5.9,3.88,7.7,4.16,,,,,,,,,
SMDH,weight,SMDH,,12,,11,,,5.9,3.88,7.7,4.16,,,,,,,,,
ROM,weight,ROM,,12,,11,,,5.9,3.88,7.7,4.16,,,,,,,,,
VR,weight,VR,,12,,11,,,5.9,3.88,7.7,4.16,,,,,,,,,
CVR,weight,CVR,,12,,11,,,5.9,3.88,7.7,4.16,,,,,,,,,
MC,change,MC,,,,,,,103,5.5,100,4.5,20,0.7,,,,,,,
SMCC,change,SMCC,,,,,,,103,5.5,100,4.5,20,0.7,,,,,,,
SMCR,change,SMCR,,,,,,,103,5.5,100,4.5,20,0.7,,,,,,,
ROMC,change,ROMC,,,,,,,103,5.5,100,4.5,20,0.7,,,,,,,
HR log-rank,survival,HR,,,,,,,,,,,,,-1.8,14.5,,,,,
HR reported,survival,HR,,,,,,,,,,,,,,,0.75,0.6,0.94,,
GIV,score,GIV,,,,,,,,,,,,,,,-1.8,,,0.65,
GIVR,score,GIVR,,,,,,,,,,,,,,,1.8,1.1,2.9,,
OR reported,death,OR,,,,,,,,,,,,,,,1.8,1.1,2.9,,
Nothing,death,OR,0,50,0,48,,,,,,,,,,,,,,,
No SD,weight,MD,,74,,76,,,5.9,,7.7,,,,,,,,,,
As asked,death,OR,19,50,7,50,,,,,,,,,,,,,,,as given
Wrong,death,OR,60,50,7,50,,,,,,,,,,,,,,,
";

fn export(format: &str, text: &str, wanted: &BatchOptions) -> String {
    let table = batch(text, wanted);
    let format = Format::find(format);
    format.map(|format| (format.write)(&Analysed { text, wanted, batch: &table })).unwrap_or_default()
}

fn defaults() -> BatchOptions {
    BatchOptions::default()
}

fn with(options: Options) -> BatchOptions {
    BatchOptions { options, ..BatchOptions::default() }
}

/// What of a row must come back.
fn essence(row: &Row) -> String {
    let Row { study, outcome, measure, status, .. } = row;
    let numbers = row.estimate.as_ref().map(|e| [e.point, e.lower, e.upper].map(f64::to_bits));
    let given = row.as_given.as_ref().map(|given| (&given.text, given.reason.name()));
    format!("{study}|{outcome:?}|{measure:?}|{status:?}|{numbers:?}|{given:?}")
}

fn assert_same(first: &Batch, second: &Batch, how: &str) {
    let essences = |table: &Batch| table.rows.iter().map(essence).collect::<Vec<_>>();
    assert_eq!(essences(second), essences(first), "{how}");
}

#[test]
fn every_format_writes_every_table() {
    for format in FORMATS {
        for text in ["", "nonsense", EMAIL, PRINTED, EVERY] {
            let written = export(format.name, text, &defaults());
            assert!(written.ends_with('\n') && !written.contains("NaN"), "{} of {text}: {written}", format.name);
        }
    }
}

#[test]
fn csv_pastes_back_to_the_same_rows() {
    for text in [EMAIL, PRINTED, EVERY, "study;events1;n1;events2;n2\n\"=A; @b\";19;50;7;50\n'=C;1;9;2;9"] {
        let first = batch(text, &defaults());
        assert_same(&first, &batch(&export("csv", text, &defaults()), &defaults()), "csv");
    }
}

#[test]
fn markdown_pastes_back_to_the_same_rows() {
    for text in [EMAIL, PRINTED, EVERY, "study,events1,n1,events2,n2\nA|B \\ <b>,19,50,7,50\n'=C,1,9,2,9"] {
        let first = batch(text, &defaults());
        let written = export("markdown", text, &defaults());
        assert_same(&first, &batch(&written, &defaults()), &written);
    }
}

#[test]
fn the_level_of_printed_intervals_stays_with_them() {
    let text = "study\tmean1\t90% CI lower 1\t90% CI upper 1\tn1\tmean2\t90% CI lower 2\t90% CI upper 2\tn2\n\
                A\t5.9\t5.0\t6.8\t74\t7.7\t6.8\t8.7\t76";
    let first = batch(text, &defaults());
    assert_eq!(first.rows[0].status, Status::Estimated);
    let at_95 = batch(&text.replace("90% CI ", ""), &defaults());
    assert_ne!(first.rows[0].estimate, at_95.rows[0].estimate);
    let written = export("csv", text, &defaults());
    assert_same(&first, &batch(&written, &defaults()), &written);
}

#[test]
fn json_is_what_was_pasted_and_what_came_of_it() {
    let text = "study\tevents1\tn1\tevents2\tn2\nA \"b\" \\\t19\t50\t7\t50\nB\t0\t10\t3\t10";
    let wanted = BatchOptions {
        intervals: vec![(Measure::find("MD").expect("known"), Interval::Welch)],
        ..with(Options { interval: Some(Interval::Exact), ..Options::default() })
    };
    let document: serde_json::Value = serde_json::from_str(&export("json", text, &wanted)).expect("JSON");
    assert_eq!(document["input"], text);
    assert_eq!(document["schema"], 1);
    assert_eq!(document["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(document["wanted"]["options"]["interval"], "exact");
    assert_eq!(document["wanted"]["options"]["intervals"]["MD"], "welch");
    assert_eq!(document["wanted"]["options"]["zeroCells"], "only-if-zero");
    let table = batch(text, &wanted);
    let estimate = &document["batch"]["rows"][0]["estimate"];
    let point = table.rows[0].estimate.as_ref().expect("an estimate").point;
    assert_eq!(estimate["point"].as_f64().map(f64::to_bits), Some(point.to_bits()));
    // no number stands for infinity in JSON
    assert!(document["batch"]["rows"][1]["estimate"]["analysis"]["lower"].is_null());
}

#[test]
fn revman_has_the_published_columns_and_pastes_back() {
    let written = export("revman", EVERY, &defaults());
    let header = written.lines().next().expect("a header");
    for name in [
        "Analysis group",
        "Analysis number",
        "Subgroup",
        "Study",
        "Experimental cases",
        "Experimental N",
        "Control cases",
        "Control N",
        "Experimental mean",
        "Experimental SD",
        "Control mean",
        "Control SD",
        "O-E",
        "Variance",
        "GIV Mean",
        "GIV SE",
        "Mean",
        "CI start",
        "CI end",
        "Effect measure",
        "Log-scale data",
    ] {
        assert!(header.split(',').any(|column| column == name), "{name} in {header}");
    }
    let first = batch(EVERY, &defaults());
    let second = batch(&written, &defaults());
    let mut compared = 0;
    for again in &second.rows {
        let row = first.rows.iter().find(|row| row.study == again.study).expect("a row of that study");
        assert_eq!(again.status, row.status, "{}: {:?}", row.study, again.problems);
        let (Some(before), Some(after)) = (&row.estimate, &again.estimate) else { continue };
        compared += 1;
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(1.0);
        assert!(near(before.analysis.point, after.analysis.point), "{}: {} {}", row.study, before.point, after.point);
        assert!(near(before.analysis.se.unwrap(), after.analysis.se.unwrap()), "{}", row.study);
        let expected = if row.measure == Some("NNT") { Some("RD") } else { row.measure };
        assert_eq!(again.measure, expected, "{}", row.study);
    }
    assert_eq!(compared, first.rows.iter().filter(|row| row.status == Status::Estimated).count());
}

#[test]
fn a_ratio_goes_to_revman_on_the_log_scale_and_says_so() {
    let written = export("revman", "study,measure,estimate,se\nA,HR,0.75,0.115", &defaults());
    let line = written.lines().nth(1).expect("a row");
    assert!(line.contains("Hazard ratio,TRUE") && line.contains(",-0.287682072451780"), "{line}");
}

/// Scripts, run by one R; `None` where R or metafor is not installed.
fn run(scripts: &[(String, String)], name: &str) -> Option<(bool, String)> {
    let folder = std::env::temp_dir().join(format!("effect-size-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).ok()?;
    let files: Vec<_> = scripts.iter().map(|(name, script)| (folder.join(format!("{name}.R")), script)).collect();
    for (path, script) in &files {
        std::fs::write(path, script).ok()?;
    }
    let driver = "if (!requireNamespace('metafor', quietly = TRUE)) q(status = 86); \
                  for (path in commandArgs(TRUE)) { cat('==', path, '\\n'); source(path, local = new.env()) }";
    let output = Command::new("Rscript").args(["-e", driver]).args(files.iter().map(|(path, _)| path)).output();
    let _ = std::fs::remove_dir_all(&folder);
    let output = output.ok().filter(|output| output.status.code() != Some(86))?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Some((output.status.success(), said))
}

fn assert_reproduced(tables: &[(&str, BatchOptions)], name: &str) {
    let script = |(i, (text, wanted)): (usize, &(&str, BatchOptions))| (i.to_string(), export("metafor", text, wanted));
    let scripts: Vec<_> = tables.iter().enumerate().map(script).collect();
    let Some((passed, said)) = run(&scripts, name) else { return };
    let last = said.rfind("==").unwrap_or(0);
    assert!(passed, "{name}\n{}", &said[last..]);
    assert_eq!(said.matches("Every number agrees.").count(), tables.len(), "{said}");
    assert!(!said.contains("Not checked"), "{name}\n{said}");
}

#[test]
fn metafor_reproduces_every_measure_zero_cell_rule_and_level() {
    let mut tables = vec![(EMAIL, defaults()), (PRINTED, defaults())];
    for convention in [Convention::RevMan, Convention::Metafor] {
        for (rule, level) in [
            (ZeroCells::OnlyIfZero, 0.95),
            (ZeroCells::All, 0.9),
            (ZeroCells::None, 0.5),
            (ZeroCells::TreatmentArm, 0.999),
        ] {
            let level = Level::new(level).expect("a level");
            let correction = if rule == ZeroCells::OnlyIfZero { 0.5 } else { 0.25 };
            let options = Options { zero_cells: rule, level, convention, correction, ..Options::default() };
            tables.push((EVERY, with(options)));
        }
    }
    assert_reproduced(&tables, "measures");
}

#[test]
fn metafor_reproduces_every_interval() {
    let tables = "\
study,events1,n1,events2,n2,time1,time2,mean1,sd1,mean2,sd2,n,r
A,19,50,7,50,,,,,,,,
B,0,50,7,48,,,,,,,,
C,3,20,0,21,,,,,,,,
D,20,20,11,21,,,,,,,,
E,1,4,3,3,,,,,,,,
F,180,1000,120,900,,,,,,,,
G,20,,8,,54,53,,,,,,
H,0,,8,,54,53,,,,,,
I,3,,0,,10.5,1e3,,,,,,
J,,74,,76,,,5.9,3.88,7.7,4.16,,
K,,4,,3,,,5.9,1.2,7.7,0.2,,
L,,,,,,,103,5.5,100,4.5,20,0.7
";
    let mut wanted = Vec::new();
    for &measure in effect_size::MEASURES {
        for &interval in measure.intervals() {
            let options = Options { interval: Some(interval), ..Options::default() };
            wanted.push((tables, BatchOptions { measure: Measure::find(measure.id), ..with(options) }));
        }
    }
    assert_reproduced(&wanted, "intervals");
}

#[test]
fn the_script_is_what_it_was() {
    let script = export("metafor", "study,events1,n1,events2,n2\n\"A\"\"; q()\",19,50,7,50\nB,0,50,0,48", &defaults());
    let body = &script[script.find("# Odds ratio (OR)").expect("the block")..];
    assert_eq!(
        body,
        "# Odds ratio (OR); interval: point and standard error with the Normal quantile\n\
         d <- data.frame(\n  row = c(1),\n  study = c(\"A\\\"; q()\"),\n  ai = c(19),\n  bi = c(31),\n  ci = c(7),\n  di = c(43)\n)\n\
         ours <- list(\n  yi = c(1.3257417413195434),\n  vi = c(0.2510026002741287),\n  lower = c(0.3437966548507464),\n  \
         upper = c(2.3076868277883404),\n  effect = c(3.7649769585253456),\n  ci_lower = c(1.4102918303457146),\n  \
         ci_upper = c(10.051147708025747),\n  p = c(0.008140584469387846)\n)\n\
         d <- escalc(measure = \"OR\", ai = ai, bi = bi, ci = ci, di = di, add = 0.5, to = \"only0\", drop00 = FALSE, data = d)\n\
         d <- around(d, qnorm(1 - tail), 2 * pnorm(-abs(d$yi / sqrt(d$vi))))\n\
         agrees(shown(d, \"log\"), ours)\n\
         \n# Rows without an estimate\n# 2 B: as given: 0/50 v 0/48 (double-zero)\n\
         \ncat(\"\\nEvery number agrees.\\n\")\n"
    );
}
