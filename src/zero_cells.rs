//! What to do where a count is zero, and always said so.

use crate::design::{TwoByTwo, TwoRates};
use crate::interval::Interval;
use crate::measure::{Convention, Options};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use serde::Serialize;

/// When a correction is added to the counts of a study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZeroCells {
    /// To every cell of a study with a zero cell (RevMan, metafor).
    #[default]
    OnlyIfZero,
    /// To every cell of every study (Haldane 1955; Anscombe 1956).
    All,
    /// Never.
    None,
    /// To a study with a zero cell, in proportion to the size of the arm (Sweeting, Sutton & Lambert 2004).
    TreatmentArm,
}

impl ZeroCells {
    /// Every rule.
    pub const ALL: &'static [ZeroCells] =
        &[ZeroCells::OnlyIfZero, ZeroCells::All, ZeroCells::None, ZeroCells::TreatmentArm];

    /// The name used in options.
    pub fn name(self) -> &'static str {
        match self {
            ZeroCells::OnlyIfZero => "only-if-zero",
            ZeroCells::All => "all",
            ZeroCells::None => "none",
            ZeroCells::TreatmentArm => "treatment-arm",
        }
    }

    /// Where the rule comes from.
    pub fn source(self) -> &'static str {
        match self {
            ZeroCells::OnlyIfZero => "Cochrane Handbook 10.4.4.1; RevMan, metafor",
            ZeroCells::All => "Haldane 1955, Anscombe 1956",
            ZeroCells::None => "raw counts",
            ZeroCells::TreatmentArm => "Sweeting, Sutton & Lambert 2004",
        }
    }

    /// The rule of that name.
    pub fn from_name(name: &str) -> Option<ZeroCells> {
        ZeroCells::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// What is added to arms 1 and 2, whose sizes weigh the treatment-arm rule.
    fn additions(self, has_zero: bool, correction: f64, size1: f64, size2: f64) -> (f64, f64) {
        match self {
            ZeroCells::All => (correction, correction),
            ZeroCells::OnlyIfZero if has_zero => (correction, correction),
            // 2 x correction is shared out, so that equal arms get the usual correction each
            ZeroCells::TreatmentArm if has_zero => {
                let shared = 2.0 * correction / (size1 + size2);
                (shared * size1, shared * size2)
            }
            _ => (0.0, 0.0),
        }
    }
}

/// The four counts of a table after the zero-cell rule: `a`, `b` with and without the event in arm 1, `c`, `d` in arm 2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// Arm 1 with the event.
    pub a: f64,
    /// Arm 1 without.
    pub b: f64,
    /// Arm 2 with the event.
    pub c: f64,
    /// Arm 2 without.
    pub d: f64,
    /// What was added to each cell of arms 1 and 2.
    pub added: (f64, f64),
}

impl Cells {
    /// The counts that the options' interval works with: corrected for Wald's, as they are for the others.
    pub fn used(table: &TwoByTwo, options: &Options) -> Cells {
        let [a, b, c, d] = table.cells();
        let corrected = needs_correction(options).then(|| Cells::corrected(table, options).ok()).flatten();
        corrected.unwrap_or(Cells { a, b, c, d, added: (0.0, 0.0) })
    }

    /// The table's counts after the rule.
    ///
    /// # Errors
    /// Under RevMan's convention and `only-if-zero`, a table with no event at all (`double-zero`) or with nothing but
    /// events (`all-events`) is not estimable: Cochrane Handbook 6.4, section 10.4.4.1.
    pub fn corrected(table: &TwoByTwo, options: &Options) -> Result<Cells, Problem> {
        let (a, b, c, d) = (table.events1, table.nonevents1(), table.events2, table.nonevents2());
        if options.zero_cells == ZeroCells::OnlyIfZero && options.convention == Convention::RevMan {
            if a == 0.0 && c == 0.0 {
                return Err(Problem::new(ProblemCode::DoubleZero));
            }
            if b == 0.0 && d == 0.0 {
                return Err(Problem::new(ProblemCode::AllEvents));
            }
        }
        let has_zero = [a, b, c, d].contains(&0.0);
        let added = options.zero_cells.additions(has_zero, options.correction, table.n1, table.n2);
        Ok(Cells { a: a + added.0, b: b + added.0, c: c + added.1, d: d + added.1, added })
    }

    /// Size of arm 1 after the rule.
    pub fn n1(&self) -> f64 {
        self.a + self.b
    }

    /// Size of arm 2 after the rule.
    pub fn n2(&self) -> f64 {
        self.c + self.d
    }
}

/// The two event counts after the rule, and what was added to each; person-time is left as it is.
///
/// # Errors
/// `double-zero` for two zeros under RevMan's convention and `only-if-zero`, or where no correction is asked for;
/// `zero-cell` for one zero where no correction is asked for.
pub fn corrected_counts(rates: &TwoRates, options: &Options) -> Result<(f64, f64, (f64, f64)), Problem> {
    let (x1, x2) = (rates.events1, rates.events2);
    let both_zero = x1 == 0.0 && x2 == 0.0;
    if both_zero && options.zero_cells == ZeroCells::OnlyIfZero && options.convention == Convention::RevMan {
        return Err(Problem::new(ProblemCode::DoubleZero));
    }
    let has_zero = x1 == 0.0 || x2 == 0.0;
    let added = options.zero_cells.additions(has_zero, options.correction, rates.time1, rates.time2);
    let (x1, x2) = (x1 + added.0, x2 + added.1);
    if x1 == 0.0 || x2 == 0.0 {
        return Err(Problem::new(if both_zero { ProblemCode::DoubleZero } else { ProblemCode::ZeroCell }));
    }
    Ok((x1, x2, added))
}

/// The event counts that the options' interval works with, as [`Cells::used`].
pub fn used_counts(rates: &TwoRates, options: &Options) -> (f64, f64, (f64, f64)) {
    let corrected = needs_correction(options).then(|| corrected_counts(rates, options).ok()).flatten();
    corrected.unwrap_or((rates.events1, rates.events2, (0.0, 0.0)))
}

/// True where the interval is Wald's, which alone needs a correction.
fn needs_correction(options: &Options) -> bool {
    matches!(options.method(), None | Some(Interval::Wald))
}

/// Says that a correction was added, if one was.
pub fn notice(added: (f64, f64), options: &Options) -> Option<Notice> {
    (added != (0.0, 0.0)).then(|| {
        Notice::new(NoticeCode::CorrectionAdded)
            .with("correction", options.correction)
            .with("rule", options.zero_cells.name())
    })
}
