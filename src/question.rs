//! Questions, never corrections: what a careful statistician would ask about a reviewer's table.
//!
//! A question adds a notice to the row it concerns, after the row's other notices, and changes no number. It says what was
//! seen and what that would mean. A row with a problem is not asked anything: its problem comes first.

mod direction_reversed;
mod events_per_person;
#[cfg(feature = "complete")]
mod interval_disagrees;
#[cfg(feature = "complete")]
mod interval_off_centre;
mod n_differs;
#[cfg(feature = "complete")]
mod p_disagrees;
mod percentage_disagrees;
mod se_typed_as_sd;
mod shared_control;
mod shares_of_one_total;
mod time_equals_n;

#[cfg(feature = "complete")]
use crate::field::Reported;
use crate::field::{ARMS, Field};
#[cfg(feature = "complete")]
use crate::interval::Interval;
#[cfg(feature = "complete")]
use crate::measure::{Detail, Estimate, Measure, Options, Request, compute_in};
use crate::number::Decimal;
use crate::problem::{Notice, NoticeCode, Room};
#[cfg(feature = "complete")]
use crate::recover::{Route, printed_number::PrintedNumber};
#[cfg(feature = "complete")]
use crate::study::RecoveredNumber;
use crate::table::cell::Quantity;
use crate::table::{Row, Status};
pub(crate) use se_typed_as_sd::Spread;
#[cfg(feature = "complete")]
use std::cell::OnceCell;
use std::ops::Deref;

/// A row is compared with those of its label among so many rows before it and after it, so that the time taken grows with
/// the rows and not with their square.
const REACH: usize = 200;

/// Asks the questions of a table.
///
/// Each is a notice with the row's number, the field it is about, and, in the complete build, the numbers seen and those
/// that they would mean. `decimal` is the mark of the typed numbers. Labels are compared as they are typed. The time taken
/// grows with the rows: each is compared with no more than the 200 before it and the 200 after it.
///
/// ```
/// use effect_size::{NoticeCode, batch, table::BatchOptions};
/// let table = batch("study;events1;n1;events2;n2\nStalberg 2008;18;22;4;22", &BatchOptions::default());
/// assert_eq!(table.rows[0].notices[0].code, NoticeCode::SharesOfOneTotal);
/// ```
pub fn ask(rows: &mut [Row], decimal: Decimal) {
    let spreads: Vec<Spread> = rows.iter().map(|row| Spread::of(&row.quantities())).collect();
    ask_within(rows, &spreads, decimal, &mut Room::for_messages(usize::MAX));
}

/// The same with room for so many messages, where the spread of each row is known.
pub(crate) fn ask_within(rows: &mut [Row], spreads: &[Spread], decimal: Decimal, room: &mut Room) {
    // where some outcomes are named, rows without a name may be of any
    let named = rows.iter().any(|row| row.outcome.is_some());
    let largest = spreads.iter().map(|spread| spread.variance).fold(0.0, f64::max);
    let studies = alike(rows, |row| Some(&row.study));
    let outcomes = alike(rows, |row| row.outcome.as_deref());
    // those within reach, each in the place of one that no longer is
    let mut typed: Vec<Typed> = Vec::with_capacity(2 * REACH);
    let mut read = 0;
    for place in 0..rows.len() {
        let mut told = core::mem::take(&mut rows[place].notices);
        let counted = told.len();
        let near = place.saturating_sub(REACH)..rows.len().min(place + REACH);
        while read < near.end {
            let next = Typed::of(&rows[read], studies.repeated[studies.first[read]]);
            match typed.get_mut(read % (2 * REACH)) {
                Some(out_of_reach) => *out_of_reach = next,
                None => typed.push(next),
            }
            read += 1;
        }
        let known = |place: usize| Known { of: &rows[place], typed: &typed[place % (2 * REACH)] };
        let row = &known(place);
        // rows without a label are each a study of their own
        let study: Vec<Known> = match studies.repeated[studies.first[place]] && !row.study.is_empty() {
            true => near.clone().filter(|&other| studies.same(other, place)).map(known).collect(),
            false => Vec::new(),
        };
        let asked = row.outcome.is_some() == named;
        let outcome = near.filter(|&other| asked && outcomes.same(other, place));
        if row.status != Status::Problem {
            for arm in ARMS {
                percentage_disagrees::ask(row, arm, decimal, &mut told);
                events_per_person::ask(row, arm, &mut told);
            }
            time_equals_n::ask(row, &mut told);
            shares_of_one_total::ask(row, &study, &mut told);
            n_differs::ask(row, &study, &mut told);
            shared_control::ask(row, &study, &mut told);
            se_typed_as_sd::ask(row, largest, outcome.clone().map(|other| &spreads[other]), &mut told);
            direction_reversed::ask(row, outcome.map(|other| &rows[other]), &mut told);
            // the columns of these questions ask for the complete build
            #[cfg(feature = "complete")]
            {
                p_disagrees::ask(row, decimal, &mut told);
                let compared = interval_disagrees::ask(row, decimal, &mut told);
                interval_off_centre::ask(row, !compared, decimal, &mut told);
            }
        }
        room.keep(&mut told, counted);
        rows[place].notices = told;
    }
}

/// What a row's cells hold, while it is within reach.
struct Typed {
    /// Its quantities, where the row does not keep them.
    read: Vec<Quantity>,
    /// Both groups in a few words, where another row has its label.
    arms: [String; 2],
    /// What the paper does not print, once that is asked for.
    #[cfg(feature = "complete")]
    recovered: OnceCell<Vec<RecoveredNumber>>,
}

impl Typed {
    #[inline(never)]
    fn of(row: &Row, repeated: bool) -> Typed {
        Typed {
            read: if row.kept.is_some() { Vec::new() } else { row.quantities() },
            arms: if repeated { row.arms() } else { Default::default() },
            #[cfg(feature = "complete")]
            recovered: OnceCell::new(),
        }
    }
}

