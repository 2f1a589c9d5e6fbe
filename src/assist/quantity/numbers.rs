//! Numbers as they are written in news: digits, words, scales, vague numerals. Fractions are next door.

use super::digits::{self, fraction_sign, is_slash_fraction};
use super::fractions;
use super::reader::Reader;
use super::tokens::Kind;
use crate::project::Decimal;

/// How a number is to be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// A number.
    Plain,
    /// A share of a whole, in per cent; rounded where its digits do not end.
    Share { rounded: bool },
    /// An interval that names no number, or none at all.
    Vague,
}

/// A number or the interval of a vague one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Number {
    /// Its lower end; the same as the upper one for a plain number.
    pub(super) low: Option<Decimal>,
    /// Its upper end.
    pub(super) high: Option<Decimal>,
    /// How it is to be taken.
    pub(super) form: Form,
    /// What a scale word multiplied it by.
    pub(super) scale: Option<Decimal>,
    /// The number where its one point groups thousands instead.
    pub(super) grouped: Option<Decimal>,
    /// Whether it is written like a year: four digits and nothing else.
    pub(super) like_year: bool,
    /// Whether an article is its “one”: `a dozen`, `a year`.
    pub(super) by_article: bool,
}

impl Number {
    /// A plain number.
    pub(super) fn plain(number: Decimal) -> Self {
        Self { low: Some(number), high: Some(number), form: Form::Plain, scale: None, grouped: None, like_year: false, by_article: false }
    }

    /// The number with what a map makes of each of its ends; none where that is none.
    pub(super) fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        let each = |end: Option<Decimal>| end.map_or(Some(None), |end| change(end).map(Some));
        Some(Self { low: each(self.low)?, high: each(self.high)?, grouped: each(self.grouped)?, ..self })
    }

    /// The number below zero.
    pub(super) fn negative(self) -> Option<Self> {
        let turned = self.map(|end| end.times(Decimal::from(-1)))?;
        Some(Self { low: turned.high, high: turned.low, ..turned })
    }

    /// The number times a scale that was written after it.
    pub(super) fn scaled(self, scale: Decimal) -> Option<Self> {
        let before = self.scale.unwrap_or(Decimal::from(1));
        let scaled = self.map(|end| end.times(scale).map(Decimal::shortened))?;
        Some(Self { scale: Some(before.times(scale)?), grouped: None, like_year: false, ..scaled })
    }
}

/// The number that stands here. `joins` says whether `a hundred and twenty` is one number; after `between` it may be two.
pub(super) fn number(reader: &mut Reader<'_>, joins: bool) -> Option<Number> {
    reader
        .attempt(vague)
        .or_else(|| reader.attempt(fractions::proportion))
        .or_else(|| reader.attempt(fractions::fraction))
        .or_else(|| reader.attempt(|reader| cardinal(reader, joins)))
}

/// `dozens`, `tens of thousands`, `several hundred`, `many`.
fn vague(reader: &mut Reader<'_>) -> Option<Number> {
    let tables = &reader.language.numbers;
    let first = reader.eat(tables.vague);
    let (mut low, mut high) = match first {
        Some(None) => {
            vague_scale(reader);
            while reader.eat(tables.scales).is_some() {}
            return Some(Number { low: None, high: None, form: Form::Vague, ..Number::plain(Decimal::from(0)) });
        }
        Some(Some(ends)) => ends,
        None => reader.eat(tables.vague_scales)?,
    };
    let mut has_scale = false;
    loop {
        let scale = if first.is_some() && !has_scale { reader.eat(tables.scales).or_else(|| vague_scale(reader)) } else { vague_scale(reader) };
        let Some(scale) = scale else { break };
        has_scale = true;
        (low, high) = (low.checked_mul(scale)?, high.checked_mul(scale)?);
    }
    Some(Number { low: Some(Decimal::from(low)), high: Some(Decimal::from(high)), form: Form::Vague, ..Number::plain(Decimal::from(0)) })
}

/// `of thousands`, `thousands`: what one of them is.
fn vague_scale(reader: &mut Reader<'_>) -> Option<i64> {
    reader.attempt(|reader| {
        reader.eat_any(reader.language.amounts.of);
        reader.eat(reader.language.numbers.vague_scales).map(|(one, _)| one)
    })
}

