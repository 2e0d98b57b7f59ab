//! Worked examples that papers and manuals print, computed again.
//!
//! A printed figure is given as text and holds to half a unit of its last digit. A figure that a source gives the data
//! for but does not print is given as a number, was recomputed at full precision and holds to nine digits. The ids are
//! those of the collection the examples were gathered in. Examples marked "recalled" were written down from memory and
//! confirmed by arithmetic only: check the page before citing it.
//!
//! Not covered, because the crate has no such door:
//!
//! * recovery of what a paper did not print: M01 to M03, M05 and M07 (means from medians); of S08 the standard deviations
//!   are taken as recovered
//! * E-values: B42
//! * one group: B26 (proportion), R16 (rate)
//! * other measures: B31 (phi, Yule, probit and converted odds ratios), B43 (matched pairs of binary outcomes), R14
//!   (difference of root rates)
//! * controlled before-and-after and interrupted time series: D01 to D03
//! * other intervals of covered examples: Mee, adjusted log and inverse sinh (B15, B16), Gart, score without the factor
//!   N / (N - 1) and Baptista-Pike mid-P (B17, B36), and Borenstein's variance of two groups (C02)
#![cfg(not(target_arch = "wasm32"))]
// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

use effect_size::Field::*;
use effect_size::absolute::{Absolute, Comparator, Event, Span, absolute_effect, absolute_effect_of};
use effect_size::cluster::effective;
use effect_size::combine::{Group, combine};
use effect_size::recover::log_odds_ratio::{self, Latent};
use effect_size::recover::standardized_difference::{self, Effect};
use effect_size::recover::{correlation, crossover, difference_interval, point_biserial, ratio};
use effect_size::scale::Scale;
use effect_size::{Convention, Estimate, Field, Interval, Level, Measure, Options, Reported, Request, compute};

/// What a paper gives, and the choices it makes.
#[derive(Clone)]
struct Example {
    data: Reported,
    options: Options,
}

impl Example {
    fn new<const N: usize>(fields: [Field; N], values: [f64; N]) -> Example {
        let data = fields.into_iter().zip(values).fold(Reported::new(), |data, (field, value)| data.with(field, value));
        Example { data, options: Options::default() }
    }

    fn by(&self, interval: Interval) -> Example {
        Example { options: Options { interval: Some(interval), ..self.options }, ..self.clone() }
    }

    fn as_metafor(&self) -> Example {
        Example { options: Options { convention: Convention::Metafor, ..self.options }, ..self.clone() }
    }

    #[track_caller]
    fn gives(&self, measure: &str) -> Estimate {
        let measure = Measure::find(measure).unwrap_or_else(|| panic!("no measure {measure}"));
        let request = Request { measure, data: self.data.clone(), options: self.options };
        let estimate = compute(&request).unwrap_or_else(|problems| panic!("{}: {problems:?}", measure.id));
        if let Some(interval) = self.options.interval {
            assert_eq!(estimate.interval, interval, "{} does not offer it", measure.id);
        }
        estimate
    }
}

fn means(values: [f64; 6]) -> Example {
    Example::new([Mean1, Sd1, N1, Mean2, Sd2, N2], values)
}

/// Events and group size, twice.
fn groups(values: [f64; 4]) -> Example {
    Example::new([Events1, N1, Events2, N2], values)
}

/// With and without the event, twice.
fn cells([a, b, c, d]: [f64; 4]) -> Example {
    groups([a, a + b, c, c + d])
}

fn rates(values: [f64; 4]) -> Example {
    Example::new([Events1, Time1, Events2, Time2], values)
}

fn pairs(values: [f64; 6]) -> Example {
    Example::new([Mean1, Sd1, Mean2, Sd2, N, R], values)
}

/// An estimate and its 95 % limits.
fn interval(values: [f64; 3]) -> Example {
    Example::new([Field::Estimate, Lower, Upper], values)
}

/// Half a unit of the last printed digit.
#[track_caller]
fn prints(value: f64, printed: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    let half = 0.5 * 10_f64.powi(-(digits as i32));
    let wanted: f64 = printed.parse().expect("a number");
    assert!((value - wanted).abs() <= half * (1.0 + 1e-9), "{value} is printed as {printed}");
}

fn variance(estimate: &Estimate) -> f64 {
    estimate.analysis.variance.expect("a variance")
}

fn se(estimate: &Estimate) -> f64 {
    estimate.analysis.se.expect("a standard error")
}

/// Both ends, displayed.
#[track_caller]
fn spans(estimate: &Estimate, lower: &str, upper: &str) {
    prints(estimate.lower, lower);
    prints(estimate.upper, upper);
}

/// Point and variance on the scale of analysis.
#[track_caller]
fn analyses(estimate: &Estimate, point: &str, variance_printed: &str) {
    prints(estimate.analysis.point, point);
    prints(variance(estimate), variance_printed);
}

/// Nine digits of figures that no paper prints.
#[track_caller]
fn recomputes<const N: usize>(values: [f64; N], wanted: [f64; N]) {
    for (value, wanted) in values.into_iter().zip(wanted) {
        let error = (value - wanted).abs();
        assert!(error <= 1e-9 * wanted.abs() || error < 1e-15, "{value}, recomputed {wanted}");
    }
}

fn ends(estimate: &Estimate) -> [f64; 2] {
    [estimate.lower, estimate.upper]
}

fn join<const PAIRS: usize, const ALL: usize>(pairs: [[f64; 2]; PAIRS]) -> [f64; ALL] {
    pairs.concat().try_into().expect("as many numbers as are wanted")
}

fn analysis(estimate: &Estimate) -> [f64; 2] {
    [estimate.analysis.point, variance(estimate)]
}

// Means

/// C01, recalled.
#[test]
fn borenstein_2009_mean_difference() {
    let example = means([103.0, 5.5, 50.0, 100.0, 4.5, 50.0]);
    let md = example.gives("MD");
    prints(md.point, "3.0000");
    prints(variance(&md), "1.0100");
    prints(se(&md), "1.0050");
    recomputes(ends(&md), [1.030260573, 4.969739427]);
    let welch = example.by(Interval::Welch).gives("MD");
    recomputes(ends(&welch), [1.004657008, 4.995342992]);
    recomputes([welch.statistic.unwrap().df.unwrap()], [94.30223564]);
    recomputes(ends(&example.by(Interval::Pooled).gives("MD")), [1.005634891, 4.994365109]);
}

