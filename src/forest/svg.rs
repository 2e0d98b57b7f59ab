//! The forest plot as an SVG file at print size: study, both groups' numbers, squares and whiskers on the axis of their
//! measure, effect and interval.
//!
//! The file stands alone: no style sheet, no script, fonts by family only. What is typed is text in it, never markup.
//! Since no font is at hand its letters are taken as wide, so that nothing overlaps in any of the families.

mod text;

use crate::export::html::escaped;
use crate::export::sentence::level_text;
use crate::forest::{Axis, Mark};
use crate::measure::Measure;
use crate::number::Decimal;
use crate::table::{Batch, Group, Row};
use text::{cut, lines, width};

/// How it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Name of arm 1, over its numbers.
    pub arm1: String,
    /// Name of arm 2.
    pub arm2: String,
    /// What lies on the left of no effect.
    pub lower: String,
    /// What lies on the right.
    pub higher: String,
    /// Width in CSS pixels, 96 to the inch; [`Drawing::WIDTHS`] bounds it.
    pub width: f64,
    /// The decimal mark of effects and ticks.
    pub decimal: Decimal,
    /// What is said of each row, a line a row; where nothing is, it is told in the calculator's own words.
    pub rows: String,
}

impl Drawing {
    /// The least and the largest width.
    pub const WIDTHS: (f64, f64) = (480.0, 2400.0);
}

impl Default for Drawing {
    fn default() -> Self {
        Drawing {
            arm1: "Intervention".to_owned(),
            arm2: "Comparator".to_owned(),
            lower: "lower with intervention".to_owned(),
            higher: "higher with intervention".to_owned(),
            width: 760.0,
            decimal: Decimal::Point,
            rows: String::new(),
        }
    }
}

/// Size of the letters, in pixels.
const SIZE: f64 = 11.0;
const LINE: f64 = 14.0;
/// Air above and below a row.
const AIR: f64 = 4.0;
const GAP: f64 = 12.0;
const MARGIN: f64 = 8.0;
/// Lines of a label before it is cut.
const MOST_LINES: usize = 3;
/// Lines of what is said of a row before it is cut.
const MOST_LINES_OF_WORDS: usize = 8;
const INK: &str = "#111";
const QUIET: &str = "#555";
const BOX: &str = "#1f5199";

/// Where the columns stand, left to right.
struct Columns {
    study: (f64, f64),
    arms: [(f64, f64); 2],
    plot: (f64, f64),
    effect: (f64, f64),
}

/// The plot of every row.
///
/// Rows that are reported as given, or need attention, are there in words.
///
/// ```
/// use effect_size::forest::svg::{Drawing, svg};
/// use effect_size::{batch, table::BatchOptions};
/// let table = batch("study,events1,n1,events2,n2\nStalberg 2008,19,50,7,50", &BatchOptions::default());
/// let drawn = svg(&table, &Drawing::default());
/// assert!(drawn.starts_with("<svg ") && drawn.contains("3.76 (1.41 to 10.05)"));
/// ```
pub fn svg(batch: &Batch, drawing: &Drawing) -> String {
    let (least, most) = Drawing::WIDTHS;
    let total = if drawing.width.is_finite() { drawing.width.max(least).min(most) } else { 760.0 };
    let columns = columns(batch, drawing, total);
    let mut sheet = Sheet { out: String::new(), y: MARGIN, said: drawing.rows.split('\n').collect() };
    sheet.head(&columns, drawing, total);
    for group in &batch.groups {
        sheet.group(batch, group, &columns, drawing, total);
    }
    sheet.rule(sheet.y, total, 1.0);
    let height = sheet.y + MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif\" \
         font-size=\"{size}\" fill=\"{INK}\">\n<title id=\"title\">{title}</title>\n<desc id=\"desc\">{desc}</desc>\n\
         <rect width=\"{w}\" height=\"{h}\" fill=\"#fff\"/>\n{body}</svg>\n",
        size = short(SIZE),
        w = short(total),
        h = short(height),
        title = "Forest plot",
        desc = escaped(&described(batch, drawing, &sheet.said)),
        body = sheet.out,
    )
}

