//! Laws that hold for any input: nothing panics, nothing hangs, no number that is not one leaves, and the algebra of
//! effects (swapping arms, swapping outcomes, changing units, widening levels).
// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]
#![cfg(not(target_arch = "wasm32"))]

use effect_size::number::{Decimal, fixed, parse, shortest};
use effect_size::recover::derived::Derived;
use effect_size::recover::interquartile_range::Divisor;
use effect_size::recover::log_odds_ratio::Latent;
use effect_size::recover::printed_number::PrintedNumber;
use effect_size::recover::standardized_difference::Effect;
use effect_size::recover::two_by_two::{self, Direction, Margins, Reconstructed};
use effect_size::recover::{
    baseline_risk, change_deviation, common_deviation, correlation, crossover, deviation, difference_interval,
    log_odds_ratio, p_value, percentage, point_biserial, ratio, standardized_difference, test_statistic,
};
use effect_size::table::grid::{Grid, Separator, write};
use effect_size::table::{BatchOptions, Status};
use effect_size::*;
use proptest::prelude::*;

/// Texts of some of these characters.
fn text_of(characters: &'static str, length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let characters: Vec<char> = characters.chars().collect();
    proptest::collection::vec(proptest::sample::select(characters), length)
        .prop_map(|chars| chars.into_iter().collect())
}

/// Texts of any characters at all, those that mean something to a table more often.
fn any_text() -> impl Strategy<Value = String> {
    let telling: Vec<char> = "0123456789.,;/()±%<-\t\n\"'n".chars().collect();
    let character = prop_oneof![any::<char>(), proptest::sample::select(telling)];
    proptest::collection::vec(character, 0..40).prop_map(|chars| chars.into_iter().collect())
}

fn any_measure() -> impl Strategy<Value = &'static Measure> {
    proptest::sample::select(MEASURES.to_vec())
}

/// Any double at all, and the ones people type more often.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![any::<f64>(), (0u32..2000).prop_map(f64::from), -100.0..100.0, Just(0.0), Just(1e15), Just(f64::NAN)]
}

fn any_interval() -> impl Strategy<Value = Interval> {
    proptest::sample::select(Interval::ALL.to_vec())
}

/// True for an interval that is a point plus and minus something.
fn is_closed(interval: Interval) -> bool {
    use Interval::*;
    matches!(interval, Z | T | Welch | Pooled | Wald)
}

fn se(estimate: &Estimate) -> f64 {
    estimate.analysis.se.unwrap_or(1.0)
}

fn any_options() -> impl Strategy<Value = Options> {
    let zero = proptest::sample::select(ZeroCells::ALL.to_vec());
    let interval = proptest::option::of(proptest::sample::select(Interval::ALL.to_vec()));
    (0.5..=0.9999f64, interval, zero, any_number(), any::<bool>()).prop_map(
        |(level, interval, zero_cells, correction, revman)| Options {
            level: Level::new(level).expect("in range"),
            interval,
            zero_cells,
            correction: if correction.abs() < 50.0 { correction } else { 0.5 },
            convention: if revman { Convention::RevMan } else { Convention::Metafor },
            medians: if revman { Medians::Convert } else { Medians::AsGiven },
        },
    )
}

fn table() -> impl Strategy<Value = TwoByTwo> {
    (1u32..400, 1u32..400).prop_flat_map(|(n1, n2)| (0..=n1, Just(n1), 0..=n2, Just(n2))).prop_map(|(a, n1, c, n2)| {
        TwoByTwo::new(f64::from(a), f64::from(n1), f64::from(c), f64::from(n2)).expect("sound")
    })
}

fn rates() -> impl Strategy<Value = TwoRates> {
    (0u32..300, 0.1..1e5f64, 0u32..300, 0.1..1e5f64)
        .prop_map(|(x1, t1, x2, t2)| TwoRates::new(f64::from(x1), t1, f64::from(x2), t2).expect("sound"))
}

fn means() -> impl Strategy<Value = TwoMeans> {
    (-1e3..1e3f64, 0.01..1e3f64, 2u32..500, -1e3..1e3f64, 0.01..1e3f64, 2u32..500).prop_map(
        |(m1, s1, n1, m2, s2, n2)| TwoMeans::new(m1, s1, f64::from(n1), m2, s2, f64::from(n2)).expect("sound"),
    )
}

fn pairs() -> impl Strategy<Value = Paired> {
    (-1e3..1e3f64, 0.01..1e3f64, -1e3..1e3f64, 0.01..1e3f64, 3u32..500, -0.95..0.95f64)
        .prop_map(|(m1, s1, m2, s2, n, r)| Paired::new(m1, s1, m2, s2, f64::from(n), r).expect("sound"))
}

