//! The vocabulary: one name per quantity, the same in Rust, JavaScript, JSON and as a column header.

use serde::{Serialize, Serializer};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A quantity or label that a study reports. Arm 1 is the intervention, arm 2 the comparator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// Every field, in the order of declaration.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// The name used in column headers, JSON and JavaScript.
            ///
            /// Lower case, without spaces.
            ///
            /// ```
            /// use effect_size::Field;
            /// assert_eq!(Field::NonEvents1.name(), "nonevents1");
            /// ```
            pub fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }
        }
    };
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

fields! {
    /// Label of the study.
    Study = "study",
    /// Label of the outcome.
    Outcome = "outcome",
    /// Id of the effect measure wanted for the row.
    Measure = "measure",
    /// Free text kept with the row.
    Note = "note",
    /// Where the numbers were printed.
    Source = "source",
    /// Label of the arm, where each has a line of its own.
    Arm = "arm",
    /// Mean of arm 1.
    Mean1 = "mean1",
    /// Standard deviation of arm 1, not negative.
    Sd1 = "sd1",
    /// People in arm 1.
    N1 = "n1",
    /// Mean of arm 2.
    Mean2 = "mean2",
    /// Standard deviation of arm 2, not negative.
    Sd2 = "sd2",
    /// People in arm 2.
    N2 = "n2",
    /// Standard error of the mean of arm 1.
    Se1 = "se1",
    /// Standard error of the mean of arm 2.
    Se2 = "se2",
    /// Lower confidence limit of the mean of arm 1.
    Lower1 = "lower1",
    /// Upper confidence limit of the mean of arm 1.
    Upper1 = "upper1",
    /// Lower confidence limit of the mean of arm 2.
    Lower2 = "lower2",
    /// Upper confidence limit of the mean of arm 2.
    Upper2 = "upper2",
    /// Median of arm 1.
    Median1 = "median1",
    /// Lower quartile of arm 1.
    Lq1 = "lq1",
    /// Upper quartile of arm 1.
    Uq1 = "uq1",
    /// Smallest value of arm 1.
    Min1 = "min1",
    /// Largest value of arm 1.
    Max1 = "max1",
    /// Median of arm 2.
    Median2 = "median2",
    /// Lower quartile of arm 2.
    Lq2 = "lq2",
    /// Upper quartile of arm 2.
    Uq2 = "uq2",
    /// Smallest value of arm 2.
    Min2 = "min2",
    /// Largest value of arm 2.
    Max2 = "max2",
    /// People with the event in arm 1, or events in arm 1 for rates.
    Events1 = "events1",
    /// People with the event in arm 2, or events in arm 2 for rates.
    Events2 = "events2",
    /// People without the event in arm 1.
    NonEvents1 = "nonevents1",
    /// People without the event in arm 2.
    NonEvents2 = "nonevents2",
    /// Per cent of arm 1 with the event, 0 to 100.
    Percent1 = "percent1",
    /// Per cent of arm 2 with the event, 0 to 100.
    Percent2 = "percent2",
    /// Person-time of arm 1, in any unit that arm 2 shares.
    Time1 = "time1",
    /// Person-time of arm 2.
    Time2 = "time2",
    /// Effect as the paper reports it, on the displayed scale.
    Estimate = "estimate",
    /// Lower confidence limit of the reported effect.
    Lower = "lower",
    /// Upper confidence limit of the reported effect.
    Upper = "upper",
    /// Standard error of the reported effect.
    Se = "se",
    /// P value as reported.
    P = "p",
    /// t statistic as reported.
    T = "t",
    /// Number of people in a one-group study.
    N = "n",
    /// Correlation between the two measurements, -1 to 1.
    R = "r",
    /// Log-rank: observed minus expected events.
    Oe = "oe",
    /// Log-rank: variance of observed minus expected.
    V = "v",
    /// F statistic as reported, of a comparison of two groups.
    F = "f",
    /// Chi-squared statistic as reported, of a two-by-two table, without a continuity correction.
    ChiSquared = "chi2",
    /// Phi coefficient of a two-by-two table, -1 to 1.
    Phi = "phi",
    /// People with the event in both arms together.
    TotalEvents = "total_events",
    /// Mean of arm 1 before the intervention.
    PreMean1 = "pre_mean1",
    /// Standard deviation of arm 1 before the intervention.
    PreSd1 = "pre_sd1",
    /// Mean of arm 2 before the intervention.
    PreMean2 = "pre_mean2",
    /// Standard deviation of arm 2 before the intervention.
    PreSd2 = "pre_sd2",
    /// Intracluster correlation, 0 to 1.
    Icc = "icc",
    /// Mean size of a cluster, in people, at least 1.
    ClusterSize = "cluster_size",
}

