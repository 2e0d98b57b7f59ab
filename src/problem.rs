//! What went wrong, and what the reader should know, as data: stable codes with a field, a row and parameters.
//! Sentences for them live with the page.

use crate::field::Field;
use serde::{Serialize, Serializer, ser::SerializeMap};

macro_rules! codes {
    ($(#[$kind_doc:meta])* $kind:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$kind_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $($(#[$doc])* $variant,)*
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl $kind {
            /// Every code, in the order of declaration.
            pub const ALL: &'static [$kind] = &[$($kind::$variant,)*];

            /// The code as it crosses the boundary.
            pub fn name(self) -> &'static str {
                match self { $($kind::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// Why there is no estimate.
    ProblemCode {
        /// A cell holds something that is not what its column holds (`text`, `header`; `accepted`, examples of what is).
        UnreadableNumber = "unreadable-number",
        /// A number is written with the decimal mark that the rest of the table does not use (`text`, `header`, `mark`).
        OtherDecimalMark = "other-decimal-mark",
        /// A quantity the measure needs is not there.
        MissingValue = "missing-value",
        /// A quantity the measure needs has no column in the table (`needed`).
        MissingColumn = "missing-column",
        /// A quantity the measure needs has two columns, of which neither is used (`needed`; `first` and `second`, their
        /// headers).
        ColumnsSetAside = "columns-set-aside",
        /// A count of events stands where its number of people should be beside it, and has none (`needed`, `text`, `header`).
        TotalMissing = "total-missing",
        /// A number is NaN or infinite.
        NotFinite = "not-finite",
        /// The formula's value is beyond the numbers a computer can write.
        ResultNotFinite = "result-not-finite",
        /// A quantity that cannot be negative is (`value`).
        BelowZero = "below-zero",
        /// More events than people (`events`, `n`).
        EventsAboveN = "events-above-n",
        /// Events and non-events do not make the group (`events`, `nonevents`, `n`).
        CountsDoNotAddUp = "counts-do-not-add-up",
        /// Person-time is zero or negative (`value`).
        TimeNotPositive = "time-not-positive",
        /// A number is larger than the arithmetic is checked for (`value`, `limit`).
        TooLarge = "too-large",
        /// A positive number is smaller than the arithmetic is checked for (`value`, `limit`).
        TooSmall = "too-small",
        /// The counts are too large for an exact method; another interval works.
        TooLargeForExact = "too-large-for-exact",
        /// An exact method needs whole counts (`value`).
        WholeCountsNeeded = "whole-counts-needed",
        /// A limit could not be found; another interval may work.
        NoConvergence = "no-convergence",
        /// A correlation is outside -1 to 1 (`value`).
        CorrelationOutOfRange = "correlation-out-of-range",
        /// No two-by-two table with these totals has as large a statistic (`value`; `limit`, the largest).
        NoSuchTable = "no-such-table",
        /// A correlation of 1 or -1 where the formula needs some spread (`value`).
        PerfectCorrelation = "perfect-correlation",
        /// A risk is not between 0 and 1 (`value`).
        RiskOutOfRange = "risk-out-of-range",
        /// A ratio and a baseline risk make a risk that is too high to be one (`value`).
        RiskTooHigh = "risk-too-high",
        /// A percentage is not between 0 and 100 (`value`).
        PercentOutOfRange = "percent-out-of-range",
        /// A number that counts something is not whole (`value`).
        NotWhole = "not-whole",
        /// A cluster has fewer than one person (`value`).
        ClusterBelowOne = "cluster-below-one",
        /// A statistic cannot be that of a difference between measurements with these deviations (`value`).
        NotOfThese = "not-of-these",
        /// A reported P value is not between 0 and 1 (`value`).
        POutOfRange = "p-out-of-range",
        /// An assumed comparator rate is not above zero (`value`).
        RateNotPositive = "rate-not-positive",
        /// The measure has no absolute effect at what is assumed of the comparator (`measure`, `given`: risk or rate).
        NoAbsoluteEffect = "no-absolute-effect",
        /// A reported interval does not run from a smaller to a larger number (`lower`, `upper`).
        LimitsNotInOrder = "limits-not-in-order",
        /// A ratio or its limit is not above zero (`value`).
        RatioNotPositive = "ratio-not-positive",
        /// The measure column names no known measure (`text`).
        UnknownMeasure = "unknown-measure",
        /// The confidence level is outside 0.5 to 0.9999 (`value`).
        LevelOutOfRange = "level-out-of-range",
        /// The zero-cell correction is not 0.001 to 10 (`value`).
        CorrectionOutOfRange = "correction-out-of-range",
        /// The row has a label but no number.
        RowWithoutNumbers = "row-without-numbers",
        /// The table has a line for each arm, and the study has one only (`text`, the arm's name).
        OtherArmMissing = "other-arm-missing",
        /// The row has more cells than the header (`cells`, `columns`).
        TooManyCells = "too-many-cells",
        /// No column header was recognised (`text`).
        NoHeader = "no-header",
        /// Nothing was pasted.
        EmptyText = "empty-text",
        /// There is a header and no row under it.
        NoRows = "no-rows",
        /// The words of a header stand in one cell (`text`).
        NotSeparated = "not-separated",
        /// The row has numbers, but only in columns that are not known (`headers`).
        NoKnownColumn = "no-known-column",
        /// Two columns claim the same field (`header`, `other`, and their places: `column`, `otherColumn`).
        ColumnTwice = "column-twice",
        /// Two columns have the effect, crude and adjusted for other variables (`header`, `other`, and their places: `column`,
        /// `otherColumn`).
        CrudeAndAdjusted = "crude-and-adjusted",
        /// The columns are of more than two groups (`headers`; `groups`, how many).
        MoreThanTwoGroups = "more-than-two-groups",
        /// The reader set the role of a column that the table does not have (`column`, `columns`).
        NoSuchColumn = "no-such-column",
        /// The table has more columns than are read (`columns`, `most`).
        TooManyColumns = "too-many-columns",
        /// The table has more lines than are read (`lines`; `read`, those that are; `leftOut`, those that are not).
        TooManyLines = "too-many-lines",
        /// A bracket has numbers that neither the cell nor its header explains (`text`, `header`).
        BracketUnsaid = "bracket-unsaid",
        /// A count has a number in a bracket that may be a percentage or the people (`text`, `header`).
        BracketOfCount = "bracket-of-count",
        /// A confidence interval has another level than the table's (`text`, `header`; `level`, the table's in per cent).
        OtherLevel = "other-level",
        /// A mean has a bracket that the header says is no standard deviation (`text`, `header`).
        BracketNoSd = "bracket-no-sd",
        /// An effect is not within its own printed interval (`estimate`, `lower`, `upper`).
        EstimateOutsideInterval = "estimate-outside-interval",
        /// Not estimable: a cell says that a number is not reported (`text`, `header`).
        NotReported = "not-reported",
        /// Not estimable: no event in either group.
        DoubleZero = "double-zero",
        /// Not estimable: everybody in both groups has the event.
        AllEvents = "all-events",
        /// Not estimable without a correction: a cell is zero.
        ZeroCell = "zero-cell",
        /// Not estimable: the margins leave only one possible table.
        DegenerateMargin = "degenerate-margin",
        /// Not estimable: a group has nobody in it.
        EmptyGroup = "empty-group",
        /// Not estimable: no standard deviation.
        SdMissing = "sd-missing",
        /// Not estimable: only medians.
        MedianOnly = "median-only",
        /// Not estimable: the summary is too skewed for a mean.
        Skewed = "skewed",
        /// Not estimable: the standard deviation needed is zero.
        SdZero = "sd-zero",
        /// Not estimable: the standard error is zero.
        SeZero = "se-zero",
        /// Not estimable: too few people for the formula.
        NTooSmall = "n-too-small",
        /// Not estimable: a mean of zero has no ratio.
        MeanZero = "mean-zero",
        /// Not estimable: a coefficient of variation needs means above zero.
        MeanBelowZero = "mean-below-zero",
        /// Not estimable: means of opposite sign have no ratio.
        OppositeSignMeans = "opposite-sign-means",
        /// Not estimable: the risk difference is zero, so that the number needed to treat is infinite.
        RdZero = "rd-zero",
        /// Not recoverable: a P value of 0 or 1, or no effect, says nothing about the standard error.
        SeNotRecoverable = "se-not-recoverable",
        /// Not recoverable: minimum, quartiles, median and maximum are not in order.
        NotSorted = "not-sorted",
        /// Not recoverable: a chi-squared statistic does not tell which arm has more events.
        DirectionUnknown = "direction-unknown",
        /// Not estimable because the reviewer's note asks to keep the row as given.
        AsAsked = "as-asked",
        /// A comparison the paper made; kept as reported.
        EstimateOnly = "estimate-only",
    }
}

impl ProblemCode {
    /// True where the input is sound but the measure has no estimate for it: such a row is reported as given.
    pub fn is_not_estimable(self) -> bool {
        use ProblemCode::*;
        matches!(
            self,
            NotReported
                | DoubleZero
                | AllEvents
                | ZeroCell
                | DegenerateMargin
                | EmptyGroup
                | SdMissing
                | MedianOnly
                | Skewed
                | SdZero
                | SeZero
                | NTooSmall
                | MeanZero
                | MeanBelowZero
                | OppositeSignMeans
                | RdZero
                | SeNotRecoverable
                | DirectionUnknown
                | AsAsked
                | EstimateOnly
        )
    }
}

codes! {
    /// What a reader of an estimate should know.
    NoticeCode {
        /// A correction was added because of the zero-cell rule (`correction`, `rule`).
        CorrectionAdded = "correction-added",
        /// One group's standard deviation is zero; only the other contributes to the standard error.
        SdZeroInOneGroup = "sd-zero-in-one-group",
        /// A bracketed number was read as a standard deviation; the header does not say (`header`).
        BracketReadAsSd = "bracket-read-as-sd",
        /// Two numbers in a bracket were read as a confidence interval; the header does not say (`header`).
        BracketReadAsCi = "bracket-read-as-ci",
        /// A cell says that its numbers are others than its header says; the cell was believed (`text`, `header`).
        CellDisagreesWithHeader = "cell-disagrees-with-header",
        /// A median has one number for its spread: a width, which tells no quartiles (`text`, `header`).
        WidthOnly = "width-only",
        /// A word in a cell was taken to say that the number is not reported (`text`, `header`).
        TakenAsNotReported = "taken-as-not-reported",
        /// The chosen measure does not suit this row's numbers; its own was used (`chosen`).
        MeasureNotForRow = "measure-not-for-row",
        /// The chosen interval is not one of this measure's; its own was used (`chosen`).
        IntervalNotForMeasure = "interval-not-for-measure",
        /// A count is not a whole number (`value`).
        FractionalCount = "fractional-count",
        /// Peto's method is meant for rare events and groups of similar size.
        PetoConditions = "peto-conditions",
        /// A group of one has no spread of its own.
        NOfOne = "n-of-one",
        /// A column was not recognised and not used (`header`).
        ColumnIgnored = "column-ignored",
        /// The interval runs through infinity: the limits are the least benefit and the least harm.
        ThroughInfinity = "through-infinity",
        /// The paper does not print a number; it was recovered (`value`; `rule`, the route).
        Recovered = "recovered",
        /// A printed P value is no P value, and was not used (`text`).
        PNotRead = "p-not-read",
        /// Baseline means are there, but not all that a change from baseline needs.
        BaselineNotUsed = "baseline-not-used",
        /// A P value printed as a bound was taken as its number, so that the standard error is the largest that fits.
        PIsBound = "p-is-bound",
        /// Several numbers of events fit (`printed`, `least`, `most`; `used`, the one nearest).
        SeveralCountsFit = "several-counts-fit",
        /// No number of events fits (`printed`; `used`, the one nearest).
        NoCountFits = "no-count-fits",
        /// Quartiles beside a mean that is not between them (`value`, the mean): the data look skewed.
        MeanOutsideQuartiles = "mean-outside-quartiles",
        /// The paper made the comparison itself; it may be adjusted for other variables.
        AsReported = "as-reported",
        /// The standard error was recovered from what the paper reports (`from`: interval, p or t).
        SeRecovered = "se-recovered",
        /// An interval end is truly unbounded.
        Unbounded = "unbounded",
        /// A quote is opened and never closed; quotes were taken as ordinary characters.
        QuoteNotClosed = "quote-not-closed",
        /// The headers do not tell the arms of two columns (`first`, `second`; by their places where the headers are the
        /// same, or in the order of their lines: `rule` is names, places or lines).
        ArmsByOrder = "arms-by-order",
        /// Nothing in the table tells its decimal mark (`text`, `reading`).
        DecimalUndecided = "decimal-undecided",
        /// A mark was taken for grouping that may be a decimal mark (`text`, `value`).
        GroupingBelieved = "grouping-believed",
        /// A subtitle was taken for the outcome of the rows below it (`text`).
        SubtitleAsOutcome = "subtitle-as-outcome",
        /// Rows that name an outcome and no study were taken as the study's above them (`text`, the first such study).
        StudyCarriedDown = "study-carried-down",
        /// The first line of studies as columns has one cell less than the others: its empty first cell was taken as lost
        /// (`text`, the name that now heads the second column).
        CornerLost = "corner-lost",
        /// The study has several interventions, each compared with the one comparator (`arms`; `first` and `second`, the two
        /// of this row).
        ArmsAgainstOne = "arms-against-one",
        /// The table has no headers, and its columns are a guess from their cells.
        ColumnsProposed = "columns-proposed",
        /// A row of totals is no study and was left out (`text`).
        TotalRowSetAside = "total-row-set-aside",
        /// The trial randomised clusters, and its numbers were divided by the design effect (`designEffect`, as shown).
        ClustersAllowedFor = "clusters-allowed-for",
        /// An effect would lead to a risk outside 0 to 1, or to a rate below 0, and ends there.
        AbsoluteCapped = "absolute-capped",
        /// Several rows share the comparator, and each uses its share (`parts`; `before` and `after`, its size).
        ControlSplit = "control-split",
        /// An intracluster correlation below 0 was taken as 0 (`value`).
        IccBelowZero = "icc-below-zero",
        /// The rows have more to say than there is room for: those further down tell the first of it.
        MessagesLeftOut = "messages-left-out",
        /// Question: standard errors may be typed as standard deviations (`sd1`, `sd2`; `meant1`, `meant2`, what they
        /// would then be).
        SeTypedAsSd = "se-typed-as-sd",
        /// Question: the printed percentage is not events of n (`events`, `n`, `percent`; `share`, what it would be;
        /// `meant`, the events it would mean).
        PercentageDisagrees = "percentage-disagrees",
        /// Question: shares of one total may be typed as groups (`n1`, `n2`, `events1`, `events2`).
        SharesOfOneTotal = "shares-of-one-total",
        /// Question: another row of the study has groups of another size (`n1`, `n2`; `row`, `other1`, `other2`).
        NDiffers = "n-differs",
        /// Question: a cell names another number of people than their column (`text`, the cell's; `n`, the column's).
        NInCellDiffers = "n-in-cell-differs",
        /// Question: the effect points the other way than all others (`meant`, what it would be).
        DirectionReversed = "direction-reversed",
        /// Question: the person-time is the number of people (`time1`, `time2`).
        TimeEqualsN = "time-equals-n",
        /// Question: there are more events than people (`events`, `n`).
        EventsPerPerson = "events-per-person",
        /// Question: an earlier row has the same comparator (`row`).
        SharedControl = "shared-control",
        /// Question: a printed interval is not around its estimate (`estimate`, `lower`, `upper`; `meant`, its middle).
        IntervalOffCentre = "interval-off-centre",
        /// Question: the printed P value is not that of the numbers (`printed`; `meant`, what it would be; `rule`, the
        /// design that tells the test: means, two-by-two or rates).
        PDisagrees = "p-disagrees",
        /// Question: the printed interval is not that of the numbers (`lower`, `upper`; `meant`, what it would be).
        IntervalDisagrees = "interval-disagrees",
    }
}

/// A parameter of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Param {
    /// A number, unrounded.
    Number(f64),
    /// A text as typed, or a code.
    Text(Box<str>),
}

impl From<f64> for Param {
    fn from(value: f64) -> Self {
        // a NaN or an infinity must not cross the boundary as a number
        if value.is_finite() { Param::Number(value) } else { Param::Text(crate::number::shortest(value).into()) }
    }
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Param::Text(text.into())
    }
}

/// A code with the place it is about. [`Problem`] and [`Notice`] are its two kinds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Message<Code> {
    /// What it is.
    pub code: Code,
    /// The quantity it is about, if it is about one.
    pub field: Option<Field>,
    /// The row it is about, 1 for the first row under the header; `None` outside a table.
    pub row: Option<usize>,
    /// The parameters of its sentence.
    #[serde(serialize_with = "as_map")]
    pub params: Vec<(&'static str, Param)>,
}

/// Fatal: there is no estimate.
pub type Problem = Message<ProblemCode>;

/// Told: there is an estimate, and this should be known about it.
pub type Notice = Message<NoticeCode>;

impl<Code> Message<Code> {
    /// A message about nothing in particular.
    pub fn new(code: Code) -> Self {
        Message { code, field: None, row: None, params: Vec::new() }
    }

    /// The same about a field.
    #[must_use]
    #[inline(never)]
    pub fn about(mut self, field: Field) -> Self {
        self.field = Some(field);
        self
    }

    /// The same with a parameter.
    #[must_use]
    #[inline(never)] // told in many places, and small only as a call
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.add(name, value.into());
        self
    }
}

impl<Code> Message<Code> {
    /// Adds a parameter, with no room for more: a table can have many messages.
    #[inline(never)]
    pub(crate) fn add(&mut self, name: &'static str, value: Param) {
        self.params.reserve_exact(1);
        self.params.push((name, value));
    }
}

/// How many more messages the rows of a table have room for. Beyond it a row tells its first alone: a cell can have a
/// message that takes a hundred times its text.
pub(crate) struct Room {
    left: usize,
    /// Whether any was left out.
    pub full: bool,
}

impl Room {
    pub fn for_messages(left: usize) -> Room {
        Room { left, full: false }
    }

    /// Leaves out what there is no room for. The first messages, `counted` of them, have been kept before.
    #[inline(never)]
    pub fn keep<Code>(&mut self, messages: &mut Vec<Message<Code>>, counted: usize) {
        self.left += counted;
        self.full |= messages.len() > self.left.max(1);
        messages.truncate(self.left.max(1));
        messages.shrink_to_fit();
        self.left = self.left.saturating_sub(messages.len());
    }
}

impl<Code> From<Message<Code>> for Vec<Message<Code>> {
    fn from(message: Message<Code>) -> Self {
        vec![message]
    }
}

/// Names with their values as an object.
pub(crate) fn as_map<S: Serializer, V: Serialize>(
    params: &[(&'static str, V)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(params.len()))?;
    for (name, value) in params {
        map.serialize_entry(name, value)?;
    }
    map.end()
}
