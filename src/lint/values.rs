//! Which figures count the same thing, and whether two of them can both be right.

use super::sheet::{Sheet, is, linked};
use crate::assist;
use crate::project::{BaseLink, Bound, Decimal, Figure, FigureKind, How, Label, Mark, MarkId};
use crate::text::{Text, TextRange, bare, sentence_at};
use std::cmp::Ordering;

/// What makes two figures count the same thing: kind, unit, and the counted thing by its letters.
pub(super) type Thing = (Option<FigureKind>, String, String);

/// Nouns that name people or parts, and say nothing about which: “40 people were hurt” and “3 people died” are no contradiction.
const ANYBODY: &[&str] = &[
    "people",
    "persons",
    "men",
    "women",
    "children",
    "boys",
    "girls",
    "residents",
    "citizens",
    "civilians",
    "soldiers",
    "troops",
    "officers",
    "workers",
    "students",
    "patients",
    "members",
    "others",
    "them",
    "victims",
    "passengers",
    "families",
    "times",
    "things",
    "ways",
    "cases",
    "parts",
    "points",
    "percentagepoints",
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "places",
    "countries",
    "leute",
    "menschen",
    "personen",
    "personnes",
    "personas",
    "человек",
    "людей",
    "نفر",
    "شخص",
    "אנשים",
    "人",
];
/// Words with which a figure is one part beside others.
const PARTS: &[&str] = &[
    "another",
    "other",
    "others",
    "additional",
    "further",
    "remaining",
    "extra",
    "each",
    "every",
    "per",
    "apiece",
    "first",
    "second",
    "third",
    "last",
    "next",
    "final",
    "half",
];
/// Ends of what is one part of a whole: `12 of the 40 cracks`.
const OF_A_WHOLE: &[&str] = &["of the", "of them", "of those", "of these", "of which", "of whom", "of its", "of his", "of her", "of their", "of our", "out of"];
/// Words that say that another time is meant, or that something changed.
const OTHER_TIMES: &[&str] = &[
    "ago",
    "earlier",
    "previous",
    "previously",
    "formerly",
    "originally",
    "initially",
    "then",
    "before",
    "until",
    "since",
    "after",
    "later",
    "now",
    "yesterday",
    "tomorrow",
    "annual",
    "annually",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "year",
    "years",
    "month",
    "quarter",
    "compared",
    "rose",
    "fell",
    "grew",
    "dropped",
    "increased",
    "decreased",
    "up",
    "down",
    "would",
    "could",
    "will",
    "expected",
    "forecast",
    "once",
    "instead",
    "than",
];

/// What a figure counts, where it says so plainly enough to be compared: dates, times and places in a row are no counts of a thing, and a
/// noun that names anybody is none.
pub(super) fn thing(figure: &Figure) -> Option<Thing> {
    match figure.kind {
        Some(FigureKind::Date | FigureKind::Time | FigureKind::Ordinal) => return None,
        Some(FigureKind::Count | FigureKind::Money | FigureKind::Measure | FigureKind::Duration | FigureKind::Percent) | None => {}
    }
    let what = bare(&figure.what);
    (!what.is_empty() && !ANYBODY.contains(&what.as_str())).then(|| (figure.kind, bare_unit(&figure.unit), what))
}

/// A unit as it is compared; `%` and the signs of currencies have no letters.
fn bare_unit(unit: &str) -> String {
    unit.trim().to_lowercase()
}

/// Whether a share only names its whole, as its words do (“40 % of voters”): another share of it is no contradiction. What an analyst wrote instead
/// says of what it is.
fn is_share_of_a_whole(text: &Text, mark: &Mark, figure: &Figure) -> bool {
    let read = || assist::quantity(&mark.at.words(text), None).map(|read| bare(&read.what));
    figure.kind == Some(FigureKind::Percent) && read().is_some_and(|what| what == bare(&figure.what))
}

