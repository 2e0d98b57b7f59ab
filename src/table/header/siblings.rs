//! Groups that two columns name: "Drug %" beside "Drug N", "Aspirin, no. of patients" beside "Aspirin, no. of events".

use super::{FILLERS, Role, Words, among, is_arm_word, is_role_word, words_in};
use crate::number;

/// Headers of more columns are not looked at together.
const MOST_COLUMNS: usize = 100;
/// No header of a group has more words.
const MOST_WORDS: usize = 20;

/// Reads a percentage or a number of people after a name that stands before another quantity as well: it names the group,
/// where alone it could be what is counted.
pub(super) fn by_name<Name: AsRef<str>>(headers: &[Name], all: &mut [Words]) {
    let named = |header: &Name| {
        let lower = number::lower(header.as_ref());
        let words: Vec<&str> = words_in(&lower).take(MOST_WORDS).collect();
        let role = match words.last() {
            Some(&"%") => Some(Role::Percent),
            Some(&"patients") => Some(Role::N),
            _ => None,
        };
        let own = |word: &&&str| !(is_arm_word(word) || among(FILLERS, word) || is_role_word(word));
        (role, words.iter().filter(own).map(|word| (*word).to_owned()).collect::<Vec<String>>())
    };
    if headers.len() > MOST_COLUMNS || !all.iter().any(|words| words.role.is_some()) {
        return;
    }
    let names: Vec<_> = headers.iter().map(named).collect();
    for i in 0..all.len() {
        let (Some(role), name) = &names[i] else { continue };
        let is_sibling = |other: usize| {
            names[other].1 == *name
                && match role {
                    Role::Percent => all[other].role == Some(Role::N),
                    _ => matches!(all[other].role, Some(Role::Events | Role::Percent | Role::Mean)),
                }
        };
        let unread = all[i].exact.is_none() && all[i].role.is_none();
        if unread && !name.is_empty() && (0..all.len()).any(is_sibling) {
            all[i].role = Some(*role);
        }
    }
}
