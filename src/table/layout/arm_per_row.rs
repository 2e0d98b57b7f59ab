//! An arm a line: the arms of a study are found by its name, and the comparator among them by what it is called.

mod columns;
mod compare;
mod way;

use super::arm_names;
use super::set_aside::{first_filled, is_footnote, is_statistic, single};
use super::two_level::Heading;
use super::{Above, ArmLines, Hints, LaidOut, Layout, Origin, Reason, SetAside, StudyLine, carried, is_total};
use crate::field::Field;
use crate::problem::{Notice, NoticeCode, Problem, ProblemCode};
use crate::table::BatchOptions;
use crate::table::grid::{Line, Lines};
use crate::table::header::{Says, says};
use columns::{Columns, columns};
use compare::{Pair, compare, studies};
use std::sync::Arc;
use way::{Way, parts};

/// Lines that are looked at to tell the layout.
const LOOKED_AT: usize = 200;

/// A line with the numbers of an arm.
struct ArmLine {
    line: usize,
    study: Arc<str>,
    /// Line and column of the study's name.
    named: (usize, usize),
    arm: Arc<str>,
    outcome: Arc<str>,
    /// The subtitle it stands under.
    section: usize,
}

/// The table with a study a line; `None` where its lines are not the arms of studies.
pub fn lay_out(heading: &Heading, lines: &[Line], wanted: &BatchOptions) -> Option<LaidOut> {
    let forced = wanted.layout == Some(Layout::ArmPerRow);
    let body = lines.get(heading.end..).filter(|body| !body.is_empty())?;
    let columns = columns(heading, body, wanted, forced)?;
    let mut found = Found { columns: &columns, aside: Vec::new(), notices: Vec::new(), arms: Vec::new() };
    let sample = body.len().min(LOOKED_AT);
    let way = Way::of(&columns, &body[..sample], forced)?;
    let above: Vec<Vec<String>> = lines[..heading.end].iter().map(|cells| cells.to_vec()).collect();
    found.read(&above, body, heading.end, &way);
    found.set_totals_aside(lines);
    let studies = studies(&found.arms);
    let paired: usize = studies.iter().filter(|arms| arms.len() > 1).map(Vec::len).sum();
    if !forced && 2 * paired < found.arms.len() || paired == 0 {
        return None;
    }
    let Found { mut aside, mut notices, arms, .. } = found;
    aside.extend((0..heading.start).map(|line| SetAside::new(line, lines[line], Reason::Title)));
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
        let before = study_lines.last().and_then(|line: &StudyLine| line.above.as_ref());
        study_lines.push(study_line(i + 1, pair, &arms, &columns, once.is_none(), before));
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
        heading: above,
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

/// The arms of a table and what is none.
struct Found<'a> {
    columns: &'a Columns,
    aside: Vec<SetAside>,
    notices: Vec<Notice>,
    arms: Vec<ArmLine>,
}

impl Found<'_> {
    fn read(&mut self, heading: &[Vec<String>], body: &[Line], first: usize, way: &Way) {
        let columns = self.columns;
        let text = |cells: Line, column: usize| cells.get(column).unwrap_or_default().to_owned();
        let numbers: Vec<bool> = body.iter().map(|&cells| columns.has_numbers(cells)).collect();
        let last = numbers.iter().rposition(|numbers| *numbers).unwrap_or(0);
        let (mut study, mut named): (Arc<str>, _) = ("".into(), (first, columns.study));
        let (mut outcome, mut section, mut subtitle): (Arc<str>, _, Option<Arc<str>>) = ("".into(), 0, None);
        let mut total: Arc<str> = "".into();
        for (i, &cells) in body.iter().enumerate() {
            let line = first + i;
            let label = first_filled(cells).unwrap_or_default();
            let mut aside = |reason| self.aside.push(SetAside::new(line, cells, reason));
            if heading.iter().any(|header| cells.is(header)) {
                aside(Reason::RepeatedHeader);
                continue;
            }
            if is_statistic(label) && !(columns.quantities.len() > 1 && columns.has_most_numbers(cells)) {
                aside(Reason::Statistics);
                continue;
            }
            let own = text(cells, columns.study);
            let arm = match way {
                Way::Column(arm) => text(cells, *arm),
                _ => String::new(),
            };
            if !numbers[i] && arm.is_empty() {
                if is_footnote(label, i > last) || i > last && single(cells).is_some() {
                    aside(Reason::Footnote);
                } else if is_total(label) && !self.arms.is_empty() {
                    // its arms follow
                    aside(Reason::Total);
                    study = carried(label).into();
                } else if matches!(way, Way::Headings)
                    || !numbers.get(i + 1).is_some_and(|next| *next && text(body[i + 1], columns.study).is_empty())
                {
                    // with arms in the studies' column it is the study; else it is what the rows below are about
                    let is_study = matches!(way, Way::Headings) && numbers.get(i + 1) == Some(&true);
                    if is_study {
                        (study, named) = (carried(label).into(), (line, columns.study));
                    } else {
                        aside(Reason::Subtitle);
                        section += 1;
                        if columns.outcome.is_none() {
                            let notice = Notice::new(NoticeCode::SubtitleAsOutcome);
                            self.notices.push(notice.with("text", label));
                            subtitle = Some(carried(label).into());
                        }
                    }
                } else {
                    // the study's name in a line of its own, its arms with none
                    (study, named) = (carried(label).into(), (line, columns.study));
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
                (study, named) = (carried(&of_study).into(), (line, columns.study));
                outcome = "".into();
            }
            // an arm of a total is one too; the first line is a total of nothing
            if is_total(&study) && !self.arms.is_empty() {
                aside(Reason::Total);
                if total != study {
                    self.notices.push(Notice::new(NoticeCode::TotalRowSetAside).with("text", &*study));
                    total = Arc::clone(&study);
                }
                continue;
            }
            if let Some(text) = columns.outcome.map(|column| text(cells, column)).filter(|text| !text.is_empty()) {
                outcome = carried(&text).into();
            }
            let outcome = Arc::clone(subtitle.as_ref().unwrap_or(&outcome));
            self.arms.push(ArmLine { line, study: Arc::clone(&study), named, arm: arm.into(), outcome, section });
        }
    }
}