fn of_pairs(p: &Paired) -> Reported {
    Reported::new()
        .with(Field::Mean1, p.mean1)
        .with(Field::Sd1, p.sd1)
        .with(Field::Mean2, p.mean2)
        .with(Field::Sd2, p.sd2)
        .with(Field::N, p.n)
        .with(Field::R, p.r)
}

fn of_table(t: &TwoByTwo) -> Reported {
    Reported::new()
        .with(Field::Events1, t.events1)
        .with(Field::N1, t.n1)
        .with(Field::Events2, t.events2)
        .with(Field::N2, t.n2)
}

fn of_rates(r: &TwoRates) -> Reported {
    Reported::new()
        .with(Field::Events1, r.events1)
        .with(Field::Time1, r.time1)
        .with(Field::Events2, r.events2)
        .with(Field::Time2, r.time2)
}

fn of_means(m: &TwoMeans) -> Reported {
    Reported::new()
        .with(Field::Mean1, m.mean1)
        .with(Field::Sd1, m.sd1)
        .with(Field::N1, m.n1)
        .with(Field::Mean2, m.mean2)
        .with(Field::Sd2, m.sd2)
        .with(Field::N2, m.n2)
}

/// The same study with its arms swapped.
fn swapped(data: &Reported) -> Reported {
    use Field::*;
    let pairs = [(Events1, Events2), (N1, N2), (Time1, Time2), (Mean1, Mean2), (Sd1, Sd2)];
    let mut out = Reported::new();
    for shared in [N, R] {
        if let Some(value) = data.get(shared) {
            out.set(shared, value);
        }
    }
    for (one, two) in pairs {
        for (from, to) in [(one, two), (two, one)] {
            if let Some(value) = data.get(from) {
                out.set(to, value);
            }
        }
    }
    out
}

/// A measure with a study that suits it.
fn study() -> impl Strategy<Value = (&'static Measure, Reported)> {
    any_measure().prop_flat_map(|measure| {
        let data = match measure.calculation {
            effect_size::measure::Calculation::TwoByTwo(_) => table().prop_map(|t| of_table(&t)).boxed(),
            effect_size::measure::Calculation::Rates(_) => rates().prop_map(|r| of_rates(&r)).boxed(),
            effect_size::measure::Calculation::Means(_) => means().prop_map(|m| of_means(&m)).boxed(),
            effect_size::measure::Calculation::Paired(_) => pairs().prop_map(|p| of_pairs(&p)).boxed(),
            effect_size::measure::Calculation::Hazard(_) => (-50.0..50.0f64, 0.1..100.0f64)
                .prop_map(|(oe, v)| Reported::new().with(Field::Oe, oe).with(Field::V, v))
                .boxed(),
            effect_size::measure::Calculation::Comparison(_) => (-50.0..50.0f64, 0.01..20.0f64)
                .prop_map(|(effect, se)| Reported::new().with(Field::Estimate, effect).with(Field::Se, se))
                .boxed(),
            effect_size::measure::Calculation::ComparedRatio(_) => (0.02..50.0f64, 1.01..5.0f64)
                .prop_map(|(effect, factor)| {
                    let limits = Reported::new().with(Field::Estimate, effect);
                    limits.with(Field::Lower, effect / factor).with(Field::Upper, effect * factor)
                })
                .boxed(),
        };
        (Just(measure), data)
    })
}

fn run(measure: &'static Measure, data: &Reported, options: Options) -> Option<Estimate> {
    compute(&Request { measure, data: data.clone(), options }).ok()
}

fn near(a: f64, b: f64, room: f64) -> bool {
    a == b || (a - b).abs() <= 1e-11 * room.max(a.abs()).max(b.abs()).max(1e-300)
}

