//! The two-by-two table from its margins and a statistic that the paper prints of it.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::printed_number::PrintedNumber;
use super::quantity::{CHI_SQUARED, DECIMALS, DIRECTION, N1, N2, OR, PHI, TOTAL_EVENTS};
use crate::design::TwoByTwo;
use crate::explain::Step;
use crate::field::Field;
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::real;

const OUTPUTS: &[Output] = &[
    Output::new("events1", "people with the event in arm 1, a whole number"),
    Output::new("events2", "people with the event in arm 2, a whole number"),
    Output::new("exact1", "people with the event in arm 1, unrounded"),
    Output::new("exact2", "people with the event in arm 2, unrounded"),
    Output::new("compatible", "how many tables give the printed statistic back"),
    Output::new("least", "events in arm 1 in the first of them, where there are any"),
    Output::new("most", "events in arm 1 in the last of them, where there are any"),
];
const BONETT: &str =
    "Bonett DG. Transforming odds ratios into correlations for meta-analytic research. Am Psychol 2007;62:254-5.";
const FLEISS: &str = "Fleiss JL, Levin B, Paik MC. Statistical methods for rates and proportions. 3rd ed. Wiley 2003, \
    chapter 6.";

/// The record of [`from_odds_ratio`].
pub const FROM_OR: Conversion = Conversion {
    id: "or-to-table",
    name: "Two-by-two table from its odds ratio and its margins",
    inputs: &[OR, N1, N2, TOTAL_EVENTS, DECIMALS],
    outputs: OUTPUTS,
    assumption: "The odds ratio is that of this table, not adjusted and without a correction for zero cells.",
    references: &[BONETT],
    formula: Formula::Several(|x| {
        let found = from_odds_ratio(printed(x[0], x[4])?, &Margins::new(x[1], x[2], x[3])?)?;
        Ok(found.map(|table| table.outputs()))
    }),
};

/// The record of [`from_chi_squared`].
pub const FROM_CHI_SQUARED: Conversion = Conversion {
    id: "chi2-to-table",
    name: "Two-by-two table from its chi-squared statistic, its direction and its margins",
    inputs: &[CHI_SQUARED, DIRECTION, N1, N2, TOTAL_EVENTS, DECIMALS],
    outputs: OUTPUTS,
    assumption: "Pearson's statistic without a continuity correction.",
    references: &[FLEISS],
    formula: Formula::Several(|x| {
        let direction = Direction::of_sign(x[1])?;
        let found = from_chi_squared(printed(x[0], x[5])?, direction, &Margins::new(x[2], x[3], x[4])?)?;
        Ok(found.map(|table| table.outputs()))
    }),
};

/// The record of [`from_phi`].
pub const FROM_PHI: Conversion = Conversion {
    id: "phi-to-table",
    name: "Two-by-two table from its phi coefficient and its margins",
    inputs: &[PHI, N1, N2, TOTAL_EVENTS, DECIMALS],
    outputs: OUTPUTS,
    assumption: "Phi is positive where arm 1 has the higher risk.",
    references: &[FLEISS],
    formula: Formula::Several(|x| {
        let found = from_phi(printed(x[0], x[4])?, &Margins::new(x[1], x[2], x[3])?)?;
        Ok(found.map(|table| table.outputs()))
    }),
};

/// What is known of a two-by-two table without its cells: whole numbers that leave more than one table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margins {
    n1: f64,
    n2: f64,
    total_events: f64,
}

/// Which arm has the higher risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Arm 1.
    Higher,
    /// Arm 2.
    Lower,
}

/// A table that a statistic was turned back into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reconstructed {
    /// The table in whole numbers: of those that give the printed statistic back the one nearest to `exact`, or simply
    /// the nearest where none does.
    pub table: TwoByTwo,
    /// People with the event in each arm, before rounding.
    pub exact: (f64, f64),
    /// People with the event in arm 1, in the first and the last table that gives the printed statistic back; `None`
    /// where no table does.
    pub compatible: Option<(f64, f64)>,
}