/// C02, recalled. Borenstein's variance of g, printed as 0.0411, is that of d times J²; neither convention uses it.
#[test]
fn borenstein_2009_standardised_mean_difference() {
    let example = means([103.0, 5.5, 50.0, 100.0, 4.5, 50.0]);
    let revman = example.gives("SMD");
    prints(revman.point, "0.5924");
    recomputes(analysis(&revman), [0.5924415803, 0.0418269156]);
    let metafor = example.as_metafor().gives("SMD");
    prints(metafor.point, "0.5924");
    recomputes(analysis(&metafor), [0.592439623, 0.04175492353]);
    let exact = example.as_metafor().by(Interval::NoncentralT).gives("SMD");
    recomputes(ends(&exact), [0.1932869057, 0.9886984262]);
}

/// C03, recalled. The paper's ln R of 0.1871 is not what its means give: ln(61.515 / 51.015) = 0.18716.
#[test]
fn borenstein_2009_ratio_of_means() {
    let rom = means([61.515, 19.475, 10.0, 51.015, 19.475, 10.0]).gives("ROM");
    prints(variance(&rom), "0.0246");
    recomputes(analysis(&rom), [0.1871613404, 0.02459622976]);
    recomputes(ends(&rom), [0.8867222845, 1.639753821]);
}

/// C04, recalled.
#[test]
fn gardner_and_altman_1986_mean_difference() {
    let example = means([146.4, 18.5, 100.0, 140.4, 16.8, 100.0]);
    let md = example.by(Interval::Pooled).gives("MD");
    prints(md.point, "6.0");
    prints(se(&md), "2.5");
    spans(&md, "1.1", "10.9");
    recomputes(ends(&md), [1.071968174, 10.92803183]);
    recomputes(ends(&example.by(Interval::Welch).gives("MD")), [1.071688336, 10.92831166]);
    recomputes(ends(&example.gives("MD")), [1.10208961, 10.89791039]);
}

/// C05, recalled. Only the difference has a standard deviation: a second measurement of 0 without spread leaves it. The
/// limits are those of the unrounded standard error of 5.97 / 4.
#[test]
fn altman_2000_paired_means() {
    let mc = pairs([6.6, 5.97, 0.0, 0.0, 16.0, 0.0]).gives("MC");
    assert_eq!(mc.interval, Interval::T);
    prints(mc.point, "6.6");
    prints(se(&mc), "1.49");
    spans(&mc, "3.4", "9.8");
    recomputes(ends(&mc), [3.418811553, 9.781188447]);
}

/// metafor prints SMD and SMDH of the first four hospitals.
#[test]
fn normand_1999_length_of_stay_as_metafor_prints_it() {
    #[rustfmt::skip]
    let hospitals = [
        ("C08 Orpington-Moderate", [64.0, 17.0, 75.0, 119.0, 29.0, 71.0],
         ["-2.3176", "0.0458", "-2.3018", "0.0515"]),
        ("C09 Orpington-Severe", [66.0, 20.0, 18.0, 137.0, 48.0, 18.0], ["-1.8880", "0.1606", "-1.8880", "0.1961"]),
    ];
    for (hospital, values, [smd, smd_variance, smdh, smdh_variance]) in hospitals {
        println!("{hospital}");
        let example = means(values).as_metafor();
        analyses(&example.gives("SMD"), smd, smd_variance);
        analyses(&example.gives("SMDH"), smdh, smdh_variance);
    }
}

/// MD, SMD and SMDH as metafor; SMD as RevMan; ROM as metafor, with its bias correction.
#[test]
fn normand_1999_length_of_stay_recomputed() {
    #[rustfmt::skip]
    let hospitals = [
        ("C08 Orpington-Moderate", [64.0, 17.0, 75.0, 119.0, 29.0, 71.0],
         [-55.0, 3.962121118, -2.31756916, 0.04581211028, -2.301791534, 0.05148033027],
         [-2.317572689, 0.04632232851, -0.6201882607, 0.001777212409]),
        ("C09 Orpington-Severe", [66.0, 20.0, 18.0, 137.0, 48.0, 18.0],
         [-71.0, 12.25651754, -1.887982253, 0.1606177359, -1.887982253, 0.1960559061],
         [-1.888035542, 0.1667049696, -0.7311853017, 0.01192127623]),
        ("C11 Montreal-Transfer", [19.0, 7.0, 57.0, 18.0, 4.0, 52.0],
         [1.0, 1.08043576, 0.1721486691, 0.03691057, 0.1741787217, 0.03674812603],
         [0.1721491455, 0.0369156689, 0.05478303722, 0.003330967125]),
        ("C12 Newcastle", [52.0, 45.0, 34.0, 41.0, 34.0, 33.0],
         [11.0, 9.725694143, 0.2720520739, 0.06026712584, 0.27262317, 0.06190405709],
         [0.2720541325, 0.06030164445, 0.2382652646, 0.04286515884]),
        ("C14 Uppsala", [30.0, 27.0, 60.0, 23.0, 20.0, 52.0],
         [7.0, 4.454470529, 0.2895562301, 0.03627173416, 0.2926084738, 0.03619012177],
         [0.2895569881, 0.03628538356, 0.2651825535, 0.02804122437]),
    ];
    for (hospital, values, differences, others) in hospitals {
        println!("{hospital}");
        let example = means(values);
        let md = example.gives("MD");
        let [smd, smdh, rom] = ["SMD", "SMDH", "ROM"].map(|id| analysis(&example.as_metafor().gives(id)));
        recomputes(join([[md.point, se(&md)], smd, smdh]), differences);
        recomputes(join([analysis(&example.gives("SMD")), rom]), others);
    }
}

#[test]
fn chen_and_peace_2013_metafor_beside_revman() {
    #[rustfmt::skip]
    let studies = [
        ("C15", [94.0, 22.0, 60.0, 92.0, 20.0, 60.0],
         ["0.09452415852", "0.0333705617", "0.0945243734", "0.0333718257"]),
        ("C16", [98.0, 21.0, 65.0, 92.0, 22.0, 65.0],
         ["0.27735586627", "0.0310651011", "0.2773564015", "0.0310743497"]),
        ("C17", [98.0, 28.0, 40.0, 88.0, 26.0, 40.0],
         ["0.36654442952", "0.0508397176", "0.3665463485", "0.0508832253"]),
        ("C18", [94.0, 19.0, 200.0, 82.0, 17.0, 200.0],
         ["0.66438496833", "0.0105517592", "0.6643850999", "0.0105572483"]),
    ];
    for (study, values, [metafor, metafor_variance, revman, revman_variance]) in studies {
        println!("{study}");
        analyses(&means(values).as_metafor().gives("SMD"), metafor, metafor_variance);
        analyses(&means(values).gives("SMD"), revman, revman_variance);
    }
}

