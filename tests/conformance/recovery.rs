//! Fixtures of what is no measure: recovered and combined groups, and limits of a single rate.

use super::check::numbers_hold;
use super::fixture::{Row, rows};
use effect_size::absolute::{Comparator, Event, Span, absolute_effect_of};
use effect_size::cluster::design_effect;
use effect_size::combine::{Group, combine};
use effect_size::interval::conditional::{Mass, rates};
use effect_size::recover::conversion::Output;
use effect_size::{CONVERSIONS, Conversion, Level, Measure, NoticeCode, Summary, recover};

/// A name, what the crate gives, what the fixture says.
type Number = (String, Option<f64>, Option<f64>);

fn named(row: &Row, what: &str, got: Option<f64>, want: Option<f64>) -> Number {
    (format!("{} {what}", row.text("id")), got, want)
}

/// Groups combined: mean and standard deviation.
pub fn combined() {
    let numbers = rows("combine").into_iter().flat_map(|row| {
        let group = |mean, sd, n| Group { mean: row.input(mean), sd: row.input(sd), n: row.input(n) };
        let both = combine(&[group("in_m1", "in_sd1", "in_n1"), group("in_m2", "in_sd2", "in_n2")]).ok();
        let (mean, sd) = (both.map(|b| b.mean), both.map(|b| b.sd));
        [named(&row, "mean", mean, row.number("mean")), named(&row, "sd", sd, row.number("sd"))]
    });
    numbers_hold("combined", 1e-11, numbers.collect());
}

/// Five-number summaries; a skewed one is refused.
pub fn five_numbers() {
    let numbers = rows("fivenum").into_iter().flat_map(|row| {
        let scenario = row.text("in_scn");
        let pair = |low, high| Some((row.input(low), row.input(high)));
        let summary = Summary::FiveNumbers {
            range: if scenario == "S2" { None } else { pair("in_min", "in_max") },
            quartiles: if scenario == "S1" { None } else { pair("in_q1", "in_q3") },
            median: row.input("in_med"),
        };
        let found = recover(&summary, row.input("in_n")).ok();
        let refused = !row.text("reason").is_empty() || row.number("skewed") == Some(1.0);
        let want = |column: &str| if refused { None } else { row.number(column) };
        let sd = if scenario == "S3" { "sd_shi" } else { "sd_wan" };
        [
            named(&row, "mean", found.as_ref().map(|f| f.mean), want("mean_luo")),
            named(&row, "sd", found.as_ref().map(|f| f.sd), want(sd)),
        ]
    });
    numbers_hold("five_numbers", 1e-11, numbers.collect());
}

/// The functions of the fixtures, each with its conversion and the inputs that its arguments are.
const FUNCTIONS: &[(&str, &str, &[&str])] = &[
    ("se_to_sd", "se-to-sd", &["se", "n"]),
    ("ci_to_sd_t", "ci-to-sd", &["lower", "upper", "n", "level"]),
    ("ci_to_sd_z", "ci-to-sd-z", &["lower", "upper", "n", "level"]),
    ("iqr_to_sd", "iqr-to-sd", &["lq", "uq"]),
    ("iqr_to_sd_exact", "iqr-to-sd-exact", &["lq", "uq"]),
    ("mdci_to_se_z", "difference-ci-to-se-z", &["lower", "upper", "level"]),
    ("mdci_to_se_t", "difference-ci-to-se-t", &["lower", "upper", "n1", "n2", "level"]),
    ("t_to_se", "t-to-se", &["estimate", "t"]),
    ("f_to_se", "f-to-se", &["estimate", "f"]),
    ("p_to_t", "p-to-t", &["p", "n1", "n2"]),
    ("p_to_se", "p-to-se", &["estimate", "p", "n1", "n2"]),
    ("p_to_sd", "p-to-sd", &["estimate", "p", "n1", "n2"]),
    ("p_to_se_z", "p-to-se-z", &["estimate", "p"]),
    ("change_sd", "change-sd", &["sd1", "sd2", "r"]),
    ("change_corr", "change-correlation", &["sd1", "sd2", "sd_diff"]),
    ("d_from_t", "t-to-d", &["t", "n1", "n2"]),
    ("d_from_r", "r-to-d", &["r", "n1", "n2"]),
    ("d_to_lnor", "d-to-lnor", &["d", "variance"]),
    ("lnor_to_d", "lnor-to-d", &["lnor", "variance"]),
    ("ratioci_to_se", "ratio-ci-to-se", &["lower", "upper", "level"]),
    ("hr_from_ci", "hr-ci-to-lnhr", &["lower", "upper", "level"]),
    ("or_to_rr", "or-to-rr", &["or", "baseline_risk"]),
    ("rr_to_or", "rr-to-or", &["rr", "baseline_risk"]),
    ("or_to_rd", "or-to-rd", &["or", "baseline_risk"]),
    ("rr_to_rd", "rr-to-rd", &["rr", "baseline_risk"]),
    ("design_effect", "design-effect", &["cluster_size", "icc"]),
    ("design_effect_cv", "design-effect-cv", &["cluster_size", "icc", "cv"]),
    ("se_to_sd_two", "difference-se-to-sd", &["se", "n1", "n2"]),
];

