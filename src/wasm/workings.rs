//! The working of a table's rows, for as long as someone may ask for it.

use super::argument::Argument;
use super::{Thrown, read_wanted, to_js};
use crate::explain::Step;
use crate::table;
use wasm_bindgen::prelude::*;

/// The working of every row of a table: in a table of many rows few are opened, and `batch` computes none.
#[wasm_bindgen]
pub struct Workings {
    rows: Vec<Vec<Step>>,
}

#[wasm_bindgen]
impl Workings {
    /// Of the same text and choices as `batch`.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &JsValue, wanted: &JsValue) -> Thrown<Workings> {
        let text = Argument::root("text", text).text()?;
        let (mut wanted, _) = read_wanted(wanted)?;
        wanted.worked = true;
        let rows = table::batch(&text, &wanted).rows;
        let rows = rows.into_iter().map(|row| row.estimate.map_or(Vec::new(), |estimate| estimate.working)).collect();
        Ok(Workings { rows })
    }

    /// Of the row at a place in `BatchResult.rows`.
    pub fn of(&self, place: usize) -> Thrown<JsValue> {
        to_js(&self.rows.get(place).map_or(&[][..], |steps| steps))
    }
}
