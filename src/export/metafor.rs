//! An R script that carries the data and computes every number again with metafor, and stops where one differs.
//!
//! Each group of rows with one measure and one interval is a data frame, a call of `escalc` with the choices that give
//! what was shown, and the interval; what metafor has no call for is a few lines of base R with their source.

mod interval;
mod language;

use super::{Analysed, Format, typed};
use crate::design::{Design, Hazard, Paired, TwoByTwo, TwoMeans, TwoRates};
use crate::field::{Field, Reported};
use crate::interval::Interval;
use crate::measure::{Calculation, Convention, Estimate, Measure, Options};
use crate::number;
use crate::scale::Scale;
use crate::study::{self, Form};
use crate::table::{Row, Status};
use crate::zero_cells::ZeroCells;
use interval::Recipe;
use language::{comment, string, vector};

/// The format.
pub const FORMAT: Format = Format { name: "metafor", write: metafor };

/// Rows that one call computes.
struct Block<'a> {
    measure: &'static Measure,
    form: Form,
    interval: Interval,
    rows: Vec<(&'a Row, &'a Estimate, Reported)>,
}

/// What a script for R is made of: the head, the functions that its blocks need, the blocks, what was not estimated.
fn metafor(analysed: &Analysed) -> String {
    let Analysed { wanted, batch, .. } = *analysed;
    let blocks = blocks(&batch.rows);
    let mut functions: Vec<&str> = Vec::new();
    let mut body = String::new();
    for block in &blocks {
        let recipe = interval::recipe(block.computed_as(), block.interval);
        for &function in recipe.functions {
            if !functions.contains(&function) {
                functions.push(function);
            }
        }
        body.push('\n');
        body.push_str(&block.code(&recipe, &wanted.options));
    }
    let mut out = comment(&format!("Effect Size {}: the same numbers from R's metafor.", env!("CARGO_PKG_VERSION")));
    out.push_str(&comment("Run it with: Rscript this-file.R   It needs the package metafor, 3.8 or later, and stops where a number differs."));
    out.push_str("\nlibrary(metafor)\n\n");
    out.push_str(&format!("level <- {}\ntail <- (1 - level) / 2\n", number::shortest(batch.level)));
    out.push_str(HEAD);
    for function in functions {
        out.push('\n');
        out.push_str(function);
    }
    out.push_str(&body);
    out.push_str(&not_estimated(&batch.rows));
    out.push_str("\ncat(\"\\nEvery number agrees.\\n\")\n");
    out
}

/// What every script needs.
const HEAD: &str = r#"
around <- function(d, quantile, p) {
  half <- quantile * sqrt(d$vi)
  d$lower <- d$yi - half
  d$upper <- d$yi + half
  d$p <- p
  d
}

# A number needed to treat from its risk difference; its interval may run through infinity
needed <- function(lower, upper) {
  through <- lower <= 0 & upper >= 0
  list(lower = ifelse(through, ifelse(lower == 0, -Inf, 1 / lower), 1 / upper),
       upper = ifelse(through, ifelse(upper == 0, Inf, 1 / upper), 1 / lower))
}

shown <- function(d, scale) {
  if (scale == "log") {
    d$effect <- exp(d$yi); d$ci_lower <- exp(d$lower); d$ci_upper <- exp(d$upper)
  } else if (scale == "reciprocal") {
    ends <- needed(d$lower, d$upper)
    d$effect <- 1 / d$yi; d$ci_lower <- ends$lower; d$ci_upper <- ends$upper
  } else {
    d$effect <- d$yi; d$ci_lower <- d$lower; d$ci_upper <- d$upper
  }
  d
}

