//! Sums over all tables with the margins of an observed one, relative to the observed table's weight.

use crate::interval::unsolved::Unsolved;

/// The largest count allowed: above it a sum over one standard deviation is no longer a matter of milliseconds.
pub const LARGEST_COUNT: f64 = 1e13;

/// Terms allowed in all sums of one limit or P value together (about half a second natively).
const MOST_TERMS: u64 = 200_000_000;

/// Terms left to spend; every sum draws on it, so that no input runs on.
pub struct Budget(u64);

impl Budget {
    pub fn new() -> Budget {
        Budget(MOST_TERMS)
    }

    fn draw(&mut self) -> Result<(), Unsolved> {
        self.0 = self.0.checked_sub(1).ok_or(Unsolved::TooLarge)?;
        Ok(())
    }
}

/// A two-by-two table of counts, `a b / c d`.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub a: f64,
    pub b: f64,
    pub c: f64,
    pub d: f64,
}

/// One side's sums of weights: all relative to the observed table, which is not counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Sum of weights.
    pub weight: f64,
    /// Sum of weight times distance from the observed count.
    pub first: f64,
    /// Sum of weight times squared distance.
    pub second: f64,
}

impl Table {
    /// The table, if its cells are whole numbers small enough and its margins allow another table.
    pub fn new(a: f64, b: f64, c: f64, d: f64) -> Result<Table, Unsolved> {
        let cells = [a, b, c, d];
        if !cells.iter().all(|x| *x >= 0.0 && x.is_finite() && x.floor() == *x) {
            return Err(Unsolved::OutOfRange);
        }
        if a + b == 0.0 || c + d == 0.0 || a + c == 0.0 || b + d == 0.0 {
            return Err(Unsolved::OutOfRange);
        }
        if cells.iter().any(|x| *x > LARGEST_COUNT) {
            return Err(Unsolved::TooLarge);
        }
        Ok(Table { a, b, c, d })
    }

    /// The table with the outcomes exchanged: its odds ratio is the reciprocal.
    pub fn mirrored(self) -> Table {
        Table { a: self.b, b: self.a, c: self.d, d: self.c }
    }

    /// Whether no table has fewer events in arm 1.
    pub fn is_least(self) -> bool {
        self.a == 0.0 || self.d == 0.0
    }

    /// Largest possible number of further events in arm 1.
    pub fn room_above(self) -> f64 {
        self.b.min(self.c)
    }

    /// The table with `k` more events in arm 1 and the same margins.
    pub fn shifted(self, k: f64) -> Table {
        Table { a: self.a + k, b: self.b - k, c: self.c - k, d: self.d + k }
    }

    /// Sums over the tables with more events in arm 1, at odds ratio `psi`.
    ///
    /// The weights follow from one another by the ratio `psi b c / ((a+1) (d+1))`; once that is below 1 they fall at
    /// least geometrically, and the sum ends where the rest is below its last place. Infinite where a weight overflows.
    pub fn above(self, psi: f64, budget: &mut Budget) -> Result<Sums, Unsolved> {
        let Table { mut a, mut b, mut c, mut d } = self;
        let mut sums = Sums::default();
        let (mut weight, mut k) = (1.0, 0.0);
        while b > 0.0 && c > 0.0 {
            budget.draw()?;
            a += 1.0;
            d += 1.0;
            let ratio = psi * b * c / (a * d);
            b -= 1.0;
            c -= 1.0;
            k += 1.0;
            weight *= ratio;
            sums.weight += weight;
            sums.first += k * weight;
            sums.second += k * k * weight;
            // what is left is at most weight * ratio / (1 - ratio), and its second moment hardly more
            if ratio < 1.0 && k * k * weight <= 1e-18 * (1.0 - ratio) * (1.0 + sums.second) || weight > 1e290 {
                break;
            }
        }
        if weight > 1e290 {
            sums = Sums { weight: f64::INFINITY, first: f64::INFINITY, second: f64::INFINITY };
        }
        Ok(sums)
    }

    /// Sum of weights over the tables with up to `u - 1` more events in arm 1, and over those from `u` more on.
    pub fn above_split(self, psi: f64, u: f64, budget: &mut Budget) -> Result<(f64, f64), Unsolved> {
        let Table { mut a, mut b, mut c, mut d } = self;
        let (mut near, mut far) = (0.0, 0.0);
        let (mut weight, mut k) = (1.0, 0.0);
        while b > 0.0 && c > 0.0 {
            budget.draw()?;
            a += 1.0;
            d += 1.0;
            let ratio = psi * b * c / (a * d);
            b -= 1.0;
            c -= 1.0;
            k += 1.0;
            weight *= ratio;
            if k < u {
                near += weight;
            } else {
                far += weight;
            }
            if weight > 1e290 {
                return Ok((f64::INFINITY, far));
            }
            if ratio < 1.0 && weight <= 1e-18 * (1.0 - ratio) {
                break;
            }
        }
        Ok((near, far))
    }

    /// Sums over the tables with fewer events in arm 1.
    pub fn below(self, psi: f64, budget: &mut Budget) -> Result<Sums, Unsolved> {
        self.mirrored().above(1.0 / psi, budget)
    }
}