/// Every row in words.
fn described(batch: &Batch, drawing: &Drawing, said: &[&str]) -> String {
    let rows = batch.rows.iter().enumerate();
    let sentences =
        rows.map(|(at, row)| format!("{}: {}.", label(row), in_words(row, at, drawing, said).trim_end_matches('.')));
    sentences.collect::<Vec<_>>().join(" ")
}

fn label(row: &Row) -> String {
    let study = if row.study.is_empty() { format!("Row {}", row.row) } else { row.study.clone() };
    match &row.outcome {
        Some(outcome) => format!("{study}, {outcome}"),
        None => study,
    }
}

/// A row, and its place in the batch, in words.
fn in_words(row: &Row, place: usize, drawing: &Drawing, said: &[&str]) -> String {
    if let Some(words) = said.get(place).filter(|words| !words.is_empty()) {
        return (*words).to_owned();
    }
    if let Some(shown) = row.display() {
        return marked(&shown.sentence, drawing.decimal);
    }
    let Some(given) = &row.as_given else {
        return "not computed: a cell needs attention".to_owned();
    };
    let what = if given.text.is_empty() { "not estimable" } else { "as given: " };
    format!("{what}{} ({})", given.text, given.reason.name().replace('-', " "))
}

/// Effect and interval as text.
fn effect(row: &Row, decimal: Decimal) -> String {
    let shown = row.display().map(|shown| format!("{} ({})", shown.effect, shown.interval));
    marked(&shown.unwrap_or_default(), decimal)
}

/// Numbers with the decimal mark wanted.
fn marked(text: &str, decimal: Decimal) -> String {
    if decimal == Decimal::Point { text.to_owned() } else { text.replace('.', decimal.mark_text()) }
}

fn columns(batch: &Batch, drawing: &Drawing, total: f64) -> Columns {
    let widest = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| width(&text, SIZE)).fold(0.0, f64::max);
    let inner = total - 2.0 * MARGIN;
    let most_arm = inner * 0.17;
    let arm = |i: usize, name: &str| {
        let numbers = widest(&mut batch.rows.iter().map(|row| row.arms()[i].clone()));
        // a pixel more, so that no rounding cuts the widest
        numbers.max(width(name, SIZE) * 1.1).min(most_arm).max(60.0) + 1.0
    };
    let (arm1, arm2) = (arm(0, &drawing.arm1), arm(1, &drawing.arm2));
    let heads = batch.groups.iter().map(|group| effect_head(batch, group));
    let heads = heads.map(|text| width(&text, SIZE) * 1.1).fold(0.0, f64::max);
    let effect = widest(&mut batch.rows.iter().map(|row| effect(row, drawing.decimal)));
    let effect = effect.max(heads).min(inner * 0.3).max(80.0) + 1.0;
    let labels = widest(&mut batch.rows.iter().map(label));
    let free = inner - arm1 - arm2 - effect - 4.0 * GAP;
    let study = labels.max(width("Study", SIZE) * 1.1).min(free * 0.5).max(free * 0.25);
    let mut x = MARGIN;
    let mut place = |width: f64| {
        let from = x;
        x += width + GAP;
        (from, from + width)
    };
    Columns { study: place(study), arms: [place(arm1), place(arm2)], plot: place(free - study), effect: place(effect) }
}

/// `OR (95% CI)`
fn effect_head(batch: &Batch, group: &Group) -> String {
    format!("{} ({} CI)", group.measure.unwrap_or_default(), level_text(batch.level))
}

