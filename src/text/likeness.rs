//! Tells the same story, lightly edited or cut, from another story about the same subject.
//! Texts are compared by sketches of their shingles, runs of a few words. Nothing is left to chance: see [`Sketch::likeness`].

mod index;
mod pairs;
mod postings;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod words;

pub use index::{Likenesses, Match};
pub use pairs::{NearDuplicates, Pair, near_duplicates, stories};

use super::{Fingerprint, Text};
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use words::{Word, mix};

/// From this likeness on two texts are the same story.
///
/// What was measured lies far from it on both sides. The same story: a corrected figure 0.95, another headline 0.87, a paragraph added to
/// ten 0.85, a word in twenty changed 0.67, cut by a third 0.64, cut by half 0.49. Another story: nothing in common but the subject 0.00, a
/// quoted sentence too 0.06, a fifth of both the same background 0.12, half of both 0.33. Of two texts of one length it asks that they share
/// 57 % of their shingles.
pub const SAME_STORY: f64 = 0.4;

/// Weight of a shingle: four words between spaces, six Chinese characters or twelve Thai code points. Fewer would be phrases that any two
/// texts share; more would make a word changed here and there count too much.
const SPAN: u32 = 12;
/// Weight (eight words) of what two texts that are not equal are always taken to differ in: nothing for stories, but as much as lines have.
const DOUBT: u64 = 24;
/// Shingles that a sketch keeps at least if the text has as many: likeness is exact then, else its standard error is some 0.04 at most.
const KEPT_LEAST: usize = 256;
/// Shingles that a sketch keeps at most: the standard error is below 0.02 then.
const KEPT_MOST: usize = 4096;
/// Bytes of text for each shingle kept in between. A kept shingle takes four bytes.
const BYTES_PER_KEPT: usize = 16;
/// How many levels there are: a shingle is 32 bits, so that none is left at the last.
const LEVELS: usize = 33;

/// What of a text is compared, shared by handle: a clone costs nothing. It takes at most a quarter of the text's bytes, or one KiB if that is
/// more, and never more than 16 KiB, besides some hundred bytes. It is the same on every machine.
#[derive(Clone)]
pub struct Sketch(Arc<Inner>);

struct Inner {
    fingerprint: Fingerprint,
    /// Hash of all folded words in their order.
    words: u64,
    /// How many words there are.
    count: u64,
    /// What they weigh.
    weight: u64,
    /// The kept shingles are those whose hash starts with this many zero bits: all at level 0, half of them at level 1.
    level: u32,
    /// The hashes of the kept shingles, ascending, none twice.
    kept: Box<[u32]>,
}

impl Sketch {
    /// Reads the text once, and hashes it once more for its fingerprint.
    pub fn of(text: &Text) -> Self {
        let mut shingles = Shingles::default();
        words::words(text.as_str(), |word| shingles.push(word));
        if shingles.count == 0 {
            words::signs(text.as_str(), |word| shingles.push(word));
        }
        let (words, count, weight) = (shingles.words, shingles.count, shingles.weight);
        let all = shingles.finish();
        let most = (text.len() / BYTES_PER_KEPT).clamp(KEPT_LEAST, KEPT_MOST);
        let level = (0..LEVELS as u32).find(|level| up_to(&all, *level).len() <= most).unwrap_or_default();
        let kept = up_to(&all, level).into();
        Self(Arc::new(Inner { fingerprint: text.fingerprint(), words, count, weight, level, kept }))
    }

