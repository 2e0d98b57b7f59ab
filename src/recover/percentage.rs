//! The number of events from a percentage as printed and the number of people.

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::printed_number::PrintedNumber;
use super::quantity::{DECIMALS, N1, PERCENT, Quantity};
use crate::explain::Step;
use crate::number;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};

/// More digits after the decimal mark could make the whole numbers too large; no percentage of people has as many.
const MOST_DECIMALS: u8 = 20;

/// The record of [`events`].
pub const RECORD: Conversion = Conversion {
    id: "percentage-to-events",
    name: "Number of events from a percentage and the number of people",
    inputs: &[
        PERCENT,
        Quantity { name: "n", meaning: "people of whom it is the percentage, a whole number", ..N1 },
        DECIMALS,
    ],
    outputs: &[
        Output::new("events", "the whole number nearest to percent × n / 100"),
        Output::new("exact", "percent × n / 100, unrounded"),
        Output::new("compatible", "how many numbers of events are printed as this percentage"),
        Output::new("least", "the smallest of them, where there are any"),
        Output::new("most", "the largest of them, where there are any"),
    ],
    assumption: "The percentage is of these people, rounded to its last printed digit.",
    references: &[
        "Higgins JPT, Li T, Deeks JJ. Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, \
        section 6.4.2.",
    ],
    formula: Formula::Several(|x| {
        let printed = PrintedNumber::new(x[0], x[2] as u8).ok_or_else(|| Problem::new(ProblemCode::NotFinite))?;
        Ok(events(printed, x[1])?.map(|found| {
            let ends = found.compatible.map(|(least, most)| [least, most]);
            let count = ends.map_or(0.0, |[least, most]| most - least + 1.0);
            [found.events, found.exact, count].into_iter().chain(ends.into_iter().flatten()).collect()
        }))
    }),
};

/// The number of events that a percentage stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Events {
    /// The whole number nearest to `exact`, half away from zero.
    pub events: f64,
    /// Percentage times people, before rounding.
    pub exact: f64,
    /// The smallest and the largest number of events that are printed as this percentage; `None` where there is none.
    pub compatible: Option<(f64, f64)>,
}

/// The number of events of which a percentage of `n` people is printed, and which others are printed the same.
///
/// A number of events is compatible if its percentage lies within half a unit of the last printed digit, both ends
/// included: a tie is rounded up by some, to the even digit by others, and either way by programs that hold it in
/// binary. Whole-number arithmetic throughout, at any size.
///
/// `percent` 0 to 100, `n` a whole number of people from 1 to 1e15.
///
/// # Errors
/// `percent-out-of-range`, `not-whole`, `empty-group`, `below-zero`, `too-large`, `not-finite`.
///
/// ```
/// use effect_size::number::Decimal;
/// use effect_size::recover::percentage;
/// use effect_size::recover::printed_number::PrintedNumber;
/// let printed = |text| PrintedNumber::read(text, Decimal::Point).unwrap();
/// // 24% of 50 people are 12; of 174 people they may be 41 or 42
/// assert_eq!(percentage::events(printed("24%"), 50.0)?.value.compatible, Some((12.0, 12.0)));
/// let found = percentage::events(printed("24%"), 174.0)?;
/// assert_eq!((found.value.events, found.value.compatible), (42.0, Some((41.0, 42.0))));
/// assert_eq!(found.notices[0].code.name(), "several-counts-fit");
/// // no number of events among 50 is 25%
/// assert_eq!(percentage::events(printed("25%"), 50.0)?.notices[0].code.name(), "no-count-fits");
/// # Ok::<(), effect_size::Problem>(())
/// ```
pub fn events(percent: PrintedNumber, n: f64) -> Result<Derived<Events>, Problem> {
    RECORD.check(&[percent.value(), n])?;
    if n.fract() != 0.0 {
        return Err(RECORD.inputs[1].problem(ProblemCode::NotWhole).with("value", n));
    }
    // in units of the last printed digit, 100 per cent are `whole`
    let decimals = percent.decimals().min(MOST_DECIMALS);
    let digits = number::fixed(percent.value(), usize::from(decimals));
    let units: i128 = digits.bytes().filter(u8::is_ascii_digit).fold(0, |sum, d| 10 * sum + i128::from(d - b'0'));
    let whole = 100 * 10_i128.pow(u32::from(decimals));
    let people = n as i128;
    // k is compatible where |k × whole − units × n| ≤ n / 2
    let nearest = (2 * units * people + whole).div_euclid(2 * whole);
    let least = -(people - 2 * units * people).div_euclid(2 * whole);
    let most = (2 * units * people + people).div_euclid(2 * whole);
    let (least, most) = (least.max(0), most.min(people));
    let exact = (units * people) as f64 / whole as f64;
    let compatible = (least <= most).then_some((least as f64, most as f64));
    let found = Events { events: nearest as f64, exact, compatible };
    let numbers = [("percent", percent.value()), ("n", n)];
    let steps = vec![
        Step::new("percent of n", "percent / 100 × n", &numbers, exact),
        Step::new("events", "the whole number nearest to percent / 100 × n", &numbers, found.events),
    ];
    let code = match compatible {
        None => Some(NoticeCode::NoCountFits),
        Some((least, most)) if least < most => Some(NoticeCode::SeveralCountsFit),
        Some(_) => None,
    };
    let notice = code.map(|code| {
        let printed = format!("{}%", percent.text());
        let notice = Notice::new(code).with("printed", printed.as_str()).with("n", n).with("used", found.events);
        compatible.into_iter().fold(notice, |notice, (least, most)| notice.with("least", least).with("most", most))
    });
    Ok(Derived::by(found, steps)?.telling(notice))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every number of events, each rounded as printed by the three rules.
    fn by_trial(units: i128, whole: i128, n: i128) -> Option<(f64, f64)> {
        let fits = |k: &i128| {
            let (down, rest) = ((k * whole).div_euclid(n), (k * whole).rem_euclid(n));
            match (2 * rest).cmp(&n) {
                std::cmp::Ordering::Less => down == units,
                std::cmp::Ordering::Equal => down == units || down + 1 == units,
                std::cmp::Ordering::Greater => down + 1 == units,
            }
        };
        let all: Vec<i128> = (0..=n).filter(fits).collect();
        Some((*all.first()? as f64, *all.last()? as f64))
    }

    #[test]
    fn the_compatible_counts_are_those_found_by_trial() {
        for (decimals, most) in [(0_u8, 230), (1, 130), (2, 50)] {
            for n in 1..=most {
                let whole = 100 * 10_i128.pow(u32::from(decimals));
                for units in 0..=whole {
                    let value = 100.0 * units as f64 / whole as f64;
                    let printed = PrintedNumber::new(value, decimals).unwrap();
                    assert_eq!(printed.decimals(), decimals);
                    let found = events(printed, n as f64).unwrap().value;
                    assert_eq!(found.compatible, by_trial(units, whole, n), "{value}% of {n}");
                    if let Some((least, most)) = found.compatible {
                        assert!((least..=most).contains(&found.events), "{value}% of {n}");
                    }
                }
            }
        }
    }
}
