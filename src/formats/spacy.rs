//! Rows for spaCy, one article a line: `{"id","text","spans":[{"id","label","start","end","text"}],"links":[{"type","from","to"}]}`, with a script beside
//! them that builds spaCy's own `DocBin` of them, its spans in `doc.spans["sc"]`, which may overlap.
//!
//! Places are code points, half open. Every row and every span has every key, `null` where nothing is to be said, since readers that guess a type for
//! each column take no other. Read are these rows, and rows with `entities` as `[start, end, label]`; `text` of a span is the words that must stand there.
//!
//! Other members of a row are kept on the article, those of a span on its mark, and written again as they were spelt, as long as they have no more
//! than 32 names: beyond that the table would be empty cells for the most part, and none is written.

#[cfg(test)]
mod tests;

use super::doccano::read_triple;
use super::jsonl_lines::{Members, Object, kept_members, read_rows};
use super::pieces::{Piece, joined, joints, links_inside, listed, pieces, tell_apart};
use super::record::{Document, Reading, Span, Tie};
use super::{About, Export, Files, Format, Holds, Output};
use crate::project::{Article, Kept};
use crate::text::{Unit, Units};
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::io;

/// The format's name.
const NAME: &str = "spacy";
/// Members of a row that the writer makes.
const OWN: [&str; 4] = ["id", "text", "spans", "links"];
/// Members of a span that the writer makes.
const OWN_OF_SPAN: [&str; 5] = ["id", "label", "start", "end", "text"];
/// How many names of other members are written, of rows and of spans.
const MOST_NAMES: usize = 32;
/// Builds the `DocBin`.
const SCRIPT: &str = include_str!("spacy/make_docbin.py");

/// Rows for spaCy.
#[derive(Clone, Copy, Debug)]
pub struct Spacy;

impl Format for Spacy {
    fn about(&self) -> About {
        About {
            name: NAME,
            title: "spaCy JSONL with a script for DocBin",
            ending: "jsonl",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds: Holds { any_label: true, fragments: true, line_breaks: true, overlaps: true, links: true, own_kept: true, ..Holds::default() },
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        let keys = Keys::of(export);
        out.begin("spacy.jsonl")?;
        for (article, _) in &export.articles {
            row(export, article, &keys).put(out)?;
        }
        out.begin("make_docbin.py")?;
        out.put(SCRIPT.as_bytes())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read_rows(files, reading, &document);
    }
}

/// The names of all members that are kept somewhere, so that each row and span can have them.
#[derive(Default)]
struct Keys {
    rows: BTreeSet<String>,
    spans: BTreeSet<String>,
}

impl Keys {
    fn of(export: &Export<'_>) -> Self {
        let mut keys = Self::default();
        for (article, _) in &export.articles {
            keys.rows.extend(kept_members(&article.kept, NAME, &OWN).into_iter().map(|(name, _)| name));
            for mark in export.marks(article) {
                keys.spans.extend(kept_members(&mark.kept, NAME, &OWN_OF_SPAN).into_iter().map(|(name, _)| name));
            }
        }
        for names in [&mut keys.rows, &mut keys.spans] {
            if names.len() > MOST_NAMES {
                names.clear();
            }
        }
        keys
    }
}

/// The members that were kept, one for each of the names.
fn every(names: &BTreeSet<String>, kept: &[Kept], own: &[&str]) -> Vec<(String, String)> {
    let there = kept_members(kept, NAME, own);
    let value = |name: &String| there.iter().find(|(other, _)| other == name).map_or("null", |(_, value)| value.as_str()).to_owned();
    names.iter().map(|name| (name.clone(), value(name))).collect()
}

fn row(export: &Export<'_>, article: &Article, keys: &Keys) -> Object {
    let pieces = pieces(&export.marks(article));
    let joints = joints(&pieces, &links_inside(export, article));
    let units = Units::of(article.text.as_str(), Unit::CodePoints);
    let ids: Vec<String> = pieces.iter().map(Piece::id).collect();
    let id = |number: usize| ids.get(number).map(String::as_str).unwrap_or_default();
    let span = |piece: &Piece<'_>| {
        let mut span = Object::new();
        span.string("id", &piece.id());
        span.string("label", piece.mark.label().name());
        span.number("start", units.at(piece.at.start()));
        span.number("end", units.at(piece.at.end()));
        span.string("text", piece.at.of(&article.text));
        let kept: &[Kept] = if piece.number == 0 { &piece.mark.kept } else { &[] };
        span.members(&every(&keys.spans, kept, &OWN_OF_SPAN));
        span.end()
    };
    let link = |(from, to, kind): &(usize, usize, &str)| {
        let mut link = Object::new();
        link.string("type", kind);
        link.string("from", id(*from));
        link.string("to", id(*to));
        link.end()
    };
    let mut row = Object::new();
    row.string("id", &article.id.to_string());
    row.string("text", article.text.as_str());
    row.list("spans", &pieces.iter().map(span).collect::<Vec<_>>());
    row.list("links", &joints.iter().map(link).collect::<Vec<_>>());
    row.members(&every(&keys.rows, &article.kept, &OWN));
    row
}

fn document(mut row: Members<'_>, refused: &mut Vec<String>) -> Result<Document, String> {
    let text = row.need("text")?;
    let id = row.id("id");
    let (words, links) = (row.list("spans")?, row.list("links")?.unwrap_or_default());
    let triples = if words.is_none() { row.list("entities")?.unwrap_or_default() } else { Vec::new() };
    let mut spans: Vec<Span> = triples.into_iter().enumerate().filter_map(|(number, triple)| read_triple(number, triple, refused)).collect();
    for (number, words) in words.into_iter().flatten().enumerate() {
        match read_span(words) {
            Ok(span) => spans.push(span),
            Err(why) => refused.push(format!("span {number}: {why}")),
        }
    }
    let mut ties = Vec::new();
    for (number, words) in links.into_iter().enumerate() {
        match read_link(words, number, refused) {
            Ok(tie) => ties.push(tie),
            Err(why) => refused.push(format!("link {number}: {why}")),
        }
    }
    tell_apart(&mut spans, refused);
    let (spans, ties) = joined(spans, ties);
    row.drop_nulls();
    Ok(Document { id, text, unit: Some(Unit::CodePoints), spans, ties, kept: row.kept(NAME), ..Document::default() })
}

fn read_span(words: &RawValue) -> Result<Span, String> {
    let mut span = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let id = span.id("id");
    let (start, end, label) = (span.place("start")?, span.place("end")?, span.need("label")?);
    let quote = span.string("text")?.into_iter().collect();
    span.drop_nulls();
    Ok(Span { id, label, at: vec![(start, end)], quote, kept: span.kept(NAME), ..Span::default() })
}

fn read_link(words: &RawValue, number: usize, refused: &mut Vec<String>) -> Result<Tie, String> {
    let mut link = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let (from, to, kind) = (link.id("from"), link.id("to"), link.need("type")?);
    if from.is_empty() || to.is_empty() {
        return Err("it does not say by `from` and `to` what it links".to_owned());
    }
    link.drop_nulls();
    if !link.is_empty() {
        refused.push(format!("link {number} is taken, but not what else it says: {}", listed(link.names())));
    }
    Ok(Tie { kind, from, to, ..Tie::default() })
}
