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
        (Some(estimate), Some((lower, upper))) => {
            format!("{estimate} ({lower} to {upper}) as reported")
        }
        (Some(estimate), None) => format!("{estimate} as reported"),
        (None, Some((lower, upper))) => format!("interval {lower} to {upper} as reported"),
        (None, None) => String::new(),
    });
    for (name, field) in [("SE", Field::Se), ("t", Field::T), ("n", Field::N)] {
        parts.push(text(field).map(|number| format!("{name} {number}")).unwrap_or_default());
    }
    parts.push(text(Field::P).or(p).map(|p| p_as_reported(&p)).unwrap_or_default());
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// `P <.01 as reported`, `P = .04 as reported`, whether or not the cell says P.
fn p_as_reported(text: &str) -> String {
    let bare = text.trim_start_matches(['p', 'P', ' ']);
    let sign = if bare.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')) { "= " } else { "" };
    format!("P {sign}{bare} as reported")
}

fn text_of(quantities: &[Quantity], field: Field) -> Option<String> {
    quantities.iter().find(|quantity| quantity.field == field).map(|quantity| quantity.text.clone())
}

fn arm(quantities: &[Quantity], fields: &ArmFields) -> String {
    let text = |field| text_of(quantities, field);
    let value = |field| quantities.iter().find(|quantity| quantity.field == field).map(|quantity| quantity.value);
    let n = text(fields.n).or_else(|| {
        let total = value(fields.events)? + value(fields.nonevents)?;
        Some(number::shortest(total))
    });
    let with_n = |summary: String| match &n {
        Some(n) => format!("{summary}, n {n}"),
        None => summary,
    };
    let between = |from: Field, to: Field| text(from).zip(text(to)).map(|(from, to)| format!("{from} to {to}"));
    if let Some(events) = text(fields.events) {
        return match (text(fields.time), n) {
            (Some(time), _) => format!("{events} in {time}"),
            (None, Some(n)) => format!("{events}/{n}"),
            (None, None) => format!("{events} events"),
        };
    }
    if let Some(mean) = text(fields.mean) {
        let spread = text(fields.sd)
            .map(|sd| format!(" (SD {sd})"))
            .or_else(|| text(fields.se).map(|se| format!(" (SE {se})")))
            .or_else(|| between(fields.lower, fields.upper).map(|limits| format!(" (CI {limits})")))
            .or_else(|| between(fields.lq, fields.uq).map(|quartiles| format!(" (IQR {quartiles})")))
            .unwrap_or_default();
        return with_n(format!("mean {mean}{spread}"));
    }
    if let Some(median) = text(fields.median) {
        let spread = between(fields.lq, fields.uq)
            .map(|quartiles| format!(" (IQR {quartiles})"))
            .or_else(|| between(fields.min, fields.max).map(|range| format!(" (range {range})")))
            .unwrap_or_default();
        return with_n(format!("median {median}{spread}"));
    }
    match (text(fields.percent), text(fields.time), n) {
        (Some(percent), _, n) => {
            let share = format!("{}%", percent.trim_end_matches('%'));
            n.map_or(share.clone(), |n| format!("{share} of {n}"))
        }
        (None, Some(time), _) => format!("time {time}"),
        (None, None, Some(n)) => format!("n {n}"),
        (None, None, None) => String::new(),
    }
}