/// A number of pixels, to the hundredth.
fn short(value: f64) -> String {
    let text = crate::number::fixed(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What is drawn so far, how far down, and what is said of the rows.
struct Sheet<'a> {
    out: String,
    y: f64,
    said: Vec<&'a str>,
}

/// Where a text stands at its x.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Sheet<'_> {
    fn text(&mut self, x: f64, y: f64, anchor: Anchor, text: &str, more: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        self.out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\"{anchor}{more}>{}</text>\n",
            short(x),
            short(y),
            escaped(text)
        ));
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, thickness: f64) {
        self.out.push_str(&format!(
            "<path d=\"M{} {}L{} {}\" stroke=\"{color}\" stroke-width=\"{}\"/>\n",
            short(from.0),
            short(from.1),
            short(to.0),
            short(to.1),
            short(thickness)
        ));
    }

    fn rule(&mut self, y: f64, total: f64, thickness: f64) {
        self.line((MARGIN, y), (total - MARGIN, y), INK, thickness);
    }

    /// The names of the columns.
    fn head(&mut self, columns: &Columns, drawing: &Drawing, total: f64) {
        let arms = [&drawing.arm1, &drawing.arm2];
        let names: Vec<Vec<String>> = arms
            .iter()
            .zip(columns.arms)
            .map(|(name, (from, to))| lines(name, (to - from) / 1.1, SIZE, MOST_LINES))
            .collect();
        let tall = names.iter().map(Vec::len).max().unwrap_or(1).max(1) as f64;
        let last = self.y + tall * LINE;
        self.text(columns.study.0, last - 3.0, Anchor::Start, "Study", " font-weight=\"bold\"");
        for (name, (from, _)) in names.iter().zip(columns.arms) {
            let first = last - (name.len() as f64 - 1.0) * LINE - 3.0;
            for (i, line) in name.iter().enumerate() {
                self.text(from, first + i as f64 * LINE, Anchor::Start, line, " font-weight=\"bold\"");
            }
        }
        self.y = last + AIR;
        self.rule(self.y, total, 1.0);
    }

    fn group(&mut self, batch: &Batch, group: &Group, columns: &Columns, drawing: &Drawing, total: f64) {
        let name = match group.measure.and_then(Measure::find) {
            Some(measure) => measure.name,
            None => "No effect computed",
        };
        self.y += AIR;
        let top = self.y;
        let baseline = self.y + LINE - 3.0;
        let room = columns.plot.0 - GAP - columns.study.0;
        self.text(columns.study.0, baseline, Anchor::Start, &cut(name, room / 1.1, SIZE), " font-weight=\"bold\"");
        if group.axis.is_some() {
            self.text(columns.effect.1, baseline, Anchor::End, &effect_head(batch, group), " font-weight=\"bold\"");
        }
        self.y += LINE + AIR;
        let start = self.out.len();
        // the line of no effect, with gaps where words stand
        let mut from = top + LINE;
        let mut pieces = Vec::new();
        for (row, place) in group.rows.iter().filter_map(|&place| Some((batch.rows.get(place)?, place))) {
            let above = self.y;
            self.row(row, place, group.axis.as_ref(), columns, drawing);
            if row.estimate.is_none() {
                pieces.push((from, above));
                from = self.y;
            }
        }
        pieces.push((from, self.y + 2.0));
        if let Some(axis) = &group.axis {
            // under the marks
            let marks = self.out.split_off(start);
            let null = at(columns, axis.null_at);
            for (from, to) in pieces.into_iter().filter(|(from, to)| to - from > LINE) {
                self.line((null, from), (null, to), QUIET, 0.75);
            }
            self.out.push_str(&marks);
            self.axis(axis, columns, drawing);
        }
        self.line((MARGIN, self.y), (total - MARGIN, self.y), "#ccc", 0.5);
    }

    fn row(&mut self, row: &Row, place: usize, axis: Option<&Axis>, columns: &Columns, drawing: &Drawing) {
        let fit = |text: &str, (from, to): (f64, f64), most| lines(text, to - from, SIZE, most);
        let names = fit(&label(row), columns.study, MOST_LINES);
        let arms = row.arms();
        let arms = [0, 1].map(|i| fit(&arms[i], columns.arms[i], MOST_LINES));
        let words = match row.estimate {
            Some(_) => Vec::new(),
            None => {
                fit(&in_words(row, place, drawing, &self.said), (columns.plot.0, columns.effect.1), MOST_LINES_OF_WORDS)
            }
        };
        let tall = [names.len(), arms[0].len(), arms[1].len(), words.len(), 1].into_iter().max().unwrap_or(1);
        let first = self.y + AIR + LINE - 4.0;
        let mut column = |x: f64, lines: &[String], more: &str| {
            for (i, line) in lines.iter().enumerate() {
                self.text(x, first + i as f64 * LINE, Anchor::Start, line, more);
            }
        };
        column(columns.study.0, &names, "");
        for (lines, (from, _)) in arms.iter().zip(columns.arms) {
            column(from, lines, "");
        }
        column(columns.plot.0, &words, &format!(" font-style=\"italic\" fill=\"{QUIET}\""));
        if let (Some(mark), Some(_)) = (&row.graphic, axis) {
            self.mark(mark, first - 4.0, columns);
        }
        let shown = effect(row, drawing.decimal);
        let (from, to) = columns.effect;
        self.text(to, first, Anchor::End, &cut(&shown, to - from, SIZE), "");
        self.y += tall as f64 * LINE + 2.0 * AIR;
    }

    /// The square and its whiskers, with arrows where they go on beyond the axis.
    fn mark(&mut self, mark: &Mark, y: f64, columns: &Columns) {
        let [lower, upper, point] = [mark.lower, mark.upper, mark.point].map(|share| at(columns, share));
        if lower != upper {
            self.line((lower, y), (upper, y), INK, 1.25);
        }
        let right_outside = mark.point_outside && mark.point > 0.5;
        let left_outside = mark.point_outside && !right_outside;
        for (x, towards, there) in
            [(lower, -1.0, mark.clipped_lower || left_outside), (upper, 1.0, mark.clipped_upper || right_outside)]
        {
            if there {
                let (tip, base) = (short(x + 2.0 * towards), short(x - 4.0 * towards));
                let (above, below) = (short(y - 3.5), short(y + 3.5));
                self.out.push_str(&format!("<path d=\"M{base} {above}L{tip} {}L{base} {below}z\"/>\n", short(y)));
            }
        }
        if !mark.point_outside {
            let side = (11.0 * mark.size).max(4.0);
            let (left, top, side) = (short(point - side / 2.0), short(y - side / 2.0), short(side));
            self.out.push_str(&format!(
                "<rect x=\"{left}\" y=\"{top}\" width=\"{side}\" height=\"{side}\" fill=\"{BOX}\"/>\n"
            ));
        }
    }

    /// The axis under its rows, with what lies on either side of no effect.
    fn axis(&mut self, axis: &Axis, columns: &Columns, drawing: &Drawing) {
        let y = self.y + 2.0;
        self.line((columns.plot.0, y), (columns.plot.1, y), INK, 0.75);
        // labels that stand clear of each other, no effect first
        let far = |share: f64| (share - axis.null_at).abs() > 1e-6;
        let mut ticks: Vec<_> = axis.ticks.iter().collect();
        ticks.sort_by_key(|tick| far(tick.at));
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for tick in ticks {
            let x = at(columns, tick.at);
            self.line((x, y), (x, y + 4.0), INK, 0.75);
            let label = marked(&tick.label, drawing.decimal);
            let half = width(&label, SIZE) / 2.0 + 3.0;
            if taken.iter().all(|(from, to)| x + half < *from || x - half > *to) {
                taken.push((x - half, x + half));
                self.text(x, y + 5.0 + LINE - 3.0, Anchor::Middle, &label, &format!(" fill=\"{QUIET}\""));
            }
        }
        self.y = y + 5.0 + LINE + 2.0;
        // the room on each side of no effect reaches to the neighbouring columns' edges
        let null = at(columns, axis.null_at);
        let sides = [
            (Anchor::End, null - 6.0, null - 6.0 - columns.arms[0].0, &drawing.lower, "\u{2190} ", ""),
            (Anchor::Start, null + 6.0, columns.effect.1 - null - 6.0, &drawing.higher, "", " \u{2192}"),
        ];
        for (anchor, x, room, words, before, after) in sides {
            if words.is_empty() {
                continue;
            }
            let arrow = width("\u{2190} ", SIZE);
            let words = format!("{before}{}{after}", cut(words, room - arrow, SIZE));
            self.text(x, self.y + LINE - 4.0, anchor, &words, &format!(" fill=\"{QUIET}\""));
        }
        self.y += LINE + AIR;
    }
}

