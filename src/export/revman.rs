//! The rows as RevMan's data package has them, for import and comparison: version 1 of the package, its column names.
//!
//! RevMan computes its own effects, so events, means and O − E go over as data. What RevMan has no type for goes over as
//! generic inverse variance, on the log scale where the measure is a ratio.

use super::formula::disarmed;
use super::{Format, typed};
use crate::design::{Design, Hazard, TwoByTwo, TwoMeans};
use crate::field::Field;
use crate::measure::{Calculation, Measure};
use crate::number;
use crate::problem::ProblemCode;
use crate::scale::Scale;
use crate::study;
use crate::table::grid::{Separator, write};
use crate::table::{Batch, Row, Status};

/// The format.
pub const FORMAT: Format = Format { name: "revman", write: |analysed| revman(analysed.batch) };

/// The columns, as RevMan's knowledge base lists them.
pub const COLUMNS: [&str; 23] = [
    "Analysis group",
    "Analysis number",
    "Analysis name",
    "Subgroup",
    "Study",
    "Experimental cases",
    "Experimental N",
    "Control cases",
    "Control N",
    "Experimental mean",
    "Experimental SD",
    "Control mean",
    "Control SD",
    "O-E",
    "Variance",
    "GIV Mean",
    "GIV SE",
    "Mean",
    "CI start",
    "CI end",
    "Data type",
    "Effect measure",
    "Log-scale data",
];

/// The cells of a row by their columns; what is not set is empty.
#[derive(Default)]
struct Line(Vec<(&'static str, String)>);

impl Line {
    fn set(&mut self, column: &'static str, value: impl Into<String>) {
        self.0.push((column, value.into()));
    }

    fn cells(&self) -> Vec<String> {
        let of = |column: &&str| self.0.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value);
        COLUMNS.iter().map(|column| disarmed(of(column))).collect()
    }
}

/// The rows that RevMan can take, as CSV; lines end with `\n`.
///
/// A row that has no estimate is there only where RevMan counts it too: a table of events without any, say. Outcomes and
/// measures are numbered as analyses in the order in which they come.
pub fn revman(batch: &Batch) -> String {
    let mut analyses: Vec<(Option<&str>, &str)> = Vec::new();
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    for row in &batch.rows {
        let Some(measure) = row.measure.and_then(Measure::find) else { continue };
        let wanted_as_given = row.as_given.as_ref().is_some_and(|given| given.reason == ProblemCode::AsAsked);
        let Some(mut line) = data(row, measure).filter(|_| !wanted_as_given) else { continue };
        let analysis = (row.outcome.as_deref(), measure.id);
        let number = analyses.iter().position(|known| *known == analysis).unwrap_or_else(|| {
            analyses.push(analysis);
            analyses.len() - 1
        });
        line.set("Analysis group", "1");
        line.set("Analysis number", (number + 1).to_string());
        line.set("Analysis name", row.outcome.as_deref().unwrap_or_default());
        line.set("Study", row.study.as_str());
        lines.push(line.cells());
    }
    write(Separator::Comma, lines)
}

/// What RevMan computes from; `None` where it has no place for the row.
fn data(row: &Row, measure: &'static Measure) -> Option<Line> {
    let (form, data) = study::computed_from(measure, &typed::reported(row), &row.recovered());
    // the digits of the paper where the number is the paper's
    let quantities = row.quantities();
    let text = |field: Field, value: f64| {
        let quantity = quantities.iter().find(|quantity| quantity.field == field && quantity.value == value);
        quantity.map_or_else(|| number::shortest(value), typed::number_text)
    };
    match (&measure.calculation, form) {
        (Calculation::TwoByTwo(_), study::Form::Groups) if dichotomous(measure).is_some() => {
            let table = TwoByTwo::read(&data).ok()?;
            let mut line = of_type("Dichotomous", dichotomous(measure)?);
            line.set("Experimental cases", text(Field::Events1, table.events1));
            line.set("Experimental N", text(Field::N1, table.n1));
            line.set("Control cases", text(Field::Events2, table.events2));
            line.set("Control N", text(Field::N2, table.n2));
            Some(line)
        }
        (Calculation::Means(_), study::Form::Groups) if matches!(measure.id, "MD" | "SMD") => {
            let groups = TwoMeans::read(&data).ok().filter(|_| row.status == Status::Estimated)?;
            let mut line =
                of_type("Continuous", if measure.id == "MD" { "Mean Difference" } else { "Std. Mean Difference" });
            line.set("Experimental mean", text(Field::Mean1, groups.mean1));
            line.set("Experimental SD", text(Field::Sd1, groups.sd1));
            line.set("Experimental N", text(Field::N1, groups.n1));
            line.set("Control mean", text(Field::Mean2, groups.mean2));
            line.set("Control SD", text(Field::Sd2, groups.sd2));
            line.set("Control N", text(Field::N2, groups.n2));
            Some(line)
        }
        (Calculation::Hazard(_), study::Form::Groups) => match Hazard::read(&data).ok()? {
            Hazard::LogRank { oe, v } => {
                let mut line = of_type("O-E and Variance", "Hazard Ratio");
                line.set("O-E", text(Field::Oe, oe));
                line.set("Variance", text(Field::V, v));
                Some(line)
            }
            Hazard::Reported(_) => generic(row, measure),
        },
        _ => generic(row, measure),
    }
}

/// RevMan's name of a measure that it computes from events.
fn dichotomous(measure: &Measure) -> Option<&'static str> {
    Some(match measure.id {
        "OR" => "Odds Ratio",
        "RR" => "Risk Ratio",
        // RevMan has no analysis of numbers needed to treat, but that of their risk differences
        "RD" | "NNT" => "Risk Difference",
        "PETO" => "Peto Odds Ratio",
        _ => return None,
    })
}

fn of_type(data_type: &'static str, effect_measure: &'static str) -> Line {
    let mut line = Line::default();
    line.set("Data type", data_type);
    line.set("Effect measure", effect_measure);
    line
}

/// An estimate with its standard error on the scale of analysis, and beside it what is shown.
fn generic(row: &Row, measure: &'static Measure) -> Option<Line> {
    let estimate = row.estimate.as_ref()?;
    let se = estimate.analysis.se.filter(|_| estimate.analysis.point.is_finite())?;
    let mut line = of_type("Generic Inverse Variance", measure.name);
    line.set("Log-scale data", if measure.scale == Scale::Log { "TRUE" } else { "FALSE" });
    line.set("GIV Mean", number::shortest(estimate.analysis.point));
    line.set("GIV SE", number::shortest(se));
    line.set("Mean", number::shortest(estimate.point));
    line.set("CI start", number::shortest(estimate.lower));
    line.set("CI end", number::shortest(estimate.upper));
    Some(line)
}
