//! The forest plot as data: an axis for each measure, and where each row's mark lies on it.

#[cfg(feature = "complete")]
pub mod svg;

use crate::number;
use crate::real;
use crate::scale::Scale;
use serde::Serialize;

/// Interval ends further from their point than this many typical half-widths are cut off with an arrow.
const FARTHEST_END: f64 = 3.0;
/// Points further from the middle one than this many typical half-widths are cut off too.
const FARTHEST_POINT: f64 = 12.0;
/// So few rows all have their points on the axis, however far.
const FEW_ROWS: usize = 10;
/// No more ticks than this on an axis.
const MOST_TICKS: usize = 7;

/// The axis that the rows of a measure share.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Axis {
    /// Its scale.
    pub scale: Scale,
    /// Displayed value at the left end.
    pub lower: f64,
    /// Displayed value at the right end.
    pub upper: f64,
    /// Displayed value of no effect.
    pub null: f64,
    /// Where no effect lies, 0 (left) to 1 (right).
    pub null_at: f64,
    /// Its ticks, left to right.
    pub ticks: Vec<Tick>,
}

/// A tick of an axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    /// Displayed value.
    pub value: f64,
    /// The value as written.
    pub label: String,
    /// Where it lies, 0 to 1.
    pub at: f64,
}

/// The mark of a row: positions from 0 (left) to 1 (right), cut to the axis.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The point.
    pub point: f64,
    /// The lower end.
    pub lower: f64,
    /// The upper end.
    pub upper: f64,
    /// The lower end lies beyond the axis: an arrow.
    pub clipped_lower: bool,
    /// The upper end lies beyond the axis: an arrow.
    pub clipped_upper: bool,
    /// The point itself lies beyond the axis.
    pub point_outside: bool,
    /// Side of the square, relative to the most precise row of the measure: the square root of the precision.
    pub size: f64,
}

/// An interval to draw, on the analysis scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// The point.
    pub point: f64,
    /// Its standard error.
    pub se: f64,
    /// Lower end, may be `-inf`.
    pub lower: f64,
    /// Upper end, may be `inf`.
    pub upper: f64,
}

/// The shared axis of some intervals and the mark of each; `None` without intervals.
pub fn plot(scale: Scale, rows: &[Drawn]) -> Option<(Axis, impl Iterator<Item = Mark>)> {
    let (from, to) = window(rows)?;
    let (from, to, ticks) = match scale {
        Scale::Log => log_ticks(from, to),
        Scale::Identity => linear_ticks(from, to),
        Scale::Reciprocal => {
            let (from, to, ticks) = linear_ticks(from, to);
            (from, to, ticks.into_iter().map(|(at, value, _)| (at, value, reciprocal_label(value))).collect())
        }
    };
    let at = move |analysed: f64| real::within((analysed - from) / (to - from), 0.0, 1.0);
    let most_precise = rows.iter().map(|row| row.se).fold(f64::INFINITY, f64::min);
    let marks = rows.iter().map(move |row| Mark {
        point: at(row.point),
        lower: at(row.lower),
        upper: at(row.upper),
        clipped_lower: row.lower < from,
        clipped_upper: row.upper > to,
        point_outside: row.point < from || row.point > to,
        size: if row.se > 0.0 { most_precise / row.se } else { 1.0 },
    });
    let ticks = ticks.into_iter().map(|(analysed, value, label)| Tick { value, label, at: at(analysed) }).collect();
    // numbers needed to treat lie on the axis of their risk difference: their own runs through infinity
    let scale = if scale == Scale::Reciprocal { Scale::Identity } else { scale };
    let (lower, upper) = (scale.display(from), scale.display(to));
    Some((Axis { scale, lower, upper, null: scale.null(), null_at: at(0.0), ticks }, marks))
}

/// What the axis must show, on the analysis scale: no effect (0), the points, and their intervals within reason.
fn window(rows: &[Drawn]) -> Option<(f64, f64)> {
    let (middle, half) = typical(rows)?;
    let (mut from, mut to) = (0.0_f64, 0.0_f64);
    for row in rows {
        let point = match row.point {
            point if rows.len() <= FEW_ROWS && point.is_finite() => point,
            point => real::within(point, middle - FARTHEST_POINT * half, middle + FARTHEST_POINT * half),
        };
        from = from.min(row.lower.max(point - FARTHEST_END * half).min(point));
        to = to.max(row.upper.min(point + FARTHEST_END * half).max(point));
    }
    if from == to {
        return Some((-half, half));
    }
    let air = 0.02 * (to - from);
    let with_air = |edge: f64, air: f64| if edge == 0.0 { edge } else { edge + air };
    let (from, to) = (with_air(from, -air), with_air(to, air));
    // both sides of no effect are always there to be read
    let least = 0.15 * (to - from);
    Some((from.min(-least), to.max(least)))
}

