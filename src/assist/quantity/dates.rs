//! Days, months, years and other periods as their first and last day.

use super::digits;
use super::ordinals::ordinal;
use super::reader::Reader;
use super::tokens::{Kind, Token};
use jiff::ToSpan;
use jiff::civil::Date;

/// Years that four digits alone are taken for.
const YEARS: std::ops::RangeInclusive<i64> = 1500..=2099;

/// A period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Days {
    /// From its first to its last day.
    From(Date, Date),
    /// One that the words do not fix.
    Unknown,
}

/// A date, and whether it is a year alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    /// When.
    pub(super) days: Days,
    /// The year, where nothing else is said.
    pub(super) bare_year: Option<i64>,
}

impl From<Days> for Dated {
    fn from(days: Days) -> Self {
        Self { days, bare_year: None }
    }
}

/// The parts of a date that are said.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Partial {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

/// The date or range of dates that stands here.
pub(super) fn date(reader: &mut Reader<'_>, published: Option<Date>) -> Option<Dated> {
    let periods = [in_figures, year_pair, decade, century, part_of_year, season, open];
    for period in periods {
        if let Some(days) = reader.attempt(period) {
            return Some(days.into());
        }
    }
    if let Some(distance) = reader.eat(reader.language.moments.days) {
        let day = published.and_then(|day| day.checked_add(i64::from(distance).days()).ok());
        return Some(day.map_or(Days::Unknown, |day| Days::From(day, day)).into());
    }
    let amounts = &reader.language.amounts;
    let ((between, and), (from, to)) = (amounts.between, amounts.from);
    reader
        .attempt(|reader| pair(reader, between, and, published))
        .or_else(|| reader.attempt(|reader| pair(reader, from, to, published)))
        .or_else(|| reader.attempt(|reader| pair(reader, "", amounts.to, published)))
        .or_else(|| reader.attempt(|reader| single(reader, published)))
}

fn single(reader: &mut Reader<'_>, published: Option<Date>) -> Option<Dated> {
    let start = reader.at;
    let partial = partial(reader)?;
    let is_capital = reader.tokens.get(start..reader.at).unwrap_or_default().iter().all(|token| token.capital || token.key.chars().all(|c| !c.is_ascii()));
    match (partial.day, partial.month, partial.year) {
        // `may` and `march` are words too.
        (None, Some(_), None) => is_capital.then_some(Days::Unknown.into()),
        (None, None, Some(year)) => bare_year(reader, i64::from(year)),
        (Some(_), None, _) | (None, None, None) => None,
        (_, Some(_), _) => Some(days_of(partial, published)?.into()),
    }
}

fn bare_year(reader: &Reader<'_>, year: i64) -> Option<Dated> {
    let other = reader.language.moments.other_calendar;
    if other.is_some_and(|(first, last)| (first..=last).contains(&year)) {
        return Some(Days::Unknown.into());
    }
    let days = years(year, year).filter(|_| YEARS.contains(&year))?;
    Some(Dated { days, bare_year: Some(year) })
}

/// `14–16 March 2019`, `March to May 2019`, `from 2009 to 2015`: the first takes from the last what it does not say.
fn pair(reader: &mut Reader<'_>, open: &str, middle: &str, published: Option<Date>) -> Option<Dated> {
    if !open.is_empty() && !reader.eat_any(open) {
        return None;
    }
    let mut first = partial(reader)?;
    if !reader.eat_any(middle) {
        return None;
    }
    let mut last = partial(reader)?;
    let is_month_first = first.month.is_some() && last.month.is_none() && first.day.is_some() && last.day.is_some();
    last.month = if is_month_first { first.month } else { last.month };
    first.month = first.month.or(last.month);
    if first.month.is_none() && (first.day.is_some() || first.year.is_none() || last.year.is_none()) || first.day.is_some() != last.day.is_some() {
        return None;
    }
    if last.year.is_none() && first.year.is_some() {
        return (first.month <= last.month).then(|| Days::Unknown.into());
    }
    let last_days = days_of(last, published)?;
    if let Days::From(day, _) = last_days {
        first.year = first.year.or(Some(day.year()));
    }
    if first.month.is_none() && !YEARS.contains(&first.year?.into()) {
        return None;
    }
    Some(match (days_of(first, published)?, last_days) {
        (Days::From(start, _), Days::From(_, end)) if start <= end => Days::From(start, end).into(),
        (Days::From(..) | Days::Unknown, Days::From(..) | Days::Unknown) => Days::Unknown.into(),
    })
}

/// Day, month and year in any order, each once.
fn partial(reader: &mut Reader<'_>) -> Option<Partial> {
    let moments = &reader.language.moments;
    let mut partial = Partial::default();
    loop {
        let before = reader.at;
        if before > 0 && partial != Partial::default() {
            reader.eat_any(",");
            reader.eat_any(reader.language.amounts.of);
        }
        reader.eat_any(moments.weekdays);
        reader.eat_any(",");
        if partial == Partial::default() {
            reader.eat_any(reader.language.amounts.articles);
        }
        let found = reader.attempt(|reader| next_part(reader, partial));
        match found {
            Some(more) => partial = more,
            None => {
                reader.at = before;
                break;
            }
        }
    }
    (partial != Partial::default()).then_some(partial)
}

