//! The words of each language. Another language is another table: add its file and its name to [`LANGUAGES`].
//!
//! The forms of an entry are divided by `|`, the words of a form by a space; all in lower case, dots left out (`p.m.` is `pm`).
//! The longest form that fits is taken.

mod english;
mod persian;

use super::tokens::{Kind, Token};
use crate::project::{FigureKind, Trend};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Entries of forms with what they mean.
pub(super) type Table<T> = &'static [(&'static str, T)];

/// How a number is qualified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Modifier {
    /// It and no other.
    Exactly,
    /// 5 % to either side.
    About,
    /// Up to 5 % below.
    Nearly,
    /// Up to 5 % above.
    JustOver,
    /// Above it.
    MoreThan,
    /// It or above.
    AtLeast,
    /// Below it.
    LessThan,
    /// It or below.
    AtMost,
}

/// What a vague numeral covers; without numbers where nobody can say.
pub(super) type Vague = Option<(i64, i64)>;

/// A unit: how it is written in a figure, and what kind of quantity it measures.
pub(super) type Unit = (&'static str, FigureKind);

/// Half of a day, or the hour at which it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HalfDay {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
}

/// The tables of one language.
pub(super) struct Language {
    /// Signs that only texts of this language have; they speak for it where words do not.
    pub(super) own_signs: &'static str,
    /// Numbers and their parts.
    pub(super) numbers: Numbers,
    /// Units, money and what stands around an amount.
    pub(super) amounts: Amounts,
    /// Dates and times.
    pub(super) moments: Moments,
}

/// Words that make numbers.
pub(super) struct Numbers {
    /// Numbers that are added to each other, the larger one first.
    pub(super) cardinals: Table<i64>,
    /// The word that multiplies what stands before it by a hundred.
    pub(super) hundred: &'static str,
    /// Words that multiply, wherever they stand.
    pub(super) scales: Table<i64>,
    /// Scales that are also units: `18m` is money, people or metres.
    pub(super) short_scales: Table<i64>,
    /// Before the places of a number in words: `two point five`.
    pub(super) point: &'static str,
    /// Between the parts of a number: `a hundred and twenty`.
    pub(super) joiner: &'static str,
    /// Whether the joiner stands between tens and ones too.
    pub(super) joins_tens: bool,
    /// One, where a scale or unit follows.
    pub(super) article: &'static str,
    /// One, whatever follows: `a single`.
    pub(super) single: &'static str,
    /// Below zero.
    pub(super) minus: &'static str,
    /// Parts of one, with how many make it.
    pub(super) fractions: Table<i64>,
    /// The fraction that needs no number before it.
    pub(super) half: &'static str,
    /// Parts added to a number or its scale: `two and a half`.
    pub(super) added_parts: Table<(i64, i64)>,
    /// `one in five`.
    pub(super) out_of: &'static str,
    /// Vague numerals that multiply each other: `tens of thousands`.
    pub(super) vague_scales: Table<(i64, i64)>,
    /// Vague numerals that a scale may follow: `several hundred`.
    pub(super) vague: Table<Vague>,
    /// Places in a row.
    pub(super) ordinals: Table<i64>,
    /// What makes digits an ordinal: `21st`.
    pub(super) ordinal_ends: &'static str,
}

/// Words around amounts.
pub(super) struct Amounts {
    /// Units, singular or symbol, as they are written in a figure.
    pub(super) units: Table<Unit>,
    /// Units made of two that have a symbol of their own: `km/hour`.
    pub(super) compound_units: Table<&'static str>,
    /// Units that are counted together: so many of the second make one of the first.
    pub(super) parts_of_units: &'static [(&'static str, &'static str, i64)],
    /// Signs and codes that stand before or after an amount of money.
    pub(super) currency_signs: Table<&'static str>,
    /// Words that stand after it.
    pub(super) currency_words: Table<&'static str>,
    /// Before the unit of a rate, like `per`; any word may follow.
    pub(super) per: &'static str,
    /// Before the unit of a rate, like `a`; only a known unit may follow.
    pub(super) each: &'static str,
    /// What a rate may be counted by beside units.
    pub(super) rate_words: Table<&'static str>,
    /// Whole rates: `monthly`.
    pub(super) rates: Table<&'static str>,
    /// After a unit of time, makes it no rate: `a year ago`.
    pub(super) not_rates: &'static str,
    /// Qualifies what follows.
    pub(super) before: Table<Modifier>,
    /// Qualifies what stands before.
    pub(super) after: Table<Modifier>,
    /// Says which way what follows moves.
    pub(super) trends: Table<Trend>,
    /// Says which way what stands before moves; after shares of a whole only where `true`.
    pub(super) trends_after: Table<(Trend, bool)>,
    /// Between a trend and its number.
    pub(super) trend_links: &'static str,
    /// Between a movement and what moves: `an increase in prices`.
    pub(super) trend_names: &'static str,
    /// Passed over before an amount.
    pub(super) fillers: &'static str,
    /// Never the name of what is measured: `none of the 40`.
    pub(super) no_names: &'static str,
    /// `between` and its `and`.
    pub(super) between: (&'static str, &'static str),
    /// `from` and its `to`.
    pub(super) from: (&'static str, &'static str),
    /// Between the ends of a range without a word before it.
    pub(super) to: &'static str,
    /// `nearer` and its `than`.
    pub(super) nearer: (&'static str, &'static str),
    /// Before what is counted: `of`.
    pub(super) of: &'static str,
    /// Passed over after `of`.
    pub(super) articles: &'static str,
    /// What begins no name of a counted thing: prepositions, pronouns, verbs.
    pub(super) not_counted: &'static str,
    /// Joins a second quantity to the first; two quantities are no interval.
    pub(super) and_more: &'static str,
    /// Ends the name of what is counted: `40 cracks since 2019`.
    pub(super) name_ends: &'static str,
    /// After a duration, makes it a date that the words do not fix.
    pub(super) ago: &'static str,
    /// Passed over before what is counted: `40 more ferries`.
    pub(super) more: &'static str,
    /// After a number, makes it none that can be counted: `a six-figure sum`, `ten-fold`.
    pub(super) no_counts: &'static str,
    /// Nouns that say that `12m` before them is a million.
    pub(super) people: &'static str,
    /// Words that say that `12m` before them is a length.
    pub(super) dimensions: &'static str,
    /// How a noun ends after a number above one; else a number such as 2019 before it is a year.
    pub(super) plurals: &'static [&'static str],
}

