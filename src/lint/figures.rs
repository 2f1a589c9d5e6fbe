//! Figures that no claim says, and figures that cannot both be right.

use super::headline::is_heading;
use super::sheet::{Sheet, is_linked};
use super::values::{Interval, Thing, Value, thing};
use super::{Hint, Rule, shown};
use crate::article::Block;
use crate::project::{Bound, Figure, FigureKind, Label, Mark};
use std::collections::BTreeMap;

/// A figure in no claim.
///
/// Quiet where
/// - it is a date, a time, a place in a row, or a duration of nothing in particular: those tell when, and not what;
/// - any link joins it to something;
/// - a claim has a part of it, or stands on both sides of it: its edges are another question;
/// - it stands in a mark of the project's own, which may be the team's word for a claim, or in a source (“two people”);
/// - it stands in a row of a table;
/// - the team marks no claims at all.
pub(super) fn outside_claim(sheet: &Sheet<'_>) -> Vec<Hint> {
    if !sheet.around.has_claims {
        return Vec::new();
    }
    let mut hints = Vec::new();
    let (is_outer, is_inner) = (|mark: &Mark| mark.label() != Label::Figure, |mark: &Mark| mark.label() == Label::Figure);
    let mut outside: Vec<&Mark> = Vec::new();
    sheet.each_within(is_outer, is_inner, |mark, around| outside.extend(around.is_empty().then_some(mark)));
    for mark in outside {
        let crate::project::Meaning::Figure(figure) = &mark.meaning else { continue };
        if !is_linked(sheet.project, mark) && !is_entered(sheet, mark) && counts(sheet, mark, figure) {
            let words = format!("{} stands in no claim", shown::mark(&sheet.article.text, mark));
            hints.push(Hint::at_mark(Rule::FigureOutsideClaim, mark, words));
        }
    }
    hints
}

/// Whether a figure says how many or how much.
fn counts(sheet: &Sheet<'_>, mark: &Mark, figure: &Figure) -> bool {
    let text = &sheet.article.text;
    if sheet.article.block(text.paragraph_at(mark.at.start())) == Some(Block::TableRow) {
        return false;
    }
    match figure.kind {
        Some(FigureKind::Date | FigureKind::Time | FigureKind::Ordinal) => false,
        Some(FigureKind::Duration) => !figure.what.trim().is_empty(),
        Some(FigureKind::Count | FigureKind::Money | FigureKind::Percent | FigureKind::Measure) => true,
        None => match figure.low.as_ref().or(figure.high.as_ref()) {
            Some(Bound::Number(_)) => true,
            Some(Bound::Moment(_)) => false,
            // What another program marked says nothing of its kind.
            None => !may_be_moment(&mark.at.words(text)),
        },
    }
}

/// Whether words may tell when: a year, an hour, a place in a row, a word of the calendar. To read each of them as a figure would take long.
fn may_be_moment(words: &str) -> bool {
    let lower = words.to_lowercase();
    let is_moment = |word: &str| {
        let digits = word.chars().filter(|c| c.is_numeric()).count();
        let is_year = digits == 4 && word.chars().all(char::is_numeric);
        let is_ordinal = digits > 0 && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
        is_year || is_ordinal || CALENDAR.contains(&word)
    };
    words.contains([':', '/']) || lower.split(|c: char| !c.is_alphanumeric()).any(is_moment)
}

/// Words of the calendar and the clock.
const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "century",
    "decade",
    "am",
    "pm",
    "midnight",
    "noon",
    "first",
    "second",
    "third",
    "ago",
    "spring",
    "summer",
    "autumn",
    "winter",
];

/// Whether another mark begins inside the figure.
fn is_entered(sheet: &Sheet<'_>, mark: &Mark) -> bool {
    let Some(places) = sheet.project.places(sheet.article.id) else { return false };
    let behind = (places.starting_before(mark.at.start())..places.len()).map_while(|index| sheet.project.mark(places.get(index)?));
    let mut inside = behind.take_while(|other| other.at.start() < mark.at.end());
    inside.any(|other| other.label() != Label::Figure && other.is_accepted())
}