fn next_part(reader: &mut Reader<'_>, partial: Partial) -> Option<Partial> {
    let moments = &reader.language.moments;
    if let Some(month) = reader.eat(moments.months) {
        return partial.month.is_none().then_some(Partial { month: Some(month), ..partial });
    }
    if let Some(day) = reader.attempt(spelt_day).filter(|_| partial.day.is_none()) {
        return Some(Partial { day: Some(day), ..partial });
    }
    reader.eat_any(moments.year);
    let key = reader.key();
    reader.is(Kind::Numeral).then_some(())?;
    reader.at += 1;
    if let Some(year) = digits::plain(key, 4).filter(|_| key.len() == 4) {
        // `1990s` is a decade.
        let is_bound = reader.is(Kind::Word) && !reader.gap();
        return if is_bound { None } else { partial.year.is_none().then_some(Partial { year: Some(year.try_into().ok()?), ..partial }) };
    }
    let day = digits::plain(key, 2).filter(|day| (1..=31).contains(day))?;
    if !reader.gap() {
        reader.eat_any(reader.language.numbers.ordinal_ends);
    }
    partial.day.is_none().then_some(Partial { day: Some(day.try_into().ok()?), ..partial })
}

/// The `second` of `the second of May`.
fn spelt_day(reader: &mut Reader<'_>) -> Option<i8> {
    let day = ordinal(reader).filter(|day| (1..=31).contains(day))?;
    let mut next = *reader;
    next.eat_any(next.language.amounts.of);
    next.sees_one_of(next.language.moments.months).then(|| day.try_into().ok())?
}

