//! Numerals in the digits and separators of several countries.
//!
//! Two different separators: the last one is the decimal sign (`1,234.5`, `1.234,5`). One that comes more than once groups
//! (`1.234.567`, `12,34,567`). Spaces and apostrophes only group. What is left is one sign, once:
//! a comma groups when exactly three digits follow one to three others (`1,234`), else it is the decimal sign (`1,5`).
//! A point is the decimal sign; but with exactly three digits after one to three others (`1.234`) it can be read both ways, so
//! [`Value`] keeps both: it groups where whole things are counted (`62.000 vehicles`) or money has neither scale nor rate (`€1.250`),
//! and is the decimal sign everywhere else (`1.234 million`, `99.999 %`, `1.234 km`, `€1.459 a litre`, `1.234` alone).

use crate::project::Decimal;

/// The zeros of the digits that are read; the nine others follow each.
const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '０'];

/// The ASCII digit of a digit.
pub(super) fn digit(c: char) -> Option<char> {
    ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero))).find(|value| *value < 10).and_then(|value| char::from_digit(value, 10))
}

/// The sign that a separator between digits is kept as; grouping signs that are always followed by three digits are not among them.
pub(super) fn group_sign(c: char) -> Option<char> {
    match c {
        '.' | ',' => Some(c),
        '٫' => Some('٫'),
        _ => None,
    }
}

/// Spaces that may group digits: the plain one, NBSP, narrow NBSP, thin and figure space.
pub(super) fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// What a numeral says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Value {
    /// The number.
    pub(super) number: Decimal,
    /// The number where its one point groups thousands instead.
    pub(super) grouped: Option<Decimal>,
}

/// The value of a numeral token's key; none where its separators make no number (`14.03.2019`, `1.2.3`, `007`).
pub(super) fn value(key: &str) -> Option<Value> {
    let of = |sign: char| key.matches(sign).count();
    let (points, commas, arabic, groups) = (of('.'), of(','), of('٫'), of('_'));
    let decimal = match (points, commas, arabic) {
        (0, 0, 0) => None,
        (_, _, 1) => Some('٫'),
        (1, 0, 0) => Some('.'),
        (0, 1, 0) if groups > 0 || !is_three_after(key, ',') => Some(','),
        (1, 1.., 0) if key.rfind('.') > key.rfind(',') => Some('.'),
        (1.., 1, 0) if key.rfind(',') > key.rfind('.') => Some(','),
        (0, 1.., 0) | (2.., 0, 0) => None,
        _ => return None,
    };
    let (whole, rest) = decimal.and_then(|sign| key.rsplit_once(sign)).map_or((key, None), |(whole, rest)| (whole, Some(rest)));
    let whole = ungrouped(whole)?;
    let number = rest.map_or_else(|| whole.clone(), |rest| format!("{whole}.{rest}")).parse().ok()?;
    let both = decimal == Some('.') && commas == 0 && groups == 0 && is_three_after(key, '.');
    let grouped = if both { key.replace('.', "").parse().ok() } else { None };
    Some(Value { number, grouped })
}

/// Whether the sign has exactly three digits after it and one to three before, the first no zero.
fn is_three_after(key: &str, sign: char) -> bool {
    key.split_once(sign).is_some_and(|(whole, rest)| rest.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0'))
}

/// The digits of a whole number whose groups are right: of three, or of two before a last one of three.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(sign) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.into()) };
    let groups: Vec<&str> = whole.split(sign).collect();
    let (first, others) = groups.split_first()?;
    let (last, inner) = others.split_last()?;
    let are_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let threes = matches!(first.len(), 1..=3) && inner.iter().all(|group| group.len() == 3);
    let indian = sign == ',' && matches!(first.len(), 1..=2) && inner.iter().all(|group| group.len() == 2);
    (are_digits && last.len() == 3 && (threes || indian)).then(|| groups.concat())
}

/// The number of a numeral written in digits alone, of at most this many.
pub(super) fn plain(key: &str, most: usize) -> Option<i64> {
    let is_plain = (1..=most.min(18)).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain { key.parse().ok() } else { None }
}

/// Fractions with a sign of their own.
const FRACTION_SIGNS: &[(&str, (i64, i64))] = &[
    ("½", (1, 2)),
    ("⅓", (1, 3)),
    ("⅔", (2, 3)),
    ("¼", (1, 4)),
    ("¾", (3, 4)),
    ("⅕", (1, 5)),
    ("⅖", (2, 5)),
    ("⅗", (3, 5)),
    ("⅘", (4, 5)),
    ("⅙", (1, 6)),
    ("⅚", (5, 6)),
    ("⅛", (1, 8)),
    ("⅜", (3, 8)),
    ("⅝", (5, 8)),
    ("⅞", (7, 8)),
    ("⅒", (1, 10)),
];

/// Denominators that a fraction written with a slash may have; `9/11` and `24/7` are no fractions.
const SLASH_DENOMINATORS: &[i64] = &[2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 100];

/// Numerator and denominator of a fraction sign.
pub(super) fn fraction_sign(key: &str) -> Option<(i64, i64)> {
    FRACTION_SIGNS.iter().find(|(sign, _)| *sign == key).map(|(_, fraction)| *fraction)
}

/// Whether a fraction written with a slash is believed.
pub(super) fn is_slash_fraction(above: i64, below: i64) -> bool {
    0 < above && above < below && SLASH_DENOMINATORS.contains(&below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(key: &str, number: &str, grouped: &str) {
        let found = value(key).map(|value| (value.number.to_string(), value.grouped.map_or(String::new(), |grouped| grouped.to_string())));
        assert_eq!(found, (!number.is_empty()).then(|| (number.to_owned(), grouped.to_owned())), "{key}");
    }

    #[test]
    fn separators_of_several_countries() {
        reads("1,234.5", "1234.5", "");
        reads("1.234,5", "1234.5", "");
        reads("1_234,5", "1234.5", "");
        reads("1,234", "1234", "");
        reads("1,5", "1.5", "");
        reads("1.5", "1.5", "");
        reads("1.234", "1.234", "1234");
        reads("0.234", "0.234", "");
        reads("1234.567", "1234.567", "");
        reads("1.234.567", "1234567", "");
        reads("12,34,567", "1234567", "");
        reads("1,234,567.89", "1234567.89", "");
        reads("1_234٫5", "1234.5", "");
    }

    #[test]
    fn wrong_groups_are_no_number() {
        for key in ["1,23,45", "14.03.2019", "1.2.3", "007", "1,2.3,4", "1234,567,890"] {
            reads(key, "", "");
        }
    }
}
