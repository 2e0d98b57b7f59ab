//! `cargo xtask sizes`: the budgets of a first visit.

use crate::process;
use crate::project;
use crate::steps::Outcome;
use std::process::Command;

/// Prints the sizes of the site as built, and fails when one is over its budget.
pub fn check() -> Outcome {
    process::run(Command::new("node").arg("sizes.mjs").current_dir(project::page_tests()))
}
