//! Which of the arms of a study is the one that the others are compared with, by what they are called.

use crate::field::Field;
use crate::number;
use crate::table::header::{self, Rank, Reading};

/// What comparators are called, in the languages of the headers.
const CONTROLS: &[&str] = &[
    "placebo",
    "placebos",
    "plazebo",
    "control",
    "controls",
    "controle",
    "controlo",
    "controlli",
    "controllo",
    "contrôle",
    "contrôles",
    "controles",
    "kontrolle",
    "kontrollen",
    "kontrollgruppe",
    "kontroll",
    "controlegroep",
    "témoin",
    "témoins",
    "temoin",
    "testigo",
    "comparator",
    "comparison",
    "comparateur",
    "comparador",
    "vergleichsgruppe",
    "vergleich",
    "sham",
    "simulado",
    "simulada",
    "scheinbehandlung",
    "schijnbehandeling",
    "dummy",
    "vehicle",
    "saline",
    "usual care",
    "care as usual",
    "usual treatment",
    "treatment as usual",
    "tau",
    "cau",
    "standard care",
    "standard of care",
    "soc",
    "standard treatment",
    "standard therapy",
    "standard",
    "conventional",
    "conventional care",
    "conventional treatment",
    "conventional therapy",
    "routine care",
    "normal care",
    "minimal care",
    "übliche versorgung",
    "übliche behandlung",
    "standardversorgung",
    "standardbehandlung",
    "standardtherapie",
    "regelversorgung",
    "soins habituels",
    "soins usuels",
    "soins standards",
    "soins courants",
    "traitement habituel",
    "traitement standard",
    "prise en charge habituelle",
    "atención habitual",
    "cuidado habitual",
    "cuidados habituales",
    "tratamiento habitual",
    "tratamiento estándar",
    "atención estándar",
    "cuidado usual",
    "cuidados usuais",
    "cuidados habituais",
    "tratamento usual",
    "tratamento padrão",
    "cuidado padrão",
    "cure abituali",
    "cure usuali",
    "cura standard",
    "cure standard",
    "trattamento usuale",
    "trattamento standard",
    "gebruikelijke zorg",
    "gebruikelijke behandeling",
    "standaardzorg",
    "standaardbehandeling",
    "no treatment",
    "no intervention",
    "no therapy",
    "nothing",
    "none",
    "untreated",
    "no care",
    "observation",
    "keine behandlung",
    "keine intervention",
    "unbehandelt",
    "aucun traitement",
    "sans traitement",
    "pas de traitement",
    "aucune intervention",
    "sin tratamiento",
    "sin intervención",
    "ningún tratamiento",
    "sem tratamento",
    "sem intervenção",
    "nessun trattamento",
    "nessun intervento",
    "geen behandeling",
    "geen interventie",
    "onbehandeld",
    "waiting list",
    "wait list",
    "waitlist",
    "waiting",
    "delayed treatment",
    "delayed intervention",
    "warteliste",
    "wartegruppe",
    "wartekontrollgruppe",
    "liste d'attente",
    "lista de espera",
    "lista d'attesa",
    "wachtlijst",
    "unexposed",
    "non exposed",
    "nonexposed",
    "attention control",
    "nicht exponiert",
];
/// Words that say that it is an arm, not which.
const BESIDE: &[&str] = &[
    "group",
    "arm",
    "condition",
    "the",
    "only",
    "alone",
    "gruppe",
    "arm",
    "groupe",
    "bras",
    "grupo",
    "brazo",
    "braço",
    "gruppo",
    "braccio",
    "groep",
    "list",
    "de",
    "der",
    "die",
    "le",
    "la",
    "el",
    "il",
    "patients",
    "participants",
    "pill",
    "tablets",
    "tablet",
    "capsule",
    "capsules",
    "injection",
];
/// Words after which a comparator is only a part of what a group had.
const JOINS: &[&str] =
    &["plus", "and", "with", "vs", "versus", "und", "mit", "et", "avec", "y", "con", "e", "com", "en", "met"];

/// How surely a name is that of a comparator: 2 where it says nothing else, 1 where it says so among other words.
pub fn control_score(name: &str) -> usize {
    let lower = number::lower(name);
    // the size of the group, a dose
    let (before, inside) = lower.split_once(['(', '[', ';']).unwrap_or((lower.as_str(), ""));
    // the number of a group is no name: "Group 1 (placebo)"
    let numbered = matches!(before.trim(), "group 1" | "group 2" | "arm 1" | "arm 2");
    let bare = if numbered { inside } else { before };
    let combined = bare.contains(['+', '&']);
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
    let words: Vec<String> = bare
        .split(|c| !is_word(c))
        .filter(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()))
        .map(|word| word.replace('’', "'"))
        .collect();
    if words.is_empty() || words.len() > 8 {
        return 0;
    }
    let phrase = |words: &[String]| CONTROLS.contains(&words.join(" ").as_str());
    let kept: Vec<String> = words.iter().filter(|word| !BESIDE.contains(&word.as_str())).cloned().collect();
    if !combined
        && (phrase(&words)
            || phrase(&kept)
            || !kept.is_empty() && kept.iter().all(|word| phrase(core::slice::from_ref(word))))
    {
        return 2;
    }
    let joined = combined || words.iter().any(|word| JOINS.contains(&word.as_str()));
    let within = |length: usize| words.windows(length).any(phrase);
    usize::from(!joined && (1..=3).any(within))
}