# Stops where a number of R's is not ours. NA among ours: there is none.
agrees <- function(d, ours) {
  for (name in names(ours)) for (i in seq_along(ours[[name]])) {
    expected <- ours[[name]][i]
    found <- d[[name]][i]
    if (is.na(expected)) next
    if (is.na(found)) {
      cat("Not checked, because base R cannot compute it: ", name, " of ", d$study[i], "\n", sep = "")
      next
    }
    stopifnot(all.equal(found, expected, tolerance = 1e-8))
  }
  print(data.frame(d[c("row", "study")], lapply(d[c("yi", "vi", "effect", "ci_lower", "ci_upper", "p")], signif, 6)), row.names = FALSE)
}
"#;

fn blocks(rows: &[Row]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    for row in rows {
        let Some(estimate) = row.estimate.as_deref() else { continue };
        let Some(measure) = Measure::find(estimate.measure) else { continue };
        let (form, data) = study::computed_from(measure, &typed::reported(row), &row.recovered());
        let same = |block: &&mut Block| {
            block.measure.id == measure.id && block.form == form && block.interval == estimate.interval
        };
        match blocks.iter_mut().find(same) {
            Some(block) => block.rows.push((row, estimate, data)),
            None => {
                let rows = vec![(row, estimate, data)];
                blocks.push(Block { measure, form, interval: estimate.interval, rows });
            }
        }
    }
    blocks
}

/// The rows that have no estimate, as they are.
fn not_estimated(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows.iter().filter(|row| row.status != Status::Estimated) {
        if out.is_empty() {
            out.push('\n');
            out.push_str(&comment("Rows without an estimate"));
        }
        let what = match &row.as_given {
            Some(_) => format!("as given: {}", typed::as_given_of(row)),
            None => format!("to check: {}", typed::problems_of(row)),
        };
        out.push_str(&comment(&format!("{} {}: {what}", row.row, row.study)));
    }
    out
}

