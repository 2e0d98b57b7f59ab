//! Cells as papers print them beyond the usual: `5.2 [4.0; 6.4]`, `median 12 (8-15)`, `24% (12/50)`, `5.2 (1.1), n = 50`.
//!
//! What a bracket means the cell says itself, or its header; what neither says is not guessed.

use super::clause::{Between, Clause, Said, clauses};
use super::{Content, Quantity, push};
use crate::field::{ARMS, ArmFields, Field};
use crate::interval::Level;
use crate::number::{self, Decimal};
use crate::table::header::{Reading, Spread};

/// Reads a cell that is not one of the usual; [`Content::Unreadable`] where it is none of these either.
pub fn read(text: &str, reading: Reading, level: Level, decimal: Decimal, into: &mut Vec<Quantity>) -> Content {
    let lower = number::lower(text);
    if is_missing(&lower) {
        return Content::Missing;
    }
    if !lower.contains(|c: char| c.is_ascii_digit()) {
        return Content::Unreadable;
    }
    let start = into.len();
    let content = clauses(&lower, reading.field.name(), decimal)
        .and_then(|clauses| {
            let clear = clauses.iter().all(|clause| clause.is_clear(decimal));
            let same = |said: f64| (said / 100.0 - level.value()).abs() < 1e-9;
            if !clauses.iter().filter_map(|clause| clause.level).all(same) {
                return Some(Content::OtherLevel);
            }
            Cell { reading, decimal, into: &mut *into }.read(&clauses).filter(|_| clear)
        })
        .unwrap_or(Content::Unreadable);
    if matches!(content, Content::Unreadable | Content::Unsaid | Content::NoSpread | Content::OtherLevel) {
        into.truncate(start);
    }
    content
}

/// Words for "not reported" that are rarer than the usual ones.
fn is_missing(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "n/r",
        "n.r",
        "n.a",
        "nr.",
        "na.",
        "n. r.",
        "n. a.",
        "---",
        "…",
        "...",
        "ns",
        "n.s.",
        "not significant",
        "not applicable",
        "not stated",
        "not given",
        "not provided",
        "unknown",
        "unclear",
        "k.a.",
        "k. a.",
        "keine angabe",
        "non rapporté",
        "non rapportée",
        "nd.",
        "n.d.",
        "n.d",
        "no reportado",
        "no informado",
        "não relatado",
        "non riportato",
        "niet gerapporteerd",
        "ne",
        "n.e.",
        "not estimable",
    ];
    WORDS.contains(&lower)
}

/// The field of arm 1 that a cell of an unnamed column would fill, if it says what it holds: `24% (12/50)`,
/// `5.2 (95% CI 4.0 to 6.4)`.
pub fn kind(text: &str, decimal: Decimal) -> Option<Field> {
    let lower = number::lower(text);
    let clauses = clauses(&lower, "", decimal)?;
    let (head, rest) = clauses.split_first()?;
    let of = |clause: &Clause| clause.between == Between::Of;
    let spread = |clause: &Clause| {
        matches!(clause.said, Some(Said::Sd | Said::Se | Said::Ci | Said::Iqr | Said::Range)) && !clause.percent
    };
    match head.between {
        Between::Of => Some(Field::Events1),
        Between::Nothing if head.percent && rest.iter().any(of) => Some(Field::Events1),
        Between::PlusMinus => Some(Field::Mean1),
        Between::Nothing if !head.percent && rest.iter().any(spread) => Some(Field::Mean1),
        _ => None,
    }
}

/// What the level of the intervals is by the first cell that names one: `5.2 (90% CI 4.0 to 6.4)`.
pub fn level_named(text: &str) -> Option<Level> {
    // most cells are numbers
    if !(text.contains('%') && text.contains(['c', 'C', 'k', 'K', 'b', 'B'])) {
        return None;
    }
    let lower = number::lower(text);
    let named = |decimal| clauses(&lower, "", decimal)?.into_iter().find_map(|clause| clause.level);
    Level::new(named(Decimal::Point).or_else(|| named(Decimal::Comma)).filter(|percent| *percent >= 50.0)?).ok()
}

