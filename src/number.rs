//! Typed text to numbers, and numbers to text: the only rounding rule.

use serde::Serialize;
use std::borrow::Cow;

/// The decimal mark of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Decimal {
    /// `1,234.5`
    #[serde(rename = ".")]
    Point,
    /// `1.234,5`
    #[serde(rename = ",")]
    Comma,
}

impl Decimal {
    /// The decimal mark itself.
    pub fn mark(self) -> char {
        match self {
            Decimal::Point => '.',
            Decimal::Comma => ',',
        }
    }

    /// The decimal mark as text.
    pub fn mark_text(self) -> &'static str {
        match self {
            Decimal::Point => ".",
            Decimal::Comma => ",",
        }
    }

    /// The other one.
    pub fn other(self) -> Decimal {
        match self {
            Decimal::Point => Decimal::Comma,
            Decimal::Comma => Decimal::Point,
        }
    }
}

/// A character as a keyboard would have typed it: minus signs, spaces and full-width forms folded to ASCII.
fn fold(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{FE63}' => '-',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2019}' => '\'',
        '\u{B7}' => '.', // the raised point of The Lancet
        _ => c,
    }
}

/// The text with typographic characters folded to ASCII, invisible ones dropped and spaces trimmed.
#[inline(never)]
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text.trim());
    }
    let folded: String =
        text.chars().filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')).map(fold).collect();
    Cow::Owned(folded.trim().to_owned())
}

/// The same in lower case, for the letters of Western European languages.
pub fn lower(text: &str) -> String {
    // the full Unicode tables would cost the page more than they give
    let latin1 = |c: char| match c {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        _ => c.to_ascii_lowercase(),
    };
    plain(text).chars().map(latin1).collect()
}

/// Reads one number as people type it: sign, grouping in threes, a decimal mark, an exponent.
///
/// `None` if the text is anything else. Grouping is a space, an apostrophe or the mark that is not the decimal one, and
/// only every three digits: with a decimal point `1,5` is refused rather than read as 15.
///
/// ```
/// use effect_size::number::{parse, Decimal};
/// assert_eq!(parse("1 234,5", Decimal::Comma), Some(1234.5));
/// assert_eq!(parse("\u{2212}0.3", Decimal::Point), Some(-0.3));
/// assert_eq!(parse("1,5", Decimal::Point), None);
/// ```
pub fn parse(text: &str, decimal: Decimal) -> Option<f64> {
    let text = plain(text);
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text.as_ref())),
    };
    let (mantissa, exponent) = match body.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (body, None),
    };
    let (whole, fraction) = match mantissa.split_once(decimal.mark()) {
        Some((whole, fraction)) => (whole, fraction),
        None => (mantissa, ""),
    };
    let whole = ungrouped(whole, decimal.other().mark())?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let exponent = match exponent {
        Some(exponent) => {
            let unsigned = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            if unsigned.is_empty() || !digits(unsigned) {
                return None;
            }
            exponent.parse().ok()?
        }
        None => 0,
    };
    let magnitude = nearest(whole.trim_start_matches('0'), fraction.trim_end_matches('0'), exponent);
    magnitude.is_finite().then_some(if negative { -magnitude } else { magnitude })
}

/// The `f64` nearest to `whole.fraction x 10^exponent`, given as ASCII digits.
fn nearest(whole: &str, fraction: &str, exponent: i32) -> f64 {
    // beyond these the value is 0 or infinite whatever the digits of a cell say, and the sum below cannot overflow
    let exponent = exponent.clamp(-100_000, 100_000);
    minimal_lexical::parse_float(whole.as_bytes().iter(), fraction.as_bytes().iter(), exponent)
}

/// Ten to the whole power `k`, correctly rounded.
pub fn ten_to(k: i32) -> f64 {
    nearest("1", "", k)
}

/// The digits of a whole part, or `None` where its grouping is not in threes.
fn ungrouped(whole: &str, grouping: char) -> Option<Cow<'_, str>> {
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else {
        return Some(Cow::Borrowed(whole));
    };
    if separator != grouping && separator != ' ' && separator != '\'' {
        return None;
    }
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    // 0,750 is a decimal written with the other mark, never a grouped thousand
    if !all_digits(first) || first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut out = first.to_owned();
    for group in groups {
        if group.len() != 3 || !all_digits(group) {
            return None;
        }
        out.push_str(group);
    }
    Some(Cow::Owned(out))
}

/// What the cells of a table say about its decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided<'a> {
    /// The mark.
    pub decimal: Decimal,
    /// A number that another mark would have made another, where nothing spoke for either.
    pub undecided: Option<&'a str>,
}

