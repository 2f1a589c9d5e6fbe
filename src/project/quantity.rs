//! What a figure says: an interval, exactly as it was written. No binary rounding: `0.1` stays `0.1`, `1.50` stays `1.50`.

use super::words::words;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// Most digits a number may have.
const MAX_DIGITS: usize = 30;

/// A decimal number, kept with the digits it was written with: `1.5` and `1.50` are equal in size, not the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Decimal {
    /// All digits as one whole number, with the sign.
    digits: i128,
    /// How many of them stand after the point.
    places: u8,
}

impl Decimal {
    /// Compares by size.
    pub fn compare(self, other: Self) -> Ordering {
        let (a, b) = (self.whole_and_rest(), other.whole_and_rest());
        a.0.cmp(&b.0).then_with(|| {
            let places = self.places.max(other.places);
            let scaled = |rest: i128, own: u8| rest * 10_i128.pow(u32::from(places - own));
            scaled(a.1, self.places).cmp(&scaled(b.1, other.places))
        })
    }

    /// The product, exactly; none where it has more than 30 digits.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::sized(self.digits.checked_mul(other.digits)?, self.places.checked_add(other.places)?)
    }

    /// The sum, exactly; none where it has more than 30 digits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |number: Self| number.digits.checked_mul(10_i128.checked_pow(u32::from(places - number.places))?);
        Self::sized(scaled(self)?.checked_add(scaled(other)?)?, places)
    }

    /// The number with its point this many places further left, exactly; none where it has more than 30 digits.
    pub fn shifted(self, places: u8) -> Option<Self> {
        Self::sized(self.digits, self.places.checked_add(places)?)
    }

    /// Rounded to at most this many digits after the point, halves away from zero.
    pub fn rounded(self, places: u8) -> Self {
        let Some(dropped) = self.places.checked_sub(places) else { return self };
        let scale = 10_i128.pow(u32::from(dropped));
        let half = scale / 2 * self.digits.signum();
        Self { digits: (self.digits + half) / scale, places }
    }

    /// The same size without zeros at the end of the places: `38.00` is `38`.
    pub fn shortened(self) -> Self {
        let mut short = self;
        while short.places > 0 && short.digits % 10 == 0 {
            short = Self { digits: short.digits / 10, places: short.places - 1 };
        }
        short
    }

    /// None where the number would be written with more than 30 digits; those are not read again.
    fn sized(digits: i128, places: u8) -> Option<Self> {
        let written = (digits.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1).max(usize::from(places) + 1);
        (written <= MAX_DIGITS).then_some(Self { digits, places })
    }

    /// The whole number below, and the digits after the point counted up from it; both parts fit for 30 digits.
    fn whole_and_rest(self) -> (i128, i128) {
        let scale = 10_i128.pow(u32::from(self.places));
        (self.digits.div_euclid(scale), self.digits.rem_euclid(scale))
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self { digits: i128::from(number), places: 0 }
    }
}

impl FromStr for Decimal {
    type Err = NotANumber;

    /// Reads `-12.50`: a sign if any, digits, and digits after one point if any. No exponent, no separators.
    fn from_str(word: &str) -> Result<Self, NotANumber> {
        let refused = || NotANumber(word.chars().take(40).collect());
        let unsigned = word.strip_prefix('-').unwrap_or(word);
        let (whole, rest) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let count = whole.len() + rest.map_or(0, str::len);
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        if !is_digits(whole) || !rest.is_none_or(is_digits) || count > MAX_DIGITS || leading_zero {
            return Err(refused());
        }
        let digits: i128 = format!("{whole}{}", rest.unwrap_or_default()).parse().map_err(|_| refused())?;
        if digits == 0 && unsigned.len() < word.len() {
            return Err(refused());
        }
        let places = rest.map_or(0, str::len) as u8;
        Ok(Self { digits: if unsigned.len() < word.len() { -digits } else { digits }, places })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0width$}", self.digits.unsigned_abs(), width = usize::from(self.places) + 1);
        let (whole, rest) = digits.split_at_checked(digits.len() - usize::from(self.places)).unwrap_or((&digits, ""));
        write!(f, "{sign}{whole}")?;
        if rest.is_empty() { Ok(()) } else { write!(f, ".{rest}") }
    }
}

/// A word that is no decimal number.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no number: write digits with at most one point, such as 40 or 1.5 (30 digits at most)")]
pub struct NotANumber(String);

/// One end of a figure's interval.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Bound {
    /// A number in the figure's unit.
    Number(Decimal),
    /// A date or a time: `2019-03-01`, `2019-03-01T13:20` or `13:20`.
    Moment(Box<str>),
}

impl Bound {
    /// Compares two ends of one sort: numbers by size; dates and times by when they are, as far as both say. None where they are of
    /// different sorts.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => Some(one.compare(*other)),
            (Self::Moment(one), Self::Moment(other)) if one.contains('-') == other.contains('-') => {
                let common = one.len().min(other.len());
                Some(one.get(..common)?.cmp(other.get(..common)?))
            }
            (Self::Moment(_), Self::Moment(_)) | (Self::Number(_), Self::Moment(_)) | (Self::Moment(_), Self::Number(_)) => None,
        }
    }
}

impl FromStr for Bound {
    type Err = NotABound;

