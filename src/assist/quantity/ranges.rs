//! Two amounts that are the ends of one interval, or one amount.
//!
//! A scale or unit that only the second one has belongs to both (`€4-6 million`), as long as the first is not the larger
//! number: `between 500 and 1.2 million` may mean either and gets no ends. A descending pair is a score or a vote (`31 to 30`) and no
//! range; after `from` it is a fall, after `between` it is turned round.

use super::amounts::{Amount, amount, rates};
use super::numbers::{Form, Number};
use super::reader::Reader;
use super::tables::Modifier;
use crate::project::{Decimal, FigureKind, Trend};
use std::cmp::Ordering;

/// Numbers below this may share the scale of a number after them.
const SHARES_SCALE_BELOW: i64 = 1_000;

/// An interval as it is written, before its modifier.
pub(super) struct Range {
    /// The smaller number.
    pub(super) first: Number,
    /// The larger one; the same where there is one number.
    pub(super) last: Number,
    /// The unit of both with its rate.
    pub(super) unit: String,
    /// What is measured.
    pub(super) kind: FigureKind,
    /// Whether there is a rate.
    pub(super) has_rate: bool,
    /// Which way it moves.
    pub(super) trend: Option<Trend>,
    /// A modifier behind it.
    pub(super) after: Option<Modifier>,
    /// Whether the words leave the ends unclear.
    pub(super) is_unclear: bool,
    /// Whether it is near its ends only: `nearer 20 than 18`.
    pub(super) is_near: bool,
}

/// How the two numbers of a range are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// `10 to 20`.
    Rising,
    /// `from 20 to 10`.
    MayFall,
    /// `between 20 and 10`.
    Any,
}

/// The range or the single amount that stands here.
pub(super) fn range(reader: &mut Reader<'_>) -> Option<Range> {
    let amounts = &reader.language.amounts;
    let ((between, and), (from, to)) = (amounts.between, amounts.from);
    reader
        .attempt(|reader| framed(reader, between, and, true, Order::Any))
        .or_else(|| reader.attempt(|reader| framed(reader, between, and, false, Order::Any)))
        .or_else(|| reader.attempt(|reader| framed(reader, from, to, true, Order::MayFall)))
        .or_else(|| reader.attempt(nearer))
        .or_else(|| reader.attempt(pair))
        .or_else(|| reader.attempt(single))
}

/// `between 10 and 20`, `from 4 to 6`.
fn framed(reader: &mut Reader<'_>, open: &str, middle: &str, joins: bool, order: Order) -> Option<Range> {
    if !reader.eat_any(open) {
        return None;
    }
    let is_about = about(reader);
    let first = amount(reader, joins)?;
    if !reader.eat_any(middle) {
        return None;
    }
    let last = last(reader, &first, joins)?;
    let range = combined(reader, first, last, order)?;
    let after = range.after.or(is_about.then_some(Modifier::About));
    Some(Range { after, ..range })
}

/// `about` before the first number of a range: of both. Any other modifier would be of one end only and is not read.
fn about(reader: &mut Reader<'_>) -> bool {
    reader.attempt(|reader| (reader.eat(reader.language.amounts.before)? == Modifier::About).then_some(())).is_some()
}

/// The second amount, with the rate that belongs to the unit of the first: `€100-200 a night`.
fn last(reader: &mut Reader<'_>, first: &Amount, joins: bool) -> Option<Amount> {
    let last = amount(reader, joins)?;
    let is_rated = first.unit.is_some() && last.unit.is_none() && last.rate.is_none();
    let rate = if is_rated { rates(reader) } else { last.rate };
    Some(Amount { rate, ..last })
}

/// `10–20`, `10 to 20`, `two or three`.
fn pair(reader: &mut Reader<'_>) -> Option<Range> {
    let first = amount(reader, true)?;
    if first.after.is_some() || !reader.eat_any(reader.language.amounts.to) {
        return None;
    }
    let last = last(reader, &first, true)?;
    combined(reader, first, last, Order::Rising)
}

