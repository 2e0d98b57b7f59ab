//! Column headers to fields: our own names, those of metafor, meta, metaConvert and RevMan, and plain words.

#[cfg(feature = "complete")]
pub mod comparison;
#[cfg(feature = "complete")]
mod languages;
#[cfg(feature = "complete")]
mod numbered_groups;
#[cfg(feature = "complete")]
mod software;

use super::cell;
use crate::field::Field;
#[cfg(feature = "complete")]
use crate::interval::Level;
use crate::number;
#[cfg(feature = "complete")]
use crate::number::Decimal;

/// What a bracket or a plus-minus after a mean stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spread {
    /// The header says standard deviation.
    Sd,
    /// The header says standard error.
    Se,
    /// The header says confidence interval.
    Ci,
    /// The header says quartiles.
    #[cfg(feature = "complete")]
    Iqr,
    /// The header says smallest and largest value.
    #[cfg(feature = "complete")]
    Range,
    /// The numbers are variances, the squares of standard errors.
    #[cfg(feature = "complete")]
    Variance,
    /// The numbers are proportions of 1, not of 100.
    #[cfg(feature = "complete")]
    Proportion,
    /// The numbers are on the scale of the analysis: logarithms, if they are of a ratio.
    #[cfg(feature = "complete")]
    Analysis,
    /// The header says per cent: a bracket after a count is a percentage without its sign.
    Percent,
    /// The header says something else (a range, a variance), or both standard deviation and error.
    Other,
    /// The header does not say.
    #[default]
    Unsaid,
}

/// What speaks for a field; where several columns claim one, the strongest has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The words of the header.
    #[default]
    Words,
    /// A name that is exact in other software.
    Known,
    /// A name of our own.
    Exact,
    /// The reader.
    Reader,
}

/// How a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The field of its cells; compound cells fill its companions too.
    pub field: Field,
    /// What a bracket stands for.
    pub spread: Spread,
    /// What speaks for the field.
    pub rank: Rank,
}

/// A quantity of one arm, before it is known which arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Mean,
    Sd,
    N,
    Se,
    Lower,
    Upper,
    Median,
    Lq,
    Uq,
    Min,
    Max,
    Events,
    NonEvents,
    Percent,
    Time,
}

/// Arm 1 is the intervention, arm 2 the comparator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arm {
    One,
    Two,
}

impl Role {
    fn of_arm(self, arm: Arm) -> Field {
        use Field::*;
        let (one, two) = match self {
            Role::Mean => (Mean1, Mean2),
            Role::Sd => (Sd1, Sd2),
            Role::N => (N1, N2),
            Role::Se => (Se1, Se2),
            Role::Lower => (Lower1, Lower2),
            Role::Upper => (Upper1, Upper2),
            Role::Median => (Median1, Median2),
            Role::Lq => (Lq1, Lq2),
            Role::Uq => (Uq1, Uq2),
            Role::Min => (Min1, Min2),
            Role::Max => (Max1, Max2),
            Role::Events => (Events1, Events2),
            Role::NonEvents => (NonEvents1, NonEvents2),
            Role::Percent => (Percent1, Percent2),
            Role::Time => (Time1, Time2),
        };
        if arm == self::Arm::One { one } else { two }
    }

    /// The field of a role that stands once and belongs to no arm.
    fn of_comparison(self) -> Option<Field> {
        match self {
            Role::Lower => Some(Field::Lower),
            Role::Upper => Some(Field::Upper),
            Role::Se => Some(Field::Se),
            Role::N => Some(Field::N),
            _ => None,
        }
    }
}