/// Where a share of the axis lies.
fn at(columns: &Columns, share: f64) -> f64 {
    columns.plot.0 + share * (columns.plot.1 - columns.plot.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{BatchOptions, batch};

    fn drawn(text: &str, drawing: &Drawing) -> String {
        svg(&batch(text, &BatchOptions::default()), drawing)
    }

    #[test]
    fn what_is_typed_is_text() {
        let hostile = "</text><script>alert(1)</script>&\"'\u{0}\u{1b}";
        let text =
            format!("study\toutcome\tevents1\tn1\tevents2\tn2\n{}\t<b>\t19\t50\t7\t50", hostile.replace('"', "\"\""));
        let drawing = Drawing { arm1: hostile.into(), lower: hostile.into(), ..Drawing::default() };
        let drawn = drawn(&text, &drawing);
        assert!(!drawn.contains("<script") && !drawn.contains("<b>") && !drawn.contains('\u{0}'), "{drawn}");
        assert_eq!(drawn.matches("<text").count(), drawn.matches("</text>").count());
    }

    #[test]
    fn a_long_name_stays_in_its_column() {
        let long = "Wmmmmmmmmmmm ".repeat(40);
        let drawn = drawn(&format!("study,events1,n1,events2,n2\n{long},19,50,7,50"), &Drawing::default());
        assert_eq!(drawn.matches('…').count(), 1, "{drawn}");
        let names = drawn.lines().filter(|line| line.starts_with("<text") && line.contains(">Wmm")).count();
        assert_eq!(names, MOST_LINES, "{drawn}");
    }

    #[test]
    fn rows_without_an_estimate_are_in_words() {
        let drawn = drawn("study,mean1,n1,mean2,n2\nKatz 2004,4.0,65,1.1,67", &Drawing::default());
        assert!(drawn.contains("as given: mean 4.0, n 65 v mean 1.1, n 67 (sd missing)"), "{drawn}");
    }

    #[test]
    fn what_is_said_of_a_row_stands_in_its_place_whatever_its_group() {
        let drawing = Drawing { rows: "A sentence <of> Katz.\n\nOne of Lin.".into(), ..Drawing::default() };
        let text = "study,mean1,n1,mean2,n2,events1,events2\nKatz,4.0,65,1.1,67,,\nBoth,,10,,10,3,4\nLin,,20,,20,0,0";
        let drawn = drawn(text, &drawing);
        assert_eq!(
            drawn.matches("A sentence &lt;of&gt; Katz.").count(),
            2,
            "in the plot and in the description: {drawn}"
        );
        assert!(drawn.contains("Katz. Both: OR 0.64, 95% CI 0.10 to 4.10. Lin: One of Lin.<"), "{drawn}");
        assert!(drawn.contains(">One of Lin.</text>"), "{drawn}");
    }

    #[test]
    fn an_empty_table_is_a_file_too() {
        let drawn = drawn("", &Drawing { width: f64::NAN, ..Drawing::default() });
        assert!(drawn.ends_with("</svg>\n") && !drawn.contains("NaN"), "{drawn}");
    }

    #[test]
    fn a_decimal_comma_is_everywhere_or_nowhere() {
        let drawing = Drawing { decimal: Decimal::Comma, ..Drawing::default() };
        let drawn = drawn("study,events1,n1,events2,n2\nA,19,50,7,50", &drawing);
        assert!(drawn.contains("3,76 (1,41 to 10,05)"), "{drawn}");
    }
}
