//! The clauses of a cell that holds several numbers: `5.2`, `(95% CI 4.0 to 6.4)`, `n = 50`.

use crate::number::{self, Decimal};

/// A longer cell is a text, not numbers.
const LONGEST: usize = 200;

/// What a word says of the numbers beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Mean.
    Mean,
    /// Median.
    Median,
    /// Standard deviation.
    Sd,
    /// Standard error.
    Se,
    /// Confidence interval.
    Ci,
    /// Quartiles, or the distance between them.
    Iqr,
    /// Smallest and largest value.
    Range,
    /// People.
    N,
    /// Events.
    Events,
    /// P value.
    P,
}

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// Nothing yet.
    Nothing,
    /// `4.0 to 6.4`, `4.0-6.4`, `4.0; 6.4`.
    To,
    /// `12/50`, `12 of 50`.
    Of,
    /// `5.2 ± 1.1`.
    PlusMinus,
}

/// Up to two numbers with what the words beside them say.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause<'a> {
    /// What the words say; `None` where there are none.
    pub said: Option<Said>,
    /// The level of an interval, in per cent.
    pub level: Option<f64>,
    /// The numbers as typed.
    pub numbers: Vec<&'a str>,
    /// Whether a number has the sign of a percentage.
    pub percent: bool,
    /// What stands between the numbers.
    pub between: Between,
    /// `P < .001`: the sign.
    pub bound: Option<char>,
    /// A dash before the second number that may be its sign: `-3.1 -0.5`.
    dash_or_sign: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
    /// A dash that touches only the number after it.
    DashOrSign,
}

fn said_by(word: &str) -> Option<Said> {
    Some(match word {
        "mean" | "average" | "mittelwert" | "mw" | "moyenne" | "media" | "média" | "gemiddelde" => Said::Mean,
        "median" | "med" | "mdn" | "médiane" | "mediana" | "mediaan" => Said::Median,
        "sd" | "s.d" | "std" | "stdev" | "stddev" | "deviation" | "standardabweichung" | "stabw" | "de" | "d.e"
        | "ds" | "d.s" | "dp" | "d.p" | "et" | "é.t" | "standaarddeviatie" => Said::Sd,
        "se" | "s.e" | "sem" | "s.e.m" | "stderr" | "error" | "standardfehler" | "ee" | "e.e" | "standaardfout" => {
            Said::Se
        }
        "ci" | "c.i" | "cis" | "cl" | "confidence" | "ic" | "i.c" | "ki" | "bi" | "konfidenzintervall" | "kı" => {
            Said::Ci
        }
        "iqr"
        | "i.q.r"
        | "interquartile"
        | "inter-quartile"
        | "quartiles"
        | "quartile"
        | "q1"
        | "q3"
        | "eiq"
        | "riq"
        | "ric"
        | "aiq"
        | "interquartilsabstand"
        | "ika" => Said::Iqr,
        "range" | "min" | "max" | "minimum" | "maximum" | "spannweite" | "étendue" | "rango" | "bereik"
        | "intervallo" => Said::Range,
        "n" | "patients" | "patient" | "participants" | "people" | "persons" | "subjects" | "women" | "men"
        | "children" | "patienten" | "pacientes" | "pazienti" | "personnes" | "personen" | "deelnemers"
        | "participantes" | "randomised" | "randomized" => Said::N,
        "events" | "event" | "cases" | "deaths" | "ereignisse" | "événements" | "eventos" | "eventi" => Said::Events,
        "p" => Said::P,
        _ => return None,
    })
}

/// Words between two numbers that make a span of them.
fn is_to(word: &str) -> bool {
    matches!(word, "to" | "bis" | "à" | "a" | "tot" | "until" | "hasta" | "até" | "and")
}

/// Words between two numbers that make a share of them.
fn is_of(word: &str) -> bool {
    matches!(word, "of" | "von" | "de" | "di" | "sur" | "su" | "van" | "aus" | "from")
}

/// Words that say nothing of the numbers beside them.
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "value"
            | "out"
            | "standard"
            | "interval"
            | "del"
            | "al"
            | "years"
            | "year"
            | "yrs"
            | "months"
            | "weeks"
            | "days"
            | "hours"
            | "min."
            | "kg"
            | "g"
            | "mg"
            | "cm"
            | "mm"
            | "mmhg"
            | "points"
            | "person"
            | "patient-years"
            | "person-years"
            | "with"
            | "total"
    )
}

