//! What leaves the calculator: sentences, shown numbers, files.

#[cfg(feature = "complete")]
pub mod csv;
#[cfg(feature = "complete")]
mod formula;
#[cfg(feature = "complete")]
pub mod html;
#[cfg(feature = "complete")]
pub mod json;
#[cfg(feature = "complete")]
pub mod markdown;
#[cfg(feature = "complete")]
pub mod metafor;
#[cfg(feature = "complete")]
pub mod revman;
pub mod sentence;
#[cfg(feature = "complete")]
mod typed;

#[cfg(feature = "complete")]
use crate::table::{Batch, BatchOptions};

/// What an export is made from: the text, the choices, and what came of them.
#[cfg(feature = "complete")]
#[derive(Clone, Copy, Debug)]
pub struct Analysed<'a> {
    /// The text as pasted.
    pub text: &'a str,
    /// The choices by which it was read and computed.
    pub wanted: &'a BatchOptions,
    /// Its rows.
    pub batch: &'a Batch,
}

/// A form in which results are handed over.
#[cfg(feature = "complete")]
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name, lower case.
    pub name: &'static str,
    /// Writes it; lines end with `\n`.
    pub write: fn(&Analysed) -> String,
}

/// Every format. An export is a file in `export/` and a line here.
#[cfg(feature = "complete")]
pub const FORMATS: &[Format] =
    &[csv::FORMAT, json::FORMAT, metafor::FORMAT, revman::FORMAT, html::FORMAT, markdown::FORMAT];

#[cfg(feature = "complete")]
impl Format {
    /// The format of that name.
    ///
    /// Exactly as it stands in [`FORMATS`]; `None` for anything else.
    ///
    /// ```
    /// use effect_size::export::Format;
    /// assert!(Format::find("markdown").is_some() && Format::find("pdf").is_none());
    /// ```
    pub fn find(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