impl Field {
    /// The field of that name, if there is one.
    ///
    /// Exactly as [`Field::name`] gives it; `None` for anything else.
    ///
    /// ```
    /// use effect_size::Field;
    /// assert_eq!(Field::from_name("events1"), Some(Field::Events1));
    /// assert_eq!(Field::from_name("Events 1"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The arm a quantity belongs to, 0 for the intervention, and the same quantity of the other arm.
    ///
    /// `None` for labels and for quantities of no arm.
    ///
    /// ```
    /// use effect_size::Field;
    /// assert_eq!(Field::Sd2.arm(), Some((1, Field::Sd1)));
    /// assert_eq!(Field::P.arm(), None);
    /// ```
    #[cfg(feature = "complete")]
    pub fn arm(self) -> Option<(usize, Field)> {
        let [one, two] = ARMS.map(ArmFields::all);
        let place = |fields: &[Field]| fields.iter().position(|field| *field == self);
        place(&one).map(|i| (0, two[i])).or_else(|| place(&two).map(|i| (1, one[i])))
    }

    /// True for labels and free text, false for quantities.
    ///
    /// ```
    /// use effect_size::Field;
    /// assert!(Field::Study.is_text() && !Field::N1.is_text());
    /// ```
    pub fn is_text(self) -> bool {
        matches!(self, Field::Study | Field::Outcome | Field::Measure | Field::Note | Field::Source | Field::Arm)
    }
}

/// The fields of one arm.
#[derive(Clone, Copy, Debug)]
pub struct ArmFields {
    /// Mean.
    pub mean: Field,
    /// Standard deviation.
    pub sd: Field,
    /// People.
    pub n: Field,
    /// Standard error of the mean.
    pub se: Field,
    /// Lower confidence limit of the mean.
    pub lower: Field,
    /// Upper confidence limit of the mean.
    pub upper: Field,
    /// Median.
    pub median: Field,
    /// Lower quartile.
    pub lq: Field,
    /// Upper quartile.
    pub uq: Field,
    /// Smallest value.
    pub min: Field,
    /// Largest value.
    pub max: Field,
    /// People with the event, or events.
    pub events: Field,
    /// People without the event.
    pub nonevents: Field,
    /// Per cent with the event.
    pub percent: Field,
    /// Person-time.
    pub time: Field,
    /// Mean before the intervention.
    pub pre_mean: Field,
    /// Standard deviation before the intervention.
    pub pre_sd: Field,
}

#[cfg(feature = "complete")]
impl ArmFields {
    fn all(&self) -> [Field; 17] {
        [
            self.mean,
            self.sd,
            self.n,
            self.se,
            self.lower,
            self.upper,
            self.median,
            self.lq,
            self.uq,
            self.min,
            self.max,
            self.events,
            self.nonevents,
            self.percent,
            self.time,
            self.pre_mean,
            self.pre_sd,
        ]
    }
}

