//! The design effect of a trial of clusters, among the conversions; its formula is that of [`crate::cluster`].

use super::conversion::{Conversion, Formula, Output};
use super::derived::Derived;
use super::quantity::{CLUSTER_SIZE, CV, ICC};
use crate::cluster::{DesignEffect, design_effect};
use crate::problem::{Problem, ProblemCode};

const OUTPUTS: &[Output] =
    &[Output::new("design_effect", "factor of the variance, by which people and events are divided; at least 1")];

/// The record for clusters of one size.
pub const EQUAL_SIZES: Conversion = Conversion {
    id: "design-effect",
    name: "Design effect of a trial of clusters",
    inputs: &[CLUSTER_SIZE, ICC],
    outputs: OUTPUTS,
    assumption: "The clusters are of about the same size.",
    references: &["Higgins JPT, Eldridge S, Li T. Including variants on randomized trials. In: Cochrane Handbook for \
        Systematic Reviews of Interventions, version 6.4, section 23.1.4."],
    formula: Formula::One(|x| of_clusters(x[0], x[1], 0.0)),
};

/// The record for clusters of several sizes.
pub const UNEQUAL_SIZES: Conversion = Conversion {
    id: "design-effect-cv",
    name: "Design effect of a trial of clusters of unequal size",
    inputs: &[CLUSTER_SIZE, ICC, CV],
    outputs: OUTPUTS,
    assumption: "The analysis weighs every cluster by its size.",
    references: &[
        "Eldridge SM, Ashby D, Kerry S. Sample size for cluster randomized trials: effect of coefficient of \
        variation of cluster size and analysis method. Int J Epidemiol 2006;35:1292-300.",
    ],
    formula: Formula::One(|x| of_clusters(x[0], x[1], x[2])),
};

fn of_clusters(size: f64, icc: f64, cv: f64) -> Result<Derived, Problem> {
    // the inputs are within their ranges, so that there is one problem at most
    let DesignEffect { design_effect, working, notices } = design_effect(size, icc, cv)
        .map_err(|problems| problems.into_iter().next().unwrap_or(Problem::new(ProblemCode::ResultNotFinite)))?;
    Ok(Derived { value: design_effect, working, notices })
}
