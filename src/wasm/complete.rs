//! What the page does not need for its first result: single comparisons, columns, zero-cell rules, exports.

use super::argument::Argument;
use super::{Thrown, computed, read_wanted, to_js};
use crate::export::sentence::{self, Shown};
use crate::export::{Analysed, FORMATS, Format};
use crate::field::{Field, Reported};
use crate::forest::svg::{Drawing, svg};
use crate::interval::Level;
use crate::measure::{Estimate, Measure, Options, Request};
use crate::number::Decimal;
use crate::problem::Problem;
use crate::recover::Summary;
use crate::study::{self, Printed};
use crate::table;
use js_sys::{Float64Array, Object, Reflect, TypeError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// `{ measure, data, options? }` to `{ ok: true, estimate }` or `{ ok: false, problems }`.
#[wasm_bindgen]
pub fn compute(request: &JsValue) -> Thrown<JsValue> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Answer {
        Estimated { ok: bool, estimate: Box<Estimate> },
        Refused { ok: bool, problems: Vec<Problem> },
    }
    let answer = |result: Result<Estimate, Vec<Problem>>| {
        to_js(&match result {
            Ok(estimate) => Answer::Estimated { ok: true, estimate: Box::new(estimate) },
            Err(problems) => Answer::Refused { ok: false, problems },
        })
    };
    answer(read_request(request)?.and_then(|Request { measure, data, options }| {
        study::compute(measure, &Printed::numbers(data), &options).map(|answer| answer.estimate)
    }))
}

/// `{ measure, data, options? }`, or what a person got wrong in the options.
fn read_request(request: &JsValue) -> Thrown<Result<Request, Vec<Problem>>> {
    let request = Argument::root("request", request).only(&["measure", "data", "options"])?;
    let measure = request.get("measure")?.measure()?;
    let data = request.get("data")?.reported()?;
    let (options, problems) = read_options(&request, measure)?;
    Ok(if problems.is_empty() { Ok(Request { measure, data, options }) } else { Err(problems) })
}

/// The options for a measure, and what a person got wrong in them. An interval that is not one of the measure's is a
/// programmer's mistake.
fn read_options(request: &Argument, measure: &'static Measure) -> Thrown<(Options, Vec<Problem>)> {
    let given = request.get("options")?;
    let intervals = given.intervals()?;
    let (mut options, problems) = given.options()?;
    if let Some((_, interval)) = intervals.iter().find(|(known, _)| known.id == measure.id) {
        options.interval = Some(*interval);
    }
    if let Some(interval) = options.interval.filter(|interval| !measure.intervals().contains(interval)) {
        let names: Vec<_> = measure.intervals().iter().map(|interval| interval.name()).collect();
        let message = format!(
            "request.options.interval: {} is not one of {}'s: {}",
            interval.name(),
            measure.id,
            names.join(", ")
        );
        return Err(TypeError::new(&message).into());
    }
    Ok((options, problems))
}

/// Rows that cross the boundary at a time: they stay in the processor's cache, and memory does not grow with the table.
const CHUNK: u32 = 4096;

/// `{ measure, columns, options? }`, columns being `Float64Array`s by field, to `{ point, lower, upper, se, p }`.
#[wasm_bindgen]
pub fn columns(request: &JsValue) -> Thrown<JsValue> {
    let request = Argument::root("request", request).only(&["measure", "columns", "options"])?;
    let measure = request.get("measure")?.measure()?;
    let (options, problems) = read_options(&request, measure)?;
    if let Some(problem) = problems.first() {
        return Err(TypeError::new(&format!("request.options: {}", problem.code.name())).into());
    }
    let columns = request.get("columns")?.arrays()?;
    let rows = columns.first().map_or(0, |(_, values)| values.length());
    let results = ["point", "lower", "upper", "se", "p"].map(|name| (name, Float64Array::new_with_length(rows)));
    let mut buffers: Vec<(Field, Vec<f64>)> = columns.iter().map(|(field, _)| (*field, Vec::new())).collect();
    for from in (0..rows).step_by(CHUNK as usize) {
        let to = rows.min(from + CHUNK);
        for ((_, buffer), (_, values)) in buffers.iter_mut().zip(&columns) {
            buffer.resize((to - from) as usize, 0.0);
            values.subarray(from, to).copy_to(buffer);
        }
        let slices: Vec<(Field, &[f64])> = buffers.iter().map(|(field, values)| (*field, values.as_slice())).collect();
        let found = crate::measure::compute_columns(measure, &slices, &options)
            .map_err(|problem| TypeError::new(&format!("request.options: {}", problem.code.name())))?;
        let parts = [&found.point, &found.lower, &found.upper, &found.se, &found.p];
        for ((_, result), part) in results.iter().zip(parts) {
            result.subarray(from, to).copy_from(part);
        }
    }
    let out = Object::new();
    for (name, values) in &results {
        Reflect::set(&out, &(*name).into(), values)?;
    }
    Ok(out.into())
}

