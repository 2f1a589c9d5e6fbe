//! Times of day: `20:00`, `8 p.m.`, `noon`, `from 8 to 10 p.m.`
//!
//! An hour with one digit and no half of the day (`1:20`, `eight o'clock`) may be one of two and gets no ends.

use super::digits;
use super::reader::Reader;
use super::tables::HalfDay;
use super::tokens::Kind;

/// A time of day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Clock {
    /// Written as a bound is: `20:00`, `20:00:30`.
    At(String),
    /// One that the words do not fix.
    Unknown,
}

/// Hour, minute and second as written, and the half of the day.
struct Parts {
    hour: i64,
    minute: i64,
    second: Option<i64>,
    half: Option<HalfDay>,
    /// Whether it is as a clock of 24 hours shows it.
    is_full: bool,
}

/// The times from one to another, or one time twice.
pub(super) fn clocks(reader: &mut Reader<'_>) -> Option<(Clock, Clock)> {
    let amounts = &reader.language.amounts;
    let ((between, and), (from, to)) = (amounts.between, amounts.from);
    reader
        .attempt(|reader| pair(reader, between, and))
        .or_else(|| reader.attempt(|reader| pair(reader, from, to)))
        .or_else(|| reader.attempt(|reader| pair(reader, "", amounts.to)))
        .or_else(|| reader.attempt(clock).map(|clock| (clock.clone(), clock)))
}

/// Two times; the first may leave its half of the day to the second.
fn pair(reader: &mut Reader<'_>, open: &str, middle: &str) -> Option<(Clock, Clock)> {
    if !open.is_empty() && !reader.eat_any(open) {
        return None;
    }
    let start = *reader;
    let whole = reader.attempt(clock);
    let (first, bare) = match whole {
        Some(clock) => (clock, None),
        None => (Clock::Unknown, Some(hour_and_minute(reader)?)),
    };
    if !reader.eat_any(middle) {
        return None;
    }
    let before = *reader;
    let last = clock(reader)?;
    let Some((hour, minute)) = bare else { return Some((beside(first, &last, &start)?, last)) };
    let half = parts(&mut before.clone())?.half?;
    let later = before.clone().attempt(hour_and_minute)?.0;
    // `11–2pm` begins before noon.
    let own = if hour % 12 <= later % 12 { half } else { other(half) };
    Some((written(&Parts { hour, minute, second: None, half: Some(own), is_full: false })?, last))
}

/// The first of two times; `9:00` before `17:00` is of a clock of 24 hours.
fn beside(first: Clock, last: &Clock, start: &Reader<'_>) -> Option<Clock> {
    let is_day = *last > Clock::At("13".into()) && *last != Clock::Unknown;
    let parts = parts(&mut start.clone()).filter(|parts| first == Clock::Unknown && is_day && parts.half.is_none());
    parts.map_or(Some(first), |parts| written(&Parts { is_full: true, ..parts }))
}

fn other(half: HalfDay) -> HalfDay {
    match half {
        HalfDay::Morning => HalfDay::Afternoon,
        HalfDay::Afternoon => HalfDay::Morning,
    }
}

/// One time.
fn clock(reader: &mut Reader<'_>) -> Option<Clock> {
    let moments = &reader.language.moments;
    let clock = match reader.eat(moments.hours) {
        Some(hour) => written(&Parts { hour: hour.into(), minute: 0, second: None, half: None, is_full: true })?,
        None => written(&parts(reader)?)?,
    };
    reader.eat_any(moments.zones);
    Some(clock)
}

fn written(parts: &Parts) -> Option<Clock> {
    if let Some(half) = parts.half {
        let hour = (1..=12).contains(&parts.hour).then_some(parts.hour % 12)?;
        let hour = match half {
            HalfDay::Morning => hour,
            HalfDay::Afternoon => hour + 12,
        };
        return Some(Clock::At(with_seconds(hour, parts)));
    }
    let is_hour = (0..24).contains(&parts.hour);
    is_hour.then(|| if parts.is_full { Clock::At(with_seconds(parts.hour, parts)) } else { Clock::Unknown })
}