/// The decimal mark that the cells of a table speak for; a point where nothing speaks for a comma.
///
/// A cell speaks where it can be read with one mark only: `5,2`, `0,750` and `1.234,5` for the comma, `5.2` and
/// `1,234.5` for the point. `1,234` fits both; it speaks, for a point, only as a count, which has no decimals. Where
/// nothing speaks, `semicolons` between the cells do: they are there because a comma is the decimal mark.
/// Cells may hold several numbers (`5,2 (1,1)`), and come with whether they are counts.
pub fn decide_decimal<'a>(cells: &mut dyn Iterator<Item = (&'a str, bool)>, semicolons: bool) -> Decided<'a> {
    let (mut comma, mut point, mut undecided) = (0usize, 0usize, None);
    for (cell, whole) in cells {
        let (first, rest) = cell.split_once('(').unwrap_or((cell, ""));
        for (part, whole) in [(first, whole), (rest, false)] {
            for number in numbers_in(part) {
                match (parse(number, Decimal::Comma).is_some(), parse(number, Decimal::Point).is_some()) {
                    (true, true) if !whole => undecided = undecided.or(Some(number)),
                    (true, true) if number.contains(',') => point += 1,
                    (true, true) | (true, false) => comma += 1,
                    (false, true) => point += 1,
                    (false, false) => {}
                }
            }
        }
    }
    let undecided = undecided.filter(|_| comma == 0 && point == 0);
    let commas = semicolons && undecided.is_none_or(|number| number.contains(','));
    match () {
        () if comma > point || comma == point && commas => Decided { decimal: Decimal::Comma, undecided: None },
        () => Decided { decimal: Decimal::Point, undecided },
    }
}

/// True for a number whose one mark of the other kind is taken for grouping, though it could be a decimal mark.
#[inline(never)]
pub fn may_be_decimal(number: &str, decimal: Decimal) -> bool {
    number.contains(decimal.other().mark())
        && parse(number, decimal).is_some()
        && parse(number, decimal.other()).is_some()
}

/// Runs of digits, points and commas in a cell, without marks that belong to the sentence around them.
pub fn numbers_in(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map(|run| run.trim_end_matches(['.', ',']))
        .filter(|run| run.bytes().any(|b| b.is_ascii_digit()) && run.contains(['.', ',']))
}

/// Rounds to `decimals` places, half away from zero on the decimal value, never `-0.00`.
///
/// The decimal value is the shortest one that names the same `f64`, so 2.675 rounds to 2.68 as a reader expects.
/// `f64::INFINITY` is written `infinity`.
///
/// ```
/// use effect_size::number::fixed;
/// assert_eq!(fixed(2.675, 2), "2.68");
/// assert_eq!(fixed(-0.001, 2), "0.00");
/// ```
pub fn fixed(value: f64, decimals: usize) -> String {
    if value.is_nan() {
        return String::new();
    }
    if value.is_infinite() {
        return if value > 0.0 { "infinity".into() } else { "-infinity".into() };
    }
    let (digits, exponent) = shortest_digits(value.abs());
    // digits d0 d1 d2 ... stand for 0.d0d1d2... x 10^(exponent + 1)
    let keep = exponent + 1 + decimals as i32;
    let known = keep.max(0) as usize;
    // zeros before them so that there is always a whole digit, and one more for what rounding carries
    let zeros = (decimals + 1).saturating_sub(known) + 1;
    let mut kept = vec![0; zeros + known];
    for (place, digit) in kept[zeros..].iter_mut().zip(digits.iter()) {
        *place = *digit;
    }
    if keep >= 0 && digits.get(known).is_some_and(|&digit| digit >= 5) {
        for digit in kept.iter_mut().rev() {
            *digit += 1;
            if *digit < 10 {
                break;
            }
            *digit = 0;
        }
    }
    let kept = if kept[0] == 0 { &kept[1..] } else { &kept[..] };
    let is_zero = kept.iter().all(|&d| d == 0);
    let whole = kept.len() - decimals;
    let mut out = String::with_capacity(kept.len() + 2);
    if value < 0.0 && !is_zero {
        out.push('-');
    }
    for (i, d) in kept.iter().enumerate() {
        if i == whole {
            out.push('.');
        }
        out.push(char::from(b'0' + d));
    }
    out
}

/// Decimal digits, not more than there are of a number.
struct Digits {
    /// Their values; the longest are 17 digits after 5 zeros.
    values: [u8; 24],
    from: usize,
    to: usize,
}

impl core::ops::Deref for Digits {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.values[self.from..self.to]
    }
}