impl Margins {
    /// Validates the margins: `n1` and `n2` people of whom `total_events` have the event, whole numbers up to 1e15.
    ///
    /// # Errors
    /// `not-whole`; `events-above-n`; `degenerate-margin` where nobody or everybody has the event; `empty-group`,
    /// `below-zero`, `too-large`, `not-finite`.
    ///
    /// ```
    /// use effect_size::recover::two_by_two::Margins;
    /// assert!(Margins::new(50.0, 50.0, 26.0).is_ok());
    /// assert_eq!(Margins::new(50.0, 50.0, 0.0).unwrap_err().code.name(), "degenerate-margin");
    /// ```
    pub fn new(n1: f64, n2: f64, total_events: f64) -> Result<Margins, Problem> {
        for (quantity, value) in [(N1, n1), (N2, n2), (TOTAL_EVENTS, total_events)] {
            quantity.check(value)?;
            if value.fract() != 0.0 {
                return Err(quantity.problem(ProblemCode::NotWhole).with("value", value));
            }
        }
        let n = n1 + n2;
        if total_events > n {
            let problem = TOTAL_EVENTS.problem(ProblemCode::EventsAboveN);
            return Err(problem.with("events", total_events).with("n", n));
        }
        if total_events == 0.0 || total_events == n {
            return Err(TOTAL_EVENTS.problem(ProblemCode::DegenerateMargin));
        }
        Ok(Margins { n1, n2, total_events })
    }

    /// The fewest and the most events that arm 1 can have.
    fn events1(&self) -> (f64, f64) {
        ((self.total_events - self.n2).max(0.0), self.n1.min(self.total_events))
    }

    /// Events of arm 1 at an odds ratio: the root of `a (n2 - m + a) = OR (n1 - a) (m - a)`.
    fn at_odds_ratio(&self, or: f64) -> f64 {
        let Margins { n1, n2, total_events: m } = *self;
        let rest = n2 - m;
        if rest < 0.0 {
            // arms and outcome turned round: people without the event in arm 2, at the same odds ratio
            return Margins { n1: n2, n2: n1, total_events: n1 + n2 - m }.at_odds_ratio(or) - rest;
        }
        // every term is positive, so that nothing cancels
        let sum = rest + or * (n1 + m);
        let gap = or * (n1 - m);
        let discriminant = rest * rest + 2.0 * rest * or * (n1 + m) + gap * gap + 4.0 * or * n1 * m;
        2.0 * or * n1 * m / (sum + real::sqrt(discriminant))
    }

    /// Events of arm 1 at a phi coefficient.
    fn at_phi(&self, phi: f64) -> f64 {
        let Margins { n1, n2, total_events: m } = *self;
        let n = n1 + n2;
        (n1 * m + phi * real::sqrt(n1 * n2 * m * (n - m))) / n
    }

    /// The phi coefficient at a number of events of arm 1.
    fn phi(&self, events1: f64) -> f64 {
        let Margins { n1, n2, total_events: m } = *self;
        let n = n1 + n2;
        (events1 * n - n1 * m) / real::sqrt(n1 * n2 * m * (n - m))
    }

    /// The table nearest to `exact`, given the events of arm 1 at the ends of the printed statistic, and those that have
    /// such a statistic at all.
    fn table(
        &self,
        printed: PrintedNumber,
        exact: f64,
        ends: (f64, f64),
        possible: (f64, f64),
        mut working: Vec<Step>,
    ) -> Result<Derived<Reconstructed>, Problem> {
        let Margins { n1, n2, total_events } = *self;
        let (fewest, most) = self.events1();
        let exact = real::within(exact, fewest, most);
        // room for the rounding of the ends themselves
        let room = 1e-9 + 4.0 * f64::EPSILON * most;
        let compatible = ((ends.0 - room).ceil().max(possible.0), (ends.1 + room).floor().min(possible.1));
        let compatible = Some(compatible).filter(|(least, most)| least <= most);
        let nearest = exact.round();
        let events1 = compatible.map_or(nearest, |(least, most)| real::within(nearest, least, most));
        let events2 = total_events - events1;
        let numbers = [("n1", n1), ("n2", n2), ("m", total_events), ("a", exact), ("events1", events1)];
        let formula = if events1 == nearest {
            "the whole number nearest to a"
        } else {
            "the whole number nearest to a that gives the printed statistic back"
        };
        working.push(Step::new("events1", formula, &numbers, events1));
        working.push(Step::new("events2", "m − events1", &numbers, events2));
        let code = match compatible {
            None => Some(NoticeCode::NoCountFits),
            Some((least, most)) if least < most => Some(NoticeCode::SeveralCountsFit),
            Some(_) => None,
        };
        let notice = code.map(|code| {
            let notice = Notice::new(code).about(Field::Events1).with("printed", printed.text().as_str());
            let notice = notice.with("used", events1);
            compatible.into_iter().fold(notice, |notice, (least, most)| notice.with("least", least).with("most", most))
        });
        let table = TwoByTwo { events1, n1, events2, n2 };
        let found = Reconstructed { table, exact: (exact, total_events - exact), compatible };
        Ok(Derived::by(found, working)?.telling(notice))
    }

