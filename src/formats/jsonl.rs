//! Our own JSONL: one article a row, with everything that its marks say. Places are code points, half open.
//!
//! A row has every key: `id`, `title`, `text`, `spans`, `links`, `article`. A span: `id`, `label`, `start`, `end`, `text` (all from `start` to `end`),
//! `fragments` (its ranges), `quotes` (the words of each), `attributes` (by the names of the project file), `note`, `tags`, `discuss`, `state`, `decided`,
//! `score`, `by`, `on`, `of`, `kept`. A link: `type`, `from`, `to` (ids of spans of the row), `cue`, `auto`. `article` has `origin`, `state`, `blocks`, `skip`,
//! `links` (those into other rows) and `kept`.
//!
//! Rows of others are read as well, as far as it is clear what they mean: spans of `label`, `labels`, `entities`, `ents` and `annotations` too, each an
//! object or `[start, end, label]`; `begin` and `start_offset` for `start`, `end_offset` for `end`, `type` or `tag` for `label`; numbers as ids, and
//! `null` as if it were not there.

mod read;
#[cfg(test)]
mod tests;

use super::jsonl_lines::read_files;
use super::{About, Export, Files, Format, Holds, Output, Reading, attributes};
use crate::project::{Article, Kept, Link, Mark, Word};
use crate::text::{TextRange, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// Bytes that one row may have: 256 MiB.
const MOST_ROW_BYTES: usize = 256 << 20;

/// Our own JSONL.
pub struct Jsonl;

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    spans: Vec<SpanRow<'a>>,
    #[serde(borrow)]
    links: Vec<LinkRow<'a>>,
    #[serde(borrow)]
    article: ArticleRow<'a>,
    /// Where others have their spans; two of these members are an error.
    #[serde(borrow, skip_serializing, alias = "label", alias = "labels", alias = "ents", alias = "annotations")]
    entities: Option<&'a RawValue>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct SpanRow<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    label: Option<Cow<'a, str>>,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    fragments: Vec<(usize, usize)>,
    #[serde(borrow)]
    quotes: Vec<Cow<'a, str>>,
    #[serde(borrow)]
    attributes: BTreeMap<Cow<'a, str>, Value>,
    #[serde(borrow)]
    note: Cow<'a, str>,
    #[serde(borrow)]
    tags: Vec<Cow<'a, str>>,
    discuss: bool,
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow)]
    decided: Option<DecidedRow<'a>>,
    score: Option<f64>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    on: Cow<'a, str>,
    #[serde(borrow)]
    of: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    #[serde(borrow)]
    kept: Vec<KeptRow<'a>>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct DecidedRow<'a> {
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow)]
    on: Cow<'a, str>,
    #[serde(borrow)]
    why: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct KeptRow<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct LinkRow<'a> {
    #[serde(borrow)]
    r#type: Cow<'a, str>,
    #[serde(borrow)]
    from: Cow<'a, str>,
    #[serde(borrow)]
    to: Cow<'a, str>,
    cue: Vec<(usize, usize)>,
    auto: bool,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct ArticleRow<'a> {
    #[serde(borrow)]
    origin: OriginRow<'a>,
    #[serde(borrow)]
    state: Cow<'a, str>,
    #[serde(borrow)]
    blocks: Vec<(u32, Cow<'a, str>)>,
    skip: Vec<(usize, usize)>,
    #[serde(borrow)]
    links: Vec<LinkRow<'a>>,
    #[serde(borrow)]
    kept: Vec<KeptRow<'a>>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct OriginRow<'a> {
    #[serde(borrow)]
    file: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    outlet: Cow<'a, str>,
    #[serde(borrow)]
    published: Cow<'a, str>,
    #[serde(borrow)]
    byline: Cow<'a, str>,
    #[serde(borrow)]
    language: Cow<'a, str>,
    #[serde(borrow)]
    encoding: Cow<'a, str>,
    #[serde(borrow)]
    details: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    #[serde(borrow)]
    places: Vec<(u32, Cow<'a, str>)>,
    bom: bool,
    crlf: bool,
}

impl Format for Jsonl {
    fn about(&self) -> About {
        About {
            name: "jsonl",
            title: "Factmark JSONL",
            ending: "jsonl",
            per_article: false,
            beside: &[],
            unit: Some(Unit::CodePoints),
            reads: true,
            writes: true,
            holds: Holds::WHOLE,
        }
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Output) -> io::Result<()> {
        out.begin("jsonl.jsonl")?;
        for (article, _) in &export.articles {
            let row = serde_json::to_string(&row_of(export, article)).map_err(io::Error::other)?;
            out.put(escaped(&row).as_bytes())?;
            out.put(b"\n")?;
        }
        Ok(())
    }

    fn read(&self, files: &dyn Files, reading: &mut Reading<'_>) {
        read_files(files, MOST_ROW_BYTES, reading, &read::document);
    }
}

/// What is legal in a string of JSON and ends a line elsewhere.
fn escaped(row: &str) -> Cow<'_, str> {
    if !row.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(row);
    }
    Cow::Owned(row.replace('\u{85}', "\\u0085").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// An article as a row.
pub(super) fn row_of<'a>(export: &Export<'a>, article: &'a Article) -> Row<'a> {
    let points = article.text.code_points();
    let place = |range: TextRange| {
        let range = points.of(range);
        (range.start, range.end)
    };
    let link = |(from, link, to): (&'a std::sync::Arc<Mark>, &'a Link, &'a std::sync::Arc<Mark>)| LinkRow {
        r#type: link.kind.name().into(),
        from: from.id.to_string().into(),
        to: to.id.to_string().into(),
        cue: link.cue.iter().map(|range| place(*range)).collect(),
        auto: link.auto,
    };
    let origin = &article.origin;
    let (inside, across): (Vec<_>, Vec<_>) = export.links(article).into_iter().partition(|(from, _, to)| from.article == to.article);
    Row {
        id: article.id.to_string().into(),
        title: article.title.as_str().into(),
        text: article.text.as_str().into(),
        spans: export.marks(article).into_iter().map(|mark| span_of(export, article, mark, &place)).collect(),
        links: inside.into_iter().map(link).collect(),
        article: ArticleRow {
            origin: OriginRow {
                file: origin.file.as_str().into(),
                url: origin.url.as_str().into(),
                outlet: origin.outlet.as_str().into(),
                published: origin.published.as_str().into(),
                byline: origin.byline.as_str().into(),
                language: origin.language.as_str().into(),
                encoding: origin.encoding.as_str().into(),
                details: origin.details.iter().map(|(name, value)| (name.as_str().into(), value.as_str().into())).collect(),
                places: origin.places.iter().map(|(number, place)| (*number, place.to_string().into())).collect(),
                bom: origin.bom,
                crlf: origin.crlf,
            },
            state: article.state.name().into(),
            blocks: article.blocks.iter().map(|(number, block)| (*number, block.name().into())).collect(),
            skip: article.skip.iter().map(|zone| place(*zone)).collect(),
            links: across.into_iter().map(link).collect(),
            kept: article.kept.iter().map(kept_row).collect(),
        },
        entities: None,
    }
}

fn span_of<'a>(export: &Export<'a>, article: &'a Article, mark: &'a Mark, place: &dyn Fn(TextRange) -> (usize, usize)) -> SpanRow<'a> {
    let fragments: Vec<(usize, usize)> = mark.at.iter().map(place).collect();
    let quotes: Vec<Cow<'a, str>> = mark.at.iter().map(|range| range.of(&article.text).into()).collect();
    SpanRow {
        id: mark.id.to_string().into(),
        label: Some(mark.label().name().to_owned().into()),
        start: fragments.first().map(|(start, _)| *start),
        end: fragments.last().map(|(_, end)| *end),
        text: article.text.slice(mark.at.start()..mark.at.end()).into(),
        fragments,
        quotes,
        attributes: attributes(export.project, mark).into_iter().map(|(name, value)| (name.into(), Value::String(value))).collect(),
        note: mark.note.as_str().into(),
        tags: mark.tags.iter().map(|tag| tag.to_string().into()).collect(),
        discuss: mark.discuss,
        state: mark.state.name().into(),
        decided: mark.decided.as_ref().map(|decided| DecidedRow {
            by: decided.by.to_string().into(),
            on: decided.on.map(|on| on.to_string()).unwrap_or_default().into(),
            why: decided.why.as_str().into(),
        }),
        score: mark.score,
        by: mark.by.to_string().into(),
        on: mark.on.map(|on| on.to_string()).unwrap_or_default().into(),
        of: mark.of.iter().map(|(whose, id)| (whose.to_string().into(), id.to_string().into())).collect(),
        kept: mark.kept.iter().map(kept_row).collect(),
    }
}

fn kept_row(kept: &Kept) -> KeptRow<'_> {
    KeptRow { format: kept.format.to_string().into(), text: kept.text.as_str().into() }
}