/// Splits a text in lower case, with typographic characters folded, into tokens.
fn tokens(text: &str, decimal: Decimal) -> Option<Vec<Token<'_>>> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let before = found.last().copied();
        let after_number = matches!(before, Some(Token::Number(_) | Token::Mark('%')));
        let spaced = at > 0 && text[..at].ends_with(' ');
        if c == ' ' {
            at += 1;
            continue;
        }
        if let Some(sign) = ["+/-", "+-", "±"].iter().find(|sign| rest.starts_with(**sign)) {
            found.push(Token::Mark('±'));
            at += sign.len();
            continue;
        }
        let unsigned = rest.strip_prefix(['-', '+']).map(str::trim_start).unwrap_or(rest);
        let is_digits = unsigned.starts_with(|c: char| c.is_ascii_digit())
            || unsigned.starts_with(decimal.mark()) && unsigned[1..].starts_with(|c: char| c.is_ascii_digit());
        if is_digits && (unsigned.len() == rest.len() || !after_number) {
            let number = number_at(rest, decimal)?;
            found.push(Token::Number(number));
            at += number.len();
            continue;
        }
        if c == '-' && after_number && spaced && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
            found.push(Token::DashOrSign);
        } else if c.is_alphabetic() {
            let is_inside = |c: char| c.is_alphanumeric() || c == '.';
            let mut length = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
            // digits belong to a word only as in Q1
            if let Some(digit) = rest[..length].find(|c: char| c.is_ascii_digit())
                && !(rest.starts_with('q') && length == 2)
            {
                length = digit;
            }
            let word = &rest[..length];
            at += length;
            // superscript letters after a number are footnote marks
            let is_note = word.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() || super::is_mark(c));
            if !(is_note && matches!(before, Some(Token::Number(_) | Token::Mark('%' | ')')))) {
                found.push(Token::Word(word.trim_end_matches('.')));
            }
            continue;
        } else {
            match c {
                '(' | '[' | '{' => found.push(Token::Mark('(')),
                ')' | ']' | '}' => found.push(Token::Mark(')')),
                '≤' => found.push(Token::Mark('<')),
                '≥' => found.push(Token::Mark('>')),
                ',' | ';' | '/' | '%' | '=' | '-' | '<' | '>' | ':' => found.push(Token::Mark(c)),
                _ if super::is_mark(c) && matches!(before, Some(Token::Number(_) | Token::Mark('%' | ')'))) => {}
                _ => return None,
            }
        }
        at += c.len_utf8();
    }
    Some(found)
}

/// The longest number that a text begins with.
fn number_at(text: &str, decimal: Decimal) -> Option<&str> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    while bytes.get(end) == Some(&b' ') {
        end += 1;
    }
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' | b'\'' if digit(end + 1) => {}
            // a space groups three digits
            b' ' if (1..4).all(|next| digit(end + next)) && !digit(end + 4) && digit(end.wrapping_sub(1)) => {}
            b'e' if digit(end + 1) || matches!(bytes.get(end + 1), Some(b'-' | b'+')) && digit(end + 2) => end += 1,
            _ => break,
        }
        end += 1;
    }
    // `4.0,6.4` is two numbers
    while end > 0 {
        let number = &text[..end];
        if number::parse(number, decimal).is_some() {
            return Some(number);
        }
        end = number.rfind(['.', ',', '\'', ' ', 'e'])?;
    }
    None
}

/// The clauses of a cell; `None` where it is not made of numbers and words that are known.
///
/// `own` is a word that the column itself may repeat in its cells: `t = 2.1`.
pub fn clauses<'a>(text: &'a str, own: &str, decimal: Decimal) -> Option<Vec<Clause<'a>>> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text, decimal)?;
    let mut found: Vec<Clause> = Vec::new();
    let (mut from, mut open) = (0, false);
    for at in 0..=tokens.len() {
        let parted = match tokens.get(at) {
            None => true,
            Some(Token::Mark('(')) if open => return None,
            Some(Token::Mark(')')) if !open => return None,
            Some(Token::Mark('(' | ')')) => {
                open = !open;
                true
            }
            Some(_) => starts_clause(&tokens[from..], at - from),
        };
        if !parted {
            continue;
        }
        found.extend(clause(&tokens[from..at], own)?);
        let bracket = matches!(tokens.get(at), Some(Token::Mark('(' | ')' | ',' | ';')));
        from = if bracket { at + 1 } else { at };
    }
    // a bracket of words only speaks for what stands before it
    for at in (1..found.len()).rev() {
        if found[at].numbers.is_empty() {
            let Clause { said, level, .. } = found.remove(at);
            let before = &mut found[at - 1];
            if before.numbers.len() < 2 || before.said.is_some() {
                return None;
            }
            (before.said, before.level) = (said, level.or(before.level));
        }
    }
    (!open).then_some(found).filter(|found| found.first().is_some_and(|head| !head.numbers.is_empty()))
}

