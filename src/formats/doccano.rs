//! doccano's JSONL, one article a line: `{"id","text","label":[[12,25,"Claim"]]}`, or with `entities` and `relations` instead of `label`.
//!
//! Written are UTF-16 code units, as doccano's own screen counts, and half open. A file has the form with `entities` throughout if any article needs
//! it: for links, for marks in several fragments, or for members of spans that were kept. Both forms are read, `labels` as `label`, `data` as `text`
//! and `annotations` as `entities` too, as older versions wrote them; labels of these are numbers.
//!
//! No line says in what it counts. It is taken as UTF-16 code units; but where a place of the line is beyond the text in these or inside a pair
//! of them, and every place is one in code points, as code points. What is a place in neither says nothing. Where every place is one in both and they
//! are not the same, code points are taken if in these all begin and end with words and in UTF-16 code units not. It is told, wherever both units would
//! not be the same; but lines that this program wrote are always in UTF-16 code units. A project that “counts grapheme clusters as one character” looks like neither: there the analyst has to say the unit.
//!
//! Other members of a line, such as `Comments` and `meta`, are kept on the article, those of an entity on its mark, and written again as they were
//! spelt. `id` is the article's id when it is written. An entity's number is kept; marks without one take the free numbers from 0 on. Relations are
//! numbered from 0 in each line.

#[cfg(test)]
mod tests;

use super::jsonl_lines::{Members, Object, Sure, Told, added, counted, kept_members, quoted, read_rows, tuple};
use super::pieces::{Piece, joined, joints, links_inside, pieces, tell_apart};
use super::record::{Document, Reading, Span, Tie};
use super::{About, Export, Files, Format, Holds, Output};
use crate::project::{Article, ArticleId, Kept, Mark};
use crate::text::{Unit, Units};
use serde_json::value::RawValue;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io;
use std::sync::Arc;

/// The format's name.
const NAME: &str = "doccano";
/// Members of a line that the writer makes.
const OWN: [&str; 6] = ["id", "text", "label", "labels", "entities", "relations"];
/// How the kept number of an entity begins.
const ID: &str = "\"id\":";
/// Members of an entity that the writer makes.
const OWN_OF_ENTITY: [&str; 4] = ["id", "label", "start_offset", "end_offset"];

/// doccano's JSONL.
#[derive(Clone, Copy, Debug)]
pub struct Doccano;

impl Format for Doccano {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "doccano JSONL",
            ending: "jsonl",
            per_article: false,
            beside: &[],
            unit: Some(Unit::Utf16),
            reads: true,
            writes: true,
            holds: Holds { any_label: true, fragments: true, line_breaks: true, overlaps: true, links: true, own_kept: true, ..Holds::default() },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("doccano.jsonl")?;
        let has_entities = export.articles.iter().any(|(article, _)| needs_entities(export, article));
        for (article, _) in &export.articles {
            row(export, article, has_entities).put(out)?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read_rows(files, reading, &document);
    }
}

/// Whether `label` would leave out something of an article.
fn needs_entities(export: &Export<'_>, article: &Article) -> bool {
    let more = |mark: &Mark| mark.at.count() > 1 || id_of(mark).is_some() || !kept_members(&mark.kept, NAME, &OWN_OF_ENTITY).is_empty();
    export.marks(article).into_iter().any(|mark| more(mark)) || !links_inside(export, article).is_empty()
}

fn row(export: &Export<'_>, article: &Article, has_entities: bool) -> Object {
    let links = links_inside(export, article);
    let pieces = pieces(&ordered(export.marks(article)));
    let units = Units::of(article.text.as_str(), Unit::Utf16);
    let mut row = Object::new();
    row.string("id", &article.id.to_string());
    row.string("text", article.text.as_str());
    if has_entities {
        let ids = ids(&pieces);
        let entities: Vec<String> = pieces.iter().zip(&ids).map(|(piece, id)| entity(*id, piece, &units)).collect();
        row.list("entities", &entities);
        let mut joints = joints(&pieces, &links);
        joints.sort_unstable();
        let id = |number: usize| ids.get(number).copied().unwrap_or_default();
        let relations: Vec<String> = joints.into_iter().enumerate().map(|(number, (from, to, kind))| relation(number, id(from), id(to), kind)).collect();
        row.list("relations", &relations);
    } else {
        let triple = |piece: &Piece<'_>| {
            let label = quoted(piece.mark.label().name());
            format!("[{},{},{label}]", units.at(piece.at.start()), units.at(piece.at.end()))
        };
        row.list("label", &pieces.iter().map(triple).collect::<Vec<_>>());
    }
    row.members(&kept_members(&article.kept, NAME, &OWN));
    row
}

/// Marks by their places and labels, and those that are alike in these by their numbers: read again they have other ids, and are to be written alike.
fn ordered(mut marks: Vec<&Arc<Mark>>) -> Vec<&Arc<Mark>> {
    marks.sort_by_cached_key(|mark| {
        let ranges: Vec<(usize, usize)> = mark.at.iter().map(|range| (range.start(), range.end())).collect();
        (mark.at.start(), Reverse(mark.at.end()), ranges, mark.label(), kept_members(&mark.kept, NAME, &OWN_OF_ENTITY), id_of(mark), mark.id)
    });
    marks
}

