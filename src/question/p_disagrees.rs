//! A printed P value that is not that of the row's numbers.

use super::{Known, add, computed, find, groups, printed, tell};
use crate::design::{Design, TwoByTwo, TwoRates};
use crate::dist::normal;
use crate::field::{Field, Reported};
use crate::interval::Interval;
use crate::interval::conditional::{odds_ratio, rates};
use crate::interval::score::{Variance, null_z};
use crate::measure::{Calculation, MEASURES, Measure, mean_difference};
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode};
use crate::recover::Route;
use crate::recover::printed_number::PrintedNumber;
use crate::scale::Scale;

/// How far apart P values may lie as Normal statistics, beyond the rounding of the printed digits.
const MOST_APART: f64 = 0.4;
/// By how much of it the statistic of a log-rank or another test may be off that of the printed interval.
const OTHER_TEST: f64 = 0.1;
/// More people make an exact test slow, and no other than the chi-squared test.
const MOST_PEOPLE: f64 = 1e5;
/// A printed `.001` with so many decimals, or `.0001`, is as a rule the least that was printed.
const DECIMALS_OF_LEAST: u8 = 3;

/// Asks where the printed P value agrees with none of the usual tests of the groups: two-by-two, those of Wald, Pearson's
/// chi-squared without and with Yates' correction, Fisher's by likelihood and central, mid-P; means, z, Welch's and pooled
/// t; rates, those of Wald, exact, mid-P and score. Of a comparison that the paper made, it is the test that the printed
/// effect and its interval give, wherever their roundings let it be.
///
/// What is quoted is Pearson's, the pooled t test's or the score test's.
pub(super) fn ask(row: &Known, decimal: Decimal, told: &mut Vec<Notice>) {
    let (Some(estimate), Some(p)) = (&row.estimate, find(row, Field::P)) else { return };
    let groups = match groups(row) {
        Some(groups) => groups,
        // a comparison of the paper's own, whose error does not come from this P value
        None if row.recovered().iter().all(|found| found.route != Route::ReportedP) => Reported::new(),
        None => return,
    };
    let (Some(printed), Some(measure)) = (PrintedP::read(&p.text, decimal), Measure::find(estimate.measure)) else {
        return;
    };
    if let Some(statistics) = of_interval(row, measure, decimal) {
        if !printed.agrees_within(statistics) {
            told_of(row, &p.text, estimate.p.unwrap_or_default(), "reported", told);
        }
        return;
    }
    let (rule, tests) = match measure.calculation {
        _ if find(row, Field::Estimate).is_some() && groups.is_empty() => ("reported", estimate.p.map(|p| vec![p])),
        Calculation::Means(_) => ("means", of_means(&groups)),
        Calculation::TwoByTwo(_) => ("two-by-two", of_table(&groups)),
        Calculation::Rates(_) => ("rates", of_rates(&groups)),
        _ => return,
    };
    let Some(&quoted) = tests.as_deref().and_then(<[f64]>::first) else { return };
    if tests.iter().flatten().chain(&estimate.p).all(|&p| !printed.agrees_with(p)) {
        told_of(row, &p.text, quoted, rule, told);
    }
}

#[inline(never)]
fn told_of(row: &Known, p: &str, meant: f64, rule: &str, told: &mut Vec<Notice>) {
    tell(told, row, NoticeCode::PDisagrees, Some(Field::P), |notice| {
        add(notice, "printed", p.trim_start_matches(['p', 'P', ' ', '=']));
        add(notice, "meant", &number::ratio(meant));
        add(notice, "rule", rule);
    });
}

/// The least and the most that the Normal statistic of a printed ratio with its interval may be, by the rounding of the
/// three; `None` where the row's estimate is not that ratio. A difference may have an interval by t.
fn of_interval(row: &Known, measure: &Measure, decimal: Decimal) -> Option<[f64; 2]> {
    let of_interval = || row.recovered().iter().any(|found| found.route == Route::ReportedInterval);
    if measure.scale != Scale::Log || !of_interval() {
        return None;
    }
    let ends = |field| {
        let number = printed(row, field, decimal)?;
        let at = |number: f64| Scale::Log.analyse(number.max(0.0));
        Some([at(number.value() - number.half_unit()), at(number.value() + number.half_unit())])
    };
    let ([effect_least, effect_most], lower, upper) =
        (ends(Field::Estimate)?, ends(Field::Lower)?, ends(Field::Upper)?);
    let z = row.printed_level().z();
    let (smallest, largest) = ((upper[0] - lower[1]).max(0.0) / 2.0 / z, (upper[1] - lower[0]) / 2.0 / z);
    let away = effect_least.max(-effect_most).max(0.0);
    let most = effect_least.abs().max(effect_most.abs());
    Some([away / largest * (1.0 - OTHER_TEST), most / smallest * (1.0 + OTHER_TEST)])
}