/// C26, recalled. The point only: Borenstein's variance is not that of the measure (metafor's documentation says so).
/// A difference of 3 with SD 5.5 and r = 0.7 is of SDs within of 5.5 / √0.6 = 7.1005.
#[test]
fn borenstein_2009_matched_groups() {
    let within = 5.5 / 0.6_f64.sqrt();
    prints(within, "7.1005");
    prints(pairs([3.0, within, 0.0, within, 50.0, 0.7]).gives("SMCR").point, "0.4160");
}

/// C28. metafor's documentation: means 26 and 22, variances 30 and 20, n = 60, r = 0.7.
#[test]
fn metafor_paired_ratio_of_means() {
    let romc = pairs([26.0, 30_f64.sqrt(), 22.0, 20_f64.sqrt(), 60.0, 0.7]).as_metafor().gives("ROMC");
    analyses(&romc, "0.1671", "0.0004");
    recomputes(analysis(&romc), [0.1670795545, 0.000429141102]);
}

/// C29 to C32: after, before, in units of the SD before. No correlation is printed for the control groups; the point
/// does not depend on the 0.5 put in for it.
#[test]
fn morris_2008_standardised_mean_change() {
    #[rustfmt::skip]
    let studies = [
        ("C29", [38.5, 15.0, 30.6, 11.6, 20.0, 0.47], [19.7, 13.8, 23.1, 13.8, 20.0, 0.5],
         ["0.5056", "-0.2365", "0.5417"], 0.05938959048),
        ("C30", [26.8, 3.1, 23.5, 4.1, 50.0, 0.64], [25.3, 4.1, 24.9, 4.1, 42.0, 0.5],
         ["1.0481", "0.0958", "1.0198"], 0.02538565803),
        ("C31", [0.7, 0.1, 0.5, 0.1, 9.0, 0.77], [0.6, 0.2, 0.6, 0.2, 9.0, 0.5], ["1.8054", "0.0000", "2.6619"],
         0.2321940686),
        ("C32", [75.9, 14.5, 53.4, 4.4, 10.0, 0.89], [60.7, 17.3, 55.7, 17.3, 11.0, 0.5],
         ["1.4181", "0.2667", "1.9088"], 0.1225477895),
    ];
    for (study, treatment, control, [raw, raw_control, change], raw_variance) in studies {
        println!("{study}");
        let smcr = pairs(treatment).as_metafor().gives("SMCR");
        prints(smcr.point, raw);
        recomputes([variance(&smcr)], [raw_variance]);
        prints(pairs(control).as_metafor().gives("SMCR").point, raw_control);
        prints(pairs(treatment).as_metafor().gives("SMCC").point, change);
    }
}

/// H04: the correlation is that which an SD of the differences of 2 implies.
#[test]
fn handbook_5_1_crossover_mean_difference() {
    let (sd1, sd2) = (2.38, 2.21);
    let r = (sd1 * sd1 + sd2 * sd2 - 4.0) / (2.0 * sd1 * sd2);
    let mc = pairs([7.0, sd1, 6.5, sd2, 10.0, r]).gives("MC");
    prints(mc.point, "0.5");
    prints(se(&mc), "0.632");
}

/// S08: the standard deviations are recovered from the intervals of the two means.
#[test]
fn digenio_2009_weight_loss() {
    let example = means([5.9, 3.8846482213975047, 74.0, 7.7, 4.157371134852936, 76.0]);
    let md = example.gives("MD");
    recomputes([md.point, se(&md), md.lower, md.upper], [-1.8, 0.656767179, -3.087240017, -0.5127599829]);
    recomputes(ends(&example.by(Interval::Welch).gives("MD")), [-3.097870338, -0.5021296623]);
}

// Two-by-two tables

/// B01, recalled.
#[test]
fn borenstein_2009_binary_data() {
    let example = groups([5.0, 100.0, 10.0, 100.0]);
    analyses(&example.gives("RR"), "-0.6931", "0.2800");
    analyses(&example.gives("OR"), "-0.7472", "0.3216");
    analyses(&example.gives("RD"), "-0.05", "0.001375");
}

