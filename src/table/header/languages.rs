//! Words of headers in German, French, Spanish, Portuguese, Italian and Dutch, in the English ones that the roles are known
//! by.

use crate::field::Field;

const DE: u8 = 1;
const FR: u8 = 2;
const ES: u8 = 4;
const PT: u8 = 8;
const IT: u8 = 16;
const NL: u8 = 32;

/// The languages that the headers of a table speak, beside English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Languages(u8);

impl Languages {
    /// The languages with the most words among the headers; none where no header has a word that is no English one.
    pub fn of<Name: AsRef<str>>(headers: &[Name]) -> Languages {
        let mut counts = [0_u32; 6];
        for header in headers.iter().filter(|header| header.as_ref().len() <= super::LONGEST_HEADER) {
            let lower = crate::number::lower(header.as_ref());
            for &(_, _, languages, uncertain) in super::words_in(&lower).filter_map(entry) {
                for (language, count) in counts.iter_mut().enumerate() {
                    *count += u32::from(!uncertain && languages & (1 << language) != 0);
                }
            }
        }
        let most = counts.iter().copied().max().filter(|&most| most > 0);
        let spoken = (0..counts.len()).filter(|&language| Some(counts[language]) == most);
        Languages(spoken.fold(0, |all, language| all | 1 << language))
    }
}

type Entry = (&'static str, &'static str, u8, bool);

fn entry(word: &str) -> Option<&'static Entry> {
    WORDS.binary_search_by(|(known, ..)| (*known).cmp(word)).ok().map(|at| &WORDS[at])
}

/// Abbreviations that are ordinary words unless they are written in capitals.
const CAPITALS: &[&str] = &["de", "et", "es"];

/// Puts words of other languages, and rarer English ones, into the English of the roles. Returns the label or the P value
/// that a translated header is.
pub fn translate(header: &str, lower: &str, words: &mut [&str], languages: Languages) -> Option<Field> {
    let mut translated = false;
    for at in 0..words.len() {
        let word = words[at];
        // `s.d.`, `d.p.`
        if let (true, Some(next)) = (word.len() == 1, words.get(at + 1).copied())
            && let Some((_, english)) =
                DOTTED.iter().find(|(dotted, _)| dotted.starts_with(word) && dotted.ends_with(next))
            && lower.contains(&format!("{word}.{next}"))
        {
            (words[at], words[at + 1]) = (english, "of");
            continue;
        }
        let Some(&(_, english, spoken, uncertain)) = entry(word) else { continue };
        if uncertain && spoken & languages.0 == 0 {
            continue;
        }
        let in_capitals = || header.split(|c: char| !c.is_alphanumeric()).any(|part| part == word.to_ascii_uppercase());
        let after_summary = at == 0 || matches!(words[at - 1], "mean" | "median");
        words[at] = if CAPITALS.contains(&word) && !(after_summary && in_capitals()) { "of" } else { english };
        translated = true;
    }
    if !translated {
        return None;
    }
    let telling: Vec<&str> = words.iter().copied().filter(|word| !matches!(*word, "of" | "the")).collect();
    let name = telling.join(" ");
    let label = Field::from_name(&name).filter(|field| field.is_text());
    let known = || super::KNOWN.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
    let known = label.or_else(known).or_else(|| super::software::field_of(&name).map(|(field, _)| field));
    known.filter(|field| field.is_text() || *field == Field::P)
}

/// Abbreviations with points, by their first and last letter.
const DOTTED: &[(&str, &str)] = &[("s.d", "sd"), ("s.e", "se"), ("d.p", "sd"), ("d.s", "sd"), ("d.e", "sd")];

