//! Claims in somebody's words without whose they are.

use super::reported::is_reported;
use super::sheet::{Sheet, has_source};
use super::{Hint, Rule, shown};
use crate::assist;
use crate::project::{Claim, Label, Mark, MarkId, Voice, Worth};
use crate::text::Text;
use std::collections::HashSet;

/// Fewer words in quotation marks are a word that the author keeps at a distance (“the ‘godfather’”), no quotation.
const QUOTATION: usize = 3;
/// Longest way from the start of a paragraph over which its quotation marks are counted, in bytes.
const FAR: usize = 8192;

/// A claim in the words of somebody who is not linked.
///
/// Quiet where
/// - the author says it: the voice says so, or no quotation mark and no verb of reported speech next to it says otherwise;
/// - nobody needs it checked: not factual, unimportant;
/// - it has a source by another claim: one that says the same, that it goes on with, or in which it lies;
/// - a link of a kind of the project's own joins it to a source;
/// - the voice is what the program set by itself and rests on a few words (“the ‘so-called’ report”), on straight quotation marks of which one is
///   missing, or on a quotation whose speaker is marked inside the claim: then the claim is that he said it, and that is the author's;
/// - the voice is not set in a project of many claims and no source: there nobody marks sources.
pub(super) fn without_source(sheet: &Sheet<'_>) -> Vec<Hint> {
    let alone: Vec<(&Mark, &'static str)> = sheet.claims().filter_map(|(mark, claim)| Some((mark, lacks_source(sheet, mark, claim)?))).collect();
    if alone.is_empty() {
        return Vec::new();
    }
    let inside = inside_sourced(sheet, &alone.iter().map(|(mark, _)| mark.id).collect());
    let told = alone.into_iter().filter(|(mark, _)| !inside.contains(&mark.id));
    told.map(|(mark, whose)| {
        let words = format!("{} {whose}, and no source is linked", shown::mark(&sheet.article.text, mark));
        Hint::at_mark(Rule::ClaimWithoutSource, mark, words)
    })
    .collect()
}

/// In what words a claim stands that ought to have a source and has none.
fn lacks_source(sheet: &Sheet<'_>, mark: &Mark, claim: &Claim) -> Option<&'static str> {
    let is_checked = !matches!(claim.worth, Some(Worth::NotFactual | Worth::Unimportant));
    if !is_checked || claim.voice == Some(Voice::Author) || has_source(sheet.project, mark) || sheet.around.is_sourced(mark) {
        return None;
    }
    whose_words(sheet, mark, claim.voice)
}

fn whose_words(sheet: &Sheet<'_>, mark: &Mark, voice: Option<Voice>) -> Option<&'static str> {
    let text = &sheet.article.text;
    if voice == Some(Voice::Indirect) {
        return Some("is reported speech");
    }
    let read = read_voice(text, mark);
    // The analyst said so, or said something else than the words do.
    let is_by_hand = voice.is_some() && voice != read.voice;
    if is_by_hand {
        return if voice == Some(Voice::Direct) { Some("is a quotation") } else { Some("is partly quoted") };
    }
    if voice.is_none() && !sheet.around.has_sources {
        return None;
    }
    let is_quotation = read.is_sure && read.words >= QUOTATION;
    match read.voice {
        Some(Voice::Direct) if is_quotation => Some("is a quotation"),
        Some(Voice::Mixed) if is_quotation => (!names_speaker(sheet, mark)).then_some("is partly quoted"),
        Some(Voice::Direct | Voice::Mixed | Voice::Indirect | Voice::Author) | None => is_reported(text, &mark.at).then_some("is reported speech"),
    }
}

/// What the quotation marks say.
struct Read {
    voice: Option<Voice>,
    words: usize,
    is_sure: bool,
}

fn read_voice(text: &Text, mark: &Mark) -> Read {
    let paragraph = text.paragraph(text.paragraph_at(mark.at.start()));
    if mark.at.end().saturating_sub(paragraph.start) > FAR {
        return Read { voice: None, words: 0, is_sure: false };
    }
    let near = text.as_str().floor_char_boundary(paragraph.end.min(paragraph.start + 2 * FAR));
    let is_sure = text.slice(paragraph.start..near).matches('"').count().is_multiple_of(2);
    let voice = assist::voice(text, &mark.at);
    let words = if voice.is_some() { assist::quoted_words(text, &mark.at) } else { 0 };
    Read { voice, words, is_sure }
}

/// Whether a source is marked inside the claim.
fn names_speaker(sheet: &Sheet<'_>, claim: &Mark) -> bool {
    let inside = sheet.project.marks_touching(sheet.article.id, claim.at.start(), claim.at.end());
    inside.into_iter().any(|mark| mark.is_accepted() && mark.label() == Label::Source && claim.at.contains(&mark.at))
}

/// Which of these claims lie inside a claim that has a source.
fn inside_sourced(sheet: &Sheet<'_>, alone: &HashSet<MarkId>) -> HashSet<MarkId> {
    let mut inside = HashSet::new();
    let is_claim = |mark: &Mark| mark.label() == Label::Claim;
    sheet.each_within(
        is_claim,
        |mark| alone.contains(&mark.id),
        |mark, around| {
            let is_sourced = |outer: &&Mark| has_source(sheet.project, outer) || sheet.around.is_sourced(outer);
            if around.iter().any(|outer| outer.id != mark.id && outer.at.contains(&mark.at) && is_sourced(outer)) {
                inside.insert(mark.id);
            }
        },
    );
    inside
}
