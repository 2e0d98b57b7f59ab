//! Lines that are no studies: headers that come again, titles between the rows, statistics and footnotes below them.

use super::{Above, Origin, Reason, SetAside, StudyLine, carried, header_again};
use crate::number;
use crate::problem::{Notice, NoticeCode};
use crate::table::grid::Line;
use std::sync::Arc;

/// What is left of the lines under the headers, and what is not.
pub struct Sifted {
    pub lines: Vec<StudyLine>,
    pub set_aside: Vec<SetAside>,
    pub notices: Vec<Notice>,
}

/// The columns of the labels.
pub struct Labels {
    pub study: usize,
    pub outcome: Option<usize>,
}

/// How far below a subtitle its first study may stand.
const NEAR: usize = 4;
/// A text as long as this is no name of a study.
const SENTENCE: usize = 60;

/// Parts the lines under the headers, which are those of the heading from its line `start`.
///
/// A label alone names what the rows below it are about where the table begins so, where a total ended the rows above, or
/// where it is numbered as RevMan numbers its subgroups. Elsewhere it is a study without numbers, and stays.
pub fn sift(heading: &[Vec<String>], start: usize, body: &[Line], labels: &Labels) -> Sifted {
    let mut sifted = Sifted { lines: Vec::with_capacity(body.len()), set_aside: Vec::new(), notices: Vec::new() };
    // the columns behind the studies' names
    let most = heading.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(1);
    let ahead: Vec<bool> = body.iter().map(|&cells| has_numbers(cells)).collect();
    let last_numbers = ahead.iter().rposition(|numbers| *numbers).unwrap_or(0);
    let (mut outcome, mut above): (Option<Arc<Above>>, Option<Line>) = (None, None);
    let (mut ended, mut begins_so) = (true, false);
    let mut study: Option<Arc<Above>> = None;
    let (first, headers) = (heading.len(), &heading[start.min(heading.len())..]);
    let (mut order, mut of_headers): (Option<Arc<Vec<u32>>>, _) = (None, 0);
    for (i, &cells) in body.iter().enumerate() {
        let near = &ahead[(i + 1).min(ahead.len())..(i + NEAR).min(ahead.len())];
        let alone = single(cells);
        if of_headers == 0
            && let Some(found) = header_again::order(headers, &body[i..])
        {
            of_headers = headers.len();
            order = (!found.iter().copied().eq(0..found.len() as u32)).then(|| Arc::new(found));
        }
        let reason = if of_headers > 0 || heading.iter().any(|header| cells.is(header)) {
            of_headers = of_headers.saturating_sub(1);
            Some(Reason::RepeatedHeader)
        } else if ahead[i] {
            // a study may be called so: one has numbers in most columns
            let has_most = || most > 1 && 2 * cells.iter().skip(1).filter(|cell| is_value(cell)).count() > most;
            first_filled(cells).filter(|label| is_statistic(label) && !has_most()).map(|_| Reason::Statistics)
        } else {
            let label = first_filled(cells).unwrap_or_default();
            let numbered = is_numbered_heading(label);
            let after_total = || above.is_some_and(is_any_total);
            let may_be_title =
                numbered || alone.is_some() && (ended || begins_so || after_total()) && !names_a_year(label);
            match () {
                () if is_statistic(label) => Some(Reason::Statistics),
                () if is_footnote(label, i > last_numbers) => Some(Reason::Footnote),
                () if alone.is_some() && may_be_title && near.contains(&true) && !super::is_total(label) => {
                    Some(Reason::Subtitle)
                }
                () => None,
            }
        };
        let line = first + i;
        let Some(reason) = reason else {
            ended = false;
            above = Some(cells);
            let origin = match &order {
                Some(order) => Origin::Reordered(line as u32, Arc::clone(order)),
                None => Origin::Line(line as u32),
            };
            let label = |column| origin.of(column).and_then(|(_, column)| cells.get(column)).unwrap_or_default();
            let above = match (label(labels.study), labels.outcome.map(label)) {
                // a merged name is pasted in the first of its rows
                ("", Some(own)) if !own.is_empty() && ahead[i] => study.clone(),
                (name, Some(_)) => {
                    let named = || Arc::new(Above { study: Some(carried(name).into()), outcome: None });
                    study = (!name.is_empty()).then(named);
                    None
                }
                _ => outcome.clone(),
            };
            if let Some(study) = above.as_ref().and_then(|above| above.study.as_ref())
                && !sifted.notices.iter().any(|notice| notice.code == NoticeCode::StudyCarriedDown)
            {
                sifted.notices.push(Notice::new(NoticeCode::StudyCarriedDown).with("text", &**study));
            }
            sifted.lines.push(StudyLine { number: i + 1, origin, above });
            continue;
        };
        if reason == Reason::Subtitle {
            begins_so |= i == 0;
            if let Some(text) = alone.filter(|_| labels.outcome.is_none()) {
                let notice = Notice::new(NoticeCode::SubtitleAsOutcome);
                sifted.notices.push(notice.with("text", text));
                outcome = Some(Arc::new(Above { study: None, outcome: Some(carried(text).into()) }));
            }
        }
        if reason != Reason::RepeatedHeader {
            (ended, study) = (true, None);
        }
        sifted.set_aside.push(SetAside::new(line, cells, reason));
    }
    sifted
}

fn is_any_total(cells: Line) -> bool {
    super::is_total(first_filled(cells).unwrap_or_default())
}

/// The first cell with anything in it.
pub fn first_filled(cells: Line<'_>) -> Option<&str> {
    cells.iter().find(|cell| !cell.is_empty())
}

