//! The intervals and P values that metafor has no call for, in base R, by their published formulas and definitions.

use crate::interval::Interval;
use crate::measure::Measure;

/// The R function of an interval, with the lines that call it for a data frame `d`: they set `d$lower` and `d$upper` on
/// the scale of analysis, and `d$p`.
pub struct Recipe {
    /// What it is, for a comment.
    pub name: &'static str,
    /// Functions, defined once.
    pub functions: &'static [&'static str],
    /// The call.
    pub call: &'static str,
    /// Whether `d$p` is set.
    pub has_p: bool,
}

const WALD: Recipe = Recipe {
    name: "point and standard error with the Normal quantile",
    functions: &[],
    call: "d <- around(d, qnorm(1 - tail), 2 * pnorm(-abs(d$yi / sqrt(d$vi))))\n",
    has_p: true,
};

const STUDENT: Recipe = Recipe {
    name: "point and standard error with Student's t",
    functions: &[],
    call: "d <- around(d, qt(1 - tail, df), 2 * pt(-abs(d$yi / sqrt(d$vi)), df))\n",
    has_p: true,
};

/// How an interval of a measure is had in R.
pub fn recipe(measure: &Measure, interval: Interval) -> Recipe {
    let (name, functions, call, has_p): (_, &[&str], _, _) = match (measure.id, interval) {
        (_, Interval::Z | Interval::Wald) => return WALD,
        (_, Interval::T | Interval::Welch | Interval::Pooled) => return STUDENT,
        (_, Interval::NoncentralT) => (
            "noncentral t (Steiger & Fouladi 1997)",
            &[APPLY, NONCENTRAL_T],
            "df <- d$n1i + d$n2i - 2\nunit <- sqrt(d$n1i * d$n2i / (d$n1i + d$n2i))\nt <- d$d * unit\nd <- each(d, function(i) \
             noncentral_t(t[i], df[i]) * d$j[i] / unit[i])\nd$p <- 2 * pt(-abs(t), df)\n",
            true,
        ),
        ("OR", Interval::Exact) => (
            "exact, conditional on the margins (Cornfield 1956)",
            &[APPLY, CONDITIONAL],
            "d <- each(d, function(i) conditional(d$ai[i], d$bi[i], d$ci[i], d$di[i], 1))\n",
            true,
        ),
        ("OR", Interval::MidP) => (
            "mid-P, conditional on the margins (Lancaster 1961)",
            &[APPLY, CONDITIONAL],
            "d <- each(d, function(i) conditional(d$ai[i], d$bi[i], d$ci[i], d$di[i], 0.5))\n",
            true,
        ),
        ("OR", Interval::BaptistaPike) => (
            "exact, by the likelihood of the tables (Baptista & Pike 1977)",
            &[BAPTISTA_PIKE],
            "# No function of base R gives these limits: ours are taken, and fisher.test must call an odds ratio just inside them\n\
             # compatible with the table and one just outside not.\nd$lower <- ours$lower\nd$upper <- ours$upper\n\
             d$p <- sapply(seq_len(nrow(d)), function(i) likely(d$ai[i], d$bi[i], d$ci[i], d$di[i], 1))\n\
             for (i in seq_len(nrow(d))) for (end in c(\"lower\", \"upper\")) {\n  \
             limit <- exp(d[[end]][i])\n  if (limit == 0 || limit == Inf) next\n  \
             inside <- if (end == \"lower\") 1 + 1e-6 else 1 - 1e-6\n  \
             stopifnot(likely(d$ai[i], d$bi[i], d$ci[i], d$di[i], limit * inside) >= 1 - level - 1e-7,\n            \
             likely(d$ai[i], d$bi[i], d$ci[i], d$di[i], limit / inside) <= 1 - level + 1e-7)\n}\n",
            true,
        ),
        (id @ ("OR" | "RR" | "RD"), Interval::Score | Interval::Koopman) => {
            let (fit, call) = match (id, interval) {
                ("OR", _) => (SCORE_OR, "d <- each(d, function(i) score_or(d$ai[i], d$bi[i], d$ci[i], d$di[i]))\n"),
                ("RR", Interval::Koopman) => {
                    (SCORE_RR, "d <- each(d, function(i) score_rr(d$ai[i], d$bi[i], d$ci[i], d$di[i], FALSE))\n")
                }
                ("RR", _) => {
                    (SCORE_RR, "d <- each(d, function(i) score_rr(d$ai[i], d$bi[i], d$ci[i], d$di[i], TRUE))\n")
                }
                _ => (SCORE_RD, "d <- each(d, function(i) score_rd(d$ai[i], d$bi[i], d$ci[i], d$di[i]))\n"),
            };
            return Recipe {
                name: match interval {
                    Interval::Koopman => "score (Koopman 1984)",
                    _ => "score (Miettinen & Nurminen 1985)",
                },
                functions: match fit {
                    SCORE_OR => &[APPLY, SCORE, SCORE_OR],
                    SCORE_RR => &[APPLY, SCORE, SCORE_RR],
                    _ => &[APPLY, SCORE, SCORE_RD],
                },
                call,
                has_p: true,
            };
        }
        (_, Interval::Newcombe) => (
            "hybrid of two Wilson intervals (Newcombe 1998, method 10); prop.test gives the same Wilson limits",
            &[APPLY, NEWCOMBE],
            "d <- each(d, function(i) newcombe(d$ai[i], d$bi[i], d$ci[i], d$di[i]))\n",
            true,
        ),
        (_, Interval::AgrestiCaffo) => (
            "one event and one non-event more in each group (Agresti & Caffo 2000)",
            &[APPLY, AGRESTI_CAFFO],
            "d <- each(d, function(i) agresti_caffo(d$ai[i], d$bi[i], d$ci[i], d$di[i]))\n",
            true,
        ),
        ("IRR", Interval::Exact) => (
            "exact, conditional on the sum of the events (Clopper & Pearson 1934); binom.test gives the same limits",
            &[APPLY, RATES_EXACT],
            "d <- each(d, function(i) rates_exact(d$x1i[i], d$t1i[i], d$x2i[i], d$t2i[i]))\n",
            true,
        ),
        ("IRR", Interval::MidP) => (
            "mid-P, conditional on the sum of the events",
            &[APPLY, RATES_MIDP],
            "d <- each(d, function(i) rates_midp(d$x1i[i], d$t1i[i], d$x2i[i], d$t2i[i]))\n",
            true,
        ),
        ("IRR", _) => (
            "score, conditional on the sum of the events (Graham 2003): Wilson's limits",
            &[APPLY, RATES_SCORE],
            "d <- each(d, function(i) rates_score(d$x1i[i], d$t1i[i], d$x2i[i], d$t2i[i]))\n",
            true,
        ),
        _ => (
            "score, of two Poisson rates (Miettinen & Nurminen 1985)",
            &[APPLY, RATE_DIFFERENCE],
            "d <- each(d, function(i) rate_difference(d$x1i[i], d$t1i[i], d$x2i[i], d$t2i[i]))\n",
            true,
        ),
    };
    Recipe { name, functions, call, has_p }
}

