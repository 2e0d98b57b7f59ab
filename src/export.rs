//! What leaves the calculator: sentences, shown numbers, files.

#[cfg(feature = "complete")]
pub mod csv;
pub mod sentence;