/// Names that are exact in other software, in lower case.
const KNOWN: &[(&str, Field)] = {
    use Field::*;
    &[
        // metafor
        ("ai", Events1),
        ("bi", NonEvents1),
        ("ci", Events2),
        ("di", NonEvents2),
        ("n1i", N1),
        ("n2i", N2),
        ("x1i", Events1),
        ("x2i", Events2),
        ("t1i", Time1),
        ("t2i", Time2),
        ("m1i", Mean1),
        ("m2i", Mean2),
        ("sd1i", Sd1),
        ("sd2i", Sd2),
        // meta
        ("event.e", Events1),
        ("event.c", Events2),
        ("n.e", N1),
        ("n.c", N2),
        ("mean.e", Mean1),
        ("mean.c", Mean2),
        ("sd.e", Sd1),
        ("sd.c", Sd2),
        ("time.e", Time1),
        ("time.c", Time2),
        ("median.e", Median1),
        ("median.c", Median2),
        ("q1.e", Lq1),
        ("q1.c", Lq2),
        ("q3.e", Uq1),
        ("q3.c", Uq2),
        ("min.e", Min1),
        ("min.c", Min2),
        ("max.e", Max1),
        ("max.c", Max2),
        ("studlab", Study),
        // metaConvert
        ("study_id", Study),
        ("n_exp", N1),
        ("n_nexp", N2),
        ("mean_exp", Mean1),
        ("mean_nexp", Mean2),
        ("mean_sd_exp", Sd1),
        ("mean_sd_nexp", Sd2),
        ("mean_se_exp", Se1),
        ("mean_se_nexp", Se2),
        ("mean_ci_lo_exp", Lower1),
        ("mean_ci_lo_nexp", Lower2),
        ("mean_ci_up_exp", Upper1),
        ("mean_ci_up_nexp", Upper2),
        ("n_cases_exp", Events1),
        ("n_cases_nexp", Events2),
        ("n_controls_exp", NonEvents1),
        ("n_controls_nexp", NonEvents2),
        ("time_exp", Time1),
        ("time_nexp", Time2),
        ("med_exp", Median1),
        ("med_nexp", Median2),
        ("q1_exp", Lq1),
        ("q1_nexp", Lq2),
        ("q3_exp", Uq1),
        ("q3_nexp", Uq2),
        ("min_exp", Min1),
        ("min_nexp", Min2),
        ("max_exp", Max1),
        ("max_nexp", Max2),
        ("student_t", T),
        ("anova_f", F),
        ("chisq", ChiSquared),
        // RevMan and log-rank
        ("o-e", Oe),
        ("o.e", Oe),
        ("variance", V),
        ("effect measure", Measure),
        ("analysis name", Outcome),
        ("giv mean", Estimate),
        ("giv se", Se),
        ("ci start", Lower),
        ("ci end", Upper),
        // labels
        ("author", Study),
        ("authors", Study),
        ("first author", Study),
        ("trial", Study),
        ("study or subgroup", Study),
        ("study name", Study),
        ("study id", Study),
        ("endpoint", Outcome),
        ("effect", Estimate),
        ("chi-squared", ChiSquared),
        ("chi squared", ChiSquared),
        ("total events", TotalEvents),
        ("cluster size", ClusterSize),
        ("p value", P),
        ("p-value", P),
        ("reference", Source),
        ("notes", Note),
        ("comment", Note),
    ]
};

const ARM_ONE: &[&str] = &[
    "1",
    "experimental",
    "exp",
    "intervention",
    "treatment",
    "treated",
    "active",
    "treat",
    "tx",
    "trt",
    "int",
    "exposed",
    "ig",
    "e",
    "i",
    "t",
];
const ARM_TWO: &[&str] = &[
    "2",
    "control",
    "controls",
    "ctrl",
    "ctl",
    "con",
    "cont",
    "cg",
    "tau",
    "comparator",
    "comparison",
    "placebo",
    "usual",
    "standard",
    "c",
];
/// Letters that name an arm only where nothing but a role stands beside them: "events c", not "vitamin C".
const LETTERS: &[&str] = &["e", "i", "c", "t"];
/// Words that a number or a letter tells apart: "treatment 2" is no word for the intervention.
const GROUPS: &[&str] = &["group", "arm", "treatment", "intervention"];
/// Words that turn a word for the intervention into one for the comparator: "no treatment".
const NEGATIONS: &[&str] = &["no", "non", "not", "without", "un"];
/// Words after which a comparator is only a part of what a group had: "drug A plus placebo".
const COMBINATIONS: &[&str] = &["plus", "vs", "versus"];
/// Words that say nothing about the role.
const FILLERS: &[&str] = &[
    "group", "arm", "of", "the", "in", "with", "no", "number", "95", "ci", "limit", "value", "care", "patients",
    "people", "%", "an", "any",
];
/// What makes of events, or of their time, something that is no count and no time.
const RATES: &[&str] = &["rate", "rates", "per", "ratio"];
/// Words for all people, under the stroke of a fraction.
const TOTALS: &[&str] = &["total", "randomised", "randomized", "participants", "patients", "analysed", "analyzed"];
/// What a bracket after a mean may hold that tells no standard deviation.
const NO_SPREAD: &[&str] =
    &["range", "iqr", "interquartile", "variance", "var", "cv", "n", "min", "max", "minimum", "maximum"];