impl Block<'_> {
    /// The measure whose interval it has: a comparison of the paper is computed as such.
    fn computed_as(&self) -> &'static Measure {
        self.measure
    }

    fn code(&self, recipe: &Recipe, options: &Options) -> String {
        let Block { measure, rows, .. } = self;
        let mut out = comment(&format!("{} ({}); interval: {}", measure.name, measure.id, recipe.name));
        for (row, ..) in rows {
            for found in row.recovered() {
                let from = format!(
                    "Recovered for {}: {} = {} ({}: {})",
                    row.study,
                    found.field.name(),
                    found.text,
                    found.route.name(),
                    found.substituted
                );
                out.push_str(&comment(&from));
            }
        }
        out.push_str("d <- data.frame(\n");
        let rows_of = rows.iter().map(|(row, ..)| row.row.to_string()).collect::<Vec<_>>();
        let studies = rows.iter().map(|(row, ..)| string(&row.study)).collect::<Vec<_>>();
        out.push_str(&format!("  row = {},\n  study = {}", vector(&rows_of), vector(&studies)));
        for (name, values) in self.columns() {
            let values: Vec<String> = values.into_iter().map(|value| language::number(Some(value))).collect();
            out.push_str(&format!(",\n  {name} = {}", vector(&values)));
        }
        out.push_str("\n)\n");
        out.push_str(&self.ours(recipe.has_p));
        out.push_str(&self.call(options));
        out.push_str(recipe.call);
        let scale = match measure.scale {
            Scale::Identity => "identity",
            Scale::Log => "log",
            Scale::Reciprocal => "reciprocal",
        };
        out.push_str(&format!("agrees(shown(d, \"{scale}\"), ours)\n"));
        out
    }

    /// What was shown, unrounded.
    fn ours(&self, has_p: bool) -> String {
        type Number = fn(&Estimate) -> Option<f64>;
        let mut columns: Vec<(&str, Number)> = vec![
            ("yi", |e| Some(e.analysis.point)),
            ("vi", |e| e.analysis.variance),
            ("lower", |e| Some(e.analysis.lower)),
            ("upper", |e| Some(e.analysis.upper)),
            ("effect", |e| Some(e.point)),
            ("ci_lower", |e| Some(e.lower)),
            ("ci_upper", |e| Some(e.upper)),
        ];
        if has_p {
            columns.push(("p", |e| e.p));
        }
        let column = |(name, number): (&str, Number)| {
            let values: Vec<String> = self.rows.iter().map(|(_, e, _)| language::number(number(e))).collect();
            format!("{name} = {}", vector(&values))
        };
        let columns: Vec<String> = columns.into_iter().map(column).collect();
        format!("ours <- list(\n  {}\n)\n", columns.join(",\n  "))
    }

    /// The data by metafor's names for them.
    fn columns(&self) -> Vec<(&'static str, Vec<f64>)> {
        let all = |names: &[&'static str], of: &dyn Fn(&Reported) -> Vec<f64>| {
            let rows: Vec<Vec<f64>> = self.rows.iter().map(|(_, _, data)| of(data)).collect();
            let column = |i: usize| rows.iter().map(|row| row.get(i).copied().unwrap_or(f64::NAN)).collect();
            names.iter().enumerate().map(|(i, name)| (*name, column(i))).collect()
        };
        let get = |data: &Reported, fields: &[Field]| -> Vec<f64> {
            fields.iter().map(|&field| data.get(field).unwrap_or(f64::NAN)).collect()
        };
        if self.form == Form::Comparison {
            return all(&["estimate", "sei"], &|data| get(data, &[Field::Estimate, Field::Se]));
        }
        match &self.measure.calculation {
            Calculation::Means(_) => {
                all(&["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"], &|data| get(data, TwoMeans::FIELDS))
            }
            Calculation::TwoByTwo(_) => all(&["ai", "bi", "ci", "di"], &|data| {
                TwoByTwo::read(data).map(|table| table.cells().to_vec()).unwrap_or_default()
            }),
            Calculation::Rates(_) => all(&["x1i", "t1i", "x2i", "t2i"], &|data| get(data, TwoRates::FIELDS)),
            Calculation::Paired(_) => {
                all(&["m1i", "sd1i", "m2i", "sd2i", "ni", "ri"], &|data| get(data, Paired::FIELDS))
            }
            Calculation::Hazard(_) => all(&["oe", "v"], &|data| match Hazard::read(data) {
                Ok(Hazard::LogRank { oe, v }) => vec![oe, v],
                _ => Vec::new(),
            }),
            Calculation::Comparison(_) | Calculation::ComparedRatio(_) => Vec::new(),
        }
    }

    /// The lines that put `yi` and `vi`, and degrees of freedom where the interval wants them, into the data frame.
    fn call(&self, options: &Options) -> String {
        if self.form == Form::Comparison {
            return match self.measure.scale {
                Scale::Log => "d$yi <- log(d$estimate)\nd$vi <- d$sei^2\n".to_owned(),
                _ => "d$yi <- d$estimate\nd$vi <- d$sei^2\n".to_owned(),
            };
        }
        let id = self.measure.id;
        let metafor = options.convention == Convention::Metafor;
        let means = |extra: &str| escalc(id, MEANS, extra);
        let paired = |extra: &str| escalc(id, PAIRED, extra);
        match (id, self.interval) {
            ("MD", Interval::Pooled) => means("vtype = \"HO\"") + "df <- d$n1i + d$n2i - 2\n",
            ("MD", Interval::Welch) => means("vtype = \"LS\"") + WELCH,
            ("MD" | "SMD1" | "VR" | "CVR", _) => means("vtype = \"LS\""),
            ("SMDH", _) => means("vtype = \"LS\"") + SMDH_VARIANCE,
            ("SMD", interval) => {
                let mut code = means("vtype = \"LS\"");
                if !metafor || interval == Interval::NoncentralT {
                    code.push_str(SMD_PARTS);
                }
                if !metafor {
                    code.push_str(SMD_REVMAN);
                }
                code
            }
            ("ROM", _) => means("vtype = \"LS\"") + if metafor { ROM_CORRECTED } else { ROM_RAW },
            ("MC", Interval::T) => paired("") + "df <- d$ni - 1\n",
            ("ROMC", _) => paired("") + if metafor { ROMC_CORRECTED } else { ROM_RAW },
            ("MC" | "SMCC" | "SMCR", _) => paired(""),
            ("HR", _) => "d$yi <- d$oe / d$v\nd$vi <- 1 / d$v\n".to_owned(),
            ("PETO" | "AS", _) => escalc(id, COUNTS, "to = \"none\""),
            ("IRD", _) => escalc(id, RATES, "to = \"none\""),
            ("NNT", _) => escalc("RD", COUNTS, "to = \"none\""),
            ("RD", Interval::Wald) => {
                let point = if metafor { "addyi = TRUE, addvi = TRUE" } else { "addyi = FALSE, addvi = TRUE" };
                let raw = if metafor { "" } else { "d$yi <- raw\n" };
                match options.zero_cells {
                    // from corrected counts both, and then the point from the raw ones
                    ZeroCells::TreatmentArm => {
                        let code = corrected(id, COUNTS, COUNT_SIZES, options.correction);
                        format!("raw <- d$ai / (d$ai + d$bi) - d$ci / (d$ci + d$di)\n{code}{raw}")
                    }
                    rule => escalc(id, COUNTS, &format!("{}, {point}", added(rule, options.correction))),
                }
            }
            ("OR" | "RR", Interval::Wald) => with_rule(id, COUNTS, COUNT_SIZES, options),
            ("IRR", Interval::Wald) => with_rule(id, RATES, RATE_SIZES, options),
            ("OR", _) => raw(id, COUNTS, "log(d$ai * d$di / (d$bi * d$ci))"),
            ("RR", _) => raw(id, COUNTS, "log(d$ai * (d$ci + d$di) / ((d$ai + d$bi) * d$ci))"),
            ("IRR", _) => raw(id, RATES, "log(d$x1i * d$t2i / (d$t1i * d$x2i))"),
            ("RD", _) => escalc(id, COUNTS, "to = \"none\""),
            _ => "# this measure is not known here yet\nd$yi <- NA\nd$vi <- NA\n".to_owned(),
        }
    }
}

