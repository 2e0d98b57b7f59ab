//! An arm a line: the arms of a study are found by its name, and the comparator among them by what it is called.

use super::set_aside::{after_year, first_filled, is_statistic, is_value, single};
use super::two_level::Heading;
use super::{Hints, LaidOut, Layout, Origin, Reason, SetAside, StudyLine, Told, arm_names, is_total, set_aside};
use crate::field::Field;
use crate::number::{self, Decimal};
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::table::header::{Says, says};
use crate::table::{BatchOptions, cell};
use std::collections::BTreeMap;

/// More columns than such a table has.
const MOST_COLUMNS: usize = 100;
/// Lines that are looked at to tell the layout.
const LOOKED_AT: usize = 200;

/// What the columns of such a table are.
struct Columns {
    /// How many there are.
    count: usize,
    /// Those with a quantity of an arm.
    quantities: Vec<usize>,
    study: usize,
    /// The name of the arm, where it has a column of its own, or the study's where studies are headings.
    arm: Option<usize>,
    outcome: Option<usize>,
}

/// A line with the numbers of an arm.
struct ArmLine {
    line: usize,
    study: String,
    /// Line and column of the study's name.
    named: (usize, usize),
    arm: String,
    outcome: String,
    /// The subtitle it stands under.
    section: usize,
}

/// The table with a study a line; `None` where its lines are not the arms of studies.
pub fn lay_out(heading: &Heading, lines: &[Vec<String>], wanted: &BatchOptions) -> Option<LaidOut> {
    let forced = wanted.layout == Some(Layout::ArmPerRow);
    let body = lines.get(heading.end..).filter(|body| !body.is_empty())?;
    let columns = columns(heading, body, wanted, forced)?;
    let mut found = Found { columns: &columns, aside: Vec::new(), notices: Vec::new(), arms: Vec::new() };
    let sample = body.len().min(LOOKED_AT);
    let way = Way::of(&columns, &body[..sample])?;
    found.read(&lines[..heading.end], body, heading.end, &way);
    let studies = studies(&found.arms);
    let paired: usize = studies.iter().filter(|arms| arms.len() > 1).map(Vec::len).sum();
    if !forced && 2 * paired < found.arms.len() || paired == 0 {
        return None;
    }
    let Found { mut aside, mut notices, arms, .. } = found;
    aside.extend((0..heading.start).map(|line| SetAside::new(line, &lines[line], Reason::Title)));
    let pairs = compare(&studies, &arms);
    let by_order: Vec<&Pair> = pairs.iter().filter(|pair| pair.by_order).collect();
    let names = |pair: &Pair| (name_of(&arms, pair.one), name_of(&arms, pair.two));
    // said once where it is the same for all
    let once =
        by_order.first().map(|first| names(first)).filter(|first| by_order.iter().all(|pair| names(pair) == *first));
    if let Some((one, two)) = &once {
        notices.push(told_by_order(one, two));
    }
    let mut study_lines = Vec::with_capacity(pairs.len());
    for (i, pair) in pairs.iter().enumerate() {
        study_lines.push(study_line(i + 1, pair, &arms, lines, &columns, once.is_none()));
    }
    let arm_names = one_name_each(&pairs, &arms);
    let mut fields = Vec::new();
    if let Some(arm) = columns.arm {
        fields.extend([(arm, Field::Arm), (arm + columns.count, Field::Arm)]);
    }
    let says_study = names_of(heading).get(columns.study).is_some_and(|name| says(name) == Says::Label(Field::Study));
    if columns.arm != Some(columns.study) && !says_study {
        fields.extend([(columns.study, Field::Study), (columns.study + columns.count, Field::Study)]);
    }
    fields.push((2 * columns.count, Field::Study));
    let twice = |headers: &[String]| {
        let mut all: Vec<String> = headers.to_vec();
        all.resize(columns.count, String::new());
        let mut both = [all.clone(), all].concat();
        both.push(String::new());
        both
    };
    let mut headers = twice(&heading.headers);
    if let Some(study) = headers.get(columns.study).cloned() {
        headers[2 * columns.count] = study;
    }
    Some(LaidOut {
        layout: Layout::ArmPerRow,
        header_lines: heading.end,
        heading: lines[..heading.end].to_vec(),
        headers,
        hints: Hints {
            names: heading.names.as_deref().map(twice),
            fields,
            arms_told: true,
            arms: Some((columns.count, columns.study)),
            arm_names,
            ..Hints::default()
        },
        lines: study_lines,
        set_aside: aside,
        notices,
    })
}

