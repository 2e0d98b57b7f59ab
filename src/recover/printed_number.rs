//! A number with the precision it is printed with.

use crate::number::{self, Decimal};

/// A number as printed: `24.0` says more than `24`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintedNumber {
    value: f64,
    decimals: u8,
}

impl PrintedNumber {
    /// A number with `decimals` digits after the decimal mark, more where the number itself has more; 255 at most.
    ///
    /// `None` for a NaN or an infinity.
    ///
    /// ```
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// let share = PrintedNumber::new(24.5, 0).unwrap();
    /// assert_eq!((share.decimals(), share.text().as_str()), (1, "24.5"));
    /// ```
    pub fn new(value: f64, decimals: u8) -> Option<PrintedNumber> {
        if !value.is_finite() {
            return None;
        }
        let own = decimals_of(&number::shortest(value), Decimal::Point);
        Some(PrintedNumber { value, decimals: decimals.max(own) })
    }

    /// Reads a number as printed, with or without a per cent sign: `24`, `24.0%`, with a decimal comma `24,5 %`.
    ///
    /// `None` where the text is anything else.
    ///
    /// ```
    /// use effect_size::number::Decimal;
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// let share = PrintedNumber::read("24.0%", Decimal::Point).unwrap();
    /// assert_eq!((share.value(), share.decimals()), (24.0, 1));
    /// assert_eq!(PrintedNumber::read("about 24", Decimal::Point), None);
    /// ```
    pub fn read(text: &str, decimal: Decimal) -> Option<PrintedNumber> {
        let plain = number::plain(text);
        let plain = plain.strip_suffix('%').unwrap_or(&plain).trim_end();
        PrintedNumber::new(number::parse(plain, decimal)?, decimals_of(plain, decimal))
    }

    /// The number.
    ///
    /// ```
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// assert_eq!(PrintedNumber::new(24.5, 1).unwrap().value(), 24.5);
    /// ```
    pub fn value(self) -> f64 {
        self.value
    }

    /// Its digits after the decimal mark, 0 to 255.
    ///
    /// ```
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// assert_eq!(PrintedNumber::new(24.0, 1).unwrap().decimals(), 1);
    /// ```
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// Half a unit of its last digit: the printed number is no further from the one it stands for.
    ///
    /// ```
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// assert_eq!(PrintedNumber::new(24.0, 1).unwrap().half_unit(), 0.05);
    /// ```
    pub fn half_unit(self) -> f64 {
        0.5 * number::ten_to(-i32::from(self.decimals))
    }

    /// The number with its digits, with a decimal point.
    ///
    /// ```
    /// use effect_size::recover::printed_number::PrintedNumber;
    /// assert_eq!(PrintedNumber::new(24.0, 1).unwrap().text(), "24.0");
    /// ```
    pub fn text(self) -> String {
        number::fixed(self.value, usize::from(self.decimals))
    }
}

/// Digits after the decimal mark of a number's text, which has 255 at most.
fn decimals_of(text: &str, decimal: Decimal) -> u8 {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let fraction = mantissa.split_once(decimal.mark()).map_or("", |(_, fraction)| fraction);
    let places = fraction.len() as i64 - exponent.parse::<i64>().unwrap_or(0);
    places.clamp(0, 255) as u8
}
