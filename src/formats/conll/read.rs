//! Files as documents: which are read together, and where their marks stand.

use super::beside::{Offsets, placed};
use super::source::{Raw, Source, short};
use super::tags::label;
use super::{Files, OFFSETS, Reading, TEXTS, TextRow};
use crate::formats::record::{Document, Span};
use crate::formats::rows::Rows;
use crate::text::{Unit, Units, counted};
use std::collections::BTreeMap;

/// Bytes that a row with a text may have: 256 MiB.
const MOST_TEXT_BYTES: u64 = 256 << 20;
/// How names of files of tokens end. A file that is alone may end as it likes.
const ENDINGS: [&str; 18] =
    ["conll", "conll03", "conll2003", "bio", "iob", "iob1", "iob2", "bioes", "iobes", "bilou", "biluo", "txt", "tsv", "train", "dev", "test", "testa", "testb"];

/// Reads all files.
pub(super) fn read(files: &dyn Files, reading: &mut Reading<'_>) {
    let paths = files.paths();
    let mut groups: BTreeMap<&str, Vec<&str>> = paths.iter().filter_map(|path| Some((path.strip_suffix(TEXTS)?, Vec::new()))).collect();
    let mut others: Vec<&str> = paths.iter().map(String::as_str).filter(|path| !path.ends_with(TEXTS) && !path.ends_with(OFFSETS)).collect();
    if others.len() > 1 {
        others.retain(|path| path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str())));
    }
    let mut alone = Vec::new();
    for path in others {
        match stems(path).find(|stem| groups.contains_key(stem)).and_then(|stem| groups.get_mut(stem)) {
            Some(group) => group.push(path),
            None => alone.push(path),
        }
    }
    for path in paths.iter().filter(|path| path.strip_suffix(OFFSETS).is_some_and(|stem| !groups.contains_key(stem))) {
        reading.refuse(path, 0, "the file with the texts is not beside it: they are made of the tokens");
    }
    for (stem, members) in groups {
        let offsets = format!("{stem}{OFFSETS}");
        let offsets = if paths.contains(&offsets) { Offsets::open(files, &offsets, reading) } else { None };
        together(files, &format!("{stem}{TEXTS}"), offsets, &members, reading);
    }
    for path in alone {
        if let Some(source) = Source::open(files, path, reading) {
            by_itself(source, reading);
        }
    }
}

/// The names that texts may have beside a file of tokens, the longest first: `a/x-Claim` and `a/x` for `a/x-Claim.conll`.
fn stems(path: &str) -> impl Iterator<Item = &str> {
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    let stem = path.rfind('.').filter(|at| *at > folder).and_then(|at| path.get(..at)).unwrap_or(path);
    let shorter = stem.rmatch_indices('-').map(|(at, _)| at).take_while(move |at| *at > folder);
    std::iter::once(stem).chain(shorter.filter_map(move |at| stem.get(..at)))
}

/// A file without texts: they are made of its tokens.
fn by_itself(mut source: Source<'_>, reading: &mut Reading<'_>) {
    while let Some(raw) = source.article(reading) {
        if raw.tokens.is_empty() {
            reading.refuse(&source.path, raw.line, "the article has no tokens");
            continue;
        }
        let units = Units::of(&raw.text, Unit::CodePoints);
        let places: Vec<(usize, usize)> = raw.tokens.iter().map(|token| (units.at(token.start), units.at(token.end))).collect();
        let spans = spans(&raw, &places).0;
        let Raw { id, line, text, .. } = raw;
        reading.take(Document { file: source.path.clone(), line, id, text, unit: Some(Unit::CodePoints), spans, ..Document::default() });
    }
}

/// The marks of an article whose tokens all have a place, and how many have not.
fn spans(raw: &Raw, places: &[(usize, usize)]) -> (Vec<Span>, usize) {
    let span = |chunk: &super::tags::Chunk| {
        let ((start, _), (_, end)) = (places.get(chunk.first)?, places.get(chunk.end.checked_sub(1)?)?);
        Some(Span { line: chunk.line, label: label(&chunk.label), at: vec![(*start, *end)], ..Span::default() })
    };
    let spans: Vec<Span> = raw.chunks.iter().filter_map(span).collect();
    let lost = raw.chunks.len() - spans.len();
    (spans, lost)
}

/// A file of tokens that is read beside others.
struct Member<'f> {
    source: Source<'f>,
    /// The article that was read last and whose text has not come yet.
    next: Option<Raw>,
}

/// Files of tokens of the same articles, in the order of the texts.
fn together(files: &dyn Files, path: &str, mut offsets: Option<Offsets<'_>>, members: &[&str], reading: &mut Reading<'_>) {
    if members.is_empty() {
        return reading.refuse(path, 0, "no file of tokens stands beside it");
    }
    let mut open: Vec<Member<'_>> = Vec::new();
    for member in members {
        open.extend(Source::open(files, member, reading).map(|source| Member { source, next: None }));
    }
    let Some(mut texts) = Rows::open(files, path, MOST_TEXT_BYTES, reading) else { return };
    while let Some((line, row)) = texts.next(reading) {
        if row.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_str::<TextRow<'_>>(row) {
            Ok(TextRow { id, text }) => {
                let said = offsets.as_mut().and_then(|offsets| offsets.of(&id, reading));
                let document = Document { file: path.to_owned(), line, id: id.into_owned(), text: text.into_owned(), ..Document::default() };
                article(document, said.as_deref(), &mut open, reading);
            }
            Err(why) => reading.refuse(path, line, format!("it is no row with id and text: {why}")),
        }
    }
    for member in &mut open {
        while let Some(raw) = member.next.take().or_else(|| member.source.article(reading)) {
            let named = if raw.id.is_empty() { "the article".to_owned() } else { format!("the article {}", short(&raw.id)) };
            reading.refuse(&member.source.path, raw.line, format!("{named} has no text in {path}, or not in this order"));
        }
    }
    if let Some(offsets) = offsets {
        offsets.finish(reading);
    }
}

/// One article: its text, with the marks of each file that has it.
fn article(mut document: Document, said: Option<&[(usize, usize)]>, members: &mut [Member<'_>], reading: &mut Reading<'_>) {
    let text = std::mem::take(&mut document.text);
    let units = Units::of(&text, Unit::CodePoints);
    let is_alone = members.len() == 1;
    let mut is_there = false;
    let mut all = Vec::new();
    let place = (document.file.clone(), document.line);
    for Member { source, next } in members {
        if next.is_none() {
            *next = source.article(reading);
        }
        let Some(raw) = next.take_if(|raw| raw.id.is_empty() || raw.id == document.id) else { continue };
        is_there = true;
        let places = placed(&raw, &text, &units, said);
        let (mut spans, lost) = spans(&raw, &places);
        if let Some(token) = raw.tokens.get(places.len()) {
            let why = format!("“{}” does not stand here in the text of {}", short(raw.word(token)), short(&document.id));
            reading.refuse(&source.path, token.line, format!("{why}: from here on {} of the article cannot be placed", counted(lost, "mark")));
        }
        if is_alone {
            (document.file, document.line) = (source.path.clone(), raw.line);
        } else {
            // A document names one file, and these lines are of several.
            spans.iter_mut().for_each(|span| span.line = 0);
        }
        all.append(&mut spans);
    }
    if !is_there {
        reading.refuse(&place.0, place.1, "no file of tokens has this article here: it comes without marks");
    }
    all.sort_by(|one, two| one.at.cmp(&two.at).then_with(|| one.label.cmp(&two.label)));
    drop(units);
    reading.take(Document { text, unit: Some(Unit::CodePoints), spans: all, ..document });
}