/// The number that doccano gave a mark.
fn id_of(mark: &Mark) -> Option<usize> {
    mark.kept.iter().filter(|kept| &*kept.format == NAME).find_map(|kept| kept.text.strip_prefix(ID)?.parse().ok())
}

/// The number of each piece: the one that its mark had, else the next that is free.
fn ids(pieces: &[Piece<'_>]) -> Vec<usize> {
    let mut taken = HashSet::new();
    let had: Vec<Option<usize>> = pieces.iter().map(|piece| id_of(piece.mark).filter(|id| piece.number == 0 && taken.insert(*id))).collect();
    let mut free = (0..).filter(|id| !taken.contains(id));
    had.into_iter().map(|id| id.or_else(|| free.next()).unwrap_or_default()).collect()
}

fn entity(number: usize, piece: &Piece<'_>, units: &Units<'_>) -> String {
    let mut entity = Object::new();
    entity.number("id", number);
    entity.string("label", piece.mark.label().name());
    entity.number("start_offset", units.at(piece.at.start()));
    entity.number("end_offset", units.at(piece.at.end()));
    if piece.number == 0 {
        entity.members(&kept_members(&piece.mark.kept, NAME, &OWN_OF_ENTITY));
    }
    entity.end()
}

fn relation(number: usize, from: usize, to: usize, kind: &str) -> String {
    let mut relation = Object::new();
    relation.number("id", number);
    relation.number("from_id", from);
    relation.number("to_id", to);
    relation.string("type", kind);
    relation.end()
}

fn document(mut row: Members<'_>, told: &mut Told) -> Result<Document, String> {
    let text = match row.string("text")? {
        Some(text) => text,
        None => row.string("data")?.ok_or("it has no `text`")?,
    };
    let id = row.id("id");
    let (mut spans, relations) = (read_spans(&mut row, told)?, row.list("relations")?.unwrap_or_default());
    let mut ties = Vec::new();
    for (number, words) in relations.into_iter().enumerate() {
        match read_relation(words, number, &mut told.refused) {
            Ok(tie) => ties.push(tie),
            Err(why) => told.refused.push(format!("relation {number}: {why}")),
        }
    }
    told.refused.extend(row.unread());
    tell_apart(&mut spans, &mut told.refused);
    let sure = if id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::No };
    let (unit, why) = counted(&text, &spans, Unit::Utf16, sure);
    told.repaired.extend(why);
    let (mut spans, ties) = joined(spans, ties);
    for span in &mut spans {
        let number = span.id.parse::<usize>().ok();
        span.kept.extend(number.map(|id| Kept { format: NAME.into(), text: format!("{ID}{id}") }));
    }
    Ok(Document { id, text, unit: Some(unit), spans, ties, kept: row.kept(NAME), ..Document::default() })
}

/// The spans of all members that have some.
fn read_spans(row: &mut Members<'_>, told: &mut Told) -> Result<Vec<Span>, String> {
    let (entities, annotations) = (row.list("entities")?, row.list("annotations")?);
    let mut triples = row.list("label")?.unwrap_or_default();
    triples.extend(row.list("labels")?.unwrap_or_default());
    if entities.is_some() && !triples.is_empty() {
        told.refused.push(format!("it has `entities` and `label`, so that the {} of `label` are not taken", triples.len()));
        triples.clear();
    }
    let mut spans: Vec<Span> = triples.into_iter().enumerate().filter_map(|(number, triple)| read_triple(number, triple, NAME, &mut told.refused)).collect();
    for (what, list) in [("entity", entities), ("annotation", annotations)] {
        let mut more = Vec::new();
        for (number, words) in list.into_iter().flatten().enumerate() {
            match read_entity(words) {
                Ok(span) => more.push(span),
                Err(why) => told.refused.push(format!("{what} {number}: {why}")),
            }
        }
        added(&mut spans, more);
    }
    Ok(spans)
}

/// A span of `[start, end, label]`.
pub(super) fn read_triple(number: usize, words: &RawValue, format: &str, refused: &mut Vec<String>) -> Option<Span> {
    let span = tuple(words, format);
    if span.is_none() {
        refused.push(format!("label {number} is no [start, end, label]"));
    }
    span
}

fn read_entity(words: &RawValue) -> Result<Span, String> {
    let mut entity = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let id = entity.id("id");
    let (start, end) = (entity.place("start_offset")?, entity.place("end_offset")?);
    // Older versions wrote the number that the label has in the project.
    let number = entity.id("label");
    let label = if number.is_empty() { entity.need("label")? } else { number };
    Ok(Span { id, label, at: vec![(start, end)], kept: entity.kept(NAME), ..Span::default() })
}

fn read_relation(words: &RawValue, number: usize, refused: &mut Vec<String>) -> Result<Tie, String> {
    let mut relation = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let (from, to, kind) = (relation.id("from_id"), relation.id("to_id"), relation.need("type")?);
    if from.is_empty() || to.is_empty() {
        return Err("it does not say by `from_id` and `to_id` what it links".to_owned());
    }
    // Its number is new whenever it is written.
    relation.id("id");
    if !relation.is_empty() {
        refused.push(format!("relation {number} is taken, but not what else it says: {}", super::pieces::listed(relation.names())));
    }
    Ok(Tie { kind, from, to, ..Tie::default() })
}
