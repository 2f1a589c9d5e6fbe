//! Fractions and proportions. Of a unit or a scale they are numbers (`half a mile`, `a quarter of a million`), else shares of a whole
//! in per cent: `a third` is 33.3 %, rounded to one place as an analyst writes it, `three eighths` is 37.5 %.

use super::digits::{self, fraction_sign};
use super::numbers::{Form, Number, cardinal, is_unit_word, slash_fraction};
use super::reader::Reader;
use super::tokens::Kind;
use crate::project::{Decimal, FigureKind};

/// Most places of a decimal fraction that is exact.
const MOST_PLACES: u8 = 6;

/// The exact decimal number of a fraction; none where its digits do not end.
pub(super) fn exactly((above, below): (i64, i64)) -> Option<Decimal> {
    let mut scale = 1_i64;
    for places in 0..=MOST_PLACES {
        let scaled = above.checked_mul(scale)?;
        if scaled.checked_rem(below)? == 0 {
            return Decimal::from(scaled.checked_div(below)?).shifted(places).map(Decimal::shortened);
        }
        scale = scale.checked_mul(10)?;
    }
    None
}

/// A fraction as a share of a whole, in per cent: exact, or rounded to one place, to two digits below one per cent.
fn share((above, below): (i64, i64)) -> Option<Number> {
    let hundredfold = above.checked_mul(100)?;
    let exact = exactly((hundredfold, below));
    let number = match exact {
        Some(exact) => exact,
        None => rounded((hundredfold, below))?,
    };
    Some(Number { form: Form::Share { rounded: exact.is_none() }, ..Number::plain(number) })
}

fn rounded((above, below): (i64, i64)) -> Option<Decimal> {
    let mut scale = 10_i64;
    for places in 1..=12 {
        let doubled = above.checked_mul(scale)?.checked_mul(2)?.checked_add(below)?;
        let digits = doubled.checked_div(below.checked_mul(2)?)?;
        if digits >= 10 {
            return Decimal::from(digits).shifted(places).map(Decimal::shortened);
        }
        scale = scale.checked_mul(10)?;
    }
    None
}

/// `one in five`, `three out of four`.
pub(super) fn proportion(reader: &mut Reader<'_>) -> Option<Number> {
    let part = whole(cardinal(reader, false)?)?;
    reader.hyphen();
    let is_named = reader.attempt(noun_and_out_of).is_some();
    let is_out_of = is_named || reader.eat_any(reader.language.numbers.out_of);
    reader.hyphen();
    if !is_out_of {
        return None;
    }
    let of = cardinal(reader, true)?;
    let total = whole(of)?;
    // `40 in 2019` is a year, `three in ten minutes` a time.
    // `one crack in two spans` is one crack; `one person in five` a share.
    if is_named && !reader.is_done() {
        return None;
    }
    let is_share = 0 < part && part < total && total > 1 && !of.like_year && !is_unit_word(reader);
    if is_share { share((part, total)) } else { None }
}

/// The `person in` of `one person in five`.
fn noun_and_out_of(reader: &mut Reader<'_>) -> Option<()> {
    let is_noun = reader.is(Kind::Word) && !is_unit_word(reader) && !reader.sees(reader.language.numbers.out_of);
    is_noun.then(|| reader.at += 1)?;
    reader.eat_any(reader.language.numbers.out_of).then_some(())
}

fn whole(number: Number) -> Option<i64> {
    number.low?.to_string().parse().ok()
}

/// A fraction: a number where a scale or unit follows, else a share.
pub(super) fn fraction(reader: &mut Reader<'_>) -> Option<Number> {
    let fraction = parts(reader)?;
    let of_scale = reader.attempt(|reader| {
        reader.hyphen();
        let is_of = reader.eat_any(reader.language.amounts.of);
        let is_article = reader.eat_any(reader.language.numbers.article);
        (is_article || !is_of).then_some(())?;
        reader.eat(reader.language.numbers.scales)
    });
    if let Some(scale) = of_scale {
        let all = scale.checked_mul(fraction.0)?;
        let number = Number::plain(Decimal::from((all.checked_rem(fraction.1)? == 0).then_some(all.checked_div(fraction.1)?)?));
        return Some(Number { scale: Some(Decimal::from(scale)), ..number });
    }
    let of_unit = reader.attempt(|reader| {
        reader.hyphen();
        let is_of = reader.eat_any(reader.language.amounts.of);
        let is_article = reader.eat_any(reader.language.numbers.article);
        ((is_article || !is_of) && is_unit_word(reader)).then_some(())
    });
    if let Some(number) = reader.attempt(|reader| of_percent(reader, fraction)) {
        return Some(number);
    }
    // `½ %` and `1/4%` are numbers of that unit too.
    let is_of_sign = reader.sees("%");
    if of_unit.is_some() || is_of_sign { exactly(fraction).map(Number::plain) } else { share(fraction) }
}

/// `a tenth of 1 per cent`.
fn of_percent(reader: &mut Reader<'_>, fraction: (i64, i64)) -> Option<Number> {
    reader.eat_any(reader.language.amounts.of);
    let number = cardinal(reader, true)?;
    let (_, kind) = reader.clone().eat(reader.language.amounts.units)?;
    let part = number.low?.times(exactly(fraction)?)?.shortened();
    (kind == FigureKind::Percent).then_some(Number::plain(part))
}

/// Numerator and denominator: `½`, `3/4`, `half`, `a third`, `two-thirds`.
fn parts(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    if let Some(sign) = fraction_sign(reader.key()) {
        reader.at += 1;
        return Some(sign);
    }
    if let Some(slash) = reader.attempt(slash_fraction) {
        return Some(slash);
    }
    let tables = &reader.language.numbers;
    if reader.eat_any(tables.half) {
        return Some((1, 2));
    }
    if reader.eat_any(tables.article) {
        let below = reader.eat(tables.fractions)?;
        return (below == 2 || below == 4 || is_no_ordinal(reader)).then_some((1, below));
    }
    let above = numerator(reader)?;
    reader.hyphen();
    let is_ordinal = reader.sees_one_of(tables.ordinals);
    let below = reader.eat(tables.fractions)?;
    // `five hundredth` is a place in a row, `five hundredths` are parts.
    let is_place = is_ordinal && below >= 100 && above > 1;
    (0 < above && above < below && !is_place).then_some((above, below))
}

fn numerator(reader: &mut Reader<'_>) -> Option<i64> {
    if let Some(plain) = digits::plain(reader.key(), 2) {
        reader.at += 1;
        return Some(plain);
    }
    reader.eat(reader.language.numbers.cardinals)
}

/// `a third of`, `a third more` and `a third` are shares, `a third bridge` is an ordinal.
fn is_no_ordinal(reader: &Reader<'_>) -> bool {
    let amounts = &reader.language.amounts;
    let ends = !reader.is(Kind::Word);
    ends || reader.sees(amounts.of) || reader.sees(amounts.articles) || reader.sees(amounts.not_counted) || reader.sees_one_of(amounts.trends_after)
}
