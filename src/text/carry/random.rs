//! Random texts edited at random, with a record of where every code point went: what is carried is compared with the truth.

use super::Carried;
use super::edges::is_newly_cut;
use crate::project::generate::HARD;
use crate::text::{Comparison, Text, TextRange, occurrences};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A text's code points, each with the byte of the old text from which it is.
type Origins = Vec<(char, Option<usize>)>;

/// One edit: its kind, and numbers that say where.
type Edit = (u8, u16, u16);

const PLAIN: [&str; 12] = [
    "The minister said on Monday that taxes will rise. ",
    "He said. ",
    "said",
    "She said “no” to 40 people. ",
    "She said. ",
    "More than 40 people died in the north. ",
    "40",
    " ",
    "The bridge fell on Monday. ",
    "北京天气很好。",
    "در تهران گفت که ۴۰ نفر کشته شدند. ",
    "It’s a no-go. ",
];

fn paragraph() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PLAIN.as_slice()), 1 => prop::sample::select(HARD.as_slice())];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn text() -> impl Strategy<Value = String> {
    (prop::collection::vec(paragraph(), 1..7), prop::collection::vec(any::<u16>(), 0..3)).prop_map(|(mut paragraphs, again)| {
        for number in again {
            paragraphs.push(paragraphs[number as usize % paragraphs.len()].clone());
        }
        paragraphs.join("\n")
    })
}

fn edits(kinds: Range<u8>) -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((kinds, any::<u16>(), any::<u16>()), 0..6)
}

fn string(origins: &Origins) -> String {
    origins.iter().map(|(c, _)| c).collect()
}

/// Ranges of code points of the text's words, or of its paragraphs with their line feeds.
fn parts(origins: &Origins, lines: bool) -> Vec<Range<usize>> {
    let string = string(origins);
    let parts: Vec<&str> = if lines { string.split_inclusive('\n').collect() } else { string.split_word_bounds().collect() };
    let mut at = 0;
    let mut next = |part: &str| {
        let start = at;
        at += part.chars().count();
        start..at
    };
    parts.into_iter().map(&mut next).collect()
}

fn edit(origins: &mut Origins, (kind, a, b): Edit, number: usize) {
    let parts = parts(origins, kind >= 5);
    let Some(part) = parts.get(a as usize % parts.len().max(1)).cloned() else { return };
    let come = |words: &str| words.chars().map(|c| (c, None)).collect::<Origins>();
    let fresh = format!("fresh{}", "x".repeat(number + 1));
    let last = &parts[(a as usize % parts.len() + b as usize % 4).min(parts.len() - 1)];
    match kind {
        0 => _ = origins.splice(part.start..last.end, []),
        1 => _ = origins.splice(part.start..part.start, come(&format!(" {fresh} "))),
        2 => _ = origins.splice(part.start..last.end, come(&fresh)),
        3 => {
            for (c, origin) in origins.iter_mut().skip(part.start).take(last.end - part.start) {
                let other = match *c {
                    '“' | '”' => '"',
                    ' ' => '\u{a0}',
                    '’' => '\'',
                    same => same,
                };
                *origin = if other == *c { *origin } else { None };
                *c = other;
            }
        }
        4 => origins.insert(part.start, ('q', None)),
        5 => {
            let moved: Origins = origins.drain(part.clone()).collect();
            let parts = self::parts(origins, true);
            let to = parts.get(b as usize % parts.len().max(1)).map_or(0, |part| part.start);
            origins.splice(to..to, moved);
        }
        _ => {
            let copy: Origins = origins[part.clone()].to_vec();
            let to = parts[b as usize % parts.len()].start;
            origins.splice(to..to, copy);
        }
    }
}

fn edited(old: &str, edits: &[Edit]) -> Origins {
    let mut origins: Origins = old.char_indices().map(|(byte, c)| (c, Some(byte))).collect();
    edits.iter().enumerate().for_each(|(number, one)| edit(&mut origins, *one, number));
    origins
}

/// All ranges of the words of a text, some of several words, and some of any code points.
fn ranges(text: &Text) -> Vec<TextRange> {
    let mut edges: Vec<usize> = text.as_str().split_word_bound_indices().map(|(at, _)| at).collect();
    edges.push(text.len());
    let points: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut all = Vec::new();
    for length in [1, 2, 3, 5, 9, 17] {
        all.extend(edges.iter().zip(edges.iter().skip(length)).filter_map(|(a, b)| TextRange::new(text, *a..*b)));
        all.extend(points.iter().zip(points.iter().skip(length)).step_by(3).filter_map(|(a, b)| TextRange::new(text, *a..*b)));
    }
    all
}

