//! Names of other software that few tables have, in lower case, with what they say of the numbers under them.

use super::Spread;
use crate::field::Field;

/// The field that a name stands for.
pub fn field_of(name: &str) -> Option<(Field, Spread)> {
    let found = NAMES.iter().find(|(known, ..)| *known == name);
    found.map(|(_, field, spread)| (*field, *spread))
}

/// The measure that a name stands for: metaConvert calls the columns of effects so.
pub fn measure_of(name: &str) -> Option<&'static str> {
    let measures = [
        ("md", "MD"),
        ("or", "OR"),
        ("rr", "RR"),
        ("cohen_d", "SMD"),
        ("hedges_g", "SMD"),
        ("hr", "HR"),
        ("irr", "IRR"),
    ];
    measures.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
}

const NAMES: &[(&str, Field, Spread)] = {
    use Field::*;
    use Spread::{Analysis, Proportion, Unsaid, Variance};
    &[
        // metafor
        ("yi", Estimate, Analysis),
        ("vi", Se, Variance),
        ("sei", Se, Unsaid),
        ("ni", N, Unsaid),
        ("ri", R, Unsaid),
        ("slab", Study, Unsaid),
        // meta
        ("te", Estimate, Analysis),
        ("sete", Se, Unsaid),
        // metaConvert
        ("prop_cases_exp", Percent1, Proportion),
        ("prop_cases_nexp", Percent2, Proportion),
        ("mean_pre_exp", PreMean1, Unsaid),
        ("mean_pre_nexp", PreMean2, Unsaid),
        ("mean_pre_sd_exp", PreSd1, Unsaid),
        ("mean_pre_sd_nexp", PreSd2, Unsaid),
        ("md", Estimate, Unsaid),
        ("md_se", Se, Unsaid),
        ("md_ci_lo", Lower, Unsaid),
        ("md_ci_up", Upper, Unsaid),
        ("md_pval", P, Unsaid),
        ("or", Estimate, Unsaid),
        ("or_ci_lo", Lower, Unsaid),
        ("or_ci_up", Upper, Unsaid),
        ("or_pval", P, Unsaid),
        ("logor_se", Se, Unsaid),
        ("rr", Estimate, Unsaid),
        ("rr_ci_lo", Lower, Unsaid),
        ("rr_ci_up", Upper, Unsaid),
        ("rr_pval", P, Unsaid),
        ("logrr_se", Se, Unsaid),
        ("cohen_d", Estimate, Unsaid),
        ("cohen_d_se", Se, Unsaid),
        ("cohen_d_ci_lo", Lower, Unsaid),
        ("cohen_d_ci_up", Upper, Unsaid),
        ("hedges_g", Estimate, Unsaid),
        ("hedges_g_se", Se, Unsaid),
        ("hedges_g_ci_lo", Lower, Unsaid),
        ("hedges_g_ci_up", Upper, Unsaid),
        ("student_t_pval", P, Unsaid),
        // labels
        ("study label", Study, Unsaid),
        ("trial name", Study, Unsaid),
        ("value p", P, Unsaid),
        ("p-val", P, Unsaid),
        ("pval", P, Unsaid),
        ("p.value", P, Unsaid),
        ("p_value", P, Unsaid),
    ]
};
