//! An article in records: paragraphs or sentences, none of which cuts a mark.

use super::Records;
use crate::project::{Article, ArticleId, Ids, Link, Mark};
use crate::text::{Fragments, Text, TextRange, sentence_begins};
use std::ops::Range;

/// The records of an article with their marks, in text order. Where an article is its own record, it stays as it is; else each record has an id that
/// follows from the article's and from where it stands, and the article's title and origin. Records of white space, and those in zones to skip,
/// are left out.
pub(super) fn pieces(article: &Article, marks: Vec<Mark>, records: Records) -> Vec<(Article, Vec<Mark>)> {
    let begins = match records {
        Records::Article => return vec![(article.clone(), marks)],
        Records::Paragraph => (1..article.text.paragraph_count()).map(|number| article.text.paragraph(number).start).collect(),
        Records::Sentence => sentence_begins(&article.text),
    };
    let mut found: Vec<(Range<usize>, Vec<Mark>)> = ranges(&article.text, begins, &marks).into_iter().map(|range| (range, Vec::new())).collect();
    for mark in marks {
        let at = found.partition_point(|(range, _)| range.start <= mark.at.start()).saturating_sub(1);
        if let Some((_, own)) = found.get_mut(at) {
            own.push(mark);
        }
    }
    let is_skipped = |range: &Range<usize>| article.skip.iter().any(|zone| zone.start() <= range.start && range.end <= zone.end());
    found.into_iter().filter(|(range, own)| !own.is_empty() || !is_skipped(range)).filter_map(|(range, own)| record(article, range, own)).collect()
}

/// From each place to the next, without the white space at the ends that no mark needs; places inside marks are none.
fn ranges(text: &Text, begins: Vec<usize>, marks: &[Mark]) -> Vec<Range<usize>> {
    let mut covers: Vec<(usize, usize)> = marks.iter().map(|mark| (mark.at.start(), mark.at.end())).collect();
    covers.sort_unstable();
    let (mut at, mut reached) = (covers.into_iter().peekable(), 0);
    let mut places = vec![0];
    for place in begins {
        while let Some((_, end)) = at.next_if(|(start, _)| *start < place) {
            reached = reached.max(end);
        }
        if reached <= place {
            places.push(place);
        }
    }
    places.push(text.len());
    places.windows(2).filter_map(|pair| if let [start, end] = pair { Some(*start..*end) } else { None }).filter(|range| !range.is_empty()).collect()
}

fn record(article: &Article, range: Range<usize>, mut marks: Vec<Mark>) -> Option<(Article, Vec<Mark>)> {
    let words = article.text.slice(range.clone());
    let kept_end = marks.iter().map(|mark| mark.at.end()).max().unwrap_or_default();
    let kept_start = marks.iter().map(|mark| mark.at.start()).min().unwrap_or(usize::MAX);
    let start = (range.start + words.len() - words.trim_start().len()).min(kept_start);
    let end = (range.start + words.trim_end().len()).max(kept_end);
    let text = Text::new(article.text.as_str().get(start..end).filter(|words| !words.is_empty())?);
    let moved = |at: TextRange| TextRange::new(&text, at.start().checked_sub(start)?..at.end().checked_sub(start)?);
    let id = ArticleId::next(&mut Ids::of_content(&format!("{} {start}", article.id)));
    for mark in &mut marks {
        mark.article = id;
        mark.at = Fragments::new(mark.at.iter().filter_map(moved).collect())?;
        for Link { cue, .. } in &mut mark.links {
            *cue = cue.iter().copied().filter_map(moved).collect();
        }
    }
    let skip =
        article.skip.iter().filter_map(|zone| TextRange::new(&text, zone.start().max(start).checked_sub(start)?..zone.end().min(end).checked_sub(start)?));
    let skip = skip.collect();
    Some((Article { id, text: text.clone(), skip, blocks: Vec::new(), kept: Vec::new(), ..article.clone() }, marks))
}
