//! One cell to the quantities it holds: a number, `12/50`, `12 (24%)`, `5.2 (1.1)`, `5.2 ± 1.1`.

#[cfg(feature = "complete")]
pub mod accepted;
#[cfg(feature = "complete")]
mod clause;
#[cfg(feature = "complete")]
pub mod printed;

use super::header::{Reading, Spread};
use crate::field::Field;
use crate::number::{self, Decimal};

/// A quantity with the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Which.
    pub field: Field,
    /// Its value.
    pub value: f64,
    /// As typed, e.g. `4.0`.
    pub text: String,
}

/// What a cell turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing, or a word for "not reported".
    Missing,
    /// One or more quantities.
    Quantities,
    /// A mean with a bracket whose meaning the header does not say, read as a standard deviation.
    AssumedSd,
    /// A P value that is no number (`NS`, `0.04*`), kept as printed.
    Text,
    /// Quantities that the cell itself says are others than its header says.
    #[cfg(feature = "complete")]
    Disagrees,
    /// A median with the distance between its quartiles, or its ends, which tells neither.
    #[cfg(feature = "complete")]
    WidthOnly,
    /// An effect with two numbers whose meaning the header does not say, read as its confidence interval.
    #[cfg(feature = "complete")]
    AssumedCi,
    /// Numbers in a bracket that neither the cell nor its header explains.
    #[cfg(feature = "complete")]
    Unsaid,
    /// A confidence interval of another level than the table's.
    #[cfg(feature = "complete")]
    OtherLevel,
    /// A mean with a bracket that the header says is no standard deviation.
    NoSpread,
    /// Something that is not what the column holds.
    Unreadable,
}

/// True for an empty cell and the words papers use for one.
#[inline(never)]
pub fn is_missing(text: &str) -> bool {
    // most cells are numbers
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = number::lower(text);
    let words = [
        "",
        "-",
        "--",
        ".",
        "..",
        "na",
        "n/a",
        "n.a.",
        "nr",
        "n.r.",
        "nd",
        "?",
        "missing",
        "not reported",
        "not available",
    ];
    words.contains(&lower.as_str())
}

