//! One amount: a number with its currency, unit and rate.

use super::numbers::{Form, Number, added_part, cardinal, number};
use super::reader::Reader;
use super::tables::Modifier;
use super::tokens::Kind;
use crate::project::{Decimal, FigureKind};

/// Units of one letter, which as a capital mean something else: `5G`, `18M`.
const SMALL_LETTERS: &str = "g|l|m|t|p";

/// An amount.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// How much.
    pub(super) number: Number,
    /// Of what unit, and what it measures; none for a count.
    pub(super) unit: Option<(String, FigureKind)>,
    /// Whether the unit stands after the number and so belongs to it alone.
    pub(super) unit_follows: bool,
    /// Per what.
    pub(super) rate: Option<String>,
    /// A modifier behind the number.
    pub(super) after: Option<Modifier>,
}

/// The amount that stands here; `joins` as in [`number`].
pub(super) fn amount(reader: &mut Reader<'_>, joins: bool) -> Option<Amount> {
    let mut is_negative = minus(reader);
    let currency = reader.attempt(currency);
    is_negative |= currency.is_some() && minus(reader);
    let mut number = number(reader, joins)?;
    if let Some(scale) = reader.attempt(|reader| short_scale(reader, currency.is_some())) {
        number = number.scaled(Decimal::from(scale))?;
    } else if currency.is_none() && is_unclear_letter(reader) {
        return None;
    }
    if is_negative {
        number = number.negative()?;
    }
    let mut after = reader.attempt(modifier_behind);
    let following = if currency.is_none() { reader.attempt(|reader| unit(reader, &number)) } else { None };
    let unit_follows = following.is_some();
    let mut unit = currency.map(|code| (code, FigureKind::Money)).or(following).map(|(name, kind)| (name.to_owned(), kind));
    if unit_follows && number.form == Form::Plain {
        number = with_part(reader, number)?;
        while let Some((sum, smaller)) = reader.attempt(|reader| smaller_part(reader, &number, unit.as_ref())) {
            number = sum;
            unit = Some(smaller);
        }
    }
    if matches!(number.form, Form::Share { .. }) {
        unit = Some(("%".into(), FigureKind::Percent));
    }
    after = after.or_else(|| reader.attempt(modifier_behind));
    let rate = if unit.is_some() { rates(reader) } else { None };
    Some(Amount { number, unit, unit_follows, rate, after })
}