    fn from_str(word: &str) -> Result<Self, NotABound> {
        match word.parse() {
            Ok(number) => Ok(Self::Number(number)),
            Err(_) if is_moment(word) => Ok(Self::Moment(word.into())),
            Err(_) => Err(NotABound(word.chars().take(40).collect())),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Moment(moment) => f.write_str(moment),
        }
    }
}

/// A word that can be no end of an interval.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no end of a figure: write a number such as 40 or 1.5, a date such as 2019-03-01, or a time such as 13:20")]
pub struct NotABound(String);

fn is_moment(word: &str) -> bool {
    let is_time = |time: &str| {
        let parts: Vec<&str> = time.split(':').collect();
        matches!(parts.len(), 2 | 3) && parts.iter().all(|part| part.len() == 2) && time.parse::<jiff::civil::Time>().is_ok()
    };
    let is_date = |date: &str| date.len() == 10 && date.parse::<jiff::civil::Date>().is_ok();
    match word.split_once('T') {
        Some((date, time)) => is_date(date) && is_time(time),
        None => is_date(word) || is_time(word),
    }
}

words! {
    /// How an interval's ends are meant.
    How {
        /// The number itself.
        Exact,
        /// Near the number.
        About,
        /// Above it, it left out.
        MoreThan,
        /// It or above.
        AtLeast,
        /// Below it, it left out.
        LessThan,
        /// It or below.
        AtMost,
        /// Words such as “dozens” that name no number.
        Vague,
    }
}

words! {
    /// What kind of quantity a figure is.
    FigureKind {
        /// How many.
        Count,
        /// An amount in a currency.
        Money,
        /// A share, or percentage points.
        Percent,
        /// A length, weight or other measure.
        Measure,
        /// A day, month or year.
        Date,
        /// A time of day.
        Time,
        /// How long.
        Duration,
        /// Which one in a row.
        Ordinal,
    }
}

words! {
    /// Which way a quantity is said to move.
    Trend {
        /// It rises.
        Up,
        /// It falls.
        Down,
    }
}

/// The attributes of a figure: the quantity as an interval; an absent end is open.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Figure {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
    /// How the ends are meant.
    pub how: Option<How>,
    /// The unit of both ends.
    pub unit: String,
    /// What is counted or measured.
    pub what: String,
    /// Which way it moves.
    pub trend: Option<Trend>,
    /// Count, money, date and so on.
    pub kind: Option<FigureKind>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_as_it_was_written() {
        for word in ["0", "40", "-3", "0.1", "1.50", "-0.05", "123456789012345678901234567890"] {
            assert_eq!(word.parse::<Decimal>().unwrap().to_string(), word);
        }
        for word in ["", "-", ".5", "5.", "1e3", "1,000", "+1", "00", "-0", "٤", "1234567890123456789012345678901"] {
            assert!(word.parse::<Decimal>().is_err(), "{word}");
        }
    }

    #[test]
    fn numbers_compare_by_size() {
        let compare = |a: &str, b: &str| a.parse::<Decimal>().unwrap().compare(b.parse().unwrap());
        assert_eq!(compare("1.5", "1.50"), Ordering::Equal);
        assert_eq!(compare("-1.5", "-1.4"), Ordering::Less);
        assert_eq!(compare("999999999999999999999999999999", "0.00000000000000000000000000001"), Ordering::Greater);
    }

    #[test]
    fn sums_and_products_are_exact_or_none() {
        let number = |word: &str| word.parse::<Decimal>().unwrap();
        assert_eq!(number("2.5").times(number("1000000")).unwrap().shortened().to_string(), "2500000");
        assert_eq!(number("-0.1").plus(number("0.25")).unwrap().to_string(), "0.15");
        assert_eq!(number("3990").shifted(2).unwrap().shortened().to_string(), "39.9");
        assert_eq!(number("63.365").rounded(1).to_string(), "63.4");
        assert_eq!(number("-63.35").rounded(1).to_string(), "-63.4");
        assert_eq!(number("5").rounded(1).to_string(), "5");
        let most = number("999999999999999999999999999999");
        assert!(most.plus(number("1")).is_none() && most.times(number("10")).is_none() && most.times(most).is_none() && number("1").shifted(30).is_none());
        assert_eq!(number("1").shifted(29).unwrap().to_string().parse::<Decimal>().unwrap(), number("1").shifted(29).unwrap());
    }

    #[test]
    fn ends_of_one_sort_compare() {
        let compare = |a: &str, b: &str| a.parse::<Bound>().unwrap().compare(&b.parse().unwrap());
        assert_eq!(compare("9", "40"), Some(Ordering::Less));
        assert_eq!(compare("2019-03-01", "2019-02-28"), Some(Ordering::Greater));
        assert_eq!(compare("2019-03-01", "2019-03-01T13:20"), Some(Ordering::Equal), "as far as both say");
        assert_eq!(compare("13:20", "09:00"), Some(Ordering::Greater));
        assert_eq!(compare("13:20", "2019-03-01"), None);
        assert_eq!(compare("40", "13:20"), None);
    }

    #[test]
    fn an_end_is_a_number_a_date_or_a_time() {
        for word in ["40", "2019-03-01", "2019-03-01T13:20", "13:20"] {
            assert_eq!(word.parse::<Bound>().unwrap().to_string(), word);
        }
        for word in ["2019-02-30", "25:00", "March 2019", "1:20", "2019-3-1"] {
            assert!(word.parse::<Bound>().is_err(), "{word}");
        }
    }
}