/// The same request as `compute` under every zero-cell rule, and by the intervals that need none.
#[wasm_bindgen(js_name = zeroRules)]
pub fn zero_rules(request: &JsValue) -> Thrown<JsValue> {
    match read_request(request)? {
        Ok(Request { measure, data, options }) => {
            let data = study::complete(measure, &Printed::numbers(data), &options).data;
            to_js(&crate::measure::zero_rules(&Request { measure, data, options }))
        }
        Err(problems) => Err(TypeError::new(&format!("request.options: {}", problems[0].code.name())).into()),
    }
}

/// What the row of that number was computed from, as a request for `compute` and `zeroRules`: what is printed and what was
/// recovered. `undefined` where it has no measure, a cell to check, or is kept as given by its note.
#[wasm_bindgen(js_name = rowRequest)]
pub fn row_request(text: &JsValue, wanted: &JsValue, number: usize) -> Thrown<JsValue> {
    let text = Argument::root("text", text).text()?;
    let (wanted, _) = read_wanted(wanted)?;
    let Some(Request { measure, data, options }) = table::batch(&text, &wanted).request(number, &wanted) else {
        return Ok(JsValue::UNDEFINED);
    };
    let set = |object: &Object, key: &str, value: JsValue| Reflect::set(object, &key.into(), &value).map(|_| ());
    let fields = Object::new();
    for field in Field::ALL.iter().filter(|field| !field.is_text()) {
        if let Some(value) = data.get(*field) {
            set(&fields, field.name(), value.into())?;
        }
    }
    let choices = Object::new();
    set(&choices, "level", options.level.value().into())?;
    // a measure without the interval asked for is computed by its usual one
    set(&choices, "interval", measure.interval(&options).name().into())?;
    set(&choices, "zeroCells", options.zero_cells.name().into())?;
    set(&choices, "correction", options.correction.into())?;
    set(&choices, "convention", options.convention.name().into())?;
    let request = Object::new();
    set(&request, "measure", measure.id.into())?;
    set(&request, "data", fields.into())?;
    set(&request, "options", choices.into())?;
    Ok(request.into())
}

/// The results of the same in a format: `csv`, `json`, `metafor`, `revman`, `html` or `markdown`.
#[wasm_bindgen(js_name = exportAs)]
pub fn export_as(text: &JsValue, wanted: &JsValue, format: &JsValue) -> Thrown<String> {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let format = Argument::root("format", format).one_of(Format::find, &names)?;
    let text = Argument::root("text", text).text()?;
    let (mut wanted, problems) = read_wanted(wanted)?;
    wanted.worked = true;
    let batch = computed(&text, &wanted, problems);
    Ok((format.write)(&Analysed { text: &text, wanted: &wanted, batch: &batch }))
}

/// The forest plot of the same as SVG, with `{ names?: { arm1, arm2, lower, higher, rows }, width?, decimal? }`.
#[wasm_bindgen]
pub fn forest(text: &JsValue, wanted: &JsValue, options: &JsValue) -> Thrown<String> {
    let text = Argument::root("text", text).text()?;
    let mut drawing = Drawing::default();
    let options = Argument::root("options", options);
    if !options.is_absent() {
        let options = options.only(&["names", "width", "decimal"])?;
        let names = options.get("names")?;
        if !names.is_absent() {
            let keys = ["arm1", "arm2", "lower", "higher", "rows"];
            let names = names.only(&keys)?;
            let Drawing { arm1, arm2, lower, higher, rows, .. } = &mut drawing;
            for (key, place) in keys.into_iter().zip([arm1, arm2, lower, higher, rows]) {
                let name = names.get(key)?;
                if !name.is_absent() {
                    *place = name.text()?;
                }
            }
        }
        if let Some(width) = options.get("width")?.optional_number()? {
            drawing.width = width;
        }
        let decimal = options.get("decimal")?;
        if !decimal.is_absent() {
            let named =
                |mark: &str| [Decimal::Point, Decimal::Comma].into_iter().find(|known| known.mark_text() == mark);
            drawing.decimal = decimal.one_of(named, &[".", ","])?;
        }
    }
    let (wanted, problems) = read_wanted(wanted)?;
    Ok(svg(&computed(&text, &wanted, problems), &drawing))
}

/// The sentence of an estimate that `compute` or `batch` returned.
#[wasm_bindgen]
pub fn sentence(estimate: &JsValue) -> Thrown<String> {
    Ok(shown(estimate)?.sentence)
}

/// The same estimate rounded for reading.
#[wasm_bindgen]
pub fn display(estimate: &JsValue) -> Thrown<JsValue> {
    to_js(&shown(estimate)?)
}