/// The words of a role; more telling roles first.
const ROLES: &[(&[&str], Role)] = &[
    (&["lower", "quartile"], Role::Lq),
    (&["upper", "quartile"], Role::Uq),
    (&["lower"], Role::Lower),
    (&["upper"], Role::Upper),
    (&["lcl"], Role::Lower),
    (&["ucl"], Role::Upper),
    (&["mean"], Role::Mean),
    (&["average"], Role::Mean),
    (&["median"], Role::Median),
    (&["standard", "deviation"], Role::Sd),
    (&["std", "dev"], Role::Sd),
    (&["standard", "error"], Role::Se),
    (&["std", "err"], Role::Se),
    (&["person", "years"], Role::Time),
    (&["person", "months"], Role::Time),
    (&["person", "days"], Role::Time),
    (&["person", "time"], Role::Time),
    (&["patient", "years"], Role::Time),
    (&["patient", "months"], Role::Time),
    (&["patient", "days"], Role::Time),
    (&["patient", "time"], Role::Time),
    (&["pyears"], Role::Time),
    (&["sample", "size"], Role::N),
    (&["nonevents"], Role::NonEvents),
    (&["nonevent"], Role::NonEvents),
    (&["noncases"], Role::NonEvents),
    (&["nonresponders"], Role::NonEvents),
    (&["events"], Role::Events),
    (&["event"], Role::Events),
    (&["cases"], Role::Events),
    (&["responders"], Role::Events),
    (&["deaths"], Role::Events),
    (&["sd"], Role::Sd),
    (&["stdev"], Role::Sd),
    (&["sem"], Role::Se),
    (&["se"], Role::Se),
    (&["q1"], Role::Lq),
    (&["q3"], Role::Uq),
    (&["lq"], Role::Lq),
    (&["uq"], Role::Uq),
    (&["min"], Role::Min),
    (&["minimum"], Role::Min),
    (&["max"], Role::Max),
    (&["maximum"], Role::Max),
    (&["percent"], Role::Percent),
    (&["%"], Role::Percent),
    (&["total"], Role::N),
    (&["size"], Role::N),
    (&["participants"], Role::N),
    (&["randomised"], Role::N),
    (&["randomized"], Role::N),
    (&["n"], Role::N),
    (&["patients"], Role::N),
];

/// A longer cell, in bytes, is no header.
const LONGEST_HEADER: usize = 500;

/// What a header says by itself, before its neighbours are looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    exact: Option<Field>,
    rank: Rank,
    role: Option<Role>,
    arm: Option<Arm>,
    spread: Spread,
}

/// What the headers of a table say together of each one's words.
#[derive(Clone, Copy, Default)]
struct Context {
    #[cfg(feature = "complete")]
    languages: languages::Languages,
    /// The names are metafor's, in which `ci` is a count.
    #[cfg(feature = "complete")]
    metafor: bool,
}

impl Context {
    #[cfg(feature = "complete")]
    fn of<Name: AsRef<str>>(headers: &[Name]) -> Context {
        let metafor = headers.iter().any(|header| header.as_ref().eq_ignore_ascii_case("ai"));
        Context { languages: languages::Languages::of(headers), metafor }
    }

    #[cfg(not(feature = "complete"))]
    fn of<Name>(_: &[Name]) -> Context {
        Context::default()
    }
}

/// The words of a header in lower case.
fn words_in(lower: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || c == '%';
    lower.split(move |c| !is_word(c)).filter(|word| !word.is_empty())
}

