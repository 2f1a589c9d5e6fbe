//! What becomes of places of one text in another: each range by itself, then all ranges of a mark together.

use super::{Carried, Comparison, Fragments, Text, TextRange};
use std::collections::{BTreeMap, BTreeSet};

/// Two texts compared, with what became of some ranges of the first.
#[derive(Clone, Debug)]
pub struct Carriage {
    comparison: Comparison,
    carried: BTreeMap<TextRange, Carried>,
}

/// What becomes of the words of a mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// The same words, where the comparison of the texts puts them.
    Kept(Fragments),
    /// The same words elsewhere, where they can only be.
    Moved(Fragments),
    /// Other words stand there.
    Changed {
        /// Those words.
        at: Fragments,
        /// Whether they differ in nothing but quotation marks, apostrophes, dashes and kinds of white space.
        signs_only: bool,
    },
    /// The same words stand at several places, each of which could be meant. Fragments of which one is in doubt have no places here.
    Doubtful(Vec<TextRange>),
    /// The words are gone.
    Lost {
        /// What stands there now.
        instead: Option<TextRange>,
    },
}

impl Fate {
    /// Where the mark goes without anybody looking: to the same words and nowhere else.
    pub fn certain(&self) -> Option<&Fragments> {
        match self {
            Self::Kept(at) | Self::Moved(at) => Some(at),
            Self::Changed { .. } | Self::Doubtful(_) | Self::Lost { .. } => None,
        }
    }
}

impl Carriage {
    /// Compares two texts and carries ranges of the first over. Pure; takes a while for long texts.
    pub fn new(old: &Text, new: &Text, ranges: impl IntoIterator<Item = TextRange>) -> Self {
        let mut carriage = Self { comparison: Comparison::new(old, new), carried: BTreeMap::new() };
        carriage.also(ranges);
        carriage
    }

    /// Carries more ranges over; those that are known already cost nothing.
    pub fn also(&mut self, ranges: impl IntoIterator<Item = TextRange>) {
        let missing: BTreeSet<TextRange> = ranges.into_iter().filter(|range| !self.carried.contains_key(range)).collect();
        let missing: Vec<TextRange> = missing.into_iter().collect();
        let carried = self.comparison.carry(&missing);
        self.carried.extend(missing.into_iter().zip(carried));
    }

    /// The two texts, compared.
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// Where the same words stand now, if that is certain. A range that was not carried is not known.
    pub fn certain(&self, range: TextRange) -> Option<TextRange> {
        match self.carried.get(&range)? {
            Carried::Kept(at) | Carried::Moved(at) => Some(*at),
            Carried::Changed { .. } | Carried::Doubtful(_) | Carried::Lost { .. } => None,
        }
    }

    /// What becomes of the words of a mark: of several ranges, what befalls the worst of them. A mark that lost some of its ranges has changed.
    pub fn fate(&self, at: &Fragments) -> Fate {
        let lost = Carried::Lost { instead: None };
        let fates: Vec<&Carried> = at.iter().map(|range| self.carried.get(&range).unwrap_or(&lost)).collect();
        if let [only] = fates.as_slice() {
            return Fate::of((*only).clone());
        }
        if fates.iter().any(|fate| matches!(fate, Carried::Doubtful(_))) {
            return Fate::Doubtful(Vec::new());
        }
        let (mut places, mut signs_only, mut is_moved, mut is_same) = (Vec::new(), true, false, true);
        for fate in fates {
            match fate {
                Carried::Kept(at) => places.push(*at),
                Carried::Moved(at) => {
                    is_moved = true;
                    places.push(*at);
                }
                Carried::Changed { at, signs_only: signs } => {
                    (is_same, signs_only) = (false, signs_only && *signs);
                    places.push(*at);
                }
                Carried::Lost { .. } | Carried::Doubtful(_) => (is_same, signs_only) = (false, false),
            }
        }
        // The same words in another order, or one over the other, are no longer what was marked.
        let in_order = Fragments::new(places.clone()).filter(|_| is_same);
        match (in_order, Fragments::joined(places)) {
            (Some(at), _) if is_moved => Fate::Moved(at),
            (Some(at), _) => Fate::Kept(at),
            (None, Some(at)) => Fate::Changed { at, signs_only: signs_only && !is_same },
            (None, None) => Fate::Lost { instead: None },
        }
    }
}

impl Fate {
    fn of(carried: Carried) -> Self {
        match carried {
            Carried::Kept(at) => Self::Kept(at.into()),
            Carried::Moved(at) => Self::Moved(at.into()),
            Carried::Changed { at, signs_only } => Self::Changed { at: at.into(), signs_only },
            Carried::Doubtful(places) => Self::Doubtful(places),
            Carried::Lost { instead } => Self::Lost { instead },
        }
    }
}