/// A function of one row gives lower limit, upper limit and P value.
const APPLY: &str = "\
each <- function(d, of_row) {
  found <- vapply(seq_len(nrow(d)), function(i) c(of_row(i), NA)[1:3], numeric(3))
  d$lower <- found[1, ]
  d$upper <- found[2, ]
  d$p <- found[3, ]
  d
}
";

const NONCENTRAL_T: &str = "\
# pt holds noncentralities up to 37; beyond, the limits are left out
noncentral_t <- function(t, df) {
  if (abs(t) > 25) return(c(NA, NA, NA))
  at <- function(p) uniroot(function(delta) pt(t, df, delta) - p, c(t - 12, t + 12), extendInt = \"yes\", tol = 1e-13)$root
  c(at(1 - tail), at(tail), NA)
}
";

const CONDITIONAL: &str = "\
# Fisher's noncentral hypergeometric distribution of the events in arm 1; `own` is the share of the observed table's
# probability: 1 for exact limits, 0.5 for mid-P. fisher.test gives the same exact limits with four digits.
conditional <- function(a, b, c, d, own) {
  k <- max(0, a - d):min(a + b, a + c)
  beyond <- function(log_or, up) {
    w <- lchoose(a + b, k) + lchoose(c + d, a + c - k) + k * log_or
    w <- exp(w - max(w))
    (sum(w[if (up) k > a else k < a]) + own * w[k == a]) / sum(w)
  }
  start <- log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
  at <- function(up) uniroot(function(x) beyond(x, up) - tail, start + c(-5, 5), extendInt = \"yes\", tol = 1e-13)$root
  c(if (a == min(k)) -Inf else at(TRUE), if (a == max(k)) Inf else at(FALSE), min(1, 2 * beyond(0, TRUE), 2 * beyond(0, FALSE)))
}
";

const BAPTISTA_PIKE: &str = "\
likely <- function(a, b, c, d, or) fisher.test(rbind(c(a, b), c(c, d)), or = or)$p.value
";

const SCORE: &str = "\
# Where the statistic of a fixed effect, which falls as the effect grows, is z and -z
score_limits <- function(statistic, from, to, extend) {
  z <- qnorm(1 - tail)
  at <- function(target) {
    f <- function(x) statistic(x) - target
    if (!extend && f(from) < 0) return(from)
    if (!extend && f(to) > 0) return(to)
    uniroot(f, c(from, to), extendInt = if (extend) \"yes\" else \"no\", tol = 1e-14)$root
  }
  list(lower = function() at(z), upper = function() at(-z))
}
null_p <- function(a, b, c, d, factor) {
  n <- a + b + c + d
  if (a + c == 0 || b + d == 0) return(1)
  2 * pnorm(-abs((a * d - b * c) * sqrt((if (factor) n - 1 else n) / (a + b) / (c + d) / (a + c) / (b + d))))
}
";

const SCORE_OR: &str = "\
score_or <- function(a, b, c, d) {
  n1 <- a + b; n2 <- c + d; n <- n1 + n2; m <- a + c
  statistic <- function(x) {
    or <- exp(x)
    k <- n1 * or + n2 - m * (or - 1)
    p2 <- 2 * m / (k + sqrt(k^2 + 4 * n2 * (or - 1) * m))
    p1 <- p2 * or / (1 + p2 * (or - 1))
    (a - n1 * p1) * sqrt((1 / (n1 * p1 * (1 - p1)) + 1 / (n2 * p2 * (1 - p2))) * (n - 1) / n)
  }
  start <- log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
  limits <- score_limits(statistic, start - 3, start + 3, TRUE)
  c(if (a == 0 || d == 0) -Inf else limits$lower(), if (b == 0 || c == 0) Inf else limits$upper(), null_p(a, b, c, d, TRUE))
}
";

const SCORE_RR: &str = "\
score_rr <- function(a, b, c, d, factor) {
  n1 <- a + b; n2 <- c + d; n <- n1 + n2
  statistic <- function(x) {
    rr <- exp(x)
    k <- n1 * rr + a + n2 + c * rr
    p2 <- 2 * (a + c) / (k + sqrt(k^2 - 4 * n * rr * (a + c)))
    p1 <- rr * p2
    v <- (p1 * (1 - p1) / n1 + rr^2 * p2 * (1 - p2) / n2) * (if (factor) n / (n - 1) else 1)
    (a / n1 - rr * c / n2) / sqrt(v)
  }
  start <- log((a + 0.5) * (n2 + 0.5) / ((c + 0.5) * (n1 + 0.5)))
  limits <- score_limits(statistic, start - 2, start + 2, TRUE)
  c(if (a == 0) -Inf else limits$lower(), if (c == 0) Inf else limits$upper(), null_p(a, b, c, d, factor))
}
";

const SCORE_RD: &str = "\
score_rd <- function(a, b, c, d) {
  n1 <- a + b; n2 <- c + d; n <- n1 + n2
  # the risks that fit best under a fixed difference: the root of a cubic
  statistic <- function(x) {
    l3 <- n
    l2 <- (n1 + 2 * n2) * x - n - a - c
    l1 <- (n2 * x - n - 2 * c) * x + a + c
    l0 <- c * x * (1 - x)
    q <- l2^3 / (3 * l3)^3 - l1 * l2 / (6 * l3^2) + l0 / (2 * l3)
    p <- (if (q < 0) -1 else 1) * sqrt(max(0, l2^2 / (3 * l3)^2 - l1 / (3 * l3)))
    u <- (pi + acos(max(-1, min(1, q / p^3)))) / 3
    p2 <- min(1, max(0, 2 * p * cos(u) - l2 / (3 * l3)))
    p1 <- min(1, max(0, p2 + x))
    v <- (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * n / (n - 1)
    e <- a / n1 - c / n2 - x
    if (v <= 0) sign(e) * 1e10 else e / sqrt(v)
  }
  limits <- score_limits(statistic, -1 + 1e-12, 1 - 1e-12, FALSE)
  c(limits$lower(), limits$upper(), null_p(a, b, c, d, TRUE))
}
";

const NEWCOMBE: &str = "\
newcombe <- function(a, b, c, d) {
  wilson <- function(x, n, z) (x + z^2 / 2 + c(-1, 1) * z * sqrt(x * (n - x) / n + z^2 / 4)) / (n + z^2)
  p1 <- a / (a + b)
  p2 <- c / (c + d)
  limits <- function(z) {
    w1 <- wilson(a, a + b, z)
    w2 <- wilson(c, c + d, z)
    c(p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2), p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2))
  }
  found <- limits(qnorm(1 - tail))
  # P: where the interval touches no difference
  p <- if (p1 == p2) 1 else {
    end <- if (p1 > p2) 1 else 2
    z <- uniroot(function(z) abs(p1 - p2) - abs(limits(z)[end] - (p1 - p2)), c(1e-9, 40), extendInt = \"yes\", tol = 1e-13)$root
    2 * pnorm(-z)
  }
  c(max(-1, found[1]), min(1, found[2]), p)
}
";

