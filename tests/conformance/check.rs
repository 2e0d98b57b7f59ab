//! What a fixture row demands, and how near is near enough.

use super::fixture::{Row, rows};
use effect_size::{Estimate, Interval, Level, Measure, Options, Reported, Request, compute};

/// Closed forms: relative, for limits relative to the larger of the limit, the point and the width.
const CLOSED: f64 = 1e-12;
/// Ends found by inverting a test: the same, with room for the root.
const INVERTED: f64 = 1e-9;
/// P values: the error of a tail grows with the square of z.
const TAIL: f64 = 1e-11;

/// Columns of a fixture file and the request they check.
pub struct Check {
    /// Fixture file without its ending.
    pub file: &'static str,
    /// Measure id.
    pub measure: &'static str,
    /// Interval method; `None` for the default.
    pub interval: Option<Interval>,
    /// The fields of a row.
    pub data: fn(&Row) -> Reported,
    /// The options of a row without level and interval; `None` skips the row.
    pub options: fn(&Row) -> Option<Options>,
    /// Columns: displayed point, analysis point, variance, standard error, P, statistic, degrees of freedom.
    pub columns: Columns,
    /// Prefix of the columns `lo_95`, `hi_95` and so on, on the displayed scale.
    pub limits: &'static str,
    /// Column that says why there is no estimate; empty where every row has one.
    pub reason: &'static str,
    /// True where the ends are found by inverting a test.
    pub inverted: bool,
    /// Column of a factor that the limits are multiplied by; empty for none.
    pub times: &'static str,
}

/// Names of the columns that hold expected values; an empty name is not checked.
#[derive(Default)]
pub struct Columns {
    /// Displayed point.
    pub point: &'static str,
    /// Point on the analysis scale.
    pub analysis: &'static str,
    /// Variance.
    pub variance: &'static str,
    /// Standard error.
    pub se: &'static str,
    /// P value.
    pub p: &'static str,
    /// Test statistic.
    pub statistic: &'static str,
    /// Degrees of freedom.
    pub df: &'static str,
}