fn words_of(header: &str, #[cfg_attr(not(feature = "complete"), expect(unused_variables))] context: Context) -> Words {
    if header.len() > LONGEST_HEADER {
        return Words::default();
    }
    // `5.2 (SD 1.1)` is a cell
    #[cfg(feature = "complete")]
    if header.bytes().any(|byte| byte.is_ascii_digit())
        && [Decimal::Point, Decimal::Comma].iter().any(|&decimal| cell::printed::kind(header, decimal).is_some())
    {
        return Words::default();
    }
    let lower = number::lower(header);
    let own = Field::from_name(&lower);
    let exact = own.or_else(|| KNOWN.iter().find(|(name, _)| *name == lower).map(|(_, f)| *f));
    #[cfg(feature = "complete")]
    let exact = exact.filter(|_| lower != "ci" || context.metafor);
    #[cfg(feature = "complete")]
    if let Some((field, spread)) = software::field_of(&lower) {
        return Words { exact: Some(field), rank: Rank::Known, spread, ..Words::default() };
    }
    if exact.is_some() {
        // a column named mean1 may still hold `5.2 (1.1)`
        let rank = if own.is_some() { Rank::Exact } else { Rank::Known };
        return Words { exact, rank, ..Words::default() };
    }
    let mut all: Vec<&str> = words_in(&lower).collect();
    #[cfg(feature = "complete")]
    if let Some(label) = languages::translate(header, &lower, &mut all, context.languages) {
        return Words { exact: Some(label), rank: Rank::Known, ..Words::default() };
    }
    #[cfg(feature = "complete")]
    if comparison::named(header).is_some() {
        let is_interval =
            |word: &&str| among(CONFIDENCE, word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '%'));
        let spread = match spread_of(&all, None) {
            Spread::Unsaid | Spread::Percent if all.iter().any(is_interval) => Spread::Ci,
            spread => spread,
        };
        return Words { exact: Some(Field::Estimate), rank: Rank::Words, spread, ..Words::default() };
    }
    // "no. of events" counts them, "no events" is their absence
    let counted = cell::split_at(&lower, "no.").is_some();
    if let Some(at) = position(&all, "no")
        && (counted || all.get(at + 1) == Some(&"of"))
    {
        all.remove(at);
    }
    let place = |wanted: &str| position(&all, wanted);
    let says = |words: &[&str]| has_any(&all, words);
    let strange = strangers(&all);
    let found = ROLES.iter().find(|(needed, role)| {
        has_all(&all, needed)
            && match role {
                // a lower limb is no limit
                Role::Lower | Role::Upper => {
                    !(says(&["lower"]) && says(&["upper"])) && (strange == 0 || says(&["ci", "limit", "bound", "cl"]))
                }
                // a mean difference is the mean of no group, and the error of the mean no mean
                Role::Mean => {
                    let at = place(needed[0]).unwrap_or(0);
                    !(says(&["difference"]) || at > 0 && among(&["of", "the"], all[at - 1]))
                }
                Role::Time => !says(RATES),
                Role::Events | Role::NonEvents => !(says(RATES) || says(&["time"])),
                Role::N => needed[0] != "patients" || strange == 0,
                // per cent female is no percentage of events
                Role::Percent => strange == 0,
                _ => true,
            }
    });
    // events/n, n/N and events (%) hold the count first
    let share = place("%");
    let counts = all.iter().filter(|word| **word == "n").count() == 2
        || cfg!(feature = "complete") && is_fraction(&lower)
        || place("n").zip(share).is_some_and(|(n, share)| n + 1 == share);
    let role = match found {
        _ if counts && !says(&["mean", "median"]) => Some(Role::Events),
        Some((needed, Role::Events)) => {
            let at = place(needed[0]).unwrap_or(0);
            let negation = (0..at).rev().find(|&i| among(NEGATIONS, all[i]));
            match negation {
                _ if all.get(at + 1) == Some(&"free") => Some(Role::NonEvents),
                _ if share.is_some_and(|share| share < at) => Some(Role::Percent),
                None => Some(Role::Events),
                Some(i) if all[i + 1..at].iter().all(|word| among(FILLERS, word)) => Some(Role::NonEvents),
                // "no treatment events" are the events of a group, "no serious events" are who knows what
                Some(i) => is_arm_word(all[i + 1]).then_some(Role::Events),
            }
        }
        found => found.map(|(_, role)| *role),
    };
    let arm = arm_of(&lower, &all, role.is_some());
    #[cfg(feature = "complete")]
    let role = role.or_else(|| span_of(&all, strange));
    let spread = spread_of(&all, role);
    // a long sentence that merely contains a role word is not a column name we know; the numbers of a scale are no words
    #[cfg(feature = "complete")]
    let strange =
        strange - all.iter().filter(|word| is_number(word) && !among(FILLERS, word) && !is_arm_word(word)).count();
    let role = role.filter(|_| strange <= 3);
    Words { exact, role, arm, spread, rank: Rank::Words }
}

#[cfg(feature = "complete")]
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for `n/total`, which has a count over the number of people.
#[inline(never)]
fn is_fraction(lower: &str) -> bool {
    let Some((over, under)) = lower.split_once('/') else { return false };
    let under = words_in(under).next();
    words_in(over).last() == Some("n") && under.is_some_and(|word| among(TOTALS, word))
}

/// The role of a column that holds both ends of something, by a header that says no more: "95% CI", "IQR".
#[cfg(feature = "complete")]
fn span_of(all: &[&str], strange: usize) -> Option<Role> {
    let beside = ["interval", "confidence", "interquartile", "iqr", "range", "to"];
    let is_level = |word: &str| is_number(word.trim_end_matches('%'));
    let others = all.iter().filter(|word| among(&beside, word) || is_level(word) && !among(FILLERS, word)).count();
    match spread_of(all, None) {
        _ if strange > others => None,
        Spread::Ci => Some(Role::Lower),
        Spread::Iqr => Some(Role::Lq),
        Spread::Range => Some(Role::Min),
        _ => None,
    }
}