/// A cell while it is read.
struct Cell<'a> {
    reading: Reading,
    decimal: Decimal,
    into: &'a mut Vec<Quantity>,
}

impl Cell<'_> {
    fn read(&mut self, clauses: &[Clause]) -> Option<Content> {
        let field = self.reading.field;
        let arm = |of: fn(&ArmFields) -> [Field; 2]| ARMS.iter().find(|arm| of(arm).contains(&field)).copied();
        if let Some(arm) = arm(|arm| [arm.mean, arm.median]) {
            return self.centre(arm, clauses);
        }
        if let Some(arm) = arm(|arm| [arm.events, arm.n]) {
            return self.counts(arm, clauses);
        }
        if let Some(arm) = arm(|arm| [arm.percent, arm.percent]) {
            return self.percentage(arm, clauses);
        }
        if let Some(arm) = arm(|arm| [arm.sd, arm.se]) {
            return self.spread(arm, clauses);
        }
        match field {
            Field::Estimate => self.comparison(clauses),
            _ => match SPANS.iter().find(|(low, ..)| *low == field) {
                Some(span) => self.span(*span, clauses),
                None => match clauses {
                    [Clause { said, numbers, percent: false, between: Between::Nothing, .. }]
                        if said.is_none() || *said == Some(Said::N) && is_count(field) =>
                    {
                        self.push(field, numbers[0])
                    }
                    _ => None,
                },
            },
        }
    }

    fn push(&mut self, field: Field, text: &str) -> Option<Content> {
        push(self.into, field, text, self.decimal).then_some(Content::Quantities)
    }

    /// A mean or a median with what stands beside it.
    fn centre(&mut self, arm: &ArmFields, clauses: &[Clause]) -> Option<Content> {
        let field = self.reading.field;
        let (head, rest) = clauses.split_first()?;
        let own = match head.said {
            Some(Said::Mean) => arm.mean,
            Some(Said::Median) => arm.median,
            _ => field,
        };
        let mut content = if own == field { Content::Quantities } else { Content::Disagrees };
        // what a header says of a bracket, it says of its own summary
        let told = if own == field { self.reading.spread } else { Spread::Unsaid };
        self.push(own, head.numbers.first()?)?;
        let beside_head = match (head.between, head.said) {
            (Between::Nothing, None | Some(Said::Mean | Said::Median)) => None,
            // `5.2 ± 1.1 (SD)`
            (Between::PlusMinus, said) if head.numbers.len() == 2 => {
                Some((said.filter(|said| !matches!(said, Said::Mean | Said::Median)), &head.numbers[1..]))
            }
            _ => return None,
        };
        if head.percent || rest.iter().any(|clause| clause.percent) {
            return None;
        }
        let mut explained = false;
        let besides = rest.iter().map(|clause| (clause.said, &clause.numbers[..], clause.between));
        let besides = beside_head.map(|(said, numbers)| (said, numbers, Between::Nothing)).into_iter().chain(besides);
        for (said, numbers, between) in besides {
            // `(± 1.1)`
            if !matches!(between, Between::Nothing | Between::To) && numbers.len() > 1 {
                return None;
            }
            // a header or an assumption explains one bracket, not two
            if said.is_none() && core::mem::replace(&mut explained, true) {
                return None;
            }
            let by_header = said_by_header(told);
            if let Some((said, header)) = said.zip(by_header)
                && said != header
                && said != Said::N
            {
                content = Content::Disagrees;
            }
            match (said.or(by_header), numbers) {
                (Some(Said::N), [n]) => self.push(arm.n, n)?,
                (Some(Said::Sd), [sd]) => self.push(arm.sd, sd)?,
                (Some(Said::Se), [se]) => self.push(arm.se, se)?,
                (Some(Said::Ci), [lower, upper]) => self.push_both([arm.lower, arm.upper], lower, upper)?,
                (Some(Said::Iqr), [lq, uq]) => self.push_both([arm.lq, arm.uq], lq, uq)?,
                (Some(Said::Range), [min, max]) => self.push_both([arm.min, arm.max], min, max)?,
                // a distance between quartiles, or between the ends, tells neither
                (Some(Said::Iqr | Said::Range), [width]) if own == arm.median => {
                    number::parse(width, self.decimal)?;
                    content = Content::WidthOnly;
                    Content::Quantities
                }
                (None, [sd]) if own == arm.mean && told != Spread::Other => {
                    content = Content::AssumedSd;
                    self.push(arm.sd, sd)?
                }
                (None, [_]) if own == arm.median => return Some(Content::Unsaid),
                (None, [_, _]) => return Some(Content::Unsaid),
                // `5.2 (4.0 to 6.4)` under a header that says SD
                (Some(_), [_, _]) if said.is_none() => return Some(Content::Unsaid),
                _ => return Some(Content::NoSpread),
            };
        }
        Some(content)
    }

    fn push_both(&mut self, fields: [Field; 2], first: &str, second: &str) -> Option<Content> {
        super::push_both(self.into, fields, (first, second), self.decimal).then_some(Content::Quantities)
    }

    /// Events, people or both: `24% (12/50)`, `n = 50`, `50 patients`, `12 (24%) of 50` has no such form.
    fn counts(&mut self, arm: &ArmFields, clauses: &[Clause]) -> Option<Content> {
        let field = self.reading.field;
        let (head, rest) = clauses.split_first()?;
        let first = *head.numbers.first()?;
        let mut content = Content::Quantities;
        match (head.between, head.percent, head.said) {
            (Between::Of, false, None | Some(Said::N | Said::Events)) => {
                self.push_both([arm.events, arm.n], first, head.numbers[1])?;
            }
            (Between::Nothing, true, None) if field == arm.events => {
                self.push(arm.percent, first)?;
                if self.reading.spread != Spread::Percent && !rest.iter().any(|clause| clause.between == Between::Of) {
                    content = Content::Disagrees;
                }
            }
            (Between::Nothing, false, None | Some(Said::N)) => {
                self.push(field, first)?;
            }
            (Between::Nothing, false, Some(Said::Events)) if field == arm.events => {
                self.push(field, first)?;
            }
            _ => return None,
        }
        for clause in rest {
            let signed = clause.percent || self.reading.spread == Spread::Percent;
            match (&clause.numbers[..], clause.between, clause.said) {
                ([events, n], Between::Of, None) if head.percent => self.push_both([arm.events, arm.n], events, n)?,
                ([share], Between::Nothing, None) if signed && !head.percent && field == arm.events => {
                    self.push(arm.percent, share)?
                }
                ([n], Between::Nothing, Some(Said::N)) if !clause.percent && field == arm.events => {
                    self.push(arm.n, n)?
                }
                // `12 (24)`, a percentage or the people
                ([_], Between::Nothing, None) if rest.len() == 1 && !head.percent && field == arm.events => {
                    return Some(Content::Unsaid);
                }
                _ => return None,
            };
        }
        Some(content)
    }

    /// `24% (12/50)`, `24% (n = 50)`.
    fn percentage(&mut self, arm: &ArmFields, clauses: &[Clause]) -> Option<Content> {
        let (head, rest) = clauses.split_first()?;
        match (head.between, head.said, &head.numbers[..]) {
            (Between::Nothing, None, [share]) => self.push(arm.percent, share)?,
            (Between::Of, None, [events, n]) if !head.percent => self.push_both([arm.events, arm.n], events, n)?,
            _ => return None,
        };
        for clause in rest {
            match (&clause.numbers[..], clause.between, clause.said) {
                ([events, n], Between::Of, None) => self.push_both([arm.events, arm.n], events, n)?,
                ([n], Between::Nothing, Some(Said::N)) => self.push(arm.n, n)?,
                ([share], Between::Nothing, None) if clause.percent && !head.percent => {
                    self.push(arm.percent, share)?
                }
                _ => return None,
            };
        }
        Some(Content::Quantities)
    }

    /// A standard deviation or error alone: `(1.1)`, `± 1.1`, `SE 0.2`.
    fn spread(&mut self, arm: &ArmFields, clauses: &[Clause]) -> Option<Content> {
        let [Clause { numbers, said, percent: false, .. }] = clauses else { return None };
        let [number] = numbers[..] else { return None };
        let own = match said {
            None => self.reading.field,
            Some(Said::Sd) => arm.sd,
            Some(Said::Se) => arm.se,
            Some(_) => return None,
        };
        self.push(own, number)?;
        Some(if own == self.reading.field { Content::Quantities } else { Content::Disagrees })
    }

    /// An effect as the paper reports it: `0.75 (0.60 to 0.94)`, `0.5 (SE 0.2)`, `0.75 (95% CI 0.60-0.94), p = 0.02`.
    fn comparison(&mut self, clauses: &[Clause]) -> Option<Content> {
        let (head, rest) = clauses.split_first()?;
        // `HR 95% CI` over the interval alone
        if self.reading.spread == Spread::Ci && head.between == Between::To {
            return self.span((Field::Lower, Field::Upper, Said::Ci), clauses);
        }
        let [estimate] = head.numbers[..] else { return None };
        if head.said.is_some_and(|said| said != Said::Mean) || head.percent {
            return None;
        }
        self.push(Field::Estimate, estimate)?;
        let mut content = Content::Quantities;
        let by_header = said_by_header(self.reading.spread);
        for clause in rest {
            if clause.said.zip(by_header).is_some_and(|(said, header)| said != header && said != Said::P) {
                content = Content::Disagrees;
            }
            match (clause.said.or(by_header), &clause.numbers[..]) {
                (Some(Said::P), [p]) if clause.said.is_some() => {
                    let value = number::parse(p, self.decimal).filter(|p| (0.0..=1.0).contains(p))?;
                    let text = clause.bound.map_or_else(|| (*p).to_owned(), |sign| format!("{sign}{p}"));
                    self.into.push(Quantity { field: Field::P, value, text });
                }
                (Some(Said::Ci), [lower, upper]) => _ = self.push_both([Field::Lower, Field::Upper], lower, upper)?,
                (Some(Said::Se), [se]) => _ = self.push(Field::Se, se)?,
                (None, [lower, upper]) if clause.between == Between::To => {
                    self.push_both([Field::Lower, Field::Upper], lower, upper)?;
                    content = Content::AssumedCi;
                }
                (None, [_] | [_, _]) => return Some(Content::Unsaid),
                _ => return Some(Content::NoSpread),
            }
        }
        Some(content)
    }

    /// Two ends alone in their cell: `4.0 to 6.4`, `(8, 15)`, `[3; 40]`.
    fn span(&mut self, (low, high, meant): (Field, Field, Said), clauses: &[Clause]) -> Option<Content> {
        match clauses {
            [Clause { numbers, said, percent: false, between: Between::To, .. }]
                if said.is_none_or(|said| said == meant) =>
            {
                let [first, second] = numbers[..] else { return None };
                self.push_both([low, high], first, second)
            }
            _ => None,
        }
    }
}

/// Counts of people beside those of the arms.
fn is_count(field: Field) -> bool {
    matches!(field, Field::N | Field::NonEvents1 | Field::NonEvents2 | Field::TotalEvents)
}

/// Columns that may hold both ends, with what they are the ends of.
const SPANS: &[(Field, Field, Said)] = &[
    (Field::Lower, Field::Upper, Said::Ci),
    (Field::Lower1, Field::Upper1, Said::Ci),
    (Field::Lower2, Field::Upper2, Said::Ci),
    (Field::Lq1, Field::Uq1, Said::Iqr),
    (Field::Lq2, Field::Uq2, Said::Iqr),
    (Field::Min1, Field::Max1, Said::Range),
    (Field::Min2, Field::Max2, Said::Range),
];

fn said_by_header(spread: Spread) -> Option<Said> {
    match spread {
        Spread::Sd => Some(Said::Sd),
        Spread::Se => Some(Said::Se),
        Spread::Ci => Some(Said::Ci),
        Spread::Iqr => Some(Said::Iqr),
        Spread::Range => Some(Said::Range),
        _ => None,
    }
}