    /// The table of a phi coefficient that lies between two others, of which `printed` is the statistic printed.
    fn table_at_phi(
        &self,
        printed: PrintedNumber,
        phi: f64,
        ends: (f64, f64),
        limit: impl Fn(f64) -> f64,
        mut working: Vec<Step>,
    ) -> Result<Derived<Reconstructed>, Problem> {
        let Margins { n1, n2, total_events: m } = *self;
        let (fewest, most) = self.events1();
        let room = 1e-9 * most;
        let ends = (self.at_phi(ends.0), self.at_phi(ends.1));
        if ends.0 > most + room || ends.1 < fewest - room {
            let limit = limit(self.phi(if phi > 0.0 { most } else { fewest }));
            let problem = Problem::new(ProblemCode::NoSuchTable).with("value", printed.text().as_str());
            return Err(problem.with("limit", number::brief(limit).as_str()));
        }
        let exact = self.at_phi(phi);
        let numbers = [("phi", phi), ("n1", n1), ("n2", n2), ("m", m), ("N", n1 + n2)];
        let formula = "(n1 × m + phi × √(n1 × n2 × m × (N − m))) / N";
        working.push(Step::new("a", formula, &numbers, exact));
        self.table(printed, exact, ends, (fewest, most), working)
    }
}

impl Direction {
    /// Above 0 arm 1 has the higher risk, below 0 arm 2.
    ///
    /// # Errors
    /// `missing-value` for 0.
    ///
    /// ```
    /// use effect_size::recover::two_by_two::Direction;
    /// assert_eq!(Direction::of_sign(-1.0).ok(), Some(Direction::Lower));
    /// ```
    pub fn of_sign(sign: f64) -> Result<Direction, Problem> {
        match () {
            () if sign > 0.0 => Ok(Direction::Higher),
            () if sign < 0.0 => Ok(Direction::Lower),
            () => Err(DIRECTION.missing()),
        }
    }
}

impl Reconstructed {
    fn outputs(&self) -> Vec<f64> {
        let ends = self.compatible.map(|(least, most)| [least, most]);
        let count = ends.map_or(0.0, |[least, most]| most - least + 1.0);
        let found = [self.table.events1, self.table.events2, self.exact.0, self.exact.1, count];
        found.into_iter().chain(ends.into_iter().flatten()).collect()
    }
}