/// The shortest decimal digits that name a non-negative finite `f64`, and the power of ten of the first.
fn shortest_digits(value: f64) -> (Digits, i32) {
    let mut buffer = ryu::Buffer::new();
    let (mantissa, exponent) = split_exponent(buffer.format_finite(value));
    let mut digits = Digits { values: [0; 24], from: 0, to: 0 };
    let mut whole = mantissa.len();
    for (place, byte) in mantissa.bytes().enumerate() {
        match byte {
            b'.' => whole = place,
            _ => {
                digits.values[digits.to] = byte - b'0';
                digits.to += 1;
            }
        }
    }
    while digits.from + 1 < digits.to && digits.values[digits.from] == 0 {
        digits.from += 1;
    }
    let exponent = exponent + whole as i32 - 1 - digits.from as i32;
    (digits, exponent)
}

/// A decimal as mantissa and power of ten.
fn split_exponent(decimal: &str) -> (&str, i32) {
    let (mantissa, exponent) = decimal.split_once('e').unwrap_or((decimal, "0"));
    (mantissa, exponent.parse().unwrap_or(0))
}

/// The shortest text that reads back as the same number, with an exponent only for very large and very small ones.
pub fn shortest(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "NaN".into() } else { fixed(value, 0) };
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let (digits, exponent) = shortest_digits(value.abs());
    let trailing = digits.iter().rev().take_while(|&&d| d == 0).count().min(digits.len() - 1);
    let (places, point) = (digits.len() - trailing, exponent + 1);
    let scientific = !(-5..=21).contains(&point);
    let mut out = String::new();
    let zeros = |out: &mut String, count: i32| (0..count).for_each(|_| out.push('0'));
    if value < 0.0 {
        out.push('-');
    }
    if point <= 0 && !scientific {
        out.push_str("0.");
        zeros(&mut out, -point);
    }
    for (place, digit) in digits.iter().take(places).enumerate() {
        if place > 0 && place as i32 == if scientific { 1 } else { point } {
            out.push('.');
        }
        out.push(char::from(b'0' + digit));
    }
    if scientific {
        out.push('e');
        out.push_str(&fixed(f64::from(exponent), 0));
    } else {
        zeros(&mut out, point - places as i32);
    }
    out
}

