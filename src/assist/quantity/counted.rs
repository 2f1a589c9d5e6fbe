//! What follows an amount: what is counted, which way it moves, a modifier at the very end.

use super::amounts::modifier_behind;
use super::numbers::cardinal;
use super::reader::Reader;
use super::tables::Modifier;
use super::tokens::{Kind, Token, is_apostrophe, is_invisible, is_quote};
use crate::project::{FigureKind, Trend};

/// Signs after which nothing names what is counted any more.
const ENDS: &str = ",|;|.|(|)|[|]|—|:|!|?|،|؛|…";

/// What follows an amount.
#[derive(Default)]
pub(super) struct Rest {
    /// A modifier at the end.
    pub(super) after: Option<Modifier>,
    /// Which way it moves.
    pub(super) trend: Option<Trend>,
    /// What is counted or measured.
    pub(super) what: String,
    /// Whether it makes the amount a date: `two weeks ago`.
    pub(super) is_date: bool,
}

/// Everything after the amount; none where it shows that the amount was not understood.
pub(super) fn rest(reader: &mut Reader<'_>, kind: FigureKind) -> Option<Rest> {
    let after = reader.attempt(modifier_behind);
    if is_part_of_number(reader) || is_no_count(reader) || holds_another(reader) {
        return None;
    }
    let trend = if kind == FigureKind::Count { None } else { reader.attempt(|reader| trend(reader, kind)) };
    let is_date = kind == FigureKind::Duration && reader.sees(reader.language.amounts.ago);
    let (end, last) = modifier_at_end(reader);
    let later = later_trend(reader, end);
    let what = what(reader, end, kind);
    Some(Rest { after: after.or(last), trend: trend.or(later), what, is_date })
}

/// `5G`, `4x4`, `1:3`: a letter or sign bound to the number that is no unit.
fn is_part_of_number(reader: &Reader<'_>) -> bool {
    let follows_numeral = reader.at.checked_sub(1).and_then(|before| reader.tokens.get(before)).is_some_and(|before| before.kind == Kind::Numeral);
    let is_latin = reader.key().starts_with(|c: char| c.is_ascii_alphabetic());
    let is_sign = reader.is(Kind::Sign) && !reader.sees(ENDS) && reader.key() != "-" || reader.key() == ":";
    follows_numeral && reader.ahead(0).is_some_and(|token| !token.gap) && (is_latin || is_sign)
}

/// `30 February`, `13 p.m.`, `six-figure`, `5ft 10in`: what follows shows that the number is no amount, or only a part of one.
fn is_no_count(reader: &Reader<'_>) -> bool {
    let mut next = *reader;
    // `five-a-side`
    let is_name_of_number = next.hyphen() && next.sees(next.language.numbers.article);
    let is_part = next.is(Kind::Numeral) || next.sees_one_of(next.language.numbers.cardinals);
    next.eat_any(next.language.amounts.of);
    let moments = &next.language.moments;
    let is_name = next.ahead(0).is_some_and(|token| token.capital || !token.key.is_ascii());
    let is_date = is_name && next.sees_one_of(moments.months) || next.sees_one_of(moments.halves);
    is_name_of_number || is_part || is_date || next.sees(next.language.amounts.no_counts)
}

/// Whether another number is joined to the first: `40 cracks and 30 welds`, `10-4`. Two quantities are no interval.
fn holds_another(reader: &Reader<'_>) -> bool {
    let mut ahead = *reader;
    while !ahead.is_done() {
        if ahead.eat_any(ahead.language.amounts.and_more) {
            let mut next = ahead;
            next.eat(next.language.amounts.before);
            next.eat(next.language.amounts.currency_signs);
            if next.is(Kind::Numeral) || cardinal(&mut next, true).is_some_and(|number| !number.by_article) {
                return true;
            }
        } else {
            ahead.at += 1;
        }
    }
    false
}