/// The problem that stands for a reason of the fixtures.
fn code(reason: &str) -> &'static str {
    match reason {
        "p_zero" | "p_one" | "md_zero" | "t_zero" | "f_zero" => "se-not-recoverable",
        "sd_zero" => "sd-zero",
        "n_too_small" => "n-too-small",
        "not_whole" => "not-whole",
        "events_above_n" => "events-above-n",
        "degenerate_margin" => "degenerate-margin",
        "no_such_table" => "no-such-table",
        "no_direction" => "missing-value",
        "corr_out_of_range" => "correlation-out-of-range",
        "nonpositive_limit" => "ratio-not-positive",
        "risk_ge_1" => "risk-too-high",
        "r_pm_1" => "perfect-correlation",
        other => panic!("unknown reason {other}"),
    }
}

/// Conversions by the arguments of the fixture's functions.
pub fn conversions() {
    let mut numbers = Vec::new();
    for row in rows("convert") {
        let known = FUNCTIONS.iter().find(|(function, ..)| *function == row.text("fn"));
        let (_, id, inputs) = known.unwrap_or_else(|| panic!("no conversion for {}", row.text("fn")));
        let conversion = conversion(id);
        let given = inputs.iter().enumerate().map(|(i, name)| (*name, row.input(&format!("a{}", i + 1)))).collect();
        // the fixture has no variances of effects from t and r
        let outputs = conversion.outputs.iter().take(if row.number("o2").is_some() { 2 } else { 1 });
        numbers.extend(converted(&row, conversion, given, outputs.count()));
    }
    numbers_hold("conversions", 1e-12, numbers);
}

/// Conversions by the order of their inputs.
pub fn recovered() {
    let mut numbers = Vec::new();
    for row in rows("recover") {
        let conversion = conversion(row.text("conversion"));
        let value = |i: usize| row.number(&format!("a{}", i + 1));
        let given = conversion.inputs.iter().enumerate().filter_map(|(i, input)| Some((input.name, value(i)?)));
        numbers.extend(converted(&row, conversion, given.collect(), conversion.outputs.len()));
    }
    numbers_hold("recovered", 1e-12, numbers);
}

/// No conversion is without a row.
#[cfg(not(target_arch = "wasm32"))]
pub fn every_conversion_has_a_fixture() {
    for conversion in CONVERSIONS {
        let by_function = FUNCTIONS.iter().any(|(_, id, _)| *id == conversion.id);
        let has_row = || rows("recover").iter().any(|row| row.text("conversion") == conversion.id);
        assert!(by_function || has_row(), "{}", conversion.id);
    }
}

fn conversion(id: &str) -> &'static Conversion {
    Conversion::find(id).unwrap_or_else(|| panic!("no conversion {id}"))
}

