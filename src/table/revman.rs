//! RevMan's data package: the mean of an analysis on the log scale is the logarithm of the effect.

use crate::field::Field;
use crate::number;
use crate::real;
use crate::table::cell::Quantity;

/// Turns the mean of a generic inverse variance row into the effect, where its cell under `Log-scale data` says so.
///
/// Only beside RevMan's own header for the mean: an estimate under another name is the effect itself.
pub fn from_log_scale<'a>(headers: &[String], cell: impl Fn(usize) -> &'a str, quantities: &mut [Quantity]) {
    let is = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let (Some(flag), Some(_)) = (is("log-scale data"), is("giv mean")) else { return };
    let says = ["true", "yes"].iter().any(|yes| cell(flag).eq_ignore_ascii_case(yes));
    let mean = quantities.iter_mut().find(|quantity| quantity.field == Field::Estimate);
    let Some(mean) = mean.filter(|_| says) else { return };
    mean.value = real::exp(mean.value);
    mean.text = number::shortest(mean.value);
}
