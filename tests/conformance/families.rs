//! Which columns of which fixture file check which measure.

use super::check::{Check, Columns};
use super::fixture::Row;
use effect_size::{Convention, Field, Interval, Options, Reported, ZeroCells};

const WALD: Columns = Columns { point: "est", analysis: "", variance: "vi", se: "", p: "p", statistic: "z", df: "" };
const LOG_WALD: Columns = Columns { analysis: "yi", ..WALD };

fn means(row: &Row) -> Reported {
    Reported::new()
        .with(Field::Mean1, row.input("in_m1"))
        .with(Field::Sd1, row.input("in_sd1"))
        .with(Field::N1, row.input("in_n1"))
        .with(Field::Mean2, row.input("in_m2"))
        .with(Field::Sd2, row.input("in_sd2"))
        .with(Field::N2, row.input("in_n2"))
}

fn table(row: &Row) -> Reported {
    let [a, b, c, d] = ["in_a", "in_b", "in_c", "in_d"].map(|cell| row.input(cell));
    Reported::new().with(Field::Events1, a).with(Field::N1, a + b).with(Field::Events2, c).with(Field::N2, c + d)
}

fn rates(row: &Row) -> Reported {
    Reported::new()
        .with(Field::Events1, row.input("in_x1"))
        .with(Field::Time1, row.input("in_t1"))
        .with(Field::Events2, row.input("in_x2"))
        .with(Field::Time2, row.input("in_t2"))
}

fn plain(_: &Row) -> Option<Options> {
    Some(Options::default())
}

/// The zero-cell rule that a row's `in_corr` names.
fn by_correction(row: &Row) -> Option<Options> {
    let (zero_cells, convention) = match row.text("in_corr") {
        "none" => (ZeroCells::None, Convention::RevMan),
        "all" => (ZeroCells::All, Convention::RevMan),
        "tacc" => (ZeroCells::TreatmentArm, Convention::RevMan),
        "only0" => (ZeroCells::OnlyIfZero, Convention::Metafor),
        "only0_drop00" => (ZeroCells::OnlyIfZero, Convention::RevMan),
        other => panic!("unknown correction {other}"),
    };
    Some(Options { zero_cells, convention, ..Options::default() })
}

fn two_means(file: &'static str, measure: &'static str, prefix: Prefixed) -> Check {
    Check {
        data: means,
        options: plain,
        columns: prefix.columns,
        limits: prefix.limits,
        reason: prefix.reason,
        ..two_by_two(file, measure)
    }
}

/// Columns under a prefix.
struct Prefixed {
    columns: Columns,
    limits: &'static str,
    reason: &'static str,
}

fn metafor(_: &Row) -> Option<Options> {
    Some(Options { convention: Convention::Metafor, ..Options::default() })
}

/// Mean differences.
pub fn md() -> Vec<Check> {
    let t = |point, se, p, statistic, df| Columns { point, analysis: "", variance: "", se, p, statistic, df };
    let by = |interval, columns, limits, reason| Check {
        interval: Some(interval),
        ..two_means("md", "MD", Prefixed { columns, limits, reason })
    };
    vec![
        by(Interval::Z, WALD, "", "reason"),
        by(Interval::Welch, Columns { variance: "vi", ..t("est", "", "w_p", "w_t", "w_df") }, "w_", "w_reason"),
        by(Interval::Pooled, t("est", "p_se", "p_p", "p_t", "p_df"), "p_", "p_reason"),
    ]
}

/// Standardised mean differences.
pub fn smd() -> Vec<Check> {
    let by = |options, columns, limits, reason| Check {
        options,
        ..two_means("smd", "SMD", Prefixed { columns, limits, reason })
    };
    let exact = Columns { point: "g", variance: "vi_ls", ..WALD };
    let revman = Columns { point: "g_approx", variance: "rm_vi", se: "rm_se", p: "rm_p", statistic: "rm_z", ..WALD };
    vec![
        by(metafor, exact, "", "reason"),
        by(plain, revman, "rm_", "rm_reason"),
        Check {
            interval: Some(Interval::NoncentralT),
            inverted: true,
            // the fixture's limits are those of d
            times: "J",
            ..by(metafor, Columns { point: "g", ..Columns::default() }, "nct_", "nct_reason")
        },
    ]
}

/// Glass's delta and the difference with unequal variances.
pub fn smd_variants() -> Vec<Check> {
    let smd1 = Columns { point: "smd1", variance: "smd1_vi", se: "smd1_se", p: "smd1_p", statistic: "smd1_z", ..WALD };
    let smdh = Columns { point: "smdh", variance: "smdh_vi", se: "smdh_se", p: "smdh_p", statistic: "smdh_z", ..WALD };
    vec![
        two_means("smd_variants", "SMD1", Prefixed { columns: smd1, limits: "smd1_", reason: "smd1_reason" }),
        two_means("smd_variants", "SMDH", Prefixed { columns: smdh, limits: "smdh_", reason: "smdh_reason" }),
    ]
}

