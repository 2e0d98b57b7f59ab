//! Conversions: what there is, and one of them computed.

use super::argument::Argument;
use super::complete::answer;
use super::{Thrown, to_js};
use crate::recover::conversion::{CONVERSIONS, Conversion, Output};
use js_sys::TypeError;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Every conversion with its inputs, outputs, assumption and references.
#[wasm_bindgen]
pub fn conversions() -> Thrown<JsValue> {
    #[derive(Serialize)]
    struct Input {
        name: &'static str,
        meaning: &'static str,
        least: f64,
        most: f64,
        default: Option<f64>,
    }
    #[derive(Serialize)]
    struct Info {
        id: &'static str,
        name: &'static str,
        inputs: Vec<Input>,
        outputs: &'static [Output],
        assumption: &'static str,
        references: &'static [&'static str],
    }
    let infos: Vec<Info> = CONVERSIONS
        .iter()
        .map(|conversion| Info {
            id: conversion.id,
            name: conversion.name,
            inputs: conversion
                .inputs
                .iter()
                .map(|input| {
                    let (least, most) = input.range.ends();
                    Input { name: input.name, meaning: input.meaning, least, most, default: input.default }
                })
                .collect(),
            outputs: conversion.outputs,
            assumption: conversion.assumption,
            references: conversion.references,
        })
        .collect();
    to_js(&infos)
}

/// The id of a conversion and its inputs by name to `{ ok: true, values, working, notices, assumption, references }` or
/// `{ ok: false, problems }`.
#[wasm_bindgen]
pub fn convert(id: &JsValue, inputs: &JsValue) -> Thrown<JsValue> {
    let id = Argument::root("id", id).text()?;
    let conversion = Conversion::find(&id).ok_or_else(|| {
        let ids: Vec<&str> = CONVERSIONS.iter().map(|conversion| conversion.id).collect();
        TypeError::new(&format!("id: {id} is no conversion; there are {}", ids.join(", ")))
    })?;
    let names: Vec<&str> = conversion.inputs.iter().map(|input| input.name).collect();
    let inputs = Argument::root("inputs", inputs).only(&names)?;
    let mut given = Vec::new();
    for input in conversion.inputs {
        let value = inputs.get(input.name)?;
        if !value.is_absent() {
            given.push((input.name, value.number()?));
        }
    }
    answer(conversion.convert(&given))
}
