//! A whole figure of amounts: what stands before the amount, the amount, and what follows it.

use super::bounds;
use super::counted;
use super::numbers::Number;
use super::ranges::{Range, range};
use super::reader::Reader;
use super::tables::Modifier;
use super::tokens::Kind;
use crate::project::{Bound, Figure, FigureKind, How, Trend};

/// Most words of a name before its amount: `a queue on the approach of six kilometres`.
const MOST_NAME_WORDS: usize = 4;

/// What stands before an amount.
#[derive(Default)]
struct Lead {
    modifier: Option<Modifier>,
    trend: Option<Trend>,
    /// What is measured, where it is named before: `a detour of 14 kilometres`.
    name: String,
}

/// The figure that the whole of the tokens makes.
pub(super) fn amount_figure(reader: &mut Reader<'_>) -> Option<Figure> {
    let (mut lead, mut range) = reader.attempt(led).or_else(|| reader.attempt(named))?;
    if let Some(after) = range.after {
        lead.modifier = Some(bounds::both(lead.modifier, after));
    }
    let rest = counted::rest(reader, range.kind)?;
    if rest.is_date {
        return Some(Figure { kind: Some(FigureKind::Date), ..Figure::default() });
    }
    if let Some(after) = rest.after {
        lead.modifier = Some(bounds::both(lead.modifier, after));
    }
    let what = if rest.what.is_empty() { lead.name } else { rest.what };
    group_thousands(&mut range, &what);
    // `1.250 to 900 vehicles` rises only as long as the point is taken for a decimal sign.
    let falls = matches!((range.first.low, range.last.high), (Some(low), Some(high)) if low.compare(high).is_gt());
    if falls && !range.is_unclear || is_maybe_year(reader, &range, lead.modifier, &what) {
        return None;
    }
    let trend = lead.trend.or(range.trend).or(rest.trend);
    let (low, high, how) = if range.is_unclear { (None, None, None) } else { ends(&range, lead.modifier)? };
    Some(Figure { low, high, how, unit: range.unit, what, trend, kind: Some(range.kind) })
}

fn ends(range: &Range, modifier: Option<Modifier>) -> Option<(Option<Bound>, Option<Bound>, Option<How>)> {
    let (low, high, how) = bounds::ends(&range.first, &range.last, modifier)?;
    let how = if range.is_near { How::About } else { how };
    Some((low.map(Bound::Number), high.map(Bound::Number), Some(how)))
}

/// Reads `62.000 vehicles` and `€1.250` with the point as a sign that groups.
fn group_thousands(range: &mut Range, what: &str) {
    let counts = range.kind == FigureKind::Count && !what.is_empty();
    let pays = range.kind == FigureKind::Money && !range.has_rate;
    if counts || pays {
        for number in [&mut range.first, &mut range.last] {
            if let Some(grouped) = number.grouped.take() {
                *number = Number::plain(grouped);
            }
        }
    }
}

/// Whether the number may be a year before a noun, as in `2019 budget`. `2000 homes` is a count.
fn is_maybe_year(reader: &Reader<'_>, range: &Range, modifier: Option<Modifier>, what: &str) -> bool {
    let is_hundreds = range.first.low.is_some_and(|low| low.to_string().ends_with("00"));
    let is_plural = reader.language.amounts.plurals.iter().any(|end| what.ends_with(end));
    range.kind == FigureKind::Count && range.first.like_year && modifier.is_none() && !what.is_empty() && !(is_hundreds && is_plural)
}

/// The amount with what stands before it.
fn led(reader: &mut Reader<'_>) -> Option<(Lead, Range)> {
    let lead = lead(reader);
    range(reader).map(|range| (lead, range))
}

/// `a detour of 14 kilometres`.
fn named(reader: &mut Reader<'_>) -> Option<(Lead, Range)> {
    reader.eat_any(reader.language.amounts.articles);
    let start = reader.at;
    while !reader.sees(reader.language.amounts.of) {
        let tables = &reader.language.numbers;
        let is_number = reader.sees_one_of(tables.fractions) || reader.sees_one_of(tables.cardinals) || reader.sees_one_of(tables.vague);
        let is_name = reader.is(Kind::Word) && !reader.sees(reader.language.amounts.no_names) && !is_number;
        if !is_name || reader.at - start >= MOST_NAME_WORDS {
            return None;
        }
        reader.at += 1;
    }
    let name = counted::name(reader, start, reader.at);
    let amounts = &reader.language.amounts;
    if name.is_empty() || !reader.eat_any(amounts.of) || reader.sees(amounts.articles) && !reader.sees(reader.language.numbers.article) {
        return None;
    }
    let (lead, range) = led(reader)?;
    Some((Lead { name, ..lead }, range))
}

/// Modifiers, trends and words that say nothing, in any order.
fn lead(reader: &mut Reader<'_>) -> Lead {
    let mut lead = Lead::default();
    loop {
        let amounts = &reader.language.amounts;
        let (mut modified, mut moved) = (*reader, *reader);
        let (modifier, trend) = (modified.eat(amounts.before), moved.eat(amounts.trends));
        if let Some(trend) = trend.filter(|_| moved.at > modified.at) {
            lead.trend = Some(trend);
            *reader = moved;
            reader.eat_any(amounts.trend_links);
        } else if range(&mut reader.clone()).is_some() {
            return lead;
        } else if let Some(modifier) = modifier {
            lead.modifier = Some(bounds::both(lead.modifier, modifier));
            *reader = modified;
        } else if !reader.eat_any(amounts.fillers) && !reader.eat_any(reader.language.numbers.article) {
            return lead;
        }
    }
}
