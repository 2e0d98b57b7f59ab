//! What leaves the calculator: sentences, shown numbers, files.

pub mod csv;
pub mod sentence;