fn names_of(heading: &Heading) -> &[String] {
    heading.names.as_deref().unwrap_or(&heading.headers)
}

/// The columns; `None` where the headers are not those of an arm a line.
fn columns(heading: &Heading, body: &[Vec<String>], wanted: &BatchOptions, forced: bool) -> Option<Columns> {
    let names = names_of(heading);
    let sample = &body[..body.len().min(LOOKED_AT)];
    let count = sample.iter().map(Vec::len).max().unwrap_or(0).max(names.len());
    if count > MOST_COLUMNS {
        return None;
    }
    let (mut quantities, mut seen, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let (mut study, mut arm, mut outcome) = (None, None, None);
    for column in 0..count {
        let said = match wanted.columns.iter().find(|(place, _)| *place == column) {
            Some((_, Some(field))) if field.is_text() => Says::Label(*field),
            Some((_, Some(field))) => field
                .arm()
                .map_or(Says::Comparison(*field), |(arm, other)| Says::Armless(if arm == 0 { *field } else { other })),
            Some((_, None)) => continue,
            None => names.get(column).map_or(Says::Nothing, |name| says(name)),
        };
        match said {
            Says::OfArm(_) if forced => {}
            Says::OfArm(_) => return None,
            // a quantity that stands twice is one of each arm
            Says::Armless(field) if seen.contains(&field) => return None,
            Says::Armless(field) => {
                seen.push(field);
                quantities.push(column);
            }
            Says::Label(Field::Study) => study = study.or(Some(column)),
            Says::Label(Field::Arm) => arm = arm.or(Some(column)),
            Says::Label(Field::Outcome) => outcome = outcome.or(Some(column)),
            Says::Label(_) | Says::Comparison(_) => {}
            Says::Nothing => labels.push(column),
        }
    }
    use Field::*;
    let mut tells = seen.iter().any(|field| matches!(field, Events1 | NonEvents1 | Percent1 | Mean1 | Median1));
    let cells =
        |column: usize| sample.iter().filter_map(move |cells| cells.get(column)).filter(|cell| !cell.is_empty());
    if !tells {
        // `12/50` says by itself what it is
        let compound = |column: &usize| {
            let read = |cell: &&String| {
                [Decimal::Point, Decimal::Comma]
                    .into_iter()
                    .any(|decimal| cell::compound_field(cell, decimal).is_some())
            };
            2 * cells(*column).filter(read).count() > cells(*column).count()
        };
        let mut found = labels.iter().copied().filter(compound);
        if let (Some(column), None) = (found.next(), found.next()) {
            quantities.push(column);
            labels.retain(|label| *label != column);
            tells = true;
        }
    }
    if !tells {
        return None;
    }
    let named = |column: &usize| names.get(*column).is_some_and(|name| arm_names::names_arms(name));
    let arm = arm.or_else(|| labels.iter().copied().find(named)).or_else(|| {
        // a column of words in which comparators are named
        let controls = |column: &usize| {
            let (mut all, mut control) = (0, 0);
            for cell in cells(*column).filter(|cell| !is_value(cell)) {
                all += 1;
                control += usize::from(arm_names::control_score(cell) == 2);
            }
            all > 0 && 4 * control >= all
        };
        let candidates = labels.iter().copied().chain(study);
        candidates.into_iter().find(controls)
    });
    let other = labels.iter().copied().find(|column| Some(*column) != arm);
    // the names of the studies stand before the quantities
    let before = |column: &usize| quantities.iter().all(|quantity| column < quantity);
    let study = study.or(other.filter(before)).or(arm)?;
    Some(Columns { count, quantities, study, arm, outcome })
}

/// How the arms of a study are told.
enum Way {
    /// A column names the arm, another the study.
    Column(usize),
    /// The study's name stands alone above its arms.
    Headings,
    /// The study's label names the arm: "Smith 2010 - placebo".
    Label,
    /// By their order alone.
    Order,
}

impl Way {
    fn of(columns: &Columns, sample: &[Vec<String>]) -> Option<Way> {
        match columns.arm {
            Some(arm) if arm != columns.study => return Some(Way::Column(arm)),
            Some(_) => return Some(Way::Headings),
            None => {}
        }
        let labels: Vec<&str> = sample
            .iter()
            .filter(|cells| columns.has_numbers(cells))
            .map(|cells| cells.get(columns.study).map_or("", String::as_str))
            .collect();
        let mut studies: BTreeMap<String, (usize, bool)> = BTreeMap::new();
        for label in &labels {
            if let Some((study, arm)) = parts(label) {
                let known = studies.entry(number::lower(study)).or_default();
                known.0 += 1;
                known.1 |= arm_names::control_score(arm) > 0;
            }
        }
        let paired: usize =
            studies.values().filter(|(arms, control)| *arms > 1 && *control).map(|(arms, _)| arms).sum();
        if 2 * paired > labels.len() {
            return Some(Way::Label);
        }
        let repeated = (1..labels.len()).filter(|&i| labels[i].is_empty() || labels[i] == labels[i - 1]).count();
        (3 * repeated >= labels.len() && repeated > 0 && !labels[0].is_empty()).then_some(Way::Order)
    }
}

/// The study and the arm of a label that names both.
fn parts(label: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 8] = [' ', ',', ':', ';', '-', '–', '—', '/'];
    let cut = |at: usize, skip: usize| {
        let study = label.get(..at)?.trim_end_matches(MARKS);
        let arm = label.get(at + skip..)?.trim_matches(MARKS);
        let arm = arm.strip_suffix(')').filter(|arm| !arm.contains('(')).unwrap_or(arm).trim_start_matches('(');
        (!study.is_empty() && arm.contains(|c: char| c.is_alphabetic())).then_some((study, arm))
    };
    let spaced =
        [" - ", " – ", " — ", " / ", ": ", "; "].iter().filter_map(|mark| Some((label.rfind(mark)?, mark.len()))).max();
    spaced
        .and_then(|(at, skip)| cut(at, skip))
        .or_else(|| label.strip_suffix(')').and_then(|_| label.rfind(" (")).and_then(|at| cut(at, 2)))
        .or_else(|| after_year(label).and_then(|at| cut(at, 0)))
        .or_else(|| label.rfind(", ").and_then(|at| cut(at, 2)))
}