/// The outputs that a row gives, up to so many, and those it wants; where it has a reason the problem must be that one.
fn converted(row: &Row, conversion: &Conversion, given: Vec<(&str, f64)>, outputs: usize) -> Vec<Number> {
    let found = conversion.convert(&given);
    match (&found, row.text("reason")) {
        (Err(problems), reason) if !reason.is_empty() => {
            assert_eq!(problems[0].code.name(), code(reason), "{}", row.text("id"));
        }
        (Ok(_), reason) if !reason.is_empty() => panic!("{} is converted, but {reason}", row.text("id")),
        _ => {}
    }
    let number = |(i, output): (usize, &Output)| {
        let got = found.as_ref().ok().and_then(|found| found.values.get(i)).map(|(_, value)| *value);
        let want = row.number(&format!("o{}", i + 1));
        // an unrounded count near 0 is what is left of the total, and has its last digits
        let total = given.iter().find(|(name, _)| *name == "total_events" && output.name.starts_with("exact"));
        let beside = |count: Option<f64>| Some(count? + total.map_or(0.0, |(_, total)| *total));
        named(row, &format!("{} {}", conversion.id, output.name), beside(got), beside(want))
    };
    conversion.outputs.iter().enumerate().take(outputs).map(number).collect()
}

/// Exact and mid-P limits of a single rate.
pub fn rate() {
    let mut numbers = Vec::new();
    for row in rows("rate") {
        for level in ["90", "95", "99"] {
            let tail = Level::new(level.parse().expect("a number")).expect("a level").tail();
            for (prefix, mass) in [("ex", Mass::Whole), ("mid", Mass::Mid)] {
                let limits = rates::single_limits(row.input("in_x"), row.input("in_t"), tail, mass).ok();
                let want = |end: &str| row.number(&format!("{prefix}_{end}_{level}"));
                numbers.push(named(&row, "lower", limits.map(|l| l.0), want("lo")));
                numbers.push(named(&row, "upper", limits.map(|l| l.1), want("hi")));
            }
        }
    }
    numbers_hold("rate", 1e-9, numbers);
}

/// Design effects, with clusters of one size and of several.
pub fn clusters() {
    let mut numbers = Vec::new();
    for row in rows("convert") {
        let cv = match row.text("fn") {
            "design_effect" => 0.0,
            "design_effect_cv" => row.input("a3"),
            _ => continue,
        };
        let found = design_effect(row.input("a1"), row.input("a2"), cv).ok().map(|found| found.design_effect);
        numbers.push(named(&row, "design effect", found, row.number("o1")));
    }
    numbers_hold("clusters", 1e-12, numbers);
}

/// Absolute effects at an assumed comparator: corresponding risk or rate, difference per 1000, number needed to treat.
pub fn absolute_effects() {
    let mut numbers = Vec::new();
    for row in rows("absolute") {
        let measure = Measure::find(row.text("in_measure")).expect("a measure");
        let [point, lower, upper] = ["in_point", "in_lower", "in_upper"].map(|column| row.input(column));
        let comparator = match measure.id {
            "IRR" | "IRD" => Comparator::Rate(row.input("in_comparator")),
            _ => Comparator::Risk(row.input("in_comparator")),
        };
        let event = Event::from_name(row.text("in_event")).expect("an event");
        let found = absolute_effect_of(measure, Span { point, lower, upper }, comparator, event).expect("an effect");
        let spans =
            [("risk", Some(found.corresponding)), ("diff", Some(found.difference_per_1000)), ("nnt", found.nnt)];
        for (name, span) in spans {
            let ends = [("", span.map(|s| s.point)), ("_lo", span.map(|s| s.lower)), ("_hi", span.map(|s| s.upper))];
            numbers.extend(ends.map(|(end, got)| named(&row, name, got, row.number(&format!("{name}{end}")))));
        }
        let told = |code| Some(f64::from(u8::from(found.notices.iter().any(|notice| notice.code == code))));
        numbers.push(named(&row, "capped", told(NoticeCode::AbsoluteCapped), row.number("capped")));
        let union = Some(f64::from(u8::from(row.text("type") == "union")));
        numbers.push(named(&row, "through infinity", told(NoticeCode::ThroughInfinity), union));
    }
    numbers_hold("absolute_effects", 1e-12, numbers);
}
