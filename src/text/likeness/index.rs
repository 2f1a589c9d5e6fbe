//! The best match of one text among many, to which more can be added at any time.

use super::postings::{Among, Postings};
use super::{SAME_STORY, Sketch};
use crate::text::Fingerprint;
use std::collections::BTreeMap;

/// Many texts, among which the one most like another is found without comparing it to each. Takes eight bytes for each kept shingle, besides
/// the sketches.
pub struct Likenesses {
    /// How many were added.
    count: usize,
    /// Of texts with equal words the first, with its index.
    firsts: Vec<usize>,
    /// The sketches of those.
    sketches: Vec<Sketch>,
    postings: Postings,
    /// The first index for the hash of the words.
    equal: BTreeMap<u64, usize>,
    /// The first index for each fingerprint.
    exact: BTreeMap<Fingerprint, usize>,
}

/// A text that is the same story.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Match {
    /// Its index: 0 for the text that was added first.
    pub index: usize,
    /// How alike it is, from [`SAME_STORY`] to 1.
    pub likeness: f64,
    /// Whether it is the same text, byte by byte.
    pub is_exact: bool,
}

impl Default for Likenesses {
    fn default() -> Self {
        Self { count: 0, firsts: Vec::new(), sketches: Vec::new(), postings: Postings::of(&[]), equal: BTreeMap::new(), exact: BTreeMap::new() }
    }
}

impl Likenesses {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds a text and gives its index.
    pub fn add(&mut self, sketch: &Sketch) -> usize {
        let index = self.count;
        self.count += 1;
        self.exact.entry(sketch.0.fingerprint).or_insert(index);
        self.equal.entry(sketch.0.words).or_insert_with(|| {
            self.postings.add(self.firsts.len() as u32, sketch);
            self.firsts.push(index);
            self.sketches.push(sketch.clone());
            index
        });
        index
    }

    /// The text that is most like this one: the very same text if it is there, else the first of those with the greatest likeness. None if
    /// no likeness reaches [`SAME_STORY`].
    pub fn nearest(&self, sketch: &Sketch) -> Option<Match> {
        if let Some(index) = self.exact.get(&sketch.0.fingerprint) {
            return Some(Match { index: *index, likeness: 1.0, is_exact: true });
        }
        if let Some(index) = self.equal.get(&sketch.0.words) {
            return Some(Match { index: *index, likeness: 1.0, is_exact: false });
        }
        let mut counts = vec![0; self.sketches.len()];
        let candidates = self.postings.candidates(&self.sketches, sketch, Among::All, &mut counts);
        let mut best: Option<Match> = None;
        for candidate in candidates {
            let (Some(index), Some(there)) = (self.firsts.get(candidate as usize), self.sketches.get(candidate as usize)) else { continue };
            let likeness = sketch.likeness(there);
            if likeness >= best.map_or(SAME_STORY, |best| best.likeness.next_up()) {
                best = Some(Match { index: *index, likeness, is_exact: false });
            }
        }
        best
    }
}

impl FromIterator<Sketch> for Likenesses {
    fn from_iter<I: IntoIterator<Item = Sketch>>(sketches: I) -> Self {
        let mut this = Self::default();
        sketches.into_iter().for_each(|sketch| {
            this.add(&sketch);
        });
        this
    }
}