const AGRESTI_CAFFO: &str = "\
agresti_caffo <- function(a, b, c, d) {
  p1 <- (a + 1) / (a + b + 2)
  p2 <- (c + 1) / (c + d + 2)
  se <- sqrt(p1 * (1 - p1) / (a + b + 2) + p2 * (1 - p2) / (c + d + 2))
  c(pmax(-1, pmin(1, p1 - p2 + c(-1, 1) * qnorm(1 - tail) * se)), 2 * pnorm(-abs(p1 - p2) / se))
}
";

const RATES_EXACT: &str = "\
rates_exact <- function(x1, t1, x2, t2) {
  # odds of an event being in arm 1, from the quantile of either share, whichever is not near 1
  lower <- if (x1 == 0) 0 else qbeta(tail, x1, x2 + 1) / qbeta(tail, x2 + 1, x1, lower.tail = FALSE)
  upper <- if (x2 == 0) Inf else qbeta(tail, x1 + 1, x2, lower.tail = FALSE) / qbeta(tail, x2, x1 + 1)
  share <- t1 / (t1 + t2)
  less <- pbinom(x1, x1 + x2, share)
  greater <- pbinom(x1 - 1, x1 + x2, share, lower.tail = FALSE)
  c(log(c(lower, upper) * t2 / t1), min(1, 2 * less, 2 * greater))
}
";