/// `40% more`, `a 5 °C rise`, `12 per cent down`.
fn trend(reader: &mut Reader<'_>, kind: FigureKind) -> Option<Trend> {
    reader.eat_any(",");
    reader.hyphen();
    let (trend, of_shares) = reader.eat(reader.language.amounts.trends_after)?;
    if of_shares && kind != FigureKind::Percent {
        return None;
    }
    // `in prices`, `of output`: the name of what moves follows.
    let mut named = *reader;
    let is_named = named.eat_any(named.language.amounts.trend_names) && !named.sees(named.language.amounts.not_counted);
    if is_named && !reader.sees(reader.language.amounts.of) {
        *reader = named;
        reader.eat_any(reader.language.amounts.articles);
    }
    Some(trend)
}

/// `58,000 vehicles, down from 62,000`.
fn later_trend(reader: &Reader<'_>, end: usize) -> Option<Trend> {
    let mut ahead = *reader;
    while ahead.at < end {
        if ahead.eat_any(",") {
            if let Some((trend, false)) = ahead.eat(ahead.language.amounts.trends_after) {
                return Some(trend);
            }
        } else {
            ahead.at += 1;
        }
    }
    None
}

/// A modifier that ends the words: `40 cracks or more`. With where it begins, which is the end where there is none.
fn modifier_at_end(reader: &Reader<'_>) -> (usize, Option<Modifier>) {
    let end = reader.tokens.len();
    for start in reader.at..end {
        let mut ahead = Reader { at: start, ..*reader };
        if let Some(modifier) = ahead.eat(reader.language.amounts.after).filter(|_| ahead.is_done()) {
            return (start, Some(modifier));
        }
    }
    (end, None)
}

/// The name of what is counted; empty where the words after the amount name nothing.
fn what(reader: &mut Reader<'_>, end: usize, kind: FigureKind) -> String {
    let amounts = &reader.language.amounts;
    reader.hyphen();
    let is_of = reader.eat_any(amounts.of);
    reader.eat_any(amounts.more);
    if is_of || kind == FigureKind::Percent {
        while reader.eat_any(amounts.articles) {}
    }
    if is_of && kind == FigureKind::Count {
        // `12 of the 96 welds` counts welds.
        reader.attempt(|reader| {
            cardinal(reader, true)?;
            reader.is(Kind::Word).then_some(())
        });
    }
    if reader.at >= end || reader.sees(amounts.not_counted) || !(reader.is(Kind::Word) || is_of) {
        return String::new();
    }
    name(reader, reader.at, end)
}

/// The words from one token to another, without quotation marks, with one space for each white space, up to a sign that ends a clause.
pub(super) fn name(reader: &Reader<'_>, start: usize, end: usize) -> String {
    let all = reader.tokens.get(start..end).unwrap_or_default();
    let ends = |(index, token): (usize, &Token)| {
        let ends_name = index > 0 && reader.language.amounts.name_ends.split('|').any(|word| word == token.key);
        ends_name || ENDS.split('|').any(|sign| sign == token.key)
    };
    let named = all.iter().enumerate().position(ends).unwrap_or(all.len());
    let named = all.get(..named).unwrap_or_default();
    let (Some(first), Some(last)) = (named.first(), named.last()) else { return String::new() };
    let written = reader.words.get(first.range.start..last.range.end).unwrap_or_default();
    let mut name = String::new();
    for c in written.chars().filter(|c| !is_quote(*c)) {
        if c.is_whitespace() || c.is_control() {
            if !name.ends_with(' ') {
                name.push(' ');
            }
        } else if !is_invisible(c) || c == '\u{200c}' || c == '\u{200d}' {
            name.push(c);
        }
    }
    // Digits alone name nothing: `40% of 300`.
    if !name.contains(char::is_alphabetic) {
        return String::new();
    }
    name.trim_matches(|c: char| c.is_whitespace() || is_apostrophe(c)).to_owned()
}
