//! Column headers to fields: our own names, those of metafor, meta, metaConvert and RevMan, and plain words.

use super::cell;
use crate::field::Field;
use crate::number;

/// What a bracket or a plus-minus after a mean stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// The header says standard deviation.
    Sd,
    /// The header says standard error.
    Se,
    /// The header says per cent: a bracket after a count is a percentage without its sign.
    Percent,
    /// The header does not say.
    Unsaid,
}

/// How a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The field of its cells; compound cells fill its companions too.
    pub field: Field,
    /// What a bracket stands for.
    pub spread: Spread,
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
        if arm == Arm::One { one } else { two }
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
    "e",
    "i",
];
const ARM_TWO: &[&str] = &[
    "2",
    "control",
    "controls",
    "ctrl",
    "ctl",
    "con",
    "comparator",
    "comparison",
    "placebo",
    "usual",
    "standard",
    "c",
];
/// Letters that name an arm only where nothing but a role stands beside them: "events c", not "vitamin C".
const LETTERS: &[&str] = &["e", "i", "c"];
/// Words that turn a word for the intervention into one for the comparator: "no treatment".
const NEGATIONS: &[&str] = &["no", "non", "not", "without", "un"];
/// Words after which a comparator is only a part of what a group had: "drug A plus placebo".
const COMBINATIONS: &[&str] = &["plus", "vs", "versus"];
/// Words that say nothing about the role.
const FILLERS: &[&str] = &[
    "group", "arm", "of", "the", "in", "with", "no", "number", "95", "ci", "limit", "value", "care", "patients",
    "people",
];

/// The words of a role; more telling roles first.
const ROLES: &[(&[&str], Role)] = &[
    (&["standard", "deviation"], Role::Sd),
    (&["std", "dev"], Role::Sd),
    (&["standard", "error"], Role::Se),
    (&["std", "err"], Role::Se),
    (&["lower", "quartile"], Role::Lq),
    (&["upper", "quartile"], Role::Uq),
    (&["without", "event"], Role::NonEvents),
    (&["without", "events"], Role::NonEvents),
    (&["non", "events"], Role::NonEvents),
    (&["person", "years"], Role::Time),
    (&["person", "months"], Role::Time),
    (&["person", "days"], Role::Time),
    (&["person", "time"], Role::Time),
    (&["patient", "years"], Role::Time),
    (&["sample", "size"], Role::N),
    (&["nonevents"], Role::NonEvents),
    (&["events"], Role::Events),
    (&["event"], Role::Events),
    (&["cases"], Role::Events),
    (&["responders"], Role::Events),
    (&["deaths"], Role::Events),
    (&["median"], Role::Median),
    (&["mean"], Role::Mean),
    (&["average"], Role::Mean),
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
    (&["lower"], Role::Lower),
    (&["lcl"], Role::Lower),
    (&["upper"], Role::Upper),
    (&["ucl"], Role::Upper),
    (&["pyears"], Role::Time),
    (&["time"], Role::Time),
    (&["percent"], Role::Percent),
    (&["%"], Role::Percent),
    (&["total"], Role::N),
    (&["size"], Role::N),
    (&["participants"], Role::N),
    (&["randomised"], Role::N),
    (&["randomized"], Role::N),
    (&["n"], Role::N),
];

/// What a header says by itself, before its neighbours are looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    exact: Option<Field>,
    role: Option<Role>,
    arm: Option<Arm>,
    spread: Option<Spread>,
}