/// Word, in English, the languages it belongs to, and whether it counts only where one of them is spoken: in another it is
/// something else. Sorted.
#[rustfmt::skip]
const WORDS: &[Entry] = &[
    ("aantal", "number", NL, false),
    ("abituale", "usual", IT, false),
    ("abituali", "usual", IT, false),
    ("abw", "dev", DE, false),
    ("amostra", "sample", PT, false),
    ("amplitude", "range", PT, true),
    ("anmerkung", "note", DE, false),
    ("anmerkungen", "note", DE, false),
    ("anni", "years", IT, true),
    ("anno", "year", IT, false),
    ("année", "year", FR, false),
    ("années", "years", FR, false),
    ("ano", "year", PT, true),
    ("anos", "years", PT, true),
    ("anzahl", "number", DE, false),
    ("atención", "care", ES, false),
    ("auteur", "author", FR | NL, false),
    ("auteurs", "authors", FR | NL, false),
    ("autor", "author", DE | PT | ES, false),
    ("autore", "author", IT, false),
    ("autoren", "authors", DE, false),
    ("autores", "authors", PT | ES, false),
    ("autori", "authors", IT, false),
    ("avec", "of", FR, true),
    ("avg", "mean", 0, false),
    ("año", "year", ES, false),
    ("años", "years", ES, false),
    ("behandeld", "treated", NL, false),
    ("behandelgroep", "treatment", NL, false),
    ("behandeling", "treatment", NL, false),
    ("behandlung", "treatment", DE, false),
    ("behandlungsgruppe", "treatment", DE, false),
    ("bemerkung", "note", DE, false),
    ("bemerkungen", "note", DE, false),
    ("bereik", "range", NL, false),
    ("betrouwbaarheidsinterval", "ci", NL, false),
    ("bi", "ci", NL, true),
    ("borne", "limit", FR, true),
    ("bovengrens", "upper", NL, false),
    ("bras", "arm", FR, true),
    ("bron", "source", NL, false),
    ("campione", "sample", IT, false),
    ("cas", "cases", FR, true),
    ("casi", "cases", IT, false),
    ("casos", "cases", PT | ES, false),
    ("com", "of", PT, true),
    ("commentaire", "note", FR, false),
    ("commentaires", "note", FR, false),
    ("comparador", "comparator", PT | ES, false),
    ("comparateur", "comparator", FR, false),
    ("comparatore", "comparator", IT, false),
    ("comparators", "comparator", 0, false),
    ("con", "of", IT | ES, true),
    ("confiance", "confidence", FR, false),
    ("confianza", "confidence", ES, false),
    ("confiança", "confidence", PT, false),
    ("confidenza", "confidence", IT, false),
    ("controle", "control", NL | PT, false),
    ("controlegroep", "control", NL, false),
    ("controles", "control", PT, false),
    ("controlli", "control", IT, false),
    ("controllo", "control", IT, false),
    ("controlo", "control", PT, false),
    ("contrôle", "control", FR, false),
    ("contrôles", "control", FR, false),
    ("courants", "usual", FR, false),
    ("critère", "outcome", FR, false),
    ("cuartil", "quartile", ES, false),
    ("cuidado", "care", PT | ES, false),
    ("cuidados", "care", PT | ES, false),
    ("cure", "care", IT, true),
    ("d", "of", FR, true),
    ("da", "of", PT, true),
    ("das", "of", DE, true),
    ("de", "sd", FR | NL | PT | ES, true),
    ("decessi", "deaths", IT, false),
    ("deelnemers", "participants", NL, false),
    ("dei", "of", IT, true),
    ("del", "of", IT | ES, true),
    ("della", "of", IT, true),
    ("der", "of", DE, true),
    ("des", "of", FR, true),
    ("desenlace", "outcome", ES, false),
    ("desfecho", "outcome", PT, false),
    ("desviacion", "deviation", ES, false),
    ("desviación", "deviation", ES, false),
    ("desvio", "deviation", PT, false),
    ("deviazione", "deviation", IT, false),
    ("di", "of", IT, true),
    ("die", "of", DE, true),
    ("died", "deaths", 0, false),
    ("dimensione", "size", IT, false),
    ("do", "of", PT, true),
    ("doentes", "patients", PT, false),
    ("dp", "sd", PT, true),
    ("ds", "sd", FR | IT, true),
    ("du", "of", FR, true),
    ("décès", "deaths", FR, false),
    ("ecart", "deviation", FR, false),
    ("ee", "se", ES, true),
    ("efecto", "effect", ES, false),
    ("efeito", "effect", PT, false),
    ("effectif", "n", FR, false),
    ("effectifs", "n", FR, false),
    ("effectmaat", "measure", NL, false),
    ("effekt", "effect", DE, false),
    ("effektmaß", "measure", DE, false),
    ("effet", "effect", FR, true),
    ("effetto", "effect", IT, false),
    ("el", "of", ES, true),
    ("endpunkt", "outcome", DE, false),
    ("ep", "se", PT, true),
    ("ereignis", "event", DE, false),
    ("ereignisse", "events", DE, false),
    ("erreur", "error", FR, false),
    ("erro", "error", PT, false),
    ("errore", "error", IT, false),
    ("erstautor", "author", DE, false),
    ("es", "se", IT, true),
    ("esito", "outcome", IT, false),
    ("estudio", "study", ES, false),
    ("estudios", "study", ES, false),
    ("estudo", "study", PT, false),
    ("estudos", "study", PT, false),
    ("estándar", "standard", ES, false),
    ("et", "sd", FR, true),
    ("evenements", "events", FR, false),
    ("eventi", "events", IT, false),
    ("evento", "event", IT | PT | ES, false),
    ("eventos", "events", PT | ES, false),
    ("evénements", "events", FR, false),
    ("experimentalgruppe", "experimental", DE, false),
    ("expérimental", "experimental", FR, false),
    ("expérimentaux", "experimental", FR, false),
    ("fallzahl", "n", DE, false),
    ("fonte", "source", IT | PT, false),
    ("fuente", "source", ES, false),
    ("fälle", "cases", DE, false),
    ("gebeurtenis", "event", NL, false),
    ("gebeurtenissen", "events", NL, false),
    ("gebruikelijke", "usual", NL, false),
    ("gemiddeld", "mean", NL, false),
    ("gemiddelde", "mean", NL, false),
    ("gesamt", "total", DE, false),
    ("gesamtzahl", "total", DE, false),
    ("gevallen", "cases", NL, false),
    ("grenze", "limit", DE, false),
    ("groep", "group", NL, false),
    ("groupe", "group", FR, false),
    ("grupo", "group", PT | ES, false),
    ("gruppe", "group", DE, false),
    ("gruppo", "group", IT, false),
    ("habituais", "usual", PT, false),
    ("habitual", "usual", PT | ES, true),
    ("habituales", "usual", ES, false),
    ("habituels", "usual", FR, false),
    ("het", "of", NL, true),
    ("ic", "ci", FR | IT | PT | ES, true),
    ("inferior", "lower", PT | ES, true),
    ("inferiore", "lower", IT, false),
    ("inférieur", "lower", FR, false),
    ("inférieure", "lower", FR, false),
    ("intercuartil", "interquartile", ES, false),
    ("intercuartílico", "interquartile", ES, false),
    ("interkwartielafstand", "iqr", NL, false),
    ("interquartil", "interquartile", PT, false),
    ("interquartilsabstand", "iqr", DE, false),
    ("intervalle", "interval", FR, false),
    ("intervallo", "interval", IT, true),
    ("intervalo", "interval", PT | ES, false),
    ("intervencion", "intervention", ES, false),
    ("intervención", "intervention", ES, false),
    ("interventie", "intervention", NL, false),
    ("interventiegroep", "intervention", NL, false),
    ("interventionsarm", "intervention", DE, false),
    ("interventionsgruppe", "intervention", DE, false),
    ("intervento", "intervention", IT, false),
    ("intervenção", "intervention", PT, false),
    ("jaar", "year", NL, false),
    ("jahr", "year", DE, false),
    ("jugement", "of", FR, false),
    ("keine", "no", DE, false),
    ("ki", "ci", DE, true),
    ("konfidenzintervall", "ci", DE, false),
    ("kontrollarm", "control", DE, false),
    ("kontrolle", "control", DE, false),
    ("kontrollen", "control", DE, false),
    ("kontrollgruppe", "control", DE, false),
    ("kwartiel", "quartile", NL, false),
    ("l", "of", FR, true),
    ("la", "of", FR | ES, true),
    ("le", "of", FR, true),
    ("les", "of", FR, true),
    ("limite", "limit", FR | IT | PT, false),
    ("los", "of", ES, true),
    ("límite", "limit", ES, false),
    ("mdn", "median", 0, false),
    ("means", "mean", 0, false),
    ("media", "mean", IT | ES, true),
    ("mediaan", "median", NL, false),
    ("mediana", "median", IT | PT | ES, false),
    ("medians", "median", 0, false),
    ("medida", "measure", PT | ES, false),
    ("mesure", "measure", FR, true),
    ("met", "of", NL, true),
    ("misura", "measure", IT, false),
    ("mit", "of", DE, true),
    ("mittelwert", "mean", DE, false),
    ("mittelwerte", "mean", DE, false),
    ("mortes", "deaths", PT, false),
    ("morti", "deaths", IT, false),
    ("moyenne", "mean", FR, false),
    ("moyennes", "mean", FR, false),
    ("muertes", "deaths", ES, false),
    ("muestra", "sample", ES, false),
    ("mw", "mean", DE, true),
    ("média", "mean", PT, false),
    ("médiane", "median", FR, false),
    ("médias", "mean", PT, false),
    ("nombre", "number", FR, false),
    ("nota", "note", IT | PT | ES, false),
    ("notas", "note", PT | ES, false),
    ("notiz", "note", DE, false),
    ("numero", "number", IT, false),
    ("número", "number", PT | ES, false),
    ("obere", "upper", DE, false),
    ("oberer", "upper", DE, false),
    ("oberes", "upper", DE, false),
    ("ohne", "without", DE, false),
    ("ondergrens", "lower", NL, false),
    ("onderzoek", "study", NL, false),
    ("opmerking", "note", NL, false),
    ("opmerkingen", "note", NL, false),
    ("pacientes", "patients", PT | ES, false),
    ("padrão", "standard", PT, false),
    ("partecipanti", "participants", IT, false),
    ("participantes", "participants", PT | ES, false),
    ("patienten", "patients", DE, false),
    ("patientenjahre", "pyears", DE, false),
    ("patiënten", "patients", NL, false),
    ("patiëntjaren", "pyears", NL, false),
    ("pazienti", "patients", IT, false),
    ("percentage", "percent", 0, false),
    ("percentagem", "percent", PT, false),
    ("percentages", "percent", 0, false),
    ("percentuale", "percent", IT, false),
    ("persona", "person", ES, true),
    ("personenjahre", "pyears", DE, false),
    ("personnes", "person", FR, false),
    ("persoonsjaren", "pyears", NL, false),
    ("pessoas", "person", PT, false),
    ("porcentagem", "percent", PT, false),
    ("porcentaje", "percent", ES, false),
    ("pourcentage", "percent", FR, false),
    ("probanden", "participants", DE, false),
    ("prozent", "percent", DE, false),
    ("prüfgruppe", "intervention", DE, false),
    ("quartil", "quartile", DE | PT, false),
    ("quelle", "source", DE, false),
    ("rango", "range", ES, false),
    ("regelversorgung", "usual", DE, false),
    ("remarque", "note", FR, false),
    ("remarques", "note", FR, false),
    ("resultado", "outcome", ES, false),
    ("sans", "without", FR, true),
    ("sem", "without", PT, true),
    ("senza", "without", IT, false),
    ("sf", "se", DE, true),
    ("sin", "without", ES, true),
    ("soins", "care", FR, false),
    ("spannweite", "range", DE, false),
    ("sperimentale", "experimental", IT, false),
    ("stabw", "sd", DE, false),
    ("standaardafwijking", "sd", NL, false),
    ("standaarddeviatie", "sd", NL, false),
    ("standaardfout", "se", NL, false),
    ("standardabweichung", "sd", DE, false),
    ("standardfehler", "se", DE, false),
    ("standardtherapie", "usual", DE, false),
    ("standardversorgung", "usual", DE, false),
    ("steekproef", "n", NL, false),
    ("steekproefgrootte", "n", NL, false),
    ("sterfgevallen", "deaths", NL, false),
    ("stichprobe", "n", DE, false),
    ("stichprobengröße", "n", DE, false),
    ("studi", "study", IT, false),
    ("studie", "study", DE | NL, false),
    ("studien", "study", DE, false),
    ("studio", "study", IT, false),
    ("subjects", "participants", 0, false),
    ("superior", "upper", PT | ES, true),
    ("superiore", "upper", IT, false),
    ("supérieur", "upper", FR, false),
    ("supérieure", "upper", FR, false),
    ("taille", "size", FR, true),
    ("tamanho", "size", PT, false),
    ("tamaño", "size", ES, false),
    ("teilnehmer", "participants", DE, false),
    ("temoin", "control", FR, false),
    ("todesfälle", "deaths", DE, false),
    ("totaal", "total", NL, false),
    ("totale", "total", IT, false),
    ("traitement", "treatment", FR, false),
    ("traité", "treated", FR, false),
    ("traités", "treated", FR, false),
    ("tratados", "treated", PT | ES, false),
    ("tratamento", "treatment", PT, false),
    ("tratamiento", "treatment", ES, false),
    ("trattamento", "treatment", IT, false),
    ("trattati", "treated", IT, false),
    ("type", "standard", FR, true),
    ("témoin", "control", FR, false),
    ("témoins", "control", FR, false),
    ("típica", "standard", ES, false),
    ("uitkomst", "outcome", NL, false),
    ("uitkomstmaat", "outcome", NL, false),
    ("und", "of", DE, true),
    ("untere", "lower", DE, false),
    ("unterer", "lower", DE, false),
    ("unteres", "lower", DE, false),
    ("usuais", "usual", PT, false),
    ("usuale", "usual", IT, false),
    ("usuali", "usual", IT, false),
    ("usuels", "usual", FR, false),
    ("valeur", "value", FR, false),
    ("valor", "value", PT | ES, true),
    ("valore", "value", IT, false),
    ("van", "of", NL, true),
    ("vergelijking", "comparison", NL, false),
    ("vergleich", "comparison", DE, false),
    ("vergleichsgruppe", "comparator", DE, false),
    ("verstorbene", "deaths", DE, false),
    ("verum", "intervention", DE, false),
    ("waarde", "value", NL, false),
    ("wert", "value", DE, false),
    ("y", "of", ES, true),
    ("zielgröße", "outcome", DE, false),
    ("zonder", "without", NL, false),
    ("zorg", "care", NL, false),
    ("écart", "deviation", FR, false),
    ("écarttype", "sd", FR, false),
    ("échantillon", "sample", FR, false),
    ("étendue", "range", FR, false),
    ("étude", "study", FR, false),
    ("études", "study", FR, false),
    ("évènement", "event", FR, false),
    ("évènements", "events", FR, false),
    ("événement", "event", FR, false),
    ("événements", "events", FR, false),
    ("óbitos", "deaths", PT, false),
    ("üblich", "usual", DE, false),
    ("übliche", "usual", DE, false),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_in_lower_case() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(WORDS.iter().all(|(word, ..)| crate::number::lower(word) == *word));
    }

    #[test]
    fn english_stays_english() {
        let mut words = vec!["social", "media", "group", "die", "sem"];
        let languages = Languages::of(&["Social media group, die (SEM)".to_owned()]);
        assert_eq!(translate("", "", &mut words, languages), None);
        assert_eq!((words, languages), (vec!["social", "media", "group", "die", "sem"], Languages::default()));
    }
}