impl Columns {
    fn has_numbers(&self, cells: &[String]) -> bool {
        self.quantities.iter().any(|&column| cells.get(column).is_some_and(|cell| !cell.is_empty()))
    }
}

/// The arms of a table and what is none.
struct Found<'a> {
    columns: &'a Columns,
    aside: Vec<SetAside>,
    notices: Vec<Notice>,
    arms: Vec<ArmLine>,
}

impl Found<'_> {
    fn read(&mut self, heading: &[Vec<String>], body: &[Vec<String>], first: usize, way: &Way) {
        let columns = self.columns;
        let text = |cells: &[String], column: usize| cells.get(column).cloned().unwrap_or_default();
        let numbers: Vec<bool> = body.iter().map(|cells| columns.has_numbers(cells)).collect();
        let last = numbers.iter().rposition(|numbers| *numbers).unwrap_or(0);
        let (mut study, mut named) = (String::new(), (first, columns.study));
        let (mut outcome, mut section, mut subtitle) = (String::new(), 0, None::<String>);
        for (i, cells) in body.iter().enumerate() {
            let line = first + i;
            let label = first_filled(cells).unwrap_or_default();
            let mut aside = |reason| self.aside.push(SetAside::new(line, cells, reason));
            if heading.contains(cells) {
                aside(Reason::RepeatedHeader);
                continue;
            }
            if is_statistic(label) {
                aside(Reason::Statistic);
                continue;
            }
            let own = text(cells, columns.study);
            let arm = match way {
                Way::Column(arm) => text(cells, *arm),
                _ => String::new(),
            };
            if is_total(label) && (i > 0) && arm.is_empty() {
                aside(Reason::Total);
                let notice = Notice::new(NoticeCode::TotalRowSetAside);
                self.notices.push(notice.with("text", label));
                continue;
            }
            if !numbers[i] && arm.is_empty() {
                if set_aside::is_footnote(label, i > last) || i > last && single(cells).is_some() {
                    aside(Reason::Footnote);
                } else if matches!(way, Way::Headings)
                    || !numbers.get(i + 1).is_some_and(|next| *next && text(&body[i + 1], columns.study).is_empty())
                {
                    // with arms in the studies' column it is the study; else it is what the rows below are about
                    let is_study = matches!(way, Way::Headings) && numbers.get(i + 1) == Some(&true);
                    if is_study {
                        (study, named) = (label.to_owned(), (line, columns.study));
                    } else {
                        aside(Reason::Subtitle);
                        section += 1;
                        if columns.outcome.is_none() {
                            let notice = Notice::new(NoticeCode::SubtitleAsOutcome);
                            self.notices.push(notice.with("text", label));
                            subtitle = Some(label.to_owned());
                        }
                    }
                } else {
                    // the study's name in a line of its own, its arms with none
                    (study, named) = (label.to_owned(), (line, columns.study));
                }
                continue;
            }
            let (of_study, arm) = match way {
                Way::Column(_) | Way::Order => (own, arm),
                Way::Headings => (String::new(), own),
                Way::Label => match parts(&own) {
                    Some((study, arm)) => (study.to_owned(), arm.to_owned()),
                    None => (own, String::new()),
                },
            };
            if !of_study.is_empty() {
                (study, named) = (of_study, (line, columns.study));
                outcome.clear();
            }
            if let Some(text) = columns.outcome.map(|column| text(cells, column)).filter(|text| !text.is_empty()) {
                outcome = text;
            }
            let outcome = subtitle.clone().unwrap_or_else(|| outcome.clone());
            self.arms.push(ArmLine { line, study: study.clone(), named, arm, outcome, section });
        }
    }
}