fn words_of(header: &str) -> Words {
    let lower = number::lower(header);
    let exact = Field::from_name(&lower).or_else(|| KNOWN.iter().find(|(name, _)| *name == lower).map(|(_, f)| *f));
    if exact.is_some() {
        // a column named mean1 may still hold `5.2 (1.1)`
        return Words { exact, ..Words::default() };
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || c == '%';
    let all: Vec<&str> = lower.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    // "standard error" is a role, "standard care" an arm
    let role_match = |words: &[&str]| ROLES.iter().find(|(needed, _)| stands_in(needed, words));
    let mut beside_role = all.clone();
    for needed in role_match(&all).map_or(&[][..], |(needed, _)| needed) {
        if let Some(at) = beside_role.iter().position(|word| word == needed) {
            beside_role.remove(at);
        }
    }
    let arm = arm_of(&lower, &beside_role, role_match(&all).is_some());
    // events/n, n/N and events (%) hold the count first
    let place = |wanted: &str| all.iter().position(|word| *word == wanted);
    let share = place("%");
    let counts = all.iter().filter(|word| **word == "n").count() == 2
        || place("n").zip(share).is_some_and(|(n, share)| n + 1 == share);
    let role = if counts { Some(Role::Events) } else { role_match(&all).map(|(_, role)| *role) };
    let says = |role: Role| ROLES.iter().any(|(needed, r)| *r == role && stands_in(needed, &all));
    let role = if says(Role::Mean) { Some(Role::Mean) } else { role };
    // a mean difference is the mean of no group
    let role = role.filter(|role| *role != Role::Mean || !all.contains(&"difference"));
    let spread = match () {
        () if role == Some(Role::Events) && share.is_some() => Some(Spread::Percent),
        () if role != Some(Role::Mean) => None,
        () if says(Role::Sd) => Some(Spread::Sd),
        () if says(Role::Se) => Some(Spread::Se),
        () => None,
    };
    // a long sentence that merely contains a role word is not a column name we know
    let strange = beside_role.iter().filter(|word| !is_arm_word(word) && !FILLERS.contains(word)).count();
    let role = role.filter(|_| strange <= 3);
    Words { exact, role, arm, spread }
}

/// True if the words of a role are there; a negation belongs to the word after it.
fn stands_in(needed: &[&str], words: &[&str]) -> bool {
    match needed {
        ["non" | "without", _] => words.windows(2).any(|pair| pair == needed),
        _ => needed.iter().all(|word| words.contains(word)),
    }
}

fn is_arm_word(word: &str) -> bool {
    ARM_ONE.contains(&word) || ARM_TWO.contains(&word)
}

/// The arm that the words beside a role speak for; `None` where they speak for neither or for both.
fn arm_of(header: &str, words: &[&str], beside_role: bool) -> Option<Arm> {
    let alone = words.iter().all(|word| is_arm_word(word) || FILLERS.contains(word));
    // "no. treated" counts, "no treatment" is a group
    let counted = cell::split_at(header, "no.").is_some();
    // the plus of a plus-minus combines nothing
    let combined = words.iter().any(|word| COMBINATIONS.contains(word))
        || header.split('+').skip(1).any(|rest| !rest.starts_with(['/', '-']));
    let (mut one, mut two) = (false, false);
    for (i, word) in words.iter().enumerate() {
        let negated = i > 0 && NEGATIONS.contains(&words[i - 1]) && !(counted && words[i - 1] == "no");
        let stem = word.strip_prefix("un").or_else(|| word.strip_prefix("non"));
        match () {
            () if LETTERS.contains(word) && !(beside_role && alone) => {}
            () if ARM_ONE.contains(word) && !negated => one = true,
            () if ARM_ONE.contains(word) || stem.is_some_and(|stem| ARM_ONE.contains(&stem)) => two = true,
            () if ARM_TWO.contains(word) && !combined => two = true,
            () => {}
        }
    }
    match (one, two) {
        (true, false) => Some(Arm::One),
        (false, true) => Some(Arm::Two),
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
    "problems",
];

/// What the headers of a table say together.
#[derive(Debug, Default)]
pub struct Headers {
    /// How each column is read; `None` where it is not used.
    pub readings: Vec<Option<Reading>>,
    /// Two columns, intervention first, whose arms their names do not both tell.
    pub by_order: Option<(usize, usize)>,
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
pub fn read(headers: &[String], compound: impl Fn(usize) -> Option<Field>) -> Headers {
    let mut words: Vec<Words> = headers.iter().map(|header| words_of(header)).collect();
    // a table of ours that comes back: what was computed is computed again
    if headers.iter().any(|header| *header == RESULTS[0]) {
        for (word, header) in words.iter_mut().zip(headers) {
            if RESULTS.contains(&header.as_str()) {
                *word = Words::default();
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
    let compound = |column: usize| compound(column).filter(|_| !RESULTS.contains(&headers[column].as_str()));
    let mut readings: Vec<Option<Reading>> = Vec::with_capacity(words.len());
    for (i, w) in words.iter().enumerate() {
        let field = w.exact.or_else(|| {
            let role = w.role?;
            if let Some(arm) = w.arm {
                return Some(role.of_arm(arm));
            }
            let places = armless[role as usize];
            let other = [Arm::One, Arm::Two].map(|arm| armed[role.of_arm(arm) as usize]);
            let (arm, pair) = match (places.count, other) {
                (2, [None, None]) if places.first == i => (Arm::One, (places.first, places.second)),
                (2, [None, None]) => (Arm::Two, (places.first, places.second)),
                (1, [Some(first), None]) => (Arm::Two, (first, i)),
                (1, [None, Some(second)]) => (Arm::One, (i, second)),
                (1, _) => return role.of_comparison(),
                _ => return None,
            };
            by_order.get_or_insert(pair);
            Some(role.of_arm(arm))
        });
        readings.push(field.map(|field| Reading { field, spread: w.spread.unwrap_or(Spread::Unsaid) }));
    }
    read_compounds(&words, compound, &mut readings, &mut by_order);
    if !readings.iter().flatten().any(|reading| reading.field == Field::Study) {
        let quantities = readings.iter().flatten().any(|reading| !reading.field.is_text());
        // the first column of a table of numbers is its row label, whatever its name
        if let (Some(first @ None), true) = (readings.first_mut(), quantities) {
            *first = Some(Reading { field: Field::Study, spread: Spread::Unsaid });
        }
    }
    Headers { readings, by_order }
}

/// Columns named after their group ("E-mail", "Usual care") whose cells say what they hold: exactly two of a kind.
fn read_compounds(
    words: &[Words],
    compound: impl Fn(usize) -> Option<Field>,
    readings: &mut [Option<Reading>],
    by_order: &mut Option<(usize, usize)>,
) {
    let unread: Vec<(usize, Field)> = (0..words.len())
        .filter(|&i| readings[i].is_none() && words[i].role.is_none())
        .filter_map(|i| Some((i, compound(i)?)))
        .collect();
    for (kind, role) in [(Field::Events1, Role::Events), (Field::Mean1, Role::Mean)] {
        let columns: Vec<usize> = unread.iter().filter(|(_, field)| *field == kind).map(|(i, _)| *i).collect();
        if let [first, second] = columns[..] {
            use Arm::{One, Two};
            let arms = (words[first].arm, words[second].arm);
            let swapped = matches!(arms, (Some(Two), None | Some(One)) | (None, Some(One)));
            let (one, two) = if swapped { (second, first) } else { (first, second) };
            for (column, arm) in [(one, One), (two, Two)] {
                readings[column] = Some(Reading { field: role.of_arm(arm), spread: Spread::Unsaid });
            }
            if !matches!(arms, (Some(One), Some(Two)) | (Some(Two), Some(One))) {
                by_order.get_or_insert((one, two));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|&h| h.to_owned()).collect();
        read(&headers, |_| None).readings.iter().map(|reading| reading.map(|r| r.field.name())).collect()
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
        let read = read(&headers, |_| None).readings;
        assert_eq!(read[0].map(|r| r.spread), Some(Spread::Se));
        assert_eq!(read[1].map(|r| r.spread), Some(Spread::Unsaid));
    }
}
