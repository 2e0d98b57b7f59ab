//! Which lines are compared: the arms of a study and outcome, each with the comparator.

use super::{ArmLine, LOOKED_AT};
use crate::number;
use crate::table::layout::arm_names;
use std::collections::BTreeMap;

/// Names in any case, each with a number.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn number(&mut self, name: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(number::lower(name)).or_insert(next)
    }
}

/// The arms of each study and outcome, in the order of their first lines. An arm that comes again begins another
/// comparison: a second time point.
pub fn studies(arms: &[ArmLine]) -> Vec<Vec<usize>> {
    let mut names = Names::default();
    let mut places: BTreeMap<[usize; 4], usize> = BTreeMap::new();
    let mut times: BTreeMap<[usize; 4], usize> = BTreeMap::new();
    let mut studies: Vec<Vec<usize>> = Vec::new();
    for (i, arm) in arms.iter().enumerate() {
        let (study, outcome) = (names.number(&arm.study), names.number(&arm.outcome));
        let time = match arm.arm.is_empty() {
            true => 0,
            false => {
                let times = times.entry([study, outcome, arm.section, names.number(&arm.arm)]).or_default();
                *times += 1;
                *times
            }
        };
        let place = *places.entry([study, outcome, arm.section, time]).or_insert_with(|| {
            studies.push(Vec::new());
            studies.len() - 1
        });
        studies[place].push(i);
    }
    studies
}

/// Two arms to be compared; one is missing where a study has no other.
pub struct Pair {
    pub one: Option<usize>,
    pub two: Option<usize>,
    /// How many arms the study has.
    pub of: usize,
    /// The names do not tell which is the comparator.
    pub by_order: bool,
}

pub fn compare(studies: &[Vec<usize>], arms: &[ArmLine]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(studies.len());
    // what was taken for the comparator once is so in every study
    let mut taken: Vec<String> = Vec::new();
    for study in studies {
        let names: Vec<&str> = study.iter().map(|&arm| &*arms[arm].arm).collect();
        if let [only] = study[..] {
            let is_control = arm_names::control_score(names[0]) > 0;
            let (one, two) = if is_control { (None, Some(only)) } else { (Some(only), None) };
            pairs.push(Pair { one, two, of: 1, by_order: false });
            continue;
        }
        let told = arm_names::control(&names);
        let control = told.unwrap_or_else(|| {
            let known = names.iter().position(|name| taken.contains(&number::lower(name)));
            known.unwrap_or(names.len() - 1)
        });
        if told.is_none() && !names[control].is_empty() && taken.len() < LOOKED_AT {
            taken.push(number::lower(names[control]));
        }
        for (_, &arm) in study.iter().enumerate().filter(|(i, _)| *i != control) {
            pairs.push(Pair { one: Some(arm), two: Some(study[control]), of: study.len(), by_order: told.is_none() });
        }
    }
    pairs
}