/// What a bracket under a header of these words stands for.
fn spread_of(all: &[&str], role: Option<Role>) -> Spread {
    let says = |words: &[&str]| has_any(all, words);
    #[cfg(feature = "complete")]
    {
        let quartiles = says(&["iqr", "interquartile", "quartiles"]) || says(&["q1"]) && says(&["q3"]);
        let ends = says(&["range"]) && !says(&["interquartile"]) || says(&["min"]) && says(&["max"]);
        match (quartiles, ends, spoken(all, Role::Sd) || spoken(all, Role::Se) || says(&["ci", "confidence"])) {
            (true, false, false) => return Spread::Iqr,
            (false, true, false) => return Spread::Range,
            _ => {}
        }
    }
    match (spoken(all, Role::Sd), spoken(all, Role::Se)) {
        (true, true) => Spread::Other,
        (true, false) => Spread::Sd,
        (false, true) => Spread::Se,
        _ if says(&["ci", "confidence"]) => Spread::Ci,
        _ if role != Some(Role::Events) && says(NO_SPREAD) => Spread::Other,
        _ if says(&["%"]) => Spread::Percent,
        _ => Spread::Unsaid,
    }
}

/// Words for a confidence interval in the languages of headers.
#[cfg(feature = "complete")]
const CONFIDENCE: &[&str] = &[
    "ci",
    "confidence",
    "cl",
    "ic",
    "ki",
    "bi",
    "konfidenzintervall",
    "confiance",
    "confianza",
    "confidenza",
    "confiança",
    "vertrauensintervall",
    "betrouwbaarheidsinterval",
];

/// The level of the confidence intervals that the headers name, "90% CI": where they name one, and only one.
#[cfg(feature = "complete")]
pub fn level(headers: &[String]) -> Option<Level> {
    let named = headers.iter().filter_map(|header| {
        let mut lower = number::lower(header).replace('\u{A0}', " ").replace(" %", "%");
        // `IC90%`
        for name in ["ci", "ic", "ki", "bi"] {
            lower = lower.replace(&format!("{name}9"), &format!("{name} 9"));
        }
        let words = || lower.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '%' | '.')));
        words().find(|word| among(CONFIDENCE, word))?;
        let percent = words().find_map(|word| number::parse(word.strip_suffix('%')?, Decimal::Point));
        Level::new(percent.filter(|percent| *percent >= 50.0)?).ok()
    });
    let mut levels: Vec<Level> = named.collect();
    levels.dedup();
    if let [level] = levels[..] { Some(level) } else { None }
}

