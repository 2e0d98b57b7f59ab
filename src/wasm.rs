//! The boundary: the only room that names `wasm-bindgen` and `serde-wasm-bindgen`.
//!
//! What a person can get wrong goes out as data. What only a programmer can get wrong throws a `TypeError` that names the
//! argument.

#[cfg(feature = "complete")]
mod absolute;
mod argument;
#[cfg(feature = "complete")]
mod complete;
#[cfg(feature = "complete")]
mod conversion;
#[cfg(feature = "complete")]
mod groups;
mod rows;
#[cfg(feature = "complete")]
mod workings;

use crate::clipboard;
use crate::field::Field;
use crate::interval::Interval;
#[cfg(not(feature = "complete"))]
use crate::json;
use crate::measure::MEASURES;
use crate::problem::Problem;
use crate::scale::Scale;
use crate::table::grid::Grid;
use crate::table::{self, Batch, BatchOptions};
use argument::Argument;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Smaller in the page than the standard library's allocator.
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

type Thrown<T> = Result<T, JsValue>;

/// The version of the crate and the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Every measure with its fields, intervals, scale and references.
#[wasm_bindgen]
pub fn measures() -> Thrown<JsValue> {
    #[derive(Serialize)]
    struct Info {
        id: &'static str,
        name: &'static str,
        fields: &'static [Field],
        intervals: &'static [Interval],
        scale: Scale,
        references: &'static [&'static str],
        #[cfg(feature = "complete")]
        choices: Vec<crate::measure::Choice>,
    }
    let infos: Vec<Info> = MEASURES
        .iter()
        .map(|measure| Info {
            id: measure.id,
            name: measure.name,
            fields: measure.fields(),
            intervals: measure.intervals(),
            scale: measure.scale,
            references: measure.references,
            #[cfg(feature = "complete")]
            choices: measure.choices(),
        })
        .collect();
    to_js(&infos)
}

/// A pasted text as cells, `{ separator, lines }`, without the lines that have nothing in them.
#[wasm_bindgen]
pub fn grid(text: &JsValue) -> Thrown<JsValue> {
    to_js(&Grid::read(&Argument::root("text", text).text()?))
}

/// A pasted text, with `{ measure?, options?, columns?, decimal?, layout?, headerLines? }`, to its rows, for `unpacked` of
/// `www/rows.js`.
#[wasm_bindgen]
pub fn batch(text: &JsValue, wanted: &JsValue) -> Thrown<JsValue> {
    Ok(rows::packed(read_table(text, wanted)?).into())
}

/// The table of a parsed clipboard document as tab separated text; `undefined` where it has none.
#[wasm_bindgen(js_name = tableText)]
pub fn table_text(document: &web_sys::Document) -> Option<String> {
    clipboard::table_text(document)
}

#[cfg(feature = "complete")]
fn to_js(value: &impl Serialize) -> Thrown<JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// The first build, which has little else to hand over, goes without a second way.
#[cfg(not(feature = "complete"))]
fn to_js(value: &impl Serialize) -> Thrown<JsValue> {
    js_sys::JSON::parse(&json::text(value))
}

/// What the second argument of `batch` may hold.
const WANTED: &[&str] = match cfg!(feature = "complete") {
    true => &[
        "measure",
        "options",
        "columns",
        "decimal",
        "layout",
        "headerLines",
        "medians",
        "sharedControl",
        "comparatorRisk",
        "comparatorRate",
        "event",
    ],
    false => &["measure", "options", "columns", "decimal", "layout", "headerLines", "medians"],
};

/// Reads a table and computes its rows; a choice that is out of range is told and its default used, so that no row is lost
/// over it.
fn read_table(text: &JsValue, wanted: &JsValue) -> Thrown<Batch> {
    let text = Argument::root("text", text).text()?;
    let (wanted, problems) = read_wanted(wanted)?;
    Ok(computed(&text, &wanted, problems))
}

/// The rows of a text, with what a person got wrong in the choices.
fn computed(text: &str, wanted: &BatchOptions, problems: Vec<Problem>) -> Batch {
    let mut batch = table::batch(text, wanted);
    batch.problems.extend(problems);
    batch
}

/// The second argument of `batch`, and what a person got wrong in it.
fn read_wanted(wanted: &JsValue) -> Thrown<(BatchOptions, Vec<Problem>)> {
    let wanted = Argument::root("wanted", wanted);
    if wanted.is_absent() {
        return Ok((BatchOptions::default(), Vec::new()));
    }
    let wanted = wanted.only(WANTED)?;
    let chosen = wanted.get("measure")?;
    let measure = if chosen.is_absent() { None } else { Some(chosen.measure()?) };
    let (mut options, problems) = wanted.get("options")?.options()?;
    let medians = wanted.get("medians")?;
    if !medians.is_absent() {
        options.medians = medians.medians()?;
    }
    let wanted = BatchOptions {
        measure,
        options,
        #[cfg(feature = "complete")]
        intervals: wanted.get("options")?.intervals()?,
        columns: wanted.get("columns")?.columns()?,
        decimal: wanted.get("decimal")?.decimal()?,
        layout: wanted.get("layout")?.layout()?,
        header_lines: wanted.get("headerLines")?.header_lines()?,
        #[cfg(feature = "complete")]
        worked: false,
        #[cfg(feature = "complete")]
        shared_control: wanted.get("sharedControl")?.shared_control()?,
        #[cfg(feature = "complete")]
        comparator_risk: wanted.get("comparatorRisk")?.optional_number()?,
        #[cfg(feature = "complete")]
        comparator_rate: wanted.get("comparatorRate")?.optional_number()?,
        #[cfg(feature = "complete")]
        event: wanted.get("event")?.event()?,
    };
    Ok((wanted, problems))
}
