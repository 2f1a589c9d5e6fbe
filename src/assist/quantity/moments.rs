//! A whole figure of dates and times: `14 March 2019`, `8 p.m. on Monday`, `just after midnight`.
//!
//! A weekday fixes no date. `early`, `late` and `mid` keep the whole period with How::Vague: where its early days end nobody can say.

use super::clocks::{Clock, clocks};
use super::dates::{Dated, Days, date};
use super::reader::Reader;
use super::tables::Modifier;
use crate::project::{Bound, Figure, FigureKind, How};
use jiff::civil::Date;

/// Midnight belongs to two days: nobody can say which one a date with it means.
const MIDNIGHT: &str = "00:00";

/// What the words say about when.
#[derive(Default)]
struct Said {
    modifier: Option<Modifier>,
    is_vague: bool,
    dated: Option<Dated>,
    clocks: Option<(Clock, Clock)>,
    has_weekday: bool,
}

/// The figure that the whole of the tokens makes as a date or time.
pub(super) fn moment_figure(reader: &mut Reader<'_>, published: Option<Date>) -> Option<Figure> {
    let mut said = Said::default();
    while !reader.is_done() {
        said = next(reader, said, published)?;
    }
    if said.dated.is_none() && said.clocks.is_none() && !said.has_weekday || is_count(&said) {
        return None;
    }
    let kind = if said.clocks.is_some() { FigureKind::Time } else { FigureKind::Date };
    let Some((low, high)) = ends(&said) else { return Some(Figure { kind: Some(kind), ..Figure::default() }) };
    let (low, high) = (Some(Bound::Moment(low.into())), Some(Bound::Moment(high.into())));
    let (low, high, how) = match said.modifier.unwrap_or(Modifier::Exactly) {
        // `before the end of 2019` may be in 2019.
        Modifier::MoreThan | Modifier::JustOver if said.is_vague => (low, None, How::MoreThan),
        Modifier::LessThan if said.is_vague => (None, high, How::LessThan),
        Modifier::MoreThan | Modifier::JustOver => (high, None, How::MoreThan),
        Modifier::AtLeast => (low, None, How::AtLeast),
        Modifier::LessThan => (None, low, How::LessThan),
        Modifier::AtMost => (None, high, How::AtMost),
        Modifier::About | Modifier::Nearly => (low, high, How::About),
        Modifier::Exactly => (low, high, How::Exact),
    };
    let how = if said.is_vague { How::Vague } else { how };
    Some(Figure { low, high, how: Some(how), kind: Some(kind), ..Figure::default() })
}

/// Reads one more thing; none where what stands here says nothing about when.
fn next(reader: &mut Reader<'_>, said: Said, published: Option<Date>) -> Option<Said> {
    let moments = &reader.language.moments;
    if said.clocks.is_none()
        && let Some(found) = reader.attempt(clocks)
    {
        return Some(Said { clocks: Some(found), ..said });
    }
    if said.dated.is_none()
        && let Some(found) = reader.attempt(|reader| date(reader, published))
    {
        return Some(Said { dated: Some(found), ..said });
    }
    let (mut qualified, mut parted) = (*reader, *reader);
    let (modifier, is_part) = (qualified.eat(moments.before), parted.eat_any(moments.parts));
    if is_part && parted.at > qualified.at {
        *reader = parted;
        reader.hyphen();
        return Some(Said { is_vague: true, ..said });
    }
    if modifier.is_some() && said.modifier.is_none_or(|before| before == Modifier::Exactly) {
        *reader = qualified;
        return Some(Said { modifier, ..said });
    }
    if said.has_weekday && reader.attempt(to_weekday).is_some() {
        return Some(said);
    }
    if reader.eat_any(moments.weekdays) {
        return Some(Said { has_weekday: true, ..said });
    }
    let is_filler = reader.eat_any(moments.fillers) || reader.eat_any(moments.zones);
    is_filler.then_some(said)
}

/// The `to Friday` of `Monday to Friday`.
fn to_weekday(reader: &mut Reader<'_>) -> Option<()> {
    let amounts = &reader.language.amounts;
    let is_range = reader.eat_any(amounts.to) || reader.eat_any(amounts.from.1) || reader.eat_any(amounts.between.1);
    (is_range && reader.eat_any(reader.language.moments.weekdays)).then_some(())
}

/// `nearly 2000`, `exactly 2019`: four digits that are more likely counted.
fn is_count(said: &Said) -> bool {
    let year = said.dated.and_then(|dated| dated.bare_year).filter(|_| said.clocks.is_none());
    year.is_some_and(|year| match said.modifier {
        Some(Modifier::Exactly | Modifier::Nearly) => true,
        Some(Modifier::About) => year % 100 == 0,
        Some(Modifier::JustOver | Modifier::MoreThan | Modifier::AtLeast | Modifier::LessThan | Modifier::AtMost) | None => false,
    })
}

/// The first and the last moment as they are written; none where the words do not fix them.
fn ends(said: &Said) -> Option<(String, String)> {
    let days = said.dated.map(|dated| dated.days);
    match (days, &said.clocks) {
        (Some(Days::From(first, last)), None) => Some((first.to_string(), last.to_string())),
        (Some(Days::From(first, last)), Some((Clock::At(from), Clock::At(to)))) if first == last && from <= to && from != MIDNIGHT => {
            Some((format!("{first}T{from}"), format!("{first}T{to}")))
        }
        (_, Some((Clock::At(from), Clock::At(to)))) => Some((from.clone(), to.clone())),
        (Some(Days::Unknown) | None, None) | (_, Some((Clock::At(_) | Clock::Unknown, Clock::Unknown) | (Clock::Unknown, Clock::At(_)))) => None,
    }
}