/// A label on one line, as it was before an export disarmed it: without the apostrophes that keep a spreadsheet from running
/// it as a formula.
pub fn label(text: &str) -> String {
    let (mut out, mut starts) = (String::with_capacity(text.len()), true);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        if starts && c == '\'' && matches!(characters.peek(), Some('=' | '+' | '-' | '@')) {
            starts = false;
            continue;
        }
        // another separator than ours starts a cell as well
        starts = matches!(c, ';' | '\t' | '\r' | '\n') || starts && c == ' ';
        match c {
            '\t' | '\r' | '\n' if out.ends_with(' ') => {}
            '\t' | '\r' | '\n' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// True for a text under a P header that says no P value, and is no word for one that is not significant.
pub fn is_no_p(text: &str) -> bool {
    let lower = number::lower(text);
    !(is_missing(text) || matches!(lower.as_str(), "ns" | "n.s." | "not significant" | "ns."))
}

/// Reads a cell of a column. Its quantities come `into` the list, and only where it holds some.
pub fn read(text: &str, reading: Reading, decimal: Decimal, into: &mut Vec<Quantity>) -> Content {
    if is_missing(text) {
        return Content::Missing;
    }
    let plain = number::plain(text);
    let field = reading.field;
    if field == Field::P {
        // `P < .001`, `p = 0.04`: the bound is taken as the value, the text is kept as printed
        let value = plain.strip_prefix(['p', 'P']).unwrap_or(&plain).trim_start();
        let value = value.strip_prefix(['<', '>', '=', '≤', '≥']).unwrap_or(value);
        return match number::parse(value, decimal).filter(|value| (0.0..=1.0).contains(value)) {
            Some(value) => {
                into.push(Quantity { field, value, text: plain.into_owned() });
                Content::Quantities
            }
            None => Content::Text,
        };
    }
    let plain = unmarked(&plain);
    let before = into.len();
    let content = read_usual(plain, reading, decimal, into);
    if !matches!(content, Content::Quantities | Content::AssumedSd) {
        into.truncate(before);
    }
    content
}

/// A number into the list; false, and nothing, where the text is none.
#[inline(never)]
fn push(into: &mut Vec<Quantity>, field: Field, text: &str, decimal: Decimal) -> bool {
    let text = unmarked(text.trim());
    let value = number::parse(text, decimal);
    into.extend(value.map(|value| Quantity { field, value, text: text.to_owned() }));
    value.is_some()
}

/// Two numbers into the list, or nothing.
#[inline(never)]
fn push_both(into: &mut Vec<Quantity>, fields: [Field; 2], texts: (&str, &str), decimal: Decimal) -> bool {
    let start = into.len();
    let both = push(into, fields[0], texts.0, decimal) && push(into, fields[1], texts.1, decimal);
    if !both {
        into.truncate(start);
    }
    both
}

fn read_usual(plain: &str, reading: Reading, decimal: Decimal, into: &mut Vec<Quantity>) -> Content {
    let Reading { field, spread, .. } = reading;
    let arm = match field {
        Field::Events1 | Field::N1 => Some([Field::Events1, Field::N1, Field::Percent1]),
        Field::Events2 | Field::N2 => Some([Field::Events2, Field::N2, Field::Percent2]),
        _ => None,
    };
    let mean = match field {
        Field::Mean1 => Some([Field::Sd1, Field::Se1, Field::Lower1, Field::Upper1]),
        Field::Mean2 => Some([Field::Sd2, Field::Se2, Field::Lower2, Field::Upper2]),
        _ => None,
    };
    if let Some(([sd, se, lower, upper], (mean, beside))) = mean.zip(mean_and_spread(plain)) {
        return match spread {
            Spread::Other => Content::NoSpread,
            #[cfg(feature = "complete")]
            Spread::Iqr | Spread::Range => Content::NoSpread,
            Spread::Ci => {
                let ends = split_at(beside, " to ").or_else(|| split_at(beside, ", "));
                let limits =
                    |into: &mut Vec<Quantity>| ends.is_some_and(|ends| push_both(into, [lower, upper], ends, decimal));
                if push(into, field, mean, decimal) && limits(into) { Content::Quantities } else { Content::NoSpread }
            }
            _ => {
                let beside_field = if spread == Spread::Se { se } else { sd };
                match (push_both(into, [field, beside_field], (mean, beside), decimal), spread) {
                    (false, _) => Content::Unreadable,
                    (true, Spread::Unsaid | Spread::Percent) => Content::AssumedSd,
                    (true, _) => Content::Quantities,
                }
            }
        };
    }
    let share = before_percentage(plain, spread == Spread::Percent);
    let read = match (arm, counts(plain), share, plain.strip_suffix('%')) {
        (Some([events, n, _]), Some(texts), ..) => push_both(into, [events, n], texts, decimal),
        (Some([events, ..]), None, Some((count, _)), _) if field == events => push(into, field, count, decimal),
        (.., Some(number)) if matches!(field, Field::Percent1 | Field::Percent2) => push(into, field, number, decimal),
        _ => push(into, field, plain, decimal),
    };
    if !read {
        return Content::Unreadable;
    }
    // the percentage beside a count follows from it, and is kept to be compared with it
    if let Some(([_, _, percent], (_, share))) = arm.zip(share) {
        push(into, percent, share, decimal);
    }
    Content::Quantities
}

/// The field of arm 1 that a cell of an unnamed column would fill, if it is compound.
pub fn compound_field(text: &str, decimal: Decimal) -> Option<Field> {
    let number = |text: &str| number::parse(unmarked(text), decimal).is_some();
    let plain = number::plain(text);
    let plain = unmarked(&plain);
    let both = |texts: (&str, &str)| number(texts.0.trim()) && number(texts.1.trim());
    match () {
        () if counts(plain).is_some_and(both) => Some(Field::Events1),
        () if mean_and_spread(plain).is_some_and(both) => Some(Field::Mean1),
        #[cfg(feature = "complete")]
        () => printed::kind(text, decimal),
        #[cfg(not(feature = "complete"))]
        () => None,
    }
}

/// The text before and after a word. The standard `split_once` for words would bring its searcher and its
/// panic messages into the page.
#[inline(never)]
pub fn split_at<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let at =
        text.char_indices().map(|(at, _)| at).find(|&at| text.get(at..).is_some_and(|rest| rest.starts_with(word)))?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// A number without the footnote marks after it: `7*`, `7†`, `7ᵃ`.
#[inline(never)]
fn unmarked(text: &str) -> &str {
    let rest = text.trim_end_matches(|c| is_mark(c) || c == ' ');
    // after anything else a mark is a part of it
    if rest.ends_with(|c: char| c.is_ascii_digit() || matches!(c, ')' | '%')) { rest } else { text }
}

/// A footnote mark: a sign, or a superscript letter, small or capital.
fn is_mark(c: char) -> bool {
    let letter = matches!(c, 'ª' | 'º' | 'ʰ'..='ʸ' | 'ⁱ' | 'ⁿ' | '\u{1D2C}'..='\u{1D6A}' | '\u{1D9B}'..='\u{1DBF}');
    letter || matches!(c, '*' | '†' | '‡' | '§' | '¶')
}

/// `12/50`, `12 of 50`, `12/50 (24%)`.
#[inline(never)]
fn counts(text: &str) -> Option<(&str, &str)> {
    let (count, n) = text.split_once('/').or_else(|| split_at(text, " of "))?;
    let is_share = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ');
    match n.split_once('(') {
        // the percentage follows from the counts
        Some((n, share)) => share.strip_suffix(')')?.chars().all(is_share).then_some((count, n)),
        None => Some((count, n)),
    }
}

/// `5.2 (1.1)`, `5.2 ± 1.1`, `5.2 +/- 1.1`, `5.2 +- 1.1`.
#[inline(never)]
fn mean_and_spread(text: &str) -> Option<(&str, &str)> {
    if let Some(parts) = ["±", "+/-", "+-"].iter().find_map(|sign| split_at(text, sign)) {
        return Some(parts);
    }
    let (mean, rest) = text.split_once('(')?;
    Some((mean, rest.strip_suffix(')')?))
}

/// The count and the percentage of `12 (24%)`, or of `12 (24)` where the header has the sign.
fn before_percentage(text: &str, bare: bool) -> Option<(&str, &str)> {
    let (count, rest) = text.split_once('(')?;
    let share = rest.trim_end().strip_suffix(')')?.trim_end();
    let signed = share.strip_suffix('%');
    let share = signed.or(Some(share).filter(|share| bare && share.ends_with(|c: char| c.is_ascii_digit())))?;
    Some((count, share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::header::Rank;

    fn values(text: &str, field: Field, decimal: Decimal) -> Option<Vec<(&'static str, f64)>> {
        let mut read_of = Vec::new();
        match read(text, Reading { field, spread: Spread::Sd, rank: Rank::Words }, decimal, &mut read_of) {
            Content::Quantities => Some(read_of.iter().map(|q| (q.field.name(), q.value)).collect()),
            _ => None,
        }
    }

    #[test]
    fn reads_compound_cells() {
        let point = |text, field| values(text, field, Decimal::Point);
        assert_eq!(point("12/50", Field::Events2), Some(vec![("events2", 12.0), ("n2", 50.0)]));
        assert_eq!(point("12 of 50", Field::Events1), Some(vec![("events1", 12.0), ("n1", 50.0)]));
        assert_eq!(point("12 (24%)", Field::Events1), Some(vec![("events1", 12.0), ("percent1", 24.0)]));
        assert_eq!(point("5.2 (1.1)", Field::Mean1), Some(vec![("mean1", 5.2), ("sd1", 1.1)]));
        assert_eq!(point("−5.2 ± 1.1", Field::Mean2), Some(vec![("mean2", -5.2), ("sd2", 1.1)]));
        assert_eq!(values("5,2 (1,1)", Field::Mean1, Decimal::Comma), Some(vec![("mean1", 5.2), ("sd1", 1.1)]));
        assert_eq!(point("<.001", Field::P), Some(vec![("p", 0.001)]));
        assert_eq!(point("p = .04", Field::P), Some(vec![("p", 0.04)]));
        assert_eq!(point("24%", Field::Percent1), Some(vec![("percent1", 24.0)]));
        let counts = vec![("events1", 19.0), ("n1", 50.0)];
        // without its sign, or with another decimal mark, it may be no percentage
        for text in ["19/50 (38.0)", "19 / 50(38,0 %)", "19*/50†", "19/50**", "19 of 50 (38)"] {
            assert_eq!(point(text, Field::Events1), Some(counts.clone()), "{text}");
        }
        let with_percentage = [counts, vec![("percent1", 38.0)]].concat();
        for text in ["19/50 (38%)", "19 of 50 (38.0 %)", "19/50(38%)*"] {
            assert_eq!(point(text, Field::Events1), Some(with_percentage.clone()), "{text}");
        }
        for text in ["7*", "7†", "7 ‡", "7§¶", "7ᵃ", "7\u{1D9C}"] {
            assert_eq!(point(text, Field::Events1), Some(vec![("events1", 7.0)]), "{text}");
        }
        assert_eq!(point("7 (14%)*", Field::Events2), Some(vec![("events2", 7.0), ("percent2", 14.0)]));
        assert_eq!(point("5.2* (1.1)†", Field::Mean1), Some(vec![("mean1", 5.2), ("sd1", 1.1)]));
    }

    #[test]
    fn says_what_it_cannot_read() {
        let read = |text, field| {
            let mut none = Vec::new();
            let content =
                read(text, Reading { field, spread: Spread::Unsaid, rank: Rank::Words }, Decimal::Point, &mut none);
            assert_eq!(none.is_empty(), content != Content::AssumedSd, "{text}");
            content
        };
        for text in
            ["5O", "12/", "12/50/3", "about 12", "5.2 (1.1", "<12", "7a", "7²", "*7", "*", "7 (14)", "19/50 (a)"]
        {
            assert_eq!(read(text, Field::Events1), Content::Unreadable, "{text}");
        }
        for text in ["", " ", "NR", "n.r.", "–", "NA"] {
            assert_eq!(read(text, Field::N1), Content::Missing, "{text}");
        }
        assert_eq!(read("5.2 (1.1)", Field::Mean1), Content::AssumedSd);
    }
}
