//! The boundary: the only file that names `wasm-bindgen` and `serde-wasm-bindgen`.
//!
//! What a person can get wrong goes out as data. What only a programmer can get wrong throws a `TypeError` that names the
//! argument.

use crate::clipboard;
use crate::export::{csv, sentence};
use crate::field::{Field, Reported};
use crate::interval::{Interval, Level};
use crate::measure::{Convention, Estimate, MEASURES, Measure, Options, Request};
use crate::problem::Problem;
use crate::scale::Scale;
use crate::table::{self, Batch, BatchOptions};
use crate::zero_cells::ZeroCells;
use js_sys::{Array, Float64Array, Object, Reflect, TypeError};
use serde::Serialize;
use wasm_bindgen::prelude::*;

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
    }
    let infos: Vec<Info> = MEASURES
        .iter()
        .map(|measure| Info {
            id: measure.id,
            name: measure.name,
            fields: measure.fields(),
            intervals: measure.intervals,
            scale: measure.scale,
            references: measure.references,
        })
        .collect();
    to_js(&infos)
}

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
    if let Some(interval) = options.interval.filter(|interval| !measure.intervals.contains(interval)) {
        let names: Vec<_> = measure.intervals.iter().map(|interval| interval.name()).collect();
        let message =
            format!("request.options.interval: {} is not one of {}'s: {}", interval.name(), measure.id, names.join(", "));
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

/// A pasted text, with `{ measure?, options?, columns? }`, to its rows.
#[wasm_bindgen]
pub fn batch(text: &JsValue, wanted: &JsValue) -> Thrown<JsValue> {
    to_js(&read_table(text, wanted)?)
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

/// The table of a parsed clipboard document as tab separated text; `undefined` where it has none.
#[wasm_bindgen(js_name = tableText)]
pub fn table_text(document: &web_sys::Document) -> Option<String> {
    clipboard::table_text(document)
}

fn to_js(value: &impl Serialize) -> Thrown<JsValue> {
    Ok(value.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}

/// Reads a table; a choice that is out of range is told and its default used, so that no row is lost over it.
fn read_table(text: &JsValue, wanted: &JsValue) -> Thrown<Batch> {
    let text = Argument::root("text", text).text()?;
    let wanted = Argument::root("wanted", wanted);
    if wanted.is_absent() {
        return Ok(table::batch(&text, &BatchOptions::default()));
    }
    let wanted = wanted.only(&["measure", "options", "columns"])?;
    let chosen = wanted.get("measure")?;
    let measure = if chosen.is_absent() { None } else { Some(chosen.measure()?) };
    let (options, problems) = wanted.get("options")?.options()?;
    let mut batch = table::batch(&text, &BatchOptions { measure, options, columns: wanted.get("columns")?.columns()? });
    batch.problems.extend(problems);
    Ok(batch)
}

/// A value that JavaScript handed over, with the path by which a message names it.
struct Argument {
    path: String,
    value: JsValue,
}

impl Argument {
    fn root(path: &str, value: &JsValue) -> Argument {
        Argument { path: path.to_owned(), value: value.clone() }
    }

    fn is_absent(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    fn wrong(&self, expected: &str) -> JsValue {
        TypeError::new(&format!("{} must be {expected}", self.path)).into()
    }

    /// A member of an object; absent members and members of nothing are absent.
    fn get(&self, key: &'static str) -> Thrown<Argument> {
        let value = if self.is_absent() { JsValue::UNDEFINED } else { Reflect::get(self.object()?, &key.into())? };
        Ok(Argument { path: format!("{}.{key}", self.path), value })
    }

    fn object(&self) -> Thrown<&Object> {
        self.value.dyn_ref::<Object>().ok_or_else(|| self.wrong("an object"))
    }

    /// Refuses members that are not known, so that a typing error is not silently a default.
    fn only(self, known: &[&str]) -> Thrown<Argument> {
        for key in Object::keys(self.object()?) {
            let key = key.as_string().unwrap_or_default();
            if !known.contains(&key.as_str()) {
                let message = format!("{}.{key} is not known; known are {}", self.path, known.join(", "));
                return Err(TypeError::new(&message).into());
            }
        }
        Ok(self)
    }

    fn number(&self) -> Thrown<f64> {
        self.value.as_f64().ok_or_else(|| self.wrong("a number"))
    }

    fn text(&self) -> Thrown<String> {
        self.value.as_string().ok_or_else(|| self.wrong("a string"))
    }

    fn one_of<T>(&self, find: impl Fn(&str) -> Option<T>, names: &[&str]) -> Thrown<T> {
        let expected = || self.wrong(&format!("one of {}", names.join(", ")));
        self.value.as_string().and_then(|name| find(&name)).ok_or_else(expected)
    }

    fn measure(&self) -> Thrown<&'static Measure> {
        let ids: Vec<&str> = MEASURES.iter().map(|measure| measure.id).collect();
        self.one_of(Measure::find, &ids)
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

    /// The options, and what a person got wrong in them; there the default stays.
    fn options(self) -> Thrown<(Options, Vec<Problem>)> {
        let (mut options, mut problems) = (Options::default(), Vec::new());
        if self.is_absent() {
            return Ok((options, problems));
        }
        let given = self.only(&["level", "interval", "zeroCells", "correction", "convention"])?;
        let member = |key: &'static str| -> Thrown<Option<Argument>> {
            Ok(Some(given.get(key)?).filter(|member| !member.is_absent()))
        };
        if let Some(level) = member("level")? {
            match Level::new(level.number()?) {
                Ok(level) => options.level = level,
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(interval) = member("interval")? {
            let names: Vec<&str> = Interval::ALL.iter().map(|interval| interval.name()).collect();
            options.interval = Some(interval.one_of(Interval::from_name, &names)?);
        }
        if let Some(rule) = member("zeroCells")? {
            let names: Vec<&str> = ZeroCells::ALL.iter().map(|rule| rule.name()).collect();
            options.zero_cells = rule.one_of(ZeroCells::from_name, &names)?;
        }
        if let Some(correction) = member("correction")? {
            let with_correction = Options { correction: correction.number()?, ..options };
            match with_correction.validated() {
                Ok(valid) => options = valid,
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(convention) = member("convention")? {
            options.convention = convention.one_of(Convention::from_name, &["revman", "metafor"])?;
        }
        Ok((options, problems))
    }

    /// `[{ index, field }]`, with `field: null` to set a column aside.
    fn columns(&self) -> Thrown<Vec<(usize, Option<Field>)>> {
        if self.is_absent() {
            return Ok(Vec::new());
        }
        let list = self.value.dyn_ref::<Array>().ok_or_else(|| self.wrong("an array of { index, field }"))?;
        list.iter()
            .enumerate()
            .map(|(i, entry)| {
                let entry = Argument { path: format!("{}[{i}]", self.path), value: entry };
                let index = entry.get("index")?;
                let place = index.number()?;
                if !(place >= 0.0 && place.fract() == 0.0) {
                    return Err(index.wrong("a whole number from 0"));
                }
                let field = entry.get("field")?;
                let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                let field = if field.is_absent() { None } else { Some(field.one_of(Field::from_name, &names)?) };
                Ok((place as usize, field))
            })
            .collect()
    }
}
