//! Headers in one line, two or three: the arms above their quantities, as RevMan prints them, or below.

use super::headers::quantities_named;
use super::{arm_names, arm_size, set_aside};
use crate::field::Field;
use crate::number::Decimal;
use crate::problem::{Notice, NoticeCode};
use crate::table::cell;
use crate::table::grid::Line;
use crate::table::header::{Says, says};

/// Lines above the headers that a title may take.
const MOST_TITLES: usize = 3;
/// Lines that headers may take.
const MOST_LEVELS: usize = 3;

/// The headers of a table.
#[derive(Default)]
pub struct Heading {
    /// The first of their lines; those above hold a title.
    pub start: usize,
    /// The first line under them.
    pub end: usize,
    /// A header for each column, all levels together.
    pub headers: Vec<String>,
    /// What to read instead, where a level tells the arms: long names of arms would hide the quantities.
    pub names: Option<Vec<String>>,
    /// What a level calls the arms, where one tells them.
    pub arm_names: Option<[String; 2]>,
    /// The size of the arm that each of them names.
    pub sizes: Vec<Option<String>>,
    /// How many columns of quantities they name.
    pub quantities: usize,
    /// What was assumed.
    pub notices: Vec<Notice>,
}

/// Finds the headers; `told` is how many lines they take with a title above them, where the reader has said so.
pub fn find(lines: &[Line], told: Option<usize>) -> Heading {
    let most = told.unwrap_or(MOST_TITLES + 1).min(lines.len());
    if most == 0 {
        return Heading::default();
    }
    let is_title = |cells: Line| set_aside::single(cells).is_some();
    let start = lines.iter().take(most).position(|&cells| !is_title(cells)).unwrap_or(0);
    let given = lines;
    // the size of an arm is no header of its own
    let looked_at = lines.iter().take(start + MOST_LEVELS.max(most));
    let is_sizes = |line: usize| line > start && lines.get(line).is_some_and(|&cells| arm_size::is_all(cells));
    let bare = |(line, cells): (usize, &Line)| match is_sizes(line) {
        true => Vec::new(),
        false => cells.iter().map(arm_size::without).collect(),
    };
    let bare: Vec<Vec<String>> = looked_at.enumerate().map(bare).collect();
    let sizes_below = |last: usize| (last + 1..).take_while(|&line| told.is_none() && is_sizes(line)).count();
    let lines = &bare[..];
    let last = match told {
        Some(_) => most - 1,
        None => last_level(lines, start),
    };
    let end = last + 1 + sizes_below(last);
    let levels = &lines[start..=last];
    let mut heading = Heading { start, end, headers: joined(levels), ..Heading::default() };
    if levels.len() > 1 {
        match by_groups(levels, &heading.headers) {
            Some(groups) => {
                heading.names = Some(groups.names);
                heading.arm_names = Some(groups.arms);
                heading.notices.extend(groups.notice);
            }
            // a title of several cells names no groups
            None if quantities_named(&heading.headers) < 2 => {
                heading.headers = levels.iter().rfind(|level| !level.is_empty()).cloned().unwrap_or_default();
            }
            None => {}
        }
    }
    if start <= last {
        let levels: Vec<Vec<String>> = given[start..end].iter().map(|cells| cells.to_vec()).collect();
        heading.read_sizes(&levels, &given[end..]);
    }
    heading.quantities = quantities_named(heading.names.as_ref().unwrap_or(&heading.headers));
    heading
}

/// Lines that are looked at to tell what stands under the name of an arm.
const LOOKED_AT: usize = 200;