const MEANS: &str = "m1i = m1i, sd1i = sd1i, n1i = n1i, m2i = m2i, sd2i = sd2i, n2i = n2i";
const PAIRED: &str = "m1i = m1i, sd1i = sd1i, m2i = m2i, sd2i = sd2i, ni = ni, ri = ri";
const COUNTS: &str = "ai = ai, bi = bi, ci = ci, di = di";
const RATES: &str = "x1i = x1i, t1i = t1i, x2i = x2i, t2i = t2i";
/// Size of each arm, and whether a count is zero.
const COUNT_SIZES: [&str; 3] = ["ai + bi", "ci + di", "ai == 0 | bi == 0 | ci == 0 | di == 0"];
const RATE_SIZES: [&str; 3] = ["t1i", "t2i", "x1i == 0 | x2i == 0"];

const WELCH: &str = "\
v1 <- d$sd1i^2 / d$n1i
v2 <- d$sd2i^2 / d$n2i
df <- (v1 + v2)^2 / (v1^2 / (d$n1i - 1) + v2^2 / (d$n2i - 1))
";

/// The difference in standard deviations without Hedges' correction, and the exact correction.
const SMD_PARTS: &str = "\
m <- d$n1i + d$n2i - 2
d$j <- exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2))
d$d <- as.numeric(d$yi) / d$j
";

/// RevMan's standardised mean difference: the approximate correction, and its own variance (Deeks & Higgins 2010).
const SMD_REVMAN: &str = "\
# RevMan's correction and variance (Deeks & Higgins 2010), which metafor does not have
n <- d$n1i + d$n2i
d$j <- 1 - 3 / (4 * (n - 2) - 1)
d$yi <- d$d * d$j
d$vi <- n / (d$n1i * d$n2i) + d$yi^2 / (2 * (n - 3.94))
";