/// The one cell with anything in it.
pub fn single(cells: Line<'_>) -> Option<&str> {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let one = filled.next()?;
    filled.next().is_none().then_some(one)
}

/// True for a line with a number behind its first cell.
pub fn has_numbers(cells: Line) -> bool {
    cells.iter().skip(1).any(is_value)
}

/// True for a cell that begins as a number does.
pub fn is_value(cell: &str) -> bool {
    let cell = cell.trim_start_matches(['<', '>', '=', '≤', '≥', '(', ' ']);
    let number = cell.trim_start_matches(['-', '−', '–', '+', '.', ',']);
    number.starts_with(|c: char| c.is_ascii_digit() || ('\u{FF10}'..='\u{FF19}').contains(&c))
}

/// True for what RevMan and its like write under the rows.
pub fn is_statistic(label: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "heterogeneity",
        "test for overall effect",
        "test for subgroup",
        "test of overall effect",
        "test for heterogeneity",
        "test of heterogeneity",
        "tau²",
        "tau2",
        "i²",
        "i2 ",
        "i2=",
        "heterogenität",
        "test auf",
        "gesamteffekt-test",
        "hétérogénéité",
        "test d'hétérogénéité",
        "test de l'effet",
        "heterogeneidad",
        "prueba de",
        "heterogeneidade",
        "teste para",
        "teste de",
        "eterogeneità",
        "test per",
        "heterogeniteit",
        "toets voor",
    ];
    // most labels are told by their first letter
    if !label.starts_with(['h', 'H', 't', 'T', 'i', 'I', 'g', 'G', 'p', 'P', 'e', 'E']) {
        return false;
    }
    let lower = number::lower(label);
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

/// True for the label of a row that sums up the rows above it, in other languages than English.
pub fn is_total(label: &str) -> bool {
    const TOTALS: &[&str] = &[
        "gesamt",
        "gesamtsumme",
        "gesamteffekt",
        "summe",
        "zwischensumme",
        "insgesamt",
        "total",
        "totaux",
        "ensemble",
        "somme",
        "totales",
        "subtotales",
        "totais",
        "subtotais",
        "totale",
        "totali",
        "subtotale",
        "subtotali",
        "somma",
        "suma",
        "soma",
        "totaal",
        "totalen",
        "subtotaal",
    ];
    const BESIDE: &[&str] = &[
        "sous",
        "general",
        "général",
        "geral",
        "generale",
        "parcial",
        "parziale",
        "partiel",
        "eindtotaal",
        "95",
        "ci",
        "ki",
        "ic",
        "bi",
        "kons",
        "effekt",
        "effet",
        "efecto",
        "efeito",
        "effetto",
        "effect",
    ];
    let lower = number::lower(label);
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // a table can have as many rows as it likes, and most of their labels are names
    words().any(|word| TOTALS.contains(&word)) && words().all(|word| TOTALS.contains(&word) || BESIDE.contains(&word))
}

/// True for a text that explains the table. `below` tells that no numbers come after it.
pub fn is_footnote(label: &str, below: bool) -> bool {
    const BEGINNINGS: &[&str] = &[
        "note:",
        "notes:",
        "note.",
        "notes.",
        "abbreviations",
        "source:",
        "sources:",
        "anmerkung",
        "abkürzungen",
        "legende",
        "quelle:",
        "fußnote",
        "remarque",
        "abréviations",
        "légende",
        "nota:",
        "notas:",
        "abreviaturas",
        "fuente:",
        "fonte:",
        "abbreviazioni",
        "opmerking",
        "afkortingen",
        "bron:",
        "footnote",
    ];
    const EXPLAINED: &[&str] =
        &["standard deviation", "standard error", "confidence interval", "interquartile range", "not reported"];
    let is_mark = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | 'ª' | 'º' | 'ʰ'..='ʸ' | '\u{1D2C}'..='\u{1D6A}' | '\u{1D9B}'..='\u{1DBF}');
    let marked = label.starts_with(is_mark) && label.chars().count() > 2;
    if marked || !below && label.len() < 5 {
        return marked;
    }
    let lower = number::lower(label);
    let explains = || {
        let mut words = lower.split(' ');
        let letter = words.next().is_some_and(|first| {
            let bare = first.trim_end_matches([')', '.', ':']);
            bare.len() == 1 && bare.chars().all(|c| c.is_ascii_lowercase()) && label.starts_with(bare)
        });
        letter && words.count() > 1
            || lower.contains('=')
            || EXPLAINED.iter().any(|words| lower.contains(words))
            || label.chars().count() > SENTENCE
    };
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning)) || below && explains()
}

/// `1.1.1 Short term`, as RevMan numbers what it compares.
fn is_numbered_heading(label: &str) -> bool {
    let Some((number, text)) = label.split_once(' ') else { return false };
    let parts = || number.trim_end_matches('.').split('.');
    parts().count() > 1
        && parts().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
        && text.starts_with(char::is_alphabetic)
}

/// True for a label with a year, as studies have one.
pub fn names_a_year(label: &str) -> bool {
    after_year(label).is_some()
}

/// What follows the year of a study's label, with a letter that tells it from others of the year.
pub fn after_year(label: &str) -> Option<usize> {
    let bytes = label.as_bytes();
    (0..bytes.len().saturating_sub(3)).find_map(|at| {
        let year = bytes.get(at..at + 4)?;
        let alone = (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && year.iter().all(u8::is_ascii_digit)
            && (year.starts_with(b"19") || year.starts_with(b"20"));
        let mut end = at + 4;
        if bytes.get(end).is_some_and(u8::is_ascii_lowercase) {
            end += 1;
        }
        (alone && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)).then_some(end)
    })
}