/// The numbers that a figure can mean, both ends included. An end that is not there is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    /// Widened as far as numbers are rounded: half of the last digit that counts, with at least two that do (18 million is 17.5 to 18.5 million), and
    /// 5 % where only one digit is not zero. Counts below 1000 are exact. “Dozens” has no upper end, for nobody counts on.
    pub(super) fn of(figure: &Figure) -> Option<Self> {
        let number = |bound: &Option<Bound>| match bound {
            Some(Bound::Number(number)) => Some(*number),
            Some(Bound::Moment(_)) | None => None,
        };
        let (low, high) = (number(&figure.low), number(&figure.high).filter(|_| figure.how != Some(How::Vague)));
        let is_count = matches!(figure.kind, Some(FigureKind::Count) | None);
        let widened = |end: Decimal, sign: &str| match slack(end, is_count).and_then(|slack| format!("{sign}{slack}").parse().ok()) {
            Some(by) => end.plus(by).unwrap_or(end),
            None => end,
        };
        let interval = Self { low: low.map(|low| widened(low, "-")), high: high.map(|high| widened(high, "")) };
        (interval.low.is_some() || interval.high.is_some()).then_some(interval)
    }

    /// Whether one number can be meant by both.
    pub(super) fn meets(self, other: Self) -> bool {
        let below = |low: Option<Decimal>, high: Option<Decimal>| low.zip(high).is_none_or(|(low, high)| low.compare(high) != Ordering::Greater);
        below(self.low, other.high) && below(other.low, self.high)
    }
}

/// How much a number may have been rounded by; a little less than half, so that 9 and 10 do not meet.
fn slack(number: Decimal, is_count: bool) -> Option<Decimal> {
    let written = number.to_string();
    let written = written.trim_start_matches('-');
    let (whole, places) = written.split_once('.').map_or((written, None), |(whole, places)| (whole, Some(places)));
    if is_count && whole.len() < 4 {
        return None;
    }
    let half = match places {
        Some(places) => format!("0.{}49", "0".repeat(places.len())),
        None => match (whole.len() - whole.trim_end_matches('0').len()).min(whole.len().saturating_sub(2)) {
            0 => "0.49".to_owned(),
            zeros => format!("49{}", "0".repeat(zeros)).parse::<Decimal>().ok()?.shifted(2)?.shortened().to_string(),
        },
    };
    let half: Decimal = half.parse().ok()?;
    let is_round = places.is_none() && whole.trim_end_matches('0').len() == 1;
    let share = if is_round { whole.parse::<Decimal>().ok()?.times(Decimal::from(5))?.shifted(2)? } else { half };
    Some(if share.compare(half) == Ordering::Greater { share } else { half })
}

/// A figure that is compared, with what stands around it.
pub(super) struct Value<'a> {
    pub(super) mark: &'a Mark,
    pub(super) interval: Interval,
    sentence: TextRange,
    claims: Vec<&'a Mark>,
}

impl<'a> Value<'a> {
    /// None where the words say that it is a part beside others or a share of a whole, that it is of another time, or that it changes.
    pub(super) fn alone(sheet: &Sheet<'a>, mark: &'a Mark, figure: &Figure) -> Option<Self> {
        let text = &sheet.article.text;
        let sentence = TextRange::new(text, sentence_at(text, mark.at.start()))?;
        let is_one_of_many = is_part(text, mark, sentence) || is_share_of_a_whole(text, mark, figure);
        let is_fixed = figure.trend.is_none() && !is_one_of_many && !is_of_another_time(sheet, sentence);
        is_fixed.then_some(())?;
        Some(Self { mark, interval: Interval::of(figure)?, sentence, claims: claims_of(sheet, mark) })
    }

    /// Whether one sentence or one claim says both, which tells them apart by itself.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        self.sentence == other.sentence || self.claims.iter().any(|claim| other.claims.iter().any(|same| same.id == claim.id))
    }

    /// Whether a link says that their claims contradict each other.
    pub(super) fn contradicts(&self, other: &Self, sheet: &Sheet<'a>) -> bool {
        let ids: Vec<MarkId> = other.claims.iter().map(|claim| claim.id).collect();
        self.claims.iter().any(|claim| linked(sheet.project, claim, |kind| is(kind, BaseLink::Contradicts)).any(|against| ids.contains(&against.id)))
    }
}