impl Heading {
    /// Takes the sizes of the arms out of what is read, and keeps the headers as they are given.
    fn read_sizes(&mut self, levels: &[Vec<String>], body: &[Line]) {
        let columns = levels.iter().map(Vec::len).max().unwrap_or(0);
        let above: Vec<Vec<&str>> = levels.iter().map(|level| carried(level, columns)).collect();
        // merged cells go over all columns of their arm, but not on over a column that has a name in that level
        let size = |column: usize| {
            let mut sizes = above.iter().filter_map(|level| arm_size::size(level[column]));
            sizes.next()
        };
        let sizes: Vec<Option<String>> = (0..columns).map(size).collect();
        if sizes.iter().all(Option::is_none) {
            return;
        }
        let bare = |header: &String| arm_size::without(header);
        let mut names: Vec<String> = self.names.take().unwrap_or_else(|| self.headers.iter().map(bare).collect());
        for (column, name) in names.iter_mut().enumerate() {
            let cells = || {
                let cells = body.iter().take(LOOKED_AT).filter_map(|cells| cells.get(column));
                cells.filter(|cell| !cell::is_missing(cell))
            };
            let counts = cells().filter(|cell| arm_size::is_count_with_share(cell)).count();
            let named = sizes.get(column).is_some_and(Option::is_some);
            if named && 2 * counts > cells().count() && says(name) == Says::Nothing {
                name.push_str(" n (%)");
            }
        }
        self.names = Some(names);
        self.headers =
            if self.headers == bare_last(levels) { levels.last().cloned().unwrap_or_default() } else { joined(levels) };
        self.sizes = sizes;
    }
}

/// The last level without sizes.
fn bare_last(levels: &[Vec<String>]) -> Vec<String> {
    levels.last().map_or_else(Vec::new, |level| level.iter().map(|cell| arm_size::without(cell)).collect())
}

/// The last line of the headers: each further one names more quantities, alone or with those above it.
fn last_level(lines: &[Vec<String>], start: usize) -> usize {
    let named = |last: usize| {
        let together = quantities_named(&joined(&lines[start..=last]));
        let groups =
            if last > start { by_groups(&lines[start..=last], &[]).map_or(0, |groups| groups.quantities) } else { 0 };
        let alone = if last > start { quantities_named(&lines[last]) } else { 0 };
        together.max(groups).max(alone)
    };
    let (mut last, mut best) = (start, named(start));
    for (next, cells) in lines.iter().enumerate().take(start + MOST_LEVELS).skip(start + 1) {
        // the text of a header may begin with a digit, its numbers stand beside words: "95% CI"
        let is_number = |cell: &String| {
            set_aside::is_value(cell) && (!cell.contains(|c: char| c.is_alphabetic()) || is_compound(cell))
        };
        if cells.iter().any(is_number) || cells.iter().filter(|cell| !cell.is_empty()).count() == 1 {
            break;
        }
        let found = named(next);
        if found > 1 && found > best {
            (last, best) = (next, found);
        }
    }
    last
}

/// True for a cell of several numbers that says what they are: `5.2 (SD 1.1), n = 40`.
fn is_compound(cell: &str) -> bool {
    [Decimal::Point, Decimal::Comma].iter().any(|&decimal| cell::printed::kind(cell, decimal).is_some())
}

/// A level with each name going on over the empty cells to its right, as merged cells are pasted.
#[inline(never)]
fn carried(cells: &[String], columns: usize) -> Vec<&str> {
    let mut name = "";
    (0..columns)
        .map(|column| {
            name = cells.get(column).filter(|cell| !cell.is_empty()).map_or(name, |cell| super::carried(cell));
            name
        })
        .collect()
}

/// The headers of all levels in one text each.
#[inline(never)]
pub fn joined(levels: &[Vec<String>]) -> Vec<String> {
    let columns = levels.iter().map(Vec::len).max().unwrap_or(0);
    if let [only] = levels {
        return only.clone();
    }
    let above: Vec<Vec<&str>> = levels.iter().map(|level| carried(level, columns)).collect();
    let cell = |level: usize, column: usize| levels[level].get(column).map_or("", String::as_str);
    (0..columns)
        .map(|column| {
            // the last level that says something in this very column; what stands above it goes before it
            let Some(own) = (0..levels.len()).rposition(|level| !cell(level, column).is_empty()) else {
                return String::new();
            };
            let mut parts: Vec<&str> = Vec::new();
            for name in (0..own).map(|level| above[level][column]).chain([cell(own, column)]) {
                if !name.is_empty() && !parts.contains(&name) {
                    parts.push(name);
                }
            }
            parts.join(" ")
        })
        .collect()
}

/// Columns whose arms a level tells.
struct Groups {
    names: Vec<String>,
    arms: [String; 2],
    quantities: usize,
    notice: Option<Notice>,
}