/// RR and OR as metafor's documentation prints them; intervals, RD, Peto and arcsine recomputed.
#[test]
fn colditz_1994_bcg_trials() {
    #[rustfmt::skip]
    let trials = [
        ("B02 Aronson 1948", [4.0, 119.0, 11.0, 128.0], ["-0.8893", "0.3256", "-0.9387", "0.3571"],
         [0.1343015708, 1.257398383, 0.1212419318, 1.261850143],
         [-0.04661636544, 0.0007800686649, -0.8603833473, 0.2828361819, -0.1038355771, 0.003831081476]),
        ("B03 Ferguson & Simes 1949", [6.0, 300.0, 29.0, 274.0], ["-1.5854", "0.1946", "-1.6662", "0.2081"],
         [0.08629744963, 0.4863522707, 0.07727720378, 0.4620763299],
         [-0.07610172782, 0.0003484625747, -1.402605225, 0.121058189, -0.1740403741, 0.001642075972]),
        ("B04 Rosenthal 1960", [3.0, 228.0, 11.0, 209.0], ["-1.3481", "0.4154", "-1.3863", "0.4334"],
         [0.07344259069, 0.9186086969, 0.06879533668, 0.9084918108],
         [-0.03701298701, 0.0002713997856, -1.227817214, 0.2943889226, -0.1113047087, 0.002218614719]),
        ("B05 Hart & Sutherland 1977", [62.0, 13536.0, 248.0, 12619.0], ["-1.4416", "0.0200", "-1.4564", "0.0203"],
         [0.1792808941, 0.3121407979, 0.1762600974, 0.3081734362],
         [-0.01471461803, 1.802854935e-06, -1.271042174, 0.01306563521, -0.07170567998, 3.781460508e-05]),
        ("B06 Frimodt-Moller 1973", [33.0, 5036.0, 47.0, 5761.0], ["-0.2175", "0.0512", "-0.2191", "0.0520"],
         [0.5162931271, 1.253558058, 0.513824067, 1.255573177],
         [-0.001582126707, 2.657972483e-06, -0.2166838286, 0.05059941184, -0.009305542757, 9.236346952e-05]),
        ("B07 Stein & Aronson 1953", [180.0, 1361.0, 372.0, 1079.0], ["-0.7861", "0.0069", "-0.9581", "0.0099"],
         [0.3871323353, 0.5362029889, 0.3156289863, 0.4662393116],
         [-0.1395676458, 0.0001983356541, -0.9273290208, 0.008890795811, -0.1821286325, 0.0003345272857]),
        ("B08 Vandiviere 1973", [8.0, 2537.0, 10.0, 619.0], ["-1.6209", "0.2230", "-1.6338", "0.2270"],
         [0.07835657668, 0.4989192234, 0.0767185988, 0.4966148197],
         [-0.01275483272, 2.610485623e-05, -2.261217106, 0.3515086245, -0.07032916562, 0.0004956881069]),
        ("B09 TPT Madras 1980", [505.0, 87886.0, 499.0, 87892.0], ["0.0120", "0.0040", "0.0120", "0.0040"],
         [0.8945719776, 1.144896889, 0.8940029236, 1.145782072],
         [6.788021405e-05, 1.277744457e-07, 0.01202039117, 0.004006797056, 0.0004516521335, 5.656684504e-06]),
        ("B11 Rosenthal 1961", [17.0, 1699.0, 65.0, 1600.0], ["-1.3713", "0.0730", "-1.4012", "0.0754"],
         [0.1494209435, 0.430976474, 0.1437793613, 0.4219177407],
         [-0.02913227913, 2.824750371e-05, -1.230665896, 0.04998956441, -0.09919390559, 0.0002958377958]),
        ("B13 Comstock & Webster 1969", [5.0, 2493.0, 3.0, 2338.0], ["0.4459", "0.5325", "0.4466", "0.5342"],
         [0.3736891112, 6.528373831, 0.3731284993, 6.547621023],
         [0.0007200976501, 1.34639336e-06, 0.436200195, 0.5012521357, 0.008948451656, 0.0002068720333]),
    ];
    for (trial, counts, [rr, rr_variance, or, or_variance], intervals, others) in trials {
        println!("{trial}");
        let [risk, odds, rd, peto, arcsine] = ["RR", "OR", "RD", "PETO", "AS"].map(|id| cells(counts).gives(id));
        analyses(&risk, rr, rr_variance);
        analyses(&odds, or, or_variance);
        recomputes(join([ends(&risk), ends(&odds)]), intervals);
        recomputes(join([analysis(&rd), analysis(&peto), analysis(&arcsine)]), others);
    }
}

/// B15. Miettinen and Nurminen's limits are those of PropCIs and DescTools; the paper prints 0.028 to 0.34, Mee's.
#[test]
fn fagerland_2015_risk_difference() {
    let example = groups([7.0, 34.0, 1.0, 34.0]);
    let wald = example.gives("RD");
    prints(wald.point, "0.176");
    spans(&wald, "0.029", "0.32");
    spans(&example.by(Interval::AgrestiCaffo).gives("RD"), "0.012", "0.32");
    spans(&example.by(Interval::Newcombe).gives("RD"), "0.019", "0.34");
    spans(&example.by(Interval::Score).gives("RD"), "0.0270416", "0.3452912");
}

/// B16. The limits the paper labels Koopman, 1.21 to 43, are those with the factor N / (N - 1); Koopman's own are
/// 1.2209 to 42.576, as in PropCIs.
#[test]
fn fagerland_2015_risk_ratio() {
    let example = groups([7.0, 34.0, 1.0, 34.0]);
    let katz = example.gives("RR");
    prints(katz.point, "7.0");
    spans(&katz, "0.91", "54");
    spans(&example.by(Interval::Score).gives("RR"), "1.21", "43");
    spans(&example.by(Interval::Koopman).gives("RR"), "1.220853", "42.575718");
}

/// B17.
#[test]
fn fagerland_2015_odds_ratio() {
    let example = groups([7.0, 34.0, 1.0, 34.0]);
    spans(&example.gives("OR"), "0.99", "74");
    spans(&example.by(Interval::Exact).gives("OR"), "0.97", "397");
    spans(&example.by(Interval::MidP).gives("OR"), "1.19", "200");
    spans(&example.by(Interval::BaptistaPike).gives("OR"), "1.00", "195");
    recomputes(ends(&example.by(Interval::Score).gives("OR")), [1.24662236, 56.46157555]);
}

/// Table II, method 10; score and Agresti-Caffo limits recomputed.
#[test]
fn newcombe_1998_risk_difference() {
    #[rustfmt::skip]
    let tables = [
        ("B19", [9.0, 10.0, 3.0, 10.0], ["0.1705", "0.8090"],
         [0.1700250164, 0.8406495439, 0.1600008011, 0.8399991989]),
        ("B20", [6.0, 7.0, 2.0, 7.0], ["0.0582", "0.8062"],
         [0.03417554508, 0.8534052599, 0.03380627427, 0.8550826146]),
        ("B21", [5.0, 56.0, 0.0, 29.0], ["-0.0381", "0.1926"],
         [-0.03259656174, 0.1933309767, -0.0288658463, 0.171246269]),
        ("B22", [0.0, 10.0, 0.0, 20.0], ["-0.1611", "0.2775"],
         [-0.1657602275, 0.2843813395, -0.1410900955, 0.2168476712]),
        ("B23", [0.0, 10.0, 0.0, 10.0], ["-0.2775", "0.2775"],
         [-0.2879339413, 0.2879339413, -0.221150315, 0.221150315]),
    ];
    for (table, counts, [lower, upper], wanted) in tables {
        println!("{table}");
        let example = groups(counts);
        spans(&example.by(Interval::Newcombe).gives("RD"), lower, upper);
        let others = [Interval::Score, Interval::AgrestiCaffo].map(|other| ends(&example.by(other).gives("RD")));
        recomputes(join(others), wanted);
    }
}

/// B27.
#[test]
fn koopman_1984_risk_ratio() {
    let rr = groups([36.0, 40.0, 16.0, 80.0]).by(Interval::Koopman).gives("RR");
    spans(&rr, "2.940", "7.152");
}