impl Found<'_> {
    /// What sums up two or more arms of a study is none of them.
    fn set_totals_aside(&mut self, lines: &[Line]) {
        let mut totals = Vec::new();
        for study in studies(&self.arms) {
            let (sums, arms): (Vec<usize>, Vec<usize>) =
                study.iter().partition(|&&arm| arm_names::is_total(&self.arms[arm].arm));
            if arms.len() > 1 {
                totals.extend(sums);
            }
        }
        totals.sort_unstable();
        let mut told: Vec<Arc<str>> = Vec::new();
        for total in totals.into_iter().rev() {
            let ArmLine { line, arm, .. } = self.arms.remove(total);
            self.aside.push(SetAside::new(line, lines[line], Reason::Total));
            if !told.contains(&arm) {
                self.notices.push(Notice::new(NoticeCode::TotalRowSetAside).with("text", &*arm));
                told.push(arm);
            }
        }
    }
}

fn name_of(arms: &[ArmLine], arm: Option<usize>) -> &str {
    arm.map_or("", |arm| &arms[arm].arm)
}

fn told_by_order(one: &str, two: &str) -> Notice {
    let notice = Notice::new(NoticeCode::ArmsByOrder);
    match one.is_empty() || two.is_empty() {
        true => notice.with("rule", "lines"),
        false => notice.with("rule", "names").with("first", carried(one)).with("second", carried(two)),
    }
}

/// The names of the arms where all studies have the same.
fn one_name_each(pairs: &[Pair], arms: &[ArmLine]) -> [Option<String>; 2] {
    let one = |arm: fn(&Pair) -> Option<usize>| {
        let mut names = pairs.iter().filter_map(arm).map(|arm| &*arms[arm].arm);
        let first = names.next().filter(|name| !name.is_empty())?;
        names.all(|name| name.eq_ignore_ascii_case(first)).then(|| first.to_owned())
    };
    [one(|pair| pair.one), one(|pair| pair.two)]
}

fn study_line(
    number: usize,
    pair: &Pair,
    arms: &[ArmLine],
    columns: &Columns,
    say_order: bool,
    before: Option<&Arc<Above>>,
) -> StudyLine {
    let known = |arm: Option<usize>| arm.map(|arm| &arms[arm]);
    let (one, two) = (known(pair.one), known(pair.two));
    let some = one.or(two);
    let here = [one, two].iter().flatten().any(|arm| some.is_some_and(|some| arm.line == some.named.0));
    // the study's name, where it stands in no line of these arms
    let place = some.map(|arm| arm.named).filter(|_| !here);
    let lines = [one, two].map(|arm| arm.map(|arm| arm.line as u32));
    let study = place.map(|(line, column)| (line as u32, column as u32));
    let arms = ArmLines {
        lines,
        columns: columns.count as u32,
        study,
        names: [one, two].map(|arm| arm.map(|arm| Arc::clone(&arm.arm))),
        of: pair.of as u32,
        by_order: pair.by_order && say_order,
    };
    let above = some.map(|arm| {
        let outcome = Some(Arc::clone(&arm.outcome)).filter(|outcome| !outcome.is_empty());
        let above = Above { study: Some(Arc::clone(&arm.study)), outcome };
        // most often the same for the rows of a study
        match before {
            Some(before) if before.as_ref() == &above => Arc::clone(before),
            _ => Arc::new(above),
        }
    });
    StudyLine { number, origin: Origin::Arms(Box::new(arms)), above }
}

/// What has to be said of the arms of a study, whose lines stand in a text.
pub fn told(arms: &ArmLines, text: &Lines) -> (Vec<Notice>, Vec<Problem>) {
    let (mut notices, mut problems) = (Vec::new(), Vec::new());
    for line in arms.lines.iter().flatten().filter_map(|&line| text.get(line as usize)) {
        if line.width() > arms.columns as usize {
            let problem = Problem::new(ProblemCode::TooManyCells).with("cells", line.len() as f64);
            problems.push(problem.with("columns", f64::from(arms.columns)));
        }
    }
    let [first, second] = arms.names.each_ref().map(|name| name.as_deref().unwrap_or_default());
    if arms.by_order {
        notices.push(told_by_order(first, second));
    }
    if arms.of > 2 {
        let notice = Notice::new(NoticeCode::ArmsAgainstOne).with("arms", f64::from(arms.of));
        notices.push(notice.with("first", carried(first)).with("second", carried(second)));
    }
    if arms.of == 1 {
        let only = if first.is_empty() { second } else { first };
        problems.push(Problem::new(ProblemCode::OtherArmMissing).with("text", only));
    }
    (notices, problems)
}