/// The fields of both arms, the intervention first.
pub const ARMS: [&ArmFields; 2] = [
    &ArmFields {
        mean: Field::Mean1,
        sd: Field::Sd1,
        n: Field::N1,
        se: Field::Se1,
        lower: Field::Lower1,
        upper: Field::Upper1,
        median: Field::Median1,
        lq: Field::Lq1,
        uq: Field::Uq1,
        min: Field::Min1,
        max: Field::Max1,
        events: Field::Events1,
        nonevents: Field::NonEvents1,
        percent: Field::Percent1,
        time: Field::Time1,
        pre_mean: Field::PreMean1,
        pre_sd: Field::PreSd1,
    },
    &ArmFields {
        mean: Field::Mean2,
        sd: Field::Sd2,
        n: Field::N2,
        se: Field::Se2,
        lower: Field::Lower2,
        upper: Field::Upper2,
        median: Field::Median2,
        lq: Field::Lq2,
        uq: Field::Uq2,
        min: Field::Min2,
        max: Field::Max2,
        events: Field::Events2,
        nonevents: Field::NonEvents2,
        percent: Field::Percent2,
        time: Field::Time2,
        pre_mean: Field::PreMean2,
        pre_sd: Field::PreSd2,
    },
];

/// The quantities a study reports, each present or not; not validated yet.
///
/// ```
/// use effect_size::{Field, Reported};
/// let study = Reported::new().with(Field::Events1, 19.0).with(Field::N1, 50.0);
/// assert_eq!(study.get(Field::Events1), Some(19.0));
/// assert_eq!(study.get(Field::Events2), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Reported([Option<f64>; Field::ALL.len()]);

impl Default for Reported {
    fn default() -> Self {
        Reported([None; Field::ALL.len()])
    }
}

impl Reported {
    /// Nothing reported.
    ///
    /// ```
    /// use effect_size::Reported;
    /// assert!(Reported::new().is_empty());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a field, if it is reported.
    ///
    /// In the unit the field's own line names; as it was set, not validated.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// assert_eq!(Reported::new().with(Field::Sd1, 3.5).get(Field::Sd1), Some(3.5));
    /// ```
    pub fn get(&self, field: Field) -> Option<f64> {
        self.0[field as usize]
    }

    /// Sets a field.
    ///
    /// Any number, in the unit the field's own line names; it is validated when a design is read from it.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// let mut study = Reported::new();
    /// study.set(Field::N1, 50.0);
    /// assert_eq!(study.get(Field::N1), Some(50.0));
    /// ```
    pub fn set(&mut self, field: Field, value: f64) {
        self.0[field as usize] = Some(value);
    }

    /// Makes a field not reported.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// let mut study = Reported::new().with(Field::N1, 50.0);
    /// study.clear(Field::N1);
    /// assert!(study.is_empty());
    /// ```
    pub fn clear(&mut self, field: Field) {
        self.0[field as usize] = None;
    }

    /// The same with one more field.
    ///
    /// As [`Reported::set`].
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// assert_eq!(Reported::new().with(Field::R, 0.7).get(Field::R), Some(0.7));
    /// ```
    #[must_use]
    pub fn with(mut self, field: Field, value: f64) -> Self {
        self.set(field, value);
        self
    }

    /// True if any of the fields is reported.
    ///
    /// False for an empty list.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// assert!(Reported::new().with(Field::N1, 50.0).has_any(&[Field::N1, Field::N2]));
    /// ```
    pub fn has_any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|&field| self.get(field).is_some())
    }

    /// True if every one of the fields is reported.
    ///
    /// True for an empty list.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// assert!(!Reported::new().with(Field::N1, 50.0).has_all(&[Field::N1, Field::N2]));
    /// ```
    pub fn has_all(&self, fields: &[Field]) -> bool {
        fields.iter().all(|&field| self.get(field).is_some())
    }

    /// True if nothing is reported.
    ///
    /// ```
    /// use effect_size::{Field, Reported};
    /// assert!(!Reported::new().with(Field::N1, 50.0).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}