/// Digits or number words with their scales.
pub(super) fn cardinal(reader: &mut Reader<'_>, joins: bool) -> Option<Number> {
    if reader.is(Kind::Numeral) { digits_and_scale(reader) } else { spelt(reader, joins) }
}

/// `40`, `2½`, `2.5 million`, `1.5 lakh crore`, `2 dozen`.
fn digits_and_scale(reader: &mut Reader<'_>) -> Option<Number> {
    let key = reader.key();
    let value = digits::value(key)?;
    let like_year = digits::plain(key, 4).is_some_and(|year| (1900..2100).contains(&year));
    reader.at += 1;
    let mut number = Number { grouped: value.grouped, like_year, ..Number::plain(value.number) };
    if let Some(part) = reader.attempt(part_after) {
        number = Number::plain(value.number.plus(fractions::exactly(part)?)?);
    }
    number = with_added_part(reader, number)?;
    while let Some(scale) = reader.attempt(scale) {
        number = number.scaled(Decimal::from(scale))?;
    }
    with_added_part(reader, number)
}

/// A scale word, with a hyphen before it or not.
fn scale(reader: &mut Reader<'_>) -> Option<i64> {
    reader.hyphen();
    reader.eat(reader.language.numbers.scales)
}

/// The `½` of `2½` and the `1/2` of `2 1/2`.
fn part_after(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    if let Some(part) = fraction_sign(reader.key()) {
        reader.at += 1;
        return Some(part);
    }
    slash_fraction(reader)
}

/// `3/4`, without white space in it.
pub(super) fn slash_fraction(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    let (above, slash, below) = (reader.ahead(0)?, reader.ahead(1)?, reader.ahead(2)?);
    let is_tight = slash.key == "/" && !slash.gap && !below.gap && reader.ahead(3).is_none_or(|next| next.gap || next.key != "/");
    let (above, below) = (digits::plain(&above.key, 2)?, digits::plain(&below.key, 3)?);
    if !is_tight || !is_slash_fraction(above, below) {
        return None;
    }
    reader.at += 3;
    Some((above, below))
}

/// `and a half`, with hyphens or not.
pub(super) fn added_part(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    reader.hyphen();
    reader.eat(reader.language.numbers.added_parts)
}

/// `and a half`, of the number or, after a scale, of the scale.
fn with_added_part(reader: &mut Reader<'_>, number: Number) -> Option<Number> {
    let Some(part) = reader.attempt(added_part) else { return Some(number) };
    let part = fractions::exactly(part)?.times(number.scale.unwrap_or(Decimal::from(1)))?;
    let sum = number.map(|end| end.plus(part).map(Decimal::shortened))?;
    Some(Number { grouped: None, like_year: false, ..sum })
}

/// Number words: `forty`, `a hundred and twenty`, `two and a half million`, `two million three hundred thousand`.
fn spelt(reader: &mut Reader<'_>, joins: bool) -> Option<Number> {
    let (mut number, mut least) = term(reader, joins)?;
    // Every further term is smaller than the scale of the one before: `two thousand three hundred`.
    while least > 1 {
        let further = reader.attempt(|reader| {
            let joined = reader.eat_any(reader.language.numbers.joiner);
            if joined && !joins {
                return None;
            }
            let (next, next_least) = term(reader, joins)?;
            let fits = next.low?.compare(Decimal::from(least)).is_lt() && !next.by_article;
            fits.then_some((next, next_least))
        });
        let Some((next, next_least)) = further else { break };
        let sum = number.low?.plus(next.low?)?;
        number = Number { by_article: number.by_article, scale: number.scale, ..Number::plain(sum) };
        least = if next_least > 1 { next_least } else { 1 };
    }
    Some(number)
}