/// B28: an example of R's sasLM.
#[test]
fn miettinen_and_nurminen_1985_risk_difference() {
    let rd = groups([20.0, 101.0, 10.0, 105.0]).by(Interval::Score).gives("RD");
    prints(rd.point, "0.1027817");
    spans(&rd, "0.006405", "0.202917");
}

/// B30: an example of easystats, which calls the interval a score interval; it is Katz's.
#[test]
fn katz_1978_risk_ratio() {
    let example = groups([30.0, 130.0, 71.0, 121.0]);
    let katz = example.gives("RR");
    prints(katz.point, "0.39328");
    spans(&katz, "0.2777954", "0.5567815");
    recomputes(ends(&example.by(Interval::Koopman).gives("RR")), [0.2758987713, 0.5510522911]);
}

/// B36. Its score limits of 1.08 to 3.77 lack the factor N / (N - 1); with it the upper limit is 3.777. It prints the
/// number needed to treat as 7 (3 to 62).
#[test]
fn epir_smoking_and_low_birth_weight() {
    let example = cells([30.0, 44.0, 29.0, 86.0]);
    let wald = example.gives("OR");
    prints(wald.point, "2.02");
    spans(&wald, "1.08", "3.78");
    spans(&example.by(Interval::Exact).gives("OR"), "1.03", "3.96");
    recomputes(ends(&example.by(Interval::Score).gives("OR")), [1.082758541, 3.776790507]);
    let rd = example.gives("RD");
    recomputes([100.0 * rd.point], [15.32314924]);
    prints(100.0 * rd.lower, "1.6");
    prints(100.0 * rd.upper, "29");
    let nnt = example.gives("NNT");
    recomputes([nnt.point, nnt.lower, nnt.upper], [6.52607362, 3.443630405, 62.22088208]);
    prints(nnt.point.ceil(), "7");
    spans(&nnt, "3", "62");
}

/// B37: checked against SAS by zEpid.
#[test]
fn zepid_equal_groups() {
    let example = cells([25.0; 4]);
    spans(&example.gives("RR"), "0.6757", "1.4799");
    spans(&example.gives("OR"), "0.4566", "2.1902");
    spans(&example.gives("RD"), "-0.195996", "0.195996");
}

/// B38: Wilson's calculator and R's esc.
#[test]
fn wilson_log_odds_ratio() {
    let or = cells([205.0, 98.0, 512.0, 178.0]).gives("OR");
    prints(or.analysis.point, "-0.3185");
    prints(se(&or), "0.1505");
    prints(or.analysis.lower, "-0.6135");
    prints(or.analysis.upper, "-0.0235");
}

/// B51: control against treatment, the arcsine difference doubled, as metafor reproduces it.
#[test]
fn gleser_and_olkin_2009_control_against_treatment() {
    let example = groups([40.0, 1000.0, 100.0, 4000.0]);
    prints(example.gives("RD").point, "0.0150");
    prints(example.gives("OR").analysis.point, "0.4855");
    prints(example.gives("RR").analysis.point, "0.4700");
    prints(2.0 * example.gives("AS").point, "0.0852");
}

/// B52: a teaching example of the BMJ. A benefit is a negative risk difference, so the number needed carries its sign.
#[test]
fn bmj_number_needed_to_treat() {
    let example = groups([20.0, 100.0, 25.0, 100.0]);
    prints(-example.gives("RD").point, "0.05");
    prints(example.gives("RR").point, "0.8");
    prints(-example.gives("NNT").point, "20");
}

/// The trials print counts and percentages; the effects are recomputed. S03x is the trap of S03: the abstract's "18 of
/// 22" are of the people who used e-mail, not of a group. S06, recalled, is printed as 8.67 by Kastner 2008.
#[test]
fn email_trials_2005_to_2008() {
    #[rustfmt::skip]
    let trials = [
        ("S01 Stalberg 2008, all", [19.0, 50.0, 7.0, 50.0],
         [3.764976959, 1.41029183, 10.05114771, 1.298738661, 11.80790989, 1.413717964, 10.55495756],
         [2.714285714, 1.253167931, 5.878978194, 1.301753858, 5.873696033],
         [0.24, 0.06800720931, 0.3954029825, 0.06946539666, 0.4020055146]),
        ("S02 Stalberg 2008, other denominators", [19.0, 48.0, 7.0, 49.0],
         [3.931034483, 1.464535026, 10.5514937, 1.346149876, 12.39003439, 1.4665441, 11.06674152],
         [2.770833333, 1.283236728, 5.982931436, 1.333301089, 5.981555575],
         [0.2529761905, 0.07658733932, 0.4113025681, 0.07811978825, 0.4182211303]),
        ("S03 Stalberg 2008, users of e-mail", [18.0, 50.0, 4.0, 50.0],
         [6.46875, 2.000473447, 20.91741164, 1.856901279, 28.24383543, 2.058016638, 23.70780577],
         [4.5, 1.638968587, 12.35533137, 1.754670813, 12.0935286],
         [0.28, 0.1193273962, 0.4268148184, 0.1238228636, 0.4328238161]),
        ("S03x Stalberg 2008, pasted with the wrong denominators", [18.0, 22.0, 4.0, 22.0],
         [20.25, 4.375323529, 93.72164076, 3.63443424, 124.9595066, 4.240669252, 98.70095625],
         [4.5, 1.814893852, 11.15767733, 2.034639952, 11.38074993],
         [0.6363636364, 0.3487862888, 0.7901584222, 0.3571892035, 0.811161956]),
        ("S04 Lin 2005, communication", [77.0, 174.0, 18.0, 146.0],
         [5.644902635, 3.170099253, 10.05171233, 3.086311255, 10.65621933, 3.191133229, 10.2190345],
         [3.589399745, 2.257811555, 5.706317916, 2.291553022, 5.730858941],
         [0.3192410644, 0.223627771, 0.4054788058, 0.225312475, 0.4078487415]),
        ("S05 Lin 2005, satisfaction", [103.0, 174.0, 78.0, 162.0],
         [1.562296858, 1.014542111, 2.405786263, 0.9915975594, 2.462284614, 1.013052591, 2.408936957],
         [1.229442971, 1.004693177, 1.504469278, 1.007082948, 1.510391687],
         [0.1104725415, 0.003884832454, 0.2137021748, 0.003640250728, 0.2149336999]),
        ("S06 Feldstein 2006", [52.0, 101.0, 6.0, 101.0],
         [16.80272109, 6.745525662, 41.85462336, 6.506331384, 50.51829293, 6.951141634, 45.16314165],
         [8.666666667, 3.89893971, 19.26449668, 4.060422001, 19.09541671],
         [0.4554455446, 0.3397886375, 0.5557751196, 0.3441170193, 0.5591519375]),
        ("S12 Ketteridge 2005", [50.0, 306.0, 10.0, 352.0],
         [6.6796875, 3.323653706, 13.42445063, 3.260168273, 15.02519529, 3.405227745, 14.0714269],
         [5.751633987, 2.968450453, 11.14429702, 3.015461019, 11.04754824],
         [0.1349896019, 0.09120213871, 0.1823350119, 0.09233942067, 0.1830157798]),
    ];
    for (trial, counts, odds, risks, differences) in trials {
        println!("{trial}");
        let example = groups(counts);
        let or = example.gives("OR");
        let [[a, b], [c, d]] = [Interval::Exact, Interval::MidP].map(|by| ends(&example.by(by).gives("OR")));
        recomputes([or.point, or.lower, or.upper, a, b, c, d], odds);
        let rr = example.gives("RR");
        let [lower, upper] = ends(&example.by(Interval::Koopman).gives("RR"));
        recomputes([rr.point, rr.lower, rr.upper, lower, upper], risks);
        let newcombe = example.by(Interval::Newcombe).gives("RD");
        let [lower, upper] = ends(&example.by(Interval::Score).gives("RD"));
        recomputes([newcombe.point, newcombe.lower, newcombe.upper, lower, upper], differences);
    }
    prints(groups([52.0, 101.0, 6.0, 101.0]).gives("RR").point, "8.67");
}