/// The claims that a figure quantifies or stands in.
fn claims_of<'a>(sheet: &Sheet<'a>, figure: &'a Mark) -> Vec<&'a Mark> {
    let around =
        sheet.project.marks_touching(figure.article, figure.at.start(), figure.at.end()).map(AsRef::as_ref).filter(|mark: &&Mark| mark.at.contains(&figure.at));
    let quantified = linked(sheet.project, figure, |kind| is(kind, BaseLink::Quantifies));
    around.chain(quantified).filter(|mark| mark.label() == Label::Claim && mark.is_accepted()).collect()
}

fn is_part(text: &Text, mark: &Mark, sentence: TextRange) -> bool {
    let before = text.slice(sentence.start()..mark.at.start().max(sentence.start())).to_lowercase();
    let near: Vec<&str> = words_of(&before).rev().take(4).collect();
    let words = mark.at.words(text).to_lowercase();
    let behind = text.slice(mark.at.end()..sentence.end().max(mark.at.end())).trim_start().to_lowercase();
    let has_part = words_of(&words).chain(near).any(|word| PARTS.contains(&word));
    let more =
        words.contains(" more") && !words.contains("more than") && !words.contains("or more") || behind.starts_with("more") || behind.starts_with("each");
    let of_a_whole = |words: &str| OF_A_WHOLE.iter().any(|end| words.contains(&format!(" {end}")));
    has_part || more || of_a_whole(&words) || OF_A_WHOLE.iter().any(|end| behind.starts_with(end))
}

/// Whether a sentence names a year, a date, or a word of another time.
fn is_of_another_time(sheet: &Sheet<'_>, sentence: TextRange) -> bool {
    let text = &sheet.article.text;
    let words = sentence.of(text).to_lowercase();
    let is_year = |word: &str| word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year));
    if words_of(&words).any(|word| is_year(word) || OTHER_TIMES.contains(&word)) {
        return true;
    }
    let mut marks = sheet.project.marks_touching(sheet.article.id, sentence.start(), sentence.end()).filter(|mark| mark.is_accepted());
    marks.any(|mark| matches!(&mark.meaning, crate::project::Meaning::Figure(figure) if figure.kind == Some(FigureKind::Date)))
}

fn words_of(words: &str) -> impl DoubleEndedIterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: &str, high: &str, kind: FigureKind) -> Interval {
        Interval::of(&Figure { low: low.parse().ok(), high: high.parse().ok(), kind: Some(kind), ..Figure::default() }).unwrap()
    }

    #[test]
    fn numbers_meet_as_far_as_they_are_rounded() {
        let meet = |a: &str, b: &str, kind| interval(a, a, kind).meets(interval(b, b, kind));
        assert!(!meet("40", "43", FigureKind::Count), "small counts are exact");
        assert!(meet("62000", "61700", FigureKind::Count) && meet("60000", "61700", FigureKind::Count));
        assert!(!meet("62000", "70000", FigureKind::Count));
        assert!(meet("18000000", "17800000", FigureKind::Money) && !meet("18000000", "20000000", FigureKind::Money));
        assert!(meet("5", "4.6", FigureKind::Percent) && !meet("5", "6", FigureKind::Percent) && !meet("9", "10", FigureKind::Duration));
        assert!(interval("40", "", FigureKind::Count).meets(interval("43", "43", FigureKind::Count)), "more than 40");
        assert!(!interval("40", "", FigureKind::Count).meets(interval("12", "12", FigureKind::Count)));
        let dozens = Interval::of(&Figure { low: "12".parse().ok(), high: "120".parse().ok(), how: Some(How::Vague), ..Figure::default() }).unwrap();
        assert!(dozens.meets(interval("400", "400", FigureKind::Count)) && !dozens.meets(interval("5", "5", FigureKind::Count)));
        assert!(Interval::of(&Figure::default()).is_none());
    }
}