/// True where a new clause starts among the tokens of one: `5.2, SD 1.1`, `5.2 SD 1.1`, `5.2 95% CI 4.0 to 6.4`.
fn starts_clause(tokens: &[Token], at: usize) -> bool {
    let has_number = tokens[..at]
        .iter()
        .enumerate()
        .any(|(place, token)| matches!(token, Token::Number(_)) && !is_level(tokens, place));
    let after = |token: &Token| !matches!(token, Token::Mark('=' | ':' | '-'));
    let labels = |from: usize| {
        let mut words = 0;
        let mut said = false;
        for token in tokens[from..].iter().filter(|token| after(token)) {
            match token {
                Token::Word(word) => {
                    said |= said_by(word).is_some();
                    words += 1;
                }
                Token::Number(_) | Token::Mark('<' | '>') => return words > 0 && said,
                _ => return false,
            }
        }
        false
    };
    has_number
        && match tokens[at] {
            Token::Mark(',' | ';') => labels(at + 1) || at + 1 < tokens.len() && is_level(tokens, at + 1),
            Token::Word(word) => said_by(word).is_some() && !is_of(word) && !is_to(word) && labels(at),
            Token::Number(_) => !matches!(tokens[at - 1], Token::Mark(',' | ';')) && is_level(tokens, at),
            _ => false,
        }
}

/// True for the number of `95% CI` and `CI 95%`.
fn is_level(tokens: &[Token], at: usize) -> bool {
    let is_ci = |place: Option<usize>| {
        let token = place.and_then(|place| tokens.get(place));
        matches!(token, Some(Token::Word(word)) if said_by(word) == Some(Said::Ci))
    };
    let percent = tokens.get(at + 1) == Some(&Token::Mark('%'));
    let before = at.checked_sub(1);
    let after = at + 1 + usize::from(percent);
    matches!(tokens[at], Token::Number(_))
        && (is_ci(Some(after + usize::from(tokens.get(after) == Some(&Token::Mark('-')))))
            || percent && (is_ci(before) || is_ci(at.checked_sub(2))))
}

/// One clause; nothing where there are no tokens.
#[expect(clippy::option_option)]
fn clause<'a>(tokens: &[Token<'a>], own: &str) -> Option<Option<Clause<'a>>> {
    let mut read = Clause {
        said: None,
        level: None,
        numbers: Vec::new(),
        percent: false,
        between: Between::Nothing,
        bound: None,
        dash_or_sign: false,
    };
    let mut empty = true;
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        at += 1;
        if empty && matches!(token, Token::Mark(',' | ';')) {
            continue;
        }
        empty = false;
        let one = read.numbers.len() == 1 && read.between == Between::Nothing;
        match token {
            Token::Number(number) if is_level(tokens, at - 1) => {
                read.level = Some(number::parse(number, Decimal::Point)?);
                at += usize::from(tokens.get(at) == Some(&Token::Mark('%')));
            }
            Token::Number(number) => {
                let first = read.numbers.is_empty() || read.between != Between::Nothing && read.numbers.len() < 2;
                if !first {
                    return None;
                }
                read.numbers.push(number);
            }
            Token::Word(word) if word == own && read.numbers.is_empty() => {}
            Token::Word(word) if one && is_to(word) => read.between = Between::To,
            Token::Word(word) if one && is_of(word) => read.between = Between::Of,
            Token::Word(word) => match (read.said, said_by(word)) {
                (known, said) if known == said && said.is_some() => {}
                (None, said @ Some(_)) => read.said = said,
                (Some(Said::Iqr), Some(Said::Range)) | (_, None) if is_filler(word) || said_by(word).is_some() => {}
                // the confidence interval of the mean, the standard error of the mean
                (Some(Said::Ci | Said::Se | Said::Sd), Some(Said::Mean)) => {}
                _ => return None,
            },
            Token::Mark('%') if !read.numbers.is_empty() => read.percent = true,
            Token::Mark('±') => read.between = Between::PlusMinus,
            Token::Mark('/') if one => read.between = Between::Of,
            Token::Mark('-') if one => read.between = Between::To,
            Token::Mark(',' | ';') if one => read.between = Between::To,
            Token::DashOrSign if one => (read.between, read.dash_or_sign) = (Between::To, true),
            Token::Mark(sign @ ('<' | '>')) if read.said == Some(Said::P) => read.bound = Some(sign),
            Token::Mark('=' | ':') if read.numbers.is_empty() && read.said.is_some() => {}
            Token::Mark('=') if read.numbers.is_empty() && at > 1 => {}
            // between words, and after them
            Token::Mark('-' | ',' | ';' | ':')
                if read.said.is_some() || read.level.is_some() || read.numbers.len() == 2 => {}
            _ => return None,
        }
    }
    if empty {
        return Some(None);
    }
    let complete = read.between == Between::Nothing
        || read.numbers.len() == 2
        || read.between == Between::PlusMinus
        || read.said.is_some() && read.between == Between::To;
    complete.then_some(Some(read))
}

impl Clause<'_> {
    /// False for `-3.1 -0.5`, which may run from -3.1 to 0.5 or to -0.5.
    pub fn is_clear(&self, decimal: Decimal) -> bool {
        let value = |at: usize| self.numbers.get(at).and_then(|number| number::parse(number, decimal));
        !(self.dash_or_sign && value(0).zip(value(1)).is_some_and(|(first, second)| first < -second))
    }
}