/// True if the word is one of the words.
#[inline(never)] // a call is smaller than the loop
pub fn among(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

#[inline(never)]
fn is_arm_word(word: &str) -> bool {
    among(ARM_ONE, word) || among(ARM_TWO, word)
}

/// How many words say nothing about a role or an arm.
#[inline(never)]
fn strangers(words: &[&str]) -> usize {
    words.iter().filter(|word| !is_arm_word(word) && !among(FILLERS, word) && !is_role_word(word)).count()
}

#[inline(never)]
fn position(words: &[&str], wanted: &str) -> Option<usize> {
    words.iter().position(|word| *word == wanted)
}

/// True if any of the words is there.
#[inline(never)]
fn has_any(all: &[&str], words: &[&str]) -> bool {
    words.iter().any(|word| among(all, word))
}

/// True if each of the words is there.
#[inline(never)]
fn has_all(all: &[&str], words: &[&str]) -> bool {
    words.iter().all(|word| among(all, word))
}

/// True if the words of a role are there, whatever stands before them.
#[inline(never)]
fn spoken(all: &[&str], role: Role) -> bool {
    ROLES.iter().any(|(needed, r)| *r == role && has_all(all, needed))
}

#[inline(never)]
fn is_role_word(word: &str) -> bool {
    ROLES.iter().any(|(needed, _)| among(needed, word))
}

/// The arm that the words of a header speak for; `None` where they speak for neither or for both. Letters and numbers
/// speak only where no word does.
fn arm_of(header: &str, words: &[&str], has_role: bool) -> Option<Arm> {
    let alone = has_role && strangers(words) == 0;
    // the plus of a plus-minus combines nothing
    let combined = words.iter().any(|word| among(COMBINATIONS, word))
        || header.split('+').skip(1).any(|rest| !rest.starts_with(['/', '-']));
    let mut seen = [[false; 2]; 2];
    for (i, word) in words.iter().enumerate() {
        let before = if i > 0 { words[i - 1] } else { "" };
        let after = words.get(i + 1).map_or("", |word| word);
        let stem = word.strip_prefix("un").or_else(|| word.strip_prefix("non"));
        let numbered = among(GROUPS, before);
        let (arm, weak) = match *word {
            "1" | "2" if numbered || after.is_empty() && (i == 0 || is_role_word(before)) => {
                (usize::from(*word == "2"), !numbered)
            }
            "1" | "2" => continue,
            "standard" if among(&["deviation", "error"], after) => continue,
            #[cfg(feature = "complete")]
            "standard" if among(&["deviation", "error"], before) => continue,
            _ if among(GROUPS, word) && among(&["1", "2", "a", "b", "as"], after) => continue,
            _ if among(LETTERS, word) && !alone => continue,
            _ if among(ARM_ONE, word) => (usize::from(among(NEGATIONS, before)), among(LETTERS, word)),
            _ if stem.is_some_and(|stem| among(ARM_ONE, stem)) => (1, false),
            _ if among(ARM_TWO, word) && !combined => (1, among(LETTERS, word)),
            _ => continue,
        };
        seen[usize::from(weak)][arm] = true;
    }
    let [words, marks] = seen;
    match if words == [false; 2] { marks } else { words } {
        [true, false] => Some(Arm::One),
        [false, true] => Some(Arm::Two),
        _ => None,
    }
}

/// Names of computed columns in our own tables; the first is in no others.
pub const RESULTS: &[&str] = &[
    "interval_method",
    "effect",
    "ci_lower",
    "ci_upper",
    "p_value",
    "confidence_level",
    "status",
    "as_given",
    "recovered",
    "notices",
    "problems",
    "comparator_per_1000",
    "absolute_per_1000",
    "absolute_lower",
    "absolute_upper",
    "nnt",
];

/// What the headers of a table say together.
#[derive(Debug, Default)]
pub struct Headers {
    /// How each column is read; `None` where it is not used.
    pub readings: Vec<Option<Reading>>,
    /// What a bracket stands for in each column, whatever it holds.
    pub spreads: Vec<Spread>,
    /// Two columns, intervention first, whose arms their names do not both tell.
    pub by_order: Option<(usize, usize)>,
    /// Columns of one quantity in more than two groups, as far as their names tell.
    #[cfg(feature = "complete")]
    pub groups: Vec<usize>,
}

/// Where a role stands among the columns with no exact name: the first two without an arm, and how many.
#[derive(Clone, Copy, Default)]
struct Armless {
    first: usize,
    second: usize,
    count: usize,
}

/// Reads all headers together: roles that stand twice without an arm are arm 1 and arm 2 in their order, and one without
/// an arm beside one with is the other arm.
///
/// `compound` tells, for a column with no known role, the field of arm 1 that its cells would fill (`12/50`, `5.2 (1.1)`).
pub fn read(headers: &[String], compound: &dyn Fn(usize) -> Option<Field>) -> Headers {
    if headers.len() > super::MOST_COLUMNS {
        let none = Headers::default();
        return Headers { readings: vec![None; headers.len()], spreads: vec![Spread::Unsaid; headers.len()], ..none };
    }
    let context = Context::of(headers);
    let mut words: Vec<Words> = headers.iter().map(|header| words_of(header, context)).collect();
    #[cfg(feature = "complete")]
    numbered_groups::by_name(headers, &mut words);
    // a table of ours that comes back: what was computed is computed again
    if headers.iter().any(|header| *header == RESULTS[0]) {
        for (word, header) in words.iter_mut().zip(headers) {
            if among(RESULTS, header) {
                *word = Words::default();
            }
        }
    }
    // a name of the comparison that stands twice is one of each arm
    for role in [Role::N, Role::Se, Role::Lower, Role::Upper] {
        let twice = |word: &&mut Words| word.rank == Rank::Exact && word.exact == role.of_comparison();
        if words.iter_mut().filter(twice).count() == 2 {
            for word in words.iter_mut().filter(twice) {
                *word = Words { role: Some(role), ..Words::default() };
            }
        }
    }
    // places by role and by field, so that many columns are looked at once each
    let mut armless = [Armless::default(); Role::Time as usize + 1];
    let mut armed = [None; Field::ALL.len()];
    for (i, word) in words.iter().enumerate() {
        match (word.exact, word.role, word.arm) {
            (Some(field), ..) => armed[field as usize] = Some(i),
            (None, Some(role), Some(arm)) => armed[role.of_arm(arm) as usize] = Some(i),
            (None, Some(role), None) => {
                let places = &mut armless[role as usize];
                match places.count {
                    0 => places.first = i,
                    1 => places.second = i,
                    _ => {}
                }
                places.count += 1;
            }
            (None, None, _) => {}
        }
    }
    let mut by_order = None;
    let compound = |column: usize| compound(column).filter(|_| !among(RESULTS, &headers[column]));
    let mut readings: Vec<Option<Reading>> = vec![None; words.len()];
    // whether any pair of columns has the intervention first, and the comparator first
    let mut orders = [false; 2];
    let unnamed: Vec<(usize, Field)> = (0..words.len())
        .filter(|&i| words[i].exact.is_none() && words[i].role.is_none())
        .filter_map(|i| Some((i, compound(i)?)))
        .collect();
    read_compounds(&words, &unnamed, &mut readings, &mut by_order, &mut orders);
    for (_, role) in ROLES {
        let places = &armless[*role as usize];
        match (places.count, [Arm::One, Arm::Two].map(|arm| armed[role.of_arm(arm) as usize])) {
            (_, [Some(one), Some(two)]) => orders[usize::from(one > two)] = true,
            (1, [Some(one), None]) => orders[usize::from(one > places.first)] = true,
            (1, [None, Some(two)]) => orders[usize::from(places.first > two)] = true,
            _ => {}
        }
    }
    for (i, w) in words.iter().enumerate() {
        let field = w.exact.or_else(|| {
            let role = w.role?;
            if let Some(arm) = w.arm {
                return Some(role.of_arm(arm));
            }
            let places = armless[role as usize];
            let other = [Arm::One, Arm::Two].map(|arm| armed[role.of_arm(arm) as usize]);
            let (one, two) = match (places.count, other) {
                // in the order of the arms that are known
                (2, [None, None]) if orders == [false, true] => (places.second, places.first),
                (2, [None, None]) if orders != [true, true] => (places.first, places.second),
                (1, [Some(one), None]) => (one, i),
                (1, [None, Some(two)]) => (i, two),
                (1, _) => return role.of_comparison(),
                _ => return None,
            };
            by_order.get_or_insert((one, two));
            Some(role.of_arm(if i == one { Arm::One } else { Arm::Two }))
        });
        if let Some(field) = field {
            readings[i] = Some(Reading { field, spread: w.spread, rank: w.rank });
        }
    }
    if !readings.iter().flatten().any(|reading| reading.field == Field::Study) {
        let quantities = readings.iter().flatten().any(|reading| !reading.field.is_text());
        // the first column of a table of numbers is its row label, whatever its name
        if let (Some(first @ None), true) = (readings.first_mut(), quantities) {
            *first = Some(Reading { field: Field::Study, spread: Spread::Unsaid, rank: Rank::Words });
        }
    }
    Headers {
        readings,
        spreads: words.iter().map(|word| word.spread).collect(),
        by_order,
        #[cfg(feature = "complete")]
        groups: more_than_two_groups(headers, &words, &unnamed),
    }
}

/// The columns of a quantity that stands in more of them than there are arms: at most one for each arm that is named, and
/// where they are named after their groups alone, one of them after an arm.
#[cfg(feature = "complete")]
fn more_than_two_groups(headers: &[String], words: &[Words], unnamed: &[(usize, Field)]) -> Vec<usize> {
    let of_role =
        |role| (0..words.len()).filter(|&i| words[i].exact.is_none() && words[i].role == Some(role)).collect();
    let of_kind = |kind| unnamed.iter().filter(|(_, field)| *field == kind).map(|(i, _)| *i).collect();
    // beside a comparator, "intervention 2" is none
    let numbered = |i: usize| {
        let lower = number::lower(&headers[i]);
        let words: Vec<&str> = words_in(&lower).collect();
        words.windows(2).any(|pair| among(GROUPS, pair[0]) && pair[1] == "2")
    };
    let named = |columns: &[usize]| {
        let [one, two] = [Arm::One, Arm::Two].map(|arm| columns.iter().filter(move |&&i| words[i].arm == Some(arm)));
        let comparators = two.clone().filter(|&&i| !numbered(i)).count();
        [one.count(), if comparators > 0 { comparators } else { two.count() }]
    };
    let several = |columns: &[usize]| columns.len() > 2 && named(columns).iter().all(|&count| count < 2);
    let roles: [Vec<usize>; 4] = [Role::Events, Role::Mean, Role::Median, Role::Percent].map(of_role);
    let mut kinds: [Vec<usize>; 2] = [Field::Events1, Field::Mean1].map(of_kind);
    kinds.iter_mut().filter(|columns| named(columns) == [0, 0]).for_each(Vec::clear);
    roles.into_iter().chain(kinds).find(|columns| several(columns)).unwrap_or_default()
}

/// Columns named after their group ("E-mail", "Usual care") whose cells say what they hold: exactly two of a kind.
fn read_compounds(
    words: &[Words],
    unnamed: &[(usize, Field)],
    readings: &mut [Option<Reading>],
    by_order: &mut Option<(usize, usize)>,
    orders: &mut [bool; 2],
) {
    for (kind, role) in [(Field::Events1, Role::Events), (Field::Mean1, Role::Mean)] {
        let columns: Vec<usize> = unnamed.iter().filter(|(_, field)| *field == kind).map(|(i, _)| *i).collect();
        if let [first, second] = columns[..] {
            use Arm::{One, Two};
            let arms = (words[first].arm, words[second].arm);
            let swapped = matches!(arms, (Some(Two), None | Some(One)) | (None, Some(One)));
            let (one, two) = if swapped { (second, first) } else { (first, second) };
            orders[usize::from(swapped)] = true;
            for (column, arm) in [(one, One), (two, Two)] {
                readings[column] =
                    Some(Reading { field: role.of_arm(arm), spread: words[column].spread, rank: Rank::Words });
            }
            if !matches!(arms, (Some(One), Some(Two)) | (Some(Two), Some(One))) {
                by_order.get_or_insert((one, two));
            }
        }
    }
}

/// What a header says by itself.
#[cfg(feature = "complete")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nothing that is known.
    Nothing,
    /// A label of the study.
    Label(Field),
    /// A quantity of the comparison.
    Comparison(Field),
    /// A quantity of one arm.
    OfArm(Field),
    /// A quantity of an arm, and not of which: the field of arm 1.
    Armless(Field),
}

