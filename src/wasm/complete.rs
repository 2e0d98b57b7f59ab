//! What the page does not need for its first result: single comparisons, columns, zero-cell rules, CSV.

use super::argument::Argument;
use super::{Thrown, read_table, to_js};
use crate::export::{csv, sentence};
use crate::field::{Field, Reported};
use crate::measure::{Estimate, Measure, Options, Request};
use crate::problem::Problem;
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
    answer(read_request(request)?.and_then(|request| crate::measure::compute(&request)))
}

/// `{ measure, data, options? }`, or what a person got wrong in the options.
fn read_request(request: &JsValue) -> Thrown<Result<Request, Vec<Problem>>> {
    let request = Argument::root("request", request).only(&["measure", "data", "options"])?;
    let measure = request.get("measure")?.measure()?;
    let data = request.get("data")?.reported()?;
    let (options, problems) = request.get("options")?.options()?;
    refuse_interval(measure, &options)?;
    Ok(if problems.is_empty() { Ok(Request { measure, data, options }) } else { Err(problems) })
}

/// An interval that is not one of the measure's is a programmer's mistake.
fn refuse_interval(measure: &Measure, options: &Options) -> Thrown<()> {
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
    Ok(())
}

/// `{ measure, columns, options? }`, columns being `Float64Array`s by field, to `{ point, lower, upper, se, p }`.
#[wasm_bindgen]
pub fn columns(request: &JsValue) -> Thrown<JsValue> {
    let request = Argument::root("request", request).only(&["measure", "columns", "options"])?;
    let measure = request.get("measure")?.measure()?;
    let (options, problems) = request.get("options")?.options()?;
    if let Some(problem) = problems.first() {
        return Err(TypeError::new(&format!("request.options: {}", problem.code.name())).into());
    }
    refuse_interval(measure, &options)?;
    let columns = request.get("columns")?.arrays()?;
    let slices: Vec<(Field, &[f64])> = columns.iter().map(|(field, values)| (*field, values.as_slice())).collect();
    let results = crate::measure::compute_columns(measure, &slices, &options)
        .map_err(|problem| TypeError::new(&format!("request.options: {}", problem.code.name())))?;
    let out = Object::new();
    for (name, values) in [
        ("point", &results.point),
        ("lower", &results.lower),
        ("upper", &results.upper),
        ("se", &results.se),
        ("p", &results.p),
    ] {
        Reflect::set(&out, &name.into(), &Float64Array::from(values.as_slice()))?;
    }
    Ok(out.into())
}

/// The same request as `compute` under every zero-cell rule, and by the intervals that need none.
#[wasm_bindgen(js_name = zeroRules)]
pub fn zero_rules(request: &JsValue) -> Thrown<JsValue> {
    match read_request(request)? {
        Ok(request) => to_js(&crate::measure::zero_rules(&request)),
        Err(problems) => Err(TypeError::new(&format!("request.options: {}", problems[0].code.name())).into()),
    }
}

/// The results of the same as CSV.
#[wasm_bindgen]
pub fn csv(text: &JsValue, wanted: &JsValue) -> Thrown<String> {
    Ok(csv::csv(&read_table(text, wanted)?))
}

/// The sentence of an estimate that `compute` or `batch` returned.
#[wasm_bindgen]
pub fn sentence(estimate: &JsValue) -> Thrown<String> {
    let estimate = Argument::root("estimate", estimate);
    let measure = estimate.get("measure")?.measure()?;
    let number = |key: &'static str| estimate.get(key)?.number();
    let (level, point) = (number("level")?, number("point")?);
    Ok(sentence::sentence_from(measure.id, measure.scale, level, point, number("lower")?, number("upper")?))
}

impl Argument {
    /// `Float64Array`s by field.
    fn arrays(&self) -> Thrown<Vec<(Field, Vec<f64>)>> {
        let mut columns = Vec::new();
        for key in Object::keys(self.object()?) {
            let name = key.as_string().unwrap_or_default();
            let member = Argument { path: format!("{}.{name}", self.path), value: Reflect::get(&self.value, &key)? };
            let field = Field::from_name(&name).filter(|field| !field.is_text());
            let field = field.ok_or_else(|| TypeError::new(&format!("{} is not a field", member.path)))?;
            let values = member.value.dyn_ref::<Float64Array>().ok_or_else(|| member.wrong("a Float64Array"))?;
            columns.push((field, values.to_vec()));
        }
        if columns.iter().any(|(_, values)| values.len() != columns[0].1.len()) {
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