/// Ratios of means, with and without bias correction.
pub fn rom() -> Vec<Check> {
    let by = |options, columns, limits| Check {
        options,
        ..two_means("rom", "ROM", Prefixed { columns, limits, reason: "reason" })
    };
    let raw = Columns { point: "est_raw", analysis: "yi_raw", p: "raw_p", statistic: "raw_z", ..WALD };
    vec![by(metafor, LOG_WALD, "n"), by(plain, raw, "raw_n")]
}

/// Exact odds ratios, central and mid-P.
pub fn or_exact() -> Vec<Check> {
    let by = |interval, p, limits| Check {
        interval: Some(interval),
        options: plain,
        columns: Columns { p, ..Columns::default() },
        limits,
        inverted: true,
        ..two_by_two("or_exact", "OR")
    };
    vec![by(Interval::Exact, "p_central", "ex_"), by(Interval::MidP, "p_mid", "mid_")]
}

/// Baptista and Pike's odds ratios; the P value is that of Fisher's order.
pub fn or_bp() -> Vec<Check> {
    vec![Check {
        interval: Some(Interval::BaptistaPike),
        options: plain,
        columns: Columns::default(),
        limits: "bp_",
        inverted: true,
        ..two_by_two("or_bp", "OR")
    }]
}

/// Score intervals of odds ratio, risk ratio and risk difference.
pub fn scores() -> Vec<Check> {
    let by = |file, measure, interval, limits, columns| Check {
        interval: Some(interval),
        options: plain,
        columns,
        limits,
        inverted: true,
        ..two_by_two(file, measure)
    };
    let mn = || Columns { p: "mn_p", statistic: "mn_z", ..Columns::default() };
    let koopman = Columns { p: "koop_p", statistic: "koop_z", ..Columns::default() };
    vec![
        by("score_or", "OR", Interval::Score, "mn_", mn()),
        by("score_rr", "RR", Interval::Score, "mn_", mn()),
        by("score_rr", "RR", Interval::Koopman, "koop_", koopman),
        by("score_rd", "RD", Interval::Score, "mn_", Columns { point: "est", ..mn() }),
    ]
}

/// Newcombe's and Agresti and Caffo's risk differences.
pub fn rd_ci() -> Vec<Check> {
    let by = |interval, limits| Check {
        interval: Some(interval),
        options: plain,
        columns: Columns { point: "est", ..Columns::default() },
        limits,
        ..two_by_two("rd_ci", "RD")
    };
    vec![by(Interval::Newcombe, "newc_"), by(Interval::AgrestiCaffo, "ac_")]
}

/// Exact, mid-P and score rate ratios.
pub fn irr_exact() -> Vec<Check> {
    let by = |interval, p, limits| Check {
        interval: Some(interval),
        data: rates,
        options: plain,
        columns: Columns { p, ..Columns::default() },
        limits,
        inverted: true,
        ..two_by_two("irr_exact", "IRR")
    };
    vec![
        by(Interval::Exact, "p_central", "ex_"),
        by(Interval::MidP, "p_mid", "mid_"),
        by(Interval::Score, "sc_p", "sc_"),
    ]
}

/// Hazard ratios from observed minus expected events.
pub fn hr_oev() -> Vec<Check> {
    fn log_rank(row: &Row) -> Reported {
        Reported::new().with(Field::Oe, row.input("in_O") - row.input("in_E")).with(Field::V, row.input("in_V"))
    }
    vec![Check { data: log_rank, options: plain, reason: "", ..two_by_two("hr_oev", "HR") }]
}

/// Changes of one group.
pub fn paired() -> Vec<Check> {
    fn pairs(row: &Row) -> Reported {
        Reported::new()
            .with(Field::Mean1, row.input("in_m1"))
            .with(Field::Sd1, row.input("in_sd1"))
            .with(Field::Mean2, row.input("in_m2"))
            .with(Field::Sd2, row.input("in_sd2"))
            .with(Field::N, row.input("in_n"))
            .with(Field::R, row.input("in_r"))
    }
    let by = |measure, columns, limits, reason| Check {
        data: pairs,
        options: metafor,
        columns,
        limits,
        reason,
        ..two_by_two("paired", measure)
    };
    let z = |point, variance, se, p, statistic| Columns { point, analysis: "", variance, se, p, statistic, df: "" };
    let t = Columns { df: "mct_df", ..z("mc", "mc_vi", "", "mct_p", "mct_t") };
    let romc = Columns { analysis: "romc", ..z("", "romc_vi", "romc_se", "romc_p", "romc_z") };
    vec![
        Check {
            interval: Some(Interval::Z),
            ..by("MC", z("mc", "mc_vi", "mc_se", "mc_p", "mc_z"), "mc_", "mc_reason")
        },
        Check { interval: Some(Interval::T), ..by("MC", t, "mct_", "mct_reason") },
        by("SMCC", z("smcc", "smcc_vi", "smcc_se", "smcc_p", "smcc_z"), "smcc_", "smcc_reason"),
        by("SMCR", z("smcr", "smcr_vi", "smcr_se", "smcr_p", "smcr_z"), "smcr_", "smcr_reason"),
        by("ROMC", romc, "romc_n", "romc_reason"),
    ]
}

