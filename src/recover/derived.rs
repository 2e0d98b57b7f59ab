//! A number that a paper does not print, with how it was found.

use crate::explain::Step;
use crate::problem::{Notice, Problem, ProblemCode};

/// What a conversion finds: a number, or several that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived<T = f64> {
    /// The number, unrounded.
    pub value: T,
    /// The formulas with their numbers.
    pub working: Vec<Step>,
    /// What the reader should know.
    pub notices: Vec<Notice>,
}

impl<T> Derived<T> {
    /// What the last of these steps give.
    ///
    /// # Errors
    /// `result-not-finite` where the value of a step is.
    ///
    /// ```
    /// use effect_size::explain::Step;
    /// use effect_size::recover::derived::Derived;
    /// let step = |value| Step::new("SE", "MD / t", &[("MD", 3.8), ("t", 2.0)], value);
    /// assert_eq!(Derived::by(1.9, vec![step(1.9)])?.working[0].substituted, "3.8 / 2");
    /// assert!(Derived::by(1.9, vec![step(f64::INFINITY)]).is_err());
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn by(value: T, working: Vec<Step>) -> Result<Derived<T>, Problem> {
        finite(&working)?;
        Ok(Derived { value, working, notices: Vec::new() })
    }

    /// The same with what the reader should know, if there is anything.
    ///
    /// ```
    /// use effect_size::recover::derived::Derived;
    /// use effect_size::{Notice, NoticeCode};
    /// let found = Derived::by(1.9, Vec::new())?.telling(Some(Notice::new(NoticeCode::PIsBound)));
    /// assert_eq!(found.notices[0].code, NoticeCode::PIsBound);
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    #[must_use]
    pub fn telling(mut self, notice: Option<Notice>) -> Self {
        self.notices.extend(notice);
        self
    }

    /// The same with the value in another form.
    ///
    /// ```
    /// use effect_size::recover::derived::Derived;
    /// assert_eq!(Derived::by(1.5, Vec::new())?.map(|se| se * 2.0).value, 3.0);
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn map<U>(self, form: impl FnOnce(T) -> U) -> Derived<U> {
        Derived { value: form(self.value), working: self.working, notices: self.notices }
    }

    /// What the value is turned into next, with the working and the notices of both.
    ///
    /// # Errors
    /// Those of the next conversion.
    ///
    /// ```
    /// use effect_size::recover::{common_deviation, test_statistic};
    /// // a mean difference of 3.8, t = 2.51, 25 and 22 people
    /// let sd = test_statistic::from_t(3.8, 2.51)?.then(|se| common_deviation::from_standard_error(se, 25.0, 22.0))?;
    /// assert_eq!(format!("{:.2} in {} steps", sd.value, sd.working.len()), "5.18 in 2 steps");
    /// # Ok::<(), effect_size::Problem>(())
    /// ```
    pub fn then<U>(self, next: impl FnOnce(T) -> Result<Derived<U>, Problem>) -> Result<Derived<U>, Problem> {
        let Derived { value, mut working, mut notices } = self;
        let found = next(value)?;
        working.extend(found.working);
        notices.extend(found.notices);
        Ok(Derived { value: found.value, working, notices })
    }
}

#[inline(never)]
fn finite(working: &[Step]) -> Result<(), Problem> {
    let finite = working.iter().all(|step| step.value.is_finite());
    if finite { Ok(()) } else { Err(Problem::new(ProblemCode::ResultNotFinite)) }
}
