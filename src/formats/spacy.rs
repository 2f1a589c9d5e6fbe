//! Rows for spaCy, one article a line: `{"id","text","spans":[{"id","label","start","end","text"}],"links":[{"type","from","to"}]}`, with a script beside
//! them that builds spaCy's own `DocBin` of them, its spans in `doc.spans["sc"]`, which may overlap.
//!
//! Places are code points, half open. Every row and every span has every key, `null` where nothing is to be said, since readers that guess a type for
//! each column take no other. Read are these rows, rows with `entities` as `[start, end, label]`, and those of spaCy's own `Doc.to_json` with `ents`. Spans in
//! groups, `{"sc":[…]}`, are read as well; the name of the group is kept as `spans_key`. `text` of a span is the words that must stand there.
//!
//! Other members of a row are kept on the article, those of a span on its mark, and written again as they were spelt, as long as they have no more
//! than 32 names: beyond that the table would be empty cells for the most part, and none is written.

#[cfg(test)]
mod tests;

use super::doccano::read_triple;
use super::jsonl_lines::{Members, Object, Sure, Told, added, counted, kept_members, quoted, read_rows, short, tuple};
use super::pieces::{Piece, joined, joints, links_inside, listed, pieces, tell_apart};
use super::record::{Document, Reading, Span, Tie};
use super::{About, Export, Files, Format, Holds, Output};
use crate::project::{Article, ArticleId, Kept};
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
/// The member of a span that says of which group it is.
const GROUP: &str = "spans_key";
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

fn document(mut row: Members<'_>, told: &mut Told) -> Result<Document, String> {
    let text = row.need("text")?;
    let id = row.id("id");
    let (mut spans, links) = (read_spans(&mut row, told)?, row.list("links")?.unwrap_or_default());
    let mut ties = Vec::new();
    for (number, words) in links.into_iter().enumerate() {
        match read_link(words, number, &mut told.refused) {
            Ok(tie) => ties.push(tie),
            Err(why) => told.refused.push(format!("link {number}: {why}")),
        }
    }
    told.refused.extend(row.unread());
    tell_apart(&mut spans, &mut told.refused);
    let sure = if id.parse::<ArticleId>().is_ok() { Sure::Yes } else { Sure::Mostly };
    let (unit, why) = counted(&text, &spans, Unit::CodePoints, sure);
    told.repaired.extend(why);
    let (spans, ties) = joined(spans, ties);
    row.drop_nulls();
    Ok(Document { id, text, unit: Some(unit), spans, ties, kept: row.kept(NAME), ..Document::default() })
}

/// The spans of all members that have some.
fn read_spans(row: &mut Members<'_>, told: &mut Told) -> Result<Vec<Span>, String> {
    let mut spans = Vec::new();
    for (group, words) in groups(row)? {
        for (number, words) in words.into_iter().enumerate() {
            match read_span(words, &group) {
                Ok(span) => spans.push(span),
                Err(why) if group.is_empty() => told.refused.push(format!("span {number}: {why}")),
                Err(why) => told.refused.push(format!("span {number} of `{}`: {why}", short(&group))),
            }
        }
    }
    let mut ents = Vec::new();
    for (number, words) in row.list("ents")?.into_iter().flatten().enumerate() {
        match read_span(words, "") {
            Ok(span) => ents.push(span),
            Err(why) => told.refused.push(format!("entity {number}: {why}")),
        }
    }
    added(&mut spans, ents);
    let entities = row.list("entities")?.unwrap_or_default();
    let entities = entities.into_iter().enumerate().filter_map(|(number, triple)| read_triple(number, triple, NAME, &mut told.refused)).collect();
    added(&mut spans, entities);
    Ok(spans)
}

/// The lists of `spans`, each with the name of its group; one without a name where they are no groups.
fn groups<'a>(row: &mut Members<'a>) -> Result<Vec<(String, Vec<&'a RawValue>)>, String> {
    let Some(value) = row.take("spans") else { return Ok(Vec::new()) };
    let items = |value: &'a RawValue| serde_json::from_str::<Vec<&RawValue>>(value.get()).ok();
    if value.get().starts_with('[') {
        return Ok(vec![(String::new(), items(value).unwrap_or_default())]);
    }
    let groups = Members::of(value.get()).map_err(|_| "its `spans` is neither a list nor an object of lists")?;
    let group = |(name, value): (String, &'a RawValue)| {
        items(value).map(|items| (name.clone(), items)).ok_or_else(|| format!("its `spans` has no list in `{}`", short(&name)))
    };
    groups.rest().map(group).collect()
}

fn read_span(words: &RawValue, group: &str) -> Result<Span, String> {
    let of_group = (!group.is_empty()).then(|| Kept { format: NAME.into(), text: format!("\"{GROUP}\":{}", quoted(group)) });
    if words.get().starts_with('[') {
        let mut span = tuple(words, NAME).ok_or("it is no [start, end, label]")?;
        span.kept.extend(of_group);
        return Ok(span);
    }
    let mut span = Members::of(words.get()).map_err(|why| format!("it {why}"))?;
    let id = span.id("id");
    let (start, end, label) = (span.place("start")?, span.place("end")?, span.need("label")?);
    let quote = span.string("text")?.into_iter().collect();
    span.drop_nulls();
    let own = of_group.filter(|_| !span.has(GROUP));
    let mut kept = span.kept(NAME);
    // spaCy writes these of every span, said or not.
    kept.retain(|kept| ![r#""kb_id":"""#, r#""span_id":"""#].contains(&kept.text.as_str()));
    kept.extend(own);
    Ok(Span { id, label, at: vec![(start, end)], quote, kept, ..Span::default() })
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
