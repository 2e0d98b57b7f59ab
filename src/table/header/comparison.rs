//! Headers over what the paper compared: `HR (95% CI)`, `Adjusted odds ratio [95% CI]`, `MD (SE)`.

use super::among;
use crate::measure::Measure;
use crate::number;

/// Words beside the name of a measure that leave it what it is.
const BESIDE: &[&str] = &[
    "adjusted",
    "unadjusted",
    "crude",
    "pooled",
    "adj",
    "unadj",
    "multivariable",
    "multivariate",
    "univariable",
    "univariate",
    "estimate",
    "of",
    "the",
    "value",
    "effect",
];
/// Those, and abbreviations, that tell what is adjusted for other variables, and what is not.
const ADJUSTED: &[&str] = &["adjusted", "adj", "multivariable", "multivariate", "aor", "ahr", "airr"];
const CRUDE: &[&str] = &["unadjusted", "unadj", "crude", "univariable", "univariate"];
/// Words that only say how precise it is.
const PRECISION: &[&str] = &[
    "95",
    "90",
    "99",
    "ci",
    "confidence",
    "interval",
    "limits",
    "se",
    "standard",
    "error",
    "cl",
    // German, French, Spanish, Portuguese, Italian and Dutch
    "ki",
    "konfidenzintervall",
    "vertrauensintervall",
    "ic",
    "ic95",
    "ic90",
    "ic99",
    "ci95",
    "ki95",
    "intervalle",
    "confiance",
    "intervalo",
    "confianza",
    "confiança",
    "intervallo",
    "confidenza",
    "bi",
    "betrouwbaarheidsinterval",
    "à",
    "a",
    "al",
    "de",
    "di",
    "del",
    "d",
];
/// Names that stand for any effect.
const ANY: &[&str] = &["", "size", "estimate"];
/// Abbreviations and names that papers use, with the id.
const NAMES: &[(&str, &str)] = &[
    ("aor", "OR"),
    ("ahr", "HR"),
    ("airr", "IRR"),
    ("hedges g", "SMD"),
    ("hedges s g", "SMD"),
    ("cohen d", "SMD"),
    ("cohen s d", "SMD"),
    ("cohens d", "SMD"),
    ("mean diff", "MD"),
    ("between group difference", "MD"),
    ("difference in means", "MD"),
];

/// Measures that stand over a comparison; "mean change" is a mean of one group more often, and "as" a word.
const OF_TWO_GROUPS: &[&str] = &["MD", "SMD", "SMDH", "SMD1", "ROM", "OR", "PETO", "RR", "RD", "HR", "IRR", "IRD"];

/// Words that turn a measure into its logarithm, or around.
const OTHERWISE: &[&str] = &["log", "ln", "reduction"];

/// What a header over a comparison names.
pub struct Named {
    /// The id of the measure; `None` where it is any effect.
    pub measure: Option<&'static str>,
}

/// The measure that a header names, where it names one and what is beside it only says how precise it is.
pub fn named(header: &str) -> Option<Named> {
    let lower = number::lower(header);
    if let Some(id) = super::software::measure_of(&lower) {
        return Some(Named { measure: Some(id) });
    }
    let (name, bracket) = lower.split_once(['(', '[']).unwrap_or((&lower, ""));
    let words_in = |text| super::words_in(text).map(|word| word.trim_end_matches('%')).filter(|word| !word.is_empty());
    let precise = words_in(bracket).all(|word| among(PRECISION, word));
    let words: Vec<&str> = words_in(name).collect();
    // without a bracket "HR 95% CI" may still be the effect with its interval, but "SE of MD" is an error
    let sure = |word: &&str| among(&["se", "standard", "error", "lower", "upper"], word);
    if !precise || words.iter().any(sure) && !among(&words, "mean") {
        return None;
    }
    let own: Vec<&str> = words.iter().copied().filter(|word| !among(BESIDE, word) && !among(PRECISION, word)).collect();
    let own = own.join(" ");
    if among(ANY, &own) {
        return among(&words, "effect").then_some(Named { measure: None });
    }
    let by_name = NAMES.iter().find(|(name, _)| *name == own).map(|(_, id)| *id);
    let found = by_name.or_else(|| Measure::named(&own).map(|measure| measure.id));
    let found = found.filter(|id| among(OF_TWO_GROUPS, id) && !words.iter().any(|word| among(OTHERWISE, word)));
    found.map(|id| Named { measure: Some(id) })
}

/// Whether a header says that its effect is adjusted for other variables; `None` where it says neither.
fn is_adjusted(header: &str) -> Option<bool> {
    let lower = number::lower(header);
    let says = |words: &[&str]| super::words_in(&lower).any(|word| among(words, word));
    match (says(CRUDE), says(ADJUSTED)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// True for the headers of two effects that differ in what they are adjusted for.
pub fn differ_in_adjustment(one: &str, other: &str) -> bool {
    is_adjusted(one) != is_adjusted(other)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn headers_over_comparisons() {
        for (header, expected) in [
            ("HR (95% CI)", Some(Some("HR"))),
            ("OR [95% CI]", Some(Some("OR"))),
            ("MD (SE)", Some(Some("MD"))),
            ("Mean difference (95% CI)", Some(Some("MD"))),
            ("Adjusted odds ratio", Some(Some("OR"))),
            ("aHR", Some(Some("HR"))),
            ("RR 95% CI", Some(Some("RR"))),
            ("Hedges' g (95% CI)", Some(Some("SMD"))),
            ("Effect size", Some(None)),
            ("Effect estimate (95% CI)", Some(None)),
            ("HR (95%-KI)", Some(Some("HR"))),
            ("OR [95%-Konfidenzintervall]", Some(Some("OR"))),
            ("HR (IC à 95 %)", Some(Some("HR"))),
            ("HR (IC 95 %)", Some(Some("HR"))),
            ("OR (IC95%)", Some(Some("OR"))),
            ("RR (intervalo de confianza del 95%)", Some(Some("RR"))),
            ("SE of MD", None),
            ("OR lower", None),
            ("95% CI", None),
            ("Mean (SD)", None),
            ("Estimate", None),
            ("as", None),
            ("Mean change (95% CI)", None),
            ("Log response ratio", None),
            ("ARR", None),
            ("n (%)", None),
            ("", None),
        ] {
            assert_eq!(named(header).map(|named| named.measure), expected, "{header}");
        }
    }
}
