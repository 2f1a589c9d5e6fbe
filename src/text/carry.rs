//! Carries ranges of a text over to a newer version of it. A range is never put on other words, and where its words could stand
//! in more than one place, none is chosen.
//!
//! A place is beyond doubt in three cases. The words stand exactly once in either text. Or they lie in a same stretch that stands
//! exactly once in either text and has enough other words in it, unless the changed part beside it reads like what lies between
//! the range and the edge, or the range is near the edge and its words stand in the changed part too. Or they stand, together
//! with the words around them, exactly once in either text, in place or in a part of the new text that is nobody else's place.
//! And never does a whole word or number become part of another.

mod around;
mod edges;
mod hold;
mod instead;
#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

use super::compare::Comparison;
use super::quote::{Places, places};
use super::{Stretch, TextRange};
use hold::Holds;
use std::collections::BTreeMap;

/// Most places that are listed for words in doubt.
const LISTED: usize = 20;

/// What became of a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Carried {
    /// The same words, at the place to which the comparison leads.
    Kept(TextRange),
    /// The same words, elsewhere, where alone they can be.
    Moved(TextRange),
    /// Other words took its place.
    Changed {
        /// Those words.
        at: TextRange,
        /// Whether nothing differs but quotation marks, apostrophes, dashes and kinds of white space.
        signs_only: bool,
    },
    /// The same words stand where they would fit, but it cannot be said whether they are these: at more than one place, or at one
    /// that others could claim as well. At least one place, at most 20, in text order.
    Doubtful(Vec<TextRange>),
    /// The words are gone.
    Lost {
        /// What stands where they stood, if anything.
        instead: Option<TextRange>,
    },
}

/// The fates of ranges of the old text, in the order given. A range that is none of the old text is lost.
pub(super) fn carry(comparison: &Comparison, ranges: &[TextRange]) -> Vec<Carried> {
    let mut fates: BTreeMap<TextRange, Option<Carried>> = ranges.iter().map(|range| (*range, None)).collect();
    for (range, fate) in &mut fates {
        if !range.fits(&comparison.old) {
            *fate = Some(Carried::Lost { instead: None });
        }
    }
    let mut holds = Holds::new(comparison, open(&fates).into_iter().filter_map(|range| in_place(comparison, range).map(|(number, _)| number)));
    settle(&mut fates, |range| holds.is_certain(range).then(|| kept(comparison, range)).flatten());

    let words = words_of(comparison, &open(&fates));
    settle(&mut fates, |range| only(comparison, range, words.get(&range)?));

    let around = around::claims(comparison, &open(&fates).into_iter().filter(|range| !holds.is_contested(*range)).collect::<Vec<_>>(), &words);
    settle(&mut fates, |range| around.get(&range).cloned());

    let nothing = Pair::default();
    settle(&mut fates, |range| in_doubt(comparison, range, words.get(&range).unwrap_or(&nothing)).or_else(|| Some(instead::instead(comparison, range))));
    ranges.iter().map(|range| fates.get(range).cloned().flatten().unwrap_or(Carried::Lost { instead: None })).collect()
}

fn open(fates: &BTreeMap<TextRange, Option<Carried>>) -> Vec<TextRange> {
    fates.iter().filter(|(_, fate)| fate.is_none()).map(|(range, _)| *range).collect()
}

fn settle(fates: &mut BTreeMap<TextRange, Option<Carried>>, mut fate_of: impl FnMut(TextRange) -> Option<Carried>) {
    for (range, fate) in fates.iter_mut().filter(|(_, fate)| fate.is_none()) {
        *fate = fate_of(*range);
    }
}

/// Where words stand in the old text and in the new one.
#[derive(Default)]
struct Pair {
    old: Places,
    new: Places,
}

/// The words of many ranges in both texts.
fn words_of(comparison: &Comparison, ranges: &[TextRange]) -> BTreeMap<TextRange, Pair> {
    let quotes: Vec<&str> = ranges.iter().map(|range| range.of(&comparison.old)).collect();
    let pairs = places(&comparison.old, &quotes, 1).into_iter().zip(places(&comparison.new, &quotes, LISTED));
    ranges.iter().zip(pairs).map(|(range, (old, new))| (*range, Pair { old, new })).collect()
}

/// The same stretch in which a range lies, and the place to which it leads.
fn in_place(comparison: &Comparison, range: TextRange) -> Option<(usize, TextRange)> {
    let number = comparison.holding_old(range.start());
    let stretch = comparison.stretches.get(number).filter(|stretch| stretch.is_same && range.end() <= stretch.old.end)?;
    Some((number, TextRange::new(&comparison.new, stretch.mapped(range.bytes()))?))
}

/// Whether a place in the new text has exactly the words of a range, whole where they were whole.
fn fits(comparison: &Comparison, range: TextRange, place: TextRange) -> bool {
    range.of(&comparison.old) == place.of(&comparison.new) && !edges::is_newly_cut((&comparison.old, range), (&comparison.new, place))
}

/// Whether a place in the new text is where no words of the old text are by position.
fn is_free(comparison: &Comparison, place: TextRange) -> bool {
    let holds = |stretch: &Stretch| !stretch.is_same && place.end() <= stretch.new.end;
    comparison.stretches.get(comparison.holding_new(place.start())).is_some_and(holds)
}

/// Kept in its stretch, if its words are whole there.
fn kept(comparison: &Comparison, range: TextRange) -> Option<Carried> {
    let (_, place) = in_place(comparison, range)?;
    fits(comparison, range, place).then_some(Carried::Kept(place))
}

/// Kept or moved, if its words stand once in either text.
fn only(comparison: &Comparison, range: TextRange, words: &Pair) -> Option<Carried> {
    let (_, place) = words.old.only().zip(words.new.only()).filter(|(_, place)| fits(comparison, range, *place))?;
    let is_in_place = in_place(comparison, range).is_some_and(|(_, there)| there == place);
    Some(if is_in_place { Carried::Kept(place) } else { Carried::Moved(place) })
}

/// In doubt: the words stand in place, but others could stand there too.
fn in_doubt(comparison: &Comparison, range: TextRange, words: &Pair) -> Option<Carried> {
    let (_, place) = in_place(comparison, range).filter(|(_, place)| fits(comparison, range, *place))?;
    let others = words.new.found.iter().copied().filter(|other| *other != place && is_free(comparison, *other) && fits(comparison, range, *other));
    let mut all: Vec<TextRange> = std::iter::once(place).chain(others).take(LISTED).collect();
    all.sort_unstable();
    Some(Carried::Doubtful(all))
}