// Groups made smaller, combined, and in absolute terms

/// Section 16.3.5, recalled: classrooms, 63 of 330 children against 84 of 295, 29.8 in a class. The effective numbers.
#[test]
fn handbook_5_1_cluster_randomised_trial() {
    let classes = groups([63.0, 330.0, 84.0, 295.0]).data.with(Icc, 0.02).with(ClusterSize, 29.8);
    let (individuals, working, _) = effective(&classes, 0.0, Scale::Log).unwrap();
    prints(working[0].value, "1.576");
    for (field, printed) in [(Events1, "40.0"), (N1, "209.4"), (Events2, "53.3"), (N2, "187.2")] {
        prints(individuals.get(field).unwrap(), printed);
    }
}

/// H07: Stata's help for its command combine.
#[test]
fn stata_combined_means() {
    let arms = [Group { mean: 26.5, sd: 4.5, n: 50.0 }, Group { mean: 32.9, sd: 5.8, n: 50.0 }];
    let both = combine(&arms).unwrap();
    prints(both.mean, "29.7");
    recomputes([both.sd, both.n], [6.084099163, 100.0]);
}

fn absolute(measure: &str, [point, lower, upper]: [f64; 3], risk: f64) -> Absolute {
    let measure = Measure::find(measure).unwrap_or_else(|| panic!("no measure {measure}"));
    absolute_effect_of(measure, Span { point, lower, upper }, Comparator::Risk(risk), Event::Harm).unwrap()
}

/// G01 to G03: table 16 of an evidence profile, risks per 1000 from risk ratios.
#[test]
fn chest_2012_corresponding_risks() {
    #[rustfmt::skip]
    let rows = [
        ("G01", [0.94, 0.87, 1.03], 457.0, ["430", "398", "471"], [-27.42, -59.41, 13.71]),
        ("G02", [0.15, 0.02, 1.2], 43.0, ["6", "1", "52"], [-36.55, -42.14, 8.6]),
        ("G03", [4.24, 1.85, 9.68], 22.0, ["93", "41", "213"], [71.28, 18.7, 190.96]),
    ];
    for (row, ratio, per_1000, [point, lower, upper], differences) in rows {
        println!("{row}");
        let found = absolute("RR", ratio, per_1000 / 1000.0);
        assert_eq!(found.display.corresponding, format!("{point} per 1000"));
        prints(1000.0 * found.corresponding.point, point);
        prints(1000.0 * found.corresponding.lower, lower);
        prints(1000.0 * found.corresponding.upper, upper);
        let difference = found.difference_per_1000;
        recomputes([difference.point, difference.lower, difference.upper], differences);
    }
}

/// H08 and H09: sections 12.5.4.2 and 12.5.4.3, without limits. The numbers needed to treat are rounded up.
#[test]
fn handbook_5_1_fewer_per_1000() {
    let odds = absolute("OR", [0.73; 3], 0.3);
    assert_eq!(odds.display.difference, "62 fewer per 1000 (62 fewer to 62 fewer)");
    assert_eq!(odds.display.nnt.as_deref(), Some("NNTB 17 (NNTB 17 to 17)"));
    recomputes([odds.difference_per_1000.point, odds.nnt.unwrap().point], [-61.69749728, 16.20811287]);
    let risks = absolute("RR", [0.92; 3], 0.3);
    assert_eq!(risks.display.difference, "24 fewer per 1000 (24 fewer to 24 fewer)");
    assert_eq!(risks.display.nnt.as_deref(), Some("NNTB 42 (NNTB 42 to 42)"));
    recomputes([risks.difference_per_1000.point, risks.nnt.unwrap().point], [-24.0, 41.66666667]);
}

/// B36 prints 7 (3 to 62), with limits rounded to the nearest number; B52.
#[test]
fn numbers_needed_to_treat_of_risk_differences() {
    let smoking = cells([30.0, 44.0, 29.0, 86.0]).gives("RD");
    let harm = absolute_effect(&smoking, Comparator::Risk(29.0 / 115.0), Event::Harm).unwrap();
    let Span { point, lower, upper } = harm.nnt.unwrap();
    recomputes([-point, -upper, -lower], [6.52607362, 3.443630405, 62.22088208]);
    assert_eq!(harm.display.nnt.as_deref(), Some("NNTH 7 (NNTH 4 to 63)"));
    let teaching = groups([20.0, 100.0, 25.0, 100.0]).gives("RD");
    let benefit = absolute_effect(&teaching, Comparator::Risk(0.25), Event::Harm).unwrap();
    prints(benefit.nnt.unwrap().point, "20");
    assert!(benefit.display.nnt.unwrap().starts_with("NNTB 20 ("));
}

