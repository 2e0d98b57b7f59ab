//! The results as JSON: version, choices, the input as pasted, and every row unrounded.

use super::{Analysed, Format};
use crate::absolute::Event;
use crate::field::Field;
use crate::number::Decimal;
use crate::table::layout::Layout;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<Layout>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_lines: Option<usize>,
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

fn wanted(all: &BatchOptions) -> Wanted<'_> {
    // each by name, so that a choice that is new cannot be forgotten here
    let BatchOptions {
        measure,
        options,
        intervals,
        columns,
        decimal,
        layout,
        header_lines,
        shared_control,
        comparator_risk,
        comparator_rate,
        event,
        worked: _, // no choice of the reader: an export always has the working
    } = all;
    Wanted {
        measure: measure.map(|measure| measure.id),
        options: Choices {
            level: options.level.value(),
            interval: options.interval.map(|interval| interval.name()),
            intervals: intervals.iter().map(|(measure, interval)| (measure.id, interval.name())).collect(),
            zero_cells: options.zero_cells.name(),
            correction: options.correction,
            convention: options.convention.name(),
            medians: options.medians,
        },
        columns: columns.iter().map(|(index, field)| Role { index, field }).collect(),
        decimal: *decimal,
        layout: *layout,
        header_lines: *header_lines,
        shared_control: if *shared_control == SharedControl::Split { "split" } else { "whole" },
        comparator_risk: *comparator_risk,
        comparator_rate: *comparator_rate,
        event: if *event == Event::Benefit { "benefit" } else { "harm" },
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
    let mut text = crate::json::lines(&document);
    text.push('\n');
    text
}