/// The variance of a standardised mean difference with unequal variances, which depends on metafor's version.
const SMDH_VARIANCE: &str = "\
# Bonett's variance (2008), which metafor before version 4 multiplies by the square of Hedges' correction
s2 <- (d$sd1i^2 + d$sd2i^2) / 2
d$vi <- d$yi^2 * (d$sd1i^4 / (d$n1i - 1) + d$sd2i^4 / (d$n2i - 1)) / (8 * s2^2) +
  (d$sd1i^2 / (d$n1i - 1) + d$sd2i^2 / (d$n2i - 1)) / s2
";

// whether escalc corrects a ratio of means for bias depends on its version

const ROM_RAW: &str = "\
# as RevMan, without the correction for bias that later versions of metafor make
d$yi <- log(d$m1i / d$m2i)
";

const ROM_CORRECTED: &str = "\
# corrected for bias (Lajeunesse 2015), as metafor does since version 4
d$yi <- log(d$m1i / d$m2i) + (d$sd1i^2 / (d$n1i * d$m1i^2) - d$sd2i^2 / (d$n2i * d$m2i^2)) / 2
";

const ROMC_CORRECTED: &str = "\
# corrected for bias (Lajeunesse 2015), as metafor does since version 4
d$yi <- log(d$m1i / d$m2i) + (d$sd1i^2 / d$m1i^2 - d$sd2i^2 / d$m2i^2) / (2 * d$ni)
";

fn escalc(measure: &str, data: &str, extra: &str) -> String {
    let extra = if extra.is_empty() { String::new() } else { format!(", {extra}") };
    format!("d <- escalc(measure = \"{measure}\", {data}{extra}, data = d)\n")
}

/// metafor's words for a zero-cell rule that it has.
fn added(rule: ZeroCells, correction: f64) -> String {
    let to = match rule {
        ZeroCells::All => "all",
        ZeroCells::OnlyIfZero => "only0",
        ZeroCells::None | ZeroCells::TreatmentArm => "none",
    };
    format!("add = {}, to = \"{to}\", drop00 = FALSE", number::shortest(correction))
}

fn with_rule(id: &str, data: &str, sizes: [&str; 3], options: &Options) -> String {
    match options.zero_cells {
        ZeroCells::TreatmentArm => corrected(id, data, sizes, options.correction),
        rule => escalc(id, data, &added(rule, options.correction)),
    }
}

/// The treatment-arm correction, which metafor does not have, from counts corrected beforehand.
fn corrected(id: &str, data: &str, [size1, size2, zero]: [&str; 3], correction: f64) -> String {
    let counts = if data == RATES {
        "x1i = x1i + k * (SIZE1), t1i = t1i, x2i = x2i + k * (SIZE2), t2i = t2i"
    } else {
        "ai = ai + k * (SIZE1), bi = bi + k * (SIZE1), ci = ci + k * (SIZE2), di = di + k * (SIZE2)"
    };
    let counts = counts.replace("SIZE1", size1).replace("SIZE2", size2);
    format!(
        "# a zero cell: counts corrected in proportion to the size of the arm (Sweeting, Sutton & Lambert 2004)\n\
         d$k <- with(d, ifelse({zero}, 2 * {} / (({size1}) + ({size2})), 0))\n{}",
        number::shortest(correction),
        escalc(id, &counts, "to = \"none\"")
    )
}

/// A ratio of raw counts: 0 or infinite where a cell is zero, which escalc leaves out.
fn raw(id: &str, data: &str, point: &str) -> String {
    format!(
        "d <- suppressWarnings({})\nd$yi <- {point}\n",
        escalc(id, data, "to = \"none\"").trim_start_matches("d <- ").trim_end()
    )
}
