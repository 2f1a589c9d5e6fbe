//! What was written is read back and compared with what was meant: a difference is an error.

use super::{Export, Files, Format, Holds, Reading, anchored};
use crate::project::Article;
use crate::text::{Fragments, Text};
use std::collections::BTreeMap;

/// Reads what was written of an export; a sentence for each thing that is not as it was meant.
pub fn compare(export: &Export<'_>, format: &dyn Format, files: &dyn Files) -> Vec<String> {
    let holds = format.about().holds;
    let mut wanted: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (article, _) in &export.articles {
        wanted.entry(article.text.as_str().to_owned()).or_default().push(meant(export, article, format));
    }
    let mut differences = Vec::new();
    let mut take = |document: super::Document| {
        let text = Text::new(document.text.as_str());
        let anchored = anchored(&document, &text, None);
        let mut said = Vec::new();
        for (span, placed) in document.spans.iter().zip(anchored.spans) {
            match placed {
                Ok(placed) if placed.is_moved => {
                    differences.push(format!("{} line {}: a {} is not at its place", document.file, document.line.max(span.line), span.label))
                }
                Ok(placed) => said.push(place(&placed.at, &text, holds)),
                Err(why) => differences.push(format!("{} line {}: {} {why}", document.file, document.line.max(span.line), span.label)),
            }
        }
        said.sort();
        let there = wanted.get_mut(text.as_str());
        match there.and_then(|lists| lists.iter().position(|list| *list == said).map(|at| lists.swap_remove(at))) {
            Some(_) => {}
            None => {
                differences.push(format!("{} line {}: the text, or the places of its {} marks: {}", document.file, document.line, said.len(), said.join(" ")))
            }
        }
    };
    let mut reading = Reading::new(&mut take);
    format.read(files, &mut reading);
    let refused: Vec<String> = reading.refused.iter().map(|refused| format!("{} line {}: {}", refused.file, refused.line, refused.why)).collect();
    differences.extend(refused);
    let missing: usize = wanted.values().map(Vec::len).sum();
    if missing > 0 {
        differences.push(format!("{missing} articles are not there as they were meant"));
    }
    differences
}

/// The places of what is written of an article's marks, in a fixed order.
fn meant(export: &Export<'_>, article: &Article, format: &dyn Format) -> Vec<String> {
    let own = export.articles.iter().find(|(other, _)| other.id == article.id);
    let marks = || own.map(|(article, _)| export.marks(article)).unwrap_or_default();
    let entities = format.entities(export, article).unwrap_or_else(|| marks().into_iter().map(|mark| mark.at.clone()).collect());
    let mut places: Vec<String> = entities.iter().map(|at| place(at, &article.text, format.about().holds)).collect();
    places.sort();
    places
}

/// A place as far as a format can say it.
fn place(at: &Fragments, text: &Text, holds: Holds) -> String {
    if !holds.fragments {
        return format!("{}..{}", at.start(), at.end());
    }
    if holds.line_breaks {
        return format!("{at:?}");
    }
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (start, c) in at.iter().flat_map(|range| range.of(text).char_indices().map(move |(offset, c)| (range.start() + offset, c))) {
        if ['\n', '\r', '\t'].contains(&c) {
            continue;
        }
        let end = start + c.len_utf8();
        match pieces.last_mut() {
            Some((_, last)) if *last == start => *last = end,
            Some(_) | None => pieces.push((start, end)),
        }
    }
    // A mark of nothing else is written with blanks in their place: where it begins and ends is held.
    if pieces.is_empty() { format!("{}..{}", at.start(), at.end()) } else { format!("{pieces:?}") }
}