/// What a header says by itself.
#[cfg(feature = "complete")]
pub fn says(header: &str) -> Says {
    let words = words_of(header, Context::of(&[header]));
    let twice = [Role::N, Role::Se, Role::Lower, Role::Upper];
    match (words.exact, words.role, words.arm) {
        (Some(field), ..) if field.is_text() => Says::Label(field),
        (Some(field), ..) => match twice.iter().find(|role| role.of_comparison() == Some(field)) {
            Some(role) => Says::Armless(role.of_arm(Arm::One)),
            None if field.arm().is_some() => Says::OfArm(field),
            None => Says::Comparison(field),
        },
        (None, Some(role), Some(arm)) => Says::OfArm(role.of_arm(arm)),
        (None, Some(role), None) => Says::Armless(role.of_arm(Arm::One)),
        (None, None, _) => Says::Nothing,
    }
}

/// The arm that a name speaks for: 0 for the intervention, 1 for the comparator.
#[cfg(feature = "complete")]
pub fn arm_of_name(name: &str) -> Option<usize> {
    words_of(name, Context::of(&[name])).arm.map(|arm| usize::from(arm == Arm::Two))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|&h| h.to_owned()).collect();
        read(&headers, &|_| None).readings.iter().map(|reading| reading.map(|r| r.field.name())).collect()
    }

    #[test]
    fn knows_the_names_of_other_software() {
        assert_eq!(
            fields(&["author", "ai", "n1i", "ci", "n2i"]),
            [Some("study"), Some("events1"), Some("n1"), Some("events2"), Some("n2")]
        );
        assert_eq!(
            fields(&["studlab", "event.e", "n.e", "event.c", "n.c"]),
            [Some("study"), Some("events1"), Some("n1"), Some("events2"), Some("n2")]
        );
        assert_eq!(
            fields(&["Study", "Experimental cases", "Experimental N", "Control cases", "Control N"]),
            [Some("study"), Some("events1"), Some("n1"), Some("events2"), Some("n2")]
        );
        assert_eq!(
            fields(&[
                "Study",
                "Experimental mean",
                "Experimental SD",
                "Experimental N",
                "Control mean",
                "Control SD",
                "Control N"
            ]),
            [Some("study"), Some("mean1"), Some("sd1"), Some("n1"), Some("mean2"), Some("sd2"), Some("n2")]
        );
    }

    #[test]
    fn reads_plain_words_and_pairs() {
        assert_eq!(
            fields(&["Trial name", "Events", "Total", "Events", "Total"]),
            [Some("study"), Some("events1"), Some("n1"), Some("events2"), Some("n2")]
        );
        assert_eq!(
            fields(&["Study", "Mean (SD) intervention", "n intervention", "Mean (SD) control", "n control"]),
            [Some("study"), Some("mean1"), Some("n1"), Some("mean2"), Some("n2")]
        );
        assert_eq!(
            fields(&["Study", "Events", "Person-years", "Events", "Person-years"]),
            [Some("study"), Some("events1"), Some("time1"), Some("events2"), Some("time2")]
        );
        assert_eq!(
            fields(&["Study", "Standard error, standard care", "Standard error, treatment"]),
            [Some("study"), Some("se2"), Some("se1")]
        );
        assert_eq!(
            fields(&["Study", "E-mail n/N", "Usual care n/N"]),
            [Some("study"), Some("events1"), Some("events2")]
        );
        assert_eq!(fields(&["colour", "shape"]), [None, None]);
    }

    #[test]
    fn a_bracket_means_what_the_header_says() {
        let headers = ["Mean (SE) treatment".to_owned(), "mean2".to_owned()];
        let read = read(&headers, &|_| None).readings;
        assert_eq!(read[0].map(|r| r.spread), Some(Spread::Se));
        assert_eq!(read[1].map(|r| r.spread), Some(Spread::Unsaid));
    }
}