/// Most values of one thing that are compared: what has more is counted on purpose.
const MOST_VALUES: usize = 5;
/// Most figures of one value that are looked at.
const MOST_ALIKE: usize = 8;

/// Two figures of one article that count the same thing and cannot both be right; one hint a thing, at the first of them.
///
/// The same thing is the same kind, unit and counted thing; what is too vague to be one is left out by [`thing`], what is a part beside others, of
/// another time or on the move by [`Value::alone`]. Numbers agree as far as they may be rounded. Quiet where a link says that the claims contradict
/// each other, for these two numbers and for those that agree with them; where one sentence or claim says both; and where a thing has many
/// values, which are then counts of many things. Headlines are compared by a rule of their own.
pub(super) fn differ(sheet: &Sheet<'_>) -> Vec<Hint> {
    let mut things: BTreeMap<Thing, Vec<(&Mark, &Figure)>> = BTreeMap::new();
    for (mark, figure) in sheet.figures().filter(|(mark, figure)| !figure.what.is_empty() && !is_heading(sheet, mark)) {
        if let Some(thing) = thing(figure) {
            things.entry(thing).or_default().push((mark, figure));
        }
    }
    things.values().filter_map(|figures| told(sheet, figures)).collect()
}

fn told(sheet: &Sheet<'_>, figures: &[(&Mark, &Figure)]) -> Option<Hint> {
    let values = values(sheet, figures)?;
    let known: Vec<(Interval, Interval)> =
        pairs(&values).filter(|(one, other)| one.contradicts(other, sheet)).map(|(one, other)| (one.interval, other.interval)).collect();
    let is_known = |one: &Value<'_>, other: &Value<'_>| {
        let fits = |(a, b): &(Interval, Interval)| a.meets(one.interval) && b.meets(other.interval) || a.meets(other.interval) && b.meets(one.interval);
        known.iter().any(fits)
    };
    let differs = |one: &Value<'_>, other: &Value<'_>| !one.interval.meets(other.interval) && !one.is_beside(other) && !is_known(one, other);
    let (first, _) = pairs(&values).find(|(one, other)| differs(one, other))?;
    let mut against: Vec<&Value<'_>> = Vec::new();
    for other in values.iter().filter(|other| differs(first, other)) {
        if !against.iter().any(|there| there.interval == other.interval) {
            against.push(other);
        }
    }
    let text = &sheet.article.text;
    let named: Vec<String> = std::iter::once(first).chain(against.iter().copied()).map(|value| shown::mark(text, value.mark)).collect();
    let words = format!("{} count the same thing and do not agree", shown::listed(&named));
    Some(Hint::at_mark(Rule::FiguresDiffer, first.mark, words).with(against.iter().map(|value| value.mark.id)))
}

/// The figures that can be compared, in text order; none where all agree, or where there are too many values.
fn values<'a>(sheet: &Sheet<'a>, figures: &[(&'a Mark, &'a Figure)]) -> Option<Vec<Value<'a>>> {
    let mut alike: Vec<(Interval, Vec<(&Mark, &Figure)>)> = Vec::new();
    for (mark, figure) in figures {
        let Some(interval) = Interval::of(figure) else { continue };
        let count = alike.len();
        match alike.iter_mut().find(|(other, _)| *other == interval) {
            Some((_, same)) if same.len() < MOST_ALIKE => same.push((mark, figure)),
            Some(_) => {}
            None if count == MOST_VALUES => return None,
            None => alike.push((interval, vec![(mark, figure)])),
        }
    }
    let agree = alike.iter().all(|(one, _)| alike.iter().all(|(other, _)| one.meets(*other)));
    if agree {
        return None;
    }
    let mut values: Vec<Value<'_>> = alike.into_iter().flat_map(|(_, same)| same).filter_map(|(mark, figure)| Value::alone(sheet, mark, figure)).collect();
    values.sort_by_key(|value| (value.mark.at.start(), value.mark.id));
    Some(values)
}

fn pairs<'v, 'a>(values: &'v [Value<'a>]) -> impl Iterator<Item = (&'v Value<'a>, &'v Value<'a>)> {
    values.iter().enumerate().flat_map(|(index, one)| values.iter().skip(index + 1).map(move |other| (one, other)))
}