fn two_by_two(file: &'static str, measure: &'static str) -> Check {
    Check {
        file,
        measure,
        interval: None,
        data: table,
        options: by_correction,
        columns: LOG_WALD,
        limits: "n",
        reason: "reason",
        inverted: false,
        times: "",
    }
}

/// Odds ratios.
pub fn or() -> Vec<Check> {
    vec![two_by_two("or", "OR")]
}

/// Risk ratios.
pub fn rr() -> Vec<Check> {
    vec![two_by_two("rr", "RR")]
}

/// Risk differences: metafor corrects the point, RevMan only the variance.
pub fn rd() -> Vec<Check> {
    let corrected = |row: &Row| match row.text("in_corr") {
        "only0_drop00" => None,
        _ => by_correction(row).map(|options| Options { convention: Convention::Metafor, ..options }),
    };
    let revman = |row: &Row| match row.text("in_corr") {
        "only0" => None,
        _ => by_correction(row),
    };
    let uncorrected = Columns { point: "est_u", p: "u_p", statistic: "u_z", ..WALD };
    vec![
        Check { options: corrected, columns: WALD, limits: "", ..two_by_two("rd", "RD") },
        Check { options: revman, columns: uncorrected, limits: "u_", ..two_by_two("rd", "RD") },
    ]
}

/// Peto odds ratios.
pub fn peto() -> Vec<Check> {
    vec![Check { options: plain, ..two_by_two("peto", "PETO") }]
}

/// Rate ratios.
pub fn irr() -> Vec<Check> {
    vec![Check { data: rates, ..two_by_two("irr", "IRR") }]
}

/// Rate differences.
pub fn ird() -> Vec<Check> {
    let wald = || Check { data: rates, options: plain, columns: WALD, limits: "", ..two_by_two("ird", "IRD") };
    let score = Columns { point: "est", ..Columns::default() };
    let score = Check {
        interval: Some(Interval::Score),
        columns: score,
        limits: "sc_",
        reason: "sc_reason",
        inverted: true,
        ..wald()
    };
    vec![wald(), score]
}

/// Arcsine differences.
pub fn arcsine() -> Vec<Check> {
    vec![Check { options: plain, columns: Columns { analysis: "yi", ..WALD }, limits: "", ..two_by_two("as", "AS") }]
}

/// Ratios of standard deviations and of coefficients of variation.
pub fn vr() -> Vec<Check> {
    let ratio = |measure, columns, limits, reason| Check {
        data: means,
        options: plain,
        columns,
        limits,
        reason,
        ..two_by_two("vr", measure)
    };
    let vr = Columns {
        point: "vr_est",
        analysis: "vr_yi",
        variance: "vr_vi",
        se: "vr_se",
        p: "vr_p",
        statistic: "vr_z",
        df: "",
    };
    let cvr = Columns {
        point: "cvr_est",
        analysis: "cvr_yi",
        variance: "cvr_vi",
        se: "cvr_se",
        p: "cvr_p",
        statistic: "cvr_z",
        df: "",
    };
    vec![ratio("VR", vr, "vr_n", "vr_reason"), ratio("CVR", cvr, "cvr_n", "cvr_reason")]
}

/// Numbers needed to treat.
pub fn nnt() -> Vec<Check> {
    let newcombe = Check {
        interval: Some(Interval::Newcombe),
        columns: Columns { point: "nnt", ..Columns::default() },
        limits: "nntn_",
        reason: "nnt_reason",
        ..two_by_two("rd_ci", "NNT")
    };
    vec![
        Check { options: plain, limits: "", ..two_by_two("nnt", "NNT") },
        Check { options: |row| (row.text("nnt_reason") != "rd_zero").then(Options::default), ..newcombe },
    ]
}

/// Reported differences and ratios.
pub fn giv() -> Vec<Check> {
    fn reported(row: &Row) -> Reported {
        let mut data = Reported::new();
        for (field, column) in [
            (Field::Estimate, "in_estimate"),
            (Field::Se, "in_se"),
            (Field::Lower, "in_lower"),
            (Field::Upper, "in_upper"),
            (Field::P, "in_p"),
            (Field::T, "in_t"),
        ] {
            if let Some(value) = row.number(column) {
                data.set(field, value);
            }
        }
        data
    }
    let on = |measure, options| Check { data: reported, options, ..two_by_two("giv", measure) };
    // a ratio that is not positive is refused at the door, not "not estimable"
    let ratio =
        |row: &Row| (row.text("in_scale") == "log" && row.text("reason") != "nonpositive_limit").then(Options::default);
    vec![on("GIV", |row| (row.text("in_scale") == "identity").then(Options::default)), on("GIVR", ratio)]
}