/// The places in the new text where all bytes of a range stand one after the other.
fn truth(new: &Text, origins: &Origins, range: TextRange) -> Vec<TextRange> {
    let bytes: Vec<(usize, Option<usize>, usize)> =
        new.as_str().char_indices().zip(origins).map(|((at, c), (_, origin))| (at, *origin, c.len_utf8())).collect();
    let starts = bytes.iter().enumerate().filter(|(_, (_, origin, _))| *origin == Some(range.start()));
    let ends = starts.filter_map(|(index, (at, _, _))| {
        let mut wanted = range.start();
        for (_, origin, length) in &bytes[index..] {
            if wanted >= range.end() {
                break;
            }
            if *origin != Some(wanted) {
                return None;
            }
            wanted += length;
        }
        (wanted == range.end()).then(|| TextRange::new(new, *at..*at + range.bytes().len())).flatten()
    });
    ends.collect()
}

/// Whether a letter of a range is at a place that has its words: what is around it went and came again, or was always there twice,
/// and nobody can tell.
fn is_partly_there(new: &Text, origins: &Origins, range: TextRange, place: TextRange) -> bool {
    let mut there = new.as_str().char_indices().zip(origins).filter(|((at, c), _)| place.holds(*at) && !c.is_whitespace());
    there.any(|((at, _), (_, origin))| *origin == Some(at - place.start() + range.start()))
}

/// Code points on one side, or less up to the paragraph's edge, that make a place as good as the true one. Where paragraphs are moved
/// or copied, one may come to stand where its like stood, so that nobody can tell. With none any place of the same words is good:
/// paragraphs that are nearly alike, moved and edited at once, leave no truth to be found. Local edits have to be followed exactly, but for
/// whole paragraphs that stood several times: which of them was edited nobody can tell either.
type Alike = Option<usize>;

/// Whether a range's whole paragraphs, or so much on one side of it, stand around the place too; or, at their edge, the paragraph beyond.
fn is_argued(old: &Text, new: &Text, range: TextRange, place: TextRange, alike: Alike) -> bool {
    if alike == Some(0) {
        return true;
    }
    let whole = old.paragraph(old.paragraph_at(range.start())).start..old.paragraph(old.paragraph_at(range.end() - 1)).end.max(range.end());
    let is_there = |around: &Range<usize>| {
        let start = (place.start() + around.start).checked_sub(range.start());
        start.filter(|start| new.slice(*start..*start + around.len()) == old.slice(around.clone()))
    };
    let is_whole = is_there(&whole).is_some_and(|start| new.paragraph(new.paragraph_at(start)).start == start);
    let Some(much) = alike else {
        return is_whole && occurrences(old, old.slice(whole)).count() > 1;
    };
    let points = old.code_points();
    let start = points.byte(points.before(range.start()).saturating_sub(much)).unwrap().max(whole.start);
    let end = points.byte(points.before(range.end()) + much).unwrap_or(old.len()).min(whole.end);
    // A range at the edge of its paragraph is known by the whole paragraph beyond as well.
    let (first, last) = (old.paragraph_at(range.start()), old.paragraph_at(range.end() - 1));
    let before = if range.start() == whole.start { old.paragraph(first.saturating_sub(1)).start } else { start };
    let behind = if range.end() == whole.end { old.paragraph((last + 1).min(old.paragraph_count() - 1)).end } else { end };
    let sides = [start..range.end(), range.start()..end, before..range.end(), range.start()..behind];
    is_whole || sides.iter().any(|around| *around != range.bytes() && is_there(around).is_some())
}