const RATES_MIDP: &str = "\
rates_midp <- function(x1, t1, x2, t2) {
  beyond <- function(x, up) {
    p <- plogis(x + log(t1 / t2))
    (if (up) pbinom(x1, x1 + x2, p, lower.tail = FALSE) else pbinom(x1 - 1, x1 + x2, p)) + dbinom(x1, x1 + x2, p) / 2
  }
  start <- log((x1 + 0.5) / t1 / ((x2 + 0.5) / t2))
  at <- function(up) uniroot(function(x) beyond(x, up) - tail, start + c(-3, 3), extendInt = \"yes\", tol = 1e-14)$root
  c(if (x1 == 0) -Inf else at(TRUE), if (x2 == 0) Inf else at(FALSE), min(1, 2 * beyond(0, TRUE), 2 * beyond(0, FALSE)))
}
";

const RATES_SCORE: &str = "\
rates_score <- function(x1, t1, x2, t2) {
  n <- x1 + x2
  z2 <- qnorm(1 - tail)^2
  # (x1 - r x2)^2 = z^2 r n, in the ratio r of events
  k <- 2 * x1 * x2 + z2 * n
  root <- sqrt(max(0, k^2 - 4 * x1^2 * x2^2))
  lower <- 2 * x1^2 / (k + root)
  upper <- if (x2 == 0) Inf else (k + root) / (2 * x2^2)
  z <- (x1 * t2 - x2 * t1) / sqrt(t1 * t2 * n)
  c(log(c(lower, upper) * t2 / t1), 2 * pnorm(-abs(z)))
}
";

const RATE_DIFFERENCE: &str = "\
rate_difference <- function(x1, t1, x2, t2) {
  z <- qnorm(1 - tail)
  statistic <- function(x) {
    # the rates that fit best under a fixed difference: the root of a quadratic
    k <- (t1 + t2) * x - x1 - x2
    r2 <- max(0, (-k + sqrt(k^2 + 4 * (t1 + t2) * x2 * x)) / (2 * (t1 + t2)))
    if (is.nan(r2)) r2 <- 0
    r1 <- max(0, r2 + x)
    e <- x1 / t1 - x2 / t2 - x
    v <- r1 / t1 + r2 / t2
    if (v <= 0) sign(e) * 1e10 else e / sqrt(v)
  }
  observed <- x1 / t1 - x2 / t2
  step <- z * sqrt((x1 + z^2) / t1^2 + (x2 + z^2) / t2^2)
  at <- function(target, to) uniroot(function(x) statistic(x) - target, sort(c(observed, to)), extendInt = \"yes\",
                                     tol = 1e-14 * max(1 / t1, 1 / t2))$root
  p <- if (x1 + x2 == 0) 1 else 2 * pnorm(-abs(x1 * t2 - x2 * t1) / sqrt(t1 * t2 * (x1 + x2)))
  c(at(z, observed - step), at(-z, observed + step), p)
}
";