    /// How alike the two texts are, from 0 to 1; the same in both directions. It is 1 if and only if the folded words are equal one by one,
    /// whatever quotation marks, dashes, other punctuation, spaces, case and unseen signs do.
    ///
    /// Otherwise it is the resemblance of Broder (“On the resemblance and containment of documents”, 1997, with the occurrences of a shingle
    /// numbered): the number of shingles that both have, divided by the number of those that any of them has. A shingle is four words in a
    /// row, or six characters where there are no spaces. The divisor is eight words larger than that, so that lines that differ in a
    /// word are different lines, and long texts are hardly touched.
    ///
    /// Containment, Broder's other measure, is left out: it takes a short text that is mostly a shared background for the same story as
    /// every long text with that background, and a story cut by a third has a resemblance of two thirds anyway.
    ///
    /// Texts with more shingles than a sketch keeps are compared by the shingles whose hash is small in both, a fair sample of each. The
    /// standard error is then some 0.04 at most, and below 0.02 for books. There is no chance in it: the same texts always
    /// give the same number.
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.is_equal(other) {
            return 1.0;
        }
        let level = self.0.level.max(other.0.level);
        let (own, others) = (self.at(level), other.at(level));
        let shared = shared(own, others);
        // Of words and shingles there are as many, so that this is what the doubt weighs in shingles, as many of them as the sketches keep.
        let (count, weight) = (self.0.count + other.0.count, self.0.weight + other.0.weight);
        let doubt = (DOUBT * count) as f64 / weight.max(1) as f64 * 0.5_f64.powi(level as i32);
        shared as f64 / ((own.len() + others.len()).saturating_sub(shared) as f64 + doubt)
    }

    /// Whether the two texts are the same, byte by byte.
    pub fn is_exact(&self, other: &Self) -> bool {
        self.0.fingerprint == other.0.fingerprint
    }

    /// Bytes of memory that the sketch takes.
    pub fn size(&self) -> usize {
        size_of::<Self>() + size_of::<Inner>() + size_of_val(&*self.0.kept)
    }

    /// Whether the folded words are the same.
    fn is_equal(&self, other: &Self) -> bool {
        self.0.words == other.0.words
    }

    /// The kept shingles that a sketch of this level would keep.
    fn at(&self, level: u32) -> &[u32] {
        up_to(&self.0.kept, level)
    }
}

impl fmt::Debug for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sketch({} words, {} shingles kept at level {})", self.0.count, self.0.kept.len(), self.0.level)
    }
}

/// Of ascending hashes those that begin with so many zero bits.
fn up_to(hashes: &[u32], level: u32) -> &[u32] {
    let last = u32::MAX.checked_shr(level);
    let count = last.map_or(0, |last| hashes.partition_point(|hash| *hash <= last));
    hashes.get(..count).unwrap_or_default()
}

/// How many numbers two ascending lists share. Without branches on the numbers, which no processor could foresee.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut in_a, mut in_b, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(in_a), b.get(in_b)) {
        shared += usize::from(x == y);
        in_a += usize::from(x <= y);
        in_b += usize::from(y <= x);
    }
    shared
}

/// The shingles of a text in the making.
#[derive(Default)]
struct Shingles {
    /// The last words, which do not weigh a shingle yet.
    last: VecDeque<Word>,
    /// What they weigh.
    open: u32,
    words: u64,
    count: u64,
    weight: u64,
    hashes: Vec<u32>,
}

impl Shingles {
    fn push(&mut self, word: Word) {
        self.words = mix(self.words, word.hash);
        self.count += 1;
        self.weight += u64::from(word.weight);
        self.open += u32::from(word.weight);
        self.last.push_back(word);
        while self.open >= SPAN {
            self.hashes.push(self.shingle());
            self.open -= self.last.pop_front().map_or(self.open, |first| u32::from(first.weight));
        }
    }

    /// The hash of the last words in their order.
    fn shingle(&self) -> u32 {
        let hash = self.last.iter().fold(0, |hash, word| mix(hash, word.hash));
        (mix(hash, self.last.len() as u64) >> 32) as u32
    }

    /// All hashes, ascending, none twice. A text that is shorter than a shingle is one shingle.
    fn finish(mut self) -> Vec<u32> {
        if self.hashes.is_empty() && !self.last.is_empty() {
            self.hashes.push(self.shingle());
        }
        self.hashes.sort_unstable();
        if number_repeats(&mut self.hashes) {
            self.hashes.sort_unstable();
            self.hashes.dedup();
        }
        self.hashes
    }
}

/// Makes the second and third occurrence of a shingle other shingles, as Broder does, so that a line written ten times is not the same as
/// one written once. Says whether there were any.
fn number_repeats(ascending: &mut [u32]) -> bool {
    let mut before = None;
    let mut number = 0_u64;
    let mut any = false;
    for hash in ascending {
        number = if before == Some(*hash) { number + 1 } else { 0 };
        before = Some(*hash);
        if number > 0 {
            *hash = (mix(u64::from(*hash), number) >> 32) as u32;
            any = true;
        }
    }
    any
}
