//! More events than people.

use super::{Known, quote, tell, value};
use crate::field::ArmFields;
use crate::problem::{Notice, NoticeCode};

/// Asks of a rate whether an arm has more events than people: some then have several, and events of one person are not
/// independent, as a Poisson interval takes them to be (Cochrane Handbook 6.7).
pub(super) fn ask(row: &Known, arm: &ArmFields, told: &mut Vec<Notice>) {
    if value(row, arm.events) > value(row, arm.n) && value(row, arm.time) > 0.0 {
        tell(told, row, NoticeCode::EventsPerPerson, Some(arm.events), |notice| {
            quote(notice, row, &[("events", arm.events), ("n", arm.n)]);
        });
    }
}