/// B53: risk reductions of 0.166 (0.009 to 0.322), printed with decimals that are then rounded up.
#[test]
fn cmaj_2002_number_needed_to_treat() {
    let found = absolute("RD", [-0.166, -0.322, -0.009], 0.5);
    let Span { point, lower, upper } = found.nnt.unwrap();
    prints(point, "6.0");
    prints(lower, "3.1");
    prints(upper, "111.1");
    assert_eq!(found.display.nnt.as_deref(), Some("NNTB 7 (NNTB 4 to 112)"));
}

/// B54: a risk reduction of 10 per cent (-5 to 25).
#[test]
fn altman_1998_number_needed_to_treat_through_infinity() {
    let found = absolute("RD", [-0.1, -0.25, 0.05], 0.5);
    assert_eq!(found.display.nnt.as_deref(), Some("NNTB 10 (NNTH 20 to infinity to NNTB 4)"));
}

// Rates

/// Table 15-2 of Modern Epidemiology, coronary deaths by 10 000 person-years; exact and mid-P limits recomputed.
#[test]
fn rothman_british_doctors() {
    #[rustfmt::skip]
    let ages = [
        ("R02 45 to 54", [104.0, 4.3248, 12.0, 1.0673], ["2.1388", "1.1767", "3.8876", "12.8040", "4.0118"],
         [1.173714022, 4.272544982, 1.21146689, 4.062138314]),
        ("R03 55 to 64", [206.0, 2.8612, 28.0, 0.571], ["1.4682", "0.9894", "2.1789", "22.9610", "10.5377"],
         [0.9863624336, 2.264106558, 1.002096773, 2.216325651]),
        ("R05 75 to 84", [102.0, 0.5317, 31.0, 0.1462], ["0.9047", "0.6053", "1.3524", "-20.2008", "42.5574"],
         [0.600075687, 1.399687059, 0.6104523448, 1.370305267]),
        ("R06 all ages", [630.0, 14.2247, 101.0, 3.922], ["1.7198", "1.3940", "2.1219", "18.5370", "3.1112"],
         [1.391991946, 2.143529525, 1.399041803, 2.1309627]),
    ];
    for (age, counts, [ratio, lower, upper, difference, difference_se], wanted) in ages {
        println!("{age}");
        let example = rates(counts);
        let irr = example.gives("IRR");
        prints(irr.point, ratio);
        spans(&irr, lower, upper);
        let ird = example.gives("IRD");
        prints(ird.point, difference);
        prints(se(&ird), difference_se);
        let others = [Interval::Exact, Interval::MidP].map(|by| ends(&example.by(by).gives("IRR")));
        recomputes(join(others), wanted);
    }
}

/// R08.
#[test]
fn openepi_oral_contraceptives() {
    let example = rates([17.0, 100_025.0, 3.0, 122_268.0]);
    let irr = example.gives("IRR");
    prints(irr.point, "6.927");
    spans(&irr, "2.03", "23.64");
    spans(&example.by(Interval::MidP).gives("IRR"), "2.210", "29.63");
    spans(&example.by(Interval::Exact).gives("IRR"), "2.004", "36.89");
    let ird = example.gives("IRD");
    recomputes([ird.point, ird.lower, ird.upper], [0.000145421246, 5.999229936e-5, 0.0002308501927]);
}

/// R09. The documentation prints the lower Wald limit as .9931; it is .99295.
#[test]
fn openepi_myocardial_infarction() {
    let example = rates([8.0, 78_531.0, 1.0, 77_932.0]);
    let irr = example.gives("IRR");
    prints(irr.point, "7.939");
    spans(&irr, "0.993", "63.47");
    spans(&example.by(Interval::MidP).gives("IRR"), "1.270", "177.6");
    spans(&example.by(Interval::Exact).gives("IRR"), "1.064", "352.3");
    let ird = example.gives("IRD");
    recomputes([ird.point, ird.lower, ird.upper], [8.903889944e-5, 1.410122332e-5, 0.0001639765756]);
}

/// R13: epiR's help text. What it calls the Wald interval, 0.38 to 0.55, is the exact one (Wald's is 0.387 to 0.549),
/// and -8.43 is printed where the Wald limit is -8.436.
#[test]
fn feychting_1998_rate_ratio() {
    let example = rates([136.0, 22_050.0, 1709.0, 127_650.0]);
    let irr = example.gives("IRR");
    prints(irr.point, "0.46");
    recomputes(ends(&irr), [0.3868748579, 0.5485896821]);
    spans(&example.by(Interval::Exact).gives("IRR"), "0.38", "0.55");
    let ird = example.gives("IRD");
    prints(1000.0 * ird.point, "-7.22");
    prints(1000.0 * ird.upper, "-6.00");
    recomputes([1000.0 * ird.lower], [-8.435865204]);
}

/// R17.
#[test]
fn metaconvert_rate_ratio() {
    let irr = rates([241.0, 12.764, 554.0, 19.743]).gives("IRR");
    analyses(&irr, "-0.396197", "0.005954");
    recomputes(ends(&irr), [0.5784298424, 0.7827382639]);
}

/// Infections per 1000 catheter days: the data are published, the effects recomputed.
#[test]
fn niel_weise_2008_catheter_infections() {
    #[rustfmt::skip]
    let trials = [
        ("R18", [7.0, 1.344, 11.0, 1.988], [-0.06050625761, 0.2337662338, 0.9412878788, 0.3648982797, 2.428136607],
         [0.3093960505, 2.658927267, 0.3437603209, 2.439453227]),
        ("R20", [3.0, 12.012, 14.0, 10.962],
         [-1.631916444, 0.4047619048, 0.1955544456, 0.05619861361, 0.6804712558],
         [0.03603342717, 0.7006638619, 0.044946829, 0.6312736874]),
        ("R22", [1.0, 0.37, 1.0, 0.483], [0.266513648, 2.0, 1.305405405, 0.08165158883, 20.87017897],
         [0.01663003865, 102.4701931, 0.03347193347, 50.91081081]),
        ("R23", [1.0, 0.729, 8.0, 0.913], [-1.854379393, 1.125, 0.1565500686, 0.01958022541, 1.251667101],
         [0.003528075249, 1.167680832, 0.006998646057, 0.9786184953]),
        ("R24", [17.0, 6.76, 15.0, 6.84], [0.1369279845, 0.1254901961, 1.146745562, 0.5727068336, 2.296158012],
         [0.5387194566, 2.465978753, 0.5677956014, 2.334388778]),
        ("R26", [2.0, 0.32, 3.0, 0.44], [-0.08701137699, 0.8333333333, 0.9166666667, 0.1531702056, 5.485908792],
         [0.07656259738, 8.002165296, 0.1090111217, 6.164405336]),
    ];
    for (trial, counts, wald, conditional) in trials {
        println!("{trial}");
        let example = rates(counts);
        let irr = example.gives("IRR");
        recomputes([irr.analysis.point, variance(&irr), irr.point, irr.lower, irr.upper], wald);
        recomputes(join([Interval::Exact, Interval::MidP].map(|by| ends(&example.by(by).gives("IRR")))), conditional);
    }
}