/// Arms that one level names over two equal sets of quantities in another, whatever their names.
fn by_groups(levels: &[Vec<String>], headers: &[String]) -> Option<Groups> {
    let columns = levels.iter().map(Vec::len).max().unwrap_or(0);
    let above: Vec<Vec<&str>> = levels.iter().map(|level| carried(level, columns)).collect();
    let last = levels.len() - 1;
    let own = |level: usize, column: usize| levels[level].get(column).map_or("", String::as_str);
    // quantities below their arms, then arms below their quantities
    for upper in (0..last).rev() {
        let below = (0..columns).map(|column| (own(last, column), above[upper][column]));
        let over = (0..columns).map(|column| (above[upper][column], own(last, column)));
        if let Some(groups) = pairs(below.collect(), headers).or_else(|| pairs(over.collect(), headers)) {
            return Some(groups);
        }
    }
    None
}

/// More columns are not looked at together.
const MOST_GROUPED: usize = 100;

/// True for a header that only says that it counts.
fn is_bare_n(quantity: &str) -> bool {
    matches!(quantity.trim(), "n" | "No." | "no." | "No" | "#")
}

/// The same from a quantity and a group for each column.
fn pairs(columns: Vec<(&str, &str)>, headers: &[String]) -> Option<Groups> {
    let mut groups: Vec<(&str, Vec<Field>)> = Vec::new();
    // "n" or "No." beside "%" counts the events, and no other number of theirs does
    let share_of = |group: &str| {
        let of_group = || columns.iter().filter(move |(_, other)| *other == group).map(|(quantity, _)| *quantity);
        let bare = || of_group().filter(|quantity| is_bare_n(quantity));
        let others = of_group().filter(|quantity| !is_bare_n(quantity));
        bare().count() == 1
            && others.map(says).all(|said| said == Says::Armless(Field::Percent1))
            && of_group().count() == 2
    };
    let counted: Vec<bool> =
        columns.iter().take(MOST_GROUPED).map(|(quantity, group)| is_bare_n(quantity) && share_of(group)).collect();
    let says_of = |column: usize, quantity: &str| match counted.get(column) {
        Some(true) => Says::Armless(Field::Events1),
        _ => says(quantity),
    };
    for (column, &(quantity, group)) in columns.iter().enumerate() {
        match says_of(column, quantity) {
            Says::Armless(field) if !group.is_empty() && !quantity.is_empty() => {
                match groups.iter_mut().find(|(name, _)| *name == group) {
                    Some((_, fields)) => fields.push(field),
                    None => groups.push((group, vec![field])),
                }
            }
            Says::OfArm(_) => return None,
            _ => {}
        }
    }
    let equal = |one: &[Field], two: &[Field]| one.len() == two.len() && one.iter().all(|field| two.contains(field));
    let most = groups.iter().map(|(_, fields)| fields.len()).max()?;
    let alike: Vec<&(&str, Vec<Field>)> = groups.iter().filter(|(_, fields)| fields.len() == most).collect();
    let [first, second] = alike[..] else { return None };
    if !equal(&first.1, &second.1) {
        return None;
    }
    // a quantity that names itself is no arm: "Mean", "Mean" over "SD"
    if [first.0, second.0].iter().any(|name| matches!(says(name), Says::Armless(_) | Says::Comparison(_))) {
        return None;
    }
    let control = arm_names::control(&[first.0, second.0]);
    let (one, two) = if control == Some(0) { (second.0, first.0) } else { (first.0, second.0) };
    let notice = control.is_none().then(|| {
        let notice = Notice::new(NoticeCode::ArmsByOrder).with("rule", "names");
        notice.with("first", one).with("second", two)
    });
    let name = |(column, &(quantity, group)): (usize, &(&str, &str))| match says_of(column, quantity) {
        Says::Armless(Field::Events1) if counted.get(column) == Some(&true) && group == one => "group 1 events".into(),
        Says::Armless(Field::Events1) if counted.get(column) == Some(&true) && group == two => "group 2 events".into(),
        // a number tells the arm without adding a word that could hide the quantity
        Says::Armless(_) if group == one => format!("group 1 {quantity}"),
        Says::Armless(_) if group == two => format!("group 2 {quantity}"),
        _ => headers.get(column).cloned().unwrap_or_default(),
    };
    Some(Groups {
        names: columns.iter().enumerate().map(name).collect(),
        arms: [one.to_owned(), two.to_owned()],
        quantities: 2 * most,
        notice,
    })
}