/// `€`, `US$`; the letter of `A$` is bound to its sign, which the article of `a $5 note` is not.
fn currency(reader: &mut Reader<'_>) -> Option<&'static str> {
    let is_letter = reader.is(Kind::Word) && reader.key().len() == 1;
    let is_bound = reader.ahead(1).is_some_and(|next| !next.gap);
    reader.eat(reader.language.amounts.currency_signs).filter(|_| !is_letter || is_bound)
}

/// `40-plus`, `40+`, `40 or more`.
pub(super) fn modifier_behind(reader: &mut Reader<'_>) -> Option<Modifier> {
    reader.hyphen();
    reader.eat(reader.language.amounts.after)
}

/// `minus`, or the sign bound to what follows.
fn minus(reader: &mut Reader<'_>) -> bool {
    let is_sign = reader.key() == "-" && reader.ahead(1).is_some_and(|next| !next.gap && next.kind != Kind::Word);
    if is_sign {
        reader.at += 1;
    }
    is_sign || reader.eat_any(reader.language.numbers.minus)
}

/// The `m` of `€18m`, `18m euros`, `18m tonnes` and `18m people`.
fn short_scale(reader: &mut Reader<'_>, has_currency: bool) -> Option<i64> {
    let scale = reader.eat(reader.language.numbers.short_scales)?;
    let amounts = &reader.language.amounts;
    let is_money = has_currency || reader.sees_one_of(amounts.currency_words) || reader.sees_one_of(amounts.currency_signs);
    let is_long_unit = reader.is(Kind::Word) && reader.sees_one_of(amounts.units) && reader.key().len() > 1;
    let is_many = scale == 1_000_000 && (is_long_unit || reader.sees(amounts.people));
    (is_money || is_many).then_some(scale)
}

/// `18m bridge`, `1.5m`: metres or millions, nobody can say.
fn is_unclear_letter(reader: &Reader<'_>) -> bool {
    let mut after = *reader;
    after.at += 1;
    let letter = !reader.gap() && reader.sees("m") && reader.sees_one_of(reader.language.numbers.short_scales);
    letter && !after.sees(reader.language.amounts.dimensions)
}

/// The unit or currency behind a number, perhaps after a hyphen (`14-kilometre`) or, after a vague number, `of`.
fn unit(reader: &mut Reader<'_>, number: &Number) -> Option<(&'static str, FigureKind)> {
    if matches!(number.form, Form::Share { .. }) {
        return None;
    }
    if !reader.hyphen() && (number.form == Form::Vague || number.by_article) {
        reader.eat_any(reader.language.amounts.of);
    }
    let is_capital = reader.ahead(0).is_some_and(|token| token.capital && !token.gap);
    if is_capital && reader.sees(SMALL_LETTERS) && !reader.sees("m ²|m ³|m / s") && reader.key().len() == 1 {
        return None;
    }
    let amounts = &reader.language.amounts;
    let (mut as_unit, mut as_word, mut as_sign) = (*reader, *reader, *reader);
    let unit = as_unit.eat(amounts.units);
    let word = as_word.eat(amounts.currency_words).map(|code| (code, FigureKind::Money));
    let sign = as_sign.eat(amounts.currency_signs).map(|code| (code, FigureKind::Money));
    let found = [(unit, as_unit.at), (word, as_word.at), (sign, as_sign.at)];
    let (unit, end) = found.into_iter().filter(|(unit, _)| unit.is_some()).max_by_key(|(_, end)| *end)?;
    reader.at = end;
    unit
}

/// `a year and a half`.
fn with_part(reader: &mut Reader<'_>, number: Number) -> Option<Number> {
    let Some(part) = reader.attempt(added_part) else { return Some(number) };
    let part = super::fractions::exactly(part)?;
    number.map(|end| end.plus(part).map(Decimal::shortened))
}

/// `two hours 30 minutes` in the smaller unit; only for units that always hold the same number of it.
fn smaller_part(reader: &mut Reader<'_>, number: &Number, unit: Option<&(String, FigureKind)>) -> Option<(Number, (String, FigureKind))> {
    let (larger, kind) = unit?;
    reader.eat_any(",");
    reader.eat_any(reader.language.numbers.joiner);
    let rest = cardinal(reader, false)?;
    let (smaller, _) = self::unit(reader, &rest)?;
    let parts = reader.language.amounts.parts_of_units;
    let (_, _, count) = parts.iter().find(|(whole, part, _)| whole == larger && *part == smaller)?;
    let sum = number.low?.times(Decimal::from(*count))?.plus(rest.low?)?.shortened();
    Some((Number::plain(sum), (smaller.to_owned(), *kind)))
}

/// One rate after the other: `per person per night`.
pub(super) fn rates(reader: &mut Reader<'_>) -> Option<String> {
    let first = reader.attempt(rate)?;
    Some(reader.attempt(rate).map_or(first.clone(), |second| format!("{first}/{second}")))
}

/// `a month`, `per head`, `/kg`, `monthly`.
fn rate(reader: &mut Reader<'_>) -> Option<String> {
    let amounts = &reader.language.amounts;
    if let Some(rate) = reader.eat(amounts.rates) {
        return Some(rate.into());
    }
    reader.hyphen();
    let may_be_any = reader.eat_any(amounts.per);
    if !may_be_any && !reader.eat_any(amounts.each) {
        return None;
    }
    reader.hyphen();
    if let Some((unit, _)) = reader.eat(amounts.units) {
        return (!reader.sees(amounts.not_rates)).then(|| unit.into());
    }
    if let Some(word) = reader.eat(amounts.rate_words) {
        return Some(word.into());
    }
    let word = reader.ahead(0).filter(|token| may_be_any && token.kind == Kind::Word)?;
    reader.at += 1;
    Some(word.key.clone())
}

impl Amount {
    /// The unit with its rate: `EUR/month`.
    pub(super) fn unit_name(&self, reader: &Reader<'_>, unit: &str) -> String {
        let Some(rate) = &self.rate else { return unit.to_owned() };
        let both = format!("{unit}/{rate}");
        reader.language.amounts.compound_units.iter().find(|(long, _)| *long == both).map_or(both, |(_, short)| (*short).to_owned())
    }
}