fn shown(estimate: &JsValue) -> Thrown<Shown> {
    let estimate = Argument::root("estimate", estimate);
    let measure = estimate.get("measure")?.measure()?;
    let number = |key: &'static str| estimate.get(key)?.known_number();
    let numbers = [number("point")?, number("lower")?, number("upper")?];
    let p = estimate.get("p")?.optional_number()?;
    Ok(sentence::shown_from(measure.id, measure.scale, number("level")?, numbers, p))
}

/// `{mean, se, n}`, `{mean?, lower, upper, n, level?}`, `{mean, lq, uq, n}` or `{median, lq?, uq?, min?, max?, n}` to
/// `{ ok: true, mean, sd, route, working, notices }` or `{ ok: false, problems }`.
#[wasm_bindgen]
pub fn recover(arm: &JsValue) -> Thrown<JsValue> {
    let arm = Argument::root("arm", arm)
        .only(&["mean", "se", "n", "lower", "upper", "level", "median", "lq", "uq", "min", "max"])?;
    let number = |key: &'static str| arm.get(key)?.optional_number();
    let n = number("n")?.ok_or_else(|| TypeError::new("arm.n must be a number"))?;
    let level = match number("level")?.map_or(Ok(Level::default()), Level::new) {
        Ok(level) => level,
        Err(problem) => return refused(vec![problem]),
    };
    let mean = number("mean")?;
    let (range, quartiles) = (number("min")?.zip(number("max")?), number("lq")?.zip(number("uq")?));
    let with_mean = || mean.ok_or_else(|| TypeError::new("arm.mean must be a number"));
    let summary = match (number("median")?, number("se")?, number("lower")?.zip(number("upper")?), quartiles) {
        (Some(median), ..) => Summary::FiveNumbers { range, quartiles, median },
        (None, Some(se), ..) => Summary::StandardError { mean: with_mean()?, se },
        (None, None, Some((lower, upper)), _) => Summary::ConfidenceInterval { mean, lower, upper, level },
        (None, None, None, Some((lower, upper))) => Summary::Quartiles { mean: with_mean()?, lower, upper },
        (None, None, None, None) => {
            return Err(TypeError::new("arm must have se, lower and upper, lq and uq, or median").into());
        }
    };
    answer(crate::recover::recover(&summary, n))
}

/// What was found, with `ok: true`, or `{ ok: false, problems }`.
pub(super) fn answer<T: Serialize>(result: Result<T, Vec<Problem>>) -> Thrown<JsValue> {
    // `ok` is set here: flattened by serde, it costs every kind of answer a serializer of its own
    let found = match result {
        Ok(found) => to_js(&found)?,
        Err(problems) => return refused(problems),
    };
    Reflect::set(&found, &"ok".into(), &true.into())?;
    Ok(found)
}

/// `{ ok: false, problems }`.
pub(super) fn refused(problems: Vec<Problem>) -> Thrown<JsValue> {
    #[derive(Serialize)]
    struct Refused {
        ok: bool,
        problems: Vec<Problem>,
    }
    to_js(&Refused { ok: false, problems })
}

impl Argument {
    /// A number that is not NaN, as every number in an estimate.
    pub(super) fn known_number(&self) -> Thrown<f64> {
        let value = self.number()?;
        if value.is_nan() { Err(self.wrong("a number that is not NaN")) } else { Ok(value) }
    }

    /// `Float64Array`s by field.
    fn arrays(&self) -> Thrown<Vec<(Field, Float64Array)>> {
        let mut columns = Vec::new();
        for key in Object::keys(self.object()?) {
            let name = key.as_string().unwrap_or_default();
            let member = Argument { path: format!("{}.{name}", self.path), value: Reflect::get(&self.value, &key)? };
            let field = Field::from_name(&name).filter(|field| !field.is_text());
            let field = field.ok_or_else(|| TypeError::new(&format!("{} is not a field", member.path)))?;
            let values = member.value.dyn_ref::<Float64Array>().ok_or_else(|| member.wrong("a Float64Array"))?;
            columns.push((field, values.clone()));
        }
        if columns.iter().any(|(_, values)| values.length() != columns[0].1.length()) {
            return Err(self.wrong("arrays of one length"));
        }
        Ok(columns)
    }

    fn reported(&self) -> Thrown<Reported> {
        let mut reported = Reported::new();
        for key in Object::keys(self.object()?) {
            let name = key.as_string().unwrap_or_default();
            let member = Argument { path: format!("{}.{name}", self.path), value: Reflect::get(&self.value, &key)? };
            match Field::from_name(&name) {
                None => {
                    return Err(TypeError::new(&format!("{} is not a field", member.path)).into());
                }
                Some(field) if field.is_text() || member.is_absent() => {}
                Some(field) => reported.set(field, member.number()?),
            }
        }
        Ok(reported)
    }
}
