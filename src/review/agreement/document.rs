//! What the measures are taken from: each shared article as every analyst marked it, in code points.

use super::unitizing::{Family, family};
use crate::project::{Label, LinkKind};

/// Articles as several analysts marked them.
#[derive(Clone, Default, Debug)]
pub struct Corpus {
    /// How many analysts there are.
    pub analysts: usize,
    /// The labels that the spans name by number: the three first, then own ones in order.
    pub labels: Vec<Label>,
    /// The kinds of links that the ties name by number.
    pub kinds: Vec<LinkKind>,
    /// The articles.
    pub documents: Vec<Document>,
}

/// One article.
#[derive(Clone, Default, Debug)]
pub struct Document {
    /// How long its text is, zones to skip included, in code points.
    pub length: usize,
    /// Ranges that are no text for agreement: in order, apart, half open.
    pub skip: Vec<(usize, usize)>,
    /// What each analyst marked; none where the analyst never opened the article.
    pub work: Vec<Option<Work>>,
}

/// What one analyst marked in one article.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Work {
    /// The marks.
    pub spans: Vec<Span>,
    /// The links from them.
    pub ties: Vec<Tie>,
}

/// A mark, as far as agreement sees it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Span {
    /// Its fragments in code points: at least one, none empty, half open, in order and apart.
    pub at: Vec<(usize, usize)>,
    /// Its label: a place in [`Corpus::labels`].
    pub label: usize,
}

/// A link, as far as agreement sees it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Tie {
    /// Its kind: a place in [`Corpus::kinds`].
    pub kind: usize,
    /// Whether it has no direction.
    pub is_mutual: bool,
    /// The mark that it belongs to, and that which it leads to.
    pub ends: [End; 2],
}

/// One end of a link: a mark, and in which document it stands.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct End {
    /// A place in [`Corpus::documents`].
    pub document: usize,
    /// The mark.
    pub span: Span,
}

impl Span {
    /// From its first to behind its last code point.
    pub fn hull(&self) -> (usize, usize) {
        (self.at.first().map_or(0, |range| range.0), self.at.last().map_or(0, |range| range.1))
    }

    /// How many code points it covers.
    pub fn length(&self) -> usize {
        self.at.iter().map(|(start, end)| end - start).sum()
    }

    /// How many code points it shares with another.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut one, mut two) = (self.at.iter().peekable(), other.at.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            shared += a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if a.1 <= b.1 {
                one.next()
            } else {
                two.next()
            };
        }
        shared
    }
}

impl Corpus {
    /// Leaves one label: other marks, and links to them, are gone. Without a mark of it there is no label left.
    pub fn keep_only(&mut self, label: &Label) {
        let number = self.labels.iter().position(|known| known == label);
        self.labels = number.map(|_| label.clone()).into_iter().collect();
        for work in self.documents.iter_mut().flat_map(|document| &mut document.work).flatten() {
            work.spans.retain(|span| Some(span.label) == number);
            work.spans.iter_mut().for_each(|span| span.label = 0);
            work.ties.retain(|tie| tie.ends.iter().all(|end| Some(end.span.label) == number));
            work.ties.iter_mut().flat_map(|tie| &mut tie.ends).for_each(|end| end.span.label = 0);
        }
    }

    /// The whole family of uα over the articles that all opened, where nobody's marks overlap.
    pub fn family(&self) -> Option<Family> {
        let (mut units, mut length) = (vec![Vec::new(); self.analysts], 0);
        for document in self.documents.iter().filter(|document| document.work.iter().all(Option::is_some)) {
            for (units, work) in units.iter_mut().zip(document.work.iter().flatten()) {
                for span in &work.spans {
                    let ranges = span.at.iter().filter_map(|range| document.counted_range(*range));
                    units.extend(ranges.map(|(start, end)| (length + start, length + end, span.label)));
                }
            }
            length += document.counted();
        }
        family(&units, length).filter(|_| length > 0)
    }
}

impl Document {
    /// Where a code point stands when the zones to skip are cut out.
    fn without_zones(&self, place: usize) -> usize {
        let after = self.skip.partition_point(|zone| zone.0 < place);
        place - self.skip.iter().take(after).map(|(start, end)| end.min(&place) - start).sum::<usize>()
    }

    /// How many code points count as text.
    pub(super) fn counted(&self) -> usize {
        self.without_zones(self.length)
    }

    /// A range with the zones cut out; none if nothing is left of it.
    pub(super) fn counted_range(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        if self.skip.is_empty() {
            return Some((start, end));
        }
        let (start, end) = (self.without_zones(start), self.without_zones(end));
        (start < end).then_some((start, end))
    }

    /// What two analysts marked, where both opened it.
    pub(super) fn of_pair(&self, first: usize, second: usize) -> Option<(&Work, &Work)> {
        Some((self.work.get(first)?.as_ref()?, self.work.get(second)?.as_ref()?))
    }
}