proptest! {
    #[test]
    fn compute_takes_any_numbers(
        measure in any_measure(),
        fields in proptest::collection::vec((proptest::sample::select(Field::ALL.to_vec()), any_number()), 0..12),
        options in any_options(),
    ) {
        let mut data = Reported::new();
        for (field, value) in fields {
            data.set(field, value);
        }
        match compute(&Request { measure, data, options }) {
            Ok(e) => {
                prop_assert!(!e.point.is_nan() && !e.analysis.point.is_nan());
                prop_assert!(e.analysis.variance.is_none_or(|v| v > 0.0 && v.is_finite()));
                prop_assert!(!e.lower.is_nan() && !e.upper.is_nan() && e.lower <= e.upper);
                prop_assert!(e.p.is_none_or(|p| (0.0..=1.0).contains(&p)));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }

    #[test]
    fn batch_takes_any_text(text in any_text(), options in any_options()) {
        batch(&text, &BatchOptions { options, ..BatchOptions::default() });
    }

    #[test]
    fn batch_takes_anything_that_looks_like_a_table(
        separator in proptest::sample::select(vec!['\t', ';', ',']),
        headers in proptest::collection::vec(proptest::sample::select(vec![
            "study", "events1", "n1", "events2", "n2", "mean1", "sd1", "mean2", "sd2", "time1", "time2", "measure", "p",
            "Mean (SD)", "Total", "Events", "median1", "estimate", "\"", "", "ai", "bi",
        ]), 1..9),
        cells in proptest::collection::vec(prop_oneof![
            text_of("0123456789", 1..4),
            text_of("0123456789.,/() ±<>=%-", 0..11),
            proptest::sample::select(vec!["NR", "OR", "RR", "-", "\"", "1e400", "1,234", "12/50", "5.2 (1.1)", "5,2 (1,1)"])
                .prop_map(str::to_owned),
            any_text(),
        ], 0..40),
        chosen in proptest::option::of(any_measure()),
    ) {
        let separator = separator.to_string();
        let mut text = headers.join(&separator);
        for line in cells.chunks(headers.len()) {
            text.push('\n');
            text.push_str(&line.join(&separator));
        }
        let table = batch(&text, &BatchOptions { measure: chosen, ..BatchOptions::default() });
        let mut grouped: Vec<usize> = table.groups.iter().flat_map(|group| group.rows.clone()).collect();
        grouped.dedup();
        prop_assert_eq!(grouped, (0..table.rows.len()).collect::<Vec<_>>());
        for row in &table.rows {
            prop_assert_eq!(row.status == Status::Estimated, row.estimate.is_some() && row.display().is_some() && row.graphic.is_some());
            prop_assert_eq!(row.status == Status::AsGiven, row.as_given.is_some());
            prop_assert_eq!(row.status == Status::Problem, !row.problems.is_empty());
        }
        effect_size::export::csv::csv(&table);
    }

    #[test]
    fn swapping_the_arms_turns_the_effect_round((measure, data) in study(), options in any_options()) {
        prop_assume!(options.validated().is_ok());
        // these look at one arm only for their unit, or cannot be swapped at all
        prop_assume!(!["SMD1", "SMCR", "GIV", "GIVR", "HR"].contains(&measure.id));
        let (one, two) = (run(measure, &data, options), run(measure, &swapped(&data), options));
        prop_assert_eq!(one.is_some(), two.is_some());
        if let (Some(one), Some(two)) = (one, two) {
            let se = one.analysis.se.unwrap_or(1.0);
            let room = if one.analysis.point.is_finite() { se.max(one.analysis.point.abs()) } else { 1.0 };
            prop_assert!(near(one.analysis.point, -two.analysis.point, room));
            prop_assert_eq!(one.analysis.variance.is_some(), two.analysis.variance.is_some());
            prop_assert!(near(se, two.analysis.se.unwrap_or(1.0), 0.0));
            let room = if is_closed(one.interval) { room } else { room * 1e3 };
            prop_assert!(near(one.analysis.lower, -two.analysis.upper, room), "{} {}", one.analysis.lower, two.analysis.upper);
        }
    }

    #[test]
    fn swapping_the_outcome_turns_odds_ratios_and_risk_differences_round(t in table(), interval in any_interval()) {
        let other = TwoByTwo::new(t.nonevents1(), t.n1, t.nonevents2(), t.n2).expect("sound");
        let options = Options { interval: Some(interval), ..Options::default() };
        for id in ["OR", "PETO", "RD", "AS"] {
            let measure = Measure::find(id).expect("known");
            let (one, two) = (run(measure, &of_table(&t), options), run(measure, &of_table(&other), options));
            prop_assert_eq!(one.is_some(), two.is_some());
            if let (Some(one), Some(two)) = (one, two) {
                let room = one.analysis.se.unwrap_or(1.0);
                prop_assert!(near(one.analysis.point, -two.analysis.point, room));
                prop_assert!(near(one.analysis.upper, -two.analysis.lower, room * 1e3));
                prop_assert!(near(one.p.unwrap_or(1.0), two.p.unwrap_or(1.0), 1e-3));
            }
        }
    }

    #[test]
    fn a_change_of_unit_changes_differences_and_no_ratio(r in rates(), m in means(), k in 0.01..100.0f64) {
        let scaled = TwoRates::new(r.events1, r.time1 * k, r.events2, r.time2 * k).expect("sound");
        let [irr, ird, md] = ["IRR", "IRD", "MD"].map(|id| Measure::find(id).expect("known"));
        let run = |measure, data: Reported| run(measure, &data, Options::default());
        if let (Some(one), Some(two)) = (run(irr, of_rates(&r)), run(irr, of_rates(&scaled))) {
            prop_assert!(near(one.point, two.point, 0.0) && near(se(&one), se(&two), 0.0));
        }
        if let (Some(one), Some(two)) = (run(ird, of_rates(&r)), run(ird, of_rates(&scaled))) {
            prop_assert!(near(one.lower, two.lower * k, se(&one)) && near(one.upper, two.upper * k, se(&one)));
        }
        let scaled = TwoMeans::new(m.mean1 * k, m.sd1 * k, m.n1, m.mean2 * k, m.sd2 * k, m.n2).expect("sound");
        if let (Some(one), Some(two)) = (run(md, of_means(&m)), run(md, of_means(&scaled))) {
            prop_assert!(near(one.lower * k, two.lower, se(&two).max(1e3 * k)) && near(one.p.unwrap_or(0.0), two.p.unwrap_or(0.0), 1e-3));
        }
    }

    #[test]
    fn a_higher_level_holds_the_lower_one(
        (measure, data) in study(),
        low in 0.5..0.9999f64,
        high in 0.5..0.9999f64,
        interval in any_interval(),
    ) {
        // the limits of a number needed to treat run through infinity
        prop_assume!(measure.id != "NNT");
        let (low, high) = (low.min(high), low.max(high));
        let at = |level| {
            let level = Level::new(level).expect("in range");
            run(measure, &data, Options { level, interval: Some(interval), ..Options::default() })
        };
        if let (Some(narrow), Some(wide)) = (at(low), at(high)) {
            let dust = 1e-9 * narrow.lower.abs().max(narrow.upper.abs()).min(1e300);
            prop_assert!(wide.lower <= narrow.lower + dust && narrow.upper <= wide.upper + dust);
            // two intervals are not built around their point: that of Agresti and Caffo, and an exact one at low levels
            if is_closed(narrow.interval) {
                prop_assert!(narrow.lower <= narrow.point && narrow.point <= narrow.upper);
            }
        }
    }

    #[test]
    fn an_interval_at_one_minus_p_touches_no_effect((measure, data) in study(), interval in any_interval()) {
        // the hull of Baptista and Pike jumps over levels, and no effect of a number needed to treat is infinity
        prop_assume!(interval != Interval::BaptistaPike && measure.id != "NNT");
        let chosen = Options { interval: Some(interval), ..Options::default() };
        let Some(estimate) = run(measure, &data, chosen) else { return Ok(()) };
        let p = estimate.p.unwrap_or(1.0);
        prop_assume!(p > 0.0002 && p < 0.49);
        let level = Level::new(1.0 - p).expect("in range");
        let at = run(measure, &data, Options { level, ..chosen }).expect("estimated before");
        let nearest = at.analysis.lower.abs().min(at.analysis.upper.abs());
        prop_assert!(nearest <= 1e-6 * se(&at), "{nearest} of {}", se(&at));
    }

    #[test]
    fn an_exact_interval_holds_the_mid_p_one(t in table(), r in rates(), level in 0.5..0.9999f64) {
        let level = Level::new(level).expect("in range");
        for (id, data) in [("OR", of_table(&t)), ("IRR", of_rates(&r))] {
            let by = |interval| {
                let options = Options { interval: Some(interval), level, ..Options::default() };
                run(Measure::find(id).expect("known"), &data, options)
            };
            if let (Some(exact), Some(mid)) = (by(Interval::Exact), by(Interval::MidP)) {
                let dust = 1.0 + 1e-9;
                prop_assert!(exact.lower <= mid.lower * dust && mid.upper <= exact.upper * dust);
                prop_assert!(mid.p.unwrap_or(0.0) <= exact.p.unwrap_or(1.0) * dust);
            }
        }
    }

    #[test]
    fn columns_give_the_bits_of_compute((measure, data) in study(), level in 0.5..0.9999f64) {
        let options = Options { level: Level::new(level).expect("in range"), ..Options::default() };
        let filled: Vec<(Field, [f64; 2])> =
            Field::ALL.iter().filter_map(|&field| data.get(field).map(|value| (field, [value, f64::NAN]))).collect();
        let columns: Vec<(Field, &[f64])> = filled.iter().map(|(field, values)| (*field, &values[..])).collect();
        let results = compute_columns(measure, &columns, &options).expect("sound options");
        let bits = |values: [f64; 5]| values.map(|v| if v.is_nan() { 0 } else { v.to_bits() });
        let found = bits([results.point[0], results.lower[0], results.upper[0], results.se[0], results.p[0]]);
        let nan = f64::NAN;
        let wanted = run(measure, &data, options).map_or([nan; 5], |e| {
            [e.point, e.lower, e.upper, e.analysis.se.unwrap_or(nan), e.p.unwrap_or(nan)]
        });
        prop_assert_eq!(found, bits(wanted));
        prop_assert!(results.point[1].is_nan(), "a row without data has no estimate");
    }

    #[test]
    fn a_wald_end_satisfies_its_equation((measure, data) in study(), level in 0.5..0.9999f64) {
        let options = Options { level: Level::new(level).expect("in range"), ..Options::default() };
        let Some(e) = run(measure, &data, options) else { return Ok(()) };
        prop_assume!(matches!(e.interval, Interval::Z | Interval::Wald));
        for end in [e.analysis.lower, e.analysis.upper] {
            let z = ((e.analysis.point - end) / se(&e)).abs();
            let outside = effect_size::dist::normal::two_sided(z);
            let room = 1e-9 + 1e-13 * e.analysis.point.abs() / se(&e);
            prop_assert!((outside - (1.0 - level)).abs() <= room, "{outside} for {}", 1.0 - level);
        }
    }

    #[test]
    fn numbers_survive_their_text(value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
        prop_assert_eq!(parse(&shortest(value), Decimal::Point), Some(value));
        let comma = shortest(value).replace('.', ",");
        prop_assert_eq!(parse(&comma, Decimal::Comma), Some(value));
    }

    #[test]
    fn rounding_moves_by_half_a_place_at_most(value in -1e9..1e9f64, decimals in 0usize..6) {
        let rounded: f64 = fixed(value, decimals).parse().expect("a number");
        prop_assert!((rounded - value).abs() <= 0.5 * 10f64.powi(-(decimals as i32)) * (1.0 + 1e-9) + 1e-15 * value.abs());
    }

    #[test]
    fn cells_survive_the_clipboard(lines in proptest::collection::vec(proptest::collection::vec(text_of("abz019 ,;\t\n\"'", 0..9), 2..5), 1..6)) {
        let lines: Vec<Vec<String>> =
            lines.into_iter().map(|line| line.into_iter().map(|cell| cell.trim().to_owned()).collect()).collect();
        let with_text: Vec<Vec<String>> = lines.iter().filter(|line| line.iter().any(|cell| !cell.is_empty())).cloned().collect();
        // the first line tells the separator, and a quote must find its partner
        prop_assume!(with_text.len() == lines.len());
        let text = write(Separator::Tab, lines.clone());
        let grid = Grid::read(&text);
        prop_assert_eq!(grid.lines.to_vec(), lines);
    }

    #[test]
    fn exported_rows_paste_back(rows in proptest::collection::vec((0u32..60, 0u32..60, 0u32..60, 0u32..60, text_of("AZaz=+@, ", 1..13)), 1..8)) {
        let mut text = "study\tevents1\tn1\tevents2\tn2".to_owned();
        for (a, b, c, d, study) in &rows {
            text.push_str(&format!("\n{study}\t{a}\t{}\t{c}\t{}", a + b, c + d));
        }
        let options = BatchOptions::default();
        let first = batch(&text, &options);
        let second = batch(&effect_size::export::csv::csv(&first), &options);
        prop_assert_eq!(first.rows.len(), second.rows.len());
        for (one, two) in first.rows.iter().zip(&second.rows) {
            prop_assert_eq!(&one.estimate, &two.estimate);
            prop_assert_eq!(&one.as_given, &two.as_given);
            prop_assert_eq!(&one.arms(), &two.arms());
        }
    }
}

// Recovery: a known group or comparison, reported in another form, is found again

proptest! {
    #[test]
    fn a_mean_difference_gives_its_standard_error_in_any_form(m in means(), level in 0.5..0.9999f64) {
        let level = Level::new(level).expect("in range");
        let by = |interval| {
            let options = Options { level, interval: Some(interval), ..Options::default() };
            run(&mean_difference::RECORD, &of_means(&m), options).expect("estimated")
        };
        let (z, t) = (by(Interval::Z), by(Interval::Pooled));
        let statistic = t.statistic.expect("a t test");
        let (n1, n2, p) = (m.n1, m.n2, t.p.expect("a P value"));
        // the limits lose what the difference is larger than its standard error, and P what it is near 1
        let room = |e: &Estimate| se(e).max(1e-4 * e.point.abs());
        let found = difference_interval::by_z(z.lower, z.upper, level).expect("limits");
        prop_assert!(near(found.value, se(&z), room(&z)));
        let found = difference_interval::by_t(t.lower, t.upper, n1, n2, level).expect("limits");
        prop_assert!(near(found.value, se(&t), room(&t)));
        prop_assume!(t.point != 0.0 && p > 1e-300 && p < 0.999);
        let in_t = [
            test_statistic::from_t(t.point, statistic.value),
            test_statistic::from_f(t.point, statistic.value * statistic.value),
            p_value::to_standard_error(t.point, p, n1, n2, false),
        ];
        for found in in_t {
            let found = found.expect("recoverable");
            prop_assert!(near(found.value, se(&t), 1e2 * se(&t)), "{} {}", found.value, se(&t));
            prop_assert!(found.notices.is_empty());
            let sd = common_deviation::from_standard_error(found.value, n1, n2).expect("recoverable");
            prop_assert!(near(sd.value, m.pooled_variance().sqrt(), 1e2 * sd.value));
        }
        if let Some(p) = z.p.filter(|&p| p > 1e-300 && p < 0.999) {
            let found = p_value::to_standard_error_by_z(z.point, p, false).expect("recoverable");
            prop_assert!(near(found.value, se(&z), 1e2 * se(&z)));
        }
    }

    #[test]
    fn a_group_gives_its_deviation_in_any_form(mean in -1e3..1e3f64, sd in 0.01..1e3f64, n in 2u32..5000, level in 0.5..0.9999f64) {
        let (n, level) = (f64::from(n), Level::new(level).expect("in range"));
        let se = sd / n.sqrt();
        let t = effect_size::dist::student::critical(level.alpha(), n - 1.0).expect("a quantile");
        let quartile = effect_size::dist::normal::upper_quantile(0.25) * sd;
        let found = [
            deviation::from_standard_error(se, n),
            deviation::from_interval(mean - t * se, mean + t * se, n, level),
            deviation::from_interval_by_z(mean - level.z() * se, mean + level.z() * se, n, level),
            deviation::from_quartiles(mean - quartile, mean + quartile, Divisor::Exact),
        ];
        for found in found {
            prop_assert!(near(found.expect("recoverable").value, sd, 1e2 * mean.abs().max(sd)));
        }
        let summary = Summary::Quartiles { mean, lower: mean - quartile, upper: mean + quartile };
        let group = recover(&summary, n).expect("recoverable");
        prop_assert!((group.sd - sd).abs() < 1e-3 * sd + 1e-9 * mean.abs());
        prop_assert_eq!((group.mean, group.notices), (mean, vec![]));
    }

    #[test]
    fn changes_give_their_deviation_and_correlation_in_any_form(p in pairs(), level in 0.5..0.9999f64) {
        let sd = p.sd_difference();
        let found = change_deviation::from_correlation(p.sd1, p.sd2, p.r).expect("sound").value;
        prop_assert_eq!(found, sd);
        let r = correlation::from_deviations(p.sd1, p.sd2, sd).expect("sound").value;
        // a correlation moves little in a large standard deviation beside a small one
        prop_assert!((r - p.r).abs() <= 1e-13 * (p.sd1 / p.sd2 + p.sd2 / p.sd1), "{r} {}", p.r);
        let level = Level::new(level).expect("in range");
        let options = Options { level, interval: Some(Interval::T), ..Options::default() };
        let Some(mean) = run(&mean_change::RECORD, &of_pairs(&p), options) else { return Ok(()) };
        prop_assert!(near(crossover::standard_error(sd, p.n).expect("sound").value, se(&mean), 0.0));
        let room = 1e2 * sd.max(mean.point.abs() * p.n.sqrt());
        let found = deviation::from_interval(mean.lower, mean.upper, p.n, level).expect("limits");
        prop_assert!(near(found.value, sd, room));
        prop_assert!(near(deviation::from_standard_error(se(&mean), p.n).expect("sound").value, sd, 0.0));
        let p_value = mean.p.expect("a P value");
        prop_assume!(p_value > 1e-300 && p_value < 0.999);
        let found = change_deviation::from_p(mean.point, p_value, p.n, true).expect("recoverable");
        prop_assert!(near(found.value, sd, 1e2 * sd));
        prop_assert_eq!(found.notices[0].code, NoticeCode::PIsBound);
    }

    #[test]
    fn matched_pairs_of_equal_spread_are_standardised_by_it(difference in -9.0..9.0f64, sd in 0.01..1e3f64, n in 3u32..500, r in -0.95..0.95f64) {
        let n = f64::from(n);
        let sd_diff = change_deviation::from_correlation(sd, sd, r).expect("sound").value;
        let found = crossover::matched(difference * sd, sd_diff, n, r).expect("sound").value;
        prop_assert!(near(found.sd, sd, 0.0) && near(found.d, difference, 1.0));
        let se = crossover::standardized_standard_error(found.d, n, r).expect("sound").value;
        prop_assert!(near(se * se, found.variance, 0.0));
        prop_assert!(near(found.g / found.d, (found.g_variance / found.variance).sqrt(), 0.0) || difference == 0.0);
    }

    #[test]
    fn a_bound_on_p_bounds_the_standard_error(difference in 0.1..1e3f64, p in 1e-6..0.9f64, share in 1e-3..1.0f64, n1 in 1u32..90, n2 in 2u32..90) {
        let (n1, n2) = (f64::from(n1), f64::from(n2));
        let exact = p_value::to_standard_error(difference, p * share, n1, n2, false).expect("recoverable");
        let bound = p_value::to_standard_error(difference, p, n1, n2, true).expect("recoverable");
        prop_assert!(exact.value <= bound.value * (1.0 + 1e-12));
        prop_assert_eq!(bound.notices[0].code, NoticeCode::PIsBound);
    }

    #[test]
    fn events_are_among_those_that_their_percentage_fits(
        (events, n) in prop_oneof![2u64..400, 2u64..1_000_000_000_000_000].prop_flat_map(|n| (0..=n, Just(n))),
        decimals in 0u8..5,
    ) {
        let (events, n) = (events as f64, n as f64);
        let text = fixed(100.0 * events / n, usize::from(decimals));
        let comma = text.replace('.', ",") + " %";
        let printed = PrintedNumber::read(&comma, Decimal::Comma).expect("a number");
        prop_assert_eq!(printed.decimals(), decimals);
        prop_assert_eq!(printed.text(), text);
        let found = percentage::events(printed, n).expect("a percentage");
        let (least, most) = found.value.compatible.expect("these events");
        prop_assert!(least <= events && events <= most, "{events} of {n}: {least} to {most}");
        prop_assert!(least <= found.value.events && found.value.events <= most);
        prop_assert!((found.value.events - events).abs() <= 0.5 * (1.0 + n * printed.half_unit() / 50.0));
        let told = found.notices.first().map(|notice| notice.code);
        prop_assert_eq!(told, (least < most).then_some(NoticeCode::SeveralCountsFit));
    }

    #[test]
    fn a_table_is_found_again_from_its_margins_and_a_statistic(t in table(), decimals in 0u8..5) {
        let [a, b, c, d] = t.cells();
        let (n, events) = (t.n1 + t.n2, a + c);
        prop_assume!(events > 0.0 && events < n);
        let margins = Margins::new(t.n1, t.n2, events).expect("sound");
        let phi_of = |a: f64| (a * n - t.n1 * events) / (t.n1 * t.n2 * events * (n - events)).sqrt();
        let or_of = |a: f64| a * (t.n2 - events + a) / ((t.n1 - a) * (events - a));
        let higher = phi_of(a) > 0.0;
        let chi2_of = |a: f64| if (phi_of(a) > 0.0) == higher || phi_of(a) == 0.0 { n * phi_of(a) * phi_of(a) } else { f64::NAN };
        let direction = if higher { Direction::Higher } else { Direction::Lower };
        let by_or = |printed| two_by_two::from_odds_ratio(printed, &margins);
        let by_chi2 = |printed| two_by_two::from_chi_squared(printed, direction, &margins);
        let by_phi = |printed| two_by_two::from_phi(printed, &margins);
        type Route<'a> = (&'a dyn Fn(f64) -> f64, &'a dyn Fn(PrintedNumber) -> Result<Derived<Reconstructed>, Problem>);
        let routes: [Route; 3] = [(&or_of, &by_or), (&chi2_of, &by_chi2), (&phi_of, &by_phi)];
        for (i, (statistic, found)) in routes.into_iter().enumerate() {
            let value = statistic(a);
            if i == 0 && (b * c == 0.0 || a * d == 0.0) {
                continue;
            }
            let exact = found(PrintedNumber::new(value, 0).expect("finite")).expect("these margins").value;
            prop_assert!((exact.exact.0 - a).abs() < 1e-6 && exact.exact.0 + exact.exact.1 == events, "{i}: {exact:?}");
            prop_assert_eq!(exact.table, t);
            let text = fixed(value, usize::from(decimals));
            let printed = PrintedNumber::read(&text, Decimal::Point).expect("a number");
            if i == 0 && printed.value() == 0.0 {
                continue;
            }
            let rounded = found(printed).expect("these margins");
            // every table of these margins, by trial
            let half = printed.half_unit() + 1e-12 * (1.0 + value.abs());
            let fits = |a: &f64| (statistic(*a) - printed.value()).abs() <= half;
            let (fewest, most) = ((events - t.n2).max(0.0), t.n1.min(events));
            let all: Vec<f64> = (fewest as u32..=most as u32).map(f64::from).filter(fits).collect();
            let ends = all.first().copied().zip(all.last().copied());
            prop_assert_eq!(rounded.value.compatible, ends, "{} {}", i, text);
            prop_assert!(all.contains(&a) && all.contains(&rounded.value.table.events1));
            let told = rounded.notices.first().map(|notice| notice.code);
            prop_assert_eq!(told, (all.len() > 1).then_some(NoticeCode::SeveralCountsFit));
        }
    }

    #[test]
    fn standardised_differences_survive_their_conversions(m in means(), latent in any::<bool>()) {
        let (n1, n2) = (m.n1, m.n2);
        let by = |interval| {
            let options = Options { interval, convention: Convention::Metafor, ..Options::default() };
            move |measure| run(measure, &of_means(&m), options).expect("estimated")
        };
        let t = by(Some(Interval::Pooled))(&mean_difference::RECORD).statistic.expect("a t test").value;
        let d = standardized_difference::from_t(t, n1, n2).expect("sound").value;
        prop_assert!(near(d.point, (m.mean1 - m.mean2) / m.pooled_variance().sqrt(), 0.0));
        prop_assert!(near(standardized_difference::to_t(d.point, n1, n2).expect("sound").value, t, 0.0));
        if n1 + n2 >= 4.0 {
            let g = standardized_difference::corrected(d.point, n1, n2).expect("sound").value;
            let smd = by(None)(&standardized_mean_difference::RECORD);
            prop_assert!(near(g.point, smd.point, 0.0) && near(g.variance, se(&smd) * se(&smd), 0.0));
        }
        // 1 - r^2 has few digits where r is near 1
        let r = point_biserial::from_d(d.point, n1, n2).expect("sound").value;
        prop_assert!(near(point_biserial::from_t(t, n1 + n2).expect("sound").value, r, 0.0));
        if r.abs() < 0.999 {
            let back = point_biserial::to_d(r, n1, n2).expect("sound").value;
            prop_assert!(near(back.point, d.point, 1e2 * d.point.abs()) && near(back.variance, d.variance, 1e2 * d.variance));
            prop_assert!(near(point_biserial::to_t(r, n1 + n2).expect("sound").value, t, 1e2 * t.abs()));
            let ln_or = log_odds_ratio::from_r(r, n1, n2).expect("sound").value;
            let direct = log_odds_ratio::from_t(t, n1, n2).expect("sound").value;
            prop_assert!(near(ln_or.point, direct.point, 1e2 * direct.point.abs()));
            prop_assert!(near(log_odds_ratio::to_r(ln_or.point, n1, n2).expect("sound").value, r, 1.0));
            prop_assert!(near(log_odds_ratio::to_t(direct.point, n1, n2).expect("sound").value, t, 0.0));
            let equal = point_biserial::to_d_of_equal_groups(r).expect("sound").value;
            prop_assert!(near(point_biserial::from_d_of_equal_groups(equal).expect("sound").value, r, 0.0));
        }
        let latent = if latent { Latent::Logistic } else { Latent::Normal };
        let ln_or = log_odds_ratio::from_d(d, latent).expect("sound").value;
        let back = log_odds_ratio::to_d(ln_or, latent).expect("sound").value;
        prop_assert!(near(back.point, d.point, 0.0) && near(back.variance, d.variance, 0.0));
        // it is as far from none on either scale
        let z = |effect: Effect| effect.point / effect.variance.sqrt();
        prop_assert!(near(z(ln_or), z(d), 0.0));
    }

    #[test]
    fn a_ratio_gives_its_standard_error_in_any_form(t in table(), level in 0.5..0.9999f64) {
        let level = Level::new(level).expect("in range");
        let options = Options { level, ..Options::default() };
        for measure in [&odds_ratio::RECORD, &risk_ratio::RECORD] {
            let Some(e) = run(measure, &of_table(&t), options) else { continue };
            let room = se(&e).max(1e-4 * e.analysis.point.abs());
            let found = ratio::from_interval(e.lower, e.upper, level).expect("limits").value;
            prop_assert!(near(found, se(&e), room));
            let log = ratio::hazard_ratio(e.lower, e.upper, level).expect("limits").value;
            prop_assert!(near(log.point, e.analysis.point, room) && near(log.variance, found * found, 0.0));
            let p = e.p.expect("a P value");
            if p > 1e-300 && p < 0.999 {
                let found = ratio::from_p(e.point, p, false).expect("recoverable").value;
                prop_assert!(near(found, se(&e), 1e2 * room));
            }
        }
    }

    #[test]
    fn effects_at_a_baseline_risk_agree_with_the_risks(baseline in 0.001..0.999f64, risk in 0.001..0.999f64) {
        let or = risk * (1.0 - baseline) / (baseline * (1.0 - risk));
        let (rr, rd) = (risk / baseline, risk - baseline);
        let of = |found: Result<Derived, Problem>| found.expect("sound").value;
        prop_assert!(near(of(baseline_risk::or_to_rr(or, baseline)), rr, 0.0));
        prop_assert!(near(of(baseline_risk::rr_to_or(rr, baseline)), or, 1e2 * or));
        prop_assert!(near(of(baseline_risk::or_to_rd(or, baseline)), rd, 1e-3));
        prop_assert!(near(of(baseline_risk::rr_to_rd(rr, baseline)), rd, 1e-3));
    }

    #[test]
    fn conversions_take_any_numbers(
        conversion in proptest::sample::select(CONVERSIONS.to_vec()),
        sizes in proptest::collection::vec(prop_oneof![
            any_number(),
            (0u32..200).prop_map(f64::from),
            0.0..1.0f64,
            proptest::sample::select(vec![1e100, 1e-100, -1e100, 5e-324, 1e-300, 99.99, -1.0, 0.5]),
        ], 6),
    ) {
        let given: Vec<(&str, f64)> = conversion.inputs.iter().map(|input| input.name).zip(sizes).collect();
        match conversion.convert(&given) {
            Ok(found) => {
                prop_assert!(!found.values.is_empty() && !found.working.is_empty());
                prop_assert!(found.values.iter().all(|(_, value)| value.is_finite()), "{} {given:?}", conversion.id);
                prop_assert!(found.working.iter().all(|step| step.value.is_finite() && !step.substituted.is_empty()));
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