fn with_seconds(hour: i64, parts: &Parts) -> String {
    let second = parts.second.map_or(String::new(), |second| format!(":{second:02}"));
    format!("{hour:02}:{:02}{second}", parts.minute)
}

fn parts(reader: &mut Reader<'_>) -> Option<Parts> {
    reader.attempt(with_colon).or_else(|| reader.attempt(past)).or_else(|| reader.attempt(of_four_digits)).or_else(|| reader.attempt(with_half))
}

/// `19:52`, `1:20am`, `13:20:05`.
fn with_colon(reader: &mut Reader<'_>) -> Option<Parts> {
    let hour_key = reader.key();
    let hour = digits::plain(hour_key, 2)?;
    reader.at += 1;
    let minute = sixty(reader)?;
    let second = reader.attempt(sixty);
    let half = half(reader);
    reader.eat_any(reader.language.moments.oclock);
    Some(Parts { hour, minute, second, half, is_full: hour_key.len() == 2 })
}

/// A colon and two digits below sixty.
fn sixty(reader: &mut Reader<'_>) -> Option<i64> {
    let (colon, digits) = (reader.ahead(0)?, reader.ahead(1)?);
    let is_tight = colon.key == ":" && !colon.gap && !digits.gap && digits.key.len() == 2;
    let value = digits::plain(&digits.key, 2).filter(|value| is_tight && *value < 60)?;
    reader.at += 2;
    Some(value)
}

/// `half past eight`, `a quarter to nine p.m.`
fn past(reader: &mut Reader<'_>) -> Option<Parts> {
    let minutes = reader.eat(reader.language.moments.past)?;
    let (hour, _) = hour_and_minute(reader)?;
    let half = half(reader);
    let hour = if minutes >= 0 {
        hour
    } else if hour == 1 {
        12
    } else {
        hour - 1
    };
    // A quarter to twelve is of the other half of the day than twelve.
    let half = if minutes < 0 && hour == 11 { half.map(other) } else { half };
    Some(Parts { hour, minute: minutes.rem_euclid(60), second: None, half, is_full: false })
}

/// `0800 GMT`; `2000 hours` is as long as it says.
fn of_four_digits(reader: &mut Reader<'_>) -> Option<Parts> {
    let key = reader.key();
    let number = digits::plain(key, 4).filter(|_| key.len() == 4)?;
    reader.at += 1;
    let is_time = reader.sees(reader.language.moments.zones) || key.starts_with('0') && reader.eat_any(reader.language.moments.military);
    let (hour, minute) = (number / 100, number % 100);
    (is_time && minute < 60).then_some(Parts { hour, minute, second: None, half: None, is_full: true })
}

/// `8 p.m.`, `8.30pm`, `eight o'clock`.
fn with_half(reader: &mut Reader<'_>) -> Option<Parts> {
    let (hour, minute) = hour_and_minute(reader)?;
    let oclock = reader.eat_any(reader.language.moments.oclock);
    let half = half(reader);
    (oclock || half.is_some()).then_some(Parts { hour, minute, second: None, half, is_full: false })
}

fn half(reader: &mut Reader<'_>) -> Option<HalfDay> {
    reader.eat(reader.language.moments.halves)
}

/// An hour of a clock of twelve, perhaps with minutes behind a point or colon.
fn hour_and_minute(reader: &mut Reader<'_>) -> Option<(i64, i64)> {
    let is_hour = |hour: &i64| (1..=12).contains(hour);
    if !reader.is(Kind::Numeral) {
        return reader.eat(reader.language.numbers.cardinals).filter(is_hour).map(|hour| (hour, 0));
    }
    let key = reader.key();
    reader.at += 1;
    let (hour, minute) = key.split_once('.').map_or((key, None), |(hour, minute)| (hour, Some(minute)));
    let hour = digits::plain(hour, 2).filter(is_hour)?;
    let minute = match minute {
        Some(minute) => digits::plain(minute, 2).filter(|value| minute.len() == 2 && *value < 60)?,
        None => reader.attempt(sixty).unwrap_or(0),
    };
    Some((hour, minute))
}
