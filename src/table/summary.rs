//! A row's groups in a few words, with the digits the paper prints: `19/50`, `mean 4.0, n 65`, `median 12 (IQR 8 to 15)`.

use super::cell::Quantity;
use crate::field::{ARMS, ArmFields, Field};
use crate::number;

/// Both groups in a few words; empty where nothing was read.
pub fn arms(quantities: &[Quantity]) -> [String; 2] {
    ARMS.map(|fields| arm(quantities, fields))
}

/// The row as given: both groups, what the paper made of them, and its P value.
///
/// `p` is a P value that is no number.
pub fn as_given(quantities: &[Quantity], p: Option<String>) -> String {
    let text = |field| text_of(quantities, field);
    let groups: Vec<String> = arms(quantities).into_iter().filter(|arm| !arm.is_empty()).collect();
    let mut parts = vec![groups.join(" v ")];
    parts.push(match (text(Field::Estimate), text(Field::Lower).zip(text(Field::Upper))) {
        (Some(estimate), Some((lower, upper))) => [estimate, " (", lower, " to ", upper, ") as reported"].concat(),
        (Some(estimate), None) => [estimate, " as reported"].concat(),
        (None, Some((lower, upper))) => ["interval ", lower, " to ", upper, " as reported"].concat(),
        (None, None) => String::new(),
    });
    for (name, field) in [("SE ", Field::Se), ("t ", Field::T), ("n ", Field::N)] {
        parts.push(text(field).map(|number| [name, number].concat()).unwrap_or_default());
    }
    parts.push(text(Field::P).or(p.as_deref()).map(p_as_reported).unwrap_or_default());
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// `P <.01 as reported`, `P = .04 as reported`, whether or not the cell says P.
fn p_as_reported(text: &str) -> String {
    let bare = text.trim_start_matches(['p', 'P', ' ']);
    let sign = if bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')) { "= " } else { "" };
    ["P ", sign, bare, " as reported"].concat()
}

fn text_of(quantities: &[Quantity], field: Field) -> Option<&str> {
    quantities.iter().find(|quantity| quantity.field == field).map(|quantity| quantity.text.as_str())
}

fn arm(quantities: &[Quantity], fields: &ArmFields) -> String {
    let text = |field| text_of(quantities, field);
    let value = |field| quantities.iter().find(|quantity| quantity.field == field).map(|quantity| quantity.value);
    let total = || Some(number::shortest(value(fields.events)? + value(fields.nonevents)?));
    let total = if text(fields.n).is_none() { total() } else { None };
    let n = text(fields.n).or(total.as_deref());
    // its middle, how far it spreads, and its size
    let said = |name, middle, spread: Option<[&str; 4]>| {
        let [kind, from, to, end] = spread.unwrap_or([""; 4]);
        let (size, n) = n.map_or(("", ""), |n| (", n ", n));
        [name, middle, kind, from, to, end, if kind.is_empty() { "" } else { ")" }, size, n].concat()
    };
    let between = |kind, from: Field, to: Field| text(from).zip(text(to)).map(|(from, to)| [kind, from, " to ", to]);
    if let Some(events) = text(fields.events) {
        return match (text(fields.time), n) {
            (Some(time), _) => [events, " in ", time].concat(),
            (None, Some(n)) => [events, "/", n].concat(),
            (None, None) => [events, " events"].concat(),
        };
    }
    if let Some(mean) = text(fields.mean) {
        let spread = text(fields.sd)
            .map(|sd| [" (SD ", sd, "", ""])
            .or_else(|| text(fields.se).map(|se| [" (SE ", se, "", ""]))
            .or_else(|| between(" (CI ", fields.lower, fields.upper))
            .or_else(|| between(" (IQR ", fields.lq, fields.uq));
        return said("mean ", mean, spread);
    }
    if let Some(median) = text(fields.median) {
        let spread = between(" (IQR ", fields.lq, fields.uq).or_else(|| between(" (range ", fields.min, fields.max));
        return said("median ", median, spread);
    }
    match (text(fields.percent), text(fields.time), n) {
        (Some(percent), _, n) => {
            let (of, n) = n.map_or(("", ""), |n| (" of ", n));
            [percent.trim_end_matches('%'), "%", of, n].concat()
        }
        (None, Some(time), _) => ["time ", time].concat(),
        (None, None, Some(n)) => ["n ", n].concat(),
        (None, None, None) => String::new(),
    }
}