/// A number for reading in a formula: as it is where it is short, else with up to six significant digits.
///
/// ```
/// use effect_size::number::brief;
/// assert_eq!((brief(8.6023252670426).as_str(), brief(0.0715).as_str()), ("8.60233", "0.0715"));
/// ```
pub fn brief(value: f64) -> String {
    const SIGNIFICANT: usize = 6;
    if !value.is_finite() {
        return shortest(value);
    }
    let (digits, exponent) = shortest_digits(value.abs());
    let trailing = digits.iter().rev().take_while(|&&d| d == 0).count();
    // seven digits are a number as someone typed it
    if digits.len() - trailing <= SIGNIFICANT + 1 || !(-5..SIGNIFICANT as i32).contains(&exponent) {
        return shortest(value);
    }
    let rounded = fixed(value, (SIGNIFICANT as i32 - 1 - exponent) as usize);
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A ratio with two decimals, or two significant digits below 0.1, or an exponent where neither can be read.
///
/// What rounds to 0.10 is written so.
pub fn ratio(value: f64) -> String {
    if value > 0.0 && !(1e-6..1e9).contains(&value) {
        return scientific(value);
    }
    fixed(value, if value > 0.0 && value < 0.0995 { decimals_for(value).max(2) } else { 2 })
}

/// A difference with `decimals` places, or an exponent where that cannot be read.
pub fn difference(value: f64, decimals: usize) -> String {
    if value.is_finite() && value.abs() >= 1e9 || decimals > 9 && value != 0.0 {
        return scientific(value);
    }
    fixed(value, decimals.min(9))
}

/// A number needed to treat in whole people, rounded up, away from zero; dust from the arithmetic does not make one more.
pub fn rounded_up(number: f64) -> String {
    let people = (number.abs() * (1.0 - 1e-12)).ceil();
    fixed(if number < 0.0 { -people } else { people }, 0)
}

/// Places that show `size` with two significant digits, at least 0.
pub fn decimals_for(size: f64) -> usize {
    if !(size > 0.0 && size.is_finite()) {
        return 0;
    }
    let (_, exponent) = shortest_digits(size);
    (1 - exponent).max(0) as usize
}

/// Three significant digits and an exponent.
fn scientific(value: f64) -> String {
    if !value.is_finite() || value == 0.0 {
        return fixed(value, 0);
    }
    let (digits, exponent) = shortest_digits(value.abs());
    let mut mantissa = 0.0;
    for (i, d) in digits.iter().enumerate() {
        mantissa += f64::from(*d) / ten_to(i as i32);
    }
    let (mantissa, exponent) = match fixed(mantissa, 2) {
        m if m == "10.00" => ("1.00".to_owned(), exponent + 1),
        m => (m, exponent),
    };
    format!("{}{mantissa}e{exponent}", if value < 0.0 { "-" } else { "" })
}

/// A P value as shown: three decimals, `<0.001` below. The exact value is kept elsewhere.
pub fn p_value(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { fixed(p, 3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        let point = |s| parse(s, Decimal::Point);
        let comma = |s| parse(s, Decimal::Comma);
        assert_eq!(point("1,234"), Some(1234.0));
        assert_eq!(point("1,234,567.25"), Some(1234567.25));
        assert_eq!(comma("1.234,5"), Some(1234.5));
        assert_eq!(comma("5,2"), Some(5.2));
        assert_eq!(point("1\u{202F}234"), Some(1234.0));
        assert_eq!(point("1'234"), Some(1234.0));
        assert_eq!(point(".04"), Some(0.04));
        assert_eq!(point("\u{FF11}\u{FF12}"), Some(12.0));
        assert_eq!(point("4\u{B7}5"), Some(4.5));
        assert_eq!(point("1e-3"), Some(0.001));
        assert_eq!(point("- 3"), Some(-3.0));
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        for text in [
            "", "-", ".", "1,5", "1,23,456", "0,750", "12a", "1e", "1e5x", "--1", "1..2", "1 23", "NaN", "inf", "1e999",
        ] {
            assert_eq!(parse(text, Decimal::Point), None, "{text}");
        }
    }

    #[test]
    fn decides_the_decimal_mark_from_all_cells() {
        let decide = |cells: &[&str]| decide_decimal(&mut cells.iter().map(|&cell| (cell, false)), false).decimal;
        assert_eq!(decide(&["5,2 (1,1)", "50"]), Decimal::Comma);
        assert_eq!(decide(&["1,234", "50"]), Decimal::Point);
        assert_eq!(decide(&["0,750"]), Decimal::Comma);
        assert_eq!(decide(&["1.234,5"]), Decimal::Comma);
        assert_eq!(decide(&["5.2", "1,234"]), Decimal::Point);
        let decide = |cells: &[(&'static str, bool)], semicolons| {
            let decided = decide_decimal(&mut cells.iter().copied(), semicolons);
            (decided.decimal, decided.undecided)
        };
        assert_eq!(decide(&[("5,250", false)], false), (Decimal::Point, Some("5,250")));
        assert_eq!(decide(&[("5,250", false)], true), (Decimal::Comma, None));
        assert_eq!(decide(&[("5.250", false)], true), (Decimal::Point, Some("5.250")));
        assert_eq!(decide(&[("5,250", false), ("1,250", true)], true), (Decimal::Point, None));
        assert_eq!(decide(&[("5,250", false), ("1.250", true)], false), (Decimal::Comma, None));
        assert_eq!(decide(&[("50", true)], true), (Decimal::Comma, None));
        assert_eq!(decide(&[("5.2", false), ("5,2", false)], false), (Decimal::Point, None));
    }

    #[test]
    fn rounds_half_away_from_zero_on_the_decimal_value() {
        for (value, decimals, text) in [
            (2.675, 2, "2.68"),
            (1.005, 2, "1.01"),
            (-1.005, 2, "-1.01"),
            (0.5, 0, "1"),
            (0.05, 1, "0.1"),
            (0.049, 1, "0.0"),
            (0.005, 2, "0.01"),
            (0.0049, 2, "0.00"),
            (-0.0049, 2, "0.00"),
            (999.995, 2, "1000.00"),
            (9.999, 2, "10.00"),
            (1e-300, 2, "0.00"),
            (1e21, 1, "1000000000000000000000.0"),
            (123456.0, 0, "123456"),
            (0.0, 2, "0.00"),
        ] {
            assert_eq!(fixed(value, decimals), text, "{value} to {decimals}");
        }
    }

    #[test]
    fn the_shortest_text_reads_back() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (50.0, "50"),
            (-1.7999999999999998, "-1.7999999999999998"),
            (0.001, "0.001"),
            (1e-7, "1e-7"),
            (1.5e-9, "1.5e-9"),
            (123456789.5, "123456789.5"),
            (1e20, "100000000000000000000"),
            (1e22, "1e22"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(shortest(value), text);
            assert_eq!(parse(text, Decimal::Point), Some(value));
        }
    }

    #[test]
    fn shows_ratios_and_p_values() {
        assert_eq!(ratio(3.7649769585253456), "3.76");
        assert_eq!(ratio(0.0345), "0.035");
        assert_eq!(ratio(0.0), "0.00");
        assert_eq!(ratio(1.5e-8), "1.50e-8");
        assert_eq!(ratio(9.999e12), "1.00e13");
        assert_eq!(ratio(f64::INFINITY), "infinity");
        assert_eq!(p_value(0.00099), "<0.001");
        assert_eq!(p_value(0.0081), "0.008");
    }
}