/// The arms of each study and outcome, in the order of their first lines. An arm that comes again begins another
/// comparison: a second time point.
fn studies(arms: &[ArmLine]) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<(String, String, usize, usize), usize> = BTreeMap::new();
    let mut times: BTreeMap<(String, String, usize, String), usize> = BTreeMap::new();
    let mut studies: Vec<Vec<usize>> = Vec::new();
    for (i, arm) in arms.iter().enumerate() {
        let (study, outcome) = (number::lower(&arm.study), number::lower(&arm.outcome));
        let time = match arm.arm.is_empty() {
            true => 0,
            false => {
                let times =
                    times.entry((study.clone(), outcome.clone(), arm.section, number::lower(&arm.arm))).or_default();
                *times += 1;
                *times
            }
        };
        let place = *places.entry((study, outcome, arm.section, time)).or_insert_with(|| {
            studies.push(Vec::new());
            studies.len() - 1
        });
        studies[place].push(i);
    }
    studies
}

/// Two arms to be compared; one is missing where a study has no other.
struct Pair {
    one: Option<usize>,
    two: Option<usize>,
    /// How many arms the study has.
    of: usize,
    /// The names do not tell which is the comparator.
    by_order: bool,
}

fn compare(studies: &[Vec<usize>], arms: &[ArmLine]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(studies.len());
    // what was taken for the comparator once is so in every study
    let mut taken: Vec<String> = Vec::new();
    for study in studies {
        let names: Vec<&str> = study.iter().map(|&arm| arms[arm].arm.as_str()).collect();
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

fn name_of(arms: &[ArmLine], arm: Option<usize>) -> String {
    arm.map_or_else(String::new, |arm| arms[arm].arm.clone())
}

fn told_by_order(one: &str, two: &str) -> Notice {
    let notice = Notice::new(NoticeCode::ArmsByOrder);
    match one.is_empty() || two.is_empty() {
        true => notice.with("rule", "lines"),
        false => notice.with("rule", "names").with("first", one).with("second", two),
    }
}

/// The names of the arms where all studies have the same.
fn one_name_each(pairs: &[Pair], arms: &[ArmLine]) -> [Option<String>; 2] {
    let one = |arm: fn(&Pair) -> Option<usize>| {
        let mut names = pairs.iter().filter_map(arm).map(|arm| arms[arm].arm.as_str());
        let first = names.next().filter(|name| !name.is_empty())?;
        names.all(|name| name.eq_ignore_ascii_case(first)).then(|| first.to_owned())
    };
    [one(|pair| pair.one), one(|pair| pair.two)]
}

fn study_line(
    number: usize,
    pair: &Pair,
    arms: &[ArmLine],
    lines: &[Vec<String>],
    columns: &Columns,
    say_order: bool,
) -> StudyLine {
    let known = |arm: Option<usize>| arm.map(|arm| &arms[arm]);
    let (one, two) = (known(pair.one), known(pair.two));
    let mut told = Told::default();
    let mut cells: Vec<String> = Vec::with_capacity(2 * columns.count + 1);
    for arm in [one, two] {
        let from = cells.len();
        if let Some(arm) = arm {
            let line = &lines[arm.line];
            cells.extend(line.iter().take(columns.count).cloned());
            if line.iter().skip(columns.count).any(|cell| !cell.is_empty()) {
                let problem = Problem::new(ProblemCode::TooManyCells).with("cells", line.len() as f64);
                told.problems.push(problem.with("columns", columns.count as f64));
            }
        }
        cells.resize(from + columns.count, String::new());
    }
    let some = one.or(two);
    let here = [one, two].iter().flatten().any(|arm| some.is_some_and(|some| arm.line == some.named.0));
    // the study's name, where it stands in no line of these arms
    let place = some.map(|arm| arm.named).filter(|_| !here);
    let named = place.and_then(|(line, column)| lines.get(line)?.get(column));
    cells.push(named.cloned().unwrap_or_default());
    if let Some(arm) = some {
        told.labels.push((Field::Study, arm.study.clone()));
        if !arm.outcome.is_empty() {
            told.labels.push((Field::Outcome, arm.outcome.clone()));
        }
    }
    let [first, second] = [one, two].map(|arm| arm.map_or("", |arm| arm.arm.as_str()));
    if pair.by_order && say_order {
        told.notices.push(told_by_order(first, second));
    }
    if pair.of > 2 {
        let notice = Notice::new(NoticeCode::ArmsAgainstOne).with("arms", pair.of as f64);
        told.notices.push(notice.with("first", first).with("second", second));
    }
    if pair.of == 1 {
        let problem = Problem::new(ProblemCode::OtherArmMissing);
        told.problems.push(problem.with("text", some.map_or("", |arm| arm.arm.as_str())));
    }
    let origin =
        Origin::Arms { lines: [one, two].map(|arm| arm.map(|arm| arm.line)), columns: columns.count, study: place };
    StudyLine { number, cells, origin, told }
}