/// The precision-weighted mean of the points and the geometric mean of the half-widths: neither is moved far by a few
/// very imprecise rows.
fn typical(rows: &[Drawn]) -> Option<(f64, f64)> {
    let (mut weights, mut middle) = (0.0, 0.0);
    let (mut halves, mut logs) = (0.0, 0.0);
    for row in rows.iter().filter(|row| row.point.is_finite()) {
        // the most precise row could have any precision: a running mean cannot overflow
        let weight = 1.0 / real::within(row.se, 1e-150, 1e150);
        weights += weight;
        middle += (row.point - middle) * (weight / weights);
        for half in [row.point - row.lower, row.upper - row.point] {
            if half.is_finite() && half > 0.0 {
                halves += 1.0;
                logs += real::ln(half);
            }
        }
    }
    let half = if halves > 0.0 { real::exp(logs / halves) } else { 1.0 };
    // rows whose effects are all 0 or infinite still have an axis
    (!rows.is_empty()).then_some((middle, half))
}

/// Analysis-scale position, displayed value and label.
type TickAt = (f64, f64, String);

/// Ticks of a ratio axis: 1-2-5 within a few decades, then whole decades, always with 1.
fn log_ticks(from: f64, to: f64) -> (f64, f64, Vec<TickAt>) {
    let ln10 = core::f64::consts::LN_10;
    // no ratio that can be written lies beyond these decades
    let decade = |at: f64| real::within(at, -330.0, 330.0) as i32;
    let (first, last) = (decade((from / ln10).floor()), decade((to / ln10).ceil()));
    let inside = |mantissas: &[f64], every: i32| -> Vec<TickAt> {
        let decades = (first..=last).filter(|k| k % every == 0);
        decades
            .flat_map(|k| mantissas.iter().map(move |m| (k, *m)))
            .map(|(k, m)| (real::ln(m) + f64::from(k) * ln10, k, m))
            .filter(|(at, ..)| (from..=to).contains(at))
            .map(|(at, k, m)| (if k == 0 && m == 1.0 { 0.0 } else { at }, k, m))
            .map(|(at, k, m)| (at, m * number::ten_to(k), decade_label(m, k)))
            .collect()
    };
    let mut choices =
        vec![inside(&[1.0, 1.5, 2.0, 3.0, 5.0, 7.0], 1), inside(&[1.0, 2.0, 5.0], 1), inside(&[1.0, 3.0], 1)];
    choices.extend((1..=8).map(|power| inside(&[1.0], 1 << (power - 1))));
    let narrow = linear_between(real::exp(from), real::exp(to));
    // a narrow range around 1 (0.98 to 1.03) has no round multiples: its ticks are evenly spaced ratios
    let log_choice = choices.into_iter().find(|ticks| ticks.len() <= MOST_TICKS);
    let ticks = match log_choice {
        Some(ticks) if ticks.len() >= 3 => ticks,
        other => narrow.or(other).unwrap_or_default(),
    };
    (from, to, ticks)
}

/// Evenly spaced round ratios between two ratios, for a range too narrow for 1-2-5.
fn linear_between(lower: f64, upper: f64) -> Option<Vec<TickAt>> {
    if !(lower > 0.0 && upper / lower < 4.0) {
        return None;
    }
    let ticks = round_multiples(lower, upper);
    Some(ticks.into_iter().filter(|(v, _)| *v > 0.0).map(|(v, label)| (real::ln(v), v, label)).collect())
}

/// `m x 10^k` in plain digits, or with an exponent where that would be long.
fn decade_label(m: f64, k: i32) -> String {
    if (-4..=5).contains(&k) {
        let text = number::fixed(m * number::ten_to(k), (1 - k).max(0) as usize);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    } else {
        format!("{}e{k}", number::shortest(m))
    }
}

fn linear_ticks(from: f64, to: f64) -> (f64, f64, Vec<TickAt>) {
    let ticks = round_multiples(from, to).into_iter().map(|(value, label)| (value, value, label)).collect();
    (from, to, ticks)
}

