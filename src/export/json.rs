//! The results as JSON: version, choices, the input as pasted, and every row unrounded.

use super::{Analysed, Format};
use crate::field::Field;
use crate::number::Decimal;
use crate::table::shared_control::SharedControl;
use crate::table::{Batch, BatchOptions};
use serde::Serialize;
use std::collections::BTreeMap;

/// The format.
pub const FORMAT: Format = Format { name: "json", write: json };

/// The number of the shape below; it grows when a member changes its name or meaning.
pub const SCHEMA: u32 = 1;

/// What the file holds.
#[derive(Serialize)]
struct Document<'a> {
    product: &'static str,
    version: &'static str,
    schema: u32,
    /// The text as pasted.
    input: &'a str,
    wanted: Wanted<'a>,
    batch: &'a Batch,
}

/// The choices, by the names that the JavaScript package takes them by.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wanted<'a> {
    measure: Option<&'static str>,
    options: Choices,
    columns: Vec<Role<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal: Option<Decimal>,
    shared_control: &'static str,
    comparator_risk: Option<f64>,
    comparator_rate: Option<f64>,
    event: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Choices {
    level: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    intervals: BTreeMap<&'static str, &'static str>,
    zero_cells: &'static str,
    correction: f64,
    convention: &'static str,
    medians: crate::measure::Medians,
}

#[derive(Serialize)]
struct Role<'a> {
    index: &'a usize,
    field: &'a Option<Field>,
}

fn wanted(options: &BatchOptions) -> Wanted<'_> {
    let choices = &options.options;
    Wanted {
        measure: options.measure.map(|measure| measure.id),
        options: Choices {
            level: choices.level.value(),
            interval: choices.interval.map(|interval| interval.name()),
            intervals: options.intervals.iter().map(|(measure, interval)| (measure.id, interval.name())).collect(),
            zero_cells: choices.zero_cells.name(),
            correction: choices.correction,
            convention: choices.convention.name(),
            medians: choices.medians,
        },
        columns: options.columns.iter().map(|(index, field)| Role { index, field }).collect(),
        decimal: options.decimal,
        shared_control: if options.shared_control == SharedControl::Split { "split" } else { "whole" },
        comparator_risk: options.comparator_risk,
        comparator_rate: options.comparator_rate,
        event: if options.event == crate::absolute::Event::Benefit { "benefit" } else { "harm" },
    }
}

/// `{ product, version, schema, input, wanted, batch }`.
///
/// `input` and `wanted` given to `batch` again make the same `batch`. A number that is infinite is `null`, since JSON has
/// no other word for it: an upper limit is then without end, a lower one too, and what is shown says so in words.
fn json(analysed: &Analysed) -> String {
    let document = Document {
        product: "Effect Size",
        version: env!("CARGO_PKG_VERSION"),
        schema: SCHEMA,
        input: analysed.text,
        wanted: wanted(analysed.wanted),
        batch: analysed.batch,
    };
    // nothing in it can fail: no map with keys that are no text
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
