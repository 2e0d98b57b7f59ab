//! Groups with a number and a name, "Group 1 (placebo)": the name tells the arm.

use super::{Arm, Words, among, arm_of, words_in};
use crate::number;

/// The words of a header without the number of its group, and that number.
fn without_number(words: &[&str]) -> Option<(Vec<String>, Arm)> {
    let at = (1..words.len()).find(|&at| among(&["group", "arm"], words[at - 1]) && among(&["1", "2"], words[at]))?;
    let arm = if words[at] == "1" { Arm::One } else { Arm::Two };
    let others = words.iter().enumerate().filter(|(place, _)| *place != at && *place + 1 != at);
    Some((others.map(|(_, word)| (*word).to_owned()).collect(), arm))
}

/// Turns the numbers around where a name beside one says that it is the other arm, and no name says that they are right.
pub(super) fn by_name<Name: AsRef<str>>(headers: &[Name], all: &mut [Words]) {
    let named: Vec<Option<(Arm, Option<Arm>)>> = headers
        .iter()
        .map(|header| {
            let lower = number::lower(header.as_ref());
            let words: Vec<&str> = words_in(&lower).take(MOST_WORDS).collect();
            let (others, numbered) = without_number(&words)?;
            let others: Vec<&str> = others.iter().map(String::as_str).collect();
            Some((numbered, arm_of(&others.join(" "), &others, false)))
        })
        .collect();
    let says = |right: bool| {
        let named = named.iter().flatten();
        named.filter(|(numbered, name)| name.is_some_and(|name| (name == *numbered) == right)).count()
    };
    if says(false) == 0 || says(true) > 0 {
        return;
    }
    for (words, named) in all.iter_mut().zip(&named) {
        let Some((numbered, _)) = named else { continue };
        words.arm = Some(if *numbered == Arm::One { Arm::Two } else { Arm::One });
    }
}

/// No header of a group has more.
const MOST_WORDS: usize = 20;
