//! Groups made smaller or larger: clusters allowed for.

use super::argument::Argument;
use super::complete::refused;
use super::{Thrown, to_js};
use crate::cluster::{self, DesignEffect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What is found, beside `ok: true`.
#[derive(Serialize)]
struct Found<T> {
    ok: bool,
    #[serde(flatten)]
    found: T,
}

/// `{ size, icc, cv? }` to `{ ok: true, designEffect, working, notices }` or `{ ok: false, problems }`.
#[wasm_bindgen(js_name = designEffect)]
pub fn design_effect(clusters: &JsValue) -> Thrown<JsValue> {
    let clusters = Argument::root("clusters", clusters).only(&["size", "icc", "cv"])?;
    let cv = clusters.get("cv")?;
    let cv = if cv.is_absent() { 0.0 } else { cv.number()? };
    match cluster::design_effect(clusters.get("size")?.number()?, clusters.get("icc")?.number()?, cv) {
        Ok(found) => to_js(&Found::<DesignEffect> { ok: true, found }),
        Err(problems) => refused(problems),
    }
}