/// The place of the one arm that the others are compared with; `None` where the names do not tell it.
pub fn control(names: &[&str]) -> Option<usize> {
    let scores: Vec<usize> = names.iter().map(|name| control_score(name)).collect();
    let best = scores.iter().copied().max().filter(|best| *best > 0);
    let mut at = (0..scores.len()).filter(|&i| Some(scores[i]) == best);
    if let (Some(one), None) = (at.next(), at.next()) {
        return Some(one);
    }
    if best.is_some() {
        return None;
    }
    let arms: Vec<Option<usize>> = names.iter().map(|name| header::arm_of_name(name)).collect();
    let only = |wanted: fn(Option<usize>) -> bool| {
        let mut at = (0..arms.len()).filter(|&i| wanted(arms[i]));
        at.next().filter(|_| at.next().is_none())
    };
    // the one that is a comparator, or the one that is no intervention
    only(|arm| arm == Some(1)).or_else(|| only(|arm| arm != Some(0)).filter(|_| arms.contains(&Some(0))))
}

/// True for the name of what sums up the arms of a study: "Total", "All patients", "Both groups".
pub fn is_total(name: &str) -> bool {
    const TOTALS: &[&str] = &[
        "total",
        "totals",
        "all",
        "overall",
        "both",
        "combined",
        "pooled",
        "gesamt",
        "insgesamt",
        "alle",
        "beide",
        "gesamtgruppe",
        "gesamtpopulation",
        "ensemble",
        "tous",
        "toutes",
        "deux",
        "todos",
        "todas",
        "ambos",
        "ambas",
        "conjunto",
        "tutti",
        "tutte",
        "totale",
        "entrambi",
        "totaal",
        "allen",
        "globale",
        "global",
    ];
    const SUMMED: &[&str] = &[
        "patients",
        "participants",
        "subjects",
        "people",
        "persons",
        "groups",
        "arms",
        "group",
        "population",
        "sample",
        "cohort",
        "study",
        "randomised",
        "randomized",
        "treatments",
        "the",
        "n",
        "patienten",
        "teilnehmer",
        "teilnehmende",
        "personen",
        "gruppen",
        "arme",
        "die",
        "les",
        "l",
        "le",
        "d",
        "des",
        "groupes",
        "bras",
        "sujets",
        "los",
        "las",
        "pacientes",
        "participantes",
        "sujetos",
        "grupos",
        "brazos",
        "os",
        "as",
        "sujeitos",
        "braços",
        "i",
        "gli",
        "pazienti",
        "partecipanti",
        "gruppi",
        "bracci",
        "de",
        "patiënten",
        "deelnemers",
        "groepen",
        "armen",
        "en",
        "el",
        "o",
        "la",
        "población",
        "população",
        "popolazione",
        "muestra",
        "amostra",
    ];
    let lower = number::lower(name);
    let bare = lower.split_once(['(', '[', ';']).map_or(lower.as_str(), |(before, _)| before);
    let words = || bare.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words().any(|word| TOTALS.contains(&word)) && words().all(|word| TOTALS.contains(&word) || SUMMED.contains(&word))
}

/// True for the header of a column that names arms.
pub fn names_arms(header: &str) -> bool {
    const HEADERS: &[&str] = &[
        "arm",
        "arms",
        "group",
        "groups",
        "treatment",
        "treatments",
        "intervention",
        "interventions",
        "condition",
        "allocation",
        "treatment group",
        "treatment arm",
        "study arm",
        "study group",
        "trial arm",
        "intervention group",
        "exposure",
        "drug",
        "therapy",
        "randomised to",
        "randomized to",
        "assignment",
        "treated with",
        "gruppe",
        "studienarm",
        "behandlung",
        "behandlungsgruppe",
        "therapie",
        "groupe",
        "bras",
        "traitement",
        "grupo",
        "brazo",
        "tratamiento",
        "intervención",
        "braço",
        "tratamento",
        "intervenção",
        "gruppo",
        "braccio",
        "trattamento",
        "intervento",
        "groep",
        "behandeling",
        "interventie",
        "studiegroep",
    ];
    HEADERS.contains(&number::lower(header).as_str())
}

/// What the headers call the arms: what stands beside the same words in the two columns of each quantity, where all
/// quantities agree.
pub fn of_headers(headers: &[String], readings: &[Option<Reading>]) -> [Option<String>; 2] {
    let column = |field: Field| {
        let read = |reading: &Option<Reading>| reading.is_some_and(|r| r.field == field && r.rank == Rank::Words);
        readings.iter().position(read).and_then(|column| headers.get(column))
    };
    let mut names: Option<[String; 2]> = None;
    for reading in readings.iter().flatten() {
        let Some((0, other)) = reading.field.arm() else { continue };
        let Some((one, two)) = column(reading.field).zip(column(other)) else { continue };
        if one == two {
            continue;
        }
        let found = [one, two].map(|header| header.split(' ').collect::<Vec<&str>>());
        let [one, two] = &found;
        let before = one.iter().zip(two).take_while(|(one, two)| one == two).count();
        let least = one.len().min(two.len()) - before;
        let after = one.iter().rev().zip(two.iter().rev()).take(least).take_while(|(one, two)| one == two).count();
        let [one, two] = [one, two].map(|words| {
            let name = words[before..words.len() - after].join(" ");
            let marks =
                |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '(' | ')' | '[' | ']' | '/');
            name.trim_matches(marks).to_owned()
        });
        // a number or a letter is no name
        if [&one, &two].iter().any(|name| name.chars().filter(|c| c.is_alphabetic()).count() < 2) {
            return [None, None];
        }
        match &names {
            Some([first, second]) if !(first.eq_ignore_ascii_case(&one) && second.eq_ignore_ascii_case(&two)) => {
                return [None, None];
            }
            Some(_) => {}
            None => names = Some([one, two]),
        }
    }
    names.map_or([None, None], |names| names.map(Some))
}