/// The P values that a printed one may stand for, as Normal statistics.
struct PrintedP {
    least: f64,
    most: f64,
}

impl PrintedP {
    /// Reads `.04`, `P = 0.04`, `<.001`, `> .05`.
    fn read(text: &str, decimal: Decimal) -> Option<PrintedP> {
        let text = text.trim_start_matches(['p', 'P', ' ']);
        let number = PrintedNumber::read(text.trim_start_matches(['<', '≤', '>', '≥', '=']), decimal)?;
        let (p, half) = (number.value(), number.half_unit());
        let is_least = number.decimals() >= DECIMALS_OF_LEAST && p == number::ten_to(-i32::from(number.decimals()));
        let (low, high) = match text.chars().next()? {
            '<' | '≤' => (0.0, p),
            '>' | '≥' => (p, 1.0),
            _ if is_least => (0.0, p + half),
            _ => ((p - half).max(0.0), (p + half).min(1.0)),
        };
        Some(PrintedP { least: z(high), most: z(low) })
    }

    fn agrees_with(&self, p: f64) -> bool {
        self.agrees_within([z(p); 2])
    }

    fn agrees_within(&self, [least, most]: [f64; 2]) -> bool {
        self.least - MOST_APART <= most && least <= self.most + MOST_APART
    }
}

/// The size of the Normal statistic of a two-sided P value; infinite for 0.
fn z(p: f64) -> f64 {
    normal::upper_quantile(p / 2.0)
}

fn of_means(data: &Reported) -> Option<Vec<f64>> {
    let by = |interval| computed(&mean_difference::RECORD, Some(interval), data)?.p;
    Some([Interval::Pooled, Interval::Welch, Interval::Z].into_iter().filter_map(by).collect())
}

fn of_table(data: &Reported) -> Option<Vec<f64>> {
    let table = TwoByTwo::read(data).ok()?;
    let [a, b, c, d] = table.cells();
    let (n, pearson) = (a + b + c + d, null_z(a, b, c, d, Variance::Plain));
    // F. Yates, Contingency tables involving small numbers and the chi-squared test, J. R. Stat. Soc. Suppl. 1 (1934)
    // 217-235: |ad - bc| less n / 2
    let corrected = pearson.abs() * (1.0 - n / 2.0 / (a * d - b * c).abs()).max(0.0);
    let mut tests = vec![normal::two_sided(pearson), normal::two_sided(corrected)];
    tests.extend(default_tests(data, |calculation| matches!(calculation, Calculation::TwoByTwo(_))));
    if n <= MOST_PEOPLE {
        tests.extend(odds_ratio::p_by_likelihood(a, b, c, d));
        tests.extend(odds_ratio::p_values(a, b, c, d).into_iter().flat_map(|p| [p.central, p.mid]));
    }
    Some(tests)
}

fn of_rates(data: &Reported) -> Option<Vec<f64>> {
    let TwoRates { events1, time1, events2, time2 } = TwoRates::read(data).ok()?;
    let mut tests = vec![rates::ratio_score_p(events1, time1, events2, time2).ok()?];
    tests.extend(default_tests(data, |calculation| matches!(calculation, Calculation::Rates(_))));
    tests.extend(rates::ratio_p_values(events1, time1, events2, time2).into_iter().flat_map(|p| [p.central, p.mid]));
    Some(tests)
}

/// The P values of the measures of a design by their default intervals, Wald's.
fn default_tests(data: &Reported, of_design: fn(&Calculation) -> bool) -> impl Iterator<Item = f64> {
    let measures = MEASURES.iter().filter(move |measure| of_design(&measure.calculation));
    measures.filter_map(|measure| computed(measure, None, data)?.p)
}
