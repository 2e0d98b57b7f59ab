//! The crate as WebAssembly.

pub use effect_size::*;