fn check(old: &str, edits: &[Edit], alike: Alike) -> Result<(), TestCaseError> {
    let origins = edited(old, edits);
    let (old, new) = (Text::new(old), Text::new(string(&origins)));
    if old == new {
        // Where likes changed places nothing has happened.
        return Ok(());
    }
    let ranges = ranges(&old);
    let fates = Comparison::new(&old, &new).carry(&ranges);
    for (range, fate) in ranges.iter().zip(fates) {
        let words = range.of(&old);
        let truth = truth(&new, &origins, *range);
        let is_only = occurrences(&old, words).count() == 1 && occurrences(&new, words).count() == 1;
        let context = format!("{words:?} {:?}\n{:?}\n{:?}\n{fate:?} truth {truth:?}", range.bytes(), old.as_str(), new.as_str());
        if let (true, [place]) = (is_only, truth.as_slice()) {
            let is_there = fate == Carried::Kept(*place) || fate == Carried::Moved(*place);
            prop_assert!(is_there || is_newly_cut((&old, *range), (&new, *place)), "not found: {context}");
        }
        match &fate {
            Carried::Kept(place) | Carried::Moved(place) => {
                prop_assert_eq!(place.of(&new), words);
                // Spaces and signs alone are the same wherever the words around them are.
                prop_assert!(
                    is_only
                        || !words.contains(char::is_alphanumeric)
                        || truth.contains(place)
                        || is_partly_there(&new, &origins, *range, *place)
                        || is_argued(&old, &new, *range, *place, alike),
                    "wrong place: {context}"
                );
            }
            Carried::Doubtful(places) => {
                prop_assert!(!places.is_empty() && places.len() <= 20 && places.is_sorted());
                prop_assert!(places.iter().all(|place| place.of(&new) == words), "{context}");
            }
            Carried::Changed { at, .. } => prop_assert!(at.fits(&new) && !is_newly_cut((&old, *range), (&new, *at)), "{context}"),
            Carried::Lost { instead } => prop_assert!(instead.is_none_or(|place| place.fits(&new))),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_carried_is_where_it_went(old in text(), edits in edits(0..5)) {
        check(&old, &edits, None)?;
    }

    #[test]
    fn moved_paragraphs_are_where_they_went(old in text(), edits in edits(5..6)) {
        check(&apart(&old), &edits, Some(16))?;
    }

    #[test]
    fn copies_are_as_good_as_what_was_copied(old in text(), edits in edits(6..7)) {
        // With a line feed at the end a paragraph that is copied stays one.
        check(&(old + "\n"), &edits, Some(8))?;
    }

    #[test]
    fn words_that_stand_once_are_found_through_everything(old in text(), edits in edits(0..7)) {
        check(&old, &edits, Some(0))?;
    }

    #[test]
    fn no_two_places_become_one_whatever_is_copied(old in text(), edits in edits(0..7)) {
        // Which of several likes was moved, edited or gone nobody can tell; but never do two of them go to one place.
        let new = Text::new(string(&edited(&old, &edits)));
        let old = Text::new(old);
        let ranges = ranges(&old);
        let mut taken = BTreeMap::new();
        for (range, fate) in ranges.iter().zip(Comparison::new(&old, &new).carry(&ranges)) {
            let (Carried::Kept(place) | Carried::Moved(place)) = fate else { continue };
            prop_assert_eq!(place.of(&new), range.of(&old));
            let other = *taken.entry(place).or_insert(*range);
            prop_assert_eq!(other, *range, "{:?}\n{:?}", old.as_str(), new.as_str());
        }
    }

    #[test]
    fn the_same_text_keeps_everything(old in text()) {
        let text = Text::new(old.as_str());
        let ranges = ranges(&text);
        let kept: Vec<Carried> = ranges.iter().map(|range| Carried::Kept(*range)).collect();
        prop_assert_eq!(Comparison::new(&text, &Text::new(old)).carry(&ranges), kept);
    }

    #[test]
    fn any_two_texts_do(old in text(), new in text()) {
        let (old, new) = (Text::new(old), Text::new(new));
        let ranges = ranges(&old);
        let comparison = Comparison::new(&old, &new);
        let fates = comparison.carry(&ranges);
        for (range, fate) in ranges.iter().zip(&fates).step_by(7) {
            prop_assert_eq!(std::slice::from_ref(fate), comparison.carry(&[*range]), "each as if it were the only one");
        }
        let (turned, back): (Vec<TextRange>, Vec<Carried>) = ranges.iter().zip(&fates).rev().map(|(range, fate)| (*range, fate.clone())).unzip();
        prop_assert_eq!(comparison.carry(&turned), back);
    }
}

/// A text without the paragraphs that are like an earlier one: these change places without a trace.
fn apart(text: &str) -> String {
    let mut seen = BTreeSet::new();
    text.split('\n').filter(|paragraph| seen.insert(paragraph.trim())).flat_map(|paragraph| [paragraph, "\n"]).collect()
}

/// More than usual where somebody asks for it.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(100)
}