/// A row with what its cells hold.
#[derive(Clone, Copy)]
struct Known<'a> {
    of: &'a Row,
    typed: &'a Typed,
}

impl Deref for Known<'_> {
    type Target = Row;

    fn deref(&self) -> &Row {
        self.of
    }
}

impl<'a> Known<'a> {
    fn quantities(&self) -> &'a [Quantity] {
        self.of.kept.as_deref().unwrap_or(&self.typed.read)
    }

    fn arms(&self) -> &[String; 2] {
        &self.typed.arms
    }

    #[cfg(feature = "complete")]
    fn recovered(&self) -> &[RecoveredNumber] {
        self.typed.recovered.get_or_init(|| self.of.recovered())
    }
}

/// Which rows within reach of each other have one label.
struct Alike {
    /// For each row, a row before it with its label, or itself: the same for all with that label.
    first: Vec<usize>,
    /// For each such row, whether another has its label.
    repeated: Vec<bool>,
}

impl Alike {
    fn same(&self, one: usize, other: usize) -> bool {
        self.first[one] == self.first[other]
    }
}

/// Compares the labels of rows. Each has to be compared with those before it only up to the nearest that has it.
fn alike(rows: &[Row], label: fn(&Row) -> Option<&str>) -> Alike {
    // most labels differ, and a number tells it sooner: FNV-1a
    let sum = |row| {
        let bytes = label(row).into_iter().flat_map(str::bytes);
        bytes.fold(2166136261, |sum: u32, byte| (sum ^ u32::from(byte)).wrapping_mul(16777619))
    };
    let sums: Vec<u32> = rows.iter().map(sum).collect();
    let mut found = Alike { first: Vec::with_capacity(rows.len()), repeated: vec![false; rows.len()] };
    for (place, row) in rows.iter().enumerate() {
        let mut before = (place.saturating_sub(REACH)..place).rev();
        let same = before.find(|&other| sums[other] == sums[place] && label(&rows[other]) == label(row));
        let first = same.map_or(place, |other| found.first[other]);
        found.repeated[first] = same.is_some();
        found.first.push(first);
    }
    found
}

/// Tells of a row, or of one of its fields; `more` adds the numbers seen and those that they would mean.
///
/// The page's first build only raises the question: its sentence, and with it the numbers, come with the complete one.
fn tell(told: &mut Vec<Notice>, row: &Known, code: NoticeCode, field: Option<Field>, more: impl FnOnce(&mut Notice)) {
    raise(told, row, code, field);
    if cfg!(feature = "complete")
        && let Some(notice) = told.last_mut()
    {
        more(notice);
    }
}

#[inline(never)]
fn raise(told: &mut Vec<Notice>, row: &Known, code: NoticeCode, field: Option<Field>) {
    told.push(Notice { code, field, row: Some(row.row), params: Vec::new() });
}

/// Adds quantities of a row as typed, each under a name.
fn quote(notice: &mut Notice, row: &Known, quantities: &[(&'static str, Field)]) {
    for &(name, field) in quantities {
        add(notice, name, find(row, field).map_or("", |quantity| &quantity.text));
    }
}

/// Adds a text.
#[inline(never)]
fn add(notice: &mut Notice, name: &'static str, text: &str) {
    notice.add(name, text.into());
}

/// A quantity of a row; NaN, which compares with nothing, where it is not there.
#[inline(never)]
fn value(row: &Known, field: Field) -> f64 {
    value_in(row.quantities(), field)
}

#[inline(never)]
fn value_in(quantities: &[Quantity], field: Field) -> f64 {
    quantities.iter().find(|quantity| quantity.field == field).map_or(f64::NAN, |quantity| quantity.value)
}

/// A quantity of a row with its digits, where it is typed as a number alone.
#[cfg(feature = "complete")]
#[inline(never)]
fn printed(row: &Known, field: Field, decimal: Decimal) -> Option<PrintedNumber> {
    PrintedNumber::read(&find(row, field)?.text, decimal)
}

/// The quantities of a row.
#[cfg(feature = "complete")]
#[inline(never)]
fn typed(row: &Known) -> Reported {
    let mut data = Reported::new();
    for quantity in row.quantities() {
        data.set(quantity.field, quantity.value);
    }
    data
}

/// The estimate of a measure from the groups alone, as RevMan has it, by an interval method or its own.
#[cfg(feature = "complete")]
#[inline(never)]
fn computed(measure: &'static Measure, interval: Option<Interval>, data: &Reported) -> Option<Estimate> {
    let options = Options { interval, ..Options::default() };
    compute_in(Detail::Numbers, &Request { measure, data: data.clone(), options }).ok()
}

/// What the groups of a row report, with what each of them gives by itself; `None` where the paper's own comparison
/// allows for more than these numbers hold: clusters, a baseline or pairs.
#[cfg(feature = "complete")]
#[inline(never)]
fn groups(row: &Known) -> Option<Reported> {
    use Field::{ClusterSize, Icc, PreMean1, PreMean2, R};
    let mut data = typed(row);
    for found in row.recovered() {
        let by_itself = matches!(found.route, Route::StandardError | Route::ConfidenceInterval | Route::Percentage);
        // what is printed stays, whatever became of it
        if by_itself && data.get(found.field).is_none() {
            data.set(found.field, found.value);
        }
    }
    (!data.has_any(&[ClusterSize, Icc, PreMean1, PreMean2, R])).then_some(data)
}

#[inline(never)]
fn find<'a>(row: &Known<'a>, field: Field) -> Option<&'a Quantity> {
    row.quantities().iter().find(|quantity| quantity.field == field)
}