/// One group of number words with its scale, and the scale as a number.
fn term(reader: &mut Reader<'_>, joins: bool) -> Option<(Number, i64)> {
    let (group, by_article) = group(reader, joins)?;
    let whole = Number { by_article, ..Number::plain(Decimal::from(group)) };
    let whole = reader.attempt(|reader| with_places(reader, group)).unwrap_or(whole);
    let mut number = with_added_part(reader, whole)?;
    let mut least = 1_i64;
    while let Some(scale) = reader.attempt(scale) {
        number = number.scaled(Decimal::from(scale))?;
        least = least.checked_mul(scale)?;
    }
    let number = if least > 1 { with_added_part(reader, number)? } else { number };
    // `a dozen` and `a score` take no ones.
    let takes_more = least >= 100;
    Some((number, if takes_more { least } else { 1 }))
}

/// `two point seven five`.
fn with_places(reader: &mut Reader<'_>, whole: i64) -> Option<Number> {
    let tables = &reader.language.numbers;
    let mut written = format!("{whole}.");
    reader.eat_any(tables.point).then_some(())?;
    while let Some(digit) = reader.attempt(|reader| reader.eat(tables.cardinals).filter(|digit| (0..10).contains(digit))) {
        written.push_str(&digit.to_string());
    }
    written.parse().ok().map(Number::plain)
}

/// A number below a thousand, or the article where it stands for one.
fn group(reader: &mut Reader<'_>, joins: bool) -> Option<(i64, bool)> {
    if let Some(small) = reader.attempt(|reader| small(reader, joins)) {
        return Some((small, false));
    }
    let tables = &reader.language.numbers;
    if reader.eat_any(tables.single) {
        return Some((1, false));
    }
    let is_article = reader.eat_any(tables.article);
    if reader.eat_any(tables.hundred) {
        return is_article.then(|| (tail_of_hundred(reader, 100, joins), true));
    }
    let is_one = is_article && (reader.sees_one_of(tables.scales) || is_unit_word(reader));
    is_one.then_some((1, true))
}

/// Whether the name of a unit or of money stands here: `a year`, `a dollar`.
pub(super) fn is_unit_word(reader: &Reader<'_>) -> bool {
    let amounts = &reader.language.amounts;
    let is_long = reader.ahead(0).is_some_and(|token| token.kind == Kind::Word && token.key.chars().count() > 1);
    is_long && (reader.sees_one_of(amounts.units) || reader.sees_one_of(amounts.currency_words))
}

/// Cardinals added to each other, the larger first; then the hundred.
fn small(reader: &mut Reader<'_>, joins: bool) -> Option<i64> {
    let tables = &reader.language.numbers;
    let mut sum = reader.eat(tables.cardinals)?;
    while let Some(next) = reader.attempt(|reader| next_cardinal(reader, sum, joins)) {
        sum = sum.checked_add(next)?;
    }
    let is_hundreds = (1..100).contains(&sum) && reader.attempt(|reader| hundred(reader)).is_some();
    Some(if is_hundreds { tail_of_hundred(reader, sum * 100, joins) } else { sum })
}

fn hundred(reader: &mut Reader<'_>) -> Option<()> {
    reader.hyphen();
    reader.eat_any(reader.language.numbers.hundred).then_some(())
}

/// The ones after tens: `twenty-one`, `twenty one`; with a joiner only in languages that put one there.
fn next_cardinal(reader: &mut Reader<'_>, before: i64, joins: bool) -> Option<i64> {
    let tables = &reader.language.numbers;
    let hyphen = reader.hyphen();
    if !hyphen && tables.joins_tens && !(joins && reader.eat_any(tables.joiner)) {
        return None;
    }
    let next = reader.eat(tables.cardinals)?;
    let room = if before == 0 {
        1
    } else if before % 100 == 0 {
        100
    } else if before % 10 == 0 {
        10
    } else {
        1
    };
    (0 < next && next < room && before >= 20).then_some(next)
}

/// `a hundred and twenty`, `a hundred twenty`.
fn tail_of_hundred(reader: &mut Reader<'_>, hundreds: i64, joins: bool) -> i64 {
    let tail = reader.attempt(|reader| {
        let joined = reader.eat_any(reader.language.numbers.joiner);
        if joined && !joins {
            return None;
        }
        let rest = small(reader, joins)?;
        (0 < rest && rest < 100).then_some(rest)
    });
    hundreds + tail.unwrap_or(0)
}