/// The days of what is said; none where there is no such day.
fn days_of(partial: Partial, published: Option<Date>) -> Option<Days> {
    match (partial.year, partial.month, partial.day) {
        (Some(year), None, None) => years(year.into(), year.into()),
        (Some(year), Some(month), None) => months(year, month, month),
        (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok().map(|day| Days::From(day, day)),
        (None, Some(month), Some(day)) => latest(month, day, published),
        (None, Some(_), None) => Some(Days::Unknown),
        (_, None, _) => None,
    }
}

/// The last such day that is not after the day of publication; the 29th of February may lie years back.
fn latest(month: i8, day: i8, published: Option<Date>) -> Option<Days> {
    // A leap year knows every day.
    Date::new(2000, month, day).ok()?;
    let Some(published) = published else { return Some(Days::Unknown) };
    let found = (0..=8).filter_map(|back| Date::new(published.year().checked_sub(back)?, month, day).ok()).find(|day| *day <= published);
    Some(found.map_or(Days::Unknown, |day| Days::From(day, day)))
}

fn years(first: i64, last: i64) -> Option<Days> {
    let (first, last) = (Date::new(first.try_into().ok()?, 1, 1).ok()?, Date::new(last.try_into().ok()?, 12, 31).ok()?);
    (first <= last).then_some(Days::From(first, last))
}

fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    Some(Days::From(Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

/// `2019-03-14`, `2019/03/14`, `14/03/2019`, `14.03.2019`, `2019-03`: where day and month can be told apart.
fn in_figures(reader: &mut Reader<'_>) -> Option<Days> {
    let first = reader.ahead(0).filter(|token| token.kind == Kind::Numeral)?;
    if first.key.matches('.').count() == 2 {
        reader.at += 1;
        let parts: Vec<&str> = first.key.split('.').collect();
        let [day, month, year] = parts.as_slice() else { return None };
        return (day.len() <= 2 && month.len() <= 2).then(|| day_month_year(day, month, year))?;
    }
    let second = bound_part(reader, 1)?;
    let Some(third) = bound_part(reader, 3) else {
        let is_month = first.key.len() == 4 && second.key.len() == 2;
        reader.at += 3;
        return is_month.then(|| year_and_month(&first.key, &second.key))?;
    };
    let is_alone = reader.ahead(5).is_none_or(|next| next.gap || next.kind == Kind::Word);
    reader.at += 5;
    if first.key.len() == 4 {
        let (year, month, day) = (digits::plain(&first.key, 4)?, digits::plain(&second.key, 2)?, digits::plain(&third.key, 2)?);
        let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        reader.eat_any("t");
        return is_alone.then_some(Days::From(date, date));
    }
    // With hyphens two digits more may be anything.
    let is_date = is_alone && (third.key.len() == 4 || reader.tokens.get(reader.at - 2).is_some_and(|sign| sign.key == "/"));
    is_date.then(|| day_month_year(&first.key, &second.key, &third.key))?
}

/// The digits behind a hyphen or slash without white space, so many tokens on.
fn bound_part<'a>(reader: &Reader<'a>, places: usize) -> Option<&'a Token> {
    let (sign, part) = (reader.ahead(places)?, reader.ahead(places + 1)?);
    let is_bound = matches!(sign.key.as_str(), "-" | "/") && !sign.gap && !part.gap && part.kind == Kind::Numeral;
    is_bound.then_some(part)
}

/// Two numbers of which one is the day: known where only one of them can be, or both are the same.
fn day_month_year(first: &str, second: &str, year: &str) -> Option<Days> {
    let (first, second) = (digits::plain(first, 2)?, digits::plain(second, 2)?);
    let is_day = |day: i64, month: i64| (1..=31).contains(&day) && (1..=12).contains(&month);
    if !is_day(first, second) && !is_day(second, first) {
        return None;
    }
    let year = match year.len() {
        4 => digits::plain(year, 4)?,
        2 => return digits::plain(year, 2).map(|_| Days::Unknown),
        _ => return None,
    };
    let of = |day: i64, month: i64| Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok();
    match (of(first, second), of(second, first)) {
        (Some(day), Some(other)) if day != other => Some(Days::Unknown),
        (Some(day), _) | (None, Some(day)) => Some(Days::From(day, day)),
        (None, None) => None,
    }
}

/// `2019-03` is a month, `2019-23` are years, `2009-10` may be both.
fn year_and_month(year: &str, second: &str) -> Option<Days> {
    let (year, second) = (digits::plain(year, 4).filter(|year| YEARS.contains(year))?, digits::plain(second, 2)?);
    let (is_month, is_later) = ((1..=12).contains(&second), second > year % 100);
    match (is_month, is_later) {
        (true, false) => months(year.try_into().ok()?, second.try_into().ok()?, second.try_into().ok()?),
        (true, true) => Some(Days::Unknown),
        (false, true) => years(year, year - year % 100 + second),
        (false, false) => None,
    }
}

/// `1990s–2000s` is not read, `2009–2015` is.
fn year_pair(reader: &mut Reader<'_>) -> Option<Days> {
    let first = digits::plain(reader.key(), 4).filter(|year| YEARS.contains(year))?;
    reader.at += 1;
    reader.eat_any("-|/").then_some(())?;
    let last = digits::plain(reader.key(), 4).filter(|year| YEARS.contains(year))?;
    reader.at += 1;
    years(first, last)
}

/// `the 1990s`; of the `2000s` and the `90s` nobody can say which years they are.
fn decade(reader: &mut Reader<'_>) -> Option<Days> {
    let key = reader.key();
    let year = digits::plain(key, 4).filter(|year| year % 10 == 0 && matches!(key.len(), 2 | 4))?;
    reader.at += 1;
    let is_bound = !reader.gap() && reader.eat_any(reader.language.moments.decade);
    is_bound.then(|| if year % 100 == 0 || key.len() == 2 { Some(Days::Unknown) } else { years(year, year + 9) })?
}

/// `the 19th century`.
fn century(reader: &mut Reader<'_>) -> Option<Days> {
    let number = ordinal(reader)?;
    reader.hyphen();
    let is_century = reader.eat_any(reader.language.moments.century) && (1..=21).contains(&number);
    is_century.then(|| years((number - 1) * 100 + 1, number * 100))?
}

/// `the first quarter of 2020`, `Q3 2021`, `second half of 2019`.
fn part_of_year(reader: &mut Reader<'_>) -> Option<Days> {
    let moments = &reader.language.moments;
    let is_short = reader.eat_any(moments.quarter);
    let (number, parts) = if is_short {
        let number = digits::plain(reader.key(), 1)?;
        reader.at += 1;
        (number, 4)
    } else {
        let number = ordinal(reader)?;
        reader.hyphen();
        (number, reader.eat(moments.year_parts)?)
    };
    reader.eat_any(",");
    reader.eat_any(reader.language.amounts.of);
    let year = digits::plain(reader.key(), 4).filter(|year| YEARS.contains(year))?;
    reader.at += 1;
    let (number, length): (i8, i8) = (number.try_into().ok()?, 12_i8.checked_div(parts)?);
    let last = (1..=parts).contains(&number).then(|| number.checked_mul(length))??;
    months(year.try_into().ok()?, last - length + 1, last)
}

/// `the summer of 2019`: nobody can say which days.
fn season(reader: &mut Reader<'_>) -> Option<Days> {
    // `fall` alone is a movement.
    let is_trend = reader.sees_one_of(reader.language.amounts.trends);
    reader.eat_any(reader.language.moments.seasons).then_some(())?;
    let year = reader.attempt(|reader| {
        reader.eat_any(reader.language.amounts.of);
        digits::plain(reader.key(), 4).filter(|year| YEARS.contains(year))?;
        reader.at += 1;
        Some(())
    });
    (year.is_some() || !is_trend).then_some(Days::Unknown)
}

/// `last week`, `the weekend`.
fn open(reader: &mut Reader<'_>) -> Option<Days> {
    let moments = &reader.language.moments;
    let is_open = reader.attempt(|reader| (reader.eat_any(moments.open_before) && reader.eat_any(moments.periods)).then_some(())).is_some();
    (is_open || reader.eat_any(moments.open)).then_some(Days::Unknown)
}