/// S07, recalled: 20 against 8 visits; person-time is people times one year. The paper prints P = .03, as Wald and mid-P
/// give; the central exact P is .040, the exact P by likelihood (R's binom.test) .036.
#[test]
fn ross_2004_emergency_visits() {
    let example = rates([20.0, 54.0, 8.0, 53.0]);
    let irr = example.gives("IRR");
    recomputes([irr.point, irr.lower, irr.upper], [2.453703704, 1.080784146, 5.570642284]);
    prints(irr.p.unwrap(), "0.03");
    let exact = example.by(Interval::Exact).gives("IRR");
    recomputes([exact.lower, exact.upper, exact.p.unwrap()], [1.035254456, 6.440685531, 0.04025506497]);
    let midp = example.by(Interval::MidP).gives("IRR");
    recomputes([midp.lower, midp.upper], [1.100630192, 5.909819059]);
    prints(midp.p.unwrap(), "0.03");
    recomputes([example.gives("IRD").point], [0.2194269741]);
}

// Reported estimates

/// B46 and B47: a ratio and its interval.
#[test]
fn metafor_ratio_and_interval() {
    analyses(&interval([0.23, 0.18, 0.31]).gives("GIVR"), "-1.4697", "0.0192");
    analyses(&interval([0.62, 0.39, 1.0]).gives("GIVR"), "-0.4780", "0.0577");
}

/// B49: a ratio and its P value.
#[test]
fn metafor_ratio_and_p() {
    analyses(&Example::new([Field::Estimate, P], [1.56, 0.54]).gives("GIVR"), "0.4447", "0.5266");
}

/// H10, a check of the formula only, and S09 to S11 of Ross 2004, whose intervals are not centred on the differences
/// they are printed with.
#[test]
fn ross_2004_mean_differences_from_intervals() {
    recomputes([se(&interval([0.8, 0.4, 1.2]).gives("GIV"))], [0.2040853828]);
    let outcomes = [
        ([6.0, -1.0, 11.0], [3.061280742, 1.959963985, 0.05]),
        ([17.0, 4.0, 29.0], [6.377668212, 2.665551019, 0.007686226803]),
        ([4.0, -3.0, 9.0], [3.061280742, 1.306642656, 0.1913341023]),
    ];
    for (values, wanted) in outcomes {
        println!("{values:?}");
        let giv = interval(values).gives("GIV");
        recomputes([se(&giv), giv.statistic.unwrap().value, giv.p.unwrap()], wanted);
    }
}

// Conversions

/// C23: metafor's conversion of a t statistic to Hedges' g with its large-sample variance.
#[test]
fn metafor_standardised_mean_difference_from_t() {
    let d = standardized_difference::from_t(2.12, 95.0, 99.0).unwrap().value;
    let g = standardized_difference::corrected(d.point, 95.0, 99.0).unwrap().value;
    prints(g.point, "0.3033");
    prints(g.variance, "0.0209");
    recomputes([g.point, g.variance], [0.3032878061, 0.02086439675]);
}

/// C26, recalled; Borenstein's formulas, of which metafor says that the variance is not that of SMCR. The book corrects
/// with the approximate factor, which the four digits do not show.
#[test]
fn borenstein_2009_matched_pairs_by_his_variance() {
    let found = crossover::matched(3.0, 5.5, 50.0, 0.7).unwrap().value;
    for (value, printed) in [
        (found.sd, "7.1005"),
        (found.d, "0.4225"),
        (found.variance, "0.0131"),
        (found.g, "0.4160"),
        (found.g_variance, "0.0127"),
    ] {
        prints(value, printed);
    }
    recomputes([found.sd, found.d, found.variance], [7.100469468, 0.4225072741, 0.01307107438]);
}

/// B39 to B41: easystats' effectsize.
#[test]
fn effectsize_odds_ratios_and_correlations_to_d() {
    let d = |ln_or| log_odds_ratio::to_d(Effect { point: ln_or, variance: 1.0 }, Latent::Logistic).unwrap().value.point;
    prints(d(-1.45), "-0.7994");
    prints(d(0.2_f64.ln()), "-0.887");
    recomputes([d(-1.45), d(0.2_f64.ln())], [-0.7994268984, -0.8873296265]);
    let r = point_biserial::from_d_of_equal_groups(1.1547).unwrap().value;
    prints(r, "0.5000");
    recomputes([r], [0.4999998252]);
    prints(point_biserial::to_d_of_equal_groups(0.5).unwrap().value, "1.1547");
}

/// B46, B47 and B49 again, by their conversions.
#[test]
fn metafor_ratios_to_standard_errors() {
    for (lower, upper, printed, recomputed) in
        [(0.18, 0.31, "0.0192", 0.01923213078), (0.39, 1.0, "0.0577", 0.05770116795)]
    {
        let se = ratio::from_interval(lower, upper, Level::default()).unwrap().value;
        prints(se * se, printed);
        recomputes([se * se], [recomputed]);
    }
    let se = ratio::from_p(1.56, 0.54, false).unwrap().value;
    prints(se * se, "0.5266");
    recomputes([se * se], [0.526563362]);
}

/// H03, recalled: the correlation from the standard deviations at baseline, at the end and of the changes.
#[test]
fn handbook_correlation_of_baseline_and_final_values() {
    let r = correlation::from_deviations(7.0, 6.9, 4.2).unwrap().value;
    prints(r, "0.82");
    recomputes([r], [0.817494824]);
}

/// H04 and H10 again, by their conversions.
#[test]
fn handbook_standard_errors() {
    let se = crossover::standard_error(2.0, 10.0).unwrap().value;
    prints(se, "0.632");
    let se = difference_interval::by_z(0.4, 1.2, Level::default()).unwrap().value;
    recomputes([se], [0.2040853828]);
}
