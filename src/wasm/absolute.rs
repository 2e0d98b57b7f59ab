//! Absolute effects of an estimate.

use super::Thrown;
use super::argument::Argument;
use super::complete::answer;
use crate::absolute::{Comparator, Event, Span, absolute_effect_of};
use wasm_bindgen::prelude::*;

/// An estimate that `compute` or `batch` returned, `{ risk }` or `{ rate }`, and `harm` or `benefit`, to
/// `{ ok: true, ... }` or `{ ok: false, problems }`.
#[wasm_bindgen]
pub fn absolute(estimate: &JsValue, assumed: &JsValue, event: &JsValue) -> Thrown<JsValue> {
    let estimate = Argument::root("estimate", estimate);
    let measure = estimate.get("measure")?.measure()?;
    let number = |key: &'static str| estimate.get(key)?.known_number();
    let effect = Span { point: number("point")?, lower: number("lower")?, upper: number("upper")? };
    let assumed = Argument::root("assumed", assumed).only(&["risk", "rate"])?;
    let (risk, rate) = (assumed.get("risk")?, assumed.get("rate")?);
    let comparator = match (risk.is_absent(), rate.is_absent()) {
        (false, true) => Comparator::Risk(risk.number()?),
        (true, false) => Comparator::Rate(rate.number()?),
        _ => return Err(assumed.wrong("{ risk } or { rate }")),
    };
    let event = Argument::root("event", event).event()?;
    answer(absolute_effect_of(measure, effect, comparator, event).map_err(Into::into))
}

impl Argument {
    /// A number or nothing.
    pub fn optional_number(&self) -> Thrown<Option<f64>> {
        if self.is_absent() { Ok(None) } else { self.number().map(Some) }
    }

    /// `harm`, the default, or `benefit`.
    pub fn event(&self) -> Thrown<Event> {
        if self.is_absent() { Ok(Event::default()) } else { self.one_of(Event::from_name, &["harm", "benefit"]) }
    }
}
