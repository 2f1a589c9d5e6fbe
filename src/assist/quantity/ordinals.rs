//! Places in a row: `third`, `the 21st`, `the twenty-first bridge`.

use super::counted;
use super::digits;
use super::reader::Reader;
use super::tables::Modifier;
use super::tokens::Kind;
use crate::project::{Bound, Decimal, Figure, FigureKind, How};

/// The ordinal that the whole of the tokens makes.
pub(super) fn ordinal_figure(reader: &mut Reader<'_>) -> Option<Figure> {
    let amounts = &reader.language.amounts;
    while !is_ordinal_ahead(reader) && (reader.eat_any(amounts.fillers) || reader.attempt(exactly).is_some()) {}
    let is_a = reader.eat_any(reader.language.numbers.article);
    let is_word = !reader.is(Kind::Numeral);
    let place = ordinal(reader)?;
    let is_fraction = is_word && reader.sees(amounts.of) && reader.at == 1;
    // `a second` is a time and `a third` a share; before a noun both are ordinals. `19th-century` is neither.
    let names_nothing = is_a && is_word && !reader.is(Kind::Word) || is_a && reader.sees(amounts.of);
    let mut next = *reader;
    next.hyphen();
    if is_fraction || names_nothing || next.sees(reader.language.moments.century) || is_number(next) {
        return None;
    }
    let what = counted::rest(reader, FigureKind::Ordinal)?.what;
    let place = Some(Bound::Number(Decimal::from(place)));
    Some(Figure { low: place.clone(), high: place, how: Some(How::Exact), what, kind: Some(FigureKind::Ordinal), ..Figure::default() })
}

/// `the first 40 cracks` is a count that is not understood.
fn is_number(reader: Reader<'_>) -> bool {
    reader.is(Kind::Numeral) || reader.sees_one_of(reader.language.numbers.cardinals)
}

fn exactly(reader: &mut Reader<'_>) -> Option<()> {
    (reader.eat(reader.language.amounts.before)? == Modifier::Exactly).then_some(())
}

fn is_ordinal_ahead(reader: &Reader<'_>) -> bool {
    ordinal(&mut reader.clone()).is_some()
}

/// The number of the ordinal that stands here.
pub(super) fn ordinal(reader: &mut Reader<'_>) -> Option<i64> {
    let tables = &reader.language.numbers;
    if let Some(number) = digits::value(reader.key()).filter(|_| reader.is(Kind::Numeral)) {
        let is_bound = reader.ahead(1).is_some_and(|next| !next.gap);
        reader.at += 1;
        let is_ordinal = is_bound && reader.eat_any(tables.ordinal_ends);
        return if is_ordinal { number.number.to_string().parse().ok() } else { None };
    }
    if let Some(place) = reader.eat(tables.ordinals) {
        return Some(place);
    }
    let tens = reader.eat(tables.cardinals).filter(|tens| *tens >= 20)?;
    reader.hyphen();
    let ones = reader.eat(tables.ordinals).filter(|ones| *ones < 10)?;
    tens.checked_add(ones)
}