/// Words of dates and times.
pub(super) struct Moments {
    /// Months by their number.
    pub(super) months: Table<i8>,
    /// Days of the week; they fix no date.
    pub(super) weekdays: &'static str,
    /// Days by their distance from the day of publication.
    pub(super) days: Table<i8>,
    /// Words that are a date which only the writer knows.
    pub(super) open: &'static str,
    /// Begin such a date: `last week`.
    pub(super) open_before: &'static str,
    /// End such a date.
    pub(super) periods: &'static str,
    /// Seasons; alone or with a year they fix no day.
    pub(super) seasons: &'static str,
    /// Parts of a period whose edges nobody can say: `early`.
    pub(super) parts: &'static str,
    /// Before a year: `the year`.
    pub(super) year: &'static str,
    /// After the first year of a decade: `1990s`.
    pub(super) decade: &'static str,
    /// `century`.
    pub(super) century: &'static str,
    /// Periods of a year with how many make it: `quarter`.
    pub(super) year_parts: Table<i8>,
    /// Before the number of a quarter: `Q3`.
    pub(super) quarter: &'static str,
    /// Passed over before a date and between its parts.
    pub(super) fillers: &'static str,
    /// Qualifies a date or time.
    pub(super) before: Table<Modifier>,
    /// Before an hour: minutes after it, or before it below zero.
    pub(super) past: Table<i64>,
    /// Times with a name, as hour.
    pub(super) hours: Table<i8>,
    /// Halves of the day after a time.
    pub(super) halves: Table<HalfDay>,
    /// After a time, says nothing about it: zones.
    pub(super) zones: &'static str,
    /// After four digits that begin with a zero: `0600 hours`.
    pub(super) military: &'static str,
    /// After an hour that may be one of two: `o'clock`.
    pub(super) oclock: &'static str,
    /// Years that belong to another calendar when they stand alone.
    pub(super) other_calendar: Option<(i64, i64)>,
}

/// Every language, the first one for words that say nothing about theirs.
const LANGUAGES: &[&Language] = &[&english::ENGLISH, &persian::PERSIAN];

/// The common words of each language: every figure that is marked asks for them, and to look through all tables would be a part of a frame.
static COMMON: LazyLock<Vec<HashSet<&'static str>>> = LazyLock::new(|| LANGUAGES.iter().map(|language| language.common()).collect());

/// The language that knows the most of the words.
pub(super) fn language_of(words: &str, tokens: &[Token]) -> &'static Language {
    let score = |language: &Language, common: &HashSet<&str>| {
        let known = tokens.iter().filter(|token| token.kind == Kind::Word && common.contains(token.key.as_str())).count();
        let signs = words.chars().filter(|c| language.own_signs.contains(*c)).count();
        known * 4 + signs
    };
    let best = LANGUAGES.iter().zip(COMMON.iter()).rev().max_by_key(|(language, common)| score(language, common));
    best.map_or(&english::ENGLISH, |(language, _)| language)
}

impl Language {
    /// Words that are common in this language.
    fn common(&self) -> HashSet<&'static str> {
        let (numbers, amounts, moments) = (&self.numbers, &self.amounts, &self.moments);
        let tables = [
            forms(numbers.cardinals),
            forms(numbers.scales),
            forms(numbers.vague),
            forms(numbers.vague_scales),
            forms(numbers.fractions),
            forms(numbers.ordinals),
            forms(amounts.units),
            forms(amounts.currency_words),
            forms(amounts.before),
            forms(amounts.after),
            forms(amounts.trends),
            forms(moments.months),
            forms(moments.days),
            forms(moments.before),
            forms(moments.hours),
            vec![numbers.half, moments.weekdays, moments.year],
        ];
        tables.into_iter().flatten().flat_map(|forms| forms.split(['|', ' '])).collect()
    }
}

/// All forms of a table, as they stand in it.
fn forms<T>(table: Table<T>) -> Vec<&'static str> {
    table.iter().map(|(forms, _)| *forms).collect()
}