/// Runs a family and compares its bits with the recorded ones.
pub fn holds(family: &str, checks: Vec<Check>) {
    let mut bits = Bits::new();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for check in &checks {
        for row in rows(check.file) {
            let Some(options) = (check.options)(&row) else {
                continue;
            };
            for level in ["90", "95", "99"] {
                let level_value = level.parse::<f64>().expect("a number") / 100.0;
                let options =
                    Options { level: Level::new(level_value).expect("a level"), interval: check.interval, ..options };
                let measure = Measure::find(check.measure).expect("a measure");
                let result = compute(&Request { measure, data: (check.data)(&row), options });
                bits.add(result.as_ref().ok());
                compared += 1;
                if let Err(why) = check.compare(&row, level, result) {
                    wrong.push(format!("{} {} {level}: {why}", check.file, row.text("id")));
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows fall short:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 100, "only {compared} comparisons");
    bits.compare(family);
}

impl Check {
    fn compare(
        &self,
        row: &Row,
        level: &str,
        result: Result<Estimate, Vec<effect_size::Problem>>,
    ) -> Result<(), String> {
        let factor = if self.times.is_empty() { Some(1.0) } else { row.number(self.times) };
        let limit = |end: &str| Some(row.number(&format!("{}{end}_{level}", self.limits))? * factor?);
        let (lower, upper) = (limit("lo"), limit("hi"));
        let reason = if self.reason.is_empty() { "" } else { row.text(self.reason) };
        if (!reason.is_empty() || factor.is_none()) && lower.is_none() && upper.is_none() {
            return match result {
                Ok(_) => Err(format!("estimated, but {reason}")),
                Err(problems) if problems.iter().all(|problem| problem.code.is_not_estimable()) => Ok(()),
                Err(problems) => Err(format!("{problems:?} is not a reason")),
            };
        }
        let estimate = result.map_err(|problems| format!("refused: {problems:?}"))?;
        let want = |column: &str| {
            if column.is_empty() { None } else { row.number(column) }
        };
        let c = &self.columns;
        let is_ratio = estimate.analysis.scale == effect_size::scale::Scale::Log;
        let width = match (lower, upper) {
            (Some(lower), Some(upper)) if (upper - lower).is_finite() => (upper - lower).abs(),
            _ => 0.0,
        };
        let point = want(c.point);
        let size = if is_ratio { 0.0 } else { point.unwrap_or(0.0).abs().max(width) };
        // the ends of a ratio carry the error of their logarithm
        let room = |value: Option<f64>| match value {
            Some(v) if is_ratio && v > 0.0 && v.is_finite() => v.ln().abs().max(1.0),
            _ => 1.0,
        };
        let statistic = estimate.statistic;
        let z = want(c.statistic).unwrap_or(0.0);
        let a = estimate.analysis;
        let tolerance = if self.inverted { INVERTED } else { CLOSED };
        near("point", Some(estimate.point), point, tolerance * room(point), size)?;
        near("analysis point", Some(a.point), want(c.analysis), CLOSED, 1.0)?;
        near("variance", a.variance, want(c.variance), CLOSED, 0.0)?;
        near("standard error", a.se, want(c.se), CLOSED, 0.0)?;
        near("lower", Some(estimate.lower), lower, tolerance * room(lower), size)?;
        near("upper", Some(estimate.upper), upper, tolerance * room(upper), size)?;
        near("degrees of freedom", statistic.and_then(|s| s.df), want(c.df), CLOSED, 0.0)?;
        near("P", estimate.p, want(c.p), TAIL.max(tolerance) * (z * z).max(1.0), 0.0)
    }
}

fn near(what: &str, got: Option<f64>, want: Option<f64>, tolerance: f64, size: f64) -> Result<(), String> {
    let Some(want) = want else { return Ok(()) };
    let got = got.ok_or_else(|| format!("no {what}, want {want}"))?;
    let error = (got - want).abs();
    let holds =
        if want.is_finite() { error <= tolerance * want.abs().max(size) || error < 1e-300 } else { got == want };
    if holds { Ok(()) } else { Err(format!("{what} {got} want {want}")) }
}

/// Compares numbers that are no estimate (`name`, got, want) and their bits with the recorded ones.
pub fn numbers_hold(family: &str, tolerance: f64, numbers: Vec<(String, Option<f64>, Option<f64>)>) {
    let mut bits = Bits::new();
    let mut wrong = Vec::new();
    for (name, got, want) in &numbers {
        bits.word(got.map_or(0, f64::to_bits));
        match (got, want) {
            (Some(_), None) => wrong.push(format!("{name}: a number, but there is none")),
            (got, want) => wrong.extend(near(name, *got, *want, tolerance, 0.0).err()),
        }
    }
    assert!(wrong.is_empty(), "{} numbers fall short:\n{}", wrong.len(), wrong.join("\n"));
    assert!(numbers.len() > 20, "only {} comparisons", numbers.len());
    bits.compare(family);
}

/// A running fingerprint (FNV-1a over 64-bit words) of every number of every result.
struct Bits(u64);

impl Bits {
    fn new() -> Self {
        Bits(0xcbf2_9ce4_8422_2325)
    }

    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn add(&mut self, estimate: Option<&Estimate>) {
        let Some(e) = estimate else {
            return self.word(0);
        };
        let numbers = [e.point, e.lower, e.upper, e.analysis.point];
        for number in numbers
            .into_iter()
            .chain(e.analysis.variance)
            .chain(e.analysis.se)
            .chain(e.p)
            .chain(e.statistic.map(|s| s.value))
        {
            self.word(number.to_bits());
        }
    }

    fn compare(&self, family: &str) {
        let mine = format!("{family} {:016x}", self.0);
        #[cfg(not(target_arch = "wasm32"))]
        if std::env::var_os("BLESS").is_some() {
            return bless(family, &mine);
        }
        let recorded = include_str!("../fixtures/bits.txt").lines().find(|line| line.split(' ').next() == Some(family));
        assert_eq!(Some(mine.as_str()), recorded, "the last bits moved; BLESS=1 records them if that is meant");
    }
}

/// Records the bits of a family.
#[cfg(not(target_arch = "wasm32"))]
fn bless(family: &str, mine: &str) {
    // families run on several threads
    static FILE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = FILE.lock().expect("no family panics while it writes");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bits.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut lines: Vec<&str> = text.lines().filter(|line| line.split(' ').next() != Some(family)).collect();
    lines.push(mine);
    lines.sort_unstable();
    std::fs::write(path, lines.join("\n") + "\n").expect("bits.txt can be written");
}

/// Fails where a family has no recorded bits, or a recorded family no longer exists.
#[cfg(not(target_arch = "wasm32"))]
pub fn bits_are_complete(families: &[&str]) {
    let mut recorded: Vec<&str> =
        include_str!("../fixtures/bits.txt").lines().filter_map(|line| line.split(' ').next()).collect();
    let mut families = families.to_vec();
    recorded.sort_unstable();
    families.sort_unstable();
    assert_eq!(recorded, families);
}