/// The table of an odds ratio, by the quadratic equation of Bonett 2007.
///
/// The odds ratio is above 0 and has the precision it is printed with: a table gives it back if it is within half a unit
/// of the last digit.
///
/// # Errors
/// `ratio-not-positive`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::printed_number::PrintedNumber;
/// use effect_size::recover::two_by_two::{self, Margins};
/// // 26 of 50 + 50 had the event, odds ratio 3.76: 19 and 7
/// let printed = PrintedNumber::new(3.76, 2).unwrap();
/// let found = two_by_two::from_odds_ratio(printed, &Margins::new(50.0, 50.0, 26.0)?)?;
/// assert_eq!((found.value.table.events1, found.value.table.events2), (19.0, 7.0));
/// assert_eq!(found.value.compatible, Some((19.0, 19.0)));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_odds_ratio(printed: PrintedNumber, margins: &Margins) -> Result<Derived<Reconstructed>, Problem> {
    let or = printed.value();
    OR.check(or)?;
    let exact = margins.at_odds_ratio(or);
    let ends = [(or - printed.half_unit()).max(0.0), or + printed.half_unit()].map(|or| margins.at_odds_ratio(or));
    let numbers = [("OR", or), ("n1", margins.n1), ("n2", margins.n2), ("m", margins.total_events)];
    let formula = "a where a × (n2 − m + a) = OR × (n1 − a) × (m − a)";
    let step = Step::new("a", formula, &numbers, exact).by("Bonett 2007");
    // a zero cell makes the odds ratio 0 or infinite, and neither is printed as a number above 0
    let (fewest, most) = margins.events1();
    margins.table(printed, exact, (ends[0], ends[1]), (fewest + 1.0, most - 1.0), vec![step])
}

/// The table of a chi-squared statistic without a continuity correction: `phi = ± sqrt(chi2 / N)`.
///
/// The statistic is 0 or above and has the precision it is printed with; `direction` says which arm has the higher risk.
///
/// # Errors
/// `no-such-table` where the margins allow no statistic as large; `below-zero`, `too-large`, `too-small`.
///
/// ```
/// use effect_size::recover::printed_number::PrintedNumber;
/// use effect_size::recover::two_by_two::{self, Direction, Margins};
/// let printed = PrintedNumber::new(7.48, 2).unwrap();
/// let found = two_by_two::from_chi_squared(printed, Direction::Higher, &Margins::new(50.0, 50.0, 26.0)?)?;
/// assert_eq!((found.value.table.events1, found.value.table.events2), (19.0, 7.0));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_chi_squared(
    printed: PrintedNumber,
    direction: Direction,
    margins: &Margins,
) -> Result<Derived<Reconstructed>, Problem> {
    let chi2 = printed.value();
    CHI_SQUARED.check(chi2)?;
    let n = margins.n1 + margins.n2;
    let (sign, formula) = match direction {
        Direction::Higher => (1.0, "√(chi2 / N)"),
        Direction::Lower => (-1.0, "−√(chi2 / N)"),
    };
    let phi_of = |chi2: f64| sign * real::sqrt(chi2.max(0.0) / n);
    let phi = phi_of(chi2);
    let (near, far) = (phi_of(chi2 - printed.half_unit()), phi_of(chi2 + printed.half_unit()));
    let step = Step::new("phi", formula, &[("chi2", chi2), ("N", n)], phi);
    margins.table_at_phi(printed, phi, (near.min(far), near.max(far)), |phi| n * phi * phi, vec![step])
}

/// The table of a phi coefficient, `phi = (ad - bc) / sqrt(n1 n2 m (N - m))`.
///
/// Phi is -1 to 1, above 0 where arm 1 has the higher risk, and has the precision it is printed with.
///
/// # Errors
/// `no-such-table` where the margins allow no coefficient as large; `correlation-out-of-range`.
///
/// ```
/// use effect_size::recover::printed_number::PrintedNumber;
/// use effect_size::recover::two_by_two::{self, Margins};
/// let printed = PrintedNumber::new(0.27, 2).unwrap();
/// let found = two_by_two::from_phi(printed, &Margins::new(50.0, 50.0, 26.0)?)?;
/// assert_eq!((found.value.table.events1, found.value.table.events2), (19.0, 7.0));
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn from_phi(printed: PrintedNumber, margins: &Margins) -> Result<Derived<Reconstructed>, Problem> {
    let phi = printed.value();
    PHI.check(phi)?;
    let ends = (phi - printed.half_unit(), phi + printed.half_unit());
    margins.table_at_phi(printed, phi, ends, |phi| phi, Vec::new())
}

fn printed(value: f64, decimals: f64) -> Result<PrintedNumber, Problem> {
    PrintedNumber::new(value, decimals as u8).ok_or_else(|| Problem::new(ProblemCode::NotFinite))
}