/// The number needed to treat of a risk difference.
fn reciprocal_label(difference: f64) -> String {
    if difference == 0.0 {
        "∞".to_owned()
    } else {
        {
            let needed = 1.0 / difference;
            number::difference(needed, if needed.abs() < 10.0 { 1 } else { 0 })
        }
    }
}

/// Multiples of 1, 2 or 5 times a power of ten between two values, with their labels.
fn round_multiples(from: f64, to: f64) -> Vec<(f64, String)> {
    let length = to - from;
    if !(length > 0.0 && length.is_finite()) {
        return Vec::new();
    }
    let power = real::log10(length).floor() as i32 - 1;
    let steps = (power..=power + 2).flat_map(|k| [1, 2, 5].map(|m| (m, k)));
    for (m, k) in steps {
        // value = i x m x 10^k with whole i, so that labels carry no rounding dust
        let step = f64::from(m) * number::ten_to(k);
        let (first, last) = ((from / step).ceil(), (to / step).floor());
        if last - first + 1.0 <= MOST_TICKS as f64 {
            let decimals = (-k).max(0) as usize;
            let values = (0..=(last - first) as i32).map(|i| (first + f64::from(i)) * f64::from(m));
            return values
                .map(|whole| if k < 0 { whole / number::ten_to(-k) } else { whole * number::ten_to(k) })
                .map(|value| (value, number::difference(value, decimals)))
                .collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(point: f64, half: f64) -> Drawn {
        Drawn { point, se: half / 2.0, lower: point - half, upper: point + half }
    }

    fn marked(scale: Scale, rows: &[Drawn]) -> Option<(Axis, Vec<Mark>)> {
        plot(scale, rows).map(|(axis, marks)| (axis, marks.collect()))
    }

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_ratio_axis_has_one_in_it_and_round_ticks() {
        let (axis, marks) = marked(Scale::Log, &[drawn(1.3, 1.0), drawn(1.7, 0.6)]).expect("two rows");
        assert!(labels(&axis).contains(&"1"), "{:?}", labels(&axis));
        assert!(marks.iter().all(|m| !m.clipped_lower && !m.clipped_upper && m.lower < m.point && m.point < m.upper));
        assert!((2..=MOST_TICKS).contains(&axis.ticks.len()));
    }

    #[test]
    fn a_far_end_is_cut_with_an_arrow() {
        let wide = Drawn { point: 0.0, se: 1.0, lower: f64::NEG_INFINITY, upper: f64::INFINITY };
        let (_, marks) = marked(Scale::Log, &[drawn(0.1, 0.5), drawn(-0.1, 0.5), wide]).expect("three rows");
        assert!(marks[2].clipped_lower && marks[2].clipped_upper);
        assert_eq!((marks[2].lower, marks[2].upper), (0.0, 1.0));
    }

    #[test]
    fn a_few_rows_all_have_their_points_on_the_axis() {
        let mut rows = vec![drawn(0.1, 0.5); FEW_ROWS - 1];
        rows.push(drawn(40.0, 0.5));
        let (_, marks) = marked(Scale::Log, &rows).expect("ten rows");
        assert!(marks.iter().all(|mark| !mark.point_outside));
        rows.push(drawn(0.1, 0.5));
        let (_, marks) = marked(Scale::Log, &rows).expect("eleven rows");
        assert!(marks[FEW_ROWS - 1].point_outside && !marks[0].point_outside);
    }

    #[test]
    fn labels_are_clean_decimals() {
        let (axis, _) = marked(Scale::Identity, &[drawn(0.1, 0.25)]).expect("a row");
        assert!(labels(&axis).iter().all(|label| label.len() <= 5), "{:?}", labels(&axis));
        let (axis, _) = marked(Scale::Log, &[drawn(0.01, 0.015)]).expect("a row");
        assert!(axis.ticks.len() >= 3, "{:?}", labels(&axis));
    }

    #[test]
    fn huge_and_infinite_rows_leave_an_axis_with_length() {
        for point in [0.0, 1e-300, 700.0, -700.0, 1e90] {
            for half in [0.0, 1e-12, 1e3, f64::INFINITY] {
                for scale in [Scale::Log, Scale::Identity] {
                    if let Some((axis, marks)) = marked(scale, &[drawn(point, half)]) {
                        assert!((0.0..=1.0).contains(&axis.null_at));
                        assert!(marks.iter().all(|m| (0.0..=1.0).contains(&m.point)));
                        assert!(axis.ticks.len() <= 100);
                    }
                }
            }
        }
    }
}