/// `nearer 20 than 18`: from the middle of the two to the first.
fn nearer(reader: &mut Reader<'_>) -> Option<Range> {
    let (nearer, than) = reader.language.amounts.nearer;
    if !reader.eat_any(nearer) {
        return None;
    }
    let near = amount(reader, true)?;
    if !reader.eat_any(than) {
        return None;
    }
    let far = amount(reader, true)?;
    let is_above = near.number.low?.compare(far.number.low?).is_gt();
    let both = combined(reader, near, far, Order::Any)?;
    let middle = both.first.low?.plus(both.last.high?)?.times(Decimal::from(5))?.shifted(1)?.shortened();
    let (first, last) = if is_above { (Number::plain(middle), both.last) } else { (both.first, Number::plain(middle)) };
    Some(Range { first, last, is_near: true, ..both })
}

fn single(reader: &mut Reader<'_>) -> Option<Range> {
    let only = amount(reader, true)?;
    let (unit, kind) = only.unit.clone().unwrap_or((String::new(), FigureKind::Count));
    let unit = only.unit_name(reader, &unit);
    let has_rate = only.rate.is_some();
    Some(Range { first: only.number, last: only.number, unit, kind, has_rate, trend: None, after: only.after, is_unclear: false, is_near: false })
}

fn combined(reader: &Reader<'_>, first: Amount, last: Amount, order: Order) -> Option<Range> {
    let same_form = (first.number.form == Form::Vague) == (last.number.form == Form::Vague);
    if !same_form {
        return None;
    }
    // `5 % or 12 boats`: the unit of the first is its own.
    if first.unit_follows && last.unit.is_none() {
        return None;
    }
    let (unit, kind, mut is_unclear) = shared_unit(&first, &last)?;
    let unit = if last.rate.is_some() { last.unit_name(reader, &unit) } else { first.unit_name(reader, &unit) };
    let mut low = first.number;
    match scale_for_first(&first, &last) {
        Shared::Yes(scale) => low = low.scaled(scale)?,
        Shared::Unclear => is_unclear = true,
        Shared::No => {}
    }
    let mut high = last.number;
    let mut trend = None;
    let compared = match (low.low, high.low) {
        (Some(low), Some(high)) => low.compare(high),
        _ => Ordering::Less,
    };
    // `50-50` is a chance, no range.
    if compared.is_eq() && order == Order::Rising && !is_unclear {
        return None;
    }
    if compared.is_gt() && !is_unclear {
        match order {
            Order::Rising => return None,
            Order::MayFall => trend = Some(Trend::Down),
            Order::Any => {}
        }
        (low, high) = (high, low);
    }
    let has_rate = first.rate.is_some() || last.rate.is_some();
    Some(Range { first: low, last: high, unit, kind, has_rate, trend, after: last.after, is_unclear, is_near: false })
}

/// The unit of both amounts; unclear where they are of one kind in different units, none where they are of different kinds.
fn shared_unit(first: &Amount, last: &Amount) -> Option<(String, FigureKind, bool)> {
    match (&first.unit, &last.unit) {
        (None, None) => Some((String::new(), FigureKind::Count, false)),
        (Some((unit, kind)), None) | (None, Some((unit, kind))) => Some((unit.clone(), *kind, false)),
        (Some((unit, kind)), Some((other, _))) if unit == other => Some((unit.clone(), *kind, false)),
        (Some((_, kind)), Some((_, other))) if kind == other => Some((String::new(), *kind, true)),
        (Some(_), Some(_)) => None,
    }
}

/// Whether the first number takes the scale of the last.
enum Shared {
    Yes(Decimal),
    No,
    Unclear,
}

fn scale_for_first(first: &Amount, last: &Amount) -> Shared {
    let Some(scale) = last.number.scale else { return Shared::No };
    let (Some(low), Some(high)) = (first.number.low, last.number.low) else { return Shared::No };
    let is_small = low.compare(Decimal::from(SHARES_SCALE_BELOW)).is_lt();
    if first.number.scale.is_some() || first.unit_follows || !is_small || first.number.form != Form::Plain {
        return Shared::No;
    }
    // `from 4.1 to 1.6 million`: a number with places is no count of its own.
    let has_places = low.to_string().contains('.');
    let shares = has_places || low.times(scale).is_some_and(|scaled| scaled.compare(high).is_le());
    if shares { Shared::Yes(scale) } else { Shared::Unclear }
}
